//! Reads sources as the configuration wants them read, once per content, and picks from very long ones.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{ConfigFile, Overrides, Workspace, effective, paths};
use crate::config::Reading;
use crate::evidence::pick::{self, Picked, Wanted};
use crate::transcript::Transcript;

/// A source as it was last parsed, and from what.
#[derive(Debug)]
pub(super) struct Parsed {
    text: Arc<str>,
    reading: Reading,
    transcript: Arc<Transcript>,
    /// What was picked from it for each draft, where it is very long.
    picked: FxHashMap<PathBuf, Picked>,
}

impl Workspace {
    /// Reads and parses the source at `path`, as the configuration above it wants it read.
    pub fn transcript(&mut self, path: &Path) -> Result<Arc<Transcript>, String> {
        let config = self.config_for(path, &Overrides::default());
        self.transcript_by(path, config.as_ref())
    }

    /// The same as the configuration above `draft` wants it read.
    pub fn transcript_of(&mut self, path: &Path, draft: &Path) -> Result<Arc<Transcript>, String> {
        let config = self.config_for(draft, &Overrides::default());
        self.transcript_by(path, config.as_ref())
    }

    /// How the source at `path` is to be read, by the configuration above it.
    pub fn reading(&mut self, path: &Path) -> Reading {
        let config = self.config_for(path, &Overrides::default());
        let path = self.absolute(path);
        self.reading_by(&path, config.as_ref())
    }

    pub(super) fn transcript_by(
        &mut self,
        path: &Path,
        config: Option<&ConfigFile>,
    ) -> Result<Arc<Transcript>, String> {
        let path = self.absolute(path);
        let text = self.text(&path)?;
        let reading = self.reading_by(&path, config);
        if let Some(last) = self.transcripts.get(&path)
            && Arc::ptr_eq(&last.text, &text)
            && last.reading == reading
        {
            return Ok(Arc::clone(&last.transcript));
        }
        let transcript = Arc::new(Transcript::read_shared(Arc::clone(&text), &reading));
        let parsed = Parsed {
            text,
            reading,
            transcript: Arc::clone(&transcript),
            picked: FxHashMap::default(),
        };
        self.transcripts.insert(path, parsed);
        Ok(transcript)
    }

    /// Of a very long source what bears on the text `draft` of the draft at `path`.
    pub(super) fn picked(
        &mut self,
        source: &Path,
        transcript: Arc<Transcript>,
        (path, draft): (&Path, &str),
        wanted: &mut Option<Wanted>,
    ) -> Arc<Transcript> {
        if !pick::is_large(&transcript) {
            return transcript;
        }
        let wanted = wanted.get_or_insert_with(|| Wanted::of(draft));
        let source = self.absolute(source);
        let Some(parsed) = self.transcripts.get_mut(&source) else {
            return Picked::new(&transcript, wanted, None).transcript;
        };
        let last = parsed.picked.remove(path);
        let picked = Picked::new(&transcript, wanted, last);
        let of_draft = Arc::clone(&picked.transcript);
        parsed.picked.insert(path.to_owned(), picked);
        of_draft
    }

    fn reading_by(&mut self, path: &Path, config: Option<&ConfigFile>) -> Reading {
        let mut reading = config.map_or_else(Reading::default, |it| effective::reading(it, path));
        reading.encoding = self.files.encoding(path);
        reading.people = self.people(path);
        reading
    }

    /// `users.json`, which an export of a chat keeps beside its channels' folders. For a source in the workspace nothing
    /// outside is read.
    fn people(&mut self, path: &Path) -> Option<Arc<str>> {
        if path.extension().is_none_or(|it| it != "json") {
            return None;
        }
        let is_inside = path.starts_with(&self.root);
        let folders = path.ancestors().skip(1).take(2);
        let folders = folders.filter(|it| !is_inside || it.starts_with(&self.root));
        let mut named = folders.map(|it| it.join(paths::DIRECTORY_OF_PEOPLE));
        let found = named.find(|it| it != path && self.files.exists(it))?;
        self.text(&found).ok()
    }
}
