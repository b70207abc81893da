//! Laying a quotation alongside a stretch of a source, word by word.
//!
//! [`align`] is a semi-global alignment (Needleman and Wunsch 1970, with free ends on the side of
//! the source) over whole words. Its costs come with the words, so the caller decides what is
//! cheap to leave out (a stage direction) and what is not (any other word). Changes that stand
//! together cost less than the same changes apart (Gotoh 1982), so that a replaced phrase is one
//! change and not three.
//!
//! Work and memory are the product of the two lengths. Long quotations are laid alongside in
//! chunks of [`CHUNK`] words, so that both grow linearly with the quotation.

/// What one changed word costs; every other cost is a share of it.
pub const WORD: u32 = 100;

/// A word left out costs a little less than a word replaced: where both explain the same words,
/// the one that leaves more of them equal is right.
const LEFT_OUT: u32 = WORD - 2;

/// What it costs to begin a change.
const OPEN: u32 = 10;

/// What it costs to pass over one word of the source at a marked omission: next to nothing, so
/// that the shortest omission is found.
const OMIT: u32 = 1;

/// The longest stretch of a quotation that is laid alongside in one piece, in words.
pub const CHUNK: usize = 384;

const NEVER: u32 = u32::MAX / 2;

/// A word of the quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The key of the word: equal words have equal keys.
    pub key: u64,
    /// Whether the quotation marks an omission before this word.
    pub gap: bool,
    /// Whether the quotation marks the word as its own, in square brackets.
    pub inserted: bool,
}

/// A word of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The key of the word.
    pub key: u64,
    /// What it costs to leave the word out: [`WORD`], or less where it is apparatus.
    pub skip: u32,
    /// What it costs to have the word: 0, or more where another reading is to be preferred.
    pub take: u32,
}

/// One step along both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The same word: its index in the quotation and in the source.
    Equal(usize, usize),
    /// Different words in the same place.
    Replaced(usize, usize),
    /// A word that only the quotation has.
    Extra(usize),
    /// A word that only the source has.
    Missing(usize),
    /// A word of the source that is apparatus and was left out.
    Skipped(usize),
    /// A word of the source that falls into a marked omission.
    Omitted(usize),
}

/// How a quotation lies in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// The steps, in order. Words of the source before and behind the quotation have none.
    pub steps: Vec<Step>,
    /// The sum of the costs.
    pub cost: u32,
}

impl Alignment {
    /// How many words are equal.
    #[must_use]
    pub fn equal(&self) -> usize {
        self.steps
            .iter()
            .filter(|step| matches!(step, Step::Equal(..)))
            .count()
    }

    /// The first and the last word of the source that equal a word of the quotation.
    #[must_use]
    pub fn extent(&self) -> Option<(usize, usize)> {
        let mut equal = self.steps.iter().filter_map(|step| match step {
            Step::Equal(_, at) => Some(*at),
            _ => None,
        });
        let first = equal.next()?;
        Some((first, equal.next_back().unwrap_or(first)))
    }

    /// The longest run of equal words that no change interrupts.
    #[must_use]
    pub fn longest_run(&self) -> usize {
        let mut longest = 0;
        let mut run = 0;
        for step in &self.steps {
            match step {
                Step::Equal(..) => run += 1,
                Step::Skipped(_) => {}
                _ => run = 0,
            }
            longest = longest.max(run);
        }
        longest
    }
}

/// Lays all of `quoted` alongside the stretch of `source` where it costs least.
///
/// Equal costs go to the earlier stretch. Deterministic; the work is at most
/// `min(quoted.len(), CHUNK) * source.len()` cells for a quotation of up to [`CHUNK`] words, and
/// proportional to `quoted.len()` beyond.
#[must_use]
pub fn align(quoted: &[Quoted], source: &[Source]) -> Alignment {
    if quoted.len() <= CHUNK {
        return Table::fill(quoted, source, true).trace();
    }
    let mut whole = Alignment {
        steps: Vec::new(),
        cost: 0,
    };
    let mut at = 0;
    for (number, chunk) in quoted.chunks(CHUNK).enumerate() {
        // A first chunk may begin anywhere; the others go on where the one before ended.
        let width = if number == 0 {
            source.len()
        } else {
            CHUNK + CHUNK / 2
        };
        let stretch = &source[at..source.len().min(at + width)];
        let part = Table::fill(chunk, stretch, number == 0).trace();
        let moved = part.steps.iter().map(|step| step.moved(number * CHUNK, at));
        whole.steps.extend(moved);
        whole.cost += part.cost;
        at += part.extent().map_or(0, |(_, last)| last + 1);
    }
    whole
}

