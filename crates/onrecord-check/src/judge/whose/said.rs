//! Who says a block, by the record: a speaker of a transcript, an issuer, an official without a name, several together.

use super::{is_name, names_anywhere, names_surname};
use crate::claim;
use crate::judge::{Question, asks};
use onrecord_doc::authority::{self, Agreement};
use onrecord_doc::{Document, Kind, Speaker, SpeakerKind};

/// Those who are claimed to speak together: "Ada Quill and Boris Fenwick", "A, B and C".
fn together(claimed: &str) -> Option<Vec<&str>> {
    let (others, last) = claimed.split_once(" and ")?;
    let mut names: Vec<&str> = others.split(", ").collect();
    names.push(last);
    names.iter().all(|name| is_name(name)).then_some(names)
}

/// Whether the words of a block are those of the speaker whom the question names.
#[must_use]
pub fn speaker_of(document: &Document, block: usize, question: &Question<'_>) -> Agreement {
    let Some(claimed) = question.speaker else {
        return Agreement::Unclear;
    };
    if let Some(names) = together(claimed) {
        let of = |speaker| {
            let speaker = Some(speaker);
            let one = Question {
                speaker,
                ..*question
            };
            speaker_of(document, block, &one)
        };
        let mut found = names.into_iter().map(of);
        let first = found.next().unwrap_or(Agreement::Unclear);
        return if found.all(|one| one == first) {
            first
        } else {
            Agreement::Unclear
        };
    }
    let Some(actual) = document.speaker_of(block) else {
        return Agreement::Unclear;
    };
    let first = is_said_by(document, block, actual, claimed);
    if first == Agreement::Same || document.blocks[block].turn.is_some() {
        return first;
    }
    if signs(document, claimed) {
        return Agreement::Same;
    }
    // A statement of several has several issuers: each may be given as its speaker.
    if document.issuers.len() < 2 {
        return first;
    }
    let issuers = document.issuers.iter();
    let all = issuers.map(|issuer| authority::compare(claimed, &issuer.name));
    all.fold(
        first,
        |best, next| if better(next, best) { next } else { best },
    )
}

/// Whether whoever says a block, by the record, is the one who is claimed.
fn is_said_by(document: &Document, block: usize, actual: &Speaker, claimed: &str) -> Agreement {
    match actual.kind {
        kind if role(claimed).is_some_and(|role| role != kind && ROLES.contains(&kind)) => {
            Agreement::Different
        }
        kind if is_unnamed_official(claimed) => match kind {
            SpeakerKind::Official if is_another_official(document, actual, claimed) => {
                Agreement::Different
            }
            SpeakerKind::Official => Agreement::Same,
            SpeakerKind::Reporter | SpeakerKind::Audience => Agreement::Different,
            // Who speaks under a name is an official, too, but no senior one who is not to be named.
            SpeakerKind::Person if is_of_a_background_call(claimed) => Agreement::Different,
            _ => Agreement::Unclear,
        },
        // Whose slip of the pen it was, nobody can tell.
        SpeakerKind::Reporter if speaks_in(claimed, document) && is_an_answer(document, block) => {
            Agreement::Unclear
        }
        SpeakerKind::Reporter | SpeakerKind::Audience | SpeakerKind::Moderator => {
            match named_otherwise(claimed, document) {
                Agreement::Unclear if actual.kind == SpeakerKind::Reporter && is_name(claimed) => {
                    asks::may_ask(document, block, claimed)
                }
                told => told,
            }
        }
        // Who is not to be named is nobody who is, as far as the record tells.
        SpeakerKind::Official if claim::is_full_name(claimed) => Agreement::Different,
        SpeakerKind::Official => named_otherwise(claimed, document),
        SpeakerKind::Interpreter => Agreement::Unclear,
        SpeakerKind::Body if is_party(claimed, document) => Agreement::Unclear,
        // "MR. QUIL:" for Mr. Quill, whom the page names
        SpeakerKind::Label
            if authority::is_slip(&actual.name, claimed) && names_anywhere(document, claimed) =>
        {
            Agreement::Same
        }
        _ => authority::compare(claimed, &actual.name),
    }
}

