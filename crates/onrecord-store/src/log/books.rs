//! A record and its log, as the maker of a receipt asks them.

use super::Log;
use crate::error::Result;
use crate::store::Store;
use onrecord_doc::merkle::Hash;
use onrecord_doc::{DocId, Held, Record};
use onrecord_proof::{Checkpoint, Ledger, Note, Statement, Verifier};
use std::sync::Arc;

/// A record and its log.
pub struct Books<'a> {
    store: &'a Store,
    /// The log.
    pub log: Log,
}

impl Store {
    /// The record and its log, if it has one.
    ///
    /// # Errors
    ///
    /// If the log is damaged.
    pub fn books(&self) -> Result<Option<Books<'_>>> {
        let log = self.log()?;
        Ok(log.map(|log| Books { store: self, log }))
    }
}

impl Log {
    /// The last checkpoint that was issued, if it covers the first `size` statements; else what the
    /// log has now, which nobody has signed.
    ///
    /// # Errors
    ///
    /// If the checkpoint cannot be read.
    pub fn covering(&self, size: u64) -> Result<(Checkpoint, Note)> {
        match self.checkpoint()? {
            Some((checkpoint, note)) if checkpoint.size >= size => Ok((checkpoint, note)),
            _ => {
                let now = self.now();
                let note = now.unsigned();
                Ok((now, note))
            }
        }
    }
}

/// What went wrong, for people.
type Told<T> = std::result::Result<T, String>;

impl Ledger for Books<'_> {
    fn index(&self, id: &DocId, version: u32) -> Told<u64> {
        for handle in self.store.find(id).map_err(told)? {
            let held = self.store.held(handle).map_err(told)?;
            if held.version.number == version {
                let index = self.log.index_of(handle);
                return index.ok_or_else(|| {
                    format!("{id}: not stated yet; `onrecord log checkpoint` does that")
                });
            }
        }
        Err(format!("{id}: there is no version {version}"))
    }

    fn current(&self, id: &DocId) -> Told<Arc<Held>> {
        let handles = self.store.find(id).map_err(told)?;
        let last = handles.last().ok_or_else(|| format!("{id}: not found"))?;
        self.store.held(*last).map_err(told)
    }

    fn statement(&self, index: u64) -> Told<Statement> {
        self.log.statement(index).map_err(told)
    }

    fn checkpoint(&self, size: u64) -> Told<(Checkpoint, Note, Option<Verifier>)> {
        let (checkpoint, note) = self.log.covering(size).map_err(told)?;
        let key = self.log.key().filter(|_| !note.signatures.is_empty());
        Ok((checkpoint, note, key.cloned()))
    }

    fn proof(&self, index: u64, size: u64) -> Told<Vec<Hash>> {
        self.log.inclusion(index, size).map_err(told)
    }
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
