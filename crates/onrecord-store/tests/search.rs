//! Searching an invented record: what is found, counted, shown and suggested.
#![allow(clippy::unwrap_used)]

mod common;

use common::NOW;
use onrecord_doc::DocId;
use onrecord_store::query::{Node, Part};
use onrecord_store::{ErrorKind, Found, Input, Order, Period, Query, Search, Side, Store, Writer};
use onrecord_text::Folded;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// A White House page as Markdown, invented.
fn page(path: &str, title: &str, date: &str, body: &str) -> Input {
    let text = format!(
        "---\ntitle: '{title}'\ndate: '{date}'\nsource_url: https://www.example.gov/{path}/\n---\n\n{body}\n"
    );
    Input::from_bytes(format!("{path}.md"), text)
}

fn record() -> Vec<Input> {
    vec![
        page(
            "briefing-room/press-briefings/2031/03/03/one",
            "Press Briefing by Press Secretary Ada Example",
            "2031-03-03",
            "MS. EXAMPLE:  Good afternoon.  The harbor (applause) bridge will stand.\n\n\
             Q    What of the toll at the harbor gate?\n\n\
             MS. EXAMPLE:  The toll is gone.  We favor a favourable wind.\n\n\
             Q    And the harborage?",
        ),
        page(
            "briefing-room/speeches-remarks/2031/04/05/two",
            "Remarks on the Harbor Bridge",
            "2031-04-05",
            "THE PRESIDENT:  The bridge of the harbor is open.  Sanctions follow.\n\n\
             MR. SAMPLE:  Sanctions on ships.  Sanctions on oil.",
        ),
        page(
            "briefing-room/statements-releases/2032/01/01/three",
            "Statement on Ships",
            "2032-01-01",
            "Ships may pass the harbor at night, and 22 ships did.",
        ),
        page(
            "briefing-room/statements-releases/2033/01/01/five",
            "On the Lamp’s Light",
            "2033-01-01",
            "The lamp’s light burns.",
        ),
        Input::from_bytes(
            "DCPD-203100999.md",
            "**Joint Statement on the Sorrel Strait**\n\n*March 9, 2031*\n\n\
             We condemn the closing of the strait.\n\n\
             NOTE: Invented; nobody said this.\n\n\
             *Categories:* Joint Statements : Sorrel Strait.\n\n*Names:* Examplesson, Ada.\n\n\
             *Subjects:* Ruritania : Strait, closing; Shipping.\n\n*DCPD Number:* DCPD203100999.\n",
        ),
    ]
}

fn add(dir: &Path, inputs: Vec<Input>) {
    let mut writer = Writer::open(dir).unwrap();
    writer.add(inputs, NOW, &|_| ()).unwrap();
    writer.close().unwrap();
}

fn made(inputs: Vec<Input>) -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), inputs);
    let store = Store::open(dir.path()).unwrap();
    (dir, store)
}

fn ask(text: &str) -> Search {
    match Query::parse(text) {
        Ok(query) => Search::new(query),
        Err(error) => panic!("{}", error.render(text)),
    }
}

fn search(store: &Store, text: &str) -> Found {
    store.search(&ask(text)).unwrap()
}

/// The ends of the identifiers that were found, in order of the alphabet.
fn ids(found: &Found) -> String {
    let end = |id: &DocId| id.as_str().rsplit('/').next().unwrap().to_owned();
    let mut ids: Vec<String> = found.hits.iter().map(|hit| end(&hit.id)).collect();
    ids.sort();
    ids.join(" ")
}

#[track_caller]
fn finds(store: &Store, text: &str, expected: &str) {
    assert_eq!(ids(&search(store, text)), expected, "{text}");
}

