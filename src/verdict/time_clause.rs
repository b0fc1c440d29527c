//! Times of one clause of several: what stands with a time in its clause, and which clause of the source tells of that.

use super::Issue;
use super::judge::Case;
use super::limits::FEW;
use super::time::{Kind, contradiction};
use crate::claim::same_time;
use crate::draft::BlockKind;
use crate::language::time::TimeMention;
use crate::language::words::Word;
use crate::text::Span;

/// One unit tells several times: "at 7:31 we had the key, at 7:48 it was signed". The draft's belongs to a clause
/// that shares nothing with the sentence, another clause shares several words with it.
pub(super) fn in_another_clause(case: &Case<'_>, time: &TimeMention, kind: Kind) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let &(at, _) = case.ranked.first()?;
    let (entry, text) = (&index.entries[at], case.entry_text(at));
    let alike: Vec<&TimeMention> = entry
        .claim
        .times
        .iter()
        .filter(|it| Kind::of(it.value) == Some(kind))
        .collect();
    let mine = alike.iter().position(|it| same_time(it.value, time.value))?;
    let shared = |n: usize| -> usize {
        // From the end of the mark before the time to the start of the next one.
        let from = text[..alike[n].span.start]
            .rfind([',', ';', '.', ':'])
            .map_or(0, |it| it + 1);
        let after = &text[alike[n].span.end..];
        let to = after
            .find([',', ';', '.', ':'])
            .map_or(text.len(), |it| alike[n].span.end + it);
        let words = entry
            .claim
            .words
            .iter()
            .filter(|it| from <= it.span.start && it.span.end <= to && !it.stop);
        words
            .filter(|it| crate::evidence::has_stem(case.claim, it.stem))
            .count()
    };
    if alike.len() < 2 || shared(mine) > 0 {
        return None;
    }
    let (best, count) = (0..alike.len()).map(|n| (n, shared(n))).max_by_key(|it| it.1)?;
    let says_it = case
        .claim
        .times
        .iter()
        .any(|it| same_time(it.value, alike[best].value));
    (count >= 2 && !says_it).then(|| contradiction(case, time, at, text[alike[best].span.range()].to_owned()))
}

/// The clause of the sentence that holds `span`, where it has content of its own; else all of it.
pub(super) fn clause(case: &Case<'_>, span: Span) -> Span {
    const MARKS: [&str; 8] = [", ", "; ", ": ", " and ", " but ", " while ", " when ", " ("];
    let before = MARKS
        .iter()
        .filter_map(|it| case.text[..span.start].rfind(it).map(|at| at + it.len()));
    let behind = MARKS
        .iter()
        .filter_map(|it| case.text[span.end..].find(it).map(|at| span.end + at));
    let clause = Span::new(before.max().unwrap_or(0), behind.min().unwrap_or(case.text.len()));
    let is_time = |span: Span| case.claim.times.iter().any(|it| it.span.overlaps(span));
    let inside = case.claim.words.iter().filter(|it| clause.contains(it.span));
    let content = inside.filter(|it| !it.stop && !is_time(it.span)).count();
    if content >= 3 {
        clause
    } else {
        Span::new(0, case.text.len())
    }
}

/// Share of a clause's content words, times and numbers aside, that an entry itself carries.
pub(super) fn content_share(case: &Case<'_>, at: usize, clause: Span) -> f32 {
    let index = &case.judge.sources.index;
    let entry = &index.entries[at];
    let is_time = |span: Span| {
        let amounts = case.claim.amounts.iter().map(|it| it.quantity.number);
        let mut times = case.claim.times.iter().map(|it| it.span).chain(amounts);
        times.any(|it| it.overlaps(span))
    };
    let (mut total, mut carried) = (0.0, 0.0);
    let words = case.claim.words.iter().filter(|it| clause.contains(it.span));
    let content: Vec<_> = words.filter(|it| !it.stop && !is_time(it.span)).collect();
    // One common word of a row stands anywhere.
    let common = |it: &&Word| index.weight(it.stem) < index.rarity(FEW);
    if content.len() < 2 && case.piece.kind == BlockKind::TableRow && content.iter().all(common) {
        return 0.0;
    }
    for word in content {
        let weight = index.weight(word.stem).min(4.0);
        total += weight;
        if entry.claim.has(word.stem) {
            carried += weight;
        }
    }
    if total > 0.0 { carried / total } else { 0.0 }
}
