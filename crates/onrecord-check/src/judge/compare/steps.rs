//! The steps of an alignment, read as changes, insertions, omissions and what is set aside.

use super::{Comparison, Edit, ends_sentence, folded_is, takes};
use crate::judge::quoted::Words;
use crate::verdict::Aside;
use onrecord_text::align::{Step, WORD};
use onrecord_text::meaning;
use std::ops::Range;

/// The longest stretch of the record that an insertion in brackets may stand for, in words.
const LONGEST_REPLACED: usize = 8;

/// Words that join a sentence to the one before it.
const JOINING: &[&str] = &["and", "because", "but", "now", "or", "so", "well"];

impl Comparison {
    pub(super) fn read_steps(&mut self, words: &Words) {
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
        let taken = |at: usize| takes(steps, at);
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
        run.iter().any(|&at| takes(steps, at))
    }

    fn close(&mut self, group: &mut Group, words: &Words) {
        let (quoted, record) = group.take();
        if quoted.is_empty() && record.is_empty() {
            return;
        }
        let beside = |q: usize| words.words.get(q).is_some_and(|word| word.inserted);
        let marked = if quoted.is_empty() {
            beside(quoted.start) || quoted.start.checked_sub(1).is_some_and(beside)
        } else {
            quoted.clone().all(|q| words.is_marked(q))
        };
        let marked = marked || self.is_begun_later(words, &quoted, &record);
        let bounded = record.len() <= LONGEST_REPLACED;
        if marked && bounded && !self.hides(words, &quoted, &record) {
            self.insertions.push(quoted);
        } else {
            self.changes.push(Edit { quoted, record });
        }
    }

    /// "[T]o win, we must row" for "But to win, we must row": the capital in brackets marks that the sentence
    /// begins later, behind the word that joins it to the one before.
    fn is_begun_later(&self, words: &Words, quoted: &Range<usize>, record: &Range<usize>) -> bool {
        let capital = words.joined.get(quoted.start) == Some(&true);
        let joins = record.len() == 1 && self.passage.is_one(record.start, JOINING);
        let begins = |s: usize| ends_sentence(self.passage.between(s, s + 1));
        let before = record.start.checked_sub(1);
        quoted.is_empty() && capital && joins && before.is_none_or(begins)
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
}

fn is_negation(form: &str) -> bool {
    folded_is(form, meaning::is_negation)
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
