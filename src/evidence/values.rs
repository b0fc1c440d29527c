//! The amounts of all entries in order of their values, so that those which may agree with a given one are found
//! without a look at all of them. What agrees with what is for `claim` to say; this only leaves out what cannot.

use super::Entry;
use crate::claim::{Amount, reach};

/// Where an amount stands: its entry and its index among the entry's amounts.
type At = (u32, u32);

/// The amounts of an index, by value and by the number on their face.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    by_value: Vec<(f64, At)>,
    by_face: Vec<(f64, At)>,
    /// Ranges, and what has no finite value: always looked at.
    others: Vec<At>,
}

impl Values {
    /// The amounts of `entries`.
    pub(super) fn new(entries: &[Entry]) -> Values {
        let mut values = Values::default();
        for (entry, it) in entries.iter().enumerate() {
            for (n, amount) in it.claim.amounts.iter().enumerate() {
                let at = (entry as u32, n as u32);
                if is_plain(amount) {
                    values.by_value.push((amount.quantity.value(), at));
                    values.by_face.push((amount.face, at));
                } else {
                    values.others.push(at);
                }
            }
        }
        values.by_value.sort_by(|a, b| a.0.total_cmp(&b.0));
        values.by_face.sort_by(|a, b| a.0.total_cmp(&b.0));
        values
    }

    /// Hands every amount that may agree with `amount` to `visit`, as entry and index; some twice, in no order.
    ///
    /// Two single values agree only where one is within reach of the other, or the numbers on their faces are
    /// equal.
    pub(super) fn near(&self, amount: &Amount, mut visit: impl FnMut(usize, usize)) {
        let mut visit = |at: &At| visit(at.0 as usize, at.1 as usize);
        self.others.iter().for_each(&mut visit);
        if !is_plain(amount) {
            self.by_value.iter().for_each(|it| visit(&it.1));
            return;
        }
        let (low, high) = reach(&amount.quantity);
        between(&self.by_value, low, high).for_each(&mut visit);
        let tolerance = 1e-6 * amount.face.abs();
        between(&self.by_face, amount.face - tolerance, amount.face + tolerance).for_each(&mut visit);
    }
}

/// Whether it stands for one finite number.
fn is_plain(amount: &Amount) -> bool {
    amount.quantity.is_single() && amount.quantity.value().is_finite() && amount.face.is_finite()
}

fn between(sorted: &[(f64, At)], low: f64, high: f64) -> impl Iterator<Item = &At> {
    let from = sorted.partition_point(|it| it.0 < low);
    sorted[from..]
        .iter()
        .take_while(move |it| it.0 <= high)
        .map(|it| &it.1)
}
