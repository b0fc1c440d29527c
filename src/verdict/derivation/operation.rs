//! One-step operations on two terms: difference, sum, product, ratio, share, rate; complement of one; sum of many.

use super::super::Operand;
use super::super::judge::Case;
use super::parts::{are_named, is_on_each, is_one_measure, is_part_of, shares_between};
use super::pool::Term;
use super::{Cue, Way, fits, is_bare, one_unit};
use crate::claim::Amount;
use crate::language::quantity::Dimension;

/// Seconds in a month and a year, as rates count them.
const MONTH: u64 = 30 * DAY;
const YEAR: u64 = 365 * DAY;
/// Seconds in an hour and a day.
const HOUR: u64 = 3_600;
const DAY: u64 = 86_400;

/// Every way over the pool that reaches the amount, in a fixed order.
pub(super) fn ways(case: &Case<'_>, pool: &[Term<'_>], amount: &Amount) -> Vec<Way> {
    let mut ways = Vec::new();
    let asked = Asked {
        bare: is_bare(amount),
        yearly: amount.quantity.dimension != Dimension::Time && says_year(case),
        each: shares_out(case, amount),
    };
    for (i, a) in pool.iter().enumerate() {
        for (j, b) in pool.iter().enumerate() {
            if i != j && (a.linked || b.linked || is_part_of(case, a, b)) {
                of_two(case, a, b, amount, asked, i < j, &mut ways);
            }
        }
        of_one(case, a, amount, asked, &mut ways);
    }
    ways.extend(one_unit::ways(case, amount));
    ways
}

/// What is asked of every pair, answered once.
#[derive(Clone, Copy)]
struct Asked {
    /// Whether the amount is a number alone.
    bare: bool,
    /// Whether the sentence speaks of a year.
    yearly: bool,
    /// Whether the amount is one of many shares: `apiece`, `a head`.
    each: bool,
}

/// Ways with one operand: what is left of a hundred percent; the same rate per another time.
fn of_one(case: &Case<'_>, a: &Term<'_>, amount: &Amount, asked: Asked, ways: &mut Vec<Way>) {
    let target = &amount.quantity;
    if !a.linked {
        return;
    }
    let mut way = |value: f64, expression: String, cue: Cue| {
        if fits(amount, value) {
            ways.push(Way {
                expression,
                operands: operands(case, &[a]),
                one_breath: false,
                cue,
            });
        }
    };
    if target.dimension == Dimension::Percent && a.dimension == Dimension::Percent {
        way(100.0 - a.value, format!("100 % - {}", a.text), Cue::Difference);
    }
    // "Every five minutes" makes 288 a day.
    let period = a.dimension == Dimension::Time && says_every(case, a);
    if let (Some(per), true, Dimension::Count) = (target.per, period, target.dimension) {
        let whole = match per {
            HOUR => "1 hour".to_owned(),
            DAY => "1 day".to_owned(),
            _ => format!("{per} s"),
        };
        way(per as f64 / a.value, format!("{whole} / {}", a.text), Cue::Rate);
    }
    let alike = a.dimension == target.dimension || a.is_bare();
    let per = target.per.or_else(|| asked.yearly.then_some(YEAR));
    if let (Some(per), true) = (per, alike) {
        let from = a.per.or_else(|| says_month(case, a).then_some(MONTH));
        if let Some(from) = from.filter(|it| *it != per) {
            let times = if (per, from) == (YEAR, MONTH) {
                12.0
            } else {
                per as f64 / from as f64
            };
            way(a.value * times, format!("{} × {times:.0}", a.text), Cue::Rate);
        }
    }
}

/// Whether one unit tells the second as a part of the first: "sixty-two boats, of which eleven would fit".
fn parts_it(case: &Case<'_>, a: &Term<'_>, b: &Term<'_>) -> bool {
    a.entry.filter(|_| a.entry == b.entry).is_some_and(|at| {
        let text = case.entry_text(at).to_lowercase();
        ["of which", "of them", "of those", "of these", "out of"]
            .iter()
            .any(|it| text.contains(it))
    })
}

/// Whether the sentence says of how many it is not so, where the sources tell the second as the part of the first of
/// which it is: "23 exports were affected. 14 of them were enterprise." makes nine that were not.
fn leaves_the_rest(case: &Case<'_>, a: &Term<'_>, b: &Term<'_>) -> bool {
    let (Some(whole), Some(part)) = (a.entry, b.entry) else {
        return false;
    };
    let entries = &case.judge.sources.index.entries;
    let is_next = part == whole || part == whole + 1 && entries[part].passage == entries[whole].passage;
    let text = case.entry_text(part).to_lowercase();
    let of_them = ["of which", "of them", "of those", "of these"]
        .iter()
        .any(|it| text.contains(it));
    let says_so = |it: &crate::language::words::Word| !it.stop && entries[part].claim.has(it.stem);
    case.claim.negated && is_next && of_them && case.claim.words.iter().any(says_so)
}

