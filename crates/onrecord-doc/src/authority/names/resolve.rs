//! Which person a form of a name means, in its place.

use super::form::{Form, by_rule, folded, shown};
use super::known::{Known, persons};
use super::mentions::{is_thing, mentions};
use super::sound;
use crate::authority::name::{fold, same_given, transliterated};
use crate::authority::tables::{form_key, tables};
use crate::authority::words::{is_office, is_title};
use crate::model::{Document, SpeakerKind};
use crate::{BlockKind, Date};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What is known around a form of a name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The document in which it stands.
    pub document: Option<&'a Document>,
    /// The day; that of the document where none is given.
    pub on: Option<Date>,
    /// The sentence in which it stands.
    pub sentence: Option<&'a str>,
    /// Where in the sentence it begins, in bytes.
    pub at: Option<usize>,
}

/// The person whom a form of a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The preferred form: "Psaki, Jennifer R.".
    pub heading: String,
    /// Why it is that person, in words.
    pub why: String,
}

/// Which person `mention` means in its context; `None` where it means none, or leaves a doubt.
#[must_use]
pub fn resolve(mention: &str, context: &Context<'_>) -> Option<Resolved> {
    if names_a_thing(mention, context) {
        return None;
    }
    let wanted = Form::read(mention)
        .words
        .last()
        .map(|word| transliterated(word));
    let on = context
        .on
        .or_else(|| context.document.and_then(|d| d.dates.issued));
    let near = |word: &str| {
        let word = transliterated(&fold(word));
        let like = |wanted: &str| word == wanted || sound::looks_alike(&word, wanted);
        wanted.as_deref().is_some_and(like)
    };
    let scene = Scene::of(context.document, on, context.sentence, &near);
    scene.resolve(mention)
}

/// Whether the words behind or before a form make it the name of an organisation or a place.
fn names_a_thing(mention: &str, context: &Context<'_>) -> bool {
    let last = folded(mention).pop().unwrap_or_default();
    if is_thing(&last) || mention.contains('&') {
        return true;
    }
    let (Some(sentence), Some(at)) = (context.sentence, context.at) else {
        return false;
    };
    let (Some(before), Some(behind)) = (sentence.get(..at), sentence.get(at + mention.len()..))
    else {
        return false;
    };
    let next = behind
        .strip_prefix(' ')
        .and_then(|rest| rest.split_whitespace().next());
    let next = next.unwrap_or_default();
    let previous = before.split_whitespace().next_back().unwrap_or_default();
    let capital = next.starts_with(char::is_uppercase);
    capital && is_thing(&fold(next))
        || next == "&"
        || matches!(
            previous,
            "&" | "USS" | "U.S.S." | "Fort" | "Camp" | "Mount" | "Lake" | "Port"
        )
}

/// The persons of one document, for all the forms in it.
pub(super) struct Scene {
    on: Option<Date>,
    id: String,
    full: Vec<Full>,
    /// The years that the sentence names.
    years: Vec<i16>,
}

/// A person whom the document names in full.
struct Full {
    heading: String,
    /// The name's words, folded; given names first.
    words: Vec<String>,
    /// The title words before the name, wherever it stands.
    titles: Vec<String>,
    /// Whether the person speaks or issues, or the title names them.
    acts: bool,
    /// Whether running text names them.
    said: bool,
}

impl Scene {
    /// Reads who is named in full in a document, or else in a sentence; surnames that `is_surname`
    /// (of their last word, as it stands) does not know are passed over.
    pub fn of(
        document: Option<&Document>,
        on: Option<Date>,
        sentence: Option<&str>,
        is_surname: &dyn Fn(&str) -> bool,
    ) -> Self {
        let Some(document) = document else {
            let mut scene = Self::empty(String::new(), on, sentence);
            scene.read(sentence.unwrap_or_default(), false, is_surname);
            return scene;
        };
        let mut scene = Self::empty(document.id.to_string(), on, sentence);
        scene.people(document);
        for mention in mentions(&document.title, true, is_surname) {
            scene.add(mention.form, true, false);
        }
        for block in document.blocks.iter() {
            let titled = block.kind == BlockKind::Heading;
            scene.read(block.text.text(), titled, is_surname);
        }
        scene
    }

    /// A scene in which nobody is named yet.
    pub fn empty(id: String, on: Option<Date>, sentence: Option<&str>) -> Self {
        Self {
            on,
            id,
            full: Vec::new(),
            years: sentence.map(years).unwrap_or_default(),
        }
    }

