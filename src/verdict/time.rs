//! Times of clock and calendar: stated for the thing told, stated for another, or nowhere.

use super::judge::Case;
use super::out_of_place::time_out_of_place;
use super::polarity::first_word;
use super::role::shared;
use super::speakers::speaker_name;
use super::support::{said_of, shared_weight};
use super::taken_back::{is_corrected_time, retracted_time};
use super::time_clause::{clause, content_share, in_another_clause};
use super::time_otherwise::{
    follows_from_a_duration, is_about, is_weekday_of_a_turn, is_year_told_otherwise,
};
use super::told::is_asked;
use super::weekday::{day_of_another_date, follows_from_a_date};
use super::{Issue, IssueKind, vague_time};
use crate::claim::{Amount, agrees, agrees_in_unit, same_time};
use crate::evidence::Entry;
use crate::language::order::opens_as_order;
use crate::language::polarity::is_proposal;
use crate::language::time::{TimeMention, TimeRef, is_calendar_name};
use crate::language::words::{self, folded};
use crate::transcript::{Stamp, TurnKind};

/// Share below which an entry that has the draft's time is about something else.
const FAINT: f32 = 0.2;

/// Whether an entry states this clock time, or its turn carries it.
pub(super) fn states_clock(entry: &Entry, minutes: u16) -> bool {
    states(
        entry,
        TimeRef::Clock {
            minutes,
            certain: true,
        },
    )
}

/// Whether an entry states this time, or its turn carries it.
pub(super) fn states(entry: &Entry, time: TimeRef) -> bool {
    let stamped = entry.clock.is_some_and(|minutes| {
        same_time(
            TimeRef::Clock {
                minutes,
                certain: true,
            },
            time,
        )
    });
    stamped || entry.claim.times.iter().any(|it| same_time(it.value, time))
}

/// The time that an entry's turn carries.
pub(super) fn stamp(entry: &Entry) -> Option<TimeRef> {
    entry.clock.map(|minutes| TimeRef::Clock {
        minutes,
        certain: true,
    })
}

/// Checks every time of the sentence.
/// Returns how many hours, dates and years what the sentence rests on tells.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) -> usize {
    if case.stance.is_comment()
        && case
            .claim
            .times
            .iter()
            .all(|it| !matches!(it.value, TimeRef::Clock { .. }))
    {
        return 0;
    }
    let mut sound = 0;
    // "Devan asked whether it could be June" is told by his question.
    let mut words = case.claim.words.iter().map(|it| &case.text[it.span.range()]);
    let tells_of_asking = words.any(|it| it == "whether" || is_proposal(it));
    for time in &case.claim.times {
        if case.is_quoted(time.span) || issues.iter().any(|it| it.span.overlaps(time.span)) {
            continue;
        }
        let kind = Kind::of(time.value);
        let Some(kind) = kind else { continue };
        let entries = &case.judge.sources.index.entries;
        let says = |at: usize| states(&entries[at], time.value) && (tells_of_asking || !is_asked(case, at));
        if vague_time::is_near(case, time) || vague_time::is_bare_hour(case, time) {
            continue;
        }
        if is_corrected_time(case, time) {
            sound += 1;
            continue;
        }
        if let Some(issue) = retracted_time(case, time) {
            issues.push(issue);
            continue;
        }
        let is_said = (0..entries.len()).any(says);
        if let Some(issue) = day_of_another_date(case, time) {
            issues.push(issue);
            continue;
        }
        if let Some(issue) = another_date_of_that_day(case, time, kind)
            .filter(|_| !is_said && !follows_from_a_duration(case, time.value))
        {
            issues.push(issue);
            continue;
        }
        let calendar = &case.judge.sources.index.calendar;
        let is_dated = || case.window.iter().any(|&at| calendar.tells(at, time.value));
        let issue = if is_said || is_dated() || follows_from_a_date(case, time.value) {
            let is_weekday = kind == Kind::Weekday;
            on_another_thing(case, time, kind)
                .or_else(|| is_weekday.then(|| time_out_of_place(case, time)).flatten())
        } else {
            nowhere(case, time, kind)
        };
        let near = || case.window.iter().any(|&at| says(at)) || is_year_told_otherwise(case, time.value);
        let is_moment = matches!(kind, Kind::Clock | Kind::Date | Kind::Year);
        sound += usize::from(is_moment && issue.is_none() && near());
        issues.extend(issue);
    }
    sound
}

/// Times of one kind can contradict each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Clock,
    Weekday,
    Year,
    Date,
    Weekend,
}

