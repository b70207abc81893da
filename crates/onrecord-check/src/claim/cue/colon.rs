//! What only a colon leads to: whose words stand behind it where no verb of speech says so.

use super::before::{FAR_IN, LONGEST_DAY, LONGEST_TELLER};
use super::{Cue, Sentence, owner, uttered};
use crate::claim::persons::REPORTERS;
use crate::claim::phrase::{
    Pronoun, Who, is_name_word, is_person, name_before, name_end, phrase, possessive, singular,
    subject, subject_of,
};
use crate::claim::speech::UTTERED;
use crate::claim::token::{Kind, Token};
use crate::claim::verb::speaks;
use crate::claim::words::{HE, PREPOSITIONS, SHE};
use std::ops::Range;

impl Sentence<'_> {
    /// Whose words they are before a colon or a dash, without a verb of speech.
    pub(super) fn owned_before(&self, from: usize, at: usize, colon: bool) -> Option<Cue> {
        let tokens = self.tokens;
        let dash = at > from && tokens[at - 1].kind == Kind::Dash;
        let end = at.saturating_sub(usize::from(colon || dash));
        let uttered = uttered(tokens, from, end);
        // "Her verdict on Quill’s fortune was dry:" is hers.
        let hers = uttered.clone().filter(|who| who.tokens().start == from);
        // "On whether her guest had come, the chair was plain:"
        let whether = tokens
            .get(from + 1)
            .is_some_and(|t| t.is_in(&["how", "whether", "why"]));
        let first = tokens.get(from);
        let asked = first.is_some_and(|t| t.is_in(PREPOSITIONS)) && whether;
        let who = hers
            .or_else(|| owner(tokens, from, end).filter(|_| !asked))
            .filter(|_| colon)
            .or(uttered.clone())
            .or_else(|| subject(tokens, from, end));
        (colon || dash && uttered.is_some()).then_some(Cue {
            who,
            verb: None,
            close: true,
        })
    }

    /// "It was Quill who drew the line:", "First up, Torsten Marl of The Post:": who stands before a colon, where no verb
    /// of speech does.
    pub(super) fn at_colon(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let end = at.checked_sub(1)?;
        let of = |&i: &usize| tokens[i].is_in(&["from", "of"]);
        let of = (from + 2..end).rev().take(FAR_IN).find(of);
        let house = of.filter(|&of| {
            tokens[of + 1..end]
                .iter()
                .all(|t| is_name_word(t) || t.is_in(&["the"]))
        });
        let names = house.map(|of| (from..of).rev().take_while(|&i| is_name_word(&tokens[i])));
        let start = names.and_then(Iterator::last).filter(|&start| {
            let comma = start > from && tokens[start - 1].kind == Kind::Comma;
            house.is_some_and(|of| of > start + 1) && comma
        });
        let who = start.map(|start| Who::Words(start..end));
        // "The town wanted more lamps, and she did not hide it:"
        let joins = |&i: &usize| {
            let and = tokens.get(i + 1).is_some_and(|t| t.is_in(&["and", "but"]));
            tokens[i].kind == Kind::Comma && i + 3 < end && and
        };
        let and = (from..end).rev().find(joins);
        let she = and
            .map(|comma| comma + 2)
            .filter(|&i| tokens[i].is_in(HE) || tokens[i].is_in(SHE));
        // "…, and Ada Quill, the deputy chair, spelled out what that means:"
        let named = and
            .map(|comma| comma + 2)
            .filter(|&i| is_name_word(&tokens[i]) && tokens[i - 1].is_in(&["and"]));
        let named = named.map(|i| i..name_end(tokens, i, end)).filter(|name| {
            let apposed = tokens
                .get(name.end + 1)
                .is_some_and(|t| t.is_in(&["a", "an", "the"]));
            let behind = &tokens[name.end..end];
            let from = behind
                .iter()
                .any(|t| t.is_in(&["by", "from", "to", "was", "were"]));
            name.len() > 1 && name.end < end && behind[0].kind == Kind::Comma && apposed && !from
        });
        let who = who.or(named.map(Who::Words));
        let who = who.or_else(|| uttered_by(tokens, from, end));
        // "A newsletter had him tie himself in a knot:"
        let had = (from + 1..end.saturating_sub(2)).find(|&i| {
            let plain = tokens[i + 2].kind == Kind::Word && !tokens[i + 2].is_in(PREPOSITIONS);
            tokens[i].is_in(&["had", "has"]) && tokens[i + 1].is_in(&["her", "him"]) && plain
        });
        let him = had.and_then(|i| Some(Who::Pronoun(possessive(&tokens[i + 1])?, i + 1)));
        let who = who.or(him);
        let who = who.or_else(|| presented(&tokens[..end], from));
        let who = who.or_else(|| cleft(&tokens[..end], from));
        let who = who.or_else(|| phrase(tokens, she?, end))?;
        Some(Cue {
            who: Some(who),
            verb: None,
            close: true,
        })
    }

    /// The same of what only a colon leads to.
    pub(super) fn led_by_a_colon(&self, from: usize, at: usize) -> Option<Cue> {
        let before = &self.tokens[..at - 1];
        self.reporter(at)
            .or_else(|| self.cleft_apart(from, at))
            .or_else(|| said_first(before, from))
            .or_else(|| chanted(before, from))
            .or_else(|| from_a_house(before, from))
            .or_else(|| self.outdone(from, at))
            .or_else(|| self.behind_a_clause(from, at))
            .or_else(|| self.simple_to(from, at))
            .or_else(|| self.line_that(from, at))
            .or_else(|| self.whose_answer(from, at))
            .or_else(|| came_from(before, from))
            .or_else(|| turned_to(before, from))
            .or_else(|| told_of(before, from))
    }

    /// "To Ada Quill of the Weir Fund it was simpler still: “…”"
    fn simple_to(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let name = from + 1;
        let led = tokens.get(from)?.is_in(&["for", "to"]) && tokens[from].capital;
        let named = led && name < at && is_name_word(&tokens[name]);
        // "For Ada Quill of the Weir Fund the lesson lay upstream:"
        let it = (name + 1..at).take(LONGEST_TELLER).find(|&i| {
            let free = !tokens[i - 1].is_in(PREPOSITIONS);
            tokens[i].low == "it" || free && tokens[i].low == "the"
        })?;
        let verb = it + 1 + usize::from(tokens[it].low == "the");
        let was = tokens.get(verb)?.is_in(&["is", "lay", "lies", "was"]);
        let plain = tokens[name..it].iter().all(|t| t.kind == Kind::Word);
        let says = (it..at).any(|i| speaks(tokens, i));
        (named && was && plain && !says).then(|| Cue::of(Who::Words(name..it), verb))
    }

    /// "When a rower complained of the toll, she could not resist: “…”": whom the main clause tells of.
    fn behind_a_clause(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let first = tokens.get(from)?;
        let clause = first.capital && first.is_in(&["after", "as", "once", "when", "while"]);
        let comma = (from + 2..at - 1)
            .rev()
            .find(|&i| tokens[i].kind == Kind::Comma)?;
        let he = tokens.get(comma + 1)?;
        let says = |range: Range<usize>| range.into_iter().any(|i| speaks(tokens, i));
        let main = comma + 2..at - 1;
        let plain = main.len() > 1 && tokens[main.clone()].iter().all(|t| t.kind == Kind::Word);
        let own = clause && plain && says(from..comma) && !says(main);
        let who = phrase(tokens, comma + 1, at - 1);
        let who = who.filter(|_| own && (he.is_in(HE) || he.is_in(SHE)))?;
        Some(Cue {
            who: Some(who),
            verb: None,
            close: true,
        })
    }

    /// "Barges from Tarn: Reporter: “…?”"
    fn reporter(&self, at: usize) -> Option<Cue> {
        let label = at.checked_sub(2)?;
        let before = label.checked_sub(1).map(|before| self.tokens[before].kind);
        let begins = before.is_none_or(|kind| matches!(kind, Kind::Colon | Kind::Stop));
        let reporter = self.tokens[label].is_in(REPORTERS) && begins;
        reporter.then_some(Cue {
            who: Some(Who::Words(label..label + 1)),
            verb: None,
            close: true,
        })
    }

    /// "It was Mr. Oake, his hand on the table, who put it best: “…”"
    fn cleft_apart(&self, from: usize, at: usize) -> Option<Cue> {
        let who = cleft(&self.tokens[..at], from)?;
        let apart = self.tokens[who.tokens().end].kind == Kind::Comma;
        apart.then_some(Cue {
            who: Some(who),
            verb: None,
            close: true,
        })
    }

    /// "She had greeted them with a line that several keepers repeated later:", "one sentence, which both towns might
    /// sign:": whose line it is, and not those who do something with it.
    fn line_that(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let relative = |i: &usize| tokens[*i].is_in(&["that", "which"]);
        let that = (from + 2..at.checked_sub(2)?).rev().find(relative)?;
        let noun = that - 1 - usize::from(tokens[that - 1].kind == Kind::Comma);
        if !tokens[noun].is_in(&["line", "phrase", "sentence", "words"]) {
            return None;
        }
        // "a line that says it all:" has no other who does something.
        let other = phrase(tokens, that + 1, at - 1)?;
        let led = (from + 1..noun).rev().take(3);
        let mut led = led.filter(|&i| tokens[i].is_in(&["a", "in", "one", "with"]));
        let who = subject(tokens, from, led.next()?)?;
        (other.tokens().end < at - 1).then(|| Cue::of(who, noun))
    }

    /// "She would not be drawn on Ada Quill, whose response to the plan was:": whose the response is.
    fn whose_answer(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let whose = (from + 2..at)
            .rev()
            .find(|&i| tokens[i].is_in(&["whose"]))?;
        let comma = tokens[whose - 1].kind == Kind::Comma;
        let mut said = tokens[whose + 1..at].iter().take(2);
        let said = said.any(|t| t.is_in(UTTERED));
        let was = at
            .checked_sub(2)
            .is_some_and(|was| tokens[was].is_in(&["is", "was"]));
        let who = name_before(tokens, from, whose).filter(|_| comma && said && was)?;
        Some(Cue::of(who, at - 2))
    }

    /// "First question, from a keeper in the front row: “…”"
    pub(super) fn questioned(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let asks = |&i: &usize| tokens[i].is_in(&["question", "questioner"]);
        let noun = (from..at).take(8).find(asks)?;
        let comma = tokens.get(noun + 1).is_some_and(|t| t.kind == Kind::Comma);
        let by = noun + 1 + usize::from(comma);
        let by = by + usize::from(tokens.get(by).is_some_and(|t| t.is_in(&["came"])));
        tokens.get(by).filter(|t| t.is_in(&["by", "from"]))?;
        Some(Cue {
            who: phrase(tokens, by + 1, at - 1),
            verb: Some(noun),
            close: true,
        })
    }

    /// "Quill's answer, as the board tells it: “…”"
    pub(super) fn answered(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let mut head = (from + 1..at.min(from + 5)).filter(|&i| tokens[i].is_in(UTTERED));
        // "The evening’s message, he told the hall, was short:" is nobody's by that.
        let owned = |i: usize| {
            let owner = &tokens[i - 1];
            owner.possessive && (owner.capital || is_person(singular(&owner.low)))
        };
        // "Asked about Quill’s terms, the chair said:"
        let first = tokens.get(from)?;
        let asked = first.is_in(&["asked", "pressed", "questioned"]);
        let answer = head.find(|&i| owned(i)).filter(|_| !asked)?;
        Some(Cue {
            who: uttered(tokens, from, answer + 1),
            verb: None,
            close: true,
        })
    }

    /// "Nobody outdid the harbor's Ada Quill: “…”"
    fn outdone(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let end = at.checked_sub(1)?;
        let nobody = tokens.get(from)?.is_in(&["few", "nobody", "none"]);
        let outdid = from + 1..end.min(from + 4);
        let verb = outdid.into_iter().find(|&i| {
            tokens[i].is_in(&[
                "beat",
                "bettered",
                "matched",
                "outdid",
                "surpassed",
                "topped",
            ])
        })?;
        let whole = (verb + 1..end).all(|i| tokens[i].kind == Kind::Word);
        let names = (verb + 1..end)
            .rev()
            .take_while(|&i| is_name_word(&tokens[i]) && !tokens[i].possessive);
        // "Few topped what he said of Boris Fenwick:" is another's.
        let whose = |start: usize| {
            let house = &tokens[verb + 1..start];
            house.iter().all(|t| t.possessive || t.is_in(&["the"]))
        };
        let start = names
            .last()
            .filter(|&start| nobody && whole && whose(start))?;
        Some(Cue {
            who: Some(Who::Words(start..end)),
            verb: None,
            close: true,
        })
    }
}

