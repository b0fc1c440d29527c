//! What the draft counts of its own words: `"We tried that once." Four words.`

use super::judge::Case;
use super::{Issue, IssueKind};
use crate::evidence::has_stem;
use crate::language::quantity::{Bound, Dimension};
use crate::language::words::{self, words as read_words};

/// Numbers that prose spells out.
const SPELT: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// Checks a count of words against the quotation that it stands beside.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    let word = words::stem("words");
    for amount in &case.claim.amounts {
        let it = &amount.quantity;
        let counts_words = amount.heads.first() == Some(&word)
            && it.dimension == Dimension::Count
            && it.is_single()
            && it.bound == Bound::Exact;
        let Some(quotation) = counts_words.then(|| quotation(case)).flatten() else {
            continue;
        };
        let count = quotation
            .split_whitespace()
            .filter(|it| it.contains(char::is_alphanumeric))
            .count();
        if count < 2 {
            continue;
        }
        issues.retain(|other| !other.span.overlaps(it.span));
        if it.value() == count as f64 {
            continue;
        }
        issues.push(Issue {
            kind: IssueKind::ContradictedNumber,
            span: it.number,
            right: Some(spelt(count, &case.text[it.number.range()])),
            place: said_in(case, quotation).map(|at| case.place(at)),
            other: None,
        });
    }
}

/// The one quotation of the sentence, or else the one that the sentence before is.
fn quotation<'a>(case: &'a Case<'_>) -> Option<&'a str> {
    match case.piece.quotes {
        [only] => Some(&case.text[only.inner.range()]),
        [] => {
            let before = case
                .around
                .before
                .last()?
                .trim_matches(|c: char| c == '*' || c == '_' || c.is_whitespace());
            let inner = before.strip_prefix(['"', '“'])?.strip_suffix(['"', '”'])?;
            (!inner.contains(['"', '“', '”'])).then_some(inner)
        }
        _ => None,
    }
}

/// A count as the draft writes its own: spelt or in digits, with its capital.
fn spelt(count: usize, like: &str) -> String {
    let Some(word) = SPELT
        .get(count)
        .filter(|_| !like.starts_with(|c: char| c.is_ascii_digit()))
    else {
        return count.to_string();
    };
    if like.starts_with(char::is_uppercase) {
        let mut letters = word.chars();
        let first = letters.next().map(|it| it.to_ascii_uppercase());
        first.into_iter().chain(letters).collect()
    } else {
        (*word).to_owned()
    }
}

/// The entry that holds every content word of the quotation.
fn said_in(case: &Case<'_>, quotation: &str) -> Option<usize> {
    let wanted: Vec<_> = read_words(quotation).into_iter().filter(|it| !it.stop).collect();
    let entries = &case.judge.sources.index.entries;
    let holds =
        |at: &usize| !wanted.is_empty() && wanted.iter().all(|it| has_stem(&entries[*at].claim, it.stem));
    (0..entries.len()).find(holds)
}

#[cfg(test)]
mod tests {
    use super::spelt;

    #[test]
    fn a_count_is_written_as_the_draft_writes_its_own() {
        assert_eq!(spelt(7, "Six"), "Seven");
        assert_eq!(spelt(7, "six"), "seven");
        assert_eq!(spelt(7, "6"), "7");
        assert_eq!(spelt(14, "six"), "14");
    }
}
