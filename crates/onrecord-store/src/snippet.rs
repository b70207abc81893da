//! Passages that show why a search found a document.
//!
//! The index knows where the words stand, so that only the paragraphs that are shown are read.

use crate::engine::{Engine, Shelf};
use crate::error::Result;
use crate::plan::Plan;
use crate::query::Phrase;
use crate::search::{Ranked, of_shelf};
use crate::spots::Spot;
use onrecord_doc::{Held, Speaker, Start, Word};
use onrecord_text::{Folded, Span};
use std::cmp::Reverse;

/// A passage of a document with words that were searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The index of the block in the document.
    pub block: usize,
    /// Who speaks it, or issued it.
    pub speaker: Option<Speaker>,
    /// The passage, in the text of the block.
    pub span: Span,
    /// The words, in the text of the block; all within the passage, in order.
    pub matches: Vec<Span>,
    /// The text of the passage.
    pub text: String,
}

/// Where the words of a query stand in a version: the number of the leaf, and the place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passages {
    main: Vec<(Spot, usize)>,
    asides: Vec<(Spot, usize)>,
}

/// The passages of each hit.
pub(crate) fn passages(engine: &Engine, plan: &Plan<'_>, hits: &[Ranked]) -> Result<Vec<Passages>> {
    let mut passages = vec![Passages::default(); hits.len()];
    for (number, shelf) in engine.shelves.iter().enumerate() {
        let (docs, places) = of_shelf(hits, number);
        if docs.is_empty() {
            continue;
        }
        let leaves = plan.leaves.iter().enumerate();
        for (which, leaf) in leaves.filter(|(_, leaf)| leaf.wanted && leaf.in_text()) {
            leaf.each_word(shelf, engine.fields.words, &docs, |doc, parts| {
                let passages = &mut passages[places[Shelf::place(&docs, doc)]];
                passages
                    .main
                    .extend(parts.iter().map(|part| (part.clone(), which)));
            })?;
            if leaf.scope.is_some() {
                continue;
            }
            leaf.each_word(shelf, engine.fields.asides, &docs, |doc, parts| {
                let passages = &mut passages[places[Shelf::place(&docs, doc)]];
                passages
                    .asides
                    .extend(parts.iter().map(|part| (part.clone(), which)));
            })?;
        }
    }
    Ok(passages)
}

impl Passages {
    /// Up to `most` passages: those with the most different words first, equal ones as they stand.
    /// Stage directions and labels only where no main word was found.
    pub fn show(&mut self, held: &Held, most: usize) -> Vec<Snippet> {
        let in_asides = self.main.is_empty();
        let (spots, count): (_, fn(&Start) -> u32) = if in_asides {
            (&mut self.asides, |start| start.all)
        } else {
            (&mut self.main, |start| start.main)
        };
        spots.sort_unstable_by_key(|(spot, leaf)| (spot.start, spot.end, *leaf));
        let starts = held.starts();
        let block_of = |place: u32| {
            let behind = starts.partition_point(|start| count(start) <= place);
            behind.saturating_sub(1)
        };
        // Block, leaves (one bit each, the last for all further ones), range of spots.
        let mut found: Vec<(usize, u64, std::ops::Range<usize>)> = Vec::new();
        let mut end = 0;
        for (at, (spot, leaf)) in spots.iter().enumerate() {
            if at == 0 || spot.start >= end {
                let block = block_of(spot.start);
                end = starts.get(block + 1).map_or(u32::MAX, count);
                found.push((block, 0, at..at));
            }
            if let Some((_, seen, range)) = found.last_mut() {
                *seen |= 1 << (*leaf).min(63);
                range.end = at + 1;
            }
        }
        found.sort_by_key(|(block, seen, _)| (Reverse(seen.count_ones()), *block));
        found.truncate(most);
        let passage = |(block, _, range): (usize, u64, std::ops::Range<usize>)| {
            let words = words_of(held, block, in_asides);
            let first = starts.get(block).map_or(0, count);
            let spans = spots[range].iter().filter_map(|(spot, _)| {
                let at = |place: u32| words.get((place - first) as usize).map(|word| word.span);
                let start = at(spot.start)?;
                // A row of words may go on in the next block.
                let end = at(spot.end - 1).or_else(|| words.last().map(|word| word.span))?;
                Some(start.cover(end))
            });
            let spans: Vec<Span> = spans.collect();
            (!spans.is_empty()).then(|| snippet(held, block, &spans))
        };
        found.into_iter().filter_map(passage).collect()
    }
}

/// The words of one block: all of them, or the main words.
pub(crate) fn words_of(held: &Held, block: usize, all: bool) -> Vec<&Word> {
    let start = held.starts().get(block).copied().unwrap_or_default();
    let here = |word: &&Word| word.block as usize == block;
    if all {
        held.words(start.all as usize..usize::MAX)
            .take_while(here)
            .collect()
    } else {
        held.main_words(start.main as usize)
            .take_while(here)
            .collect()
    }
}

/// The words of a query in a title.
pub(crate) fn in_title(plan: &Plan<'_>, title: &str) -> Vec<Span> {
    let folded = Folded::new(title);
    let mut spans = Vec::new();
    let stands =
        |phrase: &Phrase, at: usize| {
            phrase.words.iter().enumerate().all(|(ahead, word)| {
                at + ahead < folded.len() && word.means(folded.form(at + ahead))
            })
        };
    for leaf in plan
        .leaves
        .iter()
        .filter(|leaf| leaf.wanted && leaf.scope.is_none())
    {
        for phrase in &leaf.phrases {
            let starts = (0..folded.len()).filter(|&at| stands(phrase, at));
            spans.extend(starts.map(|at| folded.original(at..at + phrase.words.len())));
        }
    }
    spans.sort_unstable_by_key(|span| (span.start(), span.end()));
    joined(&spans)
}

/// The bytes before and after the first match that a passage shows.
const BEFORE: usize = 60;
const AFTER: usize = 180;

fn snippet(held: &Held, block: usize, spans: &[Span]) -> Snippet {
    let text = held.document.blocks[block].text.text();
    let first = spans[0];
    let start = text.floor_char_boundary(first.start().saturating_sub(BEFORE));
    let start = match text[start..first.start()].find(' ') {
        Some(space) if start > 0 => start + space + 1,
        _ => start,
    };
    let end = text.ceil_char_boundary((first.end() + AFTER).min(text.len()));
    let end = match text[first.end()..end].rfind(' ') {
        Some(space) if end < text.len() => first.end() + space,
        _ => end,
    };
    let span = Span::new(start, end);
    let within: Vec<Span> = spans
        .iter()
        .copied()
        .filter(|next| span.contains(*next))
        .collect();
    Snippet {
        block,
        speaker: held.document.speaker_of(block).cloned(),
        span,
        matches: joined(&within),
        text: text[span.range()].to_owned(),
    }
}

/// Spans in order, those that overlap made one.
fn joined(spans: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for &next in spans {
        match joined.last_mut() {
            Some(last) if last.overlaps(next) => *last = last.cover(next),
            _ => joined.push(next),
        }
    }
    joined
}
