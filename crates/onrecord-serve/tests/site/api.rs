use crate::room::{BRIEFING, Room, root};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

fn post(room: &Room, path: &str, body: &Value) -> crate::room::Answer {
    room.post(path, "application/json", body.to_string())
}

/// Every endpoint, asked rightly.
fn good(room: &Room) -> Vec<(String, crate::room::Answer)> {
    let id = BRIEFING.trim_start_matches("/documents/");
    let encoded = id.replace('/', "%2F");
    let gets = [
        "/api/v1/status".to_owned(),
        "/api/v1/documents".to_owned(),
        "/api/v1/documents?kind=press_briefing&from=2031-01-01&to=2031-12-31&collection=whitehouse&limit=1".to_owned(),
        "/api/v1/search?q=harbor".to_owned(),
        "/api/v1/search?q=kind:press_briefing%20harbor&sort=newest&from=2031-01-01&to=2031-12-31&limit=1".to_owned(),
        "/api/v1/concordance?q=harbor&sort=left&limit=5".to_owned(),
        "/api/v1/frequency?q=harbor&period=year".to_owned(),
        "/api/v1/suggest?q=harb".to_owned(),
        "/api/v1/edits".to_owned(),
        "/api/v1/names".to_owned(),
        "/api/v1/subjects".to_owned(),
        "/api/v1/contents/2031-03-03".to_owned(),
        format!("/api/v1/documents/{id}/versions"),
        format!("/api/v1/documents/{id}/like"),
        format!("/api/v1/documents/{id}/quoted"),
        format!("/api/v1/documents/{id}"),
        format!("/api/v1/documents/{encoded}"),
        "/api/v1/documents/DCPD-203100113?version=1".to_owned(),
        "/api/v1/quote?text=We%20will%20not%20rest%20until%20the%20lighthouse%20is%20lit".to_owned(),
    ];
    let mut answers: Vec<_> = gets
        .into_iter()
        .map(|path| (path.clone(), room.get(&path)))
        .collect();
    let article = json!({"text": "“We are going to raise the harbor dues, this year or next year,” he said.", "format": "markdown", "date": "2031-03-20"});
    answers.push(("check".to_owned(), post(room, "/api/v1/check", &article)));
    answers
}

#[test]
fn success_has_one_shape() {
    let room = Room::new();
    for (path, answer) in good(&room) {
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/json", "{path}");
        let shape = answer.json();
        let schema = shape["schema"]
            .as_str()
            .unwrap_or_else(|| panic!("{path} names no schema"));
        assert!(schema.starts_with("onrecord/"), "{path}: {schema}");
        assert!(answer.text().starts_with("{\"schema\":"), "{path}");
    }
}

