//! Suggestions: what somebody who types may mean, and what somebody may have meant.

use crate::engine::{Engine, damaged};
use crate::error::Result;
use crate::facts::Name;
use crate::plan::Plan;
use crate::query::{Field, Node, Part, Phrase, Query, Word, Zone};
use crate::search::Search;
use crate::store::Store;
use crate::who::Who;
use onrecord_doc::DocId;
use onrecord_text::Span;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

/// What somebody who types may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Words that begin like the last one, and in how many versions they stand; most first.
    pub words: Vec<(String, usize)>,
    /// Documents whose titles have the words, the last one as a beginning.
    pub titles: Vec<(DocId, String)>,
    /// Speakers whose names have them, and in how many versions they speak; most first.
    pub speakers: Vec<(String, usize)>,
}

/// With fewer documents than these, a misspelling is looked for.
const FEW: usize = 3;

/// A word that stands in so many versions is no misspelling.
const KNOWN: u64 = 5;

/// The word that is meant stands in so many times as many versions.
const TIMES: u64 = 10;

/// From so many letters on, two may be wrong; from [`SHORTEST`] on, one.
const LONG: usize = 7;

/// Shorter words have too many neighbours.
const SHORTEST: usize = 4;

impl Store {
    /// What somebody may mean who has typed this much; at most `limit` of each kind. Meant to be asked
    /// at every key: of a single letter nothing is said.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Suggestions> {
        let engine = self.engine()?;
        let Some(mut phrase) = Phrase::of(typed) else {
            return Ok(Suggestions::default());
        };
        // Behind white space, the last word is a whole one.
        let several = phrase.words.len() > 1;
        if let Some(last) = phrase.words.last_mut().filter(|_| !typed.ends_with(' ')) {
            if last.form.chars().count() < 2 && !several {
                return Ok(Suggestions::default());
            }
            last.prefix = true;
        }
        let words = match phrase.words.last() {
            Some(last) if last.prefix && last.form.chars().count() > 1 => {
                beginning(engine, last, limit)?
            }
            _ => Vec::new(),
        };
        Ok(Suggestions {
            words,
            titles: self.titled(&phrase, limit)?,
            speakers: named(&*self.who()?, &phrase, limit),
        })
    }

    fn titled(&self, phrase: &Phrase, limit: usize) -> Result<Vec<(DocId, String)>> {
        let mut query = Query::everything();
        for word in &phrase.words {
            let words = vec![word.clone()];
            let span = word.span;
            query = query.and(Part::Words(Zone::Title, Phrase { span, words }));
        }
        let mut search = Search::new(query);
        (search.limit, search.facets, search.snippets) = (limit, 0, 0);
        let hits = self.find_hits(&search)?.1.into_iter();
        Ok(hits.map(|hit| (hit.id, hit.title)).collect())
    }

    /// The query as it may have been meant, where it finds little and a word is hardly known: with the
    /// word that is spelt most alike and stands in most versions.
    pub(crate) fn instead(&self, search: &Search, total: usize) -> Result<Option<String>> {
        if total >= FEW {
            return Ok(None);
        }
        let engine = self.engine()?;
        let mut meant: Vec<(Span, String)> = Vec::new();
        for phrase in search.query.phrases() {
            for word in phrase.words.iter().filter(|word| !word.prefix) {
                meant.extend(respelt(engine, word)?.map(|form| (word.span, form)));
            }
        }
        let who = match search.query.asks_names() {
            true => self.who()?,
            false => Default::default(),
        };
        misnamed(engine, &who, search.query.root(), &mut meant);
        let mut text = search.query.text().to_owned();
        meant.retain(|(span, _)| !span.is_empty() && text.get(span.range()).is_some());
        meant.sort_by_key(|(span, _)| Reverse(span.start()));
        if meant.is_empty() {
            return Ok(None);
        }
        for (span, form) in meant {
            text.replace_range(span.range(), &form);
        }
        let Ok(query) = Query::parse(&text) else {
            return Ok(None);
        };
        let plan = Plan::new(self, &query)?;
        let more = self.ranked(&plan, search, self.last)?.len();
        Ok((more > total).then_some(text))
    }
}