/// "Q  But why not now? Q  Well, as I said two days ago …": whether a transcript marks an answer as one more question: it
/// stands right behind one, is long, and asks nothing.
fn is_an_answer(document: &Document, block: usize) -> bool {
    let turn = |block: usize| document.blocks.get(block).and_then(|block| block.turn);
    let Some(own) = turn(block) else {
        return false;
    };
    let first = (0..block).rev().take_while(|&at| turn(at) == Some(own));
    let first = first.last().unwrap_or(block);
    let texts = (first..).take_while(|&at| turn(at) == Some(own));
    let text = |at: usize| document.blocks[at].text.text();
    let (mut words, mut asks) = (0, false);
    for at in texts {
        words += text(at).split_whitespace().count();
        asks |= text(at).contains('?');
    }
    let before = first.checked_sub(1);
    let behind_a_question = before.is_some_and(|before| {
        let speaker = document.speaker_of(before);
        let reporter = speaker.is_some_and(|speaker| speaker.kind == SpeakerKind::Reporter);
        reporter && text(before).trim_end().ends_with('?')
    });
    !asks && words >= LEAST_OF_AN_ANSWER && behind_a_question
}

/// Reporters who ask nothing thank, or say no more than this many words.
const LEAST_OF_AN_ANSWER: usize = 60;

/// Whether a call has an official who is what is claimed, "a senior military official", and the words are those of one
/// who is not. Any official of a house may be one of its administration.
fn is_another_official(document: &Document, actual: &Speaker, claimed: &str) -> bool {
    let told = |name: &str| -> Vec<String> {
        let words = name.split(' ').map(str::to_lowercase);
        words
            .filter(|word| !OF_ANY.contains(&word.as_str()))
            .collect()
    };
    let claimed = told(claimed);
    let is_one = |official: &Speaker| {
        let own = told(&official.name);
        claimed.iter().all(|word| own.contains(word))
    };
    let mut turns = document.turns.iter().map(|turn| &turn.speaker);
    let speaks = |one: &Speaker| one.kind == SpeakerKind::Official && is_one(one);
    !is_one(actual) && turns.any(speaks)
}

/// What tells nothing of which of several officials somebody is.
const OF_ANY: &[&str] = &[
    "a",
    "administration",
    "an",
    "another",
    "first",
    "fourth",
    "official",
    "one",
    "second",
    "senior",
    "the",
    "third",
];

/// Whether somebody's name stands alone in a paragraph, as under a letter.
fn signs(document: &Document, claimed: &str) -> bool {
    let mut texts = document.blocks.iter().map(|block| block.text.text().trim());
    is_name(claimed) && texts.any(|text| text == claimed)
}

/// Whether it is somebody who has a part in a call or a briefing, and no name: "the moderator".
#[must_use]
pub fn is_role(claimed: &str) -> bool {
    role(claimed).is_some()
}

/// Somebody named with a title and no given name, of whom the article tells no more: "Mr. Oake".
#[must_use]
pub fn is_surname(claimed: &str) -> bool {
    const TITLES: &[&str] = &["Dr.", "Dr", "Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms"];
    let (title, name) = claimed.split_once(' ').unwrap_or_default();
    TITLES.contains(&title) && name.starts_with(char::is_uppercase)
}

/// An official without a name: "a senior administration official", "an official", "a second official".
#[must_use]
pub fn is_unnamed_official(claimed: &str) -> bool {
    // "an FBI official"
    let small = claimed.starts_with(char::is_lowercase) && !claimed.contains(',');
    let senior = claimed.contains("senior ");
    let most = if senior { 4 } else { 3 };
    let bare = small && claimed.ends_with(" official") && claimed.split(' ').count() <= most;
    bare || is_of_a_background_call(claimed)
}

