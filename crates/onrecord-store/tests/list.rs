//! Lists of documents, and whether a record has changed since it was opened.

#![allow(clippy::unwrap_used)]

mod common;

use onrecord_store::{List, ListOrder, Store};

#[test]
fn pages_hold_every_document_once_in_both_orders() {
    let dir = tempfile::tempdir().unwrap();
    common::add(dir.path(), common::inputs(0..25));
    let store = Store::open(dir.path()).unwrap();
    for order in [ListOrder::Newest, ListOrder::Added] {
        let mut seen = Vec::new();
        let mut asked = List {
            order,
            limit: 7,
            ..List::default()
        };
        loop {
            let page = store.list(&asked).unwrap();
            let Some(last) = page.last() else { break };
            asked.after = Some(last.clone());
            seen.extend(page.into_iter().map(|listed| listed.handle.0));
        }
        let added: Vec<u64> = (1..=25).collect();
        match order {
            ListOrder::Added => assert_eq!(seen, added),
            ListOrder::Newest => assert!(seen.iter().eq(added.iter().rev()), "{seen:?}"),
        }
        assert_eq!(store.count(&asked).unwrap(), 25);
    }
    let other = List {
        collection: Some("whitehouse".into()),
        limit: 5,
        ..List::default()
    };
    assert_eq!(store.list(&other).unwrap(), []);
}

#[test]
fn an_open_record_knows_when_it_has_changed() {
    let dir = tempfile::tempdir().unwrap();
    common::add(dir.path(), common::inputs(0..2));
    let store = Store::open(dir.path()).unwrap();
    assert!(store.is_current());
    let _ = store.list(&List::default()).unwrap();
    assert!(store.is_current(), "reading changes nothing");
    common::add(dir.path(), common::inputs(2..3));
    assert!(!store.is_current());
    let again = Store::open(dir.path()).unwrap();
    assert!(again.is_current());
}
