//! `onrecord search`: words in the record.

use crate::args::{Data, Search};
use crate::exit::Exit;
use crate::{input, ui};
use onrecord_store::{Hit, SearchQuery, Snippet};
use serde::Serialize;

/// `onrecord search --format json`.
#[derive(Debug, Serialize)]
struct SearchJson {
    schema: &'static str,
    words: String,
    hits: Vec<HitJson>,
}

#[derive(Debug, Serialize)]
struct HitJson {
    id: String,
    title: String,
    date: Option<String>,
    kind: &'static str,
    collection: String,
    address: Option<String>,
    score: f32,
    snippets: Vec<SnippetJson>,
}

#[derive(Debug, Serialize)]
struct SnippetJson {
    block: usize,
    speaker: Option<String>,
    text: String,
}

/// Prints the hits, the best first. Nothing found is status 1, as with other search tools.
pub fn run(args: &Search) -> Result<Exit, String> {
    if !args.record.record.join("format").is_file() {
        return Err(format!(
            "{}: search needs a record; make one with `onrecord add`",
            args.record.record.display()
        ));
    }
    let store = input::open_store(&args.record.record)?;
    let words = args.words.join(" ");
    let query = SearchQuery {
        words: words.clone(),
        from: args.from,
        to: args.to,
        kind: args.kind,
        speaker: args.speaker.clone(),
        collection: args.collection.clone(),
        limit: args.limit,
    };
    let hits = store.search(&query).map_err(|error| error.to_string())?;
    match args.format {
        Data::Json => {
            let hits = hits.iter().map(HitJson::from).collect();
            ui::print_json(&SearchJson {
                schema: "onrecord/search/1",
                words,
                hits,
            })?;
        }
        Data::Text => hits.iter().for_each(show),
    }
    if hits.is_empty() {
        ui::warning("nothing was found");
        return Ok(Exit::Findings);
    }
    Ok(Exit::Clean)
}

fn show(hit: &Hit) {
    let date = hit.date.map(|date| date.to_string()).unwrap_or_default();
    anstream::println!("\u{1b}[1m{}\u{1b}[0m", ui::plain(&hit.title));
    anstream::println!("  {date}  {}  {}", hit.kind.label(), hit.id);
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

/// The passage with the words in bold.
fn marked(snippet: &Snippet) -> String {
    let from = snippet.span.start();
    let mut text = String::new();
    let mut at = 0;
    for found in &snippet.matches {
        let (start, end) = (found.start() - from, found.end() - from);
        text.push_str(&ui::plain(&snippet.text[at..start]));
        text.push_str(&format!(
            "\u{1b}[1m{}\u{1b}[0m",
            ui::plain(&snippet.text[start..end])
        ));
        at = end;
    }
    text.push_str(&ui::plain(&snippet.text[at..]));
    text
}

impl From<&Hit> for HitJson {
    fn from(hit: &Hit) -> Self {
        let snippet = |snippet: &Snippet| SnippetJson {
            block: snippet.block,
            speaker: snippet.speaker.as_ref().map(|speaker| speaker.name.clone()),
            text: snippet.text.clone(),
        };
        Self {
            id: hit.id.to_string(),
            title: hit.title.clone(),
            date: hit.date.map(|date| date.to_string()),
            kind: hit.kind.as_str(),
            collection: hit.collection.clone(),
            address: hit.address.clone(),
            score: hit.score,
            snippets: hit.snippets.iter().map(snippet).collect(),
        }
    }
}
