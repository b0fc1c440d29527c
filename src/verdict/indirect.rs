//! Speech reported without quotation marks: `Lena said that the crash was our canary`.

use super::attribution::{Who, person};
use super::judge::Case;
use super::speakers::{in_prose, is_by, speaker_name, speakers_named};
use super::{Issue, IssueKind};
use crate::language::names;
use crate::language::polarity::{is_hedge, is_proposal, is_speech};
use crate::language::words::{self, Stem};
use crate::text::Span;
use crate::transcript::SpeakerId;

/// Reported speech without quotation marks: `Lena said that the crash was our canary`. Wrong only where the words are
/// clearly somebody else's, and the one named neither says nor assents to anything like them.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    // "I said that was little and was told to be careful": what follows are the words of another.
    let is_answered = ["and was told", "and were told"]
        .iter()
        .any(|it| case.text.contains(it));
    if !case.quoted.is_empty() || case.stance.question || is_answered {
        return;
    }
    let told = reported(case, |it| SAYING.contains(&it)).or_else(|| ones_idea(case));
    let issue = told.and_then(|it| somebody_elses(case, &it, false));
    let issue = issue.or_else(|| {
        let told = reported(case, is_proposal)?;
        somebody_elses(case, &told, true)
    });
    issues.extend(issue);
}

/// The words are clearly somebody else's; `put_forward` asks less of them, where they are a question or a proposal.
fn somebody_elses(case: &Case<'_>, told: &Reported, put_forward: bool) -> Option<Issue> {
    let Reported { speakers, name, said } = told;
    let index = &case.judge.sources.index;
    let wanted: Vec<(Stem, f32)> = case
        .claim
        .words
        .iter()
        .filter(|it| said.contains(it.span) && !it.stop && !is_speech(&case.text[it.span.range()]))
        .map(|it| (it.stem, index.weight(it.stem)))
        .collect();
    let total: f32 = wanted.iter().map(|it| it.1).sum();
    if wanted.len() < 2 || total <= 0.0 {
        return None;
    }
    let held = |at: usize| {
        let turn = index.passages[index.entries[at].passage].entries.clone();
        let has = move |stem: Stem| turn.clone().any(|it| index.entries[it].claim.has(stem));
        wanted.iter().filter(move |it| has(it.0))
    };
    let carries = |at: usize| -> f32 { held(at).map(|it| it.1).sum::<f32>() / total };
    let mut theirs = 0f32;
    let mut other: Option<(usize, f32)> = None;
    for &(at, _) in case.ranked.iter().take(40) {
        let entry = &index.entries[at];
        let share = carries(at);
        if is_by(entry, speakers) || mentions(case, at, speakers) || assents(case, at, speakers) {
            theirs = theirs.max(share);
        } else if entry.speaker.is_some()
            && (!put_forward || puts_forward(case, at))
            && other.is_none_or(|it| share > it.1)
        {
            other = Some((at, share));
        }
    }
    let (at, share) = other?;
    let (enough, ahead) = if put_forward {
        let enough = share >= PROPOSED && held(at).count() >= PROPOSED_WORDS;
        (enough && !names_speaker(case, at), 1.5)
    } else {
        (share >= SAID, 2.0)
    };
    if !enough || share < theirs * ahead {
        return None;
    }
    Some(Issue {
        kind: IssueKind::MisattributedQuote,
        span: *name,
        right: speaker_name(case, at).map(|it| in_prose(&it)),
        place: Some(case.place(at)),
        other: None,
    })
}

/// Share of what somebody is said to have said that somebody else's turn must carry.
const SAID: f32 = 0.65;
/// The same for a question or a proposal, which prose tells in other words, and the words that it must hold.
const PROPOSED: f32 = 0.35;
const PROPOSED_WORDS: usize = 3;

/// Whether a unit asks, offers or proposes.
fn puts_forward(case: &Case<'_>, at: usize) -> bool {
    let entry = &case.judge.sources.index.entries[at];
    let text = case.entry_text(at);
    let offers = |it: &crate::language::words::Word| {
        let word = &text[it.span.range()];
        is_hedge(word)
            || matches!(
                word.to_ascii_lowercase().as_str(),
                "let's" | "can" | "i'd" | "i'll" | "we'd" | "but"
            )
    };
    entry.is_question || entry.claim.words.iter().any(offers)
}

/// Whether the sentence names the speaker of an entry: "Devan asked Harriet whether …".
fn names_speaker(case: &Case<'_>, at: usize) -> bool {
    let entry = &case.judge.sources.index.entries[at];
    entry
        .speaker
        .is_some_and(|id| mentioned_in(case, (entry.source, id)))
}

/// Whether the sentence names a speaker.
fn mentioned_in(case: &Case<'_>, speaker: (usize, SpeakerId)) -> bool {
    let mut names = case.claim.words.iter().map(|it| &case.text[it.span.range()]);
    names.any(|it| {
        it.starts_with(char::is_uppercase) && speakers_named(case, names::key(it)).contains(&speaker)
    })
}

