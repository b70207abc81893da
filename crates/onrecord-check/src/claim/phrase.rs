//! Who a stretch of a sentence names: its subject, as words.

use super::persons::{NO_PERSONS, PERSON_ENDINGS, PERSON_WORDS, PERSONS, SHIPS, STAFF};
use super::token::{Kind, Token};
use super::verb::{is_of_state, is_participle, is_verb, speaks};
use super::words::{
    ASKING, DETERMINERS, HE, HER, HIS, LEAD, NO_NAMES, PREPOSITIONS, SHE, SPANS, STATEMENTS,
    SUBORDINATE, THEY, TIMES,
};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

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

/// The subject of the verb at `verb`, in a sentence that begins at `from`.
pub fn subject_of(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    if let Some(he) = tokens[from..verb].last().and_then(pronoun) {
        return Some(Who::Pronoun(he, verb - 1));
    }
    if verb > from && tokens[verb - 1].kind == Kind::Comma {
        return behind_comma(tokens, from, verb - 1);
    }
    // "that Ada Quill, the chair of the weir, had said"
    let comma = verb
        .checked_sub(2)
        .filter(|&comma| comma > from && tokens[comma].kind == Kind::Comma);
    let comma = comma.filter(|_| tokens[verb - 1].is_in(&["had", "has", "would"]));
    if let Some(named) = comma.and_then(|comma| before_apposition(tokens, from, comma)) {
        return Some(named);
    }
    if let Some(who) = antecedent(tokens, from, verb).or_else(|| of_both_verbs(tokens, from, verb))
    {
        return Some(who);
    }
    if let Some(first) = first_of_two_verbs(tokens, from, verb) {
        return subject_of(tokens, from, first);
    }
    if let Some(who) = stopped_and(tokens, from, verb) {
        return Some(who);
    }
    let start = clause_start(tokens, from, verb);
    let that = start > from && tokens[start - 1].is_in(&["that"]);
    // "The house’s article that carried her statement says"
    let does = tokens[start].low.ends_with("ed") || is_verb(tokens, start);
    if that && start > from + 1 && does && start + 1 < verb {
        return subject(tokens, from, start - 1);
    }
    if that && start + 1 == verb && is_bare_person(&tokens[start]) {
        return Some(Who::Words(start - 1..verb));
    }
    subject(tokens, start, verb).or_else(|| subject(tokens, from, verb))
}

/// "the chair told Boris Fenwick, and added": the first of two verbs of speech with one subject.
fn first_of_two_verbs(tokens: &[Token], from: usize, verb: usize) -> Option<usize> {
    let and = verb.checked_sub(1).filter(|&and| and > from + 1)?;
    let joined = tokens[and].is_in(&["and", "but"]) && tokens[and - 1].kind == Kind::Comma;
    let speaks = |&at: &usize| speaks(tokens, at) && !is_participle(&tokens[at]);
    let first = (from + 1..and)
        .rev()
        .take(FAR_OF_A_FIRST_VERB)
        .find(speaks)
        .filter(|_| joined)?;
    // "Quill, who said so, and added": within a clause of its own it is another's.
    let whole = tokens[first..and - 1]
        .iter()
        .all(|t| t.kind == Kind::Word || t.is_quote());
    (whole && !tokens[first - 1].is_in(&["that", "which", "who"])).then_some(first)
}

/// So many words stand between two verbs of one subject.
const FAR_OF_A_FIRST_VERB: usize = 14;

/// "Midway through the answer he stopped and asked": whoever did something else first.
fn stopped_and(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let and = verb.checked_sub(1).filter(|&and| and > from + 1)?;
    // "she met Ada Quill and told the hall"
    let free = |at: &usize| tokens[*at].kind == Kind::Word && !tokens[*at].is_in(CLAUSE);
    let he = |&at: &usize| pronoun(&tokens[at]).is_some_and(|who| who != Pronoun::They);
    let far = (from..and)
        .rev()
        .take(MOST_OF_WHAT_IS_DONE)
        .take_while(free)
        .find(he);
    let joined = tokens[and].is_in(&["and"]) && is_name_word(&tokens[and - 1]);
    if let Some(at) = far.filter(|&at| joined && at + 2 < and && !tokens[at + 1].capital) {
        return Some(Who::Pronoun(pronoun(&tokens[at])?, at));
    }
    let before = tokens[and - 2].low.as_str();
    let direct = matches!(before, "he" | "she" | "they") && tokens[and - 1].kind == Kind::Word;
    let he = pronoun(&tokens[and - 2]).filter(|_| direct && tokens[and].is_in(&["and"]))?;
    Some(Who::Pronoun(he, and - 2))
}

