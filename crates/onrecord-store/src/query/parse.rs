//! The grammar, by recursive descent over the text.

use super::value;
use super::{
    DEEPEST, FARTHEST, Field, LONGEST, MOST_PARTS, NEAR, Node, Part, Phrase, QueryError, Word,
    Zone, words,
};
use onrecord_text::Span;

type Result<T> = std::result::Result<T, QueryError>;

/// Reads a whole query.
pub(super) fn parse(text: &str) -> Result<Node> {
    if text.len() > LONGEST {
        let start = text.floor_char_boundary(LONGEST);
        return Err(QueryError::new(
            Span::new(start, text.len()),
            format!(
                "a query has at most {LONGEST} bytes, and this one has {}",
                text.len()
            ),
            "leave words out; a whole quotation is found with `onrecord quote`",
        ));
    }
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        parts: 0,
    };
    let root = parser.any(Scope::Text)?;
    match root {
        Some(root) if parser.at == text.len() => Ok(root),
        Some(_) => Err(QueryError::new(
            Span::new(parser.at, parser.at + 1),
            "this parenthesis closes none",
            "take it away, or write ( where it should begin",
        )),
        None if parser.peek() == Some(')') => Err(QueryError::new(
            Span::new(parser.at, parser.at + 1),
            "this parenthesis closes none",
            "take it away, or write ( where it should begin",
        )),
        None => Err(QueryError::new(
            Span::new(text.len(), text.len()),
            "there is nothing to search for",
            "write a word, a \"phrase\" in quotation marks, or a field such as date:2022-02",
        )),
    }
}

/// What words stand for where they are read: words of a text, or of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Text,
    Title,
    Instrument,
    Field(Field),
    Kind,
    Collection,
    Id,
    Date,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    parts: usize,
}

/// What stands next, once white space is behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    End,
    Close,
    And,
    Or,
    Not,
    Near,
    Open,
    Quote,
    Field,
    Word,
}

impl<'a> Parser<'a> {
    /// Alternatives; `None` where nothing stands.
    fn any(&mut self, scope: Scope) -> Result<Option<Node>> {
        let mut parts: Vec<Node> = Vec::new();
        loop {
            let all = self.all(scope)?;
            let before = !parts.is_empty();
            let empty = all.is_none();
            parts.extend(all);
            if self.next() != Next::Or {
                if before && empty {
                    return Err(self.missing_right("OR"));
                }
                break;
            }
            if empty {
                return Err(self.missing_left("OR"));
            }
            self.take_chunk();
        }
        Ok(joined(parts, Part::Any))
    }

    /// Parts that must all hold.
    fn all(&mut self, scope: Scope) -> Result<Option<Node>> {
        let mut parts = Vec::new();
        let mut behind_and = false;
        loop {
            match self.next() {
                Next::End | Next::Close | Next::Or if behind_and => {
                    return Err(self.missing_right("AND"));
                }
                Next::End | Next::Close | Next::Or => break,
                Next::And if parts.is_empty() || behind_and => {
                    return Err(self.missing_left("AND"));
                }
                Next::And => {
                    self.take_chunk();
                    behind_and = true;
                }
                Next::Near => return Err(self.stray_near()),
                Next::Not => {
                    behind_and = false;
                    parts.push(self.not(scope)?);
                }
                Next::Open | Next::Quote | Next::Field | Next::Word => {
                    behind_and = false;
                    self.one(scope, &mut parts)?;
                }
            }
        }
        Ok(joined(parts, Part::All))
    }

    fn not(&mut self, scope: Scope) -> Result<Node> {
        let begun = self.at;
        self.enter()?;
        self.take_chunk();
        let next = self.next();
        if matches!(
            next,
            Next::End | Next::Close | Next::Or | Next::And | Next::Near
        ) {
            return Err(self.missing_right("NOT"));
        }
        let mut parts = Vec::new();
        match next {
            Next::Not => parts.push(self.not(scope)?),
            // NOT binds to one word, not to the row of words that it begins.
            Next::Word => self.words(scope, true, &mut parts)?,
            _ => self.one(scope, &mut parts)?,
        }
        self.depth -= 1;
        let Some(part) = joined(parts, Part::All) else {
            return Err(self.missing_right("NOT"));
        };
        Ok(Node {
            span: Span::new(begun, part.span.end().max(begun)),
            part: Part::Not(Box::new(part)),
        })
    }

