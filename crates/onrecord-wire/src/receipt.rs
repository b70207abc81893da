//! The shape of what `verify-receipt` says.

use serde::Serialize;

/// `onrecord verify-receipt --format json`.
#[derive(Debug, Serialize)]
pub struct VerifyReceiptsJson {
    pub schema: &'static str,
    pub receipts: Vec<VerifyReceiptJson>,
}

#[derive(Debug, Serialize)]
pub struct VerifyReceiptJson {
    pub path: String,
    pub valid: bool,
    /// Why it is not valid.
    pub why: Option<String>,
    pub verdict: Option<String>,
    pub words: Option<String>,
    /// The name of the log, and how many statements its checkpoint has.
    pub origin: Option<String>,
    pub size: Option<u64>,
    /// The key that has signed the checkpoint.
    pub key: Option<String>,
    pub documents: Vec<ReceiptDocumentJson>,
}

#[derive(Debug, Serialize)]
pub struct ReceiptDocumentJson {
    pub id: String,
    pub version: u32,
    pub title: String,
    pub date: Option<String>,
    /// The SHA-256 of the original.
    pub digest: String,
    pub address: Option<String>,
    pub seen: String,
    /// The number of its statement in the log.
    pub index: u64,
}
