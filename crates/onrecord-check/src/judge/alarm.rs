//! Words that turn the meaning of a sentence.

use crate::verdict::Alarm;
use onrecord_text::Folded;

/// What a changed stretch says that a person must look at, on either side of the change.
#[must_use]
pub fn alarms(quoted: &str, record: &str) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    let differs = |test: fn(&str) -> bool| {
        let words = |text: &str| {
            let folded = Folded::new(text);
            let mut found: Vec<String> = (0..folded.len())
                .map(|at| folded.form(at).to_owned())
                .filter(|form| test(form))
                .collect();
            found.sort();
            found
        };
        words(quoted) != words(record)
    };
    for (alarm, test) in [
        (Alarm::Negation, is_negation as fn(&str) -> bool),
        (Alarm::Number, is_number),
        (Alarm::Date, is_date),
        (Alarm::Modal, is_modal),
        (Alarm::Quantity, is_quantity),
    ] {
        if differs(test) {
            alarms.push(alarm);
        }
    }
    if has_name(quoted, record) {
        alarms.push(Alarm::Name);
    }
    alarms
}

/// Whether a folded word denies.
#[must_use]
pub fn is_negation(form: &str) -> bool {
    form.ends_with("n't") || among(form, NEGATIONS)
}

/// Whether leaving out this folded word can turn what is left: it denies, or makes a condition.
#[must_use]
pub fn turns(form: &str) -> bool {
    is_negation(form) || among(form, CONDITIONS)
}

fn is_number(form: &str) -> bool {
    form.contains(|c: char| c.is_ascii_digit()) || among(form, NUMBERS)
}

fn is_date(form: &str) -> bool {
    among(form, DATES)
}

fn is_modal(form: &str) -> bool {
    among(form, MODALS) || form.ends_with("'ll") || form.ends_with("'d")
}

fn is_quantity(form: &str) -> bool {
    among(form, QUANTITIES)
}

/// A capitalised word that only one side has, where the other side has none or another.
fn has_name(quoted: &str, record: &str) -> bool {
    let names = |text: &str| {
        let words = text
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let mut names: Vec<String> = words
            .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
            .map(str::to_lowercase)
            .filter(|word| {
                word.len() > 1 && !is_modal(word) && !is_negation(word) && !is_date(word)
            })
            .collect();
        names.sort();
        names
    };
    names(quoted) != names(record)
}

fn among(form: &str, words: &[&str]) -> bool {
    words.contains(&form)
}

const NEGATIONS: &[&str] = &[
    "not", "never", "no", "none", "nor", "neither", "cannot", "without", "nobody", "nothing",
    "nowhere", "hardly", "barely", "scarcely",
];
const CONDITIONS: &[&str] = &["if", "unless", "except", "until", "only"];
// Smaller ones are folded to figures.
const NUMBERS: &[&str] = &[
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "trillions",
    "half",
    "double",
    "twice",
    "percent",
];
const DATES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "tomorrow",
    "last",
    "next",
    "year",
    "years",
    "month",
    "week",
];
const MODALS: &[&str] = &[
    "may", "might", "must", "will", "would", "shall", "should", "can", "could", "ought",
];
const QUANTITIES: &[&str] = &[
    "all",
    "some",
    "every",
    "each",
    "any",
    "many",
    "most",
    "several",
    "few",
    "both",
    "always",
    "often",
    "sometimes",
    "only",
    "more",
    "less",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind() {
        assert_eq!(alarms("", "not"), [Alarm::Negation]);
        assert_eq!(alarms("may", "will"), [Alarm::Modal]);
        assert_eq!(alarms("23", "22"), [Alarm::Number]);
        assert_eq!(alarms("Russia", "China"), [Alarm::Name]);
        assert_eq!(alarms("some", "all"), [Alarm::Quantity]);
        assert_eq!(alarms("yesterday", "today"), [Alarm::Date]);
        assert!(alarms("big", "large").is_empty());
    }
}
