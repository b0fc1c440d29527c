//! Who did it: an act that the draft gives to one person and the source's speaker tells as their own.
//!
//! Only where both sides are plain: the draft opens with a speaker's name (or the author's `I`) and a verb in
//! the past, and somebody else says "I" with the same verb in a unit that carries the sentence.

use super::judge::Case;
use super::speakers::{self, is_by, speakers_named};
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::claim::agrees_in_unit;
use crate::language::names;
use crate::language::polarity::{is_likewise, is_past, is_speech};
use crate::language::words::{Stem, folded};
use crate::text::Span;
use crate::transcript::SpeakerId;

/// Checks whose act the sentence tells.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    issues.extend(somebody_else(case));
}

/// Whether whoever the draft names says a number of the sentence in words of much the same: "Marissa: It was 3.8 million
/// litres a day."
pub(super) fn says_the_number(case: &Case<'_>, issue: &Issue) -> bool {
    const DEPTH: usize = 8;
    let index = &case.judge.sources.index;
    let named = speakers_named(case, names::key(&case.text[issue.span.range()]));
    let mut near = case.ranked.iter().take(DEPTH).map(|it| &index.entries[it.0]);
    near.any(|entry| {
        let mut mine = case.claim.amounts.iter();
        is_by(entry, &named) && mine.any(|it| entry.claim.amounts.iter().any(|own| agrees_in_unit(it, own)))
    })
}

fn somebody_else(case: &Case<'_>) -> Option<Issue> {
    let found = by_somebody_else(case).or_else(|| somebody_elses_thing(case));
    if let Some(issue) = found.or_else(|| super::deed::check(case)) {
        return Some(issue);
    }
    let Actor { name, speakers, verb } = actor(case)?;
    let index = &case.judge.sources.index;
    let mut found: Option<(usize, Option<String>)> = None;
    for &(at, _) in case.ranked.iter().take(4) {
        let entry = &index.entries[at];
        let share = shared_weight(case, at);
        let names_them = speakers.iter().any(|&(source, id)| {
            let name = &case.judge.sources.list[source].transcript.speakers[id].name;
            name.split_whitespace()
                .any(|part| entry.folded.contains(&folded(part)))
        });
        let other = somebody_did(case, at, verb).filter(|_| !names_them);
        if entry.is_question {
            continue;
        }
        let tells_it = share >= 0.4 && crate::evidence::has_stem(&entry.claim, verb);
        if tells_it && other.is_none() && (is_by(entry, &speakers) || names_them) {
            return None;
        }
        if share < case.judge.limits.act || found.is_some() {
            continue;
        }
        if other.is_some() {
            found = Some((at, other));
        } else if entry.speaker.is_some()
            && (says_i_did(case, at, verb) || tells_own_act(case, at, &speakers))
        {
            found = Some((
                at,
                speakers::speaker_name(case, at).map(|it| speakers::in_prose(&it)),
            ));
        }
    }
    let (at, right) = found?;
    Some(Issue {
        kind: IssueKind::ContradictedActor,
        span: name,
        right,
        place: Some(case.place(at)),
        other: None,
    })
}

/// `v212, which Abeba had deployed` where the source has `v212 by tomasz`: a speaker's name before a verb in the
/// past, and a unit about the same thing that says by whom it was and does not name the one the draft names.
fn by_somebody_else(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let words = &case.claim.words;
    let token = |n: usize| words.get(n).map(|it| &case.text[it.span.range()]);
    for n in 0..words.len() {
        let name = token(n)?;
        let verb = (n + 1..n + 3).find(|&m| !token(m).is_some_and(is_aside))?;
        let acts = is_act(case, verb);
        let is_name = name.starts_with(char::is_uppercase) && !case.is_quoted(words[n].span);
        if !(acts && is_name) || speakers_named(case, names::key(name)).is_empty() {
            continue;
        }
        for &(at, _) in case.ranked.iter().take(3) {
            let entry = &index.entries[at];
            if entry.folded.contains(&folded(name)) || shared_weight(case, at) < 0.2 {
                continue;
            }
            let text = case.entry_text(at);
            let theirs = &entry.claim.words;
            let by = theirs
                .iter()
                .position(|it| text[it.span.range()].eq_ignore_ascii_case("by"));
            let other = by
                .and_then(|n| theirs.get(n + 1))
                .map(|it| &text[it.span.range()]);
            let other = other.filter(|it| !speakers_named(case, names::key(it)).is_empty());
            // The act must be theirs to tell: what the draft says was done is done there too.
            let same_act = entry.claim.has(words[verb].stem);
            if let (Some(other), true) = (other, same_act) {
                return Some(Issue {
                    kind: IssueKind::ContradictedActor,
                    span: words[n].span,
                    right: Some(speakers::in_prose(other)),
                    place: Some(case.place(at)),
                    other: None,
                });
            }
        }
    }
    None
}

/// Words between who does something and the verb.
pub(super) fn is_aside(word: &str) -> bool {
    matches!(
        word,
        "had" | "has" | "then" | "also" | "just" | "finally" | "already" | "later"
    )
}

