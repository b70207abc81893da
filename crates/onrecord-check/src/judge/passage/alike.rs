//! What a speaker puts right at once with a word of its kind: "this — that winter", "I wrote — we wrote", "a few
//! hours — an hour". What is said again, or follows, shows that it was one thing said twice.
//!
//! Only in the turns of a transcript.

use super::Passage;
use super::disfluency::ARTICLES;
use super::fragment::VERBS;
use onrecord_text::{Folded, meaning};

impl Passage {
    /// Whether words are put right with others of their kind.
    pub(super) fn is_of_its_kind(&self, before: &[usize], behind: &[usize]) -> bool {
        self.is_other_pointer(before, behind)
            || self.is_other_person(before, behind)
            || self.is_other_measure(before, behind)
            || self.is_other_subject(before, behind)
            || self.is_other_tense(before, behind)
            || self.is_denied_at_last(before, behind)
            || self.is_other_owner(before, behind)
            || self.is_other_help(before, behind)
            || self.is_named_in_full(before, behind)
    }

    /// "it’s about — it was about": a subject and its verb in another tense, and what follows said again.
    fn is_other_tense(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([first, rest @ ..], [subject, verb, again @ ..]) = (before, behind) else {
            return false;
        };
        let form = self.form(*first).to_lowercase().replace('’', "'");
        let bare = form
            .split_once('\'')
            .filter(|(_, tail)| matches!(*tail, "s" | "re" | "m"));
        let same = bare.is_some_and(|(bare, _)| self.form(*subject).eq_ignore_ascii_case(bare));
        same && self.is_one(*verb, &["is", "was", "were", "are"])
            && self.are_said_again(rest, again)
    }

    /// "are you — aren’t you": a question that is denied at last, which the quotation has.
    fn is_denied_at_last(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([verb, who], [denied, again, ..]) = (before, behind) else {
            return false;
        };
        let (verb, denied) = (
            self.form(*verb).to_lowercase(),
            self.form(*denied).to_lowercase(),
        );
        let tail = denied.strip_prefix(&verb);
        let not = tail.is_some_and(|tail| matches!(tail, "n’t" | "n't"));
        not && self.words[*who].key == self.words[*again].key && self.is_one(*who, PERSONS)
    }

    /// "the pockets — people’s pockets": the same of somebody; "give his — give remarks".
    fn is_other_owner(&self, before: &[usize], behind: &[usize]) -> bool {
        let owner = |at: usize| {
            let form = self.form(at);
            self.is_one(at, ARTICLES) || form.ends_with("’s") || form.ends_with("s’")
        };
        let key = |at: usize| self.words[at].key;
        match (before, behind) {
            ([first, noun], [other, again, ..]) if key(*noun) == key(*again) => {
                owner(*first) && owner(*other) && self.may_be_given_up(*noun)
            }
            ([verb, whose], [again, ..]) => {
                key(*verb) == key(*again) && self.is_one(*whose, OWN) && self.may_be_given_up(*verb)
            }
            _ => false,
        }
    }

    /// "load is due — will result": one verb for another, with the word that helps it.
    fn is_other_help(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([help, verb], [other, again, ..]) = (before, behind) else {
            return false;
        };
        let helps = |at: usize| self.is_one(at, VERBS);
        let plain = |at: usize| self.may_be_given_up(at) && !helps(at);
        let differ = self.words[*help].key != self.words[*other].key;
        differ && helps(*help) && helps(*other) && plain(*verb) && plain(*again)
    }

    /// "set this — Russia’s war": what was pointed at is named; "drug — prescription drugs": a noun with what tells of
    /// it.
    fn is_named_in_full(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([one], [next, ..]) = (before, behind) else {
            return false;
        };
        let capital = self.form(*next).starts_with(char::is_uppercase);
        let named = self.is_one(*one, POINTERS) && capital && self.form(*next).ends_with("’s");
        let noun = behind.get(1).is_some_and(|&again| {
            let (one, again) = (
                self.form(*one).to_lowercase(),
                self.form(again).to_lowercase(),
            );
            again.strip_suffix('s') == Some(&one) || one == again
        });
        named
            || noun
                && self.may_be_given_up(*one)
                && self.may_be_given_up(*next)
                && self.form(*one).len() > SHORTEST_NOUN
    }

    /// "ever since this — that winter": one pointing word for another.
    fn is_other_pointer(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([one], [other, ..]) = (before, behind) else {
            return false;
        };
        self.is_one(*one, POINTERS) && self.is_one(*other, POINTERS)
    }

