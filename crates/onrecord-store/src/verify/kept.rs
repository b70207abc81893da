//! Files of what was worked out, against their own checksums. What persons wrote has none.

use super::{Damage, Verified};
use crate::folder::Folder;
use crate::kept::whole;
use std::fs;

/// Looks at those that are there.
pub(super) fn check(folder: &Folder, found: &mut Verified) {
    for path in folder.kept() {
        let Ok(bytes) = fs::read(&path) else { continue };
        if whole(&bytes).is_none() {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let what = "it does not have the bytes it was written with; it is not used";
            found.damage.push(Damage::new(file, what));
        }
    }
}
