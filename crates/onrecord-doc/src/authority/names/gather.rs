//! From documents to persons: who is seen where, and who of them are one.

use super::form::{Form, shown};
use super::known::persons;
use super::mentions::mentions;
use super::resolve::{Resolved, Scene, is_known_surname};
use super::{Person, Role, Variant, sound};
use crate::authority::name::{Name, fold, natural_order, same_given, transliterated};
use crate::authority::tables::form_key;
use crate::authority::words::{is_office, is_title, titles};
use crate::model::{Document, SpeakerKind};
use crate::{BlockKind, MarkKind, Speaker};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The surnames that are looked for in texts: those of the tables, and of the speakers and Names
/// headings of a record.
#[derive(Debug, Default)]
pub struct Surnames(HashSet<String>);

impl Surnames {
    /// The surnames of these names, labels or headings.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let last = names
            .into_iter()
            .filter_map(|name| Form::read(name).words.pop());
        Self(
            last.filter(|word| word.len() > 1)
                .map(|word| transliterated(&word))
                .collect(),
        )
    }

    fn has(&self, word: &str) -> bool {
        is_known_surname(word) || self.0.contains(word)
    }
}

/// A form of a person's name in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The person, by heading.
    pub heading: String,
    /// The form as it stands.
    pub form: String,
    /// What the person is to the document.
    pub role: Role,
    /// How often it stands there; turns, for a speaker.
    pub count: u32,
    /// Why it is that person.
    pub why: String,
}

/// Everybody whom a document names, by heading, form and role.
#[must_use]
pub fn sightings(document: &Document, surnames: &Surnames) -> Vec<Sighting> {
    // A document has the same words again and again.
    let known: RefCell<HashMap<String, bool>> = RefCell::default();
    let is_surname = |word: &str| {
        if let Some(&is) = known.borrow().get(word) {
            return is;
        }
        let is = surnames.has(&transliterated(&fold(word)));
        known.borrow_mut().insert(word.to_owned(), is);
        is
    };
    let mut scene = Scene::empty(document.id.to_string(), document.dates.issued, None);
    scene.people(document);
    let mut said = Vec::new();
    for mention in mentions(&document.title, true, &is_surname) {
        scene.add(mention.form, true, false);
        said.push((mention.form, Role::Mention));
    }
    for block in document.blocks.iter() {
        let titled = block.kind == BlockKind::Heading;
        let label = block.marks.iter().find(|mark| mark.kind == MarkKind::Label);
        for mention in mentions(block.text.text(), titled, &is_surname) {
            scene.add(mention.form, false, !titled);
            let role = match block.kind {
                BlockKind::Apparatus => continue,
                BlockKind::Signature => Role::Signer,
                _ => Role::Mention,
            };
            if label.is_none_or(|label| !label.span.range().contains(&mention.start)) {
                said.push((mention.form, role));
            }
        }
    }
    let mut seen = Seen::new(&scene);
    for turn in document.turns.iter() {
        seen.speaker(&turn.speaker, &turn.label, Role::Speaker);
    }
    for issuer in &document.issuers {
        seen.speaker(issuer, &issuer.name, Role::Issuer);
    }
    for heading in &document.names {
        seen.form(&heading.to_string(), Role::Heading);
    }
    for (form, role) in said {
        seen.form(form, role);
    }
    let sighting = |((heading, form, role), (count, why))| Sighting {
        heading,
        form,
        role,
        count,
        why,
    };
    seen.found.into_iter().map(sighting).collect()
}

/// What is found in one document.
struct Seen<'a> {
    scene: &'a Scene,
    known: BTreeMap<String, Option<Resolved>>,
    found: BTreeMap<(String, String, Role), (u32, String)>,
}

impl<'a> Seen<'a> {
    fn new(scene: &'a Scene) -> Self {
        Self {
            scene,
            known: BTreeMap::new(),
            found: BTreeMap::new(),
        }
    }

