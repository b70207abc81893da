//! A document as people read it: turns, notes, headings, every paragraph with its anchor.

use super::{Head, shell};
use crate::document::{Form, Found, body, path, place};
use crate::failure::Failure;
use crate::metadata;
use crate::search::phrase;
use crate::shown::{cut, day, encoded, plain};
use maud::{Markup, html};
use onrecord_doc::authority::names;
use onrecord_doc::authority::subjects::Proposal;
use onrecord_doc::history::Step;
use onrecord_doc::provenance::Sighting;
use onrecord_doc::record::grouped;
use onrecord_doc::{Block, BlockKind, Document, Heading, Held, Mark, MarkKind, Verification, cite};
use onrecord_store::{Alike, Quotation, Store};

/// The page.
pub fn page(found: &Found, more: &More, address: &str) -> Markup {
    let held = &found.held;
    let document = &held.document;
    let title = plain(&document.title);
    let main = html! {
        article.document {
            header {
                p.kind { (first_line(document)) }
                h1 { (title) }
                @if !document.issuers.is_empty() {
                    p.issuers { (issuers(document)) }
                }
                @if !held.version.is_current() {
                    p.notice { "This is version " (held.version.number) " of " (held.version.of) ". "
                        a href=(path(&document.id)) { "Read the newest" } "." }
                }
                (tools(found, address))
            }
            div.text { @for part in paragraphs(document) { (part) } }
            (quoted(found, more.quoted.as_ref()))
            @if more.steps.len() > 1 { (super::versions::history(found, &more.steps)) }
            (about(found, more))
        }
    };
    let here = format!("{address}{}", path(&document.id));
    let forms = Form::ALL[1..].iter();
    let forms: Vec<(&str, String)> = forms
        .map(|form| (form.media(), format!("{here}?format={}", form.name())))
        .collect();
    let head = Head {
        title: &cut(&title, 200),
        description: &description(document),
        more: Some(metadata::head(document, &here, &forms)),
        ..Head::default()
    };
    shell(&head, main)
}

/// What the record has of a document beside itself.
pub struct More {
    steps: Vec<Step>,
    sightings: Vec<Sighting>,
    proposals: Vec<Proposal>,
    quoted: Option<(usize, Vec<Quotation>)>,
}

/// So many quotations of a document are shown.
const QUOTED: usize = 50;

impl More {
    /// Asks the record.
    pub fn of(store: &Store, found: &Found) -> Result<Self, Failure> {
        let document = &found.held.document;
        let steps = match found.versions.len() {
            0 | 1 => Vec::new(),
            _ => store.history(&document.id)?,
        };
        Ok(Self {
            steps,
            sightings: store.sightings(found.handle)?,
            proposals: store.propose_subjects(document)?,
            quoted: store.quotations_of(found.handle, QUOTED, &|_, _| ())?,
        })
    }
}

/// Documents like this one, with the rare words that both have.
pub fn alike(found: &Found, alike: &[Alike]) -> Markup {
    let document = &found.held.document;
    let title = plain(&document.title);
    let main = html! {
        nav.crumbs aria-label="Way up" { a href=(path(&document.id)) { (title) } }
        h1 { "Documents like this one" }
        @if alike.is_empty() { p { "No other document shares its rare words." } }
        ul.titles { @for one in alike {
            li {
                a href=(path(&one.id)) { (plain(&one.title)) }
                " " span.count { (one.kind.label()) @if let Some(date) = one.date { ", " (day(date)) } " · both have “" (plain(&one.shared.join("”, “"))) "”" }
            }
        } }
    };
    let head = Head {
        title: &format!("Like: {}", cut(&title, 160)),
        ..Head::default()
    };
    shell(&head, main)
}

/// The first words of the document, for search engines.
pub fn description(document: &Document) -> String {
    let text = document
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Paragraph);
    let text = text.map(|block| plain(&block.text.text()[body(block)..]));
    cut(&text.unwrap_or_default(), 200)
}

fn first_line(document: &Document) -> String {
    let date = document.dates.issued.map(day);
    let parts = [
        Some(super::capital(document.kind.label())),
        date,
        document.place.clone(),
    ];
    let parts = parts
        .into_iter()
        .flatten()
        .chain(document.times.iter().cloned());
    plain(&parts.collect::<Vec<_>>().join(" · "))
}

