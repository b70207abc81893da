//! What the record covers.

use super::{Head, shell};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::shown::{day, plain};
use axum::extract::State;
use maud::{Markup, html};
use onrecord_doc::Kind;
use onrecord_doc::record::grouped;
use std::sync::Arc;

/// `GET /status`
pub async fn get(State(desk): State<Arc<Desk>>) -> Result<Markup, Failure> {
    let status = desk.ask(|store| Ok(store.status()?)).await?;
    let coverage = &status.coverage;
    let kind = |name: &str| {
        name.parse()
            .map_or(name.to_owned(), |kind: Kind| kind.label().to_owned())
    };
    let kinds: Vec<_> = status
        .kinds
        .iter()
        .map(|(name, count)| (kind(name), *count))
        .collect();
    let main = html! {
        h1 { "What the record covers" }
        p.lead {
            (grouped(coverage.documents)) " documents"
            @if let (Some(first), Some(last)) = (coverage.first, coverage.last) {
                ", " (day(first)) " to " (day(last))
            }
            ", " (grouped(status.words)) " words."
        }
        p { "A quotation that is not found was not said in these documents. That is all it means." }
        div.tables {
            (table("Collections", &coverage.collections))
            (table("Kinds", &kinds))
            (table("Issuers of most documents", &coverage.issuers))
            (table("Problems that reading met", &status.problems))
        }
        p.hint {
            (grouped(coverage.versions)) " versions"
            @if let Some(seen) = &status.last_added { ", last added " (seen) }
            ", log entry " (grouped(status.log_entry)) "."
        }
    };
    let head = Head {
        title: "What the record covers",
        description: "Which documents the record has: collections, kinds, issuers, days.",
        here: "/status",
        ..Head::default()
    };
    Ok(shell(&head, main))
}

fn table(name: &str, rows: &[(String, usize)]) -> Markup {
    html! {
        @if !rows.is_empty() {
            table {
                caption { (name) }
                tbody {
                    @for (row, count) in rows {
                        tr { th scope="row" { (plain(&row.replace('_', " "))) } td { (grouped(*count)) } }
                    }
                }
            }
        }
    }
}
