//! What a number counts or measures, and whether the source gives that number to something else.

use super::goes_on::asks_for_another;
use super::judge::Case;
use super::limits::FEW;
use super::number::{Heard, bare};
use super::rival::{far_apart, is_difference, replaceable, replacement};
use super::support::shared_weight;
use super::told::is_set_right;
use super::{Issue, IssueKind};
use crate::claim::{Amount, Claim, agrees, clause_around, same_measure, same_time};
use crate::draft::BlockKind;
use crate::evidence::Place;
use crate::language::quantity::{Bound, Dimension, Sort};
use crate::language::time::TimeMention;
use crate::language::words::Stem;
use crate::text::Span;

/// What the amount counts; "of them", "of those" and bare numbers look back into the sentence before.
pub(super) fn heads(case: &Case<'_>, n: usize) -> Vec<Stem> {
    let amount = &case.claim.amounts[n];
    if !amount.heads.is_empty() {
        return amount.heads.clone();
    }
    let anaphoric = points_back(case.text, amount);
    let before = case
        .before
        .last()
        .and_then(|it| it.amounts.last())
        .filter(|_| anaphoric);
    before.map_or(Vec::new(), |it| it.heads.clone())
}

/// "23 of them": what is counted was told before.
pub(super) fn points_back(text: &str, amount: &Amount) -> bool {
    let behind = text[amount.quantity.span.end..].trim_start();
    ["of them", "of those", "of these", "of which"]
        .iter()
        .any(|it| behind.starts_with(it))
}

/// "Forty minutes after the grey", "two days later": how far two things are apart, whatever the words behind it tell.
fn measures_a_gap(text: &str, amount: &Amount) -> bool {
    let next = text[amount.quantity.span.end..].split_whitespace().next();
    matches!(next, Some("after" | "before" | "later" | "earlier"))
}

/// Words that any number may have near it.
pub(super) fn shared(a: &[Stem], b: &[Stem]) -> usize {
    a.iter().filter(|it| b.contains(it)).count()
}

/// How much the role of the draft's number is the role of a source's number: heads count double.
pub(super) fn role(case: &Case<'_>, amount: &Amount, heads: &[Stem], heard: &Heard<'_>) -> usize {
    let entry = &case.judge.sources.index.entries[heard.entry];
    let other = heard.amount;
    if amount.quantity.sort != Sort::Amount {
        return if is_labelled_alike(case, heard) { 3 } else { 0 };
    }
    let mut score = 2 * shared(heads, &other.heads);
    score += shared(heads, &other.about) + shared(&amount.about, &other.heads);
    score += shared(&amount.about, &other.about);
    if let Some(question) = entry.question {
        let asked = &case.judge.sources.index.entries[question].claim;
        let asked: Vec<Stem> = asked
            .words
            .iter()
            .filter(|it| !it.stop)
            .map(|it| it.stem)
            .collect();
        score += 2 * shared(&amount.about, &asked) + 2 * shared(heads, &asked);
    }
    score
}

/// Whether what a source's ordinal or version is of (`step nineteen`, `Kubernetes 1.29`) stands in the sentence.
fn is_labelled_alike(case: &Case<'_>, heard: &Heard<'_>) -> bool {
    let claim = &case.judge.sources.index.entries[heard.entry].claim;
    let span = heard.amount.quantity.span;
    let labels = claim
        .words
        .iter()
        .filter(|it| !it.stop && (span.contains(it.span) || it.span.end + 1 == span.start));
    let mut labels =
        labels.filter(|it| !span.contains(it.span) || !heard.amount.quantity.number.overlaps(it.span));
    labels.any(|label| case.claim.has(label.stem))
}

/// Share of the sentence that a unit must carry whose number is of the very thing that the draft counts.
const BY_HEADS: f32 = 0.5;

