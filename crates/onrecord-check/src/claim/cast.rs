//! The persons of an article, and who a form of words means in it.

mod meet;
pub(super) mod told;

use super::given::{MEN, WOMEN, is_given};
use super::persons::{
    BARE_TITLES, HEADS, HOUSES, HOUSES_OF_WORK, KNIGHTED, LEADERS, MEN_TITLES, NUMBERED, PEOPLES,
    STAFF, WOMEN_TITLES,
};
use super::phrase::{PARTICLES, Pronoun};
use super::token::{Token, without_article};
use super::words::{ABBREVIATIONS, NO_NAMES, PREPOSITIONS};
use onrecord_doc::authority::{self, Agreement};
use onrecord_doc::{Date, Speaker, SpeakerKind};
use onrecord_text::Folded;
use std::collections::BTreeMap;

/// A person whom an article names in full.
#[derive(Clone, Debug)]
struct Person {
    name: String,
    woman: Option<bool>,
    seen: usize,
    /// The forms in which the article names them, lower case, as many as tell their offices.
    forms: Vec<String>,
}

/// How many forms of a name are kept.
const MOST_FORMS: usize = 8;

/// How many names of nobody known, and nouns for persons, are kept.
const MOST_OTHERS: usize = 400;

/// Everybody whom an article names.
#[derive(Debug, Default)]
pub struct Cast {
    date: Option<Date>,
    people: Vec<Person>,
    /// By which nouns it calls them: "judge", "Ada Quill".
    called: Vec<(String, String)>,
    /// Names of two or three words that may be a person's.
    others: Vec<String>,
    /// What each form was found to mean.
    known: BTreeMap<String, Option<String>>,
    /// Bodies by the noun in their names: "council", "Council of Harbor Advisers", and in which paragraph.
    bodies: Vec<(String, String, usize)>,
    /// How many paragraphs were read.
    read: usize,
    /// Who visits whom, once it was looked for.
    visit: Option<Option<(String, String)>>,
}

/// "the forty-seventh president"
fn numbered(form: &str) -> Option<&'static str> {
    let number = form.strip_suffix(" president")?.to_lowercase();
    let number = number.strip_prefix("the ").unwrap_or(&number);
    let is = |(figure, word, _): &&(&str, &str, &str)| *figure == number || *word == number;
    NUMBERED.iter().find(is).map(|(.., name)| *name)
}

/// Offices by which an article calls a person whom it names elsewhere.
const OFFICES: &[&str] = &[
    "president",
    "vice president",
    "press secretary",
    "secretary of state",
    "first lady",
    "national security adviser",
    "national security advisor",
    "secretary of defense",
    "defense secretary",
    "treasury secretary",
    "secretary of the treasury",
    "attorney general",
    "chief of staff",
    "secretary",
];

impl Cast {
    /// Goes on to another day, on which offices are others'.
    pub fn turn_to(&mut self, date: Option<Date>) {
        if date != self.date {
            self.date = date;
            self.known.clear();
            self.visit = None;
        }
    }

    /// Whether no day is known of which the text tells.
    pub fn is_undated(&self) -> bool {
        self.date.is_none()
    }

    /// The body that an article has named last with a noun in its name, up to a paragraph; else the first.
    pub fn body(&self, noun: &str, paragraph: usize) -> Option<String> {
        let named = self.bodies.iter().filter(|(own, ..)| own == noun);
        let before = named.clone().rfind(|(.., read)| *read <= paragraph);
        let found = before.or_else(|| named.clone().next());
        found.map(|(_, body, _)| body.clone())
    }

    /// Whether an article has named a body so.
    pub fn has_body(&self, name: &str) -> bool {
        self.bodies.iter().any(|(_, body, _)| body == name)
    }

    /// The full name of the person or body that a form means.
    pub fn resolve(&mut self, form: &str) -> Option<String> {
        let plain = form.replace("ice-president", "ice president");
        let form = plain.trim();
        if let Some(known) = self.known.get(form) {
            return known.clone();
        }
        let found = self.look_up(form);
        self.known.insert(form.to_owned(), found.clone());
        found
    }

    /// Whether a form means somebody of the article or of the tables.
    pub fn knows(&self, form: &str) -> bool {
        self.look_up(form).is_some()
    }

