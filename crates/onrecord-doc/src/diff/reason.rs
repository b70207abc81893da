//! What a change amounts to.

use super::runs::Run;
use super::token::{Token, Tokens, ends};
use super::{Change, Stretch};
use crate::model::{Block, BlockKind};
use crate::reading::Class;
use onrecord_text::{Folded, meaning};
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

/// How grave a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Markup, white space, apparatus.
    Format,
    /// Spelling, punctuation, broken text, link targets.
    Correction,
    /// What is said: numbers, names, negations, modals, sentences, other words.
    Substance,
}

impl Kind {
    /// Every kind, the gravest first.
    pub const ALL: &[Self] = &[Self::Substance, Self::Correction, Self::Format];

    /// The name used in data and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Substance => "substance",
            Self::Correction => "correction",
            Self::Format => "format",
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl std::str::FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().copied().find(|kind| kind.as_str() == name);
        found.ok_or_else(|| format!("{name:?} is none of substance, correction and format"))
    }
}

macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $name:ident: $kind:ident, $data:literal, $words:literal;)*) => {
        /// Why a change is of its kind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason {
            $($(#[doc = $doc])* $name,)*
        }

        impl Reason {
            /// Every reason, the gravest first.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The kind of such changes.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind,)* }
            }

            /// The name used in data.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $data,)* }
            }

            /// In words.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)* }
            }
        }
    };
}

reasons! {
    /// Hardly a word is left.
    Replaced: Substance, "replaced", "the page holds another text";
    /// A negation came or went.
    Negation: Substance, "negation", "a negation differs";
    /// A number, an amount, a day.
    Number: Substance, "number", "a number differs";
    /// A name of a person, a body or a place.
    Name: Substance, "name", "a name differs";
    /// Words are now another speaker's.
    Speaker: Substance, "speaker", "the speaker differs";
    /// *may*, *must*, *will* …
    Modal: Substance, "modal", "a modal differs";
    /// *I*, *we*, *they* …
    Person: Substance, "person", "who is meant differs";
    /// One or more whole sentences.
    SentenceRemoved: Substance, "sentence_removed", "a sentence is gone";
    /// One or more whole sentences.
    SentenceAdded: Substance, "sentence_added", "a sentence is new";
    /// The transcript strikes words out, or no longer does.
    Struck: Substance, "struck", "the transcript strikes words out";
    /// Any other words.
    Words: Substance, "words", "words differ";
    /// The same words in another order.
    Order: Correction, "order", "the words stand in another order";
    /// *the*, *of*, *and* …
    SmallWord: Correction, "small_word", "only small words differ";
    /// *work*, *works*, *worked*.
    WordForm: Correction, "word_form", "another form of the same word";
    /// Letters.
    Spelling: Correction, "spelling", "spelling";
    /// Words that stood twice.
    Repetition: Correction, "repetition", "words stood twice";
    /// *re-open* and *reopen*, *in to* and *into*.
    Division: Correction, "division", "the words are divided otherwise";
    /// Characters that were broken, leftovers of markup.
    Broken: Correction, "broken", "broken text";
    /// Where a link leads.
    Link: Correction, "link", "a link leads elsewhere";
    /// A label of the same speaker.
    Label: Correction, "label", "a speaker's label is written otherwise";
    /// The place, the time, `END 2:30 P.M.`
    Setting: Correction, "setting", "the place or time of the transcript differs";
    /// Capitals and small letters.
    Capitals: Correction, "capitals", "capital letters";
    /// Full stops, commas, quotation marks where there were none.
    Punctuation: Correction, "punctuation", "punctuation";
    /// Other signs for the same: curly and straight quotation marks, 5 and five.
    Typography: Correction, "typography", "the same written in another way";
    /// A paragraph stands elsewhere.
    Moved: Format, "moved", "a passage stands elsewhere";
    /// `1.`, `(b)` at the head of a paragraph.
    Numbering: Format, "numbering", "the numbering of a list";
    /// `Home`, `News` …: the way to the page, its tags, buttons of attached files.
    Navigation: Format, "navigation", "the navigation of the page";
    /// `(Applause.)`
    Direction: Format, "direction", "a stage direction";
    /// Where paragraphs begin.
    Paragraphs: Format, "paragraphs", "the paragraphs are divided otherwise";
    /// Emphasis, headings, lists, escapes.
    Markup: Format, "markup", "markup";
    /// Spaces and line breaks.
    Space: Format, "space", "white space";
    /// What is said about the document.
    Metadata: Format, "metadata", "what is said about the document";
}

