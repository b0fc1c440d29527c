//! Transcripts as recorders and meeting tools export or copy them: a name and a time, the words below or behind. Each
//! has its own way to write the two; all are read by the reader of speaker turns. In such a file only the exporter's
//! own headers open turns: `Note: …` inside the words never does.

use rustc_hash::FxHashMap;

use super::build::Builder;
use super::document::Policy;
use super::header::{self, Header, Shape, Stamped};
use super::input::Input;
use super::line::{Block, Line, Source};
use super::{Format, speaker_turns, summary};
use crate::text::Span;
use crate::transcript::timestamp::Reading;
use crate::transcript::{Flags, Stamp, TurnKind};

/// `Name  0:03  `, words below, `Transcribed by https://otter.ai` at the end.
pub(super) const OTTER: Format = Format {
    name: "otter",
    detect: |it| OTTER_STYLE.detect(it),
    parse: |it, out| OTTER_STYLE.parse(it, out),
};

/// `Name (00:12):`, words below or behind.
pub(super) const REV: Format = Format {
    name: "rev",
    detect: |it| REV_STYLE.detect(it),
    parse: |it, out| REV_STYLE.parse(it, out),
};

/// `Name (00:12.34)`, words below.
pub(super) const RIVERSIDE: Format = Format {
    name: "riverside",
    detect: |it| RIVERSIDE_STYLE.detect(it),
    parse: |it, out| RIVERSIDE_STYLE.parse(it, out),
};

/// `[00:01:23] Name: words`.
pub(super) const DESCRIPT: Format = Format {
    name: "descript",
    detect: |it| DESCRIPT_STYLE.detect(it),
    parse: |it, out| DESCRIPT_STYLE.parse(it, out),
};

/// `0:12 - Name`, words below, indented.
pub(super) const FATHOM: Format = Format {
    name: "fathom",
    detect: |it| FATHOM_STYLE.detect(it),
    parse: |it, out| FATHOM_STYLE.parse(it, out),
};

/// `Name`, `0 minutes 3 seconds`, `0:03` and words, each on lines of their own.
pub(super) const TEAMS_COPY: Format = Format {
    name: "teams-copy",
    detect: |it| TEAMS_STYLE.detect(it),
    parse: |it, out| TEAMS_STYLE.parse(it, out),
};

/// `Name`, `00:12` and words, each on lines of their own.
pub(super) const FIREFLIES: Format = Format {
    name: "fireflies",
    detect: |it| FIREFLIES_STYLE.detect(it),
    parse: |it, out| FIREFLIES_STYLE.parse(it, out),
};

/// `00:00:03:12 - 00:00:06:10` (hours to frames), the name on the next line, words below.
pub(super) const PREMIERE: Format = Format {
    name: "premiere",
    detect: |it| PREMIERE_STYLE.detect(it),
    parse: |it, out| PREMIERE_STYLE.parse(it, out),
};

/// `Mr. SMITH. Words`, `The Chairman. Words`, `Q. Words`: the record of a hearing.
pub(super) const HEARING: Format = Format {
    name: "hearing",
    detect: |it| HEARING_STYLE.detect(it),
    parse: |it, out| HEARING_STYLE.parse(it, out),
};

/// `Me: words`, `Them: words`: whoever took the notes, and everybody else.
pub(super) const GRANOLA: Format = Format {
    name: "granola",
    detect: |it| GRANOLA_STYLE.detect(it).filter(|_| has_two_voices(it)),
    parse: |it, out| GRANOLA_STYLE.parse(it, out),
};

