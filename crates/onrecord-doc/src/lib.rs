//! Official documents as data: the model, the readers that make it, and the door to a record.
//!
//! ```text
//! bytes --read::read--> Parsed { document, problems }       a reader never fails
//! document --Reading::new--> words, each pointing into the original bytes
//! Record: what a checker may ask of a collection of documents
//! ```
//!
//! Nothing here opens a file, reads a clock or prints.

pub mod authority;
pub mod cite;
pub mod contents;
pub mod diff;
pub mod history;
pub mod memory;
pub mod merkle;
pub mod model;
pub mod provenance;
pub mod quoted;
pub mod read;
pub mod reading;
pub mod record;
pub mod seen;
pub mod text;
pub mod witness;

pub use contents::{Listed, Period};
pub use jiff::civil::Date;
pub use memory::MemoryRecord;
pub use model::{
    Block, BlockKind, Dates, DocId, Document, Heading, Kind, Mark, MarkKind, Parsed, Problem,
    ProblemKind, Source, Speaker, SpeakerKind, Turn, Verification,
};
pub use read::{Hint, read};
pub use reading::{Class, Reading, Start, Word};
pub use record::{
    Coverage, Depth, Handle, Held, Occurrences, Proposal, Proposals, Record, RecordError, Version,
};
