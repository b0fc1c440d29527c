//! Quotations: word for word, altered, merged, cut short, invented, or somebody else's.
//!
//! A quotation is attributed to someone or has four words or more; shorter ones are terms. Differences that
//! are none: case, punctuation, fillers left out, British against American spelling, words in brackets.

use super::attribution::{self, Attribution};
use super::judge::Case;
use super::misattributed::misattributed;
use super::{Issue, IssueKind};
use crate::draft::Quotation;
use crate::evidence::align::{self, Alignment, At, Step};
use crate::language::polarity::is_negation;
use crate::language::words::{self, Stem, folded, same_spelling};
use crate::text::Span;

/// A quotation with fewer words is only checked where it is attributed.
pub(super) const MIN_WORDS: usize = 4;
/// Share of its words that must stand in one place for it to be an alteration of that place.
const ALTERED: f32 = 0.6;

/// A quotation, cut into words.
struct Quoted {
    words: Vec<Span>,
    keys: Vec<Stem>,
    content: Vec<bool>,
}

/// Checks every quotation of the sentence; returns how many stand in the sources as they are.
pub(super) fn check(case: &mut Case<'_>, issues: &mut Vec<Issue>) -> usize {
    let quotes = case.piece.quotes;
    let mut sound = 0;
    for quotation in quotes {
        let attribution = attribution::find(case, quotation);
        let quoted = read(case, quotation);
        let count = compounds(case.text, &quoted.words);
        let is_quotation = count >= MIN_WORDS || (attribution.is_some() && count > 1);
        if !is_quotation || is_title(case, &quoted) || says_it_is_not_said(case, quotation) {
            let found = another_term(case, quotation, &quoted);
            issues.extend(found.or_else(|| nearly_said(case, quotation, &quoted)));
            // Too short to be held to its words, but where it stands may date what is told.
            let places = align::verbatim(&case.judge.sources.index, &quoted.keys);
            case.quoted_from.extend(
                places
                    .iter()
                    .filter_map(Alignment::ends)
                    .map(|it| it.0.entry)
                    .take(1),
            );
            continue;
        }
        match judge(case, quotation, &quoted, attribution.as_ref()) {
            Some(issue) => {
                case.quoted.push(quotation.outer);
                issues.push(issue);
            }
            None => {
                case.quoted.push(quotation.outer);
                let places = align::verbatim(&case.judge.sources.index, &quoted.keys);
                case.quoted_from
                    .extend(places.iter().filter_map(|it| it.ends()).map(|it| it.0.entry));
                sound += 1;
            }
        }
    }
    sound
}

