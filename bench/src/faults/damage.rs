//! Files cut short, and bytes changed, in every kind of file of a record.

use super::{Faults, Kind, Reported, Work, add, begin_log, complete, copy, mend, said, there};
use onrecord_doc::read;
use onrecord_store::{Store, Writer, verify};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Damages one file of each kind at a time: `verify` must find it, `rebuild` mends it, and where an
/// original is hit, all others are still there and it is named.
pub fn run(work: &Work, runs: u64, faults: &mut Faults) -> Result<(), String> {
    let whole = work.place("whole")?;
    begin_log(&whole)?;
    let mut all = add(&whole, 0..FEW / 2)?;
    all.extend(add(&whole, FEW / 2..FEW)?);
    checkpoint(&whole)?;
    let store = Store::open(&whole).map_err(said)?;
    store.names(&|_, _| ()).map_err(said)?;
    store.proposals(&|_, _| ()).map_err(said)?;
    store.quoted(&|_, _| ()).map_err(said)?;
    let kinds = kinds(&whole)?;
    let mut cut = faults.kind("files cut short");
    for _ in 0..runs {
        for files in kinds.values() {
            let file = one(&mut cut, files);
            let len = fs::metadata(whole.join(file)).map_err(said)?.len();
            let end = cut.below(len);
            let outcome = damaged(work, (&whole, &all), file, &|bytes| {
                bytes.truncate(end as usize)
            })?;
            cut.count(
                true,
                outcome.map_err(|why| format!("{}, cut at {end}: {why}", file.display())),
            );
        }
    }
    cut.end();
    let mut changed = faults.kind("bytes changed");
    for _ in 0..runs {
        for files in kinds.values() {
            let file = one(&mut changed, files);
            let len = fs::metadata(whole.join(file)).map_err(said)?.len();
            let (at, bit) = (changed.below(len), changed.below(8));
            let flip = |bytes: &mut Vec<u8>| bytes[at as usize] ^= 1 << bit;
            let outcome = damaged(work, (&whole, &all), file, &flip)?;
            changed.count(
                true,
                outcome.map_err(|why| format!("{}, byte {at}, bit {bit}: {why}", file.display())),
            );
        }
    }
    changed.end();
    Ok(())
}

/// Documents of a record that is damaged again and again: two packs or more.
const FEW: u64 = 60;

fn one<'a>(kind: &mut Kind<'_>, files: &'a [PathBuf]) -> &'a Path {
    &files[kind.below(files.len() as u64) as usize]
}

/// The files of a record by their kind. Locks have no bytes; the shared memory of SQLite's readers
/// (`-shm`) holds nothing that lasts, and is made anew from the log (sqlite.org/walformat.html).
fn kinds(record: &Path) -> Result<BTreeMap<String, Vec<PathBuf>>, String> {
    let mut kinds: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in crate::record::files(record)? {
        let file = path.strip_prefix(record).map_err(said)?.to_owned();
        let lasts = !file.to_string_lossy().ends_with("-shm");
        if lasts && fs::metadata(&path).map_err(said)?.len() > 0 {
            kinds.entry(kind_of(&file)).or_default().push(file);
        }
    }
    Ok(kinds)
}

/// The folder and the end of the name; of the log: its state, its checkpoint, its tiles.
fn kind_of(file: &Path) -> String {
    let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
    match parts.as_slice() {
        [folder, part, ..] if folder == "log" => format!("log/{part}"),
        [folders @ .., name] => {
            let end = name.split_once('.').map_or(&**name, |(_, end)| end);
            format!("{}/{end}", folders.join("/"))
        }
        [] => String::new(),
    }
}

/// Damages a file of a copy of a record, and demands that it is found and mended.
fn damaged(
    work: &Work,
    (whole, all): (&Path, &Reported),
    file: &Path,
    damage: &dyn Fn(&mut Vec<u8>),
) -> Result<Result<(), String>, String> {
    let dir = work.place("damaged")?;
    copy(whole, &dir)?;
    let path = dir.join(file);
    let mut bytes = fs::read(&path).map_err(said)?;
    let before = bytes.clone();
    damage(&mut bytes);
    fs::write(&path, &bytes).map_err(said)?;
    Ok(found_and_mended(&dir, all, (file, &before)))
}

fn found_and_mended(
    dir: &Path,
    all: &Reported,
    (file, before): (&Path, &[u8]),
) -> Result<(), String> {
    let found = verify(dir, read, &|_, _| ()).map_err(said)?;
    let named = |name: &str| file.starts_with(name);
    if !found.damage.iter().any(|damage| named(&damage.file)) {
        return Err(format!("not found: {:?}", found.damage));
    }
    if file.starts_with("log") {
        // What was stated cannot be made again, only put back.
        fs::write(dir.join(file), before).map_err(said)?;
        return complete(dir, FEW);
    }
    let lost: BTreeSet<String> = mend(dir)?.into_iter().collect();
    let is_original = file.starts_with("originals");
    if !is_original && !lost.is_empty() {
        return Err(format!(
            "{} documents lost, and no original was hit",
            lost.len()
        ));
    }
    let mut rest = all.clone();
    rest.retain(|path, _| !lost.contains(path));
    there(dir, &rest)?;
    if is_original {
        // A copy of the file heals everything.
        fs::write(dir.join(file), before).map_err(said)?;
        mend(dir)?;
    }
    complete(dir, FEW)
}

fn checkpoint(dir: &Path) -> Result<(), String> {
    let mut writer = Writer::open(dir).map_err(said)?;
    writer.checkpoint(None).map_err(said)?;
    writer.close().map_err(said)
}
