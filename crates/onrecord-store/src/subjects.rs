//! The subjects that documents' words propose, found when they are first asked for.
//!
//! `subjects.bin` holds the proposals for all documents without subject headings: made again when
//! documents, reader, rules or vocabulary are others. `subjects.tsv` in the record is a user's own
//! vocabulary, beside the project's or instead of it; `rebuild` carries it over.

use crate::error::{Result, at};
use crate::kept::{self, Stamp};
use crate::names::Reading;
use crate::store::Store;
use onrecord_doc::authority::subjects::{self, Proposal, Vocabulary};
use onrecord_doc::{Document, Handle};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The proposals for every current document without subject headings, by handle.
pub type Proposals = BTreeMap<u64, Vec<Proposal>>;

/// The wire form of [`Proposal`].
type Row = (String, u32, Vec<(String, u32)>);

impl Store {
    /// The vocabulary: the project's, with `subjects.tsv` of the record where there is one; and the
    /// lines of that which cannot be read.
    ///
    /// # Errors
    ///
    /// If the file is there and cannot be read.
    pub fn vocabulary(&self) -> Result<Arc<(Vocabulary, Vec<String>)>> {
        if let Some(vocabulary) = self.vocabulary.get() {
            return Ok(vocabulary.clone());
        }
        let vocabulary = Arc::new(Vocabulary::with(&self.own_subjects()?));
        Ok(self.vocabulary.get_or_init(|| vocabulary).clone())
    }

    fn own_subjects(&self) -> Result<String> {
        let path = self.folder.own_subjects();
        match path.exists() {
            true => fs::read_to_string(&path).map_err(at(&path)),
            false => Ok(String::new()),
        }
    }

    /// The proposals for one document; none where it has subject headings of its own.
    ///
    /// # Errors
    ///
    /// If the vocabulary cannot be read.
    pub fn propose_subjects(&self, document: &Document) -> Result<Vec<Proposal>> {
        Ok(proposals(&self.vocabulary()?.0, document))
    }

    /// The proposals for every current document without subject headings.
    ///
    /// The first time after a change the documents are read for it, which `progress` is told of.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn proposals(&self, progress: Reading<'_>) -> Result<Arc<Proposals>> {
        match self.proposals_now() {
            Some(proposals) => Ok(proposals),
            None => self.make_proposals(progress),
        }
    }

    /// The proposals as far as nobody need wait for them.
    pub(crate) fn proposals_now(&self) -> Option<Arc<Proposals>> {
        let lent = || self.making.lent()?.proposals.as_ref();
        self.proposals.get().or_else(lent).cloned()
    }

    pub(crate) fn make_proposals(&self, progress: Reading<'_>) -> Result<Arc<Proposals>> {
        let _alone = self.making.alone();
        if let Some(proposals) = self.proposals.get() {
            return Ok(proposals.clone());
        }
        let path = self.folder.proposals();
        let stamp = self.proposals_stamp()?;
        let rows = kept::or_made(&path, &stamp, || self.find_proposals(progress))?;
        let proposal = |(heading, score, words): Row| Proposal {
            heading,
            score,
            words,
        };
        let all = rows
            .into_iter()
            .map(|(handle, rows)| (handle, rows.into_iter().map(proposal).collect()));
        let all = Arc::new(all.collect());
        Ok(self.proposals.get_or_init(|| all).clone())
    }

    fn find_proposals(&self, progress: Reading<'_>) -> Result<Vec<(u64, Vec<Row>)>> {
        let vocabulary = self.vocabulary()?;
        let listing = self.listing()?;
        let done = AtomicUsize::new(0);
        let all = listing.all();
        let found = all.par_iter().map(|listed| {
            let held = self.hold_uncached(Handle(listed.handle))?;
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, all.len());
            let rows = proposals(&vocabulary.0, &held.document).into_iter();
            Ok((
                listed.handle,
                rows.map(|p| (p.heading, p.score, p.words)).collect(),
            ))
        });
        let mut found: Vec<(u64, Vec<Row>)> = found.collect::<Result<_>>()?;
        found.retain(|(_, rows)| !rows.is_empty());
        Ok(found)
    }

    fn proposals_stamp(&self) -> Result<Stamp> {
        let mut table = crc32fast::Hasher::new();
        table.update(subjects::table().as_bytes());
        table.update(self.own_subjects()?.as_bytes());
        Ok(kept::stamp(
            "subjects",
            subjects::VERSION,
            table.finalize(),
            self.last,
        ))
    }
}

fn proposals(vocabulary: &Vocabulary, document: &Document) -> Vec<Proposal> {
    match document.subjects.is_empty() {
        true => vocabulary.propose(document),
        false => Vec::new(),
    }
}
