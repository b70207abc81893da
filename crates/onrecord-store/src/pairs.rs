//! The candidate index: every pair of neighbouring main words, and where it stands.
//!
//! One immutable file a batch, `pairs/FIRST-LAST.pairs`, for the versions with the handles from
//! FIRST to LAST; when there are more than [`MOST_FILES`], the smallest neighbours are merged. A
//! file is written beside its place and renamed, so that it is whole or is not there. Numbers are
//! little-endian; a *vint* has seven bits a byte, the lowest first, the high bit on all but the
//! last (as in Protocol Buffers).
//!
//! ```text
//! "orpairs1"  u64 documents  u64 blocks  u64 positions
//! documents × (u64 handle, u64 base)       a document's pairs have the positions from base on
//! blocks × (u64 first key, u64 offset)     the dictionary, every BLOCK keys
//! keys: vint difference to the key before (0 for the first of a block), vint count,
//!       vint bytes of what follows, then count × vint difference of positions
//! ```
//!
//! A key is the upper 48 bits of the pair's. Of the 3 million different pairs of 14,396 documents,
//! the chance that a given one shares its key with another is one in a hundred million.

use crate::error::{Result, StoreError, at};
use crate::folder::sync;
use rayon::slice::ParallelSliceMut;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};

/// How many files may stand side by side before two are merged.
const MOST_FILES: usize = 8;
/// How many keys a block of the dictionary has.
const BLOCK: usize = 32;
const MAGIC: &[u8; 8] = b"orpairs1";
const HEAD: usize = 32;

/// Where a pair stands: a handle, and the main word of its first word.
pub(crate) type Place = (u64, u32);

/// Gathers the pairs of one batch.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    documents: Vec<(u64, u64)>,
    entries: Vec<(u64, u64)>,
    next: u64,
}

impl Builder {
    /// Adds the pairs of a version. Handles must come in order.
    pub fn add(&mut self, handle: u64, pairs: &[u64]) {
        self.documents.push((handle, self.next));
        let placed = pairs
            .iter()
            .zip(self.next..)
            .map(|(pair, at)| (pair >> 16, at));
        self.entries.extend(placed);
        // One position is left free, so that no run reaches from one document into the next.
        self.next += pairs.len() as u64 + 1;
    }

    /// Writes the file of the batch, if it has any documents.
    pub fn write(mut self, dir: &Path) -> Result<()> {
        let (Some(first), Some(last)) = (self.documents.first(), self.documents.last()) else {
            return Ok(());
        };
        let name = name(first.0, last.0);
        self.entries.par_sort_unstable();
        let mut keys = Keys::default();
        for run in self.entries.chunk_by(|a, b| a.0 == b.0) {
            keys.push(run[0].0, run.iter().map(|entry| entry.1));
        }
        write(dir, &name, &self.documents, &keys, self.next)
    }
}

/// The dictionary and the positions, as they are written.
#[derive(Default)]
struct Keys {
    blocks: Vec<(u64, u64)>,
    data: Vec<u8>,
    last: u64,
    count: usize,
    body: Vec<u8>,
}

impl Keys {
    fn push(&mut self, key: u64, positions: impl Iterator<Item = u64>) {
        if self.count.is_multiple_of(BLOCK) {
            self.blocks.push((key, self.data.len() as u64));
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
        put(&mut self.data, key - self.last);
        put(&mut self.data, number);
        put(&mut self.data, self.body.len() as u64);
        self.data.extend_from_slice(&self.body);
        self.last = key;
    }
}

fn write(
    dir: &Path,
    name: &str,
    documents: &[(u64, u64)],
    keys: &Keys,
    positions: u64,
) -> Result<()> {
    let (path, temporary) = (dir.join(name), dir.join(format!("{name}.new")));
    let mut file = File::create(&temporary).map_err(at(&temporary))?;
    let mut head = MAGIC.to_vec();
    for number in [documents.len() as u64, keys.blocks.len() as u64, positions] {
        head.extend(number.to_le_bytes());
    }
    for (first, second) in documents.iter().chain(&keys.blocks) {
        head.extend(first.to_le_bytes());
        head.extend(second.to_le_bytes());
    }
    file.write_all(&head)
        .and_then(|()| file.write_all(&keys.data))
        .map_err(at(&temporary))?;
    file.sync_all().map_err(at(&temporary))?;
    fs::rename(&temporary, &path).map_err(at(&path))?;
    sync(dir)
}

fn name(first: u64, last: u64) -> String {
    format!("{first:010}-{last:010}.pairs")
}

/// All files, open for reading; memory-mapped.
pub(crate) struct Pairs {
    segments: Vec<Segment>,
    last: u64,
}

/// A pair that was looked up.
pub(crate) struct Found {
    /// How many places it has in all files.
    pub places: u64,
    /// For each file, where its positions are coded, and how many there are.
    coded: Vec<Option<(usize, usize, u64)>>,
}

impl Pairs {
    /// Opens the files that cover the handles up to `last`.
    pub fn open(dir: &Path, last: u64) -> Result<Self> {
        // Another process may merge files between the listing and the opening.
        for _ in 0..5 {
            if let Some(segments) = covering(dir, last)? {
                return Ok(Self { segments, last });
            }
        }
        Err(StoreError::damaged(format_args!(
            "{} is not complete",
            dir.display()
        )))
    }

