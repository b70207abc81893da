//! Word pairs: the fingerprints by which a record proposes candidates.
//!
//! A pair is two neighbouring words of a [`Folded`](crate::Folded) reading. Every run of two or
//! more equal words in a quotation and in a document shares a pair, so an index that holds every
//! pair with its position may propose too much and never misses a verbatim run of two words.

/// The key of one pair of neighbouring words, from their keys.
///
/// A multiply-and-rotate mix; the order of the two words matters.
#[must_use]
pub fn pair(first: u64, second: u64) -> u64 {
    // The odd constant is 2^64 divided by the golden ratio (Knuth, TAOCP vol. 3, section 6.4).
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    (first.rotate_left(23) ^ second).wrapping_mul(GOLDEN) ^ (second >> 29)
}

/// The pairs of a sequence of word keys, in order: pair `i` is words `i` and `i + 1`.
pub fn pairs(keys: &[u64]) -> impl Iterator<Item = u64> + '_ {
    keys.windows(2).map(|two| pair(two[0], two[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_matters_and_runs_share() {
        assert_ne!(pair(1, 2), pair(2, 1));
        let (a, b): (Vec<_>, Vec<_>) = (pairs(&[1, 2, 3]).collect(), pairs(&[9, 2, 3]).collect());
        assert_eq!(a[1], b[1]);
        assert_eq!(pairs(&[7]).count(), 0);
    }

    /// They are written into segments, which later releases read.
    #[test]
    fn pairs_are_stable() {
        let (salt, eel) = (crate::fold::key("salt"), crate::fold::key("eel"));
        assert_eq!(pair(salt, eel), 0x1b5c_3a20_d92d_6cc7);
    }
}
