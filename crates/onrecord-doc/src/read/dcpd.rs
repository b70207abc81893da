//! Entries of the Daily Compilation of Presidential Documents, as text, Markdown or HTML.
//!
//! In their order (seen in real entries): `Administration of …` (HTML only), title, date, body,
//! `NOTE:`, then `Categories:`, `Locations:`, `Names:`, `Subjects:` and `DCPD Number:`, each of
//! which may be missing and ends with a full stop. Labels of speakers end with a full stop.

use super::whitehouse::{kind, marks, people};
use crate::Date;
use crate::authority;
use crate::model::{
    Block, BlockKind, DocId, Document, Heading, Mark, MarkKind, Problem, ProblemKind, Speaker,
    SpeakerKind, Turn, Verification,
};
use onrecord_text::Span;

/// Whether the blocks are those of an entry: it says its number.
pub fn is_entry(blocks: &[Block]) -> bool {
    blocks
        .iter()
        .rev()
        .take(12)
        .any(|block| number(block.text.text()).is_some())
}

/// Reads an entry from its paragraphs.
pub fn read(blocks: Vec<Block>, problems: &mut Vec<Problem>) -> Document {
    let number = blocks
        .iter()
        .rev()
        .find_map(|block| number(block.text.text()))
        .unwrap_or_default();
    let id = DocId::from_text(&format!("DCPD-{number}"));
    let mut document = Document::empty(id, "dcpd");
    document.source.address = Some(format!("https://www.govinfo.gov/app/details/DCPD-{number}"));
    document.blocks = blocks.into();
    let body = head(&mut document, problems);
    apparatus(&mut document);
    document.kind = kind::of(&document, "");
    note(&mut document);
    for block in document.blocks.iter_mut().skip(body) {
        marks::mark_corrections(block);
    }
    if document.kind.is_spoken() {
        turns(&mut document, body);
    }
    document.issuers = issuers(&document);
    marks::mark_directions(&mut document);
    document
}

/// `DCPD202200111` of the line `DCPD Number: DCPD202200111.`, without its letters.
fn number(text: &str) -> Option<String> {
    let at = text.find("DCPD Number:")?;
    let digits = |c: &char| c.is_ascii_digit();
    let number: String = text[at..]
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(digits)
        .collect();
    (number.len() == 9).then_some(number)
}

/// Reads title and date; answers where the body begins.
fn head(document: &mut Document, problems: &mut Vec<Problem>) -> usize {
    let text = |at: usize| {
        document
            .blocks
            .get(at)
            .map(|block| block.text.text().to_owned())
            .unwrap_or_default()
    };
    let first = usize::from(text(0).starts_with("Administration of "));
    let dated =
        (first + 1..document.blocks.len().min(first + 5)).find(|&at| day(&text(at)).is_some());
    let Some(at) = dated else {
        problems.push(Problem {
            span: Span::default(),
            kind: ProblemKind::NoDate,
        });
        document.title = text(first);
        return (first + 1).min(document.blocks.len());
    };
    document.title = (first..at).map(text).collect::<Vec<_>>().join(" ");
    document.dates.issued = day(&text(at));
    for block in document.blocks.iter_mut().take(at + 1) {
        block.kind = BlockKind::Apparatus;
    }
    for block in document.blocks.iter_mut().take(at).skip(first) {
        block.kind = BlockKind::Heading;
    }
    at + 1
}

/// `February 25, 2022`.
fn day(text: &str) -> Option<Date> {
    Date::strptime("%B %d, %Y", text.trim()).ok()
}

fn apparatus(document: &mut Document) {
    let mut blocks = std::mem::take(&mut document.blocks).into_vec();
    for block in &mut blocks {
        let text = block.text.text();
        let Some((label, value)) = text.split_once(": ") else {
            continue;
        };
        let list = match label {
            "Categories" => &mut document.categories,
            "Locations" => &mut document.locations,
            "Names" => &mut document.names,
            "Subjects" => &mut document.subjects,
            "DCPD Number" => {
                block.kind = BlockKind::Apparatus;
                continue;
            }
            _ => continue,
        };
        *list = headings(value);
        block.kind = BlockKind::Apparatus;
    }
    document.blocks = blocks.into();
}

