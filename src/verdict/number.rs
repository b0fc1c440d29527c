//! Numbers: backed, contradicted, on the wrong thing, taken back, derived, or nowhere.

use super::derivation;
use super::judge::Case;
use super::out_of_place::out_of_place;
use super::role::{heads, misapplied, misfit, role, shared, swapped_heads};
use super::support::shared_weight;
use super::taken_back::{only_asked, retracted};
use super::told::{is_asked, is_denied, is_set_right};
use super::{Derivation, Issue, IssueKind};
use crate::claim::{Amount, agrees, agrees_in_unit, same_measure};
use crate::language::quantity::{Bound, Dimension, Sort};
use crate::language::time::TimeRef;
use crate::language::words::{self, Stem};
use crate::text::Span;

/// An amount of the sources that stands near what the sentence rests on.
#[derive(Clone, Copy)]
pub(super) struct Heard<'a> {
    /// Entry of the index.
    pub entry: usize,
    /// The amount.
    pub amount: &'a Amount,
    /// Rank of its entry among the sentence's evidence; a large number behind it.
    pub rank: usize,
}

/// Checks every amount of the sentence; returns how many say enough and are backed.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>, derivations: &mut Vec<Derivation>) -> usize {
    let mut sound = 0;
    let index = &case.judge.sources.index;
    let near = nearby(case);
    for (n, amount) in case.claim.amounts.iter().enumerate() {
        if case.is_quoted(amount.quantity.span) || !is_checkable(amount) {
            continue;
        }
        let heads = heads(case, n);
        if let Some(issue) = flatly_contradicted(case, amount, &heads, &near) {
            issues.push(issue);
            continue;
        }
        let backing = near.iter().find(|it| backs(case, amount, it));
        if let Some(backing) = backing {
            if let Some(issue) = swapped_heads(case, amount, &heads, &near) {
                issues.push(issue);
            } else if let Some(issue) = misapplied(case, amount, &heads, backing, &near)
                .or_else(|| misfit(case, amount, &near))
                .or_else(|| out_of_place(case, n, &heads))
            {
                settle(case, amount, Some(issue), &near, issues, derivations);
            } else if let Some(issue) = retracted(case, amount, backing.entry) {
                issues.push(issue);
            } else if is_telling(amount) || !amount.quantity.unit.is_empty() {
                sound += 1;
            }
            continue;
        }
        if let Some(at) = index.in_unit(amount).into_iter().find(|&at| !is_asked(case, at)) {
            if let Some(issue) = retracted(case, amount, at) {
                issues.push(issue);
            } else if !is_telling(amount) {
                // A small number stands somewhere in any source; that backs nothing.
                let issue = contradicted(case, amount, &heads, &near, true)
                    .or_else(|| misfit(case, amount, &near))
                    .or_else(|| out_of_place(case, n, &heads));
                settle(case, amount, issue, &near, issues, derivations);
            } else {
                let issue = out_of_place(case, n, &heads);
                settle(case, amount, issue, &near, issues, derivations);
            }
            continue;
        }
        if let Some(issue) = only_asked(case, amount, &near) {
            issues.push(issue);
            continue;
        }
        if let Some(derivation) = derivation::find(case, amount, &near) {
            derivations.push(derivation);
            continue;
        }
        if repeats_draft(case, amount) {
            continue;
        }
        if let Some(issue) = contradicted(case, amount, &heads, &near, false) {
            issues.push(issue);
        } else if is_demanding(case, amount) {
            issues.push(Issue {
                kind: IssueKind::UnsupportedNumber,
                span: amount.quantity.span,
                right: None,
                place: case.ranked.first().map(|it| case.place(it.0)),
                other: None,
            });
        }
    }
    sound
}