    fn speaker(&mut self, speaker: &Speaker, label: &str, role: Role) {
        match speaker.kind {
            SpeakerKind::Person => {
                let possible = is_a_name(&speaker.name)
                    && (role == Role::Speaker || self.scene.vouches_for(&speaker.name));
                let long_ago = |person: &Resolved| {
                    role == Role::Issuer && self.scene.is_of_the_past(&person.heading)
                };
                let person = self.resolve(&speaker.name);
                let person = person.filter(|person| possible && !long_ago(person));
                if let Some(mut person) = person {
                    if label != speaker.name {
                        person.why = format!("the label of {} in the transcript", speaker.name);
                    }
                    self.add(person, label, role);
                }
            }
            SpeakerKind::Label if is_a_name(label) => {
                let person = self.slip(label).or_else(|| self.resolve(label));
                let person = person.or_else(|| unknown(label));
                person
                    .into_iter()
                    .for_each(|person| self.add(person, label, role));
            }
            _ => {}
        }
    }

    fn form(&mut self, form: &str, role: Role) {
        let person = self.resolve(form);
        let person = person.filter(|person| role != Role::Signer || is_known(&person.heading));
        person
            .into_iter()
            .for_each(|person| self.add(person, form, role));
    }

    /// A label whose title is a slip of the pen: "QMS. QUILL", "ADMINSTRATOR QUILL".
    fn slip(&mut self, label: &str) -> Option<Resolved> {
        let (title, name) = label.split_once(' ')?;
        let folded = fold(title);
        if is_title(&folded) || is_office(&folded) {
            return None;
        }
        let short = ["mr", "ms", "mrs", "dr"];
        let like = |known: &&&str| match folded.len() {
            0 => false,
            1..=3 => {
                short.contains(*known)
                    && (folded.contains(**known) || known.contains(folded.as_str()))
            }
            _ => sound::alike(&folded, known).is_some(),
        };
        let mut meant = short.iter().chain(titles()).filter(like);
        meant.find_map(|meant| {
            let mut person = self.resolve(&format!("{meant} {name}"))?;
            person.why = format!("“{title}” is a slip for “{meant}”; {}", person.why);
            Some(person)
        })
    }

    fn resolve(&mut self, form: &str) -> Option<Resolved> {
        if let Some(known) = self.known.get(form) {
            return known.clone();
        }
        let found = self.scene.resolve(form);
        self.known.insert(form.to_owned(), found.clone());
        found
    }

    fn add(&mut self, person: Resolved, form: &str, role: Role) {
        let key = (person.heading, form.trim_end_matches(':').to_owned(), role);
        let entry = self.found.entry(key).or_insert((0, person.why));
        entry.0 += 1;
    }
}

/// The heading of a label of whom nothing but a surname is known: "Quill (Mr.)".
fn unknown(label: &str) -> Option<Resolved> {
    let turned = natural_order(label);
    let titles = Name::parse(&turned).titles.len();
    let words = shown(label);
    let title: Vec<&str> = turned.split_whitespace().take(titles).collect();
    let last = title.last().map(|last| fold(last))?;
    let possible =
        is_title(&last) && last != "the" && !words.is_empty() && is_a_name(&words.join(" "));
    let title = shown_title(&title.join(" "));
    possible.then(|| Resolved {
        heading: format!("{} ({title})", words.join(" ")),
        why: "a label without a given name".to_owned(),
    })
}

/// A title with capitals at the beginnings of its words only.
fn shown_title(title: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        first + &letters.as_str().to_lowercase()
    };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Words that stand in labels and titles, and in no name. Sorted.
const NO_NAMES: &[&str] = &[
    "admin",
    "administration",
    "agenda",
    "all",
    "americans",
    "audience",
    "band",
    "board",
    "class",
    "crew",
    "day",
    "delegation",
    "family",
    "four",
    "gentlemen",
    "group",
    "meeting",
    "members",
    "new",
    "one",
    "players",
    "second",
    "staff",
    "states",
    "students",
    "summit",
    "team",
    "three",
    "two",
    "unity",
    "voices",
    "workers",
];

