//! One file for each subcommand.

mod serve;

mod add;
mod calendar;
mod check;
mod concordance;
mod diff;
mod edits;
mod explain;
mod frequency;
mod history;
mod index;
mod like;
mod log;
mod names;
mod provenance;
mod quote;
mod quoted;
mod rebuild;
mod receipt;
mod search;
mod show;
mod status;
mod verify;

use crate::args::{Args, Command};
use crate::exit::Exit;

/// Does what was typed; an error is trouble, with its message.
pub fn run(args: &Args) -> Result<Exit, String> {
    match &args.command {
        Command::Serve(args) => serve::run(args),
        Command::Check(args) => check::run(args),
        Command::Quote(args) => quote::run(args),
        Command::Search(args) => search::run(args),
        Command::Like(args) => like::run(args),
        Command::Quoted(args) => quoted::run(args),
        Command::Show(args) => show::run(args),
        Command::Status(args) => status::run(args),
        Command::History(args) => history::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Edits(args) => edits::run(args),
        Command::Add(args) => add::run(args),
        Command::Rebuild(args) => rebuild::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Log(args) => log::run(args),
        Command::VerifyReceipt(args) => receipt::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Names(args) => names::run(args),
        Command::Index(args) => index::run(args),
        Command::Calendar(args) => calendar::run(args),
    }
}
