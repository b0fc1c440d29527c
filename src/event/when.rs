//! Times as a source states them: expressions, times that open a line, stamps.

use crate::language::quantity::{self, Dimension};
use crate::language::time::{self, Day, TimeRef};
use crate::text::{Span, one_line};

use super::report;

/// A time expression, as stated.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stated {
    /// Bytes of the text read.
    pub(super) span: Span,
    /// The expression, blanks squeezed, weekday and half of the day in their usual case.
    pub(super) text: String,
    /// Minutes since midnight, where certain.
    pub(super) clock: Option<u16>,
    /// The same as written, where it may be meant in the other half of the day: settled by the source's other times.
    pub(super) unsure: Option<u16>,
    /// The clock time at which a stretch ends: 14:22 of `2:17-2:22 PM`.
    pub(super) until: Option<u16>,
    /// The zone stated behind it: `UTC`.
    pub(super) zone: Option<String>,
    /// What its parts say.
    parts: Vec<TimeRef>,
}

impl Stated {
    /// No time.
    pub(super) fn unknown() -> Stated {
        Stated {
            span: Span::at(0),
            text: String::new(),
            clock: None,
            unsure: None,
            until: None,
            zone: None,
            parts: Vec::new(),
        }
    }

    /// The stretch of time at `span` of `text`: `six days`.
    pub(super) fn lasting(text: &str, span: Span) -> Stated {
        Stated {
            span,
            text: one_line(&text[span.range()]).to_lowercase(),
            ..Stated::unknown()
        }
    }

    /// Whether it says when something happened: not "tomorrow", not "in the morning".
    pub(super) fn is_past_or_fixed(&self) -> bool {
        let is_future = self
            .parts
            .iter()
            .any(|it| matches!(it, TimeRef::Relative { days, .. } if *days > 0));
        let says_when = self.parts.iter().any(|it| match it {
            TimeRef::Clock { .. } | TimeRef::Weekday(_) | TimeRef::Date { .. } => true,
            TimeRef::Relative { days, .. } => *days < 0,
            TimeRef::PartOfDay(part) => matches!(part, 4 | 5),
            TimeRef::PastHour(_) => false,
        });
        says_when && !is_future
    }

    /// Whether it is a time as seen from the day of the talk: yesterday, last week.
    pub(super) fn is_relative(&self) -> bool {
        self.parts.iter().any(|it| matches!(it, TimeRef::Relative { .. }))
    }

    /// Whether it is a day of an unnamed month and nothing else: `24th`, `fifth`.
    pub(super) fn is_bare_ordinal(&self) -> bool {
        self.parts.iter().all(|it| {
            matches!(
                it,
                TimeRef::Date {
                    year: None,
                    month: None,
                    ..
                }
            )
        })
    }

    /// The days it names, as far as it does: year, month, day; a weekday.
    pub(super) fn day(&self) -> Option<TimeRef> {
        self.parts
            .iter()
            .find(|it| {
                matches!(
                    it,
                    TimeRef::Date { .. } | TimeRef::Weekday(_) | TimeRef::Relative { .. }
                )
            })
            .copied()
    }

    /// Whether it names a day, not only a month or a year.
    pub(super) fn day_is_told(&self) -> bool {
        self.parts.iter().any(|it| {
            matches!(
                it,
                TimeRef::Clock { .. }
                    | TimeRef::Weekday(_)
                    | TimeRef::Date { day: Some(_), .. }
                    | TimeRef::Relative { grain: 1, .. }
            )
        })
    }

    /// What its parts say, in order.
    pub(super) fn parts(&self) -> &[TimeRef] {
        &self.parts
    }

    /// Whether it names a moment more exactly than the stamp of a message does anyway.
    pub(super) fn fixes_moment(&self) -> bool {
        self.parts.iter().any(|it| matches!(it, TimeRef::Clock { .. }))
    }
}

