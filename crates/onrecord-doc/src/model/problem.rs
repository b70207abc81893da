use super::Document;
use onrecord_text::Span;
use std::fmt;

/// What reading gives: always a document, and what was wrong with the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The document, as far as it could be read.
    pub document: Document,
    /// What was wrong, in the order of the source.
    pub problems: Vec<Problem>,
}

/// Something in a source that a reader did not expect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in the original bytes.
    pub span: Span,
    /// What.
    pub kind: ProblemKind,
}

macro_rules! problems {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $message:literal;)*) => {
        /// What can be wrong with a source.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ProblemKind { $($(#[$doc])* $variant,)* }

        impl ProblemKind {
            /// The name used in data.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it means, for people.
            #[must_use]
            pub fn message(self) -> &'static str {
                match self { $(Self::$variant => $message,)* }
            }
        }
    };
}

problems! {
    /// The bytes are not UTF-8.
    NotUtf8 = "not_utf8", "not UTF-8: unreadable bytes were replaced";
    /// Too large to read.
    TooLarge = "too_large", "the file is larger than a reader accepts (64 MiB)";
    /// There is nothing, or hardly anything, in the body.
    EmptyBody = "empty_body", "the body has no words (an image or a link to a file?)";
    /// The front matter does not end, or is not YAML.
    BadFrontMatter = "bad_front_matter", "the front matter cannot be read as YAML";
    /// No title was found.
    NoTitle = "no_title", "no title was found";
    /// No date was found, or it is not one.
    NoDate = "no_date", "no date was found";
    /// The source address is missing or not one.
    NoAddress = "no_address", "no source address was found";
    /// A piece of markup is not closed.
    Unclosed = "unclosed", "markup is not closed";
    /// Something is nested too deeply and was read flat.
    TooDeep = "too_deep", "markup is nested too deeply and was read flat";
    /// A label looks like a speaker's but cannot be given to a person.
    UnknownSpeaker = "unknown_speaker", "the speaker behind this label is not known";
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.kind.message())
    }
}
