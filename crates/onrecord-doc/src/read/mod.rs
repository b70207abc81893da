//! Readers: from bytes to a document and a list of problems.

use crate::model::{DocId, Document, Parsed};

/// What is known of a file before it is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint<'a> {
    /// Its path or name, with `/` between folders.
    pub path: Option<&'a str>,
}

/// Reads a document of any format that the project knows. Never fails and never panics.
#[must_use]
pub fn read(_bytes: &[u8], _hint: Hint<'_>) -> Parsed {
    Parsed {
        document: Document::empty(DocId::from_text("unnamed"), "other"),
        problems: Vec::new(),
    }
}
