//! What the sources only plan: an item of a list of actions, told as done.

use super::judge::Case;
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::language::polarity::{is_hedge, is_speech};
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

/// Words of a draft that tells of a plan as a plan.
const PLANS: &str = "will shall plan plans planned planning due should must owns own owner took takes taking assigned next agreed agree \
    list listed action actions item items task tasks ticket follow decided promised scheduled going todo volunteered wants wanted to-do \
    asked gets got";

/// The best unit is an item of such a list, and the sentence tells it as done.
pub(super) fn check(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let &(at, _) = case.ranked.first()?;
    let turn = index.passages[index.entries[at].passage].entries.clone();
    if !case.stance.past || case.stance.hedged || !opens_a_list(case.entry_text(turn.start)) {
        return None;
    }
    let is_plan = |it: &str| {
        let mut plans = PLANS.split_whitespace();
        plans.any(|word| it.eq_ignore_ascii_case(word)) || is_hedge(it) || is_speech(it)
    };
    let mut words = case.claim.words.iter();
    if words.any(|it| is_plan(&case.text[it.span.range()])) {
        return None;
    }
    // Told as done by somebody in so many words elsewhere: then it was done.
    let share = shared_weight(case, at);
    let others = case.ranked.iter().skip(1).take(4);
    let told_elsewhere = others
        .filter(|it| !turn.contains(&it.0))
        .any(|it| shared_weight(case, it.0) >= AS_MUCH * share);
    (!told_elsewhere && share >= CARRIES).then(|| Issue {
        kind: IssueKind::RetractedClaim,
        span: Span::new(0, case.text.len()),
        right: None,
        place: Some(case.place(at)),
        other: None,
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
