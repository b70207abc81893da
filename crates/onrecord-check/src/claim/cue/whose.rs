//! Whose a phrase is that a sentence brings in otherwise than by "he said": "the chair’s promise to make it
//! “…”", "a newsletter credits him with “…”", "as she told it, …".

use super::{Cue, Sentence, whoever_owns};
use crate::claim::phrase::{Who, apposed, is_name_word, name_end, phrase, possessive, subject_of};
use crate::claim::speech::{RENDERING, UTTERED};
use crate::claim::token::{Kind, Token};
use crate::claim::verb::{is_verb, speaks};
use crate::claim::words::STATEMENTS;

/// Verbs by which others give words to somebody: with "to" behind the words, or with "with" before them.
const GIVING: &[&str] = &[
    "ascribed",
    "ascribes",
    "attributed",
    "attributes",
    "credited",
    "credits",
    "gave",
    "gives",
    "credit",
    "attribute",
    "ascribe",
];

/// Of these, those with "with".
const CREDITING: &[&str] = &["credited", "credits", "credit"];

/// What somebody has said, of which a few words may be quoted: "the chair’s promise to make it “…”".
const PHRASES: &[&str] = &[
    "belief",
    "boast",
    "claim",
    "contention",
    "phrase",
    "pledge",
    "promise",
    "vow",
    "warning",
    "cry",
    "maxim",
    "motto",
    "slogan",
];

/// So many words before a quotation such a noun stands.
const FAR_OF_A_PHRASE: usize = 12;

