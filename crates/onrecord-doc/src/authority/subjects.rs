//! Subject headings proposed from the words of a document.
//!
//! The vocabulary is a table of the project's own, in the manner of the printed compilations:
//! headings with subdivisions, scope notes, references, and the words that lead to each. What it
//! finds is a proposal, and always says by which words.
//!
//! ```text
//! heading <tab> see <tab> see also <tab> scope <tab> words
//! ```
//!
//! Words are divided by `;`. `A + B` counts where both stand in one paragraph. Words without a small
//! letter ("AI") count as they stand, all others whatever their case; each at the borders of words.

use crate::model::{BlockKind, Document, Heading, Kind};
use aho_corasick::AhoCorasick;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

const SUBJECTS: &str = include_str!("subjects.tsv");

/// The version of the rules: what was proposed by others is proposed again.
pub const VERSION: u32 = 2;

/// The text of the project's own table.
#[must_use]
pub fn table() -> &'static str {
    SUBJECTS
}

/// A heading of the vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// "Main" or "Main : Sub".
    pub heading: String,
    /// The heading to look under; such an entry is a reference and no more.
    pub see: Option<String>,
    /// Headings that are near.
    pub see_also: Vec<String>,
    /// What belongs there.
    pub scope: String,
    /// The words that lead to it.
    pub words: Vec<String>,
}

/// A heading that a document's words propose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The heading.
    pub heading: String,
    /// How strongly: what [`Vocabulary::propose`] explains.
    pub score: u32,
    /// The words that led to it, and in how many paragraphs they stand; most first.
    pub words: Vec<(String, u32)>,
}

/// Headings, their references, and the words that lead to them.
#[derive(Debug)]
pub struct Vocabulary {
    subjects: Vec<Subject>,
    finder: AhoCorasick,
    patterns: Vec<Pattern>,
    triggers: Vec<Trigger>,
}

/// Words that lead to a subject.
#[derive(Debug)]
struct Trigger {
    subject: usize,
    /// As they are written in the table.
    words: String,
    /// Whether they tell the subject by themselves.
    decides: bool,
    /// The patterns that must all stand in a paragraph.
    parts: Vec<usize>,
}

#[derive(Debug)]
struct Pattern {
    text: String,
    /// Whether only these very letters count.
    exact: bool,
    triggers: Vec<usize>,
    /// The main headings that it leads to.
    mains: BTreeSet<String>,
}

