//! Sentences that say what to avoid: `Avoid "leverage"`, `never says "simply"`, `say "use", not "utilize"`.

use super::condition::{self, Reach};
use super::{Avoided, bare, construction, phrase, plain, quoted_in};
use crate::language::sentence;
use crate::persona::reading::small;
use crate::text::Span;

/// Verbs that recommend what follows them.
pub(super) const ENDORSES: [&str; 9] = [
    "use", "say", "prefer", "write", "try", "choose", "instead", "like", "replace",
];

/// Words that may stand between two things to avoid.
const GOES_ON: [&str; 14] = [
    "and", "or", "nor", "even", "also", "the", "a", "word", "words", "phrase", "phrases", "any", "as", "well",
];

/// What the sentences of `text` say to avoid. `refused` says that all of it is about that.
pub(super) fn told(text: &str, refused: bool) -> Vec<(Avoided, String)> {
    let mut res = Vec::new();
    for span in sentence::split(text) {
        let it = &text[span.range()];
        res.extend(of_sentence(it, refused));
    }
    res
}

fn of_sentence(text: &str, refused: bool) -> Vec<(Avoided, String)> {
    let said = plain(text);
    let lower = small(&said);
    if lower.contains("catchphrase") || lower.contains("catch phrase") {
        return Vec::new();
    }
    let quoted = quoted_in(&said);
    let mut res: Vec<(Avoided, String)> = Vec::new();
    let mut state = refused;
    let mut end = 0;
    let mut pending: Vec<(&str, Reach)> = Vec::new();
    let reaches = reaches(&said, &quoted);
    for (n, (outer, inner)) in quoted.iter().enumerate() {
        let before = &said[end..outer.start];
        let verdict = verdict_of(before, n == 0, state);
        // Under "Don't", `Use "utilize"` is what not to do, where nothing stands beside it.
        let is_only = refused && quoted.len() == 1 && !lower.contains("instead");
        state = is_only || verdict;
        end = outer.end;
        let words = said[inner.range()].trim_end_matches([',', '.', ' ']);
        if state {
            let behind = small(&said[outer.end..]);
            let behind = behind.split_whitespace().next().unwrap_or_default();
            let opens = speaks_of_openings(&small(before))
                || behind.starts_with("opener")
                || behind.starts_with("opening");
            let reach = if opens { Reach::Opening } else { reaches[n] };
            let meant = phrase(words).map(|it| reach.of(it, words));
            res.extend(meant.map(|it| (it, said.trim().to_owned())));
        } else {
            pending.push((words, reaches[n]));
        }
    }
    // `"Synergy" is banned.`
    if !pending.is_empty() && bans(&small(&said[end..])) {
        res.extend(
            pending
                .into_iter()
                .filter_map(|(it, reach)| Some((reach.of(phrase(it)?, it), said.trim().to_owned()))),
        );
    }
    if quoted.is_empty()
        && let Some(at) = cue(&lower)
    {
        let behind = &lower[at..];
        res.extend(construction::named(near(behind), &said));
        let listed = behind
            .split_once(':')
            .filter(|it| it.0.split_whitespace().count() <= 3);
        if res.is_empty()
            && let Some((_, list)) = listed
        {
            let found = bare(list.trim());
            res.extend(found.into_iter().map(|(it, _)| (it, said.trim().to_owned())));
        }
    }
    res
}

