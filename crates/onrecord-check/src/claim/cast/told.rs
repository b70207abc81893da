//! What an article tells of a person right beside the name.

use super::super::persons::{KINSMEN, KINSWOMEN, MEN_WORDS, TITLES, WOMEN_WORDS};
use super::super::phrase::{is_name_word, is_person, name_end, possessive, singular};
use super::super::token::{Kind, Token, is_party};
use super::super::words::{DETERMINERS, PREPOSITIONS, VERBS};

/// The nouns that the words around a name call its bearer by: the name is `tokens[at..end]`.
pub fn nouns(tokens: &[Token], at: usize, end: usize) -> Vec<String> {
    let titles = titles(&tokens[at..end]).map(str::to_owned);
    let found = [before(tokens, at, end), behind(&tokens[end..])];
    titles.chain(found.into_iter().flatten()).collect()
}

/// What goes before a rank: *Lt. Gen.*, *Rear Adm.*
const GRADES: &[&str] = &["brig", "lieutenant", "lt", "maj", "major", "rear", "vice"];

/// "Judge Ada Quill" is called the judge.
pub fn titles(name: &[Token]) -> impl Iterator<Item = &'static str> {
    // "Lt. Gen. Ada Quill"
    let graded = name.len() > 2 && name[0].is_in(GRADES);
    let name = &name[usize::from(graded)..];
    let several = name.len() > 1;
    let first = name.first().filter(|_| several);
    let first = first.map(|token| token.low.trim_end_matches('.'));
    let titles = TITLES
        .iter()
        .filter(move |(title, _)| Some(*title) == first);
    titles.map(|(_, noun)| *noun)
}

/// "the actress Ada Quill", "commissioner Ada Quill", "her neighbor, Ada Quill,", "a baker in the
/// crowd, Ada Quill,".
fn before(tokens: &[Token], at: usize, end: usize) -> Option<String> {
    let is_comma = |at: usize| tokens.get(at).is_some_and(|t| t.kind == Kind::Comma);
    let comma = at > 0 && is_comma(at - 1);
    let last = at.checked_sub(1 + usize::from(comma))?;
    let and = tokens.get(end).is_some_and(|t| t.is_in(&["and"]));
    let closed = tokens
        .get(end)
        .is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Stop));
    // "the leaders of Ruritania, Tarn and Varde" are none of them.
    let listed = comma && and && tokens[last].capital;
    // "a school nurse in Lindholm, Ostrey," is of a place.
    let mut town = (0..=last).rev().skip_while(|&i| is_name_word(&tokens[i]));
    let lies = town
        .next()
        .is_some_and(|i| i < last && tokens[i].is_in(&["from", "in", "near"]));
    let listed = listed || comma && lies && end == at + 1;
    if tokens[last].capital && !comma || comma && !closed && !and || listed {
        return None;
    }
    let from = last.saturating_sub(10);
    let words = (from..last)
        .rev()
        .take_while(|&i| tokens[i].kind == Kind::Word);
    let starts = |&i: &usize| {
        let opens = tokens[i].is_in(DETERMINERS) || owns(&tokens[i]) || tokens[i].possessive;
        opens && !(i > 0 && tokens[i - 1].is_in(PREPOSITIONS))
    };
    let start = words.take(10).find(starts).filter(|_| comma);
    let phrase = start.map_or(last..last + 1, |start| start + 1..last + 1);
    if comma && start.is_none() {
        return None;
    }
    // "the envoy there, Ada Quill"
    let plain =
        |t: &&Token| t.kind == Kind::Word && !t.is_in(PREPOSITIONS) && !t.is_in(&["here", "there"]);
    let noun = tokens[phrase.clone()].iter().take_while(plain).last()?;
    let one = if and { singular(&noun.low) } else { &noun.low };
    // "the head of the harbor board, Ada Quill,"
    let of = tokens[phrase]
        .windows(2)
        .any(|pair| pair[0].low == *one && pair[1].is_in(&["of"]));
    (is_one(one) || of && one == "head").then(|| one.to_owned())
}

/// "two aides, Ada Quill and Boris Fenwick,": whether a name is the second of such.
pub fn is_second(tokens: &[Token], at: usize, end: usize) -> bool {
    let and = at > 1 && tokens[at - 1].is_in(&["and"]);
    let closed = tokens.get(end).is_none_or(|t| t.kind != Kind::Word);
    let names = tokens[..at.saturating_sub(1)].iter().rev();
    let names = names.take_while(|t| is_name_word(t)).count();
    let comma = |first: usize| first > 0 && tokens[first - 1].kind == Kind::Comma;
    let first = at.saturating_sub(1 + names);
    and && closed && names > 0 && comma(first) && before(tokens, first, at - 1).is_some()
}

