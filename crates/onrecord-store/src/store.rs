//! A record that is open for reading.

use crate::error::Result;
use crate::folder::Folder;
use crate::index::{self, Fields};
use crate::originals::Originals;
use crate::pairs::{Found, Pairs};
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
use tantivy::Searcher;

/// A record on disk, as it stood when it was opened. Any number of processes may have it open,
/// also while another adds to it.
pub struct Store {
    pub(crate) folder: Folder,
    pub(crate) searcher: Searcher,
    pub(crate) fields: Fields,
    pairs: Pairs,
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
            pairs: Pairs::open(&folder.pairs(), last)?,
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

    /// The distinct pairs of `keys`, the rarest first.
    fn look_up(&self, keys: &[u64]) -> Vec<Pair> {
        let mut asked: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for (at, pair) in shingle::pairs(keys).enumerate() {
            asked.entry(pair).or_default().push(at as u32);
        }
        let found = asked.into_iter().map(|(pair, at)| Pair {
            at,
            found: self.pairs.find(pair),
        });
        let mut pairs: Vec<Pair> = found.collect();
        pairs.sort_by(|a, b| (a.found.places, &a.at).cmp(&(b.found.places, &b.at)));
        pairs
    }

    /// Where all pairs stand in the order in which they were asked for.
    fn runs(&self, keys: &[u64]) -> Result<Vec<(Handle, u32)>> {
        let mut runs: Option<Vec<(u64, u32)>> = None;
        for pair in self.look_up(keys) {
            if let Some(runs) = &runs
                && runs.len() <= FEW
                && pair.found.places > MANY
            {
                return self.verified(runs, keys);
            }
            let places = self.pairs.places(&pair.found);
            for asked in pair.at {
                match &mut runs {
                    Some(runs) => runs.retain(|&(handle, start)| {
                        places.binary_search(&(handle, start + asked)).is_ok()
                    }),
                    None => {
                        let start =
                            |&(handle, at): &(u64, u32)| Some((handle, at.checked_sub(asked)?));
                        runs = Some(places.iter().filter_map(start).collect());
                    }
                }
            }
        }
        let runs = runs.unwrap_or_default().into_iter();
        Ok(runs
            .map(|(handle, start)| (Handle(handle), start))
            .collect())
    }

    /// The runs that the documents themselves have.
    fn verified(&self, runs: &[(u64, u32)], keys: &[u64]) -> Result<Vec<(Handle, u32)>> {
        let mut verified = Vec::new();
        for &(handle, start) in runs {
            let held = self.hold(Handle(handle))?;
            let reading = held.reading();
            let main = reading
                .main()
                .get(start as usize..start as usize + keys.len());
            let same = main.is_some_and(|main| {
                main.iter()
                    .zip(keys)
                    .all(|(&at, key)| reading.keys()[at as usize] == *key)
            });
            if same {
                verified.push((Handle(handle), start));
            }
        }
        Ok(verified)
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
        let (mut hits, mut spent, mut all) = (Vec::new(), 0, true);
        for (number, pair) in self.look_up(keys).iter().enumerate() {
            spent += pair.found.places;
            if number >= ALWAYS && spent > BUDGET {
                all = false;
                break;
            }
            for (handle, at) in self.pairs.places(&pair.found) {
                hits.extend(pair.at.iter().map(|&asked| (Handle(handle), at, asked)));
            }
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
        let mut places = self.runs(keys)?;
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

/// After how many places no further pair is looked up.
const BUDGET: u64 = 16_384;

/// So few places are looked up in their documents ...
const FEW: usize = 8;

/// ... rather than among the places of a pair with more than these.
const MANY: u64 = 4_096;

/// A pair that is asked for.
struct Pair {
    /// Where it stands in the question.
    at: Vec<u32>,
    /// Its places.
    found: Found,
}
