//! Invented documents: the first line is the identifier, each further line a paragraph; a line
//! `@…` says when the document was last modified.
#![allow(dead_code, clippy::unwrap_used, missing_docs)]

use onrecord_doc::{Block, BlockKind, DocId, Document, Hint, Kind, Parsed, Speaker};
use onrecord_store::{Input, Summary, Writer};
use onrecord_text::Mapped;
use std::path::Path;

pub const NOW: &str = "2031-03-03T12:00:00Z";

pub fn reader(bytes: &[u8], _: Hint<'_>) -> Parsed {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let id = DocId::from_text(lines.next().unwrap_or_default());
    let mut document = Document::empty(id, "invented");
    document.kind = Kind::Remarks;
    document.title = "Invented remarks".into();
    document.dates.issued = "2031-03-03".parse().ok();
    document.issuers = vec![Speaker::person("Ada Example")];
    let mut at = text.find('\n').map_or(text.len(), |end| end + 1);
    for line in lines {
        if let Some(modified) = line.strip_prefix('@') {
            document.dates.modified = Some(modified.to_owned());
            at += line.len() + 1;
            continue;
        }
        let block = Block::new(BlockKind::Paragraph, Mapped::verbatim(line, at));
        document.blocks.push(block);
        at += line.len() + 1;
    }
    Parsed {
        document,
        problems: Vec::new(),
    }
}

/// The next of a row of numbers that look random (xorshift64, Marsaglia 2003).
pub fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

/// Document `number`, some hundred invented words.
pub fn invented(number: u64) -> String {
    let mut seed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut text = format!("invented/{number}\n");
    for at in 0..200 {
        let word = next(&mut seed) % 500;
        text.push_str(&format!(
            "w{word}{}",
            if at % 40 == 39 { "\n" } else { " " }
        ));
    }
    text
}

pub fn inputs(numbers: std::ops::Range<u64>) -> Vec<Input> {
    numbers
        .map(|number| Input::from_bytes(format!("in/{number:05}.txt"), invented(number)))
        .collect()
}

pub fn add(dir: &Path, inputs: Vec<Input>) -> Summary {
    let mut writer = Writer::open_with(dir, reader).unwrap();
    let summary = writer.add(inputs, NOW, &|_| ()).unwrap();
    writer.close().unwrap();
    summary
}
