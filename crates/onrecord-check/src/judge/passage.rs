//! A stretch of a document as the judge sees it: words, and what each costs to leave out.

mod alike;
mod disfluency;
mod editing;
mod fragment;
mod given_up;
mod numbers;
mod renewed;
mod restart;
mod retrace;
mod reworded;

use onrecord_doc::{BlockKind, Class, Held, Speaker, SpeakerKind, Word};
use onrecord_text::align::{Source, WORD};
use onrecord_text::{Folded, Span};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::verdict::Aside;

/// A stretch of the words of a document.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The document.
    pub held: Arc<Held>,
    /// Which of all its words.
    pub range: Range<usize>,
    /// The words of the range as the document has them.
    places: Vec<Word>,
    /// What the aligner sees, one for each word of the range.
    pub words: Vec<Source>,
    /// What leaving out a word means, for the words that are apparatus, by index in the range.
    pub asides: BTreeMap<usize, Aside>,
    /// Runs of words that are said again at once, by the indexes of their words.
    repeated: Vec<Vec<usize>>,
    /// Whether a dash stands between a word and the next, for each word but the last.
    dashes: Vec<bool>,
}

/// What it costs to leave out apparatus: less than any word, and more than nothing, so that what
/// a quotation does have is matched.
const APPARATUS: u32 = 3;
/// What it costs to have a struck word.
const TAKE_STRUCK: u32 = 5;
/// What it costs to leave out a correction: with [`TAKE_STRUCK`], less than a changed word. Where
/// the struck words are not taken either, the comparison counts it as a change all the same.
const SKIP_CORRECTION: u32 = 20;

/// The longest note of an interruption, in words; of 80 forms in the transcripts none has more than nine.
const LONGEST_INTERRUPTION: usize = 10;

/// The longest shout of a crowd, with its label, in bytes: "AUDIENCE: Four more years! Four more years!" has 43.
const LONGEST_SHOUT: usize = 60;

/// The longest abbreviation that stands before a name, in letters.
const LONGEST_ABBREVIATION: usize = 4;

impl Passage {
    /// The words `range` of all words of the document, cut to those that there are.
    #[must_use]
    pub fn new(held: Arc<Held>, range: Range<usize>) -> Self {
        let end = range.end.min(held.total().all as usize);
        let range = range.start.min(end)..end;
        let len = range.len();
        let mut places = Vec::with_capacity(len);
        places.extend(held.words(range.clone()).copied());
        let mut passage = Self {
            held,
            range,
            places,
            words: Vec::with_capacity(len),
            asides: BTreeMap::new(),
            repeated: Vec::new(),
            dashes: Vec::new(),
        };
        let pairs = 1..passage.places.len();
        let dash = |at: usize| has_dash(passage.between(at - 1, at));
        passage.dashes = pairs.map(dash).collect();
        passage.read_classes();
        passage.find_interruptions();
        passage.find_disfluencies();
        passage
    }

    fn read_classes(&mut self) {
        for (at, &word) in self.places.iter().enumerate() {
            let (skip, take, aside) = match word.class {
                Class::Plain if self.is_setting(word.block) || self.is_crosstalk(word.block) => {
                    (APPARATUS, 0, Some(Aside::Direction))
                }
                Class::Plain if self.is_spelling_note(at) => (APPARATUS, 0, Some(Aside::Direction)),
                Class::Plain => (WORD, 0, None),
                Class::Label => (APPARATUS, 0, Some(Aside::Label)),
                Class::Direction => (APPARATUS, 0, Some(Aside::Direction)),
                Class::Editorial => (APPARATUS, 0, Some(Aside::Editorial)),
                Class::Struck => (APPARATUS, TAKE_STRUCK, Some(Aside::Struck)),
                Class::Correction => (SKIP_CORRECTION, 0, None),
            };
            self.words.push(Source {
                key: word.key,
                skip,
                take,
            });
            if let Some(aside) = aside {
                self.asides.insert(at, aside);
            }
        }
    }

    /// `— (a cellphone rings) —`: what stands in parentheses between dashes of a turn, nobody said.
    fn find_interruptions(&mut self) {
        for first in 1..self.places.len() {
            if !self.dashes[first - 1] || !self.between(first - 1, first).ends_with('(') {
                continue;
            }
            let longest = self.places.len().min(first + LONGEST_INTERRUPTION);
            let closes = |&at: &usize| self.behind(at).is_some_and(|behind| behind.contains(')'));
            let Some(last) = (first..longest).find(closes) else {
                continue;
            };
            let opens = self.behind(last).is_some_and(has_dash);
            if opens && self.is_spoken(first) && self.block(first) == self.block(last) {
                for at in first..=last {
                    self.words[at].skip = self.words[at].skip.min(APPARATUS);
                    self.asides.entry(at).or_insert(Aside::Direction);
                }
                // Who quotes the note has all of it.
                self.keep_together((first..=last).collect());
            }
        }
    }

