//! The persons and subjects of a record: worked out once, corrected by hand. Invented documents.
#![allow(clippy::unwrap_used)]

mod common;

use common::{NOW, add, reader};
use onrecord_doc::authority::names::{Change, Correction};
use onrecord_store::{ErrorKind, Input, Store, correct, rebuild};
use std::fs;
use std::path::Path;

fn text(path: &str, text: &str) -> Input {
    Input::from_bytes(path, text)
}

fn headings(dir: &Path) -> Vec<(String, usize)> {
    let names = Store::open(dir).unwrap().names(&|_, _| ()).unwrap();
    assert_eq!(names.problems, Vec::<String>::new());
    let person =
        |p: &onrecord_doc::authority::names::Person| (p.heading.clone(), p.documents().len());
    names.names.all().iter().map(person).collect()
}

fn correction(change: Change) -> Correction {
    Correction {
        time: NOW.into(),
        change,
        reason: "as she signs".into(),
    }
}

#[test]
fn corrections_win_and_survive_a_rebuild() {
    let dir = tempfile::tempdir().unwrap();
    add(
        dir.path(),
        vec![text(
            "a.txt",
            "x\nMayor Ada Example spoke.\nMs. Example agreed.",
        )],
    );
    assert_eq!(headings(dir.path()), [("Example, Ada".to_owned(), 1)]);

    let prefer = Change::Prefer {
        person: "Example, Ada".into(),
        heading: "Example, Ada B.".into(),
    };
    correct(dir.path(), &correction(prefer), &|_, _| ()).unwrap();
    let expected = [("Example, Ada B.".to_owned(), 1)];
    assert_eq!(headings(dir.path()), expected);

    let merge = Change::Merge {
        person: "Nobody".into(),
        into: "Example, Ada B.".into(),
    };
    let error = correct(dir.path(), &correction(merge), &|_, _| ()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);

    rebuild(dir.path(), reader, &|_| ()).unwrap();
    assert_eq!(headings(dir.path()), expected);
    let file = fs::read_to_string(dir.path().join("names.tsv")).unwrap();
    assert_eq!(
        file.lines()
            .filter(|line| line.ends_with("as she signs"))
            .count(),
        1
    );
}

#[test]
fn a_correction_that_does_not_apply_is_told() {
    let dir = tempfile::tempdir().unwrap();
    add(
        dir.path(),
        vec![text("a.txt", "x\nMayor Ada Example spoke.")],
    );
    let lines = "# a note\nonly two\tcolumns\n2031-03-03T12:00:00Z\tmerge\tNobody\tExample, Ada\t\tno reason\n";
    fs::write(dir.path().join("names.tsv"), lines).unwrap();
    let names = Store::open(dir.path()).unwrap().names(&|_, _| ()).unwrap();
    assert_eq!(names.problems.len(), 2, "{:?}", names.problems);
    assert!(names.problems[0].starts_with("line 2:"));
    assert!(names.problems[1].contains("Nobody"));
}

#[test]
fn new_documents_are_read_for_names_and_subjects() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path()).unwrap();
    add(
        dir.path(),
        vec![text(
            "a.txt",
            "x\nMayor Ada Example spoke of the harbor.\nThe harbor dues rise.",
        )],
    );
    let table = "!replace\nHarbors\t\t\tHarbors in general\tharbor\n";
    fs::write(dir.path().join("subjects.tsv"), table).unwrap();
    let proposed = |dir: &Path| {
        let store = Store::open(dir).unwrap();
        let proposals = store.proposals(&|_, _| ()).unwrap();
        proposals
            .values()
            .map(|found| found[0].heading.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(proposed(dir.path()), ["Harbors"]);
    assert_eq!(headings(dir.path()), [("Example, Ada".to_owned(), 1)]);

    add(
        dir.path(),
        vec![text(
            "b.txt",
            "y\nMayor Ada Example spoke of the harbor.\nThe harbor is shut.",
        )],
    );
    assert_eq!(proposed(dir.path()), ["Harbors", "Harbors"]);
    assert_eq!(headings(dir.path()), [("Example, Ada".to_owned(), 2)]);

    rebuild(dir.path(), reader, &|_| ()).unwrap();
    assert_eq!(proposed(dir.path()), ["Harbors", "Harbors"]);
    // Another table is seen at once.
    fs::write(
        dir.path().join("subjects.tsv"),
        table.replace("Harbors\t", "Ports\t"),
    )
    .unwrap();
    assert_eq!(proposed(dir.path()), ["Ports", "Ports"]);
}
