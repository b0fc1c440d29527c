//! Finds configuration, pairs drafts with their sources, lets editor buffers overlay the disk, caches
//! parsed files. The only place below `lsp` and `cli` that reads files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analysis::Inputs;
use crate::config::Config;

/// What the caller (a flag, an editor setting) says over what is found.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `--transcript`: replaces discovered transcripts, not the author's files.
    pub transcripts: Vec<PathBuf>,
    /// `--config`.
    pub config: Option<PathBuf>,
}

/// A configuration file as read.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// What it says; the last good one where the text is broken.
    pub config: Arc<Config>,
}

/// Files as the user sees them: editor buffers over the disk, parsed once per content.
#[derive(Debug, Default)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// A workspace whose printed paths are relative to `root` (the working directory, the editor's folder).
    pub fn new(root: PathBuf) -> Workspace {
        Workspace { root }
    }

    /// Puts an editor buffer over a file, or takes it away. True if the content differs from before.
    pub fn overlay(&mut self, path: &Path, text: Option<Arc<str>>) -> bool {
        let _ = (path, text, &self.root);
        false
    }

    /// A file changed on disk. True if it was one that is cached or looked for.
    pub fn file_changed(&mut self, path: &Path) -> bool {
        let _ = path;
        false
    }

    /// Whether `path` is checked as a draft (Markdown, not a source, not one of the author's files …).
    pub fn is_draft(&mut self, path: &Path) -> bool {
        let _ = path;
        false
    }

    /// The configuration in force for `path`.
    pub fn config_for(&mut self, path: &Path, overrides: &Overrides) -> Option<ConfigFile> {
        let _ = (path, overrides);
        None
    }

    /// Pairs the draft `text` at `path` with its sources. The same `Arc` as last time while nothing changed.
    pub fn inputs(&mut self, path: &Path, text: &str, overrides: &Overrides) -> Arc<Inputs> {
        let _ = (path, text, overrides);
        Arc::default()
    }

    /// Absolute path of a source of `inputs`, for links.
    pub fn source_path(&self, inputs: &Inputs, source: usize) -> Option<PathBuf> {
        let _ = (inputs, source);
        None
    }
}