/// Headings divided by semicolons; the full stop belongs to the line, but for `Jr.` and `U.S.`
fn headings(value: &str) -> Vec<Heading> {
    let value = value.trim();
    let abbreviation = ["Jr.", "Sr.", "U.S.", "D.C."]
        .iter()
        .any(|end| value.ends_with(end));
    let value = if abbreviation {
        value
    } else {
        value.strip_suffix('.').unwrap_or(value)
    };
    value
        .split(';')
        .map(str::trim)
        .filter(|heading| !heading.is_empty())
        .map(Heading::parse)
        .collect()
}

fn note(document: &mut Document) {
    let mut notes = Vec::new();
    for block in document.blocks.iter_mut() {
        if block.text.text().starts_with("NOTE:") {
            block.kind = BlockKind::Note;
            notes.push(
                block
                    .text
                    .text()
                    .trim_start_matches("NOTE:")
                    .trim()
                    .to_owned(),
            );
        }
    }
    let note = notes.join(" ");
    if note.contains("original was not available for verification") {
        document.source.verification = Verification::OriginalNotAvailable;
    }
    let behind = |words: &str| note.split(words).nth(1);
    document.source.first_released_by = behind("first released by ")
        .and_then(|rest| rest.split(['.', ';']).next())
        .map(|by| by.trim_start_matches("the ").to_owned());
    if let Some((time, place)) = behind(" spoke at ").and_then(|rest| rest.split_once(" in ")) {
        document.times.push(time.to_owned());
        document.place = place
            .split(['.', ',', ';'])
            .next()
            .map(|place| place.trim_start_matches("the ").to_owned());
    }
    document.note = (!note.is_empty()).then_some(note);
}

/// Gives each paragraph of a transcript to the speaker whose label stands before it.
fn turns(document: &mut Document, body: usize) {
    let mut turn = None;
    for at in body..document.blocks.len() {
        let block = &document.blocks[at];
        if matches!(block.kind, BlockKind::Apparatus | BlockKind::Note) {
            continue;
        }
        if let Some(end) = label(block.text.text()) {
            let name = block.text.text()[..end - 1].to_owned();
            let speaker = speaker(&name, document.dates.issued);
            let span = block.text.source(Span::new(0, end - 1));
            document.turns.push(Turn {
                speaker,
                label: name,
                span,
            });
            turn = Some(document.turns.len() - 1);
            document.blocks[at].marks.insert(
                0,
                Mark {
                    span: Span::new(0, end),
                    kind: MarkKind::Label,
                },
            );
        }
        document.blocks[at].turn = turn;
    }
}

/// Where a label with its full stop ends: `Q.`, `The President.`, `Prime Minister Smith.`
fn label(text: &str) -> Option<usize> {
    let mut end = 0;
    for (count, word) in text.split(' ').enumerate() {
        end += word.len() + usize::from(count > 0);
        let honorific = ["Mr.", "Ms.", "Mrs.", "Dr."].contains(&word);
        if word.ends_with('.') && !honorific {
            let name = &text[..end - 1];
            let known = name == "Q" || OFFICES.iter().any(|office| name.starts_with(office));
            return (known && text.len() > end).then_some(end);
        }
        if count > 5
            || !word.starts_with(char::is_uppercase) && !["of", "the", "members"].contains(&word)
        {
            return None;
        }
    }
    None
}

/// How labels of the Daily Compilation begin.
const OFFICES: &[&str] = &[
    "The President",
    "The Vice President",
    "President ",
    "Vice President ",
    "Prime Minister ",
    "Chancellor ",
    "Secretary ",
    "Mr. ",
    "Ms. ",
    "Mrs. ",
    "Dr. ",
    "Senator ",
    "Governor ",
    "Audience member",
    "Reporter",
    "Moderator",
    "The Prime Minister",
    "Representative ",
    "General ",
    "King ",
    "The First Lady",
    "Administrator ",
];

