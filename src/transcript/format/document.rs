//! Reads a document block by block: paragraphs, headings, lists, tables, fences, stage directions and
//! the headers of turns. Speaker turns, notes and prose differ only in which headers they believe.

use super::build::{Builder, PARAGRAPH};
use super::fence;
use super::front_matter;
use super::header::{self, Header, Shape};
use super::inline;
use super::join;
use super::line::{self, Block, Line, Source};
use super::timeline::{entry_clock, entry_day, is_entry, tells_times};
use crate::language::time::Day;
use crate::text::{Span, View};
use crate::transcript::timestamp::{Reading, Stamp, first_clock};
use crate::transcript::{SpeakerId, TurnKind};

/// What a format believes about a document.
pub(super) struct Policy<'p> {
    /// Whether that header of that line opens a turn.
    pub(super) opens_turn: &'p dyn Fn(&Line, &Header) -> bool,
    /// Whether what stands below a turn without a label is the same speaker's.
    pub(super) speaker_continues: bool,
    /// The header with which that item of a list opens a turn.
    pub(super) item: &'p dyn Fn(&Line) -> Option<Header>,
    /// Who speaks where no label says so: the one speaker of a talk.
    pub(super) lone: Option<&'p str>,
    /// What a paragraph is that stands before all labels.
    pub(super) unspoken: TurnKind,
    /// Whether all times count from the start of a recording.
    pub(super) offsets: bool,
    /// Whether a time alone on its line opens a turn of somebody unknown.
    pub(super) time_opens: bool,
}

impl<'p> Policy<'p> {
    /// Those headers open turns; whatever has no label is nobody's.
    pub(super) fn new(opens_turn: &'p dyn Fn(&Line, &Header) -> bool) -> Policy<'p> {
        Policy {
            opens_turn,
            speaker_continues: false,
            item: &|_| None,
            lone: None,
            unspoken: TurnKind::Speech,
            offsets: false,
            time_opens: false,
        }
    }
}

/// Appends the turns of the whole source.
pub(super) fn read(source: &Source<'_>, policy: &Policy<'_>, out: &mut Builder) {
    let lone = policy.lone.map(|it| out.speaker(it));
    let mut reader = Reader {
        source,
        policy,
        out,
        speaker: lone,
        lone,
        pending: None,
        fence: None,
        day: None,
        clock: None,
        under: None,
        tells_times: tells_times(source),
    };
    let mut n = 0;
    while n < source.lines.len() {
        n = reader.block(n).max(n + 1);
    }
}

struct Reader<'r, 's> {
    source: &'r Source<'s>,
    policy: &'r Policy<'r>,
    out: &'r mut Builder,
    speaker: Option<SpeakerId>,
    /// Who speaks where no label says so.
    lone: Option<SpeakerId>,
    /// A time alone on its line, for the turn below it.
    pending: Option<Stamp>,
    /// The headings around a fence that holds Markdown.
    fence: Option<Vec<(usize, usize)>>,
    /// The day that a heading or an entry of a timeline stated last.
    day: Option<Day>,
    /// The time of the last entry, in minutes of its day.
    clock: Option<u16>,
    /// When what stands below the heading happened, where that opens with a time.
    under: Option<Stamp>,
    /// Times that open headings are those of the day.
    tells_times: bool,
}

impl Reader<'_, '_> {
    /// Reads the block that starts at line `n`; gives the line behind it.
    fn block(&mut self, n: usize) -> usize {
        let line = &self.source.lines[n];
        let opened = self.header(line);
        match line.block {
            Block::Blank | Block::Rule | Block::TableRule | Block::Code => n + 1,
            Block::Time => {
                self.pending = line.stamp.map(|it| {
                    let is_offset = self.policy.offsets || it.looks_like_offset();
                    if is_offset { it.offset() } else { self.stamp(it) }
                });
                if self.policy.time_opens {
                    self.speaker = None;
                }
                n + 1
            }
            Block::System => {
                self.whole(TurnKind::System, None, None, line.span, line.words);
                n + 1
            }
            Block::FrontMatter => front_matter::read(self.source, n, self.out),
            Block::Heading if opened.is_none() => {
                let view = inline::read(self.source.text, line.words);
                let whole = self.source.slice(line.span);
                let level = whole.len() - whole.trim_start_matches('#').len();
                let words = self.source.slice(line.words);
                let start = first_clock(words);
                let day = self.dated(words, entry_clock(words));
                self.out.heading(level, start, line.span, view);
                if let Some(turn) = self.out.turns.last_mut() {
                    turn.day = day.filter(|_| entry_day(words).is_some() || entry_clock(words).is_some());
                }
                self.under = entry_clock(words).filter(|_| self.tells_times);
                self.speaker = self.lone;
                n + 1
            }
            Block::Banner | Block::Meta => {
                self.whole(TurnKind::Note, None, None, line.span, line.words);
                n + 1
            }
            Block::Stage if (self.policy.item)(line).is_some() => self.list_item(line, n),
            Block::Stage => {
                let start = line.stamp.map(|it| self.stamp(it));
                self.whole(TurnKind::StageDirection, None, start, line.span, line.words);
                n + 1
            }
            Block::ListItem => self.list_item(line, n),
            Block::TableRow => self.table_row(line, n),
            Block::FenceOpen { markdown: true } => {
                self.fence = Some(self.out.sections.clone());
                n + 1
            }
            Block::FenceOpen { markdown: false } => self.code(n),
            Block::FenceClose => {
                if let Some(sections) = self.fence.take() {
                    self.out.sections = sections;
                }
                n + 1
            }
            Block::Heading | Block::Text => match opened {
                Some(header) => self.turn(line, header, n),
                None => match self.interlude(line) {
                    Some(stamp) => {
                        let start = stamp.map(Reading::offset);
                        self.whole(TurnKind::System, None, start, line.span, line.words);
                        self.speaker = self.lone;
                        n + 1
                    }
                    None => self.paragraph(line, n),
                },
            },
        }
    }

