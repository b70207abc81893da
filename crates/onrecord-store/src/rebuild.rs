//! Making everything again from the originals.

use crate::error::{Result, StoreError, at};
use crate::folder::{Folder, sync};
use crate::originals::Entry;
use crate::salvage::{self, Salvaged};
use crate::writer::{Progress, Writer, create_derived};
use crate::{ErrorKind, Reader, verify};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// What a rebuild found, beside what it made again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// The documents whose original is damaged. They stay named in their pack: putting back a copy
    /// of its file, or adding them again, brings them back.
    pub lost: Vec<Lost>,
    /// The damaged files of originals, each kept beside the one that was made of what is left of
    /// it; paths below the record.
    pub aside: Vec<String>,
}

/// A document whose original is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The pack that held it; path below the record.
    pub file: String,
    /// The SHA-256 that its bytes had.
    pub digest: String,
    /// The path it was added under; `None` where the bytes are whole and nothing is left that
    /// names them.
    pub path: Option<String>,
    /// Its identifier, where the old catalogue could still tell.
    pub document: Option<String>,
}

/// Makes the catalogue and the index of the record in `dir` again, from its originals.
///
/// They are made in a folder beside it, which shares the originals and the lock and then changes
/// places with it in one step: whoever kills this at any moment finds the old record or the new.
/// Each document is reported as it is read. Readers that have the record open keep the old one.
///
/// Packs of originals that are damaged are made again from what is left of them, and kept. What
/// is lost with them is named; all other documents are in the new record.
///
/// The log is kept and compared: where the originals say something else than it does, and are not
/// damaged, nothing is changed. Where something is lost, or another reader reads them now, all
/// versions are stated once more behind what was stated before.
///
/// # Errors
///
/// [`Locked`](ErrorKind::Locked) if another process writes to it; all other kinds as they are
/// described.
pub fn rebuild(dir: &Path, reader: Reader, progress: &dyn Fn(Progress<'_>)) -> Result<Rebuilt> {
    let old = Folder(dir.canonicalize().map_err(at(dir))?);
    if !old.originals().is_dir() {
        old.versions()?;
        return Err(StoreError::damaged(format_args!(
            "{}",
            old.originals().display()
        )));
    }
    if let Ok((format, _)) = old.versions()
        && !verify::is_ours(&old.catalog())
    {
        old.check_format(format)?;
    }
    let lock = old.lock()?;
    let new = Folder(beside(&old.0)?);
    clear(&new.0)?;
    fs::create_dir_all(new.originals()).map_err(at(&new.0))?;
    let (from, to) = (old.lock_file(), new.lock_file());
    fs::hard_link(from, &to).map_err(at(&to))?;
    share_by_hand(&old, &new)?;
    let salvaged = salvage::share(&old, &new)?;
    sync(&new.originals())?;
    create_derived(&new)?;
    let mut writer = Writer::over_unfilled(new.clone(), reader, lock)?;
    let gone = writer.complete(progress)?;
    crate::log::share(&old, &new)?;
    writer.settle_log(salvaged.damaged)?;
    let rebuilt = rebuilt(salvaged, gone, &writer)?;
    let lock = writer.into_lock()?;
    swap(&old.0, &new.0)?;
    clear(&new.0)?;
    drop(lock);
    Ok(rebuilt)
}

/// Names what is lost: entries without bytes, unless a later pack has them.
fn rebuilt(salvaged: Salvaged, gone: Vec<(u32, Entry)>, writer: &Writer) -> Result<Rebuilt> {
    let lost = |pack: u32, digest: String, path: Option<String>| Lost {
        file: format!("originals/{pack:06}.tar"),
        document: salvaged.ids.get(&digest).cloned(),
        digest,
        path,
    };
    let mut rebuilt = Rebuilt::default();
    for (pack, entry) in gone {
        if !writer.has_original(&entry.digest)? {
            rebuilt
                .lost
                .push(lost(pack, entry.digest, Some(entry.path)));
        }
    }
    let unnamed = salvaged.unnamed.into_iter();
    rebuilt
        .lost
        .extend(unnamed.map(|(pack, digest)| lost(pack, digest, None)));
    rebuilt.aside = salvaged.aside;
    Ok(rebuilt)
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

/// Gives what persons wrote a second name in the new folder.
fn share_by_hand(old: &Folder, new: &Folder) -> Result<()> {
    for (from, to) in old.by_hand().iter().zip(new.by_hand()) {
        if from.exists() {
            fs::hard_link(from, &to).map_err(at(&to))?;
        }
    }
    Ok(())
}

fn swap(old: &Path, new: &Path) -> Result<()> {
    renameat_with(CWD, old, CWD, new, RenameFlags::EXCHANGE)
        .map_err(|error| StoreError::io(&error.into(), old))?;
    old.parent().map_or(Ok(()), sync)
}
