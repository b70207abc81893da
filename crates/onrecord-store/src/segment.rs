//! One immutable file of versions: the pairs of their neighbouring words, and their outlines.
//!
//! Numbers are little-endian; a *vint* has seven bits a byte, the lowest first, the high bit on
//! all but the last (as in Protocol Buffers).
//!
//! ```text
//! "orsegm01"
//! keys: vint difference to the key before (0 for the first of a block), vint count,
//!       vint bytes of what follows, then count × vint difference of positions
//! outlines: the rows of outline.rs, one a version
//! documents × (u64 first position, u64 end of its outline)      in the order of their handles
//! blocks × (u64 first key, u64 start)                the dictionary of keys, every BLOCK keys
//! u32 a document for every STRIDE positions: the last that begins at or before the position
//! u64 first handle, documents, blocks, positions, start of outlines, of documents; "orsegm01"
//! ```
//!
//! A key is the upper 48 bits of the pair's. Of the 3 million different pairs of 14,396 documents,
//! the chance that a given one shares its key with another is one in a hundred million.

use crate::error::{ErrorKind, Result, StoreError, at};
use crate::positions::{Positions, put};
use onrecord_doc::Handle;
use onrecord_doc::record::Hit;
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;
use tantivy::directory::OwnedBytes;

/// How many keys a block of the dictionary has.
const BLOCK: usize = 16;
/// Keys are the upper bits of hashes.
const KEY_BITS: u32 = 48;
/// So many blocks from where a key is expected it is looked for first: it is seldom further than the square root
/// of their number, 250 of 60,000.
const FIRST_STEP: usize = 64;
/// For every so many positions it is noted in which version they lie. Documents have about 1,500
/// words.
const STRIDE: u64 = 2048;
const MAGIC: &[u8; 8] = b"orsegm01";
const NUMBERS: usize = 6;
const FOOT: usize = 8 * NUMBERS + MAGIC.len();

/// Where a pair stands: a handle, and the main word of its first word.
pub(crate) type Place = (u64, u32);

/// Gathers the versions of one batch.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    first: u64,
    bases: Vec<u64>,
    outlines: Vec<Vec<u8>>,
    /// Of each version, in their order.
    pairs: Vec<Vec<u64>>,
    next: u64,
}

impl Builder {
    /// Adds a version: its pairs and its outline. Handles must follow one another.
    ///
    /// # Errors
    ///
    /// If the batch has more words than 32 bits can count.
    pub fn add(&mut self, handle: u64, pairs: Vec<u64>, outline: Vec<u8>) -> Result<()> {
        if self.bases.is_empty() {
            self.first = handle;
        }
        debug_assert_eq!(self.first + self.bases.len() as u64, handle);
        // One position is left free, so that no run reaches from one version into the next.
        let next = self.next + pairs.len() as u64 + 1;
        if next > u64::from(u32::MAX) {
            let message = "more than four thousand million words at once: add them in parts";
            return Err(StoreError::new(ErrorKind::Question, message));
        }
        self.pairs.push(pairs);
        self.bases.push(self.next);
        self.outlines.push(outline);
        self.next = next;
        Ok(())
    }

    /// The handles of the versions: the first and the last.
    pub fn handles(&self) -> Option<(u64, u64)> {
        let more = (self.bases.len() as u64).checked_sub(1)?;
        Some((self.first, self.first + more))
    }

    /// Writes the file and waits until it is on the disk.
    pub fn write(mut self, path: &Path) -> Result<()> {
        let (mut entries, ends) = dealt(std::mem::take(&mut self.pairs), &self.bases);
        let mut parts = parts(&mut entries, &ends);
        parts.par_iter_mut().for_each(|part| part.sort_unstable());
        let write = || -> io::Result<()> {
            let mut file = SegmentFile::create(path)?;
            for (upper, part) in (0_u64..).zip(&parts) {
                for run in part.chunk_by(|a, b| a >> 32 == b >> 32) {
                    let positions = run.iter().map(|entry| u64::from(*entry as u32));
                    file.key(upper << 32 | run[0] >> 32, positions)?;
                }
            }
            for outline in &self.outlines {
                file.outline(outline)?;
            }
            file.finish(self.first, &self.bases, self.next)
        };
        write().map_err(at(path))
    }
}

