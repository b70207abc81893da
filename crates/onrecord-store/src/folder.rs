//! The folder of a record: where its parts lie, its format, its lock.

use crate::READER_VERSION;
use crate::error::{ErrorKind, Result, StoreError, at};
use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The format that this version writes and reads. Records of earlier ones are made again from
/// their originals, which have not changed since format 1.
pub const FORMAT: u32 = 4;

/// The parts of a record.
#[derive(Clone, Debug)]
pub(crate) struct Folder(pub PathBuf);

impl Folder {
    pub fn originals(&self) -> PathBuf {
        self.0.join("originals")
    }

    pub fn catalog(&self) -> PathBuf {
        self.0.join("catalog.sqlite")
    }

    pub fn index(&self) -> PathBuf {
        self.0.join("index")
    }

    pub fn segments(&self) -> PathBuf {
        self.0.join("segments")
    }

    pub fn log(&self) -> PathBuf {
        self.0.join("log")
    }

    /// The persons of the documents, as they were gathered.
    pub fn names(&self) -> PathBuf {
        self.0.join("names.bin")
    }

    /// What a person corrected in them.
    pub fn corrections(&self) -> PathBuf {
        self.0.join("names.tsv")
    }

    /// The subjects that words propose.
    pub fn proposals(&self) -> PathBuf {
        self.0.join("subjects.bin")
    }

    /// Where documents are quoted by others.
    pub fn quoted(&self) -> PathBuf {
        self.0.join("quoted.bin")
    }

    /// A user's own vocabulary of subjects.
    pub fn own_subjects(&self) -> PathBuf {
        self.0.join("subjects.tsv")
    }

    /// What was worked out from the documents when it was first asked for.
    pub fn kept(&self) -> [PathBuf; 3] {
        [self.names(), self.proposals(), self.quoted()]
    }

    /// What persons wrote, and no program can make again.
    pub fn by_hand(&self) -> [PathBuf; 2] {
        [self.corrections(), self.own_subjects()]
    }

    pub fn format(&self) -> PathBuf {
        self.0.join("format")
    }

    pub fn sums(&self) -> PathBuf {
        self.0.join("sums")
    }

    pub fn lock_file(&self) -> PathBuf {
        self.0.join("lock")
    }

    /// Refuses a folder that is no record, of a newer format, or read by another reader.
    pub fn check(&self) -> Result<()> {
        let (format, reader) = self.versions()?;
        self.check_format(format)?;
        if format < FORMAT {
            return Err(StoreError::new(
                ErrorKind::NeedsRebuild,
                format!(
                    "{}: a record of format {format}, and this program has format {FORMAT}; run \
                     `onrecord rebuild`, which makes it again from its originals",
                    self.0.display()
                ),
            ));
        }
        if reader != READER_VERSION {
            return Err(StoreError::new(
                ErrorKind::NeedsRebuild,
                format!(
                    "{}: its documents were read by reader {reader}, this program has reader \
                     {READER_VERSION}; run `onrecord rebuild`",
                    self.0.display()
                ),
            ));
        }
        Ok(())
    }

    /// Refuses a newer format.
    pub fn check_format(&self, format: u32) -> Result<()> {
        if format <= FORMAT {
            return Ok(());
        }
        Err(StoreError::new(
            ErrorKind::NewerFormat,
            format!(
                "{}: a record of format {format}, made by a newer version of onrecord; this one \
                 reads formats up to {FORMAT}: update it",
                self.0.display()
            ),
        ))
    }

    /// The versions of the format and of the reader.
    pub fn versions(&self) -> Result<(u32, u32)> {
        let text = fs::read_to_string(self.format()).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => self.not_a_record(),
            _ => StoreError::io(&error, &self.format()),
        })?;
        let value = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|number| number.trim().parse().ok())
        };
        match (value("format "), value("reader ")) {
            (Some(format), Some(reader)) => Ok((format, reader)),
            // A newer format may say more or other things, but never less than its number.
            (Some(format), None) if format > FORMAT => Ok((format, 0)),
            _ => Err(self.not_a_record()),
        }
    }

    /// What the format file of a record of this version says.
    pub fn format_text() -> String {
        format!("onrecord record\nformat {FORMAT}\nreader {READER_VERSION}\n")
    }

    /// Writes the versions: the last step of making a record.
    pub fn write_format(&self) -> Result<()> {
        let text = Self::format_text();
        let part = self.0.join("format.part");
        fs::write(&part, text).map_err(at(&part))?;
        sync(&part)?;
        fs::rename(&part, self.format()).map_err(at(&part))?;
        sync(&self.0)
    }

    /// Takes the lock that one writer holds; it goes with the file, or with the process.
    pub fn lock(&self) -> Result<File> {
        let path = self.lock_file();
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(at(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(StoreError::new(
                ErrorKind::Locked,
                format!(
                    "{}: another process is adding to this record or verifying it; wait until it \
                     is done and run the command again",
                    self.0.display()
                ),
            )),
            Err(TryLockError::Error(error)) => Err(StoreError::io(&error, &path)),
        }
    }

    /// Takes the lock together with others who only look, so that nobody writes meanwhile; `None`
    /// where there is no lock file that may be read, and so no writer either.
    pub fn lock_shared(&self) -> Result<Option<File>> {
        let Ok(file) = File::open(self.lock_file()) else {
            return Ok(None);
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::new(
                ErrorKind::Locked,
                format!(
                    "{}: another process is adding to this record; wait until it is done and \
                     run the command again",
                    self.0.display()
                ),
            )),
            Err(TryLockError::Error(error)) => Err(StoreError::io(&error, &self.lock_file())),
        }
    }

    /// Refuses to make a record among files that are none of a record's.
    pub fn check_free(&self) -> Result<()> {
        const OURS: [&str; 8] = [
            "lock",
            "log",
            "originals",
            "index",
            "segments",
            "format.part",
            "sums",
            "catalog.sqlite",
        ];
        for entry in fs::read_dir(&self.0).map_err(at(&self.0))? {
            let name = entry.map_err(at(&self.0))?.file_name();
            let name = name.to_string_lossy();
            if !OURS.iter().any(|ours| name.starts_with(ours)) {
                return Err(self.not_a_record());
            }
        }
        Ok(())
    }

    fn not_a_record(&self) -> StoreError {
        StoreError::new(
            ErrorKind::NotARecord,
            format!(
                "{}: there is no record here; `onrecord add` makes one in a new or empty folder",
                self.0.display()
            ),
        )
    }
}

/// The state of the files that change whenever something is added, or the record is made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp([Option<(u64, u64, Option<SystemTime>)>; 3]);

impl Folder {
    /// What the files look like now: inode, size and time of each. An empty write-ahead log counts
    /// as none, since a reader may make one.
    pub fn stamp(&self) -> Stamp {
        let wal = self.0.join("catalog.sqlite-wal");
        Stamp([self.format(), self.catalog(), wal].map(|path| {
            let data = fs::metadata(path).ok().filter(|data| data.len() > 0)?;
            Some((data.ino(), data.len(), data.modified().ok()))
        }))
    }
}

/// Waits until a file or folder is on the disk.
pub(crate) fn sync(path: &Path) -> Result<()> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(at(path))
}

/// How many bytes the files in a folder have; what cannot be read counts as none.
pub(crate) fn size(path: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(path) else {
        return fs::metadata(path).map_or(0, |data| data.len());
    };
    entries.flatten().map(|entry| size(&entry.path())).sum()
}
