//! The query language: what is read, what is refused and where, and the examples of its page.
#![allow(clippy::unwrap_used)]

use onrecord_store::Query;
use onrecord_store::query::{Node, Part};
use proptest::prelude::*;

/// A tree in one line.
fn tree(node: &Node) -> String {
    let all = |name: &str, parts: &[Node]| {
        let parts: Vec<String> = parts.iter().map(tree).collect();
        format!("{name}({})", parts.join(", "))
    };
    match &node.part {
        Part::All(parts) => all("all", parts),
        Part::Any(parts) => all("any", parts),
        Part::Not(part) => format!("not({})", tree(part)),
        Part::Words(zone, phrase) => match format!("{zone:?}").as_str() {
            "Title" => format!("title[{phrase}]"),
            _ => format!("[{phrase}]"),
        },
        Part::Near(_, first, others) => {
            let others: Vec<String> = others.iter().map(|(n, p)| format!(" /{n} [{p}]")).collect();
            format!("[{first}]{}", others.concat())
        }
        Part::Has(field, phrase) => format!("{}[{phrase}]", format!("{field:?}").to_lowercase()),
        Part::Kind(kind) => format!("kind {kind}"),
        Part::Collection(name) => format!("collection {name}"),
        Part::Id(id) => format!("id {id}"),
        Part::Issued(from, to) => {
            let day =
                |day: &Option<onrecord_doc::Date>| day.map_or(String::new(), |d| d.to_string());
            format!("date {}..{}", day(from), day(to))
        }
    }
}

#[track_caller]
fn reads(text: &str, expected: &str) {
    match Query::parse(text) {
        Ok(query) => assert_eq!(tree(query.root()), expected, "{text}"),
        Err(error) => panic!("{}", error.render(text)),
    }
}

#[track_caller]
fn refuses(text: &str, place: &str, message: &str) {
    let error = Query::parse(text).unwrap_err();
    assert_eq!(&text[error.span.range()], place, "{}", error.render(text));
    assert!(error.message.contains(message), "{}", error.render(text));
    assert!(!error.help.is_empty());
}

#[test]
fn words_phrases_and_operators() {
    reads("harbor bridge", "all([harbor], [bridge])");
    reads("harbor AND bridge", "all([harbor], [bridge])");
    reads("“Harbour Bridge” toll", "all([harbor bridge], [toll])");
    reads("a OR b c NOT d", "any([a], all([b], [c], not([d])))");
    reads("NOT NOT a", "not(not([a]))");
    reads("NOT a b", "all(not([a]), [b])");
    reads("(a OR b) c", "all(any([a], [b]), [c])");
    reads("full-scale invasion", "all([full scale], [invasion])");
    reads("twenty two ships", "all([22], [ships])");
    reads("US troops, us", "all([u.s], [troops], [us])");
    reads("harb* \"big brid* over\"", "all([harb*], [big brid* over])");
    reads("Smith — bridge", "all([smith], [bridge])");
    reads("and or not", "all([and], [or], [not])");
}

#[test]
fn near_binds_the_words_beside_it() {
    reads(
        "big toll NEAR/5 bridge now",
        "all([big], [toll] /5 [bridge], [now])",
    );
    reads("a NEAR \"b c\" NEAR/2 de*", "[a] /10 [b c] /2 [de*]");
    reads("title:a NEAR/3 b", "[a] /3 [b]");
    reads("NOT a NEAR/3 b", "not([a] /3 [b])");
}

#[test]
fn fields() {
    reads(
        "title:\"harbor bridge\" toll",
        "all(title[harbor bridge], [toll])",
    );
    reads(
        "speaker:Psaki Nord Stream",
        "all(speaker[psaki], [nord], [stream])",
    );
    reads("speaker: Psaki gas", "all(speaker[psaki], [gas])");
    reads(
        "kind:(remarks OR press-briefing)",
        "any(kind remarks, kind press_briefing)",
    );
    reads("kind:\"press briefing\"", "kind press_briefing");
    reads(
        "subject:(Russia sanctions)",
        "all(subject[russia], subject[sanctions])",
    );
    reads("date:2022-02..2022-03", "date 2022-02-01..2022-03-31");
    reads("date:2024-02", "date 2024-02-01..2024-02-29");
    reads(
        "date:..2022 DATE:2022-02-24..",
        "all(date ..2022-12-31, date 2022-02-24..)",
    );
    reads(
        "id:whitehouse/a-b collection:DCPD",
        "all(id whitehouse/a-b, collection dcpd)",
    );
    reads("instrument:\"UN Charter\"", "[un charter]");
    reads("at 5:30 p.m.", "all([at], [5:30], [pm])");
}

