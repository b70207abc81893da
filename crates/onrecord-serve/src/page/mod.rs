//! Pages: one file each. [`shell`] is what stands around all of them.

pub mod api;
pub mod browse;
pub mod chart;
pub mod check;
pub mod document;
pub mod finding;
pub mod help;
pub mod person;
pub mod report;
pub mod search;
pub mod status;
pub mod subject;
pub mod versions;

use crate::asset;
use crate::failure::Failure;
use maud::{DOCTYPE, Markup, html};

/// What a page says of itself in its head.
#[derive(Default)]
pub struct Head<'a> {
    /// The title, without the name of the site.
    pub title: &'a str,
    /// One sentence for search engines; none where there is nothing to say.
    pub description: &'a str,
    /// Further elements of the head.
    pub more: Markup2,
    /// Which entry of the navigation is this page.
    pub here: &'a str,
}

/// Markup that may be missing.
pub type Markup2 = Option<Markup>;

/// The entries of the navigation: path and name.
const NAVIGATION: &[(&str, &str)] = &[
    ("/", "Check"),
    ("/search", "Search"),
    ("/browse", "Browse"),
    ("/edits", "Edits"),
    ("/status", "Coverage"),
    ("/help", "Help"),
];

/// A whole page.
pub fn shell(head: &Head<'_>, main: Markup) -> Markup {
    let [style, script, icon] = asset::paths();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title {
                    @if head.title.is_empty() { "Onrecord" } @else { (head.title) " · Onrecord" }
                }
                @if !head.description.is_empty() { meta name="description" content=(head.description); }
                link rel="stylesheet" href=(style);
                link rel="icon" href=(icon) type="image/svg+xml";
                link rel="alternate" type="application/atom+xml" href="/feeds/all" title="All documents";
                script src=(script) defer {}
                @if let Some(more) = &head.more { (more) }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.site {
                    a.brand href="/" { "Onrecord" }
                    nav aria-label="Site" {
                        ul {
                            @for (path, name) in NAVIGATION {
                                li { a href=(path) aria-current=[(*path == head.here).then_some("page")] { (name) } }
                            }
                        }
                    }
                }
                main #main tabindex="-1" { (main) }
                footer.site {
                    p { "Onrecord says what the record has, never what is true. Texts that you check are neither stored nor logged." }
                }
            }
        }
    }
}

/// The page for something that went wrong.
pub fn failure(failure: &Failure) -> Markup {
    let title = failure.title();
    let main = html! {
        h1 { (title) }
        p.lead { (capital(&failure.detail)) "." }
        p { a href="/" { "Check a text" } ", " a href="/search" { "search the record" } " or read the " a href="/help" { "help" } "." }
    };
    shell(
        &Head {
            title,
            ..Head::default()
        },
        main,
    )
}

/// The text with a capital letter at its head.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().collect::<String>() + chars.as_str(),
        None => String::new(),
    }
}