    fn header<'l>(&self, line: &'l Line) -> Option<&'l Header> {
        let header = line.header.as_ref()?;
        (self.policy.opens_turn)(line, header).then_some(header)
    }

    /// Whether a line is a break of the show, where the format has such; its time.
    fn interlude(&self, line: &Line) -> Option<Option<Reading>> {
        /// No break takes more bytes.
        const LONGEST: usize = 60;
        let may_be = self.policy.speaker_continues && line.words.len() <= LONGEST;
        may_be.then(|| header::interlude(self.source.slice(line.words)))?
    }

    fn stamp(&self, reading: Reading) -> Stamp {
        let clock = if self.source.stamps_are_offsets || self.policy.offsets {
            None
        } else {
            reading.clock()
        };
        clock.unwrap_or_else(|| reading.offset())
    }

    /// Only a stamp before the name can be a time of day.
    fn header_start(&self, header: &Header) -> Option<Stamp> {
        let is_leading = header.shape == Shape::Leading;
        let stamp = header.stamp?;
        Some(if is_leading {
            self.stamp(stamp)
        } else {
            stamp.offset()
        })
    }

    /// A turn that says the bytes `words`.
    fn whole(
        &mut self,
        kind: TurnKind,
        speaker: Option<SpeakerId>,
        start: Option<Stamp>,
        span: Span,
        words: Span,
    ) {
        let view = inline::read(self.source.text, words);
        if !view.text().trim().is_empty() {
            self.out.push(kind, speaker, start, span, view);
        }
    }

    /// The line behind the paragraph that line `n` starts: lines of text up to the next block or header.
    fn paragraph_end(&self, n: usize) -> usize {
        let starts_block = |line: &Line| {
            line.block != Block::Text
                || self.header(line).is_some()
                || is_entry(self.source.slice(line.words))
                || header::is_bold_key(self.source.slice(line.words))
                || self.interlude(line).is_some()
        };
        let rest = &self.source.lines[n + 1..];
        n + 1 + rest.iter().take_while(|it| !starts_block(it)).count()
    }

    fn turn(&mut self, line: &Line, header: &Header, n: usize) -> usize {
        let at = line.words.start;
        let label = Span::new(at + header.label.start, at + header.label.end);
        let start = self.header_start(header).or(self.pending);
        self.pending = None;
        let mut body = self.source.header_body(line, header);
        let end = if body.is_empty() {
            n + 1
        } else {
            self.paragraph_end(n)
        };
        body.end = self.source.lines[end - 1].span.end.max(body.end);
        let shown = match body.is_empty() {
            true => self.only_shown(n),
            false => line::stage(self.source.slice(body))
                .filter(|_| header::is_anonymous(self.source.slice(label)))
                .map(|(from, to)| (end, Span::new(body.start + from, body.start + to))),
        };
        if let Some((end, words)) = shown {
            let span = Span::new(line.span.start, self.source.lines[end - 1].span.end);
            self.whole(TurnKind::StageDirection, None, start, span, words);
            self.speaker = self.lone;
            return end;
        }
        let label = self.source.slice(label);
        let speaker = match self.lone {
            Some(lone) if label == "A" => lone,
            _ => self.out.speaker(label),
        };
        // The answer may stand behind the question, in the same paragraph.
        let asks = label == "Q";
        let answer = if asks { self.answer(body) } else { None };
        let said = Span::new(body.start, answer.map_or(body.end, |it| it.start));
        let view = inline::read(self.source.text, said.trimmed(self.source.text));
        let span = Span::new(line.span.start, view.span().end.max(body.start));
        let until = header.until.map(|it| match start {
            Some(Stamp::Clock(_)) => self.stamp(it),
            _ => it.offset(),
        });
        let turn = self.out.push(TurnKind::Speech, Some(speaker), start, span, view);
        turn.end = until;
        if answer.is_none() {
            turn.span.end = body.end;
        }
        // Below `Q:` stands the answer, often without a label of its own.
        self.speaker = match asks {
            true => self.lone,
            false => Some(speaker).filter(|_| self.policy.speaker_continues),
        };
        if let Some(label) = answer {
            let speaker = self.lone.unwrap_or_else(|| self.out.speaker("A"));
            let mut view = View::default();
            let words = Span::new(label.end, body.end).trimmed(self.source.text);
            inline::push(&mut view, self.source.text, words);
            let span = Span::new(label.start, body.end);
            self.out.push(TurnKind::Speech, Some(speaker), None, span, view);
            self.speaker = Some(speaker);
        }
        end
    }

    /// Where the label `A:` stands in the paragraph of a question.
    fn answer(&self, body: Span) -> Option<Span> {
        let text = self.source.slice(body);
        let found = text.match_indices("A:").find(|(at, label)| {
            let before = text[..*at].trim_end();
            let is_apart = text[..*at].ends_with(char::is_whitespace) && before.ends_with(['?', '.', '!']);
            is_apart && text[at + label.len()..].starts_with(' ')
        })?;
        let start = body.start + found.0;
        Some(Span::new(start, start + found.1.len()))
    }

    /// Below a label that line `n` is, what is shown, where nothing is said: the line behind it, and its words.
    fn only_shown(&self, n: usize) -> Option<(usize, Span)> {
        let mut lines = self.source.lines.iter().enumerate().skip(n + 1);
        let mut next = || lines.by_ref().find(|(_, it)| it.block != Block::Blank);
        let (at, shown) = next().filter(|(_, it)| it.block == Block::Stage)?;
        let is_all = next().is_none_or(|(_, it)| self.header(it).is_some() || it.block == Block::System);
        is_all.then_some((at + 1, shown.words))
    }

    fn paragraph(&mut self, line: &Line, n: usize) -> usize {
        let end = self.paragraph_end(n);
        let last = self.source.lines[end - 1].span.end;
        let words = Span::new(line.words.start, last.max(line.words.end));
        let text = self.source.slice(line.words);
        let entry = entry_clock(text);
        let pending = self.pending.take();
        let is_key = self.speaker.is_none() && header::is_bold_key(text);
        if is_key || (entry.is_some() && is_entry(text)) {
            let span = Span::new(line.span.start, words.end);
            self.entry(entry.filter(|_| !is_key), None, text, span, words);
            return end;
        }
        let continued = self.speaker.filter(|_| self.policy.speaker_continues);
        let view = inline::read(self.source.text, words);
        if view.text().trim().is_empty() {
            return end;
        }
        let Some(speaker) = continued else {
            let span = Span::new(line.span.start, words.end);
            let kind = match (pending, self.under) {
                (Some(_), _) => TurnKind::Speech,
                (None, Some(_)) => TurnKind::Event,
                (None, None) => self.policy.unspoken,
            };
            let turn = self.out.push(kind, None, pending.or(self.under), span, view);
            turn.day = self.day.filter(|_| kind == TurnKind::Event);
            return end;
        };
        match self.out.turns.last_mut() {
            Some(turn) if turn.kind == TurnKind::Speech && turn.speaker == Some(speaker) => {
                join::turn(turn, self.source.text, words, PARAGRAPH);
            }
            _ => {
                let span = Span::new(view.span().start, words.end);
                self.out
                    .push(TurnKind::Speech, Some(speaker), pending, span, view);
            }
        }
        end
    }

    fn list_item(&mut self, line: &Line, n: usize) -> usize {
        // What stands in brackets ends with them.
        let is_bracketed = line.block == Block::Stage;
        let end = if is_bracketed {
            n + 1
        } else {
            self.paragraph_end(n)
        };
        let last = self.source.lines[end - 1].span.end;
        let words = match is_bracketed {
            true => line.words,
            false => Span::new(line.words.start, last.max(line.words.end)),
        };
        let start = entry_clock(self.source.slice(line.words));
        let span = Span::new(line.span.start, last.max(words.end));
        if let Some(header) = (self.policy.item)(line) {
            let at = line.words.start;
            let label = Span::new(at + header.label.start, at + header.label.end);
            let speaker = self.out.speaker(self.source.slice(label));
            let start = start.or_else(|| self.header_start(&header));
            let words = Span::new(at + header.body, words.end);
            self.whole(TurnKind::Speech, Some(speaker), start, span, words);
            return end;
        }
        let text = self.source.slice(line.words);
        self.entry(start, self.speaker, text, span, words);
        end
    }

    /// Appends a line that stands for itself: an entry of a timeline where it opens with its time or day, or stands
    /// below a heading that does; else a note.
    fn entry(
        &mut self,
        start: Option<Stamp>,
        speaker: Option<SpeakerId>,
        text: &str,
        span: Span,
        words: Span,
    ) {
        let view = inline::read(self.source.text, words);
        self.entered(start, speaker, text, span, view);
    }

    fn entered(
        &mut self,
        start: Option<Stamp>,
        speaker: Option<SpeakerId>,
        text: &str,
        span: Span,
        view: View,
    ) {
        if view.text().trim().is_empty() {
            return;
        }
        let is_timed = start.is_some() || entry_day(text).is_some() || self.under.is_some();
        if !is_timed || speaker.is_some() {
            self.out.push(TurnKind::Note, speaker, start, span, view);
            return;
        }
        let day = self.dated(text, start);
        let start = start.or(self.under);
        self.out.push(TurnKind::Event, None, start, span, view).day = day;
    }

    /// The day of an entry: its own, else that of the entry before it, or the next where midnight lies between.
    fn dated(&mut self, text: &str, start: Option<Stamp>) -> Option<Day> {
        const HALF: u16 = 720;
        let clock = match start {
            Some(Stamp::Clock(minutes)) => Some(minutes),
            _ => None,
        };
        let own = entry_day(text);
        if own.is_some() {
            (self.day, self.clock) = (own, clock);
        } else if let (Some(before), Some(now)) = (self.clock, clock) {
            let is_past_midnight = now.saturating_add(HALF) < before;
            self.day = self.day.map(|it| it.plus(i32::from(is_past_midnight)));
        }
        self.clock = clock.or(self.clock);
        self.day
    }

    fn table_row(&mut self, line: &Line, n: usize) -> usize {
        let is_head = self
            .source
            .lines
            .get(n + 1)
            .is_some_and(|it| it.block == Block::TableRule);
        if is_head {
            return n + 2;
        }
        let view = inline::cells(self.source.text, line.span);
        if !view.text().trim().is_empty() {
            let text = view.text().to_owned();
            self.entered(entry_clock(&text), self.speaker, &text, line.span, view);
        }
        n + 1
    }

    /// The lines of a fence: what was typed and what it printed.
    fn code(&mut self, n: usize) -> usize {
        let (printed, end) = fence::read(self.source, n);
        for it in printed {
            let start = it.start.or(self.under);
            let turn = self.out.push(it.kind, None, start, it.span, it.view);
            turn.day = self.day.filter(|_| start.is_some());
        }
        end
    }
}
