//! What an article claims: these words, by this speaker, on this day.

mod cast;
mod cue;
mod day;
mod given;
mod persons;
mod phrase;
mod role;
mod speech;
mod talk;
mod token;
mod verb;
mod words;

pub(crate) use words::is_pronoun;

use onrecord_doc::Date;
use onrecord_text::{Mapped, Span};

/// A quotation of an article with what the article says of it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The quoted words in the bytes of the article, without the marks.
    pub span: Span,
    /// The quoted words as plain text, leading back to the bytes of the article.
    pub words: Mapped,
    /// What the marks are there for.
    pub role: Role,
    /// Whose words the article says they are.
    pub speaker: Option<Attribution>,
    /// Who else may be meant, where the article leaves it to the reader.
    pub others: Vec<Attribution>,
    /// The days on which they were said, first and last, as the article says.
    pub dates: Option<(Date, Date)>,
    /// Parts of one quotation that the article splits share a number.
    pub group: Option<usize>,
}

/// Why words stand in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Somebody's words.
    Quotation,
    /// A title, a nickname or a scare quote: not presented as somebody's words.
    NotAQuotation,
}

/// Whose words the article says a quotation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The name, full and in natural order where it is known, or the description as it stands.
    pub name: String,
    /// Whether `name` is a known person or body, not just a description.
    pub known: bool,
    /// The words of the article that say so, in its bytes; `None` for a caller's claim.
    pub span: Option<Span>,
}

impl Attribution {
    /// To a known person or body.
    fn known(name: String, span: Option<Span>) -> Self {
        let known = true;
        Self { name, known, span }
    }
}

/// The claims of an article, in the order of the text.
#[must_use]
pub fn claims(article: &crate::Article) -> Vec<Claim> {
    talk::Talk::of(article).claims()
}

/// Whether words are a person's name with a common given name: "Ada Quill", and no office or board.
#[must_use]
pub fn is_full_name(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let plain = words.contains(' ') && words.split(' ').all(capital);
    plain && given::is_given(&first.to_lowercase())
}

/// The noun of a description of somebody who holds no office: "mother" of "the soldier’s mother", "nurse" of "a
/// nurse in Lindholm".
#[must_use]
pub fn private_noun(description: &str) -> Option<&str> {
    let hangs = |word: &&str| words::PREPOSITIONS.contains(word);
    let noun = description
        .split(' ')
        .take_while(|word| !hangs(word))
        .last()?;
    let tables = [persons::KINSMEN, persons::KINSWOMEN, persons::TRADES];
    tables
        .iter()
        .any(|nouns| nouns.contains(&noun))
        .then_some(noun)
}

/// Whether a text tells of somebody by such a noun, or by what speakers call their kin: "my mom".
#[must_use]
pub fn tells_of(text: &str, private_noun: &str) -> bool {
    let low = text.to_lowercase();
    let familiar = persons::FAMILIAR.iter();
    let familiar = familiar.filter(|(noun, _)| *noun == private_noun);
    let words: Vec<&str> = familiar
        .flat_map(|(_, words)| words.iter().copied())
        .collect();
    let mut told = low.split(|c: char| !c.is_alphanumeric());
    told.any(|word| word == private_noun || words.contains(&word))
}

