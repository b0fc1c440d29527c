//! Logs of IRC, whatever program kept them, and the minutes that a scribe wrote in them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Format;
use super::build::{Builder, PARAGRAPH};
use super::dated::{self, Date, Order};
use super::inline;
use super::input::Input;
use super::irc_line::{self, Line, What};
use super::irc_nick::{bare, is_bot, is_machine, key, person, relayed};
use super::line::Block;
use super::post::{Tally, go_on};
use super::scribe::{self, Change, Said};
use crate::language::time::Day;
use crate::text::{Span, View};
use crate::transcript::{Flags, SpeakerId, Stamp, Turn, TurnKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "irc",
    detect,
    parse,
};

/// Lines that are looked at to tell a log.
const LOOKED_AT: usize = 400;

fn detect(input: &Input<'_>) -> Option<f32> {
    let mut lines = 0;
    // Lines with a time: messages, and whatever else a program wrote.
    let (mut messages, mut told, mut tabbed, mut sure) = (0, 0, 0, 0);
    // Messages without a time, the lines that go on with them, and how often the busiest nick writes.
    let (mut untimed, mut goes_on, mut escaped) = (0, 0, 0);
    let mut nicks: FxHashMap<String, usize> = FxHashMap::default();
    let looked_at = input.lines().filter(|it| !it.1.trim().is_empty());
    for (_, line) in looked_at.take(LOOKED_AT) {
        lines += 1;
        let Some(it) = Line::of(line) else {
            goes_on += usize::from(line.starts_with(' '));
            continue;
        };
        match (&it.what, it.dated) {
            (What::Say { nick, .. }, timed) => {
                let name = line.get(nick.clone()).unwrap_or_default();
                *nicks.entry(name.to_owned()).or_default() += 1;
                match timed {
                    Some(_) if is_tabbed(line, nick.start) => tabbed += 1,
                    Some(_) => messages += 1,
                    None => untimed += 1,
                }
                escaped += usize::from(it.markdown);
                let before = line.get(..nick.start).unwrap_or_default();
                sure += usize::from(before.ends_with(['@', '+', '%']));
            }
            (What::Act { .. } | What::Client { .. }, Some(_)) => {
                told += 1;
                sure += 1;
            }
            (What::Client { .. }, None)
                if line.starts_with("--- Log ") || line.starts_with("=== ") || line.contains(" LOGGING ") =>
            {
                told += 1
            }
            _ => {}
        }
    }
    let share = |n: usize| n as f32 / lines.max(1) as f32;
    let repeats = nicks.values().any(|it| 1 < *it);
    let is_timed = 0 < messages && lines <= 2 * (messages + told);
    let is_tabbed = 2 <= tabbed && 0 < sure && lines <= 2 * (tabbed + told);
    let is_untimed = 3 <= untimed && repeats && lines <= 2 * (untimed + goes_on + told);
    let is_escaped = 3 <= escaped && repeats && lines * 3 <= 10 * escaped;
    let fits = is_timed || is_tabbed || is_untimed || is_escaped;
    fits.then(|| share(messages + tabbed + untimed + told + goes_on.min(untimed)).min(1.0))
}

/// Whether the nick at `at` stands behind a tab instead of in brackets.
fn is_tabbed(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let before = before.trim_end_matches(['@', '+', '%', '~', '&', ' ']);
    before.ends_with('\t')
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let lines: Vec<(Span, &str)> = input.lines().collect();
    let read: Vec<Option<Line>> = lines.iter().map(|it| Line::of(it.1)).collect();
    let log = Log::of(&lines, &read);
    let dates = read.iter().flatten().filter_map(|it| it.dated?.date);
    let mut reader = Reader {
        input,
        order: Order::of(dates),
        scribes: log.scribes(),
        log,
        day: None,
        clock: None,
        named: FxHashMap::default(),
        tally: Tally::default(),
        is_open: false,
    };
    for ((span, text), line) in lines.iter().zip(&read) {
        match line {
            Some(line) => reader.line(*span, text, line, out),
            None => reader.bare(*span, text, out),
        }
    }
    let of = match (reader.log.is_minuted, reader.log.is_meetbot) {
        (true, _) => " of an IRC log with minutes",
        (_, true) => " of an IRC meeting",
        _ => " of an IRC log",
    };
    reader.tally.why(of, out)
}

