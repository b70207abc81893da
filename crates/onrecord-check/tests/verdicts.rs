//! The verdict suite: every `tests/check/*.md` of the workspace is a document with invented
//! statements in ```` ```record NAME ```` blocks and expectations in ```` ```check ```` blocks: the
//! `verdict`, each `change`, the document that comes `first`, what of it is `shown`, and words of a `note`
//! (or `no` such).
//! Where an `article` stands in place of a `quote`, its last quotation is meant, and `speaker` is whose
//! words it is found to be.

use onrecord_check::{Article, Finding, Format, Options, Question, check, quote};
use onrecord_doc::{Hint, MemoryRecord, Record, read};
use onrecord_text::Folded;
use std::path::{Path, PathBuf};

#[test]
fn every_quotation_gets_its_verdict() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/check");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the suite")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let failures: Vec<String> = files.iter().flat_map(|file| run(file)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Runs one document of the suite; answers what went wrong.
fn run(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).expect("readable");
    let blocks = blocks(&text);
    let records = blocks.iter().filter_map(|(info, body)| {
        let (name, times) = info
            .strip_prefix("record ")?
            .split_once(" ×")
            .map_or((info.strip_prefix("record ")?, 1), |(name, times)| {
                (name, times.parse().expect("how many times"))
            });
        Some((1..=times).map(move |n| (numbered(name, n), numbered(body, n))))
    });
    let documents = records.flatten().map(|(name, body)| {
        let hint = Hint { path: Some(&name) };
        (read(body.as_bytes(), hint).document, name)
    });
    let record = MemoryRecord::new(documents);
    let cases = blocks
        .iter()
        .filter(|(info, _)| info == "check")
        .flat_map(|(_, body)| body.split("\n\n"));
    let cases: Vec<&str> = cases.filter(|case| !case.trim().is_empty()).collect();
    assert!(!cases.is_empty(), "{} checks nothing", file.display());
    cases
        .iter()
        .filter_map(|case| judge(&record, case))
        .map(|why| format!("{}: {why}", file.display()))
        .collect()
}

/// Puts a number, and a month and a day made of it, where a repeated record asks for them.
fn numbered(text: &str, n: usize) -> String {
    text.replace("{n}", &n.to_string())
        .replace("{mm}", &format!("{:02}", n % 12 + 1))
        .replace("{dd}", &format!("{:02}", n % 28 + 1))
}

fn judge(record: &dyn Record, case: &str) -> Option<String> {
    let field = |name: &str| {
        let lines = case
            .lines()
            .filter_map(move |line| line.strip_prefix(name)?.strip_prefix(':'));
        lines.map(str::trim).collect::<Vec<_>>()
    };
    let speaker = field("speaker").first().copied();
    let article = field("article").join("\n\n");
    if !article.is_empty() {
        let article = Article::read(&article, Format::Markdown);
        let report =
            check(record, &article, &Options::default()).expect("a record in memory answers");
        let last = report.checked.last().expect("a quotation");
        let named = last
            .claim
            .speaker
            .as_ref()
            .map(|speaker| speaker.name.as_str());
        if named != speaker {
            return Some(format!(
                "{}: {named:?} and not {speaker:?}",
                last.claim.words.text()
            ));
        }
        let finding = last.finding.as_ref().expect("somebody's words");
        return compare(finding, last.claim.words.text(), &field);
    }
    let words = field("quote").join(" ");
    let date = field("date")
        .first()
        .map(|date| date.parse().expect("a date"));
    let question = Question {
        words: &words,
        speaker,
        dates: date.map(|date| (date, date)),
    };
    let finding =
        quote(record, &question, &Options::default()).expect("a record in memory answers");
    compare(&finding, &words, &field)
}

/// Compares a finding with what is expected; answers what is otherwise.
fn compare<'c>(
    finding: &Finding,
    words: &str,
    field: &dyn Fn(&str) -> Vec<&'c str>,
) -> Option<String> {
    let expected = field("verdict").join(" ");
    if finding.verdict.as_str() != expected {
        let shown: Vec<_> = finding
            .evidence
            .iter()
            .map(|e| (&e.text, &e.difference, &e.set_aside))
            .collect();
        return Some(format!(
            "{words:?}: {} and not {expected}: {shown:#?}",
            finding.verdict.as_str()
        ));
    }
    let first = finding.evidence.first();
    let id = first.map_or("nothing", |e| e.held.document.id.as_str());
    if let Some(wanted) = field("first").iter().find(|wanted| !id.contains(*wanted)) {
        return Some(format!("{words:?}: {id} comes first and not {wanted}"));
    }
    let shown = first.map_or("", |e| e.text.as_str());
    if let Some(wanted) = field("shown").iter().find(|wanted| **wanted != shown) {
        return Some(format!("{words:?}: {shown:?} is shown and not {wanted:?}"));
    }
    let notes = finding.notes.join("\n");
    let missing = |wanted: &&&str| {
        let (is_wanted, words) = wanted
            .strip_prefix("no ")
            .map_or((true, **wanted), |words| (false, words));
        notes.contains(words) != is_wanted
    };
    if let Some(wanted) = field("note").iter().find(missing) {
        return Some(format!("{words:?}: notes {notes:?} and not {wanted:?}"));
    }
    let fold = |text: &str| Folded::new(text).to_string();
    let changes: Vec<String> = finding.evidence.first().map_or(Vec::new(), |evidence| {
        evidence
            .difference
            .iter()
            .map(|c| {
                format!("{} => {}", fold(&c.record), fold(&c.quoted))
                    .trim()
                    .to_owned()
            })
            .collect()
    });
    let wanted = field("change");
    (!wanted.is_empty() && wanted != changes)
        .then(|| format!("{words:?}: {changes:?} and not {wanted:?}"))
}

/// The fenced blocks: what stands behind the fence, and the lines between.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if let Some(info) = line.strip_prefix("```") {
            open = !open;
            if open {
                blocks.push((info.to_owned(), String::new()));
            }
        } else if let (true, Some((_, body))) = (open, blocks.last_mut()) {
            body.push_str(line);
            body.push('\n');
        }
    }
    blocks
}
