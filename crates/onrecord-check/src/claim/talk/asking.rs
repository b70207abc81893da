//! Questions to whoever is questioned, where nobody is said to ask, and answers that nobody is said to give.

use super::super::Attribution;
use super::super::persons::REPORTERS;
use super::super::phrase::{
    Pronoun, Who, is_name_word, is_person, name_end, possessive, singular, subject, subject_of,
};
use super::super::token::{Kind, Token};
use super::super::words::{HE, SHE};
use super::{Made, Talk, is_reporter};
use onrecord_doc::authority;
use std::ops::Range;

impl Talk<'_> {
    /// "“…?” she was asked.", "“…,” Quill was asked": a reporter asks, and she is to answer.
    pub(super) fn was_asked(&mut self, index: usize, at: usize) -> Option<Attribution> {
        let whom = self.is_asked(index, at);
        let whom = whom.or_else(|| self.is_asked_first(index, at))?;
        let asked = self.pieces[index].tokens[whom.end - 1].span;
        let who = match self.person(index, whom) {
            Some(who) => Some(who),
            None => self.topic.clone(),
        };
        self.next = who.clone().or(self.next.take());
        self.topic = who.or(self.topic.take());
        Some(a_reporter(Some(self.pieces[index].mapped.source(asked))))
    }

    /// Who is asked right behind the quotation at a token, in the passive.
    fn is_asked(&self, index: usize, at: usize) -> Option<Range<usize>> {
        let tokens = &self.pieces[index].tokens;
        let comma = tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Comma);
        let from = at + 1 + usize::from(comma);
        let first = tokens.get(from)?;
        let end = match first {
            t if t.is_in(HE) || t.is_in(SHE) || t.is_in(&["they"]) => from + 1,
            t if t.is_in(&["the"]) => (from + 1..tokens.len().min(from + 5))
                .find(|&i| tokens[i].is_in(&["was", "were"]))?,
            t if is_name_word(t) => name_end(tokens, from, tokens.len()),
            _ => return None,
        };
        let was = tokens.get(end)?.is_in(&["was", "were"]);
        let asked = tokens.get(end + 1)?.is_in(&["asked", "pressed"]);
        // "was asked by Ada Quill"
        let by = tokens.get(end + 2).is_some_and(|t| t.is_in(&["by"]));
        (was && asked && !by).then_some(from..end)
    }

    /// Who is asked right before the quotation at a token: "On his way to the boat, Quill was asked, “…?”"
    fn is_asked_first(&self, index: usize, at: usize) -> Option<Range<usize>> {
        let piece = &self.pieces[index];
        let [.., was, asked, mark] = &piece.tokens[..at] else {
            return None;
        };
        let marked = matches!(mark.kind, Kind::Comma | Kind::Colon);
        let passive = was.is_in(&["was", "were"]) && asked.is_in(&["asked"]) && marked;
        if !passive || !piece.quoted(at).ends_with('?') {
            return None;
        }
        match subject_of(&piece.tokens, piece.sentence().start(at), at - 3)? {
            Who::Statement(_) => None,
            who => Some(who.tokens()),
        }
    }

    fn person(&mut self, index: usize, range: Range<usize>) -> Option<Attribution> {
        let first = &self.pieces[index].tokens[range.start];
        let pronoun = match first {
            t if t.is_in(HE) => Some(Pronoun::He),
            t if t.is_in(SHE) => Some(Pronoun::She),
            _ => None,
        };
        match pronoun {
            Some(pronoun) => self.pronoun(index, pronoun, range.start),
            None => self.words(index, range),
        }
        .filter(|who| who.known)
    }

    /// "No, he was told; Lindholm had to “…”": whoever answers the one who asked.
    pub(super) fn was_told(&self, index: usize, at: usize) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens;
        let told = (at.saturating_sub(FAR)..at)
            .rev()
            .find(|&i| tokens[i].is_in(&["told"]))?;
        let was = told > 1 && tokens[told - 1].is_in(&["was", "were"]);
        let whom = subject(tokens, told.checked_sub(2)?, told - 1);
        let whom = was && matches!(whom, Some(Who::Pronoun(..)));
        let quoted = tokens[told..at].iter().any(|t| t.is_quote());
        let asker = self.spoken.last().or(self.asker.as_ref());
        let asker = asker
            .filter(|_| whom && !quoted)
            .map(|who| who.name.clone());
        let mut last = self.claims.iter().rev().take(MOST_BACK);
        let asker = asker?;
        last.find_map(|made| {
            let speaker = made.claim.speaker.as_ref();
            speaker
                .filter(|who| !is_reporter(who) && who.name != asker)
                .cloned()
        })
    }

    /// "There was this exchange:", "A reporter asked about salt.", "Q. “…?”": who asks and who answers in
    /// paragraphs that are one quotation each.
    pub(super) fn exchanged(&self, index: usize, at: usize) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let stop = |t: &Token| t.kind == Kind::Stop;
        let letter = match &piece.tokens[..at] {
            [letter] => Some(letter),
            [letter, mark] if stop(mark) || mark.kind == Kind::Colon => Some(letter),
            _ => None,
        };
        let alone = at == 0 || letter.is_some_and(|t| t.is_in(&["a", "q"]));
        if !alone || !piece.tokens[at + 1..].iter().all(stop) {
            return None;
        }
        let asks = piece.quoted(at).ends_with('?') && letter.is_none_or(|t| t.is_in(&["q"]));
        let led = letter.is_some() || self.exchange;
        if asks && (led || self.is_asked_before(index)) {
            return Some(a_reporter(None));
        }
        let speakers = self.claims.iter().rev().take(MOST_BACK);
        let mut last = speakers.filter_map(|made| made.claim.speaker.as_ref());
        let person = |who: &&Attribution| who.known && self.cast.has(&who.name);
        let topic = self.topic.as_ref().filter(person);
        let answers = topic
            .filter(|_| letter.is_some())
            .or_else(|| last.find(person));
        answers.filter(|_| led).cloned()
    }

    /// "Another turned to the tolls: “…?”": one more of those who ask.
    pub(super) fn another_asks(&self, index: usize, at: usize) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let from = piece.sentence().start(at);
        let [another, lead @ .., colon] = piece.tokens.get(from..at)? else {
            return None;
        };
        let led = another.is_in(&["another"]) && colon.kind == Kind::Colon && lead.len() <= FAR;
        let somebody = |t: &Token| t.kind == Kind::Word && is_person(singular(&t.low)) || t.capital;
        if !led || !piece.quoted(at).ends_with('?') || lead.iter().any(somebody) {
            return None;
        }
        let mut last = self.claims.iter().rev().take(LAST_OF_AN_EXCHANGE);
        let asked = |made: &Made| made.claim.speaker.as_ref().is_some_and(is_reporter);
        last.any(asked)
            .then(|| a_reporter(piece.source(&(from..from + 1))))
    }

    /// "The same reporter asked about salt.", at the end of the paragraph before.
    fn is_asked_before(&self, index: usize) -> bool {
        let Some(before) = index
            .checked_sub(1)
            .map(|before| &self.pieces[before].tokens)
        else {
            return false;
        };
        let last = &before[before.len().saturating_sub(2 * FAR)..];
        last.windows(2)
            .any(|pair| pair[0].is_in(REPORTERS) && pair[1].is_in(ASKS))
            && !last.iter().any(Token::is_quote)
    }

    /// Whether a paragraph leads to questions and answers.
    pub(super) fn leads_to_exchange(&self, index: usize) -> bool {
        let piece = &self.pieces[index];
        let near = piece.tokens.iter().rev().take(FAR);
        piece.ends_with_colon() && near.clone().any(|t| t.is_in(&["exchange"]))
    }

    /// "“…?” Ada Quill wanted to know.": whether somebody asks who holds no office, and is not whom the text is
    /// about from then on.
    pub(super) fn asks_by_name(&self, index: usize, at: usize, speaker: &Attribution) -> bool {
        let piece = &self.pieces[index];
        let behind = piece.tokens[at + 1..].iter().take(FAR);
        let mut behind = behind.take_while(|t| !matches!(t.kind, Kind::Stop | Kind::Quote(_)));
        let asks = behind.any(|t| t.is_in(ASKS));
        let office = || !authority::offices(&speaker.name, None).is_empty();
        // "Quill said when Clara Oldacre of the harbor radio asked whether it was “…”"
        let from = piece.sentence().start(at);
        let near = from.max(at.saturating_sub(2 * FAR));
        let asked = |i: usize| {
            let how = &["about", "how", "if", "what", "whether", "why"];
            piece.tokens[i].is_in(&["asked"]) && piece.tokens[i + 1].is_in(how)
        };
        let under = (near + 1..at.saturating_sub(1)).any(|i| {
            let when = (near..i).any(|i| piece.tokens[i].is_in(&["after", "as", "when"]));
            asked(i) && when
        });
        (piece.quoted(at).ends_with('?') && asks || under) && !office()
    }

    /// "one of them", of the reporters whom the paragraph has.
    fn is_one_of_the_press(&self, index: usize, range: &Range<usize>) -> bool {
        let tokens = &self.pieces[index].tokens;
        let words = &tokens[range.clone()];
        // "one of the travelling pool"
        let pool = |t: &Token| t.is_in(&["pack", "pool", "press"]);
        if let [one, of, the, rest @ ..] = words
            && one.is_in(&["one"])
            && of.is_in(&["of"])
            && the.is_in(&["the"])
            && rest.len() <= 2
            && rest.last().is_some_and(pool)
        {
            return true;
        }
        let [one, of, them] = words else {
            return false;
        };
        let them = one.is_in(&["one"]) && of.is_in(&["of"]) && them.is_in(&["them"]);
        let press = |t: &Token| {
            let many = t
                .low
                .strip_suffix('s')
                .is_some_and(|one| REPORTERS.contains(&one));
            many || t.is_in(&["pack", "press"])
        };
        let near = range.start.saturating_sub(4 * FAR);
        them && tokens[near..range.start].iter().any(press)
    }

    /// "Reporter: “…?”", and "somebody asked".
    pub(super) fn is_any_reporter(&self, index: usize, range: &Range<usize>) -> bool {
        let tokens = &self.pieces[index].tokens;
        let (first, next) = (&tokens[range.start], tokens.get(range.end));
        let asks = next.is_some_and(|t| t.is_in(ASKS));
        let colon = next.is_some_and(|t| t.kind == Kind::Colon);
        if self.is_one_of_the_press(index, range) {
            return true;
        }
        let before = range.start.checked_sub(1).map(|before| &tokens[before]);
        let asked = before.is_some_and(|t| t.is_in(ASKS) || t.is_in(&["shouted"]));
        if is_one_who_asks(&tokens[range.clone()], asks, asks || asked) {
            return true;
        }
        let one = range.len() == 1 && possessive(first).is_none();
        one && (first.is_in(&["somebody", "someone"]) && asks || first.is_in(REPORTERS) && colon)
    }
}

