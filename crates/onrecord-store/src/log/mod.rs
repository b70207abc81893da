//! The log: an append-only Merkle tree over all versions, in files that others can read.
//!
//! `log/` in a record is a tiled log after C2SP tlog-tiles, with the state of it in `head` and the
//! last checkpoint in `checkpoint`; docs/formats/log.md has every byte. There is one statement for
//! each version, in the order of the handles; where another reader has read the record again, or
//! originals were lost, the statements of all versions follow once more.
//!
//! The log is no derived data. It only grows: after every commit of the catalogue, and when the
//! record is next opened for writing if that was cut short. A rebuild keeps it and compares.

mod books;
mod files;
mod head;
mod verify;

pub use books::Books;
pub use verify::{Fault, Progress as Verified, Rewritten};

use crate::error::{Result, StoreError, at};
use crate::folder::Folder;
use files::{Files, damaged, replace};
use head::Head;
use onrecord_doc::Handle;
use onrecord_doc::merkle::{self, Hash};
use onrecord_proof::{Checkpoint, Note, Signer, Statement, Verifier};
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

/// The log of a record, as it stood when it was opened.
#[derive(Clone, Debug)]
pub struct Log {
    files: Files,
    head: Head,
}

impl Log {
    /// Opens the log in a folder that has one: `log` in a record, or a copy of it.
    ///
    /// # Errors
    ///
    /// [`Damaged`](crate::ErrorKind::Damaged) if its state cannot be read; of other kinds if the
    /// file system says so.
    pub fn open(dir: &Path) -> Result<Option<Self>> {
        let path = dir.join(HEAD);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // Tiles without a head: somebody lost it, and nobody may begin anew over them.
                let lost = dir.join("tile").exists() || dir.join(CHECKPOINT).exists();
                return if lost {
                    Err(damaged(&path, "the state of the log is missing"))
                } else {
                    Ok(None)
                };
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => String::new(),
            Err(error) => return Err(at(&path)(error)),
        };
        let head = Head::read(&text);
        let head = head.ok_or_else(|| damaged(&path, "the state of the log cannot be read"))?;
        let files = Files(dir.to_owned());
        Ok(Some(Self { files, head }))
    }

    /// Makes an empty log.
    pub(crate) fn create(dir: &Path, origin: &str) -> Result<Self> {
        fs::create_dir_all(dir).map_err(at(dir))?;
        let log = Self {
            files: Files(dir.to_owned()),
            head: Head::empty(origin),
        };
        log.write_head()?;
        dir.parent().map_or(Ok(()), crate::folder::sync)?;
        Ok(log)
    }

    /// How many statements it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.head.size
    }

    /// Its unique name.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.head.origin
    }

    /// The key that signed its last checkpoint, if one did.
    #[must_use]
    pub fn key(&self) -> Option<&Verifier> {
        self.head.key.as_ref()
    }

    /// What it has now, as a checkpoint that nobody has signed.
    #[must_use]
    pub fn now(&self) -> Checkpoint {
        self.head.checkpoint()
    }

    /// The last checkpoint that was issued, with its signatures.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn checkpoint(&self) -> Result<Option<(Checkpoint, Note)>> {
        let path = self.files.0.join(CHECKPOINT);
        let source = match fs::read_to_string(&path) {
            Ok(source) => source,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(at(&path)(error)),
        };
        let read = Note::read(&source).and_then(|note| Ok((Checkpoint::read(&note.text)?, note)));
        read.map(Some).map_err(|why| damaged(&path, &why))
    }

    /// Where the version behind a handle is stated, as it was last read; `None` where it is not yet.
    #[must_use]
    pub fn index_of(&self, handle: Handle) -> Option<u64> {
        let index = self.head.first() + handle.0.checked_sub(1)?;
        (index < self.head.size).then_some(index)
    }

    /// How many versions are stated as they were last read.
    pub(crate) fn stated(&self) -> u64 {
        self.head.size.saturating_sub(self.head.first())
    }

    /// A statement.
    ///
    /// # Errors
    ///
    /// If there is none, or it is damaged.
    pub fn statement(&self, index: u64) -> Result<Statement> {
        let entries = self.files.entries(index..index + 1)?;
        let bytes = entries.first().map_or(&[][..], Vec::as_slice);
        let statement = Statement::read(bytes);
        statement.map_err(|why| damaged(&self.files.0, &format!("statement {index}: {why}")))
    }

    /// The proof that statement `index` is one of the first `size`.
    ///
    /// # Errors
    ///
    /// If the tiles are damaged.
    ///
    /// # Panics
    ///
    /// If it is none of them.
    pub fn inclusion(&self, index: u64, size: u64) -> Result<Vec<Hash>> {
        merkle::inclusion(index, size, |range| self.files.subtree(range))
    }

    /// The proof that the first `size` statements begin with the first `old`.
    ///
    /// # Errors
    ///
    /// If the tiles are damaged.
    ///
    /// # Panics
    ///
    /// If `old` is the greater.
    pub fn consistency(&self, old: u64, size: u64) -> Result<Vec<Hash>> {
        merkle::consistency(old, size, |range| self.files.subtree(range))
    }

    /// The root over the first `size` statements.
    ///
    /// # Errors
    ///
    /// If the tiles are damaged.
    pub fn root(&self, size: u64) -> Result<Hash> {
        self.files.subtree(0..size)
    }

    /// The hashes of some of its statements.
    pub(crate) fn leaves(&self, range: Range<u64>) -> Result<Vec<Hash>> {
        self.files.hashes(0, range)
    }

    /// From now on the versions are stated once more, as another reader read them.
    pub(crate) fn begin_reading(&mut self, reader: u32) -> Result<()> {
        match self.head.readings.last() {
            Some((last, _)) if *last == reader => Ok(()),
            _ => self.begin_again(reader),
        }
    }

    /// From now on the versions are stated once more.
    pub(crate) fn begin_again(&mut self, reader: u32) -> Result<()> {
        self.head.readings.push((reader, self.head.size));
        self.write_head()
    }

    /// Adds the statements of the versions from handle `first`, which must be the next.
    pub(crate) fn enter(&mut self, first: u64, statements: &[Statement]) -> Result<()> {
        if statements.is_empty() || first == self.stated() + 1 {
            return self.append(statements);
        }
        let what = format!(
            "it states {} versions, and the record has {}: they do not belong together",
            self.stated(),
            first - 1
        );
        Err(damaged(&self.files.0, &what))
    }

    /// Why nothing is made again where the originals are whole and say something else.
    pub(crate) fn contradicted(&self, fault: &Fault) -> StoreError {
        let index = fault.index.map(|index| format!("statement {index}: "));
        StoreError::new(
            crate::ErrorKind::Damaged,
            format!(
                "{}: the originals say something else than the log: {}{}. Nothing was changed: the \
                 log's history is not rewritten. Put back copies of originals/ and log/ that belong \
                 together",
                self.files.0.display(),
                index.unwrap_or_default(),
                fault.what
            ),
        )
    }

    /// Adds statements at the end. Nothing that was there before is touched: whoever kills this
    /// finds the log as it was, or as it is afterwards.
    pub(crate) fn append(&mut self, statements: &[Statement]) -> Result<()> {
        if statements.is_empty() {
            return Ok(());
        }
        let entries: Vec<Vec<u8>> = statements.iter().map(Statement::to_bytes).collect();
        let before = self.files.grow(self.head.size, &entries)?;
        self.head.size += entries.len() as u64;
        self.head.root = self.root(self.head.size)?;
        self.write_head()?;
        let issued = self.checkpoint()?.map_or(0, |(issued, _)| issued.size);
        self.files.tidy(&before, [self.head.size, issued]);
        Ok(())
    }

    /// Issues a checkpoint over all that it has; signed, where there is a key.
    pub(crate) fn issue(&mut self, signer: Option<&Signer>) -> Result<Note> {
        self.check_extends()?;
        let checkpoint = self.now();
        let note = match signer {
            Some(signer) => signer.sign(&checkpoint.text()),
            None => checkpoint.unsigned(),
        };
        self.head.key = signer.map(Signer::verifier);
        self.write_head()?;
        let path = self.files.0.join(CHECKPOINT);
        replace(&path, note.to_string().as_bytes())?;
        crate::folder::sync(&self.files.0)?;
        Ok(note)
    }

    /// Refuses to issue what contradicts the tiles, or the checkpoint before.
    fn check_extends(&self) -> Result<()> {
        let dir = &self.files.0;
        if self.root(self.head.size)? != self.head.root {
            return Err(damaged(dir, "its tiles are not those of its state"));
        }
        let Some((issued, _)) = self.checkpoint()? else {
            return Ok(());
        };
        let is_extended = issued.size <= self.head.size && self.root(issued.size)? == issued.root;
        if issued.origin != self.head.origin || !is_extended {
            let what = "the log does not extend its last checkpoint, and none may contradict it";
            return Err(damaged(dir, what));
        }
        Ok(())
    }

    fn write_head(&self) -> Result<()> {
        let path = self.files.0.join(HEAD);
        replace(&path, self.head.print().as_bytes())?;
        crate::folder::sync(&self.files.0)
    }
}

/// The state of a log.
const HEAD: &str = "head";
/// Its last checkpoint, at the place where tlog-tiles has it.
const CHECKPOINT: &str = "checkpoint";

/// Gives every file of a log a second name in another folder, in which it can grow by itself: no
/// file is changed in place.
pub(crate) fn share(old: &Folder, new: &Folder) -> Result<()> {
    let mut folders = vec![(old.log(), new.log())];
    while let Some((from, to)) = folders.pop() {
        if !from.is_dir() {
            continue;
        }
        fs::create_dir_all(&to).map_err(at(&to))?;
        for entry in fs::read_dir(&from).map_err(at(&from))? {
            let path = entry.map_err(at(&from))?.path();
            let name = to.join(path.file_name().unwrap_or_default());
            if path.is_dir() {
                folders.push((path, name));
            } else {
                fs::hard_link(&path, &name).map_err(at(&name))?;
            }
        }
        crate::folder::sync(&to)?;
    }
    Ok(())
}
