//! What a finding holds beside its verdict: the passages that are shown and how many, what was set aside,
//! whether the record was searched to the end, and the road to it.
#![allow(clippy::unwrap_used)]

use onrecord_check::{
    Article, Aside, Finding, Format, Options, Question, RoadStep, Verdict, check, quote,
};
use onrecord_doc::{Held, Hint, MemoryRecord, Version, read};

/// Remarks with a title and a day, in their usual form.
fn remarks(title: &str, day: &str, text: &str) -> (String, String) {
    let slug = title.to_lowercase().replace(' ', "-");
    let body = format!(
        "---\ntitle: \"{title}\"\ndate: '{day}'\nsource_url: \
         https://www.example.gov/briefing-room/speeches-remarks/{}/{slug}/\n\
         tags: speeches-remarks\n---\n\n{text}\n",
        day.replace('-', "/")
    );
    (format!("{day}-{slug}.md"), body)
}

fn quill(place: &str, text: &str) -> (String, String) {
    let title = format!("Remarks by Minister Ada Quill at the {place}");
    remarks(&title, "2031-02-02", &format!("MINISTER QUILL:  {text}"))
}

fn record(files: &[(String, String)]) -> MemoryRecord {
    let document = |(path, body): &(String, String)| {
        let hint = Hint { path: Some(path) };
        (read(body.as_bytes(), hint).document, path.clone())
    };
    MemoryRecord::new(files.iter().map(document))
}

fn ask(
    record: &MemoryRecord,
    words: &str,
    speaker: Option<&str>,
    set: fn(&mut Options),
) -> Finding {
    let mut options = Options::default();
    set(&mut options);
    let question = Question {
        words,
        speaker,
        dates: None,
    };
    quote(record, &question, &options).unwrap()
}

fn find(record: &MemoryRecord, words: &str) -> Finding {
    ask(record, words, None, |_| {})
}

/// What was set aside for the first passage.
fn asides(finding: &Finding) -> Vec<(Aside, &str)> {
    let asides = finding.evidence[0].set_aside.iter();
    asides.map(|one| (one.what, one.text.as_str())).collect()
}

#[test]
fn what_was_set_aside() {
    let record = record(&[quill(
        "Mole",
        "And now I want to — I want to thank the crews, who have — who have (laughter) worked through \
         the long night, uh, for all of the people of this coast.",
    )]);
    let finding = find(
        &record,
        "And now I want to thank the crews, who have worked through the long night",
    );
    assert_eq!(finding.verdict, Verdict::Tidied);
    assert_eq!(
        asides(&finding),
        [
            (Aside::Repetition, "I want to"),
            (Aside::Repetition, "who have"),
            (Aside::Direction, "laughter")
        ]
    );
    let finding = find(
        &record,
        "who have worked through the [very long] night [and day] for all … people of [this coast]",
    );
    assert_eq!(finding.verdict, Verdict::Elided);
    assert_eq!(
        asides(&finding),
        [
            (Aside::Direction, "laughter"),
            (Aside::Omission, "of the"),
            (Aside::Insertion, "very long"),
            (Aside::Insertion, "and day"),
            (Aside::Insertion, "this coast"),
        ]
    );
}

#[test]
fn how_like_and_where() {
    let files = [quill(
        "Mole",
        "Good evening.  The lamps of the harbor burn for every boat that is out.  Thank you.",
    )];
    let record = record(&files);
    let like = |words: &str, expected: u32| {
        let finding = find(&record, words);
        let first = &finding.evidence[0];
        assert_eq!(first.likeness, expected, "{words}");
        files[0].1[first.source.range()].to_owned()
    };
    let whole = "lamps of the harbor burn for every boat that is";
    assert_eq!(like(whole, 1000), whole);
    let changed = "lamps of the harbor burn for each boat that is";
    assert_eq!(like(changed, 900), whole);
    let marked = "lamps of the [old] harbor burn for every boat";
    assert_eq!(
        like(marked, 1000),
        "lamps of the harbor burn for every boat"
    );
}

