//! What holds for every answer: headers, limits, tags, the log.

use crate::desk::{CHECK_COSTS, Desk};
use crate::failure::Failure;
use crate::{asset, page};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use sha2::{Digest, Sha256};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The address of the one who asks.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// What pages may do: styles, scripts and pictures of this host, and forms to it. Nothing inline.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The headers of every answer.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// The outermost layer: headers, and one line a request. The line has the path and not what was
/// asked for: neither the query nor the body, since both hold texts that people check.
pub async fn outermost(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let late =
        || Failure::new(StatusCode::REQUEST_TIMEOUT, "the request took too long").into_response();
    let answered = tokio::time::timeout(WHOLE, next.run(request)).await;
    let mut response = answered.unwrap_or_else(|_| late());
    for (name, value) in HEADERS {
        let value = HeaderValue::from_static(value);
        response.headers_mut().entry(name).or_insert(value);
    }
    if desk.settings.log {
        let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ");
        let (status, took) = (response.status().as_u16(), begun.elapsed());
        let path: String = path.chars().filter(|c| !c.is_control()).take(200).collect();
        eprintln!("{now} {method} {path} {status} {} ms", took.as_millis());
    }
    response
}

/// How long a request may take from its head to the head of its answer, its body included.
const WHOLE: Duration = Duration::from_secs(60);

/// How much each address has asked for.
pub struct Limiter {
    of: Option<DefaultKeyedRateLimiter<IpAddr>>,
    behind_proxy: bool,
}

/// So many addresses are remembered; with more, those that may ask again are forgotten.
const REMEMBERED: usize = 10_000;

impl Limiter {
    pub fn new(limit: Option<NonZeroU32>, behind_proxy: bool) -> Self {
        let quota = |limit: NonZeroU32| {
            let most = limit.max(CHECK_COSTS);
            RateLimiter::keyed(Quota::per_minute(limit).allow_burst(most))
        };
        Self {
            of: limit.map(quota),
            behind_proxy,
        }
    }

    fn admit(&self, request: &Request) -> Result<(), Failure> {
        let Some(limiter) = &self.of else {
            return Ok(());
        };
        let path = request.uri().path();
        if path.starts_with("/static/") {
            return Ok(());
        }
        if limiter.len() > REMEMBERED {
            limiter.retain_recent();
        }
        let checks = request.method() == Method::POST
            || matches!(
                path,
                "/check" | "/receipt" | "/api/v1/quote" | "/api/v1/receipts"
            );
        let cost = if checks { CHECK_COSTS } else { NonZeroU32::MIN };
        match limiter.check_key_n(&self.address(request), cost) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(until)) => {
                let wait = until.wait_time_from(DefaultClock::default().now());
                Err(Failure::too_many(wait.as_secs() + 1))
            }
            Err(_) => Err(Failure::too_many(60)),
        }
    }

    /// The address a limit counts for: of IPv6 the first 64 bits, which one customer has.
    fn address(&self, request: &Request) -> IpAddr {
        let forwarded = || {
            let header = request.headers().get("x-forwarded-for")?.to_str().ok()?;
            header.rsplit(',').next()?.trim().parse().ok()
        };
        let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
        let address = if self.behind_proxy { forwarded() } else { None };
        match address.or(peer) {
            Some(IpAddr::V6(v6)) => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            Some(v4) => v4,
            None => IpAddr::V4(Ipv4Addr::LOCALHOST),
        }
    }
}

/// Turns away those who ask too often.
pub async fn limited(
    State(limiter): State<Arc<Limiter>>,
    request: Request,
    next: Next,
) -> Response {
    match limiter.admit(&request) {
        Ok(()) => next.run(request).await,
        Err(failure) => failure.into_response(),
    }
}

/// Shows failures to people as pages; programs get them as they are.
pub async fn failures(request: Request, next: Next) -> Response {
    let people = !request.uri().path().starts_with("/api/") && accepts_html(request.headers());
    let response = next.run(request).await;
    let failure = response.extensions().get::<Failure>().cloned();
    match failure {
        Some(failure) if people => {
            let retry = response.headers().get(header::RETRY_AFTER).cloned();
            let mut shown = (failure.status, page::failure(&failure)).into_response();
            if let Some(retry) = retry {
                shown.headers_mut().insert(header::RETRY_AFTER, retry);
            }
            if let Some(allow) = response.headers().get(header::ALLOW) {
                shown.headers_mut().insert(header::ALLOW, allow.clone());
            }
            shown
        }
        _ => response,
    }
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// Gives answers to GET a tag made of their bytes, and answers 304 to those who have them.
pub async fn tagged(mut request: Request, next: Next) -> Response {
    let head = *request.method() == Method::HEAD;
    let reads = head || *request.method() == Method::GET;
    if head {
        *request.method_mut() = Method::GET; // the same tag and length as with the body
    }
    let asked = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    if !reads || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // Every answer is made whole in memory, so that this reads no stream.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Failure::internal("an answer could not be read").into_response();
    };
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let mut digest = Sha256::new();
    digest.update(kind.map_or(&b""[..], HeaderValue::as_bytes));
    digest.update(&bytes);
    let tag = format!("W/\"{}\"", asset::hex(&digest.finalize()[..12]));
    let same = asked
        .as_ref()
        .and_then(|asked| asked.to_str().ok())
        .is_some_and(|asked| asked == "*" || asked.split(',').any(|one| one.trim() == tag));
    if let Ok(value) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, value);
    }
    let no_cache = HeaderValue::from_static("no-cache");
    parts
        .headers
        .entry(header::CACHE_CONTROL)
        .or_insert(no_cache);
    if same {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    if head {
        parts
            .headers
            .insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}
