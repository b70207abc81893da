//! Whose words come through others: "a clerk read out a line by Ada Quill", "came from the chair", "praised
//! in the same sheet as “…”", "a paper gives her argument in one breath".

use super::{Cue, Sentence, whoever_owns};
use crate::claim::phrase::{Who, apposed, is_name_word, name_end, phrase, possessive, subject_of};
use crate::claim::speech::UTTERED;
use crate::claim::token::{Kind, Token};
use crate::claim::words::PREPOSITIONS;
use std::ops::Range;

/// Verbs by which somebody gives what another said or wrote.
const GIVING_OUT: &[&str] = &[
    "cited",
    "cites",
    "gave",
    "gives",
    "prints",
    "printed",
    "quoted",
    "quotes",
    "read",
    "reads",
    "recalled",
    "recalls",
    "recited",
    "recites",
    "repeated",
    "repeats",
    "reprinted",
    "reprints",
    "shared",
    "shares",
];

/// What is given, beside [`UTTERED`].
const GIVEN: &[&str] = &[
    "analogy",
    "comparison",
    "joke",
    "judgment",
    "note",
    "passage",
    "pledge",
    "post",
    "praise",
    "quip",
    "tribute",
    "tweet",
    "verdict",
    "verse",
    "vow",
];

/// Verbs in the passive by which a paper says something of somebody: "praised in the same sheet as".
const SAID_OF: &[&str] = &[
    "condemned",
    "criticized",
    "criticised",
    "denounced",
    "described",
    "hailed",
    "introduced",
    "listed",
    "praised",
    "summed",
    "summarized",
];

/// So many words may stand between the noun and its quotation: "in one breath", "as follows".
const FAR_BEHIND: usize = 5;

