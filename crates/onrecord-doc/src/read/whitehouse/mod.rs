//! White House pages as Markdown with front matter.
//!
//! The format was counted over 14,396 real files: keys `title`, `date`, `published_time`,
//! `modified_time`, `source_url`, `tags`; bodies hard-wrapped at 72 columns; speakers' labels in
//! capitals with a colon, reporters as `Q`.

mod body;
pub mod kind;
mod label;
pub mod marks;
pub mod people;
mod slips;

use super::front_matter::FrontMatter;
use super::{Hint, fold_space, id_of};
use crate::Date;
use crate::model::{DocId, Document, Kind, Problem, ProblemKind, Speaker};
use onrecord_text::Span;

/// Reads a page.
pub fn read(
    source: &str,
    front: &FrontMatter,
    hint: Hint<'_>,
    problems: &mut Vec<Problem>,
) -> Document {
    let address = front.get("source_url").unwrap_or_default();
    let id = id_of_address(address).unwrap_or_else(|| id_of(hint));
    let mut document = Document::empty(id, "whitehouse");
    document.source.address = Some(address.to_owned());
    document.title = fold_space(front.get("title").unwrap_or_default());
    document.dates.issued = front.get("date").and_then(|date| date.parse::<Date>().ok());
    document.dates.published = front.get("published_time").map(str::to_owned);
    document.dates.modified = front.get("modified_time").map(str::to_owned);
    missing(&document, front, problems);
    let section = section(address).or(front.get("tags")).unwrap_or_default();
    body::read(source, front.body, &mut document, problems);
    document.kind = kind::of(&document, section);
    label::find_turns(&mut document, section);
    document.issuers = people::issuers(&document);
    first_voice(&mut document);
    marks::mark_directions(&mut document);
    body::find_settings(&mut document);
    document
}

/// The section of the site: `press-briefings` of `/briefing-room/press-briefings/2021/…`.
fn section(address: &str) -> Option<&str> {
    let path = path_of(address)?;
    path.split('/').next().filter(|section| !section.is_empty())
}

/// `whitehouse/` and the path of the address, so that one address is one document for ever.
fn id_of_address(address: &str) -> Option<DocId> {
    let path = path_of(address)?;
    (!path.is_empty()).then(|| DocId::from_text(&format!("whitehouse/{path}")))
}

fn path_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    let path = path
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_matches('/');
    Some(path.strip_prefix("briefing-room/").unwrap_or(path))
}

fn missing(document: &Document, front: &FrontMatter, problems: &mut Vec<Problem>) {
    let span = Span::new(0, front.body);
    if document.title.is_empty() {
        problems.push(Problem {
            span,
            kind: ProblemKind::NoTitle,
        });
    }
    if document.dates.issued.is_none() {
        problems.push(Problem {
            span,
            kind: ProblemKind::NoDate,
        });
    }
}

/// Words before the first label are the title's person's, not nobody's: nothing to do where there
/// are no turns; a transcript of one speaker has the issuer.
fn first_voice(document: &mut Document) {
    if document.issuers.is_empty() && document.kind != Kind::Other {
        document.issuers.push(Speaker::body("The White House"));
    }
}
