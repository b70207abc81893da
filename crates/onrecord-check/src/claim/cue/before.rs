//! What stands before a quotation in its sentence.

use super::{Cue, MOST_BETWEEN, Sentence, caused, is_close, owner, rendered, uttered};
use crate::claim::persons::REPORTERS;
use crate::claim::phrase::{
    Pronoun, Who, apposed, is_bare_person, is_name_word, is_person, name_before, name_end, phrase,
    possessive, singular, subject, subject_of,
};
use crate::claim::speech::{TELLING, UTTERED, is_speech};
use crate::claim::token::{Kind, Token};
use crate::claim::verb::{is_verb, speaks};
use crate::claim::words::{HE, PREPOSITIONS, SHE};
use std::ops::Range;

/// Verbs by which somebody is told to do something, in words that may be quoted.
const BIDDING: &[&str] = &[
    "advised",
    "asked",
    "begged",
    "instructed",
    "ordered",
    "told",
    "urged",
    "warned",
];

/// So many words before the second thing that somebody is given the verb may stand.
const FAR_OF_A_GIFT: usize = 12;

/// What tells of what somebody said.
const REPORTS: &[&str] = &[
    "account",
    "digest",
    "note",
    "notes",
    "report",
    "reports",
    "summary",
    "transcript",
];

/// So many words may say when somebody was asked: "that day", "on the mole".
const LONGEST_DAY: usize = 4;

/// So many words name whoever speaks within a sentence.
const LONGEST_TELLER: usize = 12;

/// So far in its sentence "according to" may stand, in words.
const FAR_IN: usize = 8;

