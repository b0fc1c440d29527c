//! One file, several reports: sections that tell a story each are kept apart.
//!
//! Sections side by side are reports of their own where they have the same inner labels (`Root cause identified:` in
//! either), or are numbered cases (`Incident 1`, `Incident 2`) whose clocks overlap. Sections whose headings carry times
//! are phases of one story.

use rustc_hash::FxHashSet;

use crate::transcript::{Transcript, TurnKind};

use super::{Event, EventKind, report, when};

/// Sections are looked for so deep.
const DEEPEST: usize = 3;

/// For each event the heading of the report that it belongs to; `None` throughout where there is one story.
pub(super) fn reports(transcript: &Transcript, events: &[Event]) -> Vec<Option<usize>> {
    let chains: Vec<Vec<usize>> = events.iter().map(|it| chain(transcript, it.turn)).collect();
    for depth in 0..DEEPEST {
        let mut sections: Vec<usize> = chains.iter().filter_map(|it| it.get(depth).copied()).collect();
        sections.sort_unstable();
        sections.dedup();
        let is_timed = |it: &usize| !when::stated(transcript.turns[*it].view.text()).is_empty();
        if sections.len() < 2 {
            continue;
        }
        if sections.iter().any(is_timed) {
            break;
        }
        let labels: Vec<FxHashSet<String>> = sections.iter().map(|&it| labels(transcript, it)).collect();
        let own = |at: usize| {
            chains
                .iter()
                .zip(events)
                .filter(move |(chain, _)| chain.get(depth) == Some(&at))
                .map(|it| it.1)
        };
        let is_report = |a: usize| {
            (0..sections.len()).any(|b| {
                a != b
                    && (!labels[a].is_disjoint(&labels[b])
                        || (is_numbered_like(transcript, sections[a], sections[b])
                            && overlap(own(sections[a]), own(sections[b]))))
            })
        };
        let apart: FxHashSet<usize> = (0..sections.len())
            .filter(|&it| is_report(it))
            .map(|it| sections[it])
            .collect();
        if !apart.is_empty() {
            let of = |chain: &Vec<usize>| chain.get(depth).copied().filter(|it| apart.contains(it));
            return chains.iter().map(of).collect();
        }
    }
    vec![None; events.len()]
}

/// The headings that a turn stands under, outermost first; a heading stands under itself.
fn chain(transcript: &Transcript, turn: usize) -> Vec<usize> {
    let is_heading = transcript.turns[turn].kind == TurnKind::Heading;
    let mut at = if is_heading {
        Some(turn)
    } else {
        transcript.turns[turn].section
    };
    let mut res = Vec::new();
    while let Some(it) = at {
        res.push(it);
        at = transcript.turns[it].section;
    }
    res.reverse();
    res
}

/// The labels inside the section of a heading: headings, and lines that end with a colon; several words each.
fn labels(transcript: &Transcript, section: usize) -> FxHashSet<String> {
    let mut res = FxHashSet::default();
    for turn in transcript.turns.iter().skip(section + 1) {
        let is_inside = {
            let mut at = turn.section;
            while at.is_some_and(|it| it > section) {
                at = at.and_then(|it| transcript.turns[it].section);
            }
            at == Some(section)
        };
        if !is_inside {
            break;
        }
        let text = turn.view.text().trim();
        let is_label = match turn.kind {
            TurnKind::Heading => true,
            TurnKind::Output | TurnKind::Note => text.ends_with(':'),
            _ => false,
        };
        let words: Vec<String> = report::words(text)
            .filter(|it| it.chars().any(char::is_alphabetic))
            .collect();
        if is_label && (1 < words.len() || turn.kind == TurnKind::Heading) {
            res.insert(words.join(" "));
        }
    }
    res
}

/// Whether two headings differ in a number or letter only: `Incident 1: …` and `Incident 2: …`.
fn is_numbered_like(transcript: &Transcript, a: usize, b: usize) -> bool {
    let first_two = |it: usize| {
        let mut words = report::words(transcript.turns[it].view.text());
        (words.next().unwrap_or_default(), words.next().unwrap_or_default())
    };
    let is_mark = |it: &str| it.bytes().all(|b| b.is_ascii_digit()) || it.len() == 1;
    let (a, b) = (first_two(a), first_two(b));
    a.0 == b.0 && a.1 != b.1 && is_mark(&a.1) && is_mark(&b.1)
}

/// Whether the clock times of the later section begin before those of the earlier one end.
fn overlap<'a>(a: impl Iterator<Item = &'a Event>, b: impl Iterator<Item = &'a Event>) -> bool {
    let clocks = |it: &mut dyn Iterator<Item = &'a Event>| -> Vec<u16> {
        it.filter(|it| it.kind == EventKind::Entry)
            .filter_map(|it| it.clock)
            .collect()
    };
    let (mut a, mut b) = (a, b);
    let (a, b) = (clocks(&mut a), clocks(&mut b));
    match (a.iter().min(), a.iter().max(), b.iter().min(), b.iter().max()) {
        (Some(a_min), Some(a_max), Some(b_min), Some(b_max)) => b_min < a_max && a_min < b_max,
        _ => false,
    }
}
