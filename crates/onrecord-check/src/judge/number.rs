//! What a house style writes otherwise, in more ways than one word for another: numbers, hyphens.

/// Whether words of a quotation are the same number as those of the record, and only written
/// otherwise: *100* for *one hundred*, and before `next` also *a* hundred for *one*.
#[must_use]
pub fn is_same(quoted: &[&str], record: &[&str], next: Option<&str>) -> bool {
    if quoted.len() == record.len() {
        let article = matches!((quoted, record), (["a"], ["1"]) | (["1"], ["a"]));
        return article && next.is_some_and(|next| next == "hundred" || scale(next).is_some());
    }
    let worth = value(quoted);
    worth.is_some() && worth == value(record)
}

/// Whether words are one number.
#[must_use]
pub fn is_number(words: &[&str]) -> bool {
    value(words).is_some()
}

/// Whether two wordings differ only in the hyphen that parts a prefix from the vowel that it ends
/// with: *co-operation*, *re-elected*. Folding parts words at hyphens; any other hyphen may part two
/// words from one, as in *re-sign*.
#[must_use]
pub fn is_hyphenated(one: &[&str], other: &[&str]) -> bool {
    let (parted, whole) = match (one, other) {
        ([first, second], [whole]) | ([whole], [first, second]) => ((first, second), whole),
        _ => return false,
    };
    let (prefix, word) = parted;
    let same = prefix.chars().next_back() == word.chars().next();
    PREFIXES.contains(prefix) && same && whole.strip_prefix(prefix) == Some(word)
}

/// Prefixes that end with a vowel.
const PREFIXES: &[&str] = &["co", "re", "pre", "de", "anti", "semi", "micro"];

/// What a number is worth: `["1", "hundred"]` is `["100"]`, `["3", "million"]` is `["3000000"]`. A
/// currency belongs to it. `None` where the words are no number.
///
/// Folding has brought words for single numbers to figures already; see
/// [`spelling`](onrecord_text::spelling).
#[must_use]
fn value(forms: &[&str]) -> Option<(char, u128)> {
    let (mut currency, mut total, mut current) = (' ', 0, 0);
    // What the next number must be smaller than: two numbers side by side are not one.
    let mut below = u128::MAX;
    for (at, form) in forms.iter().enumerate() {
        if *form == "and" && at > 0 {
            continue;
        }
        // "1 hundred million dollars", where folding finds no figure right before the scale
        if matches!(*form, "dollar" | "dollars") && at > 0 && at + 1 == forms.len() {
            currency = if currency == ' ' { '$' } else { return None };
            continue;
        }
        if *form == "a" && at == 0 {
            current = THOUSANDTHS;
        } else if *form == "hundred" && current > 0 {
            current *= 100;
            below = 100 * THOUSANDTHS;
            continue;
        } else if let Some(scale) = scale(form) {
            if current == 0 {
                return None;
            }
            total += current * scale;
            (current, below) = (0, scale * THOUSANDTHS);
            continue;
        } else {
            let bare = form.trim_start_matches(['$', '£', '€', '¥']);
            // "1 trillion 500 billion dollars", which folding writes "1 trillion $500 billion"
            if bare.len() < form.len() && currency == ' ' {
                currency = form.chars().next()?;
            }
            let number = thousandths(bare)?;
            if number >= below {
                return None;
            }
            current += number;
        }
        below = 0;
    }
    (!forms.is_empty()).then_some((currency, total + current))
}

const THOUSANDTHS: u128 = 1_000;

/// What *thousand*, *million*, *billion* and *trillion* are worth.
#[must_use]
pub fn scale(form: &str) -> Option<u128> {
    Some(match form {
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

/// Figures, with at most three behind the point, in thousandths.
fn thousandths(figures: &str) -> Option<u128> {
    let (whole, part) = figures.split_once('.').unwrap_or((figures, ""));
    let digits = |text: &str| text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 3 {
        return None;
    }
    let part: u128 = format!("{part:0<3}").parse().ok()?;
    Some(whole.parse::<u128>().ok()? * THOUSANDTHS + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(one: &str, other: &str, expected: bool) {
        let value = |text: &str| value(&text.split(' ').collect::<Vec<_>>());
        let same = value(one).is_some() && value(one) == value(other);
        assert_eq!(same, expected, "{one} and {other}");
    }

    #[test]
    fn worth() {
        same("1 hundred", "100", true);
        same("a hundred", "100", true);
        same("3 million", "3000000", true);
        same("1.2 million", "1200000", true);
        same("2 hundred and 5 thousand", "205000", true);
        same("$3 million", "3000000", false);
        same("3 million", "3 billion", false);
        same("1.5", "15", false);
        same("hundred", "100", false);
        same("the hundred", "100", false);
        same("a", "1", true);
        same("12 2021", "11 2022", false);
        same("5 3", "8", false);
        same("2 hundred 300", "500", false);
        same("3 $5", "$8", false);
        same("1 trillion $500 billion", "$1.5 trillion", true);
        same("1 trillion $500 billion", "1.5 trillion", false);
        same("4 hundred and $68 billion", "$468 billion", true);
        same("1 hundred million dollars", "$100 million", true);
        same("1 hundred million dollars", "£100 million", false);
        same("£1 hundred million dollars", "£100 million", false);
        same("dollars", "$0", false);
        same("1 thousand 200", "1200", true);
        same("hundred", "0", false);
        same("and 5", "5", false);
        same("1.234 million", "1234000", true);
        same("1.2345", "3.345", false);
    }

    #[test]
    fn figures_without_end_are_no_number() {
        assert_eq!(
            value(&["123456789012345"]),
            Some((' ', 123_456_789_012_345_000))
        );
        assert_eq!(value(&["1234567890123456"]), None);
        assert_eq!(value(&[&"9".repeat(38)]), None);
    }
}
