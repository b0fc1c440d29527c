//! When which document is checked, and the thread that does it: the only owner of the workspace, so that
//! files are read and analyses made in one order, away from the protocol.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ls_types::Uri;

use super::outbox::Outgoing;
use super::to_proto;
use super::world::{Checked, Document, Event, Snapshot, Task, World};
use crate::analysis::{Analysis, Memo};
use crate::ide;
use crate::workspace::Workspace;

/// However fast the keys come, a document is checked this long after the first of them.
const CEILING: Duration = Duration::from_millis(300);

/// Documents that wait for a check. One check runs at a time.
#[derive(Default)]
pub(crate) struct Queue {
    due: BTreeMap<PathBuf, Due>,
    running: Option<PathBuf>,
}

struct Due {
    at: Instant,
    ceiling: Instant,
}

impl Queue {
    /// `path` changed at `now`: check it after `quiet` without another change.
    pub(crate) fn touch(&mut self, path: PathBuf, now: Instant, quiet: Duration) {
        let due = self.due.entry(path).or_insert(Due {
            at: now + quiet,
            ceiling: now + CEILING,
        });
        due.at = (now + quiet).min(due.ceiling);
    }

    /// Check `path` now if it waits at all. True if it did.
    pub(crate) fn hurry(&mut self, path: &Path, now: Instant) -> bool {
        let Some(due) = self.due.get_mut(path) else {
            return false;
        };
        due.at = due.at.min(now);
        true
    }

    pub(crate) fn forget(&mut self, path: &Path) {
        self.due.remove(path);
    }

    /// The path to check now, which counts as running until [`Queue::done`]; else when to ask again.
    pub(crate) fn next(&mut self, now: Instant) -> Result<PathBuf, Option<Instant>> {
        let first = self.due.iter().min_by_key(|(_, due)| due.at);
        match first {
            Some((path, due)) if due.at <= now => {
                let path = path.clone();
                self.due.remove(&path);
                self.running = Some(path.clone());
                Ok(path)
            }
            Some((_, due)) => Err(Some(due.at)),
            None => Err(None),
        }
    }

    pub(crate) fn done(&mut self) {
        self.running = None;
    }

    /// Whether any waiting or running path is such.
    pub(crate) fn any(&self, is_such: impl Fn(&Path) -> bool) -> bool {
        self.due.keys().chain(&self.running).any(|it| is_such(it))
    }
}

/// What the checking thread keeps between checks.
struct Bench {
    workspace: Workspace,
    memos: BTreeMap<PathBuf, Memo>,
    /// Numbers result ids.
    results: u64,
    /// Configuration files that problems were shown in, with how many and for which sources.
    configs: BTreeMap<PathBuf, usize>,
    /// Revision of sources for which configuration problems were last looked at, per draft.
    looked: BTreeMap<PathBuf, u64>,
    panicked: Option<(PathBuf, u64)>,
}

/// Starts the checking thread; it ends when the world stops.
pub(crate) fn spawn(world: Arc<World>) {
    let thread = std::thread::Builder::new().name("check".to_owned());
    let started = thread.stack_size(8 << 20).spawn({
        let world = world.clone();
        move || run(&world)
    });
    if let Err(error) = started {
        let message = format!("backline cannot start its checking thread: {error}");
        world.outbox().send(Outgoing::Log(message));
    }
}

fn run(world: &World) {
    let root = world.snapshot().client.root.clone();
    let mut bench = Bench {
        workspace: Workspace::new(root.unwrap_or_default()),
        memos: BTreeMap::new(),
        results: 0,
        configs: BTreeMap::new(),
        looked: BTreeMap::new(),
        panicked: None,
    };
    while let Some(task) = world.next_task() {
        match task {
            Task::Events(events) => {
                let changed = catch_unwind(AssertUnwindSafe(|| take_in(&mut bench, events)));
                // What panicked half-way may have changed anything.
                world.events_done(changed.unwrap_or(true));
            }
            Task::Check(document) => {
                let result = catch_unwind(AssertUnwindSafe(|| check(world, &mut bench, &document)));
                match result {
                    Ok(checked) => {
                        bench.panicked = None;
                        world.checked(checked);
                    }
                    Err(_) => {
                        bench.memos.remove(&document.path);
                        let key = Some((document.path.clone(), document.rev));
                        let is_second = bench.panicked == key;
                        bench.panicked = key;
                        let message = format!(
                            "Checking {} failed; it is skipped until it changes.",
                            document.path.display()
                        );
                        if is_second {
                            world.outbox().send(Outgoing::Log(message));
                        }
                        world.check_panicked(&document, world.sources(), is_second);
                    }
                }
            }
        }
    }
}

fn take_in(bench: &mut Bench, events: Vec<Event>) -> bool {
    let mut changed = false;
    for event in events {
        changed |= match event {
            Event::Disk(path) => bench.workspace.file_changed(&path),
            Event::Closed(path) => {
                bench.memos.remove(&path);
                bench.looked.remove(&path);
                bench.workspace.overlay(&path, None)
            }
            Event::Settings => true,
        };
    }
    changed
}

