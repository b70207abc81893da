//! Findings as text: one file for each form.

mod full;
mod short;

pub use full::{Full, finding as full_finding};
pub use short::Short;

use onrecord_check::{Checked, Verdict};
use onrecord_doc::Coverage;
use onrecord_text::Lines;

/// An article that was checked.
pub struct Article<'a> {
    /// Its path, as it was typed.
    pub path: &'a str,
    /// Its text.
    pub source: &'a str,
    /// The lines of the text.
    pub lines: Lines,
}

/// One way to print findings.
pub trait Render {
    /// Prints one finding of an article.
    fn finding(&mut self, article: &Article<'_>, checked: &Checked);
}

/// `14 quotations: 11 verbatim, 1 elided, 2 altered`, and what was searched.
pub fn summary(verdicts: &[Verdict], others: usize, coverage: &Coverage) -> String {
    let plural = if verdicts.len() == 1 { "" } else { "s" };
    let mut line = format!("{} quotation{plural}", verdicts.len());
    let counts = Verdict::ALL.iter().filter_map(|verdict| {
        let count = verdicts.iter().filter(|found| *found == verdict).count();
        (count > 0).then(|| format!("{count} {}", verdict.as_str().replace('_', " ")))
    });
    let counts: Vec<String> = counts.collect();
    if !counts.is_empty() {
        line.push_str(": ");
        line.push_str(&counts.join(", "));
    }
    if others > 0 {
        line.push_str(&format!("; {others} in quotation marks but no quotation"));
    }
    format!("{line}\n(searched: {coverage})")
}
