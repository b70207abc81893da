//! HTML, read tolerantly: a tokenizer that keeps every offset. What is not a tag is text.

use super::prose::Prose;
use super::{Article, ParagraphKind, date};
use html5ever::data::NAMED_ENTITIES;
use onrecord_doc::Date;
use onrecord_text::Span;

/// Elements that stand inside a line: their tags end no paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "link", "mark", "meta", "nobr", "rp", "rt",
    "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
];

/// Elements whose content is not text of the page.
const SILENT: &[&str] = &[
    "script", "style", "template", "textarea", "svg", "iframe", "noscript", "nav", "button",
    "select", "dialog",
];

/// Reads HTML.
pub fn read(source: &str) -> Article {
    read_part(source, 0)
}

/// Reads HTML that stands at byte `at` of an article.
pub fn read_part(source: &str, at: usize) -> Article {
    let mut reader = Reader {
        source,
        at,
        prose: Prose::default(),
        date: None,
        heading: false,
        item: false,
        quoted: 0,
        broken: false,
    };
    let mut here = 0;
    while here < source.len() {
        here = reader.step(here);
    }
    reader.end();
    Article {
        paragraphs: reader.prose.finish(),
        date: reader.date,
    }
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    prose: Prose,
    date: Option<Date>,
    heading: bool,
    /// An item of a list is open.
    item: bool,
    quoted: usize,
    /// The last thing read was a `<br>`: a second one ends the paragraph.
    broken: bool,
}

impl Reader<'_> {
    /// Reads one piece and answers where the next begins.
    fn step(&mut self, here: usize) -> usize {
        let rest = &self.source[here..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment
                .find("-->")
                .map_or(self.source.len(), |end| here + end + 7);
        }
        if let Some(length) = tag_length(rest) {
            return self.tag(here, length);
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let length = rest[first..].find('<').map_or(rest.len(), |at| at + first);
        self.text(here, here + length);
        here + length
    }

    fn text(&mut self, mut from: usize, to: usize) {
        while from < to {
            let rest = &self.source[from..to];
            if let Some((stands_for, length)) = reference(rest) {
                let span = Span::new(from, from + length).shift(self.at);
                if stands_for.trim().is_empty() {
                    self.prose.space(span);
                } else {
                    self.prose.push(&stands_for, span);
                    self.broken = false;
                }
                from += length;
                continue;
            }
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let length = rest[first..].find('&').map_or(rest.len(), |at| at + first);
            let words = &rest[..length];
            self.broken &= words.trim().is_empty();
            self.prose.folded(words, self.at + from);
            from += length;
        }
    }

    fn tag(&mut self, here: usize, length: usize) -> usize {
        let tag = &self.source[here..here + length];
        let span = Span::new(here, here + length).shift(self.at);
        let closing = tag.starts_with("</");
        let name = name(tag);
        let next = here + length;
        match name.as_str() {
            "q" => self.prose.push(if closing { "”" } else { "“" }, span),
            "br" => self.line_break(span),
            "footer" if self.quoted == 0 && !closing => {
                return next + after_end(&self.source[next..], "footer");
            }
            // Who is quoted, under the quotation.
            "cite" | "footer" if self.quoted > 0 && (closing || self.prose.is_new()) => {
                self.end();
                if !closing {
                    self.prose.push("— ", span);
                }
            }
            "meta" | "time" => self.date = self.date.or(date_of(&name, tag)),
            inline if INLINE.contains(&inline) => {}
            silent if SILENT.contains(&silent) && !closing && !tag.ends_with("/>") => {
                return next + after_end(&self.source[next..], silent);
            }
            block => self.block(block, closing),
        }
        next
    }

    fn line_break(&mut self, span: Span) {
        if self.broken {
            self.end();
        } else {
            self.prose.space(span);
        }
        self.broken = true;
    }

    fn block(&mut self, name: &str, closing: bool) {
        self.end();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title" => self.heading = !closing,
            "li" => self.item = !closing,
            "ul" | "ol" if closing => self.item = false,
            "blockquote" if closing => self.quoted = self.quoted.saturating_sub(1),
            "blockquote" => self.quoted += 1,
            _ => {}
        }
    }

    fn end(&mut self) {
        let kind = match (self.quoted, self.heading) {
            (0, true) => ParagraphKind::Heading,
            (0, false) if self.item => ParagraphKind::Item,
            (0, false) => ParagraphKind::Text,
            _ => ParagraphKind::BlockQuotation,
        };
        self.prose.end(kind);
        self.broken = false;
    }
}