/// Takes the issue, unless arithmetic proves the number.
fn settle(
    case: &Case<'_>,
    amount: &Amount,
    issue: Option<Issue>,
    near: &[Heard<'_>],
    issues: &mut Vec<Issue>,
    derivations: &mut Vec<Derivation>,
) {
    let Some(issue) = issue else { return };
    match derivation::find(case, amount, near) {
        Some(derivation) => derivations.push(derivation),
        None => issues.push(issue),
    }
}

/// Whether a number near the sentence's evidence says what the draft's does. Where one of the two leaves its
/// unit out, only close by: a bare `2` stands anywhere.
fn backs(case: &Case<'_>, amount: &Amount, heard: &Heard<'_>) -> bool {
    // "2." stands at the head of many a line.
    let small = amount.face <= 12.0 && amount.face.fract() == 0.0;
    let close_by = || {
        let share = shared_weight(case, heard.entry);
        if small {
            share >= 0.35
        } else {
            heard.rank < 3 || share >= 0.2
        }
    };
    // "She was there at seven" backs no seven minutes.
    let is_hour = || {
        amount.quantity.dimension == Dimension::Time
            && reads_as_an_hour(case.entry_text(heard.entry), heard.amount)
    };
    !is_asked(case, heard.entry)
        && !is_hour()
        && (case.claim.negated || !is_denied(case, heard))
        && (agrees_in_unit(amount, heard.amount)
            || (agrees(amount, heard.amount) || is_as_often(amount, heard.amount)) && close_by())
}

/// "Twenty runs" for "twenty times": a count of what happened and how often it did.
fn is_as_often(a: &Amount, b: &Amount) -> bool {
    let times = |it: &Amount| it.quantity.dimension == Dimension::Factor && !it.quantity.unit.is_empty();
    let counts = |it: &Amount| it.quantity.dimension == Dimension::Count && it.quantity.sort == Sort::Amount;
    let single = a.quantity.is_single() && b.quantity.is_single();
    single && a.face == b.face && (times(a) && counts(b) || counts(a) && times(b))
}

/// `tripled` for `doubled`, `4 minutes` for `4 seconds`, said of the same thing in the best turn: arithmetic cannot
/// make that right.
fn flatly_contradicted(
    case: &Case<'_>,
    amount: &Amount,
    heads: &[Stem],
    near: &[Heard<'_>],
) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let it = &amount.quantity;
    let best = index.entries[case.ranked.first()?.0].passage;
    let here: Vec<&Heard<'_>> = near
        .iter()
        .filter(|it| index.entries[it.entry].passage == best && !is_asked(case, it.entry))
        .collect();
    if here.iter().any(|it| agrees_in_unit(amount, it.amount)) {
        return None;
    }
    let is_rival = |heard: &&&Heard<'_>| {
        let other = &heard.amount.quantity;
        let factors = it.dimension == Dimension::Factor
            && other.dimension == Dimension::Factor
            && it.in_words
            && other.in_words;
        let units = it.dimension == other.dimension
            && !matches!(it.dimension, Dimension::Count | Dimension::Factor)
            && amount.face == heard.amount.face
            && it.scale != other.scale
            && it.is_single()
            && other.is_single();
        (factors || units) && role(case, amount, heads, heard) >= 1
    };
    let heard = here.iter().find(is_rival)?;
    (shared_weight(case, heard.entry) >= 0.3).then(|| Issue {
        kind: IssueKind::ContradictedNumber,
        span: replaceable(amount, heard.amount),
        right: Some(replacement(case, amount, heard)),
        place: Some(case.place(heard.entry)),
        other: None,
    })
}

/// The amounts of the window, best evidence first.
fn nearby<'a>(case: &Case<'a>) -> Vec<Heard<'a>> {
    let entries = &case.judge.sources.index.entries;
    let rank_of = |entry: usize| {
        case.ranked
            .iter()
            .take(20)
            .position(|it| it.0 == entry)
            .unwrap_or(usize::MAX)
    };
    let mut near: Vec<Heard<'a>> = Vec::new();
    for &entry in case.window {
        let rank = rank_of(entry);
        near.extend(
            entries[entry]
                .claim
                .amounts
                .iter()
                .map(|amount| Heard { entry, amount, rank }),
        );
    }
    near.sort_by_key(|it| (it.rank, it.entry));
    near
}

