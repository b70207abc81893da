//! The words that tell who speaks and what is no quotation, as tables. Lower case.

/// Persons and bodies are pronouns of these kinds.
pub const HE: &[&str] = &["he", "he'd", "he’d", "he'll", "he’ll", "he's", "he’s"];

/// Feminine.
pub const SHE: &[&str] = &[
    "she", "she'd", "she’d", "she'll", "she’ll", "she's", "she’s",
];

/// Things and several persons.
pub const THEY: &[&str] = &["it", "they"];

/// Possessives and objects that stand for a person.
pub const HIS: &[&str] = &["his", "him"];

/// Feminine.
pub const HER: &[&str] = &["her", "hers"];

/// Whether a word stands for somebody who is named elsewhere.
#[must_use]
pub fn is_pronoun(word: &str) -> bool {
    let word = word.to_lowercase();
    let lists = [HE, SHE, THEY, HIS, HER];
    lists.iter().any(|words| words.contains(&word.as_str()))
}

/// Words that begin a description of a person or body.
pub const DETERMINERS: &[&str] = &[
    "a", "an", "another", "her", "his", "its", "many", "one", "our", "several", "some", "the",
    "their", "this", "that", "these", "those", "two", "three",
];

/// Verbs before the subject of a question: "Did the president say so?"
pub const ASKING: &[&str] = &[
    "are",
    "can",
    "could",
    "did",
    "didn't",
    "didn’t",
    "do",
    "does",
    "doesn't",
    "doesn’t",
    "had",
    "hadn't",
    "hadn’t",
    "has",
    "hasn't",
    "hasn’t",
    "have",
    "is",
    "isn't",
    "isn’t",
    "should",
    "was",
    "wasn't",
    "wasn’t",
    "were",
    "will",
    "would",
];

/// Words that may stand before the subject of a clause without changing it.
pub const LEAD: &[&str] = &[
    "already",
    "also",
    "and",
    "as",
    "but",
    "earlier",
    "even",
    "farther",
    "finally",
    "first",
    "further",
    "how",
    "however",
    "instead",
    "later",
    "meanwhile",
    "more",
    "now",
    "or",
    "outside",
    "so",
    "still",
    "than",
    "that",
    "then",
    "though",
    "although",
    "thus",
    "today",
    "tomorrow",
    "what",
    "when",
    "where",
    "whereupon",
    "which",
    "while",
    "who",
    "whom",
    "yesterday",
    "yet",
    "because",
    "if",
    "since",
    "after",
    "before",
];

/// Words that put the phrase behind them in another place or time than the subject.
pub const PREPOSITIONS: &[&str] = &[
    "about",
    "aboard",
    "across",
    "along",
    "amid",
    "among",
    "beside",
    "between",
    "despite",
    "within",
    "after",
    "against",
    "around",
    "as",
    "asked",
    "challenged",
    "pressed",
    "questioned",
    "back",
    "at",
    "before",
    "by",
    "during",
    "following",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "on",
    "over",
    "since",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "upon",
    "with",
    "without",
];

/// Words that end a description: verbs of state and auxiliaries.
pub const VERBS: &[&str] = &[
    "are", "can", "could", "did", "does", "had", "has", "have", "is", "may", "might", "must",
    "shall", "should", "was", "were", "will", "would", "who", "which", "whose", "that", "took",
    "spoke", "gave", "used", "made", "swept", "stood", "sat", "kept", "ran", "knew", "heard",
    "paid", "sold", "bought", "brought", "caught", "taught", "drove", "wore", "wept", "slept",
    "built", "grew", "flew", "threw", "held", "met", "won", "lost", "hung", "drew", "rode", "rose",
    "fell", "spent", "shook", "chose", "broke", "became",
];

/// What prints or sends the words of others.
pub const MEDIA: &[&str] = &[
    "agency",
    "blog",
    "bulletin",
    "channel",
    "daily",
    "leaflet",
    "magazine",
    "mailing",
    "network",
    "newsletter",
    "newspaper",
    "outlet",
    "paper",
    "podcast",
    "programme",
    "site",
    "station",
    "tabloid",
    "website",
    "weekly",
];

/// Words for what is written in somebody's name.
pub const STATEMENTS: &[&str] = &[
    "statement",
    "letter",
    "memo",
    "memorandum",
    "permit",
    "post",
    "proclamation",
    "declaration",
    "message",
    "release",
    "announcement",
    "notice",
    "communique",
    "communiqué",
    "fact",
    "text",
    "document",
    "tweet",
    "order",
    "address",
    "speech",
    "signatories",
    "remarks",
    "agreement",
    "directive",
    "clause",
    "paragraph",
    "readout",
    "resolution",
    "section",
    "sheet",
    "summary",
    "treaty",
    "list",
];

