//! `onrecord calendar`: documents by administration, year, month and day.

use crate::args::{Calendar, Data};
use crate::commands::index;
use crate::exit::Exit;
use crate::{input, ui};
use onrecord_doc::authority::administrations;
use onrecord_doc::contents::{contents, days};
use onrecord_doc::record::grouped;
use onrecord_doc::{Date, Listed, Period};
use onrecord_wire::{CalendarJson, IndexJson, PartJson, PeriodJson};
use std::collections::BTreeMap;

/// Prints how many documents a stretch of days has, or the contents of a day.
pub fn run(args: &Calendar) -> Result<Exit, String> {
    let word = args.when.as_deref();
    let period = match word {
        None => Period::all(),
        Some(word) if word.starts_with(|c: char| c.is_ascii_digit()) => Period::parse(word)?,
        Some(word) => Period::of_administration(word)?,
    };
    let store = input::open_store(&args.record.record)?;
    let listing = store.listing().map_err(|error| error.to_string())?;
    if word.is_some() && period.from == period.to {
        return day(&period, listing.all(), args.format);
    }
    let shape = calendar(word, &period, listing.all());
    match args.format {
        Data::Json => ui::print_json(&shape)?,
        Data::Text => show(&shape),
    }
    Ok(Exit::Clean)
}

/// The contents of a day, as a Daily Compilation has them.
fn day(period: &Period, documents: &[Listed], format: Data) -> Result<Exit, String> {
    let entries = contents(documents, period);
    match format {
        Data::Json => ui::print_json(&IndexJson::new("contents", period, &entries))?,
        Data::Text => {
            anstream::println!("\u{1b}[1mContents, {}\u{1b}[0m\n", period.label);
            if entries.is_empty() {
                anstream::println!("The record has no document of this day.");
            }
            index::text(&entries);
        }
    }
    Ok(Exit::Clean)
}

fn calendar(word: Option<&str>, period: &Period, documents: &[Listed]) -> CalendarJson {
    let days = days(documents, period);
    let undated = documents
        .iter()
        .filter(|document| document.date.is_none() && period.holds(None))
        .count();
    let parts = match word {
        None => {
            let mut parts = by_administration(&days);
            parts.extend(parts_of("year", &days, |day| {
                (
                    day.strftime("%Y").to_string(),
                    day.strftime("%Y").to_string(),
                )
            }));
            parts
        }
        Some(word) if word.len() == 7 && word.starts_with(|c: char| c.is_ascii_digit()) => {
            parts_of("day", &days, |day| {
                (day.to_string(), day.strftime("%A, %B %-d").to_string())
            })
        }
        _ => parts_of("month", &days, |day| {
            (
                day.strftime("%Y-%m").to_string(),
                day.strftime("%B %Y").to_string(),
            )
        }),
    };
    CalendarJson {
        schema: "onrecord/calendar/1",
        period: PeriodJson::from(period),
        documents: days.values().sum::<usize>() + undated,
        undated,
        parts,
    }
}

fn by_administration(days: &BTreeMap<Date, usize>) -> Vec<PartJson> {
    let of = |administration: onrecord_doc::authority::Administration| {
        let period = administration.period();
        let within = days.iter().filter(|(day, _)| period.holds(Some(**day)));
        PartJson {
            kind: "administration",
            label: administration.president,
            key: administration.key,
            documents: within.map(|(_, count)| count).sum(),
        }
    };
    administrations()
        .into_iter()
        .map(of)
        .filter(|part| part.documents > 0)
        .collect()
}

fn parts_of(
    kind: &'static str,
    days: &BTreeMap<Date, usize>,
    name: impl Fn(Date) -> (String, String),
) -> Vec<PartJson> {
    let mut parts: Vec<PartJson> = Vec::new();
    for (&day, &documents) in days {
        let (key, label) = name(day);
        match parts.last_mut().filter(|part| part.key == key) {
            Some(part) => part.documents += documents,
            None => parts.push(PartJson {
                kind,
                key,
                label,
                documents,
            }),
        }
    }
    parts
}

fn show(calendar: &CalendarJson) {
    let period = &calendar.period;
    anstream::println!(
        "{} documents: {}",
        grouped(calendar.documents),
        ui::plain(&period.label)
    );
    if calendar.undated > 0 {
        anstream::println!("{} of them bear no day", grouped(calendar.undated));
    }
    let mut kind = "";
    for part in &calendar.parts {
        if part.kind != kind {
            kind = part.kind;
            anstream::println!("\n{kind}s");
        }
        anstream::println!(
            "  {:>8}  {:<12}  {}",
            grouped(part.documents),
            part.key,
            ui::plain(&part.label)
        );
    }
}
