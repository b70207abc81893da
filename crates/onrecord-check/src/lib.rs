//! From an article and a record to findings.
//!
//! ```text
//! source --Article::read--> paragraphs --claim::claims--> what the article claims
//! claim + Record --judge--> Finding: verdict, evidence, notes
//! ```
//!
//! The index behind the record proposes freely; the judge decides strictly and never calls
//! changed words verbatim.

pub mod article;
pub mod claim;
pub mod judge;
pub mod road;
pub mod verdict;

pub use article::{Article, Format};
pub use claim::{Attribution, Claim, Role};
pub use judge::{Options, Question, check, question, quote};
pub use road::{Aligned, Candidate, RoadStep};
pub use verdict::{Alarm, Aside, Change, Checked, Evidence, Finding, Report, SetAside, Verdict};
