//! Finding what is damaged, and saying whether it can be mended.
//!
//! Three questions, from the plainest to the deepest:
//!
//! 1. Do the files still have the bytes they were written with? ([`sums`], by `sums`)
//! 2. Are the originals whole: every member of every pack its digest, every log readable?
//!    ([`originals`], by [`pack`](crate::pack))
//! 3. Is everything else what the originals give when they are read again? The packs are entered
//!    into an empty catalogue by the very code that `add` and `rebuild` use, and what comes out is
//!    compared with [`catalogue`], [`segments`] and [`index`], row by row and byte by byte; and
//!    with what the [`log`] states.
//!
//! Where the answers of two parts disagree, the originals are right.

mod catalogue;
mod expected;
mod index;
mod kept;
mod log;
mod originals;
mod segments;
mod sums;

use crate::Reader;
use crate::catalog;
use crate::error::{Result, at};
use crate::folder::Folder;
use expected::Expected;
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// What is damaged; nothing in a record that is whole.
    pub damage: Vec<Damage>,
    /// What is worth knowing and no damage, such as what an interrupted `add` left to be done.
    pub notes: Vec<String>,
    /// How many packs of originals were read.
    pub packs: usize,
    /// How many originals they hold.
    pub originals: usize,
    /// How many versions were read again and compared.
    pub versions: usize,
    /// How many bytes the originals have.
    pub bytes: u64,
}

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file, by its path below the record.
    pub file: String,
    /// The part of the file: a member of a pack, a row of a table.
    pub part: Option<String>,
    /// The document that is concerned: its identifier, or the path it was added under.
    pub document: Option<String>,
    /// What is wrong, for people.
    pub what: String,
    /// What mends it.
    pub mends: Mends,
}

/// What mends a damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mends {
    /// [`rebuild`](crate::rebuild()) makes it again.
    Rebuild,
    /// Only a copy of the file, or the same document added again: bytes of an original are gone.
    /// [`rebuild`](crate::rebuild()) keeps the rest.
    Copy,
}

impl Mends {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rebuild => "rebuild",
            Self::Copy => "copy",
        }
    }
}

impl Damage {
    fn new(file: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            part: None,
            document: None,
            what: what.into(),
            mends: Mends::Rebuild,
        }
    }

    fn part(mut self, part: impl Into<String>) -> Self {
        self.part = Some(part.into());
        self
    }
}

/// Verifies the record in `dir`, with the reader that read it. `progress` hears how many bytes of
/// the originals are done, and how many there are.
///
/// The record is locked against writers meanwhile, and not changed. What the originals give is
/// made in the folder for temporary files; it takes as much space as catalogue and segments do.
///
/// # Errors
///
/// If it is no record, of another format or read by another reader, if somebody writes to it, or
/// if files cannot be read or written. Damage is no error.
pub fn verify(dir: &Path, reader: Reader, progress: &dyn Fn(u64, u64)) -> Result<Verified> {
    let folder = Folder(dir.to_owned());
    let mut found = Verified::default();
    let _lock = folder.lock_shared()?;
    format(&folder, &mut found)?;
    // Before anything is opened: SQLite may tidy its files.
    let changed = sums::changed(&folder)?;
    let catalog = catalogue::open(&folder, &mut found);
    let packs = catalog.as_ref().and_then(|c| catalog::last_pack(c).ok());
    let changed = changed.report(packs, &mut found);
    let scratch = Scratch::new()?;
    let expected = Expected::new(&scratch.0, folder.log().exists())?;
    let known = (packs, &changed);
    let (expected, whole) =
        originals::check(&folder, reader, expected, known, progress, &mut found)?;
    // Of damaged originals, nobody can say what they gave.
    let expected = whole.then_some(&expected);
    if let Some(catalog) = &catalog {
        catalogue::check(catalog, expected, &mut found);
    }
    if let Some(expected) = expected {
        segments::check(&folder, expected, &scratch.0, &mut found)?;
        found.versions = expected.versions();
    } else {
        found.notes.push(NOT_COMPARED.to_owned());
    }
    index::check(&folder, expected, &changed, &mut found);
    log::check(&folder, expected, &mut found);
    kept::check(&folder, &mut found);
    // A further part of a record has its file here, and its line.
    Ok(found)
}

const NOT_COMPARED: &str = "originals are damaged, so catalogue, segments and index were not compared \
                            with them, only with their own checksums";

/// The format file says what the program would write; only a record of another version of the
/// program may say otherwise, and then this one cannot judge it.
fn format(folder: &Folder, found: &mut Verified) -> Result<()> {
    let text = fs::read(folder.format());
    if text
        .as_ref()
        .is_ok_and(|text| *text == Folder::format_text().as_bytes())
    {
        return Ok(());
    }
    let ours = is_ours(&folder.catalog());
    if !ours {
        folder.check()?;
    }
    found.damage.push(Damage::new(
        "format",
        "it does not say what the catalogue says: which format this is, and which reader read it",
    ));
    Ok(())
}

/// Whether a catalogue says that it is of this format and reader.
pub(crate) fn is_ours(catalog: &Path) -> bool {
    let about = |catalog: &Connection, name: &str| -> rusqlite::Result<String> {
        let sql = "SELECT value FROM about WHERE name = ?1";
        catalog.query_row(sql, [name], |row| row.get(0))
    };
    catalog::open(catalog).is_ok_and(|catalog| {
        about(&catalog, "format") == Ok(crate::FORMAT.to_string())
            && about(&catalog, "reader") == Ok(crate::READER_VERSION.to_string())
    })
}

/// A folder that goes when it is done with.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let temporary = std::env::temp_dir();
        for number in 0.. {
            let name = format!("onrecord-verify-{}-{number}", std::process::id());
            let path = temporary.join(name);
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(at(&path)(error)),
            }
        }
        unreachable!("there are more numbers than files")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Of many damages of one kind, so many are told one by one.
const MOST: usize = 20;

/// Tells the first of some damages, and how many more there are.
fn tell(found: &mut Verified, file: &str, damage: Vec<Damage>) {
    let more = damage.len().saturating_sub(MOST);
    found.damage.extend(damage.into_iter().take(MOST));
    if more > 0 {
        let what = format!("and {more} more places in this file");
        found.damage.push(Damage::new(file, what));
    }
}
