//! `bench search`: how long searches take, by kind of query, and what they find; with `--beside`
//! the same searches over the same texts in SQLite FTS5 and in Datasette.
//!
//! A search is the first page of twenty with passages, every facet, and the count. Each query is
//! asked once to warm up, and then [`TIMES`] times.

use cpu_time::ThreadTime;
use onrecord_doc::{Handle, Record};
use onrecord_store::query::{Node, Part, Phrase, Word, Zone};
use onrecord_store::{Period, Query, Search, Side, Store};
use serde_json::{Value, json};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const QUERIES: &str = include_str!("../queries.txt");
const SCRIPT: &str = include_str!("../peers/search.py");

/// How often each query is measured.
const TIMES: usize = 9;

/// What the project promises of a search, in milliseconds: the p99.
pub const PROMISED: f64 = 20.0;

const HEAD: &str = "| kind | queries | hits | p50 | p99 | at work: p50 | p99 |\n\
                    | --- | ---: | ---: | ---: | ---: | ---: | ---: |";

struct Asked {
    kind: String,
    text: String,
    query: Query,
}

#[derive(Clone)]
struct Measured {
    kind: String,
    times: Vec<f64>,
    /// Of these, what the processor was at work for: what is left of a machine that others use, too.
    work: Vec<f64>,
    hits: usize,
}

/// Measures; whether the 99th percentile, of what the processor was at work for, is within so many
/// milliseconds.
pub fn run(record: &Path, file: Option<&Path>, beside: bool, within: f64) -> Result<bool, String> {
    let text = match file {
        Some(file) => fs::read_to_string(file).map_err(said)?,
        None => QUERIES.to_owned(),
    };
    let asked = read(&text)?;
    let store = Store::open(record).map_err(said)?;
    let begun = Instant::now();
    search(&store, &asked[0].query)?;
    println!("first search of a process: {:.1} ms", milliseconds(begun));
    let ours = asked.iter().map(|asked| measure(&store, asked));
    let ours: Vec<Measured> = ours.collect::<Result<_, _>>()?;
    println!("\n{HEAD}");
    report("", &ours);
    others(&store, &asked)?;
    println!("\n| query | hits | p50 | at work |\n| --- | ---: | ---: | ---: |");
    for (asked, measured) in asked.iter().zip(&ours) {
        let (p50, work) = (
            percentiles(&measured.times).0,
            percentiles(&measured.work).0,
        );
        println!(
            "| `{}` | {} | {p50:.2} ms | {work:.2} ms |",
            asked.text, measured.hits
        );
    }
    if beside {
        compare(&store, &asked, &ours)?;
    }
    // Of each query the median of its runs: one run beside something else at work breaks no promise.
    let usual: Vec<f64> = ours.iter().map(|one| percentiles(&one.work).0).collect();
    let p99 = percentiles(&usual).1;
    if p99 > within {
        println!("\np99 of the medians is {p99:.1} ms and not within {within} ms");
    }
    Ok(p99 <= within)
}

fn read(text: &str) -> Result<Vec<Asked>, String> {
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let asked = |line: &str| {
        let (kind, text) = line.split_once(' ').unwrap_or(("", line));
        let text = text.trim().to_owned();
        let query = Query::parse(&text).map_err(|error| error.render(&text))?;
        Ok(Asked {
            kind: kind.to_owned(),
            text,
            query,
        })
    };
    lines.map(asked).collect()
}

fn search(store: &Store, query: &Query) -> Result<usize, String> {
    let found = store.search(&Search::new(query.clone())).map_err(said)?;
    Ok(found.total)
}

