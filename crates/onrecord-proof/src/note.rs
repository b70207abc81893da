//! Signed notes: C2SP signed-note, with Ed25519 keys.
//!
//! ```text
//! text, every line of it ended
//!
//! — name base64(key id, four bytes; signature)
//! ```

use crate::{base64, from_base64};
use ed25519_dalek::{Signature as Ed25519, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use std::fmt;

/// What the format calls Ed25519.
const ED25519: u8 = 1;
/// Notes with more signatures are refused, as Go's implementation does.
const MOST_SIGNATURES: usize = 100;
/// What begins a signature line.
const DASH: &str = "\u{2014} ";
/// What begins the text of a private key, after Go's `sumdb/note`.
const PRIVATE: &str = "PRIVATE+KEY+";

/// A key that signs. It is a secret: whoever has it can speak for the log.
pub struct Signer {
    name: String,
    key: SigningKey,
}

/// The public half of a key, by which signatures are checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

/// A note as it was read; no signature of it is proven yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The text with its last newline: what is signed.
    pub text: String,
    /// The signatures, in their order. There may be none.
    pub signatures: Vec<Signature>,
}

/// A signature of a [`Note`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The name of the key.
    pub name: String,
    /// The first four bytes of a digest of name and key.
    pub id: u32,
    /// The signature itself.
    pub bytes: Vec<u8>,
}

impl Signer {
    /// A key of 32 random bytes, which the caller must take from the system's own source.
    ///
    /// # Errors
    ///
    /// For people, if the name is empty or has spaces, control characters or a `+`.
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, String> {
        check_name(name)?;
        Ok(Self {
            name: name.to_owned(),
            key: SigningKey::from_bytes(seed),
        })
    }

    /// Reads a private key as [`Signer::secret`] writes it.
    ///
    /// # Errors
    ///
    /// For people, if it is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let wrong = || "not a private key, which begins with PRIVATE+KEY+".to_owned();
        let rest = text.strip_prefix(PRIVATE).ok_or_else(wrong)?;
        let (name, id, bytes) = parts(rest).ok_or_else(wrong)?;
        let seed = bytes.try_into().map_err(|_| wrong())?;
        let signer = Self::new(name, &seed)?;
        if signer.verifier().id() == id {
            Ok(signer)
        } else {
            Err("this private key is damaged: its own number is not that of its bytes".to_owned())
        }
    }

    /// The private key as text: `PRIVATE+KEY+name+id+base64`, as Go's tools write it.
    #[must_use]
    pub fn secret(&self) -> String {
        let id = self.verifier().id();
        let bytes = [&[ED25519], &self.key.to_bytes()[..]].concat();
        format!("{PRIVATE}{}+{id:08x}+{}", self.name, base64(&bytes))
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        Verifier {
            name: self.name.clone(),
            key: self.key.verifying_key(),
        }
    }

    /// The name of the key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Signs a text, every line of which must be ended.
    #[must_use]
    pub fn sign(&self, text: &str) -> Note {
        Note {
            text: text.to_owned(),
            signatures: vec![Signature {
                name: self.name.clone(),
                id: self.verifier().id(),
                bytes: self.key.sign(text.as_bytes()).to_bytes().to_vec(),
            }],
        }
    }
}

impl Verifier {
    /// Reads a verifier key: `name+id+base64`.
    ///
    /// # Errors
    ///
    /// For people, if it is none, or of another kind than Ed25519.
    pub fn read(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no verifier key: name+id+base64, for Ed25519");
        let (name, id, bytes) = parts(text).ok_or_else(wrong)?;
        check_name(name)?;
        let bytes = bytes.try_into().map_err(|_| wrong())?;
        let verifier = Self {
            name: name.to_owned(),
            key: VerifyingKey::from_bytes(&bytes).map_err(|_| wrong())?,
        };
        if verifier.id() == id {
            Ok(verifier)
        } else {
            Err(format!(
                "{text:?}: the number of the key is not that of its bytes; was it copied whole?"
            ))
        }
    }

