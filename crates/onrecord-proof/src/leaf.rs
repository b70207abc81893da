//! The leaves of a document: its head, and one for each block.
//!
//! The root over them is the reading digest of a [`Statement`](crate::Statement). A receipt carries
//! the head and a few blocks, each with its proof; so all that a judge looks at in them is bound to
//! the log: the words, what is a label or a stage direction, who speaks, the title and the day.
//!
//! Leaf 0 is the head; leaf `n` is block `n - 1`, apparatus included. The bytes of a leaf are
//! [`canonical`] JSON, whose members are declared in the order of their names.

use crate::canonical;
use onrecord_doc::merkle::{self, Hash};
use onrecord_doc::{Block, BlockKind, Document, Kind, Mark, MarkKind, Speaker, SpeakerKind};
use onrecord_text::{Mapped, Span};
use serde::{Deserialize, Serialize};

/// What a judge looks at beside the blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// How many blocks follow.
    pub blocks: u64,
    /// The collection.
    pub collection: String,
    /// The day that the document bears: `YYYY-MM-DD`.
    pub issued: Option<String>,
    /// Who issued it.
    pub issuers: Vec<Name>,
    /// The kind, by its name in data.
    pub kind: String,
    /// The title.
    pub title: String,
}

/// A person or body, as a document has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// What the name stands for: `person`, `body`, `reporter` …
    pub kind: String,
    /// The name.
    pub name: String,
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// What it is, by its name in data.
    pub kind: String,
    /// What is not plainly text: first byte, byte behind the last, and what it is.
    pub marks: Vec<(u64, u64, String)>,
    /// The stretch of the original that it was read from: first byte, byte behind the last.
    pub source: (u64, u64),
    /// Who speaks, in a turn of a transcript.
    pub speaker: Option<Name>,
    /// The text, white space folded.
    pub text: String,
    /// The number of the turn, from 0.
    pub turn: Option<u64>,
}

/// All leaves of a document, as hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    leaves: Vec<Hash>,
}

impl Reading {
    /// Those of a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let head = merkle::leaf(&canonical::bytes(&Head::of(document)));
        let blocks = (0..document.blocks.len())
            .map(|index| merkle::leaf(&canonical::bytes(&Paragraph::of(document, index))));
        Self {
            leaves: std::iter::once(head).chain(blocks).collect(),
        }
    }

    /// The reading digest.
    #[must_use]
    pub fn root(&self) -> Hash {
        merkle::root(&self.leaves)
    }

    /// The proof that leaf `index` belongs to it.
    ///
    /// # Panics
    ///
    /// If there is no such leaf.
    #[must_use]
    pub fn proof(&self, index: usize) -> Vec<Hash> {
        merkle::inclusion_in(&self.leaves, index)
    }
}

impl Head {
    /// That of a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self {
            blocks: document.blocks.len() as u64,
            collection: document.collection.clone(),
            issued: document.dates.issued.map(|date| date.to_string()),
            issuers: document.issuers.iter().map(Name::of).collect(),
            kind: document.kind.as_str().to_owned(),
            title: document.title.clone(),
        }
    }

    /// Puts what it says into a document.
    ///
    /// # Errors
    ///
    /// For people, if a name or date in it is none.
    pub fn fill(&self, document: &mut Document) -> Result<(), String> {
        document.collection.clone_from(&self.collection);
        document.title.clone_from(&self.title);
        document.kind = self.kind.parse::<Kind>()?;
        document.issuers = self
            .issuers
            .iter()
            .map(Name::speaker)
            .collect::<Result<_, _>>()?;
        document.dates.issued = match &self.issued {
            Some(day) => Some(day.parse().map_err(|_| format!("{day:?} is no day"))?),
            None => None,
        };
        Ok(())
    }
}

impl Name {
    /// That of a speaker.
    #[must_use]
    pub fn of(speaker: &Speaker) -> Self {
        Self {
            kind: speaker.kind.as_str().to_owned(),
            name: speaker.name.clone(),
        }
    }

    /// The speaker.
    ///
    /// # Errors
    ///
    /// For people, if there is no such kind.
    pub fn speaker(&self) -> Result<Speaker, String> {
        Ok(Speaker {
            kind: named(SPEAKERS, SpeakerKind::as_str, &self.kind)?,
            name: self.name.clone(),
        })
    }
}

impl Paragraph {
    /// Block `index` of a document.
    ///
    /// # Panics
    ///
    /// If there is no such block.
    #[must_use]
    pub fn of(document: &Document, index: usize) -> Self {
        let block = &document.blocks[index];
        let mark = |mark: &Mark| {
            let (start, end) = (mark.span.start() as u64, mark.span.end() as u64);
            (start, end, mark_name(mark.kind).to_owned())
        };
        let turn = block.turn.and_then(|turn| document.turns.get(turn));
        let source = block.text.whole();
        Self {
            kind: block.kind.as_str().to_owned(),
            marks: block.marks.iter().map(mark).collect(),
            source: (source.start() as u64, source.end() as u64),
            speaker: turn.map(|turn| Name::of(&turn.speaker)),
            text: block.text.text().to_owned(),
            turn: block.turn.map(|turn| turn as u64),
        }
    }

