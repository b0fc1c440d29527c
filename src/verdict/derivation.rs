//! Arithmetic proofs: a number that no source states but that follows from numbers they do state.
//!
//! Unconstrained arithmetic derives almost any number from a handful of others (95 of the integers up to 100
//! from one transcript's 17 quantities), so: the same unit, operands near what the sentence rests on, a word
//! that calls for the operation, and a result equal within what is shown.

use super::judge::Case;
use super::number::Heard;
use super::{Derivation, Operand};
use crate::claim::{Amount, agrees};
use crate::evidence::Query;
use crate::language::quantity::{Bound, Dimension, Sort};
use crate::language::time::TimeRef;

/// Operands considered at most.
const POOL: usize = 24;

/// A number to calculate with.
#[derive(Clone)]
struct Term {
    value: f64,
    /// What one of its unit is in the base unit.
    scale: f64,
    dimension: Dimension,
    per: Option<u64>,
    text: String,
    entry: usize,
    linked: bool,
}

/// A way to reach a value.
struct Way {
    value: f64,
    expression: String,
    operands: Vec<Operand>,
    /// Whether its operands stand within two units of each other.
    one_breath: bool,
    /// Whether the sentence must call for it in words.
    needs_cue: Cue,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Difference,
    Sum,
    Ratio,
    Elapsed,
    Rate,
    Pieces,
}

/// The proof of `amount`, if there is one.
pub(super) fn find(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Derivation> {
    let target = &amount.quantity;
    if target.sort != Sort::Amount {
        return None;
    }
    let pool = pool(case, near);
    let ways = ways(case, &pool, amount);
    let found = ways
        .into_iter()
        .find(|it| fits(amount, it.value) && called_for(case, amount, it))?;
    Some(Derivation {
        value: case.text[target.number.range()].to_owned(),
        span: target.span,
        expression: found.expression,
        operands: found.operands,
    })
}

/// Numbers near the evidence, each value once, linked ones first.
fn pool(case: &Case<'_>, near: &[Heard<'_>]) -> Vec<Term> {
    let mut pool: Vec<Term> = Vec::new();
    let said_before = |amount: &Amount| {
        case.before
            .iter()
            .chain([case.claim])
            .flat_map(|it| &it.amounts)
            .any(|it| agrees(it, amount))
    };
    let mut push = |amount: &Amount, entry: usize, linked: bool, text: &str| {
        let it = &amount.quantity;
        if it.sort != Sort::Amount || !it.is_single() || pool.len() >= POOL {
            return;
        }
        let known = pool
            .iter_mut()
            .find(|term| term.value == it.value() && term.dimension == it.dimension && term.per == it.per);
        match known {
            Some(term) => term.linked |= linked,
            None => pool.push(Term {
                value: it.value(),
                scale: it.scale,
                dimension: it.dimension,
                per: it.per,
                text: text[it
                    .number
                    .cover(if it.unit.is_empty() { it.number } else { it.unit })
                    .range()]
                .to_owned(),
                entry,
                linked,
            }),
        }
    };
    let index = &case.judge.sources.index;
    // What the draft said just before and the sources hold.
    for (at, entry) in index.entries.iter().enumerate() {
        for amount in &entry.claim.amounts {
            let before = case
                .before
                .iter()
                .flat_map(|it| &it.amounts)
                .any(|it| agrees(it, amount));
            let telling = amount.face >= 10.0 || amount.quantity.dimension != Dimension::Count;
            if before && telling {
                push(amount, at, true, case.entry_text(at));
            }
        }
    }
    // What the sentences before rest on: "So over 80 % of it was gone."
    for (text, claim) in case.around.before.iter().zip(case.before).rev() {
        let query = Query {
            text,
            claim,
            extra: &[],
        };
        for (at, _) in index.rank(&query).into_iter().take(5) {
            let passage = &index.passages[index.entries[at].passage];
            for entry in passage.entries.clone().filter(|it| it.abs_diff(at) <= 2) {
                for amount in &index.entries[entry].claim.amounts {
                    push(amount, entry, true, case.entry_text(entry));
                }
            }
        }
    }
    for heard in near {
        let linked = heard.rank < 4 || said_before(heard.amount);
        push(heard.amount, heard.entry, linked, case.entry_text(heard.entry));
    }
    pool
}

fn is_bare(term: &Term) -> bool {
    term.dimension == Dimension::Count && term.scale == 1.0
}

fn is_bare_target(amount: &Amount) -> bool {
    amount.quantity.dimension == Dimension::Count
        && amount.quantity.unit.is_empty()
        && amount.heads.is_empty()
}

/// Two terms in one unit: "eleven terabytes", "seven and a half of it" takes the unit of the other. A rate
/// is of no other kind than an amount, and never mixed with one.
fn alike(a: &Term, b: &Term) -> (Term, Term) {
    let near = a.entry.abs_diff(b.entry) <= 2;
    let lend = |from: &Term, to: &Term| Term {
        value: to.value * from.scale,
        scale: from.scale,
        dimension: from.dimension,
        ..to.clone()
    };
    let unit = |it: &Term| {
        !matches!(
            it.dimension,
            Dimension::Count | Dimension::Percent | Dimension::Factor
        )
    };
    match (is_bare(a), is_bare(b)) {
        (true, false) if near && unit(b) => (lend(b, a), b.clone()),
        (false, true) if near && unit(a) => (a.clone(), lend(a, b)),
        _ => (a.clone(), b.clone()),
    }
}

