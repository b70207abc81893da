//! Whether the words are those of the speaker, and of the day, that the article says.

mod said;

use super::Question;
use super::asks;
use super::compare::Comparison;
use crate::article::{Article, dates};
use crate::claim::{self, Attribution};
use onrecord_doc::authority::{self, Agreement};
use onrecord_doc::{BlockKind, Date, Document, Kind, MarkKind, Speaker, SpeakerKind};
use onrecord_text::{Folded, Span, quote};
pub use said::{is_role, is_surname, is_unnamed_official, speaker_of};

/// How many days a statement's own date may lie from the day that an article gives: transcripts
/// bear the day of their release, and time zones differ.
const DAYS_APART: i32 = 3;

/// How a passage agrees with what is claimed of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Whether the speaker is the one claimed.
    pub speaker: Agreement,
    /// Whether the day is the one claimed.
    pub day: Agreement,
}

impl Whose {
    /// Compares the speaker and the day of a passage with the claim.
    #[must_use]
    pub fn of(comparison: &Comparison, question: &Question<'_>) -> Self {
        Self {
            speaker: speaker(comparison, question),
            day: day(comparison, question),
        }
    }

    /// Whether neither contradicts the claim.
    #[must_use]
    pub fn fits(self) -> bool {
        self.speaker != Agreement::Different && self.day != Agreement::Different
    }

    /// Whether everything that is claimed, of speaker and day, agrees, and something is.
    #[must_use]
    pub fn is_as_claimed(self, question: &Question<'_>) -> bool {
        let agrees = |claimed: bool, agreement| !claimed || agreement == Agreement::Same;
        let (speaker, day) = (question.speaker.is_some(), question.dates.is_some());
        (speaker || day) && agrees(speaker, self.speaker) && agrees(day, self.day)
    }

    /// For ordering: the better it agrees, the smaller.
    #[must_use]
    pub fn rank(self) -> u8 {
        let rank = |agreement| match agreement {
            Agreement::Same => 0,
            Agreement::Unclear => 1,
            Agreement::Different => 2,
        };
        // What contradicts nothing stands before what is the speaker's, but of another day.
        u8::from(!self.fits()) * 9 + rank(self.speaker) * 3 + rank(self.day)
    }
}

fn speaker(comparison: &Comparison, question: &Question<'_>) -> Agreement {
    let extent = comparison.extent();
    if extent.is_empty() {
        return Agreement::Unclear;
    }
    let block = comparison.passage.block(extent.start);
    let document = &comparison.passage.held.document;
    // "Ada Quill’s mother" is no name that could be compared.
    if let Some(noun) = question.speaker.and_then(claim::private_noun) {
        return match is_of_an_official(comparison, noun) {
            true => Agreement::Different,
            false => Agreement::Unclear,
        };
    }
    if let Some(agreement) = quoted_there(comparison, question) {
        return agreement;
    }
    let agreement = speaker_of(document, block, question);
    let other = || is_of_the_house(comparison, question) || is_read_out(comparison, question);
    if agreement == Agreement::Unclear && other() {
        return Agreement::Different;
    }
    if agreement == Agreement::Different && is_quoted_as_claimed(comparison, question) {
        // Somebody quotes them, and names the one whose words they are said to be.
        return Agreement::Unclear;
    }
    agreement
}

