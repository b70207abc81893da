//! Who speaks, issues and is named, and what documents are about, under authority control: what
//! facets count and the fields of names and subjects ask.
//!
//! The catalogue has the names as the documents have them. Here each is the person that it means
//! in its document, where the names know one: a search for any form finds all documents, and a
//! facet counts a person once. Proposed subjects stand beside the documents' own.

use crate::error::Result;
use crate::facts::{Facts, List, Loader, Name, Whose};
use crate::making::Basis;
use crate::query::{Field, Phrase};
use crate::store::Store;
use onrecord_doc::Handle;
use onrecord_doc::authority::names::{Names, Person, Role, heading_of};
use onrecord_text::Folded;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The names of a record, ready to be searched and counted.
#[derive(Debug, Default)]
pub(crate) struct Who {
    /// Speakers, issuers, everybody who is named, subjects: by [`Field`].
    lists: [List; 4],
    /// Subjects that words propose.
    pub proposed: List,
    /// Under which tags somebody speaks or issues, in the order of handle and tag.
    said: Vec<Said>,
}

/// That somebody speaks in a version, or has issued it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    handle: u64,
    tag: u32,
    /// Whether it is the number of an issuer, else that of a speaker.
    issuer: bool,
    number: u32,
}

/// Turns of speakers: the version and the tag, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Turns(Vec<(u64, u32)>);

impl Turns {
    fn new(mut turns: Vec<(u64, u32)>) -> Self {
        turns.sort_unstable();
        turns.dedup();
        Self(turns)
    }

    /// The tags in a version.
    pub fn of(&self, handle: Handle) -> &[(u64, u32)] {
        let from = self.0.partition_point(|turn| turn.0 < handle.0);
        let len = self.0[from..].partition_point(|turn| turn.0 == handle.0);
        &self.0[from..from + len]
    }

    /// Those of either.
    pub fn or(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        Self::new(self.0)
    }

    /// Those of both.
    pub fn and(mut self, other: &Self) -> Self {
        self.0.retain(|turn| other.0.binary_search(turn).is_ok());
        self
    }

    /// The versions that have some, of `len`.
    pub fn versions(&self, len: usize) -> Vec<bool> {
        let mut set = vec![false; len];
        for &(handle, _) in &self.0 {
            if let Some(found) = (handle as usize)
                .checked_sub(1)
                .and_then(|at| set.get_mut(at))
            {
                *found = true;
            }
        }
        set
    }
}

impl Store {
    /// The names of the record, made when they are first asked for. See [`hurry`](Self::hurry).
    pub(crate) fn who(&self) -> Result<Arc<Who>> {
        let basis = self.basis()?;
        let mut made = self.making.who();
        if let Some((of, who)) = &*made
            && of.is(&basis)
        {
            return Ok(who.clone());
        }
        let who = Arc::new(Who::new(&self.engine()?.facts, &basis));
        *made = Some((basis, who.clone()));
        Ok(who)
    }
}

impl Who {
    fn new(facts: &Facts, basis: &Basis) -> Self {
        let persons = Persons::new(&basis.names.names);
        let mut said = Vec::new();
        let speakers = persons.speakers(facts, Field::Speaker, &mut said);
        let issuers = persons.speakers(facts, Field::Issuer, &mut said);
        said.sort_unstable();
        let mut proposed = Loader::default();
        for (handle, proposals) in basis.proposals.iter() {
            for proposal in proposals {
                proposed.add(*handle, &proposal.heading);
            }
        }
        let last = facts.len() as u64;
        Self {
            lists: [
                speakers,
                issuers,
                persons.named(facts),
                facts.list(Field::Subject).clone(),
            ],
            proposed: proposed.finish(last),
            said,
        }
    }

    /// The names that versions have in a field; `None` where it is none of names and subjects.
    pub fn list(&self, field: Field) -> Option<&List> {
        self.lists.get(field as usize)
    }

    /// The turns of everybody who has all the words in one form of the name.
    pub fn turns(&self, words: &Phrase) -> Turns {
        let [speakers, issuers, ..] = &self.lists;
        let (speakers, issuers) = (speakers.named(words), issuers.named(words));
        let meant = |said: &&Said| match said.issuer {
            true => issuers.contains(&said.number),
            false => speakers.contains(&said.number),
        };
        let turns = self.said.iter().filter(meant);
        Turns::new(turns.map(|said| (said.handle, said.tag)).collect())
    }

    /// The versions of which a name or subject has all the words, of `len`.
    pub fn having(&self, field: Field, words: &Phrase, len: usize) -> Vec<bool> {
        let mut set = vec![false; len];
        let own = self.list(field);
        let proposed = (field == Field::Subject).then_some(&self.proposed);
        for list in own.into_iter().chain(proposed) {
            list.mark_all(&list.named(words), &mut set);
        }
        set
    }

