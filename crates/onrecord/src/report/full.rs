//! Findings as a compiler prints diagnostics.

use super::short::cut;
use super::{Article, Render};
use crate::ui::plain;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use onrecord_check::{Change, Checked, Evidence, Finding, Verdict};
use onrecord_text::Span;

/// The article's line, carets, the record's words, document, date, speaker, help.
pub struct Full;

impl Render for Full {
    fn finding(&mut self, article: &Article<'_>, checked: &Checked) {
        let Some(finding) = &checked.finding else {
            return;
        };
        let shown = Shown::of(article, checked);
        let title = format!("{}: {}", finding.verdict, finding.verdict.meaning());
        let annotations = marks(&shown, finding, checked);
        let snippet = Snippet::source(shown.text.as_str())
            .line_start(shown.line)
            .path(article.path)
            .annotations(annotations);
        let group = level(finding.verdict).primary_title(title).element(snippet);
        let group = lines(finding)
            .into_iter()
            .fold(group, |group: Group<'_>, (name, text)| {
                group.element(Level::NOTE.with_name(Some(name)).message(text))
            });
        anstream::println!("{}\n", Renderer::styled().render(&[group]));
    }
}

/// Prints a finding on a quotation that stands in no article.
pub fn finding(words: &str, finding: &Finding) {
    let title = format!("{}: {}", finding.verdict, finding.verdict.meaning());
    let text = plain(words);
    let changes = finding
        .evidence
        .first()
        .map(|e| e.difference.as_slice())
        .unwrap_or_default();
    let differs = text == words && finding.verdict == Verdict::Altered && !changes.is_empty();
    let marks: Vec<Annotation<'_>> = if differs {
        changes
            .iter()
            .map(|change| annotation(change.span, Some(change)))
            .collect()
    } else {
        vec![annotation(Span::new(0, text.len()), None)]
    };
    let snippet = Snippet::source(text.as_str())
        .line_start(1)
        .annotations(marks);
    let group = level(finding.verdict).primary_title(title).element(snippet);
    let group = lines(finding)
        .into_iter()
        .fold(group, |group: Group<'_>, (name, text)| {
            group.element(Level::NOTE.with_name(Some(name)).message(text))
        });
    anstream::println!("{}\n", Renderer::styled().render(&[group]));
}

fn level(verdict: Verdict) -> Level<'static> {
    match verdict {
        verdict if verdict.is_clean() => Level::INFO.with_name(Some("on the record")),
        Verdict::NotOnRecord | Verdict::Superseded => Level::WARNING,
        _ => Level::ERROR,
    }
    .no_name()
}

/// The lines of the article that hold a quotation, without control characters.
struct Shown {
    text: String,
    /// The number of the first line.
    line: usize,
    /// Where the text begins in the article.
    from: usize,
}

impl Shown {
    fn of(article: &Article<'_>, checked: &Checked) -> Self {
        let (source, span) = (article.source, checked.claim.span);
        // Of a paragraph in one line, so much as shows what is around the quotation.
        let first = source.floor_char_boundary(span.start().saturating_sub(AROUND));
        let last = source.ceil_char_boundary(source.len().min(span.end() + AROUND));
        let before = &source[first..span.start()];
        let from = before.rfind('\n').map_or(first, |at| first + at + 1);
        let to = source[span.end()..last]
            .find('\n')
            .map_or(last, |at| span.end() + at);
        // Each control character becomes one of the same length, so that no offset moves.
        let tame = |c: char| {
            if c.is_control() && c != '\n' && c != '\t' {
                ' '
            } else {
                c
            }
        };
        let text = source[from..to].chars().map(tame).collect::<String>();
        let text = if text.len() == to - from {
            text
        } else {
            source[from..to].to_owned()
        };
        Self {
            text,
            line: article.lines.place(source, from).line,
            from,
        }
    }

    fn local(&self, span: Span) -> Span {
        let at = |offset: usize| offset.saturating_sub(self.from).min(self.text.len());
        Span::new(at(span.start()), at(span.end()))
    }
}

/// How many bytes of a line are shown before and behind a quotation.
const AROUND: usize = 400;

