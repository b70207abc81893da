//! Quotations in prose: what is quoted, never by whom.

use crate::Span;

/// A stretch of a text that stands between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// What is quoted, without the marks.
    pub span: Span,
    /// The same with its marks.
    pub outer: Span,
    /// Which marks.
    pub marks: Marks,
    /// 0 for a quotation of the text itself, 1 for one inside it, and so on.
    pub depth: usize,
    /// Whether a closing mark was found. A paragraph of a longer quotation has none.
    pub closed: bool,
}

/// The marks around a [`Quotation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Marks {
    /// “…”
    Curly,
    /// "…"
    Straight,
    /// ‘…’
    CurlySingle,
    /// '…'
    StraightSingle,
    /// «…», »…« or ‹…›
    Guillemets,
    /// „…“
    Low,
}

/// Finds the quotations of one paragraph, in the order of their opening marks.
///
/// Time and memory are linear in the length of the paragraph. A span leaves out the marks, white
/// space next to them and a closing comma. A mark that opens the paragraph and is never closed
/// quotes all of it: so are quotations of several paragraphs written.
///
/// ```
/// use onrecord_text::quote::find;
/// let text = "‘Don’t ask for workers’ rights,’ he said.";
/// let found = find(text);
/// assert_eq!(&text[found[0].span.range()], "Don’t ask for workers’ rights");
/// ```
#[must_use]
pub fn find(paragraph: &str) -> Vec<Quotation> {
    find_before(paragraph, "")
}

/// The same for a paragraph that has another behind it. A mark that is never closed quotes the rest of the
/// paragraph where the next one begins with the same mark, by which the quotation goes on.
///
/// ```
/// use onrecord_text::quote::find_before;
/// let found = find_before("She said: “It will rain.", "“And then it will snow.”");
/// assert!(found.len() == 1 && !found[0].closed);
/// ```
#[must_use]
pub fn find_before(paragraph: &str, next: &str) -> Vec<Quotation> {
    let mut signs = signs(paragraph);
    settle_weak(&mut signs);
    let mut stack = Stack::new(paragraph);
    signs.iter().for_each(|sign| stack.meet(sign));
    nested(stack.finish(next.chars().next()))
}

/// A character that may open or close a quotation.
#[derive(Clone, Copy, Debug)]
struct Sign {
    c: char,
    at: usize,
    opens: bool,
    closes: bool,
    /// It may as well be an apostrophe (`workers'`) or inches (`6"`).
    weak: bool,
    /// The last letter or figure before it ends here.
    letter: usize,
}

impl Sign {
    fn end(&self) -> usize {
        self.at + self.c.len_utf8()
    }
}

/// Words that begin with an apostrophe.
const CLIPPED: &[&str] = &[
    "bout", "cause", "cos", "cuz", "em", "er", "im", "n", "nuff", "round", "s", "til", "till",
    "tis", "twas", "twere", "twill",
];

fn signs(text: &str) -> Vec<Sign> {
    let mut signs = Vec::new();
    let (mut before, mut letter) = (None, 0);
    for (at, c) in text.char_indices() {
        if is_mark(c) {
            signs.extend(sign(text, at, c, before, letter));
        } else if c.is_alphanumeric() {
            letter = at + c.len_utf8();
        }
        before = Some(c);
    }
    signs
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '„' | '‟' | '"' | '‘' | '’' | '\'' | '«' | '»' | '‹' | '›'
    )
}

fn sign(text: &str, at: usize, c: char, before: Option<char>, letter: usize) -> Option<Sign> {
    let rest = &text[at + c.len_utf8()..];
    let after = rest.chars().next();
    let starts = before.is_none_or(|b| b.is_whitespace() || is_lead(b));
    let stands = after.is_some_and(|a| !a.is_whitespace());
    let ends =
        before.is_some_and(|b| !b.is_whitespace()) && !after.is_some_and(char::is_alphanumeric);
    let clipped = is_clipped(&text[..at], rest);
    let (opens, closes) = match c {
        '„' | '‟' => (stands, false),
        '“' => (true, ends),
        '”' => (false, true),
        '«' | '‹' | '»' | '›' => (true, true),
        '‘' => (
            stands && !before.is_some_and(char::is_alphanumeric) && !clipped,
            false,
        ),
        '’' => (false, ends),
        '"' => (starts && stands, ends || !starts),
        _ => (starts && stands && !clipped, ends),
    };
    (opens || closes).then(|| Sign {
        c,
        at,
        opens,
        closes,
        weak: closes && is_weak(&text[..at], c, rest),
        letter,
    })
}

