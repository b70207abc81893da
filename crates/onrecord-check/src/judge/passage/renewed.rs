//! What a speaker takes up anew behind a dash: in the other order, of more than were named, with another article, number
//! or form, or behind one word more.
//!
//! As a quotation shows it, only in the turns of a transcript.

use super::Passage;
use super::disfluency::is_light;
use super::fragment::OPEN_SUBJECTS;
use super::given_up::LEADING_TO_NOUNS;
use super::reworded::PRONOUNS;
use onrecord_doc::authority;

/// So many words more may stand among those that are said again.
const MOST_AMONG: usize = 3;
/// So many words are said again at least without the one that led to them.
const SHORTEST_LED: usize = 3;
/// So many words has "what we did was" at most.
const LONGEST_CLEFT: usize = 5;

impl Passage {
    /// Whether the words are taken up anew right behind the dash.
    pub(super) fn is_renewed(&self, wrong: &[usize], next: usize) -> bool {
        let end = self.words.len().min(next + wrong.len());
        let right: Vec<usize> = (next..end).collect();
        self.is_in_other_order(wrong, &right)
            || self.is_said_of_more(wrong, next)
            || self.is_said_with_how_much(wrong, next)
            || self.is_with_another_article(wrong, &right)
            || self.is_said_without_lead(wrong, next)
            || self.is_misheard_and(wrong, next)
            || self.is_in_form_of_ing(wrong, next)
            || self.is_that_before_a_noun(wrong, next)
    }

    /// "1 million — more than 1 million": whether all is said again behind words that say how much of it.
    fn is_said_with_how_much(&self, wrong: &[usize], next: usize) -> bool {
        let near: Vec<usize> = (next..self.words.len())
            .take(MOST_AMONG + wrong.len())
            .collect();
        let led = near.iter().take_while(|&&at| self.is_one(at, HOW_MUCH));
        let led = led.count();
        led > 0 && self.are_said_again(wrong, &near[led..])
    }

    /// "an added burden — a new burden", "the same rower — another rower", "a hundred — a million": whether a noun or a
    /// number stands behind the article anew, with what is said of it.
    fn is_with_another_article(&self, wrong: &[usize], right: &[usize]) -> bool {
        let article = |words: &[usize]| {
            words
                .first()
                .is_some_and(|&at| self.is_one(at, &["a", "an", "the"]))
        };
        if !article(wrong) || !article(right) {
            return false;
        }
        let key = |at: usize| self.words[at].key;
        match (wrong, right) {
            ([_, of, noun], [_, other, again]) => {
                let plain = !self.turns(*of) && !self.is_number(*of) && !self.is_number(*other);
                plain && key(*noun) == key(*again)
            }
            ([one, number], [again, other]) => {
                let numbers = self.is_number(*number) && self.is_number(*other);
                numbers && key(*one) == key(*again)
            }
            _ => false,
        }
    }

    /// "when they gave it away — they gave it away": whether a clause is said again without the word that led to it.
    fn is_said_without_lead(&self, wrong: &[usize], next: usize) -> bool {
        let [lead, rest @ ..] = wrong else {
            return false;
        };
        let behind: Vec<usize> = (next..self.words.len()).take(rest.len()).collect();
        let leads = self.is_one(*lead, &["as", "how", "that", "what", "when", "where"]);
        leads && rest.len() >= SHORTEST_LED && self.are_said_again(rest, &behind)
    }

    /// "publish and — punish": whether a word came out wrong, and an *and* behind it.
    fn is_misheard_and(&self, wrong: &[usize], next: usize) -> bool {
        let [word, and] = wrong else {
            return false;
        };
        self.is_one(*and, &["and", "or"]) && self.is_misheard(*word, next)
    }

    /// "to end — ending": whether a verb is said again in its other form.
    pub(super) fn is_in_form_of_ing(&self, wrong: &[usize], next: usize) -> bool {
        let [to, verb] = wrong else {
            return false;
        };
        let (verb, other) = (
            self.form(*verb).to_lowercase(),
            self.form(next).to_lowercase(),
        );
        let stem = other.strip_suffix("ing");
        self.is_one(*to, &["to"])
            && stem.is_some_and(|stem| stem == verb || verb.strip_suffix('e') == Some(stem))
    }

    /// "ensuring that — the safety of the mole": whether *that* was to lead to a clause, and a noun comes.
    fn is_that_before_a_noun(&self, wrong: &[usize], next: usize) -> bool {
        let [that] = wrong else {
            return false;
        };
        let behind_a_deed = that
            .checked_sub(1)
            .is_some_and(|before| self.form(before).ends_with("ing"));
        self.is_one(*that, &["that"]) && behind_a_deed && self.is_one(next, LEADING_TO_NOUNS)
    }

