//! What searching needs beside the index, read at the first search and kept.

use crate::error::{Result, StoreError};
use crate::facts::Facts;
use crate::index::{self, Fields, Turn};
use crate::plan::Runs;
use crate::query::{POSSESSIVE, Word};
use crate::store::Store;
use onrecord_doc::Handle;
use std::path::Path;
use std::sync::Arc;
use tantivy::columnar::Column;
use tantivy::postings::{BlockSegmentPostings, SegmentPostings, TermInfo};
use tantivy::query::Bm25Weight;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, Searcher, SegmentReader, Term};

/// The index, open, and the facts of the catalogue by handle.
pub(crate) struct Engine {
    pub searcher: Searcher,
    pub fields: Fields,
    pub facts: Facts,
    pub shelves: Vec<Shelf>,
    /// By handle from 1: the segment and the document of each version.
    places: Vec<(u32, DocId)>,
}

/// A segment of the index.
pub(crate) struct Shelf {
    /// Which of the segments it is.
    pub number: usize,
    pub reader: SegmentReader,
    /// The version behind each document of the segment.
    pub handles: Vec<Handle>,
    turns: Column<u64>,
}

impl Store {
    /// The engine, made at the first search.
    pub(crate) fn engine(&self) -> Result<&Engine> {
        if let Some(engine) = self.engine.get() {
            return Ok(engine);
        }
        let (searcher, fields) = self.index()?.clone();
        let readers = searcher.segment_readers().iter().enumerate();
        let shelves = readers.map(|(number, reader)| Shelf::new(number, reader));
        let shelves: Vec<Shelf> = shelves.collect::<Result<_>>()?;
        let mut places = vec![(u32::MAX, 0); self.last as usize];
        for (number, shelf) in shelves.iter().enumerate() {
            for doc in shelf.reader.doc_ids_alive() {
                let handle = shelf.handles[doc as usize].0 as usize;
                if let Some(place) = handle.checked_sub(1).and_then(|at| places.get_mut(at)) {
                    *place = (number as u32, doc);
                }
            }
        }
        let engine = Engine {
            shelves,
            places,
            facts: Facts::load(&self.catalog(), self.last)?,
            searcher,
            fields,
        };
        Ok(self.engine.get_or_init(|| engine))
    }
}

impl Engine {
    /// How each word counts in a field: its inverse document frequency; and in how many versions
    /// the rarest stands, at most.
    pub fn weight(&self, field: Field, words: &[Word]) -> Result<(Vec<Bm25Weight>, u64)> {
        let documents = self.searcher.num_docs().max(1);
        let mut tokens = 0;
        for shelf in &self.shelves {
            tokens += shelf.inverted(field)?.total_num_tokens();
        }
        let mean = (tokens as f32 / documents as f32).max(1.0);
        let (mut weights, mut rarest) = (Vec::with_capacity(words.len()), documents);
        for word in words {
            let frequency = self.frequency(field, word)?.min(documents);
            rarest = rarest.min(frequency);
            let weight = Bm25Weight::for_one_term_without_explain(frequency, documents, mean);
            weights.push(weight);
        }
        Ok((weights, rarest))
    }

    /// Where runs of words of versions stand in the segments: for each segment the document and the
    /// first word, in order.
    pub fn by_shelf(&self, runs: Vec<(Handle, u32)>) -> Runs {
        let mut shelves = vec![Vec::new(); self.shelves.len()];
        for (handle, start) in runs {
            let place = (handle.0 as usize)
                .checked_sub(1)
                .and_then(|at| self.places.get(at));
            if let Some(&(shelf, doc)) = place
                && let Some(shelf) = shelves.get_mut(shelf as usize)
            {
                shelf.push((doc, start));
            }
        }
        shelves.iter_mut().for_each(|shelf| shelf.sort_unstable());
        shelves
    }

