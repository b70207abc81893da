//! Walking through an article: who speaks when, and in which words.

mod blocks;
mod others;
mod whom;

use super::cast::{Cast, form};
use super::cue::{Cue, Sentence, told_at_the_end};
use super::persons::{REPORTERS, STAFF};
use super::phrase::{
    Pronoun, Who, is_name_word, is_person, is_verb, name_end, phrase, possessive, speaks, subject,
};
use super::role::Marked;
use super::speech::{UTTERED, is_speech};
use super::token::{Kind, Token, behind_label, tokens};
use super::words::{HE, ORDERS, PREPOSITIONS, SHE, SPANS, STATEMENTS, SUBORDINATE, THEY};
use super::{Attribution, Claim, Role, day};
use crate::article::{Article, Paragraph, ParagraphKind, dates, head, times};
use onrecord_doc::{Date, authority};
use onrecord_text::quote::{Quotation, find};
use onrecord_text::{Mapped, MappedBuilder, Span};
use std::collections::BTreeMap;
use std::ops::Range;
use whom::head_noun;

/// A paragraph, taken apart.
struct Piece<'a> {
    kind: ParagraphKind,
    mapped: &'a Mapped,
    quotes: Vec<Quotation>,
    open: Vec<bool>,
    tokens: Vec<Token>,
}

impl<'a> Piece<'a> {
    fn of(paragraph: &'a Paragraph) -> Self {
        let text = paragraph.text.text();
        let mut quotes = find(text);
        quotes.retain(|quote| quote.depth == 0);
        Self {
            kind: paragraph.kind,
            mapped: &paragraph.text,
            open: quotes.iter().map(|quote| is_open(text, quote)).collect(),
            tokens: tokens(text, &quotes),
            quotes,
        }
    }

    fn text(&self) -> &'a str {
        self.mapped.text()
    }

    fn sentence(&self) -> Sentence<'_> {
        Sentence {
            tokens: &self.tokens,
            open: &self.open,
            heading: self.kind == ParagraphKind::Heading,
        }
    }

    fn form(&self, range: Range<usize>) -> String {
        form(self.text(), &self.tokens[range])
    }

    /// The words of the quotation at a token.
    fn quoted(&self, at: usize) -> &str {
        let quote = match self.tokens[at].kind {
            Kind::Quote(number) => self.quotes.get(number),
            _ => None,
        };
        quote.map_or("", |quote| &self.text()[quote.span.range()])
    }

    fn ends_with_colon(&self) -> bool {
        self.tokens
            .last()
            .is_some_and(|token| token.kind == Kind::Colon)
    }

    fn source(&self, range: &Range<usize>) -> Option<Span> {
        let (first, last) = (
            self.tokens.get(range.start)?,
            self.tokens.get(range.end - 1)?,
        );
        Some(self.mapped.source(first.span.cover(last.span)))
    }
}

/// The day of which each paragraph of an article tells: that of the article, or where it has none, the
/// first one at the head of the paragraph, or of the last paragraph that has one.
fn days(article: &Article) -> Vec<Option<Date>> {
    let paragraphs = article
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text.text());
    if article.date.is_some() {
        return paragraphs.map(|_| article.date).collect();
    }
    let mut day = None;
    let of_one = paragraphs.map(|text| {
        let of_day = dates(head(text, HEAD_OF_DAYS))
            .first()
            .map(|found| found.day);
        day = times(head(text, HEAD)).first().copied().or(of_day).or(day);
        day
    });
    of_one.collect()
}

/// So many bytes at the head of a paragraph say of which day or month it tells.
const HEAD: usize = 90;

/// So many say it with a full date.
const HEAD_OF_DAYS: usize = 200;

/// Whether the sentence may go on behind the quotation with its speaker.
fn is_open(text: &str, quote: &Quotation) -> bool {
    let tail = &text[quote.span.end()..quote.outer.end()];
    let last = text[..quote.span.end()].chars().next_back();
    tail.contains(',') || matches!(last, Some('?' | '!' | '—' | '–' | '-' | '…'))
}

