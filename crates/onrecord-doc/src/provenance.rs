//! Where a version comes from, and how far the record can vouch for it.

use crate::record::{Handle, Held, Record, RecordError};
use crate::text;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A file in which a version came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// Its path, as it was named when it was added.
    pub path: String,
    /// When it was seen: a day, or a time in RFC 3339 form.
    pub seen: String,
    /// When it was added, in RFC 3339 form, in UTC. Where nobody said when it was seen, this is
    /// the same.
    pub added: String,
    /// How far it can be vouched for.
    pub vouched: Vouched,
}

/// How far a record can vouch that the bytes are those of the official source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vouched {
    /// Somebody typed it in.
    Typed,
    /// A file that came from a third party, or by ways that nobody has told. So it is unless
    /// somebody says otherwise: a file that names an official address has not come from there
    /// under the eyes of the record.
    #[default]
    Copy,
    /// Whoever added it says that it was fetched from the official source.
    Official,
}

impl Vouched {
    /// The name used in data and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Copy => "copy",
            Self::Official => "official",
        }
    }

    /// What it says, for people.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Typed => "typed in",
            Self::Copy => "a copy by a third party",
            Self::Official => "fetched from the official source",
        }
    }
}

impl fmt::Display for Vouched {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for Vouched {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "typed" => Ok(Self::Typed),
            "copy" => Ok(Self::Copy),
            "official" => Ok(Self::Official),
            _ => Err(format!("{name:?} is none of official, copy and typed")),
        }
    }
}

/// Everything that a record can say of where a version comes from.
#[derive(Debug)]
pub struct Provenance {
    /// The version.
    pub held: Arc<Held>,
    /// The files in which it came, in the order of adding; empty for a record in memory.
    pub sightings: Vec<Sighting>,
    /// The digest of its text, as [`text`] defines it.
    pub text_digest: String,
    /// How many bytes the original has, where the record keeps it.
    pub size: Option<usize>,
}

impl Provenance {
    /// Of a version, with the files in which it came.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn of(
        record: &dyn Record,
        handle: Handle,
        sightings: Vec<Sighting>,
    ) -> Result<Self, RecordError> {
        let held = record.held(handle)?;
        Ok(Self {
            text_digest: text::digest(&held.document),
            size: record.source_bytes(handle)?.map(|bytes| bytes.len()),
            held,
            sightings,
        })
    }

    /// How far the record can vouch for the version: as far as for the best of its files.
    #[must_use]
    pub fn vouched(&self) -> Vouched {
        let all = self.sightings.iter().map(|sighting| sighting.vouched);
        all.max().unwrap_or_default()
    }

    /// The reader that read it, with its version.
    #[must_use]
    pub fn reader(&self) -> (&str, u32) {
        (&self.held.document.collection, crate::read::VERSION)
    }
}
