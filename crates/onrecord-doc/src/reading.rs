//! A document as one run of words.

use crate::model::{BlockKind, Document, MarkKind};
use onrecord_text::{Folded, Span};

/// The words of a document from its first block to its last, each with its block and its role.
///
/// There are two ways to walk it. *All* words, in the order of the source; and the *main* words,
/// which leave out labels, stage directions and struck readings: what a person would read aloud.
/// Positions in an index count main words.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    words: Vec<Word>,
    keys: Vec<u64>,
    main: Vec<u32>,
}

/// One word of a [`Reading`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
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
    /// Reads the words of `document`.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let mut reading = Self::default();
        for (index, block) in document.blocks.iter().enumerate() {
            if block.kind == BlockKind::Apparatus {
                continue;
            }
            let folded = Folded::new(block.text.text());
            let mut marks = block.marks.iter().peekable();
            for at in 0..folded.len() {
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
                    block: index as u32,
                    span,
                    class,
                    cut: folded.is_cut(at),
                };
                reading.push(word, folded.keys()[at]);
            }
        }
        reading
    }

    fn push(&mut self, word: Word, key: u64) {
        if word.class.is_main() {
            self.main.push(self.words.len() as u32);
        }
        self.words.push(word);
        self.keys.push(key);
    }

    /// All words.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The keys of all words.
    #[must_use]
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// For each main word, its index among all words.
    #[must_use]
    pub fn main(&self) -> &[u32] {
        &self.main
    }

    /// The keys of the main words.
    #[must_use]
    pub fn main_keys(&self) -> Vec<u64> {
        self.main.iter().map(|&at| self.keys[at as usize]).collect()
    }
}
