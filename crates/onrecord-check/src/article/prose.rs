//! Gathering paragraphs.

use super::{Paragraph, ParagraphKind};
use onrecord_text::{MappedBuilder, Span};

/// Paragraphs in the making: white space is folded, empty ones are left out.
#[derive(Default)]
pub struct Prose {
    made: Vec<Paragraph>,
    now: MappedBuilder,
}

impl Prose {
    /// Adds text that stands for the bytes `source`.
    pub fn push(&mut self, text: &str, source: Span) {
        self.now.push(text, source);
    }

    /// Adds text as it stands at byte `at`, its white space folded.
    pub fn folded(&mut self, text: &str, at: usize) {
        let mut start = 0;
        while start < text.len() {
            let rest = &text[start..];
            let blank = rest.len() - rest.trim_start().len();
            if blank > 0 {
                self.space(Span::new(at + start, at + start + blank));
                start += blank;
                continue;
            }
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let span = Span::new(at + start, at + start + length);
            self.now.push(&rest[..length], span);
            start += length;
        }
    }

    /// Adds one space, if there is something before it and no space yet.
    pub fn space(&mut self, source: Span) {
        if !self.now.is_empty() && !self.now.text().ends_with(' ') {
            self.now.push(" ", source);
        }
    }

    /// Whether the paragraph has no text yet.
    pub fn is_new(&self) -> bool {
        self.now.text().trim().is_empty()
    }

    /// Ends the paragraph.
    pub fn end(&mut self, kind: ParagraphKind) {
        let mut done = std::mem::take(&mut self.now);
        done.truncate(done.text().trim_end().len());
        if !done.is_empty() {
            let text = done.finish();
            self.made.push(Paragraph { kind, text });
        }
    }

    /// Adds paragraphs that were read elsewhere.
    pub fn add(&mut self, paragraphs: Vec<Paragraph>) {
        self.made.extend(paragraphs);
    }

    /// All paragraphs.
    pub fn finish(self) -> Vec<Paragraph> {
        self.made
    }
}
