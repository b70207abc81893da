//! What changed: the versions of a document, the words taken out and put in, edits over the record.

use super::{Head, shell};
use crate::desk::Desk;
use crate::document::{Found, path};
use crate::failure::Failure;
use crate::feed;
use crate::search::date;
use crate::shown::{cut, plain};
use atom_syndication::{Entry, Text};
use axum::extract::{Query, State};
use axum::response::Response;
use maud::{Markup, html};
use onrecord_doc::Held;
use onrecord_doc::diff::{Kind, Paragraph, Segment};
use onrecord_doc::history::{Edit, EditQuery, Step};
use serde::Deserialize;
use std::sync::Arc;

/// The versions of a document in the order of time, each with what it changed.
pub fn history(found: &Found, steps: &[Step]) -> Markup {
    let here = path(&found.held.document.id);
    html! {
        section.versions aria-labelledby="versions" {
            h2 #versions { "Versions" }
            ol.steps { @for (at, step) in steps.iter().enumerate() {
                @let version = &step.held.version;
                li {
                    a href={ (here) "?version=" (version.number) } { "Version " (version.number) }
                    @if version.number == found.held.version.number { " (this one)" }
                    @if let Some(known) = &version.known { ", known since " (moment(known)) }
                    @if let Some(difference) = &step.difference {
                        @let old = steps[at.saturating_sub(1)].held.version.number;
                        ": " (plain(&difference.line())) ". "
                        a href={ (here) "/differences?old=" (old) "&new=" (version.number) } { "What changed" }
                    }
                }
            } }
        }
    }
}

/// A day or a time as people read it.
fn moment(text: &str) -> String {
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.map_or_else(|| plain(text), crate::shown::day)
}

/// The page of the differences between two versions.
pub fn differences(edit: &Edit) -> Markup {
    let document = &edit.new.document;
    let here = path(&document.id);
    let title = format!("What changed: {}", cut(&plain(&document.title), 160));
    let paragraphs = edit.difference.paragraphs(AROUND);
    let main = html! {
        nav.crumbs aria-label="Way up" { a href=(here) { (plain(&document.title)) } }
        h1 { "What changed" }
        p.lead { "From " (name(&here, &edit.old)) " to " (name(&here, &edit.new)) ": " (plain(&edit.difference.line())) "." }
        @if !edit.difference.fields.is_empty() {
            ul.notes { @for field in &edit.difference.fields {
                li { @if field.field == "other" { "Other metadata differs" } @else { (field.field) ": " del { (shown(&field.old)) } " " ins { (shown(&field.new)) } } }
            } }
        }
        div.text { @for paragraph in &paragraphs { (changed(paragraph)) } }
        @if !edit.difference.changes.is_empty() { (reasons(edit)) }
    };
    shell(
        &Head {
            title: &title,
            ..Head::default()
        },
        main,
    )
}

/// So many words are shown before and behind a change.
const AROUND: usize = 40;

fn name(here: &str, held: &Held) -> Markup {
    let version = &held.version;
    html! {
        a href={ (here) "?version=" (version.number) } { "version " (version.number) }
        @if let Some(known) = &version.known { " (" (moment(known)) ")" }
    }
}

fn shown(text: &str) -> String {
    if text.is_empty() {
        "nothing".to_owned()
    } else {
        plain(text)
    }
}

fn changed(paragraph: &Paragraph) -> Markup {
    html! {
        @if paragraph.skipped > 0 { p.skipped { (paragraph.skipped) @if paragraph.skipped == 1 { " paragraph" } @else { " paragraphs" } " without a change" } }
        div.b { span.n { (paragraph.block + 1) } p { (segments(&paragraph.segments)) } }
    }
}

fn segments(segments: &[Segment]) -> Markup {
    html! {
        @for segment in segments {
            @match segment {
                Segment::Same(text) => (plain(text)),
                Segment::Out(text) => del { span.aside { " taken out: " } (plain(text)) },
                Segment::In(text) => ins { span.aside { " put in: " } (plain(text)) },
                Segment::Elided => span.elided { " … " },
            }
        }
    }
}

