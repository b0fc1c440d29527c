//! What one turn tells of when something happened.

use super::when::{self, Stated};
use super::{Event, EventKind, mention, phase, report};
use crate::text::{Span, one_line};
use crate::transcript::{Stamp, Transcript, Turn, TurnKind};

/// One turn under the eye.
pub(super) struct Reader<'a> {
    pub(super) transcript: &'a Transcript,
    pub(super) turn_idx: usize,
    pub(super) turn: &'a Turn,
    pub(super) units: std::ops::Range<usize>,
    /// Whether the chat holds the minutes of a talk.
    pub(super) is_scribed: bool,
    /// Whether the turns of the source are of several days.
    pub(super) many_days: bool,
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
    pub(super) fn heading(&self) -> Option<(Event, Stated)> {
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
    pub(super) fn first_statement(&self, time: &Stated) -> Option<Event> {
        let unit = self
            .units
            .clone()
            .map(|it| &self.transcript.units[it])
            .find(|it| !it.is_question)?;
        self.event(EventKind::Entry, time, unit.view.text(), unit.view.span())
    }

    /// What came out of the phase that it stands under.
    pub(super) fn outcome(&self, time: &Stated) -> Option<Event> {
        let text = self.turn.view.text().trim();
        if self.turn.speaker.is_some() || time.until.is_none() || !phase::is_outcome(text) {
            return None;
        }
        self.event(EventKind::Outcome, time, text, self.turn.view.span())
    }

    /// What a command, an assistant or a report printed: table rows with the time in their first cell, lines of a list
    /// that open with their time (`14:23 - alert fired`), and points that name one. Other lines that open with a time
    /// are log lines: records of a machine, too many to be a story.
    pub(super) fn printed(&self, out: &mut Vec<Event>) {
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

    pub(super) fn statements(&self, out: &mut Vec<Event>) {
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
