//! What a record holds.

use crate::error::Result;
use crate::folder::size;
use crate::lookup;
use crate::store::Store;
use onrecord_doc::Coverage;

/// The state of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// Documents, versions, dates, collections, issuers.
    pub coverage: Coverage,
    /// Kinds, and how many documents are of each, most first.
    pub kinds: Vec<(String, usize)>,
    /// Problems that the reader found, by kind, and how many current documents have each, most first.
    pub problems: Vec<(String, usize)>,
    /// How many main words the current versions have.
    pub words: usize,
    /// The number of the newest entry of the log.
    pub log_entry: usize,
    /// When something was last added, as the log has it.
    pub last_added: Option<String>,
    /// Bytes on disk, by part.
    pub bytes: [(&'static str, u64); 4],
    /// Bytes of the index by field and part (`pairs postings`), largest first.
    pub index_bytes: Vec<(String, u64)>,
    /// The version of the format.
    pub format: u32,
    /// The version of the reader.
    pub reader: u32,
}

impl Store {
    /// What the record holds, and how large it is.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn status(&self) -> Result<Status> {
        let (format, reader) = self.folder.versions()?;
        let catalog = self.catalog();
        let count =
            |sql: &str| -> Result<usize> { Ok(catalog.query_row(sql, [], |row| row.get(0))?) };
        Ok(Status {
            coverage: lookup::coverage(&catalog)?,
            kinds: lookup::counts(
                &catalog,
                "SELECT kind, count(*) FROM current GROUP BY 1 ORDER BY 2 DESC, 1",
            )?,
            problems: lookup::counts(
                &catalog,
                "SELECT problems.kind, count(DISTINCT handle) FROM problems \
                 JOIN current USING (handle) GROUP BY 1 ORDER BY 2 DESC, 1",
            )?,
            words: count("SELECT coalesce(sum(words), 0) FROM current")?,
            log_entry: count("SELECT coalesce(max(entry), 0) FROM log")?,
            last_added: catalog.query_row("SELECT max(seen) FROM log", [], |row| row.get(0))?,
            bytes: [
                ("originals", size(&self.folder.originals())),
                ("catalog.sqlite", size(&self.folder.catalog())),
                ("segments", size(&self.folder.segments())),
                ("index", size(&self.folder.index())),
            ],
            index_bytes: self.index_bytes()?,
            format,
            reader,
        })
    }

    fn index_bytes(&self) -> Result<Vec<(String, u64)>> {
        let usage = self
            .index()?
            .0
            .space_usage()
            .map_err(tantivy::TantivyError::from)?;
        let mut bytes = std::collections::BTreeMap::new();
        for segment in usage.segments() {
            let parts = [
                ("terms", segment.termdict()),
                ("postings", segment.postings()),
                ("positions", segment.positions()),
            ];
            for (part, fields) in parts {
                for field in fields.fields() {
                    let name = format!("{} {part}", field.field_name());
                    *bytes.entry(name).or_default() += field.total().get_bytes();
                }
            }
        }
        let (pairs, outlines) = self.sizes();
        bytes.insert("pairs".to_owned(), pairs);
        bytes.insert("outlines".to_owned(), outlines);
        let mut bytes: Vec<_> = bytes.into_iter().collect();
        bytes.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        Ok(bytes)
    }
}
