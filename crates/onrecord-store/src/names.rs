//! The persons of a record, gathered when they are first asked for.
//!
//! `names.bin` holds what the documents say: made from them, and made again when documents, reader,
//! rules or tables are others. `names.tsv` holds what a person corrected: it is added to and never
//! changed, it wins, and `rebuild` carries it over.

use crate::error::{ErrorKind, Result, StoreError, at};
use crate::folder::{Folder, sync};
use crate::kept::{self, Stamp};
use crate::store::Store;
use onrecord_doc::Handle;
use onrecord_doc::authority::names::{
    self, Correction, Gathered, Names, Person, Role, Surnames, Variant, sightings,
};
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Is told how many documents are read, of how many.
pub type Reading<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// The persons of a record, and the corrections that could not be applied.
#[derive(Clone, Debug, Default)]
pub struct CorrectedNames {
    /// All persons.
    pub names: Names,
    /// Lines of `names.tsv` that cannot be read, or name somebody who is not there.
    pub problems: Vec<String>,
}

/// The wire form of [`Person`]: heading, sure, variants, merged.
type Row = (
    String,
    bool,
    Vec<(String, u8, String, Vec<(u64, u32)>)>,
    Vec<String>,
);

impl Store {
    /// All persons of the record, corrected by hand where somebody did.
    ///
    /// The first time after a change the documents are read for it, which `progress` is told of.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn names(&self, progress: Reading<'_>) -> Result<Arc<CorrectedNames>> {
        match self.names_now() {
            Some(names) => Ok(names),
            None => self.make_names(progress),
        }
    }

    /// The persons as far as nobody need wait for them.
    pub(crate) fn names_now(&self) -> Option<Arc<CorrectedNames>> {
        let lent = || self.making.lent()?.names.as_ref();
        self.names.get().or_else(lent).cloned()
    }

    pub(crate) fn make_names(&self, progress: Reading<'_>) -> Result<Arc<CorrectedNames>> {
        let _alone = self.making.alone();
        if let Some(names) = self.names.get() {
            return Ok(names.clone());
        }
        let (path, stamp) = (self.folder.names(), self.names_stamp());
        let rows: Option<Vec<Row>> = kept::read(&path, &stamp);
        let persons = match rows.and_then(|rows| rows.into_iter().map(person).collect()) {
            Some(persons) => persons,
            None => {
                let persons = self.gather_persons(progress)?;
                kept::write(
                    &path,
                    &stamp,
                    &persons.iter().map(row).collect::<Vec<Row>>(),
                );
                persons
            }
        };
        let mut corrected = CorrectedNames {
            names: Names::new(persons),
            problems: Vec::new(),
        };
        let (corrections, problems) = self.corrections()?;
        corrected.problems = problems;
        for correction in &corrections {
            if let Err(problem) = corrected.names.apply(correction) {
                corrected
                    .problems
                    .push(format!("{}: {problem}", correction.time));
            }
        }
        Ok(self.names.get_or_init(|| Arc::new(corrected)).clone())
    }

    /// The corrections made by hand, in order, and the lines that cannot be read.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn corrections(&self) -> Result<(Vec<Correction>, Vec<String>)> {
        let path = self.folder.corrections();
        if !path.exists() {
            return Ok(Default::default());
        }
        let text = fs::read_to_string(&path).map_err(at(&path))?;
        Ok(names::read(&text))
    }

    fn gather_persons(&self, progress: Reading<'_>) -> Result<Vec<Person>> {
        let (handles, said) = self.whom_to_look_for()?;
        let surnames = Surnames::new(said.iter().map(String::as_str));
        let done = AtomicUsize::new(0);
        let of_one = |&handle: &u64| -> Result<Gathered> {
            let held = self.hold_uncached(Handle(handle))?;
            let mut gathered = Gathered::default();
            gathered.add(handle, sightings(&held.document, &surnames));
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, handles.len());
            Ok(gathered)
        };
        let parts: Result<Vec<Gathered>> = handles
            .par_chunks(GROUP)
            .map(|chunk| {
                let mut all = Gathered::default();
                for handle in chunk {
                    all.append(of_one(handle)?);
                }
                Ok(all)
            })
            .collect();
        let mut all = Gathered::default();
        parts?.into_iter().for_each(|part| all.append(part));
        Ok(all.settle())
    }

    /// The current versions, and everybody whom the catalogue names.
    fn whom_to_look_for(&self) -> Result<(Vec<u64>, Vec<String>)> {
        let catalog = self.catalog();
        let mut handles =
            catalog.prepare("SELECT handle FROM current WHERE handle <= ?1 ORDER BY 1")?;
        let handles = handles
            .query_map([self.last], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let sql = "SELECT name FROM speakers WHERE kind IN ('person', 'label') \
                   UNION SELECT heading FROM headings WHERE role = 'name'";
        let mut said = catalog.prepare(sql)?;
        let said = said
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok((handles, said))
    }

    fn names_stamp(&self) -> Stamp {
        let mut tables = crc32fast::Hasher::new();
        names::tables()
            .iter()
            .for_each(|table| tables.update(table.as_bytes()));
        kept::stamp("names", names::VERSION, tables.finalize(), self.last)
    }
}

/// So many documents are one task.
const GROUP: usize = 64;

fn row(person: &Person) -> Row {
    let variant = |v: &Variant| {
        (
            v.form.clone(),
            v.role as u8,
            v.why.clone(),
            v.places.clone(),
        )
    };
    let variants = person.variants.iter().map(variant).collect();
    (
        person.heading.clone(),
        person.sure,
        variants,
        person.merged.clone(),
    )
}

fn person((heading, sure, variants, merged): Row) -> Option<Person> {
    let variant = |(form, role, why, places): (String, u8, String, Vec<(u64, u32)>)| {
        let role = *Role::ALL.get(usize::from(role))?;
        Some(Variant {
            form,
            role,
            why,
            places,
        })
    };
    Some(Person {
        heading,
        sure,
        variants: variants.into_iter().map(variant).collect::<Option<_>>()?,
        merged,
        identifiers: Vec::new(),
    })
}

/// Adds a correction to the record in `dir`, after it was found to apply.
///
/// # Errors
///
/// [`Locked`](ErrorKind::Locked) if another process writes to the record;
/// [`NotFound`](ErrorKind::NotFound) if the correction names a person or a form that is not there;
/// all other kinds as they are described.
pub fn correct(dir: &Path, correction: &Correction, progress: Reading<'_>) -> Result<()> {
    let store = Store::open(dir)?;
    let mut names = store.names(progress)?.names.clone();
    names
        .apply(correction)
        .map_err(|problem| StoreError::new(ErrorKind::NotFound, problem))?;
    let folder = Folder(dir.to_owned());
    let _lock = folder.lock()?;
    let path = folder.corrections();
    let new = !path.exists();
    let mut file = File::options()
        .create(true)
        .append(true)
        .open(&path)
        .map_err(at(&path))?;
    let head = if new { HEAD } else { "" };
    let text = format!("{head}{}\n", correction.line());
    file.write_all(text.as_bytes()).map_err(at(&path))?;
    file.sync_all().map_err(at(&path))?;
    sync(&folder.0)
}

const HEAD: &str = "# Corrections of names, made by hand. Lines are added and never changed; they win over every rule.\n\
                    # time\taction\tperson\tobject\tvalue\treason\n";
