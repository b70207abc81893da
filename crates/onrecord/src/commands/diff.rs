//! `onrecord diff`: what changed between two versions of a document.

use super::history::heading;
use crate::args::{Data, Diff};
use crate::exit::Exit;
use crate::input::Opened;
use crate::{input, ui};
use onrecord_doc::diff::{Difference, Kind, Paragraph, Segment};
use onrecord_doc::history::{self, Edit};
use onrecord_doc::{DocId, Handle};
use onrecord_wire::DiffJson;

/// Prints the words that were taken out and put in.
pub fn run(args: &Diff) -> Result<Exit, String> {
    let opened = input::open(&args.record.record)?;
    let id = input::identifier(&opened, &args.id)?;
    let (old, new) = match &args.with {
        Some(other) => (
            newest(&opened, &id)?,
            newest(&opened, &input::identifier(&opened, other)?)?,
        ),
        None => versions(&opened, &id, args)?,
    };
    let edit = history::compare(opened.record(), old, new).map_err(|error| error.to_string())?;
    match args.format {
        Data::Json => ui::print_json(&DiffJson::new(&edit, args.around))?,
        Data::Text => show(&edit, args),
    }
    Ok(Exit::Clean)
}

fn newest(opened: &Opened, id: &DocId) -> Result<Handle, String> {
    let handles = input::versions(opened, id)?;
    handles
        .last()
        .copied()
        .ok_or_else(|| format!("{id}: no document has this identifier"))
}

/// The two versions that are asked for: those named, the one named and the current one, or the
/// current one and the one before it.
fn versions(opened: &Opened, id: &DocId, args: &Diff) -> Result<(Handle, Handle), String> {
    let handles = input::versions(opened, id)?;
    let (Some(&newest), true) = (handles.last(), handles.len() > 1) else {
        return Err(format!("{id}: the record has only one version of it"));
    };
    match (args.old, args.new) {
        (None, _) => Ok((handles[handles.len() - 2], newest)),
        (Some(old), None) => Ok((input::version(opened, id, old)?, newest)),
        (Some(old), Some(new)) => Ok((
            input::version(opened, id, old)?,
            input::version(opened, id, new)?,
        )),
    }
}

fn show(edit: &Edit, args: &Diff) {
    let document = &edit.new.document;
    anstream::println!("\u{1b}[1m{}\u{1b}[0m", ui::plain(&document.title));
    let (before, after) = (&edit.old.document.id, &document.id);
    if before == after {
        anstream::println!("{}", ui::plain(after.as_str()));
    } else {
        anstream::println!(
            "{}\n{}",
            ui::plain(before.as_str()),
            ui::plain(after.as_str())
        );
    }
    anstream::println!("- {}", ui::plain(&heading(&edit.old)));
    anstream::println!("+ {}", ui::plain(&heading(&edit.new)));
    fields(&edit.difference);
    let paragraphs = edit.difference.paragraphs(args.around);
    if args.side_by_side {
        side_by_side(&paragraphs);
    } else {
        inline(&paragraphs);
    }
    reasons(&edit.difference);
}

fn fields(difference: &Difference) {
    for field in &difference.fields {
        let value = |text: &str| ui::plain(if text.is_empty() { "nothing" } else { text });
        if field.field == "other" {
            anstream::println!("  other metadata differs");
        } else {
            anstream::println!(
                "  {}: {} → {}",
                field.field,
                value(&field.old),
                value(&field.new)
            );
        }
    }
}

fn inline(paragraphs: &[Paragraph]) {
    for paragraph in paragraphs {
        anstream::println!(
            "\n{:>4}  {}",
            paragraph.block + 1,
            text(paragraph, |_| true)
        );
    }
}

/// The segments that a side has, with marks or colours.
fn text(paragraph: &Paragraph, takes: impl Fn(&Segment) -> bool) -> String {
    let segments = paragraph.segments.iter().filter(|segment| takes(segment));
    let text: String = segments.map(segment).collect();
    text.trim_start().to_owned()
}

