//! The shapes of sentences: who is told of, who tells, whose turn it is, read from the words alone.

use crate::claim::cue::{cleft, presented, told_at_the_end};
use crate::claim::persons::REPORTERS;
use crate::claim::phrase::{
    Pronoun, Who, is_a_ship, is_name_word, is_person, name_end, singular, subject,
};
use crate::claim::speech::{TELLING, UTTERED, is_speech};
use crate::claim::token::{Kind, Token};
use crate::claim::verb::{is_verb, speaks};
use crate::claim::words::{HE, PREPOSITIONS, SHE, SPANS, STATEMENTS, SUBORDINATE};
use std::ops::Range;

/// So many words stand at most at the head of a sentence with the name of a ship.
const MOST_BEFORE_A_SHIP: usize = 6;

/// "On the mole a crane driver’s view was shorter.": somebody new, whose view a sentence begins to tell.
pub(super) fn whose_is_told(tokens: &[Token], from: usize, verb: usize) -> Option<Range<usize>> {
    let is = tokens.get(verb)?.is_in(&["came", "is", "was"]);
    let Who::Words(range) = subject(tokens, from, verb)? else {
        return None;
    };
    let owner = range.clone().find(|&at| tokens[at].possessive)?;
    let new = tokens[range.start].is_in(&["a", "an", "one"]) && range.end == verb;
    let noun = tokens[owner]
        .low
        .trim_end_matches("'s")
        .trim_end_matches("’s");
    let said = range.end == owner + 2 && tokens[owner + 1].is_in(UTTERED);
    (is && new && is_person(noun) && said).then_some(range.start..owner + 1)
}

/// What may be the subject of a sentence, the surest first; its first verb stands at `verb`.
pub(super) fn subjects(tokens: &[Token], from: usize, to: usize, verb: usize) -> [Option<Who>; 4] {
    let near = subject(tokens, from, verb);
    // "he recalled the year that his son Beau was away" is about him.
    let far = match &near {
        near if is_he_or_she(near.as_ref()) => None,
        near if verb == to => near.clone(),
        _ => subject(tokens, from, to),
    };
    let first = told_between(tokens, from, to)
        .or_else(|| turn_of(&tokens[..to], from))
        .or_else(|| presented(&tokens[..to], from))
        .or_else(|| considered(tokens, from, to))
        .or_else(|| cleft(&tokens[..to], from))
        .or_else(|| since(&tokens[..to], from))
        .or_else(|| main_clause(tokens, from, to))
        .or_else(|| told_at_the_end(tokens, from, to))
        .or_else(|| as_one_said(tokens, from, to));
    [first, uttered(tokens, from, to), near, far]
}

/// The name of whoever gets the word in a sentence: "gave the floor to Ada Quill", "the longer speech came
/// from Quill", "it fell to Quill", "the last word was Quill's".
pub(super) fn next_speaker(tokens: &[Token], extent: Range<usize>) -> Option<Range<usize>> {
    let is = |at: usize, words: &[&str]| tokens[at].is_in(words);
    let word = |noun: &str| {
        let nouns = [TURNS, UTTERED, STATEMENTS];
        nouns.iter().any(|nouns| nouns.contains(&noun))
    };
    let of_words = |range: Range<usize>| {
        let mut nouns = range.map(|at| tokens[at].low.as_str());
        nouns.any(|noun| word(noun) || noun.strip_suffix('s').is_some_and(word))
    };
    let gives = [
        "gave", "gives", "handed", "left", "made", "passed", "turned", "yielded",
    ];
    let comes = ["belonged", "came", "fell", "left", "was", "went"];
    let verb = (extent.start + 1..extent.end).find(|&at| is(at, &gives) || is(at, &comes))?;
    // "The case was made by Ada Quill."
    let by = (verb + 1..extent.end.min(verb + 4)).find(|&at| is(at, &["by"]) && is(verb, &["was"]));
    let to = by.or_else(|| (verb + 1..extent.end).find(|&at| is(at, &["for", "from", "to"])));
    let own = of_words(extent.start..verb) || is(extent.start, &["it"]);
    let given = to.is_some_and(|to| {
        of_words(verb + 1..to) || (verb + 1..to).any(|at| is(at, &["over", "way"]))
    });
    let named = |at: &usize| is_name_word(&tokens[*at]);
    let whose = (verb + 1..extent.end).find(named);
    if let Some(start) = whose.filter(|&start| start == verb + 1 && is(verb, &["was"]) && own) {
        let end = name_end(tokens, start, extent.end);
        return (end == extent.end && tokens[end - 1].possessive).then_some(start..end);
    }
    let to = to.filter(|_| given && is(verb, &gives) || own && is(verb, &comes))?;
    let start = (to + 1..extent.end.min(to + 8)).find(named)?;
    // "made the case for the lamp that Ada Quill had brought"
    if (to + 1..start).any(|at| is(at, &["that", "which", "who"])) {
        return None;
    }
    Some(start..name_end(tokens, start, extent.end))
}

