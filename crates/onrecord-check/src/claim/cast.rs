//! The persons of an article, and who a form of words means in it.

use super::phrase::{Pronoun, is_name_word, name_end};
use super::token::Token;
use super::words::{MEN, MEN_TITLES, NO_NAMES, WOMEN, WOMEN_TITLES};
use onrecord_doc::authority::{self, Agreement};
use onrecord_doc::{Date, SpeakerKind};
use std::collections::BTreeMap;

/// A person whom an article names in full.
#[derive(Clone, Debug)]
struct Person {
    name: String,
    woman: Option<bool>,
    seen: usize,
}

/// Everybody whom an article names.
#[derive(Debug, Default)]
pub struct Cast {
    date: Option<Date>,
    people: Vec<Person>,
    /// What each form was found to mean.
    known: BTreeMap<String, Option<String>>,
}

/// Offices by which an article calls a person whom it names elsewhere.
const OFFICES: &[&str] = &[
    "president",
    "vice president",
    "press secretary",
    "secretary of state",
    "first lady",
    "national security adviser",
    "national security advisor",
    "secretary of defense",
    "defense secretary",
    "treasury secretary",
    "secretary of the treasury",
    "attorney general",
    "chief of staff",
    "secretary",
];

impl Cast {
    /// Nobody yet, in an article of that day.
    pub fn new(date: Option<Date>) -> Self {
        Self {
            date,
            ..Self::default()
        }
    }

    /// Meets the names of one paragraph.
    pub fn meet(&mut self, text: &str, tokens: &[Token]) {
        let mut at = 0;
        while at < tokens.len() {
            if !is_name_word(&tokens[at]) {
                at += 1;
                continue;
            }
            let end = name_end(tokens, at, tokens.len());
            let form = form(text, &tokens[at..end]);
            self.introduce(&form);
            at = end;
        }
    }

    fn introduce(&mut self, form: &str) {
        let name = match authority::resolve(form, self.date) {
            Some(speaker) if speaker.kind == SpeakerKind::Person => speaker.name,
            Some(_) => return,
            None => match given_and_surname(form) {
                Some(name) => name,
                None => return self.title(form),
            },
        };
        match self.people.iter_mut().find(|person| person.name == name) {
            Some(person) => person.seen += 1,
            None => {
                let woman = is_woman(&name);
                self.people.push(Person {
                    name,
                    woman,
                    seen: 1,
                });
            }
        }
        self.title(form);
    }

    /// Learns from "Ms. Quill" that Ada Quill is a woman.
    fn title(&mut self, form: &str) {
        let first = form
            .split([' ', '.'])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let woman = WOMEN_TITLES.contains(&first.as_str());
        if !woman && !MEN_TITLES.contains(&first.as_str()) {
            return;
        }
        if let Some(name) = self.by_name(form) {
            let people = self.people.iter_mut().filter(|person| person.name == name);
            people.for_each(|person| person.woman = Some(woman));
        }
    }

    /// The full name of the person or body that a form means.
    pub fn resolve(&mut self, form: &str) -> Option<String> {
        let form = form.trim();
        if let Some(known) = self.known.get(form) {
            return known.clone();
        }
        let found = self.look_up(form);
        self.known.insert(form.to_owned(), found.clone());
        found
    }

    fn look_up(&self, form: &str) -> Option<String> {
        let listed = || authority::resolve(form, self.date).map(|speaker| speaker.name);
        self.by_name(form)
            .or_else(listed)
            .or_else(|| self.by_office(form))
            .or_else(|| self.by_given(form))
    }

    /// The one person of the article with that given name.
    fn by_given(&self, form: &str) -> Option<String> {
        let given = |person: &&Person| {
            let first = person.name.split(' ').next();
            person.name.contains(' ') && first == Some(form)
        };
        let mut found = self.people.iter().filter(given);
        let one = found.next()?;
        found.next().is_none().then(|| one.name.clone())
    }

