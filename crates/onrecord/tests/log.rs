//! The log as a person keeps it.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, fits_schema};
use serde_json::Value;
use std::fs;

const NAME: &str = "example.org/record/log";

#[test]
fn a_log_is_begun_signed_proven_and_verified() {
    let folder = Folder::new("log-signed");
    let (key, seen) = (folder.path("record.key"), folder.path("seen"));
    folder.ok(&["add", "examples/statements"]);
    let verifier = folder.ok(&["log", "key", "new", &key, "--name", NAME]);
    assert!(verifier.starts_with(&format!("{NAME}+")), "{verifier}");
    assert!(folder.ok(&["log", "init", "--key", &key]).contains(NAME));
    fs::write(&seen, folder.ok(&["log", "checkpoint", "--key", &key])).unwrap();
    assert!(
        fs::read_to_string(&seen)
            .unwrap()
            .starts_with(&format!("{NAME}\n"))
    );
    // A checkpoint that nobody signs must not take its place.
    let refused = folder.run(2, &["log", "checkpoint"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--key FILE"));

    let more = folder.path("more.md");
    fs::write(
        &more,
        "The toll is forty crowns, said nobody in this invented note.\n",
    )
    .unwrap();
    folder.ok(&["add", &more]);
    assert!(
        folder
            .ok(&["log", "verify", "--against", &seen])
            .contains("nothing of it was rewritten")
    );
    let said = folder.ok(&["verify", "--against", &seen]);
    assert!(
        said.contains("whole") && said.contains("nothing of it was rewritten"),
        "{said}"
    );
    folder.ok(&["rebuild"]);
    folder.ok(&["log", "verify", "--against", &seen]);

    let found = folder.ok(&["search", "harbor", "--format", "json"]);
    let found: Value = serde_json::from_str(&found).unwrap();
    let id = found["hits"][0]["id"].as_str().unwrap();
    let proof = folder.ok(&["log", "prove", id, "1"]);
    assert!(
        proof.contains("\nc2sp.org/tlog-proof@v1\nextra "),
        "{proof}"
    );
    let json = folder.ok(&["log", "prove", id, "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    fits_schema(&json, "log-prove-1");
    assert_eq!(json["statement"]["id"], id);
    let json = folder.ok(&["log", "verify", "--against", &seen, "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    fits_schema(&json, "log-verify-1");
    assert_eq!(
        (&json["against"]["extends"], &json["faults"]),
        (&true.into(), &Value::Array(vec![]))
    );
}

#[test]
fn what_was_rewritten_is_a_finding() {
    let (one, other) = (Folder::new("log-kept"), Folder::new("log-rewritten"));
    for (folder, fee) in [(&one, "$664"), (&other, "$645")] {
        let note = folder.0.join("fact-sheet.md");
        fs::write(
            &note,
            format!("The fee will fall by {fee}, says this invented sheet.\n"),
        )
        .unwrap();
        folder.ok(&["add", "examples/statements"]);
        folder.ok(&["add", note.to_str().unwrap()]);
        folder.ok(&["log", "init", "--origin", NAME]);
    }
    let seen = one.path("seen");
    fs::write(&seen, one.ok(&["log", "checkpoint"])).unwrap();
    other.run(1, &["log", "verify", "--against", &seen]);
    let by_copy = other.run(1, &["log", "verify", "--against", &one.path("record/log")]);
    let said = String::from_utf8(by_copy.stdout).unwrap();
    assert!(
        said.contains("does not extend") && said.contains("bytes was "),
        "{said}"
    );
}

#[test]
fn trouble_is_told() {
    let folder = Folder::new("log-trouble");
    let told = |arguments: &[&str], wanted: &str| {
        let output = folder.run(2, arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(errors.contains(wanted), "{errors}");
    };
    told(&["log", "init"], "onrecord add");
    folder.ok(&["add", "examples/statements"]);
    told(&["log", "verify"], "onrecord log init");
    told(&["log", "checkpoint"], "onrecord log init");
    told(
        &["log", "init", "--origin", "two words"],
        "cannot name a log",
    );
    let inside = folder.path("record/my.key");
    told(
        &["log", "key", "new", &inside, "--name", NAME],
        "choose another place",
    );
    let key = folder.path("my.key");
    folder.ok(&["log", "key", "new", &key]);
    told(&["log", "key", "new", &key], "nothing was written");
    assert!(folder.ok(&["log", "init"]).contains("not signed"));
    told(&["log", "init"], "has a log already");
    told(&["log", "prove", "no-such-document"], "no document");
    told(&["log", "verify", "--against", &key], "not a note");
}
