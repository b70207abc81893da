//! What the printed compilations have at their heads and ends: contents by day, and cumulative
//! indexes of names, subjects and categories, by month, year and administration.

use crate::authority::names::{Person, Role};
use crate::authority::subjects::{Proposal, Vocabulary, category};
use crate::authority::{Administration, administrations};
use crate::{Date, Heading, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The record's number for the version.
    pub handle: u64,
    /// The identifier.
    pub id: String,
    /// The title.
    pub title: String,
    /// The kind.
    pub kind: Kind,
    /// The day that it bears.
    pub date: Option<Date>,
    /// The category headings, as they stand.
    pub categories: Vec<String>,
    /// The subject headings, as they stand.
    pub subjects: Vec<String>,
}

impl Listed {
    /// The top category: as it stands, or else that of the kind; and whether it stands there.
    #[must_use]
    pub fn category(&self) -> (String, bool) {
        match self.categories.first() {
            Some(category) => (Heading::parse(category).levels.swap_remove(0), true),
            None => (category(self.kind).to_string(), false),
        }
    }
}

/// A stretch of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// What people call it: "February 2022", "2022", "Biden, Joseph R., Jr.".
    pub label: String,
    /// The first day; open where there is none.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Period {
    /// Every day, and documents without one.
    #[must_use]
    pub fn all() -> Self {
        Self {
            label: "all documents".to_owned(),
            from: None,
            to: None,
        }
    }

    /// Reads `2022`, `2022-02` or `2022-02-25`.
    ///
    /// # Errors
    ///
    /// If it is none of these.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("{text:?} is no year, month or day; write 2022, 2022-02 or 2022-02-25");
        let number = |part: &str| -> Result<i16, String> { part.parse().map_err(|_| wrong()) };
        let parts: Vec<&str> = text.split('-').collect();
        let date = |year: i16, month: i16, day: i16| {
            let small = |n: i16| i8::try_from(n).map_err(|_| wrong());
            Date::new(year, small(month)?, small(day)?).map_err(|_| wrong())
        };
        match parts[..] {
            [year] if year.len() == 4 => {
                let year = number(year)?;
                Ok(Self::between(text, date(year, 1, 1)?, date(year, 12, 31)?))
            }
            [year, month] => {
                let first = date(number(year)?, number(month)?, 1)?;
                Ok(Self::between(
                    &first.strftime("%B %Y").to_string(),
                    first,
                    first.last_of_month(),
                ))
            }
            [year, month, day] => {
                let day = date(number(year)?, number(month)?, number(day)?)?;
                Ok(Self::between(
                    &day.strftime("%B %-d, %Y").to_string(),
                    day,
                    day,
                ))
            }
            _ => Err(wrong()),
        }
    }

    /// The administration that a word means: "biden", "obama", "trump-2025".
    ///
    /// # Errors
    ///
    /// If there is none, or several.
    pub fn of_administration(word: &str) -> Result<Self, String> {
        let all = administrations();
        let wanted = word.to_lowercase();
        let fits = |a: &&Administration| {
            a.key == wanted || a.key.split('-').next() == Some(wanted.as_str())
        };
        let found: Vec<&Administration> = all.iter().filter(fits).collect();
        let keys = |list: &[&Administration]| {
            list.iter()
                .map(|a| a.key.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        match found.as_slice() {
            [one] => Ok(one.period()),
            [] => Err(format!(
                "no administration is called {word:?}; there are {}",
                keys(&all.iter().collect::<Vec<_>>())
            )),
            several => Err(format!(
                "{word:?} means several administrations; say which: {}",
                keys(several)
            )),
        }
    }

    fn between(label: &str, from: Date, to: Date) -> Self {
        Self {
            label: label.to_owned(),
            from: Some(from),
            to: Some(to),
        }
    }

    /// Whether a day lies in it. A document without a day lies in [`Period::all`] only.
    #[must_use]
    pub fn holds(&self, day: Option<Date>) -> bool {
        match day {
            Some(day) => {
                self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
            }
            None => self.from.is_none() && self.to.is_none(),
        }
    }
}

impl Administration {
    /// Its days. The day of a change belongs to the new one.
    #[must_use]
    pub fn period(&self) -> Period {
        let to = self.to.and_then(|to| to.yesterday().ok());
        Period {
            label: self.president.clone(),
            from: Some(self.from),
            to,
        }
    }
}

/// A heading of an index, with what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The main heading, or a subdivision without its main heading.
    pub heading: String,
    /// The heading to look under instead.
    pub see: Option<String>,
    /// Headings that are near.
    pub see_also: Vec<String>,
    /// The documents under it, by day and title.
    pub documents: Vec<Reference>,
    /// The subdivisions, in order.
    pub subdivisions: Vec<Entry>,
}

