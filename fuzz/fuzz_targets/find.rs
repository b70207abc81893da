//! The finder of quotations, and the readers of articles.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_check::{Article, Format, claim};
use onrecord_text::quote;

fuzz_target!(|text: &str| {
    for found in quote::find(text) {
        let _ = &text[found.span.range()];
        assert!(found.outer.contains(found.span));
    }
    for format in [Format::Markdown, Format::Html, Format::Text] {
        for claim in claim::claims(&Article::read(text, format)) {
            let _ = &text[claim.span.range()];
        }
    }
});
