//! The numbers and times of the sources, with what they count.

use super::{Completion, CompletionKind, Here, MOST};
use crate::compose;
use crate::evidence::{Entry, Role};
use crate::fact::{self, Fact, Kind};
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
    let mut seen: Vec<(String, String)> = Vec::new();
    stated.retain(|it| {
        let key = (it.text.clone(), it.of.to_lowercase());
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    stated.iter().take(MOST).map(|it| completion(here, it)).collect()
}

fn completion(here: &Here<'_>, it: &Stated) -> Completion {
    let fact = Fact {
        source: it.source,
        unit: it.unit,
        kind: Kind::Metric,
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
    let stated = move |written: Span, whole: Span| Stated {
        source: entry.source,
        unit: entry.unit,
        text: text[written.range()].to_owned(),
        of: around(text, whole),
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

/// The number with the unit behind it; what is counted is left to the sentence.
fn with_unit(text: &str, it: &Quantity) -> Span {
    let is_measured = it.dimension != Dimension::Count && it.number.end <= it.unit.start;
    let is_one_word = is_measured && !text[it.number.end..it.unit.start].trim().contains(' ');
    if is_one_word {
        it.number.cover(it.unit)
    } else {
        it.number
    }
}

/// What a number counts: the words behind it up to the next mark, `… the limit is` before it where it ends its clause.
fn around(text: &str, number: Span) -> String {
    let behind = &text[number.end..];
    let end = behind
        .find(|it: char| ",;:?!()—–\n\"“”".contains(it))
        .unwrap_or(behind.len());
    let end = behind[..end].find(". ").unwrap_or(end);
    let mut words: Vec<&str> = behind[..end]
        .trim_end_matches('.')
        .split_whitespace()
        .take(WORDS)
        .collect();
    // Cut at six words, it is not to end in "of the".
    let is_small = |it: &str| fact::content(it).next().is_none();
    while words.last().is_some_and(|it| is_small(it)) {
        words.pop();
    }
    if !words.is_empty() {
        return words.join(" ");
    }
    let before: Vec<&str> = text[..number.start].split_whitespace().collect();
    let first = before.len().saturating_sub(WORDS);
    format!("{} …", before[first..].join(" ")).trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, number: &str) -> String {
        let at = text.find(number).expect("it is there");
        around(text, Span::new(at, at + number.len()))
    }

    #[test]
    fn a_number_is_shown_with_what_it_counts() {
        let text = "So 47,000 records in the database, and its limit is 2 gigs.";
        assert_eq!(of(text, "47,000"), "records in the database");
        assert_eq!(of(text, "2 gigs"), "the database, and its limit is …");
        assert_eq!(of("412", "412"), "…");
    }
}
