//! Links that scroll to the words, and citations.
use crate::model::Document;
/// Link.
#[must_use]
pub fn link(document: &Document, _words: &str) -> Option<String> {
    document.source.address.clone()
}
/// Citation.
#[must_use]
pub fn citation(document: &Document) -> String {
    document.title.clone()
}
