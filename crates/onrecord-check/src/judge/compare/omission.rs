//! Whether a marked omission hides what turns the sentence it is left out of.

use super::{Comparison, ends_sentence, folded_is, takes};
use crate::judge::quoted::Words;
use crate::verdict::Aside;
use onrecord_text::align::Step;
use onrecord_text::meaning;
use std::ops::Range;

impl Comparison {
    /// Whether a marked omission hides a word that turns the sentence it is left out of.
    #[must_use]
    pub fn hides_a_turn(&self) -> bool {
        self.omissions.iter().any(|omission| {
            let governing = self.governing(omission);
            let form = |s: usize| self.passage.form(s);
            let pair = |s: usize| {
                let next = Some(s + 1).filter(|next| governing.contains(next));
                let last = Some(s + 2).filter(|last| governing.contains(last));
                let last = last.map_or("", form);
                next.is_some_and(|next| is_idle(form(s), form(next), last))
            };
            // "not only for the keepers, but": left out together, the two say nothing less.
            let with_but = |s: usize| {
                let but = || (s + 2..omission.end).any(|at| form(at).eq_ignore_ascii_case("but"));
                let not = form(s).eq_ignore_ascii_case("not");
                not && but() && self.passage.is_one(s + 1, NOT_ALONE)
            };
            let both = |s: usize| with_but(s) || s > omission.start && with_but(s - 1);
            let idle = |s: usize| pair(s) || both(s);
            let denies = |&s: &usize| {
                let turning = turns(self.passage.form(s)) && !idle(s);
                turning
                    && !self.is_parenthesis(omission, s)
                    && !self.is_contrast(omission, s)
                    && !self.is_clause_beside(omission)
                    && !self.is_kept(omission, s)
                    && !self.is_taken_up_again(omission, s)
                    && !self.is_of_items(omission)
            };
            !self.is_said_twice(omission) && governing.iter().any(denies)
                || self.is_answer(omission)
                || self.is_of_another_clause(omission)
                || self.is_refusal(omission)
                || self.is_alternative(omission)
        })
    }

    /// Whether words that were said, be it twice or by a slip, are left out where the quotation marks an omission.
    #[must_use]
    pub fn omits_what_was_said(&self, words: &Words) -> bool {
        let said = |step: &Step| {
            let Step::Skipped(s) = step else {
                return false;
            };
            let aside = self.passage.asides.get(s);
            matches!(
                aside,
                Some(Aside::Repetition | Aside::FalseStart | Aside::Filler)
            )
        };
        let steps = &self.alignment.steps;
        let marked = |at: &usize| matches!(steps[*at], Step::Equal(q, _) if words.words[q].gap);
        (0..steps.len()).filter(marked).any(|at| {
            let before = steps[..at].iter().rev();
            let mut left_out = before.take_while(|step| matches!(step, Step::Skipped(_)));
            left_out.any(said)
        })
    }

    /// Whether a marked omission takes the subject of a later sentence away, so that what is said of it
    /// seems to be said of another: "The town … is stronger" for "The town is loud. But the League is
    /// stronger". A pronoun, or a word that the quotation has before, may well be the same one.
    #[must_use]
    pub fn changes_subject(&self) -> bool {
        self.omissions.iter().any(|omission| {
            let ends = |s: usize| ends_sentence(self.passage.between(s, s + 1));
            let (start, next) = (omission.start, omission.end);
            if start == 0 || next >= self.passage.words.len() || ends(start - 1) || ends(next - 1) {
                return false;
            }
            let Some(last) = omission.clone().rev().find(|&s| ends(s)) else {
                return false;
            };
            let key = |s: usize| self.passage.words[s].key;
            let sentence = (0..start).rev().take_while(|&s| !ends(s));
            let before: Vec<u64> = sentence.map(key).collect();
            let same = |s: usize| {
                self.passage.is_one(s, OF_CLAUSES)
                    || self.passage.is_one(s, REFERRING)
                    || before.contains(&key(s))
            };
            let finite = self.passage.is_one(next, FINITE) && !(last + 1..next).any(same);
            finite
                || self.is_past(next) && !same(next - 1) && !self.passage.is_one(next - 1, ARTICLES)
        })
    }

    /// "convicted": a word that tells something of what stands right before it.
    fn is_past(&self, at: usize) -> bool {
        let form = self.passage.form(at);
        form.len() >= SHORTEST_PAST && form.ends_with("ed")
    }

