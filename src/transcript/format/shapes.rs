//! The shapes in which a name and its time stand above (or before) the words, on one line or on several.

use super::header::{self, Header, Shape, Stamped};
use super::line::{Block, Source};
use super::style::Found;
use crate::transcript::timestamp::Reading;

/// A name with its time behind it on one line, where `fits` agrees with what stands between and behind the two.
pub(super) fn stamped_line(source: &Source<'_>, n: usize, fits: fn(&str, &str) -> bool) -> Option<Found> {
    let line = &source.lines[n];
    let header = line.header.clone().filter(|it| it.shape == Shape::Stamped)?;
    let text = source.slice(line.words);
    let rest = text.get(header.label.end..)?;
    let gap = rest.find(|c: char| c.is_ascii_digit())?;
    let (_, len) = header::stamped(&rest[gap..])?;
    fits(&rest[..gap], rest[gap + len..].trim_end()).then_some(Found { header, lines: 1 })
}

/// `Name   0:03`: three blanks or more, or a tab.
pub(super) fn wide(source: &Source<'_>, n: usize) -> Option<Found> {
    stamped_line(source, n, |between, behind| {
        let is_blank = between.trim().is_empty();
        is_blank && (between.len() > 2 || between.contains('\t')) && behind.is_empty()
    })
}

/// `0:12 - Name`, `[00:12] Name`: nothing behind, words below.
pub(super) fn time_first(source: &Source<'_>, n: usize) -> Option<Found> {
    let line = &source.lines[n];
    if line.block != Block::Text {
        return None;
    }
    let text = source.slice(line.words);
    let bracketed = header::bracketed(text).map(|(from, len)| (Stamped { from, until: None }, len));
    let (stamp, len) = bracketed.or_else(|| header::stamped(text))?;
    let rest = &text[len..];
    let name = rest.trim_start_matches([' ', '\t', '-', '–', '—', '|', '·']);
    let start = text.len() - name.len();
    let name = name.trim_end().trim_end_matches(':').trim_end();
    let is_name = start > len && !stamp.from.has_half() && is_name_alone(name);
    let below = source.lines.get(n + 1).filter(|it| it.block != Block::Blank);
    let is_above =
        below.is_some_and(|it| it.header.is_none() || it.stamp.is_none()) && !begins_with_time(source, n + 1);
    (is_name && is_above).then(|| Found {
        header: Header {
            shape: Shape::Stamped,
            label: start..start + name.len(),
            stamp: Some(stamp.from),
            until: stamp.until,
            body: text.len(),
        },
        lines: 1,
    })
}

fn begins_with_time(source: &Source<'_>, n: usize) -> bool {
    let line = source.lines.get(n);
    line.is_some_and(|it| header::leading_stamp(source.slice(it.words)).is_some())
}

/// `00:00:03:12 - 00:00:06:10`, and the name below.
pub(super) fn framed(source: &Source<'_>, n: usize) -> Option<Found> {
    let line = &source.lines[n];
    let text = source.slice(line.words);
    if line.block != Block::Text || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (from, until) = text.split_once(" - ")?;
    let time = |it: &str| {
        let (time, frames) = it.trim().rsplit_once([':', ';'])?;
        let is_frame = frames.len() == 2 && frames.bytes().all(|it| it.is_ascii_digit());
        let time = time.replace(';', ":");
        Reading::at(&time).filter(|it| is_frame && it.len == time.len() && time.len() > 5)
    };
    let (stamp, until) = (time(from)?, time(until)?);
    let name = source.lines.get(n + 1).filter(|it| it.block == Block::Text)?;
    let has_words = source.lines.get(n + 2).is_some_and(|it| it.block != Block::Blank);
    let start = name.words.start - line.words.start;
    (has_words && is_name_alone(source.slice(name.words))).then(|| Found {
        header: Header {
            shape: Shape::Stamped,
            label: start..start + name.words.len(),
            stamp: Some(stamp),
            until: Some(until),
            body: text.len(),
        },
        lines: 2,
    })
}

