//! Building the index: what every unit says, posted by stem.

use super::calendar::{self, Calendar};
use super::index::{Entry, Index, Passage, family};
use super::values::Values;
use super::weights::Weights;
use super::{Role, Source};
use crate::claim::Claim;
use crate::language::alias::Aliases;
use crate::language::polarity;
use crate::language::words::{self, Stem};
use crate::transcript::{Flags, Stamp, Turn, TurnKind};

impl Index {
    /// Indexes `sources`; words of one alias group count as one.
    pub fn new(sources: &[Source], aliases: Aliases, weights: Weights) -> Index {
        let mut index = Index {
            aliases,
            weights,
            ..Index::default()
        };
        for (source, it) in sources
            .iter()
            .enumerate()
            .filter(|(_, it)| it.role == Role::Transcript)
        {
            index.add(source, &it.transcript);
        }
        index.finish();
        let heard: Vec<Stem> = index.aliases.heard_with(|key| index.vocabulary.contains(&key));
        index.vocabulary.extend(heard);
        index.values = Values::new(&index.entries);
        index.resumed = super::resumption::find(sources, &index.passages, &index.entries);
        index.calendar = Calendar::new(&index.entries);
        index.retractions = super::retraction::find(sources, &index.entries);
        index.retracted_times = super::correction::times(sources, &index.entries);
        index
    }

    fn add(&mut self, source: usize, transcript: &crate::transcript::Transcript) {
        let first = self.entries.len();
        let mut day = None;
        let has_printed = transcript.turns.iter().any(|it| it.kind == TurnKind::Output);
        for (unit, it) in transcript.units.iter().enumerate() {
            let turn = &transcript.turns[it.turn];
            let opens_passage = self
                .passages
                .last()
                .is_none_or(|last| last.source != source || last.turn != it.turn);
            if opens_passage {
                day = calendar::day_of(transcript, it.turn);
                let at = self.entries.len();
                self.passages.push(Passage {
                    source,
                    turn: it.turn,
                    entries: at..at,
                    length: 0.0,
                });
            }
            let text = it.view.text();
            let claim = Claim::read(text, &[], &self.aliases);
            for name in &claim.names {
                self.vocabulary.insert(name.key);
            }
            let folded: Vec<Stem> = claim
                .words
                .iter()
                .map(|it| words::folded(&text[it.span.range()]))
                .collect();
            self.vocabulary.extend(&folded);
            // `python3` has been heard as Python.
            let bare = |it: &str| {
                it.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
                    .len()
            };
            let versioned = claim.words.iter().map(|it| &text[it.span.range()]);
            let versioned = versioned.filter(|it| (3..it.len()).contains(&bare(it)));
            self.vocabulary
                .extend(versioned.map(|it| words::folded(&it[..bare(it)])));
            let length = claim.words.iter().filter(|it| !it.stop).count();
            let clock = match turn.start {
                Some(Stamp::Clock(minutes)) => Some(minutes),
                _ => None,
            };
            let is_question = it.is_question || polarity::asks(text);
            self.asides
                .push(if is_question { self.weights.question } else { 1.0 });
            self.entries.push(Entry {
                source,
                unit,
                passage: self.passages.len() - 1,
                claim,
                folded,
                length,
                speaker: turn.speaker,
                is_question,
                is_say_so: has_printed && turn.flags.has(Flags::ASSISTANT),
                question: it.question.map(|n| first + n).filter(|&n| n < first + unit),
                clock,
                day,
                line: transcript.lines.line(it.view.start_in_file(0)) + 1,
            });
            let end = self.entries.len();
            if let Some(passage) = self.passages.last_mut() {
                passage.entries.end = end;
            }
        }
        // A heading is no evidence, and neither is what a tool tells of itself, but their names have been heard of.
        let is_heard = |it: &&Turn| matches!(it.kind, TurnKind::Heading | TurnKind::System);
        for turn in transcript.turns.iter().filter(is_heard) {
            let text = turn.view.text();
            self.vocabulary.extend(
                words::spans(text)
                    .into_iter()
                    .map(|it| words::folded(&text[it.range()])),
            );
        }
        for speaker in &transcript.speakers {
            for name in std::iter::once(&speaker.name).chain(&speaker.aliases) {
                self.vocabulary.insert(crate::language::names::key(name));
                for span in words::spans(name) {
                    self.vocabulary.insert(words::folded(&name[span.range()]));
                }
            }
        }
        let names = transcript
            .speakers
            .iter()
            .flat_map(|it| std::iter::once(&it.name).chain(&it.aliases));
        let names: Vec<Stem> = names.map(|it| crate::language::names::key(it)).collect();
        for turn in &transcript.turns {
            self.surnames
                .extend(crate::language::names::surnames(turn.view.text(), &names));
            // `Moira (secretary):` says what Moira is.
            if turn.speaker.is_some() && !turn.view.text().is_empty() {
                let body = turn.view.start_in_file(0);
                let label = transcript.text.get(turn.span.start..body).unwrap_or_default();
                let role = label.split_once('(').and_then(|it| it.1.split_once(')'));
                let role = role.map_or("", |it| it.0);
                let words = words::spans(role)
                    .into_iter()
                    .map(|it| words::folded(&role[it.range()]));
                self.vocabulary.extend(words);
            }
        }
        for passage in first_passage_of(&self.passages, source)..self.passages.len() {
            self.post(passage, transcript);
        }
    }

