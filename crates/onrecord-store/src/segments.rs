//! All files of `segments/`: which of them count, and when several become one.
//!
//! A batch writes `FIRST-LAST.segment`, for the versions with the handles from FIRST to LAST,
//! beside its place and then renames it, so that it is whole or is not there. A file never changes.

use crate::error::{Result, StoreError, at};
use crate::folder::sync;
use crate::segment::{self, Builder, Coded, Place, Segment, Single};
use onrecord_doc::record::{Asked, Hit, WIDEST_PLACE};
use std::fs;
use std::path::Path;
use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};

/// So many files of like size become one: each version is written again once for every time that
/// the record has grown as many times larger, and a look-up asks a handful of files.
const FAN: usize = 8;
/// Files below this size are alike, in bytes.
const SMALL: u64 = 1 << 20;
/// So many bytes may always be merged, so that few documents are added at once ...
const ALWAYS: u64 = 64 << 20;
/// ... and so many times as many as were added.
const TIMES: u64 = 32;

/// The files that cover all versions up to one, open for reading.
pub(crate) struct Segments {
    all: Vec<Segment>,
    last: u64,
}

/// A pair that was looked up.
pub(crate) struct Found {
    /// How many places it has in all files.
    pub places: u64,
    /// By the number of the file.
    coded: Vec<(usize, Coded)>,
}

impl Segments {
    /// Opens the files that cover the handles up to `last`.
    pub fn open(dir: &Path, last: u64) -> Result<Self> {
        // Another process may merge files between the listing and the opening.
        for _ in 0..5 {
            if let Some(chosen) = tiling(dir, last)?
                && let Some(all) = opened(dir, &chosen)?
            {
                return Ok(Self { all, last });
            }
        }
        Err(StoreError::damaged(format_args!(
            "{} is not complete",
            dir.display()
        )))
    }

    /// Looks a pair up.
    pub fn find(&self, pair: u64) -> Found {
        let find = |(number, segment): (usize, &Segment)| Some((number, segment.find(pair >> 16)?));
        let coded: Vec<_> = self.all.iter().enumerate().filter_map(find).collect();
        let places = coded.iter().map(|(_, coded)| coded.count).sum();
        Found { places, coded }
    }

    /// The hits of pairs that are asked for, by handle and word, all that matter to `limit` proposals:
    /// of those where no other pair is near, the first.
    pub fn hits(&self, pairs: &[Asked<Found>], limit: usize) -> Vec<Hit> {
        let span = pairs.iter().flat_map(|pair| &pair.at).max().copied();
        let mut single = Single {
            gap: WIDEST_PLACE as u64 + u64::from(span.unwrap_or(0)),
            // One more tells that some are cut off.
            wanted: limit + 1,
        };
        let mut hits = Vec::new();
        for (number, segment) in self.all.iter().enumerate() {
            let here = |pair: &Asked<Found>| {
                let mut coded = pair.places.coded.iter();
                coded.find(|coded| coded.0 == number).map(|coded| coded.1)
            };
            let pairs: Vec<_> = pairs
                .iter()
                .filter_map(|pair| Some((here(pair)?, pair.at.as_slice())))
                .collect();
            segment.hits(&pairs, self.last, &mut single, &mut hits);
        }
        hits
    }

    /// The places of a pair, by handle and word, up to the version `until` and at most so many.
    pub fn places_until(&self, found: &Found, until: u64, most: usize) -> Vec<Place> {
        let until = until.min(self.last);
        let all = usize::try_from(found.places).unwrap_or(usize::MAX);
        let mut places = Vec::with_capacity(all.min(most).min(1 << 16));
        for &(number, coded) in &found.coded {
            if self.all[number].first > until || places.len() == most {
                break;
            }
            self.all[number].places(coded, until, most, &mut places);
        }
        places
    }

