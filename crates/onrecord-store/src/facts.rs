//! What the catalogue says of every version, by handle: what facets count and filters ask.

use crate::error::Result;
use crate::index::tag;
use crate::query::{Field, Phrase, Word};
use onrecord_doc::authority::names::Person;
use onrecord_doc::{Date, Handle, Kind};
use onrecord_text::Folded;
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap, HashSet};

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
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    pub names: Vec<Name>,
    /// Where the names of each version end in `of`, by handle from 1.
    ends: Vec<u32>,
    of: Vec<u32>,
}

/// A name, and what it is found by.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub name: String,
    /// The [`tag`] of a speaker; 0 for what is none.
    pub tag: u32,
    /// Whether it names somebody, and no role such as "a reporter".
    pub named: bool,
    pub whose: Whose,
    /// The name, and behind it all other forms of it, each once.
    forms: Vec<Folded>,
}

/// Whose a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// A person's, in full.
    Person,
    /// A person's, as a label has it.
    Label,
    /// Nobody's.
    Other,
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

    /// The versions of which a name in a field has all the words.
    pub fn having(&self, field: Field, words: &Phrase) -> Vec<bool> {
        let list = self.list(field);
        let mut set = vec![false; self.len()];
        list.mark_all(&list.named(words), &mut set);
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

    /// The numbers of the names that have all the words.
    pub fn named(&self, words: &Phrase) -> BTreeSet<u32> {
        let names = self.names.iter().enumerate();
        let named = names.filter(|(_, name)| name.has(words));
        named.map(|(number, _)| number as u32).collect()
    }

    /// Marks the versions that have one of these names.
    pub fn mark_all(&self, numbers: &BTreeSet<u32>, set: &mut [bool]) {
        if numbers.is_empty() {
            return;
        }
        let mut wanted = vec![false; self.names.len()];
        numbers
            .iter()
            .for_each(|&name| wanted[name as usize] = true);
        for (at, found) in set.iter_mut().enumerate() {
            let names = self.of(Handle(at as u64 + 1));
            *found |= names.iter().any(|&name| wanted[name as usize]);
        }
    }
}

impl Name {
    fn new(name: &str, tag: u32, named: bool, whose: Whose) -> Self {
        Self {
            forms: vec![Folded::new(name)],
            name: name.to_owned(),
            tag,
            named,
            whose,
        }
    }

    /// Adds another form of it.
    fn also(&mut self, form: &str) {
        let folded = Folded::new(form);
        if self.forms.iter().all(|known| known.keys() != folded.keys()) {
            self.forms.push(folded);
        }
    }

    /// Whether one of its forms has all the words, in any order.
    pub fn has(&self, words: &Phrase) -> bool {
        let has = |form: &Folded, word: &Word| words_of(form).any(|form| word.means(form));
        let mut forms = self.forms.iter();
        forms.any(|form| words.words.iter().all(|word| has(form, word)))
    }

    /// The words of its forms.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().flat_map(words_of)
    }
}

fn words_of(form: &Folded) -> impl Iterator<Item = &str> {
    (0..form.len()).map(|at| form.form(at))
}

/// Gathers a [`List`].
#[derive(Default)]
pub(crate) struct Loader {
    names: Vec<Name>,
    numbers: HashMap<String, u32>,
    pairs: Vec<(u64, u32)>,
    /// What persons were called.
    called: HashSet<(u32, String)>,
}

impl Loader {
    /// Says that a version has a heading.
    pub fn add(&mut self, handle: u64, name: &str) {
        self.put(handle, name, || Name::new(name, 0, true, Whose::Other));
    }

    /// The same of a name that is known already.
    pub fn add_name(&mut self, handle: u64, name: &Name) -> u32 {
        self.put(handle, &name.name, || name.clone())
    }

    /// The same of a person, who is called so there.
    pub fn add_person(&mut self, handle: u64, person: &Person, called: &str) -> u32 {
        let number = self.put(handle, &person.heading, || {
            let mut name = Name::new(&person.heading, 0, true, Whose::Person);
            person.variants.iter().for_each(|v| name.also(&v.form));
            name
        });
        if called != person.heading && self.called.insert((number, called.to_owned())) {
            self.names[number as usize].also(called);
        }
        number
    }

    fn put(&mut self, handle: u64, key: &str, make: impl FnOnce() -> Name) -> u32 {
        let number = match self.numbers.get(key) {
            Some(&number) => number,
            None => {
                let number = self.names.len() as u32;
                self.numbers.insert(key.to_owned(), number);
                self.names.push(make());
                number
            }
        };
        self.pairs.push((handle, number));
        number
    }

    pub fn finish(mut self, last: u64) -> List {
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
        let whose = match kind.as_str() {
            "person" => Whose::Person,
            "label" => Whose::Label,
            _ => Whose::Other,
        };
        for list in [&mut *speakers, &mut *issuers] {
            let tag = tag(&name, &kind);
            list.names.push(Name::new(&name, tag, named, whose));
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
