//! Faults on purpose, and whether the record survives them.
//!
//! `bench faults [--runs N] [--seed S]` makes records of invented documents and then kills their
//! writers, cuts and changes their files, fills their disk, takes permissions away and sets
//! writers and readers on them at once: N times each (20 unless told). A fault is survived when
//! everything that was reported as stored is still there, byte for byte, and can be found; when
//! `verify` finds what is damaged, and nothing in a record that is whole; and when the next `add`
//! or `rebuild` makes the record complete. All moments and places come from the seed.
//!
//! The program runs itself as the process that is killed, starved or kept out ([`child`]).

mod child;
mod crowd;
mod damage;
mod kill;
mod limits;

use onrecord_doc::{DocId, Record, read};
use onrecord_store::{ErrorKind, Input, Store, Writer, rebuild, verify};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Does what was typed behind `faults`; answers whether every fault was survived.
pub fn run(words: &[&str]) -> Result<bool, String> {
    let (mut runs, mut seed) = (20, 20_310_303);
    let mut rest = words;
    if let ["child", what @ ..] = words {
        return child::run(what);
    }
    while let [name, value, more @ ..] = rest {
        let value = value.parse().map_err(|_| format!("{value} is no number"))?;
        match *name {
            "--runs" => runs = value,
            "--seed" => seed = value,
            _ => return Err(format!("{name}: faults takes --runs N and --seed S")),
        }
        rest = more;
    }
    if !rest.is_empty() {
        return Err("faults takes --runs N and --seed S".into());
    }
    let work = Work::new()?;
    let mut faults = Faults::new(seed);
    println!("{runs} runs, seed {seed}");
    println!("| fault | tried | in the middle of work | survived |\n| --- | ---: | ---: | ---: |");
    kill::run(&work, runs, &mut faults)?;
    damage::run(&work, runs, &mut faults)?;
    limits::run(&work, runs, &mut faults)?;
    crowd::run(&work, &mut faults)?;
    Ok(faults.end())
}

/// How many invented documents a record has.
const DOCUMENTS: u64 = 400;

/// Bytes of a batch: many batches, so that there are many moments between them.
const BATCH: u64 = 20_000;

/// When the invented documents were added.
const NOW: &str = "2031-03-03T12:00:00Z";

/// What was tried, and what came of it.
struct Faults {
    seed: u64,
    tried: usize,
    survived: usize,
}

/// The faults of one kind.
struct Kind<'a> {
    faults: &'a mut Faults,
    name: String,
    tried: usize,
    midst: usize,
    survived: usize,
}

impl Faults {
    fn new(seed: u64) -> Self {
        Self {
            seed: seed.max(1),
            tried: 0,
            survived: 0,
        }
    }

    fn kind(&mut self, name: &str) -> Kind<'_> {
        Kind {
            faults: self,
            name: name.to_owned(),
            tried: 0,
            midst: 0,
            survived: 0,
        }
    }

    fn left_out(&self, name: &str, why: &str) {
        println!("| {name} | left out: {why} |  |  |");
    }

    /// The next of a row of numbers that look random (xorshift64, Marsaglia 2003), below `most`.
    fn below(&mut self, most: u64) -> u64 {
        next(&mut self.seed) % most.max(1)
    }

    fn end(&self) -> bool {
        println!(
            "\nfaults tried: {}, survived: {}",
            self.tried, self.survived
        );
        self.tried == self.survived
    }
}

impl Kind<'_> {
    fn below(&mut self, most: u64) -> u64 {
        self.faults.below(most)
    }

    /// Counts a fault: whether it fell into the middle of work, and what came of it.
    fn count(&mut self, midst: bool, outcome: Result<(), String>) {
        self.tried += 1;
        self.midst += usize::from(midst);
        match outcome {
            Ok(()) => self.survived += 1,
            Err(why) => eprintln!("bench: {}, number {}: {why}", self.name, self.tried),
        }
    }

    fn end(self) {
        println!(
            "| {} | {} | {} | {} |",
            self.name, self.tried, self.midst, self.survived
        );
        self.faults.tried += self.tried;
        self.faults.survived += self.survived;
    }
}

fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

/// Document `number`: some invented words, of which no two documents have the same.
fn invented(number: u64) -> String {
    let mut seed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut text = format!("# Invented remarks {number}\n");
    for at in 0..160 {
        let space = if at % 40 == 0 { "\n" } else { " " };
        text.push_str(&format!("{space}w{}", next(&mut seed) % 500));
    }
    text.push('\n');
    text
}

fn path(number: u64) -> String {
    format!("invented/{number:05}.md")
}

fn inputs(numbers: impl Iterator<Item = u64>) -> Vec<Input> {
    let input = |number| Input::from_bytes(path(number), invented(number));
    numbers.map(input).collect()
}

/// What was reported as stored: identifiers by path.
type Reported = BTreeMap<String, String>;

/// Adds documents in this process; gives what was reported.
fn add(dir: &Path, numbers: std::ops::Range<u64>) -> Result<Reported, String> {
    let reported = std::cell::RefCell::new(Reported::new());
    let mut writer = Writer::open(dir).map_err(said)?;
    writer.set_batch(BATCH);
    let summary = writer.add(inputs(numbers), NOW, &|progress| {
        if let onrecord_store::Progress::Stored(stored) = progress {
            let id = stored.id.to_string();
            reported.borrow_mut().insert(stored.path.clone(), id);
        }
    });
    let summary = summary.map_err(said)?;
    writer.close().map_err(said)?;
    if summary.changed + summary.refused.len() > 0 {
        return Err(format!("adding again changed something: {summary:?}"));
    }
    Ok(reported.into_inner())
}

