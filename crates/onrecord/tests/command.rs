//! The command as a person runs it: status, what it prints, the README's picture.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

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

#[track_caller]
fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

const CHECK: &[&str] = &[
    "check",
    "--record",
    "examples/statements",
    "examples/article.md",
];

#[test]
fn the_readme_shows_what_the_command_prints() {
    let output = onrecord(CHECK);
    assert_eq!(output.status.code(), Some(1));
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let picture = readme
        .split("```text\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .unwrap();
    assert!(text(&output).contains(picture), "{}", text(&output));
}

/// As `onrecord check … | head` does.
#[test]
#[cfg(unix)]
fn who_reads_no_further_ends_it_quietly() {
    for arguments in [CHECK, &[CHECK, &["--format", "json"]].concat()] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.current_dir(root()).args(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!errors.contains("panicked"), "{errors}");
    }
}

#[test]
fn the_example_has_every_verdict_of_a_small_record() {
    let shown = text(&onrecord(CHECK));
    let summary = shown.lines().rev().nth(1).unwrap();
    for verdict in [
        "verbatim",
        "tidied",
        "elided",
        "bracketed",
        "altered",
        "spliced",
        "misattributed",
        "superseded",
        "not on record",
    ] {
        assert!(summary.contains(verdict), "{verdict} is not in {summary}");
    }
    assert!(shown.lines().last().unwrap().starts_with("(searched: "));
}

#[test]
fn explain_shows_the_road_to_a_finding() {
    let words = "We do not leave a harbor bright. We never have";
    let asked = [
        "quote",
        "--record",
        "examples/statements",
        "--explain",
        words,
    ];
    let shown = text(&onrecord(&asked));
    for step in [
        "road: looked up: 10 words as they stand; 0 places in 0 documents",
        "road: proposed by",
        "road: laid alongside: ",
        "road: word by word: We do not leave a harbor {dark → bright} We never have",
        "road: rule: at most a quarter of the words are changed without a mark",
    ] {
        assert!(shown.contains(step), "{step}: {shown}");
    }
    let json = onrecord(&[
        "quote",
        "--record",
        "examples/statements",
        "--format",
        "json",
        words,
    ]);
    assert!(!text(&json).contains("\"road\""));
}

#[test]
fn two_runs_give_the_same_bytes() {
    let json = [&["check", "--format", "json"], &CHECK[1..]].concat();
    assert_eq!(onrecord(&json).stdout, onrecord(&json).stdout);
}

#[test]
fn json_has_what_its_schema_requires() {
    let json = onrecord(&[&["check", "--format", "json"], &CHECK[1..]].concat());
    let schema = std::fs::read_to_string(root().join("docs/schema/check-1.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let printed: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(printed["schema"], "onrecord/check/1");
    fits(&printed, &schema, &schema, "check");
}

/// The part of JSON Schema that ours uses: types, required fields, references, enumerations.
fn fits(value: &Value, schema: &Value, whole: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return fits(value, &whole["$defs"][name], whole, at);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let other = any
            .iter()
            .find(|other| value.is_null() == (other["type"] == "null"))
            .unwrap();
        return fits(value, other, whole, at);
    }
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    };
    match &schema["type"] {
        Value::String(name) => assert!(is(name), "{at}: {value} is no {name}"),
        Value::Array(names) => {
            assert!(
                names.iter().any(|name| is(name.as_str().unwrap())),
                "{at}: {value}"
            );
        }
        _ => {}
    }
    if let Some(names) = schema["enum"].as_array() {
        assert!(names.contains(value), "{at}: {value} is not listed");
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        if value.is_object() {
            assert!(
                value.get(name.as_str().unwrap()).is_some(),
                "{at}: {name} is missing"
            );
        }
    }
    for (name, field) in value.as_object().into_iter().flatten() {
        let described = &schema["properties"][name];
        assert!(!described.is_null(), "{at}.{name} is not in the schema");
        fits(field, described, whole, &format!("{at}.{name}"));
    }
    for item in value.as_array().into_iter().flatten() {
        fits(item, &schema["items"], whole, &format!("{at}[]"));
    }
}

#[test]
fn trouble_is_status_two_and_the_rest_goes_on() {
    let output = onrecord(&[
        "check",
        "--record",
        "examples/statements",
        "no-such.md",
        "examples/article.md",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such.md"));
    assert!(text(&output).contains("altered: "));
    let output = onrecord(&["quote", "--record", "no/such/folder", "words"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("onrecord add"));
}

#[test]
fn an_article_comes_from_standard_input() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(root()).args([
        "check",
        "--record",
        "examples/statements",
        "--format",
        "short",
        "-",
    ]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let article = "He said: “My grandmother kept bees behind the lighthouse and sold the honey.”\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(article.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).starts_with("-:1:"), "{}", text(&output));
}

#[test]
fn a_record_is_made_searched_shown_and_made_again() {
    let record = std::env::temp_dir().join(format!("onrecord-command-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&record);
    let dir = record.to_str().unwrap();
    let run = |arguments: &[&str]| onrecord(&[arguments, &["--record", dir]].concat());
    assert_eq!(run(&["add", "examples/statements"]).status.code(), Some(0));
    assert!(text(&run(&["add", "examples/statements"])).starts_with("0 new, 0 changed"));
    let from_record = onrecord(&[
        "check",
        "--record",
        dir,
        "examples/article.md",
        "--format",
        "short",
    ]);
    let from_folder = onrecord(&[&["check", "--format", "short"], &CHECK[1..]].concat());
    assert_eq!(text(&from_record), text(&from_folder));
    let before = text(&run(&["search", "harbor", "--format", "json"]));
    let found: Value = serde_json::from_str(&before).unwrap();
    let id = found["hits"][0]["id"].as_str().unwrap().to_owned();
    assert!(text(&run(&["show", &id])).contains(&id));
    for (name, arguments) in [
        ("search-2", &["search", "harbor"][..]),
        ("concordance-1", &["search", "harbor", "--kwic"]),
        ("frequency-1", &["search", "harbor", "--frequency", "year"]),
        ("suggest-1", &["search", "harb", "--suggest"]),
        ("like-1", &["like", &id]),
        ("quoted-1", &["quoted", &id]),
    ] {
        let schema = root().join(format!("docs/schema/{name}.json"));
        let schema: Value =
            serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
        let printed = text(&run(&[arguments, &["--format", "json"]].concat()));
        fits(
            &serde_json::from_str(&printed).unwrap(),
            &schema,
            &schema,
            name,
        );
    }
    assert_eq!(run(&["rebuild"]).status.code(), Some(0));
    assert_eq!(
        text(&run(&["search", "harbor", "--format", "json"])),
        before
    );
    assert!(text(&run(&["status"])).contains("documents"));
    std::fs::remove_dir_all(record).unwrap();
}

#[test]
fn help_has_examples_and_every_verdict_is_explained() {
    for command in [
        "check",
        "quote",
        "search",
        "like",
        "quoted",
        "show",
        "status",
        "add",
        "rebuild",
        "verify",
        "log",
        "verify-receipt",
        "explain",
    ] {
        let help = text(&onrecord(&[command, "--help"]));
        assert!(
            help.contains(&format!("onrecord {command}")),
            "{command} has no example"
        );
    }
    let listed = text(&onrecord(&["explain"]));
    for verdict in listed.lines().filter_map(|line| line.split(' ').next()) {
        assert!(
            text(&onrecord(&["explain", verdict])).contains("What it means"),
            "{verdict}"
        );
    }
    assert_eq!(onrecord(&["explain", "nonsense"]).status.code(), Some(2));
}
