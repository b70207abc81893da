//! Merkle trees as RFC 6962, section 2.1, defines them: SHA-256, `0x00` before a leaf, `0x01`
//! before two nodes.
//!
//! A document's digest is the root of such a tree over its blocks, and a record's log is one over
//! its versions, so that one block, or one version, can be shown to belong to the whole.

use sha2::{Digest, Sha256};
use std::convert::Infallible;
use std::ops::Range;

/// A SHA-256.
pub type Hash = [u8; 32];

/// The hash of a leaf that holds `data`.
#[must_use]
pub fn leaf(data: &[u8]) -> Hash {
    hash(&[&[0], data])
}

/// The hash of a node above two others.
#[must_use]
pub fn node(left: &Hash, right: &Hash) -> Hash {
    hash(&[&[1], left, right])
}

/// The root over the hashes of leaves, MTH of the RFC; of none it is the SHA-256 of nothing.
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => hash(&[]),
        [one] => *one,
        more => {
            let (left, right) = more.split_at(split(more.len() as u64) as usize);
            node(&root(left), &root(right))
        }
    }
}

/// The proof that leaf `index` belongs to a tree of `size` leaves, PATH of the RFC, from the leaf's
/// neighbour up. `subtree` gives the root over a range of the leaves.
///
/// # Errors
///
/// That of `subtree`.
///
/// # Panics
///
/// If there is no such leaf.
pub fn inclusion<E>(
    index: u64,
    size: u64,
    mut subtree: impl FnMut(Range<u64>) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    assert!(index < size, "no leaf {index} in a tree of {size}");
    let mut beside = Vec::new();
    let mut range = 0..size;
    while range.end - range.start > 1 {
        let middle = range.start + split(range.end - range.start);
        if index < middle {
            beside.push(middle..range.end);
            range.end = middle;
        } else {
            beside.push(range.start..middle);
            range.start = middle;
        }
    }
    beside.into_iter().rev().map(&mut subtree).collect()
}

/// The same, in a tree of which all leaves are at hand.
///
/// # Panics
///
/// If there is no such leaf.
#[must_use]
pub fn inclusion_in(leaves: &[Hash], index: usize) -> Vec<Hash> {
    let subtree = |range: Range<u64>| {
        Ok::<_, Infallible>(root(&leaves[range.start as usize..range.end as usize]))
    };
    match inclusion(index as u64, leaves.len() as u64, subtree) {
        Ok(proof) => proof,
        Err(never) => match never {},
    }
}