#[test]
fn words_phrases_and_nearness() {
    let (_dir, store) = made(record());
    finds(&store, "harbor", "one three two");
    finds(&store, "bridge toll", "one");
    finds(&store, "toll OR sanctions", "one two");
    finds(&store, "harbor NOT bridge", "three");
    finds(&store, "NOT harbor", "DCPD-203100999 five");
    // A stage direction does not break a phrase; it is found all the same.
    finds(&store, "\"harbor bridge\"", "one two");
    finds(&store, "title:\"harbor bridge\"", "two");
    finds(&store, "applause", "one");
    finds(&store, "bridge NEAR/3 harbor", "one two");
    finds(&store, "\"the bridge\" NEAR/1 harbor", "");
    finds(&store, "harbor NEAR/1 harbor", "");
    finds(&store, "sanctions NEAR/3 oil NEAR/5 ships", "two");
    finds(&store, "harb* gate", "one");
    finds(&store, "\"the harbora*\"", "one");
    finds(&store, "twenty-two ships", "three");
    finds(&store, "favourable wind", "one");
    // A possessive is found by the word, but a phrase is exact.
    finds(&store, "lamp", "five");
    finds(&store, "\"lamp\"", "");
    finds(&store, "title:lamp", "five");
    finds(&store, "\"lamp's\" light", "five");
    finds(&store, "nothing", "");
}

#[test]
fn fields_of_the_catalogue() {
    let (_dir, store) = made(record());
    finds(&store, "kind:press_briefing", "one");
    finds(&store, "date:2031-03", "DCPD-203100999 one");
    finds(&store, "date:2031-04..2032", "three two");
    finds(&store, "subject:(strait closing)", "DCPD-203100999");
    finds(
        &store,
        "subject:\"closing strait\" name:Examplesson",
        "DCPD-203100999",
    );
    finds(&store, "category:\"joint statements\"", "DCPD-203100999");
    finds(&store, "id:DCPD-203100999", "DCPD-203100999");
    finds(&store, "id:two", "two");
    finds(&store, "collection:whitehouse harbor", "one three two");
    finds(&store, "collection:none", "");
    finds(&store, "instrument:\"22 ships\"", "three");
}

#[test]
fn a_speakers_own_words() {
    let (_dir, store) = made(record());
    finds(&store, "speaker:example toll", "one");
    finds(&store, "speaker:example gate", "");
    finds(&store, "speaker:(example OR reporter) gate", "one");
    finds(&store, "speaker:sample sanctions", "two");
    finds(&store, "speaker:sample bridge", "");
    finds(&store, "speaker:sample (bridge OR oil)", "two");
    finds(&store, "speaker:sample NOT bridge", "two");
    finds(&store, "sanctions NOT speaker:sample", "");
    finds(&store, "speaker:nobody sanctions", "");
    let found = search(&store, "speaker:example harbor");
    let snippets = &found.hits[0].snippets;
    assert!(
        snippets
            .iter()
            .all(|s| s.speaker.as_ref().unwrap().name.contains("Example"))
    );
    let snippet = &snippets[0];
    let from = snippet.span.start();
    let at = snippet.matches[0];
    assert_eq!(&snippet.text[at.start() - from..at.end() - from], "harbor");
}

#[test]
fn passages_show_the_words() {
    let (_dir, store) = made(record());
    let marked = |text: &str| {
        let found = search(&store, text);
        let snippet = found.hits[0].snippets.first().unwrap();
        let from = snippet.span.start();
        let word =
            |span: &onrecord_text::Span| &snippet.text[span.start() - from..span.end() - from];
        snippet
            .matches
            .iter()
            .map(word)
            .collect::<Vec<_>>()
            .join("|")
    };
    assert_eq!(
        marked("\"harbor bridge\" kind:press_briefing"),
        "harbor (applause) bridge"
    );
    assert_eq!(marked("applause"), "applause");
    assert_eq!(marked("sanctions NEAR/3 oil"), "Sanctions|oil");
    let found = search(&store, "title:bridge");
    let hit = &found.hits[0];
    assert_eq!(&hit.title[hit.title_matches[0].range()], "Bridge");
    assert!(hit.snippets.is_empty());
    assert_eq!(
        search(&store, "NOT bridge ships").hits[0].snippets[0]
            .matches
            .len(),
        2
    );
}

