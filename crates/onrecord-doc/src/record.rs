//! The door between those who hold documents and those who ask for them.

use crate::Date;
use crate::model::{DocId, Document, Speaker};
use crate::reading::{Reading, Start, Word, block_of};
use onrecord_text::Span;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// What a checker may ask of a record.
///
/// There are two implementations: [`MemoryRecord`](crate::MemoryRecord), a plain scan that is also
/// the reference, and the store on disk. Both answer alike; the store may only be faster. Words
/// are asked for by the keys of [`Folded::keys`](onrecord_text::Folded::keys), and positions count
/// the main words of a [`Reading`].
pub trait Record: Send + Sync {
    /// What the record covers. "Not on the record" means nothing without it.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    fn coverage(&self) -> Result<Coverage, RecordError>;

    /// The version of a document behind a handle that this record gave.
    ///
    /// # Errors
    ///
    /// If the record cannot be read, or never gave that handle.
    fn held(&self, handle: Handle) -> Result<Arc<Held>, RecordError>;

    /// Whose words the main word with the number `main` of a version is among: the speaker of its
    /// turn, or else all issuers. For who asks this of hundreds of documents and needs nothing
    /// else of them.
    ///
    /// # Errors
    ///
    /// If the record cannot be read, or never gave that handle.
    fn speakers_at(&self, handle: Handle, main: u32) -> Result<Vec<Speaker>, RecordError> {
        let held = self.held(handle)?;
        let document = &held.document;
        let block = document.blocks.get(held.block_of_main(main));
        Ok(match block.and_then(|block| block.turn) {
            Some(turn) => document
                .turns
                .get(turn)
                .map(|turn| turn.speaker.clone())
                .into_iter()
                .collect(),
            None => document.issuers.clone(),
        })
    }

    /// All versions of a document, oldest first (see [`seen`](crate::seen)); empty where there is no
    /// such document.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    fn find(&self, id: &DocId) -> Result<Vec<Handle>, RecordError>;

    /// The bytes of a version as they came, where the record keeps them.
    ///
    /// # Errors
    ///
    /// If they cannot be read, or are not those of the digest any more.
    fn source_bytes(&self, handle: Handle) -> Result<Option<Vec<u8>>, RecordError> {
        let _ = handle;
        Ok(None)
    }

    /// Proposes at most `limit` places where words like these may stand, the likeliest first, after
    /// as much work as `depth` allows.
    ///
    /// A proposal may be wrong; the caller decides by looking. Every place where two neighbouring
    /// words of `keys` stand side by side is a hit; hits on nearly the same diagonal make one
    /// proposal, and its votes are the hits. [`choose`] leaves out frequent pairs when rarer ones
    /// were looked up, so a place that has *all* the words is never missed, unless `limit` cuts it
    /// off.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    fn propose(&self, keys: &[u64], limit: usize, depth: Depth) -> Result<Proposals, RecordError>;

    /// Every place where the main words hold exactly this run of words, up to `limit` places, by
    /// handle and position, and in how many documents (current versions) it stands.
    ///
    /// One word alone is no run: it has no pairs, and nothing is found.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    fn occurrences(&self, keys: &[u64], limit: usize) -> Result<Occurrences, RecordError>;
}

/// How much of an index is read for one proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The rare pairs of words, which mostly tell.
    Quick,
    /// The frequent ones, too.
    Deep,
}

/// A record's own number for one version of one document. Valid as long as the record is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub u64);

/// A version of a document, as a record holds it.
#[derive(Debug)]
pub struct Held {
    /// The document.
    pub document: Document,
    /// Which version it is.
    pub version: Version,
    reading: Reading,
}

impl Held {
    /// Puts a document and its version together.
    #[must_use]
    pub fn new(document: Document, version: Version) -> Self {
        let reading = Reading::new(&document);
        Self::with_reading(document, version, reading)
    }

    /// The same, with the reading of the document.
    #[must_use]
    pub fn with_reading(document: Document, version: Version, reading: Reading) -> Self {
        Self {
            document,
            version,
            reading,
        }
    }

    /// For each block what stands before it, and at the end how many words there are.
    #[must_use]
    pub fn starts(&self) -> &[Start] {
        self.reading.starts()
    }

    /// How many words it has, and how many main words.
    #[must_use]
    pub fn total(&self) -> Start {
        self.reading.total()
    }

    /// Whether it has no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reading.is_empty()
    }

    /// The words `range` of all its words, as far as there are.
    pub fn words(&self, range: Range<usize>) -> impl Iterator<Item = &Word> {
        self.reading.words(&self.document, range)
    }

    /// Its main words from the one with the number `start`.
    pub fn main_words(&self, start: usize) -> impl Iterator<Item = &Word> {
        self.reading.main_words(&self.document, start)
    }

    /// The index of the block that has a main word; that of the last block if there is no such.
    #[must_use]
    pub fn block_of_main(&self, main: u32) -> usize {
        block_of(self.starts(), |start| start.main, main)
    }

    /// The passage of `len` main words from the one with the number `start`: its first and last
    /// block, and its bytes in the original.
    #[must_use]
    pub fn passage(&self, start: usize, len: usize) -> Option<((usize, usize), Span)> {
        let mut words = self.main_words(start).take(len);
        let first = words.next()?;
        let last = words.last().unwrap_or(first);
        let source = |word: &Word| {
            let block = &self.document.blocks[word.block as usize];
            block.text.source(word.span)
        };
        let span = Span::new(source(first).start(), source(last).end());
        Some(((first.block as usize, last.block as usize), span))
    }

    /// The index among all words of a main word; how many words there are if there is no such.
    #[must_use]
    pub fn index_of_main(&self, main: usize) -> usize {
        self.reading.index_of_main(&self.document, main)
    }
}

