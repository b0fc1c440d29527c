//! The events of one or more sources on one axis, where clocks and dates allow; one event told twice is one row, and
//! where its times differ, both are shown and nothing is decided.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::time::{Day, TimeRef};
use crate::language::words::{self, Stem};
use crate::transcript::Transcript;

use super::{Event, EventKind, events, report, scope, when};

/// Clock times that go back by more than so many minutes have passed midnight.
const PAST_MIDNIGHT: u16 = 6 * 60;

/// A line of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index of the source.
    pub source: usize,
    /// The event.
    pub event: Event,
    /// Where else the same event is told.
    pub also: Vec<Also>,
}

/// The same event, told elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// Index of the source.
    pub source: usize,
    /// As it is told there.
    pub event: Event,
    /// Whether the time told there is another one.
    pub differs: bool,
}

/// The rows of one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strand {
    /// The source, where this is the story of one of several.
    pub source: Option<usize>,
    /// The heading of the report, where a source holds several.
    pub title: Option<String>,
    /// In order of time where it is known, else in the order of the source.
    pub rows: Vec<Row>,
}

/// What happened when, told by `sources`.
pub fn timeline(sources: &[&Transcript]) -> Vec<Strand> {
    let mut res: Vec<Strand> = Vec::new();
    for (source, transcript) in sources.iter().enumerate() {
        let events = events(transcript);
        let reports = scope::reports(transcript, &events);
        let mut strands: Vec<(Option<usize>, Strand)> = Vec::new();
        for (event, report) in events.into_iter().zip(reports) {
            let row = Row {
                source,
                event,
                also: Vec::new(),
            };
            match strands.iter_mut().find(|it| it.0 == report) {
                Some((_, strand)) => strand.rows.push(row),
                None => strands.push((
                    report,
                    Strand {
                        source: Some(source),
                        title: report.map(|it| transcript.turns[it].view.text().trim().to_owned()),
                        rows: vec![row],
                    },
                )),
            }
        }
        res.extend(strands.into_iter().map(|it| it.1));
    }
    if 1 < sources.len() && res.iter().all(|it| it.title.is_none()) {
        let all: Vec<Row> = res.iter().flat_map(|it| it.rows.clone()).collect();
        let has_axis = axis(&all).is_some();
        if has_axis {
            let mut all = all;
            tell_days(&mut all);
            res = vec![Strand {
                source: None,
                title: None,
                rows: all,
            }];
        }
    } else if sources.len() == 1 {
        for it in &mut res {
            it.source = None;
        }
    }
    for it in &mut res {
        join(&mut it.rows);
        sort(&mut it.rows);
    }
    res
}

/// Where the rows of several sources are of several days, each tells its own.
fn tell_days(rows: &mut [Row]) {
    let days: FxHashSet<i64> = rows.iter().filter_map(|it| day_number(&it.event)).collect();
    if days.len() < 2 {
        return;
    }
    for event in rows.iter_mut().map(|it| &mut it.event) {
        if let (None, Some((year, month, day))) = (event.day, event.stamped.map(Day::date)) {
            event.when = format!("{year:04}-{month:02}-{day:02} {}", event.when);
        }
    }
}

/// Days and minutes.
type Moment = (i64, u16);

/// When each row happened, comparable: all on dates of the calendar, or all on one clock. Rows without a time of their
/// own stand where the source tells them, behind the row before.
fn axis(rows: &[Row]) -> Option<Vec<Moment>> {
    let timed: Vec<&Event> = rows
        .iter()
        .map(|it| &it.event)
        .filter(|it| !it.when.is_empty())
        .collect();
    let zones: FxHashSet<&Option<String>> = timed
        .iter()
        .filter(|it| it.clock.is_some())
        .map(|it| &it.zone)
        .collect();
    if 1 < zones.len() || timed.is_empty() {
        return None;
    }
    let by_date = timed.iter().all(|it| day_number(it).is_some());
    let stamped: FxHashSet<Day> = timed.iter().filter_map(|it| it.stamped).collect();
    let by_clock = timed.iter().all(|it| it.day.is_none() && it.clock.is_some()) && stamped.len() < 2;
    if !by_date && (!by_clock || passes_midnight(rows)) {
        return None;
    }
    let mut last: Moment = (0, 0);
    let mut last_source = usize::MAX;
    let mut res = Vec::with_capacity(rows.len());
    for row in rows {
        if row.source != last_source {
            last = (0, 0);
            last_source = row.source;
        }
        let it = &row.event;
        let day = if by_date { day_number(it) } else { Some(0) };
        last = match (day, it.clock) {
            _ if it.when.is_empty() => last,
            (Some(day), Some(clock)) => (day, clock),
            (Some(day), None) if day == last.0 => last,
            (Some(day), None) => (day, 0),
            (None, _) => last,
        };
        res.push(last);
    }
    Some(res)
}