/// Whether somebody who speaks quotes the words, and as those of the one who is claimed as far as their paragraph tells:
/// "He said, “…”" behind "the president spoke to this" are his, and those of "Representative Oake, who said, “…”" are
/// not Ms. Quill's, whom the paragraph before names.
fn is_quoted_as_claimed(comparison: &Comparison, question: &Question<'_>) -> bool {
    let named_near = is_quoted_there(comparison, question);
    let (Some(claimed), Some((index, text, words))) = (question.speaker, place(comparison)) else {
        return false;
    };
    let document = &comparison.passage.held.document;
    let on = document.dates.issued;
    let actual = document.speaker_of(index);
    if is_told_to_you(text, words) && actual.is_some_and(|actual| is_you(document, actual, claimed))
    {
        return true;
    }
    let told = sayer(text, words, on);
    // "My mother would say, “…”": an article has her name, which the record need not have.
    let span = told.as_ref().and_then(|told| told.span);
    let word = span.and_then(|span| text.get(span.range()));
    let she = word.is_some_and(claim::is_pronoun) && claim::tells_of_unnamed_kin(text);
    let kin = she || word.is_some_and(claim::tells_of_unnamed_kin);
    if kin && is_person_named(claimed) && authority::resolve(claimed, on).is_none() {
        return true;
    }
    let Some(told) = told.filter(|told| is_name(&told.name)) else {
        return named_near;
    };
    // Who "he" is may stand in the paragraph before.
    let word = told.span.and_then(|span| text.get(span.range()));
    let pronoun = word.is_some_and(claim::is_pronoun);
    // "His name was Emil Oake. And he would say, “…”" leaves open nobody whom only a paragraph before names.
    let here = !names_surname(text, claimed) && names_surname(&text[..words.start()], &told.name);
    let pronoun = pronoun && !here;
    // "the President said", by a president: another one.
    let himself = actual.is_some_and(|actual| actual.name == told.name);
    match authority::compare(claimed, &told.name) {
        Agreement::Same => true,
        Agreement::Different => {
            named_near && (pronoun || himself) && !is_told_them(text, words, claimed)
        }
        Agreement::Unclear => named_near,
    }
}

/// Whether a reporter reads the words out as those of somebody else, and does not name whom the article does.
fn is_read_out(comparison: &Comparison, question: &Question<'_>) -> bool {
    let document = &comparison.passage.held.document;
    let (Some((index, text, words)), Some(claimed)) = (place(comparison), question.speaker) else {
        return false;
    };
    let speaker = document.speaker_of(index);
    let asks = speaker.is_some_and(|speaker| speaker.kind == SpeakerKind::Reporter);
    let other = |actual: String| authority::compare(claimed, &actual) == Agreement::Different;
    asks && claim::is_full_name(claimed)
        && is_in_marks(comparison)
        && (!names_surname(text, claimed) || is_told_them(text, words, claimed))
        && said_by(text, words, document.dates.issued).is_some_and(other)
}

/// "Mr. Oake said he told the secretary, Ada Quill, quote, “…”": whether the words are said to have been told to
/// somebody.
fn is_told_them(text: &str, words: Span, name: &str) -> bool {
    let before = text[..words.start()].char_indices();
    let near = before.rev().take(FAR_OF_WHOM).last();
    let near = near.map_or("", |(at, _)| &text[at..words.start()]);
    let whom = near.rsplit_once(" told ").map(|(_, whom)| whom);
    whom.is_some_and(|whom| names_surname(whom, name))
}

/// So many characters before the words tell to whom they were said.
const FAR_OF_WHOM: usize = 80;

/// Whether the words are given to somebody who holds no office, "the rower’s mother", where the record has them from
/// one who does and does not tell of them as another's.
fn is_of_an_official(comparison: &Comparison, noun: &str) -> bool {
    let document = &comparison.passage.held.document;
    let block = comparison.passage.block(comparison.extent().start);
    let official = document
        .speaker_of(block)
        .is_some_and(|actual| match actual.kind {
            SpeakerKind::Official => true,
            SpeakerKind::Person => {
                !authority::offices(&actual.name, document.dates.issued).is_empty()
            }
            _ => false,
        });
    let mut near = block.saturating_sub(NAMED_BEFORE)..=block;
    let told = |block: usize| claim::tells_of(document.blocks[block].text.text(), noun);
    official && !is_in_marks(comparison) && !near.any(told)
}

/// What the title of a paper of several governments has.
const OF_SEVERAL: &[&str] = &[
    "communiqué",
    "communique",
    "declaration",
    "joint",
    "leaders",
];

/// Whether a document has somebody's surname, in its title or its text.
fn names_anywhere(document: &Document, name: &str) -> bool {
    let surname = name.rsplit(' ').next().unwrap_or(name);
    let texts = document.blocks.iter().map(|block| block.text.text());
    let mut texts = texts.chain([document.title.as_str()]);
    let shouted = surname.to_uppercase();
    texts.any(|text| asks::names(text, surname) || asks::names(text, &shouted))
}

