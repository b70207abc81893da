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
use onrecord_doc::merkle::Hash;
use onrecord_doc::{Date, DocId, Held, Record};
use onrecord_proof::{Checkpoint, Note, Statement, Verifier};
use onrecord_receipt::{Ledger, NoReceipt, make};
use onrecord_store::{Log, Store};
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
        .check(move |store| of(store, &asked.quote, Some(asked.speaker), dates))
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
    let log = store.log()?.ok_or_else(|| {
        conflict("this record has no log, so that there is nothing to prove by; `onrecord log init` begins one".to_owned())
    })?;
    let quoted: Quoted = question::between(store, words, speaker, dates)?;
    let question = quoted.question();
    match make(&Books { store, log }, &question, &quoted.finding) {
        Ok(receipt) => Ok(receipt.to_bytes()),
        Err(NoReceipt::Trouble(why)) => Err(conflict(why)),
        Err(none) => Err(conflict(none.to_string())),
    }
}

/// The record and its log, as the maker of a receipt asks them.
struct Books<'a> {
    store: &'a Store,
    log: Log,
}

impl Ledger for Books<'_> {
    fn index(&self, id: &DocId, version: u32) -> Result<u64, String> {
        for handle in self.store.find(id).map_err(|error| error.to_string())? {
            let held = self.store.held(handle).map_err(|error| error.to_string())?;
            if held.version.number == version {
                let index = self.log.index_of(handle);
                return index.ok_or_else(|| format!("{id} is not stated in the log yet"));
            }
        }
        Err(format!("{id}: there is no version {version}"))
    }

    fn current(&self, id: &DocId) -> Result<Arc<Held>, String> {
        let handles = self.store.find(id).map_err(|error| error.to_string())?;
        let last = handles.last().ok_or_else(|| format!("{id}: not found"))?;
        self.store.held(*last).map_err(|error| error.to_string())
    }

    fn statement(&self, index: u64) -> Result<Statement, String> {
        self.log.statement(index).map_err(|error| error.to_string())
    }

    /// The last checkpoint that was issued, if it covers them; else what the log has now, unsigned.
    fn checkpoint(&self, size: u64) -> Result<(Checkpoint, Note, Option<Verifier>), String> {
        let issued = self.log.checkpoint().map_err(|error| error.to_string())?;
        let (checkpoint, note) = match issued {
            Some((checkpoint, note)) if checkpoint.size >= size => (checkpoint, note),
            _ => {
                let now = self.log.now();
                let note = now.unsigned();
                (now, note)
            }
        };
        let key = self.log.key().filter(|_| !note.signatures.is_empty());
        Ok((checkpoint, note, key.cloned()))
    }

    fn proof(&self, index: u64, size: u64) -> Result<Vec<Hash>, String> {
        let proof = self.log.inclusion(index, size);
        proof.map_err(|error| error.to_string())
    }
}
