//! The days that the sources tell: by date, by the label of a message, by a weekday or "yesterday" said on a known day.

use super::index::Entry;
use crate::language::time::{self, Day, TimeRef};
use crate::transcript::Transcript;

/// A day and where it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub day: Day,
    /// The entry of the index.
    pub entry: usize,
}

/// Every day that the sources tell.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// In the order of the entries, each day once an entry.
    pub days: Vec<Dated>,
    /// The only year of their full dates.
    pub year: Option<i32>,
}

impl Calendar {
    /// Reads the days of all entries.
    pub(super) fn new(entries: &[Entry]) -> Calendar {
        let mut calendar = Calendar {
            year: only_year(entries),
            ..Calendar::default()
        };
        for (at, entry) in entries.iter().enumerate() {
            let from = calendar.days.len();
            let mut add = |day: Day| {
                if calendar.days[from..].iter().all(|it| it.day != day) {
                    calendar.days.push(Dated { day, entry: at });
                }
            };
            entry.day.into_iter().for_each(&mut add);
            for time in &entry.claim.times {
                told(time.value, entry.day, calendar.year)
                    .into_iter()
                    .flatten()
                    .for_each(&mut add);
            }
        }
        calendar
    }

    /// The days that an entry tells.
    pub fn of(&self, entry: usize) -> impl Iterator<Item = Day> + '_ {
        let from = self.days.partition_point(|it| it.entry < entry);
        let own = self.days[from..].iter().take_while(move |it| it.entry == entry);
        own.map(|it| it.day)
    }

    /// Whether an entry tells the day that a date or a weekday of the draft names.
    pub fn tells(&self, entry: usize, time: TimeRef) -> bool {
        self.of(entry).any(|it| match time {
            TimeRef::Weekday(weekday) => it.weekday() == weekday,
            TimeRef::Date {
                year,
                month,
                day: Some(day),
            } => {
                let known = it.date();
                known.2 == day && month.is_none_or(|it| it == known.1) && year.is_none_or(|it| it == known.0)
            }
            _ => false,
        })
    }
}

/// The day of a turn: of its label (`[2025-03-04 06:14] wilma:`), or of the heading that it stands under.
pub(super) fn day_of(transcript: &Transcript, turn: usize) -> Option<Day> {
    let it = &transcript.turns[turn];
    if it.day.is_some() {
        return it.day;
    }
    let label = transcript
        .text
        .get(it.span.start..it.view.span().start.max(it.span.start))?;
    let heading = || it.section.map(|at| transcript.turns[at].view.text());
    full_date(label).or_else(|| heading().and_then(full_date))
}

/// The only full date of a text.
fn full_date(text: &str) -> Option<Day> {
    // Labels are many and most have no digits to spare.
    if text.bytes().filter(u8::is_ascii_digit).count() < 5 {
        return None;
    }
    let times = time::read(text);
    let mut days = times.iter().filter_map(|it| Day::of(it.value, None));
    days.next().filter(|_| days.next().is_none())
}

fn only_year(entries: &[Entry]) -> Option<i32> {
    let stated = entries.iter().flat_map(|it| &it.claim.times);
    let stated = stated.filter_map(|it| Day::of(it.value, None));
    let mut years = entries
        .iter()
        .filter_map(|it| it.day)
        .chain(stated)
        .map(|it| it.date().0);
    let first = years.next()?;
    years.all(|it| it == first).then_some(first)
}

/// The days that a time said on `today` can mean: a weekday is the one before or the one to come.
fn told(time: TimeRef, today: Option<Day>, year: Option<i32>) -> [Option<Day>; 2] {
    let year = today.map(|it| it.date().0).or(year);
    match (time, today) {
        (TimeRef::Weekday(weekday), Some(today)) => {
            let last = today.last(weekday);
            [Some(last), Some(last.plus(7))]
        }
        (TimeRef::Relative { days, grain: 1 }, Some(today)) => [Some(today.plus(days)), None],
        (
            TimeRef::Date {
                year: None,
                month: None,
                day: Some(day),
            },
            Some(today),
        ) => {
            let (year, month, _) = today.date();
            let next = if month == 12 {
                Day::new(year + 1, 1, day)
            } else {
                Day::new(year, month + 1, day)
            };
            [Day::new(year, month, day), next]
        }
        _ => [Day::of(time, year), None],
    }
}
