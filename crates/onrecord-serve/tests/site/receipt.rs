//! The way of a reporter to a receipt.

use crate::room::{Room, root};
use axum::http::StatusCode;
use onrecord_store::Writer;

/// A record with a log.
fn logged() -> Room {
    let room = Room::new();
    let mut writer = Writer::open(room.dir.path()).unwrap();
    writer.begin_log("record.example.org/invented").unwrap();
    writer.checkpoint(None).unwrap();
    writer.close().unwrap();
    room
}

const WORDS: &str = "We will not rest until the lighthouse at Port Sorrel is lit again";

/// The addresses of receipts on a page.
fn addresses(page: &str) -> Vec<String> {
    let links = page.split("href=\"/receipt?").skip(1);
    links
        .map(|rest| {
            let query = rest.split('"').next().unwrap();
            format!("/receipt?{}", query.replace("&amp;", "&"))
        })
        .collect()
}

#[test]
fn an_article_leads_to_receipts_that_verify() {
    let room = logged();
    let article = std::fs::read_to_string(root().join("examples/article.md")).unwrap();
    let page = room.check(&article);
    let addresses = addresses(page.text());
    assert!(addresses.len() > 5, "{addresses:?}");
    let mut verdicts = Vec::new();
    for address in &addresses {
        let file = room.get(address);
        if file.status == StatusCode::CONFLICT {
            file.has(&["rests on more of the record"]);
            continue;
        }
        assert_eq!(file.status, StatusCode::OK, "{address}: {}", file.text());
        assert_eq!(file.header("content-type"), "application/json");
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"receipt.json\""
        );
        assert_eq!(file.header("cache-control"), "no-store");
        let verified = onrecord_receipt::verify(&file.body, None).unwrap();
        assert!(verified.key.is_none());
        verdicts.push(verified.receipt.verdict);
        // No byte of it may be another.
        let mut changed = file.body.clone();
        let at = changed.len() / 2;
        changed[at] ^= 1;
        assert!(onrecord_receipt::verify(&changed, None).is_err());
    }
    for verdict in ["verbatim", "altered", "misattributed"] {
        assert!(verdicts.iter().any(|v| v == verdict), "{verdicts:?}");
    }
}

#[test]
fn the_page_and_the_api_give_the_same_receipt() {
    let room = logged();
    let quote = WORDS.replace(' ', "%20");
    let asked = "speaker=Tobin%20Ashgrove&date=2031-03-03&until=2031-03-04";
    let page = room.get(&format!("/check?quote={quote}&speaker=Tobin%20Ashgrove"));
    assert_eq!(addresses(page.text()).len(), 1);
    let from_page = room.get(&format!("/receipt?quote={quote}&{asked}"));
    let from_api = room.get(&format!("/api/v1/receipts?text={quote}&{asked}"));
    assert_eq!(from_page.body, from_api.body);
    let receipt = onrecord_receipt::verify(&from_page.body, None)
        .unwrap()
        .receipt;
    assert_eq!(receipt.question.words, WORDS);
    assert_eq!(receipt.question.speaker.as_deref(), Some("Tobin Ashgrove"));
    assert_eq!(
        receipt.question.dates,
        Some(("2031-03-03".to_owned(), "2031-03-04".to_owned()))
    );
}

#[test]
fn what_no_receipt_can_show_is_said() {
    let room = logged();
    let none = "/receipt?quote=No%20such%20words%20were%20ever%20spoken%20by%20anybody%20at%20all";
    let answer = room.get(none);
    assert_eq!(answer.status, StatusCode::CONFLICT);
    answer.has(&["<!DOCTYPE html>", "that rests on the whole record"]);
    let page = room.get(&none.replace("/receipt", "/check"));
    assert!(addresses(page.text()).is_empty());
    assert_eq!(room.get("/receipt?quote=").status, StatusCode::BAD_REQUEST);
    let day = room.get("/receipt?quote=one%20two%20three&date=yesterday");
    assert_eq!(day.status, StatusCode::BAD_REQUEST);

    // Without a log there is no link, and who asks all the same learns why.
    let room = Room::new();
    let quote = WORDS.replace(' ', "%20");
    let page = room.get(&format!("/check?quote={quote}"));
    assert!(addresses(page.text()).is_empty());
    let answer = room.get_as(
        &format!("/api/v1/receipts?text={quote}"),
        "application/json",
    );
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    answer.has(&["`onrecord log init` begins one"]);
}