/// How far the ban of each quotation reaches: a condition behind the last of several speaks of all that `and` or `or`
/// joins to it.
fn reaches(said: &str, quoted: &[(Span, Span)]) -> Vec<Reach> {
    let in_front = quoted
        .first()
        .map_or(Reach::Everywhere, |it| condition::in_front(&said[..it.0.start]));
    let gap = |n: usize| {
        let end = quoted.get(n + 1).map_or(said.len(), |it| it.0.start);
        &said[quoted[n].0.end..end]
    };
    let joined = |n: usize, any: &[&str]| {
        let gap = small(gap(n));
        let words = gap.split(|it: char| !it.is_alphanumeric());
        gap.chars().all(|it| it.is_alphabetic() || " ,".contains(it))
            && words
                .into_iter()
                .filter(|it| !it.is_empty())
                .all(|it| any.contains(&it))
    };
    let is_listed = |n: usize| joined(n, &["and", "or", "nor"]);
    let mut res = vec![Reach::Everywhere; quoted.len()];
    for n in (0..quoted.len()).rev() {
        let is_last = n + 1 == quoted.len();
        let list_goes_on = !is_last && is_listed(n);
        let has_word = |n: usize| gap(n).contains("and") || gap(n).contains("or");
        let closes = (n + 1..quoted.len())
            .take_while(|&it| is_listed(it - 1))
            .any(|it| has_word(it - 1));
        res[n] = if list_goes_on {
            if closes { res[n + 1] } else { in_front }
        } else {
            // Up to a quotation that is compared with it, or to the end of its own clause.
            let text = gap(n);
            let goes_on = small(text.trim_end());
            let is_parted = [",", " and", " or", " nor"]
                .iter()
                .any(|it| goes_on.ends_with(it));
            let is_compared = !is_last && !is_parted;
            let own = if is_compared {
                Reach::Everywhere
            } else {
                condition::behind(text)
            };
            own.and(in_front)
        };
    }
    res
}

/// Whether the words in front of a quotation speak of how sentences or posts begin.
fn speaks_of_openings(before: &str) -> bool {
    let words = before.split(|it: char| !it.is_alphanumeric());
    let begins = [
        "start",
        "starts",
        "starting",
        "open",
        "opens",
        "opening",
        "begin",
        "begins",
        "beginning",
    ];
    words.into_iter().any(|it| begins.contains(&it))
}

/// Whether the quotation behind `before` is to be avoided; `state` says so of the one before it.
fn verdict_of(before: &str, is_first: bool, state: bool) -> bool {
    let lower = small(before);
    let words: Vec<&str> = lower
        .split(|it: char| !it.is_alphanumeric() && it != '\'')
        .filter(|it| !it.is_empty())
        .collect();
    let turns = ["→", "->", "=>", ";"].iter().any(|it| before.contains(it));
    if !turns
        && words
            .iter()
            .all(|it| matches!(*it, "and" | "or" | "nor" | "even"))
    {
        return state;
    }
    if words.last().is_some_and(|it| matches!(*it, "not" | "never"))
        || lower.trim_end().ends_with("instead of")
        || lower.trim_end().ends_with("rather than")
    {
        // `say "use", not "utilize"`; but `"utilize" instead of "use"` under "Avoid".
        let is_denied = words.last() == Some(&"not") || words.last() == Some(&"never");
        return is_denied && (!state || is_first);
    }
    match cue(&lower) {
        Some(at) => {
            let behind = &lower[at..];
            // Behind a comma something else begins, unless it gives examples.
            let goes_elsewhere = behind.split_once(',').is_some_and(|(_, tail)| {
                let first = tail
                    .split(|it: char| !it.is_alphabetic())
                    .find(|it| !it.is_empty());
                first.is_some_and(|it| {
                    !matches!(it, "such" | "like" | "e" | "for" | "including" | "and" | "or")
                })
            });
            let turned = goes_elsewhere
                || behind.contains(';')
                || behind
                    .trim_end_matches(|it: char| !it.is_alphanumeric())
                    .contains(". ");
            let words = behind
                .split(|it: char| !it.is_alphanumeric() && it != '\'')
                .filter(|it| !it.is_empty());
            let is_like = |it: &str| it == "like" || it == "as";
            let praises = words.clone().any(|it| ENDORSES.contains(&it) && !is_like(it));
            !turned && !praises && words.count() <= 6
        }
        None if turns || words.iter().any(|it| ENDORSES.contains(it)) => false,
        None if is_first => state,
        None => state && words.iter().all(|it| GOES_ON.contains(it)),
    }
}

