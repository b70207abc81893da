//! Search: a query answered, ranked, counted and shown page by page.

use crate::engine::{Engine, Shelf};
use crate::error::{ErrorKind, Result, StoreError};
use crate::plan::Plan;
use crate::query::Query;
use crate::snippet::{self, Snippet};
use crate::store::Store;
use crate::who::Who;
use onrecord_doc::{Date, DocId, Handle, Kind};
use onrecord_text::Span;
use std::fmt;
use std::str::FromStr;
use tantivy::DocId as Doc;

/// What to search for, and what to tell of it.
#[derive(Clone, Debug)]
pub struct Search {
    /// The query.
    pub query: Query,
    /// In which order.
    pub order: Order,
    /// Whether versions that have a later one are searched, too.
    pub all_versions: bool,
    /// At most so many hits.
    pub limit: usize,
    /// Go on behind the page that gave this.
    pub after: Option<Cursor>,
    /// At most so many values of each facet; 0 for none.
    pub facets: usize,
    /// At most so many passages of each hit.
    pub snippets: usize,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best answer first (BM25). A query of filters alone has no better and worse: the newest first.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct Found {
    /// How many documents answer, on all pages.
    pub total: usize,
    /// Those of this page.
    pub hits: Vec<Hit>,
    /// What there is among all of them.
    pub facets: Facets,
    /// What gives the next page, where there is one.
    pub next: Option<Cursor>,
    /// A query that finds more, where this one finds little and a word may be misspelt.
    pub instead: Option<String>,
}

/// How many of the documents found have what; most first, equal ones by name. Years by year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Kinds.
    pub kinds: Vec<(Kind, usize)>,
    /// Who speaks, or issued what has no speakers; without reporters and audiences. Persons stand
    /// under their headings.
    pub speakers: Vec<(String, usize)>,
    /// Issuers.
    pub issuers: Vec<(String, usize)>,
    /// Years of issue.
    pub years: Vec<(i16, usize)>,
    /// Subject headings.
    pub subjects: Vec<(String, usize)>,
    /// Subjects that words propose, of documents that have no headings of their own.
    pub proposed_subjects: Vec<(String, usize)>,
    /// Collections.
    pub collections: Vec<(String, usize)>,
}

/// A version of a document that a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its version.
    pub handle: Handle,
    /// Its identifier.
    pub id: DocId,
    /// The number of the version, and whether there is no later one.
    pub number: u32,
    /// Whether there is no later version.
    pub current: bool,
    /// Its title.
    pub title: String,
    /// The words in the title.
    pub title_matches: Vec<Span>,
    /// The day it was issued.
    pub date: Option<Date>,
    /// Its kind.
    pub kind: Kind,
    /// The collection it belongs to.
    pub collection: String,
    /// The names of its issuers.
    pub issuers: Vec<String>,
    /// The address of its official page.
    pub address: Option<String>,
    /// How well it answers (BM25); only good for comparing hits of one search.
    pub score: f32,
    /// Passages with the words; none where only the title has them, or the query has no words.
    pub snippets: Vec<Snippet>,
}

/// The end of a page. The next page stands behind it even if documents were added since: those
/// are left out until the search begins again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The last handle that the record had at the first page.
    last: u64,
    key: u64,
    handle: u64,
    /// Of which search it is.
    check: u32,
}

/// A version that answers, before it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ranked {
    key: u64,
    pub handle: Handle,
    pub score: f32,
    /// The number of its segment, and its number in there.
    pub shelf: usize,
    pub doc: Doc,
}

impl Search {
    /// The first twenty hits by relevance, with facets of ten values and up to three passages.
    #[must_use]
    pub fn new(query: Query) -> Self {
        Self {
            query,
            order: Order::default(),
            all_versions: false,
            limit: 20,
            after: None,
            facets: 10,
            snippets: 3,
        }
    }

    /// What tells this search from others: CRC-32 of what it asks for.
    fn check(&self) -> u32 {
        let asked = format!(
            "{:?} {:?} {}",
            self.query.root(),
            self.order,
            self.all_versions
        );
        crc32fast::hash(asked.as_bytes())
    }
}