fn segment(segment: &Segment) -> String {
    let (text, code, open, close) = match segment {
        Segment::Same(text) => return ui::plain(text),
        Segment::Elided => return " …".to_owned(),
        Segment::Out(text) => (text, "\u{1b}[31;9m", "[-", "-]"),
        Segment::In(text) => (text, "\u{1b}[32;4m", "{+", "+}"),
    };
    let text = ui::plain(text);
    // The space before a change is no part of it.
    let space = if text.starts_with(' ') { " " } else { "" };
    let words = text.trim_start();
    if ui::has_colour() {
        format!("{space}{code}{words}\u{1b}[0m")
    } else {
        format!("{space}{open}{words}{close}")
    }
}

fn side_by_side(paragraphs: &[Paragraph]) {
    for paragraph in paragraphs {
        let side = |takes: fn(&Segment) -> bool| cells(paragraph, takes);
        let left = side(|segment| !matches!(segment, Segment::In(_)));
        let right = side(|segment| !matches!(segment, Segment::Out(_)));
        anstream::println!();
        for at in 0..left.len().max(right.len()) {
            let empty = (String::new(), 0);
            let (text, width) = left.get(at).unwrap_or(&empty);
            let (other, _) = right.get(at).unwrap_or(&empty);
            anstream::println!(
                "{text}{} │ {other}",
                " ".repeat(COLUMN.saturating_sub(*width))
            );
        }
    }
}

/// How many characters each of two columns has.
const COLUMN: usize = 48;

/// The lines of one side, each with how many characters it shows.
fn cells(paragraph: &Paragraph, takes: fn(&Segment) -> bool) -> Vec<(String, usize)> {
    let mut lines = vec![(String::new(), 0)];
    for part in paragraph.segments.iter().filter(|segment| takes(segment)) {
        let (text, code) = match part {
            Segment::Same(text) => (text.as_str(), None),
            Segment::Out(text) => (text.as_str(), Some(("\u{1b}[31m", '-'))),
            Segment::In(text) => (text.as_str(), Some(("\u{1b}[32m", '+'))),
            Segment::Elided => (" …", None),
        };
        for (number, word) in text.split_whitespace().enumerate() {
            let word = ui::plain(word);
            let (shown, width) = match code {
                Some((code, _)) if ui::has_colour() => {
                    (format!("{code}{word}\u{1b}[0m"), word.chars().count())
                }
                Some((_, sign)) => (format!("{sign}{word}{sign}"), word.chars().count() + 2),
                None => (word.clone(), word.chars().count()),
            };
            let spaced = usize::from(number > 0 || text.starts_with(' '));
            push(&mut lines, &shown, width, spaced);
        }
    }
    lines
}

fn push(lines: &mut Vec<(String, usize)>, shown: &str, width: usize, spaced: usize) {
    if lines
        .last()
        .is_some_and(|line| line.1 > 0 && line.1 + spaced + width > COLUMN)
    {
        lines.push((String::new(), 0));
    }
    if let Some((line, filled)) = lines.last_mut() {
        if spaced == 1 && *filled > 0 {
            line.push(' ');
            *filled += 1;
        }
        line.push_str(shown);
        *filled += width;
    }
}

/// How many changes of each kind, and of the graver ones which and why.
fn reasons(difference: &Difference) {
    anstream::println!("\n{}", ui::plain(&difference.line()));
    for kind in [Kind::Substance, Kind::Correction] {
        for change in difference.changes_of(Some(kind)).take(MOST) {
            anstream::println!(
                "  {kind}: {} — {}",
                ui::plain(&change.line()),
                change.reason.words()
            );
        }
        let more = difference
            .changes_of(Some(kind))
            .count()
            .saturating_sub(MOST);
        if more > 0 {
            anstream::println!("  {kind}: {more} more");
        }
    }
}

/// So many changes of a kind are listed with their reasons; `--format json` has all.
const MOST: usize = 12;
