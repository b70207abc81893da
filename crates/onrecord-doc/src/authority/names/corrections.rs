//! What a person says about names: it wins over every rule.
//!
//! ```text
//! # time                action    person              object              value   reason
//! 2031-03-03T12:00:00Z  merge     Quill, A.           Quill, Ada                  the same desk
//! 2031-03-03T12:01:00Z  split     Quill, Ada          MR. QUILL           Quill, Bo  her brother
//! 2031-03-03T12:02:00Z  prefer    Quill, Ada          Quill, Ada B.               as she signs
//! 2031-03-03T12:03:00Z  identify  Quill, Ada B.       wikidata            Q1      by the page
//! ```
//!
//! One a line, the columns divided by tabs. Lines are only ever added; a later one is applied to
//! what the earlier ones made.

use super::{Names, Person, Scheme};
use crate::authority::tables::form_key;

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When it was made, RFC 3339.
    pub time: String,
    /// What is to be done.
    pub change: Change,
    /// Why.
    pub reason: String,
}

/// What a correction changes. Persons are named by heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// All forms of one person are another's.
    Merge {
        /// Who goes.
        person: String,
        /// Who stays.
        into: String,
    },
    /// One form of a person is another's.
    Split {
        /// Whose it is not.
        person: String,
        /// The form, as it stands.
        form: String,
        /// Whose it is; a new person, if there is none of this heading.
        to: String,
    },
    /// A person has another heading.
    Prefer {
        /// The heading until now.
        person: String,
        /// The heading from now on.
        heading: String,
    },
    /// A person has an identifier.
    Identify {
        /// Who.
        person: String,
        /// Of which file.
        scheme: Scheme,
        /// The identifier.
        id: String,
    },
}

impl Correction {
    /// The line of the file, without its end. Tabs and line ends in texts become spaces.
    #[must_use]
    pub fn line(&self) -> String {
        let [action, person, object, value] = match &self.change {
            Change::Merge { person, into } => ["merge", person, into, ""],
            Change::Split { person, form, to } => ["split", person, form, to],
            Change::Prefer { person, heading } => ["prefer", person, heading, ""],
            Change::Identify { person, scheme, id } => ["identify", person, scheme.as_str(), id],
        };
        let columns = [&self.time, action, person, object, value, &self.reason];
        columns
            .map(|column| column.replace(['\t', '\n', '\r'], " "))
            .join("\t")
    }

    /// Reads a line; an error says what is wrong with it.
    ///
    /// # Errors
    ///
    /// If there are not six columns, or the action or the scheme is unknown.
    pub fn parse(line: &str) -> Result<Self, String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [time, action, person, object, value, reason] = columns[..] else {
            return Err(format!("{} columns, and six are needed", columns.len()));
        };
        let (person, object, value) = (person.to_owned(), object.to_owned(), value.to_owned());
        let change = match action {
            "merge" => Change::Merge {
                person,
                into: object,
            },
            "split" => Change::Split {
                person,
                form: object,
                to: value,
            },
            "prefer" => Change::Prefer {
                person,
                heading: object,
            },
            "identify" => {
                let scheme = Scheme::ALL
                    .iter()
                    .copied()
                    .find(|scheme| scheme.as_str() == object);
                let scheme = scheme.ok_or_else(|| format!("no scheme is called {object:?}"))?;
                if !scheme.takes(&value) {
                    return Err(format!("{value:?} is no identifier of {object}"));
                }
                Change::Identify {
                    person,
                    scheme,
                    id: value,
                }
            }
            other => return Err(format!("no correction is called {other:?}")),
        };
        Ok(Self {
            time: time.to_owned(),
            change,
            reason: reason.to_owned(),
        })
    }
}

/// Reads a file of corrections. Empty lines and those with `#` are passed over; what cannot be
/// read is told with its line number.
#[must_use]
pub fn read(text: &str) -> (Vec<Correction>, Vec<String>) {
    let (mut corrections, mut problems) = (Vec::new(), Vec::new());
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match Correction::parse(line) {
            Ok(correction) => corrections.push(correction),
            Err(problem) => problems.push(format!("line {}: {problem}", number + 1)),
        }
    }
    (corrections, problems)
}

impl Names {
    /// Applies a correction; an error says why it could not be.
    ///
    /// # Errors
    ///
    /// If a person or a form that it names is not there, or a heading is taken.
    pub fn apply(&mut self, correction: &Correction) -> Result<(), String> {
        let said = format!("by hand, {}: {}", correction.time, correction.reason);
        match &correction.change {
            Change::Merge { person, into } => {
                let gone = self.index(person)?;
                let kept = self.index(into)?;
                if gone == kept {
                    return Err(format!("{person} and {into} are one already"));
                }
                let person = self.persons[gone].clone();
                let kept = &mut self.persons[kept];
                kept.merged
                    .push(format!("{} is {}: {said}", person.heading, kept.heading));
                kept.merged.extend(person.merged);
                kept.identifiers.extend(person.identifiers);
                kept.take(person.variants);
                self.persons.remove(gone);
            }
            Change::Split { person, form, to } => self.split(person, form, to, &said)?,
            Change::Prefer { person, heading } => {
                let at = self.index(person)?;
                if self.index(heading).is_ok_and(|other| other != at) {
                    return Err(format!("{heading} is somebody else; merge the two"));
                }
                let old = std::mem::replace(&mut self.persons[at].heading, heading.clone());
                self.persons[at].sure = true;
                self.persons[at]
                    .merged
                    .push(format!("{old} is {heading}: {said}"));
            }
            Change::Identify { person, scheme, id } => {
                let at = self.index(person)?;
                let identifiers = &mut self.persons[at].identifiers;
                identifiers.retain(|(other, _)| other != scheme);
                identifiers.push((*scheme, id.clone()));
                identifiers.sort();
            }
        }
        self.sort();
        Ok(())
    }

    fn split(&mut self, person: &str, form: &str, to: &str, said: &str) -> Result<(), String> {
        let from = self.index(person)?;
        let key = form_key(form);
        let variants = std::mem::take(&mut self.persons[from].variants);
        let (mut moved, kept): (Vec<_>, Vec<_>) = variants
            .into_iter()
            .partition(|variant| form_key(&variant.form) == key);
        self.persons[from].variants = kept;
        if moved.is_empty() {
            return Err(format!("{person} has no form “{form}”"));
        }
        for variant in &mut moved {
            variant.why = said.to_owned();
        }
        let target = match self.index(to) {
            Ok(target) => target,
            Err(_) => {
                self.persons.push(Person {
                    heading: to.to_owned(),
                    sure: true,
                    variants: Vec::new(),
                    merged: Vec::new(),
                    identifiers: Vec::new(),
                });
                self.persons.len() - 1
            }
        };
        self.persons[target].take(moved);
        if self.persons[from].variants.is_empty() && from != target {
            self.persons.remove(from);
        }
        Ok(())
    }

    fn index(&self, heading: &str) -> Result<usize, String> {
        let at = self
            .persons
            .iter()
            .position(|person| person.heading == heading);
        at.ok_or_else(|| format!("there is no person “{heading}”"))
    }
}
