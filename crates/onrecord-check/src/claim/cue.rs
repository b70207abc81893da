//! What a sentence says of a quotation in it: who speaks, by which verb.

mod after;
mod before;
mod through;
mod whose;

pub use before::{cleft, presented};

use super::phrase::{
    LONGEST_LIST, Pronoun, Who, is_asked_first, is_bare_person, is_name_word, is_person,
    name_before, name_end, phrase, possessive, singular, subject, subject_of,
};
use super::speech::{CAUSED, CAUSING, OF_THINGS, RENDERING, TELLING, UTTERED};
use super::token::{Kind, Token, behind_label};
use super::verb::{is_participle, is_verb, speaks};
use super::words::{DETERMINERS, HE, PREPOSITIONS, SHE, STATEMENTS};

/// How far a cue may stand from its quotation, in tokens.
const BEFORE: usize = 60;
const AFTER: usize = 24;

/// So many words may stand between the verb and its quotation where a comma or *that* leads to it:
/// "promise the voters, in so many words, that".
const MOST_BETWEEN: usize = 8;

/// What a label of a paragraph begins with, that names nobody, but articles and prepositions.
const CAPTIONS: &[&str] = &[
    "background",
    "caption",
    "context",
    "image",
    "meanwhile",
    "photo",
    "photograph",
    "picture",
    "video",
    "what",
    "why",
    "zoom",
];

/// So many words such a label has at most: "Meanwhile, on the other side:".
const LONGEST_CAPTION: usize = 7;

/// What introduces or follows a quotation.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Who speaks; `None` for whoever spoke last.
    pub who: Option<Who>,
    /// The verb, where there is one.
    pub verb: Option<usize>,
    /// Whether it stands right beside the quotation.
    pub close: bool,
}

impl Cue {
    /// A cue right beside its quotation.
    fn of(who: Who, verb: usize) -> Self {
        Self {
            who: Some(who),
            verb: Some(verb),
            close: true,
        }
    }
}

/// A paragraph's tokens and which of its quotations end openly: with a comma, a dash or a mark of
/// question or exclamation, so that the sentence may go on with its speaker.
pub struct Sentence<'a> {
    /// The tokens.
    pub tokens: &'a [Token],
    /// By the number of the quotation.
    pub open: &'a [bool],
    /// Whether it is a heading, which may name the speaker behind a colon.
    pub heading: bool,
}

