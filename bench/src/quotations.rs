//! `bench quotations`: the verdicts on labelled quotations, one JSON object a line.

use crate::record;
use onrecord_check::{Change, Finding, Options, Question, Verdict, quote};
use onrecord_doc::{Date, Record};
use onrecord_text::Folded;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Shares that must be reached, in percent: what a newsroom can stake its name on.
const MARKS: [(&str, f64); 6] = [
    ("verdict exactly right", 95.0),
    ("of the verbatim ones", 98.0),
    ("of the altered ones", 98.0),
    ("true words passed", 99.0),
    ("right words first", 98.0),
    ("difference exactly right", 97.0),
];

/// One labelled quotation.
pub struct Item {
    pub id: String,
    pub quote: String,
    speaker: Option<String>,
    date: Option<Date>,
    label: String,
    accept: Vec<String>,
    path: Option<String>,
    source: String,
    edits: Vec<(String, String)>,
}

/// What came of it.
struct Outcome {
    item: Item,
    finding: Finding,
    time: Duration,
}

/// Runs all items against the record; answers whether the marks were reached.
pub fn run(folder: &Path, files: &[PathBuf]) -> Result<bool, String> {
    let record = record::open(folder)?;
    let mut items = Vec::new();
    for file in files {
        items.extend(read(file)?);
    }
    let mut outcomes = Vec::new();
    for item in items {
        outcomes.push(judge(record.as_ref(), item)?);
    }
    println!("record: {}", record.coverage().map_err(|e| e.to_string())?);
    Ok(report(&outcomes))
}

impl Item {
    /// What is asked of the record.
    pub fn question(&self) -> Question<'_> {
        Question {
            words: &self.quote,
            speaker: self.speaker.as_deref(),
            dates: self.date.map(|date| (date, date)),
        }
    }
}

fn judge(record: &dyn Record, item: Item) -> Result<Outcome, String> {
    let begun = Instant::now();
    let finding =
        quote(record, &item.question(), &Options::default()).map_err(|e| e.to_string())?;
    Ok(Outcome {
        time: begun.elapsed(),
        item,
        finding,
    })
}

/// The items of a file, one JSON object a line.
pub fn read(file: &Path) -> Result<Vec<Item>, String> {
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
        let list = |key: &str| value[key].as_array().cloned().unwrap_or_default();
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self {
            id: text("id").unwrap_or_default(),
            quote: text("quote").unwrap_or_default(),
            speaker: text("speaker"),
            date: text("date").and_then(|date| date.parse().ok()),
            label: text("label").unwrap_or_default(),
            accept: list("accept").iter().map(word).collect(),
            path: text("source_path"),
            source: text("source_text").unwrap_or_default(),
            edits: list("edits")
                .iter()
                .map(|edit| (word(&edit["from"]), word(&edit["to"])))
                .collect(),
        }
    }
}

impl Outcome {
    fn verdict(&self) -> &'static str {
        match self.finding.verdict {
            Verdict::Tidied => "tidied",
            verdict => verdict.as_str(),
        }
    }

    fn is_exact(&self) -> bool {
        self.verdict() == self.item.label || self.item.accept.iter().any(|a| a == self.verdict())
    }

    /// Changed or false words passed as the record's: the error that must never happen.
    fn is_miss(&self) -> bool {
        let wrong = [
            "altered",
            "spliced",
            "misattributed",
            "superseded",
            "not_on_record",
        ];
        let claimed = self.item.speaker.is_some() || self.item.date.is_some();
        let counts = self.item.label != "misattributed" || claimed;
        wrong.contains(&self.item.label.as_str())
            && counts
            && is_clean(self.verdict())
            && !self.is_exact()
    }

    /// The record's words called something worse.
    fn is_false_alarm(&self) -> bool {
        is_clean(&self.item.label)
            && !is_clean(self.verdict())
            && !self.is_exact()
            && self.verdict() != "common"
    }

    /// Where the right document stands among the evidence, from 0.
    fn rank(&self) -> Option<usize> {
        let path = self.item.path.as_deref()?;
        let right = |evidence: &onrecord_check::Evidence| {
            evidence
                .held
                .version
                .paths
                .iter()
                .any(|held| held.ends_with(path))
        };
        self.finding.evidence.iter().position(right)
    }

    /// Whether the words shown first are the item's source, be it in another document: formulae and
    /// repeated statements have several, of which the claimed speaker and day choose, or the earliest.
    fn has_right_words(&self) -> bool {
        let keys = |text: &str| Folded::new(text).keys().to_vec();
        let first = self.finding.evidence.first();
        self.rank() == Some(0)
            || first.is_some_and(|shown| keys(&shown.text) == keys(&self.item.source))
    }

    /// Whether the difference shown is the change that was made: word for word as it is labelled, or where words that
    /// stand next to each other are one change in the label and several in what is shown.
    fn has_right_difference(&self) -> bool {
        let edits = self.item.edits.iter();
        let mut expected: Vec<_> = edits.map(|(a, b)| bare(a, b)).collect();
        let shown = self.finding.evidence.first();
        let shown = shown.map(|e| e.difference.as_slice()).unwrap_or_default();
        let single = shown.iter().map(|c| bare(&c.record, &c.quoted)).collect();
        let joined = joined(shown).iter().map(|(a, b)| bare(a, b)).collect();
        expected.sort();
        [single, joined].into_iter().any(|mut shown: Vec<_>| {
            shown.sort();
            expected == shown
        })
    }
}

