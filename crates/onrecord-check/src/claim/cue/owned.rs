//! Whose words they are without a verb before them: "her answer", "in the words of the chair", "…, the chair said".

use crate::claim::phrase::{
    Pronoun, Who, is_name_word, is_person, phrase, possessive, singular, subject,
};
use crate::claim::speech::UTTERED;
use crate::claim::token::{Kind, Token};
use crate::claim::verb::{is_participle, speaks};
use crate::claim::words::{PREPOSITIONS, STATEMENTS};

/// Whose words a colon brings in: "her words were:", "admirers cite Quill's own forecast:".
pub(super) fn owner(tokens: &[Token], from: usize, end: usize) -> Option<Who> {
    let last = from.max(end.saturating_sub(5))..end;
    last.rev().find_map(|at| {
        let token = &tokens[at];
        // "Its verdict:", of a body
        let its = at == from && token.is_in(&["its"]) && at + 2 == end;
        if its && tokens[at + 1].is_in(UTTERED) {
            return Some(Who::Pronoun(Pronoun::They, at));
        }
        if let Some(pronoun) = possessive(token) {
            // "On his great bill: “…”" tells what the words are about.
            let and = usize::from(tokens[from].is_in(&["and", "but"]));
            let on = tokens[from + and].is_in(&["about", "of", "on"]);
            if at == from + 1 + and && on {
                return None;
            }
            // "had put the matter to her in eight words:" is not hers.
            if tokens.get(at + 1).is_some_and(|t| t.is_in(PREPOSITIONS)) {
                return None;
            }
            // "The chair had her own account:" is the chair's.
            let own = tokens.get(at + 1).is_some_and(|t| t.low == "own");
            let who = subject(tokens, from, at).filter(|_| own && at > from);
            let who = who.or(Some(Who::Pronoun(pronoun, at)));
            return who.filter(|_| at + 1 < end && is_of_words(&tokens[at + 1..end]));
        }
        let start = (from..=at)
            .rev()
            .take_while(|&i| is_name_word(&tokens[i]))
            .last();
        if at + 1 == end
            && let Some(who) = remark(tokens, from, end)
        {
            return Some(who);
        }
        let theirs = &tokens[at + 1..end];
        // "Ada Quill of the Rowers’ Federation:" is no rower’s.
        let house = theirs.iter().all(is_name_word)
            && (from + 1..at)
                .rev()
                .take(4)
                .any(|i| tokens[i].is_in(&["of"]) && is_name_word(&tokens[i - 1]));
        if house {
            return None;
        }
        // "Harbor Radio’s Ada Quill:"
        if start.is_some()
            && token.possessive
            && theirs.len() > 1
            && theirs.iter().all(is_name_word)
        {
            return Some(Who::Words(at + 1..end));
        }
        // "And on Quill’s talk of a flood:" tells what the words are about.
        let on = |start: usize| {
            let before = start.checked_sub(1).filter(|&before| before >= from);
            let on = before.is_some_and(|before| tokens[before].is_in(&["about", "of", "on"]));
            let and = start == from + 2 && tokens[from].is_in(&["and", "but"]);
            on && (start == from + 1 || and)
        };
        start
            .filter(|&start| token.possessive && at + 1 < end && !on(start))
            .map(|start| Who::Words(start..at + 1))
    })
}

/// "a remark of Secretary of State Ada Quill’s": whose it is, where nothing stands behind it.
pub(super) fn remark(tokens: &[Token], from: usize, end: usize) -> Option<Who> {
    let last = end
        .checked_sub(1)
        .filter(|&last| last > from + 1 && tokens[last].possessive)?;
    let names = (from..=last)
        .rev()
        .take_while(|&i| is_name_word(&tokens[i]));
    let start = names.last()?;
    let mut near = (from + 1..start).rev().take(FAR_OF_A_REMARK);
    let said = |t: &Token| t.is_in(UTTERED) || t.is_in(REMARKS);
    let of = near.find(|&at| tokens[at].is_in(&["of"]) && said(&tokens[at - 1]))?;
    let mut office = tokens[of + 1..start].iter();
    let plain = office.all(|t| t.capital || t.is_in(&["of", "the"]));
    plain.then_some(Who::Words(start..last + 1))
}

/// What is somebody’s, beside [`UTTERED`].
const REMARKS: &[&str] = &["observation", "phrase", "quip", "remark", "saying"];

