//! Lists whose items end in a total: "Triage: 5 min", "Repair: 8 min", "Total: 15 min".

use super::lists;
use super::passage::Passage;
use super::weigh;
use super::{Conflict, Kind, show};
use crate::claim::Amount;
use crate::draft::{BlockKind, Draft};
use crate::language::quantity::{Bound, Dimension};

/// More addends are not written out in a message.
const SHOWN: usize = 6;

/// Lists whose total is not the sum of the items above it.
pub(super) fn find(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    for list in lists::all(draft) {
        if list.items.len() < 2 || list.n_all != list.items.len() {
            continue;
        }
        let below = draft
            .blocks
            .get(list.end)
            .filter(|it| it.kind == BlockKind::Paragraph);
        let below = below
            .and_then(|_| labelled(passages, list.end))
            .filter(|it| is_total(it.label));
        let items = list.items.iter().map(|&it| labelled(passages, it));
        let items: Option<Vec<Labelled<'_>>> = items.chain(below.map(Some)).collect();
        let Some((total, parts)) = items.as_deref().and_then(<[Labelled<'_>]>::split_last) else {
            continue;
        };
        if !is_total(total.label) || parts.iter().any(|it| is_total(it.label)) {
            continue;
        }
        let amounts: Vec<&Amount> = parts.iter().map(|it| it.amount).collect();
        if let Some(proof) = mismatch(&amounts, total.amount, total.passage.text()) {
            out.push(Conflict {
                kind: Kind::Arithmetic,
                span: total.passage.in_file(total.amount.quantity.span),
                proof,
                other: Some(draft.blocks[list.items[0]].view.span()),
                sentence: total.passage.sentence,
            });
        }
    }
}

struct Labelled<'p> {
    passage: &'p Passage<'p>,
    label: &'p str,
    amount: &'p Amount,
}

/// The label and the only amount of an item of one sentence.
fn labelled<'p>(passages: &'p [Passage<'p>], block: usize) -> Option<Labelled<'p>> {
    let from = passages.partition_point(|it| it.block.is_none_or(|it| it < block));
    let passage = passages.get(from).filter(|it| it.block == Some(block))?;
    let only = passages.get(from + 1).is_none_or(|it| it.block != Some(block));
    let [amount] = &passage.claim().amounts[..] else {
        return None;
    };
    let text = passage.text();
    let end = text
        .find([':', '—', '–'])
        .or_else(|| text.find(" - "))
        .or_else(|| text.find(" = "))?;
    let label = text.get(..end)?;
    (only && end < amount.quantity.span.start).then_some(Labelled {
        passage,
        label,
        amount,
    })
}

/// Whether a label stands for the sum of what is above it.
pub(super) fn is_total(label: &str) -> bool {
    let label = label.trim().to_ascii_lowercase();
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        label,
        "total"
            | "sum"
            | "in total"
            | "grand total"
            | "total time"
            | "total cost"
            | "overall total"
            | "totals"
    )
}

/// The sum of `parts`, written out, where `total` says otherwise.
pub(super) fn mismatch(parts: &[&Amount], total: &Amount, text: &str) -> Option<String> {
    let t = &total.quantity;
    let additive = !matches!(
        t.dimension,
        Dimension::Factor | Dimension::Percent | Dimension::PercentPoint
    );
    let sure = |it: &Amount| weigh::comparable(&it.quantity, t) && it.quantity.bound == Bound::Exact;
    if !additive || parts.len() < 2 || !weigh::is_plain(t) || !parts.iter().all(|it| sure(it)) {
        return None;
    }
    let sum: f64 = parts.iter().map(|it| it.quantity.value()).sum();
    let spare: f64 = parts.iter().map(|it| weigh::rounding(&it.quantity)).sum();
    let counted = spare == 0.0 && t.bound == Bound::Exact;
    let ok = if counted {
        (sum - t.value()).abs() <= weigh::rounding(t) + 1e-9
    } else if t.dimension == Dimension::Time && parts.iter().all(|it| it.quantity.scale == t.scale) {
        // Whole minutes are added as whole minutes.
        (sum - t.value()).abs() <= 1e-9 + if t.bound == Bound::Exact { 0.0 } else { spare }
    } else {
        weigh::can_be(t, sum - spare, sum + spare)
    };
    if ok {
        return None;
    }
    let shown = show::in_unit_of(t, text, sum);
    let said = show::words(text, t.span);
    if SHOWN < parts.len() {
        return Some(format!(
            "The {} parts above come to {shown}, not {said}.",
            parts.len()
        ));
    }
    let faces: Vec<String> = parts
        .iter()
        .map(|it| show::number(it.quantity.value() / t.scale))
        .collect();
    Some(format!("{} is {shown}, not {said}.", faces.join(" + ")))
}