/// `made the parser "robust"` for `designed to be "resilient"`: a term in quotation marks that no source holds, where the
/// unit that the sentence follows has another one in quotation marks.
fn another_term(case: &Case<'_>, quotation: &Quotation, quoted: &Quoted) -> Option<Issue> {
    const FOLLOWS: f32 = 0.5;
    let index = &case.judge.sources.index;
    let is_known = quoted
        .words
        .iter()
        .any(|it| index.knows(words::stem(&case.text[it.range()])));
    if is_known || quoted.words.is_empty() || is_title(case, quoted) || says_it_is_not_said(case, quotation) {
        return None;
    }
    let &(at, _) = case.ranked.first()?;
    let text = case.entry_text(at);
    let mut parts = text.split(['"', '“', '”']);
    let (Some(_), Some(term), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let term = term.trim_end_matches(['.', ',', '!', '?']);
    let is_term = (1..MIN_WORDS).contains(&words::spans(term).len());
    let rest = case
        .claim
        .words
        .iter()
        .filter(|it| !it.stop && !quotation.outer.overlaps(it.span));
    let (mut total, mut carried) = (0.0, 0.0);
    for word in rest {
        let weight = index.weight(word.stem);
        total += weight;
        carried += if index.entries[at].claim.has(word.stem) {
            weight
        } else {
            0.0
        };
    }
    (is_term && carried > 0.0 && carried >= FOLLOWS * total && !case.text.contains(term)).then(|| Issue {
        kind: IssueKind::AlteredQuote,
        span: quotation.inner,
        right: Some(term.to_owned()),
        place: Some(case.place(at)),
        other: None,
    })
}

/// `"the green one"` for `"the blue one"` in the source's own quotation marks, `"a safe one-liner"` for `a one-liner`: words too
/// few to be held to, of which all but one stand there.
fn nearly_said(case: &Case<'_>, quotation: &Quotation, quoted: &Quoted) -> Option<Issue> {
    const FEWEST: usize = 3;
    let index = &case.judge.sources.index;
    let keys = &quoted.keys;
    if keys.len() < FEWEST
        || is_title(case, quoted)
        || says_it_is_not_said(case, quotation)
        || !align::verbatim(index, keys).is_empty()
    {
        return None;
    }
    let issue = |at: usize, right: Option<String>| Issue {
        kind: IssueKind::AlteredQuote,
        span: quotation.inner,
        right,
        place: Some(case.place(at)),
        other: None,
    };
    let term = case.window.iter().find_map(|&at| {
        let text = case.entry_text(at);
        // Between two quotation marks stands every second part.
        let terms = text.split(['"', '“', '”']).skip(1).step_by(2);
        let mut terms = terms.map(|it| it.trim_end_matches(['.', ',', '!', '?']));
        let right = terms.find(|term| {
            let theirs: Vec<Stem> = words::spans(term)
                .iter()
                .map(|it| folded(&term[it.range()]))
                .collect();
            let differ = theirs.iter().zip(keys).filter(|(a, b)| a != b).count();
            theirs.len() == keys.len() && differ == 1 && !case.text.contains(*term)
        })?;
        Some(issue(at, Some(right.to_owned())))
    });
    let added = || {
        let content = (0..keys.len()).filter(|&n| quoted.content[n]);
        content.into_iter().find_map(|n| {
            let rest: Vec<Stem> = keys
                .iter()
                .enumerate()
                .filter(|it| it.0 != n)
                .map(|it| *it.1)
                .collect();
            let tells = (0..keys.len()).any(|it| it != n && quoted.content[it]);
            let places = if tells {
                align::verbatim(index, &rest)
            } else {
                Vec::new()
            };
            let best = |at: usize| case.ranked.iter().take(FEWEST).any(|it| it.0 == at);
            let at = places
                .iter()
                .filter_map(|it| it.ends())
                .map(|it| it.0.entry)
                .find(|it| best(*it))?;
            Some(issue(at, None))
        })
    };
    term.or_else(added)
}

/// The words of a quotation, brackets left out.
fn read(case: &Case<'_>, quotation: &Quotation) -> Quoted {
    let text = &case.text[quotation.inner.range()];
    let mut depth = 0usize;
    let mut bracketed: Vec<Span> = Vec::new();
    let mut open = 0;
    for (at, c) in text.char_indices() {
        match c {
            '[' => {
                if depth == 0 {
                    open = at;
                }
                depth += 1;
            }
            ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    bracketed.push(Span::new(open, at + 1));
                }
            }
            _ => {}
        }
    }
    let words: Vec<Span> = words::spans(text)
        .into_iter()
        .filter(|it| !bracketed.iter().any(|b| b.contains(*it)))
        .map(|it| it.shift(quotation.inner.start))
        .filter(|it| !is_filler(&case.text[it.range()]))
        .collect();
    let keys = words.iter().map(|it| folded(&case.text[it.range()])).collect();
    let inside = |span: Span| {
        case.claim
            .words
            .iter()
            .any(|it| it.span.overlaps(span) && !it.stop)
    };
    let content = words.iter().map(|&it| inside(it)).collect();
    Quoted { words, keys, content }
}

/// How many words there are where `non-team-member` is one.
fn compounds(text: &str, words: &[Span]) -> usize {
    let joined = words.windows(2).filter(|it| &text[it[0].end..it[1].start] == "-");
    words.len() - joined.count()
}

fn is_filler(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "um" | "uh" | "er" | "erm" | "hmm" | "mm"
    )
}

/// `"The Autoscaler That Didn't"`: most words with a capital, as titles have.
fn is_title(case: &Case<'_>, quoted: &Quoted) -> bool {
    let capital =
        |it: &Span| case.text[it.range()].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let long: Vec<&Span> = quoted.words.iter().filter(|it| it.len() > 3).collect();
    long.len() > 1 && long.iter().all(|it| capital(it))
}

/// `Nobody said "…"`, `instead of "…"`: words that the sentence itself says were not used.
fn says_it_is_not_said(case: &Case<'_>, quotation: &Quotation) -> bool {
    let before = &case.text[..quotation.outer.start];
    let tail = words::spans(before);
    tail.iter().rev().take(3).any(|it| {
        let word = before[it.range()].to_ascii_lowercase();
        is_negation(&word) || matches!(word.as_str(), "instead" | "imagine" | "if" | "whatever")
    })
}

