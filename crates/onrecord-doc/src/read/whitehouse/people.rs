//! Who speaks and who issues.

use crate::Date;
use crate::authority::{self, Agreement};
use crate::model::{BlockKind, Document, Kind, Speaker, SpeakerKind};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The people of one document, by their labels.
pub struct Cast {
    on: Option<Date>,
    title: String,
    /// The persons whom the title names; asked for where there is a label, which most documents do not have.
    named: OnceCell<Vec<String>>,
    known: BTreeMap<String, Speaker>,
}

impl Cast {
    /// Nobody yet.
    pub fn of(document: &Document) -> Self {
        Self {
            on: document.dates.issued,
            title: document.title.clone(),
            named: OnceCell::new(),
            known: BTreeMap::new(),
        }
    }

    fn named(&self) -> &[String] {
        self.named.get_or_init(|| {
            let named = named(&self.title, self.on).into_iter();
            let persons = named.filter(|s| s.kind == SpeakerKind::Person);
            persons.map(|s| s.name).collect()
        })
    }

    /// Who stands behind a label.
    pub fn speaker(&mut self, label: &str) -> Speaker {
        if let Some(speaker) = self.known.get(label) {
            return speaker.clone();
        }
        let speaker = self.find(label);
        self.known.insert(label.to_owned(), speaker.clone());
        speaker
    }

    fn find(&self, label: &str) -> Speaker {
        if let Some(kind) = unnamed(label) {
            let name = if kind == SpeakerKind::Reporter {
                "a reporter".into()
            } else {
                lower(label)
            };
            return Speaker { name, kind };
        }
        // "FIRST LADY QUILL" is not the president of that surname, whom the title names first.
        if label.starts_with("FIRST LADY ")
            && let Some(lady) = authority::resolve(label, self.on)
        {
            return lady;
        }
        // A label with a given name of its own is somebody else of that surname.
        let first = |name: &&String| {
            names_surname(label, name) && authority::compare(label, name) != Agreement::Different
        };
        if let Some(name) = self.named().iter().find(first)
            && !label.starts_with("THE ")
        {
            return Speaker::person(name.clone());
        }
        let known = authority::resolve(label, self.on).filter(|known| !self.is_above(label, known));
        let known = known.or_else(|| self.titled(label).map(Speaker::person));
        known.unwrap_or_else(|| Speaker {
            name: capitalised(label),
            kind: SpeakerKind::Label,
        })
    }

    /// "MR. ROBERTS" at a ball game: a label without an office does not mean a head of state or government, or
    /// the chief justice, of that surname, whom a transcript calls by the office.
    fn is_above(&self, label: &str, known: &Speaker) -> bool {
        let plain = ["DR. ", "MR. ", "MRS. ", "MS. "];
        let above = |office: &&str| ABOVE.iter().any(|head| office.starts_with(head));
        plain.iter().any(|title| label.starts_with(title))
            && authority::offices(&known.name, self.on).iter().any(above)
    }

    /// The person whom the title calls by the office of a label: THE PRESIDENT is Bo Invented in
    /// "Remarks by President Bo Invented".
    fn titled(&self, label: &str) -> Option<String> {
        let office = capitalised(label.strip_prefix("THE ")?);
        let at = self.title.find(&format!(" {office} "))? + office.len() + 2;
        let words = self.title[at..].split(' ');
        let name = words.take_while(|word| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || "-.’'".contains(c))
        });
        let name: Vec<&str> = name.take(3).collect();
        if name.len() > 1 {
            return Some(name.join(" "));
        }
        // "Remarks by Director Invented at the Weir"
        let surname = name.first()?;
        let mut named = self.named().iter();
        named.find(|name| names_surname(surname, name)).cloned()
    }
}

/// Offices whose holders are called by them.
const ABOVE: &[&str] = &[
    "Chair of the Federal Reserve",
    "Chancellor of",
    "Chief Justice",
    "King of",
    "President of",
    "Prime Minister of",
    "Taoiseach",
];

