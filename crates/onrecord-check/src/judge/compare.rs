//! A quotation laid alongside one passage: what is equal, what was set aside, what is changed.

mod edits;
mod given_up;
mod omission;
mod steps;

use super::Question;
use super::alarm;
use super::passage::{Passage, signs};
use super::quoted::Words;
use super::whose::Whose;
use crate::road::Aligned;
use crate::verdict::{Aside, Change};
use onrecord_text::Span;
use onrecord_text::align::{self, Alignment, Step};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

/// A quotation laid alongside a passage.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The passage.
    pub passage: Passage,
    /// The alignment; its source indexes count from the start of the passage.
    pub alignment: Alignment,
    /// The unmarked changes, in order.
    pub changes: Vec<Edit>,
    /// Marked insertions that differ from the record, as ranges of the quotation's words.
    pub insertions: Vec<Range<usize>>,
    /// Marked omissions: the words of the passage that were left out.
    pub omissions: Vec<Range<usize>>,
    /// Words of the passage that were set aside, with the reason.
    pub asides: Vec<(usize, Aside)>,
    /// Whether the quotation has a reading that the transcript strikes out.
    pub struck: bool,
    /// Whether it has a corrected reading.
    pub corrected: bool,
    /// How it agrees with what is claimed, once that was asked.
    whose: OnceCell<Whose>,
}

/// An unmarked change: these words of the quotation stand for those of the passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Words of the quotation.
    pub quoted: Range<usize>,
    /// Words of the passage.
    pub record: Range<usize>,
}

impl Edit {
    /// How many words it changes, adds or takes away.
    #[must_use]
    pub fn size(&self) -> usize {
        self.quoted.len().max(self.record.len())
    }
}

impl Comparison {
    /// Lays `words` alongside `passage`.
    #[must_use]
    pub fn new(words: &Words, mut passage: Passage) -> Self {
        let mut alignment = align::align(&words.words, &passage.words);
        let given_up = given_up::given_up(words, &passage, &alignment);
        if !given_up.is_empty() {
            for gap in given_up {
                passage.give_up_whole(gap);
            }
            alignment = align::align(&words.words, &passage.words);
        }
        let mut comparison = Self {
            passage,
            alignment,
            changes: Vec::new(),
            insertions: Vec::new(),
            omissions: Vec::new(),
            asides: Vec::new(),
            struck: false,
            corrected: false,
            whose: OnceCell::new(),
        };
        comparison.read_steps(words);
        comparison.keep_to_the_sentence(words);
        comparison.mend_ends(words);
        comparison.set_style_aside(words);
        comparison.join_swaps(words);
        comparison.narrow_ends(words);
        comparison.split_replacements(words);
        comparison.join_compounds(words);
        comparison
    }

    /// How it agrees with the speaker and the day that are claimed. There is one question to a
    /// comparison, and its answer may take reading a page, so it is kept.
    #[must_use]
    pub fn whose(&self, question: &Question<'_>) -> Whose {
        *self.whose.get_or_init(|| Whose::of(self, question))
    }

