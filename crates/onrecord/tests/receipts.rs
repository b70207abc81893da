//! Receipts: made by the command, verified by ours and by an independent verifier in Python.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, fits_schema, root, text};
use onrecord_receipt::{Receipt, verify};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A record of the example's statements, without a log.
fn filled(name: &str) -> Folder {
    let folder = Folder::new(&format!("receipts-{name}"));
    folder.ok(&["add", "examples/statements"]);
    folder
}

/// The same with a log, and the key that signs its checkpoints.
fn signed(name: &str) -> (Folder, String) {
    let folder = filled(name);
    let file = folder.path("key");
    let key = folder.ok(&["log", "key", "new", &file, "--name", "example.org/log"]);
    folder.ok(&["log", "init", "--key", &file]);
    (folder, key.trim().to_owned())
}

/// The receipts of the example's findings, by name.
fn receipts(folder: &Folder) -> Vec<PathBuf> {
    let dir = folder.path("receipts");
    folder.run(1, &["check", "examples/article.md", "--receipts", &dir]);
    let mut files: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files
}

/// Runs Python with the independent verifier at hand. `None` where there is no Python.
fn python(arguments: &[&str]) -> Option<Output> {
    let mut command = Command::new("python3");
    command.current_dir(root().join("tests")).args(arguments);
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    let output = command.output();
    if output.is_err() {
        eprintln!("SKIPPED: there is no python3, so the second verifier was not asked");
    }
    output.ok()
}

/// Verifies every line of a file, base64 each.
const EACH_LINE: &str = "\
import base64, sys, verify_receipt
for line in open(sys.argv[1]):
    try:
        verify_receipt.verify(base64.b64decode(line))
        print('ok')
    except Exception as error:
        known = (ValueError, AttributeError, IndexError, RecursionError)
        print('bad' if isinstance(error, known) else 'crash: ' + repr(error))
";

/// What the two verifiers say of each of some files: ours first. Theirs is ours without Python.
fn both(folder: &Folder, files: &[Vec<u8>]) -> Vec<(bool, bool)> {
    let ours: Vec<bool> = files
        .iter()
        .map(|file| verify(file, None).is_ok())
        .collect();
    let lines: Vec<String> = files
        .iter()
        .map(|file| onrecord_proof::base64(file))
        .collect();
    let list = folder.path("list");
    fs::write(&list, lines.join("\n")).unwrap();
    let Some(output) = python(&["-c", EACH_LINE, &list]) else {
        return ours.iter().map(|&ours| (ours, ours)).collect();
    };
    let said = text(&output);
    let theirs: Vec<&str> = said.lines().collect();
    assert_eq!(
        theirs.len(),
        files.len(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(!said.contains("crash"), "{said}");
    ours.iter()
        .zip(theirs)
        .map(|(&ours, theirs)| (ours, theirs == "ok"))
        .collect()
}

#[test]
fn both_verifiers_agree_on_good_receipts() {
    let (folder, key) = signed("good");
    let files = receipts(&folder);
    let receipts: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    assert!(
        both(&folder, &receipts)
            .iter()
            .all(|said| *said == (true, true))
    );
    let mut verdicts: Vec<String> = receipts
        .iter()
        .map(|receipt| Receipt::read(receipt).unwrap().verdict)
        .collect();
    verdicts.sort();
    verdicts.dedup();
    let all = [
        "altered",
        "bracketed",
        "elided",
        "misattributed",
        "spliced",
        "superseded",
        "tidied",
        "verbatim",
    ];
    assert_eq!(verdicts, all);

    let mut arguments = vec!["verify-receipt", "--key", &key];
    arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
    let said = text(&folder.run(0, &arguments));
    assert!(
        said.contains("valid: ") && said.contains("signed by the key that you named"),
        "{said}"
    );
    let other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let said = text(&folder.run(
        1,
        &["verify-receipt", "--key", other, files[0].to_str().unwrap()],
    ));
    assert!(said.contains("PeterNeumann has not signed"), "{said}");
    for (wanted, status) in [(key.as_str(), 0), (other, 1)] {
        let file = files[0].to_str().unwrap();
        if let Some(output) = python(&["verify_receipt.py", "--key", wanted, file]) {
            assert_eq!(output.status.code(), Some(status), "{}", text(&output));
        }
    }
}

#[test]
fn no_byte_can_be_altered() {
    let (folder, _) = signed("bytes");
    let files = receipts(&folder);
    let smallest = files
        .iter()
        .map(|file| fs::read(file).unwrap())
        .min_by_key(Vec::len);
    let receipt = smallest.unwrap();
    let flipped = |mask: u8| {
        let receipt = receipt.clone();
        (0..receipt.len()).map(move |at| {
            let mut bad = receipt.clone();
            bad[at] ^= mask;
            bad
        })
    };
    let mut damaged: Vec<Vec<u8>> = flipped(1).chain(flipped(0x20)).collect();
    damaged.extend(
        (0..receipt.len())
            .step_by(97)
            .map(|at| receipt[..at].to_vec()),
    );
    damaged.push([&receipt[..], b"\n"].concat());
    for (number, said) in both(&folder, &damaged).into_iter().enumerate() {
        assert_eq!(said, (false, false), "damage {number}");
    }
}

/// The text of such a passage has not the stop between its paragraphs.
#[test]
fn a_passage_may_have_several_paragraphs() {
    let folder = filled("paragraphs");
    let note = folder.0.join("note.md");
    let words = "The lamps of the invented harbor will be lit again tonight";
    let more = "Nobody will be asked to pay for the oil";
    fs::write(&note, format!("{words}.\n\n{more}.\n")).unwrap();
    folder.run(0, &["add", note.to_str().unwrap()]);
    folder.run(0, &["log", "init"]);
    let file = folder.path("receipt");
    folder.run(
        0,
        &["quote", &format!("{words}. {more}."), "--receipt", &file],
    );
    let receipt = fs::read(&file).unwrap();
    let blocks = &Receipt::read(&receipt).unwrap().evidence[0];
    assert_eq!((blocks.first_block, blocks.last_block), (0, 1));
    assert_eq!(both(&folder, &[receipt]), [(true, true)]);
}

/// Whoever changes a member can make the digest fit again: then it must be bound in another way.
/// Only what is asked is free: another question with the same answer is another true receipt.
#[test]
fn no_member_can_be_forged() {
    let (folder, _) = signed("forged");
    for wanted in ["verbatim", "altered", "superseded", "misattributed"] {
        let receipts = receipts(&folder)
            .into_iter()
            .map(|file| fs::read(file).unwrap());
        let mut some = receipts.filter(|bytes| Receipt::read(bytes).unwrap().verdict == wanted);
        let receipt: Value = serde_json::from_slice(&some.next().unwrap()).unwrap();
        let mut forged = Vec::new();
        forge(&receipt, &mut Vec::new(), &mut forged, &receipt);
        let files: Vec<Vec<u8>> = forged.iter().map(|(_, value)| sealed(value)).collect();
        let said = both(&folder, &files);
        for ((path, value), (ours, theirs)) in forged.iter().zip(said) {
            let asked = ["/question/speaker", "/question/dates"];
            let is_asked = asked.iter().any(|part| path.starts_with(part));
            assert!(is_asked || !ours, "{wanted}: {path} can be forged: {value}");
            // What only a judge can tell.
            let judged = ["/question/", "/evidence/", "/verdict"];
            let may_pass = judged.iter().any(|part| path.starts_with(part));
            assert!(
                may_pass || !theirs,
                "{wanted}: {path} passes the second verifier"
            );
        }
        assert!(forged.len() > 60, "{}", forged.len());
    }
}

/// Every member with another value, one at a time.
fn forge(value: &Value, path: &mut Vec<String>, forged: &mut Vec<(String, Value)>, whole: &Value) {
    let pointer: String = path.iter().map(|part| format!("/{part}")).collect();
    let mut with = |other: Value| {
        let mut copy = whole.clone();
        *copy.pointer_mut(&pointer).unwrap() = other;
        forged.push((pointer.clone(), copy));
    };
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter().filter(|(name, _)| *name != "digest") {
                path.push(name.clone());
                forge(member, path, forged, whole);
                path.pop();
            }
        }
        Value::Array(items) => {
            if let Some((_, fewer)) = items.split_first() {
                with(fewer.to_vec().into());
            }
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                forge(item, path, forged, whole);
                path.pop();
            }
        }
        Value::String(text) => {
            with(format!("{text} not").into());
            with(text.replacen(['a', 'e', 'o', '1'], "u", 1).into());
        }
        Value::Number(number) => {
            with((number.as_u64().unwrap() + 1).into());
            with(7_000_000_000_u64.into());
        }
        _ => with("x".into()),
    }
    forged.retain(|(_, value)| value != whole);
}

