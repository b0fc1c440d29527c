//! Time between two moments: clock times that the sentence, the ones before or their evidence state, and dates.

use super::super::Operand;
use super::super::judge::Case;
use super::super::time::states_clock;
use super::{Cue, Way, fits};
use crate::claim::Amount;
use crate::evidence::{Entry, has_stem};
use crate::language::quantity::Dimension;
use crate::language::time::{self, Day, TimeMention, TimeRef};

/// How many units behind a clearly meant one may close what it opened.
const FOLLOWING: usize = 10;

/// Moments of a log that a duration of the whole may lie between.
const MOST_OF_A_LOG: usize = 60;

/// A moment that a source states.
struct Moment {
    minutes: u16,
    entry: usize,
    /// Whether the sentence clearly speaks of it.
    clear: bool,
    /// Whether it shares nothing with the sentence, and only stands soon behind what does.
    follows: bool,
}

/// Every pair of moments whose distance is the amount.
pub(super) fn ways(case: &Case<'_>, amount: &Amount) -> Vec<Way> {
    let minute = if amount.quantity.dimension == Dimension::Time {
        60.0
    } else {
        1.0
    };
    let moments = moments(case);
    let goes_on = goes_on(case, amount);
    let both_told = case.claim.times.iter().filter_map(|it| moment(it.value)).count() == 2;
    let shown = |it: &Moment| format!("{:02}:{:02}", it.minutes / 60, it.minutes % 60);
    let operand = |it: &Moment| Operand {
        value: shown(it),
        place: case.place(it.entry),
    };
    let mut ways = Vec::new();
    for from in &moments {
        for to in &moments {
            let minutes = (i32::from(to.minutes) - i32::from(from.minutes)).rem_euclid(1440);
            // Where the half of the day is not told, 4:33 may be 16:33.
            let fits_one = |it: i32| {
                let value = f64::from(it) * minute;
                // "from midnight to 2:30, so three hours": what both ends tell is told more exactly than in whole hours.
                let close = !both_told || (value - amount.quantity.value()).abs() <= 0.15 * value;
                it > 0 && it <= 720 && close && fits(amount, value)
            };
            // "kept draining for another quarter of an hour": from then on, and until something that has to do with it.
            let is_meant = if goes_on {
                from.clear && !to.follows
            } else {
                from.clear || to.clear
            };
            if is_meant && (fits_one(minutes) || fits_one(minutes - 720)) {
                ways.push(Way {
                    expression: format!("{} - {}", shown(to), shown(from)),
                    operands: vec![operand(to), operand(from)],
                    one_breath: both_told,
                    cue: Cue::Elapsed,
                });
            }
        }
    }
    ways.extend(days(case, amount, false));
    ways
}

/// Whether the amount says how much longer something went on: "another ten minutes", "ten more minutes".
fn goes_on(case: &Case<'_>, amount: &Amount) -> bool {
    let span = amount.quantity.span;
    let words = &case.claim.words;
    let word = |at: usize| {
        words
            .get(at)
            .map(|it| case.text[it.span.range()].to_ascii_lowercase())
    };
    let first = words.partition_point(|it| it.span.end <= span.start);
    let behind = words.partition_point(|it| it.span.start < span.end);
    let is_more = |it: &str| matches!(it, "another" | "further" | "more" | "longer");
    let before = first.checked_sub(1).into_iter();
    before
        .chain(first..=behind)
        .filter_map(word)
        .any(|it| is_more(&it))
}

/// The minute of the day that a clock time, noon or midnight names.
fn moment(time: TimeRef) -> Option<u16> {
    match time {
        TimeRef::Clock { minutes, .. } => Some(minutes),
        _ => time.minutes(),
    }
}

/// Whether an entry states the minute of the day, as a clock time or as noon or midnight.
fn states_moment(entry: &Entry, minutes: u16) -> bool {
    let named = |it: &TimeMention| it.value.minutes() == Some(minutes);
    states_clock(entry, minutes) || entry.claim.times.iter().any(named)
}

