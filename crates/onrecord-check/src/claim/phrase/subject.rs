//! The subject of a clause: what stands first in it, behind a time, a place or another clause that leads.

use super::{Who, apposed, is_bare_person, is_name_word, is_person, phrase, pronoun};
use crate::claim::token::{Kind, Token};
use crate::claim::verb::{is_participle, is_verb};
use crate::claim::words::{
    ASKING, DETERMINERS, HE, LEAD, NO_NAMES, PREPOSITIONS, SHE, SPANS, SUBORDINATE, TIMES,
};

/// The subject of the clause `from..to`.
pub fn subject(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let at = behind_small(tokens, from, to);
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
    // "Fresh from a day on the mole, President Quill stood"
    let fresh = tokens[at].is_in(&["fresh"])
        && tokens[at + 1..to]
            .first()
            .is_some_and(|t| t.is_in(&["from"]));
    if according || fresh || tokens[at].is_in(PREPOSITIONS) || tokens[at].is_in(NO_NAMES) {
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

/// Where the clause `from..to` begins behind words that lead to it, a question's verb and a time.
fn behind_small(tokens: &[Token], from: usize, to: usize) -> usize {
    let skipped = |at: usize| {
        let t = &tokens[at];
        // "that official said"
        let that = t.is_in(&["that"]) && at + 1 < to && is_bare_person(&tokens[at + 1]);
        // "First Lady Ada Quill told the board"
        let lady = t.is_in(&["first"]) && at + 1 < to && tokens[at + 1].is_in(&["lady"]);
        // "Further down the board wrote"
        let down =
            t.is_in(&["down", "on"]) && at > from && tokens[at - 1].is_in(&["farther", "further"]);
        t.is_in(LEAD) && !that && !lady || down || t.kind != Kind::Word || t.low.ends_with("ly")
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
    behind_day(tokens, behind_time(tokens, at, to), to)
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
    // "A year ago to the day the board laid out its count:"
    let to_the_day = |told: usize| {
        let [to, the, day] = tokens.get(told..told + 3)? else {
            return None;
        };
        let exact = to.is_in(&["to"]) && the.is_in(&["the"]) && day.is_in(&["day", "week"]);
        exact.then_some(told + 3)
    };
    let told = told.map(|told| to_the_day(told).unwrap_or(told));
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

/// The last phrase of `from..to` that does not hang on a preposition.
fn last_phrase(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    // "On illness the chair, who lost a son to it, spoke slowly"
    let told_beside = |at: usize| {
        let comma = (from..at).rev().find(|&i| tokens[i].kind == Kind::Comma);
        comma.is_some_and(|comma| tokens[comma + 1].is_in(&["which", "who", "whose"]))
    };
    let begins = |at: &usize| {
        // "On the first of May he had the keepers on the mole"
        let has = tokens[at - 1].is_in(&["had", "has", "have"]);
        // "On that the chair has been on record"
        let that = *at == from + 1 && tokens[from].is_in(&["that", "this"]);
        let hangs = tokens[at - 1].is_in(PREPOSITIONS) || tokens[at - 1].is_in(DETERMINERS);
        // "the keeper reached for what sounded like a hymn"
        let hangs = hangs || tokens[at - 1].is_in(&["like"]);
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
        opens && free && !inside && !one && !tokens[*at].is_in(NO_NAMES) && !told_beside(*at)
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