impl Kind {
    pub(super) fn of(time: TimeRef) -> Option<Kind> {
        match time {
            TimeRef::Clock { .. } => Some(Kind::Clock),
            TimeRef::Weekday(_) => Some(Kind::Weekday),
            TimeRef::Date {
                year: Some(_),
                month: None,
                day: None,
            } => Some(Kind::Year),
            TimeRef::Date { .. } => Some(Kind::Date),
            TimeRef::PartOfDay(6) => Some(Kind::Weekend),
            TimeRef::Relative { .. } | TimeRef::PastHour(_) | TimeRef::PartOfDay(_) => None,
        }
    }
}

/// The draft's time stands nowhere in the sources.
fn nowhere(case: &Case<'_>, time: &TimeMention, kind: Kind) -> Option<Issue> {
    if repeats_draft(case, time)
        || is_place_in_a_recording(case, time)
        || follows_from_a_duration(case, time.value)
        || is_year_told_otherwise(case, time.value)
    {
        return None;
    }
    for &(at, _) in case.ranked.iter().take(3) {
        // "It turns two in May": the number is all that the line shares.
        let claim = &case.judge.sources.index.entries[at].claim;
        let says = |own: &Amount| {
            let same_thing = |it: &Amount| own.heads.is_empty() || shared(&own.heads, &it.heads) > 0;
            claim
                .amounts
                .iter()
                .any(|it| agrees_in_unit(own, it) && same_thing(it))
        };
        let says_numbers = !case.claim.amounts.is_empty() && case.claim.amounts.iter().all(says);
        if shared_weight(case, at) < 0.25 && !(says_numbers && said_of(case, at) > 0.0) {
            continue;
        }
        if let Some((entry, right)) = rival(case, at, time.value) {
            return Some(contradiction(case, time, entry, right));
        }
    }
    // "It will be there by December" promises a date; "in 2019" or "before April" may be anybody's.
    let promises = kind == Kind::Date
        && case
            .claim
            .words
            .iter()
            .any(|it| &case.text[it.span.range()] == "will");
    let plain_year = matches!(kind, Kind::Year | Kind::Date) && !case.stance.past && !promises;
    let reckons = is_about(case.text, time) || is_weekday_of_a_turn(case, time.value);
    if plain_year || reckons || case.stance.is_comment() {
        return None;
    }
    Some(Issue {
        kind: IssueKind::UnsupportedNumber,
        span: time.span,
        right: None,
        place: case.ranked.first().map(|it| case.place(it.0)),
        other: None,
    })
}

/// Whether a time is one of a recording that is a source, as chapters and citations give it: `1:02:02` and `00:33` are no
/// hours of a day; `14:31` is a place only where it opens its line or stands in brackets, and somebody begins to speak there.
fn is_place_in_a_recording(case: &Case<'_>, time: &TimeMention) -> bool {
    /// Chapters are rounded to the second.
    const NEAR: u32 = 1_000;
    let said = case.text[time.span.range()].trim();
    let parts: Result<Vec<u32>, _> = said.split(':').map(str::parse).collect();
    let (seconds, is_certain) = match parts.as_deref() {
        Ok([minutes, seconds]) => (minutes * 60 + seconds, *minutes == 0),
        Ok([hours, minutes, seconds]) => (hours * 3600 + minutes * 60 + seconds, true),
        _ => return false,
    };
    let before = case.text[..time.span.start].trim_end();
    let may_be_a_mark = before.is_empty() || before.ends_with(['[', '(']);
    if !is_certain && !may_be_a_mark {
        return false;
    }
    let millis = seconds.saturating_mul(1000);
    case.judge.sources.list.iter().any(|it| {
        let turns = &it.transcript.turns;
        let mut starts = turns.iter().filter_map(|it| match it.start {
            Some(Stamp::Offset(millis)) => Some(millis),
            _ => None,
        });
        if is_certain {
            starts.any(|it| millis <= it + NEAR)
        } else {
            starts.any(|it| millis.abs_diff(it) <= NEAR)
        }
    })
}

/// The same weekday with another date: "Friday 24th" for "Friday the 17th".
fn another_date_of_that_day(case: &Case<'_>, time: &TimeMention, kind: Kind) -> Option<Issue> {
    let is_weekday = |it: &&TimeMention| matches!(it.value, TimeRef::Weekday(_));
    let weekday = case
        .claim
        .times
        .iter()
        .find(is_weekday)
        .filter(|_| kind == Kind::Date)?;
    case.ranked.iter().take(6).find_map(|&(at, _)| {
        let shares_day = states(&case.judge.sources.index.entries[at], weekday.value);
        let (entry, right) = rival(case, at, time.value).filter(|_| shares_day)?;
        Some(contradiction(case, time, entry, right))
    })
}

