//! When a version was seen, and the order in which versions follow each other.
//!
//! The order of adding is no order of time: an archive of earlier versions may be added after the
//! pages of today. What tells the time of a version, the first that there is:
//!
//! 1. when its source says that it was last changed, if that is not later than it was seen;
//! 2. when it was seen, where somebody said so ([`Told`]), or where its source is silent;
//! 3. when its source says that it was published, where nobody said when it was seen.
//!
//! Files of one *series* are seen one after the other: the same path added again with other
//! bytes, or the files `00-first`, `01-2031-03-05`, … of one folder. Within a series the order of
//! adding stands, whatever the source says of its last change.

use crate::Date;
use crate::model::Dates;
use jiff::Timestamp;

/// When a file was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told<'a> {
    /// A day, or a time in RFC 3339 form.
    pub when: &'a str,
    /// Whether somebody said so; else it is merely when the file was added.
    pub told: bool,
}

/// The day in a name that says in which order and when a version was seen: `01-2031-03-05.md`.
///
/// Nothing else may stand in the name: White House files begin with the day of the document.
#[must_use]
pub fn in_name(path: &str) -> Option<Date> {
    let (_, day) = ordinal(path)?;
    day.parse().ok()
}

/// What is seen again under other bytes: the folder of a file that is named `00-first` or
/// `01-2031-03-05`, and any other path itself.
#[must_use]
pub fn series(path: &str) -> &str {
    match ordinal(path) {
        Some((folder, rest)) if rest == "first" || rest.parse::<Date>().is_ok() => folder,
        _ => path,
    }
}

/// The folder and what stands behind two figures and a hyphen in a name, its ending taken off.
fn ordinal(path: &str) -> Option<(&str, &str)> {
    let (folder, name) = path.rsplit_once('/')?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (number, rest) = stem.split_once('-')?;
    let figures = number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    figures.then_some((folder, rest))
}

/// A day as it is (`2031-03-05`), a time in UTC (`2031-03-05T14:00:00Z`); `None` for anything
/// else. As texts, moments sort by time, a day before the times of that day.
///
/// ```
/// use onrecord_doc::seen::moment;
/// let moment = moment("2031-03-05 18:40:35-04:00");
/// assert_eq!(moment.as_deref(), Some("2031-03-05T22:40:35Z"));
/// ```
#[must_use]
pub fn moment(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() == 10 {
        return Some(text.parse::<Date>().ok()?.to_string());
    }
    let time: Timestamp = text.parse().ok()?;
    Some(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// The earliest moment at which words are known to have stood at their source. `after` is that of
/// the version before in the same series.
#[must_use]
pub fn known(dates: &Dates, seen: Told<'_>, after: Option<&str>) -> String {
    let stated = |date: &Option<String>| date.as_deref().and_then(moment);
    let seen_at = moment(seen.when).unwrap_or_else(|| seen.when.to_owned());
    let not_later = |when: &String| when.get(..10) <= seen_at.get(..10);
    let modified = stated(&dates.modified).filter(not_later);
    let published = || stated(&dates.published).filter(|when| !seen.told && not_later(when));
    let own = modified.or_else(published);
    match (own, after) {
        (Some(own), Some(after)) if own.as_str() <= after => later(seen_at, after),
        (Some(own), _) => own,
        (None, Some(after)) => later(seen_at, after),
        (None, None) => seen_at,
    }
}

fn later(moment: String, after: &str) -> String {
    if moment.as_str() < after {
        after.to_owned()
    } else {
        moment
    }
}

/// Where a version that is known since `known` belongs among others, in their order.
///
/// Of equal moments, what was added first stands first.
#[must_use]
pub fn place<'a>(others: impl IntoIterator<Item = &'a str>, known: &str) -> usize {
    let others = others.into_iter();
    others.take_while(|other| *other <= known).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let day = |path| in_name(path).map(|day| day.to_string());
        assert_eq!(day("a/01-2031-03-05.md").as_deref(), Some("2031-03-05"));
        for other in [
            "a/2031-03-05-remarks.md",
            "a/2031-03-05.md",
            "a/00-first.md",
            "01-2031-03-05.md",
        ] {
            assert_eq!(day(other), None, "{other}");
        }
        assert_eq!(series("a/b/00-first.md"), "a/b");
        assert_eq!(series("a/b/01-2031-03-05.md"), "a/b");
        assert_eq!(series("a/b/01-notes.md"), "a/b/01-notes.md");
    }

    #[test]
    fn moments() {
        assert_eq!(moment(" 2031-03-05 ").as_deref(), Some("2031-03-05"));
        assert_eq!(
            moment("2031-03-05T14:00:00+02:00").as_deref(),
            Some("2031-03-05T12:00:00Z")
        );
        assert_eq!(moment("yesterday"), None);
        assert_eq!(moment("2031-13-05"), None);
    }

    #[track_caller]
    fn known_of(modified: &str, seen: (&str, bool), after: Option<&str>, expected: &str) {
        let dates = Dates {
            modified: (!modified.is_empty()).then(|| modified.to_owned()),
            published: Some("2031-03-01 10:00:00Z".to_owned()),
            ..Dates::default()
        };
        let (when, told) = seen;
        assert_eq!(known(&dates, Told { when, told }, after), expected);
    }

    #[test]
    fn what_tells_the_time() {
        let (changed, added) = ("2031-03-02 10:00:00Z", ("2040-01-01T00:00:00Z", false));
        let seen = ("2031-03-05", true);
        known_of(changed, added, None, "2031-03-02T10:00:00Z");
        known_of(changed, seen, None, "2031-03-02T10:00:00Z");
        known_of("", seen, None, "2031-03-05");
        known_of("", added, None, "2031-03-01T10:00:00Z");
        // A source that changes its words and not its date is not believed.
        let after = Some("2031-03-02T10:00:00Z");
        known_of(changed, seen, after, "2031-03-05");
        known_of(changed, ("2031-03-01", true), after, "2031-03-02T10:00:00Z");
        // Nor one that says it was changed after it was seen.
        known_of("2031-04-02 10:00:00Z", seen, None, "2031-03-05");
    }

    #[test]
    fn places() {
        let order = ["2031-03-01", "2031-03-05", "2031-03-05"];
        assert_eq!(place(order, "2031-03-04"), 1);
        assert_eq!(place(order, "2031-03-05"), 3);
        assert_eq!(place(order, "2031-02-01"), 0);
    }
}