/// The time expressions of `text`, in order. Neighbours with nothing but joining words or marks between
/// them are one: `Mon 13 Oct 16:40`, `2:17-2:22 PM`, `Tuesday at 14:00`.
pub(super) fn stated(text: &str) -> Vec<Stated> {
    let mut res: Vec<Stated> = Vec::new();
    for mention in time::read(text) {
        let joins_last = res
            .last()
            .is_some_and(|last| text.get(last.span.end..mention.span.start).is_some_and(is_joint));
        match res.last_mut() {
            Some(last) if joins_last => {
                last.span = last.span.cover(mention.span);
                last.parts.push(mention.value);
            }
            _ => res.push(Stated {
                span: mention.span,
                text: String::new(),
                clock: None,
                unsure: None,
                until: None,
                zone: None,
                parts: vec![mention.value],
            }),
        }
    }
    for it in &mut res {
        it.text = tidy(&text[it.span.range()]);
        let mut clocks = it.parts.iter().filter_map(|part| match part {
            TimeRef::Clock { minutes, certain } if *certain => Some(*minutes),
            _ => None,
        });
        it.clock = clocks.next();
        it.until = clocks.next();
        it.unsure = it.parts.iter().find_map(|part| match part {
            TimeRef::Clock { minutes, .. } => Some(*minutes),
            _ => None,
        });
        let has_clock = it.parts.iter().any(|part| matches!(part, TimeRef::Clock { .. }));
        if let Some(len) = zone(&text[it.span.end..]).filter(|_| has_clock) {
            it.span.end += len;
            it.text = tidy(&text[it.span.range()]);
        }
        let last = it
            .text
            .trim_end_matches(')')
            .rsplit([' ', '('])
            .next()
            .unwrap_or("");
        if has_clock && is_zone(last) {
            it.zone = Some(last.to_owned());
        }
    }
    res
}

/// Whether `between` joins two times into one expression.
fn is_joint(between: &str) -> bool {
    let between = between.trim();
    between.len() <= 4
        && (between
            .chars()
            .all(|it| !it.is_alphanumeric() && !".;()[]|".contains(it))
            || matches!(between, "at" | "on" | "of" | "the" | "to" | "T"))
}

/// The expression in its usual case: `Monday`, `2:17 PM`.
fn tidy(text: &str) -> String {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    for word in &mut words {
        let lower = word.to_ascii_lowercase();
        let is_half = matches!(lower.as_str(), "am" | "pm" | "a.m." | "p.m.");
        if is_half {
            *word = lower.replace('.', "").to_uppercase();
        } else if matches!(time::read(&lower)[..], [ref it] if matches!(it.value, TimeRef::Weekday(_)) && it.span.len() == lower.len())
        {
            let mut chars = lower.chars();
            *word = chars
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(chars)
                .collect();
        }
    }
    words.join(" ")
}

/// The time that `text` is, with nothing beside it.
pub(super) fn only(text: &str) -> Option<Stated> {
    let time = stated(text).into_iter().next().filter(Stated::fixes_moment)?;
    let beside = |it: &str| !it.contains(char::is_alphanumeric);
    let head = text[..time.span.start].trim().trim_end_matches('.');
    let is_alone = (beside(head) || matches!(head, "ca" | "about" | "around" | "approx"))
        && beside(&text[time.span.end..]);
    is_alone.then_some(time)
}

/// The time that ends `text`, nothing but the blank or line break before it, and the words that stand there: what a
/// page of updates writes under each of them. It names a day and an hour, as no sentence ends by chance.
pub(super) fn trailing(text: &str) -> Option<(Stated, Span)> {
    let time = stated(text).into_iter().next_back()?;
    let ends = !text[time.span.end..].contains(char::is_alphanumeric);
    let words = text[..time.span.start].trim_end();
    let is_apart = words.ends_with(['.', '!', ')']);
    let is_whole = time.fixes_moment() && time.day().is_some();
    let opens = text.len() - text.trim_start().len();
    (ends && is_apart && is_whole && opens < words.len()).then(|| (time, Span::new(opens, words.len())))
}

/// The time in brackets behind a label (`From Ana to everyone: (13:02)`), which says when a message was pasted from
/// elsewhere, and the words behind it.
pub(super) fn pasted(text: &str) -> Option<(Stated, Span)> {
    let time = stated(text).into_iter().next().filter(Stated::fixes_moment)?;
    let head = text[..time.span.start].trim_end().strip_suffix(['(', '['])?;
    let rest = text[time.span.end..].strip_prefix([')', ']'])?;
    let is_label = head.trim_end().ends_with(':');
    let start = text.len() - rest.trim_start().len();
    is_label.then(|| (time, Span::new(start, text.trim_end().len().max(start))))
}

