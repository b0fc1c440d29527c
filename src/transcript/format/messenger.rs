//! Chats that phones export as text: WhatsApp, and Element's export, which is alike. Each message has its date and
//! its time before the name; what the program tells has no name.

use rustc_hash::FxHashMap;

use super::build::{Builder, PARAGRAPH};
use super::dated::{Date, Dated, Order};
use super::input::Input;
use super::join;
use super::log;
use super::post::Tally;
use super::{Format, inline};
use crate::text::{Span, View};
use crate::transcript::{Flags, Turn, TurnKind};

/// WhatsApp's export.
pub(super) const WHATSAPP: Format = Format {
    name: "whatsapp",
    detect: |input| detect(input, |it| !it.is_worded),
    parse: |input, out| parse(input, out, " of a WhatsApp chat"),
};

/// Element's export of a Matrix room.
pub(super) const ELEMENT: Format = Format {
    name: "element",
    detect: |input| detect(input, |it| it.is_worded),
    parse: |input, out| parse(input, out, " of a Matrix room"),
};

/// Lines that are looked at to tell a chat.
const LOOKED_AT: usize = 300;

/// Marks that tell programs in which direction to write; WhatsApp puts one before what it tells itself.
const DIRECTIONS: [char; 6] = [
    '\u{200e}', '\u{200f}', '\u{202a}', '\u{202c}', '\u{2068}', '\u{2069}',
];

/// The head of a message.
struct Head<'a> {
    dated: Dated,
    date: Date,
    /// Whether the date is in words.
    is_worded: bool,
    /// Who; `None` for what the program tells.
    name: Option<&'a str>,
    /// Where the words begin.
    body: usize,
}

impl<'a> Head<'a> {
    /// `04/03/2026, 14:07 - Name: text`, `[04.03.26, 14:41:02] Name: text`, `Wed, Mar 4, 2026, 14:07:00 - Name: text`.
    fn of(line: &'a str) -> Option<Head<'a>> {
        let text = line.trim_start_matches(DIRECTIONS).trim_start_matches('\u{feff}');
        let (dated, rest) = match Dated::bracketed(text) {
            Some(it) => (it, text.get(it.len..)?.strip_prefix(' ')?),
            None => {
                let it = Dated::at(text)?;
                let rest = text.get(it.len..)?;
                let rest = [" - ", " – ", ": "]
                    .iter()
                    .find_map(|mark| rest.strip_prefix(mark));
                (it, rest?)
            }
        };
        let date = dated.date?;
        let is_worded = text
            .trim_start_matches(['[', '('])
            .starts_with(|it: char| it.is_alphabetic());
        let at = line.len() - rest.len();
        let (name, body) = match named(rest) {
            Some((name, body)) => (Some(name), at + body),
            None => (None, at),
        };
        Some(Head {
            dated,
            date,
            is_worded,
            name,
            body,
        })
    }
}

/// The name before the first `: `, and where the words begin.
fn named(rest: &str) -> Option<(&str, usize)> {
    /// No name is longer (bytes).
    const LONGEST: usize = 80;
    // What these tell may hold a colon: `Ana changed the subject to "Relay: the end"`.
    const TOLD: [&str; 9] = [
        " added ",
        " changed ",
        " created ",
        " left",
        " joined ",
        " removed ",
        " renamed ",
        "\"",
        "“",
    ];
    let at = rest.find(": ").or_else(|| rest.strip_suffix(':').map(str::len))?;
    let name = rest[..at].trim_matches(DIRECTIONS);
    let name = name.trim_start_matches(['~', '\u{202f}', '\u{a0}', ' ']).trim();
    let is_name = !name.is_empty() && at <= LONGEST && !TOLD.iter().any(|it| name.contains(it));
    let body = rest.len() - rest[at + 1..].trim_start_matches(' ').len();
    is_name.then_some((name, body))
}

fn detect(input: &Input<'_>, fits: impl Fn(&Head<'_>) -> bool) -> Option<f32> {
    let (mut heads, mut named, mut lines) = (0, 0, 0);
    let mut names: FxHashMap<&str, usize> = FxHashMap::default();
    for (_, line) in input.lines().filter(|it| !it.1.trim().is_empty()).take(LOOKED_AT) {
        lines += 1;
        if let Some(head) = Head::of(line).filter(|it| fits(it)) {
            heads += 1;
            if let Some(name) = head.name {
                named += 1;
                *names.entry(name).or_default() += 1;
            }
        }
    }
    // Messages of many lines are rare; events with a date before a dash have no names that come back.
    let repeats = names.values().any(|it| 1 < *it);
    // Where `ERROR` writes, programs do.
    let is_log = names.keys().any(|it| log::is_level(it));
    let is_chat =
        2 <= named && !is_log && repeats && heads <= 2 * named && names.len() < named && lines <= 3 * heads;
    is_chat.then(|| heads as f32 / lines as f32)
}

