//! The catalogue: an ordinary SQLite file, and the authority on what is stored.

use crate::error::{ErrorKind, Result, StoreError};
use crate::originals::{Entry, Place};
use crate::writer::Action;
use onrecord_doc::model::List;
use onrecord_doc::seen::{self, Told};
use onrecord_doc::{DocId, Document, Heading, Parsed, Reading, Speaker};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the catalogue keeps of one version: the document without its blocks.
#[derive(Debug)]
pub(crate) struct Facts {
    document: Document,
    problems: Vec<(&'static str, usize, usize)>,
    turns: BTreeMap<Speaker, u32>,
    words: usize,
    text_digest: String,
}

impl Facts {
    pub fn new(parsed: Parsed, reading: &Reading) -> Self {
        let Parsed {
            mut document,
            problems,
        } = parsed;
        let text_digest = onrecord_doc::text::digest(&document);
        document.blocks = List::default();
        document.note = None;
        let mut turns = BTreeMap::new();
        for turn in std::mem::take(&mut document.turns).into_vec() {
            *turns.entry(turn.speaker).or_default() += 1;
        }
        let problem = |p: &onrecord_doc::Problem| (p.kind.as_str(), p.span.start(), p.span.end());
        Self {
            problems: problems.iter().map(problem).collect(),
            words: reading.total().main as usize,
            text_digest,
            document,
            turns,
        }
    }

    pub fn id(&self) -> &DocId {
        &self.document.id
    }

    /// The digest of the text, in hexadecimal.
    pub fn text_digest(&self) -> &str {
        &self.text_digest
    }

    /// The address of the official page.
    pub fn address(&self) -> Option<&str> {
        self.document.source.address.as_deref()
    }

    /// What the reader found wrong, by its name in data.
    pub fn problems(&self) -> Vec<&'static str> {
        self.problems.iter().map(|problem| problem.0).collect()
    }
}

/// Opens the catalogue for reading.
pub(crate) fn open(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = open_with(path, flags);
    // SQLite keeps a shared memory and a log of changes beside a catalogue: whoever may not write
    // there cannot make them. Where there are none, nobody writes, and it can do without.
    let log = path.with_extension("sqlite-wal");
    if opened.as_ref().is_err_and(is_refused)
        && std::fs::metadata(log).map_or(0, |log| log.len()) == 0
    {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        return open_with(&immutable(path), flags | OpenFlags::SQLITE_OPEN_URI);
    }
    opened
}

fn is_refused(error: &StoreError) -> bool {
    matches!(error.kind(), ErrorKind::ReadOnly)
}

/// The name of a file that nobody changes (<https://www.sqlite.org/uri.html>).
fn immutable(path: &Path) -> PathBuf {
    let mut name = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                name.push(char::from(*byte));
            }
            _ => name.push_str(&format!("%{byte:02X}")),
        }
    }
    PathBuf::from(name + "?immutable=1")
}

fn open_with(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection =
        Connection::open_with_flags(path, flags).map_err(|error| unopened(path, error))?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "query_only", true)?;
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name IN ('about', 'versions', 'log')";
    let tables: u32 = connection
        .query_row(sql, [], |row| row.get(0))
        .map_err(|error| unopened(path, error))?;
    if tables != 3 {
        return Err(StoreError::damaged(format_args!(
            "{}: tables are missing",
            path.display()
        )));
    }
    Ok(connection)
}

/// SQLite says "unable to open" where there is no file, where it may not be read, and where it
/// cannot make one beside it.
fn unopened(path: &Path, error: rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) => match std::fs::File::open(path) {
            Ok(_) => StoreError::new(ErrorKind::ReadOnly, format!("{}: {error}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                StoreError::io(&error, path)
            }
            Err(_) => StoreError::damaged(format_args!("{}: {error}", path.display())),
        },
        _ => StoreError::from(error),
    }
}

/// Opens the catalogue for writing.
pub(crate) fn open_for_writing(path: &Path) -> Result<Connection> {
    let connection = open(path)?;
    connection.pragma_update(None, "query_only", false)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Else a question is planned anew whenever its values change (sqlite3_db_config, QPSG).
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// Makes an empty catalogue.
pub(crate) fn create(path: &Path) -> Result<()> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.execute_batch(&format!(
        "BEGIN;\n{}\nINSERT INTO about VALUES ('format', '{}'), ('reader', '{}'), ('packs', '0');\nCOMMIT;",
        include_str!("catalog.sql"),
        crate::FORMAT,
        crate::READER_VERSION
    ))?;
    Ok(())
}

