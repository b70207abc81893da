//! The shapes of what a record holds: its state, and lists of its documents.

use crate::CoverageJson;
use serde::Serialize;

/// `onrecord status --format json`, `GET /api/v1/status`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusJson {
    pub schema: &'static str,
    pub coverage: CoverageJson,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::counts))]
    pub issuers: Vec<(String, usize)>,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::counts))]
    pub kinds: Vec<(String, usize)>,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::counts))]
    pub problems: Vec<(String, usize)>,
    pub last_added: Option<String>,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::counts))]
    pub bytes: Vec<(String, u64)>,
}

/// `GET /api/v1/documents`: a page of documents.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentsJson {
    pub schema: &'static str,
    /// How many there are on all pages.
    pub total: usize,
    pub items: Vec<HeadJson>,
    /// What to ask for the next page with.
    pub next: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeadJson {
    pub id: String,
    pub title: String,
    pub date: Option<String>,
    pub kind: &'static str,
    pub collection: String,
    /// When this version came into the record.
    pub added: String,
}

#[cfg(feature = "store")]
mod from_store {
    use super::{HeadJson, StatusJson};
    use crate::CoverageJson;
    use onrecord_store::{Listed, Status};

    impl From<&Status> for StatusJson {
        fn from(status: &Status) -> Self {
            let bytes = status.bytes.iter();
            Self {
                schema: "onrecord/status/1",
                coverage: CoverageJson::from(&status.coverage),
                issuers: status.coverage.issuers.clone(),
                kinds: status.kinds.clone(),
                problems: status.problems.clone(),
                last_added: status.last_added.clone(),
                bytes: bytes
                    .map(|&(part, bytes)| (part.to_owned(), bytes))
                    .collect(),
            }
        }
    }

    impl From<&Listed> for HeadJson {
        fn from(listed: &Listed) -> Self {
            Self {
                id: listed.id.to_string(),
                title: listed.title.clone(),
                date: listed.date.map(|date| date.to_string()),
                kind: listed.kind.as_str(),
                collection: listed.collection.clone(),
                added: listed.added.clone(),
            }
        }
    }
}
