//! Numbers that a speaker breaks off, or puts right at once: "seven hundred thou- — 750,000", "twenty crates — two hundred
//! crates", "almost 100 — over 150".

use super::disfluency::{MOST_PUT_IN, is_light, picked};
use super::{NEARS, Passage};
use crate::judge::number::scale;
use crate::verdict::Aside;
use onrecord_text::{Folded, meaning};

impl Passage {
    /// `about 48 admi- — 4,800 admissions`: a number that is broken off with the word behind it.
    pub(super) fn without_broken_numbers(&mut self, firm: Vec<usize>) -> Vec<usize> {
        let digits = |at: usize| {
            let form = self.form(at).replace(',', "");
            let all = !form.is_empty() && form.bytes().all(|b| b.is_ascii_digit());
            all.then_some(form)
        };
        let is_broken = |pair: &[usize]| {
            let mut words = pair[0] + 1..pair[1];
            let cut = words.any(|at| self.asides.get(&at) == Some(&Aside::FalseStart));
            let begins = |(one, other): (String, String)| one != other && other.starts_with(&one);
            cut && digits(pair[0]).zip(digits(pair[1])).is_some_and(begins)
        };
        let broken = picked(&firm, 2, 0, is_broken);
        self.without(firm, &broken)
    }

    /// `seven hundred thou- — 750,000`: words for a number, the last of which is broken off.
    pub(super) fn without_broken_words_for_numbers(&mut self, firm: Vec<usize>) -> Vec<usize> {
        let mut given_up = Vec::new();
        for n in 0..firm.len().saturating_sub(1) {
            let at = firm[n];
            let again = || {
                self.is_put_right_in_figures(&firm, n)
                    || figures_in_words(self.form(at)) && self.comes_soon_in_figures(&firm, n)
                    || self.is_unit_again(&firm, n)
            };
            if !self.has_cut(at, firm[n + 1]) || !self.is_spoken(at) || !again() {
                continue;
            }
            // "279 billion crow- — million crowns": what is put right is the scale alone.
            let scales = self.is_scale(at) && self.is_scale(firm[n + 1]);
            let most = if scales { 1 } else { n + 1 };
            let numbers = firm[..=n].iter().rev().take(most);
            given_up.extend(numbers.take_while(|&&at| self.is_number(at)));
        }
        self.without(firm, &given_up)
    }

    /// "seven hundred thou- — 750,000": the word of a number is broken off; "20 per- — 25 percent": its unit, which is
    /// said again.
    fn is_put_right_in_figures(&self, firm: &[usize], n: usize) -> bool {
        let figures = |n: usize| {
            let form = self.form(firm[n]).trim_start_matches(CURRENCIES);
            form.starts_with(|c: char| c.is_ascii_digit())
        };
        let unit = firm.get(n + 2).copied();
        let put_right = |at: usize| {
            let form = self.form(at).to_lowercase();
            let of_number = NUMBER_WORDS.iter().any(|word| word.starts_with(&form));
            let again = unit.is_some_and(|at| self.form(at).to_lowercase().starts_with(&form));
            // "20 thou- — 26,000"
            let alike =
                || self.form(firm[n]).chars().next() == self.form(firm[n + 1]).chars().next();
            // One letter is enough for "1.1 t- — $1.7 trillion".
            let scaled = unit.is_some_and(|at| self.is_scale(at)) && figures(n);
            let long = form.len() > 1;
            long && of_number && (!figures(n) || alike()) || again && (long || scaled)
        };
        figures(n + 1) && (firm[n] + 1..firm[n + 1]).any(put_right)
    }

    /// "four hun- — as much as 400": whether a figure comes soon that begins with the same.
    fn comes_soon_in_figures(&self, firm: &[usize], n: usize) -> bool {
        let figure = Folded::new(self.form(firm[n])).to_string();
        let behind = firm[n + 1..].iter().take(SOON_A_NUMBER);
        behind
            .into_iter()
            .any(|&at| self.form(at).starts_with(&figure))
    }

    /// "five mo- — four months": another number, and its unit said whole.
    fn is_unit_again(&self, firm: &[usize], n: usize) -> bool {
        let unit = firm.get(n + 2).map(|&at| self.form(at).to_lowercase());
        let begins = |at: usize| {
            let form = self.form(at).to_lowercase();
            form.len() > 1 && unit.as_ref().is_some_and(|unit| unit.starts_with(&form))
        };
        let numbers = self.is_number(firm[n]) && self.is_number(firm[n + 1]);
        numbers && (firm[n] + 1..firm[n + 1]).any(begins)
    }

