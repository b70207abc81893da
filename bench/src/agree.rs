//! `bench agree`: the record on disk answers as the plain scan does, over labelled quotations and
//! the quotations of whole articles.

use crate::{articles, quotations, record};
use onrecord_check::{Finding, Options, Question, Role, claim, question, quote};
use onrecord_doc::{Date, Record};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// A question that is asked of both.
struct Asked {
    name: String,
    words: String,
    speaker: Option<String>,
    dates: Option<(Date, Date)>,
}

impl Asked {
    fn new(name: String, question: &Question<'_>) -> Self {
        Self {
            name,
            words: question.words.to_owned(),
            speaker: question.speaker.map(str::to_owned),
            dates: question.dates,
        }
    }

    fn question(&self) -> Question<'_> {
        Question {
            words: &self.words,
            speaker: self.speaker.as_deref(),
            dates: self.dates,
        }
    }
}

/// Judges every `step`th quotation of `files` (labelled ones; of a folder, those of its articles) by
/// the record in `dir` and by a scan of the documents in `folder`; prints what differs and answers
/// whether nothing does.
pub fn run(dir: &Path, folder: &Path, step: usize, files: &[PathBuf]) -> Result<bool, String> {
    let (store, scan) = (record::open(dir)?, record::open(folder)?);
    let mut items = Vec::new();
    for file in files {
        items.extend(if file.is_dir() {
            of_articles(file)?
        } else {
            labelled(file)?
        });
    }
    let asked: Vec<_> = items.iter().step_by(step.max(1)).collect();
    let differ = |item: &&&Asked| -> Result<Option<String>, String> {
        let indexed = answer(store.as_ref(), &item.question())?;
        let scanned = answer(scan.as_ref(), &item.question())?;
        let (name, words) = (&item.name, &item.words);
        let both = || format!("{name} “{words}”\n  index {indexed}\n  scan  {scanned}");
        Ok((indexed != scanned).then(both))
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

fn labelled(file: &Path) -> Result<Vec<Asked>, String> {
    let items = quotations::read(file)?.into_iter();
    Ok(items
        .map(|item| Asked::new(item.id.clone(), &item.question()))
        .collect())
}

/// The quotations of the articles in a folder that have their expected ones beside them.
fn of_articles(folder: &Path) -> Result<Vec<Asked>, String> {
    let mut all = Vec::new();
    for (file, _) in articles::with_answers(folder)? {
        let (_, article) = articles::read(&file)?;
        let claims = claim::claims(&article).into_iter();
        let claims = claims.filter(|claim| claim.role == Role::Quotation);
        let name = || file.display().to_string();
        all.extend(claims.map(|claim| Asked::new(name(), &question(&claim))));
    }
    Ok(all)
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
