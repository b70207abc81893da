use std::fmt;

/// A heading of the apparatus, from the general to the particular: `Russia : Ukraine, airstrikes`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Heading {
    /// Its levels, at least one.
    pub levels: Vec<String>,
}

impl Heading {
    /// Reads one heading, its levels divided by ` : `.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self {
            levels: text
                .split(" : ")
                .map(|level| level.trim().to_owned())
                .collect(),
        }
    }
}

impl fmt::Display for Heading {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.levels.join(" : "))
    }
}
