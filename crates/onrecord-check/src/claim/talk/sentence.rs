//! What a sentence does to what an article is about: its subject, whose statement it tells of, and who is
//! given the word.

use super::super::Attribution;
use super::super::cue::{cleft, presented, told_at_the_end};
use super::super::persons::STAFF;
use super::super::phrase::{
    Pronoun, Who, is_a_ship, is_name_word, is_person, name_end, singular, subject, subject_of,
};
use super::super::speech::{TELLING, UTTERED, is_speech};
use super::super::token::{Kind, Token, behind_label};
use super::super::verb::{is_verb, speaks};
use super::super::words::{
    ASKING, HE, ORDERS, PREPOSITIONS, SHE, SPANS, STATEMENTS, SUBORDINATE, THEY,
};
use super::describe::{described, head_noun};
use super::newcomer::{first_of_all, newcomer};
use super::together::is_of_parties;
use super::unnamed::UNNAMED;
use super::whom::COUNTS;
use super::{Named, Talk};
use onrecord_doc::authority;
use std::ops::Range;

/// So many words stand at most at the head of a sentence with the name of a ship.
const MOST_BEFORE_A_SHIP: usize = 6;

impl Talk<'_> {
    /// Where the sentence that begins at `from` has its words, and where it ends.
    fn extent(&self, index: usize, from: usize) -> Range<usize> {
        let piece = &self.pieces[index];
        let mut from = piece.sentence().start(from + 1).max(from);
        if from == 0 {
            from = behind_label(&piece.tokens);
        }
        let most = piece.tokens.len().min(from + 40);
        let ends = |i: &usize| matches!(piece.tokens[*i].kind, Kind::Stop | Kind::Quote(_));
        let to = (from..most).find(ends).unwrap_or(most);
        let dash = (from..to.min(from + 6)).find(|&i| piece.tokens[i].kind == Kind::Dash);
        dash.filter(|_| from == 0).map_or(from, |i| i + 1)..to
    }

    /// A sentence begins: its subject, if named, is what the text is about; if it tells of a
    /// statement, the statement is its author's.
    pub(super) fn sentence(&mut self, index: usize, from: usize) {
        let extent = self.extent(index, from);
        if self.is_told_by_the_same(index, &extent) {
            return self.states(index, extent, None);
        }
        let (from, to) = (extent.start, extent.end);
        let tokens = &self.pieces[index].tokens;
        let verb = (from + 1..to).find(|&i| is_verb(tokens, i)).unwrap_or(to);
        let subjects = subjects(tokens, from, to, verb);
        // "Would this be Quill’s basket?" is not about Quill.
        let asks = tokens.get(from).is_some_and(|t| t.is_in(ASKING));
        let nobody = |who: &Who| {
            let words = &tokens[who.tokens()];
            asks && words.iter().any(|t| t.possessive) || is_of_a_time(words)
        };
        let nobody = subjects.iter().flatten().any(nobody);
        let parties = subjects.iter().flatten().find_map(|who| match who {
            Who::Words(range) if is_of_parties(&tokens[range.clone()]) => Some(range.clone()),
            _ => None,
        });
        let subjects = subjects.into_iter().flatten().filter(|_| !nobody);
        let known = subjects.into_iter().find_map(|who| match who {
            Who::Words(range) => self.words(index, range).filter(|who| who.known),
            _ => None,
        });
        self.meet_several(index, from..to, verb);
        let together = known.as_ref().filter(|who| who.name.contains(" and "));
        self.pair = together.cloned().or(self.pair.take());
        let body = |who: &&Attribution| !self.cast.has(&who.name) && together.is_none();
        let body = known.as_ref().filter(body).cloned();
        // "It found that …" goes on with the body.
        let first = self.pieces[index].tokens.get(from);
        let goes_on = first.is_some_and(|t| t.is_in(THEY))
            || is_put_in(&self.pieces[index].tokens[from..to], &["it"]);
        self.body = body.or(self.body.take().filter(|_| goes_on));
        self.turn_to(index, &extent, known.as_ref(), verb);
        self.told_last(index, &extent);
        self.states(index, extent, known);
        if let Some(parties) = parties.and_then(|range| self.words(index, range)) {
            self.pair = Some(parties.clone());
            self.statement = Some(parties.clone());
            self.topic = Some(parties);
        }
    }

    /// Whom the text is about from a sentence on: its subject, who is given the word, or somebody new.
    fn turn_to(
        &mut self,
        index: usize,
        extent: &Range<usize>,
        known: Option<&Attribution>,
        verb: usize,
    ) {
        let (from, to) = (extent.start, extent.end);
        let known = known.filter(|_| !begins_with_a_ship(&self.pieces[index].tokens[from..to]));
        let holds = |who: &Attribution| !authority::offices(&who.name, None).is_empty();
        let has = |who: &Attribution| {
            self.cast.has(&who.name) || who.name.contains(" and ") || holds(who)
        };
        let has = known.is_some_and(has);
        if is_put_in(&self.pieces[index].tokens[from..to], &["he", "she"]) {
            // "The keel, she said, was …": the keel is whom she speaks of; but "At noon a reporter cited a poll in
            // which, she said, …"
            if let Some(range) = first_of_all(&self.pieces[index].tokens[..to], from) {
                self.bring(index, range, to);
            }
        } else if is_named_only(&self.pieces[index].tokens, from, to) {
            // "And Ada Quill?" Who goes on with "she" speaks of her.
            self.turn_to_named_only(index, extent);
        } else if is_to_be_told(&self.pieces[index].tokens[from..to]) {
            // "Quill will be told, too, that …" is not about Quill.
        } else if let Some(next) = self.handed_over(index, from..to) {
            self.next = Some(next.clone());
            self.topic = Some(next);
            self.brought = None;
        } else if let Some(range) = first_of_all(&self.pieces[index].tokens[..to], from) {
            self.bring(index, range, to);
        } else if has && is_of_the_other(&self.pieces[index].tokens[from..to]) {
            // "His predecessor had cut it": told of whom the text is about.
        } else if has {
            // "The chair came by boat." names her as well.
            // Which president "the president" is, only the day tells.
            let president = "president of the united states";
            if let Some(who) = known
                && !who.name.contains(" and ")
                && (self.days[index].is_some() || !authority::holds(&who.name, president, None))
            {
                self.named.push(Named {
                    name: who.name.clone(),
                    piece: index,
                    at: from,
                    heard: false,
                });
            }
            self.topic = known.cloned();
            self.brought = None;
        } else {
            self.turn_to_somebody_new(index, extent, verb);
        }
    }

    /// "And Ada Quill? She had come by boat.": the one whom a sentence names alone, where the next begins with a pronoun.
    fn turn_to_named_only(&mut self, index: usize, extent: &Range<usize>) {
        let tokens = &self.pieces[index].tokens;
        let next = tokens.get(extent.end + 1);
        if !next.is_some_and(|t| t.is_in(HE) || t.is_in(SHE)) {
            return;
        }
        let first = extent.clone().find(|&at| is_name_word(&tokens[at]));
        let who = first.and_then(|first| self.words(index, first..extent.end));
        if let Some(who) = who.filter(|who| who.known) {
            self.topic = Some(who);
            self.brought = None;
        }
    }

    /// The same where the subject is nobody known.
    fn turn_to_somebody_new(&mut self, index: usize, extent: &Range<usize>, verb: usize) {
        let (from, to) = (extent.start, extent.end);
        if let Some(aged) = self.aged(index, from..to) {
            self.brought = Some(aged);
        } else if let Some(range) = whose_is_told(&self.pieces[index].tokens, from, verb) {
            self.bring(index, range, to);
        } else if let Some(owner) = self.owner_of_subject(index, from, verb) {
            self.topic = Some(owner);
        } else if let Some(who) = self.came_for_the_president(index, extent.clone()) {
            self.topic = Some(who);
        } else if let Some(Who::Words(range)) = self
            .introduced(index, from, verb)
            .or_else(|| self.introduced(index, from, to))
            .filter(|who| !self.is_under(index, from, who))
        {
            self.bring(index, range, to);
        } else if let Some(range) = newcomer(&self.pieces[index].tokens[..to], from) {
            self.bring(index, range, to);
        } else if let Some(Who::Words(range)) = cleft(&self.pieces[index].tokens[..to], from) {
            // "It was a reporter who had needled her."
            self.bring(index, range, to);
        } else if let Some(who) = self.with_what_he_is(index, from..to) {
            self.brought = Some(who);
        }
    }

    /// "When a publisher wanted her life, …": whether somebody is the subject of a clause before the main one.
    fn is_under(&self, index: usize, from: usize, who: &Who) -> bool {
        let first = &self.pieces[index].tokens[from];
        first.capital && first.is_in(SUBORDINATE) && who.tokens().start == from + 1
    }

    /// "The president’s slices are stern.": whose the subject is, where it is no person.
    fn owner_of_subject(&mut self, index: usize, from: usize, verb: usize) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let Who::Words(range) = subject(tokens, from, verb)? else {
            return None;
        };
        let is = &["are", "had", "has", "have", "is", "was", "were"];
        let is = tokens.get(verb)?.is_in(is) && range.end == verb;
        let head = head_noun(&tokens[range.clone()])?;
        let thing = !is_person(singular(head)) && !STAFF.contains(&head);
        let owned = tokens[range.clone()].iter().any(|t| t.possessive);
        if !is || !thing || !owned {
            return None;
        }
        let span = self.pieces[index].source(&range);
        let (name, _) = self.owner(index, &range)?;
        let person = self.cast.has(&name) || !authority::offices(&name, None).is_empty();
        let known = true;
        person.then_some(Attribution { name, known, span })
    }

    /// "The fever came for the president all the same.": of whom a paragraph begins to tell, where its subject
    /// is no person.
    fn came_for_the_president(
        &mut self,
        index: usize,
        extent: Range<usize>,
    ) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens[extent.clone()];
        let the = |t: &[Token]| {
            t[0].is_in(&["for", "upon"]) && t[1].is_in(&["the"]) && t[2].is_in(&["president"])
        };
        let came = tokens.windows(3).position(the)?;
        let end = tokens.get(came + 3);
        let bare =
            end.is_none_or(|t| !t.possessive && !is_name_word(t)) && !tokens[came + 2].possessive;
        let dated = self.days[index].is_some() && extent.start == 0 && bare;
        let name = dated
            .then(|| self.cast.resolve("the president"))
            .flatten()?;
        Some(Attribution::known(
            name,
            self.pieces[index].source(&(extent.start + came + 1..extent.start + came + 3)),
        ))
    }

    /// "In May the leaders of both towns published a plan.": several without names who are the subject.
    fn meet_several(&mut self, index: usize, extent: Range<usize>, verb: usize) {
        let tokens = &self.pieces[index].tokens[extent.clone()];
        if !tokens.iter().any(|t| t.is_in(SEVERAL)) {
            return;
        }
        let near = self.several_told(index, extent.start, verb);
        let several = near.or_else(|| self.several_told(index, extent.start, extent.end));
        self.several = several.or(self.several.take());
    }

    /// "In May the leaders of both towns published a plan. They spoke of …": several who are the subject.
    fn several_told(&self, index: usize, from: usize, verb: usize) -> Option<(usize, Attribution)> {
        let piece = &self.pieces[index];
        let Who::Words(range) = subject(&piece.tokens, from, verb)? else {
            return None;
        };
        let verb = range.clone().skip(1).find(|&at| is_verb(&piece.tokens, at));
        let range = range.start..verb.unwrap_or(range.end);
        let words = &piece.tokens[range.clone()];
        let counted = words[0].is_in(&["both", "the", "two"]) || words[0].is_in(COUNTS);
        let several = SEVERAL.contains(&head_noun(words)?) && counted;
        let who = || Attribution {
            name: described(&piece.form(range.clone())),
            known: false,
            span: piece.source(&range),
        };
        several.then(|| (index, who()))
    }

    /// "The keepers of both towns had settled it, he said.": whether whom the text is about tells the sentence, which
    /// is then about nobody else.
    fn is_told_by_the_same(&mut self, index: usize, extent: &Range<usize>) -> bool {
        let tokens = &self.pieces[index].tokens;
        let told = told_at_the_end(tokens, extent.start, extent.end);
        let Some(Who::Pronoun(pronoun @ (Pronoun::He | Pronoun::She), at)) = told else {
            return false;
        };
        let who = self.pronoun(index, pronoun, at);
        self.topic = who.or(self.topic.take());
        true
    }

    /// "The town need not worry, the official said. “…”": somebody without a name told that sentence, and goes on.
    fn told_last(&mut self, index: usize, extent: &Range<usize>) {
        let tokens = &self.pieces[index].tokens;
        let Some(Who::Words(range)) = told_at_the_end(tokens, extent.start, extent.end) else {
            return;
        };
        let the = tokens[range.start].is_in(&["a", "an", "one", "the"]);
        let who = self.words(index, range).filter(|who| the && !who.known);
        if let Some(who) = who.filter(|who| self.met.iter().any(|(_, met)| met.name == who.name)) {
            self.topic = Some(who);
        }
    }

    /// "Then she gave the floor to Ada Quill, the chair.", "The rest of the hour was Quill's.": who speaks
    /// next.
    fn handed_over(&mut self, index: usize, extent: Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let ends = tokens.get(extent.end).is_none_or(|t| t.kind == Kind::Stop);
        let range = next_speaker(tokens, extent).filter(|_| ends)?;
        let next = self.words(index, range).filter(|who| who.known)?;
        self.cast.has(&next.name).then_some(next)
    }

    /// A sentence that speaks of a statement says whose it is: that of its subject, if of nobody else.
    fn states(&mut self, index: usize, extent: Range<usize>, subject: Option<Attribution>) {
        let tokens = &self.pieces[index].tokens;
        let paper = |pair: &[Token]| pair[0].is_in(PAPERS_OF_A_HOUSE) && pair[1].is_in(&["paper"]);
        if tokens[extent.clone()].windows(2).any(paper)
            && let Some(author) = subject.as_ref().or(self.body.as_ref())
        {
            self.written.insert("paper".to_owned(), author.clone());
        }
        let Some(noun) = extent.clone().find(|&i| tokens[i].is_in(STATEMENTS)) else {
            return;
        };
        // "The order, it says, has …" of the sheet before
        let own = &tokens[extent.start..extent.end];
        if noun < extent.start + 2 && self.statement.is_some() && is_put_in(own, &["it"]) {
            return;
        }
        // "What Quill would have said, the author of the message does not ask.": it is no statement of Quill's.
        let near = extent.start.max(noun.saturating_sub(4));
        if tokens[near..noun].iter().any(|t| t.is_in(&["author"])) {
            return;
        }
        self.earlier.clone_from(&self.statement);
        let press = noun > extent.start + 1 && tokens[noun - 1].is_in(&["press"]);
        if noun > extent.start
            && tokens[noun - 1 - usize::from(press)].is_in(&["joint"])
            && self.put_out(index, extent.start, noun)
        {
            self.body = None;
            return self.write(index, noun);
        }
        // "the keepers of both weirs, Ada Quill and Boris Fenwick, signed a joint declaration"
        if let Some(pair) = self.two_named(index, extent.start..noun)
            && self.pieces[index].tokens[noun - 1].is_in(&["joint"])
        {
            self.pair = Some(pair.clone());
            self.statement = Some(pair.clone());
            self.topic = Some(pair);
            self.body = None;
            return self.write(index, noun);
        }
        let tokens = &self.pieces[index].tokens;
        let order = tokens[noun].is_in(ORDERS);
        // "Ada Quill’s statement came at noon."
        let owned =
            noun > extent.start && tokens[noun - 1].possessive && is_name_word(&tokens[noun - 1]);
        let before = owned
            .then(|| self.author_before(index, &(extent.start..noun + 1)))
            .flatten();
        let author = before.or_else(|| self.author(index, noun..extent.end));
        let usual = self.usual_author(index, noun..extent.end);
        self.body = None;
        let house = |who: &Attribution| who.name == "The White House";
        let issuer = self.issuer(index, extent.start, noun);
        let own = is_told_by(
            &self.pieces[index].tokens[extent.start..],
            noun - extent.start,
        );
        let subject = issuer.or(subject.filter(|_| !own));
        let subject = subject.filter(|who| !(order && house(who) && usual.is_some()));
        self.statement = author.or(subject).or(usual).or(self.statement.take());
        self.write(index, noun);
    }

    /// "When Ada Quill came, the board put out a fact sheet": whose it is.
    fn issuer(&mut self, index: usize, from: usize, noun: usize) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let verb = (from + 1..noun)
            .rev()
            .find(|&at| tokens[at].is_in(ISSUES) || tokens[at].is_in(&["signed"]))?;
        match subject_of(tokens, from, verb)? {
            Who::Words(range) => {
                let beside = range.end == verb;
                self.words(index, range).filter(|who| beside && who.known)
            }
            // "On the day he was sworn in he signed a memorandum"
            Who::Pronoun(pronoun @ (Pronoun::He | Pronoun::She), at) => {
                self.pronoun(index, pronoun, at).filter(|who| who.known)
            }
            _ => None,
        }
    }

    /// Two persons named side by side: "Ada Quill and Boris Fenwick".
    fn two_named(&mut self, index: usize, within: Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let named = |at: usize| is_name_word(&tokens[at]) && !tokens[at].possessive;
        let between = |at: &usize| {
            let two = *at > within.start && at + 1 < within.end;
            two && tokens[*at].is_in(&["and"]) && named(at - 1) && named(at + 1)
        };
        let ranges: Vec<Range<usize>> = within
            .clone()
            .filter(between)
            .filter_map(|and| {
                let start = (within.start..and)
                    .rev()
                    .take_while(|&at| named(at))
                    .last()?;
                Some(start..name_end(tokens, and + 1, within.end))
            })
            .collect();
        let mut pairs = ranges
            .into_iter()
            .filter_map(|range| self.words(index, range));
        pairs.find(|pair| pair.known && pair.name.contains(" and "))
    }

    /// "Ruritania and the Harbor League put out a joint statement": it is of both.
    fn put_out(&mut self, index: usize, from: usize, noun: usize) -> bool {
        let tokens = &self.pieces[index].tokens;
        let signs = |at: usize| tokens[at].is_in(ISSUES) || tokens[at].is_in(&["signed"]);
        let verb = (from + 1..noun).rev().find(|&at| signs(at));
        let who = verb.and_then(|verb| subject(tokens, from, verb));
        let who = who.filter(|who| Some(who.tokens().end) == verb);
        // "In a joint statement on Sunday, Ruritania and the Harbor League announced …"
        let within = tokens[from].is_in(&["in"]) && noun < from + 4;
        let most = tokens.len().min(noun + 20);
        let told = |at: usize| speaks(tokens, at) || tokens[at].is_in(&["spoke"]);
        let later = (noun + 2..most).find(|&at| told(at));
        let behind = later
            .filter(|_| within && who.is_none())
            .and_then(|later| subject(tokens, from, later));
        let Some(Who::Words(range)) = who.or(behind) else {
            return false;
        };
        let several = tokens[range.clone()].iter().any(|t| t.is_in(&["and"]));
        if several {
            let parties = self.parties(index, range);
            // "In a joint statement, both spoke of “…”"
            if within {
                self.topic = Some(parties.clone());
            }
            self.statement = Some(parties);
        }
        several
    }

    /// The statement by whose noun a sentence calls it is of the last author.
    fn write(&mut self, index: usize, noun: usize) {
        let noun = self.pieces[index].tokens[noun].low.clone();
        if let Some(author) = self.statement.clone().filter(|author| author.known) {
            self.written.insert(noun, author);
        }
    }

    /// "a retired mail carrier": the subject, if it brings in a person without a name.
    pub(super) fn introduced(&self, index: usize, from: usize, to: usize) -> Option<Who> {
        let tokens = &self.pieces[index].tokens;
        let who = subject(tokens, from, to)?;
        let range = who.tokens();
        // "the owner of a mill" is new, too
        let of_new = || {
            let words = &tokens[range.clone()];
            let of = words.iter().position(|t| t.is_in(&["of"]));
            of.is_some_and(|of| {
                let a = words.get(of + 1).is_some_and(|t| t.is_in(&["a", "an"]));
                a && words[1..of].iter().all(|t| !t.is_in(PREPOSITIONS))
            })
        };
        let the = tokens[range.start].is_in(&["the"]);
        // "My pharmacist was not moved."
        let mine = tokens[range.start].is_in(&["my", "our"]) && tokens[range.start].capital;
        let brings = tokens[range.start].is_in(&["a", "an", "one"]) || mine || the && of_new();
        let head = head_noun(&tokens[range.clone()]);
        let person = head.is_some_and(is_person);
        // "The moderator had troubles of his own."
        // "The official disclaimed it." of whom the text has told
        let met = |head: &str| UNNAMED.contains(&head) && self.met_by_noun(head).is_some();
        let role = the && head.is_some_and(|head| ROLES.contains(&head) || met(head));
        (brings && person || role).then_some(who)
    }

    /// A clause begins, ", and the president had …": its subject is what the text goes on with.
    pub(super) fn clause(&mut self, index: usize, at: usize) {
        let piece = &self.pieces[index];
        let joined = piece
            .tokens
            .get(at)
            .is_some_and(|t| t.is_in(&["and", "but", "while"]));
        let most = piece.tokens.len().min(at + 20);
        if !joined {
            self.bring_behind(index, at);
            return;
        }
        let verb = (at + 2..most).find(|&i| is_verb(&piece.tokens, i));
        let who = verb.and_then(|verb| subject(&piece.tokens, at + 1, verb));
        let Some(Who::Words(range)) = who.filter(|who| Some(who.tokens().end) == verb) else {
            return;
        };
        let known = self.words(index, range).filter(|who| who.known);
        if known.as_ref().is_some_and(|who| self.cast.has(&who.name)) {
            self.topic = known;
        } else if let Some(owner) = verb.and_then(|verb| self.owner_of_subject(index, at + 1, verb))
        {
            self.topic = Some(owner);
        }
    }
}

