use crate::room::{BRIEFING, Room, add, root};
use axum::http::StatusCode;
use onrecord_store::Input;

#[test]
fn an_article_comes_back_with_every_quotation_marked() {
    let room = Room::new();
    let article = std::fs::read_to_string(root().join("examples/article.md")).unwrap();
    let answer = room.check(&article);
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.has(&[
        "v-verbatim",
        "v-tidied",
        "v-elided",
        "v-bracketed",
        "v-altered",
        "v-spliced",
        "v-misattributed",
        "v-not_on_record",
        "<ins><span class=\"aside\"> the record: </span>not</ins>",
        "id=\"q1\"",
        "href=\"#q1\"",
        "Report, to copy",
        "## 1. ",
    ]);
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[test]
fn a_bare_quotation_needs_no_marks() {
    let room = Room::new();
    let answer = room.check("We will not rest until the lighthouse at Port Sorrel is lit again");
    answer.has(&[
        "<h1>Verbatim</h1>",
        &format!("{BRIEFING}#p4:4-16:~:text="),
        "A link to this answer",
        "/check?quote=We%20will%20not%20rest",
    ]);
    let shared = room.get("/check?quote=We%20will%20rest%20until%20the%20lighthouse%20at%20Port%20Sorrel%20is%20lit%20again&speaker=Tobin%20Ashgrove");
    shared.has(&["<h1>Altered</h1>", "The change concerns: negation"]);
}

#[test]
fn what_cannot_be_checked_is_said() {
    let room = Room::new();
    let empty = room.check("  ");
    assert_eq!(empty.status, StatusCode::BAD_REQUEST);
    empty.has(&["There is nothing to check"]);
    let large = room.check(&"word ".repeat(200_000));
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    large.has(&["512 KiB"]);
    let many = room.check(&"He said “we will go on with this”.\n\n".repeat(501));
    assert_eq!(many.status, StatusCode::PAYLOAD_TOO_LARGE);
    many.has(&["501 quotations"]);
    let day = room.get("/check?quote=one%20two%20three&date=yesterday");
    assert_eq!(day.status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_document_has_turns_and_an_anchor_for_every_paragraph() {
    let room = Room::new();
    let page = room.get(BRIEFING);
    page.has(&[
        "<h1>Press Briefing by Press Secretary Tobin Ashgrove, March 3, 2031</h1>",
        "<p class=\"speaker\">Tobin Ashgrove</p>",
        "id=\"p4\"",
        "href=\"#p4\"",
        "<span class=\"direction\">(Applause.)</span>",
        "<s>$90 million</s>",
        "<link rel=\"canonical\" href=\"http://127.0.0.1:8090/documents/whitehouse/",
        "<meta name=\"citation_title\"",
        "<meta name=\"citation_publication_date\" content=\"2031/03/03\"",
        "<meta name=\"DC.creator\"",
        "\"@type\":\"CreativeWork\"",
        "Press Briefing by Press Secretary",
    ]);
    let original = room.get(&format!("{BRIEFING}/original"));
    let file = "examples/statements/2031-03-03-press-briefing-by-press-secretary-tobin-ashgrove.md";
    assert_eq!(original.body, std::fs::read(root().join(file)).unwrap());
    assert_eq!(original.header("content-type"), "text/plain; charset=utf-8");
}

#[test]
fn a_document_comes_in_the_form_that_is_asked_for() {
    let room = Room::new();
    for (accept, kind, begins) in [
        (
            "application/json",
            "application/json",
            "{\"schema\":\"onrecord/show/1\"",
        ),
        ("text/plain", "text/plain; charset=utf-8", "Press Briefing"),
        (
            "application/mods+xml",
            "application/mods+xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><mods xmlns=",
        ),
        (
            "application/tei+xml",
            "application/tei+xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><TEI xmlns=",
        ),
        ("*/*", "text/html; charset=utf-8", "<!DOCTYPE html>"),
    ] {
        let answer = room.get_as(BRIEFING, accept);
        assert_eq!(answer.header("content-type"), kind);
        assert!(answer.text().starts_with(begins), "{}", answer.text());
        assert!(answer.header("vary").to_lowercase().contains("accept"));
    }
    let by_ending = room.get(&format!("{BRIEFING}.tei"));
    by_ending.has(&[
        "<sp><speaker>Tobin Ashgrove</speaker>",
        "<del>$90 million</del>",
        "xml:id=\"p4\"",
    ]);
    assert_eq!(
        by_ending.body,
        room.get(&format!("{BRIEFING}?format=tei")).body
    );
    assert_eq!(
        room.get_as(BRIEFING, "image/png").status,
        StatusCode::NOT_ACCEPTABLE
    );
    assert_eq!(
        room.get(&format!("{BRIEFING}?format=pdf")).status,
        StatusCode::BAD_REQUEST
    );
}

#[test]
fn a_number_of_the_compilation_is_a_permalink() {
    let room = Room::new();
    let answer = room.get("/DCPD-203100113");
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), "/documents/DCPD-203100113");
    let page = room.get("/documents/DCPD-203100113");
    page.has(&["Message on the Lighting", "Categories", "Subjects"]);
    let missing = room.get("/documents/DCPD-209900001");
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    missing.has(&["<!DOCTYPE html>", "No document has the identifier"]);
    let version = room.get("/documents/DCPD-203100113?version=7");
    version.has(&["and no version 7"]);
}

#[test]
fn search_shows_the_words_and_where_they_stand() {
    let room = Room::new();
    let answer = room.get("/search?q=%22harbor%20dues%22");
    answer.has(&["<mark>harbor dues</mark>", &format!("{BRIEFING}#p")]);
    room.get("/search").has(&["<h1>Search the record</h1>"]);
    room.get("/search?q=zzyzx").has(&["Nothing was found"]);
}

#[test]
fn search_shows_context_and_time_and_fewer() {
    let room = Room::new();
    let page = room.get("/search?q=harbor");
    page.has(&[
        "documents</h2>",
        "aria-label=\"Narrow the search\"",
        "kind%3A",
        "/feeds/search?q=harbor",
    ]);
    room.get("/search?q=%22harbor%20dues%22&view=context")
        .has(&["class=\"kwic\"", ">harbor dues</a>"]);
    room.get("/search?q=harbor&view=left").has(&["places in"]);
    room.get("/search?q=harbor&view=time").has(&[
        "<svg",
        "class=\"bar\"",
        "<th scope=\"row\">2031-03</th>",
    ]);
    room.get("/search?q=kind:press_briefing")
        .has(&["One document"]);
    room.get("/search?kind=press_briefing")
        .has(&["One document"]);
    room.get("/feeds/search?q=harbor")
        .has(&["<entry>", "Search: harbor"]);
}

#[test]
fn a_query_that_is_none_is_shown_where_it_is_wrong() {
    let room = Room::new();
    let page = room.get("/search?q=topic:gas%20harbor");
    page.has(&[
        "role=\"alert\"",
        "No field is called topic",
        "<mark>topic:</mark>gas harbor",
    ]);
    let problem = room.get("/api/v1/search?q=topic:gas%20harbor");
    assert_eq!(problem.status, StatusCode::BAD_REQUEST);
    assert_eq!(problem.json()["place"], serde_json::json!([0, 6]));
}

#[test]
fn other_pages_are_there() {
    let room = Room::new();
    room.get("/").has(&["Was it said?", "form", "textarea"]);
    room.get("/status")
        .has(&["What the record covers", "Collections", "whitehouse"]);
    room.get("/help/search").has(&["<table>", "NEAR/n"]);
    room.get("/help").has(&["Verdicts", "/help/not_on_record"]);
    room.get("/help/altered")
        .has(&["<h2>What to do</h2>", "href=\"/help/spliced\""]);
    assert_eq!(room.get("/help/nonsense").status, StatusCode::NOT_FOUND);
    room.get("/api")
        .has(&["/api/v1/openapi.json", "/api/v1/check"]);
    assert_eq!(room.get("/nothing").status, StatusCode::NOT_FOUND);
}

#[test]
fn feeds_and_maps_name_every_document() {
    let room = Room::new();
    let feed = room.get("/feeds/all");
    assert_eq!(
        feed.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    feed.has(&[
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"",
        "<updated>2031-04-01T12:00:00+00:00</updated>",
        BRIEFING,
    ]);
    room.get("/feeds/kind/press_briefing").has(&[BRIEFING]);
    assert_eq!(room.get("/feeds/kind/none").status, StatusCode::NOT_FOUND);
    room.get("/sitemap.xml")
        .has(&["<loc>http://127.0.0.1:8090/sitemap/0</loc>"]);
    room.get("/sitemap/0").has(&[BRIEFING, "DCPD-203100113"]);
    room.get("/robots.txt")
        .has(&["Sitemap: http://127.0.0.1:8090/sitemap.xml"]);
}

#[test]
fn what_is_added_is_shown_without_a_restart() {
    let room = Room::new();
    let words = "/search?q=%22the%20tide%20tables%20are%20new%22";
    room.get(words).has(&["Nothing was found"]);
    let text = "---\ntitle: New tide tables\ndate: '2031-04-05'\nsource_url: https://www.example.gov/briefing-room/statements-releases/2031/04/05/tides/\n---\n\nThe tide tables are new.\n";
    add(
        room.dir.path(),
        vec![Input::from_bytes("tides.md".to_owned(), text)],
    );
    room.get(words).has(&["New tide tables"]);
}
