//! What the numbers of one unit of a source make by themselves: the sum of its list, the share it tells, and what
//! its pair leaves of a hundred.

use super::super::Operand;
use super::super::judge::Case;
use super::super::number::{Heard, bare};
use super::super::role::shared;
use super::parts::says_together;
use super::pool::SHORT;
use super::{Cue, Way, fits, says};
use crate::claim::{Amount, Claim, same_measure};
use crate::language::quantity::{Dimension, Sort};

/// Every way that one unit offers.
pub(super) fn ways(case: &Case<'_>, amount: &Amount) -> Vec<Way> {
    let mut ways = sum_of_list(case, amount);
    ways.extend(complement_of_pair(case, amount));
    ways.extend(told_share(case, amount));
    ways
}

/// Units before one that tells a share in which its question may stand.
const QUESTION: usize = 4;

/// `Fifty-seven of the eleven hundred and forty`: a part of a whole that a unit tells as such, wherever it stands,
/// where it or its question speaks of what the sentence does.
fn told_share(case: &Case<'_>, amount: &Amount) -> Option<Way> {
    /// Half of the last digit shown, in points, at most: "a third" is too many shares.
    const EXACT: f64 = 1.0;
    let it = &amount.quantity;
    if it.dimension != Dimension::Percent || !it.is_single() || it.slack > EXACT {
        return None;
    }
    let entries = &case.judge.sources.index.entries;
    let speaks_of_it = |at: usize| {
        let near = &entries[at.saturating_sub(QUESTION)..=at];
        let shared = |claim: &Claim| {
            let words = claim.words.iter().filter(|it| !it.stop);
            words
                .filter(|word| near.iter().any(|it| it.claim.has(word.stem)))
                .count()
        };
        // "It had just under seventy per cent in it" says of what in the sentence before.
        let leans = case.stance.content <= SHORT;
        shared(case.claim) >= 1 || leans && case.before.last().is_some_and(|it| shared(it) >= 2)
    };
    entries.iter().enumerate().find_map(|(at, entry)| {
        let pair = entry.claim.amounts.windows(2).find(|pair| {
            let counts = |it: &Amount| {
                let it = &it.quantity;
                it.dimension == Dimension::Count && it.sort == Sort::Amount && it.is_single()
            };
            let (part, whole) = (&pair[0].quantity, &pair[1].quantity);
            let between = &case.entry_text(at)[part.span.end..whole.span.start];
            let joined = matches!(
                between.trim(),
                "of" | "of the" | "of our" | "of all" | "out of" | "out of the"
            );
            let value = 100.0 * part.value() / whole.value();
            joined && pair.iter().all(counts) && part.value() < whole.value() && fits(amount, value)
        })?;
        if !speaks_of_it(at) {
            return None;
        }
        let text = |it: &Amount| case.entry_text(at)[it.quantity.number.range()].to_owned();
        let operands = pair.iter().map(|it| Operand {
            value: text(it),
            place: case.place(at),
        });
        Some(Way {
            expression: format!("{} / {}", text(&pair[0]), text(&pair[1])),
            operands: operands.collect(),
            one_breath: true,
            cue: Cue::Ratio,
        })
    })
}

/// "Misses fell from 36 percent to seven" where the hits went from 64 to 93: both ends are what one unit's
/// two numbers leave of a hundred.
fn complement_of_pair(case: &Case<'_>, amount: &Amount) -> Option<Way> {
    let is_percent = |it: &&Amount| it.quantity.dimension == Dimension::Percent && it.quantity.is_single();
    if !is_percent(&amount) {
        return None;
    }
    let own = case.claim.amounts.iter().filter(is_percent);
    let mut others = own.filter(|it| it.quantity.span != amount.quantity.span);
    let (other, None) = (others.next()?, others.next()) else {
        return None;
    };
    let entries = &case.judge.sources.index.entries;
    entries.iter().enumerate().find_map(|(at, entry)| {
        let leaves = |of: &Amount| {
            entry.claim.amounts.iter().find(|it| {
                let bare = it.quantity.dimension == Dimension::Count && it.heads.is_empty();
                let measured = bare || it.quantity.dimension == Dimension::Percent;
                measured && it.quantity.is_single() && fits(of, 100.0 - it.quantity.value())
            })
        };
        let (mine, _) = leaves(amount).zip(leaves(other))?;
        let text = &case.entry_text(at)[mine.quantity.number.range()];
        Some(Way {
            expression: format!("100 % - {text}"),
            operands: vec![Operand {
                value: text.to_owned(),
                place: case.place(at),
            }],
            one_breath: true,
            cue: Cue::Given,
        })
    })
}