/// "You also get a pledge by Quill himself:": whose words are named so.
fn uttered_by(tokens: &[Token], from: usize, end: usize) -> Option<Who> {
    let last = tokens.get(end.checked_sub(1)?)?;
    let end = end - usize::from(last.is_in(&["herself", "himself", "itself"]));
    let by = (from + 2..end)
        .rev()
        .take(FAR_IN)
        .find(|&i| tokens[i].is_in(&["by", "from"]))?;
    // "The bottom line, from Quill:"
    let apart = tokens[by - 1].kind == Kind::Comma && tokens[by].is_in(&["from"]);
    let said = &[
        "line", "pledge", "promise", "sentence", "vow", "word", "words",
    ];
    let noun = apart || tokens[by - 1].is_in(UTTERED) || tokens[by - 1].is_in(said);
    let named = tokens.get(by + 1).is_some_and(is_name_word);
    let name = by + 1..name_end(tokens, by + 1, end);
    (noun && named && name.end == end).then_some(Who::Words(name))
}

/// "And from Ada Quill, chair of the weir, came this:": who stands behind *from*.
fn came_from(tokens: &[Token], from: usize) -> Option<Cue> {
    let and = usize::from(tokens.get(from)?.is_in(&["and", "but", "then"]));
    let first = from + and + 1;
    let led = tokens.get(first - 1)?.is_in(&["from"]) && is_name_word(tokens.get(first)?);
    let near = first + 1..tokens.len();
    let came = near
        .rev()
        .take(4)
        .find(|&i| tokens[i].is_in(&["came", "comes"]))?;
    let what = tokens
        .get(came + 1)?
        .is_in(&["a", "an", "another", "the", "this"]);
    (led && what).then(|| Cue::of(Who::Words(first..name_end(tokens, first, came)), came))
}