/// Byte offset behind the words of `lower` that say to avoid what follows: `avoid`, `never says`, `don't use`, `no`.
fn cue(lower: &str) -> Option<usize> {
    const PLAIN: [&str; 17] = [
        "avoid",
        "avoids",
        "avoiding",
        "avoided",
        "banned",
        "forbidden",
        "ban",
        "bans",
        "skip",
        "skips",
        "stay away from",
        "steer clear of",
        "off limits",
        "off-limits",
        "no-gos",
        "taboo",
        "hates",
    ];
    const NEGATIONS: [&str; 11] = [
        "never", "don't", "do not", "doesn't", "does not", "won't", "wouldn't", "no", "not", "can't",
        "without",
    ];
    const VERBS: [&str; 27] = [
        "say",
        "says",
        "saying",
        "use",
        "uses",
        "using",
        "write",
        "writes",
        "writing",
        "open with",
        "opens with",
        "start with",
        "starts with",
        "begin with",
        "begins with",
        "end with",
        "ends with",
        "reach for",
        "reaches for",
        "type",
        "types",
        "call it",
        "calls it",
        "put",
        "puts",
        "call",
        "calls",
    ];
    let has = |phrase: &str| {
        lower
            .match_indices(phrase)
            .map(|it| it.0)
            .filter(|&at| {
                let before = lower[..at].chars().next_back();
                let after = lower[at + phrase.len()..].chars().next();
                let is_letter = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '\'');
                !is_letter(before) && !is_letter(after)
            })
            .last()
    };
    let mut best: Option<usize> = None;
    let mut take = |at: usize| best = Some(best.map_or(at, |it| it.max(at)));
    for phrase in PLAIN {
        if let Some(at) = has(phrase) {
            take(at + phrase.len());
        }
    }
    for phrase in NEGATIONS {
        let Some(at) = has(phrase) else { continue };
        let behind = &lower[at + phrase.len()..];
        // `never says`, `you'll never hear her say`: the verb comes within three words of the same clause.
        let clause = behind
            .find([',', ';', '.', '('])
            .map_or(behind, |it| &behind[..it]);
        let rest = clause.trim_start_matches([':', ' ']);
        let mut words = rest.split_inclusive(' ').take(4);
        let mut skipped = 0;
        let verb = words.find_map(|word| {
            let from = skipped;
            skipped += word.len();
            let tail = &rest[from..];
            let is_whole = |it: &str| !it.starts_with(|c: char| c.is_alphanumeric() || c == '\'');
            let verb = VERBS
                .iter()
                .filter(|it| tail.strip_prefix(**it).is_some_and(is_whole))
                .max_by_key(|it| it.len())?;
            (from == 0 || phrase != "no").then_some(from + verb.len())
        });
        let offset = at + phrase.len() + (clause.len() - rest.len());
        let is_bare = rest.is_empty() || clause.trim_start().starts_with(':');
        let is_noun_next =
            matches!(phrase, "no" | "never" | "without") && rest.split_whitespace().count() <= 3;
        if let Some(behind_verb) = verb {
            take(offset + behind_verb);
        } else if is_bare || is_noun_next {
            take(at + phrase.len());
        }
    }
    best
}

/// Whether what stands behind quoted words bans them.
fn bans(behind: &str) -> bool {
    let words: Vec<&str> = behind
        .split(|it: char| !it.is_alphanumeric() && it != '\'')
        .filter(|it| !it.is_empty())
        .take(5)
        .collect();
    let opens = words
        .first()
        .is_some_and(|it| matches!(*it, "is" | "are" | "never" | "has" | "have"));
    opens
        && words.iter().any(|it| {
            matches!(
                *it,
                "banned" | "forbidden" | "never" | "off" | "out" | "taboo" | "no"
            )
        })
}

/// The first words of `text`, as far as a cue reaches.
fn near(text: &str) -> &str {
    let end = text.find([';', '.', '(']).unwrap_or(text.len());
    let clause = &text[..end];
    let cut = ["but ", "instead", "except", "unless"]
        .iter()
        .filter_map(|it| clause.find(it))
        .min();
    &clause[..cut.unwrap_or(clause.len())]
}