impl Store {
    /// Answers a query.
    ///
    /// # Errors
    ///
    /// [`Question`](ErrorKind::Question) if the cursor is of another search; otherwise if the record
    /// cannot be read.
    pub fn search(&self, search: &Search) -> Result<Found> {
        let check = search.check();
        if search
            .after
            .as_ref()
            .is_some_and(|after| after.check != check)
        {
            return Err(StoreError::new(
                ErrorKind::Question,
                "this page belongs to another search; begin at the first page".to_owned(),
            ));
        }
        let engine = self.engine()?;
        let (ranked, hits, next) = self.find_hits(search)?;
        let facets = match search.facets {
            0 => Facets::default(),
            most => Facets::count(engine, &*self.who()?, &ranked, most),
        };
        let total = ranked.len();
        let next = next.map(|(end, last)| Cursor {
            last,
            key: end.key,
            handle: end.handle.0,
            check,
        });
        Ok(Found {
            total,
            hits,
            facets,
            next,
            instead: self.instead(search, total)?,
        })
    }

    /// Everything that answers, in no order; a page of it; and its last hit, where there are more
    /// behind it, with the last handle that was looked at.
    #[expect(
        clippy::type_complexity,
        reason = "taken apart at once by the two who call it"
    )]
    pub(crate) fn find_hits(
        &self,
        search: &Search,
    ) -> Result<(Vec<Ranked>, Vec<Hit>, Option<(Ranked, u64)>)> {
        let plan = Plan::new(self, &search.query)?;
        let last = search.after.as_ref().map_or(self.last, |after| after.last);
        let all = self.ranked(&plan, search, last)?;
        let (page, more) = page(all.clone(), search);
        let end = page.last().filter(|_| more).map(|&end| (end, last));
        let hits = self.hits(&plan, &page, search)?;
        Ok((all, hits, end))
    }

    /// Every version that answers, in no order.
    pub(crate) fn ranked(
        &self,
        plan: &Plan<'_>,
        search: &Search,
        last: u64,
    ) -> Result<Vec<Ranked>> {
        let engine = self.engine()?;
        let allowed = |handle| self.allows(engine, search, handle, last);
        let by_score = search.order == Order::Relevance && plan.leaves.iter().any(|l| l.wanted);
        let mut ranked = Vec::new();
        for (number, shelf) in engine.shelves.iter().enumerate() {
            for (doc, score) in plan.answer(shelf, &shelf.documents(allowed))? {
                let handle = shelf.handles[doc as usize];
                let issued = engine.facts.row(handle).and_then(|row| row.issued);
                let key = if by_score {
                    !u64::from(score.max(0.0).to_bits())
                } else {
                    by_date(issued, search.order)
                };
                ranked.push(Ranked {
                    key,
                    handle,
                    score,
                    shelf: number,
                    doc,
                });
            }
        }
        Ok(ranked)
    }

    /// Whether a version is searched: those up to the handle `last`, and of these the current ones.
    pub(crate) fn allows(
        &self,
        engine: &Engine,
        search: &Search,
        handle: Handle,
        last: u64,
    ) -> bool {
        let later = engine.facts.row(handle).map_or(0, |row| row.later);
        handle.0 <= last && (search.all_versions || later == 0 || later > last)
    }

    fn hits(&self, plan: &Plan<'_>, page: &[Ranked], search: &Search) -> Result<Vec<Hit>> {
        let engine = self.engine()?;
        let mut passages = snippet::passages(engine, plan, page)?;
        let hit = |(at, ranked): (usize, &Ranked)| {
            let held = self.hold(ranked.handle)?;
            let document = &held.document;
            let later = engine.facts.row(ranked.handle).map_or(0, |row| row.later);
            Ok(Hit {
                handle: ranked.handle,
                id: document.id.clone(),
                number: held.version.number,
                current: later == 0,
                title: document.title.clone(),
                title_matches: snippet::in_title(plan, &document.title),
                date: document.dates.issued,
                kind: document.kind,
                collection: document.collection.clone(),
                issuers: document
                    .issuers
                    .iter()
                    .map(|issuer| issuer.name.clone())
                    .collect(),
                address: document.source.address.clone(),
                score: ranked.score,
                snippets: passages[at].show(&held, search.snippets),
            })
        };
        let hits = page.iter().enumerate().map(hit).collect();
        passages.clear();
        hits
    }
}

impl Ranked {
    /// What orders hits.
    pub(crate) fn place(&self) -> (u64, Handle) {
        (self.key, self.handle)
    }
}