/// The file of a receipt, its digest made to fit.
fn sealed(value: &Value) -> Vec<u8> {
    let file = |value: &Value| format!("{value}\n").into_bytes();
    let mut value = value.clone();
    value["digest"] = "".into();
    let Ok(mut receipt) = serde_json::from_value::<Receipt>(value.clone()) else {
        return file(&value);
    };
    receipt.digest = receipt.made_digest();
    receipt.to_bytes()
}

#[test]
fn a_receipt_fits_its_schema_and_says_when_there_is_none() {
    let folder = filled("quote");
    let file = folder.path("receipt");
    let words = "We do not leave a harbor dark. We never have";
    let refused = folder.run(2, &["quote", words, "--receipt", &file]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("onrecord log init"));
    folder.run(0, &["log", "init"]);
    let said = folder.run(0, &["quote", words, "--receipt", &file]);
    assert!(text(&said).contains("verbatim"), "{}", text(&said));
    let receipt: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert_eq!(receipt["key"], Value::Null);
    fits_schema(&receipt, "receipt-1");
    let said = text(&folder.run(0, &["verify-receipt", &file]));
    assert!(said.contains("not signed"), "{said}");
    let json = text(&folder.run(0, &["verify-receipt", "--format", "json", &file]));
    let json: Value = serde_json::from_str(&json).unwrap();
    fits_schema(&json, "verify-receipt-1");
    assert_eq!(
        (&json["receipts"][0]["valid"], &json["schema"]),
        (&true.into(), &"onrecord/verify-receipt/1".into())
    );

    let none = folder.path("none");
    let never = "Nobody has ever said these few words about seven purple submarines";
    let said = folder.run(1, &["quote", never, "--receipt", &none]);
    assert!(String::from_utf8_lossy(&said.stderr).contains("rests on the whole record"));
    assert!(!Path::new(&none).exists());
    let memory = folder.run(
        2,
        &[
            "quote",
            words,
            "--record",
            "examples/statements",
            "--receipt",
            &none,
        ],
    );
    assert!(String::from_utf8_lossy(&memory.stderr).contains("onrecord add"));
}