/// A document in an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Which.
    pub document: Listed,
    /// Whether the heading is a proposal, and no heading of the document.
    pub proposed: bool,
    /// The words that led to a proposal, and in how many paragraphs they stand.
    pub words: Vec<(String, u32)>,
    /// What a person is to it, in an index of names.
    pub roles: Vec<Role>,
}

impl Reference {
    fn new(document: &Listed, proposed: bool) -> Self {
        Self {
            document: document.clone(),
            proposed,
            words: Vec::new(),
            roles: Vec::new(),
        }
    }
}

/// The index of names: who speaks, issues, signs or stands in Names headings.
#[must_use]
pub fn names(documents: &[Listed], persons: &[Person], period: &Period) -> Vec<Entry> {
    let listed = by_handle(documents, period);
    let mut entries = Vec::new();
    for person in persons {
        let mut entry = Entry {
            heading: person.heading.clone(),
            ..Entry::default()
        };
        for (handle, mut roles) in person.documents() {
            roles.retain(|role| *role != Role::Mention);
            if let Some(document) = listed.get(&handle).filter(|_| !roles.is_empty()) {
                entry.documents.push(Reference {
                    roles,
                    ..Reference::new(document, false)
                });
            }
        }
        if !entry.documents.is_empty() {
            in_order(&mut entry.documents);
            entries.push(entry);
        }
    }
    entries
}

/// The index of subjects: headings as they stand, and proposals for documents that have none. The
/// references of the vocabulary are kept where they lead to an entry.
#[must_use]
pub fn subjects(
    documents: &[Listed],
    proposals: &BTreeMap<u64, Vec<Proposal>>,
    vocabulary: &Vocabulary,
    period: &Period,
) -> Vec<Entry> {
    let mut tree = Tree::default();
    for document in documents
        .iter()
        .filter(|document| period.holds(document.date))
    {
        for heading in &document.subjects {
            tree.add(heading, Reference::new(document, false));
        }
        if document.subjects.is_empty() {
            for proposal in proposals.get(&document.handle).into_iter().flatten() {
                let words = proposal.words.clone();
                tree.add(
                    &proposal.heading,
                    Reference {
                        words,
                        ..Reference::new(document, true)
                    },
                );
            }
        }
    }
    tree.refer(vocabulary);
    tree.entries()
}

/// The index of categories: headings as they stand, and the category of the kind for documents
/// that have none.
#[must_use]
pub fn categories(documents: &[Listed], period: &Period) -> Vec<Entry> {
    let mut tree = Tree::default();
    for document in documents
        .iter()
        .filter(|document| period.holds(document.date))
    {
        for heading in &document.categories {
            tree.add(heading, Reference::new(document, false));
        }
        if document.categories.is_empty() {
            tree.add(
                &category(document.kind).to_string(),
                Reference::new(document, true),
            );
        }
    }
    tree.entries()
}