/// What is known at one place of an article.
pub struct Talk<'a> {
    article: &'a Article,
    pieces: Vec<Piece<'a>>,
    /// By paragraph, the day of which it tells.
    days: Vec<Option<Date>>,
    cast: Cast,
    /// Whom the text is about: who spoke last, or the last subject by name.
    topic: Option<Attribution>,
    /// Who got the word in this paragraph and has not spoken in it.
    next: Option<Attribution>,
    /// A person without a name, whom the last sentence brought in as its subject.
    brought: Option<Attribution>,
    /// A body that the last sentence had as its subject.
    body: Option<Attribution>,
    /// In whose name the last statement was.
    statement: Option<Attribution>,
    /// Whose each kind of statement was last: "memorandum", "sheet".
    written: BTreeMap<String, Attribution>,
    /// The last two who spoke together.
    pair: Option<Attribution>,
    /// The persons named or heard so far, the last one last.
    named: Vec<Named>,
    /// Persons without a name, by the noun they were brought in with.
    met: Vec<(String, Attribution)>,
    /// Who asks in this paragraph, before anybody answers.
    asker: Option<Attribution>,
    /// Who spoke in this paragraph, in order.
    spoken: Vec<Attribution>,
    /// The paragraph before ended with a colon.
    led: bool,
    claims: Vec<Made>,
    groups: usize,
}

/// Somebody who was named, or only heard, at a place of an article.
struct Named {
    name: String,
    piece: usize,
    heard: bool,
}

/// A claim with what the walk needs to know of it later.
struct Made {
    claim: Claim,
    piece: usize,
    /// The token of the quotation.
    at: usize,
    cued: bool,
    closed: bool,
}

impl<'a> Talk<'a> {
    /// Before the first word of an article.
    pub fn of(article: &'a Article) -> Self {
        let pieces: Vec<_> = article.paragraphs.iter().map(Piece::of).collect();
        let days = days(article);
        let mut cast = Cast::default();
        for (piece, day) in pieces.iter().zip(&days) {
            cast.turn_to(*day);
            cast.meet(piece.text(), &piece.tokens);
        }
        for (piece, day) in pieces.iter().zip(&days) {
            cast.turn_to(*day);
            cast.meet_speakers(piece.text(), &piece.tokens);
        }
        Self {
            article,
            pieces,
            days,
            cast,
            topic: None,
            next: None,
            brought: None,
            body: None,
            statement: None,
            written: BTreeMap::new(),
            pair: None,
            named: Vec::new(),
            met: Vec::new(),
            asker: None,
            spoken: Vec::new(),
            led: false,
            claims: Vec::new(),
            groups: 0,
        }
    }

    /// Everything that the article quotes.
    pub fn claims(mut self) -> Vec<Claim> {
        for index in 0..self.pieces.len() {
            self.cast.turn_to(self.days[index]);
            self.turn_page();
            match self.pieces[index].kind {
                ParagraphKind::BlockQuotation => self.block(index),
                _ => self.walk(index),
            }
        }
        self.headlines();
        self.claims.into_iter().map(|made| made.claim).collect()
    }

    /// A new paragraph goes on with whoever had most of the word in the last one.
    fn turn_page(&mut self) {
        let spoken = std::mem::take(&mut self.spoken);
        self.brought = None;
        self.asker = None;
        let count =
            |one: &Attribution| spoken.iter().filter(|other| other.name == one.name).count();
        let main = spoken
            .iter()
            .take(50)
            .max_by_key(|one| (count(one), one.known && !one.name.contains(" and ")));
        let main = self.next.take().or(main.cloned());
        self.topic = main.or(self.topic.take());
    }

