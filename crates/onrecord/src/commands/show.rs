//! `onrecord show`: a document as a person reads it.

use super::provenance;
use crate::args::{Show, ShowFormat};
use crate::exit::Exit;
use crate::input::{self, Opened};
use crate::ui;
use onrecord_doc::authority::subjects::Vocabulary;
use onrecord_doc::{Block, BlockKind, Document, Handle, Held, MarkKind, cite};
use onrecord_wire::ShowJson;

/// Prints the document.
pub fn run(args: &Show) -> Result<Exit, String> {
    let opened = input::open(&args.record.record)?;
    let handle = version(&opened, &args.id, args.number)?;
    let held = || {
        opened
            .record()
            .held(handle)
            .map_err(|error| error.to_string())
    };
    match args.format {
        _ if args.provenance => provenance::run(&opened, handle, args)?,
        ShowFormat::Json => ui::print_json(&data(&opened, held()?.as_ref())?)?,
        ShowFormat::Text => show(held()?.as_ref()),
        ShowFormat::Premis | ShowFormat::Prov => provenance::run(&opened, handle, args)?,
    }
    Ok(Exit::Clean)
}

/// The document as data, with what its words propose.
fn data(opened: &Opened, held: &Held) -> Result<ShowJson, String> {
    let document = &held.document;
    let proposals = match opened {
        Opened::Store(store) => {
            let proposals = store.propose_subjects(document);
            proposals.map_err(|error| error.to_string())?
        }
        Opened::Memory(_) if document.subjects.is_empty() => {
            Vocabulary::with("").0.propose(document)
        }
        Opened::Memory(_) => Vec::new(),
    };
    Ok(ShowJson::new(held, &proposals))
}

/// A version of the document with this identifier, or the end of one; the newest where no number
/// is given.
pub fn version(opened: &Opened, id: &str, number: Option<u32>) -> Result<Handle, String> {
    let id = input::identifier(opened, id)?;
    match number {
        Some(number) => input::version(opened, &id, number),
        None => input::versions(opened, &id)?
            .last()
            .copied()
            .ok_or_else(|| format!("{id}: no document has this identifier")),
    }
}

fn show(held: &Held) {
    let document = &held.document;
    anstream::println!("\u{1b}[1m{}\u{1b}[0m", ui::plain(&document.title));
    head(held)
        .iter()
        .for_each(|line| anstream::println!("{}", ui::plain(line)));
    let mut turn = None;
    for (number, block) in document.blocks.iter().enumerate() {
        if block.turn != turn && block.turn.is_some() {
            let speaker = document
                .speaker_of(number)
                .map(|s| s.name.clone())
                .unwrap_or_default();
            anstream::println!("\n\u{1b}[1m{}\u{1b}[0m", ui::plain(&speaker));
        }
        turn = block.turn;
        paragraph(number + 1, block);
    }
    anstream::println!("\n{}", ui::plain(&cite::citation(document)));
}

fn head(held: &Held) -> Vec<String> {
    let document = &held.document;
    let date = document
        .dates
        .issued
        .map(|date| date.strftime("%B %-d, %Y").to_string());
    let issuers: Vec<&str> = document
        .issuers
        .iter()
        .map(|issuer| issuer.name.as_str())
        .collect();
    let first: Vec<String> = [
        Some(document.kind.label().to_owned()),
        date,
        document.place.clone(),
    ]
    .into_iter()
    .flatten()
    .chain(document.times.iter().cloned())
    .collect();
    let mut lines = vec![
        first.join(" · "),
        issuers.join(", "),
        document.id.to_string(),
    ];
    lines.extend(document.source.address.clone());
    if held.version.of > 1 {
        lines.push(format!(
            "version {} of {}{}",
            held.version.number,
            held.version.of,
            if held.version.is_current() {
                ", the current one"
            } else {
                ", an earlier one"
            }
        ));
    }
    for (name, headings) in headings(document) {
        lines.push(format!("{name}: {}", headings.join("; ")));
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn headings(document: &Document) -> Vec<(&'static str, Vec<String>)> {
    let all = [
        ("Categories", &document.categories),
        ("Locations", &document.locations),
        ("Names", &document.names),
        ("Subjects", &document.subjects),
    ];
    let filled = all.into_iter().filter(|(_, headings)| !headings.is_empty());
    filled
        .map(|(name, headings)| (name, headings.iter().map(ToString::to_string).collect()))
        .collect()
}

/// A paragraph with its number, without the speaker's label.
fn paragraph(number: usize, block: &Block) {
    if block.kind == BlockKind::Apparatus {
        return;
    }
    let label = block
        .marks
        .iter()
        .find(|mark| mark.kind == MarkKind::Label && block.turn.is_some());
    let from = label.map_or(0, |mark| mark.span.end());
    let text = ui::plain(block.text.text()[from..].trim());
    let indent = if block.kind == BlockKind::ListItem {
        "• "
    } else {
        ""
    };
    for (at, line) in ui::wrap(&format!("{indent}{text}"), ui::WIDTH)
        .iter()
        .enumerate()
    {
        match at {
            0 => anstream::println!("\n{number:>4}  {line}"),
            _ => anstream::println!("      {line}"),
        }
    }
}
