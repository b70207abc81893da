//! The API: JSON under `/api/v1`, in the shapes of `onrecord-wire`, described by OpenAPI 3.1.
//!
//! Every answer is an object whose `schema` names its shape; every failure is an RFC 9457 problem.

mod check;
mod documents;
mod extract;
mod names;
mod search;
mod status;
mod versions;
mod words;

use crate::desk::Desk;
use crate::failure::{Failure, ProblemJson};
use crate::page;
use axum::Router;
use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;
use tower_http::cors::{Any, CorsLayer};
use utoipa::OpenApi;

/// The description of the API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Onrecord",
        description = "Official statements as a record that anyone can search, cite and check. \
            Every answer is a JSON object whose `schema` names its shape; every failure is an RFC \
            9457 problem. Texts that are checked are neither stored nor logged.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        status::status,
        documents::list,
        documents::document,
        versions::versions,
        versions::differences,
        versions::edits,
        search::search,
        words::concordance,
        words::frequency,
        words::suggest,
        words::like,
        words::quoted,
        names::names,
        names::name,
        names::subjects,
        names::day,
        check::check,
        check::quote,
        check::receipt,
    ),
    components(schemas(ProblemJson))
)]
struct Description;

/// The routes of the API.
pub fn routes(desk: &Arc<Desk>) -> Router<Arc<Desk>> {
    let v1 = Router::new()
        .route("/status", get(status::status))
        .route("/documents", get(documents::list))
        .route("/documents/{*rest}", get(documents::dispatch))
        .route("/search", get(search::search))
        .route("/edits", get(versions::edits))
        .route("/concordance", get(words::concordance))
        .route("/frequency", get(words::frequency))
        .route("/suggest", get(words::suggest))
        .route("/names", get(names::names))
        .route("/names/{key}", get(names::name))
        .route("/subjects", get(names::subjects))
        .route("/contents/{day}", get(names::day))
        .route("/check", axum::routing::post(check::check))
        .route("/quote", get(check::quote))
        .route("/receipts", get(check::receipt))
        .route("/openapi.json", get(description))
        .fallback(nothing)
        .method_not_allowed_fallback(crate::route::wrong_method)
        .layer(cors(&desk.settings.origins));
    Router::new()
        .nest("/api/v1", v1)
        .route("/api", get(page::api::get))
}

/// The description as a value, for the page to try it.
pub fn described() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

/// `GET /api/v1/openapi.json`
async fn description() -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    match described().to_json() {
        Ok(json) => (kind, json).into_response(),
        Err(error) => Failure::internal(error).into_response(),
    }
}

async fn nothing() -> Failure {
    Failure::not_found("the API has nothing at this address; /api/v1/openapi.json says what it has")
}

/// Which scripts of other pages may read the answers. None sends a cookie or a password.
fn cors(origins: &[String]) -> CorsLayer {
    let layer = CorsLayer::new()
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::IF_NONE_MATCH])
        .expose_headers([header::ETAG, header::RETRY_AFTER]);
    if origins.iter().any(|origin| origin == "*") {
        return layer.allow_origin(Any);
    }
    let origins: Vec<HeaderValue> = origins
        .iter()
        .filter_map(|origin| origin.parse().ok())
        .collect();
    layer.allow_origin(origins)
}
