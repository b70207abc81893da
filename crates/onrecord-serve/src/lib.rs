//! The reading room: a record as web pages and as an API, from one process.
//!
//! ```text
//! Desk::open(DIR, Settings)          the record, reopened when it has changed on disk
//!   -> app(desk) -> axum::Router     pages, /api/v1, /oai, feeds; can be called without a socket
//!   -> serve(listener, desk, stop)   the same on a socket, with limits, until it is told to stop
//! ```
//!
//! Everything is made on the server and works without JavaScript; no page asks another host for
//! anything. Texts that people check are neither stored nor logged.

mod api;
mod asset;
mod desk;
mod document;
mod failure;
mod feed;
mod http;
mod metadata;
mod oai;
mod page;
mod question;
mod receipt;
mod route;
mod search;
mod serve;
mod shown;
mod xml;

pub use desk::{Desk, Settings};
pub use route::app;
pub use serve::serve;
