//! The door between those who have a log and those who prove by one.

use crate::{Checkpoint, Note, Statement, Verifier};
use onrecord_doc::merkle::Hash;
use onrecord_doc::{DocId, Held};
use std::sync::Arc;

/// A log, as the maker of a receipt asks it.
pub trait Ledger {
    /// The number of the statement of a version.
    ///
    /// # Errors
    ///
    /// For people, if it is not stated.
    fn index(&self, id: &DocId, version: u32) -> Result<u64, String>;

    /// The version of a document that stands now.
    ///
    /// # Errors
    ///
    /// For people, if the record cannot be read.
    fn current(&self, id: &DocId) -> Result<Arc<Held>, String>;

    /// A statement.
    ///
    /// # Errors
    ///
    /// For people, if the log cannot be read.
    fn statement(&self, index: u64) -> Result<Statement, String>;

    /// A checkpoint that covers the first `size` statements, and the key that has signed it.
    ///
    /// # Errors
    ///
    /// For people, if the log cannot be read.
    fn checkpoint(&self, size: u64) -> Result<(Checkpoint, Note, Option<Verifier>), String>;

    /// The proof that a statement is one of the first `size`.
    ///
    /// # Errors
    ///
    /// For people, if the log cannot be read.
    fn proof(&self, index: u64, size: u64) -> Result<Vec<Hash>, String>;
}
