//! What a document is. Fields are public where any value is legal.

mod block;
mod heading;
mod id;
mod kind;
mod list;
mod problem;
mod source;
mod speaker;

pub use block::{Block, BlockKind, Mark, MarkKind};
pub use heading::Heading;
pub use id::{DocId, InvalidId};
pub use kind::Kind;
pub use list::List;
pub use problem::{Parsed, Problem, ProblemKind};
pub use source::{Source, Verification};
pub use speaker::{Speaker, SpeakerKind, Turn};

use crate::Date;

/// One official document, as its publisher has it.
///
/// Every [`Block`] carries text that leads back to the bytes it was read from, so that every word
/// can be pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its stable identifier.
    pub id: DocId,
    /// The collection it belongs to: `whitehouse`, `dcpd`, `weekly`, or `other`.
    pub collection: String,
    /// Its title, white space folded, escapes resolved.
    pub title: String,
    /// Its dates.
    pub dates: Dates,
    /// What kind of document it is.
    pub kind: Kind,
    /// Who issued it: persons and bodies, the first named first.
    pub issuers: Vec<Speaker>,
    /// Where it was spoken or signed, as the document says (`East Room`).
    pub place: Option<String>,
    /// The times of day that the document gives, in order (`1:43 P.M. EST`).
    pub times: Vec<String>,
    /// The body and the note, in the order of the source.
    pub blocks: List<Block>,
    /// The turns of a transcript; [`Block::turn`] points in here.
    pub turns: List<Turn>,
    /// The text of the NOTE paragraphs, where the source has any.
    pub note: Option<String>,
    /// Category headings.
    pub categories: Vec<Heading>,
    /// Name headings (`Stoltenberg, Jens`).
    pub names: Vec<Heading>,
    /// Subject headings.
    pub subjects: Vec<Heading>,
    /// Location headings.
    pub locations: Vec<Heading>,
    /// Where it comes from, and how far it is verified.
    pub source: Source,
}

/// The dates of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The day that the document bears.
    pub issued: Option<Date>,
    /// When its source says that it was published, as the source writes it.
    pub published: Option<String>,
    /// When its source says that it was last changed, as the source writes it.
    pub modified: Option<String>,
}

impl Document {
    /// An empty document: every reader begins with one.
    #[must_use]
    pub fn empty(id: DocId, collection: &str) -> Self {
        Self {
            id,
            collection: collection.to_owned(),
            title: String::new(),
            dates: Dates::default(),
            kind: Kind::Other,
            issuers: Vec::new(),
            place: None,
            times: Vec::new(),
            blocks: List::default(),
            turns: List::default(),
            note: None,
            categories: Vec::new(),
            names: Vec::new(),
            subjects: Vec::new(),
            locations: Vec::new(),
            source: Source::default(),
        }
    }

    /// Whose words block `index` holds: the speaker of its turn, or else the first issuer.
    #[must_use]
    pub fn speaker_of(&self, index: usize) -> Option<&Speaker> {
        match self.blocks.get(index)?.turn {
            Some(turn) => self.turns.get(turn).map(|turn| &turn.speaker),
            None => self.issuers.first(),
        }
    }
}
