//! From an article and a record to findings.

pub mod article;
pub mod claim;