/// What all of a log tells of it.
#[derive(Default)]
struct Log {
    /// Who writes in it, in small letters and without tails.
    nicks: FxHashSet<String>,
    /// Nicks that pass on what others write elsewhere.
    relays: FxHashSet<String>,
    /// Somebody writes down what the others say.
    is_minuted: bool,
    /// MeetBot listens.
    is_meetbot: bool,
    /// Who writes it down, where nobody says so.
    guessed: FxHashSet<String>,
}

/// What is counted of a nick.
#[derive(Default)]
struct Counted {
    messages: usize,
    relayed: usize,
    /// Whose words it passes on, as keys.
    inner: FxHashSet<String>,
    named: usize,
    dots: usize,
}

impl Log {
    fn of(lines: &[(Span, &str)], read: &[Option<Line>]) -> Log {
        let mut log = Log::default();
        let mut counts: FxHashMap<String, Counted> = FxHashMap::default();
        let (mut is_declared, mut has_machine) = (false, false);
        for ((_, text), line) in lines.iter().zip(read) {
            let Some(Line {
                what: What::Say { nick, body },
                ..
            }) = line
            else {
                continue;
            };
            let (nick, said) = (&text[nick.clone()], &text[*body..]);
            let it = counts.entry(key(nick)).or_default();
            it.messages += 1;
            if let Some((name, _)) = relayed(said) {
                it.relayed += 1;
                it.inner.insert(key(&said[name]));
            }
            log.is_meetbot |= ["#startmeeting", "#topic ", "[TOPIC] "]
                .iter()
                .any(|it| said.starts_with(it));
            has_machine |= is_machine(nick);
            match scribe::read(said) {
                Said::Named(..) => it.named += 1,
                Said::GoesOn(_) => it.dots += usize::from(0 < it.named),
                Said::Scribe(..) => is_declared = true,
                _ => {}
            }
        }
        for (nick, it) in counts {
            if 2 <= it.messages && it.messages * 4 <= it.relayed * 5 {
                log.relays.insert(nick.clone());
                log.nicks.extend(it.inner);
            }
            if 0 < it.named && 0 < it.dots && !is_declared {
                log.guessed.insert(nick.clone());
            }
            log.nicks.insert(nick);
        }
        log.is_minuted = is_declared || !log.guessed.is_empty() || (has_machine && !log.is_meetbot);
        log
    }

    fn scribes(&self) -> FxHashSet<String> {
        self.guessed.clone()
    }
}

struct Reader<'i, 'a> {
    input: &'i Input<'a>,
    order: Order,
    log: Log,
    day: Option<Day>,
    /// The last time read, in minutes.
    clock: Option<u16>,
    /// Who writes down what is said, as keys.
    scribes: FxHashSet<String>,
    /// Whom each scribe wrote down last, and whether no words followed yet.
    named: FxHashMap<String, (SpeakerId, bool)>,
    tally: Tally,
    /// Whether a line without a head goes on with the last turn.
    is_open: bool,
}

