//! Whether the words are those of the speaker, and of the day, that the article says.

use super::Question;
use super::compare::Comparison;
use onrecord_doc::authority::{self, Agreement};
use onrecord_doc::{Date, SpeakerKind};

/// How many days a statement's own date may lie from the day that an article gives: transcripts
/// bear the day of their release, and time zones differ.
const DAYS_APART: i32 = 3;

/// How a passage agrees with what is claimed of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Whether the speaker is the one claimed.
    pub speaker: Agreement,
    /// Whether the day is the one claimed.
    pub day: Agreement,
}

impl Whose {
    /// Compares the speaker and the day of a passage with the claim.
    #[must_use]
    pub fn of(comparison: &Comparison, question: &Question<'_>) -> Self {
        Self {
            speaker: speaker(comparison, question),
            day: day(comparison, question),
        }
    }

    /// Whether neither contradicts the claim.
    #[must_use]
    pub fn fits(self) -> bool {
        self.speaker != Agreement::Different && self.day != Agreement::Different
    }

    /// For ordering: the better it agrees, the smaller.
    #[must_use]
    pub fn rank(self) -> u8 {
        let rank = |agreement| match agreement {
            Agreement::Same => 0,
            Agreement::Unclear => 1,
            Agreement::Different => 2,
        };
        rank(self.speaker) * 3 + rank(self.day)
    }
}

fn speaker(comparison: &Comparison, question: &Question<'_>) -> Agreement {
    let Some(claimed) = question.speaker else {
        return Agreement::Unclear;
    };
    let extent = comparison.extent();
    if extent.is_empty() {
        return Agreement::Unclear;
    }
    let document = &comparison.passage.held.document;
    let block = comparison.passage.block(extent.start);
    let Some(actual) = document.speaker_of(block) else {
        return Agreement::Unclear;
    };
    let first = match actual.kind {
        SpeakerKind::Reporter | SpeakerKind::Audience | SpeakerKind::Moderator => {
            named_otherwise(claimed, document.dates.issued)
        }
        SpeakerKind::Official | SpeakerKind::Interpreter => Agreement::Unclear,
        _ => authority::compare(claimed, &actual.name),
    };
    // A statement of several has several issuers: each may be given as its speaker.
    let of_all = document.blocks[block].turn.is_none() && document.issuers.len() > 1;
    if first != Agreement::Same && of_all {
        let all = document
            .issuers
            .iter()
            .map(|issuer| authority::compare(claimed, &issuer.name));
        return all.fold(
            first,
            |best, next| if better(next, best) { next } else { best },
        );
    }
    first
}

/// A known person is not an unnamed reporter; a description may be.
fn named_otherwise(claimed: &str, on: Option<Date>) -> Agreement {
    match authority::resolve(claimed, on) {
        Some(speaker) if speaker.kind == SpeakerKind::Person => Agreement::Different,
        _ => Agreement::Unclear,
    }
}

fn better(one: Agreement, other: Agreement) -> bool {
    one == Agreement::Same || one == Agreement::Unclear && other == Agreement::Different
}

fn day(comparison: &Comparison, question: &Question<'_>) -> Agreement {
    let (Some((first, last)), Some(actual)) = (
        question.dates,
        comparison.passage.held.document.dates.issued,
    ) else {
        return Agreement::Unclear;
    };
    let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    if days(actual, first) > DAYS_APART || days(last, actual) > DAYS_APART {
        Agreement::Different
    } else {
        Agreement::Same
    }
}
