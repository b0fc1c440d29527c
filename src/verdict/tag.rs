//! Things of one kind told apart by a number, a letter or their order: `tank four`, `zone C`, `the first buyers`.

use super::judge::Case;
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::claim::{Amount, Claim};
use crate::language::polarity::{Table, is_likewise, is_past};
use crate::language::quantity::Sort;
use crate::language::words::{Stem, Word};
use crate::text::Span;

/// Share of the sentence that the unit must carry which tells it of another one of the kind.
const TOLD: f32 = 0.4;

/// Numbers above this one are values, not places in a row.
const MOST: f64 = 999.0;

/// A thing and what tells it from others of its kind.
struct Tag {
    /// The word for the kind.
    kind: Stem,
    mark: Mark,
    span: Span,
}

/// What tells one of a kind from the others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `tank four`
    Number(i64),
    /// `zone C`
    Letter(u8),
    /// `the second buyers`
    Place(i64),
}

impl Tag {
    fn is_of_kind(&self, other: &Tag) -> bool {
        let is_place = |it: &Tag| matches!(it.mark, Mark::Place(_));
        self.kind == other.kind && is_place(self) == is_place(other)
    }
}

/// Words that tell of one by where it stands behind another.
static NEXT: Table = Table::new("next other another then later after follow following");

/// Turns on either side in which one may be told of by another.
const NEAR: usize = 2;

/// The tagged things of a text.
fn tags(text: &str, claim: &Claim) -> Vec<Tag> {
    let words = claim.words.windows(2);
    let lettered = words.filter_map(|pair| {
        let letter = &text[pair[1].span.range()];
        // "A" and "I" are words.
        let is_letter = letter.len() == 1
            && letter
                .bytes()
                .all(|it| it.is_ascii_uppercase() && !b"AI".contains(&it));
        let beside = text[pair[0].span.end..pair[1].span.start] == *" ";
        (is_letter && beside && is_kind(text, &pair[0])).then(|| Tag {
            kind: pair[0].stem,
            mark: Mark::Letter(letter.as_bytes()[0]),
            span: pair[1].span,
        })
    });
    let numbered = claim.amounts.iter().filter_map(|it| numbered(text, claim, it));
    lettered.chain(numbered).collect()
}

/// Whether the word can name a kind of thing.
fn is_kind(text: &str, word: &Word) -> bool {
    let token = &text[word.span.range()];
    !word.stop && token.len() > 2 && token.chars().all(char::is_alphabetic) && !is_past(token)
}

fn numbered(text: &str, claim: &Claim, amount: &Amount) -> Option<Tag> {
    let it = &amount.quantity;
    let whole = it.is_single() && it.unit.is_empty() && it.value().fract() == 0.0 && it.value() <= MOST;
    if !whole {
        return None;
    }
    // "Adults pay 12 euros and children 6": the unit is left out, not the kind told apart.
    let may_share = claim.amounts.iter().any(|it| !it.quantity.unit.is_empty());
    let beside = |a: usize, b: usize| text.get(a..b) == Some(" ");
    let ordered = it.sort == Sort::Ordinal && it.in_words && !amount.heads.is_empty();
    let kind = if ordered {
        let mut behind = claim.words.iter().filter(|word| word.span.start >= it.number.end);
        behind
            .next()
            .filter(|word| beside(it.number.end, word.span.start))
    } else {
        let mut before = claim
            .words
            .iter()
            .rev()
            .filter(|word| word.span.end <= it.number.start);
        before
            .next()
            .filter(|word| amount.heads.is_empty() && !may_share && beside(word.span.end, it.number.start))
            .filter(|word| !text[word.span.range()].ends_with('s'))
    };
    kind.filter(|word| is_kind(text, word)).map(|word| Tag {
        kind: word.stem,
        mark: match it.value() as i64 {
            place if ordered => Mark::Place(place),
            number => Mark::Number(number),
        },
        span: it.number,
    })
}

/// "Tank four had a stuck flag too" for "Tank five has one as well": the unit that tells it speaks of another one of the
/// kind, and nothing near it of this one.
pub(super) fn of_another(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let &(best, _) = case.ranked.first()?;
    let entry = &index.entries[best];
    let likewise = |text: &str, claim: &Claim| {
        let mut words = claim.words.iter();
        words.any(|it| is_likewise(&text[it.span.range()]))
    };
    let of_one_more = likewise(case.text, case.claim) && !likewise(case.entry_text(best), &entry.claim);
    if case.claim.negated || entry.is_question || of_one_more {
        return None;
    }
    let read = |at: usize| tags(case.entry_text(at), &index.entries[at].claim);
    let all = tags(case.text, case.claim);
    if all.is_empty() || shared_weight(case, best) < TOLD {
        return None;
    }
    let near = entry.passage.saturating_sub(NEAR)..(entry.passage + NEAR + 1).min(index.passages.len());
    let near: Vec<usize> = near.flat_map(|it| index.passages[it].entries.clone()).collect();
    // In its turn, or in what the next one adds: "in front of aisle 14." "Zone B."
    let turn = index.passages[entry.passage].entries.clone();
    let next = index.passages.get(entry.passage + 1).map(|it| it.entries.start);
    let told_in: Vec<(usize, Tag)> = turn
        .chain(next)
        .flat_map(|at| read(at).into_iter().map(move |it| (at, it)))
        .collect();
    all.iter().find_map(|mine| {
        let alone = all.iter().filter(|it| it.is_of_kind(mine)).count() == 1;
        let told = near.iter().any(|&at| {
            let is_this = |it: &Tag| it.is_of_kind(mine) && it.mark == mine.mark;
            read(at).iter().any(is_this) || tells_of_it_alone(case, at, mine)
        });
        if !alone || told || case.is_quoted(mine.span) {
            return None;
        }
        let mut others = told_in.iter().filter(|it| it.1.is_of_kind(mine));
        let (at, one) = others.next()?;
        if others.any(|it| it.1.mark != one.mark) {
            return None;
        }
        let (at, span) = (*at, one.span);
        Some(Issue {
            kind: IssueKind::ContradictedName,
            span: mine.span,
            right: Some(case.entry_text(at)[span.range()].to_owned()),
            place: Some(case.place(at)),
            other: None,
        })
    })
}

/// Whether a unit may tell of the tagged thing without its kind: "And C?", "The next ones came later."
fn tells_of_it_alone(case: &Case<'_>, at: usize, tag: &Tag) -> bool {
    let claim = &case.judge.sources.index.entries[at].claim;
    let mut words = claim.words.iter().map(|it| &case.entry_text(at)[it.span.range()]);
    match tag.mark {
        Mark::Letter(letter) => words.any(|it| it.as_bytes() == [letter]),
        Mark::Place(place) => place > 1 && words.any(|it| NEXT.has(it) || is_likewise(it)),
        Mark::Number(number) => claim
            .amounts
            .iter()
            .any(|it| it.heads.is_empty() && it.quantity.value() == number as f64),
    }
}
