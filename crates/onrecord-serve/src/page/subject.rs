//! Subjects: headings with their references, and the documents under each.

use super::{Head, shell};
use crate::desk::Desk;
use crate::document::path_of;
use crate::failure::Failure;
use crate::feed;
use crate::shown::{day, encoded, plain};
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use onrecord_doc::contents::{Entry, Reference};
use onrecord_doc::record::grouped;
use onrecord_doc::{Handle, Heading};
use std::sync::Arc;

/// So many documents are shown under a heading.
const SHOWN: usize = 200;

/// `GET /subjects`
pub async fn index(State(desk): State<Arc<Desk>>) -> Result<Markup, Failure> {
    let entries = desk.ask(|store| store.subjects()).await?;
    let main = html! {
        nav.crumbs aria-label="Way up" { a href="/browse" { "Browse" } }
        h1 { "Subjects" }
        p { "Headings as the documents have them. Documents without headings are put under headings of a vocabulary by their words; these are always marked as proposed." }
        (headings(&entries, "/subjects/"))
    };
    let head = Head {
        title: "Subjects",
        here: "/browse",
        ..Head::default()
    };
    Ok(shell(&head, main))
}

/// Headings and their subdivisions, with how many documents stand under each.
pub fn headings(entries: &[Entry], base: &str) -> Markup {
    html! {
        ul.headings { @for entry in entries {
            li {
                @if let Some(see) = &entry.see { (plain(&entry.heading)) ", see " a href={ (base) (encoded(see)) } { (plain(see)) } }
                @else {
                    a href={ (base) (encoded(&entry.heading)) } { (plain(&entry.heading)) } " " span.count { (grouped(count(entry))) }
                }
                @if !entry.subdivisions.is_empty() {
                    ul { @for sub in &entry.subdivisions {
                        li { a href={ (base) (encoded(&format!("{} : {}", entry.heading, sub.heading))) } { (plain(&sub.heading)) } " " span.count { (grouped(count(sub))) } }
                    } }
                }
            }
        } }
    }
}

fn count(entry: &Entry) -> usize {
    entry.documents.len() + entry.subdivisions.iter().map(count).sum::<usize>()
}

/// The entry of a heading, `Main` or `Main : Sub`.
pub fn find<'a>(entries: &'a [Entry], heading: &str) -> Option<&'a Entry> {
    let mut levels = Heading::parse(heading).levels.into_iter();
    let main = levels.next()?;
    let mut found = entries.iter().find(|entry| entry.heading == main)?;
    let rest = levels.collect::<Vec<_>>().join(" : ");
    if !rest.is_empty() {
        found = found.subdivisions.iter().find(|sub| sub.heading == rest)?;
    }
    Some(found)
}

/// `GET /subjects/HEADING`
pub async fn page(
    State(desk): State<Arc<Desk>>,
    Path(heading): Path<String>,
) -> Result<Markup, Failure> {
    let (entries, scope) = {
        let heading = heading.clone();
        desk.ask(move |store| {
            let vocabulary = store.vocabulary()?;
            let subject = vocabulary.0.subject(&heading);
            let scope = subject
                .map(|subject| subject.scope.clone())
                .unwrap_or_default();
            Ok((store.subjects()?, scope))
        })
        .await?
    };
    let found = find(&entries, &heading);
    let found = found.ok_or_else(|| Failure::not_found("no document stands under this heading"))?;
    let here = format!("/subjects/{}", encoded(&heading));
    let feed = format!("/feeds/subject/{}", encoded(&heading));
    let main = html! {
        nav.crumbs aria-label="Way up" { a href="/browse" { "Browse" } " › " a href="/subjects" { "Subjects" } }
        h1 { (plain(&heading)) }
        @if !scope.is_empty() { p.lead { (plain(&scope)) } }
        @if let Some(see) = &found.see { p { "See " a href={ "/subjects/" (encoded(see)) } { (plain(see)) } "." } }
        @if !found.see_also.is_empty() {
            p { "See also " @for (at, also) in found.see_also.iter().enumerate() {
                @if at > 0 { "; " } a href={ "/subjects/" (encoded(also)) } { (plain(also)) }
            } "." }
        }
        (entry(found, &heading, &here, "/subjects/"))
        p.links { a href=(feed) { "Feed of this subject" } }
    };
    let head = Head {
        title: &heading,
        here: "/browse",
        more: Some(
            html! { link rel="alternate" type="application/atom+xml" href=(feed) title=(heading); },
        ),
        ..Head::default()
    };
    Ok(shell(&head, main))
}

/// The subdivisions of an entry, and its documents, the newest first.
pub fn entry(found: &Entry, heading: &str, here: &str, base: &str) -> Markup {
    let documents: Vec<&Reference> = found.documents.iter().rev().collect();
    html! {
        @if !found.subdivisions.is_empty() {
            ul.columns { @for sub in &found.subdivisions {
                li { a href={ (base) (encoded(&format!("{heading} : {}", sub.heading))) } { (plain(&sub.heading)) } " " span.count { (grouped(count(sub))) } }
            } }
        }
        @if !documents.is_empty() {
            h2 id="documents" { (grouped(documents.len())) @if documents.len() == 1 { " document" } @else { " documents" } }
            @if documents.len() > SHOWN { p.hint { "The newest " (SHOWN) " are shown; the " a href={ (here) "#documents" } { "list" } " is whole by " code { "onrecord index" } "." } }
            ul.titles { @for reference in documents.iter().take(SHOWN) { (listed(reference)) } }
        }
    }
}

/// A document under a heading; a proposed one with the words that led to it.
pub fn listed(reference: &Reference) -> Markup {
    let document = &reference.document;
    let words: Vec<&str> = reference
        .words
        .iter()
        .take(4)
        .map(|(words, _)| words.as_str())
        .collect();
    let roles: Vec<&str> = reference.roles.iter().map(|role| role.as_str()).collect();
    html! {
        li {
            a href=(path_of(&document.id)) { (plain(&document.title)) }
            " " span.count {
                (document.kind.label())
                @if let Some(date) = document.date { ", " (day(date)) }
                @if !roles.is_empty() { " (" (roles.join(", ")) ")" }
                @if reference.proposed { " · proposed" @if !words.is_empty() { " by “" (plain(&words.join("”, “"))) "”" } }
            }
        }
    }
}

/// `GET /feeds/subject/HEADING`
pub async fn feed(
    State(desk): State<Arc<Desk>>,
    Path(heading): Path<String>,
) -> Result<Response, Failure> {
    let address = desk.settings.address.clone();
    desk.ask(move |store| {
        let entries = store.subjects()?;
        let found = find(&entries, &heading);
        let found =
            found.ok_or_else(|| Failure::not_found("no document stands under this heading"))?;
        let newest = found.documents.iter().rev().take(feed::ENTRIES);
        let handles: Vec<Handle> = newest
            .map(|reference| Handle(reference.document.handle))
            .collect();
        let this = format!("/feeds/subject/{}", encoded(&heading));
        feed::of_handles(
            store,
            &address,
            &format!("Subject: {heading}"),
            &this,
            &handles,
        )
    })
    .await
}
