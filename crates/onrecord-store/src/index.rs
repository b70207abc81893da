//! The index: one Tantivy document a version.
//!
//! | field | holds | positions count |
//! | --- | --- | --- |
//! | `words` | the main words of the text, as [`Folded`] folds them | main words |
//! | `asides` | labels, stage directions, struck and inserted words | all words |
//! | `title` | the words of the title | words |
//! | `handle` | the version | |
//! | `turns` | whose words these are: [`Turn`]s | |
//!
//! A phrase is not broken by a stage direction, since main words have positions of their own. The
//! candidates of a quotation have an index of their own, [`segments`](crate::segments). Nothing is
//! stored in the index; the catalogue knows the rest by handle.

use crate::error::{Result, StoreError, at};
use onrecord_doc::{Document, Reading, Speaker, Word};
use onrecord_text::Folded;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback,
    WatchHandle, WritePtr,
};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument};

/// The fields of the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub handle: Field,
    pub words: Field,
    pub asides: Field,
    pub title: Field,
    turns: Field,
}

/// The name of the fast field that holds the handle.
pub(crate) const HANDLE: &str = "handle";

/// The name of the fast field that holds the turns.
pub(crate) const TURNS: &str = "turns";

/// From which main word on a speaker speaks, up to the next turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Turn {
    pub start: u32,
    /// The [`tag`] of the speaker; 0 for nobody.
    pub tag: u32,
}

impl From<u64> for Turn {
    fn from(value: u64) -> Self {
        Self {
            start: (value >> 32) as u32,
            tag: value as u32,
        }
    }
}

impl From<Turn> for u64 {
    fn from(turn: Turn) -> Self {
        Self::from(turn.start) << 32 | Self::from(turn.tag)
    }
}

/// What stands for a speaker in the index: the CRC-32 of name and kind.
pub(crate) fn tag(name: &str, kind: &str) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(name.as_bytes());
    hasher.update(b"\n");
    hasher.update(kind.as_bytes());
    hasher.finalize()
}

/// The terms of one version, ready for the index.
#[derive(Debug)]
pub(crate) struct Terms {
    words: String,
    asides: String,
    title: String,
    turns: Vec<Turn>,
}

/// Gathers [`Terms`] while a document is read.
#[derive(Debug, Default)]
pub(crate) struct TermsBuilder {
    words: String,
    asides: String,
    all: usize,
    last_aside: Option<usize>,
}

impl TermsBuilder {
    /// For a document of so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            words: String::with_capacity(bytes),
            ..Self::default()
        }
    }

    /// Adds the next word of the document.
    pub fn push(&mut self, word: &Word, form: &str) {
        if word.class.is_main() {
            push(&mut self.words, form);
        } else {
            if self.last_aside.map_or(0, |last| last + 1) != self.all {
                push(&mut self.asides, &format!("{JUMP}{}", self.all));
            }
            push(&mut self.asides, form);
            self.last_aside = Some(self.all);
        }
        self.all += 1;
    }

    pub fn finish(self, document: &Document, reading: &Reading) -> Terms {
        let folded = Folded::new(&document.title);
        let mut title = String::new();
        (0..folded.len()).for_each(|at| push(&mut title, folded.form(at)));
        Terms {
            words: self.words,
            asides: self.asides,
            title,
            turns: turns(document, reading),
        }
    }
}

impl Terms {
    /// Each field of words: its name, and its terms with their positions.
    pub fn fields(&self) -> [(&'static str, impl Iterator<Item = (u32, String)> + '_); 3] {
        let all = [
            ("words", &self.words),
            ("asides", &self.asides),
            ("title", &self.title),
        ];
        all.map(|(name, text)| (name, forms(text)))
    }

    /// Whose the words are.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    pub fn into_document(self, fields: Fields, handle: u64) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_u64(fields.handle, handle);
        document.add_text(fields.words, self.words);
        document.add_text(fields.asides, self.asides);
        document.add_text(fields.title, self.title);
        for turn in self.turns {
            document.add_u64(fields.turns, turn.into());
        }
        document
    }
}

