//! Numbers: backed, contradicted, on the wrong thing, taken back, derived, or nowhere.

use std::cell::OnceCell;

use super::derivation;
use super::judge::Case;
use super::out_of_place::out_of_place;
use super::rest::Rest;
use super::rival::{contradicted, flatly_contradicted, is_compared, plainly_otherwise, told_otherwise};
use super::role::{heads, in_another_clause, misapplied, misfit, swapped_heads, swapped_numbers};
use super::support::shared_weight;
use super::taken_back::{answered_otherwise, is_told_as_taken_back, only_asked, only_wanted, retracted};
use super::time_otherwise::is_told_time;
use super::told::{is_asked, is_denied};
use super::{Derivation, Issue, IssueKind};
use crate::claim::{Amount, agrees, agrees_in_unit};
use crate::draft::BlockKind;
use crate::evidence::Retraction;
use crate::language::quantity::{Bound, Dimension, Sort};
use crate::language::time::TimeRef;
use crate::language::words::{self, Stem, Word};

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

/// An amount of the sentence under check.
pub(super) struct Figure<'a> {
    /// Its index among the claim's amounts.
    pub n: usize,
    /// The amount.
    pub amount: &'a Amount,
    /// What it counts.
    pub heads: Vec<Stem>,
    rest: OnceCell<Rest>,
}

impl Figure<'_> {
    /// What the sentence finds without it; asked once.
    pub(super) fn rest(&self, case: &Case<'_>) -> &Rest {
        self.rest.get_or_init(|| Rest::without_amount(case, self.n))
    }
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
        if counts_what_follows(case, amount)
            || is_told_time(case, amount)
            || is_told_as_taken_back(case, amount)
            || derivation::is_whole_of(case, amount, derivations)
        {
            sound += 1;
            continue;
        }
        let figure = Figure {
            n,
            amount,
            heads: heads(case, n),
            rest: OnceCell::new(),
        };
        let heads = &figure.heads;
        if let Some(issue) = flatly_contradicted(case, amount, heads, &near) {
            sound += derivation::unless_of_all(case, amount, &near, issue, issues, derivations);
            continue;
        }
        if let Some(issue) = answered_otherwise(case, amount, &near) {
            issues.push(issue);
            continue;
        }
        let backing = near.iter().find(|it| backs(case, amount, it));
        if let Some(backing) = backing {
            if let Some(issue) = swapped_heads(case, amount, heads, &near) {
                issues.push(issue);
            } else if let Some(issue) = swapped_numbers(case, amount, &near) {
                issues.push(issue);
            } else if let Some(issue) = in_another_clause(case, amount, heads, backing, &near)
                .or_else(|| misapplied(case, amount, heads, backing, &near))
                .or_else(|| misfit(case, amount, &near))
                .or_else(|| out_of_place(case, &figure))
                .filter(|_| !answers_by_itself(case, amount, &near))
            {
                sound += settle(case, &figure, Some(issue), &near, issues, derivations);
            } else if let Some(issue) = retracted(case, amount, backing.entry)
                .or_else(|| only_wanted(case, amount, &near))
                .or_else(|| told_otherwise(case, &figure))
            {
                issues.push(issue);
            } else if is_telling(amount) || !amount.quantity.unit.is_empty() {
                sound += 1;
            }
            continue;
        }
        let in_unit = index.in_unit(amount).into_iter().find(|&at| !is_asked(case, at));
        if in_unit.is_none() && is_told_bare(case, amount, &near) {
            issues.extend(retracted_bare(case, amount));
            continue;
        }
        if let Some(at) = in_unit {
            if let Some(issue) = retracted(case, amount, at) {
                issues.push(issue);
            } else if !is_telling(amount) {
                // A small number stands somewhere in any source; that backs nothing.
                let issue = contradicted(case, amount, heads, &near, true)
                    .or_else(|| misfit(case, amount, &near))
                    .or_else(|| out_of_place(case, &figure));
                sound += settle(case, &figure, issue, &near, issues, derivations);
            } else {
                let issue = out_of_place(case, &figure);
                sound += settle(case, &figure, issue, &near, issues, derivations);
            }
            continue;
        }
        if let Some(asked) = only_asked(case, amount, &near) {
            issues.extend(asked);
            continue;
        }
        if let Some(issue) = plainly_otherwise(case, amount, &near).or_else(|| told_otherwise(case, &figure))
        {
            sound += derivation::unless_of_all(case, amount, &near, issue, issues, derivations);
            continue;
        }
        if let Some(derivation) = derivation::find(case, amount, &near) {
            derivations.push(derivation);
            continue;
        }
        if repeats_draft(case, amount) {
            continue;
        }
        if let Some(issue) = contradicted(case, amount, heads, &near, false) {
            sound += derivation::unless_of_all(case, amount, &near, issue, issues, derivations);
        } else if is_demanding(case, amount) {
            // Arithmetic may lead there: that proves nothing, but takes the warning away.
            let made = derivation::is_made(case, amount, &near);
            sound += usize::from(made);
            let kind = if made || derivation::may_follow(case, amount, &near) {
                IssueKind::ThinlyBackedClaim
            } else {
                IssueKind::UnsupportedNumber
            };
            issues.push(Issue {
                kind,
                span: amount.quantity.span,
                right: None,
                place: case.ranked.first().map(|it| case.place(it.0)),
                other: None,
            });
        }
    }
    sound
}

