//! The catalogue: an ordinary SQLite file, and the authority on what is stored.

use crate::error::{Result, StoreError};
use crate::originals::{Entry, Place};
use crate::writer::Action;
use onrecord_doc::model::List;
use onrecord_doc::{DocId, Document, Heading, Parsed, Reading, Speaker};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// What the catalogue keeps of one version: the document without its blocks.
#[derive(Debug)]
pub(crate) struct Facts {
    document: Document,
    problems: Vec<(&'static str, usize, usize)>,
    turns: BTreeMap<Speaker, u32>,
    words: usize,
}

impl Facts {
    pub fn new(parsed: Parsed, reading: &Reading) -> Self {
        let Parsed {
            mut document,
            problems,
        } = parsed;
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
            document,
            turns,
        }
    }

    pub fn id(&self) -> &DocId {
        &self.document.id
    }

    /// What the reader found wrong, by its name in data.
    pub fn problems(&self) -> Vec<&'static str> {
        self.problems.iter().map(|problem| problem.0).collect()
    }
}

/// Opens the catalogue for reading.
pub(crate) fn open(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // A WAL needs a shared-memory file beside it: where none can be made, nobody writes either.
    let connection = Connection::open_with_flags(path, flags)
        .or_else(|_| Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY))
        .map_err(|error| StoreError::damaged(format_args!("{}: {error}", path.display())))?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "query_only", true)?;
    let tables: u32 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE name IN ('about', 'versions', 'log')",
        [],
        |row| row.get(0),
    )?;
    if tables != 3 {
        return Err(StoreError::damaged(format_args!(
            "{}: tables are missing",
            path.display()
        )));
    }
    Ok(connection)
}

/// Opens the catalogue for writing.
pub(crate) fn open_for_writing(path: &Path) -> Result<Connection> {
    let connection = open(path)?;
    connection.pragma_update(None, "query_only", false)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
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

/// Enters that `facts` were read from what was seen under a path. Gives what that made it, its
/// handle and its number.
///
/// Bytes that the document already has, under a path that is new, are a copy of that version.
/// Bytes that it has not, or that return under a path where others stood since, are a new one.
pub(crate) fn enter(
    tx: &Transaction<'_>,
    entry: &Entry,
    facts: &Facts,
) -> Result<(Action, u64, u32)> {
    let document = document(tx, facts.id())?;
    let newest = newest(tx, document)?;
    let known = known(tx, document, &entry.digest)?;
    let path_is_new = last_seen(tx, &entry.path)?.is_none();
    let (action, handle, number) = match (newest, known) {
        (Some((handle, number, digest)), _) if digest == entry.digest => {
            (Action::Copy, handle, number)
        }
        (_, Some((handle, number))) if path_is_new => (Action::Copy, handle, number),
        (Some((previous, number, _)), _) => {
            let handle = insert_version(tx, entry, facts, (document, number + 1, Some(previous)))?;
            (Action::Changed, handle, number + 1)
        }
        (None, _) => {
            let handle = insert_version(tx, entry, facts, (document, 1, None))?;
            (Action::New, handle, 1)
        }
    };
    tx.prepare_cached("INSERT INTO log (seen, path, action, handle) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![entry.seen, entry.path, action.as_str(), handle])?;
    Ok((action, handle, number))
}

/// How many current documents more (or fewer) each collection, issuer and day has: gathered over
/// a batch, so that what a record covers is known without counting all of it.
#[derive(Debug, Default)]
pub(crate) struct Covered(BTreeMap<(&'static str, String), i64>);

impl Covered {
    /// Counts a version that became the current one of its document.
    pub fn count(
        &mut self,
        tx: &Transaction<'_>,
        facts: &Facts,
        (action, handle): (Action, u64),
    ) -> Result<()> {
        if action == Action::Copy {
            return Ok(());
        }
        let document = &facts.document;
        let day = document.dates.issued.map(|date| date.to_string());
        self.add("collection", document.collection.clone(), 1);
        day.into_iter().for_each(|day| self.add("day", day, 1));
        for issuer in &document.issuers {
            self.add("issuer", issuer.name.clone(), 1);
        }
        if action == Action::Changed {
            self.uncount_previous(tx, handle)?;
        }
        Ok(())
    }

    fn uncount_previous(&mut self, tx: &Transaction<'_>, handle: u64) -> Result<()> {
        let previous = "(SELECT previous FROM versions WHERE handle = ?1)";
        for (what, sql) in [
            (
                "collection",
                "SELECT collection FROM versions WHERE handle =",
            ),
            (
                "day",
                "SELECT issued FROM versions WHERE issued IS NOT NULL AND handle =",
            ),
            (
                "issuer",
                "SELECT name FROM issuers JOIN speakers USING (speaker) WHERE handle =",
            ),
        ] {
            let mut query = tx.prepare_cached(&format!("{sql} {previous}"))?;
            let names = query.query_map([handle], |row| row.get::<_, String>(0))?;
            for name in names {
                self.add(what, name?, -1);
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

/// Handle, number and digest of the newest version of a document.
fn newest(tx: &Transaction<'_>, document: u64) -> Result<Option<(u64, u32, String)>> {
    let sql = "SELECT handle, number, digest FROM versions WHERE document = ?1 \
               ORDER BY number DESC LIMIT 1";
    let mut query = tx.prepare_cached(sql)?;
    let row = query.query_row([document], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    });
    Ok(row.optional()?)
}

/// Handle and number of the newest version of a document that has these bytes.
fn known(tx: &Transaction<'_>, document: u64, digest: &str) -> Result<Option<(u64, u32)>> {
    let sql = "SELECT handle, number FROM versions WHERE document = ?1 AND digest = ?2 \
               ORDER BY number DESC LIMIT 1";
    let mut query = tx.prepare_cached(sql)?;
    let row = query.query_row(params![document, digest], |row| {
        Ok((row.get(0)?, row.get(1)?))
    });
    Ok(row.optional()?)
}

fn insert_version(
    tx: &Transaction<'_>,
    entry: &Entry,
    facts: &Facts,
    (document, number, previous): (u64, u32, Option<u64>),
) -> Result<u64> {
    let d = &facts.document;
    tx.prepare_cached(
        "INSERT INTO versions VALUES \
         (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        document,
        number,
        previous,
        entry.digest,
        entry.seen,
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