/// So many words tell what somebody did before they spoke: "she met Ada Quill and".
const MOST_OF_WHAT_IS_DONE: usize = 8;

/// "in May, when Ada Quill stood on the mole and said": the subject of the clause whose second verb it is.
fn of_both_verbs(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let and = verb
        .checked_sub(1)
        .filter(|&and| and > from && tokens[and].is_in(&["and"]))?;
    let begins = |&at: &usize| tokens[at].is_in(&["when", "where", "while", "who"]);
    let clause = (from..and).rev().find(begins)? + 1;
    let who = tokens[clause - 1].is_in(&["who"]);
    let first = (clause + usize::from(!who)..and).find(|&at| is_verb(tokens, at))?;
    let whole = tokens[first..and].iter().all(|t| t.kind == Kind::Word);
    if who {
        return antecedent(tokens, from, first).filter(|_| whole && first == clause);
    }
    subject(tokens, clause, first).filter(|who| whole && who.tokens().end == first)
}

/// Whom the *who* means that is the subject of a verb: "Ada Quill, then a banker, who is said to have
/// called it …". An antecedent that is no name is found as any subject is.
fn antecedent(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let near = from.max(verb.saturating_sub(8));
    // "a rower who, as the lamp went up over the mole, had said"
    let put_in = |&at: &usize| tokens[at].is_in(&["who"]) && tokens[at + 1].kind == Kind::Comma;
    let far = || (from.max(verb.saturating_sub(16))..near).rev().find(put_in);
    let who = (near..verb).rev().find(|&at| {
        // "Harbor Radio, which reported that"
        // "the Harbor Board, which on Saturday had spoken of"
        let time = |t: &Token| t.is_in(&["on", "had", "has"]) || t.is_in(NO_NAMES);
        let beside = tokens[at + 1..verb].iter().all(time);
        let which = tokens[at].is_in(&["which"]) && beside && at > from + 1;
        let named = which && tokens[at - 1].kind == Kind::Comma && is_name_word(&tokens[at - 2]);
        tokens[at].is_in(&["who"]) || named
    });
    let who = who.or_else(far)?;
    // "a rower who, as the lamp went up, had said"
    let put_in = tokens[who + 1].kind == Kind::Comma && {
        let helps = |&at: &usize| tokens[at].is_in(&["had", "has", "only", "simply"]);
        let end = (who + 2..verb).rev().find(|at| !helps(at));
        end.is_some_and(|end| end > who + 2 && tokens[end].kind == Kind::Comma)
    };
    if !put_in && tokens[who..verb].iter().any(|t| t.kind == Kind::Comma) {
        return None;
    }
    if put_in && who > from && is_bare_person(&tokens[who - 1]) {
        let near = from.max(who.saturating_sub(5))..who - 1;
        let first = near
            .rev()
            .find(|&at| tokens[at].is_in(&["a", "an", "one", "the"]));
        return first.map(|first| Who::Words(first..who));
    }
    // "When he looked about for Emil Oake, it was the first lady who answered"
    let bare = who.checked_sub(1).filter(|&noun| {
        noun > from && is_bare_person(&tokens[noun]) || tokens[noun].is_in(&["lady"])
    });
    let the = bare.and_then(|noun| {
        let near = (from.max(noun.saturating_sub(4))..noun).rev();
        let mut near = near.take_while(|&at| tokens[at].kind == Kind::Word);
        near.find(|&at| tokens[at].is_in(&["the"]))
    });
    if let Some(the) = the.filter(|&the| the > from && tokens[the - 1].is_in(&["is", "was"])) {
        return Some(Who::Words(the..who));
    }
    // "of Ada Quill, the board's lamp adviser for the town of Varde, who wrote"
    let comma = who
        .checked_sub(1)
        .filter(|&comma| comma > from && tokens[comma].kind == Kind::Comma);
    if let Some(named) = comma.and_then(|comma| before_apposition(tokens, from, comma)) {
        return Some(named);
    }
    if let Some(office) = office_before(tokens, from, who).filter(|_| who + 1 == verb) {
        return Some(office);
    }
    name_before(tokens, from, who).or_else(|| one_before(tokens, from, who))
}