    /// `(ph)`: the stenographer wrote a name as it sounded, "phonetic".
    fn is_spelling_note(&self, at: usize) -> bool {
        let word = self.places[at];
        let text = self.held.document.blocks[word.block as usize].text.text();
        let (before, behind) = (&text[..word.span.start()], &text[word.span.end()..]);
        &text[word.span.range()] == "ph" && before.ends_with('(') && behind.starts_with(')')
    }

    /// `AUDIENCE: Booo —`: what a crowd shouts while somebody else speaks on. A transcript may lack the label of
    /// whoever goes on, so that a long paragraph is not taken for a shout.
    fn is_crosstalk(&self, block: u32) -> bool {
        let (document, block) = (&self.held.document, block as usize);
        let speaker = |block: usize| {
            let turn = document.blocks.get(block)?.turn?;
            document.turns.get(turn).map(|turn| &turn.speaker)
        };
        let crowd = |speaker: &Speaker| speaker.kind == SpeakerKind::Audience;
        let short = || document.blocks[block].text.text().len() <= LONGEST_SHOUT;
        speaker(block).is_some_and(crowd)
            && block > 0
            && speaker(block - 1).is_some_and(|who| !crowd(who) && speaker(block + 1) == Some(who))
            && short()
    }

    fn is_setting(&self, block: u32) -> bool {
        self.held.document.blocks[block as usize].kind == BlockKind::Setting
    }

    /// The word `at` as it stands.
    #[must_use]
    pub fn form(&self, at: usize) -> &str {
        let word = self.places[at];
        self.held.document.blocks[word.block as usize].slice(word.span)
    }

    /// Whether a sentence ends behind word `s` beyond doubt: the paragraph does, or the mark is none of
    /// an abbreviation (*Mr.*, *Sen.*, *Prof.*).
    #[must_use]
    pub fn ends_at(&self, s: usize) -> bool {
        let short = self.form(s).chars().count() <= LONGEST_ABBREVIATION;
        let ends = |mark: &str| mark.contains(['!', '?']) || mark.contains('.') && !short;
        self.behind(s).is_none_or(ends)
    }

    /// Whether a sentence ends behind word `s` in its block, as far as marks tell: *v.* and *Mr.* end none, *row.* does.
    #[must_use]
    pub fn stops_behind(&self, s: usize) -> bool {
        let form = self.form(s);
        let word = form.len() > 1 && form.starts_with(char::is_lowercase);
        self.behind(s).is_some() && self.ends_at(s)
            || word && self.behind(s).is_some_and(|mark| mark.contains('.'))
    }

    /// What stands between word `s` and the next one of its block, be it of the passage or not; `None` behind the last.
    #[must_use]
    pub fn behind(&self, s: usize) -> Option<&str> {
        let word = self.places[s];
        let text = self.held.document.blocks[word.block as usize].text.text();
        let rest = &text[word.span.end()..];
        Some(&rest[..rest.find(char::is_alphanumeric)?])
    }

    /// What stands between two words of one block; a paragraph break between blocks.
    #[must_use]
    pub fn between(&self, at: usize, next: usize) -> &str {
        let (a, b) = (self.places[at], self.places[next]);
        if a.block != b.block {
            return "\n";
        }
        let text = self.held.document.blocks[a.block as usize].text.text();
        &text[a.span.end()..b.span.start().max(a.span.end())]
    }

    /// Whether a dash stands between two words.
    fn breaks(&self, at: usize, next: usize) -> bool {
        if next == at + 1 {
            self.dashes[at]
        } else {
            has_dash(self.between(at, next))
        }
    }

    /// What stands from word `first` to word `last` of one block.
    #[must_use]
    pub fn slice(&self, first: usize, last: usize) -> &str {
        let (a, b) = (self.places[first], self.places[last]);
        let text = self.held.document.blocks[a.block as usize].text.text();
        &text[a.span.start()..b.span.end()]
    }

    /// The signs before and behind word `at` that belong to it.
    #[must_use]
    pub fn signs(&self, at: usize) -> (&str, &str) {
        let word = self.places[at];
        let text = self.held.document.blocks[word.block as usize].text.text();
        signs(text, word.span)
    }

    /// Where word `at` stands in the original bytes.
    #[must_use]
    pub fn source(&self, at: usize) -> Span {
        let word = self.places[at];
        let block = &self.held.document.blocks[word.block as usize];
        block.text.source(word.span)
    }

    /// Whether words of a quotation stand for just these words of the passage: the same ones without
    /// their contraction, or another word for how near a number is.
    #[must_use]
    pub fn is_kin(&self, quoted: &[&str], record: &[usize]) -> bool {
        let text: Vec<&str> = record.iter().map(|&at| self.form(at)).collect();
        let folded = Folded::new(&text.join(" "));
        let record: Vec<&str> = (0..folded.len()).map(|at| folded.form(at)).collect();
        let nears = |words: &[&str]| NEARS.contains(&words);
        uncontracted(quoted) == uncontracted(&record) || nears(quoted) && nears(&record)
    }

