//! The cues of a caption file: times, ids and the lines between them. What the lines say is read in `captions.rs`.

use super::build::Builder;
use super::input::Input;
use crate::text::Span;

/// A caption: the times it is shown and its lines.
pub(super) struct Cue<'a> {
    /// From its id (or time) to the end of its last line.
    pub(super) span: Span,
    /// The line above its time.
    pub(super) id: Option<&'a str>,
    /// Milliseconds when it appears and goes.
    pub(super) times: Option<(u32, u32)>,
    /// Lines with words, without line breaks.
    pub(super) lines: Vec<(Span, &'a str)>,
    /// How sure the recogniser is, from 0 to 1, where a comment says so.
    pub(super) confidence: Option<f32>,
}

/// How a file of captions is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Any line may be an id; a blank line ends the cue; comments and styles stand between cues.
    WebVtt,
    /// Ids are numbers; blank lines may stand between lines of a cue.
    Srt,
    /// No ids; a comma between the times.
    Sbv,
}

/// What a line of times says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timing {
    /// Milliseconds of both.
    pub(super) times: (u32, u32),
    /// Whether fractions of a second stand behind a comma.
    pub(super) has_comma: bool,
    /// Whether there are fractions of a second.
    has_fraction: bool,
}

const ARROW: &str = "-->";

impl Dialect {
    /// The times that `line` holds and nothing but settings behind them.
    pub(super) fn timing(self, line: &str) -> Option<Timing> {
        let line = line.trim_start_matches('\u{feff}').trim();
        let (start, len) = clock(line)?;
        let rest = line[len..].trim_start();
        let rest = match self {
            Dialect::Sbv => rest.strip_prefix([',', ';'])?,
            _ => rest.strip_prefix(ARROW)?,
        };
        let rest = rest.trim_start();
        let (end, end_len) = clock(rest)?;
        let settings = &rest[end_len..];
        let is_apart = settings.is_empty() || settings.starts_with([' ', '\t']);
        let is_alone = self != Dialect::Sbv || settings.trim().is_empty();
        let has_fraction = line[..len].contains(['.', ',']);
        // `14:05 --> 14:31` is a span of the day.
        let is_exact = has_fraction || line[..len].matches(':').count() == 2;
        (is_apart && is_alone && is_exact).then(|| Timing {
            times: (start, end),
            has_comma: line[..len].contains(','),
            has_fraction,
        })
    }

    /// Whether `line` stands where times should, but cannot be read.
    fn is_broken_timing(self, line: &str) -> bool {
        self != Dialect::Sbv
            && line.contains(ARROW)
            && line.trim_start().starts_with(|c: char| c.is_ascii_digit())
    }
}

/// `[H:]MM:SS[.fff]` at the start of `text` in milliseconds, and its length.
pub(super) fn clock(text: &str) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .take_while(|it| it.is_ascii_digit())
            .count()
    };
    let number = |from: usize, len: usize| text.get(from..from + len)?.parse::<u64>().ok();
    let first = digits(0);
    if first == 0 || 4 < first {
        return None;
    }
    let mut parts = vec![number(0, first)?];
    let mut len = first;
    while parts.len() < 3 && bytes.get(len) == Some(&b':') {
        let n = digits(len + 1);
        if n == 0 || 2 < n {
            return None;
        }
        parts.push(number(len + 1, n)?);
        len += 1 + n;
    }
    let seconds = match parts[..] {
        [minutes, seconds] => minutes * 60 + seconds,
        [hours, minutes, seconds] => hours * 3600 + minutes * 60 + seconds,
        _ => return None,
    };
    let mut millis = 0;
    let fraction = digits(len + 1);
    if 0 < fraction && matches!(bytes.get(len), Some(b'.' | b',')) {
        // In SBV a comma parts the two times; there, what follows it is a time, not a fraction.
        let is_time = bytes.get(len + 1 + fraction) == Some(&b':');
        if !is_time {
            let shown = text.get(len + 1..len + 1 + fraction.min(3))?;
            millis = format!("{shown:0<3}").parse().ok()?;
            len += 1 + fraction;
        }
    }
    u32::try_from(seconds * 1000 + millis).ok().map(|it| (it, len))
}

/// What the first lines of a file show of its cues.
#[derive(Default)]
pub(super) struct Glance {
    /// Lines with words.
    lines: usize,
    /// Lines of times among them.
    pub(super) timings: usize,
    /// Lines of times with a comma.
    pub(super) commas: usize,
    /// Lines of times with fractions of a second.
    fractions: usize,
    /// Which line with words the first line of times is, from 1.
    first: usize,
    /// Lines that open or close a block of code, or a heading.
    markup: usize,
}

