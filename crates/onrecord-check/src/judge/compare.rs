//! A quotation laid alongside one passage: what is equal, what was set aside, what is changed.

use super::Question;
use super::alarm;
use super::number;
use super::passage::{Passage, signs};
use super::quoted::Words;
use super::whose::Whose;
use crate::road::Aligned;
use crate::verdict::{Aside, Change};
use onrecord_text::align::{self, Alignment, Step, WORD};
use onrecord_text::meaning;
use onrecord_text::{Folded, Span};
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
    pub fn new(words: &Words, passage: Passage) -> Self {
        let alignment = align::align(&words.words, &passage.words);
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

    /// The same with the words that were replaced before the first and behind the last.
    #[must_use]
    pub fn shown(&self) -> Range<usize> {
        let extent = self.extent();
        let replaced = self.changes.iter().map(|edit| &edit.record);
        let replaced = replaced.filter(|record| !record.is_empty() && !extent.is_empty());
        replaced.fold(extent.clone(), |shown, record| {
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

    fn read_steps(&mut self, words: &Words) {
        let steps = self.alignment.steps.clone();
        let mut group = Group::default();
        for step in &steps {
            match *step {
                Step::Equal(q, s) => {
                    self.close(&mut group, words);
                    group.at = (q + 1, s + 1);
                    self.note_reading(s);
                }
                Step::Replaced(q, s) => group.add(Some(q), Some(s)),
                Step::Extra(q) => group.add(Some(q), None),
                Step::Missing(s) => group.add(None, Some(s)),
                Step::Skipped(s) => self.skip(s, &mut group, &steps),
                Step::Omitted(s) => match self.omissions.last_mut() {
                    Some(last) if last.end == s => last.end = s + 1,
                    _ => self.omissions.push(s..s + 1),
                },
            }
        }
        self.close(&mut group, words);
    }

    fn note_reading(&mut self, s: usize) {
        match self.passage.asides.get(&s) {
            Some(Aside::Struck) => self.struck = true,
            None if self.passage.words[s].skip < WORD => self.corrected = true,
            _ => {}
        }
    }

    /// Sets a word aside; a correction may only be left out where its struck words were taken.
    fn skip(&mut self, s: usize, group: &mut Group, steps: &[Step]) {
        let in_omission = self.omissions.last().is_some_and(|last| last.end == s);
        if in_omission {
            if let Some(last) = self.omissions.last_mut() {
                last.end = s + 1;
            }
            return;
        }
        let taken = |at: usize| {
            let is_it = |step: &Step| matches!(step, Step::Equal(_, s) if *s == at);
            steps.iter().any(is_it)
        };
        if let Some(&aside) = self.passage.asides.get(&s) {
            let whole = aside == Aside::Repetition || self.passage.is_in_run(s);
            let torn = whole && !self.passage.leaves_run(s, taken);
            if torn {
                group.add(None, Some(s));
            } else {
                self.asides.push((s, aside));
            }
        } else if !self.takes_struck_before(s, steps) {
            group.add(None, Some(s));
        }
    }

    /// Whether the quotation has one of the struck words that the correction at `s` replaces.
    fn takes_struck_before(&self, s: usize, steps: &[Step]) -> bool {
        let is_struck = |at: usize| self.passage.asides.get(&at) == Some(&Aside::Struck);
        let is_correction = |at: usize| {
            !self.passage.asides.contains_key(&at) && self.passage.words[at].skip < WORD
        };
        let behind = (0..=s).rev().find(|&at| !is_correction(at)).unwrap_or(0);
        let run: Vec<usize> = (0..=behind).rev().take_while(|&at| is_struck(at)).collect();
        let taken = |at: &usize| {
            steps
                .iter()
                .any(|step| matches!(step, Step::Equal(_, s) if s == at))
        };
        run.iter().any(taken)
    }

    fn close(&mut self, group: &mut Group, words: &Words) {
        let (quoted, record) = group.take();
        if quoted.is_empty() && record.is_empty() {
            return;
        }
        let beside = |q: usize| words.words.get(q).is_some_and(|word| word.inserted);
        let marked = if quoted.is_empty() {
            beside(quoted.start) || quoted.start > 0 && beside(quoted.start - 1)
        } else {
            quoted.clone().all(|q| words.is_marked(q))
        };
        let bounded = record.len() <= LONGEST_REPLACED;
        if marked && bounded && !self.hides(words, &quoted, &record) {
            self.insertions.push(quoted);
        } else {
            self.changes.push(Edit { quoted, record });
        }
    }

    /// Whether the replaced words deny something that the insertion does not, or it the reverse.
    fn hides(&self, words: &Words, quoted: &Range<usize>, record: &Range<usize>) -> bool {
        let negations: Vec<u64> = record
            .clone()
            .filter(|&s| is_negation(self.passage.form(s)))
            .map(|s| self.passage.words[s].key)
            .collect();
        negations
            .iter()
            .any(|key| !quoted.clone().any(|q| words.words[q].key == *key))
    }

    /// A word before the first of a sentence, or behind its last, stands for none of the sentence
    /// next to it: it is added.
    fn keep_to_the_sentence(&mut self, words: &Words) {
        let (extent, passage) = (self.extent(), &self.passage);
        if let Some(first) = self.changes.first_mut()
            && first.quoted.start == 0
            && first.record.end == extent.start
        {
            let ended = first.record.clone().rev().find(|&s| passage.ends_at(s));
            first.record.start = ended.map_or(first.record.start, |s| s + 1);
        }
        if let Some(last) = self.changes.last_mut()
            && last.quoted.end == words.len()
            && last.record.start == extent.end
            && !extent.is_empty()
        {
            let ended = (extent.end - 1..last.record.end).find(|&s| passage.ends_at(s));
            last.record.end = ended.map_or(last.record.end, |s| s + 1);
        }
    }

    /// A change of the last or the first words costs less as words added than as words replaced,
    /// since the passage has free ends: where its sentence goes on, they were replaced, or swapped.
    fn mend_ends(&mut self, words: &Words) {
        let extent = self.extent();
        let len = self.passage.words.len();
        let edits = self.changes.len();
        if extent.is_empty() {
            return;
        }
        if let Some(last) = self.changes.last_mut()
            && last.record == (extent.end..extent.end)
            && last.quoted.end == words.len()
            && last.quoted.len() <= LONGEST_END
        {
            // A phrase that was replaced ends with its clause: "the EU" stands for "NATO, as" no more.
            let goes_on = |s: &usize| {
                let between = self.passage.between(s - 1, *s);
                let initial = self.passage.form(s - 1).chars().count() == 1 && between == ". ";
                let ended = ends_sentence(between) && !initial;
                !(ended || *s > extent.end && between.contains(','))
            };
            let open = (extent.end..len).take_while(goes_on);
            let rest = open.clone().take(last.quoted.len() + FURTHER + 1).count();
            let whole = words.ends_sentence && rest <= last.quoted.len() + FURTHER;
            let reach = open
                .take(if whole { rest } else { last.quoted.len() })
                .filter(|s| self.passage.is_said(*s))
                .last();
            last.record.end = reach.map_or(extent.end, |s| s + 1);
        }
        if let Some(first) = self.changes.first_mut()
            && first.record == (extent.start..extent.start)
            && first.quoted.start == 0
            && first.quoted.len() <= LONGEST_END
        {
            let goes_on = |s: &usize| !ends_sentence(self.passage.between(*s, s + 1));
            let open = (0..extent.start).rev().take_while(goes_on);
            let rest = open.clone().take(first.quoted.len() + FURTHER + 1).count();
            let whole = words.begins_sentence && rest <= first.quoted.len() + FURTHER;
            let reach = open
                .take(if whole { rest } else { first.quoted.len() })
                .filter(|s| self.passage.is_said(*s))
                .last();
            first.record.start = reach.unwrap_or(extent.start);
        }
        debug_assert_eq!(edits, self.changes.len());
        self.mend_swapped_end(words, extent.end);
    }

    /// `means which` for `which means` at the end: the word that was added stands next in the
    /// passage, behind the words that are equal.
    fn mend_swapped_end(&mut self, words: &Words, end: usize) {
        let Some(last) = self.changes.last_mut() else {
            return;
        };
        let behind = words.len() - last.quoted.end;
        let added = last.quoted.len();
        let small = (1..=LONGEST_SWAP).contains(&behind) && (1..=LONGEST_SWAP).contains(&added);
        if !small || !last.record.is_empty() || last.record.start + behind != end {
            return;
        }
        let next = self.passage.words.get(end..end + added).unwrap_or_default();
        let same = next.iter().zip(&words.words[last.quoted.clone()]);
        if next.len() == added && same.clone().all(|(s, q)| s.key == q.key) {
            last.quoted.end = words.len();
            last.record.end = end + added;
        }
    }

    /// Numbers and hyphens that are only written otherwise are no change.
    fn set_style_aside(&mut self, words: &Words) {
        for edit in std::mem::take(&mut self.changes) {
            let record = Folded::new(&self.text(edit.record.clone()));
            let record: Vec<&str> = (0..record.len()).map(|at| record.form(at)).collect();
            let quoted = words.forms(edit.quoted.clone());
            let next = words.get_form(edit.quoted.end);
            if number::is_same(&quoted, &record, next) || number::is_hyphenated(&quoted, &record) {
                self.asides.extend(edit.record.map(|s| (s, Aside::Style)));
            } else {
                self.changes.push(edit);
            }
        }
        self.asides.sort_unstable();
    }

    /// Two changes that only move a word over one or two others are one change of order.
    fn join_swaps(&mut self, words: &Words) {
        let mut joined: Vec<Edit> = Vec::new();
        for edit in std::mem::take(&mut self.changes) {
            if let Some(last) = joined.last_mut()
                && self.is_swap(words, last, &edit)
            {
                last.quoted.end = edit.quoted.end;
                last.record.end = edit.record.end;
                continue;
            }
            joined.push(edit);
        }
        self.changes = joined;
    }

    /// At an end, "more than" stands for "almost" and not for "when almost": of the words that a
    /// change there replaces, those that the quoted ones stand for are enough.
    fn narrow_ends(&mut self, words: &Words) {
        let passage = &self.passage;
        let is_kin = |edit: &Edit, record: &Range<usize>| {
            let record: Vec<usize> = record.clone().collect();
            passage.is_kin(&words.forms(edit.quoted.clone()), &record)
        };
        if let Some(first) = self
            .changes
            .first_mut()
            .filter(|edit| edit.quoted.start == 0)
        {
            let end = first.record.end;
            let mut nearer = (first.record.start + 1..end).rev().map(|start| start..end);
            let kin = nearer.find(|record| is_kin(first, record));
            first.record = kin.unwrap_or(first.record.clone());
        }
        let len = words.len();
        if let Some(last) = self
            .changes
            .last_mut()
            .filter(|edit| edit.quoted.end == len)
        {
            let start = last.record.start;
            let mut nearer = (start + 1..last.record.end).map(|end| start..end);
            let kin = nearer.find(|record| is_kin(last, record));
            last.record = kin.unwrap_or(last.record.clone());
        }
    }

    /// Words replaced one for one are changes of their own, unless only their order is changed.
    fn split_replacements(&mut self, words: &Words) {
        let mut split = Vec::new();
        for edit in std::mem::take(&mut self.changes) {
            if edit.quoted.len() != edit.record.len() || self.is_reordered(words, &edit) {
                split.push(edit);
                continue;
            }
            let pairs = edit.quoted.zip(edit.record);
            split.extend(pairs.map(|(q, s)| Edit {
                quoted: q..q + 1,
                record: s..s + 1,
            }));
        }
        self.changes = split;
    }

    fn is_reordered(&self, words: &Words, edit: &Edit) -> bool {
        let mut quoted: Vec<u64> = edit.quoted.clone().map(|q| words.words[q].key).collect();
        let mut record: Vec<u64> = edit
            .record
            .clone()
            .map(|s| self.passage.words[s].key)
            .collect();
        quoted.sort_unstable();
        record.sort_unstable();
        quoted == record
    }

    fn is_swap(&self, words: &Words, one: &Edit, other: &Edit) -> bool {
        let near = other.record.start - one.record.end <= LONGEST_SWAP;
        let quoted =
            |edit: &Edit| -> Vec<u64> { edit.quoted.clone().map(|q| words.words[q].key).collect() };
        let record = |edit: &Edit| -> Vec<u64> {
            edit.record
                .clone()
                .map(|s| self.passage.words[s].key)
                .collect()
        };
        let moved = |a: &Edit, b: &Edit| {
            a.record.is_empty() && b.quoted.is_empty() && quoted(a) == record(b)
        };
        near && (moved(one, other) || moved(other, one))
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
        self.changes.iter().map(change).collect()
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

    /// Whether a marked omission hides a word that turns the sentence it is left out of.
    #[must_use]
    pub fn hides_a_turn(&self) -> bool {
        self.omissions.iter().any(|omission| {
            let governing = self.governing(omission);
            let form = |s: usize| self.passage.form(s);
            let pair = |s: usize| {
                let next = Some(s + 1).filter(|next| governing.contains(next));
                next.is_some_and(|next| is_idle(form(s), form(next)))
            };
            // "not only for the keepers, but": left out together, the two say nothing less.
            let with_but = |s: usize| {
                let not_only = form(s).eq_ignore_ascii_case("not")
                    && omission.contains(&(s + 1))
                    && form(s + 1).eq_ignore_ascii_case("only");
                not_only && (s + 2..omission.end).any(|at| form(at).eq_ignore_ascii_case("but"))
            };
            let both = |s: usize| with_but(s) || s > omission.start && with_but(s - 1);
            let idle = |s: usize| pair(s) || both(s);
            let denies = |&s: &usize| {
                let turning = turns(self.passage.form(s)) && !idle(s);
                turning && !self.is_parenthesis(omission, s) && !self.is_kept(omission, s)
            };
            governing.iter().any(denies) || self.is_refusal(omission)
        })
    }

    /// Whether word `s` of an omission is one of a clause of its own between dashes: "— and it’s not
    /// hyperbole —" denies nothing of the sentence that it interrupts.
    fn is_parenthesis(&self, omission: &Range<usize>, s: usize) -> bool {
        let dash = |at: usize| at > 0 && self.passage.has_dash_before(at);
        let first = (omission.start..=s).rev().find(|&at| dash(at));
        let behind = (s + 1..=omission.end).find(|&at| dash(at));
        let (Some(first), Some(_)) = (first, behind) else {
            return false;
        };
        let and = self.passage.is_one(first, &["and", "but"]);
        self.passage.is_one(first + usize::from(and), OF_CLAUSES)
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
        let equal = |at: usize| {
            let is_it = |step: &Step| matches!(step, Step::Equal(_, other) if *other == at);
            self.alignment.steps.iter().any(is_it)
        };
        and && before.any(|at| self.passage.words[at].key == key && equal(at))
    }

    /// "I … believe" for "I refuse to believe".
    fn is_refusal(&self, omission: &Range<usize>) -> bool {
        let Some(at) = omission
            .end
            .checked_sub(2)
            .filter(|at| *at >= omission.start)
        else {
            return false;
        };
        self.passage.is_one(at, REFUSING) && self.passage.is_one(at + 1, &["to"])
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

/// The longest stretch of the record that an insertion in brackets may stand for, in words.
const LONGEST_REPLACED: usize = 8;
/// The longest run of words at an end that is taken for a replacement.
const LONGEST_END: usize = 3;
/// Over how many words a word may be moved to count as one change of order.
const LONGEST_SWAP: usize = 3;

/// Subjects of a clause of its own.
const OF_CLAUSES: &[&str] = &[
    "he", "he's", "i", "i'm", "it", "it's", "she", "she's", "that's", "they", "they're", "this",
    "we", "we're", "you",
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
];

fn folded_is(form: &str, test: fn(&str) -> bool) -> bool {
    let folded = onrecord_text::Folded::new(form);
    (0..folded.len()).any(|at| test(folded.form(at)))
}

/// "no matter", "no doubt": denies nothing.
fn is_idle(form: &str, next: &str) -> bool {
    let pairs = [("no", "matter"), ("no", "doubt")];
    let is = |(one, other): &(&str, &str)| {
        form.eq_ignore_ascii_case(one) && next.eq_ignore_ascii_case(other)
    };
    pairs.iter().any(is)
}

fn is_negation(form: &str) -> bool {
    folded_is(form, meaning::is_negation)
}

fn turns(form: &str) -> bool {
    folded_is(form, meaning::turns)
}

/// How far before a quotation a false start is looked for, in words.
const BEFORE: usize = 10;

/// By how many words more than the quotation has, a sentence may go on that both end, or begin.
const FURTHER: usize = 2;

/// Whether what stands between two words ends a sentence.
fn ends_sentence(between: &str) -> bool {
    between.contains(['.', '!', '?', '\n', '…'])
}

/// Steps that stand together and are no equal words.
#[derive(Default)]
struct Group {
    quoted: Vec<usize>,
    record: Vec<usize>,
    /// Where the group stands in both, if it has no words there.
    at: (usize, usize),
}

impl Group {
    fn add(&mut self, q: Option<usize>, s: Option<usize>) {
        self.quoted.extend(q);
        self.record.extend(s);
    }

    fn take(&mut self) -> (Range<usize>, Range<usize>) {
        let range = |words: &[usize], at: usize| match (words.first(), words.last()) {
            (Some(&first), Some(&last)) => first..last + 1,
            _ => at..at,
        };
        let taken = (
            range(&self.quoted, self.at.0),
            range(&self.record, self.at.1),
        );
        self.quoted.clear();
        self.record.clear();
        taken
    }
}

/// A stretch of words with the signs that belong to its outer words: "$1.2", "9%", "U.S."
fn signed(text: &str, span: Span) -> Span {
    if span.is_empty() {
        return span;
    }
    let (before, behind) = signs(text, span);
    Span::new(span.start() - before.len(), span.end() + behind.len())
}
