//! The shape of a document.

use crate::ProposalJson;
use onrecord_doc::authority::subjects::Proposal;
use onrecord_doc::{Block, Held};
use serde::Serialize;

/// `onrecord show --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShowJson {
    pub schema: &'static str,
    pub id: String,
    pub title: String,
    pub kind: &'static str,
    pub collection: String,
    pub date: Option<String>,
    pub issuers: Vec<String>,
    pub place: Option<String>,
    pub times: Vec<String>,
    pub address: Option<String>,
    pub version: u32,
    pub versions: u32,
    pub digest: String,
    pub paths: Vec<String>,
    pub verification: &'static str,
    pub first_released_by: Option<String>,
    pub note: Option<String>,
    pub categories: Vec<String>,
    pub names: Vec<String>,
    pub subjects: Vec<String>,
    /// What the words of a document without subjects propose.
    pub proposed_subjects: Vec<ProposalJson>,
    pub locations: Vec<String>,
    pub blocks: Vec<BlockJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BlockJson {
    pub kind: &'static str,
    pub speaker: Option<String>,
    /// Bytes of the original.
    pub start: usize,
    pub end: usize,
    pub text: String,
}

impl ShowJson {
    /// The twin of a version, and what its words propose.
    #[must_use]
    pub fn new(held: &Held, proposals: &[Proposal]) -> Self {
        let document = &held.document;
        let texts =
            |headings: &[onrecord_doc::Heading]| headings.iter().map(ToString::to_string).collect();
        let block = |(at, block): (usize, &Block)| {
            let source = block.text.whole();
            BlockJson {
                kind: block.kind.as_str(),
                speaker: document.speaker_of(at).map(|speaker| speaker.name.clone()),
                start: source.start(),
                end: source.end(),
                text: block.text.text().to_owned(),
            }
        };
        Self {
            schema: "onrecord/show/1",
            id: document.id.to_string(),
            title: document.title.clone(),
            kind: document.kind.as_str(),
            collection: document.collection.clone(),
            date: document.dates.issued.map(|date| date.to_string()),
            issuers: document
                .issuers
                .iter()
                .map(|issuer| issuer.name.clone())
                .collect(),
            place: document.place.clone(),
            times: document.times.clone(),
            address: document.source.address.clone(),
            version: held.version.number,
            versions: held.version.of,
            digest: held.version.digest.clone(),
            paths: held.version.paths.clone(),
            verification: document.source.verification.as_str(),
            first_released_by: document.source.first_released_by.clone(),
            note: document.note.clone(),
            categories: texts(&document.categories),
            names: texts(&document.names),
            subjects: texts(&document.subjects),
            proposed_subjects: proposals.iter().map(ProposalJson::from).collect(),
            locations: texts(&document.locations),
            blocks: document.blocks.iter().enumerate().map(block).collect(),
        }
    }
}
