//! Meeting somebody new who is not named, or by one name only, and whom the next "he" means: "We asked a retired clerk",
//! "Across the road a lineman held a flag", "Barak, the man from the Post,".

use super::super::Attribution;
use super::super::cast::told::has_age;
use super::super::given::is_given;
use super::super::phrase::{Who, is_name_word, is_person, name_end, phrase, possessive};
use super::super::speech::is_speech;
use super::super::token::{Kind, Token};
use super::super::verb::is_of_state;
use super::super::words::{DETERMINERS, PREPOSITIONS, SUBORDINATE, VERBS};
use super::Talk;
use super::describe::head_noun;
use std::ops::Range;

impl Talk<'_> {
    /// The next "he" means whom these words of a sentence that ends at `to` bring in.
    pub(super) fn bring(&mut self, index: usize, range: Range<usize>, to: usize) {
        let named = self.gave_a_name(index, range.start..to);
        self.brought = named.or_else(|| self.words(index, range));
    }

    /// "Outside, where the boats lie, a deacon from Varde fans himself.": somebody new behind a comma.
    pub(super) fn bring_behind(&mut self, index: usize, at: usize) {
        let piece = &self.pieces[index];
        // What is seldom is asked first: few commas have somebody new behind them.
        let Some(range) = newcomer_at(&piece.tokens, at) else {
            return;
        };
        let begins = piece.sentence().start(at);
        let first = &piece.tokens[begins];
        let place =
            first.capital && (first.is_in(PLACES) || first.is_in(&["inside", "out", "outside"]));
        let before = &piece.tokens[at.saturating_sub(2)];
        let told = is_name_word(before) || before.low.starts_with(|c: char| c.is_ascii_digit());
        if place && at > begins + 1 && !told {
            self.brought = self.words(index, range);
        }
    }

    /// "A shopkeeper who gave his name as Hassan shrugged.": by which name somebody new wants to be known.
    fn gave_a_name(&mut self, index: usize, extent: Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let gave = |at: &usize| {
            let given = &piece.tokens[*at..extent.end];
            matches!(given, [gave, whose, name, by, ..]
                if gave.is_in(&["gave", "gives"]) && possessive(whose).is_some()
                    && name.is_in(&["name"]) && by.is_in(&["as"]))
        };
        let at = extent.clone().take(FAR_OF_A_NAME).find(gave)? + 4;
        piece
            .tokens
            .get(at)
            .filter(|t| at < extent.end && is_name_word(t))?;
        let range = at..name_end(&piece.tokens, at, extent.end);
        let (name, span) = (piece.form(range.clone()), piece.source(&range));
        let known = range.len() > 1;
        if known {
            self.cast.name(&name);
        }
        Some(Attribution { name, known, span })
    }

    /// "In the yard Dorrit, 81, folds her seat.", "Barak, the man from the Post, had come.": somebody new of one name,
    /// told with the age or with what he is.
    pub(super) fn aged(&self, index: usize, extent: Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens[..extent.end];
        let alone = |&at: &usize| {
            let first = at == extent.start || !is_name_word(&tokens[at - 1]);
            let told = || at == extent.start && is_told(&tokens[at + 1..]);
            first && is_name_word(&tokens[at]) && (has_age(&piece.tokens[at + 1..]) || told())
        };
        let at = extent.clone().take(FAR_OF_AN_AGE).find(alone)?;
        let name = piece.form(at..at + 1);
        let known = self.cast.has(&name);
        let span = piece.source(&(at..at + 1));
        Some(Attribution { name, known, span })
    }

    /// "That did not impress Ada Quill, who keeps the weir.", "It is cold comfort in Lindholm, where Ada Quill, 52, rows.":
    /// somebody by name whom the sentence tells, and whose subject is a thing.
    pub(super) fn met_by_it(&self, index: usize, extent: Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens;
        let first = tokens.get(extent.start)?;
        // "For Ada Quill, who keeps the weir, it is nothing of the kind."
        let whom = first.capital && first.is_in(&["for", "to"]);
        let thing = whom || first.is_in(&["all", "it", "none", "nothing", "that", "this"]);
        let free = |&at: &usize| {
            let before = &tokens[at - 1];
            let leads = before.is_in(&["for", "to", "where", "with"]);
            let free = leads || !before.is_in(PREPOSITIONS) && before.kind == Kind::Word;
            thing && is_name_word(&tokens[at]) && !is_name_word(before) && free
        };
        let mut starts = (extent.start + 1..extent.end).filter(free);
        let name = starts.find_map(|at| {
            let end = name_end(tokens, at, extent.end);
            let comma = tokens.get(end).is_some_and(|t| t.kind == Kind::Comma);
            let who = tokens.get(end + 1)?.is_in(&["a", "an", "the", "who"]);
            let told = comma && who || has_age(&tokens[end..]);
            let beside = !whom || at == extent.start + 1;
            (told && beside && end > at + 1).then_some(at..end)
        })?;
        Some(Attribution {
            name: piece.form(name.clone()),
            known: self.cast.has(&piece.form(name.clone())),
            span: piece.source(&name),
        })
    }

    /// "Brun Tavers, the forward, had the gift.": somebody new by name, with what they are.
    pub(super) fn with_what_he_is(
        &self,
        index: usize,
        extent: Range<usize>,
    ) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens[..extent.end];
        let lead = |t: &Token| t.is_in(PREPOSITIONS) || t.is_in(SUBORDINATE);
        // "But Mara, a rower from Varde, swears by oars."
        let start =
            extent.start + usize::from(tokens.get(extent.start)?.is_in(&["and", "but", "yet"]));
        let first = tokens.get(start).filter(|t| is_name_word(t) && !lead(t))?;
        let end = name_end(tokens, start, extent.end);
        let name = start..end;
        let comma = |at: &usize| tokens.get(*at).is_some_and(|t| t.kind == Kind::Comma);
        let told = comma(&end) && tokens.get(end + 1)?.is_in(&["a", "an", "the"]);
        let closes = (end + 2..extent.end.min(end + LONGEST_APPOSED)).find(comma)?;
        let what = tokens[end + 1..closes].iter();
        let alone = name.len() == 1 && is_given(&first.low);
        let alone = alone
            && what
                .take_while(|t| !t.is_in(PREPOSITIONS))
                .any(|t| is_person(&t.low));
        let short = (alone || (2..=3).contains(&name.len())) && !first.shouted;
        let goes_on = closes + 1 < extent.end && tokens[closes + 1].kind == Kind::Word;
        let plain = tokens[name.clone()].iter().all(is_name_word);
        (told && short && goes_on && plain).then(|| Attribution {
            name: piece.form(name.clone()),
            known: false,
            span: piece.source(&name),
        })
    }
}

