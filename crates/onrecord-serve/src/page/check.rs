//! The first page: a text is pasted, and comes back with every quotation marked.

use super::finding::{Card, badge, card, sign};
use super::{Head, report, shell};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::question::{self, Answer, Ask, Checked, Quoted};
use crate::receipt;
use crate::search::date;
use crate::shown::{day, encoded, plain};
use axum::extract::{Multipart, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use onrecord_check::article::{Paragraph, ParagraphKind};
use onrecord_check::{Claim, Finding, Verdict};
use onrecord_doc::record::grouped;
use onrecord_doc::{Coverage, Date, Record};
use onrecord_text::{Mapped, Span};
use serde::Deserialize;
use std::sync::Arc;

/// `GET /`
pub async fn home(State(desk): State<Arc<Desk>>) -> Result<Markup, Failure> {
    let coverage = desk.ask(|store| Ok(store.coverage()?)).await?;
    let main = html! {
        h1 { "Was it said?" }
        p.lead { "Paste an article or a quotation. Every quotation comes back with what the record has: the same words or others, who said them, when and where, and a link to the place." }
        (form("", None, None))
        (covers(&coverage))
    };
    let head = Head {
        description: "Check the quotations of an article against a record of official statements.",
        here: "/",
        ..Head::default()
    };
    Ok(shell(&head, main))
}

fn covers(coverage: &Coverage) -> Markup {
    html! {
        p.covers {
            "The record has " a href="/status" { (grouped(coverage.documents)) " documents" }
            @if let (Some(first), Some(last)) = (coverage.first, coverage.last) {
                ", " (day(first)) " to " (day(last))
            }
            ". What is not in it cannot be found."
        }
    }
}

fn form(text: &str, speaker: Option<&str>, date: Option<Date>) -> Markup {
    html! {
        form.check action="/check" method="post" enctype="multipart/form-data" {
            label for="text" { "Article or quotation" }
            textarea #text name="text" rows="10" maxlength=(question::MOST_BYTES) aria-describedby="text-hint" { (plain(text)) }
            p.hint #text-hint { "Plain text, Markdown or HTML. It is checked on this server and forgotten." }
            div.more {
                div {
                    label for="file" { "or a file" }
                    input #file type="file" name="file" accept=".md,.markdown,.txt,.html,.htm,text/*";
                }
                div {
                    label for="speaker" { "Speaker, of a single quotation" }
                    input #speaker type="text" name="speaker" maxlength="200" value=[speaker.map(plain)] autocomplete="off";
                }
                div {
                    label for="date" { "Day" }
                    input #date type="date" name="date" value=[date.map(|date| date.to_string())];
                }
            }
            button type="submit" { "Check" }
        }
    }
}

/// What stands in the address of a single quotation, so that it can be shared.
#[derive(Debug, Deserialize)]
pub struct Shared {
    #[serde(default)]
    quote: String,
    speaker: Option<String>,
    date: Option<String>,
}

/// `GET /check?quote=WORDS`
pub async fn shared(
    State(desk): State<Arc<Desk>>,
    Query(shared): Query<Shared>,
) -> Result<Response, Failure> {
    let date = date(shared.date.as_deref().unwrap_or_default())?;
    let page = desk
        .ask(move |store| {
            let quoted = question::one(store, &shared.quote, shared.speaker, date)?;
            Ok(quotation(&quoted, store.is_logged()?))
        })
        .await?;
    Ok(forgotten(page))
}

/// `POST /check`
pub async fn posted(State(desk): State<Arc<Desk>>, fields: Multipart) -> Result<Response, Failure> {
    let ask = ask(fields).await?;
    let page = desk
        .ask(move |store| {
            let logged = store.is_logged()?;
            Ok(match question::either(store, ask)? {
                Answer::Article(checked) => article(&checked, logged),
                Answer::Quotation(quoted) => quotation(&quoted, logged),
            })
        })
        .await?;
    Ok(forgotten(page))
}

/// A page that nobody on the way may keep.
fn forgotten(page: Markup) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], page).into_response()
}

