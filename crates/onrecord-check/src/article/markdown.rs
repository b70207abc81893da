//! CommonMark.

use super::prose::Prose;
use super::{Article, ParagraphKind, date, html};
use onrecord_doc::Date;
use onrecord_text::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads Markdown. HTML inside it is read as HTML; code and pictures are left out.
pub fn read(source: &str) -> Article {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let body = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut reader = Reader {
        source,
        shift: source.len() - body.len(),
        prose: Prose::default(),
        date: None,
        heading: false,
        items: 0,
        quoted: 0,
        silent: 0,
        front: false,
        html: None,
    };
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.meet(&event, &range);
    }
    reader.end();
    Article {
        paragraphs: reader.prose.finish(),
        date: reader.date,
    }
}

struct Reader<'a> {
    source: &'a str,
    /// How many bytes stand before the text that the parser reads.
    shift: usize,
    prose: Prose,
    date: Option<Date>,
    heading: bool,
    /// How many items of lists are open.
    items: usize,
    /// How many block quotations, and how many silent parts (code, pictures), are open.
    quoted: usize,
    silent: usize,
    front: bool,
    /// The stretch of the HTML block that is open.
    html: Option<Range<usize>>,
}

impl Reader<'_> {
    fn meet(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let span = Span::new(range.start, range.end).shift(self.shift);
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) if self.front => self.date = self.date.or(date::of_front(text)),
            Event::Html(_) => self.grow_html(span),
            _ if self.silent > 0 => {}
            Event::Text(text) if &self.source[span.range()] == text.as_ref() => {
                self.prose.folded(text, span.start());
            }
            Event::Text(text) => self.prose.push(text, span),
            Event::Code(code) if !code.contains(['"', '“', '”', '\'']) => {
                self.prose.push(code, span);
            }
            Event::InlineHtml(tag) if tag.starts_with("<q") => self.prose.push("“", span),
            Event::InlineHtml(tag) if tag.starts_with("</q") => self.prose.push("”", span),
            Event::SoftBreak | Event::HardBreak | Event::Code(_) => self.prose.space(span),
            Event::Rule => self.end(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => return,
            Tag::Image { .. } => {
                self.silent += 1;
                return;
            }
            _ => self.end(),
        }
        match tag {
            Tag::Heading { .. } => self.heading = true,
            Tag::Item => self.items += 1,
            Tag::BlockQuote(_) => self.quoted += 1,
            Tag::CodeBlock(_) => self.silent += 1,
            Tag::MetadataBlock(_) => self.front = true,
            _ => {}
        }
    }

    fn close(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => return,
            TagEnd::Image => {
                self.silent = self.silent.saturating_sub(1);
                return;
            }
            _ => self.end(),
        }
        match tag {
            TagEnd::Heading(_) => self.heading = false,
            TagEnd::Item => self.items = self.items.saturating_sub(1),
            TagEnd::BlockQuote(_) => self.quoted = self.quoted.saturating_sub(1),
            TagEnd::CodeBlock => self.silent = self.silent.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.front = false,
            _ => {}
        }
    }

    fn grow_html(&mut self, span: Span) {
        let start = self.html.as_ref().map_or(span.start(), |open| open.start);
        self.html = Some(start..span.end());
    }

    /// Ends the open paragraph and the open HTML block.
    fn end(&mut self) {
        if let Some(range) = self.html.take() {
            let inner = html::read_part(&self.source[range.clone()], range.start);
            self.prose.add(inner.paragraphs);
            self.date = self.date.or(inner.date);
        }
        let kind = match (self.quoted, self.heading) {
            (0, true) => ParagraphKind::Heading,
            (0, false) if self.items > 0 => ParagraphKind::Item,
            (0, false) => ParagraphKind::Text,
            _ => ParagraphKind::BlockQuotation,
        };
        self.prose.end(kind);
    }
}
