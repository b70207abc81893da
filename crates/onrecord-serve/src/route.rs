//! Which path leads where.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::http::{self, Limiter};
use crate::{api, asset, feed, oai, page, receipt};
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Router, middleware};
use std::sync::Arc;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// The site: pages and API. Can be called without a socket.
pub fn app(desk: Arc<Desk>) -> Router {
    let limiter = Limiter::new(desk.settings.limit, desk.settings.behind_proxy);
    let panicked =
        |_: Box<dyn std::any::Any + Send>| Failure::internal("a request panicked").into_response();
    Router::new()
        .route("/", get(page::check::home))
        .route("/check", get(page::check::shared).post(page::check::posted))
        .route("/receipt", get(receipt::get))
        .route("/search", get(page::search::get))
        .route("/documents/{*rest}", get(documents))
        .route("/browse", get(page::browse::index))
        .route("/browse/{period}", get(page::browse::period))
        .route("/names", get(page::person::index))
        .route("/names/{key}", get(page::person::page))
        .route("/subjects", get(page::subject::index))
        .route("/subjects/{*heading}", get(page::subject::page))
        .route("/categories", get(page::browse::categories))
        .route("/categories/{*heading}", get(page::browse::category))
        .route("/edits", get(page::versions::edits))
        .route("/feeds/edits", get(page::versions::feed))
        .route("/feeds/name/{key}", get(page::person::feed))
        .route("/feeds/subject/{*heading}", get(page::subject::feed))
        .route("/status", get(page::status::get))
        .route("/help", get(page::help::index))
        .route("/help/search", get(page::help::search))
        .route("/help/{verdict}", get(page::help::verdict))
        .route("/static/{name}", get(asset::get))
        .route("/feeds/all", get(feed::all))
        .route("/feeds/kind/{kind}", get(feed::kind))
        .route("/feeds/search", get(feed::search))
        .route("/sitemap.xml", get(feed::sitemaps))
        .route("/sitemap/{number}", get(feed::sitemap))
        .route("/robots.txt", get(feed::robots))
        .route("/oai", get(oai::get).post(oai::post))
        .merge(api::routes(&desk))
        .fallback(nowhere)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(middleware::from_fn(http::tagged))
        .layer(middleware::from_fn(http::failures))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(
            Arc::new(limiter),
            http::limited,
        ))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&desk),
            http::outermost,
        ))
        .with_state(desk)
}

/// The largest body: the largest text, and what a form or JSON puts around it.
const BODY: usize = 2 * crate::question::MOST_BYTES;

/// Anything else. The number of a document of the Daily Compilation leads to it from the root.
async fn nowhere(uri: axum::http::Uri) -> Response {
    let name = uri.path().trim_start_matches('/');
    if name.starts_with("DCPD-") && !name.contains('/') {
        return Redirect::permanent(&format!("/documents/{name}")).into_response();
    }
    Failure::not_found("there is nothing at this address").into_response()
}

/// An address that is asked in a way it does not answer.
pub async fn wrong_method() -> Failure {
    Failure::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "this address cannot be asked in this way; the header Allow names the ways",
    )
}

async fn documents(
    State(desk): State<Arc<Desk>>,
    Path(rest): Path<String>,
    query: Result<Query<crate::document::Which>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let Query(which) = query.map_err(|error| Failure::bad(error.body_text()))?;
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok());
    let accept = accept.unwrap_or_default().to_owned();
    let address = desk.settings.address.clone();
    desk.ask(move |store| crate::document::answer(store, &rest, &which, &accept, &address))
        .await
}
