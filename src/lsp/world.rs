//! What the server knows: open documents, what was found in them, what is still to do. One lock, under which
//! pointers are swapped and never a text is copied, and which is never held across an await; after every
//! change an immutable snapshot for the readers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use ls_types::{Diagnostic, LSPAny, TextDocumentContentChangeEvent, Uri};
use parking_lot::{Condvar, Mutex};
use tokio::sync::watch;

use super::capabilities::Client;
use super::from_proto::{self, Settings};
use super::outbox::{Outbox, Outgoing};
use super::position::{self, Map};
use super::scheduler::Queue;
use crate::analysis::Analysis;
use crate::text::LineIndex;
use crate::workspace::ConfigFile;

/// An open document as it was at one moment.
#[derive(Clone)]
pub(crate) struct Document {
    /// The client's own spelling.
    pub(crate) uri: Uri,
    pub(crate) path: PathBuf,
    pub(crate) version: i32,
    pub(crate) text: Arc<str>,
    pub(crate) lines: Arc<LineIndex>,
    /// Grows with every change of any document.
    pub(crate) rev: u64,
    /// The revision at which it was opened: results from before belong to another life of it.
    pub(crate) opened: u64,
    /// The newest result, perhaps of an older text.
    pub(crate) checked: Option<Arc<Checked>>,
    /// What the client was last sent, which may be older.
    published: Option<Published>,
    /// Checking this revision against these sources panicked, twice.
    pub(crate) failed: Option<(u64, u64)>,
}

/// A set of diagnostics that was sent.
#[derive(Clone)]
struct Published {
    result_id: String,
    version: i32,
    is_empty: bool,
}

/// What was found in one version of a document.
pub(crate) struct Checked {
    /// Revision of the document it was computed from.
    pub(crate) rev: u64,
    /// Revision of sources and configuration.
    pub(crate) sources: u64,
    pub(crate) uri: Uri,
    pub(crate) path: PathBuf,
    pub(crate) version: i32,
    /// `None` for what is no draft: transcripts, configuration, the author's files.
    pub(crate) analysis: Option<Arc<Analysis>>,
    /// Where each source of the analysis is.
    pub(crate) source_paths: Vec<Option<PathBuf>>,
    /// The configuration in force.
    pub(crate) config: Option<ConfigFile>,
    /// What is shown, as the protocol has it.
    pub(crate) items: Arc<Vec<Diagnostic>>,
    /// Changes when `items` do.
    pub(crate) result_id: String,
}

/// Everything a reader needs, unchanging.
#[derive(Clone, Default)]
pub(crate) struct Snapshot {
    pub(crate) documents: BTreeMap<PathBuf, Arc<Document>>,
    /// Grows when a source or a configuration changed.
    pub(crate) sources: u64,
    /// No change of a source or a configuration is still being taken in.
    pub(crate) settled: bool,
    pub(crate) settings: Arc<Settings>,
    pub(crate) client: Arc<Client>,
}

/// How far the check of a document is.
pub(crate) enum Progress {
    Done(Arc<Checked>),
    Running,
    Failed,
}

impl Document {
    pub(crate) fn map<'a>(&'a self, client: &Client) -> Map<'a> {
        Map {
            text: &self.text,
            lines: &self.lines,
            encoding: client.encoding,
        }
    }

    /// A source, a configuration, or not known yet; other documents may depend on it.
    fn may_be_source(&self) -> bool {
        self.checked.as_ref().is_none_or(|it| it.analysis.is_none())
    }
}

impl Snapshot {
    pub(crate) fn document(&self, uri: &Uri) -> Option<&Arc<Document>> {
        self.documents.get(&from_proto::file_path(uri)?)
    }

    pub(crate) fn progress(&self, document: &Document) -> Progress {
        if document.failed == Some((document.rev, self.sources)) {
            return Progress::Failed;
        }
        match &document.checked {
            Some(it) if self.settled && it.rev == document.rev && it.sources == self.sources => {
                Progress::Done(it.clone())
            }
            _ => Progress::Running,
        }
    }
}

/// Something that happened to a file, in the order of the wire.
pub(crate) enum Event {
    /// It changed on disk.
    Disk(PathBuf),
    /// The editor let go of it.
    Closed(PathBuf),
    /// Settings changed: everything is looked for again.
    Settings,
}

/// A piece of work for the checking thread.
pub(crate) enum Task {
    Events(Vec<Event>),
    Check(Arc<Document>),
}

