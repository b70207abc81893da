use super::*;
use crate::{Hint, read};

fn difference(old: &str, new: &str) -> Difference {
    let parse = |text: &str| read(text.as_bytes(), Hint::default()).document;
    let (a, b) = (parse(old), parse(new));
    Difference::with_sources((&a, Some(old.as_bytes())), (&b, Some(new.as_bytes())))
}

/// Each change as `reason: [-old-]{+new+}`.
fn changes(old: &str, new: &str) -> Vec<String> {
    let difference = difference(old, new);
    let change = |change: &Change| {
        let (old, new) = (&change.old.text, &change.new.text);
        format!("{}: [-{old}-]{{+{new}+}}", change.reason.as_str())
    };
    difference.changes.iter().map(change).collect()
}

/// All paragraphs as they are shown inline.
fn inline(old: &str, new: &str) -> String {
    let paragraphs = difference(old, new).paragraphs(3);
    let mut out = String::new();
    for paragraph in paragraphs {
        if paragraph.skipped > 0 {
            out.push_str(&format!("({} more)\n", paragraph.skipped));
        }
        for segment in paragraph.segments {
            out.push_str(&match segment {
                Segment::Same(text) => text,
                Segment::Out(text) => format!("[-{text}-]"),
                Segment::In(text) => format!("{{+{text}+}}"),
                Segment::Elided => " …".to_owned(),
            });
        }
        out.push('\n');
    }
    out
}

#[track_caller]
fn one(old: &str, new: &str, expected: &str) {
    assert_eq!(changes(old, new), [expected]);
}

#[test]
fn substance() {
    one(
        "It costs $664 a year.",
        "It costs $645 a year.",
        "number: [-$664-]{+$645+}",
    );
    one(
        "It costs $664 a year.",
        "It costs 664 a year.",
        "number: [-$664-]{+664+}",
    );
    one(
        "We will go there.",
        "We will not go there.",
        "negation: [--]{+not+}",
    );
    one(
        "It is a legal order.",
        "It is an illegal order.",
        "negation: [-a legal-]{+an illegal+}",
    );
    one(
        "We may go there.",
        "We will go there.",
        "modal: [-may-]{+will+}",
    );
    one(
        "We spoke with Fabula today.",
        "We spoke with Ruritania today.",
        "name: [-Fabula-]{+Ruritania+}",
    );
    one(
        "He met the men of Iran there.",
        "He met the men of Iraq there.",
        "name: [-Iran-]{+Iraq+}",
    );
    one(
        "He said they went home.",
        "He said we went home.",
        "person: [-they-]{+we+}",
    );
    one(
        "It was a grave mistake.",
        "It was a mistake.",
        "words: [-grave-]{+{}+}".replace("{}", "").as_str(),
    );
    one(
        "The pilots came, saw and helped.",
        "The pilots came, saw and hindered.",
        "words: [-helped-]{+hindered+}",
    );
    one(
        "The bridge is open. Nobody paid for it. Ships pass.",
        "The bridge is open. Ships pass.",
        "sentence_removed: [-Nobody paid for it.-]{++}",
    );
    one(
        "One two three.\n\nFive six.",
        "One two three.\n\nNobody came to the harbor.\n\nFive six.",
        "sentence_added: [--]{+Nobody came to the harbor.+}",
    );
    one(
        "The toll was <s>nine</s> \\[five\\] crowns.",
        "The toll was <s>nine</s> \\[six\\] crowns.",
        "number: [-five-]{+six+}",
    );
    one(
        "The toll was nine crowns.",
        "The toll was <s>nine</s> crowns.",
        "struck: [-nine-]{+nine+}",
    );
}

#[test]
fn corrections() {
    one(
        "They recieved the guests.",
        "They received the guests.",
        "spelling: [-recieved-]{+received+}",
    );
    one(
        "They saw teh ship.",
        "They saw the ship.",
        "spelling: [-teh-]{+the+}",
    );
    one(
        "He met Oren Valdaquyst here.",
        "He met Oren Valdaquist here.",
        "spelling: [-Valdaquyst-]{+Valdaquist+}",
    );
    one(
        "The ship sail at night.",
        "The ship sails at night.",
        "word_form: [-sail-]{+sails+}",
    );
    one(
        "We go to to the harbor.",
        "We go to the harbor.",
        "repetition: [-to-]{++}",
    );
    one(
        "They went in to the harbor.",
        "They went into the harbor.",
        "division: [-in to-]{+into+}",
    );
    one(
        "We went to harbor.",
        "We went to the harbor.",
        "small_word: [--]{+the+}",
    );
    one(
        "We went, and stayed.",
        "We went and stayed.",
        "punctuation: [-,-]{++}",
    );
    one(
        "The harbor Is open.",
        "The harbor is open.",
        "capitals: [-Is-]{+is+}",
    );
    one(
        "He said \"yes twice.",
        "He said “yes twice.",
        "typography: [-\"-]{+“+}",
    );
    one(
        "It isnâ€™t so today.",
        "It isn’t so today.",
        "broken: [-isnâ€™t-]{+isn’t+}",
    );
    one(
        "See [it](https://example.org/a).",
        "See [it](https://example.org/b).",
        "link: [-https://example.org/a-]{+https://example.org/b+}",
    );
}