/// Whether the word is a verb in the past that tells an act; of those that may tell of speech ("added", "put") only with
/// a thing right behind: "added a page". "Reported the leak", "mentioned the page that …" tell of words.
pub(super) fn is_act(case: &Case<'_>, verb: usize) -> bool {
    const ARTICLES: [&str; 9] = ["a", "an", "the", "his", "her", "their", "our", "its", "my"];
    const TAKE_THINGS: [&str; 5] = ["added", "wrote", "typed", "posted", "put"];
    let words = &case.claim.words;
    let token = |n: usize| words.get(n).map(|it| &case.text[it.span.range()]);
    let joined = |n: usize| {
        case.text[words[n - 1].span.end..words[n].span.start]
            .trim()
            .is_empty()
    };
    // "added the page that Bea had printed", "added the pump was dead": a clause behind the thing.
    let says_more = |from: usize| {
        let mut clause = (from..words.len()).take_while(|&n| joined(n) && token(n) != Some("and"));
        clause.any(|n| {
            token(n).is_some_and(|it| is_past(it) || matches!(it, "that" | "which" | "who" | "whose"))
        })
    };
    let takes_a_thing = || {
        case.piece.quotes.is_empty()
            && token(verb).is_some_and(|it| TAKE_THINGS.contains(&it))
            && token(verb + 1).is_some_and(|it| ARTICLES.contains(&it))
            && joined(verb + 1)
            && !says_more(verb + 2)
    };
    // "Wanted to know" asks.
    let asks =
        token(verb) == Some("wanted") && token(verb + 1) == Some("to") && token(verb + 2) == Some("know");
    !asks && token(verb).is_some_and(|it| is_past(it) && (!is_speech(it) || takes_a_thing()))
}

/// "Declan's phone went at ten to four" where it is Sunniva who says "my phone went", and nothing says that Declan has
/// one too.
fn somebody_elses_thing(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let words = &case.claim.words;
    if case.claim.negated {
        return None;
    }
    for pair in words.windows(2) {
        let owner = &case.text[pair[0].span.range()];
        let Some(name) = owner.strip_suffix("'s").or_else(|| owner.strip_suffix("’s")) else {
            continue;
        };
        let thing = pair[1].stem;
        let speakers = speakers_named(case, names::key(name));
        let is_thing = !pair[1].stop && !is_everybodys(&case.text[pair[1].span.range()]);
        if speakers.is_empty() || !is_thing || case.is_quoted(pair[0].span) {
            continue;
        }
        let &(at, _) = case.ranked.first()?;
        let entry = &index.entries[at];
        // "My phone was dead" tells of the sentence's; "my phone was in the kitchen" says no more than that there is one.
        let tells_of_theirs = |&at: &usize| {
            let entry = &index.entries[at];
            let mut others = words.iter().filter(|it| !it.stop && it.stem != thing);
            let owns_one = is_by(entry, &speakers)
                && owned(case, at, |it| it.eq_ignore_ascii_case("my"), thing)
                && others.any(|it| entry.claim.has(it.stem));
            owns_one || owned(case, at, |it| owner.eq_ignore_ascii_case(it), thing)
        };
        let says_my = owned(case, at, |it| it.eq_ignore_ascii_case("my"), thing);
        let names_them = entry.folded.contains(&folded(name));
        let other = entry
            .speaker
            .filter(|_| says_my && !names_them && !is_by(entry, &speakers));
        let Some(other) = other.and_then(|_| speakers::speaker_name(case, at)) else {
            continue;
        };
        let names_other = words.iter().any(|it| {
            let key = names::key(&case.text[it.span.range()]);
            other.split_whitespace().any(|part| names::key(part) == key)
        });
        if !speakers::is_part(&other)
            && !names_other
            && !has_one_too(case, at, &speakers)
            && !case.window.iter().any(tells_of_theirs)
            && shared_weight(case, at) >= CARRIES_THING
        {
            return Some(Issue {
                kind: IssueKind::ContradictedActor,
                span: Span::new(pair[0].span.start, pair[0].span.start + name.len()),
                right: Some(speakers::in_prose(&other)),
                place: Some(case.place(at)),
                other: None,
            });
        }
    }
    None
}

/// "Mine too", "Same here", "It is mine really": whether one of `speakers` takes up soon what an entry says is its speaker's.
fn has_one_too(case: &Case<'_>, at: usize, speakers: &[(usize, SpeakerId)]) -> bool {
    const SOON: usize = 2;
    let own = |it: &str| {
        is_likewise(it) || matches!(it.to_ascii_lowercase().as_str(), "mine" | "ours" | "our" | "me")
    };
    let index = &case.judge.sources.index;
    let from = index.entries[at].passage + 1;
    let mut later = (from..(from + SOON).min(index.passages.len()))
        .flat_map(|it| index.passages[it].entries.clone())
        .filter(|&it| is_by(&index.entries[it], speakers));
    later.any(|it| {
        let mut words = index.entries[it].claim.words.iter();
        words.any(|word| own(&case.entry_text(it)[word.span.range()]))
    })
}

