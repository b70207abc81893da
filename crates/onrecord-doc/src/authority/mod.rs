//! Who is who: names and their forms, offices by date.

mod name;
pub mod names;
pub mod subjects;
mod tables;
mod words;

use crate::Date;
use crate::model::Speaker;
use name::{Name, same_given, same_surname};
use std::borrow::Cow;
use tables::{form_key, tables};

pub(crate) use name::at_end;

/// The person or body that a form of words stands for on a day: "the President", "MS. PSAKI",
/// "Press Secretary Jen Psaki", "President Biden", "the White House", "NATO".
///
/// Answers a person only where the form leaves no doubt on that day; `None` where it is unknown.
#[must_use]
pub fn resolve(form: &str, on: Option<Date>) -> Option<Speaker> {
    let form = form.trim().trim_end_matches(':');
    if let Some(body) = tables().body(form) {
        return Some(Speaker::body(body));
    }
    let key = form_key(form);
    let known = holder(&key, on)
        .or_else(|| tables().form(&key))
        .or_else(|| known(form, on));
    known.map(Speaker::person).or_else(|| unknown(form))
}

/// A presidency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Administration {
    /// For addresses and commands: `biden`; `trump-2025` where one surname had several.
    pub key: String,
    /// The heading of the President.
    pub president: String,
    /// The first day.
    pub from: Date,
    /// The day on which the next begins; `None` while it lasts.
    pub to: Option<Date>,
}

/// The presidencies that the tables know, in order.
#[must_use]
pub fn administrations() -> Vec<Administration> {
    let mut terms: Vec<_> = tables()
        .terms_of_office("president of the united states")
        .collect();
    terms.sort_by_key(|term| term.from);
    let surname = |name: &str| Name::parse(name).surname;
    let several = |name: &str| {
        terms
            .iter()
            .filter(|other| surname(other.name) == surname(name))
            .count()
            > 1
    };
    let of = |term: &&tables::Term| Administration {
        key: match several(term.name) {
            true => format!("{}-{}", surname(term.name), term.from.year()),
            false => surname(term.name),
        },
        president: names::heading_of(term.name),
        from: term.from,
        to: term.to,
    };
    terms.iter().map(of).collect()
}

/// Whether two names can be one person's or one body's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// They are one.
    Same,
    /// They are not.
    Different,
    /// The names do not tell.
    Unclear,
}

/// Compares two names ("Joseph R. Biden, Jr." and "Joe Biden"; "Zelenskiy" and "Volodymyr
/// Zelenskyy"), titles set aside.
#[must_use]
pub fn compare(one: &str, other: &str) -> Agreement {
    let keys = (form_key(one), form_key(other));
    if keys.0 == keys.1 {
        return Agreement::Same;
    }
    match (tables().body_of(&keys.0), tables().body_of(&keys.1)) {
        (Some(one), Some(other)) if one == other => Agreement::Same,
        // What an office of the President's issues bears the name of his house.
        (Some(one), Some(other)) if is_of_the_house(one, other) => Agreement::Unclear,
        (Some(_), Some(_)) => Agreement::Different,
        (None, None) if is_amir(&keys.0, other) || is_amir(&keys.1, one) => Agreement::Same,
        (None, None) => compare_persons((one, &keys.0), (other, &keys.1)),
        _ => Agreement::Unclear,
    }
}

/// Whether a label is the title of an amir with his name: of anybody else "Amir" is a given name.
fn is_amir(label: &str, name: &str) -> bool {
    let amir = |office: &&str| office.starts_with("Amir of ");
    let rest = label.strip_prefix("amir ");
    rest.is_some_and(|rest| form_key(name).ends_with(rest) && offices(name, None).iter().any(amir))
}

