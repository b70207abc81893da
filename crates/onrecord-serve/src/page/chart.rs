//! A chart of words over time, drawn without a script, with the numbers in a table behind it.

use crate::shown::plain;
use maud::{Markup, html};
use onrecord_store::Series;

/// The picture, in its own units.
const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 260.0;
/// What is left free for the numbers of the axes.
const LEFT: f64 = 44.0;
const BELOW: f64 = 26.0;

/// One chart for each word or phrase.
pub fn over_time(series: &[Series]) -> Markup {
    html! {
        h2 { "Over time" }
        @if series.is_empty() { p { "The query has no words that could be counted." } }
        @for one in series { (figure(one)) }
    }
}

fn figure(series: &Series) -> Markup {
    let all: usize = series.points.iter().map(|point| point.count).sum();
    let name = match &series.speaker {
        Some(speaker) => format!("“{}”, {}", plain(&series.words), plain(speaker)),
        None => format!("“{}”", plain(&series.words)),
    };
    html! {
        figure.chart {
            figcaption { (name) ": " (all) " times" }
            (drawing(series, &format!("{name}, month by month")))
            details {
                summary { "The numbers" }
                div.scroll tabindex="0" role="region" aria-label={ "The numbers of " (name) } {
                    table {
                        thead { tr { th scope="col" { "Period" } th scope="col" { "Times" } th scope="col" { "Documents" } th scope="col" { "Words in all" } } }
                        tbody { @for point in &series.points {
                            tr { th scope="row" { (point.period) } td { (point.count) } td { (point.documents) } td { (point.of) } }
                        } }
                    }
                }
            }
        }
    }
}

fn drawing(series: &Series, name: &str) -> Markup {
    let most = series
        .points
        .iter()
        .map(|point| point.count)
        .max()
        .unwrap_or(0)
        .max(1);
    let step = (WIDTH - LEFT) / series.points.len().max(1) as f64;
    let ground = HEIGHT - BELOW;
    let bar = |count: usize| (ground - 10.0) * count as f64 / most as f64;
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(name) {
            line.axis x1=(LEFT) y1=(ground) x2=(WIDTH) y2=(ground) {}
            text x=(LEFT - 6.0) y="18" text-anchor="end" { (most) }
            text x=(LEFT - 6.0) y=(ground) text-anchor="end" { "0" }
            @for (at, point) in series.points.iter().enumerate() {
                @let left = LEFT + at as f64 * step;
                @if point.count > 0 {
                    rect.bar x={ (format!("{left:.1}")) } y={ (format!("{:.1}", ground - bar(point.count))) }
                        width={ (format!("{:.1}", (step - 1.0).max(0.8))) } height={ (format!("{:.1}", bar(point.count))) } {
                        title { (point.period) ": " (point.count) }
                    }
                }
                @if point.period.ends_with("-01") || (at == 0 && series.points.len() < 12) {
                    text x={ (format!("{left:.1}")) } y=(HEIGHT - 8.0) { (point.period.split('-').next().unwrap_or_default()) }
                }
            }
        }
    }
}
