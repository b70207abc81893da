//! The persons whom the tables know.

use super::form::{Form, folded};
use crate::Date;
use crate::authority::name::{fold, same_given, transliterated};
use crate::authority::tables::{PEOPLE, form_key, listed, rows, tables};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub(super) const PERSONS: &str = include_str!("../persons.tsv");

/// A person of the tables.
#[derive(Debug)]
pub(super) struct Known {
    /// "Biden, Joseph R., Jr.".
    pub heading: String,
    /// The name in natural order, as the tables of offices have it.
    pub name: &'static str,
    /// The given names, folded.
    given: Vec<String>,
    /// The words of the surname, folded.
    pub surname: Vec<String>,
    /// `jr`.
    pub suffix: Option<String>,
    /// Whether the surname stands first in the natural order: Xi Jinping, Kishida Fumio.
    pub turned: bool,
    /// Further full forms, in their parts.
    others: Vec<Form>,
    /// Offices held: those of the table of offices, and the roles of persons.tsv.
    pub offices: Vec<Office>,
}

/// An office of a person, as the tables have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Office {
    pub name: String,
    pub from: Date,
    pub to: Option<Date>,
}

impl Office {
    /// Whether a day lies in the term, or at most `slack` days outside.
    pub fn covers(&self, day: Date, slack: i32) -> bool {
        self.begun(day, slack) && self.to.is_none_or(|to| (to - day).get_days() >= -slack)
    }

    /// Whether the term has begun on a day, or does so within `slack` days.
    pub fn begun(&self, day: Date, slack: i32) -> bool {
        (day - self.from).get_days() >= -slack
    }
}

/// All persons of the tables, and the ways to find them.
#[derive(Debug, Default)]
pub(super) struct Persons {
    pub all: Vec<Known>,
    forms: BTreeMap<String, Vec<usize>>,
    surnames: BTreeMap<String, Vec<usize>>,
}

/// The persons of the tables.
pub(super) fn persons() -> &'static Persons {
    static PERSONS: LazyLock<Persons> = LazyLock::new(Persons::read);
    &PERSONS
}

impl Persons {
    fn read() -> Self {
        let mut read = Self::default();
        let people: BTreeMap<&str, Vec<&'static str>> = rows(PEOPLE)
            .map(|row| (row[0], listed(&row).skip(1).collect()))
            .collect();
        let mut listed_there = BTreeSet::new();
        for row in rows(PERSONS) {
            let [heading, name, forms, roles] = row[..] else {
                continue;
            };
            listed_there.insert(name);
            let forms = forms.split(';').filter(|form| !form.is_empty());
            let forms = forms.chain(people.get(name).into_iter().flatten().copied());
            read.push(heading.to_owned(), name, forms.collect(), roles);
        }
        for (&name, forms) in &people {
            if !listed_there.contains(name) {
                read.push(
                    super::heading(name),
                    rows(PEOPLE)
                        .map(|row| row[0])
                        .find(|n| *n == name)
                        .unwrap_or_default(),
                    forms.clone(),
                    "",
                );
            }
        }
        read
    }

    fn push(&mut self, heading: String, name: &'static str, forms: Vec<&'static str>, roles: &str) {
        let at = self.all.len();
        let known = Known::new(heading, name, &forms, roles);
        let key = |surname: &[String]| transliterated(&surname.join(" "));
        let mut surnames = known.shorter_surnames();
        surnames.insert(key(&known.surname));
        for surname in surnames {
            self.surnames.entry(surname).or_default().push(at);
        }
        for form in forms.iter().copied().chain([name, known.heading.as_str()]) {
            let mut add = |key: String| {
                let found = self.forms.entry(key).or_default();
                if !found.contains(&at) {
                    found.push(at);
                }
            };
            add(form_key(form));
            add(form_key(&super::super::name::natural_order(form)));
        }
        self.all.push(known);
    }

    /// The persons of whom a form is listed.
    pub fn form(&self, key: &str) -> impl Iterator<Item = &Known> {
        self.forms
            .get(key)
            .into_iter()
            .flatten()
            .map(|&at| &self.all[at])
    }

    /// The persons with a surname: its words, folded.
    pub fn surname(&self, words: &[String]) -> impl Iterator<Item = &Known> {
        let key = transliterated(&words.join(" "));
        self.surnames
            .get(&key)
            .into_iter()
            .flatten()
            .map(|&at| &self.all[at])
    }