impl Reason {
    /// Whether words, or how they are written, changed; else markup, links or metadata did.
    #[must_use]
    pub fn is_of_words(self) -> bool {
        !matches!(
            self,
            Self::Link
                | Self::Numbering
                | Self::Navigation
                | Self::Paragraphs
                | Self::Markup
                | Self::Space
                | Self::Metadata
        )
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.words())
    }
}

/// The changes of the words and of how they are written.
pub fn changes(old: &Tokens, new: &Tokens, runs: &[Run]) -> Vec<Change> {
    let judge = Judge {
        old,
        new,
        elsewhere: Elsewhere::of(old, new, runs),
        has_navigation: has_navigation(old) != has_navigation(new),
    };
    if is_replaced(old, runs) {
        let all = Run {
            old: 0..old.all.len(),
            new: 0..new.all.len(),
            equal: false,
        };
        return vec![change((old, new), &all, Reason::Replaced)];
    }
    let mut changes = Vec::new();
    for run in runs {
        if run.equal {
            judge.equal(run, &mut changes);
        } else {
            changes.push(change((old, new), run, judge.reason(run)));
        }
    }
    changes
}

/// What a change of one line into another amounts to.
pub fn of_texts(old: &str, new: &str) -> Reason {
    let document = |text: &str| {
        let id = crate::DocId::from_text("line");
        let mut document = crate::Document::empty(id, "");
        let text = onrecord_text::Mapped::verbatim(text, 0);
        let block = crate::Block::new(BlockKind::Heading, text);
        document.blocks.push(block);
        Tokens::of(&document)
    };
    let (old, new) = (document(old), document(new));
    let runs = super::runs::runs(&old, &new);
    let reasons = changes(&old, &new, &runs).into_iter();
    reasons
        .map(|change| change.reason)
        .min()
        .unwrap_or(Reason::Space)
}

/// A change of the tokens of a run.
pub fn change((old, new): (&Tokens, &Tokens), run: &Run, reason: Reason) -> Change {
    Change {
        reason,
        old: stretch(old, run.old.clone()),
        new: stretch(new, run.new.clone()),
    }
}

fn stretch(tokens: &Tokens, range: Range<usize>) -> Stretch {
    let at = range.start.min(tokens.all.len().saturating_sub(1));
    Stretch {
        text: tokens.text(&tokens.all[range.clone()]),
        block: tokens.all.get(at).map_or(0, |token| token.block as usize),
        source: tokens.source(range),
    }
}

/// Nine of ten words are others: a page that now holds another text, not a text that was edited.
/// Single words that both have mean nothing.
fn is_replaced(old: &Tokens, runs: &[Run]) -> bool {
    let equal = runs
        .iter()
        .filter(|run| run.equal && run.old.len() >= PASSAGE);
    let equal: usize = equal.map(|run| run.old.len()).sum();
    old.all.len() >= FEWEST_REPLACED && equal * 10 <= old.all.len()
}

const FEWEST_REPLACED: usize = 50;

/// Whether a page was read with the way to it: a list whose first item is `Home`.
fn has_navigation(tokens: &Tokens) -> bool {
    tokens.blocks.iter().any(is_home)
}

