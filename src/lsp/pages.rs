//! The rules' pages as files, so that the editor's link on a finding opens one without a network: written once per
//! version into the user's cache folder.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ls_types::Uri;

use crate::rules;

/// The page of `rule`; `None` where there is no cache folder to write to.
pub(crate) fn uri(rule: &str) -> Option<Uri> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| folder().filter(|it| write(it)));
    Uri::from_file_path(folder.as_ref()?.join(format!("{rule}.md")))
}

/// `~/.cache/backline/VERSION/rules`, or where the platform keeps such files.
fn folder() -> Option<PathBuf> {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|it| !it.is_empty())
            .map(PathBuf::from)
    };
    let cache = set("XDG_CACHE_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| Some(set("HOME")?.join(".cache")))?;
    let own = cache
        .join("backline")
        .join(env!("CARGO_PKG_VERSION"))
        .join("rules");
    own.is_absolute().then_some(own)
}

/// Writes what is missing or differs; false where that fails.
fn write(folder: &Path) -> bool {
    let page = |rule: &rules::Rule| {
        let path = folder.join(format!("{}.md", rule.name));
        let is_there = std::fs::read_to_string(&path).is_ok_and(|it| it == rule.docs);
        is_there || std::fs::write(path, rule.docs).is_ok()
    };
    std::fs::create_dir_all(folder).is_ok() && rules::all().iter().all(|it| page(it))
}
