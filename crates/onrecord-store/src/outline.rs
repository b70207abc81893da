//! A version as it is kept for reading again: everything that its reader found, but not its words.
//!
//! The words stay where they are, in the original: a block says which of its bytes they are, and
//! what is to be put for those that markup changed. So a document need not be parsed again to be
//! judged, and the record does not hold its text twice.
//!
//! An outline is `u32 CRC-32 of the rest`, then [`Origin`], [`Shape`], and one [`Row`] a block,
//! all in the postcard wire format (<https://postcard.jamesmunns.com/wire-format>). The shape says
//! how long each row is, so that a block is made when it is asked for, and no other. Kinds are
//! coded by their place in the tables below: only ever add at their ends.

use crate::originals::Place;
use onrecord_doc::model::List;
use onrecord_doc::model::{Dates, Heading, Kind, Source, Turn, Verification};
use onrecord_doc::reading::block_of;
use onrecord_doc::{
    Block, BlockKind, DocId, Document, Mark, MarkKind, Reading, Speaker, SpeakerKind, Start,
};
use onrecord_text::{Mapped, MappedBuilder, Span};
use serde::{Deserialize, Serialize};
use tantivy::directory::OwnedBytes;

/// Where a version came from.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Origin<'a> {
    pub pack: u32,
    pub offset: u64,
    pub size: u64,
    /// The CRC-32 of the original bytes: enough to see that they are whole whenever they are read.
    /// What proves them is the digest.
    pub crc: u32,
    pub digest: &'a str,
    pub number: u32,
    pub seen: &'a str,
    /// Whether somebody said that it was seen then; else it was added then.
    pub told: bool,
    pub path: &'a str,
}

impl Origin<'_> {
    pub fn place(&self) -> Place {
        Place {
            pack: self.pack,
            offset: self.offset,
            size: self.size,
        }
    }
}

/// A document without its blocks.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Shape<'a> {
    id: &'a str,
    collection: &'a str,
    title: &'a str,
    issued: Option<&'a str>,
    published: Option<&'a str>,
    modified: Option<&'a str>,
    kind: u8,
    place: Option<&'a str>,
    times: Vec<&'a str>,
    note: Option<&'a str>,
    address: Option<&'a str>,
    first_released_by: Option<&'a str>,
    verification: u8,
    /// Every speaker once: the issuers in their order, then those of the turns.
    speakers: Vec<(&'a str, u8)>,
    issuers: u32,
    /// Speaker, label, and where the label stands: its start and its length.
    turns: Vec<(u32, &'a str, u32, u32)>,
    headings: [Vec<Vec<&'a str>>; 4],
    rows: Vec<Entry>,
}

/// What has to be known of every block.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Entry {
    /// How long its row is, in bytes.
    len: u32,
    /// How far its source begins behind that of the block before it.
    ahead: i64,
    /// How many words it has, and how many main words.
    all: u32,
    main: u32,
}

/// A block without its words.
#[derive(Debug, Serialize, Deserialize)]
struct Row<'a> {
    kind: u8,
    /// The turn, counted from 1; 0 for none.
    turn: u32,
    /// Start, length, kind.
    marks: Vec<(u32, u32, u8)>,
    #[serde(borrow)]
    parts: Vec<Part<'a>>,
}

/// A piece of a block's text.
#[derive(Debug, Serialize, Deserialize)]
struct Part<'a> {
    /// How far it begins behind the end of the part before it (the first: behind the beginning of
    /// its block), and its length, in the original.
    ahead: i64,
    len: u32,
    #[serde(borrow)]
    text: Text<'a>,
}

#[derive(Debug, Serialize, Deserialize)]
enum Text<'a> {
    /// The bytes of the original.
    Same,
    /// The same, but for some bytes: how far behind the last of them, and what stands there.
    Patched(Vec<(u32, u8)>),
    /// Other text.
    Other(&'a str),
}