/// Reads the fields of the form. A file counts where nothing was pasted.
async fn ask(mut fields: Multipart) -> Result<Ask, Failure> {
    let broken = |error: axum::extract::multipart::MultipartError| {
        if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            return question::text_too_large();
        }
        Failure::bad("the form could not be read; send it again")
    };
    let (mut ask, mut file) = (Ask::default(), (String::new(), Vec::new()));
    while let Some(field) = fields.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let path = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(broken)?.to_vec();
        if name == "file" {
            file = (path, bytes);
            continue;
        }
        let text = text(bytes)?;
        match name.as_str() {
            "text" => ask.text = text,
            "speaker" => ask.speaker = Some(text),
            "date" => ask.date = date(&text)?,
            _ => {}
        }
    }
    if ask.text.trim().is_empty() && !file.1.is_empty() {
        ask.text = text(file.1)?;
        ask.format = Some(onrecord_check::Format::guess(&file.0, &ask.text));
    }
    if ask.text.len() > question::MOST_BYTES {
        return Err(question::text_too_large());
    }
    Ok(ask)
}

fn text(bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::bad(format!(
            "the text is not UTF-8 at byte {at}; save it as UTF-8"
        ))
    })
}

/// The page of a single quotation.
fn quotation(quoted: &Quoted, logged: bool) -> Markup {
    let shown = Card {
        number: None,
        words: &quoted.words,
        claimed: quoted.speaker.clone(),
        receipt: receipt::address(logged, &quoted.question(), &quoted.finding),
    };
    let date = quoted.dates.map(|dates| dates.0);
    let mut address = format!("/check?quote={}", encoded(&quoted.words));
    if let Some(speaker) = &quoted.speaker {
        address.push_str(&format!("&speaker={}", encoded(speaker)));
    }
    if let Some(date) = date {
        address.push_str(&format!("&date={date}"));
    }
    let verdict = quoted.finding.verdict;
    let main = html! {
        h1 { (super::capital(verdict.label())) }
        div.single { (card(&shown, &quoted.finding)) }
        p.links { a href=(address) data-link { "A link to this answer" } " (the words stand in the link, not on this server)" }
        (report::block(&report::of_quotation(quoted)))
        (covers(&quoted.coverage))
        section.again { h2 { "Check another" } (form(&quoted.words, quoted.speaker.as_deref(), date)) }
    };
    let head = Head {
        title: verdict.label(),
        here: "/",
        ..Head::default()
    };
    shell(&head, main)
}

/// The page of an article.
fn article(checked: &Checked, logged: bool) -> Markup {
    let found = checked
        .report
        .checked
        .iter()
        .filter_map(|c| c.finding.as_ref());
    let verdicts: Vec<Verdict> = found.map(|finding| finding.verdict).collect();
    let bad = verdicts
        .iter()
        .filter(|verdict| !verdict.is_clean())
        .count();
    let title = headline(verdicts.len(), bad);
    let main = html! {
        h1 { (title) }
        (tally(checked))
        p.links { button.quiet type="button" data-share hidden { "Copy a link to this check" } " " a href="#report" { "Report" } }
        @if verdicts.is_empty() { p.lead { "The text has no quotation that could be looked up. A quotation stands in quotation marks, or in a block of its own." } }
        div.checked { @for row in rows(checked, logged) { (row) } }
        (report::block(&report::of_article(checked)))
        (covers(&checked.report.coverage))
        section.again { h2 { "Change the text and check again" } (form(&checked.source, None, checked.article.date)) }
    };
    let head = Head {
        title: &title,
        here: "/",
        ..Head::default()
    };
    shell(&head, main)
}

fn headline(all: usize, bad: usize) -> String {
    let plural = if all == 1 { "" } else { "s" };
    match (all, bad) {
        (0, _) => "No quotation".to_owned(),
        (_, 0) => format!("{all} quotation{plural}, nothing to mend"),
        _ => format!("{all} quotation{plural}, {bad} to look at"),
    }
}

/// How many of each verdict, each a link to the first.
fn tally(checked: &Checked) -> Markup {
    let found = checked
        .report
        .checked
        .iter()
        .filter_map(|checked| checked.finding.as_ref());
    let verdicts: Vec<Verdict> = found.map(|finding| finding.verdict).collect();
    let first = |wanted: &Verdict| verdicts.iter().position(|found| found == wanted);
    html! {
        ul.tally {
            @for verdict in Verdict::ALL {
                @if let Some(at) = first(verdict) {
                    li { a href={ "#q" (at + 1) } {
                        (verdicts.iter().filter(|found| *found == verdict).count()) " "
                        (badge(*verdict))
                    } }
                }
            }
        }
    }
}