    /// Keeps the runs that have a pair at their word `asked`. The runs are in order.
    pub fn keep(&self, found: &Found, asked: u32, runs: &mut Vec<Place>) {
        let wanted: Vec<Place> = runs.iter().map(|run| (run.0, run.1 + asked)).collect();
        let mut have = Vec::with_capacity(wanted.len());
        let mut tell = |stands| have.push(stands);
        let mut coded = found.coded.iter().peekable();
        let mut rest = wanted.as_slice();
        for (number, segment) in self.all.iter().enumerate() {
            let (here, behind) = rest.split_at(rest.partition_point(|run| run.0 < segment.end()));
            match coded.next_if(|coded| coded.0 == number) {
                Some(&(_, coded)) => segment.stands(coded, here, &mut tell),
                None => here.iter().for_each(|_| tell(false)),
            }
            rest = behind;
        }
        let mut have = have.into_iter();
        runs.retain(|_| have.next() == Some(true));
    }

    /// The outline of a version.
    pub fn outline(&self, handle: u64) -> Option<OwnedBytes> {
        if handle > self.last {
            return None;
        }
        let at = self.all.partition_point(|segment| segment.end() <= handle);
        self.all.get(at)?.outline(handle)
    }

    /// Bytes of the pairs, and of the outlines.
    pub fn sizes(&self) -> (u64, u64) {
        let add = |(a, b), (c, d)| (a + c, b + d);
        self.all.iter().map(Segment::sizes).fold((0, 0), add)
    }
}

pub(crate) fn name((first, last): (u64, u64)) -> String {
    format!("{first:010}-{last:010}.segment")
}

/// The files that cover the handles from 1 to `last` without a gap, the largest files first where
/// several cover the same; `None` where there is a gap.
pub(crate) fn tiling(dir: &Path, last: u64) -> Result<Option<Vec<(u64, u64)>>> {
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
            .strip_suffix(".segment")
            .and_then(|stem| stem.split_once('-'));
        if let Some((first, last)) = bounds
            && let (Ok(first), Ok(last)) = (first.parse(), last.parse())
        {
            all.push((first, last));
        }
    }
    Ok(all)
}

/// Opens files; `None` where one has gone since it was listed.
pub(crate) fn opened(dir: &Path, chosen: &[(u64, u64)]) -> Result<Option<Vec<Segment>>> {
    let mapped = MmapDirectory::open(dir)
        .map_err(|error| StoreError::from(tantivy::TantivyError::from(error)))?;
    let mut all = Vec::new();
    for &bounds in chosen {
        let name = name(bounds);
        let bytes = mapped
            .open_read(Path::new(&name))
            .map(|file| file.read_bytes());
        let Ok(Ok(bytes)) = bytes else {
            return Ok(None);
        };
        let segment =
            Segment::open(bytes).filter(|s| (s.first, s.end()) == (bounds.0, bounds.1 + 1));
        all.push(segment.ok_or_else(|| StoreError::damaged(dir.join(name).display()))?);
    }
    Ok(Some(all))
}

/// Writes the file of a batch, if it has any versions; answers how many bytes it has.
pub(crate) fn write(dir: &Path, batch: Builder) -> Result<u64> {
    let Some(bounds) = batch.handles() else {
        return Ok(0);
    };
    place(dir, bounds, |path| batch.write(path))
}

/// Writes a file beside its place and then gives it its name.
fn place(dir: &Path, bounds: (u64, u64), write: impl FnOnce(&Path) -> Result<()>) -> Result<u64> {
    let path = dir.join(name(bounds));
    let part = path.with_extension("part");
    write(&part)?;
    fs::rename(&part, &path).map_err(at(&path))?;
    sync(dir)?;
    Ok(segment::size(&path))
}

