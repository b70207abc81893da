//! What a speaker starts and starts otherwise: "it will — it is", "in — both in the town", "and he — at home".
//! What is given up is small, or was broken off in its midst, and turns nothing that is said at last.
//!
//! Only in the turns of a transcript.

use super::Passage;
use super::disfluency::{ARTICLES, is_light};
use onrecord_text::meaning;

/// What a verb stands behind that is given up for another.
const LEADING_TO_DEEDS: &[&str] = &["had", "has", "have", "to"];

/// How many words the beginning of a clause has that comes to nothing.
const BEGINNING: std::ops::RangeInclusive<usize> = 2..=4;

/// How many words stand before another form of the word that was given up.
const MOST_BEFORE_A_FORM: usize = 2;

/// How many words are said again at least where only the last is put right after a pardon, and at most.
const SAID_AGAIN: std::ops::RangeInclusive<usize> = 2..=6;

impl Passage {
    /// Whether the words up to the dash behind `firm[n]`, as many as `before`, are started otherwise behind it.
    pub(super) fn is_restarted(&self, firm: &[usize], n: usize, before: &[usize]) -> bool {
        let behind = &firm[n + 1..];
        match before.len() {
            1 => {
                self.is_small_again(before, behind)
                    || self.is_recast_soon(before[0], behind)
                    || self.is_joined_otherwise(before, behind)
                    || self.is_other_denial(before, behind)
                    || self.is_other_deed(firm, n)
                    || self.is_other_day(firm, n)
            }
            len => {
                self.is_other_verb(before, behind)
                    || self.is_clause_again(before, behind)
                    || self.is_joined_otherwise(before, behind)
                    || self.is_broken_behind(before, behind)
                    || self.comes_to_nothing(firm, n, before)
                    || self.is_said_soon(before, behind) && self.is_head(firm, n + 1 - len)
            }
        }
    }

    /// "to make — meet", "has played — paid": a verb for one that begins with the same letter, behind the word that leads
    /// to both.
    fn is_other_deed(&self, firm: &[usize], n: usize) -> bool {
        let (deed, other) = (firm[n], firm[n + 1]);
        let led = n.checked_sub(1).map(|n| firm[n]).is_some_and(|lead| {
            self.is_one(lead, LEADING_TO_DEEDS) && self.between(lead, deed) == " "
        });
        let verb = |at: usize| {
            let small = is_light(self.form(at)) || self.leads(at) || self.begins_a_clause(at);
            !small && self.may_be_given_up(at)
        };
        let initial = |at: usize| self.form(at).chars().next();
        led && initial(deed) == initial(other) && verb(deed) && verb(other)
    }

    /// "on March — May 23rd", "by Monday — Tuesday": a month or a day for another. "Between March — May" is no repair.
    fn is_other_day(&self, firm: &[usize], n: usize) -> bool {
        let (day, other) = (firm[n], firm[n + 1]);
        // "May" is a month here, where other tables have it for a verb.
        let date = |at: usize| match self.form(at) {
            "May" => true,
            form => meaning::is_date(&form.to_lowercase()),
        };
        let span = n.checked_sub(1).map(|n| firm[n]);
        let is_span = span.is_some_and(|at| self.is_one(at, &["between", "from"]));
        let apart = day + 1 == other && self.between(day, other).starts_with(' ');
        apart && date(day) && date(other) && !self.is_number(other) && !is_span
    }

    /// "it will — it is": one verb that helps for another, behind the same subject.
    fn is_other_verb(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([subject, verb], [again, other, ..]) = (before, behind) else {
            return false;
        };
        let same = self.words[*subject].key == self.words[*again].key;
        same && self.is_one(*subject, SUBJECTS)
            && self.is_one(*verb, VERBS)
            && self.is_one(*other, VERBS)
    }

    /// "when I do — when we row": a clause with no more than its subject and a verb that helps.
    fn is_clause_again(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([first, subject, verb], [again, other, ..]) = (before, behind) else {
            return false;
        };
        let key = |at: usize| self.words[at].key;
        let same = key(*first) == key(*again);
        let leads = self.is_one(*first, CLAUSES) && self.is_one(*verb, VERBS);
        let pronouns = || self.is_one(*subject, SUBJECTS) && self.is_one(*other, SUBJECTS);
        // "that rowers are — that keepers are"
        let nouns = || {
            let helps = behind.get(2).is_some_and(|&at| key(at) == key(*verb));
            helps && self.may_be_given_up(*subject) && self.may_be_given_up(*other)
        };
        same && leads && (pronouns() || nouns())
    }

