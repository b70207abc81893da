//! `bench read`: reads a whole folder, counts what the readers make of it, and checks that every
//! word leads back to its bytes.

use crate::record;
use onrecord_doc::{Block, Document, Hint, Parsed, SpeakerKind, read};
use onrecord_text::Span;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Longer tables are cut.
const TOP: usize = 40;

/// Reads all files of `folder`; answers whether every document keeps what the model promises.
pub fn run(folder: &Path) -> Result<bool, String> {
    let files = record::files(folder)?;
    let start = Instant::now();
    let counts: Vec<Result<Counts, String>> = files
        .par_iter()
        .map(|file| read_file(folder, file))
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    let mut all = Counts::default();
    for counts in counts {
        all.add(counts?);
    }
    all.print();
    let megabytes = all.bytes as f64 / 1e6;
    println!("{} files, {megabytes:.1} MB", files.len());
    println!(
        "{seconds:.2} s with {} threads, {:.0} MB/s",
        rayon::current_num_threads(),
        megabytes / seconds
    );
    all.violations
        .iter()
        .for_each(|v| println!("VIOLATION {v}"));
    Ok(all.violations.is_empty())
}

fn read_file(folder: &Path, file: &PathBuf) -> Result<Counts, String> {
    let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let name = file.strip_prefix(folder).unwrap_or(file).to_string_lossy();
    let parsed = read(&bytes, Hint { path: Some(&name) });
    let mut counts = Counts::of(&parsed);
    counts.bytes = bytes.len();
    let faults = violations(&parsed, &bytes);
    counts.violations = faults
        .iter()
        .map(|fault| format!("{name}: {fault}"))
        .collect();
    Ok(counts)
}

#[derive(Default)]
struct Counts {
    tables: BTreeMap<&'static str, BTreeMap<String, usize>>,
    violations: Vec<String>,
    bytes: usize,
}

impl Counts {
    fn of(parsed: &Parsed) -> Self {
        let mut counts = Self::default();
        let document = &parsed.document;
        counts.count("1 kinds", document.kind.as_str());
        for problem in &parsed.problems {
            counts.count("2 problems", problem.kind.as_str());
        }
        for block in document.blocks.iter() {
            counts.count("3 blocks", block.kind.as_str());
        }
        for turn in document.turns.iter() {
            counts.count("4 turns by speaker", &turn.speaker.name);
            if turn.speaker.kind == SpeakerKind::Label {
                counts.count("5 labels not resolved", &turn.label);
            }
        }
        for issuer in &document.issuers {
            let entry = format!("{} ({})", issuer.name, issuer.kind.as_str());
            counts.count("6 issuers", &entry);
        }
        counts
    }

    fn count(&mut self, table: &'static str, entry: &str) {
        let table = self.tables.entry(table).or_default();
        *table.entry(entry.to_owned()).or_default() += 1;
    }

    fn add(&mut self, other: Self) {
        for (name, entries) in other.tables {
            let table = self.tables.entry(name).or_default();
            for (entry, count) in entries {
                *table.entry(entry).or_default() += count;
            }
        }
        self.violations.extend(other.violations);
        self.bytes += other.bytes;
    }

    fn print(&self) {
        for (name, table) in &self.tables {
            let total: usize = table.values().sum();
            println!("{}: {total}, {} different", &name[2..], table.len());
            let mut entries: Vec<_> = table.iter().collect();
            entries.sort_by_key(|&(entry, count)| (std::cmp::Reverse(*count), entry));
            for (entry, count) in entries.into_iter().take(TOP) {
                println!("  {count:>8}  {entry}");
            }
        }
    }
}

/// What the model promises and this document does not keep.
fn violations(parsed: &Parsed, bytes: &[u8]) -> Vec<String> {
    let source = std::str::from_utf8(bytes).ok();
    let mut faults = Vec::new();
    for (at, block) in parsed.document.blocks.iter().enumerate() {
        let fault = marks_fault(block).or_else(|| words_fault(block, bytes, source));
        faults.extend(fault.map(|fault| format!("block {at}: {fault}")));
        if block
            .turn
            .is_some_and(|turn| turn >= parsed.document.turns.len())
        {
            faults.push(format!("block {at}: its turn is not there"));
        }
    }
    let turns = parsed.document.turns.iter().map(|turn| turn.span);
    let problems = parsed.problems.iter().map(|problem| problem.span);
    for span in turns
        .chain(problems)
        .filter(|span| span.end() > bytes.len())
    {
        faults.push(format!("a span ends behind the file: {span:?}"));
    }
    faults.extend(dates_fault(&parsed.document));
    faults
}

/// Marks lie inside the text, on borders of characters, in order, and never overlap.
fn marks_fault(block: &Block) -> Option<String> {
    let text = block.text.text();
    let mut last = 0;
    for mark in &block.marks {
        let (start, end) = (mark.span.start(), mark.span.end());
        if start < last || end > text.len() || start >= end {
            return Some(format!("{mark:?} overlaps, is empty or lies outside"));
        }
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return Some(format!("{mark:?} cuts a character"));
        }
        last = end;
    }
    None
}

/// Every character that shows leads to bytes of the file, never backwards.
fn words_fault(block: &Block, bytes: &[u8], source: Option<&str>) -> Option<String> {
    let mut last = 0;
    for (at, c) in block.text.text().char_indices() {
        let span = block.text.source(Span::new(at, at + c.len_utf8()));
        let (start, end) = (span.start(), span.end());
        let inside = start < end && end <= bytes.len() && start >= last;
        let whole = source.is_none_or(|s| s.is_char_boundary(start) && s.is_char_boundary(end));
        if !inside || !whole {
            return Some(format!("{c:?} at {at} leads to {span:?}"));
        }
        last = start;
    }
    None
}

/// A document of the years in which there are official documents.
fn dates_fault(document: &Document) -> Option<String> {
    let year = document.dates.issued?.year();
    (!(1774..=2100).contains(&year)).then(|| format!("issued in {year}"))
}
