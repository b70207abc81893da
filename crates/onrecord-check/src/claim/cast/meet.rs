//! Meeting the persons and bodies of an article, before anybody is asked for.

use super::super::persons::{BARE_TITLES, BODY_WORDS, NO_SURNAMES, OUTLETS, PLURAL_TITLES};
use super::super::phrase::{is_a_ship, is_name_word, is_person, name_end};
use super::super::speech::is_speech;
use super::super::token::{Kind, Token, is_party_and_place};
use super::super::verb::speaks;
use super::super::words::{ASKING, DETERMINERS, LEAD, PREPOSITIONS};
use super::{
    Cast, MOST_FORMS, MOST_OTHERS, OFFICES, Person, form, given_and_surname, is_woman, named_by,
    titled_woman, told, without_country,
};
use onrecord_doc::{SpeakerKind, authority};

impl Cast {
    /// Meets the names of one paragraph.
    pub fn meet(&mut self, text: &str, tokens: &[Token]) {
        let mut at = 0;
        while at < tokens.len() {
            // "Prime Ministers Ada Quill of Tarn and Boris Fenwick of Varde"
            let title = tokens[at].is_in(PLURAL_TITLES)
                || tokens[at].is_in(&["prime"])
                    && tokens.get(at + 1).is_some_and(|t| t.is_in(PLURAL_TITLES));
            if title || !is_name_word(&tokens[at]) {
                at += 1;
                continue;
            }
            let end = name_end(tokens, at, tokens.len());
            let before = at.checked_sub(1).map(|before| &tokens[before]);
            if is_a_ship(tokens, at) {
                at = end;
                continue;
            }
            let form = form(text, &tokens[at..end]);
            // "There are two Ada Quills."
            let several = before.is_some_and(|t| t.is_in(&["both", "three", "two"]));
            let one = form.strip_suffix('s').filter(|_| several);
            let one = one.filter(|one| named_by(one, self.date).is_some());
            let form = one.map_or(form.clone(), str::to_owned);
            self.meet_body(&self.whole_body(text, tokens, at, end), &tokens[at..end]);
            self.introduce(&form);
            // "Ada Quill of Lindholm"
            if let Some((person, _)) = form.split_once(" of ")
                && given_and_surname(person).is_some()
            {
                self.introduce(person);
                if let Some(name) = self.by_name(person) {
                    // "Senator Ada Quill of Ruritania" is the senator.
                    self.call(&name, told::nouns(tokens, at, end));
                    self.add(name, form.to_lowercase());
                }
            }
            self.meet_of_somewhere(text, tokens, at, end);
            if self.by_name(&form).is_none() {
                self.meet_other(text, tokens, at, end);
            }
            if let Some(name) = self.by_name(&form) {
                self.call(&name, told::nouns(tokens, at, end));
            }
            at = end;
        }
        self.read += 1;
    }

    /// "Oke Bramble of the harbor paper, who …", "wrote Oke Bramble of Ostrey", "Clara Oldacre of Reuters": a
    /// person, by the name before the *of*.
    fn meet_of_somewhere(&mut self, text: &str, tokens: &[Token], at: usize, end: usize) {
        let Some(of) = (at..end).find(|&i| tokens[i].is_in(&["of"])) else {
            return;
        };
        let (name, place) = (&tokens[at..of], &tokens[of + 1..end]);
        // "The International Association of Keepers"
        let body = |t: &Token| {
            BODY_WORDS.contains(&t.low.as_str()) || t.is_in(&["association", "league", "order"])
        };
        if name.first().is_some_and(|t| t.is_in(&["the"])) || name.last().is_some_and(body) {
            return;
        }
        let asks = tokens
            .get(end)
            .is_some_and(|t| t.is_in(&["asked", "pressed"]));
        let before = at > 0 && speaks(tokens, at - 1);
        let says = before || end < tokens.len() && speaks(tokens, end);
        // "the Fraternal Order of Keepers wrote"
        let the = at > 0 && tokens[at - 1].is_in(&["the"]);
        let short = (2..=3).contains(&name.len());
        let of_press = short && place.last().is_some_and(|t| t.is_in(OUTLETS));
        let told = is_told_of(name, &tokens[end..]) || (asks || says) && !the && short;
        let person = form(text, name);
        if (told || of_press) && self.by_name(&person).is_none() {
            self.add(person.clone(), person.to_lowercase());
        }
    }