impl Step {
    fn moved(self, quoted: usize, source: usize) -> Self {
        match self {
            Self::Equal(q, s) => Self::Equal(q + quoted, s + source),
            Self::Replaced(q, s) => Self::Replaced(q + quoted, s + source),
            Self::Extra(q) => Self::Extra(q + quoted),
            Self::Missing(s) => Self::Missing(s + source),
            Self::Skipped(s) => Self::Skipped(s + source),
            Self::Omitted(s) => Self::Omitted(s + source),
        }
    }
}

/// Whether the last step was a change, which makes the next one cheaper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Same = 0,
    Changed = 1,
}

/// The way by which a cell was reached. The first bit tells the state it came from.
const FROM_CHANGED: u8 = 1;
const EQUAL: u8 = 1 << 1;
const REPLACED: u8 = 2 << 1;
const EXTRA: u8 = 3 << 1;
const MISSING: u8 = 4 << 1;
const SKIPPED: u8 = 5 << 1;
const OMITTED: u8 = 6 << 1;
const START: u8 = 7 << 1;

struct Table {
    width: usize,
    height: usize,
    ways: Vec<[u8; 2]>,
    last: Vec<[u32; 2]>,
}

impl Table {
    fn fill(quoted: &[Quoted], source: &[Source], free_start: bool) -> Self {
        let width = source.len() + 1;
        let mut ways = vec![[START; 2]; width * (quoted.len() + 1)];
        let mut above = first_row(source, free_start, &mut ways[..width]);
        let mut row = vec![[NEVER; 2]; width];
        for (at, word) in quoted.iter().enumerate() {
            let passing = Passing::behind(quoted, at);
            let cells = &mut ways[width * (at + 1)..width * (at + 2)];
            fill_row(*word, passing, source, &above, &mut row, cells);
            std::mem::swap(&mut above, &mut row);
        }
        Self {
            width,
            height: quoted.len(),
            ways,
            last: above,
        }
    }

    /// Walks back from the cheapest end.
    fn trace(&self) -> Alignment {
        let best = |cell: &[u32; 2]| cell[0].min(cell[1]);
        let ends = self.last.iter().enumerate();
        let (mut s, cell) = ends
            .min_by_key(|(at, cell)| (best(cell), *at))
            .unwrap_or((0, &[0; 2]));
        let cost = best(cell);
        let mut state = usize::from(cell[1] < cell[0]);
        let mut q = self.height;
        let mut steps = Vec::with_capacity(q + q / 4);
        loop {
            let way = self.ways[q * self.width + s][state];
            let step = match way & !FROM_CHANGED {
                EQUAL => Step::Equal(q - 1, s - 1),
                REPLACED => Step::Replaced(q - 1, s - 1),
                EXTRA => Step::Extra(q - 1),
                MISSING => Step::Missing(s - 1),
                SKIPPED => Step::Skipped(s - 1),
                OMITTED => Step::Omitted(s - 1),
                _ => break,
            };
            (q, s) = match step {
                Step::Equal(..) | Step::Replaced(..) => (q - 1, s - 1),
                Step::Extra(_) => (q - 1, s),
                _ => (q, s - 1),
            };
            state = usize::from(way & FROM_CHANGED);
            steps.push(step);
        }
        steps.reverse();
        Alignment { steps, cost }
    }
}

/// How words of the source may be passed over behind a word of the quotation.
#[derive(Clone, Copy)]
struct Passing {
    /// The quotation marks an omission here.
    gap: bool,
    /// The quotation has words of its own here, which may stand for several of the source.
    inserted: bool,
    /// The quotation is over: words of the source behind it do not count.
    over: bool,
}

impl Passing {
    fn behind(quoted: &[Quoted], at: usize) -> Self {
        let next = quoted.get(at + 1);
        Self {
            gap: next.is_some_and(|next| next.gap),
            inserted: quoted[at].inserted || next.is_some_and(|next| next.inserted),
            over: next.is_none(),
        }
    }
}

fn first_row(source: &[Source], free_start: bool, ways: &mut [[u8; 2]]) -> Vec<[u32; 2]> {
    let mut row = vec![[0, NEVER]; source.len() + 1];
    if free_start {
        return row;
    }
    for (at, word) in source.iter().enumerate() {
        row[at + 1] = [row[at][0].saturating_add(word.skip).min(NEVER), NEVER];
        ways[at + 1] = [if word.skip < WORD { SKIPPED } else { MISSING }, START];
    }
    row
}

