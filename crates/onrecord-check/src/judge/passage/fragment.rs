//! What a speaker gives up before a dash to begin something else: "I have — we have no time". The
//! reparandum of the literature on speech repairs (E. Shriberg, Preliminaries to a Theory of Speech
//! Disfluencies, 1994), where nothing of it is said again.
//!
//! Only words that carry nothing by themselves, and that cannot end a clause where they stand, are
//! taken for it, and only in the turns of a transcript: writers mean what stands before their dashes.

use super::Passage;
use super::disfluency::is_near;
use crate::judge::number;
use crate::verdict::Aside;
use onrecord_text::Folded;

/// The longest fragment that is looked for, in words.
const LONGEST: usize = 5;
/// How many words are given up at most with the word that is broken off behind them, and how many small ones.
const MOST_WITH_CUT: usize = 5;
const MOST_BEFORE_CUT: usize = 2;

/// So many words stand at most before the whole of a word that was broken off.
const MOST_BEFORE_WHOLE: usize = 2;

impl Passage {
    /// Sets aside what is given up before a dash and not said again behind it.
    pub(super) fn find_fragments(&mut self, firm: &[usize]) {
        if !self.dashes.contains(&true) {
            return;
        }
        for n in 0..firm.len().saturating_sub(1) {
            self.give_up(self.before_cut(firm, n));
        }
        let kept = |at: &&usize| !self.asides.contains_key(at);
        let kept: Vec<usize> = firm.iter().filter(kept).copied().collect();
        for n in 0..kept.len().saturating_sub(1) {
            self.give_up(self.fragments(&kept, n));
        }
    }

    /// Sets words aside that may be given up, each run as a whole.
    fn give_up(&mut self, runs: Vec<Vec<usize>>) {
        for run in runs {
            for &at in &run {
                if !self.asides.contains_key(&at) {
                    self.set_aside(at, Aside::FalseStart);
                }
            }
            self.keep_together(run);
        }
    }

    /// The fragments that end with `kept[n]`: "it’s —" is one, and so is "And it’s —".
    fn fragments(&self, kept: &[usize], n: usize) -> Vec<Vec<usize>> {
        let (at, next) = (kept[n], kept[n + 1]);
        if !self.breaks(at, next) || self.block(at) != self.block(next) || !self.is_spoken(at) {
            return Vec::new();
        }
        // "who we — who we are": what is said again behind it is part of no fragment.
        if (at..next).any(|at| self.asides.get(&at) == Some(&Aside::Repetition)) {
            return Vec::new();
        }
        let run = |len: usize| kept[n + 1 - len..=n].to_vec();
        if let Some(len) = self.question(kept, n) {
            return vec![run(len)];
        }
        let mut lengths = self.clauses(kept, n);
        if lengths.is_empty() && self.is_unfinished(kept, n) {
            lengths.push(1);
        }
        // "the companies that we — and organizations"
        let relative = n > 0 && self.is_one(kept[n - 1], RELATIVE);
        if lengths == [1] && relative && self.is_one(kept[n], OPEN_SUBJECTS) {
            lengths.push(2);
        }
        lengths.into_iter().map(run).collect()
    }

    /// What may be given up with a word that was broken off, which may be left out alone as well.
    fn before_cut(&self, firm: &[usize], n: usize) -> Vec<Vec<usize>> {
        let (at, next) = (firm[n], firm[n + 1]);
        let broken = self.is_cut(at + 1) && self.breaks(at, next);
        if !broken || self.block(at) != self.block(next) || !self.is_spoken(at) {
            return Vec::new();
        }
        let cut: Vec<usize> = (at + 1..next).filter(|&at| self.is_cut(at)).collect();
        let lengths = (1..=MOST_WITH_CUT.min(n + 1)).filter(|&len| {
            self.leads_to_cut(firm, n, len)
                || len == 1 && self.is_put_right_by_cut(at, next)
                || self.is_completed(firm, n, len)
                || self.is_parallel(firm, n, len)
        });
        let whole = lengths.map(|len| firm[n + 1 - len..=n].iter().chain(&cut).copied().collect());
        whole.chain([cut.clone()]).collect()
    }

