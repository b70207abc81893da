//! `onrecord search` and `like` as a person runs them, over a record of the invented statements.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn onrecord(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command
        .current_dir(root())
        .env_remove("ONRECORD_RECORD")
        .args(arguments);
    command.output().unwrap()
}

/// A record of the examples, made once.
fn record() -> &'static str {
    static RECORD: OnceLock<tempfile::TempDir> = OnceLock::new();
    let made = RECORD.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().to_str().unwrap();
        let added = onrecord(&["add", "examples/statements", "--record", path]);
        assert_eq!(added.status.code(), Some(0));
        dir
    });
    made.path().to_str().unwrap()
}

fn run(arguments: &[&str]) -> Output {
    onrecord(&[arguments, &["--record", record()]].concat())
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    let output = run(&[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&text(&output)).unwrap()
}

#[test]
fn hits_facets_and_pages() {
    let found = json(&["search", "harbor", "--limit", "2"]);
    assert_eq!(found["schema"], "onrecord/search/2");
    assert_eq!(found["hits"].as_array().unwrap().len(), 2);
    let total = found["total"].as_u64().unwrap();
    let kinds = found["facets"]["kinds"].as_array().unwrap();
    let sum: u64 = kinds
        .iter()
        .map(|kind| kind["documents"].as_u64().unwrap())
        .sum();
    assert_eq!(sum, total);
    let next = found["next"].as_str().unwrap();
    let second = json(&["search", "harbor", "--limit", "2", "--after", next]);
    assert_ne!(second["hits"][0]["id"], found["hits"][0]["id"]);
    let snippet = &found["hits"][0]["snippets"][0];
    let [start, end] = [0, 1].map(|at| snippet["matches"][0][at].as_u64().unwrap() as usize);
    let shown = &snippet["text"].as_str().unwrap()[start..end];
    assert!(shown.to_lowercase().contains("harbo"), "{shown}");
    let newest = text(&run(&["search", "harbor", "--sort", "newest", "--facets"]));
    assert!(
        newest.contains("kinds  ") && newest.contains(" documents"),
        "{newest}"
    );
}

#[test]
fn the_status_tells_whether_something_was_found() {
    assert_eq!(run(&["search", "harbor"]).status.code(), Some(0));
    let nothing = run(&["search", "speaker:ashgrove", "harborr"]);
    assert_eq!(nothing.status.code(), Some(1));
    let wrong = run(&["search", "topic:gas"]);
    assert_eq!(wrong.status.code(), Some(2));
    let shown = complaint(&wrong);
    assert!(shown.contains("\n  topic:gas\n  ^^^^^^\n"), "{shown}");
    assert!(shown.contains("--help-query"), "{shown}");
    assert_eq!(
        run(&["search", "harbor", "--sort", "left"]).status.code(),
        Some(2)
    );
    assert_eq!(
        run(&["search", "harbor", "--format", "csv"]).status.code(),
        Some(2)
    );
    assert_eq!(
        run(&["search", "harbor", "--after", "x"]).status.code(),
        Some(2)
    );
    assert_eq!(
        onrecord(&["search", "harbor", "--record", "examples"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn the_language_is_explained() {
    let page = text(&onrecord(&["search", "--help-query"]));
    let docs = std::fs::read_to_string(root().join("docs/query.md")).unwrap();
    assert_eq!(page.trim_end(), docs.trim_end());
}

#[test]
fn a_concordance_is_aligned() {
    let shown = text(&run(&["search", "harbor", "--kwic", "--sort", "right"]));
    let lines: Vec<&str> = shown
        .lines()
        .filter(|line| line.starts_with("2031-"))
        .collect();
    assert!(lines.len() > 2, "{shown}");
    // Date, name and left side have their columns: the words begin in the same one.
    let at = |line: &str| {
        line.chars()
            .skip(10 + 2 + 16 + 2 + 44)
            .take(6)
            .collect::<String>()
    };
    assert!(
        lines
            .iter()
            .all(|line| at(line).eq_ignore_ascii_case("harbor")),
        "{shown}"
    );
    let found = json(&["search", "harbor", "--kwic", "--limit", "3"]);
    assert_eq!(found["schema"], "onrecord/concordance/1");
    assert_eq!(found["lines"].as_array().unwrap().len(), 3);
    let csv = text(&run(&["search", "harbor", "--kwic", "--format", "csv"]));
    assert!(
        csv.starts_with("date,speaker,left,found,right,id\n2031-"),
        "{csv}"
    );
}

#[test]
fn words_are_counted_over_time() {
    let csv = text(&run(&[
        "search",
        "harbor",
        "--frequency",
        "month",
        "--format",
        "csv",
    ]));
    assert!(
        csv.starts_with("period,words,speaker,count,documents,of\n2031-03,harbor,,"),
        "{csv}"
    );
    let found = json(&["search", "speaker:marrow harbor", "--frequency", "year"]);
    assert_eq!(found["schema"], "onrecord/frequency/1");
    assert_eq!(found["series"][0]["speaker"], "Marrow, Ilsa");
    let bars = text(&run(&["search", "harbor", "--frequency", "month"]));
    assert!(bars.contains("a million") && bars.contains('#'), "{bars}");
    assert_eq!(
        run(&["search", "kind:remarks", "--frequency", "year"])
            .status
            .code(),
        Some(1)
    );
}

#[test]
fn documents_like_one_and_suggestions() {
    let found = json(&["like", "DCPD-203100113"]);
    assert_eq!(found["schema"], "onrecord/like/1");
    assert!(!found["documents"].as_array().unwrap().is_empty());
    assert!(text(&run(&["like", "rebuilding-the-harbor-at-port-sorrel"])).contains("both have: "));
    assert_eq!(run(&["like", "none"]).status.code(), Some(2));
    let found = json(&["search", "--suggest", "harb"]);
    assert_eq!(found["words"][0]["text"], "harbor");
    assert!(text(&run(&["search", "--suggest", "ilsa m"])).contains("speaker  Marrow, Ilsa"));
}
