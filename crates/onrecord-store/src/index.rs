//! The index: one Tantivy document a version.
//!
//! `words` has every word, `title` those of the title. The candidates of a quotation have an index
//! of their own, [`segments`](crate::segments).
//! Terms are keys, not forms, so that index and checker cannot fold differently: the upper 48 bits of
//! a key in eight characters of six bits. Nothing is stored in the index; the catalogue knows the rest by handle.

use crate::error::{Result, StoreError};
use onrecord_doc::{Document, Reading};
use onrecord_text::Folded;
use std::path::Path;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, Term};

/// The fields of the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub handle: Field,
    pub words: Field,
    pub title: Field,
}

/// The name of the fast field that holds the handle.
pub(crate) const HANDLE: &str = "handle";

/// The terms of one version, ready for the index.
#[derive(Debug)]
pub(crate) struct Terms {
    words: String,
    title: String,
}

impl Terms {
    pub fn new(document: &Document, reading: &Reading) -> Self {
        let words = reading.words(document, 0..usize::MAX);
        Self {
            words: encode(words.map(|word| word.key)),
            title: encode(Folded::new(&document.title).keys().iter().copied()),
        }
    }

    /// The terms of the words, each with its position.
    pub fn words(&self) -> impl Iterator<Item = (u32, &[u8])> {
        (0..).zip(self.words.as_bytes().chunks(WIDTH))
    }

    /// The terms of the title, each with its position.
    pub fn title(&self) -> impl Iterator<Item = (u32, &[u8])> {
        (0..).zip(self.title.as_bytes().chunks(WIDTH))
    }

    pub fn into_document(self, fields: Fields, handle: u64) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_u64(fields.handle, handle);
        document.add_text(fields.words, self.words);
        document.add_text(fields.title, self.title);
        document
    }
}

/// Makes an empty index.
pub(crate) fn create(path: &Path) -> Result<()> {
    let directory = tantivy::directory::MmapDirectory::open(path)
        .map_err(|error| StoreError::from(tantivy::TantivyError::from(error)))?;
    Index::create(directory, schema(), IndexSettings::default())?;
    Ok(())
}

/// Opens the index.
pub(crate) fn open(path: &Path) -> Result<(Index, Fields)> {
    let index = Index::open_in_dir(path)
        .map_err(|error| StoreError::damaged(format_args!("{}: {error}", path.display())))?;
    index.tokenizers().register(TOKENIZER, KeyTokenizer);
    let schema = index.schema();
    let fields = Fields {
        handle: schema.get_field(HANDLE)?,
        words: schema.get_field("words")?,
        title: schema.get_field("title")?,
    };
    Ok((index, fields))
}

/// The term of one key.
pub(crate) fn term(field: Field, key: u64) -> Term {
    Term::from_field_text(field, &encode(std::iter::once(key)))
}

/// Opens the index for writing.
pub(crate) fn writer(index: &Index) -> Result<IndexWriter> {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
    Ok(index.writer_with_num_threads(threads, threads * ARENA)?)
}

/// Bytes that one indexing thread gathers before it writes a segment: large enough for a batch.
const ARENA: usize = 128 << 20;

const TOKENIZER: &str = "keys";

/// How many characters a term has: 48 bits of its key.
const WIDTH: usize = 8;

fn schema() -> Schema {
    let mut schema = Schema::builder();
    let text = || {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(TOKENIZER)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        )
    };
    schema.add_u64_field(HANDLE, FAST | INDEXED);
    schema.add_text_field("words", text());
    schema.add_text_field("title", text());
    schema.build()
}

fn encode(keys: impl Iterator<Item = u64>) -> String {
    const DIGITS: &[u8; 64] = b"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    let mut text = String::with_capacity(keys.size_hint().0 * WIDTH);
    for key in keys {
        for place in 0..WIDTH {
            let digit = key >> (58 - 6 * place) & 63;
            text.push(char::from(DIGITS[digit as usize]));
        }
    }
    text
}

/// Cuts the text that [`encode`] makes into terms again.
#[derive(Clone)]
struct KeyTokenizer;

impl Tokenizer for KeyTokenizer {
    type TokenStream<'a> = KeyStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> KeyStream<'a> {
        let token = Token::default();
        KeyStream { text, token }
    }
}

struct KeyStream<'a> {
    text: &'a str,
    token: Token,
}

impl TokenStream for KeyStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((term, rest)) = self.text.split_at_checked(WIDTH) else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(term);
        self.text = rest;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
