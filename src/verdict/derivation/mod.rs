//! Arithmetic proofs: a number that no source states but that follows from numbers they do state.
//!
//! Unconstrained arithmetic derives almost any number from a handful of others (95 of the integers up to 100
//! from one transcript's 17 quantities), so: the same unit, operands near what the sentence rests on, words
//! that call for the operation, and a result equal within what is shown.

mod elapsed;
mod far;
mod one_unit;
mod operation;
mod parts;
mod pool;
mod whole;

use super::judge::Case;
use super::number::Heard;
use super::{Derivation, Issue, IssueKind, Operand};
use crate::claim::Amount;
use crate::language::quantity::{Bound, Dimension, Sort};

/// A way to reach a value.
struct Way {
    expression: String,
    operands: Vec<Operand>,
    /// Whether its operands stand within two units of each other, or are the draft's own.
    one_breath: bool,
    /// What the sentence must call for in words.
    cue: Cue,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Difference,
    Sum,
    Product,
    Ratio,
    /// A ratio that tells how far something went up or down.
    Change,
    Elapsed,
    Rate,
    /// Called for by what is counted.
    Given,
    /// Called for by the parts that the sentence names.
    Certain,
}

/// Whether the amount is the whole of which a proved part is told: "nine of the 23 exports were not".
pub(super) fn is_whole_of(case: &Case<'_>, amount: &Amount, proved: &[Derivation]) -> bool {
    let before = &case.text[..amount.quantity.span.start];
    let of = before.trim_end().trim_end_matches("the").trim_end();
    let number = &case.text[amount.quantity.number.range()];
    let is_operand = |it: &Derivation| it.operands.iter().any(|it| it.value == number);
    (of.ends_with(" of") || of.ends_with(" of all")) && proved.iter().any(is_operand)
}

