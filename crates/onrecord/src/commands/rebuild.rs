//! `onrecord rebuild`: everything again from the originals.

use crate::args::Rebuild;
use crate::exit::Exit;
use crate::ui;
use onrecord_store::{Progress, rebuild};

/// Makes catalogue and index again.
pub fn run(args: &Rebuild) -> Result<Exit, String> {
    let dir = &args.record.record;
    let bar = ui::progress(0, "rebuilding");
    let result = rebuild(dir, onrecord_doc::read, &|progress| {
        if let Progress::Stored(_) = progress {
            bar.inc(1);
        }
    });
    bar.finish_and_clear();
    result.map_err(|error| error.to_string())?;
    anstream::println!("{}: made again from the originals", dir.display());
    Ok(Exit::Clean)
}
