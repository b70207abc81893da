//! `kill -9` at random moments: what was reported as stored is whole, and adding again completes.
//!
//! The test runs itself as the process to be killed. `ONRECORD_CRASH_ROUNDS` asks for more
//! rounds, `ONRECORD_CRASH_SEED` for the same moments again.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use common::{NOW, add, inputs, invented, next, reader};
use onrecord_doc::{DocId, Record};
use onrecord_store::{ErrorKind, Progress, Store, Writer, rebuild};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const DOCUMENTS: u64 = 1_500;

fn main() {
    match (
        std::env::var("ONRECORD_CRASH_DIR"),
        std::env::var("ONRECORD_CRASH_DO"),
    ) {
        (Ok(dir), Ok(what)) if what == "add" => child_adds(Path::new(&dir)),
        (Ok(dir), Ok(_)) => drop(rebuild(Path::new(&dir), reader, &|_| ()).unwrap()),
        _ => kill_many(),
    }
}

/// Adds everything, and says which document is stored as soon as it is told so.
fn child_adds(dir: &Path) {
    let mut writer = Writer::open_with(dir, reader).unwrap();
    writer.set_batch(40_000);
    if writer.log().is_err() {
        writer.begin_log("invented.example/log").unwrap();
    }
    let say = |progress: Progress<'_>| {
        if let Progress::Stored(stored) = progress {
            let mut out = std::io::stdout().lock();
            writeln!(out, "{}", stored.id).unwrap();
            out.flush().unwrap();
        }
    };
    writer.add(inputs(0..DOCUMENTS), NOW, &say).unwrap();
    writer.close().unwrap();
}

fn kill_many() {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|value| value.parse::<u64>().ok())
    };
    let mut seed = number("ONRECORD_CRASH_SEED").unwrap_or(20_310_303).max(1);
    let rounds = number("ONRECORD_CRASH_ROUNDS").unwrap_or(20);
    println!("crash: {rounds} rounds, ONRECORD_CRASH_SEED={seed}");
    let mut dir = tempfile::tempdir().unwrap();
    let mut reported = BTreeSet::new();
    for round in 0..rounds {
        let wait = Duration::from_micros(next(&mut seed) % 600_000);
        let rebuilds = round % 5 == 4;
        reported.extend(run_and_kill(
            dir.path(),
            if rebuilds { "rebuild" } else { "add" },
            wait,
        ));
        check(dir.path(), &reported, round);
        if reported.len() as u64 == DOCUMENTS {
            complete(dir.path());
            (dir, reported) = (tempfile::tempdir().unwrap(), BTreeSet::new());
        }
    }
    complete(dir.path());
    println!("crash: ok");
}

/// What the child reported before it was killed.
fn run_and_kill(dir: &Path, what: &str, wait: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .env("ONRECORD_CRASH_DIR", dir.join("record"))
        .env("ONRECORD_CRASH_DO", what)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let lines = std::thread::spawn(move || out.lines().map_while(Result::ok).collect());
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    lines.join().unwrap()
}

fn check(dir: &Path, reported: &BTreeSet<String>, round: u64) {
    let store = match Store::open(&dir.join("record")) {
        Ok(store) => store,
        // Killed before there was anything.
        Err(error) if error.kind() == ErrorKind::NotARecord && reported.is_empty() => return,
        Err(error) => panic!("round {round}: {error}"),
    };
    let log = store.log().unwrap();
    if let Some(log) = &log {
        assert_eq!(log.verify(), [], "round {round}");
    }
    for id in reported {
        let handles = store.find(&DocId::new(id).unwrap()).unwrap();
        assert_eq!(handles.len(), 1, "round {round}: {id}");
        let stated = log.as_ref().and_then(|log| log.index_of(handles[0]));
        assert!(stated.is_some(), "round {round}: {id} is not in the log");
        let number = id.rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(
            store.original(handles[0]).unwrap(),
            invented(number).as_bytes()
        );
        let held = store.held(handles[0]).unwrap();
        let keys: Vec<u64> = held.main_words(0).map(|word| word.key).collect();
        let found = store.occurrences(&keys[..20], 10).unwrap();
        assert_eq!(
            (found.documents, found.places[0]),
            (1, (handles[0], 0)),
            "round {round}: {id}"
        );
    }
}

fn complete(dir: &Path) {
    let summary = add(&dir.join("record"), inputs(0..DOCUMENTS));
    assert!(
        summary.refused.is_empty() && summary.changed == 0,
        "{summary:?}"
    );
    let all = (0..DOCUMENTS)
        .map(|number| format!("invented/{number}"))
        .collect();
    check(dir, &all, u64::MAX);
    let store = Store::open(&dir.join("record")).unwrap();
    assert_eq!(store.coverage().unwrap().versions as u64, DOCUMENTS);
    let log = store.log().unwrap().unwrap();
    assert_eq!(store.verify_log(&log, &|_| ()).unwrap(), []);
}
