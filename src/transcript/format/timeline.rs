//! Entries of a timeline: the times and days that lines open with.

use super::dated;
use super::line::{Block, Source};
use crate::language::time::Day;
use crate::transcript::Stamp;
use crate::transcript::timestamp::{Reading, date_len};

/// Whether the times that open headings are those of the day, not of a recording.
pub(super) fn tells_times(source: &Source<'_>) -> bool {
    let headings = source.lines.iter().filter(|it| it.block == Block::Heading);
    let mut times = headings.filter_map(|it| {
        let text = source.slice(it.words);
        Reading::at(text.get(date_len(text)..)?)
    });
    !times.next().is_some_and(Reading::looks_like_offset)
}

/// The day that a line opens with: `2018-03-31 15:47`, `2018-03-31, the queue`.
pub(super) fn entry_day(text: &str) -> Option<Day> {
    let text = text.trim_start_matches(['*', '~', '`', '(', '[']);
    let day = dated::iso_day(text)?;
    let goes_on = text
        .get(10..)?
        .starts_with(|c: char| c.is_alphanumeric() && c != 'T');
    (!goes_on).then_some(day)
}

/// The time of day that an entry of a timeline opens with: `14:23 - …`, `2018-01-18 4:19 | …`, `~14:46: …`.
pub(super) fn entry_clock(text: &str) -> Option<Stamp> {
    const ABOUT: [&str; 7] = ["~", "ca.", "ca ", "circa ", "approx.", "around ", "about "];
    let text = text.trim_start_matches(['*', '~', '`', '(', '[']);
    let clock = &text[date_len(text)..];
    let about = ABOUT.iter().find_map(|it| clock.strip_prefix(it));
    let clock = about.map_or(clock, str::trim_start);
    Reading::at(clock).and_then(Reading::clock)
}

/// Whether a line of text opens an entry of a timeline: a time and a mark behind it.
pub(super) fn is_entry(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '~', '`', '(', '[']);
    let date = date_len(text);
    let Some(reading) = Reading::at(&text[date..]) else {
        return false;
    };
    let rest = text[date + reading.len..].trim_start_matches([')', ']', '`', '~']);
    let zone = rest
        .trim_start()
        .bytes()
        .take_while(u8::is_ascii_uppercase)
        .count();
    let after = if zone <= 4 {
        rest.trim_start()[zone..].trim_start()
    } else {
        rest
    };
    after.starts_with(['-', '–', '—', '|', ':'])
}