    fn look_up(&self, form: &str) -> Option<String> {
        if let Some(president) = numbered(form) {
            return Some(president.to_owned());
        }
        if let Some((people, office)) = of_a_people(form) {
            let home = matches!(people.as_str(), "american" | "u.s" | "us");
            let bare = || self.listed(form).or_else(|| self.by_office(form));
            let found = self.by_people(&people, &office);
            return found.or_else(|| bare().filter(|_| home || office != "president"));
        }
        if let Some(office) = of_another_house(form) {
            return self.titled(office);
        }
        // "the director" is the one whom the article calls so; a president, who holds the office.
        let major = is_major(form);
        self.by_name(without_country(form))
            .or_else(|| self.president(form))
            .or_else(|| self.press_secretary(form))
            .or_else(|| self.deputy(form))
            .or_else(|| self.listed(form))
            .or_else(|| self.by_body(form))
            .or_else(|| (!major).then(|| self.by_noun(form)).flatten())
            .or_else(|| self.by_office(form))
            .or_else(|| self.by_given(form))
            .or_else(|| major.then(|| self.by_noun(form)).flatten())
            .or_else(|| self.by_title(form))
            .or_else(|| self.by_initials(form))
            .or_else(|| self.of_its_staff(form))
            .or_else(|| of_the_house(form))
    }

    /// "the president", where the article has one "President Quill" whom the tables do not know.
    fn by_title(&self, form: &str) -> Option<String> {
        let office = form.strip_prefix("the ").or(form.strip_prefix("The "))?;
        let office = office.to_lowercase();
        let heads = HEADS.contains(&office.as_str());
        heads.then(|| self.titled(&office)).flatten()
    }

    /// "the press secretary", in an article that names one of another day than a paragraph tells of, and no other.
    fn press_secretary(&self, form: &str) -> Option<String> {
        const OFFICE: &str = "press secretary";
        let bare = form.strip_prefix("the ").or(form.strip_prefix("The "));
        let bare = bare.unwrap_or(form);
        let office = bare.strip_prefix("White House ").unwrap_or(bare);
        if !office.eq_ignore_ascii_case(OFFICE) {
            return None;
        }
        let today = authority::resolve(OFFICE, self.date);
        let held = |person: &&Person| self.held(&person.name, OFFICE);
        let mut found = self.people.iter().filter(held);
        let one = found.next().filter(|_| found.next().is_none())?;
        let other = today.is_none_or(|today| !self.has(&today.name));
        other.then(|| one.name.clone())
    }

    /// "the deputy press secretary": of several, the one whom the article names.
    fn deputy(&self, form: &str) -> Option<String> {
        let deputy = form.starts_with("the deputy ") || form.starts_with("The deputy ");
        let dated = deputy && self.date.is_some();
        dated.then(|| self.by_office(form)).flatten()
    }

    /// "the White House homeland security adviser": who holds the office on the day.
    fn of_its_staff(&self, form: &str) -> Option<String> {
        let office = ["the White House ", "The White House ", "White House "]
            .iter()
            .find_map(|house| form.strip_prefix(house))?;
        let small = office.starts_with(char::is_lowercase) && office.contains(' ');
        let day = self.date.filter(|_| small)?;
        let held = authority::resolve(&format!("the {office}"), Some(day))?;
        (held.kind == SpeakerKind::Person).then_some(held.name)
    }

    /// "KJP": the one person of the article who has these initials.
    fn by_initials(&self, form: &str) -> Option<String> {
        let letters = form.chars().all(char::is_uppercase) && (2..=3).contains(&form.len());
        let has = |person: &&Person| {
            let words = person.name.split([' ', '-']);
            words
                .filter_map(|word| word.chars().next())
                .collect::<String>()
                == form
        };
        let mut found = self.people.iter().filter(|_| letters).filter(has);
        let one = found.next()?;
        found.next().is_none().then(|| one.name.clone())
    }

    /// "the judge": the one person of the article whom it calls so.
    fn by_noun(&self, form: &str) -> Option<String> {
        let noun = form.strip_prefix("the ").or(form.strip_prefix("The "))?;
        // "the retired admiral" is the admiral.
        if let Some(name) = self.by_place_and_noun(noun) {
            return Some(name);
        }
        let small = noun.chars().all(|c| c.is_lowercase() || " -".contains(c));
        let noun = noun.rsplit(' ').next().filter(|_| small).unwrap_or(noun);
        let fits = |name: &str| {
            let woman = told::kin(noun);
            woman.is_none() || self.is_woman(name).is_none_or(|is| Some(is) == woman)
        };
        let called = self.called.iter();
        let mut called = called.filter(|(own, name)| own == noun && fits(name));
        let (_, name) = called.next()?;
        called.next().is_none().then(|| name.clone())
    }

