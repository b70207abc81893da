//! `bench articles`: whole articles with known answers.

use crate::record;
use onrecord_check::{Article, Checked, Format, Options, Role, Verdict, check};
use onrecord_doc::Record;
use onrecord_doc::authority::{self, Agreement};
use onrecord_text::Folded;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Labels whose words the record has as they stand.
const CLEAN: &[&str] = &["verbatim", "tidied", "elided", "bracketed", "common"];

/// A quotation that an article holds.
struct Expected {
    start: usize,
    end: usize,
    text: String,
    speaker: Option<String>,
    label: String,
}

#[derive(Default)]
struct Tally {
    expected: usize,
    found: usize,
    missed: usize,
    spurious: usize,
    role: usize,
    speaker: usize,
    verdict: usize,
    passed: usize,
}

/// Checks each article of `folder` that has its expected quotations beside it; answers whether the
/// marks were reached and no changed or false words were called verbatim.
pub fn run(record: &Path, folder: &Path) -> Result<bool, String> {
    let record = record::open(record)?;
    let mut tally = Tally::default();
    for (file, answers) in with_answers(folder)? {
        article(record.as_ref(), &file, &answers, &mut tally)?;
    }
    let reached = report(&tally);
    Ok(reached && tally.passed == 0 && tally.expected > 0)
}

/// The articles of a folder that have their expected quotations beside them, each with those.
pub fn with_answers(folder: &Path) -> Result<Vec<(PathBuf, PathBuf)>, String> {
    let files = record::files(folder)?.into_iter();
    let pairs = files.map(|file| (file.with_extension("expected.json"), file));
    let pairs = pairs.filter(|(answers, file)| answers != file && answers.exists());
    Ok(pairs.map(|(answers, file)| (file, answers)).collect())
}

