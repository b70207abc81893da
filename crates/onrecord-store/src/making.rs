//! When what takes long is made: names, proposed subjects, quotations of documents.
//!
//! Whoever asks first makes it, and all others wait for that one. A server must not let its readers
//! wait: it [hurries](Store::hurry) each snapshot, and [warms](Store::warm) it beside them. Until
//! that is done, an earlier snapshot lends what it has, or pages do without.

use crate::error::Result;
use crate::names::{CorrectedNames, Reading};
use crate::quoted::QuotedIn;
use crate::store::Store;
use crate::subjects::Proposals;
use crate::who::Who;
use onrecord_doc::Handle;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Whether somebody makes something, and what is used meanwhile.
#[derive(Debug, Default)]
pub(crate) struct Making {
    one: Mutex<()>,
    lent: OnceLock<Lent>,
    who: Mutex<Option<(Basis, Arc<Who>)>>,
}

/// What the names that are searched are made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Basis {
    pub names: Arc<CorrectedNames>,
    pub proposals: Arc<Proposals>,
}

impl Basis {
    /// Whether it is the very same.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.names, &other.names) && Arc::ptr_eq(&self.proposals, &other.proposals)
    }
}

/// What an earlier snapshot had. Versions keep their handles as a record grows, so that it is right
/// as far as it goes.
#[derive(Debug, Default)]
pub(crate) struct Lent {
    pub names: Option<Arc<CorrectedNames>>,
    pub proposals: Option<Arc<Proposals>>,
    pub quoted: Option<Arc<QuotedIn>>,
    /// For searches: empty where nothing is lent.
    basis: Basis,
}

impl Making {
    /// Waits until nobody else makes anything.
    pub fn alone(&self) -> MutexGuard<'_, ()> {
        self.one.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The names that are searched, as they were made last.
    pub fn who(&self) -> MutexGuard<'_, Option<(Basis, Arc<Who>)>> {
        self.who.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is lent; `None` where nobody is in a hurry.
    pub fn lent(&self) -> Option<&Lent> {
        self.lent.get()
    }
}

impl Store {
    /// From now on nobody who searches or reads a document waits for names, subjects or quotations:
    /// until [`warm`](Self::warm) has made them, those of `earlier` are used, where it is an earlier
    /// snapshot of the same record and has some.
    pub fn hurry(&self, earlier: Option<&Self>) {
        let lent = match earlier.filter(|earlier| self.follows(earlier)) {
            Some(earlier) => Lent {
                names: earlier.names_now(),
                proposals: earlier.proposals_now(),
                quoted: earlier.quoted_now(),
                basis: Basis {
                    names: earlier.names_now().unwrap_or_default(),
                    proposals: earlier.proposals_now().unwrap_or_default(),
                },
            },
            None => Lent::default(),
        };
        self.making.lent.get_or_init(|| lent);
    }

    /// Makes what takes long, on half the processors: the others are for those who read.
    ///
    /// # Errors
    ///
    /// If the record cannot be read, or no thread begun.
    pub fn warm(&self) -> Result<()> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(processors.div_ceil(2))
            .build()
            .map_err(|error| {
                crate::StoreError::new(crate::ErrorKind::Io, format!("no thread: {error}"))
            })?;
        pool.install(|| {
            let told: Reading<'_> = &|_, _| ();
            self.make_names(told)?;
            self.make_proposals(told)?;
            self.who()?;
            self.make_quoted(told)?;
            Ok(())
        })
    }

    /// What the names that are searched are to be made of: in a hurry, of what is there.
    pub(crate) fn basis(&self) -> Result<Basis> {
        if let (Some(names), Some(proposals)) = (self.names.get(), self.proposals.get()) {
            let (names, proposals) = (names.clone(), proposals.clone());
            return Ok(Basis { names, proposals });
        }
        if let Some(lent) = self.making.lent() {
            return Ok(lent.basis.clone());
        }
        Ok(Basis {
            names: self.names(&|_, _| ())?,
            proposals: self.proposals(&|_, _| ())?,
        })
    }

    /// Whether every version of an earlier snapshot has its handle in this one: whether the last has.
    fn follows(&self, earlier: &Self) -> bool {
        let last = Handle(earlier.last);
        let (Ok(one), Ok(other)) = (earlier.hold(last), self.hold(last)) else {
            return false;
        };
        one.version.digest == other.version.digest && one.document.id == other.document.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, Writer};

    fn add(dir: &std::path::Path, number: u32, text: &str) {
        let page = format!(
            "---\ntitle: Statement {number}\ndate: '2031-03-0{number}'\nsource_url: \
             https://www.example.gov/briefing-room/statements-releases/2031/03/0{number}/s/\n---\n\n{text}\n"
        );
        let mut writer = Writer::open(dir).unwrap();
        let input = Input::from_bytes(format!("{number}.md"), page);
        writer
            .add([input], "2031-04-01T12:00:00Z", &|_| ())
            .unwrap();
        writer.close().unwrap();
    }

    #[test]
    fn an_earlier_snapshot_lends_until_the_new_one_is_warm() {
        let dir = tempfile::tempdir().unwrap();
        let told: Reading<'_> = &|_, _| ();
        let has = |store: &Store, name: &str| {
            let names = store.names(told).unwrap();
            !names.names.search(name).is_empty()
        };
        add(dir.path(), 1, "MR. QUILL:  The harbor is open.");
        let old = Store::open(dir.path()).unwrap();
        old.warm().unwrap();
        add(dir.path(), 2, "MS. TARN:  The harbor is closed.");
        let new = Store::open(dir.path()).unwrap();
        new.hurry(Some(&old));
        assert!(has(&new, "quill") && !has(&new, "tarn"));
        new.warm().unwrap();
        assert!(has(&new, "quill") && has(&new, "tarn"));

        // Another record lends nothing, and names are waited for.
        let other = tempfile::tempdir().unwrap();
        add(other.path(), 1, "MR. ASHGROVE:  The harbor is shut.");
        let other = Store::open(other.path()).unwrap();
        other.hurry(Some(&old));
        assert!(other.quoted_now().is_none());
        assert!(has(&other, "ashgrove"));
    }
}
