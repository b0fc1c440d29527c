//! Which files belong to a draft: its transcripts and the author's files, by flag, front matter,
//! configuration or convention, the first that says something. Never guesses between two.

use std::path::{Path, PathBuf};

use super::{ConfigFile, Overrides, Workspace, paths};
use crate::config::{Config, DraftEntry};
use crate::markup::{Entry, FrontMatter};
use crate::rules::InputProblem;
use crate::text::Span;

/// What belongs to a draft, before anything of it is read.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    pub(super) transcripts: Vec<Named>,
    voice: Option<Named>,
    bio: Option<Named>,
    series: Option<Named>,
    /// Front matter's, else the configuration's.
    pub(super) author: Option<String>,
    pub(super) problems: Vec<InputProblem>,
}

/// A file and where the draft names it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) path: PathBuf,
    pub(super) span: Span,
}

/// Which of the author's files.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Voice,
    Bio,
    Series,
}

impl Pairing {
    pub(super) fn find(
        workspace: &mut Workspace,
        draft: &Path,
        front_matter: &FrontMatter,
        config: Option<&ConfigFile>,
        overrides: &Overrides,
    ) -> Pairing {
        let mut res = Pairing::default();
        let home = config.and_then(|it| it.path.parent()).map(Path::to_owned);
        let declared = front_matter.get("slug").map(|it| it.value.as_str());
        let slugs = paths::slugs(draft, declared);
        let entry = match (config, &home) {
            (Some(file), Some(home)) => entry_for(&file.config, home, draft),
            _ => None,
        };

        if !overrides.transcripts.is_empty() {
            res.transcripts = overrides
                .transcripts
                .iter()
                .map(|it| named(workspace.absolute(it)))
                .collect();
        } else {
            let _ = res.by_front_matter(workspace, draft, front_matter, home.as_deref())
                || res.by_entry(workspace, entry.zip(home.as_deref()), &slugs)
                || res.by_convention(workspace, draft, home.as_deref(), &slugs);
        }
        let mut seen: Vec<PathBuf> = Vec::new();
        res.transcripts.retain(|it| {
            let is_new = it.path != draft && !seen.contains(&it.path);
            seen.push(it.path.clone());
            is_new
        });

        res.authors_files(
            workspace,
            draft,
            front_matter,
            entry.zip(home.as_deref()),
            home.as_deref(),
        );
        res.author = author(front_matter)
            .or_else(|| entry.and_then(|it| it.author.clone()))
            .or_else(|| config.and_then(|it| it.config.author.clone()));
        res
    }

    /// The author's files that were found, the tracker last.
    pub(super) fn persona(&self) -> Vec<(Named, Part)> {
        let parts = [
            (&self.voice, Part::Voice),
            (&self.bio, Part::Bio),
            (&self.series, Part::Series),
        ];
        parts
            .into_iter()
            .filter_map(|(it, part)| Some((it.clone()?, part)))
            .collect()
    }

    fn problem(&mut self, span: Span, message: String, candidates: Vec<String>) {
        self.problems.push(InputProblem {
            span,
            message,
            candidates,
        });
    }

    /// `transcript:`, `transcripts:` or the `backline:` map; URLs say nothing. This and the next two tell
    /// whether they had a word.
    fn by_front_matter(
        &mut self,
        workspace: &Workspace,
        draft: &Path,
        front_matter: &FrontMatter,
        home: Option<&Path>,
    ) -> bool {
        for entry in source_entries(front_matter) {
            match self.inside(workspace, draft, home, entry) {
                Some(path) => self.transcripts.push(Named { path, span: entry.span }),
                None => self.problem(
                    entry.span,
                    format!(
                        "{} is outside the workspace; a draft names only sources inside it: name it in backline.toml or with --transcript",
                        entry.value
                    ),
                    Vec::new(),
                ),
            }
        }
        !self.transcripts.is_empty() || !self.problems.is_empty()
    }

