//! The query language of command, API and page: from text to a tree with spans. docs/query.md
//! describes it for people; its examples are a test.
//!
//! ```text
//! any     = all ("OR" all)*
//! all     = one (["AND"] one)*
//! one     = ["NOT"] ( "(" any ")" | field ":" value | words ("NEAR" ["/" n] words)* )
//! words   = word | word "*" | '"' word… '"'
//! value   = words | "(" any of values ")" | what the field takes: a kind, dates, an identifier
//! ```
//!
//! Pure: no index is asked. Any text gives a tree or an error with its place; depth and size are
//! bounded.

mod parse;
mod value;

use onrecord_doc::{Date, Kind};
use onrecord_text::{Folded, Span};
use std::fmt;

/// How many bytes a query may have.
pub const LONGEST: usize = 4_096;

/// How deep parentheses may be nested.
pub const DEEPEST: usize = 32;

/// How many words and filters a query may have.
pub const MOST_PARTS: usize = 128;

/// How far apart `NEAR` allows words to be, where no number is given; and at most.
pub const NEAR: u32 = 10;
/// The largest number of `NEAR/n`.
pub const FARTHEST: u32 = 1_000;

/// A query that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    text: String,
    root: Node,
}

/// A part of a query, and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands; empty at the end of the text for what [`Query::and`] added.
    pub span: Span,
    /// What it asks for.
    pub part: Part,
}

/// What a part of a query asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of these.
    All(Vec<Node>),
    /// At least one of these.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// Words side by side.
    Words(Zone, Phrase),
    /// Words near each other, in any order: the first, then each with how far it may be away
    /// from those before it.
    Near(Zone, Phrase, Vec<(u32, Phrase)>),
    /// A field of the catalogue has all of these words.
    Has(Field, Phrase),
    /// Of this kind.
    Kind(Kind),
    /// Of this collection.
    Collection(String),
    /// Of this identifier, or one that ends so.
    Id(String),
    /// Issued from a day to a day, either of which may be open.
    Issued(Option<Date>, Option<Date>),
}

/// Where words must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// In the text, the title or the stage directions.
    Anywhere,
    /// In the title.
    Title,
}

/// What of the catalogue must have the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name of somebody who speaks in the document or issued it. Beside other words, these
    /// must be that person's.
    Speaker,
    /// The name of who issued it.
    Issuer,
    /// A name heading.
    Name,
    /// A subject heading.
    Subject,
    /// A category heading.
    Category,
    /// The place, or a location heading.
    Place,
}

/// Words in their order; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Where they stand in the text of the query, marks around them included.
    pub span: Span,
    /// The words.
    pub words: Vec<Word>,
}

/// A word, folded as the index folds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the text of the query.
    pub span: Span,
    /// Its folded form.
    pub form: String,
    /// Whether every word that begins so is meant.
    pub prefix: bool,
    /// Whether its possessive is meant, too: *Ukraine's* for `Ukraine`. Not in quotation marks.
    pub possessive: bool,
}

impl Word {
    /// Whether a folded form is what is meant.
    #[must_use]
    pub fn means(&self, form: &str) -> bool {
        match form.strip_prefix(self.form.as_str()) {
            None => false,
            Some("") => true,
            Some(rest) => self.prefix || self.possessive && rest == POSSESSIVE,
        }
    }
}

/// The ending of a possessive, folded.
pub(crate) const POSSESSIVE: &str = "'s";

