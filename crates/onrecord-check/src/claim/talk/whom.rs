//! Whom the words of an article name: by name, by office, by what they are to somebody.

use super::super::Attribution;
use super::super::cast::is_major;
use super::super::cast::told::has_age;
use super::super::cue::Cue;
use super::super::given::is_given;
use super::super::persons::{
    BODY_WORDS, KINSMEN, KINSWOMEN, MEN_WORDS, PAIRS, PERSONS, REPORTERS, STAFF, WOMEN_WORDS,
};
use super::super::phrase::{
    Pronoun, Who, is_name_word, is_person, name_end, name_in, possessive, singular, subject,
};
use super::super::speech::UTTERED;
use super::super::token::{Kind, Token};
use super::super::words::{DETERMINERS, MEDIA, PREPOSITIONS, SHOWING, STATEMENTS, VERBS};
use super::asking::a_reporter;
use super::{MOST_MET, Named, Talk, UNNAMED};
use crate::article::ParagraphKind;
use onrecord_doc::authority;
use onrecord_text::Span;
use std::ops::Range;

impl Talk<'_> {
    pub(super) fn speaker(&mut self, index: usize, cue: &Cue) -> Option<Attribution> {
        match cue.who.clone()? {
            Who::Pronoun(pronoun, at) => self.pronoun(index, pronoun, at),
            Who::Statement(range) => self.written_by(index, range),
            Who::Words(range) => {
                let one =
                    self.pieces[index].tokens[range.start].is_in(&["a", "an", "one", "another"]);
                let mine = range.len() > 1
                    && self.pieces[index].tokens[range.start]
                        .is_in(&["my", "our", "his", "her", "their"]);
                let owned = self.pieces[index].tokens[range.end - 1].possessive;
                // "by the statement’s account"
                if self.pieces[index].tokens[range.end - 1].is_in_possessive(STATEMENTS) {
                    return self.statement.clone();
                }
                if self.is_any_reporter(index, &range) {
                    return Some(a_reporter(self.pieces[index].source(&range)));
                }
                if let Some(told) = self.told_by(index, &range, cue.verb) {
                    return told;
                }
                self.words(index, range)
                    .filter(|who| who.known || cue.verb.is_some() || one || mine || owned)
            }
        }
    }

    /// "A daily added that the chair had counted “…”": whose words a newspaper tells; of nobody new, "A
    /// daily put it as “…”", `Some(None)`.
    fn told_by(
        &mut self,
        index: usize,
        range: &Range<usize>,
        verb: Option<usize>,
    ) -> Option<Option<Attribution>> {
        let tokens = &self.pieces[index].tokens;
        let tells = head_noun(&tokens[range.clone()]).is_some_and(|head| MEDIA.contains(&head));
        let verb = verb.filter(|_| tells)?;
        let to = tokens.get(verb + 1).is_some_and(|t| t.is_in(&["to"]));
        if tokens[verb].is_in(&["put", "puts"]) && !to {
            return Some(None);
        }
        let that = verb + 1;
        let clause = tokens.get(that).is_some_and(|t| t.is_in(&["that"]));
        let quote = (that..tokens.len()).find(|&at| tokens[at].is_quote())?;
        let Who::Words(range) = subject(tokens, that + 1, quote).filter(|_| clause)? else {
            return None;
        };
        let head = head_noun(&tokens[range.clone()]).unwrap_or_default();
        let person = is_the(&tokens[range.start]) && is_person(singular(head));
        let who = self.words(index, range).filter(|who| who.known || person)?;
        Some(Some(who))
    }

    pub(super) fn pronoun(
        &mut self,
        index: usize,
        pronoun: Pronoun,
        at: usize,
    ) -> Option<Attribution> {
        let token = &self.pieces[index].tokens[at];
        let direct = possessive(token).is_none();
        let topic = self.topic_of(pronoun, direct);
        // Somebody without a name, of whom an earlier paragraph told, yields to one who is named here.
        let here = self
            .named
            .last()
            .filter(|named| named.piece == index && direct && self.cast.fits(pronoun, &named.name));
        let nameless = topic
            .is_some_and(|topic| !topic.known && self.spoken.is_empty() && self.brought.is_none());
        let here = here.filter(|_| nameless && pronoun != Pronoun::They);
        if let Some(Named { name, .. }) = here {
            return Some(Attribution {
                name: name.clone(),
                known: true,
                span: self.pieces[index].source(&(at..at + 1)),
            });
        }
        let brought = self
            .brought
            .as_ref()
            .filter(|who| direct && may_be(pronoun, &who.name));
        let found = match pronoun {
            Pronoun::They if token.low == "they" => {
                let pair = topic.filter(|who| who.name.contains(" and "));
                pair.or(self.statement.as_ref()).or(topic)
            }
            Pronoun::They => self.body.as_ref().or(self.statement.as_ref()).or(topic),
            _ => brought.or(topic),
        };
        let span = self.pieces[index].source(&(at..at + 1));
        if let Some(found) = found {
            return Some(Attribution {
                span,
                ..found.clone()
            });
        }
        let last = self
            .named
            .iter()
            .rev()
            .take(200)
            .find(|named| self.cast.fits(pronoun, &named.name))?;
        Some(Attribution {
            name: last.name.clone(),
            known: true,
            span,
        })
    }

    /// The one whom the text is about, where a pronoun may stand for them.
    fn topic_of(&self, pronoun: Pronoun, direct: bool) -> Option<&Attribution> {
        let fits = |who: &&Attribution| self.cast.fits(pronoun, &who.name);
        let topic = self
            .topic
            .as_ref()
            .filter(fits)
            .filter(|who| who.known || direct)
            .filter(|who| who.known || pronoun == Pronoun::They || !is_body(&who.name))?;

        // Of whom nothing tells that she is a woman yields to one who was named since and is.
        let last = self.named.last();
        let sure = last.is_some_and(|named| self.cast.is_woman(&named.name) == Some(true));
        let open = self.cast.is_woman(&topic.name).is_none();
        let yields = pronoun == Pronoun::She && direct && open && sure;
        (!yields).then_some(topic)
    }

    /// Those of whom a phrase says that they speak together: "Ada Quill and Boris Fenwick", and more
    /// with commas between them.
    pub(super) fn both(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        if let Some(who) = self.with_holders(index, range) {
            return Some(who);
        }
        let tokens = &self.pieces[index].tokens;
        let mut ands = range.clone().filter(|&at| tokens[at].is_in(&["and"]));
        let and = ands.next().filter(|_| ands.next().is_none())?;
        let plain = |t: &Token| matches!(t.kind, Kind::Word | Kind::Comma);
        let one_word = |t: &Token| t.kind == Kind::Word;
        let whole = tokens[range.clone()].iter().all(plain);
        let (others, last) = (range.start..and, and + 1..range.end);
        if !whole || others.is_empty() || last.is_empty() {
            return None;
        }
        let last_plain = tokens[last.clone()].iter().all(one_word);
        let commas = others.clone().filter(|&at| tokens[at].kind == Kind::Comma);
        let mut parts = Vec::new();
        let mut start = others.start;
        for comma in commas.chain([and]) {
            parts.push(start..comma);
            start = comma + 1;
        }
        parts.retain(|part| !part.is_empty());
        let mut names: Vec<String> = Vec::new();
        for part in parts.into_iter().take(MOST_TOGETHER) {
            names.push(self.words(index, part).filter(|who| who.known)?.name);
        }
        let named = self
            .words(index, last)
            .filter(|who| last_plain && who.known);
        let last = named.or_else(|| self.apposed(index, range.end))?.name;
        let known = |name: &String| self.cast.has(name) && *name != last;
        let persons = names.iter().all(known) && self.cast.has(&last);
        let span = self.pieces[index].source(range);
        persons.then(|| Attribution {
            name: format!("{} and {last}", names.join(", ")),
            known: true,
            span,
        })
    }

    /// "Ada Quill and the Tarn and Varde harbor chairs, Boris Fenwick and Clara Oldacre": offices whose
    /// holders are named behind them.
    fn with_holders(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let and = range.clone().find(|&at| tokens[at].is_in(&["and"]))?;
        let the = tokens.get(and + 1).is_some_and(is_the);
        let last = &tokens[range.end - 1];
        let offices = is_person(singular(&last.low)) && last.low.ends_with('s');
        let comma = tokens.get(range.end).is_some_and(|t| t.kind == Kind::Comma);
        if !the || !offices || !comma || and == range.start {
            return None;
        }
        let start = range.end + 1;
        let name = |t: &Token| is_name_word(t) || t.kind == Kind::Comma || t.is_in(&["and"]);
        let names = tokens[start..].iter().take_while(|t| name(t)).count();
        let first = self.words(index, range.start..and)?;
        let holders = self.both(index, &(start..start + names))?;
        let span = self.pieces[index].source(range);
        (first.known && self.cast.has(&first.name)).then(|| Attribution {
            name: format!("{}, {}", first.name, holders.name),
            known: true,
            span,
        })
    }

    /// Who is named between commas right behind a description: ", Ada Quill,".
    fn apposed(&mut self, index: usize, comma: usize) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let is_comma = |at: usize| tokens.get(at).is_some_and(|t| t.kind == Kind::Comma);
        let start = Some(comma + 1).filter(|&start| is_comma(comma) && start < tokens.len())?;
        let end = name_end(tokens, start, tokens.len());
        let named = is_name_word(&tokens[start]) && is_comma(end);
        let who = named.then(|| self.words(index, start..end)).flatten();
        who.filter(|who| who.known)
    }

    /// "her husband", "Ada Quill’s office", "the visitor", "the two men": who is named by what they
    /// are to somebody.
    fn relative(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let words = &self.pieces[index].tokens[range.clone()];
        let span = self.pieces[index].source(range);
        let made = |name: String, known: bool| Some(Attribution { name, known, span });
        if is_of_parties(words) {
            return None;
        }
        if words.iter().any(|t| t.is_in(PAIRS)) && words[0].is_in(&["the", "both", "two"]) {
            let mut last = [&self.topic, &self.statement].into_iter().flatten();
            let pair = self.pair.clone();
            let pair = pair.filter(|pair| last.any(|who| who.name == pair.name));
            let two = words.iter().any(|t| t.is_in(&["both", "two"]));
            let leaders = two && words.iter().any(|t| t.is_in(&["leaders", "presidents"]));
            // "The two leaders" of a visit are the guest and the host.
            if let (None, true) = (&pair, leaders)
                && let Some((guest, host)) = self.cast.visit()
            {
                let span = self.pieces[index].source(range);
                return Some(Attribution {
                    name: format!("{host} and {guest}"),
                    known: true,
                    span,
                });
            }
            return pair;
        }
        let head = head_noun(words).map(str::to_owned)?;
        let named = words.iter().skip(1).any(is_name_word);
        let first = words[0].clone();
        let state = words.len() == 4 && words[3].low == "state";
        if (!named || state)
            && let Some(name) = self.of_a_visit(&first, &head, state)
        {
            return made(name, true);
        }
        let (owner, rest) = self.owner(index, range)?;
        if matches!(head.as_str(), "husband" | "wife" | "spouse")
            && let Some(spouse) = authority::spouse(&owner)
        {
            return made(spouse.to_owned(), true);
        }
        // "the president's spokesman" is one of those who speak for him to the press
        let president = "president of the united states";
        if head.starts_with("spokes")
            && authority::holds(&owner, president, None)
            && let Some(found) = self.of_the_press(&head)
        {
            return made(found, true);
        }
        if matches!(head.as_str(), "predecessor" | "successor")
            && let Some(other) = self.cast.of_the_same_office(&owner)
        {
            return made(other, true);
        }
        // "Quill's best line" is Quill's.
        if UTTERED.contains(&head.as_str()) {
            let known = self.cast.has(&owner);
            if known || self.met.iter().any(|(_, who)| who.name == owner) {
                return made(owner, known);
            }
        }
        if name_in(&self.pieces[index].tokens, rest.clone()).is_some() {
            return None;
        }
        let rest = self.pieces[index].form(rest);
        let office = self.cast.resolve(&rest).filter(|name| self.cast.has(name));
        let known = office.is_some();
        made(office.unwrap_or_else(|| format!("{owner}’s {rest}")), known)
    }

    /// "the guest" and "his host" in an article about a visit.
    fn of_a_visit(&mut self, first: &Token, head: &str, state: bool) -> Option<String> {
        let determined = first.is_in(&["the", "his", "her"]);
        match head {
            "head" if first.is_in(&["the"]) && state => Some(self.cast.visit()?.0),
            "guest" | "visitor" if determined => Some(self.cast.visit()?.0),
            "host" if first.low == "his" => Some(self.cast.visit()?.1),
            _ => None,
        }
    }

    /// Whose a phrase says that somebody is, and the rest of it: "Ada Quill’s" and "office".
    fn owner(&mut self, index: usize, range: &Range<usize>) -> Option<(String, Range<usize>)> {
        let tokens = &self.pieces[index].tokens;
        let last = range
            .clone()
            .take_while(|&at| is_name_word(&tokens[at]))
            .last();
        let owned = last.filter(|&at| tokens[at].possessive && at + 1 < range.end);
        if let Some(at) = owned {
            let name = self.pieces[index].form(range.start..at + 1);
            let name = self.cast.resolve(&name).unwrap_or(name);
            return Some((name, at + 1..range.end));
        }
        // "the official’s answer"
        let owned = range
            .clone()
            .find(|&at| tokens[at].possessive && at + 1 < range.end);
        if let Some(at) = owned.filter(|_| is_the(&tokens[range.start])) {
            let whose = self.met_by_noun(&tokens[at].low)?;
            return Some((whose.name, at + 1..range.end));
        }
        let pronoun = possessive(&tokens[range.start]).filter(|_| range.len() > 1)?;
        let owner = self.pronoun(index, pronoun, range.start)?;
        Some((owner.name, range.start + 1..range.end))
    }

    /// Whom a phrase names: a person or body of the article or of the tables, or what it says.
    pub(super) fn words(&mut self, index: usize, range: Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let own = tokens[range.end - 1].is_in(&["herself", "himself", "themselves"]);
        let range = range.start..range.end - usize::from(own && range.len() > 1);
        let special = self
            .both(index, &range)
            .or_else(|| self.relative(index, &range));
        if special.is_some() {
            return special;
        }
        let span = self.pieces[index].source(&range);
        match self.meant(index, &range) {
            Some(name) => Some(Attribution {
                name,
                known: true,
                span,
            }),
            None => self.by_description(index, &range),
        }
    }

    /// The person or body of the article or of the tables that a phrase means.
    fn meant(&mut self, index: usize, range: &Range<usize>) -> Option<String> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens;
        let shows = head_noun(&tokens[range.clone()]).is_some_and(|head| SHOWING.contains(&head));
        let mut inside = range.clone().skip(1).filter(|_| shows);
        let start = inside.find(|&at| is_name_word(&tokens[at]));
        let shown = start.map(|start| start..name_end(tokens, start, range.end));
        // "Quill aides" are not Quill.
        let is_staff = |name: &Range<usize>| is_of_staff(tokens, name.end, range.end);
        let own = name_in(tokens, range.clone()).filter(|name| !is_staff(name));
        let name = shown.or(own).map(|name| piece.form(name));
        let owner = tokens[range.end - 1].possessive;
        let whole = piece.form(range.clone());
        if let Some(name) = self.in_office(&whole) {
            return Some(name);
        }
        let heads = self.heads(index, range);
        heads
            .iter()
            .find_map(|head| self.cast.resolve(head))
            .or_else(|| name.as_deref().and_then(|name| self.cast.resolve(name)))
            .or_else(|| {
                // "Professor Ada Quill of Lindholm"
                let (person, _) = name.as_deref()?.split_once(" of ")?;
                person
                    .contains(' ')
                    .then(|| self.cast.resolve(person))
                    .flatten()
            })
            .or_else(|| owner.then(|| self.cast.resolve(&whole)).flatten())
    }

    /// "the president", "the former president": the one whom the text is about, where no day tells who
    /// holds the office; of those who held it, else the one named last.
    fn in_office(&self, words: &str) -> Option<String> {
        let low = words.to_lowercase();
        let office = low.strip_prefix("the ")?;
        let former = office.strip_prefix("former ");
        let held = |name: &str| {
            self.cast
                .may_hold(name, former.unwrap_or(office), former.is_some())
        };
        let topic = self.topic.as_ref().map(|topic| &topic.name);
        let named = self.named.iter().rev().map(|named| &named.name);
        let named = named.take(if former.is_some() { MOST_NAMED } else { 0 });
        topic
            .into_iter()
            .chain(named)
            .find(|name| held(name))
            .cloned()
    }

    /// Whom a phrase describes without naming: who was brought in before, or what it says.
    fn by_description(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let span = piece.source(range);
        let whole = piece.form(range.clone());
        let first = piece.tokens[range.start].clone();
        let head = head_noun(&piece.tokens[range.clone()]).map(str::to_owned);
        // "according to the transcript" does not say whose words they are.
        if head
            .as_deref()
            .is_some_and(|head| RECORDINGS.contains(&head))
        {
            return None;
        }
        let aged = has_age(&piece.tokens[range.end..]);
        let was = piece.tokens[range.clone()]
            .iter()
            .any(|t| t.is_in(&["former", "retired"]));
        let alone = (range.len() == 2 || self.is_alone_here(index)) && !is_major(&whole);
        // "the same person", and "the officials" of senior administration officials
        let same = piece.tokens.get(range.start + 1);
        let same = same.is_some_and(|t| t.is_in(&["same"]) && range.len() > 2);
        let goes_on = |who: &Attribution| {
            let own = head
                .as_ref()
                .is_some_and(|head| head.ends_with('s') && who.name.ends_with(&format!(" {head}")));
            !who.known && (same || own)
        };
        // "according to the same paper", of which the text has just spoken
        let paper = || head.as_deref().is_some_and(|head| PAPERS.contains(&head));
        if same
            && paper()
            && let Some(who) = self.statement.clone()
        {
            return Some(Attribution { span, ..who });
        }
        if is_the(&first)
            && let Some(who) = self.topic.clone().filter(goes_on)
        {
            return Some(Attribution { span, ..who });
        }
        // "A military aide read the citation. “…,” the officer read."
        let unnamed = |noun: &str| UNNAMED.contains(&noun);
        if is_the(&first)
            && head.as_deref().is_some_and(unnamed)
            && let Some(who) = self.brought.clone()
            && who.name.split(' ').any(unnamed)
        {
            return Some(Attribution { span, ..who });
        }
        let this = first.is_in(&["that", "this"]) && head.as_deref().is_some_and(unnamed);
        if (is_the(&first) || this)
            && let Some(met) = head
                .as_deref()
                .and_then(|head| self.met_before(head, was, alone))
        {
            // "the chief economist" is "the economist" from then on.
            if met.known
                && let Some(head) = head.filter(|head| is_person(head))
                && self.met.len() < MOST_MET
                && self.met_by_noun(&head).is_none()
            {
                self.met.push((head, met.clone()));
            }
            return Some(Attribution { span, ..met });
        }
        // "Then somebody asked about the toll": at a briefing that is a reporter.
        if self.is_any_reporter(index, range) {
            return Some(a_reporter(span));
        }
        if let Some(found) = self.once_named(&whole, head.as_deref(), span) {
            return Some(found);
        }
        let name = match whole.split_once(' ') {
            _ if aged => whole.clone(),

            Some((one, rest)) if one.eq_ignore_ascii_case("one") && !rest.starts_with("of ") => {
                format!("{} {rest}", indefinite(rest))
            }
            _ => described(&whole),
        };
        let who = Attribution {
            name: self.placed(index, range, name),
            known: false,
            span,
        };
        let heading = self.pieces[index].kind == ParagraphKind::Heading;
        if first.is_in(&["a", "an", "one"]) && !heading {
            self.met.extend(head.map(|head| (head, who.clone())));
        }
        let alone = range.len() == 1
            && (first.is_in(DETERMINERS)
                || first.capital && !first.shouted && !whole.ends_with('s'))
            && !aged;
        (!alone && range.len() <= MOST_OF_A_NAME).then_some(who)
    }

    /// Whether the one whom the text is about is the only one whom the paragraph has named so far: another
    /// word for a person, "the eel-disease chief", is one for them.
    fn is_alone_here(&self, index: usize) -> bool {
        let topic = self.topic.as_ref().filter(|topic| topic.known);
        let here = self
            .named
            .iter()
            .rev()
            .take_while(|named| named.piece == index);
        let mut names = here.map(|named| &named.name).peekable();
        let named = names.peek().is_some();
        named && topic.is_some_and(|topic| names.all(|name| *name == topic.name))
    }

    /// "an official" of whom the article has spoken with all the words; "the council", whose name it gave.
    fn once_named(
        &mut self,
        whole: &str,
        head: Option<&str>,
        span: Option<Span>,
    ) -> Option<Attribution> {
        if whole.eq_ignore_ascii_case("an official") {
            let (_, met) = self.met.iter().rev().find(|(noun, _)| noun == "official")?;
            return Some(Attribution {
                span,
                ..met.clone()
            });
        }
        let noun = head.filter(|head| whole.to_lowercase() == format!("the {head}"))?;
        let body = self.cast.body(noun)?;
        let known = self.cast.resolve(&body);
        Some(Attribution {
            known: known.is_some(),
            name: known.unwrap_or(body),
            span,
        })
    }

    /// Who was brought in last with a noun.
    pub(super) fn met_by_noun(&self, noun: &str) -> Option<Attribution> {
        let bare = noun
            .strip_suffix("'s")
            .or(noun.strip_suffix("’s"))
            .unwrap_or(noun);
        let mut met = self.met.iter().rev();
        met.find(|(own, _)| own == bare).map(|(_, who)| who.clone())
    }

    /// "the official": whoever was brought in as "an official", or the one whom the text is about, who may
    /// be called by what they once were.
    fn met_before(&self, head: &str, was: bool, alone: bool) -> Option<Attribution> {
        let met = self.met_by_noun(head);
        let pronoun = match head {
            _ if WOMEN_WORDS.contains(&head) => Pronoun::She,
            _ if MEN_WORDS.contains(&head) => Pronoun::He,
            _ => Pronoun::They,
        };
        let fits = |who: &Attribution| self.cast.fits(pronoun, &who.name);
        let asks = REPORTERS.contains(&head);
        let person = PERSONS.contains(&head) || is_person(head) && (was || alone && !asks);
        let body = |name: &str| !self.cast.has(name) && !name.contains(" and ");
        let party = match head {
            "democrat" => Some("Democratic"),
            "republican" => Some("Republican"),
            _ => None,
        };
        // A Democrat is none whom the tables have as a Republican.
        let fits = |who: &Attribution| {
            fits(who)
                && party.is_none_or(|own| authority::party(&who.name).is_none_or(|is| is == own))
        };
        // A president is nobody's official.
        let serves = |who: &Attribution| {
            let president = "president of the united states";
            !UNNAMED.contains(&head) || !authority::holds(&who.name, president, None)
        };
        let sure = |name: &str| party.is_none_or(|own| authority::party(name) == Some(own));
        let last = || {
            let mut named = self.named.iter().rev();
            named
                .find(|named| !body(&named.name) && sure(&named.name))
                .map(|named| Attribution {
                    name: named.name.clone(),
                    known: true,
                    span: None,
                })
        };
        let topic = || {
            let topic = self
                .topic
                .clone()
                .filter(|who| !who.known || !body(&who.name))
                .filter(|who| party.is_none() || fits(who));
            topic
                .or_else(last)
                .filter(|who| person && fits(who) && serves(who))
        };
        // "the White House spokesman" has an office of the press.
        let of_the_press = || {
            self.of_the_press(head).map(|name| Attribution {
                name,
                known: true,
                span: None,
            })
        };
        met.or_else(of_the_press).or_else(topic)
    }

    /// "the spokesman": the last one named who has an office of the press.
    fn of_the_press(&self, head: &str) -> Option<String> {
        let pronoun = match head {
            "spokesman" => Pronoun::He,
            "spokeswoman" => Pronoun::She,
            _ => Pronoun::They,
        };
        let speaks = head.starts_with("spokes");
        let mut named = self.named.iter().rev().take(MOST_NAMED).filter(|_| speaks);
        let found = named.find(|named| {
            let offices = authority::offices(&named.name, None);
            let press =
                |office: &str| office.contains("Press") || office.contains("Communications");
            self.cast.fits(pronoun, &named.name) && offices.into_iter().any(press)
        });
        found.map(|named| named.name.clone())
    }

    /// The phrase and what it begins with, the longest first: "the American president refused".
    fn heads(&self, index: usize, range: &Range<usize>) -> Vec<String> {
        let piece = &self.pieces[index];
        let free = |end: &usize| {
            let bound = piece.tokens.get(*end).is_some_and(|t| {
                t.is_in(&["of", "for", "elect"]) || t.is_in(&["and"]) && *end < range.end
            });
            let staff = is_of_staff(&piece.tokens, *end, piece.tokens.len());
            let hangs = staff && is_name_word(&piece.tokens[*end - 1]);
            // "Emil Oake of Ruritania" is not any Emil.
            let inside = *end == range.start + 1
                && *end < range.end
                && is_name_word(&piece.tokens[*end])
                && is_given(&piece.tokens[range.start].low);
            !bound && !hangs && !inside && !piece.tokens[*end - 1].possessive
        };
        let most = range.end.min(range.start + 8);
        // "Mr. Biden at Omaha Beach" names no beach.
        let far = |&at: &usize| {
            piece.tokens[at].is_in(PREPOSITIONS) && !piece.tokens[at].is_in(&["of", "for"])
        };
        let far = |at: &usize| piece.tokens[*at].kind == Kind::Comma || far(at);
        let most = (range.start + 1..most).find(far).unwrap_or(most);
        let ends = (range.start + 1..=most).rev().filter(free);
        ends.map(|end| piece.form(range.start..end)).collect()
    }
}