    /// "the Ruritania senator": the one person called a senator of whom the article says Ruritania.
    fn by_place_and_noun(&self, words: &str) -> Option<String> {
        let (place, noun) = words
            .rsplit_once(' ')
            .filter(|(place, _)| place.starts_with(char::is_uppercase))?;
        let place = place.to_lowercase();
        let of_place = |name: &str| {
            let person = self.people.iter().find(|person| person.name == name);
            person.is_some_and(|person| person.forms.iter().any(|form| form.contains(&place)))
        };
        let mut called = self
            .called
            .iter()
            .filter(|(own, name)| own == noun && of_place(name));
        let (_, name) = called.next()?;
        called.all(|(_, other)| other == name).then(|| name.clone())
    }

    /// "the president", in an article that names no president of the United States but another one.
    fn president(&self, form: &str) -> Option<String> {
        let bare = form
            .strip_prefix("the ")
            .or_else(|| form.strip_prefix("The "));
        let office = bare.filter(|bare| bare.eq_ignore_ascii_case("president"))?;
        let today = authority::resolve(office, self.date)?.name;
        let presides = |person: &&Person| {
            let offices = authority::offices(&person.name, self.date);
            offices
                .iter()
                .any(|office| office.starts_with("President of "))
        };
        let mut others = self.people.iter().filter(presides);
        let other = others.next().filter(|_| !self.has(&today))?;
        others.next().is_none().then(|| other.name.clone())
    }

    /// "the head of the harbor board", "the FEMA chief": the person of the article who heads that body
    /// by the tables.
    fn by_body(&self, form: &str) -> Option<String> {
        const HEADING: &[&str] = &["administrator", "boss", "chief", "director", "head"];
        let bare = form
            .strip_prefix("the ")
            .or_else(|| form.strip_prefix("The "))
            .unwrap_or(form);
        let heading = |word: &str| HEADING.iter().any(|head| word.eq_ignore_ascii_case(head));
        let (first, of) = bare.split_once(" of ").unwrap_or((bare, ""));
        let (before, last) = bare.rsplit_once(' ')?;
        let body = match () {
            () if heading(first) => of.strip_prefix("the ").unwrap_or(of),
            () if heading(last) => before,
            () => return None,
        };
        let body = authority::resolve(body, self.date).map_or(body.to_owned(), |body| body.name);
        let low = body.to_lowercase();
        let heads = |person: &&Person| {
            let offices = authority::offices(&person.name, self.date);
            let mut offices = offices.iter().map(|office| office.to_lowercase());
            low.len() > 3 && offices.any(|office| office.ends_with(&format!(" of the {low}")))
        };
        self.people
            .iter()
            .find(heads)
            .map(|person| person.name.clone())
    }