/// "Said Ada Quill, the head of the weir, at the time:": who stands behind a verb that begins the sentence.
fn said_first(tokens: &[Token], from: usize) -> Option<Cue> {
    let said = tokens
        .get(from)?
        .is_in(&["added", "asked", "said", "says", "wrote"]);
    let named = tokens.get(from + 1).is_some_and(is_name_word);
    let name = from + 1..name_end(tokens, from + 1, tokens.len());
    let closed = tokens
        .get(name.end)
        .is_none_or(|t| t.kind == Kind::Comma || t.is_in(PREPOSITIONS));
    (said && named && closed).then(|| Cue::of(Who::Words(name), from))
}

/// "From the Harbor Board, May 2031:": whose words an item has, and when.
fn from_a_house(tokens: &[Token], from: usize) -> Option<Cue> {
    let label = tokens.get(from)?.is_in(&["from"]) && tokens[from].capital;
    let comma = (from + 2..tokens.len()).find(|&at| tokens[at].kind == Kind::Comma)?;
    let number = |t: &Token| t.low.starts_with(|c: char| c.is_ascii_digit());
    let when = &tokens[comma + 1..];
    let dated = when.len() <= LONGEST_DAY && when.iter().any(number);
    let who = phrase(tokens, from + 1, comma).filter(|who| label && who.tokens().end == comma)?;
    dated.then_some(Cue {
        who: Some(who),
        verb: None,
        close: true,
    })
}

