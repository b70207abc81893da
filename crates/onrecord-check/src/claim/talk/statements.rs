//! Whose a statement is: an order, a fact sheet, a letter, "the document".

use super::super::Attribution;
use super::super::phrase::{Who, is_name_word, name_end, phrase, possessive};
use super::super::token::Token;
use super::super::words::{NO_NAMES, ORDERS, RELEASES, SHEETS, STATEMENTS};
use super::describe::described;
use super::whom::is_the;
use super::{Made, Talk};
use crate::article::times;
use onrecord_doc::authority;
use std::ops::Range;

impl Talk<'_> {
    /// Whose the statement is that is said to speak.
    pub(super) fn written_by(&mut self, index: usize, range: Range<usize>) -> Option<Attribution> {
        let author = self
            .author(index, range.clone())
            .or_else(|| self.told_before(index, &range))
            .or_else(|| self.written_before(index, &range))
            .or_else(|| self.usual_author(index, range.clone()))
            .or_else(|| self.of_the_house(index, &range))
            .or_else(|| self.of_the_last_house(index, &range))
            .or_else(|| self.signatories(index, &range))
            .or_else(|| self.statement.clone())
            .or_else(|| self.released(index, range));
        self.statement = author.clone().or(self.statement.take());
        author
    }

    /// "the signatories of the Varde Declaration": those who signed it, by no other name.
    fn signatories(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let [the, signed, of, rest @ ..] = &piece.tokens[range.clone()] else {
            return None;
        };
        let led = is_the(the) && signed.is_in(&["signatories"]) && of.is_in(&["of"]);
        let article = usize::from(rest.first().is_some_and(is_the));
        let start = range.start + 3 + article;
        let name = piece.tokens.get(start).filter(|t| led && is_name_word(t));
        let end = name.map(|_| name_end(&piece.tokens, start, range.end))?;
        let who = Attribution {
            name: piece.form(range.start..end),
            known: false,
            span: piece.source(&(range.start..end)),
        };
        self.written.insert(signed.low.clone(), who.clone());
        Some(who)
    }

    /// "the statement said", in a paragraph in which a house has the word: its statement.
    fn of_the_house(&self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let [the, statement] = &piece.tokens[range.clone()] else {
            return None;
        };
        let bare =
            is_the(the) && statement.is_in(&["announcement", "release", "statement", "text"]);
        let last = self.spoken.last().filter(|who| self.is_a_house(who));
        let last = last.filter(|_| bare)?;
        Some(Attribution {
            span: piece.source(range),
            ..last.clone()
        })
    }

    /// "According to the Harbor Board, “…” They “…,” the document charges": the house that spoke last, where no paper
    /// was told of since.
    fn of_the_last_house(&self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let [the, document, ..] = &piece.tokens[range.clone()] else {
            return None;
        };
        let any = is_the(the) && document.is_in(&["document"]);
        let near = |made: &&Made| made.piece == index || made.piece + 1 == index;
        let last = self.claims.last().filter(near).filter(|_| any)?;
        let speaker = last.claim.speaker.as_ref();
        let speaker = speaker.filter(|who| self.is_a_house(who))?;
        let told = |tokens: &[Token]| tokens.iter().any(|t| t.is_in(STATEMENTS));
        let since = match last.piece == index {
            true => told(piece.tokens.get(last.at..range.start)?),
            false => {
                told(&self.pieces[last.piece].tokens[last.at..])
                    || told(&piece.tokens[..range.start])
            }
        };
        (!since).then(|| Attribution {
            span: piece.source(range),
            ..speaker.clone()
        })
    }

    /// "Quill’s order, the document noted, …": the document is the one before, and not the order.
    fn told_before(&self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let from = piece.sentence().start(range.start);
        let noun = |t: &Token| t.is_in(STATEMENTS);
        let own = piece.tokens[from..range.start].iter().any(noun);
        let [the, document, ..] = &piece.tokens[range.clone()] else {
            return None;
        };
        let any = is_the(the) && document.is_in(&["document", "paper", "text"]);
        self.earlier.clone().filter(|_| own && any)
    }

    /// Whose statement it is: "a statement by …", "a statement in his name".
    pub(super) fn author(&mut self, index: usize, range: Range<usize>) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let tokens = &piece.tokens[range.clone()];
        let named = tokens
            .windows(3)
            .position(|t| t[0].low == "in" && possessive(&t[1]).is_some() && t[2].low == "name");
        if let Some(at) = named {
            let pronoun = possessive(&tokens[at + 1])?;
            return self.pronoun(index, pronoun, range.start + at + 1);
        }
        if let Some(who) = self.in_ones_name(index, &range) {
            return Some(who);
        }
        if let Some(author) = self.author_before(index, &range) {
            return Some(author);
        }
        // "Its list of officials says", of a house
        if self.pieces[index].tokens[range.start].is_in(&["its"])
            && let Some(house) = self.last_house(index, range.start)
        {
            return Some(house);
        }
        if let Some(signer) = self.signer(index, &range) {
            return Some(signer);
        }
        let tokens = &self.pieces[index].tokens[range.clone()];
        let own = tokens.iter().take(2).any(|t| t.is_in(&["joint"]));
        let whose = |t: &[Token]| t[0].is_in(&["of"]) && (is_the(&t[1]) || is_name_word(&t[1]));
        let of = tokens.windows(2).take(4).position(whose);
        // "a communique from December, released by the board"
        let from_whom = |pair: &[Token]| pair[0].is_in(&["by", "from"]) && !pair[1].is_in(NO_NAMES);
        let by = tokens.windows(2).take(8).position(from_whom);
        let by = by.or_else(|| of.filter(|_| own))?;
        let at = range.start + by + 1;
        let piece = &self.pieces[index];
        let head = range.start.saturating_sub(2)..(range.start + 3).min(range.end);
        let before = at.checked_sub(2).map(|before| &piece.tokens[before]);
        let signed = before.is_some_and(|t| t.is_in(&["signed"]));
        let joint = signed || piece.tokens[head].iter().any(|t| t.is_in(&["joint"]));
        match phrase(&piece.tokens, at, range.end)? {
            Who::Words(range) if joint && self.is_of_several(index, &range) => {
                Some(self.parties(index, range))
            }
            Who::Words(range) => {
                let tokens = &self.pieces[index].tokens;
                let named = is_name_word(&tokens[range.start]);
                let name = range.start..name_end(tokens, range.start, range.end);
                let full = named && name.len() > 1;
                let whole = self.words(index, range).filter(|who| who.known);
                whole.or_else(|| self.words(index, name).filter(|_| full))
            }
            _ => None,
        }
    }

    /// "a statement came out in the chair’s name"
    fn in_ones_name(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens[range.clone()];
        let name = tokens.iter().position(|t| t.is_in(&["name"]))?;
        let owned = name > 1 && tokens[name - 1].possessive;
        let start = tokens[..name].iter().rposition(|t| t.is_in(&["in"]))?;
        let whose = range.start + start + 1..range.start + name;
        let who = (owned && !whose.is_empty()).then(|| self.words(index, whose))?;
        who.filter(|who| who.known)
    }

    /// The body that the last sentence was about, or the house that the paragraph has named.
    fn last_house(&self, index: usize, at: usize) -> Option<Attribution> {
        let house = || {
            let before = &self.pieces[index].tokens[..at];
            let named = before.windows(2).any(is_the_house);
            named.then(|| Attribution::known("The White House".to_owned(), None))
        };
        self.body.clone().or_else(house)
    }

    /// "the proclamation that Mr. Quill signed": who is said to have put it out.
    fn signer(&mut self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let near = range.start..range.end.min(range.start + 8);
        let that = near
            .into_iter()
            .find(|&at| tokens[at].is_in(&["that", "which"]))?;
        let end = (that + 2..range.end.min(that + 8)).find(|&at| tokens[at].is_in(SIGNING))?;
        let named = is_name_word(&tokens[that + 1]);
        if !named {
            // "the statement that both governments put out"
            let both = tokens[that + 1].is_in(&["both", "the"]);
            let whole = that + 1..end;
            return both.then(|| Attribution {
                name: described(&self.pieces[index].form(whole.clone())),
                known: false,
                span: self.pieces[index].source(&whole),
            });
        }
        let name = that + 1..name_end(tokens, that + 1, end);
        let beside = name.end == end;
        self.words(index, name).filter(|who| beside && who.known)
    }

    /// Whose statement it is by what stands before the word: "the White House fact sheet", "Quill's
    /// letter", "his statement".
    pub(super) fn author_before(
        &mut self,
        index: usize,
        range: &Range<usize>,
    ) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens;
        let noun = range.clone().find(|&at| tokens[at].is_in(STATEMENTS))?;
        if let Some(at) = (range.start..noun).find(|&at| possessive(&tokens[at]).is_some()) {
            let pronoun = possessive(&tokens[at])?;
            return self.pronoun(index, pronoun, at);
        }
        // "their joint statement", of the two governments
        let their = (range.start..noun).any(|at| tokens[at].is_in(&["their"]));
        let several = self
            .several
            .as_ref()
            .filter(|(piece, _)| their && *piece == index);
        if let Some((_, who)) = several {
            return Some(who.clone());
        }
        // "Last month’s White House statement"
        let last = tokens[range.start].is_in(&["last", "next", "this"])
            && tokens[range.start + 1].possessive;
        let first = range.start + 2 * usize::from(last);
        let start = (first..noun).find(|&at| is_name_word(&tokens[at]) && !is_the(&tokens[at]));
        let owner = (range.start + 1..noun).find(|&at| tokens[at].possessive);
        if let (None, Some(owner)) = (start, owner) {
            let owner = range.start..owner + 1;
            let office = self.words(index, owner.clone()).filter(|who| who.known);
            if office.is_some() {
                return office;
            }
            return Some(Attribution {
                name: described(&self.pieces[index].form(owner.clone())),
                known: false,
                span: self.pieces[index].source(&owner),
            });
        }
        let start = start?;
        let end = name_end(tokens, start, noun);
        let name = self.pieces[index].form(start..end);
        let name = self.cast.resolve(&name)?;
        Some(Attribution::known(
            name,
            self.pieces[index].source(&(start..end)),
        ))
    }

    /// Whose statement it is by its kind: an order is the president's, a fact sheet the White House's.
    pub(super) fn usual_author(
        &mut self,
        index: usize,
        range: Range<usize>,
    ) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens[range.clone()];
        let of = |t: &&Token| !t.is_in(&["about", "from", "in", "of", "on"]);
        let head = tokens.iter().take_while(of);
        let is = |words: &[&str]| head.clone().any(|t| t.is_in(words));
        let joint = is(&["joint"]);
        let form = match () {
            () if is(SHEETS) => "The White House",
            () if joint => return None,
            () if is(ORDERS) => "the president",
            () => return None,
        };
        // "The order of May 14, 2021," is that day's president's.
        let told = self.pieces[index].form(range.clone());
        let day = times(&told).first().copied();
        let then = day.and_then(|_| authority::resolve(form, day));
        let name = then
            .map(|then| then.name)
            .or_else(|| self.of_that_day(index, form))
            .or_else(|| self.president_named(index, form))
            .or_else(|| self.cast.resolve(form))?;
        let span = self.pieces[index].source(&range);
        Some(Attribution::known(name, span))
    }

    /// "Another, signed by Ada Quill in May, … The order says": of an article without a day, the president named last.
    fn president_named(&self, index: usize, form: &str) -> Option<String> {
        let undated = self.cast.is_undated();
        undated.then(|| self.in_office(index, form)).flatten()
    }

    /// Whose "the memorandum" is of which the article has spoken.
    fn written_before(&self, index: usize, range: &Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens[range.clone()];
        let (the, noun) = match tokens {
            [the, same, noun, ..] if same.is_in(&["same"]) => (the, noun),
            [the, noun, ..] => (the, noun),
            _ => return None,
        };
        let author = self
            .written
            .get(&noun.low)
            .filter(|_| the.is_in(&["the"]))?;
        Some(Attribution {
            span: self.pieces[index].source(range),
            ..author.clone()
        })
    }

    /// "Two ideas reached the White House website. … says the article": whether a page is one of that site.
    pub(super) fn is_of_the_site(&self, index: usize, head: &str) -> bool {
        let house = |who: &Attribution| who.name == "The White House";
        let its = self.spoken.last().is_some_and(house);
        PAGES.contains(&head) && (its || self.site.is_some_and(|first| first <= index))
    }

    /// "The White House pointed to its numbers. An article on its website said …"
    pub(super) fn is_on_its_site(&self, index: usize, range: &Range<usize>, head: &str) -> bool {
        let tokens = &self.pieces[index].tokens;
        let its = |pair: &[Token]| pair[0].is_in(&["its"]) && pair[1].is_in(SITES);
        let near = &tokens[range.start.saturating_sub(FAR_OF_A_HOUSE)..range.start];
        let site = tokens[range.clone()].windows(2).any(its);
        // "an article of the White House"
        let own = tokens[range.clone()].windows(2).any(is_the_house);
        PAGES.contains(&head) && (own || site && near.windows(2).any(is_the_house))
    }

    /// Whose a release is that nobody is said to have made: that of the house whose papers these are.
    fn released(&mut self, index: usize, range: Range<usize>) -> Option<Attribution> {
        let tokens = &self.pieces[index].tokens[range.clone()];
        let released = tokens.iter().take(4).any(|t| t.is_in(RELEASES));
        released.then(|| {
            Attribution::known(
                "The White House".to_owned(),
                self.pieces[index].source(&range),
            )
        })
    }
}

/// Whether a paragraph names the White House.
pub(super) fn names_the_house(tokens: &[Token]) -> bool {
    tokens.windows(2).any(is_the_house)
}

/// Whether a paragraph names the White House's site.
pub(super) fn names_the_site(tokens: &[Token]) -> bool {
    let mut words = tokens.windows(3);
    words.any(|words| is_the_house(words) && words[2].is_in(SITES))
}

/// Whether words begin with "White House".
fn is_the_house(words: &[Token]) -> bool {
    words[0].is_in(&["white"]) && words[1].is_in(&["house"])
}

/// Verbs by which somebody puts out a statement.
const SIGNING: &[&str] = &["issued", "published", "released", "signed", "wrote", "put"];

/// So many words before "its website" the house is named.
const FAR_OF_A_HOUSE: usize = 60;

/// What stands on a site and is nobody's by name.
const PAGES: &[&str] = &["article", "page"];

/// Where the pages of a house stand.
const SITES: &[&str] = &["page", "pages", "site", "web", "website"];