impl Reader<'_, '_> {
    /// A line that a program wrote.
    fn line(&mut self, span: Span, text: &str, line: &Line, out: &mut Builder) {
        let start = line.dated.and_then(|it| it.clock());
        self.heed(line.dated.and_then(|it| it.date), start);
        let at = |from: usize, to: usize| Span::new(span.start + from, span.start + to);
        let end = text.trim_end().len();
        let whole = at(0, end);
        let was_open = std::mem::take(&mut self.is_open);
        match &line.what {
            What::Say { nick, body } => {
                let name = &text[nick.clone()];
                self.message(name, start, whole, (*body).min(end), text, span.start, out);
            }
            What::Act { nick, body } => {
                let name = &text[nick.clone()];
                let mut view = View::default();
                if *body != nick.start {
                    view.push(name, span.start + nick.start);
                    view.push_mapped(" ", at(nick.end, (*body).min(end)));
                }
                inline::push(&mut view, self.input.text, at((*body).min(end), end));
                let told = text.get((*body).max(nick.end).min(end)..end).unwrap_or_default();
                let is_order = self.log.is_minuted
                    && matches!(
                        scribe::read(told.trim_start()),
                        Said::System | Said::Correction(..)
                    );
                let kind = if is_machine(name) || is_bot(name) || is_order {
                    TurnKind::System
                } else {
                    TurnKind::StageDirection
                };
                self.push(kind, None, start, whole, view, out);
            }
            What::Client { body } => {
                let words = text.get(*body..end).unwrap_or_default();
                let words = words.trim_end_matches('}');
                if let Some(day) = day_told(words) {
                    self.day = Some(day);
                    self.clock = None;
                }
                if let Some((old, new)) = renamed(words) {
                    self.rename(old, new, out);
                }
                let view = View::plain(words, span.start + (*body).min(end));
                self.push(TurnKind::System, None, start, whole, view, out);
            }
            What::More { body } if was_open => {
                let words = at((*body).min(end), end);
                if let Some(turn) = out.turns.last_mut() {
                    go_on(turn, self.input.text, words, PARAGRAPH);
                    self.is_open = true;
                }
            }
            What::Other { body } | What::More { body } => {
                let from = (*body).min(end);
                let view = View::plain(&text[from..end], span.start + from);
                self.push(TurnKind::Note, None, start, whole, view, out);
            }
        }
    }

