//! The shape of what `verify` found.

use serde::Serialize;

/// `onrecord verify --format json`.
#[derive(Debug, Serialize)]
pub struct VerifyJson {
    pub schema: &'static str,
    /// Whether nothing is damaged.
    pub whole: bool,
    pub damage: Vec<DamageJson>,
    pub notes: Vec<String>,
    pub packs: usize,
    pub originals: usize,
    pub versions: usize,
    /// Bytes of the originals.
    pub bytes: u64,
}

#[derive(Debug, Serialize)]
pub struct DamageJson {
    pub file: String,
    pub part: Option<String>,
    pub document: Option<String>,
    pub what: String,
    /// `rebuild` or `copy`.
    pub mends: &'static str,
}
