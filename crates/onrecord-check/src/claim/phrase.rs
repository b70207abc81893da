//! Who a stretch of a sentence names: its subject, as words.

mod of_verb;
mod subject;

use super::persons::{
    BODY_WORDS, NO_PERSONS, NO_SURNAMES, PERSON_ENDINGS, PERSON_WORDS, PERSONS, SHIPS, STAFF,
};
use super::token::{Kind, Token};
use super::verb::{is_of_state, speaks};
use super::words::{DETERMINERS, HE, HER, HIS, NO_NAMES, PREPOSITIONS, SHE, STATEMENTS, THEY};
pub use of_verb::{name_before, subject_of};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;
pub use subject::{is_asked_first, subject};

/// A person or body as a sentence names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A pronoun.
    Pronoun(Pronoun, usize),
    /// A name, or a description that may hold one: these tokens.
    Words(Range<usize>),
    /// A statement, whose author is to be found: these tokens.
    Statement(Range<usize>),
}

/// What a pronoun may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// A man.
    He,
    /// A woman.
    She,
    /// A thing, a body or several persons.
    They,
}

impl Who {
    /// The tokens that name it.
    pub fn tokens(&self) -> Range<usize> {
        match self {
            Self::Pronoun(_, at) => *at..at + 1,
            Self::Words(range) | Self::Statement(range) => range.clone(),
        }
    }
}

/// The pronoun that stands at a token, subjects only.
fn pronoun(token: &Token) -> Option<Pronoun> {
    match token {
        t if t.is_in(HE) => Some(Pronoun::He),
        t if t.is_in(SHE) => Some(Pronoun::She),
        t if t.is_in(THEY) => Some(Pronoun::They),
        _ => None,
    }
}

/// The person that a possessive or object pronoun stands for.
pub fn possessive(token: &Token) -> Option<Pronoun> {
    match token {
        t if t.is_in(HIS) => Some(Pronoun::He),
        t if t.is_in(HER) => Some(Pronoun::She),
        _ => None,
    }
}

/// A capitalised word that can be part of a name.
pub fn is_name_word(token: &Token) -> bool {
    token.kind == Kind::Word && token.capital && !token.is_in(NO_NAMES)
}

/// "the aircraft carrier Ada Quill": whether the name at a token is a ship's.
pub fn is_a_ship(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    before.is_some_and(|t| t.is_in(SHIPS))
}

/// A noun for one person, as it stands behind "that".
pub fn is_bare_person(token: &Token) -> bool {
    token.kind == Kind::Word && !token.capital && !token.low.ends_with('s') && is_person(&token.low)
}

/// The name behind a description: "Her predecessor, Ada Quill, …", "two Fenwick aides, Ada Quill and
/// Boris Oake, …".
pub fn apposed(tokens: &[Token], who: &Who, to: usize) -> Option<Who> {
    let range = who.tokens();
    let start = range.end + 1;
    if start >= to || tokens[range.end].kind != Kind::Comma || !is_name_word(&tokens[start]) {
        return None;
    }
    let (nameless, far) = is_nameless(&tokens[range.clone()])?;
    let mut end = name_end(tokens, start, to);
    let mut several = end > start + 1;
    let and = tokens.get(end).is_some_and(|t| t.is_in(&["and"]));
    let other = end + 1;
    if several && and && other < to && is_name_word(&tokens[other]) {
        end = name_end(tokens, other, to);
        several = end > other + 1;
    }
    let closed = tokens
        .get(end)
        .is_none_or(|t| matches!(t.kind, Kind::Colon | Kind::Comma | Kind::Stop));
    let first = &tokens[range.start];
    let one = first.is_in(&["a", "an"]) || possessive(first).is_some() || first.possessive;
    let alone = nameless && one && !far && tokens[start].kind == Kind::Word;
    (closed && (several || alone)).then_some(Who::Words(start..end))
}

/// Whether a description names nobody, and whether names hang on it afar; `None` where it does name
/// somebody: "Her colleague from the Harbor Board" and "two Fenwick aides" do not, "a banker from
/// Lindholm" may go on with a place.
fn is_nameless(words: &[Token]) -> Option<(bool, bool)> {
    let named = |t: &Token| is_name_word(t);
    let rest = words.get(1..).filter(|rest| !rest.is_empty())?;
    if rest.iter().any(|t| t.is_in(&["and"])) {
        return None;
    }
    let head = rest.iter().take_while(|t| !t.is_in(PREPOSITIONS)).count();
    let far = rest[head..].iter().any(named);
    let of = rest.get(head).is_some_and(|t| t.low == "of");
    let of_body = rest
        .get(head + 1)
        .is_some_and(|t| of || t.is_in(DETERMINERS));
    let nameless = !rest[..head].iter().any(named);
    let person = |t: &Token| !t.capital && is_person(singular(&t.low));
    let described = nameless || rest[..head].last().is_some_and(person);
    // "His rival at Lindholm Ferries, Ada Quill,"
    let his = possessive(&words[0]).is_some() && rest.get(head).is_some_and(|t| t.is_in(&["at"]));
    (described && (!far || of_body || his)).then_some((nameless, far))
}

