//! What is left of damaged originals, in packs that are whole again.
//!
//! A body that has the digest of its name is proven, wherever in a damaged pack it lies; headers
//! and padding are made again. A log that cannot be read is made again from the catalogue, which
//! has every entry. What then has no bytes stays in the log: it is lost until somebody adds it
//! again, or puts the undamaged file back.

use crate::catalog;
use crate::error::{Result, at};
use crate::folder::Folder;
use crate::originals::{Bodies, Entry, Originals, digest};
use crate::pack::{Examined, examine};
use crate::sums::{CATALOG, Sums, of_file};
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What was done with damaged packs.
#[derive(Debug, Default)]
pub(crate) struct Salvaged {
    /// Whether any pack was damaged.
    pub damaged: bool,
    /// The damaged files, which were kept under another name: path below the record.
    pub aside: Vec<String>,
    /// Which document the old catalogue says that a digest is, as far as it can be read.
    pub ids: HashMap<String, String>,
    /// Bodies that no log names: their pack and their digest.
    pub unnamed: Vec<(u32, String)>,
}

/// Gives the packs of a record a second name in a new folder; damaged ones are made again there,
/// from what is left of them, beside the damaged file.
pub(crate) fn share(old: &Folder, new: &Folder) -> Result<Salvaged> {
    let known = Known::read(old);
    let (from, to) = (
        Originals::new(old.originals()),
        Originals::new(new.originals()),
    );
    let last = from
        .numbers()?
        .last()
        .copied()
        .unwrap_or(0)
        .max(known.packs);
    let (mut edges, mut damaged) = (Edges::new(), Vec::new());
    for pack in 1..=last {
        let bytes = read(&from.path(pack))?;
        let whole = bytes
            .as_ref()
            .map(|bytes| examine(pack, bytes, &HashSet::new()));
        let log = whole.as_ref().and_then(|whole| whole.log.as_ref());
        if let Some((first, last)) = log.and_then(|log| log.first().zip(log.last())) {
            edges.insert(pack, (first.clone(), last.clone()));
        }
        let whole = whole.is_some_and(|whole| whole.faults.is_empty());
        if whole && !known.changed(pack, bytes.as_deref().unwrap_or_default()) {
            fs::hard_link(from.path(pack), to.path(pack)).map_err(at(&to.path(pack)))?;
        } else {
            damaged.push(pack);
        }
    }
    let mut done = Salvaged {
        damaged: !damaged.is_empty(),
        ..Salvaged::default()
    };
    for pack in damaged {
        let bytes = read(&from.path(pack))?;
        if bytes.is_some() {
            done.aside.push(set_aside(pack, &from, &to)?);
        }
        let bytes = bytes.unwrap_or_default();
        let wanted = known.digests.get(&pack).cloned().unwrap_or_default();
        let left = examine(pack, &bytes, &wanted);
        let log = known.log_of(pack, &left, &edges);
        write(pack, &log, &left.bodies, &to)?;
        let named: HashSet<&str> = log.iter().map(|entry| entry.digest.as_str()).collect();
        let unnamed = left
            .bodies
            .keys()
            .filter(|digest| !named.contains(digest.as_str()));
        done.unnamed
            .extend(unnamed.map(|digest| (pack, digest.clone())));
    }
    keep_aside(&old.originals(), &new.originals())?;
    done.unnamed.sort_unstable();
    done.ids = known.ids;
    Ok(done)
}

fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path)(error)),
    }
}

fn write(pack: u32, log: &[Entry], bodies: &Bodies, to: &Originals) -> Result<()> {
    let mut named: Vec<(&str, &[u8])> = bodies
        .iter()
        .map(|(digest, (_, bytes))| (digest.as_str(), bytes.as_slice()))
        .collect();
    named.sort_unstable();
    to.write(pack, &named, log)?;
    Ok(())
}

/// Keeps a damaged file as `originals/000001.tar.damaged`, or with a number where there is one.
fn set_aside(pack: u32, from: &Originals, to: &Originals) -> Result<String> {
    let name = |number: u32| match number {
        1 => format!("{pack:06}.tar.damaged"),
        _ => format!("{pack:06}.tar.{number}.damaged"),
    };
    let beside = |path: PathBuf, number| path.with_file_name(name(number));
    let taken = |number: &u32| beside(from.path(pack), *number).exists();
    let number = (1..).find(|number| !taken(number)).unwrap_or(1);
    let kept = beside(to.path(pack), number);
    fs::hard_link(from.path(pack), &kept).map_err(at(&kept))?;
    Ok(format!("originals/{}", name(number)))
}

