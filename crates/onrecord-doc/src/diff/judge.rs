//! Changes, each with the reason that speaks for it.

use super::elsewhere::{Elsewhere, PASSAGE, word_keys};
use super::reason::Reason;
use super::runs::Run;
use super::token::{Token, Tokens, ends};
use super::word::{Word, names_alike};
use super::written::{bare, is_broken, marks, squeezed};
use super::{Change, Stretch};
use crate::model::{Block, BlockKind};
use crate::reading::Class;
use std::collections::HashSet;
use std::ops::Range;

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