    /// "the best teaching — ed- — educational": a word before the beginning of the one that was meant.
    fn is_put_right_by_cut(&self, at: usize, next: usize) -> bool {
        self.breaks(at, at + 1) && self.begins(at + 1, next) && self.may_be_given_up(at)
    }

    /// "the first woman of the Uni- — president": small words that led to a word broken off, as many as there are.
    fn leads_to_cut(&self, firm: &[usize], n: usize, len: usize) -> bool {
        let small = |at: &&usize| {
            let kinds = [SUBJECTS, LEADING_ON, ASKING];
            kinds.iter().any(|kind| self.is_one(**at, kind))
        };
        let run = firm[..=n].iter().rev().take(MOST_BEFORE_CUT);
        let next = |n: usize| firm[n] == firm[n - 1] + 1;
        run.take_while(small).count() == len && (n + 1 - len..=n).skip(1).all(next)
    }

    /// "for those who were transport- — we’re transporting": words before one that is broken off, as many as
    /// stand before it where it is said whole.
    fn is_completed(&self, firm: &[usize], n: usize, len: usize) -> bool {
        let behind = &firm[n + 2..firm.len().min(n + 2 + MOST_BEFORE_WHOLE)];
        let whole = behind.iter().position(|&at| self.begins(firm[n] + 1, at));
        let run = &firm[n + 1 - len..=n];
        let joined = |pair: &[usize]| self.between(pair[0], pair[1]) == " ";
        whole.is_some_and(|whole| len <= whole + 2)
            && run.windows(2).all(joined)
            && run.iter().all(|&at| self.may_be_given_up(at))
    }

    /// "as Ms. Quill’s gue- — at Ms. Quill’s request", "to let nine hun- — to take 900": words that begin with one of the
    /// kind that stands behind the dash, and carry nothing or are said again.
    fn is_parallel(&self, firm: &[usize], n: usize, len: usize) -> bool {
        let key = |at: usize| self.words[at].key;
        let (run, next) = (&firm[n + 1 - len..=n], firm[n + 1]);
        let behind = &firm[n + 1..firm.len().min(n + 1 + MOST_WITH_CUT)];
        // "nine hun- — 900" is one number; in "30 las- — at 35" there are two.
        let scale = || {
            let cut = self.form(firm[n] + 1).to_lowercase();
            !cut.is_empty() && SCALES.iter().any(|scale| scale.starts_with(&cut))
        };
        let one = || scale() || self.is_one_number(run, behind);
        let again = |at: usize| {
            let same = |&other: &usize| {
                key(other) == key(at) || self.is_number(at) && self.is_number(other) && one()
            };
            behind.iter().any(same)
        };
        let both = |kind: &&&[&str]| self.is_one(run[0], kind) && self.is_one(next, kind);
        let joined =
            |pair: &[usize]| pair[1] == pair[0] + 1 && self.between(pair[0], pair[1]) == " ";
        // "the end of Ostry’s trac- — Ostrey’s tax"
        let name = |at: usize| self.form(at).starts_with(char::is_uppercase);
        let slip = name(run[0]) && name(next) && is_near(&self.bare(run[0]), &self.bare(next));
        let empty = |&at: &usize| {
            slip && at == run[0]
                || self.may_be_given_up(at)
                || self.begins_a_clause(at)
                || again(at)
        };
        (slip || key(run[0]) == key(next) || KINDS.iter().any(|kind| both(&kind)))
            && run.windows(2).all(joined)
            && run.iter().all(empty)
    }

