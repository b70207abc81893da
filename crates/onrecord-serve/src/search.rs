//! Searches as they are asked: by the page, a feed or the API.

use crate::failure::Failure;
use crate::shown::encoded;
use axum::http::StatusCode;
use onrecord_doc::{Date, Kind};
use onrecord_store::query::{Field, Part, Phrase};
use onrecord_store::{ErrorKind, Order, Query, QueryError, Search, StoreError};
use serde::Deserialize;

/// The fields of a search. Empty ones count as not given.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The query, in the query language.
    pub q: String,
    pub kind: String,
    pub speaker: String,
    pub from: String,
    pub to: String,
    pub sort: String,
    /// Go on behind the page that gave this.
    pub after: String,
    /// What is shown: hits, lines, or a chart.
    pub view: String,
}

impl Asked {
    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.fields()[..5]
            .iter()
            .all(|(_, value)| value.trim().is_empty())
    }

    /// Whether the form narrows the query.
    pub fn is_narrowed(&self) -> bool {
        self.fields()[1..5]
            .iter()
            .any(|(_, value)| !value.trim().is_empty())
    }

    fn fields(&self) -> [(&'static str, &str); 8] {
        [
            ("q", &self.q),
            ("kind", &self.kind),
            ("speaker", &self.speaker),
            ("from", &self.from),
            ("to", &self.to),
            ("sort", &self.sort),
            ("after", &self.after),
            ("view", &self.view),
        ]
    }

    /// The address of this search under `path`.
    pub fn address(&self, path: &str) -> String {
        let given = self
            .fields()
            .into_iter()
            .filter(|(_, value)| !value.is_empty());
        let given: Vec<String> = given
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        format!("{path}?{}", given.join("&"))
    }

    /// The search.
    pub fn search(&self) -> Result<Search, Failure> {
        let mut query = match self.q.trim() {
            "" => Query::everything(),
            text => Query::parse(text).map_err(|error| unreadable(&error))?,
        };
        let (from, to) = (date(&self.from)?, date(&self.to)?);
        if from.is_some() || to.is_some() {
            query = query.and(Part::Issued(from, to));
        }
        if !self.kind.trim().is_empty() {
            let kind: Kind = self.kind.parse().map_err(Failure::bad)?;
            query = query.and(Part::Kind(kind));
        }
        if !self.speaker.trim().is_empty() {
            let words = Phrase::of(&self.speaker);
            let words = words.ok_or_else(|| Failure::bad("the name of the speaker has no word"))?;
            query = query.and(Part::Has(Field::Speaker, words));
        }
        let mut search = Search::new(query);
        search.order = match self.sort.as_str() {
            "" | "relevance" => Order::Relevance,
            "newest" => Order::Newest,
            "oldest" => Order::Oldest,
            _ => return Err(Failure::bad("sort is relevance, newest or oldest")),
        };
        if !self.after.is_empty() {
            search.after = Some(self.after.parse().map_err(Failure::bad)?);
        }
        Ok(search)
    }
}

/// A query that cannot be read: the place, and what to do.
pub fn unreadable(error: &QueryError) -> Failure {
    Failure {
        place: Some((error.span.start(), error.span.end())),
        ..Failure::bad(format!("{}; {}", error.message, error.help))
    }
}

/// What the store says of a search. A cursor of another search is the fault of the one who asks.
pub fn refused(error: StoreError) -> Failure {
    match error.kind() {
        ErrorKind::Question => Failure::new(StatusCode::BAD_REQUEST, error.to_string()),
        _ => error.into(),
    }
}

/// A day, or nothing.
pub fn date(text: &str) -> Result<Option<Date>, Failure> {
    match text.trim() {
        "" => Ok(None),
        text => match text.parse() {
            Ok(date) => Ok(Some(date)),
            Err(_) => Err(Failure::bad(format!(
                "{text:?} is no day; write it as 2031-03-03"
            ))),
        },
    }
}

/// The query with a filter beside it.
pub fn narrowed(query: &str, filter: &str) -> String {
    let query = query.trim();
    if query.is_empty() {
        filter.to_owned()
    } else if query.contains(" OR ") {
        format!("({query}) {filter}")
    } else {
        format!("{query} {filter}")
    }
}

/// A value as a phrase of the query language.
pub fn phrase(value: &str) -> String {
    format!("\"{}\"", value.replace(['"', '“', '”'], " "))
}
