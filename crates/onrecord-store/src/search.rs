//! Search: words and phrases, ranked, with filters.

use crate::error::Result;
use crate::index::{self, Fields};
use crate::snippet::{Needle, Snippet, snippets};
use crate::store::Store;
use onrecord_doc::{Date, DocId, Handle, Kind};
use onrecord_text::Folded;
use rusqlite::types::Value;
use std::collections::BTreeSet;
use std::sync::Arc;
use tantivy::collector::{FilterCollector, TopDocs};
use tantivy::query::{BooleanQuery, BoostQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// What to search for. Filters that are not given let everything through.
#[derive(Clone, Debug, Default)]
pub struct SearchQuery {
    /// Words that must all occur, in the text or the title; words in quotation marks must stand
    /// side by side. Without any word, nothing is found.
    pub words: String,
    /// Issued on this day or later.
    pub from: Option<Date>,
    /// Issued on this day or earlier.
    pub to: Option<Date>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Some of the words are spoken, or the document is issued, by somebody whose name has all these words
    /// (`psaki`).
    pub speaker: Option<String>,
    /// Of this collection.
    pub collection: Option<String>,
    /// At most so many hits; 0 stands for 20.
    pub limit: usize,
}

/// A document that a search found: its current version.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its version.
    pub handle: Handle,
    /// Its identifier.
    pub id: DocId,
    /// Its title.
    pub title: String,
    /// The day it was issued.
    pub date: Option<Date>,
    /// Its kind.
    pub kind: Kind,
    /// The collection it belongs to.
    pub collection: String,
    /// The address of its official page.
    pub address: Option<String>,
    /// How well it answers (BM25); only good for comparing hits of one search.
    pub score: f32,
    /// Up to three passages with the words; none where only the title has them.
    pub snippets: Vec<Snippet>,
}

