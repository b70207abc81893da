//! Atom feeds (RFC 4287), the sitemap and robots.txt: what others follow the record by.

use crate::desk::Desk;
use crate::document::path;
use crate::failure::Failure;
use crate::page::document::description;
use crate::search::{Asked, refused};
use crate::shown::plain;
use crate::xml::Xml;
use atom_syndication::{Category, Entry, Feed, Link, Person, Text};
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use onrecord_doc::{DocId, Handle, Kind, Record};
use onrecord_store::{List, ListOrder, Listed, Store};
use std::sync::Arc;

/// So many documents a feed has.
pub const ENTRIES: usize = 50;

/// `GET /feeds/all`
pub async fn all(State(desk): State<Arc<Desk>>) -> Result<Response, Failure> {
    listed(
        desk,
        "All documents",
        "/feeds/all".to_owned(),
        List::default(),
    )
    .await
}

/// `GET /feeds/kind/KIND`
pub async fn kind(
    State(desk): State<Arc<Desk>>,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let kind: Kind = name.parse().map_err(Failure::not_found)?;
    let list = List {
        kind: Some(kind),
        ..List::default()
    };
    let title = format!("Documents of the kind: {}", kind.label());
    listed(desk, &title, format!("/feeds/kind/{}", kind.as_str()), list).await
}

/// `GET /feeds/search?q=QUERY`: the newest documents that answer.
pub async fn search(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    if asked.is_empty() {
        return Err(Failure::bad(
            "a feed of a search needs a query: /feeds/search?q=harbor",
        ));
    }
    let asked = Asked {
        sort: "newest".to_owned(),
        after: String::new(),
        view: String::new(),
        ..asked
    };
    let mut search = asked.search()?;
    search.limit = ENTRIES;
    (search.facets, search.snippets) = (0, 0);
    let title = format!("Search: {}", asked.q);
    let this = asked.address("/feeds/search");
    let address = desk.settings.address.clone();
    desk.ask(move |store| {
        let found = store.search(&search).map_err(refused)?;
        let handles: Vec<Handle> = found.hits.iter().map(|hit| hit.handle).collect();
        of_handles(store, &address, &title, &this, &handles)
    })
    .await
}

/// A feed of documents in their order. `this` is its own path, with its query.
pub fn of_handles(
    store: &Store,
    address: &str,
    title: &str,
    this: &str,
    handles: &[Handle],
) -> Result<Response, Failure> {
    let entries = handles.iter().map(|handle| {
        let added = added(store, *handle)?;
        entry(store, address, *handle, &added)
    });
    let entries = entries.collect::<Result<Vec<Entry>, Failure>>()?;
    Ok(answer(address, title, this, entries))
}

/// When a version came into the record.
pub fn added(store: &Store, handle: Handle) -> Result<String, Failure> {
    let sightings = store.sightings(handle)?;
    let added = sightings.into_iter().map(|sighting| sighting.added).min();
    Ok(added.unwrap_or_default())
}

async fn listed(
    desk: Arc<Desk>,
    title: &str,
    this: String,
    list: List,
) -> Result<Response, Failure> {
    let (address, title) = (desk.settings.address.clone(), title.to_owned());
    desk.ask(move |store| {
        let list = List {
            limit: ENTRIES,
            ..list
        };
        let listed = store.list(&list)?;
        let entries = listed
            .iter()
            .map(|listed| entry(store, &address, listed.handle, &listed.added));
        let entries = entries.collect::<Result<Vec<Entry>, Failure>>()?;
        Ok(answer(&address, &title, &this, entries))
    })
    .await
}

