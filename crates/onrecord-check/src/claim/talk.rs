//! Walking through an article: who speaks when, and in which words.

mod asking;
mod attribution;
mod blocks;
mod describe;
mod lead;
mod newcomer;
mod others;
mod place;
mod points;
mod pronoun;
mod sentence;
mod statements;
mod together;
mod unnamed;
mod whom;

use super::cast::{Cast, description, form};
use super::cue::{Cue, Sentence};
use super::persons::{REPORTERS, STAFF};
use super::phrase::{Pronoun, Who, is_a_ship, is_name_word, name_end, phrase, possessive, subject};
use super::role::Marked;
use super::speech::is_speech;
use super::token::{Kind, Token, tokens};
use super::verb::{is_verb, speaks};
use super::words::{ASKING, HE, SHE, STATEMENTS};
use super::{Attribution, Claim, Role, day};
use crate::article::{Article, Paragraph, ParagraphKind, dates, head, times};
use onrecord_doc::Date;
use onrecord_text::quote::{Quotation, find_before};
use onrecord_text::{Mapped, MappedBuilder, Span};
use statements::{names_the_house, names_the_site};
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
    fn of(paragraph: &'a Paragraph, next: Option<&Paragraph>) -> Self {
        let text = paragraph.text.text();
        let next = next.map_or("", |next| next.text.text());
        let mut quotes = find_before(text, next);
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

    fn description(&self, range: Range<usize>) -> String {
        description(self.text(), &self.tokens[range])
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
        // Behind it may stand the number of a note, "[2]".
        let digits = |word: &str| word.chars().all(|c| "[]0123456789".contains(c));
        let note = |token: &&Token| {
            token.kind == Kind::Word && !token.low.is_empty() && digits(&token.low)
        };
        let mut last = self.tokens.iter().rev().skip_while(note);
        last.next().is_some_and(|token| token.kind == Kind::Colon)
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
    // Sections that each begin with their day are told on it.
    let headed: Vec<Option<Date>> = paragraphs.clone().map(day_of_section).collect();
    if headed.iter().flatten().count() > 1 {
        let mut day = article.date;
        let of_one = headed.into_iter().map(|headed| {
            day = headed.or(day);
            day
        });
        return of_one.collect();
    }
    if article.date.is_some() {
        return paragraphs.map(|_| article.date).collect();
    }
    let (mut day, mut begun) = (None, false);
    let headings = article
        .paragraphs
        .iter()
        .map(|one| one.kind == ParagraphKind::Heading);
    let of_one = paragraphs.zip(headings).map(|(text, is_heading)| {
        // What is told under a heading is not told of the last month that another section went back to.
        day = day.filter(|_| !is_heading);
        let of_day = dates(head(text, HEAD_OF_DAYS))
            .first()
            .map(|found| found.day);
        day = times(head(text, HEAD)).first().copied().or(of_day).or(day);
        // The first paragraph may tell its day anywhere.
        if day.is_none() && !is_heading && text.len() > HEAD && !std::mem::replace(&mut begun, true)
        {
            day = times(text).first().copied();
        }
        day
    });
    of_one.collect()
}

/// "South Lawn, March 1, 2031. The boat was loud": the day that stands with a place at the head of a section.
fn day_of_section(text: &str) -> Option<Date> {
    let near = head(text, HEAD);
    // Most paragraphs begin without a year.
    let year = |four: &[u8]| four.iter().all(u8::is_ascii_digit);
    if !near.as_bytes().windows(4).any(year) {
        return None;
    }
    let first = dates(near).into_iter().next()?;
    let place = &near[..first.span.start()];
    let ends = near[first.span.end()..]
        .trim_start()
        .starts_with(['.', ':', '—', '–']);
    let short = place.split_whitespace().count() <= LONGEST_PLACE && !place.contains(['.', ':']);
    (ends && short).then_some(first.day)
}

/// So many words tell a place before the day of a section.
const LONGEST_PLACE: usize = 4;

/// So many bytes at the head of a paragraph say of which day or month it tells.
const HEAD: usize = 90;

/// So many say it with a full date.
const HEAD_OF_DAYS: usize = 200;

/// So many words that begin with "we" are what somebody says.
const WORDS_OF_OURS: usize = 5;

/// Whether the sentence may go on behind the quotation with its speaker.
fn is_open(text: &str, quote: &Quotation) -> bool {
    let tail = &text[quote.span.end()..quote.outer.end()];
    let words = &text[..quote.span.end()];
    let last = words.chars().next_back();
    // "“… ‘a sluice,’” a keeper said"
    let inner = words.trim_end_matches(['’', '\'', ' ']);
    tail.contains(',')
        || inner.len() < words.len() && inner.ends_with(',')
        || matches!(last, Some('?' | '!' | '—' | '–' | '-' | '…'))
}

/// What is known at one place of an article.
pub struct Talk<'a> {
    article: &'a Article,
    pieces: Vec<Piece<'a>>,
    /// By paragraph, the day of which it tells.
    days: Vec<Option<Date>>,
    cast: Cast,
    /// The first paragraph that names the White House.
    house: Option<usize>,
    /// The first paragraph that names the White House's site.
    site: Option<usize>,
    /// Whom the text is about: who spoke last, or the last subject by name.
    topic: Option<Attribution>,
    /// Whom the text was about when the paragraph began.
    opening: Option<Attribution>,
    /// Who got the word in this paragraph and has not spoken in it.
    next: Option<Attribution>,
    /// A person without a name, whom the last sentence brought in as its subject.
    brought: Option<Attribution>,
    /// A body that the last sentence had as its subject.
    body: Option<Attribution>,
    /// Several without names whom the last sentence had as its subject, and in which paragraph.
    several: Option<(usize, Attribution)>,
    /// In whose name the last statement was.
    statement: Option<Attribution>,
    /// Whose paper was told of last by name, "Quill’s message", before another spoke, and in which paragraph.
    paper: Option<(usize, Attribution)>,
    /// In whose name the one before was, in a sentence that tells of another.
    earlier: Option<Attribution>,
    /// Whose each kind of statement was last: "memorandum", "sheet".
    written: BTreeMap<String, Attribution>,
    /// Whom a label of paragraphs meant when it stood first: "What he said:".
    labels: BTreeMap<String, Attribution>,
    /// Where somebody was named by another's office, "his successor", and who that is.
    same_office: Option<((usize, usize), String)>,
    /// The last two who spoke together.
    pair: Option<Attribution>,
    /// The persons named or heard so far, the last one last.
    named: Vec<Named>,
    /// Persons without a name, by the noun they were brought in with.
    met: Vec<(String, Attribution)>,
    /// Several without a name, as one of them: "senior harbor official", by the noun.
    ranks: Vec<(String, String)>,
    /// Who asks in this paragraph, before anybody answers.
    asker: Option<Attribution>,
    /// Who spoke in this paragraph, in order.
    spoken: Vec<Attribution>,
    /// The paragraph before ended with a colon.
    led: bool,
    /// Whose the points of a list are, of which the paragraph before it tells.
    points: Option<Attribution>,
    /// A paragraph before led to questions and answers, and nothing else has stood since.
    exchange: bool,
    claims: Vec<Made>,
    groups: usize,
}

