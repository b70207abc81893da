//! What people ask: an article or a quotation. The same code answers the page and the API.

use crate::failure::Failure;
use onrecord_check::{
    Article, Finding, Format, Options, Question, Report, Role, check, claim, quote,
};
use onrecord_doc::{Coverage, Date, Record, authority};
use onrecord_store::Store;

/// A text to check, and what is known of it.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The article, or one quotation with or without its marks.
    pub text: String,
    /// How it is written; guessed where nothing is said.
    pub format: Option<Format>,
    /// Whose words they are said to be, for a bare quotation.
    pub speaker: Option<String>,
    /// The day of the article, or the day on which the quotation is said to have been said.
    pub date: Option<Date>,
}

/// The answer to an [`Ask`].
pub enum Answer {
    /// The text is an article that quotes somebody.
    Article(Box<Checked>),
    /// The text is nothing but a quotation.
    Quotation(Box<Quoted>),
}

/// An article and what was found in it.
pub struct Checked {
    pub source: String,
    pub article: Article,
    pub report: Report,
}

/// A quotation and what was found.
pub struct Quoted {
    pub words: String,
    /// Whose words they are said to be, as it was typed, and as the record knows the name.
    pub speaker: Option<String>,
    pub known: Option<String>,
    /// The days on which they are said to have been said.
    pub dates: Option<(Date, Date)>,
    pub finding: Finding,
    pub coverage: Coverage,
}

/// The largest text that is checked at once, in bytes: some 80,000 words.
pub const MOST_BYTES: usize = 512 * 1024;

/// The most quotations that are checked at once.
const MOST_QUOTATIONS: usize = 500;

/// The longest text without quotation marks that is taken for a quotation, in words.
const BARE: usize = 250;

/// The longest single quotation, in bytes.
pub const LONGEST: usize = 20_000;

/// Checks a text that may be an article or a bare quotation.
pub fn either(store: &Store, ask: Ask) -> Result<Answer, Failure> {
    let text = ask.text.trim();
    if text.is_empty() {
        return Err(Failure::bad(
            "there is nothing to check; paste an article or a quotation",
        ));
    }
    let format = ask.format.unwrap_or_else(|| Format::guess("", text));
    let mut article = Article::read(text, format);
    article.date = ask.date.or(article.date);
    let claims = claim::claims(&article);
    let bare = article.paragraphs.len() == 1 && text.split_whitespace().count() <= BARE;
    let whole = |claim: &claim::Claim| text.len() <= claim.span.len() + MARKS;
    if bare && (claims.is_empty() || claims.iter().any(whole)) {
        return one(store, text, ask.speaker, ask.date)
            .map(|quoted| Answer::Quotation(Box::new(quoted)));
    }
    checked(store, text.to_owned(), article, &claims)
        .map(|checked| Answer::Article(Box::new(checked)))
}

/// So many bytes a quotation's marks and the space around it may have.
const MARKS: usize = 8;

/// Checks a text as an article.
pub fn article(store: &Store, ask: Ask, name: &str) -> Result<Checked, Failure> {
    let format = ask.format.unwrap_or_else(|| Format::guess(name, &ask.text));
    let mut article = Article::read(&ask.text, format);
    article.date = ask.date.or(article.date);
    let claims = claim::claims(&article);
    checked(store, ask.text, article, &claims)
}

fn checked(
    store: &Store,
    source: String,
    article: Article,
    claims: &[claim::Claim],
) -> Result<Checked, Failure> {
    if source.len() > MOST_BYTES {
        return Err(text_too_large());
    }
    let quotations = claims
        .iter()
        .filter(|claim| claim.role == Role::Quotation)
        .count();
    if quotations > MOST_QUOTATIONS {
        return Err(Failure::too_large(format!(
            "the text has {quotations} quotations, and at most {MOST_QUOTATIONS} are checked at \
             once; check it in parts, or with `onrecord check` on your own machine"
        )));
    }
    let report = check(store, &article, &Options::default())?;
    Ok(Checked {
        source,
        article,
        report,
    })
}

/// The text is larger than [`MOST_BYTES`].
pub fn text_too_large() -> Failure {
    Failure::too_large(format!(
        "the text is larger than {} KiB; check it in parts, or with `onrecord check` on your own machine",
        MOST_BYTES / 1024
    ))
}

impl Quoted {
    /// What was asked.
    pub fn question(&self) -> Question<'_> {
        Question {
            words: &self.words,
            speaker: self.known.as_deref(),
            dates: self.dates,
        }
    }
}

/// Looks up one quotation, with or without its marks.
pub fn one(
    store: &Store,
    text: &str,
    speaker: Option<String>,
    date: Option<Date>,
) -> Result<Quoted, Failure> {
    between(store, text, speaker, date.map(|date| (date, date)))
}

/// The same for a quotation that is said to be of several days.
pub fn between(
    store: &Store,
    text: &str,
    speaker: Option<String>,
    dates: Option<(Date, Date)>,
) -> Result<Quoted, Failure> {
    let words = text
        .trim()
        .trim_matches(['“', '”', '"', '«', '»', '„'])
        .trim();
    if words.is_empty() {
        return Err(Failure::bad("there are no words to look up"));
    }
    if words.len() > LONGEST {
        return Err(Failure::too_large(format!(
            "a quotation of more than {LONGEST} bytes is not looked up as one; check it as an article"
        )));
    }
    let speaker = speaker.filter(|name| !name.trim().is_empty());
    let known = speaker
        .as_deref()
        .map(|name| known(name, dates.map(|dates| dates.1)));
    let question = Question {
        words,
        speaker: known.as_deref(),
        dates,
    };
    Ok(Quoted {
        finding: quote(store, &question, &Options::default())?,
        coverage: store.coverage()?,
        words: words.to_owned(),
        speaker,
        known,
        dates,
    })
}

/// The full name behind "the president" and the like on that day, or the name as it was typed.
fn known(name: &str, on: Option<Date>) -> String {
    authority::resolve(name, on).map_or_else(|| name.to_owned(), |speaker| speaker.name)
}