/// Labels that name nobody.
fn unnamed(label: &str) -> Option<SpeakerKind> {
    let bare = label.trim_end_matches(|c: char| c.is_ascii_digit() || " #:.".contains(c));
    let has = |word: &str| bare.contains(word);
    if bare == "Q" || has("REPORTER") || bare == "PRESS" {
        Some(SpeakerKind::Reporter)
    } else if has("AUDIENCE") || has("PARTICIPANT") || bare == "CROWD" || bare == "CHILD" {
        Some(SpeakerKind::Audience)
    } else if has("MODERATOR") || has("OPERATOR") || has("EMCEE") || bare == "ANNOUNCER" {
        Some(SpeakerKind::Moderator)
    } else if has("INTERPRETER") || has("TRANSLATOR") {
        Some(SpeakerKind::Interpreter)
    } else if has("OFFICIAL") || has("AIDE") || bare == "STAFF" {
        Some(SpeakerKind::Official)
    } else {
        None
    }
}

/// Whether the label ends in the surname of a full name.
fn names_surname(label: &str, name: &str) -> bool {
    let fold = |text: &str| onrecord_text::Folded::new(text).to_string();
    let (label, name) = (fold(label), fold(name));
    let surname_at = name.find(' ').map_or(0, |at| at + 1);
    let mut from = surname_at;
    while from < name.len() {
        let surname = &name[from..];
        if surname.len() > 2 && (label == surname || label.ends_with(&format!(" {surname}"))) {
            return true;
        }
        from = name[from..]
            .find(' ')
            .map_or(name.len(), |at| from + at + 1);
    }
    false
}

/// Who issues a document.
pub fn issuers(document: &Document) -> Vec<Speaker> {
    let title = document.title.as_str();
    let on = document.dates.issued;
    let president = || {
        authority::resolve("the President", on)
            .into_iter()
            .collect::<Vec<_>>()
    };
    let house = || vec![Speaker::body("The White House")];
    match document.kind {
        Kind::ExecutiveOrder
        | Kind::Proclamation
        | Kind::Memorandum
        | Kind::Determination
        | Kind::Notice
        | Kind::MessageToCongress
        | Kind::LetterToCongress => president(),
        Kind::Message | Kind::Letter if !title.contains("First Lady") => {
            writers(title, on).unwrap_or_else(president)
        }
        Kind::FactSheet | Kind::Readout | Kind::Legislation | Kind::Disclosure | Kind::Schedule => {
            house()
        }
        Kind::Article => byline(document).unwrap_or_else(house),
        Kind::Nominations | Kind::DisasterDeclaration if !title.starts_with("Statement") => house(),
        Kind::JointStatement => joint(title, on),
        Kind::Other | Kind::Report | Kind::List => house(),
        _ => {
            let named: Vec<Speaker> = named(title, on);
            if named.is_empty() { house() } else { named }
        }
    }
}

/// Who have written a letter by its title: "Letter from Dr. Ada Quill: …", "Second Letter from Ada Quill, Counsel to the
/// President, to Boris Fenwick". One that names nobody is the president's.
fn writers(title: &str, on: Option<Date>) -> Option<Vec<Speaker>> {
    let start = title.to_ascii_lowercase().find("letter from ")?;
    let found = named(&title[start..], on);
    (!found.is_empty()).then_some(found)
}

/// Who have signed a post by the line above it: "By Ada Quill, Harbor Coordinator", "By: Ada Quill & Boris Fenwick" (20 of
/// the 46 posts of the corpus, and two articles).
fn byline(document: &Document) -> Option<Vec<Speaker>> {
    let texts = document.blocks.iter().take(LINES_ABOVE);
    let lines = texts.filter(|block| block.kind == BlockKind::Paragraph);
    let line = lines.map(|block| block.text.text()).find_map(|text| {
        let rest = text.strip_prefix("By")?.trim_start_matches(':');
        let short = text.len() <= LONGEST_BYLINE && !text.ends_with(['.', '?', '!']);
        rest.strip_prefix(' ').filter(|_| short)
    })?;
    // Behind the names stand offices, the first of which ends the list.
    let names = line.split(", ").flat_map(|part| part.split(" & "));
    let names = names.flat_map(|part| part.split(" and "));
    let found = names.map_while(|name| writer(name, document.dates.issued));
    let found: Vec<Speaker> = found.collect();
    (!found.is_empty()).then_some(found)
}

