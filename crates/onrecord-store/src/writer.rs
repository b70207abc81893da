//! Adding: from inputs to a record, batch by batch.
//!
//! A batch is a pack, then a commit of the index, then a commit of the catalogue, in this order:
//! the pack is the batch's own write-ahead log. A document is stored when the catalogue says so;
//! packs beyond the catalogue are what a killed process left, and are applied when the record is
//! next opened for writing.

use crate::Reader;
use crate::catalog::{self, Covered, Entered, Facts};
use crate::error::{ErrorKind, Result, StoreError, at};
use crate::folder::{Folder, sync};
use crate::index::{self, Fields, Terms, TermsBuilder};
use crate::input::{Content, Input};
use crate::log::Log;
use crate::originals::{Entry, Originals, Place, digest};
use crate::outline::{self, Origin};
use crate::segment::Builder;
use crate::segments;
use crate::sums::{self, Sums};
use onrecord_doc::merkle::Hash;
use onrecord_doc::provenance::Vouched;
use onrecord_doc::{DocId, Hint, Reading, seen};
use onrecord_proof::Reading as Leaves;
use onrecord_proof::statement::{Digests, Seen, Statement};
use onrecord_proof::{Note, Signer};
use onrecord_text::shingle;
use rayon::prelude::*;
use rusqlite::Connection;
use std::collections::HashMap;
use std::fs::{self, File};
use std::path::Path;
use std::thread;
use tantivy::IndexWriter;

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

/// What adding did with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// The first version of a document.
    New,
    /// A later version of a document.
    Changed,
    /// The bytes of a version that the record has, under another path.
    Copy,
}

impl Action {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Copy => "copy",
        }
    }
}

/// A file that is stored: on the disk, in the index and in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The path it was added under.
    pub path: String,
    /// The document it was read as.
    pub id: DocId,
    /// The version, counted from 1.
    pub number: u32,
    /// The SHA-256 of its bytes.
    pub digest: String,
    /// What it is to the record.
    pub action: Action,
    /// What the reader found wrong, by its name in data.
    pub problems: Vec<&'static str>,
}

/// A file that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its path.
    pub path: String,
    /// Why, for people.
    pub reason: String,
    /// Whether it is merely of another type; else it could not be read.
    pub skipped: bool,
}

