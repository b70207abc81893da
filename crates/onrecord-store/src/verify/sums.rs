//! The files against their digests.

use super::{Damage, Verified};
use crate::error::Result;
use crate::folder::Folder;
use crate::sums::{self, Sums};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What the digests say.
pub(super) enum Changed {
    /// There are none.
    None,
    /// They are themselves damaged.
    Damaged,
    /// The files that are not as they were, or have gone; and those that have no digest.
    Files {
        packs: u32,
        changed: Vec<(String, bool)>,
        unknown: Vec<String>,
    },
}

/// Compares all files with `sums`.
pub(super) fn changed(folder: &Folder) -> Result<Changed> {
    if !folder.sums().exists() {
        return Ok(Changed::None);
    }
    let Some(sums) = Sums::read(folder) else {
        return Ok(Changed::Damaged);
    };
    let one = |(path, digest): (&String, &String)| -> Result<Option<(String, bool)>> {
        let now = sums::of_file(&folder.0.join(path))?;
        let gone = now.is_none();
        Ok((now.as_ref() != Some(digest)).then(|| (path.clone(), gone)))
    };
    let changed: Result<Vec<_>> = sums.files.par_iter().map(one).collect();
    let listed = sums::list(folder).unwrap_or_default();
    let unknown = listed
        .into_iter()
        .filter(|path| !sums.files.contains_key(path));
    Ok(Changed::Files {
        packs: sums.packs,
        changed: changed?.into_iter().flatten().collect(),
        unknown: unknown.collect(),
    })
}

impl Changed {
    /// Reports the files that have changed, and gives their paths. `packs` is the number of packs
    /// that the catalogue has: where it has more, or there are files without a digest, the digests
    /// of files that are written more than once are of an earlier state.
    pub fn report(self, packs: Option<u32>, found: &mut Verified) -> BTreeSet<String> {
        let (of, changed, unknown) = match self {
            Self::None => {
                found.notes.push(format!("sums: there is none; {AGAIN}"));
                return BTreeSet::new();
            }
            Self::Damaged => {
                let what = "it does not have the bytes it was written with";
                found.damage.push(Damage::new("sums", what));
                return BTreeSet::new();
            }
            Self::Files {
                packs,
                changed,
                unknown,
            } => (packs, changed, unknown),
        };
        // A writer that was interrupted left a pack, and perhaps an index that knows it already.
        let (catalogue, unknown): (Vec<_>, Vec<_>) =
            unknown.into_iter().partition(|path| path == sums::CATALOG);
        let fits = packs.is_none_or(|packs| packs <= of) && unknown.is_empty();
        if !fits {
            found
                .notes
                .push(format!("sums: it is of an earlier state; {AGAIN}"));
        } else if !catalogue.is_empty() {
            found.notes.push(NO_CATALOGUE.to_owned());
        }
        let mut paths = BTreeSet::new();
        for (path, gone) in changed {
            // What goes in the course of writing: merged files.
            let merged = gone && !path.starts_with("originals/");
            if !fits && (merged || !sums::is_immutable(&path)) {
                continue;
            }
            // Packs are looked at more closely; so is the format.
            if !path.starts_with("originals/") && path != "format" {
                let what = if gone {
                    "it has gone"
                } else {
                    "it does not have the bytes it was written with"
                };
                found.damage.push(Damage::new(path.as_str(), what));
            }
            paths.insert(path);
        }
        paths
    }
}

/// As [`sums::write`] leaves it.
const NO_CATALOGUE: &str = "sums: catalog.sqlite has no digest there, since the last `add` was small beside it, or \
                            somebody was reading it; a larger `add`, or `onrecord rebuild`, enters it (until \
                            then a changed byte in an unused place of it is not seen)";

const AGAIN: &str = "the next `onrecord add` of something new, or `onrecord rebuild`, writes it \
                     (until then a changed byte in an unused place of catalogue or index is not seen)";