/// What is wrong with a quotation, if anything.
fn judge(case: &Case<'_>, quotation: &Quotation, quoted: &Quoted, by: Option<&Attribution>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let places = align::verbatim(index, &quoted.keys);
    if !places.is_empty() {
        return misattributed(case, quotation, &places, by).or_else(|| truncated(case, quotation, &places));
    }
    let closest = align::closest(index, &quoted.keys, &quoted.content);
    let Some(alignment) = closest else {
        return invented(case, quotation, quoted, by);
    };
    let changed = differences(case, quoted, &alignment);
    if changed.is_empty() {
        return misattributed(case, quotation, std::slice::from_ref(&alignment), by);
    }
    if let Some(issue) = merged(case, quotation, quoted) {
        return Some(issue);
    }
    let respelt = alignment.steps.iter().filter(|it| {
        matches!(**it, Step::Changed(word, at) if same_spelling(&case.text[quoted.words[word].range()], word_at(case, at)))
    });
    let share = (alignment.same + respelt.count()) as f32 / quoted.keys.len().max(1) as f32;
    if share < ALTERED && quoted.keys.len() > 3 {
        return invented(case, quotation, quoted, by);
    }
    Some(altered(case, quoted, &alignment, &changed))
}

/// Indices of the steps that change what was said.
fn differences(case: &Case<'_>, quoted: &Quoted, alignment: &Alignment) -> Vec<usize> {
    let mut changed = Vec::new();
    for (n, step) in alignment.steps.iter().enumerate() {
        let differs = match *step {
            Step::Same(..) => false,
            Step::Changed(word, at) => {
                !same_spelling(&case.text[quoted.words[word].range()], word_at(case, at))
            }
            Step::Added(_) => true,
            Step::Dropped(word, at) => !is_filler(word_at(case, at)) && !marked_gap(case, quoted, word),
        };
        if differs {
            changed.push(n);
        }
    }
    changed
}

/// Whether the author marked an omission before quoted word `word`: `…`, `...`, `[...]`, `[it]`.
fn marked_gap(case: &Case<'_>, quoted: &Quoted, word: usize) -> bool {
    let (Some(before), Some(here)) = (
        word.checked_sub(1).map(|n| quoted.words[n]),
        quoted.words.get(word),
    ) else {
        return false;
    };
    let gap = &case.text[before.end..here.start];
    gap.contains('…') || gap.contains("...") || gap.contains('[') || gap.contains(['"', '”'])
}

fn word_at<'a>(case: &'a Case<'_>, at: At) -> &'a str {
    let entry = &case.judge.sources.index.entries[at.entry];
    &case.entry_text(at.entry)[entry.claim.words[at.word].span.range()]
}

/// The changed words and the source's words in their place.
fn altered(case: &Case<'_>, quoted: &Quoted, alignment: &Alignment, changed: &[usize]) -> Issue {
    let (mut first, mut last) = (changed[0], changed[changed.len() - 1]);
    let said = |range: std::ops::RangeInclusive<usize>| -> Vec<usize> {
        alignment.steps[range]
            .iter()
            .filter_map(|it| match it {
                Step::Same(w, _) | Step::Changed(w, _) | Step::Added(w) => Some(*w),
                Step::Dropped(..) => None,
            })
            .collect()
    };
    let heard = |range: std::ops::RangeInclusive<usize>| -> Vec<At> {
        alignment.steps[range]
            .iter()
            .filter_map(|it| match it {
                Step::Same(_, at) | Step::Changed(_, at) | Step::Dropped(_, at) => Some(*at),
                Step::Added(_) => None,
            })
            .collect()
    };
    // A pure insertion or omission is shown with the word beside it, so that there is something to replace.
    while said(first..=last).is_empty() || heard(first..=last).is_empty() {
        if first > 0 {
            first -= 1;
        } else if last + 1 < alignment.steps.len() {
            last += 1;
        } else {
            break;
        }
    }
    let words = said(first..=last);
    let source = heard(first..=last);
    let span = match (words.first(), words.last()) {
        (Some(&a), Some(&b)) => quoted.words[a].cover(quoted.words[b]),
        _ => quoted.words[0].cover(quoted.words[quoted.words.len() - 1]),
    };
    let right = source_text(case, &source);
    let place = alignment.ends().map(|(a, b)| place_between(case, a, b));
    Issue {
        kind: IssueKind::AlteredQuote,
        span,
        right,
        place,
        other: None,
    }
}

