//! What stands behind a quotation in its sentence.

use super::{
    Cue, Sentence, according_to, by_possessive, caused, in_ones_words, is_told_per, put_in,
    said_in_the_end, said_so, told_at_the_end, uttered,
};
use crate::claim::phrase::{
    Pronoun, Who, apposed, is_bare_person, is_name_word, name_end, phrase, possessive, subject,
    subject_of,
};
use crate::claim::speech::OF_THINGS;
use crate::claim::token::{Kind, Token};
use crate::claim::verb::{is_participle, speaks};
use crate::claim::words::{LEAD, STATEMENTS};

/// Who is quoted, at `from`: "Quill is quoted as saying".
fn quoted_as(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let end = name_end(tokens, from, to);
    // "Ada Quill, the harbor master, was quoted as saying"
    let comma = |at: &usize| *at < to && tokens[*at].kind == Kind::Comma;
    let behind = match (end..to).find(|at| !comma(at)) {
        Some(apposed) if apposed > end => (apposed..to).find(comma)? + 1,
        _ => end,
    };
    let words = tokens.get(behind..to)?.get(..3)?;
    let quoted = words[1].is_in(&["quoted"]) && words[2].is_in(&["as"]);
    phrase(tokens, from, end).filter(|_| quoted && words[0].is_in(&["is", "was"]))
}

/// "“…,” from Quill’s message": whose paper it is.
fn from_a_paper(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let owner = (from + 1..to.min(from + 5)).find(|&i| tokens[i].possessive)?;
    let named = tokens[from + 1..=owner].iter().all(is_name_word);
    let paper = tokens.get(owner + 1).filter(|_| owner + 1 < to)?;
    let paper = paper.is_in(STATEMENTS) || paper.is_in(&["remarks", "speech"]);
    (named && paper).then_some(Who::Words(from + 1..owner + 1))
}

/// Who stands behind the words by name, with what was done: "Quill is quoted as saying", "Quill opened her briefing".
fn named_behind(tokens: &[Token], from: usize, to: usize, open: bool) -> Option<Who> {
    let opened = || opened(tokens, from, to).filter(|_| open);
    is_name_word(&tokens[from])
        .then(|| quoted_as(tokens, from, to).or_else(opened))
        .flatten()
}

/// Who opens with the words, at `from`: "Ada Quill, the pilot of the bar, opened her briefing".
fn opened(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let name = name_end(tokens, from, to);
    let comma = |at: &usize| *at < to && tokens[*at].kind == Kind::Comma;
    let verb = match comma(&name) {
        true => (name + 1..to).find(comma)? + 1,
        false => name,
    };
    let hers = possessive(tokens.get(verb + 1).filter(|_| verb + 1 < to)?).is_some();
    (tokens[verb].is_in(BEGINS) && hers).then_some(Who::Words(from..name))
}

/// "in the harbor board’s own standing phrase": so many words behind a quotation.
const MOST_BEHIND: usize = 8;

/// Verbs of how somebody put words, or themselves: "was how he presented himself".
const PUTTING: &[&str] = &["described", "introduced", "presented", "put"];

/// What a statement does with its words.
const BEGINS: &[&str] = &[
    "began",
    "begins",
    "concluded",
    "concludes",
    "ended",
    "ends",
    "opened",
    "opens",
];