    /// Looks a pair up.
    pub fn find(&self, pair: u64) -> Found {
        let coded: Vec<_> = self
            .segments
            .iter()
            .map(|segment| segment.find(pair >> 16))
            .collect();
        let places = coded.iter().flatten().map(|(_, _, count)| count).sum();
        Found { places, coded }
    }

    /// The places of a pair, by handle and word.
    pub fn places(&self, found: &Found) -> Vec<Place> {
        let mut places = Vec::with_capacity(usize::try_from(found.places).unwrap_or(0));
        for (segment, coded) in self.segments.iter().zip(&found.coded) {
            if let Some((start, end, _)) = coded {
                segment.places(*start, *end, &mut places);
            }
        }
        places.retain(|place| place.0 <= self.last);
        places
    }
}

struct Segment {
    bytes: OwnedBytes,
    documents: usize,
    blocks: usize,
}

impl Segment {
    fn open(dir: &MmapDirectory, name: &str) -> Option<Self> {
        let bytes = dir.open_read(Path::new(name)).ok()?.read_bytes().ok()?;
        let mut segment = Self {
            bytes,
            documents: 0,
            blocks: 0,
        };
        if segment.bytes.get(..8)? != MAGIC {
            return None;
        }
        segment.documents = usize::try_from(segment.number(8)).ok()?;
        segment.blocks = usize::try_from(segment.number(16)).ok()?;
        let data = segment
            .blocks
            .checked_add(segment.documents)?
            .checked_mul(16)?;
        (data.checked_add(HEAD)? <= segment.bytes.len()).then_some(segment)
    }

    fn number(&self, at: usize) -> u64 {
        let bytes = self
            .bytes
            .get(at..at + 8)
            .and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u64::from_le_bytes)
    }

    fn positions(&self) -> u64 {
        self.number(24)
    }

    fn document(&self, at: usize) -> (u64, u64) {
        (self.number(HEAD + 16 * at), self.number(HEAD + 16 * at + 8))
    }

    fn block(&self, at: usize) -> (u64, usize) {
        let place = HEAD + 16 * (self.documents + at);
        (
            self.number(place),
            self.data() + self.number(place + 8) as usize,
        )
    }

    fn data(&self) -> usize {
        HEAD + 16 * (self.documents + self.blocks)
    }

    /// Where the positions of a key are coded, and how many there are.
    fn find(&self, key: u64) -> Option<(usize, usize, u64)> {
        let block = partition(self.blocks, |at| self.block(at).0 <= key).checked_sub(1)?;
        let (mut at, mut last) = (self.block(block).1, self.block(block).0);
        for _ in 0..BLOCK {
            let entry = self.entry(at, last)?;
            if entry.key >= key {
                return (entry.key == key).then_some((entry.start, entry.end, entry.count));
            }
            (at, last) = (entry.end, entry.key);
        }
        None
    }

    fn entry(&self, at: usize, last: u64) -> Option<Entry> {
        let mut cursor = at;
        let key = last + get(&self.bytes, &mut cursor)?;
        let count = get(&self.bytes, &mut cursor)?;
        let length = usize::try_from(get(&self.bytes, &mut cursor)?).ok()?;
        let end = cursor
            .checked_add(length)
            .filter(|&end| end <= self.bytes.len())?;
        Some(Entry {
            key,
            count,
            start: cursor,
            end,
        })
    }

