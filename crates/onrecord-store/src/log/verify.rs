//! Comparing a log with itself, with the record, and with what somebody saw of it earlier.

use super::Log;
use super::files::whole_hashes;
use crate::error::Result;
use crate::lookup;
use crate::store::Store;
use onrecord_doc::Handle;
use onrecord_doc::merkle::{self, Hash};
use onrecord_proof::statement::{Digests, Seen};
use onrecord_proof::tile::{self, Kind, WIDTH};
use onrecord_proof::{Checkpoint, Statement};
use rayon::prelude::*;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The statement that it is about, if it is about one.
    pub index: Option<u64>,
    /// What is wrong, for people.
    pub what: String,
}

/// For showing how far a verification is: how many statements were compared.
pub type Progress<'a> = &'a (dyn Fn(u64) + Sync);

/// What a log has otherwise than somebody saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// The statement's number.
    pub index: u64,
    /// What it says now, and what it said: names of members with both values.
    pub what: String,
}

impl Log {
    /// Compares the log with itself: every entry with its hash, every tile with the one above, the
    /// whole with its root, its last checkpoint with all of it. Empty where all is well.
    #[must_use]
    pub fn verify(&self) -> Vec<Fault> {
        let mut faults = self.verify_tiles();
        if faults.is_empty() {
            match self.root(self.size()) {
                Ok(root) if root == self.head.root => {}
                Ok(_) => faults.push(fault("head: its root is not that of the tiles")),
                Err(error) => faults.push(fault(&error.to_string())),
            }
        }
        faults.extend(self.verify_checkpoint().err().map(|why| fault(&why)));
        faults
    }

    fn verify_tiles(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for level in 0..8 {
            let tiles = tile::hashes(level, self.size()).div_ceil(WIDTH);
            let one = |index: u64| self.verify_tile(level, index);
            let found: Vec<Vec<Fault>> = (0..tiles).into_par_iter().map(one).collect();
            faults.extend(found.into_iter().flatten());
        }
        faults
    }

    /// Compares a tile with what it is made of: the entries, or the full tiles below.
    fn verify_tile(&self, level: u8, index: u64) -> Vec<Fault> {
        let kind = Kind::Hashes(level);
        let width = tile::width(kind, index, self.size());
        let first = index * WIDTH;
        let have = match self.files.tile(kind, index, width) {
            Ok(bytes) => whole_hashes(&bytes).unwrap_or_default(),
            Err(error) => return vec![fault(&error.to_string())],
        };
        if (have.len() as u64) < width {
            return vec![fault(&format!(
                "tile {index} of level {level} is cut short"
            ))];
        }
        let made = match level {
            0 => self.files.entries(first..first + width).map(|entries| {
                let leaf = |entry: &Vec<u8>| merkle::leaf(entry);
                entries.iter().map(leaf).collect()
            }),
            _ => self.roots_below(level - 1, first..first + width),
        };
        let made: Vec<Hash> = match made {
            Ok(made) => made,
            Err(error) => return vec![fault(&error.to_string())],
        };
        let differ = |(at, (one, other)): (usize, (&Hash, &Hash))| {
            (one != other).then(|| Fault {
                index: (level == 0).then_some(first + at as u64),
                what: match level {
                    0 => "it does not have the hash that the log's tile has of it".to_owned(),
                    _ => format!(
                        "tile {at} of level {} is not that of the level above",
                        level - 1
                    ),
                },
            })
        };
        let pairs = have.iter().zip(&made).enumerate();
        pairs.filter_map(differ).collect()
    }

    fn roots_below(&self, level: u8, tiles: std::ops::Range<u64>) -> Result<Vec<Hash>> {
        let root = |index: u64| {
            let hashes = self
                .files
                .hashes(level, index * WIDTH..(index + 1) * WIDTH)?;
            Ok(merkle::root(&hashes))
        };
        tiles.map(root).collect()
    }

    fn verify_checkpoint(&self) -> std::result::Result<(), String> {
        let Some((checkpoint, note)) = self.checkpoint().map_err(|error| error.to_string())? else {
            return Ok(());
        };
        if let Some(key) = self.key()
            && !note.is_signed_by(key)?
        {
            return Err(format!("checkpoint: {} has not signed it", key.name()));
        }
        if !self
            .extends(&checkpoint)
            .map_err(|error| error.to_string())?
        {
            return Err("checkpoint: the log does not extend it".to_owned());
        }
        Ok(())
    }

    /// Whether the log extends a checkpoint that somebody saw earlier: it begins with the same
    /// statements. Shown by a proof of consistency, not by comparing roots alone.
    ///
    /// # Errors
    ///
    /// If the tiles are damaged.
    pub fn extends(&self, earlier: &Checkpoint) -> Result<bool> {
        if earlier.origin != self.head.origin || earlier.size > self.size() {
            return Ok(false);
        }
        let proof = self.consistency(earlier.size, self.size())?;
        let now = self.now();
        Ok(merkle::extends(
            earlier.size,
            &earlier.root,
            now.size,
            &now.root,
            &proof,
        ))
    }

    /// Compares statements of the versions from handle `first` with those that the log has of them.
    pub(crate) fn compare(&self, first: u64, made: &[Statement]) -> Vec<Fault> {
        let some = |(number, made): (usize, &[Statement])| {
            self.compare_some(first + number as u64 * WIDTH, made)
        };
        let parts: Vec<(usize, &[Statement])> = made.chunks(WIDTH as usize).enumerate().collect();
        let found: Vec<Vec<Fault>> = parts.into_par_iter().map(some).collect();
        found.into_iter().flatten().collect()
    }

