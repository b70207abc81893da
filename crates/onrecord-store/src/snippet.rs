//! Passages that show why a search found a document.

use crate::search::has_all;
use onrecord_doc::{Held, Speaker, Word};
use onrecord_text::{Folded, Span};

/// The keys of one word, or of words that stand side by side.
pub(crate) type Needle = Vec<u64>;

/// A passage of a document with words that were searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The index of the block in the document.
    pub block: usize,
    /// Who speaks it, or issued it.
    pub speaker: Option<Speaker>,
    /// The passage, in the text of the block.
    pub span: Span,
    /// The words, in the text of the block; all within the passage, in order.
    pub matches: Vec<Span>,
    /// The text of the passage.
    pub text: String,
}

/// Up to three passages, those with the most different words first; only of a speaker whose name
/// has the words of `speaker`, where that is given.
pub(crate) fn snippets(held: &Held, needles: &[Needle], speaker: Option<&Folded>) -> Vec<Snippet> {
    let mut found: Vec<(usize, usize, Vec<Span>)> = Vec::new();
    for (block, which, span) in places(held, needles) {
        match found.last_mut() {
            Some((last, seen, spans)) if *last == block => {
                *seen |= which;
                spans.push(span);
            }
            _ => found.push((block, which, vec![span])),
        }
    }
    if let Some(wanted) = speaker {
        found.retain(|(block, ..)| {
            let by = held.document.speaker_of(*block);
            by.is_some_and(|by| has_all(&Folded::new(&by.name), wanted))
        });
    }
    found.sort_by_key(|(block, seen, _)| (std::cmp::Reverse(seen.count_ones()), *block));
    found.truncate(3);
    found
        .into_iter()
        .map(|(block, _, spans)| snippet(held, block, &spans))
        .collect()
}

/// Where needles stand: block, needle (one bit each, the last bit for all further ones), span.
fn places(held: &Held, needles: &[Needle]) -> Vec<(usize, usize, Span)> {
    let words: Vec<&Word> = held.words(0..usize::MAX).collect();
    let keys: Vec<u64> = words.iter().map(|word| word.key).collect();
    let mut places = Vec::new();
    for at in 0..keys.len() {
        for (number, needle) in needles.iter().enumerate() {
            if !keys[at..].starts_with(needle) {
                continue;
            }
            let (first, last) = (words[at], words[at + needle.len() - 1]);
            let same = first.block == last.block;
            let span = if same {
                first.span.cover(last.span)
            } else {
                first.span
            };
            places.push((first.block as usize, 1 << number.min(62), span));
        }
    }
    places.sort_unstable_by_key(|(block, which, span)| (*block, span.start(), *which));
    places
}

/// The bytes before and after the first match that a passage shows.
const BEFORE: usize = 60;
const AFTER: usize = 180;

fn snippet(held: &Held, block: usize, spans: &[Span]) -> Snippet {
    let text = held.document.blocks[block].text.text();
    let first = spans[0];
    let start = text.floor_char_boundary(first.start().saturating_sub(BEFORE));
    let start = match text[start..first.start()].find(' ') {
        Some(space) if start > 0 => start + space + 1,
        _ => start,
    };
    let end = text.ceil_char_boundary((first.end() + AFTER).min(text.len()));
    let end = match text[first.end()..end].rfind(' ') {
        Some(space) if end < text.len() => first.end() + space,
        _ => end,
    };
    let span = Span::new(start, end);
    let mut matches: Vec<Span> = Vec::new();
    for &next in spans.iter().filter(|next| span.contains(**next)) {
        match matches.last_mut() {
            Some(last) if last.overlaps(next) => *last = last.cover(next),
            _ => matches.push(next),
        }
    }
    Snippet {
        block,
        speaker: held.document.speaker_of(block).cloned(),
        span,
        matches,
        text: text[span.range()].to_owned(),
    }
}
