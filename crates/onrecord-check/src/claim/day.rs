//! The day on which an article says that words were said.

use super::token::{Kind, Token};
use crate::article::{dates, month};
use onrecord_doc::Date;
use onrecord_text::Span;

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The day right behind a verb of speech ("said on Thursday", "told reporters on March 1, 2022"),
/// where it is clear.
pub fn behind(
    text: &str,
    tokens: &[Token],
    verb: usize,
    article: Option<Date>,
) -> Option<(Date, Date)> {
    let small = |t: &&Token| t.is_in(&["on", "reporters", "late", "early"]);
    let skipped = tokens[verb + 1..].iter().take_while(small).count();
    let first = verb + 1 + skipped;
    let token = tokens.get(first).filter(|t| t.kind == Kind::Word)?;
    if let Some(weekday) = WEEKDAYS.iter().position(|&day| day == token.low) {
        return article
            .and_then(|day| last_weekday(day, weekday))
            .map(|day| (day, day));
    }
    let begins = month(&token.low).is_some() || token.low.parse::<u8>().is_ok();
    let last = tokens.get(first + 3).or(tokens.last()).filter(|_| begins)?;
    let stretch = Span::new(token.span.start(), last.span.end().max(token.span.end()));
    let found = dates(&text[stretch.range()]);
    found
        .first()
        .filter(|found| found.span.start() == 0)
        .map(|found| (found.day, found.day))
}

/// The last such weekday up to a day.
fn last_weekday(day: Date, weekday: usize) -> Option<Date> {
    let mut day = day;
    for _ in 0..7 {
        if usize::try_from(day.weekday().to_monday_zero_offset()) == Ok(weekday) {
            return Some(day);
        }
        day = day.yesterday().ok()?;
    }
    None
}
