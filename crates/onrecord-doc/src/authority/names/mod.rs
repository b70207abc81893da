//! Names under authority control: one person, one heading, all spellings.
//!
//! ```text
//! a name --heading--> "Surname, Given, Suffix", by rule
//! a form in its place --resolve--> the person's heading, and why
//! documents --sightings--> Gathered --settle--> persons, each with all forms and where they stand
//! persons + corrections --> Names
//! ```
//!
//! | rule | evidence |
//! | --- | --- |
//! | a listed form, or a full name, of the tables | persons.tsv, people.tsv |
//! | a surname with a title | who held the office on the day (offices.tsv, persons.tsv) |
//! | a surname | the one whom the same document names in full |
//! | a spelling | transliteration; Jaro-Winkler and Beider-Morse, in the same document or office |
//! | a label that no document explains | the person that it means in all others |
//!
//! Where two persons remain possible, a form means none of them.

mod corrections;
mod form;
mod gather;
mod known;
mod mentions;
mod person;
mod resolve;
mod sound;

pub use corrections::{Change, Correction, read};
pub use form::heading;
pub use gather::{Gathered, Sighting, Surnames, sightings};
pub use known::agree;
pub use person::{Held, Person, Role, Scheme, Variant};
pub use resolve::{Context, Resolved, resolve};
pub(super) use resolve::{gender_allows, is_womans};

use crate::authority::name::transliterated;
use crate::authority::tables::{OFFICES, PEOPLE, form_key};

/// The version of the rules: what was gathered by others is gathered again.
pub const VERSION: u32 = 3;

/// The heading of a name in natural order: that of the tables, or else by rule.
#[must_use]
pub fn heading_of(name: &str) -> String {
    let known = known::persons().all.iter().find(|known| known.name == name);
    known.map_or_else(|| heading(name), |known| known.heading.clone())
}

/// Whether the tables have a person, by the name in natural order, under a surname.
pub(super) fn has_surname(name: &str, surname: &str) -> bool {
    let surname = [surname.to_owned()];
    let mut named = known::persons().surname(&surname);
    named.any(|known| known.name == name)
}

/// The texts of the tables that persons are found by.
#[must_use]
pub fn tables() -> [&'static str; 3] {
    [known::PERSONS, PEOPLE, OFFICES]
}

/// All persons of a record, by heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    persons: Vec<Person>,
}

impl Names {
    /// Puts persons in order.
    #[must_use]
    pub fn new(persons: Vec<Person>) -> Self {
        let mut names = Self { persons };
        names.sort();
        names
    }

    fn sort(&mut self) {
        self.persons
            .sort_by_cached_key(|person| (form_key(&person.heading), person.heading.clone()));
    }

    /// All persons, by heading.
    #[must_use]
    pub fn all(&self) -> &[Person] {
        &self.persons
    }

    /// The person with this heading or [`Person::key`].
    #[must_use]
    pub fn person(&self, name: &str) -> Option<&Person> {
        let by_heading = self.persons.iter().find(|person| person.heading == name);
        by_heading.or_else(|| self.persons.iter().find(|person| person.key() == name))
    }

    /// The same, or whom documents' own headings mean by it: a heading that was found to be another's,
    /// or was merged with it by hand. Of several, the one of whom it stands most often.
    #[must_use]
    pub fn meant_by(&self, heading: &str) -> Option<&Person> {
        let times = |person: &Person| {
            let variants = person.variants.iter();
            let headings = variants.filter(|v| v.role == Role::Heading && v.form == heading);
            headings.map(Variant::count).sum::<u64>()
        };
        self.person(heading).or_else(|| {
            let meant = self.persons.iter().filter(|person| times(person) > 0);
            meant.max_by_key(|person| (times(person), std::cmp::Reverse(&person.heading)))
        })
    }

    /// The persons of whom every word of a query begins a word of the heading or of a form,
    /// spelling of other alphabets set aside: those of most documents first.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<&Person> {
        let words: Vec<String> = form::folded(query)
            .iter()
            .map(|word| transliterated(word))
            .collect();
        let has = |text: &str, word: &str| {
            form::folded(text)
                .iter()
                .any(|w| transliterated(w).starts_with(word))
        };
        let fits = |person: &&Person| {
            words.iter().all(|word| {
                has(&person.heading, word)
                    || person
                        .variants
                        .iter()
                        .any(|variant| has(&variant.form, word))
            })
        };
        let mut found: Vec<&Person> = self.persons.iter().filter(fits).collect();
        let in_heading = |person: &Person| words.iter().all(|word| has(&person.heading, word));
        found.sort_by_cached_key(|person| {
            (
                !in_heading(person),
                std::cmp::Reverse(person.documents().len()),
                person.heading.clone(),
            )
        });
        found
    }
}