/// The outline of a version: where it came from, and the rest as [`outline`] gives it.
pub(crate) fn with_origin(origin: &Origin<'_>, rest: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 4];
    bytes.extend(encoded(origin));
    bytes.extend_from_slice(rest);
    let sum = crc32fast::hash(&bytes[4..]);
    bytes[..4].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// What is kept of a document that was read from `original`.
pub(crate) fn outline(document: &Document, reading: &Reading, original: &[u8]) -> Vec<u8> {
    let (mut entries, mut rows, mut last) = (Vec::new(), Vec::new(), 0);
    for (block, starts) in document.blocks.iter().zip(reading.starts().windows(2)) {
        let start = block
            .text
            .pieces()
            .next()
            .map_or(last, |(_, span)| span.start());
        let row = encoded(&row(block, start, original));
        entries.push(Entry {
            len: row.len() as u32,
            ahead: start as i64 - last as i64,
            all: starts[1].all - starts[0].all,
            main: starts[1].main - starts[0].main,
        });
        rows.extend(row);
        last = start;
    }
    let mut outline = encoded_shape(document, entries);
    outline.extend(rows);
    outline
}

fn encoded_shape(document: &Document, rows: Vec<Entry>) -> Vec<u8> {
    let issued = document.dates.issued.map(|date| date.to_string());
    let mut speakers: Vec<&Speaker> = document.issuers.iter().collect();
    let shape = Shape {
        id: document.id.as_str(),
        collection: &document.collection,
        title: &document.title,
        issued: issued.as_deref(),
        published: document.dates.published.as_deref(),
        modified: document.dates.modified.as_deref(),
        kind: code(Kind::ALL, document.kind),
        place: document.place.as_deref(),
        times: document.times.iter().map(String::as_str).collect(),
        note: document.note.as_deref(),
        address: document.source.address.as_deref(),
        first_released_by: document.source.first_released_by.as_deref(),
        verification: code(VERIFICATIONS, document.source.verification),
        issuers: document.issuers.len() as u32,
        turns: turns(&document.turns, &mut speakers),
        speakers: speakers
            .iter()
            .map(|speaker| (speaker.name.as_str(), code(SPEAKERS, speaker.kind)))
            .collect(),
        headings: [
            levels(&document.categories),
            levels(&document.names),
            levels(&document.subjects),
            levels(&document.locations),
        ],
        rows,
    };
    encoded(&shape)
}

/// Writing into memory cannot fail, nor can any of our types be refused.
fn encoded(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_default()
}

fn turns<'a>(
    turns: &'a List<Turn>,
    speakers: &mut Vec<&'a Speaker>,
) -> Vec<(u32, &'a str, u32, u32)> {
    let number = |turn: &'a Turn| {
        let known = speakers.iter().position(|known| **known == turn.speaker);
        let number = known.unwrap_or_else(|| {
            speakers.push(&turn.speaker);
            speakers.len() - 1
        });
        let (start, len) = (turn.span.start() as u32, turn.span.len() as u32);
        (number as u32, turn.label.as_str(), start, len)
    };
    turns.iter().map(number).collect()
}

fn levels(headings: &[Heading]) -> Vec<Vec<&str>> {
    let levels = headings.iter().map(|heading| &heading.levels);
    levels
        .map(|levels| levels.iter().map(String::as_str).collect())
        .collect()
}

fn row<'a>(block: &'a Block, start: usize, original: &[u8]) -> Row<'a> {
    let mark = |mark: &Mark| {
        let (start, len) = (mark.span.start() as u32, mark.span.len() as u32);
        (start, len, code(MARKS, mark.kind))
    };
    let mut end = start;
    let part = |(text, source): (&'a str, Span)| {
        let ahead = source.start() as i64 - end as i64;
        end = source.end();
        Part {
            ahead,
            len: source.len() as u32,
            text: coded(text, original.get(source.range()).unwrap_or_default()),
        }
    };
    Row {
        kind: code(BLOCKS, block.kind),
        turn: block.turn.map_or(0, |turn| turn as u32 + 1),
        marks: block.marks.iter().map(mark).collect(),
        parts: block.text.pieces().map(part).collect(),
    }
}

