//! A quotation as the judge sees it: words, marked omissions, marked insertions.

use onrecord_text::align::Quoted;
use onrecord_text::{Folded, MappedBuilder, Span};

/// The words of a quotation, each with its place in the plain text it was read from.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// What the aligner sees.
    pub words: Vec<Quoted>,
    /// Where each word stands in the plain text of the quotation.
    pub spans: Vec<Span>,
    /// Whether a part of the word stands in brackets, as in `[a]nd`.
    pub joined: Vec<bool>,
    /// The folded forms.
    forms: Vec<String>,
    /// The words with which a sentence begins, without the first.
    borders: Vec<usize>,
    /// Whether an editor's `[sic]` stands in it.
    pub sic: bool,
    /// Whether it begins as a sentence does, with a capital.
    pub begins_sentence: bool,
    /// Whether it ends with the closing mark of a sentence.
    pub ends_sentence: bool,
    /// Whether an omission is marked behind its last word.
    pub trails_off: bool,
}

impl Words {
    /// Reads the plain text of a quotation.
    ///
    /// Square brackets are an editor's: their words are marked as inserted, `[a]nd` is one word,
    /// `[sic]` is no word. An ellipsis, bracketed or not, marks an omission.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut bare = Bare::of(text);
        let mapped = std::mem::take(&mut bare.text).finish();
        let folded = Folded::new(mapped.text());
        let closed = text.trim_end_matches(|c: char| c.is_whitespace() || "”’\"')".contains(c));
        let mut read = Self {
            sic: bare.sic,
            begins_sentence: text.trim_start().starts_with(char::is_uppercase),
            ends_sentence: closed.ends_with(['.', '!', '?']),
            ..Self::default()
        };
        let mut gaps = bare.gaps.iter().copied().peekable();
        for at in 0..folded.len() {
            let span = folded.span(at);
            let mut gap = false;
            while gaps.next_if(|&gap| gap <= span.start()).is_some() {
                gap = at > 0;
            }
            let before = if at > 0 { folded.span(at - 1).end() } else { 0 };
            if mapped.text()[before..span.start()].contains(['.', '!', '?']) {
                read.borders.push(at);
            }
            let bracket = bare.bracket_over(span);
            let inserted = bracket.is_some_and(|bracket| bracket.contains(span));
            read.words.push(Quoted {
                key: folded.keys()[at],
                gap,
                inserted,
            });
            read.joined.push(bracket.is_some() && !inserted);
            read.spans.push(mapped.source(span));
            read.forms.push(folded.form(at).to_owned());
        }
        read.trails_off = !folded.is_empty() && gaps.next().is_some();
        read
    }

    /// The folded forms of several words.
    #[must_use]
    pub fn forms(&self, range: std::ops::Range<usize>) -> Vec<&str> {
        self.forms[range].iter().map(String::as_str).collect()
    }

    /// The same, if there is such a word.
    #[must_use]
    pub fn get_form(&self, at: usize) -> Option<&str> {
        self.forms.get(at).map(String::as_str)
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The keys of the words outside round brackets, where there are any inside: a quotation may
    /// carry a stage direction along.
    #[must_use]
    pub fn spoken_keys(&self, text: &str) -> Option<Vec<u64>> {
        let mut depth = 0_i32;
        let mut keys = Vec::new();
        let mut at = 0;
        for (word, span) in self.words.iter().zip(&self.spans) {
            let between = text.get(at..span.start()).unwrap_or_default();
            depth += between.matches('(').count() as i32 - between.matches(')').count() as i32;
            at = span.end();
            if depth <= 0 {
                keys.push(word.key);
            }
        }
        (keys.len() < self.len()).then_some(keys)
    }

    /// The keys of the words.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        self.words.iter().map(|word| word.key).collect()
    }

    /// Whether the quotation marks neither an omission nor an insertion.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.words.iter().all(|word| !word.gap) && !self.has_brackets()
    }

    /// Whether no omission is marked and no whole word inserted: what stands in brackets are letters of words.
    #[must_use]
    pub fn is_one_run(&self) -> bool {
        self.words.iter().all(|word| !word.gap && !word.inserted)
    }

    /// The keys of the words without those in brackets, as if an editor had added them and put them for no others:
    /// "And that \[support\] will not change". `None` where there are no such brackets, or omissions.
    #[must_use]
    pub fn keys_without_added(&self) -> Option<Vec<u64>> {
        let own = self.words.iter().filter(|word| !word.inserted);
        let keys: Vec<u64> = own.map(|word| word.key).collect();
        let gaps = self.words.iter().any(|word| word.gap);
        (!gaps && keys.len() < self.len()).then_some(keys)
    }

    /// Whether a sentence begins with word `at`, or the quotation ends before it.
    #[must_use]
    pub fn is_border(&self, at: usize) -> bool {
        at == 0 || at == self.len() || self.borders.contains(&at)
    }

    /// Whether any word stands in brackets, wholly or in part.
    #[must_use]
    pub fn has_brackets(&self) -> bool {
        (0..self.len()).any(|at| self.is_marked(at))
    }

    /// Whether word `at` stands in brackets, wholly or in part.
    #[must_use]
    pub fn is_marked(&self, at: usize) -> bool {
        self.words[at].inserted || self.joined[at]
    }

    /// The runs of words that the quotation claims to be unbroken, by index.
    #[must_use]
    pub fn runs(&self) -> Vec<std::ops::Range<usize>> {
        let mut runs = Vec::new();
        let mut start = 0;
        for (at, word) in self.words.iter().enumerate() {
            if word.inserted || word.gap {
                runs.push(start..at);
                start = at + usize::from(word.inserted);
            }
        }
        runs.push(start..self.len());
        runs.retain(|run| run.len() > 1);
        runs
    }

    /// The words `range` alone.
    #[must_use]
    pub fn part(&self, range: std::ops::Range<usize>) -> Self {
        Self {
            words: self.words[range.clone()].to_vec(),
            spans: self.spans[range.clone()].to_vec(),
            joined: self.joined[range.clone()].to_vec(),
            forms: self.forms[range].to_vec(),
            ..Self::default()
        }
    }

    /// The stretch of the plain text from the first to the last word of `range`; empty for none.
    #[must_use]
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        if range.is_empty() {
            let at = self.spans.get(range.start).map_or_else(
                || self.spans.last().map_or(0, |span| span.end()),
                |span| span.start(),
            );
            return Span::new(at, at);
        }
        self.spans[range.start].cover(self.spans[range.end - 1])
    }
}

