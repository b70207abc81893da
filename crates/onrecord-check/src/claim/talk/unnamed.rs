//! Meeting those whom an article does not name: "a senior official", "a third", "his wife".

use super::super::Attribution;
use super::super::phrase::{is_name_word, possessive, singular};
use super::super::speech::is_speech;
use super::super::token::{Kind, Token};
use super::super::words::{DETERMINERS, PREPOSITIONS, VERBS};
use super::describe::described;
use super::whom::COUNTS;
use super::{MOST_MET, Named, Talk};
use crate::article::ParagraphKind;
use onrecord_doc::authority;
use std::ops::Range;

impl Talk<'_> {
    /// "a senior administration official", who is not named: later "the official" is this one, if the text
    /// quotes them or not.
    pub(super) fn unnamed(&mut self, index: usize, at: usize) {
        self.ranked(index, at);
        let piece = &self.pieces[index];
        let (tokens, heading) = (&piece.tokens, piece.kind == ParagraphKind::Heading);
        if heading || !tokens[at].is_in(&["a", "an", "one"]) {
            return;
        }
        let other = |t: &Token| {
            t.possessive
                || [PREPOSITIONS, VERBS, DETERMINERS]
                    .iter()
                    .any(|words| t.is_in(words))
        };
        let plain = |t: &&Token| t.kind == Kind::Word && !other(t);
        let words = tokens[at + 1..]
            .iter()
            .take(MOST_OF_UNNAMED)
            .take_while(plain);
        let noun = words.clone().position(|t| t.is_in(UNNAMED));
        let Some(end) = noun.map(|noun| at + 2 + noun) else {
            return self.counted(index, at);
        };
        let end = end + of_a_house(&tokens[end..]);
        // "an official, Ada Quill," has a name.
        let near = tokens[end..].iter().take(3);
        let behind = near.take_while(|t| matches!(t.kind, Kind::Word | Kind::Comma));
        if behind.into_iter().any(is_name_word)
            && tokens.get(end).is_some_and(|t| t.kind == Kind::Comma)
        {
            return;
        }
        let who = Attribution {
            name: described(&piece.form(at..end)),
            known: false,
            span: piece.source(&(at..end)),
        };
        let noun = noun.map_or_else(String::new, |noun| tokens[at + 1 + noun].low.clone());
        // "an official" of whom more was said is no other one.
        let bare = end == at + 2;
        let again =
            |(own, met): &(String, Attribution)| *own == noun && (bare || met.name == who.name);
        if !self.met.iter().any(again) && self.met.len() < MOST_MET {
            self.met.push((noun, who));
        }
    }

    /// "Senior harbor officials briefed the press": each of them is a senior harbor official from then on.
    fn ranked(&mut self, index: usize, at: usize) {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens;
        let one = tokens[at].low.strip_suffix('s').unwrap_or_default();
        if !UNNAMED.contains(&one) || self.ranks.len() >= MOST_MET {
            return;
        }
        let plain = |&i: &usize| {
            let t = &tokens[i];
            let other = [PREPOSITIONS, VERBS, DETERMINERS]
                .iter()
                .any(|words| t.is_in(words));
            t.kind == Kind::Word && !t.possessive && !other && !is_speech(&t.low)
        };
        let told = (at.saturating_sub(MOST_OF_RANK)..at)
            .rev()
            .take_while(plain);
        if let Some(start) = told.last().filter(|start| start + 1 < at) {
            let rank = format!("{} {one}", described(&piece.form(start..at)));
            self.ranks.push((one.to_owned(), rank));
        }
    }

    /// "one senior official", "another official", of senior harbor officials who were told of before.
    pub(super) fn of_the_rank(&self, index: usize, range: &Range<usize>) -> Option<String> {
        let tokens = &self.pieces[index].tokens[range.clone()];
        let (one, rest) = tokens.split_first()?;
        // "one of the senior officials"
        if let [of, the, told @ .., several] = rest
            && one.is_in(&["one"])
            && of.is_in(&["of"])
            && the.is_in(&["the"])
        {
            return self.one_of_the_kind(singular(&several.low), told, None);
        }
        // "the first of two senior officials"
        if let Some(rank) = one_of_a_number(tokens) {
            return Some(rank);
        }
        // "A second senior official on the call"
        let on = rest.iter().position(|t| t.is_in(PREPOSITIONS));
        let (noun, told) = rest[..on.unwrap_or(rest.len())].split_last()?;
        let (number, told) = match told {
            [number, told @ ..] if number.is_in(ORDINALS) => (Some(number), told),
            told => (None, told),
        };
        let (new, the) = (
            one.is_in(&["a", "an", "another", "one"]),
            one.is_in(&["the"]),
        );
        if number.is_some() && !told.is_empty() && (new || the) {
            let more = self.one_of_the_kind(&noun.low, told, number);
            if more.is_some() {
                return more;
            }
        }
        let mut ranks = self.ranks.iter().rev();
        let mut of_noun = || ranks.find(|(own, _)| *own == noun.low);
        if number.is_some() && told.is_empty() {
            // "the first official" of two senior harbor officials; "a second official" may be of another kind.
            return of_noun().filter(|_| the).map(|(_, rank)| rank.clone());
        }
        let (_, rank) = of_noun().filter(|_| new)?;
        let words: Vec<&str> = rank.split(' ').collect();
        let within = told.iter().all(|t| words.contains(&t.low.as_str()));
        within.then(|| rank.clone())
    }

    /// The kind of somebody without a name who was brought in with all these words, and not with the number.
    fn one_of_the_kind(
        &self,
        noun: &str,
        told: &[Token],
        number: Option<&Token>,
    ) -> Option<String> {
        let of_the_kind = |(own, who): &&(String, Attribution)| {
            let words: Vec<&str> = who.name.split(' ').collect();
            let all = told.iter().all(|t| words.contains(&t.low.as_str()));
            *own == noun && all && !number.is_some_and(|t| words.contains(&t.low.as_str()))
        };
        let (_, who) = self.met.iter().rev().find(of_the_kind)?;
        let bare = who
            .name
            .split_once(' ')
            .filter(|(a, _)| matches!(*a, "a" | "an" | "one"));
        bare.map(|(_, rank)| rank.to_owned())
    }

    /// "Senior harbor official (background call): “…”": who is the label of a paragraph, without an article.
    pub(super) fn official_of_a_label(
        &mut self,
        index: usize,
        range: &Range<usize>,
    ) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let words = &piece.tokens[range.clone()];
        let colon = piece.tokens.get(range.end)?.kind == Kind::Colon;
        let noun = words.last().filter(|t| t.is_in(UNNAMED) && !t.capital)?;
        let small = words.iter().skip(1).all(|t| !t.capital);
        if range.start > 0 || !colon || !small || words.len() < 2 || words[0].is_in(DETERMINERS) {
            return None;
        }
        let who = Attribution {
            name: format!("a {}", piece.form(range.clone()).to_lowercase()),
            known: false,
            span: piece.source(range),
        };
        if self.met.len() < MOST_MET {
            self.met.push((noun.low.clone(), who.clone()));
        }
        Some(who)
    }

    /// "The lamp official", of a senior lamp official and a senior salt official: whose description has all the words.
    pub(super) fn told_apart(&self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens[range.clone()];
        let [the, told @ .., noun] = tokens else {
            return None;
        };
        if let Some(who) = self.numbered(tokens) {
            let span = self.pieces[index].source(range);
            return Some(Attribution { span, ..who });
        }
        let the = the.is_in(&["the"]) && !told.is_empty() && noun.is_in(UNNAMED);
        let has_all = |who: &Attribution| {
            let words: Vec<String> = who.name.split(' ').map(str::to_lowercase).collect();
            told.iter().all(|t| words.contains(&t.low))
        };
        let mut met = self.met.iter().rev().filter(|_| the);
        let (_, who) = met.find(|(own, who)| *own == noun.low && has_all(who))?;
        let span = self.pieces[index].source(range);
        Some(Attribution {
            span,
            ..who.clone()
        })
    }

    /// "the first", "the second", of officials who were brought in one by one.
    fn numbered(&self, words: &[Token]) -> Option<Attribution> {
        let [the, number] = words else {
            return None;
        };
        let counts = |number: &str| {
            let own =
                |(_, who): &&(String, Attribution)| who.name.split(' ').nth(1) == Some(number);
            self.met.iter().rev().find(own)
        };
        let official = |(noun, _): &&(String, Attribution)| UNNAMED.contains(&noun.as_str());
        let found = match number.low.as_str() {
            "first" => counts("second").and_then(|_| self.met.iter().find(official)),
            "second" | "third" | "fourth" | "fifth" => counts(&number.low),
            _ => None,
        };
        found
            .filter(|_| the.is_in(&["the"]))
            .map(|(_, who)| who.clone())
    }

    /// "A third took the crews through it": one more of those who were brought in without a name.
    fn counted(&mut self, index: usize, at: usize) {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens;
        let one = tokens.get(at + 1).filter(|t| t.is_in(&ORDINALS[1..]));
        let acts = tokens
            .get(at + 2)
            .is_some_and(|t| t.kind == Kind::Word && !t.is_in(PREPOSITIONS));
        let Some(one) = one.filter(|_| acts) else {
            return;
        };
        let mut met = self.met.iter().rev().map(|(noun, _)| noun);
        let Some(noun) = met.find(|noun| UNNAMED.contains(&noun.as_str())).cloned() else {
            return;
        };
        let who = Attribution {
            name: format!("a {} {noun}", one.low),
            known: false,
            span: piece.source(&(at..at + 2)),
        };
        if self.met.len() < MOST_MET {
            self.met.push((noun, who));
        }
    }

    /// "his wife": she is named by it.
    pub(super) fn spouse(&mut self, index: usize, at: usize) {
        let tokens = &self.pieces[index].tokens;
        let kin = tokens[at].is_in(&["husband", "spouse", "wife"]);
        let Some(before) = at.checked_sub(1).filter(|_| kin) else {
            return;
        };
        let owner = match possessive(&tokens[before]) {
            Some(pronoun) => self.pronoun(index, pronoun, before),
            None if tokens[before].is_in(&["the"]) => self.topic.clone(),
            None => return,
        };
        if let Some(spouse) = owner.and_then(|owner| authority::spouse(&owner.name)) {
            self.cast.name(spouse);
            self.named.push(Named {
                name: spouse.to_owned(),
                piece: index,
                at,
                heard: false,
            });
        }
    }
}