/// Takes the issue, unless arithmetic proves the number; the unit that tells the sentence and gives another one is
/// believed before arithmetic that nobody calls for. Returns 1 where the number is
/// taken for none of the made up ones by that, else 0.
fn settle(
    case: &Case<'_>,
    figure: &Figure<'_>,
    issue: Option<Issue>,
    near: &[Heard<'_>],
    issues: &mut Vec<Issue>,
    derivations: &mut Vec<Derivation>,
) -> usize {
    let amount = figure.amount;
    let derivation = issue.as_ref().and_then(|_| derivation::find(case, amount, near));
    let issue = issue.filter(|_| derivation.is_none());
    match issue.or_else(|| told_otherwise(case, figure)) {
        Some(issue) => derivation::unless_of_all(case, amount, near, issue, issues, derivations),
        None => {
            derivations.extend(derivation);
            0
        }
    }
}

/// "How many is that?" "Eleven.", "without those it's 61,400": a number near by that leaves out what it counts may count
/// what the draft's does.
fn answers_by_itself(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> bool {
    const ALONE: usize = 1;
    let leaves_out = |it: &Heard<'_>| {
        let entry = &case.judge.sources.index.entries[it.entry];
        let words = entry.claim.words.iter();
        let content = words.filter(|word| !word.stop && !it.amount.quantity.span.overlaps(word.span));
        bare(it.amount) && it.amount.heads.is_empty() && content.count() <= ALONE
    };
    near.iter().any(|it| agrees(amount, it.amount) && leaves_out(it))
}

/// Rank of the units that a row of few words may rest on.
const ROW: usize = 4;

/// Whether a number near the sentence's evidence says what the draft's does. Where one of the two leaves its
/// unit out, only close by: a bare `2` stands anywhere.
fn backs(case: &Case<'_>, amount: &Amount, heard: &Heard<'_>) -> bool {
    // "2." stands at the head of many a line.
    let small = amount.face <= 12.0 && amount.face.fract() == 0.0;
    let close_by = || {
        let share = shared_weight(case, heard.entry);
        // "It took 2 on my laptop": a time, though it says no unit.
        let took = || {
            let text = case.entry_text(heard.entry);
            let before = text[..heard.amount.quantity.span.start]
                .split_whitespace()
                .next_back();
            amount.quantity.dimension == Dimension::Time
                && matches!(
                    before,
                    Some("took" | "takes" | "take" | "lasted" | "lasts" | "needs" | "needed")
                )
        };
        // 0.8 in a formula is no 0.8 %.
        if amount.quantity.dimension == Dimension::Percent {
            share >= 0.4
        } else if small && case.piece.kind == BlockKind::TableRow {
            // A row says little more than its label.
            heard.rank < ROW
        } else if small && !took() {
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
    // "At 90 %" says more than "over 80 %".
    let invents = !matches!(heard.amount.quantity.bound, Bound::Exact | Bound::About)
        && matches!(amount.quantity.bound, Bound::Exact)
        && amount.face != heard.amount.face
        && heard.amount.quantity.is_single();
    !invents
        && !is_asked(case, heard.entry)
        && !is_hour()
        && (case.claim.negated || !is_denied(case, heard))
        && (agrees_in_unit(amount, heard.amount)
            || (agrees(amount, heard.amount) || is_as_often(amount, heard.amount)) && close_by())
}

/// "£5,000" for "Five thousand. Hands?", "£11,000" for "they want eleven": where money or another unit goes without saying,
/// a large number says enough by itself, and near by the thousands may be left out as well.
fn is_told_bare(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> bool {
    const THOUSAND: f64 = 1000.0;
    const LARGE: f64 = 100.0;
    let it = &amount.quantity;
    let has_unit = !matches!(
        it.dimension,
        Dimension::Count | Dimension::Percent | Dimension::Factor | Dimension::Time
    );
    if !has_unit || !it.is_single() || it.value() < LARGE {
        return false;
    }
    let index = &case.judge.sources.index;
    let is_bare = |other: &Amount| bare(other) && other.quantity.is_single();
    let holds = |&at: &usize| {
        let mut amounts = index.entries[at].claim.amounts.iter();
        amounts.any(|other| is_bare(other) && close_to(other.face, it.value()))
    };
    let elided = |other: &Amount| {
        is_bare(other) && other.heads.is_empty() && close_to(THOUSAND * other.face, it.value())
    };
    // A row says too little of itself to be found near the number.
    let in_a_row = || {
        let mut all = index.entries.iter().flat_map(|it| &it.claim.amounts);
        case.piece.kind == BlockKind::TableRow && all.any(elided)
    };
    index.with_amount(amount).iter().any(holds) || near.iter().any(|it| elided(it.amount)) || in_a_row()
}

/// "One point two million. No, one point one two.": taken back without its unit.
fn retracted_bare(case: &Case<'_>, amount: &Amount) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let agreeing = |it: &&Retraction| agrees(amount, &index.entries[it.entry].claim.amounts[it.amount]);
    let mut all = index.retractions.iter().filter(agreeing);
    all.find_map(|it| retracted(case, amount, it.entry))
}

/// "Twenty runs" for "twenty times": a count of what happened and how often it did.
fn is_as_often(a: &Amount, b: &Amount) -> bool {
    let times = |it: &Amount| it.quantity.dimension == Dimension::Factor && !it.quantity.unit.is_empty();
    let counts = |it: &Amount| it.quantity.dimension == Dimension::Count && it.quantity.sort == Sort::Amount;
    let single = a.quantity.is_single() && b.quantity.is_single();
    single && a.face == b.face && (times(a) && counts(b) || counts(a) && times(b))
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
    let retractions = &case.judge.sources.index.retractions;
    let is_taken_back = |entry: usize, amount: &Amount| {
        retractions.iter().any(|it| {
            let corrected = entries[it.by_entry].passage == entries[entry].passage;
            corrected && agrees_in_unit(amount, &entries[it.entry].claim.amounts[it.amount])
        })
    };
    for &entry in case.window {
        let rank = rank_of(entry);
        let amounts = entries[entry].claim.amounts.iter();
        let stands = amounts.filter(|it| !is_taken_back(entry, it));
        near.extend(stands.map(|amount| Heard { entry, amount, rank }));
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
        Sort::Ordinal => !it.in_words || it.value() > 3.0 || orders_time(amount),
        Sort::Year | Sort::Identifier => false,
    }
}

/// `his third week`
fn orders_time(amount: &Amount) -> bool {
    ["week", "day", "month", "year", "hour", "night"]
        .iter()
        .any(|it| amount.heads.first() == Some(&words::stem(it)))
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

/// "Three keywords, \"a\", \"b\" and \"c\"": as many as the sentence goes on to quote.
fn counts_what_follows(case: &Case<'_>, amount: &Amount) -> bool {
    const LEAD: usize = 4;
    let it = &amount.quantity;
    let end = it.span.end;
    let quotes: Vec<usize> = case.piece.quotes.iter().map(|it| it.inner.start).collect();
    let code: Vec<usize> = case.piece.code.iter().map(|it| it.start).collect();
    // The list stands right behind what is counted, parted by a mark.
    let lists = |starts: &[usize]| {
        let mut behind = starts.iter().filter(|&&it| it > end).peekable();
        let lead = behind.peek().map(|&&start| &case.text[end..start]);
        lead.is_some_and(|it| it.contains([',', ':', '(', '—', '–']) && it.split_whitespace().count() <= LEAD)
            && behind.count() as f64 == it.value()
    };
    it.dimension == Dimension::Count
        && it.sort == Sort::Amount
        && it.is_single()
        && it.value() >= 2.0
        && (lists(&quotes) || lists(&code))
}

/// Whether a number that no source holds is worth a warning by itself.
fn is_demanding(case: &Case<'_>, amount: &Amount) -> bool {
    let it = &amount.quantity;
    if case.stance.is_comment() || it.sort == Sort::Ordinal {
        return false;
    }
    // "A quote of 15,000 would bring it down to ten" tells of no quote.
    let conditional = |it: &Word| matches!(&case.text[it.span.range()], "would" | "If" | "if");
    if case.stance.hedged && case.claim.words.iter().any(conditional) {
        return false;
    }
    // "you wait two seconds four hundred times a day": said of no one case.
    if it.in_words && !case.stance.past && case.stance.address {
        return false;
    }
    // "I have spent a week on it": hardly a number.
    let one = matches!(
        case.text[it.number.range()].to_ascii_lowercase().as_str(),
        "a" | "an" | "one"
    );
    let stressed = case.text[it.span.range()]
        .split(' ')
        .any(|it| matches!(it, "full" | "whole" | "entire"));
    if one && it.dimension == Dimension::Time && !stressed {
        return false;
    }
    if tells_a_share(case, amount) {
        return false;
    }
    // "Some sixteen hours after the second batch": how long it was all in all, which a source seldom
    // counts; "more than forty hours" likewise.
    const TWO_HOURS: f64 = 2.0 * 3600.0;
    let hedged = matches!(it.bound, Bound::About | Bound::Over | Bound::JustUnder);
    if it.dimension == Dimension::Time && hedged && it.value() >= TWO_HOURS {
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
    if is_compared(case, amount) || may_be_an_hour(case, amount) {
        return false;
    }
    let small_count = it.dimension == Dimension::Count && it.value() <= 3.0;
    let fraction =
        it.in_words && (it.value() < 1.0 || (it.dimension == Dimension::Percent && it.unit.is_empty()));
    let factor = it.dimension == Dimension::Factor && it.in_words && it.value() <= 5.0;
    !(small_count || fraction || factor)
}

/// "Nine times out of ten", "two pounds in every five", "two movements in a hundred": two numbers that tell a share together.
fn tells_a_share(case: &Case<'_>, amount: &Amount) -> bool {
    const APART: usize = 3;
    let parts = |part: &Amount, whole: &Amount| {
        let between = case
            .text
            .get(part.quantity.number.end..whole.quantity.number.start);
        let words: Vec<&str> = between.map_or_else(Vec::new, |it| it.split_whitespace().collect());
        let joined = matches!(
            words[..],
            [.., "in"] | [.., "in" | "of", "every"] | [.., "out", "of"]
        );
        // "37 out of 412" are two numbers of a source.
        let round = whole.quantity.in_words || matches!(whole.face, 10.0 | 100.0);
        joined && words.len() <= APART && round && bare(whole) && whole.heads.is_empty()
    };
    let mut others = case.claim.amounts.iter();
    others.any(|it| parts(amount, it) || parts(it, amount))
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

pub(super) fn close_to(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs())
}

pub(super) fn bare(amount: &Amount) -> bool {
    amount.quantity.dimension == Dimension::Count && amount.quantity.unit.is_empty()
}

/// The draft said the same value just before, in another form: "eighty minutes", "an hour and twenty".
fn repeats_draft(case: &Case<'_>, amount: &Amount) -> bool {
    case.before
        .iter()
        .flat_map(|it| &it.amounts)
        .any(|it| agrees(amount, it))
}
