//! What a changed word amounts to, alone and against another.

use super::reason::Reason;
use super::token::{Token, Tokens};
use super::written::is_broken;
use onrecord_text::{Folded, meaning};
use std::collections::BTreeSet;

/// A word of a change.
pub struct Word {
    /// The word made comparable.
    pub form: String,
    raw: String,
    /// Whether its capital is not merely that of a sentence.
    name: bool,
}

impl Word {
    /// The word at token `at`.
    pub fn of(tokens: &Tokens, at: usize, token: &Token) -> Self {
        let raw = tokens.raw(token).to_owned();
        let form = Folded::new(&raw).to_string();
        let capital = raw.chars().next().is_some_and(char::is_uppercase);
        let small = meaning::is_small(&form) || meaning::is_person(&form);
        let first = tokens.begins_sentence(at);
        Self {
            name: capital && !small && raw.len() > 1 && (!first || is_proper(&form)),
            form,
            raw,
        }
    }

    /// What the word amounts to where the other side has none.
    pub fn alone(&self) -> Reason {
        let form = self.form.as_str();
        if meaning::is_negation(form) {
            Reason::Negation
        } else if meaning::is_number(form) || meaning::is_date(form) {
            Reason::Number
        } else if self.name {
            Reason::Name
        } else if meaning::is_modal(form) {
            Reason::Modal
        } else if meaning::is_small(form) {
            Reason::SmallWord
        } else {
            Reason::Words
        }
    }

    /// What it amounts to that another word stands in its place.
    pub fn against(&self, other: &Self) -> Option<Reason> {
        if self.form == other.form {
            return None;
        }
        let (a, b) = (self.alone(), other.alone());
        let gravest = a.min(b);
        let lower = (self.raw.to_lowercase(), other.raw.to_lowercase());
        if matches!(gravest, Reason::Negation | Reason::Number | Reason::Modal) {
            return Some(gravest);
        }
        if denies(&lower.0, &lower.1) {
            return Some(Reason::Negation);
        }
        if is_broken(&self.raw) || is_broken(&other.raw) {
            return Some(Reason::Broken);
        }
        if is_inflected(&lower.0, &lower.1) {
            return Some(Reason::WordForm);
        }
        if is_misspelt(&lower.0, &lower.1, self.name && other.name) {
            return Some(Reason::Spelling);
        }
        let persons = [&self.form, &other.form].map(|form| meaning::is_person(form));
        let base = |form: &str| form.split('\'').next().unwrap_or_default().to_owned();
        Some(match (a, b) {
            _ if persons == [true, true] && base(&self.form) == base(&other.form) => {
                Reason::WordForm
            }
            _ if persons == [true, true] => Reason::Person,
            (Reason::SmallWord, Reason::SmallWord) => Reason::SmallWord,
            _ if gravest == Reason::Name => Reason::Name,
            _ => Reason::Words,
        })
    }
}

/// Whether a word is written with a capital although it begins a sentence: it has others within.
fn is_proper(form: &str) -> bool {
    form.contains('.')
}

/// Whether one is the other with a prefix that denies: *legal*, *illegal*.
fn denies(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let rest = long.strip_suffix(short).filter(|_| short.len() >= 4);
    rest.is_some_and(|prefix| {
        matches!(
            prefix,
            "un" | "in" | "im" | "il" | "ir" | "dis" | "non" | "non-"
        )
    })
}

/// Whether both are forms of one word: they differ in a common ending.
fn is_inflected(a: &str, b: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "s", "es", "'s", "’s", "s'", "s’", "d", "ed", "ing", "ly", "n", "en", "er",
    ];
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let common = (0..=common)
        .rev()
        .find(|&at| a.is_char_boundary(at) && b.is_char_boundary(at));
    let common = common.unwrap_or(0);
    let ending = |rest: &str| rest.is_empty() || ENDINGS.contains(&rest);
    let pair = (&a[common..], &b[common..]);
    let regular = common >= 3 && ending(pair.0) && ending(pair.1);
    let y = matches!(pair, ("y", "ies" | "ied") | ("ies" | "ied", "y"));
    let e = matches!(pair, ("e", "ing") | ("ing", "e"));
    regular || (common >= 2 && (y || e)) || is_auxiliary(a) && is_auxiliary(b)
}

/// Forms of *be*, *have* and *do*.
fn is_auxiliary(form: &str) -> bool {
    matches!(
        form,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
    )
}

/// Whether two words differ in few letters. Of names only in such letters as are written in more than one
/// way: Zelenskyy and Zelenskiy, but not Iran and Iraq.
fn is_misspelt(a: &str, b: &str, names: bool) -> bool {
    let length = a.chars().count().max(b.chars().count());
    let apart = strsim::osa_distance(a, b);
    if names {
        return apart <= 3 && (skeleton(a) == skeleton(b) || length >= 8 && apart == 1);
    }
    match length {
        0..=2 => false,
        // Of short words only letters that changed places: teh, the.
        3 | 4 => apart == 1 && sorted(a) == sorted(b),
        5..=7 => apart == 1,
        _ => apart <= 2,
    }
}

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// The consonants of a word, doubled ones once.
fn skeleton(word: &str) -> String {
    let mut skeleton = String::new();
    for c in word
        .chars()
        .filter(|c| c.is_alphabetic() && !"aeiouyhäöüé".contains(*c))
    {
        if !skeleton.ends_with(c) {
            skeleton.push(c);
        }
    }
    skeleton
}

/// Whether two labels can be those of one speaker: they share a word that is no title.
pub fn names_alike(a: &str, b: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let folded = Folded::new(text);
        let forms = (0..folded.len()).map(|at| folded.form(at).to_owned());
        forms
            .filter(|form| !matches!(form.as_str(), "mr" | "ms" | "mrs" | "dr" | "the"))
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let near = |x: &String| b.iter().any(|y| x == y || is_misspelt(x, y, true));
    a.is_empty() || b.is_empty() || a.iter().any(near)
}
