//! What a speaker says again otherwise behind a dash, as a quotation shows it that has the words before the dash, and
//! those behind it, and not what was said first.
//!
//! Only in the turns of a transcript.

use super::Passage;
use super::disfluency::{ARTICLES, is_light, is_near};
use super::fragment::{GOING_ON, OPEN_SUBJECTS, VERBS};
use super::given_up::{LEADING_TO_NOUNS, OPEN};
use crate::verdict::Aside;
use std::ops::Range;

/// Shorter words may be near to another one by chance: *this*, *the*.
const SHORTEST_NEAR: usize = 5;
/// A word as short as this is near to one that has all its letters: "days — delays".
const SHORTEST_WITHIN: usize = 4;
/// So many words are said again at least where one of them came out wrong.
const SHORTEST_WITH_A_SLIP: usize = 3;
/// So many words end both of two clauses of which the second is meant.
const SAME_END: usize = 2;
/// So many words are said again at least without a denial that was wrong.
const SHORTEST_UNDENIED: usize = 3;
/// So many words more may stand among those that are said again.
const MOST_AMONG: usize = 3;
/// So many words name at most for whom a pronoun stood.
const LONGEST_NAME: usize = 4;
/// So many words a clause has at least behind the pronoun that is named.
const SHORTEST_CLAUSE: usize = 2;

impl Passage {
    /// "had tragic — it had tragic results": whether the words say again, behind a pronoun, what stands before the
    /// dash, and the quotation has them there.
    pub(super) fn resumes(&self, gap: &Range<usize>) -> bool {
        let again = gap.start + 1..gap.end;
        let Some(from) = gap.start.checked_sub(again.len()) else {
            return false;
        };
        let key = |at: usize| self.words[at].key;
        let same = again
            .clone()
            .zip(from..gap.start)
            .all(|(a, b)| key(a) == key(b));
        same && again.len() > 1 && self.is_one(gap.start, PRONOUNS)
    }

    /// Whether the words are said again otherwise right behind the dash.
    pub(super) fn is_reworded(&self, wrong: &[usize], next: usize) -> bool {
        let end = self.words.len().min(next + wrong.len());
        let right: Vec<usize> = (next..end).collect();
        if right.len() < wrong.len() {
            return false;
        }
        if self.is_in_another_form(wrong, next)
            || self.is_said_fuller(wrong, next)
            || self.is_named_at_last(wrong, next)
            || self.is_but_for_a_slip(wrong, &right)
            || self.is_helped_by_another(wrong, &right)
            || self.is_clause_otherwise(wrong, next)
            || self.is_denied_behind(wrong, next)
            || self.is_renewed(wrong, next)
        {
            return true;
        }
        let key = |at: usize| self.words[at].key;
        let same = |n: usize| key(wrong[n]) == key(right[n]);
        match wrong.len() {
            // "every — any": a word that leads to a noun cannot stand alone.
            1 => {
                let leads = |at: usize| self.is_one(at, LEADING_TO_NOUNS);
                let often = |at: usize| self.is_one(at, OFTEN);
                leads(wrong[0]) && leads(right[0])
                    || often(wrong[0]) && often(right[0])
                    || self.is_misheard(wrong[0], right[0])
                    || self.helps_nothing(wrong[0], right[0])
                    || self.is_with_a_prefix(wrong[0], right[0])
            }
            2 => {
                let (first, last) = (wrong[0], wrong[1]);
                same(0) && self.is_one(first, ARTICLES) && self.is_begun_wrong(last, right[1])
                    || same(1) && self.is_bare_of(first, right[0])
                    || same(1) && is_near(self.form(first), self.form(right[0]))
                    // "pass on assault — an assault weapons ban"
                    || same(1) && self.is_small_slip(first, right[0])
                    // "million dollars — billion dollars"
                    || same(1) && self.is_number(first) && self.is_number(right[0])
            }
            // "a major wand — a magic wand", "to make that — to send that"
            3 => {
                let led = self.leads(wrong[0]) && is_light(self.form(wrong[2]));
                let article = self.is_one(wrong[0], ARTICLES) || led;
                article && same(0) && same(2) && self.may_be_given_up(wrong[1])
            }
            _ => false,
        }
    }

    /// "foughts — fights", "Nikea — Nikema", "days — delays": whether a word came out wrong that tells nothing by
    /// itself, or a name.
    pub(super) fn is_misheard(&self, at: usize, right: usize) -> bool {
        let capital = |at: usize| self.form(at).starts_with(char::is_uppercase);
        let letters = self.form(at).chars().count();
        let within = || letters == SHORTEST_WITHIN && self.is_within(at, right);
        let plain = capital(at) && capital(right) || self.may_be_given_up(at) || within();
        let long = letters >= SHORTEST_NEAR || within();
        long && plain && is_near(self.form(at), self.form(right))
    }

