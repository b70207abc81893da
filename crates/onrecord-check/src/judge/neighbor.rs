//! Words that stand in one paper as they are quoted, while the article quotes from another that has them otherwise:
//! “within 60 days of the date of this order”, of an order that says 90.

use super::{Options, is_as_it_stands, question, quote};
use crate::verdict::{Alarm, Checked, Evidence, Finding, Verdict};
use onrecord_doc::{DocId, Held, MemoryRecord, RecordError};
use onrecord_text::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// Holds a quotation from a paper that the article quotes nowhere else against the papers of the same speaker that it
/// quotes right before and right behind. Where one of these has the words with a change that turns them, the article is
/// read as quoting that one, and the quotation is altered.
///
/// A speaker says the same thing in many speeches, each time a little otherwise: only papers are compared so.
///
/// # Errors
///
/// If the record cannot be read.
pub fn read_beside(checked: &mut [Checked], options: &Options) -> Result<(), RecordError> {
    let quoted = Quoted::read(checked);
    let (before, behind) = (nearest(checked.iter()), nearest(checked.iter().rev()));
    let beside = before.into_iter().zip(behind.into_iter().rev());
    for (at, (before, behind)) in beside.enumerate() {
        let mut papers: Vec<Arc<Held>> = before.into_iter().chain(behind).collect();
        papers.dedup_by(|one, other| one.document.id == other.document.id);
        if papers.is_empty() || !quoted.is_from_elsewhere(checked, at) {
            continue;
        }
        let papers = MemoryRecord::of(papers);
        let found = quote(&papers, &question(&checked[at].claim), options)?;
        let taken = |one: &Evidence| is_turned(one) && !quoted.meets(one);
        let first = found.evidence.first();
        if found.verdict == Verdict::Altered && first.is_some_and(taken) {
            let known = checked[at].finding.take();
            checked[at].finding = known.map(|known| instead(found, known));
        }
    }
    Ok(())
}

/// The passages that have a quotation as it stands, all of them in papers.
fn in_papers(one: &Checked) -> &[Evidence] {
    let paper = |one: &Evidence| !one.held.document.kind.is_spoken();
    let stands =
        |found: &&Finding| is_as_it_stands(found.verdict) && found.evidence.iter().all(paper);
    let found = one.finding.as_ref().filter(stands);
    found.map_or(&[], |found| &found.evidence)
}

/// For each quotation the paper of the one before it, in this order, that has the same speaker and is from one paper only.
fn nearest<'c>(checked: impl Iterator<Item = &'c Checked>) -> Vec<Option<Arc<Held>>> {
    let mut last: HashMap<Option<&str>, Arc<Held>> = HashMap::new();
    let before = checked.map(|one| {
        let speaker = one.claim.speaker.as_ref().map(|who| who.name.as_str());
        let before = last.get(&speaker).cloned();
        if let [only] = in_papers(one) {
            last.insert(speaker, only.held.clone());
        }
        before
    });
    before.collect()
}

/// Of each paper the passages that the article quotes as they stand, each with which quotation it is.
struct Quoted(HashMap<DocId, Vec<(usize, Span)>>);

impl Quoted {
    fn read(checked: &[Checked]) -> Self {
        let mut quoted: HashMap<DocId, Vec<(usize, Span)>> = HashMap::new();
        for (at, one) in checked.iter().enumerate() {
            for passage in in_papers(one) {
                let id = passage.held.document.id.clone();
                quoted.entry(id).or_default().push((at, passage.source));
            }
        }
        Self(quoted)
    }

    fn of(&self, passage: &Evidence) -> &[(usize, Span)] {
        self.0
            .get(&passage.held.document.id)
            .map_or(&[], Vec::as_slice)
    }

    /// Whether all that have the words of a quotation are papers of which the article has no other quotation.
    fn is_from_elsewhere(&self, checked: &[Checked], at: usize) -> bool {
        let own = in_papers(&checked[at]);
        let once = |one: &Evidence| self.of(one).iter().all(|(other, _)| *other == at);
        !own.is_empty() && own.iter().all(once)
    }

    /// Whether the article quotes this passage as it stands: then it quotes both papers.
    fn meets(&self, passage: &Evidence) -> bool {
        let mut quoted = self.of(passage).iter();
        quoted.any(|(_, source)| source.overlaps(passage.source))
    }
}

/// Whether something differs that turns the meaning, and not the day: "On November 23, the President signed into law:" is
/// what many papers say, each of its own day.
fn is_turned(evidence: &Evidence) -> bool {
    let alarms = || evidence.difference.iter().flat_map(|change| &change.alarms);
    alarms().next().is_some() && !alarms().any(|alarm| *alarm == Alarm::Date)
}

/// What is found in the paper beside it, and behind it where the words stand as they are quoted.
fn instead(mut found: Finding, known: Finding) -> Finding {
    let other = known.evidence.first().map(|one| one.citation.as_str());
    found.notes.insert(
        0,
        format!(
            "The article quotes this document beside it, and is read as quoting it here. Exactly these words stand in \
             another: {}",
            other.unwrap_or_default()
        ),
    );
    found.documents = known.documents;
    found.complete = known.complete;
    found.evidence.extend(known.evidence);
    found.road.splice(..0, known.road);
    found
}