#[test]
fn failure_has_one_shape() {
    let room = Room::new();
    let mut answers: Vec<(String, crate::room::Answer)> = [
        "/api/v1/nothing",
        "/api/v1/documents?limit=0",
        "/api/v1/documents?limit=many",
        "/api/v1/documents?kind=poem",
        "/api/v1/documents?from=yesterday",
        "/api/v1/documents?cursor=x",
        "/api/v1/documents?unknown=1",
        "/api/v1/documents/DCPD-209900001",
        "/api/v1/documents/DCPD-203100113?version=9",
        "/api/v1/documents/DCPD-203100113?version=x",
        "/api/v1/documents/..%2F..%2Fetc%2Fpasswd",
        "/api/v1/quote",
        "/api/v1/quote?text=",
        "/api/v1/search",
        "/api/v1/search?q=",
        "/api/v1/search?q=x&sort=best",
        "/api/v1/search?q=x&cursor=",
        "/api/v1/search?q=x&cursor=1",
        "/api/v1/search?q=x&cursor=1-1-1-1",
        "/api/v1/concordance?q=",
        "/api/v1/concordance?q=x&sort=up",
        "/api/v1/frequency?q=NEAR",
        "/api/v1/frequency?q=x&period=week",
        "/api/v1/suggest",
        "/api/v1/edits?kind=secret",
        "/api/v1/edits?since=x",
        "/api/v1/names?limit=1000",
        "/api/v1/names/nobody-at-all",
        "/api/v1/subjects?heading=x",
        "/api/v1/contents/2031",
        "/api/v1/documents/none/versions",
        "/api/v1/documents/none/differences",
        "/api/v1/documents/DCPD-203100113/differences",
        "/api/v1/documents/DCPD-203100113/differences?old=x",
        "/api/v1/documents/none/like",
        "/api/v1/quote?text=x&date=3",
        "/api/v1/check",
    ]
    .into_iter()
    .map(|path| (path.to_owned(), room.get(path)))
    .collect();
    for body in [
        "",
        "{",
        "[]",
        "{\"text\": 1}",
        "{\"text\": \"x\", \"other\": 1}",
        "{\"text\": \"x\", \"format\": \"pdf\"}",
    ] {
        answers.push((
            body.to_owned(),
            room.post("/api/v1/check", "application/json", body),
        ));
    }
    answers.push((
        "kind".to_owned(),
        room.post("/api/v1/check", "text/plain", "{}"),
    ));
    answers.push((
        "large".to_owned(),
        post(
            &room,
            "/api/v1/check",
            &json!({"text": "a ".repeat(300_000)}),
        ),
    ));
    answers.push((
        "larger".to_owned(),
        post(
            &room,
            "/api/v1/check",
            &json!({"text": "a ".repeat(1_000_000)}),
        ),
    ));
    for (path, answer) in answers {
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{path}"
        );
        let problem = answer.json();
        assert_eq!(problem["type"], "about:blank", "{path}");
        assert_eq!(problem["status"], answer.status.as_u16(), "{path}");
        for field in ["title", "detail"] {
            assert!(
                problem[field].as_str().is_some_and(|text| !text.is_empty()),
                "{path}: {field}"
            );
        }
    }
}

#[test]
fn pages_lead_through_all_documents() {
    let room = Room::new();
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = room
            .get(&format!("/api/v1/documents?limit=5{cursor}"))
            .json();
        let items = page["items"].as_array().unwrap();
        seen.extend(
            items
                .iter()
                .map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        assert_eq!(page["total"], 13);
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let mut all = seen.clone();
    all.sort();
    all.dedup();
    assert_eq!((seen.len(), all.len()), (13, 13));
}

#[test]
fn page_and_api_and_command_say_the_same() {
    let room = Room::new();
    let article = std::fs::read_to_string(root().join("examples/article.md")).unwrap();
    let found = post(
        &room,
        "/api/v1/check",
        &json!({"text": article, "format": "markdown"}),
    )
    .json();
    let quotations = found["articles"][0]["quotations"].as_array().unwrap();
    let page = room.check(&article);
    for quotation in quotations {
        if let Some(verdict) = quotation["finding"]["verdict"].as_str() {
            page.has(&[&format!("v-{verdict}")]);
        }
    }
}

#[test]
fn the_description_describes_every_route() {
    let room = Room::new();
    let described = room.get("/api/v1/openapi.json").json();
    assert!(described["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths = described["paths"].as_object().unwrap();
    for path in [
        "/api/v1/status",
        "/api/v1/documents",
        "/api/v1/documents/{id}",
        "/api/v1/check",
        "/api/v1/quote",
        "/api/v1/search",
    ] {
        assert!(paths.contains_key(path), "{path}");
    }
}

#[test]
fn a_way_of_asking_that_is_none_is_refused_with_the_ways_there_are() {
    let room = Room::new();
    let request = Request::delete("/api/v1/status")
        .body(Body::empty())
        .unwrap();
    let answer = room.ask(request);
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(
        answer.header("allow").contains("GET"),
        "{:?}",
        answer.headers
    );
    assert_eq!(answer.header("content-type"), "application/problem+json");
}