/// Whether a page of the White House, which names nobody as the speaker, is given to a person whom it
/// does not name as one who may speak there. What a house puts out are the words of the president for whom it speaks, and
/// of nobody else in it; nor of those who held no office on its day, and are of another house.
fn is_of_the_house(comparison: &Comparison, question: &Question<'_>) -> bool {
    let block = comparison.passage.block(comparison.extent().start);
    let document = &comparison.passage.held.document;
    let speaker = document.speaker_of(block);
    let house = speaker.is_some_and(|speaker| speaker.name == "The White House");
    let claimed = question.speaker.filter(|claimed| house && is_name(claimed));
    let Some(claimed) = claimed else {
        return false;
    };
    let day = document.dates.issued;
    let person = authority::resolve(claimed, day).is_none_or(|one| one.kind == SpeakerKind::Person);
    let president = authority::holds(claimed, "president of the united states", None);
    let other_house = day.is_some()
        && OFFICES
            .iter()
            .any(|office| authority::holds(claimed, office, None))
        && authority::offices(claimed, day).is_empty();
    // A page under the first lady's name alone is hers.
    let others = || {
        let speaks = authority::holds(claimed, "first lady", day)
            || authority::holds(claimed, "press secretary", day);
        let text = document.blocks[block].text.text();
        !speaks && is_titled_for_the_first_lady(document) && !names_surname(text, claimed)
    };
    let hers = match president {
        true => day.is_some_and(|day| is_of_the_first_lady(document, claimed, day)),
        false => others(),
    };
    let aide = || is_an_aide(claimed, day) && !names_anywhere(document, claimed);
    let own = other_house || !president && (!is_of_several(document) || aide());
    person && (hers || own && !names_as_speaker(comparison, claimed))
}

/// Whether a page names somebody who may speak there: a fact sheet's own words are those of the house
/// for whom its press secretary speaks, whomever they tell of, but where a paragraph names them. Another
/// page's are, but where they stand in marks, or near the name.
fn names_as_speaker(comparison: &Comparison, claimed: &str) -> bool {
    let block = comparison.passage.block(comparison.extent().start);
    let document = &comparison.passage.held.document;
    let day = document.dates.issued;
    let for_the_house = authority::holds(claimed, "press secretary", day);
    let sheet = document.kind == Kind::FactSheet && !for_the_house;
    let text = |block: usize| document.blocks[block].text.text();
    let near = |block: usize| names_surname(text(block), claimed);
    // "— Ada Quill", under words that stand a line a paragraph
    let signs = |block: usize| text(block).starts_with(['—', '–']) && near(block);
    let behind = (block..document.blocks.len()).take(1 + SIGNED_BEHIND);
    let told = || {
        for_the_house
            || names_surname(&document.title, claimed)
            || (block.saturating_sub(NAMED_BEFORE)..=block).any(near)
            || is_in_marks(comparison)
            || behind.into_iter().any(signs)
    };
    let named = || is_named_outside(comparison, claimed);
    names_anywhere(document, claimed) && named() && if sheet { near(block) } else { told() }
}

/// Whether a document names somebody outside the marks that have the words: "“I have met Mr. Oake …”" are nobody's of whom
/// they tell alone.
fn is_named_outside(comparison: &Comparison, claimed: &str) -> bool {
    let document = &comparison.passage.held.document;
    let Some((index, text, words)) = place(comparison) else {
        return true;
    };
    let found = quote::find(text).into_iter();
    // The innermost: "“Ms. Oake said so. ‘We row,’ she said.”" has them of her.
    let marked = found.map(|one| one.outer).filter(|one| one.contains(words));
    let Some(marked) = marked.min_by_key(|one| one.len()) else {
        return true;
    };
    let (before, behind) = (&text[..marked.start()], &text[marked.end()..]);
    let others = document.blocks.iter().enumerate();
    let others = others.filter(|(at, _)| *at != index);
    let mut others = others.map(|(_, block)| block.text.text());
    let here = [before, behind, document.title.as_str()];
    here.iter().any(|text| names_surname(text, claimed))
        || others.any(|text| names_surname(text, claimed))
}

