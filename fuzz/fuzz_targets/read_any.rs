//! All readers: any bytes, under a name that suits Markdown or HTML, with or without the line by
//! which an entry of the Daily Compilation is known.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_doc::{Hint, Reading, read};

fuzz_target!(|bytes: &[u8]| {
    let entry = [bytes, b"\n\nDCPD Number: DCPD202299999.\n"].concat();
    let page = [b"<html><body>", bytes, b"</body></html>"].concat();
    for source in [bytes, &entry, &page] {
        let parsed = read(source, Hint { path: Some("x.txt") });
        for block in parsed.document.blocks.iter() {
            assert!(block.text.whole().end() <= source.len());
        }
        let _ = Reading::new(&parsed.document);
    }
});