impl Sentence<'_> {
    /// The cue of the quotation at token `at`.
    pub fn cue(&self, at: usize) -> Option<Cue> {
        let before = self.before(at);
        if before
            .as_ref()
            .is_some_and(|cue| cue.close && !self.is_afar(cue, at) && !self.it_says(cue, at))
        {
            return before;
        }
        // "“…,” she asked the chair, “…?” He said he “…”": the second part of what she asked.
        let next = self.tokens.get(at + 1);
        let anew = next.is_some_and(|t| t.capital && (t.is_in(HE) || t.is_in(SHE)));
        let verb = before.as_ref().and_then(|cue| cue.verb);
        let split = verb.is_some_and(|verb| {
            let comma = self.tokens[at - 1].kind == Kind::Comma;
            let quoted = self.tokens[self.start(at)..verb]
                .iter()
                .any(Token::is_quote);
            comma && quoted && verb < at
        });
        if anew && split {
            return before;
        }
        let after = self.after(at);
        // "Clara Oldacre tried again: “…?” The chair answered that …"
        let answers = |cue: &Cue| {
            let verb = cue.verb.filter(|&verb| verb > at);
            verb.is_some_and(|verb| self.tokens[verb].is_in(&["answered", "replied", "responded"]))
        };
        let colon = before.is_some() && self.tokens[at - 1].kind == Kind::Colon;
        let led = before.as_ref().is_some_and(|cue| cue.who.is_some());
        // "a keeper had asked Ms. Quill, “…?” She answered then: “…”"
        let asks = verb.is_some_and(|verb| {
            let called = self.tokens.get(verb + 1).is_some_and(|t| t.is_in(&["out"]));
            called || self.tokens[verb].is_in(&["asked", "pressed"])
        });
        if (colon || asks) && led && after.as_ref().is_some_and(answers) {
            return before;
        }
        // "Then, to laughter: “…?” Clara Oldacre added that the tide “…”": she says what follows.
        let verb = after.as_ref().and_then(|cue| cue.verb);
        if colon && verb.is_some_and(|verb| verb > at && self.has_words_behind(verb)) {
            return before;
        }
        after.or(before)
    }

    /// Whether a sentence tells by a verb, with "that" or an object, what a quotation behind it has.
    fn has_words_behind(&self, verb: usize) -> bool {
        let next = self.tokens.get(verb + 1);
        let tells = next.is_some_and(|t| t.is_in(&["how", "that", "the"]));
        let rest = self.tokens[verb..].iter();
        tells
            && rest
                .take_while(|t| t.kind != Kind::Stop)
                .any(Token::is_quote)
    }

    /// "The keepers had agreed, “…”, it said": the paper tells what they agreed.
    fn it_says(&self, before: &Cue, at: usize) -> bool {
        let behind = self.tokens.get(at + 1..).unwrap_or_default();
        let behind = match behind {
            [comma, rest @ ..] if comma.kind == Kind::Comma => rest,
            rest => rest,
        };
        let [it, says, ..] = behind else {
            return false;
        };
        // "The chair’s orders were “…,” he said": so he does.
        let unsaid = before.verb.is_none_or(|verb| !speaks(self.tokens, verb));
        let he = unsaid && (it.is_in(HE) || it.is_in(SHE));
        (he || it.is_in(&["it"])) && says.is_in(&["added", "said", "says"])
    }

    /// Whether only a colon makes the cue a close one.
    fn is_afar(&self, cue: &Cue, at: usize) -> bool {
        let verb = cue.verb.filter(|&verb| verb < at);
        verb.is_none_or(|verb| !is_close(&self.tokens[verb + 1..at]))
            && self.tokens[at - 1].kind == Kind::Colon
    }

    /// Where the sentence of the token `at` begins.
    pub fn start(&self, at: usize) -> usize {
        let least = at.saturating_sub(BEFORE);
        let stop = (least..at)
            .rev()
            .find(|&i| self.tokens[i].kind == Kind::Stop);
        let start = stop.map_or(least, |i| i + 1);
        if start == 0 && behind_label(self.tokens) <= at {
            let label = behind_label(self.tokens).max(self.behind_caption());
            return label.max(self.behind_dateline(at)).min(at);
        }
        start
    }

    /// Behind "Caption:" or "The other side:", which name nobody, where a sentence begins behind it.
    fn behind_caption(&self) -> usize {
        let near = self.tokens.iter().take(LONGEST_CAPTION + 1);
        let Some(colon) = near.clone().position(|t| t.kind == Kind::Colon) else {
            return 0;
        };
        let label = &self.tokens[..colon];
        let small = |t: &Token| t.is_in(DETERMINERS) || t.is_in(PREPOSITIONS) || t.is_in(CAPTIONS);
        let nobody = |t: &Token| {
            t.kind == Kind::Comma
                || t.kind == Kind::Word && !t.capital && !t.possessive && !is_person(&t.low)
        };
        // "What they’re saying:"
        let anybody = label.first().is_some_and(|t| t.is_in(&["what"]))
            && label
                .iter()
                .any(|t| t.is_in(&["people", "they", "they're", "they’re", "we're"]));
        let told = !anybody && (0..colon).any(|at| speaks(self.tokens, at));
        let opens = label.first().is_some_and(small) && label[1..].iter().all(nobody);
        let begins = self
            .tokens
            .get(colon + 1)
            .is_some_and(|t| t.capital || anybody && t.is_quote());
        if opens && begins && !told {
            colon + 1
        } else {
            0
        }
    }

    /// Behind the dateline of the first sentence, for the token `at`.
    fn behind_dateline(&self, at: usize) -> usize {
        let start = 0;
        // A dateline ends with its dash.
        let dash = (start..at.min(start + 9)).find(|&i| self.tokens[i].kind == Kind::Dash);
        let place = dash.filter(|_| start == 0 && self.tokens[0].low.len() > 3);
        let shouted = place.filter(|_| self.tokens[0].capital);
        shouted.map_or(start, |i| i + 1)
    }

    fn with_verb(&self, from: usize, verb: usize, at: usize, close: bool) -> Cue {
        Cue {
            who: self.speaker(from, verb, at),
            verb: Some(verb),
            close,
        }
    }

    /// Who is said to speak by the verb, in a sentence that begins at `from`.
    fn speaker(&self, from: usize, verb: usize, at: usize) -> Option<Who> {
        let tokens = self.tokens;
        if let Some(said) = said_that_another_thinks(tokens, from, verb) {
            return subject_of(tokens, from, said);
        }
        let lent = told_of_a_thinker(tokens, from, verb).or_else(|| self.lent(from, verb, at));
        if lent.is_some() {
            return lent;
        }
        if self.goes_on_with_the_last(from, verb, at) {
            return None;
        }
        if tokens[verb].is_in(QUOTING) || tokens[verb].is_in(CITING) {
            return self
                .object(verb, at)
                .or_else(|| subject_of(tokens, from, verb));
        }
        let other = told_of_one(tokens, from, verb)
            .or_else(|| reads_from(tokens, verb, at))
            .or_else(|| made_to_speak(tokens, from, verb))
            .or_else(|| heard_to_say(tokens, from, verb))
            .or_else(|| said_to_speak(tokens, from, verb))
            .or_else(|| paper_that(tokens, from, verb))
            .or_else(|| thought_it_read(tokens, from, verb))
            .or_else(|| put_in(tokens, from, verb, at));
        if other.is_some() {
            return other;
        }
        if is_participle(&tokens[verb]) {
            return self.saying(from, verb);
        }
        one_beside(tokens, from, verb).or_else(|| subject_of(tokens, from, verb))
    }

    /// Who speaks by a participle: "with one official saying that", "papers quoted it as saying".
    fn saying(&self, from: usize, verb: usize) -> Option<Who> {
        let tokens = self.tokens;
        let with = |&i: &usize| tokens[i].is_in(&["with"]);
        let with = (from..verb).rev().take(8).find(with);
        let who = with.and_then(|with| phrase(tokens, with + 1, verb));
        if let Some(who) = who.filter(|who| who.tokens().end == verb) {
            return Some(who);
        }
        // "papers quoted it as saying", "managed to quote her as saying"
        let quotes = |&i: &usize| tokens[i].is_in(QUOTING);
        let quoting = (from..verb).rev().find(quotes);
        // "the whip, Linda Tarn, whom a station quoted as saying"
        let whom = quoting.and_then(|quoting| {
            let mut near = (from + 1..quoting).rev().take(6);
            near.find(|&i| tokens[i].is_in(&["whom"]))
        });
        if let Some(who) = whom.and_then(|whom| name_before(tokens, from, whom)) {
            return Some(who);
        }
        let right = |&i: &usize| tokens[verb - 1].is_in(&["as"]) || i + 3 >= verb;
        if let Some(who) = quoting.filter(right).and_then(|i| self.object(i, verb)) {
            return Some(who);
        }
        let finite = |&i: &usize| speaks(tokens, i) && !is_participle(&tokens[i]);
        let asked = 2 * usize::from(is_asked_first(&tokens[from..verb]));
        let earlier = (from + asked..verb).rev().find(finite);
        match earlier {
            Some(earlier) => {
                subject_of(tokens, from, earlier).or_else(|| phrase(tokens, earlier + 1, verb))
            }
            None => {
                // "It was long ago, when Ada Quill opened the day by boasting that"
                let when = |&i: &usize| {
                    let comma = tokens[i - 1].kind == Kind::Comma;
                    comma && tokens[i].is_in(&["when", "where"])
                };
                let when = (from + 1..verb).rev().find(when);
                subject(tokens, when.map_or(from, |when| when + 1), verb)
            }
        }
    }

    /// Whose words a sentence brings that gives another verb than one of theirs.
    fn lent(&self, from: usize, verb: usize, at: usize) -> Option<Who> {
        let tokens = self.tokens;
        // "It credits her with much that was done: “…”" has the words of whoever does.
        let colon = tokens[at - 1].kind == Kind::Colon;
        if tokens[verb].is_in(&["credits", "credited"]) && colon {
            return subject_of(tokens, from, verb);
        }
        // "And she gave a figure that keepers have repeated ever since:"
        if let Some(that) = figure_that(tokens, from, verb).filter(|_| colon) {
            return subject(tokens, from, that);
        }
        // "she repeated the words of President Quill:"
        if let [the, words, of, ..] = &tokens[verb + 1..at]
            && the.is_in(&["the"])
            && words.is_in(&["words"])
            && of.is_in(&["of"])
        {
            return phrase(tokens, verb + 4, at);
        }
        None
    }

    /// Whether the words are those of whoever spoke last, and not of the verb's subject.
    fn goes_on_with_the_last(&self, from: usize, verb: usize, at: usize) -> bool {
        let tokens = self.tokens;
        let colon = tokens[at - 1].kind == Kind::Colon;
        let next = |words: &[&str]| tokens.get(verb + 1).is_some_and(|t| t.is_in(words));
        // "a promise that opponents have quoted like this:"
        if tokens[verb].is_in(&["quoted"]) && next(&["like"]) {
            return true;
        }
        // "and, when somebody asked about a lamp: “…”" is the answer.
        let asked = colon && tokens[verb].is_in(&["asked"]) && next(&["about", "of", "for"]);
        let mut near = from.max(verb.saturating_sub(5))..verb;
        asked && near.any(|i| tokens[i].is_in(&["after", "once", "when"]))
    }

    /// Whom a verb of quoting quotes, before the token `to`: "quoted him", "quotes her host, Ada Quill".
    fn object(&self, verb: usize, to: usize) -> Option<Who> {
        let tokens = self.tokens;
        let object = tokens.get(verb + 1).filter(|_| verb + 1 < to)?;
        let next = tokens.get(verb + 2).filter(|_| verb + 2 < to);
        let alone = object.low == "him"
            || next.is_none_or(|t| {
                t.kind != Kind::Word || t.is_in(PREPOSITIONS) || t.is_in(&["like"])
            });
        if object.is_in(&["it", "them"]) {
            return Some(Who::Pronoun(Pronoun::They, verb + 1));
        }
        match possessive(object).filter(|_| alone) {
            Some(pronoun) => Some(Who::Pronoun(pronoun, verb + 1)),
            None => subject(tokens, verb + 1, to),
        }
    }

    /// "According to …", "in the words of …": of whom, and where it is said.
    fn in_the_words_of(&self, from: usize, to: usize) -> Option<(Who, usize)> {
        let tokens = self.tokens;
        if let Some(found) = in_ones_words(tokens, from, to) {
            return Some(found);
        }
        let led = |to: usize| to > from && tokens[to - 1].kind == Kind::Comma;
        let (at, verb) = (from..to).rev().find_map(|i| {
            let words: Vec<&str> = tokens[i..to]
                .iter()
                .take(4)
                .map(|t| t.low.as_str())
                .collect();
            match words[..] {
                ["according", "to", ..] => Some((i + 2, i)),
                ["per", ..] if is_told_per(tokens, i) => Some((i + 1, i)),
                // "Under the president’s order, “…”", "In the statement that both towns put out, “…”"
                ["under", ..] | ["in", ..] if i == from && (words[0] == "under" || led(to)) => {
                    let who = phrase(tokens, i + 1, to)?;
                    matches!(who, Who::Statement(_)).then_some((i + 1, i))
                }
                [_, "the", "words", "of"] => Some((i + 4, i)),
                _ => None,
            }
        })?;
        let alone = tokens.get(at + 1).is_none_or(|t| t.kind != Kind::Word);
        let pronoun = tokens.get(at).and_then(possessive).filter(|_| alone);
        let who = pronoun.map(|pronoun| Who::Pronoun(pronoun, at));
        Some((who.or_else(|| phrase(tokens, at, to))?, verb))
    }

    /// Where the sentence of `from` ends, or the next quotation begins.
    fn end(&self, from: usize) -> usize {
        // "Ruritania, Tarn, …, the Weir Towns and Salt said"
        let named =
            |t: &&Token| t.kind == Kind::Comma || is_name_word(t) || t.is_in(&["and", "of", "the"]);
        let listed = self.tokens[from..].iter().take(LONGEST_LIST);
        let listed = listed.take_while(named).count();
        let most = self.tokens.len().min(from + listed + AFTER);
        let ends = |i: &usize| matches!(self.tokens[*i].kind, Kind::Stop | Kind::Quote(_));
        (from..most).find(ends).unwrap_or(most)
    }
}

