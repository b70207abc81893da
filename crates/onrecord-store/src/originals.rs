//! The originals: packs that are written once and never changed.
//!
//! A pack is an ordinary tar archive, `originals/000001.tar` and so on. Each member that is named
//! by a SHA-256 holds the bytes of that digest; the last member, `log`, says in JSON lines what
//! was seen in this batch: `{"path":…,"digest":…,"seen":…}`, in the order in which it was added;
//! with `"added":…` where somebody said that it was seen at another time than it was added, and
//! `"vouched":…` where it is no copy by a third party.
//! So `tar -xf` gets everything back, `sha256sum` proves it, and the packs alone suffice to make
//! the rest of the record again. One pack a batch instead of one file a document means one
//! `fsync` for a thousand documents; and as a pack appears under its name only when it is whole
//! and on the disk, no torn tail can exist.

use crate::error::{Result, StoreError, at};
use crate::folder::sync;
use onrecord_doc::provenance::Vouched;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};

/// One line of a pack's log: these bytes were seen under this path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub path: String,
    pub digest: String,
    pub seen: String,
    /// When it was added, where somebody said that it was seen at another time.
    pub added: Option<String>,
    pub vouched: Vouched,
}

/// Where the bytes of a digest lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub pack: u32,
    pub offset: u64,
    pub size: u64,
}

/// Bodies by digest, each with its place.
pub(crate) type Bodies = HashMap<String, (Place, Vec<u8>)>;

/// The packs of a record.
#[derive(Debug)]
pub(crate) struct Originals {
    folder: PathBuf,
    open: Mutex<HashMap<u32, OwnedBytes>>,
}

impl Originals {
    pub fn new(folder: PathBuf) -> Self {
        let open = Mutex::default();
        Self { folder, open }
    }

    /// The numbers of all packs, in order. They must follow each other from 1.
    pub fn packs(&self) -> Result<Vec<u32>> {
        let packs = self.numbers()?;
        match packs.iter().zip(1..).find(|(pack, wanted)| *pack != wanted) {
            Some((_, missing)) => Err(StoreError::damaged(format_args!(
                "{} is missing",
                self.path(missing).display()
            ))),
            None => Ok(packs),
        }
    }

    /// The numbers of the packs that are there, in order.
    pub fn numbers(&self) -> Result<Vec<u32>> {
        let mut packs = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(at(&self.folder))? {
            let name = entry.map_err(at(&self.folder))?.file_name();
            let stem = name.to_str().and_then(|name| name.strip_suffix(".tar"));
            packs.extend(stem.and_then(|stem| stem.parse::<u32>().ok()));
        }
        packs.sort_unstable();
        Ok(packs)
    }

    /// Writes a pack and waits until it is on the disk.
    pub fn write(&self, pack: u32, bodies: &[(&str, &[u8])], log: &[Entry]) -> Result<()> {
        let part = self.folder.join("pack.part");
        write_tar(&part, bodies, log).map_err(at(&part))?;
        fs::rename(&part, self.path(pack)).map_err(at(&part))?;
        sync(&self.folder)
    }

    /// Reads a whole pack: its log, and its bodies by digest.
    pub fn read_pack(&self, pack: u32) -> Result<(Vec<Entry>, Bodies)> {
        let path = self.path(pack);
        let (mut log, mut bodies) = (None, HashMap::new());
        let mut archive = tar::Archive::new(File::open(&path).map_err(at(&path))?);
        for member in archive.entries().map_err(at(&path))? {
            let mut member = member.map_err(|error| torn(&path, &error))?;
            let name = String::from_utf8_lossy(&member.path_bytes()).into_owned();
            let offset = member.raw_file_position();
            let mut bytes = Vec::new();
            member
                .read_to_end(&mut bytes)
                .map_err(|error| torn(&path, &error))?;
            if name == "log" {
                log = Some(parse_log(&bytes).ok_or_else(|| torn(&path, &"its log"))?);
            } else {
                let size = bytes.len() as u64;
                verify(&name, &bytes, &path)?;
                bodies.insert(name, (Place { pack, offset, size }, bytes));
            }
        }
        Ok((log.ok_or_else(|| torn(&path, &"it ends early"))?, bodies))
    }

    /// The bytes at a place, proven to be those of `digest`.
    pub fn proven(&self, place: Place, digest: &str) -> Result<Vec<u8>> {
        let bytes = self.bytes(place)?;
        verify(digest, &bytes, &self.path(place.pack))?;
        Ok(bytes.to_vec())
    }

    /// The bytes at a place, of which the CRC-32 is still `sum`; memory-mapped.
    pub fn read(&self, place: Place, sum: u32) -> Result<OwnedBytes> {
        let bytes = self.bytes(place)?;
        if crc32fast::hash(&bytes) != sum {
            let what = format_args!("the bytes at {} have changed", place.offset);
            return Err(torn(&self.path(place.pack), &what));
        }
        Ok(bytes)
    }