    /// Whether word `s` of an omission is one of a clause of its own between dashes: "— and it’s not
    /// hyperbole —" denies nothing of the sentence that it interrupts.
    fn is_parenthesis(&self, omission: &Range<usize>, s: usize) -> bool {
        let dash = |at: &usize| self.passage.has_dash_before(*at);
        let first = (omission.start..=s).rev().find(dash);
        let behind = (s + 1..=omission.end).find(dash);
        let (Some(first), Some(_)) = (first, behind) else {
            return false;
        };
        let and = self.passage.is_one(first, &["and", "but"]);
        self.passage.is_one(first + usize::from(and), OF_CLAUSES)
    }

    /// "a right not a privilege", "in the town, not in the weir,": what something is not, beside what it is.
    fn is_contrast(&self, omission: &Range<usize>, s: usize) -> bool {
        let not = s == omission.start && self.passage.form(s).eq_ignore_ascii_case("not");
        let start = omission.start;
        if !not || start < 2 {
            return false;
        }
        // "to row faster, not slow us down. Put simply,": to the end of the sentence, all of which is kept before it.
        let ends = |at: &usize| self.passage.stops_behind(*at);
        let comma = self.passage.between(start - 1, start).starts_with(',');
        let last = omission.clone().find(ends).filter(|last| *last > start + 1);
        if comma && last.is_some_and(|last| last < start + LONGEST_CONTRAST) {
            return true;
        }
        if omission.len() > LONGEST_CONTRAST || omission.len() < 3 {
            return false;
        }
        let led = |at: usize| self.passage.is_one(at, LEADING_TO_CONTRASTS);
        let kept = (start.saturating_sub(LONGEST_CONTRAST)..start).rev();
        let key = |at: usize| self.passage.words[at].key;
        let mut kept = kept.filter(|&at| takes(&self.alignment.steps, at));
        led(start + 1) && kept.any(|at| key(at) == key(start + 1))
    }

    /// "because they could not tell of it,", ", which neither of us has,": a clause of its own beside the one that
    /// is quoted, left out whole. It gives a reason or tells more; it sets no condition.
    fn is_clause_beside(&self, omission: &Range<usize>) -> bool {
        let passage = &self.passage;
        let comma = |at: usize| at > 0 && passage.between(at - 1, at).starts_with(',');
        let (first, next) = (omission.start, omission.end);
        let mut inner = (first + 1..next).filter(|&at| comma(at));
        let ends = next < passage.words.len() && comma(next) && inner.next().is_none();
        // "anybody, who does not pay," is told which ones by it.
        let any = first > 0 && passage.is_one(first - 1, ANY);
        let more = comma(first) && !any && passage.is_one(first, &["which", "who", "whom"]);
        ends && (passage.is_one(first, &["because"]) || more)
    }

    /// "by mending the gate, painting the lamps without salt, and closing the weir": whether nothing but whole
    /// items of a list is left out, each of which begins with a word in *-ing*.
    fn is_of_items(&self, omission: &Range<usize>) -> bool {
        let passage = &self.passage;
        let doing = |at: usize| at < passage.words.len() && passage.form(at).ends_with("ing");
        let comma = |at: usize| at > 0 && passage.between(at - 1, at).starts_with(',');
        let next = omission.end;
        if next >= passage.words.len() || !comma(omission.start) || !comma(next) {
            return false;
        }
        let and = usize::from(passage.is_one(next, &["and", "or"]));
        let mut before = (omission.start.saturating_sub(LONGEST_ITEM)..omission.start).rev();
        let listed = before.any(doing);
        // "the freedom to vote, the freedom to row without toll, the freedom to mend"
        let key = |at: usize| passage.words.get(at).map(|word| word.key);
        let condition = passage.is_one(omission.start, CONDITIONS);
        let alike = !condition
            && (0..2).all(|n| {
                key(omission.start + n).is_some() && key(omission.start + n) == key(next + and + n)
            });
        listed && doing(omission.start) && doing(next + and) || alike
    }

