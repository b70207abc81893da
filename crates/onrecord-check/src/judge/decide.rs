//! From comparisons to a verdict. The rules stand here in the order in which they speak.

use super::compare::{Comparison, Edit};
use super::quoted::Words;
use super::superseded;
use super::whose;
use super::{Options, Question, evidence, search, splice};
use crate::road::{Candidate, RoadStep};
use crate::verdict::{Aside, Evidence, Finding, Verdict};
use onrecord_doc::authority::Agreement;
use onrecord_doc::record::grouped;
use onrecord_doc::{Date, Depth, Handle, Occurrences, Record, RecordError, Speaker, SpeakerKind};
use onrecord_text::Folded;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

/// One quotation before the record.
pub struct Case<'a> {
    pub record: &'a dyn Record,
    pub question: &'a Question<'a>,
    pub options: &'a Options,
    pub words: Words,
    pub road: RefCell<Vec<RoadStep>>,
}

/// Windows that were looked at.
type Seen = HashSet<(Handle, Range<usize>)>;

/// Fewer words than this are never judged by likeness: they stand in a record exactly, or not.
const FEWEST_TO_COMPARE: usize = 4;
/// How many times more places are looked at where the first look settles nothing.
const DEEPER: usize = 4;
/// Among so many places the speaker of a formula is looked for.
const MOST_OF_A_FORMULA: usize = 2_000;
/// More words than this are found as they stand, or not: the longest of 14,396 documents has 45,000.
const MOST_TO_COMPARE: usize = 50_000;
/// Fewer words than this are too short to be anybody's.
const FEWEST_TO_TELL: usize = 3;
/// Up to this many words a finding always says how many documents have them.
const SHORT: usize = 5;