#[test]
fn facets_count_all_that_was_found() {
    let (_dir, store) = made(record());
    let mut asked = ask("harbor OR strait");
    asked.limit = 1;
    let found = store.search(&asked).unwrap();
    assert_eq!((found.total, found.hits.len()), (4, 1));
    assert_eq!(found.facets.years, [(2031, 3), (2032, 1)]);
    assert_eq!(
        found.facets.kinds.iter().map(|kind| kind.1).sum::<usize>(),
        4
    );
    assert_eq!(found.facets.subjects.len(), 2);
    assert!(
        found
            .facets
            .speakers
            .iter()
            .any(|(name, count)| name == "Example, Ada" && *count == 1)
    );
    assert!(
        !found
            .facets
            .speakers
            .iter()
            .any(|(name, _)| name.contains("reporter"))
    );
    asked.facets = 1;
    assert_eq!(store.search(&asked).unwrap().facets.kinds.len(), 1);
}

#[test]
fn pages_go_on_where_the_last_one_ended() {
    let number = |n: u32| {
        let words = "harbor ".repeat(1 + n as usize % 7);
        let date = format!("2031-01-{:02}", 1 + n % 28);
        page(
            &format!("briefing-room/statements-releases/x/{n:02}"),
            "On ships",
            &date,
            &words,
        )
    };
    let (dir, mut store) = made((0..30).map(number).collect());
    for order in [Order::Relevance, Order::Newest, Order::Oldest] {
        let mut asked = ask("harbor");
        (asked.order, asked.limit) = (order, 100);
        let all: Vec<_> = store
            .search(&asked)
            .unwrap()
            .hits
            .iter()
            .map(|h| h.id.clone())
            .collect();
        assert_eq!(all.len() % 30, 0);
        asked.limit = 7;
        let mut paged = Vec::new();
        loop {
            let found = store.search(&asked).unwrap();
            paged.extend(found.hits.into_iter().map(|hit| hit.id));
            let Some(next) = found.next else { break };
            asked.after = Some(next.to_string().parse().unwrap());
        }
        assert_eq!(paged, all, "{order:?}");
    }
    // Documents that are added between two pages do not move what comes.
    let mut asked = ask("harbor");
    (asked.order, asked.limit) = (Order::Newest, 10);
    let first = store.search(&asked).unwrap();
    add(
        dir.path(),
        vec![page(
            "briefing-room/statements-releases/y/1",
            "New",
            "2031-01-27",
            "harbor",
        )],
    );
    store = Store::open(dir.path()).unwrap();
    asked.after = first.next;
    let mut seen: BTreeSet<DocId> = first.hits.into_iter().map(|hit| hit.id).collect();
    while asked.after.is_some() {
        let found = store.search(&asked).unwrap();
        assert_eq!(found.total, 30);
        assert!(found.hits.into_iter().all(|hit| seen.insert(hit.id)));
        asked.after = found.next;
    }
    assert_eq!(seen.len(), 30);
    asked.after = Some("1-2-3-4".parse().unwrap());
    assert_eq!(
        store.search(&asked).unwrap_err().kind(),
        ErrorKind::Question
    );
    assert!("1-2-3".parse::<onrecord_store::Cursor>().is_err());
}

#[test]
fn earlier_versions_only_when_asked_for() {
    let path = "briefing-room/statements-releases/2031/01/01/v";
    let (dir, _) = made(vec![page(
        path,
        "On ships",
        "2031-01-01",
        "The toll stays.",
    )]);
    add(
        dir.path(),
        vec![page(path, "On ships", "2031-01-01", "The toll goes.")],
    );
    let store = Store::open(dir.path()).unwrap();
    finds(&store, "stays", "");
    let mut asked = ask("toll");
    assert_eq!(store.search(&asked).unwrap().total, 1);
    asked.all_versions = true;
    let found = store.search(&asked).unwrap();
    let mut versions: Vec<_> = found
        .hits
        .iter()
        .map(|hit| (hit.number, hit.current))
        .collect();
    versions.sort_unstable();
    assert_eq!(versions, [(1, false), (2, true)]);
}

