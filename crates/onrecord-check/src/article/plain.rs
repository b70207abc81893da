//! Plain text: paragraphs between blank lines, `>` before quoted lines.

use super::prose::Prose;
use super::{Article, ParagraphKind};
use onrecord_text::Span;

/// Where there is no blank line and lines are longer than this, a line is a paragraph.
const LONG: usize = 120;

/// Reads plain text.
pub fn read(source: &str) -> Article {
    let mut prose = Prose::default();
    let mut kind = ParagraphKind::Text;
    let (mut at, alone) = (0, lines_stand_alone(source));
    for line in source.split_inclusive('\n') {
        let bare = line.trim_start_matches(['\u{feff}', ' ', '\t']);
        let quoted = bare.strip_prefix('>');
        let words = quoted.unwrap_or(bare);
        let next = match quoted {
            Some(_) => ParagraphKind::BlockQuotation,
            None => ParagraphKind::Text,
        };
        if words.trim().is_empty() || next != kind || alone || line.starts_with('\t') {
            prose.end(kind);
        }
        kind = next;
        prose.folded(words, at + line.len() - words.len());
        at += line.len();
        prose.space(Span::new(at, at));
    }
    prose.end(kind);
    Article {
        paragraphs: prose.finish(),
        date: None,
    }
}

fn lines_stand_alone(source: &str) -> bool {
    let lines = source.trim().lines();
    let blank = lines.clone().any(|line| line.trim().is_empty());
    !blank && lines.clone().map(str::len).max() > Some(LONG)
}
