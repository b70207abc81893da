//! Where words stand: positions in one segment of the index, document by document.
//!
//! A [`Spotter`] looks for a row of words in one field. Documents must be asked for in their order.

use crate::engine::Shelf;
use crate::error::Result;
use crate::index::Turn;
use crate::query::Phrase;
use std::ops::Range;
use tantivy::DocId;
use tantivy::DocSet;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::Field;

/// Words from one position to before another.
pub(crate) type Spot = Range<u32>;

/// A row of words in one field of one segment.
pub(crate) struct Spotter {
    /// For each word of the row, where it (or each word of a prefix) is posted.
    slots: Vec<Vec<SegmentPostings>>,
    buffer: Vec<u32>,
}

impl Spotter {
    pub fn new(shelf: &Shelf, field: Field, phrase: &Phrase) -> Result<Self> {
        let words = phrase.words.iter();
        let slots = words.map(|word| shelf.postings(field, word));
        Ok(Self {
            slots: slots.collect::<Result<_>>()?,
            buffer: Vec::new(),
        })
    }

    /// Whether a word of the row stands nowhere.
    pub fn is_empty(&self) -> bool {
        self.slots.iter().any(Vec::is_empty)
    }

    /// The documents among `within` that have the row, and how often.
    pub fn counts(mut self, within: &[DocId]) -> Vec<(DocId, u32)> {
        if self.is_empty() {
            return Vec::new();
        }
        if let [slot] = self.slots.as_mut_slice()
            && let [postings] = slot.as_mut_slice()
        {
            return frequencies(postings, within);
        }
        let mut found = Vec::new();
        let mut spots = Vec::new();
        self.each(within, &mut spots, |doc, spots| {
            found.push((doc, spots.len() as u32));
        });
        found
    }

    /// Gives each document among `within` that has the row, with its spots.
    pub fn each(
        &mut self,
        within: &[DocId],
        spots: &mut Vec<Spot>,
        mut give: impl FnMut(DocId, &mut Vec<Spot>),
    ) {
        if self.is_empty() {
            return;
        }
        let rarest = self.slots.iter().min_by_key(|slot| {
            let docs = slot.iter().map(SegmentPostings::doc_freq).sum::<u32>();
            (slot.len() > 1, docs)
        });
        // The one rarest word leads: only its documents are looked at.
        let lead = match rarest.map(Vec::as_slice) {
            Some([postings]) => frequencies(&mut postings.clone(), within),
            _ => within.iter().map(|&doc| (doc, 0)).collect(),
        };
        for (doc, _) in lead {
            self.spots(doc, spots);
            if !spots.is_empty() {
                give(doc, spots);
            }
        }
    }

    /// The spots of the row in a document that does not stand before the last one asked for.
    pub fn spots(&mut self, doc: DocId, spots: &mut Vec<Spot>) {
        spots.clear();
        if self.is_empty() {
            return;
        }
        let len = self.slots.len() as u32;
        if let [slot] = self.slots.as_mut_slice() {
            if slot.iter_mut().fold(false, |any, p| any | reach(p, doc)) {
                positions(slot, doc, &mut self.buffer);
                spots.extend(self.buffer.iter().map(|&place| place..place + 1));
            }
            return;
        }
        for slot in &mut self.slots {
            if !slot.iter_mut().fold(false, |any, p| any | reach(p, doc)) {
                return;
            }
        }
        let frequency = |slot: &Vec<SegmentPostings>| -> u32 {
            let here = slot.iter().filter(|postings| postings.doc() == doc);
            here.map(Postings::term_freq).sum()
        };
        let mut order: Vec<(u32, u32)> = (0..len)
            .map(|at| (frequency(&self.slots[at as usize]), at))
            .collect();
        order.sort_unstable();
        let mut starts: Vec<u32> = Vec::new();
        for (number, &(_, at)) in order.iter().enumerate() {
            positions(&mut self.slots[at as usize], doc, &mut self.buffer);
            if number == 0 {
                let all = self.buffer.iter();
                starts.extend(all.filter_map(|place| place.checked_sub(at)));
            } else {
                meet(&mut starts, &self.buffer, at);
            }
            if starts.is_empty() {
                return;
            }
        }
        spots.extend(starts.into_iter().map(|start| start..start + len));
    }
}

/// Goes to a document; whether it has the word.
fn reach(postings: &mut SegmentPostings, doc: DocId) -> bool {
    let at = postings.doc();
    at == doc || at < doc && postings.seek(doc) == doc
}