/// So many words before a name that owns a remark the remark stands: "a remark of Secretary of State Ada Quill’s".
const FAR_OF_A_REMARK: usize = 6;

/// "the chair’s", "Ada Quill’s": whom the possessive at `owner` names, not before `from`.
pub(super) fn whoever_owns(tokens: &[Token], from: usize, owner: usize) -> Option<Who> {
    let names = (from..=owner)
        .rev()
        .take_while(|&at| is_name_word(&tokens[at]));
    let the = || (from..owner).rev().find(|&at| tokens[at].is_in(&["the"]));
    let start = names.last().or_else(the)?;
    Some(Who::Words(start..owner + 1))
}

/// Whether what is somebody's are words, as far as it tells: not "his trip to Lindholm".
fn is_of_words(owned: &[Token]) -> bool {
    let words = |t: &Token| t.is_in(UTTERED) || t.is_in(STATEMENTS);
    // "Her belief, in short: “…”"
    let near = owned
        .split(|t| t.kind == Kind::Comma)
        .next()
        .unwrap_or(owned);
    owned.iter().any(words) || !near.iter().any(|t| t.is_in(PREPOSITIONS))
}

/// Whose words a colon or a dash brings in, by what it says they are: "Quill's last words left no
/// room:", "the president's claim about ropes —".
pub fn uttered(tokens: &[Token], from: usize, end: usize) -> Option<Who> {
    let near = |at: usize| (from.max(at.saturating_sub(2))..at).rev();
    let owned = |&at: &usize| tokens[at].possessive || possessive(&tokens[at]).is_some();
    let nouns = (from..end).rev().filter(|&at| tokens[at].is_in(UTTERED));
    let at = nouns.filter_map(|noun| near(noun).find(owned)).next()?;
    if let Some(pronoun) = possessive(&tokens[at]) {
        return Some(Who::Pronoun(pronoun, at));
    }
    let least = from.max(at.saturating_sub(4));
    let names = (least..=at).rev().take_while(|&i| is_name_word(&tokens[i]));
    let the = (least..at)
        .rev()
        .take_while(|&i| tokens[i].kind == Kind::Word);
    let the = the.filter(|&i| tokens[i].is_in(&["the"])).last();
    names.last().or(the).map(|start| Who::Words(start..at + 1))
}

/// "In Quill's words", "in the president’s telling": of whom, and where it is said.
pub(super) fn in_ones_words(tokens: &[Token], from: usize, to: usize) -> Option<(Who, usize)> {
    let noun = |t: &Token| {
        t.is_in(&[
            "account",
            "phrase",
            "reckoning",
            "telling",
            "wording",
            "words",
        ])
    };
    // "in the board's standing phrase"
    let owned = |at: usize| {
        let adjective = !tokens[at - 1].possessive && tokens[at - 1].kind == Kind::Word;
        let owner = at - 1 - usize::from(adjective);
        (owner > from && tokens[owner].possessive).then_some(owner + 1)
    };
    // "in his phrase"
    let his = |at: usize| {
        let its = tokens[at - 1].is_in(&["its"]).then_some(Pronoun::They);
        let pronoun = possessive(&tokens[at - 1]).or(its);
        let pronoun = pronoun.filter(|_| tokens[at].low != "words" || its.is_some())?;
        let lead = at > from + 1 && tokens[at - 2].is_in(&["by", "in"]);
        lead.then_some((Who::Pronoun(pronoun, at - 1), at - 2))
    };
    let mut nouns = (from + 2..to).rev().filter(|&at| noun(&tokens[at]));
    let noun = nouns.find(|&at| owned(at).is_some() || his(at).is_some())?;
    if let Some(found) = his(noun) {
        return Some(found);
    }
    let at = owned(noun)?;
    let of_name = |&at: &usize| {
        is_name_word(&tokens[at]) || tokens[at].kind == Kind::Word && tokens[at].possessive
    };
    let first = (from..at).rev().take_while(of_name).last()?;
    let the = first > from && tokens[first - 1].is_in(&["the"]);
    let start = first - usize::from(the);
    // "as the president’s own words, “…”"
    let own = tokens[at].is_in(&["own"]) && tokens[start.max(1) - 1].is_in(&["as"]);
    let lead = start > from && (own || tokens[start - 1].is_in(&["by", "in"]));
    // "A rower, in the chair’s telling, had told the keeper that “…”"
    let put_in = || {
        let comma = |at: usize| tokens.get(at).is_some_and(|t| t.kind == Kind::Comma);
        let before = start
            .checked_sub(2)
            .filter(|&at| at > from + 1 && comma(at))?;
        let a = tokens[from].is_in(&["a", "an", "one"]);
        let plain = tokens[from..before].iter().all(|t| t.kind == Kind::Word);
        let said = comma(noun + 1) && (noun + 2..to).any(|at| speaks(tokens, at));
        (a && plain && said).then_some((Who::Words(from..before), start - 1))
    };
    lead.then(|| put_in().unwrap_or((Who::Words(start..at), start - 1)))
}

