//! Tokens of HTML with their places in the source (HTML Living Standard, 13.2.5, simplified: no
//! state ever fails, and what is not a tag is text).

use crate::read::entity;

/// A piece of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Words between tags, character references not yet resolved.
    Text(usize, usize),
    /// `<name …>`.
    Open(Tag<'a>),
    /// `</name>`.
    Close(Tag<'a>),
}

/// A tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name, as it stands.
    pub name: &'a str,
    /// What follows the name.
    attributes: &'a str,
    /// Where the tag begins in the source.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Tag<'_> {
    /// Whether it has this name, in small letters or capitals.
    pub fn is(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|name| self.name.eq_ignore_ascii_case(name))
    }

    /// The value of an attribute, character references resolved.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        while let Some((found, value, behind)) = attribute(rest) {
            if found.eq_ignore_ascii_case(name) {
                return Some(resolved(value));
            }
            rest = behind;
        }
        None
    }
}

/// The first attribute: its name, its value, and what follows.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
    let end = text
        .find(|c: char| c.is_ascii_whitespace() || c == '=')
        .unwrap_or(text.len());
    if text.is_empty() {
        return None;
    }
    let (name, rest) = text.split_at(end.max(text.chars().next()?.len_utf8()));
    let Some(rest) = rest.trim_start().strip_prefix('=') else {
        return Some((name, "", rest));
    };
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (value, behind) = match quote {
        Some(quote) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
        None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
    };
    Some((name, value, behind))
}

/// Text with its character references resolved.
pub fn resolved(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (stands_for, length) = entity::read(&rest[at..]).unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&stands_for);
        rest = &rest[at + length..];
    }
    out + rest
}

/// Reads the tokens of a source one by one.
pub struct Tokens<'a> {
    source: &'a str,
    at: usize,
    raw: Option<&'static str>,
    tags_end: bool,
}

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "title", "textarea", "xmp", "noembed"];

impl<'a> Tokens<'a> {
    /// The tokens of `source`.
    pub fn new(source: &'a str) -> Self {
        Self {
            source,
            at: 0,
            raw: None,
            tags_end: false,
        }
    }

    /// A comment, a doctype or a processing instruction: where it ends.
    fn declaration(&self) -> Option<usize> {
        let rest = &self.source[self.at..];
        let end = |mark: &str| {
            rest.find(mark)
                .map_or(self.source.len(), |at| self.at + at + mark.len())
        };
        match rest.as_bytes() {
            [b'<', b'!', b'-', b'-', ..] => Some(end("-->")),
            [b'<', b'!' | b'?', ..] => Some(end(">")),
            _ => None,
        }
    }

    /// The tag that begins here.
    fn tag(&mut self) -> Option<Token<'a>> {
        let rest = &self.source[self.at..];
        let close = rest.starts_with("</");
        let name_at = if close { 2 } else { 1 };
        let first = *rest.as_bytes().get(name_at)?;
        if !first.is_ascii_alphabetic() || self.tags_end {
            return None;
        }
        let Some(length) = tag_length(rest) else {
            self.tags_end = !rest.contains('>');
            return None;
        };
        let inner = rest[name_at..length].trim_end_matches('>');
        let name_end = inner
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':')
            .unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(name_end);
        let (start, end) = (self.at, self.at + length);
        let tag = Tag {
            name,
            attributes,
            start,
            end,
        };
        self.at = end;
        if close {
            return Some(Token::Close(tag));
        }
        self.raw = RAW.iter().copied().find(|raw| tag.is(&[raw]));
        Some(Token::Open(tag))
    }

    /// The content of a raw element.
    fn raw(&mut self, name: &str) -> Token<'a> {
        let from = self.at;
        let bytes = self.source.as_bytes();
        let closes = |at: usize| {
            bytes[at] == b'<'
                && bytes.get(at + 1) == Some(&b'/')
                && bytes
                    .get(at + 2..at + 2 + name.len())
                    .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        };
        self.at = (from..bytes.len())
            .find(|&at| closes(at))
            .unwrap_or(bytes.len());
        Token::Text(from, self.at)
    }
}

/// How long the tag is that `text` begins with; a `>` in quotation marks does not end it, unless
/// the quotation marks do not close either.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if text.as_bytes()[at - 1] == b'=' => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.bytes()
        .take(LONGEST_TAG)
        .position(|b| b == b'>')
        .map(|at| at + 1)
}

/// Longer tags (an image inside an attribute) are read as text.
const LONGEST_TAG: usize = 64 * 1024;

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw(name));
        }
        while let Some(end) = self.declaration() {
            self.at = end;
        }
        if self.at >= self.source.len() {
            return None;
        }
        let from = self.at;
        if self.source[from..].starts_with('<')
            && let Some(tag) = self.tag()
        {
            return Some(tag);
        }
        let behind = from + 1;
        let next = self.source.as_bytes()[behind..]
            .iter()
            .position(|&b| b == b'<');
        self.at = next.map_or(self.source.len(), |at| behind + at);
        Some(Token::Text(from, self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let show = |token| match token {
            Token::Text(from, to) => source[from..to].to_owned(),
            Token::Open(tag) => format!("+{}", tag.name),
            Token::Close(tag) => format!("-{}", tag.name),
        };
        Tokens::new(source).map(show).collect()
    }

    #[test]
    fn tokens_of_broken_pages() {
        assert_eq!(
            shown("<!-- <p> --><P a='>'>é < b</P>"),
            ["+P", "é ", "< b", "-P"]
        );
        assert_eq!(
            shown("<style>p > b</STYLE>x"),
            ["+style", "p > b", "-STYLE", "x"]
        );
        assert_eq!(shown("a <b c=\"d> e"), ["a ", "+b", " e"]);
        assert_eq!(shown("a <b"), ["a ", "<b"]);
        assert_eq!(shown("<script>"), ["+script", ""]);
    }

    #[test]
    fn attributes() {
        let Some(Token::Open(tag)) = Tokens::new("<p CLASS=s1 title='a &amp; b' x>").next() else {
            panic!("a tag");
        };
        assert_eq!(tag.get("class").as_deref(), Some("s1"));
        assert_eq!(tag.get("title").as_deref(), Some("a & b"));
        assert_eq!(tag.get("x").as_deref(), Some(""));
        assert_eq!(tag.get("y"), None);
    }
}
