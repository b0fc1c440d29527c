//! Numbers and what they measure: digits and number words, units, magnitudes, percent, rates, ranges,
//! ratios, approximations, ordinals, versions.

mod attach;
mod bound;
mod duration;
mod number;
mod range;
mod rate;
mod reader;
mod said;
mod shape;
mod sort;
#[cfg(test)]
mod tests;
mod unit;
mod vague;

use super::scan::Tokens;
use super::time::{self, TimeMention};
use crate::text::Span;

/// What kind of thing is measured. Values of one dimension are kept in one base unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// A bare count; what is counted is its head noun.
    Count,
    /// Bytes (base: byte; `GB` and `GiB` are kept apart by 7.4 % and compared with that slack).
    Bytes,
    /// Time (base: second; month = 30 days, year = 365 days).
    Time,
    /// Percent (base: one percent).
    Percent,
    /// Percentage points.
    PercentPoint,
    /// Money (base: one of the currency).
    Money(Currency),
    /// A factor: `4x`, `three times`, `tenfold`.
    Factor,
    /// Length (base: metre).
    Length,
    /// Mass (base: kilogram).
    Mass,
    /// Temperature (base: degree as written).
    Temperature,
    /// Frequency (base: hertz).
    Frequency,
    /// Bits per second, watts, volts …: other units, told apart by the hash of their canonical name.
    Other(u64),
}

/// Currencies told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Currency {
    /// `$`, dollars, bucks
    Dollar,
    /// `€`, euros
    Euro,
    /// `£`, pounds
    Pound,
    /// Any other.
    Other,
}

/// How exactly a value is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// about, around, roughly, some, ~, -ish, "or so"
    About,
    /// almost, nearly, just under
    JustUnder,
    /// just over, a little over, over, more than, +
    Over,
    /// under, less than, below, <
    Under,
    /// at least, a minimum of, ≥
    AtLeast,
    /// at most, up to, within, ≤
    AtMost,
}

/// What sort of number it is; arithmetic and comparison are for `Amount` only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// How much or how many.
    Amount,
    /// first, 2nd, "step nineteen", "episode 41", "number one": a place in an order.
    Ordinal,
    /// 1.27, v211, 5.7 behind a product's name.
    Version,
    /// A calendar year.
    Year,
    /// A ticket, port, status code, hash, phone number: a name made of digits.
    Identifier,
}

/// A number in a text with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Modifier, number and unit: `about 1.8 gigs`, `three and a half terabytes`, `47,000`, `4x`.
    pub span: Span,
    /// The number alone: `1.8`, `three and a half`, `47,000`.
    pub number: Span,
    /// The unit as written (`gigs`, `%`, `ms`), empty where there is none. `2Gi`: `Gi`.
    pub unit: Span,
    /// What it is.
    pub sort: Sort,
    /// What it measures.
    pub dimension: Dimension,
    /// For rates (`2 MB per hour`, `6,000 reads a second`): seconds of the denominator.
    pub per: Option<u64>,
    /// The words that make it a rate (`per hour`, `a second`, `/s`), empty where it is none. They may
    /// stand behind the thing counted: `6,000 reads a second`.
    pub rate: Span,
    /// Base units in one of the unit written: 1e9 for `GB`, 1.0 where there is no unit.
    pub scale: f64,
    /// In the base unit of the dimension; both equal unless a range (`3-4x`, `two to three hours`).
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// Half of the last digit shown, in the base unit: 1.8 GB → 0.05e9; 47,000 → 0.5; `38 thousand` → 500.
    pub slack: f64,
    /// How exactly it is meant.
    pub bound: Bound,
    /// Spelled out (`six`), as against digits. "a few", "a couple", "dozens" give ranges with `About`.
    pub in_words: bool,
}

impl Quantity {
    /// The middle of its range, in the base unit.
    pub fn value(&self) -> f64 {
        (self.low + self.high) / 2.0
    }

    /// Whether it stands for one number rather than a range.
    pub fn is_single(&self) -> bool {
        self.low == self.high
    }
}

/// The quantities of `text`, in order, not overlapping. Clock times, dates and years that [`super::time`]
/// reads are not quantities; durations are (dimension `Time`).
///
/// Shares of a whole (`half the exports`, `a third of them`) are percent, with no unit written and a
/// slack of 3 to 5 points. `twice` and `doubled` are factors of 2. A pronoun (`one of them`, `no one`) is
/// no quantity; neither is a digit inside a name (`p99`, `S3`). In words, `two thousand` has a slack of
/// 500, `three hundred` of 0.5.
pub fn read(text: &str) -> Vec<Quantity> {
    read_with(text, &time::read(text))
}

/// The times of `text`, and its quantities as [`read`] finds them, in one pass.
pub fn read_both(text: &str) -> (Vec<TimeMention>, Vec<Quantity>) {
    let mut tokens = Tokens::new(text);
    let times = time::read_tokens(&tokens);
    tokens.claim(times.iter().map(|it| it.span));
    let quantities = reader::read(&tokens);
    (times, quantities)
}

/// [`read`], where the times of the text are known already.
pub fn read_with(text: &str, times: &[TimeMention]) -> Vec<Quantity> {
    let mut tokens = Tokens::new(text);
    tokens.claim(times.iter().map(|it| it.span));
    reader::read(&tokens)
}

/// Whether a word as written names a unit.
pub(super) fn is_unit(word: &str) -> bool {
    unit::unit(word, false).is_some()
}