/// All pairs by the upper 16 bits of their keys, and where each such part ends. Of a pair there are
/// the other 32 bits of its key, then its position: so they are sorted in small parts that fit the
/// nearest cache, and in half the memory of whole keys. They are counted first, so that no part has
/// to grow.
fn dealt(pairs: Vec<Vec<u64>>, bases: &[u64]) -> (Vec<u64>, Vec<usize>) {
    let mut next = vec![0; 1 << 16];
    for pair in pairs.iter().flatten() {
        next[(pair >> 48) as usize] += 1;
    }
    let mut all = 0;
    for part in &mut next {
        let start = all;
        all += *part;
        *part = start;
    }
    let mut entries = vec![0; all];
    for (pairs, base) in pairs.into_iter().zip(bases) {
        for (pair, at) in pairs.into_iter().zip(*base..) {
            let next = &mut next[(pair >> 48) as usize];
            entries[*next] = (pair >> 16) << 32 | at;
            *next += 1;
        }
    }
    // Each part has been filled up to its end.
    (entries, next)
}

fn parts<'a>(mut entries: &'a mut [u64], ends: &[usize]) -> Vec<&'a mut [u64]> {
    let (mut parts, mut start) = (Vec::with_capacity(ends.len()), 0);
    for &end in ends {
        let (part, behind) = entries.split_at_mut(end - start);
        parts.push(part);
        (entries, start) = (behind, end);
    }
    parts
}

/// A file that is being written, from its beginning to its end.
struct SegmentFile {
    out: BufWriter<File>,
    written: u64,
    blocks: Vec<(u64, u64)>,
    ends: Vec<u64>,
    outlines: u64,
    last: u64,
    count: usize,
    head: Vec<u8>,
    body: Vec<u8>,
}

impl SegmentFile {
    fn create(path: &Path) -> io::Result<Self> {
        let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
        out.write_all(MAGIC)?;
        Ok(Self {
            out,
            written: MAGIC.len() as u64,
            blocks: Vec::new(),
            ends: Vec::new(),
            outlines: 0,
            last: 0,
            count: 0,
            head: Vec::new(),
            body: Vec::new(),
        })
    }

    fn key(&mut self, key: u64, positions: impl Iterator<Item = u64>) -> io::Result<()> {
        if self.count.is_multiple_of(BLOCK) {
            self.blocks.push((key, self.written));
            self.last = key;
        }
        self.count += 1;
        self.body.clear();
        let (mut before, mut number) = (0, 0);
        for position in positions {
            put(&mut self.body, position - before);
            before = position;
            number += 1;
        }
        self.head.clear();
        put(&mut self.head, key - self.last);
        put(&mut self.head, number);
        put(&mut self.head, self.body.len() as u64);
        self.last = key;
        self.out.write_all(&self.head)?;
        self.out.write_all(&self.body)?;
        self.written += (self.head.len() + self.body.len()) as u64;
        Ok(())
    }

    fn outline(&mut self, row: &[u8]) -> io::Result<()> {
        if self.ends.is_empty() {
            self.outlines = self.written;
        }
        self.out.write_all(row)?;
        self.written += row.len() as u64;
        self.ends.push(self.written);
        Ok(())
    }

    fn finish(mut self, first: u64, bases: &[u64], positions: u64) -> io::Result<()> {
        let documents = self.written;
        let versions = bases.iter().copied().zip(self.ends.iter().copied());
        for (a, b) in versions.chain(self.blocks.iter().copied()) {
            self.out.write_all(&a.to_le_bytes())?;
            self.out.write_all(&b.to_le_bytes())?;
        }
        for stride in strides(bases, positions) {
            self.out.write_all(&stride.to_le_bytes())?;
        }
        let (versions, blocks) = (self.ends.len() as u64, self.blocks.len() as u64);
        for number in [first, versions, blocks, positions, self.outlines, documents] {
            self.out.write_all(&number.to_le_bytes())?;
        }
        self.out.write_all(MAGIC)?;
        self.out.flush()?;
        self.out.get_ref().sync_all()
    }
}

