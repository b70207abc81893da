//! Documents by address: which one, which version, in which form.

use crate::failure::Failure;
use crate::metadata;
use crate::page;
use crate::shown::{day, encoded, plain, words};
use crate::xml::Xml;
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use onrecord_check::Evidence;
use onrecord_doc::history::{self, Edit};
use onrecord_doc::{Block, BlockKind, DocId, Document, Handle, Held, MarkKind, Record, cite};
use onrecord_store::Store;
use onrecord_text::Span;
use onrecord_wire::ShowJson;
use serde::Deserialize;
use std::sync::Arc;

/// A version of a document, found.
pub struct Found {
    pub handle: Handle,
    pub held: Arc<Held>,
    /// All versions, oldest first.
    pub versions: Vec<Handle>,
}

/// Finds a version of a document; the newest where no number is given.
pub fn find(store: &Store, id: &str, number: Option<u32>) -> Result<Found, Failure> {
    let Ok(valid) = DocId::new(id) else {
        return Err(missing(id));
    };
    let versions = store.find(&valid)?;
    if versions.is_empty() {
        return Err(missing(id));
    }
    let found = |handle: Handle, held: Arc<Held>| Found {
        handle,
        held,
        versions: versions.clone(),
    };
    let Some(number) = number else {
        let newest = versions[versions.len() - 1];
        return Ok(found(newest, store.held(newest)?));
    };
    for handle in &versions {
        let held = store.held(*handle)?;
        if held.version.number == number {
            return Ok(found(*handle, held));
        }
    }
    Err(Failure::not_found(format!(
        "{id} has versions 1 to {}, and no version {number}",
        versions.len()
    )))
}

fn missing(id: &str) -> Failure {
    let id = crate::shown::cut(&crate::shown::plain(id), 400);
    Failure::not_found(format!(
        "no document has the identifier {id:?}; search finds those there are"
    ))
}

/// Where the text of a block begins that is shown behind the name of the speaker.
pub fn body(block: &Block) -> usize {
    let label = |mark: &&onrecord_doc::Mark| mark.kind == MarkKind::Label;
    let label = block
        .marks
        .iter()
        .find(label)
        .filter(|_| block.turn.is_some());
    let from = label.map_or(0, |mark| mark.span.end());
    let text = block.text.text();
    from + text[from..].len() - text[from..].trim_start().len()
}

/// The path of a document's page.
pub fn path(id: &DocId) -> String {
    format!("/documents/{}", encoded(id.as_str()))
}

/// The same for an identifier that is text.
pub fn path_of(id: &str) -> String {
    format!("/documents/{}", encoded(id))
}

/// The path of the page of the version that holds a passage, and the place of its words, in two
/// forms: `p12:3-17` for the script of the page, and a text fragment for browsers without it.
pub fn link(evidence: &Evidence) -> String {
    let (document, version) = (&evidence.held.document, &evidence.held.version);
    let mut link = path(&document.id);
    if !version.is_current() {
        link.push_str(&format!("?version={}", version.number));
    }
    link.push('#');
    link.push_str(&place(document, evidence.blocks, evidence.source));
    if let Some(text) = cite::directive(&evidence.text) {
        link.push_str(&format!(":~:text={text}"));
    }
    link
}

/// The place of a passage: `p12:3-17`, the third to the seventeenth word of paragraph 12, or
/// `p12:3-p14:5` where it crosses paragraphs.
pub fn place(document: &Document, (first, last): (usize, usize), source: Span) -> String {
    let before = |at: usize, offset: usize| {
        let block = &document.blocks[at];
        let until = block.text.from_source(offset);
        let until = until.unwrap_or(block.text.text().len());
        let text = &block.text.text()[..block.text.text().floor_char_boundary(until)];
        text.get(body(block)..).unwrap_or_default()
    };
    let ahead = before(first, source.start());
    // A quotation mark before the words is part of the first of them.
    let begins = ahead.is_empty() || ahead.ends_with(|c: char| c.is_ascii_whitespace());
    let start = words(ahead) + usize::from(begins);
    let end = words(before(last, source.end().saturating_sub(1))).max(1);
    if first == last {
        format!("p{}:{start}-{}", first + 1, end.max(start))
    } else {
        format!("p{}:{start}-p{}:{end}", first + 1, last + 1)
    }
}