    fn walk(&mut self, index: usize) {
        let mut begins = true;
        self.named_behind(index);
        for at in 0..self.pieces[index].tokens.len() {
            match self.pieces[index].tokens[at].kind {
                Kind::Stop => begins = true,
                Kind::Comma => self.clause(index, at + 1),
                Kind::Quote(number) => {
                    self.quotation(index, at, number);
                    begins = false;
                }
                Kind::Word => {
                    if begins {
                        self.sentence(index, at);
                    }
                    self.name(index, at);
                    self.spouse(index, at);
                    begins = false;
                }
                _ => {}
            }
        }
        self.lead(index);
    }

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
    fn sentence(&mut self, index: usize, from: usize) {
        let extent = self.extent(index, from);
        let (from, to) = (extent.start, extent.end);
        let tokens = &self.pieces[index].tokens;
        let verb = (from + 1..to).find(|&i| is_verb(tokens, i)).unwrap_or(to);
        let subjects = [
            cleft(&tokens[..to], from)
                .or_else(|| main_clause(tokens, from, to))
                .or_else(|| told_at_the_end(tokens, from, to)),
            uttered(tokens, from, to),
            subject(tokens, from, verb),
            subject(tokens, from, to),
        ];
        let known = subjects.into_iter().flatten().find_map(|who| match who {
            Who::Words(range) => self.words(index, range).filter(|who| who.known),
            _ => None,
        });
        let together = known.as_ref().filter(|who| who.name.contains(" and "));
        self.pair = together.cloned().or(self.pair.take());
        let body = |who: &&Attribution| !self.cast.has(&who.name) && together.is_none();
        let body = known.as_ref().filter(body).cloned();
        // "It found that …" goes on with the body.
        let first = self.pieces[index].tokens.get(from);
        let goes_on = first.is_some_and(|t| t.is_in(THEY));
        self.body = body.or(self.body.take().filter(|_| goes_on));
        let has = |who: &Attribution| self.cast.has(&who.name) || together.is_some();
        let has = known.as_ref().is_some_and(has);
        if is_put_in(&self.pieces[index].tokens[from..to]) {
            // "The keel, she said, was …": the keel is whom she speaks of.
        } else if is_named_only(&self.pieces[index].tokens, from, to) {
            // "And Ada Quill?"
        } else if let Some(next) = self.handed_over(index, from..to) {
            self.next = Some(next.clone());
            self.topic = Some(next);
            self.brought = None;
        } else if has {
            self.topic = known.clone();
            self.brought = None;
        } else if let Some(Who::Words(range)) = self
            .introduced(index, from, verb)
            .or_else(|| self.introduced(index, from, to))
        {
            self.brought = self.words(index, range);
        }
        self.states(index, extent, known);
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
        let Some(noun) = extent.clone().find(|&i| tokens[i].is_in(STATEMENTS)) else {
            return;
        };
        if noun > extent.start
            && tokens[noun - 1].is_in(&["joint"])
            && self.put_out(index, extent.start, noun)
        {
            self.body = None;
            return self.write(index, noun);
        }
        let tokens = &self.pieces[index].tokens;
        let order = tokens[noun].is_in(ORDERS);
        let author = self.author(index, noun..extent.end);
        let usual = self.usual_author(index, noun..extent.end);
        self.body = None;
        let house = |who: &Attribution| who.name == "The White House";
        let subject = subject.filter(|who| !(order && house(who) && usual.is_some()));
        self.statement = author.or(subject).or(usual).or(self.statement.take());
        self.write(index, noun);
    }

