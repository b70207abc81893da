//! Records that earlier versions of the program wrote: today's opens them, or says that they must
//! be made again, and then gives the same documents and the same verdicts as for a new record.
//!
//! `tests/compat/README.md` says what is in a store, and when to add one.

#![allow(clippy::unwrap_used)]

use onrecord_doc::{Hint, read};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn records_of_earlier_formats_are_opened_or_made_again() {
    let stores = stores();
    assert!(stores.len() >= 5, "{stores:?}");
    let mut opened = 0;
    for store in stores {
        let name = store.file_name().unwrap().to_string_lossy().into_owned();
        let dir = unpacked(&store, &name);
        let status = onrecord(&dir, &["status", "--record", "record"]);
        match status.status.code() {
            Some(0) => opened += 1,
            code => {
                let said = String::from_utf8_lossy(&status.stderr).into_owned();
                assert!(
                    said.contains("run `onrecord rebuild`"),
                    "{name}: {code:?} {said}"
                );
                done(&name, &onrecord(&dir, &["rebuild", "--record", "record"]));
            }
        }
        done(&name, &onrecord(&dir, &["verify", "--record", "record"]));
        for folder in ["documents", "later"] {
            done(
                &name,
                &onrecord(&dir, &["add", "--record", "fresh", folder]),
            );
        }
        assert_eq!(answers(&dir, "record"), answers(&dir, "fresh"), "{name}");
    }
    assert!(opened > 0, "there is no store of the format of today");
}

fn stores() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/compat");
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut stores: Vec<PathBuf> = paths
        .filter(|path| path.to_string_lossy().ends_with(".tar.gz"))
        .collect();
    stores.sort();
    stores
}

fn unpacked(store: &Path, name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    let mut tar = Command::new("tar");
    let status = tar.arg("-xzmf").arg(store).arg("-C").arg(&dir).status();
    assert!(status.unwrap().success(), "{name}");
    dir
}

fn onrecord(dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command
        .current_dir(dir)
        .env_remove("ONRECORD_RECORD")
        .args(arguments);
    command.output().unwrap()
}

#[track_caller]
fn done(name: &str, output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{name}: {said}");
}

/// The verdicts on the article, what a search finds, and every document, as JSON.
fn answers(dir: &Path, record: &str) -> Vec<Value> {
    let mut asked: Vec<Vec<String>> = vec![
        vec!["check".into(), "article.md".into()],
        vec!["search".into(), "harbor".into()],
    ];
    for folder in ["documents", "later"] {
        for entry in fs::read_dir(dir.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let hint = Hint {
                path: path.to_str(),
            };
            let id = read(&fs::read(&path).unwrap(), hint)
                .document
                .id
                .to_string();
            asked.push(vec!["show".into(), id]);
        }
    }
    asked.sort();
    asked
        .iter()
        .map(|question| answer(dir, question, record))
        .collect()
}

fn answer(dir: &Path, question: &[String], record: &str) -> Value {
    let mut arguments: Vec<&str> = question.iter().map(String::as_str).collect();
    arguments.extend(["--format", "json", "--record", record]);
    let output = onrecord(dir, &arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{question:?}: {said}"
    );
    let mut answer = serde_json::from_slice(&output.stdout).unwrap();
    forget_times(&mut answer);
    answer
}

/// When the documents were added is not the same, not even the day; they themselves are of 2031.
fn forget_times(value: &mut Value) {
    match value {
        Value::String(text) => {
            let is_time = text.len() == 20 && text.ends_with('Z') && text.contains('T');
            if is_time && !text.starts_with("2031") {
                *text = "then".into();
            }
            *text = without_days(text);
        }
        Value::Array(values) => values.iter_mut().for_each(forget_times),
        Value::Object(values) => values.values_mut().for_each(forget_times),
        _ => {}
    }
}

/// The text with "then" for every day that is not of 2031.
fn without_days(text: &str) -> String {
    let is_day = |at: usize| {
        let day = text.get(at..at + 10).unwrap_or_default();
        let shape = day.char_indices().all(|(at, c)| match at {
            4 | 7 => c == '-',
            _ => c.is_ascii_digit(),
        });
        day.len() == 10 && shape && !day.starts_with("2031")
    };
    let (mut kept, mut at) = (String::new(), 0);
    while let Some(c) = text[at..].chars().next() {
        if is_day(at) {
            kept.push_str("then");
            at += 10;
        } else {
            kept.push(c);
            at += c.len_utf8();
        }
    }
    kept
}

#[test]
fn days_are_forgotten() {
    let text = "changed on 2026-11-25: of 2031-03-05, “12-2026-1”";
    assert_eq!(
        without_days(text),
        "changed on then: of 2031-03-05, “12-2026-1”"
    );
}
