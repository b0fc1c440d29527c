//! What a transcript holds that a draft could use: facts worth telling and lines worth quoting.
//!
//! Facts are the source's own sentences (with the question, where one answers it), never sentences made up from
//! them, so that there is nothing in them that nobody said.

mod cue;
mod kind;
mod phase;
mod quotable;
mod read;
mod said;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::evidence::{Match, MatchKind, Role, Sources};
use crate::findings::Finding;
use crate::language::polarity;
use crate::language::quantity::{self, Quantity, Sort};
use crate::language::words;
use crate::transcript::Transcript;

pub use kind::{KINDS, Kind};
pub use phase::{PHASES, Phase};
pub use quotable::{is_quotable, quotable};
pub(crate) use read::is_showing;

/// One line in so many turns is offered as a quote of its own.
const TURNS_PER_QUOTE: usize = 10;
/// Fewest quotes offered, where so many lines are worth it.
const FEWEST_QUOTES: usize = 3;

/// A unit that is worth telling.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Index into [`Sources::list`].
    pub source: usize,
    /// Index into that transcript's units.
    pub unit: usize,
    /// What it tells.
    pub kind: Kind,
    /// Which part of the telling it belongs to.
    pub phase: Phase,
    /// How much speaks for its kind; higher is more.
    pub weight: f32,
}

impl Fact {
    /// The source's words.
    pub fn text<'a>(&self, sources: &'a Sources) -> &'a str {
        self.transcript(sources).units[self.unit].view.text().trim()
    }

    /// The source's words behind the question that they answer.
    pub fn text_with_question(&self, sources: &Sources) -> String {
        match self.question(sources) {
            Some(question) => format!("{question} {}", self.text(sources)),
            None => self.text(sources).to_owned(),
        }
    }

    /// The question that it answers.
    pub fn question<'a>(&self, sources: &'a Sources) -> Option<&'a str> {
        let units = &self.transcript(sources).units;
        Some(units[units[self.unit].question?].view.text().trim())
    }

    /// The transcript it stands in.
    pub fn transcript<'a>(&self, sources: &'a Sources) -> &'a Transcript {
        &sources.list[self.source].transcript
    }

    /// 1-based first and last line.
    pub fn lines(&self, sources: &Sources) -> (usize, usize) {
        self.transcript(sources).unit_lines(self.unit)
    }

    /// Who says it, where known.
    pub fn speaker<'a>(&self, sources: &'a Sources) -> Option<&'a str> {
        self.transcript(sources).unit_speaker(self.unit)
    }

    /// Its numbers: amounts, in order.
    pub fn quantities(&self, sources: &Sources) -> Vec<Quantity> {
        let mut read = quantity::read(self.text(sources));
        read.retain(|it| it.sort == Sort::Amount);
        read
    }

    /// A name that outlives moved lines: the kind and a hash of the words.
    pub fn id(&self, sources: &Sources) -> String {
        let words = words::hash(&self.text(sources).to_lowercase());
        format!("{}-{:08x}", self.kind.name(), words.0 >> 32)
    }
}

/// The phases that a heading speaks of: `What it was not`, `Root cause`, `Lessons learned`.
pub fn phases_of_heading(heading: &str) -> Vec<Phase> {
    const SAYS: f32 = 1.5;
    let mut kinds = cue::weights(cue::Place::Headed, &cue::said(heading));
    kinds.retain(|it| SAYS <= it.1);
    let loudest = kinds.iter().map(|it| it.1).fold(0.0, f32::max);
    // "What it was not" says what it was, too, but less loudly.
    kinds.retain(|it| loudest <= it.1 + 0.1);
    kinds.iter().filter_map(|it| it.0.phase()).collect()
}

/// The facts of `sources`, in their order. Only transcripts hold facts: a tracker tells of other stories.
pub fn facts(sources: &Sources) -> Vec<Fact> {
    let transcripts = sources
        .list
        .iter()
        .enumerate()
        .filter(|(_, it)| it.role == Role::Transcript);
    let mut res: Vec<Fact> = transcripts
        .flat_map(|(source, it)| read::facts(source, &it.transcript))
        .collect();
    let known: FxHashSet<(usize, usize)> = res.iter().map(|it| (it.source, it.unit)).collect();
    let mut lines = quotable(sources);
    lines.retain(|it| !known.contains(&(it.source, it.unit)));
    lines.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let n_turns: usize = sources.list.iter().map(|it| it.transcript.labelled_turns()).sum();
    lines.truncate(FEWEST_QUOTES.max(n_turns / TURNS_PER_QUOTE));
    for line in &mut lines {
        let mut before = res
            .iter()
            .filter(|it| it.source == line.source && it.unit < line.unit);
        line.phase = before.next_back().map_or(line.phase, |it| it.phase);
    }
    res.extend(lines);
    res.sort_by_key(|it| (it.source, it.unit));
    res
}

