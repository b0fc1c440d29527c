//! Collects turns and speakers while a format is read, and finishes them to a transcript.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::why::counted;
use super::{header, marks, people, rewrite};
use crate::config::Reading;
use crate::text::{LineIndex, Span, View};
use crate::transcript::{Flags, Problem, Speaker, SpeakerId, Stamp, Transcript, Turn, TurnKind, unit};

/// What stands between two paragraphs of one turn.
pub(in crate::transcript) const PARAGRAPH: &str = "\n\n";

/// A name as names are compared: whatever its case, and without the `_` that a nick gets where it is taken.
fn key(name: &str) -> String {
    let name = name.trim_start_matches('@').to_lowercase();
    match name.trim_end_matches('_') {
        bare if bare.is_empty() || bare.contains(' ') => name,
        bare => bare.to_owned(),
    }
}

/// `Ilse Brandt` of `Brandt, Ilse` and of `Ilse Brandt, PhD`.
fn turned(name: &str) -> Option<String> {
    let (before, after) = name.split_once(", ")?;
    let is_one = |it: &str| !it.contains([' ', ',', '.']);
    let is_title = after.chars().filter(|it| it.is_uppercase()).count() > 1;
    if before.contains(' ') {
        return Some(before.to_owned());
    }
    (is_one(before) && is_one(after) && !is_title).then(|| format!("{after} {before}"))
}

/// A transcript in the making.
#[derive(Default)]
pub(super) struct Builder {
    speakers: Vec<Speaker>,
    known: FxHashMap<String, SpeakerId>,
    /// The configuration's names, and the labels that stand for them.
    names: Vec<(String, Vec<String>)>,
    pub(super) turns: Vec<Turn>,
    pub(super) problems: Vec<Problem>,
    /// The headings that what follows stands under: level and turn, outermost first.
    pub(super) sections: Vec<(usize, usize)>,
}

impl Builder {
    /// An empty one, for a source with those names for its labels.
    pub(super) fn new(aliases: &[(String, Vec<String>)]) -> Builder {
        Builder {
            names: aliases.to_vec(),
            ..Builder::default()
        }
    }

    /// The speaker of that label; labels that differ in case only are one, as are those that the configuration has
    /// one name for.
    pub(super) fn speaker(&mut self, label: &str) -> SpeakerId {
        let written = header::bare(label);
        let is_same = |it: &String| header::bare(it).eq_ignore_ascii_case(written);
        let named = self
            .names
            .iter()
            .find(|it| is_same(&it.0) || it.1.iter().any(is_same))
            .map(|it| it.0.clone());
        let Some(named) = named else {
            return self.speaker_named(written);
        };
        let id = self.speaker_named(&named);
        let speaker = &mut self.speakers[id];
        if speaker.name != written && !speaker.aliases.iter().any(|it| it == written) {
            speaker.aliases.push(written.to_owned());
        }
        id
    }

    /// Another name of a speaker; whoever is called by it, and by no other, is that one.
    pub(super) fn also(&mut self, id: SpeakerId, name: &str) {
        let key = name.trim_start_matches('@').to_lowercase();
        let holder = *self.known.entry(key).or_insert(id);
        let Some(speaker) = self.speakers.get_mut(id).filter(|_| holder == id) else {
            return;
        };
        if speaker.name != name && !speaker.aliases.iter().any(|it| it == name) {
            speaker.aliases.push(name.to_owned());
        }
    }

    /// Whether a speaker is called so, in whatever letters.
    pub(super) fn is_called(&self, id: SpeakerId, name: &str) -> bool {
        let is_same = |it: &String| it.eq_ignore_ascii_case(name);
        self.speakers
            .get(id)
            .is_some_and(|it| is_same(&it.name) || it.aliases.iter().any(is_same))
    }

    fn speaker_named(&mut self, name: &str) -> SpeakerId {
        let key = key(name);
        if let Some(&id) = self.known.get(&key) {
            let speaker = &mut self.speakers[id];
            if speaker.name != name && !speaker.aliases.iter().any(|it| it == name) {
                speaker.aliases.push(name.to_owned());
            }
            return id;
        }
        let id = self.speakers.len();
        let turned = turned(name);
        if let Some(turned) = &turned {
            self.known.entry(turned.to_lowercase()).or_insert(id);
        }
        self.speakers.push(Speaker {
            name: name.to_owned(),
            aliases: turned.into_iter().collect(),
        });
        self.known.insert(key, id);
        id
    }

    /// Adds a turn, and gives it for what else is known of it. A turn before it that nobody filled with words is
    /// dropped.
    pub(super) fn push(
        &mut self,
        kind: TurnKind,
        speaker: Option<SpeakerId>,
        start: Option<Stamp>,
        span: Span,
        view: View,
    ) -> &mut Turn {
        self.drop_empty();
        let at = self.turns.len();
        self.turns.push(Turn {
            kind,
            speaker,
            start,
            span,
            view,
            section: self.sections.last().map(|it| it.1),
            ..Turn::default()
        });
        &mut self.turns[at]
    }

    /// Says that something was not understood.
    pub(super) fn problem(&mut self, span: Span, message: impl Into<String>) {
        let message = message.into();
        self.problems.push(Problem { span, message });
    }

    /// Adds a heading; what follows stands under it, up to one of its level or above.
    pub(super) fn heading(&mut self, level: usize, start: Option<Stamp>, span: Span, view: View) {
        while self.sections.last().is_some_and(|it| level <= it.0) {
            self.sections.pop();
        }
        self.push(TurnKind::Heading, None, start, span, view);
        self.sections.push((level, self.turns.len() - 1));
    }

