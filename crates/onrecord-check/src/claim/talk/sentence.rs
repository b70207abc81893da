//! What a sentence does to what an article is about: its subject, whose statement it tells of, and who is
//! given the word.

mod shape;

pub(super) use shape::is_to_be_told;

use super::super::Attribution;
use super::super::cue::{cleft, told_at_the_end};
use super::super::persons::{REPORTERS, STAFF};
use super::super::phrase::{
    Pronoun, Who, is_name_word, is_person, name_end, singular, subject, subject_of,
};
use super::super::token::{Kind, Token, behind_label};
use super::super::verb::{is_verb, speaks};
use super::super::words::{
    ASKING, DETERMINERS, HE, ORDERS, PREPOSITIONS, SHE, SHEETS, STATEMENTS, SUBORDINATE, THEY,
};
use super::describe::{described, head_noun};
use super::newcomer::{first_of_all, name_was, newcomer, said_something};
use super::together::is_of_parties;
use super::unnamed::UNNAMED;
use super::whom::COUNTS;
use super::{Named, Talk};
use onrecord_doc::authority;
use shape::{
    begins_with_a_ship, behind_what_was_asked, is_named_only, is_of_a_time, is_of_the_other,
    is_put_in, is_told_by, next_speaker, questioned, subjects, whose_is_told,
};
use std::ops::Range;

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
        let dash =
            (from..to.min(from + FAR_OF_A_DASH)).find(|&i| piece.tokens[i].kind == Kind::Dash);
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
        // "The “lamps are dear,” it said" goes on with whoever the last sentence was about.
        if tokens[from..to].iter().all(|t| t.is_in(DETERMINERS))
            && tokens.get(to).is_some_and(Token::is_quote)
        {
            return;
        }
        let clause = behind_what_was_asked(tokens, from, to);
        let verb = (clause + 1..to).find(|&i| is_verb(tokens, i)).unwrap_or(to);
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
        // "On Tuesday it published a list"
        let it = |who: &Who| matches!(who, Who::Pronoun(Pronoun::They, _));
        let it = subjects.iter().flatten().next().is_some_and(it);
        let other = self.spoken.last().zip(self.body.as_ref());
        let it = it && other.is_none_or(|(last, body)| last.name == body.name);
        let subjects = subjects.into_iter().flatten().filter(|_| !nobody);
        let known = subjects.into_iter().find_map(|who| match who {
            Who::Words(range) => self.words(index, range).filter(|who| who.known),
            _ => None,
        });
        self.meet_several(index, from..to, verb);
        let together = known.as_ref().filter(|who| who.name.contains(" and "));
        self.pair = together.cloned().or(self.pair.take());
        let holds = |who: &Attribution| !authority::offices(&who.name, None).is_empty();
        let person = |who: &Attribution| self.cast.has(&who.name) || holds(who);
        let body = |who: &&Attribution| !person(who) && together.is_none();
        // "The Board of Eels, it announced, would count them": another house announced it.
        let told = is_put_in(&self.pieces[index].tokens[from..to], &["it"]);
        let body = known.as_ref().filter(|_| !told).filter(body).cloned();
        // "It found that …" goes on with the body.
        let first = self.pieces[index].tokens.get(from);
        let goes_on = first.is_some_and(|t| t.is_in(THEY) || t.is_in(&["its"])) || it || told;
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
        } else if let Some(range) = name_was(&self.pieces[index].tokens, extent) {
            let piece = &self.pieces[index];
            let (name, span) = (piece.form(range.clone()), piece.source(&range));
            let known = self.cast.has(&name);
            self.brought = Some(Attribution { name, known, span });
        } else if let Some(range) = said_something(&self.pieces[index].tokens, extent) {
            self.bring(index, range, to);
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
        let new = self
            .aged(index, from..to)
            .or_else(|| self.met_by_it(index, from..to));
        if let Some(new) = new {
            self.brought = Some(new);
        } else if let Some(who) = self.is_asked_there(index, extent) {
            self.topic = Some(who);
            self.brought = None;
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

    /// "A reporter asked the chair, Ada Quill, whether the toll would rise.": the text goes on with whoever is asked.
    fn is_asked_there(&mut self, index: usize, extent: &Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let stops = tokens.get(extent.end).is_none_or(|t| t.kind == Kind::Stop);
        let [one, reporter, asked, ..] = tokens.get(extent.clone())? else {
            return None;
        };
        let asks = one.is_in(&["a", "one", "another"])
            && reporter.is_in(REPORTERS)
            && asked.is_in(&["asked", "pressed"]);
        let whom = extent.start + 3;
        let name = (whom..extent.end.min(whom + FAR_OF_WHOM)).find(|&at| is_name_word(&tokens[at]));
        let name = name.filter(|_| asks && stops)?;
        let end = name_end(tokens, name, extent.end);
        self.words(index, name..end)
            .filter(|who| who.known && self.cast.has(&who.name))
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

    /// "Then she gave the floor to Ada Quill, the chair.", "The rest of the hour was Quill's.", "Reporters had asked Quill
    /// about the keel.": who speaks next.
    fn handed_over(&mut self, index: usize, extent: Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let ends = tokens.get(extent.end).is_none_or(|t| t.kind == Kind::Stop);
        let questioned = || questioned(tokens, extent.clone());
        let range = next_speaker(tokens, extent.clone()).or_else(questioned);
        let range = range.filter(|_| ends)?;
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
        // A joint fact sheet is its house's.
        let sheet = tokens[noun].is_in(SHEETS);
        if noun > extent.start
            && !sheet
            && tokens[noun - 1 - usize::from(press)].is_in(&["joint"])
            && self.put_out(index, extent.start, noun)
        {
            self.body = None;
            return self.write(index, noun);
        }
        // "the keepers of both weirs, Ada Quill and Boris Fenwick, signed a joint declaration"
        if !sheet
            && let Some(pair) = self.two_named(index, extent.start..noun)
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
        // A permit may be anybody's who was told to have signed it.
        let known = tokens[noun].is_in(&["permit"]) && self.written.contains_key("permit");
        // "Ada Quill’s statement came at noon."
        let owned =
            noun > extent.start && tokens[noun - 1].possessive && is_name_word(&tokens[noun - 1]);
        let before = owned
            .then(|| self.author_before(index, &(extent.start..noun + 1)))
            .flatten();
        self.paper = before.clone().map(|author| (index, author));
        let author = before.or_else(|| self.author(index, noun..extent.end));
        let usual = self
            .usual_author(index, noun..extent.end)
            .filter(|_| !known);
        let body = self.body.take();
        let house = |who: &Attribution| who.name == "The White House";
        let issuer = self.issuer(index, extent.start, noun, body);
        let own = is_told_by(
            &self.pieces[index].tokens[extent.start..],
            noun - extent.start,
        );
        let subject = issuer.or(subject.filter(|_| !own));
        let together = sheet && usual.is_some();
        let subject = subject.filter(|who| !(order && house(who) && usual.is_some()));
        let subject = subject.filter(|who| !(together && who.name.contains(" and ")));
        self.statement = author.or(subject).or(usual).or(self.statement.take());
        self.write(index, noun);
    }

    /// "When Ada Quill came, the board put out a fact sheet": whose it is.
    fn issuer(
        &mut self,
        index: usize,
        from: usize,
        noun: usize,
        body: Option<Attribution>,
    ) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let verb = (from + 1..noun)
            .rev()
            .find(|&at| tokens[at].is_in(ISSUES) || tokens[at].is_in(&["signed"]))?;
        match subject_of(tokens, from, verb)? {
            Who::Words(range) => {
                let beside = range.end == verb;
                // "The LAMP League sent a statement", which no table has
                let named = tokens[range.clone()].iter().all(is_name_word);
                let who = self.words(index, range)?;
                (beside && (who.known || named)).then_some(who)
            }
            // "On the day he was sworn in he signed a memorandum"
            Who::Pronoun(pronoun @ (Pronoun::He | Pronoun::She), at) => {
                self.pronoun(index, pronoun, at).filter(|who| who.known)
            }
            // "The board has no doubts. On Tuesday it published a list"
            Who::Pronoun(Pronoun::They, _) => body,
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
        // "One of the ten keepers had a drier view."
        let one_of = tokens[range.start].is_in(&["one"]) && range.len() > 2;
        let one_of = one_of && tokens[range.start + 1].is_in(&["of"]);
        let several = &tokens[range.end - 1];
        let person = head.is_some_and(is_person) || one_of && is_person(singular(&several.low));
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

/// Verbs for making a statement public.
const ISSUES: &[&str] = &[
    "announced",
    "issued",
    "published",
    "put",
    "released",
    "sent",
];

/// So many words and commas has a dateline with a full date: "LINDHOLM, Ost., March 1, 2031 —".
const FAR_OF_A_DASH: usize = 10;

/// Within so many words stands whom somebody asks.
const FAR_OF_WHOM: usize = 5;