    /// The name of the key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number by which signatures name the key.
    #[must_use]
    pub fn id(&self) -> u32 {
        let mut sha = Sha256::new();
        sha.update(self.name.as_bytes());
        sha.update([b'\n', ED25519]);
        sha.update(self.key.to_bytes());
        let digest = sha.finalize();
        u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&[ED25519], &self.key.to_bytes()[..]].concat();
        write!(out, "{}+{:08x}+{}", self.name, self.id(), base64(&bytes))
    }
}

/// Secrets are not printed by accident.
impl fmt::Debug for Signer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Signer({})", self.verifier())
    }
}

impl Note {
    /// Reads a note. A note without signatures ends with its empty line: that is ours, for logs
    /// without a key; the format itself demands one signature at least.
    ///
    /// # Errors
    ///
    /// For people, if it is not one.
    pub fn read(source: &str) -> Result<Self, String> {
        if source.chars().any(|c| c < ' ' && c != '\n') {
            return Err("not a note: it has control characters".to_owned());
        }
        let at = source
            .rfind("\n\n")
            .ok_or("not a note: no empty line divides a text from signatures")?;
        let (text, signatures) = (&source[..=at], &source[at + 2..]);
        if !signatures.is_empty() && !signatures.ends_with('\n') {
            return Err("not a note: its last line is not ended".to_owned());
        }
        let signatures: Vec<Signature> = signatures
            .lines()
            .map(Signature::read)
            .collect::<Option<_>>()
            .ok_or("not a note: one of its signature lines is none")?;
        if signatures.len() > MOST_SIGNATURES {
            return Err(format!(
                "a note with more than {MOST_SIGNATURES} signatures"
            ));
        }
        Ok(Self {
            text: text.to_owned(),
            signatures,
        })
    }

    /// Whether a key has signed the note. Signatures of other keys do not count.
    ///
    /// # Errors
    ///
    /// For people, if there is a signature under the name and number of the key that is not the
    /// key's.
    pub fn is_signed_by(&self, verifier: &Verifier) -> Result<bool, String> {
        let id = verifier.id();
        let theirs = |s: &&Signature| s.name == verifier.name && s.id == id;
        let mut found = false;
        for signature in self.signatures.iter().filter(theirs) {
            let bytes: Option<[u8; 64]> = signature.bytes.as_slice().try_into().ok();
            let proven = bytes.is_some_and(|bytes| {
                let signature = Ed25519::from_bytes(&bytes);
                verifier
                    .key
                    .verify_strict(self.text.as_bytes(), &signature)
                    .is_ok()
            });
            if !proven {
                return Err(format!(
                    "the signature of {} is not that of its key",
                    verifier.name
                ));
            }
            found = true;
        }
        Ok(found)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.text)?;
        for signature in &self.signatures {
            let bytes = [&signature.id.to_be_bytes()[..], &signature.bytes].concat();
            writeln!(out, "{DASH}{} {}", signature.name, base64(&bytes))?;
        }
        Ok(())
    }
}

impl Signature {
    fn read(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix(DASH)?.split_once(' ')?;
        check_name(name).ok()?;
        let bytes = from_base64(encoded)?;
        let (id, bytes) = bytes.split_first_chunk::<4>()?;
        (!bytes.is_empty()).then(|| Self {
            name: name.to_owned(),
            id: u32::from_be_bytes(*id),
            bytes: bytes.to_vec(),
        })
    }
}

/// Name, number and bytes of an Ed25519 key as text.
fn parts(text: &str) -> Option<(&str, u32, Vec<u8>)> {
    let (name, rest) = text.split_once('+')?;
    let (id, encoded) = rest.split_once('+')?;
    let is_figure = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if id.len() != 8 || !id.bytes().all(is_figure) {
        return None;
    }
    let bytes = from_base64(encoded)?;
    let (&kind, bytes) = bytes.split_first()?;
    let id = u32::from_str_radix(id, 16).ok()?;
    (kind == ED25519).then(|| (name, id, bytes.to_vec()))
}

