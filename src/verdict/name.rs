//! Names: misspelt, swapped for another of their kind, or heard of nowhere.

use super::judge::Case;
use super::{Issue, IssueKind, alternatives};
use crate::language::names::{self, Name, NameKind};
use crate::language::words::{self, Stem, folded};

/// Checks every name of the sentence.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    alternatives::check(case, issues);
    for name in &case.claim.names {
        let is_number = case
            .claim
            .amounts
            .iter()
            .any(|it| it.quantity.span.overlaps(name.span));
        // "Thursday" is no slip of the pen for "Tuesday".
        let is_time = case.claim.times.iter().any(|it| it.span.overlaps(name.span));
        let taken = is_number || is_time || issues.iter().any(|it| it.span.overlaps(name.span));
        if taken || case.is_quoted(name.span) {
            continue;
        }
        if name.kind == NameKind::Compound {
            issues.extend(compound_swapped(case, name));
            continue;
        }
        if is_named_already(case, name, issues) {
            continue;
        }
        let is_flag = case.text[..name.span.start].ends_with('-')
            && case.piece.code.iter().any(|it| it.contains(name.span));
        if is_flag || is_heard(case, name) {
            continue;
        }
        if let Some(issue) = misspelt(case, name).or_else(|| unknown(case, name)) {
            issues.push(issue);
        }
    }
}

/// Whether an issue of this sentence says already that no source has this name, or another part of the code that it
/// stands in.
fn is_named_already(case: &Case<'_>, name: &Name, issues: &[Issue]) -> bool {
    let code = case.piece.code.iter().find(|it| it.contains(name.span));
    let mut unknown = issues.iter().filter(|it| it.kind == IssueKind::UnknownName);
    unknown.any(|it| {
        names::key(&case.text[it.span.range()]) == name.key || code.is_some_and(|code| code.contains(it.span))
    })
}

/// Whether any source, the author's own files or the configuration know the name, or its parts.
pub(super) fn is_heard(case: &Case<'_>, name: &Name) -> bool {
    let index = &case.judge.sources.index;
    let text = &case.text[name.span.range()];
    let known =
        |key: Stem| index.has_heard(key) || case.judge.known_names.contains(&key) || is_own(case, key);
    if known(name.key) || known(folded(text)) || index.knows(words::stem(text)) {
        return true;
    }
    // `RFCs` for `RFC`.
    if text
        .strip_suffix('s')
        .is_some_and(|it| known(folded(it)) || known(names::key(it)))
    {
        return true;
    }
    if expands_known(case, name, &known) || is_of_heard_place(case, name) {
        return true;
    }
    let parts = words::spans(text);
    parts.len() > 1
        && parts.iter().enumerate().all(|(n, it)| {
            let part = &text[it.range()];
            let addresses = n + 1 < parts.len() && names::is_address(part);
            addresses || known(folded(part)) || index.knows(words::stem(part))
        })
}

/// `Norwegian` where the sources name Norway.
fn is_of_heard_place(case: &Case<'_>, name: &Name) -> bool {
    let index = &case.judge.sources.index;
    let said = &case.text[name.span.range()];
    let is_person = |key| !super::speakers::speakers_named(case, key).is_empty();
    name.kind == NameKind::Proper
        && index.entries.iter().enumerate().any(|(at, entry)| {
            let proper = entry.claim.names.iter().filter(|it| it.kind == NameKind::Proper);
            let text = case.entry_text(at);
            proper
                .filter(|it| names::is_of_place(said, &text[it.span.range()]))
                .any(|it| !is_person(it.key))
        })
}

/// `Tide Relief Plan (TRP)`, `TRP (Tide Relief Plan)`, where the sources have `TRP`: what it stands for is known with it.
fn expands_known(case: &Case<'_>, name: &Name, known: &dyn Fn(Stem) -> bool) -> bool {
    let said = &case.text[name.span.range()];
    let initials: String = said
        .split_whitespace()
        .filter_map(|it| it.chars().next())
        .collect::<String>()
        .to_uppercase();
    let is_short_form = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let singular = word.strip_suffix('s').unwrap_or(word);
        singular == initials && known(folded(singular))
    };
    let behind = case.text[name.span.end..]
        .strip_prefix(" (")
        .and_then(|it| it.split_once(')'));
    let before = case.text[..name.span.start].strip_suffix(" (");
    1 < initials.chars().count()
        && (behind.is_some_and(|it| is_short_form(it.0))
            || before
                .and_then(|it| it.split_whitespace().next_back())
                .is_some_and(is_short_form))
}

/// The author's own name, and the names in their bio and series tracker.
pub(super) fn is_own(case: &Case<'_>, key: Stem) -> bool {
    let author = case
        .judge
        .author
        .is_some_and(|it| it.split_whitespace().any(|part| names::key(part) == key) || names::key(it) == key);
    let persona = case.judge.persona;
    let characters = persona
        .voice
        .iter()
        .flat_map(|it| &it.characters)
        .any(|it| names::key(&it.name) == key);
    let written = |text: &str| {
        words::spans(text)
            .into_iter()
            .any(|it| folded(&text[it.range()]) == key)
    };
    author
        || characters
        || persona.bio.as_ref().is_some_and(|it| written(&it.text))
        || persona.series.as_ref().is_some_and(|it| written(&it.text))
}