    /// A parenthesis, a field, or words.
    fn one(&mut self, scope: Scope, parts: &mut Vec<Node>) -> Result<()> {
        match self.next() {
            Next::Open => parts.push(self.parenthesis(scope)?),
            Next::Field => parts.push(self.field(scope)?),
            _ => self.words(scope, false, parts)?,
        }
        Ok(())
    }

    fn parenthesis(&mut self, scope: Scope) -> Result<Node> {
        let begun = self.at;
        let open = Span::new(begun, begun + 1);
        self.enter()?;
        self.at += 1;
        let inner = self.any(scope)?;
        if self.next() != Next::Close {
            return Err(QueryError::new(
                open,
                "this parenthesis is not closed",
                "write ) behind the last word that belongs to it, or put the parenthesis in \
                 quotation marks",
            ));
        }
        self.at += 1;
        self.depth -= 1;
        let mut node = inner.ok_or_else(|| {
            QueryError::new(
                Span::new(begun, self.at),
                "there is nothing between these parentheses",
                "write words between them, or take them away",
            )
        })?;
        node.span = Span::new(begun, self.at);
        Ok(node)
    }

    fn field(&mut self, scope: Scope) -> Result<Node> {
        let begun = self.at;
        let name = self.field_name().unwrap_or_default();
        let span = Span::new(begun, begun + name.len() + 1);
        if scope != Scope::Text {
            return Err(QueryError::new(
                span,
                "a field stands within another field",
                "close the parenthesis before it",
            ));
        }
        let scope = value::scope(name, span)?;
        self.at = span.end();
        let mut parts = Vec::new();
        match self.next() {
            Next::Open => parts.push(self.parenthesis(scope)?),
            Next::End | Next::Close => return Err(value::missing(scope, span)),
            // A field takes one word or phrase; what follows belongs to the query again.
            _ => self.words(scope, true, &mut parts)?,
        }
        let Some(part) = joined(parts, Part::All) else {
            return Err(value::missing(scope, span));
        };
        Ok(Node {
            span: Span::new(begun, part.span.end().max(span.end())),
            part: part.part,
        })
    }

    /// Words, and those near them. Without `single`, a row of bare words is taken at once, so that
    /// it folds as it would in a document: *twenty two* is one word there.
    fn words(&mut self, scope: Scope, single: bool, parts: &mut Vec<Node>) -> Result<()> {
        let zone = match scope {
            Scope::Text | Scope::Instrument => Zone::Anywhere,
            Scope::Title => Zone::Title,
            _ => return self.value(scope, parts),
        };
        let mut found = if self.next() == Next::Quote {
            vec![self.quoted()?]
        } else {
            self.row(single || scope == Scope::Instrument)?
        };
        let Some(last) = found.pop() else {
            return Ok(());
        };
        for phrase in found {
            parts.push(self.part(phrase.span, Part::Words(zone, phrase))?);
        }
        let mut near = Vec::new();
        let mut end = last.span.end();
        while self.next() == Next::Near {
            let within = self.near_number()?;
            let phrase = match self.next() {
                Next::Quote => self.quoted()?,
                // Only one word is near; what follows is a word of its own.
                Next::Word => match self.row(true)?.pop() {
                    Some(phrase) => phrase,
                    None => return Err(self.missing_right("NEAR")),
                },
                _ => return Err(self.missing_right("NEAR")),
            };
            self.count(phrase.span)?;
            end = phrase.span.end();
            near.push((within, phrase));
        }
        let span = Span::new(last.span.start(), end);
        let part = if near.is_empty() {
            Part::Words(zone, last)
        } else {
            Part::Near(zone, last, near)
        };
        parts.push(self.part(span, part)?);
        Ok(())
    }

    /// The value of a field that is not read as words of a text.
    fn value(&mut self, scope: Scope, parts: &mut Vec<Node>) -> Result<()> {
        let begun = self.at;
        if let Scope::Field(field) = scope {
            let phrases = if self.next() == Next::Quote {
                vec![self.quoted()?]
            } else {
                self.row(true)?
            };
            for phrase in phrases {
                parts.push(self.part(phrase.span, Part::Has(field, phrase))?);
            }
            return Ok(());
        }
        let (span, value) = if self.next() == Next::Quote {
            let inner = self.quoted_span()?;
            (Span::new(begun, self.at), &self.text[inner.range()])
        } else {
            let span = self.take_chunk();
            (span, &self.text[span.range()])
        };
        parts.push(self.part(span, value::part(scope, value.trim(), span)?)?);
        Ok(())
    }

