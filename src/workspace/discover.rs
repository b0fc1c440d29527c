//! Walks folders for Markdown files.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::paths;

/// Markdown files under `folder` that version control does not ignore, sorted.
pub(super) fn markdown_under(folder: &Path) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(folder)
        .require_git(false)
        .filter_entry(|it| {
            let name = it.file_name();
            name != "node_modules" && name != "target"
        })
        .build();
    let mut res: Vec<PathBuf> = walk
        .flatten()
        .filter(|it| it.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .filter(|it| paths::is_markdown(it))
        .collect();
    res.sort();
    res
}

/// The first 16 KB of a file, as far as they are text: enough for its front matter.
pub(super) fn head(path: &Path) -> String {
    let mut bytes = Vec::new();
    let Ok(file) = File::open(path) else {
        return String::new();
    };
    if file.take(16 * 1024).read_to_end(&mut bytes).is_err() {
        return String::new();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
