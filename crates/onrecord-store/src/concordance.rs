//! Concordances: every place of a word or phrase in its context, one line each, aligned on it.

use crate::error::Result;
use crate::plan::Plan;
use crate::search::{Ranked, Search, of_shelf};
use crate::snippet::words_of;
use crate::spots::Spot;
use crate::store::Store;
use onrecord_doc::{Date, DocId, Handle, Held};
use onrecord_text::{Folded, Span};
use std::cmp::Reverse;

/// The places of the words of a query.
#[derive(Clone, Debug)]
pub struct Concordance {
    /// How many places there are.
    pub places: usize,
    /// In how many documents.
    pub documents: usize,
    /// Some of them, or all.
    pub lines: Vec<Line>,
    /// Whether every place was sorted; else only those of the first documents.
    pub complete: bool,
}

/// A place in its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The version.
    pub handle: Handle,
    /// The document.
    pub id: DocId,
    /// Its title.
    pub title: String,
    /// The day it was issued.
    pub date: Option<Date>,
    /// Whose words these are.
    pub speaker: Option<String>,
    /// The block.
    pub block: usize,
    /// The place, in the text of the block.
    pub span: Span,
    /// What stands before it in the block, as far as [`CONTEXT`] reaches.
    pub left: String,
    /// The words themselves.
    pub found: String,
    /// What stands behind it.
    pub right: String,
}

/// By what the lines of a concordance are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The word before the place, then the one before that.
    Left,
    /// The words behind the place.
    Right,
}

/// How many bytes of context a line has on each side, at most.
pub const CONTEXT: usize = 80;

/// So many places are read to be sorted. More lines would not be read through, and each costs a
/// look into its document.
const MOST: usize = 2_000;

impl Store {
    /// The places of the words of a query, in documents that answer it; at most as many as the
    /// search asks for. They are in the order of the documents, or sorted by what stands beside them.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn concordance(&self, search: &Search, sort: Option<Side>) -> Result<Concordance> {
        let plan = Plan::new(self, &search.query)?;
        let mut all = self.ranked(&plan, search, self.last)?;
        all.sort_unstable_by_key(Ranked::place);
        let counts = self.counts(&plan, &all)?;
        let places = counts.iter().sum();
        let documents = counts.iter().filter(|&&count| count > 0).count();
        let most = if sort.is_some() {
            MOST.max(search.limit)
        } else {
            search.limit
        };
        let mut read = Vec::new();
        let mut sum = 0;
        for (hit, count) in all.into_iter().zip(counts) {
            if sum >= most {
                break;
            }
            sum += count;
            read.extend((count > 0).then_some(hit));
        }
        let mut lines = Vec::new();
        for (hit, spots) in read.iter().zip(self.spots(&plan, &read)?) {
            if lines.len() < most {
                self.hold(hit.handle)
                    .map(|held| extend(&mut lines, &held, hit.handle, &spots))?;
            }
        }
        lines.truncate(most);
        match sort {
            Some(Side::Right) => lines.sort_by_cached_key(|line| folded(&line.right)),
            Some(Side::Left) => lines.sort_by_cached_key(|line| backwards(&line.left)),
            None => {}
        }
        let complete = lines.len() == places;
        lines.truncate(search.limit);
        Ok(Concordance {
            places,
            documents,
            lines,
            complete,
        })
    }

    /// How many places each document has.
    fn counts(&self, plan: &Plan<'_>, hits: &[Ranked]) -> Result<Vec<usize>> {
        let engine = self.engine()?;
        let mut counts = vec![0; hits.len()];
        for (number, shelf) in engine.shelves.iter().enumerate() {
            let (docs, at) = of_shelf(hits, number);
            for leaf in plan
                .leaves
                .iter()
                .filter(|leaf| leaf.wanted && leaf.in_text())
            {
                for (doc, count) in leaf.counts(shelf, engine.fields.words, &docs)? {
                    counts[at[docs.partition_point(|&known| known < doc)]] += count as usize;
                }
            }
        }
        Ok(counts)
    }

    /// The places of each document, in order.
    fn spots(&self, plan: &Plan<'_>, hits: &[Ranked]) -> Result<Vec<Vec<Spot>>> {
        let engine = self.engine()?;
        let mut found = vec![Vec::new(); hits.len()];
        for (number, shelf) in engine.shelves.iter().enumerate() {
            let (docs, at) = of_shelf(hits, number);
            for leaf in plan
                .leaves
                .iter()
                .filter(|leaf| leaf.wanted && leaf.in_text())
            {
                leaf.each(shelf, engine.fields.words, &docs, |doc, spots| {
                    let hit = at[docs.partition_point(|&known| known < doc)];
                    found[hit].extend_from_slice(spots);
                })?;
            }
        }
        for spots in &mut found {
            spots.sort_unstable_by_key(|spot: &Spot| (spot.start, Reverse(spot.end)));
        }
        Ok(found)
    }
}

/// Adds the lines of one document.
fn extend(lines: &mut Vec<Line>, held: &Held, handle: Handle, spots: &[Spot]) {
    let document = &held.document;
    let starts = held.starts();
    let mut here = (usize::MAX, Vec::new());
    for spot in spots {
        let behind = starts.partition_point(|start| start.main <= spot.start);
        let block = behind.saturating_sub(1);
        if here.0 != block {
            here = (block, words_of(held, block, false));
        }
        let first = starts.get(block).map_or(0, |start| start.main);
        let at = |place: u32| here.1.get((place - first) as usize).map(|word| word.span);
        let Some(start) = at(spot.start) else {
            continue;
        };
        let end = at(spot.end - 1).or_else(|| here.1.last().map(|word| word.span));
        let span = start.cover(end.unwrap_or(start));
        let text = document.blocks[block].text.text();
        lines.push(Line {
            handle,
            id: document.id.clone(),
            title: document.title.clone(),
            date: document.dates.issued,
            speaker: document
                .speaker_of(block)
                .map(|speaker| speaker.name.clone()),
            block,
            span,
            left: before(text, span.start()),
            found: text[span.range()].to_owned(),
            right: behind_of(text, span.end()),
        });
    }
}

/// The end of what stands before a place; begins with a word.
fn before(text: &str, end: usize) -> String {
    let start = text.floor_char_boundary(end.saturating_sub(CONTEXT));
    let start = match text[start..end].find(char::is_whitespace) {
        Some(space) if start > 0 => start + space,
        _ => start,
    };
    text[start..end].trim_start().to_owned()
}

/// The beginning of what stands behind a place; ends with a word.
fn behind_of(text: &str, start: usize) -> String {
    let end = text.floor_char_boundary((start + CONTEXT).min(text.len()));
    let end = match text[start..end].rfind(char::is_whitespace) {
        Some(space) if end < text.len() => start + space,
        _ => end,
    };
    text[start..end].trim_end().to_owned()
}

fn folded(text: &str) -> String {
    Folded::new(text).to_string()
}

/// The words of a text from the last to the first.
fn backwards(text: &str) -> String {
    let folded = Folded::new(text);
    let words: Vec<&str> = (0..folded.len()).rev().map(|at| folded.form(at)).collect();
    words.join(" ")
}