/// The day of an event, where its date is whole, or the day of its stamp.
fn day_number(it: &Event) -> Option<i64> {
    let told = match it.day {
        Some(TimeRef::Date { year: Some(_), .. }) => Day::of(it.day?, None),
        Some(_) => None,
        None => it.stamped,
    };
    let epoch = Day::new(1970, 1, 1)?;
    Some(i64::from(told?.since(epoch)))
}

/// Whether the stamps of a source go back far, as they do at midnight.
fn passes_midnight(rows: &[Row]) -> bool {
    let is_stamp = |it: &&Row| {
        matches!(
            it.event.kind,
            EventKind::Message | EventKind::Entry | EventKind::Heading
        )
    };
    let stamps: Vec<(usize, EventKind, u16)> = rows
        .iter()
        .filter(is_stamp)
        .filter_map(|it| Some((it.source, it.event.kind, it.event.clock?)))
        .collect();
    stamps
        .windows(2)
        .any(|it| it[0].0 == it[1].0 && it[0].1 == it[1].1 && it[1].2 + PAST_MIDNIGHT < it[0].2)
}

/// Puts rows in order of time where all of them are on one axis; moments before the stretches that begin with them.
/// Else those whose day is known, each with the rows behind it that the source places nowhere.
fn sort(rows: &mut Vec<Row>) {
    let Some(moments) = axis(rows) else {
        return sort_by_day(rows);
    };
    let mut keyed: Vec<(Moment, u16, Row)> = moments
        .into_iter()
        .zip(std::mem::take(rows))
        .map(|(moment, row)| (moment, row.event.until.unwrap_or(0), row))
        .collect();
    keyed.sort_by_key(|it| (it.0, it.1));
    rows.extend(keyed.into_iter().map(|it| it.2));
}

/// A row whose day is known, and the rows beside it that are placed nowhere.
struct Group {
    moment: Option<(Day, u16)>,
    rows: Vec<Row>,
}

/// Puts rows in the order of their days, where all that tell a day can be placed: else one that cannot would be moved
/// with another. A chat or a list with hours is in order by itself: where one of its rows has an hour without a day,
/// nothing is moved.
fn sort_by_day(rows: &mut Vec<Row>) {
    let is_of_list = |it: &Row| {
        let is_listed = matches!(
            it.event.kind,
            EventKind::Message | EventKind::Entry | EventKind::Heading
        );
        is_listed && it.event.clock.is_some() && it.event.placed.is_none()
    };
    let zones: FxHashSet<&Option<String>> = rows
        .iter()
        .filter(|it| it.event.clock.is_some())
        .map(|it| &it.event.zone)
        .collect();
    let is_nowhere = |it: &Row| it.event.day.is_some() && it.event.placed.is_none();
    if rows.iter().any(|it| is_of_list(it) || is_nowhere(it)) || 1 < zones.len() {
        return;
    }
    let mut groups: Vec<Group> = Vec::new();
    for row in std::mem::take(rows) {
        let moment = row.event.placed.map(|day| {
            let last = groups.last().and_then(|it| it.moment).filter(|it| it.0 == day);
            // A day without an hour stands where the source tells it among the hours of that day.
            let hour = row.event.clock.or(last.map(|it| it.1)).unwrap_or(0);
            (day, hour)
        });
        match groups.last_mut() {
            Some(group) if moment.is_none() || group.moment.is_none() => {
                group.moment = group.moment.or(moment);
                group.rows.push(row);
            }
            _ => groups.push(Group {
                moment,
                rows: vec![row],
            }),
        }
    }
    groups.sort_by_key(|it| it.moment);
    rows.extend(groups.into_iter().flat_map(|it| it.rows));
}

/// Makes one row of an event that is told twice.
fn join(rows: &mut Vec<Row>) {
    let words: Vec<Vec<Stem>> = rows.iter().map(|it| content(&it.event.text)).collect();
    let mut into: Vec<Option<(usize, bool)>> = vec![None; rows.len()];
    let mut taken = vec![false; rows.len()];
    // What came out of a phase before the phase: it tells more.
    let others = others(rows);
    for pass in [Pass::Likeness, Pass::Phase] {
        for a in 0..rows.len() {
            if matches!(pass, Pass::Phase) && rows[a].event.kind != EventKind::Heading {
                continue;
            }
            for &b in &others[&(rows[a].source, rows[a].event.kind)] {
                let is_free = into[a].is_none() && !taken[b] && into[b].is_none();
                if a == b || !is_free {
                    continue;
                }
                let found = match pass {
                    Pass::Likeness if b < a => alike(&rows[b], &rows[a], &words[b], &words[a]),
                    Pass::Phase => of_phase(&rows[a], &rows[b], &words[a], &words[b]),
                    Pass::Likeness => None,
                };
                let Some(differs) = found else { continue };
                // The words of a timeline say what happened; a title only names it.
                let is_title =
                    rows[b].event.kind == EventKind::Heading && rows[a].event.kind == EventKind::Entry;
                let (part, whole) = if is_title { (b, a) } else { (a, b) };
                into[part] = Some((whole, differs));
                taken[part] = true;
                taken[whole] = matches!(pass, Pass::Phase) || taken[whole];
            }
        }
    }
    for a in 0..rows.len() {
        if let Some((b, differs)) = into[a] {
            let also = Also {
                source: rows[a].source,
                event: rows[a].event.clone(),
                differs,
            };
            rows[b].also.push(also);
        }
    }
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        into[at - 1].is_none()
    });
}