/// Papers that are no newspapers.
const PAPERS_OF_A_HOUSE: &[&str] = &[
    "background",
    "briefing",
    "policy",
    "position",
    "strategy",
    "white",
    "working",
];

/// "On the mole a crane driver’s view was shorter.": somebody new, whose view a sentence begins to tell.
fn whose_is_told(tokens: &[Token], from: usize, verb: usize) -> Option<Range<usize>> {
    let is = tokens.get(verb)?.is_in(&["came", "is", "was"]);
    let Who::Words(range) = subject(tokens, from, verb)? else {
        return None;
    };
    let owner = range.clone().find(|&at| tokens[at].possessive)?;
    let new = tokens[range.start].is_in(&["a", "an", "one"]) && range.end == verb;
    let noun = tokens[owner]
        .low
        .trim_end_matches("'s")
        .trim_end_matches("’s");
    let said = range.end == owner + 2 && tokens[owner + 1].is_in(UTTERED);
    (is && new && is_person(noun) && said).then_some(range.start..owner + 1)
}

/// What may be the subject of a sentence, the surest first; its first verb stands at `verb`.
fn subjects(tokens: &[Token], from: usize, to: usize, verb: usize) -> [Option<Who>; 4] {
    let near = subject(tokens, from, verb);
    // "he recalled the year that his son Beau was away" is about him.
    let far = match &near {
        near if is_he_or_she(near.as_ref()) => None,
        near if verb == to => near.clone(),
        _ => subject(tokens, from, to),
    };
    let first = told_between(tokens, from, to)
        .or_else(|| turn_of(&tokens[..to], from))
        .or_else(|| presented(&tokens[..to], from))
        .or_else(|| considered(tokens, from, to))
        .or_else(|| cleft(&tokens[..to], from))
        .or_else(|| since(&tokens[..to], from))
        .or_else(|| main_clause(tokens, from, to))
        .or_else(|| told_at_the_end(tokens, from, to));
    [first, uttered(tokens, from, to), near, far]
}

