//! `kill -9`, at any moment.

use super::{
    DOCUMENTS, Faults, Kind, Reported, Work, add, begin_log, child, said, survives, there, whole,
};
use onrecord_store::Log;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Kills `add`, `rebuild` and the issuing of checkpoints.
pub fn run(work: &Work, runs: u64, faults: &mut Faults) -> Result<(), String> {
    adding(work, runs, faults.kind("kill -9 during add"))?;
    rebuilding(work, runs, faults.kind("kill -9 during rebuild"))?;
    checkpointing(
        work,
        runs,
        faults.kind("kill -9 while checkpoints are issued"),
    )
}

/// The same record is added to, killed, and added to again, until it is complete; then another
/// one, of which every second has a log.
fn adding(work: &Work, runs: u64, mut kind: Kind<'_>) -> Result<(), String> {
    let dir = work.place("killed")?;
    let mut whole_run = lasts(work, "add", &dir)?;
    let mut dir = work.place("killed")?;
    let (mut reported, mut logged) = (Reported::new(), false);
    for _ in 0..runs {
        let wait = moment(&mut kind, whole_run);
        let killed = kill(work, "add", &dir, wait)?;
        whole_run = shorter(whole_run, &killed);
        reported.extend(killed.reported);
        let done = reported.len() as u64 >= DOCUMENTS / 4 * 3;
        let outcome = there(&dir, &reported).and_then(|()| whole(&dir));
        kind.count(killed.at_work && dir.join("originals").exists(), outcome);
        if done {
            survives(&dir, &reported)?;
            (dir, reported, logged) = (work.place("killed")?, Reported::new(), !logged);
            if logged {
                begin_log(&dir)?;
            }
        }
    }
    survives(&dir, &reported)?;
    kind.end();
    Ok(())
}

fn rebuilding(work: &Work, runs: u64, mut kind: Kind<'_>) -> Result<(), String> {
    let dir = work.place("killed")?;
    begin_log(&dir)?;
    let reported = add(&dir, 0..DOCUMENTS)?;
    let mut whole_run = lasts(work, "rebuild", &dir)?;
    let beside = dir.with_file_name(".killed.rebuild");
    for _ in 0..runs {
        let wait = moment(&mut kind, whole_run);
        let killed = kill(work, "rebuild", &dir, wait)?;
        whole_run = shorter(whole_run, &killed);
        let midst = killed.at_work && beside.exists();
        kind.count(midst, survives(&dir, &reported));
    }
    if beside.exists() {
        fs::remove_dir_all(&beside).map_err(said)?;
    }
    kind.end();
    Ok(())
}

/// Documents are added a few at a time, with a checkpoint after each; every checkpoint that was
/// issued must be one of the later log too.
fn checkpointing(work: &Work, runs: u64, mut kind: Kind<'_>) -> Result<(), String> {
    let new = || -> Result<std::path::PathBuf, String> {
        let dir = work.place("killed")?;
        begin_log(&dir)?;
        Ok(dir)
    };
    let mut whole_run = lasts(work, "checkpoint", &new()?)?;
    let mut dir = new()?;
    let (mut reported, mut issued) = (Reported::new(), Vec::new());
    for _ in 0..runs {
        let wait = moment(&mut kind, whole_run);
        let killed = kill(work, "checkpoint", &dir, wait)?;
        whole_run = shorter(whole_run, &killed);
        let midst = killed.at_work && !killed.reported.is_empty();
        reported.extend(killed.reported);
        issued.extend(killed.issued);
        let outcome = there(&dir, &reported).and_then(|()| whole(&dir));
        kind.count(midst, outcome.and_then(|()| still_holds(&dir, &issued)));
        if reported.len() as u64 >= DOCUMENTS / 4 * 3 {
            survives(&dir, &reported)?;
            still_holds(&dir, &issued)?;
            (dir, reported, issued) = (new()?, Reported::new(), Vec::new());
        }
    }
    survives(&dir, &reported)?;
    still_holds(&dir, &issued)?;
    kind.end();
    Ok(())
}

/// The log has the root that each checkpoint names, when it is as long as that says.
fn still_holds(dir: &Path, issued: &[(u64, String)]) -> Result<(), String> {
    let log = Log::open(&dir.join("log"))
        .map_err(said)?
        .ok_or("the log has gone")?;
    for (size, root) in issued {
        if *size > log.size() || child::shown(&log.root(*size).map_err(said)?) != *root {
            return Err(format!("the checkpoint of {size} statements does not hold"));
        }
    }
    Ok(())
}

/// How long a process takes that nobody kills.
fn lasts(work: &Work, what: &str, dir: &Path) -> Result<Duration, String> {
    let begun = Instant::now();
    let mut child = start(work, what, dir)?;
    let mut out = Vec::new();
    let pipe = child.stdout.take();
    pipe.map(|mut pipe| pipe.read_to_end(&mut out))
        .transpose()
        .map_err(said)?;
    let status = child.wait().map_err(said)?;
    match status.success() {
        true => Ok(begun.elapsed()),
        false => Err(format!("{what} failed without a fault")),
    }
}

fn moment(kind: &mut Kind<'_>, whole_run: Duration) -> Duration {
    let most = u64::try_from(whole_run.as_micros()).unwrap_or(u64::MAX);
    Duration::from_micros(kind.below(most))
}

/// Where a process had ended before it was to be killed, the next moments are earlier: on a machine
/// that does other things too, one run says little about the next.
fn shorter(whole_run: Duration, killed: &Killed) -> Duration {
    match killed.at_work {
        true => whole_run,
        false => whole_run * 4 / 5,
    }
}

fn start(work: &Work, what: &str, dir: &Path) -> Result<Child, String> {
    let mut command = work.child(what, dir);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().map_err(said)
}

/// What a process did until it was killed.
struct Killed {
    /// Whether it was still at work.
    at_work: bool,
    reported: Reported,
    /// The checkpoints that it issued: how many statements, and the root.
    issued: Vec<(u64, String)>,
}

/// Kills a process after some time.
fn kill(work: &Work, what: &str, dir: &Path, wait: Duration) -> Result<Killed, String> {
    let mut child = start(work, what, dir)?;
    let pipe = child.stdout.take().ok_or("no pipe")?;
    let lines = std::thread::spawn(move || reported(pipe));
    std::thread::sleep(wait);
    child.kill().map_err(said)?;
    let status = child.wait().map_err(said)?;
    let mut reported = lines.join().map_err(|_| "the reading thread failed")?;
    let checkpoints = reported.extract_if(.., |name, _| name.parse::<u64>().is_ok());
    let issued = checkpoints.filter_map(|(size, root)| Some((size.parse().ok()?, root)));
    Ok(Killed {
        at_work: status.signal() == Some(9),
        issued: issued.collect(),
        reported,
    })
}

/// What a process says is done: a path and an identifier, or a number of statements and a root.
pub fn reported(out: impl Read) -> Reported {
    let lines = BufReader::new(out).lines().map_while(Result::ok);
    let pair = |line: String| line.split_once('\t').map(|(a, b)| (a.into(), b.into()));
    lines.filter_map(pair).collect()
}
