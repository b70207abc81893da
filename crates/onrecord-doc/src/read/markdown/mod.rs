//! Markdown as the official pages are kept in: hard-wrapped, escaped, with inline HTML.

mod inline;
mod lines;

pub use inline::render;
pub use lines::{Form, stretches};
