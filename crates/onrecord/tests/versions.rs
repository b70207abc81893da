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

/// The message of the Daily Compilation, and an invented page with the same words but one.
fn with_a_witness() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let entry = root().join("examples/statements/DCPD-203100113.md");
    let entry = std::fs::read_to_string(entry).unwrap();
    let words: Vec<&str> = entry
        .split("\n\n")
        .filter(|block| block.starts_with("I send") || block.starts_with("The storm"))
        .collect();
    let page = format!(
        "---\ntitle: A Message from the President\ndate: '2031-03-27'\n\
         source_url: https://www.example.gov/statements-releases/2031/03/27/a-message/\n\
         notice: Invented for the Onrecord project; nobody said this.\n---\n\n{}\n",
        words
            .join("\n\n")
            .replace("two centuries ago", "three centuries ago")
    );
    let pages = dir.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    std::fs::write(pages.join("DCPD-203100113.md"), entry).unwrap();
    std::fs::write(pages.join("a-message.md"), page).unwrap();
    let record = dir.path().join("record");
    let pages = pages.to_string_lossy().into_owned();
    let added = onrecord(&record, &["add", "--from", "official", &pages]);
    assert_eq!(added.status.code(), Some(0), "{added:?}");
    dir
}

#[test]
fn provenance_tells_source_digests_and_witnesses() {
    let dir = with_a_witness();
    let record = dir.path().join("record");
    let shown = text(&record, &["show", "DCPD-203100113", "--provenance"]);
    for told in [
        "first released by: Ministry of Harbors",
        "none was available for verification",
        "fetched from the official source",
        "another witness: whitehouse/statements-releases/2031/03/27/a-message",
        "a number differs",
    ] {
        assert!(shown.contains(told), "{told}\n{shown}");
    }
    let data = json(&record, &["show", "DCPD-203100113", "--provenance"]);
    assert_eq!(data["schema"], "onrecord/provenance/1");
    assert_eq!(data["vouched"], "official");
    assert_eq!(data["verification"], "original_not_available");
    assert_eq!(data["text_digest"].as_str().unwrap().len(), 64);
    assert_eq!(data["witnesses"].as_array().unwrap().len(), 1);
    let across = text(&record, &["diff", "DCPD-203100113", "--with", "a-message"]);
    assert!(across.contains("[-two-] {+three+}"), "{across}");
}

#[test]
fn provenance_in_the_forms_of_archives_and_of_the_web() {
    let dir = with_a_witness();
    let record = dir.path().join("record");
    let premis = text(&record, &["show", "DCPD-203100113", "--format", "premis"]);
    for element in [
        "<premis xmlns=\"http://www.loc.gov/premis/v3\"",
        "<objectIdentifierValue>urn:onrecord:DCPD-203100113:1</objectIdentifierValue>",
        "<messageDigestAlgorithm>SHA-256</messageDigestAlgorithm>",
        "<eventType>capture</eventType>",
        "<agentType>software</agentType>",
    ] {
        assert!(premis.contains(element), "{element}\n{premis}");
    }
    let prov: Value = serde_json::from_str(&text(
        &record,
        &["show", "DCPD-203100113", "--format", "prov"],
    ))
    .unwrap();
    let graph = prov["@graph"].as_array().unwrap();
    let entity = &graph[0];
    assert_eq!(entity["@id"], "urn:onrecord:DCPD-203100113:1");
    assert_eq!(entity["@type"][0], "prov:Entity");
    assert_eq!(
        entity["prov:wasDerivedFrom"]["@id"],
        "https://www.govinfo.gov/app/details/DCPD-203100113"
    );
    let other = &entity["prov:alternateOf"][0]["@id"];
    assert_eq!(
        other,
        "urn:onrecord:whitehouse/statements-releases/2031/03/27/a-message:1"
    );
    assert!(graph.iter().any(|node| node["@type"][0] == "prov:Activity"));
    assert!(
        graph
            .iter()
            .any(|node| node["@type"][0] == "prov:SoftwareAgent")
    );
}

#[test]
fn a_superseded_quotation_says_when_the_words_were_changed() {
    let folder = root().join("examples/statements");
    let quote = [
        "quote",
        "The southern channel will be open to all ships by the end of April",
    ];
    let output = onrecord(&folder, &quote);
    assert_eq!(output.status.code(), Some(1));
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(
        shown.contains("The words were changed between 2031-03-17 and 2031-03-18"),
        "{shown}"
    );
    // Both texts.
    assert!(
        shown.contains("the end of April") && shown.contains("the end of June"),
        "{shown}"
    );
}