#[test]
fn a_concordance_is_aligned_and_sorted() {
    let (_dir, store) = made(record());
    let lines = |text: &str, sort| {
        let found = store.concordance(&ask(text), sort).unwrap();
        assert!(found.complete);
        let line =
            |line: &onrecord_store::Line| format!("{}|{}|{}", line.left, line.found, line.right);
        (
            found.places,
            found.documents,
            found.lines.iter().map(line).collect::<Vec<_>>(),
        )
    };
    let (places, documents, sorted) = lines("sanctions", Some(Side::Right));
    assert_eq!((places, documents), (3, 1));
    assert!(sorted[0].ends_with("Sanctions| follow."), "{sorted:?}");
    assert!(sorted[1].contains("Sanctions| on oil."), "{sorted:?}");
    let (.., sorted) = lines("harbor NOT title:ships", Some(Side::Left));
    assert_eq!(sorted.len(), 3);
    let (places, ..) = lines("speaker:sample sanctions", None);
    assert_eq!(places, 2);
    let mut asked = ask("sanctions");
    asked.limit = 1;
    let found = store.concordance(&asked, Some(Side::Right)).unwrap();
    assert_eq!(
        (found.places, found.lines.len(), found.complete),
        (3, 1, true)
    );
}

#[test]
fn words_are_counted_over_time() {
    let (_dir, store) = made(record());
    let series = store.frequency(&ask("harbor"), Period::Month).unwrap();
    let points = &series[0].points;
    assert_eq!(
        (series[0].words.as_str(), &series[0].speaker),
        ("harbor", &None)
    );
    assert_eq!((points[0].period.as_str(), points.len()), ("2031-03", 23));
    assert_eq!((points[0].count, points[0].documents), (2, 1));
    assert!(points[0].of > 20);
    let by = store.frequency(
        &ask("speaker:(example OR sample) \"the toll\" OR sanctions"),
        Period::Year,
    );
    assert_eq!(by.unwrap().len(), 2);
    let series = store
        .frequency(
            &ask("speaker:(sample OR president) sanctions"),
            Period::Year,
        )
        .unwrap();
    let counts: Vec<_> = series
        .iter()
        .map(|s| (s.speaker.is_some(), s.points[0].count))
        .collect();
    assert_eq!(counts, [(true, 2), (true, 1)]);
    let ours = &series[0].points[0];
    assert_eq!(ours.of, 6);
    let narrowed = store
        .frequency(&ask("harbor date:2032"), Period::Year)
        .unwrap();
    assert_eq!(narrowed[0].points.len(), 1);
}

#[test]
fn documents_like_one() {
    let mut inputs = record();
    let path = "briefing-room/statements-releases/2032/02/02/four";
    inputs.push(page(
        path,
        "More on Ships",
        "2032-02-02",
        "At night ships may pass the lighthouse.",
    ));
    for n in 0..40 {
        let path = format!("briefing-room/statements-releases/2032/03/03/{n}");
        inputs.push(page(
            &path,
            "Other",
            "2032-03-03",
            &format!("Other words w{n} entirely."),
        ));
    }
    let (_dir, store) = made(inputs);
    let id = |text: &str| store.ids_ending(text, 1).unwrap().remove(0);
    let alike = store.like(&id("/three"), 5).unwrap().unwrap();
    assert_eq!(alike[0].id, id("/four"));
    assert!(
        alike[0].shared.contains(&"pass".to_owned()),
        "{:?}",
        alike[0].shared
    );
    assert!(alike.iter().all(|one| one.id != id("/three")));
    assert_eq!(store.like(&DocId::new("none").unwrap(), 5).unwrap(), None);
}

