//! A query made ready for a record: filters as sets of versions, words with their weights; and its
//! answer, segment by segment.

use crate::engine::{Engine, Shelf};
use crate::error::Result;
use crate::query::{Field, Node, Part, Phrase, Query, Zone};
use crate::spots::{Near, Spot, Spotter, keep_spoken, near};
use crate::store::Store;
use crate::who::{Turns, Who};
use onrecord_doc::Date;
use onrecord_text::fold;
use std::fmt;
use std::sync::Arc;
use tantivy::DocId;
use tantivy::query::Bm25Weight;

/// A query, ready to be answered.
pub(crate) struct Plan<'e> {
    store: &'e Store,
    engine: &'e Engine,
    who: Arc<Who>,
    root: Step,
    pub leaves: Vec<Leaf>,
}

enum Step {
    All(Vec<Step>),
    Any(Vec<Step>),
    Not(Box<Step>),
    /// Those versions, by handle from 1.
    Among(Vec<bool>),
    /// The leaf with this number.
    Leaf(usize),
}

/// For each segment, the documents and the first words of runs, in order.
pub(crate) type Runs = Vec<Vec<(DocId, u32)>>;

/// Words that are looked for in texts.
pub(crate) struct Leaf {
    /// The rows of words: one, or several that stand near each other.
    pub phrases: Vec<Phrase>,
    /// How far each further row may be away from those before it.
    within: Vec<u32>,
    zone: Zone,
    /// Whose the words must be.
    pub scope: Option<Arc<Turns>>,
    /// Whether a hit has them; else they stand behind a NOT.
    pub wanted: bool,
    /// In how many versions the rarest word stands, at most.
    frequency: u64,
    /// What counts, and how much: the field, its share, and a weight for each word.
    fields: Vec<(tantivy::schema::Field, f32, Vec<Bm25Weight>)>,
    /// Where a phrase of frequent words stands in the text, by segment: the index of pairs knows it
    /// without reading where each of its words stands.
    runs: Option<(tantivy::schema::Field, Runs)>,
}

/// A phrase whose rarest word stands in one of so many versions is looked up by its pairs.
const FREQUENT: u64 = 16;

/// How much more a word counts in the title.
const TITLE: f32 = 2.0;

/// How much less in a label or stage direction.
const ASIDE: f32 = 0.25;

/// Documents of a segment in order, and how well each answers.
pub(crate) type Scored = Vec<(DocId, f32)>;

impl<'e> Plan<'e> {
    pub fn new(store: &'e Store, query: &Query) -> Result<Self> {
        let mut plan = Self {
            store,
            engine: store.engine()?,
            who: match query.asks_names() {
                true => store.who()?,
                false => Arc::default(),
            },
            root: Step::All(Vec::new()),
            leaves: Vec::new(),
        };
        plan.root = plan.step(query.root(), None, true)?;
        Ok(plan)
    }

    /// A plan of any of these words, in the text.
    pub fn of_words(store: &'e Store, words: Vec<Phrase>) -> Result<Self> {
        let engine = store.engine()?;
        let mut plan = Self {
            store,
            engine,
            who: Arc::default(),
            root: Step::All(Vec::new()),
            leaves: Vec::new(),
        };
        let mut steps = Vec::with_capacity(words.len());
        for phrase in words {
            let fields = vec![(engine.fields.words, 1.0)];
            steps.push(plan.leaf(
                vec![phrase],
                Vec::new(),
                fields,
                (Zone::Anywhere, None, true),
            )?);
        }
        plan.root = Step::Any(steps);
        Ok(plan)
    }

    /// The documents among `within` that answer.
    pub fn answer(&self, shelf: &Shelf, within: &[DocId]) -> Result<Scored> {
        self.eval(&self.root, shelf, within)
    }

    /// The documents among `within` that would answer if every word stood everywhere: what the
    /// filters let through.
    pub fn let_through(&self, shelf: &Shelf, within: &[DocId]) -> Vec<DocId> {
        let through = |doc: &&DocId| {
            let handle = shelf.handles[**doc as usize].0 as usize;
            passes(&self.root, handle).unwrap_or(true)
        };
        within.iter().filter(through).copied().collect()
    }

