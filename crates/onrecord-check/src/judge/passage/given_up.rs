//! What a speaker gives up before a dash, as a quotation shows it: it has the words before, and those behind the dash.
//!
//! What is given up by itself, without a look at a quotation, is told by the other files of this room. Here the
//! quotation says where it begins; that it was given up at all must show in the words: the last was broken off, or can
//! end nothing, or the speaker asks for pardon, or says the same behind the dash (the reparandum and its interruption
//! point in E. Shriberg, Preliminaries to a Theory of Speech Disfluencies, 1994).
//! What is said again otherwise is told in [`reworded`](super::reworded).
//!
//! Only in the turns of a transcript.

use super::Passage;
use super::disfluency::{ARTICLES, is_light};
use super::editing::EXCUSES;
use super::fragment::{GOING_ON, OPEN_SUBJECTS};
use super::restart::JOINS;
use crate::verdict::Aside;
use std::ops::Range;

/// What it costs to leave a word out that was given up: less than one that is set aside by itself, so that all of it is
/// left out, and no words like it.
const GIVEN_UP: u32 = 5;
/// So many words are given up at most, with all that is set aside among them.
const LONGEST: usize = 12;
/// So many are given up at most whose last can end nothing.
const LONGEST_OPEN: usize = 5;
/// So many small words are given up at most with one that was broken off behind them.
const MOST_BEFORE_CUT: usize = 2;
/// Within so many words behind as many as were given up, what turns them is said again.
const SOON: usize = 3;

impl Passage {
    /// Whether any word has a dash behind it.
    #[must_use]
    pub fn has_dashes(&self) -> bool {
        self.dashes.contains(&true)
    }

    /// Whether the words `gap`, none of which a quotation has, while it has those on either side, were given up.
    #[must_use]
    pub fn gives_up(&self, gap: &Range<usize>) -> bool {
        // "over. (Applause.) You have — his boat is in"
        let mut uttered = gap.clone().skip_while(|&at| !self.is_uttered(at));
        let (first, next) = (uttered.next().unwrap_or(gap.start), gap.end);
        if gap.is_empty() || first == 0 || next >= self.words.len() || gap.len() > LONGEST {
            return false;
        }
        let whole = self.block(first - 1) == self.block(next) && self.is_spoken(next);
        if !whole {
            return false;
        }
        // What stands between two dashes is put in, and not given up.
        if self.breaks(first - 1, first) {
            let said: Vec<usize> = gap.clone().collect();
            return self.resumes(gap)
                || self.stands_for_the_subject(gap)
                || self.is_in_form_of_ing(&said, next) && self.breaks(next - 1, next);
        }
        let said: Vec<usize> = gap.clone().filter(|&at| self.is_uttered(at)).collect();
        let Some((term, len)) = self.last_words(&said, next) else {
            return self.resumes_with_pronoun(&said, next) || self.resumes_with_title(&said, next);
        };
        let wrong = &said[..said.len() - len];
        if wrong.first() != Some(&first) || wrong.iter().any(|&at| self.stops_behind(at)) {
            return false;
        }
        // "of the harbor — of the weir, too": one thing more
        let mut behind = (next..self.words.len()).take(wrong.len() + SOON);
        if behind.any(|at| self.is_one(at, &["too"])) {
            return false;
        }
        match term {
            Term::Excuse if said.last().is_some_and(|&last| self.stops_behind(last)) => {
                self.is_begun_again(wrong, next)
            }
            Term::Excuse => self.turns_again(wrong, next) || self.is_undenied(wrong, next),
            Term::Turn => self.is_void(wrong, next),
            Term::None => {
                let before = (0..first).rev().find(|&at| self.is_uttered(at));
                let anew = before.is_some_and(|before| self.stops_behind(before));
                let bare = self.is_bare_beginning(wrong, next) || self.is_announcement(wrong, next);
                let bare = anew && bare;
                let anew = anew || self.begins_as(first, next);
                bare || self.is_bare_clause(wrong, next)
                    || anew && self.is_void(wrong, next)
                    || self.is_reworded(wrong, next)
                    || self
                        .without_a_subject(wrong)
                        .is_some_and(|wrong| self.is_reworded(wrong, next))
                    || self.is_turn_of_speech(wrong)
            }
        }
    }