/// "per the same official", which is no "per year".
fn is_told_per(tokens: &[Token], at: usize) -> bool {
    let comma = at > 0 && !matches!(tokens[at - 1].kind, Kind::Word);
    let whom = tokens.get(at + 1);
    comma && whom.is_some_and(|t| is_name_word(t) || t.is_in(&["her", "his", "the"]))
}

/// "As she turns to go a reporter calls out": somebody new right before the verb.
fn one_beside(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
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

/// "the envoy said that the chair believes “…”": the verb of whoever says so.
fn said_that_another_thinks(tokens: &[Token], from: usize, verb: usize) -> Option<usize> {
    if !tokens[verb].is_in(THINKING) {
        return None;
    }
    let near = from.max(verb.saturating_sub(MOST_OF_A_THINKER + 2))..verb;
    let said = |&at: &usize| {
        let that = tokens[at + 1].is_in(&["both", "that", "the"]) && at + 2 < verb;
        that && speaks(tokens, at) && !is_participle(&tokens[at]) && at > from
    };
    near.rev().find(said)
}

/// "The chair, Mr. Oake said, believes that “…”": who says what another thinks.
fn told_of_a_thinker(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let closes = verb.checked_sub(1).filter(|&at| at > from + 3)?;
    let said = closes - 1;
    let put_in = tokens[closes].kind == Kind::Comma && speaks(tokens, said);
    let near = from.max(said.saturating_sub(MOST_OF_A_THINKER + 1))..said;
    let opens = near.rev().find(|&at| tokens[at].kind == Kind::Comma)?;
    let who = phrase(tokens, opens + 1, said).filter(|who| who.tokens().end == said);
    let tells = tokens[verb].is_in(THINKING) || tokens[verb].is_in(STRESSING);
    who.filter(|_| put_in && tells)
}

/// "one of the other keepers, she said, had turned to her and asked": somebody of whom another tells.
fn told_of_one(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
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
    "agreed", "believed", "believes", "hoped", "hopes", "thinks", "thought",
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
fn figure_that(tokens: &[Token], from: usize, verb: usize) -> Option<usize> {
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
fn according_to(tokens: &[Token], at: usize, to: usize) -> Option<Who> {
    let alone = tokens
        .get(at + 1)
        .is_none_or(|t| at + 1 >= to || t.kind != Kind::Word);
    let pronoun = tokens.get(at).and_then(possessive).filter(|_| alone);
    pronoun
        .map(|pronoun| Who::Pronoun(pronoun, at))
        .or_else(|| phrase(tokens, at, to))
}

/// Who stands in a clause put in: "The keel, said Ada Quill, was “…”".
fn put_in(tokens: &[Token], from: usize, verb: usize, at: usize) -> Option<Who> {
    let opens = verb > from && tokens[verb - 1].kind == Kind::Comma;
    // "Quill, the new secretary, reminded the press, according to the digest"
    let whom = tokens[verb].is_in(TELLING) || tokens[verb].is_in(&["asked", "assured"]);
    let opens = opens && !whom;
    let first = tokens.get(verb + 1).filter(|_| opens && verb + 1 < at)?;
    let named = is_name_word(first) || first.is_in(&["the", "this"]);
    // "The keel, explained a senior official on the same line, was “…”"
    if first.is_in(&["a", "an"]) {
        let near = verb + 2..at.min(verb + 12);
        let comma = near.clone().find(|&i| tokens[i].kind == Kind::Comma)?;
        let end = near
            .take_while(|&i| i < comma && !tokens[i].is_in(PREPOSITIONS))
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
    (end < at && tokens[end].kind == Kind::Comma).then_some(who)
}

/// Verbs whose object's words are given.
const QUOTING: &[&str] = &["quote", "quoted", "quotes", "quoting"];

/// The same of an object to which something is owed.
const CITING: &[&str] = &["cited", "cites", "credited", "credits"];

/// "The chair reads from the Guild of Rowers on tolls:": whose paper is read.
fn reads_from(tokens: &[Token], verb: usize, at: usize) -> Option<Who> {
    let next = |n: usize| tokens.get(verb + n).filter(|_| verb + n < at);
    let from = next(1).is_some_and(|t| t.is_in(&["from"]));
    let the = usize::from(next(2).is_some_and(|t| t.is_in(&["the"])));
    let named = next(2 + the).is_some_and(is_name_word);
    let start = verb + 2 + the;
    let reads = tokens[verb].is_in(&["read", "reads"]) && from && named;
    reads.then(|| Who::Words(start..name_end(tokens, start, at)))
}

/// "Quill, who gave the oath, was heard to say of it that": who is.
fn heard_to_say(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let was = verb.checked_sub(3).filter(|&was| was > from)?;
    let heard = tokens[was].is_in(&["is", "was", "were"])
        && tokens[was + 1].is_in(&["heard", "known", "reported", "said"])
        && tokens[was + 2].is_in(&["to"]);
    heard.then(|| subject_of(tokens, from, was)).flatten()
}

/// "A keeper thought the report read “…”": who thought so.
fn thought_it_read(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let thinks = |&i: &usize| tokens[i].is_in(&["found", "thinks", "thought"]);
    let earlier = (from..verb).rev().take(5).find(thinks)?;
    let of_things = tokens[verb].is_in(OF_THINGS);
    of_things
        .then(|| subject_of(tokens, from, earlier))
        .flatten()
}

/// Whom a text has speak: "a graphic has the minister saying", "a clip had her warning".
fn made_to_speak(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
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
fn said_to_speak(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let says = |&at: &usize| speaks(tokens, at) && !is_participle(&tokens[at]);
    let says = (from..verb).rev().take(6).find(says)?;
    let that = tokens[says + 1].is_in(&["that"]);
    let at = says + 1 + usize::from(that);
    let the = || tokens[at].is_in(&["the"]) && !tokens[verb].is_in(OF_THINGS);
    let named = at < verb && (is_name_word(&tokens[at]) || the());
    // "told Boris Fenwick, and added"
    let and = tokens[verb - 1].is_in(&["and"]);
    phrase(tokens, at, verb).filter(|who| named && !and && who.tokens().end == verb)
}

/// "took the weir with a fact sheet that said", "is a readout of a meeting, which speaks of": the paper that is told
/// to speak.
fn paper_that(tokens: &[Token], from: usize, verb: usize) -> Option<Who> {
    let that = verb.checked_sub(1).filter(|&that| that > from + 1)?;
    if tokens[that].is_in(&["which"]) && tokens[that - 1].kind == Kind::Comma {
        let is = (from + 1..that).find(|&at| tokens[at].is_in(&["is", "was"]))?;
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
fn caused(tokens: &[Token], from: usize, to: usize) -> Option<(Who, usize)> {
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
fn rendered(tokens: &[Token], from: usize, at: usize) -> Option<Cue> {
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

/// Whose words a colon brings in: "her words were:", "admirers cite Quill's own forecast:".
fn owner(tokens: &[Token], from: usize, end: usize) -> Option<Who> {
    let last = from.max(end.saturating_sub(5))..end;
    last.rev().find_map(|at| {
        let token = &tokens[at];
        if let Some(pronoun) = possessive(token) {
            // "On his great bill: “…”" tells what the words are about.
            let and = usize::from(tokens[from].is_in(&["and", "but"]));
            let on = tokens[from + and].is_in(&["about", "of", "on"]);
            if at == from + 1 + and && on {
                return None;
            }
            // "had put the matter to her in eight words:" is not hers.
            if tokens.get(at + 1).is_some_and(|t| t.is_in(PREPOSITIONS)) {
                return None;
            }
            // "The chair had her own account:" is the chair's.
            let own = tokens.get(at + 1).is_some_and(|t| t.low == "own");
            let who = subject(tokens, from, at).filter(|_| own && at > from);
            let who = who.or(Some(Who::Pronoun(pronoun, at)));
            return who.filter(|_| at + 1 < end && is_of_words(&tokens[at + 1..end]));
        }
        let start = (from..=at)
            .rev()
            .take_while(|&i| is_name_word(&tokens[i]))
            .last();
        let theirs = &tokens[at + 1..end];
        // "Ada Quill of the Rowers’ Federation:" is no rower’s.
        let house = theirs.iter().all(is_name_word)
            && (from + 1..at)
                .rev()
                .take(4)
                .any(|i| tokens[i].is_in(&["of"]) && is_name_word(&tokens[i - 1]));
        if house {
            return None;
        }
        // "Harbor Radio’s Ada Quill:"
        if start.is_some()
            && token.possessive
            && theirs.len() > 1
            && theirs.iter().all(is_name_word)
        {
            return Some(Who::Words(at + 1..end));
        }
        // "And on Quill’s talk of a flood:" tells what the words are about.
        let on = |start: usize| {
            let before = start.checked_sub(1).filter(|&before| before >= from);
            let on = before.is_some_and(|before| tokens[before].is_in(&["about", "of", "on"]));
            let and = start == from + 2 && tokens[from].is_in(&["and", "but"]);
            on && (start == from + 1 || and)
        };
        start
            .filter(|&start| token.possessive && at + 1 < end && !on(start))
            .map(|start| Who::Words(start..at + 1))
    })
}

/// "the chair’s", "Ada Quill’s": whom the possessive at `owner` names, not before `from`.
fn whoever_owns(tokens: &[Token], from: usize, owner: usize) -> Option<Who> {
    let names = (from..=owner)
        .rev()
        .take_while(|&at| is_name_word(&tokens[at]));
    let the = || (from..owner).rev().find(|&at| tokens[at].is_in(&["the"]));
    let start = names.last().or_else(the)?;
    Some(Who::Words(start..owner + 1))
}

/// Whether what is somebody's are words, as far as it tells: not "his trip to Lindholm".
fn is_of_words(owned: &[Token]) -> bool {
    let words = |t: &Token| t.is_in(UTTERED) || t.is_in(STATEMENTS);
    // "Her belief, in short: “…”"
    let near = owned
        .split(|t| t.kind == Kind::Comma)
        .next()
        .unwrap_or(owned);
    owned.iter().any(words) || !near.iter().any(|t| t.is_in(PREPOSITIONS))
}

/// Whose words a colon or a dash brings in, by what it says they are: "Quill's last words left no
/// room:", "the president's claim about ropes —".
pub fn uttered(tokens: &[Token], from: usize, end: usize) -> Option<Who> {
    let near = |at: usize| (from.max(at.saturating_sub(2))..at).rev();
    let owned = |&at: &usize| tokens[at].possessive || possessive(&tokens[at]).is_some();
    let nouns = (from..end).rev().filter(|&at| tokens[at].is_in(UTTERED));
    let at = nouns.filter_map(|noun| near(noun).find(owned)).next()?;
    if let Some(pronoun) = possessive(&tokens[at]) {
        return Some(Who::Pronoun(pronoun, at));
    }
    let least = from.max(at.saturating_sub(4));
    let names = (least..=at).rev().take_while(|&i| is_name_word(&tokens[i]));
    let the = (least..at)
        .rev()
        .take_while(|&i| tokens[i].kind == Kind::Word);
    let the = the.filter(|&i| tokens[i].is_in(&["the"])).last();
    names.last().or(the).map(|start| Who::Words(start..at + 1))
}

/// "In Quill's words", "in the president’s telling": of whom, and where it is said.
fn in_ones_words(tokens: &[Token], from: usize, to: usize) -> Option<(Who, usize)> {
    let noun = |t: &Token| t.is_in(&["account", "phrase", "telling", "words"]);
    // "in the board's standing phrase"
    let owned = |at: usize| {
        let adjective = !tokens[at - 1].possessive && tokens[at - 1].kind == Kind::Word;
        let owner = at - 1 - usize::from(adjective);
        (owner > from && tokens[owner].possessive).then_some(owner + 1)
    };
    // "in his phrase"
    let his = |at: usize| {
        let its = tokens[at - 1].is_in(&["its"]).then_some(Pronoun::They);
        let pronoun = possessive(&tokens[at - 1]).or(its);
        let pronoun = pronoun.filter(|_| tokens[at].low != "words" || its.is_some())?;
        let lead = at > from + 1 && tokens[at - 2].is_in(&["by", "in"]);
        lead.then_some((Who::Pronoun(pronoun, at - 1), at - 2))
    };
    let mut nouns = (from + 2..to).rev().filter(|&at| noun(&tokens[at]));
    let noun = nouns.find(|&at| owned(at).is_some() || his(at).is_some())?;
    if let Some(found) = his(noun) {
        return Some(found);
    }
    let at = owned(noun)?;
    let of_name = |&at: &usize| {
        is_name_word(&tokens[at]) || tokens[at].kind == Kind::Word && tokens[at].possessive
    };
    let first = (from..at).rev().take_while(of_name).last()?;
    let the = first > from && tokens[first - 1].is_in(&["the"]);
    let start = first - usize::from(the);
    // "as the president’s own words, “…”"
    let own = tokens[at].is_in(&["own"]) && tokens[start.max(1) - 1].is_in(&["as"]);
    let lead = start > from && (own || tokens[start - 1].is_in(&["by", "in"]));
    // "A rower, in the chair’s telling, had told the keeper that “…”"
    let put_in = || {
        let comma = |at: usize| tokens.get(at).is_some_and(|t| t.kind == Kind::Comma);
        let before = start
            .checked_sub(2)
            .filter(|&at| at > from + 1 && comma(at))?;
        let a = tokens[from].is_in(&["a", "an", "one"]);
        let plain = tokens[from..before].iter().all(|t| t.kind == Kind::Word);
        let said = comma(noun + 1) && (noun + 2..to).any(|at| speaks(tokens, at));
        (a && plain && said).then_some((Who::Words(from..before), start - 1))
    };
    lead.then(|| put_in().unwrap_or((Who::Words(start..at), start - 1)))
}

/// Whether only small words stand between a verb and its quotation.
fn is_close(between: &[Token]) -> bool {
    let small = [
        "that",
        "reporters",
        "us",
        "them",
        "him",
        "her",
        "me",
        "it",
        "how",
        "simply",
        "only",
        "also",
        "as",
        "on",
        "to",
        "with",
        "for",
        "about",
        "the",
        "a",
        "by",
        "again",
        "then",
        "later",
        "an",
        "is",
        "was",
        "were",
        "know",
    ];
    let near = |t: &Token| matches!(t.kind, Kind::Comma | Kind::Colon) || t.is_in(&small);
    between.len() <= 4 && between.iter().all(near)
}

/// "… was what the chair had said".
fn said_so(tokens: &[Token], what: usize, to: usize) -> Option<Who> {
    // "… was all that the chair would offer"
    let [all, that] = [what, what + 1].map(|at| tokens.get(at).filter(|_| at < to));
    if all.is_some_and(|t| t.is_in(&["all"])) && that.is_some_and(|t| t.is_in(&["that"])) {
        let who = phrase(tokens, what + 2, to)?;
        let next = tokens.get(who.tokens().end)?;
        let says = next.is_in(&["could", "had", "would"]) || speaks(tokens, who.tokens().end);
        return says.then_some(who);
    }
    // "… was the short answer of Ada Quill"
    let answer = (what + 1..to.min(what + 4)).find(|&at| tokens[at].is_in(UTTERED));
    let of = answer.filter(|&at| at + 2 < to && tokens[at + 1].is_in(&["of"]));
    if let Some(of) = of.filter(|_| tokens[what].is_in(&["a", "an", "the"])) {
        return phrase(tokens, of + 2, to);
    }
    let said = tokens.get(what).is_some_and(|t| t.is_in(&["what"]));
    let verb = (what + 2..to).find(|&i| speaks(tokens, i))?;
    let whole = tokens[what..verb].iter().all(|t| t.kind == Kind::Word);
    subject(tokens, what + 1, verb).filter(|_| said && whole)
}

/// "… was her answer", "… was how one paper rendered his point", "… is Quill’s argument".
fn by_possessive(tokens: &[Token], from: usize) -> Option<Who> {
    let pronoun = |(i, t): (usize, &Token)| Some(Who::Pronoun(possessive(t)?, from + i));
    let near = tokens.iter().take(12).enumerate();
    near.clone().find_map(pronoun).or_else(|| {
        let named = |t: &Token| t.possessive && is_name_word(t);
        if let Some((last, _)) = near.clone().find(|(_, t)| named(t)) {
            let words = tokens[..last]
                .iter()
                .rev()
                .take_while(|t| is_name_word(t))
                .count();
            return Some(Who::Words(from + last - words..from + last + 1));
        }
        // "… was the official’s own way of putting it", "… was the gist of the official’s answer"
        let owned = |t: &Token| t.possessive && is_person(singular(&t.low));
        let last = near.clone().find(|(_, t)| owned(t))?.0;
        let said = tokens.get(last + 1..)?.iter().take(2);
        let said = said
            .into_iter()
            .any(|t| t.is_in(UTTERED) || t.is_in(&["way"]));
        let the = tokens[..last].iter().rposition(|t| t.is_in(&["the"]))?;
        said.then(|| Who::Words(from + the..from + last + 1))
    })
}

/// "The third barge stays, the harbor master says.": whose words a sentence without marks is.
pub fn told_at_the_end(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let verb = to
        .checked_sub(1)
        .filter(|&verb| verb > from && speaks(tokens, verb))?;
    let comma = (from..verb)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Comma)?;
    // "She had little to tell, so she reassured." is about her.
    let goes_on = tokens[comma + 1].is_in(&["and", "but", "so"]);
    subject(tokens, comma + 1, verb).filter(|_| !goes_on)
}

/// The same with more behind the verb: ", Ada Quill said on a call that evening."
fn said_in_the_end(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let comma = (from..to)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Comma)?;
    let verb = (comma + 2..to.min(comma + 8)).find(|&at| speaks(tokens, at))?;
    let who = subject(tokens, comma + 1, verb)?;
    let whole = who.tokens().start <= comma + 2 && who.tokens().end == verb;
    (whole && !is_participle(&tokens[verb])).then_some(who)
}
