//! What a speaker says without meaning it: fillers, words broken off, and words said twice, all of which an
//! article may leave out.

use super::Passage;
use crate::verdict::Aside;
use onrecord_doc::{Class, authority};
use onrecord_text::{Folded, meaning};

/// What it costs to leave out a word that the speaker said twice or broke off.
const DISFLUENCY: u32 = 6;
/// The longest repetition that is looked for, in words.
pub(super) const LONGEST_REPETITION: usize = 9;
/// The shortest run that is a repetition with no mark between, in words: "going up to going up to".
const SHORTEST_UNMARKED: usize = 3;
/// So many words are said again, at least, of which one was another.
const SHORTEST_MENDED: usize = 4;
/// A word is another form of one with so many of its first letters and at most so many behind them.
const SHORTEST_STEM: usize = 5;
const LONGEST_ENDING: usize = 3;
/// The longest title before a name, in words, without its first: "Prime Minister".
const LONGEST_TITLE: usize = 3;
/// So many bytes of a name tell which it was going to be.
const LEAST_OF_A_NAME: usize = 3;
/// The longest of the fillers, in bytes.
const LONGEST_FILLER: usize = 3;

impl Passage {
    /// Marks fillers, words broken off, and words said twice with a dash between.
    pub(super) fn find_disfluencies(&mut self) {
        self.find_corrected();
        let mut spoken = Vec::with_capacity(self.words.len());
        spoken.extend((0..self.words.len()).filter(|at| !self.asides.contains_key(at)));
        let mut firm = Vec::with_capacity(spoken.len());
        for (n, &at) in spoken.iter().enumerate() {
            let next = spoken.get(n + 1).copied();
            let filler = self.places[at].span.len() <= LONGEST_FILLER && is_filler(self.form(at));
            if filler {
                self.set_aside(at, Aside::Filler);
            } else if let Some(you) = self.you_know(at) {
                self.set_aside(at, Aside::Filler);
                self.keep_together(vec![you, you + 1]);
            } else if next.is_some_and(|next| self.is_false_start(at, next)) {
                self.set_aside(at, Aside::FalseStart);
            } else {
                firm.push(at);
            }
        }
        let firm = self.without_broken_subjects(firm);
        let firm = self.without_broken_numbers(firm);
        let firm = self.without_broken_words_for_numbers(firm);
        let firm = self.without_beginnings(firm);
        let firm = self.without_titles(firm);
        let firm = self.without_subjects_put_in(firm);
        let firm = self.without_slips(firm);
        let firm = self.without_given_up(firm);
        let firm = self.without_pardons(firm);
        let firm = self.without_editing_terms(&spoken, firm);
        self.find_put_in(&firm);
        for n in 0..firm.len().saturating_sub(1) {
            for len in self.repetitions(&firm, n) {
                let run = firm[n + 1 - len..=n].to_vec();
                run.iter()
                    .for_each(|&at| self.set_aside(at, Aside::Repetition));
                self.keep_together(run);
            }
        }
        self.find_fragments(&firm);
        self.find_taken_up_by_pronoun(&firm);
    }

    /// "playing [paying]": the transcript's own correction of a word that it does not strike out.
    fn find_corrected(&mut self) {
        for at in 1..self.words.len() {
            if !self.is_in_brackets(at) {
                continue;
            }
            let plain = |at: usize| self.places[at].class == Class::Plain;
            let beside = self.block(at - 1) == self.block(at) && plain(at - 1) && plain(at);
            if beside && is_near(self.form(at - 1), self.form(at)) {
                self.set_aside(at - 1, Aside::FalseStart);
            }
        }
    }

    /// Whether word `at` stands alone in square brackets.
    fn is_in_brackets(&self, at: usize) -> bool {
        let span = self.places[at].span;
        let text = self.held.document.blocks[self.block(at)].text.text();
        let (before, behind) = (
            &text.as_bytes()[..span.start()],
            &text.as_bytes()[span.end()..],
        );
        before.last() == Some(&b'[') && behind.first() == Some(&b']')
    }

