//! What the source rules out by name, or says that nobody knows, told as so in the draft.

use super::judge::Case;
use super::polarity::{is_unasserted, negated};
use super::support::shared_weight;
use super::told::refused_by;
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::evidence::{Entry, has_time};
use crate::language::polarity::{Table, is_belief, is_denial, is_hedge, is_negation, is_past, is_speech};
use crate::language::quantity::Sort;
use crate::language::words::{Stem, Word, folded};
use crate::text::Span;

/// Words that a thing ruled out has at most, and content words at least.
const LONGEST: usize = 5;
const CONTENT: usize = 2;
/// Content words that a question has at most whose plain no is taken as the answer to all of it.
const MOST_ASKED: usize = 3;

/// Share of the sentence that the unit must carry which says that nobody knows.
const TOLD: f32 = 0.35;

/// Turns on either side in which somebody may know it after all.
const NEAR: usize = 4;

/// Words that put something at another time, or at another place in a row.
static ELSEWHEN: Table = Table::new(
    "first second third last later then next again other another once now originally initially earlier before after \
     since until afterwards finally eventually used former formerly",
);

/// Whether the sentence tells of another time, or of another one in a row, than the turn of an entry does.
pub(super) fn is_another_time(case: &Case<'_>, at: usize) -> bool {
    is_another_time_within(case, at, Span::new(0, case.text.len()))
}

/// The same of a part of the sentence.
pub(super) fn is_another_time_within(case: &Case<'_>, at: usize, part: Span) -> bool {
    let index = &case.judge.sources.index;
    let turn = index.passages[index.entries[at].passage].entries.clone();
    let entries = || turn.clone().map(|n| &index.entries[n]);
    let has = |stem: Stem| entries().any(|it| it.claim.has(stem));
    let mut times = case.claim.times.iter().filter(|it| part.contains(it.span));
    let mut words = case
        .claim
        .words
        .iter()
        .filter(|it| part.contains(it.span) && !case.is_quoted(it.span));
    times.any(|it| !entries().any(|entry| has_time(entry, it)))
        || words.any(|it| ELSEWHEN.has(&case.text[it.span.range()]) && !has(it.stem))
}

/// What a unit says that something is not.
struct RuledOut {
    /// The words before the `not`.
    lead: usize,
    /// `by`, `on`: how it goes with these.
    slot: Option<Stem>,
    thing: Vec<Word>,
}

/// "She's studying surveying, not computer science" against "she studies computer science": the thing behind a `not`
/// that goes with no verb, in the same place behind words of the same unit, which nobody affirms.
pub(super) fn ruled_out(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    if case.claim.negated || case.stance.hedged || case.stance.question || sets_aside(case.text) {
        return None;
    }
    case.window.iter().find_map(|&at| {
        let (text, claim) = (case.entry_text(at), &index.entries[at].claim);
        if !claim.negated || is_unasserted(case, at) {
            return None;
        }
        let it = behind_not(text, claim)?;
        let span = said_in(case.claim, &it.thing)?;
        if case.is_quoted(span) || !is_framed(case, claim, &it, span) || is_another_time(case, at) {
            return None;
        }
        let affirms = |entry: &Entry, other: usize| {
            said_in(&entry.claim, &it.thing).is_some() && {
                let under = negated(case.entry_text(other), &entry.claim);
                let denied = entry
                    .claim
                    .words
                    .iter()
                    .zip(&under)
                    .any(|(word, flag)| *flag && it.thing.iter().any(|own| own.stem == word.stem));
                !denied
            }
        };
        let affirmed = || index.entries.iter().enumerate().any(|(n, it)| affirms(it, n));
        let same = shared_weight(case, at) >= case.judge.limits.same;
        (same && !affirmed()).then(|| Issue {
            kind: IssueKind::ContradictedNegation,
            span,
            right: None,
            place: Some(case.place(at)),
            other: None,
        })
    })
}

