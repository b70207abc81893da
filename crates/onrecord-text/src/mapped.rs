//! Text taken out of a source, with the way back to the source's bytes.

use crate::Span;

/// Plain text that was read out of a marked-up source, byte for byte accountable.
///
/// The text is a sequence of pieces. A piece that has as many bytes as its stretch of the source
/// *is* that stretch; any other piece (an entity, a folded line break, a removed escape) stands
/// for its stretch as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    text: Span,
    source: Span,
}

impl Piece {
    fn is_linear(self) -> bool {
        self.text.len() == self.source.len()
    }
}

impl Mapped {
    /// All of `text`, as it stands at byte `at` of its source.
    #[must_use]
    pub fn verbatim(text: &str, at: usize) -> Self {
        let mut builder = MappedBuilder::default();
        builder.push(text, Span::new(at, at + text.len()));
        builder.finish()
    }

    /// The plain text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What the text is made of, in its order: pieces of it, each with the bytes of the source
    /// that it stands for. Pushing them to a [`MappedBuilder`] makes the same text again.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Span)> {
        let piece = |piece: &Piece| (&self.text[piece.text.range()], piece.source);
        self.pieces.iter().map(piece)
    }

    /// The bytes of the source that `span` of the text came from.
    ///
    /// Where the text stands for something else (an entity), the whole of it is covered. An empty
    /// span maps to an empty span.
    #[must_use]
    pub fn source(&self, span: Span) -> Span {
        let start = self.source_start(span.start());
        if span.is_empty() {
            return Span::new(start, start);
        }
        let Some(last) = self.piece_at(span.end() - 1) else {
            return Span::new(start, start);
        };
        let end = if last.is_linear() {
            last.source.start() + (span.end() - last.text.start())
        } else {
            last.source.end()
        };
        Span::new(start, end.max(start))
    }

    /// The bytes of the source that the whole text came from.
    #[must_use]
    pub fn whole(&self) -> Span {
        self.source(Span::new(0, self.text.len()))
    }

    /// The stretch of the text that came from the byte `offset` of the source, if any did.
    #[must_use]
    pub fn from_source(&self, offset: usize) -> Option<usize> {
        let at = self.pieces.partition_point(|p| p.source.end() <= offset);
        let piece = self.pieces.get(at)?;
        let inside = offset.saturating_sub(piece.source.start());
        Some(piece.text.start() + if piece.is_linear() { inside } else { 0 })
    }

    fn source_start(&self, offset: usize) -> usize {
        match self.piece_at(offset) {
            Some(piece) if piece.is_linear() => piece.source.start() + offset - piece.text.start(),
            Some(piece) => piece.source.start(),
            None => self.pieces.last().map_or(0, |piece| piece.source.end()),
        }
    }

    fn piece_at(&self, offset: usize) -> Option<Piece> {
        let at = self.pieces.partition_point(|p| p.text.end() <= offset);
        self.pieces.get(at).copied()
    }
}

/// Makes a [`Mapped`] piece by piece, in the order of the source.
#[derive(Clone, Debug, Default)]
pub struct MappedBuilder {
    made: Mapped,
}

