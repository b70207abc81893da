//! Whom a pronoun means: the one whom the text is about, who was brought in last, or the one of whom an article
//! tells as a whole.

use super::super::Attribution;
use super::super::phrase::{Pronoun, is_name_word, possessive};
use super::super::speech::is_speech;
use super::super::token::{Kind, Token};
use super::super::verb::is_verb;
use super::describe::{is_body, may_be};
use super::whom::MOST_NAMED;
use super::{Made, Named, Talk};
use std::ops::Range;

impl Talk<'_> {
    /// The one whom the pronoun at a token means.
    pub(super) fn pronoun(
        &mut self,
        index: usize,
        pronoun: Pronoun,
        at: usize,
    ) -> Option<Attribution> {
        let token = &self.pieces[index].tokens[at];
        let (direct, they) = (possessive(token).is_none(), pronoun == Pronoun::They);
        let first = self
            .named_here(index, pronoun, at)
            .or_else(|| self.protagonist(index, pronoun, at));
        if let Some(who) = first.filter(|_| !they) {
            return Some(who);
        }
        if let Some(house) = self.house_before(index, at) {
            return self.words(index, house);
        }
        let topic = self.topic_of(pronoun, direct);
        let brought = self.brought.as_ref();
        let fits = |who: &&Attribution| !who.known || self.cast.fits(pronoun, &who.name);
        let brought = brought.filter(|who| direct && may_be(pronoun, &who.name));
        let brought = brought.filter(fits);
        let found = match pronoun {
            // "The four of them"
            Pronoun::They if token.is_in(&["all", "the", "they"]) => {
                let pair = topic.filter(|who| who.name.contains(" and "));
                let several = self.several.as_ref().filter(|(piece, _)| *piece == index);
                let pair = pair.or(several.map(|(_, who)| who));
                // One person is no "they", where a body has spoken.
                let one = |who: &&Attribution| who.known && self.cast.has(&who.name);
                let body = topic.filter(one).and_then(|_| self.last_body());
                pair.or(self.statement.as_ref()).or(body).or(topic)
            }
            Pronoun::They => {
                // "The page says that “…” The figures, it argues, …"
                let said = self.spoken.last().filter(|who| self.is_a_house(who));
                let body = self.body.as_ref().or(said);
                body.or(self.statement.as_ref()).or(topic)
            }
            _ => brought.or(topic),
        };
        let span = self.pieces[index].source(&(at..at + 1));
        match found {
            Some(found) => Some(Attribution {
                span,
                ..found.clone()
            }),
            None => self
                .named_before(index, pronoun, at)
                .or_else(|| self.president_before(index, pronoun, at)),
        }
    }

    /// "a word on the president’s speech today. As he put it, “…”": the president of whom the paragraph tells, where
    /// nobody has been named.
    fn president_before(
        &mut self,
        index: usize,
        pronoun: Pronoun,
        at: usize,
    ) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let president =
            |&i: &usize| tokens[i].is_in(&["the"]) && tokens[i + 1].is_in(&["president"]);
        let near = (0..at.saturating_sub(1)).rev().take(FAR_OF_A_PRESIDENT);
        let the = near.into_iter().find(president)?;
        let who = self.words(index, the..the + 2).filter(|who| who.known)?;
        self.cast.fits(pronoun, &who.name).then_some(who)
    }

    /// "and the White House has set out the hours of what it calls “…”": the house that the same sentence has as a
    /// subject.
    fn house_before(&self, index: usize, at: usize) -> Option<Range<usize>> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens;
        let from = piece.sentence().start(at);
        let what = at > from && tokens[at - 1].is_in(&["what"]) && tokens[at].is_in(&["it"]);
        let house = |&i: &usize| {
            let named = tokens[i].is_in(&["white"]) && tokens[i + 1].is_in(&["house"]);
            named && tokens[i + 1].capital && !tokens[i + 1].possessive && is_verb(tokens, i + 2)
        };
        let mut near = (from..at.saturating_sub(2)).rev().filter(|_| what);
        near.find(house).map(|start| start..start + 2)
    }

    /// The body that spoke last.
    fn last_body(&self) -> Option<&Attribution> {
        let speakers = self.claims.iter().rev().take(FAR_BACK);
        let mut speakers = speakers.filter_map(|made| made.claim.speaker.as_ref());
        speakers.find(|who| {
            let several = who.name.contains(" and ");
            who.known && !several && !self.cast.has(&who.name)
        })
    }

    /// Somebody without a name, of whom an earlier paragraph told, yields to one who is named in this one.
    fn named_here(&self, index: usize, pronoun: Pronoun, at: usize) -> Option<Attribution> {
        let direct = possessive(&self.pieces[index].tokens[at]).is_none();
        let topic = self.topic_of(pronoun, direct).filter(|who| !who.known)?;
        let asks = |name: &str| self.asker.as_ref().is_some_and(|who| who.name == name);
        let nameless = self.spoken.is_empty() && self.brought.is_none() && !topic.known;
        let last = self.named.last().filter(|named| {
            let here = named.piece == index && named.at < at;
            here && self.cast.fits(pronoun, &named.name) && !asks(&named.name)
        });
        let last = last.filter(|_| nameless && direct)?;
        Some(self.found(index, &last.name, at))
    }

    /// Whom a pronoun means that fits nobody of whom the text is about: of whom the paragraph began to tell, where
    /// another has just asked, or who was named last.
    fn named_before(&self, index: usize, pronoun: Pronoun, at: usize) -> Option<Attribution> {
        let direct = possessive(&self.pieces[index].tokens[at]).is_none();
        let fits = |name: &str| self.cast.fits(pronoun, name);
        // "she asked him and his host, Boris Fenwick. He said …"
        let asked = |made: &Made| made.piece == index && made.claim.words.text().ends_with('?');
        let asked = direct && self.claims.last().is_some_and(asked);
        let opening = self.opening.as_ref().map(|who| who.name.as_str());
        let opening = opening.filter(|name| asked && pronoun != Pronoun::They && fits(name));
        // "he recalled the year that his son Beau was away" names Beau behind him.
        // "Ada Quill and Boris Fenwick, he said, had talked": neither of them is he.
        let told = self.subject_before(index, at);
        let before = |named: &&Named| named.piece != index || named.at < told;
        let last = || {
            let mut last = self.named.iter().rev().take(FAR_BACK).filter(before);
            last.find(|named| fits(&named.name))
        };
        let name = opening.or_else(|| last().map(|named| named.name.as_str()))?;
        Some(self.found(index, name, at))
    }

    /// Where the names before a pronoun end which it may mean: all before it, but not the subject that a clause put in
    /// behind it tells of.
    fn subject_before(&self, index: usize, at: usize) -> usize {
        let piece = &self.pieces[index];
        let from = piece.sentence().start(at);
        let comma = at > from && piece.tokens[at - 1].kind == Kind::Comma;
        let says = piece.tokens.get(at + 1).is_some_and(|t| is_speech(&t.low));
        let name = |t: &Token| is_name_word(t) || t.kind == Kind::Comma || t.is_in(&["and", "the"]);
        let names = comma && says && piece.tokens[from..at].iter().all(name);
        if names { from } else { at }
    }

    /// Somebody named, whom the word at a token means.
    fn found(&self, index: usize, name: &str, at: usize) -> Attribution {
        Attribution::known(name.to_owned(), self.pieces[index].source(&(at..at + 1)))
    }

    /// Whom an article is about as a whole, where a paragraph goes on with "he" and names nobody: the one who has
    /// had most of the word, and not whoever had one word of the last paragraph.
    fn protagonist(&self, index: usize, pronoun: Pronoun, at: usize) -> Option<Attribution> {
        let near = self.named.iter().rev().take(MOST_NAMED);
        let here = near
            .clone()
            .any(|named| named.piece == index && named.at < at);
        let opens = self.brought.is_none() && self.spoken.is_empty() && !here;
        let topic = self.topic_of(pronoun, true).filter(|_| opens)?;
        let (main, words) = self.most_heard(pronoun)?;
        let heard = self.words_of(&topic.name);
        (heard <= 1 && words >= WORDS_OF_ALL)
            .then(|| Attribution::known(main, self.pieces[index].source(&(at..at + 1))))
    }

    /// Whom a pronoun may stand for who has had most of the word so far, and in how many quotations.
    pub(super) fn most_heard(&self, pronoun: Pronoun) -> Option<(String, usize)> {
        let near = self.named.iter().rev().take(MOST_NAMED);
        let fits = near.filter(|named| self.cast.fits(pronoun, &named.name));
        let heard = fits.map(|named| (self.words_of(&named.name), &named.name));
        let (words, name) = heard.max_by_key(|(words, _)| *words)?;
        Some((name.clone(), words))
    }

    /// Of the last quotations, how many are somebody's.
    fn words_of(&self, name: &str) -> usize {
        let last = self.claims.iter().rev().take(MOST_NAMED);
        let speakers = last.filter_map(|made| made.claim.speaker.as_ref());
        speakers.filter(|who| who.name == name).count()
    }

    /// The one whom the text is about, where a pronoun may stand for them.
    fn topic_of(&self, pronoun: Pronoun, direct: bool) -> Option<&Attribution> {
        let fits = |who: &&Attribution| self.cast.fits(pronoun, &who.name);
        let topic = self
            .topic
            .as_ref()
            .filter(fits)
            .filter(|who| who.known || direct)
            .filter(|who| who.known || pronoun == Pronoun::They || !is_body(&who.name))
            .filter(|who| who.known || may_be(pronoun, &who.name))?;

        // Of whom nothing tells that she is a woman yields to one who was named since and is.
        let last = self.named.last();
        let sure = last.is_some_and(|named| self.cast.is_woman(&named.name) == Some(true));
        let open = self.cast.is_woman(&topic.name).is_none();
        let yields = pronoun == Pronoun::She && direct && open && sure;
        (!yields).then_some(topic)
    }
}

/// So many names back somebody is looked for whom a pronoun may mean.
const FAR_BACK: usize = 200;

/// So many words back a paragraph may have told of the president whom a pronoun means.
const FAR_OF_A_PRESIDENT: usize = 60;

/// So many quotations are somebody's at least whom an article is about as a whole.
const WORDS_OF_ALL: usize = 4;