/// Whether the title of a page has the first lady of its day, and the president nowhere.
fn is_of_the_first_lady(document: &Document, president: &str, day: Date) -> bool {
    let lady = is_titled_for_the_first_lady(document);
    let married = || {
        let spouse = authority::spouse(president);
        spouse.is_some_and(|spouse| authority::holds(spouse, "first lady", Some(day)))
    };
    lady && married()
}

fn is_titled_for_the_first_lady(document: &Document) -> bool {
    document.title.contains("First Lady") && !document.title.contains("President")
}

/// Whether somebody holds an office of that day in which nobody agrees with another government.
fn is_an_aide(name: &str, day: Option<Date>) -> bool {
    let offices = day.map_or_else(Vec::new, |day| authority::offices(name, Some(day)));
    let aide = |office: &&str| {
        let office = office.to_lowercase();
        AIDES.iter().any(|aide| office.contains(aide))
    };
    !offices.is_empty() && offices.iter().all(aide)
}

/// Offices of those who help a president.
const AIDES: &[&str] = &[
    "advis",
    "assistant to",
    "chief of staff",
    "communications",
    "counsel",
    "press secretary",
    "spokes",
];

/// Whose holders speak for a house.
const OFFICES: &[&str] = &[
    "president of the united states",
    "vice president",
    "first lady",
    "press secretary",
];

/// Whether a document is a paper of several governments, which need not name those who agreed on it; but a fact sheet
/// about one is its house's.
fn is_of_several(document: &Document) -> bool {
    let title = document.title.to_lowercase();
    let named = || OF_SEVERAL.iter().any(|word| title.contains(word));
    let sheet = document.kind == Kind::FactSheet && !title.starts_with("joint");
    document.kind == Kind::JointStatement || !sheet && named()
}

/// How the claim agrees with the one whose words a body's page itself says they are: it collects
/// what others have said. `None` where the page does not quote them, or names nobody.
fn quoted_there(comparison: &Comparison, question: &Question<'_>) -> Option<Agreement> {
    let claimed = question.speaker?;
    let document = &comparison.passage.held.document;
    let (index, text, words) = place(comparison)?;
    if document.speaker_of(index)?.kind != SpeakerKind::Body {
        return None;
    }
    let on = document.dates.issued;
    if let Some(label) = label(text, words)
        && Folded::new(label)
            .to_string()
            .contains(&Folded::new(claimed).to_string())
    {
        return Some(Agreement::Same);
    }
    // "— Harbor spokesman Boris Fenwick", under what he is quoted with
    if let Some(signer) = signer(document, index).filter(|_| is_person(claimed, on)) {
        return Some(match names_surname(signer, claimed) {
            true => Agreement::Same,
            false => Agreement::Different,
        });
    }
    // "On the lamps: “…”" is what they are about; whose they are stands above the list.
    if label(text, words).is_some_and(|label| label.starts_with("On ")) {
        let person = |owner: &String| is_person(claimed, on) && is_name(owner);
        let owner = owner_of_list(document, index).filter(person);
        return owner.map(|owner| authority::compare(claimed, &owner));
    }
    // "Harbor Courier: “The toll is high, Ms. Oake said. ‘We row …’”" may be Ms. Oake's.
    let within = quote::find(text)
        .into_iter()
        .any(|one| one.depth > 0 && one.outer.contains(words));
    if within && names_surname(&text[..words.start()], claimed) {
        return None;
    }
    // "He said …" tells little without the paragraphs before, where somebody else may be named.
    let unmarked = text.trim_start_matches(['“', '"', '‘', ' ']);
    let he = ["He ", "She ", "They "]
        .iter()
        .any(|he| unmarked.starts_with(he));
    if he && is_quoted_there(comparison, question) {
        return None;
    }
    if let Some(actual) = said_by(text, words, on) {
        // "The First Lady" of a day may be another one than the page tells of.
        let named = names_surname(text, &actual) || !is_quoted_there(comparison, question);
        return named.then(|| authority::compare(claimed, &actual));
    }
    // "As the Courier noted: “…”", which is not whom the article names
    let source = label(text, words).filter(|label| label.starts_with("As "));
    if source.is_some() && claim::is_full_name(claimed) && !names_surname(text, claimed) {
        return Some(Agreement::Different);
    }
    // "Harbor Legion Commander Ada Quill: “…”" is hers, and not Mr. Oake’s.
    let named = |label: &str| ends_with_a_name(label) || begins_with_a_name(label);
    let other = |label: &str| named(label) && !names_surname(label, claimed);
    if is_person(claimed, on) && label(text, words).is_some_and(other) {
        return Some(Agreement::Different);
    }
    let lead = lead(document, index)?;
    let joined = format!("{lead} {text}");
    let behind = lead.len() + 1;
    let words = Span::new(behind + words.start(), behind + words.end());
    let actual = said_by(&joined, words, on)?;
    let agreement = authority::compare(claimed, &actual);
    // "President Oake spoke on the mole:" does not name his wife.
    let told = match has_surname_of(claimed, &actual) {
        true => claimed.split(' ').next().unwrap_or(claimed),
        false => claimed,
    };
    let near = agreement == Agreement::Different && names_surname(&joined, told);
    (!near).then_some(agreement)
}

