/// Where a document comes from, as it says itself.
///
/// The digest of the bytes, the day they were seen and the file they came in belong to the
/// [`Version`](crate::Version) that a record holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The address of the official page.
    pub address: Option<String>,
    /// Who first released the words, where the source says so (a NOTE: "first released by NATO").
    pub first_released_by: Option<String>,
    /// Whether the publisher had an original to verify the content with.
    pub verification: Verification,
}

/// Whether an original was available to the publisher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verification {
    /// The source says nothing about it.
    #[default]
    NotStated,
    /// The source says that an original was not available for verification.
    OriginalNotAvailable,
    /// The source says that it was verified with an original.
    Verified,
}

impl Verification {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotStated => "not_stated",
            Self::OriginalNotAvailable => "original_not_available",
            Self::Verified => "verified",
        }
    }
}