/// "It was not enough for one harbor envoy, who called it …": somebody without a name, on whom a clause hangs.
fn one_before(tokens: &[Token], from: usize, who: usize) -> Option<Who> {
    let before = who.checked_sub(1).filter(|&at| at > from)?;
    // "She told of a father who had said": without a comma
    let of = |first: usize| first > from && tokens[first - 1].is_in(&["about", "of"]);
    let apart = tokens[before].kind == Kind::Comma;
    let comma = if apart { before } else { who };
    let noun = comma - 1;
    let near = from.max(noun.saturating_sub(4))..noun;
    let words = near.rev().take_while(|&at| tokens[at].kind == Kind::Word);
    let first = words
        .into_iter()
        .find(|&at| tokens[at].is_in(&["a", "an", "one"]))?;
    (is_bare_person(&tokens[noun]) && (apart || of(first))).then_some(Who::Words(first..comma))
}

/// "told the president, who said:": the office that a clause hangs on.
fn office_before(tokens: &[Token], from: usize, who: usize) -> Option<Who> {
    let comma = who.checked_sub(1).filter(|&comma| comma > from)?;
    let the = (from..comma)
        .rev()
        .take(4)
        .find(|&at| tokens[at].is_in(&["the"]))?;
    let words = &tokens[the + 1..comma];
    let plain = |t: &Token| t.kind == Kind::Word && !t.is_in(PREPOSITIONS);
    let office = words.iter().all(plain) && words.last().is_some_and(is_bare_person);
    (tokens[comma].kind == Kind::Comma && office).then_some(Who::Words(the..comma))
}

/// The name that a clause of *who* or *which* at `who` hangs on, over as many as two asides.
pub fn name_before(tokens: &[Token], from: usize, who: usize) -> Option<Who> {
    let mut end = who;
    for _ in 0..3 {
        end -= usize::from(end > from && tokens[end - 1].kind == Kind::Comma);
        let start = (from..end)
            .rev()
            .take_while(|&at| is_name_word(&tokens[at]))
            .last();
        // "the head of the Board of Eels, who" means no board.
        let hangs = |start: usize| {
            let of = |at: usize| at > from && tokens[at - 1].is_in(&["of"]);
            of(start) && start > from + 1 && is_name_word(&tokens[start - 2])
                || start > from && tokens[start - 1].low == "the" && of(start - 1)
        };
        // "Outside, a clerk who"
        let lead = |start: usize| tokens[start].is_in(LEAD) || tokens[start].is_in(PREPOSITIONS);
        // "Ada Quill of Harbor News, who"
        let person = start.filter(|&start| start > from + 2 && tokens[start - 1].is_in(&["of"]));
        let person = person.and_then(|start| {
            let names = (from..start - 1)
                .rev()
                .take_while(|&at| is_name_word(&tokens[at]));
            let first = names.last().filter(|&first| first + 2 < start)?;
            let the = first > from && tokens[first - 1].is_in(&["the"]);
            (!the && !lead(first)).then_some(Who::Words(first..start - 1))
        });
        if person.is_some() {
            return person;
        }
        let start = start.filter(|&start| !hangs(start) && !lead(start));
        if let Some(start) = start {
            return Some(Who::Words(from_a_place(tokens, from, start)..end));
        }
        let comma = (from..end)
            .rev()
            .find(|&at| tokens[at].kind == Kind::Comma)?;
        end = comma + 1;
    }
    None
}

/// "a senator from Ostrey, who": where the person begins behind whom a place is named at `start`.
fn from_a_place(tokens: &[Token], from: usize, start: usize) -> usize {
    let lies = start > from + 1 && tokens[start - 1].is_in(&["from", "in", "near"]);
    let one = lies && is_bare_person(&tokens[start - 2]);
    let near = from.max(start.saturating_sub(5))..start.saturating_sub(1);
    let first = near.rev().find(|&at| tokens[at].is_in(&["a", "an", "the"]));
    first.filter(|_| one).unwrap_or(start)
}

