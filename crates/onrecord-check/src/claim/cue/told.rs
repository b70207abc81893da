//! Whose words a verb gives that is not simply theirs: what others hear, quote, think of or have somebody say.

use super::{Cue, in_ones_words, uttered, whoever_owns};
use crate::claim::phrase::{
    Who, is_bare_person, is_name_word, is_person, name_end, phrase, possessive, singular,
    subject_of,
};
use crate::claim::speech::{CAUSED, CAUSING, OF_THINGS, RENDERING, TELLING, UTTERED};
use crate::claim::token::{Kind, Token};
use crate::claim::verb::{is_participle, is_verb, speaks};
use crate::claim::words::{DETERMINERS, HE, PREPOSITIONS, SHE, STATEMENTS};

/// "per the same official", which is no "per year".
pub(super) fn is_told_per(tokens: &[Token], at: usize) -> bool {
    let comma = at > 0 && !matches!(tokens[at - 1].kind, Kind::Word);
    let whom = tokens.get(at + 1);
    comma && whom.is_some_and(|t| is_name_word(t) || t.is_in(&["her", "his", "the"]))
}

/// "As she turns to go a reporter calls out": somebody new right before the verb.
pub(super) fn one_beside(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let noun = verb.checked_sub(1).filter(|&noun| noun > from)?;
    let plain = |&at: &usize| tokens[at].kind == Kind::Word && !tokens[at].capital;
    let near = from.max(noun.saturating_sub(4))..noun;
    let mut near = near.rev().take_while(plain);
    let start = near.find(|&at| tokens[at].is_in(&["a", "an", "one"]))?;
    let before = start.checked_sub(1).filter(|&before| before >= from)?;
    let joined = &["and", "but", "like", "or", "than", "that"];
    let free = tokens[before].kind == Kind::Word
        && !tokens[before].is_in(joined)
        && !tokens[before].is_in(PREPOSITIONS)
        && !is_verb(tokens, before);
    (free && is_bare_person(&tokens[noun])).then_some(Who::Words(start..verb))
}

/// "the envoy said that the chair believes “…”", "A keeper complained that the board had praised the lamp: “…”": the verb
/// of whoever says so.
pub(super) fn said_that_another_thinks(
    tokens: &[Token],
    from: usize,
    verb: usize,
    at: usize,
) -> Option<usize> {
    let judges = tokens[at - 1].kind == Kind::Colon && tokens[verb].is_in(JUDGING);
    if !judges && !tokens[verb].is_in(THINKING) {
        return None;
    }
    let near = from.max(verb.saturating_sub(MOST_OF_A_THINKER + 3))..verb;
    let said = |&at: &usize| {
        let that = tokens[at + 1].is_in(&["both", "that", "the"]) && at + 2 < verb;
        that && speaks(tokens, at) && !is_participle(&tokens[at]) && at > from
    };
    near.rev().find(said)
}

/// Verbs by which a sentence tells what somebody thought of another, and not in which words.
const JUDGING: &[&str] = &[
    "attacked",
    "backed",
    "blamed",
    "condemned",
    "criticised",
    "criticized",
    "mocked",
    "praised",
    "supported",
    "thanked",
    "welcomed",
];

/// So many words before "had promised" the verb stands that tells of it.
const FAR_OF_A_PROMISE: usize = 8;

/// "A guest said the chair had promised him “…”": whose promise somebody tells of.
pub(super) fn had_told(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let had = verb.checked_sub(1).filter(|&had| had > from + 2)?;
    let told = tokens[verb].is_in(&["asked", "assured", "promised", "told", "warned"]);
    if !told || !tokens[had].is_in(&["had", "has"]) {
        return None;
    }
    let said = |&at: &usize| tokens[at].is_in(&["recalled", "recalls", "said", "says"]);
    let said = (from + 1..had).rev().take(FAR_OF_A_PROMISE).find(said)?;
    // "He recalled what a lodger had told his aunt:"
    if tokens[said + 1].is_in(&["how", "what", "who"]) {
        return None;
    }
    let that = usize::from(tokens[said + 1].is_in(&["that"]));
    let who = phrase(tokens, said + 1 + that, had)?;
    (who.tokens().end == had).then_some(who)
}