/// Reads an article; gives its source, too.
pub fn read(file: &Path) -> Result<(String, Article), String> {
    let source = text(file)?;
    let format = Format::guess(&file.to_string_lossy(), &source);
    let article = Article::read(&source, format);
    Ok((source, article))
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn article(
    record: &dyn Record,
    file: &Path,
    answers: &Path,
    tally: &mut Tally,
) -> Result<(), String> {
    let (source, article) = read(file)?;
    let expected = expected(&text(answers)?).map_err(|e| format!("{}: {e}", answers.display()))?;
    let report = check(record, &article, &Options::default()).map_err(|e| e.to_string())?;
    println!("{}", file.display());
    let mut left: Vec<_> = report
        .checked
        .iter()
        .map(|c| (limits(&source, c), c))
        .collect();
    for item in &expected {
        tally.expected += 1;
        match left.iter().position(|(limits, _)| item.is_at(*limits)) {
            Some(at) => compare(item, left.remove(at).1, tally),
            None => miss(item, &left, tally),
        }
    }
    for (limits, checked) in &left {
        let no_quotation = checked.claim.role == Role::NotAQuotation;
        tally.spurious += usize::from(!no_quotation);
        println!(
            "  SPURIOUS {limits:?} {:?} {:?}",
            checked.claim.role,
            checked.claim.words.text()
        );
    }
    Ok(())
}

fn expected(answers: &str) -> Result<Vec<Expected>, serde_json::Error> {
    let list: Vec<Value> = serde_json::from_str(answers)?;
    let text = |value: &Value, key: &str| value[key].as_str().map(str::to_owned);
    let number = |value: &Value, key: &str| value[key].as_u64().unwrap_or_default() as usize;
    Ok(list
        .iter()
        .map(|value| Expected {
            start: number(value, "start"),
            end: number(value, "end"),
            text: text(value, "text").unwrap_or_default(),
            speaker: text(value, "speaker"),
            label: text(value, "label").unwrap_or_default(),
        })
        .collect())
}

/// The limits of a claim in characters.
fn limits(source: &str, checked: &Checked) -> (usize, usize) {
    let span = checked.claim.span;
    let start = source[..span.start()].chars().count();
    (start, start + source[span.range()].chars().count())
}

impl Expected {
    fn is_at(&self, (start, end): (usize, usize)) -> bool {
        start == self.start && end.abs_diff(self.end) <= 1
    }

    fn is_role(&self, role: Role) -> bool {
        (role == Role::NotAQuotation) == (self.label == "not_a_quotation")
    }

    /// A person whom the article does not name may be described at greater length.
    fn is_speaker(&self, shown: Option<&str>) -> bool {
        let (Some(expected), Some(shown)) = (self.speaker.as_deref(), shown) else {
            return self.speaker.as_deref() == shown;
        };
        let fold = |text: &str| Folded::new(text).to_string();
        let (one, other) = (fold(expected), fold(shown));
        one == other
            || other.starts_with(&format!("{one} "))
            || authority::compare(expected, shown) == Agreement::Same
    }

    fn is_verdict(&self, verdict: Option<Verdict>) -> bool {
        match (self.label.as_str(), verdict) {
            ("not_a_quotation", shown) => shown.is_none(),
            ("paraphrase", Some(shown)) => shown == Verdict::NotOnRecord,
            (label, Some(shown)) => shown.as_str() == label,
            (_, None) => false,
        }
    }
}

fn compare(item: &Expected, checked: &Checked, tally: &mut Tally) {
    let claim = &checked.claim;
    let verdict = checked.finding.as_ref().map(|finding| finding.verdict);
    let shown = claim.speaker.as_ref().map(|speaker| speaker.name.as_str());
    let (role, speaker) = (item.is_role(claim.role), item.is_speaker(shown));
    let right = item.is_verdict(verdict);
    let passed = verdict == Some(Verdict::Verbatim) && !CLEAN.contains(&item.label.as_str());
    tally.found += 1;
    tally.role += usize::from(role);
    tally.speaker += usize::from(speaker);
    tally.verdict += usize::from(right);
    tally.passed += usize::from(passed);
    if passed {
        println!("  PASSED AS VERBATIM");
    }
    if !role {
        println!(
            "  ROLE {:?} for {:?}: {:?}",
            claim.role, item.label, item.text
        );
    }
    if !speaker {
        println!(
            "  SPEAKER {shown:?} for {:?}: {:?}",
            item.speaker, item.text
        );
    }
    if !right {
        let verdict = verdict.map(|verdict| verdict.as_str());
        println!(
            "  VERDICT {verdict:?} for {:?}: {:?}",
            item.label, item.text
        );
        println!("    speaker {shown:?}, dates {:?}", claim.dates);
    }
}

fn miss(item: &Expected, left: &[((usize, usize), &Checked)], tally: &mut Tally) {
    tally.missed += 1;
    println!("  MISSED {}..{} {:?}", item.start, item.end, item.text);
    let overlaps = |(start, end): (usize, usize)| start < item.end && item.start < end;
    for (limits, checked) in left.iter().filter(|(limits, _)| overlaps(*limits)) {
        println!("    found {limits:?} {:?}", checked.claim.words.text());
    }
}

/// Prints the tally; answers whether each share reaches its mark.
fn report(tally: &Tally) -> bool {
    let mut reached = true;
    for (name, part, mark) in [
        ("quotations found", tally.found, 97),
        ("role right", tally.role, 97),
        ("speaker right", tally.speaker, 90),
        ("verdict right", tally.verdict, 93),
    ] {
        let short = part * 100 < mark * tally.expected;
        let note = if short { "  BELOW THE MARK" } else { "" };
        let of = tally.expected;
        println!("{name:<26} {part} of {of}, of at least {mark} %{note}");
        reached &= !short;
    }
    println!("missed                     {}", tally.missed);
    println!("spurious                   {}", tally.spurious);
    println!("changed called verbatim    {}", tally.passed);
    reached
}
