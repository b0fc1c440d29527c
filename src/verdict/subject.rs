//! Who did it, where the source names them: `Bea kept the tally` against "Dougie kept the tally".
//!
//! `actor` and `deed` ask who of the speakers tells of an act as their own; here one unit names somebody else right before
//! the same verb, and nothing in the sources gives the act to the one whom the draft names.

use super::actor::is_aside;
use super::judge::{Case, is_wrong};
use super::speakers::{in_prose, speaker_name, speakers_named};
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::language::names::{self, NameKind};
use crate::language::polarity::{is_hedge, is_likewise, is_past, is_speech};
use crate::language::words::{Stem, Word, folded};
use crate::text::Span;

/// Units that are looked at.
const DEPTH: usize = 6;
/// Share of the act's words besides the verb that the unit must say.
const SAME: f32 = 0.6;
/// Share from which on a unit that speaks of the named one tells the act of them as well.
const THEIRS: f32 = 0.4;

/// Words that lead how, when or where something was done.
const LEADS: [&str; 9] = [
    "in", "at", "on", "with", "by", "after", "before", "during", "within",
];

/// Words and how much each of them tells.
type Weighed<'a> = &'a [(Stem, f32)];

/// Somebody and what they did.
struct Act {
    /// Those who did it, as folded words with their bytes; more than one where "and" joins them.
    who: Vec<(Stem, Span)>,
    /// Index of the verb among the words.
    verb: usize,
}

/// Finds an act that the source gives to somebody else by name.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    let stance = &case.stance;
    if is_wrong(issues) || stance.question {
        return;
    }
    let acts = acts(case.text, case.claim);
    issues.extend(acts.iter().find_map(|it| somebody_elses(case, it)));
}

fn somebody_elses(case: &Case<'_>, act: &Act) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let [(name, span)] = act.who[..] else { return None };
    let words = &case.claim.words;
    let verb = &words[act.verb];
    // What somebody said may well be unsure; what they did is not.
    let tells = is_speech(&case.text[verb.span.range()]);
    if case.is_quoted(span) || !tells && case.stance.hedged || !is_known(case, name) {
        return None;
    }
    let wanted: Vec<(Stem, f32)> = clause(case.text, words, act.verb)
        .filter(|it| !it.stop)
        .map(|it| (it.stem, index.weight(it.stem)))
        .collect();
    // How it was done: "Amina found that in an afternoon" leaves out what was found.
    let manner: Vec<(Stem, f32)> = clause(case.text, words, act.verb)
        .skip_while(|it| !LEADS.contains(&&case.text[it.span.range()]))
        .filter(|it| !it.stop)
        .map(|it| (it.stem, index.weight(it.stem)))
        .collect();
    let share = |of: Weighed<'_>, at: usize| {
        let total: f32 = of.iter().map(|it| it.1).sum();
        let held = of.iter().filter(|it| index.entries[at].claim.has(it.0));
        if total > 0.0 {
            held.map(|it| it.1).sum::<f32>() / total
        } else {
            0.0
        }
    };
    let same_verb =
        |text: &str, other: &Word| other.stem == verb.stem || tells && is_speech(&text[other.span.range()]);
    let mut found: Option<(usize, String, Weighed<'_>)> = None;
    for &(at, _) in case.ranked.iter().take(DEPTH) {
        let entry = &index.entries[at];
        if entry.is_question {
            continue;
        }
        let text = case.entry_text(at);
        let mut theirs = self::acts(text, &entry.claim).into_iter();
        let Some(other) = theirs.find(|it| same_verb(text, &entry.claim.words[it.verb])) else {
            continue;
        };
        let object = entry
            .claim
            .words
            .get(other.verb + 1)
            .map(|it| &text[it.span.range()]);
        let is_pronoun = object.is_some_and(|it| matches!(it, "that" | "it" | "this" | "them" | "those"));
        let told: Weighed<'_> = if is_pronoun && !manner.is_empty() {
            &manner
        } else {
            &wanted
        };
        if share(told, at) < SAME {
            continue;
        }
        let mut words = entry.claim.words.iter();
        let hedges = |it: &Word| is_hedge(&text[it.span.range()]);
        let plain = entry.claim.negated == case.claim.negated && (tells || !words.any(hedges));
        // Of two who did it, either may be meant.
        let [(right, place)] = other.who[..] else { continue };
        let names_them = || {
            case.claim
                .words
                .iter()
                .any(|it| folded(&case.text[it.span.range()]) == right)
        };
        if plain && found.is_none() && is_known(case, right) && !names_them() {
            found = Some((at, in_prose(&text[place.range()]), told));
        }
    }
    let (at, right, told) = found?;
    let is_theirs = (0..index.entries.len()).any(|it| {
        let text = case.entry_text(it);
        let says = |is: &dyn Fn(&Word) -> bool| index.entries[it].claim.words.iter().any(is);
        let says_verb = || says(&|word| same_verb(text, word));
        // "Dougie did too", and "he opened it" of whoever was named last.
        let as_well = || says(&|word| is_likewise(&text[word.span.range()]));
        let again = it != at && share(told, it) >= SAME && says_verb();
        again
            || speaks_of(case, it, name)
                && (it == at || share(told, it) >= THEIRS || as_well() || !tells && says_verb())
    });
    (!is_theirs).then(|| Issue {
        kind: IssueKind::ContradictedActor,
        span,
        right: Some(right),
        place: Some(case.place(at)),
        other: None,
    })
}

