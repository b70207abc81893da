//! What can go wrong with a record on disk.

use onrecord_doc::RecordError;
use std::fmt;
use std::io;
use std::path::Path;

/// Why something could not be done: what was wrong, where, and what to do about it.
#[derive(Debug)]
pub struct StoreError {
    kind: ErrorKind,
    message: String,
}

/// The kinds of [`StoreError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Another process is writing to the record.
    Locked,
    /// A newer version of the program made the record.
    NewerFormat,
    /// The folder is not there, or holds something else.
    NotARecord,
    /// The folder may not be written to.
    ReadOnly,
    /// There is no space left.
    Full,
    /// Reading or writing failed in another way.
    Io,
    /// A part of the record is missing or not what it should be.
    Damaged,
    /// Another version of the reader read the documents.
    NeedsRebuild,
    /// What was asked for does not fit together.
    Question,
    /// What was asked for is not in the record.
    NotFound,
}

/// What the functions of this crate return.
pub type Result<T> = std::result::Result<T, StoreError>;

impl StoreError {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { kind, message }
    }

    /// A damaged part, and the one way to make it again.
    pub(crate) fn damaged(what: impl fmt::Display) -> Self {
        Self::new(
            ErrorKind::Damaged,
            format!(
                "{what}: the record is damaged; `onrecord rebuild` makes it again from the originals"
            ),
        )
    }

    pub(crate) fn io(error: &io::Error, path: &Path) -> Self {
        let kind = kind_of(error);
        let advice = match kind {
            ErrorKind::Full => {
                ": there is no space left; make some and run the command again (what was reported as stored is safe)"
            }
            ErrorKind::ReadOnly => ": it may not be written to",
            _ => "",
        };
        Self::new(kind, format!("{}: {error}{advice}", path.display()))
    }

    /// Which kind of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

/// For `map_err`: an error of the file system at `path`.
pub(crate) fn at(path: &Path) -> impl Fn(io::Error) -> StoreError + '_ {
    move |error| StoreError::io(&error, path)
}

fn kind_of(error: &io::Error) -> ErrorKind {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            ErrorKind::Full
        }
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => ErrorKind::ReadOnly,
        _ => ErrorKind::Io,
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let kind = match error.sqlite_error_code() {
            Some(Code::DiskFull) => ErrorKind::Full,
            Some(Code::ReadOnly | Code::PermissionDenied) => ErrorKind::ReadOnly,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => ErrorKind::Locked,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => {
                return Self::damaged(format_args!("catalog.sqlite: {error}"));
            }
            _ => ErrorKind::Io,
        };
        Self::new(kind, format!("catalog.sqlite: {error}"))
    }
}

impl From<tantivy::TantivyError> for StoreError {
    fn from(error: tantivy::TantivyError) -> Self {
        use tantivy::TantivyError as Error;
        use tantivy::directory::error::OpenWriteError;
        let index = Path::new("index");
        match &error {
            Error::IoError(io)
            | Error::OpenWriteError(OpenWriteError::IoError { io_error: io, .. }) => {
                Self::io(io, index)
            }
            Error::LockFailure(..) => Self::new(ErrorKind::Locked, format!("index: {error}")),
            // A worker that met an error has stopped and hides which: ask the disk's advice.
            Error::ErrorInThread(_) => Self::new(ErrorKind::Io, format!("index: {error}")),
            _ => Self::damaged(format_args!("index: {error}")),
        }
    }
}

impl From<StoreError> for RecordError {
    fn from(error: StoreError) -> Self {
        Self::new(error.message)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for StoreError {}

#[cfg(test)]
mod tests {
    use super::*;

    /// `/dev/full` answers every write with "no space left on device".
    #[test]
    fn a_full_disk_is_named() {
        use std::io::Write;
        let Ok(mut full) = std::fs::File::create("/dev/full") else {
            return;
        };
        let error = full
            .write_all(b"x")
            .map_err(at(Path::new("pack")))
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Full);
        assert!(error.to_string().contains("no space left"), "{error}");
    }

    #[test]
    fn a_read_only_folder_is_named() {
        let error = StoreError::io(&io::ErrorKind::ReadOnlyFilesystem.into(), Path::new("r"));
        assert_eq!(error.kind(), ErrorKind::ReadOnly);
    }
}