    /// `No, I'm seri- — think about it`: a word that is broken off with the subject before it, at the head
    /// of a sentence or behind a comma.
    fn without_broken_subjects(&mut self, firm: Vec<usize>) -> Vec<usize> {
        const SUBJECTS: &[&str] = &[
            "i", "i'm", "i've", "we", "we're", "we've", "you", "you're", "he", "he's", "she",
            "she's", "it", "it's", "they", "they're", "that's", "there's",
        ];
        let subject = |at: usize| self.is_one(at, SUBJECTS);
        let head = |n: usize| {
            n == 0 || {
                let between = self.between(firm[n - 1], firm[n]);
                between.contains(['.', ',', '!', '?', '—', '\n'])
            }
        };
        let is_broken = |n: usize| {
            let at = firm[n];
            let alone = firm.get(n + 1) == Some(&(at + 2));
            alone && self.is_cut(at + 1) && subject(at) && head(n)
        };
        let broken: Vec<usize> = (0..firm.len())
            .filter(|&n| is_broken(n))
            .map(|n| firm[n])
            .collect();
        self.without(firm, &broken)
    }

    /// `Just for- — Justice40`: the beginning of a word with another one that was broken off.
    fn without_beginnings(&mut self, firm: Vec<usize>) -> Vec<usize> {
        let is = |pair: &[usize]| {
            let (at, next) = (pair[0], pair[1]);
            self.breaks(at, next) && self.has_cut(at, next) && self.begins(at, next)
        };
        let beginnings = picked(&firm, 2, 0, is);
        self.without(firm, &beginnings)
    }

    /// `President Mar- — Prime Minister Marrow`: a title that is put right with the name that was broken off behind it.
    fn without_titles(&mut self, firm: Vec<usize>) -> Vec<usize> {
        let capital = |at: usize| self.form(at).starts_with(char::is_uppercase);
        let title = |at: usize| capital(at) && authority::is_title(self.form(at));
        let is = |n: usize| {
            let (at, next) = (firm[n], firm[n + 1]);
            // What is seldom is asked first.
            if at + 2 != next || !self.is_cut(at + 1) || !self.breaks(at, next) {
                return false;
            }
            let near = firm[n + 2..].iter().take(LONGEST_TITLE);
            // "Prime Minister Mar- — President Marrow": half a title is none.
            let apart = |before: usize| !capital(before) || self.between(before, at).contains(',');
            let whole = n == 0 || apart(firm[n - 1]);
            let mut right = near.take_while(|&&at| capital(at));
            let named = |&whole: &usize| {
                let cut = self.form(at + 1).to_lowercase();
                cut.len() >= LEAST_OF_A_NAME && self.form(whole).to_lowercase().starts_with(&cut)
            };
            whole && title(at) && capital(next) && right.any(named)
        };
        let titles: Vec<usize> = (0..firm.len().saturating_sub(2))
            .filter(|&n| is(n))
            .map(|n| firm[n])
            .collect();
        self.without(firm, &titles)
    }

    /// `hasn't requi- — it hasn't been`: the pronoun with which words are begun anew behind one that was broken off.
    fn without_subjects_put_in(&mut self, firm: Vec<usize>) -> Vec<usize> {
        let key = |at: usize| self.words[at].key;
        let is = |four: &[usize]| {
            let (said, pronoun, again) = (four[1], four[2], four[3]);
            // "They voted aga- — he voted" puts another for them.
            let open = || self.is_one(four[0], &["that", "which"]);
            let cut = said + 2 == pronoun && self.is_cut(said + 1) && self.breaks(said, pronoun);
            cut && open()
                && key(said) == key(again)
                && self.is_one(pronoun, &["he", "it", "she", "they"])
        };
        let pronouns = picked(&firm, 4, 2, is);
        self.without(firm, &pronouns)
    }

