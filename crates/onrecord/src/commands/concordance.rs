//! `onrecord search --kwic`: every place in its context, aligned on the words.

use crate::args::{Search as Args, Shape, Sort};
use crate::exit::Exit;
use crate::{csv, ui};
use onrecord_doc::record::grouped;
use onrecord_store::{Line, Search, Side, Store};
use onrecord_wire::ConcordanceJson;

/// Columns of context on each side of the words; what stands farther away is in the data.
const SIDE: usize = 44;

/// Columns for the name of a speaker.
const NAME: usize = 16;

/// Prints one line a place.
pub fn run(args: &Args, store: &Store, search: &Search, text: &str) -> Result<Exit, String> {
    let side = match args.sort {
        Sort::Left => Some(Side::Left),
        Sort::Right => Some(Side::Right),
        _ => None,
    };
    let found = store
        .concordance(search, side)
        .map_err(|error| error.to_string())?;
    match args.format {
        Shape::Json => ui::print_json(&ConcordanceJson::new(text, &found))?,
        Shape::Csv => {
            csv::row(&["date", "speaker", "left", "found", "right", "id"]);
            for line in &found.lines {
                let date = line.date.map(|date| date.to_string()).unwrap_or_default();
                let speaker = line.speaker.as_deref().unwrap_or_default();
                csv::row(&[
                    &date,
                    speaker,
                    &line.left,
                    &line.found,
                    &line.right,
                    line.id.as_str(),
                ]);
            }
        }
        Shape::Text => {
            found.lines.iter().for_each(show);
            println!(
                "{} of {} places in {} documents",
                grouped(found.lines.len()),
                grouped(found.places),
                grouped(found.documents)
            );
        }
    }
    if side.is_some() && !found.complete {
        ui::warning("there are too many places to sort: only those of the first documents were");
    }
    if found.places == 0 {
        ui::warning("nothing was found in the texts");
        return Ok(Exit::Findings);
    }
    Ok(Exit::Clean)
}

fn show(line: &Line) {
    let date = line.date.map(|date| date.to_string()).unwrap_or_default();
    let speaker = line.speaker.as_deref().unwrap_or_default();
    let left = flat(&line.left);
    let before = left.chars().count().saturating_sub(SIDE);
    let left: String = left.chars().skip(before).collect();
    let right: String = flat(&line.right).chars().take(SIDE).collect();
    anstream::println!(
        "{date:10}  {:NAME$.NAME$}  {left:>SIDE$}\u{1b}[1m{}\u{1b}[0m{right:SIDE$}  {}",
        flat(speaker),
        flat(&line.found),
        line.id.as_str().rsplit('/').next().unwrap_or_default(),
    );
}

/// A text in one line.
fn flat(text: &str) -> String {
    ui::plain(text).replace(['\n', '\t'], " ")
}
