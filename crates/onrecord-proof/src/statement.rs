//! What the log says of one version of a document.

use crate::leaf::Reading;
use crate::{canonical, hash_from_hex};
use onrecord_doc::merkle::{self, Hash};
use onrecord_doc::{Document, text};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The statement of a version: one leaf of the log. Its bytes are the [`canonical`] JSON of these
/// members, which are declared in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The address of the official page, as the document has it; `None` where it has none, or one
    /// of more than 4,096 bytes.
    pub address: Option<String>,
    /// The SHA-256 of the original bytes, in hexadecimal.
    pub bytes: String,
    /// The identifier of the document.
    pub id: String,
    /// The version of the reader that read it.
    pub reader: u32,
    /// The root over the [leaves](crate::leaf) of the document, in hexadecimal.
    pub reading: String,
    /// `onrecord/statement/1`.
    pub schema: String,
    /// When the bytes were first seen: RFC 3339, UTC.
    pub seen: String,
    /// The SHA-256 of the [text], in hexadecimal: what the catalogue has as `text_digest`.
    pub text: String,
    /// The version, counted from 1.
    pub version: u32,
}

/// The name of the schema.
pub const SCHEMA: &str = "onrecord/statement/1";

/// Longer addresses are left out of statements: an entry of a log has 65,535 bytes at most.
const LONGEST_ADDRESS: usize = 4_096;

/// The two digests of what a reader made of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digests {
    /// Of the text alone, in hexadecimal: a record has it already.
    pub text: String,
    /// Of all that a judge looks at: text, marks, kinds, speakers, title and date.
    pub reading: Hash,
}

impl Digests {
    /// Those of a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut sha = Sha256::new();
        text::feed(document, &mut |bytes| sha.update(bytes));
        Self {
            text: merkle::hex(&sha.finalize().into()),
            reading: Reading::of(document).root(),
        }
    }
}

/// What a record knows of a version besides the document.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The SHA-256 of the original bytes, in hexadecimal.
    pub bytes: &'a str,
    /// The version, counted from 1.
    pub version: u32,
    /// The version of the reader.
    pub reader: u32,
    /// When the bytes were first seen.
    pub seen: &'a str,
}

impl Statement {
    /// The statement of a version, as `id` and `address` are in the document.
    #[must_use]
    pub fn new(id: &str, address: Option<&str>, seen: Seen<'_>, digests: &Digests) -> Self {
        let fits = |address: &&str| address.len() <= LONGEST_ADDRESS;
        Self {
            address: address.filter(fits).map(str::to_owned),
            bytes: seen.bytes.to_owned(),
            id: id.to_owned(),
            reader: seen.reader,
            reading: merkle::hex(&digests.reading),
            schema: SCHEMA.to_owned(),
            seen: seen.seen.to_owned(),
            text: digests.text.clone(),
            version: seen.version,
        }
    }

    /// Its bytes, which the log keeps and hashes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::bytes(self)
    }

    /// The hash of its leaf in the log.
    #[must_use]
    pub fn leaf(&self) -> Hash {
        merkle::leaf(&self.to_bytes())
    }

    /// Reads the bytes of a statement.
    ///
    /// # Errors
    ///
    /// For people, if they are none.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let statement: Self = canonical::read(bytes)?;
        statement.check()?;
        Ok(statement)
    }

    /// What is wrong with it, if anything is.
    ///
    /// # Errors
    ///
    /// For people, if a member cannot be what it should be.
    pub fn check(&self) -> Result<(), String> {
        let digests = [&self.bytes, &self.reading, &self.text];
        if self.schema != SCHEMA {
            return Err(format!("{:?} is not {SCHEMA}", self.schema));
        }
        if digests.iter().any(|digest| hash_from_hex(digest).is_none()) {
            return Err("a digest in a statement is none".to_owned());
        }
        if self.version == 0 {
            return Err("versions are counted from 1".to_owned());
        }
        onrecord_doc::DocId::new(&self.id).map_err(|error| error.to_string())?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_bytes_are_those_of_the_documentation() {
        let digests = Digests {
            text: "11".repeat(32),
            reading: [0x22; 32],
        };
        let bytes = "33".repeat(32);
        let seen = Seen {
            bytes: &bytes,
            version: 2,
            reader: 1,
            seen: "2031-03-03T12:00:00Z",
        };
        let statement = Statement::new(
            "DCPD-203100113",
            Some("https://x.example/a"),
            seen,
            &digests,
        );
        let wanted = format!(
            "{{\"address\":\"https://x.example/a\",\"bytes\":\"{bytes}\",\"id\":\"DCPD-203100113\",\
             \"reader\":1,\"reading\":\"{}\",\"schema\":\"onrecord/statement/1\",\
             \"seen\":\"2031-03-03T12:00:00Z\",\"text\":\"{}\",\"version\":2}}",
            "22".repeat(32),
            "11".repeat(32)
        );
        assert_eq!(String::from_utf8_lossy(&statement.to_bytes()), wanted);
        assert_eq!(Statement::read(wanted.as_bytes()), Ok(statement));
        for bad in [
            wanted.replace("\"version\":2", "\"version\":0"),
            wanted.replace("statement/1", "statement/2"),
            wanted.replace("DCPD-203100113", "../x"),
            wanted.replace("1111", "111G"),
        ] {
            assert!(Statement::read(bad.as_bytes()).is_err(), "{bad}");
        }
        let long = "x".repeat(LONGEST_ADDRESS + 1);
        assert_eq!(
            Statement::new("a", Some(&long), seen, &digests).address,
            None
        );
    }
}
