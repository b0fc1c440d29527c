//! Files are written whole or not at all.

#![expect(
    clippy::disallowed_methods,
    reason = "the shell writes files; what they hold is made by pure functions"
)]

use std::path::Path;
use std::{fs, io};

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