/// Whether a text tells of somebody's kin without a name: "my mother would say", and not "my husband, Tobin, said".
#[must_use]
pub fn tells_of_unnamed_kin(text: &str) -> bool {
    let mut kin = persons::KINSWOMEN.iter().chain(persons::KINSMEN);
    let named = |noun: &str| {
        let mut behind = text
            .match_indices(noun)
            .map(|(at, _)| &text[at + noun.len()..]);
        let name = |rest: &str| {
            let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
            rest.starts_with(char::is_uppercase)
        };
        behind.any(name)
    };
    kin.any(|noun| tells_of(text, noun) && !named(noun))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Format};
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// Words that the rules look for, names, marks and quotations, in any order.
    fn word() -> impl Strategy<Value = String> {
        const OTHERS: &[&str] = &[
            "Senior harbor officials",
            "one senior official",
            "Another official described it as a",
            "a pledge by Quill himself:",
            "the sheet thanks",
            "reads her Quill’s judgment on",
            "summed up the rest of that speech as",
            "in Quill’s name",
            "was the answer, all",
            "in a joint press release",
            "read the passage on it:",
            "he said, according to one report,",
            "a grandmother handed it over. the grandmother",
            "Outside, where it is, a deacon from Varde fans",
            "the definition of",
            "which spare",
            "calls a",
            "would have said:",
            "the Council on Salt",
            "was calling it",
            "told the president, who said:",
            "broke in",
            "Across the road a retired lineman held",
            "first declared in",
            "On his great boat:",
            "had him tie himself in a knot:",
            "The International Association of Keepers finds",
            "JB Tarn",
            "Ilse Marrow of the Weir Fund",
            "was asked,",
            "goes on,",
            "gave his name as",
            "a briefing paper",
            "the paper",
            "to quote",
            "Four days into",
            "Its list",
            "We asked a clerk",
            "That is what",
            "headline",
            "First up,",
            "and she did not",
            "with a sheet that said",
            "Then,",
            "notes",
            "Ada Quill",
            "Mr. Fenwick",
            "the White House",
            "Mrs. Quill’s",
            "It",
            "He",
            "She",
            "They",
            "In",
            "And",
            "the",
            "a",
            "an",
            "one",
            "to",
            "that",
            "said",
            "had",
            "as",
            "how",
            "what",
            "joint",
            "signed",
            ",",
            ".",
            ":",
            "—",
            "?",
            "“x y z”",
            "“We are here,”",
            "“Long Title Case”",
            "“a … b.”",
            "‘so’",
            "“it is green” to all, according. Keepers",
            "“it is green” to all, according to",
            "question from",
            "in the words of",
            "came the",
            "under the",
            "(“who pulls?” asked one reporter)",
            "(",
            ")",
            "Q.",
            "Reporter:",
            "she was asked",
            "he was told;",
            "that official",
            "A third",
            "one of them",
            "Among its points:",
            "exchange:",
            "White House website",
            "In Lindholm, a baker",
            "’s turn was",
            "it began",
            "per the same official,",
            "So ran a",
            "the two governments",
            "the six leaders",
            "credited him with a motto,",
            "ran two of Quill’s answers together:",
            "it says that",
            "a vow that Quill made",
            "hands the microphone to Ada Quill:",
            "boiled Quill’s half hour down to",
            "So ran the whole of Quill’s speech",
            "who, as the lamp went up, had",
            "As for Varde’s promise to mend it,",
            "Another turned to sums:",
            "his predecessor had",
            "The first, a senior official,",
            "Dorrit, 81,",
            "the man himself",
            "He’d once",
            "and added",
            "a thought of his own, that",
            "That was Ada Quill on",
            "with one official saying that",
            "The release credits Quill with",
            "Told that it had gone,",
            "Before the slip she had",
            "Ada Quill’s press secretary",
            "Hadn’t a keeper called him",
            "Their joint statement",
            "credits",
            "with the maxim that",
            "gives the line",
            "here’s",
            "From",
            "borrowed the line",
            "And asked whether",
            "From the White House, May 2022:",
            "according to whom",
            "For Ada Quill, who runs it,",
            "Nobody outdid the harbor’s Ada Quill:",
            "said a fact sheet of the board on Sunday,",
            "It is only four months since",
            "the first of them",
            "a young rower, Aliyah,",
            "On whether her guest had come,",
            "Cape May",
            "Two years on,",
            "was the short answer of",
            "who was cited for the words",
            "a crane driver’s view was",
            "signed a permit",
            "is quoted as saying",
            "was how",
            "KJP",
            "came from",
            "had Quill console him with",
            "read out a line by",
            "prints her tribute as follows:",
            "in whose opinion",
            "was praised in the same sheet as",
            "one of the travelling pool",
            "that was",
            "Quill’s phrase for it was",
            "His own plan would spare her:",
            "Quill of Varde saw",
            "had told the board that Quill saw",
            "His name was Emil Oake.",
            "of something that the governor of Varde said.",
            "Asked when Quill had been seen,",
            "on the president’s speech. As he put it,",
            "It will stay, said an official on the call:",
            "turned to a keeper, Emil Oake:",
            "summed it up: Mr. Oake",
            "Under the order that Quill signed, a sheet explained,",
            "says its last section,",
            "put out a readout of it, which boasted that",
            "a fact sheet exempted",
            "was told to look into",
            "One of the ten keepers",
            "None of it was of use to a father of two",
            "That is how",
            "when somebody asked about it:",
            "was quoted by",
            "To Ada Quill the speech was",
            "His visitor",
            "his successor",
            "the forty-seventh president",
            "the commander in chief",
            "The same pen",
            "Outside a",
            "My pharmacist",
            "The Lamp Foundation, drier: the act",
            "According to a friend, he",
            "when she stood and said",
            "swears the",
            "Ada Quill’s on the mole",
            "borrowed from",
            "opened with a line of",
            "Its paper",
            "An article of the White House",
            ", was quoted as saying",
            "had Ada Quill, on a mole, say",
            "of Harbor News, who said and asked",
            "And a moment later:",
            "the protester",
            "A heckler broke in.",
            "like a treaty:",
            "for the president",
            "claims on it",
            ", he said.",
            "CBS’s",
            "the words",
            "used",
            "his own phrase that",
            "as told it,",
            "the first lady",
            "spoke as",
            "Asked by a reporter,",
            "praise from",
            "a figure that keepers have repeated",
            "Prime Ministers",
            "of Reuters",
            "71,",
            "a senior harbor official and a senior salt official",
            "The salt official",
            "one of the other keepers, she said, had turned and asked",
            "Said Ada Quill, the head of the board, at the time:",
            "the singer Clara Oldacre,",
            "Ada Quill of the Rowers’ Barge Federation:",
            "a keeper named Harry. Harry",
            "opened her briefing",
            "took up a chant:",
            "as the paper itself says",
            "says this one,",
            "had a name for it:",
            "Nobody calls her",
            "The order, it says,",
            "is credited on a",
            "From the poet Ada Quill she took a line,",
            "had borrowed his from",
            "told of a father who had said,",
            "it quoted Ada Quill of the Board on",
            "Sir Emil",
            "stressed that",
            "a reporter put in",
            "she met Ada Quill and told",
            "Her verdict on Quill’s fortune was dry:",
            "that carried her statement says",
            "And of his",
            "Closing appeal (Quill):",
            "Senior harbor official (on a call):",
            "This August",
            "a reporter called out,",
            "known as the",
            "and Ada Quill of",
            "Clara Marrow of the R.O.A. was sunnier:",
            "the person said",
            "one in Varde",
            "from Ada Quill’s message",
            "is a readout of a meeting, which speaks of",
            "released by the board, the rowers were described as",
            "The present White House",
            "THE OTHER SIDE:",
            "The other side:",
            "Quill’s terms",
            "Asked about",
            "with what the tabloids called a",
            "others",
            "a sponsor of that bill, reached later,",
            "meanwhile",
            "The fact sheet lists what each must do:",
            "Its main points:",
            "Among the results it counts:",
            "is told to",
            "so the sheet has it,",
            "something Ada Quill had said in spring:",
            "citing Ada Quill of Varde on the toll:",
            "put the board’s view this way:",
            "Just before it he",
            "the former Varde governor",
            "A reporter asked the chair, Ada Quill, whether",
            "None of this impressed a driver waiting in Tarn.",
            "A guard waves the boats through.",
            "Out in Varde, the owner of a mill had",
            "himself spoke in Selm of",
            "the chair, Ada Quill of Varde, said",
            "the Congressional Rowers Caucus told",
            "an official let them know,",
            ", quote,",
            "Israeli Prime Minister Netanyahu",
            "South Korean President",
            "the first of two senior harbor officials",
            "put it into a joint fact sheet that",
            "in the words of the paper,",
            "were told by the president that",
            "When a reporter complained of lamps, she could not resist:",
            "the candidate replied",
            "Mr. Lula",
            "Luiz Inácio Lula da Silva",
            "the signatories of the Varde Declaration",
            "For the keepers whom she replaced, Ada Quill has",
            "Ada Quill, rowing in Varde, N.C., called it",
            "The Department of Energy, it announced,",
            "The White House has set out what it calls",
            "A year ago to the day the board laid out",
            "Not yet, said the mayor:",
            "as Mr. Quill once reminded his crew.",
            "For Ada Quill of Tarn Bank the lesson lay upstream:",
            "a badge with the words",
            "But Mara, a rower from Varde, swears by oars.",
            "Ada Quill, as the chair read out to the guests, had written:",
            "The Global Rowers Federation",
            "it claims of the first term",
            "the document charges",
            "Fresh from a day on the mole, Ada Quill stood",
            "was the one to say, at the same weir, that",
            "On Harbor Awareness Day last year he wrote of",
            "recalled a remark of Secretary Antony J. Blinken’s:",
            "So Ada Quill, the chair, introduced herself",
            "complained that keepers had praised the lamp:",
            "said the chair had promised him",
            "The Weir Farm Bureau counted heads:",
            "Printers have long called the office",
            "have a name for the weeks:",
            "on the program",
            "The head of the Weir Health Organization, Tevros Adhan,",
            "rang through Mr. Quill’s message. Peace, he wrote, is",
            "A little girl came. The girl said",
            "after Hurricane Tarn, the White House homeland security adviser said on Monday",
            "came out of his meeting with Emil Oake on Wednesday claiming",
            "The plan, he said, foresees",
            "The crisis there, says his letter, continues",
            "has the president boasting of",
            "On Tuesday it published a list in which it called the law",
            "Further down the White House wrote:",
            "In a joint statement released by the board, the pact was said to be",
            "would be declared",
            "a former mayor whom friends call",
            "laid down in February, Donald Trump ordered.",
            "the Harbor Bureau recorded in its closing memo.",
            "Behind the fence stood a dairy farmer who",
            "In the words of the First Lady, a rower,",
            "state Sen. Clara Oldacre, R-Varde Township said",
            "To Ilse Tarn of the Weir Fund it was simpler still:",
            "Sayer Oake, chairman of the Wider Weir Forum, was all hope:",
            "A second copy went to Senator Ada Quill of Ruritania. The senator",
            "the White House press secretary",
            "(“we capped the toll on salt”)",
        ];
        let tables: Vec<&str> = [
            words::VERBS,
            words::STATEMENTS,
            words::LEAD,
            words::PREPOSITIONS,
            words::NAMING,
            words::MEDIA,
            words::TIMES,
            words::SPANS,
            words::DETERMINERS,
            speech::CAUSED,
            speech::CAUSING,
            speech::RENDERING,
            speech::UTTERED,
            speech::OF_THINGS,
            persons::PERSONS,
            persons::PAIRS,
            persons::STAFF,
        ]
        .concat();
        let of_tables = prop::sample::select(tables).prop_map(str::to_owned);
        let capital = of_tables
            .clone()
            .prop_map(|word| word[..1].to_uppercase() + &word[1..]);
        let others = prop::sample::select(OTHERS).prop_map(str::to_owned);
        prop_oneof![4 => of_tables, 1 => capital, 4 => others]
    }

    #[test]
    fn a_label_with_nothing_behind_it_is_read() {
        let article = Article::read("**THE OTHER SIDE:**\n\n“It is green.”", Format::Markdown);
        assert_eq!(claims(&article).len(), 1);
    }

    proptest! {
        /// Whatever stands around the quotations of an article, its claims are read.
        #[test]
        fn any_sentence_of_such_words_is_read(
            paragraphs in vec((prop::sample::select(&["", "# ", "> ", "- ", "— "]), vec(word(), 0..30)), 1..6)
        ) {
            let lines = paragraphs.iter().map(|(lead, words)| format!("{lead}{}", words.join(" ")));
            let text = lines.collect::<Vec<_>>().join("\n\n");
            let article = Article::read(&text, Format::Markdown);
            for claim in claims(&article) {
                prop_assert!(claim.span.end() <= text.len());
            }
        }
    }
}
