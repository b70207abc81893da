//! Receipts: a finding as a file that anyone can check without the record.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::question::{self, Quoted};
use crate::search::date;
use crate::shown::encoded;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use onrecord_check::{Finding, Question, Verdict};
use onrecord_doc::Date;
use onrecord_receipt::{NoReceipt, make};
use onrecord_store::Store;
use serde::Deserialize;
use std::sync::Arc;

/// The quotation that a receipt is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    quote: String,
    speaker: String,
    /// The first day on which it is said to have been said.
    date: String,
    /// The last one, where that is another.
    until: String,
}

/// The address of the receipt of a finding; `None` where the record has no log, or the verdict rests
/// on the whole record, which no small file can show.
pub fn address(logged: bool, question: &Question<'_>, finding: &Finding) -> Option<String> {
    let whole = matches!(
        finding.verdict,
        Verdict::NotOnRecord | Verdict::Common | Verdict::Undecided
    );
    if whole || question.words.len() > LONGEST || !logged {
        return None;
    }
    let mut address = format!("/receipt?quote={}", encoded(question.words));
    if let Some(speaker) = question.speaker {
        address.push_str(&format!("&speaker={}", encoded(speaker)));
    }
    if let Some((first, last)) = question.dates {
        address.push_str(&format!("&date={first}&until={last}"));
    }
    Some(address)
}

/// Longer quotations do not go into an address, in bytes.
const LONGEST: usize = 2_000;

/// `GET /receipt?quote=WORDS`: the file.
pub async fn get(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (first, last) = (date(&asked.date)?, date(&asked.until)?);
    let dates = first.map(|first| (first, last.unwrap_or(first)));
    let bytes = desk
        .ask(move |store| of(store, &asked.quote, Some(asked.speaker), dates))
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"receipt.json\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, bytes).into_response())
}

/// The bytes of the receipt for a quotation.
pub fn of(
    store: &Store,
    words: &str,
    speaker: Option<String>,
    dates: Option<(Date, Date)>,
) -> Result<Vec<u8>, Failure> {
    let conflict = |why: String| Failure::new(StatusCode::CONFLICT, why);
    let books = store.books()?.ok_or_else(|| {
        conflict("this record has no log, so that there is nothing to prove by; `onrecord log init` begins one".to_owned())
    })?;
    let quoted: Quoted = question::between(store, words, speaker, dates)?;
    let question = quoted.question();
    match make(&books, &question, &quoted.finding) {
        Ok(receipt) => Ok(receipt.to_bytes()),
        Err(NoReceipt::Trouble(why)) => Err(conflict(why)),
        Err(none) => Err(conflict(none.to_string())),
    }
}
