//! A document as a row of words and marks of punctuation.

use crate::model::{Block, BlockKind, Document};
use crate::reading::{Class, Reading};
use onrecord_text::{Span, fold};

/// A word or a mark of punctuation.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is compared by.
    pub key: u64,
    /// Its block.
    pub block: u32,
    /// Where it stands in the text of its block.
    pub span: Span,
    /// Whether it is a word.
    pub word: bool,
    /// What stands around it: a label, a stage direction, a struck reading …
    pub class: Class,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// The tokens of a document, with its blocks.
#[derive(Debug, Default)]
pub struct Tokens {
    /// All tokens, in order.
    pub all: Vec<Token>,
    /// For each block, where its tokens begin; and where the last end.
    pub starts: Vec<usize>,
    /// The blocks.
    pub blocks: Vec<Block>,
}

impl Tokens {
    /// The tokens of every block but the apparatus.
    pub fn of(document: &Document) -> Self {
        let reading = Reading::new(document);
        let mut words = reading.words(document, 0..usize::MAX).peekable();
        let mut tokens = Self {
            starts: vec![0],
            ..Self::default()
        };
        for (at, block) in document.blocks.iter().enumerate() {
            if block.kind != BlockKind::Apparatus {
                let mut end = 0;
                while let Some(word) = words.next_if(|word| word.block as usize == at) {
                    tokens.punctuation(at, block, Span::new(end, word.span.start()));
                    tokens.push(at, block, word.span, word.key, Some(word.class));
                    end = word.span.end();
                }
                tokens.punctuation(at, block, Span::new(end, block.text.text().len()));
            }
            tokens.starts.push(tokens.all.len());
            tokens.blocks.push(block.clone());
        }
        tokens
    }

    fn punctuation(&mut self, at: usize, block: &Block, gap: Span) {
        let text = block.slice(gap);
        let mut rest = text.char_indices().peekable();
        while let Some((start, c)) = rest.next() {
            if c.is_whitespace() || is_nothing(c) {
                continue;
            }
            let kind = mark(c);
            let mut end = start + c.len_utf8();
            // Two hyphens are a dash, three full stops an ellipsis.
            while let Some((more, next)) = rest.next_if(|(_, next)| {
                mark(*next) == kind && matches!(kind, '-' | '.') || is_nothing(*next)
            }) {
                end = more + next.len_utf8();
            }
            let kind = match (kind, &text[start..end]) {
                ('.', run) if run.len() > 1 => '…',
                (kind, _) => kind,
            };
            let span = Span::new(gap.start() + start, gap.start() + end);
            self.push(
                at,
                block,
                span,
                fold::key(kind.encode_utf8(&mut [0; 4])),
                None,
            );
        }
    }

    fn push(&mut self, at: usize, block: &Block, span: Span, key: u64, class: Option<Class>) {
        let marked = || {
            let mark = block.marks.iter().find(|mark| mark.span.overlaps(span));
            mark.map_or(Class::Plain, |mark| Class::from(mark.kind))
        };
        let before = block.text.text()[..span.start()].chars().next_back();
        self.all.push(Token {
            key,
            block: at as u32,
            span,
            word: class.is_some(),
            class: class.unwrap_or_else(marked),
            spaced: before.is_none_or(char::is_whitespace),
        });
    }

    /// The token as it stands.
    pub fn raw(&self, token: &Token) -> &str {
        self.blocks[token.block as usize].slice(token.span)
    }

    /// Tokens as they stand, blocks divided by line breaks.
    pub fn text(&self, tokens: &[Token]) -> String {
        let mut text = String::new();
        let mut last: Option<&Token> = None;
        for token in tokens {
            match last {
                Some(last) if last.block != token.block => text.push('\n'),
                Some(_) if token.spaced => text.push(' '),
                _ => {}
            }
            text.push_str(self.raw(token));
            last = Some(token);
        }
        text
    }

    /// The bytes of the original behind tokens; where there are none, the place before `at`.
    pub fn source(&self, range: std::ops::Range<usize>) -> Span {
        let of = |token: &Token| {
            let block = &self.blocks[token.block as usize];
            block.text.source(token.span)
        };
        match (self.all.get(range.start), range.end.checked_sub(1)) {
            (Some(first), Some(last)) if !range.is_empty() => of(first).cover(of(&self.all[last])),
            (Some(next), _) => Span::new(of(next).start(), of(next).start()),
            (None, _) => {
                let end = self.all.last().map_or(0, |last| of(last).end());
                Span::new(end, end)
            }
        }
    }

    /// What the tokens of a block are compared by.
    pub fn block_keys(&self, block: usize) -> Vec<u64> {
        let tokens = &self.all[self.starts[block]..self.starts[block + 1]];
        tokens.iter().map(|token| token.key).collect()
    }

    /// Whether a token begins a sentence: the first of its block, or behind a full stop.
    pub fn begins_sentence(&self, at: usize) -> bool {
        let Some(token) = self.all.get(at) else {
            return true;
        };
        let mut before = self.all[..at].iter().rev();
        // Opening marks do not count.
        let last = before.find(|last| {
            last.block != token.block || last.word || ends(self.raw(last)) || self.raw(last) == ":"
        });
        last.is_none_or(|last| last.block != token.block || !last.word)
    }
}

/// Whether a mark ends a sentence.
pub fn ends(mark: &str) -> bool {
    matches!(mark, "." | "?" | "!" | "…") || mark.starts_with("..")
}

/// Characters that are there and not seen: soft hyphen, zero width space and joiners, marks of
/// direction, the byte order mark.
fn is_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// One mark for all that are the same but for typography.
fn mark(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '‘' | '’' | '‚' | '‛' | '`' | '´' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '⋯' => '…',
        '·' | '●' | '▪' | '◦' => '•',
        c => c,
    }
}
