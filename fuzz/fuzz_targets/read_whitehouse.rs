//! The reader of White House pages: any body under good front matter.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_doc::{Hint, Reading, read};

const HEAD: &[u8] = b"---\ntitle: x\ndate: '2031-03-03'\nsource_url: https://www.example.gov/briefing-room/press-briefings/2031/03/03/x/\n---\n";

fuzz_target!(|body: &[u8]| {
    let source = [HEAD, body].concat();
    let parsed = read(&source, Hint { path: Some("x.md") });
    for block in parsed.document.blocks.iter() {
        assert!(block.text.whole().end() <= source.len());
        for mark in &block.marks {
            let _ = block.slice(mark.span);
        }
    }
    let _ = Reading::new(&parsed.document);
});
