//! `bench revisions`: versions of documents as a record keeps and compares them.
//!
//! FOLDER holds a folder for each document, with its versions as `00-first.md`,
//! `01-2031-03-05.md` … What is judged by eye stands in `docs/notes/revisions.md`.

use crate::record;
use onrecord_doc::diff::{Change, Kind, Reason, Stretch};
use onrecord_doc::history::{self, Edit};
use onrecord_doc::{Handle, Held, Hint, Record, read};
use onrecord_store::{Store, Writer, input};
use onrecord_text::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// More of formatting noise must not be called substance.
const MOST_NOISE: f64 = 0.05;

/// Makes a record of the folder, compares all neighbouring versions, and measures.
pub fn run(folder: &Path) -> Result<bool, String> {
    let dir = Scratch::new()?;
    let store = dir.record(folder)?;
    let histories = histories(folder)?;
    let recognised = recognised(&store, &histories)?;
    let (mut counts, mut took) = (Counts::default(), Vec::new());
    for (path, handles) in &recognised.documents {
        let begun = Instant::now();
        let edits: Result<Vec<Edit>, String> = pairs(&store, handles).collect();
        took.push(begun.elapsed());
        for edit in edits? {
            counts.add(&store, path, &edit)?;
        }
    }
    println!(
        "{} documents, {} versions: {} histories as the folders have them",
        histories.len(),
        recognised.versions,
        recognised.right
    );
    counts.print();
    print_times(&mut took);
    let noise = noise(&counts.called)?;
    Ok(recognised.right == histories.len() && counts.missed.is_empty() && noise <= MOST_NOISE)
}

/// Prints changes that are called substance, as rows to be judged: every so-manieth of all.
pub fn sample(folder: &Path, wanted: usize) -> Result<bool, String> {
    let dir = Scratch::new()?;
    let store = dir.record(folder)?;
    let mut rows = Vec::new();
    for (path, handles) in &recognised(&store, &histories(folder)?)?.documents {
        for edit in pairs(&store, handles) {
            let edit = edit?;
            for change in edit.difference.changes_of(Some(Kind::Substance)) {
                rows.push((name(path, &edit, change), change.line()));
            }
        }
    }
    let step = (rows.len() / wanted.max(1)).max(1);
    for (name, line) in rows.into_iter().step_by(step).take(wanted) {
        println!("{name} | {line}");
    }
    Ok(true)
}

/// A place for a record that goes with it.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, String> {
        let dir = std::env::temp_dir().join(format!("onrecord-revisions-{}", std::process::id()));
        std::fs::create_dir_all(&dir).map_err(|e| format!("{}: {e}", dir.display()))?;
        Ok(Self(dir))
    }

    fn record(&self, folder: &Path) -> Result<Store, String> {
        let said = |e: onrecord_store::StoreError| e.to_string();
        let mut writer = Writer::open(&self.0).map_err(said)?;
        writer
            .add(input::walk([folder]), "2040-01-01T00:00:00Z", &|_| ())
            .map_err(said)?;
        writer.close().map_err(said)?;
        Store::open(&self.0).map_err(said)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The files of each folder, in their order.
fn histories(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<PathBuf>>, String> {
    let mut histories: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for file in record::files(folder)? {
        let parent = file.parent().unwrap_or(folder).to_owned();
        histories.entry(parent).or_default().push(file);
    }
    Ok(histories)
}

/// What a record made of the folders.
struct Recognised {
    /// Histories that have every version of a folder, in its order.
    right: usize,
    versions: usize,
    /// Folders with their versions in the order of time.
    documents: Vec<(PathBuf, Vec<Handle>)>,
}

fn recognised(
    store: &Store,
    histories: &BTreeMap<PathBuf, Vec<PathBuf>>,
) -> Result<Recognised, String> {
    let mut recognised = Recognised {
        right: 0,
        versions: 0,
        documents: Vec::new(),
    };
    for (folder, files) in histories {
        let path = files[0].to_string_lossy().replace('\\', "/");
        let first = std::fs::read(&files[0]).map_err(|e| format!("{path}: {e}"))?;
        let id = read(&first, Hint { path: Some(&path) }).document.id;
        let handles = store.find(&id).map_err(|e| e.to_string())?;
        let mut paths = Vec::new();
        for &handle in &handles {
            let held = store.held(handle).map_err(|e| e.to_string())?;
            let here = held.version.paths.iter().map(PathBuf::from);
            // Two folders may hold versions of one address.
            paths.extend(here.filter(|path| path.parent() == Some(folder)));
        }
        recognised.right += usize::from(paths == *files);
        if paths != *files {
            println!("WRONG {}: {paths:?}", folder.display());
        }
        recognised.versions += paths.len();
        recognised.documents.push((folder.clone(), handles));
    }
    Ok(recognised)
}

/// Each version that follows another, compared with that one.
fn pairs<'a>(
    store: &'a Store,
    handles: &'a [Handle],
) -> impl Iterator<Item = Result<Edit, String>> + 'a {
    let compare = |pair: &[Handle]| history::compare(store, pair[0], pair[1]);
    handles
        .windows(2)
        .map(move |pair| compare(pair).map_err(|e| e.to_string()))
}

