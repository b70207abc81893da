//! Provenance as PREMIS 3 (<https://www.loc.gov/standards/premis/v3/>), the form in which archives
//! keep it.

use onrecord_doc::provenance::Provenance;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io::{self, Cursor};

/// The versions of a document, in the order of time, as one PREMIS document: a file for each
/// version, the events of its coming, and the program as their agent.
///
/// # Errors
///
/// None but those of writing to memory.
pub fn premis(versions: &[Provenance]) -> io::Result<String> {
    let mut xml = Writer::new_with_indent(Cursor::new(Vec::new()), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("premis")
        .with_attribute(("xmlns", "http://www.loc.gov/premis/v3"))
        .with_attribute(("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"))
        .with_attribute((
            "xsi:schemaLocation",
            "http://www.loc.gov/premis/v3 https://www.loc.gov/standards/premis/v3/premis.xsd",
        ))
        .with_attribute(("version", "3.0"))
        .write_inner_content(|xml| {
            for (at, version) in versions.iter().enumerate() {
                let before = at.checked_sub(1).map(|before| &versions[before]);
                object(xml, version, before)?;
            }
            for version in versions {
                events(xml, version)?;
            }
            agent(xml)
        })?;
    let mut text = String::from_utf8(xml.into_inner().into_inner()).map_err(io::Error::other)?;
    text.push('\n');
    Ok(text)
}

type Xml = Writer<Cursor<Vec<u8>>>;

fn object(xml: &mut Xml, version: &Provenance, before: Option<&Provenance>) -> io::Result<()> {
    let (document, held) = (&version.held.document, &version.held.version);
    let element = xml
        .create_element("object")
        .with_attribute(("xsi:type", "file"));
    element.write_inner_content(|xml| {
        identifier(xml, "objectIdentifier", &name(version))?;
        property(xml, "title", &document.title)?;
        property(xml, "text digest (SHA-256)", &version.text_digest)?;
        property(xml, "verification", document.source.verification.as_str())?;
        property(xml, "vouched for as", version.vouched().as_str())?;
        if let Some(first) = &document.source.first_released_by {
            property(xml, "first released by", first)?;
        }
        xml.create_element("objectCharacteristics")
            .write_inner_content(|xml| {
                xml.create_element("fixity").write_inner_content(|xml| {
                    text(xml, "messageDigestAlgorithm", "SHA-256")?;
                    text(xml, "messageDigest", &held.digest)
                })?;
                if let Some(size) = version.size {
                    text(xml, "size", &size.to_string())?;
                }
                xml.create_element("format").write_inner_content(|xml| {
                    xml.create_element("formatDesignation")
                        .write_inner_content(|xml| {
                            text(
                                xml,
                                "formatName",
                                format(held.paths.first().map(String::as_str)),
                            )
                        })?;
                    Ok(())
                })?;
                Ok(())
            })?;
        if let Some(path) = held.paths.first() {
            text(xml, "originalName", path)?;
        }
        if let Some(before) = before {
            relationship(xml, &name(before))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A derivation after the vocabulary of the Library of Congress
/// (<https://id.loc.gov/vocabulary/preservation/relationshipType.html>).
fn relationship(xml: &mut Xml, source: &str) -> io::Result<()> {
    xml.create_element("relationship")
        .write_inner_content(|xml| {
            text(xml, "relationshipType", "derivation")?;
            text(xml, "relationshipSubType", "has source")?;
            identifier(xml, "relatedObjectIdentifier", source)
        })?;
    Ok(())
}

/// What happened to a version: it was captured from its page, taken in, read.
fn events(xml: &mut Xml, version: &Provenance) -> io::Result<()> {
    let source = &version.held.document.source;
    let (reader, number) = version.reader();
    for (at, sighting) in version.sightings.iter().enumerate() {
        let address = source.address.as_deref().unwrap_or("its source");
        let captured = format!("seen at {address}; {}", sighting.vouched.meaning());
        let read = format!(
            "read by reader {reader}, version {number}, from {}",
            sighting.path
        );
        for (what, when, detail) in [
            ("capture", &sighting.seen, captured),
            ("ingestion", &sighting.added, read),
        ] {
            let id = format!("{}:{what}:{}", name(version), at + 1);
            event(xml, (what, when, &detail), (&id, &name(version)))?;
        }
    }
    Ok(())
}

fn event(
    xml: &mut Xml,
    (what, when, detail): (&str, &str, &str),
    (id, object): (&str, &str),
) -> io::Result<()> {
    xml.create_element("event").write_inner_content(|xml| {
        identifier(xml, "eventIdentifier", id)?;
        text(xml, "eventType", what)?;
        text(xml, "eventDateTime", when)?;
        xml.create_element("eventDetailInformation")
            .write_inner_content(|xml| text(xml, "eventDetail", detail))?;
        identifier(xml, "linkingAgentIdentifier", PROGRAM)?;
        identifier(xml, "linkingObjectIdentifier", object)
    })?;
    Ok(())
}

fn agent(xml: &mut Xml) -> io::Result<()> {
    xml.create_element("agent").write_inner_content(|xml| {
        identifier(xml, "agentIdentifier", PROGRAM)?;
        text(xml, "agentName", "onrecord")?;
        text(xml, "agentType", "software")?;
        text(xml, "agentVersion", env!("CARGO_PKG_VERSION"))
    })?;
    Ok(())
}

const PROGRAM: &str = "urn:onrecord:program";

/// `objectIdentifier` has `objectIdentifierType` and `objectIdentifierValue`, and so have the others.
fn identifier(xml: &mut Xml, element: &str, value: &str) -> io::Result<()> {
    xml.create_element(element).write_inner_content(|xml| {
        text(xml, &format!("{element}Type"), "URN")?;
        text(xml, &format!("{element}Value"), value)
    })?;
    Ok(())
}

fn property(xml: &mut Xml, kind: &str, value: &str) -> io::Result<()> {
    xml.create_element("significantProperties")
        .write_inner_content(|xml| {
            text(xml, "significantPropertiesType", kind)?;
            text(xml, "significantPropertiesValue", value)
        })?;
    Ok(())
}

/// An element with a text, without the characters that XML 1.0 does not allow.
fn text(xml: &mut Xml, element: &str, value: &str) -> io::Result<()> {
    let legal = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    let legal = |c: &char| legal(c) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let value: String = value.chars().filter(legal).collect();
    xml.create_element(element)
        .write_text_content(BytesText::new(&value))?;
    Ok(())
}

fn name(version: &Provenance) -> String {
    let held = &version.held;
    format!("urn:onrecord:{}:{}", held.document.id, held.version.number)
}

/// The media type that the name of a file tells.
fn format(path: Option<&str>) -> &'static str {
    let ending = path
        .and_then(|path| path.rsplit_once('.'))
        .map_or("", |(_, ending)| ending);
    match ending {
        "md" | "markdown" => "text/markdown",
        "html" | "htm" => "text/html",
        _ => "text/plain",
    }
}
