use onrecord_text::Span;

/// Somebody whose words a document holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Speaker {
    /// The name: a full name in natural order where it is known ("Jen Psaki"), or else the label
    /// or description as the document has it ("a senior administration official").
    pub name: String,
    /// What the name stands for.
    pub kind: SpeakerKind,
}

impl Speaker {
    /// A named person.
    #[must_use]
    pub fn person(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            kind: SpeakerKind::Person,
        }
    }

    /// A body: an alliance, an office, a house.
    #[must_use]
    pub fn body(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            kind: SpeakerKind::Body,
        }
    }
}

/// What the name of a [`Speaker`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerKind {
    /// A person whose full name is known.
    Person,
    /// A person of whom only a label is known (`MR. SMITH`).
    Label,
    /// A body, such as the White House or NATO.
    Body,
    /// A reporter who asks (`Q`).
    Reporter,
    /// The audience, or one of it.
    Audience,
    /// An official who is not named.
    Official,
    /// An interpreter: the words are a translation of somebody else's.
    Interpreter,
    /// A moderator or operator who leads a call.
    Moderator,
}

impl SpeakerKind {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Label => "label",
            Self::Body => "body",
            Self::Reporter => "reporter",
            Self::Audience => "audience",
            Self::Official => "official",
            Self::Interpreter => "interpreter",
            Self::Moderator => "moderator",
        }
    }
}

/// A turn of a transcript: one speaker until the next label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who speaks.
    pub speaker: Speaker,
    /// The label as it stands (`MS. PSAKI`), without its colon; empty where words stand before
    /// the first label.
    pub label: String,
    /// Where the label stands in the original bytes.
    pub span: Span,
}