/// Which version of a document something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counted from 1, in the order in which they came into the record: a number never changes its
    /// version. [`Record::find`] has the order of time.
    pub number: u32,
    /// How many versions the record has of the document.
    pub of: u32,
    /// The SHA-256 of the original bytes, in hexadecimal; empty for a record in memory.
    pub digest: String,
    /// Whether no version is later, in the order of time.
    pub current: bool,
    /// When it was seen first: a date or time in RFC 3339 form, as far as known.
    pub seen: Option<String>,
    /// The earliest moment at which its words are known to have stood at their source, as
    /// [`seen::known`](crate::seen::known) tells it.
    pub known: Option<String>,
    /// The files it came in, as they were named when added.
    pub paths: Vec<String>,
}

impl Version {
    /// Whether the record has no later version.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.current
    }
}

/// What a record covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many documents.
    pub documents: usize,
    /// How many versions of them.
    pub versions: usize,
    /// The earliest date of a document.
    pub first: Option<Date>,
    /// The latest date of a document.
    pub last: Option<Date>,
    /// Collections and how many documents each has, by name.
    pub collections: Vec<(String, usize)>,
    /// The issuers of most documents, most first.
    pub issuers: Vec<(String, usize)>,
}

impl fmt::Display for Coverage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.documents == 1 { "" } else { "s" };
        write!(out, "{} document{plural}", grouped(self.documents))?;
        if let (Some(first), Some(last)) = (self.first, self.last) {
            write!(
                out,
                ", {} to {}",
                first.strftime("%B %-d, %Y"),
                last.strftime("%B %-d, %Y")
            )?;
        }
        Ok(())
    }
}

/// A number with commas between the thousands.
#[must_use]
pub fn grouped(number: usize) -> String {
    let figures = number.to_string();
    let mut grouped = String::new();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(figure);
    }
    grouped
}

/// A place where the words asked for may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// In which version of which document.
    pub handle: Handle,
    /// The main word at which the first word asked for would stand; below zero where the document
    /// begins in the middle of what was asked for.
    pub start: i64,
    /// How many pairs of neighbouring words agree.
    pub votes: u32,
}

/// The answer to [`Record::propose`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// The places, the one with most votes first; equal ones by handle and place.
    pub places: Vec<Proposal>,
    /// How many pairs of the question were looked up: so many votes a place can have.
    pub asked: u32,
    /// Whether every pair was looked up and none was cut off: only then does "nothing" mean that
    /// the record has nothing.
    pub complete: bool,
}

/// The answer to [`Record::occurrences`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occurrences {
    /// The places: a handle, and the main word at which the run begins.
    pub places: Vec<(Handle, u32)>,
    /// In how many documents the current version has the run.
    pub documents: usize,
    /// Whether `documents` is exact; else it is a lower bound.
    pub counted: bool,
    /// Whether `places` holds all of them.
    pub complete: bool,
}

/// A pair of neighbouring words that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<P> {
    /// At which words of the question it stands.
    pub at: Vec<u32>,
    /// How many places it has in all versions.
    pub count: u64,
    /// The places, or where they are to be read.
    pub places: P,
}

/// How many pairs are always looked up, the rarest first.
const ALWAYS: usize = 3;

/// After how many places no further pair is looked up. With more, frequent pairs outvote the rare
/// ones that tell (measured), ...
const QUICK: u64 = 2_048;

/// ... which is what must be, where only frequent words are left.
const DEEP: u64 = 8_192;

/// Of a pair that stands in the question again and again, only so many hits are counted.
const MOST_HITS: u64 = 1 << 16;

/// Sorts pairs by how rare they are, and takes as many as `depth` allows, as every implementation
/// of [`Record::propose`] must; the second answer says whether those are all.
#[must_use]
pub fn choose<P>(mut pairs: Vec<Asked<P>>, depth: Depth) -> (Vec<Asked<P>>, bool) {
    pairs.sort_by(|a, b| (a.count, &a.at).cmp(&(b.count, &b.at)));
    let budget = match depth {
        Depth::Quick => QUICK,
        Depth::Deep => DEEP,
    };
    let (mut spent, mut all) = (0, true);
    let mut chosen = pairs.len();
    for (number, pair) in pairs.iter_mut().enumerate() {
        let most = usize::try_from(MOST_HITS / pair.count.max(1)).unwrap_or(usize::MAX);
        all &= pair.at.len() <= most.max(1);
        pair.at.truncate(most.max(1));
        spent += pair.count * pair.at.len() as u64;
        if number >= ALWAYS && spent > budget {
            (chosen, all) = (number, false);
            break;
        }
    }
    pairs.truncate(chosen);
    (pairs, all)
}

