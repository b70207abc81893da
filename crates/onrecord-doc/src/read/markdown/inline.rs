//! From the marked-up words of one block to its plain text.

use crate::model::{Mark, MarkKind, Problem, ProblemKind};
use crate::read::entity;
use crate::read::flow::Flow;
use onrecord_text::{Mapped, Span};

/// The plain text of one block, and the words in it that the source strikes out.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The text.
    pub text: Mapped,
    /// Struck words.
    pub struck: Vec<Mark>,
    /// Whether the source ends inside struck words.
    pub problem: Option<Problem>,
}

/// Renders `source[from..to]`: escapes resolved, emphasis, links and tags gone. Markup that is not
/// closed is left out as well, and hurts nothing else.
pub fn render(source: &str, from: usize, to: usize, quoted: bool) -> Rendered {
    let mut inline = Inline {
        source,
        to,
        quoted,
        flow: Flow::with_capacity(to - from),
        openers: openers(source, from, to),
        struck: Vec::new(),
        open: None,
        tags_end: !0,
    };
    inline.run(from);
    inline.finish()
}

struct Inline<'a> {
    source: &'a str,
    to: usize,
    quoted: bool,
    flow: Flow,
    openers: Vec<usize>,
    struck: Vec<Mark>,
    open: Option<(usize, usize)>,
    tags_end: usize,
}

impl Inline<'_> {
    fn run(&mut self, from: usize) {
        let bytes = self.source.as_bytes();
        let mut at = from;
        while at < self.to {
            let run = bytes[at..self.to]
                .iter()
                .take_while(|&&b| !is_markup(b))
                .count();
            self.flow.text(self.source, at, at + run);
            at += run;
            if at < self.to {
                at = self.markup(at, bytes[at]);
            }
        }
    }

    /// Reads the markup at `at`; gives where to go on, always further.
    fn markup(&mut self, at: usize, byte: u8) -> usize {
        match byte {
            b'\\' => self.escape(at),
            b'*' => self.emphasis(at, byte),
            b'_' => self.emphasis(at, byte),
            b'[' if self.openers.binary_search(&at).is_ok() => at + 1,
            b'!' if self.openers.binary_search(&(at + 1)).is_ok() => self.image(at),
            b']' if self.source[at..self.to].starts_with("](") => self.link_end(at),
            b'<' => self.tag(at),
            b'&' => self.entity(at),
            b'\n' if self.quoted => self.quoted_line(at),
            _ => self.plain(at, at + 1),
        }
    }

    fn plain(&mut self, at: usize, to: usize) -> usize {
        self.flow.text(self.source, at, to);
        to
    }

    /// A backslash before ASCII punctuation (CommonMark 0.31, section 2.4) or a line end.
    fn escape(&mut self, at: usize) -> usize {
        match self.source.as_bytes().get(at + 1) {
            Some(&byte) if at + 1 < self.to && byte.is_ascii_punctuation() => {
                self.flow.char(char::from(byte), Span::new(at, at + 2));
                at + 2
            }
            Some(b'\n' | b'\r' | b' ') => at + 1,
            _ => self.plain(at, at + 1),
        }
    }

    /// A run of `*` or `_`. The pages escape those that are meant, so a run is emphasis unless
    /// it stands free, or is an underscore inside a word.
    fn emphasis(&mut self, at: usize, byte: u8) -> usize {
        let bytes = &self.source.as_bytes()[..self.to];
        let end = at + bytes[at..].iter().take_while(|&&b| b == byte).count();
        let before = at.checked_sub(1).map_or(b' ', |at| bytes[at]);
        let after = bytes.get(end).copied().unwrap_or(b' ');
        let inside =
            byte == b'_' && before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
        let free = before == b' ' && after == b' ' && end - at == 1;
        if inside || free {
            return self.plain(at, end);
        }
        end
    }

    fn image(&mut self, at: usize) -> usize {
        let close = self.source[at..self.to].find("](").map(|found| at + found);
        close.map_or(at + 1, |close| self.link_end(close))
    }

    /// Behind the `(address)` of a link; where it does not close, only `](` is left out.
    fn link_end(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for (offset, byte) in self.source[at + 1..self.to].bytes().enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b' ' if offset > LINK_LIMIT => break,
                _ => {}
            }
            if depth == 0 {
                return at + offset + 2;
            }
        }
        at + 2
    }

    fn tag(&mut self, at: usize) -> usize {
        let rest = &self.source[at..self.to];
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").map_or(self.to, |end| at + 4 + end + 3);
        }
        let named = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        if !named || at >= self.tags_end {
            return self.plain(at, at + 1);
        }
        let Some(end) = rest.find('>') else {
            self.tags_end = at;
            return self.plain(at, at + 1);
        };
        self.closed_tag(at, at + end + 1);
        at + end + 1
    }

    fn closed_tag(&mut self, at: usize, end: usize) {
        let inner = &self.source[at + 1..end - 1];
        let name = inner.split([' ', '\n', '/']).next().unwrap_or_default();
        match (name, inner) {
            ("s" | "del" | "strike", _) => self.open = Some((self.flow.next(), at)),
            (_, "/s" | "/del" | "/strike") => self.close_struck(),
            ("br", _) | (_, "/td" | "/th" | "/p" | "/div" | "/li") => {
                self.flow.space(Span::new(at, end));
            }
            _ if inner.contains([':', '@']) && !inner.contains([' ', '=']) => {
                self.flow.text(self.source, at + 1, end - 1);
            }
            _ => {}
        }
    }

    fn close_struck(&mut self) {
        if let Some((start, _)) = self.open.take()
            && start < self.flow.len()
        {
            let span = Span::new(start, self.flow.len());
            self.struck.push(Mark {
                span,
                kind: MarkKind::Struck,
            });
        }
    }

    fn entity(&mut self, at: usize) -> usize {
        let Some((text, length)) = entity::read(&self.source[at..self.to]) else {
            return self.plain(at, at + 1);
        };
        let span = Span::new(at, at + length);
        text.chars().for_each(|c| self.flow.char(c, span));
        at + length
    }

    fn quoted_line(&mut self, at: usize) -> usize {
        self.flow.space(Span::new(at, at + 1));
        let rest = self.source[at + 1..self.to].trim_start_matches([' ', '>']);
        self.to - rest.len()
    }

    fn finish(self) -> Rendered {
        let problem = self.open.map(|(_, at)| Problem {
            span: Span::new(at, self.to),
            kind: ProblemKind::Unclosed,
        });
        Rendered {
            text: self.flow.finish(),
            struck: self.struck,
            problem,
        }
    }
}

/// No address of the corpus that holds a space is longer.
const LINK_LIMIT: usize = 2048;

fn is_markup(byte: u8) -> bool {
    MARKUP[usize::from(byte)]
}

static MARKUP: [bool; 256] = {
    let (bytes, mut markup) = (b"\\*_[]!<&\n", [false; 256]);
    let mut at = 0;
    while at < bytes.len() {
        markup[bytes[at] as usize] = true;
        at += 1;
    }
    markup
};

/// Where the brackets open that turn out to hold the words of a link, in order.
fn openers(source: &str, from: usize, to: usize) -> Vec<usize> {
    let bytes = &source.as_bytes()[..to];
    let (mut open, mut found) = (Vec::new(), Vec::new());
    if !source[from..to].contains("](") {
        return found;
    }
    let mut at = from;
    while at < to {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => open.push(at),
            b']' => {
                let opener = open.pop();
                found.extend(opener.filter(|_| bytes.get(at + 1) == Some(&b'(')));
            }
            _ => {}
        }
        at += 1;
    }
    found.sort_unstable();
    found
}