    /// `toolpop [sic] — toolbox`, `80 million [sic] — 55 million`: what the stenographer marks as a slip, and the speaker
    /// puts right.
    fn without_slips(&mut self, firm: Vec<usize>) -> Vec<usize> {
        let number = |at: usize| self.is_number(at);
        let mut slips = Vec::new();
        for n in 0..firm.len().saturating_sub(1) {
            let (at, next) = (firm[n], firm[n + 1]);
            // "sumercon [sic] — sumer- — semicon"
            let whole = at + 1 < next && !(at + 2..next).all(|at| self.is_cut(at));
            if at + 1 == next || whole || self.form(at + 1) != "sic" || !self.breaks(at, next) {
                continue;
            }
            let alike = is_alike(self.form(at), self.form(next));
            if number(at) && number(next) {
                slips.extend(firm[..=n].iter().rev().take_while(|&&at| number(at)));
            } else if alike || self.may_be_given_up(at) {
                slips.push(at);
            }
        }
        self.without(firm, &slips)
    }

    /// Sets aside the article of a broken word that is begun anew with another, "a mu- — our mutual",
    /// and an *and* that leads to nothing, "a nation and — that can"; answers the words that are left.
    fn without_given_up(&mut self, firm: Vec<usize>) -> Vec<usize> {
        let is = |at: usize, list: &[&str]| self.is_one(at, list);
        let broken = |first: usize, next: usize, whole: usize| {
            let whole = self.form(whole).to_lowercase();
            let begins = |at: usize| whole.starts_with(&self.form(at).to_lowercase());
            (first..next).any(|at| self.is_cut(at) && begins(at))
        };
        // What is seldom is asked first: nothing was set aside between most words, and no dash stands there.
        let given_up = |three: &[usize]| match *three {
            [first, next, whole]
                if first + 1 < next && is(first, ARTICLES) && is(next, ARTICLES) =>
            {
                broken(first, next, whole)
            }
            // "the h- — one of the highest": the word that was broken off comes later.
            [first, next, _] if first + 1 < next && is(first, &["a", "an", "the"]) => {
                let cut = (first..next).any(|at| self.is_cut(at));
                let from = firm.partition_point(|&at| at < next);
                let near = firm[from..].iter().take(SOON_A_WORD);
                let behind = from
                    .checked_sub(2)
                    .is_some_and(|before| self.is_one(firm[before], BE));
                behind
                    && cut
                    && near.into_iter().any(|&whole| {
                        self.form(whole).len() >= LEAST_OF_A_WORD && broken(first, next, whole)
                    })
            }
            // "a — the most": an article is given up for another.
            [first, next, _] => {
                let article = || is(first, &["a", "an", "the"]) && is(next, &["a", "an", "the"]);
                let and = || is(first, &["and"]) && is(next, RELATIVE);
                self.breaks(first, next) && (and() || article())
            }
            _ => false,
        };
        let given_up = picked(&firm, 3, 0, given_up);
        self.without(firm, &given_up)
    }

    /// Sets words aside as false starts; answers those that are left.
    pub(super) fn without(&mut self, firm: Vec<usize>, given_up: &[usize]) -> Vec<usize> {
        if given_up.is_empty() {
            return firm;
        }
        for &at in given_up {
            self.set_aside(at, Aside::FalseStart);
        }
        firm.into_iter()
            .filter(|at| !given_up.contains(at))
            .collect()
    }

    /// Words may be left out together only; of no words nothing is to be kept.
    pub(super) fn keep_together(&mut self, run: Vec<usize>) {
        if !run.is_empty() {
            self.repeated.push(run);
        }
    }

    pub(super) fn set_aside(&mut self, at: usize, aside: Aside) {
        self.words[at].skip = self.words[at].skip.min(DISFLUENCY);
        self.asides.insert(at, aside);
    }

    /// Whether word `at` was broken off with a hyphen, and set aside for it.
    pub(super) fn is_cut(&self, at: usize) -> bool {
        self.places[at].cut && self.asides.get(&at) == Some(&Aside::FalseStart)
    }

    /// Whether a word was broken off behind `at` and before `next`, neither of which is set aside.
    pub(super) fn has_cut(&self, at: usize, next: usize) -> bool {
        (at..next).any(|at| self.is_cut(at))
    }

