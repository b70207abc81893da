//! Words that are written in more than one way, brought to one.
//!
//! British and American spelling, numbers as words and as figures: a house style decides between
//! them, not the speaker. The mapping need not be right as spelling, only the same for both ways of
//! writing, and never the same for two words of different meaning. The stems are those of the
//! variant lists of VarCon (Atkinson, SCOWL) that occur in official English, without those whose
//! American form is another word (*tyre*, *kerb*, *storey*).

use std::borrow::Cow;

/// One way of writing for all: figures for a word of [`figures`], the American spelling of any other
/// word. `None` where the word is written in one way only.
#[must_use]
pub fn one_way(form: &str) -> Option<Cow<'static, str>> {
    let Some(beginning) = form.as_bytes().first_chunk::<4>() else {
        let number = matches!(form, "one" | "two" | "six" | "ten");
        return if number {
            figures(form).map(Cow::Borrowed)
        } else {
            None
        };
    };
    // Most words end here: nothing in the tables begins with the same four letters.
    let place = place(*beginning);
    let may_be = |bits: &[u64]| bits[place / 64] & 1 << (place % 64) != 0;
    if !may_be(&BEGINNINGS) {
        return None;
    }
    let number = may_be(&OF_NUMBERS).then(|| figures(form)).flatten();
    match number {
        Some(number) => Some(Cow::Borrowed(number)),
        None => american(form).map(Cow::Owned),
    }
}

/// One bit for the [`place`] of each four letters that a word or stem of the tables begins with.
static BEGINNINGS: [u64; PLACES / 64] = beginnings(&[NUMBERS, WORDS, STEMS]);
static OF_NUMBERS: [u64; PLACES / 64] = beginnings(&[NUMBERS]);

/// Some 300 beginnings set one bit in 50: of other words, as few go on to be looked up.
const PLACES: usize = 1 << 14;

/// Where the bit of four letters stands: a multiplicative hash (Knuth, TAOCP 3, section 6.4).
const fn place(beginning: [u8; 4]) -> usize {
    let hash = u32::from_le_bytes(beginning).wrapping_mul(0x9E37_79B1);
    (hash >> (32 - PLACES.trailing_zeros())) as usize
}

const fn beginnings(tables: &[&[(&str, &str)]]) -> [u64; PLACES / 64] {
    let mut bits = [0; PLACES / 64];
    let mut table = 0;
    while table < tables.len() {
        let mut at = 0;
        while at < tables[table].len() {
            if let Some(beginning) = tables[table][at].0.as_bytes().first_chunk::<4>() {
                let place = place(*beginning);
                bits[place / 64] |= 1 << (place % 64);
            }
            at += 1;
        }
        table += 1;
    }
    bits
}

/// The rows of a table whose words begin with the same four letters as `form`.
fn rows<'a>(
    table: &'static [(&'static str, &'static str)],
    form: &'a str,
) -> impl Iterator<Item = &'static (&'static str, &'static str)> + use<'a> {
    // Four letters are compared as one number; no word of the tables has fewer than three.
    let beginning = |word: &str| match *word.as_bytes() {
        [a, b, c, d, ..] => u32::from_be_bytes([a, b, c, d]),
        [a, b, c] => u32::from_be_bytes([a, b, c, 0]),
        _ => 0,
    };
    let sought = beginning(form);
    let first = table.partition_point(|row| beginning(row.0) < sought);
    let near = table[first..].iter();
    near.take_while(move |row| beginning(row.0) == sought)
}

/// The number that a word for one has: `twenty` is `20`, `third` is `3rd`.
#[must_use]
fn figures(form: &str) -> Option<&'static str> {
    let row = rows(NUMBERS, form).find(|row| row.0 == form)?;
    Some(row.1)
}

/// Whether it is a word for twenty to ninety, which may have a unit behind them.
#[must_use]
pub fn is_tens(form: &str) -> bool {
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    TENS.contains(&form)
}

/// One form for all spellings of a word: the stem that begins it, changed; or the word, if it is
/// another. `None` if there is only one spelling.
#[must_use]
fn american(form: &str) -> Option<String> {
    if !form.is_ascii() {
        return None;
    }
    if let Some(word) = rows(WORDS, form).find(|row| row.0 == form) {
        return Some(word.1.to_owned());
    }
    // Of two stems that begin the word, the longer stands behind.
    let stems = rows(STEMS, form).filter(|stem| form.starts_with(stem.0));
    let (british, american) = stems.last()?;
    let ending = &form[british.len()..];
    // `organise`, `organising`, `organisation`, but not `organism`.
    let verb = !british.ends_with("is") || ending.starts_with(['e', 'i', 'a']);
    verb.then(|| format!("{american}{ending}"))
}