/// Whether a mark may follow `c` without white space: brackets, dashes, other marks.
fn is_lead(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '—' | '–' | '-' | '/' | ':' | '*' | '_' | '>' | '¿' | '¡'
    ) || is_mark(c)
}

/// Words that follow a number and no year.
const COUNTED: &[&str] = &[
    "billion",
    "countries",
    "days",
    "dollars",
    "hours",
    "hundred",
    "million",
    "minutes",
    "months",
    "per",
    "percent",
    "people",
    "pounds",
    "states",
    "thousand",
    "trillion",
    "weeks",
    "years",
];

/// Words that a year without its century stands behind: "the class of '90", "since '84".
const BEFORE_YEARS: &[&str] = &[
    "and", "autumn", "by", "class", "early", "fall", "from", "in", "late", "mid", "of", "since",
    "spring", "summer", "the", "through", "till", "to", "until", "winter",
];

/// So many bytes hold the longest of [`BEFORE_YEARS`], the blank behind it, and whether more stands before it.
const LONGEST_BEFORE: usize = 9;

/// Whether an apostrophe between `before` and `rest` stands for what was left out: 'em, '90s.
fn is_clipped(before: &str, rest: &str) -> bool {
    let word: String = rest
        .chars()
        .take(6)
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let decade = word.strip_suffix('s').unwrap_or(&word);
    let figures = decade.len() == 2 && decade.bytes().all(|b| b.is_ascii_digit());
    // ‘14 billion pounds’ begins with a number, and no year; so does ‘90 eels,’ but behind "of" or "since".
    let mut behind = rest[word.len()..].chars();
    let blank = behind.next().is_some_and(char::is_whitespace);
    let behind = behind.as_str();
    let counted = |next: &&str| behind.starts_with(*next);
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(LONGEST_BEFORE))..];
    let last = near.split_whitespace().next_back().unwrap_or_default();
    let led = BEFORE_YEARS.contains(&last.to_lowercase().as_str());
    let things = behind.starts_with(char::is_lowercase) && !led && decade == word;
    let number = blank && (things || COUNTED.iter().any(counted));
    figures && !number || CLIPPED.contains(&word.to_lowercase().as_str())
}

/// Whether a closing mark may as well be part of its word.
fn is_weak(before: &str, c: char, rest: &str) -> bool {
    let mut back = before.chars().rev();
    let (last, second) = (back.next(), back.next());
    let mut next = rest.chars();
    let goes_on = next.next().is_some_and(char::is_whitespace)
        && next.next().is_some_and(|c| c.is_alphanumeric());
    match c {
        '"' | '”' => last.is_some_and(|d| d.is_ascii_digit()) && (goes_on || is_feet(before)),
        '\'' | '’' => {
            let possessive = matches!(last, Some('s' | 'S' | 'x' | 'z'));
            let dropped_g = last == Some('n') && second == Some('i');
            goes_on && (possessive || dropped_g)
        }
        _ => false,
    }
}

/// Whether `before` ends like `6'2`.
fn is_feet(before: &str) -> bool {
    let bare = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let feet = bare.strip_suffix(['\'', '’']).unwrap_or("");
    before.len() - bare.len() <= 2 && feet.ends_with(|c: char| c.is_ascii_digit())
}

/// A weak mark closes only where no stronger one closes before the next quotation opens.
fn settle_weak(signs: &mut [Sign]) {
    let (mut single, mut double) = (false, false);
    for sign in signs.iter_mut().rev() {
        let ahead = match sign.c {
            '\'' | '’' | '‘' => &mut single,
            '"' | '”' | '“' => &mut double,
            _ => continue,
        };
        if sign.opens {
            *ahead = false;
        } else if sign.weak {
            sign.closes = !*ahead;
        } else {
            *ahead = true;
        }
    }
}

