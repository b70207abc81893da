//! A person under authority control.

use super::form::{Form, folded, shown};
use super::known::persons;
use crate::Date;
use crate::authority::words::is_title;
use std::collections::BTreeMap;

/// What a person is to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Speaks in it.
    Speaker,
    /// Issued it.
    Issuer,
    /// Signed it.
    Signer,
    /// Stands in its Names headings.
    Heading,
    /// Is named in it.
    Mention,
}

impl Role {
    /// Every role.
    pub const ALL: &[Self] = &[
        Self::Speaker,
        Self::Issuer,
        Self::Signer,
        Self::Heading,
        Self::Mention,
    ];

    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Issuer => "issuer",
            Self::Signer => "signer",
            Self::Heading => "heading",
            Self::Mention => "mention",
        }
    }
}

/// A form of a person's name, in one role, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// As it stands: `MS. PSAKI`, "Press Secretary Jen Psaki".
    pub form: String,
    /// What the person is to those documents.
    pub role: Role,
    /// Why it is this person, as found in the first of them.
    pub why: String,
    /// The documents, by handle, in order, and how often it stands in each.
    pub places: Vec<(u64, u32)>,
}

impl Variant {
    /// How often the form stands anywhere.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.places.iter().map(|place| u64::from(place.1)).sum()
    }
}

/// One person, one heading, all spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The preferred form: "Psaki, Jennifer R."; "Quill (Mr.)" where no given name is known.
    pub heading: String,
    /// Whether it is one person for certain: of a label without a given name that cannot be said.
    pub sure: bool,
    /// All forms, by form and role.
    pub variants: Vec<Variant>,
    /// Which other headings were found to be this person, and why, in words.
    pub merged: Vec<String>,
    /// Scheme and identifier, as a person added them.
    pub identifiers: Vec<(Scheme, String)>,
}

/// Where an identifier comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// Wikidata: `Q6279`.
    Wikidata,
    /// The Virtual International Authority File: figures.
    Viaf,
    /// The name authority file of the Library of Congress: `n79052964`.
    Lcnaf,
}

impl Scheme {
    /// Every scheme.
    pub const ALL: &[Self] = &[Self::Wikidata, Self::Viaf, Self::Lcnaf];

    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wikidata => "wikidata",
            Self::Viaf => "viaf",
            Self::Lcnaf => "lcnaf",
        }
    }

    /// Whether a text has the form of its identifiers.
    #[must_use]
    pub fn takes(self, id: &str) -> bool {
        let figures = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        match self {
            Self::Wikidata => id.strip_prefix('Q').is_some_and(figures),
            Self::Viaf => figures(id),
            Self::Lcnaf => {
                let rest = id.trim_start_matches(|c: char| c.is_ascii_lowercase());
                id.starts_with('n') && id.len() - rest.len() <= 2 && figures(rest)
            }
        }
    }

    /// The page that an identifier leads to.
    #[must_use]
    pub fn address(self, id: &str) -> String {
        let base = match self {
            Self::Wikidata => "https://www.wikidata.org/entity/",
            Self::Viaf => "https://viaf.org/viaf/",
            Self::Lcnaf => "https://id.loc.gov/authorities/names/",
        };
        format!("{base}{id}")
    }
}

/// An office, as the record or the tables show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// "Press Secretary".
    pub title: String,
    /// The first day: of the term, or on which a document says it.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// How many documents say it; none for the tables.
    pub documents: usize,
}

impl Person {
    /// A name for addresses: `psaki-jennifer-r`.
    #[must_use]
    pub fn key(&self) -> String {
        folded(&self.heading).join("-")
    }

    /// The name in natural order: "Jennifer R. Psaki".
    #[must_use]
    pub fn natural(&self) -> String {
        match self.sure {
            true => shown(&self.heading).join(" "),
            false => self.heading.clone(),
        }
    }

    /// The documents, by handle, in order, and all roles in each.
    #[must_use]
    pub fn documents(&self) -> BTreeMap<u64, Vec<Role>> {
        let mut documents: BTreeMap<u64, Vec<Role>> = BTreeMap::new();
        for variant in &self.variants {
            for &(document, _) in &variant.places {
                let roles = documents.entry(document).or_default();
                if let Err(at) = roles.binary_search(&variant.role) {
                    roles.insert(at, variant.role);
                }
            }
        }
        documents
    }