fn is_home(block: &Block) -> bool {
    let text = block
        .text
        .text()
        .trim_start_matches(|c: char| c.is_ascii_digit() || ". ".contains(c));
    text == "Home" && block.kind != BlockKind::Heading
}

struct Judge<'a> {
    old: &'a Tokens,
    new: &'a Tokens,
    elsewhere: Elsewhere,
    /// Whether only one of the two has the navigation of the page.
    has_navigation: bool,
}

impl Judge<'_> {
    /// Changes of how the same tokens are written.
    fn equal(&self, run: &Run, changes: &mut Vec<Change>) {
        let mut first: Option<(usize, Reason)> = None;
        let mut flush = |first: &mut Option<(usize, Reason)>, end: usize| {
            if let Some((start, reason)) = first.take() {
                let part = Run {
                    old: run.old.start + start..run.old.start + end,
                    new: run.new.start + start..run.new.start + end,
                    equal: false,
                };
                changes.push(change((self.old, self.new), &part, reason));
            }
        };
        for (at, (from, to)) in run.old.clone().zip(run.new.clone()).enumerate() {
            let reason = self.written(&self.old.all[from], &self.new.all[to]);
            if first.is_some_and(|(_, known)| Some(known) != reason) {
                flush(&mut first, at);
            }
            if let (Some(reason), None) = (reason, first) {
                first = Some((at, reason));
            }
        }
        flush(&mut first, run.old.len());
    }

    /// In what the same token is written otherwise.
    fn written(&self, from: &Token, to: &Token) -> Option<Reason> {
        if (from.class == Class::Struck) != (to.class == Class::Struck) {
            return Some(Reason::Struck);
        }
        let (old, new) = (self.old.raw(from), self.new.raw(to));
        if old == new {
            // Where a paragraph begins, nothing is spaced.
            let begins = from.span.start() == 0 || to.span.start() == 0;
            return (from.spaced != to.spaced && !begins).then_some(Reason::Space);
        }
        if squeezed(old) == squeezed(new) {
            return None;
        }
        if old.to_lowercase() == new.to_lowercase() {
            return Some(Reason::Capitals);
        }
        Some(if is_broken(old) || is_broken(new) {
            Reason::Broken
        } else {
            Reason::Typography
        })
    }

    fn reason(&self, run: &Run) -> Reason {
        let (old, new) = (
            &self.old.all[run.old.clone()],
            &self.new.all[run.new.clone()],
        );
        if let Some(reason) = self.apparatus(old, new) {
            return reason;
        }
        if is_attachment(self.old, &run.old) || is_attachment(self.new, &run.new) {
            return Reason::Navigation;
        }
        if is_numbering(self.old, &run.old) && is_numbering(self.new, &run.new) {
            return Reason::Numbering;
        }
        let texts = (self.old.text(old), self.new.text(new));
        let words = |tokens: &[Token]| tokens.iter().any(|token| token.word);
        if is_broken(&texts.0) != is_broken(&texts.1) {
            return Reason::Broken;
        }
        if !words(old) && !words(new) {
            return marks(&texts.0, &texts.1);
        }
        let bare = (bare(&texts.0), bare(&texts.1));
        if bare.0 == bare.1 {
            return Reason::Division;
        }
        match (words(old), words(new)) {
            (true, true) => self.replacement(run),
            (removed, _) => self.one_sided(run, removed),
        }
    }

    /// Stage directions, settings and labels of speakers.
    fn apparatus(&self, old: &[Token], new: &[Token]) -> Option<Reason> {
        let all = |test: &dyn Fn(&Tokens, &Token) -> bool| {
            let side = |tokens: &Tokens, side: &[Token]| {
                side.iter()
                    .filter(|token| token.word)
                    .all(|token| test(tokens, token))
            };
            let any = old.iter().chain(new).any(|token| token.word);
            any && side(self.old, old) && side(self.new, new)
        };
        let kind = |tokens: &Tokens, token: &Token| tokens.blocks[token.block as usize].kind;
        if all(&|_, token| token.class == Class::Direction) {
            return Some(Reason::Direction);
        }
        if all(&|tokens, token| kind(tokens, token) == BlockKind::Setting) {
            return Some(Reason::Setting);
        }
        let label = all(&|tokens, token| {
            token.class == Class::Label
                && !tokens.raw(token).starts_with(|c: char| c.is_ascii_digit())
        });
        label.then(|| {
            if names_alike(&self.old.text(old), &self.new.text(new)) {
                Reason::Label
            } else {
                Reason::Speaker
            }
        })
    }

    /// What was only taken out or only put in amounts to.
    fn one_sided(&self, run: &Run, removed: bool) -> Reason {
        let (tokens, range) = if removed {
            (self.old, run.old.clone())
        } else {
            (self.new, run.new.clone())
        };
        let side = &tokens.all[range.clone()];
        if (self.has_navigation || range.start == 0) && is_list(tokens, &range) {
            return Reason::Navigation;
        }
        let keys = word_keys(side);
        if let Some(reason) = self.elsewhere.reason(&keys, removed) {
            return reason;
        }
        if is_said_twice(tokens, &range, &keys) {
            return Reason::Repetition;
        }
        let is_end = |token: &Token| !token.word && ends(tokens.raw(token));
        let whole = tokens.begins_sentence(range.start) && tokens.begins_sentence(range.end);
        if keys.len() >= SENTENCE && (whole || side.iter().any(is_end)) {
            return if removed {
                Reason::SentenceRemoved
            } else {
                Reason::SentenceAdded
            };
        }
        let telling = side.iter().enumerate().filter(|(_, token)| token.word);
        let of = |(at, token): (usize, &Token)| Word::of(tokens, range.start + at, token).alone();
        telling.map(of).min().unwrap_or(Reason::Words)
    }

    fn replacement(&self, run: &Run) -> Reason {
        let words = |tokens: &Tokens, range: &Range<usize>| -> Vec<Word> {
            let side = range.clone().map(|at| (at, &tokens.all[at]));
            let words = side.filter(|(_, token)| token.word);
            words
                .map(|(at, token)| Word::of(tokens, at, token))
                .collect()
        };
        let (old, new) = (words(self.old, &run.old), words(self.new, &run.new));
        if old.len() == new.len() && old.len() <= PAIRED {
            let pairs = old.iter().zip(&new);
            return pairs
                .filter_map(|(a, b)| a.against(b))
                .min()
                .unwrap_or(Reason::Punctuation);
        }
        let bag = |words: &[Word]| -> Vec<String> {
            let mut forms: Vec<String> = words.iter().map(|word| word.form.clone()).collect();
            forms.sort();
            forms
        };
        if bag(&old) == bag(&new) {
            return Reason::Order;
        }
        let missing = |from: &[Word], other: &[Word]| -> Vec<Reason> {
            let known: HashSet<&str> = other.iter().map(|word| word.form.as_str()).collect();
            let lost = from
                .iter()
                .filter(|word| !known.contains(word.form.as_str()));
            lost.map(Word::alone).collect()
        };
        let all = missing(&old, &new).into_iter().chain(missing(&new, &old));
        all.min().unwrap_or(Reason::SmallWord)
    }
}