/// The name of whom the press asks in a sentence: "Reporters had asked Mr. Quill about the keel".
pub(super) fn questioned(tokens: &[Token], extent: Range<usize>) -> Option<Range<usize>> {
    let asks = |&at: &usize| tokens[at].is_in(&["asked", "pressed", "questioned"]);
    let verb = (extent.start + 1..extent.end).find(asks)?;
    let press = |t: &Token| t.is_in(REPORTERS) || REPORTERS.contains(&singular(&t.low));
    let near = extent.start.max(verb.saturating_sub(MOST_BEFORE_ASKING));
    let start = verb + 1;
    let named = start < extent.end && is_name_word(&tokens[start]);
    if !named || !tokens[near..verb].iter().any(press) {
        return None;
    }
    let end = name_end(tokens, start, extent.end);
    let about = tokens
        .get(end)?
        .is_in(&["about", "how", "if", "whether", "what", "why"]);
    about.then_some(start..end)
}

/// So many words stand between the press and its verb: "one of the reporters by the boat had asked".
const MOST_BEFORE_ASKING: usize = 6;

/// What is somebody's who speaks next: "the last word was Quill's".
const TURNS: &[&str] = &[
    "appearance",
    "briefing",
    "conference",
    "floor",
    "hour",
    "lectern",
    "microphone",
    "podium",
    "question",
    "rest",
    "turn",
    "word",
];

fn is_he_or_she(who: Option<&Who>) -> bool {
    matches!(who, Some(Who::Pronoun(Pronoun::He | Pronoun::She, _)))
}

/// "Ada Quill, the fact sheet said, …": whether the statement whose noun stands at `noun` speaks of the subject.
pub(super) fn is_told_by(tokens: &[Token], noun: usize) -> bool {
    let before = tokens[..noun].iter().rev().take(4);
    let the = before.clone().position(|t| t.is_in(&["the"]));
    let comma = the.and_then(|the| tokens[..noun - the - 1].last());
    let behind = tokens[noun..]
        .iter()
        .take_while(|t| t.is_in(STATEMENTS))
        .count();
    let says = noun + behind < tokens.len() && speaks(tokens, noun + behind);
    // "Quill was praised in the same document as …"
    let passive = || {
        let [.., was, done, within] = &tokens[..noun - the.map_or(0, |the| the + 1)] else {
            return false;
        };
        let was = was.is_in(&["is", "was", "were"]) && within.is_in(&["in"]);
        was && done.low.ends_with("ed")
    };
    says && comma.is_some_and(|t| t.kind == Kind::Comma) || passive()
}

/// "It was the last briefing of the press secretary, Ada Quill": whose turn it was.
fn turn_of(tokens: &[Token], from: usize) -> Option<Who> {
    // "The president’s turn was the day of the crews."
    let near = from..tokens.len().saturating_sub(1).min(from + 5);
    let owner = near.into_iter().find(|&at| tokens[at].possessive);
    if let Some(owner) = owner.filter(|&at| tokens[at + 1].is_in(&["turn"])) {
        return Some(Who::Words(from..owner + 1));
    }
    let [it, was, rest @ ..] = &tokens[from..] else {
        return None;
    };
    let turn = rest
        .iter()
        .take(5)
        .position(|t| t.is_in(TURNS) || t.is_in(STATEMENTS))?;
    let of = from + 2 + turn + 1;
    let of_whom = tokens.get(of)?.is_in(&["by", "for", "from", "of"]);
    let it = it.is_in(&["it", "this"]) && was.is_in(&["is", "was"]);
    let end = tokens.len();
    let comma = (of + 1..end).find(|&at| tokens[at].kind == Kind::Comma);
    let start = match comma {
        Some(comma) if comma + 1 < end && is_name_word(&tokens[comma + 1]) => comma + 1,
        _ => (of + 1..end)
            .take(4)
            .find(|&at| is_name_word(&tokens[at]))?,
    };
    (it && of_whom).then(|| Who::Words(start..name_end(tokens, start, end)))
}