    fn step(&mut self, node: &Node, scope: Option<&Arc<Turns>>, wanted: bool) -> Result<Step> {
        let facts = &self.engine.facts;
        Ok(match &node.part {
            Part::All(parts) => return self.all(parts, scope, wanted),
            Part::Any(parts) => match self.speakers(node) {
                Some(turns) => Step::Among(turns.versions(facts.len())),
                None => {
                    let steps = parts.iter().map(|part| self.step(part, scope, wanted));
                    Step::Any(steps.collect::<Result<_>>()?)
                }
            },
            Part::Not(part) => Step::Not(Box::new(self.step(part, scope, !wanted)?)),
            Part::Words(zone, phrase) => {
                return self.words(vec![phrase.clone()], Vec::new(), *zone, scope, wanted);
            }
            Part::Near(zone, first, others) => {
                let mut phrases = vec![first.clone()];
                phrases.extend(others.iter().map(|(_, phrase)| phrase.clone()));
                let within = others.iter().map(|(within, _)| *within).collect();
                return self.words(phrases, within, *zone, scope, wanted);
            }
            Part::Has(Field::Speaker, words) => {
                Step::Among(self.who.turns(words).versions(facts.len()))
            }
            Part::Has(field, words) => Step::Among(match self.who.list(*field) {
                Some(_) => self.who.having(*field, words, facts.len()),
                None => facts.having(*field, words),
            }),
            Part::Kind(kind) => Step::Among(facts.where_row(|row| row.kind == Some(*kind))),
            Part::Collection(name) => {
                let number = facts.collections.iter().position(|known| known == name);
                Step::Among(facts.where_row(|row| Some(usize::from(row.collection)) == number))
            }
            Part::Issued(from, to) => {
                let test = |issued: Option<Date>| {
                    let after = |day: Date| from.is_none_or(|from| day >= from);
                    let before = |day: Date| to.is_none_or(|to| day <= to);
                    issued.is_some_and(|day| after(day) && before(day))
                };
                Step::Among(facts.where_row(|row| test(row.issued)))
            }
            Part::Id(id) => Step::Among(facts.identified(id)),
        })
    }

    /// Parts that must all hold: speakers among them narrow the words beside them to theirs.
    fn all(&mut self, parts: &[Node], scope: Option<&Arc<Turns>>, wanted: bool) -> Result<Step> {
        let mut narrowed: Option<Turns> = None;
        let mut others = Vec::with_capacity(parts.len());
        for part in parts {
            match self.speakers(part) {
                Some(turns) => {
                    narrowed = Some(match narrowed {
                        Some(known) => known.and(&turns),
                        None => turns,
                    });
                }
                None => others.push(part),
            }
        }
        let mut steps = Vec::with_capacity(parts.len());
        let scope = match narrowed {
            None => scope.cloned(),
            Some(mut turns) => {
                if let Some(outer) = scope {
                    turns = turns.and(outer);
                }
                steps.push(Step::Among(turns.versions(self.engine.facts.len())));
                Some(Arc::new(turns))
            }
        };
        for part in others {
            steps.push(self.step(part, scope.as_ref(), wanted)?);
        }
        steps.sort_by_key(|step| self.cost(step));
        Ok(Step::All(steps))
    }

    /// The speakers whom a part asks for, if it asks for nothing else.
    fn speakers(&self, node: &Node) -> Option<Turns> {
        match &node.part {
            Part::Has(Field::Speaker, words) => Some(self.who.turns(words)),
            Part::Any(parts) => {
                let each: Option<Vec<_>> = parts.iter().map(|part| self.speakers(part)).collect();
                Some(each?.into_iter().reduce(Turns::or).unwrap_or_default())
            }
            Part::All(parts) if !parts.is_empty() => {
                let each: Option<Vec<_>> = parts.iter().map(|part| self.speakers(part)).collect();
                each?.into_iter().reduce(|one, other| one.and(&other))
            }
            _ => None,
        }
    }