    /// The block, its text leading to itself, without a turn.
    ///
    /// # Errors
    ///
    /// For people, if a name in it is none, or a mark does not lie in the text.
    pub fn block(&self) -> Result<Block, String> {
        let kind = named(BLOCKS, BlockKind::as_str, &self.kind)?;
        let mut block = Block::new(kind, Mapped::verbatim(&self.text, 0));
        let mut last = 0;
        for (start, end, kind) in &self.marks {
            let inside = |at: u64| usize::try_from(at).ok();
            let (Some(start), Some(end)) = (inside(*start), inside(*end)) else {
                return Err("a mark lies outside its text".to_owned());
            };
            if start < last || end < start || self.text.get(start..end).is_none() {
                return Err("a mark lies outside its text".to_owned());
            }
            last = end;
            block.marks.push(Mark {
                span: Span::new(start, end),
                kind: named(MARKS, mark_name, kind)?,
            });
        }
        Ok(block)
    }
}

/// The one of `all` that has this name.
fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str, wanted: &str) -> Result<T, String> {
    let mut all = all.iter().copied();
    all.find(|one| name(*one) == wanted)
        .ok_or_else(|| format!("{wanted:?} is no name of the format"))
}

/// The name of a mark in a leaf.
fn mark_name(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Label => "label",
        MarkKind::Direction => "direction",
        MarkKind::Struck => "struck",
        MarkKind::Correction => "correction",
        MarkKind::Editorial => "editorial",
    }
}

const MARKS: &[MarkKind] = &[
    MarkKind::Label,
    MarkKind::Direction,
    MarkKind::Struck,
    MarkKind::Correction,
    MarkKind::Editorial,
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

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_doc::{Hint, read};

    const BRIEFING: &str = "---\ntitle: Press Briefing by Press Secretary Ada Example\ndate: '2031-03-03'\n\
        source_url: https://www.example.gov/briefing-room/press-briefings/2031/03/03/b/\n---\n\n\
        MS. EXAMPLE:  Good  afternoon &amp; welcome to\nPort Invention.  (Applause.)\n\n\
        Q    What was <s>forty</s> \\[fourteen\\] ?\n\n* one\n* two\n";

    fn briefing() -> Document {
        let path = Some("a/b.md");
        read(BRIEFING.as_bytes(), Hint { path }).document
    }

    #[test]
    fn leaves_are_those_of_the_documentation() {
        let document = briefing();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        assert_eq!(
            text(canonical::bytes(&Head::of(&document))),
            "{\"blocks\":4,\"collection\":\"whitehouse\",\"issued\":\"2031-03-03\",\"issuers\":[{\"kind\":\"person\",\"name\":\"Ada Example\"}],\"kind\":\"press_briefing\",\"title\":\"Press Briefing by Press Secretary Ada Example\"}"
        );
        assert_eq!(
            text(canonical::bytes(&Paragraph::of(&document, 0))),
            "{\"kind\":\"setting\",\"marks\":[[0,12,\"label\"],[57,68,\"direction\"]],\"source\":[161,236],\"speaker\":{\"kind\":\"person\",\"name\":\"Ada Example\"},\"text\":\"MS. EXAMPLE: Good afternoon & welcome to Port Invention. (Applause.)\",\"turn\":0}"
        );
    }

    #[test]
    fn a_block_comes_back() {
        let document = briefing();
        let reading = Reading::of(&document);
        for (index, block) in document.blocks.iter().enumerate() {
            let bytes = canonical::bytes(&Paragraph::of(&document, index));
            let read: Paragraph = canonical::read(&bytes).unwrap();
            let back = read.block().unwrap();
            assert_eq!((back.kind, &back.marks), (block.kind, &block.marks));
            assert_eq!(back.text.text(), block.text.text());
            let proof = reading.proof(index + 1);
            let size = document.blocks.len() as u64 + 1;
            let root = merkle::included(&merkle::leaf(&bytes), index as u64 + 1, size, &proof);
            assert_eq!(root, Some(reading.root()));
        }
        let mut copy = Document::empty(document.id.clone(), "");
        Head::of(&document).fill(&mut copy).unwrap();
        assert_eq!(
            Head {
                blocks: 4,
                ..Head::of(&copy)
            },
            Head::of(&document)
        );
    }

    #[test]
    fn marks_outside_the_text_are_refused() {
        let mut paragraph = Paragraph::of(&briefing(), 0);
        for bad in [(0, 1_000), (5, 2), (u64::MAX, u64::MAX)] {
            paragraph.marks = vec![(bad.0, bad.1, "label".into())];
            assert!(paragraph.block().is_err(), "{bad:?}");
        }
        paragraph.marks = vec![(0, 3, "nonsense".into())];
        assert!(paragraph.block().is_err());
    }

    #[test]
    fn every_kind_comes_back() {
        for &kind in BLOCKS {
            assert_eq!(named(BLOCKS, BlockKind::as_str, kind.as_str()), Ok(kind));
        }
        for &kind in SPEAKERS {
            assert_eq!(
                named(SPEAKERS, SpeakerKind::as_str, kind.as_str()),
                Ok(kind)
            );
        }
    }
}