    /// "The lamp — excuse me. The lamp is lit": whether the words are those with which the next sentence begins. Others
    /// were said, whatever asks for pardon behind them.
    fn is_begun_again(&self, wrong: &[usize], next: usize) -> bool {
        let key = |at: usize| self.words[at].key;
        let behind = next..self.words.len().min(next + wrong.len());
        behind.len() == wrong.len() && wrong.iter().zip(behind).all(|(&a, b)| key(a) == key(b))
    }

    /// Sets the words `gap` aside as given up, all of them or none.
    pub fn give_up_whole(&mut self, gap: Range<usize>) {
        for at in gap.clone() {
            if !self.asides.contains_key(&at) {
                self.set_aside(at, Aside::FalseStart);
            }
            self.words[at].skip = self.words[at].skip.min(GIVEN_UP);
        }
        self.keep_together(gap.collect());
    }

    /// The word before `at` that is not set aside.
    #[must_use]
    pub fn said_before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|at| !self.asides.contains_key(at))
    }

    /// The word behind `at` that is not set aside.
    #[must_use]
    pub fn said_behind(&self, at: usize) -> Option<usize> {
        (at + 1..self.words.len()).find(|at| !self.asides.contains_key(at))
    }

    /// Whether word `at` came from the speaker's mouth, and is no mere sound.
    fn is_uttered(&self, at: usize) -> bool {
        let aside = self.asides.get(&at);
        !matches!(
            aside,
            Some(Aside::Direction | Aside::Label | Aside::Editorial)
        )
    }

    /// What the last words do, and how many they are, where a dash parts them from those before or behind.
    fn last_words(&self, said: &[usize], next: usize) -> Option<(Term, usize)> {
        let last = *said.last()?;
        let is = |term: &[&str]| {
            let from = said.len().checked_sub(term.len() + 1).map(|from| from + 1);
            from.filter(|&from| (0..term.len()).all(|n| self.is_one(said[from + n], &term[n..=n])))
        };
        let found = |terms: &[&[&str]]| terms.iter().find_map(|term| is(term));
        let parted = |&from: &usize| self.breaks(said[from - 1], said[from]);
        let closed = self.breaks(last, next);
        // "oh, sorry"
        let excuse = found(EXCUSES).map(|from| {
            let oh = from > 1 && self.is_one(said[from - 1], &["oh"]);
            from - usize::from(oh)
        });
        if let Some(from) = excuse.filter(|from| closed || parted(from)) {
            return Some((Term::Excuse, said.len() - from));
        }
        match found(TURNS).filter(parted) {
            Some(from) => Some((Term::Turn, said.len() - from)),
            None => closed.then_some((Term::None, 0)),
        }
    }

    /// Whether what is given up and what stands behind the dash begin with the same word, or with one that leads to a
    /// noun as well: "for all of — for", "by a year — in a year", "the poll- — all that".
    fn begins_as(&self, first: usize, next: usize) -> bool {
        let same = self.words[first].key == self.words[next].key;
        let noun = || {
            let other = self.is_one(next, LEADING_TO_NOUNS) || self.is_one(next, POINTING);
            self.is_one(first, ARTICLES) && self.is_cut(first + 1) && other
        };
        let both = |words: &[&str]| self.is_one(first, words) && self.is_one(next, words);
        // "for the last — since the end of the frost"
        let since = || self.is_one(next, &["during", "since"]);
        same || self.leads(first) && (self.leads(next) || since())
            || both(CLAUSES)
            || both(JOINS)
            || noun()
            || self.is_cut_short(first, next)
            || self.is_all_small(first, next)
    }

    /// "that our — in the town": whether nothing but small words was said.
    fn is_all_small(&self, first: usize, next: usize) -> bool {
        // "We wrote to — and heard of the guild", "they sleep and — because it is late — they snore" give nothing up.
        let joined = self.is_one(next, GOING_ON) || self.is_one(next, CLAUSES);
        let mut said = (first..next).filter(|&at| self.is_uttered(at));
        !joined && said.all(|at| is_light(self.form(at)) && !self.is_number(at))
    }

    /// "has be- — of the United States", "about 5- — a surge of 5,000": whether nothing but small words led to one that was
    /// broken off.
    fn is_cut_short(&self, first: usize, next: usize) -> bool {
        let Some(cut) = (first..next).find(|&at| self.is_cut(at)) else {
            return false;
        };
        let small = |at: usize| is_light(self.form(at)) || self.leads(at);
        let few = (1..=MOST_BEFORE_CUT).contains(&(cut - first));
        few && (first..cut).all(small)
    }

    /// Whether the words came to nothing: the last of them was broken off, or can end nothing.
    fn is_void(&self, wrong: &[usize], next: usize) -> bool {
        let Some((&last, before)) = wrong.split_last() else {
            return false;
        };
        let which = || {
            let the = before.last().is_some_and(|&at| self.is_one(at, &["the"]));
            the && self.is_one(last, WHICH)
        };
        let open = wrong.len() <= LONGEST_OPEN
            && (self.is_one(last, OPEN) || self.is_one(last, OPEN_SUBJECTS) || which());
        if !self.is_cut(last) && !open {
            return false;
        }
        // "from three to — from four to six": a number is given up for another one alone.
        let numbers = before.iter().any(|&at| self.is_number(at));
        if numbers && !self.is_renumbered(wrong, next) {
            return false;
        }
        // "We row to Tarn las- — to Varde": a name, of which something was about to be said
        if self.is_cut(last) && self.loses_a_name(before, next) {
            return false;
        }
        // "anything to — to announce": but for the last word, which is said again, nothing was given up.
        let cut = wrong
            .iter()
            .rev()
            .take_while(|&&at| self.is_cut(at))
            .count();
        if self.ends_as_next_begins(&wrong[..wrong.len() - cut], next) {
            return false;
        }
        self.turns_again(wrong, next)
    }

    /// Whether a name stands among the words that is not said again; not one that an article leads to.
    fn loses_a_name(&self, wrong: &[usize], next: usize) -> bool {
        let behind = next..self.words.len().min(next + LONGEST);
        let again = |at: usize| {
            behind
                .clone()
                .any(|other| self.bare(other) == self.bare(at))
        };
        let heads = |at: usize| at == 0 || self.stops_behind(at - 1);
        let capital = |at: usize| self.form(at).starts_with(char::is_uppercase);
        let name = |&at: &usize| capital(at) && !heads(at) && !again(at);
        let led = wrong
            .first()
            .is_some_and(|&first| self.is_one(first, ARTICLES));
        !led && wrong.iter().any(name)
    }

    /// Whether the words are said again one for one, with other numbers.
    fn is_renumbered(&self, wrong: &[usize], next: usize) -> bool {
        let key = |at: usize| self.words[at].key;
        let same = |(&at, other): (&usize, usize)| {
            key(at) == key(other) || self.is_number(at) && self.is_number(other)
        };
        let right = next..self.words.len().min(next + wrong.len());
        right.len() == wrong.len() && wrong.iter().zip(right).all(same)
    }

    /// Whether nothing among the words turns the sense, or something does behind the dash, too: "They are not safe —
    /// sorry — ready" does not say that they are ready.
    pub(super) fn turns_again(&self, wrong: &[usize], next: usize) -> bool {
        let end = self.words.len().min(next + wrong.len() + SOON);
        let denied = (next..end).any(|at| self.turns(at));
        denied || !wrong.iter().any(|&at| self.turns(at))
    }

    /// Whether some of the words, and not all, are said again at once behind the dash.
    fn ends_as_next_begins(&self, wrong: &[usize], next: usize) -> bool {
        let behind: Vec<usize> = (next..self.words.len().min(next + wrong.len())).collect();
        (1..wrong.len()).any(|from| self.are_said_again(&wrong[from..], &behind))
    }
}

