//! Receipts: findings as files that anyone can check.

use crate::args::{Data, VerifyReceipt};
use crate::commands::log;
use crate::exit::Exit;
use crate::input::Opened;
use crate::ui;
use onrecord_check::{Finding, Question, Verdict};
use onrecord_doc::record::grouped;
use onrecord_doc::{DocId, Document, cite};
use onrecord_proof::{Statement, Verifier};
use onrecord_receipt::{Carried, NoReceipt, Passage, Verified, make, verify};
use onrecord_store::Books;
use onrecord_wire::{ReceiptDocumentJson, VerifyReceiptJson, VerifyReceiptsJson};
use std::cell::Cell;
use std::fs;
use std::path::Path;

/// Makes receipts of what a record with a log has.
pub struct Maker<'a> {
    books: Books<'a>,
    /// Whether it was said that a checkpoint is not signed: once is enough.
    warned: Cell<bool>,
}

impl<'a> Maker<'a> {
    /// For an opened record.
    pub fn new(opened: &'a Opened) -> Result<Self, String> {
        let Opened::Store(store) = opened else {
            return Err(
                "receipts need a record with a log; `onrecord add` makes a record of a folder, \
                 `onrecord log init` begins its log"
                    .to_owned(),
            );
        };
        let books = store.books().map_err(|error| error.to_string())?;
        let books = books.ok_or_else(|| log::NONE.to_owned())?;
        let warned = Cell::new(books.log.key().is_none());
        Ok(Self { books, warned })
    }

    /// Writes the receipt of a finding. `Ok(false)` where no receipt can show its verdict.
    pub fn write(
        &self,
        question: &Question<'_>,
        finding: &Finding,
        path: &Path,
    ) -> Result<Result<(), NoReceipt>, String> {
        match make(&self.books, question, finding) {
            Ok(receipt) => {
                if receipt.key.is_none() && !self.warned.replace(true) {
                    ui::warning(log::UNSIGNED);
                }
                let written = fs::write(path, receipt.to_bytes());
                written.map_err(|error| format!("{}: {error}", path.display()))?;
                Ok(Ok(()))
            }
            Err(NoReceipt::Trouble(why)) => Err(why),
            Err(other) => Ok(Err(other)),
        }
    }
}

/// `onrecord verify-receipt`.
pub fn run(args: &VerifyReceipt) -> Result<Exit, String> {
    let key = match &args.key {
        Some(key) => Some(read_key(key)?),
        None => None,
    };
    let mut exit = Exit::Clean;
    let mut shown = Vec::new();
    for path in &args.files {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                ui::error(&format!("{}: {error}", path.display()));
                exit = Exit::Trouble;
                continue;
            }
        };
        let verified = verify(&bytes, key.as_ref());
        if verified.is_err() {
            exit = exit.max(Exit::Findings);
        }
        match (args.format, verified) {
            (Data::Json, verified) => shown.push(json(path, verified)),
            (Data::Text, Ok(verified)) => show(path, &verified, key.is_some()),
            (Data::Text, Err(why)) => {
                let text = ui::plain(&format!("{}: {why}", path.display()));
                anstream::println!("\u{1b}[1;31mnot valid\u{1b}[0m: {text}");
            }
        }
    }
    if args.format == Data::Json {
        ui::print_json(&VerifyReceiptsJson {
            schema: "onrecord/verify-receipt/1",
            receipts: shown,
        })?;
    }
    Ok(exit)
}

/// A verifier key, or the name of a file that holds one.
fn read_key(key: &str) -> Result<Verifier, String> {
    let text = match fs::read_to_string(key) {
        Ok(text) => text,
        Err(_) => key.to_owned(),
    };
    Verifier::read(text.trim())
}

fn show(path: &Path, verified: &Verified, is_asked: bool) {
    let receipt = &verified.receipt;
    let verdict: Verdict = receipt.verdict.parse().unwrap_or(Verdict::Undecided);
    anstream::println!(
        "\u{1b}[1mvalid\u{1b}[0m: {}: {verdict}: “{}”",
        ui::plain(&path.to_string_lossy()),
        ui::plain(&receipt.question.words)
    );
    for passage in &receipt.evidence {
        let document = &receipt.documents[passage.document as usize];
        for line in evidence(document, passage) {
            anstream::println!("  {}", ui::plain(&line));
        }
    }
    let size = grouped(verified.checkpoint.size as usize);
    anstream::println!(
        "  log: {}, checkpoint of {size} statements",
        ui::plain(&verified.checkpoint.origin)
    );
    anstream::println!("  {}", ui::plain(&whose(verified, is_asked)));
}

/// Who vouches for the checkpoint.
fn whose(verified: &Verified, is_asked: bool) -> String {
    match &verified.key {
        Some(key) if is_asked => format!("signed by the key that you named, {key}"),
        Some(key) => format!(
            "signed by {key}: the key came with the receipt; name the one that you trust with --key"
        ),
        None => "not signed: it is worth as much as the place where you find the same checkpoint"
            .to_owned(),
    }
}

fn evidence(document: &Carried, passage: &Passage) -> Vec<String> {
    let (head, statement) = (&document.head, &document.statement);
    let speaker = passage.speaker.as_ref().map(|name| name.name.as_str());
    let mut about = vec![head.title.as_str()];
    about.extend(head.issued.as_deref());
    about.extend(speaker);
    let paragraph = format!("paragraph {}", passage.first_block + 1);
    about.push(&paragraph);
    let mut lines = vec![
        format!("record: {}", about.join(", ")),
        format!("words: “{}”", passage.text),
    ];
    for change in &passage.difference {
        lines.push(match (change.from.as_str(), change.to.as_str()) {
            (from, "") => format!("left out: “{from}”"),
            ("", to) => format!("not in the record: “{to}”"),
            (from, to) => format!("the record has “{from}” for “{to}”"),
        });
    }
    lines.extend(link(statement, &passage.text).map(|link| format!("link: {link}")));
    lines.push(format!(
        "{}, version {}, seen {}, statement {}; SHA-256 of the original {}",
        statement.id, statement.version, statement.seen, document.index, statement.bytes
    ));
    lines
}

fn link(statement: &Statement, words: &str) -> Option<String> {
    let mut document = Document::empty(DocId::new(&statement.id).ok()?, "");
    document.source.address.clone_from(&statement.address);
    cite::link(&document, words)
}

fn json(path: &Path, verified: Result<Verified, String>) -> VerifyReceiptJson {
    let path = path.to_string_lossy().into_owned();
    match verified {
        Ok(verified) => VerifyReceiptJson {
            path,
            valid: true,
            why: None,
            verdict: Some(verified.receipt.verdict.clone()),
            words: Some(verified.receipt.question.words.clone()),
            origin: Some(verified.checkpoint.origin.clone()),
            size: Some(verified.checkpoint.size),
            key: verified.key.as_ref().map(ToString::to_string),
            documents: verified.receipt.documents.iter().map(twin).collect(),
        },
        Err(why) => VerifyReceiptJson {
            path,
            valid: false,
            why: Some(why),
            verdict: None,
            words: None,
            origin: None,
            size: None,
            key: None,
            documents: Vec::new(),
        },
    }
}

fn twin(document: &Carried) -> ReceiptDocumentJson {
    ReceiptDocumentJson {
        id: document.statement.id.clone(),
        version: document.statement.version,
        title: document.head.title.clone(),
        date: document.head.issued.clone(),
        digest: document.statement.bytes.clone(),
        address: document.statement.address.clone(),
        seen: document.statement.seen.clone(),
        index: document.index,
    }
}