    /// "Ruritania and the Harbor League put out a joint statement": it is of both.
    fn put_out(&mut self, index: usize, from: usize, noun: usize) -> bool {
        let tokens = &self.pieces[index].tokens;
        let issues = &["issued", "published", "put", "released", "signed"];
        let verb = (from + 1..noun).rev().find(|&at| tokens[at].is_in(issues));
        let who = verb.and_then(|verb| subject(tokens, from, verb));
        let who = who.filter(|who| Some(who.tokens().end) == verb);
        // "In a joint statement on Sunday, Ruritania and the Harbor League announced …"
        let within = tokens[from].is_in(&["in"]) && noun < from + 4;
        let most = tokens.len().min(noun + 20);
        let later = (noun + 2..most).find(|&at| speaks(tokens, at));
        let behind = later
            .filter(|_| within && who.is_none())
            .and_then(|later| subject(tokens, from, later));
        let Some(Who::Words(range)) = who.or(behind) else {
            return false;
        };
        let several = tokens[range.clone()].iter().any(|t| t.is_in(&["and"]));
        if several {
            self.statement = Some(self.parties(index, range));
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
    fn introduced(&self, index: usize, from: usize, to: usize) -> Option<Who> {
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
        let brings = tokens[range.start].is_in(&["a", "an", "one"]) || the && of_new();
        let person = head_noun(&tokens[range]).is_some_and(is_person);
        (brings && person).then_some(who)
    }

    /// A clause begins, ", and the president had …": its subject is what the text goes on with.
    fn clause(&mut self, index: usize, at: usize) {
        let piece = &self.pieces[index];
        let joined = piece
            .tokens
            .get(at)
            .is_some_and(|t| t.is_in(&["and", "but", "while"]));
        let most = piece.tokens.len().min(at + 20);
        if !joined {
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
        }
    }

    /// A name is met.
    fn name(&mut self, index: usize, at: usize) {
        let piece = &self.pieces[index];
        let inside = at > 0 && is_name_word(&piece.tokens[at - 1]);
        if inside || !is_name_word(&piece.tokens[at]) {
            return;
        }
        let end = name_end(&piece.tokens, at, piece.tokens.len());
        let form = piece.form(at..end);
        // "Quill's new advisers" name nobody.
        let owner = piece.tokens[end - 1].possessive;
        let staff = piece.tokens[end..].iter().take(3).any(|t| t.is_in(STAFF));
        if owner && staff {
            return;
        }
        if let Some(name) = self.cast.resolve(&form).filter(|name| self.cast.has(name)) {
            self.named.push(Named {
                name,
                piece: index,
                heard: false,
            });
        }
    }

    /// "his wife": she is named by it.
    fn spouse(&mut self, index: usize, at: usize) {
        let tokens = &self.pieces[index].tokens;
        let kin = tokens[at].is_in(&["husband", "spouse", "wife"]);
        let Some(before) = at.checked_sub(1).filter(|_| kin) else {
            return;
        };
        let owner = match possessive(&tokens[before]) {
            Some(pronoun) => self.pronoun(index, pronoun, before),
            None if tokens[before].is_in(&["the"]) => self.topic.clone(),
            None => return,
        };
        if let Some(spouse) = owner.and_then(|owner| authority::spouse(&owner.name)) {
            self.cast.name(spouse);
            self.named.push(Named {
                name: spouse.to_owned(),
                piece: index,
                heard: false,
            });
        }
    }

    /// A paragraph that ends with a colon leads to the next one.
    fn lead(&mut self, index: usize) {
        self.led = self.pieces[index].ends_with_colon();
        if !self.led {
            return;
        }
        let piece = &self.pieces[index];
        let cue = piece.sentence().cue(piece.tokens.len());
        if let Some(who) = cue.and_then(|cue| self.speaker(index, &cue)) {
            self.topic = Some(who);
        }
    }

    fn quotation(&mut self, index: usize, at: usize, number: usize) {
        let piece = &self.pieces[index];
        let quote = piece.quotes[number].clone();
        let cue = piece.sentence().cue(at);
        let words = &piece.text()[quote.span.range()];
        let role = self.role(index, at, words, cue.as_ref());
        let speaker = match role {
            Role::Quotation => self.attribution(index, at, cue.as_ref()),
            Role::NotAQuotation => None,
        };
        let piece = &self.pieces[index];
        let verb = cue.as_ref().and_then(|cue| cue.verb);
        let dates =
            verb.and_then(|verb| day::behind(piece.text(), &piece.tokens, verb, self.article.date));
        let claim = Claim {
            span: inside(piece.mapped, &quote),
            words: slice(piece.mapped, quote.span),
            role,
            others: self.others(index, cue.as_ref(), speaker.as_ref()),
            speaker: speaker.clone(),
            dates: dates.filter(|_| role == Role::Quotation),
            group: None,
        };
        self.claims.push(Made {
            claim,
            piece: index,
            at,
            cued: cue.is_some(),
            closed: quote.closed,
        });
        if let Some(speaker) = speaker {
            let topic = self.topic.clone();
            let aside = cue.as_ref().is_some_and(|cue| self.aside(index, at, cue));
            self.heard(index, at, speaker);
            self.topic = topic.filter(|_| aside).or(self.topic.take());
        }
        self.join();
    }

    fn role(&self, index: usize, at: usize, words: &str, cue: Option<&Cue>) -> Role {
        let piece = &self.pieces[index];
        let continues = self.continues(index, at);
        let tokens = &piece.tokens;
        let marked = Marked {
            words,
            tokens,
            at,
            cue,
            heading: piece.kind == ParagraphKind::Heading,
        };
        if !(continues || self.led && at == 0) && marked.is_no_quotation() {
            Role::NotAQuotation
        } else {
            Role::Quotation
        }
    }

    /// Whether the last paragraph left its quotation open and this one takes it up.
    fn continues(&self, index: usize, at: usize) -> bool {
        let open = |made: &Made| !made.closed && made.piece + 1 == index;
        at == 0 && self.claims.last().is_some_and(open)
    }

    /// Whether another than the sentence's subject speaks in it: "She had read Ada Quill, who wrote …".
    fn aside(&mut self, index: usize, at: usize, cue: &Cue) -> bool {
        let tokens = &self.pieces[index].tokens;
        let Some(Who::Words(range)) = cue.who.clone() else {
            return false;
        };
        let quotes = cue
            .verb
            .is_some_and(|verb| tokens[verb].is_in(QUOTING) && verb < range.start);
        let by = range.start > 1 && tokens[range.start - 1].low == "by";
        if by && tokens[range.start - 2].is_in(&["asked", "pressed", "questioned"]) {
            return true;
        }
        let behind = tokens.get(range.end..at).unwrap_or_default();
        let mut behind = behind.iter().filter(|t| t.kind != Kind::Comma);
        let from = self.pieces[index].sentence().start(at);
        let what = range.start > from && tokens[range.start - 1].is_in(&["how", "what"]);
        let told = from < range.start
            && (what || quotes || behind.next().is_some_and(|t| t.is_in(&["who"])));
        match subject(tokens, from, range.start).filter(|_| told) {
            Some(Who::Pronoun(Pronoun::He | Pronoun::She, _)) => true,
            Some(Who::Words(words)) if words.end <= range.start => {
                let who = self.words(index, words).filter(|who| who.known);
                let topic = self.topic.as_ref();
                who.is_some_and(|who| topic.is_some_and(|topic| topic.name == who.name))
            }
            _ => false,
        }
    }

    fn heard(&mut self, index: usize, at: usize, speaker: Attribution) {
        let piece = &self.pieces[index];
        let from = piece.sentence().start(at);
        let behind = piece.tokens[at + 1..].iter().take(20);
        let behind = behind.take_while(|token| !matches!(token.kind, Kind::Stop | Kind::Quote(_)));
        let mut sentence = piece.tokens[from..at].iter().chain(behind);
        if speaker.name.contains(" and ") {
            self.pair = Some(speaker.clone());
        }
        if let Some(noun) = sentence.find(|token| token.is_in(STATEMENTS)) {
            self.statement = Some(speaker.clone());
            self.written.insert(noun.low.clone(), speaker.clone());
        }
        self.asker = Some(speaker.clone()).filter(is_reporter);
        if self.asker.is_some() {
            self.topic = self.asked(index, at).or(self.topic.take());
            return;
        }
        if self.cast.has(&speaker.name) {
            self.named.push(Named {
                name: speaker.name.clone(),
                piece: index,
                heard: true,
            });
        }
        self.next = None;
        self.spoken.push(speaker.clone());
        self.topic = Some(speaker);
        self.brought = None;
    }

    /// "a reporter asked the chair": who is to answer.
    fn asked(&mut self, index: usize, at: usize) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let (tokens, from) = (&piece.tokens, piece.sentence().start(at));
        let near = from..tokens.len().min(at + 12);
        let asks = |i: &usize| tokens[*i].is_in(&["asked", "pressed"]);
        let verb = near.clone().filter(|&i| i != at).find(asks)?;
        let ends = |i: &usize| tokens[*i].kind != Kind::Word;
        let to = (verb + 1..near.end).find(ends).unwrap_or(near.end);
        let Who::Words(range) = phrase(tokens, verb + 1, to)? else {
            return None;
        };
        let whom = self.words(index, range).filter(|whom| whom.known)?;
        self.cast.has(&whom.name).then_some(whom)
    }

    /// Whose words the quotation at a token is said to be.
    fn attribution(&mut self, index: usize, at: usize, cue: Option<&Cue>) -> Option<Attribution> {
        if let Some(cue) = cue {
            let topic = match cue.who {
                // "He said" of whom no man is: not of the woman whom the text is about.
                Some(Who::Pronoun(pronoun, _)) => {
                    let fits = |who: &Attribution| self.cast.fits(pronoun, &who.name);
                    self.topic.clone().filter(fits)
                }
                _ => self.topic.clone(),
            };
            return self.speaker(index, cue).or(topic);
        }
        let piece = &self.pieces[index];
        if at > 0 && piece.tokens[at - 1].is_in(&["another"]) {
            return self.words(index, at - 1..at);
        }
        let asks = piece.quoted(at).ends_with('?');
        if let Some(asker) = self.asker.as_ref().filter(|_| asks) {
            return Some(asker.clone());
        }
        let from = piece.sentence().start(at);
        let who = subject(&piece.tokens, from, at);
        // "He “built the weir”": what somebody says of him
        let told = who.as_ref().is_some_and(|who| who.tokens().end == at);
        let begins_small = piece.quoted(at).starts_with(char::is_lowercase);
        if let Some(last) = self.spoken.last().filter(|_| told && begins_small) {
            return Some(last.clone());
        }
        let known = match who {
            Some(Who::Words(range)) => self.words(index, range).filter(|who| who.known),
            Some(Who::Pronoun(pronoun, at)) => self.pronoun(index, pronoun, at),
            Some(Who::Statement(range)) => self.written_by(index, range),
            None => None,
        };
        known
            .or_else(|| self.new_subject(index, from, at))
            .or_else(|| self.topic.clone())
    }

    /// "A walker had counted “…”": somebody new who is the subject of the quotation's sentence.
    fn new_subject(&mut self, index: usize, from: usize, at: usize) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let verb = (from + 1..at).find(|&i| is_verb(tokens, i))?;
        match self.introduced(index, from, verb)? {
            Who::Words(range) => self.words(index, range),
            _ => None,
        }
    }

