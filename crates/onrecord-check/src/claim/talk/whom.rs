//! Whom the words of an article name: by name, by office, by what they are to somebody.

mod meant;

use super::super::Attribution;
use super::super::cast::is_major;
use super::super::cue::Cue;
use super::super::given::is_given;
use super::super::persons::{HOUSES_OF_WORK, KINSMEN, KINSWOMEN, PAIRS, PLURAL_TITLES, STAFF};
use super::super::phrase::{
    PARTS_OF_TIME, Pronoun, Who, is_name_word, is_of_a_house, is_person, name_end, name_in,
    possessive, singular, subject,
};
use super::super::speech::UTTERED;
use super::super::token::{Kind, Token, is_party_and_place};
use super::super::words::{HE, MEDIA, PREPOSITIONS, SHE, STATEMENTS, VERBS};
use super::Talk;
use super::asking::a_reporter;
use super::describe::{head_noun, is_body};
use super::together::is_of_parties;
use onrecord_doc::authority;
use std::ops::Range;

impl Talk<'_> {
    pub(super) fn speaker(&mut self, index: usize, cue: &Cue) -> Option<Attribution> {
        match cue.who.clone()? {
            Who::Pronoun(pronoun, at) => self
                .in_the_paper(index, pronoun, cue.verb)
                .or_else(|| self.pronoun(index, pronoun, at)),
            // "The announcement: “…”" in a list of what somebody said
            Who::Statement(range) if self.is_label_of_words(index, &range) => self.topic.clone(),
            Who::Statement(range) => self.written_by(index, range),
            // "Just before it he had said"
            Who::Words(range) if self.ends_in_pronoun(index, &range).is_some() => {
                let pronoun = self.ends_in_pronoun(index, &range)?;
                self.pronoun(index, pronoun, range.end - 1)
            }
            Who::Words(range) => {
                let other = self.formerly(index, &range);
                if let Some(who) = other.or_else(|| self.whose_thing(index, &range)) {
                    return Some(who);
                }
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
                if cue.verb.is_none() && one && self.is_of_a_medium(index, &range) {
                    return None;
                }
                // "The reply is the best thing in the book: “…”"
                if cue.verb.is_none() && self.is_reply(index, &range) {
                    return self.whoever_answers();
                }
                if let Some(official) = self.official_of_a_label(index, &range) {
                    return Some(official);
                }
                let alone =
                    self.is_quoted_by_one_name(index, &range) || self.is_named_so(index, &range);
                let one_name = alone.then(|| Attribution {
                    name: self.pieces[index].form(range.clone()),
                    known: false,
                    span: self.pieces[index].source(&range),
                });
                let who = self.words(index, range.clone());
                let who = who.filter(|who| who.known || !alone).or(one_name);
                // "A third try, and the thing is said: “…”"
                let tokens = &self.pieces[index].tokens;
                let someone = |t: &Token| {
                    let noun = singular(&t.low);
                    is_person(noun) || is_body(noun) || t.is_in(MEDIA) || is_name_word(t)
                };
                let thing = !tokens[range.clone()].iter().skip(1).any(someone);
                let nobody = one && cue.verb.is_none() && thing && range.len() > 1;
                let one = one || self.is_one_of_a_house(index, &range).is_some();
                // "Jonas Marrow, who leads the oar makers, was brief: “…”"
                let full = is_a_full_name(&self.pieces[index].tokens[range.clone()]);
                // "The Weir Farm Bureau counted eels: “…”"
                let words = &self.pieces[index].tokens[range.clone()];
                let house = words.last().is_some_and(is_of_a_house);
                let named = words.iter().all(|t| is_name_word(t) || is_the(t));
                let house = house && named && words.len() > 2;
                let told = cue.verb.is_some() || one || mine || owned || full || house;
                who.filter(|who| who.known || !nobody)
                    .filter(|who| who.known || told)
            }
        }
    }

    /// "The same rang through Mr. Quill’s message. Peace, he wrote, is “…”": whose paper the sentence before told of.
    fn in_the_paper(
        &self,
        index: usize,
        pronoun: Pronoun,
        verb: Option<usize>,
    ) -> Option<Attribution> {
        let wrote = self.pieces[index].tokens[verb?].is_in(&["writes", "wrote"]);
        let (piece, author) = self.paper.as_ref().filter(|_| wrote)?;
        let fits = pronoun != Pronoun::They && self.cast.fits(pronoun, &author.name);
        (*piece == index && fits && self.cast.has(&author.name)).then(|| author.clone())
    }

    /// The pronoun that a phrase of several words ends with.
    fn ends_in_pronoun(&self, index: usize, range: &Range<usize>) -> Option<Pronoun> {
        let last = &self.pieces[index].tokens[range.end - 1];
        match range.len() {
            0 | 1 => None,
            _ if last.is_in(HE) => Some(Pronoun::He),
            _ if last.is_in(SHE) => Some(Pronoun::She),
            _ => None,
        }
    }

    /// "the former Varde governor", "the retired admiral": whoever spoke last, who was one; not a former president, who
    /// is mostly another.
    fn formerly(&self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let [the, former, rest @ ..] = &piece.tokens[range.clone()] else {
            return None;
        };
        let head = rest
            .last()
            .filter(|t| t.kind == Kind::Word && !t.possessive)?;
        let bare = is_the(the) && former.is_in(&["former", "onetime", "retired"]);
        let person = |who: &&Attribution| who.known && self.cast.has(&who.name);
        let last = self.spoken.last().filter(person);
        let last = last.filter(|_| bare && rest.len() <= 3 && head.is_in(RETIRED))?;
        Some(Attribution {
            span: piece.source(range),
            ..last.clone()
        })
    }

    /// Whether a paragraph begins with "The announcement:" and nothing else, where the text is about a person.
    fn is_label_of_words(&self, index: usize, range: &Range<usize>) -> bool {
        let tokens = &self.pieces[index].tokens;
        let person = self
            .topic
            .as_ref()
            .is_some_and(|topic| topic.known && self.cast.has(&topic.name));
        let colon = tokens.get(2).is_some_and(|t| t.kind == Kind::Colon);
        range.start == 0 && colon && person && is_the(&tokens[0])
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
        let it = tokens.get(verb + 1).is_some_and(|t| t.is_in(&["it"]));
        let renders = it && tokens[verb].is_in(&["rendered", "renders"]);
        if tokens[verb].is_in(&["put", "puts"]) && !to || renders {
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

    /// "A channel’s caption let the last part fall out: “…”", which has it of whoever spoke last.
    fn is_of_a_medium(&self, index: usize, range: &Range<usize>) -> bool {
        let words = self.pieces[index].tokens[range.clone()].iter();
        let mut words = words.take(5).take_while(|t| t.kind == Kind::Word);
        words.any(|t| t.is_in(MEDIA) && (t.possessive || range.len() > 4))
    }

    /// "He quoted Tarn, who had told them that “…”": whether one name stands alone for somebody quoted.
    fn is_quoted_by_one_name(&self, index: usize, range: &Range<usize>) -> bool {
        let tokens = &self.pieces[index].tokens;
        let who = |at: usize, low: &str| tokens.get(at).is_some_and(|t| t.low == low);
        let comma = tokens.get(range.end).is_some_and(|t| t.kind == Kind::Comma);
        let quotes = range.start.checked_sub(1).map(|before| &tokens[before]);
        let quotes = quotes.is_some_and(|t| t.is_in(&["cited", "cites", "quoted", "quotes"]));
        let named = range.len() == 1 && is_name_word(&tokens[range.start]);
        named && quotes && comma && who(range.end + 1, "who")
    }

    /// "a keeper named Harry. … Harry had said to her", "a young keeper, Harry, …": whether one name is what the paragraph
    /// has called somebody.
    fn is_named_so(&self, index: usize, range: &Range<usize>) -> bool {
        let tokens = &self.pieces[index].tokens;
        let name = &tokens[range.start];
        let named = |pair: &[Token]| pair[0].is_in(&["called", "named"]) && pair[1].low == name.low;
        let one = range.len() == 1 && is_name_word(name);
        let comma = |at: usize| tokens.get(at).is_some_and(|t| t.kind == Kind::Comma);
        let apposed = |at: usize| {
            let before = tokens[..at - 1].iter().rev().take(LONGEST_APPOSED);
            let mut before = before.take_while(|t| t.kind == Kind::Word && !t.is_in(PREPOSITIONS));
            tokens[at].low == name.low
                && comma(at - 1)
                && comma(at + 1)
                && before.any(|t| t.is_in(&["a", "an"]))
        };
        one && (tokens[..range.start].windows(2).any(named) || (2..range.start).any(apposed))
    }

    /// Whether a subject is "the reply", of nobody who is named with it.
    fn is_reply(&self, index: usize, range: &Range<usize>) -> bool {
        let words = &self.pieces[index].tokens[range.clone()];
        let [the, reply, rest @ ..] = words else {
            return false;
        };
        let bare = rest.first().is_some_and(|t| !t.is_in(PREPOSITIONS));
        is_the(the) && reply.is_in(&["answer", "reply", "response", "retort"]) && bare
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
        let pair = |t: &Token| t.is_in(PAIRS) && !(t.capital && words.len() > 2);
        if words.iter().any(pair) && words[0].is_in(&["the", "both", "two"]) {
            return self.the_two(index, range);
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
        if let Some(name) = self.known_by_office(index, range, &head, &owner) {
            return made(name, true);
        }
        // "Quill's best line" is Quill's, and so is "the president’s determination".
        if head == "determination" && self.cast.has(&owner) {
            return made(owner, true);
        }
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
        // "Ada Quill’s press secretary", who was named and held the office at another time
        let serves = || authority::holds(&owner, PRESIDENT_OF, None);
        let served = || self.named_with(index, &format!("the {rest}"));
        let office = office.or_else(|| served().filter(|_| serves()));
        // "the president’s lamp adviser", whom only the tables and the day tell
        let unsaid = office.is_none() && serves() && rest.contains(' ');
        let listed = unsaid.then(|| self.cast.resolve(&format!("the {rest}")));
        let held = |name: &String| authority::holds(name, &rest, None);
        let office = office.or(listed.flatten().filter(held));
        // "John Quill … said the keeper’s adviser": another word for the only one who is named
        let alone = || is_the(&first) && is_person(&head) && self.is_alone_here(index);
        let topic = self.topic.as_ref().map(|topic| &topic.name);
        let topic = topic.filter(|name| **name != owner && alone()).cloned();
        let name = office.or(topic);
        let known = name.is_some();
        made(name.unwrap_or_else(|| format!("{owner}’s {rest}")), known)
    }

    /// "His own plan would spare the rowers: “…”": a plan says nothing, and whose it is does.
    fn whose_thing(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let words = &self.pieces[index].tokens[range.clone()];
        possessive(words.first()?)?;
        let head = head_noun(words)?.to_owned();
        let one = singular(&head);
        let acts = [head.as_str(), one].into_iter().any(|word| {
            let kin = [KINSMEN, KINSWOMEN, STAFF];
            is_person(word) || is_body(word) || kin.iter().any(|words| words.contains(&word))
        });
        // "His last winter in office" is a time.
        if acts || PARTS_OF_TIME.contains(&one) {
            return None;
        }
        let (name, rest) = self.owner(index, range)?;
        let tokens = &self.pieces[index].tokens;
        let person = self.cast.has(&name) && name_in(tokens, rest).is_none();
        let span = self.pieces[index].source(range);
        let known = true;
        person.then_some(Attribution { name, known, span })
    }

    /// "her husband", "the president's spokesman", "his predecessor": who that is by the tables.
    fn known_by_office(
        &mut self,
        index: usize,
        range: &Range<usize>,
        head: &str,
        owner: &str,
    ) -> Option<String> {
        match head {
            "husband" | "wife" | "spouse" => authority::spouse(owner).map(str::to_owned),
            "predecessor" | "successor" => {
                let other = self.cast.of_the_same_office(owner)?;
                // Read again, "his successor" is the same one, whom the text is about by then.
                let here = (index, range.start);
                let before = self.same_office.take().filter(|(at, _)| *at == here);
                let (_, name) = self.same_office.insert(before.unwrap_or((here, other)));
                Some(name.clone())
            }
            // One of those who speak for the president to the press.
            _ if head.starts_with("spokes") && authority::holds(owner, PRESIDENT_OF, None) => {
                self.of_the_press(head)
            }
            _ => None,
        }
    }

    /// "the two leaders", "the pair": two who spoke together, the guest and the host of a visit, or the two who were
    /// named last.
    fn the_two(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let words = &self.pieces[index].tokens[range.clone()];
        let mut last = [&self.topic, &self.statement].into_iter().flatten();
        let pair = self.pair.clone();
        let pair = pair.filter(|pair| last.any(|who| who.name == pair.name));
        let two = words.iter().any(|t| t.is_in(&["both", "two"]));
        let leaders = two
            && !words[0].is_in(&["two"])
            && words.iter().any(|t| t.is_in(&["leaders", "presidents"]));
        // "The two leaders" of a visit are the guest and the host.
        if let (None, true) = (&pair, leaders)
            && let Some((guest, host)) = self.cast.visit()
        {
            let span = self.pieces[index].source(range);
            return Some(Attribution::known(format!("{host} and {guest}"), span));
        }
        // "the pair", "the two men"; but not "only two presidents left office"
        let men = words.iter().any(|t| t.is_in(&["leaders", "men", "women"]));
        let pair_of = words.iter().any(|t| t.is_in(&["pair"]));
        let two = (pair_of || two && men) && words.len() <= 3 && !words[0].is_in(&["two"]);
        pair.or_else(|| two.then(|| self.last_two()).flatten())
    }

    /// "the pair", "the two men": the two who were named last, the first named first.
    fn last_two(&self) -> Option<Attribution> {
        let mut names: Vec<&String> = Vec::new();
        for named in self.named.iter().rev().take(MOST_NAMED) {
            if names.len() < 2 && !names.contains(&&named.name) {
                names.push(&named.name);
            }
        }
        let [one, other] = names[..] else {
            return None;
        };
        let first = |name: &str| self.named.iter().position(|named| named.name == name);
        let (one, other) = if first(one) < first(other) {
            (one, other)
        } else {
            (other, one)
        };
        Some(Attribution::known(format!("{one} and {other}"), None))
    }

    /// The guest of a visit, unless others than he were named last, and he was not: then the last of them. Of
    /// several guests the one named last; `of_all` tells whether it may be the one whom the text is about.
    fn guest(&mut self, of_all: bool) -> Option<String> {
        let visit = self.cast.visit();
        let near = self
            .named
            .last()
            .map_or(0, |named| named.piece.saturating_sub(1));
        let last = self.named.iter().rev().take(MOST_NAMED);
        let last = last.take_while(|named| named.piece >= near);
        let mut last = last.map(|named| &named.name);
        let Some((guest, host)) = visit else {
            // "His visitor" is another than he.
            let his = self
                .topic
                .as_ref()
                .filter(|_| !of_all)
                .map(|topic| &topic.name);
            let heads = |name: &&String| Some(*name) != his && self.cast.heads_abroad(name);
            return last.find(heads).cloned();
        };
        if last.clone().any(|name| *name == guest) {
            return Some(guest);
        }
        Some(last.find(|name| **name != host).cloned().unwrap_or(guest))
    }

    /// "the guest" and "his host" in an article about a visit.
    fn of_a_visit(&mut self, first: &Token, head: &str, state: bool) -> Option<String> {
        let determined = first.is_in(&["the", "his", "her"]);
        match head {
            "head" if first.is_in(&["the"]) && state => Some(self.cast.visit()?.0),
            "guest" | "visitor" if determined => self.guest(is_the(first)),
            "host" if first.low == "his" => Some(self.cast.visit()?.1),
            _ => None,
        }
    }

    /// Whose a phrase says that somebody is, and the rest of it: "Ada Quill’s" and "office".
    pub(super) fn owner(
        &mut self,
        index: usize,
        range: &Range<usize>,
    ) -> Option<(String, Range<usize>)> {
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
        // "the president’s determination"
        let the = range
            .clone()
            .find(|&at| tokens[at].possessive && at + 1 < range.end);
        if let Some(at) = the.filter(|_| is_the(&tokens[range.start])) {
            let whole = self.pieces[index].form(range.start..at + 1);
            if is_major(&whole)
                && let Some(name) = self.cast.resolve(&whole)
            {
                return Some((name, at + 1..range.end));
            }
        }
        let tokens = &self.pieces[index].tokens;
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
        // "Ada Quill, R-Varde Township said" names no township.
        let behind_a_name = range.start > 0 && tokens[range.start - 1].kind == Kind::Comma;
        let first = &tokens[range.start];
        if behind_a_name && first.capital && is_party_and_place(&first.low) {
            return None;
        }
        let own = tokens[range.end - 1].is_in(&["herself", "himself", "itself", "themselves"]);
        // "The chair’s own, an hour after, asked for lamps": hers
        let hers = tokens[range.end - 1].is_in(&["own"]) && range.len() > 1;
        let hers = hers && tokens[range.end - 2].possessive;
        // "Prime Ministers Ada Quill and Boris Fenwick"
        let titles = range.clone().take(2);
        let mut titles = titles.filter(|&at| tokens[at].is_in(PLURAL_TITLES) && at + 1 < range.end);
        let start = titles.next_back().map_or(range.start, |at| at + 1);
        let range = start..range.end - usize::from((own || hers) && start + 1 < range.end);
        // "Ada Quill’s on the mole began with herself"
        let named = range.clone().take_while(|&at| is_name_word(&tokens[at]));
        let whose = named.last().filter(|&last| {
            let on = tokens.get(last + 1).filter(|_| last + 1 < range.end);
            tokens[last].possessive
                && on.is_some_and(|t| t.is_in(&["about", "for", "of", "on", "to"]))
        });
        let range = whose.map_or(range.clone(), |last| range.start..last + 1);
        let range = without_of_them(&self.pieces[index].tokens, range);
        // "says Article 1", "Clause 7 provides": the paper of which the text speaks
        if self.is_part_of_a_paper(&self.pieces[index].tokens[range.clone()]) {
            return self.statement.clone();
        }
        // "One from the Harbor Board, on new lamps, calls it": of whom the sheet is.
        if let Some(body) = self.one_from(index, &range) {
            return Some(body);
        }
        if self.are_counted(index, &range) {
            let head = head_noun(&self.pieces[index].tokens[range.clone()]).map(str::to_owned);
            return self.brought_in(index, &range, head.as_deref());
        }
        if let Some(apposed) = self.apposed_to_a_number(index, &range) {
            return self.words(index, apposed);
        }
        if own && let Some(who) = self.oneself(index, &range) {
            return Some(who);
        }
        if let Some(name) = self.is_one_of_a_house(index, &range) {
            return self.one_of_a_house(index, name);
        }
        let special = self
            .both(index, &range)
            .or_else(|| self.told_apart(index, &range))
            .or_else(|| self.relative(index, &range));
        if special.is_some() {
            return special;
        }
        let span = self.pieces[index].source(&range);
        match self.meant(index, &range) {
            Some(name) => Some(Attribution::known(self.or_named_before(name, &range), span)),
            None => self.by_description(index, &range),
        }
    }

    /// "Article 1", "Clause 7(b)": whether words name a part of a paper that was told of.
    fn is_part_of_a_paper(&self, words: &[Token]) -> bool {
        let [part, number] = words else {
            return false;
        };
        let parts = ["article", "clause", "title"];
        let counted = number.low.starts_with(|c: char| c.is_ascii_digit());
        part.capital && part.is_in(&parts) && counted && self.statement.is_some()
    }

    /// "One from the Harbor Board", "One more from the League": whose a paper is, of several that were told of.
    fn one_from(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let words = &tokens[range.clone()];
        let more = usize::from(words.get(1).is_some_and(|t| t.is_in(&["more"])));
        let one = words.first()?.is_in(&["another", "one"]);
        let from = words.get(1 + more)?.is_in(&["from"]);
        let the = usize::from(words.get(2 + more).is_some_and(is_the));
        let start = range.start + 2 + more + the;
        let name = tokens.get(start).filter(|t| one && from && is_name_word(t));
        let end = name.map(|_| name_end(tokens, start, range.end))?;
        let piece = &self.pieces[index];
        let (form, span) = (piece.form(start..end), piece.source(range));
        let body = is_body(&form.to_lowercase());
        match self.cast.resolve(&form) {
            Some(name) => (!self.cast.has(&name)).then(|| Attribution::known(name, span)),
            None => body.then_some(Attribution {
                name: form,
                known: false,
                span,
            }),
        }
    }

    /// "Ilse Marrow of the Weir Defense Fund": somebody with a name of two words, and the body they speak for.
    fn is_one_of_a_house(&self, index: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let tokens = &self.pieces[index].tokens;
        let plain = |t: &Token| {
            let noun =
                || is_person(&t.low) || is_body(&t.low) || t.is_in(MEDIA) || t.is_in(PLURAL_TITLES);
            is_name_word(t) && !t.possessive && !t.shouted && !noun()
        };
        let named = tokens[range.clone()]
            .iter()
            .take_while(|t| plain(t))
            .count();
        let of = range.start + named;
        let the = of + 1 + usize::from(tokens.get(of + 1).is_some_and(is_the));
        let body = &tokens[the.min(range.end)..range.end];
        let house = |t: &Token| is_body(&t.low) || t.is_in(HOUSES_OF_WORK);
        let given = named == 2 && is_given(&tokens[range.start].low);
        let house = (given || body.iter().any(house)) && body.iter().all(is_name_word);
        let joined = of < range.end && tokens[of].is_in(&["from", "of"]);
        let whole = body.len() > 1 || given && !body.is_empty();
        (named == 2 && joined && whole && house).then_some(range.start..of)
    }

    /// The same, by name.
    fn one_of_a_house(&mut self, index: usize, range: Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let (name, span) = (piece.form(range.clone()), piece.source(&range));
        match self.cast.resolve(&name) {
            Some(name) => Some(Attribution::known(name, span)),
            None => Some(Attribution {
                name,
                known: false,
                span,
            }),
        }
    }

    /// "Maria Tarn came. … Tarn said. Her mother, Eunice Tarn, …": of two with one surname, the one named so far.
    fn or_named_before(&self, name: String, range: &Range<usize>) -> String {
        let surname = |name: &str| name.rsplit(' ').next().map(str::to_lowercase);
        // "he went on. … Quill said": of whom the text is about.
        let topic = self.topic.as_ref().map(|who| &who.name);
        let topic = topic.filter(|topic| topic.contains(' ') && self.cast.has(topic));
        if let Some(topic) =
            topic.filter(|topic| range.len() == 1 && surname(topic) == surname(&name))
        {
            return topic.clone();
        }
        let met = self.named.iter().any(|named| named.name == name);
        if met || range.len() > 1 {
            return name;
        }
        let mut named = self.named.iter().rev().take(MOST_NAMED);
        let other = named.find(|named| surname(&named.name) == surname(&name));
        other.map_or(name, |other| other.name.clone())
    }

    /// "The first, a retired pilot, said": what is told of the first.
    fn apposed_to_a_number(&self, index: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let tokens = &self.pieces[index].tokens;
        let [the, number] = &tokens[range.clone()] else {
            return None;
        };
        let number = number.is_in(NUMBERS);
        let comma = |at: &usize| tokens.get(*at).is_some_and(|t| t.kind == Kind::Comma);
        let start = range.end + 1;
        let a = tokens.get(start)?.is_in(&["a", "an"]) && comma(&range.end);
        let near = start + 1..tokens.len().min(start + LONGEST_APPOSED);
        let end = near.into_iter().find(comma)?;
        (is_the(the) && number && a).then_some(start..end)
    }

    /// "the man himself": whom the article is about as a whole.
    fn oneself(&self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens[range.clone()];
        let [the, person] = tokens else {
            return None;
        };
        let pronoun = match person.low.as_str() {
            "man" => Pronoun::He,
            "woman" => Pronoun::She,
            _ => return None,
        };
        let (name, _) = self.most_heard(pronoun).filter(|_| is_the(the))?;
        Some(Attribution::known(name, self.pieces[index].source(range)))
    }

    /// "the six leaders": more than two, whom no name of one person can mean.
    fn are_counted(&self, index: usize, range: &Range<usize>) -> bool {
        let words = &self.pieces[index].tokens[range.clone()];
        let [the, count, rest @ ..] = words else {
            return false;
        };
        let person = rest.last().is_some_and(|t| {
            let one = t.low.strip_suffix('s');
            !t.capital && one.is_some_and(is_person)
        });
        is_the(the) && count.is_in(COUNTS) && person
    }
}

/// "A Treasury call-center worker" is not the Treasury.
/// "the first of them" is the first.
fn without_of_them(tokens: &[Token], range: Range<usize>) -> Range<usize> {
    match &tokens[range.clone()] {
        [the, number, of, them]
            if is_the(the)
                && number.is_in(NUMBERS)
                && of.is_in(&["of"])
                && them.is_in(&["them"]) =>
        {
            range.start..range.start + 2
        }
        _ => range,
    }
}

/// Who is told apart by where they come.
const NUMBERS: &[&str] = &["first", "second", "third", "fourth", "last", "other"];

fn works_there(words: &[Token]) -> bool {
    let [one, house, .., last] = words else {
        return false;
    };
    let one = one.is_in(&["a", "an", "another", "one"]);
    let worker = head_noun(words).is_some_and(is_person) && !last.capital;
    one && house.capital && worker
}

/// Whether words are a name of two words at least, the first of them a given name.
fn is_a_full_name(words: &[Token]) -> bool {
    let plain = |t: &Token| is_name_word(t) && !t.possessive && !is_body(&t.low) && !t.is_in(MEDIA);
    (2..=4).contains(&words.len()) && is_given(&words[0].low) && words.iter().all(plain)
}

/// Whether two words of a name stand first.
fn begins_with_a_name(words: &[Token]) -> bool {
    words.len() > 1 && words[..2].iter().all(is_name_word)
}

/// The office in the tables.
const PRESIDENT_OF: &str = "president of the united states";

/// "the commander in chief": who that is, by another office.
const PRESIDENT: &str = "the president";

fn is_commander(words: &[Token]) -> bool {
    let within = |t: &[Token]| t[0].is_in(&["commander"]) && t[1].is_in(&["in"]);
    words.iter().any(|t| t.is_in(&["commander-in-chief"])) || words.windows(2).any(within)
}

/// More than two.
pub(super) const COUNTS: &[&str] = &[
    "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// So many words tell who the first of several was: ", a senior official of the harbor board,".
const LONGEST_APPOSED: usize = 10;

/// So many names back somebody is looked for who held an office.
pub(super) const MOST_NAMED: usize = 50;

/// Whether a name is followed by a noun for its staff: "Quill aides", "Quill harbor adviser".
fn is_of_staff(tokens: &[Token], end: usize, to: usize) -> bool {
    let small = |t: &Token| t.kind == Kind::Word && !t.capital && !t.is_in(PREPOSITIONS);
    let staff = |at: usize| at < to && tokens[at].is_in(STAFF);
    staff(end) || staff(end + 1) && small(&tokens[end]) && !tokens[end].is_in(VERBS)
}

pub(super) fn is_the(token: &Token) -> bool {
    token.is_in(&["the"])
}

/// What somebody was who speaks as something else.
const RETIRED: &[&str] = &[
    "admiral",
    "ambassador",
    "colonel",
    "congressman",
    "congresswoman",
    "diplomat",
    "general",
    "governor",
    "judge",
    "lawmaker",
    "mayor",
    "prosecutor",
    "senator",
];
