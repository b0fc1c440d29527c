//! What happened when: the ordered times of a transcript.
//!
//! An event is a piece of the source that says something and when; no time is made up. Events come in the order of
//! the source; [`timeline`] lays those of one or more sources on one axis where clocks and dates allow. Offsets into a
//! recording are not times of the world and never make an event.

mod day;
mod mention;
mod merge;
mod phase;
mod read;
mod report;
mod scope;
mod when;

pub use merge::{Also, Row, Strand, timeline};

use crate::language::time::{Day, TimeRef};
use crate::text::Span;
use crate::transcript::{Flags, SpeakerId, Transcript, TurnKind};
use read::Reader;
use when::Stated;

/// How the source puts an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A heading with a time: `Phase 1: Triage (2:17-2:22 PM)`.
    Heading,
    /// What came out of a phase, told under its heading: `Root cause found: …`.
    Outcome,
    /// An entry of a timeline that the source itself keeps: a table row, list item or line that opens with its time.
    Entry,
    /// A message with a wall-clock stamp that reports something happening.
    Message,
    /// A sentence that names its time.
    Mention,
    /// A step of the story whose time is not stated: `First, I changed …`.
    Step,
}

/// Something that the source says happened, with the time that it states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// How the source puts it.
    pub kind: EventKind,
    /// The time as stated: `09:31`, `2:17-2:22 PM`, `Monday`, `Mon 13 Oct 16:40`; empty where none is.
    pub when: String,
    /// Minutes since midnight where `when` is a clock time whose half of the day is known.
    pub clock: Option<u16>,
    /// The same as written, where the half of the day is not known.
    unsure: Option<u16>,
    /// The same of its end, where `when` is a stretch of the clock.
    pub until: Option<u16>,
    /// The day that `when` names, as far as it does.
    pub day: Option<TimeRef>,
    /// What the parts of `when` say.
    parts: Vec<TimeRef>,
    /// The day that this is, where the source leaves no doubt. Its year may be any where none is told.
    placed: Option<Day>,
    /// The day of the stamp that tells its time, whether or not `when` names it.
    stamped: Option<Day>,
    /// What a day told as seen from the recording is by the calendar: `Wednesday 26 November` for "yesterday".
    pub meant: Option<String>,
    /// The zone that `when` states.
    pub zone: Option<String>,
    /// The source's own words, as read, without a time that opens them.
    pub text: String,
    /// Where these words stand, bytes of the source.
    pub span: Span,
    /// Who says so.
    pub speaker: Option<SpeakerId>,
    /// Index of the turn.
    pub turn: usize,
    /// Index of its first unit, where the turn has units.
    pub unit: Option<usize>,
}

impl Transcript {
    /// 1-based first and last line of an event's words.
    pub fn event_lines(&self, event: &Event) -> (usize, usize) {
        self.lines.lines(event.span)
    }
}

/// The events of `transcript`, in the order of the source.
pub fn events(transcript: &Transcript) -> Vec<Event> {
    let mut res = Vec::new();
    let mut next_unit = 0;
    let labels = phase::labels(transcript);
    let is_scribed = report::is_scribed(transcript);
    let mut days = transcript.turns.iter().filter_map(|it| it.day);
    let first_day = days.next();
    let many_days = days.any(|it| Some(it) != first_day);
    let mut phases: Vec<(usize, Stated)> = Vec::new();
    let mut bare_time: Option<(usize, Stated)> = None;
    for (turn_idx, turn) in transcript.turns.iter().enumerate() {
        let first_unit = next_unit;
        while transcript
            .units
            .get(next_unit)
            .is_some_and(|it| it.turn <= turn_idx)
        {
            next_unit += 1;
        }
        let reader = Reader {
            transcript,
            turn_idx,
            turn,
            units: first_unit..next_unit,
            is_scribed,
            many_days,
        };
        if turn.flags.has(Flags::SUMMARY) {
            continue;
        }
        let is_planned = phase::is_of_plans(transcript, turn_idx);
        match turn.kind {
            TurnKind::Heading if labels.contains(&turn_idx) => {
                bare_time = when::only(turn.view.text())
                    .filter(|_| 0 < turn_idx)
                    .map(|time| (turn_idx, time));
            }
            TurnKind::Heading => {
                bare_time = None;
                let found = reader.heading();
                phases.extend(found.iter().map(|(_, time)| (turn_idx, time.clone())));
                res.extend(found.map(|(event, _)| event));
            }
            TurnKind::Output if !is_planned => reader.printed(&mut res),
            TurnKind::Command | TurnKind::StageDirection | TurnKind::Output | TurnKind::System => {}
            TurnKind::Note | TurnKind::Event if is_planned => {}
            TurnKind::Speech | TurnKind::Note | TurnKind::Event => {
                let n_before = res.len();
                // Under a heading that is but a time stands what happened then.
                if let Some((_, time)) = bare_time.take_if(|it| turn.section == Some(it.0)) {
                    res.extend(reader.first_statement(&time));
                    continue;
                }
                reader.statements(&mut res);
                let phase = phases
                    .iter()
                    .rev()
                    .find(|(heading, _)| phase::stands_under(transcript, turn_idx, *heading));
                if let Some((_, time)) = phase.filter(|_| res.len() == n_before) {
                    res.extend(reader.outcome(time));
                }
            }
        }
    }
    res.dedup_by(|b, a| a.when == b.when && a.text == b.text);
    settle_halves(&mut res);
    let is_year = |it: &Event| {
        it.clock.is_none()
            && matches!(
                it.day,
                Some(TimeRef::Date {
                    month: None,
                    day: None,
                    ..
                })
            )
    };
    let (years, others): (Vec<&Event>, Vec<&Event>) = res
        .iter()
        .filter(|it| it.kind == EventKind::Mention)
        .partition(|it| is_year(it));
    // Where the story is told by days and hours, a year is that of another story.
    if 2 * years.len() <= others.len() + 1 && !others.is_empty() {
        res.retain(|it| it.kind != EventKind::Mention || !is_year(it));
    }
    if let Some(head) = day::place(transcript, &mut res) {
        res.retain(|it| it.turn != head);
    }
    res
}

/// In a source that counts hours to 24 and names no half of the day, times mean what they say.
fn settle_halves(events: &mut [Event]) {
    let names_half = |it: &Event| it.when.ends_with("AM") || it.when.ends_with("PM");
    let counts_on = |it: &Event| it.clock.is_some_and(|clock| 13 * 60 <= clock) && !names_half(it);
    if !events.iter().any(counts_on) || events.iter().any(names_half) {
        return;
    }
    for it in events {
        it.clock = it.clock.or(it.unsure);
    }
}

#[cfg(test)]
mod tests;
