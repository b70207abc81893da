//! Passages that stand elsewhere in the other text.

use super::reason::Reason;
use super::runs::Run;
use super::token::{Token, Tokens};
use std::collections::HashSet;

/// Passages of the one text that the other has too, elsewhere.
pub struct Elsewhere {
    /// What was taken out and what was put in, as a whole.
    out: HashSet<Vec<u64>>,
    put: HashSet<Vec<u64>>,
    /// The blocks of both, by their words.
    old: HashSet<Vec<u64>>,
    new: HashSet<Vec<u64>>,
}

impl Elsewhere {
    pub fn of(old: &Tokens, new: &Tokens, runs: &[Run]) -> Self {
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
    pub fn reason(&self, keys: &[u64], removed: bool) -> Option<Reason> {
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
pub const PASSAGE: usize = 6;

pub fn word_keys(tokens: &[Token]) -> Vec<u64> {
    tokens
        .iter()
        .filter(|token| token.word)
        .map(|token| token.key)
        .collect()
}
