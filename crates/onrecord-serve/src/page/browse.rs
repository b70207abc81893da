//! Browsing by day: administrations, years, months as calendars, and each day's contents.

use super::{Head, shell};
use crate::desk::Desk;
use crate::document::path_of;
use crate::failure::Failure;
use crate::shown::{encoded, plain};
use axum::extract::{Path, State};
use maud::{Markup, html};
use onrecord_doc::authority::administrations;
use onrecord_doc::contents::{self, Entry};
use onrecord_doc::record::grouped;
use onrecord_doc::{Date, Kind, Period};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many documents each day has.
type Days = BTreeMap<Date, usize>;

/// `GET /browse`
pub async fn index(State(desk): State<Arc<Desk>>) -> Result<Markup, Failure> {
    let (days, kinds) = desk
        .ask(|store| {
            let days = contents::days(store.listing()?.all(), &Period::all());
            Ok((days, store.status()?.kinds))
        })
        .await?;
    let main = html! {
        h1 { "Browse" }
        ul.ways {
            li { a href="/names" { "Names" } } li { a href="/subjects" { "Subjects" } }
            li { a href="/categories" { "Categories" } } li { a href="/edits" { "Edits" } }
        }
        h2 { "By administration" }
        ul.plain { @for administration in administrations() {
            @let count = within(&days, &administration.period());
            @if count > 0 { li { a href={ "/browse/" (administration.key) } { (administration.president) } " " span.count { (grouped(count)) } } }
        } }
        h2 { "By year" }
        (years(&days))
        h2 { "By kind" }
        ul.columns { @for (kind, count) in &kinds {
            li { a href={ "/search?kind=" (kind) "&sort=newest" } { (super::capital(&label(kind))) } " " span.count { (grouped(*count)) } }
        } }
    };
    let head = Head {
        title: "Browse",
        description: "The record by administration, year, month, day, kind, name, subject and category.",
        here: "/browse",
        ..Head::default()
    };
    Ok(shell(&head, main))
}

fn label(kind: &str) -> String {
    kind.parse()
        .map_or(kind.to_owned(), |kind: Kind| kind.label().to_owned())
}

fn within(days: &Days, period: &Period) -> usize {
    let inside = days.iter().filter(|(day, _)| period.holds(Some(**day)));
    inside.map(|(_, count)| count).sum()
}

fn years(days: &Days) -> Markup {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for (day, count) in days {
        *years.entry(day.year()).or_default() += count;
    }
    html! {
        ul.columns { @for (year, count) in years.iter().rev() {
            li { a href={ "/browse/" (format!("{year:04}")) } { (year) } " " span.count { (grouped(*count)) } }
        } }
    }
}

/// `GET /browse/2022`, `/browse/2022-02`, `/browse/2022-02-25`, `/browse/biden`
pub async fn period(
    State(desk): State<Arc<Desk>>,
    Path(key): Path<String>,
) -> Result<Markup, Failure> {
    let period = Period::parse(&key).or_else(|_| Period::of_administration(&key));
    let period = period.map_err(Failure::not_found)?;
    let one_day = period.from.is_some() && period.from == period.to;
    let asked = period.clone();
    let (days, entries) = desk
        .ask(move |store| {
            let listing = store.listing()?;
            let days = contents::days(listing.all(), &asked);
            let entries = if one_day {
                contents::contents(listing.all(), &asked)
            } else {
                Vec::new()
            };
            Ok((days, entries))
        })
        .await?;
    let count: usize = days.values().sum();
    let main = html! {
        (crumbs(&period, &key))
        h1 { (period.label) }
        p.lead { @match count { 0 => "The record has no document of this time.", 1 => "One document.", _ => { (grouped(count)) " documents." } } }
        @if one_day { (day_contents(&entries)) } @else { (months(&days)) }
    };
    let head = Head {
        title: &period.label,
        here: "/browse",
        ..Head::default()
    };
    Ok(shell(&head, main))
}