/// A quotation with its finding, and the number that people see, from 1.
struct Numbered<'a> {
    number: usize,
    claim: &'a Claim,
    finding: &'a Finding,
}

fn numbered(checked: &Checked) -> Vec<Numbered<'_>> {
    let all = checked.report.checked.iter();
    let found = all.filter_map(|checked| Some((&checked.claim, checked.finding.as_ref()?)));
    found
        .zip(1..)
        .map(|((claim, finding), number)| Numbered {
            number,
            claim,
            finding,
        })
        .collect()
}

/// A row for each paragraph: its text with the quotations marked, and beside it what was found.
fn rows(checked: &Checked, logged: bool) -> Vec<Markup> {
    let all = numbered(checked);
    let mut waiting = all.iter().peekable();
    let mut rows = Vec::new();
    for paragraph in &checked.article.paragraphs {
        // Both are in the order of the text.
        let end = paragraph.text.whole().end();
        let mut cards = Vec::new();
        while let Some(found) = waiting.next_if(|found| found.claim.span.start() < end) {
            cards.push(found);
        }
        let marks = marks(&paragraph.text, &all);
        rows.push(row(paragraph, &marks, &cards, logged));
    }
    rows
}

fn row(paragraph: &Paragraph, marks: &[Mark<'_>], cards: &[&Numbered<'_>], logged: bool) -> Markup {
    let body = prose(paragraph.text.text(), marks);
    html! {
        div.row {
            div.prose {
                @match paragraph.kind {
                    ParagraphKind::Heading => p.heading { (body) },
                    ParagraphKind::BlockQuotation => blockquote { p { (body) } },
                    ParagraphKind::Text | ParagraphKind::Item => p { (body) },
                }
            }
            @if !cards.is_empty() { div.cards { @for found in cards { (found.card(logged)) } } }
        }
    }
}

impl Numbered<'_> {
    fn card(&self, logged: bool) -> Markup {
        let speaker = self.claim.speaker.as_ref();
        let shown = Card {
            number: Some(self.number),
            words: self.claim.words.text(),
            claimed: speaker.map(|speaker| speaker.name.clone()),
            receipt: receipt::address(logged, &onrecord_check::question(self.claim), self.finding),
        };
        card(&shown, self.finding)
    }
}

/// A stretch of a paragraph's text that is quoted.
struct Mark<'a> {
    span: Span,
    found: &'a Numbered<'a>,
    /// Whether the quotation begins here, and not in a paragraph before.
    begins: bool,
}

/// The quotations in a paragraph, in its text; of two that overlap only the first.
fn marks<'a>(text: &Mapped, all: &'a [Numbered<'a>]) -> Vec<Mark<'a>> {
    let (whole, plain) = (text.whole(), text.text());
    let mut marks: Vec<Mark<'a>> = Vec::new();
    for found in all {
        let span = found.claim.span;
        if !span.overlaps(whole) {
            continue;
        }
        let start = span.start().max(whole.start());
        let end = span.end().min(whole.end());
        let (Some(first), Some(last)) = (text.from_source(start), text.from_source(end - 1)) else {
            continue;
        };
        let first = plain.floor_char_boundary(first);
        let last = plain.ceil_char_boundary((last + 1).min(plain.len()));
        if first < last && marks.last().is_none_or(|mark| mark.span.end() <= first) {
            marks.push(Mark {
                span: Span::new(first, last),
                found,
                begins: start == span.start(),
            });
        }
    }
    marks
}

fn prose(text: &str, marks: &[Mark<'_>]) -> Markup {
    let mut at = 0;
    let mut parts = Vec::new();
    for mark in marks {
        parts.push((&text[at..mark.span.start()], mark));
        at = mark.span.end();
    }
    html! {
        @for (before, mark) in parts { (plain(before)) (marked(text, mark)) }
        (plain(&text[at..]))
    }
}

fn marked(text: &str, mark: &Mark<'_>) -> Markup {
    let (number, verdict) = (mark.found.number, mark.found.finding.verdict);
    let id = mark.begins.then(|| format!("m{number}"));
    html! {
        mark.{ "v-" (verdict.as_str()) } id=[id] { (plain(&text[mark.span.range()])) }
        a.ref href={ "#q" (number) } aria-label={ "Finding " (number) ": " (verdict.label()) } {
            (sign(verdict)) " " (number)
        }
    }
}
