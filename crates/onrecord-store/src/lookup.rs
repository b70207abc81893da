//! Questions to the catalogue.

use crate::error::{ErrorKind, Result, StoreError};
use crate::originals::Place;
use onrecord_doc::{Coverage, DocId, Handle, Version};
use rusqlite::{Connection, OptionalExtension, Row};

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

/// The version behind a handle.
pub(crate) fn version(catalog: &Connection, handle: Handle) -> Result<Version> {
    let sql = "SELECT number, digest, seen, (SELECT max(number) FROM versions AS all_of_it \
               WHERE all_of_it.document = versions.document) FROM versions WHERE handle = ?1";
    let mut query = catalog.prepare_cached(sql)?;
    let version = query.query_row([handle.0], |row| {
        Ok(Version {
            number: row.get(0)?,
            of: row.get(3)?,
            digest: row.get(1)?,
            seen: Some(row.get(2)?),
            paths: Vec::new(),
        })
    });
    let mut version = version.optional()?.ok_or_else(|| {
        StoreError::new(
            ErrorKind::NotARecord,
            format!("no document has handle {}", handle.0),
        )
    })?;
    let mut query =
        catalog.prepare_cached("SELECT path FROM log WHERE handle = ?1 ORDER BY entry")?;
    let paths = query.query_map([handle.0], |row| row.get(0))?;
    for path in paths {
        let path = path?;
        if !version.paths.contains(&path) {
            version.paths.push(path);
        }
    }
    Ok(version)
}

/// The versions of a document, oldest first.
pub(crate) fn find(catalog: &Connection, id: &DocId) -> Result<Vec<Handle>> {
    let sql = "SELECT handle FROM versions JOIN documents USING (document) WHERE id = ?1 \
               ORDER BY number";
    let mut query = catalog.prepare_cached(sql)?;
    let handles = query.query_map([id.as_str()], |row| row.get(0).map(Handle))?;
    Ok(handles.collect::<rusqlite::Result<_>>()?)
}

/// The handles of all current versions, in order.
/// The identifiers that end so, by name, at most `limit`.
pub(crate) fn ids_ending(catalog: &Connection, ending: &str, limit: usize) -> Result<Vec<DocId>> {
    let sql = "SELECT id FROM documents WHERE substr(id, -length(?1)) = ?1 ORDER BY id LIMIT ?2";
    let mut query = catalog.prepare_cached(sql)?;
    let ids = query.query_map((ending, limit as i64), |row| row.get::<_, String>(0))?;
    let ids: Vec<String> = ids.collect::<rusqlite::Result<_>>()?;
    Ok(ids.iter().filter_map(|id| DocId::new(id).ok()).collect())
}

pub(crate) fn current(catalog: &Connection) -> Result<Vec<u64>> {
    let sql = "SELECT max(handle) FROM versions GROUP BY document ORDER BY 1";
    let mut query = catalog.prepare_cached(sql)?;
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
    Ok(Coverage {
        documents: count("SELECT count(*) FROM documents")?,
        versions: count("SELECT count(*) FROM versions")?,
        first: date("SELECT min(issued) FROM current")?,
        last: date("SELECT max(issued) FROM current")?,
        collections: counts(
            catalog,
            "SELECT collection, count(*) FROM current GROUP BY 1 ORDER BY 1",
        )?,
        issuers: counts(
            catalog,
            "SELECT name, count(*) FROM issuers JOIN speakers USING (speaker) \
             JOIN current USING (handle) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20",
        )?,
    })
}

/// Names and numbers, as `sql` has them.
pub(crate) fn counts(catalog: &Connection, sql: &str) -> Result<Vec<(String, usize)>> {
    let mut query = catalog.prepare_cached(sql)?;
    let pair = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    Ok(query
        .query_map([], pair)?
        .collect::<rusqlite::Result<_>>()?)
}