#[test]
fn each_place_is_shown_once_and_at_most_so_many() {
    let files: Vec<_> = (1..=6)
        .map(|n| {
            quill(
                &format!("Weir {n}"),
                &format!(
                    "The weir is open.  We have waited for this day, all of us who live here.  Nobody who \
                     fishes for eels in spring will ever have to pay a toll at gate {n}."
                ),
            )
        })
        .collect();
    let words = "Nobody who fishes for eels in spring will ever have to pay a toll";
    let shown = |files: &[(String, String)], speaker| {
        let finding = ask(&record(files), words, speaker, |_| {});
        (finding.verdict, finding.evidence.len())
    };
    let fenwick = Some("Boris Fenwick");
    assert_eq!(shown(&files, None), (Verdict::Verbatim, 5));
    assert_eq!(shown(&files[..3], None), (Verdict::Verbatim, 3));
    assert_eq!(shown(&files[..1], fenwick), (Verdict::Misattributed, 1));
    assert_eq!(shown(&files[..3], fenwick), (Verdict::Misattributed, 3));
    assert_eq!(shown(&files, fenwick), (Verdict::Misattributed, 5));
}

#[test]
fn an_altered_quotation_is_shown_with_other_passages_that_it_may_be_of() {
    let record = record(&[
        quill(
            "Mole",
            "We carry salt and bread to the islands in the old ferry.",
        ),
        quill(
            "Weir",
            "We carry salt and bread to the hamlets on the new road.",
        ),
        quill(
            "Lock",
            "They carry salt and bread to the towns of the valley in the carts of the bakers.",
        ),
    ]);
    let finding = find(
        &record,
        "carry salt and bread to the islands by the new ferry",
    );
    assert_eq!(finding.verdict, Verdict::Altered);
    let shown: Vec<_> = finding
        .evidence
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(
        shown,
        [
            "carry salt and bread to the islands in the old ferry",
            "carry salt and bread to the hamlets on the new road",
        ]
    );
}

#[test]
fn words_of_an_earlier_version_are_shown_with_those_of_today() {
    let sheet = |text: &str, path: &str| {
        let (_, body) = quill("Weir", text);
        (path.to_owned(), body)
    };
    let record = record(&[
        quill(
            "Lock",
            "The upper weir will open at eight for every barge that carries corn.",
        ),
        sheet(
            "The upper weir will open at seven for every barge that carries salt.",
            "w/00-first.md",
        ),
        sheet(
            "The upper weir will open at nine for every barge that carries salt.",
            "w/01-2031-02-09.md",
        ),
    ]);
    let finding = find(
        &record,
        "The upper weir will open at seven for every barge that carries salt.",
    );
    assert_eq!(finding.verdict, Verdict::Superseded);
    let shown: Vec<_> = finding
        .evidence
        .iter()
        .map(|one| {
            let changes = one.difference.iter();
            let changes: Vec<_> = changes.map(|change| change.record.as_str()).collect();
            (one.held.version.number, changes)
        })
        .collect();
    assert_eq!(shown, [(1, vec![]), (2, vec!["nine"])]);
}

#[test]
fn a_change_whose_earlier_day_nobody_knows() {
    let version = |number: u32, known: Option<&str>, text: &str| {
        let (path, body) = quill("Weir", text);
        let document = read(body.as_bytes(), Hint { path: Some(&path) }).document;
        let version = Version {
            number,
            of: 2,
            digest: String::new(),
            current: number == 2,
            seen: None,
            known: known.map(str::to_owned),
            paths: vec![path],
        };
        Held::new(document, version)
    };
    let record = MemoryRecord::of([
        version(
            1,
            None,
            "The upper weir will open at seven for every barge.",
        ),
        version(
            2,
            Some("2031-02-09T10:00:00Z"),
            "The upper weir will open at nine for every barge.",
        ),
    ]);
    let finding = find(
        &record,
        "The upper weir will open at seven for every barge.",
    );
    assert_eq!(
        finding.notes,
        ["The words were changed by 2031-02-09: version 1 has them, version 2 has not."]
    );
}