/// Whether a label of a transcript has a person's surname with a slip of one letter, "Chair Berstein" for
/// Jared Bernstein: the surname is long, and the tables know nobody by the one that the label has.
///
/// ```
/// use onrecord_doc::authority::is_slip;
/// assert!(is_slip("Chair Berstein", "Jared Bernstein"));
/// assert!(!is_slip("Mr. Walz", "Mike Waltz"));
/// ```
#[must_use]
pub fn is_slip(label: &str, name: &str) -> bool {
    let (label, name) = (Name::parse(label), Name::parse(name));
    let (one, other) = (label.surname.as_str(), name.surname.as_str());
    let long = one.chars().count().min(other.chars().count()) >= LONG_SURNAME;
    let office = label
        .given
        .iter()
        .all(|word| words::is_office(word) || words::is_title(word));
    let given = office || same_given(&label.given, &name.given);
    long && given && strsim::osa_distance(one, other) == 1 && tables().with_surname(one).is_empty()
}

/// Shorter surnames are others' when a letter differs: *Walz*, *Waltz*.
const LONG_SURNAME: usize = 7;

/// Whether one is the White House and the other an office within the Executive Office of the President,
/// whose papers its site has (3 U.S.C. ch. 2; the offices as whitehouse.gov lists them).
fn is_of_the_house(one: &str, other: &str) -> bool {
    const OFFICES: &[&str] = &[
        "Council of Economic Advisers",
        "Council on Environmental Quality",
        "Domestic Policy Council",
        "National Economic Council",
        "National Security Council",
        "Office of Management and Budget",
        "Office of Science and Technology Policy",
    ];
    let pair = |one: &str, other: &str| one == "The White House" && OFFICES.contains(&other);
    pair(one, other) || pair(other, one)
}

/// Compares two persons, each as it is written and as a key.
fn compare_persons(one: (&str, &str), other: (&str, &str)) -> Agreement {
    let (first, second) = (Name::parse(one.0), Name::parse(other.0));
    let known = (known_form(one.1, &first), known_form(other.1, &second));
    if is_office_only(one.1, &first, known.0) || is_office_only(other.1, &second, known.1) {
        return Agreement::Unclear;
    }
    match known {
        (Some(one), Some(other)) if one == other => return Agreement::Same,
        (Some(_), Some(_)) => return Agreement::Different,
        _ => {}
    }
    if is_turned(&first, &second) {
        return match known {
            (None, None) => Agreement::Unclear,
            _ => Agreement::Same,
        };
    }
    if !same_surname(&first.surname, &second.surname) {
        let pairs = [(&first, &second), (&second, &first)];
        let first_surname = pairs
            .into_iter()
            .find_map(|(one, other)| is_first_surname_of(one, other));
        if let Some(agreement) = first_surname {
            return agreement;
        }
        let turned = is_first_name_of(&first, known.1).or(is_first_name_of(&second, known.0));
        if turned.is_none() && (is_given_of(&first, &second) || is_given_of(&second, &first)) {
            return Agreement::Same;
        }
        return turned.unwrap_or(Agreement::Different);
    }
    match (first.is_full(), second.is_full()) {
        (true, true) if !same_given(&first.given, &second.given) => Agreement::Different,
        (true, true) => suffixes(&first, &second),
        _ if tables().with_surname(&first.surname).len() > 1 => Agreement::Unclear,
        _ => Agreement::Same,
    }
}

/// "Kishida Fumio" and Fumio Kishida: the surname stands first, as in Japan, and last.
fn is_turned(one: &Name, other: &Name) -> bool {
    let turned = |one: &Name, other: &Name| one.given == [other.surname.as_str()];
    one.surname != other.surname && turned(one, other) && turned(other, one)
}

/// "Prime Minister Lee" and Lee Hsien Loong, whose surname stands first: one person where the title is
/// that person's, and perhaps one where it is not; `None` where it is no surname of the person's.
fn is_first_name_of(one: &Name, known: Option<&str>) -> Option<Agreement> {
    let known = known.filter(|_| !one.is_full())?;
    if !names::has_surname(known, &one.surname) {
        return None;
    }
    let title = one.titles.join(" ");
    let held = !title.is_empty() && holds(known, &title, None);
    Some(if held {
        Agreement::Same
    } else {
        Agreement::Unclear
    })
}

