//! Minutes kept in a chat, as the W3C and MeetBot do: one person writes down what the others say (`Ana: …`, `... …`),
//! topics are headings, and some messages are orders to the machine that makes the minutes.

use std::ops::Range;

use super::header;
use crate::text::floor;

/// What a message is to the minutes; places are bytes of its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said<'t> {
    /// `Topic: …`, with its level and where the words begin.
    Heading(usize, usize),
    /// `ACTION: …`, `RESOLUTION: …`
    Note,
    /// An order, or a place in the queue.
    System,
    /// `Scribe: ana`: who writes, and whether that one comes or goes beside the others.
    Scribe(&'t str, Change),
    /// `Date: …`
    Date(&'t str),
    /// `s/old/new/`
    Correction(String, String),
    /// `Ana: text`
    Named(Range<usize>, usize),
    /// `... text`
    GoesOn(usize),
    /// Nothing of these.
    Plain,
}

/// How the scribes change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Only,
    More,
    Less,
}

/// Keys whose messages are headings, with their levels.
const HEADINGS: [(&str, usize); 5] = [
    ("meeting", 1),
    ("topic", 2),
    ("subtopic", 3),
    ("sub-topic", 3),
    ("title", 1),
];

/// Keys whose messages are written down for later.
const NOTES: &str = "action action-item resolution resolved proposal proposed decision issue agenda chair chairs regrets \
    present attendees note summary conclusion";

/// Keys that order the minutes.
const ORDERS: &str =
    "scribeoptions scribe-options zakim rrsagent trackbot agendabot scribe scribenick scribes";

/// Beginnings of messages that order the machine.
const COMMANDS: [&str; 38] = [
    "+q",
    "-q",
    "q+",
    "q-",
    "q?",
    "q=",
    "qq+",
    "qq-",
    "queue+",
    "queue-",
    "queue=",
    "queue?",
    "ack ",
    "+present",
    "present+",
    "present-",
    "present=",
    "regrets+",
    "regrets-",
    "agenda+",
    "agenda-",
    "agenda?",
    "agenda=",
    "clear agenda",
    "chair+",
    "chair-",
    "zakim,",
    "rrsagent,",
    "trackbot,",
    "agendabot,",
    "move to next agend",
    "next agendum",
    "take up ",
    "close agend",
    "i/",
    "i|",
    "close action",
    "close issue",
];

/// Words before a colon that no one is called.
const NO_NAMES: &str = "fyi btw imo imho fwiw nb ps ok re url uri link minutes logs log slides q a tldr hint wg tf pr \
    issue issues correction corrections proposal proposed poll vote straw-poll strawpoll agreed todo";

/// Reads a message of minutes.
pub(super) fn read(text: &str) -> Said<'_> {
    let lower = text.get(..floor(text, 40)).unwrap_or(text).to_ascii_lowercase();
    for (mark, change) in [("scribe+", Change::More), ("scribe-", Change::Less)] {
        if lower.starts_with(mark) {
            let name = text.get(mark.len()..).unwrap_or_default();
            return Said::Scribe(name.trim_start_matches([':', ' ']).trim(), change);
        }
    }
    if COMMANDS.iter().any(|it| lower.starts_with(it)) || is_query(&lower) {
        return Said::System;
    }
    if lower.starts_with("-> ") {
        return Said::Note;
    }
    if let Some((old, new)) = correction(text, "/|,;") {
        return Said::Correction(old, new);
    }
    let dots = text.strip_prefix("...").or_else(|| text.strip_prefix('…'));
    if let Some(rest) = dots {
        let rest = rest.trim_start_matches(['.', ' ']);
        return Said::GoesOn(text.len() - rest.len());
    }
    let Some((label, body)) = keyed(text) else {
        return Said::Plain;
    };
    let key = text[label.clone()].to_ascii_lowercase();
    let value = text[body..].trim();
    if let Some((_, level)) = HEADINGS.iter().find(|it| it.0 == key) {
        return if value.is_empty() {
            Said::System
        } else {
            Said::Heading(*level, body)
        };
    }
    if matches!(&*key, "scribe" | "scribenick" | "scribes") && !value.is_empty() {
        return Said::Scribe(value, Change::Only);
    }
    let among = |list: &str| list.split_ascii_whitespace().any(|it| it == key);
    if among(ORDERS) {
        return Said::System;
    }
    if key == "date" {
        return Said::Date(value);
    }
    let last = key.split(' ').next_back().unwrap_or_default();
    if among(NOTES) || matches!(last, "resolution" | "meeting" | "action") {
        return Said::Note;
    }
    let name = &text[label.clone()];
    let is_link = ["//", "http://", "https://"]
        .iter()
        .any(|it| value.starts_with(it));
    if is_person(name) && !among(NO_NAMES) && !is_link {
        return Said::Named(label, body);
    }
    Said::Plain
}