    fn words(
        &mut self,
        phrases: Vec<Phrase>,
        within: Vec<u32>,
        zone: Zone,
        scope: Option<&Arc<Turns>>,
        wanted: bool,
    ) -> Result<Step> {
        let fields = self.engine.fields;
        let (scope, fields) = match (zone, scope) {
            (Zone::Title, _) => (None, vec![(fields.title, TITLE)]),
            (Zone::Anywhere, Some(scope)) => (Some(scope.clone()), vec![(fields.words, 1.0)]),
            (Zone::Anywhere, None) => {
                let all = [
                    (fields.words, 1.0),
                    (fields.title, TITLE),
                    (fields.asides, ASIDE),
                ];
                (None, all.to_vec())
            }
        };
        self.leaf(phrases, within, fields, (zone, scope, wanted))
    }

    fn leaf(
        &mut self,
        phrases: Vec<Phrase>,
        within: Vec<u32>,
        shares: Vec<(tantivy::schema::Field, f32)>,
        (zone, scope, wanted): (Zone, Option<Arc<Turns>>, bool),
    ) -> Result<Step> {
        let words: Vec<_> = phrases
            .iter()
            .flat_map(|p| p.words.iter().cloned())
            .collect();
        let (mut fields, mut frequency, mut runs) = (Vec::new(), 0, None);
        for (field, share) in shares {
            let (weights, rarest) = self.engine.weight(field, &words)?;
            let plain = phrases.len() == 1 && words.len() > 1 && !words.iter().any(|w| w.prefix);
            if field == self.engine.fields.words
                && rarest * FREQUENT >= self.engine.searcher.num_docs()
                && plain
            {
                let keys: Vec<u64> = words.iter().map(|word| fold::key(&word.form)).collect();
                runs = Some((field, self.engine.by_shelf(self.store.every_run(&keys))));
            }
            if rarest > 0 {
                frequency += rarest;
                fields.push((field, share, weights));
            }
        }
        self.leaves.push(Leaf {
            phrases,
            within,
            zone,
            scope,
            wanted,
            frequency,
            fields,
            runs,
        });
        Ok(Step::Leaf(self.leaves.len() - 1))
    }

    /// What is cheap and leaves little goes first.
    fn cost(&self, step: &Step) -> u64 {
        match step {
            Step::Among(_) => 0,
            Step::Leaf(number) => {
                let leaf = &self.leaves[*number];
                let words: usize = leaf.phrases.iter().map(|phrase| phrase.words.len()).sum();
                1 + leaf.frequency * if words > 1 { 4 } else { 1 }
            }
            Step::All(steps) => steps.iter().map(|step| self.cost(step)).min().unwrap_or(0),
            Step::Any(steps) => steps.iter().map(|step| self.cost(step)).sum(),
            Step::Not(_) => u64::MAX / 2,
        }
    }

    fn eval(&self, step: &Step, shelf: &Shelf, within: &[DocId]) -> Result<Scored> {
        Ok(match step {
            Step::Among(set) => {
                let has = |doc: &&DocId| has(set, shelf.handles[**doc as usize].0 as usize);
                within.iter().filter(has).map(|&doc| (doc, 0.0)).collect()
            }
            Step::Leaf(number) => self.leaves[*number].answer(shelf, within)?,
            Step::Not(inner) => {
                let out = self.eval(inner, shelf, within)?;
                let stays = |doc: &&DocId| out.binary_search_by_key(*doc, |hit| hit.0).is_err();
                within.iter().filter(stays).map(|&doc| (doc, 0.0)).collect()
            }
            Step::Any(steps) => {
                let mut all = Scored::new();
                for step in steps {
                    all = united(all, self.eval(step, shelf, within)?);
                }
                all
            }
            Step::All(steps) => {
                let mut all: Scored = within.iter().map(|&doc| (doc, 0.0)).collect();
                let mut left = within.to_vec();
                for step in steps {
                    all = met(&all, &self.eval(step, shelf, &left)?);
                    left.clear();
                    left.extend(all.iter().map(|hit| hit.0));
                }
                all
            }
        })
    }
}

impl Leaf {
    /// Whether its words are looked for in the text of documents, and not in titles alone.
    pub fn in_text(&self) -> bool {
        self.zone == Zone::Anywhere
    }

