//! Which person or body of the article or of the tables a phrase means: by name, by office, by what it begins with.

use super::{
    MOST_NAMED, PRESIDENT, begins_with_a_name, is_commander, is_of_staff, is_the, works_there,
};
use crate::claim::given::is_given;
use crate::claim::phrase::{is_name_word, name_end, name_in};
use crate::claim::talk::describe::head_noun;
use crate::claim::talk::{Named, Talk};
use crate::claim::token::Kind;
use crate::claim::words::{PREPOSITIONS, SHOWING};
use onrecord_doc::authority;
use std::ops::Range;

impl Talk<'_> {
    /// The person or body of the article or of the tables that a phrase means.
    pub(super) fn meant(&mut self, index: usize, range: &Range<usize>) -> Option<String> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens;
        let shows = head_noun(&tokens[range.clone()]).is_some_and(|head| SHOWING.contains(&head));
        let mut inside = range.clone().skip(1).filter(|_| shows);
        let start = inside.find(|&at| is_name_word(&tokens[at]));
        let shown = start.map(|start| start..name_end(tokens, start, range.end));
        // "Quill aides" are not Quill.
        let is_staff = |name: &Range<usize>| is_of_staff(tokens, name.end, range.end);
        let own = name_in(tokens, range.clone()).filter(|name| !is_staff(name));
        let name = shown.or(own).map(|name| piece.form(name));
        let owner = tokens[range.end - 1].possessive;
        let whole = piece.form(range.clone());
        let commands = is_commander(&tokens[range.clone()]);
        let whole = if commands {
            PRESIDENT.to_owned()
        } else {
            whole
        };
        if works_there(&tokens[range.clone()]) {
            return None;
        }
        if let Some(name) = self.of_a_house(index, range) {
            return Some(name);
        }
        if let Some(name) = self
            .as_head(&whole)
            .or_else(|| self.in_office(index, &whole))
            .or_else(|| self.of_that_day(index, &whole))
        {
            return Some(name);
        }
        // "Clara Oldacre of The Harbor Times", whom the article has met
        let of_press = name.as_deref().and_then(|name| name.split_once(" of "));
        if let Some((person, _)) = of_press
            && self.cast.has(person)
        {
            return Some(person.to_owned());
        }
        let heads = match commands {
            true => vec![whole.clone()],
            false => self.heads(index, range),
        };
        // "in the Treasury secretary’s view" is no view of the Treasury's.
        let office = owner && is_the(&self.pieces[index].tokens[range.start]);
        let within = begins_with_a_name(&self.pieces[index].tokens[range.clone()]);
        self.by_a_head(&heads, within)
            .or_else(|| office.then(|| self.cast.resolve(&whole)).flatten())
            .or_else(|| name.as_deref().and_then(|name| self.cast.resolve(name)))
            .or_else(|| {
                // "Professor Ada Quill of Lindholm"
                let (person, _) = name.as_deref()?.split_once(" of ")?;
                person
                    .contains(' ')
                    .then(|| self.cast.resolve(person))
                    .flatten()
            })
            .or_else(|| owner.then(|| self.cast.resolve(&whole)).flatten())
            .or_else(|| self.named_with(index, &whole))
    }

    /// Whom the longest beginning of a phrase means; within a name no first word that is only like one of theirs: "Red
    /// Marlow" is not Mr. Reed.
    fn by_a_head(&mut self, heads: &[String], within: bool) -> Option<String> {
        let own = |head: &str, name: &str| {
            let mut words = name.split(' ');
            !within || head.contains(' ') || words.any(|word| word.eq_ignore_ascii_case(head))
        };
        heads
            .iter()
            .find_map(|head| self.cast.resolve(head).filter(|name| own(head, name)))
    }

    /// "says White House’s Quill": one of a house, by name.
    fn of_a_house(&mut self, index: usize, range: &Range<usize>) -> Option<String> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens[range.clone()];
        // "the Quill White House", "Ada Quill’s White House"
        if let [.., before, white, house] = tokens
            && (white.is_in(&["white"]) && house.is_in(&["house"]))
            && (house.capital && is_name_word(before))
        {
            return self.cast.resolve("White House");
        }
        let owner = tokens.iter().position(|t| t.possessive)?;
        let own = range.start + owner + 1..range.end;
        let named = tokens.iter().all(is_name_word) && !own.is_empty();
        let form = named.then(|| piece.form(own))?;
        self.cast.resolve(&form).filter(|name| self.cast.has(name))
    }

    /// "That was Ada Quill’s department. The lamp secretary came": the one named last who held the office; a president,
    /// of whom there are several, in the same paragraph.
    pub(super) fn named_with(&self, index: usize, words: &str) -> Option<String> {
        let low = words.to_lowercase();
        let office = low.strip_prefix("the ")?;
        let several = office.ends_with("president");
        let near = self.named.iter().rev().take(MOST_NAMED);
        let mut near = near.filter(|named| !several || named.piece == index);
        // "the adviser" is the national security adviser who was named.
        let advises = office.starts_with("advis") && !office.contains(' ');
        let an_adviser = |name: &str| {
            let offices = authority::offices(name, None);
            let mut words = offices
                .iter()
                .filter_map(|office| office.split(' ').next_back());
            advises && words.any(|word| word.to_lowercase().starts_with("advis"))
        };
        let held = near
            .find(|named| authority::holds(&named.name, office, None) || an_adviser(&named.name))?;
        Some(held.name.clone())
    }

    /// "the president", "the former president": the one whom the text is about, where no day tells who
    /// holds the office, but where the paragraph tells of another who held it and not of that one; of those who held it,
    /// else the one named last.
    pub(in crate::claim::talk) fn in_office(&self, index: usize, words: &str) -> Option<String> {
        let low = words.to_lowercase();
        let office = low.strip_prefix("the ")?;
        let former = office.strip_prefix("former ");
        let held = |name: &str| {
            self.cast
                .may_hold(name, former.unwrap_or(office), former.is_some())
        };
        let another = |topic: &String| {
            let here = self.named.iter().rev().take(MOST_NAMED);
            let here = here.take_while(|named| named.piece == index);
            let mut here = here.map(|named| &named.name);
            !here.clone().any(|name| name == topic) && here.any(|name| held(name))
        };
        let topic = self.topic.as_ref().map(|topic| &topic.name);
        let topic = topic.filter(|topic| held(topic) && !another(topic));
        let named = self.named.iter().rev().map(|named| &named.name);
        let president = office == "president" && self.cast.is_undated();
        let far = if former.is_some() || president {
            MOST_NAMED
        } else {
            0
        };
        let named = named.take(far);
        topic
            .into_iter()
            .chain(named)
            .find(|name| held(name))
            .cloned()
    }

    /// "the prime minister": of several, the one whom the text is about.
    fn as_head(&self, words: &str) -> Option<String> {
        let low = words.to_lowercase();
        let office = low.strip_prefix("the ")?;
        // "the secretary" is the one of a department, and not whoever speaks to the press.
        if office == "secretary" {
            let topic = self.topic.as_ref().filter(|topic| topic.known)?;
            return self
                .cast
                .is_secretary(&topic.name)
                .then(|| topic.name.clone());
        }
        let head = ["chancellor", "premier", "prime minister", "taoiseach"].contains(&office);
        let topic = self.topic.as_ref().filter(|topic| head && topic.known)?;
        let held = authority::offices(&topic.name, None);
        let mut held = held.iter().map(|held| held.to_lowercase());
        held.any(|held| held.starts_with(&format!("{office} of")))
            .then(|| topic.name.clone())
    }

    /// "In July 2021 Ada Quill, then … “…,” said the vice president": the one whom the paragraph is about, who
    /// held the office at another time, where it does not tell of whoever holds it now.
    pub(in crate::claim::talk) fn of_that_day(
        &mut self,
        index: usize,
        words: &str,
    ) -> Option<String> {
        let low = words.to_lowercase();
        let office = low.strip_prefix("the ")?;
        let topic = self.topic.as_ref().map(|topic| topic.name.clone());
        let topic = topic.filter(|topic| self.cast.held(topic, office));
        let topic = topic.or_else(|| self.only_one_who_held(index, office))?;
        let today = self.cast.resolve(words).filter(|today| *today != topic)?;
        let here = self.named.iter().rev().take(MOST_NAMED);
        let here = here.take_while(|named| named.piece == index);
        let tokens = &self.pieces[index].tokens;
        let former = |named: &Named| {
            let before = &tokens[named.at.saturating_sub(2)..named.at];
            before
                .iter()
                .any(|t| t.is_in(&["former", "predecessor", "ex"]))
        };
        let of_topic = here.clone().filter(|named| named.name == topic);
        let (mut told, mut now) = (of_topic.peekable(), here);
        let about = told.peek().is_some() && !told.any(former);
        (about && !now.any(|named| named.name == today)).then_some(topic)
    }

    /// The only one named in the paragraph so far who held an office.
    fn only_one_who_held(&self, index: usize, office: &str) -> Option<String> {
        let here = self.named.iter().rev().take(MOST_NAMED);
        let here = here.take_while(|named| named.piece == index);
        let mut held = here.filter(|named| self.cast.held(&named.name, office));
        let one = held.next()?;
        held.all(|other| other.name == one.name)
            .then(|| one.name.clone())
    }

    /// The phrase and what it begins with, the longest first: "the American president refused".
    fn heads(&self, index: usize, range: &Range<usize>) -> Vec<String> {
        let piece = &self.pieces[index];
        let free = |end: &usize| {
            let bound = piece.tokens.get(*end).is_some_and(|t| {
                t.is_in(&["of", "for", "elect"]) || t.is_in(&["and"]) && *end < range.end
            });
            let staff = is_of_staff(&piece.tokens, *end, piece.tokens.len());
            let hangs = staff && is_name_word(&piece.tokens[*end - 1]);
            // "Emil Oake of Ruritania" is not any Emil, nor "Ada Elvira Quill of Ostrey" any Ada Elvira.
            let within = *end < range.end && is_name_word(&piece.tokens[*end]);
            let first = *end == range.start + 1 && is_given(&piece.tokens[range.start].low);
            let later = *end > range.start + 1 && is_name_word(&piece.tokens[*end - 1]);
            let inside = within && (first || later);
            !bound && !hangs && !inside && !piece.tokens[*end - 1].possessive
        };
        let most = range.end.min(range.start + 8);
        // "Mr. Biden at Omaha Beach" names no beach.
        let far = |&at: &usize| {
            piece.tokens[at].is_in(PREPOSITIONS) && !piece.tokens[at].is_in(&["of", "for"])
        };
        let far = |at: &usize| piece.tokens[*at].kind == Kind::Comma || far(at);
        let most = (range.start + 1..most).find(far).unwrap_or(most);
        let ends = (range.start + 1..=most).rev().filter(free);
        ends.map(|end| piece.form(range.start..end)).collect()
    }
}
