//! Running text on its way out of a source: white space folded, nothing lost.

use onrecord_text::{Mapped, MappedBuilder, Span};

/// Builds the text of one block. Every run of white space becomes one space; none stands at the
/// head or the end; marks that show nothing are left out.
#[derive(Debug, Default)]
pub struct Flow {
    out: MappedBuilder,
    space: Option<Span>,
}

impl Flow {
    /// For so many bytes of source.
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            out: MappedBuilder::with_capacity(bytes),
            space: None,
        }
    }

    /// Adds a stretch of the source as it stands.
    pub fn text(&mut self, source: &str, from: usize, to: usize) {
        let bytes = source.as_bytes();
        let mut at = from;
        while at < to {
            let plain = plain_run(bytes, at, to);
            if plain > at {
                self.push(&source[at..plain], Span::new(at, plain));
                at = plain;
                continue;
            }
            let Some(c) = source[at..to].chars().next() else {
                return;
            };
            self.char(c, Span::new(at, at + c.len_utf8()));
            at += c.len_utf8();
        }
    }

    /// Adds a character that stands for `span` of the source (an entity, an escape).
    pub fn char(&mut self, c: char, span: Span) {
        if c.is_whitespace() {
            self.space(span);
        } else if !shows_nothing(c) {
            self.push(c.encode_utf8(&mut [0; 4]), span);
        }
    }

    /// Adds white space.
    pub fn space(&mut self, span: Span) {
        if self.out.is_empty() {
            return;
        }
        self.space = Some(self.space.map_or(span, |open| open.cover(span)));
    }

    /// How many bytes of text there are; white space that may yet follow is not counted.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Where the next word will begin in the text.
    pub fn next(&self) -> usize {
        self.out.len() + usize::from(self.space.is_some())
    }

    /// The finished text.
    pub fn finish(self) -> Mapped {
        self.out.finish()
    }

    fn push(&mut self, text: &str, span: Span) {
        if let Some(space) = self.space.take() {
            self.out.push(" ", space);
        }
        self.out.push(text, span);
    }
}

/// Marks without a width that the pages carry inside words: zero-width space, word joiner, byte
/// order mark, soft hyphen (202 in 49 White House files).
pub fn shows_nothing(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\0')
}

/// The end of the run from `at` that needs no care: no white space but single spaces before a
/// plain byte, and none of the lead bytes of wide or invisible white space.
fn plain_run(bytes: &[u8], mut at: usize, to: usize) -> usize {
    let start = at;
    loop {
        while let Some(block) = bytes[at..to].first_chunk()
            && (at > start || block[0] != b' ')
            && is_plain_block(block)
        {
            at += BLOCK;
        }
        let rest = &bytes[at..to];
        at += rest.iter().take_while(|&&byte| is_plain(byte)).count();
        match &bytes[at..to] {
            [b' ', next, ..] if at > start && is_plain(*next) => at += 2,
            rest if is_visible_e2(rest) => at += 3,
            _ => return at,
        }
    }
}

/// So many bytes are looked at at once: the compiler makes a few vector instructions of them.
const BLOCK: usize = 32;

/// Whether nothing in a block needs care, nor what its last byte and the one behind it are.
fn is_plain_block(block: &[u8; BLOCK + 1]) -> bool {
    let mut care = !is_plain(block[BLOCK]);
    for (&byte, &next) in block.iter().zip(&block[1..]) {
        care |= (byte == b' ') & (next == b' ') | (byte < b' ');
        care |= (byte == 0xC2) | (byte == 0xE1) | (byte == 0xE2) | (byte == 0xE3) | (byte == 0xEF);
    }
    !care
}

/// Whether a byte can begin or go on neither white space nor an invisible mark: all but the
/// control characters, the space, and the lead bytes of U+0085, U+00A0, U+00AD (C2), U+1680 (E1),
/// U+2000 to U+2060 (E2), U+3000 (E3) and U+FEFF (EF).
fn is_plain(byte: u8) -> bool {
    PLAIN[usize::from(byte)]
}

static PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = !matches!(byte as u8, 0..=b' ' | 0xC2 | 0xE1 | 0xE2 | 0xE3 | 0xEF);
        byte += 1;
    }
    plain
};

/// Whether the character that begins with E2 is one of the common quotation marks and dashes
/// (U+2010 to U+2027) and so needs no care.
fn is_visible_e2(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, third, ..] if (0x90..=0xA7).contains(third))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What needs care is found wherever it stands in a block of bytes that are looked at at once.
    #[test]
    fn a_block_hides_nothing() {
        let plain =
            "the lamps of the weir are lit before the eels come down in the dark of the moon";
        for strange in [
            "  ",
            "\u{a0}",
            " \u{200b} ",
            "\n",
            "\u{2003}",
            "\u{3000}",
            "\u{feff}",
            "“",
            "\0",
            "ﬁ",
        ] {
            for at in 0..=plain.len() {
                let source = format!("{}{strange}{}", &plain[..at], &plain[at..]);
                let (mut at_once, mut one_by_one) = (Flow::default(), Flow::default());
                at_once.text(&source, 0, source.len());
                for (at, c) in source.char_indices() {
                    one_by_one.char(c, Span::new(at, at + c.len_utf8()));
                }
                assert_eq!(at_once.finish(), one_by_one.finish(), "{source:?}");
            }
        }
    }

    #[test]
    fn white_space_folds_and_leads_back() {
        let source = " a\u{a0}\u{a0} b\u{2060}c\n  “d” — e \u{2003}";
        let mut flow = Flow::default();
        flow.text(source, 0, source.len());
        let made = flow.finish();
        assert_eq!(made.text(), "a bc “d” — e");
        let at = made.text().find("“d”").map(|at| Span::new(at, at + 7));
        assert_eq!(
            at.map(|span| &source[made.source(span).range()]),
            Some("“d”")
        );
    }
}
