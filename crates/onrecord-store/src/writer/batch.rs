//! Files that are taken in hand, and wait to be stored together.

use super::{GROUP, Refused};
use crate::input::{Content, Input};
use crate::originals::{Entry, digest};
use onrecord_doc::provenance::Vouched;
use onrecord_doc::seen;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::mpsc::SyncSender;

/// Files that wait to be stored together.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) log: Vec<Entry>,
    pub(super) bodies: HashMap<String, Vec<u8>>,
    /// Digests of bytes that the record has.
    pub(super) kept: HashSet<String>,
    pub(super) seen: HashMap<String, String>,
    pub(super) bytes: u64,
}

impl Batch {
    /// Adds a file, whose bytes the record may have `kept` already.
    pub(super) fn push(&mut self, loaded: Loaded, now: &str, kept: bool) {
        if kept {
            self.kept.insert(loaded.digest.clone());
        }
        self.bytes += loaded.bytes.len() as u64;
        self.seen.insert(loaded.path.clone(), loaded.digest.clone());
        let added = loaded.seen.is_some().then(|| now.to_owned());
        self.log.push(Entry {
            path: loaded.path,
            digest: loaded.digest.clone(),
            seen: loaded.seen.unwrap_or_else(|| now.to_owned()),
            added,
            vouched: loaded.vouched,
        });
        self.bodies.entry(loaded.digest).or_insert(loaded.bytes);
    }
}

/// An input with its bytes.
pub(super) struct Loaded {
    pub(super) path: String,
    pub(super) digest: String,
    pub(super) bytes: Vec<u8>,
    /// When it was seen, where somebody says so.
    seen: Option<String>,
    vouched: Vouched,
}

/// A group of inputs that were read, or not.
pub(super) type Group = Vec<std::result::Result<Loaded, Refused>>;

/// Reads all inputs, group by group in their order, until nobody wants more.
pub(super) fn load_all(mut inputs: impl Iterator<Item = Input>, send: &SyncSender<Group>) {
    loop {
        let group: Vec<Input> = inputs.by_ref().take(GROUP).collect();
        if group.is_empty() || send.send(load(group)).is_err() {
            return;
        }
    }
}

/// Reads inputs in parallel; the answers have their order.
fn load(group: Vec<Input>) -> Group {
    let one = |input: Input| {
        let skipped = matches!(input.content, Content::Skipped(_));
        let path = input.path;
        let named = || seen::in_name(&path).map(|day| day.to_string());
        let seen = input.seen.or_else(named);
        match input.content.bytes() {
            Ok(bytes) => Ok(Loaded {
                digest: digest(&bytes),
                path,
                bytes,
                seen,
                vouched: input.vouched,
            }),
            Err(reason) => Err(Refused {
                path,
                reason,
                skipped,
            }),
        }
    };
    group.into_par_iter().map(one).collect()
}