    /// Bare words up to what is none: each word by itself, those of one chunk (`full-scale`) as a
    /// phrase. With `single` only the first chunk.
    fn row(&mut self, single: bool) -> Result<Vec<Phrase>> {
        let mut chunks: Vec<Span> = Vec::new();
        let mut phrases = Vec::new();
        while self.next() == Next::Word {
            let chunk = self.take_chunk();
            if self.text[chunk.range()].contains('*') {
                phrases.extend(self.folded(&chunks));
                chunks.clear();
                phrases.push(self.starred(chunk)?);
            } else {
                chunks.push(chunk);
            }
            if single {
                break;
            }
        }
        phrases.extend(self.folded(&chunks));
        Ok(phrases)
    }

    /// The words of neighbouring chunks; words of one chunk are a phrase.
    fn folded(&self, chunks: &[Span]) -> Vec<Phrase> {
        let (Some(first), Some(last)) = (chunks.first(), chunks.last()) else {
            return Vec::new();
        };
        let all = first.cover(*last);
        let mut phrases: Vec<Phrase> = Vec::new();
        for word in words(&self.text[all.range()], all.start()) {
            let span = word.span;
            let word = Word {
                possessive: true,
                ..word
            };
            let chunk = |of: Span| chunks.iter().position(|chunk| chunk.contains(of));
            match phrases.last_mut() {
                Some(last) if chunk(last.span).is_some_and(|one| chunk(span) == Some(one)) => {
                    last.span = last.span.cover(span);
                    last.words.push(word);
                    last.words
                        .iter_mut()
                        .for_each(|word| word.possessive = false);
                }
                _ => phrases.push(Phrase {
                    span,
                    words: vec![word],
                }),
            }
        }
        phrases
    }

    /// A chunk with a star at its end.
    fn starred(&self, chunk: Span) -> Result<Phrase> {
        let text = &self.text[chunk.range()];
        let at = text.find('*').unwrap_or_default();
        let star = Span::new(chunk.start() + at, chunk.start() + at + 1);
        if text[at + 1..].contains(|c: char| c.is_alphanumeric() || c == '*') {
            return Err(QueryError::new(
                star,
                "a star stands within a word",
                "write it at the end of the word's beginning, as in harb*",
            ));
        }
        let mut words = words(&text[..at], chunk.start());
        match words.last_mut() {
            Some(last) if last.form.chars().count() >= 2 => last.prefix = true,
            _ => {
                return Err(QueryError::new(
                    chunk,
                    "too little stands before this star",
                    "give at least two letters, as in ha*",
                ));
            }
        }
        Ok(Phrase { span: chunk, words })
    }

    /// Words in quotation marks.
    fn quoted(&mut self) -> Result<Phrase> {
        let begun = self.at;
        let inner = self.quoted_span()?;
        let span = Span::new(begun, self.at);
        let (mut words, mut plain) = (Vec::new(), inner.start());
        let text = self.text;
        let all = |from: usize, to: usize| super::words(&text[from..to], from);
        while let Some(star) = text[plain..inner.end()].find('*').map(|at| plain + at) {
            let start = text[plain..star]
                .rfind(char::is_whitespace)
                .map_or(plain, |space| plain + space);
            let end = text[star..inner.end()]
                .find(char::is_whitespace)
                .map_or(inner.end(), |space| star + space);
            words.extend(all(plain, start));
            words.extend(self.starred(trimmed(text, start, end))?.words);
            plain = end;
        }
        words.extend(all(plain, inner.end()));
        if words.is_empty() {
            return Err(QueryError::new(
                span,
                "there is no word between these quotation marks",
                "write words between them, or take them away",
            ));
        }
        self.parts += words.len();
        Ok(Phrase { span, words })
    }

    /// What stands between quotation marks; goes behind them.
    fn quoted_span(&mut self) -> Result<Span> {
        let open = self.peek().map_or(0, char::len_utf8);
        let start = self.at + open;
        let Some(end) = self.text[start..].find(is_quote).map(|at| start + at) else {
            return Err(QueryError::new(
                Span::new(self.at, start),
                "this quotation mark is not closed",
                "write \" behind the last word of the phrase",
            ));
        };
        let close = self.text[end..].chars().next().map_or(0, char::len_utf8);
        self.at = end + close;
        Ok(Span::new(start, end))
    }