impl Store {
    /// Finds the current versions that have the words, the best first; equal ones by handle.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn search(&self, asked: &SearchQuery) -> Result<Vec<Hit>> {
        let needles = needles(&asked.words);
        if needles.is_empty() {
            return Ok(Vec::new());
        }
        let limit = if asked.limit == 0 { 20 } else { asked.limit };
        // With a speaker, hits fall away in which others say the words.
        let fetched = if asked.speaker.is_some() {
            limit.saturating_mul(10)
        } else {
            limit
        };
        let mut hits = Vec::new();
        for (score, handle) in self.ranked(asked, &needles, fetched)? {
            hits.extend(self.hit(asked, &needles, score, handle)?);
            if hits.len() == limit {
                break;
            }
        }
        Ok(hits)
    }

    fn ranked(
        &self,
        asked: &SearchQuery,
        needles: &[Needle],
        limit: usize,
    ) -> Result<Vec<(f32, Handle)>> {
        let allowed = self.allowed(asked)?;
        // One more than asked would not make equal scores certain: take some, then sort.
        let best = TopDocs::with_limit(limit.max(1)).order_by_score();
        let collector = FilterCollector::new(index::HANDLE.to_owned(), allowed, best);
        let (searcher, fields) = self.index()?;
        let found = searcher.search(&query(fields, needles), &collector)?;
        let mut ranked = Vec::with_capacity(found.len());
        for (score, address) in found {
            let segment = searcher.segment_reader(address.segment_ord);
            let handle = segment
                .fast_fields()
                .u64(index::HANDLE)?
                .first(address.doc_id);
            ranked.push((score, Handle(handle.unwrap_or_default())));
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        Ok(ranked)
    }

    fn hit(
        &self,
        asked: &SearchQuery,
        needles: &[Needle],
        score: f32,
        handle: Handle,
    ) -> Result<Option<Hit>> {
        let held = self.hold(handle)?;
        let speaker = asked.speaker.as_deref().map(Folded::new);
        let snippets = snippets(&held, needles, speaker.as_ref());
        if speaker.is_some() && snippets.is_empty() {
            return Ok(None);
        }
        let document = &held.document;
        Ok(Some(Hit {
            handle,
            id: document.id.clone(),
            title: document.title.clone(),
            date: document.dates.issued,
            kind: document.kind,
            collection: document.collection.clone(),
            address: document.source.address.clone(),
            score,
            snippets,
        }))
    }

    /// Whether a handle is that of a current version which the filters let through.
    fn allowed(&self, asked: &SearchQuery) -> Result<impl Fn(u64) -> bool + Clone + use<>> {
        let (mut wheres, mut values) = (Vec::new(), Vec::new());
        let mut filter = |sql: &str, value: Option<String>| {
            if let Some(value) = value {
                wheres.push(sql.to_owned());
                values.push(Value::Text(value));
            }
        };
        filter("issued >= ?", asked.from.map(|date| date.to_string()));
        filter("issued <= ?", asked.to.map(|date| date.to_string()));
        filter("kind = ?", asked.kind.map(|kind| kind.as_str().to_owned()));
        filter("collection = ?", asked.collection.clone());
        let speakers = match &asked.speaker {
            Some(name) => Some(self.spoken_by(name)?),
            None => None,
        };
        let mut passing = None;
        if !wheres.is_empty() {
            let sql = format!("SELECT handle FROM versions WHERE {}", wheres.join(" AND "));
            let catalog = self.catalog();
            let mut query = catalog.prepare(&sql)?;
            let rows = query.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
            passing = Some(rows.collect::<rusqlite::Result<BTreeSet<u64>>>()?);
        }
        let sets = Arc::new((self.superseded().clone(), passing, speakers));
        let last = self.last;
        Ok(move |handle| {
            let (superseded, passing, speakers) = &*sets;
            let among =
                |set: &Option<BTreeSet<u64>>| set.as_ref().is_none_or(|set| set.contains(&handle));
            handle <= last && !superseded.contains(&handle) && among(passing) && among(speakers)
        })
    }

    /// The versions that somebody of this name issued or speaks in.
    fn spoken_by(&self, name: &str) -> Result<BTreeSet<u64>> {
        let wanted = Folded::new(name);
        let catalog = self.catalog();
        let mut all = catalog.prepare_cached("SELECT speaker, name FROM speakers")?;
        let mut handles = BTreeSet::new();
        let rows = all.query_map([], |row| {
            Ok((row.get::<_, u64>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut of = catalog.prepare_cached(
            "SELECT handle FROM turns WHERE speaker = ?1 UNION \
             SELECT handle FROM issuers WHERE speaker = ?1",
        )?;
        for row in rows {
            let (speaker, name) = row?;
            if has_all(&Folded::new(&name), &wanted) {
                let found = of.query_map([speaker], |row| row.get::<_, u64>(0))?;
                handles.extend(found.collect::<rusqlite::Result<Vec<_>>>()?);
            }
        }
        Ok(handles)
    }
}

/// Whether a name has every word of another.
pub(crate) fn has_all(name: &Folded, wanted: &Folded) -> bool {
    wanted.keys().iter().all(|key| name.keys().contains(key))
}

fn query(fields: &Fields, needles: &[Needle]) -> BooleanQuery {
    let either = |needle: &Needle| -> (Occur, Box<dyn Query>) {
        let words = one(fields.words, needle);
        let title = Box::new(BoostQuery::new(one(fields.title, needle), TITLE));
        (
            Occur::Must,
            Box::new(BooleanQuery::union(vec![words, title])),
        )
    };
    BooleanQuery::new(needles.iter().map(either).collect())
}

/// How much more a word counts in the title.
const TITLE: f32 = 2.0;

/// What is asked for: words one by one, and the words between quotation marks together.
fn needles(words: &str) -> Vec<Needle> {
    let quoted = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let mut needles: Vec<Needle> = Vec::new();
    for (number, part) in words.split(quoted).enumerate() {
        let keys = Folded::new(part).keys().to_vec();
        if number % 2 == 1 && !keys.is_empty() {
            needles.push(keys);
        } else {
            needles.extend(keys.into_iter().map(|key| vec![key]));
        }
    }
    needles
}

fn one(field: Field, needle: &Needle) -> Box<dyn Query> {
    let mut terms: Vec<_> = needle.iter().map(|&key| index::term(field, key)).collect();
    if terms.len() == 1 {
        let term = terms.remove(0);
        return Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
    }
    Box::new(PhraseQuery::new(terms))
}
