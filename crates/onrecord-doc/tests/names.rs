//! Names under authority control. The documents are invented.
#![allow(clippy::unwrap_used)]

use onrecord_doc::authority::names::{
    Change, Context, Correction, Gathered, Names, Role, Scheme, Surnames, resolve, sightings,
};
use onrecord_doc::{Document, Heading, Hint, read};

/// An invented transcript in the form of the White House pages.
fn transcript(title: &str, day: &str, body: &str) -> Document {
    let text = format!(
        "---\ntitle: \"{title}\"\ndate: '{day}'\nsource_url: \
         https://www.example.gov/briefing-room/press-briefings/{}/invented/\n---\n\n{body}\n",
        day.replace('-', "/")
    );
    let path = format!("press-briefings/{}/{day}-invented.md", &day[..7]);
    read(text.as_bytes(), Hint { path: Some(&path) }).document
}

fn briefing() -> Document {
    transcript(
        "Press Briefing by Press Secretary Ada Quill",
        "2031-03-03",
        "MS. QUILL: Good afternoon. Tobin Ashgrove is with us.\n\n\
         MR. ASHGROVE: Thank you, Ada.\n\n\
         MR. ASHGRVOE: We raise the dues.\n\n\
         MS. QUILL: Thank you, Mr. Ashgrove. Senator Bo Sample spoke, and so did Governor Cy Sample.\n\n\
         MR. STRANGER: A question.",
    )
}

fn names(documents: &[Document]) -> Names {
    let said = [
        "Ada Quill",
        "Tobin Ashgrove",
        "Mr. Ashgrvoe",
        "Mr. Stranger",
        "Bo Sample",
    ];
    let surnames = Surnames::new(said);
    let mut gathered = Gathered::default();
    for (handle, document) in documents.iter().enumerate() {
        gathered.add(handle as u64, sightings(document, &surnames));
    }
    Names::new(gathered.settle())
}

fn heading(mention: &str, document: &Document) -> Option<String> {
    let context = Context {
        document: Some(document),
        ..Context::default()
    };
    resolve(mention, &context).map(|found| found.heading)
}

#[test]
fn a_document_says_who_is_meant() {
    let document = briefing();
    for (mention, expected) in [
        ("MS. QUILL", Some("Quill, Ada")),
        ("Mr. Ashgrove", Some("Ashgrove, Tobin")),
        ("MR. ASHGRVOE", Some("Ashgrove, Tobin")),
        ("Ada", Some("Quill, Ada")),
        ("Senator Sample", Some("Sample, Bo")),
        ("Governor Sample", Some("Sample, Cy")),
        ("Mr. Sample", None),
        ("Quill Center", None),
        ("Mr. Stranger", None),
    ] {
        assert_eq!(
            heading(mention, &document).as_deref(),
            expected,
            "{mention}"
        );
    }
}

#[test]
fn one_surname_may_be_two_persons() {
    let none = Context::default();
    let on = |day: &str| Context {
        on: day.parse().ok(),
        ..Context::default()
    };
    let person =
        |mention: &str, context: &Context<'_>| resolve(mention, context).map(|found| found.heading);
    assert_eq!(person("Jill Biden", &none).as_deref(), Some("Biden, Jill"));
    assert_eq!(
        person("Joseph R. Biden, Sr.", &none).as_deref(),
        Some("Biden, Joseph R., Sr.")
    );
    assert_eq!(person("Ms. Sullivan", &on("2022-03-01")), None);
    assert_eq!(person("President Bush", &on("2022-03-01")), None);
    let sentence = "President Bush signed it in 1990.";
    let then = Context {
        sentence: Some(sentence),
        at: Some(0),
        ..on("2022-03-01")
    };
    assert_eq!(
        person("President Bush", &then).as_deref(),
        Some("Bush, George H.W.")
    );
    assert_eq!(
        person("President Johnson", &on("2022-03-01")).as_deref(),
        Some("Johnson, Lyndon B.")
    );
}

#[test]
fn things_called_after_persons_are_nobody() {
    let sentence = "We met at the Kennedy Center with Johnson & Johnson.";
    for (mention, at) in [
        ("Kennedy", 14),
        ("Johnson & Johnson", 34),
        ("Kennedy Center", 14),
    ] {
        let context = Context {
            sentence: Some(sentence),
            at: Some(at),
            ..Context::default()
        };
        assert_eq!(resolve(mention, &context), None, "{mention}");
    }
}

