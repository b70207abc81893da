//! History, differences and edits as a person asks for them, over the invented examples.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ID: &str = "rebuilding-the-harbor-at-port-sorrel";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn onrecord(record: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command
        .current_dir(root())
        .env("ONRECORD_RECORD", record)
        .args(arguments);
    command.output().unwrap()
}

#[track_caller]
fn text(record: &Path, arguments: &[&str]) -> String {
    let output = onrecord(record, arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn json(record: &Path, arguments: &[&str]) -> Value {
    let arguments = [arguments, &["--format", "json"]].concat();
    serde_json::from_str(&text(record, &arguments)).unwrap()
}

/// The examples as a record on disk; and the folder itself, which is read into memory.
fn records() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let added = onrecord(dir.path(), &["add", "examples/statements"]);
    assert_eq!(added.status.code(), Some(0), "{added:?}");
    (dir, root().join("examples/statements"))
}

#[test]
fn history_lists_versions_and_what_each_changed() {
    let (dir, folder) = records();
    for record in [dir.path(), &folder] {
        let shown = text(record, &["history", ID]);
        // The invented pages are of 2031: a record on disk does not believe that before it is so.
        assert!(shown.contains("version 1: known since 20"), "{shown}");
        assert!(shown.contains("version 2, the current one"), "{shown}");
        assert!(shown.contains("“April” became “June”"), "{shown}");
        let data = json(record, &["history", ID]);
        assert_eq!(data["schema"], "onrecord/history/1");
        assert_eq!(data["versions"][1]["change"]["kind"], "substance");
        assert_eq!(data["versions"][1]["change"]["substance"], 2);
        assert!(data["versions"][0]["change"].is_null());
    }
}

#[test]
fn diff_shows_words_taken_out_and_put_in() {
    let (dir, folder) = records();
    for record in [dir.path(), &folder] {
        let shown = text(record, &["diff", ID]);
        assert!(shown.contains("[-April-] {+June+}"), "{shown}");
        assert!(shown.contains("a number differs"), "{shown}");
        let sides = text(record, &["diff", ID, "1", "2", "--side-by-side"]);
        let line = sides.lines().find(|line| line.contains("-April-")).unwrap();
        assert!(line.contains(" │ "), "{line}");
        let back = text(record, &["diff", ID, "2", "1"]);
        assert!(back.contains("[-June-] {+April+}"), "{back}");
        let data = json(record, &["diff", ID]);
        assert_eq!(data["schema"], "onrecord/diff/1");
        let changes = data["changes"].as_array().unwrap();
        let number = changes
            .iter()
            .find(|change| change["new"]["text"] == "June")
            .unwrap();
        assert_eq!(
            (&number["kind"], &number["reason"]),
            (&"substance".into(), &"number".into())
        );
    }
    let one = onrecord(dir.path(), &["diff", "DCPD-203100113"]);
    assert_eq!(one.status.code(), Some(2));
    assert!(
        String::from_utf8(one.stderr)
            .unwrap()
            .contains("only one version")
    );
}

#[test]
fn edits_are_filtered_and_the_newest_come_first() {
    let (dir, folder) = records();
    for record in [dir.path(), &folder] {
        let count = |arguments: &[&str]| {
            let data = json(record, &[&["edits"], arguments].concat());
            assert_eq!(data["schema"], "onrecord/edits/1");
            data["edits"].as_array().unwrap().len()
        };
        assert_eq!(count(&[]), 1);
        assert_eq!(count(&["--kind", "substance", "--since", "2026-03-18"]), 1);
        assert_eq!(count(&["--since", "2031-03-19"]), 0);
        assert_eq!(count(&["--kind", "format"]), 0);
        assert!(text(record, &["edits"]).contains("“April” became “June” — a number differs"));
    }
    assert_eq!(
        onrecord(dir.path(), &["edits", "--kind", "grave"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn when_a_file_was_seen_may_be_told() {
    let dir = tempfile::tempdir().unwrap();
    let add = |arguments: &[&str]| onrecord(dir.path(), &[&["add"], arguments].concat());
    let file = "examples/statements/DCPD-203100113.md";
    assert_eq!(add(&["--seen", "3031-03-05", file]).status.code(), Some(2));
    assert_eq!(add(&["--seen", "soon", file]).status.code(), Some(2));
    assert_eq!(add(&["--seen", "2031", file]).status.code(), Some(2));
    assert_eq!(
        add(&["--seen", "2021-03-05", "--from", "official", file])
            .status
            .code(),
        Some(0)
    );
    let data = json(dir.path(), &["history", "DCPD-203100113"]);
    assert_eq!(data["versions"][0]["seen"], "2021-03-05");
}