/// The draft's time stands in the sources, but for something else, and the thing told has another time there.
fn on_another_thing(case: &Case<'_>, time: &TimeMention, kind: Kind) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let with_time = index
        .entries
        .iter()
        .enumerate()
        .filter(|(_, it)| states(it, time.value));
    // "On Monday we sent 12 letters." "On Tuesday, thirty.": what leaves out its words says it by its number.
    let counts = |it: &Entry| {
        let mut theirs = it.claim.amounts.iter();
        theirs.any(|other| case.claim.amounts.iter().any(|own| agrees(own, other)))
    };
    if with_time
        .clone()
        .any(|(at, it)| counts(it) && case.window.contains(&at))
    {
        return None;
    }
    // "09:25 mireille: So we're good?": whom the sentence names speaks at that time, in too few words to tell of what.
    const SHORT: usize = 2;
    let says = |(at, entry): (usize, &Entry)| {
        let speaker = speaker_name(case, at).filter(|_| entry.clock.is_some() && entry.length <= SHORT);
        let mut parts = speaker.iter().flat_map(|it| it.split_whitespace()).map(folded);
        parts.any(|part| {
            case.claim
                .words
                .iter()
                .any(|it| folded(&case.text[it.span.range()]) == part)
        })
    };
    if with_time.clone().any(says) {
        return None;
    }
    let clause = clause(case, time.span);
    // "Wave one was twenty clinics. … That was the third of September."
    let told_by = |at: usize| {
        let turn = index.passages[index.entries[at].passage].entries.clone();
        let from = if opens_with_that(case, at) {
            turn.start.max(at.saturating_sub(TOLD_BEFORE))
        } else {
            at
        };
        (from..=at)
            .map(|it| content_share(case, it, clause))
            .fold(0.0, f32::max)
    };
    let own = with_time.map(|(at, _)| told_by(at)).fold(0.0, f32::max);
    if let Some(issue) = in_another_clause(case, time, kind) {
        return Some(issue);
    }
    let mut best: Option<(usize, f32)> = None;
    for &(at, _) in case.ranked.iter().take(12) {
        let share = content_share(case, at, clause);
        if share >= case.judge.limits.time && best.is_none_or(|it| share > it.1) {
            best = Some((at, share));
        }
    }
    // "From Monday 3 February": a unit that states two of the sentence's times is what it speaks of.
    let is_weekday = |it: &&TimeMention| matches!(it.value, TimeRef::Weekday(_));
    let others = || case.claim.times.iter().filter(is_weekday);
    let states_both = |it: &Entry| states(it, time.value) && others().any(|other| states(it, other.value));
    if kind == Kind::Date && index.entries.iter().any(states_both) {
        return None;
    }
    let (at, share) = best?;
    // One word in common tells nothing of a day.
    const COMMON: usize = 2;
    let common = case
        .claim
        .words
        .iter()
        .filter(|it| !it.stop && clause.contains(it.span));
    if kind == Kind::Date && common.filter(|it| index.entries[at].claim.has(it.stem)).count() < COMMON {
        return None;
    }
    // What ranks first and states it, is what the sentence rests on.
    let stated_by_the_best = case.ranked.iter().take(2).any(|it| {
        states(&index.entries[it.0], time.value)
            && content_share(case, it.0, clause) > FAINT.max(share - 0.25)
    });
    if stated_by_the_best && kind != Kind::Clock {
        return None;
    }
    let tells_apart = kind == Kind::Date && own < 0.4 && share >= own + 0.35;
    if own > FAINT && !tells_apart {
        return None;
    }
    let (entry, right) = rival(case, at, time.value)?;
    // A sentence that states the rival's time too gives each its own; and what stands a message or two from the
    // best one may be its outcome: "you could pause it" at 14:25, "done" at 14:26.
    let says_both = index.entries[entry]
        .claim
        .times
        .iter()
        .map(|it| it.value)
        .chain(stamp(&index.entries[entry]));
    let mut says_both = says_both.filter(|it| Kind::of(*it) == Some(kind));
    let best_passage = index.entries[at].passage;
    let is_within =
        |n: usize, turns: usize| (best_passage..=best_passage + turns).contains(&index.entries[n].passage);
    let is_just_before = |n: usize| {
        let passage = index.entries[n].passage;
        let same = index.entries[n].source == index.entries[at].source;
        same && passage < best_passage && best_passage - passage <= 4
    };
    let says = |n: usize| {
        index.entries[n]
            .claim
            .times
            .iter()
            .any(|it| same_time(it.value, time.value))
    };
    // What a message only plans or asks for, it does not time.
    let is_planned = || {
        let words = index.entries[entry].claim.words.iter();
        let text = case.entry_text(entry);
        let later = |stamp: TimeRef| match (stamp, time.value) {
            (TimeRef::Clock { minutes: at, .. }, TimeRef::Clock { minutes: told, .. }) => told > at,
            _ => false,
        };
        let words: Vec<&str> = words.map(|it| &text[it.span.range()]).collect();
        // "A get the key, sign it again": an option has its letter first.
        let orders = opens_as_order(&words) || words.len() > 1 && opens_as_order(&words[1..]);
        let intends = |it: &&str| {
            matches!(
                *it,
                "will" | "should" | "shall" | "could" | "i'll" | "I'll" | "we'll" | "let's"
            )
        };
        index.entries[entry].claim.times.is_empty()
            && stamp(&index.entries[entry]).is_some_and(later)
            && (orders || words.iter().any(intends))
    };
    // An entry of a timeline tells its own time: what stands next to it is another event.
    const SAME_EVENT: f32 = 0.75;
    let best_entry = &index.entries[at];
    let transcript = &case.judge.sources.list[best_entry.source].transcript;
    let turn = &transcript.turns[transcript.units[best_entry.unit].turn];
    let is_event = turn.kind == TurnKind::Event && SAME_EVENT <= share;
    let outcome = kind == Kind::Clock
        && !is_event
        && ((0..index.entries.len()).any(|n| {
            states(&index.entries[n], time.value) && is_within(n, 2)
                || says(n) && (is_within(n, 3) || is_just_before(n))
        }) || is_planned());
    if outcome || says_both.any(|it| case.claim.times.iter().any(|own| same_time(own.value, it))) {
        return None;
    }
    // A turn that states both times tells the two apart itself.
    if states(&index.entries[entry], time.value) || states(&index.entries[at], time.value) {
        return None;
    }
    Some(contradiction(case, time, entry, right))
}

