//! An empty record.

use crate::catalog;
use crate::error::{Result, StoreError, at};
use crate::folder::{Folder, sync};
use crate::index;
use crate::originals::Originals;
use std::fs;

/// Makes an empty record; its format is written last, so that a record is whole or is none.
pub(crate) fn create(folder: &Folder) -> Result<()> {
    folder.check_free()?;
    let originals = folder.originals();
    fs::create_dir_all(&originals).map_err(at(&originals))?;
    if !Originals::new(originals).packs()?.is_empty() {
        return Err(StoreError::damaged(format_args!(
            "{} is missing",
            folder.format().display()
        )));
    }
    create_derived(folder)
}

/// Makes an empty index and catalogue, and writes the format.
pub(crate) fn create_derived(folder: &Folder) -> Result<()> {
    let (index, segments) = (folder.index(), folder.segments());
    for derived in [&index, &segments] {
        if derived.exists() {
            fs::remove_dir_all(derived).map_err(at(derived))?;
        }
        fs::create_dir(derived).map_err(at(derived))?;
    }
    let sums = folder.sums();
    if sums.exists() {
        fs::remove_file(&sums).map_err(at(&sums))?;
    }
    for tail in ["", "-wal", "-shm", "-journal"] {
        let path = folder.0.join(format!("catalog.sqlite{tail}"));
        if path.exists() {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    index::create(&index)?;
    catalog::create(&folder.catalog())?;
    sync(&folder.0)?;
    folder.write_format()
}