/// The name of whoever gets the word in a sentence: "gave the floor to Ada Quill", "the longer speech came
/// from Quill", "it fell to Quill", "the last word was Quill's".
fn next_speaker(tokens: &[Token], extent: Range<usize>) -> Option<Range<usize>> {
    let is = |at: usize, words: &[&str]| tokens[at].is_in(words);
    let word = |noun: &str| {
        let nouns = [TURNS, UTTERED, STATEMENTS];
        nouns.iter().any(|nouns| nouns.contains(&noun))
    };
    let of_words = |range: Range<usize>| {
        let mut nouns = range.map(|at| tokens[at].low.as_str());
        nouns.any(|noun| word(noun) || noun.strip_suffix('s').is_some_and(word))
    };
    let gives = [
        "gave", "gives", "handed", "left", "made", "passed", "turned", "yielded",
    ];
    let comes = ["belonged", "came", "fell", "left", "was", "went"];
    let verb = (extent.start + 1..extent.end).find(|&at| is(at, &gives) || is(at, &comes))?;
    // "The case was made by Ada Quill."
    let by = (verb + 1..extent.end.min(verb + 4)).find(|&at| is(at, &["by"]) && is(verb, &["was"]));
    let to = by.or_else(|| (verb + 1..extent.end).find(|&at| is(at, &["for", "from", "to"])));
    let own = of_words(extent.start..verb) || is(extent.start, &["it"]);
    let given = to.is_some_and(|to| {
        of_words(verb + 1..to) || (verb + 1..to).any(|at| is(at, &["over", "way"]))
    });
    let named = |at: &usize| is_name_word(&tokens[*at]);
    let whose = (verb + 1..extent.end).find(named);
    if let Some(start) = whose.filter(|&start| start == verb + 1 && is(verb, &["was"]) && own) {
        let end = name_end(tokens, start, extent.end);
        return (end == extent.end && tokens[end - 1].possessive).then_some(start..end);
    }
    let to = to.filter(|_| given && is(verb, &gives) || own && is(verb, &comes))?;
    let start = (to + 1..extent.end.min(to + 8)).find(named)?;
    // "made the case for the lamp that Ada Quill had brought"
    if (to + 1..start).any(|at| is(at, &["that", "which", "who"])) {
        return None;
    }
    Some(start..name_end(tokens, start, extent.end))
}

