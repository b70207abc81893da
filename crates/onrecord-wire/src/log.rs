//! The shapes of what the log says.

use serde::Serialize;

/// `onrecord log prove --format json`.
#[derive(Debug, Serialize)]
pub struct LogProveJson {
    pub schema: &'static str,
    pub index: u64,
    pub statement: StatementJson,
    /// The hash of the statement's leaf, in base64.
    pub leaf: String,
    /// From the leaf's neighbour up, in base64.
    pub proof: Vec<String>,
    /// The whole note.
    pub checkpoint: String,
}

/// The statement of a version.
#[derive(Debug, Serialize)]
pub struct StatementJson {
    pub address: Option<String>,
    pub bytes: String,
    pub id: String,
    pub reader: u32,
    pub reading: String,
    pub schema: String,
    pub seen: String,
    pub text: String,
    pub version: u32,
}

/// `onrecord log verify --format json`.
#[derive(Debug, Serialize)]
pub struct LogVerifyJson {
    pub schema: &'static str,
    pub origin: String,
    pub size: u64,
    /// In base64.
    pub root: String,
    /// The key that signed the last checkpoint.
    pub key: Option<String>,
    pub faults: Vec<FaultJson>,
    /// Only with `--against`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<AgainstJson>,
}

#[derive(Debug, Serialize)]
pub struct FaultJson {
    /// The statement that it is about, if it is about one.
    pub index: Option<u64>,
    pub what: String,
}

/// How the log stands to what was seen earlier.
#[derive(Debug, Serialize)]
pub struct AgainstJson {
    pub origin: String,
    pub size: u64,
    pub root: String,
    pub extends: bool,
    /// The proof of consistency, in base64; empty where there is none.
    pub proof: Vec<String>,
    /// What was rewritten, as far as the copy tells.
    pub rewritten: Vec<FaultJson>,
}
