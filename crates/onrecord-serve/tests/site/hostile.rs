use crate::room::Room;

const HOSTILE: &str = "/documents/whitehouse/speeches-remarks/2031/04/02/hostile-script";

/// The page without what may rightly be a tag or a script of ours.
fn is_tame(page: &str) {
    for bad in [
        "<script>alert",
        "<img",
        "<IMG",
        "\u{202e}",
        "\u{202c}",
        "\u{2066}",
    ] {
        let found = page.find(bad);
        assert!(
            found.is_none(),
            "{bad} in {}",
            &page[found.unwrap().saturating_sub(200)..]
        );
    }
}

#[test]
fn a_hostile_document_is_text_in_every_form() {
    let room = Room::new();
    let listed = room
        .get("/api/v1/documents?from=2031-04-02&to=2031-04-02")
        .json();
    let id = listed["items"][0]["id"].as_str().unwrap().to_owned();
    let page = room.get(&format!("/documents/{id}"));
    page.has(&["&lt;script&gt;alert(2)&lt;/script&gt;", "Turned words stay"]);
    is_tame(page.text());
    for path in [
        "/search?q=harbor%20closed".to_owned(),
        "/feeds/all".to_owned(),
        format!("/documents/{id}?format=tei"),
        format!("/documents/{id}?format=mods"),
        "/oai?verb=ListRecords&metadataPrefix=oai_dc".to_owned(),
        "/oai?verb=ListRecords&metadataPrefix=mods".to_owned(),
    ] {
        is_tame(room.get(&path).text());
    }
    let original = room.get(&format!("/documents/{id}/original"));
    assert_eq!(original.header("content-type"), "text/plain; charset=utf-8");
    assert!(!HOSTILE.is_empty());
}

#[test]
fn hostile_questions_are_text() {
    let room = Room::new();
    let script = "%3Cscript%3Ealert(1)%3C/script%3E%E2%80%AE";
    for path in [
        format!("/search?q={script}"),
        format!("/search?q=x&speaker={script}&kind={script}"),
        format!("/check?quote=one%20two%20three%20{script}&speaker={script}"),
        format!("/documents/{script}"),
        format!("/{script}"),
        format!("/help/{script}"),
        format!("/documents/DCPD-203100113?format={script}"),
        format!("/documents/DCPD-203100113?version={script}"),
        format!("/oai?verb={script}"),
        format!("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={script}"),
    ] {
        is_tame(room.get(&path).text());
    }
    let article = "# <script>alert(1)</script>\n\nHe said, “we <img src=x onerror=alert(1)> will \u{202e}not rest until the end”.\n\n<script>alert(2)</script>\n";
    is_tame(room.check(article).text());
}

#[test]
fn an_enormous_line_is_shown() {
    let room = Room::new();
    let page = room.get("/documents/whitehouse/statements-releases/2031/04/03/enormous");
    page.has(&["An enormous line", &"a".repeat(1_000_000)]);
    let answer = room.check(&format!(
        "He said “{} and more of it”.",
        "b".repeat(400_000)
    ));
    assert_eq!(answer.status, 200, "{}", answer.text());
}