/// Where the words of a slot stand in the document, in order.
fn positions(slot: &mut [SegmentPostings], doc: DocId, places: &mut Vec<u32>) {
    places.clear();
    let mut sorted = true;
    for postings in slot.iter_mut().filter(|postings| postings.doc() == doc) {
        sorted = places.is_empty();
        postings.append_positions_with_offset(0, places);
    }
    if !sorted {
        places.sort_unstable();
    }
}

/// Keeps the starts behind which, `ahead` words on, one of the places is.
fn meet(starts: &mut Vec<u32>, places: &[u32], ahead: u32) {
    let mut at = 0;
    starts.retain(|start| {
        let wanted = start + ahead;
        while places.get(at).is_some_and(|&place| place < wanted) {
            at += 1;
        }
        places.get(at) == Some(&wanted)
    });
}

/// How often a word stands in each document among `within`.
fn frequencies(postings: &mut SegmentPostings, within: &[DocId]) -> Vec<(DocId, u32)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut doc = postings.doc();
    while at < within.len() && doc != tantivy::TERMINATED {
        let wanted = within[at];
        if doc < wanted {
            doc = postings.seek(wanted);
        } else if doc == wanted {
            found.push((doc, postings.term_freq()));
            at += 1;
            doc = postings.advance();
        } else {
            at += within[at..]
                .partition_point(|&candidate| candidate < doc)
                .max(1);
        }
    }
    found
}

/// Keeps the spots that are a speaker's with one of these tags, which stand behind the version.
pub(crate) fn keep_spoken(
    spots: &mut Vec<Spot>,
    turns: impl Iterator<Item = Turn>,
    own: &[(u64, u32)],
) {
    let turns: Vec<Turn> = turns.collect();
    spots.retain(|spot| {
        let of = |place: u32| {
            let behind = turns.partition_point(|turn| turn.start <= place);
            behind.checked_sub(1).map(|at| turns[at].tag)
        };
        let (first, last) = (of(spot.start), of(spot.end - 1));
        first == last && first.is_some_and(|tag| own.iter().any(|known| known.1 == tag))
    });
}

/// A spot that was found near others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    /// The spot of the row that was looked for last.
    pub at: Spot,
    /// From the first to the last word of all rows.
    pub cover: Spot,
}

impl Near {
    /// A spot by itself.
    pub fn alone(spot: &Spot) -> Self {
        Self {
            at: spot.clone(),
            cover: spot.clone(),
        }
    }
}

/// The spots of a row that stand within so many words of one of those found before, on either side;
/// each with the nearest of them.
pub(crate) fn near(found: &[Near], row: &[Spot], within: u32) -> Vec<Near> {
    let one = |spot: &Spot| {
        let behind = found.partition_point(|other| other.at.end <= spot.start);
        let ahead = found.partition_point(|other| other.at.start < spot.end);
        let before = behind.checked_sub(1).and_then(|at| found.get(at));
        let before = before.map(|other| (spot.start - (other.at.end - 1), other));
        let after = found
            .get(ahead)
            .map(|other| (other.at.start - (spot.end - 1), other));
        let nearest = before
            .into_iter()
            .chain(after)
            .min_by_key(|(apart, _)| *apart);
        let (_, other) = nearest.filter(|(apart, _)| *apart <= within)?;
        Some(Near {
            at: spot.clone(),
            cover: spot.start.min(other.cover.start)..spot.end.max(other.cover.end),
        })
    };
    row.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_near_the_one_before_it() {
        let alone = |starts: &[u32]| -> Vec<Near> {
            starts
                .iter()
                .map(|&at| Near::alone(&(at..at + 1)))
                .collect()
        };
        let row = |starts: &[u32]| -> Vec<Spot> { starts.iter().map(|&at| at..at + 2).collect() };
        let first = near(&alone(&[3, 50]), &row(&[0, 4, 5, 60]), 2);
        let covers = |found: &[Near]| found.iter().map(|n| n.cover.clone()).collect::<Vec<_>>();
        assert_eq!(covers(&first), [0..4, 3..6, 3..7]);
        let chain = near(&first, &row(&[8, 20]), 2);
        assert_eq!((chain.len(), &chain[0].cover), (1, &(3..10)));
        // No spot is near itself.
        let itself = std::slice::from_ref(&alone(&[7])[0].at).to_vec();
        assert_eq!(near(&alone(&[7]), &itself, 9), []);
    }
}
