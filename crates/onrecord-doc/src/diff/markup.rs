//! Changes that are none of words: where paragraphs begin, what kind of block they are, links, the
//! signs of markup, white space.

use super::judge;
use super::reason::Reason;
use super::runs::Run;
use super::token::Tokens;
use super::{Change, Stretch};
use crate::model::{BlockKind, Document};
use onrecord_text::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Where the same words are divided otherwise, or stand in another kind of block.
pub fn layout(old: &Tokens, new: &Tokens, runs: &[Run]) -> Vec<Change> {
    let mut changes = Vec::new();
    let begins =
        |tokens: &Tokens, at: usize| at == 0 || tokens.all[at].block != tokens.all[at - 1].block;
    for run in runs.iter().filter(|run| run.equal) {
        for (number, (from, to)) in run.old.clone().zip(run.new.clone()).enumerate() {
            let reason = match (begins(old, from), begins(new, to)) {
                (true, true) => {
                    let kind = |tokens: &Tokens, at: usize| {
                        tokens.blocks[tokens.all[at].block as usize].kind
                    };
                    let differ = form(kind(old, from)) != form(kind(new, to));
                    differ.then_some(Reason::Markup)
                }
                // Beside changed words, a paragraph begins elsewhere of itself.
                (false, false) => None,
                _ => (number > 0).then_some(Reason::Paragraphs),
            };
            let Some(reason) = reason else {
                continue;
            };
            let head = |at: usize, end: usize| at..end.min(at + HEAD);
            let part = Run {
                old: head(from, run.old.end),
                new: head(to, run.new.end),
                equal: false,
            };
            changes.push(judge::change((old, new), &part, reason));
        }
    }
    changes
}

/// So many tokens tell which paragraph is meant.
const HEAD: usize = 6;

/// Kinds of block that only markup makes; what a reader told by the words counts as a paragraph.
fn form(kind: BlockKind) -> BlockKind {
    match kind {
        BlockKind::Heading | BlockKind::ListItem | BlockKind::Quotation | BlockKind::Row => kind,
        _ => BlockKind::Paragraph,
    }
}

/// What stands between the words of an original.
struct Rest {
    /// Where the body begins.
    body: usize,
    /// Addresses of links, with the place of each.
    links: Vec<(String, Span)>,
    /// Signs of markup, without white space and the addresses, with their places.
    signs: Vec<(String, Span)>,
}

/// Links that lead elsewhere; markup; and where nothing else differs, white space. `known` are the
/// changes of the text: what stands within them went with them.
pub fn changes(
    (old, old_source): (&Document, &[u8]),
    (new, new_source): (&Document, &[u8]),
    known: &[Change],
) -> Vec<Change> {
    let of_text = || {
        let layout = |reason| matches!(reason, Reason::Markup | Reason::Paragraphs);
        known.iter().filter(move |change| !layout(change.reason))
    };
    let a = Rest::of(old, old_source, of_text().map(|c| c.old.source).collect());
    let b = Rest::of(new, new_source, of_text().map(|c| c.new.source).collect());
    let mut changes = Vec::new();
    links(&a, &b, &mut changes);
    changes.extend(signs(&a, &b));
    let same = old_source.get(a.body..) == new_source.get(b.body..);
    if changes.is_empty() && known.is_empty() && !same {
        changes.push(Change {
            reason: Reason::Space,
            old: Stretch::default(),
            new: Stretch::default(),
        });
    }
    changes
}

/// Whether what stands before the bodies differs.
pub fn heads_differ(
    (old, old_source): (&Document, &[u8]),
    (new, new_source): (&Document, &[u8]),
) -> bool {
    let head = |document, source: &[u8]| source[..body(document, source)].to_vec();
    head(old, old_source) != head(new, new_source)
}

fn links(a: &Rest, b: &Rest, changes: &mut Vec<Change>) {
    let addresses =
        |rest: &Rest| -> Vec<String> { rest.links.iter().map(|l| l.0.clone()).collect() };
    for op in capture_diff_slices(Algorithm::Myers, &addresses(a), &addresses(b)) {
        let (from, to) = (op.old_range(), op.new_range());
        if !matches!(op, DiffOp::Replace { .. }) || from.len() != to.len() {
            continue;
        }
        for (from, to) in from.zip(to) {
            let side = |link: &(String, Span)| Stretch {
                text: link.0.clone(),
                block: 0,
                source: link.1,
            };
            changes.push(Change {
                reason: Reason::Link,
                old: side(&a.links[from]),
                new: side(&b.links[to]),
            });
        }
    }
}

