//! Ten kinds of change that turn true words into false ones.

use onrecord_text::{Folded, Span};

/// A sentence with one change.
pub struct Planted {
    pub text: String,
    /// The words that stood there, and those that stand there now.
    pub from: String,
    pub to: String,
}

/// A kind of change: its name, and what makes it where it can be made.
pub type Kind = (&'static str, fn(&Sentence<'_>) -> Option<Planted>);

/// All kinds.
pub const KINDS: [Kind; 10] = [
    ("a word replaced", replaced),
    ("a word left out", dropped),
    ("a word added", added),
    ("two words swapped", swapped),
    ("a negation added or left out", negated),
    ("may, must, will, can", modal),
    ("all, some, never, always", quantity),
    ("a number", number),
    ("a name", name),
    ("four words replaced", four),
];

/// A sentence and its words.
pub struct Sentence<'a> {
    pub text: &'a str,
    pub words: Folded,
}

impl Sentence<'_> {
    fn raw(&self, at: usize) -> &str {
        &self.text[self.words.span(at).range()]
    }

    fn replace(&self, span: Span, to: &str) -> Planted {
        let (before, behind) = (&self.text[..span.start()], &self.text[span.end()..]);
        Planted {
            text: format!("{before}{to}{behind}"),
            from: self.text[span.range()].to_owned(),
            to: to.to_owned(),
        }
    }

    /// A word near the middle for which `test` holds.
    fn near_middle(&self, test: impl Fn(usize) -> bool) -> Option<usize> {
        let middle = self.words.len() / 2;
        let mut all: Vec<usize> = (1..self.words.len() - 1).collect();
        all.sort_by_key(|at| at.abs_diff(middle));
        all.into_iter().find(|&at| test(at))
    }

    /// The first word of a table that the sentence has, as another word of it.
    fn by_table(&self, table: &[(&str, &str)]) -> Option<Planted> {
        let other = |at: usize| table.iter().find(|(word, _)| *word == self.words.form(at));
        let at = self.near_middle(|at| other(at).is_some())?;
        Some(self.replace(self.words.span(at), other(at)?.1))
    }

    fn is_plain(&self, at: usize) -> bool {
        self.raw(at).len() > 3 && self.raw(at).bytes().all(|b| b.is_ascii_lowercase())
    }
}

fn replaced(s: &Sentence<'_>) -> Option<Planted> {
    let at = s.near_middle(|at| s.is_plain(at))?;
    Some(s.replace(s.words.span(at), "zebra"))
}

fn dropped(s: &Sentence<'_>) -> Option<Planted> {
    // A word that stands next to its own repetition is no loss.
    let twice = |at: usize| {
        [at - 1, at + 1]
            .map(|other| s.words.form(other))
            .contains(&s.words.form(at))
    };
    let at = s.near_middle(|at| s.is_plain(at) && !twice(at))?;
    let next = s.words.span(at + 1).start();
    let span = s.words.span(at);
    let gap = s.text[span.end()..next].trim().is_empty();
    gap.then(|| {
        let mut planted = s.replace(Span::new(span.start(), next), "");
        planted.from = s.raw(at).to_owned();
        planted
    })
}

fn added(s: &Sentence<'_>) -> Option<Planted> {
    let at = s.near_middle(|at| s.is_plain(at))?;
    let start = s.words.span(at).start();
    let mut planted = s.replace(Span::new(start, start), "quietly ");
    planted.to = "quietly".to_owned();
    Some(planted)
}

fn swapped(s: &Sentence<'_>) -> Option<Planted> {
    let different = |at: usize| s.words.form(at) != s.words.form(at + 1);
    let side = |at: usize| &s.text[s.words.span(at).end()..s.words.span(at + 1).start()] == " ";
    let at =
        s.near_middle(|at| s.is_plain(at) && s.is_plain(at + 1) && different(at) && side(at))?;
    let span = s.words.span(at).cover(s.words.span(at + 1));
    Some(s.replace(span, &format!("{} {}", s.raw(at + 1), s.raw(at))))
}

fn negated(s: &Sentence<'_>) -> Option<Planted> {
    let is = |at: usize, words: &[&str]| words.contains(&s.words.form(at));
    if let Some(at) = s.near_middle(|at| is(at, &["not", "never"])) {
        let span = Span::new(s.words.span(at).start(), s.words.span(at + 1).start());
        let mut planted = s.replace(span, "");
        planted.from = s.raw(at).to_owned();
        return Some(planted);
    }
    let at = s.near_middle(|at| is(at, &["is", "are", "was", "were", "will", "should", "must"]))?;
    let end = s.words.span(at).end();
    let mut planted = s.replace(Span::new(end, end), " not");
    planted.to = "not".to_owned();
    Some(planted)
}

fn modal(s: &Sentence<'_>) -> Option<Planted> {
    let table = [
        ("may", "will"),
        ("will", "may"),
        ("must", "may"),
        ("should", "must"),
        ("can", "must"),
        ("could", "will"),
    ];
    s.by_table(&table)
}

fn quantity(s: &Sentence<'_>) -> Option<Planted> {
    let table = [
        ("all", "some"),
        ("some", "all"),
        ("every", "no"),
        ("many", "few"),
        ("more", "fewer"),
        ("always", "rarely"),
    ];
    s.by_table(&table)
}

fn number(s: &Sentence<'_>) -> Option<Planted> {
    let figures = |at: usize| s.raw(at).bytes().all(|b| b.is_ascii_digit()) && s.raw(at).len() < 7;
    if let Some(at) = s.near_middle(figures) {
        let other = s.raw(at).parse::<u64>().ok()? + 3;
        return Some(s.replace(s.words.span(at), &other.to_string()));
    }
    s.by_table(&[
        ("million", "billion"),
        ("billion", "million"),
        ("hundred", "thousand"),
        ("2", "seven"),
    ])
}

fn name(s: &Sentence<'_>) -> Option<Planted> {
    let named = |at: usize| {
        let raw = s.raw(at);
        raw.len() > 3
            && raw.starts_with(|c: char| c.is_ascii_uppercase())
            && raw[1..].bytes().all(|b| b.is_ascii_lowercase())
    };
    let at = s.near_middle(named)?;
    Some(s.replace(s.words.span(at), "Ruritania"))
}

fn four(s: &Sentence<'_>) -> Option<Planted> {
    if s.words.len() < 20 {
        return None;
    }
    let at = s.words.len() / 2;
    let span = s.words.original(at..at + 4);
    let planted = s.replace(span, "zebras quietly painted umbrellas");
    Some(planted)
}
