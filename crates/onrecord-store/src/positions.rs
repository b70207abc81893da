//! Rising numbers as differences in seven bits a byte: the positions of a pair of words.

/// Appends a number: seven bits a byte, the lowest first, the high bit on all but the last.
pub(crate) fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The numbers of which `bytes` has the differences, in their order.
#[derive(Clone, Debug)]
pub(crate) struct Positions<'a> {
    bytes: &'a [u8],
    /// Where the next difference begins.
    at: usize,
    last: u64,
}

impl<'a> Positions<'a> {
    /// From the first number on.
    pub fn of(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            last: 0,
        }
    }

    /// The first of the numbers still to come that is `least` or more. Many bytes are passed over at
    /// once, as long as all their numbers are less.
    pub fn first_from(&mut self, least: u64) -> Option<u64> {
        let mut far = false;
        while let Some(bytes) = self.chunk() {
            match sum_of(&[u64::from_le_bytes(*bytes)], false) {
                Some((sum, open)) if self.last.saturating_add(sum) < least => {
                    self.at += bytes.len();
                    self.last += sum;
                    self.close(open);
                    // Where eight bytes were too few, more are tried.
                    if !far {
                        self.pass_over(least);
                        far = true;
                    }
                }
                Some(_) => break,
                None => match self.next()? {
                    number if number >= least => return Some(number),
                    _ => far = false,
                },
            }
        }
        self.find(|number| *number >= least)
    }

    /// Passes over blocks of 64 bytes.
    fn pass_over(&mut self, least: u64) {
        let mut open = false;
        while let Some(bytes) = self.chunk::<64>() {
            let mut words = [0; 8];
            for (word, bytes) in words.iter_mut().zip(bytes.as_chunks().0) {
                *word = u64::from_le_bytes(*bytes);
            }
            match sum_of(&words, open) {
                Some((sum, next)) if self.last.saturating_add(sum) < least => {
                    self.at += bytes.len();
                    self.last += sum;
                    open = next;
                }
                _ => break,
            }
        }
        self.close(open);
    }

    fn chunk<const N: usize>(&self) -> Option<&'a [u8; N]> {
        self.bytes.get(self.at..)?.first_chunk()
    }

    /// Goes back to the beginning of a number of which only the first byte was passed over.
    fn close(&mut self, open: bool) {
        if open {
            self.at -= 1;
            self.last -= u64::from(self.bytes[self.at] & 0x7f);
        }
    }
}

impl Iterator for Positions<'_> {
    type Item = u64;

    #[inline]
    fn next(&mut self) -> Option<u64> {
        // Most differences in a long list have one byte.
        let mut bytes = self.bytes.get(self.at..)?.iter();
        let mut byte = *bytes.next()?;
        let mut number = u64::from(byte & 0x7f);
        let mut shift = 7;
        while byte >= 0x80 && shift < 64 {
            byte = *bytes.next()?;
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
        }
        self.at = self.bytes.len() - bytes.len();
        self.last = self.last.wrapping_add(number);
        Some(self.last)
    }
}

/// The sum of the numbers in the bytes of some words, the first of which goes on with a number where
/// `open`; and whether the last byte is the first of a number. `None` where a number has three bytes.
fn sum_of(words: &[u64], mut open: bool) -> Option<(u64, bool)> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (mut all, mut three) = (0, 0);
    for word in words {
        let more = word & HIGH;
        let second = more << 8 | u64::from(open) << 7;
        let low = word & !HIGH;
        let mask = (second >> 7) * 0xff;
        all += sum(low & !mask) + (sum(low & mask) << 7);
        three |= more & second;
        open = more >> 63 == 1;
    }
    (three == 0).then_some((all, open))
}

/// The sum of eight bytes, none of which has its high bit.
fn sum(bytes: u64) -> u64 {
    const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
    let pairs = (bytes & EVEN) + (bytes >> 8 & EVEN);
    pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn coded(differences: &[u64]) -> Vec<u8> {
        let mut bytes = Vec::new();
        differences
            .iter()
            .for_each(|&number| put(&mut bytes, number));
        bytes
    }

    fn difference() -> impl Strategy<Value = u64> {
        prop_oneof![200 => 0..200_u64, 200 => 100..16_000_u64, 1 => 0..4_000_000_u64]
    }

    proptest! {
        #[test]
        fn what_is_passed_over_is_less(
            differences in prop::collection::vec(difference(), 0..600),
            steps in prop::collection::vec(0..900_000_u64, 0..8),
        ) {
            let bytes = coded(&differences);
            let all: Vec<u64> = Positions::of(&bytes).collect();
            prop_assert_eq!(all.len(), differences.len());
            let mut plain = all.iter().copied();
            let mut positions = Positions::of(&bytes);
            let mut least = 0;
            for step in steps {
                least += step;
                prop_assert_eq!(positions.first_from(least), plain.find(|number| *number >= least));
            }
        }
    }

    #[test]
    fn numbers_of_eight_bytes_at_once() {
        let first = |differences: &[u64]| {
            let bytes = coded(differences);
            sum_of(&[u64::from_le_bytes(*bytes.first_chunk().unwrap())], false)
        };
        assert_eq!(first(&[1, 2, 3, 4, 5, 6, 7, 127]), Some((155, false)));
        assert_eq!(first(&[1, 200, 300, 4, 5, 6]), Some((516, false)));
        // 300 is 44 and 2 times 128
        assert_eq!(first(&[1, 2, 3, 4, 5, 6, 7, 300]), Some((28 + 44, true)));
        assert_eq!(first(&[1, 2, 3, 40_000, 5, 6, 7]), None);
        assert_eq!(first(&[1, 2, 3, 4, 5, 6, 40_000]), None);
    }

    #[test]
    fn what_is_cut_short_ends() {
        assert_eq!(Positions::of(&[5, 0x81]).collect::<Vec<_>>(), [5]);
        assert_eq!(Positions::of(&[0x80; 12]).count(), 1);
    }
}