/// "We asked a retired clerk what he made of it.", "In the second row a keeper’s wife put down her fork.": somebody new
/// who is no subject, or stands behind a place.
pub(super) fn newcomer(tokens: &[Token], from: usize) -> Option<Range<usize>> {
    let a = |at: usize| tokens.get(at).is_some_and(|t| t.is_in(&["a", "an"]));
    let asked = tokens.get(from)?.is_in(&["i", "we"]) && tokens.get(from + 1)?.is_in(MET);
    let place = tokens[from].capital && tokens[from].is_in(PLACES);
    let near = from + 3..tokens.len().min(from + 7);
    // "Behind the fence stood a farmer"
    let ends = |t: &Token| t.is_in(VERBS) && !t.is_in(&["sat", "stood", "waited"]);
    let mut near = near.take_while(|&at| tokens[at].kind == Kind::Word && !ends(&tokens[at - 1]));
    let mut behind = || near.find(|&at| a(at) && !tokens[at - 1].is_in(PREPOSITIONS));
    // "To a retired clerk in Varde it looked different."
    let to = tokens[from].capital && tokens[from].is_in(&["for", "to"]);
    let asked = asked || to;
    let of = tokens.get(from + 1).is_some_and(|t| t.is_in(&["of"]));
    let none = of && tokens[from].is_in(&["none", "nothing"]);
    let impressed = || {
        let mut near = from + 3..tokens.len().min(from + FAR_OF_WHOM);
        let done = |t: &Token| t.low.ends_with("ed") || t.is_in(&["for", "to"]);
        near.find(|&at| a(at) && done(&tokens[at - 1]))
    };
    let start = match () {
        () if to && a(from + 1) => from + 1,
        () if asked && a(from + 2) => from + 2,
        () if place => behind()?,
        // "None of this impressed a bus driver waiting in the yard.", "None of it was of use to a father of two."
        () if none => impressed()?,
        // "A crossing guard waves the boats through."
        () if a(from) && tokens[from].capital => return acting(tokens, from),
        () => return None,
    };
    let noun = person_from(tokens, start)?;
    // "a retired clerk of the weir what he made"
    let of = tokens
        .get(noun + 1)
        .is_some_and(|t| t.is_in(&["from", "in", "of"]));
    let rest = tokens[noun + 1..].iter().take(5);
    let it = |t: &Token| to && t.is_in(&["it", "that", "the", "this"]);
    let rest =
        rest.take_while(|t| t.kind == Kind::Word && !t.is_in(ABOUT) && !t.is_in(VERBS) && !it(t));
    let end = if of && (asked || none) {
        noun + 1 + rest.count()
    } else {
        noun + 1
    };
    let goes_on = tokens.get(end).is_some_and(|t| t.kind == Kind::Word);
    (goes_on || none).then_some(start..end)
}