/// The person of a line above a post: "Ada Quill", "Harbor Adviser Ada Quill".
fn writer(name: &str, on: Option<Date>) -> Option<Speaker> {
    let name = name.trim().trim_start_matches("and ").trim_end_matches(',');
    let known = authority::resolve(name, on).filter(|who| who.kind == SpeakerKind::Person);
    let titles = |word: &str| word.starts_with(char::is_uppercase);
    let unknown = || authority::at_end(name).filter(|_| name.split(' ').all(titles));
    known.or_else(|| unknown().map(Speaker::person))
}

/// In so many lines above a post is it signed.
const LINES_ABOVE: usize = 3;
/// The longest line with names and offices, in bytes; the longest of the corpus has 129.
const LONGEST_BYLINE: usize = 160;

/// The body that a phrase begins with: "North Atlantic Treaty Organization Heads of State".
fn body_at_head(phrase: &str, on: Option<Date>) -> Option<Speaker> {
    let ends = phrase
        .match_indices(' ')
        .map(|(at, _)| at)
        .chain([phrase.len()]);
    let mut forms = ends.filter_map(|end| authority::resolve(&phrase[..end], on));
    forms.rfind(|speaker| speaker.kind == SpeakerKind::Body)
}

fn joint(title: &str, on: Option<Date>) -> Vec<Speaker> {
    let named = named(title, on);
    if named.is_empty() {
        vec![Speaker::body("The parties to the joint statement")]
    } else {
        named
    }
}

/// The persons and bodies that a title names behind "by", "from" and the like, or as those whose
/// statement it is.
fn named(title: &str, on: Option<Date>) -> Vec<Speaker> {
    static OF_OWNERS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let leftmost = MatchKind::LeftmostFirst;
        finder(AhoCorasick::builder().match_kind(leftmost), OWNED)
    });
    if let Some(owned) = OF_OWNERS.find(title) {
        let all: Option<Vec<_>> = persons(&title[..owned.start()])
            .map(|one| authority::resolve(one, on))
            .collect();
        if let Some(owners) = all {
            return owners;
        }
    }
    let title = Title::new(title);
    // "Image from Webb Space Telescope" is nothing that anybody says.
    let said = title.first_utterance();
    let before = BEFORE.iter().filter_map(|word| title.behind(word));
    let first = before.filter(|start| said.is_some_and(|said| said <= *start));
    let first = first.min();
    // "Excerpts from Remarks by Ada Quill"
    let by = title.behind(" by ");
    let by = by.filter(|by| first.is_some_and(|first| first < *by));
    let mut found = [first, by].into_iter().flatten();
    let found = found.find_map(|start| {
        let found = named_at(&title, start, on);
        (!found.is_empty()).then_some(found)
    });
    found.unwrap_or_default()
}

/// Finds the first of some words: the one that ends first, unless the builder says otherwise.
fn finder(builder: &AhoCorasickBuilder, words: &[&str]) -> AhoCorasick {
    let finder = builder.build(words);
    finder.expect("some twenty short words make an automaton")
}

/// A title, which may be in capitals: "REMARKS BY VICE PRESIDENT HARRIS AT THE FORUM".
struct Title<'a> {
    text: &'a str,
    shouted: bool,
}

impl<'a> Title<'a> {
    fn new(text: &'a str) -> Self {
        let shouted = !text.contains(char::is_lowercase);
        Self { text, shouted }
    }

    /// The end of the first place where a word stands.
    fn behind(&self, word: &str) -> Option<usize> {
        let at = match self.shouted {
            true => self.text.find(&word.to_ascii_uppercase()),
            false => self.text.find(word),
        };
        at.map(|at| at + word.len())
    }

    /// The end of the first word for something that is said or asked.
    fn first_utterance(&self) -> Option<usize> {
        static SAID: LazyLock<AhoCorasick> = LazyLock::new(|| {
            finder(
                AhoCorasick::builder().ascii_case_insensitive(true),
                UTTERANCES,
            )
        });
        SAID.find(self.text).map(|noun| noun.end())
    }

    /// Whether a word stands at a byte.
    fn has(&self, word: &str, at: usize) -> bool {
        let here = self.text.as_bytes().get(at..at + word.len());
        here.is_some_and(|here| match self.shouted {
            true => here.eq_ignore_ascii_case(word.as_bytes()),
            false => here == word.as_bytes(),
        })
    }