    /// Posts the terms of a passage and of its entries.
    fn post(&mut self, passage: usize, transcript: &crate::transcript::Transcript) {
        let range = self.passages[passage].entries.clone();
        let mut whole: Vec<(Stem, f32)> = Vec::new();
        for entry in range {
            let mut own: Vec<(Stem, f32)> = Vec::new();
            let text = transcript.units[self.entries[entry].unit].view.text();
            for word in self.entries[entry].claim.words.iter().filter(|it| !it.stop) {
                count(&mut own, word.stem, 1.0);
                if let Some(family) = family(&text[word.span.range()]) {
                    count(&mut own, family, 1.0);
                }
            }
            for &(stem, times) in &own {
                count(&mut whole, stem, times);
            }
            if let Some(question) = self.entries[entry].question {
                // The answer carries the question's words: "What's the limit set to?" "2 gigs."
                let asked: Vec<Stem> = self.entries[question]
                    .claim
                    .words
                    .iter()
                    .filter(|it| !it.stop)
                    .map(|it| it.stem)
                    .collect();
                for stem in asked {
                    count(&mut own, stem, self.weights.answered);
                }
            }
            for (stem, times) in own {
                self.terms
                    .entry(stem)
                    .or_default()
                    .entries
                    .push((entry as u32, times));
            }
        }
        let turn = &transcript.turns[self.passages[passage].turn];
        if let Some(speaker) = turn.speaker {
            for span in words::spans(&transcript.speakers[speaker].name) {
                count(
                    &mut whole,
                    words::stem(&transcript.speakers[speaker].name[span.range()]),
                    self.weights.speaker,
                );
            }
        }
        self.passages[passage].length = whole.iter().map(|it| it.1).sum();
        for (stem, times) in whole {
            self.terms
                .entry(stem)
                .or_default()
                .passages
                .push((passage as u32, times));
        }
    }

    fn finish(&mut self) {
        let passages = self.passages.len().max(1) as f32;
        for term in self.terms.values_mut() {
            let found = term.passages.len() as f32;
            term.weight = (1.0 + (passages - found + 0.5) / (found + 0.5)).ln();
        }
        self.unknown_weight = (1.0 + (passages + 0.5) / 0.5).ln();
        let words: usize = self.entries.iter().map(|it| it.length).sum();
        let average_entry = (words as f32 / self.entries.len().max(1) as f32).max(1.0);
        let length: f32 = self.passages.iter().map(|it| it.length).sum();
        let average_passage = (length / passages).max(1.0);
        let weights = self.weights;
        for term in self.terms.values_mut() {
            for (entry, times) in &mut term.entries {
                *times = weights.saturate(
                    *times,
                    self.entries[*entry as usize].length as f32 / average_entry,
                );
            }
            for (passage, times) in &mut term.passages {
                *times = weights.saturate(*times, self.passages[*passage as usize].length / average_passage);
            }
        }
    }
}

fn first_passage_of(passages: &[Passage], source: usize) -> usize {
    passages.partition_point(|it| it.source < source)
}

fn count(list: &mut Vec<(Stem, f32)>, stem: Stem, times: f32) {
    match list.iter_mut().find(|it| it.0 == stem) {
        Some(it) => it.1 += times,
        None => list.push((stem, times)),
    }
}
