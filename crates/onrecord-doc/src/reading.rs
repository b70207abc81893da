//! A document as one run of words.

use crate::model::{Block, BlockKind, Document, MarkKind};
use onrecord_text::{Folded, Span};
use std::ops::Range;
use std::sync::OnceLock;

/// The words of a document from its first block to its last, each with its block and its role.
///
/// There are two ways to walk it. *All* words, in the order of the source; and the *main* words,
/// which leave out labels, stage directions and struck readings: what a person would read aloud.
/// Positions in an index count main words.
///
/// A block is read when one of its words is first asked for: of a long transcript, a quotation
/// needs a few paragraphs. [`Start`]s, which a record may keep, tell where each block begins.
#[derive(Debug, Default)]
pub struct Reading {
    starts: Vec<Start>,
    blocks: Vec<OnceLock<Vec<Word>>>,
}

/// How many words stand before a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// Of all words.
    pub all: u32,
    /// Of the main words.
    pub main: u32,
}

/// One word of a [`Reading`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The key of its folded form: equal words have equal keys.
    pub key: u64,
    /// The index of its block.
    pub block: u32,
    /// Where it stands in the block's text.
    pub span: Span,
    /// What role it has.
    pub class: Class,
    /// Whether it is broken off with a hyphen (`Rus-`).
    pub cut: bool,
}

/// The role of a word in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A word of the document.
    Plain,
    /// The corrected reading, in square brackets, of struck words.
    Correction,
    /// Another editorial insertion in square brackets.
    Editorial,
    /// Part of a speaker's label.
    Label,
    /// Part of a stage direction.
    Direction,
    /// Struck out by the transcript itself.
    Struck,
}

impl Class {
    /// Whether words of this class belong to the main words.
    #[must_use]
    pub fn is_main(self) -> bool {
        matches!(self, Self::Plain | Self::Correction)
    }
}

impl From<MarkKind> for Class {
    fn from(kind: MarkKind) -> Self {
        match kind {
            MarkKind::Label => Self::Label,
            MarkKind::Direction => Self::Direction,
            MarkKind::Struck => Self::Struck,
            MarkKind::Correction => Self::Correction,
            MarkKind::Editorial => Self::Editorial,
        }
    }
}

impl Reading {
    /// Reads the words of `document`, all at once.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        Self::told(document, |_, _| ())
    }

    /// The same; tells every word and its folded form as it is read.
    #[must_use]
    pub fn told(document: &Document, mut tell: impl FnMut(&Word, &str)) -> Self {
        let mut reading = Self {
            starts: vec![Start::default()],
            blocks: Vec::with_capacity(document.blocks.len()),
        };
        let mut next = Start::default();
        for (index, block) in document.blocks.iter().enumerate() {
            let words = words(block, index, &mut tell);
            next.all += words.len() as u32;
            next.main += words.iter().filter(|word| word.class.is_main()).count() as u32;
            reading.starts.push(next);
            reading.blocks.push(OnceLock::from(words));
        }
        reading
    }

    /// The reading of a document of which [`starts`](Self::starts) is known. Nothing is read yet.
    #[must_use]
    pub fn from_starts(starts: Vec<Start>) -> Self {
        let blocks = starts.len().saturating_sub(1);
        Self {
            blocks: (0..blocks).map(|_| OnceLock::new()).collect(),
            starts,
        }
    }

    /// For each block what stands before it, and at the end how many words there are.
    #[must_use]
    pub fn starts(&self) -> &[Start] {
        &self.starts
    }

    /// How many words there are, and how many main words.
    #[must_use]
    pub fn total(&self) -> Start {
        self.starts.last().copied().unwrap_or_default()
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total().all == 0
    }

    /// The words `range` of all words of `document`, as far as there are.
    pub fn words<'a>(
        &'a self,
        document: &'a Document,
        range: Range<usize>,
    ) -> impl Iterator<Item = &'a Word> {
        let end = range.end.min(self.total().all as usize);
        let start = range.start.min(end);
        let first = block_of(&self.starts, |at| at.all, start as u32);
        let skipped = start - self.starts.get(first).map_or(0, |at| at.all as usize);
        (first..self.blocks.len())
            .flat_map(move |block| self.block(document, block))
            .skip(skipped)
            .take(end - start)
    }

    /// The main words of `document` from the one with the number `start`.
    pub fn main_words<'a>(
        &'a self,
        document: &'a Document,
        start: usize,
    ) -> impl Iterator<Item = &'a Word> {
        let first = block_of(&self.starts, |at| at.main, start as u32);
        let before = self.starts.get(first).map_or(0, |at| at.main as usize);
        (first..self.blocks.len())
            .flat_map(move |block| self.block(document, block))
            .filter(|word| word.class.is_main())
            .skip(start - before)
    }

    /// The index among all words of the main word with the number `main`; how many words there
    /// are if there is no such word.
    pub fn index_of_main(&self, document: &Document, main: usize) -> usize {
        if main >= self.total().main as usize {
            return self.total().all as usize;
        }
        let block = block_of(&self.starts, |at| at.main, main as u32);
        let start = self.starts[block];
        let is_main = |(_, word): &(usize, &Word)| word.class.is_main();
        let words = self.block(document, block).iter().enumerate();
        let mut here = words.filter(is_main).skip(main - start.main as usize);
        start.all as usize + here.next().map_or(0, |(at, _)| at)
    }

    fn block(&self, document: &Document, index: usize) -> &[Word] {
        self.blocks[index].get_or_init(|| {
            let block = document.blocks.get(index);
            block.map_or_else(Vec::new, |block| words(block, index, &mut |_, _| ()))
        })
    }
}

/// The block that holds the word with the number `at`, in one of the two ways of counting; the last
/// where there is no such word.
#[must_use]
pub fn block_of(starts: &[Start], count: fn(&Start) -> u32, at: u32) -> usize {
    let behind = starts.partition_point(|start| count(start) <= at);
    behind.saturating_sub(1).min(starts.len().saturating_sub(2))
}

/// The words of one block.
fn words(block: &Block, index: usize, tell: &mut impl FnMut(&Word, &str)) -> Vec<Word> {
    if block.kind == BlockKind::Apparatus {
        return Vec::new();
    }
    let folded = Folded::new(block.text.text());
    let mut marks = block.marks.iter().peekable();
    let word = |at: usize| {
        let span = folded.span(at);
        while marks
            .next_if(|mark| mark.span.end() <= span.start())
            .is_some()
        {}
        let class = match marks.peek() {
            Some(mark) if mark.span.overlaps(span) => Class::from(mark.kind),
            _ if block.kind == BlockKind::Direction => Class::Direction,
            _ => Class::Plain,
        };
        let word = Word {
            key: folded.keys()[at],
            block: index as u32,
            span,
            class,
            cut: folded.is_cut(at),
        };
        tell(&word, folded.form(at));
        word
    };
    (0..folded.len()).map(word).collect()
}