/// How an exporter writes the headers of turns.
struct Style {
    /// The header that begins at a line.
    find: fn(&Source<'_>, usize) -> Option<Found>,
    /// Whether a line is one that only this exporter writes.
    is_own: fn(&str) -> bool,
    /// So many headers show the style, where nothing else does.
    fewest: usize,
    /// Headers have times, which must begin like a recording, not like a day.
    is_timed: bool,
    /// A time alone on its line opens a turn of somebody unknown.
    time_opens: bool,
    /// What stands above the transcript is written by the tool.
    notes_above: bool,
}

/// What most styles are not.
const PLAIN: Style = Style {
    find: |_, _| None,
    is_own: |_| false,
    fewest: 2,
    is_timed: false,
    time_opens: false,
    notes_above: false,
};

const OTTER_STYLE: Style = Style {
    find: |source, n| {
        stamped_line(source, n, |between, _| {
            between.len() == 2 && between.trim().is_empty()
        })
    },
    is_own: |line| line.to_ascii_lowercase().contains("otter.ai"),
    is_timed: true,
    time_opens: true,
    ..PLAIN
};

const REV_STYLE: Style = Style {
    find: |source, n| {
        stamped_line(source, n, |between, behind| {
            between.trim() == "(" && behind.starts_with("):")
        })
    },
    is_own: |line| line.to_ascii_lowercase().contains("rev.com"),
    is_timed: true,
    ..PLAIN
};

const RIVERSIDE_STYLE: Style = Style {
    find: |source, n| {
        let found = stamped_line(source, n, |between, behind| {
            between.trim() == "(" && behind == ")"
        })?;
        let has_fraction = source.slice(source.lines[n].span).contains('.');
        has_fraction.then_some(found)
    },
    is_timed: true,
    ..PLAIN
};

const DESCRIPT_STYLE: Style = Style {
    find: |source, n| {
        let line = &source.lines[n];
        let is_bracketed = source.slice(line.span).starts_with(['[', '(']);
        let header = line.header.clone();
        let header =
            header.filter(|it| it.shape == Shape::Leading && is_bracketed && source.stamps_are_offsets)?;
        Some(Found { header, lines: 1 })
    },
    is_timed: true,
    ..PLAIN
};

const FATHOM_STYLE: Style = Style {
    find: time_first,
    is_own: |line| line.contains("fathom.video") || line.contains("tldv.io"),
    is_timed: true,
    ..PLAIN
};

const TEAMS_STYLE: Style = Style {
    find: |source, n| {
        stack(source, n)
            .filter(|it| it.1)
            .map(|it| it.0)
            .or_else(|| wide(source, n))
    },
    is_own: |line| line.ends_with("started transcription"),
    is_timed: true,
    ..PLAIN
};

const FIREFLIES_STYLE: Style = Style {
    find: |source, n| stack(source, n).map(|it| it.0).or_else(|| time_above(source, n)),
    is_own: |line| line.to_ascii_lowercase().contains("fireflies.ai"),
    is_timed: true,
    ..PLAIN
};

const PREMIERE_STYLE: Style = Style {
    find: framed,
    is_timed: true,
    ..PLAIN
};

const HEARING_STYLE: Style = Style {
    find: period_label,
    fewest: 5,
    ..PLAIN
};

const GRANOLA_STYLE: Style = Style {
    find: |source, n| {
        let line = &source.lines[n];
        let header = line.header.clone()?;
        let label = label(source, line, &header);
        let is_voice = ["me", "them"].iter().any(|it| it.eq_ignore_ascii_case(label));
        (is_voice && header.stamp.is_none()).then_some(Found { header, lines: 1 })
    },
    notes_above: true,
    ..PLAIN
};

/// A header, and the lines it takes.
struct Found {
    /// As on its first line; what stands on the others is in it.
    header: Header,
    lines: usize,
}

/// Lines that are looked at to tell an exporter.
const LOOKED_AT: usize = 400;

impl Style {
    fn detect(&self, input: &Input<'_>) -> Option<f32> {
        let source = input.document();
        let (mut seen, mut headers, mut paragraphs, mut spoken) = (0usize, 0usize, 0usize, 0usize);
        let mut is_own = false;
        let mut labels: FxHashMap<&str, usize> = FxHashMap::default();
        let (mut first, mut last) = (None, None);
        let mut is_open = false;
        let mut before = Block::Blank;
        let mut n = 0;
        while n < source.lines.len() && seen < LOOKED_AT {
            let line = &source.lines[n];
            if line.block == Block::Blank {
                before = Block::Blank;
                n += 1;
                continue;
            }
            seen += 1;
            is_own |= (self.is_own)(source.slice(line.span));
            let Some(found) = (self.find)(source, n) else {
                let is_words = !matches!(line.block, Block::Time | Block::Rule | Block::FrontMatter);
                paragraphs += usize::from(is_words && (before == Block::Blank || line.header.is_some()));
                spoken += usize::from(is_words && is_open);
                is_open &= !is_words;
                before = line.block;
                n += 1;
                continue;
            };
            let body = source.header_body(line, &found.header);
            spoken += usize::from(!body.is_empty());
            is_open = body.is_empty();
            headers += 1;
            paragraphs += 1;
            *labels.entry(label(source, line, &found.header)).or_default() += 1;
            first = first.or(found.header.stamp);
            last = found.header.stamp.or(last);
            before = Block::Text;
            n += found.lines;
        }
        // What the exporter says of itself may stand at the end, too.
        let words = source.lines.iter().rev().filter(|it| it.block != Block::Blank);
        is_own |= words.take(3).any(|it| (self.is_own)(source.slice(it.span)));
        let returns = labels.values().any(|it| 1 < *it);
        let is_shown = self.fewest <= headers && (returns || (1 < labels.len() && headers * 3 >= paragraphs));
        let from_start = |it: Reading| it.looks_like_offset();
        let is_recording = !self.is_timed || first.is_some_and(from_start) || last.is_some_and(from_start);
        let is_custom = headers * 10 >= paragraphs;
        let has_words = spoken * 10 >= headers * 7;
        let is_it = (is_shown || (is_own && 0 < headers)) && is_recording && is_custom && has_words;
        is_it.then(|| (headers as f32 * 2.0 / paragraphs.max(1) as f32).min(1.0))
    }