/// Whether what follows the amount shares something out: `1,830 guilders a head`, `360 people apiece`, `12 MB each`.
fn shares_out(case: &Case<'_>, amount: &Amount) -> bool {
    /// Words between the number and what shares it out at most, with that.
    const REACH: usize = 6;
    let rest = &case.text[amount.quantity.span.end..];
    let clause = &rest[..rest.find([',', ';', '.', ':', '(']).unwrap_or(rest.len())];
    let words: Vec<&str> = clause.split_whitespace().take(REACH).collect();
    let pairs = [
        ("a", "head"),
        ("a", "person"),
        ("for", "each"),
        ("for", "every"),
        ("on", "average"),
    ];
    words.iter().any(|it| matches!(*it, "apiece" | "each" | "per"))
        || words.windows(2).any(|it| pairs.contains(&(it[0], it[1])))
}

/// Whether the unit of a term has it as a period: "every five minutes".
fn says_every(case: &Case<'_>, term: &Term<'_>) -> bool {
    let period = format!("every {}", term.text.to_lowercase());
    let says = |text: &str| {
        let lower = text.to_lowercase();
        let mut found = lower.match_indices(&period);
        found.any(|(at, _)| !lower[at + period.len()..].starts_with(char::is_alphanumeric))
    };
    term.entry.is_some_and(|at| says(case.entry_text(at))) || says(case.text)
}

/// Whether the unit of a term counts by the piece: "three kilowatts each".
fn says_each(case: &Case<'_>, term: &Term<'_>) -> bool {
    term.entry.is_some_and(|at| {
        let claim = &case.judge.sources.index.entries[at].claim;
        let text = case.entry_text(at);
        claim
            .words
            .iter()
            .any(|it| matches!(&text[it.span.range()], "each" | "apiece" | "every"))
    })
}