fn issuers(document: &Document) -> String {
    let names: Vec<&str> = document
        .issuers
        .iter()
        .map(|issuer| issuer.name.as_str())
        .collect();
    plain(&names.join(", "))
}

/// Cite, other forms, the official page.
fn tools(found: &Found, address: &str) -> Markup {
    let document = &found.held.document;
    let here = path(&document.id);
    html! {
        div.tools {
            details.cite {
                summary { "Cite" }
                p data-copy { (plain(&cite::citation(document))) }
                p.label { "Permanent link" }
                p data-copy { (address) (here) }
                p.hint { "The number beside a paragraph is a link to it." }
            }
            @if let Some(official) = &document.source.address {
                a rel="external" href=(official) { "Official page" }
            }
            a href={ (here) "/original" (version(found)) } { "Original" }
        }
    }
}

/// The query that names the version, where it is not the newest.
fn version(found: &Found) -> String {
    let version = &found.held.version;
    if version.is_current() {
        String::new()
    } else {
        format!("?version={}", version.number)
    }
}

/// The paragraphs, each with its number; a speaker's name before the first of a turn.
fn paragraphs(document: &Document) -> Vec<Markup> {
    let mut parts = Vec::new();
    let mut turn = None;
    for (at, block) in document.blocks.iter().enumerate() {
        if block.kind == BlockKind::Apparatus {
            continue;
        }
        let begins = block.turn.is_some() && block.turn != turn;
        turn = block.turn;
        let speaker = document.speaker_of(at).filter(|_| begins);
        parts.push(html! {
            @if let Some(speaker) = speaker { p.speaker { (plain(&speaker.name)) } }
            (paragraph(at + 1, block))
        });
    }
    parts
}

fn paragraph(number: usize, block: &Block) -> Markup {
    let id = format!("p{number}");
    let anchor = html! { a.n href={ "#" (id) } aria-label={ "Paragraph " (number) } { (number) } };
    let text = html! { span.t { (marked(block)) } };
    let class = format!("b {}", block.kind.as_str());
    html! {
        @match block.kind {
            BlockKind::Heading => div class=(class) id=(id) { (anchor) h2 { (text) } },
            BlockKind::Quotation => div class=(class) id=(id) { (anchor) blockquote { p { (text) } } },
            _ => div class=(class) id=(id) { (anchor) p { (text) } },
        }
    }
}

/// The text of a block, its marks as elements.
fn marked(block: &Block) -> Markup {
    let text = block.text.text();
    let mut at = body(block);
    let mut parts: Vec<(&str, Option<&Mark>)> = Vec::new();
    for mark in &block.marks {
        if mark.span.start() < at {
            continue;
        }
        parts.push((&text[at..mark.span.start()], None));
        parts.push((block.slice(mark.span), Some(mark)));
        at = mark.span.end();
    }
    parts.push((&text[at..], None));
    html! {
        @for (text, mark) in parts {
            @match mark.map(|mark| mark.kind) {
                None => (plain(text)),
                Some(MarkKind::Struck) => s { (plain(text)) },
                Some(MarkKind::Direction) => span.direction { (plain(text)) },
                Some(MarkKind::Label) => b { (plain(text)) },
                Some(MarkKind::Correction | MarkKind::Editorial) => span.editorial { (plain(text)) },
            }
        }
    }
}