/// Somebody who was named, or only heard, at a place of an article.
struct Named {
    name: String,
    piece: usize,
    /// The token.
    at: usize,
    heard: bool,
}

/// A claim with what the walk needs to know of it later.
struct Made {
    claim: Claim,
    piece: usize,
    /// The token of the quotation.
    at: usize,
    cued: bool,
    /// The token of the verb that gives the words.
    verb: Option<usize>,
    /// The pronoun that is said to speak.
    pronoun: Option<Pronoun>,
    closed: bool,
}

impl<'a> Talk<'a> {
    /// Before the first word of an article.
    pub fn of(article: &'a Article) -> Self {
        let nexts = article.paragraphs.iter().skip(1).map(Some).chain([None]);
        let pairs = article.paragraphs.iter().zip(nexts);
        let pieces: Vec<_> = pairs.map(|(one, next)| Piece::of(one, next)).collect();
        let days = days(article);
        let mut cast = Cast::default();
        for (piece, day) in pieces.iter().zip(&days) {
            cast.turn_to(*day);
            cast.meet(piece.text(), &piece.tokens);
        }
        cast.settle_surnames();
        for (piece, day) in pieces.iter().zip(&days) {
            cast.turn_to(*day);
            cast.meet_speakers(piece.text(), &piece.tokens);
        }
        let first = |names: fn(&[Token]) -> bool| pieces.iter().position(|one| names(&one.tokens));
        let (house, site) = (first(names_the_house), first(names_the_site));
        Self {
            article,
            house,
            site,
            pieces,
            days,
            cast,
            topic: None,
            opening: None,
            next: None,
            brought: None,
            body: None,
            several: None,
            statement: None,
            paper: None,
            earlier: None,
            written: BTreeMap::new(),
            labels: BTreeMap::new(),
            same_office: None,
            pair: None,
            named: Vec::new(),
            met: Vec::new(),
            ranks: Vec::new(),
            asker: None,
            spoken: Vec::new(),
            led: false,
            points: None,
            exchange: false,
            claims: Vec::new(),
            groups: 0,
        }
    }

