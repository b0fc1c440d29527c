//! What a sentence asserts, of a draft or of a unit: its words, quantities with what they count, times,
//! names, and what kind of sentence it is. One reading serves both sides, so that they can be compared.

mod amount;
mod pointer;
mod stance;

pub use amount::{Amount, agrees, agrees_in_unit, clause_around, reach, same_measure};
pub use pointer::only_points;
pub use stance::{Stance, stance};

use crate::language::alias::Aliases;
use crate::language::names::{self, Name};
use crate::language::polarity;
use crate::language::quantity;
use crate::language::time::{TimeMention, TimeRef};
use crate::language::words::{self, Stem, Word};
use crate::text::Span;

/// A sentence, read.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// All words, stop words too, in order.
    pub words: Vec<Word>,
    /// Quantities with what they count, in order.
    pub amounts: Vec<Amount>,
    /// Times of clock and calendar, in order.
    pub times: Vec<TimeMention>,
    /// Names and identifiers, in order.
    pub names: Vec<Name>,
    /// Whether it negates something.
    pub negated: bool,
    /// One bit for each of its words' stems: most questions about a word are answered without a search.
    sieve: u64,
}

/// The bit of a stem in a claim's sieve.
fn bit(stem: Stem) -> u64 {
    1 << (stem.0 >> 58)
}

impl Claim {
    /// Reads `text`; `code` holds its code spans, words of one alias group are read as one.
    pub fn read(text: &str, code: &[Span], aliases: &Aliases) -> Claim {
        let mut words = words::words(text);
        aliases.fold(&mut words);
        let (times, quantities) = quantity::read_both(text);
        let amounts = amount::read(text, &words, &times, &quantities);
        let names = names::read(text, code);
        let is_negation = |it: &Word| polarity::is_negation(&text[it.span.range()]);
        let negated = words.iter().any(is_negation) || polarity::UNEQUAL.iter().any(|it| text.contains(it));
        let sieve = words.iter().fold(0, |bits, it| bits | bit(it.stem));
        Claim {
            words,
            amounts,
            times,
            names,
            negated,
            sieve,
        }
    }

    /// Whether one of its words, stop words too, has this stem.
    pub fn has(&self, stem: Stem) -> bool {
        self.sieve & bit(stem) != 0 && self.words.iter().any(|it| it.stem == stem)
    }

    /// Stems of its content words, each once, in order.
    pub fn content(&self) -> Vec<Stem> {
        let mut stems: Vec<Stem> = Vec::with_capacity(self.words.len());
        for word in self.words.iter().filter(|it| !it.stop) {
            if !stems.contains(&word.stem) {
                stems.push(word.stem);
            }
        }
        stems
    }
}

/// Whether two times can be the same moment: what both state is equal, and they state something in common.
pub fn same_time(a: TimeRef, b: TimeRef) -> bool {
    match (a, b) {
        (
            TimeRef::Clock {
                minutes: x,
                certain: p,
            },
            TimeRef::Clock {
                minutes: y,
                certain: q,
            },
        ) => x == y || (!(p && q) && x % 720 == y % 720),
        (TimeRef::Clock { minutes, .. }, TimeRef::PastHour(past))
        | (TimeRef::PastHour(past), TimeRef::Clock { minutes, .. }) => minutes % 60 == u16::from(past),
        (TimeRef::PastHour(x), TimeRef::PastHour(y)) => x == y,
        (TimeRef::Weekday(x), TimeRef::Weekday(y)) => x == y,
        (TimeRef::PartOfDay(x), TimeRef::PartOfDay(y)) => x == y,
        (TimeRef::Relative { days: x, .. }, TimeRef::Relative { days: y, .. }) => x == y,
        (
            TimeRef::Date {
                year: y1,
                month: m1,
                day: d1,
            },
            TimeRef::Date {
                year: y2,
                month: m2,
                day: d2,
            },
        ) => {
            let same = |a: Option<i64>, b: Option<i64>| a.is_none() || b.is_none() || a == b;
            let common = (y1.is_some() && y2.is_some())
                || (m1.is_some() && m2.is_some())
                || (d1.is_some() && d2.is_some());
            common
                && same(y1.map(i64::from), y2.map(i64::from))
                && same(m1.map(i64::from), m2.map(i64::from))
                && same(d1.map(i64::from), d2.map(i64::from))
        }
        _ => false,
    }
}
