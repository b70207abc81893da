//! From a finding to a receipt.

use crate::judge::judge;
use crate::shape::{Asked, Block, Carried, Receipt, SCHEMA};
use onrecord_check::{Evidence, Finding, Question, Verdict};
use onrecord_doc::merkle::Hash;
use onrecord_doc::{Document, Held};
use onrecord_proof::leaf::{Head, Paragraph, Reading};
use onrecord_proof::{Ledger, Note, Statement, Verifier, base64, hash_from_hex};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Why there is no receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoReceipt {
    /// The verdict rests on the whole record: that something is nowhere, or in many documents, no
    /// small file can show.
    Verdict(Verdict),
    /// The passages alone, without the rest of the record, give this verdict.
    Other {
        /// The verdict of the finding.
        found: Verdict,
        /// What they give, by its name in data.
        alone: &'static str,
    },
    /// The log or the record could not be read, or they do not belong together.
    Trouble(String),
}

impl fmt::Display for NoReceipt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Verdict(verdict) => write!(
                out,
                "no receipt can show “{verdict}”: that rests on the whole record"
            ),
            Self::Other { found, alone } => write!(
                out,
                "no receipt: “{found}” rests on more of the record than the passages, which alone \
                 give “{}”",
                alone.replace('_', " ")
            ),
            Self::Trouble(why) => out.write_str(why),
        }
    }
}

impl From<String> for NoReceipt {
    fn from(why: String) -> Self {
        Self::Trouble(why)
    }
}

/// Makes the receipt of a finding: with as few paragraphs as show its verdict.
///
/// # Errors
///
/// If none can show it; or if the log or the record cannot be read.
pub fn make(
    ledger: &dyn Ledger,
    question: &Question<'_>,
    finding: &Finding,
) -> Result<Receipt, NoReceipt> {
    let shown = shown(finding)?;
    let asked = Asked {
        dates: question
            .dates
            .map(|(first, last)| (first.to_string(), last.to_string())),
        speaker: question.speaker.map(str::to_owned),
        words: question.words.to_owned(),
    };
    let mut alone = "";
    for wider in WIDER {
        let mut stretches = stretches(shown, wider);
        if finding.verdict == Verdict::Superseded {
            add_current(ledger, &mut stretches)?;
        }
        let (checkpoint, documents) = carry(ledger, &stretches)?;
        let (verdict, evidence) = judge(&asked, &documents)?;
        let same = evidence.first().map(|passage| passage.text.as_str());
        if verdict == finding.verdict.as_str() && same == Some(shown[0].text.as_str()) {
            let mut receipt = Receipt {
                checkpoint: checkpoint.0.to_string(),
                digest: String::new(),
                documents,
                evidence,
                key: checkpoint.1.map(|key| key.to_string()),
                question: asked,
                schema: SCHEMA.to_owned(),
                verdict: verdict.to_owned(),
            };
            receipt.digest = receipt.made_digest();
            return Ok(receipt);
        }
        alone = verdict;
    }
    Err(NoReceipt::Other {
        found: finding.verdict,
        alone,
    })
}

/// How many paragraphs on either side of the passage are carried, where fewer give another verdict.
const WIDER: [usize; 3] = [0, 1, 4];

/// The evidence that a verdict rests on.
fn shown(finding: &Finding) -> Result<&[Evidence], NoReceipt> {
    let all = finding.evidence.as_slice();
    let count = match finding.verdict {
        Verdict::Common | Verdict::NotOnRecord | Verdict::Undecided => 0,
        Verdict::Spliced => all.len(),
        // The words as they stood, and as they stand now, if they do.
        Verdict::Superseded => match all {
            [old, now, ..] if old.held.document.id == now.held.document.id => 2,
            _ => 1,
        },
        _ => 1,
    };
    match all.get(..count) {
        Some(shown) if count > 0 => Ok(shown),
        _ => Err(NoReceipt::Verdict(finding.verdict)),
    }
}

/// A stretch of blocks of a document.
type Stretch = (Arc<Held>, Range<usize>);

fn stretches(shown: &[Evidence], wider: usize) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for evidence in shown {
        let last = evidence.held.document.blocks.len();
        let (first, end) = (evidence.blocks.0, evidence.blocks.1 + 1);
        let range = first.saturating_sub(wider)..(end + wider).min(last);
        let near = |(held, other): &&mut Stretch| {
            Arc::ptr_eq(held, &evidence.held)
                && range.start <= other.end
                && other.start <= range.end
        };
        match stretches.iter_mut().find(near) {
            Some((_, other)) => *other = other.start.min(range.start)..other.end.max(range.end),
            None => stretches.push((evidence.held.clone(), range)),
        }
    }
    stretches
}

/// Adds the statement of the version that stands now, which shows that another does not.
fn add_current(ledger: &dyn Ledger, stretches: &mut Vec<Stretch>) -> Result<(), NoReceipt> {
    let Some((old, _)) = stretches.first() else {
        return Ok(());
    };
    let now = ledger.current(&old.document.id)?;
    let is_there = |(held, _): &Stretch| {
        held.document.id == now.document.id && held.version.number == now.version.number
    };
    if !stretches.iter().any(is_there) {
        stretches.push((now, 0..0));
    }
    Ok(())
}

type Signed = (Note, Option<Verifier>);

fn carry(ledger: &dyn Ledger, stretches: &[Stretch]) -> Result<(Signed, Vec<Carried>), NoReceipt> {
    let mut indexes = Vec::new();
    for (held, _) in stretches {
        indexes.push(ledger.index(&held.document.id, held.version.number)?);
    }
    let size = indexes.iter().max().map_or(0, |last| last + 1);
    let (checkpoint, note, key) = ledger.checkpoint(size)?;
    let mut carried = Vec::new();
    for ((held, blocks), index) in stretches.iter().zip(indexes) {
        let statement = ledger.statement(index)?;
        let proof = ledger.proof(index, checkpoint.size)?;
        carried.push(carry_one(&held.document, blocks, index, statement, &proof)?);
    }
    Ok(((note, key), carried))
}

fn carry_one(
    document: &Document,
    blocks: &Range<usize>,
    index: u64,
    statement: Statement,
    proof: &[Hash],
) -> Result<Carried, NoReceipt> {
    let reading = Reading::of(document);
    if hash_from_hex(&statement.reading) != Some(reading.root()) {
        return Err(NoReceipt::Trouble(format!(
            "{}: the record reads the document otherwise than the log states; `onrecord log verify` \
             tells more",
            document.id
        )));
    }
    let block = |at: usize| Block {
        index: at as u64,
        paragraph: Paragraph::of(document, at),
        proof: texts(&reading.proof(at + 1)),
    };
    Ok(Carried {
        blocks: blocks.clone().map(block).collect(),
        head: Head::of(document),
        head_proof: texts(&reading.proof(0)),
        index,
        proof: texts(proof),
        statement,
    })
}

fn texts(hashes: &[Hash]) -> Vec<String> {
    hashes.iter().map(|hash| base64(hash)).collect()
}
