//! A record on disk, asked through its public functions.
#![allow(clippy::unwrap_used)]

mod common;

use common::{NOW, add, inputs, invented, reader};
use onrecord_doc::{Depth, DocId, MemoryRecord, Record};
use onrecord_store::{ErrorKind, Input, Store, Writer, input, rebuild};
use onrecord_text::Folded;
use proptest::prelude::*;
use std::fs;
use std::io::Write;
use std::path::Path;

fn open(dir: &Path) -> Store {
    Store::open(dir).unwrap()
}

fn text(path: &str, text: &str) -> Input {
    Input::from_bytes(path, text)
}

fn kind<T>(result: Result<T, onrecord_store::StoreError>) -> ErrorKind {
    result.err().expect("an error").kind()
}

#[test]
fn adding_again_changes_nothing_and_a_change_is_a_version() {
    let dir = tempfile::tempdir().unwrap();
    let summary = add(dir.path(), inputs(0..20));
    assert_eq!((summary.new, summary.changed), (20, 0));
    let summary = add(dir.path(), inputs(0..20));
    assert_eq!(
        (summary.new, summary.changed, summary.unchanged),
        (0, 0, 20)
    );
    assert_eq!(
        fs::read_dir(dir.path().join("originals")).unwrap().count(),
        1
    );

    let old = invented(3);
    let summary = add(
        dir.path(),
        vec![text("in/00003.txt", "invented/3\nother words now")],
    );
    assert_eq!((summary.new, summary.changed), (0, 1));
    let summary = add(dir.path(), vec![text("copy.txt", &old)]);
    assert_eq!((summary.changed, summary.copies), (0, 1));

    let store = open(dir.path());
    let versions = store.find(&DocId::new("invented/3").unwrap()).unwrap();
    let held: Vec<_> = versions
        .iter()
        .map(|&handle| store.held(handle).unwrap())
        .collect();
    assert_eq!(held.len(), 2);
    assert_eq!(held[0].version.paths, ["in/00003.txt", "copy.txt"]);
    assert!(held[1].version.is_current() && !held[0].version.is_current());
    assert_eq!(store.original(versions[0]).unwrap(), old.as_bytes());
}

#[test]
fn a_return_to_earlier_words_is_a_version_too() {
    let dir = tempfile::tempdir().unwrap();
    for words in ["one two", "three four", "one two"] {
        add(dir.path(), vec![text("a.txt", &format!("x\n{words}"))]);
    }
    let store = open(dir.path());
    assert_eq!(store.find(&DocId::new("x").unwrap()).unwrap().len(), 3);
    assert_eq!(store.status().unwrap().coverage.documents, 1);
}

#[test]
fn two_files_of_one_document_stay_two_versions() {
    let dir = tempfile::tempdir().unwrap();
    let both = || vec![text("a.txt", "x\none two"), text("b.txt", "x\nthree four")];
    assert_eq!(add(dir.path(), both()).changed, 1);
    assert_eq!(add(dir.path(), both()).unchanged, 2);
}

#[test]
fn archives_and_folders_give_their_files() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    fs::create_dir(at("folder")).unwrap();
    fs::write(at("folder/a.txt"), invented(1)).unwrap();
    fs::write(at("folder/.hidden.txt"), invented(2)).unwrap();
    fs::write(at("folder/b.pdf"), "no").unwrap();
    fs::write(at("broken.zip"), "not a zip").unwrap();
    let mut zip = zip::ZipWriter::new(fs::File::create(at("c.zip")).unwrap());
    zip.start_file("../up/c.md", zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.write_all(invented(3).as_bytes()).unwrap();
    zip.finish().unwrap();
    let mut tar = tar::Builder::new(fs::File::create(at("d.tar")).unwrap());
    tar.append_path_with_name(at("folder/a.txt"), "e/a.txt")
        .unwrap();
    tar.finish().unwrap();

    let walk = input::walk(["folder", "c.zip", "d.tar", "broken.zip", "none"].map(at));
    assert_eq!(walk.total(), 6);
    let summary = add(&at("record"), walk.collect());
    assert_eq!((summary.new, summary.copies), (2, 1));
    let refused: Vec<_> = summary
        .refused
        .iter()
        .map(|refused| refused.skipped)
        .collect();
    assert_eq!(refused, [true, false, false], "{:?}", summary.refused);
}

