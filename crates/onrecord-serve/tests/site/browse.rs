//! Days, names, subjects, versions and edits.

use crate::room::{BRIEFING, Room, add};
use axum::http::StatusCode;
use onrecord_store::Input;

/// A statement with two versions, the second with another number and another word.
const STATEMENT: &str = "---
title: Statement on the Harbor Toll
date: '2031-06-01'
published_time: 2031-03-21 10:00:00Z
modified_time: MODIFIED
source_url: https://www.example.gov/briefing-room/statements-releases/2031/06/01/toll/
notice: Invented for the Onrecord project; nobody said this.
---

The toll of the harbor is WORDS crowns, and it stays so until the end of the year.

The captains have been told of it by letter.
";

const TOLL: &str = "/documents/whitehouse/statements-releases/2031/06/01/toll";

fn with_versions() -> Room {
    let room = Room::new();
    for (at, modified, words) in [
        (0, "2031-03-21 10:00:00Z", "five"),
        (1, "2031-03-23 10:00:00Z", "nine"),
    ] {
        let text = STATEMENT
            .replace("MODIFIED", modified)
            .replace("WORDS", words);
        add(
            room.dir.path(),
            vec![Input::from_bytes(format!("toll-{at}.md"), text)],
        );
    }
    room
}

#[test]
fn documents_are_found_by_year_month_day_and_kind() {
    let room = Room::new();
    room.get("/browse").has(&[
        "href=\"/browse/2031\"",
        "By kind",
        "/search?kind=press_briefing",
    ]);
    room.get("/browse/2031")
        .has(&["href=\"/browse/2031-03\"", "href=\"/browse/2031-03-03\""]);
    room.get("/browse/2031-03").has(&[
        "March 2031",
        "href=\"/browse/2031-03-03\"",
        "href=\"/browse/2031\"",
    ]);
    room.get("/browse/2031-03-03")
        .has(&["March 3, 2031", BRIEFING, "One document."]);
    room.get("/browse/1901").has(&["no document of this time"]);
    for none in ["/browse/yesterday", "/browse/2031-02-30", "/browse/99999"] {
        assert_eq!(room.get(none).status, StatusCode::NOT_FOUND, "{none}");
    }
    let day = room.get("/api/v1/contents/2031-03-03").json();
    assert_eq!(day["entries"][0]["documents"][0]["date"], "2031-03-03");
}

#[test]
fn a_person_has_one_page_with_all_forms() {
    let room = Room::new();
    let found = room.get("/api/v1/names?q=ashgrove").json();
    let key = found["names"][0]["key"].as_str().unwrap().to_owned();
    let page = room.get(&format!("/names/{key}"));
    page.has(&[
        "Ashgrove",
        "Forms of the name",
        "MR. ASHGROVE",
        BRIEFING,
        "Why it is this person",
    ]);
    room.get("/names?q=ashgrove")
        .has(&[&format!("/names/{key}")]);
    room.get("/names?letter=A").has(&["Ashgrove"]);
    room.get("/names").has(&["Those of most documents"]);
    room.get(&format!("/feeds/name/{key}"))
        .has(&["<entry>", BRIEFING]);
    assert_eq!(
        room.get("/names/nobody-at-all").status,
        StatusCode::NOT_FOUND
    );
    let person = room.get(&format!("/api/v1/names/{key}")).json();
    assert_eq!(person["schema"], "onrecord/name/1");
}

