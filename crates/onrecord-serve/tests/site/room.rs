//! A record of invented documents, and a way to ask the site.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use onrecord_serve::{Desk, Settings, app};
use onrecord_store::{Input, Writer, input};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

pub const NOW: &str = "2031-04-01T12:00:00Z";

/// A document that tries to be more than text.
pub const HOSTILE: &str = "---
title: 'Remarks <script>alert(1)</script> \u{202e}desrever\u{202c} & \"quoted\"'
date: '2031-04-02'
source_url: https://www.example.gov/briefing-room/speeches-remarks/2031/04/02/hostile\"><script>/
tags: speeches-remarks
notice: Invented for the Onrecord project; nobody said this.
---

MR. <IMG SRC=X ONERROR=ALERT(1)>:  The harbor is closed.

THE PRESIDENT:  &lt;script&gt;alert(2)&lt;/script&gt; and `<script>alert(3)</script>` are words here. \u{202e}Turned words\u{202c} stay in their place.

]]> </p></body></html> --> {{7*7}} ${7*7} \u{2066}isolated
";

pub struct Room {
    pub dir: TempDir,
    pub desk: Arc<Desk>,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The examples, the hostile document, and one with a line of a million letters.
pub fn inputs() -> Vec<Input> {
    let mut inputs: Vec<Input> = input::walk([root().join("examples/statements")]).collect();
    inputs.push(Input::from_bytes("invented/hostile.md".to_owned(), HOSTILE));
    let long = format!(
        "---\ntitle: An enormous line\ndate: '2031-04-03'\nsource_url: https://www.example.gov/briefing-room/statements-releases/2031/04/03/enormous/\n---\n\n{}\n",
        "a".repeat(1_000_000)
    );
    inputs.push(Input::from_bytes("invented/enormous.md".to_owned(), long));
    inputs
}

pub fn add(dir: &Path, inputs: Vec<Input>) {
    let mut writer = Writer::open(dir).unwrap();
    writer.add(inputs, NOW, &|_| ()).unwrap();
    writer.close().unwrap();
}

impl Room {
    pub fn new() -> Self {
        Self::with(Settings::default())
    }

    pub fn with(settings: Settings) -> Self {
        let dir = tempfile::tempdir().unwrap();
        add(dir.path(), inputs());
        let desk = Arc::new(Desk::open(dir.path(), settings).unwrap());
        Self { dir, desk }
    }

    pub fn ask(&self, request: Request<Body>) -> Answer {
        let app = app(Arc::clone(&self.desk));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let response = app.oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
            Answer {
                status: parts.status,
                headers: parts.headers,
                body,
            }
        })
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_as(path, "text/html,*/*;q=0.8")
    }

    pub fn get_as(&self, path: &str, accept: &str) -> Answer {
        let request = Request::get(path).header("accept", accept);
        self.ask(request.body(Body::empty()).unwrap())
    }

    pub fn post(&self, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(path)
            .header("content-type", kind)
            .header("accept", "text/html");
        self.ask(request.body(body.into()).unwrap())
    }

    /// Sends the form of the first page.
    pub fn check(&self, text: &str) -> Answer {
        let body = format!(
            "--X\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n\
             --X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--X--\r\n"
        );
        self.post("/check", "multipart/form-data; boundary=X", body)
    }
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn has(&self, needles: &[&str]) -> &Self {
        for needle in needles {
            assert!(
                self.text().contains(needle),
                "no {needle:?} in {}",
                self.text()
            );
        }
        self
    }
}

/// The examples' press briefing.
pub const BRIEFING: &str = "/documents/whitehouse/press-briefings/2031/03/03/press-briefing-by-press-secretary-tobin-ashgrove-march-3-2031";
