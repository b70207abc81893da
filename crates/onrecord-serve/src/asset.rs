//! The style sheet, the script and the icon: part of the program, named by what they hold.

use crate::failure::Failure;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// A file that pages link to.
struct Asset {
    name: &'static str,
    ending: &'static str,
    kind: &'static str,
    text: &'static str,
}

const STYLE: Asset = Asset {
    name: "site",
    ending: "css",
    kind: "text/css; charset=utf-8",
    text: include_str!("asset/site.css"),
};
const SCRIPT: Asset = Asset {
    name: "site",
    ending: "js",
    kind: "text/javascript; charset=utf-8",
    text: include_str!("asset/site.js"),
};
const ICON: Asset = Asset {
    name: "icon",
    ending: "svg",
    kind: "image/svg+xml",
    text: include_str!("asset/icon.svg"),
};

/// The paths of style sheet, script and icon. A changed file has another path, so that a browser
/// may keep each for ever.
pub fn paths() -> &'static [String; 3] {
    static PATHS: OnceLock<[String; 3]> = OnceLock::new();
    PATHS.get_or_init(|| {
        [STYLE, SCRIPT, ICON].map(|asset| {
            let digest = hex(&Sha256::digest(asset.text)[..6]);
            format!("/static/{}-{digest}.{}", asset.name, asset.ending)
        })
    })
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `GET /static/NAME`
pub async fn get(Path(name): Path<String>) -> Result<Response, Failure> {
    let path = format!("/static/{name}");
    let found = paths().iter().zip([STYLE, SCRIPT, ICON]);
    let (_, asset) = found
        .into_iter()
        .find(|(known, _)| **known == path)
        .ok_or_else(|| Failure::not_found("there is no such file"))?;
    let headers = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.text).into_response())
}