/// Which version of a document, and in which form.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Which {
    pub version: Option<u32>,
    pub format: Option<String>,
    /// Of two versions that are compared.
    pub old: Option<u32>,
    pub new: Option<u32>,
}

/// The forms in which a document is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Html,
    Json,
    Text,
    Mods,
    Tei,
}

impl Form {
    pub const ALL: [Self; 5] = [Self::Html, Self::Json, Self::Text, Self::Mods, Self::Tei];

    /// The name in `?format=`, which is also the ending of the path.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Json => "json",
            Self::Text => "txt",
            Self::Mods => "mods",
            Self::Tei => "tei",
        }
    }

    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Html => "HTML",
            Self::Json => "JSON",
            Self::Text => "Plain text",
            Self::Mods => "MODS",
            Self::Tei => "TEI",
        }
    }

    /// The media type without parameters (MODS: RFC 6207; TEI: RFC 6129).
    pub fn media(self) -> &'static str {
        match self {
            Self::Html => "text/html",
            Self::Json => "application/json",
            Self::Text => "text/plain",
            Self::Mods => "application/mods+xml",
            Self::Tei => "application/tei+xml",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// The form that an `Accept` header likes best (RFC 9110, section 12.5.1): HTML where it says
    /// nothing, `None` where it wants what we have not.
    fn accepted(accept: &str) -> Option<Self> {
        if accept.trim().is_empty() {
            return Some(Self::Html);
        }
        let mut best: Option<(Self, u32)> = None;
        for form in Self::ALL {
            let quality = quality(accept, form.media());
            if quality > best.map_or(0, |(_, quality)| quality) {
                best = Some((form, quality));
            }
        }
        best.map(|(form, _)| form)
    }
}

/// How much an `Accept` header likes a media type, of 1000; the most exact range counts.
fn quality(accept: &str, media: &str) -> u32 {
    let group = format!("{}/*", media.split('/').next().unwrap_or_default());
    let mut best = (0, 0);
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let exact = match name.as_str() {
            name if name == media => 3,
            name if name == group => 2,
            "*/*" => 1,
            _ => continue,
        };
        let quality = parts.find_map(|part| part.strip_prefix("q="));
        let quality = quality.map_or(1.0, |q| q.parse().unwrap_or(0.0_f32));
        if exact > best.0 {
            best = (exact, (quality.clamp(0.0, 1.0) * 1000.0) as u32);
        }
    }
    best.1
}

/// `GET /documents/ID`, `/documents/ID.json`, `/documents/ID/original` …
pub fn answer(
    store: &Store,
    rest: &str,
    which: &Which,
    accept: &str,
    address: &str,
) -> Result<Response, Failure> {
    let known = |id: &str| find(store, id, which.version);
    let whole = known(rest);
    if whole.is_err() {
        if let Some(id) = rest.strip_suffix("/original") {
            return original(store, &known(id)?);
        }
        if let Some(id) = rest.strip_suffix("/differences") {
            let edit = compare(store, id, which.old, which.new)?;
            return Ok(page::versions::differences(&edit).into_response());
        }
        if let Some(id) = rest.strip_suffix("/like") {
            let found = known(id)?;
            let alike = store
                .like(&found.held.document.id, ALIKE)?
                .unwrap_or_default();
            return Ok(page::document::alike(&found, &alike).into_response());
        }
        let ending = rest.rsplit_once('.');
        let ending = ending.and_then(|(id, ending)| Some((id, Form::named(ending)?)));
        if let Some((id, form)) = ending {
            return render(store, &known(id)?, form, address);
        }
    }
    let found = whole?;
    let form = match which.format.as_deref() {
        Some(name) => Form::named(name).ok_or_else(|| unknown_form(name))?,
        None => Form::accepted(accept).ok_or_else(not_acceptable)?,
    };
    render(store, &found, form, address)
}

