//! Articles: prose taken out of Markdown, HTML or plain text.

mod date;
mod html;
mod markdown;
mod plain;
mod prose;

use onrecord_doc::Date;
use onrecord_text::{Mapped, MappedBuilder, Span};

pub(crate) use date::{dates, head, month, times};

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

impl Format {
    /// The format that a file's name says, or else the one its text looks like.
    #[must_use]
    pub fn guess(path: &str, source: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "qmd" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "txt" | "text" => Self::Text,
            _ => Self::sniff(source),
        }
    }

    fn sniff(source: &str) -> Self {
        let head: String = source.chars().take(2000).collect::<String>().to_lowercase();
        let lines = || head.lines().map(str::trim_start);
        let html = [
            "<!doctype html",
            "<html",
            "<body",
            "<p>",
            "<p ",
            "<div",
            "</",
        ];
        let marks = ["# ", "## ", "> ", "- **", "* **", "```"];
        if html.iter().any(|tag| head.contains(tag)) {
            Self::Html
        } else if head.starts_with("---\n")
            || head.contains("](")
            || lines().any(|line| marks.iter().any(|mark| line.starts_with(mark)))
        {
            Self::Markdown
        } else {
            Self::Text
        }
    }
}

/// An article, its prose in paragraphs that lead back to the bytes of its source.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The day of the article, where it or its caller says so.
    pub date: Option<Date>,
}

impl Article {
    /// Reads an article. Never fails: what cannot be read as markup is text.
    #[must_use]
    pub fn read(source: &str, format: Format) -> Self {
        let mut article = match format {
            Format::Markdown => markdown::read(source),
            Format::Html => html::read(source),
            Format::Text => plain::read(source),
        };
        if article.date.is_none() {
            article.date = date::of_dateline(&article.paragraphs);
        }
        article
    }
}

impl Article {
    /// A single paragraph of plain text, of a day.
    pub(crate) fn of_paragraph(text: &str, date: Option<Date>) -> Self {
        let mut mapped = MappedBuilder::default();
        for (at, c) in text.char_indices() {
            mapped.push(
                &text[at..at + c.len_utf8()],
                Span::new(at, at + c.len_utf8()),
            );
        }
        let paragraph = Paragraph {
            kind: ParagraphKind::Text,
            text: mapped.finish(),
        };
        Self {
            paragraphs: vec![paragraph],
            date,
        }
    }
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
    /// An item of a list.
    Item,
    /// A block quotation.
    BlockQuotation,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(source: &str, format: Format) -> Vec<(ParagraphKind, String)> {
        let article = Article::read(source, format);
        let of = |p: &Paragraph| (p.kind, p.text.text().to_owned());
        article.paragraphs.iter().map(of).collect()
    }

    #[test]
    fn markdown_is_prose() {
        use ParagraphKind::{BlockQuotation, Heading, Item, Text};
        let source = "---\ntitle: x\ndate: 2021-04-05\n---\n# A *head*\n\nOne \"bold\n**word**\" &amp; [two](x).\n\n> Quoted\n> lines\n\n```\ncode\n```\n- item\n";
        let expected = [
            (Heading, "A head"),
            (Text, "One \"bold word\" & two."),
            (BlockQuotation, "Quoted lines"),
            (Item, "item"),
        ];
        assert_eq!(
            texts(source, Format::Markdown),
            expected.map(|(k, t)| (k, t.to_owned()))
        );
        let article = Article::read(source, Format::Markdown);
        assert_eq!(article.date, "2021-04-05".parse().ok());
        let quoted = article.paragraphs[2].text.whole();
        assert_eq!(&source[quoted.range()], "Quoted\n> lines");
    }

    #[test]
    fn html_is_prose() {
        use ParagraphKind::{BlockQuotation, Heading, Item, Text};
        let source = "<title>A &ldquo;b&rdquo;</title><script>x<p>\"y\"</script><meta property=\"article:published_time\" content='2021-04-05T01:02Z'><p>o<b>n</b>e\n two<br>x<blockquote><p>He</p></blockquote> <q>no</q><ul><li>one<li>two</ul>three";
        let expected = [
            (Heading, "A “b”"),
            (Text, "one two x"),
            (BlockQuotation, "He"),
            (Text, "“no”"),
            (Item, "one"),
            (Item, "two"),
            (Text, "three"),
        ];
        assert_eq!(
            texts(source, Format::Html),
            expected.map(|(k, t)| (k, t.to_owned()))
        );
        assert_eq!(
            Article::read(source, Format::Html).date,
            "2021-04-05".parse().ok()
        );
    }

    #[test]
    fn plain_text_is_prose() {
        use ParagraphKind::{BlockQuotation, Text};
        let source = "PORTO, 5 April 2021 — He\nsaid.\n\n> Quoted\n> lines\n";
        let expected = [
            (Text, "PORTO, 5 April 2021 — He said."),
            (BlockQuotation, "Quoted lines"),
        ];
        assert_eq!(
            texts(source, Format::Text),
            expected.map(|(k, t)| (k, t.to_owned()))
        );
        assert_eq!(
            Article::read(source, Format::Text).date,
            "2021-04-05".parse().ok()
        );
    }

    proptest! {
        #[test]
        fn any_text_leads_back(source in "[a-z \"“”<>&;/#*_>\\-\n=é.!\\[\\]()`]{0,80}") {
            for format in [Format::Markdown, Format::Html, Format::Text] {
                for paragraph in Article::read(&source, format).paragraphs {
                    prop_assert!(source.get(paragraph.text.whole().range()).is_some());
                }
            }
        }
    }
}
