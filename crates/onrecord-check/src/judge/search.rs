//! From the words of a quotation to the passages that may hold them.

use super::passage::Passage;
use super::quoted::Words;
use onrecord_doc::{Depth, Handle, Held, Proposal, Record, RecordError};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Windows to look at, the likeliest first.
#[derive(Debug, Default)]
pub struct Found {
    /// The windows.
    pub windows: Vec<Window>,
    /// Whether the record was searched to the end.
    pub complete: bool,
}

/// A stretch of a document that is not read yet.
#[derive(Debug)]
pub struct Window {
    /// The version, and which of all its words.
    pub place: (Handle, Range<usize>),
    held: Arc<Held>,
}

impl Window {
    /// Reads it.
    #[must_use]
    pub fn passage(self) -> Passage {
        Passage::new(self.held, self.place.1)
    }
}

/// How far, in words, the parts of an elided quotation may lie apart in a document.
pub const WIDEST_OMISSION: usize = 400;

/// A few words of slack on either side of a proposed place.
const SLACK: usize = 10;

/// Where the words of a quotation may stand: at most `limit` windows.
///
/// # Errors
///
/// If the record cannot be read.
pub fn windows(
    record: &dyn Record,
    words: &Words,
    limit: usize,
    depth: Depth,
) -> Result<Found, RecordError> {
    let mut runs = words.runs();
    // What a person puts in brackets splits a quotation; the longest runs tell most.
    runs.sort_by_key(|run| (std::cmp::Reverse(run.len()), run.start));
    runs.truncate(MOST_RUNS);
    let several = runs.len() > 1;
    let mut found = Found {
        windows: Vec::new(),
        complete: true,
    };
    let mut places: Vec<Place> = Vec::new();
    let mut asked = 0;
    for (number, run) in runs.iter().enumerate() {
        let keys: Vec<u64> = run.clone().map(|at| words.words[at].key).collect();
        let proposals =
            record.propose(&keys, if several { limit * WIDER } else { limit }, depth)?;
        found.complete &= proposals.complete;
        asked += proposals.asked;
        let place = |place: &Proposal| Place {
            handle: place.handle,
            start: place.start - run.start as i64,
            extent: (place.start, place.start + run.len() as i64),
            votes: place.votes,
            run: number,
            runs: 1,
        };
        places.extend(proposals.places.iter().map(place));
    }
    let mut ranked = rank(places);
    if depth == Depth::Deep && !several {
        ranked.retain(|place| place.votes >= fewest_votes(words.len(), asked));
    }
    let most = ranked.first().map_or(0, |place| place.votes);
    // A place with far fewer votes than the best can neither be closer nor be the same words.
    let worth = |number: usize, votes: u32| {
        votes * 3 >= most * 2 || number < FEWEST_PLACES && votes * 4 >= most
    };
    for (number, place) in ranked.into_iter().enumerate() {
        if !worth(number, place.votes) {
            break;
        }
        if number == limit {
            found.complete = false;
            break;
        }
        found
            .windows
            .push(window(record, place, words.len(), runs.len())?);
    }
    Ok(found)
}

/// How many votes a place has at least, of `asked`, that a quotation of `len` words may still be
/// an altered reading of: a changed word takes away the pair on either side of it.
fn fewest_votes(len: usize, asked: u32) -> u32 {
    asked.saturating_sub(2 * (len * MOST_CHANGED.0 / MOST_CHANGED.1) as u32)
}

/// The share of its words that may be changed in an altered quotation.
pub const MOST_CHANGED: (usize, usize) = (3, 10);

/// How many places are looked at that have a quarter of the best one's votes.
const FEWEST_PLACES: usize = 4;

/// A place at which the quotation may begin, as one of its runs says.
#[derive(Clone, Copy, Debug)]
struct Place {
    handle: Handle,
    start: i64,
    /// The main words that the runs would cover.
    extent: (i64, i64),
    votes: u32,
    run: usize,
    /// How many of the runs have a place here.
    runs: usize,
}