/// Whether nothing but a number stands there, at the head of a paragraph: `1.`, `(b)`, `iv)`; or
/// nothing at all.
fn is_numbering(tokens: &Tokens, range: &Range<usize>) -> bool {
    let side = &tokens.all[range.clone()];
    let Some(first) = side.first() else {
        return true;
    };
    let head = range.start == 0 || tokens.all[range.start - 1].block != first.block;
    let number = |text: &str| {
        let short = text.len() <= 4;
        let figures = text.bytes().all(|byte| byte.is_ascii_digit());
        let roman = text.chars().all(|c| "ivxIVX".contains(c));
        short && (figures || roman || text.len() == 1)
    };
    let closed = || {
        let behind = tokens
            .all
            .get(range.end)
            .filter(|next| next.block == first.block);
        side.iter()
            .chain(behind)
            .any(|token| matches!(tokens.raw(token), "." | ")"))
    };
    let words: Vec<&Token> = side.iter().filter(|token| token.word).collect();
    head && matches!(words.as_slice(), [word] if number(tokens.raw(word))) && closed()
}

/// Whether it is the button or the name of an attached file (seen on White House pages):
/// `eo-14117Download`, `File`, `Report.pdf`.
fn is_attachment(tokens: &Tokens, range: &Range<usize>) -> bool {
    let side = &tokens.all[range.clone()];
    let mut blocks = side
        .iter()
        .map(|token| &tokens.blocks[token.block as usize]);
    let attached = |block: &Block| {
        let text = block.text.text().trim();
        let button = text.strip_suffix("Download");
        button.is_some_and(|name| !name.ends_with(char::is_whitespace))
            || text == "File"
            || text.ends_with(".pdf")
    };
    side.iter().any(|token| token.word) && blocks.all(attached)
}