    /// "the act I wrote — we wrote": the same is said again of somebody else.
    fn is_other_person(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([one, rest @ ..], [other, again @ ..]) = (before, behind) else {
            return false;
        };
        let whole = !rest.is_empty() && self.are_said_again(rest, again);
        // "we rowed — the keeper rowed"
        let the = || {
            let [noun, again, ..] = again else {
                return false;
            };
            let same = rest.len() == 1 && self.are_said_again(rest, &[*again]);
            same && self.is_one(*other, &["the"]) && !self.is_one(*noun, PERSONS)
        };
        let person = self.is_one(*one, PERSONS);
        person && (whole && self.is_one(*other, PERSONS) || the())
    }

    /// "a few hours — an hour or so": another number of the same things.
    fn is_other_measure(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([a, few, things], [one, thing, ..]) = (before, behind) else {
            return false;
        };
        let number = || {
            let form = Folded::new(self.form(*one));
            self.is_one(*one, &["a", "an"]) || form.len() == 1 && meaning::is_number(form.form(0))
        };
        let (things, thing) = (
            self.form(*things).to_lowercase(),
            self.form(*thing).to_lowercase(),
        );
        let counted = things.strip_suffix('s') == Some(&thing) || things == thing;
        self.is_one(*a, &["a"]) && self.is_one(*few, FEW) && number() && counted
    }

    /// "if that flood — if Emil Oake had": a clause begins anew with another subject.
    fn is_other_subject(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([first, article, noun], [again, ..]) = (before, behind) else {
            return false;
        };
        let same = self.words[*first].key == self.words[*again].key;
        same && self.is_one(*first, CLAUSES)
            && self.is_one(*article, ARTICLES)
            && self.may_be_given_up(*noun)
    }

    /// "part of our the whole bay": two words that lead to a noun, behind a preposition, of which the first was given up.
    /// In "I spoke of this the other day" *this* leads to none.
    pub(super) fn is_led_twice(&self, firm: &[usize], n: usize) -> bool {
        // Every word is asked, so the shortest test comes first: the second of the two has three letters at most.
        let Some(&next) = firm
            .get(n + 1)
            .filter(|&&next| self.places[next].span.len() <= 3)
        else {
            return false;
        };
        let at = firm[n];
        let two = self.is_one(next, &["a", "an", "our", "the"])
            && self.is_one(at, &["a", "an", "its", "my", "our", "the", "their", "your"])
            && self.words[at].key != self.words[next].key;
        let Some(before) = n.checked_sub(1).map(|n| firm[n]).filter(|_| two) else {
            return false;
        };
        let plain = self.between(before, at) == " " && self.between(at, next) == " ";
        plain && self.leads(before) && self.is_spoken(at)
    }

    /// "May 31st is the day — or March 31st, sorry, is the day": how many words before the dash are said otherwise in
    /// `right` and then, from `rest`, as before.
    pub(super) fn said_around(&self, wrong: &[usize], right: &[usize], rest: &[usize]) -> usize {
        let key = |at: &usize| self.words[*at].key;
        let fits = |said: &usize| {
            let len = said + right.len();
            let Some(run) = wrong.len().checked_sub(len).map(|from| &wrong[from..]) else {
                return false;
            };
            let (other, said) = run.split_at(right.len());
            self.are_said_again(said, rest)
                && other.iter().zip(right).any(|(a, b)| key(a) == key(b))
        };
        let found = (LEAST_AROUND..=MOST_AROUND).rev().find(fits);
        found.map_or(0, |said| said + right.len())
    }
}

/// So many words are said as before behind what was put right, at least and at most.
const LEAST_AROUND: usize = 2;
const MOST_AROUND: usize = 8;

/// A shorter word may stand twice by chance: "it", "to".
const SHORTEST_NOUN: usize = 3;

/// Whose something is.
const OWN: &[&str] = &["her", "his", "its", "my", "our", "their", "your"];

/// Words that point at what follows.
const POINTERS: &[&str] = &["that", "these", "this", "those"];

/// Persons who do something.
const PERSONS: &[&str] = &["he", "i", "she", "they", "we", "you"];

/// Not many.
const FEW: &[&str] = &["couple", "dozen", "few", "hundred", "million", "thousand"];

/// Words that begin a clause with a subject of its own.
const CLAUSES: &[&str] = &[
    "as", "because", "if", "that", "unless", "until", "when", "where", "while",
];
