//! `onrecord quote`: one quotation against the record.

use crate::args::{Format, Quote};
use crate::commands::receipt::Maker;
use crate::exit::Exit;
use crate::report::{full_finding, summary};
use crate::{input, ui};
use onrecord_check::{Finding, Options, Question, quote};
use onrecord_doc::{Date, authority};
use onrecord_wire::{CoverageJson, FindingJson, QuoteJson};

/// Looks the words up.
pub fn run(args: &Quote) -> Result<Exit, String> {
    let words = args.words.trim().trim_matches(['“', '”', '"']);
    if words.is_empty() {
        return Err("there are no words to look up".to_owned());
    }
    let opened = input::open(&args.record.record)?;
    let maker = match &args.receipt {
        Some(path) => Some((Maker::new(&opened)?, path)),
        None => None,
    };
    let speaker = args.speaker.as_deref().map(|name| known(name, args.date));
    let question = Question {
        words,
        speaker: speaker.as_deref(),
        dates: args.date.map(|date| (date, date)),
    };
    let options = Options {
        explain: args.explain,
        ..Options::default()
    };
    let finding = quote(opened.record(), &question, &options).map_err(|e| e.to_string())?;
    let coverage = opened
        .record()
        .coverage()
        .map_err(|error| error.to_string())?;
    match args.format {
        Format::Json => ui::print_json(&QuoteJson {
            schema: "onrecord/quote/1",
            text: words.to_owned(),
            finding: FindingJson::from(&finding),
            record: CoverageJson::from(&coverage),
        })?,
        Format::Short => anstream::println!("{}", ui::plain(&short(&finding))),
        Format::Full => {
            full_finding(words, &finding);
            anstream::println!("{}", summary(&[finding.verdict], 0, &coverage));
        }
    }
    if let Some((maker, path)) = maker {
        match maker.write(&question, &finding, path)? {
            Ok(()) => eprintln!("receipt: {}", path.display()),
            Err(none) => ui::warning(&none.to_string()),
        }
    }
    Ok(if finding.verdict.is_clean() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

/// The full name behind "the president" and the like on that day, or the name as it was typed.
fn known(name: &str, on: Option<Date>) -> String {
    authority::resolve(name, on).map_or_else(|| name.to_owned(), |speaker| speaker.name)
}

fn short(finding: &Finding) -> String {
    let source = finding.evidence.first().map(|evidence| {
        let document = &evidence.held.document;
        format!(": {} ({})", document.title, document.id)
    });
    format!("{}{}", finding.verdict, source.unwrap_or_default())
}
