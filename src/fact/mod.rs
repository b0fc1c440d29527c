//! What a transcript holds that a draft could use: facts worth telling and lines worth quoting.
//!
//! Facts are units of the source, never sentences made up from them. A fact tells a quantity, a name or an
//! outcome; questions, chit-chat and plans are none.

mod quotable;

use rustc_hash::FxHashSet;

use crate::evidence::{Role, Sources};
use crate::findings::Finding;
use crate::language::names;
use crate::language::polarity;
use crate::language::quantity::{self, Sort};
use crate::language::time;
use crate::language::words;
use crate::transcript::{Transcript, TurnKind};

pub use quotable::quotable;

/// A unit that is worth telling.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Index into [`Sources::list`].
    pub source: usize,
    /// Index into that transcript's units.
    pub unit: usize,
    /// What makes it worth telling, gravest first.
    pub tells: Tells,
    /// How much it tells; higher is more.
    pub weight: f32,
}

/// What makes a unit worth telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tells {
    /// A number.
    Quantity,
    /// Something done or found out.
    Outcome,
    /// A name, identifier or time.
    Name,
    /// A line said so well that its words are worth keeping.
    Line,
}

impl Tells {
    /// The name in JSON and titles.
    pub fn name(self) -> &'static str {
        match self {
            Tells::Quantity => "number",
            Tells::Outcome => "outcome",
            Tells::Name => "name",
            Tells::Line => "quote",
        }
    }
}

impl Fact {
    /// The source's words.
    pub fn text<'a>(&self, sources: &'a Sources) -> &'a str {
        self.transcript(sources).units[self.unit].view.text()
    }

    /// The transcript it stands in.
    pub fn transcript<'a>(&self, sources: &'a Sources) -> &'a Transcript {
        &sources.list[self.source].transcript
    }

    /// 1-based first and last line.
    pub fn lines(&self, sources: &Sources) -> (usize, usize) {
        self.transcript(sources).unit_lines(self.unit)
    }
}

/// The facts of `sources`, in their order. Only transcripts hold facts: a tracker tells of other stories.
pub fn facts(sources: &Sources) -> Vec<Fact> {
    units(sources)
        .filter_map(|(source, unit, transcript)| {
            let it = &transcript.units[unit];
            let kind = transcript.turns[it.turn].kind;
            let (tells, weight) = match kind {
                TurnKind::Speech | TurnKind::Note => weigh(it.view.text())?,
                TurnKind::StageDirection | TurnKind::Command | TurnKind::Output | TurnKind::Heading => {
                    return None;
                }
            };
            (!it.is_question).then_some(Fact {
                source,
                unit,
                tells,
                weight,
            })
        })
        .collect()
}

/// Those of `facts` that no finding rests on: none has such a unit as its best evidence.
pub fn unused(facts: Vec<Fact>, findings: &[Finding]) -> Vec<Fact> {
    let used: FxHashSet<(usize, usize)> = findings
        .iter()
        .filter_map(|it| it.evidence.first())
        .map(|it| (it.source, it.unit))
        .collect();
    facts
        .into_iter()
        .filter(|it| !used.contains(&(it.source, it.unit)))
        .collect()
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

/// What a sentence tells and how much; `None` for chit-chat.
fn weigh(text: &str) -> Option<(Tells, f32)> {
    let n_words = text.split_whitespace().count();
    if !(4..=45).contains(&n_words) || text.trim_end().ends_with('?') || wishes(text) {
        return None;
    }
    let n_quantities = quantity::read(text)
        .iter()
        .filter(|it| it.sort == Sort::Amount && (!it.in_words || 2.0 < it.low))
        .count();
    let n_names = names::read(text, &[]).len() + time::read(text).len();
    let is_outcome = tells_outcome(text);
    let weight = 3.0 * (n_quantities.min(2) as f32)
        + if is_outcome { 2.0 } else { 0.0 }
        + 1.0 * (n_names.min(2) as f32);
    let tells = match () {
        () if 0 < n_quantities => Tells::Quantity,
        () if is_outcome => Tells::Outcome,
        () if 0 < n_names => Tells::Name,
        () => return None,
    };
    // A sentence that leans on the one before it tells less on its own.
    let leans = opens_with_pronoun(text);
    Some((tells, if leans { weight * 0.5 } else { weight }))
}

/// Whether the sentence speaks of what could or should be, or commands.
fn wishes(text: &str) -> bool {
    const WISHES: &[&str] = &[
        "should", "could", "would", "might", "maybe", "perhaps", "let's", "lets", "please", "pls", "if",
        "i'd", "we'd", "think", "guess", "bet", "hope", "wonder", "imagine", "suppose", "want", "let",
        "show", "tell",
    ];
    lower_words(text).any(|it| WISHES.contains(&it.as_str()))
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

/// Whether something was done or found out: a past in it.
fn tells_outcome(text: &str) -> bool {
    words::words(text)
        .iter()
        .any(|it| polarity::is_past(&text[it.span.range()]))
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

/// How near `text` is in content to the stems of `around`: the share of its content words found there.
pub fn nearness(text: &str, around: &FxHashSet<words::Stem>) -> f32 {
    let mine: FxHashSet<words::Stem> = content(text).collect();
    if mine.is_empty() {
        return 0.0;
    }
    let n_shared = mine.iter().filter(|it| around.contains(it)).count();
    n_shared as f32 / mine.len() as f32
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
