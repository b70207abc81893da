//! `onrecord status`: what the record covers.

use crate::args::{Data, Status};
use crate::exit::Exit;
use crate::input::Opened;
use crate::{input, ui};
use onrecord_doc::record::grouped;
use onrecord_doc::{MemoryRecord, Record};
use onrecord_wire::{CoverageJson, StatusJson};
use std::collections::BTreeMap;

/// Prints what is there.
pub fn run(args: &Status) -> Result<Exit, String> {
    let status = match input::open(&args.record.record)? {
        Opened::Store(store) => {
            StatusJson::from(&store.status().map_err(|error| error.to_string())?)
        }
        Opened::Memory(record) => of_memory(&record)?,
    };
    match args.format {
        Data::Json => ui::print_json(&status)?,
        Data::Text => show(&status),
    }
    Ok(Exit::Clean)
}

fn of_memory(record: &MemoryRecord) -> Result<StatusJson, String> {
    let coverage = record.coverage().map_err(|error| error.to_string())?;
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for held in record.all().iter().filter(|held| held.version.is_current()) {
        *kinds.entry(held.document.kind.as_str()).or_default() += 1;
    }
    let kinds = kinds
        .into_iter()
        .map(|(kind, count)| (kind.to_owned(), count))
        .collect();
    Ok(StatusJson {
        schema: "onrecord/status/1",
        coverage: CoverageJson::from(&coverage),
        issuers: coverage.issuers,
        kinds,
        problems: Vec::new(),
        last_added: None,
        bytes: Vec::new(),
    })
}

fn show(status: &StatusJson) {
    let coverage = &status.coverage;
    let dates = match (&coverage.first, &coverage.last) {
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    anstream::println!(
        "{} documents in {} versions{dates}",
        grouped(coverage.documents),
        grouped(coverage.versions)
    );
    table("collections", &coverage.collections);
    table("kinds", &status.kinds);
    table("issuers", &status.issuers);
    table("problems", &status.problems);
    if !status.bytes.is_empty() {
        let parts: Vec<String> = status
            .bytes
            .iter()
            .map(|(part, bytes)| format!("{part} {:.1} MB", *bytes as f64 / 1e6))
            .collect();
        anstream::println!("\non disk: {}", parts.join(", "));
    }
    if let Some(seen) = &status.last_added {
        anstream::println!("last added: {seen}");
    }
}

fn table(name: &str, rows: &[(String, usize)]) {
    if rows.is_empty() {
        return;
    }
    anstream::println!("\n{name}");
    for (row, count) in rows {
        anstream::println!("  {:>8}  {row}", grouped(*count));
    }
}