#[test]
fn suggestions_and_what_was_meant() {
    let mut inputs = record();
    for n in 0..12 {
        let path = format!("briefing-room/statements-releases/2032/03/03/{n}");
        inputs.push(page(
            &path,
            "On lighthouses",
            "2032-03-03",
            "Every lighthouse shines.",
        ));
    }
    let (_dir, store) = made(inputs);
    let found = store.suggest("the harb", 5).unwrap();
    assert_eq!(found.words[0], ("harbor".to_owned(), 3));
    assert_eq!(found.words[1].0, "harborage");
    assert_eq!(found.titles[0].1, "Remarks on the Harbor Bridge");
    assert_eq!(
        store.suggest("ada ex", 5).unwrap().speakers[0].0,
        "Example, Ada"
    );
    assert_eq!(
        store.suggest("a", 5).unwrap(),
        onrecord_store::Suggestions::default()
    );
    assert_eq!(
        store.suggest("", 5).unwrap(),
        onrecord_store::Suggestions::default()
    );
    let instead = |text: &str| search(&store, text).instead;
    assert_eq!(
        instead("\"every lighthuose\"").as_deref(),
        Some("\"every lighthouse\"")
    );
    assert_eq!(
        instead("shinse lighthouse").as_deref(),
        Some("shines lighthouse")
    );
    assert_eq!(
        instead("speaker:Exampel toll").as_deref(),
        Some("speaker:example toll")
    );
    assert_eq!(instead("lighthouse"), None);
    assert_eq!(instead("xqzzyk"), None);
}

/// Whether a text answers a query, by plain reading.
fn answers(node: &Node, title: &Folded, text: &Folded) -> bool {
    use onrecord_store::query::{Phrase, Zone};
    let starts = |text: &Folded, phrase: &Phrase| -> Vec<(usize, usize)> {
        let len = phrase.words.len();
        let is = |at: usize| {
            (0..len).all(|ahead| {
                let (word, form) = (&phrase.words[ahead], text.form(at + ahead));
                form == word.form || word.prefix && form.starts_with(&word.form)
            })
        };
        let last = (text.len() + 1).saturating_sub(len);
        (0..last)
            .filter(|&at| is(at))
            .map(|at| (at, at + len))
            .collect()
    };
    match &node.part {
        Part::All(parts) => parts.iter().all(|part| answers(part, title, text)),
        Part::Any(parts) => parts.iter().any(|part| answers(part, title, text)),
        Part::Not(part) => !answers(part, title, text),
        Part::Words(Zone::Title, phrase) => !starts(title, phrase).is_empty(),
        Part::Words(_, phrase) => {
            !starts(text, phrase).is_empty() || !starts(title, phrase).is_empty()
        }
        Part::Near(_, first, others) => {
            let near = |of: &Folded| {
                let (within, other) = &others[0];
                starts(of, first).iter().any(|one| {
                    starts(of, other).iter().any(|two| {
                        let (a, b) = if one.0 < two.0 {
                            (one, two)
                        } else {
                            (two, one)
                        };
                        b.0 >= a.1 && b.0 - (a.1 - 1) <= *within as usize
                    })
                })
            };
            near(text) || near(title)
        }
        _ => true,
    }
}

