//! `onrecord search`: words in the record.

use crate::args::{Data, Search as Args, Sort};
use crate::exit::Exit;
use crate::{input, ui};
use onrecord_store::query::{Field, Part, Phrase};
use onrecord_store::{Facets, Found, Hit, Order, Query, Search, Snippet, Store};
use onrecord_text::Span;
use onrecord_wire::SearchJson;

/// The page about the query language.
const PAGE: &str = include_str!("../../../../docs/query.md");

/// Prints the hits, the best first. Nothing found is status 1, as with other search tools.
pub fn run(args: &Args) -> Result<Exit, String> {
    if args.help_query {
        println!("{}", PAGE.trim_end());
        return Ok(Exit::Clean);
    }
    let text = args.query.join(" ");
    let query = narrowed(args, &text)?;
    let store = open(args)?;
    hits(args, &store, query, &text)
}

fn open(args: &Args) -> Result<Store, String> {
    if !args.record.record.join("format").is_file() {
        return Err(format!(
            "{}: search needs a record; make one with `onrecord add`",
            args.record.record.display()
        ));
    }
    input::open_store(&args.record.record)
}

/// The query, and what the options add to it.
fn narrowed(args: &Args, text: &str) -> Result<Query, String> {
    let query = Query::parse(text);
    let mut query = query.map_err(|error| {
        format!(
            "{}\n(see `onrecord search --help-query`)",
            error.render(text)
        )
    })?;
    if args.from.is_some() || args.to.is_some() {
        query = query.and(Part::Issued(args.from, args.to));
    }
    if let Some(kind) = args.kind {
        query = query.and(Part::Kind(kind));
    }
    if let Some(name) = &args.speaker {
        let words = Phrase::of(name).ok_or_else(|| format!("--speaker {name:?} has no word"))?;
        query = query.and(Part::Has(Field::Speaker, words));
    }
    if let Some(collection) = &args.collection {
        query = query.and(Part::Collection(collection.clone()));
    }
    Ok(query)
}

fn hits(args: &Args, store: &Store, query: Query, text: &str) -> Result<Exit, String> {
    let mut search = Search::new(query);
    search.limit = args.limit;
    search.all_versions = args.all_versions;
    search.facets = if args.facets || args.format == Data::Json {
        10
    } else {
        0
    };
    search.order = match args.sort {
        Sort::Relevance => Order::Relevance,
        Sort::Newest => Order::Newest,
        Sort::Oldest => Order::Oldest,
    };
    search.after = args.after.as_deref().map(str::parse).transpose()?;
    let found = store.search(&search).map_err(|error| error.to_string())?;
    match args.format {
        Data::Json => ui::print_json(&SearchJson::new(text, &found))?,
        Data::Text => show(args, &found),
    }
    if let Some(instead) = &found.instead {
        ui::warning(&format!("did you mean: {instead}"));
    }
    if found.total == 0 {
        ui::warning("nothing was found");
        return Ok(Exit::Findings);
    }
    Ok(Exit::Clean)
}

fn show(args: &Args, found: &Found) {
    found.hits.iter().for_each(show_hit);
    if args.facets {
        show_facets(&found.facets);
    }
    if found.total > 0 {
        let documents = if found.total == 1 {
            "document"
        } else {
            "documents"
        };
        println!("{} {documents}", onrecord_doc::record::grouped(found.total));
    }
    if let Some(next) = &found.next {
        println!("more: --after {next}");
    }
}

fn show_hit(hit: &Hit) {
    let date = hit.date.map(|date| date.to_string()).unwrap_or_default();
    let old = if hit.current {
        ""
    } else {
        "  (an earlier version)"
    };
    anstream::println!("\u{1b}[1m{}\u{1b}[0m", ui::plain(&hit.title));
    anstream::println!("  {date}  {}  {}{old}", hit.kind.label(), hit.id);
    for snippet in &hit.snippets {
        let speaker = snippet
            .speaker
            .as_ref()
            .map(|s| format!("{}: ", s.name))
            .unwrap_or_default();
        anstream::println!("  {}{}", ui::plain(&speaker), marked(snippet));
    }
    anstream::println!();
}

fn show_facets(facets: &Facets) {
    fn line<T>(what: &str, values: &[(T, usize)], name: impl Fn(&T) -> String) {
        if values.is_empty() {
            return;
        }
        let value = |(value, count): &(T, usize)| format!("{} ({count})", ui::plain(&name(value)));
        let values: Vec<String> = values.iter().map(value).collect();
        anstream::println!("\u{1b}[1m{what}\u{1b}[0m  {}", values.join(", "));
    }
    line("kinds", &facets.kinds, |kind| kind.label().to_owned());
    line("speakers", &facets.speakers, String::clone);
    line("issuers", &facets.issuers, String::clone);
    line("years", &facets.years, i16::to_string);
    line("subjects", &facets.subjects, String::clone);
    line("collections", &facets.collections, String::clone);
}

/// The passage with the words in bold.
fn marked(snippet: &Snippet) -> String {
    let from = snippet.span.start();
    bold(
        &snippet.text,
        snippet
            .matches
            .iter()
            .map(|found| Span::new(found.start() - from, found.end() - from)),
    )
}

/// A text with stretches in bold.
fn bold(text: &str, stretches: impl Iterator<Item = Span>) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for stretch in stretches {
        shown.push_str(&ui::plain(&text[at..stretch.start()]));
        let found = ui::plain(&text[stretch.range()]);
        shown.push_str(&format!("\u{1b}[1m{found}\u{1b}[0m"));
        at = stretch.end();
    }
    shown.push_str(&ui::plain(&text[at..]));
    shown
}
