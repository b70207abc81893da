//! Links that scroll to the words, and citations.

use crate::model::{Document, Speaker};

/// The address of the page that shows the words of `document`, with a text fragment that makes a
/// browser scroll to `words`, which must stand as they stand on the page.
///
/// `#:~:text=start` for short passages, `#:~:text=start,end` for others (WICG, "URL Fragment Text
/// Directives", section 3.3). `None` where the document has no address.
#[must_use]
pub fn link(document: &Document, words: &str) -> Option<String> {
    let page = text_page(document.source.address.as_deref()?);
    let Some(directive) = directive(words) else {
        return Some(page);
    };
    let hash = if page.contains('#') { "" } else { "#" };
    Some(format!("{page}{hash}:~:text={directive}"))
}

/// The page that holds the words. A details page of govinfo only describes its document; the text
/// is at `/content/pkg/PACKAGE/html/DOCUMENT.htm` (seen in govinfo's answers of September 2026).
fn text_page(address: &str) -> String {
    let Some(path) = address.strip_prefix("https://www.govinfo.gov/app/details/") else {
        return address.to_owned();
    };
    let path = path.trim_end_matches('/');
    let (package, document) = path.split_once('/').unwrap_or((path, path));
    format!("https://www.govinfo.gov/content/pkg/{package}/html/{document}.htm")
}

/// The value of a text directive for a passage, percent-encoded; `None` for one without words.
#[must_use]
pub fn directive(passage: &str) -> Option<String> {
    let words: Vec<&str> = passage.split_whitespace().collect();
    if words.is_empty() {
        return None;
    }
    // A text without an end must lie in one block of the page; a range may cross several.
    let crosses = passage.trim().contains('\n');
    if words.len() <= WHOLE && !(crosses && words.len() > 1) {
        return Some(encoded(&words));
    }
    let ends = ENDS.min(words.len() / 2).max(1);
    let (start, end) = (&words[..ends], &words[words.len() - ends..]);
    Some(format!("{},{}", encoded(start), encoded(end)))
}

/// Passages of up to so many words stand in the link whole.
const WHOLE: usize = 10;
/// So many words of each end of a longer passage stand in the link.
const ENDS: usize = 5;

/// The words with single spaces, percent-encoded. All but the unreserved characters of RFC 3986
/// are encoded, and of those the hyphen, which divides a prefix from the text.
fn encoded(words: &[&str]) -> String {
    let mut out = String::new();
    for byte in words.join(" ").bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A citation for notes: who, "title," date, collection and number, address.
#[must_use]
pub fn citation(document: &Document) -> String {
    let who = issuers(&document.issuers);
    let date = document
        .dates
        .issued
        .map(|date| date.strftime("%B %-d, %Y").to_string());
    let collection = collection(document).filter(|name| Some(name) != who.as_ref());
    let address = document.source.address.clone();
    let behind: Vec<String> = [date, collection, address].into_iter().flatten().collect();
    let title = quoted(&document.title, behind.is_empty());
    let mut parts: Vec<String> = who.map(|who| format!("{who},")).into_iter().collect();
    parts.extend((!document.title.is_empty()).then_some(title));
    parts.extend((!behind.is_empty()).then(|| behind.join(", ")));
    let citation = parts.join(" ");
    if citation.is_empty() || citation.ends_with(['.', '”']) {
        citation
    } else {
        citation + "."
    }
}

/// The issuers as one would list them; beyond three only the first.
fn issuers(issuers: &[Speaker]) -> Option<String> {
    let names: Vec<&str> = issuers.iter().map(|issuer| issuer.name.as_str()).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some((*one).to_owned()),
        [one, two] => Some(format!("{one} and {two}")),
        [one, two, three] => Some(format!("{one}, {two}, and {three}")),
        [first, ..] => Some(format!("{first} and others")),
    }
}

/// The title in quotation marks, its own marks made single, with the comma or stop inside.
fn quoted(title: &str, last: bool) -> String {
    let title = title.replace('“', "‘").replace('”', "’").replace('"', "'");
    let stop = match (title.ends_with(['?', '!', '.', ',']), last) {
        (true, _) => "",
        (false, true) => ".",
        (false, false) => ",",
    };
    format!("“{title}{stop}”")
}

/// The collection as people name it, with the number of the document where it has one.
fn collection(document: &Document) -> Option<String> {
    match document.collection.as_str() {
        "dcpd" => Some(format!(
            "Daily Compilation of Presidential Documents, {}",
            document.id
        )),
        "weekly" => Some("Weekly Compilation of Presidential Documents".to_owned()),
        "whitehouse" => Some("The White House".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocId;

    fn document() -> Document {
        let mut document = Document::empty(DocId::from_text("DCPD-209900001"), "dcpd");
        document.title = "Remarks on the “Harbour” Treaty".into();
        document.dates.issued = "2099-03-04".parse().ok();
        document.issuers = vec![Speaker::person("Ada Quill")];
        document.source.address = Some("https://www.govinfo.gov/app/details/DCPD-209900001".into());
        document
    }

    const PAGE: &str = "https://www.govinfo.gov/content/pkg/DCPD-209900001/html/DCPD-209900001.htm";

    #[test]
    fn short_passages_stand_whole() {
        let link = link(&document(), "so-called “peace,” & more").unwrap();
        let words = "so%2Dcalled%20%E2%80%9Cpeace%2C%E2%80%9D%20%26%20more";
        assert_eq!(link, format!("{PAGE}#:~:text={words}"));
    }

    #[test]
    fn long_passages_and_several_paragraphs_are_ranges() {
        let long = "one two three four five six seven eight nine ten eleven twelve";
        let made = link(&document(), long).unwrap();
        let ends = "one%20two%20three%20four%20five,eight%20nine%20ten%20eleven%20twelve";
        assert_eq!(made, format!("{PAGE}#:~:text={ends}"));
        let made = link(&document(), "one two\n\nthree").unwrap();
        assert_eq!(made, format!("{PAGE}#:~:text=one,three"));
    }

    #[test]
    fn without_words_or_address() {
        let mut document = document();
        assert_eq!(link(&document, " ").unwrap(), PAGE);
        document.source.address = Some("https://example.org/page#part".into());
        let made = link(&document, "a word").unwrap();
        assert_eq!(made, "https://example.org/page#part:~:text=a%20word");
        document.source.address = None;
        assert_eq!(link(&document, "a word"), None);
    }

    #[test]
    fn citations_name_all_that_is_known() {
        assert_eq!(
            citation(&document()),
            "Ada Quill, “Remarks on the ‘Harbour’ Treaty,” March 4, 2099, Daily Compilation of \
             Presidential Documents, DCPD-209900001, \
             https://www.govinfo.gov/app/details/DCPD-209900001."
        );
        let mut page = Document::empty(DocId::from_text("x"), "whitehouse");
        page.title = "Who Are We?".into();
        page.issuers = vec![Speaker::body("The White House")];
        assert_eq!(citation(&page), "The White House, “Who Are We?”");
        assert_eq!(
            citation(&Document::empty(DocId::from_text("x"), "other")),
            ""
        );
    }
}
