//! What the catalogue says of every current document, in one list.

use crate::error::Result;
use crate::store::Store;
use onrecord_doc::{Kind, Listed};
use std::collections::BTreeMap;
use std::sync::Arc;

/// All current documents, by handle.
#[derive(Debug, Default)]
pub struct Listing(Vec<Listed>);

impl Listing {
    /// All of them, by handle.
    #[must_use]
    pub fn all(&self) -> &[Listed] {
        &self.0
    }

    /// The one with a handle.
    #[must_use]
    pub fn get(&self, handle: u64) -> Option<&Listed> {
        let at = self
            .0
            .binary_search_by_key(&handle, |listed| listed.handle)
            .ok()?;
        Some(&self.0[at])
    }
}

/// The category and the subject headings of a document.
type Headings = (Vec<String>, Vec<String>);

impl Store {
    /// What the catalogue says of every current document; read once.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn listing(&self) -> Result<Arc<Listing>> {
        if let Some(listing) = self.listing.get() {
            return Ok(listing.clone());
        }
        let mut headings = self.headings()?;
        let catalog = self.catalog();
        let sql = "SELECT handle, id, title, kind, issued FROM current WHERE handle <= ?1 ORDER BY handle";
        let mut query = catalog.prepare(sql)?;
        let rows = query.query_map([self.last], |row| {
            let kind: String = row.get(3)?;
            let date: Option<String> = row.get(4)?;
            Ok(Listed {
                handle: row.get(0)?,
                id: row.get(1)?,
                title: row.get(2)?,
                kind: kind.parse().unwrap_or(Kind::Other),
                date: date.and_then(|date| date.parse().ok()),
                categories: Vec::new(),
                subjects: Vec::new(),
            })
        })?;
        let mut all: Vec<Listed> = rows.collect::<rusqlite::Result<_>>()?;
        for listed in &mut all {
            if let Some((categories, subjects)) = headings.remove(&listed.handle) {
                (listed.categories, listed.subjects) = (categories, subjects);
            }
        }
        Ok(self.listing.get_or_init(|| Arc::new(Listing(all))).clone())
    }

    /// Category and subject headings, by handle.
    fn headings(&self) -> Result<BTreeMap<u64, Headings>> {
        let catalog = self.catalog();
        let sql = "SELECT handle, role, heading FROM headings \
                   WHERE role IN ('category', 'subject') ORDER BY handle, role, position";
        let mut query = catalog.prepare(sql)?;
        let mut rows = query.query([])?;
        let mut headings: BTreeMap<u64, Headings> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let role: String = row.get(1)?;
            let of_document = headings.entry(row.get(0)?).or_default();
            match role.as_str() {
                "category" => of_document.0.push(row.get(2)?),
                _ => of_document.1.push(row.get(2)?),
            }
        }
        Ok(headings)
    }
}
