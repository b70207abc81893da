//! Which words of a passage a quotation leaves out because the speaker gave them up: it has what stands before, and
//! what stands behind the dash.

use super::takes;
use crate::judge::passage::Passage;
use crate::judge::quoted::Words;
use onrecord_text::align::{Alignment, Step};
use std::ops::Range;

/// So many words at an end of a quotation may stand on the far side of what was given up.
const LONGEST_END: usize = 16;
/// So far on a word is looked for that another one stands in place of.
const FARTHEST_ON: usize = 6;
/// So far from the nearest word that is equal they are looked for.
const FARTHEST: usize = 18;

/// The words of `passage` that were given up, as `words` laid alongside show them.
pub fn given_up(words: &Words, passage: &Passage, alignment: &Alignment) -> Vec<Range<usize>> {
    if !passage.has_dashes() {
        return Vec::new();
    }
    let inner = inner(passage, alignment)
        .into_iter()
        .chain(further_on(words, passage, alignment));
    let ends = [
        before_first(words, passage, alignment),
        behind_last(words, passage, alignment),
    ];
    let gaps = inner.chain(ends.into_iter().flatten());
    gaps.filter_map(|gap| {
        let all = shifted(passage, gap);
        let on = all
            .iter()
            .filter_map(|gap| with_what_is_set_aside(passage, gap));
        let mut all = all.iter().cloned().chain(on);
        all.find(|gap| passage.gives_up(gap))
    })
    .collect()
}

/// "hell of a (lot) — heck of a lot": a stretch with the words right behind it that are set aside by themselves, if
/// there are any.
fn with_what_is_set_aside(passage: &Passage, gap: &Range<usize>) -> Option<Range<usize>> {
    let aside = |at: &usize| passage.asides.contains_key(at);
    let far = gap.end..passage.words.len();
    let more = far.take_while(aside).count();
    (more > 0).then(|| gap.start..gap.end + more)
}

/// The stretch itself, and those that leave the same words: "give his — give remarks" has *give* twice.
fn shifted(passage: &Passage, gap: Range<usize>) -> Vec<Range<usize>> {
    let key = |at: usize| passage.words[at].key;
    let mut all = vec![gap.clone()];
    let mut one = gap.clone();
    while one.start > 0 && all.len() <= gap.len() && key(one.start - 1) == key(one.end - 1) {
        one = one.start - 1..one.end - 1;
        all.push(one.clone());
    }
    let mut other = gap.clone();
    while other.end < passage.words.len()
        && all.len() <= 2 * gap.len()
        && key(other.start) == key(other.end)
    {
        other = other.start + 1..other.end + 1;
        all.push(other.clone());
    }
    all
}

/// Stretches between two equal words of which only the passage has any; what is set aside is among them where it may
/// not be left out alone.
fn inner(passage: &Passage, alignment: &Alignment) -> Vec<Range<usize>> {
    let taken = |at: usize| takes(&alignment.steps, at);
    let torn = |s: usize| passage.is_in_run(s) && !passage.leaves_run(s, taken);
    let mut gaps = Vec::new();
    let mut missing = false;
    let mut before = None;
    for step in &alignment.steps {
        match *step {
            Step::Equal(_, s) => {
                if let (Some(first), true) = (before, missing) {
                    gaps.push(first + 1..s);
                }
                (before, missing) = (Some(s), false);
            }
            Step::Missing(_) => missing = true,
            Step::Skipped(s) => missing |= torn(s),
            Step::Replaced(..) | Step::Extra(_) | Step::Omitted(_) => before = None,
        }
    }
    gaps
}

/// Words that seem to stand for one of the passage, while it has them a few words on.
fn further_on(words: &Words, passage: &Passage, alignment: &Alignment) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    for pair in alignment.steps.windows(2) {
        if let [Step::Equal(..), Step::Replaced(q, s)] = *pair {
            let far = s + 1..passage.words.len().min(s + FARTHEST_ON);
            let again = |&at: &usize| passage.words[at].key == words.words[q].key;
            gaps.extend(far.clone().find(again).map(|at| s..at));
        }
    }
    gaps
}

/// What stands between the first equal word and the words of the quotation before it, where the passage has those
/// further up.
fn before_first(words: &Words, passage: &Passage, alignment: &Alignment) -> Option<Range<usize>> {
    let (q, s) = alignment.steps.iter().find_map(equal)?;
    if q == 0 || q > LONGEST_END {
        return None;
    }
    let up = |at: usize| passage.said_before(at);
    let mut far = s.saturating_sub(FARTHEST)..s.checked_sub(1)?;
    let end = far.rfind(|&at| stand_at(words, (0..q).rev(), passage, at, up))?;
    Some(end + 1..s)
}

/// The same at the end.
fn behind_last(words: &Words, passage: &Passage, alignment: &Alignment) -> Option<Range<usize>> {
    let (q, s) = alignment.steps.iter().rev().find_map(equal)?;
    let rest = q + 1..words.len();
    if rest.is_empty() || rest.len() > LONGEST_END {
        return None;
    }
    let on = |at: usize| passage.said_behind(at);
    let mut far = s + 2..passage.words.len().min(s + FARTHEST);
    let start = far.find(|&at| stand_at(words, rest.clone(), passage, at, on))?;
    Some(s + 1..start)
}

/// Whether these words of the quotation stand in the passage from word `at` on, as `next` leads.
fn stand_at(
    words: &Words,
    quoted: impl Iterator<Item = usize>,
    passage: &Passage,
    at: usize,
    next: impl Fn(usize) -> Option<usize>,
) -> bool {
    let mut at = Some(at);
    let mut quoted = quoted;
    quoted.all(|q| {
        let same = at.is_some_and(|at| passage.words[at].key == words.words[q].key);
        at = at.and_then(&next);
        same
    })
}

fn equal(step: &Step) -> Option<(usize, usize)> {
    match *step {
        Step::Equal(q, s) => Some((q, s)),
        _ => None,
    }
}
