//! Messages copied from Slack's window: a name, a time below or beside it, words; what follows within minutes has a time
//! alone. Counts of replies and reactions stand between them as if somebody said them.

use rustc_hash::FxHashMap;

use super::build::{Builder, PARAGRAPH};
use super::dated::{self, Date};
use super::input::Input;
use super::join;
use super::post::Tally;
use super::{Format, header, inline};
use crate::language::time::{Day, WEEKDAYS};
use crate::text::{Span, View};
use crate::transcript::timestamp::Reading;
use crate::transcript::{Flags, SpeakerId, Stamp, TurnKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "slack-paste",
    detect,
    parse,
};

/// Lines that are looked at to tell a copy.
const LOOKED_AT: usize = 400;

/// A time as it stands behind a name or below one.
#[derive(Clone, Copy)]
struct Time {
    reading: Reading,
    /// The day, where one stands before it.
    date: Option<Date>,
    /// Whether that day is told from when it was copied: `Yesterday at 2:07 PM`.
    is_relative: bool,
    /// Whether it is told that a program writes.
    is_app: bool,
    /// Whether the half of the day stands behind it.
    has_half: bool,
    /// Whether it stands apart from the margin, as below a name: behind blanks, or the picture of a state.
    is_indented: bool,
}

impl Time {
    /// The time that a line is, with nothing but what Slack puts beside it: `  2:07 PM`, `APP  2:31 PM`, `[14:07]`,
    /// `Mar 4th at 2:07 PM`, `:house: 9:05 AM`.
    fn of(line: &str) -> Option<Time> {
        let mut is_indented = line.starts_with([' ', '\t', '\u{a0}']);
        let text = line.trim();
        let mut rest = text;
        let mut is_app = false;
        for mark in ["APP", "WORKFLOW"] {
            if let Some(after) = rest
                .strip_prefix(mark)
                .filter(|it| it.starts_with([' ', '\t', '\u{a0}']))
            {
                (rest, is_app) = (after.trim_start(), true);
            }
        }
        while let Some(after) = picture(rest)
            .map(|len| rest[len..].trim_start())
            .filter(|it| !it.is_empty())
        {
            rest = after;
            is_indented = true;
        }
        let inner = rest.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        let rest = inner.unwrap_or(rest);
        let mut is_relative = false;
        let (date, clock) = match rest.rsplit_once(" at ") {
            Some((before, clock))
                if ["Today", "Yesterday"].contains(&before) || WEEKDAYS.contains(&before) =>
            {
                is_relative = true;
                (None, clock)
            }
            Some((before, clock)) => (Some(dated::in_words(before)?), clock),
            None => (None, rest),
        };
        let reading = Reading::at(clock).filter(|it| it.len == clock.len())?;
        reading.clock()?;
        let has_half = clock.ends_with(['M', 'm', '.']);
        // Hours, minutes and seconds are no time of Slack's.
        let is_short = clock.bytes().filter(|it| *it == b':').count() == 1;
        is_short.then_some(Time {
            reading,
            date,
            is_relative,
            is_app,
            has_half,
            is_indented,
        })
    }

    /// Whether it can stand below a name: a time of 24 hours without an indent may be any number.
    fn heads(&self) -> bool {
        self.has_half || self.is_indented || self.is_app
    }
}

/// The head of a message.
struct Head<'a> {
    name: &'a str,
    time: Time,
    /// Lines that it takes.
    lines: usize,
}

impl<'a> Head<'a> {
    /// The head that `line` is, alone or with the `next`.
    fn of(line: &'a str, next: Option<&'a str>) -> Option<Head<'a>> {
        let text = line.trim();
        if let Some(time) = next.and_then(Time::of).filter(Time::heads)
            && let Some(name) = name(text)
        {
            return Some(Head { name, time, lines: 2 });
        }
        // `Name  2:07 PM`, `name [2:07 PM]`, `NameAPP  2:07 PM`
        let at = text
            .rfind("  ")
            .or_else(|| text.rfind(" ["))
            .or_else(|| text.rfind('\t'))?;
        let time = Time::of(text[at..].trim()).filter(|it| it.has_half || text.ends_with(']'))?;
        let mut before = text[..at].trim_end();
        let mut time = time;
        if let Some(rest) = before.strip_suffix("APP") {
            (before, time.is_app) = (rest.trim_end(), true);
        }
        let name = name(before)?;
        Some(Head { name, time, lines: 1 })
    }
}

