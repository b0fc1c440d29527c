//! One run over drafts: read them, pair them with their sources, analyse them. What could not be read is
//! kept beside the rest.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::From;
use super::terminal;
use crate::analysis::{Analysis, Inputs, Memo};
use crate::config::Profile;
use crate::workspace::read::{self, FileText};
use crate::workspace::{ConfigFile, Overrides, Workspace};

/// Below this many drafts a second thread costs more than it gains.
const DRAFTS_PER_THREAD: usize = 4;

/// What a run found.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// Drafts in the order named, then by path.
    pub(super) drafts: Vec<Checked>,
    /// Configurations with problems, each once.
    pub(super) configs: Vec<BadConfig>,
    /// What could not be checked: sentences for people.
    pub(super) errors: Vec<String>,
}

/// A draft and what was found out about it.
#[derive(Debug)]
pub(super) struct Checked {
    /// Relative to the working directory.
    pub(super) path: String,
    /// Bytes that stand in the file before the text: a byte order mark.
    pub(super) skipped: usize,
    pub(super) analysis: Analysis,
}

/// A configuration file with problems.
#[derive(Debug)]
pub(super) struct BadConfig {
    pub(super) path: String,
    pub(super) file: ConfigFile,
}

struct Prepared {
    path: String,
    file: FileText,
    inputs: Arc<Inputs>,
}

/// The workspace of the current folder.
pub(super) fn workspace() -> Result<Workspace, String> {
    let folder =
        std::env::current_dir().map_err(|error| format!("cannot tell the current folder: {error}"))?;
    Ok(Workspace::new(folder))
}

/// The same; that there is none has been reported.
pub(super) fn workspace_or_report() -> Option<Workspace> {
    workspace()
        .inspect_err(|message| terminal::report_error(message))
        .ok()
}

/// What the flags say over what is found.
pub(super) fn overrides(from: &From) -> Overrides {
    Overrides {
        transcripts: from.transcripts.clone(),
        config: from.config.clone(),
        profile: from.profile.map(Profile::from),
        ..Overrides::default()
    }
}

/// Reads and analyses `paths` (files, folders, `-`); without any, all drafts under the current folder.
pub(super) fn run(
    workspace: &mut Workspace,
    paths: &[PathBuf],
    stdin_filename: Option<&Path>,
    overrides: &Overrides,
) -> Session {
    let mut session = Session::default();
    if let Some(config) = &overrides.config
        && let Err(message) = workspace.read_config(config)
    {
        session.errors.push(message);
    }
    let mut prepared = Vec::new();
    for path in named(workspace, paths, &mut session.errors) {
        let is_stdin = path == Path::new("-");
        let read = if is_stdin {
            read_stdin(stdin_filename)
        } else {
            read::read(&path, &workspace.shown(&path))
        };
        let file = match read {
            Ok(file) => file,
            Err(message) => {
                session.errors.push(message);
                continue;
            }
        };
        let path = match stdin_filename {
            Some(name) if is_stdin => name.to_owned(),
            None if is_stdin => PathBuf::from("stdin.md"),
            _ => path,
        };
        if let Some(config) = workspace.config_for(&path, overrides) {
            session.add_config(workspace, config);
        }
        let inputs = workspace.inputs(&path, &file.text, overrides);
        let path = workspace.shown(&path);
        prepared.push(Prepared { path, file, inputs });
    }
    session.drafts = analyse(prepared);
    session.add_unreported_problems();
    session
}

impl Session {
    /// Whether something that was named could not be checked.
    pub(super) fn has_trouble(&self) -> bool {
        let problems = self.drafts.iter().flat_map(|it| &it.analysis.inputs.problems);
        let cannot_read_a_source = problems.into_iter().any(|it| it.candidates.is_empty());
        !self.errors.is_empty() || !self.configs.is_empty() || cannot_read_a_source
    }

    /// Tells on stderr what could not be checked.
    pub(super) fn print_errors(&self) {
        for it in &self.errors {
            terminal::report_error(it);
        }
    }

    /// Tells on stderr what is wrong with configurations, for reports that do not show it.
    pub(super) fn print_config_errors(&self) {
        for config in &self.configs {
            for problem in config.file.problems.iter() {
                let index = crate::text::LineIndex::new(&config.file.text);
                let (line, column) = index.line_column(&config.file.text, problem.span.start);
                terminal::report_error(&format!("{}:{line}:{column}: {}", config.path, problem.message));
            }
        }
    }

    fn add_config(&mut self, workspace: &Workspace, file: ConfigFile) {
        let path = workspace.shown(&file.path);
        let is_known = self.configs.iter().any(|it| it.path == path);
        if !file.problems.is_empty() && !is_known {
            self.configs.push(BadConfig { path, file });
        }
    }

    /// Problems of pairing that no rule reports (it may be off) are told as errors; each once.
    fn add_unreported_problems(&mut self) {
        for draft in &self.drafts {
            let diagnostics = &draft.analysis.diagnostics;
            for problem in &draft.analysis.inputs.problems {
                let is_reported = diagnostics.iter().any(|it| it.rule == "no-transcript");
                let is_grave = problem.candidates.is_empty();
                if is_grave && !is_reported && !self.errors.contains(&problem.message) {
                    self.errors.push(problem.message.clone());
                }
            }
        }
    }
}

/// The files that `paths` stand for, each once.
fn named(workspace: &mut Workspace, paths: &[PathBuf], errors: &mut Vec<String>) -> Vec<PathBuf> {
    let here = [PathBuf::from(".")];
    let mut res: Vec<PathBuf> = Vec::new();
    for path in if paths.is_empty() { &here } else { paths } {
        let absolute = workspace.absolute(path);
        if path == Path::new("-") {
            res.push(path.clone());
        } else if absolute.is_dir() {
            let found = workspace.drafts_under(&absolute);
            if found.is_empty() && !paths.is_empty() {
                errors.push(format!(
                    "no drafts in {}: name a Markdown file",
                    workspace.shown(path)
                ));
            }
            res.extend(found);
        } else {
            res.push(absolute);
        }
    }
    let mut seen = rustc_hash::FxHashSet::default();
    res.retain(|it| seen.insert(it.clone()));
    res
}

fn read_stdin(filename: Option<&Path>) -> Result<FileText, String> {
    let shown = filename.map_or_else(
        || "standard input".to_owned(),
        |it| it.to_string_lossy().into_owned(),
    );
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(read::MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read standard input: {error}"))?;
    read::decode(bytes, &shown)
}

/// Analyses in as many threads as pay; the result is in the order given.
fn analyse(prepared: Vec<Prepared>) -> Vec<Checked> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(prepared.len().div_ceil(DRAFTS_PER_THREAD)).max(1);
    if threads == 1 {
        return prepared.into_iter().map(analyse_one).collect();
    }
    let total = prepared.len();
    let queue = parking_lot::Mutex::new(prepared.into_iter().enumerate());
    let work = || {
        let mut done = Vec::new();
        loop {
            let next = queue.lock().next();
            let Some((at, it)) = next else {
                return done;
            };
            done.push((at, analyse_one(it)));
        }
    };
    let mut all: Vec<(usize, Checked)> = Vec::with_capacity(total);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        all.extend(work());
        for it in workers {
            match it.join() {
                Ok(done) => all.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, it)| it).collect()
}

fn analyse_one(it: Prepared) -> Checked {
    Checked {
        path: it.path,
        skipped: if it.file.has_bom { 3 } else { 0 },
        analysis: Analysis::new(&it.file.text, it.inputs, &mut Memo::default()),
    }
}