/// How many times more places are proposed for each run of a quotation in several: one run may be a
/// formula that stands in many documents, and only together do they tell which.
const WIDER: usize = 8;

/// How many unbroken runs of a quotation are looked up.
const MOST_RUNS: usize = 8;

/// Orders the places by their votes. Places near by in a document are one, and each run of the
/// quotation votes once, with its best place.
fn rank(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by_key(|place| (place.handle, place.start, place.run));
    let near =
        |a: &Place, b: &Place| a.handle == b.handle && b.start - a.start <= WIDEST_OMISSION as i64;
    let several = places.iter().any(|place| place.run > 0);
    let mut ranked: Vec<Place> = if several {
        places.chunk_by(near).map(joined).collect()
    } else {
        places
    };
    ranked.sort_by_key(|place| (std::cmp::Reverse(place.votes), place.handle, place.start));
    ranked
}

fn joined(cluster: &[Place]) -> Place {
    let mut best: BTreeMap<usize, u32> = BTreeMap::new();
    for place in cluster {
        let votes = best.entry(place.run).or_default();
        *votes = place.votes.max(*votes);
    }
    let first = cluster
        .iter()
        .max_by_key(|place| (place.votes, std::cmp::Reverse(place.start)));
    let starts = cluster.iter().map(|place| place.extent.0);
    let ends = cluster.iter().map(|place| place.extent.1);
    let whole = (starts.min(), ends.max());
    Place {
        votes: best.values().sum(),
        runs: best.len(),
        extent: (whole.0.unwrap_or(0), whole.1.unwrap_or(0)),
        ..*first.unwrap_or(&cluster[0])
    }
}

/// The window around a place, wide enough for a quotation of `len` words in `runs` runs.
fn window(
    record: &dyn Record,
    place: Place,
    len: usize,
    runs: usize,
) -> Result<Window, RecordError> {
    // Where every run has a place, the words lie between the first and the last of them.
    let (first, last) = if runs > 1 && place.runs == runs {
        place.extent
    } else {
        let wide = if runs > 1 { WIDEST_OMISSION as i64 } else { 0 };
        (place.start - wide, place.start + len as i64 + wide)
    };
    let slack = (SLACK + len / 3) as i64;
    around(record, place.handle, first - slack..last + slack)
}

/// The window over some main words of a version, as far as it has them.
fn around(record: &dyn Record, handle: Handle, main: Range<i64>) -> Result<Window, RecordError> {
    let held = record.held(handle)?;
    let all = |main: i64| held.index_of_main(usize::try_from(main).unwrap_or(0));
    let place = (handle, all(main.start)..all(main.end));
    Ok(Window { place, held })
}

/// The windows, at most `limit`, in which all longer runs of a quotation in several stand as they are, one after the
/// other: of a formula a few pairs propose other places, which are as good as these.
///
/// # Errors
///
/// If the record cannot be read.
pub fn of_whole_runs(
    record: &dyn Record,
    words: &Words,
    limit: usize,
) -> Result<Vec<Window>, RecordError> {
    let all = words.runs();
    let mut runs: Vec<&Range<usize>> = all
        .iter()
        .filter(|run| run.len() >= SHORTEST_WHOLE)
        .collect();
    if runs.len() < 2 {
        return Ok(Vec::new());
    }
    // The longest one stands in the fewest places.
    runs.sort_by_key(|run| (std::cmp::Reverse(run.len()), run.start));
    let mut stretches: Vec<Stretch> = Vec::new();
    for (number, &run) in runs.iter().take(MOST_RUNS).enumerate() {
        let keys: Vec<u64> = run.clone().map(|at| words.words[at].key).collect();
        let places = record.occurrences(&keys, MOST_PLACES)?.places;
        if number == 0 {
            let whole = |&(handle, start): &(Handle, u32)| Stretch::new(handle, start, run.len());
            stretches = places.iter().map(whole).collect();
        } else {
            let before = run.start < runs[0].start;
            stretches.retain_mut(|stretch| stretch.takes_in(&places, run.len(), before));
        }
        if stretches.is_empty() {
            return Ok(Vec::new());
        }
    }
    // A shorter run may stand as far off as an omission reaches.
    let wide = if runs.len() == all.len() {
        0
    } else {
        WIDEST_OMISSION
    };
    let slack = (SLACK + words.len() / 3 + wide) as i64;
    let windows = stretches.into_iter().take(limit);
    let windows =
        windows.map(|one| around(record, one.handle, one.first - slack..one.last + slack));
    windows.collect()
}