    /// A person of the article with that surname, or that very name.
    fn by_name(&self, form: &str) -> Option<String> {
        let last = form.split_whitespace().next_back()?.to_lowercase();
        let surname = |person: &&Person| {
            let name = person.name.to_lowercase();
            name == last || name.ends_with(&format!(" {last}"))
        };
        let several = form.contains(' ');
        let fits = |person: &&Person| {
            !several || authority::compare(form, &person.name) != Agreement::Different
        };
        let capital = form
            .split_whitespace()
            .next_back()?
            .starts_with(char::is_uppercase);
        let found: Vec<_> = self.people.iter().filter(surname).filter(fits).collect();
        let best = found.iter().max_by_key(|person| person.seen)?;
        capital.then(|| best.name.clone())
    }

    /// The person of the article who holds the office, where the day does not tell.
    fn by_office(&self, form: &str) -> Option<String> {
        let low = form.to_lowercase();
        let bare = [
            "the ",
            "american ",
            "us ",
            "u.s. ",
            "united states ",
            "white house ",
            "his ",
            "her ",
        ];
        let mut office = low.as_str();
        for lead in bare {
            office = office.strip_prefix(lead).unwrap_or(office);
        }
        // "British prime minister" is one, too; that it is the British one, the article knows.
        let bare = office.split_once(' ').map_or("", |(_, bare)| bare);
        let listed = |person: &Person| {
            let holds = |office: &str| authority::holds(&person.name, office, self.date);
            office.contains(char::is_alphabetic) && (holds(office) || holds(bare))
        };
        let titled = |person: &Person| {
            let surname = person.name.rsplit(' ').next().unwrap_or_default();
            let titled = authority::resolve(&format!("{office} {surname}"), self.date);
            titled.is_some_and(|speaker| speaker.name == person.name)
        };
        let holds = |person: &&Person| {
            if OFFICES.contains(&office) {
                titled(person)
            } else {
                listed(person)
            }
        };
        let most = self
            .people
            .iter()
            .rev()
            .filter(holds)
            .max_by_key(|person| person.seen);
        most.map(|person| person.name.clone())
    }

    /// Whether a pronoun may stand for that person.
    pub fn fits(&self, pronoun: Pronoun, name: &str) -> bool {
        let person = self.people.iter().find(|person| person.name == name);
        let woman = person.map_or_else(|| is_woman(name), |person| person.woman);
        match pronoun {
            Pronoun::He => woman != Some(true) && !is_body(name),
            Pronoun::She => woman != Some(false) && !is_body(name),
            Pronoun::They => true,
        }
    }

    /// Whether the article names that person.
    pub fn has(&self, name: &str) -> bool {
        self.people.iter().any(|person| person.name == name)
    }
}

fn is_body(name: &str) -> bool {
    authority::resolve(name, None).is_some_and(|speaker| speaker.kind == SpeakerKind::Body)
}

/// The words of some tokens, without a possessive ending.
pub fn form(text: &str, tokens: &[Token]) -> String {
    let mut words = String::new();
    for token in tokens {
        let raw = &text[token.span.range()];
        let bare = raw.strip_suffix("’s").or_else(|| raw.strip_suffix("'s"));
        if !words.is_empty() && !matches!(raw, ",") {
            words.push(' ');
        }
        words.push_str(bare.unwrap_or(raw));
    }
    words
}

/// The full name that a form ends with, if it has a common given name.
fn given_and_surname(form: &str) -> Option<String> {
    let words: Vec<&str> = form.split_whitespace().collect();
    let given = |word: &&str| {
        let low = word.to_lowercase();
        WOMEN.contains(&low.as_str()) || MEN.contains(&low.as_str())
    };
    let at = words.iter().position(given)?;
    let rest = &words[at..];
    let proper = rest
        .iter()
        .all(|word| !NO_NAMES.contains(&word.to_lowercase().as_str()));
    ((2..=4).contains(&rest.len()) && proper && !rest.contains(&"of")).then(|| rest.join(" "))
}

fn is_woman(name: &str) -> Option<bool> {
    let given = name.split([' ', '-']).next()?.to_lowercase();
    if WOMEN.contains(&given.as_str()) {
        return Some(true);
    }
    MEN.contains(&given.as_str()).then_some(false)
}
