//! `onrecord quoted`: where other documents quote one.

use crate::args::{Data, Quoted};
use crate::exit::Exit;
use crate::input::{self, Opened};
use crate::ui;
use onrecord_doc::Record;
use onrecord_doc::record::grouped;
use onrecord_store::{Quotation, Store};
use onrecord_wire::QuotedJson;

/// Prints the quotations, the latest first.
pub fn run(args: &Quoted) -> Result<Exit, String> {
    let opened = input::open(&args.record.record)?;
    let Opened::Store(store) = &opened else {
        return Err("quoted needs a record; make one with `onrecord add`".to_owned());
    };
    let id = input::identifier(&opened, &args.id)?;
    let newest = store.find(&id).map_err(|error| error.to_string())?;
    let (total, found) = match newest.last() {
        Some(&handle) => quotations(store, handle, args.limit)?,
        None => (0, Vec::new()),
    };
    match args.format {
        Data::Json => ui::print_json(&QuotedJson::new(id.as_str(), total, &found))?,
        Data::Text => show(total, &found),
    }
    if total == 0 {
        ui::warning("no other document quotes it");
        return Ok(Exit::Findings);
    }
    Ok(Exit::Clean)
}

fn quotations(
    store: &Store,
    handle: onrecord_doc::Handle,
    limit: usize,
) -> Result<(usize, Vec<Quotation>), String> {
    let bar = ui::Lazy::new("finding quotations");
    let found = store.quotations_of(handle, limit, &|done, all| bar.set(done, all));
    bar.clear();
    let found = found.map_err(|error| error.to_string())?;
    Ok(found.unwrap_or_default())
}

fn show(total: usize, found: &[Quotation]) {
    for quotation in found {
        let document = &quotation.by.document;
        let date = document.dates.issued.map(|date| date.to_string());
        anstream::println!("\u{1b}[1m{}\u{1b}[0m", ui::plain(&document.title));
        println!(
            "  {}  {}  {}",
            date.unwrap_or_default(),
            document.kind.label(),
            document.id
        );
        println!(
            "  paragraph {}: “{}”",
            quotation.block + 1,
            ui::plain(quotation.words())
        );
        println!("  here: paragraph {}\n", quotation.of_blocks.0 + 1);
    }
    if total > found.len() {
        println!("{} of {}", grouped(found.len()), grouped(total));
    }
}
