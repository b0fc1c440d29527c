//! What the source rules out by name, or says that nobody knows, told as so in the draft.

use super::judge::Case;
use super::polarity::{is_question, negated};
use super::support::shared_weight;
use super::told::refused_by;
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::evidence::Entry;
use crate::language::polarity::{is_hedge, is_negation};
use crate::language::words::Word;
use crate::text::Span;

/// Words that a thing ruled out has at most, and content words at least.
const LONGEST: usize = 5;
const CONTENT: usize = 2;
/// Content words that a question has at most whose plain no is taken as the answer to all of it.
const MOST_ASKED: usize = 3;

/// Share of the sentence that the unit must carry which says that nobody knows.
const TOLD: f32 = 0.35;

/// "She's studying surveying, not computer science" against "a student of computer science": the thing behind a `not`
/// that goes with no verb, which nobody affirms.
pub(super) fn ruled_out(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    if case.claim.negated || case.stance.hedged || case.stance.question || sets_aside(case.text) {
        return None;
    }
    case.window.iter().find_map(|&at| {
        let (text, claim) = (case.entry_text(at), &index.entries[at].claim);
        if !claim.negated || is_question(case, at) {
            return None;
        }
        let thing = behind_not(text, claim)?;
        let span = said_in(case.claim, &thing)?;
        if case.is_quoted(span) {
            return None;
        }
        let affirmed = index.entries.iter().enumerate().any(|(other, entry)| {
            let under = negated(case.entry_text(other), &entry.claim);
            let plain = said_in(&entry.claim, &thing).is_some() && !entry.is_question;
            let denied = entry
                .claim
                .words
                .iter()
                .zip(&under)
                .any(|(it, flag)| *flag && thing.iter().any(|word| word.stem == it.stem));
            plain && !denied
        });
        (!affirmed).then(|| Issue {
            kind: IssueKind::ContradictedNegation,
            span,
            right: None,
            place: Some(case.place(at)),
            other: None,
        })
    })
}

/// "Were any suspended?" "No! Nobody was." against "A handful were suspended": all that the question asks is told, and
/// nobody says it plainly.
pub(super) fn answered_no(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    // "A paper asked whether we had been hacked" only asks as well.
    let mut words = case.claim.words.iter().map(|it| &case.text[it.span.range()]);
    let asks = words
        .clone()
        .any(|it| matches!(it, "whether" | "if" | "asked" | "asks" | "wondered"));
    let tells = case.stance.past || words.any(|it| matches!(it, "was" | "were" | "has" | "had" | "have"));
    if case.claim.negated || case.stance.hedged || case.stance.question || asks || !tells {
        return None;
    }
    case.window.iter().find_map(|&at| {
        let asked = &index.entries[at];
        let content: Vec<&Word> = asked.claim.words.iter().filter(|it| !it.stop).collect();
        if !asked.is_question || content.is_empty() || content.len() > MOST_ASKED {
            return None;
        }
        let answer = refused_by(case, at)?;
        let said = case.claim.words.iter().filter(|it| !case.is_quoted(it.span));
        let told: Vec<&Word> = said
            .filter(|it| content.iter().any(|word| word.stem == it.stem))
            .collect();
        let verb = told.last()?;
        let all = content
            .iter()
            .all(|word| told.iter().any(|it| it.stem == word.stem));
        let plainly = |entry: &Entry, text: &str| {
            let under = negated(text, &entry.claim);
            let may = entry
                .claim
                .words
                .iter()
                .any(|it| is_hedge(&text[it.span.range()]));
            let says = entry
                .claim
                .words
                .iter()
                .zip(under)
                .any(|(it, flag)| it.stem == verb.stem && !flag);
            says && !may && !entry.is_question && entry.question != Some(at)
        };
        let elsewhere = index
            .entries
            .iter()
            .enumerate()
            .any(|(n, it)| plainly(it, case.entry_text(n)));
        (all && !elsewhere).then(|| Issue {
            kind: IssueKind::ContradictedNegation,
            span: verb.span,
            right: None,
            place: Some(case.place(answer)),
            other: Some(case.place(at)),
        })
    })
}

