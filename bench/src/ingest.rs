//! `add` beside a bare Tantivy index of the same text: time, peak memory, disk.
//!
//! Fair means: both read the same files in the same run, each in a process of its own, one after
//! the other, and both end when everything is on the disk and no merge is under way. The bare
//! index has one field, the text as it came, words with positions by Tantivy's default tokenizer,
//! nothing stored. `add` also reads the format, keeps originals and versions, and has the
//! candidate index. Peak memory is VmHWM of proc(5).

use onrecord_store::{Store, Writer, input};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What one of the two processes prints: seconds, peak KiB, bytes on disk, bytes of input.
type Measured = [f64; 4];

/// `FOLDER` measures both; `bare FOLDER INDEX` and `add FOLDER RECORD` are the processes.
pub fn run(words: &[&str]) -> Result<bool, String> {
    match words {
        ["bare", folder, index] => child(folder.as_ref(), index.as_ref(), bare),
        ["add", folder, record] => child(folder.as_ref(), record.as_ref(), add),
        [folder] => compare(folder.as_ref()),
        _ => Err("ingest takes one folder".into()),
    }
}

fn compare(folder: &Path) -> Result<bool, String> {
    let work = std::env::temp_dir().join(format!("onrecord-ingest-{}", std::process::id()));
    fs::create_dir_all(&work).map_err(said)?;
    let record = work.join("record");
    let bare = measure("bare", folder, &work.join("bare"))?;
    let add = measure("add", folder, &record)?;
    println!("|  | bare Tantivy | onrecord add | ratio |\n| --- | ---: | ---: | ---: |");
    let row = |name: &str, bare: f64, add: f64| {
        println!("| {name} | {bare:.2} | {add:.2} | {:.2} |", add / bare);
    };
    row("seconds", bare[0], add[0]);
    row("peak MiB", bare[1] / 1024.0, add[1] / 1024.0);
    row("disk MB", bare[2] / 1e6, add[2] / 1e6);
    println!(
        "\ninput: {:.1} MB; by part, in MB and beside the input:",
        add[3] / 1e6
    );
    for (name, bytes) in parts(&record)? {
        println!(
            "  {name}: {:.1} ({:.2})",
            bytes as f64 / 1e6,
            bytes as f64 / add[3]
        );
    }
    fs::remove_dir_all(&work).map_err(said)?;
    Ok(true)
}

fn parts(record: &Path) -> Result<Vec<(String, u64)>, String> {
    let status = Store::open(record)
        .and_then(|store| store.status())
        .map_err(said)?;
    let on_disk = status
        .bytes
        .iter()
        .map(|&(name, bytes)| (name.to_owned(), bytes));
    Ok(on_disk.chain(status.index_bytes).collect())
}

fn measure(what: &str, folder: &Path, target: &Path) -> Result<Measured, String> {
    let program = std::env::current_exe().map_err(said)?;
    let output = Command::new(program)
        .args(["ingest", what])
        .args([folder, target])
        .output()
        .map_err(said)?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text.split_whitespace().flat_map(str::parse).collect();
    numbers
        .try_into()
        .map_err(|_| format!("{what} printed {text:?}"))
}

fn child(
    folder: &Path,
    target: &Path,
    work: fn(&Path, &Path) -> Result<u64, String>,
) -> Result<bool, String> {
    let start = Instant::now();
    let input = work(folder, target)?;
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds} {} {} {input}", peak()?, size(target));
    Ok(true)
}

fn add(folder: &Path, record: &Path) -> Result<u64, String> {
    let mut writer = Writer::open(record).map_err(said)?;
    let summary = writer
        .add(input::walk([folder]), "2000-01-01T00:00:00Z", &|_| ())
        .map_err(said)?;
    writer.close().map_err(said)?;
    Ok(summary.bytes)
}

fn bare(folder: &Path, target: &Path) -> Result<u64, String> {
    use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
    fs::create_dir_all(target).map_err(said)?;
    let indexing =
        TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let mut schema = Schema::builder();
    let text = schema.add_text_field(
        "text",
        TextOptions::default().set_indexing_options(indexing),
    );
    let index = tantivy::Index::create_in_dir(target, schema.build()).map_err(said)?;
    let mut writer = index.writer(256 << 20).map_err(said)?;
    let (mut files, mut bytes) = (Vec::new(), 0);
    list(folder, &mut files)?;
    for file in files {
        let body = fs::read_to_string(&file).map_err(said)?;
        bytes += body.len() as u64;
        writer
            .add_document(tantivy::doc!(text => body))
            .map_err(said)?;
    }
    writer.commit().map_err(said)?;
    writer.wait_merging_threads().map_err(said)?;
    Ok(bytes)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(said)? {
        let path = entry.map_err(said)?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    Ok(())
}

fn size(path: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(path) else {
        return fs::metadata(path).map_or(0, |data| data.len());
    };
    entries.flatten().map(|entry| size(&entry.path())).sum()
}

/// The most memory that this process has had, in KiB.
fn peak() -> Result<u64, String> {
    let status = fs::read_to_string("/proc/self/status").map_err(said)?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    number.ok_or_else(|| "no VmHWM in /proc/self/status".to_owned())
}

fn said(error: impl ToString) -> String {
    error.to_string()
}
