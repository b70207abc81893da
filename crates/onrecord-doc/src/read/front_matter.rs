//! YAML front matter: the top-level keys with plain values.

use crate::model::{Problem, ProblemKind};
use onrecord_text::Span;
use saphyr_parser::{Event, Parser};

/// What stands above the body.
#[derive(Debug, Default)]
pub struct FrontMatter {
    values: Vec<(String, String)>,
    /// Where the body begins.
    pub body: usize,
}

/// Longer front matter is not read: the longest of the corpus has under 2 kB.
const LIMIT: usize = 64 * 1024;

impl FrontMatter {
    /// Reads the front matter between a first line `---` and the next such line.
    pub fn read(source: &str, problems: &mut Vec<Problem>) -> Self {
        let start = opening(source);
        if start == 0 {
            return Self::default();
        }
        let Some((yaml, body)) = closing(source, start) else {
            problems.push(problem(0, start));
            return Self::default();
        };
        let values = top_level(&source[start..yaml]).unwrap_or_else(|| {
            problems.push(problem(start, yaml));
            Vec::new()
        });
        Self { values, body }
    }

    /// The value of a key, where it has one that is not empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        let found = self.values.iter().find(|(name, _)| name == key)?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }
}

/// The length of the first line, if it opens front matter.
fn opening(source: &str) -> usize {
    let line = source.split_inclusive('\n').next().unwrap_or_default();
    let opens = line.trim_start_matches('\u{feff}').trim_end() == "---";
    if opens { line.len() } else { 0 }
}

/// Where the YAML ends and where the body begins.
fn closing(source: &str, start: usize) -> Option<(usize, usize)> {
    let mut at = start;
    for line in source[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The keys of the outermost mapping whose values are scalars. The parser's events are read, not
/// a tree, so that depth costs no stack.
fn top_level(yaml: &str) -> Option<Vec<(String, String)>> {
    if yaml.len() > LIMIT {
        return None;
    }
    let (mut values, mut depth, mut key) = (Vec::new(), 0_usize, None);
    for event in Parser::new_from_str(yaml) {
        match event.ok()?.0 {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                key = key.filter(|_| depth > 1);
            }
            Event::Alias(_) if depth == 1 => key = None,
            Event::Scalar(text, ..) if depth == 1 => match key.take() {
                None => key = Some(text.into_owned()),
                Some(key) => values.push((key, text.into_owned())),
            },
            _ => {}
        }
    }
    Some(values)
}

fn problem(start: usize, end: usize) -> Problem {
    Problem {
        span: Span::new(start, end),
        kind: ProblemKind::BadFrontMatter,
    }
}
