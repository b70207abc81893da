//! The search page: hits with passages and facets, words in context, and words over time.

use super::{Head, chart, shell};
use crate::desk::Desk;
use crate::document;
use crate::failure::Failure;
use crate::search::{Asked, narrowed, phrase, refused};
use crate::shown::{cut, day, plain};
use axum::extract::{Query, State};
use maud::{Markup, html};
use onrecord_doc::Kind;
use onrecord_doc::record::grouped;
use onrecord_store::{
    Concordance, Facets, Found, Hit, Line, Period, Search, Series, Side, Snippet, Store,
};
use onrecord_text::Span;
use std::sync::Arc;

/// What a search shows.
enum View {
    Hits(Box<Found>),
    Lines(Concordance),
    Time(Vec<Series>),
}

/// So many lines in context are shown.
const LINES: usize = 200;

/// `GET /search?q=QUERY`
pub async fn get(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Failure> {
    let title = match asked.q.trim() {
        "" => "Search".to_owned(),
        query => format!("{} – Search", cut(&plain(query), 80)),
    };
    let main = if asked.is_empty() {
        html! {
            h1 { "Search the record" }
            (form(&asked))
            p.hint { "Words, “phrases”, " code { "toll NEAR/5 bridge" } ", " code { "speaker:Psaki" } ", " code { "kind:remarks" } ", " code { "date:2022-02" } ": " a href="/help/search" { "the query language" } "." }
        }
    } else {
        let search = match asked.search() {
            Ok(search) => search,
            Err(failure) => return Ok(wrong(&asked, &failure)),
        };
        let view = asked.view.clone();
        let shown = desk.ask(move |store| look(store, &search, &view)).await?;
        html! {
            h1 { "Search the record" }
            (form(&asked))
            (views(&asked))
            @match &shown {
                View::Hits(found) => (hits(&asked, found)),
                View::Lines(lines) => (concordance(lines)),
                View::Time(series) => (chart::over_time(series)),
            }
        }
    };
    let feed = asked.address("/feeds/search");
    let head = Head {
        title: &title,
        description: "Search official statements for words, phrases, speakers and days.",
        here: "/search",
        more: (!asked.is_empty()).then(|| {
            html! {
                link rel="alternate" type="application/atom+xml" href=(feed) title="This search";
                meta name="robots" content="noindex";
            }
        }),
    };
    Ok(shell(&head, main))
}

fn look(store: &Store, search: &Search, view: &str) -> Result<View, Failure> {
    let lines = |side| {
        let mut search = search.clone();
        search.limit = LINES;
        Ok(View::Lines(
            store.concordance(&search, side).map_err(refused)?,
        ))
    };
    match view {
        "" | "hits" => Ok(View::Hits(Box::new(store.search(search).map_err(refused)?))),
        "context" => lines(None),
        "left" => lines(Some(Side::Left)),
        "right" => lines(Some(Side::Right)),
        "time" => Ok(View::Time(store.frequency(search, Period::Month)?)),
        _ => Err(Failure::bad("view is hits, context, left, right or time")),
    }
}

/// The page for a query that cannot be read: where it is wrong, and what to do.
fn wrong(asked: &Asked, failure: &Failure) -> Markup {
    let place = failure.place.and_then(|(start, end)| {
        let query = asked.q.trim();
        Some((
            query.get(..start)?,
            query.get(start..end)?,
            query.get(end..)?,
        ))
    });
    let main = html! {
        h1 { "Search the record" }
        (form(asked))
        div.wrong role="alert" {
            p { (super::capital(&failure.detail)) "." }
            @if let Some((before, wrong, behind)) = place {
                p { code { (plain(before)) mark { (plain(wrong)) @if wrong.is_empty() { "▲" } } (plain(behind)) } }
            }
            p { a href="/help/search" { "The query language" } }
        }
    };
    let head = Head {
        title: "Search",
        here: "/search",
        ..Head::default()
    };
    shell(&head, main)
}

fn form(asked: &Asked) -> Markup {
    html! {
        form.search action="/search" method="get" role="search" {
            div.line {
                label.aside for="q" { "Query" }
                input #q type="search" name="q" value=(plain(&asked.q)) maxlength="1000" placeholder="“Nord Stream” sanctions" autocapitalize="off" autocomplete="off" data-suggest;
                button type="submit" { "Search" }
            }
            details open[asked.is_narrowed()] {
                summary { "Narrow it" }
                div.more {
                    div { label for="speaker" { "Speaker" } input #speaker name="speaker" value=(plain(&asked.speaker)) maxlength="200"; }
                    div { label for="kind" { "Kind" } select #kind name="kind" {
                        option value="" { "any" }
                        @for kind in Kind::ALL { option value=(kind.as_str()) selected[asked.kind == kind.as_str()] { (kind.label()) } }
                    } }
                    div { label for="from" { "From" } input #from type="date" name="from" value=(plain(&asked.from)); }
                    div { label for="to" { "To" } input #to type="date" name="to" value=(plain(&asked.to)); }
                    div { label for="sort" { "Order" } select #sort name="sort" {
                        @for (value, name) in [("relevance", "best first"), ("newest", "newest first"), ("oldest", "oldest first")] {
                            option value=(value) selected[asked.sort == value] { (name) }
                        }
                    } }
                }
            }
        }
    }
}

/// Links to the ways in which a search is shown.
fn views(asked: &Asked) -> Markup {
    let views = [
        ("", "Documents"),
        ("context", "In context"),
        ("left", "Sorted left"),
        ("right", "Sorted right"),
        ("time", "Over time"),
    ];
    html! {
        nav.views aria-label="Ways to show it" { ul {
            @for (view, name) in views {
                li { a href=(Asked { view: view.to_owned(), after: String::new(), ..asked.clone() }.address("/search"))
                    aria-current=[(asked.view == view).then_some("page")] { (name) } }
            }
        } }
    }
}

fn hits(asked: &Asked, found: &Found) -> Markup {
    let next = found.next.as_ref().map(|next| Asked {
        after: next.to_string(),
        ..asked.clone()
    });
    html! {
        @if let Some(instead) = &found.instead {
            p.lead { "Did you mean " a href=(Asked { q: instead.clone(), after: String::new(), ..asked.clone() }.address("/search")) { (plain(instead)) } "?" }
        }
        div.found {
            div {
                h2 { @match found.total { 0 => "Nothing was found", 1 => "One document", _ => { (grouped(found.total)) " documents" } } }
                ol.hits { @for found in &found.hits { (hit(found)) } }
                p.links {
                    @if let Some(next) = next { a rel="next" href=(next.address("/search")) { "More documents" } " · " }
                    a href=(asked.address("/feeds/search")) { "Feed of this search" }
                }
            }
            (facets(asked, &found.facets))
        }
    }
}

fn hit(hit: &Hit) -> Markup {
    let mut here = document::path(&hit.id);
    if !hit.current {
        here.push_str(&format!("?version={}", hit.number));
    }
    html! {
        li {
            h3 { a href=(here) { (marked(&hit.title, &hit.title_matches, 0)) } }
            p.kind {
                (super::capital(hit.kind.label()))
                @if let Some(date) = hit.date { " · " (day(date)) }
                @if !hit.current { " · an earlier version" }
            }
            @for snippet in &hit.snippets { (passage(&here, snippet)) }
        }
    }
}

fn passage(here: &str, snippet: &Snippet) -> Markup {
    html! {
        p.snippet {
            @if let Some(speaker) = &snippet.speaker { b { (plain(&speaker.name)) } ": " }
            (marked(&snippet.text, &snippet.matches, snippet.span.start())) " "
            a href={ (here) "#p" (snippet.block + 1) } aria-label={ "Paragraph " (snippet.block + 1) } { "¶" (snippet.block + 1) }
        }
    }
}

/// A text with its matches marked; these count from `from`.
fn marked(text: &str, matches: &[Span], from: usize) -> Markup {
    let mut parts = Vec::new();
    let mut at = 0;
    for found in matches {
        let (start, end) = (found.start() - from, found.end() - from);
        parts.push((&text[at..start], &text[start..end]));
        at = end;
    }
    html! {
        @for (before, word) in parts { (plain(before)) mark { (plain(word)) } }
        (plain(&text[at..]))
    }
}

/// What there is among the hits, each a link to fewer.
fn facets(asked: &Asked, facets: &Facets) -> Markup {
    let years: Vec<_> = facets
        .years
        .iter()
        .rev()
        .map(|(year, count)| (year.to_string(), *count))
        .collect();
    let kinds: Vec<_> = facets
        .kinds
        .iter()
        .map(|(kind, count)| (kind.as_str().to_owned(), *count))
        .collect();
    let lists = [
        ("Kind", "kind", &kinds),
        ("Speaker", "speaker", &facets.speakers),
        ("Year", "date", &years),
        ("Issuer", "issuer", &facets.issuers),
        ("Subject", "subject", &facets.subjects),
        ("Proposed subject", "subject", &facets.proposed_subjects),
        ("Collection", "collection", &facets.collections),
    ];
    html! {
        aside.facets aria-label="Narrow the search" {
            @for (name, field, values) in lists {
                @if values.len() > 1 {
                    section { h2 { (name) } ul.plain { @for (value, count) in values { (facet(asked, field, value, *count)) } } }
                }
            }
        }
    }
}

fn facet(asked: &Asked, field: &str, value: &str, count: usize) -> Markup {
    let filter = match field {
        "speaker" | "issuer" | "subject" => format!("{field}:{}", phrase(value)),
        _ => format!("{field}:{value}"),
    };
    let narrower = Asked {
        q: narrowed(&asked.q, &filter),
        after: String::new(),
        ..asked.clone()
    };
    let name = match field {
        "kind" => value
            .parse()
            .map_or(value.to_owned(), |kind: Kind| kind.label().to_owned()),
        _ => plain(value),
    };
    html! { li { a href=(narrower.address("/search")) { (name) } " " span.count { (grouped(count)) } } }
}

/// Every place in its line, aligned on the words.
fn concordance(lines: &Concordance) -> Markup {
    html! {
        h2 { (grouped(lines.places)) @if lines.places == 1 { " place" } @else { " places" } " in " (grouped(lines.documents)) @if lines.documents == 1 { " document" } @else { " documents" } }
        @if lines.lines.len() < lines.places { p.hint { "The first " (lines.lines.len()) " are shown." } }
        div.scroll tabindex="0" role="region" aria-label="Words in context" {
            table.kwic {
                thead.aside { tr { th scope="col" { "Before" } th scope="col" { "Words" } th scope="col" { "Behind" } th scope="col" { "Where" } } }
                tbody { @for found in &lines.lines { (line(found)) } }
            }
        }
    }
}

fn line(line: &Line) -> Markup {
    html! {
        tr {
            td.left { (plain(&line.left)) }
            td.hit { a href={ (document::path(&line.id)) "#p" (line.block + 1) } { (plain(&line.found)) } }
            td.right { (plain(&line.right)) }
            td.where {
                @if let Some(date) = line.date { (date) " " }
                @if let Some(speaker) = &line.speaker { (plain(speaker)) }
            }
        }
    }
}
