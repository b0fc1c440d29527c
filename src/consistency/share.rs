//! "14 of 23 exports (61 %)": a percentage beside the part and the whole.

use super::passage::Local;
use super::weigh;
use super::{Kind, show};
use crate::claim::{Amount, Claim};
use crate::language::quantity::{Dimension, Quantity};

/// Words behind "of" that belong to the whole.
const OWNERS: &str = " the our all its their those these his her ";

/// Reads the shares of `text` against their part and whole.
pub(super) fn local(text: &str, claim: &Claim, out: &mut Vec<Local>) {
    for (at, pair) in claim.amounts.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let told_first = is_whole_first(text, &first.quantity, &second.quantity);
        let (part, whole) = if told_first {
            (second, first)
        } else {
            (first, second)
        };
        if !told_first && !is_share(text, &part.quantity, &whole.quantity) {
            continue;
        }
        let behind = claim
            .amounts
            .get(at + 2)
            .filter(|it| comes_behind(text, second, it));
        let before = at.checked_sub(1).and_then(|it| claim.amounts.get(it));
        let before = before.filter(|it| !told_first && comes_before(text, it, part));
        let Some(claimed) = behind.or(before) else {
            continue;
        };
        let (p, w) = (&part.quantity, &whole.quantity);
        let (rp, rw) = (weigh::rounding(p), weigh::rounding(w));
        let (low, high) = (
            100.0 * (p.low - rp) / (w.high + rw),
            100.0 * (p.high + rp) / (w.low - rw).max(w.low * 0.5),
        );
        let binary = if p.dimension == Dimension::Bytes {
            1.08
        } else {
            1.0
        };
        let (low, high) = (low / binary, high * binary);
        let q = &claimed.quantity;
        // The rest may be meant: "14 of 23 failed (39 % left)".
        if weigh::can_be(q, low, high) || weigh::can_be(q, 100.0 - high, 100.0 - low) {
            continue;
        }
        let percent = 100.0 * p.value() / w.value();
        let (a, b) = (show::words(text, p.span), show::words(text, w.span));
        out.push(Local {
            kind: Kind::Arithmetic,
            span: q.span,
            proof: format!(
                "{a} of {b} is {}%, not {}.",
                show::number(percent),
                show::words(text, q.span)
            ),
            other: Some(p.span.cover(w.span)),
        });
    }
}

/// Whether `part` is said to be a part of `whole`.
fn is_share(text: &str, part: &Quantity, whole: &Quantity) -> bool {
    let sensible = weigh::comparable(part, whole)
        && part.low <= whole.low
        && 0.0 < part.low
        && !matches!(
            part.dimension,
            Dimension::Percent | Dimension::Factor | Dimension::PercentPoint
        );
    let gap = text.get(part.span.end..whole.span.start).unwrap_or_default();
    if !sensible || gap.len() > 24 {
        return false;
    }
    let mut words = gap.split_whitespace();
    let of = match words.next() {
        Some("of" | "/") => true,
        Some("out") => words.next() == Some("of"),
        _ => false,
    };
    let rest: Vec<&str> = words.collect();
    of && rest.len() <= 1 && rest.iter().all(|it| OWNERS.split(' ').any(|own| own == *it))
}

/// Whether the whole stands in front: "Of the 23 exports, 14 were enterprise (61 %)".
fn is_whole_first(text: &str, whole: &Quantity, part: &Quantity) -> bool {
    let counted =
        weigh::comparable(part, whole) && part.dimension == Dimension::Count && part.low <= whole.low;
    let before = text.get(..whole.span.start).unwrap_or_default().trim_end();
    let of = ["Of", "of the", "Of the", "Of our", "Of all", "Out of"];
    let gap = text.get(whole.span.end..part.span.start).unwrap_or_default();
    let noun = gap
        .strip_suffix(", ")
        .is_some_and(|it| it.split_whitespace().count() <= 3 && !it.contains([',', '.', '(']));
    counted && noun && 0.0 < part.low && of.iter().any(|it| before.ends_with(it))
}

fn is_percent(it: &Amount) -> bool {
    let q = &it.quantity;
    weigh::is_plain(q) && q.dimension == Dimension::Percent && q.per.is_none() && !q.in_words
}

/// "… 23 exports (61 %)", "… 23 exports, or 61 %,".
fn comes_behind(text: &str, whole: &Amount, claimed: &Amount) -> bool {
    if !is_percent(claimed) {
        return false;
    }
    let gap = text
        .get(whole.quantity.span.end..claimed.quantity.span.start)
        .unwrap_or_default();
    let behind = text.get(claimed.quantity.span.end..).unwrap_or_default();
    let noun = |it: &str| {
        it.split_whitespace().count() <= 3
            && it
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '`' | '\''))
    };
    let open = gap
        .strip_suffix('(')
        .or_else(|| gap.strip_suffix("(about "))
        .or_else(|| gap.strip_suffix("(or "));
    if let Some(head) = open {
        return noun(head) && behind.starts_with([')', ',', ' ']) && !says_change(behind);
    }
    let comma = [
        ", or ",
        " = ",
        ": ",
        " — ",
        " – ",
        ", that is ",
        ", which is ",
        ", i.e. ",
    ];
    let tied = comma.iter().find_map(|it| gap.strip_suffix(it)).is_some_and(noun);
    let ends = behind.is_empty() || behind.starts_with([',', '.', ';', ')', ' ']);
    tied && ends && !says_change(behind)
}

/// "61 % (14 of 23 exports)", "61 %, or 14 of 23".
fn comes_before(text: &str, claimed: &Amount, part: &Amount) -> bool {
    if !is_percent(claimed) {
        return false;
    }
    let gap = text
        .get(claimed.quantity.span.end..part.quantity.span.start)
        .unwrap_or_default();
    let noun = |it: &str| {
        it.starts_with(" of ")
            && it.split_whitespace().count() <= 4
            && it.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
    };
    if gap.strip_suffix(" (").is_some_and(noun) {
        return true;
    }
    matches!(gap.trim(), "(" | ", or" | "," | "=" | "—" | "–" | ":" | "(i.e.")
}

/// Whether the percentage is one of a change, not of a share.
fn says_change(behind: &str) -> bool {
    let own = behind.split([')', '.', ';']).next().unwrap_or_default();
    let words = [
        "more",
        "less",
        "fewer",
        "higher",
        "lower",
        "up",
        "down",
        "increase",
        "decrease",
        "reduction",
        "growth",
        "faster",
        "slower",
        "above",
        "below",
        "over",
        "under",
        "drop",
        "rise",
        "each",
        "off",
        "target",
        "threshold",
    ];
    own.split(|c: char| !c.is_alphabetic())
        .any(|it| words.contains(&it))
}
