//! `onrecord search`: words in the record.

use crate::args::{Search as Args, Shape, Sort};
use crate::commands::{concordance, frequency, index, names};
use crate::exit::Exit;
use crate::{input, ui};
use onrecord_store::query::{Field, Part, Phrase};
use onrecord_store::{Facets, Found, Hit, Order, Query, Search, Snippet, Store};
use onrecord_text::Span;
use onrecord_wire::{SearchJson, SuggestJson};

/// The page about the query language.
const PAGE: &str = include_str!("../../../../docs/query.md");

/// Prints the hits, the best first. Nothing found is status 1, as with other search tools.
pub fn run(args: &Args) -> Result<Exit, String> {
    if args.help_query {
        println!("{}", PAGE.trim_end());
        return Ok(Exit::Clean);
    }
    let text = args.query.join(" ");
    let dir = &args.record.record;
    if args.suggest {
        let store = input::open_record(dir, "search")?;
        make_names(&store)?;
        return suggest(args, &store, &text);
    }
    fits(args)?;
    let search = search(args, narrowed(args, &text)?)?;
    let store = input::open_record(dir, "search")?;
    if search.query.asks_names() || search.facets > 0 {
        make_names(&store)?;
    }
    if args.kwic {
        return concordance::run(args, &store, &search, &text);
    }
    if let Some(span) = args.frequency {
        return frequency::run((args, span), &store, &search, &text);
    }
    hits(args, &store, &search, &text)
}

/// Makes names and proposed subjects where they were not asked for since the last change; on a
/// terminal bars show it.
fn make_names(store: &Store) -> Result<(), String> {
    names::of(store)?;
    index::proposals(store)?;
    Ok(())
}

/// Refuses options that do not go together.
fn fits(args: &Args) -> Result<(), String> {
    if matches!(args.sort, Sort::Left | Sort::Right) && !args.kwic {
        return Err("--sort left and right sort the lines of a concordance: add --kwic".to_owned());
    }
    if args.format == Shape::Csv && !args.kwic && args.frequency.is_none() {
        return Err("--format csv is for --kwic and --frequency; hits come as json".to_owned());
    }
    Ok(())
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

fn search(args: &Args, query: Query) -> Result<Search, String> {
    let mut search = Search::new(query);
    search.limit = args.limit;
    search.all_versions = args.all_versions;
    search.facets = if args.facets || args.format == Shape::Json {
        10
    } else {
        0
    };
    search.order = match args.sort {
        Sort::Newest => Order::Newest,
        Sort::Oldest => Order::Oldest,
        _ => Order::Relevance,
    };
    search.after = args.after.as_deref().map(str::parse).transpose()?;
    Ok(search)
}

fn suggest(args: &Args, store: &Store, typed: &str) -> Result<Exit, String> {
    let found = store
        .suggest(typed, args.limit)
        .map_err(|error| error.to_string())?;
    if args.format == Shape::Json {
        ui::print_json(&SuggestJson::new(typed, &found))?;
        return Ok(Exit::Clean);
    }
    for (word, documents) in &found.words {
        println!("word     {} ({documents})", ui::plain(word));
    }
    for (name, documents) in &found.speakers {
        println!("speaker  {} ({documents})", ui::plain(name));
    }
    for (id, title) in &found.titles {
        println!("title    {}  {id}", ui::plain(title));
    }
    Ok(Exit::Clean)
}

fn hits(args: &Args, store: &Store, search: &Search, text: &str) -> Result<Exit, String> {
    let found = store.search(search).map_err(|error| error.to_string())?;
    match args.format {
        Shape::Json => ui::print_json(&SearchJson::new(text, &found))?,
        _ => show(args, &found),
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
    line(
        "proposed subjects",
        &facets.proposed_subjects,
        String::clone,
    );
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