    /// "nine hundred fam- — to take 900 families": whether the numbers on both sides are one.
    fn is_one_number(&self, before: &[usize], behind: &[usize]) -> bool {
        let number = |at: &&usize| self.is_number(**at);
        let forms = |words: &[usize]| -> Vec<String> {
            let first = words
                .iter()
                .position(|at| self.is_number(*at))
                .unwrap_or(words.len());
            let run = words[first..].iter().take_while(number);
            run.map(|&at| Folded::new(self.form(at)).to_string())
                .collect()
        };
        let (own, theirs) = (forms(before), forms(behind));
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
        own == theirs || number::is_same(&own, &theirs, None)
    }

    /// "And if it does, can the President — what will his message be": the beginning of a question.
    fn question(&self, kept: &[usize], n: usize) -> Option<usize> {
        let asks = self.is_one(kept[n + 1], ASKING);
        let fits = |len: &usize| {
            let run = &kept[n + 1 - len..=n];
            let pronoun = matches!(run, [_, one] if self.is_one(*one, OPEN_SUBJECTS));
            let noun = matches!(run, [_, the, _] if self.is_one(*the, &["the"]));
            let begins = self.is_one(run[0], VERBS) && self.heads(kept, n + 1 - len);
            begins && (pronoun || noun)
        };
        (2..=3.min(n + 1)).find(fits).filter(|_| asks)
    }

    /// "And it’s — we never walk away": the beginning of a clause, and no more of it than its subject
    /// and what helps a verb.
    fn clauses(&self, kept: &[usize], n: usize) -> Vec<usize> {
        let restart = kept[n + 1];
        let goes_on = self.is_one(restart, GOING_ON);
        // "we have — you know, right now, all boats are out": words are looked for.
        let filler = (kept[n] + 1..restart).any(|at| self.asides.get(&at) == Some(&Aside::Filler));
        let anew = self.is_one(restart, SUBJECTS) || self.is_one(restart, ASKING) || filler;
        let open = self.is_one(kept[n], OPEN_SUBJECTS);
        let fits = |len: &usize| {
            let run = &kept[n + 1 - len..=n];
            let conjunctions = run
                .iter()
                .take_while(|&&at| self.is_one(at, CONJUNCTIONS))
                .count();
            let (Some(&subject), rest) = (
                run.get(conjunctions),
                run.get(conjunctions + 1..).unwrap_or_default(),
            ) else {
                return false;
            };
            let helps = |at: &usize| self.is_one(*at, HELPING);
            let pronoun = |at: usize| {
                let form = self.form(at).to_lowercase().replace('’', "'");
                form.split('\'').next().map(str::to_owned)
            };
            // "it’ll also — the sessions will"
            // "they’re only — they pay"
            let same = || pronoun(subject) == pronoun(restart);
            let bare =
                |at: &usize| self.is_one(*at, ADVERBS) || self.is_one(*at, &["only"]) && same();
            let led =
                || self.is_one(subject, OPEN_SUBJECTS) && !rest.is_empty() && rest.iter().all(bare);
            self.heads(kept, n + 1 - len)
                && self.is_one(subject, SUBJECTS)
                && (rest.iter().all(helps) || led())
                && (anew || rest.is_empty() && open || led())
                && (!goes_on || rest.is_empty())
        };
        let denied = |len: &usize| self.is_denial_begun(kept, n, *len);
        let lengths = 1..=LONGEST.min(n + 1);
        lengths.filter(|len| fits(len) || denied(len)).collect()
    }

    /// "This is not — this is", "we will not be — there will be no", "I wasn’t — that’s not": the beginning of a clause that
    /// is denied, where the clause behind the dash begins with the same two words or is denied as well.
    fn is_denial_begun(&self, kept: &[usize], n: usize, len: usize) -> bool {
        let (run, behind) = (&kept[n + 1 - len..=n], &kept[n + 1..]);
        let [subject, rest @ ..] = run else {
            return false;
        };
        let denies = |at: usize| self.is_one(at, DENIALS) || is_contracted_denial(self.form(at));
        let helps = |at: &usize| {
            let kinds = [HELPING, VERBS];
            denies(*at) || kinds.iter().any(|kind| self.is_one(*at, kind))
        };
        let again = || rest.len() > 1 && self.are_said_again(&run[..2], behind);
        let soon = || behind.iter().take(SOON_A_DENIAL);
        self.heads(kept, n + 1 - len)
            && self.is_one(*subject, SUBJECTS)
            && rest.iter().any(|&at| denies(at))
            && rest.iter().all(helps)
            && (again() || soon().any(|&at| denies(at)))
    }