struct State {
    snapshot: Snapshot,
    queue: Queue,
    events: Vec<Event>,
    taking_events: bool,
    rev: u64,
    stop: bool,
}

/// The state of the server.
pub(crate) struct World {
    state: Mutex<State>,
    wake: Condvar,
    snapshot: ArcSwap<Snapshot>,
    tick: watch::Sender<u64>,
    outbox: Outbox,
}

impl World {
    pub(crate) fn new(outbox: Outbox) -> World {
        World {
            state: Mutex::new(State {
                snapshot: Snapshot {
                    settled: true,
                    ..Snapshot::default()
                },
                queue: Queue::default(),
                events: Vec::new(),
                taking_events: false,
                rev: 0,
                stop: false,
            }),
            wake: Condvar::new(),
            snapshot: ArcSwap::default(),
            tick: watch::channel(0).0,
            outbox,
        }
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.load_full()
    }

    /// Wakes whenever there is a new snapshot.
    pub(crate) fn subscribe(&self) -> watch::Receiver<u64> {
        self.tick.subscribe()
    }

    pub(crate) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// One change: applied under the lock, then published.
    fn update<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state.lock();
        let out = change(&mut state);
        let pending = |path: &Path| {
            let document = state.snapshot.documents.get(path);
            document.is_some_and(|it| it.may_be_source())
        };
        let settled = state.events.is_empty() && !state.taking_events && !state.queue.any(pending);
        state.snapshot.settled = settled;
        self.snapshot.store(Arc::new(state.snapshot.clone()));
        drop(state);
        self.wake.notify_one();
        self.tick.send_modify(|it| *it += 1);
        out
    }

    pub(crate) fn start(&self, client: Client, settings: Settings) {
        self.update(|it| {
            it.snapshot.client = Arc::new(client);
            it.snapshot.settings = Arc::new(settings);
        });
    }

    pub(crate) fn stop(&self) {
        self.update(|it| it.stop = true);
    }

    pub(crate) fn open(&self, uri: Uri, version: i32, text: String) {
        let Some(path) = from_proto::file_path(&uri) else {
            return;
        };
        let lines = Arc::new(LineIndex::new(&text));
        let text: Arc<str> = text.into();
        self.update(|state| {
            state.rev += 1;
            let document = Document {
                uri,
                path: path.clone(),
                version,
                lines,
                text,
                rev: state.rev,
                opened: state.rev,
                checked: None,
                published: None,
                failed: None,
            };
            state.snapshot.documents.insert(path.clone(), Arc::new(document));
            state.queue.touch(path, Instant::now(), Duration::ZERO);
        });
    }

    /// Texts are changed by the protocol's thread alone, in wire order, so the new one can be made before
    /// the lock is taken.
    pub(crate) fn change(&self, uri: &Uri, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let Some(path) = from_proto::file_path(uri) else {
            return;
        };
        let before = self.snapshot();
        let Some(old) = before.documents.get(&path) else {
            return;
        };
        let text = position::apply(&old.text, changes, before.client.encoding);
        let lines = Arc::new(LineIndex::new(&text));
        let text: Arc<str> = text.into();
        self.update(|state| {
            let debounce = state.snapshot.settings.debounce;
            let Some(old) = state.snapshot.documents.get_mut(&path) else {
                return;
            };
            state.rev += 1;
            let document = Document {
                version,
                lines,
                text,
                rev: state.rev,
                ..Document::clone(old)
            };
            *old = Arc::new(document);
            state.queue.touch(path, Instant::now(), debounce);
        });
    }

    pub(crate) fn close(&self, uri: &Uri) {
        let Some(path) = from_proto::file_path(uri) else {
            return;
        };
        self.update(|state| {
            let Some(document) = state.snapshot.documents.remove(&path) else {
                return;
            };
            state.queue.forget(&path);
            if document.published.as_ref().is_some_and(|it| !it.is_empty) {
                self.outbox.send(Outgoing::Publish {
                    uri: document.uri.clone(),
                    version: None,
                    items: Arc::default(),
                });
            }
            state.events.push(Event::Closed(path));
        });
    }

    /// Files changed on disk.
    pub(crate) fn files_changed(&self, paths: Vec<PathBuf>) {
        self.update(|it| it.events.extend(paths.into_iter().map(Event::Disk)));
    }

    /// New settings; nothing is checked again where they say what the old ones said.
    pub(crate) fn configure(&self, value: &LSPAny) {
        self.update(|state| {
            let settings = state.snapshot.settings.with(value);
            let same_inputs = settings.transcripts == state.snapshot.settings.transcripts
                && settings.config == state.snapshot.settings.config;
            state.snapshot.settings = Arc::new(settings);
            if !same_inputs {
                state.events.push(Event::Settings);
            }
        });
    }

    /// Somebody waits for the check of `path`: no more waiting for the next key.
    pub(crate) fn hurry(&self, path: &Path) {
        let mut state = self.state.lock();
        if state.queue.hurry(path, Instant::now()) {
            drop(state);
            self.wake.notify_one();
        }
    }

    /// The next piece of work; waits for it. `None` when the server stops.
    pub(crate) fn next_task(&self) -> Option<Task> {
        let mut state = self.state.lock();
        loop {
            if state.stop {
                return None;
            }
            if !state.events.is_empty() {
                state.taking_events = true;
                return Some(Task::Events(std::mem::take(&mut state.events)));
            }
            match state.queue.next(Instant::now()) {
                Ok(path) => {
                    if let Some(document) = state.snapshot.documents.get(&path) {
                        return Some(Task::Check(document.clone()));
                    }
                    state.queue.done();
                }
                Err(Some(at)) => {
                    self.wake.wait_until(&mut state, at);
                }
                Err(None) => self.wake.wait(&mut state),
            }
        }
    }

    /// Events were taken in; `changed` says whether any of them matters to a check.
    pub(crate) fn events_done(&self, changed: bool) {
        self.update(|state| {
            state.taking_events = false;
            if changed {
                self.sources_changed(state, None);
            }
        });
    }

    /// Every open document is checked again, except the one that changed them all.
    fn sources_changed(&self, state: &mut State, except: Option<&Path>) {
        state.snapshot.sources += 1;
        for path in state.snapshot.documents.keys() {
            if Some(path.as_path()) != except {
                state.queue.touch(path.clone(), Instant::now(), Duration::ZERO);
            }
        }
        self.outbox.send(Outgoing::Refresh);
    }

    /// The current revision of sources, as the checking thread must read it before a check.
    pub(crate) fn sources(&self) -> u64 {
        self.state.lock().snapshot.sources
    }

    /// The check of `path` found that a source reads differently now, or that other files are sources.
    pub(crate) fn source_edited(&self, path: &Path) -> u64 {
        self.update(|state| {
            self.sources_changed(state, Some(path));
            state.snapshot.sources
        })
    }

    /// A check ended. Results of an older text are kept for want of better ones but never shown.
    pub(crate) fn checked(&self, it: Checked) {
        self.update(|state| {
            state.queue.done();
            let sources = state.snapshot.sources;
            let client = state.snapshot.client.clone();
            let Some(document) = state.snapshot.documents.get_mut(&it.path) else {
                return;
            };
            if it.rev < document.opened {
                return;
            }
            let it = Arc::new(it);
            let document = Arc::make_mut(document);
            document.checked = Some(it.clone());
            let is_current = it.rev == document.rev && it.sources == sources;
            // Compared with what was sent, not with the last result: that may have been overtaken, too.
            let is_news = match &document.published {
                Some(old) => old.result_id != it.result_id || (client.versions && old.version != it.version),
                None => it.analysis.is_some() || !it.items.is_empty(),
            };
            if is_current && is_news && !client.pulls {
                document.published = Some(Published {
                    result_id: it.result_id.clone(),
                    version: it.version,
                    is_empty: it.items.is_empty(),
                });
                self.outbox.send(Outgoing::Publish {
                    uri: document.uri.clone(),
                    version: Some(it.version),
                    items: it.items.clone(),
                });
            }
        });
    }

    /// A check panicked. The second time in a row the document is left alone until it changes: editors
    /// restart a server that keeps dying, five times, and then never again.
    pub(crate) fn check_panicked(&self, document: &Document, sources: u64, is_second: bool) {
        self.update(|state| {
            state.queue.done();
            let Some(it) = state.snapshot.documents.get_mut(&document.path) else {
                return;
            };
            if is_second {
                Arc::make_mut(it).failed = Some((document.rev, sources));
            } else {
                state
                    .queue
                    .touch(document.path.clone(), Instant::now(), Duration::ZERO);
            }
        });
    }
}
