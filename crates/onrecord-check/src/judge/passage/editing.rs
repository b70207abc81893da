//! Editing terms: what speakers say when they break off to put something right, "— excuse me —", and what
//! they then put right.

use super::Passage;
use super::disfluency::{ARTICLES, LONGEST_REPETITION};
use crate::verdict::Aside;

/// A slip has so many of the first letters of the word that was meant.
const SAME_LETTERS: usize = 2;
/// So many words are put right at most behind an editing term.
const LONGEST_SLIP: usize = 3;
/// So many at most where the speaker says that they were wrong.
const LONGEST_CLAUSE: usize = 10;

/// Where so many words are said again behind an excuse, all from there on is put right.
const SAID_AGAIN: usize = 3;

/// So many words stand at most between the dash and such an excuse.
const FAR_OF_A_PARDON: usize = 4;

impl Passage {
    /// Sets aside "— excuse me —" and the like where the speaker breaks off before it and begins
    /// anew behind it; answers the words that are left.
    pub(super) fn without_editing_terms(
        &mut self,
        spoken: &[usize],
        firm: Vec<usize>,
    ) -> Vec<usize> {
        if !self.dashes.contains(&true) {
            return firm;
        }
        let mut left: Vec<usize> = Vec::with_capacity(firm.len());
        let mut n = 0;
        while n < firm.len() {
            let term = self.editing_term(&firm, n).filter(|&len| {
                let behind = &firm[n + len..];
                let again = |at: &usize| {
                    let back = left.iter().rev().take(LONGEST_REPETITION);
                    back.clone()
                        .any(|&b| self.words[b].key == self.words[*at].key)
                };
                let before = spoken[..spoken.partition_point(|&at| at < firm[n])].last();
                let broken =
                    before.is_some_and(|at| self.asides.get(at) == Some(&Aside::FalseStart));
                let own = || {
                    firm[n..n + len]
                        .iter()
                        .any(|&at| self.is_one(at, OWN_TERMS))
                };
                let slip = || {
                    self.slip_before(&left, behind, true) > 0 && self.asks_pardon(&firm[n..n + len])
                };
                broken || own() || behind.first().is_some_and(again) || slip()
            });
            match term {
                Some(len) => {
                    let pardon = self.asks_pardon(&firm[n..n + len]);
                    let slip = self.slip_before(&left, &firm[n + len..], pardon);
                    let wrong = left.split_off(left.len() - slip);
                    wrong
                        .iter()
                        .for_each(|&at| self.set_aside(at, Aside::FalseStart));
                    // "a serious and deadly promise — excuse me, a problem": all of it, or the last word.
                    let last = wrong
                        .last()
                        .filter(|&&at| pardon && self.may_be_given_up(at));
                    self.repeated.extend(last.map(|&at| vec![at]));
                    self.repeated
                        .extend(Some(wrong).filter(|wrong| !wrong.is_empty()));
                    let run = firm[n..n + len].to_vec();
                    run.iter().for_each(|&at| self.set_aside(at, Aside::Filler));
                    self.keep_together(run);
                    n += len;
                }
                None => {
                    left.push(firm[n]);
                    n += 1;
                }
            }
        }
        left
    }

    /// Sets aside "because of Varde — Vaarn, excuse me,": what is put right before the speaker says that it was
    /// wrong; answers the words that are left.
    pub(super) fn without_pardons(&mut self, firm: Vec<usize>) -> Vec<usize> {
        if !self.dashes.contains(&true) {
            return firm;
        }
        let (mut slips, mut terms) = (Vec::new(), Vec::new());
        for n in 2..firm.len() {
            let Some(len) = self.pardon_behind(&firm, n) else {
                continue;
            };
            let near = n.saturating_sub(1 + FAR_OF_A_PARDON)..n - 1;
            let Some(m) = near.rev().find(|&m| self.breaks(firm[m], firm[m + 1])) else {
                continue;
            };
            // "the promise — or, excuse me, a problem" puts right what stands behind it.
            let behind = self.is_one(firm[m + 1], &["or"]);
            let (wrong, right) = (&firm[..=m], &firm[m + 1..n]);
            let slip = match behind {
                // "in 1998 — or, sorry, in 2001": what was wrong goes with the *or*.
                true if m + 2 == n => self.put_right_behind(wrong, &firm[n + len..]),
                true => self.said_around(wrong, &firm[m + 2..n], &firm[n + len..]),
                false => {
                    let slip = self.slip_before(wrong, right, true);
                    slip.max(self.said_otherwise(wrong, right))
                }
            };
            if slip > 0 || !behind && self.is_one(firm[n + len - 1], &["say"]) {
                let wrong = &firm[m + 1 - slip..m + 1 + usize::from(behind)];
                slips.extend_from_slice(wrong);
                // All of it is wrong, and not one word of it.
                self.keep_together(wrong.to_vec());
                let run = firm[n..n + len].to_vec();
                run.iter().for_each(|&at| self.set_aside(at, Aside::Filler));
                terms.extend_from_slice(&run);
                self.keep_together(run);
            }
        }
        let mut left = self.without(firm, &slips);
        left.retain(|at| !terms.contains(at));
        left
    }