    /// A line without a time that is no message: it goes on with the message above, or is the page around the log.
    fn bare(&mut self, span: Span, text: &str, out: &mut Builder) {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return;
        }
        let at = span.start + text.len() - text.trim_start().len();
        let words = Span::new(at, at + trimmed.len());
        let source = self.input.document();
        let line = source.lines.get(self.input.index.line(span.start));
        let block = line.map(|it| it.block);
        if let (Some(line), Some(Block::Heading)) = (line, block) {
            let marks = trimmed.len() - trimmed.trim_start_matches('#').len();
            let mut view = View::default();
            inline::push(&mut view, self.input.text, line.words);
            if 0 < marks && trimmed[marks..].starts_with(' ') {
                out.heading(marks, None, words, view);
                self.is_open = false;
                return;
            }
        }
        if matches!(block, Some(Block::Rule)) || trimmed.bytes().all(|it| it == b'-') {
            return;
        }
        if self.is_open
            && let Some(turn) = out.turns.last_mut()
        {
            // mIRC breaks long lines and begins what follows with a blank.
            let joint = if text.starts_with(' ') { " " } else { PARAGRAPH };
            go_on(turn, self.input.text, words, joint);
            return;
        }
        let mut view = View::default();
        inline::push(&mut view, self.input.text, words);
        let turn = out.push(TurnKind::Note, None, None, words, view);
        turn.day = self.day;
    }

    /// Takes over the date, and sees the clock pass midnight.
    fn heed(&mut self, date: Option<Date>, start: Option<Stamp>) {
        /// A clock that goes back further (minutes) begins another day.
        const BACK: u16 = 360;
        let Some(Stamp::Clock(minutes)) = start else {
            return;
        };
        if let Some(date) = date {
            self.day = self.order.day(date).or(self.day);
        } else if self.clock.is_some_and(|it| minutes + BACK < it) {
            self.day = self.day.map(|it| it.plus(1));
        }
        self.clock = Some(minutes);
    }

    #[expect(clippy::too_many_arguments, reason = "the pieces of one line")]
    fn message(
        &mut self,
        nick: &str,
        start: Option<Stamp>,
        whole: Span,
        body: usize,
        line: &str,
        offset: usize,
        out: &mut Builder,
    ) {
        let end = line.trim_end().len();
        let said = &line[body..end];
        let words = |from: usize| Span::new(offset + body + from.min(said.len()), offset + end);
        let view = |from: usize| {
            let mut view = View::default();
            plain(&mut view, self.input.text, words(from));
            view
        };
        if self.log.relays.contains(&key(nick))
            && let Some((name, from)) = relayed(said)
        {
            let (name, view) = (&said[name], view(from));
            let speaker = person(name, out);
            self.push(TurnKind::Speech, Some(speaker), start, whole, view, out);
            self.is_open = true;
            return;
        }
        if is_machine(nick) || is_arrival(nick, said) {
            if let Some(day) = told_by_machine(said).filter(|_| self.day.is_none()) {
                self.day = Some(day);
            }
            let is_heading = match scribe::read(said) {
                Said::Heading(level, from) if self.log.is_minuted => Some((level, view(from))),
                Said::Scribe(name, change) if self.log.is_minuted => {
                    self.appoint(nick, name, change);
                    None
                }
                _ => None,
            };
            if let Some((level, view)) = is_heading {
                self.head(level, start, whole, view, out);
                return;
            }
            let view = view(0);
            let turn = self.push(TurnKind::System, None, start, whole, view, out);
            turn.flags.set(Flags::BOT);
            return;
        }
        if is_bot(nick) {
            let view = view(0);
            let kind = if self.log.is_meetbot {
                TurnKind::System
            } else {
                TurnKind::Event
            };
            let turn = self.push(kind, None, start, whole, view, out);
            turn.flags.set(Flags::BOT);
            return;
        }
        let command = scribe::command(said).filter(|_| self.log.is_meetbot);
        let read = match command {
            Some(it) => it,
            None if self.log.is_minuted => scribe::read(said),
            // Whoever writes corrects their own words everywhere.
            None => {
                scribe::correction(said, "/").map_or(Said::Plain, |(old, new)| Said::Correction(old, new))
            }
        };
        let nick_key = key(nick);
        match read {
            Said::Heading(level, from) => {
                let view = view(from);
                self.head(level, start, whole, view, out);
            }
            Said::Note => {
                let view = view(0);
                self.push(TurnKind::Note, None, start, whole, view, out);
            }
            Said::System => {
                let view = view(0);
                self.push(TurnKind::System, None, start, whole, view, out);
            }
            Said::Date(date) => {
                if let Some(Date::Known(day)) = dated::in_words(date) {
                    self.day = Some(day);
                }
                let view = view(0);
                self.push(TurnKind::System, None, start, whole, view, out);
            }
            Said::Scribe(name, change) => {
                self.appoint(nick, name, change);
                let view = view(0);
                self.push(TurnKind::System, None, start, whole, view, out);
            }
            Said::Correction(old, new) => {
                let own = (!self.log.is_minuted).then(|| person(nick, out));
                let is_applied = correct(out, own, &old, &new);
                let kind = if is_applied || self.log.is_minuted {
                    TurnKind::System
                } else {
                    TurnKind::Speech
                };
                let (speaker, view) = (person(nick, out), view(0));
                let speaker = (kind == TurnKind::Speech).then_some(speaker);
                self.push(kind, speaker, start, whole, view, out);
            }
            // `ana` writes down her own words.
            Said::Named(label, from) if key(&said[label.clone()]) == nick_key => {
                let speaker = person(nick, out);
                let view = view(from);
                self.named.insert(nick_key, (speaker, view.text().is_empty()));
                self.speech(speaker, None, start, whole, view, out);
            }
            Said::Named(label, from) if self.writes_down(&nick_key, &said[label.clone()]) => {
                let speaker = person(&said[label], out);
                let scribe = person(nick, out);
                let view = view(from);
                self.named.insert(nick_key, (speaker, view.text().is_empty()));
                self.speech(speaker, Some(scribe), start, whole, view, out);
            }
            Said::GoesOn(from) => {
                let own = person(nick, out);
                let scribed = self.named.get(&nick_key).map(|it| it.0);
                let speaker = scribed.unwrap_or(own);
                let scribe = (speaker != own).then_some(own);
                if let Some(turn) = out.turns.last_mut()
                    && turn.kind == TurnKind::Speech
                    && (turn.speaker, turn.scribe) == (Some(speaker), scribe)
                {
                    go_on(turn, self.input.text, words(from), " ");
                    self.is_open = true;
                    return;
                }
                let view = view(from);
                self.speech(speaker, scribe, start, whole, view, out);
                if let Some(turn) = out.turns.last_mut() {
                    turn.flags.set(Flags::CONTINUATION);
                }
            }
            _ => {
                let own = person(nick, out);
                let waits = self.named.get(&nick_key).filter(|it| it.1).map(|it| it.0);
                let (speaker, scribe) = match waits {
                    Some(it) => (it, Some(own)),
                    None => (own, None),
                };
                match waits {
                    Some(it) => self.named.insert(nick_key, (it, false)),
                    None => self.named.remove(&nick_key),
                };
                let view = view(self.quoted(said));
                self.speech(speaker, scribe, start, whole, view, out);
            }
        }
    }

    fn speech(
        &mut self,
        speaker: SpeakerId,
        scribe: Option<SpeakerId>,
        start: Option<Stamp>,
        span: Span,
        view: View,
        out: &mut Builder,
    ) {
        let turn = self.push(TurnKind::Speech, Some(speaker), start, span, view, out);
        turn.scribe = scribe.filter(|it| *it != speaker);
        self.is_open = true;
    }

    fn push<'o>(
        &mut self,
        kind: TurnKind,
        speaker: Option<SpeakerId>,
        start: Option<Stamp>,
        span: Span,
        view: View,
        out: &'o mut Builder,
    ) -> &'o mut Turn {
        self.tally.add(kind, self.day);
        let turn = out.push(kind, speaker, start, span, view);
        turn.day = self.day;
        turn
    }

    fn head(&mut self, level: usize, start: Option<Stamp>, span: Span, view: View, out: &mut Builder) {
        // Below the headings of the page that the log stands in.
        const PAGE: usize = 6;
        out.heading(PAGE + level, start, span, view);
        if let Some(turn) = out.turns.last_mut() {
            turn.day = self.day;
        }
        self.named.clear();
    }

    /// Whether `nick: label: …` is the nick writing down what that one says, and not talking to them.
    fn writes_down(&self, nick: &str, label: &str) -> bool {
        self.scribes.contains(nick) || !self.log.nicks.contains(&key(label))
    }

    /// Somebody becomes a scribe, or stops. One that nobody is called here is whoever says so.
    fn appoint(&mut self, by: &str, names: &str, change: Change) {
        let mut keys: Vec<String> = names
            .split([',', ' '])
            .filter(|it| !it.is_empty())
            .map(key)
            .collect();
        keys.retain(|it| self.log.nicks.contains(it));
        if keys.is_empty() && !is_machine(by) {
            keys.push(key(by));
        }
        if keys.is_empty() {
            return;
        }
        match change {
            Change::Only => self.scribes = keys.into_iter().collect(),
            Change::More => self.scribes.extend(keys),
            Change::Less => self.scribes.retain(|it| !keys.contains(it)),
        }
    }

    /// `<ana> what she wrote <= an answer`: where the answer begins. What Ana wrote is not this one's.
    fn quoted(&self, said: &str) -> usize {
        let inner = said.strip_prefix('\\').unwrap_or(said);
        let Some((name, _)) = relayed(inner).filter(|_| inner.starts_with('<')) else {
            return 0;
        };
        let is_known = self.log.nicks.contains(&key(&inner[name]));
        match said.find(" <= ").or_else(|| said.find(" \\<= ")) {
            Some(at) if is_known => at + said[at..].find("= ").map_or(0, |it| it + 2),
            _ => 0,
        }
    }

    fn rename(&self, old: &str, new: &str, out: &mut Builder) {
        let spoke = |it: &str| self.log.nicks.contains(&key(it));
        if key(old) != key(new) && spoke(old) && spoke(new) {
            let id = person(old, out);
            out.also(id, &bare(new));
        }
    }
}

