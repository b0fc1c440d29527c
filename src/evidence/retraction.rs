//! Values that a speaker took back: "four percent. No, sorry. Four in a thousand.", "40. No wait, 14."

use super::{Entry, Retraction, Source};
use crate::claim::{Amount, agrees, same_measure};
use crate::language::quantity::{Dimension, Sort};
use crate::language::words;

/// How many units back a correction may reach.
const REACH: usize = 4;
/// How many units back it may reach where both count the same thing.
const FAR: usize = 24;

/// Finds corrections: a unit that opens with (or is followed by) a phrase of taking back, and holds a value of
/// the same measure as one said just before by the same speaker.
pub(super) fn find(sources: &[Source], entries: &[Entry]) -> Vec<Retraction> {
    let mut found: Vec<Retraction> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let text = text_of(sources, entry);
        let takes_back = takes_back(text);
        // "Is it as fast as it was?" "No. Eleven seconds."
        let answers = |n: usize| {
            let text = text_of(sources, &entries[n]);
            let before = n.checked_sub(1).map(|it| &entries[it]);
            text.trim().eq_ignore_ascii_case("no.")
                && before.is_some_and(|it| it.is_question && it.passage != entries[n].passage)
        };
        let after_cue = at.checked_sub(1).is_some_and(|n| {
            entries[n].source == entry.source
                && entries[n].speaker == entry.speaker
                && entries[n].claim.amounts.is_empty()
                && (takes_back_alone(text_of(sources, &entries[n])) && !answers(n)
                    || entries[n].passage == entry.passage && self::takes_back(text_of(sources, &entries[n])))
        });
        if !(takes_back || after_cue) {
            continue;
        }
        let values = || entry.claim.amounts.iter().enumerate().filter(|it| is_value(it.1));
        let Some((_, first)) = values().next() else {
            continue;
        };
        // "It took ninety. No, hang on, ninety is what we told people. It was a hundred and ten."
        let is_repeated = |n: &usize| {
            let same_voice = entries[*n].source == entry.source && entries[*n].speaker == entry.speaker;
            same_voice
                && entries[*n]
                    .claim
                    .amounts
                    .iter()
                    .any(|it| is_value(it) && says_again(it, first))
        };
        // "One point seven! Sorry. One point seven percent." only says it again.
        let is_number = |span| {
            entry
                .claim
                .amounts
                .iter()
                .any(|it| it.quantity.span.overlaps(span))
        };
        let mut words = entry.claim.words.iter();
        let tells = words.any(|it| !it.stop && !is_number(it.span));
        let mut before = (at.saturating_sub(REACH)..at).rev();
        if let Some(old) = before.find(|it| tells && is_repeated(it)) {
            let amount = entries[old]
                .claim
                .amounts
                .iter()
                .position(|it| is_value(it) && says_again(it, first));
            let rest = (at..entries.len().min(at + REACH)).filter(|&n| entries[n].passage == entry.passage);
            let new = rest
                .flat_map(|n| {
                    entries[n]
                        .claim
                        .amounts
                        .iter()
                        .enumerate()
                        .map(move |(m, it)| (n, m, it))
                })
                .find(|(_, _, it)| is_value(it) && comparable(it, first) && !agrees(it, first));
            if let (Some(amount), Some((by_entry, by_amount, _))) = (amount, new) {
                found.push(Retraction {
                    entry: old,
                    amount,
                    by_entry,
                    by_amount,
                });
                continue;
            }
        }
        let earlier = (at.saturating_sub(FAR)..at).rev();
        // Others may speak in between where the same thing is counted: "14 trucks" … "make that 16 trucks".
        let counts_the_same = |n: usize| {
            let amounts = &entries[n].claim.amounts;
            amounts
                .iter()
                .any(|it| it.heads.iter().any(|head| first.heads.contains(head)))
        };
        let same_voice = |n: &usize| {
            let same = entries[*n].source == entry.source && entries[*n].speaker == entry.speaker;
            same && (at - n <= REACH || counts_the_same(*n))
        };
        let pair = earlier.filter(same_voice).find_map(|n| {
            let amounts = &entries[n].claim.amounts;
            // "Correction, 426 of the 640": what it says again, it does not take back.
            let counts_other = |a: &Amount, b: &Amount| {
                !a.heads.is_empty() && !b.heads.is_empty() && !a.heads.iter().any(|it| b.heads.contains(it))
            };
            let is_said_again =
                |it: &Amount| values().any(|(_, own)| agrees(it, own) && !counts_other(it, own));
            let taken_back = |right: &Amount, alike: &dyn Fn(&Amount) -> bool| {
                let fits =
                    |it: &Amount| is_value(it) && alike(it) && !agrees(it, right) && !is_said_again(it);
                let fitting = amounts.iter().enumerate().filter(|it| fits(it.1));
                fitting.max_by_key(|it| likeness(it.1, right)).map(|it| it.0)
            };
            let same = |right: &Amount| taken_back(right, &|it| same_measure(&it.quantity, &right.quantity));
            let exact = values().find_map(|(new, right)| same(right).map(|old| (n, old, new)));
            exact.or_else(|| {
                taken_back(first, &|it| comparable(it, first)).map(|old| (n, old, first_at(entry)))
            })
        });
        if let Some((n, amount, new)) = pair {
            found.push(Retraction {
                entry: n,
                amount,
                by_entry: at,
                by_amount: new,
            });
        }
    }
    found.extend(within(sources, entries));
    found.extend(announced(sources, entries));
    found.extend(super::correction::accepted(sources, entries));
    found
}