/// The number stands in the source, but on another thing, and this thing has another number there.
pub(super) fn misapplied(
    case: &Case<'_>,
    amount: &Amount,
    heads: &[Stem],
    backing: &Heard<'_>,
    near: &[Heard<'_>],
) -> Option<Issue> {
    if amount.quantity.sort != Sort::Amount
        || is_small_count(amount)
        || case.piece.kind == BlockKind::TableRow
    {
        return None;
    }
    // Wherever the value stands with this role, it is right.
    let own = near
        .iter()
        .filter(|it| agrees(amount, it.amount))
        .map(|it| role(case, amount, heads, it))
        .max()?;
    let rival = near
        .iter()
        .filter(|it| !agrees(amount, it.amount) && same_measure(&amount.quantity, &it.amount.quantity))
        .filter(|it| is_as_exact(amount, it.amount) && !far_apart(amount, it.amount))
        .map(|it| (role(case, amount, heads, it), it))
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.entry.cmp(&a.1.entry)))?;
    let (score, heard) = rival;
    // "80 % of requests" where 80 % is of the limit, and 85 % of the requests.
    let of_it = |it: &Heard<'_>| shared(heads, &it.amount.heads) > 0;
    let by_heads = of_it(heard)
        && heard.rank < 3
        && own < 3
        && !points_back(case.text, amount)
        && shared_weight(case, heard.entry) >= BY_HEADS
        && !near.iter().any(|it| agrees(amount, it.amount) && of_it(it));
    // The rival's value must not stand in this sentence too: then the sentence tells the two apart.
    let names_rival = case.claim.amounts.iter().any(|it| agrees(it, heard.amount));
    if !by_heads && (own > 0 || score < 3)
        || names_rival
        || heard.entry == backing.entry
        || leans_on(case, backing, heard)
        || is_in_place(case, amount, backing, heard)
        || is_difference(case, amount)
        || is_set_right(case, amount, heard.entry)
        || asks_for_another(case, heard.entry, clause_around(case.text, amount.quantity.span))
    {
        return None;
    }
    Some(misapplied_to(
        case,
        amount,
        heard,
        Some(case.place(backing.entry)),
    ))
}

/// Whether the other one is told as exactly as the draft's: "under five seconds" stands against "below thirty".
pub(super) fn is_as_exact(amount: &Amount, other: &Amount) -> bool {
    matches!(other.quantity.bound, Bound::Exact) || other.quantity.bound == amount.quantity.bound
}

/// "3,400 lines, with the tests. 1,900 without.": a bare number of the same turn counts what the other one does.
fn leans_on(case: &Case<'_>, backing: &Heard<'_>, heard: &Heard<'_>) -> bool {
    let entries = &case.judge.sources.index.entries;
    entries[backing.entry].passage == entries[heard.entry].passage
        && backing.amount.heads.is_empty()
        && bare(backing.amount)
}

/// Whether the clause that states the draft's number has a time, a name or a `without` of the draft's clause that the
/// clause of the other number lacks: "140 guests on Saturday" against "120 guests came on Friday".
fn is_in_place(case: &Case<'_>, amount: &Amount, mine: &Heard<'_>, other: &Heard<'_>) -> bool {
    let entries = &case.judge.sources.index.entries;
    let clause = |it: &Heard<'_>| {
        let text = case.entry_text(it.entry);
        (
            &entries[it.entry].claim,
            text,
            clause_around(text, it.amount.quantity.span),
        )
    };
    let (here, there) = (clause(mine), clause(other));
    let own = clause_around(case.text, amount.quantity.span);
    let has_time = |(claim, _, clause): &(&Claim, &str, Span), time: &TimeMention| {
        let mut times = claim.times.iter().filter(|it| clause.overlaps(it.span));
        times.any(|it| same_time(it.value, time.value))
    };
    let has_word = |(claim, _, clause): &(&Claim, &str, Span), stem: Stem| {
        claim
            .words
            .iter()
            .any(|it| clause.contains(it.span) && it.stem == stem)
    };
    let mut times = case.claim.times.iter().filter(|it| own.overlaps(it.span));
    let mut words = case.claim.words.iter().filter(|it| {
        let word = &case.text[it.span.range()];
        let is_name = it.span.start > 0 && word.starts_with(char::is_uppercase);
        own.contains(it.span) && (is_name || word.eq_ignore_ascii_case("without"))
    });
    times.any(|it| has_time(&here, it) && !has_time(&there, it))
        || words.any(|it| has_word(&here, it.stem) && !has_word(&there, it.stem))
        || mine.entry == other.entry && {
            let said = |it: &Heard<'_>| shared(&amount.about, &it.amount.about);
            said(mine) > said(other)
        }
}

