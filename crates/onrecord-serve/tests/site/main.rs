//! The site and the API, asked without a socket. All documents are invented.

#![allow(clippy::unwrap_used, missing_docs)]

mod api;
mod browse;
mod headers;
mod hostile;
mod oai;
mod pages;
mod receipt;
mod room;
