//! Whose words a quotation is said to be, by what stands around it and what went before.

use super::super::Attribution;
use super::super::cue::Cue;
use super::super::phrase::{Pronoun, Who, is_name_word, name_end, phrase, subject};
use super::super::speech::{UTTERED, is_speech};
use super::super::token::{Kind, Token};
use super::super::verb::{is_verb, speaks};
use super::super::words::{HE, SHE, STATEMENTS};
use super::sentence::{SEVERAL, is_to_be_told};
use super::{Talk, is_reporter};
use crate::article::ParagraphKind;

impl Talk<'_> {
    /// "What he said: “…”": the label before a quotation, which means the same person each time.
    pub(super) fn run_in(&self, index: usize, at: usize) -> Option<String> {
        let colon = at
            .checked_sub(1)
            .filter(|&end| (2..=LONGEST_LABEL).contains(&end))?;
        let words = &self.pieces[index].tokens[..colon];
        let ends = self.pieces[index].tokens[colon].kind == Kind::Colon;
        let he = words.iter().any(|t| t.is_in(HE) || t.is_in(SHE));
        let says = words.iter().any(|t| is_speech(&t.low));
        let plain = words.iter().all(|t| t.kind == Kind::Word);
        (ends && he && says && plain).then(|| self.pieces[index].form(0..colon).to_lowercase())
    }

    /// Whose words the quotation at a token is said to be.
    pub(super) fn attribution(
        &mut self,
        index: usize,
        at: usize,
        cue: Option<&Cue>,
    ) -> Option<Attribution> {
        let told = self
            .replied(index, at)
            .or_else(|| self.was_asked(index, at));
        let told = told.or_else(|| self.so_ran(index, at));
        let told = told.or_else(|| self.exchanged(index, at));
        let told = told.or_else(|| self.another_asks(index, at));
        let told = told.or_else(|| self.in_brackets(index, at));
        if let Some(who) = told.or_else(|| self.was_told(index, at)) {
            return Some(who);
        }
        if let Some(cue) = cue {
            let topic = match cue.who {
                // "He said" of whom no man is: not of the woman whom the text is about.
                Some(Who::Pronoun(pronoun, _)) => {
                    let fits = |who: &Attribution| self.cast.fits(pronoun, &who.name);
                    self.topic.clone().filter(fits)
                }
                _ => self.topic.clone(),
            };
            if topic.is_none()
                && let Some(asker) = self.last_asker(index, cue)
            {
                return Some(asker);
            }
            let speaker = self.speaker(index, cue);
            if let Some(other) = self.who_answers(index, cue, speaker.as_ref()) {
                return Some(other);
            }
            return speaker.or(topic);
        }
        self.without_cue(index, at)
    }

    /// "The lamp, she answered, “…”": another than the reporter who asked her.
    fn who_answers(
        &self,
        index: usize,
        cue: &Cue,
        speaker: Option<&Attribution>,
    ) -> Option<Attribution> {
        let verb = &self.pieces[index].tokens[cue.verb?];
        let answers = verb.is_in(&["answered", "answers", "replied", "replies"]);
        let Some(Who::Pronoun(pronoun @ (Pronoun::He | Pronoun::She), _)) = cue.who else {
            return None;
        };
        speaker.filter(|who| answers && is_reporter(who))?;
        let mut last = self.named.iter().rev().take(MOST_BACK);
        let last = last.find(|named| self.cast.fits(pronoun, &named.name))?;
        Some(Attribution::known(last.name.clone(), None))
    }

    /// The same where nothing beside the quotation says who speaks.
    fn without_cue(&mut self, index: usize, at: usize) -> Option<Attribution> {
        if let Some(who) = self.makes_the_point(index, at) {
            return Some(who);
        }
        let piece = &self.pieces[index];
        if at > 0 && piece.tokens[at - 1].is_in(&["another"]) {
            return self.words(index, at - 1..at);
        }
        let special = self
            .in_the_cell_before(index, at)
            .or_else(|| self.several_before(index, at))
            .or_else(|| self.described_in(index, at));
        if special.is_some() {
            return special;
        }
        let piece = &self.pieces[index];
        let asks = piece.quoted(at).ends_with('?');
        let asker = self.asker.as_ref().or(self.brought.as_ref());
        if let Some(asker) = asker.filter(|_| asks) {
            return Some(asker.clone());
        }
        let from = piece.sentence().start(at);
        // "Emil Oake had been informed, “…”, that the days of oil were over"
        if is_to_be_told(&piece.tokens[from..at]) {
            return self.topic.clone();
        }
        let who = subject(&piece.tokens, from, at);
        // "He “built the weir”": what somebody says of him
        // "In a joint statement, Quill and Fenwick “affirmed …”" has it of themselves.
        let states = piece.tokens[from..at].iter().any(|t| t.is_in(STATEMENTS));
        let told = who.as_ref().is_some_and(|who| who.tokens().end == at) && !states;
        let begins_small = piece.quoted(at).starts_with(char::is_lowercase);
        // "The Board is asked, not told. It “is requested to …”", of a paper of the paragraph before
        let it = matches!(who, Some(Who::Pronoun(Pronoun::They, _)));
        let before = self.opening.as_ref().filter(|_| it);
        let last = self.spoken.last().or(before);
        if let Some(last) = last.filter(|_| told && begins_small) {
            return Some(last.clone());
        }
        // "My best passage is the one in which the sheet thanks salt for “…”"
        let clause = (from + 1..at)
            .rev()
            .take(FAR_OF_A_CLAUSE)
            .find(|&i| piece.tokens[i].is_in(&["where", "which"]));
        let paper = clause.and_then(|clause| phrase(&piece.tokens, clause + 1, at));
        let who = match paper {
            Some(Who::Statement(range)) => Some(Who::Statement(range)),
            _ => who,
        };
        let known = match who {
            // "The Lamp Foundation, whose count she leaned on, was drier: the act “…”"
            Some(Who::Words(range)) => {
                let named = self.pieces[index].form(range.start + 1..range.end);
                let body = self.cast.has_body(&named);
                self.words(index, range).filter(|who| who.known || body)
            }
            Some(Who::Pronoun(pronoun, at)) => self.pronoun(index, pronoun, at),
            // "An order on salt is credited with it, “…”": the paper that is quoted is another.
            Some(Who::Statement(range)) => {
                let new = self.pieces[index].tokens[range.start].is_in(&["a", "an"]);
                let last = self.statement.clone().filter(|_| new);
                let author = self.written_by(index, range);
                self.statement = last.or(self.statement.take());
                author
            }
            None => None,
        };
        known
            .or_else(|| self.new_subject(index, from, at))
            .or_else(|| self.topic.clone())
    }

    /// "In a communique from December, the rowers were described as “…”": whose the paper is.
    fn described_in(&mut self, index: usize, at: usize) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let from = piece.sentence().start(at);
        // "In a joint statement released by the board, the pact was said to be “…”"
        if let [first, paper @ .., was, said, to, be] = &piece.tokens[from..at]
            && first.is_in(&["in"])
            && paper.iter().take(3).any(|t| t.is_in(STATEMENTS))
            && (was.is_in(&["is", "was"]) && said.is_in(&["said"]))
            && (to.is_in(&["to"]) && be.is_in(&["be"]))
        {
            let comma = paper.iter().position(|t| t.kind == Kind::Comma);
            let end = from + 1 + comma.unwrap_or(paper.len());
            return self.written_by(index, from + 1..end);
        }
        let [first, paper @ .., was, done, lead] = &piece.tokens[from..at] else {
            return None;
        };
        let states = paper.iter().take(3).any(|t| t.is_in(STATEMENTS));
        let passive = was.is_in(&["are", "is", "was", "were"]) && done.low.ends_with("ed");
        let told = first.is_in(&["in"]) && states && passive && lead.is_in(&["as"]);
        told.then(|| self.written_by(index, from + 1..at)).flatten()
    }

    /// "a framework in which the two governments “reaffirm …”": several right before the words.
    fn several_before(&mut self, index: usize, at: usize) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let from = at.checked_sub(3)?;
        let [the, count, noun] = &piece.tokens[from..at] else {
            return None;
        };
        let both = the.is_in(&["the"]) && count.is_in(&["both", "two"]);
        let several = both && noun.is_in(SEVERAL);
        let who = several.then(|| Attribution {
            name: piece.form(from + 1..at),
            known: false,
            span: piece.source(&(from..at)),
        })?;
        self.several = Some((index, who.clone()));
        Some(who)
    }

    /// "“Salt is cheap.” So ran a harbor release": who is told in a sentence behind.
    fn so_ran(&mut self, index: usize, at: usize) -> Option<Attribution> {
        match self.told_behind(index, at) {
            Some(Who::Words(range)) => return self.words(index, range),
            Some(Who::Pronoun(pronoun, at)) => return self.pronoun(index, pronoun, at),
            _ => {}
        }
        let tokens = &self.pieces[index].tokens;
        let behind = tokens[at + 1..].iter().take_while(|t| t.kind == Kind::Stop);
        let from = at + 1 + behind.count();
        let so = tokens.get(from)?.is_in(&["so"]);
        let ran = tokens.get(from + 1)?.is_in(&[
            "ended", "ran", "read", "runs", "said", "says", "spoke", "went", "wrote",
        ]);
        let most = tokens.len().min(from + FAR_BEHIND);
        let ends = |i: &usize| tokens[*i].kind != Kind::Word;
        let end = (from + 2..most).find(ends).unwrap_or(most);
        // "She was told: “Salt is dear.” That was Ada Quill, the pilot."
        let that = tokens[from].is_in(&["that"]) && tokens.get(from + 1)?.is_in(&["was"]);
        let named = tokens.get(from + 2).is_some_and(is_name_word);
        let name = name_end(tokens, from + 2, end);
        let when = tokens
            .get(name)
            .is_some_and(|t| t.is_in(&["at", "in", "on"]));
        let whole = named && (name == end || when && name > from + 3);
        // "So ran the whole of Ms. Quill’s speech in one column."
        let speech = |at: &usize| {
            let next = tokens.get(at + 1).filter(|_| at + 1 < end);
            let said = |t: &Token| t.is_in(UTTERED) || t.is_in(&["remarks", "speech"]);
            tokens[*at].possessive && next.is_some_and(said)
        };
        let owner = (from + 2..end).find(speech);
        let names = |at: usize| {
            (from + 2..=at)
                .rev()
                .take_while(|&i| is_name_word(&tokens[i]))
        };
        let owned = owner.and_then(|at| Some(names(at).last()?..at + 1));
        if let Some(name) = owned.filter(|_| so && ran) {
            return self.words(index, name);
        }
        // "So Ada Quill, the chair, introduced herself"
        let myself = (from + 2..most).find(|&i| {
            let own = tokens[i].is_in(&["herself", "himself"]);
            own && tokens[i - 1].is_in(&["described", "introduced", "presented"])
        });
        let own = myself
            .and_then(|_| phrase(tokens, from + 1, most))
            .filter(|_| so);
        if let Some(Who::Words(range)) = own {
            return self.words(index, range);
        }
        match phrase(tokens, from + 2, end).filter(|_| so && ran || that && whole)? {
            Who::Words(_) if that && when => self.words(index, from + 2..name),
            Who::Words(range) => self.words(index, range),
            Who::Statement(range) => self.written_by(index, range),
            Who::Pronoun(pronoun, at) => self.pronoun(index, pronoun, at),
        }
    }

    /// "Is the mole “anything but safe”? That is what Ada Quill wrote": who is told to have said so.
    pub(super) fn told_behind(&self, index: usize, at: usize) -> Option<Who> {
        let tokens = &self.pieces[index].tokens;
        let behind = tokens[at + 1..].iter().take_while(|t| t.kind == Kind::Stop);
        let stops = behind.count();
        let from = at + 1 + stops;
        if let Some(at) = named_in_the_next(tokens, from).filter(|_| stops > 0) {
            return Some(Who::Words(at..name_end(tokens, at, tokens.len())));
        }
        let [that, is, what, ..] = tokens.get(from..)? else {
            return None;
        };
        let led = that.is_in(&["that"]) && is.is_in(&["is", "was"]) && what.is_in(&["how", "what"]);
        if !led || stops == 0 {
            return None;
        }
        let most = tokens.len().min(from + FAR_BEHIND);
        let verb = (from + 4..most).find(|&i| speaks(tokens, i))?;
        subject(tokens, from + 3, verb).filter(|who| who.tokens().end == verb)
    }

    /// "White House fact sheet", and nothing else, before a paragraph that is a quotation: as in the rows of a table.
    fn in_the_cell_before(&mut self, index: usize, at: usize) -> Option<Attribution> {
        let before = index.checked_sub(1)?;
        let piece = &self.pieces[before];
        let tokens = &piece.tokens;
        let plain = tokens.iter().all(|t| t.kind == Kind::Word) && tokens.len() <= LONGEST_CELL;
        let mut behind = self.pieces[index].tokens[at + 1..].iter();
        let alone = at == 0 && behind.all(|t| t.kind == Kind::Stop);
        let text =
            matches!(piece.kind, ParagraphKind::Text | ParagraphKind::Item) && plain && alone;
        let says = tokens.iter().any(|t| t.is_in(STATEMENTS));
        let length = tokens.len();
        let named = (2..=4).contains(&length) && tokens.iter().all(is_name_word);
        if text && named {
            let name = piece.form(0..length);
            let who = self.words(before, 0..length).filter(|who| who.known);
            return who.or_else(|| {
                let span = self.pieces[before].source(&(0..length));
                let known = false;
                Some(Attribution { name, known, span })
            });
        }
        (text && says)
            .then(|| self.written_by(before, 0..length))
            .flatten()
    }

    /// "“…?” she asked": the reporter who was brought in last, where nobody else may be meant.
    fn last_asker(&self, index: usize, cue: &Cue) -> Option<Attribution> {
        let verb = &self.pieces[index].tokens[cue.verb?];
        let pronoun = matches!(cue.who, Some(Who::Pronoun(Pronoun::He | Pronoun::She, _)));
        if !pronoun || !verb.is_in(&["asked", "asks", "pressed"]) {
            return None;
        }
        let mut met = self.met.iter().rev().map(|(_, who)| who);
        met.find(|who| is_reporter(who)).cloned()
    }

    /// "Quill spelled out “…” to the crews, according to an official": they may be the
    /// official's words for it. Who has a name is told beside the words.
    pub(super) fn source_behind(&mut self, index: usize, at: usize) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let ends = |i: &usize| matches!(tokens[*i].kind, Kind::Stop | Kind::Quote(_));
        let most = tokens.len().min(at + FAR_BEHIND);
        let end = (at + 1..most).find(ends).unwrap_or(most);
        let from = (at + 2..end).find(|&i| tokens[i].is_in(&["according"]))?;
        let to = tokens.get(from + 1).filter(|t| t.is_in(&["to"]));
        let comma = tokens[from - 1].kind == Kind::Comma && from > at + 2;
        let Who::Words(range) = phrase(tokens, from + 2, end).filter(|_| to.is_some() && comma)?
        else {
            return None;
        };
        // "he said, according to a town website": he did.
        if (at + 1..from).any(|i| speaks(tokens, i)) {
            return None;
        }
        let who = self.words(index, range)?;
        let met = self.met.iter().any(|(_, met)| met.name == who.name);
        Some(who).filter(|_| met)
    }

    /// "Closing appeal (Quill): “…”": who stands in the brackets of a label.
    fn in_brackets(&mut self, index: usize, at: usize) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let colon = at.checked_sub(1).filter(|&colon| colon <= LONGEST_LABEL)?;
        let Kind::Quote(number) = piece.tokens[at].kind else {
            return None;
        };
        let plain = piece.tokens[..colon].iter().all(|t| t.kind == Kind::Word);
        let before = piece.text()[..piece.quotes[number].outer.start()].trim_end();
        let label = before.strip_suffix("):").filter(|_| plain)?;
        let (_, name) = label.rsplit_once('(')?;
        let name = self.cast.resolve(name)?;
        self.cast
            .has(&name)
            .then(|| Attribution::known(name, piece.source(&(0..colon))))
    }

    /// "The keeper left that to the board. “…,” came the answer.": who was brought in before, as the subject of the
    /// sentence that ends before the quotation.
    fn left_to_answer(&self, index: usize, at: usize) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let stop = at.checked_sub(1)?;
        let from = piece.sentence().start(stop);
        let Who::Words(range) = subject(&piece.tokens, from, stop)? else {
            return None;
        };
        let the = piece.tokens[range.start].is_in(&["the"]);
        let noun = piece.tokens.get(range.start + 1).filter(|_| the)?;
        self.met_by_noun(&noun.low)
    }

    /// "“…,” came the reply": whoever spoke last and does not ask for a newspaper.
    pub(super) fn replied(&self, index: usize, at: usize) -> Option<Attribution> {
        let behind = &self.pieces[index].tokens[at + 1..];
        let mut behind = behind.iter().skip_while(|t| t.kind == Kind::Comma);
        let came = behind.next()?.is_in(&["came", "was"]) && behind.next()?.is_in(&["the"]);
        let replies = &["answer", "reply", "response", "retort"];
        let whole = came && behind.next()?.is_in(replies);
        let ends = behind
            .next()
            .is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Stop));
        let asked = || self.left_to_answer(index, at);
        (whole && ends)
            .then(|| asked().or_else(|| self.last_answering()))
            .flatten()
    }

    /// Whom the text is about, if that is not whoever asked last; else whoever spoke before.
    pub(super) fn whoever_answers(&self) -> Option<Attribution> {
        let asked = self
            .claims
            .last()
            .and_then(|made| made.claim.speaker.as_ref());
        let other = |who: &&Attribution| asked.is_none_or(|asked| asked.name != who.name);
        let topic = self.topic.as_ref().filter(other);
        topic
            .filter(|who| who.known)
            .cloned()
            .or_else(|| self.last_answering())
    }

    /// Whoever spoke last and does not ask for a newspaper.
    pub(super) fn last_answering(&self) -> Option<Attribution> {
        let mut last = self.claims.iter().rev().take(MOST_BACK);
        last.find_map(|made| {
            let speaker = made.claim.speaker.as_ref();
            let asks = |who: &Attribution| {
                let asker = self.asker.as_ref();
                is_reporter(who) || asker.is_some_and(|asker| asker.name == who.name)
            };
            speaker.filter(|who| !asks(who)).cloned()
        })
    }

    /// "A walker had counted “…”": somebody new who is the subject of the quotation's sentence.
    fn new_subject(&mut self, index: usize, from: usize, at: usize) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let verb = (from + 1..at).find(|&i| is_verb(tokens, i))?;
        // "A buyer must promise that it “…”": so says whose order it is.
        let must = |&i: &usize| tokens[i].is_in(&["must", "shall"]);
        if (from + 1..at)
            .take_while(|&i| i <= verb + 1)
            .any(|i| must(&i))
        {
            return None;
        }
        match self.introduced(index, from, verb)? {
            Who::Words(range) => self.words(index, range),
            _ => None,
        }
    }
}