    /// Whether the quotation has the record's words, all differences being marked or apparatus.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.changes.is_empty() && self.alignment.equal() > 0
    }

    /// How many words are changed without a mark.
    #[must_use]
    pub fn changed(&self) -> usize {
        self.changes.iter().map(Edit::size).sum()
    }

    /// The same, where a change at an end of `words` counts as many as the quotation has there: how far the record
    /// goes on in its stead is read from its sentence.
    #[must_use]
    pub fn changed_words(&self, words: &Words) -> usize {
        let size = |edit: &Edit| {
            let ends = edit.quoted.start == 0 || edit.quoted.end == words.len();
            let own = edit.quoted.len();
            if ends && own > 0 { own } else { edit.size() }
        };
        self.changes.iter().map(size).sum()
    }

    /// Whether every word is the passage's, and all that differs is that some of its are missing,
    /// which are the same speaker's.
    #[must_use]
    pub fn only_drops(&self) -> bool {
        if self.changes.is_empty() || self.changes.iter().any(|edit| !edit.quoted.is_empty()) {
            return false;
        }
        let document = &self.passage.held.document;
        let speaker = |s: usize| document.speaker_of(self.passage.block(s));
        let own = speaker(self.extent().start);
        let mut dropped = self.changes.iter().flat_map(|edit| edit.record.clone());
        dropped.all(|s| speaker(s) == own)
    }

    /// The keys of the passage's words that were changed or left out.
    #[must_use]
    pub fn replaced_keys(&self) -> BTreeSet<u64> {
        let words = self.changes.iter().flat_map(|edit| edit.record.clone());
        words.map(|s| self.passage.words[s].key).collect()
    }

    /// The longest run of words of the quotation that are all changed.
    #[must_use]
    pub fn longest_change(&self) -> usize {
        let runs = self
            .changes
            .chunk_by(|one, next| one.quoted.end == next.quoted.start);
        let len = |run: &[Edit]| run.iter().map(|edit| edit.quoted.len()).sum();
        runs.map(len).max().unwrap_or(0)
    }

    /// The words of the passage from the first to the last that the quotation has.
    #[must_use]
    pub fn extent(&self) -> Range<usize> {
        self.alignment
            .extent()
            .map_or(0..0, |(first, last)| first..last + 1)
    }

    /// Whether the record's sentence goes on behind the words, and does not trail off itself.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.goes_on_behind(self.extent().end)
    }

    /// The same behind the words that are shown, those of the record in place of others with them.
    #[must_use]
    pub fn goes_on_otherwise(&self) -> bool {
        self.goes_on_behind(self.shown().end)
    }

    fn goes_on_behind(&self, end: usize) -> bool {
        let last = end.checked_sub(1);
        let behind = last.and_then(|last| self.passage.behind(last));
        behind.is_some_and(|marks| !marks.contains(['.', '!', '?', '…']))
    }

    /// The same with the words that were replaced, or are written otherwise, before the first and behind the
    /// last.
    #[must_use]
    pub fn shown(&self) -> Range<usize> {
        let extent = self.extent();
        let replaced = self.changes.iter().map(|edit| &edit.record);
        let replaced = replaced.filter(|record| !record.is_empty() && !extent.is_empty());
        let style = |(s, aside): &(usize, Aside)| (*aside == Aside::Style).then(|| *s..*s + 1);
        let written = self.asides.iter().filter_map(style);
        replaced
            .cloned()
            .chain(written)
            .fold(extent.clone(), |shown, record| {
                shown.start.min(record.start)..shown.end.max(record.end)
            })
    }

    /// The words of the passage that the quotation has.
    #[must_use]
    pub fn equal_words(&self) -> Vec<usize> {
        let equal = |step: &Step| match step {
            Step::Equal(_, s) => Some(*s),
            _ => None,
        };
        self.alignment.steps.iter().filter_map(equal).collect()
    }

    /// The words right before the quotation that the speaker broke off to begin anew with its first.
    #[must_use]
    pub fn begins_anew(&self) -> Option<String> {
        let start = self.passage.range.start + self.extent().start;
        let from = start.saturating_sub(BEFORE);
        let around = Passage::new(self.passage.held.clone(), from..start + BEFORE);
        let given_up = |at: &usize| {
            let aside = around.asides.get(at);
            let apparatus = aside == Some(&Aside::Direction) || aside == Some(&Aside::Filler);
            apparatus || matches!(aside, Some(Aside::FalseStart | Aside::Repetition))
        };
        let first = (0..start - from).rev().take_while(given_up).last()?;
        let broken = (first..start - from)
            .any(|at| matches!(around.asides[&at], Aside::FalseStart | Aside::Repetition));
        let same = around.block(first) == around.block(start - from);
        (broken && same).then(|| format!("{} —", around.slice(first, start - from - 1)))
    }

    /// Whether the quotation has words of more than one turn, by different speakers.
    #[must_use]
    pub fn crosses_speakers(&self) -> bool {
        let document = &self.passage.held.document;
        let mut blocks: Vec<usize> = self
            .equal_words()
            .iter()
            .map(|&s| self.passage.block(s))
            .collect();
        blocks.dedup();
        let mut turns = blocks.iter().map(|&block| document.blocks[block].turn);
        let first = turns.next().flatten();
        turns.any(|turn| match (first, turn) {
            (Some(a), Some(b)) => document.turns[a].speaker != document.turns[b].speaker,
            _ => false,
        })
    }

    /// The alignment as words, steps of one kind joined.
    #[must_use]
    pub fn word_by_word(&self, words: &Words, text: &str) -> Vec<Aligned> {
        let how = |step: &Step| match step {
            Step::Equal(..) => "equal",
            Step::Replaced(..) => "replaced",
            Step::Extra(_) => "added",
            Step::Missing(_) => "missing",
            Step::Skipped(_) => "set aside",
            Step::Omitted(_) => "omitted",
        };
        let runs = self.alignment.steps.chunk_by(|a, b| how(a) == how(b));
        let aligned = |run: &[Step]| {
            let (mut quoted, mut record) = (Vec::new(), Vec::new());
            for step in run {
                let (q, s) = match *step {
                    Step::Equal(q, s) | Step::Replaced(q, s) => (Some(q), Some(s)),
                    Step::Extra(q) => (Some(q), None),
                    Step::Missing(s) | Step::Skipped(s) | Step::Omitted(s) => (None, Some(s)),
                };
                quoted.extend(q);
                record.extend(s);
            }
            let range = |all: &[usize]| match (all.first(), all.last()) {
                (Some(first), Some(last)) => *first..*last + 1,
                _ => 0..0,
            };
            Aligned {
                how: how(&run[0]),
                quoted: text[words.span(range(&quoted)).range()].to_owned(),
                record: self.text(range(&record)),
            }
        };
        runs.map(aligned).collect()
    }

    /// The changes as data, with their words.
    #[must_use]
    pub fn difference(&self, words: &Words, text: &str) -> Vec<Change> {
        let change = |edit: &Edit| {
            let edit = self.with_compound(words, text, edit);
            let span = words.span(edit.quoted.clone());
            let alarms = alarm::alarms(&text[span.range()], &self.text(edit.record.clone()));
            let span = signed(text, span);
            let quoted = text[span.range()].to_owned();
            let record = self.signed_text(edit.record.clone());
            Change {
                span,
                quoted,
                record,
                alarms,
            }
        };
        let whole = self.with_names_whole(words, text);
        whole.iter().map(change).collect()
    }

    /// The words `range` of the passage as they stand, blocks joined by a space.
    #[must_use]
    pub fn text(&self, range: Range<usize>) -> String {
        let mut text = String::new();
        let mut at = range.start;
        while at < range.end {
            let block = self.passage.block(at);
            let last = (at..range.end)
                .take_while(|&s| self.passage.block(s) == block)
                .last()
                .unwrap_or(at);
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(self.passage.slice(at, last));
            at = last + 1;
        }
        text
    }

    /// The same with the signs that belong to the outer words.
    fn signed_text(&self, range: Range<usize>) -> String {
        let mut text = self.text(range.clone());
        if range.is_empty() {
            return text;
        }
        let (first, last) = (range.start, range.end - 1);
        let (before, _) = self.passage.signs(first);
        let (_, behind) = self.passage.signs(last);
        text.insert_str(0, before);
        text.push_str(behind);
        text
    }
}

fn folded_is(form: &str, test: fn(&str) -> bool) -> bool {
    let folded = onrecord_text::Folded::new(form);
    (0..folded.len()).any(|at| test(folded.form(at)))
}

/// How far before a quotation a false start is looked for, in words.
const BEFORE: usize = 10;

/// Whether the quotation has word `at` of the passage.
fn takes(steps: &[Step], at: usize) -> bool {
    let is_it = |step: &Step| matches!(step, Step::Equal(_, s) if *s == at);
    steps.iter().any(is_it)
}

/// Whether what stands between two words ends a sentence.
fn ends_sentence(between: &str) -> bool {
    between.contains(['.', '!', '?', '\n', '…'])
}

/// A stretch of words with the signs that belong to its outer words: "$1.2", "9%", "U.S."
fn signed(text: &str, span: Span) -> Span {
    if span.is_empty() {
        return span;
    }
    let (before, behind) = signs(text, span);
    Span::new(span.start() - before.len(), span.end() + behind.len())
}