    /// A word cut short before a dash: `Rus- — the`, or `Rus—Russian`.
    fn is_false_start(&self, at: usize, next: usize) -> bool {
        if !self.breaks(at, next) {
            return false;
        }
        let word = self.places[at];
        let (form, after) = (self.form(at), self.form(next));
        word.cut
            || is_same_but_contracted(form, after)
            || is_misspoken(form, after)
            || form.len() < after.len()
                && after.starts_with(form)
                && form.chars().count() <= 3
                && !is_word_of_its_own(form)
    }

    /// How many words before and with `firm[n]` are said again at once behind it, or begun anew.
    fn repetitions(&self, firm: &[usize], n: usize) -> Vec<usize> {
        let (at, next) = (firm[n], firm[n + 1]);
        let key = |at: usize| self.words[at].key;
        // "We will not row. We will not tax — excuse me — we will not sell": the sentence before is no beginning of it.
        if next > at + 1 && self.stops_behind(at) {
            return Vec::new();
        }
        if !self.breaks(at, next) {
            let bare = || {
                let one = self.block(at) == self.block(next);
                one && self.between(at, next).trim().is_empty()
            };
            let aside = (at + 1..next).any(|at| self.asides.contains_key(&at));
            let small = || is_small(self.form(at)) || self.is_one(at, DOUBLED);
            let twice = !aside && key(at) == key(next) && bare() && small();
            let long = || self.said_again(firm, n).filter(|_| !aside && bare());
            let pair = || self.is_pair_twice(firm, n) && !aside && bare();
            return if twice || !aside && self.is_led_twice(firm, n) {
                vec![1]
            } else if pair() {
                vec![2]
            } else {
                long().into_iter().collect()
            };
        }
        let again = |len: &usize| self.is_again(firm, n, *len);
        let exact = |len: &usize| {
            let (before, behind) = (&firm[n + 1 - len..=n], &firm[n + 1..]);
            let pairs = before.iter().zip(behind);
            pairs.filter(|(a, b)| key(**a) == key(**b)).count() == *len
        };
        let lengths = 1..=LONGEST_REPETITION.min(n + 1);
        // "all of you. You are — you are": what is said again word for word is that, and not also "you. You are".
        match lengths.clone().filter(|len| *len > 1).find(exact) {
            Some(said) => lengths
                .filter(|len| *len <= said || exact(len))
                .filter(again)
                .collect(),
            None => lengths.filter(again).collect(),
        }
    }

    /// Whether so many words up to the dash behind `firm[n]` are said again behind it, or begun anew.
    fn is_again(&self, firm: &[usize], n: usize, len: usize) -> bool {
        let at = firm[n];
        let spoken = self.is_spoken(at);
        let (before, behind) = (&firm[n + 1 - len..=n], &firm[n + 1..]);
        let pairs = before.iter().zip(behind);
        let same = pairs.take_while(|(a, b)| self.words[**a].key == self.words[**b].key);
        let same = same.count();
        if same == len {
            return true;
        }
        let (led, open) = (
            spoken && self.leads(behind[0]),
            spoken && self.is_open_end(at),
        );
        let again = self.is_begun_alike(before, behind, same)
            || self.is_said_bare(before, behind)
            || len == 1
                && (self.is_recast(before[0], behind[0])
                    || self.is_figure_mended(before[0], behind[0]))
            || self.is_led_anew(before, behind)
            || self.is_helped_otherwise(before, behind)
            || spoken && self.is_number_mended(before, behind)
            || spoken && self.is_figure_put_right(before, behind)
            || self.is_taken_up(before, behind)
            || spoken
                && (self.is_retraced(before, behind, led)
                    || open && self.is_broken_off(before, behind)
                    || self.is_put_right(before, behind)
                    || self.is_led_alike(before, behind)
                    || self.is_slip(before, behind)
                    || self.is_contracted(before, behind)
                    || self.is_begun_otherwise(before, behind)
                    || self.is_of_its_kind(before, behind)
                    || self.is_restarted(firm, n, before));
        // What is seldom is asked last.
        again && !self.goes_on_too(behind, len)
    }