impl Vocabulary {
    /// The vocabulary of the project.
    #[must_use]
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Vocabulary> = LazyLock::new(|| {
            let (subjects, _) = subjects(SUBJECTS);
            Vocabulary::of(subjects)
        });
        &STANDARD
    }

    /// The vocabulary with a user's own table: a row replaces that of the same heading, or is new;
    /// a first line `!replace` leaves out the project's altogether. Rows that cannot be read are
    /// told with their line.
    #[must_use]
    pub fn with(table: &str) -> (Self, Vec<String>) {
        let (own, problems) = subjects(table);
        let mut all: BTreeMap<String, Subject> = BTreeMap::new();
        if table.lines().next().map(str::trim) != Some("!replace") {
            let standard = Self::standard().subjects.iter();
            all.extend(standard.map(|subject| (subject.heading.clone(), subject.clone())));
        }
        all.extend(
            own.into_iter()
                .map(|subject| (subject.heading.clone(), subject)),
        );
        (Self::of(all.into_values().collect()), problems)
    }

    fn of(subjects: Vec<Subject>) -> Self {
        let mut patterns: BTreeMap<(String, bool), Vec<usize>> = BTreeMap::new();
        let mut triggers: Vec<Trigger> = Vec::new();
        for (at, subject) in subjects.iter().enumerate() {
            for words in &subject.words {
                let number = triggers.len();
                let (bare, decides) = match words.strip_suffix('!') {
                    Some(bare) => (bare, true),
                    None => (words.as_str(), false),
                };
                triggers.push(Trigger {
                    subject: at,
                    words: bare.to_owned(),
                    decides,
                    parts: Vec::new(),
                });
                for part in bare.split(" + ").map(|part| part.trim().replace('\'', "’")) {
                    let exact = !part.chars().any(char::is_lowercase);
                    patterns.entry((part, exact)).or_default().push(number);
                }
            }
        }
        let patterns: Vec<Pattern> = patterns
            .into_iter()
            .map(|((text, exact), leads)| Pattern {
                mains: leads
                    .iter()
                    .map(|&number| main(&subjects[triggers[number].subject].heading))
                    .collect(),
                text,
                exact,
                triggers: leads,
            })
            .collect();
        for (number, pattern) in patterns.iter().enumerate() {
            for &trigger in &pattern.triggers {
                triggers[trigger].parts.push(number);
            }
        }
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(patterns.iter().map(|pattern| &pattern.text))
            .expect("some thousand short words make an automaton");
        Self {
            subjects,
            finder,
            patterns,
            triggers,
        }
    }

    /// All headings and references, in order.
    #[must_use]
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// The entry of a heading.
    #[must_use]
    pub fn subject(&self, heading: &str) -> Option<&Subject> {
        self.subjects
            .iter()
            .find(|subject| subject.heading == heading)
    }

    /// The headings that a document's words propose, the strongest first, at most [`MOST`].
    ///
    /// The score counts the paragraphs with such words: one of the first two counts [`LEAD`], the
    /// title [`TITLE`]. It must grow with the document, since a long one names many things; as the
    /// square root of its paragraphs, times [`BAR`]. What the title
    /// names passes in any case. A main heading gives way to its subdivisions.
    #[must_use]
    pub fn propose(&self, document: &Document) -> Vec<Proposal> {
        let mut tally = Tally::default();
        let mut seen = vec![u32::MAX; self.patterns.len()];
        self.count(&document.title, 0, TITLE, &mut seen, &mut tally);
        let mut paragraph = 0;
        for block in document.blocks.iter().filter(|block| is_text(block.kind)) {
            paragraph += 1;
            let weight = if paragraph <= 2 { LEAD } else { 1 };
            self.count(block.text.text(), paragraph, weight, &mut seen, &mut tally);
        }
        let bar = (f64::from(paragraph).sqrt() * BAR).max(LEAST);
        let mut found: Vec<Proposal> = tally
            .scores
            .into_iter()
            .filter(|(subject, score)| tally.decided.contains(subject) || f64::from(*score) >= bar)
            .map(|(subject, score)| self.proposal(subject, score, &tally.words))
            .collect();
        found.sort_by(|a, b| (b.score, &a.heading).cmp(&(a.score, &b.heading)));
        without_mains(&mut found);
        found.truncate(MOST);
        found
    }

    fn proposal(&self, subject: usize, score: u32, words: &BTreeMap<usize, u32>) -> Proposal {
        let of_subject = words
            .iter()
            .filter(|(trigger, _)| self.triggers[**trigger].subject == subject);
        let mut words: Vec<(String, u32)> = of_subject
            .map(|(&trigger, &count)| (self.triggers[trigger].words.clone(), count))
            .collect();
        words.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        Proposal {
            heading: self.subjects[subject].heading.clone(),
            score,
            words,
        }
    }

    /// Counts what one paragraph has. `seen` says of each pattern in which it was last.
    fn count(&self, text: &str, paragraph: u32, weight: u32, seen: &mut [u32], tally: &mut Tally) {
        // The words are written with one apostrophe; texts have two.
        let text = if text.contains('\'') {
            text.replace('\'', "’")
        } else {
            text.to_owned()
        };
        let stands = self.finder.find_overlapping_iter(&text).filter(|hit| {
            let pattern = &self.patterns[hit.pattern().as_usize()];
            (!pattern.exact || text[hit.range()] == pattern.text)
                && stands_alone(&text, hit.range())
        });
        let stands: Vec<(usize, Range<usize>)> = stands
            .map(|hit| (hit.pattern().as_usize(), hit.range()))
            .collect();
        let mut touched = BTreeSet::new();
        for (number, span) in &stands {
            // "Republic of Korea" is not meant in "Democratic People's Republic of Korea".
            let inside = |(other, around): &(usize, Range<usize>)| {
                around.len() > span.len()
                    && around.start <= span.start
                    && around.end >= span.end
                    && self.patterns[*other]
                        .mains
                        .is_disjoint(&self.patterns[*number].mains)
            };
            if seen[*number] != paragraph && !stands.iter().any(inside) {
                seen[*number] = paragraph;
                touched.extend(self.patterns[*number].triggers.iter().copied());
            }
        }
        let mut subjects: BTreeMap<usize, u32> = BTreeMap::new();
        for number in touched {
            let trigger = &self.triggers[number];
            if trigger.parts.iter().all(|&part| seen[part] == paragraph) {
                let counts = if trigger.decides { TITLE } else { weight };
                let most = subjects.entry(trigger.subject).or_default();
                *most = counts.max(*most);
                if counts == TITLE {
                    tally.decided.insert(trigger.subject);
                }
                *tally.words.entry(number).or_default() += 1;
            }
        }
        for (subject, counts) in subjects {
            *tally.scores.entry(subject).or_default() += counts;
        }
    }
}

