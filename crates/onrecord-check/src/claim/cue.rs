//! What a sentence says of a quotation in it: who speaks, by which verb.

mod after;
mod before;
mod colon;
mod owned;
mod through;
mod told;
mod whose;

pub use colon::{cleft, presented};

use super::phrase::{
    LONGEST_LIST, Pronoun, Who, is_asked_first, is_name_word, is_person, name_before, phrase,
    possessive, subject, subject_of,
};
use super::token::{Kind, Token, behind_label};
use super::verb::{is_participle, speaks};
use super::words::{DETERMINERS, HE, PREPOSITIONS, SHE};
use owned::{by_possessive, in_ones_words, owner, remark, said_in_the_end, said_so, whoever_owns};
pub use owned::{told_at_the_end, uttered};
use told::{
    CITING, QUOTING, according_to, caused, figure_that, had_told, heard_to_say, is_told_per,
    made_to_speak, one_beside, paper_that, put_in, reads_from, rendered, said_that_another_thinks,
    said_to_speak, thought_it_read, told_in_a_telling, told_of_a_thinker, told_of_one,
};

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
        // "The chair replied that the weir “…,” at which a keeper objected: “…”"
        if let [to, which, ..] = self.behind(at)
            && to.is_in(&["at", "to", "upon"])
            && which.is_in(&["which"])
            && before.as_ref().is_some_and(|cue| cue.who.is_some())
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
        // "“…,” said the chair, “…”": the chair says both.
        let verb = after.as_ref().and_then(|cue| {
            let before = |who: &Who| cue.verb.is_some_and(|verb| who.tokens().start < verb);
            cue.verb.filter(|_| cue.who.as_ref().is_some_and(before))
        });
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

    /// What stands behind the quotation at a token, and behind its comma.
    fn behind(&self, at: usize) -> &[Token] {
        match self.tokens.get(at + 1..).unwrap_or_default() {
            [comma, rest @ ..] if comma.kind == Kind::Comma => rest,
            rest => rest,
        }
    }

    /// "The keepers had agreed, “…”, it said": the paper tells what they agreed.
    fn it_says(&self, before: &Cue, at: usize) -> bool {
        let [it, says, ..] = self.behind(at) else {
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
        if let Some(said) = said_that_another_thinks(tokens, from, verb, at) {
            return subject_of(tokens, from, said);
        }
        if let Some(other) = had_told(tokens, from, verb) {
            return Some(other);
        }
        if let Some(teller) = told_in_a_telling(tokens, from, verb) {
            return Some(teller);
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
        // "came out of his meeting with Emil Oake on Wednesday claiming"
        let apart = |who: &Who| {
            let words = &tokens[who.tokens()];
            !words[0].capital || !words.iter().any(|t| t.is_in(&["at", "in", "on"]))
        };
        let who = with
            .and_then(|with| phrase(tokens, with + 1, verb))
            .filter(apart);
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
                    comma && tokens[i].is_in(&["when", "where", "while"])
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
        // "She recalled a remark of Secretary Quill’s:"
        if let Some(who) = remark(tokens, from, at - 1).filter(|_| colon) {
            return Some(who);
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
                [_, "the", "words", "of"] => Some((i + 4, i)),
                ["per", ..] if is_told_per(tokens, i) => Some((i + 1, i)),
                // "Under the president’s order, “…”", "In the statement that both towns put out, “…”"
                ["under", ..] | ["in", ..] if i == from && (words[0] == "under" || led(to)) => {
                    let who = phrase(tokens, i + 1, to)?;
                    matches!(who, Who::Statement(_)).then_some((i + 1, i))
                }
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