/// The moments that the sentence can mean. Two clock times in the sentence itself are the two it means.
fn moments(case: &Case<'_>) -> Vec<Moment> {
    let index = &case.judge.sources.index;
    let mut found: Vec<Moment> = Vec::new();
    let mut push = |minutes: u16, entry: usize, clear: bool, follows: bool| match found
        .iter_mut()
        .find(|it| it.minutes == minutes)
    {
        Some(it) => {
            it.clear |= clear;
            it.follows &= follows;
        }
        None => found.push(Moment {
            minutes,
            entry,
            clear,
            follows,
        }),
    };
    let own: Vec<u16> = case
        .claim
        .times
        .iter()
        .filter_map(|it| moment(it.value))
        .collect();
    let before = case
        .before
        .iter()
        .flat_map(|it| &it.times)
        .filter_map(|it| moment(it.value));
    for minutes in own.iter().copied().chain(before) {
        if let Some(entry) = index.entries.iter().position(|it| states_moment(it, minutes)) {
            push(minutes, entry, true, false);
        }
    }
    if own.len() >= 2 {
        found.retain(|it| own.contains(&it.minutes));
        return found;
    }
    let best = case
        .quoted_from
        .iter()
        .copied()
        .chain(case.ranked.iter().take(5).map(|it| it.0));
    // "Fennick's done. Allowed as of ten sixteen.": the next words of the turn tell when.
    let with_turn = |at: usize| {
        let turn = index.passages[index.entries[at].passage].entries.clone();
        let start = at.max(turn.start + 1) - 1;
        std::iter::once(at).chain(start..turn.end.min(at + 3))
    };
    let best: Vec<usize> = best.flat_map(with_turn).collect();
    let shares_a_word = |at: usize| {
        let entry = &index.entries[at].claim;
        case.claim
            .words
            .iter()
            .any(|it| !it.stop && has_stem(entry, it.stem))
    };
    let related = case
        .ranked
        .iter()
        .take(40)
        .map(|it| it.0)
        .filter(|&at| shares_a_word(at))
        .flat_map(with_turn);
    let following = best
        .iter()
        .take(3)
        .flat_map(|&at| at + 1..index.entries.len().min(at + 1 + FOLLOWING));
    let told = best.iter().copied().chain(related).map(|at| (at, false));
    for (at, follows) in told.chain(following.map(|at| (at, true))) {
        let stated = index.entries[at]
            .claim
            .times
            .iter()
            .filter_map(|it| moment(it.value));
        for minutes in index.entries[at].clock.into_iter().chain(stated) {
            push(minutes, at, best.contains(&at), follows);
        }
    }
    // "from the first report", "after the page": the log begins there.
    let begins = [
        "first",
        "start",
        "began",
        "beginning",
        "page",
        "paged",
        "alert",
        "alarm",
        "report",
        "reported",
        "noticed",
    ];
    let says_begin = case
        .claim
        .words
        .iter()
        .any(|it| begins.contains(&case.text[it.span.range()].to_ascii_lowercase().as_str()));
    let earliest = index.entries.iter().enumerate().find_map(|(at, it)| {
        let stated = it.claim.times.iter().find_map(|it| moment(it.value));
        it.clock.or(stated).map(|minutes| (minutes, at))
    });
    if let (true, Some((minutes, at))) = (says_begin, earliest) {
        push(minutes, at, true, false);
    }
    // "Time to recovery: 31 minutes" speaks of the whole log, and of no line of it.
    const LABELS: [&str; 6] = [
        "time to ",
        "duration",
        "downtime",
        "time of recovery",
        "mttr",
        "mttd",
    ];
    let text = case.text.to_ascii_lowercase();
    if LABELS.iter().any(|it| text.contains(it)) {
        let stated = index.entries.iter().enumerate().flat_map(|(at, it)| {
            let own = it.claim.times.iter().filter_map(|it| moment(it.value));
            own.chain(it.clock).map(move |minutes| (minutes, at))
        });
        for (minutes, at) in stated.take(MOST_OF_A_LOG) {
            push(minutes, at, true, false);
        }
    }
    found
}

/// A date of the sources; what it leaves out is taken from the one told before it.
struct Told {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    entry: usize,
    text: String,
}

/// Dates of the sources that a span of time may lie between.
const MOST_DATES: usize = 40;

