//! A pack looked at block by block: what of it is whole, and what is not.
//!
//! [`Originals::read_pack`](crate::originals::Originals::read_pack) refuses a damaged pack. Here
//! every byte is accounted for, and what damage leaves is still found: members begin at multiples
//! of 512 bytes, their headers are those that we would write again, and a body proves itself by
//! its digest, wherever it lies. The format is POSIX ustar (IEEE Std 1003.1, pax, "ustar
//! Interchange Format").

use crate::originals::{Bodies, Entry, Place, digest, header, parse_log};
use std::collections::HashSet;

/// What was found in a pack.
#[derive(Debug, Default)]
pub(crate) struct Examined {
    /// Its log; `None` where it is missing or cannot be read.
    pub log: Option<Vec<Entry>>,
    /// Where it cannot be read: the lines of it that can.
    pub lines: Vec<Entry>,
    /// The bodies that are whole.
    pub bodies: Bodies,
    /// What is wrong, in the order of the file.
    pub faults: Vec<Fault>,
}

/// Something in a pack that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The member, where its name is known.
    pub member: Option<String>,
    pub what: String,
    /// Whether the bytes of an original are gone with it, so that only a copy heals it.
    pub lost: bool,
}

/// Looks at the bytes of a pack. `wanted` are the digests of bodies that it should have, beside
/// those in its own log: only these are looked for where a header is damaged.
pub(crate) fn examine(pack: u32, bytes: &[u8], wanted: &HashSet<String>) -> Examined {
    let mut walk = Walk {
        pack,
        bytes,
        zeros: bytes
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |last| last + 1),
        found: Examined::default(),
        loose: Vec::new(),
    };
    let end = walk.members();
    walk.end(end);
    walk.find_log();
    walk.fill_loose(wanted);
    walk.found
}

const BLOCK: usize = 512;
const LOG: &str = "log";

struct Walk<'a> {
    pack: u32,
    bytes: &'a [u8],
    /// From here on there are only zeros.
    zeros: usize,
    found: Examined,
    /// Where a body lies whose header is damaged: its start, and where the next member begins.
    loose: Vec<(usize, usize)>,
}

impl Walk<'_> {
    /// Goes from member to member; gives where the end of the archive begins.
    fn members(&mut self) -> Option<usize> {
        let mut at = 0;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            // The log is the last member.
            if self.found.log.is_some() || at >= self.zeros {
                return Some(at);
            }
            if rest.len() < BLOCK {
                return None;
            }
            at = match member(rest) {
                Some((name, size)) => self.member(at + BLOCK, name, size)?,
                None => self.skip(at),
            };
        }
    }

    /// Looks at a member; gives where the next one begins, or `None` where the file ends in it.
    fn member(&mut self, start: usize, name: String, size: usize) -> Option<usize> {
        let next = start.checked_add(size)?.checked_next_multiple_of(BLOCK)?;
        let Some(body) = self.bytes.get(start..start + size) else {
            if name == LOG {
                self.found.lines = lines(&self.bytes[start..]);
                self.fault(Some(name), "the file ends in the middle of it", false);
                return None;
            }
            self.fault(Some(name), "the file ends in the middle of it", true);
            return None;
        };
        if name == LOG {
            self.found.log = parse_log(body);
            if self.found.log.is_none() {
                self.found.lines = lines(body);
                self.fault(Some(name.clone()), "it cannot be read", false);
            }
        } else if digest(body) == name {
            let place = self.place(start, size);
            self.found
                .bodies
                .insert(name.clone(), (place, body.to_vec()));
        } else {
            let what = "its bytes have changed: they do not have the digest that is its name";
            self.fault(Some(name.clone()), what, true);
        }
        let padding = self.bytes.get(start + size..next);
        if padding.is_none_or(|padding| padding.iter().any(|byte| *byte != 0)) {
            self.fault(
                Some(name),
                "the bytes that fill its last block have changed",
                false,
            );
        }
        Some(next)
    }

    /// Steps over a header that cannot be read, to the next one that can, or to the end.
    fn skip(&mut self, at: usize) -> usize {
        let whole = |next: &usize| *next >= self.zeros || member(&self.bytes[*next..]).is_some();
        let next = (at + BLOCK..=self.bytes.len()).step_by(BLOCK).find(whole);
        let next = next.unwrap_or(self.bytes.len());
        self.loose.push((at, next));
        next
    }

    /// The end of an archive is two blocks of zeros.
    fn end(&mut self, at: Option<usize>) {
        match at {
            Some(at) if self.bytes.get(at..) == Some(&[0; 2 * BLOCK]) => {}
            Some(_) => self.fault(None, "its end is not two blocks of zeros", false),
            None => self.fault(None, "it is cut short", false),
        }
    }

    /// Finds the log behind a damaged header, where it was not found behind a whole one.
    fn find_log(&mut self) {
        let named = |fault: &Fault| fault.member.as_deref() == Some(LOG);
        if self.found.log.is_some() || self.found.faults.iter().any(named) {
            return;
        }
        let read = |&(at, next): &(usize, usize)| {
            let text = self.bytes.get(at + BLOCK..next)?;
            let zeros = text.iter().rev().take_while(|byte| **byte == 0).count();
            parse_log(&text[..text.len() - zeros]).filter(|log| !log.is_empty())
        };
        self.found.log = self.loose.last().and_then(read);
        if self.found.log.is_some() {
            self.loose.pop();
            self.fault(Some(LOG.to_owned()), "its header has changed", false);
        } else {
            self.fault(Some(LOG.to_owned()), "it is missing", false);
        }
    }

    /// Finds the bodies behind damaged headers, by their digests.
    fn fill_loose(&mut self, wanted: &HashSet<String>) {
        let log = self.found.log.iter().flatten();
        let mut missing: HashSet<String> = log.map(|entry| entry.digest.clone()).collect();
        missing.extend(wanted.iter().cloned());
        missing.retain(|digest| !self.found.bodies.contains_key(digest));
        for (at, next) in std::mem::take(&mut self.loose) {
            let start = (at + BLOCK).min(next);
            let body = proven(&self.bytes[start..next], &missing);
            let lost = body.is_none();
            let what = format!("the header at byte {at} has changed");
            self.fault(body.as_ref().map(|body| body.0.clone()), &what, lost);
            if let Some((name, size)) = body {
                let place = self.place(start, size);
                let bytes = self.bytes[start..start + size].to_vec();
                self.found.bodies.insert(name, (place, bytes));
            }
        }
    }

    fn place(&self, start: usize, size: usize) -> Place {
        Place {
            pack: self.pack,
            offset: start as u64,
            size: size as u64,
        }
    }

    fn fault(&mut self, member: Option<String>, what: &str, lost: bool) {
        let what = what.to_owned();
        self.found.faults.push(Fault { member, what, lost });
    }
}

