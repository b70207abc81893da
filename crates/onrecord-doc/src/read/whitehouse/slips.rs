//! Labels that a stenographer has mistyped: THE PRESIDNET, QMS. PSAKI, MR. SULLVIAN.

use crate::model::{List, Speaker, SpeakerKind, Turn};
use std::collections::BTreeMap;

/// A slip stands so often at most in one document: the 38 that this finds in the corpus, each of which was read, stand
/// there once.
const MOST_SLIPS: usize = 2;

/// The label that was meant stands so many times as often.
const TIMES_AS_OFTEN: usize = 3;

/// A shorter label may be another's, of whom one letter differs.
const SHORTEST: usize = 8;

/// A document with more labels than this that stand often enough is let be: comparing takes as many steps for each
/// label that is unknown. No document of the corpus has more than nine.
const MOST_LABELS: usize = 200;

/// Titles of which one is not the slip of another: MR. JONES, MS. JONES.
const TITLES: &[&str] = &["DR.", "MR.", "MRS.", "MS."];

/// Gives the turns under a label of nobody, which is one slip away from the label of somebody who speaks there more
/// often, to that one. The labels stay as they are written.
pub fn settle(turns: &mut List<Turn>) {
    let unknown = |turn: &Turn| turn.speaker.kind == SpeakerKind::Label;
    if !turns.iter().any(unknown) {
        return;
    }
    let mut labels: BTreeMap<String, (usize, Speaker)> = BTreeMap::new();
    for turn in turns.iter() {
        let speaker = || (0, turn.speaker.clone());
        labels.entry(turn.label.clone()).or_insert_with(speaker).0 += 1;
    }
    let often = labels
        .iter()
        .filter(|(_, (times, _))| *times >= TIMES_AS_OFTEN);
    let often: Vec<_> = often.take(MOST_LABELS + 1).collect();
    if often.len() > MOST_LABELS {
        return;
    }
    for turn in turns.iter_mut().filter(|turn| unknown(turn)) {
        let times = labels[&turn.label].0;
        let meant = |(label, (often, _)): &&(&String, &(usize, Speaker))| {
            *often >= times * TIMES_AS_OFTEN && is_slip(&turn.label, label)
        };
        let mut others = often
            .iter()
            .filter(meant)
            .take_while(|_| times <= MOST_SLIPS);
        let one = others.next().filter(|_| others.next().is_none());
        if let Some((_, (_, speaker))) = one {
            turn.speaker = speaker.clone();
        }
    }
}

/// Whether one label is the other with a letter more, less or changed, or two of them turned round.
fn is_slip(label: &str, meant: &str) -> bool {
    let first = |label: &str| label.split(' ').next().unwrap_or_default().to_owned();
    let titles = [first(label), first(meant)];
    if titles[0] != titles[1] && titles.iter().all(|title| TITLES.contains(&title.as_str())) {
        return false;
    }
    let (one, other): (Vec<char>, Vec<char>) = (label.chars().collect(), meant.chars().collect());
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let head = one.iter().zip(&other).take_while(same).count();
    let (one, other) = (&one[head..], &other[head..]);
    let tail = one.iter().rev().zip(other.iter().rev());
    let tail = tail.take_while(same).count();
    let rest = (&one[..one.len() - tail], &other[..other.len() - tail]);
    let slip = match rest {
        ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    };
    slip && meant.chars().count() >= SHORTEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_slip_is() {
        for (label, meant, expected) in [
            ("THE PRESIDNET", "THE PRESIDENT", true),
            ("QMS. INVENTED", "MS. INVENTED", true),
            ("S. INVENTED", "MS. INVENTED", true),
            ("MR. INVETNED", "MR. INVENTED", true),
            ("MR. INVANTED", "MR. INVENTED", true),
            ("MR. INVENTED", "MR. INVENTED", false),
            ("MR. INVENTED", "MS. INVENTED", false),
            ("MR. NIVETNED", "MR. INVENTED", false),
            ("MR. LEA", "MR. LEE", false),
        ] {
            assert_eq!(is_slip(label, meant), expected, "{label} for {meant}");
        }
    }

    /// The speakers of turns with these labels, of which those in small letters are somebody's.
    fn settled(labels: &[&str]) -> Vec<String> {
        let turn = |label: &&str| {
            let known = label.starts_with(char::is_lowercase);
            let kind = match known {
                true => SpeakerKind::Person,
                false => SpeakerKind::Label,
            };
            Turn {
                speaker: Speaker {
                    name: (*label).to_owned(),
                    kind,
                },
                label: (*label).to_owned(),
                span: onrecord_text::Span::new(0, 0),
            }
        };
        let turns: Vec<Turn> = labels.iter().map(turn).collect();
        let mut turns = List::from(turns);
        settle(&mut turns);
        let speakers = turns.iter().map(|turn| turn.speaker.name.clone());
        speakers.collect()
    }

    #[test]
    fn who_speaks_more_often_is_meant() {
        let often = ["ada invented"; 3];
        let with = |label: &'static str| settled(&[&often[..], &[label]].concat()).pop();
        assert_eq!(with("Ada invented").as_deref(), Some("ada invented"));
        assert_eq!(with("Ilda invented").as_deref(), Some("Ilda invented"));
        // As often as that, it is somebody else.
        assert_eq!(
            settled(&["ada invented", "Ada invented"])[1],
            "Ada invented"
        );
        let twice = settled(&["ada invented", "ada invented", "Ada invented"]);
        assert_eq!(twice[2], "Ada invented");
    }

    #[test]
    fn a_document_of_a_hundred_thousand_labels_is_let_be() {
        let often = (0..50_000).flat_map(|n| vec![format!("speaker {n}"); 3]);
        let seldom = (0..50_000).map(|n| format!("Speaker {n}"));
        let labels: Vec<String> = often.chain(seldom).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        assert_eq!(settled(&labels), labels);
    }
}
