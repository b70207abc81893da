//! Everything that is no White House page: an entry of the Daily Compilation, or any other Markdown,
//! HTML or plain text, as a document with what can be told.

use super::front_matter::FrontMatter;
use super::html::{self, Page};
use super::markdown::{Form, render, stretches};
use super::{Hint, dcpd, id_of};
use crate::Date;
use crate::model::{Block, BlockKind, Document, Problem, ProblemKind};
use onrecord_text::Span;

/// Reads a file by its looks.
pub fn read(
    source: &str,
    front: &FrontMatter,
    hint: Hint<'_>,
    problems: &mut Vec<Problem>,
) -> Document {
    let page = if html::is_html(source) {
        html::read(source)
    } else {
        markdown(source, front, problems)
    };
    if dcpd::is_entry(&page.blocks) {
        return dcpd::read(page.blocks, problems);
    }
    any(page, hint, problems)
}

/// The paragraphs of Markdown or plain text.
fn markdown(source: &str, front: &FrontMatter, problems: &mut Vec<Problem>) -> Page {
    let mut page = Page {
        title: front.get("title").map(str::to_owned),
        date: front.get("date").map(str::to_owned),
        ..Page::default()
    };
    for stretch in stretches(source, front.body.min(source.len())) {
        for &(start, end) in &stretch.lines {
            let rendered = render(source, start, end, stretch.form == Form::Quotation);
            problems.extend(rendered.problem);
            if rendered.text.is_empty() {
                continue;
            }
            let mut block = Block::new(kind(stretch.form), rendered.text);
            block.marks = rendered.struck;
            page.blocks.push(block);
        }
    }
    page
}

fn kind(form: Form) -> BlockKind {
    match form {
        Form::Heading => BlockKind::Heading,
        Form::Item => BlockKind::ListItem,
        Form::Quotation => BlockKind::Quotation,
        Form::Row => BlockKind::Row,
        Form::Paragraph => BlockKind::Paragraph,
    }
}

/// A document of which no more is known than it says: the title is that of the page, or its first
/// paragraph; the day is that of the page, or a line of its own near the top.
fn any(page: Page, hint: Hint<'_>, problems: &mut Vec<Problem>) -> Document {
    let mut document = Document::empty(id_of(hint), "other");
    let first = page
        .blocks
        .first()
        .map(|block| block.text.text().to_owned());
    let title = page
        .title
        .filter(|title| !title.is_empty())
        .or(first)
        .unwrap_or_default();
    document.title = title.chars().take(LONGEST_TITLE).collect();
    let stated = page
        .date
        .as_deref()
        .and_then(|date| date.get(..10)?.parse().ok());
    let near_top = || {
        page.blocks
            .iter()
            .take(6)
            .find_map(|block| day(block.text.text()))
    };
    document.dates.issued = stated.or_else(near_top);
    document.source.address = page.address;
    document.blocks = page.blocks.into();
    if document.title.is_empty() {
        problems.push(Problem {
            span: Span::new(0, 0),
            kind: ProblemKind::NoTitle,
        });
    }
    document
}

/// A first paragraph that serves as a title is cut to so many characters.
const LONGEST_TITLE: usize = 200;

/// A paragraph that is nothing but a day: `February 25, 2022`, `2022-02-25`.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    text.parse()
        .ok()
        .or_else(|| Date::strptime("%B %d, %Y", text).ok())
}
