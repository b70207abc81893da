//! Who is who: names and their forms, offices by date.

use crate::Date;
use crate::model::Speaker;

/// The person or body that a form of words stands for on a day: "the President", "MS. PSAKI",
/// "Press Secretary Jen Psaki", "President Biden", "the White House", "NATO".
///
/// Answers a person only where the form leaves no doubt on that day; `None` where it is unknown.
#[must_use]
pub fn resolve(_form: &str, _on: Option<Date>) -> Option<Speaker> {
    None
}

/// Whether two names can be one person's or one body's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// They are one.
    Same,
    /// They are not.
    Different,
    /// The names do not tell.
    Unclear,
}

/// Compares two names ("Joseph R. Biden, Jr." and "Joe Biden"; "Zelenskiy" and "Volodymyr
/// Zelenskyy"), titles set aside.
#[must_use]
pub fn compare(_one: &str, _other: &str) -> Agreement {
    Agreement::Unclear
}