/// The subject before an apposition that ends at the comma `end`: "Her aide, Ada Quill," names Ada
/// Quill, "a banker, who asked not to be named," a banker.
fn behind_comma(tokens: &[Token], from: usize, end: usize) -> Option<Who> {
    let comma = (from..end).rev().find(|&at| tokens[at].kind == Kind::Comma);
    let Some(comma) = comma else {
        return subject(tokens, from, end);
    };
    let inner = comma + 1..end;
    let named = inner.len() > 1 && tokens[inner.clone()].iter().all(|t| t.capital);
    if named {
        return Some(Who::Words(inner));
    }
    if let Some(name) = named_with_trade(tokens, inner) {
        return Some(Who::Words(name));
    }
    // "Captain Ada Quill, a deputy of the board, who stood beside him, said"
    let who = tokens[comma + 1].is_in(&["who"]);
    if let Some(named) = who
        .then(|| before_apposition(tokens, from, comma))
        .flatten()
    {
        return Some(named);
    }
    let comma = before_place(tokens, from, comma);
    let start = clause_start(tokens, from, comma);
    subject(tokens, start, comma).or_else(|| subject(tokens, from, comma))
}

/// The name of "the singer Ada Quill", "lamp secretary Ada Quill": of two words at least, behind what the person is.
fn named_with_trade(tokens: &[Token], apposed: Range<usize>) -> Option<Range<usize>> {
    let names = apposed
        .clone()
        .rev()
        .take_while(|&at| is_name_word(&tokens[at]));
    let start = names.last().filter(|&start| start > apposed.start)?;
    let plain = tokens[apposed.start..start]
        .iter()
        .all(|t| t.kind == Kind::Word && !t.capital && !t.possessive);
    let trade = is_bare_person(&tokens[start - 1]);
    (plain && trade && start + 1 < apposed.end).then_some(start..apposed.end)
}

/// The name before "a deputy of the board", which ends at `end`.
fn before_apposition(tokens: &[Token], from: usize, end: usize) -> Option<Who> {
    let comma = (from..end)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Comma)?;
    let apposed = tokens
        .get(comma + 1)?
        .is_in(&["a", "an", "her", "his", "the", "then"]);
    let named = (from..comma)
        .rev()
        .take_while(|&at| is_name_word(&tokens[at]));
    let start = named.last().filter(|&start| apposed && start + 1 < comma)?;
    Some(Who::Words(start..comma))
}

/// The first comma of "in Lindholm, Ostrey," for the second: a place is no subject.
fn before_place(tokens: &[Token], from: usize, comma: usize) -> usize {
    let mut before = (from..comma).rev();
    let Some(first) = before.find(|&at| tokens[at].kind == Kind::Comma) else {
        return comma;
    };
    let named = |at: usize| is_name_word(&tokens[at]);
    let town = (from..first).rev().take_while(|&at| named(at)).last();
    let lies = |town: usize| town > from && tokens[town - 1].is_in(&["from", "in", "near", "of"]);
    match town {
        Some(town) if lies(town) && (first + 1..comma).all(named) => first,
        _ => comma,
    }
}

/// Words that begin a clause.
const CLAUSE: &[&str] = &[
    "and", "because", "but", "if", "or", "that", "though", "what", "when", "where", "which",
    "while",
];

