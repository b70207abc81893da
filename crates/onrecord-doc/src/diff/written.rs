//! How words are written: marks, white space, what an encoding broke.

use super::reason::Reason;

/// What changed marks of punctuation amount to: signs of currency and percent are numbers'.
pub fn marks(old: &str, new: &str) -> Reason {
    let counts =
        |text: &str| -> String { text.chars().filter(|c| "$€£¥%°".contains(*c)).collect() };
    if counts(old) != counts(new) {
        Reason::Number
    } else if bare_marks(old).is_empty() && bare_marks(new).is_empty() {
        Reason::Markup
    } else {
        Reason::Punctuation
    }
}

/// Marks but those that only set apart: asterisks, underscores, bars, bullets.
fn bare_marks(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"*_|#~•\\=^<>".contains(*c))
        .collect()
}

/// Letters and figures alone, in small letters, with what belongs to a number: signs of currency
/// and percent, and points between figures.
pub fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let point = c == '.'
            && bare.ends_with(|c: char| c.is_ascii_digit())
            && rest.peek().is_some_and(char::is_ascii_digit);
        if c.is_alphanumeric() || "$€£¥%°".contains(c) || point {
            bare.extend(c.to_lowercase());
        }
    }
    bare
}

/// Without what is not seen and without white space.
pub fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{ad}' && *c != '\u{200b}')
        .collect()
}

/// Whether a text shows that its encoding or its markup broke: the replacement character, UTF-8
/// that was read as Windows-1252, entities that were not resolved.
pub fn is_broken(text: &str) -> bool {
    const SIGNS: &[&str] = &[
        "\u{fffd}", "â€", "Ã©", "Ã¡", "Ã±", "Ã³", "Â ", "&amp;", "&nbsp;", "&#", "&quot;", "[/",
        "<br",
    ];
    let glued = |(at, _): (usize, &str)| text[..at].ends_with(char::is_alphabetic);
    SIGNS.iter().any(|sign| text.contains(sign)) || text.match_indices("http").any(glued)
}
