//! Days as articles write them.

use super::Paragraph;
use onrecord_doc::Date;
use onrecord_text::Span;

/// How many paragraphs may hold the dateline, and how near to their head it stands.
const NEAR_TOP: (usize, usize) = (6, 90);

/// A day found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The day.
    pub day: Date,
    /// Where it stands.
    pub span: Span,
}

/// The day of the dateline or byline: the first full date near the top that stands at the head of
/// its paragraph, before a dash or in a short line.
pub fn of_dateline(paragraphs: &[Paragraph]) -> Option<Date> {
    paragraphs.iter().take(NEAR_TOP.0).find_map(|paragraph| {
        let text = paragraph.text.text();
        let found = dates(head(text, NEAR_TOP.1)).into_iter().next()?;
        let rest = text[found.span.end()..].trim_start();
        let dashed = rest.starts_with(['—', '–', '-']) || rest.starts_with("(");
        (dashed || text.len() <= NEAR_TOP.1 && !text.ends_with('.')).then_some(found.day)
    })
}

/// At most so many bytes of the head of a text.
pub fn head(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The day of front matter: its key `date`, or one that ends so.
pub fn of_front(text: &str) -> Option<Date> {
    text.lines().find_map(|line| {
        let (key, value) = line.split_once([':', '='])?;
        let key = key.trim().to_lowercase();
        let is_date = key == "date" || key.starts_with("pub") || key.ends_with("_date");
        let value = value.trim().trim_matches(['"', '\'']);
        let written = || dates(value).first().map(|found| found.day);
        is_date.then(|| of_iso(value).or_else(written)).flatten()
    })
}

/// The day that text such as `2022-03-01T10:00:00Z` begins with.
pub fn of_iso(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

/// The days and months of a text, a month by its middle: "March 1, 2022", "June 2026".
pub fn times(text: &str) -> Vec<Date> {
    let mut found: Vec<(usize, Date)> = dates(text)
        .into_iter()
        .map(|found| (found.span.start(), found.day))
        .collect();
    let words = words(text);
    for pair in words.windows(2) {
        let [first, second] = [0, 1].map(|at| &text[pair[at].range()]);
        let day = month(first).and_then(|month| civil(second, month, "15"));
        found.extend(day.map(|day| (pair[0].start(), day)));
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, day)| day).collect()
}

/// The full dates of a text: "March 1, 2022", "1 March 2022", "2022-03-01".
pub fn dates(text: &str) -> Vec<Found> {
    let words: Vec<Span> = words(text);
    let of = |at: usize| words.get(at).map_or("", |span| &text[span.range()]);
    let mut found = Vec::new();
    for (at, span) in words.iter().enumerate() {
        let (first, second, third) = (of(at), of(at + 1), of(at + 2));
        let (day, last) = match month(first) {
            Some(month) => (civil(third, month, second), at + 2),
            None if first.contains('-') => (of_iso(first), at),
            None => (
                month(second).and_then(|month| civil(third, month, first)),
                at + 2,
            ),
        };
        if let (Some(day), Some(last)) = (day, words.get(last)) {
            found.push(Found {
                day,
                span: span.cover(*last),
            });
        }
    }
    found
}

fn words(text: &str) -> Vec<Span> {
    let start = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|part| !part.is_empty())
        .map(|part| Span::new(start(part), start(part) + part.len()))
        .collect()
}

fn civil(year: &str, month: i8, day: &str) -> Option<Date> {
    if year.len() != 4 {
        return None;
    }
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// The number of a month: "March", "Mar", "MARCH".
pub fn month(word: &str) -> Option<i8> {
    let months = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let at = months.iter().position(|&month| {
        month == word
            || word == "sept" && month == "september"
            || word.len() == 3 && month.starts_with(&word)
    })?;
    i8::try_from(at + 1).ok()
}
