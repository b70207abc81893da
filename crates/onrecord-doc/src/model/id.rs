use std::fmt;

/// The stable identifier of a document: `DCPD-202200111`,
/// `whitehouse/press-briefings/2021/10/01/press-briefing-by-press-secretary-jen-psaki`.
///
/// Letters, figures and `-._/`; no empty, `.` or `..` part between slashes; at most 400 bytes. So
/// it can stand in a link, a file name and a command line as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(String);

/// What is wrong with an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidId(String);

impl DocId {
    /// Takes an identifier as it is.
    ///
    /// # Errors
    ///
    /// If it is not of the form that [`DocId`] describes.
    pub fn new(id: &str) -> Result<Self, InvalidId> {
        let legal = |c: char| c.is_ascii_alphanumeric() || "-._/".contains(c);
        let parts = id.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if id.len() <= 400 && parts && id.chars().all(legal) {
            Ok(Self(id.to_owned()))
        } else {
            Err(InvalidId(id.to_owned()))
        }
    }

    /// Makes an identifier of any text: what is not legal becomes a hyphen.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut id = String::new();
        for part in text.split('/') {
            let slug = slug(part);
            if slug.is_empty() || id.len() + slug.len() > 398 {
                continue;
            }
            if !id.is_empty() {
                id.push('/');
            }
            id.push_str(&slug);
        }
        Self(if id.is_empty() {
            "unnamed".to_owned()
        } else {
            id
        })
    }

    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Legal characters kept, all others one hyphen a run; cut to 200 bytes.
fn slug(part: &str) -> String {
    let mut slug = String::new();
    for c in part.chars().take(200) {
        if c.is_ascii_alphanumeric() || "._".contains(c) {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_matches(['-', '.']).to_owned()
}

impl fmt::Display for DocId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for InvalidId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{:?} is not an identifier: letters, figures and -._/ only, at most 400",
            self.0
        )
    }
}

impl std::error::Error for InvalidId {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_safe_in_paths_and_links() {
        assert!(DocId::new("DCPD-202200111").is_ok());
        for bad in ["", "a//b", "../x", "a b", "é"] {
            assert!(DocId::new(bad).is_err(), "{bad}");
        }
        assert_eq!(
            DocId::from_text("My file (2).txt").as_str(),
            "My-file-2-.txt"
        );
        assert!(DocId::new(DocId::from_text("../..//x/é/").as_str()).is_ok());
        assert_eq!(DocId::from_text("").as_str(), "unnamed");
    }
}