    /// Joins the last quotation to the one before, where the two are one that the article splits.
    fn join(&mut self) {
        let [.., earlier, later] = self.claims.as_slice() else {
            return;
        };
        let both = later.claim.role == Role::Quotation && earlier.claim.role == Role::Quotation;
        let over = !earlier.closed && earlier.piece + 1 == later.piece && later.at == 0;
        let around = earlier.piece == later.piece && self.is_split(earlier, later);
        if !both || !over && !around {
            return;
        }
        self.groups += usize::from(earlier.claim.group.is_none());
        let group = earlier.claim.group.or(Some(self.groups));
        let backward = later.cued && !earlier.cued;
        let length = self.claims.len();
        let speaker = self.claims[length - 1].claim.speaker.clone();
        for made in &mut self.claims[length - 2..] {
            made.claim.group = group;
            if backward {
                made.claim.speaker.clone_from(&speaker);
            }
        }
    }

    /// Only "he said" stands between the two.
    fn is_split(&self, earlier: &Made, later: &Made) -> bool {
        let tokens = &self.pieces[later.piece].tokens;
        let between = earlier.at + 1..later.at;
        let verbs = between.clone().filter(|&i| speaks(tokens, i)).count();
        let stops = tokens[between.clone()]
            .iter()
            .filter(|t| t.kind == Kind::Stop)
            .count();
        let ends = tokens[later.at - 1].kind;
        let same = |a: &Made, b: &Made| {
            a.claim.speaker.as_ref().map(|s| &s.name) == b.claim.speaker.as_ref().map(|s| &s.name)
        };
        let one = verbs == 1 && stops <= 1 && between.len() <= 12;
        one && matches!(ends, Kind::Stop | Kind::Comma) && earlier.cued && same(earlier, later)
    }
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
    Some(start..name_end(tokens, start, extent.end))
}

