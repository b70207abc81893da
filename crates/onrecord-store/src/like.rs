//! Documents like another: those that share its rare words.

use crate::error::Result;
use crate::plan::Plan;
use crate::query::{Phrase, Query, Word};
use crate::search::{Order, Ranked, Search, of_shelf};
use crate::store::Store;
use onrecord_doc::{Date, DocId, Handle, Kind, Reading};
use onrecord_text::Span;
use std::collections::BTreeMap;

/// A document that is like another.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// Its current version.
    pub handle: Handle,
    /// Its identifier.
    pub id: DocId,
    /// Its title.
    pub title: String,
    /// The day it was issued.
    pub date: Option<Date>,
    /// Its kind.
    pub kind: Kind,
    /// How like it is; only good for comparing documents of one question.
    pub score: f32,
    /// The rare words that both have, the most telling first.
    pub shared: Vec<String>,
}

/// So many of the most telling words of a document are looked for.
const WORDS: usize = 40;

/// So many of the shared words are told.
const TOLD: usize = 8;

impl Store {
    /// The documents that are like this one, the likest first; `None` where there is no such document.
    ///
    /// Its words are weighed by how often it has them and how rare they are in the record; those that
    /// tell most are looked for in the others.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn like(&self, id: &DocId, limit: usize) -> Result<Option<Vec<Alike>>> {
        let mut versions = crate::lookup::find(&self.catalog(), id)?;
        versions.retain(|handle| handle.0 <= self.last);
        let Some(&newest) = versions.last() else {
            return Ok(None);
        };
        let plan = Plan::of_words(self, self.telling(newest)?)?;
        let mut search = Search::new(Query::everything());
        search.order = Order::Relevance;
        let mut all = self.ranked(&plan, &search, self.last)?;
        all.retain(|hit| !versions.contains(&hit.handle));
        all.sort_unstable_by_key(Ranked::place);
        all.truncate(limit);
        let shared = self.shared(&plan, &all)?;
        let alike = all.iter().zip(shared).map(|(hit, shared)| {
            let held = self.hold(hit.handle)?;
            let document = &held.document;
            Ok(Alike {
                handle: hit.handle,
                id: document.id.clone(),
                title: document.title.clone(),
                date: document.dates.issued,
                kind: document.kind,
                score: hit.score,
                shared,
            })
        });
        alike.collect::<Result<_>>().map(Some)
    }

    /// The words that tell a version from others, the most telling first.
    fn telling(&self, handle: Handle) -> Result<Vec<Phrase>> {
        let engine = self.engine()?;
        let held = self.hold(handle)?;
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let _ = Reading::told(&held.document, |word, form| {
            if word.class.is_main() && form.len() > 2 {
                *counts.entry(form.to_owned()).or_default() += 1;
            }
        });
        let documents = engine.searcher.num_docs();
        let mut words = Vec::new();
        for (form, count) in counts {
            let word = Word {
                span: Span::new(0, 0),
                form,
                prefix: false,
                possessive: false,
            };
            let frequency = engine.frequency(engine.fields.words, &word)?;
            // A word that no other version has leads nowhere; one of every tenth tells nothing.
            if frequency < 2 || frequency > documents.div_ceil(10).max(2) {
                continue;
            }
            let rare = (documents as f32 / frequency as f32).ln();
            let weight = (1.0 + (count as f32).ln()) * rare;
            words.push((weight, word));
        }
        words.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.form.cmp(&b.1.form)));
        words.truncate(WORDS);
        let phrase = |(_, word): (f32, Word)| Phrase {
            span: word.span,
            words: vec![word],
        };
        Ok(words.into_iter().map(phrase).collect())
    }

    /// Which words of the plan each hit has.
    fn shared(&self, plan: &Plan<'_>, hits: &[Ranked]) -> Result<Vec<Vec<String>>> {
        let engine = self.engine()?;
        let mut shared = vec![Vec::new(); hits.len()];
        for leaf in &plan.leaves {
            for (number, shelf) in engine.shelves.iter().enumerate() {
                let (docs, at) = of_shelf(hits, number);
                for (doc, _) in leaf.counts(shelf, engine.fields.words, &docs)? {
                    let told = &mut shared[at[docs.partition_point(|&known| known < doc)]];
                    if told.len() < TOLD {
                        told.push(leaf.to_string());
                    }
                }
            }
        }
        Ok(shared)
    }
}
