//! The tiles of a log as files.

use crate::error::{Result, StoreError, at};
use crate::folder::sync;
use onrecord_doc::merkle::{self, Hash};
use onrecord_proof::tile::{self, Kind, Tile, WIDTH};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The folder of a log.
#[derive(Clone, Debug)]
pub(crate) struct Files(pub PathBuf);

impl Files {
    /// The hashes `range` of a level, in a log of at least as many.
    pub fn hashes(&self, level: u8, range: Range<u64>) -> Result<Vec<Hash>> {
        let kind = Kind::Hashes(level);
        let mut hashes = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let (index, first) = (at / WIDTH, at % WIDTH);
            let last = (range.end - index * WIDTH).min(WIDTH);
            let bytes = self.tile(kind, index, last)?;
            let tile = whole_hashes(&bytes).filter(|tile| tile.len() as u64 >= last);
            let tile = tile.ok_or_else(|| self.torn(kind, index))?;
            hashes.extend(&tile[first as usize..last as usize]);
            at = index * WIDTH + last;
        }
        Ok(hashes)
    }

    /// The entries `range`, in a log of at least as many.
    pub fn entries(&self, range: Range<u64>) -> Result<Vec<Vec<u8>>> {
        let mut entries = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let (index, first) = (at / WIDTH, at % WIDTH);
            let last = (range.end - index * WIDTH).min(WIDTH);
            let bytes = self.tile(Kind::Entries, index, last)?;
            let bundle = tile::entries(&bytes).filter(|bundle| bundle.len() as u64 >= last);
            let bundle = bundle.ok_or_else(|| self.torn(Kind::Entries, index))?;
            let wanted = &bundle[first as usize..last as usize];
            entries.extend(wanted.iter().map(|entry| entry.to_vec()));
            at = index * WIDTH + last;
        }
        Ok(entries)
    }

    /// The root over the leaves `range`, as the tiles of a log of at least as many have it.
    pub fn subtree(&self, range: Range<u64>) -> Result<Hash> {
        let len = range.end - range.start;
        if len == 0 {
            return Ok(merkle::root(&[]));
        }
        if len.is_power_of_two() && range.start.is_multiple_of(len) {
            let level = len.trailing_zeros() as u8 / 8;
            let of = |leaf: u64| leaf >> (8 * level);
            let hashes = self.hashes(level, of(range.start)..of(range.end))?;
            return Ok(merkle::root(&hashes));
        }
        let middle = range.start + merkle::split(len);
        let left = self.subtree(range.start..middle)?;
        let right = self.subtree(middle..range.end)?;
        Ok(merkle::node(&left, &right))
    }

    /// The bytes of a tile that is at least so wide. A log that grew meanwhile may have the wider
    /// one only.
    pub fn tile(&self, kind: Kind, index: u64, width: u64) -> Result<Vec<u8>> {
        let tile = |width| Tile { kind, index, width };
        let exact = self.0.join(tile(width).path());
        let whole = self.0.join(tile(WIDTH).path());
        let found = fs::read(&exact).or_else(|_| fs::read(&whole));
        found.or_else(|error| {
            let wider = self.widths(kind, index);
            let wider = wider.into_iter().find(|other| *other >= width);
            let read = wider.map(|width| fs::read(self.0.join(tile(width).path())));
            read.unwrap_or(Err(error))
                .map_err(|_| self.torn(kind, index))
        })
    }

    /// The widths of the partial tiles that there are, the smallest first.
    fn widths(&self, kind: Kind, index: u64) -> BTreeSet<u64> {
        let files = fs::read_dir(self.partials(kind, index));
        let names = files.into_iter().flatten().flatten();
        names
            .filter_map(|file| file.file_name().to_str()?.parse().ok())
            .collect()
    }

    fn partials(&self, kind: Kind, index: u64) -> PathBuf {
        let width = WIDTH;
        let whole = Tile { kind, index, width }.path();
        self.0.join(format!("{whole}.p"))
    }

    fn torn(&self, kind: Kind, index: u64) -> StoreError {
        let width = WIDTH;
        let path = self.0.join(Tile { kind, index, width }.path());
        damaged(&path, "a part of the log is missing or cut short")
    }

    /// Writes what makes a log of `size` entries one that has `new` besides, and waits until it is
    /// on the disk. Gives the tiles that were partial before.
    pub fn grow(&self, size: u64, new: &[Vec<u8>]) -> Result<Vec<(Kind, u64)>> {
        let (mut files, mut before) = (Vec::new(), Vec::new());
        self.grow_entries(size, new, &mut files, &mut before)?;
        let mut hashes: Vec<Hash> = new.par_iter().map(|entry| merkle::leaf(entry)).collect();
        let (mut level, mut count) = (0, size);
        while !hashes.is_empty() {
            let rest = count % WIDTH;
            let mut tiles = self.hashes(level, count - rest..count)?;
            if rest > 0 {
                before.push((Kind::Hashes(level), count / WIDTH));
            }
            tiles.append(&mut hashes);
            for (number, tile) in tiles.chunks(WIDTH as usize).enumerate() {
                if tile.len() as u64 == WIDTH {
                    hashes.push(merkle::root(tile));
                }
                files.push((
                    Tile {
                        kind: Kind::Hashes(level),
                        index: count / WIDTH + number as u64,
                        width: tile.len() as u64,
                    },
                    tile.concat(),
                ));
            }
            count /= WIDTH;
            level += 1;
        }
        self.write_all(&files)?;
        Ok(before)
    }

    fn grow_entries(
        &self,
        size: u64,
        new: &[Vec<u8>],
        files: &mut Vec<(Tile, Vec<u8>)>,
        before: &mut Vec<(Kind, u64)>,
    ) -> Result<()> {
        let rest = size % WIDTH;
        let mut entries = self.entries(size - rest..size)?;
        if rest > 0 {
            before.push((Kind::Entries, size / WIDTH));
        }
        entries.extend_from_slice(new);
        for (number, some) in entries.chunks(WIDTH as usize).enumerate() {
            let mut bundle = Vec::new();
            for entry in some {
                tile::push_entry(&mut bundle, entry).map_err(|why| damaged(&self.0, &why))?;
            }
            let tile = Tile {
                kind: Kind::Entries,
                index: size / WIDTH + number as u64,
                width: some.len() as u64,
            };
            files.push((tile, bundle));
        }
        Ok(())
    }

    fn write_all(&self, files: &[(Tile, Vec<u8>)]) -> Result<()> {
        let paths: Vec<PathBuf> = files
            .iter()
            .map(|file| self.0.join(file.0.path()))
            .collect();
        let folders: BTreeSet<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
        for folder in &folders {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        let one = |(path, file): (&PathBuf, &(Tile, Vec<u8>))| replace(path, &file.1);
        paths.par_iter().zip(files).try_for_each(one)?;
        folders.into_par_iter().try_for_each(sync)?;
        sync(&self.0)
    }

    /// Removes partial tiles that neither the log nor its checkpoint needs.
    pub fn tidy(&self, before: &[(Kind, u64)], needed: [u64; 2]) {
        for &(kind, index) in before {
            for width in self.widths(kind, index) {
                let keep = |size| tile::width(kind, index, size) == width;
                if !needed.into_iter().any(keep) {
                    let tile = Tile { kind, index, width };
                    // What stays does no harm: a reader asks for the width that it needs.
                    let _ = fs::remove_file(self.0.join(tile.path()));
                }
            }
            let _ = fs::remove_dir(self.partials(kind, index));
        }
    }
}

