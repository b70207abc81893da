//! How the command ends.

use std::process::ExitCode;

/// The status that a script sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: nothing that a person must look at.
    Clean,
    /// 1: findings.
    Findings,
    /// 2: something could not be done.
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
