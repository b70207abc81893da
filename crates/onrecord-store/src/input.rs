//! Inputs: files, the files of folders, the members of zip and tar archives.

use onrecord_doc::provenance::Vouched;
use std::fs::{self, File, FileType};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// One file that may be added: its path, as it will be known, and where its bytes are.
#[derive(Debug)]
pub struct Input {
    /// The path, with `/` between folders; a member of an archive stands behind the archive's.
    pub path: String,
    /// When it was seen, as somebody says: a day, or a time in RFC 3339 form. Where nobody does, its
    /// name may tell ([`in_name`](onrecord_doc::seen::in_name)); else it is seen when it is added.
    pub seen: Option<String>,
    /// How far it can be vouched for.
    pub vouched: Vouched,
    pub(crate) content: Content,
}

impl Input {
    /// Bytes that are at hand.
    #[must_use]
    pub fn from_bytes(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(path.into(), Content::Bytes(bytes.into()))
    }

    /// The bytes of the file.
    ///
    /// # Errors
    ///
    /// Why there are none, for people.
    pub fn bytes(self) -> Result<Vec<u8>, String> {
        self.content.bytes()
    }

    fn new(path: String, content: Content) -> Self {
        Self {
            path,
            seen: None,
            vouched: Vouched::default(),
            content,
        }
    }
}

/// Where the bytes of an [`Input`] are, or why there are none.
#[derive(Debug)]
pub(crate) enum Content {
    File(PathBuf),
    Bytes(Vec<u8>),
    Unreadable(String),
    Skipped(String),
}

impl Content {
    /// The bytes, or why there are none.
    pub fn bytes(self) -> Result<Vec<u8>, String> {
        match self {
            Self::File(path) => read_file(&path).map_err(|error| error.to_string()),
            Self::Bytes(bytes) => Ok(bytes),
            Self::Unreadable(reason) | Self::Skipped(reason) => Err(reason),
        }
    }
}

/// Lists what paths hold: a file, all files of a folder and the folders in it by name, or the
/// members of an archive (`.zip`, `.tar`, `.tar.gz`, `.tgz`).
///
/// Hidden files are left out; files of other types and what cannot be read come as inputs with a
/// reason. Archives within archives are not opened. Names of members are labels and never paths
/// that are written to.
pub fn walk<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Walk {
    let mut sources = Vec::new();
    for path in paths {
        list(path.as_ref(), true, &mut sources);
    }
    let total = sources.iter().map(Source::count).sum();
    let sources = sources.into_iter();
    Walk {
        total,
        sources,
        archive: None,
    }
}

/// The inputs of [`walk`], in their order.
pub struct Walk {
    total: usize,
    sources: std::vec::IntoIter<Source>,
    archive: Option<Receiver<Input>>,
}

impl Walk {
    /// How many inputs there are in all, for a progress bar: a damaged archive may give fewer.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }
}

impl Iterator for Walk {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(input) = self
                .archive
                .as_ref()
                .and_then(|members| members.recv().ok())
            {
                return Some(input);
            }
            self.archive = None;
            match self.sources.next()? {
                Source::Input(input) => return Some(input),
                Source::Archive(path) => self.archive = Some(open(path)),
            }
        }
    }
}

/// The longest file that is read, as `onrecord_doc::read` has it.
const MAX_FILE: u64 = 64 << 20;
/// The most that is unpacked from one archive: far above every collection known, far below a disk.
const MAX_ARCHIVE: u64 = 16 << 30;
/// The most members of one archive.
const MAX_MEMBERS: usize = 1_000_000;

enum Source {
    Input(Input),
    Archive(PathBuf),
}

impl Source {
    fn count(&self) -> usize {
        match self {
            Self::Input(_) => 1,
            Self::Archive(path) if is_zip(path) => File::open(path)
                .ok()
                .and_then(|file| zip::ZipArchive::new(file).ok())
                .map_or(1, |zip| zip_names(&zip).len()),
            Self::Archive(path) => count_tar(path).unwrap_or(1),
        }
    }
}

/// Adds what is at `path`; `named` where a person gave it, so that it is never left out silently.
fn list(path: &Path, named: bool, sources: &mut Vec<Source>) {
    let failed = |error: io::Error| {
        let content = Content::Unreadable(error.to_string());
        Source::Input(Input::new(label(path), content))
    };
    match fs::metadata(path) {
        Ok(data) if data.is_dir() => match children(path) {
            Ok(children) => children.iter().for_each(|(child, kind)| {
                // What the folder says to be a file needs no question of its own.
                if kind.is_file() {
                    list_file(child, true, false, sources);
                } else {
                    list(child, false, sources);
                }
            }),
            Err(error) => sources.push(failed(error)),
        },
        Ok(data) => list_file(path, data.is_file(), named, sources),
        Err(error) => sources.push(failed(error)),
    }
}

/// Adds a file, an archive, or what is neither.
fn list_file(path: &Path, is_file: bool, named: bool, sources: &mut Vec<Source>) {
    if is_archive(path) {
        return sources.push(Source::Archive(path.to_owned()));
    }
    let label = label(path);
    let content = match other_type(&label) {
        Some(reason) => Content::Skipped(reason),
        None if !is_file && !named => Content::Skipped("not a file".into()),
        None => Content::File(path.to_owned()),
    };
    sources.push(Source::Input(Input::new(label, content)));
}

/// What is in a folder and not hidden, by name. Links to folders are not followed.
fn children(folder: &Path) -> io::Result<Vec<(PathBuf, FileType)>> {
    let mut children = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let linked = kind.is_symlink() && entry.path().is_dir();
        if !hidden && !linked {
            children.push((entry.path(), kind));
        }
    }
    children.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(children)
}

fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    // One byte more than the file has, so that its end is seen without growing.
    let size = file.metadata()?.len().min(MAX_FILE) as usize;
    let mut bytes = Vec::with_capacity(size + 1);
    file.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(io::Error::other(TOO_LARGE));
    }
    Ok(bytes)
}

const TOO_LARGE: &str = "larger than 64 MiB";

/// Why a file is not read, by its name.
fn other_type(name: &str) -> Option<String> {
    const KNOWN: [&str; 5] = ["md", "markdown", "txt", "html", "htm"];
    let extension = Path::new(name)
        .extension()
        .unwrap_or_default()
        .to_string_lossy();
    let known = KNOWN
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    (!known).then(|| "not a type that is read (.md, .markdown, .txt, .html, .htm)".to_owned())
}

fn label(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn is_archive(path: &Path) -> bool {
    let name = label(path).to_lowercase();
    is_zip(path)
        || [".tar", ".tar.gz", ".tgz"]
            .iter()
            .any(|end| name.ends_with(end))
}

fn is_zip(path: &Path) -> bool {
    label(path).to_lowercase().ends_with(".zip")
}

/// Neither a folder nor hidden.
fn is_wanted(member: &str) -> bool {
    !member.ends_with('/')
        && !member
            .split('/')
            .any(|part| part.starts_with('.') && part.len() > 2)
}

/// Reads an archive in a thread of its own, a few members ahead.
fn open(path: PathBuf) -> Receiver<Input> {
    let (send, receive) = sync_channel(64);
    thread::spawn(move || {
        let mut members = Members {
            archive: label(&path),
            send,
            bytes: 0,
            count: 0,
        };
        let done = if is_zip(&path) {
            members.zip(&path)
        } else {
            members.tar(&path)
        };
        if let Err(error) = done {
            let reason = format!("the archive cannot be read: {error}");
            let input = Input::new(members.archive, Content::Unreadable(reason));
            // Nobody listens any more: then nobody wants to know.
            let _ = members.send.send(input);
        }
    });
    receive
}

/// The members of an archive on their way out.
struct Members {
    archive: String,
    send: SyncSender<Input>,
    bytes: u64,
    count: usize,
}

impl Members {
    /// Sends the members of a zip archive, by name.
    fn zip(&mut self, path: &Path) -> io::Result<()> {
        let mut zip = zip::ZipArchive::new(BufReader::new(File::open(path)?))?;
        for (name, number) in zip_names(&zip) {
            match zip.by_index(number) {
                Ok(member) => self.member(&name, member)?,
                Err(error) => self.push(&name, Content::Unreadable(error.to_string()))?,
            }
        }
        Ok(())
    }

    /// Sends the members of a tar archive, in its order.
    fn tar(&mut self, path: &Path) -> io::Result<()> {
        let mut tar = tar::Archive::new(unpacked(path)?);
        for member in tar.entries()? {
            let member = member?;
            let name = String::from_utf8_lossy(&member.path_bytes()).into_owned();
            if member.header().entry_type().is_file() && is_wanted(&name) {
                self.member(&name, member)?;
            }
        }
        Ok(())
    }

    fn member(&mut self, name: &str, member: impl Read) -> io::Result<()> {
        self.count += 1;
        if self.count > MAX_MEMBERS {
            return Err(io::Error::other("more than 1,000,000 members"));
        }
        if let Some(reason) = other_type(name) {
            return self.push(name, Content::Skipped(reason));
        }
        let mut bytes = Vec::new();
        let read = member.take(MAX_FILE + 1).read_to_end(&mut bytes);
        self.bytes += bytes.len() as u64;
        if self.bytes > MAX_ARCHIVE {
            return Err(io::Error::other("more than 16 GiB when unpacked"));
        }
        self.push(
            name,
            match read {
                Ok(_) if bytes.len() as u64 > MAX_FILE => Content::Unreadable(TOO_LARGE.into()),
                Ok(_) => Content::Bytes(bytes),
                Err(error) => Content::Unreadable(error.to_string()),
            },
        )
    }

    fn push(&self, name: &str, content: Content) -> io::Result<()> {
        let input = Input::new(format!("{}/{name}", self.archive), content);
        self.send.send(input).map_err(io::Error::other)
    }
}

/// The names and numbers of the members that are wanted, by name.
fn zip_names<R: Read + io::Seek>(zip: &zip::ZipArchive<R>) -> Vec<(String, usize)> {
    let names = zip.file_names().enumerate();
    let mut names: Vec<_> = names
        .map(|(number, name)| match name {
            Ok(name) => (name.into_owned(), number),
            Err(_) => (format!("member {number}"), number),
        })
        .filter(|(name, _)| is_wanted(name))
        .collect();
    names.sort();
    names
}

fn count_tar(path: &Path) -> io::Result<usize> {
    let mut count = 0;
    let mut unpacked = tar::Archive::new(unpacked(path)?.take(MAX_ARCHIVE));
    for member in unpacked.entries()? {
        let member = member?;
        let name = String::from_utf8_lossy(&member.path_bytes()).into_owned();
        count += usize::from(member.header().entry_type().is_file() && is_wanted(&name));
    }
    Ok(count)
}

/// A tar archive without its compression, which its first two bytes tell (RFC 1952).
fn unpacked(path: &Path) -> io::Result<Box<dyn Read>> {
    let mut file = BufReader::new(File::open(path)?);
    let start = io::BufRead::fill_buf(&mut file)?;
    if start.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(flate2::read::MultiGzDecoder::new(file)));
    }
    Ok(Box::new(file))
}