/// The record's and the quotation's words of each change, where those are one that stand next to each other.
fn joined(changes: &[Change]) -> Vec<(String, String)> {
    let mut joined: Vec<(String, String)> = Vec::new();
    let mut end = None;
    for change in changes {
        let beside = end.is_some_and(|end| change.span.start() == end + 1);
        match joined.last_mut().filter(|_| beside) {
            Some((record, quoted)) => {
                *record = format!("{record} {}", change.record);
                *quoted = format!("{quoted} {}", change.quoted);
            }
            None => joined.push((change.record.clone(), change.quoted.clone())),
        }
        end = Some(change.span.end()).filter(|_| !change.span.is_empty());
    }
    joined
}

/// The folded words of a change, without those that both sides begin or end with: "U.S.-Mexico" for "U.S.-Canada".
fn bare(record: &str, quoted: &str) -> (String, String) {
    let (record, quoted) = (
        Folded::new(record).to_string(),
        Folded::new(quoted).to_string(),
    );
    let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
    let (one, other) = (words(&record), words(&quoted));
    let pairs = one.iter().zip(&other);
    let first = pairs.take_while(|(a, b)| a == b).count();
    let pairs = one[first..].iter().rev().zip(other[first..].iter().rev());
    let last = pairs.take_while(|(a, b)| a == b).count();
    let rest = |words: &[String]| words[first..words.len() - last].join(" ");
    (rest(&one), rest(&other))
}

fn is_clean(verdict: &str) -> bool {
    ["verbatim", "tidied", "elided", "bracketed"].contains(&verdict)
}

fn report(outcomes: &[Outcome]) -> bool {
    let misses: Vec<_> = outcomes.iter().filter(|o| o.is_miss()).collect();
    let alarms: Vec<_> = outcomes.iter().filter(|o| o.is_false_alarm()).collect();
    misses.iter().for_each(|o| show("MISS", o));
    alarms.iter().for_each(|o| show("FALSE ALARM", o));
    let others = outcomes
        .iter()
        .filter(|o| !o.is_exact() && !o.is_miss() && !o.is_false_alarm());
    others.for_each(|o| show("other", o));
    let altered = || outcomes.iter().filter(|o| o.item.label == "altered");
    altered()
        .filter(|o| o.is_exact() && !o.has_right_difference())
        .for_each(|o| show("difference", o));
    let misplaced = |o: &&Outcome| o.is_exact() && o.item.path.is_some() && !o.has_right_words();
    outcomes
        .iter()
        .filter(misplaced)
        .for_each(|o| show("other document first", o));
    confusion(outcomes);
    let reached = shares(outcomes, misses.len(), alarms.len());
    latency(outcomes);
    misses.is_empty() && reached
}

/// Prints the shares; answers whether each reaches its mark.
fn shares(outcomes: &[Outcome], misses: usize, alarms: usize) -> bool {
    let all = outcomes.iter();
    let exact = |label: &str| {
        let of = outcomes.iter().filter(|o| o.item.label == label);
        (of.clone().filter(|o| o.is_exact()).count(), of.count())
    };
    let known = all.clone().filter(|o| is_clean(&o.item.label)).count();
    let sourced = all.clone().filter(|o| o.item.path.is_some());
    let at = |rank: fn(Option<usize>) -> bool| sourced.clone().filter(|o| rank(o.rank())).count();
    let words = sourced.clone().filter(|o| o.has_right_words()).count();
    let altered = all.clone().filter(|o| o.item.label == "altered");
    let differences = altered.clone().filter(|o| o.has_right_difference()).count();
    let counts = [
        (all.clone().filter(|o| o.is_exact()).count(), outcomes.len()),
        exact("verbatim"),
        exact("altered"),
        (known - alarms, known),
        (words, sourced.clone().count()),
        (differences, altered.count()),
    ];
    let mut reached = true;
    for ((name, mark), (part, whole)) in MARKS.into_iter().zip(counts) {
        let short = part as f64 * 100.0 < mark * whole as f64;
        let note = if short { "  BELOW THE MARK" } else { "" };
        println!(
            "{name:<26} {} of at least {mark} %{note}",
            share(part, whole)
        );
        reached &= !short;
    }
    println!("misses                     {misses}");
    let sources = sourced.clone().count();
    println!(
        "labelled document first    {}",
        share(at(|rank| rank == Some(0)), sources)
    );
    println!(
        "labelled document at all   {}",
        share(at(|rank| rank.is_some()), sources)
    );
    reached
}