/// The time that opens `text` and the words behind it: `14:23 - alert fired`, `| 2:17 PM | alert |`,
/// `**17:58**: fixed`. With `cell` the time must be a table cell of its own.
pub(super) fn leading(text: &str, cell: bool) -> Option<(Stated, Span)> {
    let time = stated(text).into_iter().next().filter(Stated::is_past_or_fixed)?;
    let opens = text[..time.span.start]
        .chars()
        .all(|it| it.is_whitespace() || "|-*•–—[(~_`".contains(it));
    if !opens {
        return None;
    }
    let rest = &text[time.span.end..];
    let marks = rest.len()
        - rest
            .trim_start_matches(|it: char| it.is_whitespace() || "|-–—:*~_`])".contains(it))
            .len();
    let mark = rest[..marks].trim();
    let parts = if cell {
        mark.starts_with('|')
    } else {
        !mark.is_empty()
    };
    let start = time.span.end + marks;
    let words = text[start..].trim_end_matches(|it: char| it.is_whitespace() || it == '|');
    let words = Span::new(start, start + words.len());
    (parts && !words.is_empty()).then_some((time, words))
}

/// The bytes that a zone takes which opens `rest`: ` UTC`, ` (CEST)`.
fn zone(rest: &str) -> Option<usize> {
    let bare = rest.trim_start();
    let inner = bare.strip_prefix('(').unwrap_or(bare);
    let len = inner
        .find(|it: char| !it.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let is_bracketed = inner.len() < bare.len();
    let is_closed = !is_bracketed || inner[len..].starts_with(')');
    let end = rest.len() - inner.len() + len + usize::from(is_bracketed);
    (is_zone(&inner[..len]) && is_closed).then_some(end)
}

/// Whether `name` is that of a time zone: `UTC`, `CEST`.
fn is_zone(name: &str) -> bool {
    let is_letters = name.bytes().all(|it| it.is_ascii_uppercase());
    is_letters && (name == "UTC" || ((3..=4).contains(&name.len()) && name.ends_with('T')))
}

/// The stamp of a message: with its `day` where that is to be told (`tells_day`) or the label tells it, else as the label
/// writes it.
pub(super) fn of_stamp(minutes: u16, day: Option<Day>, tells_day: bool, label: &str) -> Stated {
    let clock = TimeRef::Clock {
        minutes,
        certain: true,
    };
    let plain = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let is_clock =
        |part: &TimeRef| matches!(part, TimeRef::Clock { minutes: it, .. } if it % 720 == minutes % 720);
    let written = stated(label).into_iter().find(|it| it.parts.iter().any(is_clock));
    let has_day = tells_day || written.as_ref().is_some_and(|it| it.day().is_some());
    let (text, parts) = match day.filter(|_| has_day).map(Day::date) {
        Some((year, month, day)) => {
            let date = TimeRef::Date {
                year: Some(year),
                month: Some(month),
                day: Some(day),
            };
            let text = format!("{year:04}-{month:02}-{day:02} {plain}");
            (text, vec![date, clock])
        }
        None => {
            let text = written.map(|it| it.text).filter(|it| it.len() <= 24);
            (text.unwrap_or(plain), vec![clock])
        }
    };
    Stated {
        text,
        clock: Some(minutes),
        parts,
        ..Stated::unknown()
    }
}

/// Whether `text` measures a stretch of time (`15 minutes (2:17 PM to 2:32 PM)`) and tells nothing that
/// happened.
pub(super) fn is_measure(text: &str) -> bool {
    let n_clocks = time::read(text)
        .iter()
        .filter(|it| matches!(it.value, TimeRef::Clock { .. }))
        .count();
    1 < n_clocks
        && quantity::read(text)
            .iter()
            .any(|it| it.dimension == Dimension::Time)
        && !report::tells_past(text)
}