/// From the first to the last of the runs that were found near a place of the longest one, in main words.
struct Stretch {
    handle: Handle,
    /// Where the longest run begins.
    anchor: i64,
    first: i64,
    last: i64,
}

impl Stretch {
    fn new(handle: Handle, start: u32, len: usize) -> Self {
        let start = i64::from(start);
        Self {
            handle,
            anchor: start,
            first: start,
            last: start + len as i64,
        }
    }

    /// Reaches to the nearest place of another run, of `len` words, on its side of the longest one, as far as an
    /// omission may be from what was reached; answers whether there is one.
    fn takes_in(&mut self, places: &[(Handle, u32)], len: usize, before: bool) -> bool {
        let from = places.partition_point(|place| place.0 < self.handle);
        let here = places[from..].iter();
        let here = here.take_while(|place| place.0 == self.handle);
        let (reach, len) = (WIDEST_OMISSION as i64, len as i64);
        let (first, last) = (self.first - reach, self.last + reach);
        let near = here.map(|place| i64::from(place.1)).filter(|&start| {
            let side = (start < self.anchor) == before;
            side && start + len > first && start < last
        });
        let Some(start) = near.min_by_key(|start| start.abs_diff(self.anchor)) else {
            return false;
        };
        self.first = self.first.min(start);
        self.last = self.last.max(start + len);
        true
    }
}

/// The shortest run that is looked for as it stands, in words.
const SHORTEST_WHOLE: usize = 4;

/// How many places of a run are looked at.
const MOST_PLACES: usize = 2_000;