/// The dates that the sources state, in order, each once; behind them the days of their labels and weekdays.
fn dates(case: &Case<'_>) -> Vec<Told> {
    let index = &case.judge.sources.index;
    let mut found: Vec<Told> = Vec::new();
    let mut last: (Option<i32>, Option<u8>) = (None, None);
    for (at, entry) in index.entries.iter().enumerate() {
        for time in &entry.claim.times {
            let TimeRef::Date { year, month, day } = time.value else {
                continue;
            };
            // "the fourteenth of February … so the twenty-third"
            let month = month.or(last.1.filter(|_| day.is_some()));
            last = (year.or(last.0), month.or(last.1));
            let known = found
                .iter()
                .any(|it| (it.year, it.month, it.day) == (year, month, day));
            if !known && found.len() < MOST_DATES {
                found.push(Told {
                    year,
                    month,
                    day,
                    entry: at,
                    text: case.entry_text(at)[time.span.range()].to_owned(),
                });
            }
        }
    }
    // The evidence's own days first: a long log tells of many.
    let calendar = &index.calendar;
    let own = case
        .window
        .iter()
        .flat_map(|&at| calendar.of(at).map(move |day| (at, day)));
    let all = calendar.days.iter().map(|it| (it.entry, it.day));
    for (entry, it) in own.chain(all) {
        if found.len() >= MOST_DATES {
            break;
        }
        let (year, month, day) = it.date();
        let same = |own: Option<u8>, other: u8| own == Some(other);
        let known = found
            .iter()
            .any(|it| same(it.month, month) && same(it.day, day) && it.year.is_none_or(|it| it == year));
        if !known {
            found.push(Told {
                year: Some(year),
                month: Some(month),
                day: Some(day),
                entry,
                text: format!("{day} {}", time::MONTHS[usize::from(month) - 1]),
            });
        }
    }
    found
}

/// Days, months and years between two dates that the sources state, of which the sentence clearly speaks of one, or may
/// speak of neither where they are taken from `anywhere`.
pub(super) fn days(case: &Case<'_>, amount: &Amount, anywhere: bool) -> Vec<Way> {
    const DAY: f64 = 86_400.0;
    let dates = dates(case);
    let calendar = &case.judge.sources.index.calendar;
    let nearby: Vec<(u8, u8)> = case
        .window
        .iter()
        .flat_map(|&at| calendar.of(at))
        .map(|it| (it.date().1, it.date().2))
        .collect();
    let is_meant = |it: &Told| {
        case.window.contains(&it.entry)
            || it.month.zip(it.day).is_some_and(|it| nearby.contains(&it))
            || case.claim.times.iter().any(|time| {
                let own = TimeRef::Date {
                    year: it.year,
                    month: it.month,
                    day: it.day,
                };
                crate::claim::same_time(time.value, own)
            })
    };
    let mut ways = Vec::new();
    for from in &dates {
        for to in &dates {
            let same_year = from.year.is_none() || to.year.is_none() || from.year == to.year;
            let seconds = match (from.month, from.day, to.month, to.day) {
                (Some(m1), Some(d1), Some(m2), Some(d2)) => {
                    let usual = calendar.year.unwrap_or(Day::USUAL_YEAR);
                    let year = |own: Option<i32>, other: Option<i32>| own.or(other).unwrap_or(usual);
                    let first = Day::new(year(from.year, to.year), m1, d1);
                    let last = Day::new(year(to.year, from.year), m2, d2);
                    let Some((first, last)) = first.zip(last) else {
                        continue;
                    };
                    f64::from(last.since(first)) * DAY
                }
                // Months are told apart by their number, years by theirs.
                (Some(_), _, Some(_), _) if amount.quantity.scale < 30.0 * DAY => continue,
                (Some(m1), _, Some(m2), _) if same_year || from.year.is_some() && to.year.is_some() => {
                    let years = to.year.zip(from.year).map_or(0, |(to, from)| to - from);
                    f64::from(years * 12 + i32::from(m2) - i32::from(m1)) * 30.0 * DAY
                }
                _ => match (from.year, to.year) {
                    (Some(first), Some(last)) => f64::from(last - first) * 365.0 * DAY,
                    _ => continue,
                },
            };
            if seconds <= 0.0 || !fits(amount, seconds) || !(anywhere || is_meant(from) || is_meant(to)) {
                continue;
            }
            let operand = |it: &Told| Operand {
                value: it.text.clone(),
                place: case.place(it.entry),
            };
            ways.push(Way {
                expression: format!("{} - {}", to.text, from.text),
                operands: vec![operand(to), operand(from)],
                one_breath: false,
                cue: Cue::Elapsed,
            });
        }
    }
    ways
}