/// "thirty receivers and nine phones" for "thirty phones and nine receivers": one unit gives the draft's number to
/// something else, and another number to what the draft counts.
pub(super) fn swapped_heads(
    case: &Case<'_>,
    amount: &Amount,
    heads: &[Stem],
    near: &[Heard<'_>],
) -> Option<Issue> {
    let counts = |it: &Amount| it.quantity.sort == Sort::Amount && it.quantity.dimension == Dimension::Count;
    if heads.is_empty() || !counts(amount) {
        return None;
    }
    let of_it: Vec<&Heard<'_>> = near
        .iter()
        .filter(|it| it.rank < 6 && counts(it.amount) && shared(heads, &it.amount.heads) > 0)
        .collect();
    if of_it.iter().any(|it| agrees(amount, it.amount)) {
        return None;
    }
    for right in of_it {
        let mine = near.iter().find(|it| {
            let apart = shared(&it.amount.heads, heads) == 0 && !it.amount.heads.is_empty();
            it.entry == right.entry && counts(it.amount) && apart && agrees(amount, it.amount)
        });
        // What the draft's number is of there, the draft gives another number, or does not count.
        let Some(mine) = mine.filter(|it| !is_in_place(case, amount, it, right)) else {
            continue;
        };
        let keeps = case.claim.amounts.iter().any(|it| {
            it.quantity.span != amount.quantity.span
                && (shared(&it.heads, &mine.amount.heads) > 0 && agrees(it, mine.amount)
                    || shared(&it.heads, &right.amount.heads) > 0 && agrees(it, right.amount))
        });
        if !keeps && right.amount.quantity.bound == Bound::Exact {
            return Some(misapplied_to(case, amount, right, Some(case.place(mine.entry))));
        }
    }
    None
}

/// "Forty minutes of grey, and then two hours until all was normal" against "For two hours it was grey": one unit tells
/// both, and what the draft says of the number is what the unit says of the other one.
pub(super) fn in_another_clause(
    case: &Case<'_>,
    amount: &Amount,
    heads: &[Stem],
    backing: &Heard<'_>,
    near: &[Heard<'_>],
) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let best = case.ranked.first()?.0;
    if backing.entry != best
        || amount.quantity.sort != Sort::Amount
        || case.piece.kind == BlockKind::TableRow
        || is_difference(case, amount)
        || points_back(case.text, amount)
        || measures_a_gap(case.text, amount)
        || shared_weight(case, best) < BY_HEADS
    {
        return None;
    }
    let weight = |it: &Amount| -> f32 {
        let words = amount.about.iter().chain(heads);
        let said = words.filter(|stem| it.about.contains(stem) || it.heads.contains(stem));
        said.map(|it| index.weight(*it)).sum()
    };
    let here = || near.iter().filter(|it| it.entry == best);
    if here().any(|it| agrees(amount, it.amount) && weight(it.amount) > 0.0) {
        return None;
    }
    let in_place = |rival: &Heard<'_>| is_in_place(case, amount, backing, rival);
    let says = |it: &Heard<'_>| case.claim.amounts.iter().any(|own| agrees(own, it.amount));
    let rival = here()
        .filter(|it| same_measure(&amount.quantity, &it.amount.quantity) && !says(it))
        .filter(|it| it.amount.quantity.bound == Bound::Exact && weight(it.amount) >= index.rarity(FEW))
        .filter(|it| !in_place(it))
        .max_by(|a, b| weight(a.amount).total_cmp(&weight(b.amount)))?;
    Some(misapplied_to(
        case,
        amount,
        rival,
        Some(case.place(backing.entry)),
    ))
}

/// "Four on chat and two on the phones" for "4 on the phones, 2 on chat": one unit tells both numbers, and what the draft
/// says of each is what the unit says of the other.
pub(super) fn swapped_numbers(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Issue> {
    if amount.quantity.sort != Sort::Amount || points_back(case.text, amount) {
        return None;
    }
    let only = |a: &Amount, b: &Amount| -> Vec<Stem> {
        let mine = a.about.iter().chain(&a.heads);
        let apart = mine.filter(|it| !b.about.contains(it) && !b.heads.contains(it));
        apart.copied().collect()
    };
    let comparable = |it: &Amount| same_measure(&amount.quantity, &it.quantity);
    let meet = |a: &[Stem], b: &[Stem]| a.iter().any(|it| b.contains(it));
    let others = case.claim.amounts.iter();
    let mut others = others.filter(|it| it.quantity.span != amount.quantity.span && comparable(it));
    others.find_map(|other| {
        let here = (only(amount, other), only(other, amount));
        let told = |it: &&Heard<'_>| agrees(other, it.amount);
        let pairs = near.iter().filter(told).flat_map(|rival| {
            let beside = near.iter().filter(move |it| it.entry == rival.entry);
            let mine = beside.filter(|it| agrees(amount, it.amount) && !agrees(other, it.amount));
            mine.map(move |mine| (mine, rival))
        });
        let meets = |straight: bool, (mine, rival): &(&Heard<'_>, &Heard<'_>)| {
            let there = (only(mine.amount, rival.amount), only(rival.amount, mine.amount));
            if straight {
                meet(&here.0, &there.0) && meet(&here.1, &there.1)
            } else {
                meet(&here.0, &there.1) && meet(&here.1, &there.0)
            }
        };
        // "Room A has 12 chairs and 6 tables, room B 6 chairs and 12 tables": wherever they stand straight, they do.
        if pairs.clone().any(|it| meets(true, &it)) {
            return None;
        }
        let mut crossed = pairs.filter(|it| it.1.rank < 2 && meets(false, it));
        let (mine, rival) = crossed.next()?;
        Some(misapplied_to(case, amount, rival, Some(case.place(mine.entry))))
    })
}

/// "Two tickets", "three problems": as few as that a writer counts by themselves.
pub(super) fn is_small_count(amount: &Amount) -> bool {
    amount.quantity.dimension == Dimension::Count && amount.quantity.value() <= 3.0
}

/// The number belongs elsewhere (`other`); this thing has the number of `heard`.
pub(super) fn misapplied_to(
    case: &Case<'_>,
    amount: &Amount,
    heard: &Heard<'_>,
    other: Option<Place>,
) -> Issue {
    Issue {
        kind: IssueKind::MisappliedNumber,
        span: replaceable(amount, heard.amount),
        right: Some(replacement(case, amount, heard)),
        place: Some(case.place(heard.entry)),
        other,
    }
}

/// The number stands in the sources, but wherever it does the words around it are others than the draft's; where the
/// draft's words stand, the source has another number.
pub(super) fn misfit(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Issue> {
    let index = &case.judge.sources.index;
    if amount.quantity.sort != Sort::Amount
        || case.piece.kind == BlockKind::TableRow
        || amount.quantity.value() <= 1.0
        || is_small_count(amount)
    {
        return None;
    }
    let mut words: Vec<(Stem, f32)> = Vec::new();
    for &stem in amount.heads.iter().chain(&amount.about) {
        if !words.iter().any(|it| it.0 == stem) {
            words.push((stem, index.weight(stem)));
        }
    }
    let total: f32 = words.iter().map(|it| it.1).sum();
    if words.len() < 2 || total <= 0.0 {
        return None;
    }
    let fit = |heard: &Heard<'_>| -> f32 {
        let entry = &index.entries[heard.entry];
        let asked = entry.question.map(|it| &index.entries[it].claim);
        let turn = index.passages[entry.passage].entries.clone();
        let credit = |stem: Stem| {
            let here = heard.amount.heads.contains(&stem) || heard.amount.about.contains(&stem);
            if here || asked.is_some_and(|it| it.has(stem)) {
                1.0
            } else if entry.claim.has(stem) {
                0.7
            } else if turn.clone().any(|it| index.entries[it].claim.has(stem)) {
                0.4
            } else {
                0.0
            }
        };
        words.iter().map(|it| it.1 * credit(it.0)).sum::<f32>() / total
    };
    let says = |heard: &Heard<'_>| case.claim.amounts.iter().any(|it| agrees(it, heard.amount));
    let rival = near
        .iter()
        .filter(|it| it.rank < 5 && same_measure(&amount.quantity, &it.amount.quantity))
        .filter(|it| it.amount.quantity.is_single() && !agrees(amount, it.amount) && !says(it))
        .filter(|it| !far_apart(amount, it.amount))
        .filter(|it| !super::told::is_asked(case, it.entry))
        .map(|it| (fit(it), it))
        .filter(|it| it.0 >= case.judge.limits.rival)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.entry.cmp(&a.1.entry)))?;
    let mut own = 0f32;
    let mut place = None;
    for at in index.with_amount(amount) {
        let entry = &index.entries[at];
        for other in entry.claim.amounts.iter().filter(|it| agrees(amount, it)) {
            let score = fit(&Heard {
                entry: at,
                amount: other,
                rank: 0,
            });
            if place.is_none() || score > own {
                (own, place) = (score, Some(at));
            }
        }
    }
    let (best, heard) = rival;
    let turn = index.passages[index.entries[heard.entry].passage].entries.clone();
    let mut told = near
        .iter()
        .filter(|it| turn.contains(&it.entry) && agrees(amount, it.amount));
    let mut stated = near.iter().filter(|it| agrees(amount, it.amount));
    if told.any(|it| leans_on(case, it, heard)) || stated.any(|it| is_in_place(case, amount, it, heard)) {
        return None;
    }
    if best - own < case.judge.limits.margin
        || is_difference(case, amount)
        || is_set_right(case, amount, heard.entry)
        || asks_for_another(case, heard.entry, clause_around(case.text, amount.quantity.span))
    {
        return None;
    }
    Some(misapplied_to(case, amount, heard, place.map(|it| case.place(it))))
}
