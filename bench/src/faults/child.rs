//! The processes to which faults happen. What one of them says on standard output, it has done.

use super::{BATCH, DOCUMENTS, NOW, Reported, add, complete, inputs, mend, said, there, whole};
use onrecord_doc::read;
use onrecord_store::{ErrorKind, Progress, StoreError, Writer, rebuild};
use std::cell::RefCell;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// `add DIR`, `take-turns DIR FIRST`, `checkpoint DIR`, `rebuild DIR`, `read DIR`, `full DIR KILOBYTES`.
pub fn run(words: &[&str]) -> Result<bool, String> {
    match words {
        ["add", dir] => add_all(dir.as_ref()).map(|()| true).map_err(named),
        ["take-turns", dir, first] => take_turns(dir.as_ref(), first.parse().map_err(said)?),
        ["checkpoint", dir] => checkpoint(dir.as_ref()).map(|()| true).map_err(named),
        ["rebuild", dir] => rebuild(dir.as_ref(), read, &|_| ())
            .map(|_| true)
            .map_err(named),
        ["read", dir] => whole(dir.as_ref())
            .and_then(|()| complete(dir.as_ref(), DOCUMENTS))
            .map(|()| true),
        ["full", dir, room] => full(dir.as_ref(), room.parse().map_err(said)?),
        _ => Err("no such child".into()),
    }
}

/// The kind of an error, and what it says.
fn named(error: StoreError) -> String {
    format!("{:?}: {error}", error.kind())
}

/// Says which document is stored as soon as it is told so.
fn say(progress: Progress<'_>) {
    if let Progress::Stored(stored) = progress {
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{}\t{}", stored.path, stored.id);
        let _ = out.flush();
    }
}

fn add_all(dir: &Path) -> Result<(), StoreError> {
    let mut writer = Writer::open(dir)?;
    writer.set_batch(BATCH);
    writer.add(inputs(0..DOCUMENTS), NOW, &say)?;
    writer.close()
}

/// Adds a few documents, issues a checkpoint, and so on.
fn checkpoint(dir: &Path) -> Result<(), StoreError> {
    let mut writer = Writer::open(dir)?;
    for start in (0..DOCUMENTS).step_by(20) {
        writer.add(inputs(start..start + 20), NOW, &say)?;
        writer.checkpoint(None)?;
        let size = writer.log()?.size();
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{size}\t{}", shown(&writer.log()?.root(size)?));
        let _ = out.flush();
    }
    writer.close()
}

/// The root of a log, in hexadecimal.
pub fn shown(root: &[u8]) -> String {
    root.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Adds every other slice of the documents, each when it is let; in between makes the record again.
fn take_turns(dir: &Path, first: u64) -> Result<bool, String> {
    const SLICE: u64 = 40;
    for (turn, start) in (first * SLICE..DOCUMENTS)
        .step_by(2 * SLICE as usize)
        .enumerate()
    {
        patiently(&|| {
            let mut writer = Writer::open(dir)?;
            writer.set_batch(BATCH);
            writer.add(inputs(start..start + SLICE), NOW, &say)?;
            writer.close()
        })?;
        if turn % 2 == 1 {
            patiently(&|| rebuild(dir, read, &|_| ()).map(drop))?;
        }
    }
    Ok(true)
}

/// Tries again as long as another process writes.
fn patiently(work: &dyn Fn() -> Result<(), StoreError>) -> Result<(), String> {
    for _ in 0..6_000 {
        match work() {
            Err(error) if error.kind() == ErrorKind::Locked => {
                std::thread::sleep(Duration::from_millis(10));
            }
            done => return done.map_err(named),
        }
    }
    Err("never let in".into())
}

/// On a small disk of its own: adds and rebuilds until it is full, and looks what is there; then
/// makes room and goes on. `room` is how many kilobytes there are beside what goes again.
fn full(disk: &Path, room: u64) -> Result<bool, String> {
    let (record, ballast) = (disk.join("record"), disk.join("ballast"));
    fs::write(&ballast, vec![1; SMALL_DISK - (room as usize) * 1024]).map_err(said)?;
    let reported = RefCell::new(Reported::new());
    let added = Writer::open(&record).and_then(|mut writer| {
        writer.set_batch(BATCH);
        writer.add(inputs(0..DOCUMENTS), NOW, &|progress| {
            if let Progress::Stored(stored) = progress {
                let id = stored.id.to_string();
                reported.borrow_mut().insert(stored.path.clone(), id);
            }
        })?;
        writer.close()
    });
    let outcome = added.and_then(|()| rebuild(&record, read, &|_| ()).map(drop));
    match &outcome {
        Ok(()) => println!("enough room"),
        Err(error) => println!("{error}"),
    }
    fs::remove_file(&ballast).map_err(said)?;
    there(&record, &reported.borrow())?;
    whole(&record)?;
    add(&record, 0..DOCUMENTS)?;
    complete(&record, DOCUMENTS)?;
    mend(&record)?;
    complete(&record, DOCUMENTS)?;
    Ok(outcome.is_ok())
}

/// Bytes of the small disk: a record of all documents, and another one beside it while it is made
/// again.
pub const SMALL_DISK: usize = 16 << 20;
