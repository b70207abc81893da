//! Speakers' labels at the head of paragraphs.

use super::people::Cast;
use super::slips;
use crate::model::{BlockKind, Document, Kind, Mark, MarkKind, Turn};
use onrecord_text::Span;

/// Finds the labels of a transcript and gives every paragraph to its speaker.
pub fn find_turns(document: &mut Document, section: &str) {
    let spoken = document.kind.is_spoken() || SPOKEN_SECTIONS.contains(&section);
    if document.kind == Kind::FactSheet {
        return;
    }
    let mut cast = Cast::of(document);
    let mut turn = None;
    for at in 0..document.blocks.len() {
        let block = &document.blocks[at];
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem)
            && let Some(label) = label(block.text.text(), spoken)
        {
            let span = block.text.source(Span::new(0, label.name));
            let name = block.text.text()[..label.name].to_owned();
            let speaker = cast.speaker(&name);
            document.turns.push(Turn {
                speaker,
                label: name,
                span,
            });
            turn = Some(document.turns.len() - 1);
            let mark = Mark {
                span: Span::new(0, label.end),
                kind: MarkKind::Label,
            };
            document.blocks[at]
                .marks
                .retain(|other| !other.span.overlaps(mark.span));
            document.blocks[at].marks.insert(0, mark);
        }
        document.blocks[at].turn = turn;
    }
    slips::settle(&mut document.turns);
}

const SPOKEN_SECTIONS: &[&str] = &["press-briefings", "speeches-remarks", "remarks"];

/// A label: the end of its name, and the end of its colon.
struct Label {
    name: usize,
    end: usize,
}

fn label(text: &str, spoken: bool) -> Option<Label> {
    if spoken && let Some(label) = question(text) {
        return Some(label);
    }
    let colon = text.bytes().take(LONGEST_LABEL).position(|b| b == b':')?;
    let name = text.get(..colon)?;
    let follows = text[colon + 1..].starts_with(' ') || text.len() == colon + 1;
    let sure = TITLES.iter().any(|title| name.starts_with(title));
    (follows && is_capitals(name) && !NO_SPEAKERS.contains(&name) && (spoken || sure)).then_some(
        Label {
            name: colon,
            end: colon + 1,
        },
    )
}

/// No label of the corpus is longer.
const LONGEST_LABEL: usize = 70;

/// `Q` before a reporter's words, with or without a colon or stop.
fn question(text: &str) -> Option<Label> {
    let rest = text.strip_prefix('Q')?;
    let end = if rest.starts_with([':', '.']) { 2 } else { 1 };
    let spaced = text[end..].starts_with(' ') || text.len() == end;
    spaced.then_some(Label { name: 1, end })
}

/// Capitals, but for the small letters of `McCARTHY`, `DeJOY` and the like.
fn is_capitals(name: &str) -> bool {
    let legal = |c: char| c.is_alphabetic() || c.is_ascii_digit() || " .-’'(),&/#".contains(c);
    let upper = name.chars().filter(|c| c.is_uppercase()).count();
    let lower = name.chars().filter(|c| c.is_lowercase()).count();
    name.starts_with(char::is_uppercase)
        && name.chars().all(legal)
        && upper >= 2
        && lower * 4 <= upper
        && name.split(' ').count() <= 7
}

/// Heads of lines in capitals that are nobody's.
const NO_SPEAKERS: &[&str] = &[
    "SUBJECT",
    "FROM",
    "TO",
    "RE",
    "MEMORANDUM FOR",
    "NOTE",
    "DATE",
    "WHEN",
    "WHERE",
    "WHAT",
    "WHO",
    "NOMINATIONS SENT TO THE SENATE",
    "WITHDRAWALS SENT TO THE SENATE",
    "BACKGROUND",
    "CONTACT",
    "FOR IMMEDIATE RELEASE",
    "FACT SHEET",
    "FACT",
    "UPDATE",
    "EMBARGOED",
];

/// Beginnings of labels that are speakers wherever they stand.
const TITLES: &[&str] = &[
    "MR. ",
    "MS. ",
    "MRS. ",
    "DR. ",
    "THE PRESIDENT",
    "THE VICE PRESIDENT",
    "PRESIDENT ",
    "VICE PRESIDENT ",
    "PRIME MINISTER ",
    "SECRETARY ",
    "SENIOR ADMINISTRATION OFFICIAL",
    "MODERATOR",
    "ADMINISTRATOR ",
    "CHANCELLOR ",
    "AMBASSADOR ",
    "SENATOR ",
    "GOVERNOR ",
    "OPERATOR",
];