#[derive(Default)]
struct Counts {
    kinds: BTreeMap<(Kind, Reason), usize>,
    extents: BTreeMap<&'static str, usize>,
    /// Words that a plain difference has.
    plain: usize,
    missed: Vec<String>,
    /// The names of changes that are called substance, and of all.
    called: (BTreeSet<String>, BTreeSet<String>),
}

impl Counts {
    fn add(&mut self, store: &Store, path: &Path, edit: &Edit) -> Result<(), String> {
        let difference = &edit.difference;
        *self
            .extents
            .entry(difference.extent().as_str())
            .or_default() += 1;
        for change in &difference.changes {
            let kind = change.reason.kind();
            *self.kinds.entry((kind, change.reason)).or_default() += 1;
            let name = name(path, edit, change);
            if kind == Kind::Substance {
                self.called.0.insert(name.clone());
            }
            self.called.1.insert(name);
        }
        let source = |held: &Held| {
            let handles = store.find(&held.document.id).map_err(|e| e.to_string())?;
            for handle in handles {
                let other = store.held(handle).map_err(|e| e.to_string())?;
                if other.version.number == held.version.number {
                    return store.original(handle).map_err(|e| e.to_string());
                }
            }
            Err(format!("{} is not there", held.document.id))
        };
        let (old, new) = (source(&edit.old)?, source(&edit.new)?);
        let (old, new) = (String::from_utf8_lossy(&old), String::from_utf8_lossy(&new));
        let sides = [(&edit.old, &old), (&edit.new, &new)];
        let sides = sides.map(|(held, source)| Side { held, source });
        let (plain, missed) = missed(sides, &difference.changes);
        self.plain += plain;
        let named = missed
            .into_iter()
            .map(|word| format!("{} {}: {word}", path.display(), edit.new.version.number));
        self.missed.extend(named);
        Ok(())
    }

    fn print(&self) {
        println!("edits by extent: {:?}", self.extents);
        for ((kind, reason), count) in self.kinds.iter().rev() {
            println!("  {count:>6}  {kind}: {reason}");
        }
        println!(
            "{} words of plain differences, {} not found",
            self.plain,
            self.missed.len()
        );
        self.missed
            .iter()
            .for_each(|word| println!("MISSED {word}"));
    }
}

/// What a change is called in the notes: the end of the path, the version, and where it stands.
fn name(path: &Path, edit: &Edit, change: &Change) -> String {
    let folder = path.file_name().unwrap_or_default().to_string_lossy();
    let (old, new) = (change.old.source, change.new.source);
    let place = |span: Span| format!("{}-{}", span.start(), span.end());
    format!(
        "{folder} {} {} {}",
        edit.new.version.number,
        place(old),
        place(new)
    )
}

/// How many words a plain difference of the bodies has, and those of them that no change has.
fn missed(sides: [Side<'_>; 2], changes: &[Change]) -> (usize, Vec<String>) {
    let words = [sides[0].words(), sides[1].words()];
    let texts = |words: &[Plain]| -> Vec<String> { words.iter().map(|w| w.raw.clone()).collect() };
    let stretches: [fn(&Change) -> &Stretch; 2] = [|c| &c.old, |c| &c.new];
    let left = [0, 1].map(|at| outside(&words[at], changes, stretches[at]));
    let (mut count, mut missed) = (0, Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &texts(&words[0]), &texts(&words[1])) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let hunks = [&words[0][op.old_range()], &words[1][op.new_range()]];
        let bare = hunks.map(|hunk| {
            hunk.iter()
                .map(|word| word.bare.as_str())
                .collect::<String>()
        });
        for (hunk, stretch) in hunks.iter().zip(stretches) {
            for word in *hunk {
                count += 1;
                let only_marks = bare[0] == bare[1] || word.bare.is_empty();
                let found = if only_marks {
                    !changes.is_empty()
                } else {
                    let same = |part: &(Span, String)| left[0].get(&part.1) == left[1].get(&part.1);
                    word.is_found(changes, stretch) || word.parts.iter().all(same)
                };
                if !found {
                    missed.push(word.raw.clone());
                }
            }
        }
    }
    (count, missed)
}