impl Case<'_> {
    /// Decides.
    pub fn decide(&self) -> Result<Finding, RecordError> {
        if self.words.len() < 2 {
            self.rule("one word is never looked up");
            return Ok(too_short(0));
        }
        let exact = self.exact()?;
        let (comparisons, places) = &exact;
        if let Some(finding) = self.settled(comparisons, places)? {
            return Ok(finding);
        }
        if self.words.len() < FEWEST_TO_TELL && places.documents > 0 {
            self.rule("two words could be anybody's");
            return Ok(too_short(places.documents));
        }
        if self.words.len() > MOST_TO_COMPARE {
            let why = format!(
                "Too long to be compared word by word: {} words, and at most {} are. The record has \
                 no such run of words; check the quotation in parts.",
                grouped(self.words.len()),
                grouped(MOST_TO_COMPARE)
            );
            self.rule("so many words are found as they stand, or not");
            return Ok(undecided(0, why));
        }
        self.by_likeness(exact)
    }

    /// Every place that has exactly these words; the first of them laid alongside.
    fn exact(&self) -> Result<(Vec<Comparison>, Occurrences), RecordError> {
        if !self.words.is_plain() {
            return Ok((
                Vec::new(),
                Occurrences {
                    counted: true,
                    complete: true,
                    ..Occurrences::default()
                },
            ));
        }
        let mut keys = self.words.keys();
        let limit = MOST_OF_A_FORMULA.max(self.options.occurrences);
        let mut places = self.record.occurrences(&keys, limit)?;
        let mut around = 0;
        if places.places.is_empty()
            && let Some(spoken) = self.words.spoken_keys(self.question.words)
        {
            places = self.record.occurrences(&spoken, limit)?;
            around = self.words.len() - spoken.len();
            keys = spoken;
        }
        let comparisons = self.at(&places, keys.len(), around)?;
        self.step(|| RoadStep::Exact {
            words: keys.len(),
            places: places.places.len(),
            documents: places.documents,
        });
        Ok((comparisons, places))
    }

    /// The words laid alongside the first of the places that have exactly so many, with as many `around` them.
    fn at(
        &self,
        places: &Occurrences,
        len: usize,
        around: usize,
    ) -> Result<Vec<Comparison>, RecordError> {
        let first = places.places.iter().take(self.options.occurrences);
        let comparisons = first.map(|&(handle, start)| {
            let passage = search::exactly(self.record, handle, start, len, around)?;
            Ok(Comparison::new(&self.words, passage))
        });
        comparisons.collect()
    }

    /// A finding from exact places alone, if no other place could change it.
    fn settled(
        &self,
        comparisons: &[Comparison],
        places: &Occurrences,
    ) -> Result<Option<Finding>, RecordError> {
        let usable = |c: &&Comparison| is_current(c) && !c.crosses_speakers();
        // Where the quotation has "(Laughter.)", a place may have its words without it.
        let clean = comparisons.iter().filter(|c| c.is_clean());
        let ordered = self.order(clean.collect());
        let Some(best) = ordered.iter().copied().find(usable) else {
            return Ok(None);
        };
        let (documents, complete) = (places.documents, places.counted);
        let whose = best.whose(self.question);
        if documents <= self.options.common && self.is_contested(comparisons.iter()) {
            return Ok(None);
        }
        if documents > self.options.common {
            // A body's formula is anybody's.
            let said = whose.speaker == Agreement::Different && !is_of_body(best);
            let nobody = said && self.is_never_said(places)?;
            let verdict = if nobody {
                self.rule("a formula, which every document has from somebody else");
                Verdict::Misattributed
            } else {
                self.rule("a formula: more than twenty documents have exactly these words");
                Verdict::Common
            };
            return Ok(Some(self.finding(verdict, &ordered, documents, complete)));
        }
        let short = self.words.len() < FEWEST_TO_TELL;
        if short && whose.speaker != Agreement::Same || !whose.fits() {
            return Ok(None);
        }
        let verdict = self.plain_verdict(best);
        self.rule("a passage has exactly these words, and nothing claimed contradicts it");
        Ok(Some(self.finding(verdict, &ordered, documents, complete)))
    }

    /// Whether a formula stands in no document as the words of the speaker who is named: then it is
    /// somebody's, if not the named one's. The places that were looked at have shown nobody.
    fn is_never_said(&self, places: &Occurrences) -> Result<bool, RecordError> {
        let left = places.places.iter().skip(self.options.occurrences);
        let may_be_theirs = |agreement| agreement != Agreement::Different;
        Ok(places.complete && self.first_said(left, may_be_theirs)?.is_none())
    }

    /// The first of the places whose speaker agrees so with the one who is named.
    fn first_said<'p>(
        &self,
        places: impl Iterator<Item = &'p (Handle, u32)>,
        agrees: impl Fn(Agreement) -> bool,
    ) -> Result<Option<(Handle, u32)>, RecordError> {
        // A formula is mostly that of a few, each of whom is compared once; whether somebody without
        // a name may be the one named depends on the document.
        let named = |who: &Speaker| matches!(who.kind, SpeakerKind::Person | SpeakerKind::Body);
        let mut others = BTreeSet::new();
        for &(handle, start) in places {
            let theirs = self.record.speakers_at(handle, start)?;
            if !theirs.is_empty() && theirs.iter().all(|who| others.contains(who)) {
                continue;
            }
            let held = self.record.held(handle)?;
            let block = held.block_of_main(start);
            if agrees(whose::speaker_of(&held.document, block, self.question)) {
                return Ok(Some((handle, start)));
            }
            others.extend(theirs.into_iter().filter(named));
        }
        Ok(None)
    }

    /// A finding from all places that come near.
    fn by_likeness(&self, exact: (Vec<Comparison>, Occurrences)) -> Result<Finding, RecordError> {
        let (mut comparisons, places) = exact;
        let mut seen = Seen::new();
        let mut complete = self.add_near(&mut comparisons, &mut seen, Depth::Quick)?;
        let settled = |c: &Comparison| c.is_clean() || self.is_close(c);
        if !complete && !comparisons.iter().any(settled) {
            // Frequent words alone, or a frequent passage: worth a longer look.
            complete = self.add_near(&mut comparisons, &mut seen, Depth::Deep)?;
        }
        if !comparisons.iter().any(Comparison::is_clean) {
            self.add_without_added(&mut comparisons)?;
            let windows = search::of_whole_runs(self.record, &self.words, self.options.places)?;
            if !windows.is_empty() {
                let passages = windows.len();
                self.step(|| RoadStep::Whole { passages });
            }
            let new = windows
                .into_iter()
                .filter(|one| seen.insert(one.place.clone()));
            comparisons.extend(new.map(|window| Comparison::new(&self.words, window.passage())));
        }
        // That exactly these words are nowhere, the pairs prove; a quotation in parts is only proposed.
        let all = places.complete && places.places.len() <= self.options.occurrences;
        let complete = all && (self.words.is_plain() || complete);
        self.sort(&mut comparisons);
        if self.add_as_claimed(&mut comparisons, complete)? {
            self.sort(&mut comparisons);
        }
        let (clean, changed): (Vec<&Comparison>, Vec<&Comparison>) =
            comparisons.iter().partition(|c| c.is_clean());
        if !clean.is_empty() {
            return Ok(self.of_clean(&clean, &changed, places.documents, complete));
        }
        self.of_changed(&changed, complete)
    }

    /// Sorts comparisons, the best first: close and as claimed, of the least cost, of a current version,
    /// and at last close ones, by whose words they are. That takes reading names and pages, so it is asked only
    /// where something depends on it.
    fn sort(&self, comparisons: &mut [Comparison]) {
        let key = |c: &Comparison| {
            let claimed = self.is_close(c) && c.whose(self.question).is_as_claimed(self.question);
            (!claimed, c.alignment.cost, !is_current(c))
        };
        comparisons.sort_by_cached_key(key);
        let clean = comparisons.iter().any(Comparison::is_clean);
        let matters = |c: &Comparison| clean || self.is_close(c) || self.is_telling(c);
        for equal in comparisons.chunk_by_mut(|a, b| key(a) == key(b)) {
            if equal.iter().any(matters) {
                equal.sort_by_cached_key(|c| (!self.is_close(c), c.whose(self.question).rank()));
            }
        }
    }

    /// Adds the passages that come near, laid alongside; answers whether nothing was left out.
    fn add_near(
        &self,
        near: &mut Vec<Comparison>,
        seen: &mut Seen,
        depth: Depth,
    ) -> Result<bool, RecordError> {
        let limit = match depth {
            Depth::Quick => self.options.places,
            Depth::Deep => self.options.places * DEEPER,
        };
        let found = search::windows(self.record, &self.words, limit, depth)?;
        self.step(|| RoadStep::Proposed {
            deep: depth == Depth::Deep,
            passages: found.windows.len(),
            complete: found.complete,
        });
        // The longer look proposes again what the first one has laid alongside.
        let windows = found.windows.into_iter();
        let new = windows.filter(|window| seen.insert(window.place.clone()));
        let comparisons = new.map(|window| Comparison::new(&self.words, window.passage()));
        near.extend(comparisons.filter(|c| c.alignment.equal() > 0));
        Ok(found.complete)
    }

    /// Adds the passages that have the words without those that an editor put in: parts of two words propose nothing.
    fn add_without_added(&self, comparisons: &mut Vec<Comparison>) -> Result<(), RecordError> {
        let keys = self.words.keys_without_added();
        let Some(keys) = keys.filter(|keys| keys.len() >= FEWEST_TO_COMPARE) else {
            return Ok(());
        };
        let places = self.record.occurrences(&keys, self.options.occurrences)?;
        comparisons.extend(self.at(&places, keys.len(), 0)?);
        Ok(())
    }

    /// Adds a passage of the one who is claimed, where those that were proposed have the words from others and more were
    /// left: "[w]ithin 30 days of the date of this order". Only for a run of words without omissions and insertions; answers
    /// whether there is one.
    fn add_as_claimed(
        &self,
        comparisons: &mut Vec<Comparison>,
        complete: bool,
    ) -> Result<bool, RecordError> {
        if complete || self.words.is_plain() || !self.words.is_one_run() {
            return Ok(false);
        }
        let differs = |c: &Comparison| c.whose(self.question).speaker == Agreement::Different;
        let mut clean = comparisons.iter().filter(|c| c.is_clean()).peekable();
        if clean.peek().is_none() || !clean.all(differs) {
            return Ok(false);
        }
        let keys = self.words.keys();
        let places = self.record.occurrences(&keys, MOST_OF_A_FORMULA)?;
        let theirs = |agreement| agreement == Agreement::Same;
        let Some((handle, start)) = self.first_said(places.places.iter(), theirs)? else {
            return Ok(false);
        };
        let passage = search::exactly(self.record, handle, start, keys.len(), 0)?;
        comparisons.push(Comparison::new(&self.words, passage));
        Ok(true)
    }

    /// A finding where every passage has other words, the likest first.
    fn of_changed(&self, changed: &[&Comparison], complete: bool) -> Result<Finding, RecordError> {
        let best = changed.first().copied();
        let close = best.filter(|best| self.is_close(best));
        // Sentences may be joined: within one, a few words are changed, unless they stand elsewhere in the document.
        let joins = (1..self.words.len()).any(|at| self.words.is_border(at));
        let fewest = if joins {
            FEWEST_OF_A_SEAM
        } else {
            splice::SHORTEST_PIECE
        };
        let few = |best: &Comparison| best.only_drops() || best.changed() < fewest;
        let fits = |piece: &Comparison| piece.whose(self.question).fits();
        let pieces = match close {
            Some(best) if few(best) => None,
            _ => splice::pieces(self.record, &self.words, self.options.places, &fits)?,
        };
        let beside = |one: &Comparison, other: &Comparison| {
            one.passage.held.document.id == other.passage.held.document.id
        };
        let pieces = pieces.filter(|pieces| match close {
            Some(best) if !joins => pieces.iter().all(|piece| beside(piece, best)),
            _ => true,
        });
        if close.is_some_and(|best| self.skips_a_sentence(best)) {
            self.rule("what stands between two sentences is left out without a mark");
            return Ok(self.finding(Verdict::Spliced, changed, 0, complete));
        }
        if close.is_some() && pieces.is_none() {
            self.rule("at most a quarter of the words are changed without a mark");
            return Ok(self.altered(changed, complete));
        }
        if let Some(pieces) = pieces {
            let pieces: Vec<&Comparison> = pieces.iter().collect();
            self.rule("no passage has the words, but runs of several passages make them up");
            return Ok(self.finding(Verdict::Spliced, &pieces, 0, complete));
        }
        if best.is_some_and(|best| self.is_near(best)) {
            self.rule(
                "two thirds of the words and of those that carry the sense are the passage's",
            );
            return Ok(self.altered(changed, complete));
        }
        let telling = changed.iter().filter(|c| self.is_telling(c));
        let nearest: Vec<&Comparison> = telling.copied().collect();
        self.rule("no passage is near enough");
        Ok(self.finding(Verdict::NotOnRecord, &nearest, 0, complete))
    }

    /// Altered: the likest passage, and others of which the words may be an altered reading as well.
    fn altered(&self, changed: &[&Comparison], complete: bool) -> Finding {
        let same = |c: &&&Comparison| self.is_close(c) || self.is_near(c);
        let best = changed.first().into_iter();
        let others = changed.iter().skip(1).filter(same);
        let shown: Vec<&Comparison> = best.chain(others).copied().collect();
        self.finding(Verdict::Altered, &shown, 0, complete)
    }

    /// A finding where at least one passage has the words.
    fn of_clean(
        &self,
        clean: &[&Comparison],
        changed: &[&Comparison],
        exact: usize,
        complete: bool,
    ) -> Finding {
        let verdict = self.clean_verdict(clean);
        self.rule(match verdict {
            Verdict::Superseded => "only an earlier version, or a struck reading, has the words",
            Verdict::Spliced => "what is left out, or who speaks, turns the words",
            Verdict::Misattributed => "a passage has the words; the speaker or the day differs",
            Verdict::Common => "a formula: more than twenty documents have the words",
            _ => "a passage has the words, all differences being marked or apparatus",
        });
        let mut shown = self.order(clean.to_vec());
        if verdict == Verdict::Superseded
            && let Some(old) = shown.first().copied()
        {
            // The words as they stand today come next.
            let same =
                |c: &&&Comparison| c.passage.held.document.id == old.passage.held.document.id;
            let today = changed.iter().filter(same).find(|c| is_current(c));
            today.into_iter().for_each(|today| shown.insert(1, today));
        }
        let mut finding = self.finding(verdict, &shown, documents(clean).max(exact), complete);
        if verdict == Verdict::Superseded {
            finding
                .notes
                .extend(superseded::note(self.record, clean, &shown));
        }
        finding
    }

    /// The verdict where a passage has the words, differences being marked or apparatus.
    fn clean_verdict(&self, clean: &[&Comparison]) -> Verdict {
        let Some(best) = self.order(clean.to_vec()).into_iter().next() else {
            return Verdict::NotOnRecord;
        };
        let verdict = self.plain_verdict(best);
        let sound = !matches!(verdict, Verdict::Spliced | Verdict::Superseded);
        if sound && documents(clean) > self.options.common {
            return Verdict::Common;
        }
        let contested = self.is_contested(clean.iter().copied());
        if sound && (!best.whose(self.question).fits() || contested) {
            return Verdict::Misattributed;
        }
        verdict
    }

    /// Whether nobody is on record with the words as claimed but a body, of whom it is open, while a
    /// person has said them: the body repeats that person.
    fn is_contested<'c>(&self, clean: impl Iterator<Item = &'c Comparison> + Clone) -> bool {
        let whose = |c: &Comparison| c.whose(self.question).speaker;
        let said = |c: &&Comparison| whose(c) == Agreement::Different && speaks_itself(c);
        let open = |c: &Comparison| match whose(c) {
            Agreement::Same => false,
            Agreement::Different => true,
            Agreement::Unclear => is_of_body(c) && !whose::is_quoted_there(c, self.question),
        };
        self.question.speaker.is_some()
            && clean.clone().any(|c| said(&c))
            && clean.clone().all(open)
    }

    /// The verdict on one clean comparison, whoever said it.
    fn plain_verdict(&self, best: &Comparison) -> Verdict {
        if best.struck || !is_current(best) {
            Verdict::Superseded
        } else if best.crosses_speakers() || best.hides_a_turn() || best.changes_subject() {
            Verdict::Spliced
        } else if !best.omissions.is_empty()
            || self.words.trails_off && best.goes_on()
            || best.omits_what_was_said(&self.words)
        {
            Verdict::Elided
        } else if (self.words.has_brackets() || self.words.sic) && !self.has_same_brackets(best) {
            Verdict::Bracketed
        } else if best.asides.iter().any(|(_, aside)| is_tidying(*aside)) {
            Verdict::Tidied
        } else {
            Verdict::Verbatim
        }
    }

    /// Whether the brackets are the record's own: it quotes somebody with an insertion.
    fn has_same_brackets(&self, best: &Comparison) -> bool {
        let record = best.text(best.extent());
        let words = self.question.words.split_whitespace();
        let mut bracketed = words.filter(|word| word.contains(['[', ']']));
        bracketed.all(|word| record.contains(word.trim_end_matches([',', '.', ';', '?', '!'])))
    }

    /// Clean comparisons, the best evidence first: sound before unsound, the speaker and the day
    /// that are claimed, a person's own words before others', the earliest, by identifier.
    fn order<'c>(&self, mut clean: Vec<&'c Comparison>) -> Vec<&'c Comparison> {
        let contested = self.is_contested(clean.iter().copied());
        clean.sort_by_cached_key(|c| {
            let mut whose = c.whose(self.question);
            if contested {
                whose.speaker = Agreement::Different;
            }
            let verdict = self.plain_verdict(c);
            let unsound = matches!(verdict, Verdict::Spliced | Verdict::Superseded);
            let document = &c.passage.held.document;
            (
                unsound,
                whose.rank(),
                verdict,
                !speaks_itself(c),
                document.dates.issued.unwrap_or(Date::MAX),
                document.id.clone(),
                c.passage.range.start,
            )
        });
        clean
    }

    /// A few words are changed and the rest is the record's: altered beyond doubt.
    fn is_close(&self, best: &Comparison) -> bool {
        let words = self.words.len();
        // A few words that are somebody else's are like many: they are one's own. So are those with a sense of their
        // own, where nothing says that they are the speaker's.
        if words <= SHORT {
            match best.whose(self.question).speaker {
                Agreement::Different => return false,
                Agreement::Unclear if self.has_a_sense_of_its_own(best) => return false,
                _ => {}
            }
        }
        let missing: usize = best
            .changes
            .iter()
            .map(|edit| edit.record.len())
            .max()
            .unwrap_or(0);
        // All words are the passage's, and a few of it are left out without a mark.
        if words >= FEWEST_TO_COMPARE && best.only_drops() && missing <= LONGEST_DROP {
            return !best.crosses_speakers();
        }
        if words > SHORT && best.alignment.equal() * 2 >= words && self.is_reordered(best) {
            return !best.crosses_speakers();
        }
        // So many words that are not the passage's may be those of another.
        let added = best.longest_change();
        words >= FEWEST_TO_COMPARE
            && best.changed_words(&self.words) * 4 <= words.max(FEWEST_TO_COMPARE)
            && missing <= LONGEST_DROP
            && added < splice::SHORTEST_PIECE
            && !best.crosses_speakers()
    }

    /// Whether the words that differ are the same on both sides, in another order: "months or years, not weeks" for
    /// "weeks or months, not years".
    fn is_reordered(&self, best: &Comparison) -> bool {
        let quoted = best.changes.iter().flat_map(|edit| edit.quoted.clone());
        let record = best.changes.iter().flat_map(|edit| edit.record.clone());
        let mut quoted: Vec<u64> = quoted.map(|q| self.words.words[q].key).collect();
        let mut record: Vec<u64> = record.map(|s| best.passage.words[s].key).collect();
        quoted.sort_unstable();
        record.sort_unstable();
        !quoted.is_empty() && quoted == record
    }

    /// Whether all that differs is that words between two sentences of the quotation are left out, so that what
    /// seems to be said in one breath is not.
    fn skips_a_sentence(&self, best: &Comparison) -> bool {
        let border = |edit: &Edit| {
            let ends = self.words.is_border(edit.quoted.start);
            // What a speaker gives up before a dash is no sentence.
            let broken = |&s: &usize| best.passage.has_dash_before(s + 1);
            let whole = !edit.record.clone().any(|s| broken(&s));
            ends && whole && edit.record.len() >= FEWEST_BETWEEN
        };
        best.only_drops() && best.changes.iter().all(border)
    }

    /// Enough of the words are the passage's to show it as the nearest there is.
    fn is_telling(&self, best: &Comparison) -> bool {
        let equal = best.alignment.equal();
        equal >= FEWEST_TO_TELL && equal * 2 >= self.words.len()
    }

    /// More is changed, but what is left is still recognisably the passage.
    fn is_near(&self, best: &Comparison) -> bool {
        let words = self.words.len();
        words > SHORT
            && best.alignment.equal() * 3 >= words * 2
            && best.changed() * search::MOST_CHANGED.1 <= words * search::MOST_CHANGED.0
            && best.alignment.longest_run() >= FEWEST_TO_COMPARE
            && self.keeps_its_content(best)
    }

    /// "as firm as porridge" for "as firm as a first time out": whether half of the sense is at an end with which the
    /// sentence of the record goes on otherwise.
    fn has_a_sense_of_its_own(&self, best: &Comparison) -> bool {
        let last = best.changes.last();
        let ends = last.is_some_and(|edit| edit.quoted.end == self.words.len());
        ends && best.goes_on_otherwise() && !self.keeps_its_content(best)
    }

    /// Of the words that carry the sense, at least two are the record's for each that is not: a
    /// sentence of one's own may share its small words and a stock phrase with any other.
    fn keeps_its_content(&self, best: &Comparison) -> bool {
        let text = self.question.words;
        let content = |q: &usize| is_content(&text[self.words.spans[*q].range()]);
        let moved = best.replaced_keys();
        let changed = || {
            let quoted = best.changes.iter().flat_map(|edit| edit.quoted.clone());
            quoted.filter(|q| !moved.contains(&self.words.words[*q].key))
        };
        let all = (0..self.words.len()).filter(content).count();
        let lost = changed().filter(content).count();
        lost * 3 <= all
    }

    /// A finding whose evidence is `from`, the best first.
    fn finding(
        &self,
        verdict: Verdict,
        from: &[&Comparison],
        documents: usize,
        complete: bool,
    ) -> Finding {
        let shown = distinct(from, self.options.evidence);
        self.explain(&shown);
        let show = |c: &&Comparison| evidence::evidence(c, &self.words, self.question.words);
        let evidence: Vec<Evidence> = shown.iter().map(show).collect();
        let notes = self.notes(verdict, shown.first().copied(), documents, complete);
        Finding {
            verdict,
            evidence,
            notes,
            documents,
            complete,
            road: Vec::new(),
        }
    }

    fn step(&self, step: impl FnOnce() -> RoadStep) {
        if self.options.explain {
            self.road.borrow_mut().push(step());
        }
    }

    fn rule(&self, rule: &'static str) {
        self.step(|| RoadStep::Rule(rule));
    }

    /// Notes the passages that are shown, and the first of them word by word.
    fn explain(&self, shown: &[&Comparison]) {
        if !self.options.explain {
            return;
        }
        for comparison in shown {
            self.step(|| RoadStep::Candidate(self.candidate(comparison)));
        }
        let text = self.question.words;
        let first = shown.first();
        first.inspect(|c| self.step(|| RoadStep::Aligned(c.word_by_word(&self.words, text))));
    }

    fn candidate(&self, comparison: &Comparison) -> Candidate {
        let whose = comparison.whose(self.question);
        let extent = comparison.extent();
        let held = &comparison.passage.held;
        Candidate {
            id: held.document.id.clone(),
            version: held.version.number,
            block: if extent.is_empty() {
                0
            } else {
                comparison.passage.block(extent.start)
            },
            equal: comparison.alignment.equal(),
            changed: comparison.changed(),
            cost: comparison.alignment.cost,
            speaker: whose.speaker,
            day: whose.day,
        }
    }

    fn notes(
        &self,
        verdict: Verdict,
        best: Option<&Comparison>,
        documents: usize,
        complete: bool,
    ) -> Vec<String> {
        let mut notes = Vec::new();
        let short = self.words.len() <= SHORT && documents > 1;
        if short || verdict == Verdict::Common {
            let least = if complete { "" } else { "at least " };
            notes.push(format!(
                "These words stand in {least}{} documents.",
                grouped(documents)
            ));
        }
        if !complete && matches!(verdict, Verdict::NotOnRecord) {
            notes.push("The search was cut short by a limit; absence proves nothing here.".into());
        }
        let Some(best) = best else { return notes };
        if best.corrected && verdict.is_clean() {
            notes.push("The transcript itself corrects a word here; the quotation has the corrected reading.".into());
        }
        if best.struck {
            notes.push("The transcript strikes this reading out.".into());
        }
        if verdict == Verdict::Verbatim
            && self.words.begins_sentence
            && let Some(before) = best.begins_anew()
        {
            notes.push(format!("In the record the sentence begins: “{before}”."));
        }
        if verdict == Verdict::Spliced && self.skips_a_sentence(best) {
            notes.push("Words between two sentences are left out without a mark.".into());
        }
        if verdict == Verdict::Spliced && best.hides_a_turn() {
            notes.push("The omission hides a negation or a condition.".into());
        }
        if verdict == Verdict::Spliced && best.changes_subject() {
            notes.push("The omission takes away of whom the rest is said.".into());
        }
        if verdict == Verdict::Spliced && best.crosses_speakers() {
            notes.push("The words are those of more than one speaker.".into());
        }
        notes.extend(self.contradiction(best, verdict));
        notes
    }

    fn contradiction(&self, best: &Comparison, verdict: Verdict) -> Vec<String> {
        let mut notes = Vec::new();
        let whose = best.whose(self.question);
        if verdict == Verdict::NotOnRecord || best.extent().is_empty() {
            return notes;
        }
        let document = &best.passage.held.document;
        let speaker = document.speaker_of(best.passage.block(best.extent().start));
        if let (Agreement::Different, Some(claimed), Some(actual)) =
            (whose.speaker, self.question.speaker, speaker)
        {
            notes.push(format!(
                "The article gives these words to {claimed}; the record has them from {}.",
                actual.name
            ));
        }
        if let (Agreement::Different, Some(actual)) = (whose.day, document.dates.issued) {
            notes.push(format!(
                "The article gives another day; the record has them on {}.",
                actual.strftime("%B %-d, %Y")
            ));
        }
        notes
    }
}