#[test]
fn whether_the_record_was_searched_to_the_end() {
    let files: Vec<_> = (1..=40)
        .map(|n| {
            let text = format!("The lamps of the mole were lit, and boat {n} came home.");
            quill(&format!("Mole {n}"), &text)
        })
        .collect();
    // Which documents have just these words is counted, however few of them are looked at.
    let two = record(&files[..2]);
    for words in ["The lamps of the mole", "lamps of the"] {
        let finding = ask(&two, words, None, |options| options.occurrences = 1);
        assert_eq!(finding.verdict, Verdict::Verbatim);
        assert!(finding.complete);
        assert_eq!(finding.notes, ["These words stand in 2 documents."]);
    }
    // Whose they are elsewhere is not known without looking.
    let fenwick = Some("Boris Fenwick");
    let words = "The lamps of the mole were lit, and boat";
    let finding = ask(&two, words, fenwick, |options| options.occurrences = 1);
    assert_eq!(
        (finding.verdict, finding.complete),
        (Verdict::Misattributed, false)
    );
    let finding = ask(&two, words, fenwick, |_| {});
    assert_eq!(
        (finding.verdict, finding.complete),
        (Verdict::Misattributed, true)
    );
    // That a run of words is nowhere is known; that its parts are not together is not, where places are left.
    const CUT: &str = "The search was cut short by a limit; absence proves nothing here.";
    let all = record(&files);
    let few: fn(&mut Options) = |options| options.places = 1;
    let finding = ask(&all, "The lamps of the mole … sank in fog", None, few);
    assert_eq!(
        (finding.verdict, finding.complete),
        (Verdict::NotOnRecord, false)
    );
    assert_eq!(finding.notes, [CUT]);
    let finding = ask(&all, "The lamps of the mole sank in fog", None, few);
    assert_eq!(
        (finding.verdict, finding.complete),
        (Verdict::NotOnRecord, true)
    );
    assert!(finding.notes.is_empty());
    let finding = ask(&two, "The lamps of the mole … sank in fog", None, |_| {});
    assert_eq!(
        (finding.verdict, finding.complete),
        (Verdict::NotOnRecord, true)
    );
    assert!(finding.notes.is_empty());
}

/// Twenty-two documents with a formula, two versions of one, and one with two speakers.
fn of_every_kind() -> MemoryRecord {
    let mut files: Vec<_> = (1..=22)
        .map(|n| {
            let text = "May the nets come home, uh, as heavy as they went out light, in boat";
            quill(&format!("Mole {n}"), &format!("{text} {n}."))
        })
        .collect();
    let (_, old) = quill("Weir", "The upper weir will open at seven for every barge.");
    let (_, new) = quill("Weir", "The upper weir will open at nine for every barge.");
    files.push(("w/00-first.md".to_owned(), old));
    files.push(("w/01-2031-02-09.md".to_owned(), new));
    let gate = "The gate is dry by noon.\n\nQ    Who is going to pay for the ropes of it?";
    files.push(quill("Gate", gate));
    record(&files)
}

