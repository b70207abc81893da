//! `bench diff OLD NEW`: two builds of the command over the same quotations and articles, and every
//! verdict that was gained, lost or changed between them.

use crate::record;
use onrecord_doc::{BlockKind, Document, Hint, read};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use unicode_segmentation::UnicodeSegmentation;

/// How many articles are made of the documents.
const ARTICLES: usize = 200;

/// Compares two executables over the documents of `folder`, the labelled quotations and articles of
/// `labelled`, and articles made from the documents; answers whether nothing differs.
pub fn run(old: &Path, new: &Path, folder: &Path, labelled: &[PathBuf]) -> Result<bool, String> {
    let work = std::env::temp_dir().join(format!("onrecord-diff-{}", std::process::id()));
    let articles = work.join("articles");
    fs::create_dir_all(&articles).map_err(|e| e.to_string())?;
    let files = write_articles(&articles, folder, labelled)?;
    let findings = |program: &Path, name: &str| {
        let record = work.join(name);
        add(program, &record, folder)?;
        check(program, &record, &files)
    };
    let (before, after) = (findings(old, "old")?, findings(new, "new")?);
    fs::remove_dir_all(&work).map_err(|e| e.to_string())?;
    let changes = compare(&before, &after);
    changes.iter().for_each(|change| println!("{change}"));
    print_summary(&before, &after, changes.len());
    Ok(changes.is_empty())
}

/// A finding, as far as two are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    verdict: String,
    /// The speaker and the day that the article claims.
    claim: String,
    /// The first document of the evidence.
    first: String,
    difference: String,
}

/// By article and place: the quotation's words, and what was found.
type Findings = BTreeMap<(String, u64), (String, Found)>;

/// One line for each finding that only one has, or that is another.
fn compare(before: &Findings, after: &Findings) -> Vec<String> {
    let mut changes = Vec::new();
    for (place, (words, old)) in before {
        let at = format!("{}:{} “{words}”", place.0, place.1);
        match after.get(place).map(|(_, new)| new) {
            None => changes.push(format!("LOST {at}: was {}", old.verdict)),
            Some(new) if new == old => {}
            Some(new) if new.verdict != old.verdict => changes.push(format!(
                "VERDICT {at}: {} -> {} ({} -> {})",
                old.verdict, new.verdict, old.first, new.first
            )),
            Some(new) => changes.push(format!("EVIDENCE {at}: {old:?} -> {new:?}")),
        }
    }
    for (place, (words, new)) in after {
        if !before.contains_key(place) {
            changes.push(format!(
                "GAINED {}:{} “{words}”: {}",
                place.0, place.1, new.verdict
            ));
        }
    }
    changes
}

fn print_summary(before: &Findings, after: &Findings, changes: usize) {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (place, (_, old)) in before {
        let new = after
            .get(place)
            .map_or("lost", |(_, new)| new.verdict.as_str());
        *counts.entry((&old.verdict, new)).or_default() += 1;
    }
    for ((old, new), count) in counts {
        println!("{old:>14} -> {new:<14} {count:>6}");
    }
    println!(
        "{} findings before, {} after, {changes} differ",
        before.len(),
        after.len()
    );
}