    /// "the Office of Harbors and Budget", as far as the tables have such a body; else the name alone.
    fn whole_body(&self, text: &str, tokens: &[Token], at: usize, end: usize) -> String {
        let and = tokens.get(end).is_some_and(|t| t.is_in(&["and"]));
        let next = tokens.get(end + 1).filter(|t| and && is_name_word(t));
        let longer = next.map(|_| form(text, &tokens[at..name_end(tokens, end + 1, tokens.len())]));
        let body = longer.filter(|form| {
            authority::resolve(form, self.date).is_some_and(|it| it.kind == SpeakerKind::Body)
        });
        // "the Federal Commission on Lamps"
        let led = tokens.get(end).is_some_and(|t| t.is_in(&["for", "on"]));
        let on = led && end > at + 1 && BODY_WORDS.contains(&tokens[end - 1].low.as_str());
        let what = tokens.get(end + 1).filter(|t| on && is_name_word(t));
        let end = what.map_or(end, |_| name_end(tokens, end + 1, tokens.len()));
        body.unwrap_or_else(|| form(text, &tokens[at..end]))
    }

    /// Who was met by a bare surname alone, "Quill" or "Mr. Quill", whom the tables gave a given name, is the one whom
    /// the article names in full by that surname, if there is one: the first lady, in an article about her.
    pub fn settle_surnames(&mut self) {
        let alone = |form: &String| match form.split_once(' ') {
            Some((_, name)) => titled_woman(form).is_some() && !name.contains(' '),
            None => true,
        };
        let bare = |person: &Person| person.forms.iter().all(alone);
        let surname = |person: &Person| person.name.rsplit(' ').next().map(str::to_owned);
        let full = self.people.iter().filter(|person| !bare(person));
        let full = full.filter_map(|person| {
            let name = person.name.clone();
            Some((surname(person)?, name, person.woman))
        });
        let full: Vec<(String, String, Option<bool>)> = full.collect();
        let mut more = Vec::new();
        self.people.retain(|person| {
            let own = surname(person);
            let fits = |woman: bool| {
                let mut titles = person.forms.iter().filter_map(|form| titled_woman(form));
                titles.all(|title| title == woman)
            };
            let mut same = full.iter().filter(|(surname, _, woman)| {
                own.as_ref() == Some(surname) && woman.is_none_or(fits)
            });
            let other = same
                .next()
                .filter(|_| bare(person) && same.next().is_none());
            more.extend(other.map(|(_, name, _)| (name.clone(), person.seen)));
            other.is_none()
        });
        for (name, seen) in more {
            let people = self.people.iter_mut().filter(|person| person.name == name);
            people.for_each(|person| person.seen += seen);
        }
        self.known.clear();
    }

    /// "The Council of Harbor Advisers" is the council.
    fn meet_body(&mut self, form: &str, name: &[Token]) {
        let form = form.strip_prefix("The ").unwrap_or(form);
        let mut words = name.iter().filter(|t| !t.is_in(DETERMINERS));
        let ends = [words.next(), words.next_back()].into_iter().flatten();
        // "the Harbor Town Council of Lamp Advisers"
        let of = name
            .windows(2)
            .find(|pair| pair[1].is_in(&["for", "of", "on"]));
        let noun = ends
            .chain(of.map(|pair| &pair[0]))
            .map(|t| &t.low)
            .find(|low| BODY_WORDS.contains(&low.as_str()));
        // "The Commission" is one that was named before.
        let whole = form.contains(' ') && self.bodies.len() < MOST_OTHERS;
        if let Some(noun) = noun.filter(|_| whole) {
            self.bodies.push((noun.clone(), form.to_owned(), self.read));
        }
    }

    /// A name without a common given name: a person's, if the words around it say so.
    fn meet_other(&mut self, text: &str, tokens: &[Token], at: usize, end: usize) {
        // "the Council on Lamp Quality told"
        let of_body = at > 1
            && tokens[at - 1].is_in(&["for", "of", "on"])
            && BODY_WORDS.contains(&tokens[at - 2].low.as_str());
        // "the Congressional Rowers Caucus told"
        let body = tokens[end - 1].low.as_str();
        if of_body || BODY_WORDS.contains(&body) && tokens[end - 1].capital {
            return;
        }
        let titled = told::titles(&tokens[at..end]).next().is_some() && end - at > 2;
        let start = at + usize::from(titled);
        // "Professor Ada Quill of Lindholm"
        let of = (start..end).find(|&at| tokens[at].is_in(&["of"]));
        let end = of.filter(|_| titled).unwrap_or(end);
        let name = &tokens[start..end];
        let plain = name
            .iter()
            .all(|t| is_name_word(t) && !t.shouted && !t.is_in(DETERMINERS));
        let form = form(text, name);
        let bare = name.first().is_some_and(|t| t.is_in(BARE_TITLES));
        let several = plain && (2..=3).contains(&name.len()) && !bare && !is_no_person(&form);
        let aged = several && told::has_age(&tokens[end..]);
        let person = is_told_of(name, &tokens[end..])
            || aged
            || titled && several
            || several && told::is_doing(&tokens[end..])
            || several && told::is_stood(tokens, at)
            || several && told::is_asking(tokens, at)
            || several && told::is_called(tokens, at, end)
            || several && told::is_second(tokens, at, end)
            // "CBS’s Clara Oldacre"
            || several && start > 0 && tokens[start - 1].possessive && tokens[start - 1].is_in(OUTLETS)
            || plain && told::is_mine(tokens, at, end)
            || told::is_apposed(tokens, at, end);
        if person {
            self.add(form.clone(), form.to_lowercase());
        } else if several && !self.others.contains(&form) && self.others.len() < MOST_OTHERS {
            self.others.push(form);
        }
    }

