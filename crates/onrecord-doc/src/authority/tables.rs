//! The data files, read once.

use super::name::{Name, fold, transliterated};
use crate::Date;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(super) const OFFICES: &str = include_str!("offices.tsv");
pub(super) const PEOPLE: &str = include_str!("people.tsv");
const BODIES: &str = include_str!("bodies.tsv");
const NICKNAMES: &str = include_str!("nicknames.tsv");
/// Who is married to whom, of those whose spouses speak officially or are spoken of.
pub(super) const SPOUSES: &str = include_str!("spouses.tsv");

/// Of which party those are whom articles call by it; the president's, vice presidents' and leaders of
/// Congress (history.house.gov, senate.gov).
pub(super) const PARTIES: &str = include_str!("parties.tsv");

/// Who held an office, and when.
#[derive(Clone, Debug)]
pub struct Term {
    /// The office: `Secretary of State`.
    pub office: &'static str,
    /// The same, words folded.
    pub key: String,
    /// The first day.
    pub from: Date,
    /// The last day; `None` while it lasts.
    pub to: Option<Date>,
    /// Who.
    pub name: &'static str,
}

impl Term {
    /// Whether `day` lies in the term, or at most `slack` days outside.
    pub fn covers(&self, day: Date, slack: i32) -> bool {
        let days = |from: Date, to: Date| (to - from).get_days();
        let to = self.to.unwrap_or(KNOWN_UNTIL);
        days(self.from, day) >= -slack && days(day, to) >= -slack
    }
}

/// No office of the tables is known to be held longer: the next inauguration day (Constitution,
/// Amendment XX, section 1) after the tables were written.
const KNOWN_UNTIL: Date = jiff::civil::date(2029, 1, 20);

/// Everything that the data files say.
#[derive(Debug, Default)]
pub struct Tables {
    /// All terms of office.
    pub terms: Vec<Term>,
    offices: BTreeMap<String, Vec<usize>>,
    careers: BTreeMap<&'static str, Vec<usize>>,
    forms: BTreeMap<String, &'static str>,
    surnames: BTreeMap<String, Vec<&'static str>>,
    /// By the transliterated surname.
    alike: BTreeMap<String, Vec<&'static str>>,
    bodies: BTreeMap<String, &'static str>,
    nicknames: BTreeMap<&'static str, Vec<&'static str>>,
}

/// The tables.
pub fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);
    &TABLES
}

impl Tables {
    fn read() -> Self {
        let terms = rows(OFFICES).filter_map(|row| term(&row)).collect();
        let mut tables = Self {
            terms,
            ..Self::default()
        };
        for (at, term) in tables.terms.iter().enumerate() {
            tables.offices.entry(term.key.clone()).or_default().push(at);
            tables.careers.entry(term.name).or_default().push(at);
        }
        for row in rows(PEOPLE) {
            tables.person(row[0], row.get(1).copied().unwrap_or_default());
        }
        for row in rows(BODIES) {
            for alias in listed(&row) {
                tables.bodies.insert(body_key(alias), row[0]);
            }
        }
        let nicknames = rows(NICKNAMES).map(|row| (row[0], listed(&row).collect()));
        tables.nicknames = nicknames.collect();
        tables
    }

    fn person(&mut self, name: &'static str, variants: &'static str) {
        let parsed = Name::parse(name);
        self.surnames
            .entry(parsed.surname.clone())
            .or_default()
            .push(name);
        self.alike
            .entry(transliterated(&parsed.surname))
            .or_default()
            .push(name);
        self.forms.insert(parsed.key(), name);
        for variant in variants.split(';').filter(|variant| !variant.is_empty()) {
            self.forms.insert(form_key(variant), name);
            let parsed = Name::parse(variant);
            if parsed.is_full() {
                self.forms.insert(parsed.key(), name);
            }
        }
    }

    /// The terms of an office, by its folded name.
    pub fn terms_of_office(&self, key: &str) -> impl Iterator<Item = &Term> {
        self.offices
            .get(key)
            .into_iter()
            .flatten()
            .map(|&at| &self.terms[at])
    }