    /// The persons whose full name a form can be.
    pub fn full(&self, form: &Form) -> Vec<&Known> {
        let words = &form.words;
        let mut found = Vec::new();
        for at in 1..words.len() {
            let (first, last) = words.split_at(at);
            found.extend(self.surname(last).filter(|known| known.agrees(first, form)));
            let reversed = self.surname(first).filter(|known| known.turned);
            found.extend(reversed.filter(|known| known.agrees(last, form)));
        }
        found
    }

    /// The person with this heading.
    pub fn heading(&self, heading: &str) -> Option<&Known> {
        self.form(&form_key(heading))
            .find(|known| known.heading == heading)
    }
}

impl Known {
    fn new(heading: String, name: &'static str, forms: &[&'static str], roles: &str) -> Self {
        let natural = folded(name);
        let (mut surname, given, mut suffix) = parts(&heading);
        if given.is_empty() {
            let form = Form::read(name);
            (surname, suffix) = (form.words, form.suffix);
        }
        let name_first = natural.starts_with(&surname) && natural.len() > surname.len();
        let turned = !given.is_empty()
            && (name_first || forms.iter().any(|form| turned_form(form, &surname, &given)));
        let mut offices: Vec<Office> = tables().terms_of_person(name).map(office).collect();
        offices.extend(roles.split(';').filter_map(role));
        let others = forms.iter().chain([&name]).map(|form| Form::read(form));
        Self {
            name,
            given,
            surname,
            suffix,
            turned,
            others: others.filter(Form::is_full).collect(),
            offices,
            heading,
        }
    }

    /// Where a form ends in one of several surnames ("Claudia Sheinbaum" of "Sheinbaum Pardo"), that.
    fn shorter_surnames(&self) -> BTreeSet<String> {
        let last = self.others.iter().filter_map(|form| form.words.last());
        let of_several = last.filter(|word| self.surname.len() > 1 && self.surname[0] == **word);
        let mut shorter: BTreeSet<String> = of_several.map(|word| transliterated(word)).collect();
        // "President Sisi" of "el-Sisi".
        if let [word] = self.surname.as_slice()
            && let Some(bare) = word
                .strip_prefix("al-")
                .or_else(|| word.strip_prefix("el-"))
        {
            shorter.insert(transliterated(bare));
        }
        shorter
    }

    /// Whether the given names and the suffix of a form can be this person's, the surname being so.
    fn agrees(&self, given: &[String], form: &Form) -> bool {
        let suffix = match (&form.suffix, &self.suffix) {
            (Some(one), Some(other)) => one == other,
            (Some(_), None) => false,
            (None, _) => true,
        };
        let listed = |other: &Form| {
            let at = other.words.len().saturating_sub(self.surname.len());
            let (first, last) = other.words.split_at(at);
            last == self.surname && !first.is_empty() && same_given(first, given)
        };
        suffix
            && (self.given.is_empty()
                || same_given(&self.given, given)
                || self.others.iter().any(listed))
    }

    /// Whether the person held an office, on or around a day where one is given.
    pub fn serves(&self, on: Option<Date>, slack: i32) -> bool {
        let covers = |office: &Office| on.is_none_or(|day| office.covers(day, slack));
        self.offices.iter().any(covers)
    }

    /// Whether the person held an office in a year.
    pub fn served_in(&self, year: i16) -> bool {
        let in_year = |office: &Office| {
            office.from.year() <= year && office.to.is_none_or(|to| to.year() >= year)
        };
        self.offices.iter().any(in_year)
    }

    /// Whether the person held an office in a year or later.
    pub fn served_since(&self, year: i16) -> bool {
        self.offices
            .iter()
            .any(|office| office.to.is_none_or(|to| to.year() >= year))
    }

    /// The first given name, folded.
    pub fn first(&self) -> Option<&str> {
        self.given.first().map(String::as_str)
    }

    /// Whether a word, folded, is a given name of the person, or a short form of one.
    pub fn is_called(&self, word: &str) -> bool {
        let given = |given: &[String]| {
            given
                .iter()
                .any(|name| name == word || tables().nicknames(name, word))
        };
        let other = |form: &Form| form.words.first().is_some_and(|first| first == word);
        given(&self.given) || self.others.iter().any(other)
    }
}

