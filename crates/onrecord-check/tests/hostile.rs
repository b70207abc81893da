//! Articles that mean harm: the work is bounded by steps, so each of these ends soon, and with a
//! finding that says nothing false.
#![allow(clippy::unwrap_used)]

use onrecord_check::{Article, Format, Options, Verdict, check};
use onrecord_doc::{Hint, MemoryRecord, read};

const DOCUMENT: &str = "---\ntitle: Remarks by President Bo Invented\ndate: '2031-03-03'\n---\n\n\
    We will not rest, and the the the lamp burns.  We will never sell the lamp.\n";

fn verdicts(article: &str) -> Vec<Verdict> {
    let hint = Hint { path: Some("a.md") };
    let document = read(DOCUMENT.as_bytes(), hint).document;
    let record = MemoryRecord::new([(document, "a.md".to_owned())]);
    let article = Article::read(article, Format::Markdown);
    let report = check(&record, &article, &Options::default()).unwrap();
    let findings = report.checked.into_iter().filter_map(|c| c.finding);
    findings.map(|finding| finding.verdict).collect()
}

fn is_harmless(verdicts: &[Verdict]) {
    assert!(
        verdicts.iter().all(|verdict| !verdict.is_clean()),
        "{verdicts:?}"
    );
}

#[test]
fn ten_thousand_unclosed_marks() {
    for mark in ["“", "\"", "‘", "«", "“ ‘"] {
        is_harmless(&verdicts(&format!("{mark}We will not ").repeat(10_000)));
    }
}

#[test]
fn a_million_brackets_and_forty_thousand_speakers() {
    is_harmless(&verdicts(&"(".repeat(1_000_000)));
    for said in [
        "(",
        "one of them said ",
        "the page said ",
        "In Varde a baker said ",
    ] {
        for end in [", ", ".\n\n"] {
            let line = format!("{said}“Nobody sold a lamp”{end}");
            is_harmless(&verdicts(&line.repeat(5_000)));
        }
    }
}

#[test]
fn one_word_a_million_times() {
    let found = verdicts(&format!("He said, “{}”", "the ".repeat(1_000_000)));
    assert_eq!(found, [Verdict::Undecided]);
}

#[test]
fn a_megabyte_in_quotation_marks() {
    let words: String = (0..150_000).map(|n| format!("w{} ", n % 977)).collect();
    assert_eq!(
        verdicts(&format!("He said, “{words}”")),
        [Verdict::Undecided]
    );
}

#[test]
fn brackets_and_omissions_without_end() {
    is_harmless(&verdicts(&format!(
        "He said, “{}”",
        "lamp … ".repeat(20_000)
    )));
    is_harmless(&verdicts(&format!(
        "He said, “{}”",
        "[the] lamp ".repeat(5_000)
    )));
    is_harmless(&verdicts(&"[ ".repeat(100_000)));
}

#[test]
fn one_quotation_after_another() {
    let found = verdicts(&"“We will not yield,” said Joe Biden. ".repeat(2_000));
    assert_eq!(found.len(), 2_000);
    is_harmless(&found);
}

#[test]
fn a_source_that_is_not_named() {
    let article = "Quill said “it is green” to all, according. Keepers said “so it is green”.";
    is_harmless(&verdicts(article));
}
