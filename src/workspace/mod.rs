//! Finds configuration, pairs drafts with their sources, lets editor buffers overlay the disk, caches
//! parsed files. The only place below `lsp` and `cli` that reads files.

mod discover;
mod effective;
mod files;
mod names;
mod pairing;
mod paths;
mod posts;
pub mod read;
pub mod task;
mod transcripts;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use rustc_hash::FxHashMap;

use crate::analysis::Inputs;
use crate::compose::Stock;
use crate::config::{Config, ConfigProblem, Mode, Profile};
use crate::diagnostic::Severity;
use crate::evidence::pick::Wanted;
use crate::evidence::{Role, Source, Sources};
use crate::markup::FrontMatter;
use crate::persona::Persona;
use crate::persona::bio::Bio;
use crate::persona::series::Series;
use crate::persona::voice::Voice;
use crate::rules::InputProblem;
use crate::verdict::Limits;
use files::Files;
pub use names::unknown_rule;
use pairing::Pairing;
pub use paths::relative;
use transcripts::Parsed;

/// Name of the configuration file.
pub const CONFIG_NAME: &str = "backline.toml";

/// Whether `path` is called like a configuration file.
fn is_config_name(path: &Path) -> bool {
    path.file_name().is_some_and(|it| it == CONFIG_NAME)
}