    fn bytes(&self, place: Place) -> Result<OwnedBytes> {
        let pack = self.pack(place.pack)?;
        let range = usize::try_from(place.offset).ok().and_then(|start| {
            let end = start.checked_add(usize::try_from(place.size).ok()?)?;
            (end <= pack.len()).then_some(start..end)
        });
        let path = self.path(place.pack);
        range
            .map(|range| pack.slice(range))
            .ok_or_else(|| torn(&path, &"it ends early"))
    }

    fn pack(&self, pack: u32) -> Result<OwnedBytes> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = open.get(&pack) {
            return Ok(bytes.clone());
        }
        let path = self.path(pack);
        let bytes = map(&self.folder, &path).map_err(|error| torn(&path, &error))?;
        open.insert(pack, bytes.clone());
        Ok(bytes)
    }

    /// The file of a pack.
    pub fn path(&self, pack: u32) -> PathBuf {
        self.folder.join(format!("{pack:06}.tar"))
    }
}

/// Maps a file into memory. Tantivy's own directory does it, as for its index.
fn map(folder: &Path, path: &Path) -> std::result::Result<OwnedBytes, tantivy::TantivyError> {
    let name = Path::new(path.file_name().unwrap_or_default());
    let file = MmapDirectory::open(folder)?.open_read(name)?;
    Ok(file.read_bytes()?)
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(64);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Where the bodies of a pack lie in it: behind a header each, in whole blocks (POSIX.1-1988, ustar).
pub(crate) fn places(pack: u32, bodies: &[(&str, &[u8])]) -> Vec<Place> {
    let mut end = 0;
    let place = |(_, bytes): &(&str, &[u8])| {
        let (offset, size) = (end + TAR_BLOCK, bytes.len() as u64);
        end = offset + size.next_multiple_of(TAR_BLOCK);
        Place { pack, offset, size }
    };
    bodies.iter().map(place).collect()
}

/// The bytes of a header, and of the blocks that a body is filled up to.
const TAR_BLOCK: u64 = 512;

fn write_tar(path: &Path, bodies: &[(&str, &[u8])], log: &[Entry]) -> io::Result<()> {
    let mut tar = tar::Builder::new(BufWriter::with_capacity(1 << 20, File::create(path)?));
    for (digest, bytes) in bodies {
        append(&mut tar, digest, bytes)?;
    }
    append(&mut tar, "log", &print_log(log))?;
    let mut file = tar.into_inner()?;
    file.flush()?;
    file.get_ref().sync_all()
}

fn append(tar: &mut tar::Builder<impl Write>, name: &str, bytes: &[u8]) -> io::Result<()> {
    tar.append(&header(name, bytes.len() as u64)?, bytes)
}

/// The header of a member: the same bytes whenever it is made.
pub(crate) fn header(name: &str, size: u64) -> io::Result<tar::Header> {
    let mut header = tar::Header::new_ustar();
    header.set_path(name)?;
    header.set_size(size);
    header.set_mode(0o444);
    header.set_cksum();
    Ok(header)
}

fn print_log(log: &[Entry]) -> Vec<u8> {
    let mut text = String::new();
    for entry in log {
        let (path, digest, seen) = (&entry.path, &entry.digest, &entry.seen);
        let mut line = serde_json::json!({ "path": path, "digest": digest, "seen": seen });
        if let Some(added) = &entry.added {
            line["added"] = added.as_str().into();
        }
        if entry.vouched != Vouched::default() {
            line["vouched"] = entry.vouched.as_str().into();
        }
        text.push_str(&line.to_string());
        text.push('\n');
    }
    text.into_bytes()
}

pub(crate) fn parse_log(bytes: &[u8]) -> Option<Vec<Entry>> {
    let lines = std::str::from_utf8(bytes).ok()?.lines();
    lines
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).ok()?;
            let field = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
            Some(Entry {
                path: field("path")?,
                digest: field("digest")?,
                seen: field("seen")?,
                added: field("added"),
                vouched: match field("vouched") {
                    Some(name) => name.parse().ok()?,
                    None => Vouched::default(),
                },
            })
        })
        .collect()
}

fn verify(wanted: &str, bytes: &[u8], path: &Path) -> Result<()> {
    if digest(bytes) == wanted {
        return Ok(());
    }
    Err(torn(
        path,
        &format_args!("the bytes of {wanted} have changed"),
    ))
}

/// An original cannot be made again: this is the one damage that only a copy heals.
fn torn(path: &Path, what: &dyn std::fmt::Display) -> StoreError {
    StoreError::new(
        crate::ErrorKind::Damaged,
        format!(
            "{}: {what}: the original is damaged; put back a copy of this file, or run `onrecord \
             rebuild`, which keeps the rest and names what is lost",
            path.display()
        ),
    )
}
