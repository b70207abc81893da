//! One line a finding: `article.md:12:14: altered: “will” for “may”: Title, date (id)`.

use super::{Article, Render};
use crate::ui::plain;
use onrecord_check::{Change, Checked, Evidence};

/// One line each.
pub struct Short;

impl Render for Short {
    fn finding(&mut self, article: &Article<'_>, checked: &Checked) {
        let Some(finding) = &checked.finding else {
            return;
        };
        let start = checked.claim.span.start();
        let place = article.lines.place(article.source, start);
        let first = finding.evidence.first();
        let difference = first.map(|e| changes(&e.difference)).unwrap_or_default();
        let source = first.map(source).unwrap_or_default();
        let line = format!(
            "{}:{}:{}: {}{difference}: “{}”{source}",
            article.path,
            place.line,
            place.column,
            finding.verdict,
            cut(checked.claim.words.text(), 60),
        );
        anstream::println!("{}", plain(&line));
    }
}

fn changes(changes: &[Change]) -> String {
    let one = |change: &Change| match (change.quoted.is_empty(), change.record.is_empty()) {
        (true, _) => format!("without “{}”", change.record),
        (_, true) => format!("“{}” added", change.quoted),
        _ => format!("“{}” for “{}”", change.quoted, change.record),
    };
    let all: Vec<String> = changes.iter().take(3).map(one).collect();
    if all.is_empty() {
        String::new()
    } else {
        format!(" ({})", all.join(", "))
    }
}

fn source(evidence: &Evidence) -> String {
    let document = &evidence.held.document;
    let date = document
        .dates
        .issued
        .map(|date| format!(", {date}"))
        .unwrap_or_default();
    let speaker = evidence
        .speaker
        .as_ref()
        .map(|s| format!("{}, ", s.name))
        .unwrap_or_default();
    format!(
        ": {speaker}{}{date} ({})",
        cut(&document.title, 80),
        document.id
    )
}

/// The first `limit` characters, with an ellipsis where more follow.
pub fn cut(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
