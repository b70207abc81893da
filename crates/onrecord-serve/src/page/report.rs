//! A check as a report that can be copied: Markdown, which is also plain text.

use crate::question::{Checked, Quoted};
use crate::shown::{cut, day, plain};
use maud::{Markup, html};
use onrecord_check::{Change, Evidence, Finding, Verdict};
use onrecord_doc::Coverage;

/// The report in a box, to be copied.
pub fn block(report: &str) -> Markup {
    html! {
        details #report.report {
            summary { "Report, to copy" }
            label for="report-text" { "Markdown" }
            textarea #report-text readonly rows="14" data-copy { (report) }
        }
    }
}

/// The report on an article.
pub fn of_article(checked: &Checked) -> String {
    let all = checked.report.checked.iter();
    let findings: Vec<_> = all
        .filter_map(|checked| Some((&checked.claim, checked.finding.as_ref()?)))
        .collect();
    let mut report = format!("# Quotations checked: {}\n", findings.len());
    for verdict in Verdict::ALL {
        let count = findings
            .iter()
            .filter(|(_, finding)| finding.verdict == *verdict)
            .count();
        if count > 0 {
            report.push_str(&format!("- {count} {}\n", verdict.label()));
        }
    }
    for (number, (claim, finding)) in findings.iter().enumerate() {
        report.push_str(&format!(
            "\n## {}. {}\n",
            number + 1,
            finding.verdict.label()
        ));
        entry(&mut report, claim.words.text(), finding);
    }
    end(&mut report, &checked.report.coverage);
    report
}

/// The report on one quotation.
pub fn of_quotation(quoted: &Quoted) -> String {
    let mut report = format!("# {}\n", quoted.finding.verdict.label());
    entry(&mut report, &quoted.words, &quoted.finding);
    end(&mut report, &quoted.coverage);
    report
}

fn entry(report: &mut String, words: &str, finding: &Finding) {
    report.push_str(&format!("\nQuoted: “{}”\n", line(words)));
    let several = matches!(finding.verdict, Verdict::Spliced | Verdict::Superseded);
    let nearest = finding.verdict == Verdict::NotOnRecord;
    for evidence in finding.evidence.iter().take(if several { 2 } else { 1 }) {
        passage(report, evidence, nearest);
    }
    for note in &finding.notes {
        report.push_str(&format!("\nNote: {}\n", line(note)));
    }
}

fn passage(report: &mut String, evidence: &Evidence, nearest: bool) {
    let name = if nearest {
        "Nearest passage"
    } else {
        "The record"
    };
    report.push_str(&format!(
        "\n{name}: “{}”\n",
        line(&cut(&evidence.text, 1000))
    ));
    if !nearest {
        for change in &evidence.difference {
            report.push_str(&format!("- {}\n", self::change(change)));
        }
    }
    let version = &evidence.held.version;
    if let Some(speaker) = &evidence.speaker {
        report.push_str(&format!("\nSpeaker: {}\n", line(&speaker.name)));
    }
    report.push_str(&format!(
        "\nSource: {} Paragraph {}, version {} of {}, SHA-256 {}.\n",
        line(&evidence.citation),
        evidence.blocks.0 + 1,
        version.number,
        version.of,
        version.digest
    ));
    if let Some(link) = &evidence.link {
        report.push_str(&format!("\n<{link}>\n"));
    }
}

fn change(change: &Change) -> String {
    let alarms: Vec<&str> = change.alarms.iter().map(|alarm| alarm.as_str()).collect();
    let alarms = if alarms.is_empty() {
        String::new()
    } else {
        format!(" ({})", alarms.join(", "))
    };
    match (change.quoted.is_empty(), change.record.is_empty()) {
        (true, _) => format!("left out: “{}”{alarms}", line(&change.record)),
        (_, true) => format!("added: “{}”{alarms}", line(&change.quoted)),
        _ => format!(
            "“{}” for “{}”{alarms}",
            line(&change.quoted),
            line(&change.record)
        ),
    }
}

fn end(report: &mut String, coverage: &Coverage) {
    let dates = match (coverage.first, coverage.last) {
        (Some(first), Some(last)) => format!(", {} to {}", day(first), day(last)),
        _ => String::new(),
    };
    report.push_str(&format!(
        "\nSearched: {} documents{dates}. Checked with Onrecord.\n",
        coverage.documents
    ));
}

/// The text on one line.
fn line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
