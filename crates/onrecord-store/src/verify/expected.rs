//! What the originals give when they are read again.

use crate::error::{Result, StoreError, at};
use crate::index::{TURNS, Terms, Turn};
use crate::originals::{Bodies, Entry, Place};
use crate::segment::Builder;
use crate::writer::{self, How, Kept};
use crate::{Reader, catalog, segments};
use onrecord_proof::Statement;
use rusqlite::Connection;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A catalogue and segments, made in a folder of their own, and a sum of the words of each version.
pub(super) struct Expected {
    pub catalog: Connection,
    pub segments: PathBuf,
    /// [`mark`]s of every word of a version, added up; by handle, from 1.
    pub words: Vec<u64>,
    /// Where there is a log: what it must state of each version; by handle, from 1.
    pub statements: Vec<Statement>,
    is_logged: bool,
}

impl Expected {
    pub fn new(dir: &Path, is_logged: bool) -> Result<Self> {
        let (path, segments) = (dir.join("catalog.sqlite"), dir.join("segments"));
        fs::create_dir(&segments).map_err(at(&segments))?;
        catalog::create(&path)?;
        let catalog = catalog::open_for_writing(&path)?;
        catalog.pragma_update(None, "synchronous", "OFF")?;
        Ok(Self {
            catalog,
            segments,
            words: Vec::new(),
            statements: Vec::new(),
            is_logged,
        })
    }

    /// Enters a pack. `done` hears the size of each version.
    pub fn enter(
        &mut self,
        reader: Reader,
        pack: u32,
        (log, packed): (&[Entry], &Bodies),
        older: &dyn Fn(Place, &str) -> Result<Vec<u8>>,
        done: &dyn Fn(u64),
    ) -> Result<()> {
        let (mut bodies, mut places) = (HashMap::new(), HashMap::new());
        for (digest, (place, bytes)) in packed {
            places.insert(digest.as_str(), *place);
            bodies.insert(digest.clone(), bytes.clone());
        }
        for Entry { digest, .. } in log {
            if !bodies.contains_key(digest) {
                let place = crate::lookup::place(&self.catalog, digest)?;
                bodies.insert(digest.clone(), older(place, digest)?);
            }
        }
        let tx = self.catalog.transaction()?;
        let mut segment = Builder::default();
        let (words, statements) = (&mut self.words, &mut self.statements);
        let is_logged = self.is_logged;
        writer::enter_pack(
            &tx,
            How { reader, is_logged },
            pack,
            (log, &bodies, &places),
            &mut |version: Kept| {
                if version.handle != words.len() as u64 + 1 {
                    return Err(StoreError::damaged("handles do not follow one another"));
                }
                words.push(sum(&version.terms));
                statements.extend(version.statement);
                segment.add(version.handle, version.pairs, version.outline)?;
                done(version.size);
                Ok(())
            },
        )?;
        tx.commit()?;
        segments::write(&self.segments, segment)?;
        Ok(())
    }

    /// How many versions there are.
    pub fn versions(&self) -> usize {
        self.words.len()
    }

    /// The document that a handle is a version of.
    pub fn document(&self, handle: u64) -> Option<String> {
        let sql = "SELECT id FROM documents JOIN versions USING (document) WHERE handle = ?1";
        self.catalog.query_row(sql, [handle], |row| row.get(0)).ok()
    }
}

fn sum(terms: &Terms) -> u64 {
    let mut sum = 0_u64;
    for (name, words) in terms.fields() {
        for (at, term) in words {
            sum = sum.wrapping_add(mark(name, term.as_bytes(), at));
        }
    }
    let turns = terms.turns().iter();
    turns.fold(sum, |sum, turn| sum.wrapping_add(turn_mark(*turn)))
}

/// The mark of a turn.
pub(super) fn turn_mark(turn: Turn) -> u64 {
    mark(TURNS, &turn.tag.to_be_bytes(), turn.start)
}

/// A number for a word at its place in a field. Added up, those of a version tell whether it has
/// the same words at the same places, in whatever order they come. (The mixing is that of
/// `SplitMix64`, Steele, Lea and Flood 2014.)
pub(super) fn mark(field: &str, term: &[u8], at: u32) -> u64 {
    let bytes = field
        .bytes()
        .chain(std::iter::once(0))
        .chain(term.iter().copied());
    let term = bytes.fold(0, |sum, byte| mixed(sum ^ u64::from(byte)));
    mixed(term.wrapping_add(u64::from(at)))
}

fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
