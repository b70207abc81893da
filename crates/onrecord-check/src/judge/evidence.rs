//! From a comparison to what a person is shown.

use super::compare::Comparison;
use super::quoted::Words;
use crate::verdict::{Aside, Evidence, SetAside};
use onrecord_doc::cite;
use onrecord_text::Span;

/// The evidence that a comparison gives for a quotation with the plain text `text`.
#[must_use]
pub fn evidence(comparison: &Comparison, words: &Words, text: &str) -> Evidence {
    let extent = comparison.shown();
    let passage = &comparison.passage;
    let blocks = if extent.is_empty() {
        (0, 0)
    } else {
        (passage.block(extent.start), passage.block(extent.end - 1))
    };
    let document = &passage.held.document;
    let record = comparison.text(extent.clone());
    Evidence {
        blocks,
        source: source(comparison),
        speaker: document.speaker_of(blocks.0).cloned(),
        difference: comparison.difference(words, text),
        set_aside: set_aside(comparison, words, text),
        likeness: likeness(comparison, words),
        link: cite::link(document, &record),
        citation: cite::citation(document),
        held: passage.held.clone(),
        text: record,
    }
}

/// The passage in the original bytes, from its first word to its last.
fn source(comparison: &Comparison) -> Span {
    let extent = comparison.shown();
    if extent.is_empty() {
        return Span::default();
    }
    let passage = &comparison.passage;
    passage
        .source(extent.start)
        .cover(passage.source(extent.end - 1))
}

fn likeness(comparison: &Comparison, words: &Words) -> u32 {
    let all = (0..words.len())
        .filter(|&at| !words.words[at].inserted)
        .count()
        .max(1);
    (comparison.alignment.equal().min(all) * 1000 / all) as u32
}

fn set_aside(comparison: &Comparison, words: &Words, text: &str) -> Vec<SetAside> {
    let mut asides = Vec::new();
    let mut at = 0;
    while at < comparison.asides.len() {
        let (first, what) = comparison.asides[at];
        let mut last = first;
        while let Some(&(next, same)) = comparison.asides.get(at + 1)
            && next == last + 1
            && same == what
        {
            last = next;
            at += 1;
        }
        asides.push(SetAside {
            what,
            text: comparison.text(first..last + 1),
        });
        at += 1;
    }
    for omission in &comparison.omissions {
        asides.push(SetAside {
            what: Aside::Omission,
            text: comparison.text(omission.clone()),
        });
    }
    let marked: Vec<usize> = (0..words.len()).filter(|&at| words.is_marked(at)).collect();
    for run in marked.chunk_by(|a, b| b - a == 1) {
        let span = words.span(run[0]..run[run.len() - 1] + 1);
        asides.push(SetAside {
            what: Aside::Insertion,
            text: text[span.range()].to_owned(),
        });
    }
    asides
}
