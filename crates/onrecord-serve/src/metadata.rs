//! What a document is, in the words of catalogues: Dublin Core, MODS, TEI, and the head of a page.

use crate::document::body;
use crate::shown::{cut, plain};
use crate::xml::Xml;
use maud::{Markup, PreEscaped, html};
use onrecord_doc::{Block, BlockKind, Document, Heading, MarkKind, SpeakerKind};
use serde_json::json;

/// `oai_dc`: the unqualified elements, each as often as there is something to say.
pub fn dublin_core(xml: &mut Xml, document: &Document, page: &str) {
    xml.open(
        "oai_dc:dc",
        &[
            ("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            ),
        ],
    );
    for (name, value) in dublin_core_terms(document, page) {
        xml.leaf(&format!("dc:{name}"), &[], &value);
    }
    xml.close("oai_dc:dc");
}

/// The elements of Dublin Core and their values.
fn dublin_core_terms(document: &Document, page: &str) -> Vec<(&'static str, String)> {
    let mut terms = vec![("title", document.title.clone())];
    terms.extend(
        document
            .issuers
            .iter()
            .map(|issuer| ("creator", issuer.name.clone())),
    );
    terms.extend(headings(document).map(|heading| ("subject", heading.to_string())));
    terms.extend(publisher(document).map(|name| ("publisher", name.to_owned())));
    terms.extend(document.dates.issued.map(|date| ("date", date.to_string())));
    terms.extend([
        ("type", "Text".to_owned()),
        ("type", document.kind.label().to_owned()),
        ("identifier", page.to_owned()),
        ("identifier", document.id.to_string()),
    ]);
    terms.extend(
        document
            .source
            .address
            .clone()
            .map(|address| ("source", address)),
    );
    terms.push(("language", "en".to_owned()));
    terms.extend(document.place.clone().map(|place| ("coverage", place)));
    terms
}

fn headings(document: &Document) -> impl Iterator<Item = &Heading> {
    let all = [&document.subjects, &document.names, &document.locations];
    all.into_iter().flatten()
}

/// Who published the collection, as far as the collection says it.
fn publisher(document: &Document) -> Option<&'static str> {
    match document.collection.as_str() {
        "dcpd" | "weekly" => {
            Some("Office of the Federal Register, National Archives and Records Administration")
        }
        "whitehouse" => Some("The White House"),
        _ => None,
    }
}

/// MODS 3.8 (Library of Congress), as a whole document or inside of another.
pub fn mods(xml: &mut Xml, document: &Document, page: &str) {
    xml.open(
        "mods",
        &[
            ("xmlns", "http://www.loc.gov/mods/v3"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-8.xsd",
            ),
            ("version", "3.8"),
        ],
    );
    xml.open("titleInfo", &[]);
    xml.leaf("title", &[], &document.title);
    xml.close("titleInfo");
    mods_names(xml, document);
    xml.leaf("typeOfResource", &[], "text");
    xml.leaf("genre", &[], document.kind.label());
    xml.open("originInfo", &[]);
    xml.leaf("publisher", &[], publisher(document).unwrap_or_default());
    let date = document.dates.issued.map(|date| date.to_string());
    xml.leaf(
        "dateIssued",
        &[("encoding", "w3cdtf")],
        &date.unwrap_or_default(),
    );
    xml.close("originInfo");
    xml.open("language", &[]);
    xml.leaf(
        "languageTerm",
        &[("type", "code"), ("authority", "iso639-2b")],
        "eng",
    );
    xml.close("language");
    xml.leaf("note", &[], document.note.as_deref().unwrap_or_default());
    mods_subjects(xml, document);
    xml.leaf("identifier", &[("type", "local")], document.id.as_str());
    xml.leaf("identifier", &[("type", "uri")], page);
    xml.open("location", &[]);
    xml.leaf("url", &[("usage", "primary display")], page);
    xml.leaf(
        "url",
        &[("note", "official page")],
        document.source.address.as_deref().unwrap_or_default(),
    );
    xml.close("location");
    xml.open("recordInfo", &[]);
    xml.leaf("recordIdentifier", &[], document.id.as_str());
    xml.close("recordInfo");
    xml.close("mods");
}

