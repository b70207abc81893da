//! What the catalogue says of every version, by handle: what facets count and filters ask.

use crate::error::Result;
use crate::index::tag;
use crate::query::{Field, Phrase, Word};
use onrecord_doc::{Date, Handle, Kind};
use onrecord_text::Folded;
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};

/// The facts of all versions of a record, as it was opened.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    rows: Vec<Row>,
    pub collections: Vec<String>,
    /// By [`Field`].
    lists: [List; 6],
    /// The identifier of each version.
    ids: Vec<String>,
}

/// The facts of one version.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// The version that took its place; 0 for none.
    pub later: u64,
    pub kind: Option<Kind>,
    pub collection: u16,
    pub issued: Option<Date>,
    /// How many main words it has.
    pub words: u32,
}

/// The names of one field, and which of them each version has.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub names: Vec<Name>,
    /// Where the names of each version end in `of`, by handle from 1.
    ends: Vec<u32>,
    of: Vec<u32>,
}

/// A name, and what it is found by.
#[derive(Debug)]
pub(crate) struct Name {
    pub name: String,
    /// The [`tag`] of a speaker; 0 for what is none.
    pub tag: u32,
    /// Whether it names somebody, and no role such as "a reporter".
    pub named: bool,
    folded: Folded,
}

impl Facts {
    /// Reads the facts of the versions up to the handle `last`.
    pub fn load(catalog: &Connection, last: u64) -> Result<Self> {
        let mut facts = Self::default();
        let mut places = Loader::default();
        facts.load_versions(catalog, last, &mut places)?;
        let (mut speakers, mut issuers) = (Loader::default(), Loader::default());
        load_speakers(catalog, last, &mut speakers, &mut issuers)?;
        let (mut names, mut subjects, mut categories) =
            (Loader::default(), Loader::default(), Loader::default());
        let mut query = catalog.prepare("SELECT handle, role, heading FROM headings")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let handle: u64 = row.get(0)?;
            let list = match row.get_ref(1)?.as_str().unwrap_or_default() {
                "name" => &mut names,
                "subject" => &mut subjects,
                "category" => &mut categories,
                _ => &mut places,
            };
            list.add(handle, row.get_ref(2)?.as_str().unwrap_or_default());
        }
        facts.lists = [speakers, issuers, names, subjects, categories, places]
            .map(|loader| loader.finish(last));
        Ok(facts)
    }

    fn load_versions(
        &mut self,
        catalog: &Connection,
        last: u64,
        places: &mut Loader,
    ) -> Result<()> {
        let mut query = catalog.prepare(
            "SELECT handle, previous, kind, collection, issued, words, place, id \
             FROM versions JOIN documents USING (document) WHERE handle <= ?1 ORDER BY handle",
        )?;
        let mut rows = query.query([last])?;
        let mut collections: HashMap<String, u16> = HashMap::new();
        while let Some(row) = rows.next()? {
            let handle: u64 = row.get(0)?;
            if let Some(previous) = row.get::<_, Option<u64>>(1)?
                && let Some(previous) = self.rows.get_mut(previous as usize - 1)
            {
                previous.later = handle;
            }
            let collection = row.get_ref(3)?.as_str().unwrap_or_default();
            let number = collections.get(collection).copied().unwrap_or_else(|| {
                let number = self.collections.len() as u16;
                collections.insert(collection.to_owned(), number);
                self.collections.push(collection.to_owned());
                number
            });
            let issued = row.get_ref(4)?.as_str_or_null().unwrap_or_default();
            if let Ok(Some(place)) = row.get_ref(6)?.as_str_or_null() {
                places.add(handle, place);
            }
            self.ids.push(row.get(7)?);
            self.rows.push(Row {
                later: 0,
                kind: row.get_ref(2)?.as_str().unwrap_or_default().parse().ok(),
                collection: number,
                issued: issued.and_then(|issued| issued.parse().ok()),
                words: row.get(5)?,
            });
        }
        Ok(())
    }

    /// How many versions there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The facts of a version.
    pub fn row(&self, handle: Handle) -> Option<&Row> {
        self.rows.get((handle.0 as usize).checked_sub(1)?)
    }

    /// The names that versions have in a field.
    pub fn list(&self, field: Field) -> &List {
        &self.lists[field as usize]
    }

    /// The names of a field that have all the words.
    pub fn named(&self, field: Field, words: &Phrase) -> BTreeSet<u32> {
        let list = self.list(field);
        let names = list.names.iter().enumerate();
        names
            .filter(|(_, name)| name.has(words))
            .map(|(number, _)| number as u32)
            .collect()
    }

    /// The tags of the speakers and issuers whose names have all the words.
    pub fn tags(&self, words: &Phrase) -> BTreeSet<u32> {
        let of = |field| {
            let names = self.list(field).names.iter();
            names.filter(|name| name.has(words)).map(|name| name.tag)
        };
        of(Field::Speaker).chain(of(Field::Issuer)).collect()
    }

    /// The versions in which one of these speaks, or which one of these issued.
    pub fn spoken_by(&self, tags: &BTreeSet<u32>) -> Vec<bool> {
        let mut set = vec![false; self.len()];
        for field in [Field::Speaker, Field::Issuer] {
            let list = self.list(field);
            let wanted: Vec<bool> = list.names.iter().map(|n| tags.contains(&n.tag)).collect();
            list.mark(&wanted, &mut set);
        }
        set
    }

    /// The versions that have one of these names in a field.
    pub fn having(&self, field: Field, numbers: &BTreeSet<u32>) -> Vec<bool> {
        let list = self.list(field);
        let mut set = vec![false; self.len()];
        let wanted: Vec<bool> = (0..list.names.len() as u32)
            .map(|number| numbers.contains(&number))
            .collect();
        list.mark(&wanted, &mut set);
        set
    }

    /// The versions of documents with this identifier; else of those whose identifiers end so.
    pub fn identified(&self, id: &str) -> Vec<bool> {
        let exact: Vec<bool> = self.ids.iter().map(|known| known == id).collect();
        if exact.contains(&true) {
            return exact;
        }
        self.ids.iter().map(|known| known.ends_with(id)).collect()
    }

    /// The versions of which `test` holds.
    pub fn where_row(&self, test: impl Fn(&Row) -> bool) -> Vec<bool> {
        self.rows.iter().map(test).collect()
    }
}

