//! No space left, files that may not grow, permissions taken away.

use super::child::SMALL_DISK;
use super::kill::reported;
use super::{DOCUMENTS, Faults, Kind, Reported, Work, add, complete, said, survives};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

/// Fills the disk, limits files, takes permissions away; says what cannot be tried here.
pub fn run(work: &Work, runs: u64, faults: &mut Faults) -> Result<(), String> {
    if can(&mut on_small_disk(work, &work.place("disk")?, &["true"])) {
        full(work, runs, faults.kind("disk full during add and rebuild"))?;
    } else {
        faults.left_out(
            "disk full",
            "no tmpfs may be mounted (needs root or user namespaces)",
        );
    }
    limited(
        work,
        runs,
        faults.kind("files that may not grow (RLIMIT_FSIZE)"),
    )?;
    if !work.root || can(as_nobody(&work.program).arg("faults").arg("child")) {
        without_permissions(work, faults.kind("permission to write taken away"))?;
        reading_only(work, faults.kind("reading without any permission to write"))?;
    } else {
        faults.left_out(
            "permissions",
            "root may do everything, and there is no setpriv",
        );
    }
    Ok(())
}

/// Whether a command can be run here: it starts, and ends in a way of its own.
fn can(command: &mut Command) -> bool {
    let status = command.output().map(|output| output.status.code());
    matches!(status, Ok(Some(0 | 2)))
}

/// A command on a tmpfs that only it can see, and that goes with it.
fn on_small_disk(work: &Work, disk: &Path, command: &[&str]) -> Command {
    let mut shell = Command::new("unshare");
    shell.args(if work.root { &["-m"][..] } else { &["-rm"] });
    let mount = format!(
        "mkdir -p \"$0\" && mount -t tmpfs -o size={SMALL_DISK} tmpfs \"$0\" && exec \"$@\""
    );
    shell.args(["sh", "-c", &mount]).arg(disk).args(command);
    shell
}

fn full(work: &Work, runs: u64, mut kind: Kind<'_>) -> Result<(), String> {
    let disk = work.place("disk")?;
    let (program, at) = (work.program.to_string_lossy(), disk.to_string_lossy());
    for _ in 0..runs {
        // From too little for an empty record to enough for two.
        let room = (20 + kind.below(ENOUGH)).to_string();
        let words = [&program, "faults", "child", "full", &at, &room];
        let output = on_small_disk(work, &disk, &words).output().map_err(said)?;
        let full = output.status.code() == Some(1);
        let outcome = match output.status.code() {
            Some(0 | 1) => Ok(()),
            _ => Err(format!("{room} kB of room: {}", errors(&output))),
        };
        kind.count(full, outcome);
    }
    kind.end();
    Ok(())
}

/// Kilobytes in which a record of all documents and another beside it just find room.
const ENOUGH: u64 = 4_000;

fn limited(work: &Work, runs: u64, mut kind: Kind<'_>) -> Result<(), String> {
    for _ in 0..runs {
        let dir = work.place("limited")?;
        // In blocks of 512 bytes, or of 1,024 in some shells.
        let most = (1 + kind.below(500)).to_string();
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", &most]);
        shell
            .arg(&work.program)
            .args(["faults", "child", "add"])
            .arg(&dir);
        let output = shell.output().map_err(said)?;
        let outcome = survives(&dir, &reported(output.stdout.as_slice()));
        let outcome = outcome.map_err(|why| format!("at most {most} blocks: {why}"));
        kind.count(!output.status.success(), outcome);
    }
    kind.end();
    Ok(())
}

/// Each part of a record in turn may not be written, or not be read.
fn without_permissions(work: &Work, mut kind: Kind<'_>) -> Result<(), String> {
    for (part, mode) in [
        (".", 0o500),
        ("originals", 0o500),
        ("segments", 0o500),
        ("index", 0o500),
        ("index/meta.json", 0o000),
        ("catalog.sqlite", 0o400),
        ("catalog.sqlite", 0o000),
        ("format", 0o000),
        ("lock", 0o400),
    ] {
        let dir = work.place("forbidden")?;
        let mut all = add(&dir, 0..DOCUMENTS / 2)?;
        give_to_nobody(work, &dir)?;
        let part = dir.join(part);
        let before = fs::metadata(&part).map_err(said)?.permissions();
        fs::set_permissions(&part, fs::Permissions::from_mode(mode)).map_err(said)?;
        let output = in_place_of(work, "add", &dir)?;
        fs::set_permissions(&part, before).map_err(said)?;
        all.extend(reported(output.stdout.as_slice()));
        let name = format!("{} {mode:o}", part.display());
        let outcome = named(&output, &all).and_then(|()| survives(&dir, &all));
        kind.count(
            !output.status.success(),
            outcome.map_err(|why| format!("{name}: {why}")),
        );
    }
    kind.end();
    Ok(())
}

/// Whoever may not write is told so, or did not have to write there.
fn named(output: &Output, all: &Reported) -> Result<(), String> {
    let told = output.status.code() == Some(2) && !output.stderr.is_empty();
    let done = output.status.success() && all.len() as u64 == DOCUMENTS;
    (told || done).then_some(()).ok_or_else(|| errors(output))
}

/// A record that belongs to another user, and a folder in which nothing may be made.
fn reading_only(work: &Work, mut kind: Kind<'_>) -> Result<(), String> {
    let outer = work.place("foreign")?;
    fs::create_dir(&outer).map_err(said)?;
    let dir = outer.join("record");
    add(&dir, 0..DOCUMENTS)?;
    let folders = ["", "originals", "segments", "index"].map(|folder| dir.join(folder));
    let paths = crate::record::files(&dir)?;
    for path in paths.iter().chain(&folders) {
        let mode = fs::metadata(path).map_err(said)?.permissions().mode();
        let no_writing = fs::Permissions::from_mode(mode & 0o555);
        fs::set_permissions(path, no_writing).map_err(said)?;
    }
    let output = in_place_of(work, "read", &dir)?;
    for folder in &folders {
        let writing = fs::Permissions::from_mode(0o755);
        fs::set_permissions(folder, writing).map_err(said)?;
    }
    let read = output.status.success().then_some(());
    kind.count(
        true,
        read.ok_or_else(|| errors(&output))
            .and_then(|()| complete(&dir, DOCUMENTS)),
    );
    kind.end();
    Ok(())
}

/// Runs a process on a record as somebody who does not own everything.
fn in_place_of(work: &Work, what: &str, dir: &Path) -> Result<Output, String> {
    let mut command = if work.root {
        let mut command = as_nobody(&work.program);
        command.args(["faults", "child", what]).arg(dir);
        command
    } else {
        work.child(what, dir)
    };
    command.output().map_err(said)
}

/// The user and group "nobody" of Debian, and of most others.
const NOBODY: u32 = 65_534;

fn as_nobody(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command
        .arg(format!("--reuid={NOBODY}"))
        .arg(format!("--regid={NOBODY}"));
    command.arg("--clear-groups").arg(program);
    command
}

fn give_to_nobody(work: &Work, dir: &Path) -> Result<(), String> {
    if !work.root {
        return Ok(());
    }
    let mut paths = vec![dir.to_owned()];
    paths.extend(["originals", "segments", "index"].map(|folder| dir.join(folder)));
    paths.extend(crate::record::files(dir)?);
    let give =
        |path: &std::path::PathBuf| std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY));
    paths.iter().try_for_each(give).map_err(said)
}

fn errors(output: &Output) -> String {
    format!(
        "{}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr).trim()
    )
}
