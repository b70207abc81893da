//! Quotations set apart from the text: block quotations, and those of headlines.

use super::super::persons::REPORTERS;
use super::super::phrase::{Pronoun, Who, is_name_word, name_end, subject};
use super::super::token::{Kind, Token};
use super::super::{Attribution, Claim, Role};
use super::others::{MOST_OTHERS, distinct};
use super::unnamed::UNNAMED;
use super::{Made, Talk, inside, slice};
use crate::article::ParagraphKind;
use onrecord_text::{Folded, Span};
use std::collections::BTreeMap;

impl Talk<'_> {
    /// "That was Quill, a moment later.": whose words the block quotation before was.
    pub(super) fn named_behind(&mut self, index: usize) {
        let tokens = &self.pieces[index].tokens;
        let quoted = index > 0 && self.pieces[index - 1].kind == ParagraphKind::BlockQuotation;
        let [that, is, next, ..] = tokens.as_slice() else {
            return;
        };
        // "That is how Ada Quill saw it in May."
        let start = 2 + usize::from(next.is_in(&["how"]));
        let named = tokens.get(start).is_some_and(is_name_word);
        let leads = that.is_in(&["that", "this"]) && is.is_in(&["is", "was"]);
        if !quoted || !named || !leads {
            return;
        }
        let end = name_end(tokens, start, tokens.len());
        let Some(who) = self.words(index, start..end).filter(|who| who.known) else {
            return;
        };
        let claims = self.claims.iter_mut().rev();
        let before = claims.take_while(|made| made.piece + 1 == index);
        before.for_each(|made| made.claim.speaker = Some(who.clone()));
        self.topic = Some(who);
    }

    /// A block quotation: all of it, or what stands between its own marks.
    pub(super) fn block(&mut self, index: usize) {
        let piece = &self.pieces[index];
        let text = piece.text();
        if text.starts_with(['—', '–', '―']) && piece.tokens.len() <= 14 {
            return self.signature(index);
        }
        let (named, from) = match self.label(index) {
            Some((who, from)) => (Some(who), from),
            None => (None, 0),
        };
        let piece = &self.pieces[index];
        let whole = Span::new(from, text.len());
        let own = piece
            .quotes
            .iter()
            .find(|quote| quote.outer.start() >= from);
        let own = own.filter(|quote| {
            quote.outer.start() == from && quote.outer.len() * 10 >= whole.len() * 6
        });
        let span = own.map_or(whole, |quote| quote.span);
        let source = match own {
            Some(quote) => inside(piece.mapped, quote),
            None if from > 0 => piece.mapped.source(whole),
            None => piece.mapped.whole(),
        };

        let cue = own
            .and_then(|_| piece.tokens.iter().position(Token::is_quote))
            .and_then(|at| piece.sentence().cue(at));
        let claim = Claim {
            span: source,
            words: slice(piece.mapped, span),
            role: Role::Quotation,
            speaker: None,
            others: Vec::new(),
            dates: None,
            group: None,
        };
        let speaker = named
            .or_else(|| cue.as_ref().and_then(|cue| self.speaker(index, cue)))
            .or_else(|| self.main_speaker())
            .or_else(|| self.topic.clone());
        let made = Made {
            claim: Claim {
                speaker: speaker.clone(),
                ..claim
            },
            piece: index,
            at: 0,
            verb: None,
            pronoun: None,
            cued: self.led,
            closed: true,
        };
        self.claims.push(made);
        self.spoken.extend(speaker);
    }

    /// Whose turn of a conversation a block quotation is, and where its words begin: "Ada Quill, Harbor
    /// News: Will it hold?"
    fn label(&mut self, index: usize) -> Option<(Attribution, usize)> {
        let piece = &self.pieces[index];
        let text = piece.text();
        let colon = text.find(": ").filter(|&colon| colon <= LONGEST_LABEL)?;
        let label = &text[..colon];
        let from = colon + text[colon..].len() - text[colon + 1..].trim_start().len();
        let name = label.split(',').next().unwrap_or(label).trim();
        let first = name.chars().next().filter(|c| c.is_uppercase());
        let span = Some(piece.mapped.source(Span::new(0, colon)));
        let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
        let sentence = name.contains(['!', '?', '“', '"', ';']) || name.split(' ').count() > 5;
        if first.is_none() || sentence || from >= text.len() {
            return None;
        }
        if let Some(name) = self.cast.resolve(name).filter(|name| self.cast.has(name)) {
            return Some((Attribution::known(name, span), from));
        }
        let unnamed = UNNAMED.contains(&last.as_str()) || REPORTERS.contains(&last.as_str());
        let asks = matches!(name, "Q" | "Question");
        if !unnamed && !asks {
            return None;
        }
        let met = self.met_by_noun(&last);
        let name = match met {
            Some(met) => met.name,
            None if asks => "a reporter".to_owned(),
            None => format!("a {}", name.to_lowercase()),
        };
        Some((
            Attribution {
                name,
                known: false,
                span,
            },
            from,
        ))
    }

    /// Who has spoken most of those with a name, where nothing leads to a block quotation and who spoke
    /// last has none.
    pub(super) fn main_speaker(&self) -> Option<Attribution> {
        // "my friend Marta" has a name, and is nobody of whom the text is.
        let bare = |who: &Attribution| !who.known || !who.name.contains(' ');
        // An official whom nobody may name goes on.
        let official = |who: &Attribution| who.name.ends_with(" official");
        let nameless = |who: &Attribution| bare(who) && !official(who);
        let nameless = self.topic.as_ref().is_some_and(nameless);
        if self.led || !nameless {
            return None;
        }
        let speakers = self
            .claims
            .iter()
            .filter_map(|made| made.claim.speaker.as_ref());
        let mut counted: BTreeMap<&str, (usize, &Attribution)> = BTreeMap::new();
        for who in speakers.rev().take(MOST_SPEAKERS).filter(|who| who.known) {
            counted.entry(&who.name).or_insert((0, who)).0 += 1;
        }
        let most = counted.into_values().max_by_key(|(count, _)| *count);
        most.map(|(_, who)| who.clone())
    }

    /// "— Ada Quill" under a block quotation.
    pub(super) fn signature(&mut self, index: usize) {
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
        // With its source behind a comma; else it may be a quotation pulled out of the text.
        let tokens = &self.pieces[index].tokens;
        let sourced = tokens.iter().any(|t| t.kind == Kind::Comma);
        if let Some(who) = who.filter(|who| sourced && self.cast.has(&who.name)) {
            self.spoken.push(who.clone());
            self.topic = Some(who);
        }
    }

    /// A headline's quotation without a known speaker is whose it is in the text; where it is not there,
    /// that of the first whom the text names, or of one of the next.
    pub(super) fn headlines(&mut self) {
        let fold = |made: &Made| Folded::new(made.claim.words.text()).to_string();
        for at in 0..self.claims.len() {
            let made = &self.claims[at];
            let head = self.pieces[made.piece].kind == ParagraphKind::Heading;
            let cued = made.cued;
            let known = made.claim.speaker.as_ref().filter(|who| who.known);
            let person = known.is_some_and(|who| self.cast.has(&who.name));
            let known = known.is_some();
            // The section before is about somebody else than the one whom the next words name.
            let named_next = || !cued && self.is_named_next(made.piece);
            let words = fold(made);
            let quoted = made.claim.role == Role::Quotation || is_said_in_small(&made.claim);
            if !head || person && !named_next() || !quoted {
                continue;
            }
            let again = |other: &&Made| {
                let told = other.claim.speaker.is_some() && other.piece != made.piece;
                told && fold(other).contains(&words)
            };
            let told = self.claims.iter().find(again);
            let told = told.and_then(|other| other.claim.speaker.clone());
            let mut named = self.named_under(made.piece).into_iter();
            let claim = &mut self.claims[at].claim;
            if told.is_some() {
                claim.speaker = told;
                claim.role = Role::Quotation;
            } else if claim.role != Role::Quotation {
                // A term, which nobody says in the text either.
            } else if let Some(first) = named.next().filter(|_| !known || person) {
                claim.speaker = Some(first);
                claim.others = named.collect();
            }
        }
    }

    /// "She rowed on the bar. “Lamps are dear,” she said. … Ada Quill told the hall": whom a pronoun means before
    /// anybody is named.
    pub(super) fn name_at_last(&mut self) {
        let Some(first) = self.named.first() else {
            return;
        };
        let (piece, at) = (first.piece, first.at);
        let open = |made: &Made| {
            let before = (made.piece, made.at) < (piece, at) && made.piece + 1 >= piece;
            made.claim.speaker.is_none() && made.claim.role == Role::Quotation && before
        };
        let mut last = None;
        for number in 0..self.claims.len() {
            let made = &self.claims[number];
            if !open(made) {
                continue;
            }
            // "She turned to the flood: “…”" goes on with her.
            let she = made.pronoun.filter(|pronoun| *pronoun != Pronoun::They);
            let Some(pronoun) = she.or(last) else {
                continue;
            };
            last = Some(pronoun);
            let here = self.named.iter().take(MOST_NAMED);
            let here = here.take_while(|named| named.piece == piece);
            let mut fits = here.filter(|named| self.cast.fits(pronoun, &named.name));
            let name = fits.next().map(|named| named.name.clone());
            self.claims[number].claim.speaker = name.map(|name| Attribution::known(name, None));
        }
    }

    /// Whether the paragraph under a headline begins with a name: "Quill, May 14, 2031."
    fn is_named_next(&self, headline: usize) -> bool {
        let under = self.named.partition_point(|named| named.piece <= headline);
        let first = self.named.get(under);
        first.is_some_and(|named| named.piece == headline + 1 && named.at == 0)
    }

    /// The first persons whom the text under a headline names.
    fn named_under(&self, headline: usize) -> Vec<Attribution> {
        let under = self.named.partition_point(|named| named.piece <= headline);
        let under = self.named[under..].iter().take(MOST_NAMED);
        let in_text = under.filter(|named| self.pieces[named.piece].kind != ParagraphKind::Heading);
        distinct(in_text, 1 + MOST_OTHERS, None)
    }
}

/// "“Boosters are free”" in a headline, which is no title: it may be somebody's words in the text.
fn is_said_in_small(claim: &Claim) -> bool {
    let words: Vec<&str> = claim.words.text().split_whitespace().collect();
    let long = |word: &&str| word.len() > 3 && word.starts_with(char::is_lowercase);
    words.len() >= SHORTEST_IN_A_HEADLINE && words.iter().any(long)
}

/// So many words of a headline at least are looked for in the text.
const SHORTEST_IN_A_HEADLINE: usize = 3;

/// The longest label of a turn, in bytes.
const LONGEST_LABEL: usize = 80;

/// Among so many names under a headline its speaker is looked for.
const MOST_NAMED: usize = 100;

/// Among so many quotations the main speaker is looked for.
const MOST_SPEAKERS: usize = 200;
