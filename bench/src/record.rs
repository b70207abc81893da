//! Opening what is to be measured.

use onrecord_doc::{Hint, MemoryRecord, Record, read};
use onrecord_store::Store;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Opens a record, or reads a folder of documents into memory.
pub fn open(folder: &Path) -> Result<Box<dyn Record>, String> {
    if folder.join("format").is_file() {
        let store = Store::open(folder).map_err(|e| e.to_string())?;
        return Ok(Box::new(store));
    }
    let files = files(folder)?;
    let documents: Vec<_> = files
        .par_iter()
        .filter_map(|path| {
            let name = path
                .strip_prefix(folder)
                .unwrap_or(path)
                .to_string_lossy()
                .into_owned();
            let bytes = std::fs::read(path).ok()?;
            Some((read(&bytes, Hint { path: Some(&name) }).document, name))
        })
        .collect();
    Ok(Box::new(MemoryRecord::new(documents)))
}

/// All files of a folder and its folders, sorted.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = std::fs::read_dir(&next).map_err(|e| format!("{}: {e}", next.display()))?;
        for entry in entries {
            let path = entry
                .map_err(|e| format!("{}: {e}", next.display()))?
                .path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    Ok(found)
}
