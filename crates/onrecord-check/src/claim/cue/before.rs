//! What stands before a quotation in its sentence.

use super::colon::{cleft, found};
use super::{Cue, MOST_BETWEEN, Sentence, caused, is_close, rendered};
use crate::claim::phrase::{
    Who, apposed, is_bare_person, is_name_word, is_person, name_before, name_end, phrase,
    possessive, singular, subject, subject_of,
};
use crate::claim::speech::{TELLING, UTTERED, is_speech};
use crate::claim::token::{Kind, Token};
use crate::claim::verb::{is_verb, speaks};

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

/// What a paper is, where its title follows.
const ENTITLED: &[&str] = &[
    "dubbed",
    "entitled",
    "headed",
    "headlined",
    "labeled",
    "labelled",
    "named",
    "stamped",
    "styled",
    "titled",
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
pub(super) const LONGEST_DAY: usize = 4;

/// So many words name whoever speaks within a sentence.
pub(super) const LONGEST_TELLER: usize = 12;

/// So many words are the name of whom something is told.
const LONGEST_NAME: usize = 4;

/// So far in its sentence "according to" may stand, in words.
pub(super) const FAR_IN: usize = 8;

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
            .of_whom_behind_a_colon(from, at)
            .or_else(|| self.inserted(from, at))
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
        let within = |who: &Who| verb.is_some_and(|verb| self.says_within(who, verb));
        let words = self.in_the_words_of(from, at);
        if let Some((who, verb)) = words.filter(|(who, _)| !within(who)) {
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
        self.a_paper_does(from, at)
            .or_else(|| self.owned_before(from, at, colon))
    }

    /// "Ada Quill, the chair, summed it up for the crews: Mr. Fenwick “is …”": a colon leads to what is told of another.
    fn of_whom_behind_a_colon(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let near = (from + 2..at).rev().take(LONGEST_NAME + 1);
        let colon = near
            .into_iter()
            .find(|&colon| tokens[colon].kind == Kind::Colon)?;
        let named = colon + 1 < at && tokens[colon + 1..at].iter().all(is_name_word);
        let verb = (from + 1..colon).find(|&verb| is_verb(tokens, verb))?;
        let who = subject_of(tokens, from, verb).filter(|_| named)?;
        let whole =
            matches!(&who, Who::Words(range) if tokens[range.clone()].iter().any(is_name_word));
        whole.then(|| Cue::of(who, verb))
    }

    /// "When the toll rose, a fact sheet exempted “…”": a paper does with the words whatever papers do.
    fn a_paper_does(&self, from: usize, at: usize) -> Option<Cue> {
        let tokens = self.tokens;
        let verb = at.checked_sub(1).filter(|&verb| verb > from)?;
        let does = is_verb(tokens, verb) && tokens[verb].low.ends_with("ed");
        let called = tokens[verb].is_in(ENTITLED);
        let who = subject_of(tokens, from, verb).filter(|_| does && !called)?;
        let paper = matches!(&who, Who::Statement(range) if range.end == verb);
        paper.then(|| Cue::of(who, verb))
    }

    /// "Mr. Oake said, quote, “…”": where what leads to the words ends, without the word that only announces them.
    fn before_the_word_quote(&self, from: usize, at: usize) -> usize {
        let tokens = self.tokens;
        let comma = |at: usize| tokens[at].kind == Kind::Comma;
        let quote = at.checked_sub(1 + usize::from(at > from && comma(at - 1)));
        let quote = quote.filter(|&quote| quote > from + 1 && tokens[quote].is_in(&["quote"]));
        quote.filter(|&quote| comma(quote - 1)).unwrap_or(at)
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

    /// "Under the order that Quill signed, a fact sheet of the board explained, lamps “…”": whether the verb has a subject
    /// of its own, behind a comma among the words that name a paper.
    fn says_within(&self, paper: &Who, verb: usize) -> bool {
        let Who::Statement(range) = paper else {
            return false;
        };
        let comma = |&at: &usize| self.tokens[at].kind == Kind::Comma;
        let comma = (range.start..verb.min(range.end)).rev().find(comma);
        let Some(opens) = comma.filter(|_| verb < range.end).map(|comma| comma + 1) else {
            return false;
        };
        let who = phrase(self.tokens, opens, verb);
        who.is_some_and(|who| !matches!(who, Who::Pronoun(..)) && who.tokens().end == verb)
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
            .filter(|&comma| comma > from + 1 && tokens[comma].kind == Kind::Comma)?;
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
        let it = rest.get(1).is_none_or(|t| t.is_in(&["it", "that", "this"]));
        let does = thing && rest.len() <= 2 && it && !rest.is_empty();
        let does = does && speaks(tokens, closes + 1);
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