/// For every [`STRIDE`] positions, the last version that begins at or before the first of them.
fn strides(bases: &[u64], positions: u64) -> impl Iterator<Item = u32> + '_ {
    (0..positions.div_ceil(STRIDE)).map(|stride| {
        let behind = bases.partition_point(|base| *base <= stride * STRIDE);
        behind.saturating_sub(1) as u32
    })
}

/// A file that is open for reading; memory-mapped.
pub(crate) struct Segment {
    bytes: OwnedBytes,
    pub first: u64,
    documents: usize,
    blocks: usize,
    pub positions: u64,
    outlines: usize,
    tables: usize,
}

/// Clusters of hits of one pair, further than `gap` from all others: places of one vote, of whose
/// thousands only the first are proposed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Single {
    /// So far apart hits are never of one place.
    pub gap: u64,
    /// How many clusters are still wanted.
    pub wanted: usize,
}

/// A position of one of several lists, as one number: there are thousands to sort. A file has fewer than 2^48
/// positions, and no more lists are asked for than places (8,192 and three lists).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Listed(u64);

impl Listed {
    const BITS: u32 = 16;

    fn new(position: u64, list: usize) -> Self {
        debug_assert!(list >> Self::BITS == 0);
        Self(position << Self::BITS | list as u64)
    }

    fn position(self) -> u64 {
        self.0 >> Self::BITS
    }

    fn list(self) -> usize {
        (self.0 & ((1 << Self::BITS) - 1)) as usize
    }
}

/// The version in which a position lies; positions must rise.
#[derive(Default)]
struct Versions {
    number: usize,
    base: u64,
    end: u64,
}

impl Versions {
    fn place(&mut self, segment: &Segment, position: u64) -> Place {
        if position >= self.end {
            self.number = self.number.max(segment.stride(position));
            self.base = segment.document(self.number).0;
            self.end = segment.base(self.number + 1);
            while self.end <= position {
                self.number += 1;
                (self.base, self.end) = (self.end, segment.base(self.number + 1));
            }
        }
        let handle = segment.first + self.number as u64;
        (handle, (position - self.base) as u32)
    }
}

/// Where the positions of a key are coded, and how many there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coded {
    key: u64,
    start: usize,
    end: usize,
    pub count: u64,
}

impl Segment {
    /// Reads the foot; `None` where the bytes are not such a file, or not a whole one.
    pub fn open(bytes: OwnedBytes) -> Option<Self> {
        let foot = bytes.len().checked_sub(FOOT)?;
        if bytes.get(..8)? != MAGIC || bytes.get(foot + 8 * NUMBERS..)? != MAGIC {
            return None;
        }
        let number = |at: usize| word(&bytes, foot + 8 * at);
        let size = |at: usize| usize::try_from(number(at)).ok();
        let (documents, blocks) = (size(1)?, size(2)?);
        let (outlines, tables) = (size(4)?, size(5)?);
        let rows = documents.checked_add(blocks)?.checked_mul(16)?;
        let (first, positions) = (number(0), number(3));
        let strides = usize::try_from(positions.div_ceil(STRIDE))
            .ok()?
            .checked_mul(4)?;
        let whole = tables.checked_add(rows)?.checked_add(strides)? == foot && outlines <= tables;
        whole.then_some(Self {
            bytes,
            first,
            documents,
            blocks,
            positions,
            outlines,
            tables,
        })
    }

    /// The handle behind its last.
    pub fn end(&self) -> u64 {
        self.first + self.documents as u64
    }

    /// Bytes of the pairs with their dictionary, and of the outlines with their table.
    pub fn sizes(&self) -> (u64, u64) {
        let pairs = self.outlines + 16 * self.blocks;
        (pairs as u64, (self.bytes.len() - pairs) as u64)
    }

    /// The outline of a version.
    pub fn outline(&self, handle: u64) -> Option<OwnedBytes> {
        Some(self.bytes.slice(self.outline_range(handle)?))
    }

