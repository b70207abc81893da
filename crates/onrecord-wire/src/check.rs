//! The shapes of findings.

use onrecord_check::{Change, Checked, Evidence, Finding, Report, Role};
use onrecord_doc::{Coverage, Speaker};
use onrecord_text::Lines;
use serde::Serialize;

/// `onrecord check --format json`: one object for all articles.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckJson {
    pub schema: &'static str,
    pub articles: Vec<ArticleJson>,
    pub record: CoverageJson,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleJson {
    pub path: String,
    pub quotations: Vec<CheckedJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckedJson {
    /// Bytes of the article, and where they stand.
    pub start: usize,
    pub end: usize,
    pub line: usize,
    pub column: usize,
    pub text: String,
    pub is_quotation: bool,
    pub speaker: Option<String>,
    pub speaker_known: bool,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<[String; 2]>))]
    pub dates: Option<(String, String)>,
    pub group: Option<usize>,
    pub finding: Option<FindingJson>,
}

/// `onrecord quote --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuoteJson {
    pub schema: &'static str,
    pub text: String,
    pub finding: FindingJson,
    pub record: CoverageJson,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingJson {
    pub verdict: &'static str,
    pub documents: usize,
    pub complete: bool,
    pub notes: Vec<String>,
    pub evidence: Vec<EvidenceJson>,
    /// Only with `--explain`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub road: Vec<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvidenceJson {
    pub id: String,
    pub title: String,
    pub kind: &'static str,
    pub collection: String,
    pub date: Option<String>,
    pub speaker: Option<SpeakerJson>,
    pub version: u32,
    pub versions: u32,
    /// Whether no version is later; when it was seen first; since when its words are known to stand.
    pub current: bool,
    pub seen: Option<String>,
    pub known: Option<String>,
    pub digest: String,
    pub paths: Vec<String>,
    pub first_block: usize,
    pub last_block: usize,
    /// Bytes of the original.
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub likeness: u32,
    pub difference: Vec<ChangeJson>,
    pub set_aside: Vec<AsideJson>,
    pub link: Option<String>,
    pub citation: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpeakerJson {
    pub name: String,
    pub kind: &'static str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeJson {
    /// The record's words.
    pub from: String,
    /// The quotation's words.
    pub to: String,
    /// Bytes of the quotation's plain text.
    pub start: usize,
    pub end: usize,
    pub alarms: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AsideJson {
    pub what: &'static str,
    pub text: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CoverageJson {
    pub documents: usize,
    pub versions: usize,
    pub first: Option<String>,
    pub last: Option<String>,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::counts))]
    pub collections: Vec<(String, usize)>,
}

impl ArticleJson {
    /// The twin of a report on the article `source`.
    pub fn new(path: &str, source: &str, report: &Report) -> Self {
        let lines = Lines::new(source);
        let quotations = report
            .checked
            .iter()
            .map(|checked| CheckedJson::new(source, &lines, checked));
        Self {
            path: path.to_owned(),
            quotations: quotations.collect(),
        }
    }
}

impl CheckedJson {
    fn new(source: &str, lines: &Lines, checked: &Checked) -> Self {
        let claim = &checked.claim;
        let place = lines.place(source, claim.span.start());
        Self {
            start: claim.span.start(),
            end: claim.span.end(),
            line: place.line,
            column: place.column,
            text: claim.words.text().to_owned(),
            is_quotation: claim.role == Role::Quotation,
            speaker: claim.speaker.as_ref().map(|speaker| speaker.name.clone()),
            speaker_known: claim.speaker.as_ref().is_some_and(|speaker| speaker.known),
            dates: claim
                .dates
                .map(|(first, last)| (first.to_string(), last.to_string())),
            group: claim.group,
            finding: checked.finding.as_ref().map(FindingJson::from),
        }
    }
}

impl From<&Finding> for FindingJson {
    fn from(finding: &Finding) -> Self {
        Self {
            verdict: finding.verdict.as_str(),
            documents: finding.documents,
            complete: finding.complete,
            notes: finding.notes.clone(),
            evidence: finding.evidence.iter().map(EvidenceJson::from).collect(),
            road: finding.road.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&Evidence> for EvidenceJson {
    fn from(evidence: &Evidence) -> Self {
        let (document, version) = (&evidence.held.document, &evidence.held.version);
        Self {
            id: document.id.to_string(),
            title: document.title.clone(),
            kind: document.kind.as_str(),
            collection: document.collection.clone(),
            date: document.dates.issued.map(|date| date.to_string()),
            speaker: evidence.speaker.as_ref().map(SpeakerJson::from),
            version: version.number,
            versions: version.of,
            current: version.is_current(),
            seen: version.seen.clone(),
            known: version.known.clone(),
            digest: version.digest.clone(),
            paths: version.paths.clone(),
            first_block: evidence.blocks.0,
            last_block: evidence.blocks.1,
            start: evidence.source.start(),
            end: evidence.source.end(),
            text: evidence.text.clone(),
            likeness: evidence.likeness,
            difference: evidence.difference.iter().map(ChangeJson::from).collect(),
            set_aside: evidence
                .set_aside
                .iter()
                .map(|aside| AsideJson {
                    what: aside.what.as_str(),
                    text: aside.text.clone(),
                })
                .collect(),
            link: evidence.link.clone(),
            citation: evidence.citation.clone(),
        }
    }
}

impl From<&Speaker> for SpeakerJson {
    fn from(speaker: &Speaker) -> Self {
        Self {
            name: speaker.name.clone(),
            kind: speaker.kind.as_str(),
        }
    }
}

impl From<&Change> for ChangeJson {
    fn from(change: &Change) -> Self {
        Self {
            from: change.record.clone(),
            to: change.quoted.clone(),
            start: change.span.start(),
            end: change.span.end(),
            alarms: change.alarms.iter().map(|alarm| alarm.as_str()).collect(),
        }
    }
}

impl From<&Coverage> for CoverageJson {
    fn from(coverage: &Coverage) -> Self {
        Self {
            documents: coverage.documents,
            versions: coverage.versions,
            first: coverage.first.map(|date| date.to_string()),
            last: coverage.last.map(|date| date.to_string()),
            collections: coverage.collections.clone(),
        }
    }
}