/// A name that is one slip of the pen away from one that the sources hold.
fn misspelt(case: &Case<'_>, name: &Name) -> Option<Issue> {
    let said = &case.text[name.span.range()];
    if said.chars().count() < 4
        || matches!(name.kind, NameKind::Acronym | NameKind::Compound)
        || (name.opens && !repeats_name(case, name))
    {
        return None;
    }
    let (right, entry) = nearest_name(case, said)?;
    Some(Issue {
        kind: IssueKind::ContradictedName,
        span: name.span,
        right: Some(right),
        place: Some(case.place(entry)),
        other: None,
    })
}

/// A capital that opens a sentence says nothing; one with a capital behind it does.
fn repeats_name(case: &Case<'_>, name: &Name) -> bool {
    case.text[name.span.range()].contains(' ') || name.kind == NameKind::Identifier
}

/// The source name at the smallest edit distance, if that is a slip: one edit up to 7 letters, two from 8 on.
fn nearest_name(case: &Case<'_>, said: &str) -> Option<(String, usize)> {
    let index = &case.judge.sources.index;
    let said_lower = said.to_lowercase();
    let allowed = if said_lower.chars().count() >= 8 { 2 } else { 1 };
    let mut best: Option<(usize, String, usize)> = None;
    let mut offer = |candidate: &str, entry: usize| {
        let lower = candidate.to_lowercase();
        let near_length = lower.chars().count().abs_diff(said_lower.chars().count()) <= allowed;
        if lower == said_lower || !near_length || !lower.chars().next().eq(&said_lower.chars().next()) {
            return;
        }
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        // `api-server-2` for `api-server-3` is another thing, not a slip.
        if digits(&lower) != digits(&said_lower) {
            return;
        }
        // `Euros` for `Euro`, `Defense` for `Defence`: another form, not another name.
        let (short, long) = if lower.len() < said_lower.len() {
            (&lower, &said_lower)
        } else {
            (&said_lower, &lower)
        };
        let inflected = long
            .strip_prefix(short.as_str())
            .is_some_and(|it| matches!(it, "s" | "n" | "an" | "ed" | "d" | "es" | "r"));
        if inflected
            || words::same_spelling(&lower, &said_lower)
            || lower.replace("nce", "nse") == said_lower.replace("nce", "nse")
        {
            return;
        }
        let distance = edit_distance(&said_lower, &lower);
        if distance <= allowed && best.as_ref().is_none_or(|it| distance < it.0) {
            best = Some((distance, candidate.to_owned(), entry));
        }
    };
    for (at, entry) in index.entries.iter().enumerate() {
        let text = case.entry_text(at);
        for it in &entry.claim.names {
            if !(it.opens && it.kind == NameKind::Proper) {
                offer(&text[it.span.range()], at);
            }
        }
        if let Some(name) = super::speakers::speaker_name(case, at) {
            offer(&super::speakers::in_prose(&name), at);
        }
    }
    best.map(|it| (it.1, it.2))
}

