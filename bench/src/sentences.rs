//! `bench sentences`: every sentence of sampled documents, as it stands and with a planted error.

use crate::record;
use onrecord_check::{Finding, Options, Question, Verdict, quote};
use onrecord_doc::{Block, BlockKind, Document, Hint, MarkKind, Record, read};
use onrecord_text::{Folded, Span};
use std::path::Path;
use unicode_segmentation::UnicodeSegmentation;

/// Sentences of fewer words are too short to plant an error that can be told from chance.
const FEWEST: usize = 8;

/// Of so many sentences one may not be found: the segmenter cuts some where nobody would (inside a
/// figure, behind an abbreviation). A planted error may never pass.
const LOST_OF: usize = 1000;

#[derive(Default)]
struct Tally {
    documents: usize,
    sentences: usize,
    not_found: usize,
    planted: usize,
    not_noticed: usize,
    elsewhere: usize,
}

/// Checks the sentences of every document of `folder`, `sample` documents spread evenly over it,
/// against the record; answers whether they were found and no planted error passed.
pub fn run(folder: &Path, record: &Path, sample: usize) -> Result<bool, String> {
    let files = record::files(folder)?;
    let record = record::open(record)?;
    let mut tally = Tally::default();
    let step = (files.len() / sample.max(1)).max(1);
    for file in files.iter().step_by(step).take(sample) {
        let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
        let name = file
            .strip_prefix(folder)
            .unwrap_or(file)
            .to_string_lossy()
            .into_owned();
        let document = read(&bytes, Hint { path: Some(&name) }).document;
        tally.documents += 1;
        for sentence in sentences(&document) {
            try_sentence(record.as_ref(), &document, sentence, &mut tally)?;
        }
    }
    println!(
        "documents {}, sentences {}",
        tally.documents, tally.sentences
    );
    println!("as they stand: not found on the record {}", tally.not_found);
    println!(
        "with a planted error: {} tried, not noticed {}, noticed elsewhere {}",
        tally.planted, tally.not_noticed, tally.elsewhere
    );
    let found = tally.not_found * LOST_OF <= tally.sentences;
    Ok(found && tally.not_noticed == 0 && tally.sentences > 0)
}

fn try_sentence(
    record: &dyn Record,
    document: &Document,
    sentence: &str,
    tally: &mut Tally,
) -> Result<(), String> {
    let ask = |words: &str| {
        let question = Question {
            words,
            ..Question::default()
        };
        quote(record, &question, &Options::default()).map_err(|e| e.to_string())
    };
    tally.sentences += 1;
    let finding = ask(sentence)?;
    let crosses = finding
        .notes
        .iter()
        .any(|note| note.contains("more than one speaker"));
    if !finding.verdict.is_clean() && !crosses {
        tally.not_found += 1;
        println!(
            "NOT FOUND {}: {} {sentence:?}",
            document.id, finding.verdict
        );
    }
    let folded = Folded::new(sentence);
    if folded.len() < FEWEST {
        return Ok(());
    }
    let at = folded.span(folded.len() / 2);
    let planted = format!("{}zebra{}", &sentence[..at.start()], &sentence[at.end()..]);
    let finding = ask(&planted)?;
    tally.planted += 1;
    if finding.verdict.is_clean() {
        tally.not_noticed += 1;
        println!(
            "NOT NOTICED {}: {} {planted:?}",
            document.id, finding.verdict
        );
    } else if !shows(&finding, at.start()) {
        tally.elsewhere += 1;
        println!("ELSEWHERE {}: {} {planted:?}", document.id, finding.verdict);
    }
    Ok(())
}

/// Whether the first evidence shows exactly the planted word as changed.
fn shows(finding: &Finding, at: usize) -> bool {
    let place = Span::new(at, at + "zebra".len());
    let changes = finding
        .evidence
        .first()
        .map(|e| e.difference.as_slice())
        .unwrap_or_default();
    finding.verdict == Verdict::Altered && changes.len() == 1 && changes[0].span == place
}

/// The sentences of the document's own words, without those that hold struck or editorial words.
fn sentences(document: &Document) -> Vec<&str> {
    let own = |block: &&Block| {
        !matches!(
            block.kind,
            BlockKind::Apparatus | BlockKind::Direction | BlockKind::Setting
        )
    };
    document
        .blocks
        .iter()
        .filter(own)
        .flat_map(of_block)
        .collect()
}

/// The sentences of a block, its speaker's label cut off.
fn of_block(block: &Block) -> Vec<&str> {
    let text = block.text.text();
    let label = block
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Label)
        .map(|mark| mark.span.end())
        .max();
    let from = label.unwrap_or(0);
    let bounds = text[from..]
        .split_sentence_bound_indices()
        .map(|(at, text)| (from + at, text));
    let spoken = |&(at, text): &(usize, &str)| is_words(block, Span::new(at, at + text.len()));
    let odd = |text: &&str| {
        text.contains(['[', ']', '…']) || text.contains("...") || text.contains(". .")
    };
    bounds
        .filter(spoken)
        .map(|(_, text)| text.trim())
        .filter(|text| !odd(text))
        .collect()
}

/// Whether a stretch holds at least three words, and nothing struck, corrected or editorial.
fn is_words(block: &Block, span: Span) -> bool {
    let marks = || block.marks.iter().filter(|mark| mark.span.overlaps(span));
    let edited = |kind| {
        matches!(
            kind,
            MarkKind::Struck | MarkKind::Correction | MarkKind::Editorial
        )
    };
    let words = Folded::new(block.slice(span));
    let free = (0..words.len())
        .filter(|&at| !marks().any(|mark| mark.span.overlaps(words.span(at).shift(span.start()))));
    !marks().any(|mark| edited(mark.kind)) && free.count() >= 3
}