/// Those of `facts` that no finding rests on: none has the unit, or the question that it answers, as its best
/// evidence, or carries at least half of its weight by it. A fact with a number is told where its number is.
pub fn unused(facts: Vec<Fact>, sources: &Sources, findings: &[Finding]) -> Vec<Fact> {
    const HALF: f32 = 0.5;
    // Unit, and whether a number of it was told.
    let mut used: FxHashMap<(usize, usize), bool> = FxHashMap::default();
    for finding in findings {
        for (rank, it) in finding.evidence.iter().enumerate() {
            if rank == 0 || HALF <= it.score {
                let exact = |it: &Match| matches!(it.kind, MatchKind::Number | MatchKind::Verbatim);
                let tells_number = it.matched.iter().any(exact) || !finding.derivations.is_empty();
                *used.entry((it.source, it.unit)).or_default() |= tells_number;
            }
        }
    }
    let is_used = |it: &Fact| {
        let question = it.transcript(sources).units[it.unit].question;
        let has_number = it
            .quantities(sources)
            .iter()
            .any(|it| !it.in_words || !it.unit.is_empty());
        let told = |unit: usize| {
            used.get(&(it.source, unit))
                .is_some_and(|number| *number || !has_number)
        };
        told(it.unit) || question.is_some_and(told)
    };
    facts.into_iter().filter(|it| !is_used(it)).collect()
}

/// Every unit of every transcript: source, unit, transcript.
fn units(sources: &Sources) -> impl Iterator<Item = (usize, usize, &Transcript)> {
    sources
        .list
        .iter()
        .enumerate()
        .filter(|(_, it)| it.role == Role::Transcript)
        .flat_map(|(source, it)| {
            (0..it.transcript.units.len()).map(move |unit| (source, unit, it.transcript.as_ref()))
        })
}

/// Whether the sentence cannot open a paragraph: it answers, goes on from the one before, or has no subject.
pub(crate) fn is_fragment(text: &str) -> bool {
    let Some(first) = lower_words(text).next() else {
        return true;
    };
    let goes_on = matches!(
        first.as_str(),
        "so" | "and"
            | "but"
            | "or"
            | "then"
            | "because"
            | "except"
            | "otherwise"
            | "instead"
            | "meanwhile"
            | "alright"
            | "right"
            | "well"
            | "yeah"
            | "yes"
            | "yep"
            | "no"
            | "nope"
            | "ok"
            | "okay"
            | "exactly"
            | "hi"
            | "hey"
            | "thanks"
            | "oh"
            | "sure"
            | "fair"
            | "also"
            | "since"
            | "what"
            | "why"
            | "how"
            | "when"
            | "where"
            | "who"
            | "which"
            | "as"
    );
    goes_on || polarity::is_past(&first)
}

/// Whether the subject is a word that stands for something said before.
pub(crate) fn opens_with_pronoun(text: &str) -> bool {
    let mut words = lower_words(text).skip_while(|it| {
        matches!(
            it.as_str(),
            "and" | "but" | "now" | "except" | "so" | "because" | "then" | "or"
        )
    });
    let Some(first) = words.next() else { return false };
    let is_one = words
        .next()
        .is_some_and(|it| matches!(it.as_str(), "one" | "ones" | "other" | "same"));
    let stands_for = matches!(
        first.as_str(),
        "it" | "it's"
            | "that"
            | "that's"
            | "this"
            | "these"
            | "those"
            | "they"
            | "they're"
            | "he"
            | "she"
            | "he's"
            | "she's"
            | "them"
            | "him"
            | "her"
            | "their"
            | "which"
            | "there"
            | "there's"
            | "same"
            | "here"
            | "here's"
    );
    stands_for || (first == "the" && is_one)
}

/// The words of `text` in lower case, apostrophes straightened.
pub(crate) fn lower_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|it: char| !(it.is_alphanumeric() || "'’-".contains(it)))
        .map(|it| it.trim_matches(['\'', '’', '-']))
        .filter(|it| !it.is_empty())
        .map(|it| it.to_lowercase().replace('’', "'"))
}

/// The stems of the content words of `text`.
pub fn content(text: &str) -> impl Iterator<Item = words::Stem> {
    words::words(text)
        .into_iter()
        .filter(|it| !it.stop)
        .map(|it| it.stem)
}

#[cfg(test)]
mod tests;