/// Whether the words are a person's name, or may be: "Mr. Oake", "Ada Quill".
fn is_person(claimed: &str, day: Option<Date>) -> bool {
    let known = authority::resolve(claimed, day);
    is_name(claimed) && known.is_none_or(|known| known.kind == SpeakerKind::Person)
}

/// Whether somebody is claimed by a given name and a surname, and nothing else: "Ada Quill", whom nobody has to know.
#[must_use]
pub fn is_person_named(claimed: &str) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    claimed.contains(' ') && claimed.split(' ').all(capital)
}

fn ends_with_a_name(label: &str) -> bool {
    let mut last = label.rsplit(' ').take(2);
    label.contains(' ') && last.all(|word| word.starts_with(char::is_uppercase))
}

/// "Ada Quill, Chair, Federation of Rowers"
fn begins_with_a_name(label: &str) -> bool {
    let name = label.split_once(", ").map(|(name, _)| name);
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    name.is_some_and(|name| name.contains(' ') && name.split(' ').take(5).all(capital))
}

/// Whom the line above a list names, "Harbor Secretary Ada Quill on Morning Tide", of the list that has the block.
fn owner_of_list(document: &Document, index: usize) -> Option<String> {
    let item = |block: &usize| document.blocks[*block].kind == BlockKind::ListItem;
    let mut before = (0..=index).rev().take(MOST_OF_A_LIST);
    let above = before.find(|block| !item(block)).filter(|_| item(&index))?;
    let line = document.blocks[above].text.text().trim();
    let who = line
        .split(" on ")
        .next()
        .filter(|_| line.len() < LONGEST_LABEL)?;
    let known = authority::resolve(who.trim_end_matches(':'), document.dates.issued)?;
    (known.kind == SpeakerKind::Person).then_some(known.name)
}

/// What stands behind a dash under a block quotation, and ends with a name.
fn signer(document: &Document, index: usize) -> Option<&str> {
    let quoted = |block: &usize| document.blocks[*block].kind == BlockKind::Quotation;
    let text = |block: usize| document.blocks[block].text.text().trim();
    let behind = (index..document.blocks.len()).take(1 + SIGNED_BEHIND);
    let mut behind = behind.take_while(quoted).skip(1);
    let signed = behind.find(|&block| text(block).starts_with(['—', '–']))?;
    let signer = text(signed).trim_start_matches(['—', '–', ' ']);
    (signer.len() < LONGEST_LABEL && ends_with_a_name(signer)).then_some(signer)
}