/// The proof of `amount`, if there is one.
pub(super) fn find(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Derivation> {
    let found = ways(case, amount, near)
        .into_iter()
        .find(|it| called_for(case, amount, it))?;
    Some(derivation(case, amount, found))
}

/// Takes the issue with `amount`, unless it is the sum or the product of what the sentence names: then a number
/// that the sources state of one part does not contradict it. Nor does it contradict what the numbers of one unit make,
/// though nothing may call for it: then it is not made up. Returns 1 in that case, else 0.
pub(super) fn unless_of_all(
    case: &Case<'_>,
    amount: &Amount,
    near: &[Heard<'_>],
    issue: Issue,
    issues: &mut Vec<Issue>,
    derivations: &mut Vec<Derivation>,
) -> usize {
    match of_all(case, amount, near) {
        Some(derivation) => derivations.push(derivation),
        None if issue.kind == IssueKind::ContradictedNumber && one_unit::comes_to(case, amount, near) => {
            issues.push(Issue {
                kind: IssueKind::ThinlyBackedClaim,
                right: None,
                ..issue
            });
            return 1;
        }
        None => issues.push(issue),
    }
    0
}

/// The proof of `amount` as an amount on each of so many, for all of them, or as the parts that the sentence names.
fn of_all(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Derivation> {
    let asks = parts::says_together(case) || says(case.text, "and") || case.claim.negated;
    if amount.quantity.sort != Sort::Amount || !asks {
        return None;
    }
    let pool = pool::collect(case, amount, near);
    operation::ways(case, &pool, amount)
        .into_iter()
        .find(|it| {
            it.cue == Cue::Certain || it.cue == Cue::Sum && it.one_breath && parts::says_together(case)
        })
        .map(|it| derivation(case, amount, it))
}

fn derivation(case: &Case<'_>, amount: &Amount, way: Way) -> Derivation {
    Derivation {
        value: case.text[amount.quantity.number.range()].to_owned(),
        span: amount.quantity.span,
        expression: way.expression,
        operands: way.operands,
    }
}

/// Whether arithmetic leads to the number, though no word of the sentence calls for it: then nothing is proved, but the
/// number is not out of the blue either. Small numbers are reached by accident.
pub(super) fn may_follow(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> bool {
    const SMALL: f64 = 99.0;
    const REST: [&str; 13] = [
        "left",
        "remaining",
        "remain",
        "remained",
        "still",
        "rest",
        "others",
        "other",
        "missing",
        "more",
        "fewer",
        "short",
        "spare",
    ];
    // A level ("was using 448 MB") is read off, not calculated.
    let level = matches!(amount.quantity.dimension, Dimension::Percent | Dimension::Bytes);
    let large = amount.face > SMALL && !level;
    // "So there were 14 left": what is left of something is a difference.
    let counts = amount.quantity.dimension == Dimension::Count;
    let is_rest = counts && REST.iter().any(|it| says(case.text, it));
    (large || is_rest) && !ways(case, amount, near).is_empty() || far::may_follow(case, amount)
}

/// Whether the numbers of one unit near the sentence make the amount, or two dates do, so that it is not made up.
pub(super) fn is_made(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> bool {
    one_unit::comes_to(case, amount, near) || far::is_dated(case, amount)
}

/// Digits of the number as it stands, zeros at its ends left aside.
fn significant_digits(amount: &Amount) -> usize {
    let face = format!("{}", amount.face);
    let digits = face.trim_start_matches(['0', '.']).trim_end_matches('0').chars();
    digits.filter(char::is_ascii_digit).count()
}

fn ways(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Vec<Way> {
    let target = &amount.quantity;
    if target.sort != Sort::Amount {
        return Vec::new();
    }
    let pool = pool::collect(case, amount, near);
    let mut ways = operation::ways(case, &pool, amount);
    if target.dimension == Dimension::Time || (is_bare(amount) && says_took(case)) {
        ways.extend(elapsed::ways(case, amount));
    }
    ways.extend(whole::ways(case, amount));
    ways
}

/// A number alone: "it took seventeen", "that's seven fewer".
fn is_bare(amount: &Amount) -> bool {
    let it = &amount.quantity;
    let no_unit = it.dimension == Dimension::Count && it.unit.is_empty();
    no_unit && (amount.heads.is_empty() || amount.heads.iter().all(|head| is_comparison(*head)))
}

/// "seven fewer", "ten more": what follows the number compares, it is not counted.
fn is_comparison(head: crate::language::words::Stem) -> bool {
    [
        "fewer", "faster", "slower", "longer", "shorter", "late", "later", "early", "earlier", "over",
        "short",
    ]
    .iter()
    .any(|it| crate::language::words::stem(it) == head)
}

fn says_took(case: &Case<'_>) -> bool {
    let text = case.text.to_ascii_lowercase();
    ["took", "needed", "lasted", "later", "after"]
        .iter()
        .any(|it| says(&text, it))
}

/// Whether a text says a phrase in whole words: `in all`, not `small`.
fn says(text: &str, phrase: &str) -> bool {
    let is_edge = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric());
    text.match_indices(phrase).any(|(at, _)| {
        is_edge(text[..at].chars().next_back()) && is_edge(text[at + phrase.len()..].chars().next())
    })
}

/// Whether a derived value is what the draft says, within what it shows and hedges.
fn fits(amount: &Amount, value: f64) -> bool {
    let it = &amount.quantity;
    let exact = |x: f64| (x - value).abs() <= it.slack.max(1e-6 * value.abs());
    if !it.is_single() {
        return it.low <= value && value <= it.high;
    }
    let said = it.value();
    match it.bound {
        Bound::Exact => exact(said),
        Bound::About => exact(said) || (value - said).abs() <= 0.06 * said,
        Bound::JustUnder => value < said && value >= 0.9 * said,
        Bound::Over => value > said && value <= 1.15 * said,
        Bound::Under => value < said && value >= 0.85 * said,
        Bound::AtLeast => value >= said && value <= 1.15 * said,
        Bound::AtMost => value <= said && value >= 0.85 * said,
    }
}

/// Whether the sentence's words call for the operation. Long numbers are not hit by accident, least of all by
/// two numbers told in one breath; short ones are, unless the sentence draws a conclusion ("So that makes …").
fn called_for(case: &Case<'_>, amount: &Amount, way: &Way) -> bool {
    let digits = significant_digits(amount);
    let telling = digits >= 4 || (digits >= 3 && way.one_breath);
    if matches!(way.cue, Cue::Given | Cue::Certain) || telling || (way.one_breath && concludes(case)) {
        return true;
    }
    const DIFFERENCE: &str = "spare more less fewer left other others remaining remainder rest missing lost short under below over gap late early \
        later earlier difference longer shorter extra beyond above behind ahead further headroom free spare away grow \
        then so clean saved cheaper faster slower older younger drop dropped fell rose gained apart exceed exceeded overran only off";
    const SUM: &str = "total totals together altogether combined sum overall plus";
    const PRODUCT: &str = "times each every per apiece x by total all makes cost costs";
    const RATIO: &str = "share half third quarter fifth times x fold ratio rate of faster slower bigger larger smaller more most \
        less fraction one factor every";
    const CHANGE: &str = "more less fewer lower higher faster slower bigger larger smaller longer shorter cheaper dearer rarer by up down off \
        fell fall falls falling dropped drop drops cut cuts reduced reduce reduces reduction rose rise rises grew grow grows growth \
        increased increase increases decreased decrease decreases shrank shrink shrinks gained gain lost loses saved save \
        saves saving savings jumped climbed sank slid declined decline added adds again";
    const ELAPSED: &str = "took take takes taken after later between from until till within for in lasted last needed elapsed spent past since \
        total over under before down into";
    const RATE: &str = "at for lasts last enough per every each a an year month annually monthly over";
    let list = match way.cue {
        Cue::Difference => DIFFERENCE,
        Cue::Sum => SUM,
        Cue::Product => PRODUCT,
        Cue::Ratio => RATIO,
        Cue::Change => CHANGE,
        Cue::Elapsed => ELAPSED,
        Cue::Rate => RATE,
        Cue::Given | Cue::Certain => return true,
    };
    // "fell by 14"
    let before = case.text[..amount.quantity.span.start]
        .split_whitespace()
        .next_back();
    let by = way.cue == Cue::Difference && before == Some("by");
    // "just under seventy percent of the season"
    let of_a_whole = way.cue == Cue::Ratio
        && amount.quantity.dimension == Dimension::Percent
        && case.text[amount.quantity.span.end..]
            .trim_start()
            .starts_with("of ");
    let text = case.text.to_ascii_lowercase();
    let in_all = way.cue == Cue::Sum
        && ["in all", "all in all", "all told", "all of", "between them"]
            .iter()
            .any(|it| says(&text, it));
    by || of_a_whole
        || in_all
        || case.claim.words.iter().any(|it| {
            let word = case.text[it.span.range()].to_ascii_lowercase();
            list.split_whitespace().any(|cue| cue == word)
        })
}

/// "So that makes …", "That is …", "Which means …", "…, so nine were not": a conclusion from what was just said.
pub(super) fn concludes(case: &Case<'_>) -> bool {
    let text = case.text.to_ascii_lowercase();
    let opens = [
        "so ",
        "that ",
        "that's ",
        "which ",
        "in all",
        "in total",
        "all in all",
        "together",
        "this ",
        "by then",
        "by that time",
    ];
    let inside = [
        ", so ",
        " so that",
        "that is ",
        "that's ",
        "which is ",
        "that makes",
        "that made",
        "that left",
        "making ",
        " makes ",
        "which means",
    ];
    opens.iter().any(|it| text.starts_with(it)) || inside.iter().any(|it| text.contains(it))
}