/// Whether the sentence says the thing in the place that the unit denies it: behind a word that stands there too, and
/// behind the same preposition. What is told of the thing, or taken back or believed of it, is something else.
fn is_framed(case: &Case<'_>, theirs: &Claim, it: &RuledOut, span: Span) -> bool {
    let words = &case.claim.words;
    let token = |word: &Word| &case.text[word.span.range()];
    let Some(from) = words.iter().position(|it| it.span.start == span.start) else {
        return false;
    };
    let slot = words[..from].iter().rev().take_while(|it| it.stop);
    let slot = slot
        .map(|it| (token(it), it.stem))
        .find(|it| is_preposition(it.0));
    let same_slot = match it.slot {
        Some(theirs) => slot.is_some_and(|it| it.1 == theirs),
        // "A student of computer science"
        None => slot.is_none_or(|it| it.0 == "of"),
    };
    let is_led = words[..from].iter().any(|word| {
        !word.stop
            && theirs.words[..it.lead]
                .iter()
                .any(|other| other.stem == word.stem)
    });
    let turns = |it: &Word| is_denial(token(it)) || is_belief(token(it)) || is_speech(token(it));
    let mut rest = words.iter().filter(|it| !span.overlaps(it.span));
    same_slot && is_led && !rest.any(turns)
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "on" | "at" | "under" | "with" | "from" | "by" | "for" | "to" | "of" | "into"
    )
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
        let verb = told_of(case, at, answer)?;
        let plainly = |n: usize, entry: &Entry| {
            entry.claim.has(verb.stem) && !entry.is_question && {
                let text = case.entry_text(n);
                let under = negated(text, &entry.claim);
                let mut words = entry.claim.words.iter();
                let may = words.any(|it| is_hedge(&text[it.span.range()]));
                let mut words = entry.claim.words.iter().zip(under);
                !may && words.any(|(it, flag)| it.stem == verb.stem && !flag)
            }
        };
        let elsewhere = || index.entries.iter().enumerate().any(|(n, it)| plainly(n, it));
        (is_all_of_it(case, answer) && !is_another_time(case, at) && !elsewhere()).then(|| Issue {
            kind: IssueKind::ContradictedNegation,
            span: verb.span,
            right: None,
            place: Some(case.place(answer)),
            other: Some(case.place(at)),
        })
    })
}

/// The verb of the question in the sentence, where that tells all that is asked, and of nobody and nothing else: how many
/// it was, how it was, and the name of the answerer for "you" are no more than the question has.
fn told_of<'a>(case: &Case<'a>, at: usize, answer: usize) -> Option<&'a Word> {
    let index = &case.judge.sources.index;
    let asked = &index.entries[at];
    let token = |it: &Word| &case.text[it.span.range()];
    let answerer = case.judge.sources.list[asked.source]
        .transcript
        .unit_speaker(index.entries[answer].unit);
    let you = asked
        .folded
        .iter()
        .any(|it| [folded("you"), folded("your")].contains(it));
    let is_answerer = |it: &Word| you && answerer.is_some_and(|name| folded(name) == folded(token(it)));
    let counts = |it: &Word| {
        let mut amounts = case.claim.amounts.iter().map(|it| &it.quantity);
        amounts.any(|amount| amount.sort != Sort::Ordinal && amount.span.overlaps(it.span))
    };
    let content = |claim: &'a Claim| claim.words.iter().filter(|it| !it.stop);
    let told = |it: &&Word| asked.claim.has(it.stem) && !case.is_quoted(it.span);
    let more = |it: &&Word| !told(it) && !counts(it) && !is_answerer(it) && !token(it).ends_with("ly");
    let mut asks = asked.claim.words.iter().filter(|it| !it.stop);
    let all = asks.all(|it| case.claim.has(it.stem));
    let mut shared = content(case.claim).filter(told);
    let verb = shared.clone().find(|it| is_past(token(it)));
    let verb = verb.or_else(|| shared.next_back())?;
    (all && !content(case.claim).any(|it| more(&it))).then_some(verb)
}

