//! The shapes of what a search finds.

use serde::Serialize;

/// `onrecord search --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchJson {
    pub schema: &'static str,
    pub query: String,
    /// How many documents answer, on all pages.
    pub total: usize,
    pub hits: Vec<HitJson>,
    pub facets: FacetsJson,
    /// What to ask for the next page with.
    pub next: Option<String>,
    /// A query that finds more, where this one finds little.
    pub instead: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HitJson {
    pub id: String,
    pub title: String,
    /// Start and end of the words in the title, in bytes.
    pub title_matches: Vec<[usize; 2]>,
    pub date: Option<String>,
    pub kind: &'static str,
    pub collection: String,
    pub issuers: Vec<String>,
    pub address: Option<String>,
    pub version: u32,
    pub current: bool,
    pub score: f32,
    pub snippets: Vec<SnippetJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SnippetJson {
    pub block: usize,
    pub speaker: Option<String>,
    pub text: String,
    /// Start and end of the words in the text, in bytes.
    pub matches: Vec<[usize; 2]>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacetsJson {
    pub kinds: Vec<FacetJson>,
    pub speakers: Vec<FacetJson>,
    pub issuers: Vec<FacetJson>,
    pub years: Vec<FacetJson>,
    pub subjects: Vec<FacetJson>,
    /// Subjects that words propose, of documents that have no headings of their own.
    pub proposed_subjects: Vec<FacetJson>,
    pub collections: Vec<FacetJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacetJson {
    pub value: String,
    pub documents: usize,
}

#[cfg(feature = "store")]
mod from_store {
    use super::{FacetJson, FacetsJson, HitJson, SearchJson, SnippetJson};
    use onrecord_store::{Facets, Found, Hit, Snippet};
    use onrecord_text::Span;

    fn pairs(spans: &[Span], from: usize) -> Vec<[usize; 2]> {
        let pair = |span: &Span| [span.start() - from, span.end() - from];
        spans.iter().map(pair).collect()
    }

    impl SearchJson {
        /// What was found for the text of a query.
        #[must_use]
        pub fn new(query: &str, found: &Found) -> Self {
            Self {
                schema: "onrecord/search/2",
                query: query.to_owned(),
                total: found.total,
                hits: found.hits.iter().map(HitJson::from).collect(),
                facets: FacetsJson::from(&found.facets),
                next: found.next.as_ref().map(ToString::to_string),
                instead: found.instead.clone(),
            }
        }
    }

    impl From<&Hit> for HitJson {
        fn from(hit: &Hit) -> Self {
            Self {
                id: hit.id.to_string(),
                title: hit.title.clone(),
                title_matches: pairs(&hit.title_matches, 0),
                date: hit.date.map(|date| date.to_string()),
                kind: hit.kind.as_str(),
                collection: hit.collection.clone(),
                issuers: hit.issuers.clone(),
                address: hit.address.clone(),
                version: hit.number,
                current: hit.current,
                score: hit.score,
                snippets: hit.snippets.iter().map(SnippetJson::from).collect(),
            }
        }
    }

    impl From<&Snippet> for SnippetJson {
        fn from(snippet: &Snippet) -> Self {
            Self {
                block: snippet.block,
                speaker: snippet.speaker.as_ref().map(|speaker| speaker.name.clone()),
                text: snippet.text.clone(),
                matches: pairs(&snippet.matches, snippet.span.start()),
            }
        }
    }

    impl From<&Facets> for FacetsJson {
        fn from(facets: &Facets) -> Self {
            fn list<T>(values: &[(T, usize)], name: impl Fn(&T) -> String) -> Vec<FacetJson> {
                let facet = |(value, documents): &(T, usize)| FacetJson {
                    value: name(value),
                    documents: *documents,
                };
                values.iter().map(facet).collect()
            }
            Self {
                kinds: list(&facets.kinds, |kind| kind.as_str().to_owned()),
                speakers: list(&facets.speakers, String::clone),
                issuers: list(&facets.issuers, String::clone),
                years: list(&facets.years, i16::to_string),
                subjects: list(&facets.subjects, String::clone),
                proposed_subjects: list(&facets.proposed_subjects, String::clone),
                collections: list(&facets.collections, String::clone),
            }
        }
    }
}