/// "A crossing guard waves the boats through.": a person without a name before a verb of today.
fn acting(tokens: &[Token], from: usize) -> Option<Range<usize>> {
    let noun = person_from(tokens, from)?;
    let verb = tokens.get(noun + 1)?;
    let object = tokens.get(noun + 2)?;
    let does =
        !verb.capital && !verb.possessive && verb.low.ends_with('s') && !verb.low.ends_with("ss");
    let the = object.is_in(DETERMINERS) || object.is_in(PREPOSITIONS);
    (verb.kind == Kind::Word && does && the && !is_speech(&verb.low)).then_some(from..noun + 1)
}

/// The noun of the person whom the words from `at` on tell of, before any preposition or verb of speech.
fn person_from(tokens: &[Token], at: usize) -> Option<usize> {
    let plain = |t: &&Token| t.kind == Kind::Word && !t.is_in(PREPOSITIONS) && !is_speech(&t.low);
    let words = tokens[at..].iter().take(MOST_OF_A_PERSON).take_while(plain);
    let person = |t: &Token| !t.capital && !t.possessive && is_person(&t.low);
    let nouns = words.enumerate().filter(|(_, t)| person(t));
    nouns.last().map(|(noun, _)| at + noun)
}

/// So many words tell of somebody new: "a retired harbor clerk".
const MOST_OF_A_PERSON: usize = 5;

/// What leads to a place.
const PLACES: &[&str] = &[
    "across", "at", "behind", "beside", "by", "from", "in", "near", "on", "under",
];

/// What leads to what somebody is asked.
const ABOUT: &[&str] = &["about", "how", "if", "what", "whether", "why"];

/// ", a deacon from Varde fans himself": somebody new who begins a clause.
fn newcomer_at(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    // "the owner of a mill had looked on"
    if let [the, owner, of, a, ..] = tokens.get(at..)?
        && the.is_in(&["the"])
        && owner.is_in(&["owner"])
        && of.is_in(&["of"])
        && a.is_in(&["a", "an"])
    {
        let most = tokens.len().min(at + FAR_OF_A_VERB);
        let verb =
            (at + 5..most).find(|&i| is_of_state(tokens, i) || tokens[i].low.ends_with("ed"))?;
        return Some(at..verb);
    }
    tokens.get(at).filter(|t| t.is_in(&["a", "an"]))?;
    let noun = person_from(tokens, at)?;
    let from = tokens
        .get(noun + 1)
        .is_some_and(|t| t.is_in(&["from", "in", "of"]));
    let names = tokens[noun + 1..]
        .iter()
        .skip(1)
        .take(3)
        .take_while(|t| is_name_word(t))
        .count();
    let end = if from && names > 0 {
        noun + 2 + names
    } else {
        noun + 1
    };
    let goes_on = tokens
        .get(end)
        .is_some_and(|t| t.kind == Kind::Word && !t.is_in(PREPOSITIONS) && !t.is_in(&["who"]));
    // Who says something is told by the verb.
    let says = tokens.get(end).is_some_and(|t| is_speech(&t.low));
    (goes_on && !says).then_some(at..end)
}

