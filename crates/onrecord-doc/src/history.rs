//! The versions of a document, and what each changed.

use crate::diff::{Change, Difference, Extent, Kind};
use crate::model::DocId;
use crate::record::{Handle, Held, Record, RecordError};
use std::sync::Arc;

/// A version of a document, and what it changed.
#[derive(Debug)]
pub struct Step {
    /// Its handle.
    pub handle: Handle,
    /// The version.
    pub held: Arc<Held>,
    /// What it changed of the version before it; `None` for the first.
    pub difference: Option<Difference>,
}

/// A version, the one before it, and what changed between them.
#[derive(Debug)]
pub struct Edit {
    /// The version before.
    pub old: Arc<Held>,
    /// The version.
    pub new: Arc<Held>,
    /// What changed.
    pub difference: Difference,
}

/// Which edits are asked for.
#[derive(Clone, Debug, Default)]
pub struct EditQuery {
    /// Only those whose new words are known to stand since this day, or later.
    pub since: Option<crate::Date>,
    /// Only those with changes of this kind; else all that changed more than metadata.
    pub kind: Option<Kind>,
    /// At most so many, the newest first.
    pub limit: usize,
}

impl EditQuery {
    /// Whether an edit is asked for, but for its day.
    #[must_use]
    pub fn takes(&self, difference: &Difference) -> bool {
        match self.kind {
            Some(kind) => difference.count(kind) > 0,
            None => difference.extent() > Extent::Metadata || difference.kind().is_some(),
        }
    }
}

/// The versions of a document in the order of time; empty where there is no such document.
///
/// # Errors
///
/// If the record cannot be read.
pub fn history(record: &dyn Record, id: &DocId) -> Result<Vec<Step>, RecordError> {
    let mut steps: Vec<Step> = Vec::new();
    for handle in record.find(id)? {
        let difference = match steps.last() {
            Some(before) => Some(compare(record, before.handle, handle)?.difference),
            None => None,
        };
        steps.push(Step {
            handle,
            held: record.held(handle)?,
            difference,
        });
    }
    Ok(steps)
}

/// What changed between two versions, or between any two documents.
///
/// # Errors
///
/// If the record cannot be read.
pub fn compare(record: &dyn Record, old: Handle, new: Handle) -> Result<Edit, RecordError> {
    let (from, to) = (record.source_bytes(old)?, record.source_bytes(new)?);
    let (old, new) = (record.held(old)?, record.held(new)?);
    let difference = Difference::with_sources(
        (&old.document, from.as_deref()),
        (&new.document, to.as_deref()),
    );
    Ok(Edit {
        old,
        new,
        difference,
    })
}

impl Difference {
    /// In a line: `1 of substance (“$664” became “$645”), 2 corrections, formatting`.
    #[must_use]
    pub fn line(&self) -> String {
        let Some(gravest) = self.kind() else {
            let fields: Vec<&str> = self.fields.iter().map(|field| field.field).collect();
            return match self.extent() {
                Extent::Metadata => format!("no word; only metadata ({})", fields.join(", ")),
                _ => "nothing that can be told".to_owned(),
            };
        };
        let mut parts = Vec::new();
        for kind in Kind::ALL {
            let count = self.count(*kind);
            if count == 0 {
                continue;
            }
            let plural = if count == 1 { "" } else { "s" };
            let mut part = match kind {
                Kind::Substance => format!("{count} of substance"),
                Kind::Correction => format!("{count} correction{plural}"),
                Kind::Format => "formatting".to_owned(),
            };
            if *kind == gravest && gravest > Kind::Format {
                part.push_str(&format!(" ({})", self.examples(gravest).join("; ")));
            }
            parts.push(part);
        }
        if self.extent() == Extent::Markup {
            parts.insert(0, "no word".to_owned());
        }
        parts.join(", ")
    }

    /// The gravest changes of a kind in a few words.
    fn examples(&self, kind: Kind) -> Vec<String> {
        let mut changes: Vec<&Change> = self.changes_of(Some(kind)).collect();
        changes.sort_by_key(|change| change.reason);
        let mut examples: Vec<String> = changes
            .iter()
            .take(EXAMPLES)
            .map(|change| change.line())
            .collect();
        if changes.len() > EXAMPLES {
            examples.push("…".to_owned());
        }
        if examples.is_empty() {
            examples.push("the title".to_owned());
        }
        examples
    }

    /// The changes of a kind, or all.
    pub fn changes_of(&self, kind: Option<Kind>) -> impl Iterator<Item = &Change> {
        let of = move |change: &&Change| kind.is_none_or(|kind| change.reason.kind() == kind);
        self.changes.iter().filter(of)
    }
}

/// So many changes are named in a line.
const EXAMPLES: usize = 2;

impl Change {
    /// In a few words: `“$664” became “$645”`.
    #[must_use]
    pub fn line(&self) -> String {
        let (old, new) = (short(&self.old.text), short(&self.new.text));
        match (old.is_empty(), new.is_empty()) {
            (true, true) => self.reason.words().to_owned(),
            (true, false) => format!("“{new}” is new"),
            (false, true) => format!("“{old}” is gone"),
            _ if old == new => format!("“{old}”: {}", self.reason.words()),
            _ => format!("“{old}” became “{new}”"),
        }
    }
}

/// The first words of a text.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= SHORT {
        return text;
    }
    let cut: String = text.chars().take(SHORT).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{cut} …")
}

const SHORT: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hint, MemoryRecord, read};

    #[test]
    fn a_history_in_lines() {
        let page = |words: &str, modified: &str| {
            let text = format!(
                "---\ntitle: T\nmodified_time: {modified}\nsource_url: https://www.example.gov/t/\n---\n\n{words}\n"
            );
            (
                read(text.as_bytes(), Hint::default()).document,
                format!("{modified}.md"),
            )
        };
        // Added in another order than they stood.
        let record = MemoryRecord::new([
            page("The toll is five crowns.", "2031-03-05 10:00:00Z"),
            page("The tolll is nine crowns.", "2031-03-03 10:00:00Z"),
            page("The toll is nine crowns.", "2031-03-04 10:00:00Z"),
            page("The toll is five crowns.", "2031-03-06 10:00:00Z"),
        ]);
        let id = DocId::new("whitehouse/t").unwrap();
        let history = history(&record, &id).unwrap();
        let lines = history.iter().map(|step| {
            let version = &step.held.version;
            let line = step.difference.as_ref().map(Difference::line);
            let mark = if version.is_current() { " *" } else { "" };
            format!("{}{mark}: {}", version.number, line.unwrap_or_default())
        });
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [
                "2: ",
                "3: 1 correction (“tolll” became “toll”)",
                "1: 1 of substance (“nine” became “five”)",
                "4 *: no word; only metadata (modified)",
            ]
        );
    }
}
