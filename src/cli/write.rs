//! Files that commands make: written whole or not at all, and never over something without being told to.

#![expect(
    clippy::disallowed_methods,
    reason = "the shell writes files; what they hold is made by pure functions"
)]

use std::path::Path;
use std::{fs, io};

/// Writes a new file; one that is there already is kept, unless `force` says otherwise.
pub(super) fn new(path: &Path, text: &str, force: bool) -> Result<(), String> {
    if !force && path.exists() {
        return Err(format!(
            "{} is there already; nothing was written. --force overwrites it",
            path.display()
        ));
    }
    whole(path, text.as_bytes()).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Writes beside the file and renames, so that no half-written file is left. A file that was there keeps its
/// permissions, and a link to it stays a link.
pub(super) fn whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".backline-new");
    let beside = target.with_file_name(name);
    fs::write(&beside, bytes)?;
    if let Ok(metadata) = fs::metadata(&target) {
        fs::set_permissions(&beside, metadata.permissions())?;
    }
    fs::rename(&beside, &target)
}