/// What a paragraph is labelled with before what it quotes from there on: "National Barge League: “…”"
fn label(text: &str, words: Span) -> Option<&str> {
    let quoted = [": “", ": \""].iter();
    let quoted = quoted.filter_map(|mark| text.find(mark)).min();
    // "Sen. Ada Quill: We must fund …", without marks
    let bare = || {
        let near = text.floor_char_boundary(LONGEST_NAME);
        let at = text[..near].find(": ")?;
        ends_with_a_name(&text[..at]).then_some(at)
    };
    let at = quoted.or_else(bare)?;
    (at < LONGEST_LABEL && at < words.start()).then(|| &text[..at])
}

/// More bytes than a name with its title has.
const LONGEST_NAME: usize = 60;

/// More bytes than a label has.
const LONGEST_LABEL: usize = 160;

/// Whom a text names as the one who said the words that it has there.
fn said_by(text: &str, words: Span, on: Option<Date>) -> Option<String> {
    let name = sayer(text, words, on)?.name;
    is_name(&name).then_some(name)
}

/// The same with the words that name them.
fn sayer(text: &str, words: Span, on: Option<Date>) -> Option<Attribution> {
    // Words that no quotation has are nobody's there: reading the paragraph as an article would say so too, at length.
    if !is_quoted(text, words) {
        return None;
    }
    let claims = claim::claims(&Article::of_paragraph(text, on));
    let claim = claims
        .into_iter()
        .find(|claim| claim.span.contains(words))?;
    claim.speaker
}

/// What leads to a list of quotations, one of which the block is as a whole, with a colon behind:
/// "President Marrow outlined his plan this morning:".
fn lead(document: &Document, index: usize) -> Option<String> {
    let text = |block: usize| document.blocks[block].text.text().trim();
    let quoted = |block: &usize| text(*block).starts_with(['“', '"']);
    let mut before = (0..=index).rev().take(MOST_OF_A_LIST);
    let lead = before
        .find(|block| !quoted(block))
        .filter(|_| quoted(&index))?;
    let ends = |c: char| c.is_whitespace() || matches!(c, '.' | ':' | '…');
    let text = text(lead).trim_end_matches(ends);
    (text.len() < LONGEST_LEAD).then(|| format!("{text}:"))
}

/// So many quotations a list of them may have before the one that is looked at.
const MOST_OF_A_LIST: usize = 40;

/// A paragraph of more bytes is no lead to a list.
const LONGEST_LEAD: usize = 600;

/// A given name and a surname, at least.
fn is_name(words: &str) -> bool {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    words.split(' ').filter(capital).count() >= 2
}

/// Whether the document itself has the words between quotation marks, and the surname of the
/// speaker who is claimed in the same paragraph, or in one of those that lead to them.
#[must_use]
pub fn is_quoted_there(comparison: &Comparison, question: &Question<'_>) -> bool {
    let (Some(claimed), Some((index, ..))) = (question.speaker, place(comparison)) else {
        return false;
    };
    // "He said, and I quote:" may stand in the paragraph before, and who he is in one before that.
    let document = &comparison.passage.held.document;
    let turn = document.blocks[index].turn;
    let before = (index.saturating_sub(NAMED_BEFORE)..=index).rev();
    let mut near = before.take_while(|&block| document.blocks[block].turn == turn);
    let kin = document.speaker_of(index);
    let kin = kin.is_some_and(|actual| has_surname_of(claimed, &actual.name));
    let given = claimed.split(' ').next().unwrap_or(claimed);
    // Who tells of her husband or his daughter calls them by the given name.
    let names = |text: &str| names_surname(text, claimed) || kin && names_surname(text, given);
    is_in_marks(comparison) && near.any(|block| names(document.blocks[block].text.text()))
}

/// Whether two persons with other given names have one surname.
fn has_surname_of(one: &str, other: &str) -> bool {
    let parts = |name: &str| {
        let (given, surname) = name.rsplit_once(' ')?;
        Some((given.to_lowercase(), surname.to_lowercase()))
    };
    let pair = parts(one).zip(parts(other));
    pair.is_some_and(|(one, other)| one.1 == other.1 && one.0 != other.0)
}

