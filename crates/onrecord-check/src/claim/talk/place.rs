//! Where somebody without a name is said to be: "In Lindholm, a baker …" speaks of a baker in Lindholm.

use super::super::persons::REPORTERS;
use super::super::phrase::{is_name_word, is_person, name_end, singular};
use super::super::token::{Kind, Token};
use super::super::words::PREPOSITIONS;
use super::describe::head_noun;
use super::unnamed::UNNAMED;
use super::{Piece, Talk};
use std::ops::Range;

impl Talk<'_> {
    /// A description with the place that its sentence or paragraph begins with: "a baker in Lindholm".
    /// Officials and reporters are of a house, not of a place.
    pub(super) fn placed(&self, index: usize, range: &Range<usize>, name: String) -> String {
        let piece = &self.pieces[index];
        let words = &piece.tokens[range.clone()];
        let (words, name) = match name.strip_suffix(" there") {
            Some(bare) => (&words[..words.len() - 1], bare.to_owned()),
            None => (words, name),
        };
        let hangs = |t: &Token| t.is_in(PREPOSITIONS) || t.low.ends_with("ing");
        // "a mother of two"
        let number = |t: &Token| t.is_in(&["two", "three", "four", "five", "six"]);
        let own = match words {
            [own @ .., of, count] if of.is_in(&["of"]) && number(count) => own,
            own => own,
        };
        let bare =
            !own.iter().any(hangs) && words.first().is_some_and(|t| t.is_in(&["a", "an", "one"]));
        let house = |t: &Token| t.is_in(REPORTERS) || t.is_in(UNNAMED) || t.is_in(&["colleague"]);
        let private = head_noun(words).is_some_and(|head| is_person(singular(head)))
            && !words.iter().any(house);
        if !bare || !private {
            return name;
        }
        let from = piece.sentence().start(range.start);
        let place = place_at(piece, from, range.start).or_else(|| place_at(piece, 0, from));
        match place {
            Some(place) => format!("{name} {place}"),
            None => name,
        }
    }
}

/// The place that stands at `from`, before `to`: "in Lindholm", "at a Lindholm hospital".
fn place_at(piece: &Piece<'_>, from: usize, to: usize) -> Option<String> {
    let tokens = &piece.tokens;
    let meanwhile = tokens[from..to].first()?.is_in(&["meanwhile"]);
    let from = from + usize::from(meanwhile);
    let first = tokens[from..to].first()?;
    if !first.is_in(&["in", "at", "outside"]) {
        return None;
    }
    let ends = |at: &usize| tokens[*at].kind != Kind::Word;
    let to = to.min(from + LONGEST);
    let end = (from..to).find(ends).unwrap_or(to);
    let named = |at: usize| at < end && is_name_word(&tokens[at]) && !tokens[at].is_in(NO_PLACES);
    let name = |at: usize| at + 1 + usize::from(at + 1 < end && tokens[at + 1].is_in(&["the"]));
    let town = (from..end).find(|&at| tokens[at].is_in(&["in"]) && named(name(at)));
    let range = match town {
        Some(at) => at..name_end(tokens, name(at), end),
        None => {
            let site = (from + 1..end).find(|&at| tokens[at].is_in(SITES))?;
            // "At a pipe works outside Lindholm"
            let near = site + 1 < end && tokens[site + 1].is_in(&["near", "outside"]);
            let beside = site + 2..name_end(tokens, (site + 2).min(end), end);
            let lies = near && beside.start < end && named(beside.start);
            let site = site + 1..if lies { beside.end } else { site + 1 };
            (lies || (from + 1..site.start).any(named)).then_some(from..site.end)?
        }
    };
    let place = piece.form(range);
    let (word, rest) = place.split_once(' ')?;
    Some(format!("{} {rest}", word.to_lowercase()))
}

/// So many words say where.
const LONGEST: usize = 10;

/// Names behind "in" that are no places: what is said there is said of a house.
const NO_PLACES: &[&str] = &["congress", "parliament", "senate", "washington"];

/// Where people without an office are met.
const SITES: &[&str] = &[
    "airport", "bakery", "bar", "cafe", "café", "church", "clinic", "depot", "factory", "farm",
    "hospital", "market", "mill", "mine", "plant", "port", "school", "shop", "station", "store",
    "works", "yard",
];
