//! Lines worth quoting word for word.

use rustc_hash::FxHashSet;

use super::{Fact, Kind, Phase, lower_words, opens_with_pronoun, units};
use crate::evidence::Sources;
use crate::transcript::{Stamp, Transcript, TurnKind};

/// Longest line offered, in words.
const MAX_WORDS: usize = 14;
/// Shortest.
const MIN_WORDS: usize = 4;

/// The quote-worthy lines of `sources`, in their order: short, somebody's, standing on their own, and with
/// a turn in them (a contrast, a denial, a word that comes back). A line that ends its turn weighs more.
pub fn quotable(sources: &Sources) -> Vec<Fact> {
    units(sources)
        .filter_map(|(source, unit, transcript)| {
            let weight = weigh(transcript, unit)?;
            Some(Fact {
                source,
                unit,
                kind: Kind::Quote,
                phase: Phase::Happened,
                weight,
            })
        })
        .collect()
}

/// Whether a unit is worth quoting.
pub fn is_quotable(transcript: &Transcript, unit: usize) -> bool {
    weigh(transcript, unit).is_some()
}

fn weigh(transcript: &Transcript, unit: usize) -> Option<f32> {
    let it = &transcript.units[unit];
    let turn = &transcript.turns[it.turn];
    let text = it.view.text().trim();
    let words: Vec<String> = lower_words(text).collect();
    let ends_turn = transcript
        .units
        .get(unit + 1)
        .is_none_or(|next| next.turn != it.turn);
    // A message of a chat ends where it ends; speech that breaks off is no line.
    let is_closed = text.ends_with(['.', '!'])
        || (ends_turn
            && matches!(turn.start, Some(Stamp::Clock(_)))
            && text.ends_with(char::is_alphanumeric));
    let is_whole = is_closed && !text.ends_with("...") && text.starts_with(char::is_alphanumeric);
    // Quotation marks inside would nest; a colon announces what comes next.
    let is_plain = !text.contains(['"', '“', '”', ':', '[', '`', '…']);
    let speaks = turn.kind == TurnKind::Speech && turn.speaker.is_some();
    let fits = (MIN_WORDS..=MAX_WORDS).contains(&words.len());
    if it.is_question
        || !speaks
        || !fits
        || !is_whole
        || !is_plain
        || opens_with_pronoun(text)
        || is_reply(&words)
    {
        return None;
    }
    let figure = [denies(&words), contrasts(text, &words), repeats(&words)]
        .into_iter()
        .filter(|it| *it)
        .count();
    if figure == 0 {
        return None;
    }
    let brevity = (MAX_WORDS - words.len()) as f32 / MAX_WORDS as f32;
    Some(2.0 * figure as f32 + if ends_turn { 2.0 } else { 0.0 } + brevity)
}

/// Whether the line answers or agrees rather than says: it cannot stand alone.
fn is_reply(words: &[String]) -> bool {
    words.first().is_some_and(|it| {
        matches!(
            it.as_str(),
            "yes"
                | "yeah"
                | "yep"
                | "no"
                | "nope"
                | "right"
                | "exactly"
                | "ok"
                | "okay"
                | "sure"
                | "well"
                | "thanks"
                | "hi"
                | "hello"
                | "sorry"
                | "true"
                | "agreed"
                | "alright"
                | "look"
                | "hmm"
                | "oh"
        )
    })
}

fn denies(words: &[String]) -> bool {
    words.iter().any(|it| {
        it.ends_with("n't")
            || matches!(
                it.as_str(),
                "not" | "no" | "never" | "nothing" | "nobody" | "none" | "without" | "neither" | "nor"
            )
    })
}

fn contrasts(text: &str, words: &[String]) -> bool {
    let has_turn = words.iter().any(|it| {
        matches!(
            it.as_str(),
            "but"
                | "instead"
                | "than"
                | "always"
                | "only"
                | "just"
                | "still"
                | "actually"
                | "real"
                | "every"
                | "yet"
        )
    });
    // Two short halves: `Crash loud, fail visible.`
    let halves: Vec<usize> = text.split(", ").map(|it| it.split_whitespace().count()).collect();
    has_turn || matches!(halves[..], [a, b] if 2 <= a && a.abs_diff(b) < 2)
}

/// Whether a word of weight comes twice.
fn repeats(words: &[String]) -> bool {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    words
        .iter()
        .filter(|it| 4 < it.len())
        .any(|it| !seen.insert(it.as_str()))
}