/// The noun phrase that begins at `at`.
pub fn phrase(tokens: &[Token], at: usize, to: usize) -> Option<Who> {
    let first = tokens.get(at..to)?.first();
    let first = first.filter(|t| t.kind == Kind::Word)?;
    if let Some(pronoun) = pronoun(first) {
        return Some(Who::Pronoun(pronoun, at));
    }
    // "The four of them also warned"
    if let [the, number, of, them, ..] = &tokens[at..to]
        && the.is_in(&["all", "the"])
        && number.is_in(NUMBERS)
        && of.is_in(&["of"])
        && them.is_in(&["them"])
    {
        return Some(Who::Pronoun(Pronoun::They, at));
    }
    // "garbled her badly,"
    if let Some(pronoun) = possessive(first)
        && tokens.get(at + 1).is_some_and(|t| t.low.ends_with("ly"))
        && tokens.get(at + 2).is_none_or(|t| t.kind != Kind::Word)
    {
        return Some(Who::Pronoun(pronoun, at));
    }
    let ends = |i: &usize| {
        let token = &tokens[*i];
        let list = token.kind == Kind::Comma && is_list(tokens, *i, to);
        let acts = *i > at && token.low.ends_with("ed") && {
            let noun = &tokens[*i - 1];
            let named = token.is_in(&["called", "named", "nicknamed"]);
            // "Ada Quill greeted Boris Fenwick"
            let does = || {
                let object = tokens.get(*i + 1).filter(|_| *i + 1 < to);
                let whom = object.is_some_and(|t| {
                    is_name_word(t) || possessive(t).is_some() || t.is_in(DETERMINERS)
                });
                !token.capital && is_name_word(noun) && !noun.is_in(DETERMINERS) && whom
            };
            // "The Weir Farm Bureau counted eels:"
            let house = *i > at + 1 && !token.capital && is_of_a_house(noun);
            noun.is_in(STAFF)
                || !named && (!noun.capital && is_person(&noun.low) || house || does())
        };
        // "according to that readout"
        let stated = *i == at && tokens.get(at + 1).is_some_and(|t| t.is_in(STATEMENTS));
        // "a sponsor of that bill"
        let hangs = *i > at && tokens[*i - 1].is_in(PREPOSITIONS);
        // "the fact sheet that day"
        let day = tokens.get(*i + 1).is_some_and(|t| t.is_in(PARTS_OF_TIME));
        let that = token.is_in(&["that"]) && (stated || hangs || day && *i > at);
        let verb = is_of_state(tokens, *i) && !that
            || acts
            || *i > at && (token.is_in(ENDING) || speaks(tokens, *i));
        // "roared the crowd when she came"
        // "said a senior official after the keepers had left"; but "two weeks before he left"
        let later = || token.is_in(&["after", "before"]) && is_bare_person(&tokens[*i - 1]);
        let clause = *i > at && (token.is_in(&["because", "when", "while"]) || later());
        // "Most of the order concerns Lindholm."
        let tells = *i > at
            && !token.capital
            && token.low.ends_with('s')
            && tokens[*i - 1].is_in(STATEMENTS)
            && *i + 1 < to
            && (is_name_word(&tokens[*i + 1]) || tokens[*i + 1].is_in(&["the"]));
        token.kind != Kind::Word && !list || verb || clause || tells
    };
    let mut end = (at..to).find(ends).unwrap_or(to);
    // "the official also allowed"
    while end > at + 1 && tokens[end - 1].is_in(BETWEEN_SUBJECT_AND_VERB) {
        end -= 1;
    }
    if end == at {
        return None;
    }
    if is_statement(tokens, at..end) {
        return Some(Who::Statement(at..to));
    }
    Some(Who::Words(at..end))
}

/// Whether the name of a body may end with a word: "Bureau", "Council".
pub fn is_of_a_house(token: &Token) -> bool {
    let low = token.low.as_str();
    token.capital && !token.possessive && (BODY_WORDS.contains(&low) || NO_SURNAMES.contains(&low))
}

/// Verbs that stand behind a phrase, and are in no table of words of speech.
const ENDING: &[&str] = &[
    "came", "laid", "pointed", "saw", "sees", "set", "spent", "took", "went", "write",
];

/// How many are told of together.
const NUMBERS: &[&str] = &["two", "three", "four", "five", "six", "seven"];

/// Adverbs that stand between a subject and its verb, and are no part of a name.
const BETWEEN_SUBJECT_AND_VERB: &[&str] = &[
    "again",
    "also",
    "bluntly",
    "finally",
    "flatly",
    "initially",
    "jointly",
    "later",
    "now",
    "once",
    "openly",
    "plainly",
    "previously",
    "publicly",
    "quietly",
    "recently",
    "repeatedly",
    "simply",
    "soon",
    "still",
    "then",
];