    /// "encouraging — continuing to encourage": a word that is said again in another form a word or two on, so that
    /// nothing is lost with it.
    fn is_recast_soon(&self, word: usize, behind: &[usize]) -> bool {
        let near = &behind[..behind.len().min(1 + MOST_BEFORE_A_FORM)];
        let again = |&n: &usize| self.is_recast(word, near[n]);
        let Some(again) = (1..near.len()).find(again) else {
            return false;
        };
        let led = &near[..again];
        let whole = !led
            .iter()
            .any(|&at| self.turns(at) || self.stops_behind(at));
        whole && self.may_be_given_up(word)
    }

    /// "our board — the keepers and our board": words that are said again in the same order a few words on.
    fn is_said_soon(&self, before: &[usize], behind: &[usize]) -> bool {
        let key = |at: &usize| self.words[*at].key;
        let near = &behind[..behind.len().min(before.len() + SOON)];
        let first = key(&before[0]);
        let mut again = near.windows(before.len());
        let same =
            |run: &[usize]| key(&run[0]) == first && run.iter().map(key).eq(before.iter().map(key));
        let tells = || before.iter().any(|&at| !is_light(self.form(at)));
        // "we don’t know — if there are, we don’t know how many": the denial is said again.
        let said = |at: usize| before.iter().any(|other| key(other) == key(&at));
        let turns =
            |&&at: &&usize| self.turns(at) && !said(at) && !self.is_one(at, &["if", "when"]);
        again.any(same) && tells() && near.iter().find(turns).is_none()
    }

    /// "in — both in the town": a small word is said again behind one other that turns nothing.
    fn is_small_again(&self, before: &[usize], behind: &[usize]) -> bool {
        // "a case about — not just about the lamps"
        if let ([small], [not, just, again, ..]) = (before, behind)
            && self.is_one(*not, &["not"])
            && self.is_one(*just, &["just", "only"])
        {
            return self.words[*small].key == self.words[*again].key && self.leads(*small);
        }
        // "these — both of these pieces"
        if let ([small], [some, of, again, ..]) = (before, behind)
            && self.is_one(*some, PARTS)
            && self.is_one(*of, &["of"])
        {
            return self.words[*small].key == self.words[*again].key
                && self.is_one(*small, ARTICLES);
        }
        let ([small], [_, again, ..]) = (before, behind) else {
            return false;
        };
        let same = self.words[*small].key == self.words[*again].key;
        same && self.is_one(*small, OPEN) && !self.turns(behind[0])
    }

    /// "salt to — and lamps to light": a small word comes too early, before an *and*; "and he — at home": a
    /// subject without its verb.
    fn is_joined_otherwise(&self, before: &[usize], behind: &[usize]) -> bool {
        let Some(&next) = behind.first() else {
            return false;
        };
        match *before {
            [open] => {
                let key = |at: usize| self.words[at].key;
                let again = behind.iter().take(SOON).any(|&at| key(at) == key(open));
                again && self.is_one(open, OPEN) && self.is_one(next, JOINS)
            }
            [joins, subject] => {
                self.is_one(joins, JOINS) && self.is_one(subject, SUBJECTS) && self.leads(next)
            }
            _ => false,
        }
    }

    /// "doesn’t — isn’t": one denial for another.
    fn is_other_denial(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([one], [other, ..]) = (before, behind) else {
            return false;
        };
        self.is_one(*one, DENIALS) && self.is_one(*other, DENIALS)
    }

    /// "New Salt Har- — New Harbor": what a broken word puts right behind the same words.
    fn is_broken_behind(&self, before: &[usize], behind: &[usize]) -> bool {
        let Some((&wrong, same)) = before.split_last().filter(|(_, same)| !same.is_empty()) else {
            return false;
        };
        let key = |at: usize| self.words[at].key;
        let pairs = same.iter().zip(behind);
        let again = behind.len() > same.len() && pairs.into_iter().all(|(a, b)| key(*a) == key(*b));
        let whole = |at: usize| self.is_cut(at) && self.begins(at, behind[same.len()]);
        again && (wrong..behind[0]).any(whole)
    }

