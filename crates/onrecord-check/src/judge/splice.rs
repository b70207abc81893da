//! Pieces of different passages presented as one.

use super::compare::Comparison;
use super::passage::Passage;
use super::quoted::Words;
use super::search;
use onrecord_doc::{Handle, Record, RecordError};
use std::collections::BTreeMap;
use std::ops::Range;

/// The shortest run of words that counts as a piece. A run of five words that stands in a record
/// of 21 million words by chance is common; two that make up a whole quotation are not.
pub const SHORTEST_PIECE: usize = 5;
/// A whole sentence of so many words counts as a piece beside a longer one of the same document, ...
const SHORTEST_SENTENCE: usize = 4;
/// ... which has so many.
const TELLING_PIECE: usize = 7;
/// Sentences of one document that are all short have so many words together: less may be chance.
const SHORTEST_SENTENCES: usize = 9;
/// A piece that stands in more places is no help in finding the document.
const MOST_OF_A_PIECE: usize = 512;
/// How many pieces a quotation may be joined from.
const MOST_PIECES: usize = 4;
/// By how many of its first words a piece is looked up: where more places have so few words than
/// are looked at, more words tell the right ones.
const PROBES: [usize; 2] = [10, SHORTEST_PIECE];
/// A run that stands in more documents is a formula, and no piece of any of them ...
const FORMULA: usize = 10;
/// ... unless it has so many words: then it was taken from somewhere.
const LONG_FORMULA: usize = 8;
/// How many words may be lost at a seam.
const SEAM: usize = 1;

/// The pieces that the whole quotation was joined from, each laid alongside its passage; nothing
/// if it cannot be put together from runs of the record.
///
/// # Errors
///
/// If the record cannot be read.
pub fn pieces(
    record: &dyn Record,
    words: &Words,
    places: usize,
    fits: Fits<'_>,
) -> Result<Option<Vec<Comparison>>, RecordError> {
    if let Some(pieces) = from_anywhere(record, words, places, fits)? {
        return Ok(Some(pieces));
    }
    match from_one_document(record, words, places)? {
        Some(pieces) => Ok(Some(pieces)),
        None => from_short_sentences(record, words, fits),
    }
}

/// Whole sentences, none of them long, that stand in one document apart.
fn from_short_sentences(
    record: &dyn Record,
    words: &Words,
    fits: Fits<'_>,
) -> Result<Option<Vec<Comparison>>, RecordError> {
    let keys = words.keys();
    let borders: Vec<usize> = (0..=keys.len()).filter(|&at| words.is_border(at)).collect();
    let sentences: Vec<Range<usize>> = borders.windows(2).map(|two| two[0]..two[1]).collect();
    let short = sentences.iter().any(|one| one.len() < SHORTEST_SENTENCE);
    if short || !(2..=MOST_PIECES).contains(&sentences.len()) || keys.len() < SHORTEST_SENTENCES {
        return Ok(None);
    }
    in_one(record, words, &sentences, &[], fits)
}

