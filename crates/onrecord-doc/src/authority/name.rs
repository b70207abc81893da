//! Names in their parts.

use super::tables::tables;
use super::words::{is_office, is_particle, is_suffix, is_title};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A form of a name in its parts, folded: lower case, no accents, no stops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The titles that stood before it.
    pub titles: Vec<String>,
    /// Given names and initials; empty for a bare surname.
    pub given: Vec<String>,
    /// The surname, particles included.
    pub surname: String,
    /// `jr`, `iii`.
    pub suffix: Option<String>,
}

impl Name {
    /// Reads "Press Secretary Jen Psaki", "Biden, Joseph R., Jr.", "MR. KIRBY".
    pub fn parse(form: &str) -> Self {
        let turned = natural_order(form);
        let mut words: Vec<String> = turned.split_whitespace().map(fold).collect();
        words.retain(|word| !word.is_empty());
        let mut name = Self::default();
        if words.len() > 1 {
            name.suffix = words.pop_if(|last| is_suffix(last));
        }
        let bare = untitled(&words);
        name.titles = words.drain(..bare).collect();
        name.surname = words.split_off(surname_at(&words)).join(" ");
        name.given = words;
        name
    }

    /// Given names and surname, as one key.
    pub fn key(&self) -> String {
        let words = self.given.iter().map(String::as_str);
        words
            .chain([self.surname.as_str()])
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Whether there is a given name.
    pub fn is_full(&self) -> bool {
        !self.given.is_empty()
    }
}

/// "Biden, Joseph R., Jr." as "Joseph R. Biden Jr."; anything else as it is.
pub fn natural_order(form: &str) -> String {
    let parts: Vec<&str> = form.split(',').map(str::trim).collect();
    match parts[..] {
        [name, suffix] if is_suffix(&fold(suffix)) => format!("{name} {suffix}"),
        [surname, given] => format!("{given} {surname}"),
        [surname, given, suffix] => format!("{given} {surname} {suffix}"),
        _ => form.to_owned(),
    }
}

/// How many words at the head are titles or belong to an office: everything up to the last title
/// that is not the last word, and what an office is of ("Minister of Harbors"). Without a title
/// nothing is taken off.
fn untitled(words: &[String]) -> usize {
    let until = words.len().saturating_sub(1);
    let last = words[..until].iter().rposition(|word| is_title(word));
    let Some(mut bare) = last.map(|at| at + 1) else {
        return 0;
    };
    let mut may_name = true; // one word that the tables do not know, where a full name follows it
    while bare < until {
        let known = is_office(&words[bare]) && !is_particle(&words[bare]);
        let of = matches!(words[bare - 1].as_str(), "of" | "for");
        let names = may_name && of && bare + 1 < until && words[bare + 1].len() > 1;
        if !(known || names) {
            break;
        }
        may_name &= known;
        bare += 1;
    }
    bare
}

/// Where the surname begins: at the last word, or at the particles before it.
fn surname_at(words: &[String]) -> usize {
    let mut at = words.len().saturating_sub(1);
    while at > 1 && is_particle(&words[at - 1]) {
        at -= 1;
    }
    at
}

/// Lower case, without accents, stops and apostrophes; a possessive `'s` is taken off.
pub fn fold(word: &str) -> String {
    let word = word
        .strip_suffix("’s")
        .or_else(|| word.strip_suffix("'s"))
        .unwrap_or(word);
    if word.is_ascii() {
        let kept = word
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-');
        return kept.map(|c| c.to_ascii_lowercase()).collect();
    }
    let letters = word.nfkd().filter(|&c| !is_combining_mark(c));
    let kept = letters.filter(|c| c.is_alphanumeric() || *c == '-');
    kept.flat_map(char::to_lowercase)
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            other => other,
        })
        .collect()
}

/// Whether two surnames are one, transliteration set aside (Zelenskyy, Zelenskiy, Zelensky).
pub fn same_surname(one: &str, other: &str) -> bool {
    one == other || transliterated(one) == transliterated(other)
}

/// A key that is alike for the usual ways to write a name of another alphabet: the endings -skyy,
/// -skiy, -sky and -skyi; y and i, ei and e; oo and u; other doubled letters; al- and el-; spaces and hyphens.
/// Moody is not Modi.
pub fn transliterated(surname: &str) -> String {
    let bare = surname
        .replace("al-", "el-")
        .replace("al ", "el-")
        .replace([' ', '-'], "")
        .replace("oo", "u");
    let mut key = String::new();
    for c in bare.chars() {
        let c = match c {
            'y' | 'j' => 'i',
            'w' => 'v',
            other => other,
        };
        if !key.ends_with(c) {
            key.push(c);
        }
    }
    key.replace("kh", "h").replace("ts", "c")
}

/// Whether the given names of two full names can be one person's.
pub fn same_given(one: &[String], other: &[String]) -> bool {
    let (Some(first), Some(second)) = (one.first(), other.first()) else {
        return true;
    };
    let crossed = |a: &[String], b: &str| a.get(1).is_some_and(|middle| alike(middle, b));
    alike(first, second) && middles_agree(one, other)
        || crossed(one, second)
        || crossed(other, first)
}

fn middles_agree(one: &[String], other: &[String]) -> bool {
    match (one.get(1), other.get(1)) {
        (Some(one), Some(other)) => one.chars().next() == other.chars().next(),
        _ => true,
    }
}

fn alike(one: &str, other: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    one == other
        || initial(one, other)
        || initial(other, one)
        || tables().nicknames(one, other)
        || same_surname(one, other)
}

/// The name that a phrase ends with ("National Security Advisor Jake Sullivan"), as it stands:
/// a surname with at least one given name, and no word of an office.
pub fn at_end(phrase: &str) -> Option<&str> {
    let phrase = phrase.trim_matches(|c: char| c.is_whitespace() || ",;:".contains(c));
    let mut start = phrase.len();
    let (mut words, mut proper) = (0, 0);
    for word in phrase.split(' ').rev() {
        let folded = fold(word);
        let named = is_capital(word) && !is_office(&folded) || is_particle(&folded) && proper > 0;
        if words == 4 || word.is_empty() || !named && !is_suffix(&folded) {
            break;
        }
        proper += usize::from(!is_particle(&folded) && !is_suffix(&folded));
        words += usize::from(!is_suffix(&folded));
        start = word.as_ptr() as usize - phrase.as_ptr() as usize;
        if word.ends_with(',') && words > 0 && !is_suffix(&folded) && proper > 1 {
            start += word.len();
            proper -= 1;
            break;
        }
    }
    // "Minister of Harbors Ada Quill": what an office is of is not part of the name.
    let of = phrase[..start].trim_end().ends_with(" of") && proper > 2;
    let skip = if of {
        phrase[start..].find(' ').map_or(0, |at| at + 1)
    } else {
        0
    };
    (proper >= 2).then(|| phrase[start + skip..].trim())
}

/// Whether a word is written as a name: a capital first.
fn is_capital(word: &str) -> bool {
    word.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_uppercase)
        && !word.chars().any(|c| c.is_ascii_digit())
}