    /// Whether words begin with as many as are the `same` behind them, and the rest is given up.
    fn is_begun_alike(&self, before: &[usize], behind: &[usize], same: usize) -> bool {
        if same == 0 {
            return false;
        }
        let rest = &before[same..];
        let key = |at: usize| self.words[at].key;
        // "and the of — and reform": only small words, which turn nothing, are given up.
        let given_up = || {
            let few = rest.len() <= LONGEST_GIVEN_UP && behind.len() > same;
            few && rest.iter().all(|&at| is_light(self.form(at)))
        };
        let broken = || {
            let whole = behind.get(same);
            rest.len() == 1 && whole.is_some_and(|&at| self.begins(rest[0], at))
        };
        // "rest easy — I want to — rest easy": taken up where it was left.
        let resumed = || {
            // Behind three words that are said again a remark may be longer.
            let most = if same > 2 {
                LONGEST_REMARK
            } else {
                LONGEST_LEFT
            };
            let left = rest.len() <= most && self.breaks(before[same - 1], rest[0]);
            let again = |at: usize| before[..same].iter().any(|&other| key(other) == key(at));
            let turns = |&at: &usize| self.turns(at) && !again(at);
            same > 1 && left && !rest.iter().any(turns)
        };
        given_up()
            || broken()
            // "we changed — we made": one word is given up for another behind the same.
            || self.is_one_word(rest)
            // "how to do deal — how to go forward": two words behind two that are said again.
            || same > 1 && self.is_plain_pair(before[same - 1], rest)
            || self.is_begun(rest, behind.len() - same)
            || self.is_mended(before, behind)
            || resumed()
    }

    /// Whether two words carry nothing and stand behind another with no mark between.
    fn is_plain_pair(&self, before: usize, pair: &[usize]) -> bool {
        let [one, other] = *pair else {
            return false;
        };
        let plain = self.between(before, one) == " " && self.between(one, other) == " ";
        plain && self.may_be_given_up(one) && self.may_be_given_up(other)
    }

    /// "going up to going up to": how many words, three at least, are said again with no mark between.
    fn said_again(&self, firm: &[usize], n: usize) -> Option<usize> {
        let lengths = SHORTEST_UNMARKED..=LONGEST_REPETITION.min(n + 1);
        lengths.into_iter().find(|&len| {
            let (before, behind) = (&firm[n + 1 - len..=n], &firm[n + 1..]);
            self.are_said_again(before, behind)
        })
    }

    /// Whether words are said again at the head of others, in their order.
    pub(super) fn are_said_again(&self, words: &[usize], others: &[usize]) -> bool {
        let same = |(a, b): (&usize, &usize)| self.words[*a].key == self.words[*b].key;
        others.len() >= words.len() && words.iter().zip(others).all(same)
    }

    /// "is it going to — is this": whether what is not said again is no more than a clause's beginning.
    fn is_begun(&self, rest: &[usize], behind: usize) -> bool {
        let small = |&at: &usize| self.begins_a_clause(at);
        let short = behind > 0 && rest.len() <= LONGEST_LEFT;
        short && rest.iter().all(small) && rest.first().is_some_and(|&at| self.is_spoken(at))
    }

    /// "the Russians’ actions — Russians’ actions": whether words are said again without the small first.
    fn is_said_bare(&self, before: &[usize], behind: &[usize]) -> bool {
        let [first, rest @ ..] = before else {
            return false;
        };
        let same = self.are_said_again(rest, behind);
        !rest.is_empty() && same && is_light(self.form(*first)) && self.is_spoken(*first)
    }

    /// "you have made a champion — you have been a champion": whether words are said again, but for one.
    fn is_mended(&self, before: &[usize], behind: &[usize]) -> bool {
        let len = before.len();
        if len < SHORTEST_MENDED || behind.len() < len {
            return false;
        }
        let key = |at: usize| self.words[at].key;
        let pairs = before.iter().zip(behind);
        let mut differing = pairs.filter(|(a, b)| key(**a) != key(**b));
        let one = differing.next().filter(|_| differing.next().is_none());
        one.is_some_and(|(&one, _)| self.may_be_given_up(one))
    }

