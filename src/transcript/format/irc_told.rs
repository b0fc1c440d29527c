//! What programs put around the words of IRC: codes of colours, and lines that tell of arrivals, new names and days.

use super::dated::{self, Date};
use super::scribe::{self, Said};
use super::{inline, irc_line};
use crate::language::time::Day;
use crate::text::{Span, View};

/// Appends what the bytes `words` say without the codes of colours and emphasis.
pub(super) fn plain(view: &mut View, text: &str, words: Span) {
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
pub(super) fn is_arrival(nick: &str, said: &str) -> bool {
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
pub(super) fn told_by_machine(said: &str) -> Option<Day> {
    match scribe::read(said) {
        Said::Date(date) => match dated::in_words(date)? {
            Date::Known(day) => Some(day),
            _ => None,
        },
        _ => None,
    }
}

/// The day that a program tells by itself: `Log opened Tue May 14 09:05:10 2024`, `Day changed to 14 May 2024`.
pub(super) fn day_told(words: &str) -> Option<Day> {
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
pub(super) fn renamed(words: &str) -> Option<(&str, &str)> {
    let (before, after) = words
        .split_once(" is now known as ")
        .or_else(|| words.split_once(" → "))?;
    let old = before.split_whitespace().next_back()?;
    let old = old.split('!').next().unwrap_or(old);
    let new = after.split_whitespace().next()?;
    (irc_line::is_nick(old) && irc_line::is_nick(new)).then_some((old, new))
}