fn unknown_form(name: &str) -> Failure {
    let all = Form::ALL.map(Form::name).join(", ");
    Failure::bad(format!(
        "documents have no form called {name:?}; there are: {all}"
    ))
}

fn not_acceptable() -> Failure {
    let all = Form::ALL.map(Form::media).join(", ");
    let detail = format!("documents are given as {all}, and Accept wants none of them");
    Failure::new(StatusCode::NOT_ACCEPTABLE, detail)
}

fn render(store: &Store, found: &Found, form: Form, address: &str) -> Result<Response, Failure> {
    let vary = (header::VARY, "Accept");
    let document = &found.held.document;
    let here = format!("{address}{}", path(&document.id));
    let kind = (header::CONTENT_TYPE, form.media());
    Ok(match form {
        Form::Html => {
            let more = page::document::More::of(store, found)?;
            ([vary], page::document::page(found, &more, address)).into_response()
        }
        Form::Json => ([vary], Json(data(store, found)?)).into_response(),
        Form::Text => ([vary], text(&found.held)).into_response(),
        Form::Mods => {
            let mut xml = Xml::new();
            metadata::mods(&mut xml, document, &here);
            ([vary, kind], xml.finish()).into_response()
        }
        Form::Tei => ([vary, kind], metadata::tei(document, &here)).into_response(),
    })
}

/// The document as data.
pub fn data(store: &Store, found: &Found) -> Result<ShowJson, Failure> {
    let proposals = store.propose_subjects(&found.held.document)?;
    Ok(ShowJson::new(&found.held, &proposals))
}

/// So many documents like one are shown.
const ALIKE: usize = 20;

/// What changed between two versions; between the newest and the one before it where none is named.
pub fn compare(
    store: &Store,
    id: &str,
    old: Option<u32>,
    new: Option<u32>,
) -> Result<Edit, Failure> {
    let newer = find(store, id, new)?;
    let older = match old {
        Some(old) => find(store, id, Some(old))?.handle,
        None => {
            let at = newer
                .versions
                .iter()
                .position(|handle| *handle == newer.handle);
            let before = at.and_then(|at| newer.versions.get(at.checked_sub(1)?));
            let alone = || Failure::not_found(format!("{id} has no version before this one"));
            *before.ok_or_else(alone)?
        }
    };
    Ok(history::compare(store, older, newer.handle)?)
}

/// The document as plain text: title, speakers, paragraphs, citation.
fn text(held: &Held) -> String {
    let document = &held.document;
    let mut text = format!("{}\n", plain(&document.title));
    if let Some(date) = document.dates.issued {
        text.push_str(&format!("{}\n", day(date)));
    }
    let mut turn = None;
    for (at, block) in document.blocks.iter().enumerate() {
        if block.kind == BlockKind::Apparatus {
            continue;
        }
        text.push('\n');
        let speaker = document.speaker_of(at);
        if let Some(speaker) = speaker.filter(|_| block.turn.is_some() && block.turn != turn) {
            text.push_str(&format!("{}:\n", plain(&speaker.name)));
        }
        turn = block.turn;
        text.push_str(&plain(&block.text.text()[body(block)..]));
        text.push('\n');
    }
    text.push_str(&format!("\n{}\n", plain(&cite::citation(document))));
    text
}

/// The bytes as they came. As plain text they are shown and never run.
fn original(store: &Store, found: &Found) -> Result<Response, Failure> {
    let bytes = store.original(found.handle)?;
    let kind = if std::str::from_utf8(&bytes).is_ok() {
        "text/plain; charset=utf-8"
    } else {
        "application/octet-stream"
    };
    Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_chooses_the_form() {
        let chosen = |accept| Form::accepted(accept).map(Form::name);
        for (accept, form) in [
            ("", Some("html")),
            ("*/*", Some("html")),
            ("text/html,application/xhtml+xml,*/*;q=0.8", Some("html")),
            ("application/json", Some("json")),
            ("text/plain, text/html;q=0.5", Some("txt")),
            (
                "text/*;q=0.5, text/html;q=0, application/json;q=0.1",
                Some("txt"),
            ),
            ("image/png", None),
        ] {
            assert_eq!(chosen(accept), form, "{accept}");
        }
    }
}
