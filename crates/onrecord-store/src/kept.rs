//! Files that hold what was worked out from the documents, for the next time.
//!
//! Such a file begins with a stamp, lines that say what it was made of; with another stamp it is
//! made again. Behind the stamp stands `sum` and the CRC-32 of the stamp and of what follows: a file
//! that does not have it is made again too. It may be removed at any time.

use crate::error::Result;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// What a file was made of.
pub(crate) type Stamp = String;

/// The stamp of a file: the version of its rules, the tables that they read, the newest document.
pub(crate) fn stamp(what: &str, version: u32, tables: u32, last: u64) -> Stamp {
    let reader = crate::READER_VERSION;
    format!("onrecord {what} {version}\nreader {reader}\ntables {tables:08x}\nlast {last}\n")
}

/// What the file holds, if it is there, whole, and has this stamp.
pub(crate) fn read<T: DeserializeOwned>(path: &Path, stamp: &Stamp) -> Option<T> {
    let bytes = fs::read(path).ok()?;
    let (of, what) = whole(&bytes)?;
    (of == stamp.as_bytes()).then(|| postcard::from_bytes(what).ok())?
}

/// What the file holds, or else what `make` makes, which is kept.
pub(crate) fn or_made<T: Serialize + DeserializeOwned>(
    path: &Path,
    stamp: &Stamp,
    make: impl FnOnce() -> Result<T>,
) -> Result<T> {
    if let Some(kept) = read(path, stamp) {
        return Ok(kept);
    }
    let made = make()?;
    write(path, stamp, &made);
    Ok(made)
}

/// The stamp of a file and what it holds; `None` where it does not have the bytes it was written
/// with.
pub(crate) fn whole(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.windows(SUM.len()).position(|window| window == SUM)?;
    let (stamp, rest) = (&bytes[..=at], &bytes[at + SUM.len()..]);
    let (sum, what) = (rest.get(..SUM_LEN)?, rest.get(SUM_LEN..)?);
    (sum == self::sum(stamp, what).as_bytes()).then_some((stamp, what))
}

const SUM: &[u8] = b"\nsum ";
const SUM_LEN: usize = 9;

/// Eight hexadecimal figures and the end of the line.
fn sum(stamp: &[u8], what: &[u8]) -> String {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(stamp);
    hasher.update(what);
    format!("{:08x}\n", hasher.finalize())
}

/// Keeps it; where nothing can be written, it is worked out again the next time.
pub(crate) fn write<T: Serialize>(path: &Path, stamp: &Stamp, what: &T) {
    let Ok(bytes) = postcard::to_allocvec(what) else {
        return;
    };
    let part = path.with_extension(format!("{}.part", std::process::id()));
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(stamp.as_bytes())?;
        write!(file, "sum {}", sum(stamp.as_bytes(), &bytes))?;
        file.write_all(&bytes)
    });
    if written.and_then(|()| fs::rename(&part, path)).is_err() {
        fs::remove_file(&part).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_byte_is_seen() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("names.bin");
        let stamp = stamp("names", 1, 2, 3);
        write(&path, &stamp, &vec!["sum ".to_owned(), "\nsum ".to_owned()]);
        let read = || read::<Vec<String>>(&path, &stamp);
        assert_eq!(read().unwrap().len(), 2);
        let bytes = fs::read(&path).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 4;
            assert!(whole(&changed).is_none(), "byte {at}");
            fs::write(&path, changed).unwrap();
            assert!(read().is_none(), "byte {at}");
            assert!(whole(&bytes[..at]).is_none(), "{at} bytes");
        }
    }
}
