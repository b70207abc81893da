//! `onrecord rebuild`: everything again from the originals.

use crate::args::{Data, Rebuild};
use crate::exit::Exit;
use crate::ui;
use onrecord_store::{Lost, Progress, Rebuilt, rebuild};
use onrecord_wire::{LostJson, RebuildJson};
use std::path::Path;

/// Makes catalogue and index again, and names what the originals no longer give.
pub fn run(args: &Rebuild) -> Result<Exit, String> {
    let dir = &args.record.record;
    let bar = ui::progress(0, "rebuilding");
    let result = rebuild(dir, onrecord_doc::read, &|progress| {
        if let Progress::Stored(_) = progress {
            bar.inc(1);
        }
    });
    bar.finish_and_clear();
    let rebuilt = result.map_err(|error| error.to_string())?;
    match args.format {
        Data::Json => ui::print_json(&json(&rebuilt))?,
        Data::Text => show(dir, &rebuilt),
    }
    Ok(if rebuilt.lost.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

fn json(rebuilt: &Rebuilt) -> RebuildJson {
    let lost = |lost: &Lost| LostJson {
        file: lost.file.clone(),
        digest: lost.digest.clone(),
        path: lost.path.clone(),
        document: lost.document.clone(),
    };
    RebuildJson {
        schema: "onrecord/rebuild/1",
        lost: rebuilt.lost.iter().map(lost).collect(),
        aside: rebuilt.aside.clone(),
    }
}

fn show(dir: &Path, rebuilt: &Rebuilt) {
    for lost in &rebuilt.lost {
        let document = lost.document.as_deref().unwrap_or("a document");
        let path = match &lost.path {
            Some(path) => format!("added as {path}"),
            None => "its bytes are whole, but nothing names them".to_owned(),
        };
        anstream::println!(
            "\u{1b}[1;31mlost\u{1b}[0m: {} ({}), SHA-256 {}, in {}",
            ui::plain(document),
            ui::plain(&path),
            lost.digest,
            lost.file
        );
    }
    for file in &rebuilt.aside {
        anstream::println!("note: {file} is the damaged file; what is left of it was kept");
    }
    anstream::println!("{}: made again from the originals", dir.display());
    if !rebuilt.lost.is_empty() {
        anstream::println!(
            "what is lost comes back when the undamaged file is put back and `onrecord rebuild` \
             is run, or when it is added again"
        );
    }
}