/// Whether two headings ("Surname, Given, Suffix") are of one person, as far as the names tell:
/// spellings and short forms of given names set aside.
///
/// ```
/// use onrecord_doc::authority::names::agree;
/// assert!(agree("Zelenskiy, Volodymyr", "Zelenskyy, Volodymyr"));
/// assert!(!agree("Example, Ada, Jr.", "Example, Ada"));
/// ```
#[must_use]
pub fn agree(one: &str, other: &str) -> bool {
    let person = |heading: &str| {
        let known = persons().heading(heading);
        known.map_or_else(
            || parts(heading),
            |k| (k.surname.clone(), k.given.clone(), k.suffix.clone()),
        )
    };
    let (one, other) = (person(one), person(other));
    let surname = |words: &[String]| transliterated(&words.join(" "));
    surname(&one.0) == surname(&other.0)
        && one.2 == other.2
        && one.1.is_empty() == other.1.is_empty()
        && same_given(&one.1, &other.1)
}

/// Surname, given names and suffix of a heading, folded. An article that stands behind the given
/// names belongs to the surname: "Sisi, Abdel Fattah el-".
fn parts(heading: &str) -> (Vec<String>, Vec<String>, Option<String>) {
    let parts: Vec<&str> = heading.split(", ").collect();
    let (mut surname, mut given, suffix) = match parts[..] {
        [surname, given, suffix] => (folded(surname), folded(given), Some(fold(suffix))),
        [surname, given] => (folded(surname), folded(given), None),
        _ => (folded(heading), Vec::new(), None),
    };
    if let Some(article) = given.pop_if(|last| last.ends_with('-'))
        && let Some(first) = surname.first_mut()
    {
        first.insert_str(0, &article);
    }
    (surname, given, suffix)
}

fn turned_form(form: &str, surname: &[String], given: &[String]) -> bool {
    let words = folded(form);
    words.starts_with(surname)
        && words.ends_with(given)
        && words.len() == surname.len() + given.len()
}

fn office(term: &super::super::tables::Term) -> Office {
    Office {
        name: term.office.to_owned(),
        from: term.from,
        to: term.to,
    }
}

/// Reads `Senator 2011..2025`: from the first day of a year to the last day of another.
fn role(text: &str) -> Option<Office> {
    let (name, years) = text.rsplit_once(' ')?;
    let (from, to) = years.split_once("..")?;
    Some(Office {
        name: name.to_owned(),
        from: Date::new(from.parse().ok()?, 1, 1).ok()?,
        to: to
            .parse()
            .ok()
            .and_then(|year| Date::new(year, 12, 31).ok()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::tables::rows;

    #[test]
    fn the_table_is_sorted_and_every_row_is_whole() {
        let all: Vec<_> = rows(PERSONS).collect();
        assert!(all.iter().map(|row| row[0]).is_sorted());
        for pair in all.windows(2) {
            assert_ne!(pair[0][0], pair[1][0], "two persons with one heading");
        }
        for row in &all {
            assert_eq!(row.len(), 4, "{row:?}");
            for role_text in row[3].split(';').filter(|text| !text.is_empty()) {
                let office = role(role_text).unwrap_or_else(|| panic!("{row:?}"));
                assert!(office.to.is_none_or(|to| to >= office.from), "{row:?}");
            }
            let known = persons()
                .heading(row[0])
                .unwrap_or_else(|| panic!("{row:?}"));
            let form = Form::read(row[1]);
            let found =
                known.given.is_empty() || persons().full(&form).iter().any(|k| k.heading == row[0]);
            assert!(found, "the name does not lead to the heading: {row:?}");
        }
        let mut names: Vec<_> = all.iter().map(|row| row[1]).collect();
        names.sort_unstable();
        assert!(
            names.windows(2).all(|pair| pair[0] != pair[1]),
            "one name, two rows"
        );
    }

    #[test]
    fn surnames_may_stand_first() {
        let form = Form::read("Kishida Fumio");
        let found: Vec<_> = persons()
            .full(&form)
            .iter()
            .map(|k| k.heading.as_str())
            .collect();
        assert_eq!(found, ["Kishida, Fumio"]);
    }
}
