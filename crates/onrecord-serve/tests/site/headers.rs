use crate::room::{BRIEFING, Room};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use onrecord_serve::Settings;
use std::num::NonZeroU32;

#[test]
fn every_answer_has_the_headers_that_protect_readers() {
    let room = Room::new();
    for path in [
        "/",
        "/search?q=harbor",
        BRIEFING,
        "/nothing",
        "/api/v1/status",
        "/oai",
        "/feeds/all",
        "/static/none",
    ] {
        let answer = room.get(path);
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
    }
}

#[test]
fn pages_ask_no_other_host_and_have_nothing_inline() {
    let room = Room::new();
    for path in [
        "/",
        "/search?q=harbor",
        BRIEFING,
        "/status",
        "/help",
        "/api",
    ] {
        let page = room.get(path).text().to_owned();
        assert!(!page.contains(" style="), "{path}");
        assert!(!page.contains(" onclick="), "{path}");
        for tag in page.split('<').filter(|tag| {
            [
                "script",
                "img",
                "link rel=\"stylesheet\"",
                "link rel=\"icon\"",
            ]
            .iter()
            .any(|name| tag.starts_with(name))
        }) {
            let ours = tag.contains("\"/static/")
                || tag.starts_with("script type=\"application/ld+json\"");
            assert!(ours, "{path}: <{tag}");
        }
    }
}

#[test]
fn files_of_the_site_may_be_kept_for_ever() {
    let room = Room::new();
    let page = room.get("/").text().to_owned();
    let files = page.split('"').filter(|part| part.starts_with("/static/"));
    let mut count = 0;
    for file in files {
        let answer = room.get(file);
        assert_eq!(answer.status, StatusCode::OK, "{file}");
        assert!(answer.header("cache-control").contains("immutable"));
        count += 1;
    }
    assert_eq!(count, 3);
}

#[test]
fn an_answer_that_is_known_is_not_sent_again() {
    let room = Room::new();
    for path in [BRIEFING, "/api/v1/documents", "/search?q=harbor"] {
        let first = room.get(path);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}");
        let ask = |method: &str, tag: &str| {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header("accept", "text/html,*/*;q=0.8")
                .header("if-none-match", tag);
            room.ask(request.body(Body::empty()).unwrap())
        };
        let again = ask("GET", &format!("\"other\", {tag}"));
        assert_eq!(
            (again.status, again.body.len()),
            (StatusCode::NOT_MODIFIED, 0)
        );
        assert_eq!(ask("GET", "\"other\"").body, first.body);
        let head = ask("HEAD", "\"other\"");
        assert_eq!((head.header("etag"), head.body.len()), (tag.as_str(), 0));
    }
}

#[test]
fn answers_are_compressed_for_those_who_can() {
    let room = Room::new();
    for encoding in ["gzip", "br"] {
        let request = Request::get(BRIEFING).header("accept-encoding", encoding);
        let answer = room.ask(request.body(Body::empty()).unwrap());
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.body.len() < room.get(BRIEFING).body.len() / 2);
    }
}

#[test]
fn an_address_that_asks_too_often_is_told_when_to_come_back() {
    let settings = Settings {
        limit: NonZeroU32::new(25),
        behind_proxy: true,
        ..Settings::default()
    };
    let room = Room::with(settings);
    // The limiter lives as long as the app: ask one app again and again.
    let app = onrecord_serve::app(room.desk.clone());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let ask = |from: &str, path: &str| {
        use tower::ServiceExt;
        let request = Request::get(path).header("x-forwarded-for", format!("10.9.9.9, {from}"));
        let request = request.body(Body::empty()).unwrap();
        runtime.block_on(app.clone().oneshot(request)).unwrap()
    };
    let mut refused = None;
    for _ in 0..30 {
        let response = ask("192.0.2.1", "/help");
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(response);
            break;
        }
    }
    let refused = refused.expect("nobody was refused");
    assert_eq!(
        refused.headers()["content-type"],
        "application/problem+json"
    );
    let wait: u64 = refused.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(
        ask("192.0.2.2", "/help").status(),
        StatusCode::OK,
        "others are not concerned"
    );
    // One customer's IPv6 addresses are one.
    for at in 0..2 {
        ask(
            &format!("2001:db8:1:2::{at}"),
            "/check?quote=one%20two%20three",
        );
    }
    let third = ask("2001:db8:1:2::ffff", "/check?quote=one%20two%20three");
    assert_eq!(third.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        ask("2001:db8:1:3::1", "/check?quote=one%20two%20three").status(),
        StatusCode::OK
    );
}

#[test]
fn scripts_of_named_origins_may_read_the_api() {
    let origin = |room: &Room, origin: &str| {
        let request = Request::get("/api/v1/status").header("origin", origin);
        let answer = room.ask(request.body(Body::empty()).unwrap());
        answer.header("access-control-allow-origin").to_owned()
    };
    assert_eq!(origin(&Room::new(), "https://news.example"), "*");
    let named = Room::with(Settings {
        origins: vec!["https://news.example".to_owned()],
        ..Settings::default()
    });
    assert_eq!(
        origin(&named, "https://news.example"),
        "https://news.example"
    );
    assert_eq!(origin(&named, "https://other.example"), "");
}