/// What is somebody's who speaks next: "the last word was Quill's".
const TURNS: &[&str] = &[
    "appearance",
    "briefing",
    "conference",
    "floor",
    "hour",
    "lectern",
    "microphone",
    "podium",
    "question",
    "rest",
    "turn",
    "word",
];

/// Who states something together, and is no one person: "the leaders", "the two governments".
pub(super) const SEVERAL: &[&str] = &[
    "countries",
    "governments",
    "lawmakers",
    "leaders",
    "ministers",
    "partners",
    "senators",
    "sides",
    "states",
];

/// Who has a part in a call or a briefing, and needs no bringing in.
const ROLES: &[&str] = &[
    "interpreter",
    "interviewer",
    "moderator",
    "operator",
    "questioner",
];

fn is_he_or_she(who: Option<&Who>) -> bool {
    matches!(who, Some(Who::Pronoun(Pronoun::He | Pronoun::She, _)))
}

/// "Ada Quill, the fact sheet said, …": whether the statement whose noun stands at `noun` speaks of the subject.
fn is_told_by(tokens: &[Token], noun: usize) -> bool {
    let before = tokens[..noun].iter().rev().take(4);
    let the = before.clone().position(|t| t.is_in(&["the"]));
    let comma = the.and_then(|the| tokens[..noun - the - 1].last());
    let behind = tokens[noun..]
        .iter()
        .take_while(|t| t.is_in(STATEMENTS))
        .count();
    let says = noun + behind < tokens.len() && speaks(tokens, noun + behind);
    // "Quill was praised in the same document as …"
    let passive = || {
        let [.., was, done, within] = &tokens[..noun - the.map_or(0, |the| the + 1)] else {
            return false;
        };
        let was = was.is_in(&["is", "was", "were"]) && within.is_in(&["in"]);
        was && done.low.ends_with("ed")
    };
    says && comma.is_some_and(|t| t.kind == Kind::Comma) || passive()
}