fn check_name(name: &str) -> Result<(), String> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(bad) {
        return Err(format!(
            "{name:?} cannot name a key: no spaces, no control characters, no +, such as \
             example.org/record"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    // Keys and signatures of the tests of Go's golang.org/x/mod/sumdb/note.
    const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    const SECRET: &str =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
                        then you don't know what your problem is.\n";
    const BY_PETER: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    const BY_ENOCH: &str = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    #[test]
    fn signatures_are_those_of_the_reference() {
        let signer = Signer::read(SECRET).unwrap();
        assert_eq!(signer.secret(), SECRET);
        assert_eq!(signer.verifier().to_string(), PETER);
        let note = signer.sign(TEXT);
        assert_eq!(note.to_string(), format!("{TEXT}\n{BY_PETER}"));
        assert_eq!(Note::read(&note.to_string()), Ok(note));
    }

    #[test]
    fn notes_of_the_reference_are_opened() {
        let note = Note::read(&format!("{TEXT}\n{BY_PETER}{BY_ENOCH}")).unwrap();
        for key in [PETER, ENOCH] {
            assert_eq!(note.is_signed_by(&Verifier::read(key).unwrap()), Ok(true));
        }
        let other = Signer::new("PeterNeumann", &[7; 32]).unwrap().verifier();
        assert_eq!(note.is_signed_by(&other), Ok(false));
        let changed = Note::read(&format!("{}\n{BY_PETER}", TEXT.replace("know", "now"))).unwrap();
        assert!(
            changed
                .is_signed_by(&Verifier::read(PETER).unwrap())
                .is_err()
        );
    }

    /// The example of C2SP's signed-note: its text has an empty line of its own.
    #[test]
    fn the_last_empty_line_divides() {
        let source = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\n\
            ed è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
        let note = Note::read(source).unwrap();
        assert!(note.text.ends_with("\n\ned è subito sera.\n"));
        assert_eq!(note.signatures[0].id, 0x367b_a04b);
        assert_eq!(note.to_string(), source);
    }

    #[test]
    fn bad_notes_are_refused() {
        for bad in [
            TEXT.to_owned(),
            format!("{TEXT}\n{}", &BY_PETER[..BY_PETER.len() - 1]),
            format!("\u{1}{TEXT}\n{BY_PETER}"),
            format!("{TEXT}\n{}", BY_PETER.replace("PeterNeumann", "Bad Name")),
            format!("{TEXT}\n{BY_PETER}Unexpected line.\n"),
            format!("{TEXT}\n{}", BY_PETER.repeat(101)),
        ] {
            assert!(Note::read(&bad).is_err(), "{bad}");
        }
        assert!(
            Note::read(&format!("{TEXT}\n"))
                .unwrap()
                .signatures
                .is_empty()
        );
    }

    #[test]
    fn a_key_with_any_other_letter_is_refused() {
        for (text, is_secret) in [(PETER, false), (SECRET, true)] {
            let read = |text: &str| match is_secret {
                true => Signer::read(text).map(|_| ()),
                false => Verifier::read(text).map(|_| ()),
            };
            assert!(read(text).is_ok());
            for at in 0..text.len() {
                let mut bytes = text.as_bytes().to_vec();
                bytes[at] += 1;
                assert!(read(&String::from_utf8(bytes).unwrap()).is_err(), "{at}");
                assert!(read(&text[at + 1..]).is_err() && read(&text[..at]).is_err());
            }
        }
        // Another length, another algorithm, each with the number that fits.
        for key in [
            "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
            "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        ] {
            assert!(Verifier::read(key).is_err());
        }
    }
}
