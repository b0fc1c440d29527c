//! One name, spelt in two ways: "Kuberntes" beside "Kubernetes", "Github" beside "GitHub".

use rustc_hash::FxHashMap;

use super::passage::Passage;
use super::{Conflict, Kind, show};
use crate::claim::Claim;
use crate::draft::Draft;
use crate::language::alias;
use crate::language::names::NameKind;
use crate::language::words;
use crate::text::Span;

/// Shorter words are too near to one another.
const SHORTEST: usize = 5;
/// From this length on, two letters may differ.
const LONG: usize = 9;
/// How much more often the right spelling has to stand there.
const TIMES: usize = 2;

/// A name, or one word of it; where it stands in its text, and whether it opens a sentence there.
#[derive(Debug)]
pub(super) struct Spelt {
    span: Span,
    opens: bool,
}

/// The words of `text` that are names.
pub(super) fn names(text: &str, code: &[Span], claim: &Claim) -> Vec<Spelt> {
    let mut found = Vec::new();
    for name in &claim.names {
        let in_code = code.iter().any(|it| it.overlaps(name.span));
        let is_time = claim.times.iter().any(|it| it.span.overlaps(name.span));
        if in_code || is_time || !matches!(name.kind, NameKind::Proper | NameKind::Identifier) {
            continue;
        }
        let whole = &text[name.span.range()];
        let opens = name.opens;
        let mut start = name.span.start;
        for word in whole.split(' ') {
            let is_word = word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
            let shouted = word.chars().all(char::is_uppercase);
            if is_word && !shouted && 3 <= word.len() {
                let span = Span::new(start, start + word.len());
                found.push(Spelt { span, opens });
            }
            start += word.len() + 1;
        }
        // "Sara Chen": too short alone, told by the other half.
        let short = whole.split(' ').any(|it| (2..SHORTEST).contains(&it.len()));
        if whole.split(' ').count() == 2 && short && whole.chars().all(|c| c.is_alphabetic() || c == ' ') {
            found.push(Spelt {
                span: name.span,
                opens,
            });
        }
    }
    found
}

/// Where a spelling stands, in order.
#[derive(Default)]
struct Places<'p> {
    all: Vec<(&'p Passage<'p>, Span)>,
    /// How many of them do not open a sentence.
    inside: usize,
}

/// Names that stand there in a second, rarer spelling.
pub(super) fn find(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    let mut spellings: FxHashMap<&str, Places<'_>> = FxHashMap::default();
    for passage in passages.iter().filter(|it| it.is_told()) {
        for name in &passage.reading.names {
            let places = spellings.entry(&passage.text()[name.span.range()]).or_default();
            places.all.push((passage, name.span));
            places.inside += usize::from(!name.opens);
        }
    }
    spellings.retain(|_, it| 0 < it.inside);
    let mut usual: Vec<(&str, &Places<'_>)> = spellings
        .iter()
        .filter(|it| TIMES <= it.1.all.len())
        .map(|it| (*it.0, it.1))
        .collect();
    usual.sort_unstable_by_key(|it| it.0);
    for (word, places) in &spellings {
        let often = |it: usize| it * places.all.len();
        let mut better = usual
            .iter()
            .filter(|it| times(word, it.0).is_some_and(|times| often(times) <= it.1.all.len()));
        let Some((right, there)) = better.next().filter(|_| better.next().is_none()) else {
            continue;
        };
        let together = places
            .all
            .iter()
            .any(|(passage, _)| there.all.iter().any(|it| it.0.sentence == passage.sentence));
        if together || is_common_word(passages, word) || is_common_word(passages, right) {
            continue;
        }
        let Some(first) = there.all.first() else { continue };
        let other = first.0.in_file(first.1);
        for (passage, span) in &places.all {
            out.push(Conflict {
                kind: Kind::Name,
                span: passage.in_file(*span),
                proof: format!(
                    "{word} is spelt {right} elsewhere (line {}).",
                    show::line(draft, other)
                ),
                other: Some(other),
                sentence: passage.sentence,
            });
        }
    }
}

/// How many times as often `usual` has to stand there for `rare` to be a slip for it; `None` where it is another
/// name.
fn times(rare: &str, usual: &str) -> Option<usize> {
    // Most pairs differ in their first letter or their length.
    let far = rare.len().abs_diff(usual.len()) > 2 || rare.as_bytes().first() != usual.as_bytes().first();
    if far || rare == usual {
        return None;
    }
    let (a, b) = (rare.to_lowercase(), usual.to_lowercase());
    if a == b {
        return Some(TIMES);
    }
    if alias::class(rare).is_some() && alias::class(usual).is_some() {
        return None;
    }
    // "OpenAI" and "OpenAPI" are two names.
    if !rare
        .chars()
        .filter(|c| c.is_uppercase())
        .eq(usual.chars().filter(|c| c.is_uppercase()))
    {
        return None;
    }
    if is_doubled(&a, &b) || is_doubled(&b, &a) {
        return Some(TIMES + 1);
    }
    // "Anna" and "Anne", "Stripe" and "strips": endings tell names and forms apart.
    if a.len() == b.len() && a.as_bytes()[..a.len() - 1] == b.as_bytes()[..b.len() - 1] {
        return None;
    }
    let shorter = a.len().min(b.len());
    let both_plural = a.ends_with('s') && b.ends_with('s');
    let same_stem = words::stem(&a) == words::stem(&b) && !both_plural;
    let inflected = is_inflected(&a, &b) || is_inflected(&b, &a) || same_stem;
    let most = if shorter < LONG || a.contains(' ') { 1 } else { 2 };
    (SHORTEST <= shorter && !inflected && distance_within(&a, &b, most)).then_some(TIMES)
}

/// Whether `long` is `short` with its last letter twice: "Linn", "Lin".
fn is_doubled(long: &str, short: &str) -> bool {
    let last = short.chars().next_back();
    long.strip_prefix(short)
        .is_some_and(|it| it.chars().next() == last && it.chars().count() == 1)
        && last != Some('s')
}

/// Whether `long` is `short` with an ending.
fn is_inflected(long: &str, short: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        "s", "es", "d", "ed", "r", "er", "ing", "y", "ly", "n", "an", "al", "ic", "e",
    ];
    long.strip_prefix(short).is_some_and(|it| ENDINGS.contains(&it))
}

/// Whether `word` also stands there as a word with a small letter.
fn is_common_word(passages: &[Passage<'_>], word: &str) -> bool {
    let lower = word.to_lowercase();
    let parts: Vec<&str> = lower.split(' ').collect();
    let is_part = |it: &Passage<'_>, span: Span| parts.contains(&&it.text()[span.range()]);
    passages
        .iter()
        .any(|it| it.claim().words.iter().any(|word| is_part(it, word.span)))
}

/// Whether `a` becomes `b` by at most `most` letters put in, left out, changed or swapped with their neighbour.
fn distance_within(a: &str, b: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut cost = (rows[i - 1][j] + 1)
                .min(row[j - 1] + 1)
                .min(rows[i - 1][j - 1] + change);
            if 1 < i && 1 < j && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(rows[i - 2][j - 2] + 1);
            }
            row.push(cost);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()] <= most
}
