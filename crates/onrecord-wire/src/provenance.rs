//! The shape of provenance, as JSON of our own and as W3C PROV in JSON-LD.

use crate::VersionJson;
use onrecord_doc::provenance::{Provenance, Sighting};
use onrecord_doc::witness::Witness;
use serde::Serialize;
use std::collections::BTreeMap;

/// `onrecord show --provenance --format json`.
#[derive(Debug, Serialize)]
pub struct ProvenanceJson {
    pub schema: &'static str,
    pub id: String,
    pub title: String,
    /// The official page.
    pub address: Option<String>,
    #[serde(flatten)]
    pub version: VersionJson,
    /// Bytes of the original.
    pub size: Option<usize>,
    pub reader: ReaderJson,
    pub first_released_by: Option<String>,
    /// `not_stated`, `original_not_available`, `verified`: what the publisher says.
    pub verification: &'static str,
    /// `official`, `copy`, `typed`.
    pub vouched: &'static str,
    pub sightings: Vec<SightingJson>,
    pub witnesses: Vec<WitnessJson>,
}

#[derive(Debug, Serialize)]
pub struct ReaderJson {
    pub name: String,
    pub version: u32,
}

#[derive(Debug, Serialize)]
pub struct SightingJson {
    pub path: String,
    pub seen: String,
    pub added: String,
    pub vouched: &'static str,
}

/// Another document that has the same statement.
#[derive(Debug, Serialize)]
pub struct WitnessJson {
    pub id: String,
    pub title: String,
    pub collection: String,
    pub date: Option<String>,
    pub address: Option<String>,
    pub likeness: u32,
    pub line: String,
    pub changes: Vec<crate::TextChangeJson>,
}

impl ProvenanceJson {
    /// The twin of a version's provenance and of its witnesses.
    #[must_use]
    pub fn new(provenance: &Provenance, witnesses: &[Witness]) -> Self {
        let document = &provenance.held.document;
        let (name, version) = provenance.reader();
        Self {
            schema: "onrecord/provenance/1",
            id: document.id.to_string(),
            title: document.title.clone(),
            address: document.source.address.clone(),
            version: VersionJson::from(provenance.held.as_ref()),
            size: provenance.size,
            reader: ReaderJson {
                name: name.to_owned(),
                version,
            },
            first_released_by: document.source.first_released_by.clone(),
            verification: document.source.verification.as_str(),
            vouched: provenance.vouched().as_str(),
            sightings: provenance
                .sightings
                .iter()
                .map(SightingJson::from)
                .collect(),
            witnesses: witnesses.iter().map(WitnessJson::from).collect(),
        }
    }
}

impl From<&Sighting> for SightingJson {
    fn from(sighting: &Sighting) -> Self {
        Self {
            path: sighting.path.clone(),
            seen: sighting.seen.clone(),
            added: sighting.added.clone(),
            vouched: sighting.vouched.as_str(),
        }
    }
}

impl From<&Witness> for WitnessJson {
    fn from(witness: &Witness) -> Self {
        let document = &witness.held.document;
        Self {
            id: document.id.to_string(),
            title: document.title.clone(),
            collection: document.collection.clone(),
            date: document.dates.issued.map(|date| date.to_string()),
            address: document.source.address.clone(),
            likeness: witness.likeness,
            line: witness.difference.line(),
            changes: witness
                .difference
                .changes
                .iter()
                .map(crate::TextChangeJson::from)
                .collect(),
        }
    }
}

/// `onrecord show --format prov`: W3C PROV-O (<https://www.w3.org/TR/prov-o/>) in JSON-LD 1.1.
///
/// A version is a `prov:Entity`; the page it was seen at is one, too, from which it is
/// `prov:wasDerivedFrom`; an earlier version is what it is `prov:wasRevisionOf`; witnesses are
/// `prov:alternateOf`. Adding it is a `prov:Activity` that used the page and in which the software, a
/// `prov:SoftwareAgent`, took part.
#[derive(Debug, Serialize)]
pub struct ProvJson {
    #[serde(rename = "@context")]
    pub context: BTreeMap<&'static str, &'static str>,
    #[serde(rename = "@graph")]
    pub graph: Vec<NodeJson>,
}

#[derive(Debug, Serialize)]
pub struct NodeJson {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kind: Vec<&'static str>,
    #[serde(flatten)]
    pub properties: BTreeMap<&'static str, ValueJson>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum ValueJson {
    Text(String),
    Node {
        #[serde(rename = "@id")]
        id: String,
    },
    Typed {
        #[serde(rename = "@value")]
        value: String,
        #[serde(rename = "@type")]
        kind: &'static str,
    },
    Many(Vec<ValueJson>),
}

impl ValueJson {
    fn node(id: impl Into<String>) -> Self {
        Self::Node { id: id.into() }
    }

    fn nodes(ids: impl IntoIterator<Item = String>) -> Self {
        Self::Many(ids.into_iter().map(Self::node).collect())
    }

