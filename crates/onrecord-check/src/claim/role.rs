//! Telling somebody's words from titles, terms and scare quotes.

use super::cue::Cue;
use super::phrase::{is_name_word, is_person, singular};
use super::speech::is_speech;
use super::token::{Kind, Token};
use super::words::{
    DETERMINERS, HE, NAMED, NAMING, NAMING_PHRASES, PREPOSITIONS, SHE, STATEMENTS, VERBS, WEARERS,
    WORKS,
};

/// Words that titles leave small.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "nor", "of", "on", "or",
    "the", "to", "with",
];

/// More words than this are no term: "talk of “the weir and all that hangs on it”" quotes the talk.
const MOST_OF_A_TERM: usize = 4;

/// A title has so many words at most.
const LONGEST_TITLE: usize = 16;

/// So many words before a colon something may be said to have a name.
const FAR_OF_A_NAME: usize = 14;

/// Adverbs by which a name is one that is used again and again.
const AGAIN_AND_AGAIN: &[&str] = &["always", "fondly", "long", "often", "sometimes", "still"];

/// So many words back the sentence before is read.
const MOST_OF_A_SENTENCE: usize = 30;

/// A quotation in its surroundings.
pub struct Marked<'a> {
    /// The quoted words.
    pub words: &'a str,
    /// The tokens of the paragraph.
    pub tokens: &'a [Token],
    /// Which of them is the quotation.
    pub at: usize,
    /// What says who speaks.
    pub cue: Option<&'a Cue>,
    /// Whether the paragraph is a heading.
    pub heading: bool,
}

/// What somebody does on a show.
const APPEARING: &[&str] = &[
    "appeared",
    "appearing",
    "interviewed",
    "said",
    "saying",
    "says",
];

/// What a sign does.
const READING: &[&str] = &["read", "reading", "reads", "said", "saying", "says"];

/// So many words say at most what somebody is called before the name.
const MOST_BEFORE_A_NAME: usize = 3;

/// A name with "the" and small words has so many: "the Keeper of the Weir".
const MOST_OF_A_NAME: usize = 6;

/// What makes a verb of a word that may be worn: "to sign".
const LEADING_TO_ACTS: &[&str] = &[
    "can", "could", "may", "might", "must", "should", "to", "will", "would",
];

