//! A record on disk: one folder that holds documents, every version of them, and two indexes.
//!
//! ```text
//! record/
//!   format          which format this is, and which reader read the documents
//!   lock            held by the one process that writes
//!   originals/      000001.tar …: the bytes as they came, under their SHA-256, never changed
//!   catalog.sqlite  documents, versions, speakers, headings, the log (docs/catalog.md)
//!   segments/       the candidate index, and the outline of every version
//!   index/          Tantivy: words, by version
//!   sums            the SHA-256 of all these files, for `verify` and `sha256sum -c`
//!   log/            where asked for: the transparency log (docs/formats/log.md)
//!   names.bin       the persons, once they were asked for
//!   subjects.bin    the subjects that words propose, once they were asked for
//!   quoted.bin      where documents are quoted by others, likewise
//!   names.tsv       corrections of names, made by hand: not made again, but carried over
//!   subjects.tsv    a user's own vocabulary of subjects, likewise
//! ```
//!
//! Everything beside `originals/` and `log/` is made from the originals: applying the packs in their
//! order gives the same catalogue and the same answers, at `add`, after a crash and at [`rebuild`].
//!
//! | to do | call |
//! | --- | --- |
//! | ask | [`Store::open`], then [`Record`](onrecord_doc::Record), [`Store::status`] |
//! | search | [`Query::parse`], [`Store::search`], [`Store::concordance`], [`Store::frequency`], [`Store::like`], [`Store::suggest`] |
//! | add | [`input::walk`], [`Writer::open`], [`Writer::add`] |
//! | make again | [`rebuild`] |
//! | find what is damaged | [`verify`] |
//!
//! Nothing here reads a clock or prints: the caller gives the time and shows the progress.

mod list;

mod catalog;
mod concordance;
mod engine;
mod error;
mod facts;
mod folder;
mod frequency;
mod index;
pub mod input;
mod kept;
mod like;
mod listing;
pub mod log;
mod lookup;
mod making;
mod names;
mod originals;
mod outline;
mod pack;
mod plan;
mod positions;
mod provenance;
pub mod query;
mod quoted;
mod rebuild;
mod salvage;
mod search;
mod segment;
mod segments;
mod snippet;
mod spots;
mod status;
mod store;
mod subjects;
mod suggest;
mod sums;
mod verify;
mod who;
mod writer;

pub use list::{List, ListOrder, Listed};

pub use concordance::{CONTEXT, Concordance, Line, Side};
pub use error::{ErrorKind, StoreError};
pub use folder::FORMAT;
pub use frequency::{Period, Point, Series};
pub use input::Input;
pub use like::Alike;
pub use listing::Listing;
pub use log::{Books, Log};
pub use names::{CorrectedNames, Reading, correct};

pub use query::{Query, QueryError};
pub use quoted::{Quotation, QuotedIn};
pub use rebuild::{Lost, Rebuilt, rebuild};
pub use search::{Cursor, Facets, Found, Hit, Order, Search};
pub use snippet::Snippet;
pub use status::Status;
pub use store::Store;
pub use subjects::Proposals;
pub use suggest::Suggestions;
pub use verify::{Damage, Mends, Verified, verify};
pub use writer::{Action, Progress, Refused, Stored, Summary, Writer};

use onrecord_doc::{Hint, Parsed};

/// What turns bytes into a document: [`onrecord_doc::read`], or a small one in tests.
pub type Reader = fn(&[u8], Hint<'_>) -> Parsed;

/// The version of the reader: a record that another version read must be made again.
pub const READER_VERSION: u32 = onrecord_doc::read::VERSION;
