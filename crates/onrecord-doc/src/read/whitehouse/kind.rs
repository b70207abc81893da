//! The kind of a page: by its title, its section and its body.

use crate::model::{Document, Kind};

/// The kind of `document`, whose page stands in `section` of the site.
pub fn of(document: &Document, section: &str) -> Kind {
    let title = document.title.to_lowercase();
    let told =
        by_title(&title).filter(|kind| *kind != Kind::Address || !TELLING.contains(&section));
    by_section(&title, section)
        .or(told)
        .or_else(|| by_body(document))
        .unwrap_or_else(|| fallback(section))
}

/// Sections whose pages tell of an address, and do not hold it: "Leaders Applaud the President’s State of the Union Address".
const TELLING: &[&str] = &["articles", "blog", "releases", "statements-releases"];

/// Sections that decide whatever the title says.
fn by_section(title: &str, section: &str) -> Option<Kind> {
    match section {
        "press-briefings" if title.contains("call") => Some(Kind::PressCall),
        "press-briefings" => Some(Kind::PressBriefing),
        "legislation" => Some(Kind::Legislation),
        "disclosures" => Some(Kind::Disclosure),
        "research" => Some(Kind::Report),
        "fact-sheets" => Some(Kind::FactSheet),
        _ => None,
    }
}

fn by_title(title: &str) -> Option<Kind> {
    let rule = TITLES.iter().find(|(_, starts, has)| {
        (starts.is_empty() || starts.iter().any(|s| title.starts_with(s)))
            && (has.is_empty() || has.iter().any(|h| title.contains(h)))
    });
    rule.map(|(kind, ..)| *kind)
}

/// Orders, proclamations and letters do not always say in their title what they are.
fn by_body(document: &Document) -> Option<Kind> {
    let has = |words: &str| {
        document
            .blocks
            .iter()
            .any(|block| block.text.text().contains(words))
    };
    let head = |words: &str| {
        document
            .blocks
            .iter()
            .take(4)
            .any(|block| block.text.text().starts_with(words))
    };
    if has("NOW, THEREFORE") || has("IN WITNESS WHEREOF") {
        Some(Kind::Proclamation)
    } else if head("MEMORANDUM FOR") {
        Some(Kind::Memorandum)
    } else if head("TO THE CONGRESS")
        || head("To the Congress")
        || head("TO THE SENATE")
        || head("To the Senate")
    {
        Some(Kind::MessageToCongress)
    } else if head("Dear Mr. Speaker") || head("Dear Madam Speaker") || head("Dear Madam President")
    {
        Some(Kind::LetterToCongress)
    } else if has("hereby order") || has("By the authority vested in me") {
        Some(Kind::ExecutiveOrder)
    } else {
        None
    }
}

fn fallback(section: &str) -> Kind {
    match section {
        "speeches-remarks" | "remarks" => Kind::Remarks,
        "statements-releases" | "briefings-statements" => Kind::Statement,
        "articles" | "blog" | "releases" => Kind::Article,
        _ => Kind::Other,
    }
}

/// A kind, how the title begins, and what it holds (any of each; nothing means anything).
type Rule = (Kind, &'static [&'static str], &'static [&'static str]);