/// "Ada Quill, 61, a poet in Lindholm," is called the poet.
fn behind(behind: &[Token]) -> Option<String> {
    let behind = &behind[..behind.len().min(12)];
    let [comma, rest @ ..] = behind else {
        return None;
    };
    let rest = match rest {
        [age, second, rest @ ..] if is_age(age) && second.kind == Kind::Comma => rest,
        _ => rest,
    };
    let [first, rest @ ..] = rest else {
        return None;
    };
    if comma.kind == Kind::Comma && !first.capital && is_one(&first.low) {
        return Some(first.low.clone()); // "Ada Quill, chair of the harbor board,"
    }
    let told = first.is_in(&["a", "an", "the"]) && comma.kind == Kind::Comma;
    let hangs = |t: &&Token| t.kind == Kind::Word && !t.is_in(PREPOSITIONS) && !t.is_in(VERBS);
    let noun = rest.iter().take_while(hangs).last()?;
    (told && !noun.capital && is_one(&noun.low)).then(|| noun.low.clone())
}

/// Whether a name is followed by an age, ", 61,".
pub fn has_age(behind: &[Token]) -> bool {
    matches!(behind, [comma, age, end, ..]
        if comma.kind == Kind::Comma && is_age(age) && matches!(end.kind, Kind::Comma | Kind::Stop))
}

fn is_age(token: &Token) -> bool {
    let age = token.low.parse::<u8>();
    age.is_ok_and(|age| (4..=115).contains(&age))
}

fn owns(token: &Token) -> bool {
    token.is_in(&["my", "our"]) || possessive(token).is_some()
}

fn is_one(noun: &str) -> bool {
    is_person(noun) || kin(noun).is_some()
}

/// Whether a noun is one for a woman, or for a man.
pub fn kin(noun: &str) -> Option<bool> {
    if KINSWOMEN.contains(&noun) || WOMEN_WORDS.contains(&noun) {
        return Some(true);
    }
    let man = KINSMEN.contains(&noun) || MEN_WORDS.contains(&noun);
    man.then_some(false)
}

/// "My sister, Dorrit, …", "a baker in the crowd, Dorrit, …": whether somebody is named so, who may
/// have one name only.
pub fn is_apposed(tokens: &[Token], at: usize, end: usize) -> bool {
    let noun = before(tokens, at, end);
    let plain = tokens[at..end]
        .iter()
        .all(|t| is_name_word(t) && !t.shouted && !t.possessive);
    let comma = at > 0 && tokens[at - 1].kind == Kind::Comma;
    plain && comma && end - at <= 3 && noun.is_some()
}

/// "net mender Dorrit Oake", "my neighbor Dorrit": whether a person's noun stands right before the name.
pub fn is_called(tokens: &[Token], at: usize, end: usize) -> bool {
    let right = at > 0 && tokens[at - 1].kind == Kind::Word;
    right && before(tokens, at, end).is_some()
}

/// "My neighbor Dorrit": whether a name, if only one word, is said to be that of somebody's somebody.
pub fn is_mine(tokens: &[Token], at: usize, end: usize) -> bool {
    at > 1 && owns(&tokens[at - 2]) && is_called(tokens, at, end)
}

/// "asked by Ada Quill": whether somebody asks who is named at `at`.
pub fn is_asking(tokens: &[Token], at: usize) -> bool {
    let asks = |t: &Token| t.is_in(&["asked", "pressed", "questioned"]);
    at > 1 && tokens[at - 1].is_in(&["by"]) && asks(&tokens[at - 2])
}

/// "Quill: “…”", "Quill, on the ice: …": where the name ends that an item begins with.
pub fn label(tokens: &[Token]) -> Option<usize> {
    tokens.first().filter(|t| is_name_word(t))?;
    let end = name_end(tokens, 0, tokens.len());
    let mut behind = tokens[end..].iter().take(8);
    let first = behind.clone().find(|t| t.kind != Kind::Comma)?;
    // "Ada Quill, R-Va.:"
    let party = first.capital && is_party(&first.low);
    let labels = first.kind == Kind::Colon || first.is_in(&["about", "on"]) || party;
    (labels && behind.any(|t| t.kind == Kind::Colon)).then_some(end)
}

/// "was hosing out a store": whether a name's sentence goes on with what somebody does.
pub fn is_doing(behind: &[Token]) -> bool {
    matches!(behind, [is, does, ..] if is.is_in(&["is", "was"]) && does.low.ends_with("ing") && !does.capital)
}

/// "At the gate stood Ada Quill", "a net mender named Ada Quill": whether a person stands at `at` by the
/// word before.
pub fn is_stood(tokens: &[Token], at: usize) -> bool {
    let words = ["named", "sat", "sits", "stands", "stood", "waited", "waits"];
    at > 0 && tokens[at - 1].is_in(&words)
}