/// What was set aside before is kept too.
fn keep_aside(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).map_err(at(from))? {
        let name = entry.map_err(at(from))?.file_name();
        if name.to_string_lossy().ends_with(".damaged") {
            let kept = to.join(&name);
            fs::hard_link(from.join(&name), &kept).map_err(at(&kept))?;
        }
    }
    Ok(())
}

/// The first and the last entry of a pack's log.
type Edges = BTreeMap<u32, (Entry, Entry)>;

/// What catalogue and digests still say of the originals.
#[derive(Debug, Default)]
struct Known {
    /// How many packs there were.
    packs: u32,
    sums: Sums,
    /// Whether the catalogue may be believed against a pack.
    sound: bool,
    /// By pack, the digests of what it holds.
    digests: BTreeMap<u32, HashSet<String>>,
    /// All entries, in their order, each with the pack that holds its bytes.
    log: Vec<(u32, Entry)>,
    ids: HashMap<String, String>,
}

impl Known {
    /// Reads what can be read.
    fn read(folder: &Folder) -> Self {
        let mut known = Self {
            sums: Sums::read(folder).unwrap_or_default(),
            ..Self::default()
        };
        known.packs = known.sums.packs;
        let now = of_file(&folder.catalog()).ok().flatten();
        if let Ok(catalog) = catalog::open(&folder.catalog()) {
            let packs = catalog::last_pack(&catalog).unwrap_or(0);
            let written = known.sums.files.get(CATALOG);
            known.sound = packs > known.sums.packs || written.is_none() || written == now.as_ref();
            known.packs = known.packs.max(packs.min(MOST_PACKS));
            // Of a damaged catalogue, what can be read.
            let _ = known.read_catalog(&catalog);
        }
        known
    }

    fn read_catalog(&mut self, catalog: &Connection) -> rusqlite::Result<()> {
        let mut query = catalog.prepare("SELECT pack, digest FROM originals")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for row in rows {
            let (pack, digest): (u32, String) = row?;
            self.digests.entry(pack).or_default().insert(digest);
        }
        let mut query =
            catalog.prepare("SELECT digest, id FROM versions JOIN documents USING (document)")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.ids = rows.collect::<rusqlite::Result<_>>()?;
        let mut query = catalog.prepare(
            "SELECT pack, path, digest, log.seen, added, vouched FROM log \
             JOIN versions USING (handle) JOIN originals USING (digest) ORDER BY entry",
        )?;
        let rows = query.query_map([], entry)?;
        self.log = rows.collect::<rusqlite::Result<_>>()?;
        Ok(())
    }

    /// Whether a pack, of which every body is whole, does not have the bytes it was written with,
    /// and the catalogue can tell what its log was.
    fn changed(&self, pack: u32, bytes: &[u8]) -> bool {
        let written = self.sums.files.get(&format!("originals/{pack:06}.tar"));
        self.sound && written.is_some_and(|written| *written != digest(bytes))
    }

    /// The log of a damaged pack: its own, where it can be read and nothing speaks against it;
    /// else the catalogue's entries between those of the packs around it.
    fn log_of(&self, pack: u32, left: &Examined, edges: &Edges) -> Vec<Entry> {
        let whole = left.faults.is_empty();
        if let (Some(log), false) = (&left.log, whole && self.sound) {
            return log.clone();
        }
        let (before, behind) = (
            edges.range(..pack).next_back(),
            edges.range(pack + 1..).next(),
        );
        let at = |wanted: &Entry| self.log.iter().position(|(_, entry)| entry == wanted);
        let before = before.filter(|(before, _)| *before + 1 == pack);
        let start = match before.and_then(|(_, (_, last))| at(last)) {
            Some(last) => Some(last + 1),
            None => self.log.iter().position(|(of, _)| *of >= pack),
        };
        let rest = start
            .and_then(|start| self.log.get(start..))
            .unwrap_or_default();
        let next = behind.map(|(_, (first, _))| first);
        let ours = |(of, entry): &&(u32, Entry)| *of <= pack && Some(entry) != next;
        let entries: Vec<Entry> = rest
            .iter()
            .take_while(ours)
            .map(|row| row.1.clone())
            .collect();
        match &left.log {
            Some(log) if entries.len() != log.len() => log.clone(),
            _ if entries.is_empty() => left.lines.clone(),
            _ => entries,
        }
    }
}

/// A catalogue that says there were more packs than this is not to be believed.
const MOST_PACKS: u32 = 1_000_000;

fn entry(row: &Row<'_>) -> rusqlite::Result<(u32, Entry)> {
    let (seen, added): (String, String) = (row.get(3)?, row.get(4)?);
    let vouched: String = row.get(5)?;
    let entry = Entry {
        path: row.get(1)?,
        digest: row.get(2)?,
        added: (added != seen).then_some(added),
        seen,
        vouched: vouched.parse().unwrap_or_default(),
    };
    Ok((row.get(0)?, entry))
}
