//! Two writers and ten readers at once.

use super::{DOCUMENTS, Faults, Reported, Work, complete, next, one_is_there, said};
use onrecord_store::{ErrorKind, Store};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

const READERS: u64 = 10;

/// The writers take turns at adding, and make the record again now and then. Each reader opens it
/// again and again, and must find whatever was reported before it did.
pub fn run(work: &Work, faults: &mut Faults) -> Result<(), String> {
    let mut kind = faults.kind("two writers and ten readers at once");
    let dir = work.place("crowded")?;
    let crowd = Crowd::default();
    let mut writers = Vec::new();
    for first in ["0", "1"] {
        let mut command = work.child("take-turns", &dir);
        command.arg(first).stdout(Stdio::piped());
        writers.push(command.spawn().map_err(said)?);
    }
    let seed = kind.below(u64::MAX);
    thread::scope(|scope| {
        let (crowd, dir) = (&crowd, &dir);
        let writing: Vec<_> = writers
            .iter_mut()
            .map(|writer| scope.spawn(|| crowd.listen(writer)))
            .collect();
        for reader in 0..READERS {
            scope.spawn(move || crowd.read(dir, seed.wrapping_add(reader) | 1));
        }
        writing.into_iter().for_each(|thread| drop(thread.join()));
        crowd.done.store(true, Ordering::Relaxed);
    });
    let openings = crowd.openings.load(Ordering::Relaxed);
    kind.name.push_str(&format!(", {openings} openings"));
    let failures = crowd.failures.into_inner();
    let failures = failures.unwrap_or_else(PoisonError::into_inner);
    // One for each of the twelve; whoever failed more than once counts no more than that.
    let outcomes = failures
        .into_iter()
        .map(Err)
        .chain(std::iter::repeat(Ok(())));
    for outcome in outcomes.take(READERS as usize + writers.len()) {
        kind.count(true, outcome);
    }
    kind.count(true, complete(&dir, DOCUMENTS));
    kind.end();
    Ok(())
}

#[derive(Default)]
struct Crowd {
    reported: Mutex<Reported>,
    failures: Mutex<Vec<String>>,
    openings: AtomicUsize,
    done: AtomicBool,
}

impl Crowd {
    /// Hears what a writer reports, until it ends.
    fn listen(&self, writer: &mut Child) {
        let lines = writer.stdout.take().into_iter();
        for line in lines
            .flat_map(|out| BufReader::new(out).lines())
            .map_while(Result::ok)
        {
            if let Some((path, id)) = line.split_once('\t') {
                let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
                reported.insert(path.to_owned(), id.to_owned());
            }
        }
        if !writer.wait().is_ok_and(|status| status.success()) {
            self.failed("a writer failed".into());
        }
    }

    fn read(&self, dir: &Path, mut seed: u64) {
        while !self.done.load(Ordering::Relaxed) {
            let reported = self
                .reported
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone();
            self.openings.fetch_add(1, Ordering::Relaxed);
            if let Err(why) = look(dir, &reported, &mut seed) {
                self.failed(why);
            }
        }
    }

    fn failed(&self, why: String) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.push(why);
    }
}

/// Opens a record and looks for some of what was reported before.
fn look(dir: &Path, reported: &Reported, seed: &mut u64) -> Result<(), String> {
    let store = match Store::open(dir) {
        Ok(store) => store,
        Err(error) if error.kind() == ErrorKind::NotARecord && reported.is_empty() => return Ok(()),
        Err(error) => return Err(format!("cannot be opened: {error}")),
    };
    let all: Vec<_> = reported.iter().collect();
    for _ in 0..all.len().min(5) {
        let (path, id) = all[(next(seed) % all.len() as u64) as usize];
        one_is_there(&store, path, id)?;
    }
    Ok(())
}