fn measure(store: &Store, asked: &Asked) -> Result<Measured, String> {
    let hits = search(store, &asked.query)?;
    let (mut times, mut work) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let (begun, busy) = (Instant::now(), ThreadTime::now());
        search(store, &asked.query)?;
        times.push(milliseconds(begun));
        work.push(busy.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(Measured {
        kind: asked.kind.clone(),
        times,
        work,
        hits,
    })
}

/// What else can be asked of words, each over all queries.
fn others(store: &Store, asked: &[Asked]) -> Result<(), String> {
    let mut rows: Vec<(&str, Vec<f64>)> = Vec::new();
    let mut row = |name, ask: &dyn Fn(&Asked) -> Result<(), String>| -> Result<(), String> {
        let mut times = Vec::new();
        for asked in asked {
            let begun = Instant::now();
            ask(asked)?;
            times.push(milliseconds(begun));
        }
        rows.push((name, times));
        Ok(())
    };
    let search = |asked: &Asked| Search::new(asked.query.clone());
    row("frequency by month", &|asked| {
        store
            .frequency(&search(asked), Period::Month)
            .map(drop)
            .map_err(said)
    })?;
    row("concordance of 100 lines, sorted", &|asked| {
        let mut search = search(asked);
        search.limit = 100;
        store
            .concordance(&search, Some(Side::Right))
            .map(drop)
            .map_err(said)
    })?;
    row("documents like the first hit", &|asked| {
        let hits = store.search(&search(asked)).map_err(said)?.hits;
        let like = hits.first().map(|hit| store.like(&hit.id, 10));
        like.transpose().map(drop).map_err(said)
    })?;
    row("suggestions at every key", &|asked| {
        for (end, _) in asked.text.char_indices() {
            store.suggest(&asked.text[..end], 5).map_err(said)?;
        }
        Ok(())
    })?;
    let keys: usize = asked.iter().map(|asked| asked.text.chars().count()).sum();
    println!("\n| beside searching | p50 | p99 |\n| --- | ---: | ---: |");
    for (name, times) in rows {
        let (p50, p99) = percentiles(&times);
        println!("| {name} | {p50:.2} ms | {p99:.2} ms |");
        if name.starts_with("suggestions") {
            let each = times.iter().sum::<f64>() / keys as f64;
            println!("| suggestions: one key of {keys}, mean | {each:.3} ms | |");
        }
    }
    Ok(())
}

fn report(head: &str, all: &[Measured]) {
    let mut kinds: Vec<&str> = Vec::new();
    for one in all {
        if !kinds.contains(&one.kind.as_str()) {
            kinds.push(&one.kind);
        }
    }
    let line = |name: &str, of: &dyn Fn(&&Measured) -> bool| {
        let these: Vec<&Measured> = all.iter().filter(of).collect();
        let times: Vec<f64> = these
            .iter()
            .flat_map(|one| one.times.iter().copied())
            .collect();
        let work: Vec<f64> = these
            .iter()
            .flat_map(|one| one.work.iter().copied())
            .collect();
        let (p50, p99) = percentiles(&times);
        let (half, most) = percentiles(&work);
        let hits: usize = these.iter().map(|one| one.hits).sum();
        println!(
            "| {head}{name} | {} | {hits} | {p50:.2} ms | {p99:.2} ms | {half:.2} ms | {most:.2} ms |",
            these.len()
        );
    };
    for kind in kinds {
        line(kind, &|one| one.kind == kind);
    }
    line("all", &|_| true);
}

/// The same searches in SQLite FTS5, and as pages of Datasette.
fn compare(store: &Store, asked: &[Asked], ours: &[Measured]) -> Result<(), String> {
    let work = std::env::temp_dir().join(format!("onrecord-search-{}", std::process::id()));
    fs::create_dir_all(&work).map_err(said)?;
    let (texts, queries) = (work.join("texts.jsonl"), work.join("queries.jsonl"));
    write_texts(store, &texts)?;
    let line = |asked: &Asked| {
        let said = Sql::of(asked.query.root(), &asked.text);
        let said = said.map(|sql| json!({ "match": sql.words, "where": sql.wheres.join(" AND ") }));
        json!({ "text": asked.text, "sql": said }).to_string()
    };
    let lines: Vec<String> = asked.iter().map(line).collect();
    fs::write(&queries, lines.join("\n")).map_err(said)?;
    let rows = python(&work, [&texts, &queries]);
    fs::remove_dir_all(&work).map_err(said)?;
    let rows: Vec<Value> = rows?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .map_err(said)?;
    println!("\n{HEAD}");
    for name in ["fts5", "datasette"] {
        let of = |(asked, row): (&Asked, &Value)| {
            let numbers = |of: &str| -> Option<Vec<f64>> {
                let numbers = row[name][of].as_array()?.iter();
                Some(numbers.filter_map(Value::as_f64).collect())
            };
            Some(Measured {
                kind: asked.kind.clone(),
                times: numbers("times")?,
                work: numbers("work")?,
                hits: row["hits"].as_u64()? as usize,
            })
        };
        let theirs: Vec<Option<Measured>> = asked.iter().zip(&rows).map(of).collect();
        let same = ours.iter().zip(&theirs).filter(|pair| pair.1.is_some());
        let same: Vec<Measured> = same.map(|(one, _)| one.clone()).collect();
        let theirs: Vec<Measured> = theirs.into_iter().flatten().collect();
        if name == "fts5" {
            report("onrecord, the same: ", &same);
        }
        report(&format!("{name}: "), &theirs);
    }
    let different = asked
        .iter()
        .zip(&rows)
        .zip(ours)
        .filter_map(|((asked, row), ours)| {
            let hits = row["hits"].as_u64()? as usize;
            (hits != ours.hits).then(|| format!("| `{}` | {} | {hits} |", asked.text, ours.hits))
        });
    let different: Vec<String> = different.collect();
    println!("\n| found by another number | onrecord | FTS5 |\n| --- | ---: | ---: |");
    println!("{}", different.join("\n"));
    let none = asked
        .iter()
        .zip(&rows)
        .filter(|(_, row)| row["hits"].is_null());
    let none: Vec<String> = none.map(|(asked, _)| format!("`{}`", asked.text)).collect();
    println!("\nFTS5 cannot ask: {}", none.join(", "));
    Ok(())
}

/// The current versions: what a table of documents would hold.
fn write_texts(store: &Store, file: &Path) -> Result<(), String> {
    let mut out = std::io::BufWriter::new(fs::File::create(file).map_err(said)?);
    let versions = store.coverage().map_err(said)?.versions;
    for handle in 1..=versions as u64 {
        let held = store.held(Handle(handle)).map_err(said)?;
        if !held.version.is_current() {
            continue;
        }
        let document = &held.document;
        let blocks: Vec<&str> = document
            .blocks
            .iter()
            .map(|block| block.text.text())
            .collect();
        let line = json!({
            "id": document.id.as_str(),
            "title": document.title,
            "kind": document.kind.as_str(),
            "date": document.dates.issued.map(|date| date.to_string()),
            "issuer": document.issuers.first().map(|issuer| issuer.name.as_str()),
            "collection": document.collection,
            "text": blocks.join("\n"),
        });
        writeln!(out, "{line}").map_err(said)?;
    }
    out.flush().map_err(said)
}

fn python(work: &Path, inputs: [&PathBuf; 2]) -> Result<String, String> {
    let environment = work.join("python");
    done(
        Command::new("python3")
            .args(["-m", "venv"])
            .arg(&environment),
    )?;
    let python = environment.join("bin/python");
    done(Command::new(&python).args(["-m", "pip", "install", "--quiet", "datasette"]))?;
    let script = work.join("search.py");
    fs::write(&script, SCRIPT).map_err(said)?;
    done(Command::new(&python).arg(&script).args(inputs))
}

/// A query as FTS5 and SQL can say it.
#[derive(Default)]
struct Sql {
    words: String,
    wheres: Vec<String>,
}

impl Sql {
    /// `None` where it cannot be said: a speaker's own words, or filters within alternatives.
    fn of(node: &Node, text: &str) -> Option<Self> {
        let mut sql = Self::default();
        let parts = match &node.part {
            Part::All(parts) => parts.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let (mut words, mut without) = (Vec::new(), Vec::new());
        for part in parts {
            if let Some(filter) = filter(part) {
                sql.wheres.push(filter);
            } else if let Part::Not(inner) = &part.part {
                without.push(matched(inner, text)?);
            } else {
                words.push(matched(part, text)?);
            }
        }
        sql.words = words.join(" AND ");
        if !without.is_empty() {
            // FTS5 knows "but not" and no "not".
            if words.is_empty() {
                return None;
            }
            sql.words = format!("({}) NOT ({})", sql.words, without.join(" OR "));
        }
        Some(sql)
    }
}

fn filter(node: &Node) -> Option<String> {
    match &node.part {
        Part::Kind(kind) => Some(format!("kind = '{kind}'")),
        Part::Collection(name) => Some(format!("collection = '{name}'")),
        Part::Issued(from, to) => {
            let from = from.map(|day| format!("date >= '{day}'"));
            let to = to.map(|day| format!("date <= '{day}'"));
            Some(from.into_iter().chain(to).collect::<Vec<_>>().join(" AND "))
        }
        Part::Has(onrecord_store::query::Field::Issuer, words) => {
            Some(format!("issuer LIKE '%{words}%'"))
        }
        Part::Any(parts) => {
            let each: Option<Vec<String>> = parts.iter().map(filter).collect();
            each.map(|each| format!("({})", each.join(" OR ")))
        }
        _ => None,
    }
}

fn matched(node: &Node, text: &str) -> Option<String> {
    let phrase = |phrase: &Phrase| -> Option<String> {
        let (last, before) = phrase.words.split_last()?;
        if before.iter().any(|word| word.prefix) {
            return None;
        }
        // FTS5 has its own way to fold.
        let typed = |word: &Word| text.get(word.span.range());
        let words: Option<Vec<&str>> = phrase.words.iter().map(typed).collect();
        let words = words?;
        let star = if last.prefix { "*" } else { "" };
        Some(format!("\"{}\"{star}", words.join(" ")))
    };
    let all = |parts: &[Node], between: &str| -> Option<String> {
        let each: Option<Vec<String>> = parts.iter().map(|part| matched(part, text)).collect();
        each.map(|each| format!("({})", each.join(between)))
    };
    match &node.part {
        Part::Words(Zone::Anywhere, words) => phrase(words),
        Part::Words(Zone::Title, words) => Some(format!("title : {}", phrase(words)?)),
        Part::Near(Zone::Anywhere, first, others) => {
            // FTS5 counts the words between, and has one number for all.
            let within = others.iter().map(|(within, _)| within).max()?;
            let mut phrases = vec![phrase(first)?];
            for (_, other) in others {
                phrases.push(phrase(other)?);
            }
            Some(format!("NEAR({}, {})", phrases.join(" "), within - 1))
        }
        Part::All(parts) => all(parts, " AND "),
        Part::Any(parts) => all(parts, " OR "),
        _ => None,
    }
}

fn percentiles(times: &[f64]) -> (f64, f64) {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| {
        let place = (times.len() * share / 100).min(times.len().saturating_sub(1));
        times.get(place).copied().unwrap_or_default()
    };
    (at(50), at(99))
}

fn milliseconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}

/// What a command printed, or the last thing that it complained of.
fn done(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(said)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    let last = complaint.lines().rfind(|line| !line.trim().is_empty());
    Err(last.unwrap_or("it failed without a word").to_owned())
}

fn said(error: impl ToString) -> String {
    error.to_string()
}
