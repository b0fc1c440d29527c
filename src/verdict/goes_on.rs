//! Where the talk goes on: a unit that the next ones deny, or turn to the very thing that the sentence tells of, proves nothing
//! against it.

use super::judge::Case;
use super::polarity::first_word;
use crate::text::Span;

/// Units behind one, and turns, that may take it up.
const UNITS: usize = 6;
const TURNS: usize = 2;

/// Whether a unit soon behind `at` barely denies it ("It wasn't."), or says a word of the sentence's `part` that the unit itself
/// lacks: "The nightly job backs up the orders." "And the invoices?" "No, that one it skips."
pub(super) fn goes_on(case: &Case<'_>, at: usize, part: Span) -> bool {
    taken_up(case, at, part, false)
}

/// Whether somebody asks soon behind `at` for what the sentence's `part` says and the unit lacks: "And on the big one?"
pub(super) fn asks_for_another(case: &Case<'_>, at: usize, part: Span) -> bool {
    taken_up(case, at, part, true)
}

fn taken_up(case: &Case<'_>, at: usize, part: Span, by_question: bool) -> bool {
    let index = &case.judge.sources.index;
    let entry = &index.entries[at];
    let anchors = case.claim.amounts.iter().map(|it| it.quantity.span);
    let anchors: Vec<Span> = anchors.chain(case.claim.times.iter().map(|it| it.span)).collect();
    let is_anchor = |span: Span| anchors.iter().any(|it| it.overlaps(span));
    let lacks: Vec<_> = case
        .claim
        .words
        .iter()
        .filter(|it| !it.stop && part.contains(it.span) && !is_anchor(it.span) && !entry.claim.has(it.stem))
        .map(|it| it.stem)
        .collect();
    let end = (at + 1 + UNITS).min(index.entries.len());
    let mut next = (at + 1..end).take_while(|&it| {
        let of_source = index.entries[it].source == entry.source;
        of_source && index.entries[it].passage <= entry.passage + TURNS
    });
    let mut asked = false;
    next.any(|it| {
        let next = &index.entries[it];
        asked |= next.is_question;
        if by_question && !next.is_question {
            return false;
        }
        // "It wasn't." What answers a question in between denies that.
        let opens_with_no =
            first_word(case.entry_text(it), &next.claim).is_some_and(|it| it == "no" || it == "nope");
        let denies = !asked && next.length == 0 && (next.claim.negated || opens_with_no);
        denies || lacks.iter().any(|stem| next.claim.has(*stem))
    })
}
