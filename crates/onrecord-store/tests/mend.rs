//! `rebuild` mends what can be mended, names what cannot, and loses nothing else.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use common::{NOW, add, inputs, invented, reader};
use onrecord_doc::{DocId, Record};
use onrecord_store::{Input, Mends, Rebuilt, Store, rebuild, verify};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A record of three packs, with a copy and a second version.
fn record() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("record");
    add(&record, inputs(0..10));
    let mut more = vec![Input::from_bytes("copy.txt", invented(4))];
    more.extend(inputs(10..20));
    add(&record, more);
    let mut more = inputs(20..30);
    more.push(Input::from_bytes(
        "in/00003.txt",
        "invented/3\nOther words now.\n",
    ));
    add(&record, more);
    (dir, record)
}

fn pack(record: &Path, pack: u32) -> PathBuf {
    record.join(format!("originals/{pack:06}.tar"))
}

fn rebuilt(record: &Path) -> Rebuilt {
    rebuild(record, reader, &|_| ()).unwrap()
}

fn lost(rebuilt: &Rebuilt) -> BTreeSet<String> {
    let path = |lost: &onrecord_store::Lost| lost.path.clone().unwrap();
    rebuilt.lost.iter().map(path).collect()
}

/// Everything that a record answers, in text.
fn answers(record: &Path) -> Vec<String> {
    let store = Store::open(record).unwrap();
    let mut all = Vec::new();
    for number in 0..30 {
        let id = DocId::new(&format!("invented/{number}")).unwrap();
        for handle in store.find(&id).unwrap() {
            let held = store.held(handle).unwrap();
            all.push(format!("{id} {:?} {:?}", held.version, held.document));
            let keys: Vec<u64> = held.main_words(0).map(|word| word.key).take(20).collect();
            all.push(format!(
                "{:?}",
                store.occurrences(&keys, 10).unwrap().places
            ));
        }
    }
    all
}

fn damage(record: &Path) -> Vec<(String, Mends)> {
    let found = verify(record, reader, &|_, _| ()).unwrap();
    let damage = found.damage.into_iter();
    damage.map(|damage| (damage.file, damage.mends)).collect()
}

