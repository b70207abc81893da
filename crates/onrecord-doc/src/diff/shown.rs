//! A difference as paragraphs to be shown.

use super::Difference;
use super::runs::Run;
use super::token::{Token, Tokens};
use std::ops::Range;

/// A paragraph of the two texts laid over each other. Of the older text it shows [`Segment::Same`] and
/// [`Segment::Out`], of the newer one [`Segment::Same`] and [`Segment::In`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// How many paragraphs without changes were left out before it.
    pub skipped: usize,
    /// The block of the newer text, counted from 0; that of the older text, if only it has it.
    pub block: usize,
    /// What it is made of, in order.
    pub segments: Vec<Segment>,
}

/// A part of a [`Paragraph`]. Texts begin with a space where one stands before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Words that both have, as the newer text has them.
    Same(String),
    /// Words that were taken out.
    Out(String),
    /// Words that were put in.
    In(String),
    /// Words that both have and that are not shown.
    Elided,
}

/// The paragraphs that hold changes; of longer stretches without one, `around` words are shown at
/// each end.
pub fn paragraphs(difference: &Difference, around: usize) -> Vec<Paragraph> {
    let mut builder = Builder {
        difference,
        around,
        done: Vec::new(),
        now: Paragraph::default(),
        place: (None, None),
        opened: None,
        skipped: 0,
    };
    for run in &difference.runs {
        if run.equal {
            builder.same(run);
        } else {
            builder.out(run.old.clone());
            builder.put(run.new.clone());
        }
    }
    builder.end();
    builder.done
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

struct Builder<'a> {
    difference: &'a Difference,
    around: usize,
    done: Vec<Paragraph>,
    now: Paragraph,
    /// The blocks that were last shown, of the older and of the newer text.
    place: (Option<u32>, Option<u32>),
    /// Which text alone began this paragraph.
    opened: Option<Side>,
    skipped: usize,
}

impl Builder<'_> {
    fn same(&mut self, run: &Run) {
        let (old, new) = (&self.difference.old, &self.difference.new);
        for (from, to) in run.old.clone().zip(run.new.clone()) {
            let (a, b) = (&old.all[from], &new.all[to]);
            let moved = (self.place.0 != Some(a.block), self.place.1 != Some(b.block));
            let breaks = match self.opened {
                Some(Side::Old) => moved.0,
                Some(Side::New) => moved.1,
                None => moved.0 || moved.1,
            };
            if breaks {
                self.end();
                self.now.block = b.block as usize;
            }
            if breaks || moved.0 || moved.1 {
                self.opened = None;
            }
            self.place = (Some(a.block), Some(b.block));
            let (was, is) = (old.raw(a), new.raw(b));
            if was == is {
                self.push(Segment::Same(String::new()), new, b);
            } else {
                self.push(Segment::Out(String::new()), old, a);
                self.push(Segment::In(String::new()), new, b);
            }
        }
    }

    fn out(&mut self, range: Range<usize>) {
        let old = &self.difference.old;
        for token in &old.all[range] {
            if self.place.0 != Some(token.block) {
                self.end();
                self.now.block = token.block as usize;
                self.place.0 = Some(token.block);
                self.opened = Some(Side::Old);
            }
            self.push(Segment::Out(String::new()), old, token);
        }
    }

    fn put(&mut self, range: Range<usize>) {
        let new = &self.difference.new;
        for token in &new.all[range] {
            if self.place.1 != Some(token.block) {
                if self.opened != Some(Side::Old) {
                    self.end();
                    self.opened = Some(Side::New);
                } else {
                    self.opened = None;
                }
                self.now.block = token.block as usize;
                self.place.1 = Some(token.block);
            }
            self.push(Segment::In(String::new()), new, token);
        }
    }

    /// Adds a token to the last segment, or as a new one of the kind.
    fn push(&mut self, kind: Segment, tokens: &Tokens, token: &Token) {
        let like = |last: &Segment| std::mem::discriminant(last) == std::mem::discriminant(&kind);
        let first = self.now.segments.is_empty();
        if !self.now.segments.last().is_some_and(like) {
            self.now.segments.push(kind);
        }
        if let Some(Segment::Same(text) | Segment::Out(text) | Segment::In(text)) =
            self.now.segments.last_mut()
        {
            if token.spaced && !(first && text.is_empty()) {
                text.push(' ');
            }
            text.push_str(tokens.raw(token));
        }
    }

    /// Ends a paragraph; without a change it is only counted.
    fn end(&mut self) {
        let mut now = std::mem::take(&mut self.now);
        if now.segments.is_empty() {
            return;
        }
        if now
            .segments
            .iter()
            .all(|segment| matches!(segment, Segment::Same(_)))
        {
            self.skipped += 1;
            return;
        }
        now.skipped = std::mem::take(&mut self.skipped);
        now.segments = elided(now.segments, self.around);
        self.done.push(now);
    }
}

/// Long stretches without a change cut to `around` words at each end that a change stands at.
fn elided(segments: Vec<Segment>, around: usize) -> Vec<Segment> {
    let last = segments.len() - 1;
    let mut short = Vec::with_capacity(segments.len());
    for (at, segment) in segments.into_iter().enumerate() {
        let Segment::Same(text) = &segment else {
            short.push(segment);
            continue;
        };
        let words = words(text);
        let (head, tail) = (
            usize::from(at > 0) * around,
            usize::from(at < last) * around,
        );
        if words.len() <= head + tail + SPARED {
            short.push(segment);
            continue;
        }
        if head > 0 {
            let (start, word) = words[head - 1];
            short.push(Segment::Same(text[..start + word.len()].to_owned()));
        }
        short.push(Segment::Elided);
        if tail > 0 {
            short.push(Segment::Same(
                text[words[words.len() - tail].0 - 1..].to_owned(),
            ));
        }
    }
    short
}

/// To leave out fewer words than this is not worth the sign for it.
const SPARED: usize = 3;

/// The words of a text between white space, each with its place.
fn words(text: &str) -> Vec<(usize, &str)> {
    let base = text.as_ptr() as usize;
    let place = |word: &'_ str| word.as_ptr() as usize - base;
    text.split_whitespace()
        .map(|word| (place(word), word))
        .collect()
}
