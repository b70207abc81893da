//! A record that is open for reading.

use crate::error::{Result, StoreError};
use crate::folder::Folder;
use crate::index::{self, Fields};
use crate::originals::Originals;
use crate::{Reader, catalog, lookup};
use lru::LruCache;
use onrecord_doc::record::gather;
use onrecord_doc::{
    Coverage, DocId, Handle, Held, Hint, Occurrences, Proposals, Record, RecordError,
};
use onrecord_text::shingle;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, Searcher, TERMINATED};

/// A record on disk, as it stood when it was opened. Any number of processes may have it open,
/// also while another adds to it.
pub struct Store {
    pub(crate) folder: Folder,
    pub(crate) searcher: Searcher,
    pub(crate) fields: Fields,
    /// The handles of the current versions, in order.
    pub(crate) current: Vec<u64>,
    last: u64,
    reader: Reader,
    originals: Originals,
    catalog: Mutex<Connection>,
    cache: Mutex<LruCache<Handle, Arc<Held>>>,
}

impl Store {
    /// Opens the record in `dir` for reading.
    ///
    /// # Errors
    ///
    /// [`NotARecord`](crate::ErrorKind::NotARecord), [`NewerFormat`](crate::ErrorKind::NewerFormat),
    /// [`NeedsRebuild`](crate::ErrorKind::NeedsRebuild), [`Damaged`](crate::ErrorKind::Damaged), or
    /// [`Io`](crate::ErrorKind::Io).
    pub fn open(dir: &Path) -> Result<Self> {
        Self::open_with(dir, onrecord_doc::read)
    }

