//! The digest of a document's text.

use crate::merkle::{self, Hash};
use crate::model::{Block, BlockKind, Document};

/// The digest of a document's words: two documents have the same if, and only if, they have the
/// same paragraphs, letter for letter, in the same order, whatever their markup and metadata.
///
/// It is the root of the RFC 6962 tree (see [`merkle`]) whose leaves are the texts of the blocks
/// that have any, as UTF-8, apparatus left out: white space folded, as readers do.
#[must_use]
pub fn text_digest(document: &Document) -> Hash {
    let blocks = document.blocks.iter().filter(|block| is_text(block));
    let leaves: Vec<Hash> = blocks
        .map(|block| merkle::leaf(block.text.text().as_bytes()))
        .collect();
    merkle::root(&leaves)
}

fn is_text(block: &Block) -> bool {
    block.kind != BlockKind::Apparatus && !block.text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hint, read};

    fn digest(source: &str) -> String {
        let path = Some("a.md");
        merkle::hex(&text_digest(
            &read(source.as_bytes(), Hint { path }).document,
        ))
    }

    #[test]
    fn markup_and_metadata_do_not_count() {
        let plain = digest("We will rebuild the bridge.\n\nNobody will be asked to pay.\n");
        let marked = digest(
            "---\ntitle: Another title\n---\n\nWe **will** rebuild\nthe bridge.\n\n- Nobody will be asked to pay.\n",
        );
        assert_eq!(plain, marked);
    }

    #[test]
    fn every_letter_counts() {
        let one = digest("We will rebuild the bridge.\n");
        assert_ne!(one, digest("We will rebuild the bridge\n"));
        assert_ne!(one, digest("we will rebuild the bridge.\n"));
        assert_ne!(one, digest("We will\n\nrebuild the bridge.\n"));
    }
}