/// A name, and below it a time on a line of its own, or several that say the same; whether one of them is spelt out.
pub(super) fn stack(source: &Source<'_>, n: usize) -> Option<(Found, bool)> {
    let line = &source.lines[n];
    if !matches!(line.block, Block::Text | Block::Heading) {
        return None;
    }
    let text = source.slice(line.words);
    let marks = text.len() - text.trim_start_matches(['*', '_']).len();
    let name = text[marks..].trim_end_matches(['*', '_', ':', ' ']);
    let first = source.lines.get(n + 1)?;
    let may_be = first.block == Block::Time
        || first.block == Block::Blank
        || spelt_out(source.slice(first.words), name).is_some();
    if !may_be || !is_name_alone(name) {
        return None;
    }
    let (mut stamp, mut is_spelt) = (None, false);
    let mut at = n + 1;
    // A heading may have a blank line below it.
    if first.block == Block::Blank && line.block == Block::Heading {
        at += 1;
    }
    while let Some(line) = source.lines.get(at) {
        let text = source.slice(line.words);
        if let Some(seconds) = spelt_out(text, name) {
            is_spelt = true;
            stamp = stamp.or_else(|| spelt_reading(seconds));
        } else if line.block == Block::Time {
            stamp = line.stamp.filter(|it| !it.has_half());
            stamp?;
        } else {
            break;
        }
        at += 1;
    }
    let words = source.lines.get(at)?;
    let words = match words.block {
        Block::Blank => source.lines.get(at + 1)?,
        _ => words,
    };
    let has_words = !matches!(words.block, Block::Blank | Block::Time);
    let stamp = stamp.filter(|_| has_words)?;
    let found = Found {
        header: Header {
            shape: Shape::Stamped,
            label: marks..marks + name.len(),
            stamp: Some(stamp),
            until: None,
            body: text.len(),
        },
        lines: at - n,
    };
    Some((found, is_spelt))
}

/// A time on a line of its own, and below it the name on one, and words.
pub(super) fn time_above(source: &Source<'_>, n: usize) -> Option<Found> {
    let line = &source.lines[n];
    let stamp = line
        .stamp
        .filter(|it| line.block == Block::Time && !it.has_half())?;
    let name = source.lines.get(n + 1).filter(|it| it.block == Block::Text)?;
    let has_words = source
        .lines
        .get(n + 2)
        .is_some_and(|it| !matches!(it.block, Block::Blank | Block::Time));
    let start = name.words.start - line.words.start;
    let written = source.slice(name.words);
    let is_name = is_name_alone(written) && written.starts_with(char::is_uppercase);
    (has_words && is_name).then(|| Found {
        header: Header {
            shape: Shape::Stamped,
            label: start..start + name.words.len(),
            stamp: Some(stamp),
            until: None,
            body: line.words.len(),
        },
        lines: 2,
    })
}

/// Whether a line is a name and nothing else.
fn is_name_alone(text: &str) -> bool {
    /// No name is longer (bytes).
    const LONGEST: usize = 60;
    let is_written = |c: char| c.is_alphanumeric() || " .'’-_@&,()/".contains(c);
    text.len() <= LONGEST
        && text.chars().any(char::is_alphabetic)
        && !text.ends_with(['.', '?', '!', ','])
        && text.chars().all(is_written)
        && header::is_name(text)
}

/// The seconds that `1 hour 2 minutes 3 seconds` spells out, alone or behind the name.
fn spelt_out(line: &str, name: &str) -> Option<u32> {
    const UNITS: [(&str, u32); 3] = [("hour", 3600), ("minute", 60), ("second", 1)];
    let line = line.trim_start_matches(['\u{200b}', '\u{feff}']);
    let rest = line.strip_prefix(name).unwrap_or(line);
    let mut words = rest.split([' ', ',']).filter(|it| !it.is_empty() && *it != "and");
    let mut res = None;
    while let Some(number) = words.next() {
        let number: u32 = number.parse().ok().filter(|it| *it < 10_000)?;
        let word = words.next()?;
        let unit = UNITS
            .iter()
            .find(|it| word.trim_end_matches('s').eq_ignore_ascii_case(it.0))?;
        res = Some(res.unwrap_or(0) + number * unit.1);
    }
    res
}

fn spelt_reading(seconds: u32) -> Option<Reading> {
    let text = format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    Reading::at(&text)
}
