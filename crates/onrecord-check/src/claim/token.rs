//! A paragraph as words, stops and whole quotations.

use super::speech::is_speech;
use super::words::ABBREVIATIONS;
use crate::article::head;
use onrecord_text::Span;
use onrecord_text::quote::Quotation;

/// What a [`Token`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word or figure.
    Word,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// The end of a sentence or of half of one.
    Stop,
    /// A dash between words.
    Dash,
    /// A quotation of the paragraph, by its number.
    Quote(usize),
}

/// A token of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
    /// A word in lower case, without its possessive ending.
    pub low: String,
    /// Whether a word begins with a capital.
    pub capital: bool,
    /// Whether a word has two letters or more, and all are capitals.
    pub shouted: bool,
    /// Whether a word ends with `'s` or `s'`.
    pub possessive: bool,
}

impl Token {
    /// Whether it is one of these words.
    pub fn is_in(&self, words: &[&str]) -> bool {
        self.kind == Kind::Word && words.contains(&self.low.as_str())
    }

    /// Whether it is one of the words, with a possessive ending: "the statement’s".
    pub fn is_in_possessive(&self, words: &[&str]) -> bool {
        let bare = self.low.strip_suffix("'s").or(self.low.strip_suffix("’s"));
        self.possessive && words.contains(&bare.unwrap_or(&self.low))
    }

    /// Whether it is a quotation.
    pub fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::Quote(_))
    }
}