/// The way up: the year of a month, the month of a day.
fn crumbs(period: &Period, key: &str) -> Markup {
    let dated = key.chars().all(|c| c.is_ascii_digit() || c == '-');
    let from = period.from.filter(|_| dated);
    html! {
        nav.crumbs aria-label="Way up" {
            a href="/browse" { "Browse" }
            @if let Some(from) = from {
                @if key.len() > 4 { " › " a href={ "/browse/" (from.strftime("%Y")) } { (from.year()) } }
                @if key.len() > 7 { " › " a href={ "/browse/" (from.strftime("%Y-%m")) } { (from.strftime("%B")) } }
            }
        }
    }
}

/// A calendar for each month that has a document.
fn months(days: &Days) -> Markup {
    let mut months: BTreeMap<Date, Days> = BTreeMap::new();
    for (day, count) in days {
        months
            .entry(day.first_of_month())
            .or_default()
            .insert(*day, *count);
    }
    html! { div.calendars { @for (first, days) in &months { (month(*first, days)) } } }
}

fn month(first: Date, days: &Days) -> Markup {
    let blank = usize::from(first.weekday().to_sunday_zero_offset().unsigned_abs());
    let length = usize::from(first.days_in_month().unsigned_abs());
    let cells: Vec<Option<Date>> = (0..blank)
        .map(|_| None)
        .chain((0..length).map(|at| first.checked_add(jiff::Span::new().days(at as i64)).ok()))
        .collect();
    let count: usize = days.values().sum();
    html! {
        table.calendar {
            caption { a href={ "/browse/" (first.strftime("%Y-%m")) } { (first.strftime("%B %Y")) } " " span.count { (grouped(count)) } }
            thead { tr { @for (short, long) in WEEK { th scope="col" { abbr title=(long) { (short) } } } } }
            tbody { @for week in cells.chunks(7) { tr {
                @for cell in week { td { @if let Some(day) = cell { (cell_of(*day, days.get(day).copied())) } } }
            } } }
        }
    }
}

const WEEK: [(&str, &str); 7] = [
    ("S", "Sunday"),
    ("M", "Monday"),
    ("T", "Tuesday"),
    ("W", "Wednesday"),
    ("T", "Thursday"),
    ("F", "Friday"),
    ("S", "Saturday"),
];

fn cell_of(day: Date, count: Option<usize>) -> Markup {
    html! {
        @match count {
            Some(count) => a href={ "/browse/" (day) } {
                span.aside { (day.strftime("%B ")) } (day.day())
                span.aside { (day.strftime(", %Y: ")) } span.count { (count) }
            },
            None => (day.day()),
        }
    }
}

/// What a Daily Compilation has at its head: categories, and under each the titles.
fn day_contents(entries: &[Entry]) -> Markup {
    html! {
        @for entry in entries {
            h2 { (plain(&entry.heading)) }
            ul.titles { @for reference in &entry.documents {
                li { a href=(path_of(&reference.document.id)) { (plain(&reference.document.title)) } " " span.count { (reference.document.kind.label()) } }
            } }
        }
    }
}

/// `GET /categories`
pub async fn categories(State(desk): State<Arc<Desk>>) -> Result<Markup, Failure> {
    let entries = desk.ask(|store| store.categories()).await?;
    let main = html! {
        (crumbs(&Period::all(), ""))
        h1 { "Categories" }
        p { "As the documents have them; where they have none, by their kind." }
        (super::subject::headings(&entries, "/categories/"))
    };
    let head = Head {
        title: "Categories",
        here: "/browse",
        ..Head::default()
    };
    Ok(shell(&head, main))
}

/// `GET /categories/HEADING`
pub async fn category(
    State(desk): State<Arc<Desk>>,
    Path(heading): Path<String>,
) -> Result<Markup, Failure> {
    let entries = desk.ask(|store| store.categories()).await?;
    let found = super::subject::find(&entries, &heading);
    let entry = found.ok_or_else(|| Failure::not_found("no category has this heading"))?;
    let main = html! {
        nav.crumbs aria-label="Way up" { a href="/browse" { "Browse" } " › " a href="/categories" { "Categories" } }
        h1 { (plain(&heading)) }
        (super::subject::entry(entry, &heading, &format!("/categories/{}", encoded(&heading)), "/categories/"))
    };
    let head = Head {
        title: &heading,
        here: "/browse",
        ..Head::default()
    };
    Ok(shell(&head, main))
}
