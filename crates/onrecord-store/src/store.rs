//! A record that is open for reading.

use crate::engine::Engine;
use crate::error::{ErrorKind, Result, StoreError};
use crate::folder::{Folder, Stamp};
use crate::index::{self, Fields};
use crate::listing::Listing;
use crate::making::Making;
use crate::names::CorrectedNames;
use crate::originals::Originals;
use crate::outline::{Origin, Outline};
use crate::quoted::QuotedIn;
use crate::segments::{Found, Segments};
use crate::subjects::Proposals as SubjectProposals;
use crate::{catalog, lookup};
use lru::LruCache;
use onrecord_doc::authority::subjects::Vocabulary;
use onrecord_doc::model::Dates;
use onrecord_doc::record::{Asked, choose, gather};
use onrecord_doc::seen::{self, Told};
use onrecord_doc::{
    Coverage, Depth, DocId, Handle, Held, Occurrences, Proposals, Record, RecordError, Speaker,
    Version,
};
use onrecord_text::shingle;
use rusqlite::Connection;
use std::collections::{BTreeMap, HashSet};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tantivy::Searcher;
use tantivy::directory::OwnedBytes;

/// A record on disk, as it stood when it was opened. Any number of processes may have it open,
/// also while another adds to it.
pub struct Store {
    pub(crate) folder: Folder,
    stamp: Stamp,
    segments: Segments,
    /// The handles of the versions that have a later one.
    superseded: HashSet<u64>,
    /// The handles of the versions that have an earlier one.
    follow: HashSet<u64>,
    /// The handles of the versions that came in several files.
    copied: HashSet<u64>,
    pub(crate) last: u64,
    originals: Originals,
    catalog: Mutex<Connection>,
    index: OnceLock<(Searcher, Fields)>,
    pub(crate) engine: OnceLock<Engine>,
    cache: Mutex<LruCache<Handle, Arc<Held>>>,
    pub(crate) listing: OnceLock<Arc<Listing>>,
    pub(crate) names: OnceLock<Arc<CorrectedNames>>,
    pub(crate) vocabulary: OnceLock<Arc<(Vocabulary, Vec<String>)>>,
    pub(crate) proposals: OnceLock<Arc<SubjectProposals>>,
    pub(crate) quoted: OnceLock<Arc<QuotedIn>>,
    pub(crate) making: Making,
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
        let folder = Folder(dir.to_owned());
        folder.check()?;
        let stamp = folder.stamp();
        // First the catalogue, then the rest, which then has at least what it knows.
        let catalog = catalog::open(&folder.catalog())?;
        let last = catalog::last_handle(&catalog)?;
        let (follow, superseded) = lookup::changed(&catalog)?.into_iter().unzip();
        Ok(Self {
            originals: Originals::new(folder.originals()),
            cache: Mutex::new(LruCache::new(CACHED)),
            superseded,
            follow,
            copied: lookup::copied(&catalog)?,
            catalog: Mutex::new(catalog),
            index: OnceLock::new(),
            engine: OnceLock::new(),
            listing: OnceLock::new(),
            names: OnceLock::new(),
            vocabulary: OnceLock::new(),
            proposals: OnceLock::new(),
            quoted: OnceLock::new(),
            making: Making::default(),
            segments: Segments::open(&folder.segments(), last)?,
            folder,
            stamp,
            last,
        })
    }

    /// Whether the record on disk is still as it was when it was opened. Looks at three files, and
    /// is cheap enough to ask before every question.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.folder.stamp() == self.stamp
    }

    pub(crate) fn catalog(&self) -> MutexGuard<'_, Connection> {
        self.catalog.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The words index, opened at the first search.
    pub(crate) fn index(&self) -> Result<&(Searcher, Fields)> {
        if let Some(open) = self.index.get() {
            return Ok(open);
        }
        let (index, fields) = index::open(&self.folder.index())?;
        let index = index
            .reader_builder()
            .reload_policy(tantivy::ReloadPolicy::Manual)
            .try_into()?;
        Ok(self.index.get_or_init(|| (index.searcher(), fields)))
    }

    pub(crate) fn sizes(&self) -> (u64, u64) {
        self.segments.sizes()
    }

    pub(crate) fn hold(&self, handle: Handle) -> Result<Arc<Held>> {
        let cache = || self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = cache().get(&handle) {
            return Ok(held.clone());
        }
        let held = Arc::new(self.hold_uncached(handle)?);
        cache().put(handle, held.clone());
        Ok(held)
    }

    /// The same for who reads all of them, one after the other.
    pub(crate) fn hold_uncached(&self, handle: Handle) -> Result<Held> {
        let bytes = self.outline(handle)?;
        let damaged = || StoreError::damaged(format_args!("outline {}", handle.0));
        let outline = Outline::read(bytes.as_slice()).ok_or_else(damaged)?;
        let origin = &outline.origin;
        let original = self.originals.read(origin.place(), origin.crc)?;
        let (document, reading) = outline
            .document(bytes.clone(), original)
            .ok_or_else(damaged)?;
        let version = self.version(handle, origin, &document.dates)?;
        Ok(Held::with_reading(document, version, reading))
    }

    fn outline(&self, handle: Handle) -> Result<OwnedBytes> {
        self.segments.outline(handle.0).ok_or_else(|| {
            let message = format!("no document has handle {}", handle.0);
            StoreError::new(ErrorKind::NotARecord, message)
        })
    }

    fn version(&self, handle: Handle, origin: &Origin<'_>, dates: &Dates) -> Result<Version> {
        let current = !self.superseded.contains(&handle.0);
        let several = !current || self.follow.contains(&handle.0);
        let copied = self.copied.contains(&handle.0);
        let of = if several {
            lookup::count(&self.catalog(), handle)?
        } else {
            origin.number
        };
        let paths = if copied {
            lookup::paths(&self.catalog(), handle)?
        } else {
            vec![origin.path.to_owned()]
        };
        let (seen, known) = if several || copied {
            lookup::when(&self.catalog(), handle)?
        } else {
            let seen = Told {
                when: origin.seen,
                told: origin.told,
            };
            (origin.seen.to_owned(), seen::known(dates, seen, None))
        };
        Ok(Version {
            number: origin.number,
            of,
            digest: origin.digest.to_owned(),
            current,
            seen: Some(seen),
            known: Some(known),
            paths,
        })
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
        let bytes = self.outline(handle)?;
        let damaged = || StoreError::damaged(format_args!("outline {}", handle.0));
        let origin = Outline::read(bytes.as_slice()).ok_or_else(damaged)?.origin;
        self.originals.proven(origin.place(), origin.digest)
    }

    /// The distinct pairs of `keys`, the rarest first.
    fn look_up(&self, keys: &[u64]) -> Vec<Asked<Found>> {
        let mut asked: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for (at, pair) in shingle::pairs(keys).enumerate() {
            asked.entry(pair).or_default().push(at as u32);
        }
        let found = asked.into_iter().map(|(pair, at)| {
            let places = self.segments.find(pair);
            Asked {
                at,
                count: places.places,
                places,
            }
        });
        let mut pairs: Vec<Asked<Found>> = found.collect();
        pairs.sort_by(|a, b| (a.count, &a.at).cmp(&(b.count, &b.at)));
        pairs
    }

    /// Where all pairs stand in the order in which they were asked for; and whether that is all, or
    /// only the places in the first versions, since even the rarest pair has too many.
    fn runs(&self, keys: &[u64]) -> Result<(Vec<(Handle, u32)>, bool)> {
        let pairs = self.look_up(keys);
        let Some(rarest) = pairs.first() else {
            return Ok((Vec::new(), true));
        };
        let mut places = self
            .segments
            .places_until(&rarest.places, self.last, MOST_PLACES);
        let whole = places.len() < MOST_PLACES;
        let mut until = self.last;
        if !whole {
            // The last version may have more places than were read.
            until = places.last().map_or(0, |place| place.0.saturating_sub(1));
            places.truncate(places.partition_point(|place| place.0 <= until));
        }
        let start = |&(handle, at): &(u64, u32)| Some((handle, at.checked_sub(rarest.at[0])?));
        let mut runs: Vec<(u64, u32)> = places.iter().filter_map(start).collect();
        keep(&mut runs, &places, &rarest.at[1..]);
        // Of the places of a pair, those up to the last run are read.
        let read = |count: u64| count * until / self.last.max(1);
        let mut rest: u64 = pairs[1..].iter().map(|pair| read(pair.count)).sum();
        for pair in &pairs[1..] {
            if runs.len() as u64 * DOCUMENT <= rest {
                return Ok((self.verified(&runs, keys)?, whole));
            }
            rest -= read(pair.count);
            if pair.at.len() <= SEVERAL {
                let keep = |&asked: &u32| self.segments.keep(&pair.places, asked, &mut runs);
                pair.at.iter().for_each(keep);
            } else {
                let places = self.segments.places_until(&pair.places, until, usize::MAX);
                keep(&mut runs, &places, &pair.at);
            }
        }
        let runs = runs.into_iter();
        let runs = runs.map(|(handle, start)| (Handle(handle), start));
        Ok((runs.collect(), whole))
    }

    /// Every place where main words hold exactly this run of two words or more, by handle and
    /// position; earlier versions too.
    pub(crate) fn every_run(&self, keys: &[u64]) -> Vec<(Handle, u32)> {
        let pairs = self.look_up(keys);
        let Some(rarest) = pairs.first() else {
            return Vec::new();
        };
        let places = self
            .segments
            .places_until(&rarest.places, self.last, usize::MAX);
        let start = |&(handle, at): &(u64, u32)| Some((handle, at.checked_sub(rarest.at[0])?));
        let mut runs: Vec<(u64, u32)> = places.iter().filter_map(start).collect();
        meet(&mut runs, &places, &rarest.at[1..]);
        for pair in &pairs[1..] {
            if runs.is_empty() {
                break;
            }
            let places = self
                .segments
                .places_until(&pair.places, self.last, usize::MAX);
            meet(&mut runs, &places, &pair.at);
        }
        let runs = runs.into_iter();
        runs.map(|(handle, start)| (Handle(handle), start))
            .collect()
    }

    /// The runs that the documents themselves have.
    fn verified(&self, runs: &[(u64, u32)], keys: &[u64]) -> Result<Vec<(Handle, u32)>> {
        let mut verified = Vec::new();
        for &(handle, start) in runs {
            let held = self.hold(Handle(handle))?;
            let main = held.main_words(start as usize).map(|word| word.key);
            let same = main.take(keys.len()).eq(keys.iter().copied());
            if same {
                verified.push((Handle(handle), start));
            }
        }
        Ok(verified)
    }

    /// Every place of a run of words, as [`Record::occurrences`] tells it.
    pub(crate) fn stands(&self, keys: &[u64], limit: usize) -> Result<Occurrences> {
        let mut found = Occurrences {
            counted: true,
            complete: true,
            ..Occurrences::default()
        };
        if keys.len() < 2 {
            return Ok(found);
        }
        let (mut places, whole) = self.runs(keys)?;
        let mut documents: Vec<u64> = places.iter().map(|place| place.0.0).collect();
        documents.dedup();
        found.documents = documents
            .iter()
            .filter(|handle| !self.superseded.contains(handle))
            .count();
        found.counted = whole;
        found.complete = whole && places.len() <= limit;
        places.truncate(limit);
        found.places = places;
        Ok(found)
    }
}

