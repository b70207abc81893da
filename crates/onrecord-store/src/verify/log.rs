//! The log against itself, and against what the originals give.

use super::expected::Expected;
use super::{Damage, Mends, Verified, tell};
use crate::folder::Folder;
use crate::log::{Fault, Log};

/// Compares the log, where there is one. Nothing makes it again: history would be rewritten.
pub(super) fn check(folder: &Folder, expected: Option<&Expected>, found: &mut Verified) {
    let log = match Log::open(&folder.log()) {
        Ok(Some(log)) => log,
        Ok(None) => return,
        Err(error) => {
            let what = error.to_string();
            found.damage.push(lost(&Fault { index: None, what }));
            return;
        }
    };
    let mut faults = log.verify();
    if let Some(expected) = expected {
        let stated = log.stated();
        if stated < expected.versions() as u64 {
            let note = "log: an interrupted command left versions that are not stated; the next \
                        `onrecord add` states them";
            found.notes.push(note.to_owned());
        }
        faults.extend(log.compare(1, &expected.statements));
        faults.extend(log.surplus(expected.versions() as u64));
    }
    tell(found, "log", faults.iter().map(lost).collect());
}

fn lost(fault: &Fault) -> Damage {
    Damage {
        part: fault.index.map(|index| format!("statement {index}")),
        mends: Mends::Copy,
        ..Damage::new("log", fault.what.as_str())
    }
}