/// Ways with two operands, in this order.
fn of_two(
    case: &Case<'_>,
    a: &Term<'_>,
    b: &Term<'_>,
    amount: &Amount,
    asked: Asked,
    in_order: bool,
    ways: &mut Vec<Way>,
) {
    let target = &amount.quantity;
    let one_breath = a.is_near(b);
    let proof = [a, b];
    let mut way = |value: f64, expression: &dyn Fn() -> String, cue: Cue| {
        if fits(amount, value) {
            ways.push(Way {
                expression: expression(),
                operands: operands(case, &proof),
                one_breath,
                cue,
            });
        }
    };
    let spread = target
        .per
        .filter(|_| a.per.is_none() && b.per.is_none() && b.dimension == Dimension::Time);
    if let (Some(per), true) = (spread, a.dimension == target.dimension && b.value > 0.0) {
        way(
            a.value / b.value * per as f64,
            &|| format!("{} / {}", a.text, b.text),
            Cue::Rate,
        );
    }
    // "fifty-two times nine pounds" counts how often.
    let multiplies = b.is_bare() || b.dimension == Dimension::Factor;
    let many = multiplies && a.per.is_none() && b.value > 1.0 && a.value > 1.0;
    // "412,000 people on 1,140 payrolls": so many apiece.
    let spread_out = a.dimension == target.dimension || a.is_bare() && a.heads.is_empty() && !a.is_part;
    let shares = asked.each && many && spread_out;
    if shares && b.dimension != Dimension::Factor && a.value > b.value {
        way(
            a.value / b.value,
            &|| format!("{} / {}", a.text, b.text),
            Cue::Given,
        );
    }
    // "nearly six plots to a tank"
    if a.value > b.value && b.value > 0.0 && shares_between(case, amount, a, b) {
        way(
            a.value / b.value,
            &|| format!("{} / {}", a.text, b.text),
            Cue::Given,
        );
    }
    if many
        && one_breath
        && (a.dimension == target.dimension || a.is_bare() || asked.bare)
        && (a.dimension != Dimension::Count || in_order)
    {
        let cue = if is_on_each(case, amount, a, b) {
            Cue::Certain
        } else if says_each(case, a) {
            Cue::Given
        } else {
            Cue::Product
        };
        way(a.value * b.value, &|| format!("{} × {}", a.text, b.text), cue);
    }
    // "91 % of 400 TB": what they are, and what is left.
    if b.dimension == Dimension::Percent
        && a.dimension == target.dimension
        && one_breath
        && b.value < 100.0
        && a.per.is_none()
    {
        way(
            a.value * b.value / 100.0,
            &|| format!("{} × {}", b.text, a.text),
            Cue::Ratio,
        );
        way(
            a.value * (100.0 - b.value) / 100.0,
            &|| format!("(100 % - {}) × {}", b.text, a.text),
            Cue::Difference,
        );
    }
    // "36 TB at 2 TB a day": how long it lasts.
    if let (Dimension::Time, Some(per), None) = (target.dimension, b.per, a.per)
        && a.dimension == b.dimension
        && b.value > 0.0
        && one_breath
    {
        way(
            a.value / b.value * per as f64,
            &|| format!("{} / {}", a.text, b.text),
            Cue::Rate,
        );
    }
    let grows = target.dimension == Dimension::Factor;
    let told_in_unit = a.dimension == b.dimension || a.drafted || b.drafted;
    let (a, b) = (&lent(a, b, grows), &lent(b, a, grows));
    // "fifty a second, and it got four hundred": the rate is said once for both.
    let rates_agree = a.per == b.per || (one_breath && (a.per.is_none() || b.per.is_none()));
    if a.dimension != b.dimension || !rates_agree {
        return;
    }
    let points = matches!(target.dimension, Dimension::PercentPoint | Dimension::Count)
        && a.dimension == Dimension::Percent;
    // Fourteen and twenty-two make no third, and eight less six is not twice.
    let is_relation = matches!(target.dimension, Dimension::Percent | Dimension::Factor);
    let of_target = a.dimension == target.dimension || a.is_bare() && !is_relation || points;
    let same_rate = target.per == a.per || target.per.is_none() || (a.per.is_none() && one_breath);
    // "seven fewer" of minutes: the bare number counts in the operands' unit.
    let unit = if asked.bare && a.dimension != Dimension::Count {
        a.scale
    } else {
        1.0
    };
    // "15 minutes + 3.8 s" is no way to a quarter of an hour: what is added must change what is shown.
    let changes = !fits(amount, a.value / unit) && !fits(amount, b.value / unit);
    // Robots less batches are neither robots nor batches; and no count is a number and a half.
    let one_thing = a.heads.is_empty() || b.heads.is_empty() || a.heads.iter().any(|it| b.heads.contains(it));
    let is_count = a.dimension == Dimension::Count;
    let is_whole = |value: f64| (value - value.round()).abs() <= 1e-6 * value.abs().max(1.0);
    let whole = !is_count || amount.face.fract() != 0.0 || (is_whole(a.value) == is_whole(b.value));
    let sensible = !is_count || one_thing || a.own || b.own;
    if (of_target || asked.bare) && same_rate && changes && sensible && whole {
        if a.value > b.value && (!is_count || counts_alike(case, amount, a, b)) {
            way(
                (a.value - b.value) / unit,
                &|| format!("{} - {}", a.text, b.text),
                if leaves_the_rest(case, a, b) {
                    Cue::Certain
                } else if parts_it(case, a, b) {
                    Cue::Given
                } else {
                    Cue::Difference
                },
            );
        }
        if in_order && !points {
            let cue = if are_named(case, amount, a, b) {
                Cue::Certain
            } else {
                Cue::Sum
            };
            way(
                (a.value + b.value) / unit,
                &|| format!("{} + {}", a.text, b.text),
                cue,
            );
        }
    }
    // Two scanners are no share of nine gates.
    if target.dimension == Dimension::Percent
        && one_breath
        && told_in_unit
        && is_one_measure(case, a, b)
        && (a.linked && b.linked || is_part_of(case, a, b))
        && b.value > 0.0
    {
        if a.value < b.value {
            let cue = if a.linked && b.linked && is_part_of(case, a, b) {
                Cue::Given
            } else {
                Cue::Ratio
            };
            way(
                100.0 * a.value / b.value,
                &|| format!("{} / {}", a.text, b.text),
                cue,
            );
            for cue in [Cue::Ratio, Cue::Change] {
                way(
                    100.0 - 100.0 * a.value / b.value,
                    &|| format!("1 - {} / {}", a.text, b.text),
                    cue,
                );
            }
        } else if a.value > b.value {
            // "125 % of what it was"
            if case.text[target.span.end..].trim_start().starts_with("of ") {
                way(
                    100.0 * a.value / b.value,
                    &|| format!("{} / {}", a.text, b.text),
                    Cue::Ratio,
                );
            }
            way(
                100.0 * (a.value - b.value) / b.value,
                &|| format!("({0} - {1}) / {1}", a.text, b.text),
                Cue::Change,
            );
        }
        way(
            100.0 * a.value / (a.value + b.value),
            &|| format!("{0} / ({0} + {1})", a.text, b.text),
            Cue::Ratio,
        );
    }
    if target.dimension == Dimension::Factor && b.value > 0.0 && a.value > b.value && compares(case, amount) {
        way(
            a.value / b.value,
            &|| format!("{} / {}", a.text, b.text),
            Cue::Ratio,
        );
    }
    // 340,000 records in chunks of 10,000 make 34 chunks.
    let counts = target.dimension == Dimension::Count && a.dimension == Dimension::Count;
    if counts && a.value > b.value && b.value > 1.0 && counts_pieces(amount) {
        way(
            (a.value / b.value).ceil(),
            &|| format!("{} / {}", a.text, b.text),
            Cue::Given,
        );
    }
    let yearly = (target.per == Some(YEAR) || asked.yearly) && a.value > b.value;
    if yearly && of_target && (a.per == Some(MONTH) || says_month(case, a) || says_month(case, b)) {
        way(
            (a.value - b.value) * 12.0,
            &|| format!("({} - {}) × 12", a.text, b.text),
            Cue::Rate,
        );
    }
}