/// "“…” Such was the warning that Ada Quill carried into the hall", "The woman who said so, Ada Quill, …", "The speaker
/// was Ada Quill": where the name of whoever spoke stands in the sentence behind.
fn named_in_the_next(tokens: &[Token], from: usize) -> Option<usize> {
    let [the, noun, is, rest @ ..] = tokens.get(from..)? else {
        return None;
    };
    let at = match rest {
        _ if the.is_in(&["such"]) => {
            let the_noun = noun.is_in(&["is", "was", "were"]) && is.is_in(&["the"]);
            let leads = |t: &Token| t.is_in(&["from", "of", "that"]);
            let that = rest.iter().take(4).position(leads)?;
            the_noun.then_some(from + 4 + that)?
        }
        _ if !the.is_in(&["the"]) => return None,
        [who, so, ..] if noun.is_in(PERSONS_WHO_SPEAK) && is.is_in(&["who"]) => {
            let near = from + 4..tokens.len().min(from + FAR_BEHIND);
            let comma = near
                .into_iter()
                .find(|&at| tokens[at].kind == Kind::Comma)?;
            let said = is_speech(&who.low) || so.is_in(&["so", "this"]);
            said.then_some(comma + 1)?
        }
        _ if noun.is_in(&["author", "speaker", "voice", "writer"]) && is.is_in(&["is", "was"]) => {
            from + 3
        }
        _ => return None,
    };
    tokens.get(at).is_some_and(is_name_word).then_some(at)
}

/// Who is told to have said so.
const PERSONS_WHO_SPEAK: &[&str] = &["man", "official", "person", "woman", "writer"];

/// So many words such a cell has.
const LONGEST_CELL: usize = 8;

/// So many words before a quotation its clause begins.
const FAR_OF_A_CLAUSE: usize = 8;

/// So many words a label of a paragraph has.
const LONGEST_LABEL: usize = 5;

/// So many words behind a quotation its source is looked for.
const FAR_BEHIND: usize = 20;

/// Among so many quotations the last speaker is looked for.
const MOST_BACK: usize = 50;