/// A quotation, who is said to have said it, its verdict, and the rule that speaks last.
type Ruled = (&'static str, Option<&'static str>, Verdict, &'static str);

const RULED: &[Ruled] = &[
    (
        "The upper weir will open at seven for every barge.",
        None,
        Verdict::Superseded,
        "only an earlier version, or a struck reading, has the words",
    ),
    (
        "The gate is dry by noon. Who is going to pay for the ropes",
        None,
        Verdict::Spliced,
        "what is left out, or who speaks, turns the words",
    ),
    (
        "The upper weir will open at nine for every barge.",
        Some("Boris Fenwick"),
        Verdict::Misattributed,
        "a passage has the words; the speaker or the day differs",
    ),
    (
        "May the nets come home as heavy as they went out light",
        None,
        Verdict::Common,
        "a formula: more than twenty documents have the words",
    ),
    (
        "The upper weir … for every barge.",
        None,
        Verdict::Elided,
        "a passage has the words, all differences being marked or apparatus",
    ),
    (
        "gate",
        None,
        Verdict::Undecided,
        "one word is never looked up",
    ),
];

#[test]
fn the_road_ends_with_what_decided() {
    let record = of_every_kind();
    for &(words, speaker, verdict, rule) in RULED {
        let finding = ask(&record, words, speaker, |options| options.explain = true);
        assert_eq!(finding.verdict, verdict, "{words}");
        let last = finding.road.last().unwrap().to_string();
        assert_eq!(last, format!("rule: {rule}"), "{words}");
    }
}

#[test]
fn the_road_has_the_passages_and_the_first_of_them_word_by_word() {
    let record = of_every_kind();
    let words = "The upper weir will open at ten for every barge.";
    let finding = ask(&record, words, None, |options| options.explain = true);
    let road: Vec<_> = finding.road.iter().map(ToString::to_string).collect();
    let alongside = |version: u32| {
        format!(
            "laid alongside: whitehouse/speeches-remarks/2031/02/02/\
             remarks-by-minister-ada-quill-at-the-weir, version {version}, paragraph 1: 9 words equal, \
             1 changed, cost 110; speaker is open, day is open"
        )
    };
    assert_eq!(
        road,
        [
            "looked up: 10 words as they stand; 0 places in 0 documents".to_owned(),
            "proposed by rare words: 2 passages".to_owned(),
            alongside(2),
            alongside(1),
            "word by word: The upper weir will open at {nine → ten} for every barge".to_owned(),
            "rule: at most a quarter of the words are changed without a mark".to_owned(),
        ]
    );
    assert!(find(&record, words).road.is_empty());
}

#[test]
fn the_road_says_that_parts_were_looked_up_as_they_stand() {
    let record = of_every_kind();
    let words = "The upper weir will … open at nine for every barge … tomorrow";
    let finding = ask(&record, words, None, |options| options.explain = true);
    let whole = |step: &RoadStep| matches!(step, RoadStep::Whole { .. });
    let step = finding.road.iter().find(|step| whole(step)).unwrap();
    assert_eq!(
        step.to_string(),
        "looked up in its parts as they stand: 1 passages"
    );
    // One part is no parts.
    let plain = ask(
        &record,
        "The upper weir will open at ten for every barge.",
        None,
        |options| {
            options.explain = true;
        },
    );
    assert!(!plain.road.iter().any(whole));
}

#[test]
fn the_road_says_which_look_was_the_longer() {
    let files: Vec<_> = (1..=12)
        .map(|n| {
            let text = format!("The lamps of the mole were lit for boat {n}.");
            quill(&format!("Mole {n}"), &text)
        })
        .collect();
    let record = record(&files);
    let looks = |words: &str| -> Vec<_> {
        let finding = ask(&record, words, None, |options| {
            options.explain = true;
            options.places = 1;
        });
        let look = |step: &RoadStep| match step {
            RoadStep::Proposed {
                deep,
                passages,
                complete,
            } => Some((*deep, *passages, *complete)),
            _ => None,
        };
        finding.road.iter().filter_map(look).collect()
    };
    assert_eq!(
        looks("The lamps of the mole had sunk before the harbor"),
        [(false, 1, false), (true, 4, false)]
    );
    // Where the first look has found it, be it altered, there is no second one.
    assert_eq!(
        looks("The lamps of the mole were lit for ship"),
        [(false, 1, false)]
    );
    assert_eq!(
        looks("The lamps of the mole … for boat"),
        [(false, 1, false)]
    );
}

#[test]
fn a_part_before_or_behind_the_one_that_tells_is_read_with_it() {
    let formula = (1..=28).map(|n| {
        let day = format!("2031-03-{n:02}");
        let text = format!("MINISTER QUILL:  Back then, my friends, sail number {n} was white.");
        remarks(&format!("Remarks on Sail {n}"), &day, &text)
    });
    let text = "Back then, my friends, the harbor was full of rats and thieves.";
    let files: Vec<_> = formula.chain([quill("Weir", text)]).collect();
    let record = record(&files);
    let verdicts = |text: &str| -> Vec<(String, usize)> {
        let article = Article::read(text, Format::Markdown);
        let report = check(&record, &article, &Options::default()).unwrap();
        let findings = report.checked.iter().flat_map(|one| &one.finding);
        let told = |finding: &Finding| (finding.verdict.as_str().to_owned(), finding.notes.len());
        findings.map(told).collect()
    };
    let verbatim = |notes| ("verbatim".to_owned(), notes);
    let first =
        "“Back then, my friends,” Ada Quill said, “the harbor was full of rats and thieves.”";
    assert_eq!(verdicts(first), [verbatim(1), verbatim(0)]);
    // Another's words are not read with hers, nor those of another order.
    let other = "Ada Quill said: “The harbor was full of rats and thieves.\n\n“Back then, my friends,” Boris Fenwick said.";
    assert_eq!(verdicts(other)[1].0, "misattributed");
    let turned =
        "“The harbor was full of rats and thieves,” Ada Quill said, “back then, my friends.”";
    assert_eq!(verdicts(turned)[1].0, "common");
}
