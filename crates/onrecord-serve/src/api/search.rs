//! `GET /api/v1/search`

use super::documents::limit;
use super::extract::{Day, Query, at_most};
use crate::desk::Desk;
use crate::failure::{Failure, ProblemJson};
use crate::search::{Asked, refused};
use axum::Json;
use axum::extract::State;
use onrecord_wire::SearchJson;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// What to search for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchAsked {
    /// The query, in the query language: `speaker:Psaki "Nord Stream" date:2022`.
    #[param(min_length = 1, max_length = 1000)]
    q: String,
    /// The order.
    #[param(inline)]
    sort: Option<Sort>,
    /// Issued on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// Issued on this day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Day>,
    /// At most so many hits.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(pattern = "^[0-9a-f]+-[0-9a-f]+-[0-9a-f]+-[0-9a-f]+$")]
    cursor: Option<String>,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Sort {
    Relevance,
    Newest,
    Oldest,
}

/// Searches the record.
///
/// Gives a page of documents with passages, how many there are, and facets: how many of them are of
/// which kind, by whom, of which year, under which subject. A query that cannot be read is a problem
/// with its `place`.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    params(SearchAsked),
    responses(
        (status = 200, description = "A page of what was found", body = SearchJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn search(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<SearchAsked>,
) -> Result<Json<SearchJson>, Failure> {
    at_most(1_000, "q", Some(&asked.q))?;
    if asked.q.trim().is_empty() {
        return Err(Failure::bad("q has nothing to search for"));
    }
    if asked.cursor.as_deref() == Some("") {
        let why = "cursor is none that this API gave; take the next of a page, or leave it out";
        return Err(Failure::bad(why));
    }
    let day = |day: Option<Day>| day.map(|day| day.0.to_string()).unwrap_or_default();
    let sort = asked.sort.map(|sort| match sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
    });
    let form = Asked {
        q: asked.q,
        from: day(asked.from),
        to: day(asked.to),
        sort: sort.unwrap_or_default().to_owned(),
        after: asked.cursor.unwrap_or_default(),
        ..Asked::default()
    };
    let mut search = form.search()?;
    search.limit = limit(asked.limit)?;
    desk.ask(move |store| {
        let found = store.search(&search).map_err(refused)?;
        Ok(Json(SearchJson::new(form.q.trim(), &found)))
    })
    .await
}
