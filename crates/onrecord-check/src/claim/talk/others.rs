//! Who else may be meant, where an article does not say beside the words who speaks.

use super::super::Attribution;
use super::super::cast::is_major;
use super::super::cue::Cue;
use super::super::persons::PERSONS;
use super::super::phrase::{Pronoun, Who, is_name_word, is_person};
use super::super::token::Kind;
use super::describe::head_noun;
use super::whom::MOST_NAMED;
use super::{Named, Talk};
use onrecord_text::Span;
use std::ops::Range;

impl Talk<'_> {
    /// Who else may be meant by a quotation beside which nobody is named: those named near it, and for a
    /// pronoun only those named after its person.
    pub(super) fn others(
        &self,
        index: usize,
        at: usize,
        cue: Option<&Cue>,
        speaker: Option<&Attribution>,
    ) -> Vec<Attribution> {
        let Some(speaker) = speaker else {
            return Vec::new();
        };
        let who = cue.and_then(|cue| cue.who.as_ref());
        let it = |at: usize| self.pieces[index].tokens[at].is_in(&["it"]);
        let (pronoun, house) = match who {
            Some(Who::Pronoun(pronoun, at)) => (Some(*pronoun), it(*at)),
            // "the doctor" may be each of two
            Some(Who::Words(range)) if self.is_noun_of_many(index, range) => {
                (Some(Pronoun::They), false)
            }
            // "Ms. Quill was blunt. “…,” the ambassador said." leaves nothing open.
            Some(Who::Words(range))
                if self.is_told_by_the_text(index, range)
                    && !self.named_in(index).any(|named| named.name == speaker.name) =>
            {
                (None, false)
            }
            Some(Who::Statement(range)) if self.is_any_paper(index, range) => {
                return self.houses(index, speaker);
            }
            Some(_) => return Vec::new(),
            None if self.is_led_to(index, at, speaker) => return Vec::new(),
            // "“…,” it claims of the first term."
            None => (None, self.it_goes_on(index, at)),
        };
        if pronoun.is_some() && self.goes_on(index, speaker) {
            return Vec::new();
        }
        let near = self.named.iter().rev().take(MOST_NAMED);
        let near = near.take_while(|named| named.piece + PARAGRAPHS_NEAR >= index);
        let is_own = |named: &Named| named.name == speaker.name;
        let since = near.take_while(|named| pronoun.is_none() || named.heard || !is_own(named));
        let fits = |name: &str| pronoun.is_none_or(|pronoun| self.cast.fits(pronoun, name));
        // "The harbor master, Boris Fenwick, was the one to say that “…”" leaves nobody open but whom it names.
        let from = self.pieces[index].sentence().start(at);
        let here = |named: &Named| named.piece == index && named.at >= from;
        let own = who.is_none()
            && self
                .named_in(index)
                .any(|named| here(named) && is_own(named));
        let others =
            since.filter(|named| !is_own(named) && fits(&named.name) && (!own || here(named)));
        let mut others = distinct(others, MOST_OTHERS, speaker.span);
        if house {
            others.extend(self.houses(index, speaker));
        }
        others
    }

    /// The houses that "it" may stand for, or whose a paper may be: those that have just spoken, and the White House, if the
    /// article has named it.
    fn houses(&self, index: usize, speaker: &Attribution) -> Vec<Attribution> {
        let near = self.claims.iter().rev().take(MOST_NAMED);
        let near = near.take_while(|made| made.piece + PARAGRAPHS_NEAR >= index);
        let spoken = near.filter_map(|made| made.claim.speaker.as_ref());
        let spoken = spoken
            .filter(|who| self.is_a_house(who))
            .map(|who| who.name.as_str());
        let named = self.house.filter(|first| *first <= index);
        let mut first: Vec<Attribution> = Vec::new();
        for name in spoken.chain(named.map(|_| "The White House")) {
            let new = name != speaker.name && first.iter().all(|other| other.name != name);
            if new && first.len() < MOST_OTHERS {
                first.push(Attribution::known(name.to_owned(), speaker.span));
            }
        }
        first
    }

    /// "Ada Quill, the chair, has put it more starkly. “…”": whether the sentence before names the speaker first, and the
    /// quotation stands alone.
    fn is_led_to(&self, index: usize, at: usize, speaker: &Attribution) -> bool {
        let piece = &self.pieces[index];
        let Some(stop) = at
            .checked_sub(1)
            .filter(|&stop| piece.tokens[stop].kind == Kind::Stop)
        else {
            return false;
        };
        let from = piece.sentence().start(stop);
        let mut here = self.named_in(index);
        here.any(|named| named.at == from && named.name == speaker.name)
    }

    /// Whether a sentence goes on behind a quotation with "it" and what it does.
    fn it_goes_on(&self, index: usize, at: usize) -> bool {
        let behind = self.pieces[index].tokens[at + 1..].iter();
        let mut behind = behind.skip_while(|t| t.kind == Kind::Comma);
        behind
            .next()
            .is_some_and(|t| !t.capital && t.is_in(&["it"]))
    }

    /// "the document", "the text": a paper of which the words do not say whose it is.
    fn is_any_paper(&self, index: usize, range: &Range<usize>) -> bool {
        let any = &[
            "announcement",
            "document",
            "paper",
            "release",
            "sheet",
            "text",
        ];
        let words = &self.pieces[index].tokens[range.clone()];
        matches!(words, [the, paper, ..] if the.is_in(&["the"]) && paper.is_in(any))
    }

    /// "“…,” the guest said. “…,” he went on": whether the one who spoke last in the paragraph was told beyond
    /// doubt, and nobody else was named in it since.
    fn goes_on(&self, index: usize, speaker: &Attribution) -> bool {
        let last = self.claims.last().filter(|made| made.piece == index);
        let sure = last.is_some_and(|made| {
            let same = made.claim.speaker.as_ref();
            made.cued
                && made.claim.others.is_empty()
                && same.is_some_and(|who| who.name == speaker.name)
        });
        sure && self.named_in(index).all(|named| named.name == speaker.name)
    }

    /// Those whom the paragraph has named so far, the last one first.
    fn named_in(&self, index: usize) -> impl Iterator<Item = &Named> {
        let last = self.named.iter().rev().take(MOST_NAMED);
        last.take_while(move |named| named.piece == index)
    }

    /// "the doctor", "the billionaire": a noun that can stand for several persons of an article.
    pub(super) fn is_noun_of_many(&self, index: usize, range: &Range<usize>) -> bool {
        let words = &self.pieces[index].tokens[range.clone()];
        let named = words.iter().any(is_name_word);
        let form = self.pieces[index].form(range.clone());
        let Some(noun) = head_noun(words).filter(|noun| !named && PERSONS.contains(noun)) else {
            return false;
        };
        // "the general" of an article that has one
        !RANKS.contains(&noun) || !self.cast.knows(&form)
    }

    /// "the host", of whom only the text around tells who it is.
    fn is_told_by_the_text(&self, index: usize, range: &Range<usize>) -> bool {
        let words = &self.pieces[index].tokens[range.clone()];
        let form = self.pieces[index].form(range.clone());
        let the = words.len() == 2 && words[0].is_in(&["the"]) && is_person(&words[1].low);
        the && !is_major(&form) && !self.cast.knows(&form)
    }
}

/// The first persons of those who are named, each once.
pub(super) fn distinct<'n>(
    named: impl Iterator<Item = &'n Named>,
    most: usize,
    span: Option<Span>,
) -> Vec<Attribution> {
    let mut first: Vec<Attribution> = Vec::new();
    for Named { name, .. } in named {
        if first.len() < most && first.iter().all(|other| other.name != *name) {
            first.push(Attribution::known(name.clone(), span));
        }
    }
    first
}

/// What few of an article are.
const RANKS: &[&str] = &["admiral", "colonel", "four-star", "general", "three-star"];

/// So many paragraphs back somebody is named near a quotation.
const PARAGRAPHS_NEAR: usize = 2;

/// So many others may be meant by a quotation.
pub(super) const MOST_OTHERS: usize = 3;
