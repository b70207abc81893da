//! The originals, and what they give when they are read again.

use super::expected::Expected;
use super::{Damage, Mends, Verified};
use crate::error::{Result, at};
use crate::folder::Folder;
use crate::originals::{Entry, Originals};
use crate::pack::{Examined, examine};
use crate::{Reader, lookup};
use std::collections::{BTreeSet, HashSet};
use std::fs;

/// Looks at every pack; enters those that the catalogue has (all, where `entered` is unknown).
/// Answers what they give, and whether that is all that they ever gave.
pub(super) fn check(
    folder: &Folder,
    reader: Reader,
    mut expected: Expected,
    (entered, changed): (Option<u32>, &BTreeSet<String>),
    progress: &dyn Fn(u64, u64),
    found: &mut Verified,
) -> Result<(Expected, bool)> {
    let originals = Originals::new(folder.originals());
    let numbers = originals.numbers()?;
    let last = numbers
        .last()
        .copied()
        .unwrap_or(0)
        .max(entered.unwrap_or(0));
    let total = crate::folder::size(&folder.originals());
    let mut complete = true;
    let done = std::cell::Cell::new(0);
    let step = |bytes: u64| {
        done.set(done.get() + bytes);
        progress(done.get().min(total), total);
    };
    for pack in 1..=last {
        let path = originals.path(pack);
        let file = format!("originals/{pack:06}.tar");
        if !numbers.contains(&pack) {
            found.damage.push(Damage {
                mends: Mends::Copy,
                ..Damage::new(file, "it is missing, with all documents that it held")
            });
            complete = false;
            continue;
        }
        let bytes = fs::read(&path).map_err(at(&path))?;
        let whole = examine(pack, &bytes, &HashSet::new());
        found.packs += 1;
        found.originals += whole.bodies.len();
        found.bytes += whole.bodies.values().map(|body| body.0.size).sum::<u64>();
        let changed = changed.contains(&file);
        report(&file, &whole, changed, found);
        // With whole bodies and no fault elsewhere, it is the log that has changed.
        let other_log = whole.log.is_none() || changed && whole.faults.is_empty();
        complete &= !other_log && !whole.faults.iter().any(|fault| fault.lost);
        if entered.is_some_and(|entered| pack > entered) {
            found.notes.push(format!(
                "{file}: an interrupted `onrecord add` left it; the next one enters it"
            ));
            continue;
        }
        let log = whole.log.unwrap_or_default();
        let log = present(&file, log, (&whole.bodies, &expected), found);
        let older = |place, digest: &str| originals.proven(place, digest);
        expected.enter(reader, pack, (&log, &whole.bodies), &older, &step)?;
    }
    // What was lost and then added again, is there.
    found.damage.retain(|damage| {
        let digest = damage
            .part
            .as_deref()
            .and_then(|part| part.strip_prefix("member "));
        let is_back = |digest| lookup::place(&expected.catalog, digest).is_ok();
        damage.what != GONE || !digest.is_some_and(is_back)
    });
    Ok((expected, complete))
}

const GONE: &str = "the bytes of this document are missing";

fn report(file: &str, pack: &Examined, changed: bool, found: &mut Verified) {
    for fault in &pack.faults {
        let named = |entry: &&Entry| Some(&entry.digest) == fault.member.as_ref();
        let document = pack.log.iter().flatten().find(named);
        found.damage.push(Damage {
            file: file.to_owned(),
            part: fault
                .member
                .as_ref()
                .map(|member| format!("member {member}")),
            document: document.map(|entry| entry.path.clone()),
            what: fault.what.clone(),
            mends: if fault.lost {
                Mends::Copy
            } else {
                Mends::Rebuild
            },
        });
    }
    if changed && pack.faults.is_empty() {
        let what = "it does not have the bytes it was written with: a path, a digest or a time \
                    in it has changed";
        found
            .damage
            .push(Damage::new(file, what).part("member log"));
    }
}

/// The entries of a log whose bytes are there, in this pack or in one before.
fn present(
    file: &str,
    log: Vec<Entry>,
    (bodies, expected): (&crate::originals::Bodies, &Expected),
    found: &mut Verified,
) -> Vec<Entry> {
    let mut missing = Vec::new();
    let there = |entry: &Entry| {
        bodies.contains_key(&entry.digest)
            || lookup::place(&expected.catalog, &entry.digest).is_ok()
    };
    let (there, gone): (Vec<_>, Vec<_>) = log.into_iter().partition(there);
    for entry in gone {
        let part = format!("member {}", entry.digest);
        let told = |damage: &Damage| damage.part.as_ref() == Some(&part);
        if !found.damage.iter().any(told) {
            missing.push(Damage {
                document: Some(entry.path),
                mends: Mends::Copy,
                ..Damage::new(file, GONE).part(part)
            });
        }
    }
    super::tell(found, file, missing);
    there
}
