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