/// Reads the last words `old` (of that speaker) as `new`; false where nobody said them.
fn correct(out: &mut Builder, own: Option<SpeakerId>, old: &str, new: &str) -> bool {
    /// A correction comes within so many turns.
    const REACH: usize = 80;
    let label = old.trim().strip_suffix(':').map(str::to_owned);
    for at in (0..out.turns.len()).rev().take(REACH) {
        let turn = &mut out.turns[at];
        let fits = matches!(turn.kind, TurnKind::Speech | TurnKind::Note | TurnKind::Heading);
        if !fits || own.is_some() && turn.speaker != own {
            continue;
        }
        if let Some(found) = turn.view.text().find(old) {
            let place = Span::new(found, found + old.len());
            turn.view = turn.view.replaced(&[(place, new.to_owned())]);
            turn.flags.set(Flags::EDITED);
            return true;
        }
        // `s/Ana:/Ben:/`: not Ana said it.
        if let (Some(label), Some(to), Some(_)) = (&label, new.trim().strip_suffix(':'), turn.scribe)
            && turn.speaker.is_some_and(|it| out.is_called(it, label))
        {
            let speaker = person(to, out);
            out.turns[at].speaker = Some(speaker);
            out.turns[at].flags.set(Flags::EDITED);
            return true;
        }
    }
    false
}

