//! `sums`: the SHA-256 of every file of a record, as it was when the last writer closed it.
//!
//! ```text
//! # onrecord: the files of this record (check with sha256sum -c), packs entered: 3
//! 9f86d0…  catalog.sqlite
//! 60303a…  originals/000001.tar
//! # 2c26b4…
//! ```
//!
//! The last line has the SHA-256 of those before it. Nothing is read by this file; it is what
//! shows a changed byte where nothing else would, such as in a free page of the catalogue. A
//! writer that was killed leaves an older one, which then says what it can.

use crate::error::{Result, at};
use crate::folder::{Folder, sync};
use crate::originals::{digest, hexadecimal};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Digests by the path of the file below the record, and the number of packs that were entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub packs: u32,
    pub files: BTreeMap<String, String>,
}

impl Sums {
    /// Reads them; `None` where they are not as they were written.
    pub fn parse(text: &str) -> Option<Self> {
        let end = text.strip_suffix('\n')?.rfind('\n')? + 1;
        let sum = text[end..].strip_prefix("# ")?.trim_end();
        let text = &text[..end];
        if digest(text.as_bytes()) != sum {
            return None;
        }
        let (first, lines) = text.split_once('\n')?;
        let packs = first.strip_prefix(HEAD)?;
        let file = |line: &str| {
            let (digest, path) = line.split_once("  ")?;
            Some((path.to_owned(), digest.to_owned()))
        };
        Some(Self {
            packs: packs.parse().ok()?,
            files: lines.lines().map(file).collect::<Option<_>>()?,
        })
    }

    fn print(&self) -> String {
        let mut text = format!("{HEAD}{}\n", self.packs);
        for (path, digest) in &self.files {
            text.push_str(&format!("{digest}  {path}\n"));
        }
        let sum = digest(text.as_bytes());
        text + "# " + &sum + "\n"
    }

    /// What the record says; `None` where there is none, or it is damaged.
    pub fn read(folder: &Folder) -> Option<Self> {
        Self::parse(&fs::read_to_string(folder.sums()).ok()?)
    }
}

const HEAD: &str =
    "# onrecord: the files of this record (check with sha256sum -c), packs entered: ";

pub(crate) const CATALOG: &str = "catalog.sqlite";

/// Whether a file is written once: its digest holds as long as it is there.
pub(crate) fn is_immutable(path: &str) -> bool {
    path.starts_with("originals/")
        || path.starts_with("segments/")
        || path.starts_with("index/") && !path.ends_with(".json")
}

/// Whether the digest of a catalogue of so many bytes is worth reading it again, when so many bytes
/// of segments were written: where that takes a sixth of a second (256 MiB, some 170,000 documents,
/// at 1.5 GB a second) or is a small part of what the writing took. The catalogue is the one file
/// that grows with the record and changes with every document: without this, one more document
/// took a second and more in a record of a million.
pub(crate) fn is_worth_reading(catalogue: u64, written: u64) -> bool {
    catalogue <= (256 << 20) + 16 * written
}

/// Writes the digests of a record whose writer is done. Files that are written once and were known
/// are not read again; the catalogue has none where it is not to be read.
pub(crate) fn write(folder: &Folder, packs: u32, catalogue: bool) -> Result<()> {
    let old = Sums::read(folder).unwrap_or_default();
    let mut paths = list(folder)?;
    paths.retain(|path| catalogue || path != CATALOG);
    let one = |path: String| -> Result<Option<(String, String)>> {
        let known = old.files.get(&path).filter(|_| is_immutable(&path));
        let digest = match known {
            Some(digest) => Some(digest.clone()),
            None => of_file(&folder.0.join(&path))?,
        };
        Ok(digest.map(|digest| (path, digest)))
    };
    let files: Result<Vec<_>> = paths.into_par_iter().map(one).collect();
    let sums = Sums {
        packs,
        files: files?.into_iter().flatten().collect(),
    };
    if sums == old {
        return Ok(());
    }
    let part = folder.0.join("sums.part");
    fs::write(&part, sums.print()).map_err(at(&part))?;
    sync(&part)?;
    fs::rename(&part, folder.sums()).map_err(at(&part))
}

/// Locks, unfinished files, and what a rebuild set aside.
const LEFT_OUT: [&str; 3] = [".lock", ".part", ".damaged"];

/// The files that have a digest, by path: all but locks, unfinished ones and what SQLite has open.
pub(crate) fn list(folder: &Folder) -> Result<Vec<String>> {
    let mut paths = vec!["format".to_owned(), CATALOG.to_owned()];
    for part in ["originals", "segments", "index"] {
        let dir = folder.0.join(part);
        for entry in fs::read_dir(&dir).map_err(at(&dir))? {
            let name = entry.map_err(at(&dir))?.file_name();
            let name = name.to_string_lossy();
            if !LEFT_OUT.iter().any(|end| name.ends_with(end)) {
                paths.push(format!("{part}/{name}"));
            }
        }
    }
    paths.sort_unstable();
    Ok(paths)
}

/// The SHA-256 of a file; `None` where it has gone.
pub(crate) fn of_file(path: &Path) -> Result<Option<String>> {
    let read = || -> io::Result<String> {
        let mut file = File::open(path)?;
        let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
        loop {
            match file.read(&mut buffer)? {
                0 => break,
                len => hash.update(&buffer[..len]),
            }
        }
        Ok(hexadecimal(&hash.finalize()))
    };
    match read() {
        Ok(digest) => Ok(Some(digest)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path)(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_catalogue_is_read_again_after_a_large_addition_only() {
        let (mib, gib) = (1 << 20, 1 << 30);
        assert!(is_worth_reading(200 * mib, 0));
        assert!(!is_worth_reading(gib, mib));
        assert!(is_worth_reading(gib, 100 * mib));
    }
}