/// A mark that waits for its closing mark.
#[derive(Clone, Copy, Debug)]
struct Open {
    marks: Marks,
    at: usize,
    inner: usize,
    /// The mark that closes it.
    closer: char,
}

struct Stack<'a> {
    text: &'a str,
    open: Vec<Open>,
    /// How many of the open marks wait for each of [`CLOSERS`].
    waiting: [usize; CLOSERS.len()],
    found: Vec<Quotation>,
    first: usize,
}

/// The marks that close; „…“ is closed by “ or ”.
const CLOSERS: [char; 9] = ['”', '"', '’', '\'', '“', '»', '«', '›', '‹'];

fn closer_index(closer: char) -> usize {
    CLOSERS.iter().position(|&c| c == closer).unwrap_or(0)
}

impl<'a> Stack<'a> {
    fn new(text: &'a str) -> Self {
        let lead =
            |c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '*' | '(' | '[' | '…');
        let first = text.len() - text.trim_start_matches(lead).len();
        Self {
            text,
            open: Vec::new(),
            waiting: [0; CLOSERS.len()],
            found: Vec::new(),
            first,
        }
    }

    fn meet(&mut self, sign: &Sign) {
        let closed = sign.closes && self.closes(sign);
        if !closed && sign.opens {
            self.push(sign);
        }
    }

    fn push(&mut self, sign: &Sign) {
        let (marks, closer) = match sign.c {
            '“' | '‟' => (Marks::Curly, '”'),
            '"' => (Marks::Straight, '"'),
            '‘' => (Marks::CurlySingle, '’'),
            '\'' => (Marks::StraightSingle, '\''),
            '„' => (Marks::Low, '“'),
            c => (Marks::Guillemets, turned(c)),
        };
        let (at, inner) = (sign.at, sign.end());
        self.open.push(Open {
            marks,
            at,
            inner,
            closer,
        });
        self.waiting[closer_index(closer)] += 1;
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.waiting[closer_index(open.closer)] -= 1;
        Some(open)
    }

    /// Closes what this mark closes, if it closes anything.
    fn closes(&mut self, sign: &Sign) -> bool {
        let fits: &[char] = match sign.c {
            '”' => &['”', '“', '"'],
            '"' if sign.opens => &[],
            '"' => &['"', '”'],
            '\'' | '’' => return self.close_single(sign),
            _ => std::slice::from_ref(&sign.c),
        };
        if fits.iter().all(|&c| self.waiting[closer_index(c)] == 0) {
            return false;
        }
        while let Some(open) = self.pop() {
            if fits.contains(&open.closer) {
                self.add(open, sign.at, sign.end(), sign.letter);
                return true;
            }
        }
        false
    }

    /// A single mark closes only what opened last: it may be an apostrophe.
    fn close_single(&mut self, sign: &Sign) -> bool {
        let single = |open: &Open| matches!(open.closer, '’' | '\'');
        let closes = self.open.last().is_some_and(single);
        if let Some(open) = closes.then(|| self.pop()).flatten() {
            self.add(open, sign.at, sign.end(), sign.letter);
        }
        closes
    }

    fn add(&mut self, open: Open, inner_end: usize, outer_end: usize, letter: usize) {
        if letter <= open.inner {
            return;
        }
        self.found.push(Quotation {
            span: trimmed(self.text, open.inner, inner_end),
            outer: Span::new(open.at, outer_end),
            marks: open.marks,
            depth: 0,
            closed: true,
        });
    }

    /// What was found, and the whole paragraph if its first mark was never closed, or the rest of it if
    /// `next`, with which the next paragraph begins, goes on with the mark.
    fn finish(mut self, next: Option<char>) -> Vec<Quotation> {
        let same = |open: &&Open| self.text[open.at..].chars().next() == next;
        let goes_on =
            matches!(next, Some('“' | '"' | '«' | '„')).then(|| self.open.iter().find(same));
        let whole = self.open.first().filter(|open| open.at == self.first);
        if let Some(open) = whole.or(goes_on.flatten()).copied() {
            let end = self.text.trim_end().len();
            if self.text[open.inner.min(end)..end].contains(char::is_alphanumeric) {
                self.add(open, end, end, end);
                if let Some(last) = self.found.last_mut() {
                    last.closed = false;
                }
            }
        }
        self.found
    }
}