/// Whether an entry names one of `speakers` (then it may report their words).
fn mentions(case: &Case<'_>, at: usize, speakers: &[(usize, SpeakerId)]) -> bool {
    let entry = &case.judge.sources.index.entries[at];
    let names = speakers
        .iter()
        .map(|&(source, id)| &case.judge.sources.list[source].transcript.speakers[id].name);
    names.into_iter().any(|name| {
        let key = words::folded(name.split_whitespace().next().unwrap_or(name));
        entry.folded.contains(&key)
    })
}

/// Whether the next turn is one of `speakers` agreeing, or repeating.
fn assents(case: &Case<'_>, at: usize, speakers: &[(usize, SpeakerId)]) -> bool {
    let index = &case.judge.sources.index;
    let entry = &index.entries[at];
    let Some(next) = index.passages.get(entry.passage + 1) else {
        return false;
    };
    let Some(first) = index.entries.get(next.entries.start) else {
        return false;
    };
    if first.source != entry.source || !is_by(first, speakers) {
        return false;
    }
    let opening = case.entry_text(next.entries.start);
    let lower = opening.to_lowercase().replace('’', "'");
    let own = [
        "that's what i",
        "so did i",
        "so do i",
        "as i said",
        "i said",
        "me too",
        "same here",
        "my idea",
    ];
    if own.iter().any(|it| lower.starts_with(it)) {
        return true;
    }
    let word = words::spans(opening)
        .into_iter()
        .next()
        .map(|it| opening[it.range()].to_ascii_lowercase());
    matches!(
        word.as_deref(),
        Some(
            "yes"
                | "yeah"
                | "exactly"
                | "right"
                | "agreed"
                | "true"
                | "fair"
                | "sure"
                | "ok"
                | "okay"
                | "yep"
        )
    )
}

/// Verbs of saying proper: "asked", "added", "went" tell of acts as often as of words.
const SAYING: [&str; 18] = [
    "said",
    "says",
    "say",
    "noted",
    "pointed",
    "argued",
    "insisted",
    "explained",
    "announced",
    "admitted",
    "remarked",
    "observed",
    "replied",
    "warned",
    "joked",
    "concluded",
    "claimed",
    "suggested",
];

/// Speech reported without quotation marks.
struct Reported {
    speakers: Vec<(usize, SpeakerId)>,
    /// Where they are named, bytes of the sentence's view.
    name: Span,
    /// What they are said to have said.
    said: Span,
}

/// `X said/says …`, `it was X who said …`, `I was the first to say …`.
fn reported(case: &Case<'_>, is_verb: impl Fn(&str) -> bool) -> Option<Reported> {
    let words = &case.claim.words;
    let token = |n: usize| &case.text[words[n].span.range()];
    for n in 1..words.len().min(14) {
        let says = is_verb(&token(n).to_ascii_lowercase());
        if !says {
            continue;
        }
        for m in (n.saturating_sub(6)..n).rev() {
            let gap_is_plain = m + 1 == n
                || (m + 2 == n && matches!(token(m + 1), "who" | "also" | "just" | "then"))
                || (m + 2 <= n && matches!(token(n - 1), "to") && (m + 1..n).any(|k| token(k) == "first"));
            if !gap_is_plain {
                continue;
            }
            let Some((Who::Speaker(speakers), name, _)) = person(case, case.text, words[m].span) else {
                continue;
            };
            let from = words.get(n + 1)?.span.start;
            // "When I suggested that we had made a flood, she said …": the rest is somebody else's.
            let other = (n + 2..words.len()).find(|&k| {
                is_speech(token(k))
                    && person(case, case.text, words[k - 1].span).is_some()
                    && case.text[from..words[k].span.start].contains(',')
            });
            let until = other.map_or(case.text.len(), |k| words[k - 1].span.start);
            let said = Span::new(from, until);
            return Some(Reported { speakers, name, said });
        }
    }
    None
}

/// `Pausing the rebalancing was Wanjiru's idea`: what stands before it is what they are said to have proposed.
fn ones_idea(case: &Case<'_>) -> Option<Reported> {
    const IDEAS: [&str; 7] = [
        "idea",
        "suggestion",
        "proposal",
        "theory",
        "guess",
        "plan",
        "request",
    ];
    let words = &case.claim.words;
    let token = |n: usize| &case.text[words[n].span.range()];
    for (n, word) in words.iter().enumerate().skip(1) {
        let is_idea =
            n + 1 < words.len() && IDEAS.contains(&token(n + 1)) && matches!(token(n - 1), "was" | "is");
        let owner = is_idea.then(|| person(case, case.text, word.span)).flatten();
        if let Some((Who::Speaker(speakers), name, _)) = owner {
            let said = Span::new(0, word.span.start);
            return Some(Reported { speakers, name, said });
        }
    }
    None
}