impl Sentence<'_> {
    /// What stands before the quotation in its sentence.
    pub(super) fn before(&self, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let from = self.start(at);
        let at = self.before_the_word_quote(from, at);
        let colon = at > from && tokens[at - 1].kind == Kind::Colon;
        let special = self.special(from, at, colon);
        if special.is_some() {
            return special;
        }
        if let Some(who) = found(tokens, from, at.saturating_sub(1)).filter(|_| colon) {
            return Some(Cue {
                who: Some(who),
                verb: None,
                close: true,
            });
        }
        if let Some(cue) = self
            .inserted(from, at)
            .or_else(|| self.said_between(from, at))
        {
            return Some(cue);
        }
        let verb = (from..at).rev().find(|&i| speaks(tokens, i));
        let near =
            |verb: usize| colon || is_close(&tokens[verb + 1..at]) || self.leads_to(verb, at);
        if let Some(verb) = verb.filter(|&verb| near(verb)) {
            return Some(self.with_verb(from, verb, at, true));
        }
        if let Some(verb) =
            verb.filter(|&verb| self.says_himself(from, verb, at) || self.is_reported(verb, at))
        {
            return Some(self.with_verb(from, verb, at, true));
        }
        if let Some((who, verb)) = self.in_the_words_of(from, at) {
            let own = match &who {
                Who::Words(range) => tokens[range.end - 1].possessive,
                Who::Pronoun(..) => true,
                Who::Statement(_) => false,
            };
            let near = own && at <= verb + who.tokens().len() + 4;
            let close = at > 0 && tokens[at - 1].kind == Kind::Comma || colon || near;
            return Some(Cue {
                who: Some(who),
                verb: close.then_some(verb),
                close,
            });
        }
        if let Some(verb) = verb {
            return Some(self.with_verb(from, verb, at, false));
        }
        if let Some(cue) = self.at_colon(from, at).filter(|_| colon) {
            return Some(cue);
        }
        self.owned_before(from, at, colon)
    }

    /// "Mr. Oake said, quote, “…”": where what leads to the words ends, without the word that only announces them.
    fn before_the_word_quote(&self, from: usize, at: usize) -> usize {
        let tokens = self.tokens;
        let comma = |at: usize| tokens[at].kind == Kind::Comma;
        let quote = at.checked_sub(1 + usize::from(at > from && comma(at - 1)));
        let quote = quote.filter(|&quote| quote > from + 1 && tokens[quote].is_in(&["quote"]));
        quote.filter(|&quote| comma(quote - 1)).unwrap_or(at)
    }

    /// Whose words they are before a colon or a dash, without a verb of speech.
    fn owned_before(&self, from: usize, at: usize, colon: bool) -> Option<Cue> {
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

    /// Whether what stands between a verb and the quotation leads to it: what somebody is told to do, what something is
    /// called.
    fn leads_to(&self, verb: usize, at: usize) -> bool {
        let tokens = self.tokens;
        let what = &tokens[verb + 1..at];
        let plain = what.len() <= 2 * MOST_BETWEEN && what.iter().all(|t| t.kind == Kind::Word);
        // "told the keepers in Lindholm to “mend the gate”"
        let told_to = tokens[verb].is_in(BIDDING) && tokens[at - 1].is_in(&["to"]);
        // "called the need for such a weir an “absurdity”"
        let calls = tokens[verb].is_in(&["call", "called", "calls"]);
        // "did call the old ropes “…”"
        let did = tokens[verb].is_in(&["call"]);
        let called =
            calls && (did || tokens[at - 1].is_in(&["a", "an"])) && what.len() <= MOST_BETWEEN;
        // "described the race for salt as a “rowing contest”"
        let as_one = tokens[verb].is_in(&["described", "describes"])
            && what.iter().rev().take(2).any(|t| t.is_in(&["as"]));
        told_to || plain && (called || as_one)
    }

    /// "Of eels she said, according to one wire report, “…”": whether only a clause put in stands behind the verb.
    fn is_reported(&self, verb: usize, at: usize) -> bool {
        let between = &self.tokens[verb + 1..at];
        let [comma, according, to, rest @ .., last] = between else {
            return false;
        };
        let marks = comma.kind == Kind::Comma && last.kind == Kind::Comma;
        let put_in = according.is_in(&["according"]) && to.is_in(&["to"]);
        let paper = rest.iter().any(|t| t.is_in(REPORTS));
        marks && put_in && paper && rest.len() <= MOST_BETWEEN
    }

    /// "It was Quill who drew the line:", "First up, Torsten Marl of The Post:": who stands before a colon, where no verb
    /// of speech does.
    fn at_colon(&self, from: usize, at: usize) -> Option<Cue> {
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

    /// "According to a friend, the chair joked that night that “…”": whether the sentence has a speaker of its own.
    fn says_himself(&self, from: usize, verb: usize, at: usize) -> bool {
        let tokens = self.tokens;
        // "On eels, according to one digest, it says that “…”"
        let put_in = |&i: &usize| {
            tokens[i].is_in(&["according"]) && (i == from || tokens[i - 1].kind == Kind::Comma)
        };
        let Some(according) = (from..verb).take(FAR_IN).find(put_in) else {
            return false;
        };
        let that = [at - 1, verb + 1]
            .into_iter()
            .any(|i| tokens[i].is_in(&["that"]));
        let that = that && at <= verb + MOST_BETWEEN;
        let told =
            || phrase(tokens, according + 2, verb).is_some_and(|who| matches!(who, Who::Words(_)));
        let own = || subject_of(tokens, from, verb).is_some_and(|who| who.tokens().end == verb);
        that && told() && own()
    }

    /// What says who speaks by more than a verb: a label, a question, what others did with the words.
    fn special(&self, from: usize, at: usize, colon: bool) -> Option<Cue> {
        let led = colon.then(|| self.led_by_a_colon(from, at)).flatten();
        led.or_else(|| self.labelled(from, at))
            .or_else(|| self.and_another(from, at))
            .or_else(|| self.asked_by(from, at))
            .or_else(|| self.fell_to(from, at))
            .or_else(|| self.had_say(from, at))
            .or_else(|| self.with_the_words(from, at))
            .or_else(|| self.told_by(from, at))
            .or_else(|| self.according_to_whom(from, at))
            .or_else(|| self.for_one(from, at))
            .or_else(|| self.whose_phrase(from, at, colon))
            .or_else(|| {
                let comma = at > from && self.tokens[at - 1].kind == Kind::Comma;
                self.through_others(from, at, colon || comma)
            })
            .or_else(|| self.had_answer(from, at, colon))
            .or_else(|| rendered(self.tokens, from, at))
            .or_else(|| self.answered(from, at).filter(|_| colon))
            .or_else(|| self.questioned(from, at).filter(|_| colon))
    }

    /// The same of what only a colon leads to.
    fn led_by_a_colon(&self, from: usize, at: usize) -> Option<Cue> {
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
            .or_else(|| told_of(before, from))
    }

    /// "The keepers were told by the chair that “…”"
    fn told_by(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let told = |&by: &usize| {
            let passive = tokens[by - 2].is_in(&["are", "been", "is", "was", "were"]);
            tokens[by].is_in(&["by"]) && tokens[by - 1].is_in(TELLING) && passive
        };
        let by = (from + 2..at).rev().take(LONGEST_TELLER).find(told)?;
        let who = phrase(tokens, by + 1, at)?;
        let leads = |t: &Token| t.kind != Kind::Word || t.is_in(&["that", "to"]);
        let behind = &tokens[who.tokens().end..at];
        (behind.len() <= 2 && behind.iter().all(leads)).then(|| Cue::of(who, by - 1))
    }

    /// "To Ada Quill of the Weir Fund it was simpler still: “…”"
    fn simple_to(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let name = from + 1;
        let led = tokens.get(from)?.is_in(&["for", "to"]) && tokens[from].capital;
        let named = led && name < at && is_name_word(&tokens[name]);
        let it = (name + 1..at)
            .take(LONGEST_TELLER)
            .find(|&i| tokens[i].low == "it")?;
        let was = tokens.get(it + 1)?.is_in(&["is", "was"]);
        let plain = tokens[name..it].iter().all(|t| t.kind == Kind::Word);
        let says = (it..at).any(|i| speaks(tokens, i));
        (named && was && plain && !says).then(|| Cue::of(Who::Words(name..it), it + 1))
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

    /// "Quill, on the ice: the weir would “…”", "Lamps: Ada Quill, then the adviser, on the act: “…”": the speaker of an
    /// item.
    fn labelled(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let mut colons = (from..at).filter(|&i| tokens[i].kind == Kind::Colon);
        let first = colons.next().filter(|colon| *colon < from + 10)?;
        // "Tolls: Emil Oake, then the adviser, on the bill: “…”"
        let (from, colon) = match colons.next() {
            Some(colon) if from == 0 && colon + 1 == at => (first + 1, colon),
            _ => (from, first),
        };
        let on = (from + 1..colon).find(|&i| tokens[i].is_in(&["about", "on"]))?;
        let end = on - usize::from(tokens[on - 1].kind == Kind::Comma);
        let name = name_end(tokens, from, end);
        let apposed = end > name + 1 && end < on && tokens[name].kind == Kind::Comma;
        let end = if apposed && name > from + 1 {
            name
        } else {
            end
        };
        let plain = tokens[from..end].iter().all(|t| t.kind == Kind::Word);
        let named = is_name_word(&tokens[from]) && name_end(tokens, from, end) == end
            || tokens[from].low == "the" && end < from + 4
            || tokens[from].is_in(&["a", "an"]) && is_bare_person(&tokens[end - 1]);
        let spoken = (from..colon).any(|i| speaks(tokens, i));
        let begins = from == 0 || tokens[from - 1].kind == Kind::Colon;
        (begins && plain && named && !spoken && end > from).then_some(Cue {
            who: Some(Who::Words(from..end)),
            verb: None,
            close: true,
        })
    }

    /// "First question, from a keeper in the front row: “…”"
    fn questioned(&self, from: usize, at: usize) -> Option<Cue> {
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
    fn answered(&self, from: usize, at: usize) -> Option<Cue> {
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

    /// "Emil Oake spoke of “…,” and Ada Quill of “…”": the second of two who spoke.
    fn and_another(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let of = at.checked_sub(1).filter(|&of| tokens[of].is_in(&["of"]))?;
        let names = (from..of).rev().take_while(|&i| is_name_word(&tokens[i]));
        let start = names.last().filter(|&start| start > from + 1)?;
        let quote = tokens[..start - 1]
            .iter()
            .rev()
            .find(|t| t.kind != Kind::Comma)?;
        let and = tokens[start - 1].is_in(&["and"]) && quote.is_quote();
        and.then(|| Cue::of(Who::Words(start..of), of))
    }

    /// "Asked by Ada Quill whether “…”, …": the words are those of the one who asks.
    fn asked_by(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let asks = |&i: &usize| tokens[i].is_in(&["asked", "pressed", "questioned"]);
        let verb = (from..at).rev().find(asks)?;
        // "Asked that day by a reporter,"
        let when = tokens[verb + 1..at].iter().take(LONGEST_DAY);
        let when = when.take_while(|t| t.kind == Kind::Word && !t.is_in(&["by", "about"]));
        let when = if verb == from { when.count() } else { 0 };
        let by_whom = verb + when + 1;
        let by = tokens.get(by_whom).is_some_and(|t| t.low == "by");
        let leads = matches!(tokens[at - 1].kind, Kind::Colon | Kind::Comma) && verb == from;
        let whether = tokens[at - 1].is_in(&["about", "how", "if", "that", "whether", "why"]);
        let who = phrase(tokens, by_whom + 1, at - 1);
        // "Asked by a reporter, “…?”, Quill …"
        let alone = leads && who.as_ref().is_some_and(|who| who.tokens().end + 1 == at);
        (by && (whether || alone)).then_some(Cue {
            who,
            verb: Some(verb),
            close: true,
        })
    }

    /// "A leaflet had Ada Quill promise, “…”"
    fn had_say(&self, from: usize, at: usize) -> Option<Cue> {
        let (who, verb) = caused(self.tokens, from, at)?;
        let between = &self.tokens[verb + 1..at];
        let leads = between.last().is_none_or(|t| {
            matches!(t.kind, Kind::Colon | Kind::Comma) || t.is_in(&["as", "that", "was", "were"])
        });
        // "had the chair proclaim that the toll “…”"
        let that = between.first().is_some_and(|t| t.is_in(&["that"]));
        ((leads || that) && between.len() <= MOST_BETWEEN || is_close(between))
            .then_some(Cue::of(who, verb))
    }

    /// "It was told by Ada Quill, according to whom “…”"
    fn according_to_whom(&self, from: usize, at: usize) -> Option<Cue> {
        let [.., according, to, whom] = &self.tokens[from..at] else {
            return None;
        };
        let led = according.is_in(&["according"]) && to.is_in(&["to"]) && whom.is_in(&["whom"]);
        let who = led
            .then(|| name_before(self.tokens, from, at - 3))
            .flatten()?;
        // "by the widow of Emil Oake, according to whom" is not told by him.
        let before = who.tokens().start.checked_sub(1);
        let hangs = before.is_some_and(|before| self.tokens[before].is_in(&["for", "of"]));
        (!hangs).then(|| Cue::of(who, at - 1))
    }

    /// "For Ada Quill, who runs the mill, “…”": in whose eyes something is so.
    fn for_one(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let first = tokens.get(from)?;
        let comma = at
            .checked_sub(1)
            .filter(|&comma| tokens[comma].kind == Kind::Comma)?;
        let name = from + 1..name_end(tokens, from + 1, comma);
        // "To Ada Quill, “Thank you,” Boris Fenwick said.": what is told to somebody is another's.
        let leads = first.is_in(&["for"]) && first.capital && name.len() > 1;
        let apart = name.end == comma || tokens[name.end].kind == Kind::Comma;
        let spoken = (name.end..comma).any(|i| speaks(tokens, i));
        let named = tokens[name.clone()].iter().all(is_name_word);
        (leads && apart && named && !spoken).then_some(Cue {
            who: Some(Who::Words(name)),
            verb: None,
            close: false,
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

    /// "Quill watched from the mole and left with the words “…”": the one of whom the sentence tells; "It was Quill, too,
    /// who was cited for the words “…”".
    fn with_the_words(&self, from: usize, at: usize) -> Option<Cue> {
        let [.., with, the, words] = &self.tokens[from..at] else {
            return None;
        };
        let cited = with.is_in(&["for"]) && the.is_in(&["the"]) && words.is_in(&["words"]);
        let who = cited.then(|| cleft(&self.tokens[..at], from)).flatten();
        if let Some(who) = who {
            return Some(Cue::of(who, at - 1));
        }
        let leads = with.is_in(&["with"]) && the.is_in(&["the"]) && words.is_in(&["words"]);
        let verb = (from + 1..at).find(|&i| is_verb(self.tokens, i));
        let who = subject(self.tokens, from, verb.unwrap_or(at - 3)).filter(|_| leads)?;
        Some(Cue::of(who, at - 1))
    }

    /// "The weir, the chair said, would say “…”": who speaks in a clause put in, where what follows is
    /// what a thing says.
    fn inserted(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let comma = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Comma);
        // "The fund, it was Ada Quill who said, is “…”"
        let it = (from + 2..at).find(|&i| tokens[i].low == "it" && comma(i - 1));
        if let Some(who) = it.and_then(|it| cleft(&tokens[..at], it)) {
            let said = who.tokens().end + 1;
            if said < at && speaks(tokens, said) && comma(said + 1) {
                return Some(Cue::of(who, said));
            }
        }
        // ", he told reporters on a call,"
        let words = |i: usize| {
            let rest = tokens[i + 1..at].iter().take(8);
            i + 1 + rest.take_while(|t| t.kind == Kind::Word).count()
        };
        let verb = (from + 3..at).find(|&i| speaks(tokens, i) && comma(words(i)))?;
        let closes = words(verb);
        let opens = (from + 1..verb).rev().take(7).find(|&i| comma(i))?;
        let who = phrase(tokens, opens + 1, verb).filter(|who| who.tokens().end == verb)?;
        let rest = tokens.get(closes + 1..at)?;
        let helps = &["had", "has", "have", "should", "will", "would"];
        let would = rest.first().is_some_and(|t| t.is_in(helps));
        let says = rest
            .get(1)
            .is_some_and(|t| t.is_in(&["say", "read"]) || is_speech(&t.low));
        // "The plan, he said, foresees “…”"
        let thing = &tokens[from..opens];
        let small = thing
            .iter()
            .skip(1)
            .all(|t| t.kind == Kind::Word && !t.capital);
        let the = thing
            .first()
            .is_some_and(|t| t.is_in(&["its", "the", "this"]));
        let nobody = thing.last().is_some_and(|t| !is_person(singular(&t.low)));
        let thing = the && small && nobody && thing.len() > 1;
        let does = thing && rest.len() == 1 && speaks(tokens, closes + 1);
        (does || would && says && rest.len() <= 4).then_some(Cue::of(who, verb))
    }

    /// "The weir, said a fact sheet of the board on Sunday, “…”": who speaks behind a verb that is put in.
    fn said_between(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let comma = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Comma);
        let verb = (from + 2..at).find(|&i| {
            comma(i - 1)
                && speaks(tokens, i)
                && tokens[i].is_in(&["argued", "noted", "said", "says", "wrote"])
        })?;
        let closes = (verb + 2..at.min(verb + LONGEST_TELLER)).find(|&i| comma(i))?;
        let opens = &tokens[verb + 1];
        let his = possessive(opens).is_some();
        let whom = his || is_name_word(opens) || opens.is_in(&["a", "an", "the"]);
        let who = phrase(tokens, verb + 1, closes).filter(|_| whom)?;
        // "The board, wrote its chair, Ada Quill, “…”"
        let who = apposed(tokens, &who, at).unwrap_or(who);
        // What is told behind it has no verb of speech of its own.
        let paper = matches!(who, Who::Statement(_));
        let own = !paper && (closes + 1..at).any(|i| speaks(tokens, i));
        (!own && at <= closes + MOST_BETWEEN).then_some(Cue::of(who, verb))
    }

    /// "For the others he had a short answer: “…”", "She had a good line for it: the lamp was “…”"
    fn had_answer(&self, from: usize, at: usize, colon: bool) -> Option<Cue> {
        let tokens = self.tokens;
        let clause = || (from..at).rev().find(|&i| tokens[i].kind == Kind::Colon);
        // "Mr. Fenwick then offered a toast “…”"
        let offered = || {
            let [.., offered, a, toast] = &tokens[from..at] else {
                return None;
            };
            let gives = offered.is_in(&["gave", "offered"]) && a.is_in(&["a"]);
            (gives && toast.is_in(&["toast"])).then_some(at)
        };
        let at = if colon {
            Some(at)
        } else {
            clause().or_else(offered)
        }?;
        let mut nouns = (from..at).rev().filter(|&i| tokens[i].is_in(UTTERED));
        let gives = |i: usize| {
            tokens[i].is_in(&[
                "gave", "gets", "got", "had", "has", "left", "offered", "sent",
            ])
        };
        let had = |noun: usize| {
            // "gets the question about eels, and a good line with it:"
            let a = (from + 1..noun)
                .rev()
                .take(2)
                .find(|&i| tokens[i].is_in(&["a", "an"]));
            let second = a.is_some_and(|a| tokens[a - 1].is_in(&["and"])) && at <= noun + 4;
            let far = if second { FAR_OF_A_GIFT } else { 5 };
            (from + 1..noun).rev().take(far).find(|&i| {
                let the = tokens[i + 1].is_in(&["the"]) && i + 2 == noun;
                let one = tokens[i + 1].is_in(&["a", "an", "another", "one", "this"]);
                let near = one && at <= noun + 4 || the && colon || second;
                near && gives(i)
            })
        };
        let had = nouns.find_map(had)?;
        Some(Cue {
            who: subject_of(tokens, from, had),
            verb: Some(had),
            close: true,
        })
    }

    /// "It fell to Ada Quill to say …: “…”": whose turn it was to speak.
    fn fell_to(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = &self.tokens[..at];
        let falls = |&i: &usize| {
            tokens[i].is_in(&["fell", "falls", "left"]) && tokens[i + 1].is_in(&["to"])
        };
        let fell = (from + 1..at.saturating_sub(1).min(from + 4)).find(falls)?;
        let to = (fell + 3..at).find(|&i| tokens[i].is_in(&["to"]))?;
        let it = tokens[from].is_in(&["it"]);
        it.then(|| Cue {
            who: phrase(tokens, fell + 2, to),
            verb: Some(to + 1).filter(|&verb| verb < at),
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

/// So far behind "it was" stands the *who* of a name with its house: "Ada Quill of the Upper Harbor Council".
const FAR_OF_WHO: usize = 14;

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
fn found(tokens: &[Token], from: usize, end: usize) -> Option<Who> {
    let at = end.checked_sub(2).filter(|&at| at > from)?;
    let finds = tokens[at - 1].is_in(&["caught", "found", "left"]);
    let pronoun = match &tokens[at] {
        t if t.is_in(&["him"]) => Pronoun::He,
        t if t.is_in(&["her"]) => Pronoun::She,
        _ => return None,
    };
    finds.then_some(Who::Pronoun(pronoun, at))
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

/// So many words before a colon tell of whose words.
const FAR_OF_A_TELLER: usize = 16;
