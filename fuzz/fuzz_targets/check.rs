//! The judge: any words against a small record made of the same words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_check::{Options, Question, Verdict, quote};
use onrecord_doc::{Hint, MemoryRecord, read};

fuzz_target!(|texts: (&str, &str)| {
    let (statement, words) = texts;
    let document = read(statement.as_bytes(), Hint { path: Some("x.txt") }).document;
    let record = MemoryRecord::new([(document, "x.txt".to_owned())]);
    let question = Question { words, ..Question::default() };
    let finding = quote(&record, &question, &Options::default()).expect("a record in memory answers");
    if finding.verdict == Verdict::Verbatim {
        assert!(finding.evidence.iter().all(|evidence| evidence.link.is_none() || !evidence.text.is_empty()));
        assert!(finding.evidence[0].difference.is_empty());
    }
});