#[test]
fn formatting() {
    assert_eq!(
        changes("We **will** go.", "We *will* go."),
        ["markup: [-**-]{+*+}"]
    );
    one("We will\ngo.", "We will go.", "space: [--]{++}");
    one(
        "One two. Three four.",
        "One two.\n\nThree four.",
        "paragraphs: [-Three four.-]{+Three four.+}",
    );
    assert_eq!(changes("We will go.", "We will go."), [""; 0]);
    let moved = changes(
        "The bridge will be open soon.\n\nThe pilots came to Port Invention.\n\nShips may pass at night.",
        "The pilots came to Port Invention.\n\nShips may pass at night.\n\nThe bridge will be open soon.",
    );
    assert_eq!(moved.len(), 2);
    assert!(moved.iter().all(|change| change.starts_with("moved: ")));
}

#[test]
fn lists_and_navigation() {
    let bare = "The order is:\n\nShips may pass at night.\n\nNobody pays for it.\n";
    let numbered = "The order is:\n\n(1) Ships may pass at night.\n\n(2) Nobody pays for it.\n";
    assert_eq!(
        changes(bare, numbered),
        ["numbering: [--]{+(1)+}", "numbering: [--]{+(2)+}"]
    );
    let attached = format!("{bare}\norder-12Download\n");
    assert_eq!(
        changes(bare, &attached),
        ["navigation: [--]{+order-12Download+}"]
    );
    let navigated = format!("Home\n\n* News\n* Articles\n\n{bare}");
    let changed = changes(&navigated.replace("Home\n\n*", "* Home\n*"), bare);
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].starts_with("navigation: "), "{changed:?}");
}

#[test]
fn another_text_is_no_edit() {
    let word = |at: u32| format!("w{}", at * 7 % 101);
    let page = |from: u32| (from..from + 80).map(word).collect::<Vec<_>>().join(" ");
    let changed = changes(&page(0), &page(5000).replace('w', "v"));
    assert_eq!(changed.len(), 1);
    assert!(changed[0].starts_with("replaced: "));
}

const PAGE: &str = "---\ntitle: T\ndate: '2031-03-05'\nsource_url: https://www.example.gov/remarks/2031/03/05/t/\nmodified_time: M\n---\n\nMR. EXAMPLE: We thank you. (Applause.) It is late.\n\nEND 2:30 P.M. EST\n";

#[test]
fn transcripts_and_metadata() {
    let changed = |from: &str, to: &str| changes(PAGE, &PAGE.replace(from, to));
    assert_eq!(
        changed("(Applause.) ", ""),
        ["direction: [-(Applause.)-]{++}"]
    );
    assert_eq!(changed("2:30", "2:35"), ["setting: [-2:30-]{+2:35+}"]);
    assert_eq!(
        changed("MR. EXAMPLE", "MS. OTHER"),
        ["speaker: [-MR. EXAMPLE-]{+MS. OTHER+}"]
    );
    let extent = |from: &str, to: &str| difference(PAGE, &PAGE.replace(from, to)).extent();
    assert_eq!(
        extent("modified_time: M", "modified_time: N"),
        Extent::Metadata
    );
    assert_eq!(extent("title: T", "title: T\ntags: x"), Extent::Metadata);
    assert_eq!(extent("We thank", "We *thank*"), Extent::Markup);
    assert_eq!(extent("late", "early"), Extent::Words);
    assert_eq!(extent("x", "x"), Extent::Nothing);
    let title = difference(PAGE, &PAGE.replace("title: T", "title: 12 Bridges"));
    assert_eq!(title.kind(), Some(Kind::Substance));
}

#[test]
fn inline_as_people_read() {
    let old = "A first paragraph.\n\nThe harbor of Port Invention will be open on Monday at nine to all ships.\n\nAnother one.\n\nThe end of it all.\n";
    let new = "A first paragraph.\n\nThe harbor of Port Invention will be open on Tuesday at nine to all ships.\n\nAnother one.\n\nA new one.\n\nThe end of it all.\n";
    assert_eq!(
        inline(old, new),
        "(1 more)\n … be open on[- Monday-]{+ Tuesday+} at nine to all ships.\n(1 more)\n{+A new one.+}\n"
    );
    assert_eq!(
        inline(
            "One two three.\n\nFour five six.\n",
            "One two nine.\n\nFour five six.\n"
        ),
        "One two[- three-]{+ nine+}.\n"
    );
}

mod any {
    use super::*;
    use proptest::prelude::*;

    fn texts() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "the",
            "harbor",
            "not",
            "5",
            "Fabula",
            "—",
            ",",
            ".",
            "\n\n",
            "**",
            "é",
            "’",
            "(Laughter.)",
            "<s>",
            "</s>",
        ]);
        prop::collection::vec(words, 0..40).prop_map(|words| words.join(" "))
    }

    proptest! {
        /// What is shown of a difference gives both texts back, and equal texts have none.
        #[test]
        fn both_texts_come_back(old in texts(), new in texts()) {
            let difference = difference(&old, &new);
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            let whole = |tokens: &Tokens| squeezed(&tokens.text(&tokens.all));
            let (mut from, mut to) = (String::new(), String::new());
            for run in &difference.runs {
                from.push_str(&squeezed(&difference.old.text(&difference.old.all[run.old.clone()])));
                to.push_str(&squeezed(&difference.new.text(&difference.new.all[run.new.clone()])));
            }
            prop_assert_eq!(from, whole(&difference.old));
            prop_assert_eq!(to, whole(&difference.new));
            let _ = difference.paragraphs(2);
            for change in &difference.changes {
                prop_assert!(change.old.source.end() <= old.len() && change.new.source.end() <= new.len());
            }
            prop_assert_eq!(super::difference(&old, &old).extent(), Extent::Nothing);
        }
    }
}