fn too_short(documents: usize) -> Finding {
    let why = match documents {
        0 => "Too short to be looked up.".to_owned(),
        1 => "Too short to tell: one document has these words.".to_owned(),
        n => format!(
            "Too short to tell: {} documents have these words.",
            grouped(n)
        ),
    };
    undecided(documents, why)
}

fn undecided(documents: usize, why: String) -> Finding {
    Finding {
        verdict: Verdict::Undecided,
        evidence: Vec::new(),
        notes: vec![why],
        documents,
        complete: true,
        road: Vec::new(),
    }
}

/// With fewer words changed a quotation is altered, whatever pieces it could be joined from.
const FEWEST_OF_A_SEAM: usize = 3;

/// With fewer words left out between two sentences a quotation is altered: "But", "And so".
const FEWEST_BETWEEN: usize = 3;

/// The longest stretch that may be dropped without a mark for the rest to count as altered and
/// not as joined from two places, in words.
const LONGEST_DROP: usize = 12;

/// Whether a word carries sense of its own.
fn is_content(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "but",
        "by", "can", "could", "did", "do", "does", "don't", "for", "from", "had", "has", "have",
        "he", "her", "his", "how", "i", "i'm", "if", "in", "into", "is", "it", "it's", "its",
        "just", "me", "more", "my", "no", "not", "now", "of", "on", "1", "or", "our", "out", "she",
        "so", "some", "such", "than", "that", "that's", "the", "their", "them", "then", "there",
        "these", "they", "this", "those", "to", "up", "us", "very", "was", "we", "we're", "were",
        "what", "when", "where", "which", "who", "will", "with", "would", "you", "your",
    ];
    let folded = Folded::new(word);
    (0..folded.len()).any(|at| !SMALL.contains(&folded.form(at)))
}