    /// "six million crowns — billion crowns — excuse me —": how many words before the dash are those behind it, but
    /// for the first.
    fn said_otherwise(&self, left: &[usize], behind: &[usize]) -> usize {
        let len = behind.len();
        let Some(run) = left.len().checked_sub(len).map(|from| &left[from..]) else {
            return 0;
        };
        let key = |at: usize| self.words[at].key;
        let rest = run.iter().zip(behind).skip(1);
        let same = len > 1 && rest.into_iter().all(|(a, b)| key(*a) == key(*b));
        if same { len } else { 0 }
    }

    /// How many words from `firm[n]` ask for pardon between commas, behind what was put right.
    fn pardon_behind(&self, firm: &[usize], n: usize) -> Option<usize> {
        let comma = |n: usize| {
            self.between(firm[n - 1], firm[n]).starts_with(',') || self.breaks(firm[n - 1], firm[n])
        };
        let is = |n: usize, word: &str| firm.get(n).is_some_and(|&at| self.is_one(at, &[word]));
        // "the commitment — comment, rather, about": between commas alone
        let rather = || {
            let next = firm.get(n + 1);
            let ends = next.is_some_and(|&at| self.between(firm[n], at).starts_with([',', '.']));
            ends && self.is_one(firm[n], &["rather"])
        };
        let excuse = self.is_one(firm[n], &["excuse", "i", "i'm", "pardon", "sorry"]);
        if !excuse && !rather() || !comma(n) {
            return None;
        }
        let len = match () {
            () if is(n, "i'm") && is(n + 1, "sorry") => 2,
            () if is(n, "i'm") => return None,
            () if !is(n, "i") => 1 + usize::from(is(n + 1, "me") && !is(n, "sorry")),
            () if is(n + 1, "should") && is(n + 2, "say") => 3,
            () => return None,
        };
        let ends = firm.get(n + len).is_none_or(|&at| {
            self.between(firm[n + len - 1], at)
                .starts_with([',', '.', ';', ' ', '\n'])
        });
        ends.then_some(len)
    }

    /// How many words from `firm[n]` are an editing term between dashes.
    fn editing_term(&self, firm: &[usize], n: usize) -> Option<usize> {
        let dash = |n: usize| {
            let at = firm.get(n)?;
            let next = firm.get(n + 1)?;
            Some(self.breaks(*at, *next))
        };
        if n == 0 || dash(n - 1) != Some(true) {
            return None;
        }
        let is = |term: &&&[&str]| {
            let forms = firm[n..].iter().take(term.len()).map(|&at| self.form(at));
            let same =
                |(form, word): (&str, &&str)| form.replace('’', "'").eq_ignore_ascii_case(word);
            firm.len() >= n + term.len() && forms.zip(term.iter()).all(same)
        };
        let len = EXCUSES.iter().chain(EDITING_TERMS).find(is)?.len();
        // "— or, excuse me, the problem", "— you know, a problem": a comma does as well.
        let comma = || {
            let (end, next) = (firm.get(n + len - 1)?, firm.get(n + len)?);
            let first = self.is_one(firm[n + len.saturating_sub(2)], BEFORE_COMMA);
            Some(first && self.between(*end, *next).starts_with(','))
        };
        // "The data — excuse me. The data is clear.": all that stood before it in its sentence is said again.
        let stop = || {
            let own = firm[n..n + len]
                .iter()
                .any(|&at| self.is_one(at, OWN_TERMS));
            let before = firm[..n].iter().rev().take(LONGEST_REPETITION);
            let ends = |at: usize| self.stops_behind(at) || self.block(at) != self.block(firm[n]);
            let said = before.skip(1).take_while(|&&at| !ends(at));
            let said = 1 + said.count();
            let key = |at: &usize| self.words[*at].key;
            let again = firm.get(n + len..n + len + said)?;
            let stops = self.stops_behind(firm[n + len - 1]);
            (own && stops).then(|| firm[n - said..n].iter().map(key).eq(again.iter().map(key)))
        };
        // "in sovereign — I mean in loan aid": no mark is needed where it goes back.
        let back = || {
            let mean = self.is_one(firm[n + len - 1], &["mean"]);
            let key = |at: usize| self.words[at].key;
            let again = firm[n.saturating_sub(LONGEST_SLIP)..n].iter();
            let next = firm.get(n + len).map(|&at| key(at));
            mean && again.into_iter().any(|&at| Some(key(at)) == next)
        };
        let ends = dash(n + len - 1) == Some(true)
            || comma() == Some(true)
            || stop() == Some(true)
            || back();
        ends.then_some(len)
    }