fn fill_row(
    word: Quoted,
    passing: Passing,
    source: &[Source],
    above: &[[u32; 2]],
    row: &mut [[u32; 2]],
    ways: &mut [[u8; 2]],
) {
    let change = if word.inserted { WORD / 8 } else { WORD };
    let mut diagonal = above[0];
    let mut diagonal_opened = opened(diagonal);
    let mut left = [NEVER, diagonal_opened.0 + change];
    row[0] = left;
    ways[0] = [START, EXTRA | diagonal_opened.1];
    let cells = row[1..].iter_mut().zip(&mut ways[1..]);
    for ((other, &up), (cell, way)) in source.iter().zip(&above[1..]).zip(cells) {
        let mut same = (NEVER, START);
        if word.key == other.key {
            same = kept(diagonal, other.take, EQUAL);
        }
        // A word replaced and a word added cost the same: the cheaper cell of the two tells.
        let up_opened = opened(up);
        let mut other_way = if up_opened.0 < diagonal_opened.0 {
            (up_opened.0 + change, EXTRA | up_opened.1)
        } else {
            (diagonal_opened.0 + change, REPLACED | diagonal_opened.1)
        };
        if !passing.over {
            pass(*other, passing, left, (&mut same, &mut other_way));
        }
        left = [same.0.min(NEVER), other_way.0.min(NEVER)];
        (*cell, *way) = (left, [same.1, other_way.1]);
        (diagonal, diagonal_opened) = (up, up_opened);
    }
}

/// Passes over a word of the source, coming from the cell to the left, where that costs less. Not
/// behind the last word of the quotation: the end is free.
#[inline]
fn pass(
    other: Source,
    passing: Passing,
    left: [u32; 2],
    (same, other_way): (&mut (u32, u8), &mut (u32, u8)),
) {
    let skip = if passing.gap {
        OMIT.min(other.skip)
    } else {
        other.skip
    };
    if skip < WORD {
        let how = if passing.gap && other.skip >= WORD {
            OMITTED
        } else {
            SKIPPED
        };
        keep(same, (left[0] + skip, how));
        keep(other_way, (left[1] + skip, how | FROM_CHANGED));
    } else {
        let skip = if passing.inserted { WORD / 4 } else { LEFT_OUT };
        let (cost, from) = opened(left);
        keep(other_way, (cost + skip, MISSING | from));
    }
}

/// Reaching a cell without a change, from either state.
fn kept(from: [u32; 2], cost: u32, way: u8) -> (u32, u8) {
    if from[State::Changed as usize] < from[State::Same as usize] {
        (from[1].saturating_add(cost), way | FROM_CHANGED)
    } else {
        (from[0].saturating_add(cost), way)
    }
}

/// What a cell costs with a change begun, which costs [`OPEN`] more where none went before; and the
/// bit that tells the state. A cell is at most [`NEVER`], so that nothing overflows.
#[inline]
fn opened(from: [u32; 2]) -> (u32, u8) {
    let begun = from[State::Same as usize] + OPEN;
    if from[State::Changed as usize] <= begun {
        (from[1], FROM_CHANGED)
    } else {
        (begun, 0)
    }
}