/// The source's text from the first to the last of `words`, where they stand in one passage.
fn source_text(case: &Case<'_>, words: &[At]) -> Option<String> {
    let (first, last) = (*words.first()?, *words.last()?);
    let index = &case.judge.sources.index;
    let mut text = String::new();
    for entry in first.entry..=last.entry {
        let whole = case.entry_text(entry);
        let own = &index.entries[entry].claim.words;
        let from = if entry == first.entry {
            own[first.word].span.start
        } else {
            0
        };
        let to = if entry == last.entry {
            own[last.word].span.end
        } else {
            whole.len()
        };
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&whole[from..to]);
    }
    Some(text)
}

/// The place from one source word to another (of the same entry, or the first one's whole entry).
fn place_between(case: &Case<'_>, first: At, last: At) -> crate::evidence::Place {
    let index = &case.judge.sources.index;
    let start = case.place_in(
        first.entry,
        index.entries[first.entry].claim.words[first.word].span,
    );
    let end = case.place_in(last.entry, index.entries[last.entry].claim.words[last.word].span);
    crate::evidence::Place {
        source: start.source,
        span: start.span.cover(end.span),
    }
}

/// Two halves that stand in different places, each word for word.
fn merged(case: &Case<'_>, quotation: &Quotation, quoted: &Quoted) -> Option<Issue> {
    const HALF: usize = 3;
    let index = &case.judge.sources.index;
    let count = quoted.keys.len();
    if count < 2 * HALF {
        return None;
    }
    for cut in (HALF..=count - HALF).rev() {
        let heads = align::verbatim(index, &quoted.keys[..cut]);
        if heads.is_empty() {
            continue;
        }
        let tails = align::verbatim(index, &quoted.keys[cut..]);
        let (head, tail) = (heads.first()?, tails.first()?);
        let (_, a) = head.ends()?;
        let (b, last) = tail.ends()?;
        // Two pieces of one sentence are an omission, not a merger.
        if a.entry == b.entry {
            return None;
        }
        let (start, _) = head.ends()?;
        return Some(Issue {
            kind: IssueKind::MergedQuote,
            span: quotation.inner,
            right: None,
            place: Some(place_between(case, start, a)),
            other: Some(place_between(case, b, last)),
        });
    }
    None
}

/// Nothing like it was said.
fn invented(
    case: &Case<'_>,
    quotation: &Quotation,
    quoted: &Quoted,
    by: Option<&Attribution>,
) -> Option<Issue> {
    let content = quoted.content.iter().filter(|it| **it).count();
    let words = &case.text[quotation.inner.range()];
    // "assumed channel capacity in both directions": a short phrase that nobody is said to have said is a term.
    let is_phrase = quoted.words.len() <= 6
        && words.starts_with(char::is_lowercase)
        && !words
            .trim_end_matches([',', '.'])
            .contains(['.', '!', '?', ',', ';']);
    if by.is_none() && (content < 2 || is_phrase) {
        return None;
    }
    Some(Issue {
        kind: IssueKind::InventedQuote,
        span: quotation.inner,
        right: None,
        place: case.ranked.first().map(|it| case.place(it.0)),
        other: None,
    })
}

/// Cut where the meaning turns: the source goes on with "but", "unless", or has a "not" right before.
fn truncated(case: &Case<'_>, quotation: &Quotation, places: &[Alignment]) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let mut found = None;
    for place in places {
        let (first, last) = place.ends()?;
        let words = &index.entries[last.entry].claim.words;
        let text = case.entry_text(last.entry);
        let turns_after = words.get(last.word + 1).is_some_and(|next| {
            let gap = &text[words[last.word].span.end..next.span.start];
            let word = text[next.span.range()].to_ascii_lowercase();
            !gap.contains(['.', '!', '?', ';'])
                && matches!(
                    word.as_str(),
                    "but" | "except" | "unless" | "if" | "until" | "only"
                )
        });
        let before = first.word.checked_sub(1).map(|n| {
            let entry = &index.entries[first.entry];
            case.entry_text(first.entry)[entry.claim.words[n].span.range()].to_ascii_lowercase()
        });
        let turned_before = before.is_some_and(|it| {
            matches!(
                it.as_str(),
                "not" | "never" | "don't" | "didn't" | "doesn't" | "isn't" | "wasn't" | "won't" | "can't"
            )
        });
        if !turns_after && !turned_before {
            return None;
        }
        found.get_or_insert(case.place(last.entry));
    }
    Some(Issue {
        kind: IssueKind::TruncatedQuote,
        span: quotation.inner,
        right: None,
        place: found,
        other: None,
    })
}