/// "another asked", "the same reporter", "one of the reporters", "one of them asked", "the first reporter on the line":
/// whether words mean one who asks for a newspaper; `asks` and `asked` tell whether they ask.
fn is_one_who_asks(words: &[Token], asks: bool, asked: bool) -> bool {
    let press = |t: &Token| t.is_in(&["correspondents", "reporters"]);
    match words {
        [another] => another.is_in(&["another"]) && asks,
        [one, of, rest @ ..] if one.is_in(&["one"]) && of.is_in(&["of"]) => {
            let them = rest.first().is_some_and(|t| t.is_in(&["them"]));
            rest.iter().take(2).any(press) || asked && them
        }
        [the, which, reporter, rest @ ..] => {
            let same = the.is_in(&["the"]) && which.is_in(&["same"]) && rest.is_empty();
            let counted = the.is_in(&["another", "the"])
                && which.is_in(&["first", "last", "next", "second", "third"]);
            (same || counted) && reporter.is_in(REPORTERS)
        }
        _ => false,
    }
}

/// Somebody who asks for a newspaper, of whom nothing is told.
pub(super) fn a_reporter(span: Option<onrecord_text::Span>) -> Attribution {
    Attribution {
        name: "a reporter".to_owned(),
        known: false,
        span,
    }
}

/// Among so many quotations before it somebody asked, where "another" asks.
const LAST_OF_AN_EXCHANGE: usize = 4;

/// Verbs of those who ask.
const ASKS: &[&str] = &["asked", "asks", "inquired", "pressed", "wanted", "wondered"];

/// So many words before a quotation, or before the end of a paragraph, are looked at.
const FAR: usize = 16;

/// Among so many quotations the last speaker is looked for.
const MOST_BACK: usize = 50;
