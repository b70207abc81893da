//! Quotations in prose: what is quoted, never by whom.

use crate::Span;

/// A stretch of a text that stands between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// What is quoted, without the marks.
    pub span: Span,
    /// The same with its marks.
    pub outer: Span,
    /// Which marks.
    pub marks: Marks,
    /// 0 for a quotation of the text itself, 1 for one inside it, and so on.
    pub depth: usize,
    /// Whether a closing mark was found. A paragraph of a longer quotation has none.
    pub closed: bool,
}

/// The marks around a [`Quotation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Marks {
    /// “…”
    Curly,
    /// "…"
    Straight,
    /// ‘…’
    CurlySingle,
    /// '…'
    StraightSingle,
    /// «…», »…« or ‹…›
    Guillemets,
    /// „…“
    Low,
}

/// Finds the quotations of one paragraph, in the order of their opening marks.
#[must_use]
pub fn find(_paragraph: &str) -> Vec<Quotation> {
    Vec::new()
}