/// Whether all of it is items of lists.
fn is_list(tokens: &Tokens, range: &Range<usize>) -> bool {
    let mut blocks = tokens.all[range.clone()]
        .iter()
        .map(|token| &tokens.blocks[token.block as usize]);
    blocks.all(|block| {
        let text = block.text.text();
        block.kind == BlockKind::ListItem || text.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Fewer words are no sentence.
const SENTENCE: usize = 4;
/// Up to so many words are compared one by one, if there are as many on both sides.
const PAIRED: usize = 8;

/// A word of a change.
struct Word {
    form: String,
    raw: String,
    /// Whether its capital is not merely that of a sentence.
    name: bool,
}

impl Word {
    fn of(tokens: &Tokens, at: usize, token: &Token) -> Self {
        let raw = tokens.raw(token).to_owned();
        let form = Folded::new(&raw).to_string();
        let capital = raw.chars().next().is_some_and(char::is_uppercase);
        let small = meaning::is_small(&form) || meaning::is_person(&form);
        let first = tokens.begins_sentence(at);
        Self {
            name: capital && !small && raw.len() > 1 && (!first || is_proper(&form)),
            form,
            raw,
        }
    }

    /// What the word amounts to where the other side has none.
    fn alone(&self) -> Reason {
        let form = self.form.as_str();
        if meaning::is_negation(form) {
            Reason::Negation
        } else if meaning::is_number(form) || meaning::is_date(form) {
            Reason::Number
        } else if self.name {
            Reason::Name
        } else if meaning::is_modal(form) {
            Reason::Modal
        } else if meaning::is_small(form) {
            Reason::SmallWord
        } else {
            Reason::Words
        }
    }

    /// What it amounts to that another word stands in its place.
    fn against(&self, other: &Self) -> Option<Reason> {
        if self.form == other.form {
            return None;
        }
        let (a, b) = (self.alone(), other.alone());
        let gravest = a.min(b);
        let lower = (self.raw.to_lowercase(), other.raw.to_lowercase());
        if matches!(gravest, Reason::Negation | Reason::Number | Reason::Modal) {
            return Some(gravest);
        }
        if denies(&lower.0, &lower.1) {
            return Some(Reason::Negation);
        }
        if is_broken(&self.raw) || is_broken(&other.raw) {
            return Some(Reason::Broken);
        }
        if is_inflected(&lower.0, &lower.1) {
            return Some(Reason::WordForm);
        }
        if is_misspelt(&lower.0, &lower.1, self.name && other.name) {
            return Some(Reason::Spelling);
        }
        let persons = [&self.form, &other.form].map(|form| meaning::is_person(form));
        let base = |form: &str| form.split('\'').next().unwrap_or_default().to_owned();
        Some(match (a, b) {
            _ if persons == [true, true] && base(&self.form) == base(&other.form) => {
                Reason::WordForm
            }
            _ if persons == [true, true] => Reason::Person,
            (Reason::SmallWord, Reason::SmallWord) => Reason::SmallWord,
            _ if gravest == Reason::Name => Reason::Name,
            _ => Reason::Words,
        })
    }
}

/// Whether a word is written with a capital although it begins a sentence: it has others within.
fn is_proper(form: &str) -> bool {
    form.contains('.')
}

/// Whether one is the other with a prefix that denies: *legal*, *illegal*.
fn denies(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let rest = long.strip_suffix(short).filter(|_| short.len() >= 4);
    rest.is_some_and(|prefix| {
        matches!(
            prefix,
            "un" | "in" | "im" | "il" | "ir" | "dis" | "non" | "non-"
        )
    })
}

/// Whether both are forms of one word: they differ in a common ending.
fn is_inflected(a: &str, b: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "s", "es", "'s", "’s", "s'", "s’", "d", "ed", "ing", "ly", "n", "en", "er",
    ];
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let common = (0..=common)
        .rev()
        .find(|&at| a.is_char_boundary(at) && b.is_char_boundary(at));
    let common = common.unwrap_or(0);
    let ending = |rest: &str| rest.is_empty() || ENDINGS.contains(&rest);
    let pair = (&a[common..], &b[common..]);
    let regular = common >= 3 && ending(pair.0) && ending(pair.1);
    let y = matches!(pair, ("y", "ies" | "ied") | ("ies" | "ied", "y"));
    let e = matches!(pair, ("e", "ing") | ("ing", "e"));
    regular || (common >= 2 && (y || e)) || is_auxiliary(a) && is_auxiliary(b)
}

/// Forms of *be*, *have* and *do*.
fn is_auxiliary(form: &str) -> bool {
    matches!(
        form,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
    )
}

/// Whether two words differ in few letters. Of names only in such letters as are written in more than one
/// way: Zelenskyy and Zelenskiy, but not Iran and Iraq.
fn is_misspelt(a: &str, b: &str, names: bool) -> bool {
    let length = a.chars().count().max(b.chars().count());
    let apart = strsim::osa_distance(a, b);
    if names {
        return apart <= 3 && (skeleton(a) == skeleton(b) || length >= 8 && apart == 1);
    }
    match length {
        0..=2 => false,
        // Of short words only letters that changed places: teh, the.
        3 | 4 => apart == 1 && sorted(a) == sorted(b),
        5..=7 => apart == 1,
        _ => apart <= 2,
    }
}

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// The consonants of a word, doubled ones once.
fn skeleton(word: &str) -> String {
    let mut skeleton = String::new();
    for c in word
        .chars()
        .filter(|c| c.is_alphabetic() && !"aeiouyhäöüé".contains(*c))
    {
        if !skeleton.ends_with(c) {
            skeleton.push(c);
        }
    }
    skeleton
}

/// Whether two labels can be those of one speaker: they share a word that is no title.
fn names_alike(a: &str, b: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let folded = Folded::new(text);
        let forms = (0..folded.len()).map(|at| folded.form(at).to_owned());
        forms
            .filter(|form| !matches!(form.as_str(), "mr" | "ms" | "mrs" | "dr" | "the"))
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let near = |x: &String| b.iter().any(|y| x == y || is_misspelt(x, y, true));
    a.is_empty() || b.is_empty() || a.iter().any(near)
}

/// What changed marks of punctuation amount to: signs of currency and percent are numbers'.
fn marks(old: &str, new: &str) -> Reason {
    let counts =
        |text: &str| -> String { text.chars().filter(|c| "$€£¥%°".contains(*c)).collect() };
    if counts(old) != counts(new) {
        Reason::Number
    } else if bare_marks(old).is_empty() && bare_marks(new).is_empty() {
        Reason::Markup
    } else {
        Reason::Punctuation
    }
}

/// Marks but those that only set apart: asterisks, underscores, bars, bullets.
fn bare_marks(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"*_|#~•\\=^<>".contains(*c))
        .collect()
}

/// Letters and figures alone, in small letters, with what belongs to a number: signs of currency
/// and percent, and points between figures.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let point = c == '.'
            && bare.ends_with(|c: char| c.is_ascii_digit())
            && rest.peek().is_some_and(char::is_ascii_digit);
        if c.is_alphanumeric() || "$€£¥%°".contains(c) || point {
            bare.extend(c.to_lowercase());
        }
    }
    bare
}