#[test]
fn one_writer_at_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open_with(dir.path(), reader).unwrap();
    assert_eq!(
        kind(Writer::open_with(dir.path(), reader)),
        ErrorKind::Locked
    );
    assert_eq!(
        kind(rebuild(dir.path(), reader, &|_| ())),
        ErrorKind::Locked
    );
    assert!(Store::open(dir.path()).is_ok());
    drop(writer);
    assert!(Writer::open_with(dir.path(), reader).is_ok());
}

#[test]
fn other_folders_and_formats_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let open = || Store::open(dir.path());
    assert_eq!(kind(open()), ErrorKind::NotARecord);
    fs::write(dir.path().join("letter.txt"), "mine").unwrap();
    assert_eq!(
        kind(Writer::open_with(dir.path(), reader)),
        ErrorKind::NotARecord
    );
    fs::remove_file(dir.path().join("letter.txt")).unwrap();
    add(dir.path(), inputs(0..2));
    fs::write(dir.path().join("format"), "onrecord record\nformat 999\n").unwrap();
    assert_eq!(kind(open()), ErrorKind::NewerFormat);
    assert_eq!(
        kind(Writer::open_with(dir.path(), reader)),
        ErrorKind::NewerFormat
    );
    fs::write(
        dir.path().join("format"),
        "onrecord record\nformat 1\nreader 0\n",
    )
    .unwrap();
    assert_eq!(kind(open()), ErrorKind::NeedsRebuild);
    rebuild(dir.path(), reader, &|_| ()).unwrap();
    assert!(open().is_ok());
    let below = dir.path().join("format/record");
    assert!(Writer::open_with(&below, reader).is_err());
}

#[test]
fn damage_is_named_and_rebuilt() {
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), inputs(0..30));
    let catalog = dir.path().join("catalog.sqlite");
    let bytes = fs::read(&catalog).unwrap();
    fs::write(&catalog, &bytes[..10]).unwrap();
    assert_eq!(kind(Store::open(dir.path())), ErrorKind::Damaged);
    rebuild(dir.path(), reader, &|_| ()).unwrap();
    assert_eq!(open(dir.path()).coverage().unwrap().documents, 30);

    let pack = dir.path().join("originals/000001.tar");
    let bytes = fs::read(&pack).unwrap();
    fs::write(&pack, &bytes[..bytes.len() / 2]).unwrap();
    let lost = rebuild(dir.path(), reader, &|_| ()).unwrap().lost.len();
    let kept = open(dir.path()).coverage().unwrap().documents;
    assert!(lost > 0 && lost + kept == 30, "{lost} lost, {kept} kept");
}

/// Every row of every table.
fn dump(dir: &Path) -> Vec<String> {
    let catalog = rusqlite::Connection::open(dir.join("catalog.sqlite")).unwrap();
    let mut tables = catalog
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
        .unwrap();
    let names = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut rows = Vec::new();
    for name in names.map(Result::unwrap) {
        let mut all = catalog.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = all.column_count();
        let mut found = all.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells: Vec<rusqlite::types::Value> =
                (0..columns).map(|at| row.get(at).unwrap()).collect();
            rows.push(format!("{name} {cells:?}"));
        }
    }
    rows
}

#[test]
fn a_rebuilt_record_is_equal() {
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), inputs(0..40));
    add(
        dir.path(),
        vec![
            text("in/00003.txt", "invented/3\nw1 w2 w3"),
            text("c", &invented(4)),
        ],
    );
    let keys = Folded::new(invented(7).lines().nth(1).unwrap())
        .keys()
        .to_vec();
    let answers = |store: &Store| {
        (
            store.propose(&keys, 50, Depth::Deep).unwrap(),
            store.occurrences(&keys[..2], 50).unwrap(),
        )
    };
    let before = (dump(dir.path()), answers(&open(dir.path())));
    rebuild(dir.path(), reader, &|_| ()).unwrap();
    assert_eq!(before, (dump(dir.path()), answers(&open(dir.path()))));
    assert_eq!(add(dir.path(), inputs(5..40)).unchanged, 35);
}