/// All changes of markup as one: people do not count asterisks.
fn signs(a: &Rest, b: &Rest) -> Option<Change> {
    let texts = |rest: &Rest| -> Vec<String> { rest.signs.iter().map(|s| s.0.clone()).collect() };
    let (from, to) = (texts(a), texts(b));
    if from.concat() == to.concat() {
        let count = |rest: &Rest| rest.links.len();
        let links = count(a) != count(b);
        return links.then(|| whole(a, b, (0..from.len(), 0..to.len())));
    }
    let ops = capture_diff_slices(Algorithm::Myers, &from, &to);
    let mut differ = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let first = differ.next()?;
    let last = differ.next_back().unwrap_or(first);
    let old = first.old_range().start..last.old_range().end;
    let new = first.new_range().start..last.new_range().end;
    Some(whole(a, b, (old, new)))
}

type Ranges = (std::ops::Range<usize>, std::ops::Range<usize>);

fn whole(a: &Rest, b: &Rest, (old, new): Ranges) -> Change {
    let side = |signs: &[(String, Span)]| {
        let spans = signs.iter().map(|sign| sign.1);
        Stretch {
            text: signs
                .first()
                .map(|sign| sign.0.chars().take(SHOWN).collect())
                .unwrap_or_default(),
            block: 0,
            source: spans.reduce(Span::cover).unwrap_or_default(),
        }
    };
    Change {
        reason: Reason::Markup,
        old: side(&a.signs[old]),
        new: side(&b.signs[new]),
    }
}

/// Of signs, so many characters are shown.
const SHOWN: usize = 40;

impl Rest {
    /// `without` are stretches that are left out, in order of place.
    fn of(document: &Document, source: &[u8], mut without: Vec<Span>) -> Self {
        without.sort_by_key(|span| span.start());
        let mut rest = Self {
            body: body(document, source),
            links: Vec::new(),
            signs: Vec::new(),
        };
        let mut at = rest.body;
        for block in document.blocks.iter() {
            for (text, span) in block.text.pieces() {
                let space = |byte: &u8| {
                    if byte.is_ascii_whitespace() {
                        b' '
                    } else {
                        *byte
                    }
                };
                let raw = source.get(span.range()).unwrap_or_default();
                let same = raw.iter().map(space).eq(text.as_bytes().iter().copied());
                let end = if same { span.start() } else { span.end() };
                rest.gap(source, Span::new(at, end.max(at)), &without);
                at = at.max(span.end());
            }
        }
        rest.gap(source, Span::new(at, source.len().max(at)), &without);
        rest
    }

    fn gap(&mut self, source: &[u8], span: Span, without: &[Span]) {
        let before = without.partition_point(|out| out.end() < span.start());
        let left_out = without
            .get(before)
            .is_some_and(|out| out.start() <= span.end());
        let text = source
            .get(span.range())
            .map(String::from_utf8_lossy)
            .unwrap_or_default();
        if left_out || text.trim().is_empty() {
            return;
        }
        let mut signs = String::new();
        let mut left = text.as_ref();
        while let Some((before, behind)) = address(left) {
            signs.push_str(before);
            let end = behind
                .find([')', '"', '>', ' ', '\n'])
                .unwrap_or(behind.len());
            self.links.push((behind[..end].to_owned(), span));
            left = &behind[end..];
        }
        signs.push_str(left);
        signs.retain(|c| !c.is_whitespace());
        if !signs.is_empty() {
            self.signs.push((signs, span));
        }
    }
}

/// What stands before the address of a link, and what begins with it.
fn address(text: &str) -> Option<(&str, &str)> {
    let opens = ["](", "href=\""].iter();
    let found = opens
        .filter_map(|open| Some(text.find(open)? + open.len()))
        .min()?;
    Some(text.split_at(found))
}

/// Where the first block begins.
fn body(document: &Document, source: &[u8]) -> usize {
    let first = document
        .blocks
        .iter()
        .find_map(|block| block.text.pieces().next());
    first.map_or(source.len(), |(_, span)| span.start().min(source.len()))
}