/// Whether an answer is no more than its no: "No.", "No! Nobody was."
fn is_all_of_it(case: &Case<'_>, answer: usize) -> bool {
    let index = &case.judge.sources.index;
    let turn = index.passages[index.entries[answer].passage].entries.clone();
    let token = |n: usize, it: &Word| is_negation(&case.entry_text(n)[it.span.range()]);
    let first = &index.entries[answer].claim.words;
    let next = turn.into_iter().find(|it| *it > answer);
    let denies = |n: usize| index.entries[n].claim.words.iter().any(|it| token(n, it));
    if first.len() > 1 {
        return first[1..].iter().any(|it| token(answer, it));
    }
    next.is_none_or(denies)
}

/// What stands behind a `not` that follows a mark: ", not computer science", "Not how many there were"; or that tells
/// a place: "isn't on the old system".
fn behind_not(text: &str, claim: &Claim) -> Option<RuledOut> {
    let words = &claim.words;
    let n = (0..words.len()).find(|&n| {
        let before = text[..words[n].span.start].trim_end();
        let token = &text[words[n].span.range()];
        let alone = token.eq_ignore_ascii_case("not")
            && (before.is_empty() || before.ends_with([',', ';', ':', '.', '—', '–']));
        // "It isn't on the old system": where or what something is not.
        let preposition = words
            .get(n + 1)
            .is_some_and(|it| is_preposition(&text[it.span.range()]));
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
    let slot = words
        .get(n + 1)
        .filter(|it| is_preposition(&text[it.span.range()]));
    (is_whole && thing.len() >= CONTENT).then(|| RuledOut {
        lead: n,
        slot: slot.map(|it| it.stem),
        thing,
    })
}

/// Where the claim says these words one behind the other.
fn said_in(claim: &Claim, thing: &[Word]) -> Option<Span> {
    if !thing.iter().all(|it| claim.has(it.stem)) {
        return None;
    }
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
            || is_speech(&word)
            || is_belief(&word)
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
    if !claim.negated || shared_weight(case, at) < TOLD || is_unasserted(case, at) {
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
    // "I don't know how you fixed it so fast" praises.
    let asked = (1..words.len()).find(|&n| {
        let verb = if token(n - 1) == "out" {
            n.checked_sub(2)
        } else {
            n.checked_sub(1)
        };
        let denied = verb.is_some_and(|verb| {
            knows(verb) && (verb.saturating_sub(3)..verb).any(|it| is_negation(token(it)))
        });
        denied && matches!(token(n), "who" | "why" | "whose")
    })?;
    // A clause behind it may tell what this one does not.
    let goes_on = text[words[asked].span.end..]
        .trim_end_matches(['.', '!', '"', '”', ' '])
        .contains([',', ';', ':', '.', '—', '–']);
    // The draft gives what nobody knew: a cause for "why", a doer for "who".
    let own = &case.claim.words;
    let causes = own
        .iter()
        .position(|it| matches!(&case.text[it.span.range()], "because" | "since" | "due"));
    let verb = words[asked + 1..]
        .iter()
        .take(2)
        .find_map(|it| own.iter().position(|own| own.stem == it.stem));
    let (at_word, given) = match token(asked) {
        "why" => causes.map(|n| (n, &own[n..]))?,
        _ => verb.filter(|n| *n > 0).map(|n| (n, &own[..n]))?,
    };
    let given = given.iter().filter(|it| !it.stop && !claim.has(it.stem));
    (!goes_on && !is_told_near(case, at, given)).then(|| Issue {
        kind: IssueKind::NobodyKnows,
        span: own[at_word].span,
        right: None,
        place: Some(case.place(at)),
        other: None,
    })
}

/// Whether a turn near that of an entry says one of these words.
fn is_told_near<'a>(case: &Case<'_>, at: usize, given: impl Iterator<Item = &'a Word> + Clone) -> bool {
    let index = &case.judge.sources.index;
    let passage = index.entries[at].passage;
    let near = passage.saturating_sub(NEAR)..(passage + NEAR + 1).min(index.passages.len());
    let mut entries = near.flat_map(|it| index.passages[it].entries.clone());
    entries.any(|n| n != at && given.clone().any(|it| index.entries[n].claim.has(it.stem)))
}
