//! From the words of a quotation to the passages that may hold them.

use super::passage::Passage;
use super::quoted::Words;
use onrecord_doc::{Handle, Proposal, Record, RecordError};
use std::collections::BTreeMap;

/// Passages to look at, the likeliest first.
#[derive(Debug, Default)]
pub struct Found {
    /// The passages.
    pub passages: Vec<Passage>,
    /// Whether the record was searched to the end.
    pub complete: bool,
}

/// How far, in words, the parts of an elided quotation may lie apart in a document.
pub const WIDEST_OMISSION: usize = 400;

/// A few words of slack on either side of a proposed place.
const SLACK: usize = 10;

/// The passages in which the words of a quotation may stand, at most `limit`.
///
/// # Errors
///
/// If the record cannot be read.
pub fn passages(record: &dyn Record, words: &Words, limit: usize) -> Result<Found, RecordError> {
    let mut runs = words.runs();
    // What a person puts in brackets splits a quotation; the longest runs tell most.
    runs.sort_by_key(|run| (std::cmp::Reverse(run.len()), run.start));
    runs.truncate(MOST_RUNS);
    let several = runs.len() > 1;
    let mut found = Found {
        passages: Vec::new(),
        complete: true,
    };
    let mut places: Vec<Proposal> = Vec::new();
    for run in &runs {
        let keys: Vec<u64> = run.clone().map(|at| words.words[at].key).collect();
        let proposals = record.propose(&keys, if several { limit * WIDER } else { limit })?;
        found.complete &= proposals.complete;
        let moved = |place: &Proposal| Proposal {
            start: place.start - run.start as i64,
            ..*place
        };
        places.extend(proposals.places.iter().map(moved));
    }
    for (handle, start) in rank(&places, several).into_iter().take(limit) {
        found
            .passages
            .push(window(record, handle, start, words.len(), several)?);
    }
    Ok(found)
}

/// How many times more places are proposed for each run of a quotation in several: one run may be a
/// formula that stands in many documents, and only together do they tell which.
const WIDER: usize = 8;

/// How many unbroken runs of a quotation are looked up.
const MOST_RUNS: usize = 8;

/// Orders the places: by their votes, and for a quotation in several parts by the votes of all
/// places near by in the document.
fn rank(places: &[Proposal], several: bool) -> Vec<(Handle, i64)> {
    let mut by_handle: BTreeMap<Handle, Vec<&Proposal>> = BTreeMap::new();
    for place in places {
        by_handle.entry(place.handle).or_default().push(place);
    }
    let mut ranked: Vec<(u32, Handle, i64)> = Vec::new();
    for (handle, mut near) in by_handle {
        near.sort_by_key(|place| place.start);
        if !several {
            ranked.extend(near.iter().map(|place| (place.votes, handle, place.start)));
            continue;
        }
        for cluster in near.chunk_by(|a, b| b.start - a.start <= WIDEST_OMISSION as i64) {
            let votes = cluster.iter().map(|place| place.votes).sum();
            let middle = cluster
                .iter()
                .max_by_key(|place| (place.votes, std::cmp::Reverse(place.start)));
            ranked.push((votes, handle, middle.map_or(0, |place| place.start)));
        }
    }
    ranked.sort_by_key(|&(votes, handle, start)| (std::cmp::Reverse(votes), handle, start));
    ranked
        .into_iter()
        .map(|(_, handle, start)| (handle, start))
        .collect()
}

/// The passage around main word `start` of a document, wide enough for a quotation of `len` words.
fn window(
    record: &dyn Record,
    handle: Handle,
    start: i64,
    len: usize,
    several: bool,
) -> Result<Passage, RecordError> {
    let held = record.held(handle)?;
    let reading = held.reading();
    let slack = (SLACK + len / 3 + if several { WIDEST_OMISSION } else { 0 }) as i64;
    let clamp = |at: i64| {
        usize::try_from(at.max(0))
            .unwrap_or(0)
            .min(reading.main().len())
    };
    let first = clamp(start - slack);
    let last = clamp(start + len as i64 + slack);
    let all = |main: usize| {
        reading
            .main()
            .get(main)
            .map_or(reading.words().len(), |&at| at as usize)
    };
    let range = all(first)..all(last);
    Ok(Passage::new(held.clone(), range))
}

/// The passage of exactly `len` main words from main word `start`, with the apparatus between.
///
/// # Errors
///
/// If the record cannot be read.
pub fn exactly(
    record: &dyn Record,
    handle: Handle,
    start: u32,
    len: usize,
) -> Result<Passage, RecordError> {
    let held = record.held(handle)?;
    let main = held.reading().main();
    let first = main.get(start as usize).map_or(0, |&at| at as usize);
    let last = main
        .get(start as usize + len - 1)
        .map_or(first, |&at| at as usize + 1);
    Ok(Passage::new(held.clone(), first..last))
}