    /// "If it had not rained … I don’t know": what is left out, "and if it had not snowed," makes the same
    /// condition once more, which the quotation has.
    fn is_kept(&self, omission: &Range<usize>, s: usize) -> bool {
        let and = self.passage.is_one(omission.start, &["and", "or"]);
        let key = self.passage.words[s].key;
        let before = (0..omission.start).rev();
        let mut before = before.take_while(|&at| {
            at + 1 == omission.start || !ends_sentence(self.passage.between(at, at + 1))
        });
        let equal = |at: usize| takes(&self.alignment.steps, at);
        // ", it’s not a meeting where tolls are set," is one of several such clauses.
        let listed = || {
            let comma = |at: usize| self.passage.between(at - 1, at).starts_with(',');
            let next = omission.end;
            let ends = next < self.passage.words.len() && comma(next);
            omission.start > 0
                && comma(omission.start)
                && ends
                && self.passage.is_one(next, &["and"])
        };
        // "no place on any mole, no place in the harbor, for salt": denied once more in the same words
        let said = |n: usize| self.passage.words.get(n).map(|word| word.key);
        let pair = (said(omission.start), said(omission.start + 1));
        let comma = omission.start > 0
            && self
                .passage
                .between(omission.start - 1, omission.start)
                .starts_with(',');
        let again = |at: usize| (said(at), said(at + 1)) == pair && equal(at) && equal(at + 1);
        let condition = self.passage.is_one(s, CONDITIONS);
        let once_more = s == omission.start && comma && !condition && before.clone().any(again);
        once_more
            || (and || listed()) && before.any(|at| self.passage.words[at].key == key && equal(at))
    }

    /// "with no gate … in the weir" for "with no gate — no gate in the weir": the words left out stand right
    /// before them, and are quoted.
    fn is_said_twice(&self, omission: &Range<usize>) -> bool {
        let keys = |range: Range<usize>| self.passage.words[range].iter().map(|word| word.key);
        let before = omission.start.checked_sub(omission.len());
        let taken = |at: usize| takes(&self.alignment.steps, at);
        before.is_some_and(|from| {
            let quoted = (from..omission.start).all(taken);
            quoted && keys(from..omission.start).eq(keys(omission.clone()))
        })
    }

    /// "No keeper … pays" for "No keeper — let me say it again — no keeper pays": whether word `s` is among the last
    /// words left out, behind a dash, which stand before the dash as well.
    fn is_taken_up_again(&self, omission: &Range<usize>, s: usize) -> bool {
        let key = |at: usize| self.passage.words[at].key;
        let dash = |at: usize| self.passage.has_dash_before(at);
        let Some(from) = (omission.start + 1..=s).rev().find(|&at| dash(at)) else {
            return false;
        };
        let len = omission.end - from;
        let Some(before) = omission.start.checked_sub(len) else {
            return false;
        };
        let quoted = (before..omission.start).all(|at| takes(&self.alignment.steps, at));
        let same = (0..len).all(|n| key(before + n) == key(from + n));
        quoted && same && dash(omission.start)
    }

    /// "Are they mending it? … Yes." for "Are they mending it? No. Will they? Yes.": the answer is left out.
    fn is_answer(&self, omission: &Range<usize>) -> bool {
        let start = omission.start;
        let asked = start > 0 && self.passage.between(start - 1, start).contains('?');
        asked && self.passage.is_one(start, &["never", "no", "not", "yes"])
    }

    /// "you will … be let in again" for "you will have to leave the bar before you will be let in again": what is said on
    /// a condition, or doubted, is joined to the verb before it.
    fn is_of_another_clause(&self, omission: &Range<usize>) -> bool {
        let passage = &self.passage;
        let Some(last) = omission
            .end
            .checked_sub(3)
            .filter(|at| *at > omission.start)
        else {
            return false;
        };
        let helps = |at: usize| passage.is_one(at, FINITE) || passage.is_one(at, &["to", "would"]);
        let before = omission.start.checked_sub(1);
        before.is_some_and(helps)
            && passage.is_one(last, SUBORDINATING)
            && passage.is_one(last + 1, OF_CLAUSES)
            && helps(last + 2)
    }

    /// "they have agreed to … the toll" for "they have agreed to, or are about to agree to, the toll": what may be
    /// instead is left out, and what is left is said for certain.
    fn is_alternative(&self, omission: &Range<usize>) -> bool {
        let verb = omission.clone().skip(1).take(2);
        let mut verb =
            verb.filter(|&at| self.passage.is_one(at, FINITE) || self.passage.is_one(at, &["be"]));
        self.passage.is_one(omission.start, &["or"]) && verb.next().is_some()
    }

    /// "I … believe" for "I refuse to believe", "has … determine[d]" for "has yet to determine", "A … harvest would
    /// hurt us" for "A failure of the harvest".
    fn is_refusal(&self, omission: &Range<usize>) -> bool {
        // "has … to find" for "has yet to find"
        let kept = omission.end < self.passage.words.len()
            && self.passage.is_one(omission.end, &["to"])
            && self.passage.is_one(omission.end - 1, REFUSING);
        if kept {
            return true;
        }
        // "of the", "to"
        let article = self.passage.is_one(omission.end - 1, &["a", "an", "the"]);
        let at = omission.end.checked_sub(2 + usize::from(article));
        let Some(at) = at.filter(|at| *at >= omission.start) else {
            return false;
        };
        let to = self.passage.is_one(at + 1, &["to"]) && !article;
        let of = self.passage.is_one(at + 1, &["from", "in", "of", "on"]);
        to && self.passage.is_one(at, REFUSING) || of && self.passage.is_one(at, ENDING)
    }

