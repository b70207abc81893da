//! What a check finds: plain data. Printing is somebody else's work.

use crate::claim::Claim;
use crate::road::RoadStep;
use onrecord_doc::{Coverage, Held, Speaker};
use onrecord_text::Span;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Everything found in one article.
#[derive(Debug)]
pub struct Report {
    /// The quotations, in the order of the text, each with its finding.
    pub checked: Vec<Checked>,
    /// What the record covers. "Not on the record" means nothing without it.
    pub coverage: Coverage,
}

/// One quotation and what the record says of it.
#[derive(Debug)]
pub struct Checked {
    /// What the article claims.
    pub claim: Claim,
    /// What the record has; `None` for marks that are not around somebody's words.
    pub finding: Option<Finding>,
}

/// What the record has of a quotation.
#[derive(Clone, Debug)]
pub struct Finding {
    /// How the quotation stands to the record.
    pub verdict: Verdict,
    /// The passages that show it, the best first. For [`Verdict::NotOnRecord`] the nearest ones.
    pub evidence: Vec<Evidence>,
    /// What a person should know besides, in plain sentences.
    pub notes: Vec<String>,
    /// In how many documents exactly these words stand, where they do in any.
    pub documents: usize,
    /// Whether the record was searched to the end. Where not, absence proves nothing.
    pub complete: bool,
    /// How it was come to; empty unless [`Options::explain`](crate::Options) asks for it.
    pub road: Vec<RoadStep>,
}

/// A passage of the record that a quotation was compared with.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The document and its version.
    pub held: Arc<Held>,
    /// The first and the last block of the passage.
    pub blocks: (usize, usize),
    /// The passage in the original bytes, from its first word to its last.
    pub source: Span,
    /// The record's words of the passage, as they stand (white space folded).
    pub text: String,
    /// Whose words they are.
    pub speaker: Option<Speaker>,
    /// Word for word, what the quotation has otherwise. Empty where it has the same words.
    pub difference: Vec<Change>,
    /// What was set aside to call the words the same.
    pub set_aside: Vec<SetAside>,
    /// Of 1,000 words of the quotation, how many the passage has in the same order.
    pub likeness: u32,
    /// The official page, with a text fragment that scrolls to the passage.
    pub link: Option<String>,
    /// How to cite the document.
    pub citation: String,
}

/// A place at which a quotation has other words than the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where, in the plain text of the quotation; empty where words are missing.
    pub span: Span,
    /// The quotation's words; empty where words are missing.
    pub quoted: String,
    /// The record's words; empty where the quotation has words more.
    pub record: String,
    /// Why this difference is likely to change the meaning.
    pub alarms: Vec<Alarm>,
}

/// A kind of word that turns the meaning of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alarm {
    /// *not*, *never*, *no*, *without* …
    Negation,
    /// A figure, or a word for one.
    Number,
    /// A name.
    Name,
    /// A day, a month or a year.
    Date,
    /// *may*, *must*, *will*, *should* …
    Modal,
    /// *all*, *some*, *every*, *only* …
    Quantity,
}

impl Alarm {
    /// The name used in data and messages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Number => "number",
            Self::Name => "name",
            Self::Date => "date",
            Self::Modal => "modal",
            Self::Quantity => "quantity",
        }
    }
}

/// Something of the record that the quotation leaves out rightly, or adds with a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// What it is.
    pub what: Aside,
    /// The words, as they stand: of the record, or for [`Aside::Insertion`] of the quotation.
    pub text: String,
}

/// What a [`SetAside`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aside {
    /// A stage direction: `(Applause.)`.
    Direction,
    /// A word broken off and begun again: `Rus- — the Russian`.
    FalseStart,
    /// Words said twice: `for weeks — for weeks`.
    Repetition,
    /// *uh*, *um*.
    Filler,
    /// The label of a speaker inside the passage.
    Label,
    /// A reading that the transcript strikes out and corrects.
    Struck,
    /// An editorial insertion of the transcript: `[sic]`.
    Editorial,
    /// A number that the quotation writes in another way.
    Style,
    /// Words left out and marked by the quotation.
    Omission,
    /// Words that the quotation adds or replaces in square brackets.
    Insertion,
}

