//! The six verbs.

use super::token::Harvest;
use super::{Arguments, Content, Refusal};
use crate::desk::Settings;
use crate::document::path;
use crate::failure::Failure;
use crate::feed::{added, behind};
use crate::metadata;
use crate::xml::Xml;
use onrecord_doc::{DocId, Held, Kind, Record};
use onrecord_store::{List, ListOrder, Listed, Store};
use std::sync::Arc;

/// So many records one answer has.
const RECORDS: usize = 100;

/// The formats: prefix, schema, namespace.
const FORMATS: [[&str; 3]; 2] = [
    [
        "oai_dc",
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ],
    [
        "mods",
        "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd",
        "http://www.loc.gov/mods/v3",
    ],
];

/// A document, and when it came into the record.
type Dated = (Arc<Held>, String);

type Answer = Result<Result<Content, Refusal>, Failure>;

/// Answers a request: the content of the verb's element, or why not.
pub fn answer(store: &Store, settings: &Settings, arguments: &Arguments) -> Answer {
    let verb = arguments.get("verb").map_or("", String::as_str);
    let allowed: &[&str] = match verb {
        "Identify" => &[],
        "ListMetadataFormats" => &["identifier"],
        "ListSets" => &["resumptionToken"],
        "GetRecord" => &["identifier", "metadataPrefix"],
        "ListIdentifiers" | "ListRecords" => {
            &["from", "until", "set", "metadataPrefix", "resumptionToken"]
        }
        _ => {
            return refuse(
                "badVerb",
                "verb is one of Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords, GetRecord",
            );
        }
    };
    let unknown = arguments
        .keys()
        .find(|name| *name != "verb" && !allowed.contains(&name.as_str()));
    if let Some(name) = unknown {
        return refuse("badArgument", &format!("{verb} takes no {name}"));
    }
    match verb {
        "Identify" => identify(store, settings),
        "ListMetadataFormats" => formats(store, settings, arguments),
        "ListSets" => sets(store, arguments),
        "GetRecord" => get_record(store, settings, arguments),
        _ => list(store, settings, arguments, verb == "ListRecords"),
    }
}

fn refuse(code: &'static str, sentence: &str) -> Answer {
    Ok(Err(Refusal(code, sentence.to_owned())))
}

fn identify(store: &Store, settings: &Settings) -> Answer {
    let first = List {
        order: ListOrder::Added,
        limit: 1,
        ..List::default()
    };
    let earliest = store.list(&first)?.pop().map(|listed| listed.added);
    let earliest = earliest.unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned());
    let settings = settings.clone();
    Ok(Ok(Box::new(move |xml| {
        xml.leaf("repositoryName", &[], "Onrecord");
        xml.leaf("baseURL", &[], &format!("{}/oai", settings.address));
        xml.leaf("protocolVersion", &[], "2.0");
        xml.leaf("adminEmail", &[], &settings.contact);
        xml.leaf("earliestDatestamp", &[], &earliest);
        // A record never takes a document away.
        xml.leaf("deletedRecord", &[], "no");
        xml.leaf("granularity", &[], "YYYY-MM-DDThh:mm:ssZ");
    })))
}

fn formats(store: &Store, settings: &Settings, arguments: &Arguments) -> Answer {
    if let Some(identifier) = arguments.get("identifier")
        && held(store, settings, identifier)?.is_none()
    {
        return refuse("idDoesNotExist", "no document has this identifier");
    }
    Ok(Ok(Box::new(|xml| {
        for [prefix, schema, namespace] in FORMATS {
            xml.open("metadataFormat", &[]);
            xml.leaf("metadataPrefix", &[], prefix);
            xml.leaf("schema", &[], schema);
            xml.leaf("metadataNamespace", &[], namespace);
            xml.close("metadataFormat");
        }
    })))
}

/// The sets: one for each collection, one for each kind that there is.
fn sets(store: &Store, arguments: &Arguments) -> Answer {
    if arguments.contains_key("resumptionToken") {
        return refuse(
            "badResumptionToken",
            "the sets are given at once, without a token",
        );
    }
    let collections = store.coverage()?.collections;
    let mut sets: Vec<(String, String)> = collections
        .into_iter()
        .map(|(name, _)| (format!("collection.{name}"), format!("Collection: {name}")))
        .collect();
    for (kind, _) in store.status()?.kinds {
        let label = kind
            .parse()
            .map_or(kind.clone(), |kind: Kind| kind.label().to_owned());
        sets.push((format!("kind.{kind}"), format!("Kind: {label}")));
    }
    Ok(Ok(Box::new(move |xml| {
        for (spec, name) in sets {
            xml.open("set", &[]);
            xml.leaf("setSpec", &[], &spec);
            xml.leaf("setName", &[], &name);
            xml.close("set");
        }
    })))
}

fn get_record(store: &Store, settings: &Settings, arguments: &Arguments) -> Answer {
    let (Some(identifier), Some(prefix)) =
        (arguments.get("identifier"), arguments.get("metadataPrefix"))
    else {
        return refuse(
            "badArgument",
            "GetRecord needs identifier and metadataPrefix",
        );
    };
    let Some(dated) = held(store, settings, identifier)? else {
        return refuse("idDoesNotExist", "no document has this identifier");
    };
    if !FORMATS.iter().any(|format| format[0] == prefix) {
        return cannot(prefix);
    }
    let (settings, prefix) = (settings.clone(), prefix.clone());
    Ok(Ok(Box::new(move |xml| {
        record(xml, &settings, &prefix, &dated)
    })))
}