    /// Whom the tables mean; a surname is one only as it is written: no "price" is Mr. Price, and no
    /// "U.N." Mr. Un.
    fn listed(&self, form: &str) -> Option<String> {
        let found = named_by(form, self.date)?;
        let words = || form.split_whitespace();
        if found.kind != SpeakerKind::Person {
            let staff = words()
                .next_back()
                .is_some_and(|last| STAFF.contains(&last));
            return (!staff).then_some(found.name);
        }
        let bare = |word: &str| -> String {
            let letters = word.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let surname = bare(found.name.rsplit(' ').next()?);
        let proper = |word: &&str| {
            word.starts_with(char::is_uppercase) && !word.trim_end_matches('.').contains('.')
        };
        let mut surnames = words().filter(|word| bare(word) == surname).peekable();
        let written = surnames.peek().is_none() || surnames.any(|word| proper(&word));
        written.then_some(found.name)
    }

    /// "the Kenyan leader", "the Ukrainian president": the person of the article who is the head of
    /// that people's state or government, by the tables or by a form of the article's own.
    fn by_people(&self, people: &str, office: &str) -> Option<String> {
        let any = LEADERS.contains(&office) || office == "head of state";
        let fits = |held: &str| {
            any && HEADS.iter().any(|head| held.starts_with(head)) || held.starts_with(office)
        };
        let by_table = |person: &&Person| {
            let offices = authority::offices(&person.name, self.date);
            offices.iter().any(|held| {
                let held = held.to_lowercase();
                let country = held.split_once(" of ").map_or("", |(_, country)| country);
                fits(&held) && is_people_of(people, country)
            })
        };
        let own = |form: &String| {
            let behind = form.strip_prefix(people).map(str::trim_start);
            let (office, country) = form.rsplit_once(" of ").unwrap_or((form, ""));
            behind.is_some_and(fits) || fits(office) && is_people_of(people, country)
        };
        let by_article = |person: &&Person| person.forms.iter().any(own);
        let most = |people: &mut dyn Iterator<Item = &Person>| {
            people
                .max_by_key(|person| person.seen)
                .map(|person| person.name.clone())
        };
        let people = || self.people.iter().rev();
        most(&mut people().filter(by_table))
            .or_else(|| most(&mut people().filter(by_article)))
            .or_else(|| self.titled(office))
    }

    /// Whether somebody may be meant by an office of the tables: as who held it and does no more, or
    /// where the day does not tell who holds it.
    pub fn may_hold(&self, name: &str, office: &str, former: bool) -> bool {
        let Some(office) = listed_office(office) else {
            return false;
        };
        let today = self.date.is_some() && authority::holds(name, &office, self.date);
        let held = || authority::holds(name, &office, None);
        let free = former && held() || self.date.is_none() && self.held(name, &office);
        free && !today
    }

    /// Whether somebody held one of the offices by which an article calls whoever holds it, within some years.
    pub fn held(&self, name: &str, office: &str) -> bool {
        let Some(office) = listed_office(office) else {
            return false;
        };
        // Not Jefferson, whom a president quotes.
        let this = self.date.map_or(MIDDLE_OF_THE_RECORD, Date::year);
        let near = |years: i16| {
            let day = Date::new(this + years, 6, 1).ok();
            day.is_some() && authority::holds(name, &office, day)
        };
        (-YEARS_APART..=YEARS_APART).any(near)
    }

    /// The one other person of the article who holds an office of somebody's at another time.
    pub fn of_the_same_office(&self, name: &str) -> Option<String> {
        let offices = authority::offices(name, None);
        let same = |person: &&Person| {
            let others = authority::offices(&person.name, None);
            person.name != name && others.iter().any(|office| offices.contains(office))
        };
        let mut others = self.people.iter().filter(same);
        let other = others.next()?;
        others.next().is_none().then(|| other.name.clone())
    }

    /// The one person of the article with that title whom the tables do not know.
    fn titled(&self, office: &str) -> Option<String> {
        let title = format!("{office} ");
        let titled = |person: &&Person| {
            let known = authority::resolve(&person.name, None).is_some();
            !known && person.forms.iter().any(|form| form.starts_with(&title))
        };
        let mut found = self.people.iter().filter(titled);
        let one = found.next()?;
        found.next().is_none().then(|| one.name.clone())
    }

    /// The head of a state or government of whom the article speaks most, who is not the president of
    /// the United States, whose guest he is, and that president, his host.
    pub fn visit(&mut self) -> Option<(String, String)> {
        let found = self.visit.take().unwrap_or_else(|| self.find_visit());
        self.visit.insert(found).clone()
    }

    /// Whether somebody is the head of a state or government on the day, and not the president of the United States.
    pub fn heads_abroad(&self, name: &str) -> bool {
        let home = authority::holds(name, "president of the united states", None);
        !home && self.heads(name)
    }

    /// Whether somebody is the head of a state or government on the day.
    fn heads(&self, name: &str) -> bool {
        let offices = authority::offices(name, self.date);
        let mut offices = offices.iter().map(|office| office.to_lowercase());
        let heads = |office: &str, head: &str| head.ends_with(" of") && office.starts_with(head);
        offices.any(|office| HEADS.iter().any(|head| heads(&office, head)))
    }

    fn find_visit(&self) -> Option<(String, String)> {
        let heads = |person: &&Person| self.heads(&person.name);
        let today = authority::resolve("the president", self.date);
        let office = "president of the united states";
        let mut any = self
            .people
            .iter()
            .filter(|one| authority::holds(&one.name, office, None));
        let home = match today {
            Some(today) => today.name,
            None => any.next().filter(|_| any.next().is_none())?.name.clone(),
        };
        let guests = self
            .people
            .iter()
            .filter(heads)
            .filter(|one| one.name != home);
        let mut guests: Vec<&Person> = guests.collect();
        guests.sort_by_key(|guest| std::cmp::Reverse(guest.seen));
        let (guest, other) = (guests.first()?, guests.get(1));
        let main = other.is_none_or(|other| guest.seen >= 2 * other.seen);
        // "his host, Ada Quill,"
        let hosts = |name: &str| {
            self.called
                .iter()
                .any(|(noun, host)| noun == "host" && host == name)
        };
        let (guest, host) = match hosts(&guest.name) && !hosts(&home) {
            true => (home.clone(), guest.name.clone()),
            false => (guest.name.clone(), home.clone()),
        };
        (main && self.has(&home)).then_some((guest, host))
    }

    /// The one person of the article with that given name, or of a surname that stands first: "Mr. Lee".
    fn by_given(&self, form: &str) -> Option<String> {
        let low = form.to_lowercase();
        let titles = HEADS.iter().chain(BARE_TITLES).chain(KNIGHTED);
        let heads = titles.filter(|title| {
            let behind = low.strip_prefix(**title);
            behind.is_some_and(|behind| behind.starts_with([' ', '.']))
        });
        let title = heads.map(|title| title.len()).max().unwrap_or(0);
        let form = form
            .get(title..)
            .map_or(form, |name| name.trim_start_matches(['.', ' ']));
        let given = |person: &&Person| {
            let first = person.name.split(' ').next();
            person.name.contains(' ') && first == Some(form)
        };
        let mut found = self.people.iter().filter(given);
        let one = found.next()?;
        found.next().is_none().then(|| one.name.clone())
    }

    /// A person of the article with that surname, or that very name.
    fn by_name(&self, form: &str) -> Option<String> {
        let last = without_article(form.split_whitespace().next_back()?).to_lowercase();
        let surname = |person: &&Person| {
            let name = without_suffix(&person.name).to_lowercase();
            let own = name.rsplit(' ').next().unwrap_or(&name);
            name == last || without_article(own) == last
        };
        let several = form.contains(' ');
        let fits = |person: &&Person| {
            let whole = form.ends_with(&person.name);
            whole || !several || authority::compare(form, &person.name) != Agreement::Different
        };
        let written = without_article(form.split_whitespace().next_back()?);
        let capital = written.starts_with(char::is_uppercase);
        let woman = titled_woman(form);
        let of_title =
            |person: &&Person| woman.is_none() || person.woman.is_none_or(|is| Some(is) == woman);
        let found = self.people.iter().filter(surname).filter(fits);
        let found: Vec<_> = found.filter(of_title).collect();
        let best = found.iter().max_by_key(|person| person.seen);
        let best = best.map(|person| person.name.clone());
        let best = best.or_else(|| self.by_first_surname(form));
        best.filter(|_| capital)
    }

    /// "Mr. Oakes", "President Oakes" of President Emil Oakes Tarn: the one head of a state or government in the article who
    /// has it as the first of two surnames. Of others it may be a middle name, which is nobody's by itself.
    fn by_first_surname(&self, form: &str) -> Option<String> {
        let (title, last) = form.rsplit_once(' ')?;
        let title = title.trim_end_matches('.').to_lowercase();
        let titled = BARE_TITLES.contains(&title.as_str()) || HEADS.contains(&title.as_str());
        titled.then_some(())?;
        let first_of_two = |person: &&Person| {
            let words: Vec<&str> = person.name.split(' ').collect();
            let headed = |form: &String| {
                let low = format!(" {}", form.to_lowercase());
                HEADS.iter().any(|head| low.contains(&format!(" {head} ")))
            };
            let two = words.len() == 3 && words[1] == last && !last.ends_with('.');
            // "Emil Oakes da Tarn"
            let mut pairs = words[1..].windows(2);
            let two = two || pairs.any(|pair| pair[0] == last && PARTICLES.contains(&pair[1]));
            two && (person.forms.iter().any(headed) || self.heads(&person.name))
        };
        let mut found = self.people.iter().filter(first_of_two);
        let one = found.next()?;
        found.next().is_none().then(|| one.name.clone())
    }

    /// The person of the article who holds the office, where the day does not tell.
    fn by_office(&self, form: &str) -> Option<String> {
        let low = form.to_lowercase();
        let bare = [
            "the ",
            "american ",
            "us ",
            "u.s. ",
            "united states ",
            "white house ",
            "his ",
            "her ",
        ];
        let mut office = low.as_str();
        for lead in bare {
            office = office.strip_prefix(lead).unwrap_or(office);
        }
        // "British prime minister" is one, too; that it is the British one, the article knows.
        let (first, bare) = office.split_once(' ').unwrap_or((office, ""));
        // A deputy press secretary is not the press secretary.
        let bare = if matches!(first, "acting" | "assistant" | "deputy" | "former" | "vice") {
            ""
        } else {
            bare
        };
        let principal = format!("principal {office}");
        let listed = |person: &Person| {
            let holds = |office: &str| authority::holds(&person.name, office, self.date);
            let any = holds(office) || holds(&principal) || holds(bare);
            office.contains(char::is_alphabetic) && any
        };
        let titled = |person: &Person| self.is_titled(person, office);
        // "The secretary" heads a department; who speaks to the press is called in full.
        let of_press = |name: &str| office == "secretary" && self.held(name, "press secretary");
        let holds = |person: &&Person| {
            let holds = if OFFICES.contains(&office) {
                titled(person)
            } else {
                listed(person)
            };
            holds && !of_press(&person.name)
        };
        // Of several presidents, the one whom the article calls so.
        let title = format!("{office} ");
        let called = |person: &Person| person.forms.iter().any(|form| form.starts_with(&title));
        let held = self.people.iter().rev().filter(holds);
        // "the president", where the article has two of them, is the one of the record's house, unless it
        // speaks more of the other and calls only him so.
        let home = |person: &Person| {
            let house = "president of the united states";
            office == "president" && authority::holds(&person.name, house, None)
        };
        let most = held.max_by_key(|person| {
            let (called, home) = (called(person), home(person));
            let seen = if called || home { person.seen } else { 0 };
            (called && home, seen, home, person.seen)
        });
        most.map(|person| person.name.clone())
    }

    /// Whether the tables know a person by that title and the surname; "President Fauci" would be
    /// Anthony Fauci, who was none.
    fn is_titled(&self, person: &Person, office: &str) -> bool {
        let offices = authority::offices(&person.name, None);
        let mut held = offices.iter().map(|held| held.to_lowercase());
        // The adviser "to the President" is none.
        let own = |held: &str| {
            held.split(" to the ")
                .next()
                .is_some_and(|own| own.contains(office))
        };
        let may = held.any(|held| own(&held) || OFFICES.contains(&held.as_str()));
        let name = without_suffix(&person.name);
        let surname = name.rsplit(' ').next().unwrap_or_default();
        let titled = authority::resolve(&format!("{office} {surname}"), self.date);
        (may || offices.is_empty()) && titled.is_some_and(|speaker| speaker.name == person.name)
    }

    /// Whether the article or the tables call somebody the secretary of a department.
    pub fn is_secretary(&self, name: &str) -> bool {
        let heads = |office: &str| {
            office.contains("secretary")
                && !["press", "deputy", "assistant"]
                    .iter()
                    .any(|word| office.contains(word))
        };
        let offices = authority::offices(name, self.date);
        let person = self.people.iter().find(|person| person.name == name);
        let called = person.is_some_and(|person| person.forms.iter().any(|form| heads(form)));
        called || offices.iter().any(|office| heads(&office.to_lowercase()))
    }

    /// Whether somebody is a woman, as far as the article or the tables tell.
    pub fn is_woman(&self, name: &str) -> Option<bool> {
        let person = self.people.iter().find(|person| person.name == name);
        person.map_or_else(|| is_woman(name), |person| person.woman)
    }

    /// Whether a pronoun may stand for that person.
    pub fn fits(&self, pronoun: Pronoun, name: &str) -> bool {
        let woman = self.is_woman(name);
        if name.contains(" and ") {
            return pronoun == Pronoun::They;
        }
        match pronoun {
            Pronoun::He => woman != Some(true) && !is_body(name),
            Pronoun::She => woman != Some(false) && !is_body(name),
            Pronoun::They => true,
        }
    }

    /// Whether the article names that person.
    pub fn has(&self, name: &str) -> bool {
        self.people.iter().any(|person| person.name == name)
    }
}

/// "the tribal president", "the college president": the head of another house than a state.
fn of_another_house(form: &str) -> Option<&str> {
    let bare = form.strip_prefix("the ").or(form.strip_prefix("The "))?;
    let (house, office) = bare.split_once(' ')?;
    (HOUSES.contains(&house) && office == "president").then_some(office)
}

/// The year of which an article without any date tells.
const MIDDLE_OF_THE_RECORD: i16 = 2023;

/// So many years apart an article tells of two who held an office.
const YEARS_APART: i16 = 10;

/// An office by which an article calls whoever holds it, as the tables have it.
fn listed_office(office: &str) -> Option<String> {
    let office = office.replace('-', " ");
    match office.as_str() {
        "president" => Some("president of the united states".to_owned()),
        // "the director of the harbor council"
        other => (OFFICES.contains(&other) || other.contains(' ')).then_some(office),
    }
}

/// Whether a form is one of the offices by which an article calls whoever holds it, or a head's.
pub(super) fn is_major(form: &str) -> bool {
    let low = form.to_lowercase();
    let bare = low.strip_prefix("the ").unwrap_or(&low);
    OFFICES.contains(&bare) || HEADS.contains(&bare)
}

/// "the administration", "the Quill administration": what it says is the White House's. No table of the
/// readers has it, since in titles it is part of other names.
fn of_the_house(form: &str) -> Option<String> {
    let words: Vec<&str> = form.split(' ').collect();
    let house = match words[..] {
        [the, "administration"] => the.eq_ignore_ascii_case("the"),
        [the, president, "administration"] => {
            the.eq_ignore_ascii_case("the") && president.starts_with(char::is_uppercase)
        }
        _ => false,
    };
    house.then(|| "The White House".to_owned())
}

/// Whom the tables or a title before the name say that a form means; "Dobbs of Lake Worth" is no Lake
/// Worth.
fn named_by(form: &str, date: Option<Date>) -> Option<Speaker> {
    // "Prime Minister Oren al-Valda"
    let turned = form.replace(" al-", " Al-").replace(" el-", " El-");
    let mut found = authority::resolve(&turned, date)?;
    if turned != form {
        found.name = found.name.replace(" Al-", " al-").replace(" El-", " el-");
    }
    let before = form.strip_suffix(found.name.as_str()).unwrap_or_default();
    let hangs = before.split_whitespace().next_back();
    let hangs = hangs.is_some_and(|word| PREPOSITIONS.contains(&word));
    // "the Global Rowers Federation" is nobody called Rowers Federation.
    let last = found.name.rsplit(' ').next().unwrap_or_default();
    let house = HOUSES_OF_WORK.contains(&last.to_lowercase().as_str()) && !before.is_empty();
    let house = house && given_and_surname(&found.name).is_none();
    (!hangs && (!house || found.kind != SpeakerKind::Person)).then_some(found)
}

/// Whether "Mrs. Quill" is a woman, or "Mr. Quill" a man, by the title.
fn titled_woman(form: &str) -> Option<bool> {
    let first = form.split([' ', '.']).next()?.to_lowercase();
    if WOMEN_TITLES.contains(&first.as_str()) {
        return Some(true);
    }
    MEN_TITLES.contains(&first.as_str()).then_some(false)
}

/// "Ada Quill Jr." without what is behind the surname.
fn without_suffix(name: &str) -> &str {
    let suffixes = [" Jr.", " Jr", " Sr.", " Sr", " II", " III"];
    let found = suffixes.iter().find_map(|suffix| name.strip_suffix(suffix));
    found.map_or(name, |name| name.trim_end_matches(','))
}

fn is_body(name: &str) -> bool {
    authority::resolve(name, None).is_some_and(|speaker| speaker.kind == SpeakerKind::Body)
}

/// The words of some tokens, without possessive endings.
pub fn form(text: &str, tokens: &[Token]) -> String {
    joined(text, tokens, 0)
}

/// The same with the possessives within them: "a keeper’s wife".
pub fn description(text: &str, tokens: &[Token]) -> String {
    joined(text, tokens, tokens.len().saturating_sub(1))
}

/// The words of some tokens, from number `bare` on without a possessive ending.
fn joined(text: &str, tokens: &[Token], bare: usize) -> String {
    let mut words = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let raw = &text[token.span.range()];
        let ends = |end: &str| raw.strip_suffix(end).filter(|_| at >= bare);
        if !words.is_empty() && !matches!(raw, ",") {
            words.push(' ');
        }
        words.push_str(ends("’s").or_else(|| ends("'s")).unwrap_or(raw));
    }
    words
}

