//! Reads sources as the configuration wants them read, once per content, and picks from very long ones.

use std::path::Path;
use std::sync::Arc;

use super::{ConfigFile, Overrides, Workspace, effective};
use crate::config::Reading;
use crate::evidence::pick::{self, Wanted};
use crate::transcript::Transcript;

/// A source as it was last parsed, and from what.
#[derive(Debug)]
pub(super) struct Parsed {
    text: Arc<str>,
    reading: Reading,
    transcript: Arc<Transcript>,
    /// What was picked from it, and by what, where it is very long.
    picked: Option<(Wanted, Arc<Transcript>)>,
}

impl Workspace {
    /// Reads and parses the source at `path`, as the configuration above it wants it read.
    pub fn transcript(&mut self, path: &Path) -> Result<Arc<Transcript>, String> {
        let config = self.config_for(path, &Overrides::default());
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
            picked: None,
        };
        self.transcripts.insert(path, parsed);
        Ok(transcript)
    }

    /// Of a very long source what bears on the draft.
    pub(super) fn picked(
        &mut self,
        path: &Path,
        transcript: Arc<Transcript>,
        draft: &str,
        wanted: &mut Option<Wanted>,
    ) -> Arc<Transcript> {
        if !pick::is_large(&transcript) {
            return transcript;
        }
        let wanted = wanted.get_or_insert_with(|| Wanted::of(draft));
        let path = self.absolute(path);
        let Some(parsed) = self.transcripts.get_mut(&path) else {
            return pick::pick(&transcript, wanted);
        };
        match &parsed.picked {
            Some((by, picked)) if by == wanted => Arc::clone(picked),
            _ => {
                let picked = pick::pick(&transcript, wanted);
                parsed.picked = Some((wanted.clone(), Arc::clone(&picked)));
                picked
            }
        }
    }

    fn reading_by(&mut self, path: &Path, config: Option<&ConfigFile>) -> Reading {
        let mut reading = config.map_or_else(Reading::default, |it| effective::reading(it, path));
        reading.encoding = self.files.encoding(path);
        reading.people = self.people(path);
        reading
    }

    /// `users.json`, which an export of a chat keeps beside its channels' folders.
    fn people(&mut self, path: &Path) -> Option<String> {
        if path.extension().is_none_or(|it| it != "json") {
            return None;
        }
        let folders = path.ancestors().skip(1).take(2);
        let named = folders.map(|it| it.join("users.json"));
        let found = named.filter(|it| it != path).find(|it| self.files.exists(it))?;
        Some(self.text(&found).ok()?.to_string())
    }
}