/// For the rows of every source and kind all other rows: those of one list do not tell the same event, and a log has
/// hundreds of thousands of them.
fn others(rows: &[Row]) -> FxHashMap<(usize, EventKind), Vec<usize>> {
    let key = |it: &Row| (it.source, it.event.kind);
    let mut res: FxHashMap<(usize, EventKind), Vec<usize>> = FxHashMap::default();
    for row in rows {
        res.entry(key(row)).or_default();
    }
    for (own, others) in &mut res {
        others.extend((0..rows.len()).filter(|it| key(&rows[*it]) != *own));
    }
    res
}

#[derive(Clone, Copy)]
enum Pass {
    /// Two tellings in much the same words.
    Likeness,
    /// A phase, and the entry of a timeline that ends it.
    Phase,
}

/// Stems of the words that say what happened, not when.
fn content(text: &str) -> Vec<Stem> {
    let times = when::stated(text);
    let mut res: Vec<Stem> = words::words(text)
        .into_iter()
        .filter(|it| !it.stop && text[it.span.range()].starts_with(char::is_alphabetic))
        .filter(|it| times.iter().all(|time| !time.span.overlaps(it.span)))
        .map(|it| it.stem)
        .collect();
    res.sort_unstable();
    res.dedup();
    res
}

/// Start and end of an event on the clock.
fn stretch(it: &Event) -> Option<(u16, u16)> {
    let start = it.clock?;
    Some((start, it.until.unwrap_or(start)))
}

/// Whether two rows tell one event in much the same words, and whether its times differ.
fn alike(a: &Row, b: &Row, a_words: &[Stem], b_words: &[Stem]) -> Option<bool> {
    let is_list = |it: &Row| matches!(it.event.kind, EventKind::Entry | EventKind::Message);
    let is_one_list = a.source == b.source && a.event.kind == b.event.kind;
    let is_one_chat = a.source == b.source
        && !(is_list(a) && a.event.kind == EventKind::Entry
            || is_list(b) && b.event.kind == EventKind::Entry);
    if is_one_list
        || is_one_chat
        || (a.event.day.is_some() && b.event.day.is_some() && a.event.day != b.event.day)
        || a.event.stamped.zip(b.event.stamped).is_some_and(|(a, b)| a != b)
    {
        return None;
    }
    let n_shared = a_words.iter().filter(|it| b_words.contains(it)).count();
    let n_least = a_words.len().min(b_words.len());
    let is_alike = 2 <= n_shared && (n_least <= 2 * n_shared);
    let is_surely = 3 <= n_shared && 3 * n_least <= 5 * n_shared;
    let (here, there) = (stretch(&a.event)?, stretch(&b.event)?);
    let agrees =
        here == there || (here.0 < there.0 && there.1 <= here.1) || (there.0 < here.0 && here.1 <= there.1);
    if agrees {
        return is_alike.then_some(false);
    }
    is_surely.then_some(true)
}

/// Whether `entry` of a timeline is what the phase `heading` came to, and whether it comes too early for that: done
/// as the phase begins.
fn of_phase(heading: &Row, entry: &Row, heading_words: &[Stem], entry_words: &[Stem]) -> Option<bool> {
    let is_pair = heading.event.kind == EventKind::Heading && entry.event.kind == EventKind::Entry;
    let (start, end) = stretch(&heading.event)?;
    let (at, until) = stretch(&entry.event)?;
    if !is_pair || heading.source != entry.source || start == end || at != until || at < start || end < at {
        return None;
    }
    let head = words::words(&heading.event.text)
        .into_iter()
        .rfind(|it| !it.stop)
        .map(|it| it.stem)?;
    let is_same = entry_words.contains(&head) && heading_words.contains(&head);
    let begins = report::words(&entry.event.text).any(|it| {
        matches!(
            it.as_str(),
            "started" | "starts" | "began" | "begins" | "begun" | "opened" | "initiated" | "launched"
        )
    });
    let is_done = report::tells_past(&entry.event.text);
    is_same.then_some(at == start && is_done && !begins)
}