const NUMBERS: &[(&str, &str)] = &[
    ("eight", "8"),
    ("eighteen", "18"),
    ("eighteenth", "18th"),
    ("eighth", "8th"),
    ("eightieth", "80th"),
    ("eighty", "80"),
    ("eleven", "11"),
    ("eleventh", "11th"),
    ("fifteen", "15"),
    ("fifteenth", "15th"),
    ("fifth", "5th"),
    ("fiftieth", "50th"),
    ("fifty", "50"),
    ("first", "1st"),
    ("five", "5"),
    ("fortieth", "40th"),
    ("forty", "40"),
    ("four", "4"),
    ("fourteen", "14"),
    ("fourteenth", "14th"),
    ("fourth", "4th"),
    ("nine", "9"),
    ("nineteen", "19"),
    ("nineteenth", "19th"),
    ("ninetieth", "90th"),
    ("ninety", "90"),
    ("ninth", "9th"),
    ("one", "1"),
    ("second", "2nd"),
    ("seven", "7"),
    ("seventeen", "17"),
    ("seventeenth", "17th"),
    ("seventh", "7th"),
    ("seventieth", "70th"),
    ("seventy", "70"),
    ("six", "6"),
    ("sixteen", "16"),
    ("sixteenth", "16th"),
    ("sixth", "6th"),
    ("sixtieth", "60th"),
    ("sixty", "60"),
    ("ten", "10"),
    ("tenth", "10th"),
    ("third", "3rd"),
    ("thirteen", "13"),
    ("thirteenth", "13th"),
    ("thirtieth", "30th"),
    ("thirty", "30"),
    ("three", "3"),
    ("twelfth", "12th"),
    ("twelve", "12"),
    ("twentieth", "20th"),
    ("twenty", "20"),
    ("two", "2"),
    ("zero", "0"),
];