/// "Emil Oakes", "President Oakes" and Emil Oakes Tarn, who bears his father's surname before his mother's. Nobody but
/// a head is called so by a title, since the name in the middle may be another's: "Mr. Brown" is not Ketanji Brown
/// Jackson, nor "President Bush" Jenna Bush Hager. `None` where it is none of the person's.
fn is_first_surname_of(one: &Name, other: &Name) -> Option<Agreement> {
    let (middle, given) = other.given.split_last()?;
    if given.is_empty() || middle.len() < 3 || !same_surname(middle, &one.surname) {
        return None;
    }
    match one.is_full() {
        true if same_given(&one.given, given) => Some(Agreement::Same),
        true => None,
        false if is_headed(one) && tables().with_surname(&one.surname).is_empty() => {
            Some(Agreement::Same)
        }
        false => None,
    }
}

/// "President Samia" is Samia Suluhu Hassan: some peoples call their heads by the given name, as all
/// call kings and queens.
fn is_given_of(one: &Name, other: &Name) -> bool {
    is_headed(one) && !one.is_full() && other.given.first() == Some(&one.surname)
}

/// Whether a name stands behind the title of a head of a state, a government or a church.
fn is_headed(name: &Name) -> bool {
    const HEADS: &[&str] = &[
        "president",
        "minister",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
    ];
    let title = name.titles.last();
    title.is_some_and(|title| HEADS.contains(&title.as_str()))
}

fn suffixes(one: &Name, other: &Name) -> Agreement {
    match (&one.suffix, &other.suffix) {
        (Some(one), Some(other)) if one != other => Agreement::Different,
        _ => Agreement::Same,
    }
}

/// The person of the tables whom a form, given as a key, names by itself, whatever the day.
fn known_form(key: &str, name: &Name) -> Option<&'static str> {
    tables().form(key).or_else(|| tables().form(&name.key()))
}

fn is_office_only(key: &str, name: &Name, known: Option<&'static str>) -> bool {
    // "Chief White", but no "spokeswoman for the White House"
    let before = key.rsplit(' ').nth(1);
    let titled = before.is_some_and(|word| words::is_title(word) && !SMALL.contains(&word));
    // "Ms. Dean", but no "Chief Justice"
    let courtesy = before.is_some_and(|word| COURTESY.contains(&word)) && name.titles.len() == 1;
    let surname = titled && SURNAMES_TOO.contains(&name.surname.as_str())
        || courtesy && TITLES_TOO.contains(&name.surname.as_str());
    let named = name.is_full() || known.is_some() || surname;
    is_office_form(key) || !named && words::is_office(&name.surname)
}

/// Words among the titles that stand before the name of a house.
const SMALL: &[&str] = &["and", "at", "for", "in", "of", "on", "the", "to"];

/// Words of offices and bodies that are surnames behind a title, "Chief White": those of them among the 2,000 most
/// frequent surnames of the census of 2010 (United States Census Bureau, Frequently Occurring Surnames).
const SURNAMES_TOO: &[&str] = &["french", "house", "north", "small", "white"];

/// Titles that anybody has.
const COURTESY: &[&str] = &["miss", "mr", "mrs", "ms"];

/// Titles that are among those surnames, and that nobody is called by behind "Mr." or "Ms.".
const TITLES_TOO: &[&str] = &["bishop", "dean", "duke", "king", "major", "pope", "prince"];

/// The holder of an office named without a name: "the president", "press secretary".
fn holder(key: &str, on: Option<Date>) -> Option<&'static str> {
    let day = on?;
    // On the day of a change the new holder counts.
    let office = office_key(key);
    let held = tables()
        .terms_of_office(&office)
        .filter(|term| term.covers(day, 0));
    held.max_by_key(|term| term.from).map(|term| term.name)
}

/// Whether a word stands before a name as an office, a rank or a form of address.
///
/// ```
/// use onrecord_doc::authority::is_title;
/// assert!(is_title("President") && is_title("Mr."));
/// assert!(!is_title("Harbor"));
/// ```
#[must_use]
pub fn is_title(word: &str) -> bool {
    words::is_title(&name::fold(word))
}