    /// Where the names end that begin at a byte.
    fn end_of_names(&self, start: usize) -> usize {
        let staff = |at: usize| {
            OF_STAFF
                .iter()
                .any(|staff| self.text[at..].starts_with(staff))
        };
        let ends = |at: &usize| BEHIND.iter().any(|word| self.has(word, *at)) && !staff(*at);
        let places = memchr::memchr2_iter(b' ', b':', &self.text.as_bytes()[start..]);
        let mut places = places.map(|at| start + at);
        places.find(ends).unwrap_or(self.text.len())
    }
}

/// "Ada Quill, Boris Fenwick and the harbor board", one by one.
fn persons(names: &str) -> impl Iterator<Item = &str> {
    let parts = names
        .split(", ")
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "));
    parts.map(|part| {
        part.trim()
            .trim_start_matches("and ")
            .trim_start_matches("the ")
    })
}

/// Those whom a title names from a byte on.
fn named_at(title: &Title, start: usize, on: Option<Date>) -> Vec<Speaker> {
    let names = &title.text[start..title.end_of_names(start)];
    let mut found: Vec<Speaker> = Vec::new();
    for part in persons(names) {
        let staff = OF_STAFF.iter().any(|staff| part.contains(staff));
        let whole = || authority::resolve(part, on).or_else(|| body_at_head(part, on));
        let speaker = whole().filter(|_| !staff).or_else(|| {
            let words = part.split(' ').count();
            authority::at_end(part)
                .filter(|name| words >= 2 && !is_no_name(name))
                .map(Speaker::person)
        });
        found.extend(speaker.filter(|speaker| !found.contains(speaker)));
    }
    found
}

/// Whether words of a title that are written as a name are none: of an event, or with a mark in them.
fn is_no_name(words: &str) -> bool {
    let thing = |word: &str| NO_SURNAMES.contains(&word);
    let marked = words.contains(['“', '”', '"', '(', ')', '&']);
    let owned = |word: &str| word.ends_with("’s") || word.ends_with("'s");
    marked || words.split(' ').any(|word| owned(word) || thing(word))
}

/// What a title may name where it could name a person: "… with Stamp Unveiling Ceremony", "to the Dominican
/// Republic". Read from the titles of the corpus.
const NO_SURNAMES: &[&str] = &[
    "Agenda",
    "Americans",
    "Arabia",
    "Award",
    "Bidenomics",
    "Capital",
    "Ceremony",
    "Community",
    "Companies",
    "Concert",
    "Conference",
    "Congress",
    "Corridor",
    "Day",
    "Dinner",
    "Diseases",
    "Emirates",
    "Entities",
    "Event",
    "Extension",
    "Forum",
    "Frontier",
    "Funding",
    "Hawaiian",
    "Initiatives",
    "Investments",
    "Leaders",
    "Luncheon",
    "Measures",
    "Meeting",
    "Moonshot",
    "Officials",
    "Reception",
    "Republic",
    "Reserve",
    "Respects",
    "Retailers",
    "Rica",
    "Roundtable",
    "Route",
    "Sapling",
    "Shot",
    "Summit",
    "Steps",
    "Telescope",
    "Ticketing",
    "Trip",
    "Vaccinated",
    "Visit",
    "Word",
    "Workers",
    "Years",
];

/// What somebody says or is asked, before whose name stands "by", "from" or "with".
const UTTERANCES: &[&str] = &[
    "address",
    "brief",
    "call",
    "conference",
    "conversation",
    "discussion",
    "excerpt",
    "gaggle",
    "interview",
    "letter",
    "message",
    "readout",
    "remark",
    "speech",
    "statement",
    "toast",
    "transcript",
    "video",
];

/// Behind the office of whoever works for them: "Press Secretary to the Vice President Ada Quill" is
/// not the press secretary.
const OF_STAFF: &[&str] = &[
    " to the First Lady ",
    " to the President ",
    " to the Vice President ",
];

