//! How two terms belong together: as parts that the sentence names, as part and whole, as many to one.

use super::super::judge::Case;
use super::pool::Term;
use crate::claim::Amount;
use crate::language::quantity::Dimension;
use crate::language::words::{Stem, Word};
use crate::text::Span;

/// Words that may stand between `of` and the whole.
const BEFORE_A_WHOLE: [&str; 7] = ["the", "our", "all", "its", "their", "some", "those"];

/// Whether one unit tells both, each with words of its own that the sentence joins: `20 servers in Oslo and
/// Bergen` of `12 servers in Oslo and 8 servers in Bergen`.
pub(super) fn are_named(case: &Case<'_>, amount: &Amount, a: &Term<'_>, b: &Term<'_>) -> bool {
    const EACH: [&str; 3] = ["each", "apiece", "every"];
    if EACH.iter().any(|it| super::says(case.text, it)) {
        return false;
    }
    let Some((entry, first, second)) = in_one_unit(a, b) else {
        return are_named_apart(case, amount, a, b);
    };
    let counted = amount.quantity.dimension == Dimension::Count;
    let heads = |it: &Term<'_>| amount.heads.iter().any(|head| it.heads.contains(head));
    if a.dimension != amount.quantity.dimension || counted && !heads(a) && !heads(b) {
        return false;
    }
    let text = case.entry_text(entry);
    let behind = &text[second.end..];
    let end = second.end
        + behind
            .find([',', ';', '.', '?', '!', ':'])
            .unwrap_or(behind.len());
    let words = &case.judge.sources.index.entries[entry].claim.words;
    let own = |from: usize, to: usize| -> Vec<Stem> {
        let is_meant = |it: &&Word| {
            let capital = text[it.span.range()].starts_with(char::is_uppercase);
            from <= it.span.start && it.span.end <= to && (capital || !it.stop)
        };
        let stems = words.iter().filter(is_meant).map(|it| it.stem);
        stems.filter(|it| !amount.heads.contains(it)).collect()
    };
    let (own_first, own_second) = (own(first.end, second.start), own(second.end, end));
    let said = |mine: &[Stem], other: &[Stem]| {
        mine.iter()
            .any(|it| !other.contains(it) && case.claim.words.iter().any(|word| word.stem == *it))
    };
    let rest = &case.text[amount.quantity.span.end..];
    super::says(rest, "and") && said(&own_first, &own_second) && said(&own_second, &own_first)
}

/// Whether two units beside each other tell one each: `The office has 11 desks. The lab has 14 desks.`
fn are_named_apart(case: &Case<'_>, amount: &Amount, a: &Term<'_>, b: &Term<'_>) -> bool {
    let told = |it: &Term<'_>| it.entry.filter(|_| it.place.is_some());
    let Some((at_a, at_b)) = told(a).zip(told(b)).filter(|(a, b)| a != b) else {
        return false;
    };
    let alike = |it: &Term<'_>| amount.heads.iter().any(|head| it.heads.contains(head));
    let entries = &case.judge.sources.index.entries;
    let says_only = |at: usize, other: usize| {
        let mut words = case.claim.words.iter().filter(|it| !it.stop);
        words.any(|it| entries[at].claim.has(it.stem) && !entries[other].claim.has(it.stem))
    };
    let named = says_only(at_a, at_b) && says_only(at_b, at_a);
    a.is_near(b) && alike(a) && alike(b) && named && super::says(case.text, "and")
}

/// Whether the sentence speaks of all of them: `144 gigabytes between them`.
pub(super) fn says_together(case: &Case<'_>) -> bool {
    const TOGETHER: [&str; 6] = [
        "between them",
        "in all",
        "together",
        "altogether",
        "combined",
        "in total",
    ];
    let text = case.text.to_ascii_lowercase();
    TOGETHER.iter().any(|it| super::says(&text, it))
}