/// A name, or a handle; pictures behind it are the person's state.
fn name(text: &str) -> Option<&str> {
    /// No name is longer (bytes).
    const LONGEST: usize = 60;
    let mut text = text.trim();
    let starts = text.char_indices().map(|it| it.0).skip(1);
    if let Some(at) = starts.take(LONGEST).find(|at| pictures(&text[*at..])) {
        text = text[..at].trim_end();
    }
    let is_handle = |it: &str| {
        it.chars().all(|c| c.is_alphanumeric() || "._-".contains(c))
            && it.chars().any(char::is_alphabetic)
            && !it.ends_with('.')
    };
    let is_name = text.len() <= LONGEST && (header::is_name(text) || is_handle(text));
    (is_name && !text.is_empty() && !aside(text, false)).then_some(text)
}

fn detect(input: &Input<'_>) -> Option<f32> {
    let lines: Vec<&str> = input
        .lines()
        .map(|it| it.1)
        .filter(|it| !it.trim().is_empty())
        .take(LOOKED_AT)
        .collect();
    let mut labels: FxHashMap<&str, usize> = FxHashMap::default();
    let (mut heads, mut followed, mut marked, mut at) = (0, 0, 0, 0);
    while let Some(line) = lines.get(at) {
        if let Some(head) = Head::of(line, lines.get(at + 1).copied()) {
            heads += 1;
            at += head.lines;
            *labels.entry(head.name).or_default() += 1;
            // Words stand below a head.
            let next = lines.get(at).copied();
            let has_words = next.is_some_and(|it| {
                Time::of(it).is_none() && Head::of(it, lines.get(at + 1).copied()).is_none()
            });
            followed += usize::from(has_words);
            marked += usize::from(head.time.is_app || head.lines == 2 && head.time.is_indented);
            continue;
        }
        at += 1;
    }
    let repeats = labels.values().any(|it| 1 < *it);
    let fits = 2 <= heads && (repeats || 0 < marked) && heads <= 2 * followed && lines.len() <= 15 * heads;
    fits.then(|| (3.0 * heads as f32 / lines.len() as f32).min(1.0))
}

