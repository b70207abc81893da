//! One statement, released in several places: its witnesses.
//!
//! The White House, the Daily Compilation and another government may each release the same
//! statement. Such documents have nearly the same words, and bear nearly the same day; a
//! proclamation that comes again every year in the same words is another statement.

use crate::diff::Difference;
use crate::model::{Block, BlockKind, Document};
use crate::reading::Reading;
use crate::record::{Handle, Held, Record, RecordError};
use onrecord_text::Folded;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Another document that has the same statement.
#[derive(Debug)]
pub struct Witness {
    /// The handle of its current version.
    pub handle: Handle,
    /// Its current version.
    pub held: Arc<Held>,
    /// How many of 1,000 words of the longer of the two the other has, in the same order.
    pub likeness: u32,
    /// In what its statement differs; title, note and apparatus are left out.
    pub difference: Difference,
}

/// The documents that have the statement of a version, the likest first.
///
/// # Errors
///
/// If the record cannot be read.
pub fn witnesses(record: &dyn Record, handle: Handle) -> Result<Vec<Witness>, RecordError> {
    let held = record.held(handle)?;
    let statement = statement(&held.document);
    let reading = Reading::new(&statement);
    let keys: Vec<u64> = reading
        .main_words(&statement, 0)
        .map(|word| word.key)
        .collect();
    if keys.len() < FEWEST_WORDS {
        return Ok(Vec::new());
    }
    let mut witnesses = Vec::new();
    for candidate in candidates(record, &keys)? {
        let other = record.held(candidate)?;
        let same = other.document.id == held.document.id;
        if same || !other.version.is_current() || !is_of_that_time(&held, &other) {
            continue;
        }
        let difference = Difference::of(&statement, &self::statement(&other.document));
        let likeness = difference.likeness();
        if likeness >= LIKE {
            witnesses.push(Witness {
                handle: candidate,
                held: other,
                likeness,
                difference,
            });
        }
    }
    witnesses.sort_by_key(|witness| {
        let id = witness.held.document.id.clone();
        (std::cmp::Reverse(witness.likeness), id)
    });
    Ok(witnesses)
}

/// A shorter text is no statement to be recognised by its words.
const FEWEST_WORDS: usize = 40;
/// So many runs of words are looked up, each of so many words: one that was edited, or another way of
/// writing, spoils one or two of them.
const RUNS: usize = 12;
const RUN: usize = 7;
/// A witness has at least so many of the runs.
const FEWEST_RUNS: usize = 4;
/// A run that stands in more places is a formula.
const MOST_PLACES: usize = 60;
/// At most so many documents are compared word by word.
const MOST_COMPARED: usize = 12;
/// Of 1,000 words so many must be the same: releases differ in headings, signatures and
/// salutations; a statement on the same matter has other words.
const LIKE: u32 = 800;
/// Releases of one statement are dated at most so many days apart.
const DAYS: i32 = 5;

/// The versions that have several runs of the words, those with most first.
fn candidates(record: &dyn Record, keys: &[u64]) -> Result<Vec<Handle>, RecordError> {
    let mut votes: BTreeMap<Handle, usize> = BTreeMap::new();
    let room = keys.len() - RUN;
    for run in 0..RUNS {
        let start = run * room / (RUNS - 1);
        let found = record.occurrences(&keys[start..start + RUN], MOST_PLACES)?;
        if !found.complete {
            continue;
        }
        let mut handles: Vec<Handle> = found.places.iter().map(|place| place.0).collect();
        handles.dedup();
        for handle in handles {
            *votes.entry(handle).or_default() += 1;
        }
    }
    let mut candidates: Vec<(Handle, usize)> = votes.into_iter().collect();
    candidates.retain(|(_, votes)| *votes >= FEWEST_RUNS);
    candidates.sort_by_key(|(handle, votes)| (std::cmp::Reverse(*votes), *handle));
    candidates.truncate(MOST_COMPARED);
    Ok(candidates.into_iter().map(|(handle, _)| handle).collect())
}

/// Whether two documents bear nearly the same day, or one of them bears none.
fn is_of_that_time(one: &Held, other: &Held) -> bool {
    let (a, b) = (one.document.dates.issued, other.document.dates.issued);
    match (a, b) {
        (Some(a), Some(b)) => (a - b).get_days().abs() <= DAYS,
        _ => true,
    }
}

/// A document with the words of the statement alone: without its title, its note and the line that
/// bears its day.
fn statement(document: &Document) -> Document {
    let mut statement = document.clone();
    let title = Folded::new(&document.title);
    for block in statement.blocks.iter_mut() {
        let is_title = || Folded::new(block.text.text()).keys() == title.keys();
        if block.kind == BlockKind::Note || is_title() || is_day(block) {
            block.kind = BlockKind::Apparatus;
        }
    }
    statement
}

fn is_day(block: &Block) -> bool {
    let text = block.text.text().trim();
    crate::Date::strptime("%B %d, %Y", text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hint, MemoryRecord, read};

    const WORDS: &str = "We, the harbor masters of Port Invention, Fabula and Ruritania, have met today \
        to speak of the storm. We condemn the closing of the strait, which no treaty allows. We call \
        on the pilots of all countries to return to their ships at once.\n\nOur commitment to the \
        Convention of the Lights is firm. Nobody will be left without light. We will meet again in \
        the spring, and we will not rest until every bridge is open.";

    fn page(path: &str, day: &str, words: &str) -> (crate::Document, String) {
        let text = format!(
            "---\ntitle: Joint Statement on the Strait\ndate: '{day}'\nsource_url: https://www.example.gov/{path}/\n---\n\n{words}\n"
        );
        (
            read(text.as_bytes(), Hint::default()).document,
            path.to_owned(),
        )
    }

    fn entry(words: &str) -> (crate::Document, String) {
        let text = format!(
            "**Joint Statement by the Harbor Masters on the Strait**\n\n*March 9, 2031*\n\n{words}\n\n\
             NOTE: An original was not available for verification of the content of this joint \
             statement, which was first released by Fabula.\n\n*DCPD Number:* DCPD203100113.\n"
        );
        (
            read(text.as_bytes(), Hint::default()).document,
            "DCPD".to_owned(),
        )
    }

    #[test]
    fn one_statement_with_several_witnesses() {
        let again = WORDS.replace("no treaty allows", "no law allows");
        let record = MemoryRecord::new([
            page("a", "2031-03-08", WORDS),
            entry(&again),
            page("next-year", "2032-03-08", WORDS),
            page(
                "other",
                "2031-03-08",
                &WORDS.replace("the", "some").replace("We", "They"),
            ),
        ]);
        let found = witnesses(&record, Handle(0)).unwrap();
        let named: Vec<&str> = found.iter().map(|w| w.held.document.id.as_str()).collect();
        assert_eq!(named, ["DCPD-203100113"]);
        let changes: Vec<String> = found[0]
            .difference
            .changes
            .iter()
            .map(|c| c.line())
            .collect();
        assert_eq!(changes, ["“treaty” became “law”"]);
        let back = witnesses(&record, Handle(1)).unwrap();
        assert_eq!(back[0].held.document.id.as_str(), "whitehouse/a");
    }
}