/// The full name that a form ends with, if it has a common given name.
fn given_and_surname(form: &str) -> Option<String> {
    let words: Vec<&str> = form.split_whitespace().collect();
    let initial =
        |word: &str| word.contains('.') && word.chars().filter(|c| *c != '.').count() <= 2;
    let given = |word: &&str| {
        let low = word.to_lowercase();
        let initials = initial(&low);
        // "JB Tarn"
        let initials = initials
            || word.len() == 2
                && word.contains('J')
                && word.bytes().all(|b| b.is_ascii_uppercase())
                && *word != "NJ";
        let titled = ABBREVIATIONS.contains(&low.trim_end_matches('.'));
        let initials = initials
            && !titled
            && !matches!(
                low.as_str(),
                "u.s." | "u.n." | "u.k." | "u.s" | "u.n" | "u.k"
            );
        initials || is_given(&low)
    };
    let first = words.iter().position(given)?;
    // "Ulysses S. Quill": what stands before an initial is a given name as well, if it is no title.
    let before = first.checked_sub(1).map(|before| words[before]);
    let named = before.is_some_and(|before| {
        let low = before.to_lowercase();
        let plain =
            before.starts_with(char::is_uppercase) && before.chars().all(char::is_alphabetic);
        plain && !authority::is_title(before) && !NO_NAMES.contains(&low.as_str())
    });
    let one = words[first].chars().filter(|c| *c != '.').count() == 1;
    let at = first - usize::from(named && one && initial(words[first]));
    let rest = &words[at..];
    let proper = rest
        .iter()
        .all(|word| !NO_NAMES.contains(&word.to_lowercase().as_str()));
    ((2..=4).contains(&rest.len()) && proper && !rest.contains(&"of")).then(|| rest.join(" "))
}

