//! Values that somebody took back, or that were only asked for and turned down.

use super::judge::Case;
use super::number::{Heard, close_to, is_telling};
use super::rival::{far_apart, replaceable, replacement};
use super::support::shared_weight;
use super::told::refused_by;
use super::{Issue, IssueKind};
use crate::claim::{Amount, agrees};
use crate::language::polarity::{Table, is_belief, is_certain, is_negation};
use crate::language::quantity::Sort;

/// Share of the sentence that the units of a retraction must carry for its small number to be meant.
const RELATED: f32 = 0.15;

/// The speaker took the value back and gave another.
pub(super) fn retracted(case: &Case<'_>, amount: &Amount, at: usize) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let (wrong, by) = index
        .retractions
        .iter()
        .filter(|it| {
            let taken = &index.entries[it.entry].claim.amounts[it.amount];
            // "A bit over a thousand" may be any number.
            let (mine, theirs) = (amount.quantity.value(), taken.quantity.value());
            agrees(amount, taken) && (mine - theirs).abs() <= 0.2 * theirs.abs()
        })
        .map(|it| {
            (
                it,
                (
                    it.by_entry,
                    &index.entries[it.by_entry].claim.amounts[it.by_amount],
                ),
            )
        })
        .next()?;
    // Said again elsewhere without being taken back: then it stands.
    let corrected_in = index.entries[by.0].passage;
    let taken = &index.entries[wrong.entry].claim.amounts[wrong.amount];
    let stands = index.entries.iter().enumerate().any(|(n, entry)| {
        let is_before =
            n < wrong.by_entry && (n >= wrong.entry || entry.speaker == index.entries[wrong.entry].speaker);
        let is_taken_back = is_before || entry.passage == corrected_in;
        let same = |it: &Amount| agrees(amount, it) && close_to(it.quantity.value(), taken.quantity.value());
        !is_taken_back && entry.claim.amounts.iter().any(same)
    });
    let says_both = case.claim.amounts.iter().any(|it| agrees(it, by.1));
    // A small number stands in many places that have nothing to do with the one taken back.
    let is_related = || {
        is_telling(amount)
            || [wrong.entry, by.0]
                .iter()
                .any(|&it| shared_weight(case, it) >= RELATED)
    };
    let told_later = at > by.0 && index.entries[at].passage != corrected_in;
    if stands || says_both || told_later || told_as_error(case, amount) || !is_related() {
        return None;
    }
    let heard = Heard {
        entry: by.0,
        amount: by.1,
        rank: 0,
    };
    Some(Issue {
        kind: IssueKind::RetractedClaim,
        span: replaceable(amount, by.1),
        right: Some(replacement(case, amount, &heard)),
        place: Some(case.place(by.0)),
        other: Some(case.place(wrong.entry)),
    })
}

/// Words that say that something was no more than an idea, or was turned down.
static PROPOSALS: Table = Table::new(
    "floated considered discussed debated wondered idea question weighed contemplated proposed suggested asked raised offered \
     rejected refused declined dropped dismissed asks suggests proposes wanted hoped",
);

