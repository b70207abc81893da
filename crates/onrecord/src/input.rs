//! Opening what a command works on.

use crate::ui;
use onrecord_doc::{DocId, Document, Handle, Hint, MemoryRecord, Record, read};
use onrecord_store::{Store, input};
use rayon::prelude::*;
use std::io::Read;
use std::path::Path;

/// A record as it was opened.
pub enum Opened {
    /// On disk.
    Store(Box<Store>),
    /// Plain documents, read into memory.
    Memory(MemoryRecord),
}

impl Opened {
    /// What a checker may ask.
    pub fn record(&self) -> &dyn Record {
        match self {
            Self::Store(store) => store.as_ref(),
            Self::Memory(record) => record,
        }
    }
}

/// Opens a record, or reads a folder of plain documents.
pub fn open(dir: &Path) -> Result<Opened, String> {
    if dir.join("format").is_file() {
        return Ok(Opened::Store(Box::new(open_store(dir)?)));
    }
    if !dir.is_dir() {
        return Err(format!(
            "{}: there is no record here; make one with `onrecord add PATH --record {}`, or name \
             another with --record or ONRECORD_RECORD",
            dir.display(),
            dir.display()
        ));
    }
    let documents = documents(dir);
    if documents.is_empty() {
        return Err(format!(
            "{}: neither a record nor a folder of documents",
            dir.display()
        ));
    }
    Ok(Opened::Memory(MemoryRecord::new(documents)))
}

/// The same, for a command that needs an index: a folder of documents has none.
pub fn open_record(dir: &Path, command: &str) -> Result<Store, String> {
    if !dir.join("format").is_file() {
        return Err(format!(
            "{}: {command} needs a record; make one with `onrecord add`",
            dir.display()
        ));
    }
    open_store(dir)
}

/// Opens a record on disk, for what only the store can do.
pub fn open_store(dir: &Path) -> Result<Store, String> {
    Store::open(dir).map_err(|error| error.to_string())
}

/// The identifier of the document that `name` is, or is the end of.
pub fn identifier(opened: &Opened, name: &str) -> Result<DocId, String> {
    let id = DocId::new(name).map_err(|error| error.to_string())?;
    if !versions(opened, &id)?.is_empty() {
        return Ok(id);
    }
    let mut ids = match opened {
        Opened::Store(store) => store
            .ids_ending(name, 6)
            .map_err(|error| error.to_string())?,
        Opened::Memory(record) => {
            let held = record.all().iter();
            let mut ids: Vec<DocId> = held.map(|held| held.document.id.clone()).collect();
            ids.retain(|id| id.as_str().ends_with(name));
            ids.sort();
            ids.dedup();
            ids
        }
    };
    match ids.as_slice() {
        [_] => Ok(ids.remove(0)),
        [] => Err(format!(
            "{name}: no document has this identifier; `onrecord search` finds some"
        )),
        several => {
            let several: Vec<String> = several.iter().take(5).map(ToString::to_string).collect();
            Err(format!(
                "{name} is the end of several identifiers:\n  {}",
                several.join("\n  ")
            ))
        }
    }
}

/// The versions of a document in the order of time.
pub fn versions(opened: &Opened, id: &DocId) -> Result<Vec<Handle>, String> {
    opened.record().find(id).map_err(|error| error.to_string())
}

/// The version of a document with a number.
pub fn version(opened: &Opened, id: &DocId, number: u32) -> Result<Handle, String> {
    let handles = versions(opened, id)?;
    for &handle in &handles {
        let held = opened
            .record()
            .held(handle)
            .map_err(|error| error.to_string())?;
        if held.version.number == number {
            return Ok(handle);
        }
    }
    Err(format!(
        "{id} has versions 1 to {}, and no version {number}",
        handles.len()
    ))
}

/// Reads the documents of a folder, in the order of their paths; names those that cannot be read.
fn documents(dir: &Path) -> Vec<(Document, String)> {
    let inputs: Vec<_> = input::walk([dir]).collect();
    let bar = ui::progress(inputs.len() as u64, "reading");
    let read: Vec<Result<(Document, String), String>> = inputs
        .into_par_iter()
        .map(|input| {
            bar.inc(1);
            let path = input.path.clone();
            let bytes = input
                .bytes()
                .map_err(|reason| format!("{path}: {reason}"))?;
            Ok((read(&bytes, Hint { path: Some(&path) }).document, path))
        })
        .collect();
    bar.finish_and_clear();
    let (good, bad): (Vec<_>, Vec<_>) = read.into_iter().partition(Result::is_ok);
    bad.into_iter()
        .filter_map(Result::err)
        .for_each(|reason| ui::warning(&reason));
    good.into_iter().flatten().collect()
}

/// The text of an article; `-` is standard input. Bytes that are not UTF-8 are an error: spans
/// must count the bytes of the file.
pub fn article(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|e| format!("standard input: {e}"))?;
    } else {
        bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!(
            "{}: not UTF-8 at byte {at}; save the article as UTF-8",
            path.display()
        )
    })
}