/// "Ruritanian President Quill" without the people.
fn without_people(form: &str) -> &str {
    let rest = form.match_indices(' ').take(2).find_map(|(at, _)| {
        let (people, rest) = (form[..at].to_lowercase(), &form[at + 1..]);
        let low = rest.to_lowercase();
        let office = |head: &&&str| {
            low.strip_prefix(**head)
                .is_some_and(|name| name.starts_with(' '))
        };
        let headed = HEADS.iter().filter(|head| !head.ends_with(" of"));
        (headed.into_iter().find(office).is_some() && is_a_people(&people)).then_some(rest)
    });
    rest.unwrap_or(form)
}

/// "President Ada Quill of Ruritania" without the country, or "Ruritanian President Quill" without the people.
fn without_country(form: &str) -> &str {
    let form = without_people(form);
    let low = form.to_lowercase();
    let headed = HEADS.iter().filter(|head| !head.ends_with(" of"));
    let title = headed
        .filter(|head| low.starts_with(&format!("{head} ")))
        .map(|head| head.len())
        .max();
    let person = title.and_then(|len| form.rsplit_once(" of ").map(|(person, _)| (person, len)));
    let named = |&(person, len): &(&str, usize)| {
        person
            .get(len..)
            .is_some_and(|name| name.split_whitespace().count() > 1)
    };
    person.filter(named).map_or(form, |(person, _)| person)
}

