//! Short transcripts and short quotations, every one of some shapes: what the judge's rules look behind and before may
//! be the end of a paragraph, of a turn or of the quotation.
#![allow(clippy::unwrap_used)]

use onrecord_check::claim::claims;
use onrecord_check::{Article, Format, Options, Question, check, quote};
use onrecord_doc::{Hint, MemoryRecord, read};

/// A word or mark of each kind that the rules of spoken words look for.
const SPOKEN: &[&str] = &[
    "—",
    "…",
    ".",
    ",",
    "?",
    "“",
    "”",
    "(Laughter.)",
    "[sic]",
    "~~lamp~~",
    "[lamp]",
    "wor-",
    "uh,",
    "the",
    "a",
    "I",
    "I’m",
    "we",
    "he",
    "that",
    "not",
    "no,",
    "and",
    "you know,",
    "excuse me —",
    "5",
    "million",
    "hundred",
    "Mr.",
    "Ada",
    "President",
    "said",
    "said,",
    "lamps",
    "lamp",
];

/// The same of what is quoted.
const QUOTED: &[&str] = &[
    "the lamp is green",
    "lamp",
    "…",
    "[the]",
    "the … is green",
    "— the lamp",
    "lamp is not green",
    "5 million lamps",
    "The lamp is green. The lamp",
    "[sic] lamp is",
    "is green …",
    "(Laughter.) the lamp",
];

/// Every line of so many shapes.
fn lines(shapes: &[&str], length: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for _ in 0..length {
        let longer = lines.iter().flat_map(|line| {
            let with = |shape: &&str| format!("{line} {shape}");
            shapes.iter().map(with).collect::<Vec<_>>()
        });
        lines = longer.collect();
    }
    lines
}

/// A transcript in which these words stand alone, before and behind others, and at the end of a turn.
fn record(line: &str) -> MemoryRecord {
    let text = format!(
        "---\ntitle: Remarks by President Bo Invented\ndate: '2031-03-03'\nsource_url: \
         https://www.example.gov/briefing-room/speeches-remarks/2031/03/03/invented/\n---\n\nTHE PRESIDENT:{line} the \
         lamp is green{line}\n\nMS. QUILL:{line}\n\n{line} lamp is green.{line} The lamp{line} is green.\n"
    );
    let hint = Hint { path: Some("a.md") };
    MemoryRecord::new([(read(text.as_bytes(), hint).document, "a.md".to_owned())])
}

/// Looks everything up in a transcript with each line.
fn look_up(length: usize) {
    for line in lines(SPOKEN, length) {
        let record = record(&line);
        for words in QUOTED
            .iter()
            .map(|words| (*words).to_owned())
            .chain([format!("{line} the lamp{line}")])
        {
            for speaker in [None, Some("Bo Invented")] {
                let question = Question {
                    words: &words,
                    speaker,
                    dates: None,
                };
                let found = quote(&record, &question, &Options::default()).unwrap();
                assert!(
                    found.evidence.iter().all(|one| one.likeness <= 1_000),
                    "{line}: {words}"
                );
            }
        }
    }
}

#[test]
fn every_transcript_of_two_words() {
    (0..=2).for_each(look_up);
}

#[test]
#[ignore = "42,875 transcripts, in .ci/run"]
fn every_transcript_of_three_words() {
    look_up(3);
}

/// What the rules for whose words they are look for, and every mark.
const AROUND: &[&str] = &[
    ",",
    ".",
    ":",
    "—",
    "(",
    "“x y z”",
    "“X y z,”",
    "“x y?”",
    "Ada",
    "Quill",
    "Quill’s",
    "he",
    "her",
    "it",
    "said",
    "says",
    "asked",
    "told",
    "was",
    "wrote",
    "the",
    "The",
    "a",
    "of",
    "For",
    "To",
    "In",
    "from",
    "by",
    "as",
    "who",
    "that",
    "and",
    "with",
    "According",
    "order",
    "chair",
    "words",
    "white",
    "House",
    "one",
    "another",
    "not",
    "n",
];

/// Reads every paragraph, alone, before a quotation and as a block.
fn read_claims(length: usize) {
    for line in lines(AROUND, length) {
        let line = line.trim_start();
        let text = format!("{line}\n\nAda Quill spoke. {line} “x y z”\n\n> {line}\n");
        let read = claims(&Article::read(&text, Format::Markdown));
        assert!(
            read.iter().all(|claim| claim.span.end() <= text.len()),
            "{line}"
        );
    }
}

#[test]
fn every_paragraph_of_two_words() {
    (0..=2).for_each(read_claims);
}

#[test]
#[ignore = "85,184 articles, in .ci/run"]
fn every_paragraph_of_three_words() {
    read_claims(3);
}

/// What HTML, Markdown and plain text are made of.
const MARKUP: &[&str] = &[
    "<p>",
    "</p>",
    "<blockquote>",
    "</blockquote>",
    "<q>",
    "</q>",
    "<!--",
    "-->",
    "<script>",
    "&ldquo;",
    "&#",
    "&#x",
    "<a href=\"",
    "\"",
    ">",
    "<",
    "“",
    "”",
    "’",
    "‘",
    "> ",
    "# ",
    "- ",
    "```",
    "**",
    "[",
    "](",
    ")",
    "|",
    "\n",
    "\n\n",
    "---",
    "Quill said",
];

#[test]
fn every_article_of_three_marks() {
    let record = record(" lamps");
    for line in lines(MARKUP, 3) {
        for format in [Format::Html, Format::Markdown, Format::Text] {
            let article = Article::read(&line, format);
            let report = check(&record, &article, &Options::default()).unwrap();
            let inside = |one: &onrecord_check::Checked| one.claim.span.end() <= line.len();
            assert!(report.checked.iter().all(inside), "{line}");
        }
    }
}