/// Whose message is being read.
#[derive(Clone, Copy)]
struct Open {
    speaker: Option<SpeakerId>,
    start: Option<Stamp>,
    is_app: bool,
    /// Whether its head tells the half of the day.
    has_half: bool,
    /// Where its head begins, as long as nothing followed.
    head: Option<usize>,
    /// No words followed yet.
    is_new: bool,
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let lines: Vec<(Span, &str)> = input.lines().filter(|it| !it.1.trim().is_empty()).collect();
    let text_of = |at: usize| lines.get(at).map(|it| it.1);
    let head_of = |at: usize| Head::of(text_of(at)?, text_of(at + 1));
    // Where times below names are indented, one at the margin below a word is the next message's.
    let heads = || (0..lines.len()).filter_map(head_of);
    let is_indented = heads().any(|it| it.lines == 2 && it.time.is_indented);
    let stated = lines.iter().filter_map(|it| day_line(it.1.trim()));
    let year = only_year(heads().filter_map(|it| it.time.date).chain(stated));
    let mut tally = Tally::default();
    let mut day: Option<Day> = None;
    let mut open: Option<Open> = None;
    let mut is_whole = false;
    let mut at = 0;
    while let Some(&(span, line)) = lines.get(at) {
        let trimmed = line.trim();
        let from = span.start + line.len() - line.trim_start().len();
        let mut words = Span::new(from, from + trimmed.len());
        let head = head_of(at);
        let head = head.filter(|it| it.lines == 1 || !is_indented || it.time.is_indented || it.time.is_app);
        if let Some(head) = head {
            day = match head.time.date {
                Some(date) => day_of(date, year),
                None => day.filter(|_| !head.time.is_relative),
            };
            let is_app = head.time.is_app;
            open = Some(Open {
                speaker: (!is_app).then(|| out.speaker(head.name)),
                start: head.time.reading.clock(),
                is_app,
                has_half: head.time.has_half,
                head: Some(from),
                is_new: true,
            });
            (is_whole, at) = (false, at + head.lines);
            continue;
        }
        at += 1;
        // What stands right below a head is said, whatever it looks like.
        let is_first = open.is_some_and(|it| it.head.is_some());
        if let (Some(time), Some(it)) = (Time::of(line).filter(|_| !is_first), &mut open) {
            let start = time.reading.clock();
            if it.has_half && !time.has_half {
                let (start, is_next) = after(start, it.start);
                it.start = start;
                day = if is_next { day.map(|it| it.plus(1)) } else { day };
            } else {
                it.start = start;
            }
            (it.head, it.is_new) = (Some(from), true);
            is_whole = false;
            continue;
        }
        if let Some(date) = day_line(trimmed).filter(|_| !is_first) {
            // A copy that goes over New Year may state the year of the other side only.
            day = day_of(date, year).filter(|it| has_weekday(*it, trimmed));
            let turn = out.push(TurnKind::Note, None, None, words, View::plain(trimmed, from));
            turn.day = day;
            (open, is_whole) = (None, false);
            continue;
        }
        let reaction = reaction(trimmed, text_of(at)).filter(|_| !is_first);
        if reaction == Some(2) {
            // The count stands below its picture.
            if let Some(&(next, text)) = lines.get(at) {
                words.end = next.start + text.trim_end().len();
            }
            at += 1;
        }
        if reaction.is_some() || aside(trimmed, is_first) {
            let view = View::plain(&input.text[words.range()], words.start);
            out.push(TurnKind::System, None, None, words, view);
            is_whole = false;
            if let Some(it) = &mut open {
                it.head = None;
            }
            continue;
        }
        let mut flags = Flags::default();
        let end = words.end;
        if let Some(rest) = trimmed.strip_suffix("(edited)") {
            words.end = from + rest.trim_end().len();
            flags.set(Flags::EDITED);
        }
        let Some(it) = &mut open else {
            let view = inline::read(input.text, words);
            out.push(TurnKind::Note, None, None, Span::new(from, end), view);
            continue;
        };
        if is_whole && let Some(turn) = out.turns.last_mut() {
            join::turn(turn, input.text, words, PARAGRAPH);
            turn.span.end = end;
            turn.flags.set(flags);
            continue;
        }
        let view = inline::read(input.text, words);
        if it.is_app {
            flags.set(Flags::BOT);
        }
        let start_of = it.head.take();
        let is_new = std::mem::take(&mut it.is_new);
        if !is_new {
            flags.set(Flags::CONTINUATION);
        }
        let kind = if it.is_app {
            TurnKind::Event
        } else {
            TurnKind::Speech
        };
        let whole = Span::new(start_of.unwrap_or(from), end);
        let turn = out.push(kind, it.speaker, it.start, whole, view);
        turn.day = day;
        turn.flags = flags;
        tally.add(if is_new { kind } else { TurnKind::Note });
        is_whole = true;
    }
    tally.why(" copied from Slack")
}

/// A time without its half of the day, as the first such time at or after `last`; whether that is another day.
fn after(time: Option<Stamp>, last: Option<Stamp>) -> (Option<Stamp>, bool) {
    const HALF: u16 = 12 * 60;
    let (Some(Stamp::Clock(time)), Some(Stamp::Clock(last))) = (time, last) else {
        return (time, false);
    };
    let morning = time % HALF;
    let halves = [morning, morning + HALF];
    let next = halves.into_iter().find(|it| last <= *it);
    (Some(Stamp::Clock(next.unwrap_or(morning))), next.is_none())
}

/// The date that a line between two days is: `Tuesday, May 14th`.
fn day_line(line: &str) -> Option<Date> {
    /// No such line is longer (bytes).
    const LONGEST: usize = 40;
    dated::in_words(line).filter(|_| line.len() <= LONGEST)
}

/// Whether a day is the one of the week that its line opens with, if it does.
fn has_weekday(day: Day, line: &str) -> bool {
    let word = line.split([',', ' ']).next().unwrap_or_default();
    let named = WEEKDAYS.iter().position(|it| it.eq_ignore_ascii_case(word));
    named.is_none_or(|it| usize::from(day.weekday()) == it)
}