/// The names with a verb in the past right behind them.
fn acts(text: &str, claim: &Claim) -> Vec<Act> {
    let words = &claim.words;
    let token = |n: usize| words.get(n).map(|it| &text[it.span.range()]);
    let gap = |n: usize| &text[words[n - 1].span.end..words[n].span.start];
    let is_name = |n: usize| {
        let span = words[n].span;
        let mut names = claim.names.iter().filter(|it| it.kind == NameKind::Proper);
        !words[n].stop && names.any(|it| it.span.end == span.end)
    };
    let mut found = Vec::new();
    for n in 0..words.len() {
        if !is_name(n) {
            continue;
        }
        let object = n.checked_sub(1).and_then(token).is_some_and(|it| {
            matches!(
                it,
                "with" | "by" | "from" | "to" | "of" | "for" | "or" | "at" | "in" | "on" | "than" | "like"
            )
        });
        let Some(verb) = (n + 1..words.len().min(n + 3)).find(|&it| !token(it).is_some_and(is_aside)) else {
            continue;
        };
        let joined = (n + 1..=verb).all(|it| gap(it).trim().is_empty());
        let acts = token(verb).is_some_and(|it| {
            (is_past(it) || is_speech(it)) && it.starts_with(char::is_lowercase) && !is_being(it)
        });
        if object || !joined || !acts {
            continue;
        }
        let mut who = vec![(folded(token(n).unwrap_or_default()), words[n].span)];
        if n >= 2 && matches!(token(n - 1), Some("and")) {
            who.push((folded(token(n - 2).unwrap_or_default()), words[n - 2].span));
        }
        // "Bea went and did four night shifts": still her doing.
        let more = (verb + 1..words.len().saturating_sub(1)).find(|&it| token(it) == Some("and"));
        let more = more
            .map(|it| it + 1)
            .filter(|&it| token(it).is_some_and(is_past) && gap(it).trim().is_empty());
        let verbs = std::iter::once(verb).chain(more);
        found.extend(verbs.map(|verb| Act {
            who: who.clone(),
            verb,
        }));
    }
    found
}

/// `was`, `had`: what one is or has is no act.
fn is_being(word: &str) -> bool {
    matches!(
        word,
        "was" | "were" | "had" | "got" | "became" | "felt" | "thought" | "knew"
    )
}

/// The words behind a verb up to the next mark or the next clause.
fn clause<'a>(text: &'a str, words: &'a [Word], verb: usize) -> impl Iterator<Item = &'a Word> {
    const JOINTS: [&str; 9] = [
        "and", "but", "because", "so", "while", "which", "who", "when", "until",
    ];
    let ends = move |n: usize| {
        let gap = &text[words[n - 1].span.end..words[n].span.start];
        gap.contains([',', ';', ':', '(', ')', '—', '.']) || JOINTS.contains(&&text[words[n].span.range()])
    };
    let end = (verb + 1..words.len()).find(|&n| ends(n)).unwrap_or(words.len());
    words[verb + 1..end].iter()
}

/// Whether a folded word is a name of the sources: a speaker's, or a word that is always written with a capital.
fn is_known(case: &Case<'_>, name: Stem) -> bool {
    const ANYBODY: [&str; 11] = [
        "someone",
        "somebody",
        "everyone",
        "everybody",
        "anyone",
        "anybody",
        "people",
        "nobody",
        "others",
        "both",
        "all",
    ];
    let index = &case.judge.sources.index;
    if ANYBODY.iter().any(|it| folded(it) == name) {
        return false;
    }
    let mut said = (0..index.entries.len())
        .filter(|&at| index.entries[at].folded.contains(&name))
        .flat_map(|at| {
            let text = case.entry_text(at);
            index.entries[at]
                .claim
                .words
                .iter()
                .map(move |it| &text[it.span.range()])
        })
        .filter(|it| folded(it) == name)
        .peekable();
    let is_said = said.peek().is_some();
    is_speaker(case, name) || is_said && said.all(|it| it.starts_with(char::is_uppercase))
}

fn is_speaker(case: &Case<'_>, name: Stem) -> bool {
    let mut written = case.claim.names.iter().map(|it| &case.text[it.span.range()]);
    written.any(|it| folded(it) == name && !speakers_named(case, names::key(it)).is_empty())
}

/// Whether a unit names somebody, or they say it of themselves.
fn speaks_of(case: &Case<'_>, at: usize, name: Stem) -> bool {
    const OWN: [&str; 9] = ["i", "i'm", "i've", "i'd", "we", "we've", "me", "us", "my"];
    let entry = &case.judge.sources.index.entries[at];
    let is_by = || {
        let speaker = speaker_name(case, at);
        speaker.is_some_and(|it| it.split_whitespace().any(|part| folded(part) == name))
    };
    let of_themselves = || OWN.iter().any(|it| entry.folded.contains(&folded(it)));
    entry.folded.contains(&name) || is_by() && of_themselves()
}