    fn outline_range(&self, handle: u64) -> Option<Range<usize>> {
        let number = usize::try_from(handle.checked_sub(self.first)?).ok()?;
        if number >= self.documents {
            return None;
        }
        let start = match number.checked_sub(1) {
            Some(before) => self.document(before).1,
            None => self.outlines,
        };
        let end = self.document(number).1;
        (start <= end && end <= self.bytes.len()).then_some(start..end)
    }

    /// Where the positions of a pair are coded.
    pub fn find(&self, key: u64) -> Option<Coded> {
        let block = self
            .near(key, |at| self.block(at).0 <= key)
            .checked_sub(1)?;
        let (mut last, mut at) = self.block(block);
        for _ in 0..BLOCK {
            let entry = self.entry(at, last)?;
            if entry.key >= key {
                return (entry.key == key).then_some(entry);
            }
            (at, last) = (entry.end, entry.key);
        }
        None
    }

    /// The first block for which `before` is false, as [`partition`] finds it. Keys are spread evenly, so
    /// that it is looked for around the place where it is to be expected, in steps that grow twofold.
    fn near(&self, key: u64, before: impl Fn(usize) -> bool) -> usize {
        let expected = (u128::from(key) * self.blocks as u128) >> KEY_BITS;
        let expected = usize::try_from(expected).map_or(self.blocks, |at| at.min(self.blocks));
        let mut step = FIRST_STEP;
        let (low, high) = if expected < self.blocks && before(expected) {
            let mut low = expected;
            while low + step < self.blocks && before(low + step) {
                (low, step) = (low + step, 2 * step);
            }
            (low, self.blocks.min(low + step))
        } else {
            let mut high = expected;
            while high >= step && !before(high - step) {
                (high, step) = (high - step, 2 * step);
            }
            (high.saturating_sub(step), high)
        };
        low + partition(high - low, |at| before(low + at))
    }

    /// Adds the places of a pair, up to the version `until`, or until there are `most`.
    pub fn places(&self, coded: Coded, until: u64, most: usize, places: &mut Vec<Place>) {
        let mut versions = Versions::default();
        for position in self.decode(coded) {
            let place = versions.place(self, position);
            if place.0 > until || places.len() == most {
                return;
            }
            places.push(place);
        }
    }

    /// Adds the hits of several pairs, up to the version `until`, in the order of their positions. Of
    /// the clusters that one pair alone has, only as many as are wanted.
    pub fn hits(
        &self,
        pairs: &[(Coded, &[u32])],
        until: u64,
        single: &mut Single,
        hits: &mut Vec<Hit>,
    ) {
        let mut versions = Versions::default();
        let mut listed: Vec<Listed> = Vec::new();
        for (number, pair) in pairs.iter().enumerate() {
            listed.extend(self.decode(pair.0).map(|at| Listed::new(at, number)));
        }
        // Each list rises: a sort that finds such runs only merges them.
        listed.sort();
        let near = |a: &Listed, b: &Listed| b.position() - a.position() <= single.gap;
        for cluster in listed.chunk_by(near) {
            let list = cluster[0].list();
            let one = pairs[list].1.len() == 1 && cluster.iter().all(|at| at.list() == list);
            if one && single.wanted == 0 {
                continue;
            }
            for at in cluster {
                let (handle, place) = versions.place(self, at.position());
                if handle > until {
                    return;
                }
                let asked = pairs[at.list()].1.iter();
                hits.extend(asked.map(|&asked| (Handle(handle), place, asked)));
            }
            single.wanted -= usize::from(one);
        }
    }

    /// Tells of each of the `wanted` places, which are all in this file and in order, whether the pair
    /// stands there. Positions are gone through once, as far as the last place, without asking in
    /// which version each lies.
    pub fn stands(&self, coded: Coded, wanted: &[Place], tell: &mut impl FnMut(bool)) {
        let mut positions = self.decode(coded);
        let mut next = positions.next();
        for &(handle, at) in wanted {
            let number = (handle - self.first) as usize;
            let position = self.base(number).saturating_add(u64::from(at));
            if next.is_some_and(|next| next < position) {
                next = positions.first_from(position);
            }
            tell(next == Some(position) && position < self.base(number + 1));
        }
    }