/// Whether a number asserts enough to be looked up.
pub(super) fn is_checkable(amount: &Amount) -> bool {
    let it = &amount.quantity;
    let vague = it.in_words && (!it.is_single() || it.value() <= 1.0);
    match it.sort {
        Sort::Amount => !vague,
        Sort::Version => true,
        Sort::Ordinal => !it.in_words || it.value() > 3.0,
        Sort::Year | Sort::Identifier => false,
    }
}

/// Whether finding it anywhere means something: two significant digits or more, or a unit that says much.
pub(super) fn is_telling(amount: &Amount) -> bool {
    let digits = format!("{}", amount.face)
        .trim_end_matches('0')
        .chars()
        .filter(char::is_ascii_digit)
        .count();
    digits >= 3 || (amount.face >= 100.0) || amount.quantity.sort == Sort::Version
}

/// Whether a number that no source holds is worth a warning by itself.
fn is_demanding(case: &Case<'_>, amount: &Amount) -> bool {
    let it = &amount.quantity;
    if case.stance.is_comment() || it.sort == Sort::Ordinal {
        return false;
    }
    // "you wait two seconds four hundred times a day": said of no one case.
    if it.in_words && !case.stance.past && case.stance.address {
        return false;
    }
    // "ten years ago" where the source gives the year: from when it is counted, no text tells.
    let is_ago = case.text[it.span.end..].trim_start().starts_with("ago");
    let gives_a_year = |at: &usize| {
        let times = &case.judge.sources.index.entries[*at].claim.times;
        times
            .iter()
            .any(|it| matches!(it.value, TimeRef::Date { year: Some(_), .. }))
    };
    if is_ago && it.dimension == Dimension::Time && case.window.iter().any(gives_a_year) {
        return false;
    }
    // Asked, or told of something in another unit: then it is not out of the blue.
    let is_heard_near = case.ranked.iter().take(3).any(|&(at, _)| {
        let amounts = &case.judge.sources.index.entries[at].claim.amounts;
        amounts
            .iter()
            .any(|it| it.face == amount.face && it.face > 3.0 && bare(it))
    });
    if is_heard_near {
        return false;
    }
    if is_difference(case, amount) || may_be_an_hour(case, amount) {
        return false;
    }
    let small_count = it.dimension == Dimension::Count && it.value() <= 3.0;
    let fraction =
        it.in_words && (it.value() < 1.0 || (it.dimension == Dimension::Percent && it.unit.is_empty()));
    let factor = it.dimension == Dimension::Factor && it.in_words && it.value() <= 5.0;
    !(small_count || fraction || factor)
}

/// `by eleven`, `since six`: a number alone behind a word that leads a time of day may be one.
pub(super) fn may_be_an_hour(case: &Case<'_>, amount: &Amount) -> bool {
    reads_as_an_hour(case.text, amount)
}

fn reads_as_an_hour(text: &str, amount: &Amount) -> bool {
    let it = &amount.quantity;
    let before = text[..it.span.start].split_whitespace().next_back();
    let leads = before.is_some_and(|it| {
        matches!(
            it.to_ascii_lowercase().as_str(),
            "at" | "by" | "since" | "until" | "till" | "around" | "before" | "after" | "from" | "past"
        )
    });
    leads
        && bare(amount)
        && amount.heads.is_empty()
        && it.value().fract() == 0.0
        && (1.0..=12.0).contains(&it.value())
}