/// "And Ada Quill?": a name and nothing else.
pub(super) fn is_named_only(tokens: &[Token], from: usize, to: usize) -> bool {
    let words = &tokens[from..to];
    let small = |t: &Token| t.is_in(&["and", "but", "what", "about", "of"]);
    let name = words.iter().skip_while(|t| small(t));
    let ends = tokens.get(to).is_some_and(|t| t.kind == Kind::Stop);
    ends && words.first().is_some_and(small)
        && name.clone().count() > 0
        && name.clone().all(is_name_word)
}

/// "On the mole, his predecessor had …": whether a sentence begins with the other of two who held an office.
pub(super) fn is_of_the_other(tokens: &[Token]) -> bool {
    let other = |pair: &[Token]| {
        let whose = pair[0].is_in(&["her", "his"]);
        whose && pair[1].is_in(&["predecessor", "successor"])
    };
    tokens[..tokens.len().min(FAR_IN)].windows(2).any(other)
}

/// So far in its sentence such a subject stands, in words.
const FAR_IN: usize = 8;

/// "The Quill years" are not Quill.
pub(super) fn is_of_a_time(words: &[Token]) -> bool {
    let times = &["decade", "era", "presidency", "term", "terms", "years"];
    let [the, _, .., last] = words else {
        return false;
    };
    the.is_in(&["the"]) && last.is_in(times)
}

/// Whether somebody is told something: "Quill will be told", "Quill had been informed", "Quill was told to row".
pub(in crate::claim::talk) fn is_to_be_told(tokens: &[Token]) -> bool {
    tokens.windows(3).take(8).any(|words| {
        let will = words[0].is_in(&["to", "will", "would"]) && words[1].is_in(&["be"]);
        let had = words[0].is_in(&["had", "has"]) && words[1].is_in(&["been"]);
        let is = words[0].is_in(&["are", "is", "was", "were"]) && words[1].is_in(BIDDEN);
        (will || had) && words[2].is_in(TELLING) || is && words[2].is_in(&["to"])
    })
}

/// What somebody is who is to do something: "was told to".
const BIDDEN: &[&str] = &["directed", "instructed", "ordered", "required", "told"];

/// "Asked when the chair had been seen, Quill was ready": where the sentence itself begins.
pub(super) fn behind_what_was_asked(tokens: &[Token], from: usize, to: usize) -> usize {
    let asked = &["asked", "pressed", "questioned"];
    let when = &["how", "if", "when", "whether", "why"];
    let first = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| t.is_in(words));
    let capital = tokens.get(from).is_some_and(|t| t.capital);
    let leads = capital && first(from, asked) && first(from + 1, when);
    let comma = (from..to).find(|&at| leads && tokens[at].kind == Kind::Comma);
    comma.unwrap_or(from)
}

/// "Quill's own case for it was …": whose words a sentence begins to speak of.
fn uttered(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let names = tokens[from..to].iter().take_while(|t| is_name_word(t));
    let end = from + names.count();
    let owned = end > from && tokens[end - 1].possessive;
    let of_words = tokens[end..to.min(end + 3)]
        .iter()
        .any(|t| t.is_in(UTTERED) || t.is_in(&["hand", "pen", "voice"]));
    (owned && of_words).then_some(Who::Words(from..end))
}

/// "The carrier Ada Quill has been sent out" is about no person.
pub(super) fn begins_with_a_ship(tokens: &[Token]) -> bool {
    (0..tokens.len().min(MOST_BEFORE_A_SHIP)).any(|at| is_a_ship(tokens, at))
}

/// So many words a clause put in has behind its verb: "he said in a word on the day of the keepers".
const LONGEST_PUT_IN: usize = 12;

/// Whether a clause put in says that one of these pronouns speaks: "Quill, she promised, would …", "Quill,
/// she wrote this spring, was …", "Under the chair, it claimed, …".
pub(super) fn is_put_in(tokens: &[Token], pronouns: &[&str]) -> bool {
    // "The chair widened the frame: the towns, she said, …" is about the chair.
    let colon = tokens.iter().position(|t| t.kind == Kind::Colon);
    let tokens = &tokens[..colon.unwrap_or(tokens.len())];
    let comma = |t: &Token| t.kind == Kind::Comma;
    tokens.windows(3).enumerate().any(|(at, t)| {
        let speaks = t[1].is_in(pronouns) && is_speech(&t[2].low);
        comma(&t[0]) && speaks && tokens[at + 3..].iter().take(LONGEST_PUT_IN).any(comma)
    })
}

