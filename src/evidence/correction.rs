//! Corrections beyond a speaker's own numbers: a number that somebody else sets right and the speaker accepts ("forty pounds."
//! "Sixty, with the postage." "Sixty."), and clock times, weekdays and dates that were taken back ("16:20. No wait. 16:40.").

use super::retraction::{comparable, is_value, likeness, text_of};
use super::{Entry, Retraction, Source};
use crate::claim::{Amount, agrees, same_time};
use crate::language::time::{TimeMention, TimeRef};

/// Content words that a turn may hold which only sets a number right, and one that accepts it.
const SHORT: usize = 3;
/// Units between what is corrected and the correction, at most.
const REACH: usize = 4;

/// A time that was taken back, and the one given instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetractedTime {
    /// Entry that told the wrong time.
    pub entry: usize,
    /// Its index among that entry's times.
    pub time: usize,
    /// Entry that told the right one.
    pub by_entry: usize,
    /// Its index among that entry's times.
    pub by_time: usize,
}

/// Numbers that another speaker sets right in a short turn of their own, and that the next turn says again.
pub(super) fn accepted(sources: &[Source], entries: &[Entry]) -> Vec<Retraction> {
    let mut found = Vec::new();
    for at in 1..entries.len() {
        let mut values = entries[at]
            .claim
            .amounts
            .iter()
            .enumerate()
            .filter(|it| is_value(it.1));
        let (Some((by_amount, right)), None) = (values.next(), values.next()) else {
            continue;
        };
        // "Sixty, with the postage." sets right; "So all twenty-six." concludes, "Twenty on brushes." adds.
        let text = text_of(sources, &entries[at]);
        let before = text[..right.quantity.span.start].trim().to_lowercase();
        let behind = text[right.quantity.span.end..].trim_start();
        let opens = matches!(
            before.as_str(),
            "" | "no," | "no" | "it was" | "it's" | "make that"
        );
        if !opens || behind.starts_with(char::is_alphanumeric) {
            continue;
        }
        let corrected = corrected_turn(sources, entries, at, |it| says(it, right));
        // Who says again what the turn said sets nothing right.
        let corrected = corrected.filter(|turn| !turn.clone().any(|it| says(&entries[it], right)));
        let wrong = corrected.and_then(|turn| {
            turn.rev().find_map(|n| {
                let fits = |it: &Amount| is_value(it) && comparable(it, right) && it.face != right.face;
                let amounts = entries[n].claim.amounts.iter().enumerate();
                let fitting = amounts.filter(|it| fits(it.1));
                Some((n, fitting.max_by_key(|it| likeness(it.1, right))?.0))
            })
        });
        if let Some((entry, amount)) = wrong {
            found.push(Retraction {
                entry,
                amount,
                by_entry: at,
                by_amount,
            });
        }
    }
    found
}

/// The entries of the turn before `at`, where `at` opens a short turn of somebody else, and the turn behind it says the
/// same again.
fn corrected_turn(
    sources: &[Source],
    entries: &[Entry],
    at: usize,
    says_again: impl Fn(&Entry) -> bool,
) -> Option<std::ops::Range<usize>> {
    let (before, entry) = (&entries[at - 1], &entries[at]);
    let of_one = |a: &Entry, b: &Entry| a.source == b.source && a.passage == b.passage;
    let opens = before.source == entry.source && before.passage + 1 == entry.passage;
    let is_short = |it: &Entry| {
        let number = |span| it.claim.amounts.iter().any(|it| it.quantity.span.overlaps(span));
        let content = it.claim.words.iter().filter(|it| !it.stop && !number(it.span));
        !it.is_question && content.count() <= SHORT
    };
    let is_another = entry.speaker.is_some() && before.speaker.is_some() && entry.speaker != before.speaker;
    if !(opens && is_another && is_short(entry)) || before.is_question || asks(sources, before) {
        return None;
    }
    let next = entries[at..].iter().find(|it| !of_one(it, entry))?;
    let accepts = next.passage == entry.passage + 1
        && next.source == entry.source
        && next.speaker == before.speaker
        && is_short(next)
        && says_again(next);
    let start = entries[..at].iter().rposition(|it| !of_one(it, before));
    accepts.then(|| start.map_or(0, |it| it + 1).max(at.saturating_sub(REACH))..at)
}

fn asks(sources: &[Source], entry: &Entry) -> bool {
    text_of(sources, entry).trim_end().ends_with('?')
}

fn says(entry: &Entry, right: &Amount) -> bool {
    let mut amounts = entry.claim.amounts.iter();
    amounts.any(|it| it.face == right.face || agrees(it, right))
}

/// Times that their speaker took back.
pub(super) fn times(sources: &[Source], entries: &[Entry]) -> Vec<RetractedTime> {
    let mut found = Vec::new();
    for (by_entry, entry) in entries.iter().enumerate() {
        let of_one = |it: &Entry| it.source == entry.source && it.speaker == entry.speaker;
        // "No wait, let me look at the mail. 16:40.": the cue may stand a unit or two before the right time.
        let cue = (by_entry.saturating_sub(2)..=by_entry).rev().find(|&n| {
            let same_turn = entries[n].passage == entry.passage && entries[n].source == entry.source;
            same_turn && takes_time_back(text_of(sources, &entries[n])) && !answers(sources, entries, n)
        });
        let Some(cue) = cue else { continue };
        for (by_time, right) in entry.claim.times.iter().enumerate() {
            let told_before = |n: &usize| {
                of_one(&entries[*n]) && entries[*n].claim.times.iter().any(|it| is_rival(it, right))
            };
            let wrong = (cue.saturating_sub(REACH)..cue).rev().find(told_before);
            let Some(wrong) = wrong else { continue };
            let times = &entries[wrong].claim.times;
            if times.iter().any(|it| same_time(it.value, right.value)) {
                continue;
            }
            if let Some(time) = times.iter().rposition(|it| is_rival(it, right)) {
                found.push(RetractedTime {
                    entry: wrong,
                    time,
                    by_entry,
                    by_time,
                });
            }
        }
    }
    found
}

/// "No wait", "sorry, 08:15": an apology only with the time right behind it.
fn takes_time_back(text: &str) -> bool {
    let lower = text.to_lowercase();
    let strong = [
        "no wait",
        "no, wait",
        "wait, no",
        "no, sorry",
        "no sorry",
        "correction",
        "scratch that",
        "make that",
    ];
    let apology = ["sorry, ", "sorry "].iter().find_map(|it| lower.strip_prefix(it));
    strong.iter().any(|it| lower.starts_with(it))
        || apology.is_some_and(|it| {
            crate::language::time::read(it)
                .first()
                .is_some_and(|it| it.span.start == 0)
        })
}

/// Whether a unit opens the answer to somebody's question.
fn answers(sources: &[Source], entries: &[Entry], at: usize) -> bool {
    let before = at.checked_sub(1).map(|it| &entries[it]);
    before.is_some_and(|it| {
        let of_another = it.source == entries[at].source && it.passage != entries[at].passage;
        of_another && (it.is_question || asks(sources, it))
    })
}

/// Whether the two are of one kind and not the same: two clock times, two weekdays, two days of a month.
fn is_rival(a: &TimeMention, b: &TimeMention) -> bool {
    let alike = match (a.value, b.value) {
        (TimeRef::Clock { .. }, TimeRef::Clock { .. }) | (TimeRef::Weekday(_), TimeRef::Weekday(_)) => true,
        (TimeRef::Date { day: a, .. }, TimeRef::Date { day: b, .. }) => a.is_some() && b.is_some(),
        _ => false,
    };
    alike && !same_time(a.value, b.value)
}