/// What a statement may be called again.
const PAPERS: &[&str] = &["document", "page", "paper", "sheet", "text"];

/// What keeps somebody's words, and does not speak.
const RECORDINGS: &[&str] = &["clip", "footage", "recording", "transcript", "video"];

/// So many words and commas a name or a list of them has at most: that of eleven governments has 30.
const MOST_OF_A_NAME: usize = 60;

/// So many persons speak together at most.
const MOST_TOGETHER: usize = 12;

/// So many names back somebody is looked for who held an office.
const MOST_NAMED: usize = 50;

/// *A* or *an*, by the first letter, which initials have spoken: "an MP".
fn indefinite(words: &str) -> &'static str {
    let mut letters = words.chars();
    let first = letters.next().unwrap_or(' ');
    let initials = letters.next().is_some_and(char::is_uppercase);
    let spoken = if initials {
        "AEFHILMNORSX"
    } else {
        "AEIOUaeiou"
    };
    if spoken.contains(first) { "an" } else { "a" }
}

/// Whether a name is followed by a noun for its staff: "Quill aides", "Quill harbor adviser".
fn is_of_staff(tokens: &[Token], end: usize, to: usize) -> bool {
    let small = |t: &Token| t.kind == Kind::Word && !t.capital && !t.is_in(PREPOSITIONS);
    let staff = |at: usize| at < to && tokens[at].is_in(STAFF);
    staff(end) || staff(end + 1) && small(&tokens[end]) && !tokens[end].is_in(VERBS)
}