/// What is wrong with a query, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Where, in the text of the query; empty at the end where something is missing.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What was expected, or what to do.
    pub help: String,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    ///
    /// With the place, if the text is no query; also if it has nothing to search for.
    ///
    /// ```
    /// use onrecord_store::Query;
    /// assert!(Query::parse("speaker:Psaki \"Nord Stream\" date:2022-02..").is_ok());
    /// let error = Query::parse("topic:gas").unwrap_err();
    /// assert_eq!(&"topic:gas"[error.span.range()], "topic:");
    /// ```
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let root = parse::parse(text)?;
        let text = text.to_owned();
        Ok(Self { text, root })
    }

    /// The query that every document answers.
    #[must_use]
    pub fn everything() -> Self {
        let root = Node {
            span: Span::new(0, 0),
            part: Part::All(Vec::new()),
        };
        let text = String::new();
        Self { text, root }
    }

    /// The query, narrowed: beside it also `part` must hold.
    #[must_use]
    pub fn and(mut self, part: Part) -> Self {
        let end = Span::new(self.text.len(), self.text.len());
        let added = Node { span: end, part };
        match &mut self.root.part {
            Part::All(parts) => parts.push(added),
            _ => {
                let span = self.root.span;
                let root = std::mem::replace(&mut self.root, added.clone());
                let part = Part::All(vec![root, added]);
                self.root = Node { span, part };
            }
        }
        self
    }

    /// The text that was read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it asks for.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The words that are looked for in texts, in their order, without those behind `NOT`.
    #[must_use]
    pub fn phrases(&self) -> Vec<&Phrase> {
        let mut phrases = Vec::new();
        self.root.gather(&mut phrases);
        phrases
    }

    /// Whether it asks for names or subjects, which a record makes when they are first asked for.
    #[must_use]
    pub fn asks_names(&self) -> bool {
        self.root.asks_names()
    }
}

impl Node {
    fn asks_names(&self) -> bool {
        match &self.part {
            Part::All(parts) | Part::Any(parts) => parts.iter().any(Self::asks_names),
            Part::Not(part) => part.asks_names(),
            Part::Has(field, _) => !matches!(field, Field::Category | Field::Place),
            _ => false,
        }
    }

    fn gather<'a>(&'a self, phrases: &mut Vec<&'a Phrase>) {
        match &self.part {
            Part::All(parts) | Part::Any(parts) => {
                parts.iter().for_each(|part| part.gather(phrases));
            }
            Part::Words(_, phrase) => phrases.push(phrase),
            Part::Near(_, first, others) => {
                phrases.push(first);
                phrases.extend(others.iter().map(|(_, phrase)| phrase));
            }
            _ => {}
        }
    }
}

impl Phrase {
    /// The words of `text`, as they are; `None` where it has none.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let words = words(text, 0);
        let span = words.first()?.span.cover(words.last()?.span);
        Some(Self { span, words })
    }
}

/// The words of a stretch of a query that begins at `start`.
fn words(text: &str, start: usize) -> Vec<Word> {
    let folded = Folded::new(text);
    let word = |at| Word {
        span: folded.span(at).shift(start),
        form: folded.form(at).to_owned(),
        prefix: false,
        possessive: false,
    };
    (0..folded.len()).map(word).collect()
}

impl fmt::Display for Phrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, word) in self.words.iter().enumerate() {
            let space = if at > 0 { " " } else { "" };
            let star = if word.prefix { "*" } else { "" };
            write!(out, "{space}{}{star}", word.form)?;
        }
        Ok(())
    }
}

impl QueryError {
    fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            help: help.into(),
        }
    }

    /// The error in four lines: what is wrong, the query, carets under the place, what to do.
    ///
    /// ```
    /// let error = onrecord_store::Query::parse("harbor (bridge").unwrap_err();
    /// assert_eq!(error.render("harbor (bridge"), "\
    /// this parenthesis is not closed
    ///   harbor (bridge
    ///          ^
    /// write ) behind the last word that belongs to it, or put the parenthesis in quotation marks");
    /// ```
    #[must_use]
    pub fn render(&self, text: &str) -> String {
        let line: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let count = |span: Span| {
            let end = text.floor_char_boundary(span.end().min(text.len()));
            let start = text.floor_char_boundary(span.start().min(end));
            (
                text[..start].chars().count(),
                text[start..end].chars().count(),
            )
        };
        let (before, under) = count(self.span);
        format!(
            "{}\n  {line}\n  {}{}\n{}",
            self.message,
            " ".repeat(before),
            "^".repeat(under.max(1)),
            self.help
        )
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} (at character {}): {}",
            self.message,
            self.span.start() + 1,
            self.help
        )
    }
}

impl std::error::Error for QueryError {}