    /// The file that `entry` names, relative to the draft, else to the configuration or the root; `None`
    /// where that leads out of the workspace.
    fn inside(
        &self,
        workspace: &Workspace,
        draft: &Path,
        home: Option<&Path>,
        entry: &Entry,
    ) -> Option<PathBuf> {
        let beside = draft.parent().unwrap_or(Path::new("/"));
        let bases = [Some(beside), home, Some(workspace.root())];
        let tried: Vec<PathBuf> = bases
            .iter()
            .flatten()
            .map(|it| paths::normalise(&it.join(entry.value.trim())))
            .collect();
        let path = tried
            .iter()
            .find(|it| workspace.files.exists(it))
            .or(tried.first())?;
        let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let is_inside = bases.iter().flatten().any(|it| {
            let folder = std::fs::canonicalize(it).unwrap_or_else(|_| it.to_path_buf());
            real.starts_with(&folder)
        });
        is_inside.then(|| path.clone())
    }

    /// The transcripts of the `[[drafts]]` entry that names the draft.
    fn by_entry(
        &mut self,
        workspace: &Workspace,
        entry: Option<(&DraftEntry, &Path)>,
        slugs: &[String],
    ) -> bool {
        let Some((entry, home)) = entry else {
            return false;
        };
        for pattern in &entry.transcripts {
            let mut tried = slugs
                .iter()
                .map(|it| paths::normalise(&home.join(pattern.replace("{slug}", it))));
            let first = tried.clone().next();
            let path = tried.find(|it| workspace.files.exists(it)).or(first);
            self.transcripts.extend(path.map(named));
        }
        !entry.transcripts.is_empty()
    }

    /// A lone transcript beside the draft; of several, or in a `transcripts/` folder, those called like it.
    fn by_convention(
        &mut self,
        workspace: &mut Workspace,
        draft: &Path,
        home: Option<&Path>,
        slugs: &[String],
    ) -> bool {
        let Some(folder) = draft.parent() else {
            return false;
        };
        let beside = workspace.files.list(folder);
        let beside: Vec<PathBuf> = beside
            .into_iter()
            .filter(|it| it != draft && paths::is_transcript(it))
            .collect();
        let mut candidates = beside;
        if let [lone] = candidates.as_slice() {
            self.transcripts.push(named(lone.clone()));
            return true;
        }
        for it in up_to(folder, workspace.root(), home) {
            let listed = workspace.files.list(&it.join("transcripts"));
            candidates.extend(listed.into_iter().filter(|it| !paths::name(it).starts_with('.')));
            if !candidates.is_empty() {
                break;
            }
        }
        let matching: Vec<&PathBuf> = candidates
            .iter()
            .filter(|it| paths::matches_slug(it, slugs))
            .collect();
        self.transcripts.extend(matching.into_iter().cloned().map(named));
        if self.transcripts.is_empty() && !candidates.is_empty() {
            let shown: Vec<String> = candidates.iter().map(|it| workspace.shown(it)).collect();
            let message = ambiguous(&shown);
            self.problem(Span::default(), message, shown);
        }
        !candidates.is_empty()
    }

    /// Voice, bio and tracker: as named, else where they usually are.
    fn authors_files(
        &mut self,
        workspace: &Workspace,
        draft: &Path,
        front_matter: &FrontMatter,
        entry: Option<(&DraftEntry, &Path)>,
        home: Option<&Path>,
    ) {
        let beside = draft.parent().unwrap_or(Path::new("/"));
        let folders = up_to(beside, workspace.root(), home);
        let look = |key: &str, configured: Option<&String>, usual: &[&str]| -> Option<Named> {
            if let Some(it) = front_matter.get(key)
                && let Some(path) = self.inside(workspace, draft, home, it)
            {
                return Some(Named { path, span: it.span });
            }
            if let (Some(path), Some((_, home))) = (configured, entry) {
                return Some(named(paths::normalise(&home.join(path))));
            }
            let places = folders
                .iter()
                .flat_map(|it| usual.iter().map(|name| it.join(name)));
            places
                .into_iter()
                .find(|it| workspace.files.exists(it))
                .map(named)
        };
        let entry_of = |pick: fn(&DraftEntry) -> Option<&String>| entry.and_then(|(it, _)| pick(it));
        let voice = look(
            "backline.voice",
            entry_of(|it| it.voice.as_ref()),
            &["persona/voice.md"],
        );
        let bio = look(
            "backline.bio",
            entry_of(|it| it.bio.as_ref()),
            &["persona/bio.md"],
        );
        let trackers = ["series-tracker.md", "_blog-skill/series-tracker.md"];
        let series = look("backline.series", entry_of(|it| it.series.as_ref()), &trackers);
        (self.voice, self.bio, self.series) = (voice, bio, series);
    }
}