    fn answer(&self, shelf: &Shelf, within: &[DocId]) -> Result<Scored> {
        let mut all = Scored::new();
        for (field, share, weights) in &self.fields {
            let norms = shelf.reader.get_fieldnorms_reader(*field)?;
            let score = |(doc, count): (DocId, u32)| {
                let norm = norms.fieldnorm_id(doc);
                let sum: f32 = weights.iter().map(|weight| weight.score(norm, count)).sum();
                (doc, sum * share)
            };
            let counts = self.counts(shelf, *field, within)?;
            all = united(all, counts.into_iter().map(score).collect());
        }
        Ok(all)
    }

    /// How often the words stand in a field of each document among `within`.
    pub fn counts(
        &self,
        shelf: &Shelf,
        field: tantivy::schema::Field,
        within: &[DocId],
    ) -> Result<Vec<(DocId, u32)>> {
        if let ([phrase], None, false) =
            (self.phrases.as_slice(), &self.scope, self.has_runs(field))
        {
            if let [word] = phrase.words.as_slice()
                && (word.prefix || word.possessive)
            {
                let counts = shelf.sums(field, word)?;
                let count = |&doc: &DocId| (doc, counts[doc as usize]);
                return Ok(within.iter().map(count).filter(|pair| pair.1 > 0).collect());
            }
            return Ok(Spotter::new(shelf, field, phrase)?.counts(within));
        }
        let mut counts = Vec::new();
        self.each(shelf, field, within, |doc, spots| {
            counts.push((doc, spots.len() as u32));
        })?;
        Ok(counts)
    }

    /// Gives each document among `within` with the words, and the stretches that answer.
    pub fn each(
        &self,
        shelf: &Shelf,
        field: tantivy::schema::Field,
        within: &[DocId],
        mut give: impl FnMut(DocId, &[Spot]),
    ) -> Result<()> {
        self.walk(shelf, field, within, false, |doc, spots, _| {
            give(doc, spots)
        })
    }

    /// The same, and gives the words themselves instead: of words near each other, all that stand
    /// where they are near.
    pub fn each_word(
        &self,
        shelf: &Shelf,
        field: tantivy::schema::Field,
        within: &[DocId],
        mut give: impl FnMut(DocId, &[Spot]),
    ) -> Result<()> {
        self.walk(shelf, field, within, true, |doc, _, words| give(doc, words))
    }

    fn walk(
        &self,
        shelf: &Shelf,
        field: tantivy::schema::Field,
        within: &[DocId],
        words: bool,
        mut give: impl FnMut(DocId, &[Spot], &[Spot]),
    ) -> Result<()> {
        if let Some(runs) = self.runs_of(field, shelf) {
            self.walk_runs(shelf, runs, within, give);
            return Ok(());
        }
        let spotters = self
            .phrases
            .iter()
            .map(|phrase| Spotter::new(shelf, field, phrase));
        let mut spotters: Vec<Spotter> = spotters.collect::<Result<_>>()?;
        let Some((first, others)) = spotters.split_first_mut() else {
            return Ok(());
        };
        if others.iter().any(|spotter| spotter.is_empty()) {
            return Ok(());
        }
        let (mut spots, mut row) = (Vec::new(), Vec::new());
        first.each(within, &mut spots, |doc, spots| {
            let mut parts: Vec<Spot> = Vec::new();
            if !others.is_empty() {
                if words {
                    parts.extend_from_slice(spots);
                }
                let mut found: Vec<Near> = spots.iter().map(Near::alone).collect();
                for (spotter, &within) in others.iter_mut().zip(&self.within) {
                    spotter.spots(doc, &mut row);
                    found = near(&found, &row, within);
                    if found.is_empty() {
                        return;
                    }
                    if words {
                        parts.extend_from_slice(&row);
                    }
                }
                *spots = found.into_iter().map(|near| near.cover).collect();
                spots.sort_unstable_by_key(|spot| (spot.start, spot.end));
                spots.dedup();
            }
            if let Some(scope) = &self.scope {
                let own = scope.of(shelf.handles[doc as usize]);
                keep_spoken(spots, shelf.turns(doc), own);
            }
            if spots.is_empty() {
                return;
            }
            if others.is_empty() {
                return give(doc, spots, spots);
            }
            let shown = |part: &Spot| {
                let before = spots.partition_point(|spot| spot.start <= part.start);
                let reach = spots[..before].iter().rev().take(NESTED);
                reach.into_iter().any(|spot| spot.end >= part.end)
            };
            parts.retain(shown);
            give(doc, spots, &parts);
        });
        Ok(())
    }
}