    /// An article calls a person by nouns.
    fn call(&mut self, name: &str, nouns: Vec<String>) {
        // A representative may be a congressman or a congresswoman.
        let either = nouns.iter().any(|noun| noun == "representative");
        for noun in nouns {
            if let Some(woman) = told::kin(&noun).filter(|_| !either)
                && let Some(person) = self.people.iter_mut().find(|person| person.name == name)
            {
                person.woman = person.woman.or(Some(woman));
            }
            let called = (noun, name.to_owned());
            if !self.called.contains(&called) && self.called.len() < MOST_OTHERS {
                self.called.push(called);
            }
        }
    }

    /// Meets those of one paragraph who are named by a verb of speech only: "Quill said", where "Ada
    /// Quill" is named elsewhere.
    pub fn meet_speakers(&mut self, text: &str, tokens: &[Token]) {
        if let Some(end) = told::label(tokens) {
            self.meet_speaker(&form(text, &tokens[..end]));
        }
        // "Quill, who was raised in Lindholm, followed him:"
        let leads = tokens.last().is_some_and(|t| t.kind == Kind::Colon);
        if leads && tokens.first().is_some_and(is_name_word) {
            let end = name_end(tokens, 0, tokens.len());
            self.meet_speaker(&form(text, &tokens[..end]));
        }
        for verb in (0..tokens.len()).filter(|&at| speaks(tokens, at)) {
            let named = |t: &&Token| is_name_word(t) && !t.possessive;
            let before = tokens[..verb]
                .iter()
                .rev()
                .take(4)
                .take_while(named)
                .count();
            let behind = tokens[verb + 1..].iter().take(4).take_while(named).count();
            // "A driver in Lost Creek told the station"
            let placed = tokens[..verb - before]
                .last()
                .is_some_and(|t| t.is_in(PLACING));
            let before = if placed { 0 } else { before };
            let beside = [verb - before..verb, verb + 1..verb + 1 + behind];
            let inverted = verb > 0 && tokens[verb - 1].kind != Kind::Word;
            let beside = beside.into_iter().zip([true, inverted]);
            for (range, _) in beside.filter(|(range, may)| *may && !range.is_empty()) {
                self.meet_speaker(&form(text, &tokens[range]));
            }
        }
    }

    /// "Quill Ada" where Ada Quill is known.
    fn is_turned(&self, form: &str) -> bool {
        let turned = form
            .split_once(' ')
            .map(|(one, other)| (one, format!("{other} {one}")));
        turned.is_some_and(|(first, turned)| self.look_up(first) == Some(turned))
    }

    fn meet_speaker(&mut self, form: &str) {
        if self.look_up(form).is_some() || self.is_turned(form) {
            return;
        }
        // "Mr. Quill"
        let titled = form
            .split_once(' ')
            .filter(|_| titled_woman(form).is_some());
        let form = titled.map_or(form, |(_, name)| name);
        let last = form.rsplit(' ').next().unwrap_or(form);
        let body = BODY_WORDS.contains(&last.to_lowercase().as_str());
        let same = |other: &&String| {
            *other == form || other.ends_with(&format!(" {last}")) && !form.contains(' ')
        };
        let mut others = self.others.iter().filter(same);
        let one = others.next().filter(|_| others.next().is_none() && !body);
        if let Some(name) = one.cloned() {
            self.add(name.clone(), name.to_lowercase());
        }
    }