/// Where the clause that ends before `end` begins.
fn clause_start(tokens: &[Token], from: usize, end: usize) -> usize {
    let mut at = end;
    let mut list = false;
    while at > from {
        let token = &tokens[at - 1];
        let joins = at < end && is_name_word(&tokens[at])
            || tokens[at..end].first().is_some_and(|t| t.low == "the");
        let after_name = at >= 2 && is_name_word(&tokens[at - 2]);
        match token.kind {
            Kind::Word if token.low == "and" && joins && after_name => list = true,
            Kind::Word if !token.is_in(CLAUSE) => {}
            // "a sponsor of that bill"
            Kind::Word if token.low == "that" && at >= 2 && tokens[at - 2].is_in(PREPOSITIONS) => {}
            // "a sheet by the board that day said"
            Kind::Word if token.low == "that" && at < end && tokens[at].is_in(PARTS_OF_TIME) => {}
            Kind::Comma if list && joins && after_name => {}
            _ => return at,
        }
        at -= 1;
    }
    from
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

/// The subject of the clause `from..to`.
pub fn subject(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let skipped = |at: usize| {
        let t = &tokens[at];
        // "that official said"
        let that = t.is_in(&["that"]) && at + 1 < to && is_bare_person(&tokens[at + 1]);
        // "First Lady Ada Quill told the board"
        let lady = t.is_in(&["first"]) && at + 1 < to && tokens[at + 1].is_in(&["lady"]);
        t.is_in(LEAD) && !that && !lady || t.kind != Kind::Word || t.low.ends_with("ly")
    };
    // "Did the chair say …"; but Will may be one's name.
    let named = tokens.get(from + 1).is_some_and(is_name_word);
    let asking = |t: &Token| t.capital && t.is_in(ASKING) && !(named && t.low == "will");
    let asks = tokens.get(from).is_some_and(asking);
    // "Nor did he rule out a closing"
    let nor = tokens
        .get(from)
        .is_some_and(|t| t.is_in(&["neither", "nor"]))
        && tokens.get(from + 1).is_some_and(|t| t.is_in(ASKING));
    let mut at = from + usize::from(asks) + 2 * usize::from(nor);
    while at < to && skipped(at) {
        at += 1;
    }
    at = behind_day(tokens, behind_time(tokens, at, to), to);
    // "And a moment later:"
    let time = at + 2 < to && tokens[to - 1].is_in(TIMES) && tokens[to - 2].is_in(SPANS);
    if at >= to || time && to <= at + 4 {
        return None;
    }
    if let Some(who) =
        behind_subordinate(tokens, from, to).or_else(|| moments_before(tokens, from, to))
    {
        return Some(who);
    }
    // "Previewing a meeting in Lindholm, an official spoke"
    if tokens[at].capital
        && tokens[at].low.len() > 6
        && is_participle(&tokens[at])
        && !tokens[at].is_in(&["according"])
        && let Some(who) = behind_lead(tokens, at, to)
    {
        return Some(who);
    }
    // "Told that the boats had gone, he needed one word:"
    let told = &["pressed", "reminded", "told", "warned"];
    // "And asked whether the boats had gone, he"
    if is_asked_first(&tokens[from..to]) || tokens[at].capital && tokens[at].is_in(told) {
        return behind_lead(tokens, at, to);
    }
    // "According to the transcript, Quill"; but what a statement says is the statement's.
    let told = || !matches!(phrase(tokens, at + 2, to), Some(Who::Statement(_)));
    let according = tokens[at].is_in(&["according"]) && told();
    if according || tokens[at].is_in(PREPOSITIONS) || tokens[at].is_in(NO_NAMES) {
        return behind_lead(tokens, at, to).or_else(|| last_phrase(tokens, at + 1, to));
    }
    if is_span(tokens, at, to) {
        return behind_lead(tokens, at, to).or_else(|| behind_span(tokens, at, to));
    }
    let who = phrase(tokens, at, to)?;
    let who = behind_place(tokens, from, &who).unwrap_or(who);
    if let Some(behind) = behind_what_is_first(tokens, from, at, &who, to) {
        return Some(behind);
    }
    Some(apposed(tokens, &who, to).unwrap_or(who))
}

/// "Moments before he had said": of whom a clause tells that begins with a time.
fn moments_before(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let [span, before, he, rest @ ..] = tokens.get(from..to)? else {
        return None;
    };
    let time = span.is_in(SPANS) && before.is_in(&["before", "earlier", "later"]);
    let ends = matches!(rest, [] | [_]) && rest.iter().all(|t| t.is_in(&["had"]));
    let he = pronoun(he).filter(|_| time && ends)?;
    Some(Who::Pronoun(he, from + 2))
}

/// "And asked whether the boats had gone, he": whether a clause begins with what somebody was asked.
pub fn is_asked_first(words: &[Token]) -> bool {
    let [and, asked, whether, ..] = words else {
        return false;
    };
    and.is_in(&["and", "but", "yet"])
        && asked.is_in(&["asked", "pressed", "questioned"])
        && whether.is_in(&["about", "how", "if", "whether", "why"])
}

/// Titles with which a name begins.
const TITLES: &[&str] = &[
    "chancellor",
    "governor",
    "president",
    "secretary",
    "senator",
];

/// "Twelve days before Lindholm President Fenwick wrote": the name with its title behind a time that begins at `at`.
fn behind_span(tokens: &[Token], at: usize, to: usize) -> Option<Who> {
    let titled = (at + 4..to).find(|&i| tokens[i].capital && tokens[i].is_in(TITLES))?;
    phrase(tokens, titled, to).filter(|who| who.tokens().len() > 1)
}

/// "Four days into the term, Quill took the weir": whether a time begins at `at`.
fn is_span(tokens: &[Token], at: usize, to: usize) -> bool {
    let into = tokens.get(at + 2).filter(|_| at + 2 < to);
    let into = into.is_some_and(|t| t.is_in(&["after", "before", "into"]));
    into && tokens[at + 1].is_in(SPANS)
}

/// "Before the slip she had explained", "Outside the gates, a baker": who comes behind a time or a place that begins
/// `at`.
fn behind_what_is_first(
    tokens: &[Token],
    from: usize,
    at: usize,
    who: &Who,
    to: usize,
) -> Option<Who> {
    let first = |words: &[&str]| tokens[from].is_in(words) && at == from + 1;
    if first(&["after", "before", "during", "since", "until"]) {
        let plain = (at..to.min(at + 5)).take_while(|&i| tokens[i].kind == Kind::Word);
        let mut near = plain.skip(2);
        let she = near.find(|&i| tokens[i].is_in(HE) || tokens[i].is_in(SHE))?;
        return Some(Who::Pronoun(pronoun(&tokens[she])?, she));
    }
    let comma = tokens.get(who.tokens().end)?.kind == Kind::Comma;
    let outside = comma && first(&["inside", "outside"]);
    outside.then(|| behind_lead(tokens, at, to)).flatten()
}

/// "Outside the harbor gates a student from Ostrey": the person behind the place.
fn behind_place(tokens: &[Token], from: usize, who: &Who) -> Option<Who> {
    let range = who.tokens();
    let outside = tokens[from].is_in(&["outside"]) && range.start == from + 1;
    let mut inside = range.clone().skip(2).filter(|_| outside);
    let start = inside.find(|&at| tokens[at].is_in(&["a", "an", "one"]))?;
    let free = !tokens[start - 1].is_in(PREPOSITIONS);
    free.then_some(Who::Words(start..range.end))
}

/// A noun for one person, as it stands behind "that".
pub fn is_bare_person(token: &Token) -> bool {
    token.kind == Kind::Word && !token.capital && !token.low.ends_with('s') && is_person(&token.low)
}

/// Where a clause goes on behind "A week earlier," or "Two years ago,".
fn behind_time(tokens: &[Token], at: usize, to: usize) -> usize {
    let near = at..to.min(at + 7);
    // "Three days later the board said"
    let later = |t: &Token| t.is_in(TIMES) && !t.is_in(&["after", "before"]);
    // "Two years on, a rower"
    let on = |i: usize| {
        let comma = tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Comma);
        tokens[i].is_in(&["on"]) && comma
    };
    let spans = |i: &usize| (later(&tokens[*i]) || on(*i)) && tokens[*i - 1].is_in(SPANS);
    let told = (at + 1..near.end).find(spans).map(|told| told + 1);
    let first = |&next: &usize| {
        let opens = |t: &Token| t.is_in(DETERMINERS) || is_name_word(t) || pronoun(t).is_some();
        next < to && opens(&tokens[next])
    };
    // "Two years ago this month, Quill"
    let month = |next: usize| {
        let this = tokens[next].is_in(&["last", "next", "this"]);
        this && tokens.get(next + 1).is_some_and(|t| t.is_in(MONTH))
    };
    if let Some(next) = told.filter(|&next| next + 2 < to && month(next)) {
        return next + 2 + usize::from(tokens[next + 2].kind == Kind::Comma);
    }
    if let Some(next) = told.filter(first) {
        return next;
    }
    let Some(comma) = near.clone().find(|&i| tokens[i].kind == Kind::Comma) else {
        return at;
    };
    let told = tokens[at..comma].last().is_some_and(|t| t.is_in(TIMES));
    let goes_on = comma + 1 < to && tokens[comma + 1].kind == Kind::Word;
    let plain = tokens[at..comma]
        .iter()
        .all(|t| !is_name_word(t) || t.span == tokens[at].span);
    if told && plain && goes_on {
        comma + 1
    } else {
        at
    }
}