pub(super) fn is_the(token: &Token) -> bool {
    token.is_in(&["the"])
}

/// Whether a pronoun may stand for somebody described: no "she" for a congressman.
fn may_be(pronoun: Pronoun, description: &str) -> bool {
    let mut words = description.split(' ');
    match pronoun {
        Pronoun::He => !words.any(|word| WOMEN_WORDS.contains(&word) || KINSWOMEN.contains(&word)),
        Pronoun::She => !words.any(|word| MEN_WORDS.contains(&word) || KINSMEN.contains(&word)),
        Pronoun::They => true,
    }
}

/// Whether a description is one of a body, which is no he or she.
fn is_body(description: &str) -> bool {
    let mut words = description.split(' ');
    words.any(|word| BODY_WORDS.contains(&word))
}

/// "the governments of Ruritania and Tarn": those who speak together.
pub(super) fn is_of_parties(words: &[Token]) -> bool {
    let [the, noun, of, rest @ ..] = words else {
        return false;
    };
    let plural = noun.low.ends_with('s') && noun.is_in(PAIRS);
    is_the(the) && plural && of.is_in(&["of"]) && rest.iter().any(|t| t.is_in(&["and"]))
}

/// A description as it stands in a sentence, without its article.
pub(super) fn described(words: &str) -> String {
    // Behind its article a capital is the name's own: "the Ostrey senator".
    let bare = words.strip_prefix("The ").or(words.strip_prefix("the "));
    if let Some(bare) = bare {
        return bare.to_owned();
    }
    let mut chars = words.chars();
    let named = words
        .split(' ')
        .take(2)
        .filter(|word| word.starts_with(char::is_uppercase));
    let shouted = named.count() == 2
        || words
            .split(' ')
            .next()
            .is_some_and(|word| word.chars().skip(1).any(char::is_uppercase));
    match chars.next() {
        Some(first) if !shouted => first.to_lowercase().chain(chars).collect(),
        _ => words.to_owned(),
    }
}

/// The noun of a description: the last word before what hangs on it.
pub(super) fn head_noun(tokens: &[Token]) -> Option<&str> {
    let hangs = |t: &&Token| t.kind != Kind::Word || t.is_in(PREPOSITIONS) || t.is_in(VERBS);
    // "that official"
    let that = usize::from(tokens.len() > 1 && tokens[0].is_in(&["that"]));
    let own = that + tokens[that..].iter().take_while(|t| !hangs(t)).count();
    // "a retired pharmacist filling sandbags"
    let doing = (2..own).find(|&at| {
        tokens[at].low.ends_with("ing") && is_person(&tokens[at - 1].low) && !tokens[at].capital
    });
    let own = &tokens[..doing.unwrap_or(own)];
    own.last().map(|t| t.low.as_str())
}