    /// The omitted words that belong to a sentence of which something is quoted.
    fn governing(&self, omission: &Range<usize>) -> Vec<usize> {
        let ends = |s: usize| {
            s + 1 >= self.passage.words.len() || ends_sentence(self.passage.between(s, s + 1))
        };
        let mut words: Vec<usize> = Vec::new();
        let left_open = omission.start > 0 && !ends(omission.start - 1);
        if left_open {
            let upto = omission
                .clone()
                .find(|&s| ends(s))
                .map_or(omission.end, |s| s + 1);
            words.extend(omission.start..upto);
        }
        if !ends(omission.end - 1) {
            let from = omission
                .clone()
                .rev()
                .find(|&s| ends(s))
                .map_or(omission.start, |s| s + 1);
            words.extend(from..omission.end);
        }
        words
    }
}

/// So many words an item of a list has that is looked back over.
const LONGEST_ITEM: usize = 16;

/// *Not* and one of these want a *but*, and deny nothing.
const NOT_ALONE: &[&str] = &["just", "merely", "only", "simply", "solely"];

/// Subjects of a clause of its own.
const OF_CLAUSES: &[&str] = &[
    "he", "he's", "i", "i'm", "it", "it's", "she", "she's", "that's", "they", "they're", "this",
    "we", "we're", "you",
];

/// Words that go on with a subject that was named.
const REFERRING: &[&str] = &["that", "these", "those", "which", "who"];

/// The shortest past form that is told by its ending, in letters: *lived*.
const SHORTEST_PAST: usize = 5;

/// Behind these a past form belongs to the noun that follows: "an estimated 42 percent".
const ARTICLES: &[&str] = &["a", "an", "its", "our", "the", "their"];

/// Verbs that want their subject right before them.
const FINITE: &[&str] = &[
    "are", "aren't", "can", "could", "did", "does", "had", "has", "have", "is", "isn't", "may",
    "must", "should", "was", "were", "will", "would",
];

/// Words that deny what stands behind them and *to*.
const REFUSING: &[&str] = &[
    "decline",
    "declined",
    "declines",
    "fail",
    "failed",
    "failing",
    "fails",
    "impossible",
    "refuse",
    "refused",
    "refuses",
    "refusing",
    "unable",
    "unwilling",
    "yet",
];

/// Nouns that say that what they are *of* is not, or is less.
const ENDING: &[&str] = &[
    "absence",
    "ban",
    "cessation",
    "collapse",
    "decline",
    "decrease",
    "destruction",
    "elimination",
    "end",
    "failure",
    "halt",
    "lack",
    "loss",
    "reduction",
    "rejection",
    "removal",
    "repeal",
    "shortage",
    "suspension",
    "withdrawal",
];

/// Those of whom only what follows tells who they are.
const ANY: &[&str] = &[
    "all",
    "anybody",
    "anyone",
    "everybody",
    "everyone",
    "many",
    "most",
    "nobody",
    "people",
    "some",
    "somebody",
    "someone",
    "those",
];

/// Words that set a condition: one more of them is another one.
const CONDITIONS: &[&str] = &["if", "unless", "until", "when"];

/// Words that begin a clause on which the one before hangs, or that hangs on it.
const SUBORDINATING: &[&str] = &[
    "after", "because", "before", "how", "if", "that", "though", "unless", "until", "whether",
    "when", "where", "while", "why",
];

/// So many words say at most what something is not: "not in the upper weir".
const LONGEST_CONTRAST: usize = 5;

/// Words with which both sides of a contrast begin.
const LEADING_TO_CONTRASTS: &[&str] = &[
    "a", "an", "at", "by", "for", "from", "in", "on", "the", "to", "with",
];

/// "no matter", "no doubt", "without a doubt": denies nothing.
fn is_idle(form: &str, next: &str, last: &str) -> bool {
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    let doubt = |word: &str| is(word, "doubt") || is(word, "question");
    let no = is(form, "no") && (is(next, "matter") || is(next, "doubt"));
    no || is(form, "without") && (doubt(next) || is(next, "a") && doubt(last))
}

fn turns(form: &str) -> bool {
    folded_is(form, meaning::turns)
}