/// The source gives another value for the same thing.
fn contradicted(
    case: &Case<'_>,
    amount: &Amount,
    heads: &[Stem],
    near: &[Heard<'_>],
    strict: bool,
) -> Option<Issue> {
    if is_difference(case, amount) {
        return None;
    }
    if counts_a_part(case, amount) {
        return None;
    }
    let comparable = |it: &&Heard<'_>| {
        same_measure(&amount.quantity, &it.amount.quantity)
            || (amount.quantity.sort == it.amount.quantity.sort
                && bare(amount)
                && heads.is_empty()
                && it.rank < 3)
    };
    // "2 MB per minute" for "2 MB an hour".
    let other_rate = |it: &&Heard<'_>| {
        let (mine, theirs) = (&amount.quantity, &it.amount.quantity);
        mine.dimension == theirs.dimension
            && mine.per.zip(theirs.per).is_some_and(|(a, b)| a != b)
            && close_to(mine.value(), theirs.value())
    };
    let comparable =
        |it: &&Heard<'_>| (comparable(it) || other_rate(it)) && !is_set_right(case, amount, it.entry);
    // "Twenty runs" for "twenty times": the same number is no contradiction; "4 minutes" for "4 seconds" is one.
    let counts = |it: &Amount| matches!(it.quantity.dimension, Dimension::Count | Dimension::Factor);
    let same_number = |it: &Amount| it.face == amount.face && (counts(it) || counts(amount));
    let comparable = |it: &&Heard<'_>| comparable(it) && !same_number(it.amount) && !is_asked(case, it.entry);
    let mut best: Option<(usize, &Heard<'_>)> = None;
    let mut rivals = 0;
    for heard in near.iter().filter(comparable) {
        let is_vague = !heard.amount.quantity.is_single() && heard.amount.quantity.bound == Bound::About;
        if is_vague
            && amount.quantity.value() <= 4.0 * heard.amount.quantity.high
            && amount.quantity.unit.is_empty()
        {
            continue;
        }
        let unit_bonus =
            usize::from(amount.quantity.dimension != Dimension::Count && !amount.quantity.unit.is_empty());
        let rank_bonus = usize::from(heard.rank == 0) + usize::from(heard.rank < 3);
        let heads_shared = shared(heads, &heard.amount.heads) > 0;
        let own = role(case, amount, heads, heard);
        // A sentence that states the source's value too tells the two apart.
        if case
            .claim
            .amounts
            .iter()
            .any(|it| agrees_in_unit(it, heard.amount))
        {
            continue;
        }
        if own == 0 && (strict || unit_bonus == 0) {
            continue;
        }
        let same_thing = heads_shared && heard.rank < 4;
        let of_best = || {
            let passage = |at: usize| case.judge.sources.index.entries[at].passage;
            case.ranked
                .first()
                .is_some_and(|it| passage(it.0) == passage(heard.entry))
        };
        let same_line = unit_bonus > 0 && own > 0 && (heard.rank == 0 || of_best());
        if strict && !(same_thing || same_line) {
            continue;
        }
        if heard.rank > 6 && own < 3 {
            continue;
        }
        if own < 3 && shared_weight(case, heard.entry) < case.judge.limits.number {
            continue;
        }
        // 85 euros a ticket do not contradict 3,600 euros in all.
        if far_apart(amount, heard.amount) && (own < 3 || shared_weight(case, heard.entry) < 0.5) {
            continue;
        }
        let score = 2 * own + unit_bonus + rank_bonus;
        if best.is_none_or(|it| score > it.0) {
            best = Some((score, heard));
            rivals = 0;
        } else if best.is_some_and(|it| score == it.0 && !agrees_in_unit(heard.amount, it.1.amount)) {
            rivals += 1;
        }
    }
    // Where two values fit equally well, neither is the right one for certain.
    let (_, heard) = best.filter(|_| rivals == 0)?;
    Some(Issue {
        kind: IssueKind::ContradictedNumber,
        span: replaceable(amount, heard.amount),
        right: Some(replacement(case, amount, heard)),
        place: Some(case.place(heard.entry)),
        other: None,
    })
}

