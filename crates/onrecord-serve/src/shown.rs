//! Text of others as it may stand on a page.

use onrecord_doc::Date;

/// The text without control characters and without the marks that turn the direction of what
/// stands around them (UAX #9, section 2): a document must not rewrite the page it is shown on.
pub fn plain(text: &str) -> String {
    text.chars().filter(|&c| !is_hidden(c)).collect()
}

fn is_hidden(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let none = matches!(c, '\u{fffe}' | '\u{ffff}'); // no characters of XML 1.0
    turns || none || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// The first `limit` characters, with an ellipsis where more follow.
pub fn cut(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// `February 25, 2022`
pub fn day(date: Date) -> String {
    date.strftime("%B %-d, %Y").to_string()
}

/// A part of an address, percent-encoded; slashes stay, since identifiers have them.
pub fn encoded(text: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~')
        .remove(b'/');
    utf8_percent_encode(text, KEPT).to_string()
}

/// How many words a text has, as the script on the page counts them: what stands between spaces,
/// tabs and line breaks.
pub fn words(text: &str) -> usize {
    plain(text).split_ascii_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_marks_are_taken_out() {
        assert_eq!(plain("a\u{202e}b\u{2067}c\u{0}\u{85}d\n\te"), "abcd\n\te");
    }

    #[test]
    fn addresses_are_safe() {
        assert_eq!(encoded("a/b c\"<é>"), "a/b%20c%22%3C%C3%A9%3E");
        assert_eq!(cut("überlang", 4), "über…");
    }
}