/// "The crowd took up a chant:": whose cry a sentence tells of.
fn chanted(tokens: &[Token], from: usize) -> Option<Cue> {
    let cry = tokens.last()?.is_in(&["chant", "cheer", "cry"]);
    let raises = |at: &usize| tokens[*at].is_in(&["began", "broke", "raised", "started", "took"]);
    let verb = (from + 1..tokens.len()).rev().take(4).find(raises)?;
    let who = subject(tokens, from, verb)?;
    (cry && who.tokens().end == verb).then(|| Cue::of(who, verb))
}

/// "There was the head of the weir, Ada Quill:", "And there was a keeper from Varde, Ada Quill, in capitals:": who
/// is brought on in a list of those who speak.
pub fn presented(tokens: &[Token], from: usize) -> Option<Who> {
    let and = usize::from(tokens.get(from)?.is_in(&["and", "then"]));
    let there = tokens.get(from + and)?.is_in(&["there"]);
    let was = tokens.get(from + and + 1)?.is_in(&["is", "was", "were"]);
    let first = from + and + 2;
    let named = |at: usize| tokens.get(at).is_some_and(is_name_word);
    let comma = |at: usize| tokens[at].kind == Kind::Comma;
    let near = first..tokens.len().min(first + FAR_OF_WHO);
    let start = near
        .clone()
        .find(|&at| named(at) && (at == first || comma(at - 1)))?;
    let end = name_end(tokens, start, tokens.len());
    let closed = tokens
        .get(end)
        .is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Colon | Kind::Stop));
    (there && was && closed && end > start + 1).then_some(Who::Words(start..end))
}