    fn near_number(&mut self) -> Result<u32> {
        let chunk = self.take_chunk();
        let Some(number) = self.text[chunk.range()].strip_prefix("NEAR/") else {
            return Ok(NEAR);
        };
        match number.parse() {
            Ok(within @ 1..=FARTHEST) => Ok(within),
            _ => Err(QueryError::new(
                chunk,
                format!("NEAR/n needs a number of words from 1 to {FARTHEST}"),
                format!("write NEAR/5, or NEAR alone for NEAR/{NEAR}"),
            )),
        }
    }

    fn part(&mut self, span: Span, part: Part) -> Result<Node> {
        self.count(span)?;
        Ok(Node { span, part })
    }

    fn count(&mut self, span: Span) -> Result<()> {
        self.parts += 1;
        if self.parts <= MOST_PARTS {
            return Ok(());
        }
        Err(QueryError::new(
            span,
            format!("a query has at most {MOST_PARTS} words and filters"),
            "leave words out; a whole quotation is found with `onrecord quote`",
        ))
    }

    fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return Ok(());
        }
        Err(QueryError::new(
            Span::new(self.at, self.at + 1),
            format!("parentheses are nested more than {DEEPEST} deep"),
            "take away those that are not needed",
        ))
    }

    /// Goes behind white space, and says what stands there.
    fn next(&mut self) -> Next {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        let chunk = self.chunk();
        match &self.text[chunk.range()] {
            "AND" => return Next::And,
            "OR" => return Next::Or,
            "NOT" => return Next::Not,
            "NEAR" => return Next::Near,
            near if near.starts_with("NEAR/") => return Next::Near,
            _ => {}
        }
        match self.peek() {
            None => Next::End,
            Some('(') => Next::Open,
            Some(')') => Next::Close,
            Some(c) if is_quote(c) => Next::Quote,
            Some(_) if self.field_name().is_some() => Next::Field,
            Some(_) => Next::Word,
        }
    }

    /// Letters before a colon that does not stand at the end of a sentence's part.
    fn field_name(&self) -> Option<&'a str> {
        let rest = &self.text[self.at..];
        let len = rest
            .bytes()
            .take_while(|&b| b.is_ascii_alphabetic() || b == b'_')
            .count();
        let is_field = len > 0 && rest.as_bytes().get(len) == Some(&b':');
        is_field.then(|| &rest[..len])
    }

    /// The run of characters here that are no white space, parenthesis or quotation mark.
    fn chunk(&self) -> Span {
        let rest = &self.text[self.at..];
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c);
        Span::new(self.at, self.at + rest.find(ends).unwrap_or(rest.len()))
    }

    fn take_chunk(&mut self) -> Span {
        let chunk = self.chunk();
        self.at = chunk.end();
        chunk
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn missing_right(&self, operator: &str) -> QueryError {
        let end = self.text[..self.at].trim_end().len();
        QueryError::new(
            Span::new(end, end),
            format!("{operator} needs something behind it"),
            format!(
                "write what belongs there, or {} for the word itself",
                quoted(operator)
            ),
        )
    }

    fn missing_left(&self, operator: &str) -> QueryError {
        QueryError::new(
            self.chunk(),
            format!("{operator} needs something before it"),
            format!(
                "write what belongs there, or {} for the word itself",
                quoted(operator)
            ),
        )
    }

    fn stray_near(&self) -> QueryError {
        QueryError::new(
            self.chunk(),
            "NEAR stands between words or phrases",
            "write word NEAR/5 word; parentheses and fields cannot be near",
        )
    }
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.to_lowercase())
}

fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let all = &text[start..end];
    let start = start + all.len() - all.trim_start().len();
    Span::new(start, (start + all.trim().len()).min(end))
}

/// Nothing, the one part, or all of them together.
fn joined(mut parts: Vec<Node>, how: fn(Vec<Node>) -> Part) -> Option<Node> {
    let (first, last) = (parts.first()?.span, parts.last()?.span);
    if parts.len() == 1 {
        return parts.pop();
    }
    let span = first.cover(last);
    Some(Node {
        span,
        part: how(parts),
    })
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}
