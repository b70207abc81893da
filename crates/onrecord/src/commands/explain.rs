//! `onrecord explain`: what a verdict means.

use crate::args::Explain;
use crate::exit::Exit;
use onrecord_check::Verdict;

/// Prints the page of a verdict, or the list of all.
pub fn run(args: &Explain) -> Result<Exit, String> {
    match &args.verdict {
        Some(name) => anstream::print!("{}", page(name.parse()?)),
        None => {
            for verdict in Verdict::ALL {
                anstream::println!("{:<14} {}", verdict.as_str(), verdict.meaning());
            }
        }
    }
    Ok(Exit::Clean)
}

fn page(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim => include_str!("../../../../docs/verdicts/verbatim.md"),
        Verdict::Tidied => include_str!("../../../../docs/verdicts/tidied.md"),
        Verdict::Elided => include_str!("../../../../docs/verdicts/elided.md"),
        Verdict::Bracketed => include_str!("../../../../docs/verdicts/bracketed.md"),
        Verdict::Altered => include_str!("../../../../docs/verdicts/altered.md"),
        Verdict::Spliced => include_str!("../../../../docs/verdicts/spliced.md"),
        Verdict::Misattributed => include_str!("../../../../docs/verdicts/misattributed.md"),
        Verdict::Superseded => include_str!("../../../../docs/verdicts/superseded.md"),
        Verdict::Common => include_str!("../../../../docs/verdicts/common.md"),
        Verdict::NotOnRecord => include_str!("../../../../docs/verdicts/not_on_record.md"),
        Verdict::Undecided => include_str!("../../../../docs/verdicts/undecided.md"),
    }
}
