//! Every verdict has its page, under the same headings; the glossary names them all.

use onrecord_check::Verdict;
use std::path::{Path, PathBuf};

const HEADINGS: &[&str] = &[
    "## What it means",
    "## Why it matters",
    "## Example",
    "## What to do",
];

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

#[test]
fn every_verdict_has_its_page() {
    for verdict in Verdict::ALL {
        let page = docs().join(format!("verdicts/{}.md", verdict.as_str()));
        let text = std::fs::read_to_string(&page)
            .unwrap_or_else(|why| panic!("{}: {why}", page.display()));
        let title = text.lines().next().unwrap_or_default().to_lowercase();
        assert_eq!(
            title,
            format!("# {}", verdict.label()),
            "{}",
            page.display()
        );
        let headings: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("## "))
            .collect();
        assert_eq!(headings, HEADINGS, "{}", page.display());
        for section in text.split("\n## ").skip(1) {
            let body = section.split_once('\n').map_or("", |(_, body)| body.trim());
            assert!(!body.is_empty(), "{}: an empty section", page.display());
        }
    }
}

#[test]
fn every_page_is_of_a_verdict() {
    let pages = std::fs::read_dir(docs().join("verdicts")).expect("the pages");
    let names: Vec<String> = pages
        .map(|page| {
            page.expect("a page")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(names.len(), Verdict::ALL.len(), "{names:?}");
}

#[test]
fn the_glossary_links_every_verdict() {
    let glossary = std::fs::read_to_string(docs().join("glossary.md")).expect("the glossary");
    for verdict in Verdict::ALL {
        let link = format!("(verdicts/{}.md)", verdict.as_str());
        assert!(glossary.contains(&link), "no link {link}");
    }
}