/// "The chair, Mr. Oake said, believes that “…”": who says what another thinks.
pub(super) fn told_of_a_thinker(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let closes = verb.checked_sub(1).filter(|&at| at > from + 3)?;
    let said = closes - 1;
    let put_in = tokens[closes].kind == Kind::Comma && speaks(tokens, said);
    let near = from.max(said.saturating_sub(MOST_OF_A_THINKER + 1))..said;
    let opens = near.rev().find(|&at| tokens[at].kind == Kind::Comma)?;
    let who = phrase(tokens, opens + 1, said).filter(|who| who.tokens().end == said);
    let tells = tokens[verb].is_in(THINKING) || tokens[verb].is_in(STRESSING);
    who.filter(|_| put_in && tells)
}

/// "The last board, in Quill’s telling, had vowed that “…”": who tells what a body said.
pub(super) fn told_in_a_telling(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let before = verb.checked_sub(1).filter(|&before| before > from)?;
    let had = usize::from(tokens[before].is_in(&["had", "has"]));
    let closes = verb.checked_sub(1 + had).filter(|&at| at > from + 3)?;
    let (teller, opens) = in_ones_words(tokens, from, closes)?;
    let comma = |at: usize| tokens[at].kind == Kind::Comma;
    let apart = comma(closes) && opens > from + 1 && comma(opens - 1);
    let body = &tokens[from..opens.saturating_sub(1)];
    let body = body.first()?.is_in(&["the"])
        && body.iter().all(|t| t.kind == Kind::Word)
        && !body.iter().any(|t| is_person(singular(&t.low)));
    (apart && body).then_some(teller)
}

/// "one of the other keepers, she said, had turned to her and asked": somebody of whom another tells.
pub(super) fn told_of_one(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let comma = |at: usize| tokens[at].kind == Kind::Comma;
    let tells = |&at: &usize| {
        let he = tokens[at].is_in(HE) || tokens[at].is_in(SHE);
        he && comma(at - 1) && speaks(tokens, at + 1) && comma(at + 2)
    };
    let near = (from + 2).max(verb.saturating_sub(MOST_BEHIND_A_TELLER))..verb.saturating_sub(3);
    let opens = near.rev().find(tells)? - 1;
    let had = tokens[opens + 4].is_in(&["had", "has", "have", "once", "then", "would"]);
    let before = from.max(opens.saturating_sub(MOST_OF_ONE))..opens;
    let words = before.rev().take_while(|&at| tokens[at].kind == Kind::Word);
    let start = words
        .filter(|&at| tokens[at].is_in(&["a", "an", "another", "one"]))
        .last()?;
    let whole = !tokens[opens..verb].iter().any(Token::is_quote);
    (had && whole).then_some(Who::Words(start..opens))
}

/// So many words tell what somebody did before they spoke: ", she said, had turned to her and asked".
const MOST_BEHIND_A_TELLER: usize = 14;

/// So many words say who it is: "one of the other keepers".
const MOST_OF_ONE: usize = 8;

/// Verbs of thinking.
const THINKING: &[&str] = &[
    "agreed", "believed", "believes", "hoped", "hopes", "saw", "sees", "thinks", "thought",
];

/// Verbs with which others tell what somebody said, in a sentence of their own.
const STRESSING: &[&str] = &[
    "emphasised",
    "emphasized",
    "reiterated",
    "stressed",
    "underlined",
    "underscored",
];

/// So many words may name whoever is said to think something.
const MOST_OF_A_THINKER: usize = 4;

