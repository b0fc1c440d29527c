//! Files that commands make: written whole or not at all, and never over something without being told to.

#![expect(
    clippy::disallowed_methods,
    reason = "the shell writes files; what they hold is made by pure functions"
)]

use std::fs;
use std::path::Path;

/// Writes a new file; one that is there already is kept, unless `force` says otherwise.
pub(super) fn new(path: &Path, text: &str, force: bool) -> Result<(), String> {
    if !force && path.exists() {
        return Err(format!(
            "{} is there already; nothing was written. --force overwrites it",
            path.display()
        ));
    }
    atomically(path, text)
}

/// Writes beside the file and renames, so that no half-written file is left.
pub(super) fn atomically(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".being-written");
    let beside = path.with_file_name(name);
    fs::write(&beside, text).map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)
}
