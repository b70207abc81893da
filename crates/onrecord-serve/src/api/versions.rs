//! Versions, differences, edits.

use super::extract::{Day, Query};
use crate::desk::Desk;
use crate::document;
use crate::failure::{Failure, ProblemJson};
use axum::Json;
use axum::extract::{Path, State};
use onrecord_doc::diff::Kind;
use onrecord_doc::history::EditQuery;
use onrecord_wire::{DiffJson, EditsJson, HistoryJson};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// The versions of a document in the order of time, and what each changed.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}/versions",
    params(("id" = String, Path, description = "The identifier; slashes in it may stand as they are or as %2F", example = "DCPD-203100113")),
    responses(
        (status = 200, description = "The versions", body = HistoryJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn versions(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
) -> Result<Json<HistoryJson>, Failure> {
    desk.ask(move |store| {
        let found = document::find(store, &id, None)?;
        let steps = store.history(&found.held.document.id)?;
        let history = HistoryJson::new(&steps);
        history
            .map(Json)
            .ok_or_else(|| Failure::not_found("there is no such document"))
    })
    .await
}

/// Which two versions to compare.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DifferencesAsked {
    /// The number of one version; the one before the other where none is given.
    #[param(minimum = 1)]
    pub old: Option<u32>,
    /// The number of the other; the newest where none is given.
    #[param(minimum = 1)]
    pub new: Option<u32>,
}

/// What changed between two versions of a document, word by word.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}/differences",
    params(
        ("id" = String, Path, description = "The identifier; slashes in it may stand as they are or as %2F", example = "DCPD-203100113"),
        DifferencesAsked
    ),
    responses(
        (status = 200, description = "The differences", body = DiffJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn differences(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    Query(asked): Query<DifferencesAsked>,
) -> Result<Json<DiffJson>, Failure> {
    desk.ask(move |store| {
        let edit = document::compare(store, &id, asked.old, asked.new)?;
        Ok(Json(DiffJson::new(&edit, AROUND)))
    })
    .await
}

/// So many words stand before and behind a change.
const AROUND: usize = 40;

/// Which edits to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EditsAsked {
    /// Only edits with changes of this kind.
    #[param(inline)]
    kind: Option<KindAsked>,
    /// Only edits known since this day.
    #[param(value_type = Option<String>, format = Date)]
    since: Option<Day>,
    /// At most so many.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<usize>,
}

/// A kind of change.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum KindAsked {
    Substance,
    Correction,
    Format,
}

/// Documents that were changed after they were published, the newest change first.
#[utoipa::path(
    get,
    path = "/api/v1/edits",
    params(EditsAsked),
    responses(
        (status = 200, description = "The edits", body = EditsJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn edits(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<EditsAsked>,
) -> Result<Json<EditsJson>, Failure> {
    let kind = asked.kind.map(|kind| match kind {
        KindAsked::Substance => Kind::Substance,
        KindAsked::Correction => Kind::Correction,
        KindAsked::Format => Kind::Format,
    });
    let query = EditQuery {
        since: asked.since.map(|day| day.0),
        kind,
        limit: super::documents::limit(asked.limit)?,
    };
    desk.ask(move |store| Ok(Json(EditsJson::new(&store.edits(&query)?, kind))))
        .await
}
