//! Judging a quotation against nothing but what a receipt carries.

use crate::shape::{Asked, Carried, Difference, Passage, SetAside};
use onrecord_check::{Change, Evidence, Finding, Options, Question, quote};
use onrecord_doc::{Date, DocId, Document, Held, MemoryRecord, Turn, Version};
use onrecord_proof::leaf::{Name, Paragraph};
use onrecord_text::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The verdict that the carried documents alone give, and the passages that show it.
///
/// # Errors
///
/// For people, if what is carried cannot be made documents again.
pub fn judge(asked: &Asked, carried: &[Carried]) -> Result<(&'static str, Vec<Passage>), String> {
    let held: Vec<Held> = carried
        .iter()
        .map(|one| held(one, carried))
        .collect::<Result<_, _>>()?;
    let record = MemoryRecord::of(held);
    let question = Question {
        words: &asked.words,
        speaker: asked.speaker.as_deref(),
        dates: dates(asked)?,
    };
    let finding = quote(&record, &question, &Options::default());
    let finding = finding.map_err(|error| error.to_string())?;
    let passages = passages(&finding, record.all(), carried)?;
    Ok((finding.verdict.as_str(), passages))
}

fn dates(asked: &Asked) -> Result<Option<(Date, Date)>, String> {
    let day = |text: &str| {
        let day: Date = text.parse().map_err(|_| format!("{text:?} is no day"))?;
        match day.to_string() == text {
            true => Ok(day),
            false => Err(format!("{text:?} is no day")),
        }
    };
    match &asked.dates {
        Some((first, last)) => Ok(Some((day(first)?, day(last)?))),
        None => Ok(None),
    }
}

/// A document that consists of the carried blocks.
fn held(one: &Carried, all: &[Carried]) -> Result<Held, String> {
    let statement = &one.statement;
    let id = DocId::new(&statement.id).map_err(|error| error.to_string())?;
    let mut document = Document::empty(id, "");
    one.head.fill(&mut document)?;
    document.source.address.clone_from(&statement.address);
    let mut turns = BTreeMap::new();
    for block in &one.blocks {
        let turn = turn(&block.paragraph, &mut turns, &mut document)?;
        let mut made = block.paragraph.block()?;
        made.turn = turn;
        document.blocks.push(made);
    }
    let later = |other: &&Carried| {
        other.statement.id == statement.id && other.statement.version > statement.version
    };
    let version = Version {
        number: statement.version,
        of: statement.version,
        digest: statement.bytes.clone(),
        current: !all.iter().any(|other| later(&other)),
        seen: Some(statement.seen.clone()),
        known: None,
        paths: Vec::new(),
    };
    Ok(Held::new(document, version))
}

/// The turn of a block among those that are carried.
fn turn(
    paragraph: &Paragraph,
    turns: &mut BTreeMap<u64, usize>,
    document: &mut Document,
) -> Result<Option<usize>, String> {
    let (number, speaker) = match (&paragraph.turn, &paragraph.speaker) {
        (Some(number), Some(speaker)) => (*number, speaker.speaker()?),
        (None, None) => return Ok(None),
        _ => return Err("a turn without a speaker, or a speaker without a turn".to_owned()),
    };
    if let Some(&known) = turns.get(&number) {
        return match document.turns[known].speaker == speaker {
            true => Ok(Some(known)),
            false => Err("one turn has two speakers".to_owned()),
        };
    }
    document.turns.push(Turn {
        speaker,
        label: String::new(),
        span: Span::default(),
    });
    turns.insert(number, document.turns.len() - 1);
    Ok(Some(document.turns.len() - 1))
}

fn passages(
    finding: &Finding,
    held: &[Arc<Held>],
    carried: &[Carried],
) -> Result<Vec<Passage>, String> {
    let passage = |evidence: &Evidence| {
        let document = held.iter().position(|one| Arc::ptr_eq(one, &evidence.held));
        let document = document.ok_or("a passage of no carried document")?;
        let first = carried[document].blocks.first();
        let before = first.map_or(0, |block| block.index);
        Ok(Passage {
            difference: evidence.difference.iter().map(difference).collect(),
            document: document as u64,
            first_block: before + evidence.blocks.0 as u64,
            last_block: before + evidence.blocks.1 as u64,
            set_aside: evidence
                .set_aside
                .iter()
                .map(|aside| SetAside {
                    text: aside.text.clone(),
                    what: aside.what.as_str().to_owned(),
                })
                .collect(),
            speaker: evidence.speaker.as_ref().map(Name::of),
            text: evidence.text.clone(),
        })
    };
    finding.evidence.iter().map(passage).collect()
}

fn difference(change: &Change) -> Difference {
    Difference {
        alarms: change
            .alarms
            .iter()
            .map(|alarm| alarm.as_str().to_owned())
            .collect(),
        end: change.span.end() as u64,
        from: change.record.clone(),
        start: change.span.start() as u64,
        to: change.quoted.clone(),
    }
}
