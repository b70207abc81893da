//! Persons: one heading each, all forms of the name, offices, and the documents.

use super::{Head, shell};
use crate::desk::{Desk, Open};
use crate::document::path_of;
use crate::failure::Failure;
use crate::feed;
use crate::search::phrase;
use crate::shown::{day, encoded, plain};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::{Markup, html};
use onrecord_doc::authority::names::{Held, Person, Role, Variant};
use onrecord_doc::record::grouped;
use onrecord_doc::{Date, Handle, Listed};
use serde::Deserialize;
use std::sync::Arc;

/// So many persons, and so many documents of one, are shown.
const SHOWN: usize = 200;

/// Which persons to list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Words of the name.
    q: String,
    /// The first letter of the heading.
    letter: String,
}

/// `GET /names`
pub async fn index(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Failure> {
    let (q, letter) = (asked.q.clone(), asked.letter.clone());
    let (rows, letters, found) = desk
        .ask(move |store| {
            let names = store.names(&|_, _| ())?;
            let all = names.names.all();
            let mut letters: Vec<char> = all.iter().filter_map(initial).collect();
            letters.sort_unstable();
            letters.dedup();
            let mut chosen: Vec<&Person> = match (q.trim(), letter.chars().next()) {
                ("", Some(letter)) => all
                    .iter()
                    .filter(|person| initial(person) == Some(letter))
                    .collect(),
                ("", None) => most_documents(all),
                (query, _) => names.names.search(query),
            };
            let found = chosen.len();
            chosen.truncate(SHOWN);
            let row = |person: &&Person| {
                (
                    person.key(),
                    person.heading.clone(),
                    person.documents().len(),
                )
            };
            Ok((chosen.iter().map(row).collect::<Vec<_>>(), letters, found))
        })
        .await?;
    let main = html! {
        nav.crumbs aria-label="Way up" { a href="/browse" { "Browse" } }
        h1 { "Names" }
        form.search action="/names" method="get" role="search" { div.line {
            label.aside for="q" { "Name" }
            input #q type="search" name="q" value=(plain(&asked.q)) maxlength="200" placeholder="Zelenskyy";
            button type="submit" { "Find" }
        } }
        ul.letters { @for letter in &letters {
            li { a href={ "/names?letter=" (encoded(&letter.to_string())) } aria-current=[(asked.letter == letter.to_string()).then_some("true")] { (letter) } }
        } }
        @if asked.q.is_empty() && asked.letter.is_empty() { h2 { "Those of most documents" } }
        @else { h2 { (grouped(found)) @if found == 1 { " person" } @else { " persons" } } }
        ul.columns { @for (key, heading, documents) in &rows {
            li { a href={ "/names/" (encoded(key)) } { (plain(heading)) } " " span.count { (grouped(*documents)) } }
        } }
    };
    let head = Head {
        title: "Names",
        description: "Every person of the record under one heading, with all forms of the name.",
        here: "/browse",
        ..Head::default()
    };
    Ok(shell(&head, main))
}

fn initial(person: &Person) -> Option<char> {
    person.heading.chars().next()?.to_uppercase().next()
}

fn most_documents(all: &[Person]) -> Vec<&Person> {
    let mut chosen: Vec<&Person> = all.iter().filter(|person| person.sure).collect();
    chosen.sort_by_cached_key(|person| {
        (
            std::cmp::Reverse(person.documents().len()),
            person.heading.clone(),
        )
    });
    chosen.truncate(60);
    chosen
}

/// What the page of a person shows.
struct Shown {
    person: Person,
    said: Vec<Held>,
    documents: Vec<(Listed, Vec<Role>)>,
    total: usize,
    variants: Vec<(Variant, Option<Date>, Option<Date>)>,
}

fn look(store: &Open, key: &str) -> Result<Shown, Failure> {
    let names = store.names(&|_, _| ())?;
    let person = names.names.meant_by(key);
    let person =
        person.ok_or_else(|| Failure::not_found("no person of the record is called so"))?;
    let listing = store.listing()?;
    let date = |handle: u64| listing.get(handle).and_then(|listed| listed.date);
    let mut documents: Vec<(Listed, Vec<Role>)> = person
        .documents()
        .into_iter()
        .filter_map(|(handle, roles)| Some((listing.get(handle)?.clone(), roles)))
        .collect();
    documents.sort_by_key(|(listed, _)| std::cmp::Reverse((listed.date, listed.handle)));
    let total = documents.len();
    let mut variants: Vec<&Variant> = person.variants.iter().collect();
    variants.sort_by_key(|variant| {
        (
            variant.role,
            std::cmp::Reverse(variant.count()),
            variant.form.clone(),
        )
    });
    let variants = variants.into_iter().map(|variant| {
        let days = || variant.places.iter().filter_map(|place| date(place.0));
        (variant.clone(), days().min(), days().max())
    });
    Ok(Shown {
        said: person.offices_said(&date),
        variants: variants.collect(),
        person: person.clone(),
        documents,
        total,
    })
}

/// `GET /names/KEY`
pub async fn page(
    State(desk): State<Arc<Desk>>,
    Path(key): Path<String>,
) -> Result<Markup, Failure> {
    let asked = key.clone();
    let shown = desk.ask(move |store| look(store, &asked)).await?;
    let person = &shown.person;
    let feed = format!("/feeds/name/{}", encoded(&key));
    let main = html! {
        nav.crumbs aria-label="Way up" { a href="/browse" { "Browse" } " › " a href="/names" { "Names" } }
        h1 { (plain(&person.heading)) }
        @if !person.sure { p.notice { "Only a surname is known: this may be several persons." } }
        p.links { a href={ "/search?q=" (encoded(&format!("speaker:{}", phrase(&person.natural())))) } { "Search these words" } " · " a href=(feed) { "Feed" } }
        (offices("Offices, as the documents say them", &shown.said))
        (offices("Offices, as the program’s tables have them", &person.offices_known()))
        (forms(&shown.variants))
        @if !person.merged.is_empty() {
            h2 { "Found to be the same person" }
            ul { @for merged in &person.merged { li { (plain(merged)) } } }
        }
        @if !person.identifiers.is_empty() {
            h2 { "Elsewhere" }
            ul.plain { @for (scheme, id) in &person.identifiers { li { (scheme.as_str()) ": " a rel="external" href=(scheme.address(id)) { (plain(id)) } } } }
        }
        h2 { (grouped(shown.total)) @if shown.total == 1 { " document" } @else { " documents" } }
        @if shown.total > SHOWN { p.hint { "The newest " (SHOWN) " are shown." } }
        ul.titles { @for (listed, roles) in shown.documents.iter().take(SHOWN) { (document(listed, roles)) } }
    };
    let head = Head {
        title: &person.heading,
        here: "/browse",
        more: Some(
            html! { link rel="alternate" type="application/atom+xml" href=(feed) title=(plain(&person.heading)); },
        ),
        ..Head::default()
    };
    Ok(shell(&head, main))
}

fn offices(title: &str, offices: &[Held]) -> Markup {
    let span = |held: &Held| match (held.from, held.to) {
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) => format!("{} to {}", day(from), day(to)),
        (Some(from), None) => format!("since {}", day(from)),
        (None, Some(to)) => format!("until {}", day(to)),
        (None, None) => String::new(),
    };
    html! {
        @if !offices.is_empty() {
            h2 { (title) }
            ul.titles { @for held in offices {
                li { (plain(&held.title)) " " span.count { (span(held)) @if held.documents > 0 { " · " (grouped(held.documents)) @if held.documents == 1 { " document" } @else { " documents" } } } }
            } }
        }
    }
}