impl Aside {
    /// The name used in data and messages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direction => "stage direction",
            Self::FalseStart => "false start",
            Self::Repetition => "repetition",
            Self::Filler => "filler",
            Self::Label => "speaker label",
            Self::Struck => "struck reading",
            Self::Editorial => "editorial note",
            Self::Style => "other way of writing",
            Self::Omission => "omission",
            Self::Insertion => "insertion",
        }
    }
}

/// How a quotation stands to the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The same words.
    Verbatim,
    /// The same words once the transcript's own apparatus is set aside.
    Tidied,
    /// The same words, with marked omissions.
    Elided,
    /// The same words, with the editor's insertions marked.
    Bracketed,
    /// Nearly the same words, changed without a mark.
    Altered,
    /// Pieces of different passages presented as one.
    Spliced,
    /// The words, but from another speaker or another occasion.
    Misattributed,
    /// Words that the record had and has no longer.
    Superseded,
    /// A formula that stands in many documents.
    Common,
    /// Nothing close enough.
    NotOnRecord,
    /// Too short to tell, or a limit was reached.
    Undecided,
}

impl Verdict {
    /// Every verdict, in the order of the documentation.
    pub const ALL: &[Self] = &[
        Self::Verbatim,
        Self::Tidied,
        Self::Elided,
        Self::Bracketed,
        Self::Altered,
        Self::Spliced,
        Self::Misattributed,
        Self::Superseded,
        Self::Common,
        Self::NotOnRecord,
        Self::Undecided,
    ];

    /// The name used in data and on the command line: `not_on_record`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Tidied => "tidied",
            Self::Elided => "elided",
            Self::Bracketed => "bracketed",
            Self::Altered => "altered",
            Self::Spliced => "spliced",
            Self::Misattributed => "misattributed",
            Self::Superseded => "superseded",
            Self::Common => "common",
            Self::NotOnRecord => "not_on_record",
            Self::Undecided => "undecided",
        }
    }

    /// The name that people read: "not on the record".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Tidied => "verbatim, tidied",
            Self::NotOnRecord => "not on the record",
            other => other.as_str(),
        }
    }

    /// Whether a person need not look: the words are the record's, or nothing can be said.
    #[must_use]
    pub fn is_clean(self) -> bool {
        matches!(
            self,
            Self::Verbatim
                | Self::Tidied
                | Self::Elided
                | Self::Bracketed
                | Self::Common
                | Self::Undecided
        )
    }

    /// One sentence on what it means.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Verbatim => "the record has the same words",
            Self::Tidied => {
                "the record has the same words, once the transcript's own apparatus is set aside"
            }
            Self::Elided => "the record has the same words, with the marked omissions",
            Self::Bracketed => "the record has the same words, with the marked insertions",
            Self::Altered => "the record has other words",
            Self::Spliced => "the record has these words, but not together",
            Self::Misattributed => {
                "the record has these words, but not from this speaker or occasion"
            }
            Self::Superseded => "the record had these words, and has them no longer",
            Self::Common => "the record has these words in many documents",
            Self::NotOnRecord => "the record has nothing close enough",
            Self::Undecided => "too little to tell",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.label())
    }
}

impl FromStr for Verdict {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let wanted = name.to_lowercase().replace(['-', ' '], "_");
        Self::ALL
            .iter()
            .copied()
            .find(|verdict| verdict.as_str() == wanted)
            .ok_or_else(|| {
                let all: Vec<_> = Self::ALL.iter().map(|verdict| verdict.as_str()).collect();
                format!(
                    "no verdict is called {name:?}; there are: {}",
                    all.join(", ")
                )
            })
    }
}