fn turned(c: char) -> char {
    match c {
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        _ => '‹',
    }
}

/// The stretch without white space around it and without a closing comma.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let inner = &text[start..end];
    let head = inner.len() - inner.trim_start().len();
    let tail = inner.trim_end();
    let tail = tail.strip_suffix(',').unwrap_or(tail).trim_end();
    Span::new(start + head, start + tail.len().max(head))
}

/// In the order of their opening marks, each with its depth.
fn nested(mut found: Vec<Quotation>) -> Vec<Quotation> {
    found.sort_by_key(|q| (q.outer.start(), std::cmp::Reverse(q.outer.end())));
    let mut ends: Vec<usize> = Vec::new();
    for quotation in &mut found {
        while ends.pop_if(|end| *end <= quotation.outer.start()).is_some() {}
        quotation.depth = ends.len();
        ends.push(quotation.outer.end());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn finds(text: &str, expected: &[&str]) {
        let found = find(text);
        let words: Vec<_> = found.iter().map(|q| &text[q.span.range()]).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn double_marks() {
        finds("“We go,” he said. “Now.”", &["We go", "Now."]);
        finds("She is 6'2\" tall and said \"no\".", &["no"]);
        finds("\"It is 12\" wide,\" he said.", &["It is 12\" wide"]);
        finds(
            "„Ja“, «oui», »doch«, « non »",
            &["Ja", "oui", "doch", "non"],
        );
        finds("(\"A\") \"B\"-like", &["A", "B"]);
        finds(
            "“The 12\" guns and the 14” guns were silent.” “She is 6'2\" and 6’3” and strong,” she said",
            &[
                "The 12\" guns and the 14” guns were silent.",
                "She is 6'2\" and 6’3” and strong",
            ],
        );
        finds("“In 2021” he said. “In 1999.”", &["In 2021", "In 1999."]);
        finds("„Ja”, ‹oui›, ›doch‹", &["Ja", "oui", "doch"]);
    }

    #[test]
    fn double_marks_before_a_number() {
        finds("“90 eels,” she said.", &["90 eels"]);
        finds("\"90 eels,\" she said.", &["90 eels"]);
        finds("„90 Aale“", &["90 Aale"]);
    }

    #[test]
    fn marks_without_a_space() {
        finds("“The lamps are out,”she said.", &["The lamps are out"]);
        finds("\"The lamps are out,\"she said.", &["The lamps are out"]);
        finds("Quill said,‘Wait at the weir.’", &["Wait at the weir."]);
        finds("\"We were—\" he began.", &["We were—"]);
    }

    #[test]
    fn marks_of_two_kinds() {
        finds("“We go,\" he said.", &["We go"]);
        finds("\"We go,” he said.", &["We go"]);
        finds("‘We go,' he said.", &["We go"]);
        finds(
            "“The note (\"… the lamps are out\") came late,” he said.",
            &[
                "The note (\"… the lamps are out\") came late",
                "… the lamps are out",
            ],
        );
    }

    #[test]
    fn feet_and_inches_close_nothing() {
        finds(
            "\"She is 6'2\", and strong,\" he said.",
            &["She is 6'2\", and strong"],
        );
        finds(
            "\"She wrote \"lamp 12\", and left,\" he said.",
            &["She wrote \"lamp 12\", and left", "lamp 12"],
        );
        finds(
            "\"She wrote \"Fr. 1'200\", and left,\" he said.",
            &["She wrote \"Fr. 1'200\", and left", "Fr. 1'200"],
        );
    }

    /// A mark that closes nothing leaves those alone that wait for theirs.
    #[test]
    fn stray_marks() {
        finds(
            "“She wrote a » and went,” he said.",
            &["She wrote a » and went"],
        );
        finds(
            "\"She wrote a » and went,\" he said.",
            &["She wrote a » and went"],
        );
        finds(
            "«Wait,» she said. “The sign » points to the weir.”",
            &["Wait", "The sign » points to the weir."],
        );
    }

    #[test]
    fn single_marks() {
        finds(
            "'Don't go to the workers' hall,' he said.",
            &["Don't go to the workers' hall"],
        );
        finds(
            "The soldiers' pay, 'em and the '90s weren't ‘all’.",
            &["all"],
        );
        finds(
            "'The buck stops' he said of the workers' rights.",
            &["The buck stops"],
        );
        finds("Kabul: 'the mill'", &["the mill"]);
        finds(
            "‘90 eels,’ she said. She wrote '24 keepers' and left.",
            &["90 eels", "24 keepers"],
        );
        finds(
            "'19 lamps' is the class of '90 and the flood of ’84 again",
            &["19 lamps"],
        );
        finds(
            "A breakthrough: breakthrough ‘90 eels,’ she said.",
            &["90 eels"],
        );
        finds("rock 'n' roll", &[]);
        finds("The O‘ahu keepers’ lamps", &[]);
        finds("‘Bring the ’phone,’ she said.", &["Bring the ’phone"]);
    }

    #[test]
    fn decades_and_counts() {
        finds("The '90s keepers' lamps", &[]);
        finds("The summer of '90 and the keepers' lamps", &[]);
        finds(
            "'90 days and no eels' is what she wrote.",
            &["90 days and no eels"],
        );
        finds("'150 eels' is what she wrote.", &["150 eels"]);
    }

    /// Only a possessive or a dropped letter, with more words behind it, may be part of its word.
    #[test]
    fn an_apostrophe_or_the_end() {
        finds(
            "'We were singin' all night,' she said.",
            &["We were singin' all night"],
        );
        for quoted in ["the cavern", "the ship"] {
            let text = format!("She spoke of '{quoted}' and of the boats'.");
            finds(&text, &[quoted]);
        }
        finds(
            "She spoke of 'the keepers' — not of the boats'.",
            &["the keepers"],
        );
    }

    #[test]
    fn nested_and_open() {
        finds("“He said ‘no’ to me.”", &["He said ‘no’ to me.", "no"]);
        assert_eq!(find("“He said ‘no’ to me.”")[1].depth, 1);
        finds("“A paragraph that goes on.", &["A paragraph that goes on."]);
        assert!(!find("“A paragraph that goes on.")[0].closed);
        finds("A stray “ mark.", &[]);
        finds(
            "— “A paragraph that goes on.",
            &["A paragraph that goes on."],
        );
    }

    #[test]
    fn only_the_same_mark_goes_on() {
        let text = "Ada wrote: “It will rain.";
        let found = find_before(text, "“And snow.”");
        assert!(found.len() == 1 && !found[0].closed);
        assert_eq!(&text[found[0].span.range()], "It will rain.");
        for next in ["«And snow.»", "\"And snow.\"", "And snow.", ""] {
            assert_eq!(find_before(text, next), []);
        }
    }

    #[test]
    fn long_input_is_no_trouble() {
        for text in ["“", "\"", "'", "‘", "«", "“a", "”", "“‘", " '", "“ ‘x’ "] {
            let _ = find(&text.repeat(100_000));
        }
        let _ = find(&("«".repeat(100_000) + &"”".repeat(100_000)));
        let _ = find(&("“".repeat(100_000) + &"»".repeat(100_000)));
    }

    proptest! {
        #[test]
        fn spans_are_valid(text in "[a-z \"'“”‘’„«»,.6—é\n]{0,60}") {
            for q in find(&text) {
                prop_assert!(q.outer.contains(q.span));
                prop_assert!(text.get(q.span.range()).is_some());
                prop_assert!(text.get(q.outer.range()).is_some());
            }
        }

        #[test]
        fn any_text_is_read(text in ".{0,80}") {
            let _ = find(&text);
        }
    }
}
