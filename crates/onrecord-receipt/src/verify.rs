//! Checking a receipt, with nothing but its bytes and perhaps a key.

use crate::judge::judge;
use crate::shape::{Carried, Receipt};
use onrecord_doc::merkle::{self, Hash};
use onrecord_proof::{Checkpoint, Note, Verifier, canonical, hash_from_base64, hash_from_hex};

/// A receipt of which everything was proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The receipt.
    pub receipt: Receipt,
    /// The checkpoint that everything leads to.
    pub checkpoint: Checkpoint,
    /// The key that has signed it: the one that was asked for, or else the one that the receipt
    /// names, which says nothing of whose it is.
    pub key: Option<Verifier>,
}

/// Verifies the bytes of a receipt. Where a `key` is given, it must have signed the checkpoint.
///
/// # Errors
///
/// For people, what is wrong.
pub fn verify(bytes: &[u8], key: Option<&Verifier>) -> Result<Verified, String> {
    let receipt = Receipt::read(bytes)?;
    let (checkpoint, signer) = signed(&receipt)?;
    if let Some(wanted) = key
        && signer.as_ref() != Some(wanted)
    {
        return Err(format!("{} has not signed its checkpoint", wanted.name()));
    }
    for (number, document) in receipt.documents.iter().enumerate() {
        prove(document, &checkpoint).map_err(|why| format!("document {number}: {why}"))?;
    }
    let (verdict, evidence) = judge(&receipt.question, &receipt.documents)?;
    if verdict != receipt.verdict {
        return Err(format!(
            "the words are those of the log, but the passages give the verdict “{}” and not “{}”",
            verdict.replace('_', " "),
            receipt.verdict.replace('_', " ")
        ));
    }
    if evidence.is_empty() || evidence != receipt.evidence {
        return Err("the passages are compared otherwise than it says".to_owned());
    }
    Ok(Verified {
        receipt,
        checkpoint,
        key: signer,
    })
}

/// The checkpoint, and the key whose signature it bears.
fn signed(receipt: &Receipt) -> Result<(Checkpoint, Option<Verifier>), String> {
    let note = Note::read(&receipt.checkpoint)?;
    if note.to_string() != receipt.checkpoint {
        return Err("the checkpoint is not in the form of a note".to_owned());
    }
    let checkpoint = Checkpoint::read(&note.text)?;
    let Some(key) = &receipt.key else {
        return match note.signatures.is_empty() {
            true => Ok((checkpoint, None)),
            false => Err("the checkpoint is signed, and its key is not named".to_owned()),
        };
    };
    let key = Verifier::read(key)?;
    match note.is_signed_by(&key)? {
        true => Ok((checkpoint, Some(key))),
        false => Err(format!("{} has not signed the checkpoint", key.name())),
    }
}

/// Proves that the log states a document, and that head and blocks belong to it.
fn prove(document: &Carried, checkpoint: &Checkpoint) -> Result<(), String> {
    document.statement.check()?;
    let leaf = document.statement.leaf();
    let path = hashes(&document.proof)?;
    let root = merkle::included(&leaf, document.index, checkpoint.size, &path);
    if root != Some(checkpoint.root) {
        return Err("the log does not have its statement".to_owned());
    }
    let size = document.head.blocks.checked_add(1);
    let size = size.ok_or("no document has so many blocks")?;
    let reading = hash_from_hex(&document.statement.reading);
    let belongs = |leaf: Vec<u8>, index: u64, proof: &[String]| -> Result<bool, String> {
        let root = merkle::included(&merkle::leaf(&leaf), index, size, &hashes(proof)?);
        Ok(root.is_some() && root == reading)
    };
    if !belongs(canonical::bytes(&document.head), 0, &document.head_proof)? {
        return Err("its title, date and issuers are not those of the statement".to_owned());
    }
    let first = document.blocks.first().map_or(0, |block| block.index);
    if !document.blocks.is_empty() && first >= document.head.blocks {
        return Err(format!("the document has no block {first}"));
    }
    for (wanted, block) in (first..).zip(&document.blocks) {
        if block.index != wanted {
            return Err("its blocks do not follow one another".to_owned());
        }
        let leaf = canonical::bytes(&block.paragraph);
        if wanted >= document.head.blocks || !belongs(leaf, wanted + 1, &block.proof)? {
            return Err(format!("block {wanted} is not that of the statement"));
        }
    }
    Ok(())
}

fn hashes(texts: &[String]) -> Result<Vec<Hash>, String> {
    let hash = |text: &String| hash_from_base64(text).ok_or_else(|| format!("{text:?} is no hash"));
    texts.iter().map(hash).collect()
}