/// "It was the last briefing of the press secretary, Ada Quill": whose turn it was.
fn turn_of(tokens: &[Token], from: usize) -> Option<Who> {
    // "The president’s turn was the day of the crews."
    let near = from..tokens.len().saturating_sub(1).min(from + 5);
    let owner = near.into_iter().find(|&at| tokens[at].possessive);
    if let Some(owner) = owner.filter(|&at| tokens[at + 1].is_in(&["turn"])) {
        return Some(Who::Words(from..owner + 1));
    }
    let [it, was, rest @ ..] = &tokens[from..] else {
        return None;
    };
    let turn = rest
        .iter()
        .take(5)
        .position(|t| t.is_in(TURNS) || t.is_in(STATEMENTS))?;
    let of = from + 2 + turn + 1;
    let of_whom = tokens.get(of)?.is_in(&["by", "for", "from", "of"]);
    let it = it.is_in(&["it", "this"]) && was.is_in(&["is", "was"]);
    let end = tokens.len();
    let comma = (of + 1..end).find(|&at| tokens[at].kind == Kind::Comma);
    let start = match comma {
        Some(comma) if comma + 1 < end && is_name_word(&tokens[comma + 1]) => comma + 1,
        _ => (of + 1..end)
            .take(4)
            .find(|&at| is_name_word(&tokens[at]))?,
    };
    (it && of_whom).then(|| Who::Words(start..name_end(tokens, start, end)))
}