/// Whether a scribe calls somebody so: a name of few words, none of them a number.
fn is_person(name: &str) -> bool {
    let words = name.split_whitespace();
    let has_number = words
        .clone()
        .any(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    header::is_name(name) && words.count() <= 3 && !has_number
}

/// `action-764?`, `issue-12`: asks the machine for it.
fn is_query(text: &str) -> bool {
    let number = text
        .strip_prefix("action-")
        .or_else(|| text.strip_prefix("issue-"));
    let number = number.map(|it| it.trim_end().trim_end_matches('?'));
    number.is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
}

/// What MeetBot's commands are: `#topic`, `#info`, and of old `[TOPIC]`.
pub(super) fn command(text: &str) -> Option<Said<'_>> {
    let (rest, close) = match text.strip_prefix('#') {
        Some(rest) => (rest, ' '),
        None => (
            text.strip_prefix('[')
                .filter(|it| it.starts_with(char::is_uppercase))?,
            ']',
        ),
    };
    let len = rest.find(close).unwrap_or(rest.len());
    let body = text.len() - rest[len..].trim_start_matches([close, ' ']).len();
    let is_empty = text[body..].trim().is_empty();
    Some(match &*rest[..len].to_ascii_lowercase() {
        "topic" if !is_empty => Said::Heading(2, body),
        "info" | "agreed" | "agree" | "accepted" | "accept" | "rejected" | "action" | "idea" | "help"
        | "link" | "motion"
            if !is_empty =>
        {
            Said::Note
        }
        "startmeeting" | "endmeeting" | "chair" | "unchair" | "here" | "meetingname" | "meetingtopic"
        | "vote" | "startvote" | "endvote" | "close" | "inconclusive" | "failed" | "passed" | "lurk"
        | "unlurk" | "nick" | "commands" | "save" | "undo" | "topic" | "addchair" => Said::System,
        _ => return None,
    })
}

/// `s/old/new/`, with any of `marks` between.
pub(super) fn correction(text: &str, marks: &str) -> Option<(String, String)> {
    let rest = text.strip_prefix('s')?;
    let mark = rest.chars().next().filter(|it| marks.contains(*it))?;
    let mut parts = vec![String::new()];
    let mut chars = rest[mark.len_utf8()..].chars();
    while let Some(c) = chars.next() {
        if c == mark {
            parts.push(String::new());
            continue;
        }
        let part = parts.last_mut()?;
        if c == '\\' {
            let next = chars.next()?;
            if next != mark {
                part.push(c);
            }
            part.push(next);
        } else {
            part.push(c);
        }
    }
    // `/g`, `/G` and blanks may follow; words do not.
    let tail = parts.get(2).map_or("", |it| it.trim());
    let fits = (2..=3).contains(&parts.len()) && tail.len() <= 2;
    let mut parts = parts.into_iter();
    let (old, new) = (parts.next()?, parts.next()?);
    (fits && !old.trim().is_empty()).then_some((old, new))
}

/// The words before the first colon, and where those behind it begin.
fn keyed(text: &str) -> Option<(Range<usize>, usize)> {
    /// No label is longer (bytes).
    const LONGEST: usize = 40;
    let reach = text.get(..floor(text, LONGEST))?;
    let (at, colon) = reach.char_indices().find(|it| matches!(it.1, ':' | '：'))?;
    let label = reach[..at].trim();
    let start = at - reach[..at].trim_start().len();
    let behind = at + colon.len_utf8();
    let body = text.len() - text[behind..].trim_start().len();
    (!label.is_empty()).then_some((start..start + label.len(), body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_apart() {
        assert_eq!(read("Topic: the relay"), Said::Heading(2, 7));
        assert_eq!(read("ACTION: Ana to restart it"), Said::Note);
        assert_eq!(read("Proposed resolution: drop it"), Said::Note);
        assert_eq!(read("q+ to ask about the relay"), Said::System);
        assert_eq!(read("scribe： ana"), Said::Scribe("ana", Change::Only));
        assert_eq!(read("scribe+ ana"), Said::Scribe("ana", Change::More));
        assert_eq!(read("Ana: it fell"), Said::Named(0..3, 5));
        assert_eq!(read("... twice"), Said::GoesOn(4));
        assert_eq!(read("https://x.org/a"), Said::Plain);
        assert_eq!(read("FYI: it fell"), Said::Plain);
        assert_eq!(read("it fell"), Said::Plain);
    }

    #[test]
    fn corrections_keep_what_stands_between_marks() {
        let both = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(correction("s/forty/fourteen/", "/|"), both("forty", "fourteen"));
        assert_eq!(correction("s/a\\/b/c", "/|"), both("a/b", "c"));
        assert_eq!(correction("s|a/b|c|g", "/|"), both("a/b", "c"));
        for text in ["s/a", "so/so", "s//b/", "s/a/b/ and then", "see s/a/b/"] {
            assert_eq!(correction(text, "/|"), None, "{text}");
        }
    }

    #[test]
    fn meetbot_has_commands() {
        assert_eq!(command("#topic the relay"), Some(Said::Heading(2, 7)));
        assert_eq!(command("#info it fell"), Some(Said::Note));
        assert_eq!(command("#startmeeting"), Some(Said::System));
        assert_eq!(command("#4821 is open"), None);
    }
}
