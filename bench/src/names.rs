//! Names in their sentences: which person a system takes each to be.

use crate::record::files;
use onrecord_doc::authority::names::{Context, agree, resolve};
use onrecord_doc::{Date, Document, Hint, read};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// At least so many of a hundred must be resolved right.
const RIGHT: f64 = 93.0;

/// One labelled mention.
struct Item {
    id: String,
    path: Option<String>,
    date: Option<Date>,
    sentence: Option<String>,
    mention: String,
    at: Option<usize>,
    /// Who it is; `None` where it is no person, or cannot be known.
    canonical: Option<String>,
    /// Whom a careless system would take it for.
    wrong: Vec<String>,
    status: String,
}

/// Resolves every mention of a file; answers whether the marks were reached.
///
/// Right is the person, whatever the spelling of the heading; where there is none, right is to
/// name nobody. An error is one of the persons whom it must not be.
pub fn run(file: &Path, corpus: &Path) -> Result<bool, String> {
    let items = items(file)?;
    let documents = documents(&items, corpus)?;
    let (mut right, mut exact, mut errors) = (0, 0, 0);
    let mut by_status: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for item in &items {
        let context = Context {
            document: item.path.as_ref().and_then(|path| documents.get(path)),
            on: item.date,
            sentence: item.sentence.as_deref(),
            at: item.at,
        };
        let found = resolve(&item.mention, &context);
        let heading = found.as_ref().map(|found| found.heading.as_str());
        let is_right = match (heading, item.canonical.as_deref()) {
            (Some(heading), Some(canonical)) => agree(heading, canonical),
            (None, None) => true,
            _ => false,
        };
        let must_not = |wrong: &String| heading.is_some_and(|heading| agree(heading, wrong));
        let is_error = !is_right && item.wrong.iter().any(must_not);
        right += usize::from(is_right);
        exact += usize::from(heading == item.canonical.as_deref());
        errors += usize::from(is_error);
        let count = by_status.entry(&item.status).or_default();
        count.0 += usize::from(is_right);
        count.1 += 1;
        if !is_right {
            let what = if is_error { "MUST NOT BE" } else { "wrong" };
            println!(
                "{what} {}: {:?} in {:?}",
                item.id, item.mention, item.sentence
            );
            println!("  is    {:?}", item.canonical);
            println!("  found {found:?}");
        }
    }
    for (status, (right, of)) in by_status {
        println!("{status:<26} {right} of {of}");
    }
    let share = right as f64 * 100.0 / items.len().max(1) as f64;
    println!(
        "resolved right             {right} of {} ({share:.1} %)",
        items.len()
    );
    println!("heading spelled the same   {exact}");
    println!("must-not-be errors         {errors}");
    Ok(errors == 0 && share >= RIGHT)
}

fn items(file: &Path) -> Result<Vec<Item>, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            let value: Value = serde_json::from_str(line)
                .map_err(|e| format!("{}:{}: {e}", file.display(), number + 1))?;
            Ok(Item::from(&value))
        })
        .collect()
}

impl From<&Value> for Item {
    fn from(value: &Value) -> Self {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let sentence = text("sentence").filter(|sentence| !sentence.is_empty());
        // Offsets of the labels count characters.
        let bytes = |characters: u64| {
            let sentence = sentence.as_deref()?;
            let at = sentence
                .char_indices()
                .nth(usize::try_from(characters).ok()?)?;
            Some(at.0)
        };
        Self {
            id: text("id").unwrap_or_default(),
            path: text("source_path").filter(|path| !path.is_empty()),
            date: text("date").and_then(|date| date.parse().ok()),
            mention: text("mention").unwrap_or_default(),
            at: value["start"].as_u64().and_then(bytes),
            canonical: text("canonical"),
            wrong: text("must_not_be")
                .map(|names| names.split("; ").map(str::to_owned).collect())
                .unwrap_or_default(),
            status: text("status").unwrap_or_default(),
            sentence,
        }
    }
}

/// The documents of the items, by their paths in the labels. `seed` is the one document of the
/// Daily Compilation beside the corpus.
fn documents(items: &[Item], corpus: &Path) -> Result<BTreeMap<String, Document>, String> {
    let whitehouse = corpus.join("whitehouse");
    let root = if whitehouse.is_dir() {
        whitehouse
    } else {
        corpus.to_owned()
    };
    let seed = root
        .parent()
        .map(|parent| parent.join("dcpd"))
        .filter(|folder| folder.is_dir());
    let seed = match seed {
        Some(folder) => files(&folder)?.into_iter().next(),
        None => None,
    };
    let mut documents = BTreeMap::new();
    for path in items.iter().filter_map(|item| item.path.as_ref()) {
        if documents.contains_key(path) {
            continue;
        }
        let file = match (path.as_str(), &seed) {
            ("seed", Some(seed)) => seed.clone(),
            _ => root.join(path),
        };
        let bytes = std::fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy();
        let hint = Hint {
            path: Some(name.as_ref()),
        };
        documents.insert(path.clone(), read(&bytes, hint).document);
    }
    Ok(documents)
}