/// What a day lies in, behind "this".
const MONTH: &[&str] = &[
    "month", "spring", "summer", "fall", "autumn", "winter", "week", "year",
];

/// Where a clause goes on behind "On March 19" or "On Monday", if it does with a name or a person.
fn behind_day(tokens: &[Token], at: usize, to: usize) -> usize {
    let leads = tokens
        .get(at)
        .is_some_and(|t| at < to && t.is_in(&["in", "on"]));
    let figure = |t: &Token| t.low.starts_with(|c: char| c.is_ascii_digit());
    let month = |t: &Token| t.capital && t.is_in(MONTHS);
    let day = |t: &&Token| t.kind == Kind::Word && (t.is_in(NO_NAMES) || month(t) || figure(t));
    let rest = tokens.get(at + 1..to).unwrap_or_default();
    // "This August the White House turned", "Last week Ms. Quill"
    let this = tokens.get(at).is_some_and(|t| t.is_in(&["last", "this"]));
    if let [time, next, _, ..] = rest
        && this
        && (time.is_in(MONTH) || time.capital && time.is_in(NO_NAMES))
        && (is_name_word(next) || next.is_in(&["the"]))
    {
        return at + 2;
    }
    let days = rest.iter().take_while(day).count();
    let next = rest.get(days);
    let goes_on = next.is_some_and(|t| is_name_word(t) || t.is_in(DETERMINERS));
    if leads && days > 0 && goes_on {
        at + 1 + days
    } else {
        at
    }
}