    /// The terms of a person.
    pub fn terms_of_person(&self, name: &str) -> impl Iterator<Item = &Term> {
        self.careers
            .get(name)
            .into_iter()
            .flatten()
            .map(|&at| &self.terms[at])
    }

    /// The person whose listed form this is, words folded.
    pub fn form(&self, form: &str) -> Option<&'static str> {
        self.forms.get(form).copied()
    }

    /// The persons with this surname.
    pub fn with_surname(&self, surname: &str) -> Vec<&'static str> {
        if let Some(people) = self.surnames.get(surname) {
            return people.clone();
        }
        self.alike
            .get(&transliterated(surname))
            .cloned()
            .unwrap_or_default()
    }

    /// The body of this name or alias.
    pub fn body(&self, form: &str) -> Option<&'static str> {
        self.body_of(&form_key(form))
    }

    /// The same of a key that [`form_key`] made.
    pub fn body_of(&self, key: &str) -> Option<&'static str> {
        let bare = key.strip_prefix("the ").unwrap_or(key);
        self.bodies.get(bare).copied()
    }

    /// Whether two given names, folded, are a name and its short form, or two of its short forms.
    pub fn nicknames(&self, one: &str, other: &str) -> bool {
        let of = |name: &str, nick: &str| {
            self.nicknames
                .get(name)
                .is_some_and(|nicks| nicks.contains(&nick))
        };
        of(one, other)
            || of(other, one)
            || self
                .nicknames
                .values()
                .any(|n| n.contains(&one) && n.contains(&other))
    }
}

impl Tables {
    /// Whether a given name, folded, is in the table of short forms, as a name or as one of them.
    pub fn has_nickname(&self, name: &str) -> bool {
        self.nicknames.contains_key(name)
            || self.nicknames.values().any(|nicks| nicks.contains(&name))
    }
}

/// A form, words folded and joined by spaces.
pub fn form_key(form: &str) -> String {
    form.split_whitespace()
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn body_key(form: &str) -> String {
    let key = form_key(form);
    key.strip_prefix("the ").map(str::to_owned).unwrap_or(key)
}

pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

/// The name of a row and its further forms.
pub(super) fn listed(row: &[&'static str]) -> impl Iterator<Item = &'static str> {
    let more = row.get(1).copied().unwrap_or_default().split(';');
    std::iter::once(row[0]).chain(more.filter(|form| !form.is_empty()))
}

fn term(row: &[&'static str]) -> Option<Term> {
    let [office, from, to, name] = row[..] else {
        return None;
    };
    Some(Term {
        office,
        key: form_key(office),
        from: from.parse().ok()?,
        to: to.parse().ok(),
        name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_files_are_sorted_and_their_dates_are_dates() {
        for table in [OFFICES, PEOPLE, BODIES, NICKNAMES, SPOUSES, PARTIES] {
            let rows: Vec<_> = rows(table).collect();
            assert!(rows.is_sorted(), "{}", &table[..20]);
        }
        assert_eq!(tables().terms.len(), rows(OFFICES).count());
        for term in &tables().terms {
            assert!(term.to.is_none_or(|to| to >= term.from), "{term:?}");
            assert!(
                PEOPLE
                    .lines()
                    .any(|line| line.split('\t').next() == Some(term.name))
            );
        }
        for row in rows(SPOUSES) {
            let known = |name: &&str| rows(PEOPLE).any(|person| person[0] == *name);
            assert!(row.len() == 2 && row.iter().any(known), "{row:?}");
        }
    }

    #[test]
    fn presidents_follow_one_another_without_a_gap() {
        let mut terms: Vec<_> = tables().terms.iter().collect();
        terms.retain(|term| term.office == "President of the United States");
        terms.sort_by_key(|term| term.from);
        for pair in terms.windows(2) {
            assert_eq!(pair[0].to, Some(pair[1].from), "{pair:?}");
        }
        assert!(terms.last().is_some_and(|last| last.to.is_none()));
    }
}