#[test]
fn the_catalogue_keeps_its_own_rules() {
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), inputs(0..3));
    let catalog = rusqlite::Connection::open(dir.path().join("catalog.sqlite")).unwrap();
    let fails = |sql: &str| {
        catalog
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(fails("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_eq!(
        fails(
            "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%'"
        ),
        0
    );
}

/// Documents of few different words, so that pairs meet often.
fn small_documents() -> impl Strategy<Value = Vec<String>> {
    let words = prop::collection::vec(0..6u8, 0..40);
    prop::collection::vec((0..8u8, words), 1..12).prop_map(|documents| {
        let text = |(id, words): (u8, Vec<u8>)| {
            let words: Vec<_> = words.iter().map(|word| format!("w{word}")).collect();
            format!("d{id}\n{}", words.join(" "))
        };
        documents.into_iter().map(text).collect()
    })
}

#[test]
fn who_speaks_is_told_without_reading_the_words() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/statements");
    let dir = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(dir.path()).unwrap();
    writer.add(input::walk([examples]), NOW, &|_| ()).unwrap();
    drop(writer);
    let store = open(dir.path());
    let (mut words, mut speakers) = (0, std::collections::BTreeSet::new());
    for handle in 1..=store.coverage().unwrap().versions as u64 {
        let handle = onrecord_doc::Handle(handle);
        let held = store.held(handle).unwrap();
        for main in 0..held.total().main {
            let all = held.index_of_main(main as usize);
            let block = held.words(all..all + 1).next().unwrap().block as usize;
            let told = store.speakers_at(handle, main).unwrap();
            assert_eq!(told.first(), held.document.speaker_of(block));
            if held.document.blocks[block].turn.is_none() {
                assert_eq!(told, held.document.issuers);
            }
            words += 1;
            speakers.extend(told);
        }
    }
    assert!(
        words > 1_000 && speakers.len() > 5,
        "{words} words, {speakers:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_store_answers_as_memory_does(
        documents in small_documents(),
        asked in prop::collection::vec(0..6u8, 0..6),
    ) {
        let mut distinct = documents.clone();
        distinct.sort();
        distinct.dedup();
        let dir = tempfile::tempdir().unwrap();
        let named = |(at, text): (usize, &String)| Input::from_bytes(format!("{at:03}"), text.as_str());
        let mut writer = Writer::open_with(dir.path(), reader).unwrap();
        writer.set_batch(200);
        writer.add(distinct.iter().enumerate().map(named), NOW, &|_| ()).unwrap();
        drop(writer);
        let read = |text: &String| (reader(text.as_bytes(), onrecord_doc::Hint::default()).document, String::new());
        let memory = MemoryRecord::new(distinct.iter().map(read));
        let store = open(dir.path());
        let asked: Vec<_> = asked.iter().map(|word| format!("w{word}")).collect();
        let keys = Folded::new(&asked.join(" ")).keys().to_vec();
        // Handles in memory count from 0, those of the catalogue from 1.
        let mut proposed = memory.propose(&keys, 1000, Depth::Deep).unwrap();
        proposed.places.iter_mut().for_each(|place| place.handle.0 += 1);
        prop_assert_eq!(store.propose(&keys, 1000, Depth::Deep).unwrap(), proposed);
        let mut found = memory.occurrences(&keys, 1000).unwrap();
        found.places.iter_mut().for_each(|place| place.0.0 += 1);
        prop_assert_eq!(store.occurrences(&keys, 1000).unwrap(), found);
        prop_assert_eq!(store.coverage().unwrap(), memory.coverage().unwrap());
    }
}