    /// "the important — importance": whether a word is said again in another form, by its stem.
    pub(super) fn is_recast(&self, at: usize, again: usize) -> bool {
        let (one, other) = (self.bare(at), self.bare(again));
        let same = one
            .chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let longest = one.chars().count().max(other.chars().count());
        // "Ruritania’s — Ruritanians"
        let people = other.ends_with("ians") || other.ends_with("ian");
        let name = |at: usize| self.form(at).starts_with(char::is_uppercase);
        let most = LONGEST_ENDING + usize::from(people && name(at) && name(again));
        one != other && same >= SHORTEST_STEM && longest <= same + most
    }

    /// A word in small letters, without a genitive.
    pub(super) fn bare(&self, at: usize) -> String {
        let form = self.form(at).to_lowercase();
        let end = form.strip_suffix("’s").or(form.strip_suffix("'s"));
        end.map_or(form.clone(), str::to_owned)
    }

    /// Whether word `at` is the beginning of word `whole`: "Min – Climate" before "Minerals".
    pub(super) fn begins(&self, at: usize, whole: usize) -> bool {
        let (form, whole) = (
            self.form(at).to_lowercase(),
            self.form(whole).to_lowercase(),
        );
        form.len() > 1 && form.len() < whole.len() && whole.starts_with(&form)
    }

    /// "for the — in the name of": a preposition with its article is given up for another.
    fn is_led_anew(&self, before: &[usize], behind: &[usize]) -> bool {
        let is = |at: usize, list: &[&str]| self.is_one(at, list);
        let Some(&next) = behind.first() else {
            return false;
        };
        match *before {
            [first, article] if self.leads(first) && is(article, ARTICLES) => self.leads(next),
            // "workers of — at the ports", "what it — how hard it was": in speech alone, since writers
            // set a dash behind a preposition, too.
            [first] => self.is_spoken(first) && self.leads(first) && self.leads(next),
            [first, light] => {
                let asks = is(first, ASKING) && is(next, ASKING);
                self.is_spoken(first) && asks && is_light(self.form(light))
            }
            _ => false,
        }
    }

    /// "to low — at low", "did not — could not", "my view — our view": a word is said again at once behind another
    /// preposition, another verb that helps, or another article.
    fn is_helped_otherwise(&self, before: &[usize], behind: &[usize]) -> bool {
        let ([first, said], [next, again, ..]) = (before, behind) else {
            return false;
        };
        let both = |list: &[&str]| self.is_one(*first, list) && self.is_one(*next, list);
        let same = self.words[*said].key == self.words[*again].key;
        let joined = self.between(*first, *said) == " " && self.between(*next, *again) == " ";
        let small = both(LEADING) || both(HELPS) || both(ARTICLES);
        same && joined && self.is_spoken(*first) && small
    }

    /// Whether a word is one of a turn of a transcript.
    pub(super) fn is_spoken(&self, at: usize) -> bool {
        self.held.document.blocks[self.block(at)].turn.is_some()
    }

    /// Whether a word of a transcript tells nothing that is lost with it: no name, number, day, modal,
    /// quantity or denial.
    pub(super) fn may_be_given_up(&self, at: usize) -> bool {
        let form = Folded::new(self.form(at));
        let tells = |form: &str| {
            meaning::turns(form)
                || meaning::is_number(form)
                || meaning::is_date(form)
                || meaning::is_modal(form)
                || meaning::is_quantity(form)
        };
        let small = self.form(at).starts_with(char::is_lowercase);
        small && self.is_spoken(at) && !(0..form.len()).any(|n| tells(form.form(n)))
    }

    /// Whether a word leads to a noun.
    pub(super) fn leads(&self, at: usize) -> bool {
        self.is_one(at, LEADING)
    }

    /// Whether a word turns the sense of a sentence.
    pub(super) fn turns(&self, at: usize) -> bool {
        let form = Folded::new(self.form(at));
        (0..form.len()).any(|n| meaning::turns(form.form(n)))
    }

