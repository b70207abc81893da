//! `onrecord like`: documents like one.

use crate::args::{Data, Like};
use crate::exit::Exit;
use crate::{input, ui};
use onrecord_doc::DocId;
use onrecord_store::{Alike, Store};
use onrecord_wire::LikeJson;

/// Prints the documents, the likest first.
pub fn run(args: &Like) -> Result<Exit, String> {
    let store = input::open_record(&args.record.record, "like")?;
    let id = DocId::new(&args.id).map_err(|error| error.to_string())?;
    let alike = like(&store, &id, args.limit)?;
    let (id, alike) = match alike {
        Some(alike) => (id, alike),
        None => by_ending(&store, args)?,
    };
    match args.format {
        Data::Json => ui::print_json(&LikeJson::new(id.as_str(), &alike))?,
        Data::Text => alike.iter().for_each(show),
    }
    if alike.is_empty() {
        ui::warning("no document is like it");
        return Ok(Exit::Findings);
    }
    Ok(Exit::Clean)
}

fn like(store: &Store, id: &DocId, limit: usize) -> Result<Option<Vec<Alike>>, String> {
    store.like(id, limit).map_err(|error| error.to_string())
}

/// The documents like the one whose identifier ends so.
fn by_ending(store: &Store, args: &Like) -> Result<(DocId, Vec<Alike>), String> {
    let ids = store
        .ids_ending(&args.id, 2)
        .map_err(|error| error.to_string())?;
    let [id] = ids.as_slice() else {
        return Err(format!(
            "{}: {} identifier ends so; `onrecord search` finds some",
            args.id,
            if ids.is_empty() {
                "no"
            } else {
                "more than one"
            }
        ));
    };
    let alike = like(store, id, args.limit)?;
    Ok((id.clone(), alike.unwrap_or_default()))
}

fn show(alike: &Alike) {
    let date = alike.date.map(|date| date.to_string()).unwrap_or_default();
    anstream::println!("\u{1b}[1m{}\u{1b}[0m", ui::plain(&alike.title));
    anstream::println!("  {date}  {}  {}", alike.kind.label(), alike.id);
    println!("  both have: {}\n", ui::plain(&alike.shared.join(", ")));
}
