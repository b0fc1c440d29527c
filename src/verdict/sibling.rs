//! Things told apart by a number alone: `api-server-2` and `api-server-3`, `v211` and `v212`.

use super::judge::{Case, is_wrong};
use super::limits::FEW;
use super::place::another_name;
use super::support::{said_of, shared_but};
use super::{Issue, tag};
use crate::language::names::Name;
use crate::language::words::{self, Stem, Word, folded};
use crate::text::Span;

/// A name as what it shares with its siblings and what sets it apart: `("api-server-", "2")`.
fn parted(name: &str) -> Option<(String, &str)> {
    let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (stem, number) = name.split_at(name.len() - digits);
    let told_apart = digits > 0 && stem.chars().any(char::is_alphabetic) && !stem.ends_with('.');
    told_apart.then(|| (stem.to_lowercase(), number))
}

/// Checks what is said of a numbered thing: the source says it of its sibling, and nothing like it of this one.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    if is_wrong(issues) {
        return;
    }
    let numbered = |it: &&Name| !case.is_quoted(it.span) && parted(&case.text[it.span.range()]).is_some();
    let found = case
        .claim
        .names
        .iter()
        .filter(numbered)
        .find_map(|it| of_sibling(case, it));
    issues.extend(found.or_else(|| tag::of_another(case)).or_else(|| unheard(case)));
}

/// `sev1` where the best units have `sev2`, and no source has `sev1`.
fn unheard(case: &Case<'_>) -> Option<Issue> {
    /// Share of the sentence that the unit must carry, and letters that a family's name has at least: any "v3" is a version.
    const ENOUGH: f32 = 0.2;
    const LETTERS: usize = 2;
    let index = &case.judge.sources.index;
    for word in &case.claim.words {
        let said = &case.text[word.span.range()];
        let Some((stem, number)) =
            parted(said).filter(|it| it.0.len() >= LETTERS && it.0.chars().all(char::is_alphabetic))
        else {
            continue;
        };
        if case.is_quoted(word.span) || index.has_heard(folded(said)) {
            continue;
        }
        for &(at, _) in case.ranked.iter().take(3) {
            let text = case.entry_text(at);
            let is_other = |it: &&Word| {
                let other = parted(&text[it.span.range()]);
                other.is_some_and(|(theirs, other)| theirs == stem && other != number)
            };
            // "From sev2 to sev1" tells the two apart.
            let says_both = |it: Span| case.claim.has(words::stem(&text[it.range()]));
            let other = index.entries[at].claim.words.iter().find(is_other);
            let other =
                other.filter(|it| !says_both(it.span) && shared_but(case, at, Some(word.span)) >= ENOUGH);
            if let Some(other) = other {
                return Some(another_name(
                    case,
                    word.span,
                    text[other.span.range()].to_owned(),
                    at,
                ));
            }
        }
    }
    None
}

/// What an entry names of a family: the number looked for, another one.
#[derive(Default)]
struct Named {
    mine: bool,
    other: Option<Span>,
}

fn of_sibling(case: &Case<'_>, name: &Name) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let (stem, number) = parted(&case.text[name.span.range()])?;
    let named = |at: usize| {
        let text = case.entry_text(at);
        let mut found = Named::default();
        for it in &index.entries[at].claim.names {
            match parted(&text[it.span.range()]) {
                Some((other, theirs)) if other == stem && theirs == number => found.mine = true,
                Some((other, _)) if other == stem => found.other = found.other.or(Some(it.span)),
                _ => {}
            }
        }
        found
    };
    let family: Vec<(usize, Named)> = (0..index.entries.len())
        .map(|at| (at, named(at)))
        .filter(|(_, it)| it.mine || it.other.is_some())
        .collect();
    let says_family = case
        .claim
        .names
        .iter()
        .filter(|it| parted(&case.text[it.span.range()]).is_some_and(|(other, _)| other == stem));
    if says_family.count() != 1 || !family.iter().any(|it| it.1.mine) {
        return None;
    }
    let is_name = |span: Span| name.span.overlaps(span);
    let told = |stem| {
        let holds = |at: usize| index.entries[at].claim.has(stem);
        // What follows in the same turn speaks of it too, unless it names a sibling.
        let of_mine = family.iter().filter(|it| it.1.mine).any(|&(at, _)| {
            let turn = index.passages[index.entries[at].passage].entries.clone();
            let next = (at + 1..turn.end)
                .take(3)
                .take_while(|&n| !family.iter().any(|it| it.0 == n));
            holds(at) || next.into_iter().any(holds)
        });
        let others = family.iter().filter(|(at, it)| !it.mine && holds(*at));
        (
            of_mine,
            others.max_by(|a, b| said_of(case, a.0).total_cmp(&said_of(case, b.0))),
        )
    };
    // "Of the three API servers, api-server-2 …"
    let family_words: Vec<Stem> = words::words(&stem).iter().map(|it| it.stem).collect();
    let mut other = None;
    for word in case
        .claim
        .words
        .iter()
        .filter(|it| !it.stop && !is_name(it.span) && !family_words.contains(&it.stem))
    {
        match told(word.stem) {
            (true, _) => return None,
            (false, Some((at, it))) if index.weight(word.stem) >= index.rarity(FEW) => {
                other = other.or(it.other.map(|span| (*at, span)));
            }
            _ => {}
        }
    }
    let (at, span) = other?;
    Some(another_name(
        case,
        name.span,
        case.entry_text(at)[span.range()].to_owned(),
        at,
    ))
}