/// The contents of a period as a Daily Compilation has them: categories in order, then titles.
#[must_use]
pub fn contents(documents: &[Listed], period: &Period) -> Vec<Entry> {
    let mut tree = Tree::default();
    for document in documents
        .iter()
        .filter(|document| period.holds(document.date))
    {
        let (category, stands) = document.category();
        tree.add(&category, Reference::new(document, !stands));
    }
    let mut entries = tree.entries();
    for entry in &mut entries {
        entry.documents.sort_by(|a, b| {
            (&a.document.title, &a.document.id).cmp(&(&b.document.title, &b.document.id))
        });
    }
    entries
}

/// How many documents there are on each day; those without a day are not counted.
#[must_use]
pub fn days(documents: &[Listed], period: &Period) -> BTreeMap<Date, usize> {
    let mut days = BTreeMap::new();
    for day in documents.iter().filter_map(|document| document.date) {
        if period.holds(Some(day)) {
            *days.entry(day).or_default() += 1;
        }
    }
    days
}

fn by_handle<'a>(documents: &'a [Listed], period: &Period) -> BTreeMap<u64, &'a Listed> {
    let within = documents
        .iter()
        .filter(|document| period.holds(document.date));
    within.map(|document| (document.handle, document)).collect()
}

fn in_order(documents: &mut [Reference]) {
    documents.sort_by(|a, b| {
        let key = |r: &Reference| {
            (
                r.document.date,
                r.document.title.clone(),
                r.document.id.clone(),
            )
        };
        key(a).cmp(&key(b))
    });
}

/// Headings in two levels.
#[derive(Default)]
struct Tree(BTreeMap<SortKey, (Entry, BTreeMap<SortKey, Entry>)>);

/// Letter by letter without case, then as it stands.
type SortKey = (String, String);

impl Tree {
    fn add(&mut self, heading: &str, reference: Reference) {
        let (main, sub) = heading.split_once(" : ").unwrap_or((heading, ""));
        let (entry, subdivisions) = self.0.entry(sort_key(main)).or_default();
        entry.heading = main.to_owned();
        if sub.is_empty() {
            entry.documents.push(reference);
            return;
        }
        let entry = subdivisions.entry(sort_key(sub)).or_default();
        entry.heading = sub.to_owned();
        entry.documents.push(reference);
    }

    fn refer(&mut self, vocabulary: &Vocabulary) {
        let used: BTreeSet<String> = self.headings();
        for subject in vocabulary.subjects() {
            if let Some(see) = subject.see.as_ref().filter(|see| used.contains(*see)) {
                let entry = &mut self.0.entry(sort_key(&subject.heading)).or_default().0;
                if entry.heading.is_empty() {
                    entry.heading.clone_from(&subject.heading);
                    entry.see = Some(see.clone());
                }
            } else if used.contains(&subject.heading) {
                let near = subject
                    .see_also
                    .iter()
                    .filter(|also| used.contains(*also))
                    .cloned()
                    .collect();
                if let Some(entry) = self.at(&subject.heading) {
                    entry.see_also = near;
                }
            }
        }
    }

    fn headings(&self) -> BTreeSet<String> {
        let mut headings = BTreeSet::new();
        for (entry, subdivisions) in self.0.values() {
            headings.insert(entry.heading.clone());
            let subs = subdivisions.values();
            headings.extend(subs.map(|sub| format!("{} : {}", entry.heading, sub.heading)));
        }
        headings
    }

    fn at(&mut self, heading: &str) -> Option<&mut Entry> {
        let (main, sub) = heading.split_once(" : ").unwrap_or((heading, ""));
        let (entry, subdivisions) = self.0.get_mut(&sort_key(main))?;
        match sub {
            "" => Some(entry),
            _ => subdivisions.get_mut(&sort_key(sub)),
        }
    }

    fn entries(self) -> Vec<Entry> {
        let ordered = |mut entry: Entry| {
            in_order(&mut entry.documents);
            entry
        };
        let whole = |(entry, subs): (Entry, BTreeMap<SortKey, Entry>)| Entry {
            subdivisions: subs.into_values().map(ordered).collect(),
            ..ordered(entry)
        };
        self.0.into_values().map(whole).collect()
    }
}