fn speaker(label: &str, on: Option<Date>) -> Speaker {
    let kind = match label {
        "Q" | "Reporter" => Some(("a reporter", SpeakerKind::Reporter)),
        "Moderator" => Some(("moderator", SpeakerKind::Moderator)),
        label if label.starts_with("Audience") => Some(("audience", SpeakerKind::Audience)),
        _ => None,
    };
    if let Some((name, kind)) = kind {
        return Speaker {
            name: name.to_owned(),
            kind,
        };
    }
    let named = || Speaker {
        name: label.to_owned(),
        kind: SpeakerKind::Label,
    };
    authority::resolve(label, on).unwrap_or_else(named)
}

fn issuers(document: &Document) -> Vec<Speaker> {
    let named = people::issuers(document);
    let house = |speaker: &Speaker| speaker.name == "The White House";
    if named.iter().any(|speaker| !house(speaker)) {
        return named;
    }
    authority::resolve("the President", document.dates.issued)
        .map_or(named, |president| vec![president])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Hint, read};

    const ENTRY: &str = "**Remarks at an Invented Bridge**\n\n*March 3, 2022*\n\nThe President. We open the bridge. [Applause] Thank you.\n\nQ. Will it hold?\n\nThe President. It will.\n\nNOTE: The President spoke at 9:10 a.m. in the Invented Hall. An original was not available for verification of the content of these remarks, which were first released by the Port Authority.\n\n*Categories:* Addresses and Remarks : Bridge, opening.\n\n*Names:* Example, Ada; Sample, Bob, Jr.\n\n*Subjects:* Bridges; Ports : Repairs, U.S.\n\n*DCPD Number:* DCPD202299999.\n";

    #[test]
    fn an_entry_is_understood() {
        let parsed = read(ENTRY.as_bytes(), Hint { path: Some("x.md") });
        let document = parsed.document;
        assert_eq!(document.id.as_str(), "DCPD-202299999");
        assert_eq!(document.title, "Remarks at an Invented Bridge");
        assert_eq!(document.dates.issued, "2022-03-03".parse().ok());
        assert_eq!(document.place.as_deref(), Some("Invented Hall"));
        assert_eq!(
            document.source.verification,
            Verification::OriginalNotAvailable
        );
        assert_eq!(
            document.source.first_released_by.as_deref(),
            Some("Port Authority")
        );
        let names: Vec<String> = document.names.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["Example, Ada", "Sample, Bob, Jr."]);
        assert_eq!(document.subjects[1].levels, ["Ports", "Repairs, U.S."]);
        let speakers: Vec<&str> = document
            .turns
            .iter()
            .map(|turn| turn.speaker.name.as_str())
            .collect();
        assert_eq!(speakers, ["Joe Biden", "a reporter", "Joe Biden"]);
    }

    #[test]
    fn so_is_its_page() {
        let page = "<!DOCTYPE html><html><head><title>DCPD202299998</title><style>.s1 {}</style></head><body><p class=\"s1\">Administration of Invented Person, 2022</p><h1>Message on an Invented Day</h1><p class=\"s1\">March 4, 2022</p><p>It&#39;s a day&mdash;ours.</p><p class=\"s2\">Categories: <span class=\"p\">Letters and Messages : Day</span>.</p><p class=\"s2\">DCPD Number: <span>DCPD202299998</span>.</p></body></html>";
        let document = read(
            page.as_bytes(),
            Hint {
                path: Some("x.htm"),
            },
        )
        .document;
        assert_eq!(
            (document.id.as_str(), document.title.as_str()),
            ("DCPD-202299998", "Message on an Invented Day")
        );
        let body = document
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Paragraph)
            .unwrap();
        assert_eq!(body.text.text(), "It's a day—ours.");
        assert_eq!(
            &page[body.text.whole().range()],
            "It&#39;s a day&mdash;ours."
        );
        assert_eq!(
            document.categories[0].levels,
            ["Letters and Messages", "Day"]
        );
    }
}
