//! Adding: from inputs to a record, batch by batch.
//!
//! A batch is a pack, then a commit of the index, then a commit of the catalogue, in this order:
//! the pack is the batch's own write-ahead log. A document is stored when the catalogue says so;
//! packs beyond the catalogue are what a killed process left, and are applied when the record is
//! next opened for writing.

mod batch;
mod create;
mod enter;
mod report;
mod state;

pub use report::{Action, Progress, Refused, Stored, Summary};

pub(crate) use create::create_derived;
pub(crate) use enter::{How, Kept, enter_pack};

use crate::Reader;
use crate::catalog;
use crate::error::{Result, at};
use crate::folder::Folder;
use crate::index::{self, Fields};
use crate::input::Input;
use crate::log::Log;
use crate::originals::{self, Entry, Originals, Place};
use crate::segment::Builder;
use crate::segments;
use crate::sums::{self, Sums};
use batch::{Batch, Loaded, load_all};
use create::create;
use enter::joined;
use rusqlite::Connection;
use std::collections::HashMap;
use std::fs::{self, File};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use tantivy::IndexWriter;

/// Bytes of input that make a batch: few commits for a large collection, and yet no more than
/// some seconds of work to repeat after a crash.
const BATCH: u64 = 64 << 20;

/// How many inputs are read at a time: enough to keep the threads busy.
const GROUP: usize = 256;

/// How many groups of inputs are read ahead: one is loaded while another is taken in hand.
const AHEAD: usize = 1;

/// A record that is open for writing. There is one at a time; readers do not mind it.
pub struct Writer {
    folder: Folder,
    reader: Reader,
    originals: Originals,
    catalog: Connection,
    index: IndexWriter,
    fields: Fields,
    packs: u32,
    /// Whether anything was written since the digests of the files were.
    unsummed: bool,
    /// Bytes of segments written since it was opened.
    written: u64,
    batch: u64,
    log: Option<Log>,
    lock: File,
}

impl Writer {
    /// Opens the record in `dir` for writing; makes it where the folder is new or empty. What an
    /// interrupted `add` left behind is completed first.
    ///
    /// # Errors
    ///
    /// [`Locked`](crate::ErrorKind::Locked) if another process writes to it; all other kinds as
    /// they are described.
    pub fn open(dir: &Path) -> Result<Self> {
        Self::open_with(dir, onrecord_doc::read)
    }

    /// The same, with another reader.
    ///
    /// # Errors
    ///
    /// As [`Writer::open`].
    pub fn open_with(dir: &Path, reader: Reader) -> Result<Self> {
        fs::create_dir_all(dir).map_err(at(dir))?;
        let folder = Folder(dir.to_owned());
        let lock = folder.lock()?;
        if !folder.format().exists() {
            create(&folder)?;
        }
        folder.check()?;
        Self::over(folder, reader, lock)
    }

    /// A writer over a folder that is made and locked, what is missing completed.
    fn over(folder: Folder, reader: Reader, lock: File) -> Result<Self> {
        let mut writer = Self::over_unfilled(folder, reader, lock)?;
        writer.drop_uncatalogued()?;
        writer.state_the_rest()?;
        writer.complete(&|_| ())?;
        Ok(writer)
    }

    /// A writer over a folder that is made and locked.
    pub(crate) fn over_unfilled(folder: Folder, reader: Reader, lock: File) -> Result<Self> {
        let (index, fields) = index::open(&folder.index())?;
        let catalog = catalog::open_for_writing(&folder.catalog())?;
        let packs = catalog::last_pack(&catalog)?;
        let mut log = Log::open(&folder.log())?;
        if let Some(log) = &mut log {
            log.begin_reading(crate::READER_VERSION)?;
        }
        Ok(Self {
            log,
            originals: Originals::new(folder.originals()),
            unsummed: Sums::read(&folder).is_none_or(|sums| sums.packs != packs),
            packs,
            index: index::writer(&index)?,
            written: 0,
            batch: BATCH,
            folder,
            reader,
            catalog,
            fields,
            lock,
        })
    }

    /// Sets how many bytes of input make a batch (64 MiB unless told): fewer report sooner, more
    /// are faster.
    pub fn set_batch(&mut self, bytes: u64) {
        self.batch = bytes;
    }