/// Pieces of one document, of which whole sentences may be shorter than elsewhere: a long piece says
/// which document.
fn from_one_document(
    record: &dyn Record,
    words: &Words,
    places: usize,
) -> Result<Option<Vec<Comparison>>, RecordError> {
    let keys = words.keys();
    let starts = (0..keys.len()).filter(|&at| words.is_border(at));
    for at in starts.take(MOST_PIECES) {
        let Some((range, handle, _)) = longest(record, &keys, at, places)? else {
            continue;
        };
        if range.len() < TELLING_PIECE {
            continue;
        }
        let held = record.held(handle)?;
        let main: Vec<u64> = held.main_words(0).map(|word| word.key).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < keys.len() && found.len() < MOST_PIECES {
            let Some((len, start)) = longest_in(&main, &keys[at..]) else {
                break;
            };
            let sentence = words.is_border(at) && words.is_border(at + len);
            if len < SHORTEST_PIECE && !(sentence && len >= SHORTEST_SENTENCE) {
                break;
            }
            found.push(lay(record, words, &(at..at + len), handle, start as u32)?);
            at += len;
        }
        if at == keys.len() && found.len() > 1 {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The longest run that `keys` begin with among `main`: its length, and where it begins.
fn longest_in(main: &[u64], keys: &[u64]) -> Option<(usize, usize)> {
    let same = |at: usize| {
        main[at..]
            .iter()
            .zip(keys)
            .take_while(|(a, b)| a == b)
            .count()
    };
    let begins = (0..main.len()).filter(|&at| main[at] == keys[0]);
    let lengths = begins.map(|at| (same(at), at));
    lengths.max_by_key(|&(len, at)| (len, std::cmp::Reverse(at)))
}

/// Pieces of whatever documents, each long enough to be nobody's by chance.
fn from_anywhere(
    record: &dyn Record,
    words: &Words,
    places: usize,
    fits: Fits<'_>,
) -> Result<Option<Vec<Comparison>>, RecordError> {
    let keys = words.keys();
    let mut found: Vec<Comparison> = Vec::new();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut handles: Vec<Handle> = Vec::new();
    let mut at = 0;
    while at < keys.len() {
        if found.len() == MOST_PIECES {
            return Ok(None);
        }
        let mut piece = None;
        for skip in 0..=SEAM.min(found.len()) {
            piece = longest(record, &keys, at + skip, places)?;
            if piece.is_some() {
                break;
            }
        }
        let Some((range, handle, start)) = piece else {
            if keys.len() - at > SEAM {
                return Ok(None);
            }
            break;
        };
        let short = range.len() < LONG_FORMULA;
        if short && record.occurrences(&keys[range.clone()], 1)?.documents > FORMULA {
            return Ok(None);
        }
        found.push(lay(record, words, &range, handle, start)?);
        ranges.push(range.clone());
        handles.push(handle);
        at = range.end;
    }
    if found.len() < 2 {
        return Ok(None);
    }
    let one = in_one(record, words, &ranges, &handles, fits)?;
    Ok(Some(one.unwrap_or(found)))
}

/// Whether a piece contradicts nothing that is claimed of the words.
type Fits<'a> = &'a dyn Fn(&Comparison) -> bool;

/// So many documents that have all the pieces are looked at for one that contradicts no claim.
const MOST_IN_ALL: usize = 8;

/// The same pieces in one document, where one has them all: that is likelier where they were taken from than several.
/// Of several such documents one of the `first`; none that contradicts what is claimed.
fn in_one(
    record: &dyn Record,
    words: &Words,
    ranges: &[Range<usize>],
    first: &[Handle],
    fits: Fits<'_>,
) -> Result<Option<Vec<Comparison>>, RecordError> {
    let keys = words.keys();
    // By piece, where each document has it first.
    let mut places: Vec<BTreeMap<Handle, u32>> = Vec::new();
    for range in ranges {
        let found = record.occurrences(&keys[range.clone()], MOST_OF_A_PIECE)?;
        // The last of equal keys stays in a map.
        places.push(found.places.into_iter().rev().collect());
    }
    let in_all = |handle: &&Handle| places.iter().all(|starts| starts.contains_key(handle));
    let handles = first.iter().chain(places[0].keys()).filter(in_all);
    for &handle in handles.take(MOST_IN_ALL) {
        let pieces = ranges.iter().zip(&places);
        let pieces: Result<Vec<_>, _> = pieces
            .map(|(range, starts)| lay(record, words, range, handle, starts[&handle]))
            .collect();
        let pieces = pieces?;
        if pieces.iter().all(fits) {
            return Ok(Some(pieces));
        }
    }
    Ok(None)
}

/// The longest run of the record that begins with word `at`: its words, and where it stands.
fn longest(
    record: &dyn Record,
    keys: &[u64],
    at: usize,
    places: usize,
) -> Result<Option<(Range<usize>, Handle, u32)>, RecordError> {
    if at + SHORTEST_PIECE > keys.len() {
        return Ok(None);
    }
    let mut found = Vec::new();
    for probe in PROBES {
        let Some(probe) = keys.get(at..at + probe) else {
            continue;
        };
        found = record.occurrences(probe, places)?.places;
        if !found.is_empty() {
            break;
        }
    }
    let mut best: Option<(Range<usize>, Handle, u32)> = None;
    for (handle, start) in found {
        let held = record.held(handle)?;
        let len = keys[at..]
            .iter()
            .zip(held.main_words(start as usize))
            .take_while(|(key, word)| **key == word.key)
            .count();
        let longer = best.as_ref().is_none_or(|(range, ..)| len > range.len());
        if len >= SHORTEST_PIECE && longer {
            best = Some((at..at + len, handle, start));
        }
    }
    Ok(best)
}

fn lay(
    record: &dyn Record,
    words: &Words,
    range: &Range<usize>,
    handle: Handle,
    start: u32,
) -> Result<Comparison, RecordError> {
    let passage: Passage = search::exactly(record, handle, start, range.len(), 0)?;
    Ok(Comparison::new(&words.part(range.clone()), passage))
}