/// Whose the main words are. Turns without words, and turns that go on, are left out.
fn turns(document: &Document, reading: &Reading) -> Vec<Turn> {
    let tag = |speaker: &Speaker| tag(&speaker.name, speaker.kind.as_str());
    let issuer = document.issuers.first().map_or(0, tag);
    let tags: Vec<u32> = document
        .turns
        .iter()
        .map(|turn| tag(&turn.speaker))
        .collect();
    let mut turns: Vec<Turn> = Vec::new();
    for (block, starts) in document.blocks.iter().zip(reading.starts().windows(2)) {
        let tag = match block.turn {
            Some(turn) => tags.get(turn).copied().unwrap_or(0),
            None => issuer,
        };
        let goes_on = turns.last().is_some_and(|last| last.tag == tag);
        if starts[0].main < starts[1].main && !goes_on {
            let start = starts[0].main;
            turns.push(Turn { start, tag });
        }
    }
    turns
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
    let damaged = |error: &dyn std::fmt::Display| {
        StoreError::damaged(format_args!("{}: {error}", path.display()))
    };
    let directory = MmapDirectory::open(path).map_err(|error| damaged(&error))?;
    let index = Index::open(Readable(directory)).map_err(|error| damaged(&error))?;
    index.tokenizers().register(TOKENIZER, FormTokenizer);
    let schema = index.schema();
    let fields = Fields {
        handle: schema.get_field(HANDLE)?,
        words: schema.get_field("words")?,
        asides: schema.get_field("asides")?,
        title: schema.get_field("title")?,
        turns: schema.get_field(TURNS)?,
    };
    Ok((index, fields))
}

/// The files of an index. Where nothing may be written, the lock that readers take for a moment is
/// done without.
#[derive(Clone, Debug)]
struct Readable(MmapDirectory);

impl Directory for Readable {
    fn acquire_lock(&self, lock: &Lock) -> std::result::Result<DirectoryLock, LockError> {
        use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        match self.0.acquire_lock(lock) {
            Err(LockError::IoError(error))
                if lock.filepath == META_LOCK.filepath
                    && matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem) =>
            {
                Ok(DirectoryLock::from(Box::new(())))
            }
            taken => taken,
        }
    }

    fn get_file_handle(
        &self,
        path: &Path,
    ) -> std::result::Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> std::result::Result<(), DeleteError> {
        self.0.delete(path)
    }

    fn exists(&self, path: &Path) -> std::result::Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> std::result::Result<WritePtr, OpenWriteError> {
        self.0.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> std::result::Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.0.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.0.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(callback)
    }
}

/// Whoever may read the rest of a record, whose format file is `like`, may read the index too:
/// Tantivy keeps its lists of files for the owner alone.
pub(crate) fn share(path: &Path, like: &Path) -> Result<()> {
    let permissions = fs::metadata(like).map_err(at(like))?.permissions();
    for name in ["meta.json", ".managed.json"] {
        let list = path.join(name);
        fs::set_permissions(&list, permissions.clone()).map_err(at(&list))?;
    }
    Ok(())
}

/// Opens the index for writing, with half as many threads as there are cores: a third of the work of adding is
/// theirs, and each has a table of all terms, which costs most where a form is first met.
pub(crate) fn writer(index: &Index) -> Result<IndexWriter> {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().div_ceil(2).min(4));
    Ok(index.writer_with_num_threads(threads, threads * ARENA)?)
}

/// Bytes that one indexing thread gathers before it writes a segment: large enough for a batch.
const ARENA: usize = 128 << 20;

const TOKENIZER: &str = "forms";

/// Ends a form in the text that is handed to Tantivy; no form has it, nor [`JUMP`].
const END: char = '\n';

/// Begins the number of the position at which the next form stands.
const JUMP: char = '\u{1}';

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
    schema.add_text_field("asides", text());
    schema.add_text_field("title", text());
    schema.add_u64_field(TURNS, FAST);
    schema.build()
}

fn push(text: &mut String, form: &str) {
    text.push_str(form);
    text.push(END);
}

/// Cuts the text that [`TermsBuilder`] makes into forms again.
#[derive(Clone)]
struct FormTokenizer;

impl Tokenizer for FormTokenizer {
    type TokenStream<'a> = FormStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FormStream<'a> {
        let token = Token::default();
        FormStream { text, token }
    }
}

/// The forms in a text that [`TermsBuilder`] made, each with its position.
fn forms(text: &str) -> impl Iterator<Item = (u32, String)> + '_ {
    let token = Token::default();
    let mut stream = FormStream { text, token };
    std::iter::from_fn(move || {
        let token = stream.next()?;
        Some((token.position as u32, token.text.clone()))
    })
}

struct FormStream<'a> {
    text: &'a str,
    token: Token,
}

impl TokenStream for FormStream<'_> {
    fn advance(&mut self) -> bool {
        // Forms are short: a plain loop finds their end sooner than a search would begin.
        while let Some(end) = self.text.bytes().position(|byte| byte == END as u8) {
            let form = &self.text[..end];
            self.text = &self.text[end + 1..];
            if let Some(position) = form
                .strip_prefix(JUMP)
                .and_then(|n| n.parse::<usize>().ok())
            {
                self.token.position = position.wrapping_sub(1);
                continue;
            }
            self.token.position = self.token.position.wrapping_add(1);
            self.token.text.clear();
            self.token.text.push_str(form);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