/// Edits (insertions, deletions, substitutions, swaps of neighbours) between two words.
fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let same = a[i - 1] == b[j - 1];
            let mut cost = (last[j - 1] + usize::from(!same))
                .min(last[j] + 1)
                .min(row[j - 1] + 1);
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if swapped {
                cost = cost.min(before[j - 2] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// A name that no source has: worth a word only where the sentence tells something as a fact.
fn unknown(case: &Case<'_>, name: &Name) -> Option<Issue> {
    let said = &case.text[name.span.range()];
    let letters_only = said.chars().all(|c| c.is_alphabetic() || c == ' ');
    let plain = matches!(name.kind, NameKind::Proper | NameKind::Identifier) && letters_only && !name.opens;
    let is_identifier = name.kind == NameKind::Identifier
        && (said.chars().any(|c| c.is_ascii_digit() || c == '_' || c == '-')
            || case.piece.code.iter().any(|it| it.contains(name.span)));
    let is_path = said.matches('/').count() > 1 || said.contains("/#");
    if is_path
        || !(plain || is_identifier)
        || case.stance.is_comment()
        || is_background(said)
        || title_case(case)
        || super::speakers::may_be_a_part(case, name.span)
        || super::speakers::has_label(case, said)
    {
        return None;
    }
    // An identifier that differs from a heard one in a part: `volatile-lru` for `allkeys-lru`.
    if let Some(issue) = part_swapped(case, name) {
        return Some(issue);
    }
    // What is told as having happened, and what otherwise follows the source closely.
    let follows_source = || {
        case.ranked
            .first()
            .is_some_and(|it| super::support::shared_weight(case, it.0) >= 0.35)
    };
    // "First sign was a message at 14:53 from Ostrava": what was at a time tells a fact, too.
    let dated = || {
        let mut words = case.claim.words.iter().map(|it| &case.text[it.span.range()]);
        !case.claim.times.is_empty() && words.any(|it| matches!(it, "was" | "were"))
    };
    if !(case.stance.past || is_identifier || follows_source() || dated()) || is_idiom(case, name) {
        return None;
    }
    Some(Issue {
        kind: IssueKind::UnknownName,
        span: name.span,
        right: None,
        place: case.ranked.first().map(|it| case.place(it.0)),
        other: None,
    })
}

/// A joined name that differs from one of the evidence in a single part: `volatile-lru` for `allkeys-lru`.
fn part_swapped(case: &Case<'_>, name: &Name) -> Option<Issue> {
    let parts_of = |text: &str| -> Vec<Stem> {
        words::spans(text)
            .into_iter()
            .map(|it| folded(&text[it.range()]))
            .collect()
    };
    let said = &case.text[name.span.range()];
    let parts = parts_of(said);
    if parts.len() < 2 || said.contains(' ') {
        return None;
    }
    for &(at, _) in case.ranked.iter().take(5) {
        let text = case.entry_text(at);
        for it in &case.judge.sources.index.entries[at].claim.names {
            let other = &text[it.span.range()];
            let theirs = parts_of(other);
            let joined_alike = !other.contains(' ') && theirs.len() == parts.len();
            let stems = |text: &str| words::words(text).iter().map(|it| it.stem).collect::<Vec<_>>();
            // "Left-hand" is another form of "left-handed".
            let is_form = || stems(said) == stems(other);
            if joined_alike && theirs.iter().zip(&parts).filter(|(a, b)| a != b).count() == 1 && !is_form() {
                return Some(Issue {
                    kind: IssueKind::ContradictedName,
                    span: name.span,
                    right: Some(other.to_owned()),
                    place: Some(case.place(at)),
                    other: None,
                });
            }
        }
    }
    None
}

/// `csv-parser` for `csv-writer`: a hyphenated name that no source has, in the place of one that shares a part.
fn compound_swapped(case: &Case<'_>, name: &Name) -> Option<Issue> {
    const PREFIXES: &str = "a all anti back best big co cross deep double even ever ex extra far fast first four free full good half hard \
        heavy high home hot in inter large last late light long low mid mini most much multi near never new next no non off old on \
        one open out over part post pre quick re real round same second self semi short single six slow small so still sub super ten \
        third three top two ultra un under up very well wide year";
    let index = &case.judge.sources.index;
    let said = &case.text[name.span.range()];
    let parts: Vec<&str> = said.split('-').collect();
    if parts.len() != 2 {
        return None;
    }
    let is_common = PREFIXES
        .split_whitespace()
        .any(|it| parts[0].eq_ignore_ascii_case(it));
    // "Child-friendly", "glass-fronted", "left-hand" tell what something is like, which a writer may say in words of their own.
    const LONG: usize = 6;
    let whole = [
        "hand", "proof", "free", "like", "wide", "based", "less", "friendly",
    ]
    .contains(&parts[1]);
    // A feed and a king are things.
    let ending = parts[1].len() >= LONG && ["ed", "ing", "ly"].iter().any(|it| parts[1].ends_with(it));
    let describes = whole || ending;
    if is_common || describes || index.has_heard(name.key) {
        return None;
    }
    let keys: Vec<Stem> = parts.iter().map(|it| folded(it)).collect();
    let spelt_apart = index
        .entries
        .iter()
        .any(|it| it.folded.windows(keys.len()).any(|here| here == keys));
    if spelt_apart {
        return None;
    }
    part_swapped(case, name)
}

/// Whether most words of the sentence have a capital: then a capital says nothing.
fn title_case(case: &Case<'_>) -> bool {
    let long: Vec<&str> = case
        .claim
        .words
        .iter()
        .map(|it| &case.text[it.span.range()])
        .filter(|it| it.len() > 3)
        .collect();
    long.len() > 2
        && long
            .iter()
            .filter(|it| it.starts_with(char::is_uppercase))
            .count()
            * 2
            > long.len()
}

/// Names that anybody may use without a source: nationalities, holidays, common tools as background.
fn is_background(said: &str) -> bool {
    const COMMON: &str = "english french german swedish british american european chinese japanese indian spanish italian dutch canadian \
        swedes germans americans europe america london paris berlin christmas easter god internet web wikipedia google \
        youtube twitter stackoverflow markdown monday tuesday wednesday thursday friday saturday sunday january february \
        march april may june july august september october november december";
    let lower = said.to_lowercase();
    COMMON.split_whitespace().any(|it| it == lower)
}

/// `the Internet of Things`, `Murphy's law`: a capital inside a fixed phrase, told by a possessive before a noun.
fn is_idiom(case: &Case<'_>, name: &Name) -> bool {
    let behind = &case.text[name.span.end..];
    ["'s law", "’s law", "'s razor", "’s razor", "'s rule", "’s rule"]
        .iter()
        .any(|it| behind.starts_with(it))
}
