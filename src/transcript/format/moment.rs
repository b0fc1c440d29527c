//! When a record says it happened: dates and clocks as exporters write them, and seconds since 1970.

use super::dated;
use super::json::Node;
use crate::language::time::{self, Day, TimeRef};
use crate::transcript::timestamp::Reading;
use crate::transcript::{Stamp, Turn};

/// A time of day, a day, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Moment {
    pub(super) start: Option<Stamp>,
    pub(super) day: Option<Day>,
}

/// What tells a moment is not longer (bytes).
const LONGEST: usize = 48;

impl Moment {
    /// The moment that a value of JSON names.
    pub(super) fn of(node: Node<'_>) -> Option<Moment> {
        match node.string() {
            Some(text) => Moment::read(&text),
            None => Moment::unix(node.number()?),
        }
    }

    /// The moment that `text` names, and hardly anything beside it: `2026-03-04T14:07:00Z`, `Mar 04, 2026 - 14:58 UTC`,
    /// `14:07`, `1772633220.5`.
    pub(super) fn read(text: &str) -> Option<Moment> {
        let text = text.trim();
        if text.is_empty() || LONGEST < text.len() {
            return None;
        }
        if text.bytes().all(|it| it.is_ascii_digit() || it == b'.') {
            return Moment::unix(text.parse().ok()?);
        }
        if let Some((moment, rest)) = iso(text) {
            return is_zone(rest).then_some(moment);
        }
        let mut found = Moment::default();
        let mut told = 0;
        for it in time::read(text) {
            told += it.span.len();
            match it.value {
                TimeRef::Clock { minutes, .. } => found.start = found.start.or(Some(Stamp::Clock(minutes))),
                value => found.day = found.day.or_else(|| Day::of(value, None)),
            }
        }
        let is_told = text.len() <= 2 * told + 8;
        (is_told && found != Moment::default()).then_some(found)
    }

    /// So many seconds (or thousandths of one) after 1970 began.
    pub(super) fn unix(seconds: f64) -> Option<Moment> {
        const THIS_CENTURY: std::ops::Range<f64> = 946_684_800.0..4_102_444_800.0;
        const DAY: i64 = 86_400;
        let seconds = [seconds, seconds / 1e3, seconds / 1e6, seconds / 1e9]
            .into_iter()
            .find(|it| THIS_CENTURY.contains(it))?;
        let seconds = seconds.floor() as i64;
        let day = Day::new(1970, 1, 1)?.plus(i32::try_from(seconds.div_euclid(DAY)).ok()?);
        let minutes = u16::try_from(seconds.rem_euclid(DAY) / 60).ok()?;
        Some(Moment {
            start: Some(Stamp::Clock(minutes)),
            day: Some(day),
        })
    }

    /// Says of `turn` that it was then.
    pub(super) fn mark(self, turn: &mut Turn) {
        turn.start = self.start.or(turn.start);
        turn.day = self.day.or(turn.day);
    }
}

/// The moment that `text` opens with in the order of ISO 8601, and what stands behind it.
fn iso(text: &str) -> Option<(Moment, &str)> {
    let (day, len) = dated::year_first(text)?;
    let rest = text.get(len..)?;
    let clock = rest.trim_start_matches(['T', 't', ' ', ',', '_', '-', '@']);
    let reading = Reading::at(clock).filter(|_| clock.len() < rest.len());
    let moment = Moment {
        start: reading.and_then(Reading::clock),
        day: Some(day),
    };
    Some((moment, reading.map_or(rest, |it| &clock[it.len..])))
}

/// Whether nothing but a zone stands there: ``, `Z`, `+01:00`, ` UTC`, ` (CET)`.
fn is_zone(rest: &str) -> bool {
    let rest = rest.trim();
    let in_zone = |it: u8| it.is_ascii_alphanumeric() || b"+-:()/_ .".contains(&it);
    rest.len() <= 24 && rest.bytes().all(in_zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_exporters_write_them() {
        let at = |hour: u16, minute: u16| Some(Stamp::Clock(hour * 60 + minute));
        let day = Day::new(2026, 3, 4);
        for text in [
            "2026-03-04T14:07:00Z",
            "2026-03-04T14:07:00.123456+01:00",
            "2026-03-04 14:07:00 UTC",
            "2026/03/04 14:07",
            "Mar 04, 2026 - 14:07 UTC",
            "4 March 2026 14:07",
            "1772633220",
            "1772633220.25",
            "1772633220250",
        ] {
            let it = Moment::read(text).unwrap_or_else(|| panic!("no moment: {text}"));
            assert_eq!((it.start, it.day), (at(14, 7), day), "{text}");
        }
        assert_eq!(
            Moment::read("2026-03-04").map(|it| (it.start, it.day)),
            Some((None, day))
        );
        let leap = Moment::unix(951_827_696.5);
        assert_eq!(
            leap.map(|it| (it.start, it.day)),
            Some((at(12, 34), Day::new(2000, 2, 29)))
        );
        assert_eq!((Moment::unix(-1.0), Moment::unix(f64::NAN)), (None, None));
        assert_eq!(Moment::read("2:07 PM").and_then(|it| it.start), at(14, 7));
        for text in [
            "",
            "12",
            "the pump stopped at 14:07 and nobody saw it",
            "pump-3",
            "3.5",
        ] {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }
}
