//! Making everything again from the originals.

use crate::error::{Result, StoreError, at};
use crate::folder::{Folder, sync};
use crate::writer::{Progress, Writer, create_derived};
use crate::{ErrorKind, Reader};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes the catalogue and the index of the record in `dir` again, from its originals.
///
/// They are made in a folder beside it, which shares the originals and the lock and then changes
/// places with it in one step: whoever kills this at any moment finds the old record or the new.
/// Each document is reported as it is read. Readers that have the record open keep the old one.
///
/// # Errors
///
/// [`Locked`](ErrorKind::Locked) if another process writes to it; [`Damaged`](ErrorKind::Damaged)
/// if an original is; all other kinds as they are described.
pub fn rebuild(dir: &Path, reader: Reader, progress: &dyn Fn(Progress<'_>)) -> Result<()> {
    let old = Folder(dir.canonicalize().map_err(at(dir))?);
    if !old.originals().is_dir() {
        old.versions()?;
        return Err(StoreError::damaged(format_args!(
            "{}",
            old.originals().display()
        )));
    }
    if let Ok((format, _)) = old.versions() {
        old.check_format(format)?;
    }
    let lock = old.lock()?;
    let new = Folder(beside(&old.0)?);
    clear(&new.0)?;
    share(&old, &new)?;
    create_derived(&new)?;
    let mut writer = Writer::over_unfilled(new.clone(), reader, lock)?;
    writer.complete(progress)?;
    let lock = writer.into_lock()?;
    swap(&old.0, &new.0)?;
    clear(&new.0)?;
    drop(lock);
    Ok(())
}

/// `record` becomes `.record.rebuild`.
fn beside(dir: &Path) -> Result<PathBuf> {
    let Some(name) = dir.file_name() else {
        let message = format!("{}: cannot be made again beside itself", dir.display());
        return Err(StoreError::new(ErrorKind::Io, message));
    };
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(".rebuild");
    Ok(dir.with_file_name(beside))
}

/// Removes what an earlier rebuild left. Originals in it are second names of those in the record.
fn clear(dir: &Path) -> Result<()> {
    if dir.exists() {
        fs::remove_dir_all(dir).map_err(at(dir))?;
    }
    Ok(())
}

/// Gives the packs and the lock a second name in the new folder.
fn share(old: &Folder, new: &Folder) -> Result<()> {
    fs::create_dir_all(new.originals()).map_err(at(&new.0))?;
    let link = |from: &Path, to: &Path| fs::hard_link(from, to).map_err(at(to));
    link(&old.lock_file(), &new.lock_file())?;
    for entry in fs::read_dir(old.originals()).map_err(at(&old.originals()))? {
        let from = entry.map_err(at(&old.originals()))?.path();
        if from.extension().is_some_and(|extension| extension == "tar") {
            link(
                &from,
                &new.originals().join(from.file_name().unwrap_or_default()),
            )?;
        }
    }
    sync(&new.originals())
}

fn swap(old: &Path, new: &Path) -> Result<()> {
    renameat_with(CWD, old, CWD, new, RenameFlags::EXCHANGE)
        .map_err(|error| StoreError::io(&error.into(), old))?;
    old.parent().map_or(Ok(()), sync)
}
