//! HTML, however broken: paragraphs that lead back to the bytes of the page.

mod token;

use super::flow::Flow;
use super::{entity, fold_space};
use crate::model::{Block, BlockKind};
use onrecord_text::Span;
use token::{Tag, Token, Tokens};

/// What a page holds.
#[derive(Debug, Default)]
pub struct Page {
    /// The words of `<title>`.
    pub title: Option<String>,
    /// The day that a `<meta>` or `<time>` gives, as it stands.
    pub date: Option<String>,
    /// The canonical address.
    pub address: Option<String>,
    /// The paragraphs, in order.
    pub blocks: Vec<Block>,
}

/// Whether a file begins as HTML does.
pub fn is_html(source: &str) -> bool {
    let head = source.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let begins = |tag: &str| {
        head.get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<?xml",
        "<pre>",
    ]
    .iter()
    .any(|tag| begins(tag))
}

/// Reads a page. Scripts, styles and navigation are left out.
pub fn read(source: &str) -> Page {
    let mut walk = Walk {
        source,
        page: Page::default(),
        flow: Flow::default(),
        kind: BlockKind::Paragraph,
        hidden: None,
        depth: 0,
        raw: None,
    };
    for token in Tokens::new(source) {
        walk.token(token);
    }
    walk.close();
    walk.page
}

/// Elements that hold no words of the document.
const HIDDEN: &[&str] = &[
    "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "svg", "template",
    "button",
];
/// Elements that end a paragraph where they begin and end.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "tr",
    "table",
    "section",
    "article",
    "main",
    "pre",
    "dt",
    "dd",
    "figcaption",
    "body",
    "br",
    "hr",
    "title",
    "head",
];

struct Walk<'a> {
    source: &'a str,
    page: Page,
    flow: Flow,
    kind: BlockKind,
    /// The hidden element that is open, and how many of its name are open inside.
    hidden: Option<&'a str>,
    depth: usize,
    raw: Option<&'static str>,
}

impl<'a> Walk<'a> {
    fn token(&mut self, token: Token<'a>) {
        match token {
            Token::Text(from, to) => self.text(from, to),
            Token::Open(tag) => self.open(&tag),
            Token::Close(tag) => self.end(&tag),
        }
    }

    fn text(&mut self, from: usize, to: usize) {
        if self.raw.take().is_some() {
            let title = fold_space(&token::resolved(&self.source[from..to]));
            self.page.title.get_or_insert(title);
        } else if self.hidden.is_none() {
            self.words(from, to);
        }
    }

    /// Adds words, character references resolved.
    fn words(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let plain = self.source[at..to].find('&').map_or(to, |found| at + found);
            self.flow.text(self.source, at, plain);
            at = plain;
            if at < to {
                let read = entity::read(&self.source[at..to]);
                let (text, length) = read.unwrap_or_else(|| ("&".to_owned(), 1));
                let span = Span::new(at, at + length);
                text.chars().for_each(|c| self.flow.char(c, span));
                at += length;
            }
        }
    }

    fn open(&mut self, tag: &Tag<'a>) {
        if let Some(name) = self.hidden {
            self.depth += usize::from(tag.is(&[name]));
            return;
        }
        if tag.is(HIDDEN) {
            self.close();
            (self.hidden, self.depth) = (Some(tag.name), 0);
        } else if tag.is(&["title"]) {
            self.raw = Some("title");
        } else if tag.is(&["meta", "time", "link"]) {
            self.about(tag);
        } else if tag.is(&["br"]) && self.kind == BlockKind::Paragraph {
            self.flow.space(Span::new(tag.start, tag.end));
        } else if tag.is(BLOCKS) {
            self.close();
            self.kind = kind(tag);
        }
    }

    fn end(&mut self, tag: &Tag<'a>) {
        if let Some(name) = self.hidden {
            if tag.is(&[name]) {
                self.hidden = (self.depth > 0).then_some(name);
                self.depth = self.depth.saturating_sub(1);
            }
        } else if tag.is(BLOCKS) {
            self.close();
        }
    }

    /// What the page says of itself.
    fn about(&mut self, tag: &Tag<'a>) {
        let name = tag
            .get("property")
            .or_else(|| tag.get("name"))
            .unwrap_or_default();
        let dated = [
            "article:published_time",
            "date",
            "dc.date",
            "dcterms.date",
            "citation_date",
        ];
        if dated.contains(&name.to_lowercase().as_str()) {
            self.page.date = self.page.date.take().or_else(|| tag.get("content"));
        } else if tag.is(&["time"]) {
            self.page.date = self.page.date.take().or_else(|| tag.get("datetime"));
        } else if tag.get("rel").as_deref() == Some("canonical") {
            self.page.address = tag.get("href");
        }
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.flow).finish();
        if !text.is_empty() {
            self.page.blocks.push(Block::new(self.kind, text));
        }
        self.kind = BlockKind::Paragraph;
    }
}

fn kind(tag: &Tag<'_>) -> BlockKind {
    match tag.name.to_ascii_lowercase().as_str() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" => BlockKind::ListItem,
        "blockquote" => BlockKind::Quotation,
        "tr" => BlockKind::Row,
        _ => BlockKind::Paragraph,
    }
}