/// How to make `text` of the bytes it stands for.
fn coded<'a>(text: &'a str, source: &[u8]) -> Text<'a> {
    if text.as_bytes() == source {
        return Text::Same;
    }
    if text.len() != source.len() {
        return Text::Other(text);
    }
    let (mut patches, mut last) = (Vec::new(), 0);
    for (at, (&byte, original)) in text.as_bytes().iter().zip(source).enumerate() {
        if byte != *original {
            patches.push(((at - last) as u32, byte));
            last = at;
        }
    }
    if patches.len() * 2 < text.len() {
        Text::Patched(patches)
    } else {
        Text::Other(text)
    }
}

/// An outline that was read: where the version came from, and what makes the document.
pub(crate) struct Outline<'a> {
    pub origin: Origin<'a>,
    shape: Shape<'a>,
    /// Where the rows begin.
    rows: usize,
}

impl<'a> Outline<'a> {
    /// Reads an outline; `None` where it is damaged.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (sum, rest) = bytes.split_first_chunk::<4>()?;
        if crc32fast::hash(rest) != u32::from_le_bytes(*sum) {
            return None;
        }
        let (origin, rest) = postcard::take_from_bytes(rest).ok()?;
        let (shape, rest) = postcard::take_from_bytes::<Shape<'_>>(rest).ok()?;
        Some(Self {
            origin,
            shape,
            rows: bytes.len() - rest.len(),
        })
    }

    /// The document. `bytes` is what the outline was read from; `original` has its words. Both
    /// were proven whole, so that blocks can be made later, when they are asked for.
    pub fn document(&self, bytes: OwnedBytes, original: OwnedBytes) -> Option<(Document, Reading)> {
        let shape = &self.shape;
        let speakers: Option<Vec<Speaker>> = shape.speakers.iter().map(speaker).collect();
        let speakers = speakers?;
        let mut document = Document::empty(DocId::new(shape.id).ok()?, shape.collection);
        document.title = shape.title.to_owned();
        document.dates = shape.dates()?;
        document.kind = *Kind::ALL.get(usize::from(shape.kind))?;
        document.issuers = speakers.get(..shape.issuers as usize)?.to_vec();
        document.place = shape.place.map(str::to_owned);
        document.times = shape.times.iter().map(|&time| time.to_owned()).collect();
        document.note = shape.note.map(str::to_owned);
        document.source = shape.source()?;
        document.turns = shape.turns(speakers, bytes.clone())?;
        let [categories, names, subjects, locations] = &shape.headings;
        document.categories = headings(categories);
        document.names = headings(names);
        document.subjects = headings(subjects);
        document.locations = headings(locations);
        let rows = Rows {
            places: self.places(),
            bytes,
            original,
        };
        document.blocks = List::made_by(rows.places.len(), move |at| rows.block(at));
        Some((document, Reading::from_starts(shape.starts())))
    }

    /// Whose words a main word is among, as [`Record::speakers_at`](onrecord_doc::Record::speakers_at)
    /// has it; `bytes` is what the outline was read from. `None` where it is damaged.
    pub fn speakers_at(&self, bytes: &[u8], main: u32) -> Option<Vec<Speaker>> {
        let block = block_of(&self.shape.starts(), |start| start.main, main);
        let turn = match self.places().get(block) {
            // A row begins with its kind and its turn.
            Some(&(at, _)) => {
                let row = bytes.get(at as usize..)?;
                let ((_, turn), _) = postcard::take_from_bytes::<(u8, u32)>(row).ok()?;
                turn.checked_sub(1)
            }
            None => None,
        };
        let speakers = &self.shape.speakers;
        let theirs = match turn {
            Some(turn) => {
                let number = self.shape.turns.get(turn as usize)?.0 as usize;
                speakers.get(number..=number)?
            }
            None => speakers.get(..self.shape.issuers as usize)?,
        };
        theirs.iter().map(speaker).collect()
    }

    /// For each row where it begins, and where the source of its block begins.
    fn places(&self) -> Vec<(u32, u32)> {
        let (mut row, mut source) = (self.rows as u32, 0_i64);
        let place = |entry: &Entry| {
            source += entry.ahead;
            let place = (row, source as u32);
            row += entry.len;
            place
        };
        self.shape.rows.iter().map(place).collect()
    }
}

