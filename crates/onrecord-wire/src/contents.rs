//! The shapes of indexes, calendars and contents.

use onrecord_doc::authority::subjects::Proposal;
use onrecord_doc::contents::{Entry, Reference};
use onrecord_doc::{Listed, Period};
use serde::Serialize;

/// `onrecord index … --format json` and `onrecord calendar YYYY-MM-DD --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IndexJson {
    pub schema: &'static str,
    /// `names`, `subjects`, `categories`, `contents`.
    pub what: &'static str,
    pub period: PeriodJson,
    pub entries: Vec<EntryJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeriodJson {
    pub label: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// A heading with what stands under it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntryJson {
    pub heading: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub see: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see_also: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<ReferenceJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub subdivisions: Vec<EntryJson>,
}

/// A document under a heading.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferenceJson {
    #[serde(flatten)]
    pub document: ListedJson,
    /// Whether the heading is a proposal, and none of the document's own.
    pub proposed: bool,
    /// The words that led to a proposal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordJson>,
    /// What a person is to it, in an index of names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<&'static str>,
}

/// A document in a list.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedJson {
    pub id: String,
    pub title: String,
    pub date: Option<String>,
    pub kind: &'static str,
}

/// Words of the vocabulary, and in how many paragraphs they stand.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WordJson {
    pub words: String,
    pub paragraphs: u32,
}

/// A subject that a document's words propose.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposalJson {
    pub heading: String,
    pub score: u32,
    /// Always: it is no heading of the document.
    pub proposed: bool,
    pub words: Vec<WordJson>,
}

/// `onrecord calendar --format json`: how many documents there are, by stretches of days.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarJson {
    pub schema: &'static str,
    pub period: PeriodJson,
    pub documents: usize,
    /// Documents that bear no day; counted only where the period is everything.
    pub undated: usize,
    /// Administrations and years, months, or days.
    pub parts: Vec<PartJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartJson {
    /// `administration`, `year`, `month`, `day`.
    pub kind: &'static str,
    /// What to ask for: `biden`, `2022`, `2022-02`, `2022-02-25`.
    pub key: String,
    pub label: String,
    pub documents: usize,
}

impl IndexJson {
    /// An index, or the contents of a period.
    #[must_use]
    pub fn new(what: &'static str, period: &Period, entries: &[Entry]) -> Self {
        Self {
            schema: "onrecord/index/1",
            what,
            period: PeriodJson::from(period),
            entries: entries.iter().map(EntryJson::from).collect(),
        }
    }
}

impl From<&Period> for PeriodJson {
    fn from(period: &Period) -> Self {
        Self {
            label: period.label.clone(),
            from: period.from.map(|day| day.to_string()),
            to: period.to.map(|day| day.to_string()),
        }
    }
}

impl From<&Entry> for EntryJson {
    fn from(entry: &Entry) -> Self {
        Self {
            heading: entry.heading.clone(),
            see: entry.see.clone(),
            see_also: entry.see_also.clone(),
            documents: entry.documents.iter().map(ReferenceJson::from).collect(),
            subdivisions: entry.subdivisions.iter().map(Self::from).collect(),
        }
    }
}

impl From<&Reference> for ReferenceJson {
    fn from(reference: &Reference) -> Self {
        Self {
            document: ListedJson::from(&reference.document),
            proposed: reference.proposed,
            words: words(&reference.words),
            roles: reference.roles.iter().map(|role| role.as_str()).collect(),
        }
    }
}

impl From<&Listed> for ListedJson {
    fn from(listed: &Listed) -> Self {
        Self {
            id: listed.id.clone(),
            title: listed.title.clone(),
            date: listed.date.map(|day| day.to_string()),
            kind: listed.kind.as_str(),
        }
    }
}

impl From<&Proposal> for ProposalJson {
    fn from(proposal: &Proposal) -> Self {
        Self {
            heading: proposal.heading.clone(),
            score: proposal.score,
            proposed: true,
            words: words(&proposal.words),
        }
    }
}

fn words(words: &[(String, u32)]) -> Vec<WordJson> {
    let word = |(words, paragraphs): &(String, u32)| WordJson {
        words: words.clone(),
        paragraphs: *paragraphs,
    };
    words.iter().map(word).collect()
}
