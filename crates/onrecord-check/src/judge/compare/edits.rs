//! Changes made what a reader would call them: a word replaced rather than one added and another
//! left out, an order changed, a number written otherwise.

use super::{Comparison, Edit, ends_sentence};
use crate::judge::number;
use crate::judge::quoted::Words;
use crate::verdict::Aside;
use onrecord_text::Folded;
use std::ops::Range;

/// The longest run of words at an end that is taken for a replacement.
const LONGEST_END: usize = 3;
/// So many words more a number may have that is written out: "four hundred and sixty-".
const LONGEST_NUMBER: usize = 6;
/// So many words may name what a number counts: "billion dollars".
const MOST_OF_UNIT: usize = 2;
/// Over how many words a word may be moved to count as one change of order.
const LONGEST_SWAP: usize = 3;
/// By how many words more than the quotation has, a sentence may go on that both end, or begin.
const FURTHER: usize = 2;

impl Comparison {
    /// A word before the first of a sentence, or behind its last, stands for none of the sentence
    /// next to it: it is added.
    pub(super) fn keep_to_the_sentence(&mut self, words: &Words) {
        let (extent, passage) = (self.extent(), &self.passage);
        let ends = |s: usize| passage.ends_at(s) || passage.stops_behind(s);
        if let Some(first) = self.changes.first_mut()
            && first.quoted.start == 0
            && first.record.end == extent.start
        {
            let ended = first.record.clone().rev().find(|&s| ends(s));
            first.record.start = ended.map_or(first.record.start, |s| s + 1);
        }
        if let Some(last) = self.changes.last_mut()
            && last.quoted.end == words.len()
            && last.record.start == extent.end
            && !extent.is_empty()
        {
            let ended = (extent.end - 1..last.record.end).find(|&s| ends(s));
            last.record.end = ended.map_or(last.record.end, |s| s + 1);
        }
    }

    /// A change of the last or the first words costs less as words added than as words replaced,
    /// since the passage has free ends: where its sentence goes on, they were replaced, or swapped.
    pub(super) fn mend_ends(&mut self, words: &Words) {
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
            && first.record.end == extent.start
            && first.quoted.start == 0
            && first.quoted.len() <= LONGEST_END
        {
            // "Nearly forty" for "At least forty": all of the sentence's beginning, of which one word was replaced.
            let goes_on = |s: &usize| !ends_sentence(self.passage.between(*s, s + 1));
            let open = (0..first.record.start).rev().take_while(goes_on);
            let rest: Vec<usize> = open.take(FURTHER + 1).collect();
            let said = |s: &usize| self.passage.is_said(*s);
            // "a) Within 210 days" begins with the number of an item, which is no word of it.
            let joined = |s: &usize| self.passage.between(*s, s + 1) == " ";
            let whole = words.begins_sentence
                && rest.len() <= FURTHER
                && rest.iter().all(|s| said(s) && joined(s));
            let reach = rest.last().filter(|_| whole);
            first.record.start = reach.copied().unwrap_or(first.record.start);
        }
        debug_assert_eq!(edits, self.changes.len());
        self.mend_number_at_end(words, extent.end);
        self.mend_swapped_end(words, extent.end);
    }

