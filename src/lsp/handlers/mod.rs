//! Requests. Each handler is three beats: read a snapshot and wait for the check of what it shows; ask
//! `ide` on another thread; say it in the protocol's words. An answer that is no longer true is an error,
//! never an empty list.

pub(crate) mod actions;
pub(crate) mod command;
pub(crate) mod completion;
pub(crate) mod diagnostic;
pub(crate) mod hover;
pub(crate) mod lens;
pub(crate) mod navigate;
pub(crate) mod outline;
pub(crate) mod symbols;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ls_types::Uri;
use tower_lsp::jsonrpc::{Error, Result};

use super::position::Map;
use super::world::{Checked, Document, Progress, Snapshot, World};
use crate::analysis::Analysis;
use crate::project::Backed;

/// One document, checked, and everything around it at that moment.
#[derive(Clone)]
pub(crate) struct View {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) document: Arc<Document>,
    pub(crate) checked: Arc<Checked>,
}

impl View {
    pub(crate) fn map(&self) -> Map<'_> {
        self.document.map(&self.snapshot.client)
    }

    /// The analysis, where the document is a draft.
    pub(crate) fn analysis(&self) -> Option<&Analysis> {
        self.checked.analysis.as_deref()
    }

    /// The open drafts that are checked against this document, with what is known of each.
    pub(crate) fn dependents(&self) -> Vec<(Backed<'_>, &Checked)> {
        let mut out = Vec::new();
        for document in self.snapshot.documents.values() {
            let Some(checked) = document.checked.as_deref() else {
                continue;
            };
            let Some(analysis) = checked.analysis.as_deref() else {
                continue;
            };
            let path = Some(self.document.path.as_path());
            let source = checked.source_paths.iter().position(|it| it.as_deref() == path);
            if let Some(source) = source {
                out.push((Backed { analysis, source }, checked));
            }
        }
        out
    }

    /// The file behind a link name such as `source:0` of this draft.
    pub(crate) fn source(&self, name: &str) -> Option<Uri> {
        let n: usize = name.strip_prefix("source:")?.parse().ok()?;
        let path: &PathBuf = self.checked.source_paths.get(n)?.as_ref()?;
        super::to_proto::uri_of(path, &self.snapshot)
    }
}

/// What became of waiting for a check.
pub(crate) enum Waited {
    /// The document is not open.
    Unknown,
    /// It changed in the meantime.
    Stale,
    /// Its check panicked.
    Failed,
    /// Here it is.
    Ready(View),
}

/// Waits for the check of `uri` as the client sees it now. The document is looked up before the first
/// await: the gate polls in wire order.
pub(crate) async fn view(world: &World, uri: &Uri) -> Waited {
    let mut ticks = world.subscribe();
    let first = world.snapshot();
    let Some(asked) = first.document(uri).cloned() else {
        return Waited::Unknown;
    };
    loop {
        ticks.mark_unchanged();
        let snapshot = world.snapshot();
        let Some(document) = snapshot.documents.get(&asked.path).cloned() else {
            return Waited::Stale;
        };
        if document.rev != asked.rev {
            return Waited::Stale;
        }
        // A source is read through the drafts that are checked against it: they must be done, too.
        let others = snapshot.documents.values().filter(|it| it.checked.is_some());
        let is_source = document.checked.as_ref().is_some_and(|it| it.analysis.is_none());
        let lagging = others
            .filter(|it| {
                is_source && it.path != document.path && matches!(snapshot.progress(it), Progress::Running)
            })
            .collect::<Vec<_>>();
        match snapshot.progress(&document) {
            Progress::Failed => return Waited::Failed,
            Progress::Done(checked) if lagging.is_empty() => {
                return Waited::Ready(View {
                    snapshot,
                    document,
                    checked,
                });
            }
            _ => {
                world.hurry(&document.path);
                lagging.iter().for_each(|it| world.hurry(&it.path));
            }
        }
        if ticks.changed().await.is_err() {
            return Waited::Stale;
        }
    }
}

/// Answers a request about `uri` with what `answer` makes of its view. Nothing where the document is not
/// open.
pub(crate) async fn answer<T: Send + 'static>(
    world: &World,
    uri: &Uri,
    answer: impl FnOnce(&View) -> Option<T> + Send + 'static,
) -> Result<Option<T>> {
    let view = match view(world, uri).await {
        Waited::Unknown => return Ok(None),
        Waited::Stale => return Err(Error::content_modified()),
        Waited::Failed => return Err(Error::internal_error()),
        Waited::Ready(it) => it,
    };
    let (document, sources) = (view.document.clone(), view.snapshot.sources);
    let out = job(move || answer(&view)).await?;
    let now = world.snapshot();
    let is_current = |it: &Arc<Document>| it.rev == document.rev && now.sources == sources;
    match now.documents.get(&document.path) {
        Some(it) if is_current(it) => Ok(out),
        _ => Err(Error::content_modified()),
    }
}

/// Sets a flag when it is dropped: the request is no longer wanted.
struct Unwanted(Arc<AtomicBool>);

impl Drop for Unwanted {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Runs `work` on another thread. A panic is an error; work that was cancelled before it began is not done.
async fn job<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let flag = Arc::new(AtomicBool::new(false));
    let _unwanted = Unwanted(flag.clone());
    let work = move || (!flag.load(Ordering::Relaxed)).then(work);
    match tokio::task::spawn_blocking(work).await {
        Ok(Some(it)) => Ok(it),
        Ok(None) => Err(Error::request_cancelled()),
        Err(_) => Err(Error::internal_error()),
    }
}