/// Makes an empty record with a log.
fn begin_log(dir: &Path) -> Result<(), String> {
    let mut writer = Writer::open(dir).map_err(said)?;
    writer.begin_log("example.org/invented").map_err(said)?;
    writer.close().map_err(said)
}

/// Everything that was reported as stored is there, byte for byte, and is found by its words.
fn there(dir: &Path, reported: &Reported) -> Result<(), String> {
    let store = match Store::open(dir) {
        Ok(store) => store,
        Err(error) if error.kind() == ErrorKind::NotARecord && reported.is_empty() => return Ok(()),
        Err(error) => return Err(format!("cannot be opened: {error}")),
    };
    reported
        .iter()
        .try_for_each(|(path, id)| one_is_there(&store, path, id))
}

fn one_is_there(store: &Store, path: &str, id: &str) -> Result<(), String> {
    let failed = |what: &str| format!("{path} is lost: {what}");
    let number = path.trim_matches(|c: char| !c.is_ascii_digit());
    let text = invented(number.parse().map_err(|_| failed("no number"))?);
    let id = DocId::new(id).map_err(|error| failed(&error.to_string()))?;
    let handles = store.find(&id).map_err(said)?;
    let [handle] = handles.as_slice() else {
        return Err(failed(&format!("{} versions", handles.len())));
    };
    if store.original(*handle).map_err(said)? != text.as_bytes() {
        return Err(failed("it has other bytes"));
    }
    let held = store.held(*handle).map_err(said)?;
    let keys: Vec<u64> = held.main_words(6).map(|word| word.key).take(20).collect();
    let found = store.occurrences(&keys, 10).map_err(said)?;
    let is_found = found.places.iter().any(|place| place.0 == *handle);
    is_found
        .then_some(())
        .ok_or_else(|| failed("it is not found by its words"))
}

/// A whole record is found to be whole.
fn whole(dir: &Path) -> Result<(), String> {
    if !dir.join("format").exists() {
        return Ok(());
    }
    let found = verify(dir, read, &|_, _| ()).map_err(said)?;
    match found.damage.first() {
        None => Ok(()),
        Some(damage) => Err(format!(
            "verify finds damage where there is none: {damage:?}"
        )),
    }
}

/// What must hold after a fault that damaged nothing: all is there, the record is whole, and
/// adding everything again completes it.
fn survives(dir: &Path, reported: &Reported) -> Result<(), String> {
    there(dir, reported)?;
    whole(dir)?;
    add(dir, 0..DOCUMENTS)?;
    complete(dir, DOCUMENTS)
}

/// So many documents are there, once each, and the record is whole.
fn complete(dir: &Path, documents: u64) -> Result<(), String> {
    let all: Result<Reported, String> = (0..documents)
        .map(|number| {
            let hint = onrecord_doc::Hint {
                path: Some(&path(number)),
            };
            let id = read(invented(number).as_bytes(), hint).document.id;
            Ok((path(number), id.to_string()))
        })
        .collect();
    there(dir, &all?)?;
    let store = Store::open(dir).map_err(said)?;
    let versions = store.coverage().map_err(said)?.versions as u64;
    if versions != documents {
        return Err(format!("{versions} versions of {documents} documents"));
    }
    whole(dir)
}

/// Mends a record; gives the paths that are named as lost.
fn mend(dir: &Path) -> Result<Vec<String>, String> {
    let rebuilt = rebuild(dir, read, &|_| ()).map_err(said)?;
    Ok(rebuilt
        .lost
        .into_iter()
        .filter_map(|lost| lost.path)
        .collect())
}

/// A folder for the work, with a copy of this program that any user may run; both go at the end.
struct Work {
    dir: PathBuf,
    program: PathBuf,
    /// Whether this is the user who may do everything.
    root: bool,
}

impl Work {
    fn new() -> Result<Self, String> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let dir = std::env::temp_dir().join(format!("onrecord-faults-{}", std::process::id()));
        fs::create_dir(&dir).map_err(said)?;
        let open = fs::Permissions::from_mode(0o755);
        fs::set_permissions(&dir, open.clone()).map_err(said)?;
        let program = dir.join("bench");
        fs::copy(std::env::current_exe().map_err(said)?, &program).map_err(said)?;
        fs::set_permissions(&program, open).map_err(said)?;
        let root = fs::metadata(&dir).map_err(said)?.uid() == 0;
        Ok(Self { dir, program, root })
    }

    /// An empty place.
    fn place(&self, name: &str) -> Result<PathBuf, String> {
        let place = self.dir.join(name);
        for path in [place.clone(), self.dir.join(format!(".{name}.rebuild"))] {
            if path.exists() {
                fs::remove_dir_all(&path).map_err(said)?;
            }
        }
        Ok(place)
    }

    /// This program as the process `what` on a record.
    fn child(&self, what: &str, dir: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["faults", "child", what]).arg(dir);
        command
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir(to).map_err(said)?;
    for entry in fs::read_dir(from).map_err(said)? {
        let path = entry.map_err(said)?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(said)?;
        }
    }
    Ok(())
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}
