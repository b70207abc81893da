//! What adding says: of each file, while it goes on, and at the end.

use crate::catalog::Facts;
use crate::originals::Entry;
use onrecord_doc::DocId;

/// What adding did with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// The first version of a document.
    New,
    /// A later version of a document.
    Changed,
    /// The bytes of a version that the record has, under another path.
    Copy,
}

impl Action {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Copy => "copy",
        }
    }
}

/// A file that is stored: on the disk, in the index and in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The path it was added under.
    pub path: String,
    /// The document it was read as.
    pub id: DocId,
    /// The version, counted from 1.
    pub number: u32,
    /// The SHA-256 of its bytes.
    pub digest: String,
    /// What it is to the record.
    pub action: Action,
    /// What the reader found wrong, by its name in data.
    pub problems: Vec<&'static str>,
}

/// A file that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its path.
    pub path: String,
    /// Why, for people.
    pub reason: String,
    /// Whether it is merely of another type; else it could not be read.
    pub skipped: bool,
}

/// What happens while adding. Counts only grow.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Progress<'a> {
    /// So many inputs were taken in hand, with so many bytes; not all of them are stored yet.
    Read {
        /// How many inputs.
        inputs: usize,
        /// How many bytes they have.
        bytes: u64,
    },
    /// This file is stored, whatever happens next.
    Stored(&'a Stored),
    /// This file was not taken.
    Refused(&'a Refused),
}

/// What [`Writer::add`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// First versions of documents.
    pub new: usize,
    /// Later versions.
    pub changed: usize,
    /// Other paths of versions that the record had.
    pub copies: usize,
    /// Files that the record had, under this path and with these bytes.
    pub unchanged: usize,
    /// Files that were not taken.
    pub refused: Vec<Refused>,
    /// Bytes read.
    pub bytes: u64,
    /// Stored files in which the reader found something wrong.
    pub with_problems: usize,
}

impl Summary {
    pub(super) fn count(&mut self, stored: &Stored) {
        match stored.action {
            Action::New => self.new += 1,
            Action::Changed => self.changed += 1,
            Action::Copy => self.copies += 1,
        }
        if !stored.problems.is_empty() {
            self.with_problems += 1;
        }
    }
}

impl Stored {
    pub(super) fn new(entry: &Entry, facts: &Facts, number: u32, action: Action) -> Self {
        Self {
            path: entry.path.clone(),
            id: facts.id().clone(),
            number,
            digest: entry.digest.clone(),
            action,
            problems: facts.problems(),
        }
    }
}
