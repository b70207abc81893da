//! Which words are verbs, and which of them say that somebody speaks.

use super::phrase::{is_name_word, is_person, possessive};
use super::speech::{CAUSED, EAGER, INFINITIVES, NOT_SPEAKING, is_speech, only_with};
use super::token::{Kind, Token};
use super::words::{DETERMINERS, STATEMENTS, VERBS};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether a clause goes on with a verb at `at`, as far as its form tells.
pub fn is_verb(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|t| t.kind == Kind::Word) else {
        return false;
    };
    let adjective = at > 0 && tokens[at - 1].is_in(DETERMINERS);
    let past = !adjective && !token.capital && token.low.ends_with("ed");
    is_of_state(tokens, at) || past || speaks(tokens, at)
}

/// Whether one of [`VERBS`] stands at `at`, and not a name that is written alike: "Will Quill", "Cape May".
pub fn is_of_state(tokens: &[Token], at: usize) -> bool {
    let beside = [at.checked_sub(1), Some(at + 1)];
    let beside = beside.into_iter().flatten().filter_map(|i| tokens.get(i));
    let named = tokens[at].capital && beside.into_iter().any(is_name_word);
    // "wasn't laughing"
    let low = tokens[at].low.as_str();
    let not = low.ends_with('t') && (low.ends_with("n't") || low.ends_with("n’t"));
    (STATES.contains(low) || not) && !named
}

/// Whether a verb at `at` gives somebody's words.
pub fn speaks(tokens: &[Token], at: usize) -> bool {
    let verb = &tokens[at];
    if verb.kind != Kind::Word || verb.capital || verb.possessive {
        return false;
    }
    // "one of the Baltic states, who had stayed up"
    let who = |t: &Token| t.is_in(&["who", "which", "that"]);
    let comma = tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Comma);
    let whose = tokens.get(at + 2).is_some_and(who);
    // "an ambassador from one of the northern states, asked about it"
    let of = tokens[at.saturating_sub(4)..at]
        .iter()
        .any(|t| t.is_in(&["from", "in", "of"]));
    if verb.low == "states" && comma && (whose || of) {
        return false;
    }
    // "what the crowd would have said"
    let would = &["could", "might", "should", "would"];
    if at > 1 && tokens[at - 1].is_in(&["have"]) && tokens[at - 2].is_in(would) {
        return false;
    }
    // "an official let them know, “…”"
    let know = |t: &Token| t.is_in(&["know"]);
    if verb.is_in(&["let"]) && tokens.iter().skip(at + 2).take(2).any(know) {
        return true;
    }
    // "so, as the sheet has it, “…”"
    let it = tokens.get(at + 1).is_some_and(|t| t.is_in(&["it"]));
    if it && verb.is_in(&["had", "has"]) {
        return tokens.get(at + 2).is_some_and(|t| t.kind == Kind::Comma);
    }
    // "The board did call the ropes “…”"
    if at > 0 && tokens[at - 1].is_in(&["did"]) && CAUSED.contains(&verb.low.as_str()) {
        return true;
    }
    let eager = at > 1 && tokens[at - 1].low == "to" && tokens[at - 2].is_in(EAGER);
    if eager && verb.is_in(INFINITIVES) {
        return true;
    }
    // "By that summer Quill was calling it “…”"
    let going_on =
        at > 0 && is_participle(verb) && tokens[at - 1].is_in(&["am", "are", "is", "was", "were"]);
    let passive = at > 0 && tokens[at - 1].is_in(NOT_SPEAKING) && !eager && !going_on;
    let with = |with: &[&str]| speaks_with(tokens, at, with) || finds_in_a_paper(tokens, at);
    is_speech(&verb.low)
        && !passive
        && !is_other(tokens, at)
        && only_with(&verb.low).is_none_or(with)
}

/// "Quill found in that paper that “…”": whether a verb at `at` finds, and where.
fn finds_in_a_paper(tokens: &[Token], at: usize) -> bool {
    let named = at > 0 && is_name_word(&tokens[at - 1]);
    let near = tokens.iter().skip(at + 1).take(MOST_OF_A_FINDING);
    let mut near = near.take_while(|t| t.kind == Kind::Word);
    named
        && tokens[at].is_in(&["finds", "found"])
        && near.next().is_some_and(|t| t.is_in(&["in"]))
        && near.any(|t| t.is_in(&["that"]))
}

/// So many words tell in which paper something is found.
const MOST_OF_A_FINDING: usize = 7;

