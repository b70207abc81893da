//! What an article claims: these words, by this speaker, on this day.

mod cast;
mod cue;
mod day;
mod given;
mod persons;
mod phrase;
mod role;
mod speech;
mod talk;
mod token;
mod words;

use onrecord_doc::Date;
use onrecord_text::{Mapped, Span};

/// A quotation of an article with what the article says of it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The quoted words in the bytes of the article, without the marks.
    pub span: Span,
    /// The quoted words as plain text, leading back to the bytes of the article.
    pub words: Mapped,
    /// What the marks are there for.
    pub role: Role,
    /// Whose words the article says they are.
    pub speaker: Option<Attribution>,
    /// Who else may be meant, where the article leaves it to the reader.
    pub others: Vec<Attribution>,
    /// The days on which they were said, first and last, as the article says.
    pub dates: Option<(Date, Date)>,
    /// Parts of one quotation that the article splits share a number.
    pub group: Option<usize>,
}

/// Why words stand in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Somebody's words.
    Quotation,
    /// A title, a nickname or a scare quote: not presented as somebody's words.
    NotAQuotation,
}

/// Whose words the article says a quotation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The name, full and in natural order where it is known, or the description as it stands.
    pub name: String,
    /// Whether `name` is a known person or body, not just a description.
    pub known: bool,
    /// The words of the article that say so, in its bytes; `None` for a caller's claim.
    pub span: Option<Span>,
}

/// The claims of an article, in the order of the text.
#[must_use]
pub fn claims(article: &crate::Article) -> Vec<Claim> {
    talk::Talk::of(article).claims()
}