fn reasons(edit: &Edit) -> Markup {
    html! {
        h2 { "Each change" }
        div.scroll tabindex="0" role="region" aria-label="Each change" { table {
            thead { tr { th scope="col" { "Kind" } th scope="col" { "Change" } th scope="col" { "Why" } } }
            tbody { @for change in edit.difference.changes.iter().take(300) { tr {
                td { (change.reason.kind().as_str()) } td { (plain(&change.line())) } td { (change.reason.words()) }
            } } }
        } }
    }
}

/// Which edits to show.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
    since: String,
}

/// So many edits are shown.
const SHOWN: usize = 50;

impl Asked {
    fn query(&self) -> Result<EditQuery, Failure> {
        Ok(EditQuery {
            since: date(&self.since)?,
            kind: kind(&self.kind)?,
            limit: SHOWN,
        })
    }
}

/// A kind of change by its name; every kind where nothing is named.
pub fn kind(name: &str) -> Result<Option<Kind>, Failure> {
    if name.is_empty() {
        return Ok(None);
    }
    let found = Kind::ALL.iter().copied().find(|kind| kind.as_str() == name);
    let all: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    let wrong = || {
        Failure::bad(format!(
            "no kind of change is called {name:?}; there are {}",
            all.join(", ")
        ))
    };
    found.map(Some).ok_or_else(wrong)
}

/// `GET /edits`
pub async fn edits(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Failure> {
    let query = asked.query()?;
    let edits = desk.ask(move |store| Ok(store.edits(&query)?)).await?;
    let main = html! {
        h1 { "Edits" }
        p.lead { "Documents whose words were changed at their source after they were published, the newest change first." }
        form.search action="/edits" method="get" {
            div.more {
                div { label for="kind" { "Kind of change" } select #kind name="kind" {
                    option value="" { "any" }
                    @for kind in Kind::ALL { option value=(kind.as_str()) selected[asked.kind == kind.as_str()] { (kind.as_str()) } }
                } }
                div { label for="since" { "Since" } input #since type="date" name="since" value=(plain(&asked.since)); }
            }
            button type="submit" { "Show" }
        }
        @if edits.is_empty() { p { "The record knows of no such change." } }
        ol.hits { @for edit in &edits { (row(edit)) } }
        p.links { a href="/feeds/edits" { "Feed of edits" } }
    };
    let head = Head {
        title: "Edits",
        description: "Official documents that were changed after they were published, with the words taken out and put in.",
        here: "/edits",
        more: Some(
            html! { link rel="alternate" type="application/atom+xml" href="/feeds/edits" title="Edits"; },
        ),
    };
    Ok(shell(&head, main))
}

fn row(edit: &Edit) -> Markup {
    let document = &edit.new.document;
    let paragraphs = edit.difference.paragraphs(12);
    html! {
        li {
            h2 { a href=(address(edit)) { (plain(&document.title)) } }
            p.kind {
                @if let Some(known) = &edit.new.version.known { (moment(known)) ": " }
                (plain(&edit.difference.line()))
            }
            @for paragraph in paragraphs.iter().take(3) { p.snippet { (segments(&paragraph.segments)) } }
        }
    }
}

fn address(edit: &Edit) -> String {
    let (old, new) = (edit.old.version.number, edit.new.version.number);
    format!(
        "{}/differences?old={old}&new={new}",
        path(&edit.new.document.id)
    )
}

/// `GET /feeds/edits`
pub async fn feed(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let query = asked.query()?;
    let site = desk.settings.address.clone();
    desk.ask(move |store| {
        let edits = store.edits(&query)?;
        let entries = edits.iter().map(|edit| {
            let page = format!("{site}{}", address(edit));
            let known = edit.new.version.known.as_deref().unwrap_or_default();
            let known = match known.len() {
                10 => format!("{known}T00:00:00Z"),
                _ => known.to_owned(),
            };
            Entry {
                title: Text::plain(plain(&edit.new.document.title)),
                id: page.clone(),
                updated: known.parse().unwrap_or_default(),
                summary: Some(Text::plain(plain(&edit.difference.line()))),
                links: vec![feed::link("alternate", page, Some("text/html"))],
                ..Entry::default()
            }
        });
        Ok(feed::answer(
            &site,
            "Edits",
            "/feeds/edits",
            entries.collect(),
        ))
    })
    .await
}
