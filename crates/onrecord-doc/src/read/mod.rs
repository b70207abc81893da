//! Readers: from bytes to a document and a list of problems.

mod dcpd;
mod decode;
mod entity;
mod flow;
mod front_matter;
mod generic;
mod html;
mod markdown;
mod whitehouse;

use crate::model::{DocId, Document, Parsed, Problem, ProblemKind};
use crate::seen;
use front_matter::FrontMatter;
use onrecord_text::Span;

/// The version of the readers. A record that was made with another one must be rebuilt: the
/// positions in its index count the words that these readers give.
pub const VERSION: u32 = 13;

/// Larger files are not read. The largest of 14,396 real documents has 252,510 bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// What is known of a file before it is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint<'a> {
    /// Its path or name, with `/` between folders.
    pub path: Option<&'a str>,
}

/// Reads a document of any format that the project knows. Never fails and never panics.
#[must_use]
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Parsed {
    let mut problems = Vec::new();
    if bytes.len() > LARGEST {
        let span = Span::new(0, 0);
        problems.push(Problem {
            span,
            kind: ProblemKind::TooLarge,
        });
        return Parsed {
            document: Document::empty(id_of(hint), "other"),
            problems,
        };
    }
    let source = decode::decode(bytes, &mut problems);
    let front = FrontMatter::read(&source, &mut problems);
    let document = if front.get("source_url").is_some() {
        whitehouse::read(&source, &front, hint, &mut problems)
    } else {
        generic::read(&source, &front, hint, &mut problems)
    };
    if !document.blocks.iter().any(|block| !block.text.is_empty()) {
        let span = Span::new(front.body.min(source.len()), source.len());
        problems.push(Problem {
            span,
            kind: ProblemKind::EmptyBody,
        });
    }
    Parsed { document, problems }
}

/// One space for every run of white space.
fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The identifier of a file that has none of its own: its path without the ending. The versions of
/// a series share that of their folder.
fn id_of(hint: Hint<'_>) -> DocId {
    let path = hint.path.unwrap_or("unnamed");
    let series = seen::series(path);
    if series != path {
        return DocId::from_text(series);
    }
    let stem = path
        .rsplit_once('.')
        .filter(|(stem, ending)| !stem.is_empty() && ending.len() <= 5);
    DocId::from_text(stem.map_or(path, |(stem, _)| stem))
}
