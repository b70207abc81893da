//! Fields, and what stands behind them.

use super::parse::Scope;
use super::{Field, Part, QueryError};
use onrecord_doc::{Date, Kind};
use onrecord_text::Span;

/// Every field: its name, what it is read as, and an example.
const FIELDS: &[(&str, Scope, &str)] = &[
    ("title", Scope::Title, "title:bridge"),
    (
        "speaker",
        Scope::Field(Field::Speaker),
        "speaker:\"Ada Example\"",
    ),
    ("kind", Scope::Kind, "kind:press_briefing"),
    ("issuer", Scope::Field(Field::Issuer), "issuer:NATO"),
    ("name", Scope::Field(Field::Name), "name:Stoltenberg"),
    ("subject", Scope::Field(Field::Subject), "subject:Ukraine"),
    (
        "category",
        Scope::Field(Field::Category),
        "category:\"joint statements\"",
    ),
    ("place", Scope::Field(Field::Place), "place:\"East Room\""),
    (
        "instrument",
        Scope::Instrument,
        "instrument:\"Executive Order 14024\"",
    ),
    ("date", Scope::Date, "date:2022-02..2022-03"),
    ("id", Scope::Id, "id:DCPD-202200111"),
    ("collection", Scope::Collection, "collection:dcpd"),
];

/// What the field of a name is read as.
pub(super) fn scope(name: &str, span: Span) -> Result<Scope, QueryError> {
    let lower = name.to_ascii_lowercase();
    let known = FIELDS.iter().find(|field| field.0 == lower);
    known.map(|field| field.1).ok_or_else(|| {
        let names: Vec<&str> = FIELDS.iter().map(|field| field.0).collect();
        QueryError::new(
            span,
            format!("no field is called {name}"),
            format!(
                "the fields are {}; put the words in quotation marks if no field is meant",
                names.join(", ")
            ),
        )
    })
}

/// Nothing stands behind a field.
pub(super) fn missing(scope: Scope, span: Span) -> QueryError {
    let known = FIELDS.iter().find(|field| field.1 == scope);
    let (name, example) = known.map_or(("", ""), |field| (field.0, field.2));
    QueryError::new(
        Span::new(span.end(), span.end()),
        format!("{name}: needs a value behind it"),
        format!("write for example {example}"),
    )
}

/// The filter that a value means.
pub(super) fn part(scope: Scope, value: &str, span: Span) -> Result<Part, QueryError> {
    if value.is_empty() {
        return Err(missing(scope, Span::new(span.start(), span.start())));
    }
    match scope {
        Scope::Kind => {
            let kind = value.parse::<Kind>();
            kind.map(Part::Kind)
                .map_err(|help| QueryError::new(span, "no kind of document is called so", help))
        }
        Scope::Collection => Ok(Part::Collection(value.to_lowercase())),
        Scope::Date => dates(value, span),
        _ => Ok(Part::Id(value.to_owned())),
    }
}

/// `2022`, `2022-02`, `2022-02-24`, or two of them with `..` between, either of which may be missing.
fn dates(value: &str, span: Span) -> Result<Part, QueryError> {
    let wrong = |message: &str| {
        QueryError::new(
            span,
            message,
            "write a year, month or day, or two with .. between: date:2022, date:2022-02..2022-03, \
             date:2022-02-24..",
        )
    };
    let (first, last) = value.split_once("..").unwrap_or((value, value));
    if first.is_empty() && last.is_empty() {
        return Err(wrong("these dates are open on both sides"));
    }
    let day = |text: &str, at: fn(&str) -> Option<Date>| match text {
        "" => Ok(None),
        text => at(text).map(Some).ok_or_else(|| wrong("this is no date")),
    };
    let (from, to) = (day(first, first_day)?, day(last, last_day)?);
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(wrong("these dates end before they begin"));
    }
    Ok(Part::Issued(from, to))
}

/// Year, month and day, as far as given.
fn figures(text: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let mut parts = text.split('-');
    let number = |part: &str, len: usize| {
        let good = part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        good.then(|| part.parse::<i16>().ok()).flatten()
    };
    let year = number(parts.next()?, 4)?;
    let mut two = || -> Option<Option<i8>> {
        match parts.next() {
            None => Some(None),
            Some(part) => Some(Some(i8::try_from(number(part, 2)?).ok()?)),
        }
    };
    let (month, day) = (two()?, two()?);
    parts.next().is_none().then_some((year, month, day))
}

fn first_day(text: &str) -> Option<Date> {
    let (year, month, day) = figures(text)?;
    Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()
}

fn last_day(text: &str) -> Option<Date> {
    let (year, month, day) = figures(text)?;
    let month = month.unwrap_or(12);
    match day {
        Some(day) => Date::new(year, month, day).ok(),
        None => Some(Date::new(year, month, 1).ok()?.last_of_month()),
    }
}
