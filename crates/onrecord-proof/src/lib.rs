//! What makes a record provable: statements, trees over them, checkpoints, keys.
//!
//! ```text
//! Document --leaf--> leaves, one for its head and one for each block --merkle::root--> reading digest
//! version  --Statement--> canonical bytes, a leaf of the log
//! log      --Checkpoint--> origin, size, root --note::Signer--> a signed note
//! ```
//!
//! The formats are public ones (C2SP signed-note, tlog-checkpoint, tlog-tiles; RFC 6962 hashing;
//! RFC 8785 canonical JSON); docs/formats/log.md describes the whole byte by byte. Nothing here
//! opens a file, reads a clock or prints.

pub mod canonical;
pub mod checkpoint;
pub mod leaf;
mod ledger;
pub mod note;
pub mod statement;
pub mod tile;

pub use checkpoint::Checkpoint;
pub use leaf::Reading;
pub use ledger::Ledger;
pub use note::{Note, Signer, Verifier};
pub use statement::Statement;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use onrecord_doc::merkle::Hash;

/// Standard base64 with padding (RFC 4648, section 4).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes of some base64; `None` where it is not exactly what [`base64()`] gives for them.
#[must_use]
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// A hash in base64.
#[must_use]
pub fn hash_from_base64(text: &str) -> Option<Hash> {
    from_base64(text)?.try_into().ok()
}

/// A hash of 64 small hexadecimal figures.
#[must_use]
pub fn hash_from_hex(text: &str) -> Option<Hash> {
    let is_figure = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if text.len() != 64 || !text.as_bytes().iter().all(is_figure) {
        return None;
    }
    let mut hash = [0; 32];
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(hash)
}