    /// Whether a word is one of a number, in figures or in words.
    pub(super) fn is_number(&self, at: usize) -> bool {
        let form = Folded::new(self.form(at));
        !form.is_empty() && (0..form.len()).all(|n| meaning::is_number(form.form(n)))
    }

    fn is_scale(&self, at: usize) -> bool {
        scale(&self.form(at).to_lowercase()).is_some()
    }

    /// "twenty crates — two hundred crates": another number of the same is said at once.
    pub(super) fn is_number_mended(&self, before: &[usize], behind: &[usize]) -> bool {
        let last = before.last().map(|&at| self.words[at].key);
        let near = behind.iter().take(before.len() + MOST_PUT_IN);
        if !near.skip(1).any(|&at| Some(self.words[at].key) == last) {
            return false;
        }
        let many = |at: &usize| self.is_one(*at, QUANTITIES);
        let quantity = before.first().is_some_and(many) && behind.first().is_some_and(many);
        let number = |at: &&usize| self.is_number(**at) || quantity && many(at);
        // "Many of them have — several of them have": more is said again than one word.
        if quantity && before.len() < LEAST_OF_MANY {
            return false;
        }
        let (one, other) = (
            before.iter().take_while(number).count(),
            behind.iter().take_while(number).count(),
        );
        let (rest, again) = (&before[one..], &behind[other..]);
        one > 0 && other > 0 && !rest.is_empty() && self.are_said_again(rest, again)
    }

    /// "almost 100 — over 150 rowers", "at $30 — at $35": a figure is put right with the word that hedges it, or with
    /// the same word before it.
    pub(super) fn is_figure_put_right(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([lead, one], [again, other, ..]) = (before, behind) else {
            return false;
        };
        let nears = |at: usize| {
            NEARS
                .iter()
                .any(|near| near.len() == 1 && self.is_one(at, near))
        };
        let hedges = nears(*lead) && nears(*again);
        let same = self.words[*lead].key == self.words[*again].key && is_light(self.form(*lead));
        let at_once = *again == one + 1 && *other == again + 1;
        let between = self.between(*one, *again);
        let spaced = between.starts_with(' ') && !between.contains('–');
        let years = self.is_year(*one) && self.is_year(*other);
        let figures = self.is_figure(*one) && self.is_figure(*other) && !years;
        // "almost 100 — over 30 of them in Varde" tells of both.
        let of_them = behind.get(2).is_some_and(|&at| self.leads(at));
        at_once && spaced && figures && (hedges || same) && !of_them
    }

    /// Whether a word is figures alone: "40", "$3.66".
    pub(super) fn is_figure(&self, at: usize) -> bool {
        let form = self.form(at);
        let digits = form.bytes().any(|b| b.is_ascii_digit());
        digits && form.bytes().all(|b| !b.is_ascii_alphabetic())
    }

    /// Whether a figure may be a year.
    pub(super) fn is_year(&self, at: usize) -> bool {
        self.form(at).len() == 4 && !self.form(at).contains(['.', ','])
    }
}

/// Whether a word is one for a number, and no figure.
fn figures_in_words(form: &str) -> bool {
    let letters = form.bytes().all(|b| b.is_ascii_alphabetic());
    letters
        && Folded::new(form)
            .to_string()
            .starts_with(|c: char| c.is_ascii_digit())
}

/// Signs of money.
const CURRENCIES: [char; 3] = ['$', '£', '€'];

/// How many of several.
const QUANTITIES: &[&str] = &["all", "few", "many", "most", "several", "some"];

/// A quantity is put right with so many words at least that are said again: "many of them".
const LEAST_OF_MANY: usize = 3;

/// Within so many words a number is said again that was broken off.
const SOON_A_NUMBER: usize = 4;

/// Words of numbers that may be broken off.
const NUMBER_WORDS: &[&str] = &[
    "billion", "eighty", "fifty", "forty", "hundred", "million", "ninety", "seventy", "sixty",
    "thirty", "thousand", "trillion", "twenty",
];