/// Whether a person of the tables holds an office named without its country, such as "the prime
/// minister" or "chancellor"; on a day, or on any where none is given.
#[must_use]
pub fn holds(person: &str, office: &str, on: Option<Date>) -> bool {
    let mut terms = tables().terms_of_person(person).peekable();
    // Most persons of an article have held none.
    if terms.peek().is_none() {
        return false;
    }
    let key = form_key(office);
    let key = office_key(&key);
    let same = |held: &str| {
        let rest = held.strip_prefix(&*key);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" of "))
    };
    !key.is_empty() && terms.any(|term| same(&term.key) && on.is_none_or(|day| term.covers(day, 0)))
}

/// The offices that the tables give a person, on a day or at any time: "President of Kenya".
#[must_use]
pub fn offices(person: &str, on: Option<Date>) -> Vec<&'static str> {
    let terms = tables().terms_of_person(person);
    let held = terms.filter(|term| on.is_none_or(|day| term.covers(day, 0)));
    held.map(|term| term.office).collect()
}

/// Whether a person of the tables is a woman; `None` for one whom they do not have.
#[must_use]
pub fn is_woman(person: &str) -> Option<bool> {
    let name = Name::parse(person);
    let known = name.is_full() && tables().form(&name.key()).is_some();
    let given = name.given.first().filter(|_| known)?;
    Some(names::is_womans(given))
}

/// Whose husband or wife a person of the tables is.
#[must_use]
pub fn spouse(person: &str) -> Option<&'static str> {
    let other = |row: Vec<&'static str>| match row[..] {
        [one, other] if one == person => Some(other),
        [other, one] if one == person => Some(other),
        _ => None,
    };
    tables::rows(tables::SPOUSES).find_map(other)
}

/// The party of a president, vice president or leader of Congress: "Democratic" or "Republican".
#[must_use]
pub fn party(person: &str) -> Option<&'static str> {
    let of = |row: Vec<&'static str>| match row[..] {
        [name, party] if name == person => Some(party),
        _ => None,
    };
    tables::rows(tables::PARTIES).find_map(of)
}

fn is_office_form(key: &str) -> bool {
    tables().terms_of_office(&office_key(key)).next().is_some()
}

/// The office that a form without a name means, as the tables have it: `secretary of energy` for
/// "the energy secretary".
fn office_key(key: &str) -> Cow<'_, str> {
    let key = key.strip_prefix("the ").unwrap_or(key);
    let key = key.strip_prefix("us ").unwrap_or(key);
    if let Ok(at) = OFFICE_FORMS.binary_search_by_key(&key, |pair| pair.0) {
        return Cow::Borrowed(OFFICE_FORMS[at].1);
    }
    // Either way to write it stands in papers, and one in the tables.
    if let Some(office) = key.strip_suffix(" adviser") {
        return Cow::Owned(format!("{office} advisor"));
    }
    let department = key.strip_suffix(" secretary");
    let of = |department: &str| {
        let department = match department {
            "health" => "health and human services",
            "housing" => "housing and urban development",
            "labour" => "labor",
            "veterans" => "veterans affairs",
            other => other,
        };
        let forms = ["secretary of ", "secretary of the "].map(|of| format!("{of}{department}"));
        let held = |form: &String| tables().terms_of_office(form).next().is_some();
        forms.into_iter().find(held)
    };
    department
        .and_then(of)
        .map_or(Cow::Borrowed(key), Cow::Owned)
}