/// Flips a bit in the first place where these bytes stand.
fn flip(path: &Path, needle: &[u8], behind: usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = bytes
        .windows(needle.len())
        .position(|w| w == needle)
        .unwrap();
    bytes[at + behind] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn whatever_is_derived_is_mended() {
    let (_dir, record) = record();
    let before = answers(&record);
    let cut = |name: &str| {
        let path = record.join(name);
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    };
    for name in ["catalog.sqlite", "format", "sums", "index/meta.json"] {
        cut(name);
        assert!(!damage(&record).is_empty(), "{name}");
        assert_eq!(rebuilt(&record), Rebuilt::default(), "{name}");
        assert_eq!(damage(&record), [], "{name}");
        assert_eq!(answers(&record), before, "{name}");
    }
    for name in ["segments", "index"] {
        fs::remove_dir_all(record.join(name)).unwrap();
        assert!(!damage(&record).is_empty(), "{name}");
        assert_eq!(rebuilt(&record), Rebuilt::default(), "{name}");
        assert_eq!(damage(&record), [], "{name}");
        assert_eq!(answers(&record), before, "{name}");
    }
}

#[test]
fn a_format_file_that_says_too_much_is_mended() {
    let (_dir, record) = record();
    fs::write(
        record.join("format"),
        "onrecord record\nformat 99\nreader 1\n",
    )
    .unwrap();
    assert_eq!(damage(&record), [("format".to_owned(), Mends::Rebuild)]);
    rebuilt(&record);
    assert_eq!(damage(&record), []);
}

#[test]
fn one_damaged_body_costs_one_document() {
    let (_dir, record) = record();
    let before = answers(&record);
    let whole = fs::read(pack(&record, 2)).unwrap();
    flip(&pack(&record, 2), b"invented/12\n", 40);
    let done = rebuilt(&record);
    assert_eq!(lost(&done), BTreeSet::from(["in/00012.txt".to_owned()]));
    assert_eq!(done.lost[0].document.as_deref(), Some("invented/12"));
    assert_eq!(done.aside, ["originals/000002.tar.damaged"]);
    let after = answers(&record);
    assert_eq!(after.len(), before.len() - 2);
    // It stays named as lost, and nothing else is damaged.
    let lost = ("originals/000002.tar".to_owned(), Mends::Copy);
    assert_eq!(damage(&record), [lost]);
    // A copy of the file heals it.
    fs::write(pack(&record, 2), whole).unwrap();
    assert_eq!(rebuilt(&record).lost, []);
    assert_eq!(damage(&record), []);
    assert_eq!(answers(&record), before);
}

#[test]
fn what_was_lost_comes_back_when_it_is_added_again() {
    let (_dir, record) = record();
    flip(&pack(&record, 2), b"invented/12\n", 40);
    rebuilt(&record);
    assert_eq!(add(&record, inputs(12..13)).new, 1);
    assert_eq!(damage(&record), []);
    assert_eq!(rebuilt(&record), Rebuilt::default());
    assert_eq!(damage(&record), []);
}

#[test]
fn headers_and_padding_are_made_again() {
    let (_dir, record) = record();
    let before = answers(&record);
    let whole = fs::read(pack(&record, 1)).unwrap();
    for at in [3, 130, 150, 260, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(pack(&record, 1), bytes).unwrap();
        assert_eq!(damage(&record)[0].1, Mends::Rebuild, "{at}");
        assert_eq!(lost(&rebuilt(&record)), BTreeSet::new(), "{at}");
        assert_eq!(fs::read(pack(&record, 1)).unwrap(), whole, "{at}");
        assert_eq!(damage(&record), [], "{at}");
    }
    assert_eq!(answers(&record), before);
}

#[test]
fn a_damaged_log_is_made_again_from_the_catalogue() {
    let (_dir, record) = record();
    let before = answers(&record);
    for number in 1..=3 {
        let whole = fs::read(pack(&record, number)).unwrap();
        // A path that reads as another one, and a line that cannot be read at all.
        for (needle, behind) in [(&b"\"path\":\"in"[..], 9), (b"\"seen\":", 6)] {
            flip(&pack(&record, number), needle, behind);
            assert_eq!(damage(&record)[0].1, Mends::Rebuild, "pack {number}");
            assert_eq!(lost(&rebuilt(&record)), BTreeSet::new());
            assert!(fs::read(pack(&record, number)).unwrap() == whole);
            assert_eq!(damage(&record), [], "pack {number}");
        }
    }
    assert_eq!(answers(&record), before);
}

#[test]
fn a_pack_cut_short_or_gone_costs_what_it_held() {
    for number in 1..=3 {
        let (_dir, record) = record();
        let whole = fs::read(pack(&record, number)).unwrap();
        // Only the log is gone: nothing is lost.
        let log = whole.windows(4).position(|w| w == b"log\0").unwrap();
        fs::write(pack(&record, number), &whole[..log]).unwrap();
        assert_eq!(damage(&record)[0].1, Mends::Rebuild);
        assert_eq!(rebuilt(&record).lost, []);
        assert!(fs::read(pack(&record, number)).unwrap() == whole);
        // Cut in the middle: the bodies before are there.
        fs::write(pack(&record, number), &whole[..log / 2]).unwrap();
        let some = rebuilt(&record).lost.len();
        assert!((1..10).contains(&some), "{some}");
        fs::write(pack(&record, number), &whole).unwrap();
        assert_eq!(rebuilt(&record).lost, []);
        // Gone altogether.
        fs::remove_file(pack(&record, number)).unwrap();
        assert!(!damage(&record).is_empty());
        let all = rebuilt(&record);
        assert!(all.lost.len() >= 10, "{}", all.lost.len());
        assert!(damage(&record).iter().all(|damage| damage.1 == Mends::Copy));
        // And it goes on.
        assert_eq!(add(&record, inputs(40..41)).new, 1);
        fs::write(pack(&record, number), whole).unwrap();
        assert_eq!(rebuilt(&record).lost, []);
        assert_eq!(damage(&record), []);
    }
}

#[test]
fn with_catalogue_and_log_gone_the_legible_lines_count() {
    let (_dir, record) = record();
    flip(&pack(&record, 3), b"{\"digest\":", 0);
    fs::write(record.join("catalog.sqlite"), "no database").unwrap();
    let done = rebuilt(&record);
    assert_eq!(done.lost.len(), 1, "{done:?}");
    assert_eq!(done.lost[0].path, None);
    assert_eq!(
        Store::open(&record).unwrap().coverage().unwrap().versions,
        30
    );
    // The time of adding is that of the legible lines.
    let store = Store::open(&record).unwrap();
    let handle = store.find(&DocId::new("invented/25").unwrap()).unwrap()[0];
    assert_eq!(
        store.held(handle).unwrap().version.seen.as_deref(),
        Some(NOW)
    );
}
