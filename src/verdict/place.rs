//! Another place than the source's: a name behind "in", "at" or "from" where the unit has another one there.

use super::judge::Case;
use super::speakers::speakers_named;
use super::support::{shared_but, shared_weight};
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::evidence::Entry;
use crate::language::names::{Name, NameKind, is_of_place};
use crate::language::words::{Stem, Word, folded};
use crate::text::Span;

/// "next to the canteen in Skerrow" where the unit that it follows has "in Dunmarra": a name behind the same word.
pub(super) fn another(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
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
            return Some(another_name(
                case,
                name.span,
                text[other.span.range()].to_owned(),
                at,
            ));
        }
    }
    None
}

/// The word that leads a place before the name, if one does.
fn led(text: &str, name: &Name) -> Option<String> {
    const LEADS: [&str; 3] = ["in", "at", "from"];
    let word = text[..name.span.start]
        .split_whitespace()
        .next_back()?
        .to_ascii_lowercase();
    Some(word).filter(|it| LEADS.contains(&it.as_str()))
}

/// "A CNAME record" for "a TXT record", "Brno, where somebody unplugged the pole" for "in Zlín somebody unplugged the pole":
/// a name beside a word that one of the best units has beside another one.
pub(super) fn beside(case: &Case<'_>) -> Option<Issue> {
    const ENOUGH: f32 = 0.45;
    const AS_WELL: f32 = 0.25;
    let index = &case.judge.sources.index;
    let is_speaker = |key: Stem| !speakers_named(case, key).is_empty();
    let unlike = |text: &str, claim: &Claim, name: &Name| {
        let number = claim
            .amounts
            .iter()
            .any(|it| it.quantity.span.overlaps(name.span));
        let time = claim.times.iter().any(|it| it.span.overlaps(name.span));
        let word = &text[name.span.range()];
        number || time || is_speaker(name.key) || word.contains(' ') || !word.starts_with(char::is_uppercase)
    };
    let fits = |it: &&Name| matches!(it.kind, NameKind::Proper | NameKind::Acronym);
    for name in case.claim.names.iter().filter(fits) {
        if name.opens || case.is_quoted(name.span) || unlike(case.text, case.claim, name) {
            continue;
        }
        // Told with this name elsewhere, in some of the sentence's words: there are two of them.
        let told = |at: usize| {
            let entry = &index.entries[at];
            names(entry, case.text, name) && shared_but(case, at, Some(name.span)) >= AS_WELL
        };
        let is_heard = index.has_heard(name.key);
        if is_heard && (0..index.entries.len()).any(told) {
            continue;
        }
        let mine = neighbours(case.claim, name.span);
        for &(at, _) in case.ranked.iter().take(3) {
            let (entry, text) = (&index.entries[at], case.entry_text(at));
            let turn = index.passages[entry.passage].entries.clone();
            let near = turn.start.saturating_sub(3)..(turn.end + 3).min(index.entries.len());
            let says = |it: usize| names(&index.entries[it], case.text, name);
            if entry.is_question || near.clone().any(says) || shared_but(case, at, Some(name.span)) < ENOUGH {
                continue;
            }
            let is_rival = |it: &&Name| {
                let theirs = neighbours(&entry.claim, it.span);
                let same = |a: Option<Stem>, b: Option<Stem>| a.is_some() && a == b;
                it.kind == name.kind
                    && !it.opens
                    && !unlike(text, &entry.claim, it)
                    && !case.claim.names.iter().any(|own| own.key == it.key)
                    && (same(mine.0, theirs.0) || same(mine.1, theirs.1))
            };
            if let Some(other) = entry.claim.names.iter().find(is_rival) {
                let (said, right) = (&case.text[name.span.range()], &text[other.span.range()]);
                // One place may lie in the other.
                let may_lie_in =
                    is_heard && led(case.text, name).is_some() && !are_alternatives(case, name, other.key);
                if may_lie_in || is_of_place(said, right) {
                    continue;
                }
                return Some(another_name(
                    case,
                    name.span,
                    text[other.span.range()].to_owned(),
                    at,
                ));
            }
        }
    }
    None
}

/// The source names another one, as an entry does.
pub(super) fn another_name(case: &Case<'_>, span: Span, right: String, at: usize) -> Issue {
    Issue {
        kind: IssueKind::ContradictedName,
        span,
        right: Some(right),
        place: Some(case.place(at)),
        other: None,
    }
}

/// Whether a unit has the name, as one or as a word.
fn names(entry: &Entry, text: &str, name: &Name) -> bool {
    let as_name = entry.claim.names.iter().any(|it| it.key == name.key);
    as_name || entry.folded.contains(&folded(&text[name.span.range()]))
}

/// The content words next to `span` on either side, small words stepped over.
fn neighbours(claim: &Claim, span: Span) -> (Option<Stem>, Option<Stem>) {
    const REACH: usize = 3;
    let from = claim.words.partition_point(|it| it.span.end <= span.start);
    let to = claim.words.partition_point(|it| it.span.start < span.end);
    let content = |it: &&Word| !it.stop;
    let before = claim.words[..from].iter().rev().take(REACH).find(content);
    let behind = claim.words[to..].iter().take(REACH).find(content);
    (before.map(|it| it.stem), behind.map(|it| it.stem))
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
