//! Receipts: findings that anyone can check without the record.
//!
//! ```text
//! Finding + Ledger --make--> Receipt --to_bytes--> a file
//! bytes --verify--> Verified, or why not
//! ```
//!
//! A receipt carries the quotation, the verdict, the paragraphs that show it, and the proof that
//! they belong to a document that a log states. [`verify`] proves the chain from the words to the
//! checkpoint and then judges the quotation again, against nothing but those paragraphs.
//! docs/formats/receipt.md says byte by byte what a receipt is, what it proves and what it does not.
//!
//! Nothing here opens a file, reads a clock or prints.

mod judge;
mod make;
mod shape;
mod verify;

pub use make::{NoReceipt, make};
pub use onrecord_proof::Ledger;
pub use shape::{Asked, Block, Carried, Difference, LARGEST, Passage, Receipt, SCHEMA, SetAside};
pub use verify::{Verified, verify};