    /// Whether word `at` is left out with all words of a run that is said again, of which `taken`
    /// tells which the quotation has: half a run is none.
    pub fn leaves_run(&self, at: usize, taken: impl Fn(usize) -> bool) -> bool {
        let mut runs = self.repeated.iter().filter(|run| run.contains(&at));
        runs.any(|run| run.iter().all(|&other| other == at || !taken(other)))
    }

    /// Whether word `at` is one of several that may be left out together only: said again, or "excuse me".
    #[must_use]
    pub fn is_in_run(&self, at: usize) -> bool {
        self.repeated.iter().any(|run| run.contains(&at))
    }

    /// Where word `at` stands in the text of its block.
    #[must_use]
    pub fn span(&self, at: usize) -> Span {
        self.places[at].span
    }

    /// Whether word `at` was said, be it only to be said again or given up.
    #[must_use]
    pub fn is_said(&self, at: usize) -> bool {
        let aside = self.asides.get(&at);
        aside.is_none_or(|aside| matches!(aside, Aside::Repetition | Aside::FalseStart))
    }

    /// Whether word `at` is one of these, in small letters and with straight apostrophes.
    #[must_use]
    pub fn is_one(&self, at: usize, words: &[&str]) -> bool {
        let form = self.form(at);
        if form.is_ascii() {
            return words.iter().any(|word| form.eq_ignore_ascii_case(word));
        }
        words.iter().any(|word| is_word(form, word))
    }

    /// Whether a dash stands before word `at`.
    #[must_use]
    pub fn has_dash_before(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.dashes.get(before));
        before == Some(&true)
    }

    /// The block of word `at`.
    #[must_use]
    pub fn block(&self, at: usize) -> usize {
        self.places[at].block as usize
    }
}

fn is_word(form: &str, word: &str) -> bool {
    let plain = |c: char| match c {
        '’' => '\'',
        c => c.to_ascii_lowercase(),
    };
    form.chars().map(plain).eq(word.chars())
}

fn has_dash(between: &str) -> bool {
    // A space, or a comma and a space, stands between nearly all words: those are told by their bytes.
    let may = |&byte: &u8| byte == b'-' || !byte.is_ascii();
    if between.len() < 2 || !between.as_bytes().iter().any(may) {
        return false;
    }
    between.contains(['—', '–', '…']) || between.contains("--") || between.contains(" - ")
}

/// Words without their contractions: `we've` is `we`, `have`.
fn uncontracted(words: &[&str]) -> Vec<String> {
    const TAILS: &[(&str, &str)] = &[
        ("n't", "not"),
        ("'ve", "have"),
        ("'re", "are"),
        ("'ll", "will"),
        ("'m", "am"),
        ("'s", "is"),
    ];
    let split = |word: &&str| {
        let tail = TAILS.iter().find(|(tail, _)| word.ends_with(tail));
        let head = tail.map_or(*word, |(tail, _)| &word[..word.len() - tail.len()]);
        let whole = tail.map(|(_, whole)| (*whole).to_owned());
        [Some(head.to_owned()), whole].into_iter().flatten()
    };
    words.iter().flat_map(split).collect()
}

/// What says how near a number is.
const NEARS: &[&[&str]] = &[
    &["about"],
    &["almost"],
    &["around"],
    &["at", "least"],
    &["at", "most"],
    &["exactly"],
    &["fewer", "than"],
    &["just", "over"],
    &["less", "than"],
    &["more", "than"],
    &["nearly"],
    &["over"],
    &["roughly"],
    &["under"],
    &["up", "to"],
];

/// The signs before and behind a word that belong to it: of money, of a share, the last stop of "U.S."
#[must_use]
pub fn signs(text: &str, word: Span) -> (&str, &str) {
    let (before, behind) = (&text[..word.start()], &text[word.end()..]);
    let money = before.chars().next_back().filter(|c| "$£€¥".contains(*c));
    let start = before.len() - money.map_or(0, char::len_utf8);
    let form = &text[word.range()];
    let initials = form.contains('.') && !form.contains(|c: char| c.is_ascii_digit());
    let belongs = |c: &char| matches!(c, '%' | '°') || *c == '.' && initials;
    let end = behind
        .chars()
        .next()
        .filter(belongs)
        .map_or(0, char::len_utf8);
    (&before[start..], &behind[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_belong_to_their_words() {
        let of = |text: &str, word: &str| {
            let at = text.find(word).expect("the word");
            let (before, behind) = signs(text, Span::new(at, at + word.len()));
            format!("{before}{word}{behind}")
        };
        assert_eq!(of("up 9%.", "9"), "9%");
        assert_eq!(of("for $1.2 billion.", "1.2"), "$1.2");
        assert_eq!(of("the U.S. left", "U.S"), "U.S.");
        assert_eq!(of("we left.", "left"), "left");
        assert_eq!(of("of 1.2.", "1.2"), "1.2");
    }
}