fn sort_key(heading: &str) -> SortKey {
    (heading.to_lowercase(), heading.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(handle: u64, title: &str, day: &str, subjects: &[&str]) -> Listed {
        Listed {
            handle,
            id: format!("invented/{handle}"),
            title: title.to_owned(),
            kind: Kind::Remarks,
            date: day.parse().ok(),
            categories: Vec::new(),
            subjects: subjects.iter().map(|&subject| subject.to_owned()).collect(),
        }
    }

    #[test]
    fn periods_are_read() {
        let period = Period::parse("2022-02").unwrap();
        assert_eq!(
            (period.label.as_str(), period.to),
            ("February 2022", "2022-02-28".parse().ok())
        );
        assert!(Period::parse("2022-02-30").is_err() && Period::parse("now").is_err());
        assert!(
            Period::parse("2022")
                .unwrap()
                .holds("2022-12-31".parse().ok())
        );
        let biden = Period::of_administration("Biden").unwrap();
        assert!(biden.holds("2025-01-19".parse().ok()) && !biden.holds("2025-01-20".parse().ok()));
        assert!(
            Period::of_administration("trump")
                .unwrap_err()
                .contains("trump-2017, trump-2025")
        );
    }

    #[test]
    fn subjects_have_subdivisions_and_references() {
        let table = "!replace\nDues\tHarbors : Dues\t\t\t\nHarbors\t\tHarbors : Dues\tHarbors\tharbor\n\
                     Harbors : Dues\t\t\tDues\tharbor dues\nTides\tSeas\t\t\t\n";
        let (vocabulary, problems) = Vocabulary::with(table);
        assert!(problems.is_empty());
        let documents = [
            listed(1, "One", "2031-03-03", &["Harbors"]),
            listed(2, "Two", "2031-03-02", &[]),
            listed(3, "Three", "2030-03-02", &["Harbors"]),
        ];
        let proposal = Proposal {
            heading: "Harbors : Dues".into(),
            score: 9,
            words: vec![("harbor dues".into(), 2)],
        };
        let proposals = BTreeMap::from([(2, vec![proposal])]);
        let period = Period::parse("2031").unwrap();
        let entries = subjects(&documents, &proposals, &vocabulary, &period);
        let shown: Vec<_> = entries
            .iter()
            .map(|e| (e.heading.as_str(), e.documents.len(), e.subdivisions.len()))
            .collect();
        assert_eq!(shown, [("Dues", 0, 0), ("Harbors", 1, 1)]);
        assert_eq!(entries[0].see.as_deref(), Some("Harbors : Dues"));
        assert_eq!(entries[1].see_also, ["Harbors : Dues"]);
        let reference = &entries[1].subdivisions[0].documents[0];
        assert!(reference.proposed && reference.words[0].0 == "harbor dues");
        assert!(!entries[1].documents[0].proposed);
    }

    #[test]
    fn a_day_has_its_contents() {
        let mut speech = listed(1, "Remarks", "2031-03-03", &[]);
        speech.categories = vec!["Joint Statements : Harbors".to_owned()];
        let documents = [
            speech,
            listed(2, "B", "2031-03-03", &[]),
            listed(3, "A", "2031-03-03", &[]),
        ];
        let entries = contents(&documents, &Period::parse("2031-03-03").unwrap());
        let shown: Vec<_> = entries
            .iter()
            .map(|e| (e.heading.as_str(), e.documents.len()))
            .collect();
        assert_eq!(
            shown,
            [("Addresses and Remarks", 2), ("Joint Statements", 1)]
        );
        assert_eq!(entries[0].documents[0].document.title, "A");
        assert_eq!(days(&documents, &Period::all()).values().sum::<usize>(), 3);
    }
}
