//! `names`, `index` and `calendar` as a person runs them, over the invented examples.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A record of the examples, in a folder of its own.
struct Record(PathBuf);

impl Record {
    fn of_examples(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&dir);
        let record = Self(dir);
        let added = record.run(&["add", "examples/statements"]);
        assert!(
            added.status.success(),
            "{}",
            String::from_utf8_lossy(&added.stderr)
        );
        record
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        command.current_dir(root).env("ONRECORD_RECORD", &self.0);
        command.args(arguments).output().unwrap()
    }

    #[track_caller]
    fn text(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.text(arguments)).unwrap()
    }
}

#[test]
fn persons_are_listed_shown_and_corrected() {
    let record = Record::of_examples("names-of-examples");
    assert!(
        record
            .text(&["names", "ashgrov"])
            .contains("Ashgrove, Tobin")
    );
    let person = record.json(&["names", "show", "ashgrove", "--format", "json"]);
    assert_eq!(person["schema"], "onrecord/name/1");
    let variants = person["variants"].as_array().unwrap();
    assert!(
        variants
            .iter()
            .any(|v| v["form"] == "MR. ASHGROVE" && v["role"] == "speaker"),
        "{variants:?}"
    );

    let prefer = [
        "names",
        "prefer",
        "Ashgrove, Tobin",
        "--heading",
        "Ashgrove, Tobin B.",
        "--reason",
        "as he signs",
    ];
    assert!(record.text(&prefer).ends_with("as he signs\n"));
    let identify = [
        "names",
        "identify",
        "Ashgrove, Tobin B.",
        "--wikidata",
        "Q1",
        "--reason",
        "by the page",
    ];
    record.text(&identify);
    let person = record.json(&["names", "show", "Ashgrove, Tobin B.", "--format", "json"]);
    assert_eq!(person["identifiers"][0]["id"], "Q1");

    // Taking the lines out of the file withdraws them.
    std::fs::remove_file(record.0.join("names.tsv")).unwrap();
    let listed = record.text(&["names", "ashgrov"]);
    assert!(
        listed.contains("Ashgrove, Tobin") && !listed.contains("Tobin B."),
        "{listed}"
    );

    let wrong = record.run(&[
        "names",
        "merge",
        "Nobody",
        "--into",
        "Ashgrove, Tobin",
        "--reason",
        "none",
    ]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("there is no person “Nobody”"));
}

#[test]
fn indexes_and_contents() {
    let record = Record::of_examples("index-of-examples");
    let names = record.text(&["index", "names", "--month", "2031-03"]);
    assert!(
        names.contains("Ashgrove, Tobin\n  2031-03-03  Press Briefing"),
        "{names}"
    );
    let html = record.text(&["index", "categories", "--year", "2031", "--format", "html"]);
    assert!(
        html.starts_with("<!doctype html>") && html.contains("<dt>Press Briefings"),
        "{html}"
    );
    let subjects = record.json(&["index", "subjects", "--format", "json"]);
    assert_eq!(subjects["schema"], "onrecord/index/1");
    let contents = record.text(&["calendar", "2031-03-03"]);
    assert!(
        contents.starts_with("Contents, March 3, 2031"),
        "{contents}"
    );
    let calendar = record.json(&["calendar", "2031", "--format", "json"]);
    assert_eq!(calendar["parts"][0]["key"], "2031-03");
    let wrong = record.run(&["index", "names", "--administration", "nobody"]);
    assert_eq!(wrong.status.code(), Some(2));
}