/// The text without brackets and ellipses, and where they were.
#[derive(Default)]
struct Bare {
    text: MappedBuilder,
    /// Offsets in the bare text at which an omission is marked.
    gaps: Vec<usize>,
    /// Stretches of the bare text that stood in brackets.
    brackets: Vec<Span>,
    /// Whether one of the brackets was `[sic]`.
    sic: bool,
}

impl Bare {
    fn bracket_over(&self, span: Span) -> Option<Span> {
        let at = self
            .brackets
            .partition_point(|bracket| bracket.end() <= span.start());
        self.brackets
            .get(at)
            .copied()
            .filter(|bracket| bracket.overlaps(span))
    }

    fn of(text: &str) -> Self {
        let mut bare = Self::default();
        let mut at = 0;
        while at < text.len() {
            at = bare.step(text, at);
        }
        bare
    }

    /// Takes what stands at `at`; answers where to go on.
    fn step(&mut self, text: &str, at: usize) -> usize {
        let rest = &text[at..];
        if let Some(len) = ellipsis(rest) {
            self.gap(at, len);
            return at + len;
        }
        if rest.starts_with('[')
            && let Some(len) = bracket(rest)
        {
            let inner = &rest[1..len - 1];
            if inner.trim().eq_ignore_ascii_case("sic") {
                self.sic = true;
                return at + len;
            }
            if ellipsis(inner.trim()) == Some(inner.trim().len()) {
                self.gap(at, len);
                return at + len;
            }
            let start = self.text.len();
            self.text.push(inner, Span::new(at + 1, at + len - 1));
            self.brackets.push(Span::new(start, self.text.len()));
            return at + len;
        }
        let len = rest.chars().next().map_or(1, char::len_utf8);
        self.text.push(&rest[..len], Span::new(at, at + len));
        at + len
    }

    fn gap(&mut self, at: usize, len: usize) {
        self.text.push(" ", Span::new(at, at + len));
        self.gaps.push(self.text.len());
    }
}

/// The length of the ellipsis that `text` begins with: `…`, `...`, `. . .`, and what repeats.
fn ellipsis(text: &str) -> Option<usize> {
    let mut end = 0;
    let mut dots = 0;
    for (at, c) in text.char_indices() {
        match c {
            '…' => dots += 3,
            '.' => dots += 1,
            ' ' | '\u{a0}' if dots > 0 => continue,
            _ => break,
        }
        end = at + c.len_utf8();
    }
    (dots >= 3).then_some(end)
}

/// The longest insertion in brackets that is taken for an editor's, in bytes.
const LONGEST_INSERTION: usize = 200;

/// The length of the bracket that `text` begins with, if it is closed soon and holds no other.
fn bracket(text: &str) -> Option<usize> {
    let end = text
        .bytes()
        .take(LONGEST_INSERTION)
        .position(|byte| byte == b']')?;
    (!text[1..end].contains('[')).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the words: `…` before a gap, `[ ]` around an insertion.
    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let words = Words::read(text);
        let drawn: Vec<String> = (0..words.len())
            .map(|at| {
                let raw = &text[words.spans[at].range()];
                let gap = if words.words[at].gap { "…" } else { "" };
                if words.is_marked(at) {
                    format!("{gap}<{raw}>")
                } else {
                    format!("{gap}{raw}")
                }
            })
            .collect();
        assert_eq!(drawn.join(" "), expected);
    }

    #[test]
    fn omissions_and_insertions() {
        reads("one … two", "one …two");
        reads("... one [...] two. . . . three", "one …two …three");
        reads(
            "[A]nd [the allies] will help[s] [sic]",
            "<A]nd> <the> <allies> will <help[s>",
        );
        reads("an [unclosed bracket", "an unclosed bracket");
    }

    #[test]
    fn runs_are_what_is_claimed_unbroken() {
        let words = Words::read("a b … c [d] e f g");
        assert_eq!(words.runs(), [0..2, 4..7]);
    }
}
