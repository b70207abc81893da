//! Those who speak together: two persons, the holders of offices, governments.

use super::super::Attribution;
use super::super::persons::PAIRS;
use super::super::phrase::{is_name_word, is_person, name_end, singular};
use super::super::token::{Kind, Token};
use super::Talk;
use super::whom::is_the;
use std::ops::Range;

impl Talk<'_> {
    /// Those of whom a phrase says that they speak together: "Ada Quill and Boris Fenwick", and more
    /// with commas between them.
    pub(super) fn both(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        if let Some(who) = self.with_holders(index, range) {
            return Some(who);
        }
        let tokens = &self.pieces[index].tokens;
        let mut ands = range.clone().filter(|&at| tokens[at].is_in(&["and"]));
        let and = ands.next().filter(|_| ands.next().is_none())?;
        let plain = |t: &Token| matches!(t.kind, Kind::Word | Kind::Comma);
        let one_word = |t: &Token| t.kind == Kind::Word;
        let whole = tokens[range.clone()].iter().all(plain);
        let (others, last) = (range.start..and, and + 1..range.end);
        if !whole || others.is_empty() || last.is_empty() {
            return None;
        }
        let last_plain = tokens[last.clone()].iter().all(one_word);
        let commas = others.clone().filter(|&at| tokens[at].kind == Kind::Comma);
        let mut parts = Vec::new();
        let mut start = others.start;
        for comma in commas.chain([and]) {
            parts.push(start..comma);
            start = comma + 1;
        }
        parts.retain(|part| !part.is_empty());
        let mut names: Vec<String> = Vec::new();
        for part in parts.into_iter().take(MOST_TOGETHER) {
            names.push(self.words(index, part).filter(|who| who.known)?.name);
        }
        let named = self
            .words(index, last)
            .filter(|who| last_plain && who.known);
        let last = named.or_else(|| self.apposed(index, range.end))?.name;
        let known = |name: &String| self.cast.has(name) && *name != last;
        let persons = names.iter().all(known) && self.cast.has(&last);
        let span = self.pieces[index].source(range);
        persons.then(|| Attribution::known(format!("{} and {last}", names.join(", ")), span))
    }

    /// "Ada Quill and the Tarn and Varde harbor chairs, Boris Fenwick and Clara Oldacre": offices whose
    /// holders are named behind them.
    fn with_holders(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let and = range.clone().find(|&at| tokens[at].is_in(&["and"]))?;
        let the = tokens.get(and + 1).is_some_and(is_the);
        let last = &tokens[range.end - 1];
        let offices = is_person(singular(&last.low)) && last.low.ends_with('s');
        let comma = tokens.get(range.end).is_some_and(|t| t.kind == Kind::Comma);
        if !the || !offices || !comma || and == range.start {
            return None;
        }
        let start = range.end + 1;
        let name = |t: &Token| is_name_word(t) || t.kind == Kind::Comma || t.is_in(&["and"]);
        let names = tokens[start..].iter().take_while(|t| name(t)).count();
        let first = self.words(index, range.start..and)?;
        let holders = self.both(index, &(start..start + names))?;
        let span = self.pieces[index].source(range);
        (first.known && self.cast.has(&first.name))
            .then(|| Attribution::known(format!("{}, {}", first.name, holders.name), span))
    }

    /// Who is named between commas right behind a description: ", Ada Quill,".
    fn apposed(&mut self, index: usize, comma: usize) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let is_comma = |at: usize| tokens.get(at).is_some_and(|t| t.kind == Kind::Comma);
        let start = Some(comma + 1).filter(|&start| is_comma(comma) && start < tokens.len())?;
        let end = name_end(tokens, start, tokens.len());
        let named = is_name_word(&tokens[start]) && is_comma(end);
        let who = named.then(|| self.words(index, start..end)).flatten();
        who.filter(|who| who.known)
    }

    /// Those who speak together, as the article names them.
    pub(super) fn parties(&mut self, index: usize, range: Range<usize>) -> Attribution {
        // "of Ruritania and Tarn of May 3"
        let tokens = &self.pieces[index].tokens;
        let dated = |&at: &usize| {
            let day = tokens.get(at + 1).filter(|_| at + 1 < range.end);
            tokens[at].is_in(&["of", "on"]) && day.is_some_and(|t| !is_name_word(t) && !is_the(t))
        };
        let end = range.clone().find(dated).unwrap_or(range.end);
        let range = range.start..end;
        let parties = Attribution {
            name: self.pieces[index].form(range.clone()),
            known: false,
            span: self.pieces[index].source(&range),
        };
        let parties = self.both(index, &range).unwrap_or(parties);
        self.pair = Some(parties.clone());
        parties
    }

    /// Whether a phrase names more than one.
    pub(super) fn is_of_several(&self, index: usize, range: &Range<usize>) -> bool {
        let mut words = self.pieces[index].tokens[range.clone()].iter();
        words.any(|t| t.is_in(&["and"]))
    }
}

/// So many persons speak together at most.
const MOST_TOGETHER: usize = 12;

/// "the governments of Ruritania and Tarn": those who speak together.
pub(super) fn is_of_parties(words: &[Token]) -> bool {
    let [the, noun, of, rest @ ..] = words else {
        return false;
    };
    let plural = noun.low.ends_with('s') && noun.is_in(PAIRS);
    is_the(the) && plural && of.is_in(&["of"]) && rest.iter().any(|t| t.is_in(&["and"]))
}
