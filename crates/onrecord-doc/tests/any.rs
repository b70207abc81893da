//! Readers take any bytes: no panic, and every span is one of the file.

use onrecord_doc::{Hint, Parsed, read};
use proptest::prelude::*;

const HEAD: &str = "---\ntitle: \"Invented\"\ndate: '2031-03-03'\nsource_url: https://www.example.gov/briefing-room/press-briefings/2031/03/03/x/\n---\n";

/// Pieces of the formats, to be put together at random.
const PIECES: &[&str] = &[
    "MS. EXAMPLE:  ",
    "Q    ",
    "\n\n",
    "\n",
    "<s>wrong</s> ",
    "\\[right\\]",
    "<s>",
    "</s>",
    "(Applause.)",
    "[",
    "]",
    "(",
    ")",
    "**",
    "_",
    "&amp;",
    "&#",
    "<u>",
    "<table>",
    "<tr>",
    "</table>",
    "<!--",
    "> ",
    "- ",
    "12. ",
    "“words”",
    "\\",
    "\u{a0}",
    "\u{200b}",
    "é",
    "…",
    "—",
    "1:43 P.M. EST",
    "###",
    "word ",
    "](",
    "<",
    "---\n",
    "\0",
];

fn check(bytes: &[u8], parsed: &Parsed) {
    for problem in &parsed.problems {
        assert!(problem.span.end() <= bytes.len());
    }
    for block in parsed.document.blocks.iter() {
        let text = block.text.text();
        assert!(block.text.whole().end() <= bytes.len());
        let mut end = 0;
        for mark in &block.marks {
            assert!(
                mark.span.start() >= end,
                "marks overlap or are not sorted: {:?}",
                block.marks
            );
            assert!(
                text.is_char_boundary(mark.span.start()) && text.is_char_boundary(mark.span.end())
            );
            end = mark.span.end();
        }
        assert!(
            block
                .turn
                .is_none_or(|turn| turn < parsed.document.turns.len())
        );
    }
    let held = onrecord_doc::Reading::new(&parsed.document);
    assert_eq!(
        held.words(&parsed.document, 0..usize::MAX).count(),
        held.total().all as usize
    );
}

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes, &read(&bytes, Hint { path: Some("any.md") }));
    }

    #[test]
    fn any_pieces(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60), head in any::<bool>()) {
        let body = pieces.concat();
        let source = if head { format!("{HEAD}{body}") } else { body };
        check(source.as_bytes(), &read(source.as_bytes(), Hint { path: Some("dcpd/any.md") }));
    }
}

/// What titles are made of, by which a reader tells who issues a document.
const TITLES: &[&str] = &[
    "Remarks",
    "by",
    "from",
    "President",
    "Vice",
    "First",
    "Lady",
    "Secretary",
    "Director",
    "of",
    "the",
    "and",
    "in",
    "to",
    "a",
    ",",
    ":",
    "-",
    "’s",
    "Ada",
    "Quill",
    "R.",
    "Statement",
    "FACT",
    "SHEET",
    "Press",
    "Briefing",
    "Joint",
    "Readout",
    "Letter",
    "with",
    "On",
    "é",
];

/// Reads every text of so many pieces, with and without a head, and every title of so many words.
fn read_all(length: usize) {
    fn with(made: &[String], pieces: &[&str], between: &str) -> Vec<String> {
        let longer = |text: &String| -> Vec<String> {
            pieces
                .iter()
                .map(|piece| format!("{text}{between}{piece}"))
                .collect()
        };
        made.iter().flat_map(longer).collect()
    }
    let (mut texts, mut titles) = (vec![String::new()], vec![String::new()]);
    for _ in 0..length {
        texts = with(&texts, PIECES, "");
        titles = with(&titles, TITLES, " ");
    }
    let headed = texts.iter().map(|text| format!("{HEAD}{text}"));
    let titled = titles.iter().map(|title| {
        let head = HEAD.replace("\"Invented\"", &format!("\"{title}\""));
        format!(
            "{head}THE DIRECTOR:  Lamps.\n\nMS. QUILL:  Oars.\n\nMs. QUILL:  Salt.\n\n—{title}\n"
        )
    });
    for source in headed.chain(titled).chain(texts.iter().cloned()) {
        let hint = Hint {
            path: Some("speeches-remarks/any.md"),
        };
        check(source.as_bytes(), &read(source.as_bytes(), hint));
    }
}

#[test]
fn every_text_of_two_pieces() {
    (0..=2).for_each(read_all);
}

#[test]
#[ignore = "154,000 documents, in .ci/run"]
fn every_text_of_three_pieces() {
    read_all(3);
}