/// Months as they are shortened before a day: "Aug. 2".
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "aug", "sept", "oct", "nov", "dec",
];

/// The subject behind "In Harborview, on the coast,": a phrase behind a comma that goes on with its
/// verb.
fn behind_lead(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let commas = (from..to).filter(|&at| tokens[at].kind == Kind::Comma);
    let opens = |at: &usize| {
        let first = tokens.get(*at).filter(|_| *at < to);
        first.is_some_and(|t| is_name_word(t) || t.is_in(DETERMINERS) || pronoun(t).is_some())
    };
    let mut starts = commas.map(|comma| comma + 1).filter(opens);
    starts.find_map(|start| {
        let who = phrase(tokens, start, to)?;
        let next = tokens
            .get(who.tokens().end)
            .filter(|_| who.tokens().end < to);
        let goes_on = next.is_none_or(|t| t.kind == Kind::Word);
        (goes_on || is_told_of(tokens, &who, to)).then_some(who)
    })
}

/// The subject behind "When the harbor board’s run ended in May,".
fn behind_subordinate(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let first = tokens
        .get(from)
        .filter(|t| t.capital && t.is_in(SUBORDINATE))?;
    let verb = (from + 2..to).find(|&at| is_verb(tokens, at))?;
    let commas = (verb..to).filter(|&at| tokens[at].kind == Kind::Comma && !first.possessive);
    let mut starts = commas.map(|comma| comma + 1).filter(|&at| at < to);
    starts.find_map(|start| {
        let opens = is_name_word(&tokens[start])
            || tokens[start].is_in(&["the", "he", "she", "it", "they"]);
        let who = phrase(tokens, start, to).filter(|_| opens)?;
        let end = who.tokens().end;
        // "his wife, Ada Quill, helped out"
        let comma = |at: usize| at < to && tokens[at].kind == Kind::Comma;
        let closed = end + 1 < to && comma(end) && is_verb(tokens, end + 1);
        // "Ada Quill, speaking for the board, did not mince words"
        let doing = comma(end) && end + 2 < to && tokens[end + 1].low.ends_with("ing");
        let behind = (end + 2..to.min(end + LONGEST_ASIDE)).find(|&at| doing && comma(at));
        let aside = behind.is_some_and(|at| at + 1 < to && is_verb(tokens, at + 1));
        (end == to || closed || aside || is_verb(tokens, end)).then_some(who)
    })
}

/// So many words stand between a name and its verb.
const LONGEST_ASIDE: usize = 12;

/// "Ada Quill, 71, a retired nurse, said", "Ada Quill, a mother of two, was": whether a full name goes on
/// with an age or with what somebody is, and then with the verb.
fn is_told_of(tokens: &[Token], who: &Who, to: usize) -> bool {
    let range = who.tokens();
    let full = range.len() > 1 && tokens[range.clone()].iter().all(is_name_word);
    let comma = |at: usize| at < to && tokens[at].kind == Kind::Comma;
    let end = range.end;
    let age = comma(end) && comma(end + 2) && tokens[end + 1].low.parse::<u8>().is_ok();
    let a = |at: usize| tokens.get(at).is_some_and(|t| t.is_in(&["a", "an", "the"]));
    let closes = (end + 1..to.min(end + 12)).find(|&at| comma(at));
    let told = closes.is_some_and(|closes| {
        let told = tokens.get(end + 2..closes).unwrap_or_default();
        let person = told.iter().any(|t| is_person(&t.low));
        a(end + 1) && person && (closes + 1 == to || is_verb(tokens, closes + 1))
    });
    full && comma(end) && (age || told)
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
    (described && (!far || of_body)).then_some((nameless, far))
}

