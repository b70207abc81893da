//! Deciding how a quotation stands to the record.
//!
//! ```text
//! words --occurrences--> exactly these words, wherever they stand
//!       --propose-----> passages --align--> comparisons --decide--> finding
//!       --splice------> pieces, where no single passage has them
//! ```

mod alarm;
mod asks;
mod compare;
mod decide;
mod evidence;
mod neighbor;
mod number;
mod passage;
mod quoted;
mod search;
mod splice;
mod split;
mod superseded;
mod whose;

use crate::article::Article;
use crate::claim::{self, Attribution, Claim, Role};
use crate::road::RoadStep;
use crate::verdict::{Checked, Finding, Report, Verdict};
use onrecord_doc::{Date, Record, RecordError};
use std::cell::RefCell;

/// Limits and settings of a check. Limits count steps, never time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many proposed places are looked at.
    pub places: usize,
    /// How many places with exactly the quoted words are looked at.
    pub occurrences: usize,
    /// From how many documents on a run of words is a formula.
    pub common: usize,
    /// How many pieces of evidence a finding shows.
    pub evidence: usize,
    /// Whether findings keep the road that led to them.
    pub explain: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            places: 24,
            occurrences: 64,
            common: 20,
            evidence: 5,
            explain: false,
        }
    }
}

/// One quotation to look up: words, and what is claimed of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question<'a> {
    /// The quoted words, without the marks around them.
    pub words: &'a str,
    /// Whose words they are said to be: a known person or body.
    pub speaker: Option<&'a str>,
    /// The first and the last day on which they are said to have been said.
    pub dates: Option<(Date, Date)>,
}

/// Checks every quotation of `article` against `record`.
///
/// # Errors
///
/// If the record cannot be read.
pub fn check(
    record: &dyn Record,
    article: &Article,
    options: &Options,
) -> Result<Report, RecordError> {
    let mut checked = Vec::new();
    for mut claim in claim::claims(article) {
        let finding = match claim.role {
            Role::Quotation => Some(whoever(record, &mut claim, options)?),
            Role::NotAQuotation => None,
        };
        checked.push(Checked { claim, finding });
    }
    split::read_together(record, &mut checked, options)?;
    neighbor::read_beside(&mut checked, options)?;
    Ok(Report {
        checked,
        coverage: record.coverage()?,
    })
}

/// Looks up a claim. Where the article leaves open who speaks, and the words are those of one whom it
/// may mean, they are that one's: the claim then says so.
fn whoever(
    record: &dyn Record,
    claim: &mut Claim,
    options: &Options,
) -> Result<Finding, RecordError> {
    let finding = quote(record, &question(claim), options)?;
    if finding.verdict != Verdict::Misattributed {
        return Ok(finding);
    }
    for other in std::mem::take(&mut claim.others) {
        let meant = Claim {
            speaker: Some(other),
            ..claim.clone()
        };
        let mut found = quote(record, &question(&meant), options)?;
        if is_as_it_stands(found.verdict) {
            found.notes.push(MEANT.to_owned());
            *claim = meant;
            return Ok(found);
        }
    }
    Ok(finding)
}

/// Whether the record has the words, marked changes set aside.
fn is_as_it_stands(verdict: Verdict) -> bool {
    use Verdict::{Bracketed, Elided, Tidied, Verbatim};
    matches!(verdict, Verbatim | Tidied | Elided | Bracketed)
}

/// Said of a quotation whose speaker the record decides.
const MEANT: &str = "The article does not name the speaker beside these words; of those whom it may \
                     mean, the record has them from this one.";

/// What is asked of a claim: words, a speaker if it is a known one, and days.
#[must_use]
pub fn question(claim: &Claim) -> Question<'_> {
    let told = |speaker: &&Attribution| {
        let name = speaker.name.as_str();
        let role = whose::is_unnamed_official(name) || whose::is_role(name);
        let private = crate::claim::private_noun(name).is_some();
        let named = whose::is_surname(name) || whose::is_person_named(name);
        speaker.known || role || private || named
    };
    let known = claim.speaker.as_ref().filter(told);
    Question {
        words: claim.words.text(),
        speaker: known.map(|speaker| speaker.name.as_str()),
        dates: claim.dates,
    }
}

/// Looks up one quotation.
///
/// # Errors
///
/// If the record cannot be read.
pub fn quote(
    record: &dyn Record,
    question: &Question<'_>,
    options: &Options,
) -> Result<Finding, RecordError> {
    let case = decide::Case {
        record,
        question,
        options,
        words: quoted::Words::read(question.words),
        road: RefCell::default(),
    };
    let mut finding = case.decide()?;
    finding.road = case.road.into_inner();
    // The rule is what one reads for last.
    finding
        .road
        .sort_by_key(|step| matches!(step, RoadStep::Rule(_)));
    Ok(finding)
}
