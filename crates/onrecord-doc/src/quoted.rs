//! What a document quotes: the stretches between its quotation marks that may be the words of
//! another document, and whose a passage is.
//!
//! The store looks for each stretch in all other documents, so that a document's page can say where
//! it is quoted.

use crate::model::{BlockKind, Document};
use crate::record::Held;
use onrecord_text::{Folded, Span, quote};
use std::ops::Range;

/// Shorter stretches are titles, names and sayings more often than somebody's statement: words.
pub const LEAST: usize = 7;

/// Of a longer stretch, so many words are looked for: enough to know the passage by.
pub const MOST: usize = 120;

/// What stands in more documents than these is a formula, and no quotation of one of them.
pub const FORMULA: usize = 8;

/// A stretch of a document that stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The index of its block.
    pub block: usize,
    /// Where it stands in the text of the block, in bytes.
    pub span: Span,
}

/// A place where another document quotes words of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quoting {
    /// The version that quotes, by the handle of its record.
    pub by: u64,
    /// The index of the block that quotes.
    pub block: u32,
    /// The words there, in bytes of the text of the block.
    pub start: u32,
    /// Their end.
    pub end: u32,
    /// The same words in the document that is quoted: its main word at which they begin.
    pub from: u32,
    /// How many main words they are.
    pub words: u32,
}

/// What a document quotes, in its order: of each quotation the longest stretch without an omission
/// or an insertion, and block quotations as a whole.
#[must_use]
pub fn stretches(document: &Document) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (block, part) in document.blocks.iter().enumerate() {
        let text = part.text.text();
        let mut take = |span: Span| {
            let span = longest(text, span);
            if is_long(&text[span.range()]) {
                found.push(Stretch { block, span });
            }
        };
        match part.kind {
            BlockKind::Apparatus | BlockKind::Heading => {}
            BlockKind::Quotation => take(Span::new(0, text.len())),
            _ if !text.contains(MARKS) => {}
            _ => quote::find(text)
                .iter()
                .filter(|quotation| quotation.depth == 0)
                .for_each(|quotation| take(quotation.span)),
        }
    }
    found
}

/// The marks that open what [`stretches`] looks at.
const MARKS: [char; 4] = ['“', '"', '„', '«'];

fn is_long(text: &str) -> bool {
    text.split_whitespace().nth(LEAST - 1).is_some() && Folded::new(text).len() >= LEAST
}

/// The longest part between omissions and insertions, which are the words of the one who quotes.
fn longest(text: &str, span: Span) -> Span {
    let (mut best, mut from) = (Span::new(span.start(), span.start()), span.start());
    let mut part = |from: usize, to: usize| {
        // What is left of the punctuation of an omission is not quoted.
        let left = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '–' | '—');
        let inner = text[from..to].trim_start_matches(left);
        let start = to - inner.len();
        let part = Span::new(start, start + inner.trim_end().len());
        if part.len() > best.len() {
            best = part;
        }
    };
    for cut in cuts(&text[span.range()]) {
        part(from, span.start() + cut.start);
        from = span.start() + cut.end;
    }
    part(from, span.end());
    best
}

/// Omissions ("…", "...", ". . .") and what stands in square brackets.
fn cuts(text: &str) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['…', '.', '[']) {
        let start = at + found;
        let rest = &text[start..];
        let len = if rest.starts_with('[') {
            rest.find(']').map_or(1, |end| end + 1)
        } else {
            ["…", "...", ". . ."]
                .iter()
                .find(|dots| rest.starts_with(**dots))
                .map_or(0, |dots| dots.len())
        };
        if len > 0 {
            cuts.push(start..start + len);
        }
        at = start + len.max(1);
    }
    cuts
}

/// Whether a passage is the document's own: whether it does not itself stand in quotation marks.
/// `from` is its first main word.
#[must_use]
pub fn is_own(held: &Held, from: u32) -> bool {
    let Some(word) = held.main_words(from as usize).next() else {
        return false;
    };
    let block = &held.document.blocks[word.block as usize];
    if matches!(block.kind, BlockKind::Quotation | BlockKind::Heading) {
        return false;
    }
    let quotations = quote::find(block.text.text());
    let mut around = quotations.iter().filter(|q| q.depth == 0);
    !around.any(|q| q.outer.range().contains(&word.span.start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, DocId};
    use onrecord_text::Mapped;

    fn shown(text: &str) -> Vec<String> {
        let mut document = Document::empty(DocId::from_text("x"), "");
        let block = Block::new(BlockKind::Paragraph, Mapped::verbatim(text, 0));
        document.blocks.push(block);
        let stretches = stretches(&document);
        let words = stretches.iter().map(|s| text[s.span.range()].to_owned());
        words.collect()
    }

    #[test]
    fn long_quotations_are_looked_for_without_what_was_put_in_or_left_out() {
        let text = "She said: “[…]. We will keep the harbor open for every ship of the coast.” \
                    He called it “a good day.” She went on, “The pilots … know the strait better \
                    than [all] the maps that we have of it today, and I thank them for it.”";
        assert_eq!(
            shown(text),
            [
                "We will keep the harbor open for every ship of the coast.",
                "the maps that we have of it today, and I thank them for it.",
            ]
        );
        assert_eq!(shown("No marks, no quotation. . . . [none]"), [""; 0]);
        assert_eq!(
            shown("“One two [three four five six seven eight] nine.”"),
            [""; 0]
        );
    }
}