    /// In how many versions a word stands; for a prefix, those of its words together.
    pub fn frequency(&self, field: Field, word: &Word) -> Result<u64> {
        let mut sum = 0;
        for shelf in &self.shelves {
            let infos = shelf.terms(field, word)?;
            sum += infos
                .iter()
                .map(|info| u64::from(info.doc_freq))
                .sum::<u64>();
        }
        Ok(sum)
    }
}

impl Shelf {
    fn new(number: usize, reader: &SegmentReader) -> Result<Self> {
        let handles = reader.fast_fields().u64(index::HANDLE)?;
        let handle = |doc| Handle(handles.first(doc).unwrap_or_default());
        Ok(Self {
            number,
            handles: (0..reader.max_doc()).map(handle).collect(),
            turns: reader.fast_fields().u64(index::TURNS)?,
            reader: reader.clone(),
        })
    }

    /// The documents that `allow` lets through, in order.
    pub fn documents(&self, allow: impl Fn(Handle) -> bool) -> Vec<DocId> {
        let alive = self.reader.doc_ids_alive();
        alive
            .filter(|&doc| allow(self.handles[doc as usize]))
            .collect()
    }

    /// Whose the words of a document are.
    pub fn turns(&self, doc: DocId) -> impl Iterator<Item = Turn> + '_ {
        self.turns.values_for_doc(doc).map(Turn::from)
    }

    /// Where the words that `word` stands for are posted.
    pub fn postings(&self, field: Field, word: &Word) -> Result<Vec<SegmentPostings>> {
        let inverted = self.inverted(field)?;
        let mut postings = Vec::new();
        for info in self.terms(field, word)? {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let read = inverted.read_postings_from_terminfo(&info, option);
            postings.push(read.map_err(damaged)?);
        }
        Ok(postings)
    }

    /// How often the words that are meant stand in each document of the segment.
    pub fn sums(&self, field: Field, word: &Word) -> Result<Vec<u32>> {
        let inverted = self.inverted(field)?;
        let mut counts = vec![0_u32; self.handles.len()];
        let mut block: Option<BlockSegmentPostings> = None;
        for info in self.terms(field, word)? {
            let block = match &mut block {
                Some(block) => {
                    let reset = inverted.reset_block_postings_from_terminfo(&info, block);
                    reset.map_err(damaged)?;
                    block
                }
                None => {
                    let option = IndexRecordOption::WithFreqs;
                    let read = inverted.read_block_postings_from_terminfo(&info, option);
                    block.insert(read.map_err(damaged)?)
                }
            };
            while block.block_len() > 0 {
                for (&doc, &count) in block.docs().iter().zip(block.freqs()) {
                    counts[doc as usize] += count;
                }
                block.advance();
            }
        }
        Ok(counts)
    }

    pub fn inverted(&self, field: Field) -> Result<Arc<InvertedIndexReader>> {
        Ok(self.reader.inverted_index(field)?)
    }

    /// The words of the dictionary that are meant.
    fn terms(&self, field: Field, word: &Word) -> Result<Vec<TermInfo>> {
        let inverted = self.inverted(field)?;
        if !word.prefix {
            let find = |form: &str| {
                let term = Term::from_field_text(field, form);
                inverted.get_term_info(&term).map_err(damaged)
            };
            let mut infos: Vec<TermInfo> = find(&word.form)?.into_iter().collect();
            if word.possessive {
                infos.extend(find(&format!("{}{POSSESSIVE}", word.form))?);
            }
            return Ok(infos);
        }
        let range = inverted.terms().range().ge(&word.form);
        let mut stream = range.into_stream().map_err(damaged)?;
        let mut infos = Vec::new();
        while stream.advance() && stream.key().starts_with(word.form.as_bytes()) {
            infos.push(stream.value().clone());
        }
        Ok(infos)
    }
}

/// A part of the index that cannot be read.
pub(crate) fn damaged(error: std::io::Error) -> StoreError {
    StoreError::io(&error, Path::new("index"))
}
