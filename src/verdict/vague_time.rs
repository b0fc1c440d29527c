//! Times that the draft or the source tells loosely: `about 6am` is right where something happens within the half hour,
//! `at four` is said of the morning as well as of the afternoon, `sixty-three` of a year.

use super::judge::Case;
use super::time::stamp;
use super::told::is_asked;
use crate::language::time::{TimeMention, TimeRef};

/// `about 6am` where something of the sentence's evidence happens at 5:59 or 6:15.
pub(super) fn is_near(case: &Case<'_>, time: &TimeMention) -> bool {
    const WITHIN: u16 = 30;
    const DAY: u16 = 24 * 60;
    let TimeRef::Clock { minutes, certain } = time.value else {
        return false;
    };
    let before = case.text[..time.span.start].split_whitespace().next_back();
    let is_vague = before.is_some_and(|it| {
        matches!(
            it.to_ascii_lowercase().as_str(),
            "about" | "around" | "roughly" | "approximately" | "approx." | "circa" | "near"
        )
    }) || case.text[..time.span.start].ends_with('~');
    let apart = |other: u16, sure: bool| {
        let cycle = if certain && sure { DAY } else { DAY / 2 };
        let ahead = (minutes % cycle + cycle - other % cycle) % cycle;
        ahead.min(cycle - ahead)
    };
    let is_close = |it: TimeRef| match it {
        TimeRef::Clock { minutes, certain } => apart(minutes, certain) <= WITHIN,
        _ => false,
    };
    is_vague
        && case.window.iter().any(|&at| {
            let entry = &case.judge.sources.index.entries[at];
            // What stands in the log at 5:59 is not at 17:59 too, however its clock can be read.
            let is_told = match stamp(entry) {
                Some(clock) => is_close(clock),
                None => entry.claim.times.iter().any(|it| is_close(it.value)),
            };
            is_told && !is_asked(case, at)
        })
}

/// `at four`, `until seven`: an hour without its half and without "o'clock", which only its preposition makes one.
pub(super) fn is_bare_hour(case: &Case<'_>, time: &TimeMention) -> bool {
    const LEADING: [&str; 10] = [
        "at", "by", "until", "till", "since", "around", "about", "before", "after", "from",
    ];
    let TimeRef::Clock { minutes, .. } = time.value else {
        return false;
    };
    let is_hour =
        |it: f64| minutes % 60 == 0 && (1.0..=12.0).contains(&it) && it as u16 % 12 == minutes / 60 % 12;
    case.window.iter().any(|&at| {
        let text = case.entry_text(at);
        let mut amounts = case.judge.sources.index.entries[at].claim.amounts.iter();
        amounts.any(|it| {
            let before = text[..it.quantity.span.start].split_whitespace().next_back();
            let led = before.is_some_and(|it| LEADING.iter().any(|word| it.eq_ignore_ascii_case(word)));
            led && it.quantity.unit.is_empty() && is_hour(it.quantity.value())
        })
    })
}
