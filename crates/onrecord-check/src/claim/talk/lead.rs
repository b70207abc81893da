//! Paragraphs that end with a colon and lead to what is quoted behind them.

use super::super::Attribution;
use super::super::cue::Cue;
use super::super::phrase::{Who, is_name_word, name_end, subject};
use super::super::token::{Kind, Token};
use super::super::words::STATEMENTS;
use super::Talk;
use super::sentence::SEVERAL;
use crate::article::ParagraphKind;

impl Talk<'_> {
    /// A paragraph that ends with a colon leads to the next one.
    pub(super) fn lead(&mut self, index: usize) {
        self.led = self.pieces[index].ends_with_colon();
        let one = self.pieces[index]
            .tokens
            .first()
            .is_some_and(Token::is_quote);
        self.exchange = self.leads_to_exchange(index) || self.exchange && one;
        if !self.led {
            return self.paper_before_a_block(index);
        }
        let piece = &self.pieces[index];
        let cue = piece.sentence().cue(piece.tokens.len());
        let cue = cue.filter(|cue| !is_likened(&piece.tokens, cue));
        let states = cue.as_ref().and_then(|cue| cue.who.as_ref());
        let states = matches!(states, Some(Who::Statement(_)));
        // "From Ada Quill, keeper of the weir, came a letter:"
        let verb = cue.as_ref().and_then(|cue| cue.verb);
        let came = verb.is_some_and(|verb| piece.tokens[verb].is_in(&["came", "comes"]));
        let who = cue.and_then(|cue| self.speaker(index, &cue));
        // "From the board's fact sheet:"
        let who = who
            .or_else(|| self.led_by_paper(index))
            .or_else(|| self.led_by_clause(index))
            .or_else(|| self.brought.clone());
        let named = |who: &Attribution| {
            let body = self.cast.has_body(&who.name);
            let mut words = who.name.split(' ');
            let several = words.any(|word| SEVERAL.contains(&word));
            let sure = states || came || who.known || body || several;
            sure || !who.name.contains(char::is_uppercase)
        };
        if let Some(who) = who.filter(named) {
            self.next = Some(who.clone())
                .filter(|who| who.known)
                .or(self.next.take());
            self.topic = Some(who);
        }
    }

    /// "In the end a fact sheet from the board summed it up.", before a block quotation: the paper's.
    fn paper_before_a_block(&mut self, index: usize) {
        let next = self.pieces.get(index + 1);
        if !next.is_some_and(|next| next.kind == ParagraphKind::BlockQuotation) {
            return;
        }
        let piece = &self.pieces[index];
        let Some(last) = piece.tokens.len().checked_sub(1) else {
            return;
        };
        let from = piece.sentence().start(last);
        let quoted = piece.tokens[from..].iter().any(Token::is_quote);
        let sums = piece.tokens[from..].iter().any(|t| t.is_in(SUMMING));
        let who = subject(&piece.tokens, from, last);
        if let Some(Who::Statement(range)) = who.filter(|_| sums && !quoted)
            && let Some(author) = self.author(index, range).filter(|who| who.known)
        {
            self.next = Some(author);
        }
    }

    /// "The first duty that Quill lays on the board is this:": whose it is that follows.
    fn led_by_clause(&mut self, index: usize) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let end = tokens.len().checked_sub(2)?;
        let from = self.pieces[index].sentence().start(end);
        let leads = tokens[end].is_in(&["are", "is", "reads", "these", "this", "was", "were"]);
        let near = from + 1..end.min(from + 8);
        let that = near.into_iter().find(|&at| tokens[at].is_in(&["that"]))?;
        let named = is_name_word(&tokens[that + 1]) && tokens[from].is_in(&["the"]);
        let range = that + 1..name_end(tokens, that + 1, end);
        let who = self.words(index, range)?;
        (leads && named && who.known).then_some(who)
    }

    /// Whose paper a short lead names, from which what follows is: "From the board's fact sheet:".
    fn led_by_paper(&mut self, index: usize) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let end = tokens.len().checked_sub(1)?;
        let from = self.pieces[index].sentence().start(end);
        // "The board put out a fact sheet. Among its points:"
        let its = tokens.get(from + 1).is_some_and(|t| t.is_in(&["its"]));
        if tokens[from].is_in(&["among"]) && its && end < from + 8 {
            return self.statement.clone();
        }
        let first = tokens.get(from).filter(|t| t.is_in(&["from", "in"]))?;
        let noun = (from + 1..end).find(|&at| tokens[at].is_in(STATEMENTS))?;
        let near = first.kind == Kind::Word && noun < from + 8;
        near.then(|| self.written_by(index, from + 1..end))
            .flatten()
    }
}

/// What a paper does that is quoted next.
const SUMMING: &[&str] = &[
    "added",
    "explained",
    "gave",
    "laid",
    "listed",
    "put",
    "set",
    "spelled",
    "summed",
    "went",
];

/// "The language hardened into something like a treaty:" speaks of none.
fn is_likened(tokens: &[Token], cue: &Cue) -> bool {
    let Some(Who::Statement(range)) = &cue.who else {
        return false;
    };
    let like = |t: &[Token]| t[0].is_in(&["like"]) && t[1].is_in(&["a", "an"]);
    let near = &tokens[range.start.saturating_sub(2)..range.end];
    near.windows(2).any(like)
}