    /// Who speaks in a version under a tag.
    pub fn speaker(&self, handle: Handle, tag: u32) -> Option<&str> {
        let key = |said: &Said| (said.handle, said.tag);
        let at = self
            .said
            .partition_point(|said| key(said) < (handle.0, tag));
        let said = self
            .said
            .get(at)
            .filter(|said| key(said) == (handle.0, tag))?;
        let list = &self.lists[usize::from(said.issuer)];
        Some(&list.names[said.number as usize].name)
    }
}

/// The persons, and where they are to be found.
struct Persons<'a> {
    all: &'a [Person],
    by_heading: HashMap<&'a str, usize>,
    /// Who speaks in a version or has issued it.
    speaking: HashMap<u64, BTreeSet<usize>>,
}

impl<'a> Persons<'a> {
    fn new(names: &'a Names) -> Self {
        let all = names.all();
        let mut speaking: HashMap<u64, BTreeSet<usize>> = HashMap::new();
        for (number, person) in all.iter().enumerate() {
            let speaks = |role| matches!(role, Role::Speaker | Role::Issuer);
            let variants = person.variants.iter().filter(|v| speaks(v.role));
            for (handle, _) in variants.flat_map(|variant| &variant.places) {
                speaking.entry(*handle).or_default().insert(number);
            }
        }
        let headings = all.iter().enumerate();
        Self {
            by_heading: headings.map(|(at, p)| (p.heading.as_str(), at)).collect(),
            all,
            speaking,
        }
    }

    /// The speakers or issuers: persons where they are known, and all others as they are named.
    fn speakers(&self, facts: &Facts, field: Field, said: &mut Vec<Said>) -> List {
        let list = facts.list(field);
        let means: Vec<Means> = list.names.iter().map(Means::new).collect();
        let mut loader = Loader::default();
        for handle in 1..=facts.len() as u64 {
            for &raw in list.of(Handle(handle)) {
                let name = &list.names[raw as usize];
                let number = match self.meant(handle, &means[raw as usize]) {
                    Some(person) => loader.add_person(handle, person, &name.name),
                    None => loader.add_name(handle, name),
                };
                said.push(Said {
                    handle,
                    tag: name.tag,
                    issuer: field == Field::Issuer,
                    number,
                });
            }
        }
        loader.finish(facts.len() as u64)
    }

    /// Everybody who is named in a version, and the headings that are nobody's.
    fn named(&self, facts: &Facts) -> List {
        let list = facts.list(Field::Name);
        let mut loader = Loader::default();
        for person in self.all {
            for (handle, _) in person.variants.iter().flat_map(|v| &v.places) {
                loader.add_person(*handle, person, &person.heading);
            }
        }
        for handle in 1..=facts.len() as u64 {
            for &raw in list.of(Handle(handle)) {
                loader.add_name(handle, &list.names[raw as usize]);
            }
        }
        loader.finish(facts.len() as u64)
    }

    /// The person whom a name means in a version.
    fn meant(&self, handle: u64, means: &Means) -> Option<&'a Person> {
        let heading = means.heading.as_deref()?;
        let here = self.speaking.get(&handle);
        let mut here = here.into_iter().flatten().map(|&at| &self.all[at]);
        if let Some(person) = here.clone().find(|person| person.heading == heading) {
            return Some(person);
        }
        let fits = |person: &&Person| {
            let forms = person.variants.iter().map(|variant| variant.form.as_str());
            let mut forms = forms.chain([person.heading.as_str()]);
            forms.any(|form| means.fit(form))
        };
        let alike: Vec<&Person> = here.by_ref().filter(fits).collect();
        match alike.as_slice() {
            [person] => Some(person),
            [] => self.by_heading.get(heading).map(|&at| &self.all[at]),
            _ => None,
        }
    }
}

/// What a name of the catalogue may mean.
struct Means {
    /// The heading of the name by rule; `None` where it is no person's.
    heading: Option<String>,
    /// Its words: all of a full name, the surname of a label.
    words: Vec<String>,
}

impl Means {
    fn new(name: &Name) -> Self {
        let folded = Folded::new(&name.name);
        let words = (0..folded.len()).map(|at| folded.form(at).to_owned());
        let mut words: Vec<String> = words.collect();
        if name.whose == Whose::Label && !words.is_empty() {
            words.drain(..words.len() - 1);
        }
        Self {
            heading: (name.whose != Whose::Other).then(|| heading_of(&name.name)),
            words,
        }
    }

    /// Whether a form has all the words.
    fn fit(&self, form: &str) -> bool {
        let folded = Folded::new(form);
        let has = |word: &String| (0..folded.len()).any(|at| folded.form(at) == word);
        !self.words.is_empty() && self.words.iter().all(has)
    }
}
