//! What the source pairs otherwise: a number with a name, two words joined by "and", a change with its "by" or "to",
//! a time with a figure, "this" or "last" with a span of time.

use super::judge::{Case, is_wrong};
use super::pairing_row::{at_that_label, at_that_time};
use super::place;
use super::ruled_out::is_another_time;
use super::speakers::speakers_named;
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::claim::{Amount, Claim, agrees};
use crate::evidence::Entry;
use crate::language::names::{self, Name, NameKind};
use crate::language::polarity::is_past;
use crate::language::quantity::Sort;
use crate::language::time::TimeRef;
use crate::language::words::{Stem, capitalised, folded};
use crate::text::Span;

/// Share of the sentence that the unit must carry where only one plain word differs.
const TIGHT: f32 = 0.5;

/// The same where it differs in who did it.
const NAMED: f32 = 0.35;

/// Checks what stands together in the sentence.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    if is_wrong(issues) {
        return;
    }
    let found = coordinated(case)
        .or_else(|| named_number(case))
        .or_else(|| by_or_to(case))
        .or_else(|| this_or_that(case))
        .or_else(|| at_that_time(case))
        .or_else(|| at_that_label(case))
        .or_else(|| place::another(case))
        .or_else(|| place::beside(case));
    issues.extend(found);
}

pub(super) fn issue(case: &Case<'_>, kind: IssueKind, span: Span, right: Option<String>, at: usize) -> Issue {
    Issue {
        kind,
        span,
        right,
        place: Some(case.place(at)),
        other: None,
    }
}

/// Two words joined by `and`, and the places of both.
fn joined(text: &str, claim: &Claim) -> Vec<(usize, usize)> {
    let words = &claim.words;
    // "Three hundred and eighty" joins no two things.
    let spoken = |it: &Amount| it.quantity.in_words;
    let counts = |span: Span| {
        let mut spoken = claim.amounts.iter().filter(|it| spoken(it));
        spoken.any(|it| it.quantity.span.overlaps(span))
    };
    let is_content = |n: usize| !words[n].stop && words[n].span.len() > 1 && !counts(words[n].span);
    (0..words.len().saturating_sub(2))
        .filter(|&n| {
            let gap = &text[words[n].span.end..words[n + 2].span.start];
            // "something slow and dumb", "it is large and old": what describes is often told in other words.
            let describes = n.checked_sub(1).is_some_and(|it| {
                matches!(
                    text[words[it].span.range()].to_ascii_lowercase().as_str(),
                    "something"
                        | "is"
                        | "was"
                        | "are"
                        | "were"
                        | "be"
                        | "so"
                        | "very"
                        | "too"
                        | "more"
                        | "as"
                        | "it's"
                )
            });
            !describes && is_content(n) && is_content(n + 2) && matches!(gap.trim(), "and" | "&")
        })
        .map(|n| (n, n + 2))
        .collect()
}

/// `weight and width` for `weight and length`, `Rashid and Ines` for `Rashid and Petra`: one of a pair replaced.
fn coordinated(case: &Case<'_>) -> Option<Issue> {
    let says_both = || {
        case.claim
            .words
            .iter()
            .any(|it| &case.text[it.span.range()] == "both")
    };
    if case.stance.question || says_both() {
        return None;
    }
    let mine = joined(case.text, case.claim);
    let mut plain = mine
        .iter()
        .filter(|it| !case.is_quoted(case.claim.words[it.0].span));
    plain.find_map(|&(a, b)| replaced(case, a, b, b).or_else(|| replaced(case, b, a, b)))
}

/// The pair of the words `kept` and `changed`, of which `last` comes last, told with another word for `changed`.
fn replaced(case: &Case<'_>, kept: usize, changed: usize, last: usize) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let words = &case.claim.words;
    let said = |n: usize| &case.text[words[n].span.range()];
    let capital = |it: &str| it.starts_with(char::is_uppercase);
    let (is_name, word) = (capital(said(kept)) && capital(said(changed)), words[changed]);
    let is_speaker = |n: usize| !speakers_named(case, names::key(said(n))).is_empty();
    let are_people = || {
        let acts = words.get(last + 1).map(|it| &case.text[it.span.range()]);
        acts.is_some_and(is_past) || is_speaker(kept) && is_speaker(changed)
    };
    let (kind, enough) = match is_name && are_people() {
        true => (IssueKind::ContradictedActor, NAMED),
        false => (IssueKind::ContradictedName, TIGHT),
    };
    let kept = words[kept].stem;
    let told_together = |it: &Entry| it.claim.has(kept) && it.claim.has(word.stem);
    if is_name && (case.claim.negated || index.entries.iter().any(told_together)) {
        return None;
    }
    case.ranked.iter().take(3).map(|it| it.0).find_map(|at| {
        let (entry, text) = (&index.entries[at], case.entry_text(at));
        let theirs = &entry.claim.words;
        let mut pairs = joined(text, &entry.claim)
            .into_iter()
            .flat_map(|(x, y)| [(x, y), (y, x)]);
        let other = pairs.find_map(|(x, y)| (theirs[x].stem == kept).then(|| theirs[y]))?;
        let heard = &text[other.span.range()];
        let is_free = !case.claim.has(other.stem) && other.stem != word.stem;
        // A chat writes names small.
        let small = is_name && !text.contains(char::is_uppercase);
        let alike = match is_name {
            true => small || capital(heard),
            false => same_ending(heard, said(changed)),
        };
        let like = alike && !said(changed).ends_with("ly") && !opens_alike(said(changed), heard);
        let elsewhere = turn_says(case, entry, word.stem, said(changed))
            || is_by_the_speaker(case, at, said(changed))
            || is_name && (entry.is_question || is_another_case(case, at));
        let fits = is_free && like && !elsewhere && shared_weight(case, at) >= enough;
        fits.then(|| {
            let right = if small {
                capitalised(heard)
            } else {
                heard.to_owned()
            };
            issue(case, kind, word.span, Some(right), at)
        })
    })
}