/// The hashes of a tile; `None` where it is torn.
pub(crate) fn whole_hashes(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    rest.is_empty().then(|| hashes.to_vec())
}

/// Writes a file under another name, waits until it is on the disk, and gives it its own.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(at(&part))?;
    fs::rename(&part, path).map_err(at(path))
}

/// A damaged part of the log. Nothing makes it again silently: history would be rewritten.
pub(crate) fn damaged(path: &Path, what: &str) -> StoreError {
    StoreError::new(
        crate::ErrorKind::Damaged,
        format!(
            "{}: {what}; `onrecord log verify` tells what is damaged: put back a copy of the log",
            path.display()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Logs of many sizes, grown in steps of every kind, have the roots and proofs of the plain tree.
    #[test]
    fn tiles_answer_as_the_plain_tree_does() {
        let dir = tempfile::tempdir().unwrap();
        let files = Files(dir.path().to_owned());
        let entries: Vec<Vec<u8>> = (0..70_000_u32)
            .map(|at| at.to_be_bytes().to_vec())
            .collect();
        let leaves: Vec<Hash> = entries.iter().map(|entry| merkle::leaf(entry)).collect();
        let mut size = 0;
        for step in [1, 1, 2, 3, 60, 188, 1, 255, 256, 257, 700, 66_000, 3, 512] {
            let before = files
                .grow(size as u64, &entries[size..size + step])
                .unwrap();
            size += step;
            files.tidy(&before, [size as u64; 2]);
            let of = |size: usize| files.subtree(0..size as u64).unwrap();
            assert_eq!(of(size), merkle::root(&leaves[..size]), "{size}");
            let old = size / 3 * 2;
            assert_eq!(of(old), merkle::root(&leaves[..old]), "{old} of {size}");
            let index = (size * 7) / 11;
            let subtree = |range| files.subtree(range);
            let proof = merkle::inclusion(index as u64, size as u64, subtree).unwrap();
            assert_eq!(proof, merkle::inclusion_in(&leaves[..size], index));
            let last = files.entries(size as u64 - 1..size as u64).unwrap();
            assert_eq!(last, entries[size - 1..size]);
            for tile in tile::all(size as u64) {
                assert!(dir.path().join(tile.path()).is_file(), "{tile:?} of {size}");
            }
        }
    }

    #[test]
    fn the_tiles_of_a_checkpoint_stay() {
        let dir = tempfile::tempdir().unwrap();
        let files = Files(dir.path().to_owned());
        let entries = vec![vec![1], vec![2], vec![3]];
        let before = files.grow(0, &entries).unwrap();
        files.tidy(&before, [3, 0]);
        for (size, kept) in [(3, vec![3, 6]), (6, vec![3, 9])] {
            let before = files.grow(size, &entries).unwrap();
            files.tidy(&before, [size + 3, 3]);
            let widths: Vec<u64> = files.widths(Kind::Hashes(0), 0).into_iter().collect();
            assert_eq!(widths, kept);
        }
        let many = vec![vec![0]; 300];
        let before = files.grow(9, &many).unwrap();
        files.tidy(&before, [309, 309]);
        assert!(!files.partials(Kind::Hashes(0), 0).exists());
    }
}
