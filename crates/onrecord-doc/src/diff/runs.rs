//! Two rows of tokens laid alongside.

use super::token::{Token, Tokens, ends};
use crate::reading::Class;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// A stretch that both have, or in which they differ. Runs follow each other without a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Tokens of the older text.
    pub old: Range<usize>,
    /// Tokens of the newer text.
    pub new: Range<usize>,
    /// Whether they have the same keys.
    pub equal: bool,
}

/// Lays two documents alongside: blocks first, then the tokens of those that differ.
pub fn runs(old: &Tokens, new: &Tokens) -> Vec<Run> {
    let keys = |tokens: &Tokens| -> Vec<Vec<u64>> {
        let blocks = 0..tokens.blocks.len();
        blocks.map(|block| tokens.block_keys(block)).collect()
    };
    let mut runs = Vec::new();
    let mut hunk = Hunk::default();
    for op in capture_diff_slices(Algorithm::Patience, &keys(old), &keys(new)) {
        let (from, to) = (op.old_range(), op.new_range());
        let from = old.starts[from.start]..old.starts[from.end];
        let to = new.starts[to.start]..new.starts[to.end];
        if matches!(op, DiffOp::Equal { .. }) {
            hunk.flush(old, new, &mut runs);
            push(&mut runs, from, to, true);
        } else {
            hunk.add(from, to);
        }
    }
    hunk.flush(old, new, &mut runs);
    let runs = without_islands(runs, new);
    slid(runs, old, new)
}

/// Neighbouring blocks that differ.
#[derive(Default)]
struct Hunk(Option<(Range<usize>, Range<usize>)>);

impl Hunk {
    fn add(&mut self, from: Range<usize>, to: Range<usize>) {
        self.0 = Some(match self.0.take() {
            Some((old, new)) => (old.start..from.end, new.start..to.end),
            None => (from, to),
        });
    }

    /// Lays the tokens alongside.
    fn flush(&mut self, old: &Tokens, new: &Tokens, runs: &mut Vec<Run>) {
        let Some((from, to)) = self.0.take() else {
            return;
        };
        let keys = |tokens: &[Token]| -> Vec<u64> { tokens.iter().map(|t| t.key).collect() };
        let (a, b) = (keys(&old.all[from.clone()]), keys(&new.all[to.clone()]));
        // Myers with the bounds of git's xdiff: no input makes it quadratic.
        for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
            let shift = |range: Range<usize>, by: usize| range.start + by..range.end + by;
            let equal = matches!(op, DiffOp::Equal { .. });
            let (old, new) = (op.old_range(), op.new_range());
            push(runs, shift(old, from.start), shift(new, to.start), equal);
        }
    }
}

fn push(runs: &mut Vec<Run>, old: Range<usize>, new: Range<usize>, equal: bool) {
    if old.is_empty() && new.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.equal == equal => {
            last.old.end = old.end;
            last.new.end = new.end;
        }
        _ => runs.push(Run { old, new, equal }),
    }
}

/// Joins changes between which there is next to nothing: a mark of punctuation, or few words beside
/// many that are changed. People read such changes as one.
fn without_islands(runs: Vec<Run>, new: &Tokens) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    let mut runs = runs.into_iter().peekable();
    while let Some(run) = runs.next() {
        let island = match (joined.last(), runs.peek()) {
            (Some(before), Some(after)) => is_island([before, &run, after], new),
            _ => false,
        };
        push(&mut joined, run.old, run.new, run.equal && !island);
    }
    joined
}

fn is_island([before, run, after]: [&Run; 3], new: &Tokens) -> bool {
    if !run.equal {
        return false;
    }
    let tokens = &new.all[run.new.clone()];
    let words = tokens.iter().filter(|token| token.word).count();
    if words == 0 {
        // Between two replaced words, a comma; but never the end of a sentence.
        let end = |token: &Token| ends(new.raw(token)) && token.class != Class::Label;
        return !tokens.iter().any(end);
    }
    let size = |run: &Run| run.old.len().max(run.new.len());
    let least = size(before).min(size(after));
    let both = !before.old.is_empty() && !after.old.is_empty();
    both && tokens.len() <= LARGEST_ISLAND && words * RATHER_CHANGED <= least
}

/// More tokens than this are never an island.
const LARGEST_ISLAND: usize = 6;
/// So many times as many tokens must be changed on each side.
const RATHER_CHANGED: usize = 3;

/// Moves what was only added or only taken out to where it begins a block or a sentence, if it can
/// be read either way: `[-B. A-]` of `A. B. A.` becomes `[-A. B.-]` or `[-B. A.-]`.
fn slid(mut runs: Vec<Run>, old: &Tokens, new: &Tokens) -> Vec<Run> {
    for at in 1..runs.len().saturating_sub(1) {
        if runs[at].equal || !runs[at - 1].equal || !runs[at + 1].equal {
            continue;
        }
        let (tokens, range) = match (runs[at].old.is_empty(), runs[at].new.is_empty()) {
            (true, false) => (new, runs[at].new.clone()),
            (false, true) => (old, runs[at].old.clone()),
            _ => continue,
        };
        let (left, right) = (runs[at - 1].new.len() - 1, runs[at + 1].new.len() - 1);
        let by = slide(tokens, &range, left, right);
        shift(&mut runs, at, by);
    }
    runs
}

/// How far to move a range, to the right if positive.
fn slide(tokens: &Tokens, range: &Range<usize>, left: usize, right: usize) -> isize {
    let key = |at: usize| tokens.all.get(at).map(|token| token.key);
    let score = |start: usize, end: usize| {
        let block = |at: usize| tokens.all.get(at).map(|token| token.block);
        let opens = |at: usize| at == 0 || block(at) != block(at - 1);
        match (opens(start), opens(end)) {
            (true, true) => 4,
            (true, false) | (false, true) => 2,
            _ if tokens.begins_sentence(start) && tokens.begins_sentence(end) => 3,
            _ if tokens.begins_sentence(start) => 1,
            _ => 0,
        }
    };
    let (mut best, mut most) = (0, score(range.start, range.end));
    let mut consider = |by: isize, start: usize, end: usize| {
        let here = score(start, end);
        if here > most {
            (best, most) = (by, here);
        }
    };
    let (mut start, mut end) = (range.start, range.end);
    for by in 1..=left.min(FARTHEST) {
        if key(start - 1) != key(end - 1) {
            break;
        }
        (start, end) = (start - 1, end - 1);
        consider(-(by as isize), start, end);
    }
    (start, end) = (range.start, range.end);
    for by in 1..=right.min(FARTHEST) {
        if key(start).is_none() || key(start) != key(end) {
            break;
        }
        (start, end) = (start + 1, end + 1);
        consider(by as isize, start, end);
    }
    best
}

/// A change is moved by at most so many tokens.
const FARTHEST: usize = 60;

fn shift(runs: &mut [Run], at: usize, by: isize) {
    let moved = |place: &mut usize| *place = place.saturating_add_signed(by);
    let run = &mut runs[at];
    for place in [
        &mut run.old.start,
        &mut run.old.end,
        &mut run.new.start,
        &mut run.new.end,
    ] {
        moved(place);
    }
    let run = runs[at].clone();
    (runs[at - 1].old.end, runs[at - 1].new.end) = (run.old.start, run.new.start);
    (runs[at + 1].old.start, runs[at + 1].new.start) = (run.old.end, run.new.end);
}