/// "… was what the chair had said".
pub(super) fn said_so(tokens: &[Token], what: usize, to: usize) -> Option<Who> {
    // "… was all that the chair would offer"
    let [all, that] = [what, what + 1].map(|at| tokens.get(at).filter(|_| at < to));
    if all.is_some_and(|t| t.is_in(&["all"])) && that.is_some_and(|t| t.is_in(&["that"])) {
        let who = phrase(tokens, what + 2, to)?;
        let next = tokens.get(who.tokens().end)?;
        let says = next.is_in(&["could", "had", "would"]) || speaks(tokens, who.tokens().end);
        return says.then_some(who);
    }
    // "… was the short answer of Ada Quill"
    let answer = (what + 1..to.min(what + 4)).find(|&at| tokens[at].is_in(UTTERED));
    let of = answer.filter(|&at| at + 2 < to && tokens[at + 1].is_in(&["of"]));
    if let Some(of) = of.filter(|_| tokens[what].is_in(&["a", "an", "the"])) {
        return phrase(tokens, of + 2, to);
    }
    let said = tokens.get(what).is_some_and(|t| t.is_in(&["what"]));
    let verb = (what + 2..to).find(|&i| speaks(tokens, i))?;
    let whole = tokens[what..verb].iter().all(|t| t.kind == Kind::Word);
    subject(tokens, what + 1, verb).filter(|_| said && whole)
}

/// "… was her answer", "… was how one paper rendered his point", "… is Quill’s argument".
pub(super) fn by_possessive(tokens: &[Token], from: usize) -> Option<Who> {
    let pronoun = |(i, t): (usize, &Token)| Some(Who::Pronoun(possessive(t)?, from + i));
    let near = tokens.iter().take(12).enumerate();
    near.clone().find_map(pronoun).or_else(|| {
        let named = |t: &Token| t.possessive && is_name_word(t);
        if let Some((last, _)) = near.clone().find(|(_, t)| named(t)) {
            let words = tokens[..last]
                .iter()
                .rev()
                .take_while(|t| is_name_word(t))
                .count();
            return Some(Who::Words(from + last - words..from + last + 1));
        }
        // "… was the official’s own way of putting it", "… was the gist of the official’s answer"
        let owned = |t: &Token| t.possessive && is_person(singular(&t.low));
        let last = near.clone().find(|(_, t)| owned(t))?.0;
        let said = tokens.get(last + 1..)?.iter().take(2);
        let said = said
            .into_iter()
            .any(|t| t.is_in(UTTERED) || t.is_in(&["way"]));
        let the = tokens[..last].iter().rposition(|t| t.is_in(&["the"]))?;
        said.then(|| Who::Words(from + the..from + last + 1))
    })
}

/// "The third barge stays, the harbor master says.": whose words a sentence without marks is.
pub fn told_at_the_end(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let verb = to
        .checked_sub(1)
        .filter(|&verb| verb > from && speaks(tokens, verb))?;
    let comma = (from..verb)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Comma)?;
    // "She had little to tell, so she reassured." is about her.
    let goes_on = tokens[comma + 1].is_in(&["and", "but", "so"]);
    subject(tokens, comma + 1, verb).filter(|_| !goes_on)
}

/// The same with more behind the verb: ", Ada Quill said on a call that evening."
pub(super) fn said_in_the_end(tokens: &[Token], from: usize, to: usize) -> Option<Who> {
    let comma = (from..to)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Comma)?;
    let verb = (comma + 2..to.min(comma + 8)).find(|&at| speaks(tokens, at))?;
    let who = subject(tokens, comma + 1, verb)?;
    let whole = who.tokens().start <= comma + 2 && who.tokens().end == verb;
    (whole && !is_participle(&tokens[verb])).then_some(who)
}