    /// "to make — continue to make": the words before the dash are said again behind it, in their
    /// order and with one or two others among them, none of which turns the sense.
    fn is_taken_up(&self, before: &[usize], behind: &[usize]) -> bool {
        let mut wanted = before.iter().map(|&at| self.words[at].key).peekable();
        let mut added = Vec::new();
        for &at in behind.iter().take(before.len() + MOST_PUT_IN) {
            if wanted.next_if_eq(&self.words[at].key).is_none() {
                added.push(at);
            }
            if wanted.peek().is_none() {
                break;
            }
        }
        if wanted.peek().is_some() {
            return false;
        }
        // "my — by my": a small word is taken up behind a preposition only.
        let led = || before.len() == 1 && matches!(added[..], [at] if self.leads(at));
        if before.iter().all(|&at| is_light(self.form(at))) && !led() {
            return false;
        }
        if added.iter().any(|&at| self.turns(at)) {
            return false;
        }
        let joins = |&at: &usize| self.is_one(at, JOINING);
        let last = added.last().copied();
        // "nearly — by our list, nearly": what is put in ends with a comma.
        let put_in = before.len() == 1
            && last.is_some_and(|at| {
                let mark = self.between(at, at + 1).trim();
                mark == ","
                    && behind
                        .get(added.len())
                        .is_some_and(|&again| again == at + 1)
            });
        // "make — weigh and make"
        let and = before.len() == 1
            && added.len() == 2
            && last.is_some_and(|at| self.form(at).eq_ignore_ascii_case("and"));
        // "look — take a hard look"
        let far = || before.len() == 1 && self.may_be_given_up(before[0]);
        let few = added.len() <= MOST_ADDED || far();
        few && !added.iter().any(joins) || put_in || few && and && !joins(&added[0])
    }
}

/// `it — it’s`, `that’s — that is`: the same word, with and without a contraction. *Not* is none.
fn is_same_but_contracted(form: &str, after: &str) -> bool {
    let split = |word: &str| {
        let word = word.to_lowercase().replace('’', "'");
        let at = word.find('\'').unwrap_or(word.len());
        (word[..at].to_owned(), word[at..].to_owned())
    };
    let ((one, tail), (other, other_tail)) = (split(form), split(after));
    let negates = |base: &str, tail: &str| base.ends_with('n') && tail == "'t";
    one == other && tail != other_tail && !negates(&one, &tail) && !negates(&other, &other_tail)
}

/// `reauthoration — reauthorization`: a long word that came out wrong and is said again right.
fn is_misspoken(form: &str, after: &str) -> bool {
    let (form, after) = (form.to_lowercase(), after.to_lowercase());
    let right = |(head, tail, longer)| head >= 6 && tail >= 3 && head + tail + 3 >= longer;
    let shared = shared_letters(&form, &after);
    shared.is_some_and(|shared| right(shared) || is_scrambled(&form, &after))
}

/// "playing", "paying"; "Medicare", "Medicaid"; "PCR", "PRC": whether a word is heard or typed for another one.
pub(super) fn is_near(form: &str, after: &str) -> bool {
    let shared = shared_letters(&form.to_lowercase(), &after.to_lowercase());
    shared.is_some_and(|(head, tail, longer)| head > 0 && longer > 2 && head + tail + 2 >= longer)
}

/// How many letters two words of letters begin and end with alike, and how many the longer one has; `None` for the
/// same word.
fn shared_letters(form: &str, after: &str) -> Option<(usize, usize, usize)> {
    let same =
        |pairs: &mut dyn Iterator<Item = (char, char)>| pairs.take_while(|(a, b)| a == b).count();
    let head = same(&mut form.chars().zip(after.chars()));
    let tail = same(&mut form.chars().rev().zip(after.chars().rev()));
    let longer = form.chars().count().max(after.chars().count());
    let letters = form.chars().chain(after.chars()).all(char::is_alphabetic);
    (letters && form != after).then_some((head, tail, longer))
}

/// `Lindlohm — Lindholm`: a long word whose letters came in another order.
fn is_scrambled(form: &str, after: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let long = form.len() == after.len() && form.len() >= SHORTEST_SCRAMBLED;
    long && sorted(form) == sorted(after)
}

/// Shorter words may have the letters of another one by chance: *form*, *from*.
const SHORTEST_SCRAMBLED: usize = 6;