fn mods_names(xml: &mut Xml, document: &Document) {
    for issuer in &document.issuers {
        let kind = match issuer.kind {
            SpeakerKind::Body => "corporate",
            _ => "personal",
        };
        xml.open("name", &[("type", kind)]);
        xml.leaf("namePart", &[], &issuer.name);
        xml.open("role", &[]);
        xml.leaf(
            "roleTerm",
            &[("type", "text"), ("authority", "marcrelator")],
            "author",
        );
        xml.close("role");
        xml.close("name");
    }
}

fn mods_subjects(xml: &mut Xml, document: &Document) {
    for heading in &document.subjects {
        xml.open("subject", &[]);
        heading
            .levels
            .iter()
            .for_each(|level| xml.leaf("topic", &[], level));
        xml.close("subject");
    }
    for (headings, name) in [
        (&document.names, "name"),
        (&document.locations, "geographic"),
    ] {
        for heading in headings {
            xml.open("subject", &[]);
            if name == "name" {
                xml.open("name", &[("type", "personal")]);
                xml.leaf("namePart", &[], &heading.to_string());
                xml.close("name");
            } else {
                xml.leaf(name, &[], &heading.to_string());
            }
            xml.close("subject");
        }
    }
}

/// TEI P5: the header, and the text as divisions, turns (`sp`) and paragraphs with their numbers.
pub fn tei(document: &Document, page: &str) -> String {
    let mut xml = Xml::new();
    xml.open("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0")]);
    tei_header(&mut xml, document, page);
    xml.open("text", &[("xml:lang", "en")]);
    xml.open("body", &[]);
    Body::default().write(&mut xml, document);
    xml.close("body");
    xml.close("text");
    xml.close("TEI");
    xml.finish()
}

fn tei_header(xml: &mut Xml, document: &Document, page: &str) {
    xml.open("teiHeader", &[]);
    xml.open("fileDesc", &[]);
    xml.open("titleStmt", &[]);
    xml.leaf("title", &[], &document.title);
    document
        .issuers
        .iter()
        .for_each(|issuer| xml.leaf("author", &[], &issuer.name));
    xml.close("titleStmt");
    xml.open("publicationStmt", &[]);
    xml.leaf("publisher", &[], publisher(document).unwrap_or("unknown"));
    xml.leaf("idno", &[("type", "local")], document.id.as_str());
    xml.leaf("idno", &[("type", "URI")], page);
    if let Some(date) = document.dates.issued {
        let date = date.to_string();
        xml.leaf("date", &[("when", &date)], &date);
    }
    xml.close("publicationStmt");
    xml.open("sourceDesc", &[]);
    xml.leaf(
        "p",
        &[],
        document
            .source
            .address
            .as_deref()
            .unwrap_or("No address is known."),
    );
    xml.close("sourceDesc");
    xml.close("fileDesc");
    xml.close("teiHeader");
}

/// What is open while the body is written.
#[derive(Default)]
struct Body {
    division: bool,
    turn: Option<usize>,
}

impl Body {
    fn write(&mut self, xml: &mut Xml, document: &Document) {
        for (at, block) in document.blocks.iter().enumerate() {
            if block.kind == BlockKind::Apparatus {
                continue;
            }
            if block.turn != self.turn || block.kind == BlockKind::Heading {
                self.end_turn(xml);
            }
            if block.kind == BlockKind::Heading || !self.division {
                self.end_division(xml);
                xml.open("div", &[]);
                self.division = true;
            }
            if let (Some(turn), None) = (block.turn, self.turn) {
                xml.open("sp", &[]);
                let speaker = document.speaker_of(at).map(|speaker| speaker.name.as_str());
                xml.leaf("speaker", &[], speaker.unwrap_or_default());
                self.turn = Some(turn);
            }
            paragraph(xml, at + 1, block);
        }
        if !self.division {
            // A body needs at least one division, and a division at least one paragraph.
            xml.open("div", &[]);
            xml.open("p", &[]);
            xml.close("p");
            self.division = true;
        }
        self.end_turn(xml);
        self.end_division(xml);
    }

