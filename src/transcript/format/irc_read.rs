//! Reads the lines of an IRC log one after the other: who says what, whom a scribe writes it down for, and what the
//! program itself tells.

use rustc_hash::{FxHashMap, FxHashSet};

use super::build::{Builder, PARAGRAPH};
use super::dated::{self, Date, Order};
use super::inline;
use super::input::Input;
use super::irc::Log;
use super::irc_line::{Line, What};
use super::irc_nick::{bare, is_bot, is_machine, key, person, relayed};
use super::irc_told::{day_told, is_arrival, plain, renamed, told_by_machine};
use super::join;
use super::line::Block;
use super::post::Tally;
use super::scribe::{self, Change, Said};
use crate::language::time::Day;
use crate::text::{Span, View};
use crate::transcript::{Flags, SpeakerId, Stamp, Turn, TurnKind};

/// A message that a program wrote down.
struct Message<'l> {
    nick: &'l str,
    said: &'l str,
    start: Option<Stamp>,
    /// All of its line.
    whole: Span,
    /// Where what is said stands in the file.
    at: usize,
}

impl Message<'_> {
    /// What is said from `from` on, in the file.
    fn words(&self, from: usize) -> Span {
        let len = self.said.len();
        Span::new(self.at + from.min(len), self.at + len)
    }
}

/// A log that is being read.
pub(super) struct Reader<'i, 'a> {
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

impl<'i, 'a> Reader<'i, 'a> {
    /// One at the beginning of a log, of which `log` is known.
    pub(super) fn new(input: &'i Input<'a>, order: Order, mut log: Log) -> Reader<'i, 'a> {
        Reader {
            input,
            order,
            scribes: std::mem::take(&mut log.guessed),
            log,
            day: None,
            clock: None,
            named: FxHashMap::default(),
            tally: Tally::default(),
            is_open: false,
        }
    }

    /// Why it is a log.
    pub(super) fn why(&self) -> String {
        let of = match (self.log.is_minuted, self.log.is_meetbot) {
            (true, _) => " of an IRC log with minutes",
            (_, true) => " of an IRC meeting",
            _ => " of an IRC log",
        };
        self.tally.why(of)
    }

    /// A line that a program wrote.
    pub(super) fn line(&mut self, span: Span, text: &str, line: &Line, out: &mut Builder) {
        let start = line.dated.and_then(|it| it.clock());
        self.heed(line.dated.and_then(|it| it.date), start);
        let at = |from: usize, to: usize| Span::new(span.start + from, span.start + to);
        let end = text.trim_end().len();
        let whole = at(0, end);
        let was_open = std::mem::take(&mut self.is_open);
        match &line.what {
            What::Say { nick, body } => {
                let body = (*body).min(end);
                let message = Message {
                    nick: &text[nick.clone()],
                    said: &text[body..end],
                    start,
                    whole,
                    at: span.start + body,
                };
                self.message(&message, out);
            }
            What::Act { nick, body } => {
                let name = &text[nick.clone()];
                let words = inline::read(self.input.text, at((*body).min(end), end));
                let mut view = View::default();
                if *body != nick.start {
                    view.push(name, span.start + nick.start);
                }
                join::view(&mut view, &words, " ");
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
                self.put(kind, None, start, whole, view, out);
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
                self.put(TurnKind::System, None, start, whole, view, out);
            }
            What::More { body } if was_open => {
                let words = at((*body).min(end), end);
                if let Some(turn) = out.turns.last_mut() {
                    join::turn(turn, self.input.text, words, PARAGRAPH);
                    self.is_open = true;
                }
            }
            What::Other { body } | What::More { body } => {
                let from = (*body).min(end);
                let view = View::plain(&text[from..end], span.start + from);
                self.put(TurnKind::Note, None, start, whole, view, out);
            }
        }
    }

    /// A line without a time that is no message: it goes on with the message above, or is the page around the log.
    pub(super) fn bare(&mut self, span: Span, text: &str, out: &mut Builder) {
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
            let view = inline::read(self.input.text, line.words);
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
            join::turn(turn, self.input.text, words, joint);
            return;
        }
        let view = inline::read(self.input.text, words);
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

    fn message(&mut self, it: &Message<'_>, out: &mut Builder) {
        let said = it.said;
        if self.log.relays.contains(&key(it.nick))
            && let Some((name, from)) = relayed(said)
        {
            let speaker = person(&said[name], out);
            self.speech(speaker, None, it, from, out);
        } else if is_machine(it.nick) || is_arrival(it.nick, said) {
            self.by_machine(it, out);
        } else if is_bot(it.nick) {
            let kind = if self.log.is_meetbot {
                TurnKind::System
            } else {
                TurnKind::Event
            };
            self.push(kind, None, it, out).flags.set(Flags::BOT);
        } else {
            self.by_person(it, out);
        }
    }

