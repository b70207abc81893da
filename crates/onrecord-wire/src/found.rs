//! The shapes of what else can be asked of words: concordances, frequencies, documents like one,
//! suggestions.

use serde::Serialize;

/// `onrecord search --kwic --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConcordanceJson {
    pub schema: &'static str,
    pub query: String,
    /// How many places there are, and in how many documents.
    pub places: usize,
    pub documents: usize,
    /// Whether all places were sorted.
    pub complete: bool,
    pub lines: Vec<LineJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineJson {
    pub id: String,
    pub title: String,
    pub date: Option<String>,
    pub speaker: Option<String>,
    pub block: usize,
    /// Start and end of the words in the text of the block, in bytes.
    pub span: [usize; 2],
    pub left: String,
    pub found: String,
    pub right: String,
}

/// `onrecord search --frequency month --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FrequencyJson {
    pub schema: &'static str,
    pub query: String,
    pub period: &'static str,
    pub series: Vec<SeriesJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesJson {
    pub words: String,
    pub speaker: Option<String>,
    pub points: Vec<PointJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PointJson {
    pub period: String,
    /// How often the words stand in it, and in how many documents.
    pub count: usize,
    pub documents: usize,
    /// How many words there are in all.
    pub of: usize,
}

/// `onrecord like --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LikeJson {
    pub schema: &'static str,
    pub id: String,
    pub documents: Vec<AlikeJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlikeJson {
    pub id: String,
    pub title: String,
    pub date: Option<String>,
    pub kind: &'static str,
    pub score: f32,
    /// Rare words that both have.
    pub shared: Vec<String>,
}

/// `onrecord quoted --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuotedJson {
    pub schema: &'static str,
    /// The document that is quoted.
    pub id: String,
    /// How many quotations there are; `quotations` may be the first of them.
    pub total: usize,
    pub quotations: Vec<QuotationJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuotationJson {
    /// The document that quotes.
    pub id: String,
    pub title: String,
    pub date: Option<String>,
    pub kind: &'static str,
    pub speaker: Option<String>,
    pub block: usize,
    /// Start and end of the words in the text of the block, in bytes.
    pub span: [usize; 2],
    pub words: String,
    /// The same words in the document that is quoted: its first and last block, and the bytes of
    /// its original.
    pub first_block: usize,
    pub last_block: usize,
    pub start: usize,
    pub end: usize,
}

/// `onrecord search --suggest --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuggestJson {
    pub schema: &'static str,
    pub typed: String,
    pub words: Vec<SuggestedJson>,
    pub titles: Vec<TitleJson>,
    pub speakers: Vec<SuggestedJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuggestedJson {
    pub text: String,
    pub documents: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TitleJson {
    pub id: String,
    pub title: String,
}

#[cfg(feature = "store")]
mod from_store {
    use super::{
        AlikeJson, ConcordanceJson, FrequencyJson, LikeJson, LineJson, PointJson, QuotationJson,
        QuotedJson, SeriesJson, SuggestJson, SuggestedJson, TitleJson,
    };
    use onrecord_store::{Alike, Concordance, Period, Quotation, Series, Suggestions};

    impl ConcordanceJson {
        /// The concordance of a query.
        #[must_use]
        pub fn new(query: &str, found: &Concordance) -> Self {
            let line = |line: &onrecord_store::Line| LineJson {
                id: line.id.to_string(),
                title: line.title.clone(),
                date: line.date.map(|date| date.to_string()),
                speaker: line.speaker.clone(),
                block: line.block,
                span: [line.span.start(), line.span.end()],
                left: line.left.clone(),
                found: line.found.clone(),
                right: line.right.clone(),
            };
            Self {
                schema: "onrecord/concordance/1",
                query: query.to_owned(),
                places: found.places,
                documents: found.documents,
                complete: found.complete,
                lines: found.lines.iter().map(line).collect(),
            }
        }
    }

    impl FrequencyJson {
        /// The frequencies of the words of a query.
        #[must_use]
        pub fn new(query: &str, period: Period, series: &[Series]) -> Self {
            let point = |point: &onrecord_store::Point| PointJson {
                period: point.period.clone(),
                count: point.count,
                documents: point.documents,
                of: point.of,
            };
            let one = |series: &Series| SeriesJson {
                words: series.words.clone(),
                speaker: series.speaker.clone(),
                points: series.points.iter().map(point).collect(),
            };
            Self {
                schema: "onrecord/frequency/1",
                query: query.to_owned(),
                period: period.as_str(),
                series: series.iter().map(one).collect(),
            }
        }
    }

    impl LikeJson {
        /// The documents like one.
        #[must_use]
        pub fn new(id: &str, alike: &[Alike]) -> Self {
            let one = |alike: &Alike| AlikeJson {
                id: alike.id.to_string(),
                title: alike.title.clone(),
                date: alike.date.map(|date| date.to_string()),
                kind: alike.kind.as_str(),
                score: alike.score,
                shared: alike.shared.clone(),
            };
            Self {
                schema: "onrecord/like/1",
                id: id.to_owned(),
                documents: alike.iter().map(one).collect(),
            }
        }
    }

    impl QuotedJson {
        /// The places where others quote a document, of `total`.
        #[must_use]
        pub fn new(id: &str, total: usize, quotations: &[Quotation]) -> Self {
            let one = |quotation: &Quotation| {
                let document = &quotation.by.document;
                let speaker = document.speaker_of(quotation.block);
                QuotationJson {
                    id: document.id.to_string(),
                    title: document.title.clone(),
                    date: document.dates.issued.map(|date| date.to_string()),
                    kind: document.kind.as_str(),
                    speaker: speaker.map(|speaker| speaker.name.clone()),
                    block: quotation.block,
                    span: [quotation.span.start(), quotation.span.end()],
                    words: quotation.words().to_owned(),
                    first_block: quotation.of_blocks.0,
                    last_block: quotation.of_blocks.1,
                    start: quotation.of_source.start(),
                    end: quotation.of_source.end(),
                }
            };
            Self {
                schema: "onrecord/quoted/1",
                id: id.to_owned(),
                total,
                quotations: quotations.iter().map(one).collect(),
            }
        }
    }

    impl SuggestJson {
        /// The suggestions to what was typed.
        #[must_use]
        pub fn new(typed: &str, found: &Suggestions) -> Self {
            let list = |pairs: &[(String, usize)]| {
                let one = |(text, documents): &(String, usize)| SuggestedJson {
                    text: text.clone(),
                    documents: *documents,
                };
                pairs.iter().map(one).collect()
            };
            let title = |(id, title): &(onrecord_doc::DocId, String)| TitleJson {
                id: id.to_string(),
                title: title.clone(),
            };
            Self {
                schema: "onrecord/suggest/1",
                typed: typed.to_owned(),
                words: list(&found.words),
                titles: found.titles.iter().map(title).collect(),
                speakers: list(&found.speakers),
            }
        }
    }
}