fn operand(case: &Case<'_>, term: &Term) -> Operand {
    Operand {
        value: term.text.clone(),
        place: case.place(term.entry),
    }
}

/// Every one-step way over the pool, in a fixed order.
fn ways(case: &Case<'_>, pool: &[Term], amount: &Amount) -> Vec<Way> {
    let target = &amount.quantity;
    let mut ways = Vec::new();
    for (i, a) in pool.iter().enumerate() {
        for (j, b) in pool.iter().enumerate() {
            if i == j || !(a.linked || b.linked) {
                continue;
            }
            let proof = vec![operand(case, a), operand(case, b)];
            let (amount_of, time_of) = (a, b);
            let (a, b) = alike(a, b);
            let same = a.dimension == b.dimension && a.per == b.per;
            let of_target =
                |it: &Term| it.dimension == target.dimension || is_bare(it) || is_bare_target(amount);
            // A share is of two numbers told in one breath; any two numbers have some ratio.
            let one_breath = a.entry.abs_diff(b.entry) <= 2;
            let mut way = |value: f64, expression: String, needs_cue: Cue| {
                ways.push(Way {
                    value,
                    expression,
                    operands: proof.clone(),
                    needs_cue,
                    one_breath,
                });
            };
            if same && of_target(&a) && target.per == a.per {
                if a.value > b.value {
                    way(
                        a.value - b.value,
                        format!("{} - {}", a.text, b.text),
                        Cue::Difference,
                    );
                }
                if i < j {
                    way(a.value + b.value, format!("{} + {}", a.text, b.text), Cue::Sum);
                }
            }
            if same && one_breath && target.dimension == Dimension::Percent && b.value > 0.0 {
                if a.value < b.value {
                    way(
                        100.0 * a.value / b.value,
                        format!("{} / {}", a.text, b.text),
                        Cue::Ratio,
                    );
                    way(
                        100.0 - 100.0 * a.value / b.value,
                        format!("1 - {} / {}", a.text, b.text),
                        Cue::Ratio,
                    );
                }
                if a.value > b.value {
                    way(
                        100.0 * (a.value - b.value) / b.value,
                        format!("({} - {}) / {}", a.text, b.text, b.text),
                        Cue::Ratio,
                    );
                }
            }
            if same && target.dimension == Dimension::Factor && b.value > 0.0 && a.value > b.value {
                way(a.value / b.value, format!("{} / {}", a.text, b.text), Cue::Ratio);
            }
            // 340,000 records in chunks of 10,000 make 34 chunks.
            let counts = target.dimension == Dimension::Count && a.dimension == Dimension::Count;
            if same && counts && a.value > b.value && b.value > 1.0 && counts_pieces(amount) {
                way(
                    (a.value / b.value).ceil(),
                    format!("{} / {}", a.text, b.text),
                    Cue::Pieces,
                );
            }
            let spread =
                target.per.is_some() && amount_of.per.is_none() && time_of.dimension == Dimension::Time;
            if spread
                && time_of.per.is_none()
                && amount_of.dimension == target.dimension
                && time_of.value > 0.0
            {
                let per = target.per.unwrap_or(1) as f64;
                let value = amount_of.value / time_of.value * per;
                way(value, format!("{} / {}", amount_of.text, time_of.text), Cue::Rate);
            }
            let yearly = (amount.quantity.per == Some(YEAR) || says_year(case)) && a.value > b.value && same;
            if yearly && of_target(&a) && (a.per.is_some() || says_month(case, &a, &b)) {
                way(
                    (a.value - b.value) * 12.0,
                    format!("({} - {}) × 12", a.text, b.text),
                    Cue::Rate,
                );
            }
        }
        if target.dimension == Dimension::Percent && a.dimension == Dimension::Percent && a.linked {
            ways.push(Way {
                value: 100.0 - a.value,
                expression: format!("100 % - {}", a.text),
                operands: vec![operand(case, a)],
                needs_cue: Cue::Difference,
                one_breath: false,
            });
        }
    }
    if target.dimension == Dimension::Time {
        ways.extend(elapsed(case, 60.0));
    } else if is_bare_target(amount) && case.text.to_ascii_lowercase().contains("took") {
        ways.extend(elapsed(case, 1.0));
    }
    ways
}

/// Seconds in a year, as rates count them.
const YEAR: u64 = 365 * 86_400;

/// Whether what is counted are pieces of something: chunks, batches, pages.
fn counts_pieces(amount: &Amount) -> bool {
    const PIECES: [&str; 14] = [
        "chunk", "batch", "page", "piece", "block", "group", "bucket", "round", "run", "part", "shard",
        "box", "trip", "load",
    ];
    amount
        .heads
        .iter()
        .any(|head| PIECES.iter().any(|it| crate::language::words::stem(it) == *head))
}

