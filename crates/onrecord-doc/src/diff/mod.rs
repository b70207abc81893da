//! What changed between two versions of a document, as people read changes.
//!
//! Blocks are laid alongside first, then the words within those that differ. Words are compared by
//! their folded forms, punctuation by its kind of mark, so that a change of typography is told
//! from a change of words. Every change has a [`Reason`], and every reason is of one [`Kind`].
//!
//! ```
//! use onrecord_doc::diff::{Difference, Kind};
//! use onrecord_doc::{Hint, read};
//! let read = |text: &str| read(text.as_bytes(), Hint::default()).document;
//! let (old, new) = (read("It costs $664 a year."), read("It costs $645 a year."));
//! let difference = Difference::of(&old, &new);
//! let change = &difference.changes[0];
//! assert_eq!((change.old.text.as_str(), change.new.text.as_str()), ("$664", "$645"));
//! assert_eq!(change.reason.kind(), Kind::Substance);
//! ```

mod elsewhere;
mod judge;
mod markup;
mod reason;
mod runs;
mod shown;
mod token;
mod word;
mod written;

pub use reason::{Kind, Reason};
pub use shown::{Paragraph, Segment};

use crate::model::{Document, Heading};
use onrecord_text::Span;
use runs::Run;
use token::{Token, Tokens};

/// Everything in which a version differs from another.
#[derive(Debug)]
pub struct Difference {
    /// The changes of the text, in the order of the newer version.
    pub changes: Vec<Change>,
    /// What is said about the document and differs.
    pub fields: Vec<FieldChange>,
    old: Tokens,
    new: Tokens,
    runs: Vec<Run>,
}

/// A place at which the text differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Why it is of its kind.
    pub reason: Reason,
    /// What stood there.
    pub old: Stretch,
    /// What stands there.
    pub new: Stretch,
}

/// One side of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Its words, blocks divided by line breaks; empty where the other side has words more. Of a
    /// change of links, the address.
    pub text: String,
    /// The block in which it begins, or would stand.
    pub block: usize,
    /// Where it stands in the original bytes.
    pub source: Span,
}

/// Something said about a document that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// `title`, `date`, `published`, `modified`, `address`, `categories`, `names`, `subjects`,
    /// `locations`; `other` for what no reader looks at.
    pub field: &'static str,
    /// What it was.
    pub old: String,
    /// What it is.
    pub new: String,
    /// For the title, what its change amounts to.
    pub reason: Reason,
}

/// What a new version changed at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// Nothing that can be told.
    Nothing,
    /// What is said about the document.
    Metadata,
    /// Markup, white space, links, apparatus: no word.
    Markup,
    /// Words, or how they are written.
    Words,
}

impl Extent {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Metadata => "metadata",
            Self::Markup => "markup",
            Self::Words => "words",
        }
    }
}

impl Difference {
    /// Compares two versions, as far as their readers found something.
    #[must_use]
    pub fn of(old: &Document, new: &Document) -> Self {
        Self::with_sources((old, None), (new, None))
    }

    /// Compares two versions, each with its original bytes, in which links and markup are compared.
    #[must_use]
    pub fn with_sources(
        (old_document, old_source): (&Document, Option<&[u8]>),
        (new_document, new_source): (&Document, Option<&[u8]>),
    ) -> Self {
        let (old, new) = (Tokens::of(old_document), Tokens::of(new_document));
        let runs = runs::runs(&old, &new);
        let mut fields = fields(old_document, new_document);
        let mut changes = judge::changes(&old, &new, &runs);
        changes.extend(markup::layout(&old, &new, &runs));
        if let (Some(old_source), Some(new_source)) = (old_source, new_source) {
            let (a, b) = ((old_document, old_source), (new_document, new_source));
            let more = markup::changes(a, b, &changes);
            changes.extend(more);
            if fields.is_empty() && markup::heads_differ(a, b) {
                fields.push(FieldChange::other());
            }
        }
        changes.sort_by_key(|change| (change.new.block, change.new.source.start()));
        Self {
            changes,
            fields,
            old,
            new,
            runs,
        }
    }

    /// What it changed at all.
    #[must_use]
    pub fn extent(&self) -> Extent {
        if self
            .changes
            .iter()
            .any(|change| change.reason.is_of_words())
        {
            Extent::Words
        } else if !self.changes.is_empty() {
            Extent::Markup
        } else if !self.fields.is_empty() {
            Extent::Metadata
        } else {
            Extent::Nothing
        }
    }

    /// The gravest kind of its changes, the title's among them.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        self.reasons().map(Reason::kind).max()
    }

    /// How many changes are of a kind, the title's among them.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.reasons()
            .filter(|reason| reason.kind() == kind)
            .count()
    }

    fn reasons(&self) -> impl Iterator<Item = Reason> {
        let title = self.fields.iter().filter(|field| field.field == "title");
        let changes = self.changes.iter().map(|change| change.reason);
        changes.chain(title.map(|field| field.reason))
    }

    /// The paragraphs that hold changes, each with the words around them; see [`shown`](Paragraph).
    #[must_use]
    pub fn paragraphs(&self, around: usize) -> Vec<Paragraph> {
        shown::paragraphs(self, around)
    }

    /// How many of 1,000 words of the longer text the other has in the same order.
    #[must_use]
    pub fn likeness(&self) -> u32 {
        let words = |tokens: &[Token]| tokens.iter().filter(|token| token.word).count();
        let same = self.runs.iter().filter(|run| run.equal);
        let same: usize = same.map(|run| words(&self.new.all[run.new.clone()])).sum();
        let longer = words(&self.old.all).max(words(&self.new.all)).max(1);
        (same * 1000 / longer) as u32
    }
}

impl FieldChange {
    fn other() -> Self {
        Self {
            field: "other",
            old: String::new(),
            new: String::new(),
            reason: Reason::Metadata,
        }
    }
}

fn fields(old: &Document, new: &Document) -> Vec<FieldChange> {
    let date = |document: &Document| document.dates.issued.map(|date| date.to_string());
    let listed = |headings: &[Heading]| {
        let texts: Vec<String> = headings.iter().map(ToString::to_string).collect();
        (!texts.is_empty()).then(|| texts.join("; "))
    };
    let title = |document: &Document| Some(document.title.clone());
    let (from, to) = (&old.source, &new.source);
    let all = [
        ("title", title(old), title(new)),
        ("date", date(old), date(new)),
        (
            "published",
            old.dates.published.clone(),
            new.dates.published.clone(),
        ),
        (
            "modified",
            old.dates.modified.clone(),
            new.dates.modified.clone(),
        ),
        ("address", from.address.clone(), to.address.clone()),
        (
            "categories",
            listed(&old.categories),
            listed(&new.categories),
        ),
        ("names", listed(&old.names), listed(&new.names)),
        ("subjects", listed(&old.subjects), listed(&new.subjects)),
        ("locations", listed(&old.locations), listed(&new.locations)),
    ];
    let differs = all.into_iter().filter(|(_, old, new)| old != new);
    let field = |(field, old, new): (&'static str, Option<String>, Option<String>)| {
        let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
        FieldChange {
            reason: if field == "title" {
                judge::of_texts(&old, &new)
            } else {
                Reason::Metadata
            },
            field,
            old,
            new,
        }
    };
    differs.map(field).collect()
}

#[cfg(test)]
mod tests;
