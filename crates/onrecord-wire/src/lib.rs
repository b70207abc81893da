//! The shapes of published data, apart from the domain's own types.
//!
//! The command prints them and the server answers with them, so both say the same. Every top
//! object names its schema: `onrecord/check/1` and so on; docs/schema/ describes them. A field is
//! added under the same number; a field taken away or changed raises it.

#![allow(missing_docs, reason = "docs/schema/ describes the fields")]

#[cfg(feature = "openapi")]
mod openapi;
mod record;

mod check;
mod contents;
mod document;
mod found;
mod log;
mod names;
mod premis;
mod provenance;
mod receipt;
mod search;
mod verify;
mod versions;

pub use record::{DocumentsJson, HeadJson, StatusJson};

pub use check::{
    ArticleJson, AsideJson, ChangeJson, CheckJson, CheckedJson, CoverageJson, EvidenceJson,
    FindingJson, QuoteJson, SpeakerJson,
};
pub use contents::{
    CalendarJson, EntryJson, IndexJson, ListedJson, PartJson, PeriodJson, ProposalJson,
    ReferenceJson, WordJson,
};
pub use document::{BlockJson, ShowJson};
pub use found::{
    AlikeJson, ConcordanceJson, FrequencyJson, LikeJson, LineJson, PointJson, QuotationJson,
    QuotedJson, SeriesJson, SuggestJson, SuggestedJson, TitleJson,
};
pub use log::{AgainstJson, FaultJson, LogProveJson, LogVerifyJson, StatementJson};
pub use names::{IdentifierJson, NameJson, NamesJson, OfficeJson, PersonJson, VariantJson};
pub use premis::premis;
pub use provenance::{
    NodeJson, ProvJson, ProvenanceJson, ReaderJson, SightingJson, ValueJson, WitnessJson,
};
pub use receipt::{ReceiptDocumentJson, VerifyReceiptJson, VerifyReceiptsJson};
pub use search::{FacetJson, FacetsJson, HitJson, SearchJson, SnippetJson};
pub use verify::{DamageJson, LostJson, RebuildJson, VerifyJson};
pub use versions::{
    DiffJson, EditJson, EditsJson, FieldJson, HistoryJson, ParagraphJson, SegmentJson, StepJson,
    StretchJson, SummaryJson, TextChangeJson, VersionJson,
};