impl Marked<'_> {
    /// Whether the marks are there for another reason than that somebody said the words.
    pub fn is_no_quotation(&self) -> bool {
        let count = self.words.split_whitespace().count();
        let close = self.cue.is_some_and(|cue| cue.close);
        if self.is_put_so() {
            return false;
        }
        // "what her office calls the “Fight for the Weir” tour"
        let tour = self.next().is_some_and(|t| t.is_in(&["tour"]));
        if tour && self.is_title() {
            return true;
        }
        if self.is_naming() || self.is_rating() || self.is_worn() || self.is_called(count) {
            return true;
        }
        if self.is_called_by_many(count) || self.is_an_act() || self.is_title_of_a_work() {
            return true;
        }
        if self.is_another() {
            return false;
        }
        // "who stocks Quill’s “Hell and Other Weirs”"
        let owned = self
            .before()
            .next()
            .is_some_and(|t| t.possessive && is_name_word(t));
        if owned && self.is_title() {
            return true;
        }
        let read = self
            .verb()
            .is_some_and(|verb| self.tokens[verb].low == "read");
        if self.is_title() && (!self.is_said() || read || self.heading && self.verb().is_none()) {
            return true;
        }
        if self.is_mentioned(count) || self.is_before_its_name(count) || self.is_told_to(count) {
            return true;
        }
        let least = match (self.cue.is_some(), close) {
            (_, true) => 1,
            (true, false) => 2,
            (false, false) => 4,
        };
        count < least || self.is_term(count) && !self.is_said()
    }

    /// "thanked her “lamp czar,” Emil Oake": what somebody is called, before the name.
    fn is_before_its_name(&self, count: usize) -> bool {
        let before = self.before().next();
        let his = before.is_some_and(|t| t.is_in(&["her", "his", "their"]));
        let lower = self.words.starts_with(char::is_lowercase);
        his && lower && count <= MOST_BEFORE_A_NAME && self.next().is_some_and(is_name_word)
    }

    /// "she told the “gaggle” on the way": by what a word calls those who are told.
    fn is_told_to(&self, count: usize) -> bool {
        let [.., told, the] = &self.tokens[..self.at] else {
            return false;
        };
        let told = told.is_in(&["asked", "reminded", "told", "warned"]);
        let goes_on = self.next().is_some_and(|t| t.is_in(PREPOSITIONS));
        count == 1 && told && the.is_in(&["the"]) && goes_on
    }

    /// The tokens before the quotation, the nearest first.
    fn before(&self) -> impl Iterator<Item = &Token> {
        self.tokens[..self.at].iter().rev()
    }

    fn next(&self) -> Option<&Token> {
        self.tokens.get(self.at + 1)
    }

    /// "so-called", "the documentary", "known as".
    fn is_naming(&self) -> bool {
        let short = self.words.split_whitespace().count() <= MOST_OF_A_TERM;
        let mut before = self.before().skip_while(|t| short && t.kind == Kind::Comma);
        let near = before.next().filter(|t| t.is_in(NAMING));
        // "the order he was about to sign" is called so by him.
        let sign = near.is_some_and(|t| t.is_in(&["sign"]));
        let signs = sign && self.before().nth(1).is_some_and(|t| t.is_in(&["to"]));
        let near = near.filter(|_| !signs);
        let counted = |t: &Token| t.possessive || t.is_in(&["two", "three", "four", "five"]);
        let hers = |t: &Token| t.possessive || t.is_in(&["her", "his", "their"]);
        let lead = before.next();
        let led = before.next();
        let led = |words: &[&str]| led.is_some_and(|t| t.is_in(words));
        let the = lead.is_some_and(|t| t.low == "the");
        let own = match near.map(|t| t.low.as_str()) {
            // "left with the words “Mend the gate”"
            Some("words") => !short || lead.is_some_and(counted) || the && led(&["with"]),
            // "in a homelier phrase, “It is our salt”"
            Some("phrase") if self.before().next().is_some_and(|t| t.kind == Kind::Comma) => {
                self.before().take(5).any(|t| t.is_in(&["in"]))
            }
            Some("phrase") => lead.is_some_and(hers) && (!short || led(&["by", "in"])),
            _ => false,
        };
        let near = near.is_some() && !own;
        let phrase = |words: &&&[&str]| {
            let back = self.before().take(words.len());
            let matched = back
                .zip(words.iter().rev())
                .filter(|(t, word)| t.low == **word);
            matched.count() == words.len()
        };
        let follows = self.tokens[self.at + 1..].iter().take(4);
        let next = |words: &[&str]| self.next().is_some_and(|t| t.is_in(words));
        let comma = self.next().is_some_and(|t| t.kind == Kind::Comma);
        let named = follows
            .clone()
            .any(|t| t.is_in(&["nickname", "slogan", "title"]))
            && (comma || next(&["the"]))
            || next(&["a"]) && follows.clone().any(|t| t.is_in(&["nickname"]));
        // "known to its friends as"
        let mut known = self.before();
        let mut known = known
            .by_ref()
            .skip_while(|t| short && t.is_in(&["a", "the"]));
        let known = known.next().is_some_and(|t| t.is_in(&["as"]))
            && known.take(4).any(|t| t.is_in(&["known"]));
        let phrased = short && NAMING_PHRASES.iter().any(|words| phrase(&words));
        let called = short && self.is_called_by_all();
        near || named
            || phrased
            || short && known
            || called
            || self.is_described()
            || self.is_motto()
    }

    /// "known there as “tide readers,” as Ada Quill put it": a name that is somebody's words.
    fn is_put_so(&self) -> bool {
        let mut behind = self.tokens[self.at + 1..]
            .iter()
            .skip_while(|t| t.kind == Kind::Comma);
        let led = behind.next().is_some_and(|t| t.is_in(&["as"]));
        let who = behind
            .next()
            .is_some_and(|t| is_name_word(t) || t.is_in(HE) || t.is_in(SHE));
        let put = self
            .verb()
            .is_some_and(|verb| verb > self.at && self.tokens[verb].is_in(&["put", "puts"]));
        led && who && put
    }

    /// "We rate these claims “Mostly False”"
    fn is_rating(&self) -> bool {
        let rated = self.before().take(4).take_while(|t| t.kind == Kind::Word);
        let mut rated = rated.filter(|t| t.is_in(&["rate", "rated", "rates", "rating"]));
        self.is_title() && rated.next().is_some()
    }

    /// "the “Gray Lady,” as everyone who sails her calls her": a name that is nobody's words.
    fn is_called_by_all(&self) -> bool {
        let mut behind = self.tokens[self.at + 1..]
            .iter()
            .skip_while(|t| t.kind == Kind::Comma);
        let all = &[
            "all",
            "everybody",
            "everyone",
            "locals",
            "many",
            "most",
            "people",
            "some",
        ];
        // "(“the Barge,” its fans call it)"
        let fans = behind
            .clone()
            .take(4)
            .position(|t| t.is_in(&["call", "calls", "called"]));
        let it = fans.and_then(|verb| behind.clone().nth(verb + 1));
        if it.is_some_and(|t| t.is_in(&["him", "her", "it", "them"])) {
            return true;
        }
        let whom = behind.next().is_some_and(|t| t.is_in(&["as"]))
            && behind.next().is_some_and(|t| t.is_in(all));
        whom && behind
            .take(8)
            .any(|t| t.is_in(&["call", "called", "calls", "know", "knows"]))
    }

    /// "Printers have long called the office “the slow lamp”", "which keepers labeled a “Barge Trap”": what several without
    /// a name call something.
    fn is_called_by_many(&self, count: usize) -> bool {
        let back = self.before().take(2 * MOST_OF_A_TERM);
        let back: Vec<&Token> = back.take_while(|t| t.kind == Kind::Word).collect();
        let calls = |t: &&Token| {
            t.is_in(&[
                "call",
                "called",
                "dub",
                "dubbed",
                "labeled",
                "labelled",
                "nicknamed",
            ])
        };
        let Some(verb) = back
            .iter()
            .position(calls)
            .filter(|verb| *verb <= MOST_BEFORE_A_NAME)
        else {
            return false;
        };
        let adverb = |t: &&&Token| t.is_in(AGAIN_AND_AGAIN) || t.is_in(&["had", "has", "have"]);
        let between = back[verb + 1..].iter().take_while(adverb).count();
        let habit = back[verb + 1..]
            .iter()
            .take(between)
            .any(|t| t.is_in(AGAIN_AND_AGAIN));
        let Some(several) = back.get(verb + 1 + between) else {
            return false;
        };
        let many =
            several.low.ends_with('s') && !several.possessive && is_person(singular(&several.low));
        let bare = back.get(verb + 2 + between);
        let bare = bare.is_none_or(|t| t.is_in(&["that", "what", "which", "whom"]));
        let small = back[..verb].iter().all(|t| !t.capital);
        let named = habit || self.is_title() || self.words.starts_with("the ");
        let rest = self
            .words
            .strip_prefix("the ")
            .filter(|rest| is_capitalised(rest));
        let short = count <= MOST_BEFORE_A_NAME || rest.is_some() && count <= MOST_OF_A_NAME;
        short && many && bare && small && named
    }

    /// "The “Lamp Deadline Act,” a harbor release said, …": the title of an act.
    fn is_an_act(&self) -> bool {
        let ends = |c: char| c.is_ascii_punctuation();
        let last = self.words.trim_end_matches(ends).rsplit(' ').next();
        let act = last.is_some_and(|last| matches!(last, "Act" | "Agenda" | "Bill" | "Initiative"));
        let the = self.before().next().is_some_and(|t| t.is_in(DETERMINERS));
        act && the && self.is_title()
    }

    /// "told the story on the program “Morning Tide.”"
    fn is_title_of_a_work(&self) -> bool {
        let work = self.before().next().is_some_and(|t| t.is_in(WORKS));
        // "what Quill said on “Harbor Hour”"
        let short = self.words.split_whitespace().count() <= MOST_OF_A_TERM;
        let show = short
            && matches!(&self.tokens[..self.at], [.., said, on] if on.is_in(&["on"]) && said.is_in(APPEARING));
        (work || show) && is_capitalised(self.words.trim_end_matches('.'))
    }

    /// "Our motto, as ever: “…”"
    fn is_motto(&self) -> bool {
        let mut before = self.before();
        let colon = before.next().is_some_and(|t| t.kind == Kind::Colon);
        let mut before = before.take(5).take_while(|t| t.kind != Kind::Stop);
        // "The rowers had a name for those weeks:"
        let named = self
            .before()
            .skip(1)
            .take(FAR_OF_A_NAME)
            .take_while(|t| t.kind == Kind::Word);
        let named: Vec<&str> = named.map(|t| t.low.as_str()).collect();
        let named = named.windows(3).any(|words| words == ["for", "name", "a"]);
        // "It has a slogan: “People live in homes.”" is a sentence of somebody's.
        let own = self.words.split_whitespace().count() > MOST_OF_A_TERM;
        let slogan = |t: &Token| t.is_in(&["motto", "rating"]) || !own && t.is_in(&["slogan"]);
        colon && (named || before.any(slogan))
    }

    /// "“The Keeper’s Daughter,” a play that …": what follows says what it is.
    fn is_described(&self) -> bool {
        let mut behind = self.tokens[self.at + 1..]
            .iter()
            .skip_while(|t| t.kind == Kind::Comma);
        let article = behind
            .next()
            .is_some_and(|t| t.is_in(&["a", "an", "the", "his", "her", "their"]));
        // "a play on “Walk the Weir,”" is none
        let play_on = behind.clone().next().is_some_and(|t| t.is_in(&["play"]))
            && behind.clone().nth(1).is_some_and(|t| t.is_in(&["on"]));
        let near: Vec<&Token> = behind
            .take(4)
            .take_while(|t| t.kind == Kind::Word)
            .collect();
        let work = near.iter().take(3).position(|t| t.is_in(WORKS));
        // "the harbor newspaper quoted her" is where it stood.
        let quotes = |work: usize| near.get(work + 1).is_some_and(|t| is_speech(&t.low));
        article && !play_on && work.is_some_and(|work| !quotes(work))
    }

    /// Hats that read, signs saying.
    fn is_worn(&self) -> bool {
        // "sign a pledge" wears nothing
        // "On the out-of-pocket cap: “…”" tells what the words are about.
        let label = |at: usize| {
            let on = self.tokens.first().is_some_and(|t| t.is_in(&["on"]));
            on && self.tokens[at + 1].kind == Kind::Colon
        };
        // "the order he was about to sign", "which both might sign:"
        let to = |at: usize| at > 0 && self.tokens[at - 1].is_in(LEADING_TO_ACTS);
        let acts =
            |at: usize| self.tokens[at + 1].is_in(&["a", "an", "the"]) || label(at) || to(at);
        let least = self.at.saturating_sub(5);
        let near = (least..self.at).rev();
        // "The flag, he wrote, “…”"
        let says = |at: usize| {
            let comma = self.tokens[at + 1].kind == Kind::Comma;
            comma
                && self
                    .verb()
                    .is_some_and(|verb| verb > at + 1 && verb + 2 == self.at)
        };
        // "something you will not find on any bumper sticker:"
        let any = |at: usize| {
            let mut near = self.tokens[at.saturating_sub(2)..at].iter();
            near.any(|t| t.is_in(&["any"]))
        };
        // "Quill is credited on a thousand T-shirts with “…”"
        let credited = |at: usize| {
            let mut near = self.tokens[at.saturating_sub(5)..at].iter();
            near.any(|t| t.is_in(&["credited"]))
        };
        // "a vow that will be on our T-shirts by June:"
        let to_come = |at: usize| {
            let mut near = self.tokens[at.saturating_sub(5)..at].iter();
            near.any(|t| t.is_in(&["will", "would"]))
        };
        let acts = |at: usize| acts(at) || says(at) || any(at) || credited(at) || to_come(at);
        let mut near = near.take_while(|&at| self.tokens[at].kind != Kind::Stop);
        // "Posters “in seven thousand offices”" are what somebody tells of.
        let small = self.words.starts_with(char::is_lowercase)
            && self.words.split_whitespace().count() > MOST_OF_A_TERM;
        let reads = || self.before().take(3).any(|t| t.is_in(READING));
        let told = small && !reads();
        let worn = near.any(|at| self.tokens[at].is_in(WEARERS) && !acts(at) && !told);
        // "A sticker sums up her view. It reads “…”"
        let [.., stop, it, reads] = &self.tokens[..self.at] else {
            return worn;
        };
        let reads =
            stop.kind == Kind::Stop && it.low == "it" && reads.is_in(&["read", "reads", "says"]);
        let sentence = self.before().skip(3).take(MOST_OF_A_SENTENCE);
        let mut sentence = sentence.take_while(|t| t.kind != Kind::Stop);
        worn || reads && sentence.any(|t| t.is_in(WEARERS))
    }

    /// "What aides called …": a term if it is short; "called him …" is a judgement.
    fn is_called(&self, count: usize) -> bool {
        // "Nobody calls her “…”"
        if let [.., all, calls, whom] = &self.tokens[..self.at]
            && (all.is_in(&["everybody", "everyone", "nobody"])
                || all.is_in(&["they"]) && self.is_title())
            && calls.is_in(&["called", "calls"])
            && whom.is_in(&["her", "him", "it", "them"])
        {
            return count <= MOST_OF_A_TERM;
        }
        // "what cell makers have long called the “bifacial loophole”"
        let mut before = self
            .before()
            .skip_while(|t| count <= 3 && t.is_in(&["a", "an", "the"]));
        if !before
            .next()
            .is_some_and(|t| t.is_in(&["called", "calls", "call", "calling", "termed"]))
        {
            return false;
        }
        // "what she called “…”" gives her words
        let back: Vec<&Token> = before.take(6).collect();
        // "The gathering, called “Mend the Weir,” …"
        let comma = back.first().is_some_and(|t| t.kind == Kind::Comma);
        if comma && self.is_title() {
            return true;
        }
        let what = |t: &&Token| t.is_in(&["what", "which", "is", "was", "been", "so", "that"]);
        let at = back.iter().position(what);
        let between = &back[..at.unwrap_or_default()];
        let named = |t: &&Token| is_name_word(t) || t.is_in(HE) || t.is_in(SHE);
        // "a picture book called “The Long Weir”"
        let plain = back.iter().take_while(|t| t.kind == Kind::Word);
        let thing = plain.clone().any(|t| t.is_in(&["a", "an"]))
            || back.get(1).is_some_and(|t| t.is_in(&["an", "the"])) && back[0].is_in(STATEMENTS);
        let person = back.first().is_some_and(|t| is_person(&t.low));
        if thing && !person && self.is_title() {
            return true;
        }
        // but "a talk on what she called “…”" its title
        let titled =
            at.is_some_and(|at| back.get(at + 1).is_some_and(|t| t.is_in(&["about", "on"])));
        // "an aid that Keeper Quill calls a “little league”"
        let whose = |t: &Token| t.low == "what" || t.is_in(&["that", "which"]) && !self.is_title();
        // "What the Greeks called the “…”"
        let people = |pair: &[&Token]| pair[1].is_in(&["the"]) && pair[0].low.ends_with('s');
        let people = count <= 2 && between.windows(2).any(people);
        let hers =
            at.is_some_and(|at| whose(back[at])) && between.iter().any(named) && !titled && !people;
        !hers && (count <= 2 || at.is_some() && count <= 4)
    }

    /// "…, another …": the second of two who said something.
    fn is_another(&self) -> bool {
        self.before()
            .next()
            .is_some_and(|t| t.is_in(&["another", "others"]))
    }

    /// Every long word begins with a capital, and there are several.
    fn is_title(&self) -> bool {
        // By American custom the stop that ends the sentence stands inside the marks.
        let short = self.words.split_whitespace().count() < 3;
        let ends = self.words.ends_with(['!', '?']) || self.words.ends_with('.') && short;
        is_capitalised(self.words) && !ends
    }

    /// A verb of speech stands right before the quotation, or the speaker right behind.
    fn is_said(&self) -> bool {
        let Some(cue) = self.cue.filter(|cue| cue.close) else {
            return false;
        };
        let colon = self.before().next().is_some_and(|t| t.kind == Kind::Colon);
        colon
            || cue
                .verb
                .is_some_and(|verb| verb > self.at || self.at - verb <= 2 || self.is_told(verb))
    }

    /// "said it was an “honest keel”".
    fn is_told(&self, verb: usize) -> bool {
        let between = &self.tokens[verb + 1..self.at];
        // "had called the need for a weir an “absurdity”"
        let an = between.last().is_some_and(|t| t.is_in(&["a", "an"]));
        if an && between.len() > 1 && self.tokens[verb].is_in(&["called", "calls"]) {
            return true;
        }
        // "described the race for salt as a “rowing contest”"
        let as_one = between.iter().rev().take(2).any(|t| t.is_in(&["as"]));
        if as_one && self.tokens[verb].is_in(&["described", "describes"]) {
            return true;
        }
        between.len() <= 4 && between.iter().any(|t| t.is_in(&["is", "was", "were"]))
    }

    fn verb(&self) -> Option<usize> {
        self.cue.and_then(|cue| cue.verb)
    }

    /// "“Pics or nothing” is not a way to cite": a few words that the sentence speaks of.
    fn is_mentioned(&self, count: usize) -> bool {
        let first = self.at == 0 || self.tokens[self.at - 1].kind == Kind::Stop;
        let mut behind = self.tokens[self.at + 1..].iter();
        let is = behind.next().is_some_and(|t| t.is_in(&["is", "was"]));
        let next = behind.next();
        let not = next.is_some_and(|t| t.is_in(&["not", "no", "a", "an"]));
        count <= 6 && first && is && not
    }

    /// "the “regional partners” had", "the “Remain” rule".
    fn is_term(&self, count: usize) -> bool {
        let told = self
            .cue
            .is_some_and(|cue| cue.verb.is_some_and(|verb| verb < self.at));
        let that = |t: &Token| told && t.low == "that";
        let before = self.before().next();
        let determined = before.is_some_and(|t| t.is_in(DETERMINERS) && !that(t));
        // "said that Boris Fenwick and his “salt-hating rowing friends” were"
        let his = before.is_some_and(|t| t.is_in(&["her", "his", "their"]));
        if told && his && count > 1 {
            return false;
        }
        // "to lean on “salt exclusions,” which spare a review"
        let mut behind = self.tokens[self.at + 1..]
            .iter()
            .skip_while(|t| t.kind == Kind::Comma);
        let told_of = behind.next().is_some_and(|t| t.is_in(&["which"]));
        if count <= 2 && told_of && before.is_some_and(|t| t.is_in(PREPOSITIONS)) {
            return true;
        }
        // "the “lamps to the polls” boats are"
        let noun = self
            .next()
            .is_some_and(|t| t.kind == Kind::Word && t.low.ends_with('s') && !t.is_in(VERBS));
        let verb = self.tokens.get(self.at + 2).is_some_and(|t| t.is_in(VERBS));
        if count <= MOST_OF_A_TERM && determined && noun && verb {
            return true;
        }
        let named = self.next().is_some_and(|t| t.is_in(NAMED));
        let goes_on = self.next().is_some_and(|t| t.is_in(VERBS));
        count <= 3 && determined || count <= 4 && determined && goes_on || count <= 5 && named
    }
}

/// Whether several words begin with capitals, but for small ones.
fn is_capitalised(words: &str) -> bool {
    let long = |word: &str| !SMALL.contains(&word);
    let capital = |word: &str| {
        let figure = word.trim_end_matches([':', ',']);
        let year = !figure.is_empty() && figure.chars().all(|c| c.is_ascii_digit());
        let letters = word.trim_start_matches(|c: char| !c.is_alphabetic());
        year || letters.starts_with(char::is_uppercase)
    };
    let words: Vec<&str> = words.split_whitespace().collect();
    let most = words.len() <= LONGEST_TITLE && words.iter().filter(|w| long(w)).all(|w| capital(w));
    most && words.len() > 1 && capital(words[0]) && words.iter().any(|w| long(w))
}
