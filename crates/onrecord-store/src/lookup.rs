//! Questions to the catalogue.

use crate::error::{Result, StoreError};
use crate::originals::Place;
use onrecord_doc::provenance::Sighting;
use onrecord_doc::{Coverage, Date, DocId, Handle};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::HashSet;

/// Where the bytes of a digest lie.
pub(crate) fn place(catalog: &Connection, digest: &str) -> Result<Place> {
    let sql = "SELECT pack, offset, size FROM originals WHERE digest = ?1";
    let mut query = catalog.prepare_cached(sql)?;
    let place = query.query_row([digest], |row| {
        Ok(Place {
            pack: row.get(0)?,
            offset: row.get(1)?,
            size: row.get(2)?,
        })
    });
    place
        .optional()?
        .ok_or_else(|| StoreError::damaged(format_args!("no original has the digest {digest}")))
}

/// How many versions the document has that a handle is a version of.
pub(crate) fn count(catalog: &Connection, handle: Handle) -> Result<u32> {
    let sql = "SELECT count(*) FROM versions WHERE document = \
               (SELECT document FROM versions WHERE handle = ?1)";
    let mut query = catalog.prepare_cached(sql)?;
    Ok(query.query_row([handle.0], |row| row.get(0))?)
}

/// When a version was seen first, and since when it is known to have stood.
pub(crate) fn when(catalog: &Connection, handle: Handle) -> Result<(String, String)> {
    let mut query = catalog.prepare_cached("SELECT seen, known FROM versions WHERE handle = ?1")?;
    Ok(query.query_row([handle.0], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The paths under which a version was seen, each once, the first seen first.
pub(crate) fn paths(catalog: &Connection, handle: Handle) -> Result<Vec<String>> {
    let sql = "SELECT path FROM log WHERE handle = ?1 GROUP BY path ORDER BY min(entry)";
    let mut query = catalog.prepare_cached(sql)?;
    let paths = query.query_map([handle.0], |row| row.get(0))?;
    Ok(paths.collect::<rusqlite::Result<_>>()?)
}

/// The log's entries of a version.
pub(crate) fn sightings(catalog: &Connection, handle: Handle) -> Result<Vec<Sighting>> {
    let sql = "SELECT path, seen, added, vouched FROM log WHERE handle = ?1 ORDER BY entry";
    let mut query = catalog.prepare_cached(sql)?;
    let sighting = |row: &Row<'_>| {
        let vouched: String = row.get(3)?;
        Ok(Sighting {
            path: row.get(0)?,
            seen: row.get(1)?,
            added: row.get(2)?,
            vouched: vouched.parse().unwrap_or_default(),
        })
    };
    let rows = query.query_map([handle.0], sighting)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The versions of a document, oldest first.
pub(crate) fn find(catalog: &Connection, id: &DocId) -> Result<Vec<Handle>> {
    let sql = "SELECT handle FROM versions JOIN documents USING (document) WHERE id = ?1 \
               ORDER BY known, handle";
    let mut query = catalog.prepare_cached(sql)?;
    let handles = query.query_map([id.as_str()], |row| row.get(0).map(Handle))?;
    Ok(handles.collect::<rusqlite::Result<_>>()?)
}

/// The identifiers that end so, by name, at most `limit`.
pub(crate) fn ids_ending(catalog: &Connection, ending: &str, limit: usize) -> Result<Vec<DocId>> {
    let sql = "SELECT id FROM documents WHERE substr(id, -length(?1)) = ?1 ORDER BY id LIMIT ?2";
    let mut query = catalog.prepare_cached(sql)?;
    let ids = query.query_map((ending, limit as i64), |row| row.get::<_, String>(0))?;
    let ids: Vec<String> = ids.collect::<rusqlite::Result<_>>()?;
    Ok(ids.iter().filter_map(|id| DocId::new(id).ok()).collect())
}

/// The versions of the documents that have several: handles and those of the versions before them.
/// Few, beside all.
pub(crate) fn changed(catalog: &Connection) -> Result<Vec<(u64, u64)>> {
    let sql = "SELECT handle, previous FROM versions WHERE previous IS NOT NULL";
    let mut query = catalog.prepare(sql)?;
    let pairs = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.collect::<rusqlite::Result<_>>()?)
}

/// Each version that follows another, behind that one, the newest first.
pub(crate) fn edited(catalog: &Connection, since: Option<Date>) -> Result<Vec<(Handle, Handle)>> {
    let sql = "SELECT previous, handle FROM versions \
               WHERE previous IS NOT NULL AND known >= ?1 ORDER BY known DESC, handle DESC";
    let mut query = catalog.prepare_cached(sql)?;
    let since = since.map(|day| day.to_string()).unwrap_or_default();
    let pair = |row: &Row<'_>| Ok((row.get(0).map(Handle)?, row.get(1).map(Handle)?));
    let pairs = query.query_map([since], pair)?;
    Ok(pairs.collect::<rusqlite::Result<_>>()?)
}

/// The handles of the versions that were seen again, under another path.
pub(crate) fn copied(catalog: &Connection) -> Result<HashSet<u64>> {
    let mut query = catalog.prepare("SELECT handle FROM log WHERE action = 'copy'")?;
    let handles = query.query_map([], |row| row.get(0))?;
    Ok(handles.collect::<rusqlite::Result<_>>()?)
}

/// What the record covers.
pub(crate) fn coverage(catalog: &Connection) -> Result<Coverage> {
    let date = |sql: &str| -> Result<Option<onrecord_doc::Date>> {
        let text: Option<String> = catalog.query_row(sql, [], |row| row.get(0))?;
        Ok(text.and_then(|text| text.parse().ok()))
    };
    let count = |sql: &str| -> Result<usize> { Ok(catalog.query_row(sql, [], |row| row.get(0))?) };
    // Documents and handles are numbered from 1 without a gap: the highest is how many there are.
    Ok(Coverage {
        documents: count("SELECT coalesce(max(document), 0) FROM documents")?,
        versions: count("SELECT coalesce(max(handle), 0) FROM versions")?,
        first: date("SELECT min(name) FROM coverage WHERE what = 'day'")?,
        last: date("SELECT max(name) FROM coverage WHERE what = 'day'")?,
        collections: counts(
            catalog,
            "SELECT name, documents FROM coverage WHERE what = 'collection' ORDER BY 1",
        )?,
        issuers: counts(
            catalog,
            "SELECT name, documents FROM coverage WHERE what = 'issuer' \
             ORDER BY documents DESC, name LIMIT 20",
        )?,
    })
}

/// What the log states of a version, as the catalogue has it, and where its bytes lie.
#[derive(Clone, Debug)]
pub(crate) struct VersionRow {
    pub handle: u64,
    pub id: String,
    pub number: u32,
    pub digest: String,
    /// When it was seen as it was added: the catalogue may learn of an earlier day.
    pub seen: String,
    /// The path under which it was added.
    pub path: String,
    pub place: Place,
}

/// The versions from handle `first` to handle `last`.
pub(crate) fn versions(catalog: &Connection, first: u64, last: u64) -> Result<Vec<VersionRow>> {
    let sql = "SELECT v.handle, id, number, v.digest, log.seen, path, pack, offset, size \
               FROM versions AS v JOIN documents USING (document) JOIN originals USING (digest) \
               JOIN log ON log.handle = v.handle AND action <> 'copy' \
               WHERE v.handle BETWEEN ?1 AND ?2 ORDER BY v.handle";
    let mut query = catalog.prepare_cached(sql)?;
    let row = |row: &Row<'_>| {
        Ok(VersionRow {
            handle: row.get(0)?,
            id: row.get(1)?,
            number: row.get(2)?,
            digest: row.get(3)?,
            seen: row.get(4)?,
            path: row.get(5)?,
            place: Place {
                pack: row.get(6)?,
                offset: row.get(7)?,
                size: row.get(8)?,
            },
        })
    };
    let rows = query.query_map([first, last], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Names and numbers, as `sql` has them.
pub(crate) fn counts(catalog: &Connection, sql: &str) -> Result<Vec<(String, usize)>> {
    let mut query = catalog.prepare_cached(sql)?;
    let pair = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    Ok(query
        .query_map([], pair)?
        .collect::<rusqlite::Result<_>>()?)
}
