//! Days of the calendar: how far two are apart, and which day of the week one is.

use super::TimeRef;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The year of a date that tells none, where the sources tell none either: one without a 29 February.
    pub const USUAL_YEAR: i32 = 2025;

    /// The day with this date; `None` where no month has it.
    ///
    /// Days are counted as in Howard Hinnant's `days_from_civil`: years begin in March, so that leap days come last.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Day> {
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1..=9999).contains(&year) {
            return None;
        }
        let shifted = year - i32::from(month < 3);
        let months = (153 * ((i32::from(month) + 9) % 12) + 2) / 5;
        let number = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + months + i32::from(day);
        Some(Day(number)).filter(|it| it.date() == (year, month, day))
    }

    /// The day that a date with a day and a month names; `year` where it tells none.
    pub fn of(time: TimeRef, year: Option<i32>) -> Option<Day> {
        match time {
            TimeRef::Date {
                year: own,
                month: Some(month),
                day: Some(day),
            } => Day::new(own.or(year)?, month, day),
            _ => None,
        }
    }

    /// Year, month and day of the month.
    pub fn date(self) -> (i32, u8, u8) {
        // The inverse of the count, after Hinnant's `civil_from_days`.
        let since = self.0 - 1;
        let era = since.div_euclid(146_097);
        let of_era = since.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i32::from(month < 3);
        (year, month as u8, day as u8)
    }

    /// Day of the week; Monday is 0.
    pub fn weekday(self) -> u8 {
        (self.0 + 1).rem_euclid(7) as u8
    }

    /// The day so many days later, or earlier.
    pub fn plus(self, days: i32) -> Day {
        Day(self.0 + days)
    }

    /// Days from `earlier` to this one.
    pub fn since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// The last day before this one that is this day of the week.
    pub fn last(self, weekday: u8) -> Day {
        let back = (i32::from(self.weekday()) - i32::from(weekday) + 6).rem_euclid(7) + 1;
        self.plus(-back)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day::new(year, month, day).expect("a day")
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        assert_eq!(day(2025, 10, 28).since(day(2025, 9, 9)), 49);
        assert_eq!(day(2024, 3, 1).since(day(2024, 2, 28)), 2);
        assert_eq!(day(2025, 3, 1).since(day(2024, 3, 1)), 365);
    }

    #[test]
    fn every_day_has_its_weekday_and_goes_back_to_its_date() {
        assert_eq!(day(2025, 11, 9).weekday(), 6);
        assert_eq!(day(2025, 10, 14).weekday(), 1);
        assert_eq!(day(2024, 2, 29).weekday(), 3);
        let first = day(1999, 12, 1);
        for n in 0..900 {
            let (year, month, of_month) = first.plus(n).date();
            assert_eq!(Day::new(year, month, of_month), Some(first.plus(n)));
        }
    }

    #[test]
    fn a_date_that_no_month_has_is_no_day() {
        assert_eq!(Day::new(2025, 2, 29), None);
        assert_eq!(Day::new(2025, 4, 31), None);
        assert_eq!(Day::new(2025, 13, 1), None);
    }

    #[test]
    fn the_last_weekday_lies_in_the_week_before() {
        let tuesday = day(2025, 3, 4);
        assert_eq!(tuesday.last(5).date(), (2025, 3, 1));
        assert_eq!(tuesday.last(0).date(), (2025, 3, 3));
        assert_eq!(tuesday.last(1).date(), (2025, 2, 25));
    }
}