/// How often each run of letters stands outside the changes: where that is the same on both sides, a
/// plain difference that has it has only laid the texts alongside otherwise, or taken it with what
/// is glued to it.
fn outside(
    words: &[Plain],
    changes: &[Change],
    side: fn(&Change) -> &Stretch,
) -> BTreeMap<String, usize> {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for (span, part) in words.iter().flat_map(|word| &word.parts) {
        let changed =
            |change: &Change| !is_marks(change.reason) && side(change).source.overlaps(*span);
        if !changes.iter().any(changed) {
            *left.entry(part.clone()).or_default() += 1;
        }
    }
    left
}

/// Whether no letter of the text changed.
fn is_marks(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::Link | Reason::Paragraphs | Reason::Markup | Reason::Space
    )
}

/// A version to be compared in the plainest way.
struct Side<'a> {
    held: &'a Held,
    source: &'a str,
}

/// A word between white space.
struct Plain {
    span: Span,
    /// Its runs of letters and figures, without those that are markup.
    parts: Vec<(Span, String)>,
    raw: String,
    /// Its letters and figures, without those that are markup.
    bare: String,
}

impl Side<'_> {
    /// The words of the body, without the front matter.
    fn words(&self) -> Vec<Plain> {
        let source = self.source;
        let mut is_text = vec![false; source.len()];
        for block in self.held.document.blocks.iter() {
            let pieces = block.text.pieces();
            for (_, span) in pieces.filter(|(text, span)| text.len() == span.len()) {
                is_text[span.range()].fill(true);
            }
        }
        let body = source
            .strip_prefix("---\n")
            .and_then(|rest| rest.find("\n---\n"))
            .map_or(0, |at| at + 4 + 5);
        let start = source.as_ptr() as usize;
        let word = |raw: &str| {
            let at = raw.as_ptr() as usize - start;
            let text = raw
                .char_indices()
                .filter(|(within, _)| is_text[at + within]);
            Plain {
                span: Span::new(at, at + raw.len()),
                parts: parts(raw, at, &is_text),
                raw: raw.to_owned(),
                bare: bare(text.map(|(_, c)| c)),
            }
        };
        source[body..].split_whitespace().map(word).collect()
    }
}

impl Plain {
    /// Whether it lies in a change, or stands in one that another alignment put elsewhere.
    fn is_found(&self, changes: &[Change], side: fn(&Change) -> &Stretch) -> bool {
        changes.iter().any(|change| {
            let stretch = side(change);
            let mut words = stretch.text.split_whitespace();
            stretch.source.overlaps(self.span) || words.any(|word| bare(word.chars()) == self.bare)
        })
    }
}

fn parts(word: &str, at: usize, is_text: &[bool]) -> Vec<(Span, String)> {
    let mut parts = Vec::new();
    for part in word.split(|c: char| !c.is_alphanumeric()) {
        let start = at + (part.as_ptr() as usize - word.as_ptr() as usize);
        if !part.is_empty() && is_text[start] {
            let span = Span::new(start, start + part.len());
            parts.push((span, part.to_lowercase()));
        }
    }
    parts
}

fn bare(text: impl Iterator<Item = char>) -> String {
    let letters = text.filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Of the changes that a person judged and that are called substance, the share that are none but
/// formatting.
fn noise((substance, all): &(BTreeSet<String>, BTreeSet<String>)) -> Result<f64, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/notes/revisions.md");
    let notes = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let (mut called, mut wrong, mut gone) = (0, 0, 0);
    for line in notes.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (name, judged) = (cells[1].trim_matches('`'), cells[2]);
        gone += usize::from(!all.contains(name));
        called += usize::from(substance.contains(name));
        wrong += usize::from(substance.contains(name) && judged == "format");
    }
    let share = wrong as f64 / called.max(1) as f64;
    println!(
        "of {called} judged changes that are called substance, {wrong} are formatting: {:.1} % \
         ({gone} judged ones are no changes any more)",
        share * 100.0
    );
    Ok(share)
}

fn print_times(took: &mut [Duration]) {
    took.sort();
    let milliseconds = |at: usize| took.get(at).map_or(0.0, |d| d.as_secs_f64() * 1000.0);
    let total: Duration = took.iter().sum();
    println!(
        "{:.2} ms a document on average, median {:.2}, slowest {:.2}",
        total.as_secs_f64() * 1000.0 / took.len().max(1) as f64,
        milliseconds(took.len() / 2),
        milliseconds(took.len().saturating_sub(1)),
    );
}
