//! `onrecord history`: the versions of a document.

use crate::args::{Data, History};
use crate::exit::Exit;
use crate::{input, ui};
use onrecord_doc::Held;
use onrecord_doc::history::{self, Step};
use onrecord_wire::HistoryJson;

/// Prints the versions, oldest first.
pub fn run(args: &History) -> Result<Exit, String> {
    let opened = input::open(&args.record.record)?;
    let id = input::identifier(&opened, &args.id)?;
    let steps = history::history(opened.record(), &id).map_err(|error| error.to_string())?;
    match args.format {
        Data::Json => ui::print_json(&HistoryJson::new(&steps))?,
        Data::Text => show(&steps),
    }
    Ok(Exit::Clean)
}

fn show(steps: &[Step]) {
    let Some(newest) = steps.last() else {
        return;
    };
    let document = &newest.held.document;
    anstream::println!("\u{1b}[1m{}\u{1b}[0m", ui::plain(&document.title));
    anstream::println!("{}", ui::plain(document.id.as_str()));
    for step in steps {
        anstream::println!("\n{}", ui::plain(&heading(&step.held)));
        let line = match &step.difference {
            Some(difference) => difference.line(),
            None => "the first that the record has".to_owned(),
        };
        for line in ui::wrap(&line, ui::WIDTH - 4) {
            anstream::println!("    {}", ui::plain(&line));
        }
    }
}

/// `version 2, the current one: seen 2031-03-05, stands since 2031-03-04 18:40 UTC`
pub fn heading(held: &Held) -> String {
    let version = &held.version;
    let mut text = format!("version {}", version.number);
    if version.is_current() {
        text.push_str(", the current one");
    }
    let seen = version.seen.as_deref().map(ui::moment);
    let known = version.known.as_deref().map(ui::moment);
    let mut parts = Vec::new();
    parts.extend(known.as_ref().map(|known| format!("known since {known}")));
    parts.extend(
        seen.filter(|seen| Some(seen) != known.as_ref())
            .map(|seen| format!("seen {seen}")),
    );
    if !parts.is_empty() {
        text.push_str(&format!(": {}", parts.join(", ")));
    }
    text
}
