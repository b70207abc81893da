//! What a speaker goes back over: "in fair causes to the riv- — for fair causes on the river". Part of it
//! is said again behind the dash, and the rest carries nothing, or is one word put right.
//!
//! Only in the turns of a transcript: writers mean what stands before their dashes.

use super::Passage;
use super::disfluency::{is_light, is_near};
use crate::verdict::Aside;
use onrecord_text::Folded;

/// How many words of the first go are not said again.
const MOST_NOT_SAID_AGAIN: usize = 2;
/// Within so many words something is said soon behind a dash.
const SOON: usize = 7;
/// How many words may be given up where a sentence breaks off.
const MOST_BROKEN_OFF: usize = 4;
/// How many words the second go may have among those of the first.
const MOST_AMONG: usize = 2;
/// How many words are put in between two dashes that were said before.
const PUT_IN: std::ops::RangeInclusive<usize> = 2..=5;
/// How far before they were said, in words.
const SAID_BEFORE: usize = 20;

/// A slip has so many of the first letters of the word that was meant, and as many as this in all.
const LETTERS_OF_A_SLIP: usize = 2;
const SHORTEST_SLIP: usize = 4;
const LETTERS_OF_PLURALS: usize = 4;

/// Shorter names may be near by chance: *Iraq*, *Iran*.
const SHORTEST_NAME: usize = 5;

impl Passage {
    /// Whether the words behind the dash go over those before it once more: they begin alike, have words
    /// in common that tell something, in their order, and what is not said again carries nothing. `led` tells
    /// whether those behind begin with a preposition.
    pub(super) fn is_retraced(&self, before: &[usize], behind: &[usize], led: bool) -> bool {
        let ([first, .., last], [again, ..]) = (before, behind) else {
            return false;
        };
        let key = |at: usize| self.words[at].key;
        let led = led && self.leads(*first);
        if key(*first) != key(*again) && !led {
            return false;
        }
        let (said, left) = self.shared(before, behind);
        let small = |at: usize| is_light(self.form(at)) || self.begins_a_clause(at);
        let soon = &behind[..behind.len().min(SOON)];
        let again = |at: usize| {
            let same = |&other: &usize| key(other) == key(at) || self.is_recast(at, other);
            soon.iter().any(same)
        };
        let empty = |at: &usize| self.leads(*at) || small(*at);
        let tells = said.iter().any(|at| !empty(at));
        let few = left.len() <= MOST_NOT_SAID_AGAIN;
        // "on one line — with one provider": the noun is put right.
        let noun = led && before.len() == 3 && said == [before[1]] && self.may_be_given_up(*last);
        // "he stepped up fair trade — he set up a Fair Trade Board": one word is put right
        let full: Vec<usize> = left.iter().copied().filter(|at| !empty(at)).collect();
        let right = full.is_empty() || said.len() > 2 && self.is_one_word(&full);
        // "with the Ruritans — with Ruritania’s boats": what is not said again so is said soon
        let soon = few && matches!(full[..], [one] if again(one));
        noun || tells && said.len() >= 2 && few && right || soon
    }

    /// "anyone rowing under — a crew rowing under": whether two words or more are said again at once behind
    /// another beginning, which tells nothing that is lost.
    pub(super) fn is_begun_otherwise(&self, before: &[usize], behind: &[usize]) -> bool {
        let key = |at: usize| self.words[at].key;
        let begun = |first: usize| {
            let end = &before[first..];
            (1..=MOST_AMONG + 1).any(|skip| {
                let again = behind.get(skip..skip + end.len()).unwrap_or_default();
                again.len() == end.len() && end.iter().zip(again).all(|(a, b)| key(*a) == key(*b))
            })
        };
        let lost = |first: usize| before[..first].iter().all(|&at| self.may_be_given_up(at));
        let tells = |first: usize| before[first..].iter().any(|&at| !is_light(self.form(at)));
        let last = before.len().saturating_sub(2);
        (1..=last.min(MOST_NOT_SAID_AGAIN)).any(|first| begun(first) && tells(first) && lost(first))
    }

    /// Whether no clause ends with a word.
    pub(super) fn is_open_end(&self, at: usize) -> bool {
        self.is_one(at, OPEN_ENDS)
    }

    /// "in a way that they choose to — that they believe": whether words that break off where nothing can end
    /// begin as those behind the dash do, and tell nothing that is lost with them.
    pub(super) fn is_broken_off(&self, before: &[usize], behind: &[usize]) -> bool {
        let key = |at: usize| self.words[at].key;
        let pairs = before.iter().zip(behind);
        let same = pairs.take_while(|(a, b)| key(**a) == key(**b)).count();
        let rest = &before[same..];
        let empty = |&at: &usize| {
            let small = is_light(self.form(at)) || self.begins_a_clause(at) || self.leads(at);
            small || self.may_be_given_up(at)
        };
        same > 0 && rest.len() <= MOST_BROKEN_OFF && rest.iter().all(empty)
    }