/// Whether an entry has the thing right behind a word for its owner.
fn owned(case: &Case<'_>, at: usize, is_owner: impl Fn(&str) -> bool, thing: Stem) -> bool {
    let text = case.entry_text(at);
    let words = &case.judge.sources.index.entries[at].claim.words;
    let mut pairs = words.windows(2);
    pairs.any(|it| it[1].stem == thing && is_owner(&text[it[0].span.range()]))
}

/// What everybody has of their own: `my first thought`, `my guess`.
fn is_everybodys(word: &str) -> bool {
    const MINDS: &str = "guess view thought thoughts idea ideas problem question questions point opinion feeling favourite favorite theory \
        hope fear worry plan answer advice job turn first second last next own name bet mistake fault side part team boss";
    MINDS.split_whitespace().any(|it| it.eq_ignore_ascii_case(word))
}

/// Share of the sentence that the unit must carry whose speaker says "my".
const CARRIES_THING: f32 = 0.4;

/// Who the draft says did it.
struct Actor {
    /// The name, or `I`, bytes of the sentence's view.
    name: Span,
    speakers: Vec<(usize, SpeakerId)>,
    /// What they did.
    verb: Stem,
}

/// The name at the start of the sentence, whose it is, and what they did.
fn actor(case: &Case<'_>) -> Option<Actor> {
    let words = &case.claim.words;
    let token = |n: usize| words.get(n).map(|it| &case.text[it.span.range()]);
    let first = token(0)?;
    let author = case
        .judge
        .author
        .filter(|_| first == "I")
        .and_then(|it| it.split_whitespace().next());
    let speakers = speakers_named(case, names::key(author.unwrap_or(first)));
    let is_name = author.is_some() || first.starts_with(char::is_uppercase);
    if speakers.is_empty() || !is_name {
        return None;
    }
    let verb = (1..4).find(|&n| !token(n).is_some_and(is_aside))?;
    let said = token(verb).filter(|_| is_act(case, verb))?;
    let is_act = !matches!(
        said.to_ascii_lowercase().as_str(),
        "was" | "were" | "had" | "felt" | "thought" | "got" | "heard" | "saw"
    );
    is_act.then(|| Actor {
        name: words[0].span,
        speakers,
        verb: words[verb].stem,
    })
}

/// `Otis repaired …`: a name right before the verb.
fn somebody_did(case: &Case<'_>, at: usize, verb: Stem) -> Option<String> {
    let claim = &case.judge.sources.index.entries[at].claim;
    let text = case.entry_text(at);
    let n = claim
        .words
        .iter()
        .position(|it| it.stem == verb)?
        .checked_sub(1)?;
    let name = &text[claim.words[n].span.range()];
    let is_person = !speakers_named(case, names::key(name)).is_empty();
    is_person.then(|| speakers::in_prose(name))
}

/// `I put a limit on the balancer` for `Mei capped the balancer`: somebody's own act in a unit that carries most of the
/// sentence, while nothing that the named one says comes near it.
fn tells_own_act(case: &Case<'_>, at: usize, speakers: &[(usize, SpeakerId)]) -> bool {
    const MOST: f32 = 0.6;
    const NEAR: f32 = 0.35;
    let index = &case.judge.sources.index;
    let entry = &index.entries[at];
    let text = case.entry_text(at);
    let words = &entry.claim.words;
    let token = |n: usize| &text[words[n].span.range()];
    let acts = (0..words.len().saturating_sub(1)).any(|n| {
        let verb = if matches!(token(n + 1), "then" | "just" | "also" | "had" | "have") {
            n + 2
        } else {
            n + 1
        };
        let is_act =
            verb < words.len() && is_past(token(verb)) && !is_speech(token(verb)) && !words[verb].stop;
        matches!(token(n), "I" | "i" | "I've" | "i've") && is_act
    });
    let shared = words
        .iter()
        .filter(|it| !it.stop && case.claim.has(it.stem))
        .count();
    let theirs = case
        .ranked
        .iter()
        .take(20)
        .filter(|it| is_by(&index.entries[it.0], speakers));
    let theirs = theirs.map(|it| shared_weight(case, it.0)).fold(0.0, f32::max);
    acts && shared >= 2 && shared_weight(case, at) >= MOST && theirs < NEAR
}

/// `I deleted …`, `I then deleted …`, and in chats `deleting …`, `deleted …` with nobody named.
fn says_i_did(case: &Case<'_>, at: usize, verb: Stem) -> bool {
    let entry = &case.judge.sources.index.entries[at];
    let text = case.entry_text(at);
    let words = &entry.claim.words;
    let by_me = (0..words.len()).any(|n| {
        matches!(
            &text[words[n].span.range()],
            "I" | "i" | "I've" | "i've" | "I'm" | "i'm"
        ) && words[n + 1..].iter().take(2).any(|it| it.stem == verb)
    });
    let elided = words.first().is_some_and(|it| it.stem == verb);
    by_me || elided
}