/// "Lest this seem one-sided, consider Ada Quill’s letter of May": whose paper a sentence turns to.
fn considered(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let begins = |at: &usize| *at == from || tokens[*at - 1].kind == Kind::Comma;
    let bids = |at: &usize| tokens[*at].is_in(&["consider", "recall", "remember", "take"]);
    let at = (from..to).filter(begins).find(bids)? + 1;
    let end = at
        + tokens[at..to]
            .iter()
            .take_while(|t| is_name_word(t))
            .count();
    let paper = tokens[end..to.min(end + FAR_IN)].iter();
    let mut paper = paper.take_while(|t| t.kind == Kind::Word);
    let paper = paper.any(|t| t.is_in(STATEMENTS) || t.is_in(UTTERED));
    (end > at && tokens[end - 1].possessive && paper).then_some(Who::Words(at..end))
}

/// "Emil Oake, Ms. Quill told a crowd at the weir, had …": who tells the sentence, between its subject and its verb.
fn told_between(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let comma = |at: usize| at < to && tokens[at].kind == Kind::Comma;
    let opens = (from + 1..to.min(from + MOST_BEFORE_A_TELLER)).find(|&at| comma(at))?;
    let named = tokens.get(opens + 1).is_some_and(is_name_word);
    let verb = name_end(tokens, opens + 1, to);
    let closes = (verb..to.min(verb + LONGEST_PUT_IN)).find(|&at| comma(at))?;
    let told = named && verb < closes && is_speech(&tokens[verb].low) && speaks(tokens, verb);
    let goes_on = closes + 1 < to && is_verb(tokens, closes + 1);
    (told && goes_on).then_some(Who::Words(opens + 1..verb))
}

/// So many words may stand before whoever tells a sentence that is about another.
const MOST_BEFORE_A_TELLER: usize = 6;

/// "It is only four months since Ada Quill could joke about it": of whom such a sentence tells.
fn since(tokens: &[Token], from: usize) -> Option<Who> {
    let it = tokens.get(from)?.is_in(&["it"]) && tokens.get(from + 1)?.is_in(&["is", "was"]);
    let near = from + 3..tokens.len().min(from + FAR_IN);
    let since = near.clone().find(|&at| tokens[at].is_in(&["since"]))?;
    let span = tokens[since - 1].is_in(SPANS);
    let verb = (since + 2..tokens.len()).find(|&at| is_verb(tokens, at))?;
    let who = subject(tokens, since + 1, verb).filter(|_| it && span)?;
    matches!(&who, Who::Words(range) if range.end == verb).then_some(who)
}

/// "Nobody has rowed so far, as Mr. Quill once told his crew.": whose words a sentence ends with.
fn as_one_said(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let comma = (from..to)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Comma)?;
    let named = tokens.get(comma + 2).is_some_and(is_name_word);
    let near = comma + 3..to.min(comma + FAR_OF_A_TELLER);
    let verb = near.into_iter().find(|&at| speaks(tokens, at))?;
    let led = named && tokens[comma + 1].is_in(&["as"]);
    subject(tokens, comma + 2, verb).filter(|_| led)
}

/// So many words behind ", as" somebody by name is said to say something.
const FAR_OF_A_TELLER: usize = 8;

/// The subject behind "When he was a boy,".
fn main_clause(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    // "Three months after he had gone home,"
    let later = |at: usize| {
        at > from && tokens[at].is_in(&["after", "before"]) && tokens[at - 1].is_in(SPANS)
    };
    // "Recalling Fenwick's gate, the chair put the toll at nine crowns:"
    let doing = |t: &Token| {
        let verb = t.low.len() > 5 && t.low.ends_with("ing") && t.low != "according";
        verb && t.capital && !t.possessive
    };
    let under = (from..to.min(from + 4)).any(later)
        || tokens
            .get(from)
            .is_some_and(|t| t.is_in(SUBORDINATE) || doing(t));
    let comma = (from..to).find(|&at| tokens[at].kind == Kind::Comma)?;
    let verb = (comma + 2..to).find(|&at| is_verb(tokens, at));
    let who = subject(tokens, comma + 1, verb.unwrap_or(to))?;
    // "For the men whom he replaced, Mr. Quill has little mercy."
    let leads = |t: &Token| t.capital && t.is_in(PREPOSITIONS);
    let own = &tokens[who.tokens()];
    let named = own.iter().all(is_name_word) && Some(who.tokens().end) == verb;
    let clause = (from + 2..comma).any(|at| tokens[at].is_in(HE) || tokens[at].is_in(SHE));
    let behind = named && clause && tokens.get(from).is_some_and(leads);
    (under || behind).then_some(who)
}
