//! What else can be asked of words: concordances, frequencies, suggestions, documents like one.

use super::documents::limit;
use super::extract::{Query, at_most};
use crate::desk::Desk;
use crate::document;
use crate::failure::{Failure, ProblemJson};
use crate::search::{Asked, refused};
use axum::Json;
use axum::extract::{Path, State};
use onrecord_store::{Period, Side};
use onrecord_wire::{ConcordanceJson, FrequencyJson, LikeJson, QuotedJson, SuggestJson};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Words to see in their context.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ConcordanceAsked {
    /// The query, in the query language.
    #[param(min_length = 1, max_length = 1000)]
    q: String,
    /// By what the lines are sorted; as the documents stand where nothing is given.
    #[param(inline)]
    sort: Option<SideAsked>,
    /// At most so many lines.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<usize>,
}

/// A side of the words.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum SideAsked {
    Left,
    Right,
}

/// Every place of the words, each in its line of context.
#[utoipa::path(
    get,
    path = "/api/v1/concordance",
    params(ConcordanceAsked),
    responses(
        (status = 200, description = "The lines", body = ConcordanceJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn concordance(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<ConcordanceAsked>,
) -> Result<Json<ConcordanceJson>, Failure> {
    at_most(1_000, "q", Some(&asked.q))?;
    let mut search = given(&asked.q)?.search()?;
    search.limit = limit(asked.limit)?;
    let side = asked.sort.map(|side| match side {
        SideAsked::Left => Side::Left,
        SideAsked::Right => Side::Right,
    });
    desk.ask(move |store| {
        let found = store.concordance(&search, side).map_err(refused)?;
        Ok(Json(ConcordanceJson::new(asked.q.trim(), &found)))
    })
    .await
}

/// A question that has words.
fn given(query: &str) -> Result<Asked, Failure> {
    if query.trim().is_empty() {
        return Err(Failure::bad("q is empty; give the words to look for"));
    }
    Ok(Asked {
        q: query.to_owned(),
        ..Asked::default()
    })
}

/// Words to count over time.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FrequencyAsked {
    /// The query, in the query language.
    #[param(min_length = 1, max_length = 1000)]
    q: String,
    /// How long a period is.
    #[param(inline)]
    period: Option<PeriodAsked>,
}

/// A length of time.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum PeriodAsked {
    #[default]
    Month,
    Year,
}

/// How often words stand in the record, month by month or year by year.
#[utoipa::path(
    get,
    path = "/api/v1/frequency",
    params(FrequencyAsked),
    responses(
        (status = 200, description = "The series", body = FrequencyJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn frequency(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<FrequencyAsked>,
) -> Result<Json<FrequencyJson>, Failure> {
    at_most(1_000, "q", Some(&asked.q))?;
    let search = given(&asked.q)?.search()?;
    let period = match asked.period.unwrap_or_default() {
        PeriodAsked::Month => Period::Month,
        PeriodAsked::Year => Period::Year,
    };
    desk.ask(move |store| {
        let series = store.frequency(&search, period)?;
        Ok(Json(FrequencyJson::new(asked.q.trim(), period, &series)))
    })
    .await
}

/// What was typed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SuggestAsked {
    /// What was typed; the last word may be a beginning.
    #[param(max_length = 200)]
    q: String,
    /// At most so many of each kind.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<usize>,
}

/// Suggestions while typing: words, titles, speakers.
#[utoipa::path(
    get,
    path = "/api/v1/suggest",
    params(SuggestAsked),
    responses(
        (status = 200, description = "Suggestions", body = SuggestJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn suggest(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<SuggestAsked>,
) -> Result<Json<SuggestJson>, Failure> {
    at_most(200, "q", Some(&asked.q))?;
    let limit = limit(asked.limit)?;
    desk.ask(move |store| {
        let found = store.suggest(&asked.q, limit)?;
        Ok(Json(SuggestJson::new(&asked.q, &found)))
    })
    .await
}

/// Documents that share the rare words of this one.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}/like",
    params(("id" = String, Path, description = "The identifier; slashes in it may stand as they are or as %2F", example = "DCPD-203100113")),
    responses(
        (status = 200, description = "Documents like it", body = LikeJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn like(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
) -> Result<Json<LikeJson>, Failure> {
    desk.ask(move |store| {
        let found = document::find(store, &id, None)?;
        let id = &found.held.document.id;
        let alike = store.like(id, 20)?.unwrap_or_default();
        Ok(Json(LikeJson::new(id.as_str(), &alike)))
    })
    .await
}

/// Where other documents quote this one, word for word: the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}/quoted",
    params(("id" = String, Path, description = "The identifier; slashes in it may stand as they are or as %2F", example = "DCPD-203100113")),
    responses(
        (status = 200, description = "The quotations, at most 100 of them", body = QuotedJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn quoted(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
) -> Result<Json<QuotedJson>, Failure> {
    desk.ask(move |store| {
        let found = document::find(store, &id, None)?;
        let quoted = store.quotations_of(found.handle, 100, &|_, _| ())?;
        let (total, quoted) = quoted.ok_or_else(|| Failure {
            detail: "the quotations are still being looked for; ask again in a few seconds"
                .to_owned(),
            ..Failure::busy()
        })?;
        let id = found.held.document.id.as_str();
        Ok(Json(QuotedJson::new(id, total, &quoted)))
    })
    .await
}