/// Whether a text can be the name of a person, as far as its words show.
fn is_a_name(name: &str) -> bool {
    let mut words = name
        .split_whitespace()
        .map(fold)
        .filter(|word| !word.is_empty());
    let titles = Name::parse(name).titles.len();
    !name.chars().any(|c| c.is_ascii_digit())
        && words.by_ref().skip(titles).all(|word| {
            NO_NAMES.binary_search(&word.as_str()).is_err()
                && !(is_office(&word) && is_title(&word))
        })
}

/// Persons as they are gathered from documents.
#[derive(Debug, Default)]
pub struct Gathered(BTreeMap<String, BTreeMap<(String, Role), Variant>>);

impl Gathered {
    /// Adds what a document has.
    pub fn add(&mut self, document: u64, sightings: Vec<Sighting>) {
        for sighting in sightings {
            let Sighting {
                heading,
                form,
                role,
                count,
                why,
            } = sighting;
            let variants = self.0.entry(heading).or_default();
            let variant = variants
                .entry((form.clone(), role))
                .or_insert_with(|| Variant {
                    form,
                    role,
                    why,
                    places: Vec::new(),
                });
            variant.places.push((document, count));
        }
    }

    /// Adds what was gathered from other documents.
    pub fn append(&mut self, other: Self) {
        for (heading, variants) in other.0 {
            let own = self.0.entry(heading).or_default();
            for (key, variant) in variants {
                match own.entry(key) {
                    std::collections::btree_map::Entry::Vacant(entry) => {
                        entry.insert(variant);
                    }
                    std::collections::btree_map::Entry::Occupied(mut entry) => {
                        let place = variant.places.first().map(|place| place.0);
                        let own = entry.get_mut();
                        // The reason of the earlier document stands, whatever the order of work.
                        if place < own.places.first().map(|place| place.0) {
                            own.why = variant.why;
                        }
                        own.places.extend(variant.places);
                        own.places.sort_unstable();
                    }
                }
            }
        }
    }

    /// The persons who speak, issue, sign or stand in Names headings; those who are one, merged.
    #[must_use]
    pub fn settle(mut self) -> Vec<Person> {
        self.labels_of_one();
        let mut persons: Vec<Person> = self.0.into_iter().map(person).collect();
        merge_spellings(&mut persons);
        persons.retain(|person| {
            person
                .variants
                .iter()
                .any(|variant| variant.role != Role::Mention)
        });
        persons
    }

    /// A label that means one person in every document that tells means that person in those, too,
    /// that do not.
    fn labels_of_one(&mut self) {
        let mut means: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (heading, variants) in self.0.iter().filter(|(heading, _)| !heading.ends_with(')')) {
            for (form, _) in variants.keys() {
                means
                    .entry(form_key(form))
                    .or_default()
                    .insert(heading.clone());
            }
        }
        let unsure: Vec<String> = self
            .0
            .keys()
            .filter(|h| h.ends_with(')'))
            .cloned()
            .collect();
        for heading in unsure {
            let variants = self.0.remove(&heading).unwrap_or_default();
            let (mut rest, mut moved) = (BTreeMap::new(), Vec::new());
            for (key, mut variant) in variants {
                let persons = means.get(&form_key(&variant.form));
                match persons
                    .filter(|persons| persons.len() == 1)
                    .and_then(BTreeSet::first)
                {
                    Some(person) => {
                        variant.why =
                            format!("“{}” means nobody else in other documents", variant.form);
                        moved.push((person.clone(), key, variant));
                    }
                    None => {
                        rest.insert(key, variant);
                    }
                }
            }
            if !rest.is_empty() {
                self.0.insert(heading, rest);
            }
            for (person, key, variant) in moved {
                let one = BTreeMap::from([(key, variant)]);
                self.append(Self(BTreeMap::from([(person, one)])));
            }
        }
    }
}

