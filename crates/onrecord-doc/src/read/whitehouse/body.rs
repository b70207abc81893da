//! From the body of a page to blocks.

use crate::model::{Block, BlockKind, Document, MarkKind, Problem};
use crate::read::markdown::{Form, render, stretches};
use onrecord_text::Span;

/// Reads all blocks behind byte `from`.
pub fn read(source: &str, from: usize, document: &mut Document, problems: &mut Vec<Problem>) {
    for stretch in stretches(source, from.min(source.len())) {
        for &(start, end) in &stretch.lines {
            let rendered = render(source, start, end, stretch.form == Form::Quotation);
            problems.extend(rendered.problem);
            if rendered.text.is_empty() {
                continue;
            }
            let kind = kind(stretch.form, rendered.text.text());
            let mut block = Block::new(kind, rendered.text);
            block.marks = rendered.struck;
            super::marks::mark_corrections(&mut block);
            super::marks::mark_number(&mut block);
            document.blocks.push(block);
        }
    }
}

fn kind(form: Form, text: &str) -> BlockKind {
    if text
        .chars()
        .all(|c| matches!(c, '#' | '*' | '-' | '_' | ' '))
    {
        return BlockKind::Apparatus;
    }
    match form {
        Form::Heading => BlockKind::Heading,
        Form::Item => BlockKind::ListItem,
        Form::Quotation => BlockKind::Quotation,
        Form::Row => BlockKind::Row,
        Form::Paragraph => BlockKind::Paragraph,
    }
}

/// Tells place lines, time lines, whole stage directions and signatures from paragraphs.
pub fn find_settings(document: &mut Document) {
    let spoken = !document.turns.is_empty() || document.kind.is_spoken();
    let last = document.blocks.len();
    for at in 0..last {
        let block = &document.blocks[at];
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        let text = block.text.text();
        if let Some(time) = time(text) {
            document.times.push(time.to_owned());
            document.blocks[at].kind = BlockKind::Setting;
        } else if spoken && at < PLACE_LINES && is_place(text) && document.times.is_empty() {
            document
                .place
                .get_or_insert(text.trim_matches(['_', '*', ' ']).to_owned());
            document.blocks[at].kind = BlockKind::Setting;
        } else if is_whole_direction(block) {
            document.blocks[at].kind = BlockKind::Direction;
        } else if at + SIGNATURE_LINES >= last && is_signature(text) {
            document.blocks[at].kind = BlockKind::Signature;
        }
    }
}

/// The place stands in the first lines of a transcript, before the time.
const PLACE_LINES: usize = 4;
/// A signature stands in the last lines.
const SIGNATURE_LINES: usize = 4;

/// `1:43 P.M. EST`, also behind `END`.
fn time(text: &str) -> Option<&str> {
    let bare = text.strip_prefix("END").unwrap_or(text).trim();
    let mut words = bare.split(' ');
    let clock = words.next()?.trim_end_matches(',');
    let half = words.next()?;
    let hour = clock
        .split(':')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let halves = ["A.M.", "P.M.", "AM", "PM", "a.m.", "p.m."];
    (hour && halves.contains(&half) && words.count() <= 3).then_some(bare)
}

fn is_place(text: &str) -> bool {
    let words = text.split(' ').count();
    words <= 10 && !text.ends_with(['.', '!', '?', ':', ',', '…']) && !text.contains(['“', '"'])
}

fn is_whole_direction(block: &Block) -> bool {
    let whole = Span::new(0, block.text.text().len());
    block
        .marks
        .iter()
        .any(|mark| mark.kind == MarkKind::Direction && mark.span == whole)
}

fn is_signature(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    text.len() < 60 && letters().count() > 4 && letters().all(char::is_uppercase)
        || text.starts_with("THE WHITE HOUSE,")
}