/// The words that begin so, those in most versions first.
fn beginning(engine: &Engine, word: &Word, limit: usize) -> Result<Vec<(String, usize)>> {
    let mut counts: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    for shelf in &engine.shelves {
        let inverted = shelf.inverted(engine.fields.words)?;
        let range = inverted.terms().range().ge(&word.form);
        let mut stream = range.into_stream().map_err(damaged)?;
        while stream.advance() && stream.key().starts_with(word.form.as_bytes()) {
            let count = stream.value().doc_freq as usize;
            match counts.get_mut(stream.key()) {
                Some(sum) => *sum += count,
                None => drop(counts.insert(stream.key().to_vec(), count)),
            }
        }
    }
    let text = |(form, count): (Vec<u8>, usize)| Some((String::from_utf8(form).ok()?, count));
    Ok(most(counts.into_iter().filter_map(text).collect(), limit))
}

fn named(who: &Who, phrase: &Phrase, limit: usize) -> Vec<(String, usize)> {
    let Some(list) = who.list(Field::Speaker) else {
        return Vec::new();
    };
    let names = list.names.iter().enumerate();
    let found = names.filter(|(_, name)| name.named && name.has(phrase));
    let counted = found.map(|(number, name)| (name.name.clone(), list.count(number as u32)));
    most(counted.filter(|(_, count)| *count > 0).collect(), limit)
}

/// The first of them by number, equal ones by name.
fn most(mut all: Vec<(String, usize)>, limit: usize) -> Vec<(String, usize)> {
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all.truncate(limit);
    all
}

/// The word that may have been meant, in the place of one that the record hardly has.
fn respelt(engine: &Engine, word: &Word) -> Result<Option<String>> {
    let letters = word.form.chars().count();
    if letters < SHORTEST || !word.form.chars().all(char::is_alphabetic) {
        return Ok(None);
    }
    let field = engine.fields.words;
    let known = engine.frequency(field, word)?;
    if known >= KNOWN {
        return Ok(None);
    }
    for distance in 1..=if letters >= LONG { 2 } else { 1 } {
        let term = Term::from_field_text(field, &word.form);
        let mut near: BTreeMap<String, u64> = BTreeMap::new();
        for shelf in &engine.shelves {
            let inverted = shelf.inverted(field)?;
            let automaton = FuzzyTermQuery::new(term.clone(), distance, true).automaton()?;
            let mut stream = inverted
                .terms()
                .search(automaton)
                .into_stream()
                .map_err(damaged)?;
            while stream.advance() {
                let form = String::from_utf8_lossy(stream.key()).into_owned();
                *near.entry(form).or_default() += u64::from(stream.value().doc_freq);
            }
        }
        near.retain(|form, count| *form != word.form && *count >= TIMES * (known + 1));
        let best = near
            .into_iter()
            .max_by_key(|(form, count)| (*count, Reverse(form.clone())));
        if let Some((form, _)) = best {
            return Ok(Some(form));
        }
    }
    Ok(None)
}

/// The words that may have been meant where no name has those of a field.
fn misnamed(engine: &Engine, who: &Who, node: &Node, meant: &mut Vec<(Span, String)>) {
    match &node.part {
        Part::All(parts) | Part::Any(parts) => {
            parts
                .iter()
                .for_each(|part| misnamed(engine, who, part, meant));
        }
        Part::Has(field, phrase) => {
            let proposed = (*field == Field::Subject).then_some(&who.proposed);
            let own = who.list(*field).unwrap_or(engine.facts.list(*field));
            let lists = [own].into_iter().chain(proposed);
            let names: Vec<&Name> = lists.flat_map(|list| &list.names).collect();
            if names.iter().any(|name| name.has(phrase)) {
                return;
            }
            for word in &phrase.words {
                let known = names
                    .iter()
                    .any(|name| name.forms().any(|form| form == word.form));
                let letters = word.form.chars().count();
                if known || word.prefix || letters < SHORTEST {
                    continue;
                }
                let most = if letters >= LONG { 2 } else { 1 };
                let forms = names.iter().flat_map(|name| name.forms());
                let near = forms.map(|form| (strsim::osa_distance(&word.form, form), form));
                if let Some((_, form)) = near.filter(|(distance, _)| *distance <= most).min() {
                    meant.push((word.span, form.to_owned()));
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_comes_first() {
        let all = vec![
            ("b".to_owned(), 1),
            ("a".to_owned(), 1),
            ("c".to_owned(), 2),
        ];
        let forms: Vec<String> = most(all, 2).into_iter().map(|pair| pair.0).collect();
        assert_eq!(forms, ["c", "a"]);
    }
}
