//! Help: what the verdicts mean, how to search, how to link, how to ask by program.

use super::finding::badge;
use super::{Head, shell};
use crate::failure::Failure;
use axum::extract::Path;
use maud::{Markup, PreEscaped, html};
use onrecord_check::Verdict;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag};

/// `GET /help`
pub async fn index() -> Markup {
    let main = html! {
        h1 { "Help" }
        h2 #verdicts { "Verdicts" }
        p { "A verdict says how a quotation stands to the record. It never says that something is true." }
        table.verdicts {
            thead { tr { th scope="col" { "Verdict" } th scope="col" { "What it means" } } }
            tbody { @for verdict in Verdict::ALL {
                tr {
                    th scope="row" { a href={ "/help/" (verdict.as_str()) } { (badge(*verdict)) } }
                    td { (super::capital(verdict.meaning())) "." }
                }
            } }
        }
        h2 #search { "Searching" }
        p { "Words, phrases and fields, as in " a href="/search?q=speaker%3APsaki%20%22Nord%20Stream%22" { code { "speaker:Psaki \"Nord Stream\"" } } ": " a href="/help/search" { "the query language" } "." }
        h2 #links { "Links to the words" }
        p { "Each paragraph of a document has a number and an address: " code { "#p12" } ". " code { "#p12:3-17" } " marks the third to the seventeenth word of it; " code { "#p12:3-p14:5" } " goes over paragraphs." }
        h2 #api { "By program" }
        p { "Everything that the pages show is also data: see the " a href="/api" { "API" } "." }
    };
    let head = Head {
        title: "Help",
        description: "What the verdicts mean, how to search, how to link, and the API.",
        here: "/help",
        ..Head::default()
    };
    shell(&head, main)
}

/// `GET /help/VERDICT`
pub async fn verdict(Path(name): Path<String>) -> Result<Markup, Failure> {
    let verdict: Verdict = name.parse().map_err(Failure::not_found)?;
    let main = html! {
        div.prose { (rendered(page(verdict))) }
        p { a href="/help#verdicts" { "All verdicts" } }
    };
    let head = Head {
        title: verdict.label(),
        description: verdict.meaning(),
        here: "/help",
        ..Head::default()
    };
    Ok(shell(&head, main))
}

/// `GET /help/search`
pub async fn search() -> Markup {
    let main = html! { div.prose.wide { (rendered(include_str!("../../../../docs/query.md"))) } };
    let head = Head {
        title: "The query language",
        description: "Words, phrases, NEAR, AND, OR, NOT, beginnings of words, and fields.",
        here: "/help",
        ..Head::default()
    };
    shell(&head, main)
}

/// A page of the documentation as HTML; its links to other verdicts lead to their pages here.
fn rendered(markdown: &str) -> Markup {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let local = dest_url
                .strip_suffix(".md")
                .map(|name| CowStr::from(format!("/help/{name}")));
            let dest_url = local.unwrap_or(dest_url);
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            })
        }
        other => other,
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    PreEscaped(html)
}

fn page(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim => include_str!("../../../../docs/verdicts/verbatim.md"),
        Verdict::Tidied => include_str!("../../../../docs/verdicts/tidied.md"),
        Verdict::Elided => include_str!("../../../../docs/verdicts/elided.md"),
        Verdict::Bracketed => include_str!("../../../../docs/verdicts/bracketed.md"),
        Verdict::Altered => include_str!("../../../../docs/verdicts/altered.md"),
        Verdict::Spliced => include_str!("../../../../docs/verdicts/spliced.md"),
        Verdict::Misattributed => include_str!("../../../../docs/verdicts/misattributed.md"),
        Verdict::Superseded => include_str!("../../../../docs/verdicts/superseded.md"),
        Verdict::Common => include_str!("../../../../docs/verdicts/common.md"),
        Verdict::NotOnRecord => include_str!("../../../../docs/verdicts/not_on_record.md"),
        Verdict::Undecided => include_str!("../../../../docs/verdicts/undecided.md"),
    }
}
