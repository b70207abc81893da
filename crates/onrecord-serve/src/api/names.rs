//! Names, subjects and the calendar.

use super::documents::limit;
use super::extract::{Query, at_most};
use crate::desk::Desk;
use crate::failure::{Failure, ProblemJson};
use crate::page::subject::find;
use axum::Json;
use axum::extract::{Path, State};
use onrecord_doc::Period;
use onrecord_doc::contents::{self, Entry};
use onrecord_wire::{IndexJson, NamesJson, PersonJson};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Which persons to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NamesAsked {
    /// Words of the name, each of which may be a beginning: `Zelensk`.
    #[param(max_length = 200)]
    q: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<usize>,
}

/// Persons of the record, one heading each.
#[utoipa::path(
    get,
    path = "/api/v1/names",
    params(NamesAsked),
    responses(
        (status = 200, description = "Persons", body = NamesJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn names(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<NamesAsked>,
) -> Result<Json<NamesJson>, Failure> {
    at_most(200, "q", asked.q.as_deref())?;
    let limit = limit(asked.limit)?;
    desk.ask(move |store| {
        let names = store.names(&|_, _| ())?;
        Ok(Json(match asked.q.as_deref().unwrap_or_default().trim() {
            "" => NamesJson::all(&names.names, limit, &[]),
            query => NamesJson::new(&names.names.search(query), limit, &[]),
        }))
    })
    .await
}

/// A person: all forms of the name and where they stand, offices, identifiers.
#[utoipa::path(
    get,
    path = "/api/v1/names/{key}",
    params(("key" = String, Path, description = "The key or the heading of the person")),
    responses(
        (status = 200, description = "The person", body = PersonJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn name(
    State(desk): State<Arc<Desk>>,
    Path(key): Path<String>,
) -> Result<Json<PersonJson>, Failure> {
    desk.ask(move |store| {
        let (names, listing) = (store.names(&|_, _| ())?, store.listing()?);
        let person = names.names.meant_by(&key);
        let person =
            person.ok_or_else(|| Failure::not_found("no person of the record is called so"))?;
        let document = |handle: u64| {
            listing
                .get(handle)
                .map(|listed| (listed.id.clone(), listed.date))
        };
        Ok(Json(PersonJson::new(person, &document)))
    })
    .await
}

/// Which heading.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SubjectsAsked {
    /// Only this heading, `Main` or `Main : Sub`, with its documents; all headings without their
    /// documents where none is given.
    #[param(max_length = 300)]
    heading: Option<String>,
}

/// Subjects: headings with references, subdivisions and documents; proposed ones are marked.
#[utoipa::path(
    get,
    path = "/api/v1/subjects",
    params(SubjectsAsked),
    responses(
        (status = 200, description = "The index of subjects", body = IndexJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn subjects(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<SubjectsAsked>,
) -> Result<Json<IndexJson>, Failure> {
    at_most(300, "heading", asked.heading.as_deref())?;
    desk.ask(move |store| {
        let entries = store.subjects()?;
        let shown = match &asked.heading {
            None => entries.iter().map(without_documents).collect(),
            Some(heading) => {
                let missing = || Failure::not_found("no document stands under this heading");
                vec![find(&entries, heading).ok_or_else(missing)?.clone()]
            }
        };
        Ok(Json(IndexJson::new("subjects", &Period::all(), &shown)))
    })
    .await
}

fn without_documents(entry: &Entry) -> Entry {
    Entry {
        heading: entry.heading.clone(),
        see: entry.see.clone(),
        see_also: entry.see_also.clone(),
        documents: Vec::new(),
        subdivisions: entry.subdivisions.iter().map(without_documents).collect(),
    }
}

/// The contents of a day as a Daily Compilation has them: categories, then titles.
#[utoipa::path(
    get,
    path = "/api/v1/contents/{day}",
    params(("day" = String, Path, description = "A day", format = Date, example = "2031-03-03")),
    responses(
        (status = 200, description = "The contents of the day", body = IndexJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn day(
    State(desk): State<Arc<Desk>>,
    Path(day): Path<String>,
) -> Result<Json<IndexJson>, Failure> {
    let period = Period::parse(&day)
        .ok()
        .filter(|period| period.from == period.to);
    let period = period
        .ok_or_else(|| Failure::not_found(format!("{day:?} is no day; write it as 2031-03-03")))?;
    desk.ask(move |store| {
        let entries = contents::contents(store.listing()?.all(), &period);
        Ok(Json(IndexJson::new("contents", &period, &entries)))
    })
    .await
}