    /// The same, with another reader.
    ///
    /// # Errors
    ///
    /// As [`Store::open`].
    pub fn open_with(dir: &Path, reader: Reader) -> Result<Self> {
        let folder = Folder(dir.to_owned());
        folder.check()?;
        // First the catalogue, then the index: the index then has at least what it knows.
        let catalog = catalog::open(&folder.catalog())?;
        let current = lookup::current(&catalog)?;
        let last = catalog::last_handle(&catalog)?;
        let (index, fields) = index::open(&folder.index())?;
        let index = index
            .reader_builder()
            .reload_policy(tantivy::ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            searcher: index.searcher(),
            originals: Originals::new(folder.originals()),
            cache: Mutex::new(LruCache::new(CACHED)),
            catalog: Mutex::new(catalog),
            folder,
            fields,
            current,
            last,
            reader,
        })
    }

    pub(crate) fn catalog(&self) -> MutexGuard<'_, Connection> {
        self.catalog.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_current(&self, handle: u64) -> bool {
        self.current.binary_search(&handle).is_ok()
    }

    pub(crate) fn hold(&self, handle: Handle) -> Result<Arc<Held>> {
        let cache = || self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = cache().get(&handle) {
            return Ok(held.clone());
        }
        let (version, place) = {
            let catalog = self.catalog();
            let version = lookup::version(&catalog, handle)?;
            let place = lookup::place(&catalog, &version.digest)?;
            (version, place)
        };
        let bytes = self.originals.read(place, &version.digest)?;
        let path = version.paths.first().map(String::as_str);
        let parsed = (self.reader)(&bytes, Hint { path });
        let held = Arc::new(Held::new(parsed.document, version));
        cache().put(handle, held.clone());
        Ok(held)
    }

    /// The identifiers of documents that end with `ending`, by name, at most `limit`.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn ids_ending(&self, ending: &str, limit: usize) -> Result<Vec<DocId>> {
        lookup::ids_ending(&self.catalog(), ending, limit)
    }

    /// The bytes of the version behind a handle, as they came.
    ///
    /// # Errors
    ///
    /// If they cannot be read, or are not those of the digest any more.
    pub fn original(&self, handle: Handle) -> Result<Vec<u8>> {
        let catalog = self.catalog();
        let digest = lookup::version(&catalog, handle)?.digest;
        let place = lookup::place(&catalog, &digest)?;
        drop(catalog);
        self.originals.read(place, &digest)
    }

    /// The distinct pairs of `keys` in every segment, the rarest first.
    fn look_up(&self, keys: &[u64]) -> Result<(Vec<Segment>, Vec<Pair>)> {
        let mut asked: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for (at, pair) in shingle::pairs(keys).enumerate() {
            asked.entry(pair).or_default().push(at as u32);
        }
        let segments = self.segments()?;
        let mut pairs = Vec::with_capacity(asked.len());
        for (key, at) in asked {
            let term = index::term(self.fields.pairs, key);
            let infos = segments
                .iter()
                .map(|segment| segment.pairs.get_term_info(&term))
                .collect::<std::io::Result<Vec<_>>>()
                .map_err(|error| StoreError::io(&error, &self.folder.index()))?;
            let documents = infos.iter().flatten().map(|info| info.doc_freq).sum();
            pairs.push(Pair {
                at,
                infos,
                documents,
            });
        }
        pairs.sort_by(|a, b| (a.documents, &a.at).cmp(&(b.documents, &b.at)));
        Ok((segments, pairs))
    }

    fn segments(&self) -> Result<Vec<Segment>> {
        let segment = |reader: &tantivy::SegmentReader| {
            Ok(Segment {
                pairs: reader.inverted_index(self.fields.pairs)?,
                handles: reader.fast_fields().u64(index::HANDLE)?,
                alive: reader.alive_bitset().cloned(),
            })
        };
        self.searcher
            .segment_readers()
            .iter()
            .map(segment)
            .collect()
    }

    fn postings(&self, segment: &Segment, info: &TermInfo) -> Result<SegmentPostings> {
        segment
            .pairs
            .read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)
            .map_err(|error| StoreError::io(&error, &self.folder.index()))
    }

    /// Adds where a pair stands to the hits.
    fn hits(
        &self,
        segments: &[Segment],
        pair: &Pair,
        hits: &mut Vec<(Handle, u32, u32)>,
    ) -> Result<()> {
        let mut positions = Vec::new();
        for (segment, info) in segments.iter().zip(&pair.infos) {
            let Some(info) = info else { continue };
            let mut postings = self.postings(segment, info)?;
            while postings.doc() != TERMINATED {
                if let Some(handle) = segment.handle(postings.doc(), self.last) {
                    postings.positions(&mut positions);
                    for &asked in &pair.at {
                        hits.extend(positions.iter().map(|&at| (handle, at, asked)));
                    }
                }
                postings.advance();
            }
        }
        Ok(())
    }

    /// Where all pairs stand in the order in which they were asked for.
    fn runs(&self, segments: &[Segment], pairs: &[Pair]) -> Result<Vec<(Handle, u32)>> {
        let mut runs = Vec::new();
        for (number, segment) in segments.iter().enumerate() {
            let infos: Option<Vec<&TermInfo>> = pairs
                .iter()
                .map(|pair| pair.infos[number].as_ref())
                .collect();
            let Some(infos) = infos else { continue };
            let mut postings = infos
                .into_iter()
                .map(|info| self.postings(segment, info))
                .collect::<Result<Vec<_>>>()?;
            while let Some(doc) = meet(&mut postings) {
                if let Some(handle) = segment.handle(doc, self.last) {
                    let starts = starts(&mut postings, pairs);
                    runs.extend(starts.into_iter().map(|start| (handle, start)));
                }
                postings[0].advance();
            }
        }
        runs.sort_unstable();
        Ok(runs)
    }
}

impl Record for Store {
    fn coverage(&self) -> std::result::Result<Coverage, RecordError> {
        Ok(lookup::coverage(&self.catalog())?)
    }

    fn held(&self, handle: Handle) -> std::result::Result<Arc<Held>, RecordError> {
        Ok(self.hold(handle)?)
    }

