//! Files that commands make: written whole or not at all, and never over something without being told to.

#![expect(
    clippy::disallowed_methods,
    reason = "the shell writes files; what they hold is made by pure functions"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
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
    let (beside, mut file) = scratch(&target)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    let moved = written.and_then(|()| put(&beside, &target));
    if moved.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    moved
}

/// A new file beside `target`, called like no other.
fn scratch(target: &Path) -> io::Result<(PathBuf, fs::File)> {
    const TRIES: u32 = 100;
    let name = target
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut n = 0;
    loop {
        let beside = target.with_file_name(format!(".{name}.backline-{n}"));
        match fs::OpenOptions::new().write(true).create_new(true).open(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && n < TRIES => n += 1,
            opened => return opened.map(|file| (beside, file)),
        }
    }
}

/// Moves the file at `beside` to `target`, with the permissions of what was there.
fn put(beside: &Path, target: &Path) -> io::Result<()> {
    if let Ok(metadata) = fs::metadata(target) {
        fs::set_permissions(beside, metadata.permissions())?;
    }
    fs::rename(beside, target)
}