    /// "the Ruritans need — Ruritanians need": whether the words are said again, the first of them in another
    /// form.
    pub(super) fn is_put_right(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([first, rest @ ..], [again, others @ ..]) = (before, behind) else {
            return false;
        };
        let whole = !rest.is_empty() && self.are_said_again(rest, others);
        // "this does — it does"
        let neutral = || self.is_one(*first, NEUTRAL) && self.is_one(*again, NEUTRAL);
        // "the Ruritan desert — Ruritania desert"
        let begun = || self.begins(*first, *again) && self.form(*first).len() >= SHORTEST_SLIP;
        let other = || neutral() || begun() || self.is_recast(*first, *again);
        whole && (other() || self.is_other_name(*first, *again))
    }

    /// "Marilla Tern — Marella Tern": whether a name is misspoken, and then said right.
    fn is_other_name(&self, wrong: usize, right: usize) -> bool {
        let long = |at: usize| {
            let form = self.form(at);
            form.starts_with(char::is_uppercase) && form.chars().count() >= SHORTEST_NAME
        };
        long(wrong) && long(right) && is_near(self.form(wrong), self.form(right))
    }

    /// "when the crew shows to — seems to row": whether one word is put right that leads to the same small one.
    pub(super) fn is_led_alike(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([wrong, small], [right, again, ..]) = (before, behind) else {
            return false;
        };
        let given_up = |at: usize| self.may_be_given_up(at) && !is_light(self.form(at));
        let same = self.words[*small].key == self.words[*again].key;
        let leads = self.leads(*small) || self.is_one(*small, LED_ALIKE);
        same && leads && given_up(*wrong) && given_up(*right)
    }

    /// "they helped broaden — bring together": whether a word is a slip for one that begins alike. Two nouns in
    /// the plural may be of a list, unless they have more letters in common: "the barons — barges".
    pub(super) fn is_slip(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([wrong], [right, ..]) = (before, behind) else {
            return false;
        };
        let long = |at: usize| {
            self.may_be_given_up(at)
                && !is_light(self.form(at))
                && self.form(at).len() >= SHORTEST_SLIP
        };
        let (one, other) = (self.form(*wrong), self.form(*right));
        let plural = one.ends_with('s') && other.ends_with('s');
        // "pulling — piecing": two forms alike need less.
        let doing = one.ends_with("ing") && other.ends_with("ing");
        let letters = match () {
            () if plural => LETTERS_OF_PLURALS,
            () if doing => 1,
            () => LETTERS_OF_A_SLIP,
        };
        let alike = one.chars().take(letters).eq(other.chars().take(letters));
        alike && long(*wrong) && long(*right)
    }

    /// "There is only — there’s only one": whether words are said again with their first two contracted.
    pub(super) fn is_contracted(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([first, second, rest @ ..], [again, others @ ..]) = (before, behind) else {
            return false;
        };
        if !self.are_said_again(rest, others) || !self.form(*again).contains(['\'', '’']) {
            return false;
        }
        let whole = [self.form(*first), self.form(*second)].map(str::to_lowercase);
        self.is_kin(&[&whole[0], &whole[1]], &[*again])
    }

    /// ", you know,": what speakers put in while they look for words; where its *you* stands, for either word.
    pub(super) fn you_know(&self, at: usize) -> Option<usize> {
        let you = match self.form(at).len() {
            3 => at,
            4 => at.checked_sub(1)?,
            _ => return None,
        };
        let is = |at: usize, word: &str| {
            at < self.words.len() && self.form(at).eq_ignore_ascii_case(word)
        };
        let marked = |at: usize| {
            let between = self.between(at - 1, at);
            self.breaks(at - 1, at) || between.contains([',', '.', '\n'])
        };
        // What follows is asked first: seldom is it *know*.
        let end = you + 2;
        let both = is(you + 1, "know") && is(you, "you") && end < self.words.len();
        let put_in = both
            && self.is_spoken(at)
            && self.between(you, you + 1) == " "
            && marked(end)
            && (you == 0 || marked(you));
        put_in.then_some(you)
    }

    /// "The toll is — it’s about the salt": a subject is taken up by its pronoun with the same verb, which may
    /// be left out instead.
    pub(super) fn find_taken_up_by_pronoun(&mut self, firm: &[usize]) {
        if !self.dashes.contains(&true) {
            return;
        }
        let is = |at: usize, again: usize| {
            let pairs: &[(&[&str], &[&str])] = &[
                (&["is", "has"], &["it's", "he's", "she's", "that's"]),
                (&["are"], &["they're"]),
            ];
            let pair = |(verb, pronoun): &(&[&str], &[&str])| {
                self.is_one(at, verb) && self.is_one(again, pronoun)
            };
            self.breaks(at, again) && pairs.iter().any(pair)
        };
        let free = |at: usize| !self.asides.contains_key(&at);
        let found: Vec<usize> = firm
            .windows(2)
            .filter(|pair| is(pair[0], pair[1]) && free(pair[0]) && free(pair[1]))
            .filter(|pair| self.is_spoken(pair[0]))
            .map(|pair| pair[1])
            .collect();
        // "more and more — it’s more and more at risk"
        let subject = |at: usize| self.is_one(at, &["he's", "it's", "she's", "that's", "they're"]);
        let again = |n: usize| {
            let (at, next) = (firm[n], firm.get(n + 2).copied());
            let key = |at: usize| self.words[at].key;
            let said = |run: &&Vec<usize>| {
                let same = next.is_some_and(|next| key(next) == key(run[0]));
                run.last() == Some(&at) && run.len() > 1 && same
            };
            let pronoun = self.breaks(at, firm[n + 1]) && subject(firm[n + 1]);
            pronoun && self.repeated.iter().any(|run| said(&run))
        };
        let anew = (0..firm.len().saturating_sub(1)).filter(|&n| again(n));
        let anew: Vec<usize> = anew.map(|n| firm[n + 1]).filter(|&at| free(at)).collect();
        for at in found.into_iter().chain(anew) {
            self.set_aside(at, Aside::Repetition);
            self.keep_together(vec![at]);
        }
    }

