//! The numbers and times of the sources, with what they count.

use rustc_hash::FxHashSet;

use std::ops::Range;

use super::{Completion, CompletionKind, Here, MOST};
use crate::compose;
use crate::evidence::{Entry, Role};
use crate::fact::{self, Fact, Kind, Phase};
use crate::language::quantity::{Dimension, Quantity, Sort};
use crate::text::Span;

/// Words behind or before a number that say what it is of.
const WORDS: usize = 6;

/// A number as a source has it.
struct Stated {
    source: usize,
    unit: usize,
    /// What is written.
    text: String,
    /// What it counts, or what is said of it.
    of: String,
}

/// The numbers that begin with the digits typed, those of unused lines and of lines near in content first. A value
/// that its speaker took back is none.
pub(super) fn all(here: &Here<'_>) -> Vec<Completion> {
    let ctx = here.ctx();
    let typed = digits(here.typed());
    let mut stated: Vec<Stated> = Vec::new();
    for (n, entry) in ctx.sources.index.entries.iter().enumerate() {
        if ctx.sources.list[entry.source].role == Role::Transcript {
            stated.extend(of_entry(here, n, entry).filter(|it| digits(&it.text).starts_with(&typed)));
        }
    }
    compose::sort_near(&ctx, here.offset, &mut stated, |it| (it.source, it.unit));
    let mut seen: FxHashSet<(String, String)> = FxHashSet::default();
    stated.retain(|it| seen.insert((it.text.clone(), it.of.to_lowercase())));
    stated.iter().take(MOST).map(|it| completion(here, it)).collect()
}

fn completion(here: &Here<'_>, it: &Stated) -> Completion {
    let fact = Fact {
        source: it.source,
        unit: it.unit,
        kind: Kind::Metric,
        phase: Phase::Happened,
        weight: 0.0,
    };
    Completion {
        detail: format!("{} · {}", it.of, here.told_by(&fact)),
        markdown: here.lines(it.source, &[it.unit]),
        ..here.completion(CompletionKind::Number, it.text.clone(), &it.text)
    }
}

/// Without what parts thousands.
fn digits(text: &str) -> String {
    text.replace(',', "")
}

fn of_entry<'a>(here: &'a Here<'_>, n: usize, entry: &'a Entry) -> impl Iterator<Item = Stated> + 'a {
    let sources = &here.analysis.inputs.sources;
    let text = sources.list[entry.source].transcript.units[entry.unit]
        .view
        .text();
    // `about` and `at least` stand before the number; they are shown, for the author to keep.
    let stated = move |written: Span, whole: Span| Stated {
        source: entry.source,
        unit: entry.unit,
        text: text[written.range()].to_owned(),
        of: around(text, whole.start..written.start, written.end),
    };
    let is_taken_back = move |amount: usize| {
        sources
            .index
            .retractions
            .iter()
            .any(|it| (it.entry, it.amount) == (n, amount))
    };
    let amounts = entry.claim.amounts.iter().enumerate();
    let amounts = amounts
        .filter(move |(at, it)| is_written(&it.quantity) && !is_taken_back(*at))
        .map(move |(_, it)| stated(with_unit(text, &it.quantity), it.quantity.span));
    let is_time_back = move |time: usize| {
        let mut back = sources.index.retracted_times.iter();
        back.any(|it| (it.entry, it.time) == (n, time))
    };
    let times = entry.claim.times.iter().enumerate();
    let times = times.filter(move |(at, it)| {
        text[it.span.range()].starts_with(|it: char| it.is_ascii_digit()) && !is_time_back(*at)
    });
    amounts.chain(times.map(move |(_, it)| stated(it.span, it.span)))
}

/// Digits that say something: no place in a list.
fn is_written(it: &Quantity) -> bool {
    !it.in_words && it.sort != Sort::Ordinal
}