    fn parse(&self, input: &Input<'_>, out: &mut Builder) -> String {
        let mut source = input.document().clone();
        self.reshape(&mut source);
        mark_foreign(&mut source);
        summary::set_apart(&mut source);
        source.tally();
        let policy = Policy {
            speaker_continues: true,
            unspoken: TurnKind::Note,
            offsets: self.is_timed,
            time_opens: self.time_opens,
            ..Policy::new(&|_, _| true)
        };
        let from = out.turns.len();
        let why = speaker_turns::read(&source, &policy, out);
        if self.notes_above {
            let first = out.turns.iter().position(|it| it.speaker.is_some()).unwrap_or(0);
            let above = &mut out.turns[from..first.max(from)];
            // The title is nobody's summary.
            let is_title = above.first().is_some_and(|it| it.kind == TurnKind::Heading);
            for turn in above.iter_mut().skip(usize::from(is_title)) {
                turn.flags.set(Flags::SUMMARY);
            }
        }
        let mut times = out.turns[from..].iter().filter_map(|it| match it.start {
            Some(Stamp::Offset(millis)) => Some(millis),
            _ => None,
        });
        let first = times.next();
        match first.zip(times.next_back()) {
            Some((first, last)) => why.replacen(
                ", speaker",
                &format!(", {} to {}, speaker", shown(first), shown(last)),
                1,
            ),
            None => why,
        }
    }

    /// Keeps the exporter's headers and no others; what they are made of is no text.
    fn reshape(&self, source: &mut Source<'_>) {
        let mut n = 0;
        while n < source.lines.len() {
            match (self.find)(source, n) {
                Some(found) => {
                    for line in &mut source.lines[n + 1..n + found.lines] {
                        line.block = Block::Blank;
                        line.header = None;
                    }
                    let line = &mut source.lines[n];
                    line.header = Some(found.header);
                    line.stamp = None;
                    if line.block != Block::Heading {
                        line.block = Block::Text;
                    }
                    n += found.lines;
                }
                None => {
                    source.lines[n].header = None;
                    n += 1;
                }
            }
        }
    }
}

/// Makes lines that the exporter wrote about itself, or about who joined, nobody's words.
pub(super) fn mark_foreign(source: &mut Source<'_>) {
    let text = source.text;
    for line in &mut source.lines {
        let is_candidate =
            matches!(line.block, Block::Text | Block::Meta | Block::Heading) && line.header.is_none();
        if is_candidate && is_foreign(&text[line.words.range()]) {
            line.block = Block::System;
        }
    }
}

/// Whether a line is the exporter's own: `Transcribed by https://otter.ai`, `Transcription ended after 00:12:00`.
fn is_foreign(line: &str) -> bool {
    /// No such line is longer.
    const LONGEST: usize = 200;
    const OPENINGS: [&str; 12] = [
        "transcribed by http",
        "transcribed with http",
        "transcription ended after",
        "meeting ended after",
        "this editable transcript was computer",
        "this transcript was generated by",
        "this transcript was exported",
        "transcript generated by",
        "transcript exported from",
        "exported from http",
        "view recording",
        "screen sharing:",
    ];
    const ENDINGS: [&str; 4] = [
        " started transcription",
        " stopped transcription",
        " joined the meeting",
        " left the meeting",
    ];
    if line.len() > LONGEST {
        return false;
    }
    // Fathom puts what it makes of the words between them.
    if line.starts_with("ACTION ITEM: ") && line.contains(" WATCH: http") {
        return true;
    }
    let line = line.trim_matches(['*', '_', ' ', '(', ')']).to_ascii_lowercase();
    OPENINGS.iter().any(|it| line.starts_with(it)) || ENDINGS.iter().any(|it| line.ends_with(it))
}

fn label<'a>(source: &Source<'a>, line: &Line, header: &Header) -> &'a str {
    let at = line.words.start;
    header::bare(source.slice(Span::new(at + header.label.start, at + header.label.end)))
}

