//! What the command prints as data, against docs/schema.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, fits_schema};

const BRIEFING: &str = "press-briefing-by-press-secretary-tobin-ashgrove-march-3-2031";
const VERSIONS: &str = "rebuilding-the-harbor-at-port-sorrel";

/// A later page that quotes the briefing.
const QUOTING: &str = "---
title: Remarks on What Was Said
date: '2031-03-29'
source_url: https://www.example.gov/briefing-room/speeches-remarks/2031/03/29/what-was-said/
notice: Invented for the Onrecord project; nobody said this.
---

THE PRESIDENT:  He said: “We will not rest until the lighthouse at Port Sorrel is lit again.”
";

#[test]
fn data_has_what_its_schema_says_and_nothing_else() {
    let folder = Folder::new("schemas");
    folder.ok(&["add", "examples/statements"]);
    let quoting = folder.path("quoting.md");
    std::fs::write(&quoting, QUOTING).unwrap();
    folder.ok(&["add", &quoting]);
    for (name, list, arguments) in [
        ("names-1", "names", &["names"][..]),
        ("name-1", "variants", &["names", "show", "ashgrove"]),
        ("index-1", "entries", &["index", "names"]),
        ("index-1", "entries", &["index", "subjects"]),
        ("index-1", "entries", &["index", "categories"]),
        ("index-1", "entries", &["calendar", "2031-03-03"]),
        ("calendar-1", "parts", &["calendar"]),
        ("calendar-1", "parts", &["calendar", "2031"]),
        ("history-1", "versions", &["history", VERSIONS]),
        ("diff-1", "changes", &["diff", VERSIONS]),
        ("edits-1", "edits", &["edits"]),
        (
            "provenance-1",
            "sightings",
            &["show", VERSIONS, "--provenance"],
        ),
        ("show-1", "blocks", &["show", VERSIONS]),
        ("show-1", "subjects", &["show", "DCPD-203100113"]),
        ("quoted-1", "quotations", &["quoted", BRIEFING]),
        ("search-2", "hits", &["search", "harbor", "--facets"]),
    ] {
        let printed = folder.ok(&[arguments, &["--format", "json"]].concat());
        let data = serde_json::from_str(&printed).unwrap();
        fits_schema(&data, name);
        assert!(!data[list].as_array().unwrap().is_empty(), "{name}: {data}");
    }
}