    /// Whether somebody known is no person of the article: a house, a body, an office.
    fn is_a_house(&self, who: &Attribution) -> bool {
        who.known && !self.cast.has(&who.name)
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
        self.name_at_last();
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
        self.opening = self.topic.clone().filter(|who| who.known);
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
                    // "In Lindholm, where they hunt for “eel zero,” an agent": the comma stands within the marks.
                    self.bring_behind(index, at + 1);
                    begins = false;
                }
                Kind::Word => {
                    if begins {
                        self.sentence(index, at);
                    }
                    self.name(index, at);
                    self.unnamed(index, at);
                    self.spouse(index, at);
                    begins = false;
                }
                _ => {}
            }
        }
        self.lead(index);
        self.lead_to_points(index);
    }

    /// A name is met.
    fn name(&mut self, index: usize, at: usize) {
        let piece = &self.pieces[index];
        let inside = at > 0 && is_name_word(&piece.tokens[at - 1]);
        let lady = piece.tokens.get(at + 1).is_some_and(|t| t.is_in(&["lady"]));
        if lady && piece.tokens[at].is_in(&["first"]) {
            return self.first_lady(index, at);
        }
        if inside || !is_name_word(&piece.tokens[at]) || is_a_ship(&piece.tokens, at) {
            return;
        }
        let end = name_end(&piece.tokens, at, piece.tokens.len());
        let form = piece.form(at..end);
        // "Quill's new advisers" name nobody.
        let owner = piece.tokens[end - 1].possessive;
        let staff = piece.tokens[end..].iter().take(3).any(|t| t.is_in(STAFF));
        // "Would this be Quill's winter all over again?"
        let asked = || {
            let first = &piece.tokens[piece.sentence().start(at)];
            first.capital && first.is_in(ASKING)
        };
        if owner && (staff || asked()) {
            return;
        }
        if let Some(name) = self.cast.resolve(&form).filter(|name| self.cast.has(name)) {
            self.named.push(Named {
                name,
                piece: index,
                at,
                heard: false,
            });
        }
    }

    /// "nothing new to the first lady": she is named by her office.
    fn first_lady(&mut self, index: usize, at: usize) {
        let name = self.cast.resolve("the first lady");
        let former = at > 0 && self.pieces[index].tokens[at - 1].is_in(&["former"]);
        if let Some(name) = name.filter(|name| !former && self.cast.has(name)) {
            self.named.push(Named {
                name,
                piece: index,
                at,
                heard: false,
            });
        }
    }

    fn quotation(&mut self, index: usize, at: usize, number: usize) {
        let piece = &self.pieces[index];
        let quote = piece.quotes[number].clone();
        let cue = piece.sentence().cue(at);
        let words = &piece.text()[quote.span.range()];
        let role = self.role(index, at, words, cue.as_ref());
        let label = self.run_in(index, at);
        let same = label
            .as_ref()
            .and_then(|label| self.labels.get(label))
            .cloned();
        let speaker = match role {
            Role::Quotation => same
                .or_else(|| self.by_the_same_verb(index, at, cue.as_ref()))
                .or_else(|| self.attribution(index, at, cue.as_ref())),
            Role::NotAQuotation => None,
        };
        if let (Some(label), Some(speaker)) = (label, &speaker) {
            self.labels.entry(label).or_insert_with(|| speaker.clone());
        }
        let piece = &self.pieces[index];
        let verb = cue.as_ref().and_then(|cue| cue.verb);
        let dates =
            verb.and_then(|verb| day::behind(piece.text(), &piece.tokens, verb, self.article.date));
        let mut others = self.others(index, at, cue.as_ref(), speaker.as_ref());
        let told = self.source_behind(index, at).filter(|_| speaker.is_some());
        others.extend(told.filter(|told| speaker.as_ref().is_none_or(|who| who.name != told.name)));
        let piece = &self.pieces[index];
        let claim = Claim {
            span: inside(piece.mapped, &quote),
            words: slice(piece.mapped, quote.span),
            role,
            others,
            speaker: speaker.clone(),
            dates: dates.filter(|_| role == Role::Quotation),
            group: None,
        };
        self.claims.push(Made {
            claim,
            piece: index,
            at,
            cued: cue.is_some(),
            verb: cue.as_ref().and_then(|cue| cue.verb),
            pronoun: cue.as_ref().and_then(|cue| match cue.who {
                Some(Who::Pronoun(pronoun, _)) => Some(pronoun),
                _ => None,
            }),
            closed: quote.closed,
        });
        if let Some((noun, who)) = official_within(&self.pieces[index], at)
            && self.met_by_noun(&noun).is_none()
        {
            self.met.push((noun, who));
        }
        if let Some(speaker) = speaker {
            self.heard_by(index, at, speaker, cue.as_ref());
        }
        self.join();
    }

    /// Somebody speaks: the text goes on with whoever does, unless it is about another.
    fn heard_by(&mut self, index: usize, at: usize, speaker: Attribution, cue: Option<&Cue>) {
        let topic = self.topic.clone();
        let aside = cue.is_some_and(|cue| self.aside(index, at, cue));
        let put_in = cue.is_some_and(|cue| self.is_put_in(index, at, cue));
        let aside = aside || put_in && !speaker.known;
        self.heard(index, at, speaker);
        if put_in && aside && topic.is_some() {
            self.spoken.pop();
        }
        self.topic = topic.filter(|_| aside).or(self.topic.take());
    }

    /// "“…,” she said, “…”": whoever said the first part, of which the same verb tells.
    fn by_the_same_verb(&self, index: usize, at: usize, cue: Option<&Cue>) -> Option<Attribution> {
        let last = self.claims.last().filter(|made| made.piece == index)?;
        let verb = cue?.verb.filter(|&verb| verb > last.at && verb < at)?;
        let tokens = &self.pieces[index].tokens;
        // "“…,” said Quill, so that “…”"
        let joins = |t: &&Token| t.is_in(&["and", "because", "but", "so", "that", "though"]);
        let joined = tokens[verb..at].iter().rev().take(3).take_while(joins);
        let end = at - joined.count();
        let comma = tokens[end - 1].kind == Kind::Comma;
        // "“…,” was her answer to a reporter, who had asked, “…?”" is another's.
        let new =
            matches!(&cue?.who, Some(Who::Words(range)) if tokens[range.start].is_in(&["a", "an"]));
        let new = new && last.claim.speaker.as_ref().is_some_and(|who| who.known);
        // "“…,” Quill said when she was asked, “…?”" has another verb.
        let alone = !(verb + 1..end).any(|at| is_verb(tokens, at));
        let same = last.verb == Some(verb) && comma && alone && !new;
        last.claim.speaker.clone().filter(|_| same)
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
        // "“… no progress,” she said. “It was slow.”"
        let whole = words.starts_with(char::is_uppercase) && words.ends_with(['.', '!', '?']);
        let before = self.claims.last().filter(|made| made.piece == index);
        let goes_on = cue.is_none()
            && whole
            && at > 0
            && tokens[at - 1].kind == Kind::Stop
            && before.is_some_and(|made| made.cued && made.claim.role == Role::Quotation);
        let told = self.told_behind(index, at).is_some() || self.replied(index, at).is_some();
        // "The board is told to “count the eels”"
        let told =
            told || at > 1 && tokens[at - 1].is_in(&["to"]) && tokens[at - 2].is_in(&["told"]);
        // "took credit for a cap (“we capped the toll on salt”)"
        let we = ["I ", "we "].iter().any(|we| words.starts_with(we));
        let told = told || we && words.split(' ').count() >= WORDS_OF_OURS;
        if !(continues || goes_on || told || self.led && at == 0) && marked.is_no_quotation() {
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
        // "one of the other keepers, she said, had turned to her and asked"
        if let [comma, he, said, ..] = behind
            && comma.kind == Kind::Comma
            && (he.is_in(HE) || he.is_in(SHE))
            && is_speech(&said.low)
        {
            return true;
        }
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

    /// "It was, one diplomat joked, a way of saying “…”": whether who speaks stands between commas within
    /// a sentence about somebody else.
    fn is_put_in(&self, index: usize, at: usize, cue: &Cue) -> bool {
        let tokens = &self.pieces[index].tokens;
        let (Some(Who::Words(range)), Some(verb)) = (&cue.who, cue.verb) else {
            return false;
        };
        let comma = |at: usize| tokens.get(at).is_some_and(|t| t.kind == Kind::Comma);
        let one = tokens[range.start].is_in(&["a", "an", "one"]);
        let opens = range.start > 0 && comma(range.start - 1);
        // "Asked about oil, a keeper said, “…”" is about the keeper.
        let goes_on = verb + 2 < at;
        one && opens && goes_on && range.end == verb && comma(verb + 1)
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
        let mut verbs = sentence.clone();
        let wrote = verbs.find(|token| token.is_in(&["proclaimed", "wrote"]));
        if let Some(noun) = sentence.find(|token| token.is_in(STATEMENTS)) {
            self.statement = Some(speaker.clone());
            self.written.insert(noun.low.clone(), speaker.clone());
        } else if let Some(verb) = wrote.filter(|_| speaker.known) {
            self.statement = Some(speaker.clone());
            if verb.low == "proclaimed" {
                self.written
                    .insert("proclamation".to_owned(), speaker.clone());
            }
        }
        let asks = self.pieces[index].quoted(at).ends_with('?')
            && self
                .brought
                .as_ref()
                .is_some_and(|who| who.name == speaker.name);
        let asks = asks || self.asks_by_name(index, at, &speaker);
        self.asker = Some(speaker.clone()).filter(|who| asks || is_reporter(who));
        if self.asker.is_some() {
            let asked = self.asked(index, at);
            self.next = asked.clone().or(self.next.take());
            self.topic = asked.or(self.topic.take());
            // Whoever asked for a newspaper is not the one who answers.
            self.brought = self.brought.take().filter(|who| !is_reporter(who));
            return;
        }
        if self.cast.has(&speaker.name) {
            self.named.push(Named {
                name: speaker.name.clone(),
                piece: index,
                at,
                heard: true,
            });
        }
        // "The official" is from then on who was heard last.
        let unnamed = |(_, who): &(String, Attribution)| !who.known && who.name == speaker.name;
        if let Some(again) = self.met.iter().rposition(unnamed) {
            let again = self.met.remove(again);
            self.met.push(again);
        }
        self.next = None;
        self.paper = self
            .paper
            .take()
            .filter(|(_, author)| author.name == speaker.name);
        self.spoken.push(speaker.clone());
        self.topic = Some(speaker);
        // "“…,” Quill told him." leaves the one who was brought in to answer.
        let behind = self.pieces[index].tokens[at + 1..].windows(2).take(6);
        let told = behind
            .take_while(|t| t[0].kind != Kind::Stop)
            .any(|t| t[0].is_in(&["told"]) && possessive(&t[1]).is_some());
        self.brought = self.brought.take().filter(|_| told);
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
        // "“…,” the keeper said. “…”": the second is as sure as the first.
        let as_sure = around && !later.cued;
        let others = earlier.claim.others.clone();
        let length = self.claims.len();
        if as_sure {
            self.claims[length - 1].claim.others = others;
        }
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

/// "attributable to “a senior administration official”": the official of the article, by the ground rules.
fn official_within(piece: &Piece<'_>, at: usize) -> Option<(String, Attribution)> {
    const OFFICIAL: &str = "a senior administration official";
    piece.quoted(at).contains(OFFICIAL).then(|| {
        let who = Attribution {
            name: OFFICIAL.to_owned(),
            known: false,
            span: piece.source(&(at..at + 1)),
        };
        ("official".to_owned(), who)
    })
}

/// So many persons without a name are kept.
pub(super) const MOST_MET: usize = 400;

/// Verbs whose subject gives another's words.
const QUOTING: &[&str] = &["quote", "quoted", "quotes", "quoting"];

/// Whether somebody without a name asks for a newspaper: that is not whom the text is about.
fn is_reporter(who: &Attribution) -> bool {
    let mut words = who.name.split(' ');
    !who.known && words.any(|word| REPORTERS.contains(&word))
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