/// Verbs for making a statement public.
const ISSUES: &[&str] = &["announced", "issued", "published", "put", "released"];

/// "And Ada Quill?": a name and nothing else.
fn is_named_only(tokens: &[Token], from: usize, to: usize) -> bool {
    let words = &tokens[from..to];
    let small = |t: &Token| t.is_in(&["and", "but", "what", "about", "of"]);
    let name = words.iter().skip_while(|t| small(t));
    let ends = tokens.get(to).is_some_and(|t| t.kind == Kind::Stop);
    ends && words.first().is_some_and(small)
        && name.clone().count() > 0
        && name.clone().all(is_name_word)
}

/// "On the mole, his predecessor had …": whether a sentence begins with the other of two who held an office.
fn is_of_the_other(tokens: &[Token]) -> bool {
    let other = |pair: &[Token]| {
        let whose = pair[0].is_in(&["her", "his"]);
        whose && pair[1].is_in(&["predecessor", "successor"])
    };
    tokens[..tokens.len().min(FAR_IN)].windows(2).any(other)
}

/// So far in its sentence such a subject stands, in words.
const FAR_IN: usize = 8;

/// "The Quill years" are not Quill.
fn is_of_a_time(words: &[Token]) -> bool {
    let times = &["decade", "era", "presidency", "term", "terms", "years"];
    let [the, _, .., last] = words else {
        return false;
    };
    the.is_in(&["the"]) && last.is_in(times)
}

