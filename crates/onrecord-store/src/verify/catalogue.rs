//! The catalogue against the one that the originals give.

use super::expected::Expected;
use super::{Damage, Verified, tell};
use crate::folder::Folder;
use crate::{catalog, sums::CATALOG};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, Rows};

/// Opens the catalogue; what keeps it from being opened is damage.
pub(super) fn open(folder: &Folder, found: &mut Verified) -> Option<Connection> {
    let opened = catalog::open(&folder.catalog());
    let opened = opened
        .map_err(|error| error.to_string())
        .and_then(|catalog| {
            catalog::last_pack(&catalog).map_err(|error| error.to_string())?;
            Ok(catalog)
        });
    opened
        .map_err(|error| {
            let what = format!("it cannot be opened ({error})");
            found.damage.push(Damage::new(CATALOG, what));
        })
        .ok()
}

/// Asks SQLite whether the file is sound, and compares every table with what is expected.
pub(super) fn check(catalog: &Connection, expected: Option<&Expected>, found: &mut Verified) {
    let damage = sound(catalog);
    tell(found, CATALOG, damage);
    let Some(expected) = expected else { return };
    let damage = compare(catalog, expected).unwrap_or_else(|error| {
        let what = format!("it cannot be read to the end ({error})");
        vec![Damage::new(CATALOG, what)]
    });
    tell(found, CATALOG, damage);
}

fn sound(catalog: &Connection) -> Vec<Damage> {
    let ask = |sql: &str| -> rusqlite::Result<Vec<String>> {
        let mut query = catalog.prepare(sql)?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        rows.collect()
    };
    let mut damage = Vec::new();
    match ask("PRAGMA integrity_check") {
        Ok(lines) => damage.extend(lines.into_iter().filter(|line| line != "ok")),
        Err(error) => damage.push(error.to_string()),
    }
    match ask("SELECT \"table\" || ' row ' || coalesce(rowid, '?') FROM pragma_foreign_key_check") {
        Ok(rows) => damage.extend(
            rows.into_iter()
                .map(|row| format!("{row} names a row that is not there")),
        ),
        Err(error) => damage.push(error.to_string()),
    }
    damage
        .into_iter()
        .map(|what| Damage::new(CATALOG, format!("SQLite finds: {what}")))
        .collect()
}

fn compare(catalog: &Connection, expected: &Expected) -> rusqlite::Result<Vec<Damage>> {
    let schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
    let mut damage = Vec::new();
    table(
        "sqlite_schema",
        &[schema, schema],
        (catalog, expected),
        &mut damage,
    )?;
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
               ORDER BY name";
    let mut names = expected.catalog.prepare(sql)?;
    let names: Vec<String> = names
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for name in names {
        let sql = ordered(&expected.catalog, &name)?;
        if let Err(error) = table(&name, &[&sql, &sql], (catalog, expected), &mut damage) {
            let what = format!("it cannot be read to the end ({error})");
            damage.push(Damage::new(CATALOG, what).part(format!("table {name}")));
        }
    }
    Ok(damage)
}

/// All rows of a table in the order of its key.
fn ordered(catalog: &Connection, table: &str) -> rusqlite::Result<String> {
    let sql = "SELECT '\"' || name || '\"' FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
    let mut query = catalog.prepare(sql)?;
    let keys: Vec<String> = query
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let order = if keys.is_empty() {
        "rowid".to_owned()
    } else {
        keys.join(", ")
    };
    Ok(format!("SELECT * FROM \"{table}\" ORDER BY {order}"))
}

/// Goes through both tables side by side.
fn table(
    name: &str,
    [ours, theirs]: &[&str; 2],
    (catalog, expected): (&Connection, &Expected),
    damage: &mut Vec<Damage>,
) -> rusqlite::Result<()> {
    let (mut ours, mut theirs) = (catalog.prepare(ours)?, expected.catalog.prepare(theirs)?);
    let columns: Vec<String> = theirs.column_names().map(str::to_owned).collect();
    let (mut has, mut should) = (ours.query([])?, theirs.query([])?);
    for row in 1.. {
        let (has, should) = (next(&mut has)?, next(&mut should)?);
        let what = match (&has, &should) {
            (None, None) => break,
            (Some(_), None) => "a row that no original explains".to_owned(),
            (None, Some(_)) => "a row is missing".to_owned(),
            (Some(has), Some(should)) if has != should => difference(&columns, has, should),
            _ => continue,
        };
        let values = should.as_ref().or(has.as_ref());
        damage.push(Damage {
            document: values.and_then(|values| document(expected, &columns, values)),
            ..Damage::new(CATALOG, what).part(format!("table {name}, row {row}"))
        });
        // From here on the rows are no longer side by side.
        if has.is_none() || should.is_none() {
            break;
        }
    }
    Ok(())
}

fn next(rows: &mut Rows<'_>) -> rusqlite::Result<Option<Vec<Value>>> {
    let values = |row: &Row<'_>| -> rusqlite::Result<Vec<Value>> {
        (0..row.as_ref().column_count())
            .map(|at| row.get(at))
            .collect()
    };
    rows.next()?.map(values).transpose()
}

fn difference(columns: &[String], has: &[Value], should: &[Value]) -> String {
    let differs = |(_, (a, b)): &(&String, (&Value, &Value))| a != b;
    let pairs = columns.iter().zip(has.iter().zip(should));
    match pairs.into_iter().find(differs) {
        Some((column, (has, should))) => format!(
            "{column} is {}, and the originals give {}",
            shown(has),
            shown(should)
        ),
        None => "it has other columns".to_owned(),
    }
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::Null => "nothing".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => format!("“{text}”"),
        Value::Blob(bytes) => format!("{} bytes", bytes.len()),
    };
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// The document that a row is about, where it has a handle or the number of a document.
fn document(expected: &Expected, columns: &[String], values: &[Value]) -> Option<String> {
    let number = |name: &str| {
        let at = columns.iter().position(|column| column == name)?;
        match values.get(at)? {
            Value::Integer(number) => u64::try_from(*number).ok(),
            _ => None,
        }
    };
    if let Some(handle) = number("handle") {
        return expected.document(handle);
    }
    let sql = "SELECT id FROM documents WHERE document = ?1";
    let id = |number: u64| {
        expected
            .catalog
            .query_row(sql, [number], |row| row.get(0))
            .ok()
    };
    number("document").and_then(id)
}
