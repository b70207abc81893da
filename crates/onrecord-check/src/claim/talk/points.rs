//! The points of a list that a paper makes, or somebody who was named before it.

use super::super::Attribution;
use super::super::phrase::{Who, subject};
use super::super::token::{Kind, Token};
use super::super::words::STATEMENTS;
use super::Talk;
use crate::article::ParagraphKind;

/// So many words at the end of a lead tell whose points follow.
const NEAR: usize = 12;

impl Talk<'_> {
    /// "The fact sheet lists what each board must do:", before a list: whose its points are.
    pub(super) fn lead_to_points(&mut self, index: usize) {
        if self.led && self.is_item(index + 1) {
            self.points = self.papers_points(index);
        } else if !self.is_item(index) {
            self.points = None;
        }
    }

    /// Whose paper makes the points that a paragraph leads to.
    fn papers_points(&mut self, index: usize) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let end = piece.tokens.len().checked_sub(1)?;
        let from = piece.sentence().start(end);
        let words = &piece.tokens[from..end];
        let near = words.iter().take(NEAR);
        // "Its main points:", "Among the results that it counts:"
        let its = words.first().is_some_and(|t| t.is_in(&["its"]))
            || words.first().is_some_and(|t| t.is_in(&["among"]))
                && near.clone().any(|t| t.is_in(&["it", "its"]));
        if its && words.len() <= NEAR {
            return self.spoken.last().cloned().or(self.statement.clone());
        }
        // "All of these come from the president's text:"
        let come = (from..end).find(|&at| piece.tokens[at].is_in(&["from", "in"]));
        let paper = come.filter(|&come| piece.tokens[come + 1..end].iter().any(is_paper));
        if let Some(come) = paper.filter(|come| come + NEAR >= end) {
            return self.written_by(index, come + 1..end);
        }
        match subject(&piece.tokens, from, end) {
            Some(Who::Statement(range)) => self.written_by(index, range),
            _ => None,
        }
    }

    /// Whose the words are in a point of such a list, where nobody is said to speak: whoever the point tells of, "The
    /// Harbor Board is to “mend the weir”", does not.
    pub(super) fn makes_the_point(&self, index: usize, at: usize) -> Option<Attribution> {
        let points = self.points.clone().filter(|_| self.is_item(index))?;
        let tokens = &self.pieces[index].tokens;
        // "Ada Quill, on salt: “…”"
        let labelled = at > 0 && tokens[at - 1].kind == Kind::Colon;
        let named = self.named.last().is_some_and(|named| named.piece == index);
        (!(labelled && named)).then_some(points)
    }

    /// Whether a paragraph is an item of a list, or begins with a dash as one does.
    fn is_item(&self, index: usize) -> bool {
        self.pieces.get(index).is_some_and(|piece| {
            piece.kind == ParagraphKind::Item || piece.text().starts_with(['—', '–', '•'])
        })
    }
}

fn is_paper(token: &Token) -> bool {
    token.is_in(STATEMENTS)
}