/// Whether `[[drafts]]` names `path` as a draft.
pub(super) fn names_draft(config: &Config, home: &Path, path: &Path) -> bool {
    entry_for(config, home, path).is_some()
}

/// Whether `[[drafts]]` names `path` as somebody's source or one of the author's files.
pub(super) fn names_source(config: &Config, home: &Path, path: &Path) -> bool {
    let relative = paths::relative(home, path);
    let is_here = |it: &String| is_glob_match(it.trim_start_matches("./"), &relative);
    if config.sources.iter().flat_map(|it| &it.files).any(is_here) {
        return true;
    }
    config.drafts.iter().any(|entry| {
        let authors = [&entry.voice, &entry.bio, &entry.series];
        let named = entry.transcripts.iter().chain(authors.into_iter().flatten());
        named.into_iter().any(|it| {
            let it = it.trim_start_matches("./");
            is_glob_match(&it.replace("{slug}", "*"), &relative)
        })
    })
}

/// Files that the front matter of `draft` names as its sources, relative to the draft.
pub(super) fn named_in_front_matter(draft: &Path, front_matter: &FrontMatter) -> Vec<PathBuf> {
    let beside = draft.parent().unwrap_or(Path::new("/"));
    source_entries(front_matter)
        .into_iter()
        .map(|it| paths::normalise(&beside.join(it.value.trim())))
        .collect()
}

fn source_entries(front_matter: &FrontMatter) -> Vec<&Entry> {
    let keys = [
        "transcript",
        "transcripts",
        "backline.transcript",
        "backline.transcripts",
    ];
    keys.iter()
        .flat_map(|key| front_matter.all(key))
        .filter(|it| !it.value.trim().is_empty() && !it.value.contains("://"))
        .collect()
}

/// The first `[[drafts]]` entry whose globs match the draft.
pub(super) fn entry_for<'a>(config: &'a Config, home: &Path, draft: &Path) -> Option<&'a DraftEntry> {
    let relative = paths::relative(home, draft);
    let matches = |entry: &DraftEntry| {
        let globs = entry.files.iter().map(|it| it.trim_start_matches("./"));
        globs.into_iter().any(|it| is_glob_match(it, &relative))
    };
    config.drafts.iter().find(|it| matches(it))
}

/// Whether the glob `pattern` matches the whole of `path`; `*` stops at `/`.
pub(super) fn is_glob_match(pattern: &str, path: &str) -> bool {
    globset::GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .is_ok_and(|it| it.compile_matcher().is_match(path))
}

/// `folder` and the folders above it, up to the configuration's, else the root; itself where it is outside.
fn up_to(folder: &Path, root: &Path, home: Option<&Path>) -> Vec<PathBuf> {
    let top = [home, Some(root)]
        .into_iter()
        .flatten()
        .find(|it| folder.starts_with(it))
        .unwrap_or(folder);
    let within = folder.ancestors().take_while(|it| it.starts_with(top));
    within.map(Path::to_path_buf).collect()
}

/// `author`, of whatever shape.
fn author(front_matter: &FrontMatter) -> Option<String> {
    let keys = [
        "backline.author",
        "author",
        "author.name",
        "authors",
        "authors.name",
    ];
    let mut found = keys.iter().filter_map(|it| front_matter.get(it));
    let value = found.next()?.value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn named(path: PathBuf) -> Named {
    Named {
        path,
        span: Span::default(),
    }
}

/// Which one is not known: says what there is and how to choose.
fn ambiguous(shown: &[String]) -> String {
    let mut list = shown.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    if shown.len() > 3 {
        list.push_str(&format!(" and {} more", shown.len() - 3));
    }
    format!(
        "no transcript is called like this draft; there is {list}: name one with `transcript:` in the front matter"
    )
}