fn queries() -> impl Strategy<Value = String> {
    let word = || (0..6u8).prop_map(|n| format!("ww{n}"));
    let leaf = prop_oneof![
        word(),
        Just("ww*".to_owned()),
        (word(), word()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        (word(), word(), 1..5u8).prop_map(|(a, b, n)| format!("{a} NEAR/{n} {b}")),
        word().prop_map(|a| format!("title:{a}")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) ({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            inner.prop_map(|a| format!("NOT ({a})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_index_answers_as_plain_reading_does(
        texts in prop::collection::vec(prop::collection::vec(0..6u8, 1..20), 1..12),
        queries in prop::collection::vec(queries(), 1..12),
    ) {
        let words = |words: &[u8]| words.iter().map(|n| format!("ww{n}")).collect::<Vec<_>>().join(" ");
        let inputs = texts.iter().enumerate().map(|(at, text)| {
            let path = format!("briefing-room/statements-releases/2031/01/01/{at}");
            page(&path, &words(&text[..text.len().min(2)]), "2031-01-01", &words(text))
        });
        let dir = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(dir.path()).unwrap();
        writer.set_batch(500);
        writer.add(inputs, NOW, &|_| ()).unwrap();
        writer.close().unwrap();
        let store = Store::open(dir.path()).unwrap();
        for text in queries {
            let mut asked = ask(&text);
            asked.limit = 100;
            let found = store.search(&asked).unwrap();
            let found: BTreeSet<String> =
                found.hits.iter().map(|hit| hit.id.as_str().rsplit('/').next().unwrap().to_owned()).collect();
            let expected: BTreeSet<String> = texts.iter().enumerate().filter(|(_, text)| {
                let title = Folded::new(&words(&text[..text.len().min(2)]));
                answers(asked.query.root(), &title, &Folded::new(&words(text)))
            }).map(|(at, _)| at.to_string()).collect();
            prop_assert_eq!(found, expected, "{}", text);
        }
    }
}

/// Two persons of one surname, each under several forms.
fn two_of_one_surname() -> Vec<Input> {
    let briefing = |name: &str, given: &str, day: u32, words: &str| {
        page(
            &format!("briefing-room/press-briefings/2031/05/{day:02}/{name}"),
            &format!("Press Briefing by {given} Quillane"),
            &format!("2031-05-{day:02}"),
            &format!("MR. QUILLANE:  {words}\n\nQ    Is that so?\n\nMR. QUILLANE:  It is."),
        )
    };
    vec![
        briefing("one", "Harbor Secretary Aldo", 1, "The ferries run."),
        briefing("two", "Harbor Secretary Aldo", 2, "The ferries stand."),
        briefing(
            "three",
            "Budget Director Benno",
            3,
            "The ferries are paid for.",
        ),
        page(
            "briefing-room/statements-releases/2031/05/04/four",
            "Statement by Aldo Quillane on the Wildfires",
            "2031-05-04",
            "The wildfires of the coast are out. No wildfire burns, and nobody fears wildfires.",
        ),
    ]
}

#[test]
fn any_form_of_a_name_finds_the_person() {
    let (_dir, store) = made(two_of_one_surname());
    let total = |text: &str| search(&store, text).total;
    assert_eq!(total("speaker:\"Aldo Quillane\" ferries"), 2);
    assert_eq!(total("speaker:\"Quillane, Aldo\" ferries"), 2);
    assert_eq!(total("speaker:\"Benno Quillane\" ferries"), 1);
    // A form of two persons finds both.
    assert_eq!(total("speaker:\"MR. QUILLANE\" ferries"), 3);
    assert_eq!(
        total("speaker:(\"Aldo Quillane\" OR \"Benno Quillane\") ferries"),
        3
    );
    assert_eq!(total("speaker:\"Aldo Benno\" ferries"), 0);
    assert_eq!(total("ferries NOT speaker:\"Aldo Quillane\""), 1);
    assert_eq!(total("name:\"Aldo Quillane\""), 3);
    let mut asked = ask("ferries");
    asked.facets = 10;
    let facets = store.search(&asked).unwrap().facets;
    let persons = [
        ("Quillane, Aldo".to_owned(), 2),
        ("Quillane, Benno".to_owned(), 1),
    ];
    assert_eq!(facets.speakers, persons);
    let series = store
        .frequency(&ask("speaker:quillane ferries"), Period::Year)
        .unwrap();
    let named: Vec<_> = series.iter().map(|s| s.speaker.as_deref()).collect();
    assert_eq!(named, [Some("Quillane, Aldo"), Some("Quillane, Benno")]);
}

#[test]
fn proposed_subjects_are_found_and_counted_apart() {
    let (_dir, store) = made(two_of_one_surname());
    let proposals = store.proposals(&|_, _| ()).unwrap();
    let heading = &proposals.values().flatten().next().unwrap().heading;
    let facets = search(&store, "wildfires").facets;
    assert_eq!(facets.proposed_subjects, [(heading.clone(), 1)]);
    assert!(facets.subjects.is_empty());
    assert_eq!(search(&store, &format!("subject:\"{heading}\"")).total, 1);
}
