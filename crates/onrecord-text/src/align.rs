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

/// A cost with the way below it by which it was reached: the cheapest of several is the smallest number,
/// and of equal ones the one whose way is named first.
type Price = u64;

const fn price(cost: u32, way: u8) -> Price {
    (cost as u64) << u8::BITS | way as u64
}

/// A cell: its cost without a change right before, and with one.
type Cell = [Price; 2];

/// What is reached by no way.
const NEVER: Price = price(u32::MAX / 2, START);

/// The ways. The first bit tells the state that a cell was reached from; where both cost the same, a
/// change goes on.
const FROM_SAME: u8 = 1;
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
    last: Vec<Cell>,
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
        let best = |cell: &Cell| cell[0].min(cell[1]);
        let ends = self.last.iter().enumerate();
        let (mut s, cell) = ends
            .min_by_key(|(at, cell)| (best(cell), *at))
            .unwrap_or((0, &[0; 2]));
        let cost = (best(cell) >> u8::BITS) as u32;
        let mut state = usize::from(cell[1] < cell[0]);
        let mut q = self.height;
        let mut steps = Vec::with_capacity(q + q / 4);
        loop {
            let way = self.ways[q * self.width + s][state];
            let step = match way & !FROM_SAME {
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
            state = usize::from(way & FROM_SAME == 0);
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

fn first_row(source: &[Source], free_start: bool, ways: &mut [[u8; 2]]) -> Vec<Cell> {
    let mut row = vec![[0, NEVER]; source.len() + 1];
    if free_start {
        return row;
    }
    for (at, word) in source.iter().enumerate() {
        row[at + 1] = [(row[at][0] + price(word.skip, 0)).min(NEVER), NEVER];
        let way = if word.skip < WORD { SKIPPED } else { MISSING };
        ways[at + 1] = [way | FROM_SAME, START];
    }
    row
}

fn fill_row(
    word: Quoted,
    passing: Passing,
    source: &[Source],
    above: &[Cell],
    row: &mut [Cell],
    ways: &mut [[u8; 2]],
) {
    let change = if word.inserted { WORD / 8 } else { WORD };
    let (replaced, extra) = (price(change, REPLACED), price(change, EXTRA));
    let mut diagonal = above[0];
    let mut diagonal_opened = opened(diagonal);
    let mut left = reached([NEVER, diagonal_opened + extra], &mut row[0], &mut ways[0]);
    let cells = row[1..].iter_mut().zip(&mut ways[1..]);
    for ((other, &up), (cell, way)) in source.iter().zip(&above[1..]).zip(cells) {
        let mut same = NEVER;
        if word.key == other.key {
            same = kept(diagonal) + price(other.take, EQUAL);
        }
        let up_opened = opened(up);
        let mut changed = (diagonal_opened + replaced).min(up_opened + extra);
        if !passing.over {
            let (unchanged, missing) = passing.over_word(other.skip, left);
            same = same.min(unchanged);
            changed = changed.min(missing);
        }
        left = reached([same, changed], cell, way);
        (diagonal, diagonal_opened) = (up, up_opened);
    }
}

impl Passing {
    /// Passing over a word of the source, coming from the cell to the left, without and with a change.
    #[inline]
    fn over_word(self, skip: u32, left: Cell) -> (Price, Price) {
        let least = if self.gap { OMIT.min(skip) } else { skip };
        if least < WORD {
            let how = if self.gap && skip >= WORD {
                OMITTED
            } else {
                SKIPPED
            };
            let unchanged = left[0] + price(least, how | FROM_SAME);
            return (unchanged, left[1] + price(least, how));
        }
        let cost = if self.inserted { WORD / 4 } else { LEFT_OUT };
        (NEVER, opened(left) + price(cost, MISSING))
    }
}

/// Notes the ways by which a cell is reached, and what it costs.
#[inline]
fn reached(prices: Cell, cell: &mut Cell, ways: &mut [u8; 2]) -> Cell {
    *ways = prices.map(|price| price as u8);
    *cell = prices.map(|price| price >> u8::BITS << u8::BITS);
    *cell
}

/// Reaching a cell without a change, from either state.
fn kept(from: Cell) -> Price {
    if from[1] < from[0] {
        from[1]
    } else {
        from[0] | Price::from(FROM_SAME)
    }
}

/// What a cell costs with a change begun, which costs [`OPEN`] more where none went before.
#[inline]
fn opened(from: Cell) -> Price {
    from[1].min(from[0] + price(OPEN, FROM_SAME))
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
        draws("x a b", "a b", "+==");
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

    /// Words left out and apparatus, right where a new chunk begins.
    #[test]
    fn a_chunk_may_begin_with_what_was_left_out() {
        let words = |from: usize, to: usize| -> Vec<String> {
            (from..to).map(|n| format!("w{n}")).collect()
        };
        let quote = [words(0, CHUNK), words(CHUNK + 5, CHUNK + 200)];
        let record = [
            words(0, CHUNK + 2),
            vec!["(laughter)".into()],
            words(CHUNK + 2, CHUNK + 300),
        ];
        let (quote, record) = (quote.concat().join(" "), record.concat().join(" "));
        let alignment = align(&quoted(&quote), &source(&record));
        let other = |step: &&Step| !matches!(step, Step::Equal(..));
        let steps: Vec<Step> = alignment.steps.iter().filter(other).copied().collect();
        let expected = [
            Step::Missing(CHUNK),
            Step::Missing(CHUNK + 1),
            Step::Skipped(CHUNK + 2),
            Step::Missing(CHUNK + 3),
            Step::Missing(CHUNK + 4),
            Step::Missing(CHUNK + 5),
        ];
        assert_eq!(steps, expected);
        assert_eq!(alignment.equal(), CHUNK + 195);
        assert_eq!(alignment.cost, 5 * WORD + 2);
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