/// The passage of exactly `len` main words from main word `start`, with the apparatus between, and
/// `around` further words on either side.
///
/// # Errors
///
/// If the record cannot be read.
pub fn exactly(
    record: &dyn Record,
    handle: Handle,
    start: u32,
    len: usize,
    around: usize,
) -> Result<Passage, RecordError> {
    let held = record.held(handle)?;
    let first = held.index_of_main(start as usize);
    let last = held.index_of_main(start as usize + len - 1) + 1;
    let range = first.saturating_sub(around)..last + around;
    Ok(Passage::new(held, range))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use onrecord_doc::{Hint, MemoryRecord, read};

    /// A record of documents without names or titles, each of one paragraph.
    fn record(texts: &[String]) -> MemoryRecord {
        let documents = texts.iter().enumerate().map(|(number, text)| {
            let path = format!("{number}.txt");
            (
                read(text.as_bytes(), Hint { path: Some(&path) }).document,
                path,
            )
        });
        MemoryRecord::new(documents)
    }

    /// A thousand words that are all different.
    fn thousand() -> Vec<String> {
        (0..1000).map(|at| format!("w{at}")).collect()
    }

    /// The windows in which a quotation is looked for: the document, and which of its words.
    #[track_caller]
    fn looks(
        record: &MemoryRecord,
        words: &str,
        limit: usize,
        depth: Depth,
    ) -> Vec<(u64, Range<usize>)> {
        let found = windows(record, &Words::read(words), limit, depth).unwrap();
        found
            .windows
            .into_iter()
            .map(|window| (window.place.0.0, window.place.1))
            .collect()
    }

    #[test]
    fn how_wide_a_window_is() {
        let record = record(&[thousand().join(" ")]);
        let window = |words: &str| match looks(&record, words, 9, Depth::Quick).as_slice() {
            [(0, range)] => range.clone(),
            other => panic!("{words}: {other:?}"),
        };
        // Ten words and a third of the quotation on either side.
        assert_eq!(window("w500 w501 w502 w503"), 489..515);
        assert_eq!(window("[the] w500 w501 w502"), 488..514);
        assert_eq!(window("w3 w4 w5"), 0..17);
        assert_eq!(window("w995 w996 w997 w998"), 984..1000);
        // From the first part to the last, or as far as an omission may reach where one is missing.
        assert_eq!(window("w100 w101 w102 … w300 w301 w302"), 88..315);
        assert_eq!(window("salt eels … w500 w501 w502 w503"), 86..916);
    }

    #[test]
    fn parts_that_are_near_are_one_place() {
        let (one, two) = ("w0 w1 w2 w3", "x0 x1 x2 x3");
        let filler = |n: usize, from: usize| -> String {
            (from..from + n).map(|at| format!("f{at} ")).collect()
        };
        let count =
            |texts: &[String], words: &str| looks(&record(texts), words, 9, Depth::Quick).len();
        let both = format!("{one} … {two}");
        assert_eq!(
            count(
                &[format!("{}{one} {}{two}", filler(300, 0), filler(50, 300))],
                &both
            ),
            1
        );
        assert_eq!(count(&[format!("{one} {}{two}", filler(500, 0))], &both), 2);
        assert_eq!(count(&[one.to_owned(), two.to_owned()], &both), 2);
        // The same words twice are two places, however near.
        assert_eq!(count(&[format!("{one} {}{one}", filler(100, 0))], one), 2);
    }

    /// Documents of which each has so many words more than votes of a quotation of thirteen.
    fn with_votes(votes: &[usize]) -> MemoryRecord {
        let texts: Vec<String> = votes
            .iter()
            .map(|votes| thousand()[..=*votes].join(" "))
            .collect();
        record(&texts)
    }

    #[test]
    fn places_with_far_fewer_words_than_the_best_are_left() {
        let words = thousand()[..13].join(" ");
        let count = |votes: &[usize]| looks(&with_votes(votes), &words, 9, Depth::Quick).len();
        assert_eq!(count(&[12, 8, 8, 8, 8]), 5);
        assert_eq!(count(&[12, 8, 8, 8, 8, 7]), 5);
        assert_eq!(count(&[12, 3]), 2);
        assert_eq!(count(&[12, 2]), 1);
        assert_eq!(count(&[12, 3, 3, 3, 3]), 4);
    }

    #[test]
    fn a_longer_look_leaves_what_can_be_no_altered_reading() {
        assert_eq!(fewest_votes(10, 9), 3);
        assert_eq!(fewest_votes(20, 19), 7);
        assert_eq!(fewest_votes(10, 4), 0);
        let words = thousand()[..13].join(" ");
        // Of twelve pairs, three changed words take away six.
        let count = |depth| looks(&with_votes(&[12, 6, 5]), &words, 9, depth).len();
        assert_eq!((count(Depth::Quick), count(Depth::Deep)), (3, 2));
        // The parts of a quotation are looked for each by itself.
        let both = format!("{words} … salt eels");
        let found = looks(&with_votes(&[12, 4]), &both, 9, Depth::Deep);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn the_part_that_tells_may_be_one_of_many_places() {
        let mut texts = vec!["may the nets come home as heavy as they went out".to_owned(); 20];
        texts.push(format!("{} and the eels sing", texts[0]));
        let record = record(&texts);
        let found = looks(
            &record,
            "may the nets come home as heavy as they … eels sing",
            3,
            Depth::Quick,
        );
        assert_eq!((found.len(), found[0].0), (3, 20));
    }

    #[test]
    fn a_run_of_words_and_what_stands_around_it() {
        let record = record(&[thousand().join(" ")]);
        let range = |start, around| exactly(&record, Handle(0), start, 3, around).unwrap().range;
        assert_eq!(range(5, 0), 5..8);
        assert_eq!(range(5, 2), 3..10);
        assert_eq!(range(1, 2), 0..6);
    }
}