/// What is somebody's who speaks next: "the last word was Quill's".
const TURNS: &[&str] = &[
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

/// Verbs whose subject gives another's words.
const QUOTING: &[&str] = &["quote", "quoted", "quotes", "quoting"];

/// Whether somebody without a name asks for a newspaper: that is not whom the text is about.
fn is_reporter(who: &Attribution) -> bool {
    let mut words = who.name.split(' ');
    !who.known && words.any(|word| REPORTERS.contains(&word))
}

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

/// "It was Quill who …", "It was the chair who …".
fn cleft(tokens: &[Token], from: usize) -> Option<Who> {
    // "In March it was Quill who …"
    let from = (from..tokens.len().min(from + 6)).find(|&at| tokens[at].low == "it")?;
    let [it, is, first, ..] = tokens.get(from..)? else {
        return None;
    };
    let who = (from + 3..tokens.len().min(from + 9)).find(|&at| tokens[at].low == "who")?;
    let it_is = it.low == "it" && is.is_in(&["is", "was"]);
    let named = is_name_word(first) || first.is_in(&["the"]);
    let plain = tokens[from + 2..who].iter().all(|t| t.kind == Kind::Word);
    (it_is && named && plain).then_some(Who::Words(from + 2..who))
}

/// Whether a clause put in says that he or she speaks: "Quill, she promised, would …", "Quill, she wrote
/// this spring, was …".
fn is_put_in(tokens: &[Token]) -> bool {
    let comma = |t: &Token| t.kind == Kind::Comma;
    tokens.windows(3).enumerate().any(|(at, t)| {
        let speaks = (t[1].is_in(HE) || t[1].is_in(SHE)) && is_speech(&t[2].low);
        comma(&t[0]) && speaks && tokens[at + 3..].iter().take(5).any(comma)
    })
}

/// The subject behind "When he was a boy,".
fn main_clause(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    // "Three months after he had gone home,"
    let later = |at: usize| {
        at > from && tokens[at].is_in(&["after", "before"]) && tokens[at - 1].is_in(SPANS)
    };
    let under = (from..to.min(from + 4)).any(later)
        || tokens.get(from).is_some_and(|t| t.is_in(SUBORDINATE));
    let comma = (from..to).find(|&at| tokens[at].kind == Kind::Comma)?;
    let verb = (comma + 2..to).find(|&at| is_verb(tokens, at));
    let who = subject(tokens, comma + 1, verb.unwrap_or(to));
    who.filter(|_| under)
}

/// A quotation in the source, with the markup right inside its marks.
fn inside(mapped: &Mapped, quote: &Quotation) -> Span {
    let text = mapped.text();
    let first = text[..quote.span.start()]
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    let mark = Span::new(quote.span.start() - first, quote.span.start());
    let words = mapped.source(quote.span);
    let start = mapped.source(mark).end().min(words.start());
    if quote.span.end() == quote.outer.end() {
        return Span::new(start, words.end());
    }
    let behind = mapped.source(Span::new(quote.span.end(), quote.outer.end()));
    Span::new(start, behind.start().max(words.end()))
}

/// A stretch of mapped text.
fn slice(mapped: &Mapped, span: Span) -> Mapped {
    let mut builder = MappedBuilder::default();
    let mut at = span.start();
    for c in mapped.text()[span.range()].chars() {
        let here = Span::new(at, at + c.len_utf8());
        builder.push(c.encode_utf8(&mut [0; 4]), mapped.source(here));
        at = here.end();
    }
    builder.finish()
}
