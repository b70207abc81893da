//! OAI-PMH 2.0: harvesting of metadata, verb by verb
//! (<https://www.openarchives.org/OAI/openarchivesprotocol.html>).

mod token;
mod verb;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::xml::Xml;
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the protocol calls an error: a code and a sentence.
pub struct Refusal(pub &'static str, pub String);

/// The arguments of a request, each given once.
pub type Arguments = BTreeMap<String, String>;

/// `GET /oai?verb=…`
pub async fn get(desk: State<Arc<Desk>>, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    answer(desk, query.unwrap_or_default()).await
}

/// `POST /oai`, the arguments in the body.
pub async fn post(desk: State<Arc<Desk>>, body: String) -> Result<Response, Failure> {
    answer(desk, body).await
}

async fn answer(State(desk): State<Arc<Desk>>, query: String) -> Result<Response, Failure> {
    let settings = desk.settings.clone();
    let now = jiff::Timestamp::now()
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string();
    let xml = desk
        .ask(move |store| {
            let mut verb = String::new();
            let mut shown = Arguments::new();
            let done = match arguments(&query) {
                Ok(arguments) => {
                    verb = arguments.get("verb").cloned().unwrap_or_default();
                    shown.clone_from(&arguments);
                    verb::answer(store, &settings, &arguments)?
                }
                Err(refusal) => Err(refusal),
            };
            // A request whose verb or arguments are wrong is not repeated in the answer.
            if matches!(&done, Err(Refusal("badVerb" | "badArgument", _))) {
                shown.clear();
            }
            Ok(envelope(&settings.address, &now, &verb, &shown, done))
        })
        .await?;
    let kind = [(header::CONTENT_TYPE, "text/xml; charset=utf-8")];
    Ok((kind, xml).into_response())
}

/// Reads `verb=Identify&…`; an argument may stand once.
fn arguments(query: &str) -> Result<Arguments, Refusal> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query)
        .map_err(|error| Refusal("badArgument", error.to_string()))?;
    let mut arguments = Arguments::new();
    for (name, value) in pairs {
        let wrong = if name == "verb" {
            "badVerb"
        } else {
            "badArgument"
        };
        if arguments.insert(name.clone(), value).is_some() {
            return Err(Refusal(wrong, format!("{name} stands more than once")));
        }
    }
    Ok(arguments)
}

/// What a verb writes into its element.
pub type Content = Box<dyn FnOnce(&mut Xml)>;

fn envelope(
    address: &str,
    now: &str,
    verb: &str,
    arguments: &Arguments,
    done: Result<Content, Refusal>,
) -> String {
    let mut xml = Xml::new();
    xml.open(
        "OAI-PMH",
        &[
            ("xmlns", "http://www.openarchives.org/OAI/2.0/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
            ),
        ],
    );
    xml.leaf("responseDate", &[], now);
    let attributes: Vec<(&str, &str)> = arguments
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    xml.leaf("request", &attributes, &format!("{address}/oai"));
    match done {
        Ok(content) => {
            xml.open(verb, &[]);
            content(&mut xml);
            xml.close(verb);
        }
        Err(Refusal(code, sentence)) => xml.leaf("error", &[("code", code)], &sentence),
    }
    xml.close("OAI-PMH");
    xml.finish()
}