/// What the caller (a flag, an editor setting) says over what is found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    /// `--transcript`: replaces discovered transcripts, not the author's files.
    pub transcripts: Vec<PathBuf>,
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--select` and `--ignore`: levels over those of the configuration, the last one wins.
    pub rules: Vec<(String, Option<Severity>)>,
    /// `--mode`.
    pub mode: Option<Mode>,
    /// `--profile`.
    pub profile: Option<Profile>,
}

/// A configuration file as read.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// What it says; the last good one where the text is broken.
    pub config: Arc<Config>,
    /// What is wrong with it, names of rules that do not exist included.
    pub problems: Arc<Vec<ConfigProblem>>,
}

/// Files as the user sees them: editor buffers over the disk, parsed once per content.
#[derive(Debug, Default)]
pub struct Workspace {
    root: PathBuf,
    files: Files,
    configs: FxHashMap<PathBuf, ConfigFile>,
    transcripts: FxHashMap<PathBuf, Parsed>,
    indexes: Vec<Weak<Sources>>,
    pairs: FxHashMap<PathBuf, Paired>,
    last_epoch: u64,
}

/// What a draft was last paired with, and what that rested on.
#[derive(Debug)]
struct Paired {
    generation: u64,
    header: String,
    /// The words of the draft, where a source was picked from by them.
    wanted: Option<Wanted>,
    overrides: Overrides,
    inputs: Arc<Inputs>,
    sources: Vec<PathBuf>,
}

impl Workspace {
    /// A workspace whose printed paths are relative to `root` (the working directory, the editor's folder).
    pub fn new(root: PathBuf) -> Workspace {
        Workspace {
            root: paths::normalise(&root),
            ..Workspace::default()
        }
    }

    /// The folder that printed paths are relative to.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// `path` made absolute against the root, without `.` and `..`.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        paths::normalise(&self.root.join(path))
    }

    /// `path` as it is printed: relative to the root, with `/`.
    pub fn shown(&self, path: &Path) -> String {
        paths::relative(&self.root, &self.absolute(path))
    }

    /// Puts an editor buffer over a file, or takes it away. True if the content differs from before and
    /// something that drafts are paired with may have changed.
    pub fn overlay(&mut self, path: &Path, text: Option<Arc<str>>) -> bool {
        let path = self.absolute(path);
        self.files.overlay(&path, text)
    }

    /// A file changed on disk. True if it was one that is cached or looked for.
    pub fn file_changed(&mut self, path: &Path) -> bool {
        let path = self.absolute(path);
        self.files.changed(&path)
    }

    /// Looks at the disk again on the next question, for editors that do not watch files. True if a file
    /// that was read is not what it was; what is new is found by whoever looks for it.
    pub fn recheck(&mut self) -> bool {
        self.files.recheck()
    }

    /// Whether `path` is a configuration: called like one, or named by the caller.
    pub fn is_config(&self, path: &Path, overrides: &Overrides) -> bool {
        let named = overrides.config.as_ref().map(|it| self.absolute(it));
        is_config_name(path) || named.is_some_and(|it| it == self.absolute(path))
    }

    /// The text of `path`: the editor's buffer, else the disk's. The error is a sentence for people.
    pub fn text(&mut self, path: &Path) -> Result<Arc<str>, String> {
        let path = self.absolute(path);
        let shown = self.shown(&path);
        self.files.text(&path, &shown)
    }

    /// Whether `path` is checked as a draft: Markdown, not a source, not one of the author's files, not a
    /// page of the repository, not a task file with several of them in it; whatever `[[drafts]]` names is one.
    pub fn is_draft(&mut self, path: &Path) -> bool {
        let path = self.absolute(path);
        if !paths::is_markdown(&path) {
            return false;
        }
        let config = self.config_for(&path, &Overrides::default());
        if let Some(file) = &config
            && let Some(folder) = file.path.parent()
        {
            if pairing::names_draft(&file.config, folder, &path) {
                return true;
            }
            if pairing::names_source(&file.config, folder, &path) {
                return false;
            }
        }
        let in_transcripts = path.parent().is_some_and(|it| paths::name(it) == "transcripts");
        let is_source = in_transcripts || paths::is_transcript(&path) || self.is_used_as_source(&path);
        let is_named_otherwise = is_source || paths::is_authors(&path) || paths::is_housekeeping(&path);
        !is_named_otherwise && !self.text(&path).is_ok_and(|it| task::is_task(&it))
    }

    /// Whether a draft that was paired so far rests on `path`.
    pub fn is_used_as_source(&self, path: &Path) -> bool {
        let path = self.absolute(path);
        self.pairs.values().any(|it| it.sources.contains(&path))
    }

    /// Drafts that were paired so far and rest on `path`, sorted.
    pub fn drafts_of(&self, path: &Path) -> Vec<PathBuf> {
        let path = self.absolute(path);
        let resting = self.pairs.iter().filter(|(_, it)| it.sources.contains(&path));
        let mut res: Vec<PathBuf> = resting.map(|(draft, _)| draft.clone()).collect();
        res.sort();
        res
    }

    /// All drafts under `folder`, sorted; `.gitignore` is respected.
    pub fn drafts_under(&mut self, folder: &Path) -> Vec<PathBuf> {
        let folder = self.absolute(folder);
        let markdown = discover::markdown_under(&folder);
        let candidates: Vec<PathBuf> = markdown.into_iter().filter(|it| self.is_draft(it)).collect();
        let named = self.sources_named_by(&candidates);
        candidates.into_iter().filter(|it| !named.contains(it)).collect()
    }

    /// Files that the front matter of one of `drafts` names as its source.
    fn sources_named_by(&mut self, drafts: &[PathBuf]) -> Vec<PathBuf> {
        let mut res = Vec::new();
        for draft in drafts {
            let head = discover::head(draft);
            let front_matter = front_matter(header(&head));
            res.extend(pairing::named_in_front_matter(draft, &front_matter));
        }
        res.sort();
        res.dedup();
        res
    }

    /// The configuration in force for `path`.
    pub fn config_for(&mut self, path: &Path, overrides: &Overrides) -> Option<ConfigFile> {
        let found = match &overrides.config {
            Some(named) => Some(self.absolute(named)),
            None => {
                let path = self.absolute(path);
                self.files.config_above(path.parent()?)
            }
        };
        self.read_config(&found?).ok()
    }

    /// Reads the configuration at `path`; the error says why it cannot be read.
    pub fn read_config(&mut self, path: &Path) -> Result<ConfigFile, String> {
        let path = self.absolute(path);
        let text = self.text(&path)?;
        let last = self.configs.get(&path);
        if let Some(same) = last.filter(|it| Arc::ptr_eq(&it.text, &text)) {
            return Ok(same.clone());
        }
        let read = Config::parse(&text);
        let mut problems = read.problems.clone();
        problems.extend(names::unknown(&read));
        problems.sort_by_key(|it| it.span);
        let config = match last {
            Some(good) if read.is_broken => Arc::clone(&good.config),
            _ => Arc::new(read),
        };
        let file = ConfigFile {
            path: path.clone(),
            text,
            config,
            problems: Arc::new(problems),
        };
        self.configs.insert(path, file.clone());
        Ok(file)
    }

    /// Pairs the draft `text` at `path` with its sources. The same `Arc` as last time while nothing changed.
    pub fn inputs(&mut self, path: &Path, text: &str, overrides: &Overrides) -> Arc<Inputs> {
        let path = self.absolute(path);
        let header = header(text);
        let generation = self.files.generation();
        if let Some(last) = self.pairs.get(&path) {
            let is_same =
                last.generation == generation && last.header == header && last.overrides == *overrides;
            let is_same = is_same && last.wanted.as_ref().is_none_or(|it| *it == Wanted::of(text));
            if is_same {
                return Arc::clone(&last.inputs);
            }
        }
        let mut wanted = None;
        let (mut inputs, sources) = self.pair(&path, header, overrides, text, &mut wanted);
        let unchanged = self
            .pairs
            .get(&path)
            .map(|it| &it.inputs)
            .filter(|it| is_equal(it, &inputs));
        let inputs = match unchanged {
            Some(last) => Arc::clone(last),
            None => {
                self.last_epoch += 1;
                inputs.epoch = self.last_epoch;
                Arc::new(inputs)
            }
        };
        let paired = Paired {
            generation,
            header: header.to_owned(),
            wanted,
            overrides: overrides.clone(),
            inputs: Arc::clone(&inputs),
            sources,
        };
        self.pairs.insert(path, paired);
        inputs
    }

    /// Absolute path of a source of `inputs`, for links.
    pub fn source_path(&self, inputs: &Inputs, source: usize) -> Option<PathBuf> {
        let it = inputs.sources.list.get(source)?;
        Some(self.absolute(Path::new(&it.path)))
    }

    fn pair(
        &mut self,
        path: &Path,
        header: &str,
        overrides: &Overrides,
        draft: &str,
        wanted: &mut Option<Wanted>,
    ) -> (Inputs, Vec<PathBuf>) {
        let front_matter = front_matter(header);
        let config_file = self.config_for(path, overrides);
        let mut pairing = Pairing::find(self, path, &front_matter, config_file.as_ref(), overrides);
        let mut list = Vec::new();
        let mut paths = Vec::new();
        for named in std::mem::take(&mut pairing.transcripts) {
            match self.transcript_by(&named.path, config_file.as_ref()) {
                Ok(transcript) => {
                    if transcript.units.is_empty() && !draft.trim().is_empty() {
                        let shown = self.shown(&named.path);
                        pairing.problems.push(InputProblem {
                            span: named.span,
                            message: format!("{shown} holds no words, so nothing can be checked against it"),
                            candidates: Vec::new(),
                        });
                    }
                    let transcript = self.picked(&named.path, transcript, (path, draft), wanted);
                    list.push(Source {
                        path: self.shown(&named.path),
                        role: Role::Transcript,
                        transcript,
                    });
                    paths.push(named.path);
                }
                Err(message) => pairing.problems.push(InputProblem {
                    span: named.span,
                    message,
                    candidates: Vec::new(),
                }),
            }
        }
        let persona = self.persona(&mut pairing, &mut list, &mut paths);
        let bio_name = || persona.bio.as_ref().and_then(|it| it.first_name());
        let author = pairing.author.clone().or_else(bio_name);
        let config = effective::config(config_file.as_ref(), path, &front_matter, overrides);
        let inputs = Inputs {
            path: self.shown(path),
            sources: self.index(list, &config.aliases),
            persona: Arc::new(persona),
            config,
            limits: Limits::IN_USE,
            author,
            stock: Stock::default(),
            problems: pairing.problems,
            epoch: 0,
        };
        (inputs, paths)
    }

    /// Reads the author's files; the tracker becomes the last source.
    fn persona(
        &mut self,
        pairing: &mut Pairing,
        list: &mut Vec<Source>,
        paths: &mut Vec<PathBuf>,
    ) -> Persona {
        let mut persona = Persona::default();
        for (named, part) in pairing.persona() {
            let text = match self.text(&named.path) {
                Ok(text) => text,
                Err(message) => {
                    pairing.problems.push(InputProblem {
                        span: named.span,
                        message,
                        candidates: Vec::new(),
                    });
                    continue;
                }
            };
            let shown = self.shown(&named.path);
            match part {
                pairing::Part::Voice => persona.voice = Some(Voice::parse(&shown, &text)),
                pairing::Part::Bio => persona.bio = Some(Bio::parse(&shown, &text)),
                pairing::Part::Series => {
                    persona.series = Some(Series::parse(&shown, &text));
                    if let Ok(transcript) = self.transcript(&named.path) {
                        list.push(Source {
                            path: shown,
                            role: Role::Tracker,
                            transcript,
                        });
                        paths.push(named.path);
                    }
                }
            }
        }
        persona
    }

    /// Indexes `list`, or gives the index of the same files that another draft already uses.
    fn index(&mut self, list: Vec<Source>, aliases: &[Vec<String>]) -> Arc<Sources> {
        self.indexes.retain(|it| it.strong_count() > 0);
        let same = self.indexes.iter().filter_map(Weak::upgrade).find(|it| {
            let pairs = || it.list.iter().zip(&list);
            it.list.len() == list.len()
                && it.aliases == aliases
                && pairs().all(|(a, b)| {
                    Arc::ptr_eq(&a.transcript, &b.transcript) && a.role == b.role && a.path == b.path
                })
        });
        if let Some(same) = same {
            return same;
        }
        let made = Arc::new(Sources::with_aliases(list, aliases));
        self.indexes.push(Arc::downgrade(&made));
        made
    }
}

/// Whether two pairings say the same; the persona is compared by what it says, sources by identity.
fn is_equal(a: &Inputs, b: &Inputs) -> bool {
    let same_config = Arc::ptr_eq(&a.config, &b.config) || a.config == b.config;
    Arc::ptr_eq(&a.sources, &b.sources)
        && same_config
        && a.persona == b.persona
        && a.author == b.author
        && a.problems == b.problems
        && a.path == b.path
}

/// The front matter of `text` with its fences, or nothing; found without parsing the rest.
fn header(text: &str) -> &str {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    let fence = match body.get(..3) {
        Some(it @ ("---" | "+++")) => it,
        _ => return "",
    };
    let mut end = skipped;
    for (at, line) in body.split_inclusive('\n').enumerate() {
        end += line.len();
        let bare = line.trim_end();
        let closes = at > 0 && (bare == fence || (fence == "---" && bare == "..."));
        if closes {
            return &text[..end];
        }
        if at == 0 && bare != fence {
            return "";
        }
    }
    ""
}

/// Reads a header as found by [`header`].
fn front_matter(header: &str) -> FrontMatter {
    if header.is_empty() {
        FrontMatter::default()
    } else {
        FrontMatter::parse(header)
    }
}

#[cfg(test)]
mod tests;
