//! The road to a finding: what was looked up, what was laid alongside, which rule spoke.

use onrecord_doc::DocId;
use onrecord_doc::authority::Agreement;
use std::fmt;

/// One step on the road to a finding, in the order in which they were taken. Kept only where
/// [`Options::explain`](crate::Options) asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoadStep {
    /// Exactly these words were looked up.
    Exact {
        /// How many words.
        words: usize,
        /// How many places have them, as far as was looked.
        places: usize,
        /// In how many documents.
        documents: usize,
    },
    /// Places were proposed that have some of the words.
    Proposed {
        /// Whether frequent words were asked for, too.
        deep: bool,
        /// How many passages were laid alongside.
        passages: usize,
        /// Whether no other place has two neighbouring words of the quotation.
        complete: bool,
    },
    /// Passages were looked for that have the parts between omissions as they stand, one after the other.
    Whole {
        /// How many passages were laid alongside.
        passages: usize,
    },
    /// A passage was laid alongside.
    Candidate(Candidate),
    /// The likest passage, word by word.
    Aligned(Vec<Aligned>),
    /// What decided.
    Rule(&'static str),
}

/// A passage that was laid alongside a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The document.
    pub id: DocId,
    /// Which version of it.
    pub version: u32,
    /// The block in which the passage begins.
    pub block: usize,
    /// How many words are equal.
    pub equal: usize,
    /// How many words are changed without a mark.
    pub changed: usize,
    /// The cost of the alignment: 100 for a changed word, less for apparatus.
    pub cost: u32,
    /// Whether the speaker is the one claimed.
    pub speaker: Agreement,
    /// Whether the day is the one claimed.
    pub day: Agreement,
}

/// A stretch of an alignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aligned {
    /// `equal`, `replaced`, `added`, `missing`, `set aside` or `omitted`.
    pub how: &'static str,
    /// The quotation's words; empty where it has none.
    pub quoted: String,
    /// The record's words; empty where it has none.
    pub record: String,
}

impl fmt::Display for RoadStep {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact {
                words,
                places,
                documents,
            } => write!(
                out,
                "looked up: {words} words as they stand; {places} places in {documents} documents"
            ),
            Self::Proposed {
                deep,
                passages,
                complete,
            } => {
                let words = if *deep { "all words" } else { "rare words" };
                let rest = if *complete {
                    ""
                } else {
                    ", and more were left"
                };
                write!(out, "proposed by {words}: {passages} passages{rest}")
            }
            Self::Whole { passages } => {
                write!(
                    out,
                    "looked up in its parts as they stand: {passages} passages"
                )
            }
            Self::Candidate(candidate) => candidate.fmt(out),
            Self::Aligned(aligned) => {
                let parts: Vec<String> = aligned.iter().map(ToString::to_string).collect();
                write!(out, "word by word: {}", parts.join(" "))
            }
            Self::Rule(rule) => write!(out, "rule: {rule}"),
        }
    }
}

impl fmt::Display for Candidate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let agrees = |agreement| match agreement {
            Agreement::Same => "agrees",
            Agreement::Unclear => "is open",
            Agreement::Different => "differs",
        };
        write!(
            out,
            "laid alongside: {}, version {}, paragraph {}: {} words equal, {} changed, cost {}; \
             speaker {}, day {}",
            self.id,
            self.version,
            self.block + 1,
            self.equal,
            self.changed,
            self.cost,
            agrees(self.speaker),
            agrees(self.day)
        )
    }
}

impl fmt::Display for Aligned {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.how {
            "equal" => out.write_str(&self.quoted),
            "replaced" => write!(out, "{{{} → {}}}", self.record, self.quoted),
            "added" => write!(out, "{{+{}}}", self.quoted),
            "missing" => write!(out, "{{-{}}}", self.record),
            _ => write!(out, "({})", self.record),
        }
    }
}