impl Leaf {
    fn has_runs(&self, field: tantivy::schema::Field) -> bool {
        self.runs.as_ref().is_some_and(|(of, _)| *of == field)
    }

    /// The places of the phrase in a segment, where they were looked up.
    fn runs_of(&self, field: tantivy::schema::Field, shelf: &Shelf) -> Option<&[(DocId, u32)]> {
        let (of, runs) = self.runs.as_ref()?;
        let runs = runs.get(shelf.number)?;
        (*of == field).then_some(runs.as_slice())
    }

    fn walk_runs(
        &self,
        shelf: &Shelf,
        runs: &[(DocId, u32)],
        within: &[DocId],
        mut give: impl FnMut(DocId, &[Spot], &[Spot]),
    ) {
        let len = self
            .phrases
            .iter()
            .map(|phrase| phrase.words.len() as u32)
            .sum::<u32>();
        let mut within = within.iter().peekable();
        let mut spots: Vec<Spot> = Vec::new();
        for runs in runs.chunk_by(|one, other| one.0 == other.0) {
            let doc = runs[0].0;
            while within.next_if(|&&wanted| wanted < doc).is_some() {}
            if within.next_if(|&&wanted| wanted == doc).is_none() {
                continue;
            }
            spots.clear();
            spots.extend(runs.iter().map(|&(_, start)| start..start + len));
            if let Some(scope) = &self.scope {
                let own = scope.of(shelf.handles[doc as usize]);
                keep_spoken(&mut spots, shelf.turns(doc), own);
            }
            if !spots.is_empty() {
                give(doc, &spots, &spots);
            }
        }
    }
}

/// Of the stretches that begin before a word, so many are looked at for one that holds it.
const NESTED: usize = 16;

impl fmt::Display for Leaf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, phrase) in self.phrases.iter().enumerate() {
            if let Some(within) = at.checked_sub(1).and_then(|at| self.within.get(at)) {
                write!(out, " NEAR/{within} ")?;
            }
            write!(out, "{phrase}")?;
        }
        Ok(())
    }
}

fn has(set: &[bool], handle: usize) -> bool {
    handle > 0 && set.get(handle - 1) == Some(&true)
}

/// What the filters say of a version, where they say anything.
fn passes(step: &Step, handle: usize) -> Option<bool> {
    match step {
        Step::Among(set) => Some(has(set, handle)),
        Step::Leaf(_) => None,
        Step::Not(inner) => passes(inner, handle).map(|passes| !passes),
        Step::All(steps) => {
            let said = steps.iter().filter_map(|step| passes(step, handle));
            said.reduce(|one, other| one && other)
        }
        Step::Any(steps) => {
            let said: Option<Vec<bool>> = steps.iter().map(|step| passes(step, handle)).collect();
            said.map(|said| said.contains(&true))
        }
    }
}

/// Those of either, their scores added.
fn united(left: Scored, right: Scored) -> Scored {
    if left.is_empty() {
        return right;
    }
    let mut all = Scored::with_capacity(left.len() + right.len());
    let (mut one, mut other) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(&(a, score)), Some(&(b, more))) = (one.peek(), other.peek()) {
        all.push((
            a.min(b),
            if a <= b { score } else { 0.0 } + if b <= a { more } else { 0.0 },
        ));
        one.next_if(|_| a <= b);
        other.next_if(|_| b <= a);
    }
    all.extend(one);
    all.extend(other);
    all
}

/// Those of both, their scores added.
fn met(left: &Scored, right: &Scored) -> Scored {
    let mut all = Scored::with_capacity(right.len());
    let mut one = left.iter().peekable();
    for &(doc, more) in right {
        while one.next_if(|hit| hit.0 < doc).is_some() {}
        if let Some(&(_, score)) = one.next_if(|hit| hit.0 == doc) {
            all.push((doc, score + more));
        }
    }
    all
}