fn person((heading, variants): (String, BTreeMap<(String, Role), Variant>)) -> Person {
    Person {
        sure: !heading.ends_with(')'),
        heading,
        variants: variants.into_values().collect(),
        merged: Vec::new(),
        identifiers: Vec::new(),
    }
}

/// Merges persons whom the tables do not know, of one surname and given names that agree; and
/// spellings of a surname that are slips of a frequent one.
fn merge_spellings(persons: &mut Vec<Person>) {
    let mut order: Vec<usize> = (0..persons.len()).collect();
    order.sort_by_key(|&at| {
        (
            std::cmp::Reverse(persons[at].documents().len()),
            persons[at].heading.clone(),
        )
    });
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut into: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    for &at in order.iter().filter(|&&at| persons[at].sure) {
        let form = Form::read(&persons[at].heading);
        let first = form.words.first().cloned().unwrap_or_default();
        let last = form.words.last().cloned().unwrap_or_default();
        let keys = [transliterated(&last), format!("{first} …")];
        let unknown = super::known::persons()
            .heading(&persons[at].heading)
            .is_none();
        let near = keys.iter().filter_map(|key| groups.get(key)).flatten();
        let one = near
            .filter(|_| unknown)
            .find_map(|&other| one_person(&persons[other], &persons[at]).map(|why| (other, why)));
        match one {
            Some(one) => {
                into.insert(at, one);
            }
            None => keys
                .into_iter()
                .for_each(|key| groups.entry(key).or_default().push(at)),
        }
    }
    for (&at, (other, why)) in &into {
        let variants = std::mem::take(&mut persons[at].variants);
        let evidence = format!(
            "{} is {}: {why}",
            persons[at].heading, persons[*other].heading
        );
        persons[*other].take(variants);
        persons[*other].merged.push(evidence);
    }
    let mut at = 0;
    persons.retain(|_| {
        at += 1;
        !into.contains_key(&(at - 1))
    });
}

/// Why the rarer of two persons is the more frequent one; `None` where they are two.
fn one_person(frequent: &Person, rare: &Person) -> Option<String> {
    let (one, other) = (Form::read(&frequent.heading), Form::read(&rare.heading));
    if one.suffix != other.suffix || !one.is_full() || !other.is_full() {
        return None;
    }
    let given = |form: &Form| form.words[..form.words.len() - 1].to_vec();
    let (given, other_given) = (given(&one), given(&other));
    let (last, other_last) = (one.words.last()?, other.words.last()?);
    if last == other_last && same_given(&given, &other_given) {
        return Some("one surname, and the given names agree".to_owned());
    }
    let frequent_enough = frequent.documents().len() >= RARE * rare.documents().len();
    if given != other_given || !frequent_enough {
        return None;
    }
    sound::alike(other_last, last).map(|why| format!("one given name, and {why}"))
}

/// So many years after an office its holder issues nothing any more.
const LIFE: i16 = 60;

/// So many times as frequent is a name than a slip of it.
const RARE: usize = 10;

fn is_known(heading: &str) -> bool {
    persons().heading(heading).is_some()
}

impl Scene {
    /// Whether the tables have offices of a person, and all ended long before the day: who is
    /// remembered issues nothing.
    fn is_of_the_past(&self, heading: &str) -> bool {
        let known = persons()
            .heading(heading)
            .filter(|known| !known.offices.is_empty());
        known.is_some_and(|known| {
            self.year()
                .is_some_and(|year| !known.served_since(year - LIFE))
        })
    }

    /// Whether the document itself calls somebody by this name with a title, or the tables do.
    fn vouches_for(&self, name: &str) -> bool {
        let form = Form::read(name);
        !persons().full(&form).is_empty()
            || persons().form(&form_key(name)).next().is_some()
            || self.has_titled(&form.words)
    }
}
