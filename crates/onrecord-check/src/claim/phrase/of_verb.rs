//! The subject of a verb: who stands before it, over a comma, behind *who* or with another verb.

use super::{PARTS_OF_TIME, Pronoun, Who, is_bare_person, is_name_word, pronoun, subject};
use crate::claim::token::{Kind, Token, is_party_and_place};
use crate::claim::verb::{is_participle, is_verb, speaks};
use crate::claim::words::{LEAD, NO_NAMES, PREPOSITIONS};
use std::ops::Range;

/// The subject of the verb at `verb`, in a sentence that begins at `from`.
pub fn subject_of(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    if let Some(he) = tokens[from..verb].last().and_then(pronoun) {
        return Some(Who::Pronoun(he, verb - 1));
    }
    if verb > from && tokens[verb - 1].kind == Kind::Comma {
        return behind_comma(tokens, from, verb - 1);
    }
    if let Some(named) = before_party(tokens, from, verb) {
        return Some(named);
    }
    // "that Ada Quill, the chair of the weir, had said"
    let comma = verb
        .checked_sub(2)
        .filter(|&comma| comma > from && tokens[comma].kind == Kind::Comma);
    let comma = comma.filter(|_| tokens[verb - 1].is_in(&["had", "has", "would"]));
    if let Some(named) = comma.and_then(|comma| before_apposition(tokens, from, comma)) {
        return Some(named);
    }
    // "Ada Quill, as the chair read out to the guests, had written"
    let opens = comma.and_then(|comma| {
        let opens = (from..comma)
            .rev()
            .find(|&at| tokens[at].kind == Kind::Comma)?;
        // "a rower who, as the lamp went up, had said"
        let who = tokens[opens - usize::from(opens > from)].is_in(&["who", "which"]);
        (tokens[opens + 1].is_in(&["as"]) && !who).then_some(opens)
    });
    if let Some(opens) = opens {
        return behind_comma(tokens, from, opens);
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
    // "To the rowers and the keepers on the mole the chair said"
    let led = tokens[from].capital && tokens[from].is_in(PREPOSITIONS);
    let and = led && start > from && tokens[start - 1].is_in(&["and"]);
    if and && !(from..start).any(|at| tokens[at].kind != Kind::Word || is_verb(tokens, at)) {
        return subject(tokens, from, verb);
    }
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

/// "Ada Quill, R-Varde Township said": the name before the party and place, behind which no comma stands.
fn before_party(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let comma = (from..verb)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Comma)?;
    let party = tokens
        .get(comma + 1)
        .filter(|t| is_party_and_place(&t.low))?;
    let place = tokens[comma + 1..verb].iter().all(|t| t.capital);
    let names = (from..comma)
        .rev()
        .take_while(|&at| is_name_word(&tokens[at]));
    let start = names.last().filter(|_| place && !party.possessive)?;
    (start + 1 < comma).then_some(Who::Words(start..comma))
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
    if let Some(office) = office_of_a_cleft(tokens, from, who) {
        return Some(office);
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

/// "When he looked about for Emil Oake, it was the first lady who answered": the office between "it was" and *who*.
fn office_of_a_cleft(tokens: &[Token], from: usize, who: usize) -> Option<Who> {
    let noun = who.checked_sub(1).filter(|&noun| noun > from)?;
    let person = is_bare_person(&tokens[noun]) || tokens[noun].is_in(&["lady"]);
    let near = (from + 1..noun).rev().take(4);
    let mut near = near.take_while(|&at| tokens[at].kind == Kind::Word);
    let the = near.find(|&at| tokens[at].is_in(&["the"]))?;
    let was = tokens[the - 1].is_in(&["is", "was"]);
    (person && was).then_some(Who::Words(the..who))
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
    // "the chair, Ada Quill of Varde, said"
    let words = &tokens[inner.clone()];
    let of = words.iter().position(|t| t.is_in(&["of"]));
    let parts = [
        &words[..of.unwrap_or(words.len())],
        &words[of.map_or(0, |of| of + 1)..],
    ];
    let capitals = |part: &&[Token]| !part.is_empty() && part.iter().all(|t| t.capital);
    let named = parts[0].len() > 1 && parts.iter().all(capitals);
    if named {
        return Some(Who::Words(inner));
    }
    // "Ada Quill, rowing last July in Varde, N.C., called it": the state of a town
    if !words.is_empty() && words.iter().all(is_name_word) && ends_with_a_town(tokens, from, comma)
    {
        return behind_comma(tokens, from, comma);
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

/// Members of parties.
const PARTIES: &[&str] = &["democrat", "independent", "republican"];

/// The name before "a deputy of the board", which ends at `end`.
fn before_apposition(tokens: &[Token], from: usize, end: usize) -> Option<Who> {
    let comma = (from..end)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Comma)?;
    let first = tokens.get(comma + 1)?;
    // "Senator Ada Quill, Democrat of Ostrey,"
    let party = first.capital && first.is_in(PARTIES);
    let apposed = party || first.is_in(&["a", "an", "her", "his", "the", "then"]);
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
    let state = tokens[first + 1..comma].iter().all(is_name_word);
    if state && ends_with_a_town(tokens, from, first) {
        first
    } else {
        comma
    }
}

/// Whether the name of a place stands before the token `end`: "in Lindholm".
fn ends_with_a_town(tokens: &[Token], from: usize, end: usize) -> bool {
    let names = (from..end)
        .rev()
        .take_while(|&at| is_name_word(&tokens[at]));
    let lies = |town: usize| town > from && tokens[town - 1].is_in(&["from", "in", "near", "of"]);
    names.last().is_some_and(lies)
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
