//! Names in running text.

use crate::authority::name::{fold, transliterated};
use crate::authority::words::{is_office, is_particle, is_suffix, is_title};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A name with the titles before it, as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mention<'a> {
    /// "Press Secretary Jen Psaki", "Mr. Sullivan", without a possessive.
    pub form: &'a str,
    /// Where it begins, in the text.
    pub start: usize,
}

/// A word of a text, without the punctuation around it.
struct Token<'a> {
    core: &'a str,
    start: usize,
    /// Whether punctuation stands before it, so that nothing before it belongs to it.
    opens: bool,
    /// Whether punctuation behind it ends a name.
    closes: bool,
    /// Whether a comma stands behind it: a suffix may follow.
    comma: bool,
}

/// The names in a text whose surnames `is_surname` knows by its last word, as it stands.
/// `titled` says that the text is a title, whose every word may have a capital.
pub(super) fn mentions<'a>(
    text: &'a str,
    titled: bool,
    is_surname: &dyn Fn(&str) -> bool,
) -> Vec<Mention<'a>> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let token = &tokens[at];
        if !is_capital(token.core) || !is_surname(token.core) {
            continue;
        }
        let mut end = at;
        let next = tokens.get(at + 1).filter(|next| !next.opens);
        if let Some(next) =
            next.filter(|next| (!token.closes || token.comma) && is_suffix(&fold(next.core)))
            && is_capital(next.core)
        {
            end = at + 1;
        } else if let Some(next) = next.filter(|next| !token.closes && is_capital(next.core)) {
            let another = is_surname(next.core);
            if another || is_thing(&fold(next.core)) || !titled && !is_possessive(token.core) {
                continue;
            }
        }
        found.push(mention(text, &tokens, (at, end)));
    }
    found
}

fn mention<'a>(text: &'a str, tokens: &[Token<'a>], (at, end): (usize, usize)) -> Mention<'a> {
    let start = titles_before(tokens, given_before(tokens, at));
    let last = &tokens[end];
    let core = bare(last.core);
    let from = tokens[start].start;
    let mut to = last.start + core.len();
    if end > at && text[to..].starts_with('.') {
        to += 1;
    }
    Mention {
        form: &text[from..to],
        start: from,
    }
}

/// Where the given names before the surname at `at` begin.
fn given_before(tokens: &[Token<'_>], at: usize) -> usize {
    let mut start = at;
    let mut words = 0;
    while start > 0 && words < MOST_GIVEN && !tokens[start].opens {
        let before = &tokens[start - 1];
        let folded = fold(before.core);
        let particle = is_particle(&folded) && before.core.len() > 1;
        let given = is_capital(before.core)
            && !is_office(&folded)
            && !is_suffix(&folded)
            && !is_start(&folded)
            && !is_possessive(before.core)
            && before
                .core
                .chars()
                .all(|c| c.is_alphabetic() || "-.’'“”\"".contains(c));
        if before.closes || !(given || particle) {
            break;
        }
        words += usize::from(!particle);
        start -= 1;
    }
    start
}

/// Where the titles before the name at `start` begin.
fn titles_before(tokens: &[Token<'_>], start: usize) -> usize {
    let (mut from, mut at) = (start, start);
    while at > 0 && start - at < MOST_TITLE && !tokens[at].opens {
        let before = &tokens[at - 1];
        let folded = fold(before.core);
        let between = matches!(before.core, "of" | "for" | "and" | "to" | "the");
        let another =
            is_start(&folded) || super::resolve::is_known_surname(&transliterated(&folded));
        if before.closes || !(between || is_capital(before.core) && is_office(&folded) && !another)
        {
            break;
        }
        at -= 1;
        if !between && (is_title(&folded) || from < start) {
            from = at;
        }
    }
    // A title stands next to the name, and the article before it is none.
    while from < start && fold(tokens[from].core) == "the" {
        from += 1;
    }
    from
}

/// So many given names a person has in one form.
const MOST_GIVEN: usize = 4;

/// So many words a title has ("Assistant to the President for National Security Affairs").
const MOST_TITLE: usize = 10;

/// Words that begin sentences with a capital and are no given names.
const STARTS: &str = include_str!("../starts.tsv");

/// Words of the names of organisations and places that are called after persons.
const THINGS: &str = include_str!("../things.tsv");

/// Whether a word, folded, begins sentences.
fn is_start(word: &str) -> bool {
    static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| STARTS.lines().skip(1).collect());
    WORDS.contains(word)
}

/// Whether a word, folded, makes the name before it that of an organisation or a place.
pub(super) fn is_thing(word: &str) -> bool {
    static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| THINGS.lines().skip(1).collect());
    WORDS.contains(word)
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for piece in text.split_whitespace() {
        // Two words that a dash joins are two.
        for piece in piece.split(['–', '—']) {
            let core = piece.trim_matches(|c: char| !c.is_alphanumeric());
            if core.is_empty() {
                if let Some(last) = tokens.last_mut() {
                    let last: &mut Token<'_> = last;
                    last.closes = true;
                }
                continue;
            }
            let start = core.as_ptr() as usize - text.as_ptr() as usize;
            let lead = core.as_ptr() as usize - piece.as_ptr() as usize;
            let tail = &piece[lead + core.len()..];
            let stop = tail == "." && is_shortened(core);
            tokens.push(Token {
                core,
                start,
                opens: lead > 0,
                closes: !tail.is_empty() && !stop,
                comma: tail == ",",
            });
        }
    }
    tokens
}

/// Whether a stop behind a word shortens it: an initial, "Mr", "Gen", "Jr".
fn is_shortened(core: &str) -> bool {
    let folded = fold(core);
    core.chars().filter(|c| c.is_alphabetic()).count() <= 2 && is_capital(core)
        || is_title(&folded)
        || is_suffix(&folded)
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_possessive(word: &str) -> bool {
    bare(word).len() < word.len()
}

fn bare(word: &str) -> &str {
    word.strip_suffix("’s")
        .or_else(|| word.strip_suffix("'s"))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<&str> {
        let known = ["quill", "ashgrove", "obrador"].map(transliterated);
        let is_surname = |word: &str| known.contains(&transliterated(&fold(word)));
        mentions(text, false, &is_surname)
            .iter()
            .map(|m| m.form)
            .collect()
    }

    #[test]
    fn names_are_found_with_their_titles() {
        for (text, expected) in [
            (
                "Today Press Secretary Ada Quill said so.",
                vec!["Press Secretary Ada Quill"],
            ),
            ("And Ada Quill’s plan", vec!["Ada Quill"]),
            (
                "Secretary of Harbors Tobin B. Ashgrove, Jr., spoke",
                vec!["Secretary of Harbors Tobin B. Ashgrove, Jr."],
            ),
            (
                "MR. QUILL:  Thank you, Mr. Ashgrove.",
                vec!["MR. QUILL", "Mr. Ashgrove"],
            ),
            ("the Quill Center and Quill County", vec![]),
            ("Quill. Ashgrove left.", vec!["Quill", "Ashgrove"]),
            (
                "President López Obrador (AMLO)",
                vec!["President López Obrador"],
            ),
            ("the quill was blue", vec![]),
            (
                "President Biden and President Quill",
                vec!["President Quill"],
            ),
            ("And President Quill", vec!["President Quill"]),
        ] {
            assert_eq!(forms(text), expected, "{text}");
        }
    }

    #[test]
    fn lists_are_sorted() {
        for list in [STARTS, THINGS] {
            assert!(list.lines().skip(1).is_sorted());
        }
    }
}