impl Sentence<'_> {
    /// Whose phrase a quotation is said to be; `colon` tells whether one stands right before it.
    pub(super) fn whose_phrase(&self, from: usize, at: usize, colon: bool) -> Option<Cue> {
        self.words_used(from, at)
            .or_else(|| self.ones_phrase(from, at))
            .or_else(|| self.ones_own(from, at))
            .or_else(|| self.credited(from, at))
            .or_else(|| self.as_told(from, at))
            .or_else(|| {
                let away = || self.tokens[from..at].iter().any(|t| t.is_in(&["away"]));
                self.praise_from(from, at).filter(|_| colon || away())
            })
            .or_else(|| self.borrowed(from, at))
            .or_else(|| self.spoke(from, at, colon))
            .or_else(|| self.here_is(from, at).filter(|_| colon))
            .or_else(|| self.of_ones_own(from, at))
            .or_else(|| self.given_the_word(from, at).filter(|_| colon))
            .or_else(|| self.run_together(from, at).filter(|_| colon))
    }

    /// "Ada Quill, the chair, closed the day with a thought of her own, that “…”"
    fn of_ones_own(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let own = |&i: &usize| {
            let whose = i > from + 2 && possessive(&tokens[i - 1]).is_some();
            whose && tokens[i].is_in(&["own"]) && tokens[i - 2].is_in(&["of"])
        };
        let own = (from + 3..at).rev().take(3).find(own)?;
        let leads = tokens[own + 1..at].iter();
        let mut leads = leads.filter(|t| t.kind == Kind::Word && !t.is_in(&["that"]));
        let verb = (from + 1..own).find(|&i| is_verb(tokens, i))?;
        let who = subject_of(tokens, from, verb).filter(|_| leads.next().is_none())?;
        Some(Cue::of(who, verb))
    }

    /// "The proclamation hands the microphone to Ada Quill: “…”"
    fn given_the_word(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let word = |&i: &usize| {
            let word = &["floor", "lectern", "microphone", "pen", "stage", "word"];
            tokens[i].is_in(word) && tokens[i + 1].is_in(&["to"])
        };
        let noun = (from + 2..at.saturating_sub(2)).rev().find(word)?;
        let gives = &[
            "gave", "gives", "handed", "hands", "leaves", "left", "passed", "passes",
        ];
        let verb = (from + 1..noun)
            .rev()
            .take(4)
            .find(|&i| tokens[i].is_in(gives))?;
        let who = phrase(tokens, noun + 2, at - 1)?;
        let who = apposed(tokens, &who, at - 1).unwrap_or(who);
        let beside = tokens[who.tokens().end].kind != Kind::Word;
        beside.then_some(Cue::of(who, verb))
    }

    /// "One summary ran two of the chair’s answers together: “…”"
    fn run_together(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let last = at.checked_sub(2).filter(|&last| last > from + 3)?;
        let joined = tokens[last].is_in(&["together"])
            || tokens[last].is_in(&["one"]) && tokens[last - 1].is_in(&["in", "into"]);
        let joins = &[
            "glued", "joined", "joins", "ran", "runs", "sewed", "stitched", "stitches",
        ];
        let verb = (from + 1..last).rev().find(|&i| tokens[i].is_in(joins))?;
        let owner = (verb + 1..last).find(|&i| tokens[i].possessive)?;
        let who = whoever_owns(tokens, verb + 1, owner).filter(|_| joined)?;
        Some(Cue::of(who, verb))
    }

    /// "She opened with the words Ada Quill used in March: “…”", "The sheet recalls a vow that the chair made: “…”"
    fn words_used(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let led = at > from && matches!(tokens[at - 1].kind, Kind::Colon | Kind::Comma);
        let words = |&i: &usize| {
            let made = led && (tokens[i].is_in(UTTERED) || tokens[i].is_in(PHRASES));
            let one = tokens[i - 1].is_in(&["a", "an", "one", "the"]);
            one && (made || tokens[i].is_in(&["words"]))
        };
        let noun = (from + 1..at.saturating_sub(1)).rev().find(words)?;
        let that = usize::from(tokens[noun + 1].is_in(&["that"]));
        let made = &["chose", "gave", "made", "took", "used"];
        let used = (noun + 2..at).find(|&i| tokens[i].is_in(made))?;
        let who = phrase(tokens, noun + 1 + that, used)?;
        let told = || tokens[noun].is_in(&["words"]) || !(used..at).any(|i| speaks(tokens, i));
        let whole = who.tokens().end == used && told();
        whole.then_some(Cue::of(who, used))
    }

    /// "It reminded Mr. Quill of his own phrase that the weir was “…”", "opens with the chair’s promise to
    /// make it “…”": whose phrase it is, of which the words are.
    fn ones_phrase(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let near = from.max(at.saturating_sub(FAR_OF_A_PHRASE));
        // "Quill’s phrase for it was “…”"
        let was = at > from && tokens[at - 1].is_in(&["is", "was"]);
        let phrase = |&i: &usize| {
            let next = &tokens[i + 1];
            let leads = next.is_in(&["of", "that", "to"]) || was && next.is_in(&["for"]);
            tokens[i].is_in(PHRASES) && leads
        };
        let noun = (near + 1..at.saturating_sub(1)).rev().find(phrase)?;
        // "As for Varde’s promise to mend the weir, “…”": of what somebody speaks
        let of_what =
            tokens[from].is_in(&["about", "as", "of", "on"]) && tokens[at - 1].kind == Kind::Comma;
        if of_what || (noun..at).any(|i| speaks(tokens, i)) {
            return None;
        }
        // "his own phrase", "Quill’s old cry"
        let plain = |t: &Token| t.kind == Kind::Word && !t.capital && !t.possessive;
        let old = noun > near + 1 && plain(&tokens[noun - 1]) && tokens[noun - 2].possessive;
        let own = usize::from(old || tokens[noun - 1].is_in(&["own"]));
        let owner = noun.checked_sub(1 + own).filter(|&owner| owner >= from)?;
        if tokens[owner].possessive {
            let names = (from..=owner)
                .rev()
                .take_while(|&i| is_name_word(&tokens[i]));
            let start = names.last()?;
            return Some(Cue::of(Who::Words(start..owner + 1), noun));
        }
        // "reminded Mr. Quill of his own phrase"
        let of = owner
            .checked_sub(1)
            .filter(|&of| of > from && tokens[of].is_in(&["of"]))?;
        let whose = possessive(&tokens[owner]).filter(|_| own > 0)?;
        let names = (from..of).rev().take_while(|&i| is_name_word(&tokens[i]));
        let who = match names.last() {
            Some(start) => Who::Words(start..of),
            None => Who::Pronoun(whose, owner),
        };
        Some(Cue::of(who, noun))
    }

    /// "A newsletter shortened that to the harbor board’s “…”": whose the words are by a possessive beside them,
    /// where a verb of putting them otherwise stands before.
    fn ones_own(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let owner = at
            .checked_sub(1)
            .filter(|&owner| tokens[owner].possessive)?;
        let puts = (from..owner).any(|i| tokens[i].is_in(RENDERING));
        let names = (from..=owner)
            .rev()
            .take_while(|&i| is_name_word(&tokens[i]));
        let start = names.last().filter(|_| puts)?;
        Some(Cue::of(Who::Words(start..at), at - 1))
    }

    /// "A newsletter credits Ms. Quill with the maxim that “…”", "A poster gives the line “…” to Mr. Fenwick": to whom
    /// others give the words.
    fn credited(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let gives = |&i: &usize| tokens[i].is_in(GIVING);
        let verb = (from + 1..at).rev().take(12).find(gives)?;
        let with = (verb + 2..at).find(|&i| tokens[i].is_in(&["with"]));
        // "Quill is credited on a thousand T-shirts with “…”"
        let passive = tokens[verb - 1].is_in(&["is", "was"]) && tokens[verb].is_in(CREDITING);
        if passive && with == Some(at - 1) {
            return subject_of(tokens, from, verb - 1).map(|who| Cue::of(who, verb));
        }
        // "The release credits the chair with “mending the gate”": so says the release.
        let states = tokens[from..verb].iter().any(|t| t.is_in(STATEMENTS));
        // "It credits the board with a new weir that “…”": so it says.
        // "with the idea that “…”" is whose the idea is.
        let idea = |t: &Token| {
            t.is_in(UTTERED)
                || t.is_in(PHRASES)
                || t.is_in(&["idea", "notion", "saying", "thought"])
        };
        let that = |with: usize| {
            let that = (with + 2..at).find(|&i| tokens[i].is_in(&["that", "which"]));
            that.is_some_and(|that| !idea(&tokens[that - 1]))
        };
        let of_its_own = with == Some(at - 1) && states || with.is_some_and(that);
        if of_its_own && tokens[verb].is_in(CREDITING) {
            return subject_of(tokens, from, verb).map(|who| Cue::of(who, verb));
        }
        let to = tokens.get(at + 1).is_some_and(|t| t.is_in(&["to"]));
        let who = match with {
            Some(with) if tokens[verb].is_in(CREDITING) => {
                let words = |t: &Token| t.is_in(UTTERED) || t.is_in(PHRASES) || t.is_in(&["words"]);
                let words = tokens[with..at].iter().any(words) && with == verb + 2;
                let pronoun = possessive(&tokens[verb + 1]).filter(|_| words);
                let him = pronoun.map(|pronoun| Who::Pronoun(pronoun, verb + 1));
                let whom = || phrase(tokens, verb + 1, with).filter(|who| who.tokens().end == with);
                him.or_else(whom)
            }
            _ if to && at <= verb + 4 => phrase(tokens, at + 2, self.end(at + 2)),
            _ => None,
        };
        Some(Cue::of(who?, verb))
    }

    /// "The sheet printed praise from the Harbor Workers: “…”"
    fn praise_from(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let of = |&i: &usize| {
            let noun = &tokens[i - 1];
            tokens[i].is_in(&["from"])
                && (noun.is_in(UTTERED) || noun.is_in(&["criticism", "praise", "thanks"]))
        };
        let last = at.checked_sub(1)?;
        let by = (from + 1..last).rev().take(FAR_OF_A_PHRASE).find(of)?;
        let who = phrase(tokens, by + 1, last).filter(|who| who.tokens().end == last)?;
        Some(Cue::of(who, by))
    }

    /// "From Ada Quill, the town’s poet, he borrowed the line, “…”"
    fn borrowed(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let [first, name, ..] = &tokens[from..at] else {
            return None;
        };
        let named = first.is_in(&["from"]) && is_name_word(name);
        let takes = &["borrowed", "borrows", "quoted", "quotes", "took"];
        let verb = (from + 2..at)
            .find(|&i| tokens[i].is_in(takes))
            .filter(|_| named)?;
        tokens[verb..at]
            .iter()
            .find(|t| t.is_in(UTTERED) || t.is_in(PHRASES))?;
        Some(Cue::of(
            Who::Words(from + 1..name_end(tokens, from + 1, at)),
            verb,
        ))
    }

    /// "As Quill told it, the weir “…”"
    fn as_told(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let tells = |&i: &usize| {
            tokens[i].is_in(&["puts", "put", "tells", "told"]) && tokens[i + 1].is_in(&["it"])
        };
        let verb = (from + 2..at.saturating_sub(2).min(from + 8)).find(tells)?;
        let leads = tokens[from].is_in(&["as"]) && tokens[verb + 2].kind != Kind::Word;
        let who = phrase(tokens, from + 1, verb).filter(|who| leads && who.tokens().end == verb)?;
        let later = (verb + 1..at).any(|i| speaks(tokens, i));
        (!later).then_some(Cue::of(who, verb))
    }

    /// "For context, here’s Ada Quill at a fair in Lindholm: “…”"
    fn here_is(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let here = (from..at.min(from + 5)).find(|&i| tokens[i].is_in(&["here"]))?;
        let is = tokens.get(here + 1).is_some_and(|t| t.is_in(&["is"]));
        let start = here + 1 + usize::from(is);
        let named = start < at && is_name_word(&tokens[start]);
        let shown = (is || tokens[here].possessive) && named;
        shown.then(|| Cue {
            who: Some(Who::Words(start..name_end(tokens, start, at))),
            verb: None,
            close: true,
        })
    }

    /// "To the crews he spoke as a father who had buried a son: “…”"
    fn spoke(&self, from: usize, at: usize, colon: bool) -> Option<Cue> {
        let tokens = self.tokens;
        let verb = (from + 1..at).find(|&i| tokens[i].is_in(&["speaks", "spoke"]))?;
        let who = subject_of(tokens, from, verb)?;
        // "Ada Quill, the keeper of the weir, spoke of “…”"
        let of = tokens
            .get(verb + 1)
            .is_some_and(|t| t.is_in(&["about", "of"]));
        let apposed = of && tokens[verb - 1].kind == Kind::Comma && verb + 2 == at;
        if apposed {
            return Some(Cue {
                who: Some(who),
                verb: Some(verb),
                close: false,
            });
        }
        // "Mr. Oake himself spoke in Varde of “…”"
        let himself = tokens[verb - 1].is_in(&["herself", "himself"]);
        let end = verb - usize::from(himself);
        let between = &tokens[verb + 1..at];
        let far = between.last().is_some_and(|t| t.is_in(&["about", "of"]))
            && (2..=MOST_OF_A_PLACE).contains(&between.len())
            && (verb + 1..at).all(|i| tokens[i].kind == Kind::Word && !is_verb(tokens, i));
        let named = matches!(&who, Who::Words(range) if range.end == end || range.end == verb);
        if far && named {
            return Some(Cue::of(who, verb));
        }
        let later = (verb + 1..at).any(|i| speaks(tokens, i));
        let beside = colon && who.tokens().end == verb;
        (beside && !later).then_some(Cue::of(who, verb))
    }
}

/// So many words say where somebody spoke, and of what.
const MOST_OF_A_PLACE: usize = 7;
