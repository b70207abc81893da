//! `onrecord check`: the quotations of articles against the record.

use crate::args::{Check, Format};
use crate::commands::receipt::Maker;
use crate::exit::Exit;
use crate::input::{self, Opened};
use crate::report::{self, Full, Render, Short};
use crate::ui;
use onrecord_check::{Article, Checked, Claim, Options, Report, Role, Verdict, check, claim};
use onrecord_doc::{DocId, Record};
use onrecord_text::Lines;
use onrecord_text::lines::Place;
use onrecord_wire::{ArticleJson, CheckJson, CoverageJson};
use rayon::prelude::*;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

/// Checks every article; one that cannot be read is named, and the rest goes on.
pub fn run(args: &Check) -> Result<Exit, String> {
    if args.quotes {
        return list(args);
    }
    let opened = input::open(&args.record.record)?;
    let mut receipts = match &args.receipts {
        Some(dir) => Some(Receipts::new(&opened, dir)?),
        None => None,
    };
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
            if let Some(receipts) = &mut receipts {
                receipts.write(path, &report)?;
            }
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
    if let Some(receipts) = receipts {
        receipts.tell();
    }
    let found = verdicts.iter().any(|verdict| !verdict.is_clean());
    Ok(exit.max(if found { Exit::Findings } else { Exit::Clean }))
}

/// The receipts of a run.
struct Receipts<'a> {
    maker: Maker<'a>,
    dir: &'a Path,
    written: usize,
    none: usize,
}

impl<'a> Receipts<'a> {
    fn new(opened: &'a Opened, dir: &'a Path) -> Result<Self, String> {
        let maker = Maker::new(opened)?;
        fs::create_dir_all(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
        Ok(Self {
            maker,
            dir,
            written: 0,
            none: 0,
        })
    }

    /// Writes `article-03.json` for the third quotation of `article.md`, and so on.
    fn write(&mut self, article: &Path, report: &Report) -> Result<(), String> {
        let name = DocId::from_text(&article.to_string_lossy()).to_string();
        let name = name.replace('/', "-");
        let name = name.rsplit_once('.').map_or(name.as_str(), |parts| parts.0);
        for (number, checked) in (1..).zip(&report.checked) {
            let Some(finding) = &checked.finding else {
                continue;
            };
            let path = self.dir.join(format!("{name}-{number:02}.json"));
            let question = onrecord_check::question(&checked.claim);
            match self.maker.write(&question, finding, &path)? {
                Ok(()) => self.written += 1,
                Err(_) => self.none += 1,
            }
        }
        Ok(())
    }

    /// Says how many there are; beside the findings, which may go to another program.
    fn tell(&self) {
        let none = match self.none {
            0 => String::new(),
            many => format!("; {many} findings have none: they rest on the whole record"),
        };
        eprintln!("{} receipts in {}{none}", self.written, self.dir.display());
    }
}

/// How many articles are held in memory at a time.
const AT_ONCE: usize = 64;

fn one(args: &Check, path: &Path, record: &dyn Record) -> Result<(String, Report), String> {
    let source = input::article(path)?;
    let options = Options {
        explain: args.explain,
        ..Options::default()
    };
    let report = guarded(path, || {
        check(record, &article(args, path, &source), &options).map_err(|error| error.to_string())
    })?;
    Ok((source, report))
}

/// Runs what reads an article. A fault of this program in one is told as its trouble, and the others go on.
fn guarded<T>(path: &Path, run: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let fault = |_| {
        let path = path.display();
        Err(format!(
            "{path}: a fault of onrecord, told above, stopped the check of this article; please report it, with the \
             article if you can"
        ))
    };
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(fault)
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
        let read = input::article(path).and_then(|source| {
            let claims = || Ok(claim::claims(&article(args, path, &source)));
            Ok((guarded(path, claims)?, source))
        });
        match read {
            Ok((claims, source)) => {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_one_article_is_its_trouble() {
        let path = Path::new("draft.md");
        assert_eq!(guarded(path, || Ok(3)), Ok(3));
        let trouble = guarded(path, || -> Result<(), String> { panic!("no such token") });
        assert!(trouble.is_err_and(|told| told.starts_with("draft.md: a fault of onrecord")));
    }
}
