//! The candidate index and the outlines against those that the originals give, byte by byte.

use super::expected::Expected;
use super::{Damage, Verified, tell};
use crate::error::{Result, at};
use crate::folder::Folder;
use crate::segments::{name, opened, tiling};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;

/// Compares every file that counts.
pub(super) fn check(
    folder: &Folder,
    expected: &Expected,
    scratch: &Path,
    found: &mut Verified,
) -> Result<()> {
    let (dir, last) = (folder.segments(), expected.versions() as u64);
    let chosen = if dir.is_dir() {
        tiling(&dir, last)?
    } else {
        None
    };
    let Some(chosen) = chosen else {
        let what = format!("its files do not cover the versions 1 to {last}");
        found.damage.push(Damage::new("segments", what));
        return Ok(());
    };
    let parts = tiling(&expected.segments, last)?.unwrap_or_default();
    for bounds in chosen {
        let made = scratch.join("compared.segment");
        let file = format!("segments/{}", name(bounds));
        let within = |part: &&(u64, u64)| bounds.0 <= part.0 && part.1 <= bounds.1;
        let run: Vec<_> = parts.iter().filter(within).copied().collect();
        let covers = run.first().map(|part| part.0) == Some(bounds.0)
            && run.last().map(|part| part.1) == Some(bounds.1);
        let Some(segments) = opened(&expected.segments, &run)?.filter(|_| covers) else {
            let what = "no packs hold just the versions that its name says";
            found.damage.push(Damage::new(file, what));
            continue;
        };
        crate::segment::merge(&segments, &made)?;
        if !same(&dir.join(name(bounds)), &made)? {
            let damage = differences(&file, (&dir, bounds), &segments, expected);
            tell(found, &file, damage);
        }
        fs::remove_file(&made).map_err(at(&made))?;
    }
    Ok(())
}

/// Names the documents whose outline is another; where there is none, it is the pairs.
fn differences(
    file: &str,
    (dir, bounds): (&Path, (u64, u64)),
    made: &[crate::segment::Segment],
    expected: &Expected,
) -> Vec<Damage> {
    let whole = opened(dir, &[bounds]).ok().flatten();
    let Some(segment) = whole.as_ref().and_then(|whole| whole.first()) else {
        let what = "it is not a whole file of versions";
        return vec![Damage::new(file, what)];
    };
    let outlines = made.iter().flat_map(|made| {
        let handles = made.first..made.end();
        handles.map(|handle| (handle, made.outline(handle)))
    });
    let same = |a: Option<tantivy::directory::OwnedBytes>,
                b: Option<tantivy::directory::OwnedBytes>| match (a, b) {
        (Some(a), Some(b)) => a.as_slice() == b.as_slice(),
        (a, b) => a.is_none() && b.is_none(),
    };
    let damage: Vec<Damage> = outlines
        .filter(|(handle, outline)| !same(segment.outline(*handle), outline.clone()))
        .map(|(handle, _)| Damage {
            document: expected.document(handle),
            ..Damage::new(file, "it is not what the original gives")
                .part(format!("outline {handle}"))
        })
        .collect();
    if damage.is_empty() {
        let what = "they are not those of the originals";
        return vec![Damage::new(file, what).part("pairs of words and their tables")];
    }
    damage
}

fn same(a: &Path, b: &Path) -> Result<bool> {
    let open = |path: &Path| File::open(path).map_err(at(path));
    let (a, b) = (open(a)?, open(b)?);
    let compare = || -> io::Result<bool> {
        if a.metadata()?.len() != b.metadata()?.len() {
            return Ok(false);
        }
        let (mut a, mut b) = (BufReader::new(&a), BufReader::new(&b));
        let (mut ours, mut theirs) = (vec![0; 1 << 16], vec![0; 1 << 16]);
        loop {
            let len = a.read(&mut ours)?;
            if len == 0 {
                return Ok(true);
            }
            b.read_exact(&mut theirs[..len])?;
            if ours[..len] != theirs[..len] {
                return Ok(false);
            }
        }
    };
    compare().map_err(at(Path::new("segments")))
}