    /// Whether a clause may begin with `kept[n]`: a mark stands before it, or a word that leads to one.
    fn heads(&self, kept: &[usize], n: usize) -> bool {
        let Some(before) = n.checked_sub(1).map(|n| kept[n]) else {
            return true;
        };
        let between = self.between(before, kept[n]);
        let marked = between.contains(['.', ',', '!', '?', ':', ';', '—', '–', '\n']);
        marked || self.is_one(before, LEADING_TO_CLAUSES)
    }

    /// A word that cannot end anything, before a dash: "they can recover and — as soon as possible".
    fn is_unfinished(&self, kept: &[usize], n: usize) -> bool {
        let (at, next) = (kept[n], kept[n + 1]);
        let joins = || self.is_one(at, &["and", "but"]) && self.is_one(next, GOING_ON);
        let helps_anew = || self.is_one(at, VERBS) && self.is_one(next, VERBS);
        let asks_anew = || self.is_one(at, ASKING) && self.is_one(next, ASKING);
        let subject = || {
            let before = n.checked_sub(1).map(|n| kept[n]);
            self.is_one(at, OPEN_SUBJECTS)
                && !before.is_some_and(|before| self.is_one(before, BEFORE_LAST_SUBJECTS))
        };
        // "our conference in — next February"; but "with the boa- — the board" keeps its *with*.
        let leads = || at + 1 == next && self.leads(at) && self.is_one(next, LED_TO);
        // "I can’t speak to what — the state of the weir"
        let asks = || {
            let led = n > 0 && self.leads(kept[n - 1]);
            led && self.is_one(at, ASKING) && self.is_one(next, LED_TO)
        };
        // "that’s why — one of the reasons"
        let why = || {
            let is = n > 0 && self.is_one(kept[n - 1], IS);
            is && self.is_one(at, &["how", "what", "why"]) && self.is_one(next, &["one"])
        };
        // "has stood for — and kept its gates for over 80 years"
        let resumed = || {
            let key = |at: usize| self.words[at].key;
            let soon = kept[n + 1..].iter().take(SOON_A_PREPOSITION);
            let and = self.is_one(next, &["and", "or"]);
            and && self.leads(at) && soon.into_iter().any(|&other| key(other) == key(at))
        };
        // "of the coast and — than every other board": no "and than" goes on.
        let than = || self.is_one(at, &["and"]) && self.is_one(next, &["than"]);
        self.is_one(at, UNFINISHED) && (!joins() || than())
            || resumed()
            || asks()
            || why()
            || leads()
            || helps_anew()
            || asks_anew()
            || subject()
    }

    /// Whether word `at` is one that a clause begins with, or that helps its verb.
    pub(super) fn begins_a_clause(&self, at: usize) -> bool {
        self.is_one(at, SUBJECTS) || self.is_one(at, HELPING)
    }
}

/// Words of a kind: prepositions, what stands before a noun, persons, questions.
const KINDS: &[&[&str]] = &[
    &[
        "about", "as", "at", "by", "for", "from", "in", "into", "like", "of", "on", "onto", "over",
        "than", "to", "under", "with",
    ],
    &[
        "a", "an", "her", "his", "its", "my", "our", "the", "their", "your",
    ],
    &[
        "he", "he's", "i", "i'm", "i've", "it", "it's", "its", "she", "she's", "they", "they're",
        "we", "we're", "we've", "you", "you're",
    ],
    ASKING,
];

