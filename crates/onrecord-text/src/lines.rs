//! From byte offsets to lines and columns.

use crate::Span;

/// The line starts of one text, found once, so that each place costs next to nothing.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<usize>,
    /// How many characters begin before every [`STRIDE`] bytes: lines may be very long.
    characters: Vec<usize>,
}

const STRIDE: usize = 1024;

/// A place as people count it: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode characters, from 1.
    pub column: usize,
}

impl Lines {
    /// Finds the line starts of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let after_breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let mut counted = 0;
        let count = |bytes: &[u8]| {
            let before = counted;
            counted += beginnings(bytes);
            before
        };
        Self {
            starts: std::iter::once(0).chain(after_breaks).collect(),
            characters: text.as_bytes().chunks(STRIDE).map(count).collect(),
        }
    }

    /// How many characters begin before byte `offset`.
    fn characters(&self, text: &str, offset: usize) -> usize {
        let whole = offset / STRIDE;
        let Some(before) = self.characters.get(whole) else {
            return beginnings(&text.as_bytes()[..offset]);
        };
        before + beginnings(&text.as_bytes()[whole * STRIDE..offset])
    }

    /// The place of byte `offset` of `text`, the text that this was made from.
    ///
    /// An offset behind the end counts as the end; one inside a character counts as its start.
    #[must_use]
    pub fn place(&self, text: &str, offset: usize) -> Place {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= offset);
        let before = self.characters(text, self.starts[line - 1]);
        let column = self.characters(text, offset) - before + 1;
        Place { line, column }
    }

    /// The bytes of line `line` (from 1), without its line break.
    #[must_use]
    pub fn line(&self, text: &str, line: usize) -> Span {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(text.len(), |&next| next - 1);
        let end = if text[start..end].ends_with('\r') {
            end - 1
        } else {
            end
        };
        Span::new(start, end)
    }
}

/// How many characters begin in some bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters() {
        let text = "one\nzwölf “x”\r\nlast";
        let lines = Lines::new(text);
        let at = text.find('x').unwrap();
        assert_eq!(lines.place(text, at), Place { line: 2, column: 8 });
        assert_eq!(&text[lines.line(text, 2).range()], "zwölf “x”");
        assert_eq!(lines.place(text, 999), Place { line: 3, column: 5 });
        let inside = text.find('ö').unwrap() + 1;
        assert_eq!(lines.place(text, inside), Place { line: 2, column: 3 });
        let long = format!("x\n{}", "é".repeat(3000));
        let place = Lines::new(&long).place(&long, 2 + 2 * 2345);
        assert_eq!((place.line, place.column), (2, 2346));
    }
}