/// The first rule that fits decides. Seen in the titles of 14,396 pages.
const TITLES: &[Rule] = &[
    (
        Kind::FactSheet,
        &[
            "fact sheet",
            "background on",
            "what they are saying",
            "icymi",
        ],
        &[],
    ),
    (Kind::FactSheet, &[], &["fact sheet"]),
    (Kind::Readout, &["readout", "read out"], &[]),
    (
        Kind::JointStatement,
        &[],
        &[
            "joint statement",
            "joint declaration",
            "joint communique",
            "leaders’ statement",
            "leaders' statement",
        ],
    ),
    (
        Kind::JointStatement,
        &["g7 ", "quad leaders"],
        &["statement", "declaration", "communique"],
    ),
    (
        Kind::NewsConference,
        &[],
        &["press conference", "news conference"],
    ),
    (
        Kind::PressBriefing,
        &["press briefing", "press gaggle", "gaggle"],
        &[],
    ),
    (
        Kind::PressCall,
        &[
            "background press call",
            "press call",
            "on-the-record press call",
        ],
        &[],
    ),
    (Kind::Interview, &["interview"], &[]),
    (
        Kind::Exchange,
        &[],
        &["exchange with reporters", "pool spray"],
    ),
    (
        Kind::Address,
        &["inaugural address", "the inaugural address"],
        &[],
    ),
    (
        Kind::Address,
        &[],
        &[
            "address to the nation",
            "address to a joint session",
            "state of the union address",
        ],
    ),
    (
        Kind::Remarks,
        &[
            "remarks",
            "excerpts from remarks",
            "video remarks",
            "as prepared",
        ],
        &[],
    ),
    (
        Kind::Remarks,
        &[],
        &["remarks by", "remarks as prepared", "remarks of"],
    ),
    (Kind::Proclamation, &["a proclamation", "proclamation"], &[]),
    (Kind::ExecutiveOrder, &["executive order"], &[]),
    (Kind::Determination, &[], &["presidential determination"]),
    (
        Kind::Memorandum,
        &[
            "memorandum",
            "presidential memorandum",
            "national security memorandum",
        ],
        &[],
    ),
    (Kind::Notice, &["notice", "press release: notice"], &[]),
    (
        Kind::Notice,
        &[],
        &["continuation of the national emergency"],
    ),
    (
        Kind::MessageToCongress,
        &[
            "message to the congress",
            "message to the senate",
            "message to congress",
            "a message to the",
        ],
        &[],
    ),
    (
        Kind::LetterToCongress,
        &[
            "letter to the speaker",
            "text of a letter to the speaker",
            "letter to congress",
        ],
        &[],
    ),
    (
        Kind::LetterToCongress,
        &["letter", "a letter", "text of"],
        &["congress", "speaker", "senate"],
    ),
    (Kind::Message, &["message"], &[]),
    (Kind::Message, &[], &["presidential message"]),
    (Kind::Letter, &["letter", "a letter"], &[]),
    (
        Kind::DisasterDeclaration,
        &[],
        &[
            "disaster declaration",
            "emergency declaration",
            "approves major disaster",
        ],
    ),
    (
        Kind::Nominations,
        &[
            "nominations",
            "withdrawals sent",
            "president biden announces key",
            "president biden names",
            "president biden announces nominees",
        ],
        &[],
    ),
    (
        Kind::Nominations,
        &[],
        &[
            "nominations sent",
            "announces key nominees",
            "announces intent to nominate",
            "key nominee",
            "nominees",
            "appointments to",
            "intent to appoint",
        ],
    ),
    (
        Kind::Legislation,
        &[
            "bill signed",
            "bills signed",
            "press release: bill",
            "congressional bill",
        ],
        &[],
    ),
    (Kind::Schedule, &[], &["public schedule", "daily guidance"]),
    (Kind::Statement, &["statement", "a statement"], &[]),
    (
        Kind::Statement,
        &[],
        &["statement by", "statement from", "statement of"],
    ),
];

#[cfg(test)]
mod tests {
    use crate::{Hint, Kind, read};

    #[test]
    fn a_page_that_tells_of_an_address_is_none() {
        let kind = |title: &str, section: &str| {
            let address =
                format!("https://www.example.gov/briefing-room/{section}/2022/03/03/tide/");
            let head = format!("title: {title}\ndate: \"2022-03-03\"\ntags: {section}\n");
            let source = format!(
                "---\n{head}source_url: {address}\n---\n\n**TARN:** “The lamps are lit.”\n"
            );
            let path = format!("{section}/2022-03/2022-03-03-tide.md");
            let path = Some(path.as_str());
            let document = read(source.as_bytes(), Hint { path }).document;
            (document.kind, document.turns.len())
        };
        let of_rowers = "Rowers Applaud the President’s State of the Union Address";
        assert_eq!(kind(of_rowers, "statements-releases"), (Kind::Statement, 0));
        let watch = "How to Watch the State of the Union Address";
        assert_eq!(kind(watch, "blog"), (Kind::Article, 0));
        let address = "Remarks by President Invented in State of the Union Address";
        assert_eq!(kind(address, "speeches-remarks").0, Kind::Address);
    }
}