    /// Adds documents, at the time `now` (RFC 3339, in UTC), which is also when they were seen,
    /// unless an input says otherwise.
    ///
    /// Versions are numbered in the order of the inputs, whatever the threads do; their order in
    /// time is told by [`seen`]. An input that cannot be read is named in the
    /// summary, and the rest goes on.
    ///
    /// # Errors
    ///
    /// If the record cannot be written. Everything that was reported as stored is.
    pub fn add(
        &mut self,
        inputs: impl IntoIterator<Item = Input, IntoIter: Send>,
        now: &str,
        progress: &dyn Fn(Progress<'_>),
    ) -> Result<Summary> {
        let mut summary = Summary::default();
        let mut batch = Batch::default();
        let mut read = 0;
        let inputs = inputs.into_iter();
        thread::scope(|scope| {
            let (send, groups) = mpsc::sync_channel(AHEAD);
            scope.spawn(move || load_all(inputs, &send));
            for group in groups {
                read += group.len();
                for loaded in group {
                    self.take(loaded, now, &mut batch, &mut summary, progress)?;
                    if batch.bytes >= self.batch {
                        self.store(std::mem::take(&mut batch), &mut summary, progress)?;
                    }
                }
                progress(Progress::Read {
                    inputs: read,
                    bytes: summary.bytes,
                });
            }
            self.store(batch, &mut summary, progress)
        })?;
        Ok(summary)
    }

    /// Ends the writing: waits until the index has tidied itself.
    ///
    /// # Errors
    ///
    /// If the index cannot be written.
    pub fn close(self) -> Result<()> {
        self.into_lock().map(drop)
    }

    /// Ends the writing and keeps the lock.
    pub(crate) fn into_lock(self) -> Result<File> {
        self.index.wait_merging_threads()?;
        if self.unsummed {
            index::share(&self.folder.index(), &self.folder.format())?;
            let settled = catalog::settle(&self.catalog)?;
            let path = self.folder.catalog();
            let catalogue = fs::metadata(&path).map_err(at(&path))?.len();
            let read = settled && sums::is_worth_reading(catalogue, self.written);
            sums::write(&self.folder, self.packs, read)?;
        }
        Ok(self.lock)
    }

    /// Decides whether what was read has to be stored.
    fn take(
        &self,
        loaded: std::result::Result<Loaded, Refused>,
        now: &str,
        batch: &mut Batch,
        summary: &mut Summary,
        progress: &dyn Fn(Progress<'_>),
    ) -> Result<()> {
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(refused) => {
                progress(Progress::Refused(&refused));
                summary.refused.push(refused);
                return Ok(());
            }
        };
        summary.bytes += loaded.bytes.len() as u64;
        let last = match batch.seen.get(&loaded.path) {
            Some(digest) => Some(digest.clone()),
            None => catalog::last_seen(&self.catalog, &loaded.path)?,
        };
        if last.as_ref() == Some(&loaded.digest) {
            summary.unchanged += 1;
            return Ok(());
        }
        let kept = catalog::has_original(&self.catalog, &loaded.digest)?;
        batch.push(loaded, now, kept);
        Ok(())
    }

    /// Makes a batch durable, then known, then reports it.
    fn store(
        &mut self,
        batch: Batch,
        summary: &mut Summary,
        progress: &dyn Fn(Progress<'_>),
    ) -> Result<()> {
        if batch.log.is_empty() {
            return Ok(());
        }
        let pack = self.packs + 1;
        let fresh = |(digest, _): &(&String, &Vec<u8>)| !batch.kept.contains(*digest);
        let fresh = batch.bodies.iter().filter(fresh);
        let mut fresh: Vec<_> = fresh.map(|(d, b)| (d.as_str(), b.as_slice())).collect();
        fresh.sort_unstable_by_key(|(digest, _)| *digest);
        let places = originals::places(pack, &fresh);
        let places = fresh.iter().map(|body| body.0).zip(places).collect();
        // The pack is written while its documents are read; nothing is committed before it is durable.
        let originals = Originals::new(self.folder.originals());
        let stored = thread::scope(|scope| {
            let write = scope.spawn(|| originals.write(pack, &fresh, &batch.log));
            let durable = || joined(write);
            self.apply(pack, &batch.log, &batch.bodies, &places, durable)
        })?;
        stored.iter().for_each(|stored| {
            summary.count(stored);
            progress(Progress::Stored(stored));
        });
        Ok(())
    }

    /// Applies the packs that the catalogue does not know yet. Gives the entries whose bytes are
    /// nowhere, each with its pack: only in packs that were damaged and made again.
    pub(crate) fn complete(
        &mut self,
        progress: &dyn Fn(Progress<'_>),
    ) -> Result<Vec<(u32, Entry)>> {
        let mut lost = Vec::new();
        for pack in self.originals.packs()? {
            if pack <= self.packs {
                continue;
            }
            let (mut log, packed) = self.originals.read_pack(pack)?;
            let (mut bodies, mut places) = (HashMap::new(), HashMap::new());
            for (digest, (place, bytes)) in &packed {
                places.insert(digest.as_str(), *place);
                bodies.insert(digest.clone(), bytes.clone());
            }
            let gone = self.fetch_older(&log, &mut bodies)?;
            log.retain(|entry| bodies.contains_key(&entry.digest));
            lost.extend(gone.into_iter().map(|entry| (pack, entry)));
            for stored in self.apply(pack, &log, &bodies, &places, || Ok(()))? {
                progress(Progress::Stored(&stored));
            }
        }
        Ok(lost)
    }

    /// Reads the bytes that a log names and an older pack holds; gives the entries that have none.
    fn fetch_older(
        &self,
        log: &[Entry],
        bodies: &mut HashMap<String, Vec<u8>>,
    ) -> Result<Vec<Entry>> {
        let mut gone = Vec::new();
        for entry in log {
            let digest = &entry.digest;
            if bodies.contains_key(digest) {
                continue;
            }
            if !catalog::has_original(&self.catalog, digest)? {
                gone.push(entry.clone());
                continue;
            }
            let place = crate::lookup::place(&self.catalog, digest)?;
            bodies.insert(digest.clone(), self.originals.proven(place, digest)?);
        }
        Ok(gone)
    }

    /// Whether the bytes of a digest are kept.
    pub(crate) fn has_original(&self, digest: &str) -> Result<bool> {
        catalog::has_original(&self.catalog, digest)
    }

    /// Reads the documents of a pack, and enters them into the index and the catalogue, once the pack is
    /// `durable`.
    fn apply(
        &mut self,
        pack: u32,
        log: &[Entry],
        bodies: &HashMap<String, Vec<u8>>,
        places: &HashMap<&str, Place>,
        durable: impl FnOnce() -> Result<()>,
    ) -> Result<Vec<Stored>> {
        self.unsummed = true;
        let tx = self.catalog.transaction()?;
        let mut segment = Builder::default();
        let mut statements = Vec::new();
        let how = How {
            reader: self.reader,
            is_logged: self.log.is_some(),
        };
        let entered = enter_pack(&tx, how, pack, (log, bodies, places), &mut |version| {
            segment.add(version.handle, version.pairs, version.outline)?;
            statements.extend(version.statement);
            let document = version.terms.into_document(self.fields, version.handle);
            self.index.add_document(document)?;
            Ok(())
        });
        let stored = match durable().and(entered) {
            Ok(stored) => stored,
            Err(error) => {
                drop(tx);
                self.index.rollback()?;
                return Err(error);
            }
        };
        let dir = self.folder.segments();
        self.written += thread::scope(|scope| -> Result<u64> {
            let segment = scope.spawn(|| segments::write(&dir, segment));
            self.index.commit()?;
            joined(segment)
        })?;
        tx.commit()?;
        self.packs = pack;
        let last = catalog::last_handle(&self.catalog)?;
        if let Some(log) = &mut self.log {
            log.enter(last + 1 - statements.len() as u64, &statements)?;
        }
        segments::merge(&self.folder.segments(), last, self.written)?;
        Ok(stored)
    }

    /// Takes out of the index what the catalogue does not know: `complete` enters it again.
    fn drop_uncatalogued(&mut self) -> Result<()> {
        let known = catalog::last_handle(&self.catalog)?;
        segments::clean(&self.folder.segments(), known)?;
        let searcher = self.index.index().reader()?.searcher();
        let mut unknown = Vec::new();
        for segment in searcher.segment_readers() {
            let handles = segment.fast_fields().u64(index::HANDLE)?;
            let of = |doc| handles.first(doc).filter(|handle| *handle > known);
            unknown.extend(segment.doc_ids_alive().filter_map(of));
        }
        for &handle in &unknown {
            let term = tantivy::Term::from_field_u64(self.fields.handle, handle);
            self.index.delete_term(term);
        }
        if !unknown.is_empty() {
            self.unsummed = true;
            self.index.commit()?;
        }
        Ok(())
    }

    /// The folder of the record.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder.0
    }
}