    fn introduce(&mut self, form: &str) {
        let whole = form.to_lowercase();
        let form = without_country(form);
        let name = match named_by(form, self.date) {
            Some(speaker) if speaker.kind == SpeakerKind::Person => {
                // "Airlines CEO Ada Quill", whom the tables do not know
                let known = authority::resolve(&speaker.name, self.date).is_some();
                let name = speaker.name.split(" of ").next().filter(|_| !known);
                let name = name.map_or(speaker.name.clone(), str::to_owned);
                let bare = given_and_surname(&name).filter(|_| !known);
                bare.unwrap_or(name)
            }
            Some(_) => return,
            None => match given_and_surname(form) {
                Some(name) => name,
                None => return self.title(form),
            },
        };
        self.add(name, whole);
        self.title(form);
    }

    /// A person is named, in that form.
    fn add(&mut self, name: String, whole: String) {
        if is_no_person(&name) {
            return;
        }
        match self.people.iter_mut().find(|person| person.name == name) {
            Some(person) => {
                person.seen += 1;
                if person.forms.len() < MOST_FORMS && !person.forms.contains(&whole) {
                    person.forms.push(whole);
                }
            }
            None => {
                let woman = is_woman(&name);
                self.people.push(Person {
                    name,
                    woman,
                    seen: 1,
                    forms: vec![whole],
                });
            }
        }
    }

    /// Somebody is named without a name: "his wife".
    pub fn name(&mut self, name: &str) {
        if !self.has(name) {
            self.add(name.to_owned(), name.to_lowercase());
            self.known.clear();
        }
    }

    /// Learns from "Ms. Quill" that Ada Quill is a woman.
    fn title(&mut self, form: &str) {
        let Some(woman) = titled_woman(form) else {
            return;
        };
        if let Some(name) = self.by_name(form) {
            let people = self.people.iter_mut().filter(|person| person.name == name);
            people.for_each(|person| person.woman = Some(woman));
        }
    }
}

/// What stands before the name of a place, or of what something is.
const PLACING: &[&str] = &["at", "from", "in", "near", "of", "outside"];

/// "State Dining Room", "In Moscow", "St. Patrick".
fn is_no_person(name: &str) -> bool {
    let low = name.to_lowercase();
    let Some((first, _)) = low.split_once(' ') else {
        return false;
    };
    // Will is as often a given name.
    let asks = ASKING.contains(&first) && first != "will";
    // "New Lindholm"
    let place = matches!(first.trim_end_matches('.'), "new" | "saint" | "st");
    // "Harbor Awareness Day", not "Dorothy Day"
    let day = low.ends_with(" day") && low.split(' ').count() > 2;
    // "R-Varde Township"
    let other = asks || place || day || is_party_and_place(first);
    let leads = PREPOSITIONS.contains(&first) || LEAD.contains(&first) || other;
    leads
        || OFFICES.contains(&low.as_str())
        || low
            .rsplit(' ')
            .next()
            .is_some_and(|last| NO_SURNAMES.contains(&last))
}

/// Whether a name of two or three words is said to be a person's right behind it: "Oke Bramble, the
/// net mender, …", "Oke Bramble, who mends nets, …".
fn is_told_of(name: &[Token], behind: &[Token]) -> bool {
    // "Oke Bramble of the harbor paper, who"
    let of = behind.first().is_some_and(|t| t.is_in(&["from", "of"]));
    let comma = behind.iter().take(7).position(|t| t.kind == Kind::Comma);
    let behind = match comma {
        Some(comma) if of && behind.get(comma + 1).is_some_and(|t| t.low == "who") => {
            &behind[comma..]
        }
        _ => behind,
    };
    let [comma, first, rest @ ..] = behind else {
        return false;
    };
    let told = rest.iter().take(5).take_while(|t| t.kind == Kind::Word);
    // "Helping Varde, the press secretary said, was …" tells of nobody.
    let says = first.low != "who"
        && told
            .clone()
            .any(|t| t.is_in(&["added", "said", "says", "wrote"]));
    let person = !says && told.clone().any(|t| is_person(&t.low));
    // "Oke Bramble, chairman of the weir"
    let said = name.first().is_some_and(|t| is_speech(&t.low));
    let bare = !says && !said && !first.capital && is_person(&first.low);
    let bare = bare && rest.first().is_some_and(|t| t.is_in(&["at", "for", "of"]));
    let apposed =
        first.is_in(&["a", "an", "the", "his", "her", "who"]) && (person || first.low == "who");
    let apposed = apposed || bare;
    let plain = name
        .iter()
        .all(|t| is_name_word(t) && !t.shouted && !t.is_in(DETERMINERS));
    comma.kind == Kind::Comma && apposed && plain && (2..=3).contains(&name.len())
}