/// The hits of one page in their order, and whether there are more behind it.
fn page(mut all: Vec<Ranked>, search: &Search) -> (Vec<Ranked>, bool) {
    let place = Ranked::place;
    if let Some(after) = &search.after {
        // Its own score may have moved since, with the documents that were added.
        let end = all.iter().find(|hit| hit.handle.0 == after.handle);
        let end = end.map_or((after.key, Handle(after.handle)), place);
        all.retain(|hit| place(hit) > end);
    }
    let more = all.len() > search.limit;
    if more && search.limit > 0 {
        all.select_nth_unstable_by_key(search.limit - 1, place);
    }
    all.truncate(search.limit);
    all.sort_unstable_by_key(place);
    (all, more)
}

/// Sorts by date; what has none comes last.
fn by_date(issued: Option<Date>, order: Order) -> u64 {
    let Some(day) = issued else {
        return u64::MAX;
    };
    let days = (i64::from(day.year()) + 10_000) * 10_000
        + i64::from(day.month()) * 100
        + i64::from(day.day());
    match order {
        Order::Oldest => days as u64,
        _ => (i64::MAX - days) as u64,
    }
}

impl Facets {
    fn count(engine: &Engine, who: &Who, all: &[Ranked], most: usize) -> Self {
        use crate::query::Field;
        let facts = &engine.facts;
        let mut kinds = vec![0; Kind::ALL.len()];
        let mut years: std::collections::BTreeMap<i16, usize> = std::collections::BTreeMap::new();
        let mut collections = vec![0; facts.collections.len()];
        let [speakers, issuers, subjects] =
            [Field::Speaker, Field::Issuer, Field::Subject].map(|field| who.list(field));
        let lists = [speakers, issuers, subjects, Some(&who.proposed)];
        let mut counts = lists.map(|list| vec![0; list.map_or(0, |list| list.names.len())]);
        for hit in all {
            let Some(row) = facts.row(hit.handle) else {
                continue;
            };
            if let Some(kind) = row.kind {
                kinds[kind as usize] += 1;
            }
            if let Some(issued) = row.issued {
                *years.entry(issued.year()).or_default() += 1;
            }
            collections[usize::from(row.collection)] += 1;
            for (list, counts) in lists.iter().zip(&mut counts) {
                let Some(list) = list else { continue };
                list.of(hit.handle)
                    .iter()
                    .for_each(|&name| counts[name as usize] += 1);
            }
        }
        let named = |which: usize| {
            let names = lists[which].map_or(&[][..], |list| &list.names);
            let names = names.iter().zip(&counts[which]);
            let named = names.filter(|(name, _)| name.named);
            top(named.map(|(name, &count)| (name.name.clone(), count)), most)
        };
        Self {
            kinds: top(Kind::ALL.iter().copied().zip(kinds), most),
            speakers: named(0),
            issuers: named(1),
            years: years.into_iter().collect(),
            subjects: named(2),
            proposed_subjects: named(3),
            collections: top(facts.collections.iter().cloned().zip(collections), most),
        }
    }
}

/// The values that occur, most first.
fn top<T: Ord>(values: impl Iterator<Item = (T, usize)>, most: usize) -> Vec<(T, usize)> {
    let mut values: Vec<_> = values.filter(|(_, count)| *count > 0).collect();
    values.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    values.truncate(most);
    values
}

impl fmt::Display for Cursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            last,
            key,
            handle,
            check,
        } = self;
        write!(out, "{last:x}-{key:x}-{handle:x}-{check:x}")
    }
}

impl FromStr for Cursor {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let numbers: Option<Vec<u64>> = text
            .split('-')
            .map(|number| u64::from_str_radix(number, 16).ok())
            .collect();
        match numbers.as_deref() {
            Some(&[last, key, handle, check]) => u32::try_from(check)
                .map(|check| Self {
                    last,
                    key,
                    handle,
                    check,
                })
                .map_err(|_| not_a_cursor(text)),
            _ => Err(not_a_cursor(text)),
        }
    }
}

fn not_a_cursor(text: &str) -> String {
    format!("{text:?} marks no page; take the mark that the page before it gave")
}

/// The documents of one segment among hits, in order, each with its place among the hits.
pub(crate) fn of_shelf(hits: &[Ranked], shelf: usize) -> (Vec<Doc>, Vec<usize>) {
    let here = hits
        .iter()
        .enumerate()
        .filter(|(_, hit)| hit.shelf == shelf);
    let mut pairs: Vec<(Doc, usize)> = here.map(|(at, hit)| (hit.doc, at)).collect();
    pairs.sort_unstable();
    pairs.into_iter().unzip()
}

impl Shelf {
    /// The place of a document in a list in order.
    pub(crate) fn place(docs: &[Doc], doc: Doc) -> usize {
        docs.partition_point(|&known| known < doc)
    }
}