impl Shape<'_> {
    fn dates(&self) -> Option<Dates> {
        let issued = match self.issued {
            Some(issued) => Some(issued.parse().ok()?),
            None => None,
        };
        Some(Dates {
            issued,
            published: self.published.map(str::to_owned),
            modified: self.modified.map(str::to_owned),
        })
    }

    fn source(&self) -> Option<Source> {
        Some(Source {
            address: self.address.map(str::to_owned),
            first_released_by: self.first_released_by.map(str::to_owned),
            verification: *VERIFICATIONS.get(usize::from(self.verification))?,
        })
    }

    fn turns(&self, speakers: Vec<Speaker>, bytes: OwnedBytes) -> Option<List<Turn>> {
        // The labels lie in the outline: only where is kept, and a turn is made when asked for.
        let begin = bytes.as_slice().as_ptr() as usize;
        let mut turns = Vec::with_capacity(self.turns.len());
        for &(number, label, start, len) in &self.turns {
            speakers.get(number as usize)?;
            let at = (label.as_ptr() as usize).checked_sub(begin)?;
            bytes.get(at..at + label.len())?;
            turns.push((number, at as u32, label.len() as u32, span(start, len)?));
        }
        let make = move |index: usize| {
            let (number, at, len, span) = turns[index];
            let label = &bytes[at as usize..(at + len) as usize];
            Turn {
                speaker: speakers[number as usize].clone(),
                label: String::from_utf8_lossy(label).into_owned(),
                span,
            }
        };
        Some(List::made_by(self.turns.len(), make))
    }

    fn starts(&self) -> Vec<Start> {
        let mut starts = Vec::with_capacity(self.rows.len() + 1);
        let mut next = Start::default();
        starts.push(next);
        for row in &self.rows {
            next.all += row.all;
            next.main += row.main;
            starts.push(next);
        }
        starts
    }
}

/// The rows of a document, from which its blocks are made.
struct Rows {
    places: Vec<(u32, u32)>,
    bytes: OwnedBytes,
    original: OwnedBytes,
}

impl Rows {
    /// A block. Its bytes were proven whole: only a fault of this program could make it empty.
    fn block(&self, index: usize) -> Block {
        let empty = || Block::new(BlockKind::Paragraph, Mapped::default());
        self.read(index).unwrap_or_else(empty)
    }

    fn read(&self, index: usize) -> Option<Block> {
        let (at, start) = *self.places.get(index)?;
        let row = self.bytes.get(at as usize..)?;
        let (row, _) = postcard::take_from_bytes::<Row<'_>>(row).ok()?;
        let mut block = Block::new(
            *BLOCKS.get(usize::from(row.kind))?,
            text(&row.parts, &self.original, start as usize)?,
        );
        block.turn = (row.turn as usize).checked_sub(1);
        for &(start, len, kind) in &row.marks {
            block.marks.push(Mark {
                span: span(start, len)?,
                kind: *MARKS.get(usize::from(kind))?,
            });
        }
        Some(block)
    }
}

