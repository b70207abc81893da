//! Quotations that the article splits around its speaker: “Back then,” she said, “we saw nothing.”

use super::{Options, Question, is_as_it_stands, question, quote};
use crate::claim::Claim;
use crate::verdict::{Aside, Checked, Evidence, Finding, Verdict};
use onrecord_doc::{Record, RecordError};

/// Reads a part that says nothing alone, being short or a formula, together with the part beside it: where the record
/// has both in one run, it has this one there.
///
/// # Errors
///
/// If the record cannot be read.
pub fn read_together(
    record: &dyn Record,
    checked: &mut [Checked],
    options: &Options,
) -> Result<(), RecordError> {
    for at in 0..checked.len() {
        if !checked[at].finding.as_ref().is_some_and(is_open) {
            continue;
        }
        let beside = [at.checked_sub(1), Some(at + 1)];
        for other in beside.into_iter().flatten() {
            let Some(words) = joined(checked, at, other) else {
                continue;
            };
            if let Some(found) = look_up(record, &words, &checked[other], options)? {
                checked[at].finding = Some(found);
                break;
            }
        }
    }
    Ok(())
}

/// Whether a finding says nothing of where the words are from.
fn is_open(finding: &Finding) -> bool {
    matches!(finding.verdict, Verdict::Common | Verdict::Undecided)
}

/// The words of two parts of one quotation, in the order of the article.
fn joined(checked: &[Checked], at: usize, other: usize) -> Option<String> {
    let first = &checked.get(at.min(other))?.claim;
    let second = &checked.get(at.max(other))?.claim;
    let name = |claim: &Claim| claim.speaker.as_ref().map(|who| who.name.clone());
    let one = first.group.is_some() && first.group == second.group && name(first) == name(second);
    one.then(|| format!("{} {}", first.words.text(), second.words.text()))
}

/// What the record has of the joined words, as they are claimed of the part that tells; `None` where it does not have
/// them, but for a stage direction, in a document in which it has that part.
fn look_up(
    record: &dyn Record,
    words: &str,
    telling: &Checked,
    options: &Options,
) -> Result<Option<Finding>, RecordError> {
    let stands = |finding: &&Finding| is_as_it_stands(finding.verdict);
    let Some(known) = telling.finding.as_ref().filter(stands) else {
        return Ok(None);
    };
    let asked = Question {
        words,
        ..question(&telling.claim)
    };
    let mut found = quote(record, &asked, options)?;
    let Some(first) = found.evidence.first() else {
        return Ok(None);
    };
    let there = |one: &Evidence| one.held.document.id == first.held.document.id;
    // Of what the speaker cleaned nobody knows in which part it stands.
    let whole = first
        .set_aside
        .iter()
        .all(|aside| aside.what == Aside::Direction);
    let same = matches!(found.verdict, Verdict::Verbatim | Verdict::Tidied);
    if !same || !whole || !known.evidence.iter().any(there) {
        return Ok(None);
    }
    found.verdict = Verdict::Verbatim;
    found.notes.insert(0, SPLIT.to_owned());
    Ok(Some(found))
}

/// Said of a part that was read with another.
const SPLIT: &str =
    "The article splits this quotation; the record has this part together with the one beside it.";