/// Moves everything from the log of changes that SQLite keeps beside the catalogue into the
/// catalogue. Answers whether that was done: not where a reader is in the middle of a question.
pub(crate) fn settle(connection: &Connection) -> Result<bool> {
    let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
    let busy: u32 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(busy == 0)
}

/// The last pack whose documents are all in the catalogue; 0 where there is none.
pub(crate) fn last_pack(connection: &Connection) -> Result<u32> {
    let value: String =
        connection.query_row("SELECT value FROM about WHERE name = 'packs'", [], |row| {
            row.get(0)
        })?;
    value
        .parse()
        .map_err(|_| StoreError::damaged("catalog.sqlite: the number of packs is no number"))
}

pub(crate) fn set_last_pack(connection: &Connection, pack: u32) -> Result<()> {
    let sql = "UPDATE about SET value = ?1 WHERE name = 'packs'";
    connection.execute(sql, [pack.to_string()])?;
    Ok(())
}

/// The highest handle; 0 where there is none.
pub(crate) fn last_handle(connection: &Connection) -> Result<u64> {
    let sql = "SELECT coalesce(max(handle), 0) FROM versions";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// The digest of the bytes that were last seen under a path.
pub(crate) fn last_seen(connection: &Connection, path: &str) -> Result<Option<String>> {
    let sql = "SELECT digest FROM log JOIN versions USING (handle) WHERE path = ?1 \
               ORDER BY entry DESC LIMIT 1";
    let mut query = connection.prepare_cached(sql)?;
    Ok(query.query_row([path], |row| row.get(0)).optional()?)
}

/// Whether the bytes of a digest are kept.
pub(crate) fn has_original(connection: &Connection, digest: &str) -> Result<bool> {
    let mut query = connection.prepare_cached("SELECT 1 FROM originals WHERE digest = ?1")?;
    Ok(query.exists([digest])?)
}

pub(crate) fn insert_original(tx: &Transaction<'_>, digest: &str, place: Place) -> Result<()> {
    tx.prepare_cached("INSERT INTO originals VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![digest, place.pack, place.offset, place.size])?;
    Ok(())
}

/// What a file was made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entered {
    pub action: Action,
    pub handle: u64,
    pub number: u32,
    /// The current version of its document, before and after.
    pub current: (Option<u64>, u64),
}

/// A version as the order of time needs it.
struct Row {
    handle: u64,
    number: u32,
    digest: String,
    known: String,
}

/// Enters that `facts` were read from what was seen under a path. Gives what that made it.
///
/// Bytes that the document already has are a copy of that version. Bytes that it has not are a new
/// one; so are those that return within a series of files in which others stood since, or that
/// were seen when others stood already.
pub(crate) fn enter(tx: &Transaction<'_>, entry: &Entry, facts: &Facts) -> Result<Entered> {
    let document = document(tx, facts.id())?;
    let order = order(tx, document)?;
    let before = if order.is_empty() {
        None
    } else {
        last_of_series(tx, &entry.path)?
    };
    let before = before.and_then(|handle| order.iter().position(|row| row.handle == handle));
    let entered = match copied(entry, &order, before) {
        Some(at) => seen_again(tx, entry, facts, (document, &order, at))?,
        None => insert(tx, entry, facts, (document, &order, before))?,
    };
    let series = Some(seen::series(&entry.path)).filter(|series| *series != entry.path);
    tx.prepare_cached(
        "INSERT INTO log (seen, added, path, series, vouched, action, handle) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        entry.seen,
        entry.added.as_ref().unwrap_or(&entry.seen),
        entry.path,
        series,
        entry.vouched.as_str(),
        entered.action.as_str(),
        entered.handle
    ])?;
    Ok(entered)
}

/// Of which version an entry is a copy. `before` is the version that was seen before in its series.
fn copied(entry: &Entry, order: &[Row], before: Option<usize>) -> Option<usize> {
    let same = order.iter().rposition(|row| row.digest == entry.digest)?;
    let follows = order.get(same + 1);
    match before {
        Some(before) => (same >= before).then_some(same),
        // Whoever says that it was seen after others says that the source has gone back.
        None if entry.added.is_some() => {
            let gone_back = follows.is_some_and(|next| next.known < entry.seen);
            (!gone_back).then_some(same)
        }
        None => Some(same),
    }
}