/// What the last words that are given up do.
enum Term {
    /// They ask for pardon.
    Excuse,
    /// They turn to something else.
    Turn,
    /// There are none but those given up.
    None,
}

/// What turns to something else, behind words that came to nothing.
const TURNS: &[&[&str]] = &[
    &["or"],
    &["well"],
    &["actually"],
    &["i", "mean"],
    &["rather"],
];

/// Words that no clause and no phrase ends with.
pub(super) const OPEN: &[&str] = &[
    "a", "an", "and", "because", "but", "every", "from", "his", "if", "its", "my", "of", "or",
    "our", "than", "the", "their", "to", "which", "whose", "your",
];

/// Words that say behind *the* which of some there are.
const WHICH: &[&str] = &["last", "next", "past", "same"];

/// Words that stand before a noun and say which.
pub(super) const LEADING_TO_NOUNS: &[&str] = &[
    "a", "an", "any", "each", "every", "her", "his", "its", "my", "our", "the", "their", "your",
];

/// Words that begin a clause: one is given up for another.
const CLAUSES: &[&str] = &[
    "because", "how", "if", "that", "unless", "until", "what", "when", "where", "whether", "why",
];

/// Words that point at a noun, or say how much of it.
const POINTING: &[&str] = &["all", "some", "that", "these", "this", "those"];
