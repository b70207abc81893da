//! How often words stand in documents, over time.

use crate::engine::Shelf;
use crate::error::Result;
use crate::index::Turn;
use crate::plan::{Leaf, Plan};
use crate::search::Search;
use crate::store::Store;
use crate::who::Who;
use onrecord_doc::Date;
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::DocId;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Months: `2022-02`.
    Month,
    /// Years: `2022`.
    Year,
}

impl Period {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// How often one word or phrase stands in each period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The word or phrase.
    pub words: String,
    /// Whose words were counted, where the query asks for speakers.
    pub speaker: Option<String>,
    /// Every period from the first to the last document that the filters let through.
    pub points: Vec<Point>,
}

/// One period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// `2022-02` or `2022`.
    pub period: String,
    /// How often the words stand in it.
    pub count: usize,
    /// In how many documents.
    pub documents: usize,
    /// How many words there are in the period: of the documents that the filters let through, or
    /// of the speaker in them.
    pub of: usize,
}

/// The series of at most so many speakers are told apart.
const MOST_SPEAKERS: usize = 12;

/// Count, documents, words, by period.
type Counts = BTreeMap<i32, [usize; 3]>;

impl Store {
    /// For each word or phrase of a query, and each of its speakers if it has any, how often it stands
    /// in each period: in the documents that the filters of the query let through. Documents
    /// without a date are left out. The speaker with most places comes first, up to twelve.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn frequency(&self, search: &Search, period: Period) -> Result<Vec<Series>> {
        let engine = self.engine()?;
        let plan = Plan::new(self, &search.query)?;
        let leaves = plan.leaves.iter();
        let leaves: Vec<&Leaf> = leaves
            .filter(|leaf| leaf.wanted && leaf.in_text())
            .collect();
        let who = match search.query.asks_names() {
            true => self.who()?,
            false => Arc::default(),
        };
        let mut counted: Vec<BTreeMap<String, Counts>> = vec![BTreeMap::new(); leaves.len()];
        for shelf in &engine.shelves {
            let all = shelf.documents(|handle| self.allows(engine, search, handle, self.last));
            let docs = plan.let_through(shelf, &all);
            let at = |doc: DocId| {
                let row = engine.facts.row(shelf.handles[doc as usize])?;
                Some((number(row.issued?, period), row.words as usize))
            };
            for (leaf, counts) in leaves.iter().zip(&mut counted) {
                count((shelf, &who), engine.fields.words, leaf, &docs, &at, counts)?;
            }
        }
        let mut series = Vec::new();
        for (leaf, counts) in leaves.iter().zip(counted) {
            let words = leaf.to_string();
            let places = |counts: &Counts| counts.values().map(|of| of[0]).sum::<usize>();
            let named = |(name, counts)| (leaf.scope.as_ref().map(|_| name), counts);
            let mut speakers: Vec<(Option<String>, Counts)> =
                counts.into_iter().map(named).collect();
            speakers.retain(|(speaker, counts)| speaker.is_none() || places(counts) > 0);
            speakers.sort_by_key(|(_, counts)| std::cmp::Reverse(places(counts)));
            speakers.truncate(MOST_SPEAKERS);
            series.extend(speakers.into_iter().map(|(speaker, counts)| Series {
                words: words.clone(),
                speaker,
                points: points(&counts, period),
            }));
        }
        Ok(series)
    }
}

/// Counts the places of a leaf in one segment by speaker; under the empty name where it is nobody's in
/// particular.
fn count(
    (shelf, who): (&Shelf, &Who),
    field: tantivy::schema::Field,
    leaf: &Leaf,
    docs: &[DocId],
    at: &impl Fn(DocId) -> Option<(i32, usize)>,
    counts: &mut BTreeMap<String, Counts>,
) -> Result<()> {
    let mut add = |speaker: &str, period: i32, what: usize, more: usize| {
        if !counts.contains_key(speaker) {
            counts.insert(speaker.to_owned(), Counts::new());
        }
        if let Some(counts) = counts.get_mut(speaker) {
            counts.entry(period).or_default()[what] += more;
        }
    };
    let name = |doc: DocId, tag: u32| who.speaker(shelf.handles[doc as usize], tag);
    let Some(scope) = &leaf.scope else {
        for (doc, count) in leaf.counts(shelf, field, docs)? {
            if let Some((period, _)) = at(doc) {
                add("", period, 0, count as usize);
                add("", period, 1, 1);
            }
        }
        for (period, words) in docs.iter().filter_map(|&doc| at(doc)) {
            add("", period, 2, words);
        }
        return Ok(());
    };
    for &doc in docs {
        let Some((period, words)) = at(doc) else {
            continue;
        };
        let turns: Vec<Turn> = shelf.turns(doc).collect();
        let own = scope.of(shelf.handles[doc as usize]);
        for (which, turn) in turns.iter().enumerate() {
            if own.iter().any(|known| known.1 == turn.tag) {
                let end = turns
                    .get(which + 1)
                    .map_or(words, |next| next.start as usize);
                let speaker = name(doc, turn.tag).unwrap_or_default();
                add(speaker, period, 2, end.saturating_sub(turn.start as usize));
            }
        }
    }
    leaf.each(shelf, field, docs, |doc, spots| {
        let Some((period, _)) = at(doc) else {
            return;
        };
        let turns: Vec<Turn> = shelf.turns(doc).collect();
        let mut here: BTreeMap<&str, usize> = BTreeMap::new();
        for spot in spots {
            let behind = turns.partition_point(|turn| turn.start <= spot.start);
            if let Some(turn) = behind.checked_sub(1).and_then(|at| turns.get(at)) {
                let speaker = name(doc, turn.tag).unwrap_or_default();
                *here.entry(speaker).or_default() += 1;
            }
        }
        for (speaker, count) in here {
            add(speaker, period, 0, count);
            add(speaker, period, 1, 1);
        }
    })
}

/// Periods in a row have numbers in a row.
fn number(day: Date, period: Period) -> i32 {
    match period {
        Period::Year => i32::from(day.year()),
        Period::Month => i32::from(day.year()) * 12 + i32::from(day.month()) - 1,
    }
}

fn points(counts: &Counts, period: Period) -> Vec<Point> {
    let (Some(first), Some(last)) = (counts.keys().next(), counts.keys().next_back()) else {
        return Vec::new();
    };
    let point = |number: i32| {
        let [count, documents, of] = counts.get(&number).copied().unwrap_or_default();
        Point {
            period: match period {
                Period::Year => format!("{number:04}"),
                Period::Month => format!(
                    "{:04}-{:02}",
                    number.div_euclid(12),
                    number.rem_euclid(12) + 1
                ),
            },
            count,
            documents,
            of,
        }
    };
    (*first..=*last).map(point).collect()
}
