//! What was typed.

mod log;
mod serve;

pub use log::{
    Log, LogCheckpoint, LogCommand, LogInit, LogKeyCommand, LogProve, LogVerify, VerifyReceipt,
};

use clap::builder::{PossibleValuesParser, TypedValueParser};

pub use serve::Serve;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use onrecord_doc::provenance::Vouched;
use onrecord_doc::{Date, Kind, seen};
use std::path::PathBuf;

/// Official statements as a record that anyone can search, cite and check.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, max_term_width = 100, after_help = STATUS)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const STATUS: &str = "Exit status: 0 clean, 1 findings, 2 trouble.";

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the quotations of articles against the record
    #[command(after_long_help = "\
Examples:
  onrecord check article.md
  onrecord check --record examples/statements examples/article.md
  onrecord check --format short drafts/*.md
  curl -s https://example.org/story.html | onrecord check --format json -
  onrecord check article.md --receipts receipts/")]
    Check(Check),
    /// Check one quotation against the record
    #[command(after_long_help = "\
Examples:
  onrecord quote \"We will not rest until the bridge is rebuilt\"
  onrecord quote \"Ships may pass at night\" --speaker \"Ada Example\" --date 2031-03-03
  onrecord quote \"Ships may pass at night\" --receipt ships.json")]
    Quote(Quote),
    /// Serve the record as a web site and an API
    #[command(after_long_help = "\
Examples:
  onrecord serve
  onrecord serve --record ~/statements --bind 127.0.0.1:9000
  onrecord serve --bind 0.0.0.0:80 --address https://record.example.org --limit 300

Only the machine itself reaches 127.0.0.1. Whatever is added to the record while it is served
is shown without a restart. Requests are logged on standard error without what was asked for.")]
    Serve(Serve),
    /// Search the record for words
    #[command(after_long_help = "\
Examples:
  onrecord search harbor bridge
  onrecord search '\"harbor bridge\" toll' --kind press_briefing --from 2031-01-01
  onrecord search 'speaker:psaki sanction* date:2031-03..' --facets --sort newest
  onrecord search 'toll NEAR/5 \"harbor bridge\"' --kwic --sort right
  onrecord search 'speaker:(psaki OR kirby) sanctions' --frequency month --format csv
  onrecord search --help-query")]
    Search(Search),
    /// Find documents like one, by the rare words that both have
    #[command(after_long_help = "\
Examples:
  onrecord like DCPD-203100113
  onrecord like remarks-at-port-invention --limit 5 --format json")]
    Like(Like),
    /// List where other documents quote one, word for word
    #[command(after_long_help = "\
Examples:
  onrecord quoted DCPD-203100113
  onrecord quoted remarks-at-port-invention --limit 5 --format json

Quotations of seven words and more count, in documents of the same day and later ones. What stands
in more than eight documents is a formula and is left out.")]
    Quoted(Quoted),
    /// Show a document as a person reads it
    #[command(after_long_help = "\
Examples:
  onrecord show DCPD-203100113
  onrecord show remarks-at-port-invention      (the end of an identifier is enough)
  onrecord show DCPD-203100113 --provenance
  onrecord show DCPD-203100113 --format premis > DCPD-203100113.premis.xml")]
    Show(Show),
    /// List the versions of a document, and what each changed
    #[command(after_long_help = "\
Examples:
  onrecord history rebuilding-the-harbor-at-port-sorrel
  onrecord history DCPD-203100113 --format json

Versions stand in the order of time: by what the source says of its last change, and by when they
were seen. Their numbers have the order in which they came into the record, and never change.")]
    History(History),
    /// Show what changed between two versions of a document
    #[command(after_long_help = "\
Examples:
  onrecord diff rebuilding-the-harbor-at-port-sorrel   (the current version and the one before)
  onrecord diff rebuilding-the-harbor-at-port-sorrel   1 2 --side-by-side
  onrecord diff DCPD-203100113 1 --format json            (version 1 and the current one)
  onrecord diff DCPD-203100113 --with joint-statement-on-the-sorrel-strait

Words taken out and put in are coloured on a terminal, and marked [-so-] and {+so+} elsewhere.
Every change is of substance (numbers, names, negations, sentences …), a correction (spelling,
punctuation, broken text, links …) or format, and says why.")]
    Diff(Diff),
    /// List what was changed after it was published, the newest change first
    #[command(after_long_help = "\
Examples:
  onrecord edits --kind substance --limit 5
  onrecord edits --since 2031-03-01 --format json

Versions that changed no more than metadata are left out.")]
    Edits(Edits),
    /// Tell what the record covers
    #[command(after_long_help = "\
Examples:
  onrecord status
  onrecord status --record ~/statements --format json")]
    Status(Status),
    /// Add documents to the record: files, folders, zip and tar archives
    #[command(after_long_help = "\
Examples:
  onrecord add statements/
  onrecord add --record ~/statements release.html archive.zip
  onrecord add --seen 2031-03-05 --from official page-as-fetched.html

Adding again changes nothing; a changed document becomes a new version. Versions are ordered by
when they stood, not by when they are added: by what the source says of its last change, and by when
it was seen. A folder of files named 00-first.md, 01-2031-03-05.md, 02-2031-03-09.md … holds the
versions of one document, each with the day on which it was seen.

A file is a copy by a third party unless --from says that it was fetched from the official source
or typed in.")]
    Add(Add),
    /// Make catalogue and index again from the originals
    #[command(after_long_help = "\
Examples:
  onrecord rebuild --record ~/statements

Where an original is damaged, the rest is kept, the damaged file too, and what is lost is named; the
exit status is then 1.")]
    Rebuild(Rebuild),
    /// Find what is damaged in the record, and say whether `rebuild` mends it
    #[command(after_long_help = "\
Examples:
  onrecord verify
  onrecord verify --record ~/statements --format json
  onrecord verify --against checkpoint-2031-03-03

Every original is checked against its digest; catalogue, segments and index are compared with what
the originals give when they are read again. Exit status: 0 whole, 1 damaged, 2 trouble.")]
    Verify(Verify),
    /// Keep a log that proves what the record had, and that nothing of it was rewritten
    #[command(after_long_help = "\
Examples:
  onrecord log key new ~/keys/record.key --name example.org/record/log
  onrecord log init --key ~/keys/record.key
  onrecord log checkpoint --key ~/keys/record.key
  onrecord log prove DCPD-203100113
  onrecord log verify --against checkpoint-of-last-year")]
    Log(Log),
    /// Check receipts of findings, which need no record
    #[command(after_long_help = "\
Examples:
  onrecord verify-receipt receipts/*.json
  onrecord verify-receipt --key example.org/log+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop r.json

A receipt shows what stands in the documents that it names, never that something stands nowhere;
docs/formats/receipt.md says what it proves. Exit status: 0 all valid, 1 some not, 2 trouble.")]
    VerifyReceipt(VerifyReceipt),
    /// Explain a verdict
    #[command(after_long_help = "\
Examples:
  onrecord explain altered
  onrecord explain")]
    Explain(Explain),
    /// List and correct the persons of the record
    #[command(after_long_help = "\
Examples:
  onrecord names ashgrove
  onrecord names show \"Ashgrove, Tobin\"
  onrecord names merge \"Ashgrove (Mr.)\" --into \"Ashgrove, Tobin\" --reason \"he alone briefs\"
  onrecord names split \"Example, Ada\" --form \"MS. EXAMPLE\" --to \"Example, Bea\" --reason \"her sister\"
  onrecord names prefer \"Ashgrove, Tobin\" --heading \"Ashgrove, Tobin B.\" --reason \"as he signs\"
  onrecord names identify \"Example, Ada\" --wikidata Q1 --reason \"by the page of her office\"

Corrections are kept in names.tsv in the record. They win over every rule, and a rebuild keeps them;
taking a line out withdraws it.")]
    Names(Names),
    /// Print a cumulative index: names, subjects or categories
    #[command(after_long_help = "\
Examples:
  onrecord index subjects --month 2022-02
  onrecord index names --administration biden --format json
  onrecord index categories --year 2022 --format html > categories.html

Documents without headings stand under headings that their words or their kind propose; such are
marked as proposed. subjects.tsv in the record adds to the vocabulary, or replaces it.")]
    Index(Index),
    /// Count documents by administration, year, month and day; list those of a day
    #[command(after_long_help = "\
Examples:
  onrecord calendar
  onrecord calendar biden
  onrecord calendar 2022-02
  onrecord calendar 2022-02-25")]
    Calendar(Calendar),
}

/// Which record.
#[derive(Debug, Group)]
pub struct RecordArgs {
    /// The record: a folder made by `onrecord add`; for reading also a folder of plain documents
    #[arg(
        long,
        value_name = "DIR",
        env = "ONRECORD_RECORD",
        default_value = "./record",
        hide_env_values = true
    )]
    pub record: PathBuf,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// As a compiler prints diagnostics
    Full,
    /// One line each
    Short,
    /// JSON, schema onrecord/check/1
    Json,
}

/// How other results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Data {
    /// For people
    Text,
    /// JSON
    Json,
}

/// `onrecord check`
#[derive(Debug, Group)]
pub struct Check {
    /// Articles in Markdown, HTML or plain text; `-` is standard input
    #[arg(required = true, value_name = "ARTICLE")]
    pub articles: Vec<PathBuf>,
    #[command(flatten)]
    pub record: RecordArgs,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Format::Full)]
    pub format: Format,
    /// Also show the quotations that are on the record
    #[arg(long)]
    pub all: bool,
    /// Only list the quotations and whose words the article says they are
    #[arg(long)]
    pub quotes: bool,
    /// Show the road to each finding: what was looked up, laid alongside, and which rule spoke
    #[arg(long)]
    pub explain: bool,
    /// Write a receipt of each finding into this folder: a file that anyone can check without the
    /// record (`onrecord verify-receipt`)
    #[arg(long, value_name = "DIR")]
    pub receipts: Option<PathBuf>,
    /// The day of the article, for "on Thursday" and "the president"
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<Date>,
}

/// `onrecord quote`
#[derive(Debug, Group)]
pub struct Quote {
    /// The quoted words, without the marks around them
    #[arg(required = true)]
    pub words: String,
    /// Whose words they are said to be
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// The day on which they are said to have been said
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<Date>,
    /// Show the road to the finding: what was looked up, laid alongside, and which rule spoke
    #[arg(long)]
    pub explain: bool,
    /// Write a receipt of the finding: a file that anyone can check without the record
    #[arg(long, value_name = "FILE")]
    pub receipt: Option<PathBuf>,
    #[command(flatten)]
    pub record: RecordArgs,
    /// How the finding is printed
    #[arg(long, value_enum, default_value_t = Format::Full)]
    pub format: Format,
}

/// `onrecord search`
#[derive(Debug, Group)]
pub struct Search {
    /// The query: words, "phrases", NEAR/n, AND OR NOT, harb*, fields such as speaker:NAME
    #[arg(required_unless_present = "help_query")]
    pub query: Vec<String>,
    /// Explain the query language
    #[arg(long)]
    pub help_query: bool,
    #[command(flatten)]
    pub record: RecordArgs,
    /// Issued on this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<Date>,
    /// Issued on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<Date>,
    /// Only documents of this kind, such as press_briefing
    #[arg(long)]
    pub kind: Option<Kind>,
    /// Only words of speakers or issuers whose name has these words
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only documents of this collection
    #[arg(long)]
    pub collection: Option<String>,
    /// At most so many documents; lines with --kwic
    #[arg(long, default_value_t = 10)]
    pub limit: usize,
    /// The order of what is found
    #[arg(long, value_enum, default_value_t = Sort::Relevance)]
    pub sort: Sort,
    /// The next page: the mark that the page before it gave
    #[arg(long, value_name = "MARK")]
    pub after: Option<String>,
    /// Also search versions that have a later one
    #[arg(long)]
    pub all_versions: bool,
    /// Also count kinds, speakers, issuers, years, subjects and collections
    #[arg(long)]
    pub facets: bool,
    /// Show every place of the words in its context, aligned on it
    #[arg(long, conflicts_with_all = ["facets", "after"])]
    pub kwic: bool,
    /// Count the places of each word or phrase over time, for each speaker asked for
    #[arg(long, value_enum, value_name = "PERIOD", conflicts_with_all = ["kwic", "facets", "after"])]
    pub frequency: Option<Span>,
    /// Only suggest words, titles and speakers for what was typed so far
    #[arg(long, conflicts_with_all = ["kwic", "frequency", "facets", "after"])]
    pub suggest: bool,
    /// How results are printed
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    pub format: Shape,
}

/// `onrecord show`
#[derive(Debug, Group)]
pub struct Show {
    /// The identifier of a document, or the end of one
    pub id: String,
    /// Which version, from 1; the newest where none is given
    #[arg(long = "version-number", value_name = "N")]
    pub number: Option<u32>,
    #[command(flatten)]
    pub record: RecordArgs,
    /// Show where it comes from, how far the record can vouch for it, and who else has the statement
    #[arg(long)]
    pub provenance: bool,
    /// How the document is printed
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub format: ShowFormat,
}

/// How a document is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// For people
    Text,
    /// JSON
    Json,
    /// The provenance of all versions as PREMIS 3 (XML)
    Premis,
    /// The provenance of all versions as W3C PROV (JSON-LD)
    Prov,
}

/// `onrecord status`
#[derive(Debug, Group)]
pub struct Status {
    #[command(flatten)]
    pub record: RecordArgs,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// `onrecord add`
#[derive(Debug, Group)]
pub struct Add {
    /// Files, folders, zip and tar archives
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// When the files were seen at their source; else their names may tell, or it is now
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub seen: Option<String>,
    /// How far the record can vouch for them
    #[arg(
        long,
        value_name = "WHO",
        default_value = "copy",
        value_parser = PossibleValuesParser::new(["official", "copy", "typed"])
            .try_map(|name| name.parse::<Vouched>())
    )]
    pub from: Vouched,
    #[command(flatten)]
    pub record: RecordArgs,
    /// How the summary is printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// `onrecord rebuild`
#[derive(Debug, Group)]
pub struct Rebuild {
    #[command(flatten)]
    pub record: RecordArgs,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// `onrecord explain`
#[derive(Debug, Group)]
pub struct Explain {
    /// The verdict; a list of all where none is given
    pub verdict: Option<String>,
}

/// `onrecord history`
#[derive(Debug, Group)]
pub struct History {
    /// The identifier of a document, or the end of one
    pub id: String,
    #[command(flatten)]
    pub record: RecordArgs,
    /// How the versions are printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// `onrecord diff`
#[derive(Debug, Group)]
pub struct Diff {
    /// The identifier of a document, or the end of one
    pub id: String,
    /// The number of a version; the one before the current one where none is given
    #[arg(value_name = "A")]
    pub old: Option<u32>,
    /// The number of another; the current one where none is given
    #[arg(value_name = "B")]
    pub new: Option<u32>,
    #[command(flatten)]
    pub record: RecordArgs,
    /// Compare with another document, such as another witness of the same statement
    #[arg(long, value_name = "OTHER-ID", conflicts_with_all = ["old", "new"])]
    pub with: Option<String>,
    /// Show the two versions in two columns
    #[arg(long)]
    pub side_by_side: bool,
    /// So many words around a change
    #[arg(long, value_name = "WORDS", default_value_t = 12)]
    pub around: usize,
    /// How the difference is printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// `onrecord edits`
#[derive(Debug, Group)]
pub struct Edits {
    /// Only changes of this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    /// Only changes of this kind: substance, correction or format
    #[arg(long)]
    pub kind: Option<onrecord_doc::diff::Kind>,
    /// At most so many edits
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
    #[command(flatten)]
    pub record: RecordArgs,
    /// How the edits are printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// A day, or a time in RFC 3339 form.
fn moment(text: &str) -> Result<String, String> {
    seen::moment(text)
        .ok_or_else(|| "neither a day (2031-03-05) nor a time (2031-03-05T14:00:00Z)".to_owned())
}

/// `onrecord verify`
#[derive(Debug, Group)]
pub struct Verify {
    /// Also prove that the record extends the one of a checkpoint that was seen earlier; a kept copy
    /// of the log's folder tells what was rewritten
    #[arg(long, value_name = "CHECKPOINT")]
    pub against: Option<PathBuf>,
    #[command(flatten)]
    pub record: RecordArgs,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// The order of what a search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// The best answer first
    Relevance,
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
    /// With --kwic: by the words before the place
    Left,
    /// With --kwic: by the words behind it
    Right,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Span {
    /// Months
    Month,
    /// Years
    Year,
}

/// How what a search finds is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// For people
    Text,
    /// JSON
    Json,
    /// Comma-separated values, with --kwic and --frequency
    Csv,
}

/// `onrecord like`
#[derive(Debug, Group)]
pub struct Like {
    /// The identifier of a document, or the end of one
    pub id: String,
    #[command(flatten)]
    pub record: RecordArgs,
    /// At most so many documents
    #[arg(long, default_value_t = 10)]
    pub limit: usize,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// `onrecord quoted`
#[derive(Debug, Group)]
pub struct Quoted {
    /// The identifier of a document, or the end of one
    pub id: String,
    #[command(flatten)]
    pub record: RecordArgs,
    /// At most so many quotations
    #[arg(long, default_value_t = 50)]
    pub limit: usize,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// `onrecord names`
#[derive(Debug, Group)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Names {
    #[command(subcommand)]
    pub action: Option<NamesAction>,
    /// Words of a name, in any spelling; all persons where none are given
    pub query: Vec<String>,
    #[command(flatten)]
    pub record: RecordArgs,
    /// At most so many persons
    #[arg(long, default_value_t = 50)]
    pub limit: usize,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// What can be done with one person.
#[derive(Debug, Subcommand)]
pub enum NamesAction {
    /// Show a person: all forms of the name, offices, evidence
    Show {
        /// The heading, its key, or words of which one person has all
        name: String,
        #[command(flatten)]
        record: RecordArgs,
        /// How it is printed
        #[arg(long, value_enum, default_value_t = Data::Text)]
        format: Data,
    },
    /// Say that a person is another one
    Merge {
        /// The heading that goes
        name: String,
        /// The heading that stays
        #[arg(long, value_name = "HEADING")]
        into: String,
        #[command(flatten)]
        correction: CorrectionArgs,
    },
    /// Say that a form of a name is another person's
    Split {
        /// The heading of the person whose form it is not
        name: String,
        /// The form as it stands in documents
        #[arg(long, value_name = "FORM")]
        form: String,
        /// The heading of the person whose it is; a new one is made where there is none
        #[arg(long, value_name = "HEADING")]
        to: String,
        #[command(flatten)]
        correction: CorrectionArgs,
    },
    /// Give a person another heading
    Prefer {
        /// The heading until now
        name: String,
        /// The heading from now on: "Surname, Given, Suffix"
        #[arg(long, value_name = "HEADING")]
        heading: String,
        #[command(flatten)]
        correction: CorrectionArgs,
    },
    /// Give a person an identifier of an authority file
    Identify {
        /// The heading of the person
        name: String,
        /// An identifier of Wikidata: Q and figures
        #[arg(long, value_name = "ID")]
        wikidata: Option<String>,
        /// An identifier of VIAF: figures
        #[arg(long, value_name = "ID")]
        viaf: Option<String>,
        /// An identifier of the Library of Congress names: n and figures
        #[arg(long, value_name = "ID")]
        lcnaf: Option<String>,
        #[command(flatten)]
        correction: CorrectionArgs,
    },
}

/// What every correction needs.
#[derive(Debug, Group)]
pub struct CorrectionArgs {
    /// Why; kept with the correction
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub record: RecordArgs,
}

/// `onrecord index`
#[derive(Debug, Group)]
pub struct Index {
    /// Of what
    #[arg(value_enum)]
    pub of: IndexOf,
    /// Only documents of this year
    #[arg(long, value_name = "YYYY", group = "period")]
    pub year: Option<String>,
    /// Only documents of this month
    #[arg(long, value_name = "YYYY-MM", group = "period")]
    pub month: Option<String>,
    /// Only documents of this administration, such as biden or trump-2025
    #[arg(long, value_name = "NAME", group = "period")]
    pub administration: Option<String>,
    #[command(flatten)]
    pub record: RecordArgs,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = IndexFormat::Text)]
    pub format: IndexFormat,
}

/// What an index is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum IndexOf {
    /// Persons who speak, issue, sign or stand in Names headings
    Names,
    /// Subject headings, and those that words propose
    Subjects,
    /// Category headings, and those that kinds propose
    Categories,
}

impl IndexOf {
    /// The name used in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Subjects => "subjects",
            Self::Categories => "categories",
        }
    }
}

/// How an index is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum IndexFormat {
    /// For people
    Text,
    /// JSON, schema onrecord/index/1
    Json,
    /// A page of HTML
    Html,
}

/// `onrecord calendar`
#[derive(Debug, Group)]
pub struct Calendar {
    /// A year, a month, a day, or an administration; everything where none is given
    #[arg(value_name = "WHEN")]
    pub when: Option<String>,
    #[command(flatten)]
    pub record: RecordArgs,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}