/// Appends what the bytes `words` say without the codes of colours and emphasis.
fn plain(view: &mut View, text: &str, words: Span) {
    let said = &text[words.range()];
    let is_code = |c: char| {
        matches!(
            c,
            '\u{2}' | '\u{3}' | '\u{f}' | '\u{11}' | '\u{16}' | '\u{1d}' | '\u{1e}' | '\u{1f}'
        )
    };
    let mut at = 0;
    while at < said.len() {
        let rest = &said[at..];
        let len = rest.find(is_code).unwrap_or(rest.len());
        inline::push(view, text, Span::new(words.start + at, words.start + at + len));
        at += len;
        if let Some(code) = said[at..].chars().next() {
            at += code.len_utf8();
            at += if code == '\u{3}' { colours(&said[at..]) } else { 0 };
        }
    }
}

/// Bytes of the colours behind their code: `04`, `4,12`.
fn colours(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    let second = text
        .get(first..)
        .and_then(|it| it.strip_prefix(','))
        .map_or(0, digits);
    if 0 < first && 0 < second {
        first + 1 + second
    } else {
        first
    }
}

/// `ana has joined #channel` under Ana's own nick, as RRSAgent logs it.
fn is_arrival(nick: &str, said: &str) -> bool {
    const DONE: [&str; 4] = [
        " has joined ",
        " has left ",
        " has quit",
        " has changed the topic",
    ];
    let rest = said.strip_prefix(nick);
    rest.is_some_and(|rest| DONE.iter().any(|it| rest.starts_with(it)))
}

/// The day that `Date: 14 May 2024` of a machine tells.
fn told_by_machine(said: &str) -> Option<Day> {
    match scribe::read(said) {
        Said::Date(date) => match dated::in_words(date)? {
            Date::Known(day) => Some(day),
            _ => None,
        },
        _ => None,
    }
}

/// The day that a program tells by itself: `Log opened Tue May 14 09:05:10 2024`, `Day changed to 14 May 2024`.
fn day_told(words: &str) -> Option<Day> {
    const ABOUT: [&str; 5] = [
        "Log opened",
        "Log closed",
        "Day changed",
        "LOGGING AT",
        "Session ",
    ];
    if !ABOUT.iter().any(|it| words.contains(it)) {
        return None;
    }
    let words = words.trim_matches(['{', '}', '*', '-', ' ', '.']);
    let starts = words.match_indices(' ').map(|it| it.0 + 1).take(6);
    starts
        .filter_map(|at| dated::in_words(words.get(at..)?))
        .find_map(|it| match it {
            Date::Known(day) => Some(day),
            _ => None,
        })
}

