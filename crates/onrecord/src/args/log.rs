//! `onrecord log` and `onrecord verify-receipt`, as they are typed.

use super::{Data, RecordArgs};
use clap::{Args as Group, Subcommand};
use std::path::PathBuf;

/// `onrecord log`
#[derive(Debug, Group)]
pub struct Log {
    /// What to do
    #[command(subcommand)]
    pub command: LogCommand,
}

/// The subcommands of `onrecord log`.
#[derive(Debug, Subcommand)]
pub enum LogCommand {
    /// Begin the log of a record, with statements of every version that it has
    #[command(after_long_help = "\
Examples:
  onrecord log init --origin example.org/record/log
  onrecord log init --key ~/keys/record.key

From then on `onrecord add` states every version that it adds. docs/formats/log.md describes the files.")]
    Init(LogInit),
    /// Issue a checkpoint: how many statements there are, and one hash over all of them
    #[command(after_long_help = "\
Examples:
  onrecord log checkpoint > checkpoint-2031-03-03
  onrecord log checkpoint --key ~/keys/record.key")]
    Checkpoint(LogCheckpoint),
    /// Prove that the log states a version of a document
    #[command(after_long_help = "\
Examples:
  onrecord log prove DCPD-203100113
  onrecord log prove DCPD-203100113 1 --format json")]
    Prove(LogProve),
    /// Compare the log with itself, with the record, and with what somebody saw earlier
    #[command(after_long_help = "\
Examples:
  onrecord log verify
  onrecord log verify --against checkpoint-2031-03-03
  onrecord log verify --against backup/record/log      (a kept copy: names what was rewritten)")]
    Verify(LogVerify),
    /// Make a key that signs checkpoints
    #[command(after_long_help = "\
Examples:
  onrecord log key new ~/keys/record.key --name example.org/record/log")]
    Key(LogKey),
}

/// `onrecord log init`
#[derive(Debug, Group)]
pub struct LogInit {
    /// The log's unique name, best the address without its scheme at which it can be read
    #[arg(long, value_name = "NAME")]
    pub origin: Option<String>,
    /// Sign the first checkpoint with the private key in this file
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    #[command(flatten)]
    pub record: RecordArgs,
}

/// `onrecord log checkpoint`
#[derive(Debug, Group)]
pub struct LogCheckpoint {
    /// Sign it with the private key in this file
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    #[command(flatten)]
    pub record: RecordArgs,
}

/// `onrecord log prove`
#[derive(Debug, Group)]
pub struct LogProve {
    /// The identifier of a document, or the end of one
    pub id: String,
    /// Which version, from 1; the newest where none is given
    pub version: Option<u32>,
    #[command(flatten)]
    pub record: RecordArgs,
    /// How the proof is printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// `onrecord log verify`
#[derive(Debug, Group)]
pub struct LogVerify {
    /// A checkpoint that was seen earlier, or a kept copy of the log's folder
    #[arg(long, value_name = "CHECKPOINT")]
    pub against: Option<PathBuf>,
    #[command(flatten)]
    pub record: RecordArgs,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}

/// `onrecord log key`
#[derive(Debug, Group)]
pub struct LogKey {
    /// What to do
    #[command(subcommand)]
    pub command: LogKeyCommand,
}

/// The subcommands of `onrecord log key`.
#[derive(Debug, Subcommand)]
pub enum LogKeyCommand {
    /// Write a new private key to a file, unencrypted and readable by you alone, and print the
    /// verifier key, which is public
    New {
        /// Where the private key goes; not into the record
        file: PathBuf,
        /// The name of the key, best that of the log; else the name of the file
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
}

/// `onrecord verify-receipt`
#[derive(Debug, Group)]
pub struct VerifyReceipt {
    /// The receipts
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The verifier key that must have signed their checkpoints, or a file that holds it
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    /// How the answers are printed
    #[arg(long, value_enum, default_value_t = Data::Text)]
    pub format: Data,
}