/// What an unnamed moderator or reporter is in a transcript.
fn role(claimed: &str) -> Option<SpeakerKind> {
    let small = !claimed.contains(char::is_uppercase);
    let mut words = claimed.split(' ').filter(|_| small).take(MOST_OF_A_ROLE);
    words.find_map(|word| match word {
        "moderator" => Some(SpeakerKind::Moderator),
        "reporter" | "journalist" | "correspondent" => Some(SpeakerKind::Reporter),
        _ => None,
    })
}

/// "the moderator", "a radio reporter": within so many words.
const MOST_OF_A_ROLE: usize = 3;

/// Who has turns of their own in a transcript, and is none of the others.
const ROLES: &[SpeakerKind] = &[
    SpeakerKind::Moderator,
    SpeakerKind::Official,
    SpeakerKind::Reporter,
];

/// Somebody who spoke on condition of not being named, as transcripts of such calls have it.
fn is_of_a_background_call(claimed: &str) -> bool {
    let claimed = claimed.to_lowercase();
    claimed.contains("senior administration official") && !claimed.contains(',')
}

/// A known person, or one who speaks under a name in the same document, is not an unnamed reporter or
/// official, as far as the record tells; a description may be.
fn named_otherwise(claimed: &str, document: &Document) -> Agreement {
    let known = authority::resolve(claimed, document.dates.issued)
        .is_some_and(|speaker| speaker.kind == SpeakerKind::Person);
    if known || speaks_in(claimed, document) {
        Agreement::Different
    } else {
        Agreement::Unclear
    }
}

/// Whether a document has turns of somebody under that name.
fn speaks_in(claimed: &str, document: &Document) -> bool {
    let mut turns = document.turns.iter();
    turns.any(|turn| {
        let named = turn.speaker.kind == SpeakerKind::Person;
        named && authority::compare(claimed, &turn.speaker.name) == Agreement::Same
    })
}

/// Whether a joint statement, which names no issuers, begins with somebody's name, or with that of the
/// country of which they are the head: then the words are also theirs.
fn is_party(claimed: &str, document: &Document) -> bool {
    if document.kind != Kind::JointStatement {
        return false;
    }
    let offices = authority::offices(claimed, document.dates.issued);
    let unnamed = document
        .issuers
        .iter()
        .all(|issuer| issuer.name == UNNAMED_PARTIES);
    let countries: Vec<&str> = offices.iter().filter_map(|office| headed(office)).collect();
    let first = document.blocks.iter().take(FIRST_BLOCKS);
    let texts = first.map(|block| block.text.text());
    let texts: Vec<&str> = texts.chain([document.title.as_str()]).collect();
    if unnamed && offices.is_empty() && !texts.iter().any(|text| names_a_head(text)) {
        // Of whom the tables know nothing it stays open.
        return true;
    }
    texts.into_iter().any(|text| {
        names_surname(text, claimed) || countries.iter().any(|country| text.contains(country))
    })
}

/// Whether a text has a head of state or government by name: "Prime Minister Oren Valdaquist".
fn names_a_head(text: &str) -> bool {
    let mut titles = ["Chancellor ", "President ", "Prime Minister ", "Taoiseach "].into_iter();
    titles.any(|title| {
        let mut behind = text.split(title).skip(1);
        behind.any(|behind| behind.starts_with(char::is_uppercase))
    })
}

/// The country that an office is the head of: "Prime Minister of Canada".
fn headed(office: &str) -> Option<&str> {
    const HEADS: &[&str] = &[
        "Chancellor of ",
        "King of ",
        "President of ",
        "Prime Minister of ",
        "Taoiseach of ",
    ];
    let of = HEADS.iter().find_map(|head| office.strip_prefix(head))?;
    Some(of.strip_prefix("the ").unwrap_or(of))
}

/// What the readers call those who made a joint statement without their names.
const UNNAMED_PARTIES: &str = "The parties to the joint statement";

/// In so many blocks a joint statement names its parties.
const FIRST_BLOCKS: usize = 3;

fn better(one: Agreement, other: Agreement) -> bool {
    one == Agreement::Same || one == Agreement::Unclear && other == Agreement::Different
}