/// Carets under the changed words, or else under the whole quotation.
fn marks<'a>(shown: &Shown, finding: &'a Finding, checked: &Checked) -> Vec<Annotation<'a>> {
    let changes = finding
        .evidence
        .first()
        .map(|e| e.difference.as_slice())
        .unwrap_or_default();
    if finding.verdict != Verdict::Altered || changes.is_empty() {
        return vec![annotation(shown.local(checked.claim.span), None)];
    }
    let place = |change: &Change| shown.local(checked.claim.words.source(change.span));
    changes
        .iter()
        .map(|change| annotation(place(change), Some(change)))
        .collect()
}

fn annotation<'a>(span: Span, change: Option<&'a Change>) -> Annotation<'a> {
    let label = change.map(|change| {
        let alarms: Vec<&str> = change.alarms.iter().map(|alarm| alarm.as_str()).collect();
        let alarms = if alarms.is_empty() {
            String::new()
        } else {
            format!(" ({})", alarms.join(", "))
        };
        match (change.quoted.is_empty(), change.record.is_empty()) {
            (_, true) => format!("not in the record{alarms}"),
            (true, _) => format!("left out: “{}”{alarms}", plain(&change.record)),
            _ => format!("the record: “{}”{alarms}", plain(&change.record)),
        }
    });
    let end = if span.is_empty() {
        span.end() + 1
    } else {
        span.end()
    };
    let mark = AnnotationKind::Primary.span(span.start()..end);
    match label {
        Some(label) => mark.label(label),
        None => mark,
    }
}

/// What stands below the article's lines: a name and a text each.
fn lines(finding: &Finding) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    let nearest = finding.verdict == Verdict::NotOnRecord;
    // Pieces, and words before and after a change, need more than one passage to be seen.
    let several = matches!(finding.verdict, Verdict::Spliced | Verdict::Superseded);
    for evidence in finding.evidence.iter().take(if several { 2 } else { 1 }) {
        lines.push((
            if nearest { "nearest" } else { "record" },
            plain(&source(evidence)),
        ));
        lines.push(("words", format!("“{}”", plain(&cut(&evidence.text, 300)))));
        let aside: Vec<String> = evidence
            .set_aside
            .iter()
            .map(|aside| format!("{} “{}”", aside.what.as_str(), cut(&aside.text, 60)))
            .collect();
        if !aside.is_empty() && !nearest {
            lines.push(("set aside", plain(&aside.join(", "))));
        }
        if let Some(link) = &evidence.link {
            lines.push(("link", plain(link)));
        }
    }
    lines.extend(finding.notes.iter().map(|note| ("note", plain(note))));
    lines.extend(help(finding.verdict).map(|help| ("help", help.to_owned())));
    let road = finding.road.iter().map(|step| plain(&step.to_string()));
    lines.extend(road.map(|step| ("road", step)));
    lines
}

fn source(evidence: &Evidence) -> String {
    let document = &evidence.held.document;
    let mut text = cut(&document.title, 120);
    if let Some(date) = document.dates.issued {
        text.push_str(&format!(", {}", date.strftime("%B %-d, %Y")));
    }
    if let Some(speaker) = &evidence.speaker {
        text.push_str(&format!(", {}", speaker.name));
    }
    text.push_str(&format!(", paragraph {}", evidence.blocks.0 + 1));
    let version = &evidence.held.version;
    if version.of > 1 {
        text.push_str(&format!(", version {} of {}", version.number, version.of));
        if let Some(known) = &version.known {
            text.push_str(&format!(
                ", known since {}",
                known.get(..10).unwrap_or(known)
            ));
        }
    }
    text
}

fn help(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Altered => Some("quote the record's words, or put yours in brackets"),
        Verdict::Spliced => {
            Some("quote the pieces apart, or mark what was left out and keep its sense")
        }
        Verdict::Misattributed => Some("name the speaker and the day that the record has"),
        Verdict::Superseded => {
            Some("quote the words as they stand today, or say that they were changed")
        }
        Verdict::NotOnRecord => {
            Some("look for another source, or take the quotation marks off a paraphrase")
        }
        _ => None,
    }
}