fn add(program: &Path, record: &Path, folder: &Path) -> Result<(), String> {
    let mut command = Command::new(program);
    command.arg("add").arg("--record").args([record, folder]);
    let output = command
        .output()
        .map_err(|e| format!("{}: {e}", program.display()))?;
    if output.status.code() == Some(2) {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(())
}

fn check(program: &Path, record: &Path, files: &[PathBuf]) -> Result<Findings, String> {
    let mut command = Command::new(program);
    command
        .args(["check", "--format", "json", "--record"])
        .arg(record)
        .args(files);
    let output = command
        .output()
        .map_err(|e| format!("{}: {e}", program.display()))?;
    let json = serde_json::from_slice(&output.stdout).map_err(|e| {
        format!(
            "{}: {e}: {}",
            program.display(),
            String::from_utf8_lossy(&output.stderr)
        )
    })?;
    Ok(findings(&json))
}

fn findings(json: &Value) -> Findings {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut findings = Findings::new();
    for article in json["articles"].as_array().into_iter().flatten() {
        let path = text(&article["path"]);
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        for quotation in article["quotations"].as_array().into_iter().flatten() {
            let finding = &quotation["finding"];
            if finding.is_null() {
                continue;
            }
            let first = &finding["evidence"][0];
            let found = Found {
                verdict: text(&finding["verdict"]),
                claim: format!("{} {}", quotation["speaker"], quotation["dates"]),
                first: text(&first["id"]),
                difference: first["difference"].to_string(),
            };
            let start = quotation["start"].as_u64().unwrap_or_default();
            findings.insert((name.clone(), start), (text(&quotation["text"]), found));
        }
    }
    findings
}

/// The articles that both check: labelled quotations as an article each file, labelled articles as
/// they are, and articles made from the documents.
fn write_articles(dir: &Path, folder: &Path, labelled: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for path in labelled {
        if path.is_dir() {
            let articles = record::files(path)?.into_iter();
            files.extend(articles.filter(|file| {
                file.extension().is_some_and(|e| e == "md" || e == "html")
                    && file.file_stem().is_some_and(|stem| stem != "README")
            }));
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let file = dir.join(format!("{name}.md"));
        write(&file, &quotations(path)?)?;
        files.push(file);
    }
    let documents = record::files(folder)?;
    let step = (documents.len() / ARTICLES).max(1);
    let sampled: Vec<&PathBuf> = documents.iter().step_by(step).take(ARTICLES).collect();
    let made: Vec<(usize, String)> = sampled
        .par_iter()
        .enumerate()
        .filter_map(|(number, file)| Some((number, made(file)?)))
        .collect();
    for (number, text) in made {
        let file = dir.join(format!("made-{number}.md"));
        write(&file, &text)?;
        files.push(file);
    }
    Ok(files)
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()))
}

/// Labelled quotations as an article: a paragraph each, with the speaker and the day claimed.
fn quotations(file: &Path) -> Result<String, String> {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut article = String::new();
    for line in text.lines() {
        let item: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let quote = item["quote"]
            .as_str()
            .unwrap_or_default()
            .replace('\n', " ");
        let speaker = item["speaker"].as_str().unwrap_or("somebody");
        let day = item["date"]
            .as_str()
            .map(|date| format!(" on {date}"))
            .unwrap_or_default();
        article.push_str(&format!("“{quote}” {speaker} said{day}.\n\n"));
    }
    Ok(article)
}

/// An article that quotes sentences of a document; every third has a word changed.
fn made(file: &Path) -> Option<String> {
    let bytes = fs::read(file).ok()?;
    let path = file.to_string_lossy();
    let document: Document = read(&bytes, Hint { path: Some(&path) }).document;
    let mut article = format!("# On {}\n\n", document.title);
    let mut number = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        if block.kind != BlockKind::Paragraph || !block.marks.is_empty() {
            continue;
        }
        let speaker = document
            .speaker_of(index)
            .map_or("somebody", |s| s.name.as_str());
        let sentence = block.text.text().unicode_sentences().next()?.trim();
        if sentence.split(' ').count() < 8 || sentence.contains(['“', '”', '"']) {
            continue;
        }
        number += 1;
        let quoted = match number % 3 {
            0 => sentence.replacen(" the ", " every ", 1),
            _ => sentence.to_owned(),
        };
        article.push_str(&format!("“{quoted}” {speaker} said.\n\n"));
        if number == 12 {
            break;
        }
    }
    (number > 0).then_some(article)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn report(verdicts: &[(&str, u64, &str)]) -> Findings {
        let quotation = |&(verdict, start, first): &(&str, u64, &str)| {
            json!({ "text": "words", "start": start, "speaker": null, "dates": null,
                "finding": { "verdict": verdict, "evidence": [{ "id": first, "difference": [] }] } })
        };
        let quotations: Vec<Value> = verdicts.iter().map(quotation).collect();
        findings(&json!({ "articles": [{ "path": "x/a.md", "quotations": quotations }] }))
    }

    #[test]
    fn what_differs_is_said() {
        let old = report(&[
            ("verbatim", 1, "a"),
            ("altered", 5, "a"),
            ("tidied", 9, "a"),
        ]);
        let new = report(&[
            ("verbatim", 1, "b"),
            ("spliced", 5, "a"),
            ("common", 12, "c"),
        ]);
        let kinds: Vec<String> = compare(&old, &new)
            .iter()
            .map(|line| line.split(' ').next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(kinds, ["EVIDENCE", "VERDICT", "LOST", "GAINED"]);
        assert!(compare(&old, &old).is_empty());
    }
}
