//! Resumption tokens: a list that goes on, with all that it was asked with.

use super::{Arguments, Refusal};

/// A list of records, from a place on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Harvest {
    pub prefix: String,
    pub set: Option<String>,
    pub from: Option<String>,
    pub until: Option<String>,
    /// The last handle that was given; 0 at the beginning.
    pub after: u64,
    /// How many records were given before.
    pub given: u64,
}

impl Harvest {
    /// Reads the arguments of a list: either a token alone, or the rest.
    pub fn read(arguments: &Arguments) -> Result<Self, Refusal> {
        let get = |name: &str| arguments.get(name).cloned();
        if let Some(token) = get("resumptionToken") {
            if arguments.len() > 2 {
                let sentence = "resumptionToken stands with the verb alone";
                return Err(Refusal("badArgument", sentence.to_owned()));
            }
            return Self::parse(&token).ok_or_else(|| {
                let sentence = "the token is none that this repository gave; begin the list again";
                Refusal("badResumptionToken", sentence.to_owned())
            });
        }
        let Some(prefix) = get("metadataPrefix") else {
            return Err(Refusal(
                "badArgument",
                "metadataPrefix is missing".to_owned(),
            ));
        };
        let harvest = Self {
            prefix,
            set: get("set"),
            from: get("from"),
            until: get("until"),
            ..Self::default()
        };
        harvest.check_dates()?;
        Ok(harvest)
    }

    /// Days or seconds, both ends alike, the first not behind the last.
    fn check_dates(&self) -> Result<(), Refusal> {
        let wrong = |sentence: &str| Err(Refusal("badArgument", sentence.to_owned()));
        let dates: Vec<&String> = [&self.from, &self.until].into_iter().flatten().collect();
        if !dates.iter().all(|date| is_stamp(date)) {
            return wrong("from and until are written as 2031-03-03 or 2031-03-03T12:00:00Z");
        }
        if let [from, until] = dates.as_slice() {
            if from.len() != until.len() {
                return wrong("from and until are both days or both times");
            }
            if from > until {
                return wrong("from lies behind until");
            }
        }
        Ok(())
    }

    /// The token that leads back to this place.
    pub fn token(&self) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        format!(
            "{},{},{},{},{},{}",
            self.prefix,
            text(&self.set),
            text(&self.from),
            text(&self.until),
            self.after,
            self.given
        )
    }

    fn parse(token: &str) -> Option<Self> {
        let parts: Vec<&str> = token.split(',').collect();
        let [prefix, set, from, until, after, given] = parts.as_slice() else {
            return None;
        };
        let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let harvest = Self {
            prefix: (*prefix).to_owned(),
            set: filled(set),
            from: filled(from),
            until: filled(until),
            after: after.parse().ok().filter(|after| *after < 1 << 53)?,
            given: given.parse().ok()?,
        };
        harvest.check_dates().is_ok().then_some(harvest)
    }
}

/// `2031-03-03` or `2031-03-03T12:00:00Z`.
fn is_stamp(text: &str) -> bool {
    match text.len() {
        10 => text.parse::<onrecord_doc::Date>().is_ok(),
        20 => text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_leads_back() {
        let harvest = Harvest {
            prefix: "mods".into(),
            set: Some("kind.remarks".into()),
            from: Some("2031-03-03".into()),
            until: None,
            after: 17,
            given: 100,
        };
        assert_eq!(Harvest::parse(&harvest.token()), Some(harvest));
        for wrong in [
            "",
            "x",
            "mods,,,,,",
            "mods,,,,1,2,3",
            "mods,,yesterday,,1,2",
        ] {
            assert_eq!(Harvest::parse(wrong), None, "{wrong}");
        }
    }
}