#[test]
fn errors_point_at_the_place() {
    refuses("", "", "nothing to search for");
    refuses("  — ", "", "nothing to search for");
    refuses("harbor \"bridge", "\"", "not closed");
    refuses("harbor (bridge", "(", "not closed");
    refuses("harbor bridge)", ")", "closes none");
    refuses(")", ")", "closes none");
    refuses("a ()", "()", "nothing between");
    refuses("OR a", "OR", "something before");
    refuses("a OR", "", "something behind");
    refuses("a AND AND b", "AND", "something before");
    refuses("a NOT", "", "something behind");
    refuses("a NEAR/0 b", "NEAR/0", "from 1 to");
    refuses("a NEAR/3 (b c)", "", "something behind");
    refuses("NEAR b", "NEAR", "between words");
    refuses("topic:gas", "topic:", "no field");
    refuses("a speaker:", "", "needs a value");
    refuses("kind:poem", "poem", "no kind");
    refuses("date:2022-13", "2022-13", "no date");
    refuses("date:2022-02-30", "2022-02-30", "no date");
    refuses("date:2023..2022", "2023..2022", "end before");
    refuses("date:..", "..", "open on both");
    refuses("h*rbor", "*", "within a word");
    refuses("h*", "h*", "too little");
    refuses("*", "*", "too little");
    refuses("\"* a\"", "*", "too little");
    refuses("\"—\"", "\"—\"", "no word");
    refuses("title:(kind:remarks)", "kind:", "within another field");
    refuses(&"(".repeat(99), "(", "nested");
    refuses(&"NOT ".repeat(99), "N", "nested");
    refuses(&"a ".repeat(200), "a", "at most 128");
    assert!(Query::parse(&"é".repeat(3000)).is_err());
}

#[test]
fn an_error_is_shown_with_a_caret() {
    let text = "état topic:gas";
    let shown = Query::parse(text).unwrap_err().render(text);
    assert!(
        shown.contains("\n  état topic:gas\n       ^^^^^^\n"),
        "{shown}"
    );
}

/// Every example of the page is read, and its error is the one that is shown.
#[test]
fn the_examples_of_the_page() {
    let page = include_str!("../../../docs/query.md");
    let mut examples = 0;
    let language = page.split("## Beside").next().unwrap();
    for line in language.lines().filter(|line| line.starts_with("| ")) {
        let Some(last) = line.trim_end_matches(" |").rsplit(" | ").next() else {
            continue;
        };
        for example in last.split('`').skip(1).step_by(2) {
            examples += 1;
            if let Err(error) = Query::parse(example) {
                panic!("{}", error.render(example));
            }
        }
    }
    assert!(examples >= 20, "{examples}");
    let shown = page.split("```text\n").nth(1).unwrap();
    let shown = shown.split("\n```").next().unwrap();
    assert_eq!(
        Query::parse("topic:gas harbor")
            .unwrap_err()
            .render("topic:gas harbor"),
        shown
    );
}

#[test]
fn a_query_is_narrowed() {
    let query = Query::parse("a OR b").unwrap();
    let query = query.and(Part::Collection("x".into()));
    assert_eq!(tree(query.root()), "all(any([a], [b]), collection x)");
    let query = Query::everything().and(Part::Collection("x".into()));
    assert_eq!(tree(query.root()), "all(collection x)");
}

fn depth(node: &Node) -> usize {
    1 + match &node.part {
        Part::All(parts) | Part::Any(parts) => parts.iter().map(depth).max().unwrap_or(0),
        Part::Not(part) => depth(part),
        _ => 0,
    }
}

#[track_caller]
fn is_sound(text: &str) {
    match Query::parse(text) {
        Ok(query) => assert!(depth(query.root()) <= 100),
        Err(error) => {
            assert!(text.get(error.span.range()).is_some(), "{:?}", error.span);
            assert!(error.render(text).lines().count() >= 4);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_a_query_or_has_its_error(text in any::<String>()) {
        is_sound(&text);
    }

    #[test]
    fn so_is_whatever_looks_like_a_query(parts in prop::collection::vec(prop::sample::select(vec![
        "a", "bc*", "*", "AND", "OR", "NOT", "NEAR", "NEAR/3", "NEAR/x", "(", ")", "\"", "“", "”",
        "title:", "speaker:", "date:", "2022-02", "..", "kind:", "remarks", "id:", "é", "—", " ",
        "twenty", "two", "$5", "instrument:",
    ]), 0..60), spaced in any::<bool>()) {
        is_sound(&parts.join(if spaced { " " } else { "" }));
    }
}
