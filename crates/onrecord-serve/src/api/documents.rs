//! `GET /api/v1/documents`, `/documents/{id}`

use super::extract::{Day, Query, at_most};
use super::{versions, words};
use crate::desk::Desk;
use crate::document;
use crate::failure::{Failure, ProblemJson};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use onrecord_doc::{DocId, Handle, Kind};
use onrecord_store::{List, Listed};
use onrecord_wire::{DocumentsJson, HeadJson, ShowJson};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Which documents to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAsked {
    /// Only documents of this kind, such as `press_briefing`.
    #[param(pattern = "^[a-z_]+$")]
    kind: Option<String>,
    /// Only documents of this collection, such as `whitehouse`.
    #[param(max_length = 100)]
    collection: Option<String>,
    /// Issued on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// Issued on this day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Day>,
    /// At most so many.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(pattern = r"^[0-9-]*\.[0-9]{1,15}$")]
    cursor: Option<String>,
}

/// Lists documents, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/documents",
    params(ListAsked),
    responses(
        (status = 200, description = "A page of documents", body = DocumentsJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<ListAsked>,
) -> Result<Json<DocumentsJson>, Failure> {
    at_most(100, "collection", asked.collection.as_deref())?;
    let limit = limit(asked.limit)?;
    let kind = asked.kind.map(|kind| kind.parse().map_err(Failure::bad));
    let list = List {
        from: asked.from.map(|day| day.0),
        to: asked.to.map(|day| day.0),
        kind: kind.transpose()?,
        collection: asked.collection,
        after: asked.cursor.as_deref().map(after).transpose()?,
        limit: limit + 1,
        ..List::default()
    };
    desk.ask(move |store| {
        let total = store.count(&list)?;
        let mut listed = store.list(&list)?;
        let more = listed.len() > limit;
        listed.truncate(limit);
        let next = listed.last().filter(|_| more).map(cursor);
        Ok(Json(DocumentsJson {
            schema: "onrecord/documents/1",
            total,
            items: listed.iter().map(HeadJson::from).collect(),
            next,
        }))
    })
    .await
}

/// A limit of 1 to 100, 20 where none is given.
pub fn limit(asked: Option<usize>) -> Result<usize, Failure> {
    match asked.unwrap_or(20) {
        limit @ 1..=100 => Ok(limit),
        _ => Err(Failure::bad("limit is a number from 1 to 100")),
    }
}

/// `2031-03-03.17`: the day and the handle of the last document of a page.
fn cursor(last: &Listed) -> String {
    let date = last.date.map(|date| date.to_string()).unwrap_or_default();
    format!("{date}.{}", last.handle.0)
}

fn after(cursor: &str) -> Result<Listed, Failure> {
    let wrong = || Failure::bad("cursor is none that this API gave; take the next of a page");
    let (date, handle) = cursor.rsplit_once('.').ok_or_else(wrong)?;
    let date = if date.is_empty() {
        None
    } else {
        Some(date.parse().map_err(|_| wrong())?)
    };
    let handle = handle.parse().ok().filter(|handle| *handle < 1 << 53);
    Ok(Listed {
        handle: Handle(handle.ok_or_else(wrong)?),
        date,
        id: DocId::from_text(""),
        title: String::new(),
        kind: Kind::Other,
        collection: String::new(),
        added: String::new(),
    })
}

/// Which version of a document.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WhichAsked {
    /// The number of the version, from 1; the newest where none is given.
    #[param(minimum = 1)]
    version: Option<u32>,
}

/// A document: its head, its blocks and whose words they are.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}",
    params(
        ("id" = String, Path, description = "The identifier; slashes in it may stand as they are or as %2F", example = "DCPD-202200111"),
        WhichAsked
    ),
    responses(
        (status = 200, description = "The document", body = ShowJson),
        (status = "default", description = "Why not", body = ProblemJson, content_type = "application/problem+json"),
    )
)]
pub async fn document(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    Query(which): Query<WhichAsked>,
) -> Result<Response, Failure> {
    desk.ask(move |store| {
        let found = document::find(store, &id, which.version)?;
        Ok(Json(document::data(store, &found)?).into_response())
    })
    .await
}

/// What stands under `/documents/`: an identifier may have slashes, so one route takes all.
pub async fn dispatch(
    state: State<Arc<Desk>>,
    Path(rest): Path<String>,
    uri: Uri,
) -> Result<Response, Failure> {
    let part = |ending: &str| rest.strip_suffix(ending).map(str::to_owned);
    if let Some(id) = part("/versions") {
        return Ok(versions::versions(state, Path(id)).await?.into_response());
    }
    if let Some(id) = part("/differences") {
        let asked = query(&uri)?;
        return Ok(versions::differences(state, Path(id), asked)
            .await?
            .into_response());
    }
    if let Some(id) = part("/like") {
        return Ok(words::like(state, Path(id)).await?.into_response());
    }
    if let Some(id) = part("/quoted") {
        return Ok(words::quoted(state, Path(id)).await?.into_response());
    }
    document(state, Path(rest), query(&uri)?).await
}

fn query<T: serde::de::DeserializeOwned>(uri: &Uri) -> Result<Query<T>, Failure> {
    let query = axum::extract::Query::<T>::try_from_uri(uri)?;
    Ok(Query(query.0))
}