impl Record for Store {
    fn coverage(&self) -> std::result::Result<Coverage, RecordError> {
        Ok(lookup::coverage(&self.catalog())?)
    }

    fn held(&self, handle: Handle) -> std::result::Result<Arc<Held>, RecordError> {
        Ok(self.hold(handle)?)
    }

    fn speakers_at(
        &self,
        handle: Handle,
        main: u32,
    ) -> std::result::Result<Vec<Speaker>, RecordError> {
        let bytes = self.outline(handle)?;
        let outline = Outline::read(bytes.as_slice());
        let speakers = outline.and_then(|outline| outline.speakers_at(bytes.as_slice(), main));
        let damaged = || StoreError::damaged(format_args!("outline {}", handle.0));
        Ok(speakers.ok_or_else(damaged)?)
    }

    fn find(&self, id: &DocId) -> std::result::Result<Vec<Handle>, RecordError> {
        let mut handles = lookup::find(&self.catalog(), id)?;
        handles.retain(|handle| handle.0 <= self.last);
        Ok(handles)
    }

    fn source_bytes(&self, handle: Handle) -> std::result::Result<Option<Vec<u8>>, RecordError> {
        Ok(Some(self.original(handle)?))
    }

    fn propose(
        &self,
        keys: &[u64],
        limit: usize,
        depth: Depth,
    ) -> std::result::Result<Proposals, RecordError> {
        let (chosen, all) = choose(self.look_up(keys), depth);
        let (places, cut) = gather(self.segments.hits(&chosen, limit), limit);
        Ok(Proposals {
            places,
            asked: chosen.iter().map(|pair| pair.at.len() as u32).sum(),
            complete: all && !cut,
        })
    }

