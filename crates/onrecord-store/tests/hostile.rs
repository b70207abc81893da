//! Hostile questions, put to a record on disk: the work is bounded by steps, never by time, so what
//! is shown here is that it ends, and in what.
#![allow(clippy::unwrap_used)]

mod common;

use common::{add, inputs, invented};
use onrecord_doc::{Depth, Record};
use onrecord_store::Store;
use onrecord_text::Folded;

#[test]
fn one_pair_asked_for_a_million_times() {
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), inputs(0..50));
    let store = Store::open(dir.path()).unwrap();
    let text = invented(7);
    let body = text.split_once('\n').unwrap().1;
    let pair: Vec<u64> = Folded::new(body).keys()[..2].to_vec();
    let keys: Vec<u64> = pair.iter().copied().cycle().take(1_000_000).collect();
    let proposed = store.propose(&keys, 24, Depth::Deep).unwrap();
    assert!(!proposed.complete && proposed.places.len() <= 24);
    assert!(store.occurrences(&keys, 64).unwrap().places.is_empty());
}