/// The longest tag that is looked for: an endless one is text.
const LONGEST_TAG: usize = 16 * 1024;

/// The length of the tag that `text` begins with.
fn tag_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let opens = bytes.first() == Some(&b'<')
        && bytes
            .get(1)
            .is_some_and(|b| b.is_ascii_alphabetic() || b"/!?".contains(b));
    if !opens {
        return None;
    }
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate().take(LONGEST_TAG) {
        match (byte, quote) {
            (b'>', None) => return Some(at + 1),
            (b'<', None) if at > 0 => return None,
            (b'"' | b'\'', None) if bytes[at - 1] == b'=' => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

fn name(tag: &str) -> String {
    let bare = tag.trim_start_matches(['<', '/']);
    let name = bare.chars().take_while(char::is_ascii_alphanumeric);
    name.map(|c| c.to_ascii_lowercase()).collect()
}

/// How far the end tag of `name` reaches in `text`; all of it where there is none.
fn after_end(text: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(found) = text[from..].find("</") {
        let at = from + found + 2;
        let ends = text.as_bytes()[at..]
            .get(..name.len())
            .is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()));
        if ends {
            return text[at..].find('>').map_or(text.len(), |end| at + end + 1);
        }
        from = at;
    }
    text.len()
}

/// The properties of `<meta>` that say when a page was published.
const DATE_NAMES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "og:published_time",
    "parsely-pub-date",
    "publish-date",
    "publication_date",
];

fn date_of(name: &str, tag: &str) -> Option<Date> {
    if name == "time" {
        return date::of_iso(&attribute(tag, "datetime")?);
    }
    let keys = ["property", "name", "itemprop"];
    let named = keys.iter().filter_map(|key| attribute(tag, key));
    let dated = |named: String| DATE_NAMES.contains(&named.to_lowercase().as_str());
    let is_date = named.into_iter().any(dated);
    is_date
        .then(|| attribute(tag, "content"))
        .flatten()
        .and_then(|day| date::of_iso(&day))
}

fn attribute(tag: &str, key: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.find(&format!(" {key}="))? + key.len() + 2;
    let value = &tag[at..];
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split([' ', '>']).next(),
    };
    value.map(str::to_owned)
}

/// The longest name of the table is `CounterClockwiseContourIntegral;`.
const LONGEST_NAME: usize = 34;

/// The character reference that `text` begins with: what it stands for, and its length.
fn reference(text: &str) -> Option<(String, usize)> {
    if !text.starts_with('&') {
        return None;
    }
    let end = text
        .bytes()
        .take(LONGEST_NAME)
        .position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let stands_for = match name.strip_prefix('#') {
        Some(number) => numeric(number)?.to_string(),
        None => named(text.get(1..=end)?)?,
    };
    Some((stands_for, end + 1))
}

fn numeric(number: &str) -> Option<char> {
    let value = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Numbers 145 to 151 mean the marks of Windows-1252, as the HTML standard has it.
    let marks = ['‘', '’', '“', '”', '•', '–', '—'];
    match value.checked_sub(145).and_then(|at| marks.get(at as usize)) {
        Some(&mark) => Some(mark),
        None => char::from_u32(value),
    }
}

fn named(name: &str) -> Option<String> {
    let &(first, second) = NAMED_ENTITIES.get(name)?;
    let chars = [first, second].into_iter().filter(|&c| c != 0);
    Some(chars.filter_map(char::from_u32).collect::<String>()).filter(|text| !text.is_empty())
}