fn says_year(case: &Case<'_>) -> bool {
    let text = case.text.to_ascii_lowercase();
    [
        "a year",
        "per year",
        "over a year",
        "annually",
        "yearly",
        "every year",
    ]
    .iter()
    .any(|it| text.contains(it))
}

/// Whether the operands' entries speak of a month.
fn says_month(case: &Case<'_>, a: &Term, b: &Term) -> bool {
    [a.entry, b.entry]
        .iter()
        .any(|&it| case.entry_text(it).to_ascii_lowercase().contains("month"))
}

/// Differences between clock times that the sentence, the one before, or its evidence states.
fn elapsed(case: &Case<'_>, minute: f64) -> Vec<Way> {
    let index = &case.judge.sources.index;
    // Minutes, the entry that states them, and whether the sentence clearly speaks of that entry.
    let mut clocks: Vec<(u16, usize, bool)> = Vec::new();
    let mut push =
        |minutes: u16, entry: usize, clear: bool| match clocks.iter_mut().find(|it| it.0 == minutes) {
            Some(it) => it.2 |= clear,
            None => clocks.push((minutes, entry, clear)),
        };
    let own = case.before.iter().chain([case.claim]).flat_map(|it| &it.times);
    for time in own {
        let TimeRef::Clock { minutes, .. } = time.value else {
            continue;
        };
        let holder = index
            .entries
            .iter()
            .position(|it| super::time::states_clock(it, minutes));
        if let Some(entry) = holder {
            push(minutes, entry, true);
        }
    }
    let clear = case.ranked.iter().take(5).map(|it| it.0);
    let clear: Vec<usize> = case.quoted_from.iter().copied().chain(clear).collect();
    let related = case
        .ranked
        .iter()
        .take(40)
        .map(|it| it.0)
        .filter(|&at| shares_a_word(case, at));
    for at in clear.iter().copied().chain(related) {
        let entry = &index.entries[at];
        let stated = entry.claim.times.iter().filter_map(|it| match it.value {
            TimeRef::Clock { minutes, .. } => Some(minutes),
            _ => None,
        });
        for minutes in entry.clock.into_iter().chain(stated) {
            push(minutes, at, clear.contains(&at));
        }
    }
    let shown = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let mut ways = Vec::new();
    for &(a, from, clear) in &clocks {
        for &(b, to, clear_too) in &clocks {
            let minutes = (i32::from(b) - i32::from(a)).rem_euclid(1440);
            if minutes == 0 || minutes > 720 || !(clear || clear_too) {
                continue;
            }
            ways.push(Way {
                value: f64::from(minutes) * minute,
                expression: format!("{} - {}", shown(b), shown(a)),
                operands: [(b, to), (a, from)]
                    .map(|(minutes, entry)| Operand {
                        value: shown(minutes),
                        place: case.place(entry),
                    })
                    .to_vec(),
                needs_cue: Cue::Elapsed,
                one_breath: false,
            });
        }
    }
    ways
}

/// Whether an entry has one of the sentence's content words.
fn shares_a_word(case: &Case<'_>, at: usize) -> bool {
    let entry = &case.judge.sources.index.entries[at].claim;
    case.claim
        .words
        .iter()
        .any(|it| !it.stop && crate::evidence::has_stem(entry, it.stem))
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
/// two numbers told in one breath; short ones are.
fn called_for(case: &Case<'_>, amount: &Amount, way: &Way) -> bool {
    let digits = format!("{}", amount.face)
        .trim_end_matches('0')
        .chars()
        .filter(char::is_ascii_digit)
        .count();
    if digits >= 4 || (digits >= 3 && way.one_breath) {
        return true;
    }
    const DIFFERENCE: &str = "more less fewer left other others remaining remainder rest missing lost short under below over gap late early \
        later earlier difference longer shorter extra beyond above behind ahead further headroom free spare away grow \
        then so clean saved cheaper faster slower older younger drop dropped fell rose gained apart exceed exceeded overran";
    const SUM: &str = "total totals together altogether all combined sum overall both plus in";
    const RATIO: &str = "percent % share half third quarter fifth times x fold ratio rate of faster slower bigger larger smaller more most \
        less fraction one factor every";
    const ELAPSED: &str = "took take takes taken after later between from until till within for in lasted last hour hours minutes minute \
        needed elapsed spent past since good total over under";
    const RATE: &str = "per every each a an year month annually monthly over";
    let cue = way.needs_cue;
    let list = match cue {
        Cue::Difference => DIFFERENCE,
        Cue::Sum => SUM,
        Cue::Ratio => RATIO,
        Cue::Elapsed => ELAPSED,
        Cue::Rate => RATE,
        // What is counted calls for it already.
        Cue::Pieces => return true,
    };
    let near_symbol = matches!(cue, Cue::Ratio) && !amount.quantity.unit.is_empty();
    near_symbol
        || case.claim.words.iter().any(|it| {
            let word = case.text[it.span.range()].to_ascii_lowercase();
            list.split_whitespace().any(|cue| cue == word)
        })
}