/// Takes away the files that the catalogue, which knows handles up to `last`, does not need:
/// unfinished ones, those of a batch that was not committed, and those that were merged.
pub(crate) fn clean(dir: &Path, last: u64) -> Result<()> {
    let needed = tiling(dir, last)?.unwrap_or_default();
    for entry in fs::read_dir(dir).map_err(at(dir))? {
        let path = entry.map_err(at(dir))?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "part")
        {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    for bounds in listed(dir)? {
        if bounds.1 > last || !needed.is_empty() && !needed.contains(&bounds) {
            let path = dir.join(name(bounds));
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    Ok(())
}

/// Merges files of like size, as far as `added` bytes of new versions allow.
pub(crate) fn merge(dir: &Path, last: u64, added: u64) -> Result<()> {
    let allowed = ALWAYS.max(added.saturating_mul(TIMES));
    loop {
        let files = tiling(dir, last)?.unwrap_or_default();
        let size = |bounds: &(u64, u64)| segment::size(&dir.join(name(*bounds)));
        let sizes: Vec<u64> = files.iter().map(size).collect();
        let Some(len) = alike(&sizes) else {
            return Ok(());
        };
        let run = &files[files.len() - len..];
        if sizes[files.len() - len..].iter().sum::<u64>() > allowed {
            return Ok(());
        }
        merge_run(dir, run)?;
    }
}

/// How many files at the end are to be merged: all that are of the level of at least [`FAN`].
fn alike(sizes: &[u64]) -> Option<usize> {
    let level = |size: u64| {
        (size / SMALL)
            .checked_ilog(FAN as u64)
            .map_or(0, |log| log + 1)
    };
    let highest = sizes.iter().map(|&size| level(size)).max()?;
    let tail = |wanted| {
        let at_most = |size: &&u64| level(**size) <= wanted;
        sizes.iter().rev().take_while(at_most).count()
    };
    (0..=highest).map(tail).find(|&len| len >= FAN)
}

fn merge_run(dir: &Path, run: &[(u64, u64)]) -> Result<()> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return Ok(());
    };
    let Some(segments) = opened(dir, run)? else {
        return Err(StoreError::damaged(dir.display()));
    };
    place(dir, (first.0, last.1), |path| {
        segment::merge(&segments, path)
    })?;
    for &bounds in run {
        let path = dir.join(name(bounds));
        fs::remove_file(&path).map_err(at(&path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_doc::Handle;
    use onrecord_doc::record::gather;
    use proptest::collection::{btree_map, btree_set, vec};
    use proptest::prelude::*;

    fn batch(dir: &Path, first: u64, versions: &[&[u64]]) {
        let mut builder = Builder::default();
        for (handle, pairs) in (first..).zip(versions) {
            let pairs: Vec<u64> = pairs.iter().map(|pair| pair << 16).collect();
            let outline = format!("outline {handle}").into_bytes();
            builder.add(handle, pairs, outline).unwrap();
        }
        write(dir, builder).unwrap();
    }

    fn places(dir: &Path, last: u64, pair: u64) -> Vec<Place> {
        let segments = Segments::open(dir, last).unwrap();
        segments.places_until(&segments.find(pair << 16), last, usize::MAX)
    }

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn what_is_written_is_found() {
        let dir = folder();
        let many: Vec<u64> = (0..500).collect();
        batch(dir.path(), 1, &[&[7, 8, 7], &[], &many]);
        batch(dir.path(), 4, &[&[9, 7]]);
        let places = |last, pair| places(dir.path(), last, pair);
        assert_eq!(places(4, 7), [(1, 0), (1, 2), (3, 7), (4, 1)]);
        assert_eq!(places(3, 9), [(3, 9)]);
        assert_eq!(places(4, 499), [(3, 499)]);
        assert!(places(4, 1000).is_empty());
        let segments = Segments::open(dir.path(), 3).unwrap();
        assert_eq!(segments.outline(2).unwrap().as_slice(), b"outline 2");
        assert!(segments.outline(0).is_none() && segments.outline(4).is_none());
    }

    proptest! {
        /// Leaving out most of the hits that are alone changes no proposal.
        #[test]
        fn hits_propose_what_all_hits_do(
            texts in vec(vec(prop_oneof![9 => Just(100_u64), 1 => 1..6_u64], 0..400), 1..8),
            asked in btree_map(1..6_u64, btree_set(0..30_u32, 1..3), 1..5),
            limit in 1..6_usize,
        ) {
            let dir = folder();
            let texts: Vec<&[u64]> = texts.iter().map(Vec::as_slice).collect();
            let (first, second) = texts.split_at(texts.len() / 2);
            if !first.is_empty() {
                batch(dir.path(), 1, first);
            }
            batch(dir.path(), 1 + first.len() as u64, second);
            let segments = Segments::open(dir.path(), texts.len() as u64).unwrap();
            let pairs: Vec<Asked<Found>> = asked
                .iter()
                .map(|(pair, at)| {
                    let places = segments.find(pair << 16);
                    let at = at.iter().copied().collect();
                    Asked { at, count: places.places, places }
                })
                .collect();
            let all = pairs.iter().flat_map(|pair| {
                let places = segments.places_until(&pair.places, u64::MAX, usize::MAX);
                let hit = |asked: u32| {
                    let hit = move |(handle, at)| (Handle(handle), at, asked);
                    places.clone().into_iter().map(hit)
                };
                pair.at.iter().flat_map(|&asked| hit(asked)).collect::<Vec<_>>()
            });
            let few = segments.hits(&pairs, limit);
            prop_assert_eq!(gather(few, limit), gather(all, limit));
        }
    }

    #[test]
    fn runs_are_kept_where_a_pair_stands() {
        let dir = folder();
        batch(dir.path(), 1, &[&[7, 8, 7], &[], &[1, 7]]);
        batch(dir.path(), 4, &[&[9, 7], &[8]]);
        let segments = Segments::open(dir.path(), 5).unwrap();
        let kept = |pair: u64, asked, runs: &[Place]| {
            let mut runs = runs.to_vec();
            segments.keep(&segments.find(pair << 16), asked, &mut runs);
            runs
        };
        let all = [(1, 0), (1, 1), (1, 2), (3, 0), (4, 0), (5, 0)];
        assert_eq!(kept(7, 1, &all), [(1, 1), (3, 0), (4, 0)]);
        assert_eq!(kept(8, 0, &all), [(1, 1), (5, 0)]);
        assert_eq!(kept(5, 0, &all), []);
        // What stands in the next version is not the end of this one.
        assert_eq!(kept(7, 6, &[(1, 0), (1, 1)]), []);
        assert_eq!(kept(8, 3, &[(4, 0)]), []);
        assert_eq!(kept(9, 2, &[(3, 1)]), []);
    }

    #[test]
    fn merging_changes_nothing() {
        let dir = folder();
        for handle in 1..=20 {
            batch(dir.path(), handle, &[&[handle % 3, 5, handle]]);
        }
        let all = || -> Vec<_> { (0..25).map(|pair| places(dir.path(), 20, pair)).collect() };
        let before = all();
        merge(dir.path(), 20, 0).unwrap();
        assert!(listed(dir.path()).unwrap().len() < FAN);
        assert_eq!(before, all());
        let segments = Segments::open(dir.path(), 20).unwrap();
        for handle in 1..=20 {
            let outline = format!("outline {handle}").into_bytes();
            assert_eq!(segments.outline(handle).unwrap().as_slice(), outline);
        }
    }

    #[test]
    fn files_of_like_size_are_merged() {
        let mib = |n: u64| n << 20;
        assert_eq!(alike(&[mib(20); 7]), None);
        assert_eq!(alike(&[mib(20); 8]), Some(8));
        assert_eq!(alike(&[mib(900), mib(20), 1, 1, 1, 1, 1, 1, 1, 1]), Some(8));
        assert_eq!(
            alike(&[mib(900), mib(20), mib(20), 1, 1, 1, 1, 1, 1]),
            Some(8)
        );
    }

    #[test]
    fn what_was_not_committed_goes() {
        let dir = folder();
        batch(dir.path(), 1, &[&[1]]);
        batch(dir.path(), 2, &[&[1]]);
        clean(dir.path(), 1).unwrap();
        assert_eq!(listed(dir.path()).unwrap(), [(1, 1)]);
        assert!(Segments::open(dir.path(), 2).is_err());
    }

    #[test]
    fn a_torn_file_is_damage() {
        let dir = folder();
        batch(dir.path(), 1, &[&[1, 2, 3]]);
        let path = dir.path().join(name((1, 1)));
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() - 3]).unwrap();
        assert!(Segments::open(dir.path(), 1).is_err());
    }
}