    fn find(&self, id: &DocId) -> std::result::Result<Vec<Handle>, RecordError> {
        let mut handles = lookup::find(&self.catalog(), id)?;
        handles.retain(|handle| handle.0 <= self.last);
        Ok(handles)
    }

    fn propose(&self, keys: &[u64], limit: usize) -> std::result::Result<Proposals, RecordError> {
        let (segments, pairs) = self.look_up(keys)?;
        let (mut hits, mut spent, mut all) = (Vec::new(), 0, true);
        for (number, pair) in pairs.iter().enumerate() {
            spent += pair.documents;
            if number >= ALWAYS && spent > BUDGET {
                all = false;
                break;
            }
            self.hits(&segments, pair, &mut hits)?;
        }
        let (places, cut) = gather(hits, limit);
        Ok(Proposals {
            places,
            complete: all && !cut,
        })
    }

    fn occurrences(
        &self,
        keys: &[u64],
        limit: usize,
    ) -> std::result::Result<Occurrences, RecordError> {
        let mut found = Occurrences {
            complete: true,
            ..Occurrences::default()
        };
        if keys.len() < 2 {
            return Ok(found);
        }
        let (segments, pairs) = self.look_up(keys)?;
        let mut places = self.runs(&segments, &pairs)?;
        let mut documents: Vec<u64> = places.iter().map(|place| place.0.0).collect();
        documents.dedup();
        found.documents = documents
            .iter()
            .filter(|&&handle| self.is_current(handle))
            .count();
        found.complete = places.len() <= limit;
        places.truncate(limit);
        found.places = places;
        Ok(found)
    }
}

/// How many versions are kept after reading: a page of findings asks for the same few again.
const CACHED: NonZeroUsize = NonZeroUsize::new(256).expect("not zero");

/// How many pairs are always looked up, the rarest first.
const ALWAYS: usize = 3;

/// After how many postings no further pair is looked up.
const BUDGET: u32 = 8_192;

/// One segment of the index.
struct Segment {
    pairs: Arc<InvertedIndexReader>,
    handles: tantivy::columnar::Column<u64>,
    alive: Option<tantivy::fastfield::AliveBitSet>,
}

impl Segment {
    /// The handle of a document, unless it is deleted or newer than the catalogue.
    fn handle(&self, doc: u32, last: u64) -> Option<Handle> {
        let alive = self.alive.as_ref().is_none_or(|alive| alive.is_alive(doc));
        let handle = self.handles.first(doc).filter(|_| alive)?;
        (handle <= last).then_some(Handle(handle))
    }
}

/// A pair that is asked for.
struct Pair {
    /// Where it stands in the question.
    at: Vec<u32>,
    /// Its entry in the dictionary of each segment.
    infos: Vec<Option<TermInfo>>,
    /// In how many versions it stands.
    documents: u32,
}

/// Moves all postings to the next document that they share.
fn meet(postings: &mut [SegmentPostings]) -> Option<u32> {
    let mut doc = postings.first()?.doc();
    'again: loop {
        if doc == TERMINATED {
            return None;
        }
        for posting in postings.iter_mut() {
            if posting.doc() < doc {
                posting.seek(doc);
            }
            if posting.doc() > doc {
                doc = posting.doc();
                continue 'again;
            }
        }
        return Some(doc);
    }
}

/// Where in the document that all postings are at the whole run begins.
fn starts(postings: &mut [SegmentPostings], pairs: &[Pair]) -> Vec<u32> {
    let mut starts: Option<Vec<u32>> = None;
    let mut positions = Vec::new();
    for (posting, pair) in postings.iter_mut().zip(pairs) {
        posting.positions(&mut positions);
        for &asked in &pair.at {
            let begins = |start: u32| positions.binary_search(&(start + asked)).is_ok();
            match &mut starts {
                Some(starts) => starts.retain(|&start| begins(start)),
                None => {
                    let all = positions.iter().filter_map(|at| at.checked_sub(asked));
                    starts = Some(all.collect());
                }
            }
        }
    }
    starts.unwrap_or_default()
}
