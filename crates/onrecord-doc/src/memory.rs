//! A record in memory: a plain scan, and the reference for every other implementation.

use crate::model::{DocId, Document};
use crate::record::{
    Coverage, Depth, Handle, Held, Occurrences, Proposals, Record, RecordError, Version, gather,
};
use onrecord_text::shingle;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Documents in memory, looked through from the first to the last at every question.
#[derive(Debug, Default)]
pub struct MemoryRecord {
    held: Vec<Arc<Held>>,
    keys: Vec<Vec<u64>>,
}

impl MemoryRecord {
    /// A record of documents, each with the path it came from.
    ///
    /// A document with the identifier of an earlier one becomes its next version.
    #[must_use]
    pub fn new(documents: impl IntoIterator<Item = (Document, String)>) -> Self {
        let documents: Vec<_> = documents.into_iter().collect();
        let mut of: BTreeMap<DocId, u32> = BTreeMap::new();
        for (document, _) in &documents {
            *of.entry(document.id.clone()).or_default() += 1;
        }
        let mut seen: BTreeMap<DocId, u32> = BTreeMap::new();
        let mut record = Self::default();
        for (document, path) in documents {
            let number = seen.entry(document.id.clone()).or_default();
            *number += 1;
            let version = Version {
                number: *number,
                of: of[&document.id],
                digest: String::new(),
                seen: None,
                paths: vec![path],
            };
            let held = Held::new(document, version);
            record
                .keys
                .push(held.main_words(0).map(|word| word.key).collect());
            record.held.push(Arc::new(held));
        }
        record
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
        let matching = self
            .held
            .iter()
            .enumerate()
            .filter(|(_, held)| held.document.id == *id);
        Ok(matching.map(|(at, _)| Handle(at as u64)).collect())
    }

    fn propose(&self, keys: &[u64], limit: usize, _: Depth) -> Result<Proposals, RecordError> {
        let mut asked: HashMap<u64, Vec<u32>> = HashMap::new();
        for (at, pair) in shingle::pairs(keys).enumerate() {
            asked.entry(pair).or_default().push(at as u32);
        }
        let mut hits = Vec::new();
        for (number, document) in self.keys.iter().enumerate() {
            for (at, pair) in shingle::pairs(document).enumerate() {
                for &question in asked.get(&pair).into_iter().flatten() {
                    hits.push((Handle(number as u64), at as u32, question));
                }
            }
        }
        let (places, cut) = gather(hits, limit);
        Ok(Proposals {
            places,
            asked: keys.len().saturating_sub(1) as u32,
            complete: !cut,
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
