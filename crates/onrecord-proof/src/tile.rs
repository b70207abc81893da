//! The files of a log: C2SP tlog-tiles.

/// How many hashes, or entries, a full tile has.
pub const WIDTH: u64 = 256;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Hashes of a level: at level 0 those of the leaves, above it the roots of full tiles below.
    Hashes(u8),
    /// The entries themselves.
    Entries,
}

/// A tile of a log, or the part of it that a smaller log has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// What it holds.
    pub kind: Kind,
    /// The number of the tile in its level.
    pub index: u64,
    /// How many hashes or entries it has: 1 to [`WIDTH`].
    pub width: u64,
}

impl Tile {
    /// The path below the log's folder: `tile/0/x001/x234/067`, `tile/entries/000.p/17`.
    #[must_use]
    pub fn path(&self) -> String {
        let whole = self.whole_path();
        match self.width {
            WIDTH => whole,
            width => format!("{whole}.p/{width}"),
        }
    }

    /// The path that the tile has when it is full.
    #[must_use]
    pub fn whole_path(&self) -> String {
        let level = match self.kind {
            Kind::Hashes(level) => level.to_string(),
            Kind::Entries => "entries".to_owned(),
        };
        let mut number = format!("{:03}", self.index % 1000);
        let mut rest = self.index / 1000;
        while rest > 0 {
            number = format!("x{:03}/{number}", rest % 1000);
            rest /= 1000;
        }
        format!("tile/{level}/{number}")
    }
}

/// How many hashes a level has in a log of `size` entries.
#[must_use]
pub fn hashes(level: u8, size: u64) -> u64 {
    size.checked_shr(8 * u32::from(level)).unwrap_or(0)
}

/// How wide a tile is in a log of `size` entries; 0 where there is none.
#[must_use]
pub fn width(kind: Kind, index: u64, size: u64) -> u64 {
    let level = match kind {
        Kind::Hashes(level) => level,
        Kind::Entries => 0,
    };
    let before = index.saturating_mul(WIDTH);
    hashes(level, size).saturating_sub(before).min(WIDTH)
}

/// Every tile of a log of `size` entries.
pub fn all(size: u64) -> impl Iterator<Item = Tile> {
    let levels = (0..8).map(Kind::Hashes).chain([Kind::Entries]);
    levels.flat_map(move |kind| {
        let tile = move |index| Tile {
            kind,
            index,
            width: width(kind, index, size),
        };
        (0..).map(tile).take_while(|tile| tile.width > 0)
    })
}

/// Adds an entry to the bytes of an entry bundle: its length in two bytes, then itself.
///
/// # Errors
///
/// If it has more than 65,535 bytes.
pub fn push_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), String> {
    let len = u16::try_from(entry.len())
        .map_err(|_| format!("an entry of {} bytes, and 65,535 is the most", entry.len()))?;
    bundle.extend(len.to_be_bytes());
    bundle.extend(entry);
    Ok(())
}

/// The entries of a bundle; `None` where it is torn.
#[must_use]
pub fn entries(bundle: &[u8]) -> Option<Vec<&[u8]>> {
    let (mut entries, mut rest) = (Vec::new(), bundle);
    while let Some((len, behind)) = rest.split_first_chunk::<2>() {
        let len = usize::from(u16::from_be_bytes(*len));
        entries.push(behind.get(..len)?);
        rest = &behind[len..];
    }
    rest.is_empty().then_some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the specification.
    #[test]
    fn paths_and_widths_are_those_of_the_specification() {
        let tile = |kind, index, width| Tile { kind, index, width }.path();
        assert_eq!(
            tile(Kind::Hashes(0), 1_234_067, 256),
            "tile/0/x001/x234/067"
        );
        assert_eq!(tile(Kind::Entries, 0, 17), "tile/entries/000.p/17");
        assert_eq!(tile(Kind::Hashes(2), 1_000, 256), "tile/2/x001/000");
        let of = |size: u64, wanted: Kind| -> Vec<u64> {
            let tiles = all(size).filter(move |tile| tile.kind == wanted);
            tiles.map(|tile| tile.width).collect()
        };
        let level_0 = of(70_000, Kind::Hashes(0));
        assert_eq!((level_0.len(), level_0[273]), (274, 112));
        assert_eq!(of(70_000, Kind::Hashes(1)), [256, 17]);
        assert_eq!(of(70_000, Kind::Hashes(2)), [1]);
        assert!(of(70_000, Kind::Hashes(3)).is_empty());
        assert_eq!(of(256, Kind::Hashes(0)), [256]);
        assert_eq!(of(256, Kind::Hashes(1)), [1]);
        assert_eq!(all(0).count(), 0);
    }

    #[test]
    fn bundles_come_back() {
        let mut bundle = Vec::new();
        for entry in [&b"one"[..], b"", b"three"] {
            push_entry(&mut bundle, entry).unwrap();
        }
        assert_eq!(entries(&bundle).unwrap(), [&b"one"[..], b"", b"three"]);
        assert_eq!(entries(&bundle[..bundle.len() - 1]), None);
        assert!(push_entry(&mut bundle, &[0; 65_536]).is_err());
    }
}