#[test]
fn subjects_and_categories_lead_to_documents() {
    let room = Room::new();
    let index = room.get("/api/v1/subjects").json();
    let heading = index["entries"][0]["heading"].as_str().unwrap().to_owned();
    room.get("/subjects").has(&["Subjects", "/subjects/"]);
    let path = heading.replace(' ', "%20");
    room.get(&format!("/subjects/{path}")).has(&["<h1>"]);
    let one = room.get(&format!("/api/v1/subjects?heading={path}")).json();
    assert_eq!(one["entries"][0]["heading"], heading.as_str());
    room.get(&format!("/feeds/subject/{path}")).has(&["<feed"]);
    room.get("/categories").has(&["/categories/"]);
    for none in [
        "/subjects/Nothing%20at%20all",
        "/categories/x",
        "/feeds/subject/x",
        "/api/v1/subjects?heading=x",
    ] {
        assert_eq!(room.get(none).status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[test]
fn what_changed_is_shown_in_words() {
    let room = with_versions();
    let page = room.get(TOLL);
    page.has(&[
        "Versions",
        "What changed",
        "?version=1",
        "(this one)",
        "nine",
    ]);
    room.get(&format!("{TOLL}?version=1"))
        .has(&["Read the newest", "five"]);
    for path in [
        format!("{TOLL}/differences"),
        format!("{TOLL}/differences?old=1&new=2"),
    ] {
        room.get(&path)
            .has(&["<del>", "five</del>", "<ins>", "nine</ins>", "Each change"]);
    }
    assert_eq!(
        room.get(&format!("{TOLL}/differences?old=7")).status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        room.get(&format!("{BRIEFING}/differences")).status,
        StatusCode::NOT_FOUND
    );
    room.get("/edits").has(&[
        "Statement on the Harbor Toll",
        "differences?old=1&amp;new=2",
    ]);
    room.get("/edits?kind=substance&since=2031-03-22")
        .has(&["Statement on the Harbor Toll"]);
    room.get("/edits?since=2031-07-01")
        .has(&["knows of no such change"]);
    room.get("/feeds/edits").has(&[
        "<entry>",
        "2031-03-23T10:00:00",
        "differences?old=1&amp;new=2",
    ]);
    assert_eq!(
        room.get("/edits?kind=secret").status,
        StatusCode::BAD_REQUEST
    );
}

#[test]
fn the_api_tells_versions_differences_and_edits() {
    let room = with_versions();
    let api = format!("/api/v1{TOLL}");
    let versions = room.get(&format!("{api}/versions")).json();
    assert_eq!(versions["schema"], "onrecord/history/1");
    assert_eq!(versions["versions"].as_array().unwrap().len(), 2);
    let differences = room.get(&format!("{api}/differences?old=1&new=2")).json();
    assert_eq!(differences["changes"][0]["old"]["text"], "five");
    let edits = room
        .get("/api/v1/edits?kind=substance&since=2031-03-22")
        .json();
    assert_eq!(edits["edits"].as_array().unwrap().len(), 1);
}

#[test]
fn a_document_leads_to_those_like_it_and_says_how_it_came() {
    let room = Room::new();
    room.get(BRIEFING)
        .has(&["How it came here", "a copy by a third party", "/like\""]);
    room.get(&format!("{BRIEFING}/like"))
        .has(&["Documents like this one"]);
    let like = room.get(&format!("/api/v1{BRIEFING}/like")).json();
    assert_eq!(like["schema"], "onrecord/like/1");
}

/// A later document that quotes the press briefing twice, once with an omission.
const QUOTING: &str = "---
title: 'Remarks on <b>What Was Said</b> of the Lighthouse'
date: '2031-03-29'
source_url: https://www.example.gov/briefing-room/speeches-remarks/2031/03/29/what-was-said/
notice: Invented for the Onrecord project; nobody said this.
---

THE PRESIDENT:  My Press Secretary told you: “[…] We will not rest until the lighthouse at Port Sorrel is lit again.” And we did not.

He said it plainly -- “We will not rest until the lighthouse at Port Sorrel … shines” -- and I say nothing else.
";

#[test]
fn a_document_shows_where_it_is_quoted() {
    let room = Room::new();
    assert!(!room.get(BRIEFING).text().contains("Quoted in"));
    add(
        room.dir.path(),
        vec![Input::from_bytes("quoting.md".to_owned(), QUOTING)],
    );
    let there = "/documents/whitehouse/speeches-remarks/2031/03/29/what-was-said";
    room.get(BRIEFING).has(&[
        "<h2 id=\"quoted\">Quoted in</h2>",
        &format!(
            "<a href=\"{there}\">Remarks on &lt;b&gt;What Was Said&lt;/b&gt; of the Lighthouse</a>"
        ),
        "(March 29, 2031)",
        "“We will not rest until the lighthouse at Port Sorrel is lit again.”",
        &format!("href=\"{there}#p1:7-19\""),
        "href=\"#p4:4-16\"",
        &format!("href=\"{there}#p2:6-15\""),
        "href=\"#p4:4-13\"",
    ]);
    let of = room.get(&format!("/api/v1{BRIEFING}/quoted")).json();
    assert_eq!(
        (&of["schema"], &of["total"]),
        (&"onrecord/quoted/1".into(), &2.into())
    );
    assert_eq!(
        of["quotations"][1]["words"],
        "We will not rest until the lighthouse at Port Sorrel"
    );
    assert!(!room.get(there).text().contains("Quoted in"));
}

#[test]
fn what_takes_long_is_made_beside_the_readers() {
    let room = Room::new();
    room.desk.warm();
    let names = |query: &str| {
        let found = room.get(&format!("/api/v1/names?q={query}"));
        assert_eq!(found.status, StatusCode::OK, "{}", found.text());
        found.json()["names"].as_array().unwrap().len()
    };
    assert_eq!(names("ashgrove"), 1);
    let text = QUOTING.replace("THE PRESIDENT", "MS. QUILLANE");
    add(
        room.dir.path(),
        vec![Input::from_bytes("quoting.md".to_owned(), text)],
    );
    // The new document is there at once, its names and quotations as soon as they are made.
    let there = "/documents/whitehouse/speeches-remarks/2031/03/29/what-was-said";
    assert_eq!(room.get(there).status, StatusCode::OK);
    let made = (0..600).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        assert_eq!(names("ashgrove"), 1);
        names("quillane") == 1 && room.get(BRIEFING).text().contains(there)
    });
    assert!(made);
}

/// Names are headings by rule, subjects and places words of the documents: each link must lead there.
#[test]
fn what_a_document_is_filed_under_is_a_page() {
    let room = Room::new();
    let documents = room.get("/api/v1/documents?limit=100").json();
    let mut followed = std::collections::BTreeSet::new();
    for document in documents["items"].as_array().unwrap() {
        let page = room.get(&format!("/documents/{}", document["id"].as_str().unwrap()));
        let links = page.text().split("href=\"").skip(1);
        let links = links.filter_map(|rest| rest.split('"').next());
        let filed = ["/names/", "/subjects/", "/categories/", "/search?"];
        for link in links.filter(|link| filed.iter().any(|base| link.starts_with(base))) {
            if followed.insert(link.to_owned()) {
                let status = room.get(&link.replace("&amp;", "&")).status;
                assert_eq!(status, StatusCode::OK, "{link}");
            }
        }
    }
    assert!(followed.len() >= 10, "{followed:?}");
}