/// What a number in words may end with.
const SCALES: &[&str] = &["billion", "hundred", "million", "thousand", "trillion"];

/// Within so many words a preposition is said again that was left open.
const SOON_A_PREPOSITION: usize = 6;

/// Subjects that no clause ends with.
pub(super) const OPEN_SUBJECTS: &[&str] = &[
    "he", "he'd", "he'll", "he's", "i", "i'd", "i'll", "i'm", "i've", "it'd", "it'll", "it's",
    "she", "she'd", "she'll", "she's", "that'll", "that's", "there'll", "there's", "they",
    "they'd", "they'll", "they're", "they've", "we", "we'd", "we'll", "we're", "we've", "you'd",
    "you'll", "you're", "you've",
];

/// Words that a clause begins with.
const SUBJECTS: &[&str] = &[
    "he", "he'd", "he'll", "he's", "i", "i'd", "i'll", "i'm", "i've", "it", "it'd", "it'll",
    "it's", "she", "she'd", "she'll", "she's", "that", "that'll", "that's", "there", "there'll",
    "there's", "they", "they'd", "they'll", "they're", "they've", "this", "we", "we'd", "we'll",
    "we're", "we've", "you", "you'd", "you'll", "you're", "you've",
];

/// Behind these a subject may be the last word: "more than I", "so do we".
const BEFORE_LAST_SUBJECTS: &[&str] = &[
    "and", "are", "as", "did", "do", "does", "is", "or", "so", "than", "was", "were", "will",
];

/// Words that help a verb or go before one.
const HELPING: &[&str] = &[
    "a", "also", "always", "an", "are", "be", "been", "going", "got", "had", "has", "have", "is",
    "just", "kind", "of", "really", "sort", "still", "the", "to", "was", "were", "would",
];

/// Words that cannot end anything.
const UNFINISHED: &[&str] = &[
    "a", "an", "and", "but", "its", "my", "our", "the", "their", "which", "who", "whose", "your",
];

/// Words that a preposition may lead to, and that stand as well without one.
const LED_TO: &[&str] = &[
    "a", "an", "every", "last", "next", "our", "some", "the", "their", "these", "this", "those",
    "your",
];

/// Words that lead to a clause about what stands before them.
const RELATIVE: &[&str] = &["that", "when", "where", "which", "who"];

/// Forms of *be*, behind which a clause may tell how or why.
const IS: &[&str] = &["is", "it's", "that's", "was"];

/// Words that go before a verb and say little.
const ADVERBS: &[&str] = &["also", "always", "just", "really", "still"];

/// Words that deny, and within so many words a clause is denied that was begun otherwise.
const DENIALS: &[&str] = &["no", "not", "never"];

/// "wasn’t", "can't"
fn is_contracted_denial(form: &str) -> bool {
    let form = form.to_lowercase();
    form.ends_with("n’t") || form.ends_with("n't")
}

const SOON_A_DENIAL: usize = 6;

/// Verbs that say nothing by themselves.
pub(super) const VERBS: &[&str] = &[
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "was", "were", "will",
    "would",
];

/// Words before the subject of a clause.
const CONJUNCTIONS: &[&str] = &["and", "because", "but", "look", "now", "so", "that", "well"];

/// Words that lead to a clause without a mark.
const LEADING_TO_CLAUSES: &[&str] = &[
    "after", "and", "because", "before", "believe", "but", "hope", "know", "say", "so", "that",
    "think", "when", "where", "while",
];

/// What stood before goes on behind these.
pub(super) const GOING_ON: &[&str] = &[
    "and", "because", "but", "nor", "or", "than", "though", "which",
];

/// Words that begin a question, or a clause like one.
const ASKING: &[&str] = &[
    "how", "that", "what", "when", "where", "which", "who", "why",
];

/// Small words that lead to a noun.
const LEADING_ON: &[&str] = &[
    "a", "an", "and", "at", "but", "by", "for", "from", "in", "of", "on", "our", "so", "the",
    "their", "to", "with",
];