fn check(world: &World, bench: &mut Bench, document: &Document) -> Checked {
    let snapshot = world.snapshot();
    let overrides = snapshot
        .settings
        .overrides(snapshot.client.root.as_deref().unwrap_or(Path::new("")));
    let mut out = Checked {
        rev: document.rev,
        sources: world.sources(),
        uri: document.uri.clone(),
        path: document.path.clone(),
        version: document.version,
        analysis: None,
        source_paths: Vec::new(),
        config: None,
        items: Arc::default(),
        result_id: "0".to_owned(),
    };
    // Who hears of no change on disk looks for it.
    if !snapshot.client.registers_watchers && bench.workspace.recheck() {
        out.sources = world.source_edited(&document.path);
    }
    let is_config = bench.workspace.is_config(&document.path, &overrides);
    let is_draft = !is_config && bench.workspace.is_draft(&document.path);
    if is_draft {
        let inputs = bench.workspace.inputs(&document.path, &document.text, &overrides);
        let memo = bench.memos.entry(document.path.clone()).or_default();
        let analysis = Analysis::new(&document.text, inputs, memo);
        if has_other_inputs(document, &analysis) && changes_roles(bench, &document.path, &snapshot) {
            out.sources = world.source_edited(&document.path);
        }
        let sources = 0..analysis.inputs.sources.list.len();
        let path_of = |n| bench.workspace.source_path(&analysis.inputs, n);
        out.source_paths = sources.map(path_of).collect();
        out.config = bench.workspace.config_for(&document.path, &overrides);
        out.items = Arc::new(to_proto::diagnostics(
            &analysis,
            &out.uri,
            &out.source_paths,
            &snapshot,
        ));
        let analysis = Arc::new(analysis);
        if document.checked.is_none() {
            let opened = analysis.clone();
            std::thread::spawn(move || ide::prepare(&opened));
        }
        out.analysis = Some(analysis);
    } else {
        if bench
            .workspace
            .overlay(&document.path, Some(document.text.clone()))
        {
            out.sources = world.source_edited(&document.path);
        }
        if is_config {
            let file = bench.workspace.config_for(&document.path, &overrides);
            let file = file.filter(|it| it.path == document.path);
            out.items = Arc::new(
                file.map(|it| to_proto::config_problems(&it, &snapshot))
                    .unwrap_or_default(),
            );
            let pushed = bench.configs.remove(&document.path).unwrap_or(0);
            // From now on they come with the document: by pull, or by a push that says nothing of nothing.
            if pushed != 0 && (snapshot.client.pulls || out.items.is_empty()) {
                world.outbox().send(Outgoing::Publish {
                    uri: document.uri.clone(),
                    version: None,
                    items: Arc::default(),
                });
            }
        }
    }
    let old = document.checked.as_ref();
    out.result_id = match old.filter(|it| it.items == out.items) {
        Some(it) => it.result_id.clone(),
        None if out.items.is_empty() && old.is_none() => "0".to_owned(),
        None => {
            bench.results += 1;
            bench.results.to_string()
        }
    };
    if is_draft && bench.looked.get(&document.path) != Some(&out.sources) {
        bench.looked.insert(document.path.clone(), out.sources);
        look_at_config(world, bench, document, &snapshot);
    }
    out
}

/// Whether `analysis` rests on something else than the last check of `document`.
fn has_other_inputs(document: &Document, analysis: &Analysis) -> bool {
    let last = document.checked.as_ref().and_then(|it| it.analysis.as_ref());
    last.is_none_or(|it| it.inputs.epoch != analysis.inputs.epoch)
}

/// Whether an open document other than `path` was checked as a draft and is a source by now, or the other
/// way round: what a draft is paired with decides what other files are.
fn changes_roles(bench: &mut Bench, path: &Path, snapshot: &Snapshot) -> bool {
    let others = snapshot.documents.values().filter(|it| it.path != path);
    let mut checked = others.filter_map(|it| it.checked.as_ref());
    checked.any(|it| bench.workspace.is_draft(&it.path) != it.analysis.is_some())
}

/// Shows what is wrong with the configuration of `document` where it is not open itself.
fn look_at_config(world: &World, bench: &mut Bench, document: &Document, snapshot: &Snapshot) {
    let overrides = snapshot
        .settings
        .overrides(snapshot.client.root.as_deref().unwrap_or(Path::new("")));
    let Some(file) = bench.workspace.config_for(&document.path, &overrides) else {
        return;
    };
    if snapshot.documents.contains_key(&file.path) {
        return;
    }
    let items = to_proto::config_problems(&file, snapshot);
    let before = bench.configs.insert(file.path.clone(), items.len());
    let is_news = before.unwrap_or(0) != 0 || !items.is_empty();
    let Some(uri) = Uri::from_file_path(&file.path).filter(|_| is_news) else {
        return;
    };
    world.outbox().send(Outgoing::Publish {
        uri,
        version: None,
        items: Arc::new(items),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_puts_a_check_off_but_not_forever() {
        let (start, quiet) = (Instant::now(), Duration::from_millis(30));
        let mut queue = Queue::default();
        let path = PathBuf::from("/a.md");
        for n in 0..40 {
            queue.touch(path.clone(), start + Duration::from_millis(n * 10), quiet);
        }
        assert_eq!(
            queue.next(start + Duration::from_millis(299)),
            Err(Some(start + CEILING))
        );
        assert_eq!(queue.next(start + CEILING), Ok(path.clone()));
        assert!(queue.any(|it| it == path), "it runs");
        queue.done();
        assert_eq!(queue.next(start + CEILING), Err(None));
    }

    #[test]
    fn whoever_asks_does_not_wait_for_the_next_key() {
        let now = Instant::now();
        let mut queue = Queue::default();
        queue.touch(PathBuf::from("/a.md"), now, Duration::from_secs(1));
        assert!(queue.hurry(Path::new("/a.md"), now));
        assert!(!queue.hurry(Path::new("/b.md"), now));
        assert_eq!(queue.next(now), Ok(PathBuf::from("/a.md")));
    }
}