impl Glance {
    /// Lines that are looked at.
    const LOOKED_AT: usize = 400;

    pub(super) fn of(input: &Input<'_>, dialect: Dialect) -> Glance {
        let mut it = Glance::default();
        let with_words = input.lines().filter(|it| !it.1.trim().is_empty());
        for (_, line) in with_words.take(Glance::LOOKED_AT) {
            it.lines += 1;
            let line = line.trim();
            it.markup += usize::from(line.starts_with("```") || line.starts_with("# "));
            if let Some(timing) = dialect.timing(line) {
                it.timings += 1;
                it.commas += usize::from(timing.has_comma);
                it.fractions += usize::from(timing.has_fraction);
                if it.first == 0 {
                    it.first = it.lines;
                }
            }
        }
        it
    }

    /// The share of the lines that cues explain, where the file is made of cues: they begin at once (at most the end of
    /// a cue that was cut off stands before), and no document is around them.
    pub(super) fn share(&self) -> Option<f32> {
        /// Lines before the first times, at most.
        const BEFORE: usize = 5;
        /// Lines of a cue, at most, on average.
        const PER_CUE: usize = 8;
        /// Times without fractions of a second that are needed to tell cues from spans of the day.
        const PLAIN: usize = 3;
        let before = if self.first <= 2 { 0 } else { BEFORE };
        let is_made_of_cues = self.first <= BEFORE
            && self.markup == 0
            && self.lines <= PER_CUE * self.timings + before
            && (self.timings == 1 || 4 * self.timings <= 3 * self.lines);
        let is_enough = 0 < self.fractions || PLAIN <= self.timings;
        let is_short = self.timings == 1 && 2 < self.first;
        (is_made_of_cues && is_enough && !is_short)
            .then(|| (self.timings as f32 * 3.0 / self.lines as f32).min(1.0))
    }
}

/// The cue that a line is which holds times in brackets and words behind them.
pub(super) fn printed<'a>(span: Span, line: &'a str) -> Option<Cue<'a>> {
    let (times, words) = line.trim_start().strip_prefix('[')?.split_once(']')?;
    let times = Dialect::Srt.timing(times)?.times;
    let at = span.end - words.len();
    Some(Cue {
        span,
        id: None,
        times: Some(times),
        lines: vec![(Span::new(at, span.end), words)],
        confidence: None,
    })
}

/// All cues of the source, in order.
pub(super) fn read<'a>(
    input: &Input<'a>,
    dialect: Dialect,
    has_header: bool,
    out: &mut Builder,
) -> Vec<Cue<'a>> {
    let lines: Vec<(Span, &'a str)> = input.lines().collect();
    let mut reader = Reader {
        dialect,
        lines: &lines,
        confidence: None,
        cues: Vec::new(),
    };
    let mut previous: Option<usize> = None;
    let mut number = None;
    for (at, &(span, line)) in lines.iter().enumerate() {
        let timing = dialect.timing(line);
        if timing.is_none() && !dialect.is_broken_timing(line) {
            continue;
        }
        if timing.is_none() {
            out.problem(span, "the times of this caption cannot be read");
        }
        let below = previous.map_or(0, |it| it + 1);
        let id = reader.id(at, below, number);
        number = id.and_then(|it| it.trim().parse::<u64>().ok()).or(number);
        let head = at - usize::from(id.is_some());
        match previous {
            Some(_) => reader.body(below, head, out),
            None => reader.before(below, head, has_header, out),
        }
        let from = lines[head].0.start;
        reader.cues.push(Cue {
            span: Span::new(from, span.end),
            id: id.map(str::trim),
            times: timing.map(|it| it.times),
            lines: Vec::new(),
            confidence: reader.confidence.take(),
        });
        previous = Some(at);
    }
    match previous {
        Some(it) => reader.body(it + 1, lines.len(), out),
        None => reader.before(0, lines.len(), has_header, out),
    }
    reader.cues
}

struct Reader<'l, 'a> {
    dialect: Dialect,
    lines: &'l [(Span, &'a str)],
    /// What the last comment says of the cue that follows.
    confidence: Option<f32>,
    cues: Vec<Cue<'a>>,
}

