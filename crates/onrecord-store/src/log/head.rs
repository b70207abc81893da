//! The state of a log: one small file, replaced as a whole.

use onrecord_doc::merkle::{self, Hash};
use onrecord_proof::{Checkpoint, Verifier, base64, hash_from_base64};

/// What a log has. The file `log/head` holds it as lines, a name and its value each:
///
/// ```text
/// onrecord log 1
/// origin example.org/record/log
/// size 14396
/// root CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// reading 1 0
/// key example.org/record/log+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop
/// ```
///
/// `reading R I`: from statement `I` on, the versions are stated as reader `R` read them, in the
/// order of their handles from 1. `key`: the key that signed the last checkpoint, if one did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub origin: String,
    pub size: u64,
    pub root: Hash,
    pub readings: Vec<(u32, u64)>,
    pub key: Option<Verifier>,
}

impl Head {
    pub fn empty(origin: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            size: 0,
            root: merkle::root(&[]),
            readings: Vec::new(),
            key: None,
        }
    }

    pub fn print(&self) -> String {
        let root = base64(&self.root);
        let mut text = format!(
            "onrecord log 1\norigin {}\nsize {}\nroot {root}\n",
            self.origin, self.size
        );
        for (reader, first) in &self.readings {
            text.push_str(&format!("reading {reader} {first}\n"));
        }
        if let Some(key) = &self.key {
            text.push_str(&format!("key {key}\n"));
        }
        text
    }

    /// Reads the file; `None` where it is damaged.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.strip_prefix("onrecord log 1\n")?.lines();
        let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
        let mut head = Self::empty(value("origin")?);
        head.size = value("size")?.parse().ok()?;
        head.root = hash_from_base64(value("root")?)?;
        for line in lines {
            match line.split_once(' ')? {
                ("reading", both) => {
                    let (reader, first) = both.split_once(' ')?;
                    head.readings
                        .push((reader.parse().ok()?, first.parse().ok()?));
                }
                ("key", key) => head.key = Some(Verifier::read(key).ok()?),
                _ => return None,
            }
        }
        (head.print() == text).then_some(head)
    }

    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            origin: self.origin.clone(),
            size: self.size,
            root: self.root,
        }
    }

    /// Where the current reading begins.
    pub fn first(&self) -> u64 {
        self.readings.last().map_or(0, |reading| reading.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_back_or_is_damaged() {
        let mut head = Head::empty("example.org/log");
        assert_eq!(Head::read(&head.print()), Some(head.clone()));
        head.readings = vec![(1, 0), (2, 700)];
        head.size = 1_400;
        head.key =
            Verifier::read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
                .ok();
        let text = head.print();
        assert_eq!(Head::read(&text), Some(head));
        for at in 0..text.len() {
            assert_eq!(
                Head::read(&text[..at]).filter(|head| head.key.is_some()),
                None
            );
        }
        assert_eq!(Head::read(&text.replace("size 1400", "size 01400")), None);
    }
}