/// Units before one that opens with "that" which it may be told of.
const TOLD_BEFORE: usize = 3;

/// `That was the third of September.`
fn opens_with_that(case: &Case<'_>, at: usize) -> bool {
    let first = first_word(case.entry_text(at), &case.judge.sources.index.entries[at].claim);
    first.is_some_and(|it| matches!(it.as_str(), "that" | "this" | "it" | "that's"))
}

/// Whether two times state the same parts: a month says nothing against a day.
fn is_comparable(a: TimeRef, b: TimeRef) -> bool {
    match (a, b) {
        (TimeRef::Date { month, day, .. }, TimeRef::Date { month: m, day: d, .. }) => {
            let dates = Kind::of(a) == Kind::of(b) && day.is_some() == d.is_some();
            dates && (day.is_some() || month.is_some() && m.is_some())
                || Kind::of(a) == Some(Kind::Year) && Kind::of(b) == Some(Kind::Year)
        }
        _ => Kind::of(a) == Kind::of(b),
    }
}

/// The time of the kind of `time` that an entry, or the unit before it in its turn, states; with its words.
pub(super) fn rival(case: &Case<'_>, at: usize, time: TimeRef) -> Option<(usize, String)> {
    let kind = Kind::of(time)?;
    let index = &case.judge.sources.index;
    let passage = index.entries[at].passage;
    let candidates = [
        Some(at),
        at.checked_sub(1).filter(|&n| index.entries[n].passage == passage),
    ];
    for n in candidates.into_iter().flatten().filter(|&n| !is_asked(case, n)) {
        let entry = &index.entries[n];
        // What another time of the sentence says is what that one is about: "started at 09:10 and stopped at 09:50".
        let is_taken = |value: TimeRef| {
            let mut others = case.claim.times.iter().filter(|it| it.value != time);
            others.any(|it| same_time(it.value, value))
        };
        let is_rival = |it: &&TimeMention| is_comparable(it.value, time) && !is_taken(it.value);
        let stated = entry.claim.times.iter().find(is_rival);
        if let Some(it) = stated {
            return Some((n, case.entry_text(n)[it.span.range()].to_owned()));
        }
        if let (Kind::Clock, Some(minutes)) = (kind, entry.clock)
            && !stamp(entry).is_some_and(is_taken)
        {
            return Some((n, format!("{:02}:{:02}", minutes / 60, minutes % 60)));
        }
    }
    None
}

pub(super) fn contradiction(case: &Case<'_>, time: &TimeMention, entry: usize, right: String) -> Issue {
    // "in august": a chat's small letters are not what a draft wants.
    let written = right.split_inclusive(' ').map(|it| match it.trim_end() {
        name if is_calendar_name(name) => words::capitalised(it),
        _ => it.to_owned(),
    });
    Issue {
        kind: IssueKind::ContradictedTime,
        span: time.span,
        right: Some(written.collect()),
        place: Some(case.place(entry)),
        other: None,
    }
}

/// The sentence before states the same time.
fn repeats_draft(case: &Case<'_>, time: &TimeMention) -> bool {
    case.before
        .iter()
        .flat_map(|it| &it.times)
        .any(|it| same_time(it.value, time.value))
}