fn is_current(comparison: &Comparison) -> bool {
    comparison.passage.held.version.is_current()
}

/// What is set aside to call a quotation tidied; the rest is not the speaker's in any reading.
fn is_tidying(aside: Aside) -> bool {
    matches!(
        aside,
        Aside::Direction | Aside::FalseStart | Aside::Repetition | Aside::Filler
    )
}

/// The words are those of a body: a fact sheet, a statement of an office.
fn is_of_body(comparison: &Comparison) -> bool {
    speaker_kind(comparison) == Some(SpeakerKind::Body)
}

/// The words are a person's own, not those of a body.
fn speaks_itself(comparison: &Comparison) -> bool {
    speaker_kind(comparison) == Some(SpeakerKind::Person)
}

fn speaker_kind(comparison: &Comparison) -> Option<SpeakerKind> {
    let extent = comparison.extent();
    if extent.is_empty() {
        return None;
    }
    let document = &comparison.passage.held.document;
    let speaker = document.speaker_of(comparison.passage.block(extent.start));
    speaker.map(|speaker| speaker.kind)
}

fn documents(comparisons: &[&Comparison]) -> usize {
    comparisons
        .iter()
        .map(|c| &c.passage.held.document.id)
        .collect::<BTreeSet<_>>()
        .len()
}

/// The first comparison of each place, at most `limit`.
fn distinct<'c>(comparisons: &[&'c Comparison], limit: usize) -> Vec<&'c Comparison> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for &comparison in comparisons {
        let held = &comparison.passage.held;
        let at = comparison.passage.range.start + comparison.extent().start;
        if kept.len() < limit && seen.insert((&held.document.id, held.version.number, at)) {
            kept.push(comparison);
        }
    }
    kept
}
