//! From what the protocol says to what this program says: paths and settings.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ls_types::{LSPAny, Uri};

use crate::workspace::Overrides;

/// The path of `uri`, by which documents are known: editors spell one file's URI in several ways (`c:`,
/// `C:`, `c%3A`). The client's own spelling is kept for answers.
pub(crate) fn file_path(uri: &Uri) -> Option<PathBuf> {
    let path = uri.to_file_path()?;
    Some(normal(&path))
}

/// `path` without `.` and `..`, its drive letter in upper case.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                if !out.pop() {
                    out.push("..");
                }
            }
            std::path::Component::Prefix(it) => out.push(it.as_os_str().to_ascii_uppercase()),
            it => out.push(it),
        }
    }
    out
}

/// What the user set in the editor.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    /// How long to wait for the next key before checking.
    pub(crate) debounce: Duration,
    /// `transcripts`: what to check against, over what is found.
    pub(crate) transcripts: Vec<PathBuf>,
    /// `config`: the configuration file, over what is found.
    pub(crate) config: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            debounce: Duration::from_millis(30),
            transcripts: Vec::new(),
            config: None,
        }
    }
}

impl Settings {
    /// These settings with what `value` says; what it does not mention stays.
    /// Accepts the section itself or an object that holds it under `backline`.
    pub(crate) fn with(&self, value: &LSPAny) -> Settings {
        let value = value.get("backline").unwrap_or(value);
        let mut out = self.clone();
        if let Some(ms) = value.get("debounceMs").and_then(LSPAny::as_u64) {
            out.debounce = Duration::from_millis(ms.min(5_000));
        }
        if let Some(list) = value.get("transcripts").and_then(LSPAny::as_array) {
            out.transcripts = list
                .iter()
                .filter_map(LSPAny::as_str)
                .map(PathBuf::from)
                .collect();
        }
        if let Some(path) = value.get("config").and_then(LSPAny::as_str) {
            out.config = (!path.is_empty()).then(|| PathBuf::from(path));
        }
        out
    }

    /// What they say over what is found; relative paths are of `root`.
    pub(crate) fn overrides(&self, root: &Path) -> Overrides {
        Overrides {
            transcripts: self.transcripts.iter().map(|it| root.join(it)).collect(),
            config: self.config.as_ref().map(|it| root.join(it)),
            ..Overrides::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_keep_what_is_not_mentioned_and_survive_nonsense() {
        let first =
            Settings::default().with(&serde_json::json!({ "debounceMs": 0, "transcripts": ["a.txt"] }));
        let then =
            first.with(&serde_json::json!({ "backline": { "config": "x.toml", "debounceMs": "soon" } }));
        assert_eq!(then.debounce, Duration::ZERO);
        assert_eq!(then.transcripts, [PathBuf::from("a.txt")]);
        assert_eq!(then.config, Some(PathBuf::from("x.toml")));
        assert_eq!(then.with(&LSPAny::Null), then);
    }

    #[test]
    fn one_file_has_one_path() {
        assert_eq!(normal(Path::new("/a/./b/../c.md")), Path::new("/a/c.md"));
    }
}
