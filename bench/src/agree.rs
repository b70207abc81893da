//! `bench agree`: the record on disk answers as the plain scan does, over labelled quotations.

use crate::{quotations, record};
use onrecord_check::{Finding, Options, Question, quote};
use onrecord_doc::Record;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Judges every `step`th quotation of `files` by the record in `dir` and by a scan of the documents
/// in `folder`; prints what differs and answers whether nothing does.
pub fn run(dir: &Path, folder: &Path, step: usize, files: &[PathBuf]) -> Result<bool, String> {
    let (store, scan) = (record::open(dir)?, record::open(folder)?);
    let mut items = Vec::new();
    for file in files {
        items.extend(quotations::read(file)?);
    }
    let asked: Vec<_> = items.iter().step_by(step.max(1)).collect();
    let differ = |item: &&&quotations::Item| -> Result<Option<String>, String> {
        let (indexed, scanned) = (
            answer(store.as_ref(), &item.question())?,
            answer(scan.as_ref(), &item.question())?,
        );
        let differ = indexed != scanned;
        Ok(differ.then(|| {
            format!(
                "{} “{}”\n  index {indexed}\n  scan  {scanned}",
                item.id, item.quote
            )
        }))
    };
    let found: Result<Vec<Option<String>>, String> =
        asked.par_iter().map(|item| differ(&item)).collect();
    let differing: Vec<String> = found?.into_iter().flatten().collect();
    differing.iter().for_each(|text| println!("{text}"));
    println!(
        "index and scan agree       {} of {}",
        asked.len() - differing.len(),
        asked.len()
    );
    Ok(differing.is_empty() && !asked.is_empty())
}

/// What both must say alike: the verdict, the documents and places shown, the differences, the count.
fn answer(record: &dyn Record, question: &Question<'_>) -> Result<String, String> {
    let finding: Finding =
        quote(record, question, &Options::default()).map_err(|e| e.to_string())?;
    let shown = finding.evidence.iter().map(|evidence| {
        let changes = evidence.difference.iter();
        let changes = changes.map(|c| format!("{}→{}", c.record, c.quoted));
        format!(
            "{} {}..{} {:?}",
            evidence.held.document.id,
            evidence.source.start(),
            evidence.source.end(),
            changes.collect::<Vec<_>>()
        )
    });
    Ok(format!(
        "{} in {}: {}",
        finding.verdict.as_str(),
        finding.documents,
        shown.collect::<Vec<_>>().join("; ")
    ))
}
