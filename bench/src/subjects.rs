//! Proposed subjects of sampled documents, to be read by eye.

use onrecord_store::Store;
use std::path::Path;

/// So many documents are read.
const SAMPLE: usize = 100;

/// The sample that the rules were made by; any other number gives another.
pub const SEED: u64 = 0x5eed;

/// Prints the proposals for documents without subject headings, chosen by a seed.
pub fn run(folder: &Path, seed: u64) -> Result<bool, String> {
    let store = Store::open(folder).map_err(|e| e.to_string())?;
    let listing = store.listing().map_err(|e| e.to_string())?;
    let proposals = store.proposals(&|_, _| ()).map_err(|e| e.to_string())?;
    let mut documents: Vec<_> = listing
        .all()
        .iter()
        .filter(|d| d.subjects.is_empty())
        .collect();
    let with = documents
        .iter()
        .filter(|d| proposals.contains_key(&d.handle))
        .count();
    println!("{with} of {} documents have proposals", documents.len());
    documents.sort_by_key(|document| &document.id);
    let mut seed = seed.max(1);
    for number in 1..=SAMPLE.min(documents.len()) {
        let at = next(&mut seed) as usize % documents.len();
        let document = documents.swap_remove(at);
        let date = document.date.map(|day| day.to_string()).unwrap_or_default();
        println!(
            "\n{number:>3}  {}\n     {} | {} | {date}",
            document.id,
            document.title,
            document.kind.label()
        );
        for proposal in proposals.get(&document.handle).into_iter().flatten() {
            let words: Vec<String> = proposal
                .words
                .iter()
                .take(4)
                .map(|(w, n)| format!("{w} {n}"))
                .collect();
            println!(
                "     {:>4}  {}  [{}]",
                proposal.score,
                proposal.heading,
                words.join("; ")
            );
        }
    }
    Ok(true)
}

/// The next of a row of numbers that look random (xorshift64, Marsaglia 2003).
fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}