/// The entries of the lines that can be read.
fn lines(log: &[u8]) -> Vec<Entry> {
    let lines = log.split(|byte| *byte == b'\n');
    lines.filter_map(parse_log).flatten().collect()
}

/// Name and size of the member that begins here, if its header is, byte for byte, one of ours.
fn member(bytes: &[u8]) -> Option<(String, usize)> {
    let block: &[u8; BLOCK] = bytes.first_chunk()?;
    let end = block.iter().position(|byte| *byte == 0)?;
    let name = std::str::from_utf8(&block[..end]).ok()?;
    let ours = name == LOG || name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit());
    // The size of a member, in octal figures (ustar, offset 124).
    let size = std::str::from_utf8(&block[124..135]).ok()?;
    let size = u64::from_str_radix(size, 8).ok().filter(|_| ours)?;
    let same = header(name, size).ok()?.as_bytes() == block;
    same.then_some((name.to_owned(), usize::try_from(size).ok()?))
}

/// The body that fills these blocks, but for the zeros at its end, and has one of the digests.
fn proven(blocks: &[u8], missing: &HashSet<String>) -> Option<(String, usize)> {
    let zeros = blocks.iter().rev().take(BLOCK - 1);
    let zeros = zeros.take_while(|byte| **byte == 0).count();
    let sizes = (blocks.len() - zeros..=blocks.len()).rev();
    let mut bodies = sizes.map(|size| (digest(&blocks[..size]), size));
    bodies.find(|(digest, _)| missing.contains(digest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::originals::Originals;

    /// A pack of three documents, as it is written.
    fn pack() -> Vec<u8> {
        let dir = tempfile::tempdir().unwrap();
        let bodies = ["one invented text", "another one", &"long ".repeat(300)];
        let digests: Vec<String> = bodies.iter().map(|body| digest(body.as_bytes())).collect();
        let named: Vec<(&str, &[u8])> = digests
            .iter()
            .zip(bodies)
            .map(|(digest, body)| (digest.as_str(), body.as_bytes()))
            .collect();
        let entry = |digest: &String| Entry {
            path: format!("in/{}", &digest[..8]),
            digest: digest.clone(),
            seen: "2031-03-03T12:00:00Z".into(),
            added: None,
            vouched: onrecord_doc::provenance::Vouched::default(),
        };
        let log: Vec<Entry> = digests.iter().map(entry).collect();
        let originals = Originals::new(dir.path().to_owned());
        originals.write(1, &named, &log).unwrap();
        std::fs::read(dir.path().join("000001.tar")).unwrap()
    }

    #[test]
    fn a_whole_pack_has_no_fault() {
        let found = examine(1, &pack(), &HashSet::new());
        assert_eq!(found.faults, []);
        assert_eq!((found.bodies.len(), found.log.unwrap().len()), (3, 3));
    }

    /// Only the log can change unseen here: its words are compared with the catalogue.
    #[test]
    fn every_changed_byte_is_seen_and_costs_at_most_its_own_body() {
        let whole = pack();
        let log = whole.windows(4).position(|w| w == b"log\0").unwrap() + BLOCK;
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x20;
            let found = examine(1, &bytes, &HashSet::new());
            let in_log = (log..log + 1024).contains(&at);
            assert!(in_log || !found.faults.is_empty(), "byte {at}");
            assert!(found.bodies.len() >= 2, "byte {at}");
            let lost = found.faults.iter().filter(|fault| fault.lost).count();
            assert_eq!(
                lost,
                3 - found.bodies.len(),
                "byte {at}: {:?}",
                found.faults
            );
        }
    }

    #[test]
    fn a_pack_cut_anywhere_keeps_what_is_before() {
        let whole = pack();
        for len in 0..whole.len() {
            let found = examine(1, &whole[..len], &HashSet::new());
            assert!(!found.faults.is_empty(), "{len} bytes");
        }
        let found = examine(1, &whole[..BLOCK * 2], &HashSet::new());
        assert_eq!(found.bodies.len(), 1);
    }
}