    /// The words of the first go that are said again, in their order, and those that are not.
    fn shared(&self, before: &[usize], behind: &[usize]) -> (Vec<usize>, Vec<usize>) {
        let key = |at: usize| self.words[at].key;
        let mut rest = &behind[..behind.len().min(before.len() + MOST_AMONG)];
        let (mut said, mut left) = (Vec::new(), Vec::new());
        for &at in before {
            match rest.iter().position(|&other| key(other) == key(at)) {
                Some(found) if found <= MOST_AMONG => {
                    rest = &rest[found + 1..];
                    said.push(at);
                }
                _ => left.push(at),
            }
        }
        (said, left)
    }

    /// "a tide that kind of ebbs — that turns": whether nothing but one word is given up, and what hedges it.
    pub(super) fn is_one_word(&self, given_up: &[usize]) -> bool {
        let hedged = given_up.len() > 1 && given_up.iter().all(|&at| self.is_spoken(at));
        let hedges = |at: &&usize| hedged && self.is_one(**at, HEDGES);
        let mut words = given_up.iter().filter(|at| !hedges(at));
        let one = words.next().filter(|_| words.next().is_none());
        one.is_some_and(|&at| self.may_be_given_up(at))
    }

    /// "40 — 45 years my senior": a figure that is put right at once. Two years are those of a span.
    pub(super) fn is_figure_mended(&self, at: usize, again: usize) -> bool {
        // "at three — $3.66 a crate"
        let begun = || {
            let (one, other) = (Folded::new(self.form(at)), self.form(again));
            let digits = other.trim_start_matches('$');
            one.len() == 1 && digits.starts_with(one.form(0))
        };
        // "40 – 60 barges a day" is a range; "9 bar- — 7 of them" is no figure put right.
        let between = self.between(at, again);
        let filler = |at: usize| self.asides.get(&at) == Some(&Aside::Filler);
        let at_once = (at + 1..again).all(filler);
        let spaced = between.starts_with(' ') && !between.contains('–') && at_once;
        let years = || self.is_year(at) && self.is_year(again);
        let figure = self.is_figure(at);
        let put_right = || if figure { !years() } else { begun() };
        spaced && self.is_spoken(at) && self.is_figure(again) && put_right()
    }

    /// Sets aside what is put in between two dashes and was said a little before: "more lamps on the river
    /// than gates — on the river — of any kind".
    pub(super) fn find_put_in(&mut self, firm: &[usize]) {
        if self.dashes.iter().filter(|dash| **dash).count() < 2 {
            return;
        }
        let key = |at: usize| self.words[at].key;
        let dash = |n: usize| self.breaks(firm[n], firm[n + 1]);
        let mut found = Vec::new();
        for n in (1..firm.len().saturating_sub(1)).filter(|&n| dash(n)) {
            let Some(len) = PUT_IN.into_iter().find(|&len| n >= len && dash(n - len)) else {
                continue;
            };
            let run = &firm[n + 1 - len..=n];
            // Not right before the dash: what is said twice there is one repetition, of which one half stays.
            let before = &firm[(n + 1 - len).saturating_sub(SAID_BEFORE)..n - len];
            let same = |words: &[usize]| words.iter().zip(run).all(|(a, b)| key(*a) == key(*b));
            if self.is_spoken(run[0]) && before.windows(len).any(same) {
                found.push(run.to_vec());
            }
        }
        for run in found {
            run.iter()
                .for_each(|&at| self.set_aside(at, Aside::Repetition));
            self.keep_together(run);
        }
    }
}

/// Pronouns that may stand for the same thing.
const NEUTRAL: &[&str] = &["it", "that", "these", "they", "this", "those"];

/// Words behind which no clause ends.
const OPEN_ENDS: &[&str] = &[
    "a", "an", "and", "be", "been", "but", "his", "is", "its", "my", "of", "or", "our", "the",
    "their", "to", "very", "was", "were", "your",
];

/// Small words, other than prepositions, to which one word leads that is put right: "eels have — keels have".
const LED_ALIKE: &[&str] = &[
    "are", "away", "back", "can", "down", "had", "has", "have", "is", "less", "more", "off", "out",
    "per", "up", "was", "were", "will", "would",
];

/// Words that hedge the one behind them.
const HEDGES: &[&str] = &["just", "kind", "like", "of", "really", "sort"];
