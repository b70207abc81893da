//! Forms of names: as they stand in texts, and as headings.

use crate::authority::name::{self, Name, fold};
use crate::authority::words::{is_particle, is_suffix};

/// A form of a name in its parts, folded, before it is known where the surname begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// Titles and the words of offices before the name.
    pub titles: Vec<String>,
    /// Given names and surname.
    pub words: Vec<String>,
    /// How many of the last words are the surname, where a comma said so.
    pub surname: Option<usize>,
    /// `jr`, `iii`.
    pub suffix: Option<String>,
}

impl Form {
    /// Reads "Press Secretary Jen Psaki", "Biden, Joseph R., Jr.", "MR. KIRBY", "FDR".
    pub fn read(text: &str) -> Self {
        let text = text.trim().trim_end_matches([':', ',', ';']);
        let turned = name::natural_order(text);
        let parsed = Name::parse(&turned);
        let mut words = parsed.given;
        words.extend(parsed.surname.split(' ').map(str::to_owned));
        words.retain(|word| !word.is_empty());
        let mut suffix = parsed.suffix;
        if suffix.is_none()
            && words.len() > 2
            && let Some(at) = words.iter().position(|word| is_suffix(word))
        {
            suffix = Some(words.remove(at));
        }
        let surname = turned
            .ne(text)
            .then(|| text.split(',').next().unwrap_or_default())
            .filter(|first| words.ends_with(&folded(first)) && folded(first).len() < words.len())
            .map(|first| folded(first).len());
        Self {
            titles: parsed.titles,
            words,
            surname,
            suffix,
        }
    }

    /// Whether there is more than a surname, as far as its words show.
    pub fn is_full(&self) -> bool {
        self.surname
            .map_or(self.words.len() > 1, |surname| self.words.len() > surname)
            && !self
                .words
                .iter()
                .rev()
                .skip(1)
                .all(|word| is_particle(word))
    }
}

/// The words of a text, folded.
pub(super) fn folded(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(fold);
    words.filter(|word| !word.is_empty()).collect()
}

/// The heading of a name in natural order by rule: the surname is the last word with the particles
/// before it, a suffix stands behind the given names. Titles are left out.
///
/// ```
/// use onrecord_doc::authority::names::heading;
/// assert_eq!(heading("Joseph Robinette Biden Sr."), "Biden, Joseph Robinette, Sr.");
/// assert_eq!(heading("Ludwig van der Example"), "van der Example, Ludwig");
/// assert_eq!(heading("JAKE MCEXAMPLE"), "McExample, Jake");
/// ```
#[must_use]
pub fn heading(name: &str) -> String {
    let words: Vec<String> = shown(name);
    by_rule(&words, None)
}

/// The same of words as [`shown`] gives them, the last `surname` of which are the surname.
pub(super) fn by_rule(words: &[String], surname: Option<usize>) -> String {
    let mut words = words.to_vec();
    let mut suffix = None;
    if words.len() > 1 {
        suffix = words.pop_if(|last| is_suffix(&fold(last)));
    }
    let mut at = words.len().saturating_sub(surname.unwrap_or(1));
    while surname.is_none() && at > 1 && is_particle(&fold(&words[at - 1])) {
        at -= 1;
    }
    let parts = [words[at..].join(" "), words[..at].join(" ")];
    let parts = parts
        .into_iter()
        .chain(suffix.map(|suffix| dotted(&suffix)));
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// `jr` as "Jr.", `iii` as "III".
fn dotted(suffix: &str) -> String {
    match fold(suffix).as_str() {
        "jr" => "Jr.".to_owned(),
        "sr" => "Sr.".to_owned(),
        other => other.to_uppercase(),
    }
}

/// The words of a name as headings show them: without titles, without possessives, capitals only
/// at the beginning.
pub(super) fn shown(form: &str) -> Vec<String> {
    let turned = name::natural_order(form.trim().trim_end_matches([':', ',', ';']));
    let titles = Name::parse(&turned).titles.len();
    let words: Vec<&str> = turned
        .split_whitespace()
        .filter(|w| !fold(w).is_empty())
        .collect();
    let words = &words[titles.min(words.len())..];
    // Words of capitals are a label's manner, unless they are all there is: "FDR".
    let shouted =
        titles > 0 || words.len() > 1 || words.iter().any(|word| word.chars().count() > 4);
    words.iter().map(|word| cased(word, shouted)).collect()
}

fn cased(word: &str, shouted: bool) -> String {
    let word = word
        .strip_suffix("’s")
        .or_else(|| word.strip_suffix("'s"))
        .unwrap_or(word);
    let word = word.trim_matches(|c: char| ",;:()“”\"".contains(c));
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capital = !word.chars().any(char::is_lowercase);
    if !shouted || !capital || letters < 2 || is_suffix(&fold(word)) || word.contains('.') {
        return word.to_owned();
    }
    if letters == 2 && !is_particle(&fold(word)) && !word.chars().any(|c| "AEIOUY".contains(c)) {
        return word.to_owned(); // initials: JD
    }
    let mut cased = String::new();
    let mut begins = true;
    for c in word.chars() {
        match begins {
            true => cased.push(c),
            false => cased.extend(c.to_lowercase()),
        }
        begins = "-’'".contains(c) || cased == "Mc";
    }
    cased
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_in_parts() {
        let form = Form::read("BIDEN, Joseph R. (Jr.)");
        assert_eq!(form.words, ["joseph", "r", "biden"]);
        assert_eq!(
            (form.suffix.as_deref(), form.surname),
            (Some("jr"), Some(1))
        );
        let form = Form::read("Example Sample, Ada");
        assert_eq!((form.words.len(), form.surname), (3, Some(2)));
        let form = Form::read("Press Secretary Ada Quill");
        assert_eq!((form.titles.len(), form.words.len()), (2, 2));
        assert!(!Form::read("President von der Quill").is_full());
        assert!(Form::read("Ada B. Quill, Jr.").is_full());
    }

    #[test]
    fn headings_by_rule() {
        for (name, expected) in [
            ("Mayor Pete Quill", "Quill, Pete"),
            ("Hunter Quill’s", "Quill, Hunter"),
            ("MR. O’QUILL", "O’Quill"),
            ("Robert F. Quill, Jr.", "Quill, Robert F., Jr."),
            ("ADA QUILL III", "Quill, Ada, III"),
            ("FDR", "FDR"),
            ("Minister of Harbors Ada Quill", "Quill, Ada"),
            ("Minister of Harbors Quill", "Quill, Harbors"), // it may be a given name
            ("President of Ruritania Ada B. Quill", "Quill, Ada B."),
            ("Secretary of State Ada B. Quill", "Quill, Ada B."),
        ] {
            assert_eq!(heading(name), expected, "{name}");
        }
    }
}
