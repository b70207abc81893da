//! From bytes to text of the same length, so that offsets in the text are offsets in the file.

use crate::model::{Problem, ProblemKind};
use onrecord_text::Span;
use std::borrow::Cow;

/// Reads bytes as UTF-8. What is not UTF-8 is read as Windows-1252, the usual encoding of older
/// pages, with one ASCII character for each byte; the first such place becomes a problem.
pub fn decode<'a>(bytes: &'a [u8], problems: &mut Vec<Problem>) -> Cow<'a, str> {
    let first_bad = match std::str::from_utf8(bytes) {
        Ok(text) => return Cow::Borrowed(text),
        Err(error) => error.valid_up_to(),
    };
    problems.push(Problem {
        span: Span::new(first_bad, first_bad + 1),
        kind: ProblemKind::NotUtf8,
    });
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|&byte| stand_in(byte)));
    }
    Cow::Owned(text)
}

/// The ASCII character nearest to a byte of Windows-1252 (WHATWG Encoding, index windows-1252):
/// quotation marks, dashes and the no-break space; anything else is a question mark.
fn stand_in(byte: u8) -> char {
    match byte {
        0x91 | 0x92 => '\'',
        0x93 | 0x94 => '"',
        0x96 | 0x97 => '-',
        0xA0 => ' ',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_never_changes() {
        let mut problems = Vec::new();
        assert_eq!(decode(b"don\x92t \xff", &mut problems), "don't ?");
        assert_eq!(problems[0].span, Span::new(3, 4));
    }
}