/// Who speaks without a name, and is "the official" from then on.
pub(super) const UNNAMED: &[&str] = &[
    "adviser",
    "advisor",
    "aide",
    "diplomat",
    "officer",
    "official",
    "spokesman",
    "spokesperson",
    "spokeswoman",
];

/// "the first of two senior harbor officials": a senior harbor official.
fn one_of_a_number(tokens: &[Token]) -> Option<String> {
    let the = usize::from(tokens.first()?.is_in(&["the"]));
    let [number, of, count, told @ .., several] = tokens.get(the..)? else {
        return None;
    };
    let counted = count.is_in(COUNTS) || count.is_in(&["several", "two"]);
    let one = number.is_in(ORDINALS) || number.is_in(&["last", "one", "other"]);
    let noun = singular(&several.low);
    let plain = told.iter().all(|t| t.kind == Kind::Word && !t.capital);
    let found = one && of.is_in(&["of"]) && counted && UNNAMED.contains(&noun) && plain;
    let told: String = told.iter().map(|t| format!("{} ", t.low)).collect();
    found.then(|| format!("{told}{noun}"))
}

/// How those are counted who are brought in one by one.
const ORDINALS: &[&str] = &["first", "second", "third", "fourth", "fifth"];

/// So many words tell of several: "senior harbor administration officials".
const MOST_OF_RANK: usize = 4;

/// So many words an unnamed speaker is described with.
const MOST_OF_UNNAMED: usize = 5;

/// How many words say whose official somebody is: "of the harbor administration".
fn of_a_house(tokens: &[Token]) -> usize {
    let of = tokens.first().is_some_and(|t| t.is_in(&["of"]));
    let the = tokens.get(1).is_some_and(|t| t.is_in(&["a", "the"]));
    let plain = |t: &&Token| {
        t.kind == Kind::Word && !t.is_in(PREPOSITIONS) && !t.is_in(VERBS) && !is_speech(&t.low)
    };
    let words = tokens.iter().skip(2).take(4).take_while(plain).count();
    if of && the && words > 0 { words + 2 } else { 0 }
}
