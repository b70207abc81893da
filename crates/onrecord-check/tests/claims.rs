//! Who is said to speak: every `tests/claims/*.md` of the workspace is an article, invented, with a
//! comment `<!-- NAME -->` behind each quotation that says whose words the article presents them as;
//! `<!-- - -->` behind what is no quotation, `<!-- ? -->` where nobody is named.

use onrecord_check::claim::claims;
use onrecord_check::{Article, Format, Role};
use std::path::{Path, PathBuf};

#[test]
fn every_quotation_has_its_speaker() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/claims");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the suite")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let failures: Vec<String> = files.iter().flat_map(|file| run(file)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Checks one article; answers what went wrong.
fn run(file: &Path) -> Vec<String> {
    let annotated = std::fs::read_to_string(file).expect("readable");
    let (source, expected) = split(&annotated);
    let article = Article::read(&source, Format::guess(&file.to_string_lossy(), &source));
    let claims = claims(&article);
    assert!(!expected.is_empty(), "{} expects nothing", file.display());
    let found: Vec<(usize, String, &str)> = claims
        .iter()
        .map(|claim| {
            let who = match (claim.role, &claim.speaker) {
                (Role::NotAQuotation, _) => "-".to_owned(),
                (_, Some(speaker)) => speaker.name.clone(),
                (_, None) => "?".to_owned(),
            };
            (claim.span.start(), who, claim.words.text())
        })
        .collect();
    let mut failures = Vec::new();
    let mut from = 0;
    for (at, name) in &expected {
        match found
            .iter()
            .rev()
            .find(|(start, ..)| (from..*at).contains(start))
        {
            Some((_, who, _)) if who == name => {}
            Some((_, who, words)) => failures.push(format!(
                "{}: {who} and not {name}: “{words}”",
                file.display()
            )),
            None => failures.push(format!(
                "{}: no quotation before <!-- {name} -->",
                file.display()
            )),
        }
        from = *at;
    }
    if found.len() != expected.len() {
        failures.push(format!(
            "{}: {} quotations, {} expected",
            file.display(),
            found.len(),
            expected.len()
        ));
    }
    failures
}

/// The article without its comments, and where each stood.
fn split(annotated: &str) -> (String, Vec<(usize, String)>) {
    let (mut source, mut expected) = (String::new(), Vec::new());
    let mut rest = annotated;
    while let Some((before, behind)) = rest.split_once(" <!-- ") {
        source.push_str(before);
        let (name, after) = behind.split_once(" -->").expect("a closed comment");
        expected.push((source.len(), name.to_owned()));
        rest = after;
    }
    source.push_str(rest);
    (source, expected)
}
