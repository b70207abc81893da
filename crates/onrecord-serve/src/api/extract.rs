//! Reading what was asked, with failures in the one shape.

use crate::failure::Failure;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts};
use onrecord_doc::Date;
use serde::Deserialize;

/// The query of a request.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Failure))]
pub struct Query<T>(pub T);

/// The JSON body of a request.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(Failure))]
pub struct Body<T>(pub T);

impl From<QueryRejection> for Failure {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(rejection.status(), rejection.body_text())
    }
}

impl From<JsonRejection> for Failure {
    fn from(rejection: JsonRejection) -> Self {
        if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            return crate::question::text_too_large();
        }
        Self::new(rejection.status(), rejection.body_text())
    }
}

/// A day, as `2031-03-03`.
#[derive(Clone, Copy, Debug)]
pub struct Day(pub Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        match text.parse() {
            Ok(date) if text.len() == "2031-03-03".len() => Ok(Self(date)),
            _ => Err(serde::de::Error::custom(format!(
                "{text:?} is no day; write it as 2031-03-03"
            ))),
        }
    }
}

/// Refuses a value of more characters than the description allows.
pub fn at_most(most: usize, name: &str, value: Option<&str>) -> Result<(), Failure> {
    match value.filter(|value| value.chars().count() > most) {
        Some(_) => Err(Failure::bad(format!(
            "{name} has more than {most} characters"
        ))),
        None => Ok(()),
    }
}