    /// Whether an editing term says that what stands right before it was wrong.
    fn asks_pardon(&self, term: &[usize]) -> bool {
        term.iter().any(|&at| self.is_one(at, PARDON))
    }

    /// "the promise — excuse me — problem", "to the mole — I mean, to the gate": how many words before an
    /// editing term are put right behind it. They begin as the next do, one with its letters or its article
    /// set aside, two or three with the same word.
    fn slip_before(&self, left: &[usize], behind: &[usize], pardon: bool) -> usize {
        let Some(&slip) = left.last() else {
            return 0;
        };
        let article = |at: &&usize| self.is_one(**at, ARTICLES);
        let Some(&right) = behind.iter().find(|at| !article(at)) else {
            return 0;
        };
        let anew = |len: &usize| {
            let run = left.len().checked_sub(*len).map(|from| &left[from..]);
            run.is_some_and(|run| {
                let key = |at: usize| self.words[at].key;
                let same = behind.first().is_some_and(|&b| key(b) == key(run[0]));
                same && run.iter().all(|&at| self.may_be_given_up(at))
            })
        };
        // "thousands of crowns a month, compared to — excuse me, thousands of crowns a year": as much as is said again,
        // within the sentence
        let again = |len: &usize| {
            let Some(run) = left.len().checked_sub(*len).map(|from| &left[from..]) else {
                return false;
            };
            let pairs = run.iter().zip(behind).take(SAID_AGAIN);
            let same = pairs.filter(|(a, b)| self.words[**a].key == self.words[**b].key);
            same.count() == SAID_AGAIN && !run[..len - 1].iter().any(|&at| self.stops_behind(at))
        };
        if pardon && let Some(len) = (SAID_AGAIN..=LONGEST_CLAUSE).rev().find(again) {
            return len;
        }
        // "what we need to do — or I should say, what the board needs to do"
        let most = if pardon { LONGEST_CLAUSE } else { LONGEST_SLIP };
        if let Some(len) = (2..=most).find(anew) {
            return len;
        }
        let letters = |at: usize| -> String {
            let form = self.form(at).to_lowercase();
            form.chars().take(SAME_LETTERS).collect()
        };
        let alike = letters(slip).len() >= SAME_LETTERS && letters(slip) == letters(right);
        let name = |at: usize| self.form(at).starts_with(char::is_uppercase) && self.is_spoken(at);
        let names = pardon && name(slip) && name(right);
        let words = self.may_be_given_up(slip) && (alike || pardon);
        usize::from(names || words || self.is_figure_mended(slip, right))
    }
}

/// What asks for pardon and nothing else.
pub(super) const EXCUSES: &[&[&str]] = &[
    &["excuse", "me"],
    &["pardon", "me"],
    &["i'm", "sorry"],
    &["i", "am", "sorry"],
    &["sorry"],
];

/// What else speakers say when they break off to put something right: the editing terms between
/// reparandum and repair (E. Shriberg, Preliminaries to a Theory of Speech Disfluencies, 1994).
const EDITING_TERMS: &[&[&str]] = &[
    &["i", "mean"],
    &["i", "meant"],
    &["or", "i", "mean"],
    &["or", "i", "meant"],
    &["or", "excuse", "me"],
    &["or", "i", "should", "say"],
    &["i", "should", "say"],
    &["or", "rather"],
    &["you", "know"],
];

/// An editing term that begins with one of these may end with a comma.
const BEFORE_COMMA: &[&str] = &["excuse", "i", "i'm", "pardon", "should", "sorry", "you"];

/// With these, what was said right before was wrong.
const PARDON: &[&str] = &["excuse", "mean", "pardon", "rather", "say", "sorry"];

/// With these an editing term asks for pardon, whatever is begun anew behind it: "— excuse me —".
const OWN_TERMS: &[&str] = &["excuse", "pardon"];