/// Without what is not seen and without white space.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{ad}' && *c != '\u{200b}')
        .collect()
}

/// Whether a text shows that its encoding or its markup broke: the replacement character, UTF-8
/// that was read as Windows-1252, entities that were not resolved.
fn is_broken(text: &str) -> bool {
    const SIGNS: &[&str] = &[
        "\u{fffd}", "â€", "Ã©", "Ã¡", "Ã±", "Ã³", "Â ", "&amp;", "&nbsp;", "&#", "&quot;", "[/",
        "<br",
    ];
    let glued = |(at, _): (usize, &str)| text[..at].ends_with(char::is_alphabetic);
    SIGNS.iter().any(|sign| text.contains(sign)) || text.match_indices("http").any(glued)
}

fn word_keys(tokens: &[Token]) -> Vec<u64> {
    tokens
        .iter()
        .filter(|token| token.word)
        .map(|token| token.key)
        .collect()
}

/// Whether the words of a range stand right before or behind it once more.
fn is_said_twice(tokens: &Tokens, range: &Range<usize>, keys: &[u64]) -> bool {
    let before = tokens.all[..range.start]
        .iter()
        .rev()
        .filter(|token| token.word);
    let behind = tokens.all[range.end..].iter().filter(|token| token.word);
    let same = before
        .map(|token| &token.key)
        .take(keys.len())
        .eq(keys.iter().rev());
    same || behind.map(|token| &token.key).take(keys.len()).eq(keys)
}

