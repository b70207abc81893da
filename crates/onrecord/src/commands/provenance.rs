//! `onrecord show --provenance`: where a version comes from, and who else has the statement.

use crate::args::{Show, ShowFormat};
use crate::input::{self, Opened};
use crate::ui;
use onrecord_doc::diff::Kind;
use onrecord_doc::model::Verification;
use onrecord_doc::provenance::Provenance;
use onrecord_doc::witness::{self, Witness};
use onrecord_doc::{DocId, Handle};
use onrecord_wire::{ProvJson, ProvenanceJson, premis};

/// Prints the provenance of a version; as PREMIS and PROV that of all versions.
pub fn run(opened: &Opened, handle: Handle, args: &Show) -> Result<(), String> {
    let said = |error: onrecord_doc::RecordError| error.to_string();
    let held = opened.record().held(handle).map_err(said)?;
    match args.format {
        ShowFormat::Text => {
            let witnesses = witness::witnesses(opened.record(), handle).map_err(said)?;
            show(&of(opened, handle)?, &witnesses);
        }
        ShowFormat::Json => {
            let witnesses = witness::witnesses(opened.record(), handle).map_err(said)?;
            ui::print_json(&ProvenanceJson::new(&of(opened, handle)?, &witnesses))?;
        }
        ShowFormat::Premis => {
            let versions = all(opened, &held.document.id)?;
            print!("{}", premis(&versions).map_err(|error| error.to_string())?);
        }
        ShowFormat::Prov => {
            let versions = all(opened, &held.document.id)?;
            let newest = input::versions(opened, &held.document.id)?;
            let newest = newest.last().copied().unwrap_or(handle);
            let witnesses = witness::witnesses(opened.record(), newest).map_err(said)?;
            ui::print_json(&ProvJson::new(&versions, &witnesses))?;
        }
    }
    Ok(())
}

fn all(opened: &Opened, id: &DocId) -> Result<Vec<Provenance>, String> {
    let handles = input::versions(opened, id)?;
    handles
        .into_iter()
        .map(|handle| of(opened, handle))
        .collect()
}

fn of(opened: &Opened, handle: Handle) -> Result<Provenance, String> {
    let sightings = match opened {
        Opened::Store(store) => store.sightings(handle).map_err(|error| error.to_string())?,
        Opened::Memory(_) => Vec::new(),
    };
    Provenance::of(opened.record(), handle, sightings).map_err(|error| error.to_string())
}

fn show(provenance: &Provenance, witnesses: &[Witness]) {
    let held = &provenance.held;
    let (document, version) = (&held.document, &held.version);
    anstream::println!("\u{1b}[1m{}\u{1b}[0m", ui::plain(&document.title));
    anstream::println!("{}\n", ui::plain(document.id.as_str()));
    let (reader, number) = provenance.reader();
    let current = if version.is_current() {
        ", the current one"
    } else {
        ", an earlier one"
    };
    line(
        "version",
        &format!("{} of {}{current}", version.number, version.of),
    );
    line(
        "source",
        document.source.address.as_deref().unwrap_or("not stated"),
    );
    line("stands since", &moment(version.known.as_deref()));
    line("seen first", &moment(version.seen.as_deref()));
    line("vouched for", provenance.vouched().meaning());
    let first = document.source.first_released_by.as_deref();
    line("first released by", first.unwrap_or("not stated"));
    line("original", verification(document.source.verification));
    line("read by", &format!("reader {reader}, version {number}"));
    line("SHA-256 of the bytes", known(&version.digest));
    line("SHA-256 of the text", &provenance.text_digest);
    for sighting in &provenance.sightings {
        let when = if sighting.seen == sighting.added {
            format!("added {}", ui::moment(&sighting.added))
        } else {
            format!(
                "seen {}, added {}",
                ui::moment(&sighting.seen),
                ui::moment(&sighting.added)
            )
        };
        line(
            "file",
            &format!("{} ({when}, {})", sighting.path, sighting.vouched),
        );
    }
    witnesses.iter().for_each(show_witness);
}

fn moment(moment: Option<&str>) -> String {
    moment.map_or_else(|| "not known".to_owned(), ui::moment)
}

fn known(digest: &str) -> &str {
    if digest.is_empty() {
        "not kept"
    } else {
        digest
    }
}

fn verification(verification: Verification) -> &'static str {
    match verification {
        Verification::NotStated => {
            "its publisher does not say whether there was one to verify with"
        }
        Verification::OriginalNotAvailable => {
            "its publisher says that none was available for verification"
        }
        Verification::Verified => "its publisher says that it was verified with it",
    }
}

fn line(name: &str, value: &str) {
    anstream::println!("{name:>21}: {}", ui::plain(value));
}

/// Another document that has the statement, and in what it differs.
fn show_witness(witness: &Witness) {
    let document = &witness.held.document;
    anstream::println!();
    line("another witness", document.id.as_str());
    let date = document
        .dates
        .issued
        .map(|date| date.strftime("%B %-d, %Y").to_string());
    let title = [Some(document.title.clone()), date].into_iter().flatten();
    line("", &title.collect::<Vec<_>>().join(", "));
    let likeness = f64::from(witness.likeness) / 10.0;
    line(
        "the same words",
        &format!("{likeness:.1} %; {}", witness.difference.line()),
    );
    for kind in [Kind::Substance, Kind::Correction] {
        for change in witness.difference.changes_of(Some(kind)).take(MOST) {
            line(
                kind.as_str(),
                &format!("{} — {}", change.line(), change.reason),
            );
        }
    }
}

/// So many differences of a kind are listed; `onrecord diff ID --with OTHER` has all.
const MOST: usize = 8;