/// What happens while adding. Counts only grow.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Progress<'a> {
    /// So many inputs were taken in hand, with so many bytes; not all of them are stored yet.
    Read {
        /// How many inputs.
        inputs: usize,
        /// How many bytes they have.
        bytes: u64,
    },
    /// This file is stored, whatever happens next.
    Stored(&'a Stored),
    /// This file was not taken.
    Refused(&'a Refused),
}

/// What [`Writer::add`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// First versions of documents.
    pub new: usize,
    /// Later versions.
    pub changed: usize,
    /// Other paths of versions that the record had.
    pub copies: usize,
    /// Files that the record had, under this path and with these bytes.
    pub unchanged: usize,
    /// Files that were not taken.
    pub refused: Vec<Refused>,
    /// Bytes read.
    pub bytes: u64,
    /// Stored files in which the reader found something wrong.
    pub with_problems: usize,
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
        inputs: impl IntoIterator<Item = Input>,
        now: &str,
        progress: &dyn Fn(Progress<'_>),
    ) -> Result<Summary> {
        let mut summary = Summary::default();
        let mut batch = Batch::default();
        let mut read = 0;
        let mut inputs = inputs.into_iter();
        loop {
            let group: Vec<Input> = inputs.by_ref().take(GROUP).collect();
            if group.is_empty() {
                break;
            }
            read += group.len();
            for loaded in load(group) {
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
        self.store(batch, &mut summary, progress)?;
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
        batch.push(loaded, now);
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
        let mut fresh = Vec::new();
        for (digest, bytes) in &batch.bodies {
            if !catalog::has_original(&self.catalog, digest)? {
                fresh.push((digest.as_str(), bytes.as_slice()));
            }
        }
        fresh.sort_unstable_by_key(|(digest, _)| *digest);
        let places = self.originals.write(pack, &fresh, &batch.log)?;
        let places = fresh.iter().map(|body| body.0).zip(places).collect();
        let stored = self.apply(pack, &batch.log, &batch.bodies, &places)?;
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
            for stored in self.apply(pack, &log, &bodies, &places)? {
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

    /// Reads the documents of a pack, and enters them into the index and the catalogue.
    fn apply(
        &mut self,
        pack: u32,
        log: &[Entry],
        bodies: &HashMap<String, Vec<u8>>,
        places: &HashMap<&str, Place>,
    ) -> Result<Vec<Stored>> {
        self.unsummed = true;
        let tx = self.catalog.transaction()?;
        let mut segment = Builder::default();
        let mut statements = Vec::new();
        let how = How {
            reader: self.reader,
            is_logged: self.log.is_some(),
        };
        let stored = enter_pack(&tx, how, pack, (log, bodies, places), &mut |version| {
            segment.add(version.handle, version.pairs, version.outline)?;
            statements.extend(version.statement);
            let document = version.terms.into_document(self.fields, version.handle);
            self.index.add_document(document)?;
            Ok(())
        })?;
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
    fn state_the_rest(&mut self) -> Result<()> {
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

    /// The folder of the record.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder.0
    }
}

/// A version that was entered into a catalogue: what the other parts of a record keep of it.
pub(crate) struct Kept {
    pub handle: u64,
    /// How many bytes its original has.
    pub size: u64,
    pub terms: Terms,
    pub pairs: Vec<u64>,
    pub outline: Vec<u8>,
    /// Where there is a log: what it states of the version.
    pub statement: Option<Statement>,
}

/// How the documents of a pack are read.
#[derive(Clone, Copy)]
pub(crate) struct How {
    pub reader: Reader,
    /// Whether the versions are to be stated.
    pub is_logged: bool,
}

/// What a pack says: its log, the bytes it names by digest, and where those lie that it holds.
pub(crate) type Pack<'a> = (
    &'a [Entry],
    &'a HashMap<String, Vec<u8>>,
    &'a HashMap<&'a str, Place>,
);

/// Reads the documents of a pack and enters them into a catalogue, in the order of its log; gives
/// each version away in the order of the handles. All that `add`, `rebuild` and `verify` have in
/// common.
pub(crate) fn enter_pack(
    tx: &rusqlite::Transaction<'_>,
    how: How,
    pack: u32,
    (log, bodies, places): Pack<'_>,
    give: &mut dyn FnMut(Kept) -> Result<()>,
) -> Result<Vec<Stored>> {
    let mut fresh: Vec<_> = places.iter().collect();
    fresh.sort_unstable_by_key(|(digest, _)| **digest);
    for (digest, place) in fresh {
        catalog::insert_original(tx, digest, *place)?;
    }
    let mut stored = Vec::with_capacity(log.len());
    let mut covered = Covered::default();
    // One part is entered while the next is read: SQLite and the packing have one thread.
    let mut parts = log.chunks(GROUP);
    let mut ready = parts.next().map(|part| (part, read(how, part, bodies)));
    while let Some((part, documents)) = ready.take() {
        let next = parts.next();
        thread::scope(|scope| -> Result<()> {
            let ahead = next.map(|part| (part, scope.spawn(|| read(how, part, bodies))));
            for (entry, read) in part.iter().zip(documents) {
                let entered = catalog::enter(tx, entry, &read.facts)?;
                covered.count(tx, &read.facts, &entered)?;
                let Entered {
                    action,
                    handle,
                    number,
                    ..
                } = entered;
                stored.push(Stored::new(entry, &read.facts, number, action));
                if action == Action::Copy {
                    continue;
                }
                let place = match places.get(entry.digest.as_str()) {
                    Some(place) => *place,
                    None => crate::lookup::place(tx, &entry.digest)?,
                };
                give(Kept {
                    handle,
                    size: place.size,
                    outline: read.outline(entry, place, number),
                    statement: read.statement(entry, number),
                    terms: read.terms,
                    pairs: read.pairs,
                })?;
            }
            ready = ahead.map(|(part, thread)| (part, joined(thread)));
            Ok(())
        })?;
    }
    covered.write(tx)?;
    catalog::set_last_pack(tx, pack)?;
    Ok(stored)
}

impl Summary {
    fn count(&mut self, stored: &Stored) {
        match stored.action {
            Action::New => self.new += 1,
            Action::Changed => self.changed += 1,
            Action::Copy => self.copies += 1,
        }
        if !stored.problems.is_empty() {
            self.with_problems += 1;
        }
    }
}

impl Stored {
    fn new(entry: &Entry, facts: &Facts, number: u32, action: Action) -> Self {
        Self {
            path: entry.path.clone(),
            id: facts.id().clone(),
            number,
            digest: entry.digest.clone(),
            action,
            problems: facts.problems(),
        }
    }
}

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

/// Bytes of input that make a batch: few commits for a large collection, and yet no more than
/// some seconds of work to repeat after a crash.
const BATCH: u64 = 64 << 20;

/// How many inputs are read at a time: enough to keep the threads busy.
const GROUP: usize = 256;

/// How many versions are stated at a time, where the log is behind.
const STATED: u64 = 4_096;

/// Files that wait to be stored together.
#[derive(Default)]
struct Batch {
    log: Vec<Entry>,
    bodies: HashMap<String, Vec<u8>>,
    seen: HashMap<String, String>,
    bytes: u64,
}

impl Batch {
    fn push(&mut self, loaded: Loaded, now: &str) {
        self.bytes += loaded.bytes.len() as u64;
        self.seen.insert(loaded.path.clone(), loaded.digest.clone());
        let added = loaded.seen.is_some().then(|| now.to_owned());
        self.log.push(Entry {
            path: loaded.path,
            digest: loaded.digest.clone(),
            seen: loaded.seen.unwrap_or_else(|| now.to_owned()),
            added,
            vouched: loaded.vouched,
        });
        self.bodies.entry(loaded.digest).or_insert(loaded.bytes);
    }
}

/// An input with its bytes.
struct Loaded {
    path: String,
    digest: String,
    bytes: Vec<u8>,
    /// When it was seen, where somebody says so.
    seen: Option<String>,
    vouched: Vouched,
}

/// Reads inputs in parallel; the answers have their order.
fn load(group: Vec<Input>) -> Vec<std::result::Result<Loaded, Refused>> {
    let one = |input: Input| {
        let skipped = matches!(input.content, Content::Skipped(_));
        let path = input.path;
        let named = || seen::in_name(&path).map(|day| day.to_string());
        let seen = input.seen.or_else(named);
        match input.content.bytes() {
            Ok(bytes) => Ok(Loaded {
                digest: digest(&bytes),
                path,
                bytes,
                seen,
                vouched: input.vouched,
            }),
            Err(reason) => Err(Refused {
                path,
                reason,
                skipped,
            }),
        }
    };
    group.into_par_iter().map(one).collect()
}

/// A document that was read, ready to be stored.
struct Read {
    facts: Facts,
    terms: Terms,
    pairs: Vec<u64>,
    outline: Vec<u8>,
    sum: u32,
    /// For the log, where there is one: the reading digest.
    reading: Option<Hash>,
}

impl Read {
    fn new(how: How, entry: &Entry, bytes: &[u8]) -> Self {
        let path = Some(entry.path.as_str());
        let parsed = (how.reader)(bytes, Hint { path });
        let document = &parsed.document;
        let mut terms = TermsBuilder::with_capacity(bytes.len());
        let reading = Reading::told(document, |word, form| terms.push(word, form));
        let mut main = Vec::with_capacity(reading.total().main as usize);
        main.extend(reading.main_words(document, 0).map(|word| word.key));
        Self {
            terms: terms.finish(document, &reading),
            pairs: shingle::pairs(&main).collect(),
            outline: outline::outline(document, &reading, bytes),
            sum: crc32fast::hash(bytes),
            reading: how.is_logged.then(|| Leaves::of(document).root()),
            facts: Facts::new(parsed, &reading),
        }
    }

    fn outline(&self, entry: &Entry, place: Place, number: u32) -> Vec<u8> {
        let origin = Origin {
            pack: place.pack,
            offset: place.offset,
            size: place.size,
            crc: self.sum,
            digest: &entry.digest,
            number,
            seen: &entry.seen,
            told: entry.added.is_some(),
            path: &entry.path,
        };
        outline::with_origin(&origin, &self.outline)
    }

    fn statement(&self, entry: &Entry, number: u32) -> Option<Statement> {
        let seen = Seen {
            bytes: &entry.digest,
            version: number,
            reader: crate::READER_VERSION,
            seen: &entry.seen,
        };
        let (id, address) = (self.facts.id().as_str(), self.facts.address());
        let digests = Digests {
            text: self.facts.text_digest().to_owned(),
            reading: self.reading?,
        };
        Some(Statement::new(id, address, seen, &digests))
    }
}

/// What a thread gave; its panic goes on in this one.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    match thread.join() {
        Ok(value) => value,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Reads documents in parallel; the answers have the order of the log.
fn read(how: How, log: &[Entry], bodies: &HashMap<String, Vec<u8>>) -> Vec<Read> {
    let one = |entry: &Entry| {
        let bytes = bodies.get(&entry.digest).map_or(&[][..], Vec::as_slice);
        Read::new(how, entry, bytes)
    };
    log.par_iter().map(one).collect()
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
