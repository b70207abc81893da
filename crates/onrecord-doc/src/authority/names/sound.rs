//! Names that look or sound alike.

use rphonetic::{BeiderMorse, BeiderMorseBuilder, ConfigFiles, Encoder};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Below this, two spellings are no slip of one another (Jaro-Winkler, 0 to 1). Found by reading the
/// pairs of the record: "Sullivcan" and "Sullivan" have 0.98, "Harris" and "Hayes" 0.76.
const LOOKS: f64 = 0.9;

/// Above this, it needs no proof by sound.
const SAME: f64 = 0.95;

/// Whether two surnames, folded, look so much alike that one can be a slip of the other, and why.
pub(super) fn alike(one: &str, other: &str) -> Option<String> {
    let looks = strsim::jaro_winkler(one, other);
    if looks < LOOKS || one.len().min(other.len()) < 4 {
        return None;
    }
    let sounds = sounds_alike(one, other);
    (looks >= SAME || sounds).then(|| {
        let sounds = if sounds {
            ", and they sound alike (Beider-Morse)"
        } else {
            ""
        };
        format!("the spellings are alike (Jaro-Winkler {looks:.2}){sounds}")
    })
}

/// Whether two surnames, folded, look alike, whatever they sound like.
pub(super) fn looks_alike(one: &str, other: &str) -> bool {
    strsim::jaro_winkler(one, other) >= LOOKS
}

/// Whether two names have a pronunciation in common, by Beider and Morse
/// (<https://stevemorse.org/phoneticinfo.htm>), generic rules, approximate.
pub(super) fn sounds_alike(one: &str, other: &str) -> bool {
    static RULES: LazyLock<ConfigFiles> = LazyLock::new(ConfigFiles::default);
    static ENGINE: LazyLock<BeiderMorse<'static>> =
        LazyLock::new(|| BeiderMorseBuilder::new(&RULES).build());
    let codes = |name: &str| -> BTreeSet<String> {
        let code = ENGINE.encode(name);
        code.split(['|', '-', '(', ')'])
            .filter(|c| !c.is_empty())
            .map(str::to_owned)
            .collect()
    };
    !codes(one).is_disjoint(&codes(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_alike_and_names_are_not() {
        for (one, other, expected) in [
            ("sullivcan", "sullivan", true),
            ("mayorakas", "mayorkas", true),
            ("repossa", "reposa", true),
            ("zelenskiy", "zelenskyy", true),
            ("harris", "hayes", false),
            ("lee", "le", false),
            ("mitchell", "murphy", false),
        ] {
            assert_eq!(alike(one, other).is_some(), expected, "{one} / {other}");
        }
        assert!(sounds_alike("aleksey", "alexei"));
    }
}
