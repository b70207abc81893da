//! Who else may be meant, where an article does not say beside the words who speaks.

use super::super::Attribution;
use super::super::cast::is_major;
use super::super::cue::Cue;
use super::super::persons::PERSONS;
use super::super::phrase::{Pronoun, Who, is_name_word, is_person};
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
        cue: Option<&Cue>,
        speaker: Option<&Attribution>,
    ) -> Vec<Attribution> {
        let pronoun = match cue.and_then(|cue| cue.who.as_ref()) {
            Some(Who::Pronoun(pronoun, _)) => Some(*pronoun),
            // "the doctor" may be each of two
            Some(Who::Words(range)) if self.is_noun_of_many(index, range) => Some(Pronoun::They),
            // "Ms. Quill was blunt. “…,” the ambassador said." leaves nothing open.
            Some(Who::Words(range))
                if self.is_told_by_the_text(index, range) && !self.is_named_in(index, speaker) =>
            {
                None
            }
            Some(_) => return Vec::new(),
            None => None,
        };
        let Some(speaker) = speaker else {
            return Vec::new();
        };
        if pronoun.is_some() && self.goes_on(index, speaker) {
            return Vec::new();
        }
        let near = self.named.iter().rev().take(MOST_NAMED);
        let near = near.take_while(|named| named.piece + PARAGRAPHS_NEAR >= index);
        let is_own = |named: &Named| named.name == speaker.name;
        let since = near.take_while(|named| pronoun.is_none() || named.heard || !is_own(named));
        let fits = |name: &str| pronoun.is_none_or(|pronoun| self.cast.fits(pronoun, name));
        let others = since.filter(|named| !is_own(named) && fits(&named.name));
        distinct(others, MOST_OTHERS, speaker.span)
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
        let here = self.named.iter().rev().take(MOST_NAMED);
        let mut here = here.take_while(|named| named.piece == index);
        sure && here.all(|named| named.name == speaker.name)
    }

    /// Whether the paragraph names the speaker before the quotation.
    fn is_named_in(&self, index: usize, speaker: Option<&Attribution>) -> bool {
        let here = self.named.iter().rev().take(MOST_NAMED);
        let mut here = here.take_while(|named| named.piece == index);
        here.any(|named| speaker.is_some_and(|speaker| speaker.name == named.name))
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