fn keep(best: &mut (u32, u8), other: (u32, u8)) {
    if other.0 < best.0 {
        *best = other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    /// Reads `[words]` as inserted and `…` as a marked omission.
    fn quoted(text: &str) -> Vec<Quoted> {
        let mut gap = false;
        let mut words = Vec::new();
        for word in text.split(' ') {
            if word == "…" {
                gap = true;
                continue;
            }
            let bare = word.trim_matches(['[', ']']);
            words.push(Quoted {
                key: fold::key(bare),
                gap,
                inserted: bare != word,
            });
            gap = false;
        }
        words
    }

    /// Reads `(words)` as apparatus.
    fn source(text: &str) -> Vec<Source> {
        let word = |word: &str| {
            let bare = word.trim_matches(['(', ')']);
            let skip = if bare == word { WORD } else { 2 };
            Source {
                key: fold::key(bare),
                skip,
                take: 0,
            }
        };
        text.split(' ').map(word).collect()
    }

    /// Draws an alignment: `=` equal, `x` replaced, `+` extra, `-` missing, `.` skipped, `_` omitted.
    #[track_caller]
    fn draws(quote: &str, record: &str, expected: &str) {
        let alignment = align(&quoted(quote), &source(record));
        let draw = |step: &Step| match step {
            Step::Equal(..) => '=',
            Step::Replaced(..) => 'x',
            Step::Extra(_) => '+',
            Step::Missing(_) => '-',
            Step::Skipped(_) => '.',
            Step::Omitted(_) => '_',
        };
        let drawing: String = alignment.steps.iter().map(draw).collect();
        assert_eq!(drawing, expected, "{alignment:?}");
    }

    #[test]
    fn the_same_words_anywhere() {
        draws("b c", "a b c d", "==");
        draws("b c", "a b (x) (y) c d", "=..=");
    }

    #[test]
    fn changes_in_place() {
        draws("a x c", "z a b c", "=x=");
        draws(
            "we are cutting trade",
            "we are not cutting trade now",
            "==-==",
        );
        draws("we do not agree", "so we do agree here", "==+=");
        draws("is in no", "no is allowed in no", "=-==");
        draws("so many of", "with so many members of us", "==-=");
        draws("the the senate by law", "the congress by law", "=+x==");
    }

    #[test]
    fn marked_omissions_and_insertions() {
        draws("a … e f", "a b c d e f", "=___==");
        // Apparatus is that in an omission, too, and behind a change.
        draws("a … e", "a b (x) c e", "=_._=");
        draws("a y c", "a b (x) c", "=x.=");
        draws("when [the] [allies] become", "and when they become", "=+x=");
        draws(
            "when [kyiv] acts",
            "when the government in kyiv acts",
            "=---==",
        );
    }

    #[test]
    fn long_quotations_in_chunks() {
        let record: Vec<String> = (0..3000).map(|n| format!("w{n}")).collect();
        let record = record.join(" ");
        let quote = record.replace(" w1700 ", " changed ");
        let alignment = align(&quoted(&quote), &source(&record));
        assert_eq!(alignment.equal(), 2999);
        assert!(alignment.steps.contains(&Step::Replaced(1700, 1700)));
    }

    /// Words before the passage, and a change of each kind behind the first chunk: every step keeps
    /// its place, and the costs are those of the same changes in a short quotation.
    #[test]
    fn chunks_keep_places_and_costs() {
        let before = 2 * CHUNK;
        let words = |from: usize, to: usize| -> Vec<String> {
            (from..to).map(|n| format!("w{n}")).collect()
        };
        let record = [
            words(0, before + 700),
            vec!["(laughter)".into()],
            words(before + 700, 2400),
        ];
        let quote = [
            words(before, before + 450),
            vec!["changed".into()],
            words(before + 451, before + 500),
            words(before + 600, before + 650),
            vec!["added".into()],
            words(before + 650, before + 800),
            vec!["…".into()],
            words(before + 805, before + 1000),
        ];
        let (quote, record) = (quote.concat().join(" "), record.concat().join(" "));
        let alignment = align(&quoted(&quote), &source(&record));
        let other = |step: &&Step| !matches!(step, Step::Equal(..));
        let steps: Vec<Step> = alignment.steps.iter().filter(other).copied().collect();
        let mut expected = vec![Step::Replaced(450, before + 450)];
        expected.extend((500..600).map(|s| Step::Missing(before + s)));
        expected.push(Step::Extra(550));
        expected.push(Step::Skipped(before + 700));
        expected.extend((801..806).map(|s| Step::Omitted(before + s)));
        assert_eq!(steps, expected);
        let equal = alignment.steps.iter().filter_map(|step| match step {
            Step::Equal(q, s) => Some(s - q),
            _ => None,
        });
        let mut shifts: Vec<usize> = equal.collect();
        shifts.dedup();
        let shifts: Vec<usize> = shifts.iter().map(|shift| shift - before).collect();
        assert_eq!(shifts, [0, 100, 99, 100, 105]);
        let changes = (OPEN + WORD) + (OPEN + 100 * LEFT_OUT) + (OPEN + WORD);
        assert_eq!(alignment.cost, changes + 2 + 5 * OMIT);
    }

    #[test]
    fn the_longest_run_is_broken_by_changes_and_not_by_apparatus() {
        let longest =
            |quote: &str, record: &str| align(&quoted(quote), &source(record)).longest_run();
        assert_eq!(longest("a b x d e f", "a b c d e f"), 3);
        assert_eq!(longest("a b c x e", "a b c d e"), 3);
        assert_eq!(longest("a b c d", "a b (y) c d"), 4);
        assert_eq!(longest("x", "a"), 0);
    }

    /// One word left out costs less than the same word replaced and another added.
    #[test]
    fn what_is_left_out_costs_a_little_less() {
        let cost = |quote: &str, record: &str| align(&quoted(quote), &source(record)).cost;
        assert_eq!(cost("a c", "a b c"), OPEN + LEFT_OUT);
        assert_eq!(cost("a x c", "a b c"), OPEN + WORD);
        assert_eq!(LEFT_OUT, 98);
        // What words in brackets stand for costs a quarter, and they themselves an eighth.
        let bracketed = cost("when [kyiv] acts", "when the government in kyiv acts");
        assert_eq!(bracketed, OPEN + 3 * WORD / 4);
        assert_eq!(cost("a [x] c", "a b c"), OPEN + WORD / 8);
    }

    #[test]
    fn nothing_in_common() {
        let alignment = align(&quoted("a b"), &source("c d"));
        assert_eq!(alignment.equal(), 0);
        assert!(align(&[], &source("a")).steps.is_empty());
        assert_eq!(align(&quoted("a"), &[]).steps, [Step::Extra(0)]);
    }
}
