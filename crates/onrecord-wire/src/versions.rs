//! The shapes of versions and of what changed between them.

use onrecord_doc::diff::{Change, Difference, FieldChange, Kind, Paragraph, Segment, Stretch};
use onrecord_doc::history::{Edit, Step};
use onrecord_doc::{Held, text};
use serde::Serialize;

/// `onrecord history --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryJson {
    pub schema: &'static str,
    pub id: String,
    pub title: String,
    pub address: Option<String>,
    /// In the order of time.
    pub versions: Vec<StepJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepJson {
    #[serde(flatten)]
    pub version: VersionJson,
    /// What it changed of the version before it; of the first, nothing.
    pub change: Option<SummaryJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionJson {
    /// In the order of adding, from 1.
    pub number: u32,
    pub current: bool,
    /// A day or a time: when it was seen first, and since when its words are known to stand.
    pub seen: Option<String>,
    pub known: Option<String>,
    /// As the source says.
    pub modified: Option<String>,
    pub digest: String,
    pub text_digest: String,
    pub paths: Vec<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SummaryJson {
    /// `words`, `markup`, `metadata`, `nothing`.
    pub extent: &'static str,
    /// The gravest: `substance`, `correction`, `format`.
    pub kind: Option<&'static str>,
    pub substance: usize,
    pub correction: usize,
    pub format: usize,
    /// In a line, for people.
    pub line: String,
}

/// `onrecord diff --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DiffJson {
    pub schema: &'static str,
    pub id: String,
    pub title: String,
    pub old: VersionJson,
    pub new: VersionJson,
    #[serde(flatten)]
    pub summary: SummaryJson,
    pub changes: Vec<TextChangeJson>,
    pub fields: Vec<FieldJson>,
    pub paragraphs: Vec<ParagraphJson>,
}

/// `onrecord edits --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditsJson {
    pub schema: &'static str,
    /// The newest first.
    pub edits: Vec<EditJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditJson {
    pub id: String,
    pub title: String,
    pub date: Option<String>,
    pub address: Option<String>,
    pub old: VersionJson,
    pub new: VersionJson,
    #[serde(flatten)]
    pub summary: SummaryJson,
    /// Of the kind that was asked for, or all.
    pub changes: Vec<TextChangeJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextChangeJson {
    pub kind: &'static str,
    pub reason: &'static str,
    pub reason_in_words: &'static str,
    pub old: StretchJson,
    pub new: StretchJson,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StretchJson {
    pub text: String,
    pub block: usize,
    /// Bytes of the original.
    pub start: usize,
    pub end: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldJson {
    pub field: &'static str,
    pub old: String,
    pub new: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParagraphJson {
    /// Paragraphs without changes before it.
    pub skipped: usize,
    pub block: usize,
    pub segments: Vec<SegmentJson>,
}

/// `what` is `same`, `out`, `in`, or `elided`, which has no text.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SegmentJson {
    pub what: &'static str,
    pub text: String,
}

impl HistoryJson {
    /// The twin of a history that is not empty.
    #[must_use]
    pub fn new(steps: &[Step]) -> Option<Self> {
        let document = &steps.last()?.held.document;
        let step = |step: &Step| StepJson {
            version: VersionJson::from(step.held.as_ref()),
            change: step.difference.as_ref().map(SummaryJson::from),
        };
        Some(Self {
            schema: "onrecord/history/1",
            id: document.id.to_string(),
            title: document.title.clone(),
            address: document.source.address.clone(),
            versions: steps.iter().map(step).collect(),
        })
    }
}

impl DiffJson {
    /// The twin of an edit; `around` as [`Difference::paragraphs`] has it.
    #[must_use]
    pub fn new(edit: &Edit, around: usize) -> Self {
        let difference = &edit.difference;
        let paragraphs = difference.paragraphs(around);
        Self {
            schema: "onrecord/diff/1",
            id: edit.new.document.id.to_string(),
            title: edit.new.document.title.clone(),
            old: VersionJson::from(edit.old.as_ref()),
            new: VersionJson::from(edit.new.as_ref()),
            summary: SummaryJson::from(difference),
            changes: difference
                .changes
                .iter()
                .map(TextChangeJson::from)
                .collect(),
            fields: difference.fields.iter().map(FieldJson::from).collect(),
            paragraphs: paragraphs.iter().map(ParagraphJson::from).collect(),
        }
    }
}

impl EditsJson {
    /// The twin of edits, with their changes of a kind, or all.
    #[must_use]
    pub fn new(edits: &[Edit], kind: Option<Kind>) -> Self {
        Self {
            schema: "onrecord/edits/1",
            edits: edits.iter().map(|edit| EditJson::new(edit, kind)).collect(),
        }
    }
}

impl EditJson {
    fn new(edit: &Edit, kind: Option<Kind>) -> Self {
        let document = &edit.new.document;
        let changes = edit.difference.changes_of(kind);
        Self {
            id: document.id.to_string(),
            title: document.title.clone(),
            date: document.dates.issued.map(|date| date.to_string()),
            address: document.source.address.clone(),
            old: VersionJson::from(edit.old.as_ref()),
            new: VersionJson::from(edit.new.as_ref()),
            summary: SummaryJson::from(&edit.difference),
            changes: changes.map(TextChangeJson::from).collect(),
        }
    }
}

impl From<&Held> for VersionJson {
    fn from(held: &Held) -> Self {
        let version = &held.version;
        Self {
            number: version.number,
            current: version.is_current(),
            seen: version.seen.clone(),
            known: version.known.clone(),
            modified: held.document.dates.modified.clone(),
            digest: version.digest.clone(),
            text_digest: text::digest(&held.document),
            paths: version.paths.clone(),
        }
    }
}

impl From<&Difference> for SummaryJson {
    fn from(difference: &Difference) -> Self {
        Self {
            extent: difference.extent().as_str(),
            kind: difference.kind().map(Kind::as_str),
            substance: difference.count(Kind::Substance),
            correction: difference.count(Kind::Correction),
            format: difference.count(Kind::Format),
            line: difference.line(),
        }
    }
}

impl From<&Change> for TextChangeJson {
    fn from(change: &Change) -> Self {
        Self {
            kind: change.reason.kind().as_str(),
            reason: change.reason.as_str(),
            reason_in_words: change.reason.words(),
            old: StretchJson::from(&change.old),
            new: StretchJson::from(&change.new),
        }
    }
}

impl From<&Stretch> for StretchJson {
    fn from(stretch: &Stretch) -> Self {
        Self {
            text: stretch.text.clone(),
            block: stretch.block,
            start: stretch.source.start(),
            end: stretch.source.end(),
        }
    }
}

impl From<&FieldChange> for FieldJson {
    fn from(field: &FieldChange) -> Self {
        Self {
            field: field.field,
            old: field.old.clone(),
            new: field.new.clone(),
        }
    }
}

impl From<&Paragraph> for ParagraphJson {
    fn from(paragraph: &Paragraph) -> Self {
        Self {
            skipped: paragraph.skipped,
            block: paragraph.block,
            segments: paragraph.segments.iter().map(SegmentJson::from).collect(),
        }
    }
}

impl From<&Segment> for SegmentJson {
    fn from(segment: &Segment) -> Self {
        let (what, text) = match segment {
            Segment::Same(text) => ("same", text.as_str()),
            Segment::Out(text) => ("out", text.as_str()),
            Segment::In(text) => ("in", text.as_str()),
            Segment::Elided => ("elided", ""),
        };
        Self {
            what,
            text: text.to_owned(),
        }
    }
}