/// Whether somebody is told something: "Quill will be told", "Quill had been informed".
pub(super) fn is_to_be_told(tokens: &[Token]) -> bool {
    tokens.windows(3).take(8).any(|words| {
        let will = words[0].is_in(&["to", "will", "would"]) && words[1].is_in(&["be"]);
        let had = words[0].is_in(&["had", "has"]) && words[1].is_in(&["been"]);
        (will || had) && words[2].is_in(TELLING)
    })
}

/// "Quill's own case for it was …": whose words a sentence begins to speak of.
fn uttered(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let names = tokens[from..to].iter().take_while(|t| is_name_word(t));
    let end = from + names.count();
    let owned = end > from && tokens[end - 1].possessive;
    let of_words = tokens[end..to.min(end + 3)]
        .iter()
        .any(|t| t.is_in(UTTERED) || t.is_in(&["hand", "pen", "voice"]));
    (owned && of_words).then_some(Who::Words(from..end))
}

/// "The carrier Ada Quill has been sent out" is about no person.
fn begins_with_a_ship(tokens: &[Token]) -> bool {
    (0..tokens.len().min(MOST_BEFORE_A_SHIP)).any(|at| is_a_ship(tokens, at))
}

/// So many words a clause put in has behind its verb: "he said in a word on the day of the keepers".
const LONGEST_PUT_IN: usize = 12;