/// "Should we offer a credit? 5 bucks?" "No.": what was only proposed, and turned down.
pub(super) fn only_asked(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Issue> {
    if case.claim.negated || case.stance.hedged || amount.quantity.value() <= 1.0 {
        return None;
    }
    // "A credit was floated and dropped" tells just that.
    let tells_so = |it: &str| is_negation(it) || PROPOSALS.has(it);
    if case
        .claim
        .words
        .iter()
        .any(|it| tells_so(&case.text[it.span.range()]))
    {
        return None;
    }
    let asked = near.iter().filter(|it| it.rank < 3 && agrees(amount, it.amount));
    let (heard, answer) = asked
        .filter_map(|it| Some((it, refused_by(case, it.entry)?)))
        .next()?;
    Some(Issue {
        kind: IssueKind::OnlyAsked,
        span: amount.quantity.span,
        right: None,
        place: Some(case.place(answer)),
        other: Some(case.place(heard.entry)),
    })
}

/// "Everything under two thousand?" "Fifteen hundred." told as "everything under two thousand".
pub(super) fn answered_otherwise(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Issue> {
    let says_it = |it: &&Heard<'_>| it.amount.face == amount.face;
    let is_question = |it: &Heard<'_>| case.judge.sources.index.entries[it.entry].is_question;
    if case.claim.negated || case.stance.hedged || near.iter().filter(says_it).any(|it| !is_question(it)) {
        return None;
    }
    let asked = near.iter().filter(|it| it.rank < 3).filter(says_it);
    let (heard, by) = asked
        .filter_map(|it| Some((it, answered_with(case, it)?)))
        .next()?;
    let says_both = case.claim.amounts.iter().any(|it| it.face == by.amount.face);
    (!says_both).then(|| Issue {
        kind: IssueKind::OnlyAsked,
        span: replaceable(amount, by.amount),
        right: Some(replacement(case, amount, &by)),
        place: Some(case.place(by.entry)),
        other: Some(case.place(heard.entry)),
    })
}

/// "Everything under two thousand?" "Fifteen hundred.": another number of that size is the whole answer.
fn answered_with<'a>(case: &Case<'a>, heard: &Heard<'_>) -> Option<Heard<'a>> {
    const SHORT: usize = 2;
    let index = &case.judge.sources.index;
    let asked = &index.entries[heard.entry];
    if !asked.is_question || asked.claim.amounts.len() > 2 {
        return None;
    }
    let next = index.passages.get(asked.passage + 1)?;
    let entry = next.entries.start;
    let answer = &index.entries[entry];
    let [amount] = &answer.claim.amounts[..] else {
        return None;
    };
    let alike = amount.quantity.sort == Sort::Amount
        && amount.quantity.dimension == heard.amount.quantity.dimension
        && amount.quantity.is_single()
        && heard.amount.face != amount.face
        && !far_apart(heard.amount, amount);
    let content = answer
        .claim
        .words
        .iter()
        .filter(|it| !it.stop && !amount.quantity.span.overlaps(it.span));
    (answer.source == asked.source && alike && content.count() < SHORT && !answer.is_question).then_some(
        Heard {
            entry,
            amount,
            rank: heard.rank,
        },
    )
}

/// "Product wanted five, finance said three. Three euros.": a number that somebody only wished for, where the same turn
/// gives another one.
pub(super) fn only_wanted(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Issue> {
    const WISHES: [&str; 14] = [
        "wanted",
        "asked for",
        "proposed",
        "suggested",
        "hoped for",
        "aimed for",
        "budgeted",
        "expected",
        "estimated",
        "planned",
        "wished for",
        "quoted",
        "demanded",
        "offered",
    ];
    if case.claim.negated
        || case.stance.hedged
        || case
            .claim
            .words
            .iter()
            .any(|it| PROPOSALS.has(&case.text[it.span.range()]))
    {
        return None;
    }
    let entries = &case.judge.sources.index.entries;
    let is_wish = |it: &Heard<'_>| {
        let before = case.entry_text(it.entry)[..it.amount.quantity.span.start].trim_end();
        let before = before.strip_suffix("about").unwrap_or(before).trim_end();
        WISHES.iter().any(|wish| before.ends_with(wish))
    };
    let told: Vec<&Heard<'_>> = near.iter().filter(|it| agrees(amount, it.amount)).collect();
    let wish = told.first().filter(|_| told.iter().all(|it| is_wish(it)))?;
    let lower = case.text.to_lowercase();
    if WISHES.iter().any(|wish| lower.contains(wish)) {
        return None;
    }
    let passage = entries[wish.entry].passage;
    let right = near.iter().find(|it| {
        entries[it.entry].passage == passage
            && !is_wish(it)
            && !agrees(amount, it.amount)
            && it.amount.quantity.dimension == amount.quantity.dimension
            && it.amount.quantity.is_single()
            && !far_apart(amount, it.amount)
    })?;
    Some(Issue {
        kind: IssueKind::OnlyAsked,
        span: replaceable(amount, right.amount),
        right: Some(replacement(case, amount, right)),
        place: Some(case.place(right.entry)),
        other: Some(case.place(wish.entry)),
    })
}

/// `he first took it for 421`, `which we thought was 14`: the sentence tells what somebody believed.
fn told_as_error(case: &Case<'_>, amount: &Amount) -> bool {
    let words = case.claim.words.iter();
    let mut others = words.filter(|it| !amount.quantity.span.overlaps(it.span));
    let text = case.text.to_ascii_lowercase();
    others.any(|it| is_belief(&case.text[it.span.range()]) || is_certain(&case.text[it.span.range()]))
        || [
            "at first",
            "to mean",
            "took it for",
            "took them for",
            "too high",
            "too low",
            "too many",
            "too few",
            "was wrong",
            "were wrong",
        ]
        .iter()
        .any(|it| text.contains(it))
}