/// Whether the word names the one who says "I" in the unit, who may be the other one of the pair.
fn is_by_the_speaker(case: &Case<'_>, at: usize, word: &str) -> bool {
    let entry = &case.judge.sources.index.entries[at];
    if !entry
        .folded
        .iter()
        .any(|it| [folded("i"), folded("we")].contains(it))
    {
        return false;
    }
    let named = speakers_named(case, names::key(word));
    entry
        .speaker
        .is_some_and(|id| named.contains(&(entry.source, id)))
}

/// Whether the sentence tells of another time or other numbers than the turn of an entry does.
fn is_another_case(case: &Case<'_>, at: usize) -> bool {
    let index = &case.judge.sources.index;
    let turn = index.passages[index.entries[at].passage].entries.clone();
    let told = |it: &Amount| {
        let mut heard = turn.clone().flat_map(|n| &index.entries[n].claim.amounts);
        heard.any(|other| agrees(it, other))
    };
    is_another_time(case, at) || !case.claim.amounts.iter().all(told)
}

/// Whether two words start with the same letters: `veg` and `vegetable`.
fn opens_alike(a: &str, b: &str) -> bool {
    let start = |it: &str| {
        it.chars()
            .flat_map(char::to_lowercase)
            .take(3)
            .collect::<String>()
    };
    start(a) == start(b)
}

/// Whether two words have the same form: both plural or both not, both with a capital or both not.
fn same_ending(a: &str, b: &str) -> bool {
    let plural = |it: &str| it.ends_with('s') && !it.ends_with("ss");
    let capital = |it: &str| it.starts_with(char::is_uppercase);
    plural(a) == plural(b) && capital(a) == capital(b)
}

/// Whether the turn of an entry, or the ones next to it, say the word or one of its family.
fn turn_says(case: &Case<'_>, entry: &Entry, stem: Stem, word: &str) -> bool {
    let index = &case.judge.sources.index;
    let family = word.get(..4.min(word.len())).unwrap_or(word).to_ascii_lowercase();
    let near = entry.passage.saturating_sub(1)..(entry.passage + 2).min(index.passages.len());
    near.flat_map(|it| index.passages[it].entries.clone()).any(|at| {
        let text = case.entry_text(at);
        index.entries[at].claim.has(stem)
            || index.entries[at].claim.words.iter().any(|it| {
                let said = &text[it.span.range()];
                said.len() >= 4 && word.len() >= 4 && said.to_ascii_lowercase().starts_with(&family)
            })
    })
}

/// The clause around a span: from the mark before it to the mark behind it.
fn clause(text: &str, span: Span) -> Span {
    let marks = [',', ';', ':', '.', '!', '?', '(', ')', '—', '|'];
    let from = text[..span.start].rfind(marks).map_or(0, |it| it + 1);
    let to = text[span.end..]
        .find(marks)
        .map_or(text.len(), |it| span.end + it);
    Span::new(from.min(span.start), to)
}

