//! The log of a record that is open for writing: versions are stated in it once the catalogue has
//! them.

use super::Writer;
use crate::Reader;
use crate::catalog;
use crate::error::{ErrorKind, Result, StoreError};
use crate::log::Log;
use crate::originals::Originals;
use onrecord_doc::Hint;
use onrecord_proof::statement::{Digests, Seen, Statement};
use onrecord_proof::{Note, Signer};
use rayon::prelude::*;

/// How many versions are stated at a time, where the log is behind.
const STATED: u64 = 4_096;

impl Writer {
    /// Begins the log of the record, under its unique name, with statements of every version.
    ///
    /// # Errors
    ///
    /// If the record has a log, if that cannot be the name of one, or if it cannot be written.
    pub fn begin_log(&mut self, origin: &str) -> Result<&Log> {
        let other = |message| StoreError::new(ErrorKind::Io, message);
        onrecord_proof::Checkpoint::check_origin(origin).map_err(other)?;
        if let Some(log) = &self.log {
            let message = format!(
                "{}: the record has a log already, {}",
                self.folder.log().display(),
                log.origin()
            );
            return Err(StoreError::new(ErrorKind::Io, message));
        }
        let mut log = Log::create(&self.folder.log(), origin)?;
        log.begin_reading(crate::READER_VERSION)?;
        self.log = Some(log);
        self.state_the_rest()?;
        self.log()
    }

    /// Issues a checkpoint of the log, with statements of every version; signed, where there is a
    /// key.
    ///
    /// # Errors
    ///
    /// If the record has no log, if that is damaged or contradicts its last checkpoint, or if it
    /// cannot be written.
    pub fn checkpoint(&mut self, signer: Option<&Signer>) -> Result<Note> {
        self.state_the_rest()?;
        match &mut self.log {
            Some(log) => log.issue(signer),
            None => Err(self.no_log()),
        }
    }

    /// The log of the record.
    ///
    /// # Errors
    ///
    /// If it has none.
    pub fn log(&self) -> Result<&Log> {
        self.log.as_ref().ok_or_else(|| self.no_log())
    }

    fn no_log(&self) -> StoreError {
        let message = format!(
            "{}: the record has no log; `onrecord log init` begins one",
            self.folder.0.display()
        );
        StoreError::new(ErrorKind::NotARecord, message)
    }

    /// Opens the log of a record that was made again and compares it. Where originals were
    /// `damaged` and the two differ, all versions are stated once more.
    pub(crate) fn settle_log(&mut self, damaged: bool) -> Result<()> {
        let Some(mut log) = Log::open(&self.folder.log())? else {
            return Ok(());
        };
        log.begin_reading(crate::READER_VERSION)?;
        let last = catalog::last_handle(&self.catalog)?;
        let mut faults: Vec<_> = log.surplus(last).into_iter().collect();
        let mut first = 1;
        while faults.is_empty() && first <= last.min(log.stated()) {
            let statements = self.statements(first)?;
            faults = log.compare(first, &statements);
            first += statements.len() as u64;
        }
        match faults.first() {
            Some(fault) if !damaged => return Err(log.contradicted(fault)),
            Some(_) => log.begin_again(crate::READER_VERSION)?,
            None => {}
        }
        self.log = Some(log);
        self.state_the_rest()
    }

    /// States the versions that the catalogue has and the log has not: all, where it has just
    /// begun; else what was being stated when a process was killed.
    pub(super) fn state_the_rest(&mut self) -> Result<()> {
        let last = catalog::last_handle(&self.catalog)?;
        while let Some(first) = self.log.as_ref().map(|log| log.stated() + 1)
            && first <= last
        {
            let statements = self.statements(first)?;
            if let Some(log) = &mut self.log {
                log.enter(first, &statements)?;
            }
        }
        Ok(())
    }

    /// Statements of the versions from handle `first` on, at most [`STATED`].
    fn statements(&self, first: u64) -> Result<Vec<Statement>> {
        let rows = crate::lookup::versions(&self.catalog, first, first + STATED - 1)?;
        if rows.is_empty() {
            return Err(StoreError::damaged(format_args!(
                "catalog.sqlite: version {first} is missing"
            )));
        }
        let (reader, originals) = (self.reader, &self.originals);
        let one = |row| state(reader, originals, row);
        rows.par_iter().map(one).collect()
    }
}

/// The statement of a version that the catalogue has: its original is read once more.
fn state(
    reader: Reader,
    originals: &Originals,
    row: &crate::lookup::VersionRow,
) -> Result<Statement> {
    let bytes = originals.proven(row.place, &row.digest)?;
    let path = Some(row.path.as_str());
    let document = reader(&bytes, Hint { path }).document;
    let seen = Seen {
        bytes: &row.digest,
        version: row.number,
        reader: crate::READER_VERSION,
        seen: &row.seen,
    };
    let address = document.source.address.as_deref();
    Ok(Statement::new(
        &row.id,
        address,
        seen,
        &Digests::of(&document),
    ))
}