fn cannot(prefix: &str) -> Answer {
    refuse(
        "cannotDisseminateFormat",
        &format!("there are oai_dc and mods, and no {prefix}"),
    )
}

fn list(store: &Store, settings: &Settings, arguments: &Arguments, whole: bool) -> Answer {
    let harvest = match Harvest::read(arguments) {
        Ok(harvest) => harvest,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !FORMATS.iter().any(|format| format[0] == harvest.prefix) {
        return cannot(&harvest.prefix);
    }
    let Some(asked) = asked(&harvest) else {
        return refuse(
            "noRecordsMatch",
            "there is no such set; ListSets names those there are",
        );
    };
    let total = store.count(&asked)? as u64;
    let mut listed = store.list(&asked)?;
    if listed.is_empty() {
        return refuse("noRecordsMatch", "no document answers to these arguments");
    }
    let more = listed.len() > RECORDS;
    listed.truncate(RECORDS);
    let dated = |listed: &Listed| Ok((store.held(listed.handle)?, listed.added.clone()));
    let held: Result<Vec<Dated>, Failure> = listed.iter().map(dated).collect();
    let (held, settings) = (held?, settings.clone());
    let next = Harvest {
        after: listed.last().map_or(0, |listed| listed.handle.0),
        given: harvest.given + listed.len() as u64,
        ..harvest.clone()
    };
    Ok(Ok(Box::new(move |xml| {
        for dated in &held {
            if whole {
                record(xml, &settings, &harvest.prefix, dated);
            } else {
                header(xml, &settings, &dated.0, &dated.1);
            }
        }
        resumption(xml, &harvest, &next, total, more);
    })))
}

/// The token of the next part; an empty one ends a list that came in parts.
fn resumption(xml: &mut Xml, this: &Harvest, next: &Harvest, total: u64, more: bool) {
    let (total, cursor) = (total.to_string(), this.given.to_string());
    let attributes = [
        ("completeListSize", total.as_str()),
        ("cursor", cursor.as_str()),
    ];
    if more {
        xml.leaf("resumptionToken", &attributes, &next.token());
    } else if this.after > 0 {
        xml.open("resumptionToken", &attributes);
        xml.close("resumptionToken");
    }
}

/// What to ask the store; `None` for a set that there cannot be.
fn asked(harvest: &Harvest) -> Option<List> {
    let mut asked = List {
        added_from: harvest.from.clone(),
        added_to: harvest.until.as_deref().map(|until| match until.len() {
            10 => format!("{until}T23:59:59Z"),
            _ => until.to_owned(),
        }),
        order: ListOrder::Added,
        after: Some(behind(harvest.after)),
        limit: RECORDS + 1,
        ..List::default()
    };
    match harvest.set.as_deref().map(|set| set.split_once('.')) {
        None => {}
        Some(Some(("kind", kind))) => asked.kind = Some(kind.parse().ok()?),
        Some(Some(("collection", name))) => asked.collection = Some(name.to_owned()),
        Some(_) => return None,
    }
    Some(asked)
}

/// The newest version behind `oai:HOST:ID`.
fn held(store: &Store, settings: &Settings, identifier: &str) -> Result<Option<Dated>, Failure> {
    let id = identifier.strip_prefix(&namespace(settings));
    let Some(Ok(id)) = id.map(DocId::new) else {
        return Ok(None);
    };
    let Some(handle) = store.find(&id)?.pop() else {
        return Ok(None);
    };
    let added = added(store, handle)?;
    Ok(Some((store.held(handle)?, added)))
}

/// `oai:HOST:`, the beginning of every identifier (OAI identifier format, 2.1).
fn namespace(settings: &Settings) -> String {
    let host = settings.address.split("://").nth(1).unwrap_or("localhost");
    let host = host.split(['/', ':']).next().unwrap_or("localhost");
    format!("oai:{host}:")
}

fn record(xml: &mut Xml, settings: &Settings, prefix: &str, (held, added): &Dated) {
    let document = &held.document;
    let page = format!("{}{}", settings.address, path(&document.id));
    xml.open("record", &[]);
    header(xml, settings, held, added);
    xml.open("metadata", &[]);
    match prefix {
        "mods" => metadata::mods(xml, document, &page),
        _ => metadata::dublin_core(xml, document, &page),
    }
    xml.close("metadata");
    xml.close("record");
}

fn header(xml: &mut Xml, settings: &Settings, held: &Held, added: &str) {
    let document = &held.document;
    xml.open("header", &[]);
    xml.leaf(
        "identifier",
        &[],
        &format!("{}{}", namespace(settings), document.id),
    );
    xml.leaf("datestamp", &[], added);
    xml.leaf(
        "setSpec",
        &[],
        &format!("collection.{}", document.collection),
    );
    xml.leaf("setSpec", &[], &format!("kind.{}", document.kind));
    xml.close("header");
}
