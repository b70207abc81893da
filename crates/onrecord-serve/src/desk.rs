//! Where questions to the record are asked: a snapshot, and a bounded number at a time.

use crate::failure::Failure;
use onrecord_doc::Period;
use onrecord_doc::contents::{self, Entry};
use onrecord_store::{Proposals, Store, StoreError};
use std::num::NonZeroU32;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::Semaphore;

/// What can be set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address under which people reach the site, without a slash at the end; for feeds,
    /// harvesting and the sitemap, which need whole addresses.
    pub address: String,
    /// The one who answers for the site, as OAI-PMH names it.
    pub contact: String,
    /// How much one address may ask for in a minute; `None` is no limit. A page counts as one, a
    /// check as [`CHECK_COSTS`].
    pub limit: Option<NonZeroU32>,
    /// Whether the last entry of `X-Forwarded-For` is the address of the one who asks.
    pub behind_proxy: bool,
    /// The origins whose scripts may read the API; `*` is any.
    pub origins: Vec<String>,
    /// Whether each request makes a line on standard error.
    pub log: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            address: "http://127.0.0.1:8090".to_owned(),
            contact: "unset@example.org".to_owned(),
            limit: None,
            behind_proxy: false,
            origins: vec!["*".to_owned()],
            log: false,
        }
    }
}

/// So many pages one check counts as.
pub const CHECK_COSTS: NonZeroU32 = NonZeroU32::new(10).expect("not zero");

/// A snapshot of the record, and indexes that are made of it when they are first asked for.
pub struct Open {
    store: Store,
    subjects: Mutex<Option<Subjects>>,
    categories: OnceLock<Arc<Vec<Entry>>>,
    logged: OnceLock<bool>,
}

/// The index of subjects, behind the proposals that it was made of.
type Subjects = (Arc<Proposals>, Arc<Vec<Entry>>);

impl Open {
    fn at(dir: &Path) -> Result<Arc<Self>, StoreError> {
        Ok(Arc::new(Self {
            store: Store::open(dir)?,
            subjects: Mutex::new(None),
            categories: OnceLock::new(),
            logged: OnceLock::new(),
        }))
    }

    /// The index of subjects, proposals included.
    pub fn subjects(&self) -> Result<Arc<Vec<Entry>>, Failure> {
        let (listing, proposals) = (self.listing()?, self.proposals(&|_, _| ())?);
        let made = || self.subjects.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, entries)) = &*made()
            && Arc::ptr_eq(of, &proposals)
        {
            return Ok(entries.clone());
        }
        let vocabulary = &self.vocabulary()?.0;
        let entries = contents::subjects(listing.all(), &proposals, vocabulary, &Period::all());
        let entries = Arc::new(entries);
        *made() = Some((proposals, entries.clone()));
        Ok(entries)
    }

    /// The index of categories.
    pub fn categories(&self) -> Result<Arc<Vec<Entry>>, Failure> {
        if let Some(entries) = self.categories.get() {
            return Ok(entries.clone());
        }
        let entries = contents::categories(self.listing()?.all(), &Period::all());
        Ok(self.categories.get_or_init(|| Arc::new(entries)).clone())
    }

    /// Whether the record has a log, by which receipts can prove.
    pub fn is_logged(&self) -> Result<bool, Failure> {
        if let Some(logged) = self.logged.get() {
            return Ok(*logged);
        }
        let logged = self.log()?.is_some();
        Ok(*self.logged.get_or_init(|| logged))
    }

    /// Makes what takes long on a thread of its own, before somebody waits for it. What an earlier
    /// snapshot has is used until then.
    fn warm(self: &Arc<Self>, earlier: Option<&Self>) {
        self.store.hurry(earlier.map(|earlier| &earlier.store));
        let open = self.clone();
        std::thread::spawn(move || {
            let made = open.store.warm().map_err(Failure::from);
            if let Err(failure) = made.and_then(|()| open.subjects().map(drop)) {
                eprintln!("error: the indexes could not be made: {}", failure.detail);
            }
        });
    }
}

impl Deref for Open {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// The record that is served, and its rules.
pub struct Desk {
    dir: PathBuf,
    open: RwLock<Arc<Open>>,
    /// Whether each snapshot is made warm.
    warm: AtomicBool,
    turns: Semaphore,
    pub(crate) settings: Settings,
}

/// How many questions are answered at a time: as many as there are processors. All wait in one line,
/// whether they read a page or check an article. With a line for each, 32 connections had pages after
/// 23 ms and checks after seconds; a check takes some ten times as long as a page, and is asked for by
/// somebody who waits as well.
fn at_a_time() -> usize {
    std::thread::available_parallelism().map_or(2, |processors| processors.get().max(2))
}

/// How long a question waits for its turn, and how long one who asked waits for the answer.
const TURN: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(30);

impl Desk {
    /// Opens the record in `dir`.
    ///
    /// # Errors
    ///
    /// As [`Store::open`].
    pub fn open(dir: &Path, settings: Settings) -> Result<Self, StoreError> {
        Ok(Self {
            dir: dir.to_owned(),
            open: RwLock::new(Open::at(dir)?),
            warm: AtomicBool::new(false),
            turns: Semaphore::new(at_a_time()),
            settings,
        })
    }

    /// The record as it is now: opened again where it has changed on disk. Where that fails, as
    /// during a rebuild, the last one goes on answering.
    fn store(&self) -> Arc<Open> {
        let last = self
            .open
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if last.is_current() {
            return last;
        }
        let Ok(mut open) = self.open.try_write() else {
            return last; // somebody else is opening it
        };
        if !open.is_current() {
            match Open::at(&self.dir) {
                Ok(new) => {
                    if self.warm.load(Ordering::Relaxed) {
                        new.warm(Some(&open));
                    }
                    *open = new;
                }
                Err(error) => eprintln!("the changed record cannot be opened yet: {error}"),
            }
        }
        open.clone()
    }

    /// From now on makes what takes long (names, subjects, quotations) on a thread of its own, for
    /// this snapshot and each that follows, so that nobody who asks waits for it.
    pub fn warm(&self) {
        self.warm.store(true, Ordering::Relaxed);
        self.store().warm(None);
    }

    /// Asks the record something, when it is its turn.
    pub(crate) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Open) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let turn = tokio::time::timeout(TURN, self.turns.acquire()).await;
        let Ok(Ok(turn)) = turn else {
            return Err(Failure::busy());
        };
        turn.forget(); // given back by the work itself, which may outlive the one who asked
        let desk = Arc::clone(self);
        let task = tokio::task::spawn_blocking(move || {
            let _turn = Turn(&desk.turns);
            work(&desk.store())
        });
        match tokio::time::timeout(ANSWER, task).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(Failure::internal("a thread panicked")),
            Err(_) => Err(Failure::busy()),
        }
    }
}

/// A turn that is given back when it is dropped.
struct Turn<'a>(&'a Semaphore);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.add_permits(1);
    }
}
