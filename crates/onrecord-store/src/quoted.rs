//! Where documents are quoted by others, found when it is first asked for.
//!
//! `quoted.bin` holds it: made again when documents, reader or rules are others. What counts as a
//! quotation is in [`onrecord_doc::quoted`].

use crate::error::Result;
use crate::kept;
use crate::listing::Listing;
use crate::names::Reading;
use crate::store::Store;
use onrecord_doc::quoted::{FORMULA, MOST, Quoting, is_own, stretches};
use onrecord_doc::{Handle, Held, Listed};
use onrecord_text::{Folded, Span};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// By the handle of the document that is quoted: every place that quotes it, the latest document
/// first.
pub type QuotedIn = BTreeMap<u64, Vec<Quoting>>;

/// A place where a document is quoted, read.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// The document that quotes.
    pub by: Arc<Held>,
    /// The index of the block that quotes.
    pub block: usize,
    /// The words, in bytes of the text of that block.
    pub span: Span,
    /// The first and the last block of the words in the document that is quoted.
    pub of_blocks: (usize, usize),
    /// The words there, in bytes of the original.
    pub of_source: Span,
}

impl Quotation {
    /// The words, as the document that quotes has them.
    #[must_use]
    pub fn words(&self) -> &str {
        self.by.document.blocks[self.block].slice(self.span)
    }
}

/// The version of the rules.
const VERSION: u32 = 1;

/// The wire form of [`Quoting`]: by, block, start, end, from, words.
type Row = (u64, u32, u32, u32, u32, u32);

impl Store {
    /// Where current documents are quoted by other, later ones, word for word.
    ///
    /// The first time after a change the documents are read for it, which `progress` is told of.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn quoted(&self, progress: Reading<'_>) -> Result<Arc<QuotedIn>> {
        match self.quoted_now() {
            Some(quoted) => Ok(quoted),
            None => self.make_quoted(progress),
        }
    }

    /// The same as far as nobody need wait for it.
    pub(crate) fn quoted_now(&self) -> Option<Arc<QuotedIn>> {
        let lent = || self.making.lent()?.quoted.as_ref();
        self.quoted.get().or_else(lent).cloned()
    }

    pub(crate) fn make_quoted(&self, progress: Reading<'_>) -> Result<Arc<QuotedIn>> {
        let _alone = self.making.alone();
        if let Some(quoted) = self.quoted.get() {
            return Ok(quoted.clone());
        }
        let stamp = kept::stamp("quoted", VERSION, 0, self.last);
        let rows = kept::or_made(&self.folder.quoted(), &stamp, || self.find_quoted(progress))?;
        let quoting = |(by, block, start, end, from, words): Row| Quoting {
            by,
            block,
            start,
            end,
            from,
            words,
        };
        let all = rows
            .into_iter()
            .map(|(handle, rows)| (handle, rows.into_iter().map(quoting).collect()));
        let all = Arc::new(all.collect());
        Ok(self.quoted.get_or_init(|| all).clone())
    }

    /// The first `limit` places where others quote the version `handle`, and how many there are.
    /// `None` where they are not found yet, and the record is [in a hurry](Store::hurry).
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn quotations_of(
        &self,
        handle: Handle,
        limit: usize,
        progress: Reading<'_>,
    ) -> Result<Option<(usize, Vec<Quotation>)>> {
        let quoted = match self.making.lent().is_some() {
            true => self.quoted_now(),
            false => Some(self.quoted(progress)?),
        };
        let Some(quoted) = quoted else {
            return Ok(None);
        };
        let Some(places) = quoted.get(&handle.0) else {
            return Ok(Some((0, Vec::new())));
        };
        let held = self.hold(handle)?;
        let mut found = Vec::new();
        for place in places.iter().take(limit) {
            let by = self.hold(Handle(place.by))?;
            let span = Span::new(place.start as usize, place.end as usize);
            let block = place.block as usize;
            let is_there = by.document.blocks.get(block);
            let is_there = is_there.is_some_and(|b| b.text.text().get(span.range()).is_some());
            let passage = held.passage(place.from as usize, place.words as usize);
            if let Some((of_blocks, of_source)) = passage.filter(|_| is_there) {
                found.push(Quotation {
                    by,
                    block,
                    span,
                    of_blocks,
                    of_source,
                });
            }
        }
        Ok(Some((places.len(), found)))
    }

    fn find_quoted(&self, progress: Reading<'_>) -> Result<Vec<(u64, Vec<Row>)>> {
        let listing = self.listing()?;
        let all = listing.all();
        let done = AtomicUsize::new(0);
        let found = all.par_iter().map(|listed| {
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, all.len());
            self.quoted_by(&listing, listed)
        });
        let found: Vec<Vec<(u64, Row)>> = found.collect::<Result<_>>()?;
        let mut sources: BTreeMap<u64, Vec<Row>> = BTreeMap::new();
        for (source, row) in found.into_iter().flatten() {
            sources.entry(source).or_default().push(row);
        }
        let sources: Vec<(u64, Vec<Row>)> = sources.into_iter().collect();
        let own = sources.into_par_iter().map(|(source, mut rows)| {
            let held = self.hold_uncached(Handle(source))?;
            rows.retain(|row| is_own(&held, row.4));
            let day = |row: &Row| listing.get(row.0).and_then(|listed| listed.date);
            rows.sort_by_key(|row| (std::cmp::Reverse(day(row)), *row));
            Ok((source, rows))
        });
        let mut own: Vec<(u64, Vec<Row>)> = own.collect::<Result<_>>()?;
        own.retain(|(_, rows)| !rows.is_empty());
        Ok(own)
    }

    /// Whom a document may quote, and where.
    fn quoted_by(&self, listing: &Listing, by: &Listed) -> Result<Vec<(u64, Row)>> {
        let held = self.hold_uncached(Handle(by.handle))?;
        let mut found = Vec::new();
        for stretch in stretches(&held.document) {
            let block = &held.document.blocks[stretch.block];
            let folded = Folded::new(block.slice(stretch.span));
            let keys = &folded.keys()[..folded.len().min(MOST)];
            let stands = self.stands(keys, PLACES)?;
            if !stands.counted || stands.documents > FORMULA {
                continue;
            }
            for (source, from) in stands.places {
                let is_source = listing
                    .get(source.0)
                    .is_some_and(|listed| listed.handle != by.handle && is_before(listed, by));
                if is_source {
                    let (start, end) = (stretch.span.start() as u32, stretch.span.end() as u32);
                    let (block, words) = (stretch.block as u32, keys.len() as u32);
                    found.push((source.0, (by.handle, block, start, end, from, words)));
                }
            }
        }
        Ok(found)
    }
}

/// Of the places of a stretch, so many are looked at: a document may say a thing again and again.
const PLACES: usize = 8 * FORMULA;

/// Whether one document may have been quoted by another.
fn is_before(one: &Listed, other: &Listed) -> bool {
    one.date
        .zip(other.date)
        .is_none_or(|(one, other)| one <= other)
}
