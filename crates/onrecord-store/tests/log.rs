//! The log of a record: it has every version, it only grows, and what is not as it was is found.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use common::{NOW, add, inputs, reader};
use onrecord_doc::merkle;
use onrecord_proof::{Checkpoint, Note, Signer, Verifier};
use onrecord_store::{Input, Log, Store, Writer, rebuild, verify};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const ORIGIN: &str = "example.org/record/log";

fn writer(dir: &Path) -> Writer {
    Writer::open_with(dir, reader).unwrap()
}

fn begin(dir: &Path) {
    let mut writer = writer(dir);
    writer.begin_log(ORIGIN).unwrap();
    writer.close().unwrap();
}

fn checkpoint(dir: &Path, signer: Option<&Signer>) -> Note {
    let mut writer = writer(dir);
    let note = writer.checkpoint(signer).unwrap();
    writer.close().unwrap();
    note
}

fn signer() -> Signer {
    Signer::new(ORIGIN, &[7; 32]).unwrap()
}

fn log(dir: &Path) -> Log {
    Store::open(dir).unwrap().log().unwrap().unwrap()
}

/// What is wrong with a log, by itself and beside the record.
fn faults(dir: &Path) -> Vec<String> {
    let log = match Log::open(&dir.join("log")) {
        Ok(Some(log)) => log,
        Ok(None) => return vec!["no log".to_owned()],
        Err(error) => return vec![error.to_string()],
    };
    let store = Store::open(dir).unwrap();
    let mut faults = log.verify();
    faults.extend(store.verify_log(&log, &|_| ()).unwrap());
    faults.into_iter().map(|fault| fault.what).collect()
}

fn with(number: u64, text: &str) -> Input {
    Input::from_bytes(
        format!("in/{number:05}.txt"),
        format!("invented/{number}\n{text}\n"),
    )
}

/// Every file of a folder with its bytes.
fn all_files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.clone(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn it_has_every_version_in_order_whenever_it_was_begun() {
    let dir = tempfile::tempdir().unwrap();
    let (early, late) = (dir.path().join("early"), dir.path().join("late"));
    begin(&early);
    for dir in [&early, &late] {
        add(dir, inputs(0..300));
        let summary = add(dir, vec![with(7, "Other words."), with(300, "New words.")]);
        assert_eq!((summary.new, summary.changed), (1, 1));
        add(
            dir,
            vec![Input::from_bytes("copy.txt", common::invented(8))],
        );
    }
    begin(&late);
    let (one, other) = (log(&early), log(&late));
    assert_eq!((one.size(), one.now()), (302, other.now()));
    let statements: Vec<_> = (0..302).map(|at| one.statement(at).unwrap()).collect();
    let leaves: Vec<_> = statements.iter().map(|s| s.leaf()).collect();
    assert_eq!(one.now().root, merkle::root(&leaves));
    let changed = &statements[300];
    assert_eq!((changed.id.as_str(), changed.version), ("invented/7", 2));
    assert_eq!(changed.seen, NOW);
    assert_ne!(changed.text, statements[7].text);
    assert!(faults(&early).is_empty() && faults(&late).is_empty());
    let store = Store::open(&early).unwrap();
    let handle =
        onrecord_doc::Record::find(&store, &onrecord_doc::DocId::new("invented/7").unwrap());
    assert_eq!(one.index_of(handle.unwrap()[1]), Some(300));
}

#[test]
fn proofs_lead_to_the_checkpoint() {
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), inputs(0..400));
    begin(dir.path());
    let note = checkpoint(dir.path(), Some(&signer()));
    assert_eq!(note.is_signed_by(&signer().verifier()), Ok(true));
    let earlier = Checkpoint::read(&note.text).unwrap();
    add(dir.path(), inputs(400..700));
    let log = log(dir.path());
    let (issued, kept) = log.checkpoint().unwrap().unwrap();
    assert_eq!((&issued, kept), (&earlier, note));
    for index in [0, 17, 255, 256, 399] {
        let proof = log.inclusion(index, issued.size).unwrap();
        let leaf = log.statement(index).unwrap().leaf();
        assert_eq!(
            merkle::included(&leaf, index, issued.size, &proof),
            Some(issued.root)
        );
    }
    assert!(log.extends(&earlier).unwrap());
    let forged = Checkpoint {
        root: [7; 32],
        ..earlier.clone()
    };
    assert!(!log.extends(&forged).unwrap());
    let larger = Checkpoint {
        size: 701,
        ..earlier.clone()
    };
    assert!(!log.extends(&larger).unwrap());
    assert_eq!(
        log.key().map(Verifier::to_string),
        Some(signer().verifier().to_string())
    );
}

#[test]
fn a_rebuild_keeps_it_and_compares() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("record");
    begin(&record);
    add(&record, inputs(0..300));
    checkpoint(&record, None);
    add(&record, vec![with(7, "Other words.")]);
    let before = all_files(&record.join("log"));
    rebuild(&record, reader, &|_| ()).unwrap();
    assert_eq!(all_files(&record.join("log")), before);
    assert!(faults(&record).is_empty());

    // Somebody moves the time at which a document was seen, and covers it up.
    let pack = record.join("originals/000002.tar");
    let whole = fs::read(&pack).unwrap();
    let moved = String::from_utf8(whole.clone()).unwrap();
    let moved = moved.replace(NOW, "2030-01-01T12:00:00Z");
    fs::write(&pack, moved).unwrap();
    fs::remove_file(record.join("sums")).unwrap();
    let error = rebuild(&record, reader, &|_| ()).unwrap_err().to_string();
    for part in [
        "statement 300",
        "invented/7 (version 2)",
        "seen was 2031-03-03T12:00:00Z",
    ] {
        assert!(error.contains(part), "{error}");
    }
    assert_eq!(all_files(&record.join("log")), before);
    fs::write(&pack, whole).unwrap();
    rebuild(&record, reader, &|_| ()).unwrap();
    assert_eq!(all_files(&record.join("log")), before);
}