/// What a document has of each subject, and of each of its words.
#[derive(Default)]
struct Tally {
    scores: BTreeMap<usize, u32>,
    words: BTreeMap<usize, u32>,
    /// The subjects that the title names, or words that tell by themselves.
    decided: BTreeSet<usize>,
}

/// What the title counts: a document is about what it is called.
pub const TITLE: u32 = 5;

/// What each of the first two paragraphs counts.
pub const LEAD: u32 = 2;

/// How high the bar is for a document of one paragraph.
pub const BAR: f64 = 1.0;

/// No fewer than so many, however short the document.
const LEAST: f64 = 3.0;

/// At most so many headings are proposed for a document; the entries of the printed compilations
/// rarely have more.
pub const MOST: usize = 8;

/// Leaves out main headings of which a subdivision is proposed.
fn without_mains(found: &mut Vec<Proposal>) {
    let divided: BTreeSet<String> = found
        .iter()
        .filter(|p| p.heading.contains(" : "))
        .map(|p| main(&p.heading))
        .collect();
    found.retain(|proposal| !divided.contains(&proposal.heading));
}

fn main(heading: &str) -> String {
    heading.split(" : ").next().unwrap_or_default().to_owned()
}

fn is_text(kind: BlockKind) -> bool {
    !matches!(
        kind,
        BlockKind::Apparatus | BlockKind::Note | BlockKind::Signature | BlockKind::Setting
    )
}

fn stands_alone(text: &str, span: Range<usize>) -> bool {
    let before = text[..span.start].chars().next_back();
    let behind = text[span.end..].chars().next();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(before) && !letter(behind)
}