    /// "— there are — unfortunately": the beginning of a clause that comes to nothing.
    fn comes_to_nothing(&self, firm: &[usize], n: usize, before: &[usize]) -> bool {
        let first = n + 1 - before.len();
        let (Some(&next), true) = (firm.get(n + 1), BEGINNING.contains(&before.len())) else {
            return false;
        };
        let small = |at: &usize| is_light(self.form(*at)) || self.begins_a_clause(*at);
        let adverb = self.form(next).len() > 4 && self.form(next).ends_with("ly");
        adverb
            && self.is_one(before[0], SUBJECTS)
            && before.iter().all(small)
            && self.is_one(before[before.len() - 1], VERBS)
            && self.is_head(firm, first)
    }

    /// "our river — your river, too": whether a sentence says that what stands behind the dash is one thing more.
    pub(super) fn goes_on_too(&self, behind: &[usize], len: usize) -> bool {
        let near = behind.iter().take(len + SOON);
        let ends = |&&at: &&usize| !self.ends_at(at);
        let within = near.clone().take_while(ends).count() + 1;
        let near: Vec<usize> = near.take(within).copied().collect();
        let well =
            |pair: &[usize]| self.is_one(pair[0], &["as"]) && self.is_one(pair[1], &["well"]);
        near.iter().any(|&at| self.is_one(at, &["too"])) || near.windows(2).any(well)
    }

    /// Whether `firm[first]` stands at the head of a sentence, or behind a comma or a dash.
    fn is_head(&self, firm: &[usize], first: usize) -> bool {
        let Some(before) = first.checked_sub(1).map(|before| firm[before]) else {
            return true;
        };
        let marks = ['.', '?', '!', ',', '—', '\n'];
        self.breaks(before, firm[first]) || self.between(before, firm[first]).contains(marks)
    }

    /// "moving here in 1998 — or, sorry, moving here in 2001": how many words before the pardon are put right by
    /// those behind it, which begin alike.
    pub(super) fn put_right_behind(&self, before: &[usize], behind: &[usize]) -> usize {
        let key = |at: usize| self.words[at].key;
        let again = |same: &usize| {
            let Some(start) = before.len().checked_sub(same + 1) else {
                return false;
            };
            let pairs = before[start..].iter().zip(behind).take(*same);
            behind.len() > *same && pairs.into_iter().all(|(a, b)| key(*a) == key(*b))
        };
        let found = SAID_AGAIN.rev().find(again);
        found.map_or(0, |same| same + 1)
    }

    /// "that are that are": two words that carry nothing are said twice with no mark between.
    pub(super) fn is_pair_twice(&self, firm: &[usize], n: usize) -> bool {
        let Some(pair) = n.checked_sub(1).map(|first| &firm[first..=n]) else {
            return false;
        };
        let key = |at: &usize| self.words[*at].key;
        let again = firm.get(n + 1..n + 3).unwrap_or_default();
        let same = again.len() == 2 && pair.iter().zip(again).all(|(a, b)| key(a) == key(b));
        let small = |at: &usize| is_light(self.form(*at)) || self.is_one(*at, VERBS);
        // "looking at looking at"; but "again and again and" is said so
        let doing = || {
            let hangs = is_light(self.form(pair[1])) && !self.is_one(pair[1], JOINING);
            hangs && self.form(pair[0]).ends_with("ing") && self.may_be_given_up(pair[0])
        };
        let all_small = || pair.iter().chain(again).all(small);
        same && self.is_spoken(pair[0]) && (all_small() || doing())
    }
}

/// Small words that join what is said again on purpose.
const JOINING: &[&str] = &["after", "and", "but", "by", "or"];

/// Within so many words they are said again.
const SOON: usize = 5;

/// Words for some or all "of" what stands behind them.
const PARTS: &[&str] = &[
    "all", "both", "each", "many", "most", "one", "several", "some",
];

/// Words that begin a clause.
const CLAUSES: &[&str] = &[
    "as", "because", "how", "that", "what", "when", "where", "who", "why",
];

/// Subjects that a clause begins with.
const SUBJECTS: &[&str] = &[
    "he", "i", "it", "she", "that", "there", "they", "this", "we", "you",
];

/// Verbs that help another one, and deny nothing.
const VERBS: &[&str] = &[
    "am", "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might",
    "must", "shall", "should", "was", "were", "will", "would",
];

/// Their denials, without those of what may be.
const DENIALS: &[&str] = &[
    "aren't", "didn't", "doesn't", "don't", "hadn't", "hasn't", "haven't", "isn't", "wasn't",
    "weren't",
];

/// Words that no clause ends with and that carry nothing.
const OPEN: &[&str] = &[
    "a", "an", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with",
];

/// Words that join what follows to what stands before.
pub(super) const JOINS: &[&str] = &["and", "but", "or"];
