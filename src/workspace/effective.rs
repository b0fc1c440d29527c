//! The configuration in force for one draft: the file's, the caller's word over it, the draft's own word on
//! its mode and profile, and what is ignored here.

use std::path::Path;
use std::sync::Arc;

use super::{ConfigFile, Overrides, pairing, paths};
use crate::config::{Config, Named, Reading, RuleEntry};
use crate::diagnostic::Severity;
use crate::markup::FrontMatter;
use crate::text::Span;

/// The configuration for `draft`; the file's own where nothing is said over it.
pub(super) fn config(
    file: Option<&ConfigFile>,
    draft: &Path,
    front_matter: &FrontMatter,
    overrides: &Overrides,
) -> Arc<Config> {
    let ignored = file.map(|it| ignored_here(it, draft)).unwrap_or_default();
    let base = file.map(|it| Arc::clone(&it.config)).unwrap_or_default();
    let mut config = (*base).clone();
    config.heed(front_matter);
    config.mode = overrides.mode.unwrap_or(config.mode);
    config.profile = overrides.profile.or(config.profile);
    let is_same = config.mode == base.mode && config.profile == base.profile;
    if is_same && overrides.rules.is_empty() && ignored.is_empty() {
        return base;
    }
    for (name, level) in &overrides.rules {
        set(&mut config, name, *level);
    }
    for name in &ignored {
        set(&mut config, name, None);
    }
    Arc::new(config)
}

/// How the source at `path` is to be read.
pub(super) fn reading(file: &ConfigFile, path: &Path) -> Reading {
    let home = file.path.parent().unwrap_or(Path::new("/"));
    let relative = paths::relative(home, path);
    // A path is meant as it stands before it is read as a glob: `call [1].txt`.
    let is_here = |pattern: &str| {
        let pattern = pattern.trim_start_matches("./");
        pattern == relative || pairing::is_glob_match(pattern, &relative)
    };
    let mut reading = Reading::default();
    let entries = file.config.sources.iter();
    for entry in entries.filter(|it| it.files.iter().any(|it| is_here(it))) {
        reading.heed(&entry.reading);
    }
    let corrections = file.config.corrections.iter();
    reading.corrections = corrections
        .filter(|it| it.source.as_deref().is_none_or(is_here))
        .map(|it| it.correction.clone())
        .collect();
    reading
}

/// The level of one rule, over what the file says of it.
fn set(config: &mut Config, name: &str, level: Option<Severity>) {
    config.rules.retain(|it| it.name.name != name);
    config.rules.push(RuleEntry {
        name: Named {
            name: name.to_owned(),
            span: Span::default(),
        },
        level,
    });
}

/// Rules that `[per-file-ignores]` turns off for `draft`. Globs are read from the folder of the file, as
/// those of `[[drafts]]`; one without `/` speaks of the draft's name in whatever folder.
fn ignored_here(file: &ConfigFile, draft: &Path) -> Vec<String> {
    let home = file.path.parent().unwrap_or(Path::new("/"));
    let relative = paths::relative(home, draft);
    let name = relative.rsplit('/').next().unwrap_or(&relative);
    let is_here = |pattern: &str| {
        let pattern = pattern.trim_start_matches("./");
        let path = if pattern.contains('/') { &relative } else { name };
        pairing::is_glob_match(pattern, path)
    };
    let here = file.config.per_file_ignores.iter().filter(|it| is_here(&it.0));
    here.flat_map(|(_, rules)| rules)
        .map(|it| it.name.clone())
        .collect()
}
