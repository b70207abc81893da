//! From lines to stretches: one pass that only looks at how each line begins.

use crate::read::flow::shows_nothing;

/// What a stretch of lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Behind `#` to `######`.
    Heading,
    /// Behind a bullet or a number.
    Item,
    /// Behind `>`.
    Quotation,
    /// Anything else.
    Paragraph,
    /// A row of an HTML table.
    Row,
}

/// A stretch of the source that becomes one block, or several where lines are broken by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// What it is.
    pub form: Form,
    /// Its lines: from where to where the words stand, bullets and quote marks left out. All but
    /// the last end with a break that the source demands (two spaces, a backslash).
    pub lines: Vec<(usize, usize)>,
}

/// Divides the body, from byte `from`, into stretches.
pub fn stretches(source: &str, from: usize) -> Vec<Stretch> {
    let mut scan = Scan::default();
    let mut at = from;
    while at < source.len() {
        let end = line_end(source, at);
        at = match skipped(source, at, end) {
            Some(Skip::Rows(to)) => {
                scan.close();
                rows(source, at, to, &mut scan.done);
                to
            }
            Some(Skip::Nothing(to)) => {
                scan.close();
                to
            }
            None => {
                scan.line(source, at, end);
                end
            }
        };
    }
    scan.close();
    scan.done
}

#[derive(Default)]
struct Scan {
    done: Vec<Stretch>,
    open: Option<Stretch>,
    breaks: bool,
    list: bool,
}

impl Scan {
    fn close(&mut self) {
        self.done.extend(self.open.take());
        self.breaks = false;
    }

    fn line(&mut self, source: &str, at: usize, end: usize) {
        let head = Head::of(source, at, end);
        if head.words >= end {
            self.close();
            return;
        }
        let open = self.open.as_ref().map(|open| open.form);
        let form = head.form(open.is_some(), self.list);
        // A quotation goes on up to a line without words, each line behind its mark.
        let quoted = Some(Form::Quotation);
        let form = form.filter(|_| form != quoted || open != quoted);
        match form {
            Some(form) => self.start(form, head.words, end),
            None => self.go_on(source, &head, end),
        }
        self.breaks = ends_with_break(&source[head.words..end]);
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.form == Form::Heading)
        {
            self.close();
        }
    }

    fn start(&mut self, form: Form, words: usize, end: usize) {
        self.close();
        self.list = form == Form::Item;
        self.open = Some(Stretch {
            form,
            lines: vec![(words, end)],
        });
    }

    fn go_on(&mut self, source: &str, head: &Head, end: usize) {
        let breaks = self.breaks;
        match &mut self.open {
            Some(open) if breaks => open.lines.push((head.words, end)),
            Some(open) => {
                if let Some(last) = open.lines.last_mut() {
                    last.1 = end;
                }
            }
            None => {
                let inside = self.list && source[head.line..].starts_with("    ");
                let form = if inside { Form::Item } else { Form::Paragraph };
                self.start(form, head.words, end);
            }
        }
    }
}

/// How a line begins.
struct Head {
    line: usize,
    words: usize,
    marker: Option<(Form, bool)>,
}

impl Head {
    fn of(source: &str, line: usize, end: usize) -> Self {
        let words = skip_space(source, line, end);
        let (length, marker) = marker(&source.as_bytes()[words..end]);
        // A number is part of what a reader sees and may quote; a bullet is not.
        let numbered = source.as_bytes()[words..end]
            .first()
            .is_some_and(u8::is_ascii_digit);
        let words = if numbered {
            words
        } else {
            skip_space(source, words + length, end)
        };
        Self {
            line,
            words,
            marker,
        }
    }

    /// The form that begins here; `None` where the line goes on with what is open. A number or a
    /// single space behind a bullet begins an item only behind an empty line or in a list: words
    /// such as "2021. " stand at the head of wrapped lines.
    fn form(&self, open: bool, list: bool) -> Option<Form> {
        let (form, sure) = self.marker?;
        (sure || !open || list).then_some(form)
    }
}

/// The length of the marker that a line begins with, its form, and whether it is sure.
fn marker(line: &[u8]) -> (usize, Option<(Form, bool)>) {
    let hashes = line.iter().take_while(|&&b| b == b'#').count();
    if (1..=6).contains(&hashes) && matches!(line.get(hashes), None | Some(b' ' | b'\n' | b'\r')) {
        return (hashes, Some((Form::Heading, true)));
    }
    match line {
        [b'>', ..] => (1, Some((Form::Quotation, true))),
        [b'-' | b'*' | b'+', b' ', b' ', ..] => (1, Some((Form::Item, true))),
        [b'-' | b'*' | b'+', b' ', ..] => (1, Some((Form::Item, false))),
        [0xE2, 0x80, 0xA2, ..] => (3, Some((Form::Item, true))),
        _ => match number(line) {
            0 => (0, None),
            length => (length, Some((Form::Item, false))),
        },
    }
}

/// The length of `12.` or `12)` before a space, or 0.
fn number(line: &[u8]) -> usize {
    let figures = line.iter().take_while(|b| b.is_ascii_digit()).count();
    let marked = (1..=3).contains(&figures)
        && matches!(line.get(figures), Some(b'.' | b')'))
        && matches!(line.get(figures + 1), Some(b' '));
    if marked { figures + 1 } else { 0 }
}