/// What "that" may stand before to say when.
pub const PARTS_OF_TIME: &[&str] = &[
    "afternoon",
    "day",
    "evening",
    "fall",
    "month",
    "morning",
    "night",
    "spring",
    "summer",
    "week",
    "weekend",
    "winter",
    "year",
];

/// Whether a phrase is of a statement: "the fact sheet".
fn is_statement(tokens: &[Token], range: Range<usize>) -> bool {
    let (at, end) = (range.start, range.end);
    // "the article that carried her statement" is none.
    let bounds = ["about", "from", "in", "of", "on", "that", "which", "who"];
    let free = |i: &usize| *i == at || !tokens[*i].is_in(&bounds);
    let head = (at..end).take_while(free).map(|i| &tokens[i]);
    let head: Vec<_> = head.collect();
    // "the Fraternal Order of Keepers" is no order.
    let of_body = head.len() > 1
        && tokens
            .get(at + head.len())
            .is_some_and(|t| t.is_in(&["of"]))
        && head[head.len() - 2..].iter().all(|t| is_name_word(t))
        && !head[head.len() - 2].is_in(&["executive", "joint", "presidential"]);
    head.iter().any(|t| t.is_in(STATEMENTS)) && !of_body
}

/// The longest list of names that speak together, in tokens.
pub const LONGEST_LIST: usize = 60;

/// Whether the comma at `at` stands between names of a list that ends with "and".
fn is_list(tokens: &[Token], at: usize, to: usize) -> bool {
    let named = at > 0 && is_name_word(&tokens[at - 1]);
    let rest = &tokens[at + 1..to.min(at + LONGEST_LIST).max(at + 1)];
    let item =
        |t: &&Token| t.kind == Kind::Comma || is_name_word(t) || t.is_in(&["the", "of", "and"]);
    let items: Vec<_> = rest.iter().take_while(item).collect();
    named && items.iter().any(|t| t.low == "and")
}

/// The name at the head of `range`, or the first one that does not hang on a preposition: the
/// tokens of its capitalised words, with an *of* between them.
pub fn name_in(tokens: &[Token], range: Range<usize>) -> Option<Range<usize>> {
    let mut start = None;
    for at in range.clone() {
        let hangs = at > range.start && tokens[at - 1].is_in(PREPOSITIONS);
        let of_hanging = at > range.start + 1
            && tokens[at - 1].is_in(DETERMINERS)
            && tokens[at - 2].is_in(PREPOSITIONS);
        if hangs || of_hanging {
            return None;
        }
        // "The present White House"
        let the = tokens[at].is_in(&["the"])
            && tokens[at + 1..range.end]
                .first()
                .is_some_and(|t| !t.capital);
        let a = at == range.start && (tokens[at].is_in(&["a", "an"]) || the);
        if is_name_word(&tokens[at]) && !tokens[at].possessive && !a {
            start = Some(at);
            break;
        }
    }
    let start = start?;
    Some(start..name_end(tokens, start, range.end))
}

/// Small words within a name.
pub const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "la", "of", "van", "von",
];

/// Where the name that begins at `start` ends.
pub fn name_end(tokens: &[Token], start: usize, to: usize) -> usize {
    let mut end = start + 1;
    while end < to && !tokens[end - 1].possessive {
        let particle = |t: &&Token| t.is_in(PARTICLES);
        let particles = tokens[end..to].iter().take(2).take_while(particle).count();
        // "in Lindholm, N.M. The chair …"
        let anew = |t: &Token| t.is_in(&["a", "an", "the"]) && particles == 0;
        let next = tokens[end..to].get(particles).filter(|t| !anew(t));
        if next.is_some_and(is_name_word) {
            end += particles + 1;
        } else {
            break;
        }
    }
    end
}

/// "official" for "officials".
pub fn singular(noun: &str) -> &str {
    noun.strip_suffix('s').unwrap_or(noun)
}

/// Whether a noun is one for a person, by its ending or the list.
pub fn is_person(noun: &str) -> bool {
    if let Some(&person) = NOUNS.get(noun) {
        return person;
    }
    let ends = || PERSON_ENDINGS.iter().any(|ending| noun.ends_with(ending));
    noun.len() > 4 && !noun.ends_with("ment") && ends()
}

/// The nouns of the tables, and whether they are persons': every word of an article is looked up.
static NOUNS: LazyLock<HashMap<&str, bool>> = LazyLock::new(|| {
    let persons = PERSON_WORDS.iter().chain(PERSONS).map(|&noun| (noun, true));
    let others = NO_PERSONS.iter().map(|&noun| (noun, false));
    persons.chain(others).collect()
});