/// Whether a clause put in says that one of these pronouns speaks: "Quill, she promised, would …", "Quill,
/// she wrote this spring, was …", "Under the chair, it claimed, …".
fn is_put_in(tokens: &[Token], pronouns: &[&str]) -> bool {
    // "The chair widened the frame: the towns, she said, …" is about the chair.
    let colon = tokens.iter().position(|t| t.kind == Kind::Colon);
    let tokens = &tokens[..colon.unwrap_or(tokens.len())];
    let comma = |t: &Token| t.kind == Kind::Comma;
    tokens.windows(3).enumerate().any(|(at, t)| {
        let speaks = t[1].is_in(pronouns) && is_speech(&t[2].low);
        comma(&t[0]) && speaks && tokens[at + 3..].iter().take(LONGEST_PUT_IN).any(comma)
    })
}

/// "Lest this seem one-sided, consider Ada Quill’s letter of May": whose paper a sentence turns to.
fn considered(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let begins = |at: &usize| *at == from || tokens[*at - 1].kind == Kind::Comma;
    let bids = |at: &usize| tokens[*at].is_in(&["consider", "recall", "remember", "take"]);
    let at = (from..to).filter(begins).find(bids)? + 1;
    let end = at
        + tokens[at..to]
            .iter()
            .take_while(|t| is_name_word(t))
            .count();
    let paper = tokens[end..to.min(end + FAR_IN)].iter();
    let mut paper = paper.take_while(|t| t.kind == Kind::Word);
    let paper = paper.any(|t| t.is_in(STATEMENTS) || t.is_in(UTTERED));
    (end > at && tokens[end - 1].possessive && paper).then_some(Who::Words(at..end))
}

/// "Emil Oake, Ms. Quill told a crowd at the weir, had …": who tells the sentence, between its subject and its verb.
fn told_between(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let comma = |at: usize| at < to && tokens[at].kind == Kind::Comma;
    let opens = (from + 1..to.min(from + MOST_BEFORE_A_TELLER)).find(|&at| comma(at))?;
    let named = tokens.get(opens + 1).is_some_and(is_name_word);
    let verb = name_end(tokens, opens + 1, to);
    let closes = (verb..to.min(verb + LONGEST_PUT_IN)).find(|&at| comma(at))?;
    let told = named && verb < closes && is_speech(&tokens[verb].low) && speaks(tokens, verb);
    let goes_on = closes + 1 < to && is_verb(tokens, closes + 1);
    (told && goes_on).then_some(Who::Words(opens + 1..verb))
}

/// So many words may stand before whoever tells a sentence that is about another.
const MOST_BEFORE_A_TELLER: usize = 6;

/// "It is only four months since Ada Quill could joke about it": of whom such a sentence tells.
fn since(tokens: &[Token], from: usize) -> Option<Who> {
    let it = tokens.get(from)?.is_in(&["it"]) && tokens.get(from + 1)?.is_in(&["is", "was"]);
    let near = from + 3..tokens.len().min(from + FAR_IN);
    let since = near.clone().find(|&at| tokens[at].is_in(&["since"]))?;
    let span = tokens[since - 1].is_in(SPANS);
    let verb = (since + 2..tokens.len()).find(|&at| is_verb(tokens, at))?;
    let who = subject(tokens, since + 1, verb).filter(|_| it && span)?;
    matches!(&who, Who::Words(range) if range.end == verb).then_some(who)
}

/// The subject behind "When he was a boy,".
fn main_clause(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    // "Three months after he had gone home,"
    let later = |at: usize| {
        at > from && tokens[at].is_in(&["after", "before"]) && tokens[at - 1].is_in(SPANS)
    };
    // "Recalling Fenwick's gate, the chair put the toll at nine crowns:"
    let doing = |t: &Token| {
        let verb = t.low.len() > 5 && t.low.ends_with("ing") && t.low != "according";
        verb && t.capital && !t.possessive
    };
    let under = (from..to.min(from + 4)).any(later)
        || tokens
            .get(from)
            .is_some_and(|t| t.is_in(SUBORDINATE) || doing(t));
    let comma = (from..to).find(|&at| tokens[at].kind == Kind::Comma)?;
    let verb = (comma + 2..to).find(|&at| is_verb(tokens, at));
    let who = subject(tokens, comma + 1, verb.unwrap_or(to));
    who.filter(|_| under)
}
