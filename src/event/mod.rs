//! What happened when: the ordered times of a transcript.
//!
//! An event is a piece of the source that says something and when; no time is made up. Events come in the order of
//! the source; [`timeline`] lays those of one or more sources on one axis where clocks and dates allow. Offsets into a
//! recording are not times of the world and never make an event.

mod day;
mod mention;
mod merge;
mod phase;
mod report;
mod scope;
mod when;

pub use merge::{Also, Row, Strand, timeline};

use crate::language::time::{Day, TimeRef};
use crate::text::{Span, one_line};
use crate::transcript::{SpeakerId, Stamp, Transcript, Turn, TurnKind};
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

/// One turn under the eye.
struct Reader<'a> {
    transcript: &'a Transcript,
    turn_idx: usize,
    turn: &'a Turn,
    units: std::ops::Range<usize>,
    /// Whether the chat holds the minutes of a talk.
    is_scribed: bool,
    /// Whether the turns of the source are of several days.
    many_days: bool,
}

impl Reader<'_> {
    fn event(&self, kind: EventKind, time: &Stated, text: &str, span: Span) -> Option<Event> {
        let text = one_line(text);
        let says_something = text.chars().filter(|it| it.is_alphabetic()).count() > 2;
        says_something.then(|| Event {
            kind,
            when: time.text.clone(),
            clock: time.clock,
            unsure: time.unsure,
            until: time.until,
            day: time.day(),
            parts: time.parts().to_vec(),
            placed: None,
            stamped: self.turn.day.filter(|_| self.turn.start.is_some()),
            meant: None,
            zone: time.zone.clone(),
            text,
            span,
            speaker: self.turn.speaker,
            turn: self.turn_idx,
            unit: self
                .units
                .clone()
                .find(|&it| self.transcript.units[it].view.span().overlaps(span)),
        })
    }

    /// A heading that holds a time besides its words: a title, without the time in brackets behind it.
    fn heading(&self) -> Option<(Event, Stated)> {
        let text = self.turn.view.text();
        let time = when::stated(text).into_iter().find(Stated::is_past_or_fixed)?;
        let is_title = self.turn_idx == 0 && time.clock.is_none();
        if is_title || time.span.len() == text.trim().len() {
            return None;
        }
        let title = when::leading(text, false).map_or_else(|| phase::title(text, time.span), |it| it.1);
        let event = self.event(
            EventKind::Heading,
            &time,
            &text[title.range()],
            self.turn.view.in_file(title),
        )?;
        Some((event, time))
    }

    /// The first sentence, which happened at `time`.
    fn first_statement(&self, time: &Stated) -> Option<Event> {
        let unit = self
            .units
            .clone()
            .map(|it| &self.transcript.units[it])
            .find(|it| !it.is_question)?;
        self.event(EventKind::Entry, time, unit.view.text(), unit.view.span())
    }

    /// What came out of the phase that it stands under.
    fn outcome(&self, time: &Stated) -> Option<Event> {
        let text = self.turn.view.text().trim();
        if self.turn.speaker.is_some() || time.until.is_none() || !phase::is_outcome(text) {
            return None;
        }
        self.event(EventKind::Outcome, time, text, self.turn.view.span())
    }

    /// What a command, an assistant or a report printed: table rows with the time in their first cell, lines of a list
    /// that open with their time (`14:23 - alert fired`), and points that name one. Other lines that open with a time
    /// are log lines: records of a machine, too many to be a story.
    fn printed(&self, out: &mut Vec<Event>) {
        let file = &self.transcript.text;
        let (first, last) = self.transcript.lines.lines(self.turn.span);
        let raw = &file[self.turn.span.range()];
        if let Some((time, words)) = phase::entry(raw) {
            let words = words.shift(self.turn.span.start);
            out.extend(self.event(EventKind::Entry, &time, &file[words.range()], words));
            return;
        }
        if let Some((time, words)) = phase::point(self.turn.view.text()) {
            let text = &self.turn.view.text()[words.range()];
            out.extend(self.event(EventKind::Mention, &time, text, self.turn.view.in_file(words)));
            return;
        }
        for line in first - 1..last {
            let span = self.transcript.lines.span(file, line);
            let row = &file[span.range()];
            let indent = row.len() - row.trim_start().len();
            if !row.trim_start().starts_with('|') {
                continue;
            }
            if let Some((time, words)) = when::leading(row, true) {
                let words = Span::new(words.start.max(indent), words.end).shift(span.start);
                out.extend(self.event(EventKind::Entry, &time, &file[words.range()], words));
            }
        }
    }

    fn statements(&self, out: &mut Vec<Event>) {
        let view = &self.turn.view;
        if self.turn.kind.is_written() || self.turn.speaker.is_none() {
            let only_cell = self.turn.kind.is_written() && view.text().contains('|');
            if let Some((time, words)) = when::pasted(view.text()) {
                let said = &view.text()[words.range()];
                if report::reports(said) {
                    out.extend(self.event(EventKind::Message, &time, said, view.in_file(words)));
                }
                return;
            }
            if let Some((time, words)) = when::trailing(view.text()) {
                out.extend(self.update(&time, words));
                return;
            }
            if let Some((time, words)) = when::leading(view.text(), false) {
                if report::comes_or_goes(&view.text()[words.range()]) {
                    return;
                }
                let found = self.event(
                    EventKind::Entry,
                    &time,
                    &view.text()[words.range()],
                    view.in_file(words),
                );
                out.extend(found);
                return;
            }
            let is_stamped = self.turn.kind == TurnKind::Event && self.turn.start.is_some();
            if only_cell && !is_stamped {
                // A time in a later cell is a property of the row (a due date), not when it happened.
                return;
            }
        }
        let is_record = self.turn.kind == TurnKind::Event;
        let stamp = match self.turn.start {
            Some(Stamp::Clock(minutes)) => {
                let tells_day = is_record || self.many_days;
                Some(when::of_stamp(minutes, self.turn.day, tells_day, self.label()))
            }
            Some(Stamp::Offset(_)) | None => None,
        };
        match stamp {
            // Under a heading that tells its time stands more of what happened then.
            Some(_) if is_record && self.is_of_heading() => {}
            Some(stamp) if is_record => {
                // What a record calls it, and what it says of it.
                let text = view.text().replace("\n\n", ": ");
                out.extend(self.event(EventKind::Entry, &stamp, &text, view.span()));
            }
            Some(stamp) if self.turn.speaker.is_none() => {
                let is_said = !report::reports(view.text());
                let asks = view.text().trim_end().ends_with('?');
                if !asks && !is_said && !report::is_of_channel(view.text()) {
                    out.extend(self.event(EventKind::Entry, &stamp, view.text(), view.span()));
                }
            }
            Some(stamp) => self.message(&stamp, out),
            None => self.mentions(out),
        }
    }

    /// Whether its time is that of the heading above.
    fn is_of_heading(&self) -> bool {
        let heading = self.turn.section.map(|it| &self.transcript.turns[it]);
        heading.is_some_and(|it| it.start.is_some() && it.start == self.turn.start)
    }

    /// What an update says that has its time behind it: its first sentence.
    fn update(&self, time: &Stated, words: Span) -> Option<Event> {
        let whole = self.turn.view.in_file(words);
        let first = self
            .units
            .clone()
            .map(|it| self.transcript.units[it].view.span())
            .find(|it| whole.start <= it.start && it.start < whole.end)?;
        let span = Span::new(first.start, first.end.min(whole.end));
        let text = self.words(first);
        self.event(EventKind::Entry, time, &text, span)
    }

    /// What stands before the words of the turn: its stamp and speaker.
    fn label(&self) -> &str {
        let start = self.turn.span.start;
        let end = self.turn.view.span().start.max(start);
        self.transcript.text.get(start..end).unwrap_or("")
    }

    /// A stamped message is one event where it reports something: from its first sentence that does to
    /// the last one. A sentence that names its own time happened then, not when it was written.
    fn message(&self, stamp: &Stated, out: &mut Vec<Event>) {
        let by_machine = self
            .turn
            .speaker
            .is_some_and(|it| report::is_machine(&self.transcript.speakers[it].name));
        if self.is_scribed && report::opens_with_label(self.turn.view.text()) {
            return;
        }
        let mut time = None;
        let mut span: Option<Span> = None;
        let mut apart: Vec<(Stated, Span)> = Vec::new();
        for unit in self.units.clone().map(|it| &self.transcript.units[it]) {
            let text = unit.view.text();
            if unit.is_question || report::comes_or_goes(text) {
                continue;
            }
            let own = when::stated(text).into_iter().find(|it| {
                mention::dates_message(text, it, stamp.clock, by_machine)
                    && !report::is_planned(text, it.span.start)
            });
            let reports = report::reports(text) && !mention::is_of_another_day(text);
            if !by_machine && own.is_none() && !reports {
                continue;
            }
            let here = unit.view.span();
            match own {
                // Behind what happened now, a whole sentence about what happened then.
                Some(own) if span.is_some() && !by_machine && mention::says_more(text, &own) => {
                    apart.push((own, here));
                    continue;
                }
                own => time = time.or(own),
            }
            span = Some(span.map_or(here, |it| it.cover(here)));
        }
        let Some(span) = span else { return };
        let span = self.lengthened(span);
        let time = time.unwrap_or_else(|| stamp.clone());
        let words = self.words(span);
        out.extend(self.event(EventKind::Message, &time, &words, span));
        for (time, span) in apart {
            out.extend(self.event(EventKind::Message, &time, &self.words(span), span));
        }
    }

    /// `span` and the next statement, where `span` holds a word or two (`declaring. sev2.`).
    fn lengthened(&self, span: Span) -> Span {
        let is_short = self.words(span).split_whitespace().count() < 3;
        let next = self
            .units
            .clone()
            .map(|it| &self.transcript.units[it])
            .find(|it| span.end <= it.view.span().start)
            .filter(|it| is_short && !it.is_question);
        next.map_or(span, |it| span.cover(it.view.span()))
    }

    /// Sentences that name their time, how long it went on, or the next step.
    fn mentions(&self, out: &mut Vec<Event>) {
        for idx in self.units.clone() {
            let unit = &self.transcript.units[idx];
            let text = unit.view.text();
            // Between people who speak, a line that nobody says is a title unless it tells something done.
            let is_title = self.turn.speaker.is_none()
                && !self.transcript.speakers.is_empty()
                && !report::tells_past(text);
            if unit.is_question || is_title {
                continue;
            }
            let found = if let Some(time) = mention::dated(text) {
                self.event(EventKind::Mention, &time, text, unit.view.span())
            } else if let Some(lasting) = self.lasting(idx) {
                lasting
            } else if self.is_step(text, out) {
                let time = Stated::unknown();
                self.event(EventKind::Step, &time, text, unit.view.span())
            } else {
                None
            };
            out.extend(found.filter(|_| !when::is_measure(text)));
        }
    }

    /// How long something had been going on, or when it happened: the question and its answer.
    fn lasting(&self, idx: usize) -> Option<Option<Event>> {
        let unit = &self.transcript.units[idx];
        let asked = &self.transcript.units[unit.question?];
        let text = unit.view.text();
        let question = asked.view.text();
        let time = mention::lasting(question, text)
            .map(|span| Stated::lasting(text, span))
            .or_else(|| mention::asked_when(question, text))?;
        let words = format!("{} {text}", asked.view.text());
        let span = asked.view.span().cover(unit.view.span());
        Some(self.event(EventKind::Mention, &time, &words, span))
    }

    /// Whether `text` tells a step of a story of which something has a time already. Where every message has its time,
    /// and in notes, it tells nothing new.
    fn is_step(&self, text: &str, told: &[Event]) -> bool {
        let is_story = told
            .last()
            .is_some_and(|it| matches!(it.kind, EventKind::Mention | EventKind::Step));
        self.turn.kind == TurnKind::Speech && is_story && mention::is_step(text)
    }

    /// The turn's words as read, from the units that lie in `span`.
    fn words(&self, span: Span) -> String {
        let mut res = String::new();
        for unit in self.units.clone().map(|it| &self.transcript.units[it]) {
            if span.contains(unit.view.span()) {
                if !res.is_empty() {
                    res.push(' ');
                }
                res.push_str(unit.view.text());
            }
        }
        res
    }
}

#[cfg(test)]
mod tests;