/// The number with the unit behind it, where its phrase ends there: of `11,400 kilowatt hours` a part would be wrong.
fn with_unit(text: &str, it: &Quantity) -> Span {
    let is_measured = it.dimension != Dimension::Count && it.number.end <= it.unit.start;
    let is_one_word = is_measured && !text[it.number.end..it.unit.start].trim().contains(' ');
    let next = text[it.unit.end..].split_whitespace().next().unwrap_or("");
    let is_attached = it.number.end == it.unit.start;
    let ends_phrase = text[it.unit.end..].starts_with(|it: char| !it.is_whitespace()) || is_small(next);
    if is_one_word && (is_attached || ends_phrase) {
        it.number.cover(it.unit)
    } else {
        it.number
    }
}

/// Whether `words` are such as stand anywhere.
fn is_small(words: &str) -> bool {
    fact::content(words).next().is_none()
}

/// What a number counts: the words behind it up to the next mark; where there are none, those of its clause before it:
/// `the limit is …`.
fn around(text: &str, modifier: Range<usize>, end_of_number: usize) -> String {
    let is_mark = |text: &str, at: usize, it: char| {
        let next = text[at + it.len_utf8()..].chars().next();
        let parts_number = matches!(it, ',' | '.' | ':') && next.is_some_and(|it| !it.is_whitespace());
        ",;:?!.()—–\n\"“”".contains(it) && !parts_number
    };
    let behind = &text[end_of_number..];
    let end = behind
        .char_indices()
        .find(|&(at, it)| is_mark(behind, at, it))
        .map_or(behind.len(), |it| it.0);
    let mut words: Vec<&str> = behind[..end].split_whitespace().take(WORDS).collect();
    // Cut at six words, it is not to end in "of the".
    while words.last().is_some_and(|it| is_small(it)) {
        words.pop();
    }
    if !words.is_empty() {
        let lead = text.get(modifier).map(str::trim).filter(|it| !it.is_empty());
        let lead = lead.map(|it| format!("{it} … ")).unwrap_or_default();
        return lead + &words.join(" ");
    }
    let before = &text[..modifier.end];
    let start = before
        .char_indices()
        .rev()
        .find(|&(at, it)| is_mark(before, at, it))
        .map_or(0, |(at, it)| at + it.len_utf8());
    let words: Vec<&str> = before[start..].split_whitespace().collect();
    let first = words.len().saturating_sub(WORDS);
    let mut words = words[first..].to_vec();
    words.push("…");
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, number: &str) -> String {
        let at = text.find(number).expect("it is there");
        around(text, at..at, at + number.len())
    }

    #[test]
    fn a_number_is_shown_with_what_it_counts() {
        let text = "So 47,000 records in the database, and its limit is 2 gigs.";
        assert_eq!(of(text, "47,000"), "records in the database");
        assert_eq!(of(text, "2 gigs"), "and its limit is …");
        assert_eq!(around("about 1.8 gigs of memory", 0..6, 14), "about … of memory");
        assert_eq!(of("412", "412"), "…");
        assert_eq!(
            of("Strandgata 12 alone burned 11,400 kilowatt hours.", "12"),
            "alone burned 11,400 kilowatt hours"
        );
        assert_eq!(of("Mrs Aaberg, flat 31, Strandgata 12.", "12"), "Strandgata …");
    }

    #[test]
    fn a_unit_comes_with_its_number_where_the_phrase_ends() {
        let written = |text: &str| {
            let read = crate::language::quantity::read(text);
            text[with_unit(text, &read[0]).range()].to_owned()
        };
        assert_eq!(written("It took 13 seconds."), "13 seconds");
        assert_eq!(written("About 40 percent of it"), "40 percent");
        assert_eq!(written("burned 11,400 kilowatt hours more"), "11,400");
        assert_eq!(written("within 520ms today"), "520ms");
        assert_eq!(written("1,912 thermostats"), "1,912");
    }
}
