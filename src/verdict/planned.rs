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
    asked gets got has-to";

/// The best unit is an item of such a list, and the sentence tells it as done.
pub(super) fn check(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let &(at, _) = case.ranked.first()?;
    let words = case
        .claim
        .words
        .iter()
        .map(|it| case.text[it.span.range()].to_ascii_lowercase());
    let is_plan =
        |it: &String| PLANS.split_whitespace().any(|word| word == it) || is_hedge(it) || is_speech(it);
    if !case.stance.past || case.stance.hedged || words.clone().any(|it| is_plan(&it)) {
        return None;
    }
    let lists = |it: &str| {
        let start = it
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .to_ascii_lowercase();
        LISTS.iter().any(|list| {
            start
                .strip_prefix(list)
                .is_some_and(|rest| rest.trim_start_matches(" items").starts_with(':'))
        })
    };
    let turn = index.passages[index.entries[at].passage].entries.clone();
    let is_item = lists(case.entry_text(turn.start));
    // Told as done by somebody in so many words elsewhere: then it was done.
    let share = shared_weight(case, at);
    let others = case.ranked.iter().skip(1).take(4);
    let told_elsewhere = others
        .filter(|it| !turn.contains(&it.0))
        .any(|it| shared_weight(case, it.0) >= AS_MUCH * share);
    (is_item && !told_elsewhere && share >= CARRIES).then(|| Issue {
        kind: IssueKind::RetractedClaim,
        span: Span::new(0, case.text.len()),
        right: None,
        place: Some(case.place(at)),
        other: None,
    })
}