    /// "a hundred and fifty" for "150" at the end: the words that were added are the number that stands next in the
    /// passage.
    fn mend_number_at_end(&mut self, words: &Words, end: usize) {
        let Some(last) = self.changes.last() else {
            return;
        };
        let added = last.quoted.end == words.len() && last.record == (end..end);
        if !added || last.quoted.len() <= LONGEST_END || last.quoted.len() > LONGEST_NUMBER {
            return;
        }
        let own = words.forms(last.quoted.clone());
        if !number::is_number(&own) {
            return;
        }
        let is_same = |far: &usize| {
            let text = Folded::new(&self.text(end..*far));
            number::is_same(&own, &forms(&text), None)
        };
        let far = end + 1..self.passage.words.len().min(end + LONGEST_NUMBER) + 1;
        let far = far.into_iter().find(is_same);
        if let (Some(far), Some(last)) = (far, self.changes.last_mut()) {
            last.record.end = far;
        }
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

    /// "two-thirds" for "three-quarters" is one change, and not one on either side of the hyphen.
    pub(super) fn join_compounds(&mut self, words: &Words) {
        let edits = std::mem::take(&mut self.changes);
        let hyphen = |q: usize, s: usize| {
            let near = words.spans[q - 1].end() + 1 == words.spans[q].start();
            near && self.passage.between(s - 1, s) == "-"
        };
        let joined = joined(edits, hyphen);
        self.changes = joined;
    }

    /// The changes, where a name that stands for another is one change, and not one for each of its words: "the Harbor
    /// Renewal Act" for "the Upper Weir Plan".
    pub(super) fn with_names_whole(&self, words: &Words, text: &str) -> Vec<Edit> {
        let own = |q: usize| &text[words.spans[q].range()];
        let theirs = |s: usize| self.passage.form(s);
        let names = |one: &str, next: &str| {
            one.starts_with(char::is_uppercase) && next.starts_with(char::is_uppercase)
        };
        // "Rufus B. Hale"
        let beside =
            |between: &str, before: &str| between == " " || between == ". " && before.len() == 1;
        joined(self.changes.clone(), |q, s| {
            let between = &text[words.spans[q - 1].end()..words.spans[q].start()];
            names(own(q - 1), own(q))
                && names(theirs(s - 1), theirs(s))
                && beside(between, own(q - 1))
                && beside(self.passage.between(s - 1, s), theirs(s - 1))
        })
    }

    /// "automatic" for "non-automatic", "five-year" for "ten-year": a part of a compound that was left out, put in or
    /// replaced is shown with the rest of it.
    pub(super) fn with_compound(&self, words: &Words, text: &str, edit: &Edit) -> Edit {
        let (mut quoted, mut record) = (edit.quoted.clone(), edit.record.clone());
        // "$237-$369" is one, too.
        let hyphen = |between: &str| between.trim_end_matches(['$', '£', '€']) == "-";
        let own = |q: usize| {
            q > 0 && q < words.len() && {
                let (before, behind) = (words.spans[q - 1], words.spans[q]);
                text.get(before.end()..behind.start()).is_some_and(hyphen)
            }
        };
        let theirs = |s: usize| {
            s > 0 && s < self.passage.words.len() && hyphen(self.passage.between(s - 1, s))
        };
        let joined = |q: usize, s: usize| match (edit.quoted.is_empty(), edit.record.is_empty()) {
            (true, false) => theirs(s),
            (false, true) => own(q),
            (false, false) => own(q) && theirs(s),
            (true, true) => false,
        };
        let same = |q: usize, s: usize| {
            let pair = words.words.get(q).zip(self.passage.words.get(s));
            pair.is_some_and(|(own, theirs)| own.key == theirs.key)
        };
        while joined(quoted.end, record.end) && same(quoted.end, record.end) {
            (quoted.end, record.end) = (quoted.end + 1, record.end + 1);
        }
        while let Some((q, s)) = quoted.start.checked_sub(1).zip(record.start.checked_sub(1)) {
            if !joined(q + 1, s + 1) || !same(q, s) {
                break;
            }
            (quoted.start, record.start) = (q, s);
        }
        Edit { quoted, record }
    }

    /// Numbers and hyphens that are only written otherwise are no change.
    pub(super) fn set_style_aside(&mut self, words: &Words) {
        let mut edits = std::mem::take(&mut self.changes).into_iter().peekable();
        while let Some(edit) = edits.next() {
            if let Some(record) = edits
                .peek()
                .and_then(|next| self.one_number(words, &edit, next))
            {
                edits.next();
                self.asides.extend(record.map(|s| (s, Aside::Style)));
            } else if let Some(record) = self.written_otherwise(words, &edit) {
                self.asides.extend(record.map(|s| (s, Aside::Style)));
            } else {
                self.changes.push(edit);
            }
        }
        self.asides.sort_unstable();
        self.asides.dedup();
    }

    /// The words of the passage that those of the quotation only write otherwise. A number that the quotation
    /// begins with may have more words than the change has: "$468 billion" for "Four hundred and
    /// sixty-eight billion dollars".
    fn written_otherwise(&self, words: &Words, edit: &Edit) -> Option<Range<usize>> {
        let (quoted, record) = (&edit.quoted, &edit.record);
        let text = Folded::new(&self.text(record.clone()));
        let (own, theirs) = (words.forms(quoted.clone()), forms(&text));
        let same = number::is_same(&own, &theirs, words.get_form(quoted.end))
            || self.is_of_struck_money(&own, &theirs, record.start);
        if same || number::is_hyphenated(&own, &theirs) {
            return Some(record.clone());
        }
        let money = words.get_form(quoted.start);
        let money =
            money.is_some_and(|form| form.starts_with(|c: char| c == '$' || c.is_ascii_digit()));
        let (first, last) = (quoted.start == 0, quoted.end + 1 >= words.len());
        if !money || !first && !last {
            return None;
        }
        // With the words behind it that name the unit: "billion dollars".
        let unit = if last { LONGEST_NUMBER } else { MOST_OF_UNIT };
        let most = self.passage.words.len().min(record.end + unit);
        let before = if first { LONGEST_NUMBER } else { 0 };
        let least = record.start.saturating_sub(before);
        (least..=record.start).rev().find_map(|start| {
            let mut ends = (record.end..=most).filter(|end| {
                let scale = usize::from(*end > record.end && quoted.end < words.len());
                self.is_same_number(words, quoted.start..quoted.end + scale, start..*end)
            });
            let end = ends.next()?;
            Some(start..if last { end } else { record.end })
        })
    }

    /// "$537" for "$573 [537]", where the first number is struck out and its sign is not.
    fn is_of_struck_money(&self, own: &[&str], theirs: &[&str], at: usize) -> bool {
        let ([own], [theirs], Some(before)) = (own, theirs, at.checked_sub(1)) else {
            return false;
        };
        let struck = self.passage.asides.get(&before) == Some(&Aside::Struck);
        let sign = self.passage.form(before).chars().next();
        let money = sign.filter(|sign| struck && "$£€¥".contains(*sign));
        money.is_some_and(|sign| own.strip_prefix(sign) == Some(*theirs))
    }

    /// "$1.5 trillion" for "1 trillion 500 billion dollars": two changes with a word between that are one
    /// number, only written otherwise.
    fn one_number(&self, words: &Words, edit: &Edit, next: &Edit) -> Option<Range<usize>> {
        let near =
            next.record.start <= edit.record.end + 1 && next.quoted.start <= edit.quoted.end + 1;
        let (quoted, record) = (
            edit.quoted.start..next.quoted.end,
            edit.record.start..next.record.end,
        );
        (near && self.is_same_number(words, quoted, record.clone())).then_some(record)
    }

    /// Whether words of the quotation and of the passage are one number.
    fn is_same_number(&self, words: &Words, quoted: Range<usize>, record: Range<usize>) -> bool {
        let text = Folded::new(&self.text(record));
        let next = words.get_form(quoted.end);
        number::is_same(&words.forms(quoted), &forms(&text), next)
    }

    /// Two changes that only move a word over one or two others are one change of order.
    pub(super) fn join_swaps(&mut self, words: &Words) {
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
    pub(super) fn narrow_ends(&mut self, words: &Words) {
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
    pub(super) fn split_replacements(&mut self, words: &Words) {
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
}

/// The words of a text as they are folded.
fn forms(text: &Folded) -> Vec<&str> {
    (0..text.len()).map(|at| text.form(at)).collect()
}

/// The changes, where two replacements that stand next to each other in both are one as far as `is_one` says of the
/// first words of the second.
fn joined(edits: Vec<Edit>, is_one: impl Fn(usize, usize) -> bool) -> Vec<Edit> {
    let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        let goes_on = |last: &&mut Edit| {
            let both = [&last.quoted, &last.record, &edit.quoted, &edit.record];
            let replaced = both.into_iter().all(|words| !words.is_empty());
            let beside =
                last.quoted.end == edit.quoted.start && last.record.end == edit.record.start;
            replaced && beside && is_one(edit.quoted.start, edit.record.start)
        };
        match joined.last_mut().filter(goes_on) {
            Some(last) => {
                last.quoted.end = edit.quoted.end;
                last.record.end = edit.record.end;
            }
            None => joined.push(edit),
        }
    }
    joined
}