/// The year, where all dates that state one state the same.
fn only_year(dates: impl Iterator<Item = Date>) -> Option<i32> {
    let mut years = dates.filter_map(|it| match it {
        Date::Known(day) => Some(day.date().0),
        _ => None,
    });
    let first = years.next()?;
    years.all(|it| it == first).then_some(first)
}

/// The day of a date; one without a year is in `year`, and no day where that is not known.
fn day_of(date: Date, year: Option<i32>) -> Option<Day> {
    match date {
        Date::Known(day) => Some(day),
        Date::Yearless(month, day) => Day::new(year?, month, day),
        Date::Numbers { .. } => None,
    }
}

/// Lines that a reaction takes: `👀 2`, `:eyes:` and `2` below it.
fn reaction(line: &str, next: Option<&str>) -> Option<usize> {
    let is_count = |it: &str| (1..=4).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    let len = picture(line)?;
    let rest = line[len..].trim();
    if is_count(rest) {
        return Some(1);
    }
    (rest.is_empty() && next.is_some_and(|it| is_count(it.trim()))).then_some(2)
}

/// Whether `text` is pictures only.
fn pictures(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(len) = picture(rest) {
        rest = rest[len..].trim_start();
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// Bytes of `:eyes:` or of an emoji at the start of `text`.
fn picture(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix(':') {
        let in_name = |it: &u8| it.is_ascii_alphanumeric() || b"_+-'".contains(it);
        let len = rest.as_bytes().iter().take_while(|it| in_name(it)).count();
        let is_closed = 0 < len && rest.as_bytes().get(len) == Some(&b':');
        let end = len + 2;
        if !is_closed {
            return None;
        }
        let tone = text[end..]
            .strip_prefix(":skin-tone-")
            .and_then(|it| it.find(':'));
        return Some(end + tone.map_or(0, |it| ":skin-tone-".len() + it + 1));
    }
    let is_picture = |c: char| matches!(u32::from(c), 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0xFE0F | 0x200D | 0x20E3);
    let len: usize = text
        .chars()
        .take_while(|it| is_picture(*it))
        .map(char::len_utf8)
        .sum();
    (0 < len).then_some(len)
}

/// What the window shows beside messages; right below a head only what it tells of the person.
fn aside(line: &str, is_first: bool) -> bool {
    const WHOLE: [&str; 20] = [
        "New",
        "New messages",
        "Today",
        "Yesterday",
        "View thread",
        "View newer replies",
        "Also sent to the channel",
        "Add reaction",
        "Reply",
        "Reply in thread",
        "Collapse",
        "Show more",
        "See more",
        "Show less",
        "Download",
        "Pinned",
        "Saved for later",
        "This message was deleted.",
        "Edited",
        "Image",
    ];
    const STARTS: [&str; 8] = [
        "Last reply ",
        "replied to a thread:",
        "joined #",
        "left #",
        "set the channel ",
        "has joined the channel",
        "was added to #",
        "Pinned by ",
    ];
    let counted = |word: &str| {
        let rest = line.strip_suffix(word).map(str::trim_end);
        rest.is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
    };
    let first = line.split_once(' ').is_some_and(|(n, rest)| {
        n.bytes().all(|it| it.is_ascii_digit()) && (rest.starts_with("replies") || rest.starts_with("reply"))
    });
    let is_beside = WHOLE.contains(&line) || first || counted("files") || counted("new messages");
    STARTS.iter().any(|it| line.starts_with(it)) || is_beside && !is_first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Transcript;

    fn told(text: &str) -> Vec<String> {
        let it = Transcript::parse(text);
        assert_eq!(it.format, "slack-paste", "{}", it.why);
        let name = |id: Option<SpeakerId>| id.map_or("-", |id| it.speakers[id].name.as_str());
        let turn = |turn: &crate::transcript::Turn| {
            let start = match turn.start {
                Some(Stamp::Clock(it)) => format!(" {}:{:02}", it / 60, it % 60),
                _ => String::new(),
            };
            format!(
                "{} {}{start}: {}",
                turn.kind.name(),
                name(turn.speaker),
                turn.view.text()
            )
        };
        it.turns.iter().map(turn).collect()
    }

    #[test]
    fn counts_and_follow_ups_are_told_from_words() {
        let text = "Tuesday, May 14th\nAna Lima\n  9:05 AM\nis it up?\n:eyes:\n2\n2 replies\nLast reply today at 9:30 AM\n9:06\n\
            I mean the *relay*\nand the queue (edited)\nNew\nBen\n:house:  9:07 AM\nyes\n12\nWatch\nAPP  9:08 AM\nRelay: up\n";
        assert_eq!(
            told(text),
            [
                "note -: Tuesday, May 14th",
                "speech Ana Lima 9:05: is it up?",
                "system -: :eyes:\n2",
                "system -: 2 replies",
                "system -: Last reply today at 9:30 AM",
                "speech Ana Lima 9:06: I mean the relay\n\nand the queue",
                "system -: New",
                "speech Ben 9:07: yes\n\n12",
                "event - 9:08: Relay: up",
            ]
        );
        let it = Transcript::parse(text);
        // No line tells the year.
        assert_eq!(it.turns[1].day, None);
        assert!(it.turns[5].flags.has(Flags::EDITED));
        assert!(it.turns[8].flags.has(Flags::BOT));
        assert_eq!(it.why, "4 messages copied from Slack");
    }

    #[test]
    fn a_day_without_a_year_is_in_the_one_that_another_line_states() {
        let days = |text: &str| -> Vec<Option<Day>> {
            let it = Transcript::parse(text);
            assert_eq!(it.format, "slack-paste", "{}", it.why);
            let spoken = it.turns.iter().filter(|it| it.kind == TurnKind::Speech);
            spoken.map(|it| it.day).collect()
        };
        let text = "Tuesday, May 14th\nAna Lima\n  9:05 AM\nis it up?\nMay 15th, 2024\nBen\n  9:06 AM\nyes\nAna Lima\n  \
            May 16th at 9:07 AM\ngood\n";
        let of_may = |day| Day::new(2024, 5, day);
        assert_eq!(days(text), [of_may(14), of_may(15), of_may(16)]);
        let other = text.replace("Tuesday", "Monday");
        assert_eq!(days(&other), [None, of_may(15), of_may(16)]);
        let two = format!("{text}Ben\n  May 1st, 2025 at 9:08 AM\nand now?\n");
        assert_eq!(days(&two), [None, of_may(15), None, Day::new(2025, 5, 1)]);
    }

    #[test]
    fn heads_may_stand_on_one_line() {
        let text = "ana.lima  9:05 AM\nis it up?\nben [9:06 AM]\nyes\nana.lima  9:07 AM\ngood\n";
        assert_eq!(
            told(text),
            [
                "speech ana.lima 9:05: is it up?",
                "speech ben 9:06: yes",
                "speech ana.lima 9:07: good"
            ]
        );
    }

    #[test]
    fn what_follows_is_in_the_same_half_of_the_day() {
        let text =
            "Ana Lima\n  11:58 PM\none\n11:59\ntwo\n12:01\nthree\nBen 🌴\n  12:30 PM\nfour\n1:02\nfive\n";
        assert_eq!(
            told(text),
            [
                "speech Ana Lima 23:58: one",
                "speech Ana Lima 23:59: two",
                "speech Ana Lima 0:01: three",
                "speech Ben 12:30: four",
                "speech Ben 13:02: five"
            ]
        );
    }

    #[test]
    fn short_answers_are_words() {
        let text = "Ana Lima\n  9:05 AM\nwhen?\nBen\n  9:06 AM\nToday\nAna Lima\n  9:07 AM\n9:30\nBen\n  9:08 AM\n:eyes:\n2\n";
        assert_eq!(
            told(text),
            [
                "speech Ana Lima 9:05: when?",
                "speech Ben 9:06: Today",
                "speech Ana Lima 9:07: 9:30",
                "speech Ben 9:08: :eyes:\n\n2"
            ]
        );
    }

    #[test]
    fn programmes_and_recordings_are_no_chats() {
        for text in [
            "Breakfast\n9:00 AM\nIn the hall.\nKeynote\n10:00 AM\nBy Ana.\n",
            "Ana Lima\n0:03\nwelcome\nBen\n0:09\nthanks\nAna Lima\n0:12\nso\n",
            "We met at 9:00 AM\nand left\nat 10:00 AM\nagain\n",
        ] {
            assert_ne!(Transcript::parse(text).format, "slack-paste", "{text}");
        }
    }
}