/// "the Kenyan leader" in two, lower case: the people and the office; `None` for any other form.
fn of_a_people(form: &str) -> Option<(String, String)> {
    let determined = ["the ", "The ", "his ", "her ", "their ", "His ", "Her "];
    let lead = determined.iter().find_map(|lead| form.strip_prefix(lead));
    let bare = lead.unwrap_or(form);
    let low = bare.to_lowercase();
    let offices = HEADS.iter().filter(|head| !head.ends_with(" of"));
    let mut offices = LEADERS.iter().chain(offices).chain(&["head of state"]);
    let alone = lead.is_some() && is_a_people(&low) && bare.starts_with(char::is_uppercase);
    if alone {
        return Some((low, "leader".to_owned()));
    }
    let office = offices.find(|office| low.ends_with(&format!(" {office}")))?;
    let people = low[..low.len() - office.len()].trim_end();
    let named = bare.starts_with(char::is_uppercase) && is_a_people(people);
    named.then(|| (people.to_owned(), (*office).to_owned()))
}

/// Whether a word may be the adjective of a country, by its ending or the list.
fn is_a_people(word: &str) -> bool {
    let listed = PEOPLES.iter().any(|(people, _)| *people == word);
    let ending = ["an", "ish", "ese", "eli", "ari", "aqi", "ani", "emi", "ali"];
    let ends = word.len() > 4 && ending.iter().any(|end| word.ends_with(end));
    listed || ends && !word.contains(' ')
}

/// Whether the people of a country are called so: by the list, or by how both begin.
fn is_people_of(people: &str, country: &str) -> bool {
    let country = country.strip_prefix("the ").unwrap_or(country);
    let mut listed = PEOPLES
        .iter()
        .filter(|(word, _)| *word == people)
        .peekable();
    if listed.peek().is_some() {
        return listed.any(|(_, name)| country.contains(name));
    }
    let pairs = people.chars().zip(country.chars());
    let same = pairs.take_while(|(one, other)| one == other).count();
    same > 3 && same + 2 >= country.chars().count()
}

fn is_woman(name: &str) -> Option<bool> {
    if let Some(known) = authority::is_woman(name) {
        return Some(known);
    }
    // "Siobhán" is "siobhan" in the tables.
    let given = Folded::new(name.split([' ', '-']).next()?).to_string();
    if WOMEN.binary_search(&given.as_str()).is_ok() {
        return Some(true);
    }
    MEN.binary_search(&given.as_str()).is_ok().then_some(false)
}