/// "Across the road a retired lineman held a flag.": somebody new right behind a place, who does something.
pub(super) fn first_of_all(tokens: &[Token], from: usize) -> Option<Range<usize>> {
    let range = newcomer(tokens, from)?;
    let plain = &tokens[from..range.start];
    let named = plain.iter().skip(1).any(is_name_word);
    let next = tokens.get(range.end)?;
    let does = next.low.ends_with("ed") || next.is_in(&["from", "in", "of"]);
    (!named && does && range.start <= from + 5).then_some(range)
}

/// What is done with somebody new who then speaks.
const MET: &[&str] = &["asked", "called", "found", "met", "phoned", "reached"];

/// "His name was Emil Oake.": the name by which somebody is met who was told of without one.
pub(super) fn name_was(tokens: &[Token], extent: &Range<usize>) -> Option<Range<usize>> {
    let [his, name, was, first, ..] = tokens.get(extent.clone())? else {
        return None;
    };
    let named = possessive(his).is_some() && name.is_in(&["name"]) && was.is_in(&["is", "was"]);
    let start = extent.start + 3;
    let end = name_end(tokens, start, extent.end);
    (named && is_name_word(first) && end == extent.end && end > start + 1).then_some(start..end)
}

/// "I would like your view of something that the governor of Tarn said": whoever said it.
pub(super) fn said_something(tokens: &[Token], extent: &Range<usize>) -> Option<Range<usize>> {
    let something = |&at: &usize| tokens[at].is_in(&["something"]);
    let something = extent.clone().find(something)?;
    let that = something + 1 < extent.end && tokens[something + 1].is_in(&["that"]);
    let start = something + 1 + usize::from(that);
    let said = |&at: &usize| tokens[at].is_in(&["said", "wrote"]);
    let verb = (start..extent.end.min(start + FAR_OF_A_VERB)).find(said)?;
    let who = phrase(tokens, start, verb).filter(|who| who.tokens().end == verb)?;
    match who {
        Who::Words(range) if is_person(head_noun(&tokens[range.clone()])?) => Some(range),
        _ => None,
    }
}

/// So many words into a sentence somebody is told whom something did not help.
const FAR_OF_WHOM: usize = 10;

/// So many words say who is new before a verb.
const FAR_OF_A_VERB: usize = 12;

/// So many words say at most what somebody new is.
const LONGEST_APPOSED: usize = 12;

/// So many words into a sentence an age stands behind a name.
const FAR_OF_AN_AGE: usize = 12;

/// So many words from somebody new their name stands.
const FAR_OF_A_NAME: usize = 14;

/// ", the man from the Post,": whether a name goes on with what somebody is.
fn is_told(behind: &[Token]) -> bool {
    let [comma, the, noun, rest @ ..] = behind else {
        return false;
    };
    // ", of the Harbor Journal,"
    let house = rest.iter().take_while(|t| is_name_word(t)).count();
    let of = the.is_in(&["of"]) && noun.is_in(&["the"]) && house > 0;
    if of && rest.get(house).is_some_and(|t| t.kind == Kind::Comma) {
        return comma.kind == Kind::Comma;
    }
    let apposed = rest.iter().take(6);
    let mut apposed = apposed.take_while(|t| !is_speech(&t.low));
    let closes = apposed.any(|t| t.kind == Kind::Comma);
    let person = !noun.capital && is_person(&noun.low);
    comma.kind == Kind::Comma && the.is_in(&["a", "an", "the"]) && person && closes
}