/// A feed of entries, as an answer.
pub fn answer(address: &str, title: &str, this: &str, entries: Vec<Entry>) -> Response {
    let feed = Feed {
        title: Text::plain(format!("Onrecord: {}", plain(title))),
        id: format!("{address}{this}"),
        updated: entries
            .iter()
            .map(|entry| entry.updated)
            .max()
            .unwrap_or_default(),
        links: vec![
            link(
                "self",
                format!("{address}{this}"),
                Some("application/atom+xml"),
            ),
            link("alternate", format!("{address}/"), Some("text/html")),
        ],
        authors: vec![Person {
            name: "Onrecord".to_owned(),
            ..Person::default()
        }],
        entries,
        ..Feed::default()
    };
    let kind = [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")];
    (kind, feed.to_string()).into_response()
}

/// A link of a feed or an entry.
pub fn link(rel: &str, href: String, mime: Option<&str>) -> Link {
    Link {
        rel: rel.to_owned(),
        href,
        mime_type: mime.map(str::to_owned),
        ..Link::default()
    }
}

fn entry(store: &Store, address: &str, handle: Handle, added: &str) -> Result<Entry, Failure> {
    let held = store.held(handle)?;
    let document = &held.document;
    let page = format!("{address}{}", path(&document.id));
    let person = |issuer: &onrecord_doc::Speaker| Person {
        name: plain(&issuer.name),
        ..Person::default()
    };
    let issued = document.dates.issued;
    let issued = issued.and_then(|date| format!("{date}T00:00:00Z").parse().ok());
    Ok(Entry {
        title: Text::plain(plain(&document.title)),
        id: page.clone(),
        updated: added.parse().unwrap_or_default(),
        published: issued,
        authors: document.issuers.iter().map(person).collect(),
        categories: vec![Category {
            term: document.kind.as_str().to_owned(),
            label: Some(document.kind.label().to_owned()),
            ..Category::default()
        }],
        summary: Some(Text::plain(description(document))),
        links: vec![link("alternate", page, Some("text/html"))],
        ..Entry::default()
    })
}

/// So many addresses a sitemap has; the protocol allows 50,000.
const ADDRESSES: u64 = 10_000;

/// `GET /sitemap.xml`: the index of the sitemaps.
pub async fn sitemaps(State(desk): State<Arc<Desk>>) -> Result<Response, Failure> {
    let versions = desk.ask(|store| Ok(store.coverage()?.versions)).await? as u64;
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[("xmlns", SITEMAP)]);
    for number in 0..versions.div_ceil(ADDRESSES) {
        xml.open("sitemap", &[]);
        xml.leaf(
            "loc",
            &[],
            &format!("{}/sitemap/{number}", desk.settings.address),
        );
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    Ok(as_xml(xml))
}

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `GET /sitemap/NUMBER`: the current documents among ten thousand versions.
pub async fn sitemap(
    State(desk): State<Arc<Desk>>,
    Path(number): Path<String>,
) -> Result<Response, Failure> {
    let missing = || Failure::not_found("there is no such sitemap; /sitemap.xml lists them");
    let number: u64 = number
        .parse()
        .ok()
        .filter(|n| *n < 1 << 32)
        .ok_or_else(missing)?;
    let (first, last) = (number * ADDRESSES, (number + 1) * ADDRESSES);
    let list = List {
        order: ListOrder::Added,
        after: Some(behind(first)),
        limit: ADDRESSES as usize,
        ..List::default()
    };
    let listed = desk.ask(move |store| Ok(store.list(&list)?)).await?;
    let mut xml = Xml::new();
    xml.open("urlset", &[("xmlns", SITEMAP)]);
    let inside = listed.iter().take_while(|listed| listed.handle.0 <= last);
    for Listed { id, added, .. } in inside {
        xml.open("url", &[]);
        xml.leaf(
            "loc",
            &[],
            &format!("{}{}", desk.settings.address, path(id)),
        );
        xml.leaf("lastmod", &[], added);
        xml.close("url");
    }
    xml.close("urlset");
    Ok(as_xml(xml))
}

/// The place in the order of adding behind a handle.
pub fn behind(handle: u64) -> Listed {
    Listed {
        handle: Handle(handle),
        id: DocId::from_text(""),
        title: String::new(),
        date: None,
        kind: Kind::Other,
        collection: String::new(),
        added: String::new(),
    }
}

fn as_xml(xml: Xml) -> Response {
    (
        [(header::CONTENT_TYPE, "application/xml; charset=utf-8")],
        xml.finish(),
    )
        .into_response()
}

/// `GET /robots.txt`: documents are for everybody; what makes work for every word is not.
pub async fn robots(State(desk): State<Arc<Desk>>) -> String {
    format!(
        "User-agent: *\nDisallow: /check\nDisallow: /search\nDisallow: /api/\nDisallow: /oai\n\nSitemap: {}/sitemap.xml\n",
        desk.settings.address
    )
}
