//! The shapes of names.

use onrecord_doc::Date;
use onrecord_doc::authority::names::{Held, Names, Person, Role, Variant};
use serde::Serialize;
use std::collections::BTreeMap;

/// Tells the identifier and the day of the document behind a handle.
pub type Document<'a> = &'a dyn Fn(u64) -> Option<(String, Option<Date>)>;

/// `onrecord names --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamesJson {
    pub schema: &'static str,
    /// How many persons were found, of whom `names` are the first.
    pub found: usize,
    pub names: Vec<NameJson>,
    /// Corrections that could not be applied.
    pub problems: Vec<String>,
}

/// A person in a list.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NameJson {
    /// For addresses: `psaki-jennifer-r`.
    pub key: String,
    /// The preferred form: "Psaki, Jennifer R.".
    pub heading: String,
    /// False where only a surname is known: it may be several persons.
    pub certain: bool,
    pub documents: usize,
    /// In how many documents, by role.
    pub roles: BTreeMap<&'static str, usize>,
}

/// `onrecord names show NAME --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonJson {
    pub schema: &'static str,
    #[serde(flatten)]
    pub name: NameJson,
    /// In natural order: "Jennifer R. Psaki".
    pub natural: String,
    pub variants: Vec<VariantJson>,
    /// Offices that the documents put before the name.
    pub offices_said: Vec<OfficeJson>,
    /// Offices that the tables of the program have.
    pub offices_known: Vec<OfficeJson>,
    pub identifiers: Vec<IdentifierJson>,
    /// Which other headings were found to be this person, and why.
    pub merged: Vec<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VariantJson {
    pub form: String,
    pub role: &'static str,
    pub count: u64,
    pub documents: usize,
    pub first: Option<String>,
    pub last: Option<String>,
    /// At most three documents, the first first.
    pub samples: Vec<String>,
    /// Why the form is this person's, as found in the first document.
    pub why: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeJson {
    pub title: String,
    pub from: Option<String>,
    pub to: Option<String>,
    /// How many documents say so; 0 for the tables.
    pub documents: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentifierJson {
    pub scheme: &'static str,
    pub id: String,
    pub address: String,
}

impl NamesJson {
    /// The first `limit` of the persons who were found.
    #[must_use]
    pub fn new(found: &[&Person], limit: usize, problems: &[String]) -> Self {
        Self {
            schema: "onrecord/names/1",
            found: found.len(),
            names: found
                .iter()
                .take(limit)
                .map(|person| NameJson::from(*person))
                .collect(),
            problems: problems.to_vec(),
        }
    }

    /// The same for all of them.
    #[must_use]
    pub fn all(names: &Names, limit: usize, problems: &[String]) -> Self {
        Self::new(&names.all().iter().collect::<Vec<_>>(), limit, problems)
    }
}

impl From<&Person> for NameJson {
    fn from(person: &Person) -> Self {
        let roles = Role::ALL
            .iter()
            .map(|&role| (role.as_str(), person.in_role(role)));
        Self {
            key: person.key(),
            heading: person.heading.clone(),
            certain: person.sure,
            documents: person.documents().len(),
            roles: roles.filter(|(_, documents)| *documents > 0).collect(),
        }
    }
}

impl PersonJson {
    /// Everything about a person; variants of most places first.
    #[must_use]
    pub fn new(person: &Person, document: Document<'_>) -> Self {
        let mut variants: Vec<&Variant> = person.variants.iter().collect();
        variants.sort_by_key(|v| (v.role, std::cmp::Reverse(v.count()), &v.form));
        let identifier =
            |(scheme, id): &(onrecord_doc::authority::names::Scheme, String)| IdentifierJson {
                scheme: scheme.as_str(),
                id: id.clone(),
                address: scheme.address(id),
            };
        let day = |handle: u64| document(handle).and_then(|(_, day)| day);
        Self {
            schema: "onrecord/name/1",
            name: NameJson::from(person),
            natural: person.natural(),
            variants: variants
                .into_iter()
                .map(|variant| variant_json(variant, document))
                .collect(),
            offices_said: person
                .offices_said(&day)
                .into_iter()
                .map(OfficeJson::from)
                .collect(),
            offices_known: person
                .offices_known()
                .into_iter()
                .map(OfficeJson::from)
                .collect(),
            identifiers: person.identifiers.iter().map(identifier).collect(),
            merged: person.merged.clone(),
        }
    }
}

impl From<Held> for OfficeJson {
    fn from(held: Held) -> Self {
        Self {
            title: held.title,
            from: held.from.map(|day| day.to_string()),
            to: held.to.map(|day| day.to_string()),
            documents: held.documents,
        }
    }
}

fn variant_json(variant: &Variant, document: Document<'_>) -> VariantJson {
    let known: Vec<(String, Option<Date>)> = variant
        .places
        .iter()
        .filter_map(|place| document(place.0))
        .collect();
    let days = || known.iter().filter_map(|(_, day)| *day);
    let mut samples: Vec<&(String, Option<Date>)> = known.iter().collect();
    samples.sort_by_key(|(id, day)| (*day, id));
    VariantJson {
        form: variant.form.clone(),
        role: variant.role.as_str(),
        count: variant.count(),
        documents: variant.places.len(),
        first: days().min().map(|day| day.to_string()),
        last: days().max().map(|day| day.to_string()),
        samples: samples
            .into_iter()
            .take(3)
            .map(|(id, _)| id.clone())
            .collect(),
        why: variant.why.clone(),
    }
}