fn forms(variants: &[(Variant, Option<Date>, Option<Date>)]) -> Markup {
    html! {
        h2 { "Forms of the name" }
        div.scroll tabindex="0" role="region" aria-label="Forms of the name" { table.forms {
            thead { tr { th scope="col" { "Form" } th scope="col" { "As" } th scope="col" { "Times" } th scope="col" { "First and last" } th scope="col" { "Why it is this person" } } }
            tbody { @for (variant, first, last) in variants.iter().take(SHOWN) { tr {
                th scope="row" { (plain(&variant.form)) }
                td { (variant.role.as_str()) }
                td.count { (grouped(usize::try_from(variant.count()).unwrap_or(usize::MAX))) }
                td { @if let (Some(first), Some(last)) = (first, last) { (first) @if first != last { " – " (last) } } }
                td { (plain(&variant.why)) }
            } } }
        } }
    }
}

fn document(listed: &Listed, roles: &[Role]) -> Markup {
    let roles: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    html! {
        li {
            a href=(path_of(&listed.id)) { (plain(&listed.title)) }
            " " span.count { (listed.kind.label()) @if let Some(date) = listed.date { ", " (day(date)) } " (" (roles.join(", ")) ")" }
        }
    }
}

/// `GET /feeds/name/KEY`: the newest documents in which the person has a part, beside being named.
pub async fn feed(
    State(desk): State<Arc<Desk>>,
    Path(key): Path<String>,
) -> Result<Response, Failure> {
    let address = desk.settings.address.clone();
    desk.ask(move |store| {
        let shown = look(store, &key)?;
        let own = shown
            .documents
            .iter()
            .filter(|(_, roles)| roles.iter().any(|role| *role != Role::Mention));
        let handles: Vec<Handle> = own
            .take(feed::ENTRIES)
            .map(|(listed, _)| Handle(listed.handle))
            .collect();
        let this = format!("/feeds/name/{}", encoded(&key));
        feed::of_handles(store, &address, &shown.person.heading, &this, &handles)
    })
    .await
}