/// Where the document comes from, and what it is filed under.
fn about(found: &Found, more: &More) -> Markup {
    let Held {
        document, version, ..
    } = &*found.held;
    let here = path(&document.id);
    html! {
        section.about aria-labelledby="about" {
            h2 #about { "About this document" }
            dl {
                dt { "Identifier" } dd { code { (document.id) } }
                @if let Some(address) = &document.source.address {
                    dt { "Official page" } dd { a rel="external" href=(address) { (plain(address)) } }
                }
                @if let Some(by) = &document.source.first_released_by {
                    dt { "First released by" } dd { (plain(by)) }
                }
                @if let Some(said) = verification(document.source.verification) {
                    dt { "Verification" } dd { (said) }
                }
                dt { "How it came here" }
                dd { ul.plain { @for sighting in &more.sightings {
                    li { (sighting.vouched.meaning()) ", seen " (plain(&sighting.seen)) @if sighting.added != sighting.seen { ", added " (plain(&sighting.added)) } }
                } } }
                dt { "SHA-256" } dd { code { (version.digest) } }
                dt { "Original" } dd { a href={ (here) "/original" (self::version(found)) } { "The bytes as they came" } }
                (headings("Categories", &document.categories, |heading| format!("/categories/{}", encoded(heading))))
                (headings("Names", &document.names, |heading| format!("/names/{}", encoded(&names::heading_of(heading)))))
                (headings("Subjects", &document.subjects, |heading| format!("/subjects/{}", encoded(heading))))
                (proposed(&more.proposals))
                (headings("Locations", &document.locations, |heading| format!("/search?q={}", encoded(&format!("place:{}", phrase(heading))))))
                dt { "Alike" } dd { a href={ (here) "/like" } { "Documents like this one" } }
                dt { "Other forms" }
                dd { ul.plain { @for form in &Form::ALL[1..] {
                    li { a href={ (here) "?format=" (form.name()) (self::version(found).replace('?', "&")) } { (form.label()) } }
                } } }
            }
        }
    }
}

/// Where other documents quote this one: each with its words, which link to both places.
fn quoted(found: &Found, quoted: Option<&(usize, Vec<Quotation>)>) -> Markup {
    let document = &found.held.document;
    let (total, quotations) = match quoted {
        None => {
            return html! {
                section.quoted aria-labelledby="quoted" {
                    h2 #quoted { "Quoted in" }
                    p { "The quotations of this document are being looked for. Read the page again in a minute." }
                }
            };
        }
        Some((0, _)) => return html! {},
        Some((total, quotations)) => (total, quotations),
    };
    let by_document = quotations.chunk_by(|one, other| one.by.document.id == other.by.document.id);
    html! {
        section.quoted aria-labelledby="quoted" {
            h2 #quoted { "Quoted in" }
            @if *total > quotations.len() { p { "The latest " (quotations.len()) " of " (grouped(*total)) "." } }
            ul.titles { @for quotations in by_document {
                @let by = &quotations[0].by.document;
                li {
                    a href=(path(&by.id)) { (plain(&by.title)) }
                    @if let Some(date) = by.dates.issued { " " span.count { "(" (day(date)) ")" } }
                    @for quotation in quotations {
                        @let source = by.blocks[quotation.block].text.source(quotation.span);
                        @let there = place(by, (quotation.block, quotation.block), source);
                        @let here = place(document, quotation.of_blocks, quotation.of_source);
                        p.words {
                            "“" (plain(&cut(quotation.words(), 400))) "” "
                            a href={ (path(&by.id)) "#" (there) } { "¶" (quotation.block + 1) " there" }
                            ", "
                            a href={ "#" (here) } { "¶" (quotation.of_blocks.0 + 1) " here" }
                        }
                    }
                }
            } }
        }
    }
}

/// Headings of one sort, each a link to what stands under it.
fn headings(name: &str, headings: &[Heading], address: impl Fn(&str) -> String) -> Markup {
    let headings: Vec<String> = headings.iter().map(Heading::to_string).collect();
    html! {
        @if !headings.is_empty() {
            dt { (name) }
            dd { ul.plain { @for heading in &headings { li { a href=(address(heading)) { (plain(heading)) } } } } }
        }
    }
}

/// Subjects that the words propose, for a document that has none of its own.
fn proposed(proposals: &[Proposal]) -> Markup {
    html! {
        @if !proposals.is_empty() {
            dt { "Proposed subjects" }
            dd { ul.plain { @for proposal in proposals {
                @let words: Vec<&str> = proposal.words.iter().take(4).map(|(words, _)| words.as_str()).collect();
                li {
                    a href={ "/subjects/" (encoded(&proposal.heading)) } { (plain(&proposal.heading)) }
                    " " span.count { "by “" (plain(&words.join("”, “"))) "”" }
                }
            } } }
        }
    }
}

fn verification(verification: Verification) -> Option<&'static str> {
    match verification {
        Verification::NotStated => None,
        Verification::OriginalNotAvailable => {
            Some("The publisher had no original to verify it with.")
        }
        Verification::Verified => Some("The publisher verified it with an original."),
    }
}
