//! Articles: prose taken out of Markdown, HTML or plain text.

use onrecord_doc::Date;
use onrecord_text::Mapped;

/// The format an article is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CommonMark.
    Markdown,
    /// HTML.
    Html,
    /// Plain text.
    Text,
}

/// An article, its prose in paragraphs that lead back to the bytes of its source.
#[derive(Clone, Debug)]
pub struct Article {
    /// The paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The day of the article, where it or its caller says so.
    pub date: Option<Date>,
}

/// A paragraph of an article.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// What it is.
    pub kind: ParagraphKind,
    /// Its text.
    pub text: Mapped,
}

/// What a [`Paragraph`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// A heading or title.
    Heading,
    /// Running text.
    Text,
    /// A block quotation.
    BlockQuotation,
}
