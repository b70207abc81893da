//! `GET /api/v1/status`

use crate::desk::Desk;
use crate::failure::{Failure, ProblemJson};
use axum::Json;
use axum::extract::State;
use onrecord_wire::StatusJson;
use std::sync::Arc;

/// What the record covers.
#[utoipa::path(
    get,
    path = "/api/v1/status",
    responses(
        (status = 200, description = "What the record covers", body = StatusJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn status(State(desk): State<Arc<Desk>>) -> Result<Json<StatusJson>, Failure> {
    desk.ask(|store| Ok(Json(StatusJson::from(&store.status()?))))
        .await
}