/// Where a clause begins that tells what others did with somebody’s words: "a figure that keepers have repeated".
pub(super) fn figure_that(tokens: &[Token], from: usize, verb: usize) -> Option<usize> {
    let had = verb > from && tokens[verb - 1].is_in(&["had", "has", "have"]);
    let near = from.max(verb.saturating_sub(6))..verb;
    let that = near.rev().find(|&at| tokens[at].is_in(&["that", "which"]));
    let figure = |&at: &usize| {
        let noun = at.checked_sub(1).filter(|_| at > from);
        let noun = noun.map(|noun| &tokens[noun]);
        let figures = &["figure", "number", "phrase", "statistic"];
        noun.is_some_and(|noun| noun.is_in(UTTERED) || noun.is_in(figures))
    };
    that.filter(|_| had).filter(figure)
}

/// "According to her", "according to the board".
pub(super) fn according_to(tokens: &[Token], at: usize, to: usize) -> Option<Who> {
    let alone = tokens
        .get(at + 1)
        .is_none_or(|t| at + 1 >= to || t.kind != Kind::Word);
    let pronoun = tokens.get(at).and_then(possessive).filter(|_| alone);
    pronoun
        .map(|pronoun| Who::Pronoun(pronoun, at))
        .or_else(|| phrase(tokens, at, to))
}

/// Who stands in a clause put in: "The keel, said Ada Quill, was “…”".
pub(super) fn put_in(tokens: &[Token], from: usize, verb: usize, at: usize) -> Option<Who> {
    let opens = verb > from && tokens[verb - 1].kind == Kind::Comma;
    // "Quill, the new secretary, reminded the press, according to the digest"
    let whom = tokens[verb].is_in(TELLING) || tokens[verb].is_in(&["asked", "assured"]);
    let opens = opens && !whom;
    let first = tokens.get(verb + 1).filter(|_| opens && verb + 1 < at)?;
    let named = is_name_word(first) || first.is_in(&["its", "the", "this"]);
    // "The keel, explained a senior official on the same line, was “…”"
    if first.is_in(&["a", "an"]) {
        let near = verb + 2..at.min(verb + 12);
        // "One thing will stay, said an official on the call: “…”"
        let closes = |&i: &usize| {
            let colon = tokens[i].kind == Kind::Colon && i + 1 == at;
            colon || tokens[i].kind == Kind::Comma
        };
        let closes = near.clone().find(closes)?;
        let end = near
            .take_while(|&i| i < closes && !tokens[i].is_in(PREPOSITIONS))
            .last()?
            + 1;
        let person = is_bare_person(&tokens[end - 1]);
        return person.then_some(Who::Words(verb + 1..end));
    }
    let who = phrase(tokens, verb + 1, at).filter(|_| named)?;
    // "The keel, says the order, includes “…”"
    let end = match &who {
        Who::Statement(range) => range.clone().find(|&i| tokens[i].kind == Kind::Comma)?,
        other => other.tokens().end,
    };
    // "No, said the official: “…”"
    let closes = end < at && tokens[end].kind == Kind::Comma;
    let short = verb <= from + MOST_OF_AN_ANSWER;
    let leads = short && end + 1 == at && tokens[end].kind == Kind::Colon;
    (closes || leads).then_some(who)
}

/// So many words and marks are an answer before the verb that gives it: "Not yet,".
const MOST_OF_AN_ANSWER: usize = 3;

/// Verbs whose object's words are given.
pub(super) const QUOTING: &[&str] = &["quote", "quoted", "quotes", "quoting"];

/// The same of an object to which something is owed.
pub(super) const CITING: &[&str] = &["cited", "cites", "credited", "credits"];

/// "The chair reads from the Guild of Rowers on tolls:": whose paper is read.
pub(super) fn reads_from(tokens: &[Token], verb: usize, at: usize) -> Option<Who> {
    let next = |n: usize| tokens.get(verb + n).filter(|_| verb + n < at);
    let from = next(1).is_some_and(|t| t.is_in(&["from"]));
    let the = usize::from(next(2).is_some_and(|t| t.is_in(&["the"])));
    let named = next(2 + the).is_some_and(is_name_word);
    let start = verb + 2 + the;
    let reads = tokens[verb].is_in(&["read", "reads"]) && from && named;
    reads.then(|| Who::Words(start..name_end(tokens, start, at)))
}

