//! What a change amounts to.

/// How grave a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Markup, white space, apparatus.
    Format,
    /// Spelling, punctuation, broken text, link targets.
    Correction,
    /// What is said: numbers, names, negations, modals, sentences, other words.
    Substance,
}

impl Kind {
    /// Every kind, the gravest first.
    pub const ALL: &[Self] = &[Self::Substance, Self::Correction, Self::Format];

    /// The name used in data and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Substance => "substance",
            Self::Correction => "correction",
            Self::Format => "format",
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl std::str::FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().copied().find(|kind| kind.as_str() == name);
        found.ok_or_else(|| format!("{name:?} is none of substance, correction and format"))
    }
}

macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $name:ident: $kind:ident, $data:literal, $words:literal;)*) => {
        /// Why a change is of its kind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason {
            $($(#[doc = $doc])* $name,)*
        }

        impl Reason {
            /// Every reason, the gravest first.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The kind of such changes.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind,)* }
            }

            /// The name used in data.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $data,)* }
            }

            /// In words.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)* }
            }
        }
    };
}

reasons! {
    /// Hardly a word is left.
    Replaced: Substance, "replaced", "the page holds another text";
    /// A negation came or went.
    Negation: Substance, "negation", "a negation differs";
    /// A number, an amount, a day.
    Number: Substance, "number", "a number differs";
    /// A name of a person, a body or a place.
    Name: Substance, "name", "a name differs";
    /// Words are now another speaker's.
    Speaker: Substance, "speaker", "the speaker differs";
    /// *may*, *must*, *will* …
    Modal: Substance, "modal", "a modal differs";
    /// *I*, *we*, *they* …
    Person: Substance, "person", "who is meant differs";
    /// One or more whole sentences.
    SentenceRemoved: Substance, "sentence_removed", "a sentence is gone";
    /// One or more whole sentences.
    SentenceAdded: Substance, "sentence_added", "a sentence is new";
    /// The transcript strikes words out, or no longer does.
    Struck: Substance, "struck", "the transcript strikes words out";
    /// Any other words.
    Words: Substance, "words", "words differ";
    /// The same words in another order.
    Order: Correction, "order", "the words stand in another order";
    /// *the*, *of*, *and* …
    SmallWord: Correction, "small_word", "only small words differ";
    /// *work*, *works*, *worked*.
    WordForm: Correction, "word_form", "another form of the same word";
    /// Letters.
    Spelling: Correction, "spelling", "spelling";
    /// Words that stood twice.
    Repetition: Correction, "repetition", "words stood twice";
    /// *re-open* and *reopen*, *in to* and *into*.
    Division: Correction, "division", "the words are divided otherwise";
    /// Characters that were broken, leftovers of markup.
    Broken: Correction, "broken", "broken text";
    /// Where a link leads.
    Link: Correction, "link", "a link leads elsewhere";
    /// A label of the same speaker.
    Label: Correction, "label", "a speaker's label is written otherwise";
    /// The place, the time, `END 2:30 P.M.`
    Setting: Correction, "setting", "the place or time of the transcript differs";
    /// Capitals and small letters.
    Capitals: Correction, "capitals", "capital letters";
    /// Full stops, commas, quotation marks where there were none.
    Punctuation: Correction, "punctuation", "punctuation";
    /// Other signs for the same: curly and straight quotation marks, 5 and five.
    Typography: Correction, "typography", "the same written in another way";
    /// A paragraph stands elsewhere.
    Moved: Format, "moved", "a passage stands elsewhere";
    /// `1.`, `(b)` at the head of a paragraph.
    Numbering: Format, "numbering", "the numbering of a list";
    /// `Home`, `News` …: the way to the page, its tags, buttons of attached files.
    Navigation: Format, "navigation", "the navigation of the page";
    /// `(Applause.)`
    Direction: Format, "direction", "a stage direction";
    /// Where paragraphs begin.
    Paragraphs: Format, "paragraphs", "the paragraphs are divided otherwise";
    /// Emphasis, headings, lists, escapes.
    Markup: Format, "markup", "markup";
    /// Spaces and line breaks.
    Space: Format, "space", "white space";
    /// What is said about the document.
    Metadata: Format, "metadata", "what is said about the document";
}

impl Reason {
    /// Whether words, or how they are written, changed; else markup, links or metadata did.
    #[must_use]
    pub fn is_of_words(self) -> bool {
        !matches!(
            self,
            Self::Link
                | Self::Numbering
                | Self::Navigation
                | Self::Paragraphs
                | Self::Markup
                | Self::Space
                | Self::Metadata
        )
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.words())
    }
}
