//! Words that turn the meaning of a sentence, by their folded forms.

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

/// Whether it is a figure, or a word for one.
#[must_use]
pub fn is_number(form: &str) -> bool {
    form.contains(|c: char| c.is_ascii_digit()) || among(form, NUMBERS)
}

/// Whether it tells a day, a month or a year.
#[must_use]
pub fn is_date(form: &str) -> bool {
    among(form, DATES)
}

/// Whether it says what may, must or will be.
#[must_use]
pub fn is_modal(form: &str) -> bool {
    among(form, MODALS) || form.ends_with("'ll") || form.ends_with("'d")
}

/// Whether it says of how many something is true.
#[must_use]
pub fn is_quantity(form: &str) -> bool {
    among(form, QUANTITIES)
}

/// Whether it stands for a person: *I*, *we*, *their*.
#[must_use]
pub fn is_person(form: &str) -> bool {
    among(form, PERSONS)
}

/// Whether it says next to nothing by itself: *the*, *of*, *and*. Not *or*, which gives a choice.
#[must_use]
pub fn is_small(form: &str) -> bool {
    among(form, SMALL)
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
const PERSONS: &[&str] = &[
    "i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours", "he", "him", "his",
    "she", "her", "hers", "they", "them", "their", "theirs", "i'm", "we're", "they're", "he's",
    "she's", "you're", "i've", "we've", "they've",
];
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "as", "and",
    "but", "so", "that", "this", "these", "those", "it", "its", "it's", "that's", "there", "is",
    "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "who",
    "which", "also", "then", "than", "into", "upon", "such", "very", "just", "well", "uh", "um",
    "through", "over", "about", "up", "out", "here", "when", "where", "what", "while", "too",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind() {
        assert!(is_negation("don't") && is_negation("without") && !is_negation("with"));
        assert!(turns("unless") && !turns("when"));
        assert!(is_number("$645") && is_number("million") && !is_number("many"));
        assert!(is_date("june") && is_modal("she'll") && is_quantity("only"));
        assert!(is_person("we") && is_small("the") && !is_small("or"));
        assert!(!is_date("may") && !is_modal("lamp") && !is_quantity("eel") && !is_person("weir"));
    }
}