/// What the press calls an office, and what the tables do; in the order of the letters.
const OFFICE_FORMS: &[(&str, &str)] = &[
    ("american president", "president of the united states"),
    (
        "budget director",
        "director of the office of management and budget",
    ),
    (
        "cdc director",
        "director of the centers for disease control and prevention",
    ),
    ("chief of staff", "white house chief of staff"),
    (
        "cia director",
        "director of the central intelligence agency",
    ),
    ("climate adviser", "national climate advisor"),
    (
        "drug czar",
        "director of the office of national drug control policy",
    ),
    (
        "epa administrator",
        "administrator of the environmental protection agency",
    ),
    (
        "fbi director",
        "director of the federal bureau of investigation",
    ),
    ("fda commissioner", "commissioner of food and drugs"),
    ("fed chair", "chair of the federal reserve"),
    ("fed chairman", "chair of the federal reserve"),
    ("federal reserve chair", "chair of the federal reserve"),
    ("federal reserve chairman", "chair of the federal reserve"),
    (
        "fema administrator",
        "administrator of the federal emergency management agency",
    ),
    ("house speaker", "speaker of the house"),
    (
        "nasa administrator",
        "administrator of the national aeronautics and space administration",
    ),
    (
        "nih director",
        "director of the national institutes of health",
    ),
    (
        "omb director",
        "director of the office of management and budget",
    ),
    ("potus", "president of the united states"),
    ("president", "president of the united states"),
    ("press secretary", "white house press secretary"),
    ("senate majority leader", "majority leader of the senate"),
    ("trade representative", "united states trade representative"),
    ("vice president", "vice president of the united states"),
    ("vice-president", "vice president of the united states"),
    ("vp", "vice president of the united states"),
];

/// The person of the tables whom a form with a surname means on a day.
fn known(form: &str, on: Option<Date>) -> Option<&'static str> {
    let name = Name::parse(form);
    if let Some(person) = tables().form(&name.key()).filter(|_| name.is_full()) {
        return Some(person);
    }
    let mut people = tables().with_surname(&name.surname);
    if name.is_full() {
        people.retain(|person| same_given(&Name::parse(person).given, &name.given));
        return single(&people);
    }
    // "Ms. Oake" is not Mr. Oake.
    let fits = |person: &str| {
        let given = Name::parse(person).given;
        names::gender_allows(&name.titles, given.first(), true)
    };
    people.retain(|person| held(person, &name.titles, on) && fits(person));
    single(&people).or_else(|| {
        let listed = tables().form(&name.surname)?;
        people.contains(&listed).then_some(listed)
    })
}