    fn drop_empty(&mut self) {
        let is_empty = |it: &Turn| it.view.text().trim().is_empty() && it.kind != TurnKind::Heading;
        if self.turns.last().is_some_and(is_empty) {
            self.turns.pop();
        }
    }

    /// The names of all speakers, in the order of their ids.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.speakers.iter().map(|it| it.name.as_str())
    }

    /// A first or last name that only one full name has is that person: `RAVI`, `PATEL` and `Ravi Patel`.
    pub(super) fn merge_first_names(&mut self) {
        let mut full: FxHashMap<String, Option<SpeakerId>> = FxHashMap::default();
        for (id, speaker) in self.speakers.iter().enumerate() {
            let name = match speaker.name.split_once(", ") {
                Some((before, _)) if before.contains(' ') => before,
                _ => &speaker.name,
            };
            let mut words = name.split_whitespace();
            if let (Some(first), Some(second)) = (words.next(), words.next()) {
                let is_numbered = second.starts_with(|c: char| c.is_ascii_digit() || c == '?');
                let id = (!is_numbered && !header::is_addressed(name)).then_some(id);
                let last = words.next_back().unwrap_or(second);
                for word in [first, last] {
                    full.entry(word.to_lowercase())
                        .and_modify(|it| *it = None)
                        .or_insert(id);
                }
            }
        }
        let mut target: Vec<SpeakerId> = (0..self.speakers.len()).collect();
        for (id, speaker) in self.speakers.iter().enumerate() {
            if !speaker.name.contains(char::is_whitespace)
                && let Some(Some(other)) = full.get(&speaker.name.to_lowercase())
            {
                target[id.max(*other)] = id.min(*other);
            }
        }
        let mut kept: Vec<SpeakerId> = Vec::with_capacity(target.len());
        let mut merged: Vec<Speaker> = Vec::new();
        for (id, speaker) in std::mem::take(&mut self.speakers).into_iter().enumerate() {
            if target[id] == id {
                kept.push(merged.len());
                merged.push(speaker);
            } else {
                let into = kept[target[id]];
                kept.push(into);
                merged[into].aliases.push(speaker.name);
                merged[into].aliases.extend(speaker.aliases);
            }
        }
        self.known.clear();
        for (id, speaker) in merged.iter().enumerate() {
            for name in speaker.aliases.iter().chain([&speaker.name]) {
                self.known.insert(key(name), id);
            }
        }
        self.speakers = merged;
        for turn in &mut self.turns {
            turn.speaker = turn.speaker.map(|it| kept[it]);
            turn.scribe = turn.scribe.map(|it| kept[it]);
        }
    }

    /// A text without labels whose speaker the configuration names is that speaker's.
    fn attribute(&mut self, reading: &Reading) {
        let [name] = &reading.speakers[..] else { return };
        if self.turns.iter().any(|it| it.speaker.is_some()) {
            return;
        }
        let speaker = self.speaker(name);
        let is_said = |it: &&mut Turn| it.kind == TurnKind::Speech && !it.flags.has(Flags::SUMMARY);
        for turn in self.turns.iter_mut().filter(is_said) {
            turn.speaker = Some(speaker);
        }
    }

    /// Marks turns with gaps in what was heard.
    fn mark_gaps(&mut self, text: &str) {
        for turn in self.turns.iter_mut().filter(|it| it.kind == TurnKind::Speech) {
            turn.flags
                .set(marks::of(text.get(turn.span.range()).unwrap_or_default()));
        }
    }

    /// Tells of names that are nearly the same.
    fn compare_names(&mut self, text: &str) {
        for it in people::near(&self.speakers, &self.turns) {
            let Some(turn) = self.turns.iter().find(|turn| turn.speaker == Some(it.rare)) else {
                continue;
            };
            let name = &self.speakers[it.rare].name;
            let raw = text.get(turn.span.range()).unwrap_or_default();
            let span = match raw.find(name.as_str()) {
                Some(at) => Span::new(at, at + name.len()).shift(turn.span.start),
                None => Span::at(turn.span.start),
            };
            let (rare, often) = it.words;
            let whole = name.replace(rare.as_str(), &often);
            let message = format!(
                "\"{rare}\" may be \"{often}\" ({}): if so, give \"{whole}\" the alias \"{name}\"",
                counted(it.turns, "turn")
            );
            self.problem(span, message);
        }
    }

    /// The transcript: what the configuration corrects is corrected, the units are cut.
    pub(super) fn finish(
        mut self,
        text: Arc<str>,
        lines: LineIndex,
        reading: &Reading,
        format: &'static str,
        why: String,
    ) -> Transcript {
        self.drop_empty();
        for turn in &mut self.turns {
            // A damaged file may say that something ended before it began.
            if let (Some(Stamp::Offset(from)), Some(Stamp::Offset(to))) = (turn.start, turn.end)
                && to < from
            {
                turn.end = None;
            }
        }
        self.attribute(reading);
        self.mark_gaps(&text);
        self.compare_names(&text);
        let mut transcript = Transcript {
            text,
            lines,
            format,
            why,
            speakers: self.speakers,
            turns: self.turns,
            units: Vec::new(),
            problems: self.problems,
            rewritten: Vec::new(),
            corrections: reading.corrections.clone(),
            encoding: reading.encoding,
        };
        rewrite::apply(&mut transcript, reading);
        transcript.units = unit::cut(&transcript);
        transcript
    }
}
