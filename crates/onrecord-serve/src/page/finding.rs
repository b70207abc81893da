//! A finding as people read it: verdict, difference, passage, source, citation.

use crate::document;
use crate::shown::{cut, day, plain};
use maud::{Markup, html};
use onrecord_check::{Change, Evidence, Finding, Verdict};

/// What a card shows beside the finding.
pub struct Card<'a> {
    /// The number of the quotation on the page, from 1; `None` where there is only one.
    pub number: Option<usize>,
    /// The quotation's words.
    pub words: &'a str,
    /// Whose words the article says they are.
    pub claimed: Option<String>,
    /// The address of its receipt, where there can be one.
    pub receipt: Option<String>,
}

/// The card of a finding.
pub fn card(card: &Card<'_>, finding: &Finding) -> Markup {
    let verdict = finding.verdict;
    let id = card.number.map(|number| format!("q{number}"));
    html! {
        article.finding.{ "v-" (verdict.as_str()) } id=[id.as_deref()] {
            h2 {
                @if let Some(number) = card.number {
                    a.number href={ "#m" (number) } aria-label={ "Quotation " (number) ", back to the text" } { (number) }
                }
                (badge(verdict))
            }
            p.meaning { (capital_meaning(verdict)) "." }
            @if card.number.is_none() || !verdict.is_clean() { (difference(card.words, finding)) }
            @if let Some(claimed) = &card.claimed {
                p.claimed { "Attributed to " (plain(claimed)) }
            }
            (evidence(finding))
            @if let Some(receipt) = &card.receipt {
                p.links { a href=(receipt) { "Receipt" } " (a file that proves this without the record)" }
            }
            @if !finding.notes.is_empty() {
                ul.notes { @for note in &finding.notes { li { (plain(note)) } } }
            }
            @if let Some(advice) = advice(verdict) {
                p.advice { (advice) " " a href={ "/help/" (verdict.as_str()) } { "What “" (verdict.label()) "” means" } }
            }
        }
    }
}

/// The verdict as a coloured word with a sign, so that nobody needs to see the colour.
pub fn badge(verdict: Verdict) -> Markup {
    html! {
        span.verdict.{ "v-" (verdict.as_str()) } {
            span.sign aria-hidden="true" { (sign(verdict)) } (verdict.label())
        }
    }
}

/// A sign for each verdict.
pub fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim | Verdict::Tidied => "✓",
        Verdict::Elided => "…",
        Verdict::Bracketed => "[ ]",
        Verdict::Altered => "≠",
        Verdict::Spliced => "⧸",
        Verdict::Misattributed => "⇄",
        Verdict::Superseded => "↺",
        Verdict::Common => "∞",
        Verdict::NotOnRecord => "∅",
        Verdict::Undecided => "?",
    }
}

fn capital_meaning(verdict: Verdict) -> String {
    super::capital(verdict.meaning())
}

/// The quotation with what it has otherwise than the record. Nothing where it has the same words.
fn difference(words: &str, finding: &Finding) -> Markup {
    let none = Vec::new();
    let shown = !matches!(finding.verdict, Verdict::NotOnRecord | Verdict::Spliced);
    let changes = finding
        .evidence
        .first()
        .map_or(&none, |evidence| &evidence.difference);
    if changes.is_empty() || !shown {
        return html! { blockquote.words { p { (plain(&cut(words, 600))) } } };
    }
    let alarms: Vec<&str> = {
        let mut all: Vec<_> = changes.iter().flat_map(|change| &change.alarms).collect();
        all.sort();
        all.dedup();
        all.iter().map(|alarm| alarm.as_str()).collect()
    };
    html! {
        blockquote.words.diff { p { (marked(words, changes)) } }
        @if !alarms.is_empty() {
            p.alarms { span.sign aria-hidden="true" { "⚠ " } "The change concerns: " (alarms.join(", ")) }
        }
    }
}

