//! The invented article of `examples/` against the invented statements beside it: every quotation
//! gets the verdict that it was written for.

use onrecord_check::{Options, Question, Verdict, quote};
use onrecord_doc::{Date, Hint, MemoryRecord, read};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A quotation of the article: its words, who is said to have said them, when, and the verdict.
type Case = (
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    Verdict,
);

const QUOTATIONS: &[Case] = &[
    (
        "We do not leave a harbor dark,",
        Some("Ilsa Marrow"),
        Some("2031-03-05"),
        Verdict::Verbatim,
    ),
    (
        "I want to thank the pilots, who took every last boat through the gap by hand,",
        Some("Ilsa Marrow"),
        Some("2031-03-05"),
        Verdict::Tidied,
    ),
    (
        "The new lamp … will be lit before the first of May, and I will be here to see it,",
        None,
        None,
        Verdict::Elided,
    ),
    (
        "the people who keep a light burning for [seamen].",
        Some("Ilsa Marrow"),
        None,
        Verdict::Bracketed,
    ),
    (
        "We are going to raise the harbor dues, this year or next year,",
        Some("Tobin Ashgrove"),
        None,
        Verdict::Altered,
    ),
    (
        "The crews have worked for eleven nights without a break, and the small ferries will run on Sunday,",
        Some("Tobin Ashgrove"),
        None,
        Verdict::Spliced,
    ),
    (
        "A lamp is a promise to a person whom you will never meet,",
        Some("Oren Valdaquist"),
        None,
        Verdict::Misattributed,
    ),
    (
        "The southern channel will be open to all ships by the end of April,",
        None,
        None,
        Verdict::Superseded,
    ),
    (
        "The repair of the breakwater will cost $19 million,",
        Some("Tobin Ashgrove"),
        None,
        Verdict::Verbatim,
    ),
    (
        "My grandmother kept bees behind the lighthouse and sold the honey to the keepers,",
        Some("Petra Lindqvane"),
        None,
        Verdict::NotOnRecord,
    ),
    ("Unbelievable.", None, None, Verdict::Undecided),
];

/// Quotation marks of the article that are not around somebody's words.
const NO_QUOTATIONS: &[&str] = &["town of candles", "The Keeper’s Daughter,"];

#[test]
fn every_quotation_of_the_article_gets_its_verdict() {
    let record = statements();
    let mut wrong = Vec::new();
    for &(words, speaker, day, expected) in QUOTATIONS {
        let day: Option<Date> = day.map(|day| day.parse().expect("a date"));
        let question = Question {
            words,
            speaker,
            dates: day.map(|day| (day, day)),
        };
        let finding = quote(&record, &question, &Options::default()).expect("an answer");
        if finding.verdict != expected {
            let shown = finding.evidence.first().map(|e| (&e.text, &e.difference));
            wrong.push(format!(
                "{words:?}: {} and not {expected}: {shown:?}",
                finding.verdict
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_dropped_word_is_shown_with_an_alarm() {
    let (words, ..) = QUOTATIONS[4];
    let question = Question {
        words,
        ..Question::default()
    };
    let finding = quote(&statements(), &question, &Options::default()).expect("an answer");
    let change = &finding.evidence[0].difference[0];
    assert_eq!(
        (change.record.as_str(), change.quoted.as_str()),
        ("not", "")
    );
    assert_eq!(change.alarms, [onrecord_check::Alarm::Negation]);
}

#[test]
fn the_list_is_the_article() {
    let article = std::fs::read_to_string(examples().join("article.md")).expect("the article");
    let quoted: Vec<&str> = article
        .split('“')
        .skip(1)
        .map(|rest| rest.split('”').next().unwrap_or(rest))
        .collect();
    let listed: BTreeSet<&str> = QUOTATIONS
        .iter()
        .map(|case| case.0)
        .chain(NO_QUOTATIONS.iter().copied())
        .collect();
    assert_eq!(quoted.iter().copied().collect::<BTreeSet<_>>(), listed);
}

#[test]
fn the_article_has_every_verdict_that_a_small_record_can_give() {
    let have: BTreeSet<Verdict> = QUOTATIONS.iter().map(|case| case.3).collect();
    let missing: Vec<_> = Verdict::ALL.iter().filter(|v| !have.contains(v)).collect();
    // A formula of many documents needs many documents.
    assert_eq!(missing, [&Verdict::Common]);
}

#[test]
fn every_example_says_that_it_is_invented() {
    let mut files = statement_files();
    files.push(examples().join("article.md"));
    for file in files {
        let text = std::fs::read_to_string(&file).expect("readable");
        assert!(
            text.contains("Invented for the Onrecord project; nobody said this."),
            "{} does not say that it is invented",
            file.display()
        );
    }
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// The statements, older versions before newer ones.
fn statement_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(examples().join("statements"))
        .expect("the statements")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    assert!(files.len() >= 12, "{files:?}");
    files
}

fn statements() -> MemoryRecord {
    MemoryRecord::new(statement_files().into_iter().map(|file| {
        let name = file.file_name().expect("a name").to_string_lossy();
        let bytes = std::fs::read(&file).expect("readable");
        let hint = Hint { path: Some(&name) };
        (read(&bytes, hint).document, name.into_owned())
    }))
}