/// Whole words.
const WORDS: &[(&str, &str)] = &[
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
    ("centred", "centered"),
    ("centring", "centering"),
    ("channelled", "channeled"),
    ("channelling", "channeling"),
    ("cheque", "check"),
    ("cheques", "checks"),
    ("counselled", "counseled"),
    ("counselling", "counseling"),
    ("counsellor", "counselor"),
    ("counsellors", "counselors"),
    ("dialled", "dialed"),
    ("dialling", "dialing"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("enrols", "enrolls"),
    ("fuelled", "fueled"),
    ("fuelling", "fueling"),
    ("fulfil", "fulfill"),
    ("fulfilment", "fulfillment"),
    ("fulfils", "fulfills"),
    ("grey", "gray"),
    ("jewellery", "jewelry"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("levelled", "leveled"),
    ("levelling", "leveling"),
    ("marvellous", "marvelous"),
    ("modelled", "modeled"),
    ("modelling", "modeling"),
    ("okay", "ok"),
    ("sept", "september"),
    ("signalled", "signaled"),
    ("signalling", "signaling"),
    ("skilful", "skillful"),
    ("totalled", "totaled"),
    ("towards", "toward"),
    ("travelled", "traveled"),
    ("traveller", "traveler"),
    ("travellers", "travelers"),
    ("travelling", "traveling"),
    ("tunnelling", "tunneling"),
    ("unravelling", "unraveling"),
    ("wilful", "willful"),
    ("woollen", "woolen"),
];

/// Beginnings of words.
const STEMS: &[(&str, &str)] = &[
    ("acknowledgement", "acknowledgment"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("amortis", "amortiz"),
    ("anaemi", "anemi"),
    ("anaesthe", "anesthe"),
    ("analogue", "analog"),
    ("analyse", "analyze"),
    ("analysing", "analyzing"),
    ("apologis", "apologiz"),
    ("ardour", "ardor"),
    ("armour", "armor"),
    ("authoris", "authoriz"),
    ("behaviour", "behavior"),
    ("calibre", "caliber"),
    ("candour", "candor"),
    ("capitalis", "capitaliz"),
    ("catalogue", "catalog"),
    ("categoris", "categoriz"),
    ("centimetre", "centimeter"),
    ("centralis", "centraliz"),
    ("centre", "center"),
    ("civilis", "civiliz"),
    ("clamour", "clamor"),
    ("colour", "color"),
    ("commercialis", "commercializ"),
    ("criminalis", "criminaliz"),
    ("criticis", "criticiz"),
    ("crystallis", "crystalliz"),
    ("customis", "customiz"),
    ("decarbonis", "decarboniz"),
    ("defence", "defense"),
    ("demilitaris", "demilitariz"),
    ("demoralis", "demoraliz"),
    ("destabilis", "destabiliz"),
    ("dialogue", "dialog"),
    ("digitis", "digitiz"),
    ("discolour", "discolor"),
    ("dishonour", "dishonor"),
    ("economis", "economiz"),
    ("emphasis", "emphasiz"),
    ("encyclopaedi", "encyclopedi"),
    ("endeavour", "endeavor"),
    ("energis", "energiz"),
    ("equalis", "equaliz"),
    ("favour", "favor"),
    ("fertilis", "fertiliz"),
    ("fervour", "fervor"),
    ("fibre", "fiber"),
    ("finalis", "finaliz"),
    ("flavour", "flavor"),
    ("foetus", "fetus"),
    ("formalis", "formaliz"),
    ("generalis", "generaliz"),
    ("glamour", "glamor"),
    ("globalis", "globaliz"),
    ("haemo", "hemo"),
    ("harbour", "harbor"),
    ("harmonis", "harmoniz"),
    ("honour", "honor"),
    ("hospitalis", "hospitaliz"),
    ("humour", "humor"),
    ("immunis", "immuniz"),
    ("initialis", "initializ"),
    ("instalment", "installment"),
    ("institutionalis", "institutionaliz"),
    ("internationalis", "internationaliz"),
    ("judgement", "judgment"),
    ("kilometre", "kilometer"),
    ("labour", "labor"),
    ("legalis", "legaliz"),
    ("leukaemi", "leukemi"),
    ("liberalis", "liberaliz"),
    ("licence", "license"),
    ("litre", "liter"),
    ("localis", "localiz"),
    ("manoeuvr", "maneuver"),
    ("marginalis", "marginaliz"),
    ("materialis", "materializ"),
    ("maximis", "maximiz"),
    ("mechanis", "mechaniz"),
    ("memorialis", "memorializ"),
    ("memoris", "memoriz"),
    ("metre", "meter"),
    ("millimetre", "millimeter"),
    ("minimis", "minimiz"),
    ("misdemeanour", "misdemeanor"),
    ("mobilis", "mobiliz"),
    ("modernis", "moderniz"),
    ("monopolis", "monopoliz"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("nationalis", "nationaliz"),
    ("naturalis", "naturaliz"),
    ("neighbour", "neighbor"),
    ("neutralis", "neutraliz"),
    ("normalis", "normaliz"),
    ("odour", "odor"),
    ("oestrogen", "estrogen"),
    ("offence", "offense"),
    ("optimis", "optimiz"),
    ("organis", "organiz"),
    ("orthopaedi", "orthopedi"),
    ("paediatri", "pediatri"),
    ("paralyse", "paralyze"),
    ("paralysing", "paralyzing"),
    ("parlour", "parlor"),
    ("patronis", "patroniz"),
    ("penalis", "penaliz"),
    ("plough", "plow"),
    ("polaris", "polariz"),
    ("popularis", "populariz"),
    ("practise", "practice"),
    ("practising", "practicing"),
    ("pretence", "pretense"),
    ("prioritis", "prioritiz"),
    ("privatis", "privatiz"),
    ("programme", "program"),
    ("publicis", "publiciz"),
    ("radicalis", "radicaliz"),
    ("rancour", "rancor"),
    ("rationalis", "rationaliz"),
    ("realis", "realiz"),
    ("recognis", "recogniz"),
    ("regularis", "regulariz"),
    ("reorganis", "reorganiz"),
    ("revitalis", "revitaliz"),
    ("rigour", "rigor"),
    ("rumour", "rumor"),
    ("saviour", "savior"),
    ("savour", "savor"),
    ("scandalis", "scandaliz"),
    ("sceptic", "skeptic"),
    ("scrutinis", "scrutiniz"),
    ("signalis", "signaliz"),
    ("socialis", "socializ"),
    ("specialis", "specializ"),
    ("splendour", "splendor"),
    ("stabilis", "stabiliz"),
    ("standardis", "standardiz"),
    ("stigmatis", "stigmatiz"),
    ("subsidis", "subsidiz"),
    ("succour", "succor"),
    ("summaris", "summariz"),
    ("symbolis", "symboliz"),
    ("sympathis", "sympathiz"),
    ("synchronis", "synchroniz"),
    ("terroris", "terroriz"),
    ("theatre", "theater"),
    ("tumour", "tumor"),
    ("unauthoris", "unauthoriz"),
    ("unfavour", "unfavor"),
    ("unrecognis", "unrecogniz"),
    ("urbanis", "urbaniz"),
    ("utilis", "utiliz"),
    ("valour", "valor"),
    ("vandalis", "vandaliz"),
    ("vapour", "vapor"),
    ("victimis", "victimiz"),
    ("vigour", "vigor"),
    ("visualis", "visualiz"),
    ("weaponis", "weaponiz"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(NUMBERS.is_sorted() && WORDS.is_sorted() && STEMS.is_sorted());
    }

    #[test]
    fn one_form_for_all_spellings() {
        for (british, american_form) in [
            ("labour", "labor"),
            ("organisations", "organizations"),
            ("programmes", "programs"),
            ("travelled", "traveled"),
            ("defence", "defense"),
            ("kilometres", "kilometers"),
            ("centred", "centered"),
        ] {
            assert_eq!(american(british).as_deref(), Some(american_form));
            let again = american(american_form);
            assert!(again.is_none_or(|again| again == american_form));
        }
        for plain in [
            "hour",
            "four",
            "promise",
            "wise",
            "labor",
            "organism",
            "terrorists",
            "emphasis",
            "centers",
            "storey",
        ] {
            assert_eq!(american(plain), None);
        }
        assert_eq!(
            (figures("twelfth"), figures("hundred")),
            (Some("12th"), None)
        );
    }
}
