//! `POST /api/v1/check`, `GET /api/v1/quote`

use super::extract::{Body, Day, Query, at_most};
use crate::desk::Desk;
use crate::failure::{Failure, ProblemJson};
use crate::question::{self, Ask};
use crate::receipt;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use onrecord_check::Format;
use onrecord_wire::{ArticleJson, CheckJson, CoverageJson, FindingJson, QuoteJson};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// An article to check.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleAsked {
    /// The article: at most 512 KiB and 500 quotations.
    #[schema(max_length = 524288)]
    text: String,
    /// How it is written; guessed where it is left out.
    format: Option<FormatAsked>,
    /// The day of the article, for "on Thursday" and "the president".
    #[schema(value_type = Option<String>, format = Date)]
    date: Option<Day>,
    /// What the answer calls it.
    #[serde(default)]
    path: String,
}

/// How an article is written.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum FormatAsked {
    Markdown,
    Html,
    Text,
}

/// Checks every quotation of an article.
///
/// The text is neither stored nor logged.
#[utoipa::path(
    post,
    path = "/api/v1/check",
    request_body = ArticleAsked,
    responses(
        (status = 200, description = "What was found", body = CheckJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn check(
    State(desk): State<Arc<Desk>>,
    Body(asked): Body<ArticleAsked>,
) -> Result<Response, Failure> {
    let format = asked.format.map(|format| match format {
        FormatAsked::Markdown => Format::Markdown,
        FormatAsked::Html => Format::Html,
        FormatAsked::Text => Format::Text,
    });
    let ask = Ask {
        text: asked.text,
        format,
        date: asked.date.map(|day| day.0),
        ..Ask::default()
    };
    desk.ask(move |store| {
        let checked = question::article(store, ask, &asked.path)?;
        Ok(forgotten(CheckJson {
            schema: "onrecord/check/1",
            articles: vec![ArticleJson::new(
                &asked.path,
                &checked.source,
                &checked.report,
            )],
            record: CoverageJson::from(&checked.report.coverage),
        }))
    })
    .await
}

/// A quotation to look up.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QuotationAsked {
    /// The quoted words, with or without the marks around them.
    #[param(min_length = 1, max_length = 5000)]
    text: String,
    /// Whose words they are said to be.
    #[param(max_length = 200)]
    speaker: Option<String>,
    /// The day on which they are said to have been said.
    #[param(value_type = Option<String>, format = Date)]
    date: Option<Day>,
}

/// Looks up one quotation.
///
/// The words are not logged.
#[utoipa::path(
    get,
    path = "/api/v1/quote",
    params(QuotationAsked),
    responses(
        (status = 200, description = "What was found", body = QuoteJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn quote(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<QuotationAsked>,
) -> Result<Response, Failure> {
    at_most(5_000, "text", Some(&asked.text))?;
    at_most(200, "speaker", asked.speaker.as_deref())?;
    let date = asked.date.map(|day| day.0);
    desk.ask(move |store| {
        let quoted = question::one(store, &asked.text, asked.speaker, date)?;
        Ok(forgotten(QuoteJson {
            schema: "onrecord/quote/1",
            finding: FindingJson::from(&quoted.finding),
            record: CoverageJson::from(&quoted.coverage),
            text: quoted.words,
        }))
    })
    .await
}

/// The quotation that a receipt is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReceiptAsked {
    /// The quoted words, with or without the marks around them.
    #[param(min_length = 1, max_length = 5000)]
    text: String,
    /// Whose words they are said to be.
    #[param(max_length = 200)]
    speaker: Option<String>,
    /// The first day on which they are said to have been said.
    #[param(value_type = Option<String>, format = Date)]
    date: Option<Day>,
    /// The last one, where that is another.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Day>,
}

/// The receipt of a finding: a file that proves it without the record.
///
/// `onrecord verify-receipt` checks it. A verdict that rests on the whole record has none.
#[utoipa::path(
    get,
    path = "/api/v1/receipts",
    params(ReceiptAsked),
    responses(
        (status = 200, description = "The receipt (docs/formats/receipt.md)", body = Object),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn receipt(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<ReceiptAsked>,
) -> Result<Response, Failure> {
    at_most(5_000, "text", Some(&asked.text))?;
    at_most(200, "speaker", asked.speaker.as_deref())?;
    let until = |first: onrecord_doc::Date| asked.until.map_or(first, |day| day.0);
    let dates = asked.date.map(|day| (day.0, until(day.0)));
    let bytes = desk
        .ask(move |store| receipt::of(store, &asked.text, asked.speaker, dates))
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, bytes).into_response())
}

/// An answer that nobody on the way may keep.
fn forgotten<T: serde::Serialize>(shape: T) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(shape)).into_response()
}