/// The last phrase of `from..to` that does not hang on a preposition.
fn last_phrase(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let begins = |at: &usize| {
        // "On the first of May he had the keepers on the mole"
        let has = tokens[at - 1].is_in(&["had", "has", "have"]);
        // "On that the chair has been on record"
        let that = *at == from + 1 && tokens[from].is_in(&["that", "this"]);
        let hangs = tokens[at - 1].is_in(PREPOSITIONS) || tokens[at - 1].is_in(DETERMINERS);
        let free = (that || !hangs) && !has;
        // "On the eve of it a senior official opened the call by"
        let acted = |at: usize| {
            let who = at.checked_sub(2).map(|who| &tokens[who]);
            let who = who.is_some_and(|t| is_bare_person(t) || is_name_word(t));
            !tokens[at - 1].capital && tokens[at - 1].low.ends_with("ed") && who
        };
        let free = free && !acted(*at);
        // "In Lindholm Mr. Fenwick"
        let titled = tokens[*at].is_in(&["mr", "mrs", "ms", "dr"]);
        let inside = is_name_word(&tokens[at - 1]) && is_name_word(&tokens[*at]) && !titled;
        let opens = is_name_word(&tokens[*at])
            || tokens[*at].is_in(DETERMINERS)
            || pronoun(&tokens[*at]).is_some();
        // "On the other one he's gloomier"
        let one = tokens[*at].is_in(&["one"]) && tokens.get(at + 1).and_then(pronoun).is_some();
        opens && free && !inside && !one && !tokens[*at].is_in(NO_NAMES)
    };
    let at = (from.max(1)..to).rev().find(begins)?;
    phrase(tokens, first_of_two(tokens, from, at), to)
}

/// Where "Ada Quill and Mr. Fenwick" begins, of which the second begins at `at`: the first hangs on no
/// preposition.
fn first_of_two(tokens: &[Token], from: usize, at: usize) -> usize {
    let and = |at: usize| at > from && tokens[at].is_in(&["and"]);
    let Some(and) = at.checked_sub(1).filter(|&before| and(before)) else {
        return at;
    };
    let named = |at: &usize| is_name_word(&tokens[*at]) && !tokens[*at].possessive;
    let first = (from..and).rev().take_while(named).last();
    let hangs = |first: usize| first > 0 && tokens[first - 1].is_in(PREPOSITIONS);
    // "Ruritania and the Harbor League", "the Weir Towns and the Harbor League"
    let the = tokens[at].is_in(&["the"]) && tokens.get(at + 1).is_some_and(is_name_word);
    let first = first.map(|first| {
        let the = first > from && tokens[first - 1].is_in(&["the"]);
        first - usize::from(the)
    });
    first
        .filter(|&first| (the || is_name_word(&tokens[at])) && !hangs(first))
        .unwrap_or(at)
}

/// The noun phrase that begins at `at`.
pub fn phrase(tokens: &[Token], at: usize, to: usize) -> Option<Who> {
    let first = tokens.get(at..to)?.first();
    let first = first.filter(|t| t.kind == Kind::Word)?;
    if let Some(pronoun) = pronoun(first) {
        return Some(Who::Pronoun(pronoun, at));
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
            noun.is_in(STAFF) || !named && (!noun.capital && is_person(&noun.low) || does())
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
        token.kind != Kind::Word && !list || verb || clause
    };
    let mut end = (at..to).find(ends).unwrap_or(to);
    // "the official also allowed"
    let adverb = |t: &Token| {
        let manner = t.low.len() > 5 && t.low.ends_with("ly") && !t.capital;
        manner || t.is_in(BETWEEN_SUBJECT_AND_VERB)
    };
    while end > at + 1 && adverb(&tokens[end - 1]) {
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

/// Verbs that stand behind a phrase, and are in no table of words of speech.
const ENDING: &[&str] = &["came", "pointed", "saw", "sees", "went", "write"];

/// Adverbs that stand between a subject and its verb, and are no part of a name.
const BETWEEN_SUBJECT_AND_VERB: &[&str] = &[
    "again", "also", "later", "now", "once", "soon", "still", "then",
];

/// What "that" may stand before to say when.
const PARTS_OF_TIME: &[&str] = &[
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
const PARTICLES: &[&str] = &[
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