/// Whether a form of a verb of speech is something else where it stands.
fn is_other(tokens: &[Token], at: usize) -> bool {
    let next = |words: &[&str]| tokens.get(at + 1).is_some_and(|t| t.is_in(words));
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    match tokens[at].low.as_str() {
        // A quote is mostly a noun: "let me quote my grandfather".
        "quote" => !before.is_some_and(|t| t.is_in(&["i", "me", "us", "we"])),
        // "The twelfth barge, announced on Monday, …"
        "announced" | "described" | "posted" | "reported" => {
            let comma = before.is_some_and(|t| t.kind == Kind::Comma);
            comma && next(&["by", "in", "last", "on"])
        }
        // "an emergency first declared in 2006"
        "declared" => {
            before.is_some_and(|t| t.is_in(&["first", "newly", "once"]))
                && next(&["by", "in", "on"])
        }
        // "a reporter put in."; not "put in a letter"
        "put" if next(&["in"]) => tokens.get(at + 2).is_some_and(|t| t.kind == Kind::Word),
        "wanted" | "wants" => tokens.get(at + 2).is_none_or(|t| t.low != "know"),
        // "Quill cuts in:"; not "the cuts in April"
        "chipped" | "cut" | "cuts" | "jumped" | "jumps" | "weighed" | "weighs" => {
            let behind = tokens.get(at + 2);
            behind.is_some_and(|t| t.kind == Kind::Word)
        }
        // "a song recorded in 2006"; but "“…,” the board recorded in its memo"
        "recorded" if next(&["in"]) => {
            let near = &tokens[at.saturating_sub(MOST_BEHIND)..at];
            !near.iter().any(Token::is_quote)
        }
        // "a rate “…” laid down in March"
        "laid" => {
            let behind = tokens.get(at + 2);
            let when = behind.is_some_and(|t| t.is_in(&["at", "by", "in", "last", "on"]));
            before.is_some_and(Token::is_quote) && when
        }
        // "The board is told to “mend the weir”"
        "told" => next(&["to"]),
        "said" => {
            let to = next(&["to"]);
            to && tokens.get(at + 2).is_some_and(|t| t.is_in(&["be", "have"]))
        }
        // "continued to rise", "went on to build"
        "continue" | "continued" | "continues" => next(&["as", "in", "to", "with"]),
        // "goes on looking for lamps"
        "goes" => tokens
            .get(at + 2)
            .is_some_and(|t| t.is_in(&["to", "with"]) || is_participle(t)),
        // "in Quill's telling"
        "telling" => before.is_some_and(|t| t.possessive || possessive(t).is_some()),
        // "stops taking notes"
        "notes" => before.is_some_and(|t| t.is_in(NOTED)),
        // "The letter closes with the usual finding:"
        "finding" => {
            let the = |back: usize| {
                at.checked_sub(back)
                    .is_some_and(|i| tokens[i].is_in(DETERMINERS))
            };
            let told = |t: &Token| t.capital || t.is_in(STATEMENTS) || is_person(&t.low);
            the(1) || the(2) && !before.is_some_and(told)
        }
        // "court claims on it"
        "claims" => next(&["against", "for", "of", "on"]),
        "cited" | "cites" => !tokens.get(at + 1).is_some_and(is_name_word),
        _ => false,
    }
}

/// Words before notes that are written.
const NOTED: &[&str] = &[
    "made", "make", "makes", "making", "of", "take", "takes", "taking", "these", "those", "took",
];

/// Whether one of these words stands right behind a verb at `at`, or a quotation on either side of it.
fn speaks_with(tokens: &[Token], at: usize, with: &[&str]) -> bool {
    let after = tokens.get(at + 1);
    let marked = tokens.get(at + 2).is_some_and(Token::is_quote);
    let quote = |t: &Token| t.is_quote() || matches!(t.kind, Kind::Colon | Kind::Comma) && marked;
    let behind = || {
        let near = &tokens[at.saturating_sub(MOST_BEHIND)..at];
        near.iter().any(Token::is_quote)
    };
    // "“…,” shrugged the visitor"
    let first =
        |t: &Token| at > 1 && (t.is_quote() || t.kind == Kind::Comma && tokens[at - 2].is_quote());
    let first = at > 0 && first(&tokens[at - 1]);
    let whom = |t: &Token| t.is_in(&["the"]) || is_name_word(t);
    // "“…,” the chair reported when she spoke there"
    let clause = |t: &Token| t.is_in(&["after", "as", "before", "when", "while"]);
    let ends = || {
        let ends = |t: &Token| t.kind != Kind::Word || clause(t) || first && whom(t);
        after.is_none_or(ends) && behind()
    };
    let had = at > 0 && tokens[at].low == "written" && tokens[at - 1].low == "had";
    had || after.is_some_and(|t| t.is_in(with))
        || with.contains(&"quote") && (after.is_some_and(quote) || ends())
}

/// So many words behind a quotation may name who laughed it.
const MOST_BEHIND: usize = 5;

/// Whether a verb is of the form *adding*, which has no subject of its own.
pub fn is_participle(token: &Token) -> bool {
    token.low.ends_with("ing")
}

/// [`VERBS`], which every word is asked for.
static STATES: LazyLock<HashSet<&str>> = LazyLock::new(|| VERBS.iter().copied().collect());
