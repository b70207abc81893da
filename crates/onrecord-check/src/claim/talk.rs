//! Walking through an article: who speaks when, and in which words.

use super::cast::{Cast, form};
use super::cue::{Cue, Sentence};
use super::phrase::{
    Pronoun, Who, is_name_word, is_person, is_verb, name_end, name_in, phrase, possessive, speaks,
    subject,
};
use super::role::Marked;
use super::token::{Kind, Token, behind_label, tokens};
use super::words::{
    BODY_WORDS, MEN_WORDS, ORDERS, PAIRS, PERSONS, PREPOSITIONS, SHEETS, SHOWING, STAFF,
    STATEMENTS, SUBORDINATE, VERBS, WOMEN_WORDS,
};
use super::{Attribution, Claim, Role, day};
use crate::article::{Article, Paragraph, ParagraphKind};
use onrecord_text::quote::{Quotation, find};
use onrecord_text::{Folded, Mapped, MappedBuilder, Span};
use std::collections::BTreeMap;
use std::ops::Range;

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
    cast: Cast,
    /// Whom the text is about: who spoke last, or the last subject by name.
    topic: Option<Attribution>,
    /// A person without a name, whom the last sentence brought in as its subject.
    brought: Option<Attribution>,
    /// In whose name the last statement was.
    statement: Option<Attribution>,
    /// The last two who spoke together.
    pair: Option<Attribution>,
    /// The persons named so far, the last one last.
    named: Vec<String>,
    /// Persons without a name, by the noun they were brought in with.
    met: Vec<(String, Attribution)>,
    /// Who spoke in this paragraph, in order.
    spoken: Vec<Attribution>,
    /// The paragraph before ended with a colon.
    led: bool,
    claims: Vec<Made>,
    groups: usize,
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
        let mut cast = Cast::new(article.date);
        for piece in &pieces {
            cast.meet(piece.text(), &piece.tokens);
        }
        Self {
            article,
            pieces,
            cast,
            topic: None,
            brought: None,
            statement: None,
            pair: None,
            named: Vec::new(),
            met: Vec::new(),
            spoken: Vec::new(),
            led: false,
            claims: Vec::new(),
            groups: 0,
        }
    }

    /// Everything that the article quotes.
    pub fn claims(mut self) -> Vec<Claim> {
        for index in 0..self.pieces.len() {
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
        let count =
            |one: &Attribution| spoken.iter().filter(|other| other.name == one.name).count();
        let main = spoken.iter().take(50).max_by_key(|one| count(one));
        self.topic = main.cloned().or(self.topic.take());
    }

    fn walk(&mut self, index: usize) {
        let mut begins = true;
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
                    begins = false;
                }
                _ => {}
            }
        }
        self.lead(index);
    }

    /// A sentence begins: its subject, if named, is what the text is about; if it tells of a
    /// statement, the statement is its author's.
    fn sentence(&mut self, index: usize, from: usize) {
        let piece = &self.pieces[index];
        let from = piece.sentence().start(from + 1).max(from);
        let from = from.max(if from == 0 {
            behind_label(&piece.tokens)
        } else {
            0
        });
        let most = piece.tokens.len().min(from + 40);
        let ends = |i: &usize| matches!(piece.tokens[*i].kind, Kind::Stop | Kind::Quote(_));
        let to = (from..most).find(ends).unwrap_or(most);
        let dash = (from..to.min(from + 6)).find(|&i| piece.tokens[i].kind == Kind::Dash);
        let from = dash.filter(|_| from == 0).map_or(from, |i| i + 1);
        let noun = (from..to).find(|&i| piece.tokens[i].is_in(STATEMENTS));
        let verb = (from + 1..to).find(|&i| is_verb(&piece.tokens, i));
        let near = subject(&piece.tokens, from, verb.unwrap_or(to));
        let whole = subject(&piece.tokens, from, to);
        let main = main_clause(&piece.tokens, from, to);
        let known = [main, near, whole]
            .into_iter()
            .flatten()
            .find_map(|who| match who {
                Who::Words(range) => self.words(index, range).filter(|who| who.known),
                _ => None,
            });
        let author = noun.and_then(|noun| self.author(index, noun..to));
        let usual = noun.and_then(|noun| self.usual_author(index, noun..to));
        let together = known.as_ref().filter(|who| who.name.contains(" and "));
        self.pair = together.cloned().or(self.pair.take());
        let has = |who: &Attribution| self.cast.has(&who.name) || together.is_some();
        if known.as_ref().is_some_and(has) {
            self.topic = known.clone();
            self.brought = None;
        } else if let Some(Who::Words(range)) = self.introduced(index, from, verb.unwrap_or(to)) {
            self.brought = self.words(index, range);
        }
        if noun.is_some() {
            self.statement = author.or(known).or(usual).or(self.statement.take());
        }
    }

    /// "a retired mail carrier": the subject, if it brings in a person without a name.
    fn introduced(&self, index: usize, from: usize, to: usize) -> Option<Who> {
        let tokens = &self.pieces[index].tokens;
        let who = subject(tokens, from, to)?;
        let range = who.tokens();
        let brings = tokens[range.start].is_in(&["a", "an", "one"]);
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
        if let Some(name) = self.cast.resolve(&form).filter(|name| self.cast.has(name)) {
            self.named.push(name);
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
            self.heard(index, at, speaker);
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

    fn heard(&mut self, index: usize, at: usize, speaker: Attribution) {
        let piece = &self.pieces[index];
        let from = piece.sentence().start(at);
        let behind = piece.tokens[at + 1..].iter().take(20);
        let behind = behind.take_while(|token| !matches!(token.kind, Kind::Stop | Kind::Quote(_)));
        let mut sentence = piece.tokens[from..at].iter().chain(behind);
        if speaker.name.contains(" and ") {
            self.pair = Some(speaker.clone());
        }
        if sentence.any(|token| token.is_in(STATEMENTS)) {
            self.statement = Some(speaker.clone());
        }
        self.spoken.push(speaker.clone());
        self.topic = Some(speaker);
        self.brought = None;
    }

    /// Whose words the quotation at a token is said to be.
    fn attribution(&mut self, index: usize, at: usize, cue: Option<&Cue>) -> Option<Attribution> {
        if let Some(cue) = cue {
            return self.speaker(index, cue).or_else(|| self.topic.clone());
        }
        let piece = &self.pieces[index];
        if at > 0 && piece.tokens[at - 1].is_in(&["another"]) {
            return self.words(index, at - 1..at);
        }
        let from = piece.sentence().start(at);
        let known = match subject(&piece.tokens, from, at) {
            Some(Who::Words(range)) => self.words(index, range).filter(|who| who.known),
            Some(Who::Pronoun(pronoun, at)) => self.pronoun(index, pronoun, at),
            _ => None,
        };
        known.or_else(|| self.topic.clone())
    }

    fn speaker(&mut self, index: usize, cue: &Cue) -> Option<Attribution> {
        match cue.who.clone()? {
            Who::Pronoun(pronoun, at) => self.pronoun(index, pronoun, at),
            Who::Statement(range) => {
                let author = self
                    .author(index, range.clone())
                    .or_else(|| self.usual_author(index, range))
                    .or_else(|| self.statement.clone());
                self.statement = author.clone().or(self.statement.take());
                author
            }
            Who::Words(range) => {
                let one =
                    self.pieces[index].tokens[range.start].is_in(&["a", "an", "one", "another"]);
                let mine = self.pieces[index].tokens[range.start].is_in(&["my", "our"]);
                self.words(index, range)
                    .filter(|who| who.known || cue.verb.is_some() || one || mine)
            }
        }
    }

    fn pronoun(&mut self, index: usize, pronoun: Pronoun, at: usize) -> Option<Attribution> {
        let fits = |who: &&Attribution| self.cast.fits(pronoun, &who.name);
        let token = &self.pieces[index].tokens[at];
        let direct = possessive(token).is_none();
        let topic = self
            .topic
            .as_ref()
            .filter(fits)
            .filter(|who| who.known || direct)
            .filter(|who| who.known || pronoun == Pronoun::They || !is_body(&who.name));

        // Of whom nothing tells that she is a woman yields to one who was named since and is.
        let sure = self
            .named
            .last()
            .filter(|name| self.cast.is_woman(name) == Some(true));
        let open = topic.is_some_and(|who| self.cast.is_woman(&who.name).is_none());
        let yields = pronoun == Pronoun::She && direct && open && sure.is_some();
        let topic = topic.filter(|_| !yields);

        let brought = self.brought.as_ref().filter(|_| direct);
        let found = match pronoun {
            Pronoun::They if token.low == "they" => {
                let pair = topic.filter(|who| who.name.contains(" and "));
                pair.or(self.statement.as_ref()).or(topic)
            }
            Pronoun::They => self.statement.as_ref().or(topic),
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
            .find(|name| self.cast.fits(pronoun, name))?;
        Some(Attribution {
            name: last.clone(),
            known: true,
            span,
        })
    }

    /// Whose statement it is: "a statement by …", "a statement in his name".
    fn author(&mut self, index: usize, range: Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens[range.clone()];
        let named = tokens
            .windows(3)
            .position(|t| t[0].low == "in" && possessive(&t[1]).is_some() && t[2].low == "name");
        if let Some(at) = named {
            let pronoun = possessive(&tokens[at + 1])?;
            return self.pronoun(index, pronoun, range.start + at + 1);
        }
        if let Some(author) = self.author_before(index, &range) {
            return Some(author);
        }
        let tokens = &self.pieces[index].tokens[range.clone()];
        let by = tokens
            .iter()
            .take(8)
            .position(|t| t.is_in(&["by", "from"]))?;
        let at = range.start + by + 1;
        let piece = &self.pieces[index];
        match phrase(&piece.tokens, at, range.end)? {
            Who::Words(range) => self.words(index, range).filter(|who| who.known),
            _ => None,
        }
    }

    /// Whose statement it is by what stands before the word: "the White House fact sheet", "Quill's
    /// letter", "his statement".
    fn author_before(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let noun = range.clone().find(|&at| tokens[at].is_in(STATEMENTS))?;
        if let Some(at) = (range.start..noun).find(|&at| possessive(&tokens[at]).is_some()) {
            let pronoun = possessive(&tokens[at])?;
            return self.pronoun(index, pronoun, at);
        }
        let start =
            (range.start..noun).find(|&at| is_name_word(&tokens[at]) && !is_the(&tokens[at]))?;
        let end = name_end(tokens, start, noun);
        let name = self.pieces[index].form(start..end);
        let name = self.cast.resolve(&name)?;
        Some(Attribution {
            name,
            known: true,
            span: self.pieces[index].source(&(start..end)),
        })
    }

    /// Whose statement it is by its kind: an order is the president's, a fact sheet the White House's.
    fn usual_author(&mut self, index: usize, range: Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens[range.clone()];
        let of = |t: &&Token| !t.is_in(&["about", "from", "in", "of", "on"]);
        let head = tokens.iter().take_while(of);
        let is = |words: &[&str]| head.clone().any(|t| t.is_in(words));
        let joint = is(&["joint"]);
        let form = match () {
            () if joint => return None,
            () if is(SHEETS) => "The White House",
            () if is(ORDERS) => "the president",
            () => return None,
        };
        let name = self.cast.resolve(form)?;
        let span = self.pieces[index].source(&range);
        Some(Attribution {
            name,
            known: true,
            span,
        })
    }

    /// Two of whom a phrase says that they speak together: "Ada Quill and Boris Fenwick".
    fn both(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let mut ands = range.clone().filter(|&at| tokens[at].is_in(&["and"]));
        let and = ands.next().filter(|_| ands.next().is_none())?;
        let plain = tokens[range.clone()].iter().all(|t| t.kind == Kind::Word);
        let (one, other) = (range.start..and, and + 1..range.end);
        if !plain || one.is_empty() || other.is_empty() {
            return None;
        }
        let one = self.words(index, one).filter(|who| who.known)?;
        let named = self.words(index, other).filter(|who| who.known);
        let other = named.or_else(|| self.apposed(index, range.end))?;
        let persons =
            one.name != other.name && self.cast.has(&one.name) && self.cast.has(&other.name);
        persons.then(|| Attribution {
            name: format!("{} and {}", one.name, other.name),
            known: true,
            span: self.pieces[index].source(range),
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
        let tokens = &self.pieces[index].tokens;
        let words = &tokens[range.clone()];
        let span = self.pieces[index].source(range);
        let made = |name: String, known: bool| Some(Attribution { name, known, span });
        if words.iter().any(|t| t.is_in(PAIRS)) && words[0].is_in(&["the", "both", "two"]) {
            let mut last = [&self.topic, &self.statement].into_iter().flatten();
            let pair = last.any(|who| self.pair.as_ref().is_some_and(|pair| pair.name == who.name));
            let pair = self.pair.clone().filter(|_| pair);
            return pair.map(|pair| Attribution { span, ..pair });
        }
        let head = head_noun(words).map(str::to_owned)?;
        let named = words.iter().skip(1).any(is_name_word);
        let determined = words[0].is_in(&["the", "his", "her"]);
        if !named
            && determined
            && let Some((guest, home)) = self.cast.visit()
        {
            match head.as_str() {
                "guest" | "visitor" => return made(guest, true),
                "host" if words[0].low == "his" => return made(home, true),
                _ => {}
            }
        }
        let last = range
            .clone()
            .take_while(|&at| is_name_word(&tokens[at]))
            .last();
        let owned = last.filter(|&at| tokens[at].possessive && at + 1 < range.end);
        let (owner, rest) = match (owned, possessive(&words[0])) {
            (Some(at), _) => {
                let name = self.pieces[index].form(range.start..at + 1);
                (self.cast.resolve(&name).unwrap_or(name), at + 1..range.end)
            }
            (None, Some(pronoun)) if range.len() > 1 => {
                let rest = range.start + 1..range.end;
                (self.pronoun(index, pronoun, range.start)?.name, rest)
            }
            _ => return None,
        };
        if matches!(head.as_str(), "husband" | "wife" | "spouse")
            && let Some(spouse) = self.cast.spouse(&owner)
        {
            return made(spouse, true);
        }
        let tokens = &self.pieces[index].tokens;
        if name_in(tokens, rest.clone()).is_some() {
            return None;
        }
        let rest = self.pieces[index].form(rest);
        let office = self.cast.resolve(&rest).filter(|name| self.cast.has(name));
        let known = office.is_some();
        made(office.unwrap_or_else(|| format!("{owner}’s {rest}")), known)
    }

    /// Whom a phrase names: a person or body of the article or of the tables, or what it says.
    fn words(&mut self, index: usize, range: Range<usize>) -> Option<Attribution> {
        let special = self
            .both(index, &range)
            .or_else(|| self.relative(index, &range));
        if special.is_some() {
            return special;
        }
        let piece = &self.pieces[index];
        let span = piece.source(&range);
        let whole = piece.form(range.clone());
        let shows =
            head_noun(&piece.tokens[range.clone()]).is_some_and(|head| SHOWING.contains(&head));
        let start = range
            .clone()
            .find(|&at| at > range.start && is_name_word(&piece.tokens[at]));
        let shown = start
            .filter(|_| shows)
            .map(|start| start..name_end(&piece.tokens, start, range.end));
        // "Quill aides" are not Quill.
        let is_staff =
            |name: &Range<usize>| name.end < range.end && piece.tokens[name.end].is_in(STAFF);
        let own = name_in(&piece.tokens, range.clone()).filter(|name| !is_staff(name));
        let name = shown.or(own).map(|name| piece.form(name));
        let alone = range.len() == 1 && piece.tokens[range.start].capital && !whole.ends_with('s');
        let owner = piece.tokens[range.end - 1].possessive;
        let heads = self.heads(index, &range);
        let found = heads
            .iter()
            .find_map(|head| self.cast.resolve(head))
            .or_else(|| name.and_then(|name| self.cast.resolve(&name)))
            .or_else(|| owner.then(|| self.cast.resolve(&whole)).flatten());

        if let Some(name) = found {
            return Some(Attribution {
                name,
                known: true,
                span,
            });
        }
        let first = self.pieces[index].tokens[range.start].clone();
        let head = head_noun(&self.pieces[index].tokens[range.clone()]).map(str::to_owned);
        if is_the(&first)
            && let Some(met) = head.as_deref().and_then(|head| self.met_before(head))
        {
            return Some(Attribution { span, ..met });
        }
        let who = Attribution {
            name: described(&whole),
            known: false,
            span,
        };
        if first.is_in(&["a", "an", "one"]) {
            self.met.extend(head.map(|head| (head, who.clone())));
        }
        (!alone && range.len() <= 30).then_some(who)
    }

    /// "the official": whoever was brought in as "an official", or the one whom the text is about.
    fn met_before(&self, head: &str) -> Option<Attribution> {
        let met = self.met.iter().rev().find(|(noun, _)| noun == head);
        let pronoun = match head {
            _ if WOMEN_WORDS.contains(&head) => Pronoun::She,
            _ if MEN_WORDS.contains(&head) => Pronoun::He,
            _ => Pronoun::They,
        };
        let fits = |who: &Attribution| self.cast.fits(pronoun, &who.name);
        let person = PERSONS.contains(&head);
        let topic = || self.topic.clone().filter(|who| person && fits(who));
        met.map(|(_, who)| who.clone()).or_else(topic)
    }

    /// The phrase and what it begins with, the longest first: "the American president refused".
    fn heads(&self, index: usize, range: &Range<usize>) -> Vec<String> {
        let piece = &self.pieces[index];
        let free = |end: &usize| {
            let bound = piece
                .tokens
                .get(*end)
                .is_some_and(|t| t.is_in(&["of", "for", "and", "elect"]));
            let staff = piece.tokens.get(*end).is_some_and(|t| t.is_in(STAFF));
            let hangs = staff && is_name_word(&piece.tokens[*end - 1]);
            !bound && !hangs && !piece.tokens[*end - 1].possessive
        };
        let most = range.end.min(range.start + 8);
        let ends = (range.start + 1..=most).rev().filter(free);
        ends.map(|end| piece.form(range.start..end)).collect()
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

    /// A block quotation: all of it, or what stands between its own marks.
    fn block(&mut self, index: usize) {
        let piece = &self.pieces[index];
        let text = piece.text();
        if text.starts_with(['—', '–', '―']) && piece.tokens.len() <= 14 {
            return self.signature(index);
        }
        let whole = Span::new(0, text.len());
        let first = piece.quotes.first();
        let own = first
            .filter(|quote| quote.outer.start() == 0 && quote.outer.len() * 10 >= text.len() * 6);
        let span = own.map_or(whole, |quote| quote.span);
        let source = own.map_or(piece.mapped.whole(), |quote| inside(piece.mapped, quote));

        let cue = own
            .and_then(|_| piece.tokens.iter().position(Token::is_quote))
            .and_then(|at| piece.sentence().cue(at));
        let claim = Claim {
            span: source,
            words: slice(piece.mapped, span),
            role: Role::Quotation,
            speaker: None,
            dates: None,
            group: None,
        };
        let speaker = cue
            .as_ref()
            .and_then(|cue| self.speaker(index, cue))
            .or_else(|| self.main_speaker())
            .or_else(|| self.topic.clone());
        let made = Made {
            claim: Claim {
                speaker: speaker.clone(),
                ..claim
            },
            piece: index,
            at: 0,
            cued: self.led,
            closed: true,
        };
        self.claims.push(made);
        self.spoken.extend(speaker);
    }

    /// Who has spoken most of those with a name, where nothing leads to a block quotation and who spoke
    /// last has none.
    fn main_speaker(&self) -> Option<Attribution> {
        let nameless = self.topic.as_ref().is_some_and(|who| !who.known);
        if self.led || !nameless {
            return None;
        }
        let speakers = self
            .claims
            .iter()
            .filter_map(|made| made.claim.speaker.as_ref());
        let mut counted: BTreeMap<&str, (usize, &Attribution)> = BTreeMap::new();
        for who in speakers.filter(|who| who.known) {
            counted.entry(&who.name).or_insert((0, who)).0 += 1;
        }
        let most = counted.into_values().max_by_key(|(count, _)| *count);
        most.map(|(_, who)| who.clone())
    }

    /// "— Ada Quill" under a block quotation.
    fn signature(&mut self, index: usize) {
        let tokens = &self.pieces[index].tokens;
        let Some(Who::Words(range)) = subject(tokens, 0, tokens.len()) else {
            return;
        };
        let who = self.words(index, range);
        let before = self
            .claims
            .iter_mut()
            .rev()
            .take_while(|made| made.piece + 1 == index);
        before.for_each(|made| made.claim.speaker.clone_from(&who));
    }

    /// A headline's quotation without a speaker is whose it is in the text.
    fn headlines(&mut self) {
        let fold = |made: &Made| Folded::new(made.claim.words.text()).to_string();
        for at in 0..self.claims.len() {
            let made = &self.claims[at];
            let head = self.pieces[made.piece].kind == ParagraphKind::Heading;
            if !head || made.claim.speaker.is_some() || made.claim.role != Role::Quotation {
                continue;
            }
            let words = fold(made);
            let again =
                |other: &&Made| other.claim.speaker.is_some() && fold(other).contains(&words);
            let speaker = self
                .claims
                .iter()
                .find(again)
                .and_then(|other| other.claim.speaker.clone());
            self.claims[at].claim.speaker = speaker;
        }
    }
}

/// The subject behind "When he was a boy,".
fn main_clause(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let under = tokens.get(from).is_some_and(|t| t.is_in(SUBORDINATE));
    let comma = (from..to).find(|&at| tokens[at].kind == Kind::Comma)?;
    let verb = (comma + 2..to).find(|&at| is_verb(tokens, at));
    let who = subject(tokens, comma + 1, verb.unwrap_or(to));
    who.filter(|_| under)
}

fn is_the(token: &Token) -> bool {
    token.is_in(&["the"])
}

/// The noun of a description: the last word before what hangs on it.
fn head_noun(tokens: &[Token]) -> Option<&str> {
    let hangs = |t: &&Token| t.kind != Kind::Word || t.is_in(PREPOSITIONS) || t.is_in(VERBS);
    let own = tokens.iter().take_while(|t| !hangs(t));
    own.last().map(|t| t.low.as_str())
}

/// Whether a description is one of a body, which is no he or she.
fn is_body(description: &str) -> bool {
    let mut words = description.split(' ');
    words.any(|word| BODY_WORDS.contains(&word))
}

/// A description as it stands in a sentence, without its article.
fn described(words: &str) -> String {
    let words = words
        .strip_prefix("The ")
        .or_else(|| words.strip_prefix("the "))
        .unwrap_or(words);
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