/// "Let me correct something: I said sixty. The handout says sixty as well. It's ninety.": the first value behind the
/// announcement is the wrong one, the first other one of the same turn is right.
fn announced(sources: &[Source], entries: &[Entry]) -> Vec<Retraction> {
    let mut found = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let lower = text_of(sources, entry).to_lowercase();
        let announces = [
            "let me correct",
            "i have to correct",
            "i need to correct",
            "one correction",
            "a correction:",
        ]
        .iter()
        .any(|it| lower.contains(it));
        if !announces {
            continue;
        }
        let turn = entries[at..]
            .iter()
            .take_while(|it| it.passage == entry.passage)
            .enumerate();
        let mut values = turn.flat_map(|(n, it)| {
            let own = it.claim.amounts.iter().enumerate().filter(|it| is_value(it.1));
            own.map(move |(amount, value)| (at + n, amount, value))
        });
        let Some(old) = values.next() else { continue };
        let new = values.find(|it| comparable(old.2, it.2) && !agrees(old.2, it.2) && !agrees(it.2, old.2));
        if let Some(new) = new {
            found.push(Retraction {
                entry: old.0,
                amount: old.1,
                by_entry: new.0,
                by_amount: new.1,
            });
        }
    }
    found
}

/// Index of an entry's first value.
fn first_at(entry: &Entry) -> usize {
    entry.claim.amounts.iter().position(is_value).unwrap_or_default()
}

/// "Forty. No wait, fourteen" written as one unit.
fn within(sources: &[Source], entries: &[Entry]) -> Vec<Retraction> {
    let mut found = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let text = text_of(sources, entry);
        let amounts = &entry.claim.amounts;
        for n in 1..amounts.len() {
            let (old, new) = (&amounts[n - 1], &amounts[n]);
            let between = &text[old.quantity.span.end..new.quantity.span.start.max(old.quantity.span.end)];
            let lower = between.to_ascii_lowercase();
            let cue = [
                "no wait",
                "no, wait",
                "sorry",
                "i mean",
                "scratch that",
                "correction",
                "make that",
                "hang on",
                "no, ",
            ]
            .iter()
            .any(|it| lower.contains(it));
            let before = text[..old.quantity.span.start].trim_end().to_ascii_lowercase();
            // "Not forty, fourteen."
            let denied = before.ends_with("not")
                && matches!(lower.trim(), "," | ", but" | "but" | ", it's" | ". it's");
            if (cue || denied) && is_value(old) && is_value(new) && comparable(old, new) && !agrees(old, new)
            {
                // "… of 64 pixels. 128, sorry, it was 64 in the old one": what was said before is taken back.
                let said = (at.saturating_sub(REACH)..at)
                    .filter(|&it| entries[it].passage == entry.passage)
                    .find_map(|it| {
                        let mut amounts = entries[it].claim.amounts.iter();
                        Some((it, amounts.position(|it| is_value(it) && agrees(it, new))?))
                    });
                if let Some((before, amount)) = said {
                    found.push(Retraction {
                        entry: before,
                        amount,
                        by_entry: at,
                        by_amount: n - 1,
                    });
                    continue;
                }
                found.push(Retraction {
                    entry: at,
                    amount: n - 1,
                    by_entry: at,
                    by_amount: n,
                });
            }
        }
    }
    found
}