/// Whether one unit, or it and the next, tells numbers of the amount's measure whose sum or difference it is exactly: "all
/// but 50 euros" where 450 of 500 were paid, "7.70" for "3.50 and 4.20 euros"; or two counts that the sentence shares out:
/// "a payroll has about 360 people".
pub(super) fn comes_to(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> bool {
    /// Ranks of the units that are tried, and numbers that one may tell: more lead anywhere.
    const BEST: usize = 4;
    const MOST: usize = 6;
    /// Numbers that any few others lead to.
    const SMALL: f64 = 12.0;
    let target = &amount.quantity;
    let small = amount.face <= SMALL && amount.face.fract() == 0.0;
    if target.sort != Sort::Amount || !target.is_single() || small {
        return false;
    }
    let entries = &case.judge.sources.index.entries;
    let value = |it: &Amount| {
        let counts = it.heads.is_empty() || amount.heads.iter().any(|head| it.heads.contains(head));
        let alike = same_measure(&it.quantity, target) && (target.dimension != Dimension::Count || counts);
        let leaves_out = bare(it) && it.heads.is_empty();
        let told = it.quantity.sort == Sort::Amount && it.quantity.is_single();
        match (told, alike) {
            (true, true) => Some(it.quantity.value()),
            (true, false) if leaves_out => Some(it.face * target.scale),
            _ => None,
        }
    };
    let is_counted = |it: &Amount| {
        let said = it.heads.iter().any(|head| case.claim.has(*head));
        said && it.quantity.dimension == Dimension::Count && it.quantity.is_single()
    };
    let shares_out = |a: &Amount, amounts: &[Amount]| {
        let mut others = amounts
            .iter()
            .filter(|b| is_counted(b) && b.quantity.value() > 1.0);
        is_counted(a)
            && others.any(|b| {
                a.face > b.face
                    && shared(&a.heads, &b.heads) == 0
                    && fits(amount, a.quantity.value() / b.quantity.value())
            })
    };
    // "The small office has 25 desks" speaks of no two rooms.
    let text = case.text.to_ascii_lowercase();
    let adds = says_together(case) || ["and", "all", "both"].iter().any(|it| says(&text, it));
    let is_it = |it: f64| (it - target.value()).abs() <= 1e-6 * target.value();
    near.iter().filter(|it| it.rank < BEST).any(|it| {
        let next = it.entry + 1;
        let follows = entries
            .get(next)
            .is_some_and(|entry| entry.source == entries[it.entry].source);
        let amounts = &entries[it.entry].claim.amounts;
        if shared(&it.amount.heads, &amount.heads) > 0 && shares_out(it.amount, amounts) {
            return true;
        }
        [it.entry..next, it.entry..next + usize::from(follows)]
            .into_iter()
            .any(|units| {
                let values: Vec<f64> = entries[units]
                    .iter()
                    .flat_map(|it| &it.claim.amounts)
                    .filter_map(value)
                    .collect();
                let pairs = |a: f64| {
                    values
                        .iter()
                        .any(|b| adds && is_it(a + b) && a < *b || is_it(a - b))
                };
                let all = adds && values.len() > 2 && is_it(values.iter().sum());
                values.len() <= MOST && (all || values.iter().any(|it| pairs(*it)))
            })
    })
}

/// "2.9 TB of one, 2.7 of the other, 4 of the third" told in one unit or turn: all of them together.
fn sum_of_list(case: &Case<'_>, amount: &Amount) -> Vec<Way> {
    let mut ways = Vec::new();
    let index = &case.judge.sources.index;
    for &(at, _) in case.ranked.iter().take(5) {
        let entry = &index.entries[at];
        let alike = |it: &&Amount| same_measure(&it.quantity, &amount.quantity);
        // "Forty minutes, the second 25, the third 10": the unit is told once.
        let has_unit = !amount.quantity.unit.is_empty() && entry.claim.amounts.iter().any(|it| alike(&it));
        let value = |it: &Amount| match alike(&it) {
            true => Some(it.quantity.value()),
            false if has_unit && bare(it) && it.heads.is_empty() => Some(it.face * amount.quantity.scale),
            false => None,
        };
        let listed = entry.claim.amounts.iter().filter_map(|it| Some((it, value(it)?)));
        let (listed, values): (Vec<&Amount>, Vec<f64>) = listed.unzip();
        if listed.len() < 3 {
            continue;
        }
        let text = case.entry_text(at);
        let sum: f64 = values.iter().sum();
        // "All three took 75 minutes."
        let counted = case.claim.amounts.iter().any(|it| it.face == listed.len() as f64);
        if fits(amount, sum) {
            let parts: Vec<&str> = listed
                .iter()
                .map(|it| &text[it.quantity.number.range()])
                .collect();
            let operands = parts
                .iter()
                .map(|it| Operand {
                    value: (*it).to_owned(),
                    place: case.place(at),
                })
                .collect();
            ways.push(Way {
                expression: parts.join(" + "),
                operands,
                one_breath: true,
                cue: if counted { Cue::Certain } else { Cue::Sum },
            });
        }
    }
    ways
}