    /// In how many documents the person speaks, issues, signs, stands in headings, or is named.
    #[must_use]
    pub fn in_role(&self, role: Role) -> usize {
        let documents = self.variants.iter().filter(|variant| variant.role == role);
        let documents = documents.flat_map(|variant| variant.places.iter().map(|place| place.0));
        documents.collect::<std::collections::BTreeSet<u64>>().len()
    }

    /// The offices that stand before the name in the record, most documents first, from the first
    /// day to the last on which a document says so.
    #[must_use]
    pub fn offices_said(&self, date: &dyn Fn(u64) -> Option<Date>) -> Vec<Held> {
        let mut said: BTreeMap<String, (String, std::collections::BTreeSet<u64>)> = BTreeMap::new();
        for variant in &self.variants {
            let Some(title) = title_of(&variant.form) else {
                continue;
            };
            let entry = said
                .entry(title.to_lowercase())
                .or_insert_with(|| (title.clone(), Default::default()));
            // "Press Secretary" is shown rather than "PRESS SECRETARY".
            if title.chars().any(char::is_lowercase) {
                entry.0 = title;
            }
            entry.1.extend(variant.places.iter().map(|place| place.0));
        }
        let mut held: Vec<Held> = said
            .into_values()
            .map(|(title, documents)| {
                let days = || documents.iter().filter_map(|&document| date(document));
                Held {
                    title,
                    from: days().min(),
                    to: days().max(),
                    documents: documents.len(),
                }
            })
            .collect();
        held.sort_by(|a, b| (b.documents, &a.title).cmp(&(a.documents, &b.title)));
        held
    }

    /// The offices that the tables of the program have.
    #[must_use]
    pub fn offices_known(&self) -> Vec<Held> {
        let known = persons().heading(&self.heading);
        let offices = known
            .map(|known| known.offices.as_slice())
            .unwrap_or_default();
        let mut held: Vec<Held> = offices
            .iter()
            .map(|office| Held {
                title: office.name.clone(),
                from: Some(office.from),
                to: office.to,
                documents: 0,
            })
            .collect();
        held.sort_by_key(|held| held.from);
        held
    }

    /// Takes over forms of another.
    pub(super) fn take(&mut self, variants: Vec<Variant>) {
        for variant in variants {
            let same = |own: &&mut Variant| own.form == variant.form && own.role == variant.role;
            match self.variants.iter_mut().find(same) {
                Some(own) => {
                    own.places.extend(variant.places);
                    own.places.sort_unstable();
                }
                None => self.variants.push(variant),
            }
        }
        self.variants
            .sort_by(|a, b| (&a.form, a.role).cmp(&(&b.form, b.role)));
    }
}

/// The office before a name; `None` where nothing or a form of address stands there.
fn title_of(form: &str) -> Option<String> {
    let titles = Form::read(form).titles;
    let words: Vec<&str> = form.split_whitespace().collect();
    let office = titles.iter().any(|title| {
        is_title(title)
            && !matches!(
                title.as_str(),
                "mr" | "ms" | "mrs" | "dr" | "miss" | "the" | "madam" | "sir" | "former"
            )
    });
    (office && titles.len() < words.len()).then(|| words[..titles.len()].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_their_forms() {
        assert!(Scheme::Wikidata.takes("Q42") && !Scheme::Wikidata.takes("42"));
        assert!(Scheme::Lcnaf.takes("n79052964") && Scheme::Lcnaf.takes("no2009123456"));
        assert!(!Scheme::Lcnaf.takes("79052964") && !Scheme::Viaf.takes(""));
    }

    #[test]
    fn titles_before_names() {
        assert_eq!(
            title_of("Press Secretary Ada Quill").as_deref(),
            Some("Press Secretary")
        );
        assert_eq!(title_of("MS. QUILL"), None);
        assert_eq!(title_of("Ada Quill"), None);
    }
}
