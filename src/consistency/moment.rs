//! When something happened, told twice: "the alert fired at 14:32", and the timeline has 14:23.

use super::attribute::is_contrast;
use super::passage::{Passage, Role};
use super::{Conflict, Kind, show};
use crate::claim::Claim;
use crate::draft::Draft;
use crate::language::time::TimeRef;
use crate::language::words::Stem;
use crate::text::Span;

/// What happened at the only clock time of a passage.
#[derive(Debug)]
pub(super) struct Moment {
    minutes: u16,
    span: Span,
    /// Stems of the content words around it, sorted, each once.
    content: Vec<Stem>,
    /// Whether it is an entry of a timeline.
    listed: bool,
}

/// The moment that `text` tells.
pub(super) fn read(text: &str, claim: &Claim, role: Role) -> Option<Moment> {
    let [time] = &claim.times[..] else { return None };
    let TimeRef::Clock { minutes, .. } = time.value else {
        return None;
    };
    let listed = match role {
        Role::Row | Role::Item => time.span.start <= 2,
        Role::Prose => false,
        _ => return None,
    };
    let own = if listed {
        Span::new(0, text.len())
    } else {
        clause(text, time.span)
    };
    if !listed && (is_contrast(text.get(own.range())?) || claim.negated) {
        return None;
    }
    let words = claim.words.iter().filter(|it| !it.stop && own.contains(it.span));
    let mut content: Vec<Stem> = words
        .filter(|it| !it.span.overlaps(time.span))
        .map(|it| it.stem)
        .collect();
    content.sort_unstable();
    content.dedup();
    (2 <= content.len()).then_some(Moment {
        minutes,
        span: time.span,
        content,
        listed,
    })
}

/// Events that are told at two times.
pub(super) fn find(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    let moments: Vec<(&Passage<'_>, &Moment)> = passages
        .iter()
        .filter_map(|it| Some((it, it.reading.moment.as_ref()?)))
        .collect();
    for (n, &(here, told)) in moments.iter().enumerate().filter(|it| !it.1.1.listed) {
        let all = moments.iter().enumerate();
        let mut fitting = all.filter(|(at, it)| (it.1.listed || *at < n) && is_same_event(it.1, told));
        let Some((_, &(there, entry))) = fitting.next().filter(|_| fitting.next().is_none()) else {
            continue;
        };
        let same_time = |it: &Moment| it.minutes % 720 == told.minutes % 720;
        // What the timeline has at that time may be what is meant.
        let other_entry = || {
            let mut entries = moments.iter().filter(|it| it.1.listed && same_time(it.1));
            entries.any(|it| it.1.content.iter().any(|stem| told.content.contains(stem)))
        };
        if same_time(entry) || other_entry() {
            continue;
        }
        let other = there.in_file(entry.span);
        let (then, now) = (
            show::words(there.text(), entry.span),
            show::words(here.text(), told.span),
        );
        out.push(Conflict {
            kind: Kind::Number,
            span: here.in_file(told.span),
            proof: format!(
                "Line {} has this at {then}, here it is {now}.",
                show::line(draft, other)
            ),
            other: Some(other),
            sentence: here.sentence,
        });
    }
}

/// The piece of `text` around `span` between commas, semicolons, dashes and brackets.
fn clause(text: &str, span: Span) -> Span {
    let ends = |c: char| matches!(c, ',' | ';' | '(' | ')' | '—' | '–');
    let before = text.get(..span.start).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .find(|it| ends(it.1))
        .map_or(0, |(at, c)| at + c.len_utf8());
    // A comma right behind the time that opens a sentence ("At 2:28 PM, we …") parts nothing.
    let opens = before[start..].split_whitespace().count() <= 1;
    let behind = text.get(span.end..).unwrap_or_default();
    let skip = if opens {
        behind.len() - behind.trim_start_matches([',', ' ']).len()
    } else {
        0
    };
    let end = behind[skip..]
        .find(ends)
        .map_or(text.len(), |it| span.end + skip + it);
    Span::new(start, end)
}

/// Whether both are told in nearly the same words.
fn is_same_event(a: &Moment, b: &Moment) -> bool {
    let shared = a
        .content
        .iter()
        .filter(|it| b.content.binary_search(it).is_ok())
        .count();
    let all = a.content.len() + b.content.len() - shared;
    2 <= shared && 3 * all <= 4 * shared
}