/// Statements that a body releases.
pub const RELEASES: &[&str] = &["announcement", "release"];

/// Statements that a president signs, unless somebody else is named.
pub const ORDERS: &[&str] = &[
    "order",
    "proclamation",
    "memorandum",
    "directive",
    "permit",
    "section",
];

/// Statements that the White House issues, unless somebody else is named.
pub const SHEETS: &[&str] = &["fact", "sheet", "readout"];

/// Words that begin a clause before the main one.
pub const SUBORDINATE: &[&str] = &[
    "after", "although", "as", "before", "if", "once", "since", "though", "when", "where", "while",
];

/// What shows a person's words: a graphic with her face warns in her name.
pub const SHOWING: &[&str] = &[
    "caption",
    "card",
    "clip",
    "graphic",
    "image",
    "meme",
    "photo",
    "photograph",
    "picture",
    "screenshot",
    "video",
];

/// Words before a quotation that make it a name or a term.
pub const NAMING: &[&str] = &[
    "dubbed",
    "entitled",
    "titled",
    "nicknamed",
    "named",
    "so-called",
    "documentary",
    "film",
    "movie",
    "song",
    "book",
    "novel",
    "album",
    "paperback",
    "memoir",
    "series",
    "essay",
    "poem",
    "hymn",
    "anthem",
    "hashtag",
    "sang",
    "sing",
    "sings",
    "sung",
    "singing",
    "slogan",
    "name",
    "nickname",
    "headline",
    "headlined",
    "subtitled",
    "christened",
    "branded",
    "codenamed",
    "code-named",
    "chanted",
    "chanting",
    "term",
    "phrase",
    "word",
    "words",
    "play",
    "musical",
    "podcast",
    "bestseller",
    "motto",
    "button",
    "clicked",
    "labeled",
    "labelled",
];

/// Phrases before a quotation that make it a name or a term.
pub const NAMING_PHRASES: &[&[&str]] = &[
    &["referred", "to", "as"],
    &["spoke", "of"],
    &["talk", "of"],
    &["speak", "of", "the"],
    &["talk", "of", "the"],
    &["under", "the", "title"],
    &["definition", "of"],
    &["meaning", "of"],
    &["counted", "as"],
    &["was", "declared"],
    &["were", "declared"],
    &["be", "declared"],
    &["been", "declared"],
];

/// What wears words rather than says them.
pub const WEARERS: &[&str] = &[
    "badge",
    "badges",
    "banner",
    "banners",
    "billboard",
    "cap",
    "caps",
    "flag",
    "flags",
    "hat",
    "hats",
    "placard",
    "placards",
    "poster",
    "posters",
    "shirt",
    "shirts",
    "sign",
    "signs",
    "sticker",
    "stickers",
    "t-shirt",
    "t-shirts",
];

/// Words behind a quotation that make it a name.
pub const NAMED: &[&str] = &[
    "nickname", "slogan", "rule", "policy", "doctrine", "act", "program",
];

/// Capitalised words that begin no name.
pub const NO_NAMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "i",
    "we",
    "you",
    "our",
    "no",
    "yes",
    // States behind a town: "Elko, Nev."
    "ariz",
    "calif",
    "colo",
    "conn",
    "fla",
    "kan",
    "mass",
    "mich",
    "minn",
    "mont",
    "neb",
    "nev",
    "okla",
    "ore",
    "tenn",
    "tex",
    "wis",
    "wyo",
];

/// Words that end with a full stop without ending a sentence.
pub const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "gen", "sen", "rep", "gov", "lt", "col", "st", "jr", "sr", "prof",
    "rev", "capt", "sgt", "adm", "hon", "vs", "u.s", "u.k", "u.n", "jan", "feb", "aug", "sept",
    "oct", "nov", "dec",
];

/// Works that have a title: "“…,” a play that opens on Friday".
pub const WORKS: &[&str] = &[
    "play",
    "film",
    "movie",
    "documentary",
    "song",
    "book",
    "novel",
    "album",
    "memoir",
    "series",
    "essay",
    "poem",
    "hymn",
    "anthem",
    "musical",
    "podcast",
    "opera",
    "painting",
    "show",
    "program",
    "programme",
    "magazine",
    "newspaper",
    "column",
    "bestseller",
    "biography",
];

/// Words that end a phrase of time: "a week earlier".
pub const TIMES: &[&str] = &["after", "afterwards", "ago", "before", "earlier", "later"];

/// Words for a stretch of time: "three months after".
pub const SPANS: &[&str] = &[
    "beat", "breath", "day", "days", "hour", "hours", "minutes", "month", "months", "week",
    "weeks", "year", "years", "minute", "moment", "moments", "seconds",
];
