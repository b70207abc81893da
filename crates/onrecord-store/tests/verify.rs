//! `verify` finds a changed byte wherever it is, and nothing in a whole record.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use common::{add, inputs, next, reader};
use onrecord_store::{ErrorKind, Mends, Store, Verified, Writer, verify};
use std::fs;
use std::path::{Path, PathBuf};

fn verified(dir: &Path) -> Verified {
    verify(dir, reader, &|_, _| ()).unwrap()
}

/// A record of two packs, one of them with a second version and a copy.
fn record() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("record");
    add(&record, inputs(0..12));
    let mut more = inputs(12..20);
    more.push(onrecord_store::Input::from_bytes(
        "in/00003.txt",
        "invented/3\nOther words now.\n",
    ));
    more.push(onrecord_store::Input::from_bytes(
        "copy.txt",
        common::invented(4),
    ));
    add(&record, more);
    dir
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn a_whole_record_is_whole() {
    let dir = record();
    let found = verified(&dir.path().join("record"));
    assert_eq!((&found.damage[..], &found.notes[..]), (&[][..], &[][..]));
    assert_eq!((found.packs, found.originals, found.versions), (2, 21, 21));
    // Verifying changes nothing.
    assert_eq!(found, verified(&dir.path().join("record")));
}

#[test]
fn a_changed_byte_is_found_in_every_file() {
    let dir = record();
    let record = dir.path().join("record");
    // With everything that a record may have.
    let mut writer = Writer::open_with(&record, reader).unwrap();
    writer.begin_log("example.org/invented").unwrap();
    writer.checkpoint(None).unwrap();
    writer.close().unwrap();
    let store = Store::open(&record).unwrap();
    store.names(&|_, _| ()).unwrap();
    store.proposals(&|_, _| ()).unwrap();
    store.quoted(&|_, _| ()).unwrap();
    drop(store);
    let mut seed = 20_310_303;
    for path in files(&record) {
        let whole = fs::read(&path).unwrap();
        if whole.is_empty() {
            continue;
        }
        for _ in 0..3 {
            let at = (next(&mut seed) % whole.len() as u64) as usize;
            let bit = 1 << (next(&mut seed) % 8);
            let mut bytes = whole.clone();
            bytes[at] ^= bit;
            fs::write(&path, &bytes).unwrap();
            let found = verify(&record, reader, &|_, _| ());
            let place = format!("{}, byte {at}, bit {bit}", path.display());
            match found {
                Ok(found) => assert!(!found.damage.is_empty(), "{place}"),
                Err(error) => panic!("{place}: {error}"),
            }
        }
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(verified(&record).damage, []);
}

#[test]
fn a_changed_body_names_its_document() {
    let dir = record();
    let record = dir.path().join("record");
    let pack = record.join("originals/000001.tar");
    let mut bytes = fs::read(&pack).unwrap();
    let at = bytes
        .windows(11)
        .position(|w| w == b"invented/7\n")
        .unwrap();
    bytes[at + 30] ^= 1;
    fs::write(&pack, bytes).unwrap();
    let found = verified(&record);
    assert_eq!(found.damage.len(), 1, "{found:?}");
    let damage = &found.damage[0];
    assert_eq!(damage.file, "originals/000001.tar");
    assert_eq!(damage.document.as_deref(), Some("in/00007.txt"));
    assert_eq!(damage.mends, Mends::Copy);
}

#[test]
fn a_changed_row_is_named_with_its_document() {
    let dir = record();
    let record = dir.path().join("record");
    let catalog = rusqlite::Connection::open(record.join("catalog.sqlite")).unwrap();
    let sql = "UPDATE versions SET title = 'Other remarks' WHERE handle = 9";
    catalog.execute(sql, []).unwrap();
    drop(catalog);
    fs::remove_file(record.join("sums")).unwrap();
    let found = verified(&record);
    assert_eq!(found.damage.len(), 1, "{found:?}");
    let damage = &found.damage[0];
    assert_eq!(damage.document.as_deref(), Some("invented/8"));
    assert_eq!(
        damage.what,
        "title is “Other remarks”, and the originals give “Invented remarks”"
    );
    assert_eq!(damage.mends, Mends::Rebuild);
}

#[test]
fn an_interrupted_add_is_no_damage() {
    let dir = record();
    let record = dir.path().join("record");
    let mut writer = Writer::open_with(&record, reader).unwrap();
    writer.add(inputs(20..30), common::NOW, &|_| ()).unwrap();
    // Never closed: as if killed.
    drop(writer);
    let found = verified(&record);
    assert_eq!(found.damage, []);
    assert_eq!(found.notes.len(), 1, "{:?}", found.notes);
}

#[test]
fn a_catalogue_without_a_digest_is_said_and_compared() {
    let dir = record();
    let record = dir.path().join("record");
    let catalog = rusqlite::Connection::open(record.join("catalog.sqlite")).unwrap();
    // Whoever reads while `add` ends keeps the catalogue from being settled.
    catalog
        .execute_batch("BEGIN; SELECT count(*) FROM versions")
        .unwrap();
    let count = |_: &rusqlite::Row<'_>| Ok(());
    catalog
        .query_row("SELECT * FROM versions", [], count)
        .unwrap();
    let mut writer = Writer::open_with(&record, reader).unwrap();
    writer.add(inputs(20..30), common::NOW, &|_| ()).unwrap();
    writer.close().unwrap();
    catalog.execute_batch("COMMIT").unwrap();
    let sums = fs::read_to_string(record.join("sums")).unwrap();
    assert!(!sums.contains("catalog.sqlite"), "{sums}");
    let found = verified(&record);
    assert_eq!(found.damage, []);
    assert_eq!(found.notes.len(), 1, "{:?}", found.notes);
    assert!(found.notes[0].starts_with("sums: catalog.sqlite has no digest"));

    let sql = "UPDATE versions SET title = 'Other remarks' WHERE handle = 9";
    catalog.execute(sql, []).unwrap();
    drop(catalog);
    let found = verified(&record);
    assert_eq!(found.damage.len(), 1, "{found:?}");
    assert_eq!(found.damage[0].document.as_deref(), Some("invented/8"));
}

/// A folder in which nothing may be made, as on a medium that can only be read. For root, who may
/// do everything, `bench faults` tries it as somebody else.
#[test]
fn a_record_that_may_only_be_read_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let dir = record();
    let record = dir.path().join("record");
    let set = |mode| fs::set_permissions(&record, fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    let found = verified(&record);
    set(0o755);
    assert_eq!(found.damage, []);
}

#[test]
fn whoever_may_read_the_record_may_read_its_index() {
    use std::os::unix::fs::PermissionsExt;
    let dir = record();
    let mode = |file: &str| {
        let path = dir.path().join("record").join(file);
        fs::metadata(path).unwrap().permissions().mode()
    };
    assert_eq!(mode("index/meta.json"), mode("format"));
    assert_eq!(mode("index/.managed.json"), mode("format"));
}

#[test]
fn nobody_writes_meanwhile() {
    let dir = record();
    let record = dir.path().join("record");
    let writer = Writer::open_with(&record, reader).unwrap();
    let error = verify(&record, reader, &|_, _| ()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Locked);
    drop(writer);
    assert_eq!(verified(&record).damage, []);
}