/// Who is called how from now on.
fn renamed(words: &str) -> Option<(&str, &str)> {
    let (before, after) = words
        .split_once(" is now known as ")
        .or_else(|| words.split_once(" → "))?;
    let old = before.split_whitespace().next_back()?;
    let old = old.split('!').next().unwrap_or(old);
    let new = after.split_whitespace().next()?;
    (irc_line::is_nick(old) && irc_line::is_nick(new)).then_some((old, new))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Transcript;

    fn turns(text: &str) -> Vec<String> {
        let it = Transcript::parse(text);
        assert_eq!(it.format, "irc", "{}", it.why);
        let named = |id: Option<SpeakerId>| id.map_or("-", |id| it.speakers[id].name.as_str());
        it.turns
            .iter()
            .map(|turn| {
                let scribe = turn
                    .scribe
                    .map_or(String::new(), |id| format!(" by {}", it.speakers[id].name));
                let kind = turn.kind.name();
                format!("{kind} {}{scribe}: {}", named(turn.speaker), turn.view.text())
            })
            .collect()
    }

    #[test]
    fn nights_pass_and_names_change() {
        let text = "--- Log opened Tue May 14 23:58:00 2024\n23:59 <@ana> one\n00:01 <ana_> two\n\
            00:02 -!- ben is now known as benny\n00:03 <ben> three\n00:04 <benny> four\n00:05  * ben waves\n\
            00:06 <benny> s/four/five/\n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "irc");
        assert_eq!(
            it.why,
            "4 messages of an IRC log, 2024-05-14 to 2024-05-15, speakers ana, ben"
        );
        let days: Vec<Option<Day>> = it.turns.iter().map(|it| it.day).collect();
        assert_eq!(days[1], Day::new(2024, 5, 14));
        assert_eq!(days[2], Day::new(2024, 5, 15));
        assert_eq!(it.speakers[0].aliases, ["ana_"]);
        assert_eq!(it.speakers[1].aliases, ["benny"]);
        assert_eq!(it.turns[5].view.text(), "five");
        assert!(it.turns[5].flags.has(Flags::EDITED));
    }

    #[test]
    fn a_scribe_writes_for_others() {
        let text = "09:00:01 <ana> scribe: ana\n09:00:02 <ana> Topic: the relay\n09:00:03 <ana> Ben: it fell\n\
            09:00:04 <ana> ... twice\n09:00:05 <eve> q+\n09:00:06 <ana> ... on Friday\n09:00:07 <eve> ana: louder\n\
            09:00:08 <ana> s/Friday/Monday/\n09:00:09 <ana> ACTION: Ben to restart it\n09:00:10 <Zakim> +Ben\n";
        assert_eq!(
            turns(text),
            [
                "system -: scribe: ana",
                "heading -: the relay",
                "speech Ben by ana: it fell twice",
                "system -: q+",
                "speech Ben by ana: on Monday",
                "speech eve: ana: louder",
                "system -: s/Friday/Monday/",
                "note -: ACTION: Ben to restart it",
                "system -: +Ben",
            ]
        );
    }

    #[test]
    fn codes_of_colours_are_no_words() {
        let text = "09:00 <ana> \u{3}04,12red\u{3} and \u{2}bold\u{f}, 3 of 4\n09:01 <ben> ok\n";
        assert_eq!(
            turns(text),
            ["speech ana: red and bold, 3 of 4", "speech ben: ok"]
        );
    }

    #[test]
    fn relays_and_quotes_do_not_speak() {
        let text = "<relay> <ana> it fell\n<ben> <ana> it fell <= when?\n<relay> <ana> on Friday\n<ben> a long\n line\n\
            <relay> [eve] hi\n";
        assert_eq!(
            turns(text),
            [
                "speech ana: it fell",
                "speech ben: when?",
                "speech ana: on Friday",
                "speech ben: a long line",
                "speech eve: hi",
            ]
        );
    }

    #[test]
    fn prose_with_elements_is_no_log() {
        let text =
            "<details> one two\n<summary> three\n<thinking> four\n<details> five\n<b> six\n<b> seven\n";
        assert_ne!(Transcript::parse(text).format, "irc");
        let list = "* ana waves\n* ben waves\n* ana waves\n";
        assert_ne!(Transcript::parse(list).format, "irc");
    }
}