    fn by_machine(&mut self, it: &Message<'_>, out: &mut Builder) {
        self.day = self.day.or_else(|| told_by_machine(it.said));
        match scribe::read(it.said) {
            Said::Heading(level, from) if self.log.is_minuted => return self.head(level, it, from, out),
            Said::Scribe(name, change) if self.log.is_minuted => self.appoint(it.nick, name, change),
            _ => {}
        }
        self.push(TurnKind::System, None, it, out).flags.set(Flags::BOT);
    }

    fn by_person(&mut self, it: &Message<'_>, out: &mut Builder) {
        let (nick, said) = (it.nick, it.said);
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
                self.head(level, it, from, out);
            }
            Said::Note => {
                self.push(TurnKind::Note, None, it, out);
            }
            Said::System => {
                self.push(TurnKind::System, None, it, out);
            }
            Said::Date(date) => {
                if let Some(Date::Known(day)) = dated::in_words(date) {
                    self.day = Some(day);
                }
                self.push(TurnKind::System, None, it, out);
            }
            Said::Scribe(name, change) => {
                self.appoint(nick, name, change);
                self.push(TurnKind::System, None, it, out);
            }
            Said::Correction(old, new) => {
                let own = (!self.log.is_minuted).then(|| person(nick, out));
                let is_applied = correct(out, own, &old, &new);
                let kind = if is_applied || self.log.is_minuted {
                    TurnKind::System
                } else {
                    TurnKind::Speech
                };
                let speaker = person(nick, out);
                let speaker = (kind == TurnKind::Speech).then_some(speaker);
                self.push(kind, speaker, it, out);
            }
            // `ana` writes down her own words.
            Said::Named(label, from) if key(&said[label.clone()]) == nick_key => {
                let speaker = person(nick, out);
                self.speech(speaker, None, it, from, out);
                self.named
                    .insert(nick_key, (speaker, said[from..].trim().is_empty()));
            }
            Said::Named(label, from) if self.writes_down(&nick_key, &said[label.clone()]) => {
                let speaker = person(&said[label], out);
                let scribe = person(nick, out);
                self.speech(speaker, Some(scribe), it, from, out);
                self.named
                    .insert(nick_key, (speaker, said[from..].trim().is_empty()));
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
                    join::turn(turn, self.input.text, it.words(from), " ");
                    self.is_open = true;
                    return;
                }
                self.speech(speaker, scribe, it, from, out);
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
                self.speech(speaker, scribe, it, self.quoted(said), out);
            }
        }
    }

    /// Adds what `speaker` says from `from` on, as `scribe` wrote it down.
    fn speech(
        &mut self,
        speaker: SpeakerId,
        scribe: Option<SpeakerId>,
        it: &Message<'_>,
        from: usize,
        out: &mut Builder,
    ) {
        let view = self.view(it, from);
        let turn = self.put(TurnKind::Speech, Some(speaker), it.start, it.whole, view, out);
        turn.scribe = scribe.filter(|it| *it != speaker);
        self.is_open = true;
    }

    /// Adds all that a message says.
    fn push<'o>(
        &mut self,
        kind: TurnKind,
        speaker: Option<SpeakerId>,
        it: &Message<'_>,
        out: &'o mut Builder,
    ) -> &'o mut Turn {
        let view = self.view(it, 0);
        self.put(kind, speaker, it.start, it.whole, view, out)
    }

    fn put<'o>(
        &mut self,
        kind: TurnKind,
        speaker: Option<SpeakerId>,
        start: Option<Stamp>,
        span: Span,
        view: View,
        out: &'o mut Builder,
    ) -> &'o mut Turn {
        self.tally.add(kind);
        let turn = out.push(kind, speaker, start, span, view);
        turn.day = self.day;
        turn
    }

    fn head(&mut self, level: usize, it: &Message<'_>, from: usize, out: &mut Builder) {
        // Below the headings of the page that the log stands in.
        const PAGE: usize = 6;
        out.heading(PAGE + level, it.start, it.whole, self.view(it, from));
        if let Some(turn) = out.turns.last_mut() {
            turn.day = self.day;
        }
        self.named.clear();
    }

    /// What a message says from `from` on.
    fn view(&self, it: &Message<'_>, from: usize) -> View {
        let mut view = View::default();
        plain(&mut view, self.input.text, it.words(from));
        view
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