/// The content words behind a `not` that follows a mark: ", not computer science", "Not how many there were"; or that tells
/// a place: "isn't on the old system".
fn behind_not(text: &str, claim: &Claim) -> Option<Vec<Word>> {
    let words = &claim.words;
    let n = (0..words.len()).find(|&n| {
        let before = text[..words[n].span.start].trim_end();
        let token = &text[words[n].span.range()];
        let alone = token.eq_ignore_ascii_case("not")
            && (before.is_empty() || before.ends_with([',', ';', ':', '.', '—', '–']));
        // "It isn't on the old system": where or what something is not.
        let preposition = words.get(n + 1).is_some_and(|it| {
            matches!(
                &text[it.span.range()],
                "in" | "on" | "at" | "under" | "with" | "from" | "by" | "for"
            )
        });
        let copula = matches!(token, "isn't" | "wasn't" | "aren't" | "weren't");
        alone || copula && preposition
    })?;
    let mut end = words[n].span.end;
    let mut thing = Vec::new();
    for (count, word) in words[n + 1..].iter().enumerate() {
        let gap = &text[end..word.span.start];
        let token = &text[word.span.range()];
        // "Not only …", "not just …", "not yet", "not because …": nothing is ruled out.
        let turns = matches!(
            token,
            "only"
                | "just"
                | "yet"
                | "even"
                | "because"
                | "always"
                | "all"
                | "every"
                | "until"
                | "that"
                | "if"
                | "so"
        );
        if count == 0 && turns || count >= LONGEST {
            return None;
        }
        if gap.contains([',', ';', ':', '.', '—', '–', '(']) {
            break;
        }
        end = word.span.end;
        if !word.stop {
            thing.push(*word);
        }
    }
    let is_whole = text[end..]
        .trim_start()
        .starts_with([',', ';', '.', '!', '—', '–'])
        || text[end..].trim().is_empty();
    (is_whole && thing.len() >= CONTENT).then_some(thing)
}

/// Where the claim says these words one behind the other.
fn said_in(claim: &Claim, thing: &[Word]) -> Option<Span> {
    let content: Vec<&Word> = claim.words.iter().filter(|it| !it.stop).collect();
    let at = content
        .windows(thing.len())
        .find(|own| own.iter().zip(thing).all(|(a, b)| a.stem == b.stem))?;
    Some(at[0].span.cover(at[at.len() - 1].span))
}

/// "Surveying rather than computer science": the draft rules it out itself.
fn sets_aside(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "rather than",
        "instead of",
        "as opposed to",
        "other than",
        "apart from",
        "unlike ",
    ]
    .iter()
    .any(|it| lower.contains(it))
}

/// "She has my number, and I still don't know who gave it to her" against "my boss gave it to her".
pub(super) fn unknown(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let asks = |it: &Word| {
        let word = case.text[it.span.range()].to_ascii_lowercase();
        is_negation(&word)
            || is_hedge(&word)
            || matches!(
                word.as_str(),
                "who"
                    | "why"
                    | "how"
                    | "what"
                    | "whoever"
                    | "unknown"
                    | "unclear"
                    | "mystery"
                    | "wondered"
                    | "somebody"
                    | "someone"
            )
    };
    if case.stance.question || case.claim.words.iter().any(asks) {
        return None;
    }
    let &(at, _) = case.ranked.first()?;
    let (text, claim) = (case.entry_text(at), &index.entries[at].claim);
    if !claim.negated || shared_weight(case, at) < TOLD || is_question(case, at) {
        return None;
    }
    let words = &claim.words;
    let token = |n: usize| words.get(n).map_or("", |it| &text[it.span.range()]);
    let knows = |n: usize| {
        matches!(
            token(n),
            "know" | "knew" | "knows" | "learned" | "found" | "find" | "remember" | "say"
        )
    };
    let asked = (1..words.len()).find(|&n| {
        let verb = if token(n - 1) == "out" {
            n.checked_sub(2)
        } else {
            n.checked_sub(1)
        };
        let denied = verb.is_some_and(|verb| {
            knows(verb) && (verb.saturating_sub(3)..verb).any(|it| is_negation(token(it)))
        });
        denied && matches!(token(n), "who" | "why" | "how" | "whose")
    })?;
    // The draft gives what nobody knew: a cause for "why", a doer for "who".
    let verb = words[asked + 1..].iter().take(2).find_map(|it| {
        let own = case.claim.words.iter().position(|own| own.stem == it.stem)?;
        Some((own, &case.claim.words[own]))
    });
    let causes = case
        .claim
        .words
        .iter()
        .find(|it| matches!(&case.text[it.span.range()], "because" | "since" | "due"));
    let span = match token(asked) {
        "why" | "how" => causes?.span,
        _ => verb.filter(|it| it.0 > 0)?.1.span,
    };
    Some(Issue {
        kind: IssueKind::NobodyKnows,
        span,
        right: None,
        place: Some(case.place(at)),
        other: None,
    })
}