/// The tokens of `text`, what stands in brackets left out; `quotes` are its outermost quotations.
pub fn tokens(text: &str, quotes: &[Quotation]) -> Vec<Token> {
    let mut made = Vec::new();
    let (mut at, mut depth) = (0, 0_usize);
    let mut quotes = quotes.iter().enumerate().peekable();
    while at < text.len() {
        if let Some((number, quote)) = quotes.next_if(|(_, q)| q.outer.start() <= at) {
            made.push(mark(Kind::Quote(number), quote.outer));
            at = quote.outer.end().max(at);
            if ends_sentence(text, quote) {
                made.push(mark(Kind::Stop, Span::new(at, at)));
            }
            continue;
        }
        let rest = &text[at..];
        let token = next(text, at);
        match rest.as_bytes()[0] {
            b'(' if depth == 0
                && quotes
                    .peek()
                    .is_some_and(|(_, quote)| opens(text, at, quote)) => {}
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        at = token.as_ref().map_or(at + first, |token| token.span.end());
        made.extend(token.filter(|_| depth == 0));
    }
    made
}

/// "(“…?” asked one reporter)": whether a bracket at `at` is still open where the next quotation begins, soon
/// behind it. Only the words between are read, so that any number of brackets costs no more than the text.
fn opens(text: &str, at: usize, next: &Quotation) -> bool {
    let start = next.outer.start();
    start <= at + FAR_IN_A_BRACKET && !text[at..start].contains(')')
}

/// So many bytes into a bracket its first quotation begins.
const FAR_IN_A_BRACKET: usize = 100;

fn mark(kind: Kind, span: Span) -> Token {
    Token {
        kind,
        span,
        low: String::new(),
        capital: false,
        shouted: false,
        possessive: false,
    }
}

fn next(text: &str, at: usize) -> Option<Token> {
    let c = text[at..].chars().next()?;
    let span = Span::new(at, at + c.len_utf8());
    match c {
        ',' if is_of_a_date(text, at) => None,
        ',' => Some(mark(Kind::Comma, span)),
        ':' => Some(mark(Kind::Colon, span)),
        '.' | '!' | '?' | ';' | '…' => Some(mark(Kind::Stop, span)),
        '—' | '–' => Some(mark(Kind::Dash, span)),
        '-' if text[..at].ends_with(' ') => Some(mark(Kind::Dash, span)),
        c if c.is_alphanumeric() => Some(word(text, at)),
        _ => None,
    }
}

/// Whether the comma at `at` stands in a date: "May 14, 2021".
fn is_of_a_date(text: &str, at: usize) -> bool {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let day = text[..at]
        .bytes()
        .rev()
        .take_while(u8::is_ascii_digit)
        .count();
    let year = text[at + 1..].trim_start_matches(' ');
    (1..=2).contains(&day) && digits(year) == 4
}

fn word(text: &str, at: usize) -> Token {
    let rest = &text[at..];
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((place, c)) = chars.next() {
        let after = chars.peek().is_some_and(|(_, c)| c.is_alphanumeric());
        let joins = matches!(c, '\'' | '’' | '-' | '‑' | '.' | '&') && after;
        let stop = c == '.' && (is_abbreviation(&rest[..place]) || is_of_a_place(rest, place));
        if !(c.is_alphanumeric() || joins || stop) {
            break;
        }
        end = place + c.len_utf8();
        if stop && !after {
            break;
        }
    }
    let raw = &rest[..end];
    let follows = rest[end..].chars().next();
    let plural = raw.ends_with('s') && matches!(follows, Some('’' | '\''));
    let bare = raw.strip_suffix("’s").or_else(|| raw.strip_suffix("'s"));
    Token {
        kind: Kind::Word,
        span: Span::new(at, at + end),
        low: bare.unwrap_or(raw).trim_end_matches('.').to_lowercase(),
        capital: without_article(raw).starts_with(char::is_uppercase),
        shouted: raw.len() > 1 && raw.chars().all(|c| !c.is_lowercase()),
        possessive: bare.is_some() || plural,
    }
}

/// "Sudani" for "al-Sudani": a surname without the article that is written with it.
pub fn without_article(name: &str) -> &str {
    let bare = ["al-", "el-"].iter().find_map(|of| name.strip_prefix(of));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(name)
}

/// A party and a state, "R-Va", "d-n.y".
pub fn is_party(word: &str) -> bool {
    is_party_and_place(word) && word.len() < 8
}

/// The same with any place, "R-Varde"; but a road is none, "I-95", nor is "D-Day".
pub fn is_party_and_place(word: &str) -> bool {
    let mut letters = word.chars();
    let party = letters.next().is_some_and(|c| "DdIiRr".contains(c));
    let joined = letters.next() == Some('-');
    let place = letters.next().is_some_and(char::is_alphabetic);
    party && joined && place && !word.eq_ignore_ascii_case("d-day")
}

/// Behind the label of a paragraph, such as `RUIZ:` or `CLAIM:`; 0 where it has none.
pub fn behind_label(tokens: &[Token]) -> usize {
    let shouted = tokens.iter().take(LONGEST_LABEL + 1);
    let len = shouted
        .take_while(|t| t.kind == Kind::Word && t.shouted)
        .count();
    let colon = tokens.get(len).is_some_and(|t| t.kind == Kind::Colon);
    if len > 0 && len <= LONGEST_LABEL && colon {
        len + 1
    } else {
        0
    }
}

/// How many words the label of a paragraph has at most.
const LONGEST_LABEL: usize = 4;

/// "Paradise, Ky., said": a short word with a capital, whose stop a comma follows.
fn is_of_a_place(rest: &str, place: usize) -> bool {
    let short = place <= LONGEST_OF_A_PLACE && rest.starts_with(char::is_uppercase);
    short && rest[place..].starts_with(".,")
}

/// The longest abbreviation of a state: *Calif.*
const LONGEST_OF_A_PLACE: usize = 5;

fn is_abbreviation(word: &str) -> bool {
    // "Ada Quill, R-Va."
    if is_party(word) {
        return true;
    }
    let letter = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_uppercase);
    let initials = word.len() < 6 && word.split('.').all(letter) && !matches!(word, "A.M" | "P.M");
    initials || word.len() < 6 && ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// Whether a sentence ends with a quotation: it ends with a stop of its own, and what follows
/// begins anew.
fn ends_sentence(text: &str, quote: &Quotation) -> bool {
    let last = text[..quote.span.end()].chars().next_back();
    let rest = text[quote.outer.end()..].trim_start();
    let anew =
        rest.is_empty() || rest.starts_with(|c: char| !c.is_lowercase() && !",;—–-.:".contains(c));
    match last {
        Some('.') => anew && !only_says(rest),
        Some('!' | '?' | '…') => anew && !speaks_soon(rest) && !speaks_behind_comma(rest),
        _ => false,
    }
}

/// Whether what follows is a sentence of its own only by its marks: "“It rained.” Ada Quill said on
/// Monday."
fn only_says(rest: &str) -> bool {
    let end = rest
        .find(['.', '\n', '“', '"', '«', '‘'])
        .unwrap_or(rest.len());
    let sentence = &rest[..end];
    // "“It rained.” Ada Quill said: “It poured.”" leads to the next quotation.
    if rest[end..].starts_with(['“', '"', '«', '‘']) {
        return false;
    }
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let Some(verb) = words.iter().take(5).position(|word| is_speech(word)) else {
        return false;
    };
    let day = |word: &&str| {
        let figure = word.starts_with(|c: char| c.is_ascii_digit());
        let name = word.starts_with(char::is_uppercase);
        figure
            || name
            || [
                "on",
                "in",
                "today",
                "yesterday",
                "reporters",
                "a",
                "statement",
            ]
            .contains(word)
    };
    verb > 0 && words.len() - verb <= 5 && words[verb + 1..].iter().all(day)
}

/// Within so many words a verb of speech stands behind a quotation, with the house of who speaks before it.
const FAR: usize = 5;
const FAR_OF_A_HOUSE: usize = 9;

/// "“…?” Ada Quill, the press secretary of the board, asked": whether a verb of speech stands right behind what tells
/// of a name.
fn speaks_behind_comma(rest: &str) -> bool {
    let mut parts = head(rest, FAR_IN_A_SENTENCE).splitn(3, ',');
    let (Some(name), Some(told), Some(behind)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let named =
        (1..=LONGEST_LABEL).contains(&name.split(' ').count()) && name.split(' ').all(capital);
    let plain = !told.contains(['.', '!', '?', ';', ':', '“', '"', '\n']);
    let says = behind.split_whitespace().next().is_some_and(is_speech);
    named && plain && says
}

/// So many bytes of a sentence name who speaks, and tell who that is.
const FAR_IN_A_SENTENCE: usize = 160;

/// Whether one of the next few words is a verb of speech.
fn speaks_soon(rest: &str) -> bool {
    let mut words = rest.split(|c: char| !c.is_alphanumeric() && c != '.');
    // "Ada Quill of The Harbor Press asked"
    let house = words.clone().skip(1).take(3);
    let house = house.into_iter().any(|word| matches!(word, "from" | "of"));
    words
        .by_ref()
        .take(if house { FAR_OF_A_HOUSE } else { FAR })
        .any(|word| is_speech(word.trim_end_matches('.')))
}
