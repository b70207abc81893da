//! Where documents are quoted. All documents are invented.
#![allow(clippy::unwrap_used)]

use onrecord_doc::{DocId, Record};
use onrecord_store::{Input, Store, Writer};
use std::path::Path;

const NOW: &str = "2031-04-01T12:00:00Z";

fn add(dir: &Path, documents: &[(u32, &str)]) {
    let page = |&(day, text): &(u32, &str)| {
        let page = format!(
            "---\ntitle: Statement {day}\ndate: '2031-03-{day:02}'\nsource_url: \
             https://www.example.gov/briefing-room/statements-releases/2031/03/{day:02}/s/\n---\n\n{text}\n"
        );
        Input::from_bytes(format!("{day}.md"), page)
    };
    let mut writer = Writer::open(dir).unwrap();
    writer
        .add(documents.iter().map(page), NOW, &|_| ())
        .unwrap();
    writer.close().unwrap();
}

/// Who quotes the statement of a day: the titles.
fn quoting(dir: &Path, day: u32) -> Vec<String> {
    let store = Store::open(dir).unwrap();
    let id = format!("whitehouse/statements-releases/2031/03/{day:02}/s");
    let handle = *store
        .find(&DocId::new(&id).unwrap())
        .unwrap()
        .last()
        .unwrap();
    let (total, found) = store
        .quotations_of(handle, 100, &|_, _| ())
        .unwrap()
        .unwrap();
    assert_eq!(total, found.len());
    let title = |q: &onrecord_store::Quotation| q.by.document.title.clone();
    found.iter().map(title).collect()
}

const WORDS: &str = "the dredgers of the strait will work until the first ice of the year";

#[test]
fn later_documents_that_have_the_words_in_quotation_marks_quote() {
    let dir = tempfile::tempdir().unwrap();
    let quoted = format!("The Minister said: “{WORDS}.” She has said it before.");
    add(
        dir.path(),
        &[
            (2, &quoted), // before it was said
            (5, &format!("Citizens, {WORDS}. We thank them.")),
            (5 + 1, &format!("It is known that {WORDS}.")), // without marks: no quotation
            (9, &quoted),
            (8, "She called it “the first ice of the year” again."), // too short
        ],
    );
    assert_eq!(quoting(dir.path(), 5), ["Statement 9"]);
    // What the statement of the ninth has is itself a quotation.
    add(dir.path(), &[(12, &quoted)]);
    assert_eq!(quoting(dir.path(), 5), ["Statement 12", "Statement 9"]);
    assert_eq!(quoting(dir.path(), 6), ["Statement 12", "Statement 9"]);
    assert_eq!(quoting(dir.path(), 9), [""; 0]);
}

#[test]
fn a_formula_is_no_quotation_of_one_document() {
    let dir = tempfile::tempdir().unwrap();
    let plain = format!("Citizens, {WORDS}.");
    let quoted = format!("He said: “{WORDS}.”");
    let mut documents: Vec<(u32, &str)> = (1..=8).map(|day| (day, plain.as_str())).collect();
    documents.push((20, &quoted));
    add(dir.path(), &documents);
    assert_eq!(quoting(dir.path(), 1), [""; 0]);
}
