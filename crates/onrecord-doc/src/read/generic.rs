//! Any other Markdown or plain text: a document with what can be told.

use super::front_matter::FrontMatter;
use super::markdown::{Form, render, stretches};
use super::{Hint, id_of};
use crate::model::{Block, BlockKind, Document, Problem, ProblemKind};
use onrecord_text::Span;

/// Reads the paragraphs; the title is the first heading or line.
pub fn read(
    source: &str,
    front: &FrontMatter,
    hint: Hint<'_>,
    problems: &mut Vec<Problem>,
) -> Document {
    let mut document = Document::empty(id_of(hint), "other");
    document.dates.issued = front
        .get("date")
        .and_then(|date| date.get(..10)?.parse().ok());
    for stretch in stretches(source, front.body.min(source.len())) {
        for &(start, end) in &stretch.lines {
            let rendered = render(source, start, end, stretch.form == Form::Quotation);
            problems.extend(rendered.problem);
            if rendered.text.is_empty() {
                continue;
            }
            let kind = match stretch.form {
                Form::Heading => BlockKind::Heading,
                Form::Item => BlockKind::ListItem,
                Form::Quotation => BlockKind::Quotation,
                Form::Row => BlockKind::Row,
                Form::Paragraph => BlockKind::Paragraph,
            };
            document.blocks.push(Block::new(kind, rendered.text));
        }
    }
    let first = document
        .blocks
        .first()
        .map(|block| block.text.text().to_owned());
    let title = front
        .get("title")
        .map(str::to_owned)
        .or(first)
        .unwrap_or_default();
    document.title = title.chars().take(200).collect();
    if document.title.is_empty() {
        problems.push(Problem {
            span: Span::new(0, 0),
            kind: ProblemKind::NoTitle,
        });
    }
    document
}