impl Sentence<'_> {
    /// Whose words others bring before a quotation; `led` tells whether a comma or a colon leads to it.
    pub(super) fn through_others(&self, from: usize, at: usize, led: bool) -> Option<Cue> {
        self.line_by(from, at)
            .or_else(|| self.taken_from(from, at).filter(|_| led))
            .or_else(|| self.line_of(from, at).filter(|_| led))
            .or_else(|| self.given_out(from, at).filter(|_| led))
            .or_else(|| self.was_quoted(from, at).filter(|_| led))
            .or_else(|| self.in_whose(from, at))
            .or_else(|| self.to_whom_it_was(from, at))
            .or_else(|| self.said_of_in(from, at))
    }

    /// "A clerk read out an analogy by Ada Quill of the Weir League: “…”"
    fn line_by(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let by = (from + 2..at).rev().find(|&i| tokens[i].is_in(&["by"]))?;
        let noun = tokens[by - 1].is_in(UTTERED) || tokens[by - 1].is_in(GIVEN);
        let given = (from..by).any(|i| tokens[i].is_in(GIVING_OUT));
        let ends = at
            .checked_sub(1)
            .filter(|&last| tokens[last].kind != Kind::Word)?;
        let who = phrase(tokens, by + 1, ends)?;
        let who = apposed_title(tokens, &who, ends).unwrap_or(who);
        if who.tokens().end != ends {
            return None;
        }
        // "Ada Quill of the Weir League"
        let named = is_name_word(&tokens[by + 1]);
        let name = by + 1..name_end(tokens, by + 1, ends);
        let who = if named { Who::Words(name) } else { who };
        (noun && given).then(|| Cue::of(who, by))
    }

    /// "It borrowed from Ada Quill: “…”"
    fn taken_from(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let last = at.checked_sub(1)?;
        let takes = &["borrowed", "borrows", "lifted", "quoted", "quotes", "took"];
        // "From the poet Ada Quill she took a line,"
        let named = |at: &usize| is_name_word(&tokens[*at]);
        let first = (from + 1..last).take(MOST_BEFORE_A_SOURCE).find(named);
        let took = (from + 1..last)
            .rev()
            .take(4)
            .find(|&i| tokens[i].is_in(takes));
        if let (Some(first), Some(took)) = (first, took)
            && tokens[from].is_in(&["from"])
            && tokens[took + 1..last].iter().any(|t| t.is_in(UTTERED))
        {
            return Some(Cue::of(
                Who::Words(first..name_end(tokens, first, took)),
                took,
            ));
        }
        // "Mr. Oake had borrowed his from Ada Quill:"
        let hers = |t: &Token| t.is_in(&["his", "hers", "it", "theirs"]);
        let takes = |&i: &usize| {
            let source = i + 1 + usize::from(hers(&tokens[i + 1]));
            tokens[i].is_in(takes) && tokens.get(source).is_some_and(|t| t.is_in(&["from"]))
        };
        let verb = (from + 1..last.saturating_sub(1)).rev().find(takes)?;
        let source = verb + 2 + usize::from(hers(&tokens[verb + 1]));
        let named = tokens.get(source).is_some_and(is_name_word);
        let end = name_end(tokens, source, last);
        (named && end == last).then(|| Cue::of(Who::Words(source..end), verb))
    }

    /// "She opened with a line of the pilot Ada Quill, who died this month: “…”"
    fn line_of(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let of = |&i: &usize| {
            let lines = &["line", "maxim", "phrase", "saying", "verse", "words"];
            tokens[i].is_in(&["of"]) && tokens[i - 1].is_in(lines)
        };
        let of = (from + 2..at).rev().find(of)?;
        let led = &[
            "borrowed", "opened", "closed", "ended", "began", "quoted", "with",
        ];
        let led = tokens[from..of].iter().any(|t| t.is_in(led));
        let near = of + 1..at.min(of + 5);
        let start = near.into_iter().find(|&i| is_name_word(&tokens[i]))?;
        let plain = tokens[of + 1..start].iter().all(|t| t.kind == Kind::Word);
        let end = name_end(tokens, start, at);
        let ends = tokens.get(end).is_none_or(|t| t.kind != Kind::Word) && end > start + 1;
        (led && plain && ends).then(|| Cue::of(Who::Words(start..end), of))
    }

    /// "A weekly prints his tribute to the crews as follows: “…”", "The account in a paper gives Quill’s
    /// argument in one breath, “…”"
    fn given_out(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let verb = (from + 1..at)
            .rev()
            .find(|&i| tokens[i].is_in(GIVING_OUT))?;
        let noun = |&i: &usize| {
            let owned = tokens[verb..i].iter().any(|t| t.possessive);
            let given = tokens[i].is_in(UTTERED) || tokens[i].is_in(GIVEN);
            given || owned && tokens[i].is_in(&["speech", "text", "words"])
        };
        let noun = (verb + 2..at.min(verb + 9)).find(noun)?;
        let near = tokens[noun..at]
            .iter()
            .filter(|t| t.kind == Kind::Word)
            .count();
        let follows = tokens[noun..at]
            .windows(2)
            .any(|t| t[0].is_in(&["as"]) && t[1].is_in(&["follows"]));
        if near > FAR_BEHIND && !follows {
            return None;
        }
        // "read the passage on the dead:"
        let the = tokens[verb + 1].is_in(&["the"])
            && tokens[verb].is_in(&["read", "reads", "recited", "recites"]);
        if the && noun == verb + 2 && tokens[noun].is_in(&["passage"]) {
            return Some(Cue::of(Who::Statement(noun..noun + 1), verb));
        }
        let near = (verb + 1).max(noun.saturating_sub(4))..noun;
        let owner = near.rev().find(|&i| is_owner(&tokens[i]))?;
        let plain = |t: &Token| !t.is_in(PREPOSITIONS) && !t.is_in(&["a", "an", "the"]);
        if !tokens[owner + 1..noun].iter().all(plain) {
            return None;
        }
        if let Some(pronoun) = possessive(&tokens[owner]) {
            return Some(Cue::of(Who::Pronoun(pronoun, owner), verb));
        }
        let who = whoever_owns(tokens, verb + 1, owner);
        let who = who.unwrap_or(Who::Words(verb + 1..owner + 1));
        tokens[owner].possessive.then(|| Cue::of(who, verb))
    }

    /// "One of them, Ada Quill, was quoted by the chair with the best line: “…”"
    fn was_quoted(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let quoted = (from + 2..at)
            .rev()
            .take(14)
            .find(|&i| tokens[i].is_in(&["quoted"]))?;
        let was = tokens[quoted - 1].is_in(&["is", "was"]);
        let by = tokens.get(quoted + 1)?.is_in(&["as", "by", "with"]);
        let who = subject_of(tokens, from, quoted - 1).filter(|_| was && by)?;
        Some(Cue::of(who, quoted))
    }

    /// "so is Ada Quill, in whose opinion “…”"
    fn in_whose(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let noun = at.checked_sub(1)?;
        let noun = noun.checked_sub(usize::from(tokens[noun].kind == Kind::Comma))?;
        let whose = noun.checked_sub(1).filter(|&whose| whose > from + 2)?;
        let said = tokens[noun].is_in(UTTERED)
            || tokens[noun].is_in(&[
                "account", "eyes", "judgment", "opinion", "phrase", "telling",
            ]);
        let leads = tokens[whose].is_in(&["whose"]) && tokens[whose - 1].is_in(&["in"]);
        let comma = whose - 2;
        let names = (from..comma)
            .rev()
            .take_while(|&i| is_name_word(&tokens[i]));
        let start = names
            .last()
            .filter(|_| said && leads && tokens[comma].kind == Kind::Comma)?;
        Some(Cue::of(Who::Words(start..comma), whose))
    }

    /// "To Senator Quill the speech was “…”"
    fn to_whom_it_was(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let (is, to) = (at.checked_sub(1)?, tokens.get(from)?);
        let named = from + 1 < is && to.is_in(&["for", "to"]) && is_name_word(&tokens[from + 1]);
        if !named {
            return None;
        }
        let end = name_end(tokens, from + 1, is);
        let behind = end + usize::from(tokens[end].kind == Kind::Comma);
        let what = tokens.get(behind)?.is_in(&["it", "that", "the", "this"]);
        let short = is.checked_sub(behind).is_some_and(|words| words <= 4);
        let was = tokens[is].is_in(&["is", "was"]);
        (what && short && was).then(|| Cue::of(Who::Words(from + 1..end), is))
    }

    /// "He was praised in the same sheet as “…”": the sheet says so.
    fn said_of_in(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let as_what = at
            .checked_sub(1)
            .filter(|&last| tokens[last].is_in(&["as"]))?;
        let verb = (from + 1..as_what)
            .rev()
            .take(10)
            .find(|&i| tokens[i].is_in(SAID_OF))?;
        let passive = tokens[verb - 1].is_in(&["is", "was", "were", "are"]);
        let within = tokens.get(verb + 1)?.is_in(&["in"]) && passive;
        let who = phrase(tokens, verb + 2, as_what).filter(|_| within)?;
        matches!(who, Who::Statement(_)).then(|| Cue::of(who, verb))
    }

    /// "The line most shared, “…,” came from the chair, Ada Quill": from whom, behind the quotation.
    pub(super) fn came_from(&self, came: usize, to: usize) -> Option<Who> {
        let tokens = self.tokens;
        let from = tokens.get(came + 1)?.is_in(&["from"]);
        let who = phrase(tokens, came + 2, to).filter(|_| from)?;
        Some(apposed_title(tokens, &who, to).unwrap_or(who))
    }
}

/// "the harbor secretary, Ada Quill", "his deputy, Ada Quill": the name behind a title.
fn apposed_title(tokens: &[Token], who: &Who, to: usize) -> Option<Who> {
    if let Some(name) = apposed(tokens, who, to) {
        return Some(name);
    }
    let Range { start, end } = who.tokens();
    let comma = tokens.get(end).filter(|_| end < to)?.kind == Kind::Comma;
    let named = end + 1 < to && is_name_word(&tokens[end + 1]);
    let name = end + 1..name_end(tokens, end + 1, to);
    let full = comma && named && name.len() > 1;
    (full && tokens[start].is_in(&["the"])).then_some(Who::Words(name))
}

fn is_owner(token: &Token) -> bool {
    token.possessive || possessive(token).is_some()
}

/// So many words stand before the name of whom something is taken from: "From the old poet".
const MOST_BEFORE_A_SOURCE: usize = 4;
