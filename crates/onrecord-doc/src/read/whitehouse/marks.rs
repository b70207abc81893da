//! Stage directions, struck words and their corrections.

use crate::model::{Block, BlockKind, Document, Mark, MarkKind};
use onrecord_text::Span;

/// Marks the bracket behind struck words as their correction, and `[sic]` and the like.
pub fn mark_corrections(block: &mut Block) {
    let text = block.text.text();
    let mut found = Vec::new();
    for (start, end) in brackets(text, b'[', b']') {
        let span = Span::new(start, end);
        let struck = block.marks.iter().any(|mark| {
            mark.kind == MarkKind::Struck
                && mark.span.end() <= start
                && text[mark.span.end()..start].trim().is_empty()
        });
        let inner = text[start + 1..end - 1].trim();
        if struck {
            found.push(Mark {
                span,
                kind: MarkKind::Correction,
            });
        } else if is_editorial(inner) {
            found.push(Mark {
                span,
                kind: MarkKind::Editorial,
            });
        }
    }
    block.marks.extend(found);
    block.marks.sort_by_key(|mark| mark.span);
}

/// Marks the number of a list item, which a quotation may have or leave out, as a label.
pub fn mark_number(block: &mut Block) {
    let text = block.text.text();
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = block.kind == BlockKind::ListItem
        && figures > 0
        && (text[figures..].starts_with(". ") || text[figures..].starts_with(") "));
    if numbered {
        let mark = Mark {
            span: Span::new(0, figures + 1),
            kind: MarkKind::Label,
        };
        block.marks.insert(0, mark);
    }
}

/// Marks `(Applause.)`, `[Laughter]` and other stage directions.
pub fn mark_directions(document: &mut Document) {
    let transcript = !document.turns.is_empty() || document.kind.is_spoken();
    for block in document.blocks.iter_mut() {
        let text = block.text.text();
        let round = brackets(text, b'(', b')')
            .filter(|&(start, end)| is_direction(&text[start + 1..end - 1], transcript));
        let square =
            brackets(text, b'[', b']').filter(|&(start, end)| is_sound(&text[start + 1..end - 1]));
        let spans: Vec<Span> = round
            .chain(square)
            .map(|(start, end)| Span::new(start, end))
            .collect();
        let free = |span: &Span| !block.marks.iter().any(|mark| mark.span.overlaps(*span));
        let marks: Vec<Mark> = spans
            .into_iter()
            .filter(free)
            .map(|span| Mark {
                span,
                kind: MarkKind::Direction,
            })
            .collect();
        block.marks.extend(marks);
        settle(block);
    }
}

/// Sorts the marks; of two that overlap, in broken markup, the earlier stays.
fn settle(block: &mut Block) {
    block.marks.sort_by_key(|mark| mark.span);
    let mut end = 0;
    block.marks.retain(|mark| {
        let free = mark.span.start() >= end;
        end = if free { mark.span.end() } else { end };
        free
    });
}

/// Pairs of brackets without others inside, with their bounds.
fn brackets(text: &str, open: u8, close: u8) -> impl Iterator<Item = (usize, usize)> {
    let mut opened = None;
    // Every block is looked through: bytes will do, a bracket is one in UTF-8 too. Few have any.
    let has_any = memchr::memchr(open, text.as_bytes()).is_some();
    let text = if has_any { text } else { "" };
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        if byte == open {
            opened = Some(at);
            return None;
        }
        (byte == close)
            .then(|| opened.take())
            .flatten()
            .map(|start| (start, at + 1))
    })
}

fn is_editorial(inner: &str) -> bool {
    let lower = inner.to_lowercase();
    matches!(lower.as_str(), "sic" | "ph" | "ph.")
        || !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit())
}

fn is_direction(inner: &str, transcript: bool) -> bool {
    is_sound(inner) || transcript && is_stage_sentence(inner)
}

/// A sound or a gesture, by the first words that the pages use for them.
fn is_sound(inner: &str) -> bool {
    let lower = inner.trim().to_lowercase();
    SOUNDS.iter().any(|sound| lower.starts_with(sound)) && lower.split(' ').count() <= 12
}

/// A short sentence of its own in the present tense: `(Turkeys gobble.)`.
fn is_stage_sentence(inner: &str) -> bool {
    let words = inner.split(' ').count();
    let upper = inner.chars().next().is_some_and(char::is_uppercase);
    upper && inner.ends_with('.') && words <= 8 && !inner.contains(|c: char| c.is_ascii_digit())
}

/// The parentheses of the White House transcripts that occur ten times or more, by their
/// beginnings; counted over 14,396 files.
const SOUNDS: &[&str] = &[
    "applause",
    "laughter",
    "laughs",
    "laughing",
    "inaudible",
    "cross-talk",
    "crosstalk",
    "cross talk",
    "as interpreted",
    "speaks ",
    "speaking ",
    "no translation",
    "chuckles",
    "applauds",
    "cheers",
    "audience",
    "off-mic",
    "off mic",
    "through interpreter",
    "as translated",
    "sings",
    "singing",
    "clears throat",
    "coughs",
    "sneezes",
    "gestur",
    "points",
    "pause",
    "moment of silence",
    "boos",
    "booing",
    "a video",
    "video ",
    "technical difficult",
    "music",
    "indicating",
    "indicates",
    "sighs",
    "simultaneous",
    "the executive order is signed",
    "the bill is signed",
    "knocks",
    "unintelligible",
    "off microphone",
    "responds in",
    "repeats",
    "whispers",
    "at this point",
];
