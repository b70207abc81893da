//! `onrecord add`: documents into the record.

use crate::args::{Add, Data};
use crate::exit::Exit;
use crate::ui;
use onrecord_store::{Progress, Refused, Summary, Writer, input};
use serde::Serialize;
use std::time::Instant;

/// `onrecord add --format json`.
#[derive(Debug, Serialize)]
struct AddJson {
    schema: &'static str,
    new: usize,
    changed: usize,
    copies: usize,
    unchanged: usize,
    with_problems: usize,
    bytes: u64,
    refused: Vec<RefusedJson>,
}

#[derive(Debug, Serialize)]
struct RefusedJson {
    path: String,
    reason: String,
    skipped: bool,
}

/// Adds everything that can be read; names the rest.
pub fn run(args: &Add) -> Result<Exit, String> {
    if let Some(missing) = args.paths.iter().find(|path| !path.exists()) {
        return Err(format!(
            "{}: there is no such file or folder; nothing was added",
            missing.display()
        ));
    }
    let now = now();
    if let Some(seen) = args
        .seen
        .as_ref()
        .filter(|seen| seen.get(..10) > now.get(..10))
    {
        return Err(format!(
            "--seen {seen}: this lies in the future; nothing was added"
        ));
    }
    let begun = Instant::now();
    let inputs = input::walk(&args.paths);
    let bar = ui::progress(inputs.total() as u64, "adding");
    let mut writer = Writer::open(&args.record.record).map_err(|error| error.to_string())?;
    let inputs = inputs.map(|mut input| {
        input.seen.clone_from(&args.seen);
        input.vouched = args.from;
        input
    });
    let summary = writer.add(inputs, &now, &|progress| match progress {
        Progress::Read { inputs, .. } => bar.set_position(inputs as u64),
        Progress::Refused(refused) if !refused.skipped => {
            bar.suspend(|| ui::warning(&format!("{}: {}", refused.path, refused.reason)));
        }
        _ => {}
    });
    let summary = summary.map_err(|error| error.to_string())?;
    bar.set_message("tidying the index");
    writer.close().map_err(|error| error.to_string())?;
    bar.finish_and_clear();
    match args.format {
        Data::Json => ui::print_json(&AddJson::from(&summary))?,
        Data::Text => show(args, &summary, begun.elapsed().as_secs_f64()),
    }
    let unreadable = summary.refused.iter().any(|refused| !refused.skipped);
    Ok(if unreadable {
        Exit::Trouble
    } else {
        Exit::Clean
    })
}

/// The time at which the documents were seen. The one place where the command reads the clock.
fn now() -> String {
    jiff::Timestamp::now()
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}

fn show(args: &Add, summary: &Summary, seconds: f64) {
    let skipped = summary
        .refused
        .iter()
        .filter(|refused| refused.skipped)
        .count();
    let unreadable = summary.refused.len() - skipped;
    anstream::println!(
        "{} new, {} changed, {} copies, {} unchanged ({:.1} MB in {seconds:.1} s) in {}",
        summary.new,
        summary.changed,
        summary.copies,
        summary.unchanged,
        summary.bytes as f64 / 1e6,
        args.record.record.display(),
    );
    if summary.with_problems > 0 {
        anstream::println!(
            "{} have problems; `onrecord status` tells which",
            summary.with_problems
        );
    }
    if skipped > 0 {
        anstream::println!("{skipped} files of other types were left out");
    }
    if unreadable > 0 {
        anstream::println!("{unreadable} could not be read, as said above");
    }
}

impl From<&Summary> for AddJson {
    fn from(summary: &Summary) -> Self {
        let refused = |refused: &Refused| RefusedJson {
            path: refused.path.clone(),
            reason: refused.reason.clone(),
            skipped: refused.skipped,
        };
        Self {
            schema: "onrecord/add/1",
            new: summary.new,
            changed: summary.changed,
            copies: summary.copies,
            unchanged: summary.unchanged,
            with_problems: summary.with_problems,
            bytes: summary.bytes,
            refused: summary.refused.iter().map(refused).collect(),
        }
    }
}