/// The places of the terms that a source states.
fn operands(case: &Case<'_>, terms: &[&Term<'_>]) -> Vec<Operand> {
    let stated = terms.iter().filter_map(|it| it.entry.map(|entry| (it, entry)));
    stated
        .map(|(it, entry)| Operand {
            value: it.text.to_owned(),
            place: case.place(entry),
        })
        .collect()
}

/// A term in its neighbour's unit where it has none: "eleven terabytes, about seven and a half of it data".
fn lent<'a>(it: &Term<'a>, from: &Term<'_>, grows: bool) -> Term<'a> {
    let has_unit = match from.dimension {
        Dimension::Count | Dimension::Factor => false,
        // "August six percent. September, eleven." They doubled.
        Dimension::Percent => grows && it.place.is_some() && from.place.is_some(),
        _ => true,
    };
    let counts_nothing = it.heads.is_empty() || it.is_part;
    if !(it.is_bare() && counts_nothing && has_unit && it.is_near(from)) {
        return it.clone();
    }
    Term {
        value: it.value * from.scale,
        scale: from.scale,
        dimension: from.dimension,
        ..it.clone()
    }
}

/// `twice as long`, `twice the size`, `4x`: a factor; "it fired twice" counts how often.
fn compares(case: &Case<'_>, amount: &Amount) -> bool {
    const OFTEN: [&str; 2] = ["twice", "thrice"];
    let said = case.text[amount.quantity.number.range()].to_ascii_lowercase();
    let unit = &case.text[amount.quantity.unit.range()];
    let next = case.text[amount.quantity.span.end..].split_whitespace().next();
    // "has said sorry three times by now": a count of events is no ratio.
    let counts_events = OFTEN.contains(&said.as_str()) || unit.eq_ignore_ascii_case("times");
    !counts_events
        || next.is_some_and(|it| {
            matches!(
                it,
                "as" | "the"
                    | "that"
                    | "what"
                    | "its"
                    | "their"
                    | "our"
                    | "her"
                    | "his"
                    | "over"
                    | "more"
                    | "less"
                    | "fewer"
                    | "worse"
            ) || it
                .trim_end_matches(|it: char| !it.is_alphanumeric())
                .ends_with("er")
        })
}

/// Whether a difference of two counts can be a count of the amount's: one of the two is told as a number of the same,
/// or the draft itself states it. Only small ones come out by accident.
fn counts_alike(case: &Case<'_>, amount: &Amount, a: &Term<'_>, b: &Term<'_>) -> bool {
    let alike = |it: &Term<'_>| amount.heads.iter().any(|head| it.heads.contains(head));
    let small = amount.face <= 12.0;
    !small || a.drafted || b.drafted || is_bare(amount) || alike(a) || alike(b) || parts_it(case, a, b)
}

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
    ["a year", "per year", "annually", "yearly", "every year"]
        .iter()
        .any(|it| text.contains(it))
}

/// Whether the turn that states a term speaks of a month.
fn says_month(case: &Case<'_>, term: &Term<'_>) -> bool {
    let index = &case.judge.sources.index;
    let month = crate::language::words::stem("month");
    term.entry.is_some_and(|at| {
        let mut turn = index.passages[index.entries[at].passage].entries.clone();
        turn.any(|it| index.entries[it].claim.has(month))
    })
}