/// `Nine came from Linnet` for `nine are Fibrecast`: the number that the source pairs with another name.
fn named_number(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let is_plain = |it: &&Name| matches!(it.kind, NameKind::Proper | NameKind::Identifier) && !it.opens;
    // The "Euros" of 50 million Euros are a unit.
    let is_unit = |claim: &Claim, name: &Name| {
        let mut amounts = claim.amounts.iter();
        amounts.any(|it| it.quantity.span.overlaps(name.span))
    };
    for amount in case
        .claim
        .amounts
        .iter()
        .filter(|it| it.quantity.sort == Sort::Amount)
    {
        let own = clause(case.text, amount.quantity.span);
        let mut names = case
            .claim
            .names
            .iter()
            .filter(is_plain)
            .filter(|it| own.contains(it.span) && !is_unit(case.claim, it));
        let (Some(name), None) = (names.next(), names.next()) else {
            continue;
        };
        let said = &case.text[name.span.range()];
        if case.is_quoted(name.span) || amount.quantity.value() <= 1.0 || !index.has_heard(name.key) {
            continue;
        }
        for &(at, _) in case.ranked.iter().take(3) {
            let entry = &index.entries[at];
            let text = case.entry_text(at);
            if entry.claim.names.iter().any(|it| it.key == name.key) || entry.folded.contains(&folded(said)) {
                continue;
            }
            let Some(theirs) = entry.claim.amounts.iter().find(|it| agrees(amount, it)) else {
                continue;
            };
            let there = clause(text, theirs.quantity.span);
            let mut rivals =
                entry.claim.names.iter().filter(|it| {
                    there.contains(it.span) && it.kind == name.kind && !is_unit(&entry.claim, it)
                });
            let (Some(rival), None) = (rivals.next(), rivals.next()) else {
                continue;
            };
            let rival_text = &text[rival.span.range()];
            let is_free = !case.claim.names.iter().any(|it| it.key == rival.key);
            let is_speaker = |key| !super::speakers::speakers_named(case, key).is_empty();
            let mut said = entry.claim.words.iter();
            let is_small = said.any(|it| it.stop && it.span == rival.span);
            if is_small
                || rival.opens && rival.span.start == 0
                || is_speaker(name.key) != is_speaker(rival.key)
            {
                continue;
            }
            if is_free && shared_weight(case, at) >= 0.25 {
                let right = rival_text.to_owned();
                return Some(issue(
                    case,
                    IssueKind::ContradictedName,
                    name.span,
                    Some(right),
                    at,
                ));
            }
        }
    }
    None
}

/// Verbs of changing by how much or to what.
const CHANGES: &str = "fell fall falls dropped drop drops cut cuts reduced reduce reduces rose rise rises grew grow grows increased \
    increase increases raised raise shrank shrink went go goes brought down up lowered lower slowed sped decreased came come climbed \
    climb jumped jump sank improved slipped";

/// Which of `by` and `to` leads an amount behind a verb of change; both words are told by their place.
fn led_by(text: &str, claim: &Claim, amount: &Amount) -> Option<bool> {
    let before: Vec<&str> = claim
        .words
        .iter()
        .filter(|it| it.span.end <= amount.quantity.span.start)
        .map(|it| &text[it.span.range()])
        .collect();
    let tail = &before[before.len().saturating_sub(6)..];
    let at = tail.iter().rposition(|it| matches!(*it, "by" | "to"))?;
    let changes = tail[..at].iter().any(|it| {
        let lower = it.to_ascii_lowercase();
        CHANGES.split_whitespace().any(|change| change == lower)
    });
    (changes && tail.len() - at <= 3).then(|| tail[at] == "by")
}

/// `fell by a third` for `fell to a third`.
fn by_or_to(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    for amount in &case.claim.amounts {
        let Some(by) =
            led_by(case.text, case.claim, amount).filter(|_| !case.is_quoted(amount.quantity.span))
        else {
            continue;
        };
        for &at in case.window {
            let entry = &index.entries[at];
            for theirs in entry.claim.amounts.iter().filter(|it| agrees(amount, it)) {
                let text = case.entry_text(at);
                let other_way = led_by(text, &entry.claim, theirs).is_some_and(|it| it != by);
                if other_way && shared_weight(case, at) >= 0.2 {
                    let cue = case.claim.words.iter().rfind(|it| {
                        it.span.end <= amount.quantity.span.start
                            && matches!(&case.text[it.span.range()], "by" | "to")
                    })?;
                    let right = if by { "to" } else { "by" };
                    return Some(issue(
                        case,
                        IssueKind::ContradictedDirection,
                        cue.span,
                        Some(right.to_owned()),
                        at,
                    ));
                }
            }
        }
    }
    None
}

/// `the third company this year` for `this month`: the same words with another length of time.
fn this_or_that(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let relative = |it: TimeRef| match it {
        TimeRef::Relative { days, grain } if grain > 1 => Some((days.signum(), grain)),
        _ => None,
    };
    for time in case.claim.times.iter().filter(|it| !case.is_quoted(it.span)) {
        let Some((sign, grain)) = relative(time.value) else {
            continue;
        };
        let stated = |at: usize| {
            index.entries[at]
                .claim
                .times
                .iter()
                .filter_map(move |it| Some((it, relative(it.value)?)))
        };
        if case
            .window
            .iter()
            .any(|&at| stated(at).any(|(_, it)| it == (sign, grain)))
        {
            continue;
        }
        for &(at, _) in case.ranked.iter().take(2) {
            let other = stated(at).find(|(_, it)| it.0 == sign && it.1 != grain);
            if let (Some((other, _)), true) = (other, shared_weight(case, at) >= case.judge.limits.pair) {
                let right = case.entry_text(at)[other.span.range()].to_owned();
                return Some(issue(
                    case,
                    IssueKind::ContradictedTime,
                    time.span,
                    Some(right),
                    at,
                ));
            }
        }
    }
    None
}
