//! When words were changed that the record has no longer.

use super::compare::Comparison;
use onrecord_doc::{Held, Record};
use std::sync::Arc;

/// A sentence that says between which days the words of the best comparison were changed. `None`
/// where a transcript itself strikes them out, or no version follows.
#[must_use]
pub fn note(record: &dyn Record, clean: &[&Comparison], shown: &[&Comparison]) -> Option<String> {
    let best = shown.first().filter(|best| !best.struck)?;
    let id = &best.passage.held.document.id;
    let handles = record.find(id).ok()?;
    let versions: Vec<Arc<Held>> = handles
        .into_iter()
        .filter_map(|handle| record.held(handle).ok())
        .collect();
    let has = |held: &Arc<Held>| {
        clean.iter().any(|c| {
            let other = &c.passage.held;
            other.document.id == *id && other.version.number == held.version.number
        })
    };
    let last = versions.iter().rposition(has)?;
    let next = versions.get(last + 1)?;
    let day = |held: &Held| {
        let known = held.version.known.as_deref()?;
        Some(known.get(..10).unwrap_or(known).to_owned())
    };
    let numbers = (versions[last].version.number, next.version.number);
    let when = match (day(&versions[last]), day(next)) {
        (Some(stood), Some(gone)) if stood == gone => format!(" on {gone}"),
        (Some(stood), Some(gone)) => format!(" between {stood} and {gone}"),
        (_, Some(gone)) => format!(" by {gone}"),
        _ => String::new(),
    };
    Some(format!(
        "The words were changed{when}: version {} has them, version {} has not.",
        numbers.0, numbers.1
    ))
}