impl MappedBuilder {
    /// With room for a text of so many bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        let text = String::with_capacity(bytes);
        let pieces = Vec::new();
        Self {
            made: Mapped { text, pieces },
        }
    }

    /// Adds `text`, which stands for the bytes `source`.
    pub fn push(&mut self, text: &str, source: Span) {
        if text.is_empty() {
            return;
        }
        let start = self.made.text.len();
        self.made.text.push_str(text);
        let piece = Piece {
            text: Span::new(start, start + text.len()),
            source,
        };
        match self.made.pieces.last_mut() {
            Some(last)
                if last.is_linear() && piece.is_linear() && last.source.end() == source.start() =>
            {
                *last = Piece {
                    text: last.text.cover(piece.text),
                    source: last.source.cover(source),
                };
            }
            _ => self.made.pieces.push(piece),
        }
    }

    /// Adds all of another mapped text, whose spans must count from the same source.
    pub fn append(&mut self, other: &Mapped) {
        for (text, source) in other.pieces() {
            self.push(text, source);
        }
    }

    /// What has been added so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.made.text
    }

    /// How many bytes of text have been added so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.made.text.len()
    }

    /// Whether nothing has been added yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.made.text.is_empty()
    }

    /// Takes away everything behind byte `len` of the text.
    ///
    /// # Panics
    ///
    /// If `len` does not lie on a character border.
    pub fn truncate(&mut self, len: usize) {
        self.made.text.truncate(len);
        let pieces = &mut self.made.pieces;
        pieces.truncate(pieces.partition_point(|piece| piece.text.start() < len));
        if let Some(last) = pieces.last_mut() {
            let (start, end) = (last.text.start(), last.text.end().min(len));
            if last.is_linear() {
                last.source = Span::new(last.source.start(), last.source.start() + end - start);
            }
            last.text = Span::new(start, end);
        }
    }

    /// The finished text.
    #[must_use]
    pub fn finish(self) -> Mapped {
        self.made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a &amp; b` with the entity read and the line break folded.
    fn sample() -> (&'static str, Mapped) {
        let source = "x <b>a</b>&amp;\n  b!";
        let mut builder = MappedBuilder::default();
        builder.push("a", Span::new(5, 6));
        builder.push("&", Span::new(10, 15));
        builder.push(" ", Span::new(15, 18));
        builder.push("b!", Span::new(18, 20));
        (source, builder.finish())
    }

    #[test]
    fn every_span_leads_back() {
        let (source, mapped) = sample();
        assert_eq!(mapped.text(), "a& b!");
        let back = |a, b| &source[mapped.source(Span::new(a, b)).range()];
        assert_eq!(back(0, 1), "a");
        assert_eq!(back(1, 2), "&amp;");
        assert_eq!(back(3, 4), "b");
        assert_eq!(back(4, 5), "!");
        assert_eq!(back(0, 5), "a</b>&amp;\n  b!");
        assert_eq!(mapped.source(Span::new(5, 5)), Span::new(20, 20));
    }

    #[test]
    fn and_forward() {
        let (_, mapped) = sample();
        assert_eq!(mapped.from_source(5), Some(0));
        assert_eq!(mapped.from_source(12), Some(1));
        assert_eq!(mapped.from_source(19), Some(4));
        assert_eq!(mapped.from_source(20), None);
        // Markup leads to the text behind it.
        assert_eq!(mapped.from_source(0), Some(0));
        assert_eq!(mapped.from_source(7), Some(1));
    }

    #[test]
    fn a_part_of_what_stands_for_another_leads_to_all_of_it() {
        let mut builder = MappedBuilder::default();
        builder.push("1/2", Span::new(4, 12));
        builder.push(" an eel", Span::new(12, 19));
        let mapped = builder.finish();
        assert_eq!(mapped.source(Span::new(2, 3)), Span::new(4, 12));
        assert_eq!(mapped.source(Span::new(2, 6)), Span::new(4, 15));
    }

    #[test]
    fn text_as_it_stands() {
        let mapped = Mapped::verbatim("salt eel", 7);
        assert_eq!((mapped.text(), mapped.is_empty()), ("salt eel", false));
        assert_eq!(mapped.whole(), Span::new(7, 15));
        assert_eq!(mapped.source(Span::new(5, 8)), Span::new(12, 15));
        assert!(Mapped::verbatim("", 7).is_empty());
    }

    /// What is the source's own, one stretch behind another, is one piece; with markup between, it is two.
    #[test]
    fn neighbours_are_one_piece() {
        let mut builder = MappedBuilder::with_capacity(8);
        builder.push("salt", Span::new(7, 11));
        builder.push(" eel", Span::new(11, 15));
        assert_eq!(builder.finish(), Mapped::verbatim("salt eel", 7));
        let mut builder = MappedBuilder::default();
        builder.push("salt", Span::new(2, 6));
        builder.push(" eel", Span::new(10, 14));
        let mapped = builder.finish();
        let pieces: Vec<_> = mapped.pieces().collect();
        assert_eq!(
            pieces,
            [("salt", Span::new(2, 6)), (" eel", Span::new(10, 14))]
        );
    }

    #[test]
    fn a_builder_tells_what_it_has() {
        let mut builder = MappedBuilder::default();
        assert_eq!(
            (builder.text(), builder.len(), builder.is_empty()),
            ("", 0, true)
        );
        let (_, sample) = sample();
        builder.append(&sample);
        assert_eq!(
            (builder.text(), builder.len(), builder.is_empty()),
            ("a& b!", 5, false)
        );
        assert_eq!(builder.finish(), sample);
    }

    #[test]
    fn cutting_keeps_the_rest_true() {
        let mut builder = MappedBuilder::default();
        builder.push("hello world", Span::new(3, 14));
        builder.truncate(5);
        let mapped = builder.finish();
        assert_eq!((mapped.text(), mapped.whole()), ("hello", Span::new(3, 8)));
        assert_eq!(mapped, Mapped::verbatim("hello", 3));
    }

    #[test]
    fn cutting_between_pieces_and_inside_them() {
        let cut = |len: usize| {
            let mut builder = MappedBuilder::default();
            builder.push("salt", Span::new(2, 6));
            builder.push(" eel", Span::new(10, 14));
            builder.push("1/2", Span::new(14, 22));
            builder.truncate(len);
            let mapped = builder.finish();
            let own =
                |(text, source): (&str, Span)| (text.to_owned(), source.start(), source.end());
            mapped.pieces().map(own).collect::<Vec<_>>()
        };
        let (salt, eel) = (("salt".to_owned(), 2, 6), (" eel".to_owned(), 10, 14));
        let whole = [salt.clone(), eel.clone(), ("1/2".to_owned(), 14, 22)];
        assert_eq!((cut(99), cut(11)), (whole.to_vec(), whole.to_vec()));
        assert_eq!(
            cut(9),
            [salt.clone(), eel.clone(), ("1".to_owned(), 14, 22)]
        );
        assert_eq!(cut(8), [salt.clone(), eel]);
        assert_eq!(cut(6), [salt.clone(), (" e".to_owned(), 10, 12)]);
        assert_eq!(cut(4), [salt]);
        assert_eq!(cut(0), []);
    }
}