/// A version that is seen again may turn out to be older than was known when it came.
fn seen_again(
    tx: &Transaction<'_>,
    entry: &Entry,
    facts: &Facts,
    (document, versions, at): (u64, &[Row], usize),
) -> Result<Entered> {
    let row = &versions[at];
    let known = seen::known(&facts.document.dates, told(entry), None);
    if entry.added.is_some() {
        tx.prepare_cached("UPDATE versions SET seen = min(seen, ?2) WHERE handle = ?1")?
            .execute(params![row.handle, entry.seen])?;
    }
    let last = versions.last().map_or(row.handle, |row| row.handle);
    let mut now = last;
    if entry.added.is_some() && known < row.known {
        tx.prepare_cached("UPDATE versions SET known = ?2 WHERE handle = ?1")?
            .execute(params![row.handle, known])?;
        now = relink(tx, document)?.unwrap_or(last);
    }
    Ok(Entered {
        action: Action::Copy,
        handle: row.handle,
        number: row.number,
        current: (Some(last), now),
    })
}

/// Has each version of a document follow the one before it; gives the last.
fn relink(tx: &Transaction<'_>, document: u64) -> Result<Option<u64>> {
    tx.prepare_cached("UPDATE versions SET previous = NULL WHERE document = ?1")?
        .execute([document])?;
    let mut previous = None;
    for row in order(tx, document)? {
        tx.prepare_cached("UPDATE versions SET previous = ?2 WHERE handle = ?1")?
            .execute(params![row.handle, previous])?;
        previous = Some(row.handle);
    }
    Ok(previous)
}

fn told(entry: &Entry) -> Told<'_> {
    Told {
        when: &entry.seen,
        told: entry.added.is_some(),
    }
}

/// Puts a version where it belongs among the others of its document.
fn insert(
    tx: &Transaction<'_>,
    entry: &Entry,
    facts: &Facts,
    (document, order, before): (u64, &[Row], Option<usize>),
) -> Result<Entered> {
    let after = before.map(|at| order[at].known.as_str());
    let known = seen::known(&facts.document.dates, told(entry), after);
    let place = seen::place(order.iter().map(|row| row.known.as_str()), &known);
    let number = order.iter().map(|row| row.number).max().unwrap_or(0) + 1;
    let last = order.last().map(|row| row.handle);
    let is_last = place == order.len();
    let previous = last.filter(|_| is_last);
    let handle = insert_version(tx, (entry, &known), facts, (document, number, previous))?;
    if !is_last {
        relink(tx, document)?;
    }
    Ok(Entered {
        action: if order.is_empty() {
            Action::New
        } else {
            Action::Changed
        },
        handle,
        number,
        current: (last, last.filter(|_| !is_last).unwrap_or(handle)),
    })
}

