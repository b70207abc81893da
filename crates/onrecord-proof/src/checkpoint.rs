//! Checkpoints: C2SP tlog-checkpoint.

use crate::{Note, base64, hash_from_base64};
use onrecord_doc::merkle::Hash;

/// What a log had at some time: so many statements, and one hash over all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: its unique name.
    pub origin: String,
    /// How many statements.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed: origin, size and root, a line each.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, base64(&self.root))
    }

    /// As a note that nobody has signed.
    #[must_use]
    pub fn unsigned(&self) -> Note {
        Note {
            text: self.text(),
            signatures: Vec::new(),
        }
    }

    /// Reads the text of a note; lines behind the third are extensions and left alone.
    ///
    /// # Errors
    ///
    /// For people, if it is no checkpoint.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut lines = text.strip_suffix('\n').unwrap_or(text).split('\n');
        let (origin, size, root) = (lines.next(), lines.next(), lines.next());
        let origin = origin.filter(|origin| !origin.is_empty());
        let size = size.and_then(|figures| {
            let size: u64 = figures.parse().ok()?;
            (size.to_string() == figures).then_some(size)
        });
        let root = root.and_then(hash_from_base64);
        match (origin, size, root) {
            (Some(origin), Some(size), Some(root)) if lines.all(|line| !line.is_empty()) => {
                Ok(Self {
                    origin: origin.to_owned(),
                    size,
                    root,
                })
            }
            _ => Err("not a checkpoint: lines with origin, size and root".to_owned()),
        }
    }

    /// What is wrong with a name for a log, if anything is.
    ///
    /// # Errors
    ///
    /// For people, if it is empty, or has spaces, control characters or a `+`.
    pub fn check_origin(origin: &str) -> Result<(), String> {
        let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if origin.is_empty() || origin.contains(bad) {
            return Err(format!(
                "{origin:?} cannot name a log: no spaces, no control characters, no +; best the \
                 address without its scheme at which the log can be read, such as \
                 example.org/record/log"
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification.
    const SOFA: &str =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    #[test]
    fn the_example_of_the_specification() {
        let source = format!(
            "{SOFA}\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
        );
        let note = Note::read(&source).unwrap();
        let checkpoint = Checkpoint::read(&note.text).unwrap();
        assert_eq!(checkpoint.size, 20_852_163);
        assert_eq!(checkpoint.text(), SOFA);
        assert_eq!(note.to_string(), source);
    }

    #[test]
    fn only_the_one_form() {
        for bad in [
            "",
            "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "a\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
            "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n",
            "a\n1\n",
        ] {
            assert!(Checkpoint::read(bad).is_err(), "{bad:?}");
        }
        assert!(Checkpoint::read(&format!("{SOFA}extension\n")).is_ok());
    }
}