fn single(people: &[&'static str]) -> Option<&'static str> {
    match people {
        [one] => Some(one),
        _ => None,
    }
}

/// Whether a person had an office that goes with the titles, and, for a form with no office in it,
/// around that day. An office outlives its term in a form of address: "President Obama".
fn held(person: &str, titles: &[String], on: Option<Date>) -> bool {
    let vice = titles.iter().any(|title| title == "vice");
    let offices: Vec<&str> = titles
        .iter()
        .map(String::as_str)
        .filter(|t| !(is_address(t) || vice && *t == "president"))
        .collect();
    tables().terms_of_person(person).any(|term| {
        let begun = on.is_none_or(|day| term.from <= day || term.covers(day, SLACK));
        let fits = offices.iter().all(|title| goes_with(title, term.office));
        let around = on.is_none_or(|day| term.covers(day, SLACK));
        // A rank goes with any office, but not with one of another day: "Senator Brown" is no prime minister of 2010.
        let ranked = offices.iter().any(|title| is_rank(title));
        let now = !ranked || on.is_none_or(|day| term.covers(day, 0));
        fits && begun && now && (!offices.is_empty() || around)
    })
}

/// Titles that those have who hold another office now: they go with any.
fn is_rank(title: &str) -> bool {
    matches!(
        title,
        "admiral" | "general" | "senator" | "governor" | "ambassador"
    )
}

/// How many days before and after a term of office a bare surname may mean its holder.
const SLACK: i32 = 90;

fn is_address(title: &str) -> bool {
    matches!(
        title,
        "mr" | "ms" | "mrs" | "dr" | "miss" | "the" | "former" | "acting"
    )
}

/// Whether a word of a title goes with an office. Ranks go with any office.
fn goes_with(title: &str, office: &str) -> bool {
    let office = form_key(office);
    let vice = title == "president" && office.starts_with("vice");
    is_rank(title)
        || !vice
            && office
                .split(' ')
                .any(|word| word == title || alike(word, title))
}

fn alike(word: &str, title: &str) -> bool {
    let stem = |word: &str| {
        word.trim_end_matches("person")
            .trim_end_matches("man")
            .to_owned()
    };
    word == "adviser" && title == "advisor"
        || word == "advisor" && title == "adviser"
        || stem(word) == stem(title)
        || matches!((word, title), ("spokesperson", "spokesman" | "spokeswoman"))
}

/// A full name behind a title, of a person whom the tables do not know.
fn unknown(form: &str) -> Option<Speaker> {
    // "The Courier" has no title: the article alone is none.
    let bare = form.get(..4).filter(|the| the.eq_ignore_ascii_case("the "));
    let form = &form[bare.map_or(0, str::len)..];
    let turned = name::natural_order(form);
    let name = at_end(&turned)?;
    let titled = name.len() < turned.trim().len();
    titled.then(|| Speaker::person(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: &str) -> Option<Date> {
        day.parse().ok()
    }

    #[test]
    fn forms_mean_persons() {
        let day = on("2022-03-01");
        for (form, expected) in [
            ("the president", "Joe Biden"),
            ("THE PRESIDENT:", "Joe Biden"),
            ("President Biden", "Joe Biden"),
            ("Biden, Joseph R., Jr.", "Joe Biden"),
            ("Joseph R. Biden, Jr.", "Joe Biden"),
            ("Mr. Trump", "Donald Trump"),
            ("President Trump", "Donald Trump"),
            ("President Obama", "Barack Obama"),
            ("Ms. Psaki", "Jen Psaki"),
            ("the press secretary", "Jen Psaki"),
            ("the energy secretary", "Jennifer Granholm"),
            ("The homeland security secretary", "Alejandro Mayorkas"),
            ("the US health secretary", "Xavier Becerra"),
            ("the interior secretary", "Deb Haaland"),
            ("the C.I.A. director", "William Burns"),
            ("the budget director", "Shalanda Young"),
            ("White House press secretary Jen Psaki", "Jen Psaki"),
            ("First Lady Jill Biden", "Jill Biden"),
            ("VICE PRESIDENT HARRIS", "Kamala Harris"),
            ("Vice President Biden", "Joe Biden"),
            ("MR. SULLIVAN", "Jake Sullivan"),
            ("Dr. Fauci", "Anthony Fauci"),
            ("SECRETARY BUTTIGIEG", "Pete Buttigieg"),
            ("PRIME MINISTER TRUDEAU", "Justin Trudeau"),
            ("Zelensky", "Volodymyr Zelenskyy"),
            ("Deputy Energy Secretary David Turk", "David Turk"),
            ("Deputy Harbor Secretary Ada Quill", "Ada Quill"),
            ("Minister of Harbors Ada Quill", "Ada Quill"),
            ("the White House", "The White House"),
            ("NATO", "North Atlantic Treaty Organization"),
        ] {
            assert_eq!(
                resolve(form, day).map(|s| s.name).as_deref(),
                Some(expected),
                "{form}"
            );
        }
        assert_eq!(
            resolve("the President", on("2025-01-20"))
                .map(|s| s.name)
                .as_deref(),
            Some("Donald Trump")
        );
        assert_eq!(resolve("the President", None), None);
        assert_eq!(resolve("the President", on("2031-03-03")), None);
        assert_eq!(resolve("Mr. Quill", day), None);
    }

    #[test]
    fn forms_of_offices_are_in_order_and_mean_one_of_the_tables() {
        assert!(OFFICE_FORMS.is_sorted_by_key(|pair| pair.0));
        for (form, office) in OFFICE_FORMS {
            let held = tables().terms_of_office(office).next();
            assert!(held.is_some(), "{form}: nobody is {office}");
        }
    }

    #[test]
    fn a_title_that_is_not_theirs_means_nobody() {
        for (form, day) in [
            // A woman is no prime minister of that surname, and a man no director.
            ("Ms. Johnson", "2021-03-17"),
            ("MS. SANCHEZ", "2022-11-03"),
            ("MR. YOUNG", "2023-04-06"),
            // A senator is nobody who held an office years ago, or will hold one.
            ("Senator Brown", "2021-04-30"),
            ("SENATOR SANDERS", "2024-10-23"),
            ("SENATOR COLLINS", "2025-01-07"),
        ] {
            assert_eq!(resolve(form, on(day)), None, "{form}");
        }
        let general = resolve("General Brown", on("2023-10-05"));
        assert_eq!(general.map(|s| s.name).as_deref(), Some("Charles Q. Brown"));
    }

    #[test]
    fn offices_and_persons_of_the_tables() {
        let day = on("2023-10-25");
        assert_eq!(
            offices("Anthony Albanese", day),
            ["Prime Minister of Australia"]
        );
        assert!(offices("Ada Quill", None).is_empty());
        assert_eq!(is_woman("Karine Jean-Pierre"), Some(true));
        assert_eq!(is_woman("William Ruto"), Some(false));
        assert_eq!(is_woman("Ada Quill"), None);
        assert_eq!(spouse("Michelle Obama"), Some("Barack Obama"));
        assert_eq!(spouse("Barack Obama"), Some("Michelle Obama"));
        assert!(holds(
            "John Kirby",
            "national security communications adviser",
            None
        ));
        assert_eq!(spouse("Ada Quill"), None);
        assert_eq!(party("Kamala Harris"), Some("Democratic"));
        assert_eq!(party("Ada Quill"), None);
    }

    #[test]
    fn heads_are_called_by_their_given_names() {
        let samia = "Samia Suluhu Hassan";
        assert_eq!(compare("PRESIDENT SAMIA", samia), Agreement::Same);
        assert_eq!(compare(samia, "President Samia"), Agreement::Same);
        assert_eq!(compare("Ms. Samia", samia), Agreement::Different);
        assert_eq!(compare("President Ada", samia), Agreement::Different);
    }

    #[test]
    fn names_compare() {
        use Agreement::{Different, Same, Unclear};
        for (one, other, expected) in [
            ("Joseph R. Biden, Jr.", "Joe Biden", Same),
            ("Zelenskiy", "Volodymyr Zelenskyy", Same),
            ("Biden", "Joe Biden", Same),
            ("Press Secretary Psaki", "Jen Psaki", Same),
            ("Jill Biden", "Joe Biden", Different),
            ("Jen Psaki", "Karine Jean-Pierre", Different),
            ("Bob Quill", "Robert A. Quill", Same),
            ("Anne Quill", "Robert Quill", Different),
            ("NATO", "the North Atlantic Treaty Organization", Same),
            ("the White House", "Jen Psaki", Unclear),
            ("the president", "Joe Biden", Unclear),
            ("John Kirby", "Joe Biden", Different),
            ("the White House", "Council of Economic Advisers", Unclear),
            ("Prime Minister Lee", "Lee Hsien Loong", Same),
            ("Mr. Lee", "Lee Hsien Loong", Unclear),
            ("Mr. Lee", "Lee Zeldin", Different),
            ("Amir Al Thani", "Tamim bin Hamad Al Thani", Same),
            ("Chief White", "Jen Psaki", Different),
            ("Mr. Bishop", "Jen Psaki", Different),
            ("Ms. Dean", "Madeleine Dean", Same),
            ("Chief Justice", "John Roberts", Unclear),
            ("PRESIDENT OAKES", "Emil Oakes Tarn", Same),
            ("Emil Oakes", "Emil Oakes Tarn", Same),
            ("Mr. Oakes", "Emil Oakes Tarn", Different),
            ("President Bush", "Jenna Bush Hager", Different),
            ("Mr. Brown", "Ketanji Brown Jackson", Different),
            ("Boris Oakes", "Emil Oakes Tarn", Different),
            ("PRESIDENT TARN", "Emil Oakes Tarn", Same),
            ("Mr. French", "Ada Quill", Different),
            ("Chief White", "James White", Same),
            ("White House", "James White", Unclear),
            ("Press Secretary of the White House", "Jen Psaki", Unclear),
            ("Spokeswoman of the House", "Jen Psaki", Unclear),
            ("Kishida Fumio", "Fumio Kishida", Same),
            ("Prime Minister Kishida Fumio", "Fumio Kishida", Same),
            ("Oakes Emil", "Emil Oakes", Unclear),
        ] {
            assert_eq!(compare(one, other), expected, "{one} / {other}");
        }
    }
}
