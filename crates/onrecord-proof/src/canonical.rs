//! Canonical JSON: one sequence of bytes for one value.
//!
//! RFC 8785 (JSON Canonicalization Scheme) with nothing in it but objects, arrays, strings,
//! integers, booleans and null: no white space, the members of an object sorted by name, in strings
//! only what must be escaped. Our shapes declare their fields in the order of their names, which
//! are ASCII, so that writing them is canonical; [`read`] refuses every other form of a value.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The canonical bytes of a shape.
#[must_use]
pub fn bytes<T: Serialize>(shape: &T) -> Vec<u8> {
    // Writing into memory cannot fail, and our shapes have string keys only.
    serde_json::to_vec(shape).unwrap_or_default()
}

/// Reads a shape from its canonical bytes.
///
/// # Errors
///
/// For people, if the bytes are no such shape, or not in the canonical form.
pub fn read<T: Serialize + DeserializeOwned>(canonical: &[u8]) -> Result<T, String> {
    let shape: T = serde_json::from_slice(canonical).map_err(|error| error.to_string())?;
    if bytes(&shape) == canonical {
        Ok(shape)
    } else {
        Err("not in the canonical form (RFC 8785)".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Shape {
        a: Option<String>,
        b: u32,
    }

    #[test]
    fn one_form_only() {
        let shape = Shape {
            a: Some("é\n\u{1}\u{7f}\"/".into()),
            b: 7,
        };
        let written = bytes(&shape);
        assert_eq!(
            String::from_utf8_lossy(&written),
            "{\"a\":\"é\\n\\u0001\u{7f}\\\"/\",\"b\":7}"
        );
        assert_eq!(read::<Shape>(&written), Ok(shape));
        for other in [
            "{\"a\":null, \"b\":7}",
            "{\"b\":7,\"a\":null}",
            "{\"a\":null,\"b\":7.0}",
            "{\"a\":null,\"b\":7,\"c\":0}",
            "{\"b\":7}",
            "{\"a\":\"\\u00e9\",\"b\":7}",
            "{\"a\":\"\\/\",\"b\":7}",
            "{\"a\":null,\"b\":7}\n",
            "{\"a\":null,\"b\":7,\"b\":7}",
        ] {
            assert!(read::<Shape>(other.as_bytes()).is_err(), "{other}");
        }
    }
}