/// Whether two words begin or end with the same three letters: `edemic`, `epidemic`.
fn is_alike(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let head = |word: &str| word.chars().take(3).collect::<String>();
    let tail = |word: &str| word.chars().rev().take(3).collect::<String>();
    let long = |part: &str| part.chars().count() == 3;
    long(&head(&one)) && head(&one) == head(&other)
        || long(&tail(&one)) && tail(&one) == tail(&other)
}

/// Within so many words a word comes whole that was broken off, and so many letters it has at least.
const SOON_A_WORD: usize = 5;
const LEAST_OF_A_WORD: usize = 5;

/// Forms of *be*, which a noun may follow or its like.
const BE: &[&str] = &[
    "are", "is", "was", "were", "they're", "we're", "you're", "it's", "he's", "she's",
];

/// How many words a speaker may give up who begins anew with the same word.
const LONGEST_GIVEN_UP: usize = 2;

/// With how many other words a speaker takes up what was broken off.
const MOST_ADDED: usize = 2;

/// How many words are put in before a word is taken up that was broken off.
pub(super) const MOST_PUT_IN: usize = 4;

/// How many words a speaker may leave between two dashes who then takes up what stood before.
const LONGEST_LEFT: usize = 4;
const LONGEST_REMARK: usize = 6;

/// Words that lead to a noun and are given up, with its article, for another.
const LEADING: &[&str] = &[
    "about", "across", "around", "at", "between", "by", "for", "from", "in", "into", "of", "on",
    "over", "through", "to", "toward", "with", "within",
];

/// Verbs that help another one.
const HELPS: &[&str] = &[
    "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "should",
    "was", "were", "will", "would",
];

/// Words that begin a question, or a clause like one.
const ASKING: &[&str] = &["how", "what", "when", "where", "which", "who", "why"];

/// Words that begin something of their own: what is said again behind them was not begun anew.
const JOINING: &[&str] = &[
    "and", "are", "as", "because", "but", "is", "like", "ones", "or", "than", "that", "was",
    "were", "which", "who",
];

/// Words that stand before a noun and are begun anew with it.
pub(super) const ARTICLES: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our",
    "their",
];

/// Words that begin a clause about what stands before them.
const RELATIVE: &[&str] = &["that", "which", "who"];

/// Words that carry and turn nothing.
pub(super) fn is_light(form: &str) -> bool {
    const WORDS: &[&str] = &[
        "that", "this", "these", "those", "there", "so", "have", "has", "were",
    ];
    is_small(form) || WORDS.iter().any(|word| form.eq_ignore_ascii_case(word))
}

/// The word at `at` of every stretch of `len` words of which something is so.
pub(super) fn picked(
    firm: &[usize],
    len: usize,
    at: usize,
    is: impl Fn(&[usize]) -> bool,
) -> Vec<usize> {
    let found = firm.windows(len).filter(|words| is(words));
    found.map(|words| words[at]).collect()
}

/// Sounds that are no words. The list is that of the product's description, with its spellings.
fn is_filler(form: &str) -> bool {
    ["uh", "um", "uhm", "er", "erm", "ah"]
        .iter()
        .any(|filler| form.eq_ignore_ascii_case(filler))
}

/// Short words that can stand before a dash and be the beginning of the next word by chance.
fn is_word_of_its_own(form: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "i", "an", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "me",
        "no", "of", "on", "or", "so", "the", "to", "up", "us", "we", "and", "but", "for", "her",
        "his", "its", "not", "our", "she", "all", "any", "can", "one", "out",
    ];
    WORDS.iter().any(|word| form.eq_ignore_ascii_case(word))
}

/// Words that carry more, which mean the same said once: "they say that that they row".
const DOUBLED: &[&str] = &[
    "because", "but", "can", "from", "her", "his", "if", "into", "that", "their", "these", "this",
    "those", "will", "would", "your",
];

/// Function words that nobody doubles on purpose.
fn is_small(form: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "an", "the", "to", "of", "and", "in", "i", "we", "it", "is", "for", "on", "with",
        "who", "at", "by", "or", "be", "you", "he", "they", "our", "as", "are", "was", "my",
    ];
    WORDS.iter().any(|word| form.eq_ignore_ascii_case(word))
}