/// Passages of the one text that the other has too, elsewhere.
struct Elsewhere {
    /// What was taken out and what was put in, as a whole.
    out: HashSet<Vec<u64>>,
    put: HashSet<Vec<u64>>,
    /// The blocks of both, by their words.
    old: HashSet<Vec<u64>>,
    new: HashSet<Vec<u64>>,
}

impl Elsewhere {
    fn of(old: &Tokens, new: &Tokens, runs: &[Run]) -> Self {
        let changed = || runs.iter().filter(|run| !run.equal);
        let long = |keys: &Vec<u64>| keys.len() >= PASSAGE;
        let blocks = |tokens: &Tokens| {
            let all = tokens
                .starts
                .windows(2)
                .map(|at| word_keys(&tokens.all[at[0]..at[1]]));
            all.filter(long).collect()
        };
        let out = changed().filter(|run| run.new.is_empty());
        let put = changed().filter(|run| run.old.is_empty());
        Self {
            out: out
                .map(|run| word_keys(&old.all[run.old.clone()]))
                .filter(long)
                .collect(),
            put: put
                .map(|run| word_keys(&new.all[run.new.clone()]))
                .filter(long)
                .collect(),
            old: blocks(old),
            new: blocks(new),
        }
    }

    /// Moved, or a passage that stood or stands twice.
    fn reason(&self, keys: &[u64], removed: bool) -> Option<Reason> {
        let (other, blocks) = if removed {
            (&self.put, &self.new)
        } else {
            (&self.out, &self.old)
        };
        if keys.len() < PASSAGE {
            None
        } else if other.contains(keys) {
            Some(Reason::Moved)
        } else {
            blocks.contains(keys).then_some(Reason::Repetition)
        }
    }
}

/// Shorter passages come back by chance.
const PASSAGE: usize = 6;
