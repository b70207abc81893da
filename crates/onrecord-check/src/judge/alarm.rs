//! Words that turn the meaning of a sentence.

use crate::verdict::Alarm;
use onrecord_text::Folded;
use onrecord_text::meaning::{is_date, is_modal, is_negation, is_number, is_quantity};

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
        (Alarm::Negation, denies as fn(&str) -> bool),
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

/// "not", and the "non" of "non-resident".
fn denies(form: &str) -> bool {
    is_negation(form) || form == "non"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind() {
        assert_eq!(alarms("", "not"), [Alarm::Negation]);
        assert_eq!(alarms("", "non"), [Alarm::Negation]);
        assert_eq!(alarms("may", "will"), [Alarm::Modal]);
        assert_eq!(alarms("23", "22"), [Alarm::Number]);
        assert_eq!(alarms("Russia", "China"), [Alarm::Name]);
        assert_eq!(alarms("some", "all"), [Alarm::Quantity]);
        assert_eq!(alarms("yesterday", "today"), [Alarm::Date]);
        assert!(alarms("big", "large").is_empty());
    }

    #[test]
    fn what_a_sentence_begins_with_is_no_name() {
        for (quoted, record) in [
            ("A", "the"),
            ("Will", "will"),
            ("Not", "not"),
            ("Today", "today"),
        ] {
            assert!(alarms(quoted, record).is_empty(), "{quoted} and {record}");
        }
        assert_eq!(alarms("Monday", "Friday"), [Alarm::Date]);
        assert_eq!(alarms("Varde", "the town"), [Alarm::Name]);
    }
}