impl Sentence<'_> {
    /// What stands behind the quotation in its sentence.
    pub(super) fn after(&self, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let Kind::Quote(number) = tokens.get(at)?.kind else {
            return None;
        };
        let mark = tokens
            .get(at + 1)
            .is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash));
        let from = at + 1 + usize::from(mark);
        let to = self.end(from);
        let colon = tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Colon);
        if self.heading && colon {
            return self.under_headline(at);
        }
        let open = mark || self.open.get(number).copied().unwrap_or_default();
        if from >= to {
            return None;
        }
        if speaks(tokens, from) && !is_participle(&tokens[from]) {
            let who = self.verb_first(from, to);
            return Some(Cue {
                who,
                verb: Some(from),
                close: true,
            });
        }
        let who = self.who_behind(at, from, to, open);
        let who = who.or_else(|| self.under_name(from, to));
        // "“…” of salt and lamps, Ada Quill said on a call"
        // "“…” What came next, the chair said, was up to others.": a sentence of its own
        let new = tokens[from].capital && !is_name_word(&tokens[from]);
        let far = || said_in_the_end(tokens, from, to).filter(|_| !open && !new);
        let (who, close) = match who {
            Some(who) => (who, true),
            None => (far()?, false),
        };
        let verb = (from..to).find(|&i| speaks(tokens, i));
        let told = tokens[from].is_in(&["according", "per"]).then_some(from);
        Some(Cue {
            who: Some(who),
            verb: verb.or(told),
            close,
        })
    }

    /// Who is told behind the quotation at `at`, from `from` on, but for a verb that stands first.
    fn who_behind(&self, at: usize, from: usize, to: usize, open: bool) -> Option<Who> {
        let tokens = self.tokens;
        let first = &tokens[from];
        let next = |words: &[&str]| from + 1 < to && tokens[from + 1].is_in(words);
        let phrased = first
            .is_in(&["in"])
            .then(|| in_ones_words(tokens, from, to.min(from + MOST_BEHIND)))
            .flatten();
        // "that official said"
        let that = first.is_in(&["that"]) && tokens.get(from + 1).is_some_and(is_bare_person);
        let named = named_behind(tokens, from, to, open);
        match first {
            t if t.is_in(&["according"]) => according_to(tokens, from + 2, to),
            t if t.is_in(&["per"]) && is_told_per(tokens, from) => {
                according_to(tokens, from + 1, to)
            }
            // "to quote the White House"
            t if t.is_in(&["to"]) && next(&["quote", "borrow", "cite"]) => {
                according_to(tokens, from + 2, to)
            }
            // "in the words of the order"
            t if t.is_in(&["in"])
                && tokens[from..to].len() > 4
                && tokens[from + 2].is_in(&["words"])
                && tokens[from + 3].is_in(&["of"]) =>
            {
                according_to(tokens, from + 4, to)
            }
            _ if named.is_some() => named,
            t if t.is_in(&["from"]) => from_a_paper(tokens, from, to),
            // "“…,” with what the tabloids called a flood"
            t if t.is_in(&["with"]) && next(&["what"]) => None,
            // "it began", of a statement
            t if t.is_in(&["it"]) && next(BEGINS) => Some(Who::Pronoun(Pronoun::They, from)),
            // "came the official’s answer"
            t if t.is_in(&["came"]) => {
                uttered(tokens, from + 1, to).or_else(|| self.came_from(from, to))
            }
            // "was how one columnist rendered it"
            t if t.is_in(&["is", "was"]) && next(&["how"]) => {
                let put = (from + 3..to).find(|&i| tokens[i].is_in(PUTTING));
                let who = put.and_then(|put| phrase(tokens, from + 2, put));
                let who = who.filter(|who| Some(who.tokens().end) == put);
                Some(uttered(tokens, from, to).or(who)?)
            }
            t if t.is_in(&["was", "is", "were"]) => said_so(tokens, from + 1, to)
                .or_else(|| by_possessive(&tokens[from..to], from))
                .or_else(|| told_at_the_end(tokens, from, to)),
            t if is_name_word(t) && self.is_signed(at, from) => {
                phrase(tokens, from, name_end(tokens, from, to))
            }
            // "in the board’s standing phrase"
            _ if phrased.is_some() => phrased.map(|(who, _)| who),
            // "“…” and the crews it pays, Ada Quill said on a call"
            t if t.is_in(LEAD) && !t.is_in(&["as"]) && !that && !next(&["lady"]) => {
                said_in_the_end(tokens, from, to)
            }
            _ => self
                .verb_later(from, to, open)
                .or_else(|| self.apposed_later(from, to)),
        }
    }

    /// "“…”: Ada Quill on the eels", in a headline.
    fn under_headline(&self, at: usize) -> Option<Cue> {
        let who = subject(self.tokens, at + 2, self.end(at + 2))?;
        Some(Cue {
            who: Some(who),
            verb: None,
            close: true,
        })
    }

    /// "“…” — Ada Quill, March 3, 2031.": whether the name behind the quotation is all that follows.
    fn is_signed(&self, at: usize, from: usize) -> bool {
        let tokens = self.tokens;
        let first = at == 0 || tokens[at - 1].kind == Kind::Stop;
        let dash = tokens[at + 1].kind == Kind::Dash;
        let end = name_end(tokens, from, tokens.len());
        let ends = tokens
            .get(end)
            .is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Stop));
        first && dash && ends && end > from + 1
    }

    /// "…, said the president, who is 79".
    fn verb_first(&self, verb: usize, to: usize) -> Option<Who> {
        let tokens = self.tokens;
        let skip = usize::from(tokens[verb].is_in(&["went", "put"]));
        // "…, reads her “Eels” advisory"
        let owner = tokens.get(verb + 1).and_then(possessive);
        if let Some(pronoun) = owner.filter(|_| tokens[verb].is_in(OF_THINGS)) {
            return Some(Who::Pronoun(pronoun, verb + 1));
        }
        let who = phrase(tokens, verb + 1 + skip, to)?;
        let who = apposed(tokens, &who, to).unwrap_or(who);
        let thing = tokens[verb].is_in(OF_THINGS)
            && matches!(&who, Who::Words(range) if !tokens[range.clone()].iter().any(is_name_word));
        (!thing).then_some(who)
    }

    /// "…, the president said in the East Room", "…, a channel had him say".
    fn verb_later(&self, from: usize, to: usize, open: bool) -> Option<Who> {
        let tokens = self.tokens;
        let from = from + usize::from(tokens[from].is_in(&["as"]));
        if let Some((who, _)) = caused(tokens, from, to) {
            return Some(who);
        }
        let heard = |i: usize| tokens[i - 1].is_in(&["heard", "overheard"]);
        let finite = |i: usize| !is_participle(&tokens[i]) || heard(i);
        let verb = (from + 1..to).find(|&i| speaks(tokens, i) && finite(i))?;
        // "“…” Ada Maria Quill Oake said": a name may be long.
        let named = tokens[from..verb].iter().all(is_name_word);
        if !open && !named && verb > from + 3 {
            return None;
        }
        // "“…” — those, said Mr. Quill, were her words"
        if let Some(who) = put_in(tokens, from, verb, to) {
            return Some(who);
        }
        if tokens[verb].is_in(&["quoted", "quotes"]) {
            let saying = (verb + 2..to).find(|&i| tokens[i].is_in(&["as"]));
            return match tokens.get(verb + 1).and_then(possessive) {
                Some(pronoun) => Some(Who::Pronoun(pronoun, verb + 1)),
                // "“…,” it quoted Ada Quill of Harbor News on the label"
                None if saying.is_none() => {
                    let named = tokens.get(verb + 1).is_some_and(is_name_word);
                    let end = name_end(tokens, verb + 1, to);
                    let full = named && end > verb + 2 && open;
                    full.then_some(Who::Words(verb + 1..end))
                }
                None => self.object(verb, saying?),
            };
        }
        let said =
            possessive(&tokens[verb - 1]).filter(|_| verb > 1 && tokens[verb - 2].low == "had");
        if let Some(pronoun) = said {
            return Some(Who::Pronoun(pronoun, verb - 1));
        }
        match subject_of(tokens, from, verb)? {
            who if who.tokens().start <= from + 1 || open => Some(who),
            _ => None,
        }
    }

    /// "“…” over the weir, the harbor spokeswoman, Ada Quill, said on Sunday".
    fn apposed_later(&self, from: usize, to: usize) -> Option<Who> {
        let tokens = self.tokens;
        let comma = |at: usize| tokens[at].kind == Kind::Comma;
        let verb = (from + 3..to).find(|&i| speaks(tokens, i) && comma(i - 1))?;
        let start = (from..verb - 1)
            .rev()
            .take_while(|&i| is_name_word(&tokens[i]))
            .last()?;
        let whole = start > from && comma(start - 1) && start + 1 < verb - 1;
        whole.then_some(Who::Words(start..verb - 1))
    }

    /// "… has gone round under Quill's name".
    fn under_name(&self, from: usize, to: usize) -> Option<Who> {
        let tokens = self.tokens;
        let name = (from..to).find(|&i| tokens[i].low == "name" && tokens[i - 1].possessive)?;
        let start = (from..name).rev().find(|&i| !is_name_word(&tokens[i]))? + 1;
        let lead = tokens[start - 1].is_in(&["under", "in"]);
        (lead && start < name).then_some(Who::Words(start..name))
    }
}
