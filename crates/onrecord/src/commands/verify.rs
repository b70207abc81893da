//! `onrecord verify`: what is damaged, and what mends it.

use crate::args::{Data, Verify};
use crate::commands::log;
use crate::exit::Exit;
use crate::{input, ui};
use onrecord_doc::record::grouped;
use onrecord_store::{Damage, Mends, Verified, verify};
use onrecord_wire::{AgainstJson, DamageJson, VerifyJson};
use std::path::Path;

/// Reads everything again and prints what is not as it was written.
pub fn run(args: &Verify) -> Result<Exit, String> {
    let bar = ui::progress(0, "verifying");
    let found = verify(&args.record.record, onrecord_doc::read, &|done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let found = found.map_err(|error| error.to_string())?;
    let against = match &args.against {
        Some(earlier) => Some(against(args, earlier)?),
        None => None,
    };
    let extends = against.as_ref().is_none_or(|against| against.extends);
    match args.format {
        Data::Json => ui::print_json(&json(&found, against))?,
        Data::Text => {
            show(&found);
            against.iter().for_each(log::say_against);
        }
    }
    Ok(if found.damage.is_empty() && extends {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

/// How the record's log stands to what was seen of it earlier.
fn against(args: &Verify, earlier: &Path) -> Result<AgainstJson, String> {
    let store = input::open_store(&args.record.record)?;
    log::against(&log::logged(&store)?, earlier)
}

fn json(found: &Verified, against: Option<AgainstJson>) -> VerifyJson {
    let damage = |damage: &Damage| DamageJson {
        file: damage.file.clone(),
        part: damage.part.clone(),
        document: damage.document.clone(),
        what: damage.what.clone(),
        mends: damage.mends.as_str(),
    };
    VerifyJson {
        schema: "onrecord/verify/1",
        whole: found.damage.is_empty(),
        damage: found.damage.iter().map(damage).collect(),
        notes: found.notes.clone(),
        packs: found.packs,
        originals: found.originals,
        versions: found.versions,
        bytes: found.bytes,
        against,
    }
}

fn show(found: &Verified) {
    for damage in &found.damage {
        let part = damage.part.as_ref().map(|part| format!(", {part}"));
        let place = format!("{}{}", damage.file, part.unwrap_or_default());
        anstream::println!(
            "\u{1b}[1;31mdamaged\u{1b}[0m: {}: {}",
            ui::plain(&place),
            ui::plain(&damage.what)
        );
        if let Some(document) = &damage.document {
            anstream::println!("  document: {}", ui::plain(document));
        }
        anstream::println!("  {}", advice(damage.mends));
    }
    for note in &found.notes {
        anstream::println!("note: {}", ui::plain(note));
    }
    anstream::println!("{}", summary(found));
}

fn advice(mends: Mends) -> &'static str {
    match mends {
        Mends::Rebuild => "`onrecord rebuild` mends it",
        Mends::Copy => {
            "put back a copy of the file, or add the document again; `onrecord rebuild` keeps the rest"
        }
    }
}

fn summary(found: &Verified) -> String {
    let read = format!(
        "{} originals in {} packs ({:.1} MB), {} versions read again",
        grouped(found.originals),
        grouped(found.packs),
        found.bytes as f64 / 1e6,
        grouped(found.versions),
    );
    match found.damage.len() {
        0 => format!("{read}: the record is whole"),
        1 => format!("{read}: 1 place is damaged"),
        many => format!("{read}: {} places are damaged", grouped(many)),
    }
}