    /// Those who speak in the document, and those who issued it.
    pub fn people(&mut self, document: &Document) {
        let turns = document.turns.iter().map(|turn| &turn.speaker);
        for speaker in turns.chain(&document.issuers) {
            if speaker.kind == SpeakerKind::Person {
                self.add(&speaker.name, true, false);
            }
        }
    }

    fn read(&mut self, text: &str, titled: bool, is_surname: &dyn Fn(&str) -> bool) {
        for mention in mentions(text, titled, is_surname) {
            self.add(mention.form, false, !titled);
        }
    }

    /// Somebody who is named so: acting, or said in running text.
    pub fn add(&mut self, text: &str, acts: bool, said: bool) {
        let form = Form::read(text);
        if !form.is_full() || persons().surname(&form.words).next().is_some() {
            return;
        }
        let known = self.full.iter_mut().find(|full| full.words == form.words);
        if let Some(known) = known {
            known.acts |= acts;
            known.said |= said;
            for title in form.titles {
                if !known.titles.contains(&title) {
                    known.titles.push(title);
                }
            }
            return;
        }
        let Some(Resolved { heading, .. }) = self.full_form(text, &form) else {
            return;
        };
        self.full.push(Full {
            heading,
            words: form.words,
            titles: form.titles,
            acts,
            said,
        });
    }

    /// The year of the document.
    pub fn year(&self) -> Option<i16> {
        self.on.map(|day| day.year())
    }

    /// Whether these words stand behind a title in the running text.
    pub fn has_titled(&self, words: &[String]) -> bool {
        let titled = |full: &Full| {
            full.words == words && full.said && full.titles.iter().any(|title| is_title(title))
        };
        self.full.iter().any(titled)
    }

    /// Which person a form means here.
    pub fn resolve(&self, text: &str) -> Option<Resolved> {
        let form = Form::read(text);
        if form.words.is_empty() || tables().body(text).is_some() {
            return None;
        }
        self.holder(text)
            .or_else(|| self.listed(text, &form))
            .or_else(|| {
                let surname_only = !form.is_full() || self.is_surname(&form.words);
                if surname_only {
                    self.short_form(text, &form)
                } else {
                    self.full_form(text, &form)
                }
            })
    }

    /// Whether all these words are one surname, to the tables or in the document.
    fn is_surname(&self, words: &[String]) -> bool {
        let ends = |full: &Full| full.words.len() > words.len() && full.words.ends_with(words);
        persons().surname(words).next().is_some() || self.full.iter().any(ends)
    }

    /// "The President", on the day.
    fn holder(&self, text: &str) -> Option<Resolved> {
        let name = crate::authority::holder(&form_key(text), self.on)?;
        let known = persons().all.iter().find(|known| known.name == name)?;
        let day = self.on?;
        Some(found(
            known,
            format!("held the office of “{text}” on {day}"),
        ))
    }

    fn listed(&self, text: &str, form: &Form) -> Option<Resolved> {
        let stripped = form
            .words
            .iter()
            .chain(&form.suffix)
            .cloned()
            .collect::<Vec<_>>()
            .join(" ");
        let full = form.is_full() || form.titles.is_empty();
        let keys = [Some(form_key(text)), full.then_some(stripped)];
        for key in keys.into_iter().flatten() {
            let candidates: Vec<&Known> = persons().form(&key).collect();
            if let Some(known) = self.choose(candidates, form) {
                return Some(found(
                    known,
                    format!("“{text}” is listed as a form of the name"),
                ));
            }
        }
        None
    }

    /// A name with given names.
    fn full_form(&self, text: &str, form: &Form) -> Option<Resolved> {
        let candidates: Vec<&Known> = persons().full(form);
        if !candidates.is_empty() {
            let known = self.choose(candidates, form)?;
            return Some(found(known, agreement(form, known)));
        }
        let words = shown(text);
        if words
            .iter()
            .any(|word| is_office(&fold(word)) && is_title(&fold(word)))
        {
            return None;
        }
        let why = "the name as it stands".to_owned();
        let heading = match turned(&form.words) {
            true => format!("{}, {}", words.first()?, words[1..].join(" ")),
            false => by_rule(&words, form.surname),
        };
        Some(Resolved { heading, why })
    }

