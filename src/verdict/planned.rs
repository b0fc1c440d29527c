//! What the sources only plan: an item of a list of actions, told as done.

use super::judge::Case;
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::language::polarity::{Table, is_denial, is_hedge, is_past, is_plan, is_speech};
use crate::language::words::{self, Word};
use crate::text::Span;

/// Share of the sentence that the item must carry.
const CARRIES: f32 = 0.45;

/// What another unit must carry of that to be where it is told as done.
const AS_MUCH: f32 = 0.8;

/// What opens or heads a list of things to do.
const LISTS: [&str; 9] = [
    "action",
    "actions",
    "todo",
    "to-do",
    "todos",
    "follow-up",
    "follow-ups",
    "followups",
    "next steps",
];

/// The best unit is an item of such a list, and the sentence tells it as done.
pub(super) fn check(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let &(at, _) = case.ranked.first()?;
    let turn = index.passages[index.entries[at].passage].entries.clone();
    if !case.stance.past || case.stance.hedged || case.claim.negated {
        return None;
    }
    let is_item = (at == turn.start || opens_as_item(case.entry_text(at)))
        && opens_a_list(case.entry_text(turn.start))
        && !turn.clone().any(|it| tells_of_the_past(case.entry_text(it)));
    if !is_item {
        return None;
    }
    let only_planned = |it: &str| is_plan(it) || is_hedge(it) || is_speech(it) || is_denial(it);
    let mut words = case.claim.words.iter();
    if words.any(|it| only_planned(&case.text[it.span.range()])) || leaves_it_to_do(case) {
        return None;
    }
    // "Ben handed out the work: Ana rotates the keys" tells of the list.
    let mut past = case
        .claim
        .words
        .iter()
        .filter(|it| is_past(&case.text[it.span.range()]));
    let has = |it: &Word| turn.clone().any(|at| index.entries[at].claim.has(it.stem));
    if !past.any(has) || is_reported_done(case, at) {
        return None;
    }
    // Told as done by somebody in so many words elsewhere: then it was done.
    let share = shared_weight(case, at);
    let others = case.ranked.iter().skip(1).take(4);
    let told_elsewhere = others
        .filter(|it| !turn.contains(&it.0))
        .any(|it| shared_weight(case, it.0) >= AS_MUCH * share);
    (!told_elsewhere && share >= CARRIES).then(|| Issue {
        kind: IssueKind::StillToDo,
        span: Span::new(0, case.text.len()),
        right: None,
        place: Some(case.place(at)),
        other: None,
    })
}

/// "Keys are done", "The retry loop is fixed": a later turn that speaks of the item's thing, and of something as over.
fn is_reported_done(case: &Case<'_>, at: usize) -> bool {
    static OVER: Table = Table::new("done up out in off over live gone ready finished complete completed");
    let index = &case.judge.sources.index;
    let item = &index.entries[at];
    let is_thing = |it: &&Word| {
        let opens = case.text[it.span.range()].starts_with(char::is_uppercase);
        !it.stop && !opens && item.claim.has(it.stem)
    };
    let things: Vec<&Word> = case.claim.words.iter().filter(is_thing).collect();
    let later = index.passages[item.passage].entries.end..index.entries.len();
    let mut told = later.filter(|&n| index.entries[n].source == item.source && !index.entries[n].is_question);
    told.any(|n| {
        let (text, claim) = (case.entry_text(n), &index.entries[n].claim);
        let over = |it: &Word| OVER.has(&text[it.span.range()]) || is_past(&text[it.span.range()]);
        things.iter().any(|it| claim.has(it.stem)) && claim.words.iter().any(over)
    })
}

/// `2) …`, `- …`
fn opens_as_item(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '*' | '•'))
}

/// `Actions: rotated the keys`, `We restarted the job`: a verb in the past that opens an item, or follows who did it.
fn tells_of_the_past(text: &str) -> bool {
    // Forms that are the bare verb too: `set an alert`.
    const BOTH: &str = "put set cut let hit shut read split spread quit hurt cost bet become";
    let words = words::spans(text);
    words.iter().enumerate().any(|(n, it)| {
        let word = &text[it.range()];
        if !is_past(word) || BOTH.split_whitespace().any(|it| it.eq_ignore_ascii_case(word)) {
            return false;
        }
        let Some(before) = n.checked_sub(1).map(|n| words[n]) else {
            return true;
        };
        let said = &text[before.range()];
        let parted = text[before.end..it.start].contains([',', ';', ':', ')', '.', '-']);
        let does = said.starts_with(char::is_uppercase)
            || matches!(
                said,
                "i" | "we" | "he" | "she" | "they" | "it" | "and" | "then" | "was" | "were" | "has" | "have"
            );
        parted || does
    })
}

/// `had to rotate`, `were to be rotated`, `fell to Bea`: what is still to do.
fn leaves_it_to_do(case: &Case<'_>) -> bool {
    const BEFORE: &str = "had has have having was were is are be fell falls left goes";
    let token = |it: &Word| &case.text[it.span.range()];
    case.claim.words.windows(2).any(|pair| {
        token(&pair[1]) == "to"
            && BEFORE
                .split_whitespace()
                .any(|it| it.eq_ignore_ascii_case(token(&pair[0])))
    })
}

/// `actions: 1) …`, `Next steps: …`
fn opens_a_list(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    LISTS.iter().any(|list| {
        let opens = text
            .get(..list.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(list));
        opens && text[list.len()..].trim_start_matches(" items").starts_with(':')
    })
}