impl<'a> Reader<'_, 'a> {
    /// The id above the times in line `at`, where the cue before has its lines from `below` on; ids of numbers had come
    /// to `number`.
    fn id(&self, at: usize, below: usize, number: Option<u64>) -> Option<&'a str> {
        let above = at.checked_sub(1).filter(|&it| below <= it)?;
        let line = self.lines[above].1;
        let own = line.trim_start_matches('\u{feff}').trim();
        let is_first = above == 0 || self.lines[above - 1].1.trim().is_empty();
        let counted = own.parse::<u64>().ok();
        let is_id = match self.dialect {
            Dialect::Sbv => false,
            // A cue that says nothing but a number still has its own number below it.
            Dialect::Srt => counted.is_some(),
            Dialect::WebVtt if is_first => !is_aside(own) && !own.starts_with("WEBVTT"),
            Dialect::WebVtt => counted.is_some_and(|it| number.is_none_or(|number| it == number + 1)),
        };
        (is_id && !own.is_empty()).then_some(line)
    }

    /// Lines `from..to` behind the times of the last cue.
    fn body(&mut self, from: usize, to: usize, out: &mut Builder) {
        let mut at = from;
        let mut is_own = true;
        while at < to {
            let (span, line) = self.lines[at];
            let is_blank = line.trim().is_empty();
            let starts_block = at == from || self.lines[at - 1].1.trim().is_empty();
            if self.dialect == Dialect::WebVtt && starts_block && at != from && is_aside(line.trim()) {
                at = self.aside(at, to);
                is_own = false;
                continue;
            }
            if !is_blank && is_own {
                if let Some(cue) = self.cues.last_mut() {
                    cue.span.end = span.end;
                    cue.lines.push((span, line));
                }
            } else if !is_blank {
                out.problem(span, "this line belongs to no caption");
            }
            at += 1;
        }
    }

    /// Lines before the first cue.
    fn before(&mut self, from: usize, to: usize, has_header: bool, out: &mut Builder) {
        let mut at = from;
        let mut in_header = has_header;
        while at < to {
            let (span, line) = self.lines[at];
            if line.trim().is_empty() {
                in_header = false;
                at += 1;
            } else if !in_header && is_aside(line.trim()) {
                at = self.aside(at, to);
            } else {
                // Words before the first times are the rest of a cue that was cut off.
                if !has_header {
                    self.cues.push(Cue {
                        span,
                        id: None,
                        times: None,
                        lines: vec![(span, line)],
                        confidence: None,
                    });
                } else if !in_header && !line.contains(':') {
                    out.problem(span, "this line belongs to no caption");
                }
                at += 1;
            }
        }
    }

    /// Reads the comment, style or region at line `at`; gives the line behind it.
    fn aside(&mut self, at: usize, to: usize) -> usize {
        let mut end = at;
        while end < to && !self.lines[end].1.trim().is_empty() {
            let line = self.lines[end].1;
            let note = line.trim().trim_start_matches("NOTE").trim_start();
            let value = note
                .get(.."confidence:".len())
                .filter(|it| it.eq_ignore_ascii_case("confidence:"))
                .and_then(|it| note[it.len()..].trim().parse().ok());
            self.confidence = value.or(self.confidence);
            end += 1;
        }
        end
    }
}

/// Whether `line` opens a comment, a style or a region of WebVTT.
fn is_aside(line: &str) -> bool {
    let behind = |word: &str| line.strip_prefix(word);
    let note = behind("NOTE").is_some_and(|it| it.is_empty() || it.starts_with([' ', '\t']));
    note || ["STYLE", "REGION"]
        .iter()
        .any(|it| behind(it).is_some_and(str::is_empty))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_spelling() {
        let times = |dialect: Dialect, line| dialect.timing(line).map(|it| it.times);
        for (dialect, line, expected) in [
            (Dialect::WebVtt, "01:02.500 --> 01:04.000", (62_500, 64_000)),
            (
                Dialect::WebVtt,
                "1:00:00.000 --> 1:00:01.000 align:start position:0%",
                (3_600_000, 3_601_000),
            ),
            (Dialect::Srt, "00:00:01,5-->00:00:02,75", (1_500, 2_750)),
            (Dialect::Srt, "00:00:01 --> 00:00:02 X1:10 X2:20", (1_000, 2_000)),
            (Dialect::Sbv, "0:00:03.120,0:00:09.400", (3_120, 9_400)),
            (Dialect::Sbv, "0:00:03,0:00:09", (3_000, 9_000)),
        ] {
            assert_eq!(times(dialect, line), Some(expected), "{line}");
        }
        for line in [
            "",
            "a --> b",
            "00:01 --> x",
            "00:00:01,000 -->",
            "12 --> 13",
            "1:2:3:4 --> 5",
        ] {
            assert_eq!(times(Dialect::Srt, line), None, "{line}");
        }
        assert_eq!(times(Dialect::Sbv, "0:00:03.120,0:00:09.400 and more"), None);
    }
}
