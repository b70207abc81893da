//! The text of a document as bytes, for a digest that does not change with markup.

use crate::merkle;
use crate::model::{BlockKind, Document};
use sha2::{Digest, Sha256};

/// Gives the text of a document to `feed`, byte by byte as defined here; its SHA-256 is the
/// *digest of the text*.
///
/// 1. The 17 bytes `onrecord text v1` and a line feed.
/// 2. For each block in the order of the document that is not apparatus (categories, `###`) and
///    not empty: the length of its text in bytes as eight bytes, the least significant first, and
///    the text in UTF-8.
///
/// The text of a block is what its reader gives: markup gone, escapes and entities resolved, each
/// run of white space one space; labels of speakers, stage directions and struck words stay. Two
/// versions with one digest have the same paragraphs of the same words with the same punctuation; they
/// differ at most in markup, in links, or in what is said about the document (title, dates).
/// Another version of the reader may give another digest.
pub fn feed(document: &Document, feed: &mut impl FnMut(&[u8])) {
    feed(HEAD);
    for block in document.blocks.iter() {
        let text = block.text.text();
        if block.kind == BlockKind::Apparatus || text.is_empty() {
            continue;
        }
        feed(&(text.len() as u64).to_le_bytes());
        feed(text.as_bytes());
    }
}

/// The digest of the text, in hexadecimal.
#[must_use]
pub fn digest(document: &Document) -> String {
    let mut hasher = Sha256::new();
    feed(document, &mut |bytes| hasher.update(bytes));
    merkle::hex(&hasher.finalize().into())
}

const HEAD: &[u8] = b"onrecord text v1\n";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hint, read};

    fn fed(source: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let document = read(source.as_bytes(), Hint::default()).document;
        feed(&document, &mut |more| bytes.extend_from_slice(more));
        bytes
    }

    #[test]
    fn byte_for_byte() {
        let mut expected = b"onrecord text v1\n".to_vec();
        expected.extend(b"\x0e\0\0\0\0\0\0\0We will build.");
        expected.extend(b"\x04\0\0\0\0\0\0\0Soon");
        assert_eq!(fed("We will\nbuild.\n\nSoon\n"), expected);
    }

    #[test]
    fn markup_and_line_breaks_do_not_count() {
        let one = fed("We *will* build [it](https://example.org/a).\n");
        assert_eq!(
            one,
            fed("We will\n**build** [it](https://example.org/b).\n")
        );
        assert_ne!(one, fed("We will build, it.\n"));
        assert_ne!(fed("One two\n"), fed("One\n\ntwo\n"));
    }
}
