//! Receipts of any quotation of any document, made and verified without a store.

#![allow(clippy::unwrap_used)]

use onrecord_check::{Options, Question, Verdict, quote};
use onrecord_doc::merkle::{self, Hash};
use onrecord_doc::{DocId, Document, Held, Hint, MemoryRecord, read};
use onrecord_proof::statement::{Digests, Seen};
use onrecord_proof::{Checkpoint, Note, Signer, Statement, Verifier};
use onrecord_receipt::{Ledger, NoReceipt, Receipt, make, verify};
use proptest::prelude::*;
use std::sync::Arc;

/// A log in memory, of all versions of a record.
struct Log {
    record: MemoryRecord,
    signer: Signer,
}

impl Log {
    fn new(documents: &[String]) -> Self {
        let read = |(number, source): (usize, &String)| {
            let path = format!("invented-{}.md", number % 3);
            let path = Some(path.as_str());
            (
                read(source.as_bytes(), Hint { path }).document,
                format!("{number}.md"),
            )
        };
        Self {
            record: MemoryRecord::new(documents.iter().enumerate().map(read)),
            signer: Signer::new("example.org/log", &[7; 32]).unwrap(),
        }
    }

    fn leaves(&self) -> Vec<Hash> {
        self.record
            .all()
            .iter()
            .map(|held| stated(held).leaf())
            .collect()
    }
}

fn stated(held: &Held) -> Statement {
    let document: &Document = &held.document;
    let digest = "33".repeat(32);
    let seen = Seen {
        bytes: &digest,
        version: held.version.number,
        reader: 1,
        seen: "2031-03-03T12:00:00Z",
    };
    let address = document.source.address.as_deref();
    Statement::new(document.id.as_str(), address, seen, &Digests::of(document))
}

impl Ledger for Log {
    fn index(&self, id: &DocId, version: u32) -> Result<u64, String> {
        let mut all = self.record.all().iter();
        let wanted = |held: &Arc<Held>| held.document.id == *id && held.version.number == version;
        all.position(wanted)
            .map(|at| at as u64)
            .ok_or_else(|| "not stated".to_owned())
    }

    fn current(&self, id: &DocId) -> Result<Arc<Held>, String> {
        let mut all = self.record.all().iter();
        let current = all.find(|held| held.document.id == *id && held.version.is_current());
        current.cloned().ok_or_else(|| "not there".to_owned())
    }

    fn statement(&self, index: u64) -> Result<Statement, String> {
        Ok(stated(&self.record.all()[index as usize]))
    }

    fn checkpoint(&self, _: u64) -> Result<(Checkpoint, Note, Option<Verifier>), String> {
        let leaves = self.leaves();
        let checkpoint = Checkpoint {
            origin: "example.org/log".to_owned(),
            size: leaves.len() as u64,
            root: merkle::root(&leaves),
        };
        let note = self.signer.sign(&checkpoint.text());
        Ok((checkpoint, note, Some(self.signer.verifier())))
    }

    fn proof(&self, index: u64, size: u64) -> Result<Vec<Hash>, String> {
        Ok(merkle::inclusion_in(
            &self.leaves()[..size as usize],
            index as usize,
        ))
    }
}

const WORDS: [&str; 24] = [
    "the",
    "harbor",
    "will",
    "not",
    "be",
    "closed",
    "again",
    "forty",
    "20",
    "percent",
    "bridge",
    "we",
    "and",
    "toll",
    "nobody",
    "said",
    "(Applause.)",
    "pilots",
    "—",
    "uh",
    "<s>never</s>",
    "\\[always\\]",
    "“quoted”",
    "é",
];

/// Some paragraphs of few words, so that quotations meet them in every way.
fn document() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(&WORDS[..]), 3..20);
    let line = (
        prop::sample::select(&["", "MS. EXAMPLE: ", "Q    ", "- "][..]),
        words,
    );
    let line = line.prop_map(|(label, words)| format!("{label}{}.", words.join(" ")));
    prop::collection::vec(line, 1..8).prop_map(|lines| lines.join("\n\n"))
}

fn quotation() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 2..12).prop_map(|words| words.join(" "))
}

/// Makes a receipt of a question, if there is one, and verifies it.
fn round(log: &Log, words: &str, speaker: Option<&str>) -> Option<Receipt> {
    let question = Question {
        words,
        speaker,
        dates: None,
    };
    let finding = quote(&log.record, &question, &Options::default()).unwrap();
    match make(log, &question, &finding) {
        Ok(receipt) => {
            let bytes = receipt.to_bytes();
            let verified = verify(&bytes, Some(&log.signer.verifier())).unwrap();
            assert_eq!(verified.receipt, receipt);
            assert_eq!(receipt.verdict, finding.verdict.as_str());
            Some(receipt)
        }
        Err(NoReceipt::Trouble(why)) => panic!("{why}"),
        Err(_) => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_made_is_verified(
        documents in prop::collection::vec(document(), 1..5),
        words in quotation(),
        at in 0..40_usize,
        len in 2..30_usize,
    ) {
        let log = Log::new(&documents);
        round(&log, &words, None);
        round(&log, &words, Some("Ada Example"));
        // And words that do stand there, across paragraphs too.
        let all = documents.join(" ").replace("\n\n", " ");
        let words: Vec<&str> = all.split(' ').skip(at).take(len).collect();
        round(&log, &words.join(" "), None);
    }

    #[test]
    fn any_bytes_have_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(verify(&bytes, None).is_err());
    }
}

#[test]
fn superseded_words_carry_the_statement_of_today() {
    // The fourth document is the second version of the first.
    let words = "The toll for small boats will not be raised before the autumn of this year";
    let documents = [
        format!("{words}.\n\nPilots go on."),
        "Nothing here.".to_owned(),
        "Nothing there.".to_owned(),
        "Pilots go on.".to_owned(),
    ];
    let log = Log::new(&documents);
    let receipt = round(&log, words, None).unwrap();
    assert_eq!(receipt.verdict, Verdict::Superseded.as_str());
    let versions: Vec<u32> = receipt
        .documents
        .iter()
        .map(|d| d.statement.version)
        .collect();
    assert_eq!(versions, [1, 2]);
    assert!(receipt.documents[1].blocks.is_empty());
}