/// "Quill, who gave the oath, was heard to say of it that": who is.
pub(super) fn heard_to_say(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let was = verb.checked_sub(3).filter(|&was| was > from)?;
    let heard = tokens[was].is_in(&["is", "was", "were"])
        && tokens[was + 1].is_in(&["heard", "known", "reported", "said"])
        && tokens[was + 2].is_in(&["to"]);
    heard.then(|| subject_of(tokens, from, was)).flatten()
}

/// "A keeper thought the report read “…”": who thought so.
pub(super) fn thought_it_read(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let thinks = |&i: &usize| tokens[i].is_in(&["found", "thinks", "thought"]);
    let earlier = (from..verb).rev().take(5).find(thinks)?;
    let of_things = tokens[verb].is_in(OF_THINGS);
    of_things
        .then(|| subject_of(tokens, from, earlier))
        .flatten()
}

/// Whom a text has speak: "a graphic has the minister saying", "a clip had her warning".
pub(super) fn made_to_speak(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let makes = |&at: &usize| tokens[at].is_in(SHOWING_HOW) && at + 1 < verb;
    let at = (from..verb).rev().take(8).find(makes)? + 1;
    // "He had the keepers on the mole, and called them “…”"
    let joined = tokens[verb - 1].is_in(&["and", "but"]);
    stands_between(tokens, at, verb).filter(|_| !joined)
}

/// Verbs by which a text or a film has somebody speak.
const SHOWING_HOW: &[&str] = &[
    "aired",
    "broadcast",
    "had",
    "has",
    "have",
    "ran",
    "runs",
    "showed",
    "shows",
];

/// "A post says Ada Quill told the keepers to “…”": who is said to have spoken, by name.
pub(super) fn said_to_speak(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let says = |&at: &usize| speaks(tokens, at) && !is_participle(&tokens[at]);
    let says = (from..verb).rev().take(6).find(says)?;
    let that = tokens[says + 1].is_in(&["that"]);
    let at = says + 1 + usize::from(that);
    let the = || tokens[at].is_in(&["the"]) && !tokens[verb].is_in(OF_THINGS);
    // "thanked the board for what he called “…”"
    let what = |t: &Token| t.is_in(&["what", "which", "who"]);
    let named = at < verb && (is_name_word(&tokens[at]) || the());
    let named = named && !tokens[at..verb].iter().any(what);
    // "told Boris Fenwick, and added"
    let and = tokens[verb - 1].is_in(&["and"]);
    phrase(tokens, at, verb).filter(|who| named && !and && who.tokens().end == verb)
}

/// "took the weir with a fact sheet that said", "is a readout of a meeting, which speaks of": the paper that is told
/// to speak.
pub(super) fn paper_that(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let that = verb.checked_sub(1).filter(|&that| that > from + 1)?;
    if tokens[that].is_in(&["which"]) && tokens[that - 1].kind == Kind::Comma {
        let leads = |&at: &usize| {
            let out = tokens[at].is_in(&["out"]) && tokens[at - 1].is_in(&["gave", "put"]);
            out || tokens[at].is_in(&["is", "issued", "published", "released", "was"])
        };
        let is = (from + 1..that).find(leads)?;
        let near = is + 1..that.min(is + 6);
        let paper = near.clone().find(|&at| tokens[at].is_in(STATEMENTS));
        return paper.map(|paper| Who::Statement(is + 1..paper + 1));
    }
    let relative = tokens[that].is_in(&["that", "which"]);
    let paper = relative && tokens[that - 1].is_in(STATEMENTS);
    let near = from.max(that.saturating_sub(4))..that;
    let start = near
        .rev()
        .find(|&at| tokens[at].is_in(&["a", "an", "the"]))?;
    // "Quill issued an order that said": hers
    let own = (from + 1..start).any(|at| tokens[at].is_in(&["in", "with"]));
    (paper && own).then_some(Who::Statement(start..that))
}

