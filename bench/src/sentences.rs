//! `bench sentences`: every sentence of sampled documents, as it stands and with planted changes.

use crate::plant::{KINDS, Planted, Sentence};
use crate::record;
use onrecord_check::{Finding, Options, Question, Verdict, quote};
use onrecord_doc::{Block, BlockKind, Document, Hint, MarkKind, Record, read};
use onrecord_text::{Folded, Span};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
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
    kinds: [Planting; KINDS.len()],
    report: Vec<String>,
}

/// What came of one kind of planted change.
#[derive(Clone, Copy, Default)]
struct Planting {
    tried: usize,
    /// The changed words stand elsewhere in the record: they are no error.
    true_elsewhere: usize,
    not_noticed: usize,
    not_shown: usize,
}

/// Checks the sentences of every document of `folder`, `sample` documents spread evenly over it,
/// against the record; answers whether they were found and no planted error passed.
pub fn run(folder: &Path, record: &Path, sample: usize) -> Result<bool, String> {
    let files = record::files(folder)?;
    let record = record::open(record)?;
    let step = (files.len() / sample.max(1)).max(1);
    let sampled: Vec<&PathBuf> = files.iter().step_by(step).take(sample).collect();
    let tallies: Result<Vec<Tally>, String> = sampled
        .par_iter()
        .map(|file| one(record.as_ref(), folder, file))
        .collect();
    let tally = tallies?.into_iter().fold(Tally::default(), Tally::add);
    tally.report.iter().for_each(|line| println!("{line}"));
    tally.print();
    let found = tally.not_found * LOST_OF <= tally.sentences;
    let noticed = tally.kinds.iter().all(|kind| kind.not_noticed == 0);
    Ok(found && noticed && tally.sentences > 0)
}

fn one(record: &dyn Record, folder: &Path, file: &Path) -> Result<Tally, String> {
    let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let name = file
        .strip_prefix(folder)
        .unwrap_or(file)
        .to_string_lossy()
        .into_owned();
    let document = read(&bytes, Hint { path: Some(&name) }).document;
    let mut tally = Tally {
        documents: 1,
        ..Tally::default()
    };
    for sentence in sentences(&document) {
        tally.try_sentence(record, &document, sentence)?;
    }
    Ok(tally)
}

fn ask(record: &dyn Record, words: &str) -> Result<Finding, String> {
    let question = Question {
        words,
        ..Question::default()
    };
    quote(record, &question, &Options::default()).map_err(|e| e.to_string())
}

impl Tally {
    fn add(mut self, other: Self) -> Self {
        self.documents += other.documents;
        self.sentences += other.sentences;
        self.not_found += other.not_found;
        for (kind, more) in self.kinds.iter_mut().zip(other.kinds) {
            kind.tried += more.tried;
            kind.true_elsewhere += more.true_elsewhere;
            kind.not_noticed += more.not_noticed;
            kind.not_shown += more.not_shown;
        }
        self.report.extend(other.report);
        self
    }

    fn print(&self) {
        println!(
            "{:>32} {:>8} {:>14} {:>12} {:>20}",
            "planted", "tried", "true elsewhere", "not noticed", "shown otherwise"
        );
        for ((name, _), kind) in KINDS.iter().zip(&self.kinds) {
            println!(
                "{name:>32} {:>8} {:>14} {:>12} {:>20}",
                kind.tried, kind.true_elsewhere, kind.not_noticed, kind.not_shown
            );
        }
        let sum = |count: fn(&Planting) -> usize| self.kinds.iter().map(count).sum::<usize>();
        println!(
            "documents {}, sentences {}, not found on the record {}",
            self.documents, self.sentences, self.not_found
        );
        println!(
            "with a planted error: {} tried, not noticed {}, shown otherwise {}",
            sum(|kind| kind.tried),
            sum(|kind| kind.not_noticed),
            sum(|kind| kind.not_shown)
        );
    }

    fn try_sentence(
        &mut self,
        record: &dyn Record,
        document: &Document,
        text: &str,
    ) -> Result<(), String> {
        self.sentences += 1;
        let finding = ask(record, text)?;
        let crosses = finding
            .notes
            .iter()
            .any(|note| note.contains("more than one speaker"));
        if !finding.verdict.is_clean() && !crosses {
            self.not_found += 1;
            let line = format!("NOT FOUND {}: {} {text:?}", document.id, finding.verdict);
            self.report.push(line);
        }
        let words = Folded::new(text);
        if words.len() < FEWEST {
            return Ok(());
        }
        let sentence = Sentence { text, words };
        // A word replaced, and one of the other kinds, in turn.
        let turn = 1 + self.sentences % (KINDS.len() - 1);
        for kind in [0, turn] {
            if let Some(planted) = KINDS[kind].1(&sentence) {
                self.try_planted(record, document, kind, &planted)?;
            }
        }
        Ok(())
    }

    fn try_planted(
        &mut self,
        record: &dyn Record,
        document: &Document,
        kind: usize,
        planted: &Planted,
    ) -> Result<(), String> {
        let tally = &mut self.kinds[kind];
        let keys = Folded::new(&planted.text).keys().to_vec();
        let places = record.occurrences(&keys, 1).map_err(|e| e.to_string())?;
        if !places.places.is_empty() {
            tally.true_elsewhere += 1;
            return Ok(());
        }
        tally.tried += 1;
        let finding = ask(record, &planted.text)?;
        let what = if finding.verdict.is_clean() {
            tally.not_noticed += 1;
            "NOT NOTICED"
        } else if !shows(&finding, planted) {
            tally.not_shown += 1;
            "SHOWN OTHERWISE"
        } else {
            return Ok(());
        };
        self.report.push(format!(
            "{what} ({}) {}: {} {:?} ({:?} for {:?})",
            KINDS[kind].0, document.id, finding.verdict, planted.text, planted.to, planted.from
        ));
        Ok(())
    }
}

/// Whether the first evidence shows exactly the planted change: word by word, or in one.
fn shows(finding: &Finding, planted: &Planted) -> bool {
    let changes = finding
        .evidence
        .first()
        .map(|e| e.difference.as_slice())
        .unwrap_or_default();
    let bare: Vec<[String; 2]> = changes.iter().map(bare).collect();
    let same = |side: usize, text: &str| {
        let all: Vec<&str> = bare.iter().map(|sides| sides[side].as_str()).collect();
        Folded::new(&all.join(" ")).to_string() == Folded::new(text).to_string()
    };
    finding.verdict == Verdict::Altered && same(0, &planted.to) && same(1, &planted.from)
}

/// The words that a change has and those it stands for, without what both have of a compound, with which a
/// difference shows its parts: "non-automatic" for "automatic".
fn bare(change: &onrecord_check::Change) -> [String; 2] {
    let sides = [change.quoted.as_str(), change.record.as_str()];
    if !sides.iter().any(|side| side.contains('-')) {
        return sides.map(str::to_owned);
    }
    let mut parts = sides.map(|side| {
        let folded = Folded::new(side);
        let forms = 0..folded.len();
        forms
            .map(|at| folded.form(at).to_owned())
            .collect::<Vec<_>>()
    });
    let [quoted, record] = &mut parts;
    while !quoted.is_empty() && quoted.last() == record.last() {
        quoted.pop();
        record.pop();
    }
    let same = quoted.iter().zip(&*record).take_while(|(a, b)| a == b);
    let same = same.count();
    quoted.drain(..same);
    record.drain(..same);
    parts.map(|side| side.join(" "))
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
