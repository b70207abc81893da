//! The form of a receipt.

use onrecord_proof::leaf::{Head, Name, Paragraph};
use onrecord_proof::{Statement, canonical};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// `onrecord/receipt/1`.
pub const SCHEMA: &str = "onrecord/receipt/1";

/// Larger files are no receipts: one paragraph has some kilobytes.
pub const LARGEST: usize = 16 << 20;

/// A receipt. Its file is the [`canonical`] JSON of these members and a line feed; all shapes here
/// declare their fields in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The checkpoint of the log, a whole note.
    pub checkpoint: String,
    /// The SHA-256 of the canonical JSON in which this member is the empty string.
    pub digest: String,
    /// The documents that show the verdict, as far as they are needed.
    pub documents: Vec<Carried>,
    /// The passages that the quotation was compared with, the best first.
    pub evidence: Vec<Passage>,
    /// The verifier key of the signature on the checkpoint; `None` where it is not signed.
    pub key: Option<String>,
    /// What was asked.
    pub question: Asked,
    /// [`SCHEMA`].
    pub schema: String,
    /// The verdict, by its name in data.
    pub verdict: String,
}

/// A stretch of a document that a log states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// Some blocks, one behind the other; none where only the statement matters.
    pub blocks: Vec<Block>,
    /// Leaf 0 of the document.
    pub head: Head,
    /// That the head belongs to the document: hashes in base64, from the leaf's neighbour up.
    pub head_proof: Vec<String>,
    /// The number of the statement in the log, from 0.
    pub index: u64,
    /// That the statement belongs to the log.
    pub proof: Vec<String>,
    /// What the log states.
    pub statement: Statement,
}

/// A block of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Its number, from 0; its leaf has the next.
    pub index: u64,
    /// Its leaf.
    pub paragraph: Paragraph,
    /// That it belongs to the document.
    pub proof: Vec<String>,
}

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The first and the last day on which the words are said to have been said.
    pub dates: Option<(String, String)>,
    /// Whose words they are said to be.
    pub speaker: Option<String>,
    /// The quoted words.
    pub words: String,
}

/// A passage that the quotation was compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Word for word, what the quotation has otherwise.
    pub difference: Vec<Difference>,
    /// Which of the documents, from 0.
    pub document: u64,
    /// The number of the first block, from 0.
    pub first_block: u64,
    /// The number of the last block.
    pub last_block: u64,
    /// What was set aside to call the words the same.
    pub set_aside: Vec<SetAside>,
    /// Whose words they are.
    pub speaker: Option<Name>,
    /// The record's words.
    pub text: String,
}

/// A place at which the quotation has other words than the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Why this is likely to change the meaning.
    pub alarms: Vec<String>,
    /// The byte of the quotation behind its last word.
    pub end: u64,
    /// The record's words; empty where the quotation has words more.
    pub from: String,
    /// The byte of the quotation at which it begins.
    pub start: u64,
    /// The quotation's words; empty where words are missing.
    pub to: String,
}

/// Something that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    /// The words.
    pub text: String,
    /// What it is, by its name in data.
    pub what: String,
}

impl Receipt {
    /// The bytes of its file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = canonical::bytes(self);
        bytes.push(b'\n');
        bytes
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// For people, if it is not byte for byte what [`Receipt::to_bytes`] gives, or its digest is
    /// not that of the rest.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() > LARGEST {
            return Err(format!("larger than any receipt ({LARGEST} bytes)"));
        }
        let json = bytes
            .strip_suffix(b"\n")
            .ok_or("a receipt ends with a line feed")?;
        let receipt: Self = canonical::read(json)?;
        if receipt.schema != SCHEMA {
            return Err(format!("{:?} is not {SCHEMA}", receipt.schema));
        }
        if receipt.digest != receipt.made_digest() {
            return Err("its digest is not that of the rest: something was changed".to_owned());
        }
        Ok(receipt)
    }

    /// The digest that it must have.
    #[must_use]
    pub fn made_digest(&self) -> String {
        let mut empty = self.clone();
        empty.digest.clear();
        let digest = Sha256::digest(canonical::bytes(&empty));
        onrecord_doc::merkle::hex(&digest.into())
    }
}
