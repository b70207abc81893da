//! `onrecord search --frequency`: how often words stand in documents, over time.

use crate::args::{Search as Args, Shape, Span};
use crate::exit::Exit;
use crate::{csv, ui};
use onrecord_store::{Period, Point, Search, Series, Store};
use onrecord_wire::FrequencyJson;

/// Columns of the longest bar.
const BAR: f64 = 40.0;

/// Prints one row a period, for each word or phrase.
pub fn run(
    (args, span): (&Args, Span),
    store: &Store,
    search: &Search,
    text: &str,
) -> Result<Exit, String> {
    let period = match span {
        Span::Month => Period::Month,
        Span::Year => Period::Year,
    };
    let series = store
        .frequency(search, period)
        .map_err(|error| error.to_string())?;
    match args.format {
        Shape::Json => ui::print_json(&FrequencyJson::new(text, period, &series))?,
        Shape::Csv => {
            csv::row(&["period", "words", "speaker", "count", "documents", "of"]);
            for one in &series {
                let speaker = one.speaker.as_deref().unwrap_or_default();
                for point in &one.points {
                    let numbers = [point.count, point.documents, point.of].map(|n| n.to_string());
                    let [count, documents, of] = &numbers;
                    csv::row(&[&point.period, &one.words, speaker, count, documents, of]);
                }
            }
        }
        Shape::Text => series.iter().for_each(show),
    }
    let places: usize = series
        .iter()
        .flat_map(|one| &one.points)
        .map(|point| point.count)
        .sum();
    if places == 0 {
        ui::warning("nothing was found in the texts; a frequency needs words, not filters alone");
        return Ok(Exit::Findings);
    }
    Ok(Exit::Clean)
}

/// A series as bars of how often among a million words.
fn show(series: &Series) {
    let speaker = series.speaker.as_deref().map(|name| format!(" ({name})"));
    let speaker = ui::plain(&speaker.unwrap_or_default());
    anstream::println!("\u{1b}[1m{}\u{1b}[0m{speaker}", ui::plain(&series.words));
    println!("{:7}  {:>7}  {:>9}", "period", "places", "a million");
    let most = series.points.iter().map(rate).fold(0.0, f64::max);
    for point in &series.points {
        let rate = rate(point);
        let bar = if most > 0.0 {
            (rate / most * BAR).round() as usize
        } else {
            0
        };
        let line = format!(
            "{:7}  {:>7}  {rate:>9.1}  {}",
            point.period,
            point.count,
            "#".repeat(bar)
        );
        println!("{}", line.trim_end());
    }
    println!();
}

fn rate(point: &Point) -> f64 {
    point.count as f64 * 1e6 / point.of.max(1) as f64
}