    /// "Ino", "Indo": whether a word is a shorter one with the same beginning, and all its letters are the other's.
    fn is_begun_wrong(&self, at: usize, whole: usize) -> bool {
        let (form, whole) = (
            self.form(at).to_lowercase(),
            self.form(whole).to_lowercase(),
        );
        let mut letters = whole.chars();
        let within = form.chars().all(|c| letters.any(|other| other == c));
        let first = |word: &str| word.chars().take(2).collect::<String>();
        form.chars().count() > 2
            && within
            && form.len() < whole.len()
            && first(&form) == first(&whole)
    }

    /// "we’ve recorded — we recorded": whether a word is the other with what is drawn to it, which denies nothing.
    fn is_bare_of(&self, at: usize, bare: usize) -> bool {
        let form = self.form(at).replace('’', "'");
        let tail = form.split_once('\'');
        tail.is_some_and(|(head, tail)| {
            head.eq_ignore_ascii_case(self.form(bare)) && matches!(tail, "ve" | "re" | "s" | "m")
        })
    }

    /// "the gain is — keeps", "we’d be — get": whether a word is one that helps a verb, and helps none.
    fn helps_nothing(&self, at: usize, next: usize) -> bool {
        let helps = self.is_one(at, VERBS) || self.is_one(at, &["be", "been"]);
        // "It is who we are — and we know it", "the toll is — it’s about lamps"
        let anew = self.is_one(next, OPEN_SUBJECTS) || self.is_one(next, GOING_ON);
        helps && !anew
    }

    /// "agree — disagree": whether a word is said again at once with what turns it.
    fn is_with_a_prefix(&self, at: usize, right: usize) -> bool {
        let (form, longer) = (
            self.form(at).to_lowercase(),
            self.form(right).to_lowercase(),
        );
        let before = longer.strip_suffix(form.as_str());
        let long = form.chars().count() >= SHORTEST_NEAR;
        long && before.is_some_and(|before| PREFIXES.contains(&before))
    }