fn text(parts: &[Part<'_>], original: &[u8], mut end: usize) -> Option<Mapped> {
    let mut text = MappedBuilder::default();
    for part in parts {
        let start = end.checked_add_signed(isize::try_from(part.ahead).ok()?)?;
        end = start.checked_add(part.len as usize)?;
        let source = Span::new(start, end);
        let bytes = original.get(start..end)?;
        match &part.text {
            Text::Same => text.push(std::str::from_utf8(bytes).ok()?, source),
            Text::Patched(patches) => {
                let (mut bytes, mut at) = (bytes.to_vec(), 0);
                for &(ahead, byte) in patches {
                    at += ahead as usize;
                    *bytes.get_mut(at)? = byte;
                }
                text.push(std::str::from_utf8(&bytes).ok()?, source);
            }
            Text::Other(other) => text.push(other, source),
        }
    }
    Some(text.finish())
}

fn speaker(&(name, kind): &(&str, u8)) -> Option<Speaker> {
    Some(Speaker {
        name: name.to_owned(),
        kind: *SPEAKERS.get(usize::from(kind))?,
    })
}

fn headings(all: &[Vec<&str>]) -> Vec<Heading> {
    let heading = |levels: &Vec<&str>| Heading {
        levels: levels.iter().map(|&level| level.to_owned()).collect(),
    };
    all.iter().map(heading).collect()
}

fn span(start: u32, len: u32) -> Option<Span> {
    let end = start.checked_add(len)?;
    Some(Span::new(start as usize, end as usize))
}

fn code<T: PartialEq>(table: &[T], value: T) -> u8 {
    let place = table.iter().position(|known| *known == value);
    place.map_or(u8::MAX, |place| place as u8)
}

const VERIFICATIONS: &[Verification] = &[
    Verification::NotStated,
    Verification::OriginalNotAvailable,
    Verification::Verified,
];
const SPEAKERS: &[SpeakerKind] = &[
    SpeakerKind::Person,
    SpeakerKind::Label,
    SpeakerKind::Body,
    SpeakerKind::Reporter,
    SpeakerKind::Audience,
    SpeakerKind::Official,
    SpeakerKind::Interpreter,
    SpeakerKind::Moderator,
];
const BLOCKS: &[BlockKind] = &[
    BlockKind::Heading,
    BlockKind::Paragraph,
    BlockKind::ListItem,
    BlockKind::Quotation,
    BlockKind::Direction,
    BlockKind::Setting,
    BlockKind::Signature,
    BlockKind::Row,
    BlockKind::Note,
    BlockKind::Apparatus,
];
const MARKS: &[MarkKind] = &[
    MarkKind::Label,
    MarkKind::Direction,
    MarkKind::Struck,
    MarkKind::Correction,
    MarkKind::Editorial,
];

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_doc::{Hint, read as parse};

    const BRIEFING: &str = "---\ntitle: Press Briefing by Press Secretary Ada Example\ndate: '2031-03-03'\n\
        source_url: https://www.example.gov/briefing-room/press-briefings/2031/03/03/b/\n---\n\n\
        MS. EXAMPLE:  Good  afternoon &amp; welcome to\nPort Invention.  (Applause.)\n\n\
        Q    What was <s>forty</s> \\[fourteen\\] ?\n\n* one\n* two\n";

    fn round(source: &[u8]) {
        let document = parse(
            source,
            Hint {
                path: Some("a/b.md"),
            },
        )
        .document;
        let reading = Reading::new(&document);
        let origin = Origin {
            pack: 1,
            offset: 512,
            size: source.len() as u64,
            crc: crc32fast::hash(source),
            digest: "ab",
            number: 2,
            seen: "2031-03-04T00:00:00Z",
            told: false,
            path: "a/b.md",
        };
        let mut bytes = with_origin(&origin, &outline(&document, &reading, source));
        let read = Outline::read(&bytes).unwrap();
        assert_eq!(read.origin, origin);
        let owned = |bytes: &[u8]| OwnedBytes::new(bytes.to_vec());
        let kept = owned(&bytes);
        let read = Outline::read(kept.as_slice()).unwrap();
        let (made, starts) = read.document(kept.clone(), owned(source)).unwrap();
        assert_eq!(made, document);
        assert_eq!(starts.starts(), reading.starts());
        assert!(starts.words(&made, 0..9).eq(reading.words(&document, 0..9)));
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        assert!(Outline::read(&bytes).is_none());
    }

    #[test]
    fn a_document_comes_back_as_it_was_read() {
        round(BRIEFING.as_bytes());
        round(b"");
        round(b"caf\xe9 \x93quoted\x94 in another encoding\r\nand more\r\n\r\nend");
    }

    #[test]
    fn every_kind_has_a_code() {
        let problem = |code: u8| code == u8::MAX;
        assert!(!Kind::ALL.iter().any(|&kind| problem(code(Kind::ALL, kind))));
        assert!(Kind::ALL.len() < usize::from(u8::MAX));
    }
}