    /// Of several persons of the tables, the one whom the titles, the day, or the missing suffix
    /// mean.
    fn choose(&self, mut candidates: Vec<&'static Known>, form: &Form) -> Option<&'static Known> {
        candidates.sort_by_key(|known| &known.heading);
        candidates.dedup_by_key(|known| &known.heading);
        let offices = office_titles(&form.titles);
        let fitting: Vec<_> = candidates
            .iter()
            .copied()
            .filter(|k| fits(k, &offices, self.on))
            .collect();
        if !offices.is_empty() && !fitting.is_empty() {
            candidates = fitting;
        }
        if candidates.len() > 1 {
            let here = |known: &&Known| {
                self.full
                    .iter()
                    .any(|f| f.acts && f.heading == known.heading)
            };
            let serving = |known: &&Known| self.on.is_some() && known.serves(self.on, SLACK);
            let plain = |known: &&Known| known.suffix.is_none();
            return only(&candidates, here)
                .or_else(|| only(&candidates, serving))
                .or_else(|| only(&candidates, plain));
        }
        candidates.pop()
    }

    /// A surname, perhaps with titles; or a given name alone.
    fn short_form(&self, text: &str, form: &Form) -> Option<Resolved> {
        let offices = office_titles(&form.titles);
        let named = self.named(form, &offices);
        let table: Vec<&Known> = persons()
            .surname(&form.words)
            .filter(|k| suits(k, &form.titles))
            .collect();
        if named.is_empty() && table.is_empty() {
            let given = offices.is_empty().then(|| self.given(text, form)).flatten();
            return given.or_else(|| self.slip(text, form, &offices));
        }
        if form.titles.is_empty() && !self.id.is_empty() {
            // A capital alone is no name: "More than that", "Power to the people".
            return self.in_document(&named, form);
        }
        if offices.is_empty() {
            return self
                .in_document(&named, form)
                .or_else(|| self.around(&table, text));
        }
        let same_office = |full: &&Full| offices.iter().all(|title| full.titles.contains(title));
        let with_office: Vec<&Full> = named.iter().copied().filter(same_office).collect();
        one_heading(&with_office)
            .map(|full| self.named_here(full, form))
            .or_else(|| self.office_holder(&table, &offices, text))
            .or_else(|| self.in_document(&named, form))
    }

    /// Whom the document names in full with this surname; persons of the tables only where their
    /// offices do not contradict the titles.
    fn named(&self, form: &Form, offices: &[String]) -> Vec<&Full> {
        let key = transliterated(&form.words.join(" "));
        let ends = |full: &&Full| {
            let at = full.words.len().saturating_sub(form.words.len());
            let ends = at > 0 && transliterated(&full.words[at..].join(" ")) == key;
            let heading = full.heading.split(", ").next().unwrap_or_default();
            ends || transliterated(&folded(heading).join(" ")) == key
        };
        let possible = |full: &&Full| {
            let known = persons().heading(&full.heading);
            let said = offices.iter().all(|title| full.titles.contains(title));
            known.is_none_or(|known| {
                said || known.offices.is_empty() || fits(known, offices, self.on)
            }) && gender_allows(&form.titles, full.words.first(), false)
        };
        self.full.iter().filter(ends).filter(possible).collect()
    }

    fn in_document(&self, named: &[&Full], form: &Form) -> Option<Resolved> {
        let acting: Vec<&Full> = named.iter().copied().filter(|full| full.acts).collect();
        let one = one_heading(named).or_else(|| one_heading(&acting));
        one.map(|full| self.named_here(full, form))
    }

    fn named_here(&self, full: &Full, form: &Form) -> Resolved {
        let surname = form.words.join(" ");
        Resolved {
            heading: full.heading.clone(),
            why: format!(
                "the person of the surname “{surname}” whom {} names in full",
                self.place()
            ),
        }
    }

    fn place(&self) -> &str {
        if self.id.is_empty() {
            "the sentence"
        } else {
            &self.id
        }
    }

    /// The one of the tables who has the office of the titles, on the day or before.
    fn office_holder(
        &self,
        table: &[&'static Known],
        offices: &[String],
        text: &str,
    ) -> Option<Resolved> {
        let fitting: Vec<&Known> = table
            .iter()
            .copied()
            .filter(|k| fits(k, offices, self.on))
            .collect();
        let now = |known: &&Known| {
            known.offices.iter().any(|office| {
                goes_with_all(offices, &office.name)
                    && self.on.is_some_and(|day| office.covers(day, SLACK))
            })
        };
        let then = |known: &&Known| self.years.iter().any(|&year| known.served_in(year));
        let recent = |known: &&Known| {
            self.on
                .is_some_and(|day| known.served_since(day.year() - MEMORY))
        };
        let known = only(&fitting, |_| true)
            .or_else(|| only(&fitting, now))
            .or_else(|| only(&fitting, then))
            .or_else(|| only(&fitting, recent))?;
        let office = known
            .offices
            .iter()
            .find(|office| goes_with_all(offices, &office.name))?;
        Some(found(
            known,
            format!("“{text}”: {} from {}", office.name, office.from),
        ))
    }

    /// The one of the tables who is in office around the day.
    fn around(&self, table: &[&'static Known], text: &str) -> Option<Resolved> {
        let known = match self.on {
            Some(day) => {
                let known = only(table, |known| known.serves(self.on, SLACK))
                    .or_else(|| only(table, |_| true))?;
                return Some(found(
                    known,
                    format!("“{text}”: the one of that surname around {day}"),
                ));
            }
            None => {
                only(table, |known| !known.offices.is_empty()).or_else(|| only(table, |_| true))?
            }
        };
        Some(found(
            known,
            format!("“{text}”: the only office holder of that surname in the tables"),
        ))
    }

    /// A given name alone: of somebody who speaks or issues here, or whom the title names.
    fn given(&self, text: &str, form: &Form) -> Option<Resolved> {
        let [word] = form.words.as_slice() else {
            return None;
        };
        let called = |full: &&Full| {
            let first = full
                .words
                .first()
                .is_some_and(|first| first == word || tables().nicknames(first, word));
            full.acts
                && (first
                    || persons()
                        .heading(&full.heading)
                        .is_some_and(|known| known.is_called(word)))
        };
        let called: Vec<&Full> = self.full.iter().filter(called).collect();
        one_heading(&called).map(|full| Resolved {
            heading: full.heading.clone(),
            why: format!(
                "“{text}” is the given name of one who speaks in {}",
                self.place()
            ),
        })
    }

    /// A slip of the pen: a surname like one of somebody here, or of the office holder.
    fn slip(&self, text: &str, form: &Form, offices: &[String]) -> Option<Resolved> {
        let surname = form.words.last()?;
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        for full in &self.full {
            let like = full
                .words
                .last()
                .and_then(|last| sound::alike(surname, last));
            if let Some(why) =
                like.filter(|_| gender_allows(&form.titles, full.words.first(), false))
            {
                found.insert(
                    full.heading.clone(),
                    format!("“{text}” in {}: {why}", self.place()),
                );
            }
        }
        if found.is_empty() && !offices.is_empty() {
            for known in &persons().all {
                let serves = known.serves(self.on, SLACK)
                    && self.on.is_some()
                    && fits(known, offices, self.on);
                let like = known
                    .surname
                    .last()
                    .filter(|_| serves)
                    .and_then(|last| sound::alike(surname, last));
                if let Some(why) = like {
                    found.insert(known.heading.clone(), format!("“{text}”: {why}"));
                }
            }
        }
        if found.len() > 1 {
            return None;
        }
        found
            .pop_first()
            .map(|(heading, why)| Resolved { heading, why })
    }
}

/// How many days before and after a term of office a bare surname may mean its holder.
const SLACK: i32 = 90;

/// A bare surname hardly means an office holder of so many years ago, where a later one had it.
const MEMORY: i16 = 100;

/// The years that a text names, from 1700 on.
fn years(text: &str) -> Vec<i16> {
    let words = text.split(|c: char| !c.is_ascii_digit());
    let years = words
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok());
    years.filter(|year| (1700..2200).contains(year)).collect()
}

fn found(known: &Known, why: String) -> Resolved {
    Resolved {
        heading: known.heading.clone(),
        why,
    }
}

/// Why a full form is a person of the tables, in words.
fn agreement(form: &Form, known: &Known) -> String {
    let first = form.words.first().map(String::as_str).unwrap_or_default();
    match known.first() {
        Some(given) if given == first => "given name and surname agree".to_owned(),
        Some(given) if tables().nicknames(given, first) => {
            format!("surnames agree, and “{first}” is short for “{given}”")
        }
        _ => "the names agree, other spellings set aside".to_owned(),
    }
}

/// Whether the words of an unknown name begin with a surname, as Japanese and Korean names do: the
/// first is the surname of a person of the tables who is named so, and the last is none.
fn turned(words: &[String]) -> bool {
    let [first, last] = words else {
        return false;
    };
    let begins = persons()
        .surname(std::slice::from_ref(first))
        .any(|known| known.turned);
    begins
        && persons()
            .surname(std::slice::from_ref(last))
            .next()
            .is_none()
}

/// The one that holds; `None` if none or several do.
fn only(candidates: &[&'static Known], holds: impl Fn(&&Known) -> bool) -> Option<&'static Known> {
    let mut holding = candidates.iter().copied().filter(|known| holds(known));
    let one = holding.next()?;
    holding.next().is_none().then_some(one)
}

/// The first of them, where all have one heading.
fn one_heading<'a>(full: &[&'a Full]) -> Option<&'a Full> {
    let first = full.first()?;
    let same = full
        .iter()
        .all(|other| other.heading == first.heading || is_one(first, other));
    // The heading that says most stands for all.
    same.then(|| {
        full.iter()
            .max_by_key(|full| full.heading.len())
            .copied()
            .unwrap_or(first)
    })
}

/// Whether two unknown persons of one surname and document have given names that agree.
fn is_one(one: &Full, other: &Full) -> bool {
    let unknown = |full: &Full| persons().heading(&full.heading).is_none();
    let given = |full: &Full| full.words[..full.words.len() - 1].to_vec();
    unknown(one)
        && unknown(other)
        && one.words.last() == other.words.last()
        && same_given(&given(one), &given(other))
}

/// The words of titles that name an office or a rank.
fn office_titles(titles: &[String]) -> Vec<String> {
    let office = titles
        .iter()
        .filter(|title| is_title(title) && !is_address(title));
    office.map(|title| canonical(title).to_owned()).collect()
}

fn is_address(title: &str) -> bool {
    matches!(
        title,
        "mr" | "ms"
            | "mrs"
            | "dr"
            | "miss"
            | "the"
            | "former"
            | "acting"
            | "madam"
            | "sir"
            | "late"
            | "elect"
            | "hon"
            | "honorable"
            | "his"
            | "her"
            | "excellency"
            | "candidate"
            | "nominee"
            | "doctor"
    )
}

/// One word for titles that say the same.
fn canonical(title: &str) -> &str {
    match title {
        "congressman" | "congresswoman" | "rep" | "delegate" => "representative",
        "sen" => "senator",
        "gov" => "governor",
        "gen" => "general",
        "adviser" => "advisor",
        "amb" => "ambassador",
        "rev" | "pastor" => "reverend",
        "prof" => "professor",
        "president-elect" => "president",
        "chairman" | "chairwoman" | "chairperson" => "chair",
        "spokesman" | "spokeswoman" => "spokesperson",
        "secretary-general" => "secretary",
        other => other,
    }
}

/// Whether all titles go with one of the person's offices that has begun by the day.
fn fits(known: &Known, titles: &[String], on: Option<Date>) -> bool {
    known.offices.iter().any(|office| {
        on.is_none_or(|day| office.begun(day, SLACK)) && goes_with_all(titles, &office.name)
    })
}

fn goes_with_all(titles: &[String], office: &str) -> bool {
    let words = folded(office);
    let vice = words.first().is_some_and(|first| first == "vice");
    let first = words.first().map(String::as_str).unwrap_or_default();
    let of_congress = matches!(first, "senator" | "representative" | "speaker");
    let has = |title: &String| {
        words.iter().any(|word| canonical(word) == title)
            || title == "ambassador" && words.ends_with(&["trade".into(), "representative".into()])
            || matches!(title.as_str(), "chair" | "leader" | "ranking" | "member") && of_congress
            || matches!(title.as_str(), "prime" | "minister") && first == "taoiseach"
    };
    titles.iter().all(has) && (!vice || titles.iter().any(|title| title == "vice"))
}

/// Whether a person of the tables can be addressed so.
fn suits(known: &Known, titles: &[String]) -> bool {
    let first = known.first().map(str::to_owned);
    let own = folded(known.name).into_iter().next();
    gender_allows(titles, first.as_ref(), true) || gender_allows(titles, own.as_ref(), true)
}

/// Whether "Ms." or "Mr." can stand before a given name. `known`: a person of the tables, of whom
/// the list of women's names is whole.
pub(in crate::authority) fn gender_allows(
    titles: &[String],
    given: Option<&String>,
    known: bool,
) -> bool {
    let Some(given) = given else {
        return true;
    };
    let has = |titles_of: &[&str]| {
        titles
            .iter()
            .any(|title| titles_of.contains(&title.as_str()))
    };
    let woman = is_womans(given);
    if has(&["ms", "mrs", "miss", "madam"]) {
        return woman || !known && !tables().has_nickname(given);
    }
    !(has(&["mr", "sir"]) && woman)
}

/// The given names of the women of the tables.
const WOMEN: &str = include_str!("../women.tsv");

pub(in crate::authority) fn is_womans(given: &str) -> bool {
    static NAMES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| WOMEN.lines().skip(1).collect());
    NAMES.contains(given)
}

/// Whether the tables have a surname that ends with this word, transliterated.
pub(super) fn is_known_surname(word: &str) -> bool {
    static LAST: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let last = persons()
            .all
            .iter()
            .filter_map(|known| known.surname.last());
        last.map(|word| transliterated(word)).collect()
    });
    LAST.contains(word)
}