    /// The version that is noted for a position: the one that has it, or one before.
    fn stride(&self, position: u64) -> usize {
        let table = self.tables + 16 * (self.documents + self.blocks);
        let at = table + 4 * (position / STRIDE) as usize;
        let bytes = self.bytes.get(at..at + 4).and_then(|b| b.try_into().ok());
        bytes.map_or(0, u32::from_le_bytes) as usize
    }

    /// The first position of a version; behind the last, beyond all.
    fn base(&self, at: usize) -> u64 {
        if at < self.documents {
            self.document(at).0
        } else {
            u64::MAX
        }
    }

    fn document(&self, at: usize) -> (u64, usize) {
        let place = self.tables + 16 * at;
        (
            word(&self.bytes, place),
            word(&self.bytes, place + 8) as usize,
        )
    }

    fn block(&self, at: usize) -> (u64, usize) {
        self.document(self.documents + at)
    }

    fn entry(&self, at: usize, last: u64) -> Option<Coded> {
        let mut cursor = at;
        let key = last + get(&self.bytes, &mut cursor)?;
        let count = get(&self.bytes, &mut cursor)?;
        let length = usize::try_from(get(&self.bytes, &mut cursor)?).ok()?;
        let end = cursor.checked_add(length)?;
        (end <= self.outlines).then_some(Coded {
            key,
            count,
            start: cursor,
            end,
        })
    }

    fn decode(&self, coded: Coded) -> Positions<'_> {
        Positions::of(self.bytes.get(coded.start..coded.end).unwrap_or_default())
    }

    fn entries(&self) -> impl Iterator<Item = Coded> + '_ {
        let (mut at, mut last, mut number) = (MAGIC.len(), 0, 0);
        std::iter::from_fn(move || {
            if at >= self.outlines {
                return None;
            }
            if number % BLOCK == 0 {
                last = self.block(number / BLOCK).0;
            }
            number += 1;
            let entry = self.entry(at, last)?;
            (at, last) = (entry.end, entry.key);
            Some(entry)
        })
    }
}

/// Writes the versions of several files, whose handles follow one another, into one.
pub(crate) fn merge(segments: &[Segment], path: &Path) -> Result<()> {
    write_merged(segments, path).map_err(at(path))
}

fn write_merged(segments: &[Segment], path: &Path) -> io::Result<()> {
    let mut file = SegmentFile::create(path)?;
    let mut positions = 0;
    let (mut shifts, mut bases) = (Vec::new(), Vec::new());
    for segment in segments {
        shifts.push(positions);
        bases.extend((0..segment.documents).map(|at| segment.document(at).0 + positions));
        positions += segment.positions;
    }
    let mut entries: Vec<_> = segments.iter().map(|s| s.entries().peekable()).collect();
    loop {
        let next = entries.iter_mut().filter_map(|e| Some(e.peek()?.key)).min();
        let Some(key) = next else { break };
        let mut coded = Vec::with_capacity(segments.len());
        for (number, entries) in entries.iter_mut().enumerate() {
            coded.extend(entries.next_if(|e| e.key == key).map(|e| (number, e)));
        }
        let places = |&(number, coded): &(usize, Coded)| {
            let shift = shifts[number];
            segments[number].decode(coded).map(move |at| at + shift)
        };
        file.key(key, coded.iter().flat_map(places))?;
    }
    for segment in segments {
        for handle in segment.first..segment.end() {
            let range = segment.outline_range(handle).unwrap_or_default();
            file.outline(&segment.bytes[range])?;
        }
    }
    let first = segments.first().map_or(0, |segment| segment.first);
    file.finish(first, &bases, positions)
}

/// How many bytes a file has.
pub(crate) fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// The first of `0..len` for which `before` is false.
pub(crate) fn partition(len: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1
        } else {
            high = middle
        }
    }
    low
}

fn word(bytes: &[u8], at: usize) -> u64 {
    let bytes = bytes
        .get(at..at + 8)
        .and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, u64::from_le_bytes)
}

fn get(bytes: &[u8], cursor: &mut usize) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*cursor)?;
        *cursor += 1;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}