    /// "What we did was — I wrote down what it costs": whether a sentence that only announces another is given up for it.
    pub(super) fn is_announcement(&self, wrong: &[usize], next: usize) -> bool {
        let [what, subject, .., was] = wrong else {
            return false;
        };
        wrong.len() <= LONGEST_CLEFT
            && self.is_one(*what, &["what"])
            && self.is_one(*subject, PRONOUNS)
            && self.is_one(*was, &["is", "was"])
            && self.is_one(next, PRONOUNS)
            && wrong.iter().all(|&at| !self.turns(at))
    }

    /// "both of — of both": whether two small words are said again in the other order.
    fn is_in_other_order(&self, wrong: &[usize], right: &[usize]) -> bool {
        let ([first, last], [next, behind]) = (wrong, right) else {
            return false;
        };
        let key = |at: &usize| self.words[*at].key;
        let led = self.leads(*first) || self.leads(*last);
        let plain = !wrong.iter().any(|&at| self.turns(at) || self.is_number(at));
        led && plain && key(first) == key(behind) && key(last) == key(next)
    }

    /// "I was raised — my sister and I were raised": whether a clause is said again whole of more than were named, with
    /// nothing among the words that turns it.
    fn is_said_of_more(&self, wrong: &[usize], next: usize) -> bool {
        let end = self.words.len().min(next + wrong.len() + MOST_AMONG);
        let was = |at: usize| self.is_one(at, &["was", "were"]);
        let is = |at: usize| self.is_one(at, &["am", "are", "is"]);
        let mut at = next;
        for &word in wrong {
            let same = |&other: &usize| {
                let key = self.words[word].key == self.words[other].key;
                key || was(word) && was(other) || is(word) && is(other)
            };
            let Some(again) = (at..end).find(same) else {
                return false;
            };
            at = again + 1;
        }
        let tells = |&at: &usize| !is_light(self.form(at)) && self.may_be_given_up(at);
        let more = (next..at).filter(|&at| self.is_one(at, &["and"])).count() == 1;
        more && self.is_one(wrong[0], PRONOUNS)
            && wrong.iter().any(tells)
            && !(next..at).any(|at| self.turns(at) || self.is_number(at))
    }

    /// "You have — his boat is in": whether a sentence begins with a subject and a verb that helps, and is given up for
    /// a clause with a verb of its own. "You have — the boats of the guild" goes on.
    pub(super) fn is_bare_beginning(&self, wrong: &[usize], next: usize) -> bool {
        let [subject, helps] = wrong else {
            return false;
        };
        let mut clause = (next + 1..self.words.len()).take(MOST_AMONG);
        let begins = self.is_one(next, LEADING_TO_NOUNS) || self.is_one(next, OPEN_SUBJECTS);
        self.is_one(*subject, PRONOUNS)
            && self.is_one(*helps, HELPING)
            && begins
            && clause.any(|at| self.is_one(at, HELPING))
    }

    /// "No, it was — it was — but, look, they row": whether a clause with no more than its subject and a verb that helps is
    /// given up for another, behind a comma.
    pub(super) fn is_bare_clause(&self, wrong: &[usize], next: usize) -> bool {
        let key = |at: usize| self.words[at].key;
        let (subject, helps) = match *wrong {
            [subject, helps] => (subject, helps),
            [first, second, subject, helps] => {
                let twice = key(first) == key(subject) && key(second) == key(helps);
                if !twice || !self.breaks(second, subject) {
                    return false;
                }
                (subject, helps)
            }
            _ => return false,
        };
        let before = wrong[0].checked_sub(1);
        let comma = before.is_some_and(|before| self.between(before, wrong[0]).starts_with(','));
        comma
            && self.is_one(subject, PRONOUNS)
            && self.is_one(helps, HELPING)
            && self.is_one(next, &["but"])
    }

    /// "Oake rows — Mr. Oake rows": whether words are said again behind a title.
    pub(super) fn resumes_with_title(&self, said: &[usize], next: usize) -> bool {
        let Some((&title, words)) = said.split_last() else {
            return false;
        };
        let behind: Vec<usize> = (next..self.words.len()).take(words.len()).collect();
        let dash = words.last().is_some_and(|&last| self.breaks(last, title));
        dash && authority::is_title(self.form(title)) && self.are_said_again(words, &behind)
    }
}

/// Words that say how much of what follows.
const HOW_MUCH: &[&str] = &[
    "about", "almost", "at", "least", "more", "nearly", "over", "roughly", "some", "than",
];

/// Verbs that help another one, and say neither what may be nor what will.
const HELPING: &[&str] = &["am", "are", "had", "has", "have", "is", "was", "were"];
