//! Files by path: the editor's buffer over the disk, read once per content.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{CONFIG_NAME, is_config_name, paths, read};

/// What was read, and the questions that were asked of the disk.
#[derive(Debug, Default)]
pub(super) struct Files {
    overlays: FxHashMap<PathBuf, Arc<str>>,
    cached: FxHashMap<PathBuf, Cached>,
    /// Folders whose content was listed.
    listed: FxHashSet<PathBuf>,
    /// Configurations found from folders, as of a generation.
    upward: FxHashMap<PathBuf, (u64, Option<PathBuf>)>,
    /// Rises whenever an answer may differ from before.
    generation: u64,
}

#[derive(Debug)]
struct Cached {
    checked: u64,
    stamp: Option<(SystemTime, u64)>,
    text: Result<Arc<str>, String>,
    /// What it was decoded from, where that is not UTF-8.
    encoding: Option<&'static str>,
}

impl Files {
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// Every later question asks the disk. True if a file that was read has another stamp by now; it is
    /// forgotten, so that it is reported once.
    pub(super) fn recheck(&mut self) -> bool {
        self.generation += 1;
        let n_before = self.cached.len();
        let overlays = &self.overlays;
        self.cached
            .retain(|path, it| overlays.contains_key(path) || it.stamp == stamp(path));
        self.cached.len() < n_before
    }

    pub(super) fn overlay(&mut self, path: &Path, text: Option<Arc<str>>) -> bool {
        let before = self.overlays.get(path).map(|it| &**it);
        if before == text.as_deref() {
            return false;
        }
        match text {
            Some(text) => self.overlays.insert(path.to_owned(), text),
            None => self.overlays.remove(path),
        };
        let matters = self.matters(path);
        if matters {
            self.generation += 1;
        }
        matters
    }

    pub(super) fn changed(&mut self, path: &Path) -> bool {
        let matters = self.matters(path);
        if matters {
            self.cached.remove(path);
            self.generation += 1;
        }
        matters
    }

    /// Whether an answer given so far rests on `path`.
    fn matters(&self, path: &Path) -> bool {
        let is_looked_for = is_config_name(path) || paths::is_authors(path) || paths::is_transcript(path);
        let is_listed = path
            .parent()
            .is_some_and(|it| self.listed.contains(it) && paths::name(it) == "transcripts");
        let is_of_people = paths::name(path) == paths::DIRECTORY_OF_PEOPLE;
        is_looked_for || is_of_people || is_listed || self.cached.contains_key(path)
    }

    pub(super) fn text(&mut self, path: &Path, shown: &str) -> Result<Arc<str>, String> {
        if let Some(text) = self.overlays.get(path) {
            // Asked for: a change of this buffer matters from now on.
            self.cached.entry(path.to_owned()).or_insert_with(|| Cached {
                checked: 0,
                stamp: None,
                text: Ok(Arc::clone(text)),
                encoding: None,
            });
            return Ok(Arc::clone(text));
        }
        let generation = self.generation + 1;
        if let Some(last) = self.cached.get(path)
            && last.checked == generation
        {
            return last.text.clone();
        }
        let stamp = stamp(path);
        if let Some(last) = self.cached.get_mut(path)
            && stamp.is_some()
            && last.stamp == stamp
        {
            last.checked = generation;
            return last.text.clone();
        }
        let (read, encoding) = match read::read_source(path, shown) {
            Ok(file) => (Ok(Arc::from(file.text)), file.encoding),
            Err(message) => (Err(message), None),
        };
        let text = match (read, self.cached.remove(path).map(|it| it.text)) {
            (Ok(new), Some(Ok(old))) if new == old => Ok(old),
            (new, _) => new,
        };
        let cached = Cached {
            checked: generation,
            stamp,
            text: text.clone(),
            encoding,
        };
        self.cached.insert(path.to_owned(), cached);
        text
    }

    /// The encoding that the text of `path` was decoded from; `None` for UTF-8 and for buffers.
    pub(super) fn encoding(&self, path: &Path) -> Option<&'static str> {
        let is_buffer = self.overlays.contains_key(path);
        self.cached.get(path).filter(|_| !is_buffer)?.encoding
    }

    /// Whether a file (or buffer) stands at `path`.
    pub(super) fn exists(&self, path: &Path) -> bool {
        self.overlays.contains_key(path) || path.is_file()
    }

    /// Files in `folder`, sorted; none where it does not exist.
    pub(super) fn list(&mut self, folder: &Path) -> Vec<PathBuf> {
        self.listed.insert(folder.to_owned());
        let mut res: Vec<PathBuf> = match std::fs::read_dir(folder) {
            Ok(entries) => entries
                .flatten()
                .map(|it| it.path())
                .filter(|it| it.is_file())
                .collect(),
            Err(_) => Vec::new(),
        };
        let open = self.overlays.keys().filter(|it| it.parent() == Some(folder));
        res.extend(open.cloned());
        res.sort();
        res.dedup();
        res
    }

    /// The nearest configuration in `folder` or above it, up to the repository's root.
    pub(super) fn config_above(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some((generation, found)) = self.upward.get(folder)
            && *generation == self.generation
        {
            return found.clone();
        }
        let mut found = None;
        for it in folder.ancestors() {
            let path = it.join(CONFIG_NAME);
            if self.exists(&path) {
                found = Some(path);
                break;
            }
            if it.join(".git").exists() {
                break;
            }
        }
        let entry = (self.generation, found.clone());
        self.upward.insert(folder.to_owned(), entry);
        found
    }
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