/// So many paragraphs behind a quotation its speaker may sign it.
const SIGNED_BEHIND: usize = 8;

/// In which paragraph the words stand, its text behind a speaker's label, and their place there; `None` where they stand
/// in several.
fn place(comparison: &Comparison) -> Option<(usize, &str, Span)> {
    let (passage, extent) = (&comparison.passage, comparison.extent());
    let last = extent.end.checked_sub(1)?;
    let index = passage.block(extent.start);
    let words = passage.span(extent.start).cover(passage.span(last));
    let block = &passage.held.document.blocks[index];
    let label = block.marks.iter().find(|mark| mark.kind == MarkKind::Label);
    let said = label.map_or(0, |label| label.span.end());
    let words = Span::new(words.start().checked_sub(said)?, words.end() - said);
    (passage.block(last) == index).then_some((index, &block.text.text()[said..], words))
}

/// Whether the document has the words between quotation marks.
fn is_in_marks(comparison: &Comparison) -> bool {
    place(comparison).is_some_and(|(_, text, words)| is_quoted(text, words))
}

/// Whether a quotation of a text has the words.
fn is_quoted(text: &str, words: Span) -> bool {
    let quoted = quote::find(text);
    quoted
        .iter()
        .any(|quotation| quotation.outer.contains(words))
}

/// "You said, and I quote, “…”": whether words of a text are given to whom the speaker turns to.
fn is_told_to_you(text: &str, words: Span) -> bool {
    let before = text[..words.start()].char_indices();
    let near = before.rev().take(FAR_OF_YOU).last();
    let near = near.map_or("", |(at, _)| &text[at..words.start()]);
    let near = near.to_ascii_lowercase();
    (near.contains("you said") || near.contains("you told me")) && is_quoted(text, words)
}

/// Whether the one who is claimed is the only other who speaks under a name in a document.
fn is_you(document: &Document, actual: &Speaker, claimed: &str) -> bool {
    let speakers = document.turns.iter().map(|turn| &turn.speaker);
    let named = |speaker: &&Speaker| {
        let kind = matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Label);
        kind && speaker.name != actual.name
    };
    let mut others = speakers.filter(named).peekable();
    let any = others.peek().is_some();
    any && others.all(|other| authority::compare(claimed, &other.name) == Agreement::Same)
}

/// So many characters before the words tell whom the speaker gives them to.
const FAR_OF_YOU: usize = 40;

/// In so many paragraphs before a quotation its speaker is named.
const NAMED_BEFORE: usize = 4;

/// Whether a text has the surname of somebody.
fn names_surname(text: &str, name: &str) -> bool {
    // "John Paul II" is named by his name, whose number is none.
    let numbered = |word: &&str| word.chars().all(|c| "IVX".contains(c));
    let mut words = name.split(' ').rev().skip_while(numbered);
    let surname = words.next().unwrap_or(name);
    // A surname of two letters may be another word: "Mei Wu" is named in full.
    let short = surname.chars().count() <= 2;
    let told = if short { name } else { surname };
    let (folded, name) = (Folded::new(text), Folded::new(told));
    let mut keys = name.keys().iter();
    (!short || name.len() > 1) && keys.all(|key| folded.keys().contains(key))
}

fn day(comparison: &Comparison, question: &Question<'_>) -> Agreement {
    let (Some((first, last)), Some(actual)) = (
        question.dates,
        comparison.passage.held.document.dates.issued,
    ) else {
        return Agreement::Unclear;
    };
    let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    let far = |day: Date| days(day, first) > DAYS_APART || days(last, day) > DAYS_APART;
    // "On September 23, 2031, the President stated: “…”"
    let told = || {
        let extent = comparison.extent();
        let block =
            &comparison.passage.held.document.blocks[comparison.passage.block(extent.start)];
        let mut told = dates(block.text.text()).into_iter();
        told.any(|found| !far(found.day))
    };
    if far(actual) && (comparison.extent().is_empty() || !told()) {
        Agreement::Different
    } else {
        Agreement::Same
    }
}
