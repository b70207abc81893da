//! Whom words describe without naming: "a retired mail carrier", "the official", "the spokesman".

use super::super::Attribution;
use super::super::cast::is_major;
use super::super::cast::told::has_age;
use super::super::persons::{
    BODY_WORDS, KINSMEN, KINSWOMEN, MEN_WORDS, PERSONS, REPORTERS, TRADES, WOMEN_WORDS,
};
use super::super::phrase::{Pronoun, is_name_word, is_person, name_end, possessive, singular};
use super::super::token::{Kind, Token};
use super::super::words::{DETERMINERS, MEDIA, PREPOSITIONS, VERBS};
use super::asking::a_reporter;
use super::unnamed::UNNAMED;
use super::whom::{MOST_NAMED, is_the};
use super::{MOST_MET, Talk};
use crate::article::ParagraphKind;
use onrecord_doc::authority;
use onrecord_text::Span;
use std::ops::Range;

impl Talk<'_> {
    /// Whom a phrase describes without naming: who was brought in before, or what it says.
    pub(super) fn by_description(
        &mut self,
        index: usize,
        range: &Range<usize>,
    ) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let span = piece.source(range);
        let whole = piece.form(range.clone());
        let head = head_noun(&piece.tokens[range.clone()]).map(str::to_owned);
        let head = head.as_deref();
        // "according to the transcript" does not say whose words they are.
        // "The page says", of the White House's site, is no place in one.
        let site = head.is_some_and(|head| self.is_of_the_site(index, head));
        if head.is_some_and(|head| RECORDINGS.contains(&head) || LINES.contains(&head) && !site) {
            return None;
        }
        // "A line much quoted since, “…”, is hers."
        if let [_, line, much, ..] = &piece.tokens[range.clone()]
            && line.is_in(LINES)
            && much.is_in(&["from", "much", "often", "that", "widely"])
        {
            return None;
        }
        // "says this one", of several papers
        if whole.eq_ignore_ascii_case("this one") {
            return self.statement.clone().or_else(|| self.topic.clone());
        }
        // "Their side: “…”" tells what the words are about.
        if self.is_bare_label(index, range, head) {
            return None;
        }
        if let Some(who) = self
            .taken_up(index, range, head)
            .or_else(|| self.met_again(index, range, head))
        {
            return Some(Attribution { span, ..who });
        }
        // "Then somebody asked about the toll": at a briefing that is a reporter.
        if self.is_any_reporter(index, range) {
            return Some(a_reporter(span));
        }
        if head.is_some_and(|head| {
            self.is_of_the_site(index, head) || self.is_on_its_site(index, range, head)
        }) {
            let name = "The White House".to_owned();
            return Some(Attribution::known(name, span));
        }
        if let Some(who) = self.of_its_own(index, range, head) {
            return Some(Attribution { span, ..who });
        }
        self.once_named(index, &whole, head, span)
            .or_else(|| self.brought_in(index, range, head))
    }

    /// "said its spokeswoman", "Its paper conceded", "Its author closes on himself": of a house, a body, a statement.
    fn of_its_own(
        &mut self,
        index: usize,
        range: &Range<usize>,
        head: Option<&str>,
    ) -> Option<Attribution> {
        let head = head?;
        let tokens = &self.pieces[index].tokens;
        // "the administration’s paper said"
        let owner = range.clone().find(|&at| tokens[at].possessive);
        let owner = owner.filter(|&at| at > range.start && PAPERS.contains(&head));
        if let Some(at) = owner {
            let whose = self.pieces[index].form(range.start..at + 1);
            return Some(Attribution::known(self.cast.resolve(&whose)?, None));
        }
        let its = tokens[range.start].is_in(&["its"]);
        if its && HANDS.contains(&head) {
            return self.statement.clone();
        }
        let its = its && range.len() == 2;
        if its && PAPERS.contains(&head) {
            let owner = self
                .topic
                .as_ref()
                .filter(|who| self.is_a_house(who))
                .or(self.body.as_ref());
            if owner.is_some() {
                return owner.cloned();
            }
        }
        let name = its.then(|| self.of_the_press(head)).flatten()?;
        Some(Attribution::known(name, None))
    }

    /// Whether a paragraph begins with the phrase and a colon, and its noun is none of a person or body.
    fn is_bare_label(&self, index: usize, range: &Range<usize>, head: Option<&str>) -> bool {
        let tokens = &self.pieces[index].tokens;
        // "The method, as we read it: “…”"
        let as_read = tokens.get(range.end + 1).is_some_and(|t| t.is_in(&["as"]));
        let mut behind = tokens[range.end..].iter();
        let far = if as_read { LONGEST_ASIDE } else { 1 };
        let colon = behind.by_ref().take(far).any(|t| t.kind == Kind::Colon);
        let named = tokens[range.clone()].iter().skip(1).any(is_name_word);
        let noun = head.unwrap_or_default();
        let speaks =
            is_person(singular(noun)) || BODY_WORDS.contains(&noun) || MEDIA.contains(&noun);
        range.start == 0 && colon && !named && !speaks
    }

    /// Of whom the text has just spoken: "the same person", "the officials" of senior administration
    /// officials, "the officer" who was brought in as a military aide.
    fn taken_up(
        &self,
        index: usize,
        range: &Range<usize>,
        head: Option<&str>,
    ) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let second = tokens.get(range.start + 1);
        let same = second.is_some_and(|t| t.is_in(&["same"]) && range.len() > 2);
        // "according to the same paper"
        if same && head.is_some_and(|head| PAPERS.contains(&head)) && self.statement.is_some() {
            return self.statement.clone();
        }
        // "The lamps are dear, the official said. “…,” the person said."
        let person = range.len() == 2 && is_the(&tokens[range.start]) && head == Some("person");
        if person && let Some(who) = self.topic.as_ref().filter(|who| !who.known) {
            return Some(who.clone());
        }
        // "as the paper itself says", of the body that spoke last
        let itself = tokens.get(range.end).is_some_and(|t| t.is_in(&["itself"]));
        let body = |who: &&Attribution| self.is_a_house(who);
        if itself
            && head.is_some_and(|head| PAPERS.contains(&head))
            && let Some(body) = self.body.as_ref().or(self.topic.as_ref()).filter(body)
        {
            return Some(body.clone());
        }
        // "The paper claimed", of a briefing paper
        let the_paper = range.len() == 2 && is_the(&tokens[range.start]) && head == Some("paper");
        if let Some(author) = self.written.get("paper").filter(|_| the_paper) {
            return Some(author.clone());
        }
        // "in the words of the paper", of a sheet that was quoted last
        let last = self.spoken.last().or(self.topic.as_ref()).filter(body);
        let sheet = self.statement.as_ref().filter(|_| the_paper);
        if let Some(author) = sheet.filter(|one| last.is_some_and(|who| who.name == one.name)) {
            return Some(author.clone());
        }
        // "“…?” a student asked. “…,” the candidate replied."
        let runs = range.len() == 2
            && is_the(&tokens[range.start])
            && head.is_some_and(|head| {
                matches!(head, "candidate" | "contender" | "nominee")
                    && self.met_by_noun(head).is_none()
            });
        if runs && let Some(who) = self.last_answering().filter(|who| self.cast.has(&who.name)) {
            return Some(who);
        }
        // "The same pen wrote that day of the eels"
        if same && head.is_some_and(|head| HANDS.contains(&head)) {
            return self.topic.clone();
        }
        let goes_on = |who: &&Attribution| {
            let several =
                |head: &str| head.ends_with('s') && who.name.ends_with(&format!(" {head}"));
            !who.known && (same || head.is_some_and(several))
        };
        let unnamed = |noun: &str| UNNAMED.contains(&noun);
        let aide =
            |who: &&Attribution| head.is_some_and(unnamed) && who.name.split(' ').any(unnamed);
        let topic = self.topic.as_ref().filter(goes_on);
        // "A heckler broke in. “…?” the protester called out."
        let noun = |head: &str| is_person(head) && !REPORTERS.contains(&head);
        let again = |who: &&Attribution| {
            let whole = self.pieces[index].form(range.clone());
            let told = tokens[range.end - 1].possessive
                || head.is_some_and(|head| self.met_by_noun(head).is_some());
            let other = range.len() == 2 && head.is_some_and(noun) && !told && !is_major(&whole);
            let paper = who.name.split(' ').any(|word| MEDIA.contains(&word));
            other && !who.known && !paper && !self.cast.knows(&whole)
        };
        let brought = self.brought.as_ref();
        let found = topic.or(brought.filter(aide)).or(brought.filter(again));
        found.filter(|_| is_the(&tokens[range.start])).cloned()
    }

    /// "the economist", "that official": who was brought in with the noun, or the one whom the text is about.
    fn met_again(
        &mut self,
        index: usize,
        range: &Range<usize>,
        head: Option<&str>,
    ) -> Option<Attribution> {
        let head = head?;
        let piece = &self.pieces[index];
        let words = &piece.tokens[range.clone()];
        let this = words[0].is_in(&["that", "this"]) && UNNAMED.contains(&head);
        if !is_the(&words[0]) && !this {
            return None;
        }
        // "where a keeper's widow handed her a note. “…,” the widow had written"
        if range.len() == 2
            && let Some(new) = self.brought_in_here(index, range.start, head)
        {
            return Some(new);
        }
        let was = words.iter().any(|t| t.is_in(&["former", "retired"]));
        let major = is_major(&piece.form(range.clone()));
        // "the president of the rowers’ union" is no other word for somebody who was named.
        let of = words.iter().position(|t| t.is_in(&["of"]));
        let of_another = of.is_some_and(|of| {
            let what = words[of + 1..].iter().filter(|t| !t.is_in(DETERMINERS));
            what.count() > 1
        });
        let alone = range.len() == 2 || self.is_alone_here(index) && !of_another;
        let alone = alone && !major;
        let met = self.met_before(head, was, alone)?;
        // "the chief economist" is "the economist" from then on.
        let new = met.known && is_person(head) && self.met_by_noun(head).is_none();
        if new && self.met.len() < MOST_MET {
            self.met.push((head.to_owned(), met.clone()));
        }
        Some(met)
    }

    /// Whom the paragraph has brought in with a noun, in a sentence about another: "a grandmother".
    fn brought_in_here(&self, index: usize, at: usize, head: &str) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens[..at];
        if !is_person(head) || UNNAMED.contains(&head) || self.met_by_noun(head).is_some() {
            return None;
        }
        let noun = tokens
            .iter()
            .rposition(|t| !t.possessive && t.low == head)?;
        // "a grandmother", "a little girl"
        let plain = |a: usize| {
            tokens[a + 1..noun]
                .iter()
                .all(|t| t.kind == Kind::Word && !t.capital)
        };
        let mut near = (noun.saturating_sub(2)..noun).rev();
        let a = near.find(|&a| tokens[a].is_in(&["a", "an"]) && plain(a))?;
        Some(Attribution {
            name: described(&piece.form(a..noun + 1)),
            known: false,
            span: piece.source(&(a..noun + 1)),
        })
    }

    /// "said Mara, a rower from the bar": whether a person is told by a given name alone, and by what they are.
    fn is_one_name(&self, index: usize, range: &Range<usize>) -> bool {
        let tokens = &self.pieces[index].tokens;
        let comma = tokens.get(range.end).is_some_and(|t| t.kind == Kind::Comma);
        let mut behind = tokens[range.end..].iter().skip(1).take(LONGEST_APPOSED);
        let the = behind.next().is_some_and(|t| t.is_in(&["a", "an", "the"]));
        let mut words = behind.take_while(|t| t.kind == Kind::Word);
        let named = range.len() == 1 && is_name_word(&tokens[range.start]);
        named && comma && the && words.any(|t| is_person(&t.low))
    }

    /// "Her colleague Ada Quill of Varde": somebody by name behind what they are to another.
    fn colleague(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens[..range.end];
        possessive(&tokens[range.start])?;
        let start = range
            .clone()
            .skip(1)
            .find(|&at| is_name_word(&tokens[at]))?;
        let end = name_end(tokens, start, range.end);
        let what = &tokens[range.start + 1..start];
        let plain = what
            .iter()
            .all(|t| t.kind == Kind::Word && !t.is_in(PREPOSITIONS));
        let person = what
            .last()
            .is_some_and(|t| !t.possessive && is_person(&t.low));
        let behind = tokens.get(end).is_none_or(|t| t.is_in(PREPOSITIONS));
        let of = (start..end)
            .find(|&at| tokens[at].is_in(&["of"]))
            .unwrap_or(end);
        let full = of > start + 1 && tokens[start..of].iter().all(is_name_word);
        if !(plain && person && behind && full) || tokens[end - 1].possessive {
            return None;
        }
        let (name, span) = (piece.form(start..of), piece.source(&(start..of)));
        self.cast.name(&name);
        Some(Attribution::known(name, span))
    }

    /// Somebody new, by what the phrase says.
    pub(super) fn brought_in(
        &mut self,
        index: usize,
        range: &Range<usize>,
        head: Option<&str>,
    ) -> Option<Attribution> {
        if let Some(colleague) = self.colleague(index, range) {
            return Some(colleague);
        }
        let piece = &self.pieces[index];
        let whole = piece.description(range.clone());
        let first = &piece.tokens[range.start];
        let aged = has_age(&piece.tokens[range.end..]);
        let name = match whole.split_once(' ') {
            _ if aged => whole.clone(),
            None if first.capital && !first.shouted && !first.is_in(DETERMINERS) => {
                piece.form(range.clone())
            }
            Some((one, rest))
                if one.eq_ignore_ascii_case("one")
                    && !PREPOSITIONS.contains(&rest.split(' ').next().unwrap_or(rest)) =>
            {
                format!("{} {rest}", indefinite(rest))
            }
            _ => described(&whole),
        };
        let rank = self.of_the_rank(index, range);
        // "the first of two senior officials" is "the official" from then on.
        let of_two = rank.as_ref().filter(|_| first.is_in(&["the"]));
        let of_two = of_two.and_then(|rank| Some(rank.rsplit(' ').next()?.to_owned()));
        let name = rank.map_or(name, |rank| format!("{} {rank}", indefinite(&rank)));
        let who = Attribution {
            name: self.placed(index, range, name),
            known: self.is_one_name(index, range),
            span: piece.source(range),
        };
        let named = first.capital && !first.shouted && !whole.ends_with('s');
        // "Tarnwire’s phrase" is Tarnwire's.
        let behind = &piece.tokens[range.end..];
        // "Tarnwire, which had pledged to “…”"
        let which = matches!(behind, [comma, which, ..] if comma.kind == Kind::Comma && which.is_in(&["which"]));
        let named = named && !first.possessive && !which && !who.known;
        let alone = range.len() == 1 && (first.is_in(DETERMINERS) || named) && !aged;
        let heading = piece.kind == ParagraphKind::Heading;
        // "like this", "line most often": words that describe nobody
        let words = &piece.tokens[range.clone()];
        let noun = |t: &Token| is_person(singular(&t.low)) || BODY_WORDS.contains(&t.low.as_str());
        let opens = first.capital || first.is_in(DETERMINERS) || possessive(first).is_some();
        let opens = opens || first.is_in(ANY);
        if !opens && !words.iter().any(|t| noun(t) || t.capital || t.possessive) && !aged {
            return None;
        }
        let one = first.is_in(&["a", "an", "one"]) || of_two.is_some();
        if one && !heading && self.met.len() < MOST_MET {
            let noun = of_two.or(head.map(str::to_owned));
            self.met.extend(noun.map(|noun| (noun, who.clone())));
        }
        (!alone && range.len() <= MOST_OF_A_NAME).then_some(who)
    }

    /// Whether the one whom the text is about is the only one whom the paragraph has named so far: another
    /// word for a person, "the eel-disease chief", is one for them.
    pub(super) fn is_alone_here(&self, index: usize) -> bool {
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
        index: usize,
        whole: &str,
        head: Option<&str>,
        span: Option<Span>,
    ) -> Option<Attribution> {
        if whole.eq_ignore_ascii_case("an official") {
            // One of several, whose rank is known, is any of them.
            if self.ranks.iter().any(|(noun, _)| noun == "official") {
                return None;
            }
            let (_, met) = self.met.iter().rev().find(|(noun, _)| noun == "official")?;
            return Some(Attribution {
                span,
                ..met.clone()
            });
        }
        let noun = head.filter(|head| whole.to_lowercase() == format!("the {head}"))?;
        let body = self.cast.body(noun, index)?;
        let known = self.cast.resolve(&body);
        Some(Attribution {
            known: known.is_some(),
            name: body,
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
    pub(super) fn met_before(&self, head: &str, was: bool, alone: bool) -> Option<Attribution> {
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
        // Nor is "the nurse" anybody who holds an office.
        let serves = |who: &Attribution| {
            let trade = TRADES.contains(&head);
            serves(who) && (!trade || authority::offices(&who.name, None).is_empty())
        };
        let sure = |name: &str| party.is_none_or(|own| authority::party(name) == Some(own));
        let last = || {
            let mut named = self.named.iter().rev().take(MOST_NAMED);
            named
                .find(|named| !body(&named.name) && sure(&named.name))
                .map(|named| Attribution::known(named.name.clone(), None))
        };
        // "the girl" is nobody of whom the text is about.
        let young = ["boy", "child", "girl", "kid", "teenager", "toddler"].contains(&head);
        let topic = || {
            let topic = self
                .topic
                .clone()
                .filter(|who| !who.known || !body(&who.name))
                .filter(|who| party.is_none() || fits(who));
            topic
                .or_else(last)
                .filter(|who| person && !young && fits(who) && serves(who))
        };
        // "the White House spokesman" has an office of the press.
        let of_the_press = || {
            self.of_the_press(head)
                .map(|name| Attribution::known(name, None))
        };
        met.or_else(of_the_press).or_else(topic)
    }

    /// "the spokesman": the last one named who has an office of the press.
    pub(super) fn of_the_press(&self, head: &str) -> Option<String> {
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
}

/// Who is nobody in particular: "somebody said", "some in the crowd".
const ANY: &[&str] = &[
    "all",
    "another",
    "both",
    "everybody",
    "everyone",
    "few",
    "five",
    "four",
    "many",
    "most",
    "nobody",
    "one",
    "others",
    "people",
    "several",
    "some",
    "somebody",
    "someone",
    "three",
    "two",
];

/// So many words behind a name tell at most who it is.
const LONGEST_APPOSED: usize = 6;

/// So many words and marks stand between a label and its colon: ", as we read it:".
const LONGEST_ASIDE: usize = 7;

/// What stands for a person who writes or speaks.
const HANDS: &[&str] = &["author", "hand", "pen", "speaker", "voice", "writer"];

/// What a statement may be called again.
const PAPERS: &[&str] = &[
    "article", "document", "page", "paper", "post", "sheet", "text",
];

/// How far on something stands: "And, a few lines on: “…”".
const LINES: &[&str] = &[
    "line",
    "lines",
    "page",
    "pages",
    "paragraph",
    "paragraphs",
    "sentences",
];

/// What keeps somebody's words, and does not speak.
const RECORDINGS: &[&str] = &["clip", "footage", "recording", "transcript", "video"];

/// So many words and commas a name or a list of them has at most: that of eleven governments has 30.
const MOST_OF_A_NAME: usize = 60;

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

/// Whether a pronoun may stand for somebody described: no "she" for a congressman.
pub(super) fn may_be(pronoun: Pronoun, description: &str) -> bool {
    if pronoun != Pronoun::They && are_several(description) {
        return false;
    }
    let mut words = description.split(' ');
    match pronoun {
        Pronoun::He => !words.any(|word| WOMEN_WORDS.contains(&word) || KINSWOMEN.contains(&word)),
        Pronoun::She => !words.any(|word| MEN_WORDS.contains(&word) || KINSMEN.contains(&word)),
        Pronoun::They => true,
    }
}

/// "others", "two aides", "the tabloids": whether it is one of more than one.
fn are_several(description: &str) -> bool {
    let hangs = |word: &&str| !PREPOSITIONS.contains(word) && *word != "who";
    let mut words = description.split(' ').take_while(hangs).peekable();
    let one = words
        .peek()
        .is_some_and(|word| DETERMINERS.contains(word) && *word != "two" && *word != "three");
    let noun = words.last().unwrap_or_default();
    let small = !description.chars().skip(1).any(char::is_uppercase);
    small && !one && noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("’s")
}

/// Whether a description is one of a body, which is no he or she.
pub(super) fn is_body(description: &str) -> bool {
    let mut words = description.split(' ');
    words.any(|word| BODY_WORDS.contains(&word))
}

/// A description as it stands in a sentence, without its article.
pub(super) fn described(words: &str) -> String {
    // Behind its article a capital is the name's own: "the Ostrey senator".
    let bare = words.strip_prefix("The ").or(words.strip_prefix("the "));
    if let Some(bare) = bare {
        return bare.to_owned();
    }
    // "A Varde colleague"
    if let Some((a, rest)) = words
        .split_once(' ')
        .filter(|(a, _)| matches!(*a, "A" | "An"))
    {
        return format!("{} {rest}", a.to_lowercase());
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
    // "His demand that day"
    let ends = |(n, t): &(usize, &Token)| hangs(t) || *n > 0 && t.is_in(&["that"]);
    let words = tokens[that..].iter().enumerate();
    let own = that + words.take_while(|word| !ends(word)).count();
    // "a retired pharmacist filling sandbags"
    let doing = (2..own).find(|&at| {
        tokens[at].low.ends_with("ing") && is_person(&tokens[at - 1].low) && !tokens[at].capital
    });
    let own = &tokens[..doing.unwrap_or(own)];
    own.last().map(|t| t.low.as_str())
}