#[test]
fn persons_are_gathered_with_their_forms() {
    let names = names(&[briefing()]);
    let quill = names.person("Quill, Ada").unwrap();
    let forms: Vec<_> = quill
        .variants
        .iter()
        .map(|v| (v.form.as_str(), v.role, v.count()))
        .collect();
    assert!(
        forms.contains(&("MS. QUILL", Role::Speaker, 2)),
        "{forms:?}"
    );
    assert!(
        forms.contains(&("Press Secretary Ada Quill", Role::Mention, 1)),
        "{forms:?}"
    );
    let said = quill.offices_said(&|_| "2031-03-03".parse().ok());
    assert_eq!(said[0].title, "Press Secretary");
    let ashgrove = names.person("Ashgrove, Tobin").unwrap();
    let slip = ashgrove
        .variants
        .iter()
        .find(|v| v.form == "MR. ASHGRVOE")
        .unwrap();
    assert!(slip.why.contains("Jaro-Winkler"), "{}", slip.why);
    let stranger = names.person("Stranger (Mr.)").unwrap();
    assert!(!stranger.sure);
    assert!(names.person("Sample, Bo").is_none(), "only spoken of");
    assert_eq!(names.search("ashgrove")[0].heading, "Ashgrove, Tobin");
}

#[test]
fn a_label_is_known_from_other_documents() {
    let alone = transcript(
        "A Word by Mr. Ashgrove",
        "2031-03-04",
        "MR. ASHGROVE: A word.",
    );
    let names = names(&[briefing(), alone]);
    let ashgrove = names.person("Ashgrove, Tobin").unwrap();
    assert_eq!(ashgrove.documents().len(), 2);
    assert!(names.person("Ashgrove (Mr.)").is_none());
}

#[test]
fn corrections_win() {
    let mut names = names(&[briefing()]);
    let mut say = |change| {
        let correction = Correction {
            time: "2031-03-05T00:00:00Z".into(),
            change,
            reason: "it is so".into(),
        };
        let again = Correction::parse(&correction.line()).unwrap();
        assert_eq!(again, correction);
        names.apply(&again)
    };
    let name = |text: &str| text.to_owned();
    say(Change::Merge {
        person: name("Stranger (Mr.)"),
        into: name("Ashgrove, Tobin"),
    })
    .unwrap();
    say(Change::Split {
        person: name("Ashgrove, Tobin"),
        form: name("MR. ASHGRVOE"),
        to: name("Ashgrvoe, Ed"),
    })
    .unwrap();
    say(Change::Prefer {
        person: name("Quill, Ada"),
        heading: name("Quill, Ada B."),
    })
    .unwrap();
    say(Change::Identify {
        person: name("Quill, Ada B."),
        scheme: Scheme::Wikidata,
        id: name("Q1"),
    })
    .unwrap();
    assert!(
        say(Change::Merge {
            person: name("Nobody"),
            into: name("Quill, Ada B.")
        })
        .is_err()
    );
    let headings: Vec<_> = names
        .all()
        .iter()
        .map(|person| person.heading.as_str())
        .collect();
    assert_eq!(
        headings,
        ["Ashgrove, Tobin", "Ashgrvoe, Ed", "Quill, Ada B."]
    );
    let ashgrove = names.person("Ashgrove, Tobin").unwrap();
    assert!(
        ashgrove.merged[0].contains("by hand, 2031-03-05"),
        "{:?}",
        ashgrove.merged
    );
}

/// What documents file under one heading may be found to mean a person of another.
#[test]
fn a_heading_of_documents_leads_to_the_person() {
    let mut document = briefing();
    document.names = ["Sample, Bo", "Quill, Ada"].map(Heading::parse).to_vec();
    let mut names = names(&[document]);
    let merge = Correction {
        time: "2031-03-05T00:00:00Z".into(),
        change: Change::Merge {
            person: "Sample, Bo".into(),
            into: "Quill, Ada".into(),
        },
        reason: "her pen name".into(),
    };
    names.apply(&merge).unwrap();
    assert!(names.person("Sample, Bo").is_none());
    let meant = |heading: &str| names.meant_by(heading).map(|person| &person.heading[..]);
    assert_eq!(meant("Sample, Bo"), Some("Quill, Ada"));
    assert_eq!(meant("Quill, Ada"), Some("Quill, Ada"));
    assert_eq!(meant("Nobody, Al"), None);
}