/// What stands behind a name in a title that begins with it.
const OWNED: &[&str] = &[
    "’s Statement",
    "'s Statement",
    "’s Remarks",
    "'s Remarks",
    "’s Message on ",
    " Statement Ahead ",
    " Statement Regarding ",
    " Statement on ",
    " Remarks on ",
];
/// What stands before the names in a title.
const BEFORE: &[&str] = &[
    " by ",
    " By ",
    " from ",
    " From ",
    " of President",
    " with ",
    "Remarks of ",
    "Statement of ",
    " between ",
];
/// What ends the names in a title. Each begins with a space or a colon.
const BEHIND: &[&str] = &[
    " on ",
    " On ",
    " at ",
    " At ",
    " in ",
    " In ",
    " before ",
    " Before ",
    " after ",
    " After ",
    " during ",
    " During ",
    " aboard",
    " Aboard",
    " ahead of ",
    " Ahead of ",
    " announc",
    " Announc",
    " A New ",
    " Applauding ",
    " Assessing ",
    " Commemorating ",
    " Condemning ",
    " Congratulating ",
    " Delivering ",
    " Discussing ",
    " Encouraging ",
    " Extending ",
    " Five Years ",
    " Four Years ",
    " Highlighting ",
    " Hosting ",
    " Kicking ",
    " Laying Out ",
    " Mourning ",
    " One Year ",
    " Paying ",
    " Previewing ",
    " Reaffirming ",
    " Receiving ",
    " Recognizing ",
    " Remembering ",
    " Sending ",
    " Thanking ",
    " Three Years ",
    " Two Years ",
    " Urging ",
    " Warning ",
    " While ",
    " Welcoming ",
    " to ",
    " To ",
    " en route",
    " en Route",
    " En Route",
    " as ",
    " As ",
    " regarding",
    " Regarding",
    " upon ",
    " Upon ",
    " following",
    " Following",
    " for ",
    " For ",
    " about ",
    " About ",
    " celebrat",
    " Celebrat",
    " honor",
    " Honor",
    " marking",
    " Marking",
    " –",
    " —",
    " | ",
    ": ",
    " of the ",
    " Departing",
    " Via",
    " via ",
];

fn lower(label: &str) -> String {
    label.trim().to_lowercase()
}

