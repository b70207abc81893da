//! The current versions in an order, page by page, without looking into them.

use crate::error::Result;
use crate::store::Store;
use onrecord_doc::{Date, DocId, Handle, Kind};
use rusqlite::Row;
use rusqlite::types::Value;

/// Which documents, in which order. Filters that are not given let everything through.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Issued on this day or later.
    pub from: Option<Date>,
    /// Issued on this day or earlier.
    pub to: Option<Date>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Of this collection.
    pub collection: Option<String>,
    /// Added at this time or later, in the form of [`Listed::added`].
    pub added_from: Option<String>,
    /// Added at this time or earlier.
    pub added_to: Option<String>,
    /// The order.
    pub order: ListOrder,
    /// Only what comes behind this one, which was listed in the same order.
    pub after: Option<Listed>,
    /// At most so many.
    pub limit: usize,
}

/// An order of a list of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListOrder {
    /// By the day of issue, the newest first, those without a day last; equal ones by handle, the
    /// newest first.
    #[default]
    Newest,
    /// As they were added.
    Added,
}

/// What the catalogue has of the current version of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its version.
    pub handle: Handle,
    /// Its identifier.
    pub id: DocId,
    /// Its title.
    pub title: String,
    /// The day it was issued.
    pub date: Option<Date>,
    /// Its kind.
    pub kind: Kind,
    /// The collection it belongs to.
    pub collection: String,
    /// When this version came into the record, in RFC 3339 form, in UTC.
    pub added: String,
}

impl Store {
    /// Lists current versions.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn list(&self, asked: &List) -> Result<Vec<Listed>> {
        let (wheres, mut values) = conditions(asked);
        let order = match asked.order {
            ListOrder::Newest => "coalesce(issued, '') DESC, handle DESC",
            ListOrder::Added => "handle",
        };
        values.push(Value::Integer(
            i64::try_from(asked.limit).unwrap_or(i64::MAX),
        ));
        let sql = format!(
            "SELECT handle, id, title, issued, kind, collection, {ADDED} FROM current \
             WHERE handle <= {} {wheres} ORDER BY {order} LIMIT ?",
            self.last
        );
        let catalog = self.catalog();
        let mut query = catalog.prepare_cached(&sql)?;
        let rows = query.query_map(rusqlite::params_from_iter(values), listed)?;
        let rows: Vec<Option<Listed>> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(rows.into_iter().flatten().collect())
    }

    /// How many documents the filters of `asked` let through, wherever it begins.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn count(&self, asked: &List) -> Result<usize> {
        let all = List {
            after: None,
            ..asked.clone()
        };
        let (wheres, values) = conditions(&all);
        let last = self.last;
        let sql = format!("SELECT count(*) FROM current WHERE handle <= {last} {wheres}");
        let catalog = self.catalog();
        let mut query = catalog.prepare_cached(&sql)?;
        Ok(query.query_row(rusqlite::params_from_iter(values), |row| row.get(0))?)
    }
}

/// When a version came in first.
const ADDED: &str = "(SELECT min(added) FROM log WHERE log.handle = current.handle)";

fn conditions(asked: &List) -> (String, Vec<Value>) {
    let (mut wheres, mut values) = (String::new(), Vec::new());
    let mut filter = |sql: &str, value: Option<String>| {
        if let Some(value) = value {
            wheres.push_str(sql);
            values.push(Value::Text(value));
        }
    };
    filter(" AND issued >= ?", asked.from.map(|date| date.to_string()));
    filter(" AND issued <= ?", asked.to.map(|date| date.to_string()));
    filter(" AND kind = ?", asked.kind.map(|kind| kind.to_string()));
    filter(" AND collection = ?", asked.collection.clone());
    let added = |test: &str| format!(" AND {ADDED} {test} ?");
    filter(&added(">="), asked.added_from.clone());
    filter(&added("<="), asked.added_to.clone());
    if let Some(after) = &asked.after {
        let handle = i64::try_from(after.handle.0).unwrap_or(i64::MAX);
        match asked.order {
            ListOrder::Newest => {
                let date = after.date.map(|date| date.to_string()).unwrap_or_default();
                wheres.push_str(" AND (coalesce(issued, ''), handle) < (?, ?)");
                values.push(Value::Text(date));
            }
            ListOrder::Added => wheres.push_str(" AND handle > ?"),
        }
        values.push(Value::Integer(handle));
    }
    (wheres, values)
}

/// A row; `None` where the catalogue was changed by somebody else so that it is none of ours.
fn listed(row: &Row<'_>) -> rusqlite::Result<Option<Listed>> {
    let id: String = row.get(1)?;
    let kind: String = row.get(4)?;
    let date: Option<String> = row.get(3)?;
    let (Ok(id), Ok(kind)) = (DocId::new(&id), kind.parse()) else {
        return Ok(None);
    };
    Ok(Some(Listed {
        handle: Handle(row.get(0)?),
        id,
        title: row.get(2)?,
        date: date.and_then(|date| date.parse().ok()),
        kind,
        collection: row.get(5)?,
        added: row.get(6)?,
    }))
}