/// Whether the second says the first once more, the thousands left out or not: "Sixty-two thousand. No wait, sixty-two was …".
fn says_again(old: &Amount, new: &Amount) -> bool {
    const THOUSAND: f64 = 1000.0;
    agrees(old, new) || new.heads.is_empty() && old.face == THOUSAND * new.face
}

/// How much a value looks like the one that corrects it: it counts the same, it is of the same order.
pub(super) fn likeness(old: &Amount, new: &Amount) -> (bool, bool) {
    let (a, b) = (old.quantity.value().abs(), new.quantity.value().abs());
    let same_order = a <= 10.0 * b && b <= 10.0 * a;
    (old.heads.iter().any(|it| new.heads.contains(it)), same_order)
}

pub(super) fn text_of<'a>(sources: &'a [Source], entry: &Entry) -> &'a str {
    sources[entry.source].transcript.units[entry.unit].view.text()
}

/// A number that can be wrong: "a day" is none.
pub(super) fn is_value(amount: &Amount) -> bool {
    let it = &amount.quantity;
    it.sort == Sort::Amount && it.is_single() && !(it.in_words && it.value() == it.scale)
}

/// Whether one can stand in for the other: the same measure, or a bare number for a number with a unit.
pub(super) fn comparable(a: &Amount, b: &Amount) -> bool {
    // "Two ovens" stand in for no five days.
    let bare = |it: &Amount| {
        it.quantity.dimension == Dimension::Count && it.quantity.unit.is_empty() && it.heads.is_empty()
    };
    let factor = |it: &Amount| it.quantity.dimension == Dimension::Factor;
    same_measure(&a.quantity, &b.quantity) || ((bare(a) || bare(b)) && !factor(a) && !factor(b))
}

/// "No, hang on, ninety is what we told people", "2,611. sorry.", "wait, 14".
pub(super) fn takes_back(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = words::spans(&lower)
        .into_iter()
        .take(4)
        .map(|it| &lower[it.range()])
        .collect();
    let opening = words.join(" ");
    const OPENINGS: [&str; 13] = [
        "no wait",
        "no sorry",
        "no hang on",
        "sorry",
        "wait no",
        "correction",
        "scratch that",
        "i mean",
        "hang on",
        "no actually",
        "actually no",
        "make that",
        "corrected",
    ];
    // "No, one point one two."
    let no_number = lower.strip_prefix("no, ").is_some_and(|it| {
        let first = crate::language::quantity::read(it).into_iter().next();
        first.is_some_and(|it| it.span.start == 0)
    });
    no_number
        || OPENINGS.iter().any(|it| opening.starts_with(it))
        || lower.trim_end_matches(['.', '!']).ends_with("sorry")
}

/// A unit that is nothing but taking back: "No -- sorry.", "No, hang on,".
fn takes_back_alone(text: &str) -> bool {
    // "Sorry, phone rang" apologises for something else.
    let content = words::words(text).iter().filter(|it| !it.stop).count();
    words::spans(text).len() <= 5
        && content <= 2
        && (takes_back(text)
            || text.trim().eq_ignore_ascii_case("no.")
            || text.to_ascii_lowercase().contains("wait"))
}
