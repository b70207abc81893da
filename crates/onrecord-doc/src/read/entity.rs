//! Character references of HTML (HTML Living Standard, 13.5).

use html5ever::data::NAMED_ENTITIES;

/// Reads the reference that `text` begins with: what it stands for, and its length. A name must
/// end with its semicolon.
pub fn read(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let stands_for = match name.strip_prefix('#') {
        Some(number) => numeric(number)?.to_string(),
        None => named(text.get(1..=end)?)?,
    };
    Some((stands_for, end + 1))
}

/// The longest name of the table is `CounterClockwiseContourIntegral;`.
const LONGEST: usize = 34;

fn numeric(number: &str) -> Option<char> {
    let value = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(windows(value.ok()?))
}

/// Numbers 145 to 151 mean the marks of Windows-1252, as the standard has it.
fn windows(number: u32) -> u32 {
    match number {
        0x91 => 0x2018,
        0x92 => 0x2019,
        0x93 => 0x201C,
        0x94 => 0x201D,
        0x96 => 0x2013,
        0x97 => 0x2014,
        other => other,
    }
}

fn named(name: &str) -> Option<String> {
    let &(first, second) = NAMED_ENTITIES.get(name)?;
    let chars = [first, second].into_iter().filter(|&c| c != 0);
    Some(chars.filter_map(char::from_u32).collect::<String>()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        for (text, expected) in [
            ("&amp;x", Some(("&", 5))),
            ("&mdash;", Some(("—", 7))),
            ("&#39;s", Some(("'", 5))),
            ("&#x2019;", Some(("’", 8))),
            ("&J; x", None),
            ("& so on;", None),
        ] {
            let read = read(text);
            let read = read.as_ref().map(|(text, length)| (text.as_str(), *length));
            assert_eq!(read, expected);
        }
    }
}