    fn compare_some(&self, first: u64, made: &[Statement]) -> Vec<Fault> {
        let stated = (self.stated() + 1).saturating_sub(first);
        let made = &made[..made.len().min(stated as usize)];
        let Some(from) = self.index_of(Handle(first)) else {
            return Vec::new();
        };
        let entries = match self.files.entries(from..from + made.len() as u64) {
            Ok(entries) => entries,
            Err(error) => return vec![fault(&error.to_string())],
        };
        let mut faults = Vec::new();
        for (at, (entry, made)) in entries.iter().zip(made).enumerate() {
            let what = match Statement::read(entry) {
                Ok(stated) if stated == *made => continue,
                Ok(stated) => difference(&stated, made),
                Err(why) => why,
            };
            faults.push(Fault {
                index: Some(from + at as u64),
                what: format!("{} (version {}): {what}", made.id, made.version),
            });
        }
        faults
    }

    /// What is wrong where the log states more versions than the record has.
    pub(crate) fn surplus(&self, versions: u64) -> Option<Fault> {
        (self.stated() > versions).then(|| {
            let stated = self.stated();
            fault(&format!(
                "it has statements of {stated} versions, and the record has {versions}"
            ))
        })
    }

    /// Compares with a copy that somebody kept: the statements that both have and that differ, at
    /// most `limit`.
    ///
    /// # Errors
    ///
    /// If tiles of one of them are damaged.
    pub fn rewritten(&self, kept: &Log, limit: usize) -> Result<Vec<Rewritten>> {
        let both = self.size().min(kept.size());
        let mut found = Vec::new();
        let mut at = 0;
        while at < both && found.len() < limit {
            let end = (at + WIDTH).min(both);
            let pairs = self.leaves(at..end)?.into_iter().zip(kept.leaves(at..end)?);
            for (index, (one, other)) in (at..end).zip(pairs) {
                if one != other && found.len() < limit {
                    let what = match (self.statement(index), kept.statement(index)) {
                        (Ok(now), Ok(then)) => {
                            format!(
                                "{} (version {}): {}",
                                then.id,
                                then.version,
                                difference(&then, &now)
                            )
                        }
                        _ => "one of the two cannot be read".to_owned(),
                    };
                    found.push(Rewritten { index, what });
                }
            }
            at = end;
        }
        Ok(found)
    }
}

impl Store {
    /// The log of the record, if it has one.
    ///
    /// # Errors
    ///
    /// If it is damaged.
    pub fn log(&self) -> Result<Option<Log>> {
        Log::open(&self.folder.log())
    }

    /// Compares the log with the record: every version must be stated, as the record has it, and
    /// nothing else as this reader read it. Empty where all is well.
    ///
    /// # Errors
    ///
    /// If the catalogue or a document cannot be read.
    pub fn verify_log(&self, log: &Log, progress: Progress<'_>) -> Result<Vec<Fault>> {
        let mut faults = Vec::new();
        if log.stated() < self.last {
            let what = format!(
                "it has statements of {} of {} versions; `onrecord log checkpoint` adds the rest",
                log.stated(),
                self.last
            );
            faults.push(fault(&what));
        }
        faults.extend(log.surplus(self.last));
        let mut first = 1;
        while first <= log.stated().min(self.last) {
            let last = self.last.min(first + WIDTH - 1);
            let rows = lookup::versions(&self.catalog(), first, last)?;
            let statements: Result<Vec<Statement>> =
                rows.par_iter().map(|row| self.state(row)).collect();
            faults.extend(log.compare(first, &statements?));
            progress(last - first + 1);
            first = last + 1;
        }
        Ok(faults)
    }

    /// The statement that the record would make of a version now.
    fn state(&self, row: &lookup::VersionRow) -> Result<Statement> {
        let held = self.hold(Handle(row.handle))?;
        let seen = Seen {
            bytes: &row.digest,
            version: row.number,
            reader: crate::READER_VERSION,
            seen: &row.seen,
        };
        let address = held.document.source.address.as_deref();
        Ok(Statement::new(
            &row.id,
            address,
            seen,
            &Digests::of(&held.document),
        ))
    }
}

fn fault(what: &str) -> Fault {
    Fault {
        index: None,
        what: what.to_owned(),
    }
}

/// Which members of two statements differ: as stated, and as it is.
pub(crate) fn difference(stated: &Statement, made: &Statement) -> String {
    let none = || "none".to_owned();
    let members = |s: &Statement| {
        [
            ("id", s.id.clone()),
            ("version", s.version.to_string()),
            ("bytes", s.bytes.clone()),
            ("text", s.text.clone()),
            ("reading", s.reading.clone()),
            ("reader", s.reader.to_string()),
            ("address", s.address.clone().unwrap_or_else(none)),
            ("seen", s.seen.clone()),
        ]
    };
    let pairs = members(stated).into_iter().zip(members(made));
    let differ = pairs.filter(|(one, other)| one.1 != other.1);
    let said: Vec<String> = differ
        .map(|((name, stated), (_, made))| format!("{name} was {stated}, is {made}"))
        .collect();
    match said.is_empty() {
        true => "the same members in another form".to_owned(),
        false => said.join("; "),
    }
}
