//! The documents of a pack, read and entered into a catalogue.

use super::{Action, GROUP, Stored};
use crate::Reader;
use crate::catalog::{self, Covered, Entered, Facts};
use crate::error::Result;
use crate::index::{Terms, TermsBuilder};
use crate::originals::{Entry, Place};
use crate::outline::{self, Origin};
use onrecord_doc::merkle::Hash;
use onrecord_doc::{Hint, Reading};
use onrecord_proof::Reading as Leaves;
use onrecord_proof::statement::{Digests, Seen, Statement};
use onrecord_text::shingle;
use rayon::prelude::*;
use std::collections::HashMap;
use std::thread;

/// A version that was entered into a catalogue: what the other parts of a record keep of it.
pub(crate) struct Kept {
    pub handle: u64,
    /// How many bytes its original has.
    pub size: u64,
    pub terms: Terms,
    pub pairs: Vec<u64>,
    pub outline: Vec<u8>,
    /// Where there is a log: what it states of the version.
    pub statement: Option<Statement>,
}

/// How the documents of a pack are read.
#[derive(Clone, Copy)]
pub(crate) struct How {
    pub reader: Reader,
    /// Whether the versions are to be stated.
    pub is_logged: bool,
}

/// What a pack says: its log, the bytes it names by digest, and where those lie that it holds.
pub(crate) type Pack<'a> = (
    &'a [Entry],
    &'a HashMap<String, Vec<u8>>,
    &'a HashMap<&'a str, Place>,
);

/// Reads the documents of a pack and enters them into a catalogue, in the order of its log; gives
/// each version away in the order of the handles. All that `add`, `rebuild` and `verify` have in
/// common.
pub(crate) fn enter_pack(
    tx: &rusqlite::Transaction<'_>,
    how: How,
    pack: u32,
    (log, bodies, places): Pack<'_>,
    give: &mut dyn FnMut(Kept) -> Result<()>,
) -> Result<Vec<Stored>> {
    let mut fresh: Vec<_> = places.iter().collect();
    fresh.sort_unstable_by_key(|(digest, _)| **digest);
    for (digest, place) in fresh {
        catalog::insert_original(tx, digest, *place)?;
    }
    let mut stored = Vec::with_capacity(log.len());
    let mut covered = Covered::default();
    // One part is entered while the next is read: SQLite and the packing have one thread.
    let mut parts = log.chunks(GROUP);
    let mut ready = parts.next().map(|part| (part, read(how, part, bodies)));
    while let Some((part, documents)) = ready.take() {
        let next = parts.next();
        thread::scope(|scope| -> Result<()> {
            let ahead = next.map(|part| (part, scope.spawn(|| read(how, part, bodies))));
            for (entry, read) in part.iter().zip(documents) {
                let entered = catalog::enter(tx, entry, &read.facts)?;
                covered.count(tx, &read.facts, &entered)?;
                let Entered {
                    action,
                    handle,
                    number,
                    ..
                } = entered;
                stored.push(Stored::new(entry, &read.facts, number, action));
                if action == Action::Copy {
                    continue;
                }
                let place = match places.get(entry.digest.as_str()) {
                    Some(place) => *place,
                    None => crate::lookup::place(tx, &entry.digest)?,
                };
                give(Kept {
                    handle,
                    size: place.size,
                    outline: read.outline(entry, place, number),
                    statement: read.statement(entry, number),
                    terms: read.terms,
                    pairs: read.pairs,
                })?;
            }
            ready = ahead.map(|(part, thread)| (part, joined(thread)));
            Ok(())
        })?;
    }
    covered.write(tx)?;
    catalog::set_last_pack(tx, pack)?;
    Ok(stored)
}

/// A document that was read, ready to be stored.
struct Read {
    facts: Facts,
    terms: Terms,
    pairs: Vec<u64>,
    outline: Vec<u8>,
    sum: u32,
    /// For the log, where there is one: the reading digest.
    reading: Option<Hash>,
}

impl Read {
    fn new(how: How, entry: &Entry, bytes: &[u8]) -> Self {
        let path = Some(entry.path.as_str());
        let parsed = (how.reader)(bytes, Hint { path });
        let document = &parsed.document;
        let mut terms = TermsBuilder::with_capacity(bytes.len());
        let reading = Reading::told(document, |word, form| terms.push(word, form));
        let mut main = Vec::with_capacity(reading.total().main as usize);
        main.extend(reading.main_words(document, 0).map(|word| word.key));
        Self {
            terms: terms.finish(document, &reading),
            pairs: shingle::pairs(&main).collect(),
            outline: outline::outline(document, &reading, bytes),
            sum: crc32fast::hash(bytes),
            reading: how.is_logged.then(|| Leaves::of(document).root()),
            facts: Facts::new(parsed, &reading),
        }
    }

    fn outline(&self, entry: &Entry, place: Place, number: u32) -> Vec<u8> {
        let origin = Origin {
            pack: place.pack,
            offset: place.offset,
            size: place.size,
            crc: self.sum,
            digest: &entry.digest,
            number,
            seen: &entry.seen,
            told: entry.added.is_some(),
            path: &entry.path,
        };
        outline::with_origin(&origin, &self.outline)
    }

    fn statement(&self, entry: &Entry, number: u32) -> Option<Statement> {
        let seen = Seen {
            bytes: &entry.digest,
            version: number,
            reader: crate::READER_VERSION,
            seen: &entry.seen,
        };
        let (id, address) = (self.facts.id().as_str(), self.facts.address());
        let digests = Digests {
            text: self.facts.text_digest().to_owned(),
            reading: self.reading?,
        };
        Some(Statement::new(id, address, seen, &digests))
    }
}

/// What a thread gave; its panic goes on in this one.
pub(super) fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    match thread.join() {
        Ok(value) => value,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Reads documents in parallel; the answers have the order of the log.
fn read(how: How, log: &[Entry], bodies: &HashMap<String, Vec<u8>>) -> Vec<Read> {
    let one = |entry: &Entry| {
        let bytes = bodies.get(&entry.digest).map_or(&[][..], Vec::as_slice);
        Read::new(how, entry, bytes)
    };
    log.par_iter().map(one).collect()
}