/// `MR. SMITH` as `Mr. Smith`.
fn capitalised(label: &str) -> String {
    let mut out = String::new();
    let mut first = true;
    for c in label.chars() {
        if first {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
        first = !c.is_alphabetic() && c != '’' && c != '\'';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Cast, named, writers};
    use crate::model::SpeakerKind;
    use std::collections::BTreeMap;

    #[test]
    fn a_label_without_an_office_is_no_head_of_state() {
        let cast = Cast {
            on: "2021-07-02".parse().ok(),
            title: "Remarks by President Bo Invented at a Ball Game".into(),
            named: std::cell::OnceCell::new(),
            known: BTreeMap::new(),
        };
        for label in ["MR. ROBERTS", "MR. MICHEL", "MR. MARTIN"] {
            assert_eq!(cast.find(label).kind, SpeakerKind::Label, "{label}");
        }
        assert_eq!(cast.find("TAOISEACH MARTIN").name, "Micheál Martin");
        assert_eq!(cast.find("MS. PSAKI").name, "Jen Psaki");
        // By the office that he held before
        assert_eq!(
            cast.find("ACTING ADMINISTRATOR SLAVITT").name,
            "Andy Slavitt"
        );
    }

    #[test]
    fn a_first_lady_is_not_the_president_of_her_name() {
        let cast = Cast {
            on: "2022-05-16".parse().ok(),
            title: "Remarks by President Biden and First Lady Jill Biden".into(),
            named: std::cell::OnceCell::from(vec!["Joe Biden".into(), "Jill Biden".into()]),
            known: BTreeMap::new(),
        };
        assert_eq!(cast.find("FIRST LADY BIDEN").name, "Jill Biden");
        assert_eq!(cast.find("PRESIDENT BIDEN").name, "Joe Biden");
    }

    #[test]
    fn a_post_is_whose_line_stands_above_it() {
        let by = |line: &str| {
            let head = "title: Lamps for All\ndate: \"2022-04-14\"\ntags: blog\n";
            let address =
                "source_url: https://www.example.gov/briefing-room/blog/2022/04/14/lamps/\n";
            let source =
                format!("---\n{head}{address}---\n\n{line}\n\n---\n\nThe lamps are lit.\n");
            let path = Some("blog/2022-04/2022-04-14-lamps.md");
            let document = crate::read(source.as_bytes(), crate::Hint { path }).document;
            let names = document.issuers.into_iter().map(|issuer| issuer.name);
            names.collect::<Vec<_>>()
        };
        assert_eq!(
            by("*By Ada Quill, Harbor Plan Coordinator and Senior Advisor\nto the President*"),
            ["Ada Quill"]
        );
        assert_eq!(
            by("By: Ada Quill, Boris K. Fenwick, and Clara Oldacre"),
            ["Ada Quill", "Boris K. Fenwick", "Clara Oldacre"]
        );
        assert_eq!(
            by("*By Ada Quill & Boris Fenwick*"),
            ["Ada Quill", "Boris Fenwick"]
        );
        assert_eq!(
            by("By Ada Quill and Boris Fenwick, Co-Chairs of the Harbor\nCouncil"),
            ["Ada Quill", "Boris Fenwick"]
        );
        for nobody in [
            "By: The White House Harbor Council",
            "By the Numbers",
            "By Ada Quill we were told to come.",
        ] {
            assert_eq!(by(nobody), ["The White House"], "{nobody}");
        }
    }

    #[test]
    fn a_letter_is_its_writers() {
        let by = |title: &str| -> Vec<String> {
            let writers = writers(title, "2022-07-30".parse().ok()).unwrap_or_default();
            writers.into_iter().map(|writer| writer.name).collect()
        };
        assert_eq!(
            by("Letter from Dr. Ada Quill: President Vane’s Cold"),
            ["Ada Quill"]
        );
        let second = "Second Letter from Ada M. Quill, Counsel to the President, to Emil Oake";
        assert_eq!(by(second), ["Ada M. Quill"]);
        let two = "Letter from Ada Quill and Boris Fenwick to the President";
        assert_eq!(by(two), ["Ada Quill", "Boris Fenwick"]);
        assert_eq!(by("Letter from the President on the Lock"), ["Joe Biden"]);
        let none: [&str; 0] = [];
        assert_eq!(
            by("Letter to the Speaker of the House of Representatives"),
            none
        );
        assert_eq!(
            by("Letter to the Chairmen on the Transfer of Lamps from Port Varde"),
            none
        );
    }

    #[test]
    fn a_title_names_persons_and_not_events() {
        let names = |title: &str| -> Vec<String> {
            let named = named(title, None).into_iter();
            named.map(|speaker| speaker.name).collect()
        };
        let by = "Remarks by Ada Quill and Boris Fenwick at the Lamp Lighting Ceremony";
        assert_eq!(names(by), ["Ada Quill", "Boris Fenwick"]);
        let staff = "Statement by Press Secretary to the Vice President Ada Quill on the Lock";
        assert_eq!(names(staff), ["Ada Quill"]);
        let doing = "Statement from Ada Quill Congratulating President Boris Fenwick of Ostrey";
        assert_eq!(names(doing), ["Ada Quill"]);
        let aides = "Joint Statement by Assistant to the President and Harbor Adviser Ada Quill and Assistant to \
            the President and Lock Adviser Boris Fenwick";
        assert_eq!(names(aides), ["Ada Quill", "Boris Fenwick"]);
        let excerpts = "Excerpts from Remarks as Prepared for Delivery by Ada Quill on the Lock";
        assert_eq!(names(excerpts), ["Ada Quill"]);
        let shouted = "REMARKS BY VICE PRESIDENT KAMALA HARRIS AT THE HARBOR FORUM";
        assert_eq!(names(shouted), ["Kamala Harris"]);
        let call = "Press Call by an Official on President Biden’s Call with Ada Quill";
        assert_eq!(names(call), [""; 0]);
        assert_eq!(
            names("Vice President Harris Statement on the Lock"),
            ["Kamala Harris"]
        );
        let after = "Statement from Vice President Ada Quill Two Years After the Flood at Ostrey";
        assert_eq!(names(after), ["Ada Quill"]);
        let urging = "Remarks by Ada Quill Urging Keepers to Row";
        assert_eq!(names(urging), ["Ada Quill"]);
        let image = "Harbor Board Makes Public First Image from Webb River Telescope";
        assert_eq!(names(image), [""; 0]);
        let show = "Interview of Ada Quill by Boris Fenwick, “Harbor Sports”";
        assert_eq!(names(show), ["Boris Fenwick"]);
        let with = "Ada Quill Opens the Lock with Lamp Lighting Ceremony at the Harbor";
        assert_eq!(names(with), [""; 0]);
    }
}
