//! `onrecord check`: the quotations of articles against the record.

use crate::args::{Check, Format};
use crate::exit::Exit;
use crate::report::{self, Full, Render, Short};
use crate::{input, ui};
use onrecord_check::{Article, Checked, Claim, Options, Report, Role, Verdict, check, claim};
use onrecord_doc::Record;
use onrecord_text::Lines;
use onrecord_text::lines::Place;
use onrecord_wire::{ArticleJson, CheckJson, CoverageJson};
use rayon::prelude::*;
use std::path::Path;

/// Checks every article; one that cannot be read is named, and the rest goes on.
pub fn run(args: &Check) -> Result<Exit, String> {
    if args.quotes {
        return list(args);
    }
    let opened = input::open(&args.record.record)?;
    let coverage = opened
        .record()
        .coverage()
        .map_err(|error| error.to_string())?;
    let mut exit = Exit::Clean;
    let mut shown = Vec::new();
    let mut verdicts = Vec::new();
    let mut others = 0;
    // Articles are checked side by side and shown in the order in which they were named.
    let bar = ui::progress_beside_output(args.articles.len() as u64, "checked");
    for some in args.articles.chunks(AT_ONCE) {
        let checked: Vec<_> = some
            .par_iter()
            .map(|path| one(args, path, opened.record()))
            .collect();
        for (path, checked) in some.iter().zip(checked) {
            let (source, report) = match checked {
                Ok(checked) => checked,
                Err(trouble) => {
                    ui::error(&trouble);
                    exit = Exit::Trouble;
                    continue;
                }
            };
            let all = report.checked.iter();
            verdicts.extend(all.clone().filter_map(verdict));
            others += all.filter(|checked| checked.finding.is_none()).count();
            show(args, &path.to_string_lossy(), &source, &report, &mut shown);
        }
        bar.inc(some.len() as u64);
    }
    bar.finish_and_clear();
    if args.format == Format::Json {
        let record = CoverageJson::from(&coverage);
        ui::print_json(&CheckJson {
            schema: "onrecord/check/1",
            articles: shown,
            record,
        })?;
    } else {
        anstream::println!("{}", report::summary(&verdicts, others, &coverage));
    }
    let found = verdicts.iter().any(|verdict| !verdict.is_clean());
    Ok(exit.max(if found { Exit::Findings } else { Exit::Clean }))
}

/// How many articles are held in memory at a time.
const AT_ONCE: usize = 64;

fn one(args: &Check, path: &Path, record: &dyn Record) -> Result<(String, Report), String> {
    let source = input::article(path)?;
    let article = article(args, path, &source);
    let options = Options {
        explain: args.explain,
        ..Options::default()
    };
    let report = check(record, &article, &options).map_err(|error| error.to_string())?;
    Ok((source, report))
}

fn article(args: &Check, path: &Path, source: &str) -> Article {
    let format = onrecord_check::Format::guess(&path.to_string_lossy(), source);
    let mut article = Article::read(source, format);
    article.date = args.date.or(article.date);
    article
}

fn verdict(checked: &Checked) -> Option<Verdict> {
    checked.finding.as_ref().map(|finding| finding.verdict)
}

fn show(args: &Check, path: &str, source: &str, report: &Report, json: &mut Vec<ArticleJson>) {
    if args.format == Format::Json {
        json.push(ArticleJson::new(path, source, report));
        return;
    }
    let mut render: Box<dyn Render> = match args.format {
        Format::Short => Box::new(Short),
        _ => Box::new(Full),
    };
    let lines = Lines::new(source);
    let article = report::Article {
        path,
        source,
        lines,
    };
    let wanted = |checked: &&Checked| args.all || verdict(checked).is_some_and(|v| !v.is_clean());
    report
        .checked
        .iter()
        .filter(wanted)
        .for_each(|checked| render.finding(&article, checked));
}

/// Lists the quotations without looking them up.
fn list(args: &Check) -> Result<Exit, String> {
    let mut exit = Exit::Clean;
    for path in &args.articles {
        match input::article(path) {
            Ok(source) => {
                let claims = claim::claims(&article(args, path, &source));
                let (path, lines) = (path.to_string_lossy(), Lines::new(&source));
                let place = |claim: &Claim| lines.place(&source, claim.span.start());
                claims
                    .iter()
                    .for_each(|claim| line(&path, place(claim), claim));
            }
            Err(trouble) => {
                ui::error(&trouble);
                exit = Exit::Trouble;
            }
        }
    }
    Ok(exit)
}

fn line(path: &str, place: Place, claim: &Claim) {
    let who = match (&claim.role, &claim.speaker) {
        (Role::NotAQuotation, _) => "no quotation".to_owned(),
        (_, Some(speaker)) => speaker.name.clone(),
        (_, None) => "nobody named".to_owned(),
    };
    let text = format!(
        "{path}:{}:{}: {who}: “{}”",
        place.line,
        place.column,
        claim.words.text()
    );
    anstream::println!("{}", ui::plain(&text));
}