/// The quotation's words, struck where the record has others, which stand behind them.
fn marked(words: &str, changes: &[Change]) -> Markup {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort_by_key(|change| (change.span.start(), change.span.end()));
    let mut parts: Vec<(&str, Option<&Change>)> = Vec::new();
    let mut at = 0;
    for change in sorted {
        let (start, end) = (change.span.start(), change.span.end());
        if start < at
            || !words.is_char_boundary(start)
            || !words.is_char_boundary(end.min(words.len()))
        {
            continue;
        }
        parts.push((&words[at..start], Some(change)));
        at = end.min(words.len());
    }
    html! {
        @for (before, change) in &parts {
            (plain(before))
            @if let Some(change) = change { (one(change)) }
        }
        (plain(&words[at..]))
    }
}

fn one(change: &Change) -> Markup {
    html! {
        @if !change.quoted.is_empty() {
            del { span.aside { " quoted: " } (plain(&change.quoted)) }
            @if !change.record.is_empty() { " " }
        }
        @if !change.record.is_empty() {
            ins { span.aside { " the record: " } (plain(&change.record)) }
            @if change.quoted.is_empty() { " " }
        }
    }
}

/// The passages: as many as the verdict needs to be seen, the rest behind a fold.
fn evidence(finding: &Finding) -> Markup {
    let several = matches!(finding.verdict, Verdict::Spliced | Verdict::Superseded);
    let shown = finding.evidence.len().min(if several { 2 } else { 1 });
    let (first, rest) = finding.evidence.split_at(shown);
    let verdict = finding.verdict;
    html! {
        @for evidence in first { (passage(evidence, verdict)) }
        @if !rest.is_empty() {
            details {
                summary {
                    @if rest.len() == 1 { "One other passage" } @else { (rest.len()) " other passages" }
                }
                @for evidence in rest { (passage(evidence, verdict)) }
            }
        }
    }
}

fn passage(evidence: &Evidence, verdict: Verdict) -> Markup {
    let nearest = verdict == Verdict::NotOnRecord;
    let document = &evidence.held.document;
    let here = document::link(evidence);
    html! {
        div.passage {
            @if verdict != Verdict::Verbatim {
                p.label { @if nearest { "The nearest passage" } @else { "The record" } }
                blockquote cite=(here) { p { (plain(&cut(&evidence.text, 700))) } }
            }
            p.source {
                @if let Some(speaker) = &evidence.speaker { b { (plain(&speaker.name)) } ", " }
                a href=(here) { (plain(&cut(&document.title, 160))) }
                @if let Some(date) = document.dates.issued { ", " (day(date)) }
                ", paragraph " (evidence.blocks.0 + 1)
                @if evidence.held.version.of > 1 {
                    ", version " (evidence.held.version.number) " of " (evidence.held.version.of)
                }
            }
            @if !evidence.set_aside.is_empty() && !nearest {
                p.label { "Set aside: "
                    @for (at, aside) in evidence.set_aside.iter().enumerate() {
                        @if at > 0 { ", " } (aside.what.as_str()) " “" (plain(&cut(&aside.text, 60))) "”"
                    }
                }
            }
            @if let Some(link) = &evidence.link {
                p.links { a rel="external" href=(link) { "The words on the official page" } }
            }
            details.cite {
                summary { "Cite" }
                p data-copy { (plain(&evidence.citation)) }
            }
        }
    }
}

/// What a person can do about it.
pub fn advice(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Altered => Some("Quote the record’s words, or put yours in brackets."),
        Verdict::Spliced => {
            Some("Quote the pieces apart, or mark what was left out and keep its sense.")
        }
        Verdict::Misattributed => Some("Name the speaker and the day that the record has."),
        Verdict::Superseded => {
            Some("Quote the words as they stand today, or say that they were changed.")
        }
        Verdict::NotOnRecord => {
            Some("Look for another source, or take the quotation marks off a paraphrase.")
        }
        _ => None,
    }
}
