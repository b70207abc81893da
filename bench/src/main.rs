//! Measures accuracy and speed on labelled files, given by path.

mod agree;
mod articles;
mod diff;
mod faults;
mod grow;
mod ingest;
mod names;
mod peers;
mod plant;
mod quotations;
mod read;
mod record;
mod revisions;
mod search;
mod sentences;
mod subjects;

use mimalloc::MiMalloc;
use std::path::PathBuf;
use std::process::ExitCode;

/// The allocator that the command has.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const USAGE: &str = "usage:
  bench agree --record DIR FOLDER STEP FILE...  index and plain scan, every STEPth quotation of
                                                labelled files and folders of articles
  bench articles --record DIR FOLDER            whole articles with their expected quotations
  bench diff OLD NEW FOLDER [LABELLED...]       two builds of the command: verdicts that changed
  bench faults [--runs N] [--seed S]            kills, damage, full disks: what is tried and survived
  bench grow DIR FOLDER DOCUMENTS FILE.jsonl    a record of so many documents beside FOLDER alone
  bench ingest FOLDER                           `add` beside a bare Tantivy index of the text
  bench names FILE.jsonl --corpus DIR           persons behind labelled mentions
  bench peers FOLDER FILE.jsonl                 what people use today beside the record
  bench quotations --record DIR FILE.jsonl...   verdicts on labelled quotations
  bench read FOLDER                             what the readers make of a folder
  bench revisions FOLDER [--sample N]           versions: recognised, differences, their kinds
  bench search --record DIR [FILE] [--beside]   searches by kind; beside SQLite FTS5 and Datasette
               [--within=MS]                    fails where p99 is over MS and not 20
  bench sentences --record DIR FOLDER [SAMPLE]  every sentence, as it stands and with changes
  bench subjects --record DIR [SEED]            proposed subjects of 100 documents, to be read
DIR is a record made by `onrecord add`, or a folder of documents that is read into memory.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["agree", "--record", record, folder, step, files @ ..] if !files.is_empty() => {
            let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
            match step.parse() {
                Ok(step) => agree::run(record.as_ref(), folder.as_ref(), step, &files),
                Err(_) => Err(format!("{step} is no number")),
            }
        }
        ["articles", "--record", record, folder] => articles::run(record.as_ref(), folder.as_ref()),
        ["diff", old, new, folder, labelled @ ..] => {
            let labelled: Vec<PathBuf> = labelled.iter().map(PathBuf::from).collect();
            diff::run(old.as_ref(), new.as_ref(), folder.as_ref(), &labelled)
        }
        ["faults", what @ ..] => faults::run(what),
        ["grow", dir, folder, documents, file] => match documents.parse() {
            Ok(documents) => grow::run(dir.as_ref(), folder.as_ref(), documents, file.as_ref()),
            Err(_) => Err(format!("{documents} is no number of documents")),
        },
        ["ingest", what @ ..] if !what.is_empty() => ingest::run(what),
        ["names", file, "--corpus", corpus] => names::run(file.as_ref(), corpus.as_ref()),
        ["peers", folder, file] => peers::run(folder.as_ref(), file.as_ref()),
        ["quotations", "--record", record, files @ ..] if !files.is_empty() => {
            let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
            quotations::run(record.as_ref(), &files)
        }
        ["read", folder] => read::run(folder.as_ref()),
        ["revisions", folder] => revisions::run(folder.as_ref()),
        ["revisions", folder, "--sample", sample] => match sample.parse() {
            Ok(sample) => revisions::sample(folder.as_ref(), sample),
            Err(_) => Err(format!("{sample} is no number of changes")),
        },
        ["search", "--record", record, rest @ ..] => {
            let beside = rest.contains(&"--beside");
            let limit = rest.iter().find_map(|word| word.strip_prefix("--within="));
            let file = rest.iter().find(|word| !word.starts_with("--"));
            match limit.map_or(Ok(search::PROMISED), str::parse) {
                Ok(within) => search::run(
                    record.as_ref(),
                    file.map(|file| file.as_ref()),
                    beside,
                    within,
                ),
                Err(_) => Err("--within= takes a number of milliseconds".to_owned()),
            }
        }
        ["sentences", "--record", record, folder, sample @ ..] => {
            let sample = sample.first().and_then(|n| n.parse().ok()).unwrap_or(500);
            sentences::run(folder.as_ref(), record.as_ref(), sample)
        }
        ["subjects", "--record", record] => subjects::run(record.as_ref(), subjects::SEED),
        ["subjects", "--record", record, seed] => match seed.parse() {
            Ok(seed) => subjects::run(record.as_ref(), seed),
            Err(_) => Err(format!("{seed} is no number")),
        },
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            eprintln!("bench: {message}");
            ExitCode::from(2)
        }
    }
}