#[test]
fn what_is_lost_stays_stated() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("record");
    begin(&record);
    add(&record, inputs(0..30));
    add(&record, inputs(30..40));
    let earlier = log(&record).now();
    fs::remove_file(record.join("originals/000001.tar")).unwrap();
    let rebuilt = rebuild(&record, reader, &|_| ()).unwrap();
    assert_eq!(rebuilt.lost.len(), 30);
    let now = log(&record);
    assert_eq!(now.size(), 40 + 10);
    assert!(now.extends(&earlier).unwrap());
    assert_eq!(now.statement(40).unwrap().id, "invented/30");
    assert!(faults(&record).is_empty());
    rebuild(&record, reader, &|_| ()).unwrap();
    assert_eq!(log(&record).size(), 50);
}

#[test]
fn what_was_rewritten_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let (seen, now) = (dir.path().join("seen"), dir.path().join("now"));
    for (dir, words) in [
        (&seen, "The fee is 664 crowns."),
        (&now, "The fee is 645 crowns."),
    ] {
        begin(dir);
        add(dir, inputs(0..270));
        add(dir, vec![with(270, words), with(271, "Nothing else.")]);
    }
    let earlier = log(&seen).now();
    assert!(log(&seen).extends(&earlier).unwrap());
    assert!(!log(&now).extends(&earlier).unwrap());
    let rewritten = log(&now).rewritten(&log(&seen), 10).unwrap();
    assert_eq!(rewritten.len(), 1, "{rewritten:?}");
    assert_eq!(rewritten[0].index, 270);
    assert!(
        rewritten[0]
            .what
            .starts_with("invented/270 (version 1): bytes was ")
    );
}

#[test]
fn any_byte_that_changes_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("record");
    begin(&record);
    add(&record, inputs(0..300));
    checkpoint(&record, Some(&signer()));
    assert!(faults(&record).is_empty());
    for (path, bytes) in all_files(&record.join("log")) {
        for at in [0, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1] {
            let mut bad = bytes.clone();
            bad[at] ^= 1;
            fs::write(&path, &bad).unwrap();
            assert!(!faults(&record).is_empty(), "{} at {at}", path.display());
        }
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        assert!(!faults(&record).is_empty(), "{} cut short", path.display());
        fs::remove_file(&path).unwrap();
        let is_checkpoint = path.ends_with("checkpoint");
        assert!(
            is_checkpoint || !faults(&record).is_empty(),
            "{}",
            path.display()
        );
        fs::write(&path, &bytes).unwrap();
    }
    assert!(faults(&record).is_empty());
}

#[test]
fn verify_looks_at_the_log_too() {
    let dir = tempfile::tempdir().unwrap();
    begin(dir.path());
    add(dir.path(), inputs(0..300));
    checkpoint(dir.path(), None);
    let damage = || verify(dir.path(), reader, &|_, _| ()).unwrap().damage;
    assert_eq!(damage(), []);
    let entries = dir.path().join("log/tile/entries/000");
    let mut bytes = fs::read(&entries).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&entries, bytes).unwrap();
    let found = damage();
    assert!(!found.is_empty());
    assert!(found.iter().all(|damage| damage.file == "log"), "{found:?}");
    assert!(found[0].part.as_ref().unwrap().starts_with("statement "));
}

#[test]
fn a_log_without_its_head_is_not_begun_again() {
    let dir = tempfile::tempdir().unwrap();
    begin(dir.path());
    add(dir.path(), inputs(0..3));
    let error = writer(dir.path()).begin_log("other.example").err().unwrap();
    assert!(error.to_string().contains("has a log already"), "{error}");
    fs::remove_file(dir.path().join("log/head")).unwrap();
    assert!(Writer::open_with(dir.path(), reader).is_err());
    let none = tempfile::tempdir().unwrap();
    assert!(writer(none.path()).begin_log("two words").is_err());
    assert!(writer(none.path()).checkpoint(None).is_err());
}

#[test]
fn a_log_that_was_cut_back_issues_nothing() {
    let dir = tempfile::tempdir().unwrap();
    begin(dir.path());
    add(dir.path(), inputs(0..5));
    let early = fs::read_to_string(dir.path().join("log/head")).unwrap();
    add(dir.path(), inputs(5..9));
    checkpoint(dir.path(), None);
    fs::write(dir.path().join("log/head"), early).unwrap();
    // What the record has beyond its log is stated again, the same as before: nothing is lost.
    checkpoint(dir.path(), None);
    assert_eq!(log(dir.path()).size(), 9);
    // A checkpoint that the log never issued must not be contradicted.
    let path = dir.path().join("log/checkpoint");
    let forged = Checkpoint {
        root: [7; 32],
        ..log(dir.path()).now()
    };
    fs::write(path, forged.unsigned().to_string()).unwrap();
    assert!(writer(dir.path()).checkpoint(None).is_err());
}