/// A name with its time behind it on one line, where `fits` agrees with what stands between and behind the two.
fn stamped_line(source: &Source<'_>, n: usize, fits: fn(&str, &str) -> bool) -> Option<Found> {
    let line = &source.lines[n];
    let header = line.header.clone().filter(|it| it.shape == Shape::Stamped)?;
    let text = source.slice(line.words);
    let rest = text.get(header.label.end..)?;
    let gap = rest.find(|c: char| c.is_ascii_digit())?;
    let (_, len) = header::stamped(&rest[gap..])?;
    fits(&rest[..gap], rest[gap + len..].trim_end()).then_some(Found { header, lines: 1 })
}

/// `Name   0:03`: three blanks or more, or a tab.
fn wide(source: &Source<'_>, n: usize) -> Option<Found> {
    stamped_line(source, n, |between, behind| {
        let is_blank = between.trim().is_empty();
        is_blank && (between.len() > 2 || between.contains('\t')) && behind.is_empty()
    })
}

/// `0:12 - Name`, `[00:12] Name`: nothing behind, words below.
fn time_first(source: &Source<'_>, n: usize) -> Option<Found> {
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
fn framed(source: &Source<'_>, n: usize) -> Option<Found> {
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
fn stack(source: &Source<'_>, n: usize) -> Option<(Found, bool)> {
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
fn time_above(source: &Source<'_>, n: usize) -> Option<Found> {
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

/// `Mr. SMITH. Words`, `The Chairman. Words`, `Q. Words`; `MR. SMITH: Words` between them.
fn period_label(source: &Source<'_>, n: usize) -> Option<Found> {
    /// No label is longer, in words and in bytes.
    const MOST: (usize, usize) = (6, 60);
    let line = &source.lines[n];
    if line.block != Block::Text {
        return None;
    }
    let text = source.slice(line.words);
    let found = |label: usize, end: usize| Found {
        header: Header {
            shape: Shape::Plain,
            label: 0..label,
            stamp: None,
            until: None,
            body: text.len() - text[end..].trim_start().len(),
        },
        lines: 1,
    };
    if text.starts_with("Q. ") || text.starts_with("A. ") {
        return Some(found(1, 2));
    }
    if let Some(header) = line.header.clone().filter(|it| it.shape == Shape::Plain) {
        let is_addressed = header::is_addressed(label(source, line, &header));
        return is_addressed.then_some(Found { header, lines: 1 });
    }
    let mut end = 0;
    for (n, word) in text.split(' ').take(MOST.0).enumerate() {
        let start = end + usize::from(0 < n);
        end = start + word.len();
        let name = word.trim_end_matches('.');
        let is_written = word.starts_with(char::is_uppercase)
            || ["of", "de", "la", "van", "von", "der", "pro", "tempore"].contains(&name);
        if name.is_empty() || !is_written || MOST.1 < end {
            return None;
        }
        // The period of a title or an initial does not end the label.
        let is_short = name.chars().count() == 1 || (n == 0 && header::is_addressed(word) && !is_rank(name));
        if word.ends_with('.') && !is_short {
            let label = &text[..end - 1];
            return header::is_addressed(label).then(|| found(end - 1, end));
        }
    }
    None
}

/// Whether a title stands for whoever has it: `Chairman. The committee will come to order.`
fn is_rank(title: &str) -> bool {
    title.chars().count() > 4
}

/// Whether two voices are all who have a label.
fn has_two_voices(input: &Input<'_>) -> bool {
    let source = input.document();
    let of = |name: &str| source.labels.iter().find(|it| it.name.eq_ignore_ascii_case(name));
    let (Some(me), Some(them)) = (of("me"), of("them")) else {
        return false;
    };
    let least = me.count.min(them.count);
    let others = source
        .labels
        .iter()
        .filter(|it| !["me", "them"].contains(&it.name.to_lowercase().as_str()));
    others.map(|it| it.count).max().unwrap_or(0) <= least.max(1)
}

/// Hours, minutes and seconds.
pub(super) fn shown(millis: u32) -> String {
    let seconds = millis / 1000;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Flags, Stamp, Transcript, TurnKind};

    /// `speaker@seconds: words` of every turn that somebody speaks.
    fn said(it: &Transcript) -> Vec<String> {
        let spoken = it.turns.iter().filter(|it| it.kind == TurnKind::Speech);
        let shown = spoken.map(|turn| {
            let name = turn.speaker.map_or("-", |id| it.speakers[id].name.as_str());
            let start = match turn.start {
                Some(Stamp::Offset(millis)) => format!("@{}", millis / 1000),
                _ => String::new(),
            };
            format!("{name}{start}: {}", turn.view.text())
        });
        shown.collect()
    }

    fn read(text: &str) -> (&'static str, Vec<String>) {
        let it = Transcript::parse(text);
        (it.format, said(&it))
    }

    #[test]
    fn otter_has_key_words_above_and_a_line_about_itself_below() {
        let text = "Dock call\nWed, Mar 4, 2026 2:55PM • 45:10\n\nSUMMARY KEYWORDS\ndock, latch\n\nSPEAKERS\nIlse, Unknown Speaker\n\n\
            Ilse  0:02  \nAre you ready to\n\nUnknown Speaker  0:04  \nclose the docks? Note: I\nthink so.\n\n0:15\nSomebody else.\n\n\
            Ilse  1:00:15  \nFine.\n\nTranscribed by https://otter.ai\n";
        let it = Transcript::parse(text);
        assert_eq!(
            (it.format, it.why.as_str()),
            (
                "otter",
                "3 labelled turns, 0:00:02 to 1:00:15, speakers Ilse, Unknown Speaker"
            )
        );
        assert_eq!(
            said(&it),
            [
                "Ilse@2: Are you ready to",
                "Unknown Speaker@4: close the docks? Note: I think so.",
                "-@15: Somebody else.",
                "Ilse@3615: Fine.",
            ]
        );
        let summed: Vec<&str> = it
            .turns
            .iter()
            .filter(|it| it.flags.has(Flags::SUMMARY))
            .map(|it| it.view.text())
            .collect();
        assert_eq!(summed, ["SUMMARY KEYWORDS dock, latch"]);
        let last = it.turns.last().expect("turns");
        assert_eq!(
            (last.kind, last.view.text()),
            (TurnKind::System, "Transcribed by https://otter.ai")
        );
    }

    #[test]
    fn rev_has_words_below_or_behind() {
        let text = "Speaker 1 (00:01):\nIt is open. [crosstalk 00:00:05]\n\nSpeaker 2 (00:07): Since when?\n\nSpeaker 1 (01:00:09):\nMonday.\n\nI think.\n";
        let (format, said) = read(text);
        assert_eq!(format, "rev");
        assert_eq!(
            said,
            [
                "Speaker 1@1: It is open. ",
                "Speaker 2@7: Since when?",
                "Speaker 1@3609: Monday.\n\nI think."
            ]
        );
        assert!(Transcript::parse(text).turns[0].flags.has(Flags::CROSSTALK));
    }

    #[test]
    fn names_and_times_stand_on_lines_of_their_own() {
        let teams = "Ilse Brandt\n0 minutes 3 seconds\n0:03\nIlse Brandt 0 minutes 3 seconds\nIt is open.\n\
            Bogdan\n0 minutes 7 seconds\n0:07\nBogdan 0 minutes 7 seconds\nSince when?\n\
            Ilse Brandt\n1 minute 9 seconds\n1:09\nIlse Brandt 1 minute 9 seconds\nMonday.\n";
        let three = [
            "Ilse Brandt@3: It is open.",
            "Bogdan@7: Since when?",
            "Ilse Brandt@69: Monday.",
        ];
        assert_eq!(read(teams), ("teams-copy", three.map(str::to_owned).to_vec()));
        let wide = "Ilse Brandt started transcription\n\nIlse Brandt   0:03\nIt is open.\n\nBogdan   0:07\nSince when?\n\n\
            Ilse Brandt   1:09\nMonday.\n";
        assert_eq!(read(wide), ("teams-copy", three.map(str::to_owned).to_vec()));
        let stacked = "### Ilse Brandt\n00:03\n\nIt is open.\n\n### Bogdan\n00:07\n\nSince when?\n\n### Ilse Brandt\n01:09\n\nMonday.\n";
        assert_eq!(read(stacked), ("fireflies", three.map(str::to_owned).to_vec()));
        let first = "0:03 - Ilse Brandt (Acme)\n  It is open.\n\n0:07 - Bogdan\n  Since when?\n  ACTION ITEM: Ask - WATCH: https://x.org\n\n1:09 - Ilse Brandt (Acme)\n  Monday.\n";
        assert_eq!(read(first), ("fathom", three.map(str::to_owned).to_vec()));
        let above =
            "0:03\nIlse Brandt\nIt is open.\n\n0:07\nBogdan\nSince when?\n\n1:09\nIlse Brandt\nMonday.\n";
        assert_eq!(read(above), ("fireflies", three.map(str::to_owned).to_vec()));
        let tabs = "Ilse Brandt\t0:03\nIt is open.\n\nBogdan\u{a0}\u{a0}\u{a0}0:07\nSince when?\n\nIlse Brandt\t1:09\nMonday.\n";
        assert_eq!(read(tabs), ("teams-copy", three.map(str::to_owned).to_vec()));
        let framed = "00:00:03:12 - 00:00:06:10\nIlse Brandt\nIt is open.\n\n00:00:07:02 - 00:00:08:00\nBogdan\nSince when?\n\n\
            00:01:09:02 - 00:01:10:00\nIlse Brandt\nMonday.\n";
        assert_eq!(read(framed), ("premiere", three.map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_record_has_periods_behind_its_names() {
        let text = "    The Chairman. The committee will come to order.\n    Mr. Ilic of Texas. Thank you. Mr. Smith said\nit is open.\n\
            \x20   Ms. van der Berg. Since when?\n    Mr. Ilic of Texas. Monday.\n    The Chairman. Dr. Roth.\n";
        assert_eq!(
            read(text),
            (
                "hearing",
                [
                    "The Chairman: The committee will come to order.",
                    "Mr. Ilic of Texas: Thank you. Mr. Smith said it is open.",
                    "Ms. van der Berg: Since when?",
                    "Mr. Ilic of Texas: Monday.",
                    "The Chairman: Dr. Roth.",
                ]
                .map(str::to_owned)
                .to_vec()
            )
        );
        let prose = "Mr. Smith went out. It was late.\n\nDr. Roth came. She was early.\n\n".repeat(4);
        assert_ne!(read(&prose).0, "hearing");
    }

    #[test]
    fn notes_above_two_voices_are_a_machine_s() {
        let text = "# Dock call\n\n### Docks\n\n- Six are open\n\n## Transcript\n\nThem: It is open.\n\nMe: Since when?\n\nThem: Monday.\n";
        let it = Transcript::parse(text);
        assert_eq!((it.format, said(&it).len()), ("granola", 3));
        assert!(it.units.iter().all(|it| !it.view.text().contains("Six")));
    }

    #[test]
    fn times_of_day_are_no_recording() {
        for text in [
            "Ilse Brandt\n  2:07 PM\nIt is open.\n\nBogdan\n  2:09 PM\nSince when?\n\nIlse Brandt\n  2:10 PM\nMonday.\n",
            "14:07 - Rollback\n  It went well.\n14:09 - Restart\n  So did that.\n14:31 - Rollback\n  Again.\n",
            "[14:07:00] Ilse: It is open.\n[14:08:00] Bogdan: Since when?\n[14:09:00] Ilse: Monday.\n",
        ] {
            let it = Transcript::parse(text);
            let own = ["fireflies", "fathom", "descript", "otter", "teams-copy"];
            assert!(!own.contains(&it.format), "{}: {text}", it.format);
        }
    }
}
