//! "Three things:" above a list of four.

use super::lists::{self, List};
use super::passage::{Passage, Role};
use super::weigh;
use super::{Conflict, Kind, show};
use crate::claim::Amount;
use crate::draft::{BlockKind, Draft};
use crate::language::quantity::{Bound, Dimension};

/// Lists that are counted in words are not longer.
const MOST: f64 = 30.0;
/// What an author counts when a list follows.
const THINGS: &str = " things reasons steps ways points issues problems questions lessons changes options causes factors \
    rules parts components phases items takeaways metrics mistakes goals types kinds categories benefits examples features \
    layers pieces tips fixes ideas stages principles bullets actions measures areas scenarios cases requirements tools \
    facts findings improvements differences advantages drawbacks challenges patterns strategies techniques approaches \
    families groups ingredients posts entries pillars dimensions signals checks incidents bugs services modes notes layers angles gaps traps myths ";
/// Words that make the number another one than that of the list's items.
const OTHERS: &str = " each every per of first last next remaining other least most more after within another every \
    these those both ";

/// Announcements whose list has another length.
pub(super) fn find(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    let lists = lists::all(draft);
    for (n, list) in lists.iter().enumerate() {
        let Some(before) = list.first.checked_sub(1) else {
            continue;
        };
        if draft.blocks[before].kind != BlockKind::Paragraph {
            continue;
        }
        let last = passages.partition_point(|it| it.block.is_none_or(|block| block <= before));
        let Some(passage) = last.checked_sub(1).and_then(|it| passages.get(it)) else {
            continue;
        };
        if passage.block != Some(before) || passage.role != Role::Prose {
            continue;
        }
        let Some(amount) = announced(passage) else {
            continue;
        };
        let said = amount.quantity.value();
        if fits(draft, &lists[n..], said) {
            continue;
        }
        let items = draft.blocks[list.items[0]].view.span();
        let number = show::words(passage.text(), amount.quantity.number).to_lowercase();
        out.push(Conflict {
            kind: Kind::Arithmetic,
            span: passage.in_file(amount.quantity.span),
            proof: format!(
                "The list below (line {}) has {} items, not {number}.",
                show::line(draft, items),
                list.items.len()
            ),
            other: Some(items.cover(draft.blocks[list.end - 1].view.span())),
            sentence: passage.sentence,
        });
    }
}

/// The number that the end of a passage gives for the list below it.
fn announced<'p>(passage: &'p Passage<'_>) -> Option<&'p Amount> {
    let text = passage.text().trim_end();
    let (body, colon) = match text.strip_suffix(':') {
        Some(body) => (body, true),
        None => (text.strip_suffix('.')?, false),
    };
    let clause = body.rfind([';', ':', '(', ')']).map_or(0, |it| it + 1);
    let claim = passage.claim();
    let mut counts = claim.amounts.iter().filter(|it| {
        let q = &it.quantity;
        let small = (2.0..=MOST).contains(&q.low) && q.low.fract() == 0.0;
        clause <= q.span.start
            && weigh::is_plain(q)
            && q.dimension == Dimension::Count
            && small
            && q.unit.is_empty()
    });
    let only = counts.next().filter(|_| counts.next().is_none())?;
    let q = &only.quantity;
    if q.bound != Bound::Exact || q.per.is_some() {
        return None;
    }
    let words: Vec<&str> = text.get(q.span.end..body.len())?.split_whitespace().collect();
    let mut before = text.get(clause..q.span.start)?.split_whitespace().rev().take(3);
    let picks = words
        .iter()
        .any(|it| matches!(bare(it), "which" | "these" | "those" | "some" | "one"));
    let near = words.iter().take(4).any(|it| is_thing(it));
    // Without a colon the sentence has to end with what it counts.
    let ends = words.len() <= 3 && words.last().is_some_and(|it| is_thing(it));
    let at = claim.words.partition_point(|it| it.span.end <= q.span.start);
    let numbers_a_name = at
        .checked_sub(1)
        .and_then(|it| claim.words.get(it))
        .is_some_and(|it| {
            let word = &text[it.span.range()];
            !it.stop && word.starts_with(char::is_uppercase)
        });
    let other = words.iter().take(2).any(|it| holds(OTHERS, bare(it)))
        || before.any(|it| holds(OTHERS, bare(it)))
        || picks;
    let named = (near && colon || ends) && !numbers_a_name;
    (named && !other && is_sole(&words)).then_some(only)
}

/// Whether the clause announces nothing but the list: no time, no second thing that is counted.
fn is_sole(words: &[&str]) -> bool {
    !words.iter().any(|it| it.chars().any(|c| c.is_ascii_digit()))
        && !words.iter().any(|it| {
            matches!(
                bare(it),
                "minutes" | "hours" | "days" | "weeks" | "months" | "years" | "seconds"
            )
        })
}

/// Whether an author counts such things when a list of them follows.
pub(super) fn is_thing(word: &str) -> bool {
    holds(THINGS, bare(word))
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn holds(list: &str, word: &str) -> bool {
    !word.is_empty()
        && list
            .split_ascii_whitespace()
            .any(|it| it.eq_ignore_ascii_case(word))
}

/// Whether the first of `lists`, or it with those behind it in its section, can have `said` items.
fn fits(draft: &Draft, lists: &[List], said: f64) -> bool {
    let Some(first) = lists.first() else { return true };
    let is = |it: usize| it as f64 == said;
    let section = draft.blocks[first.first].section;
    let behind = lists
        .iter()
        .take_while(|it| draft.blocks[it.first].section == section);
    let all: Vec<&List> = behind.collect();
    let sum: usize = all.iter().map(|it| it.items.len()).sum();
    let numbered = all.iter().any(|it| it.last_number.is_some_and(is));
    let own = first.items.len();
    let nested = is(first.n_all) || is(first.n_all - own);
    // What is missing may follow in another list, or as text.
    let goes_on = (own as f64) < said && 1 < all.len();
    own < 2 || is(own) || is(sum) || numbered || nested || goes_on || continues(draft, first, said)
}

/// Whether what follows a list that is too short may be the rest of it.
fn continues(draft: &Draft, list: &List, said: f64) -> bool {
    let short = (list.items.len() as f64) < said;
    let next = draft.blocks.get(list.end).map(|it| it.kind);
    short
        && matches!(
            next,
            Some(BlockKind::Code | BlockKind::BlockQuote | BlockKind::TableHeader)
        )
}