/// Parts of a page that hold no running text.
enum Skip {
    /// Up to here: a comment, a figure, a rule of hyphens.
    Nothing(usize),
    /// A table up to here.
    Rows(usize),
}

fn skipped(source: &str, at: usize, end: usize) -> Option<Skip> {
    let line = source[at..end].trim();
    if line.starts_with("<table") {
        return Some(Skip::Rows(behind(source, at, "</table>")?));
    }
    if line.starts_with("<!--") {
        return Some(Skip::Nothing(to_line_end(
            source,
            behind(source, at, "-->")?,
        )));
    }
    let rule = line.len() >= 3 && line.bytes().all(|b| matches!(b, b'-' | b' '));
    let frame = line.starts_with("<figure") || line.starts_with("</figure");
    (rule || frame && line.ends_with('>')).then_some(Skip::Nothing(end))
}

fn rows(source: &str, from: usize, to: usize, done: &mut Vec<Stretch>) {
    let mut at = from;
    while let Some(found) = source[at..to].find("<tr") {
        let start = at + found;
        at = behind(&source[..to], start, "</tr>").unwrap_or(to);
        let parts = paragraphs(&source[..at], start);
        let form = match parts.len() {
            1 => Form::Row,
            _ => Form::Paragraph,
        };
        done.extend(parts.into_iter().map(|part| Stretch {
            form,
            lines: vec![part],
        }));
    }
}

/// A row with one cell may frame a whole page, whose paragraphs two breaks divide.
fn paragraphs(row: &str, start: usize) -> Vec<(usize, usize)> {
    let cells = |tag: &str| row[start..].matches(tag).take(2).count();
    let one = cells("<td") + cells("<th") < 2;
    let (mut parts, mut from, mut at) = (Vec::new(), start, start);
    while let Some(tag) = row[at..].find("<br").filter(|_| one) {
        let Some(close) = row[at + tag..].find('>') else {
            break;
        };
        let behind = at + tag + close + 1;
        if row[behind..].trim_start().starts_with("<br") {
            parts.push((from, at + tag));
            from = behind;
        }
        at = behind;
    }
    parts.push((from, row.len()));
    parts
}

fn behind(source: &str, at: usize, mark: &str) -> Option<usize> {
    source[at..].find(mark).map(|found| at + found + mark.len())
}

fn to_line_end(source: &str, at: usize) -> usize {
    let end = line_end(source, at);
    if source[at..end].trim().is_empty() {
        end
    } else {
        at
    }
}

fn line_end(source: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &source.as_bytes()[at..]).map_or(source.len(), |found| at + found + 1)
}

fn skip_space(source: &str, at: usize, end: usize) -> usize {
    let rest = &source[at..end];
    let shown = rest.trim_start_matches(|c: char| c.is_whitespace() || shows_nothing(c));
    end - shown.len()
}

/// Two spaces, or a backslash, before the line end (CommonMark 0.31, section 6.7).
fn ends_with_break(line: &str) -> bool {
    let line = line.trim_end_matches(['\n', '\r']);
    line.ends_with("  ") || line.ends_with('\\') || line.ends_with("<br />")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each stretch with its form, lines that the source breaks with `|` between.
    fn shown(source: &str) -> String {
        let line = |&(from, to): &(usize, usize)| source[from..to].trim().replace('\n', " ");
        let stretch = |stretch: &Stretch| {
            let lines: Vec<String> = stretch.lines.iter().map(line).collect();
            format!("{:?}: {}", stretch.form, lines.join(" | "))
        };
        let all: Vec<String> = stretches(source, 0).iter().map(stretch).collect();
        all.join("\n")
    }

    #[test]
    fn a_cell_that_frames_a_page_has_its_paragraphs() {
        let page = "<table>\n<tr>\n<td>1:20 P.M. EDT<br />\n \u{a0}<br />\nTHE KEEPER: We row<br />\nto Tarn.<br/>\n<br/>\n\
                    The lamp is lit.</td>\n</tr>\n\
                    <tr><th>Due</th><td>Salt<br />\n<br />\nrope</td></tr>\n</table>\n";
        assert_eq!(
            shown(page),
            "Paragraph: <tr> <td>1:20 P.M. EDT\n\
             Paragraph: <br /> THE KEEPER: We row<br /> to Tarn.\n\
             Paragraph: <br/> The lamp is lit.</td> </tr>\n\
             Row: <tr><th>Due</th><td>Salt<br /> <br /> rope</td></tr>"
        );
    }

    #[test]
    fn a_quotation_goes_on_up_to_a_line_without_words() {
        let source = "Before.\n> We row\n> to Tarn.  \n> — A. Oake\n>\n> The lamp\nis lit.\n\n> Once more.\n";
        assert_eq!(
            shown(source),
            "Paragraph: Before.\n\
             Quotation: We row > to Tarn. | — A. Oake\n\
             Quotation: The lamp is lit.\n\
             Quotation: Once more."
        );
    }
}