/// The root that a proof of inclusion leads to; `None` where it is not a proof for such a place.
#[must_use]
pub fn included(leaf: &Hash, index: u64, size: u64, proof: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    // RFC 9162, section 2.1.3.2.
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for beside in proof {
        if last == 0 {
            return None;
        }
        if at & 1 == 1 || at == last {
            hash = node(beside, &hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, beside);
        }
        at >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(hash)
}

/// The proof that the first `old` leaves of a tree of `size` leaves are those of an earlier tree,
/// PROOF of the RFC. Empty where there is nothing to prove: of no leaves, or of all.
///
/// # Errors
///
/// That of `subtree`.
///
/// # Panics
///
/// If the earlier tree is the larger one.
pub fn consistency<E>(
    old: u64,
    size: u64,
    mut subtree: impl FnMut(Range<u64>) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    assert!(old <= size, "a tree of {size} extends none of {old}");
    if old == 0 || old == size {
        return Ok(Vec::new());
    }
    let mut parts = Vec::new();
    let (mut range, mut is_whole) = (0..size, true);
    while range.end != old {
        let middle = range.start + split(range.end - range.start);
        if old <= middle {
            parts.push(middle..range.end);
            range.end = middle;
        } else {
            parts.push(range.start..middle);
            range.start = middle;
            is_whole = false;
        }
    }
    if !is_whole {
        parts.push(range);
    }
    parts.into_iter().rev().map(&mut subtree).collect()
}

/// Whether a proof of consistency shows that the tree of `size` leaves with the root `new_root`
/// extends the one of `old` leaves with the root `old_root`.
#[must_use]
pub fn extends(old: u64, old_root: &Hash, size: u64, new_root: &Hash, proof: &[Hash]) -> bool {
    if old == 0 || old >= size {
        let same = old == size && old_root == new_root;
        let from_none = old == 0 && old < size && *old_root == root(&[]);
        return proof.is_empty() && (same || from_none);
    }
    // RFC 9162, section 2.1.4.2.
    let mut proof = proof.iter();
    let first = if old.is_power_of_two() {
        Some(old_root)
    } else {
        proof.next()
    };
    let Some(first) = first else { return false };
    let (mut at, mut last) = (old - 1, size - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut old_hash, mut new_hash) = (*first, *first);
    for beside in proof {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            old_hash = node(beside, &old_hash);
            new_hash = node(beside, &new_hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node(&new_hash, beside);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && old_hash == *old_root && new_hash == *new_root
}

/// Where a tree of more than one leaf divides: the largest power of two below its size.
#[must_use]
pub fn split(size: u64) -> u64 {
    1 << (u64::BITS - 1 - (size - 1).leading_zeros())
}

/// A hash in hexadecimal.
#[must_use]
pub fn hex(hash: &Hash) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(64);
    for byte in hash {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn hash(parts: &[&[u8]]) -> Hash {
    let mut sha = Sha256::new();
    parts.iter().for_each(|part| sha.update(part));
    sha.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves of the reference implementation of Certificate Transparency, which tests of
    /// RFC 6962 trees share, and the roots over the first of them.
    const LEAVES: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn numbered(count: u64) -> Vec<Hash> {
        (0..count).map(|at| leaf(&at.to_be_bytes())).collect()
    }

    fn over(leaves: &[Hash]) -> impl FnMut(Range<u64>) -> Result<Hash, Infallible> {
        |range| Ok(root(&leaves[range.start as usize..range.end as usize]))
    }

    #[test]
    fn roots_are_those_of_the_reference() {
        let leaves: Vec<Hash> = LEAVES.iter().map(|data| leaf(data)).collect();
        for (size, wanted) in ROOTS.iter().enumerate() {
            assert_eq!(hex(&root(&leaves[..size])), *wanted, "{size}");
        }
    }

    #[test]
    fn proofs_are_those_of_the_reference() {
        let leaves: Vec<Hash> = LEAVES.iter().map(|data| leaf(data)).collect();
        let path: Vec<String> = inclusion_in(&leaves, 5).iter().map(hex).collect();
        let wanted = [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ];
        assert_eq!(path, wanted);
        let Ok(proof) = consistency(6, 8, over(&leaves));
        let proof: Vec<String> = proof.iter().map(hex).collect();
        let wanted = [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ];
        assert_eq!(proof, wanted);
    }

    #[test]
    fn inclusion_of_every_leaf_in_every_size() {
        let leaves = numbered(70);
        for size in 1..=70 {
            let leaves = &leaves[..size as usize];
            for index in 0..size {
                let proof = inclusion_in(leaves, index as usize);
                let leaf = &leaves[index as usize];
                assert_eq!(included(leaf, index, size, &proof), Some(root(leaves)));
                let mut bad = proof.clone();
                bad.push([7; 32]);
                assert_ne!(included(leaf, index, size, &bad), Some(root(leaves)));
                bad.truncate(proof.len().saturating_sub(1));
                let short = bad.len() == proof.len();
                assert!(short || included(leaf, index, size, &bad) != Some(root(leaves)));
                for at in 0..proof.len() {
                    let mut bad = proof.clone();
                    bad[at][at % 32] ^= 1;
                    assert_ne!(included(leaf, index, size, &bad), Some(root(leaves)));
                }
                assert_ne!(
                    included(leaf, (index + 1) % size, size, &proof),
                    Some(root(leaves)).filter(|_| size > 1),
                    "{index} of {size}"
                );
                assert_eq!(included(leaf, size, size, &proof), None);
            }
        }
    }

    #[test]
    fn consistency_of_every_two_sizes() {
        let leaves = numbered(70);
        let root_of = |size: u64| root(&leaves[..size as usize]);
        for size in 0..=70 {
            for old in 0..=size {
                let Ok(proof) = consistency(old, size, over(&leaves));
                let (before, now) = (root_of(old), root_of(size));
                assert!(extends(old, &before, size, &now, &proof), "{old} {size}");
                let mut more = proof.clone();
                more.push([7; 32]);
                assert!(!extends(old, &before, size, &now, &more), "{old} {size}");
                for at in 0..proof.len() {
                    let mut bad = proof.clone();
                    bad[at][at % 32] ^= 1;
                    assert!(!extends(old, &before, size, &now, &bad));
                    assert!(!extends(old, &before, size, &now, &proof[..at]));
                }
                assert!(!extends(old, &[7; 32], size, &now, &proof));
                assert!(old == 0 || !extends(old, &before, size, &[7; 32], &proof));
                assert!(old == size || !extends(size, &now, old, &before, &proof));
            }
        }
    }
}