impl List {
    /// The numbers of the names that a version has.
    pub fn of(&self, handle: Handle) -> &[u32] {
        let at = handle.0 as usize;
        let end = |at: usize| self.ends.get(at).copied().unwrap_or_default() as usize;
        self.of
            .get(end(at.saturating_sub(1))..end(at))
            .unwrap_or(&[])
    }

    /// How many versions have a name.
    pub fn count(&self, number: u32) -> usize {
        self.of.iter().filter(|&&name| name == number).count()
    }

    fn mark(&self, wanted: &[bool], set: &mut [bool]) {
        for (at, found) in set.iter_mut().enumerate() {
            let names = self.of(Handle(at as u64 + 1));
            *found |= names.iter().any(|&name| wanted[name as usize]);
        }
    }
}

impl Name {
    fn new(name: &str, tag: u32, named: bool) -> Self {
        Self {
            folded: Folded::new(name),
            name: name.to_owned(),
            tag,
            named,
        }
    }

    /// Whether it has all the words, in any order.
    pub fn has(&self, words: &Phrase) -> bool {
        let any = |word: &Word| self.forms().any(|form| word.means(form));
        words.words.iter().all(any)
    }

    /// Its words.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        (0..self.folded.len()).map(|at| self.folded.form(at))
    }
}

/// Gathers a [`List`].
#[derive(Default)]
struct Loader {
    names: Vec<Name>,
    numbers: HashMap<String, u32>,
    pairs: Vec<(u64, u32)>,
}

impl Loader {
    fn add(&mut self, handle: u64, name: &str) {
        let number = match self.numbers.get(name) {
            Some(&number) => number,
            None => {
                let number = self.names.len() as u32;
                self.numbers.insert(name.to_owned(), number);
                self.names.push(Name::new(name, 0, true));
                number
            }
        };
        self.pairs.push((handle, number));
    }

    fn finish(mut self, last: u64) -> List {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        self.pairs.retain(|&(handle, _)| handle <= last);
        let mut ends = vec![0; last as usize + 1];
        for &(handle, _) in &self.pairs {
            ends[handle as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        List {
            names: self.names,
            ends,
            of: self.pairs.into_iter().map(|pair| pair.1).collect(),
        }
    }
}

/// Speakers and issuers. Where a version has no turns, its words are its first issuer's.
fn load_speakers(
    catalog: &Connection,
    last: u64,
    speakers: &mut Loader,
    issuers: &mut Loader,
) -> Result<()> {
    let mut query = catalog.prepare("SELECT speaker, name, kind FROM speakers ORDER BY speaker")?;
    let mut rows = query.query([])?;
    let mut numbers: HashMap<u64, u32> = HashMap::new();
    while let Some(row) = rows.next()? {
        let (name, kind): (String, String) = (row.get(1)?, row.get(2)?);
        numbers.insert(row.get(0)?, speakers.names.len() as u32);
        let named = !matches!(kind.as_str(), "reporter" | "audience");
        for list in [&mut *speakers, &mut *issuers] {
            list.names.push(Name::new(&name, tag(&name, &kind), named));
        }
    }
    let mut spoken = vec![false; last as usize + 1];
    let pairs = |sql: &str, list: &mut Loader| -> Result<()> {
        let mut query = catalog.prepare(sql)?;
        let mut rows = query.query([last])?;
        while let Some(row) = rows.next()? {
            let (handle, speaker): (u64, u64) = (row.get(0)?, row.get(1)?);
            if let Some(&number) = numbers.get(&speaker) {
                list.pairs.push((handle, number));
            }
        }
        Ok(())
    };
    pairs(
        "SELECT handle, speaker FROM turns WHERE handle <= ?1",
        speakers,
    )?;
    pairs(
        "SELECT handle, speaker FROM issuers WHERE handle <= ?1",
        issuers,
    )?;
    for &(handle, _) in &speakers.pairs {
        spoken[handle as usize] = true;
    }
    let mut first = catalog
        .prepare("SELECT handle, speaker FROM issuers WHERE position = 0 AND handle <= ?1")?;
    let mut rows = first.query([last])?;
    while let Some(row) = rows.next()? {
        let (handle, speaker): (u64, u64) = (row.get(0)?, row.get(1)?);
        if let Some(&number) = numbers.get(&speaker)
            && !spoken[handle as usize]
        {
            speakers.pairs.push((handle, number));
        }
    }
    Ok(())
}