    /// A day or a time.
    fn moment(moment: &str) -> Self {
        Self::Typed {
            value: moment.to_owned(),
            kind: if moment.contains('T') {
                "xsd:dateTime"
            } else {
                "xsd:date"
            },
        }
    }
}

const PROGRAM: &str = "urn:onrecord:program";

impl ProvJson {
    /// The provenance of the versions of a document, in the order of time; witnesses are those of the last.
    #[must_use]
    pub fn new(versions: &[Provenance], witnesses: &[Witness]) -> Self {
        let context = [
            ("prov", "http://www.w3.org/ns/prov#"),
            ("dcterms", "http://purl.org/dc/terms/"),
            ("xsd", "http://www.w3.org/2001/XMLSchema#"),
            (
                "onrecord",
                "https://github.com/onrecord/onrecord/blob/main/docs/formats/provenance.md#",
            ),
        ];
        let mut graph = Vec::new();
        for (at, version) in versions.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &versions[before]);
            let last = at + 1 == versions.len();
            graph.push(entity(version, before, if last { witnesses } else { &[] }));
            graph.extend(activities(version));
            graph.extend(version.held.document.source.address.as_deref().map(page));
        }
        graph.push(program());
        let mut seen = std::collections::BTreeSet::new();
        graph.retain(|node| seen.insert(node.id.clone()));
        Self {
            context: context.into(),
            graph,
        }
    }
}

/// `urn:onrecord:DCPD-203100113:1`
fn name(version: &Provenance) -> String {
    let held = &version.held;
    format!("urn:onrecord:{}:{}", held.document.id, held.version.number)
}

fn entity(version: &Provenance, before: Option<&Provenance>, witnesses: &[Witness]) -> NodeJson {
    let (document, held) = (&version.held.document, &version.held.version);
    let text = |text: &str| ValueJson::Text(text.to_owned());
    let mut properties = BTreeMap::from([
        ("dcterms:title", text(&document.title)),
        ("onrecord:sha256", text(&held.digest)),
        ("onrecord:textSha256", text(&version.text_digest)),
        (
            "onrecord:verification",
            text(document.source.verification.as_str()),
        ),
        ("onrecord:vouched", text(version.vouched().as_str())),
    ]);
    if let Some(known) = &held.known {
        properties.insert("prov:generatedAtTime", ValueJson::moment(known));
    }
    if let Some(address) = &document.source.address {
        properties.insert("prov:wasDerivedFrom", ValueJson::node(address));
    }
    if let Some(first) = &document.source.first_released_by {
        properties.insert("onrecord:firstReleasedBy", text(first));
    }
    if let Some(before) = before {
        properties.insert("prov:wasRevisionOf", ValueJson::node(name(before)));
    }
    if !witnesses.is_empty() {
        let others = witnesses.iter().map(|witness| {
            let other = &witness.held;
            format!(
                "urn:onrecord:{}:{}",
                other.document.id, other.version.number
            )
        });
        properties.insert("prov:alternateOf", ValueJson::nodes(others));
    }
    NodeJson {
        id: name(version),
        kind: vec!["prov:Entity"],
        properties,
    }
}

fn activities(version: &Provenance) -> Vec<NodeJson> {
    let (_, reader) = version.reader();
    let activity = |(at, sighting): (usize, &Sighting)| {
        let mut properties = BTreeMap::from([
            ("prov:startedAtTime", ValueJson::moment(&sighting.added)),
            ("prov:wasAssociatedWith", ValueJson::node(PROGRAM)),
            ("prov:generated", ValueJson::node(name(version))),
            ("prov:atLocation", ValueJson::Text(sighting.path.clone())),
            ("onrecord:seen", ValueJson::moment(&sighting.seen)),
            (
                "onrecord:reader",
                ValueJson::Text(format!("{} {reader}", version.reader().0)),
            ),
            (
                "onrecord:vouched",
                ValueJson::Text(sighting.vouched.as_str().to_owned()),
            ),
        ]);
        if let Some(address) = &version.held.document.source.address {
            properties.insert("prov:used", ValueJson::node(address));
        }
        NodeJson {
            id: format!("{}:added:{}", name(version), at + 1),
            kind: vec!["prov:Activity"],
            properties,
        }
    };
    version.sightings.iter().enumerate().map(activity).collect()
}

fn page(address: &str) -> NodeJson {
    NodeJson {
        id: address.to_owned(),
        kind: vec!["prov:Entity"],
        properties: BTreeMap::new(),
    }
}

fn program() -> NodeJson {
    NodeJson {
        id: PROGRAM.to_owned(),
        kind: vec!["prov:SoftwareAgent"],
        properties: BTreeMap::from([(
            "dcterms:title",
            ValueJson::Text(format!("onrecord {}", env!("CARGO_PKG_VERSION"))),
        )]),
    }
}
