//! Versions in the order of time, whatever the order in which they are added. All documents are
//! invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::{add, reader};
use onrecord_doc::provenance::Vouched;
use onrecord_doc::{DocId, Record};
use onrecord_store::{Input, Store, rebuild};
use std::path::Path;

fn text(path: &str, text: &str) -> Input {
    Input::from_bytes(path, format!("x\n{text}"))
}

/// Of each version of document `x` in the order of time: its words, its number, since when it is
/// known, and `*` where it is the current one.
fn versions(dir: &Path) -> Vec<String> {
    let store = Store::open(dir).unwrap();
    let handles = store.find(&DocId::new("x").unwrap()).unwrap();
    let version = |handle| {
        let held = store.held(handle).unwrap();
        let words = held.document.blocks[0].text.text().to_owned();
        let version = &held.version;
        assert_eq!(version.of as usize, handles.len());
        let current = if version.is_current() { " *" } else { "" };
        let known = version.known.clone().unwrap();
        format!("{words} {} {known}{current}", version.number)
    };
    let found: Vec<String> = handles.iter().map(|&handle| version(handle)).collect();
    assert_eq!(store.coverage().unwrap().documents, 1);
    found
}

#[track_caller]
fn expect(batches: Vec<Vec<Input>>, expected: &[&str]) {
    let dir = tempfile::tempdir().unwrap();
    for batch in batches {
        add(dir.path(), batch);
    }
    assert_eq!(versions(dir.path()), expected);
    rebuild(dir.path(), reader, &|_| ()).unwrap();
    assert_eq!(versions(dir.path()), expected);
}

#[test]
fn earlier_versions_added_later_do_not_become_current() {
    expect(
        vec![
            vec![text("pages/x.md", "@2031-03-02 10:00:00-05:00\nnine five")],
            vec![
                text("old/x/00-first.md", "@2031-03-01 10:00:00-05:00\nnine four"),
                text("old/x/01-2031-03-02.md", "@2031-03-02 09:00:00-05:00\nnine"),
            ],
        ],
        &[
            "nine four 2 2031-03-01T15:00:00Z",
            "nine 3 2031-03-02T14:00:00Z",
            "nine five 1 2031-03-02T15:00:00Z *",
        ],
    );
}

#[test]
fn within_a_series_the_order_of_files_stands() {
    // The source never says that it changed, and goes back to its first words.
    expect(
        vec![vec![
            text("old/x/00-first.md", "@2031-03-01 10:00:00Z\none"),
            text("old/x/01-2031-03-03.md", "@2031-03-01 10:00:00Z\ntwo"),
            text("old/x/02-2031-03-07.md", "@2031-03-01 10:00:00Z\none"),
        ]],
        &[
            "one 1 2031-03-01T10:00:00Z",
            "two 2 2031-03-03",
            "one 3 2031-03-07 *",
        ],
    );
}

#[test]
fn a_copy_tells_since_when_words_stood() {
    let mut later = text("b.md", "one");
    later.seen = Some("2031-02-01".into());
    expect(
        vec![vec![text("a.md", "one")], vec![later]],
        &["one 1 2031-02-01 *"],
    );
}

#[test]
fn a_version_that_turns_out_to_be_older_moves() {
    let seen = |path: &str, words: &str, day: &str| {
        let mut input = text(path, words);
        input.seen = Some(day.to_owned());
        input
    };
    expect(
        vec![
            vec![
                seen("a.md", "one", "2031-02-05"),
                seen("b.md", "two", "2031-02-07"),
            ],
            vec![seen("c.md", "two", "2031-02-01")],
        ],
        &["two 2 2031-02-01", "one 1 2031-02-05 *"],
    );
    // Seen again after others stood: the source has gone back.
    expect(
        vec![
            vec![
                seen("a.md", "one", "2031-02-05"),
                seen("b.md", "two", "2031-02-07"),
            ],
            vec![seen("c.md", "one", "2031-02-09")],
        ],
        &["one 1 2031-02-05", "two 2 2031-02-07", "one 3 2031-02-09 *"],
    );
}

#[test]
fn whoever_vouches_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let mut typed = text("a.md", "one");
    typed.vouched = Vouched::Typed;
    add(dir.path(), vec![typed, text("b.md", "one")]);
    let vouched = |dir: &Path| {
        let store = Store::open(dir).unwrap();
        let handle = store.find(&DocId::new("x").unwrap()).unwrap()[0];
        let seen = store.sightings(handle).unwrap();
        seen.iter().map(|seen| seen.vouched).collect::<Vec<_>>()
    };
    assert_eq!(vouched(dir.path()), [Vouched::Typed, Vouched::Copy]);
    rebuild(dir.path(), reader, &|_| ()).unwrap();
    assert_eq!(vouched(dir.path()), [Vouched::Typed, Vouched::Copy]);
}
