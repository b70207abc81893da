//! Files that hold what was worked out from the documents, for the next time.
//!
//! Such a file begins with a stamp, lines that say what it was made of; with another stamp it is
//! made again. It may be removed at any time.

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

/// What the file holds, if it is there and has this stamp.
pub(crate) fn read<T: DeserializeOwned>(path: &Path, stamp: &Stamp) -> Option<T> {
    let bytes = fs::read(path).ok()?;
    postcard::from_bytes(bytes.strip_prefix(stamp.as_bytes())?).ok()
}

/// Keeps it; where nothing can be written, it is worked out again the next time.
pub(crate) fn write<T: Serialize>(path: &Path, stamp: &Stamp, what: &T) {
    let Ok(bytes) = postcard::to_allocvec(what) else {
        return;
    };
    let part = path.with_extension(format!("{}.part", std::process::id()));
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(stamp.as_bytes())?;
        file.write_all(&bytes)
    });
    if written.and_then(|()| fs::rename(&part, path)).is_err() {
        fs::remove_file(&part).ok();
    }
}