    fn end_turn(&mut self, xml: &mut Xml) {
        if self.turn.take().is_some() {
            xml.close("sp");
        }
    }

    fn end_division(&mut self, xml: &mut Xml) {
        if std::mem::take(&mut self.division) {
            xml.close("div");
        }
    }
}

fn paragraph(xml: &mut Xml, number: usize, block: &Block) {
    let id = format!("p{number}");
    let rend = ("rend", block.kind.as_str());
    let (name, rend) = match block.kind {
        BlockKind::Heading => ("head", None),
        BlockKind::Direction | BlockKind::Setting => ("stage", None),
        BlockKind::Paragraph => ("p", None),
        _ => ("p", Some(rend)),
    };
    let mut attributes = vec![("xml:id", id.as_str())];
    attributes.extend(rend);
    xml.open(name, &attributes);
    let text = block.text.text();
    let mut at = body(block);
    for mark in &block.marks {
        let element = match mark.kind {
            MarkKind::Struck => "del",
            MarkKind::Direction if name != "stage" => "stage",
            MarkKind::Correction | MarkKind::Editorial => "add",
            _ => continue,
        };
        if mark.span.start() < at {
            continue;
        }
        xml.text(&text[at..mark.span.start()]);
        xml.leaf(element, &[], block.slice(mark.span));
        at = mark.span.end();
    }
    xml.text(&text[at..]);
    xml.close(name);
}

/// The elements of a page's head that reference managers and search engines read: Highwire,
/// Dublin Core, schema.org, and links to the other forms.
pub fn head(document: &Document, page: &str, forms: &[(&str, String)]) -> Markup {
    html! {
        link rel="canonical" href=(page);
        @for (media, address) in forms { link rel="alternate" type=(media) href=(address); }
        meta name="citation_title" content=(plain(&document.title));
        @for issuer in &document.issuers { meta name="citation_author" content=(plain(&issuer.name)); }
        @if let Some(date) = document.dates.issued {
            meta name="citation_publication_date" content=(date.strftime("%Y/%m/%d"));
        }
        @if let Some(publisher) = publisher(document) { meta name="citation_publisher" content=(publisher); }
        meta name="citation_language" content="en";
        meta name="citation_public_url" content=(page);
        @if document.collection == "dcpd" {
            meta name="citation_technical_report_number" content=(document.id);
        }
        link rel="schema.DC" href="http://purl.org/dc/elements/1.1/";
        @for (name, value) in dublin_core_terms(document, page) {
            meta name={ "DC." (name) } content=(plain(&value));
        }
        script type="application/ld+json" { (PreEscaped(json_ld(document, page))) }
    }
}

/// schema.org. A data block: it is never run, and holds nothing that could end it.
fn json_ld(document: &Document, page: &str) -> String {
    let person = |issuer: &onrecord_doc::Speaker| {
        let kind = match issuer.kind {
            SpeakerKind::Body => "Organization",
            _ => "Person",
        };
        json!({ "@type": kind, "name": plain(&issuer.name) })
    };
    let data = json!({
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": page,
        "url": page,
        "name": cut(&plain(&document.title), 300),
        "identifier": document.id.as_str(),
        "genre": document.kind.label(),
        "inLanguage": "en",
        "datePublished": document.dates.issued.map(|date| date.to_string()),
        "author": document.issuers.iter().map(person).collect::<Vec<_>>(),
        "about": headings(document).map(|heading| plain(&heading.to_string())).collect::<Vec<_>>(),
        "isBasedOn": document.source.address,
    });
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}
