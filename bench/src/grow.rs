//! `bench grow`: a record many times as large, and what becomes of speed and memory.
//!
//! The documents are those of a folder, over and over, each time with their words changed by a rule
//! of their own: consonants are moved among the consonants and vowels among the vowels of every
//! lower-case word of five letters and more. Shorter words, names, figures and lengths stay, so that
//! frequent pairs become as much more frequent as the record grows, and rare ones as many more.

use crate::quotations::{Times, times};
use crate::record;
use onrecord_store::{Input, Progress, Store, Writer};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Makes the record in `dir` of at least `documents` documents and measures it with the
/// quotations of `file`, beside the record of the folder alone. A record that is there is used.
pub fn run(dir: &Path, folder: &Path, documents: usize, file: &Path) -> Result<bool, String> {
    let (small, large) = (dir.join("once"), dir.join("grown"));
    let files = record::files(folder)?;
    let copies = documents.div_ceil(files.len().max(1));
    for (record, copies) in [(&small, 1), (&large, copies)] {
        if !record.exists() {
            grow(record, folder, &files, copies)?;
        }
    }
    let before = measure(&small, file)?;
    let after = measure(&large, file)?;
    println!(
        "|  | {} documents | {} documents | ratio |",
        before.documents, after.documents
    );
    println!("| --- | ---: | ---: | ---: |");
    let row = |name: &str, before: f64, after: f64| {
        println!(
            "| {name} | {before:.3} | {after:.3} | {:.2} |",
            after / before
        );
    };
    row("p50, ms", before.times.p50, after.times.p50);
    row("p99, ms", before.times.p99, after.times.p99);
    row(
        "memory of its own after all quotations, MiB",
        before.memory,
        after.memory,
    );
    row("to open, ms", before.open, after.open);
    let small_add = one_more(&small)?;
    row("to add one document, s", small_add, one_more(&large)?);
    let (p50, p99) = (
        after.times.p50 / before.times.p50,
        after.times.p99 / before.times.p99,
    );
    Ok(p50 <= 3.0 && p99 <= 5.0)
}

struct Measured {
    documents: usize,
    times: Times,
    memory: f64,
    open: f64,
}

fn measure(dir: &Path, file: &Path) -> Result<Measured, String> {
    let begun = Instant::now();
    let store = Store::open(dir).map_err(|e| e.to_string())?;
    let open = begun.elapsed().as_secs_f64() * 1000.0;
    // Once to have the files in memory, as far as they go there; then to measure.
    times(&store, file)?;
    let times = times(&store, file)?;
    let status = store.status().map_err(|e| e.to_string())?;
    Ok(Measured {
        documents: status.coverage.documents,
        times,
        memory: own_memory()?,
        open,
    })
}

/// Memory that is not mapped from files, in MiB: RssAnon of proc(5).
fn own_memory() -> Result<f64, String> {
    let status = std::fs::read_to_string("/proc/self/status").map_err(|e| e.to_string())?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"));
    let number = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    number
        .map(|kib| kib / 1024.0)
        .ok_or_else(|| "no RssAnon in /proc/self/status".to_owned())
}

fn grow(record: &Path, folder: &Path, files: &[PathBuf], copies: usize) -> Result<(), String> {
    let begun = Instant::now();
    let mut writer = Writer::open(record).map_err(|e| e.to_string())?;
    let inputs = (0..copies).flat_map(|copy| {
        files.iter().filter_map(move |file| {
            let name = file.strip_prefix(folder).unwrap_or(file).to_string_lossy();
            let bytes = std::fs::read(file).ok()?;
            Some(Input::from_bytes(
                format!("{copy}/{name}"),
                changed(bytes, copy),
            ))
        })
    });
    let told = |progress: Progress<'_>| {
        if let Progress::Read { inputs, .. } = progress
            && inputs % (256 * 100) == 0
        {
            eprintln!("{inputs} read after {:.0} s", begun.elapsed().as_secs_f64());
        }
    };
    let now = "2000-01-01T00:00:00Z";
    writer.add(inputs, now, &told).map_err(|e| e.to_string())?;
    writer.close().map_err(|e| e.to_string())?;
    println!(
        "{} made in {:.0} s",
        record.display(),
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

/// The document with other words and an address of its own. The first copy is the document.
fn changed(mut bytes: Vec<u8>, copy: usize) -> Vec<u8> {
    if copy == 0 {
        return bytes;
    }
    let body = find(&bytes, b"\n---\n").map_or(0, |at| at + 5);
    let mut at = body;
    while at < bytes.len() {
        let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        let len = bytes[at..]
            .iter()
            .take_while(|byte| is_letter(byte))
            .count();
        let word = &mut bytes[at..at + len];
        if word.len() >= 5 && word.iter().all(u8::is_ascii_lowercase) {
            word.iter_mut()
                .for_each(|letter| *letter = moved(*letter, copy));
        }
        at += len.max(1);
    }
    let address = find(&bytes[..body], b"source_url: ").map(|at| at + 12);
    let end = address.and_then(|at| Some(at + find(&bytes[at..], b"\n")?));
    if let Some(end) = end {
        let slash = usize::from(bytes[end - 1] == b'/');
        let mark = format!("-copy-{copy}").into_bytes();
        bytes.splice(end - slash..end - slash, mark);
    }
    bytes
}

fn moved(letter: u8, copy: usize) -> u8 {
    const VOWELS: &[u8] = b"aeiou";
    const OTHERS: &[u8] = b"bcdfghjklmnpqrstvwxyz";
    let turn = |letters: &[u8], by: usize| {
        let at = letters.iter().position(|other| *other == letter)?;
        Some(letters[(at + by) % letters.len()])
    };
    let consonant = || turn(OTHERS, copy % OTHERS.len());
    turn(VOWELS, copy / OTHERS.len() + copy)
        .or_else(consonant)
        .unwrap_or(letter)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Adds a document that is new each time, opening and closing the record, in seconds.
fn one_more(dir: &Path) -> Result<f64, String> {
    let begun = Instant::now();
    let mut writer = Writer::open(dir).map_err(|e| e.to_string())?;
    let stamp = std::process::id();
    let text = format!("A document of process {stamp} that was added to a large record.\n");
    let input = Input::from_bytes(format!("more/{stamp}.txt"), text);
    writer
        .add([input], "2000-01-01T00:00:00Z", &|_| ())
        .map_err(|e| e.to_string())?;
    writer.close().map_err(|e| e.to_string())?;
    Ok(begun.elapsed().as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_and_lengths_stay() {
        let text =
            "---\nsource_url: https://a.gov/x/\n---\nThe bridge of 1999 was Rebuilt in vain\n";
        let copy = String::from_utf8(changed(text.into(), 3)).unwrap_or_default();
        assert!(copy.contains("https://a.gov/x-copy-3/\n"), "{copy}");
        assert!(copy.contains(" of 1999 was Rebuilt in vain\n"), "{copy}");
        assert!(!copy.contains("bridge"), "{copy}");
        assert_eq!(changed(text.into(), 0), text.as_bytes());
    }
}
