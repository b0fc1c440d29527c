//! On which day an event happened, where the source tells: by its date, by dates around it, by the day of the recording.
//!
//! Nothing is guessed: a weekday alone is the last one before the recording only where the story has come that near, and
//! a day of an unnamed month is the next one behind the date before it.

use crate::language::time::{self, Day, TimeRef};
use crate::transcript::{Transcript, TurnKind};

use super::Event;

/// A date without a year lies so many days behind the one before it at most, else it may be that of the year after.
const BACK: i32 = 60;
/// And so many days ahead.
const AHEAD: i32 = 183;
/// A weekday alone is one of so many days before the recording.
const WEEK: i32 = 7;
/// The day of a recording is told among so many turns.
const HEAD: usize = 6;

/// The day of the recording, and the year where the source tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Today {
    day: Day,
    year: Option<i32>,
    /// The turn that tells it.
    turn: usize,
}

/// The day on which a talk was recorded, as what stands before its first words tells: `[Recorded on Thursday 27
/// November]`. Without a year it is one in which the weekday fits.
fn today(transcript: &Transcript) -> Option<Today> {
    const SAYS_SO: &[&str] = &[
        "recorded",
        "recording",
        "taped",
        "tape",
        "date",
        "held",
        "interview",
        "talk",
        "meeting",
        "call",
        "session",
        "conversation",
    ];
    let is_typed = |kind: TurnKind| matches!(kind, TurnKind::Command | TurnKind::Output);
    let head = transcript
        .turns
        .iter()
        .enumerate()
        .take(HEAD)
        .take_while(|(_, it)| it.speaker.is_none() && !is_typed(it.kind));
    for (at, turn) in head {
        let text = turn.view.text();
        let times: Vec<TimeRef> = time::read(text).iter().map(|it| it.value).collect();
        let dates: Vec<&TimeRef> = times
            .iter()
            .filter(|it| {
                matches!(
                    it,
                    TimeRef::Date {
                        day: Some(_),
                        month: Some(_),
                        ..
                    }
                )
            })
            .collect();
        let [date] = dates[..] else { continue };
        let says_so = super::report::words(text).any(|it| SAYS_SO.contains(&it.as_str()));
        if says_so {
            return fitting(*date, weekday_of(&times), at);
        }
    }
    None
}

/// The day of `date`, whose weekday has to fit where one is told; `None` where neither year nor weekday is.
fn fitting(date: TimeRef, weekday: Option<u8>, turn: usize) -> Option<Today> {
    let TimeRef::Date { year, .. } = date else {
        return None;
    };
    let fits = |it: &Day| weekday.is_none_or(|told| told == it.weekday());
    if year.is_some() {
        let day = Day::of(date, None).filter(fits)?;
        return Some(Today { day, year, turn });
    }
    weekday?;
    let day = (0..28)
        .filter_map(|back| Day::of(date, Some(Day::USUAL_YEAR - back)))
        .find(fits)?;
    Some(Today {
        day,
        year: None,
        turn,
    })
}

fn weekday_of(times: &[TimeRef]) -> Option<u8> {
    times.iter().find_map(|it| match it {
        TimeRef::Weekday(weekday) => Some(*weekday),
        _ => None,
    })
}

/// Finds the day of each of `events`, which stand in the order of the source; the turn that only tells the day of the
/// recording.
pub(super) fn place(transcript: &Transcript, events: &mut [Event]) -> Option<usize> {
    let today = today(transcript);
    let full = events
        .iter()
        .flat_map(|it| &it.parts)
        .find_map(|it| Day::of(*it, None));
    let mut placing = Placing {
        today,
        year: full.map_or(Day::USUAL_YEAR, |it| it.date().0),
        last: None,
    };
    for it in events {
        it.placed = placing.place(it);
        it.meant = today
            .zip(it.placed)
            .and_then(|(today, day)| by_calendar(it, day, today));
    }
    today.map(|it| it.turn)
}