    fn occurrences(
        &self,
        keys: &[u64],
        limit: usize,
    ) -> std::result::Result<Occurrences, RecordError> {
        Ok(self.stands(keys, limit)?)
    }
}

/// How many versions are kept after reading: a page of findings asks for the same few again.
const CACHED: NonZeroUsize = NonZeroUsize::new(512).expect("not zero");

/// Looking into a document takes about as long as reading so many places of a pair (measured).
const DOCUMENT: u64 = 16_384;

/// A pair that a run has more often is read into a list, and not gone through for each time.
const SEVERAL: usize = 4;

/// Of the rarest pair of a run, so many places are looked at: a run that stands in more is a formula,
/// of which nobody needs every place.
const MOST_PLACES: usize = 8_192;

/// Keeps the runs that have a pair wherever it was asked for.
fn keep(runs: &mut Vec<(u64, u32)>, places: &[(u64, u32)], asked: &[u32]) {
    for &asked in asked {
        if runs.is_empty() {
            break;
        }
        runs.retain(|&(handle, start)| places.binary_search(&(handle, start + asked)).is_ok());
    }
}

/// The same as [`keep`] where there are many runs: both lists are gone through once.
fn meet(runs: &mut Vec<(u64, u32)>, places: &[(u64, u32)], asked: &[u32]) {
    for &asked in asked {
        let mut at = 0;
        runs.retain(|&(handle, start)| {
            let wanted = (handle, start + asked);
            while places.get(at).is_some_and(|place| *place < wanted) {
                at += 1;
            }
            places.get(at) == Some(&wanted)
        });
    }
}
