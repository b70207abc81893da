//! `onrecord`: official statements as a record that anyone can search, cite and check.

mod args;
mod commands;
mod csv;
mod exit;
mod input;
mod report;
mod ui;

use clap::Parser;
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Documents that one thread opened are given back by another, for which the allocator of the C library waits.
/// Without huge pages, of which the kernel would clear 2 MiB for the few that a quotation needs (docs/notes/performance.md).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let args = args::Args::parse();
    if !matches!(args.command, args::Command::Serve(_)) {
        // Who reads no further (`onrecord check … | head`) ends the command, as with any other
        // tool. A server goes on when one of its readers leaves.
        sigpipe::reset();
    }
    match commands::run(&args) {
        Ok(exit) => exit.into(),
        Err(trouble) => {
            ui::error(&trouble);
            exit::Exit::Trouble.into()
        }
    }
}