/// What is known while events are placed, in the order of the source.
#[derive(Clone, Copy, Debug)]
struct Placing {
    today: Option<Today>,
    /// The year of the dates that tell none.
    year: i32,
    /// The last day that the source placed by more than a weekday.
    last: Option<Day>,
}

impl Placing {
    fn place(&mut self, event: &Event) -> Option<Day> {
        let weekday = weekday_of(&event.parts);
        let told = event.parts.iter().find(|it| {
            matches!(
                it,
                TimeRef::Date { day: Some(_), .. } | TimeRef::Relative { grain: 1, .. }
            )
        });
        let day = match told {
            Some(TimeRef::Relative { days, .. }) => self.relative(&event.when, *days),
            Some(date) => self.dated(*date, weekday),
            None => return self.weekday(weekday?),
        }?;
        self.last = Some(day);
        Some(day)
    }

    /// Yesterday and today count from the recording; "the day before" counts from what was told.
    fn relative(&self, words: &str, days: i32) -> Option<Day> {
        let words = words.to_lowercase();
        let is_from_today = ["yesterday", "today", "tonight", "this morning", "last night"]
            .iter()
            .any(|it| words.contains(it));
        let today = self.today.filter(|_| is_from_today)?;
        Some(today.day.plus(days))
    }

    fn weekday(&self, weekday: u8) -> Option<Day> {
        let today = self.today?.day;
        let is_near = self.last.is_some_and(|it| (0..=WEEK).contains(&today.since(it)));
        is_near.then(|| today.last(weekday))
    }

    fn dated(&self, date: TimeRef, weekday: Option<u8>) -> Option<Day> {
        let TimeRef::Date {
            year,
            month,
            day: Some(day),
        } = date
        else {
            return None;
        };
        let fits = |it: &Day| weekday.is_none_or(|told| told == it.weekday());
        if year.is_some() {
            return Day::of(date, None);
        }
        let Some(month) = month else {
            return self.of_unnamed_month(day, weekday);
        };
        if let Some(today) = self.today {
            // It happened: the last such date up to the recording.
            let year = today.day.date().0;
            return [year, year - 1]
                .into_iter()
                .filter_map(|it| Day::new(it, month, day))
                .find(|it| *it <= today.day)
                .filter(fits);
        }
        let Some(last) = self.last else {
            return Day::new(self.year, month, day);
        };
        let year = last.date().0;
        let mut near = [year - 1, year, year + 1]
            .into_iter()
            .filter_map(|it| Day::new(it, month, day))
            .filter(|it| (-BACK..=AHEAD).contains(&it.since(last)));
        near.next().filter(|_| near.next().is_none())
    }

    /// The last such day up to the recording, whose weekday fits; else the next one in the month of the day before it.
    fn of_unnamed_month(&self, day: u8, weekday: Option<u8>) -> Option<Day> {
        if let Some(today) = self.today {
            let fits = |it: &Day| it.date().2 == day && weekday.is_none_or(|told| told == it.weekday());
            let most = if weekday.is_some() { 365 } else { 30 };
            return (0..most).map(|back| today.day.plus(-back)).find(fits);
        }
        let last = self.last?;
        let (year, month, before) = last.date();
        Day::new(year, month, day).filter(|_| before <= day)
    }
}

/// What a day told as seen from the recording is by the calendar: `Wednesday 26 November`.
fn by_calendar(event: &Event, day: Day, today: Today) -> Option<String> {
    let is_from_today = matches!(event.day, Some(TimeRef::Relative { .. }));
    if !is_from_today {
        return None;
    }
    let (year, month, of_month) = day.date();
    let weekday = time::WEEKDAYS[usize::from(day.weekday())];
    let month = time::MONTHS[usize::from(month) - 1];
    Some(match today.year {
        Some(_) => format!("{weekday} {of_month} {month} {year}"),
        None => format!("{weekday} {of_month} {month}"),
    })
}