/// "the two families that were not …": a part of what was counted, not the count; in "three of the eight" eight is it.
pub(super) fn counts_a_part(case: &Case<'_>, amount: &Amount) -> bool {
    let before = case.text[..amount.quantity.span.start].trim_end();
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_part = matches!(
        word.as_str(),
        "the" | "these" | "those" | "both" | "other" | "first" | "last" | "next"
    );
    let of = before
        .strip_suffix("the")
        .and_then(|it| it.trim_end().strip_suffix("of"));
    let is_whole = of.is_some_and(|of| {
        let start = of.trim_end().len();
        case.claim.amounts.iter().any(|it| it.quantity.span.end == start)
    });
    is_part && !is_whole && amount.quantity.dimension == Dimension::Count && amount.quantity.value() <= 12.0
}

/// Whether one of the two is more than ten times the other.
pub(super) fn far_apart(a: &Amount, b: &Amount) -> bool {
    let (a, b) = (a.quantity.value(), b.quantity.value());
    a > 10.0 * b || b > 10.0 * a
}

/// `two hours less than before`, `seven faster`: how far two things are apart, not what either is.
pub(super) fn is_difference(case: &Case<'_>, amount: &Amount) -> bool {
    const FURTHER: [&str; 14] = [
        "less", "more", "fewer", "faster", "slower", "earlier", "later", "longer", "shorter", "over",
        "short", "behind", "ahead", "above",
    ];
    let rest = &case.text[amount.quantity.span.end..];
    let mut behind = rest.split_whitespace();
    let next = behind.next().unwrap_or_default();
    let then = behind.next().unwrap_or_default();
    FURTHER.contains(&next)
        && (then == "than" || matches!(next, "earlier" | "later" | "behind" | "ahead" | "short"))
}

pub(super) fn close_to(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs())
}

pub(super) fn bare(amount: &Amount) -> bool {
    amount.quantity.dimension == Dimension::Count && amount.quantity.unit.is_empty()
}

/// The part of the draft's amount that the source's value replaces: the number, or number and unit.
pub(super) fn replaceable(amount: &Amount, heard: &Amount) -> Span {
    if same_unit(amount, heard) {
        amount.quantity.number
    } else {
        amount.quantity.number.cover(unit_or_number(amount))
    }
}

fn unit_or_number(amount: &Amount) -> Span {
    if amount.quantity.unit.is_empty() {
        amount.quantity.number
    } else {
        amount.quantity.unit
    }
}

/// Whether both are written in units of the same size, so that the bare number can be put in.
fn same_unit(a: &Amount, b: &Amount) -> bool {
    let scale = |it: &Amount| {
        if it.face == 0.0 {
            1.0
        } else {
            it.quantity.value() / it.face
        }
    };
    a.quantity.dimension == b.quantity.dimension && (scale(a) / scale(b) - 1.0).abs() < 0.08
}

/// The source's number as the draft would write it.
pub(super) fn replacement(case: &Case<'_>, amount: &Amount, heard: &Heard<'_>) -> String {
    let text = case.entry_text(heard.entry);
    let it = &heard.amount.quantity;
    let span = if same_unit(amount, heard.amount) {
        it.number
    } else {
        it.number.cover(unit_or_number(heard.amount))
    };
    let words = &text[span.range()];
    if words.chars().any(|c| c.is_ascii_digit()) {
        return words.to_owned();
    }
    let small = words.to_lowercase();
    if amount.quantity.span.start == 0 {
        words::capitalised(&small)
    } else {
        small
    }
}

/// The draft said the same value just before, in another form: "eighty minutes", "an hour and twenty".
fn repeats_draft(case: &Case<'_>, amount: &Amount) -> bool {
    case.before
        .iter()
        .flat_map(|it| &it.amounts)
        .any(|it| agrees(amount, it))
}
