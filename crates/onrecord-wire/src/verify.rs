//! The shapes of what `verify` found and `rebuild` could not mend.

use crate::log::AgainstJson;
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
    /// Only with `--against`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<AgainstJson>,
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

/// `onrecord rebuild --format json`.
#[derive(Debug, Serialize)]
pub struct RebuildJson {
    pub schema: &'static str,
    pub lost: Vec<LostJson>,
    /// Damaged files that were kept under another name.
    pub aside: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct LostJson {
    pub file: String,
    pub digest: String,
    pub path: Option<String>,
    pub document: Option<String>,
}