    fn decode(&self, start: usize, end: usize) -> impl Iterator<Item = u64> + '_ {
        let (mut cursor, mut position) = (start, 0);
        std::iter::from_fn(move || {
            if cursor >= end {
                return None;
            }
            position += get(&self.bytes, &mut cursor)?;
            Some(position)
        })
    }

    fn places(&self, start: usize, end: usize, places: &mut Vec<Place>) {
        let (mut document, mut until) = ((0, 0), 0);
        for position in self.decode(start, end) {
            if position >= until {
                let next = partition(self.documents, |at| self.document(at).1 <= position);
                document = self.document(next.saturating_sub(1));
                until = if next < self.documents {
                    self.document(next).1
                } else {
                    u64::MAX
                };
            }
            places.push((document.0, (position - document.1) as u32));
        }
    }

    fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        let (mut at, mut last, mut number) = (self.data(), 0, 0);
        std::iter::from_fn(move || {
            if at >= self.bytes.len() {
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

#[derive(Clone, Copy)]
struct Entry {
    key: u64,
    count: u64,
    start: usize,
    end: usize,
}

/// The names of the files that cover the handles from 1 to `last` without a gap, the largest
/// files first where several cover the same; `None` where there is a gap.
fn tiling(dir: &Path, last: u64) -> Result<Option<Vec<(u64, u64)>>> {
    let mut all = listed(dir)?;
    all.sort_by_key(|&(first, last)| (first, std::cmp::Reverse(last)));
    let (mut chosen, mut next) = (Vec::new(), 1);
    for (first, end) in all {
        if first == next && next <= last {
            chosen.push((first, end));
            next = end + 1;
        }
    }
    Ok((next > last).then_some(chosen))
}

fn listed(dir: &Path) -> Result<Vec<(u64, u64)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).map_err(at(dir))? {
        let name = entry.map_err(at(dir))?.file_name();
        let name = name.to_string_lossy();
        let bounds = name
            .strip_suffix(".pairs")
            .and_then(|stem| stem.split_once('-'));
        if let Some((first, last)) = bounds
            && let (Ok(first), Ok(last)) = (first.parse(), last.parse())
        {
            all.push((first, last));
        }
    }
    Ok(all)
}

fn covering(dir: &Path, last: u64) -> Result<Option<Vec<Segment>>> {
    let Some(chosen) = tiling(dir, last)? else {
        return Ok(None);
    };
    let mapped = MmapDirectory::open(dir)
        .map_err(|error| StoreError::from(tantivy::TantivyError::from(error)))?;
    Ok(chosen
        .iter()
        .map(|&(first, end)| Segment::open(&mapped, &name(first, end)))
        .collect())
}

/// Takes away the files that the catalogue, which knows handles up to `last`, does not need:
/// unfinished ones, those of a batch that was not committed, and those that were merged.
pub(crate) fn clean(dir: &Path, last: u64) -> Result<()> {
    let needed = tiling(dir, last)?.unwrap_or_default();
    for entry in fs::read_dir(dir).map_err(at(dir))? {
        let path = entry.map_err(at(dir))?.path();
        let unfinished = path.extension().is_some_and(|extension| extension == "new");
        if unfinished {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    for (first, end) in listed(dir)? {
        if end > last || !needed.is_empty() && !needed.contains(&(first, end)) {
            let path = dir.join(name(first, end));
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    Ok(())
}

/// Merges neighbouring files until there are at most [`MOST_FILES`].
pub(crate) fn merge(dir: &Path, last: u64) -> Result<()> {
    loop {
        let files = tiling(dir, last)?.unwrap_or_default();
        if files.len() <= MOST_FILES {
            return Ok(());
        }
        let size = |&(first, end): &(u64, u64)| {
            fs::metadata(dir.join(name(first, end))).map_or(0, |m| m.len())
        };
        let smallest = (1..files.len()).min_by_key(|&at| size(&files[at - 1]) + size(&files[at]));
        let Some(second) = smallest else {
            return Ok(());
        };
        merge_two(dir, files[second - 1], files[second])?;
    }
}

fn merge_two(dir: &Path, one: (u64, u64), two: (u64, u64)) -> Result<()> {
    let mapped = MmapDirectory::open(dir)
        .map_err(|error| StoreError::from(tantivy::TantivyError::from(error)))?;
    let open = |bounds: (u64, u64)| {
        let name = name(bounds.0, bounds.1);
        Segment::open(&mapped, &name).ok_or_else(|| StoreError::damaged(dir.join(name).display()))
    };
    let (a, b) = (open(one)?, open(two)?);
    let shift = a.positions();
    let mut documents: Vec<_> = (0..a.documents).map(|at| a.document(at)).collect();
    documents.extend(
        (0..b.documents)
            .map(|at| b.document(at))
            .map(|(handle, base)| (handle, base + shift)),
    );
    let keys = merged_keys(&a, &b, shift);
    write(
        dir,
        &name(one.0, two.1),
        &documents,
        &keys,
        shift + b.positions(),
    )?;
    for (first, end) in [one, two] {
        let path = dir.join(name(first, end));
        fs::remove_file(&path).map_err(at(&path))?;
    }
    Ok(())
}

fn merged_keys(a: &Segment, b: &Segment, shift: u64) -> Keys {
    let (mut left, mut right) = (a.entries().peekable(), b.entries().peekable());
    let mut keys = Keys::default();
    loop {
        let next = [left.peek(), right.peek()]
            .into_iter()
            .flatten()
            .map(|entry| entry.key)
            .min();
        let Some(key) = next else { return keys };
        let mine = left
            .next_if(|entry| entry.key == key)
            .map(|e| a.decode(e.start, e.end));
        let other = right
            .next_if(|entry| entry.key == key)
            .map(|e| b.decode(e.start, e.end));
        let positions = mine.into_iter().flatten();
        keys.push(
            key,
            positions.chain(other.into_iter().flatten().map(|position| position + shift)),
        );
    }
}

/// How many bytes all files have.
pub(crate) fn size(dir: &Path) -> u64 {
    let paths: Vec<PathBuf> = listed(dir)
        .unwrap_or_default()
        .iter()
        .map(|&(a, b)| dir.join(name(a, b)))
        .collect();
    paths
        .iter()
        .map(|path| fs::metadata(path).map_or(0, |metadata| metadata.len()))
        .sum()
}

/// The first of `0..len` for which `before` is false.
fn partition(len: usize, before: impl Fn(usize) -> bool) -> usize {
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

fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(dir: &Path, first: u64, documents: &[&[u64]]) {
        let mut builder = Builder::default();
        for (handle, pairs) in (first..).zip(documents) {
            let pairs: Vec<u64> = pairs.iter().map(|pair| pair << 16).collect();
            builder.add(handle, &pairs);
        }
        builder.write(dir).unwrap();
    }

    fn places(dir: &Path, last: u64, pair: u64) -> Vec<Place> {
        let pairs = Pairs::open(dir, last).unwrap();
        pairs.places(&pairs.find(pair << 16))
    }

    fn folder(name: &str) -> PathBuf {
        let dir =
            std::env::temp_dir().join(format!("onrecord-pairs-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        dir
    }

    #[test]
    fn what_is_written_is_found() {
        let dir = folder("written");
        let many: Vec<u64> = (0..500).collect();
        batch(&dir, 1, &[&[7, 8, 7], &[], &many]);
        batch(&dir, 4, &[&[9, 7]]);
        assert_eq!(places(&dir, 4, 7), [(1, 0), (1, 2), (3, 7), (4, 1)]);
        assert_eq!(places(&dir, 3, 9), [(3, 9)]);
        assert_eq!(places(&dir, 4, 499), [(3, 499)]);
        assert!(places(&dir, 4, 1000).is_empty());
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn merging_changes_nothing() {
        let dir = folder("merged");
        for handle in 1..=20 {
            batch(&dir, handle, &[&[handle % 3, 5, handle]]);
        }
        let before: Vec<_> = (0..25).map(|pair| places(&dir, 20, pair)).collect();
        merge(&dir, 20).unwrap();
        assert!(listed(&dir).unwrap().len() <= MOST_FILES);
        assert_eq!(
            before,
            (0..25)
                .map(|pair| places(&dir, 20, pair))
                .collect::<Vec<_>>()
        );
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn what_was_not_committed_goes() {
        let dir = folder("clean");
        batch(&dir, 1, &[&[1]]);
        batch(&dir, 2, &[&[1]]);
        clean(&dir, 1).unwrap();
        assert_eq!(listed(&dir).unwrap(), [(1, 1)]);
        assert!(Pairs::open(&dir, 2).is_err());
        fs::remove_dir_all(dir).unwrap();
    }
}