/// "It was Quill who …", "It was the chair who …".
pub fn cleft(tokens: &[Token], from: usize) -> Option<Who> {
    // "In March it was Quill who …"
    let it = (from..tokens.len().min(from + 6)).find(|&at| tokens[at].low == "it")?;
    let [is, first, ..] = tokens.get(it + 1..)? else {
        return None;
    };
    let far = tokens.len().min(it + FAR_OF_WHO);
    let who = (it + 3..far).find(|&at| tokens[at].low == "who")?;
    let named = is_name_word(first) || first.is_in(&["a", "an", "the"]);
    let led = is.is_in(&["is", "was"]) && named;
    let plain = tokens[it + 2..who].iter().all(|t| t.kind == Kind::Word);
    if led && plain {
        return Some(Who::Words(it + 2..who));
    }
    led.then(|| before_aside(tokens, it + 2..who)).flatten()
}

/// "It was Mr. Oake, his hand on the table, who …", "It was the new man himself, Emil Oake, who …": who stands before
/// an aside, or within it.
fn before_aside(tokens: &[Token], range: Range<usize>) -> Option<Who> {
    let comma = |at: &usize| tokens[*at].kind == Kind::Comma;
    let mut commas = range.clone().filter(comma);
    let (first, last) = (commas.next()?, commas.next()?);
    if last + 1 != range.end || commas.next().is_some() {
        return None;
    }
    let name = first + 1..last;
    let named = name.len() > 1 && tokens[name.clone()].iter().all(is_name_word);
    Some(Who::Words(if named { name } else { range.start..first }))
}

/// "The question found her unprepared:": whom a clause tells of that ends at `end`.
pub(super) fn found(tokens: &[Token], from: usize, end: usize) -> Option<Who> {
    let at = end.checked_sub(2).filter(|&at| at > from)?;
    let finds = tokens[at - 1].is_in(&["caught", "found", "left"]);
    let pronoun = match &tokens[at] {
        t if t.is_in(&["him"]) => Pronoun::He,
        t if t.is_in(&["her"]) => Pronoun::She,
        _ => return None,
    };
    finds.then_some(Who::Pronoun(pronoun, at))
}

/// "In the same speech Ada Quill turned to a keeper in the hall, Emil Oake:": whoever turns to somebody speaks.
fn turned_to(tokens: &[Token], from: usize) -> Option<Cue> {
    let turns = |&at: &usize| {
        tokens[at].is_in(&["turned", "turns"]) && tokens[at + 1].is_in(&["to"]) && at > from
    };
    let verb = (from..tokens.len().saturating_sub(1)).rev().find(turns)?;
    let who = subject_of(tokens, from, verb).filter(|who| who.tokens().end == verb)?;
    let spoken = (verb + 2..tokens.len()).any(|at| speaks(tokens, at));
    (!spoken).then(|| Cue::of(who, verb))
}

/// Before a colon: "something that Quill had said in spring", "citing Ada Quill of Varde on the toll", "put the chair's view
/// this way": of whose words it tells.
fn told_of(tokens: &[Token], from: usize) -> Option<Cue> {
    let near = from.max(tokens.len().saturating_sub(FAR_OF_A_TELLER));
    let one = |at: usize| {
        tokens.get(at).filter(|t| is_name_word(t))?;
        let end = name_end(tokens, at, tokens.len());
        (end > at).then_some(at..end)
    };
    let something = (near..tokens.len()).rev().find_map(|at| {
        let that = tokens[at].is_in(&["something"]);
        let skip = 1 + usize::from(tokens.get(at + 1).is_some_and(|t| t.is_in(&["that"])));
        let name = one(at + skip).filter(|_| that && at + skip < tokens.len())?;
        let said = tokens[name.end..].iter().take(3);
        said.clone()
            .any(|t| t.is_in(&["said", "told", "wrote"]))
            .then_some(name)
    });
    let cited = || {
        let citing = (near..tokens.len())
            .rev()
            .find(|&at| tokens[at].is_in(&["citing", "quoting"]))?;
        one(citing + 1).filter(|name| name.len() > 1)
    };
    let so = || {
        let [.., this, way] = tokens else {
            return None;
        };
        let this = this.is_in(&["this"]) && way.is_in(&["way"]);
        let put = (near..tokens.len()).find(|&at| tokens[at].is_in(&["put", "puts"]))?;
        let who = subject(tokens, from, put).filter(|who| this && who.tokens().end == put)?;
        Some(who)
    };
    let who = something.or_else(cited).map(Who::Words).or_else(so)?;
    Some(Cue {
        who: Some(who),
        verb: None,
        close: true,
    })
}

/// So far behind "it was" stands the *who* of a name with its house: "Ada Quill of the Upper Harbor Council".
const FAR_OF_WHO: usize = 14;

/// So many words before a colon tell of whose words.
const FAR_OF_A_TELLER: usize = 16;
