//! The words index against the words that the originals give.

use super::expected::{Expected, mark, turn_mark};
use super::{Damage, Verified, tell};
use crate::error::Result;
use crate::folder::Folder;
use crate::index::{self, Fields, Turn};
use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Index, SegmentReader};

/// Checks the checksums of the index, and, where they hold, every word of every version.
pub(super) fn check(
    folder: &Folder,
    expected: Option<&Expected>,
    changed: &BTreeSet<String>,
    found: &mut Verified,
) {
    if changed.iter().any(|path| path.starts_with("index/")) {
        // Named already; what is read of damaged files means nothing.
        return;
    }
    // Tantivy trusts the footers of its files, and may panic at one that is cut.
    let opened = panic::catch_unwind(AssertUnwindSafe(|| {
        index::open(&folder.index()).map(|(index, fields)| (torn(&index), index, fields))
    }));
    let (damaged, index, fields) = match opened {
        Ok(Ok(open)) => open,
        Ok(Err(error)) => {
            let what = format!("it cannot be opened ({error})");
            found.damage.push(Damage::new("index/meta.json", what));
            return;
        }
        Err(_) => {
            found.damage.push(unreadable(&"a file is cut short"));
            return;
        }
    };
    let torn = !damaged.is_empty();
    found.damage.extend(damaged);
    if torn {
        return;
    }
    let Some(expected) = expected else { return };
    // Tantivy trusts what it wrote: where the list of its files lies, it may well panic.
    let compared = panic::catch_unwind(AssertUnwindSafe(|| compare(&index, fields, expected)));
    match compared {
        Ok(Ok(damage)) => tell(found, "index", damage),
        Ok(Err(error)) => found.damage.push(unreadable(&error)),
        Err(_) => found
            .damage
            .push(unreadable(&"its files do not fit one another")),
    }
}

fn unreadable(error: &dyn std::fmt::Display) -> Damage {
    Damage::new("index", format!("it cannot be read ({error})"))
}

fn torn(index: &Index) -> Vec<Damage> {
    match index.validate_checksum() {
        Ok(files) => {
            let files: BTreeSet<_> = files.into_iter().collect();
            let damage = |file: std::path::PathBuf| {
                let what = "its bytes do not have the checksum at its end";
                Damage::new(format!("index/{}", file.display()), what)
            };
            files.into_iter().map(damage).collect()
        }
        Err(error) => vec![unreadable(&error)],
    }
}

fn compare(index: &Index, fields: Fields, expected: &Expected) -> Result<Vec<Damage>> {
    let last = expected.versions();
    let (mut sums, mut times) = (vec![0_u64; last], vec![0_u32; last]);
    let searcher = index.reader()?.searcher();
    for segment in searcher.segment_readers() {
        let handles = segment.fast_fields().u64(index::HANDLE)?;
        // Handles beyond the last are those of a batch that was not finished.
        let at = |doc: u32| -> Option<usize> {
            let at = usize::try_from(handles.first(doc)?).ok()?.checked_sub(1)?;
            (at < last && !segment.is_deleted(doc)).then_some(at)
        };
        let turns = segment.fast_fields().u64(index::TURNS)?;
        for doc in 0..segment.max_doc() {
            let Some(at) = at(doc) else { continue };
            times[at] += 1;
            for turn in turns.values_for_doc(doc).map(Turn::from) {
                sums[at] = sums[at].wrapping_add(turn_mark(turn));
            }
        }
        for field in [fields.words, fields.asides, fields.title] {
            let name = index.schema().get_field_name(field).to_owned();
            add(segment, (field, &name), &at, &mut sums)?;
        }
    }
    let mut damage = Vec::new();
    for (at, expected_sum) in expected.words.iter().enumerate() {
        let what = match times[at] {
            0 => "it is missing from the index",
            1 if sums[at] == *expected_sum => continue,
            1 => "the index has other words than the original",
            _ => "the index has it more than once",
        };
        let handle = at as u64 + 1;
        damage.push(Damage {
            document: expected.document(handle),
            ..Damage::new("index", what).part(format!("version {handle}"))
        });
    }
    Ok(damage)
}

/// Adds a mark for every word of a field to the sum of its version.
fn add(
    segment: &SegmentReader,
    (field, name): (Field, &str),
    at: &dyn Fn(u32) -> Option<usize>,
    sums: &mut [u64],
) -> Result<()> {
    let inverted = segment.inverted_index(field)?;
    let mut terms = inverted
        .terms()
        .stream()
        .map_err(tantivy::TantivyError::from)?;
    let mut positions = Vec::new();
    while terms.advance() {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = inverted
            .read_postings_from_terminfo(terms.value(), option)
            .map_err(tantivy::TantivyError::from)?;
        let mut doc = postings.doc();
        while doc != tantivy::TERMINATED {
            if let Some(at) = at(doc) {
                postings.positions(&mut positions);
                for position in &positions {
                    sums[at] = sums[at].wrapping_add(mark(name, terms.key(), *position));
                }
            }
            doc = postings.advance();
        }
    }
    Ok(())
}
