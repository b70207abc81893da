//! `bench peers`: what people use today beside the record, in one run.
//!
//! The alternatives run in a Python environment of their own (`peers.py`), each in a process of its
//! own, over the texts that our readers make of the documents: they need not read a format.

use crate::quotations::{self, Judged};
use crate::record;
use onrecord_doc::{Hint, read};
use onrecord_store::{Store, Writer, input};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const SCRIPT: &str = include_str!("../peers/peers.py");

/// Measures all over the documents of `folder` and the quotations of `file`.
pub fn run(folder: &Path, file: &Path) -> Result<bool, String> {
    let work = std::env::temp_dir().join(format!("onrecord-peers-{}", std::process::id()));
    fs::create_dir_all(&work).map_err(said)?;
    println!(
        "| | built in | index | peak memory | p50 | p99 | right document first: verbatim | altered | shown though on no record |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    ours(&work.join("record"), folder, file)?;
    let texts = work.join("texts.jsonl");
    write_texts(&texts, folder)?;
    match python(&work) {
        Ok(python) => {
            for kind in ["fts", "scan", "fuzzy", "infini-gram"] {
                match alternative(&python, &work, [&texts, file], kind) {
                    Ok(row) => println!("{row}"),
                    Err(why) => println!("| {kind} | not measured: {why} |"),
                }
            }
        }
        Err(why) => println!("| alternatives in Python | not measured: {why} |"),
    }
    fs::remove_dir_all(&work).map_err(said)?;
    Ok(true)
}

fn ours(record: &Path, folder: &Path, file: &Path) -> Result<(), String> {
    let begun = Instant::now();
    let mut writer = Writer::open(record).map_err(said)?;
    writer
        .add(input::walk([folder]), "2000-01-01T00:00:00Z", &|_| ())
        .map_err(said)?;
    writer.close().map_err(said)?;
    let built = begun.elapsed().as_secs_f64();
    let store = Store::open(record).map_err(said)?;
    let status = store.status().map_err(said)?;
    let pairs = status.index_bytes.iter();
    let pairs = pairs
        .filter(|(name, _)| name == "pairs")
        .map(|(_, bytes)| bytes);
    let judged: Judged = quotations::judged(&store, file)?;
    println!(
        "| onrecord (verdict and difference) | {built:.1} s | {:.0} MB | {} MB | {:.2} ms | {:.2} ms | {} | {} | {} |",
        pairs.sum::<u64>() as f64 / 1e6,
        peak()?,
        judged.times.p50,
        judged.times.p99,
        judged.verbatim,
        judged.altered,
        judged.alarms
    );
    Ok(())
}

/// The most memory that this process has had, in MB: VmHWM of proc(5).
fn peak() -> Result<u64, String> {
    let status = fs::read_to_string("/proc/self/status").map_err(said)?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    number
        .map(|kib| kib / 1000)
        .ok_or_else(|| "no VmHWM".to_owned())
}

fn write_texts(texts: &Path, folder: &Path) -> Result<(), String> {
    let line = |file: &PathBuf| {
        let bytes = fs::read(file).ok()?;
        let path = file.strip_prefix(folder).unwrap_or(file).to_string_lossy();
        let document = read(&bytes, Hint { path: Some(&path) }).document;
        let blocks: Vec<&str> = document
            .blocks
            .iter()
            .map(|block| block.text.text())
            .collect();
        Some(json!({ "path": path, "text": blocks.join("\n") }).to_string())
    };
    let lines: Vec<String> = record::files(folder)?.par_iter().filter_map(line).collect();
    fs::write(texts, lines.join("\n")).map_err(said)
}

/// A Python environment with RapidFuzz and, where it installs, infini-gram; its indexer imports
/// NumPy and transformers without naming them as what it depends on.
fn python(work: &Path) -> Result<PathBuf, String> {
    let environment = work.join("python");
    let mut make = Command::new("python3");
    done(make.args(["-m", "venv"]).arg(&environment))?;
    let python = environment.join("bin/python");
    let install = |packages: &[&str]| {
        let pip = ["-m", "pip", "install", "--quiet"];
        done(Command::new(&python).args(pip).args(packages))
    };
    install(&["rapidfuzz"])?;
    if let Err(why) = install(&["infini-gram", "numpy", "transformers"]) {
        eprintln!("infini-gram does not install: {why}");
    }
    fs::write(work.join("peers.py"), SCRIPT).map_err(said)?;
    Ok(python)
}

fn alternative(
    python: &Path,
    work: &Path,
    inputs: [&Path; 2],
    kind: &str,
) -> Result<String, String> {
    let script = work.join("peers.py");
    let mut command = Command::new(python);
    command.arg(script).args(inputs).arg(kind);
    // What it writes goes with the rest.
    let output = done(command.env("TMPDIR", work))?;
    let row: Value = serde_json::from_str(&output).map_err(said)?;
    let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let number = |name: &str| row[name].as_f64().unwrap_or_default();
    Ok(format!(
        "| {} | {:.1} s | {:.0} MB | {:.0} MB | {:.2} ms | {:.2} ms | {} | {} | {} |",
        text("name"),
        number("build"),
        number("disk") / 1e6,
        number("memory"),
        number("p50"),
        number("p99"),
        text("verbatim"),
        text("altered"),
        text("alarms")
    ))
}

/// What a command printed, or what it complained of, in one line.
fn done(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(said)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    let last = complaint.lines().rfind(|line| !line.trim().is_empty());
    Err(last.unwrap_or("it failed without a word").to_owned())
}

fn said(error: impl ToString) -> String {
    error.to_string()
}
