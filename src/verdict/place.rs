//! Another place than the source's: a name behind "in", "at" or "from" where the unit has another one there.

use super::judge::Case;
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::language::names::{Name, NameKind};
use crate::language::words::Stem;
use crate::text::Span;

/// "next to the canteen in Skerrow" where the unit that it follows has "in Dunmarra": a name behind the same word.
pub(super) fn another(case: &Case<'_>) -> Option<Issue> {
    const LEADS: [&str; 3] = ["in", "at", "from"];
    let index = &case.judge.sources.index;
    let led = |text: &str, name: &Name| -> Option<String> {
        let word = text[..name.span.start]
            .split_whitespace()
            .next_back()?
            .to_ascii_lowercase();
        Some(word).filter(|it| LEADS.contains(&it.as_str()))
    };
    let &(at, _) = case.ranked.first()?;
    let (entry, text) = (&index.entries[at], case.entry_text(at));
    if entry.is_question || shared_weight(case, at) < case.judge.limits.denial {
        return None;
    }
    let proper = |it: &&Name| it.kind == NameKind::Proper;
    let is_time = |claim: &Claim, span: Span| claim.times.iter().any(|it| it.span.overlaps(span));
    let turn = index.passages[entry.passage].entries.clone();
    let near = turn.start.saturating_sub(2)..(turn.end + 2).min(index.entries.len());
    let says = |it: usize, name: &Name| {
        index.entries[it]
            .claim
            .names
            .iter()
            .any(|other| other.key == name.key)
    };
    for name in case.claim.names.iter().filter(proper) {
        let Some(lead) = led(case.text, name) else {
            continue;
        };
        let elsewhere = index.has_heard(name.key) && !near.clone().any(|it| says(it, name));
        if case.is_quoted(name.span) || is_time(case.claim, name.span) || !elsewhere {
            continue;
        }
        let fits = |it: &&Name| led(text, it).as_ref() == Some(&lead) && !is_time(&entry.claim, it.span);
        let mut others = entry.claim.names.iter().filter(proper).filter(fits);
        let (Some(other), None) = (others.next(), others.next()) else {
            continue;
        };
        if case.claim.names.iter().all(|it| it.key != other.key) && are_alternatives(case, name, other.key) {
            return Some(Issue {
                kind: IssueKind::ContradictedName,
                span: name.span,
                right: Some(text[other.span.range()].to_owned()),
                place: Some(case.place(at)),
                other: None,
            });
        }
    }
    None
}

/// Whether a unit names both places: "from Dunmarra to Skerrow"; not one as what the other lies in: "Oslo, Norway".
fn are_alternatives(case: &Case<'_>, name: &Name, other: Stem) -> bool {
    let entries = case.judge.sources.index.entries.iter().enumerate();
    let mut both = entries.filter_map(|(at, entry)| {
        let of = |key: Stem| entry.claim.names.iter().find(|it| it.key == key);
        Some((at, of(name.key)?.span, of(other)?.span))
    });
    let mut found = false;
    let contained = both.any(|(at, a, b)| {
        found = true;
        let (first, second) = if a.start < b.start { (a, b) } else { (b, a) };
        let gap = case.entry_text(at).get(first.end..second.start);
        gap.is_some_and(|it| matches!(it, ", " | " in " | ", in " | " ("))
    });
    found && !contained
}
