//! `onrecord edits`: what changed over the record.

use crate::args::{Data, Edits};
use crate::exit::Exit;
use crate::input::{self, Opened};
use crate::ui;
use onrecord_doc::MemoryRecord;
use onrecord_doc::history::{self, Edit, EditQuery};
use onrecord_wire::EditsJson;

/// Prints the changes, the newest first.
pub fn run(args: &Edits) -> Result<Exit, String> {
    let asked = EditQuery {
        since: args.since,
        kind: args.kind,
        limit: args.limit,
    };
    let edits = match input::open(&args.record.record)? {
        Opened::Store(store) => store.edits(&asked).map_err(|error| error.to_string())?,
        Opened::Memory(record) => of_memory(&record, &asked)?,
    };
    match args.format {
        Data::Json => ui::print_json(&EditsJson::new(&edits, args.kind))?,
        Data::Text => edits.iter().for_each(|edit| show(edit, args)),
    }
    if edits.is_empty() && args.format == Data::Text {
        anstream::println!("no such changes in the record");
    }
    Ok(Exit::Clean)
}

fn of_memory(record: &MemoryRecord, asked: &EditQuery) -> Result<Vec<Edit>, String> {
    let since = asked.since.map(|day| day.to_string());
    let mut edits = Vec::new();
    for (old, new) in record.edited() {
        let edit = history::compare(record, old, new).map_err(|error| error.to_string())?;
        let recent = since.is_none() || edit.new.version.known >= since;
        if recent && asked.takes(&edit.difference) && edits.len() < asked.limit {
            edits.push(edit);
        }
    }
    Ok(edits)
}

fn show(edit: &Edit, args: &Edits) {
    let document = &edit.new.document;
    let known = edit.new.version.known.as_deref().map(ui::moment);
    anstream::println!(
        "{}  \u{1b}[1m{}\u{1b}[0m",
        known.unwrap_or_else(|| "at an unknown time".to_owned()),
        ui::plain(&document.title)
    );
    anstream::println!(
        "    {}, version {} after {}",
        ui::plain(document.id.as_str()),
        edit.new.version.number,
        edit.old.version.number
    );
    let kind = args.kind.or_else(|| edit.difference.kind());
    let mut changes: Vec<_> = edit.difference.changes_of(kind).collect();
    changes.sort_by_key(|change| change.reason);
    for change in changes.iter().take(MOST) {
        anstream::println!(
            "    {}: {} — {}",
            change.reason.kind(),
            ui::plain(&change.line()),
            change.reason.words()
        );
    }
    anstream::println!("    {}\n", counts(edit));
}

/// So many changes of each edit are named; `onrecord diff` shows them all.
const MOST: usize = 3;

fn counts(edit: &Edit) -> String {
    let of = |kind: onrecord_doc::diff::Kind| match edit.difference.count(kind) {
        0 => None,
        count => Some(format!("{count} {kind}")),
    };
    let counts: Vec<String> = onrecord_doc::diff::Kind::ALL
        .iter()
        .filter_map(|kind| of(*kind))
        .collect();
    format!("in all: {}", counts.join(", "))
}