    /// "30 crowns — I — 15 crowns": the words without a subject that came to nothing behind them.
    pub(super) fn without_a_subject<'a>(&self, wrong: &'a [usize]) -> Option<&'a [usize]> {
        let (&subject, rest) = wrong.split_last()?;
        let apart = rest.last().is_some_and(|&last| self.breaks(last, subject));
        (apart && self.is_one(subject, PRONOUNS)).then_some(rest)
    }

    /// "any count of the boats — it is too early": whether a pronoun stands once more for the subject, before its verb.
    pub(super) fn stands_for_the_subject(&self, gap: &Range<usize>) -> bool {
        // Without "that", as in "the work — that is at stake", something may be said of less.
        let one = gap.len() == 1 && self.is_one(gap.start, &["he", "it", "she", "they", "we"]);
        // "that we — they did not know" is said of others.
        let before = |words: &[&str]| gap.start > 0 && self.is_one(gap.start - 1, words);
        let noun = !before(PRONOUNS) && !before(VERBS);
        one && noun && self.is_one(gap.end, VERBS) && !self.breaks(gap.start, gap.end)
    }

    /// Whether a longer word begins and ends as word `at` does, and has all of it at its two ends.
    fn is_within(&self, at: usize, right: usize) -> bool {
        let (form, longer) = (
            self.form(at).to_lowercase(),
            self.form(right).to_lowercase(),
        );
        let cuts = (1..form.len()).filter(|&cut| form.is_char_boundary(cut));
        let mut parts = cuts.map(|cut| form.split_at(cut));
        form.len() < longer.len()
            && !is_light(&form)
            && parts.any(|(head, tail)| longer.starts_with(head) && longer.ends_with(tail))
    }

    /// "on", "an": whether two small words differ in one letter.
    fn is_small_slip(&self, at: usize, right: usize) -> bool {
        let (one, other) = (
            self.form(at).to_lowercase(),
            self.form(right).to_lowercase(),
        );
        let differ = one.chars().zip(other.chars()).filter(|(a, b)| a != b);
        let small = is_light(&one) && is_light(&other);
        small && one.len() == other.len() && differ.count() == 1
    }

    /// "to potentially offend — to potential offenders": whether the words are said again, some in another form,
    /// with one small word more at most.
    fn is_in_another_form(&self, wrong: &[usize], next: usize) -> bool {
        let key = |at: usize| self.words[at].key;
        let small = |at: usize| at < self.words.len() && is_light(self.form(at));
        let (mut right, mut recast, mut added) = (next, 0, 0);
        for &at in wrong {
            let same = |other: usize| other < self.words.len() && key(at) == key(other);
            let other = |other: usize| {
                other < self.words.len() && self.may_be_given_up(at) && self.is_recast(at, other)
            };
            let article = |other: usize| {
                let both = at == wrong[0] && other == next;
                both && self.is_one(at, ARTICLES) && self.is_one(other, ARTICLES)
            };
            let fits = |one: usize| same(one) || other(one) || article(one);
            let more = |at: usize| small(at) || at < self.words.len() && self.is_one(at, MORE);
            if !fits(right) && added == 0 && more(right) && fits(right + 1) {
                (right, added) = (right + 1, 1);
            }
            if !fits(right) {
                return false;
            }
            recast += usize::from(other(right) && !same(right));
            right += 1;
        }
        let articles = self.is_one(wrong[0], ARTICLES) && self.is_one(next, ARTICLES);
        wrong.len() > 1 && recast > 0 && (key(wrong[0]) == key(next) || articles)
    }

    /// "political career back in — national political career in": whether the words came to no end, and are said
    /// again with others among them, all but one.
    fn is_said_fuller(&self, wrong: &[usize], next: usize) -> bool {
        let end = self.words.len().min(next + wrong.len() + MOST_AMONG);
        let key = |at: usize| self.words[at].key;
        let (mut right, mut lost, mut told, mut recast) = (next, 0, 0, 0);
        for &at in wrong {
            let plain = self.may_be_given_up(at);
            let fits = |&other: &usize| key(other) == key(at) || plain && self.is_recast(at, other);
            match (right..end).find(fits) {
                Some(other) => {
                    right = other + 1;
                    told += usize::from(!is_light(self.form(at)));
                    recast += usize::from(key(other) != key(at));
                }
                None if self.may_be_given_up(at) => lost += 1,
                None => return false,
            }
        }
        let open = |&last: &usize| self.leads(last) || self.is_one(last, OPEN);
        // "election process — elections and political processes"
        let key_or_form = key(wrong[0]) == key(next) || self.is_recast(wrong[0], next);
        let whole = lost == 0 && recast > 0 && key_or_form;
        lost < 2 && told > 1 && (whole || wrong.last().is_some_and(open))
    }

    /// "what you saw last night — what the keepers saw last night": whether a clause is said again with a name for its
    /// pronoun.
    fn is_named_at_last(&self, wrong: &[usize], next: usize) -> bool {
        let [first, pronoun, rest @ ..] = wrong else {
            return false;
        };
        let right: Vec<usize> = (next + 1..self.words.len())
            .take(LONGEST_NAME + rest.len())
            .collect();
        let named = |len: usize| {
            let again = right.get(len..).unwrap_or_default();
            self.are_said_again(rest, again)
        };
        self.words[*first].key == self.words[next].key
            && self.is_one(*pronoun, PRONOUNS)
            && rest.len() >= SHORTEST_CLAUSE
            && (1..=LONGEST_NAME).any(named)
    }

    /// "hell of a lot — heck of a lot", "in our first against — in our fight against": whether one word of several came out
    /// wrong.
    fn is_but_for_a_slip(&self, wrong: &[usize], right: &[usize]) -> bool {
        let pairs = wrong.iter().zip(right);
        let mut other = pairs.filter(|(a, b)| self.words[**a].key != self.words[**b].key);
        let one = other.next().filter(|_| other.next().is_none());
        let near = |(a, b): (&usize, &usize)| is_near(self.form(*a), self.form(*b));
        wrong.len() >= SHORTEST_WITH_A_SLIP && one.is_some_and(near)
    }

    /// "will be running — were running": whether a verb is said again with other words that help it.
    fn is_helped_by_another(&self, wrong: &[usize], right: &[usize]) -> bool {
        let helps = |at: &&usize| self.is_one(**at, VERBS) || self.is_one(**at, &["be", "been"]);
        let key = |at: usize| self.words[at].key;
        let first = wrong.iter().take_while(helps).count();
        let other = right.iter().take_while(helps).count();
        let verb = wrong.get(first).zip(right.get(other));
        let same = verb.is_some_and(|(a, b)| key(*a) == key(*b) && self.may_be_given_up(*a));
        first > 0 && other > 0 && wrong.len() == first + 1 && same
    }

    /// "I haven’t seen any lamps — I’m not aware of any lamps": whether a clause is said again with the same subject and
    /// end, and as much is denied.
    fn is_clause_otherwise(&self, wrong: &[usize], next: usize) -> bool {
        let subject = |at: usize| {
            let form = self.form(at).to_lowercase().replace('’', "'");
            form.split('\'').next().unwrap_or_default().to_owned()
        };
        let Some((end, begins)) = wrong
            .len()
            .checked_sub(SAME_END)
            .map(|len| (&wrong[len..], &wrong[..len]))
        else {
            return false;
        };
        let far: Vec<usize> = (next..self.words.len())
            .take(wrong.len() + MOST_AMONG)
            .collect();
        let Some(again) = (1..far.len()).find(|&at| self.are_said_again(end, &far[at..])) else {
            return false;
        };
        let denied = |words: &[usize]| words.iter().filter(|at| self.turns(**at)).count();
        let tells = |at: &usize| self.form(*at).chars().count() >= SHORTEST_NEAR;
        let person = ["he", "i", "it", "she", "they", "we", "you"];
        !begins.is_empty()
            && person.contains(&subject(wrong[0]).as_str())
            && subject(wrong[0]) == subject(next)
            && denied(wrong) > 0
            && denied(wrong) == denied(&far[..again])
            && end.iter().any(tells)
            && !begins.iter().any(|&at| self.is_number(at))
    }

    /// "and incite — not incite it": whether the words are said again with a denial, which the quotation has.
    fn is_denied_behind(&self, wrong: &[usize], next: usize) -> bool {
        let behind: Vec<usize> = (next + 1..self.words.len()).take(wrong.len()).collect();
        let plain = wrong.iter().all(|&at| self.may_be_given_up(at));
        self.is_one(next, &["never", "not"]) && plain && self.are_said_again(wrong, &behind)
    }

    /// "The bar is not safe — excuse me, the bar is safe": whether all is said again but for the denial.
    pub(super) fn is_undenied(&self, wrong: &[usize], next: usize) -> bool {
        let rest: Vec<usize> = wrong
            .iter()
            .copied()
            .filter(|&at| !self.turns(at))
            .collect();
        let behind: Vec<usize> = (next..self.words.len()).take(rest.len()).collect();
        let one = rest.len() + 1 == wrong.len();
        one && rest.len() >= SHORTEST_UNDENIED && self.are_said_again(&rest, &behind)
    }

    /// "the rowers are — they actually are": whether a verb is said again behind a pronoun for its subject.
    pub(super) fn resumes_with_pronoun(&self, said: &[usize], next: usize) -> bool {
        let Some((&pronoun, verbs)) = said.split_last() else {
            return false;
        };
        let Some(&last) = verbs.last() else {
            return false;
        };
        let near: Vec<usize> = (next..self.words.len()).take(MOST_AMONG).collect();
        let mut again = (1..near.len()).filter(|&from| self.are_said_again(verbs, &near[from..]));
        let plain = |from: usize| near[..from].iter().all(|&at| self.may_be_given_up(at));
        self.is_one(pronoun, PRONOUNS)
            && self.breaks(last, pronoun)
            && self.is_one(verbs[0], VERBS)
            && again.next().is_some_and(plain)
    }

    /// "not just — I know not just the — not just the": whether nothing but a turn of speech is left of words that are
    /// said again.
    pub(super) fn is_turn_of_speech(&self, said: &[usize]) -> bool {
        let again = |at: &usize| self.asides.get(at) == Some(&Aside::Repetition);
        let from = said.iter().take_while(|&at| again(at)).count();
        let left = said[from..].iter().take_while(|&at| !again(at)).count();
        let (Some(before), Some(first)) = (from.checked_sub(1), said.get(from)) else {
            return false;
        };
        let turn = &said[from..from + left];
        let is = |term: &&[&str]| {
            let same = |(at, word): (&usize, &&str)| self.is_one(*at, &[*word]);
            term.len() == turn.len() && turn.iter().zip(*term).all(same)
        };
        let rest = &said[from + left..];
        TURNS_OF_SPEECH.iter().any(is)
            && self.breaks(said[before], *first)
            && !rest.is_empty()
            && rest.iter().all(again)
    }
}

/// How often something is, one of which is given up for another: "always — often says".
const OFTEN: &[&str] = &[
    "always",
    "frequently",
    "generally",
    "normally",
    "often",
    "sometimes",
    "typically",
    "usually",
];

/// What turns a word that stands behind it.
const PREFIXES: &[&str] = &["dis", "im", "in", "non", "over", "re", "un", "under"];

/// Words that say how much of what follows.
const MORE: &[&str] = &["most", "more", "very"];

/// What speakers put in who look for words.
const TURNS_OF_SPEECH: &[&[&str]] = &[&["i", "know"], &["i", "mean"], &["you", "know"]];

/// Words that stand for a subject.
pub(super) const PRONOUNS: &[&str] = &["he", "i", "it", "she", "that", "they", "this", "we", "you"];