/// Whether one unit tells `a` of each of `b`, and the sentence of all of them: `48 gigabytes on each of three nodes`.
pub(super) fn is_on_each(case: &Case<'_>, amount: &Amount, a: &Term<'_>, b: &Term<'_>) -> bool {
    let Some((entry, first, second)) = in_one_unit(a, b) else {
        return false;
    };
    let counted = amount.quantity.dimension == Dimension::Count;
    let of_target = a.dimension == amount.quantity.dimension
        && (!counted || amount.heads.iter().any(|it| a.heads.contains(it)));
    let text = case.entry_text(entry);
    let is_told = |it: &str| super::says(it, "each") || super::says(it, "every") || super::says(it, "apiece");
    // "48 gigabytes on each of three nodes", "three nodes with 48 gigabytes each"
    let shared = is_told(&text[first.end..second.start]) || is_told(&text[second.end..]);
    let named = b.heads.iter().any(|it| case.claim.has(*it));
    b.dimension == Dimension::Count && named && of_target && shared && says_together(case)
}

/// The unit that states both, and where the first and the second stand in it.
fn in_one_unit(a: &Term<'_>, b: &Term<'_>) -> Option<(usize, Span, Span)> {
    let entry = a.entry.filter(|_| a.entry == b.entry)?;
    let (a, b) = (a.place?, b.place?);
    Some(if a.start < b.start {
        (entry, a, b)
    } else {
        (entry, b, a)
    })
}

/// Whether one unit tells `a` as a part of `b`: `8,200 of 47,000`, `of the 47,000 records we exported 8,200`.
pub(super) fn is_part_of(case: &Case<'_>, a: &Term<'_>, b: &Term<'_>) -> bool {
    let Some((entry, ..)) = in_one_unit(a, b) else {
        return false;
    };
    let Some(whole) = b.place else { return false };
    let text = case.entry_text(entry).to_ascii_lowercase();
    let mut before = text[..whole.start].split_whitespace().rev();
    let led = before.find(|it| !BEFORE_A_WHOLE.contains(it));
    led == Some("of")
}

/// Whether a part of the second can be the first, or a change lead from one to the other: they measure one
/// thing, and the sentence speaks of it.
pub(super) fn is_one_measure(case: &Case<'_>, a: &Term<'_>, b: &Term<'_>) -> bool {
    if is_part_of(case, a, b) || is_part_of(case, b, a) || a.drafted && b.drafted {
        return true;
    }
    let is_about = |it: &Term<'_>| {
        it.entry.is_some_and(|at| {
            let entry = &case.judge.sources.index.entries[at].claim;
            let mut words = case.claim.words.iter().filter(|it| !it.stop);
            words.any(|it| entry.has(it.stem))
        })
    };
    let in_sentence = |heads: &[Stem]| heads.iter().any(|it| case.claim.has(*it));
    if a.dimension == Dimension::Count {
        let alike = a.heads.iter().any(|it| b.heads.contains(it));
        let bare_beside =
            |x: &Term<'_>, y: &Term<'_>| x.heads.is_empty() && (y.drafted || in_sentence(y.heads));
        // "Revenue was 2.4 million in 2022 and 3.0 million in 2023": one unit tells both of one thing.
        let of_one = a.heads.is_empty() && b.heads.is_empty() && in_one_unit(a, b).is_some();
        return alike || bare_beside(a, b) || bare_beside(b, a) || of_one && is_about(a);
    }
    a.dimension == Dimension::Percent || a.drafted || b.drafted || is_about(a) || is_about(b)
}

/// Whether the sentence shares `a` out over `b`: `six plots to a tank`, and the two count plots and tanks.
pub(super) fn shares_between(case: &Case<'_>, amount: &Amount, a: &Term<'_>, b: &Term<'_>) -> bool {
    let end = amount.quantity.span.end;
    let mut behind = case.claim.words.iter().filter(|it| it.span.start >= end);
    let Some(shared) = behind.next() else { return false };
    let text = |it: Option<&Word>| it.map(|it| case.text[it.span.range()].to_ascii_lowercase());
    let joins = text(behind.next());
    let counts = text(behind.next());
    let to_one = match (joins.as_deref(), counts.as_deref()) {
        (Some("to" | "for" | "on" | "in"), Some("a" | "an" | "each" | "every" | "one")) => behind.next(),
        _ => None,
    };
    to_one.is_some_and(|it| a.heads.contains(&shared.stem) && b.heads.contains(&it.stem))
}