fn parse(input: &Input<'_>, out: &mut Builder, of: &str) -> String {
    let order = Order::of(input.lines().filter_map(|it| Head::of(it.1)).map(|it| it.date));
    let mut tally = Tally::default();
    for (span, line) in input.lines() {
        let end = span.start + line.trim_end().len();
        if line.trim().is_empty() {
            continue;
        }
        let Some(head) = Head::of(line) else {
            let at = span.start + line.len() - line.trim_start().len();
            let words = Span::new(at, end);
            match out.turns.last_mut() {
                Some(turn) if turn.kind != TurnKind::Note => {
                    say(turn, input.text, words);
                    turn.span.end = words.end;
                }
                _ => {
                    let view = inline::read(input.text, words);
                    out.push(TurnKind::Note, None, None, words, view);
                }
            }
            continue;
        };
        let from = (span.start + head.body).min(end);
        let words = Span::new(from, end);
        let said = &input.text[words.range()];
        let is_told = head.name.is_none() || said.starts_with(DIRECTIONS) || is_placeholder(said);
        let kind = if is_told {
            TurnKind::System
        } else {
            TurnKind::Speech
        };
        let speaker = head.name.filter(|_| !is_told).map(|it| out.speaker(it));
        let day = order.day(head.date);
        let whole = Span::new(span.start, end);
        let start = head.dated.clock();
        let turn = out.push(kind, speaker, start, whole, View::default());
        turn.day = day;
        say(turn, input.text, words);
        tally.add(kind);
    }
    tally.why(of)
}

/// Appends what the bytes `words` say; the mark of a message that was changed is none of it.
fn say(turn: &mut Turn, text: &str, mut words: Span) {
    const EDITED: [&str; 2] = ["<This message was edited>", "(edited)"];
    let said = &text[words.range()];
    let start = said.len() - said.trim_start_matches(DIRECTIONS).len();
    let said = &said[start..];
    words.start += start;
    for mark in EDITED {
        if let Some(rest) = said.strip_suffix(mark) {
            let rest = rest.trim_end().trim_end_matches(DIRECTIONS).trim_end();
            words.end = words.start + rest.len();
            turn.flags.set(Flags::EDITED);
        }
    }
    join::turn(turn, text, words, PARAGRAPH);
}

/// What stands where a picture was, or a message that somebody took back.
fn is_placeholder(said: &str) -> bool {
    const WHOLE: [&str; 5] = [
        "<Media omitted>",
        "This message was deleted",
        "You deleted this message",
        "This message was deleted.",
        "null",
    ];
    let said = said.trim();
    WHOLE.contains(&said)
        || said.starts_with("<attached: ") && said.ends_with('>')
        || said.ends_with(" omitted") && said.split(' ').count() == 2
        || said.ends_with(" (file attached)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::time::Day;
    use crate::transcript::{Stamp, Transcript};

    #[test]
    fn a_phone_tells_who_and_when() {
        let text = "13/05/2024, 9:05\u{202f}pm - Messages and calls are end-to-end encrypted.\n\
            13/05/2024, 9:06\u{202f}pm - Ana Lima: is it up?\n13/05/2024, 9:07\u{202f}pm - +49 170 123: yes\nsince: noon\n\
            13/05/2024, 9:08\u{202f}pm - Ana Lima changed the subject to \"Relay: up\"\n\
            13/05/2024, 9:09\u{202f}pm - Ana Lima: <Media omitted>\n\
            01/06/2024, 9:10\u{202f}pm - Ana Lima: good <This message was edited>\n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "whatsapp");
        assert_eq!(it.why, "3 messages of a WhatsApp chat");
        let kinds: Vec<TurnKind> = it.turns.iter().map(|it| it.kind).collect();
        use TurnKind::{Speech, System};
        assert_eq!(kinds, [System, Speech, Speech, System, System, Speech]);
        assert_eq!(it.turns[1].start, Some(Stamp::Clock(21 * 60 + 6)));
        assert_eq!(it.turns[2].view.text(), "yes\n\nsince: noon");
        assert_eq!(it.turns[5].view.text(), "good");
        assert!(it.turns[5].flags.has(Flags::EDITED));
        assert_eq!(it.turns[5].day, Day::new(2024, 6, 1));
    }

    #[test]
    fn timelines_and_logs_are_no_chats() {
        for text in [
            "2024-05-14 09:05 - alert fires\n2024-05-14 09:06 - relay restarted\n2024-05-14 09:09 - queue: empty\n",
            "2024-05-14 09:05:00 - ERROR: full\n2024-05-14 09:06:00 - INFO: again\n2024-05-14 09:07:00 - ERROR: full\n",
            "[2024-05-14 09:05:00] ERROR: full\n[2024-05-14 09:06:00] ERROR: again\n[2024-05-14 09:07:00] INFO: up\n",
        ] {
            assert_ne!(Transcript::parse(text).format, "whatsapp", "{text}");
        }
    }
}
