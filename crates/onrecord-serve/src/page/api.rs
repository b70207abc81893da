//! The page on which the API can be tried, made from its description.

use super::{Head, shell};
use crate::api;
use crate::failure::Failure;
use maud::{Markup, html};
use serde_json::Value;

/// `GET /api`
pub async fn get() -> Result<Markup, Failure> {
    let described = serde_json::to_value(api::described()).map_err(Failure::internal)?;
    let main = html! {
        h1 { "The API" }
        p.lead { "REST and JSON. Every answer is an object whose " code { "schema" } " names its shape; every failure is a problem in the form of RFC 9457. Answers carry an ETag; lists are paged by " code { "next" } "." }
        p { "The description, in OpenAPI 3.1: " a href="/api/v1/openapi.json" { "/api/v1/openapi.json" } ". Documents are also given at their own address by " code { "Accept" } " or " code { "?format=" } "." }
        @for (path, method, operation) in operations(&described) { (form(path, method, operation)) }
    };
    let head = Head {
        title: "API",
        description: "The API of the record, with a page to try it.",
        here: "/help",
        ..Head::default()
    };
    Ok(shell(&head, main))
}

fn operations(described: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = described["paths"].as_object().into_iter().flatten();
    paths
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().into_iter().flatten();
            methods.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
        })
        .collect()
}

/// One operation as a form. One that reads and has no part in its path works without a script.
fn form(path: &str, method: &str, operation: &Value) -> Markup {
    let id = operation["operationId"].as_str().unwrap_or_default();
    let parameters = operation["parameters"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let body = operation.get("requestBody").is_some();
    html! {
        section.operation aria-labelledby={ "op-" (id) } {
            h2 id={ "op-" (id) } { span.method { (method.to_uppercase()) } " " code { (path) } }
            p { (operation["summary"].as_str().unwrap_or_default()) " " (operation["description"].as_str().unwrap_or_default()) }
            form.try action=(path) method=(method) data-try=(method) {
                div.more {
                    @for parameter in parameters { (field(id, parameter)) }
                }
                @if body {
                    label for={ (id) "-body" } { "Body (JSON)" }
                    textarea id={ (id) "-body" } name="body" rows="4" data-in="body" { "{\"text\": \"She said: “We will not rest until the bridge is rebuilt.”\"}" }
                }
                button type="submit" { "Ask" }
                pre.answer tabindex="0" hidden aria-label="Answer" {}
            }
        }
    }
}

fn field(operation: &str, parameter: &Value) -> Markup {
    let name = parameter["name"].as_str().unwrap_or_default();
    let id = format!("{operation}-{name}");
    let required = parameter["required"].as_bool() == Some(true);
    html! {
        div {
            label for=(id) title=[parameter["description"].as_str()] { (name) @if required { " (needed)" } }
            input id=(id) name=(name) data-in=[parameter["in"].as_str()] required[required] placeholder=[parameter["example"].as_str()];
        }
    }
}