/// How many current documents more (or fewer) each collection, issuer and day has: gathered over
/// a batch, so that what a record covers is known without counting all of it.
#[derive(Debug, Default)]
pub(crate) struct Covered(BTreeMap<(&'static str, String), i64>);

impl Covered {
    /// Counts the version that became the current one of its document instead of another.
    pub fn count(&mut self, tx: &Transaction<'_>, facts: &Facts, entered: &Entered) -> Result<()> {
        let (before, after) = entered.current;
        if before == Some(after) {
            return Ok(());
        }
        if let Some(before) = before {
            self.count_version(tx, before, -1)?;
        }
        if after != entered.handle {
            return self.count_version(tx, after, 1);
        }
        let document = &facts.document;
        let day = document.dates.issued.map(|date| date.to_string());
        self.add("collection", document.collection.clone(), 1);
        day.into_iter().for_each(|day| self.add("day", day, 1));
        for issuer in &document.issuers {
            self.add("issuer", issuer.name.clone(), 1);
        }
        Ok(())
    }

    fn count_version(&mut self, tx: &Transaction<'_>, handle: u64, by: i64) -> Result<()> {
        for (what, sql) in [
            (
                "collection",
                "SELECT collection FROM versions WHERE handle = ?1",
            ),
            (
                "day",
                "SELECT issued FROM versions WHERE issued IS NOT NULL AND handle = ?1",
            ),
            (
                "issuer",
                "SELECT name FROM issuers JOIN speakers USING (speaker) WHERE handle = ?1",
            ),
        ] {
            let mut query = tx.prepare_cached(sql)?;
            let names = query.query_map([handle], |row| row.get::<_, String>(0))?;
            for name in names {
                self.add(what, name?, by);
            }
        }
        Ok(())
    }

    fn add(&mut self, what: &'static str, name: String, documents: i64) {
        *self.0.entry((what, name)).or_default() += documents;
    }

    /// Enters what was counted.
    pub fn write(self, tx: &Transaction<'_>) -> Result<()> {
        let mut add = tx.prepare(
            "INSERT INTO coverage VALUES (?1, ?2, ?3) \
             ON CONFLICT DO UPDATE SET documents = documents + excluded.documents",
        )?;
        for ((what, name), documents) in self.0 {
            if documents != 0 {
                add.execute(params![what, name, documents])?;
            }
        }
        tx.execute("DELETE FROM coverage WHERE documents = 0", [])?;
        Ok(())
    }
}

fn document(tx: &Transaction<'_>, id: &DocId) -> Result<u64> {
    let mut query = tx.prepare_cached("SELECT document FROM documents WHERE id = ?1")?;
    if let Some(document) = query
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
    {
        return Ok(document);
    }
    tx.prepare_cached("INSERT INTO documents (id) VALUES (?1)")?
        .execute([id.as_str()])?;
    Ok(tx.last_insert_rowid() as u64)
}

/// The versions of a document in the order of time.
fn order(tx: &Transaction<'_>, document: u64) -> Result<Vec<Row>> {
    let sql = "SELECT handle, number, digest, known FROM versions WHERE document = ?1 \
               ORDER BY known, handle";
    let mut query = tx.prepare_cached(sql)?;
    let rows = query.query_map([document], |row| {
        Ok(Row {
            handle: row.get(0)?,
            number: row.get(1)?,
            digest: row.get(2)?,
            known: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The handle that was last entered for a file of the series of a path.
fn last_of_series(tx: &Transaction<'_>, path: &str) -> Result<Option<u64>> {
    let series = seen::series(path);
    let column = if series == path { "path" } else { "series" };
    let sql = format!("SELECT handle FROM log WHERE {column} = ?1 ORDER BY entry DESC LIMIT 1");
    let mut query = tx.prepare_cached(&sql)?;
    Ok(query.query_row([series], |row| row.get(0)).optional()?)
}

fn insert_version(
    tx: &Transaction<'_>,
    (entry, known): (&Entry, &str),
    facts: &Facts,
    (document, number, previous): (u64, u32, Option<u64>),
) -> Result<u64> {
    let d = &facts.document;
    tx.prepare_cached(
        "INSERT INTO versions VALUES \
         (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    )?
    .execute(params![
        document,
        number,
        previous,
        entry.digest,
        facts.text_digest,
        entry.seen,
        known,
        d.collection,
        d.kind.as_str(),
        d.title,
        d.dates.issued.map(|date| date.to_string()),
        d.dates.published,
        d.dates.modified,
        d.place,
        d.source.address,
        d.source.first_released_by,
        d.source.verification.as_str(),
        facts.words as u64,
    ])?;
    let handle = tx.last_insert_rowid() as u64;
    insert_speakers(tx, handle, facts)?;
    insert_headings(tx, handle, d)?;
    insert_problems(tx, handle, facts)?;
    Ok(handle)
}

fn insert_speakers(tx: &Transaction<'_>, handle: u64, facts: &Facts) -> Result<()> {
    for (position, issuer) in facts.document.issuers.iter().enumerate() {
        let speaker = speaker(tx, issuer)?;
        tx.prepare_cached("INSERT INTO issuers VALUES (?1, ?2, ?3)")?
            .execute(params![handle, position as u64, speaker])?;
    }
    for (name, turns) in &facts.turns {
        let speaker = speaker(tx, name)?;
        tx.prepare_cached("INSERT INTO turns VALUES (?1, ?2, ?3)")?
            .execute(params![handle, speaker, turns])?;
    }
    Ok(())
}

fn speaker(tx: &Transaction<'_>, speaker: &Speaker) -> Result<u64> {
    let key = [speaker.name.as_str(), speaker.kind.as_str()];
    let mut query =
        tx.prepare_cached("SELECT speaker FROM speakers WHERE name = ?1 AND kind = ?2")?;
    if let Some(number) = query.query_row(key, |row| row.get(0)).optional()? {
        return Ok(number);
    }
    tx.prepare_cached("INSERT INTO speakers (name, kind) VALUES (?1, ?2)")?
        .execute(key)?;
    Ok(tx.last_insert_rowid() as u64)
}

fn insert_headings(tx: &Transaction<'_>, handle: u64, document: &Document) -> Result<()> {
    let roles: [(&str, &[Heading]); 4] = [
        ("category", &document.categories),
        ("name", &document.names),
        ("subject", &document.subjects),
        ("location", &document.locations),
    ];
    for (role, headings) in roles {
        for (position, heading) in headings.iter().enumerate() {
            tx.prepare_cached("INSERT INTO headings VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![handle, role, position as u64, heading.to_string()])?;
        }
    }
    Ok(())
}

fn insert_problems(tx: &Transaction<'_>, handle: u64, facts: &Facts) -> Result<()> {
    for (position, (kind, start, end)) in facts.problems.iter().enumerate() {
        tx.prepare_cached("INSERT INTO problems VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                handle,
                position as u64,
                kind,
                *start as u64,
                *end as u64
            ])?;
    }
    Ok(())
}
