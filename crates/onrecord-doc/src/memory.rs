//! A record in memory: a plain scan, and the reference for every other implementation.

use crate::model::{Dates, DocId, Document};
use crate::record::{
    Asked, Coverage, Depth, Handle, Held, Occurrences, Proposals, Record, RecordError, Version,
    choose, gather,
};
use crate::seen::{self, Told};
use onrecord_text::shingle;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Documents in memory, looked through from the first to the last at every question.
#[derive(Debug, Default)]
pub struct MemoryRecord {
    held: Vec<Arc<Held>>,
    keys: Vec<Vec<u64>>,
    /// The versions of each document in the order of time.
    order: BTreeMap<DocId, Vec<usize>>,
}

/// Nobody says when a file of a folder was seen: then it is the last.
const UNKNOWN: &str = "9999-12-31";

fn since(dates: &Dates, path: &str, after: Option<&str>) -> String {
    let day = seen::in_name(path).map(|day| day.to_string());
    let seen = Told {
        when: day.as_deref().unwrap_or(UNKNOWN),
        told: day.is_some(),
    };
    seen::known(dates, seen, after)
}

impl MemoryRecord {
    /// A record of documents, each with the path it came from.
    ///
    /// Documents of one identifier are versions of it, in the order that [`seen`] tells.
    #[must_use]
    pub fn new(documents: impl IntoIterator<Item = (Document, String)>) -> Self {
        let documents: Vec<_> = documents.into_iter().collect();
        let mut record = Self::default();
        let mut known: Vec<String> = Vec::new();
        for (at, (document, path)) in documents.iter().enumerate() {
            let order = record.order.entry(document.id.clone()).or_default();
            let series = |other: &&usize| seen::series(&documents[**other].1) == seen::series(path);
            let before = order.iter().filter(series).max();
            let here = since(&document.dates, path, before.map(|&at| known[at].as_str()));
            let place = seen::place(order.iter().map(|&at| known[at].as_str()), &here);
            order.insert(place, at);
            known.push(here);
        }
        for (at, ((document, path), known)) in documents.into_iter().zip(known).enumerate() {
            let order = &record.order[&document.id];
            let number = order.iter().filter(|&&other| other <= at).count();
            let version = Version {
                number: number as u32,
                of: order.len() as u32,
                digest: String::new(),
                current: order.last() == Some(&at),
                seen: seen::in_name(&path).map(|day| day.to_string()),
                known: Some(known).filter(|known| known != UNKNOWN),
                paths: vec![path],
            };
            record.push(Arc::new(Held::new(document, version)));
        }
        record
    }

    /// Each version that follows another, behind that one, the newest first.
    #[must_use]
    pub fn edited(&self) -> Vec<(Handle, Handle)> {
        let pairs = self.order.values().flat_map(|order| order.windows(2));
        let mut pairs: Vec<_> = pairs.map(|pair| (pair[0], pair[1])).collect();
        let known = |&(_, new): &(usize, usize)| self.held[new].version.known.clone();
        pairs.sort_by_key(|pair| std::cmp::Reverse((known(pair), pair.1)));
        let handle = |at: usize| Handle(at as u64);
        pairs
            .into_iter()
            .map(|(old, new)| (handle(old), handle(new)))
            .collect()
    }

    /// A record of versions that know which they are, in the order of time.
    #[must_use]
    pub fn of(versions: impl IntoIterator<Item = impl Into<Arc<Held>>>) -> Self {
        let mut record = Self::default();
        for held in versions {
            let held: Arc<Held> = held.into();
            let order = record.order.entry(held.document.id.clone()).or_default();
            order.push(record.held.len());
            record.push(held);
        }
        record
    }

    fn push(&mut self, held: Arc<Held>) {
        let keys = held.main_words(0).map(|word| word.key).collect();
        self.keys.push(keys);
        self.held.push(held);
    }

    /// Every version of every document, in the order in which they were given.
    #[must_use]
    pub fn all(&self) -> &[Arc<Held>] {
        &self.held
    }
}

impl Record for MemoryRecord {
    fn coverage(&self) -> Result<Coverage, RecordError> {
        let current = || self.held.iter().filter(|held| held.version.is_current());
        let dates = || current().filter_map(|held| held.document.dates.issued);
        let mut collections: BTreeMap<&str, usize> = BTreeMap::new();
        let mut issuers: BTreeMap<&str, usize> = BTreeMap::new();
        for held in current() {
            *collections.entry(&held.document.collection).or_default() += 1;
            for issuer in &held.document.issuers {
                *issuers.entry(&issuer.name).or_default() += 1;
            }
        }
        let mut issuers: Vec<_> = owned(issuers);
        issuers.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        issuers.truncate(20);
        Ok(Coverage {
            documents: current().count(),
            versions: self.held.len(),
            first: dates().min(),
            last: dates().max(),
            collections: owned(collections),
            issuers,
        })
    }

    fn held(&self, handle: Handle) -> Result<Arc<Held>, RecordError> {
        let held = usize::try_from(handle.0)
            .ok()
            .and_then(|at| self.held.get(at));
        held.cloned()
            .ok_or_else(|| RecordError::new(format!("no document has handle {}", handle.0)))
    }

    fn find(&self, id: &DocId) -> Result<Vec<Handle>, RecordError> {
        let order = self.order.get(id).map_or(&[][..], Vec::as_slice);
        Ok(order.iter().map(|&at| Handle(at as u64)).collect())
    }

    fn propose(&self, keys: &[u64], limit: usize, depth: Depth) -> Result<Proposals, RecordError> {
        let mut asked: BTreeMap<u64, Asked<Vec<(Handle, u32)>>> = BTreeMap::new();
        for (at, pair) in shingle::pairs(keys).enumerate() {
            let pair = asked.entry(pair).or_insert_with(|| Asked {
                at: Vec::new(),
                count: 0,
                places: Vec::new(),
            });
            pair.at.push(at as u32);
        }
        for (number, document) in self.keys.iter().enumerate() {
            for (at, pair) in shingle::pairs(document).enumerate() {
                if let Some(pair) = asked.get_mut(&pair) {
                    pair.count += 1;
                    pair.places.push((Handle(number as u64), at as u32));
                }
            }
        }
        let (chosen, all) = choose(asked.into_values().collect(), depth);
        let hits = chosen.iter().flat_map(|pair| {
            let places = pair.places.iter();
            places.flat_map(|&(handle, at)| pair.at.iter().map(move |&asked| (handle, at, asked)))
        });
        let (places, cut) = gather(hits, limit);
        Ok(Proposals {
            places,
            asked: chosen.iter().map(|pair| pair.at.len() as u32).sum(),
            complete: all && !cut,
        })
    }

    fn occurrences(&self, keys: &[u64], limit: usize) -> Result<Occurrences, RecordError> {
        let mut found = Occurrences {
            counted: true,
            complete: true,
            ..Occurrences::default()
        };
        if keys.len() < 2 {
            return Ok(found);
        }
        let mut documents = BTreeSet::new();
        for (number, document) in self.keys.iter().enumerate() {
            for (at, run) in document.windows(keys.len()).enumerate() {
                if run != keys {
                    continue;
                }
                if self.held[number].version.is_current() {
                    documents.insert(&self.held[number].document.id);
                }
                if found.places.len() < limit {
                    found.places.push((Handle(number as u64), at as u32));
                } else {
                    found.complete = false;
                }
            }
        }
        found.documents = documents.len();
        Ok(found)
    }
}

fn owned(counts: BTreeMap<&str, usize>) -> Vec<(String, usize)> {
    counts
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count))
        .collect()
}