/// Hits on diagonals at most this many words apart are one place: an insertion or omission of a
/// few words must not split it.
const SAME_PLACE: i64 = 12;

/// A place covers at most this many diagonals: where a document repeats a formula line after
/// line, each repetition remains a place of its own. Two hits further apart than this and the length
/// of the question are never of one place.
pub const WIDEST_PLACE: i64 = 3 * SAME_PLACE;

/// A place of a document, of which a pair of words agrees: the version, the main word at which
/// the pair stands, and which pair of the question it is.
pub type Hit = (Handle, u32, u32);

/// Gathers hits into proposals, as every implementation of [`Record::propose`] must: at most
/// `limit`, and whether any were cut off.
#[must_use]
pub fn gather(hits: impl IntoIterator<Item = Hit>, limit: usize) -> (Vec<Proposal>, bool) {
    let mut hits: Vec<Ordered> = hits.into_iter().map(Ordered::new).collect();
    // The hits of a pair come in order: a sort that finds such runs only merges them.
    hits.sort();
    let mut places: Vec<Proposal> = Vec::new();
    let mut rest = hits.as_slice();
    while let Some(first) = rest.first() {
        let near = |pair: &[Ordered]| {
            pair[0].handle() == pair[1].handle()
                && pair[1].diagonal() - pair[0].diagonal() <= SAME_PLACE
                && pair[1].diagonal() - first.diagonal() <= WIDEST_PLACE
        };
        let len = 1 + rest.windows(2).take_while(|pair| near(pair)).count();
        let (place, behind) = rest.split_at(len);
        places.push(proposal(place));
        rest = behind;
    }
    let order = |place: &Proposal| (std::cmp::Reverse(place.votes), place.handle, place.start);
    let cut = places.len() > limit;
    if cut && limit > 0 {
        places.select_nth_unstable_by_key(limit - 1, order);
    }
    places.truncate(limit);
    places.sort_unstable_by_key(order);
    (places, cut)
}

/// One place: it begins on the diagonal of most hits, and each pair of the question votes once.
fn proposal(hits: &[Ordered]) -> Proposal {
    if let [only] = hits {
        // Most places are such, and there are thousands.
        return Proposal {
            handle: only.handle(),
            start: only.diagonal(),
            votes: 1,
        };
    }
    let runs = hits.chunk_by(|a, b| a.diagonal() == b.diagonal());
    let longest = runs.max_by_key(|run| (run.len(), std::cmp::Reverse(run[0].diagonal())));
    let mut asked: Vec<i64> = hits.iter().map(|hit| hit.asked()).collect();
    asked.sort_unstable();
    asked.dedup();
    Proposal {
        handle: hits[0].handle(),
        start: longest.map_or(0, |run| run[0].diagonal()),
        votes: asked.len() as u32,
    }
}

/// A hit as one number, in the order of handle, diagonal and place: there are thousands to sort. A
/// place has 31 bits, since no document has as many words as bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Ordered(u128);

impl Ordered {
    fn new((handle, at, asked): Hit) -> Self {
        let diagonal = i64::from(at) - i64::from(asked) + (1 << 32);
        let place = at & (u32::MAX >> 1);
        Self(u128::from(handle.0) << 64 | (diagonal as u128) << 31 | u128::from(place))
    }

    fn handle(self) -> Handle {
        Handle((self.0 >> 64) as u64)
    }

    fn diagonal(self) -> i64 {
        (self.0 as u64 >> 31) as i64 - (1 << 32)
    }

    fn asked(self) -> i64 {
        (self.0 as u64 & (u64::MAX >> 33)) as i64 - self.diagonal()
    }
}

/// Why a record could not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    message: String,
}

impl RecordError {
    /// An error with its message for people: what was wrong, where, what to do.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for RecordError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_on_one_diagonal_are_one_place() {
        let hits = vec![
            (Handle(1), 10, 0),
            (Handle(1), 11, 1),
            (Handle(1), 15, 3), // two words inserted
            (Handle(1), 90, 0),
            (Handle(2), 5, 4),
        ];
        let (places, cut) = gather(hits, 10);
        let seen: Vec<_> = places
            .iter()
            .map(|p| (p.handle.0, p.start, p.votes))
            .collect();
        assert_eq!(seen, [(1, 10, 3), (1, 90, 1), (2, 1, 1)]);
        assert!(!cut);
    }

    #[test]
    fn a_formula_said_again_and_again_is_many_places() {
        let line = |n: u32| [(Handle(1), n * 10, 0), (Handle(1), n * 10 + 1, 1)];
        let mut hits: Vec<Hit> = (0..50).flat_map(line).collect();
        hits.push((Handle(1), 252, 2));
        let (places, _) = gather(hits, 3);
        assert_eq!((places[0].votes, places[0].start), (3, 250));
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!((grouped(7), grouped(14_396)), ("7".into(), "14,396".into()));
    }
}
