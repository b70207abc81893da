use onrecord_text::{Mapped, Span};

/// A paragraph or another stretch of a document that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its plain text: markup gone, line wraps folded into single spaces, escapes resolved. A
    /// speaker's label, stage directions and struck words are part of it and bear [`Mark`]s.
    pub text: Mapped,
    /// What is not plainly text, sorted by place, never overlapping.
    pub marks: Vec<Mark>,
    /// The turn of [`Document::turns`](super::Document::turns) it belongs to.
    pub turn: Option<usize>,
}

impl Block {
    /// A block without marks that belongs to no turn.
    #[must_use]
    pub fn new(kind: BlockKind, text: Mapped) -> Self {
        Self {
            kind,
            text,
            marks: Vec::new(),
            turn: None,
        }
    }

    /// The text of a span of the block.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text.text()[span.range()]
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// A heading inside the document.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A block quotation: the document quotes somebody.
    Quotation,
    /// A stage direction that stands by itself: `(Applause.)`.
    Direction,
    /// A line that gives the place, the time, or says that a transcript is over.
    Setting,
    /// The name that signs, or `THE WHITE HOUSE,` with its date.
    Signature,
    /// A row of a table.
    Row,
    /// The editors' NOTE.
    Note,
    /// Apparatus that is not the document's words: categories, subjects, `###`.
    Apparatus,
}

impl BlockKind {
    /// The name used in data and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list_item",
            Self::Quotation => "block_quotation",
            Self::Direction => "direction",
            Self::Setting => "setting",
            Self::Signature => "signature",
            Self::Row => "row",
            Self::Note => "note",
            Self::Apparatus => "apparatus",
        }
    }
}

/// A stretch of a block's text that is not plainly its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where, in the block's text.
    pub span: Span,
    /// What.
    pub kind: MarkKind,
}

/// What a [`Mark`] says of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// The label of a speaker, with its colon or stop: `MS. PSAKI:`.
    Label,
    /// A stage direction with its brackets: `(Applause.)`, `[Laughter]`.
    Direction,
    /// Words that the transcript itself strikes out.
    Struck,
    /// The bracketed words that replace struck ones, brackets included.
    Correction,
    /// Other editorial words in square brackets, brackets included: `[sic]`.
    Editorial,
}
