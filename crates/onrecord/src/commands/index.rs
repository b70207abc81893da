//! `onrecord index`: cumulative indexes of names, subjects and categories.

use crate::args::{Index, IndexFormat, IndexOf};
use crate::commands::names;
use crate::exit::Exit;
use crate::{input, ui};
use onrecord_doc::contents::{self, Entry, Reference};
use onrecord_doc::{Listed, Period};
use onrecord_store::{Proposals, Store};
use onrecord_wire::IndexJson;
use std::fmt::Write;
use std::sync::Arc;

/// Prints an index.
pub fn run(args: &Index) -> Result<Exit, String> {
    let period = period(args)?;
    let store = input::open_store(&args.record.record)?;
    let entries = entries(&store, args.of, &period)?;
    let what = args.of.as_str();
    match args.format {
        IndexFormat::Json => ui::print_json(&IndexJson::new(what, &period, &entries))?,
        IndexFormat::Html => print!("{}", html(what, &period, &entries)),
        IndexFormat::Text => text(&entries),
    }
    Ok(Exit::Clean)
}

fn period(args: &Index) -> Result<Period, String> {
    match (&args.year, &args.month, &args.administration) {
        (Some(year), ..) => Period::parse(year),
        (_, Some(month), _) => Period::parse(month),
        (.., Some(word)) => Period::of_administration(word),
        _ => Ok(Period::all()),
    }
}

fn entries(store: &Store, of: IndexOf, period: &Period) -> Result<Vec<Entry>, String> {
    let listing = store.listing().map_err(|error| error.to_string())?;
    Ok(match of {
        IndexOf::Categories => contents::categories(listing.all(), period),
        IndexOf::Names => contents::names(listing.all(), names::of(store)?.names.all(), period),
        IndexOf::Subjects => {
            let proposals = proposals(store)?;
            let vocabulary = store.vocabulary().map_err(|error| error.to_string())?;
            for problem in &vocabulary.1 {
                ui::warning(&format!("subjects.tsv: {problem}"));
            }
            contents::subjects(listing.all(), &proposals, &vocabulary.0, period)
        }
    })
}

/// The proposed subjects of a record; on a terminal a bar shows that they are looked for.
pub fn proposals(store: &Store) -> Result<Arc<Proposals>, String> {
    let bar = ui::Lazy::new("finding subjects");
    let proposals = store.proposals(&|done, all| bar.set(done, all));
    bar.clear();
    proposals.map_err(|error| error.to_string())
}

/// An index as text: headings, subdivisions indented, documents below.
pub fn text(entries: &[Entry]) {
    for entry in entries {
        anstream::println!(
            "\u{1b}[1m{}\u{1b}[0m{}",
            ui::plain(&entry.heading),
            references(entry)
        );
        documents(entry, "  ");
        for sub in &entry.subdivisions {
            anstream::println!("  {}{}", ui::plain(&sub.heading), references(sub));
            documents(sub, "    ");
        }
    }
}

fn references(entry: &Entry) -> String {
    let mut text = String::new();
    if let Some(see) = &entry.see {
        text = format!(", see {}", ui::plain(see));
    }
    if !entry.see_also.is_empty() {
        text = format!(" (see also {})", ui::plain(&entry.see_also.join("; ")));
    }
    text
}

fn documents(entry: &Entry, indent: &str) {
    for reference in &entry.documents {
        anstream::println!("{indent}{}", ui::plain(&line(reference)));
    }
}

/// "2022-02-25  Title  identifier  [proposed: words]".
fn line(reference: &Reference) -> String {
    let Listed {
        id, title, date, ..
    } = &reference.document;
    let date = date.map_or_else(|| "undated   ".to_owned(), |date| date.to_string());
    format!("{date}  {title}  {id}{}", mark(reference))
}

fn mark(reference: &Reference) -> String {
    let roles: Vec<&str> = reference.roles.iter().map(|role| role.as_str()).collect();
    let words: Vec<&str> = reference
        .words
        .iter()
        .take(3)
        .map(|(words, _)| words.as_str())
        .collect();
    match (reference.proposed, words.is_empty()) {
        (true, false) => format!("  [proposed by: {}]", words.join("; ")),
        (true, true) => "  [proposed by its kind]".to_owned(),
        _ if roles.is_empty() => String::new(),
        _ => format!("  [{}]", roles.join(", ")),
    }
}

/// An index as a page of its own, without anything from outside.
fn html(what: &str, period: &Period, entries: &[Entry]) -> String {
    let title = format!("Index of {what}, {}", period.label);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{0}</title>\n<h1>{0}</h1>\n<dl>\n",
        escaped(&title)
    );
    for entry in entries {
        let _ = write!(page, "<dt>{}</dt>\n<dd>{}", head(entry), list(entry));
        if !entry.subdivisions.is_empty() {
            page.push_str("<dl>\n");
            for sub in &entry.subdivisions {
                let _ = writeln!(page, "<dt>{}</dt>\n<dd>{}</dd>", head(sub), list(sub));
            }
            page.push_str("</dl>");
        }
        page.push_str("</dd>\n");
    }
    page.push_str("</dl>\n</html>\n");
    page
}

fn head(entry: &Entry) -> String {
    format!("{}{}", escaped(&entry.heading), escaped(&references(entry)))
}

fn list(entry: &Entry) -> String {
    if entry.documents.is_empty() {
        return String::new();
    }
    let item = |reference: &Reference| {
        let document = &reference.document;
        let date = document
            .date
            .map(|date| date.to_string())
            .unwrap_or_default();
        format!(
            "<li><time>{date}</time> {} <code>{}</code>{}</li>\n",
            escaped(&document.title),
            escaped(&document.id),
            escaped(&mark(reference))
        )
    };
    let items: String = entry.documents.iter().map(item).collect();
    format!("<ul>\n{items}</ul>")
}

fn escaped(text: &str) -> String {
    ui::plain(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