fn confusion(outcomes: &[Outcome]) {
    let mut table: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for outcome in outcomes {
        *table
            .entry((&outcome.item.label, outcome.verdict()))
            .or_default() += 1;
    }
    let labels: Vec<&str> = Verdict::ALL.iter().map(|v| v.as_str()).collect();
    println!(
        "{:>14} | {}",
        "label",
        labels
            .iter()
            .map(|l| format!("{:>6.6}", l))
            .collect::<String>()
    );
    for label in &labels {
        let row = labels
            .iter()
            .map(|verdict| table.get(&(label, verdict)).copied().unwrap_or(0));
        let row: Vec<usize> = row.collect();
        if row.iter().sum::<usize>() > 0 {
            println!(
                "{label:>14} | {}",
                row.iter().map(|n| format!("{n:>6}")).collect::<String>()
            );
        }
    }
}

/// How long quotations take, in milliseconds.
pub struct Times {
    pub p50: f64,
    pub p99: f64,
}

/// Asks for every quotation of a file, and answers how long each took.
pub fn times(record: &dyn Record, file: &Path) -> Result<Times, String> {
    Ok(judged(record, file)?.times)
}

/// What an alternative can be measured by, too.
pub struct Judged {
    pub times: Times,
    pub verbatim: String,
    pub altered: String,
    pub alarms: String,
}

/// Asks for every quotation of a file.
pub fn judged(record: &dyn Record, file: &Path) -> Result<Judged, String> {
    let outcomes: Result<Vec<Outcome>, String> = read(file)?
        .into_iter()
        .map(|item| judge(record, item))
        .collect();
    let outcomes = outcomes?;
    let mut times: Vec<f64> = outcomes
        .iter()
        .map(|outcome| outcome.time.as_secs_f64() * 1000.0)
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or(0.0);
    let first = |label: &str| {
        let of = outcomes
            .iter()
            .filter(|o| o.item.label == label && o.item.path.is_some());
        let right = of.clone().filter(|o| o.rank() == Some(0)).count();
        format!("{right} of {}", of.count())
    };
    let nowhere = outcomes.iter().filter(|o| o.item.label == "not_on_record");
    let alarms = nowhere.clone().filter(|o| is_clean(o.verdict())).count();
    Ok(Judged {
        times: Times {
            p50: at(50),
            p99: at(99),
        },
        verbatim: first("verbatim"),
        altered: first("altered"),
        alarms: format!("{alarms} of {}", nowhere.count()),
    })
}

fn latency(outcomes: &[Outcome]) {
    let mut times: Vec<Duration> = outcomes.iter().map(|o| o.time).collect();
    times.sort();
    let at =
        |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    let mean = times.iter().sum::<Duration>().as_secs_f64() / times.len().max(1) as f64;
    println!("latency mean               {:.3} ms", mean * 1000.0);
    for (name, share) in [("p50", 50), ("p99", 99), ("max", 100)] {
        let time = at(share).copied().unwrap_or_default();
        println!(
            "latency {name}                {:.3} ms",
            time.as_secs_f64() * 1000.0
        );
    }
    let mut slowest: Vec<&Outcome> = outcomes.iter().collect();
    slowest.sort_by_key(|outcome| std::cmp::Reverse(outcome.time));
    for Outcome { item, time, .. } in slowest.into_iter().take(5) {
        let time = time.as_secs_f64() * 1000.0;
        println!("  slowest: {} ({}), {time:.3} ms", item.id, item.label);
    }
}

fn share(part: usize, whole: usize) -> String {
    format!(
        "{part} of {whole} ({:.1} %)",
        part as f64 * 100.0 / whole.max(1) as f64
    )
}

fn show(what: &str, outcome: &Outcome) {
    let item = &outcome.item;
    println!(
        "{what} {}: {} called {}",
        item.id,
        item.label,
        outcome.verdict()
    );
    println!("  quote  {}", item.quote);
    println!("  record {}", item.source);
    println!(
        "  claim  {:?} {:?} in {:?}",
        item.speaker, item.date, item.path
    );
    for evidence in outcome.finding.evidence.iter().take(2) {
        let document = &evidence.held.document;
        let speaker = evidence.speaker.as_ref().map(|s| s.name.as_str());
        println!("  shown  {} ({speaker:?}) {}", document.id, evidence.text);
        for change in &evidence.difference {
            println!("         {:?} for {:?}", change.quoted, change.record);
        }
        println!("         {:?}", evidence.set_aside);
    }
    for note in &outcome.finding.notes {
        println!("  note   {note}");
    }
    println!("  edits  {:?}", item.edits);
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_text::Span;

    #[test]
    fn a_change_is_the_same_in_one_piece_and_in_several() {
        let change = |start, quoted: &str, record: &str| Change {
            span: Span::new(start, start + quoted.len()),
            quoted: quoted.to_owned(),
            record: record.to_owned(),
            alarms: Vec::new(),
        };
        let shown = [
            change(3, "eel", "salt"),
            change(7, "traps", "pans"),
            change(20, "", "not"),
        ];
        let expected = [("salt pans", "eel traps"), ("not", "")].map(|(a, b)| (a.into(), b.into()));
        assert_eq!(joined(&shown), expected);
        assert_eq!(
            bare("U.S.-Tarn border", "U.S.-Varde border"),
            bare("Tarn", "Varde")
        );
        assert_ne!(bare("may", "may not"), bare("may not", "may"));
    }
}
