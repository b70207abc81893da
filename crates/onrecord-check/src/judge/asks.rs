//! Which reporter asks, in a transcript that has `Q` before every question.

use onrecord_doc::authority::Agreement;
use onrecord_doc::{Document, SpeakerKind};

/// Within so many turns behind the one that names a reporter, the questions may be theirs.
const FOLLOW_UPS: usize = 8;

/// Whether a question may be that of a reporter by name. Transcripts do not say who asks, but many ask
/// who say so, and moderators call them up: "We’ll go next to Ada Quill." One who is so named is not the
/// one who asks before that, nor behind the next one who is called up.
#[must_use]
pub fn may_ask(document: &Document, block: usize, claimed: &str) -> Agreement {
    let Some(turn) = document.blocks[block].turn else {
        return Agreement::Unclear;
    };
    let mut named: Vec<usize> = Vec::new();
    for other in document.blocks.iter() {
        if let Some(at) = other.turn.filter(|at| named.last() != Some(at))
            && asks_or_calls(document, at)
            && names(other.text.text(), claimed)
        {
            named.push(at);
        }
    }
    let Some(last) = named.iter().rev().find(|&&at| at <= turn) else {
        return if named.is_empty() {
            Agreement::Unclear
        } else {
            Agreement::Different
        };
    };
    let kind = |at: usize| document.turns[at].speaker.kind;
    let other = (last + 1..turn).any(|at| kind(at) == SpeakerKind::Moderator);
    if other || turn - last > FOLLOW_UPS {
        Agreement::Different
    } else {
        Agreement::Unclear
    }
}

fn asks_or_calls(document: &Document, turn: usize) -> bool {
    let kind = document.turns[turn].speaker.kind;
    matches!(kind, SpeakerKind::Reporter | SpeakerKind::Moderator)
}

/// Whether a text has a name in full, as it is written.
pub fn names(text: &str, name: &str) -> bool {
    let bare = |c: char| c.is_alphanumeric();
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + name.len()..].chars().next();
        !before.is_some_and(bare) && !behind.is_some_and(bare)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_full() {
        assert!(names("We go next to Ada Quill, please.", "Ada Quill"));
        assert!(!names("We go next to Ada Quillfeather.", "Ada Quill"));
        assert!(!names("We go next to McAda Quill.", "Ada Quill"));
    }
}
