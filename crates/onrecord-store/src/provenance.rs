//! Histories, edits and origins.

use crate::error::Result;
use crate::lookup;
use crate::store::Store;
use onrecord_doc::history::{self, Edit, EditQuery, Step};
use onrecord_doc::provenance::Sighting;
use onrecord_doc::{DocId, Handle, RecordError};
use rayon::prelude::*;

impl Store {
    /// The versions of a document in the order of time, and what each changed; empty where there is
    /// no such document.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn history(&self, id: &DocId) -> std::result::Result<Vec<Step>, RecordError> {
        history::history(self, id)
    }

    /// What changed over the record, the newest change first. Differences are made when they are
    /// asked for, side by side on all processors.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn edits(&self, asked: &EditQuery) -> std::result::Result<Vec<Edit>, RecordError> {
        let pairs = lookup::edited(&self.catalog(), asked.since)?;
        let mut edits = Vec::new();
        for part in pairs.chunks(PART) {
            let compare = |&(old, new): &(Handle, Handle)| history::compare(self, old, new);
            let compared: Vec<_> = part.par_iter().map(compare).collect();
            for edit in compared {
                let edit = edit?;
                if asked.takes(&edit.difference) {
                    edits.push(edit);
                }
                if edits.len() == asked.limit {
                    return Ok(edits);
                }
            }
        }
        Ok(edits)
    }

    /// The files in which a version came, in the order in which they were added.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn sightings(&self, handle: Handle) -> Result<Vec<Sighting>> {
        lookup::sightings(&self.catalog(), handle)
    }
}

/// So many edits are compared at a time: enough for all processors, and not many more than are asked for.
const PART: usize = 32;