/// Reads a table; its first line is the head, or `!replace`.
fn subjects(table: &str) -> (Vec<Subject>, Vec<String>) {
    let (mut subjects, mut problems) = (Vec::new(), Vec::new());
    for (number, line) in table.lines().enumerate() {
        let passed =
            line.trim().is_empty() || line.starts_with(['#', '!']) || line.starts_with("heading\t");
        if passed {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [heading, see, see_also, scope, words] = columns[..] else {
            problems.push(format!(
                "line {}: {} columns, and five are needed",
                number + 1,
                columns.len()
            ));
            continue;
        };
        let list = |text: &str| {
            text.split(';')
                .map(str::trim)
                .filter(|t| !t.is_empty())
                .map(str::to_owned)
                .collect()
        };
        subjects.push(Subject {
            heading: heading.to_owned(),
            see: (!see.is_empty()).then(|| see.to_owned()),
            see_also: list(see_also),
            scope: scope.to_owned(),
            words: list(words),
        });
    }
    (subjects, problems)
}

/// The category under which the printed compilations would list a kind of document; for kinds that
/// they do not have, its own name.
#[must_use]
pub fn category(kind: Kind) -> Heading {
    let level = match kind {
        Kind::Remarks => "Addresses and Remarks",
        Kind::Address => "Addresses to the Nation",
        Kind::JointStatement => "Joint Statements",
        Kind::Statement => "Statements by the President",
        Kind::NewsConference | Kind::Interview | Kind::Exchange => "Interviews With the News Media",
        Kind::PressBriefing | Kind::PressCall => "Press Briefings",
        Kind::ExecutiveOrder => "Executive Orders",
        Kind::Proclamation => "Proclamations",
        Kind::Memorandum | Kind::Determination => "Communications to Federal Agencies",
        Kind::Notice => "Notices",
        Kind::MessageToCongress | Kind::LetterToCongress => "Communications to Congress",
        Kind::Letter | Kind::Message => "Letters and Messages",
        Kind::Readout => "Meetings With Foreign Leaders and International Officials",
        Kind::Nominations => "Appointments and Nominations",
        Kind::Legislation => "Bill Signings",
        Kind::FactSheet => "Fact Sheets",
        Kind::DisasterDeclaration => "Disaster Declarations",
        Kind::Schedule => "Schedules",
        Kind::List => "Digests and Checklists",
        Kind::Disclosure => "Disclosures",
        Kind::Report => "Reports",
        Kind::Article => "Articles",
        Kind::Other => "Other Documents",
    };
    Heading::parse(level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, DocId};
    use onrecord_text::Mapped;

    #[test]
    fn the_vocabulary_is_sorted_unique_and_every_reference_leads_somewhere() {
        let (all, problems) = subjects(SUBJECTS);
        assert_eq!(problems, Vec::<String>::new());
        let headings: Vec<&str> = all.iter().map(|subject| subject.heading.as_str()).collect();
        assert!(
            headings.windows(2).all(|pair| pair[0] < pair[1]),
            "sorted, each once"
        );
        let real: BTreeSet<&str> = all
            .iter()
            .filter(|s| s.see.is_none())
            .map(|s| s.heading.as_str())
            .collect();
        let mains: BTreeSet<&str> = real
            .iter()
            .filter_map(|heading| heading.split(" : ").next())
            .collect();
        assert!(real.len() >= 300);
        for subject in &all {
            assert_eq!(
                subject.see.is_some(),
                subject.words.is_empty(),
                "{subject:?}"
            );
            assert_eq!(
                subject.see.is_some(),
                subject.scope.is_empty(),
                "{subject:?}"
            );
            for reference in subject.see.iter().chain(&subject.see_also) {
                let leads = real.contains(reference.as_str()) || mains.contains(reference.as_str());
                assert!(leads, "{} refers to {reference}", subject.heading);
            }
            let unique: BTreeSet<_> = subject.words.iter().collect();
            assert_eq!(unique.len(), subject.words.len(), "{}", subject.heading);
        }
    }

    fn document(title: &str, paragraphs: &[&str]) -> Document {
        let mut document = Document::empty(DocId::from_text("invented"), "invented");
        document.title = title.to_owned();
        for text in paragraphs {
            document
                .blocks
                .push(Block::new(BlockKind::Paragraph, Mapped::verbatim(text, 0)));
        }
        document
    }

    const TABLE: &str = "!replace\n\
        Harbors\t\t\tHarbors in general\tharbor;harbors\n\
        Harbors : Dues\t\tShips\tWhat ships pay\tharbor dues;dues + ship’s;HD\n\
        Ships\t\t\tShips\tship;ships\n\
        Ports\tHarbors\t\t\t\n";

    #[test]
    fn words_propose_headings_and_are_told() {
        let (vocabulary, problems) = Vocabulary::with(TABLE);
        assert!(problems.is_empty());
        let document = document(
            "Remarks on Harbor Dues",
            &[
                "The dues are a ship's burden.",
                "Hd is no HD.",
                "Shipping is not shipped.",
            ],
        );
        let found = vocabulary.propose(&document);
        let headings: Vec<&str> = found.iter().map(|p| p.heading.as_str()).collect();
        assert_eq!(headings, ["Harbors : Dues"], "{found:?}");
        let words: Vec<(&str, u32)> = found[0]
            .words
            .iter()
            .map(|(w, n)| (w.as_str(), *n))
            .collect();
        assert_eq!(words, [("HD", 1), ("dues + ship’s", 1), ("harbor dues", 1)]);
    }

    #[test]
    fn a_word_in_passing_proposes_nothing() {
        let (vocabulary, _) = Vocabulary::with(TABLE);
        let mut paragraphs = vec!["We speak of other things."; 30];
        paragraphs[20] = "A ship passed.";
        assert_eq!(vocabulary.propose(&document("Remarks", &paragraphs)), []);
    }

    #[test]
    fn words_that_decide_need_no_others() {
        let (vocabulary, _) = Vocabulary::with("!replace\nTides\t\t\tTides\tmoon + tide!\n");
        let mut paragraphs = vec!["We speak of other things."; 30];
        paragraphs[20] = "The moon makes the tide.";
        let found = vocabulary.propose(&document("Remarks", &paragraphs));
        assert_eq!(found[0].words, [("moon + tide".to_owned(), 1)]);
    }

    #[test]
    fn a_table_of_ones_own_is_added() {
        let (vocabulary, problems) = Vocabulary::with("Harbors\t\t\tHarbors\tharbor\nbad row\n");
        assert_eq!(problems, ["line 2: 1 columns, and five are needed"]);
        assert!(vocabulary.subject("Harbors").is_some() && vocabulary.subject("Ukraine").is_some());
    }
}