/// Who stands from `at` to the verb, and nothing else: "the minister", "her", "his deputy".
fn stands_between(tokens: &[Token], at: usize, verb: usize) -> Option<Who> {
    let pronoun = possessive(&tokens[at]);
    if let Some(pronoun) = pronoun.filter(|_| verb == at + 1) {
        return Some(Who::Pronoun(pronoun, at));
    }
    let first = &tokens[at];
    let whole = pronoun.is_some() || first.is_in(&["the"]) || is_name_word(first);
    // "had the keepers sign a pledge"
    let noun = tokens[verb - 1].is_in(DETERMINERS);
    phrase(tokens, at, verb).filter(|who| whole && !noun && who.tokens().end == verb)
}

/// Whom a text has speak by a plain verb, and where that stands: "a leaflet had the chair promise", "a
/// channel heard her say".
pub(super) fn caused(tokens: &[Token], from: usize, to: usize) -> Option<(Who, usize)> {
    let causes = (from..to).rev().filter(|&at| tokens[at].is_in(CAUSING));
    causes.filter_map(|at| said_by(tokens, at + 1, to)).next()
}

/// Who stands at `at` with a plain verb of speech right behind.
fn said_by(tokens: &[Token], at: usize, to: usize) -> Option<(Who, usize)> {
    let most = to.min(at + 14);
    let verb = (at + 1..most).find(|&i| tokens[i].is_in(CAUSED) && !tokens[i].capital)?;
    if let Some(who) = stands_between(tokens, at, verb) {
        return Some((who, verb));
    }
    // "had Ms. Quill, on that same mole, say"
    let named = is_name_word(&tokens[at]) && tokens[verb - 1].kind == Kind::Comma;
    let end = name_end(tokens, at, verb);
    let apart = named && end + 1 < verb && tokens[end].kind == Kind::Comma;
    apart.then_some((Who::Words(at..end), verb))
}

/// "A daily gave the president’s answer as “…”", "summed up her warning as": whose words they are that
/// others put.
pub(super) fn rendered(tokens: &[Token], from: usize, at: usize) -> Option<Cue> {
    let last = at.checked_sub(1).filter(|&last| last > from)?;
    let last = last - usize::from(tokens[last].kind == Kind::Colon && last > from + 1);
    let verb = (from + 1..last).find(|&i| tokens[i].is_in(RENDERING))?;
    let words = tokens[last].is_in(&["words"]) && tokens[last - 1].is_in(&["the"]);
    let last = if words { last - 2 } else { last };
    let leads = last > verb && tokens[last].is_in(&["as", "into", "to"]);
    // "cut her down to the words"
    let whom = || {
        let pronoun = possessive(&tokens[verb + 1])?;
        let alone = tokens[verb + 2].is_in(&["as", "down", "to"]);
        alone.then_some(Who::Pronoun(pronoun, verb + 1))
    };
    // "boiled the chair’s half hour down to"
    let down = tokens[last - 1].is_in(&["down"]);
    let owned = || {
        let owner = (verb + 1..last).find(|&i| tokens[i].possessive)?;
        let who = whoever_owns(tokens, verb + 1, owner)?;
        let text = &["message", "passage", "remarks", "speech", "text", "words"];
        let text = tokens[owner + 1..last].iter().any(|t| t.is_in(text));
        (down || text).then_some(who)
    };
    let who = uttered(tokens, verb + 1, last).or_else(whom).or_else(owned);
    // "shortened the answer to", "boiled that down to": whoever spoke last
    let it = &["it", "that", "the", "this"];
    let the = || {
        let answer =
            last > verb + 2 && tokens[last - 1].is_in(UTTERED) && tokens[last - 2].is_in(it);
        // "summed up the rest of that speech as"
        let speech = (verb + 1..last)
            .any(|i| tokens[i].is_in(&["that"]) && tokens[i + 1].is_in(&["answer", "speech"]));
        answer || speech || tokens[verb + 1].is_in(it) && last <= verb + 4
    };
    (leads && (who.is_some() || the())).then_some(Cue {
        who,
        verb: Some(verb),
        close: true,
    })
}
