//! How a unit tells a number: whether it only asks for it, denies it, or somebody sets it right soon after.

use super::judge::Case;
use super::number::Heard;
use super::role::shared;
use crate::claim::{Amount, agrees};

/// Whether an entry only asks, and is not answered with yes: "Ten years?" "Two." backs no ten.
pub(super) fn is_asked(case: &Case<'_>, at: usize) -> bool {
    let index = &case.judge.sources.index;
    let entry = &index.entries[at];
    if !entry.is_question || tags_on_a_question(case.entry_text(at)) {
        return false;
    }
    let next = index
        .passages
        .get(entry.passage + 1)
        .filter(|it| it.source == entry.source);
    let answer = next.map(|it| case.entry_text(it.entries.start).to_lowercase());
    let yes = [
        "yes",
        "yeah",
        "yep",
        "right",
        "exactly",
        "correct",
        "about",
        "roughly",
        "that's right",
        "sure",
        "indeed",
        "mm",
    ];
    !answer.is_some_and(|it| {
        yes.iter().any(|yes| {
            it.trim_start_matches(|c: char| !c.is_alphanumeric())
                .starts_with(yes)
        })
    })
}

/// The answer that turns down what an entry asks: "should we offer five?" "no. it's email."
pub(super) fn refused_by(case: &Case<'_>, at: usize) -> Option<usize> {
    let index = &case.judge.sources.index;
    let entry = &index.entries[at];
    if !entry.is_question || tags_on_a_question(case.entry_text(at)) {
        return None;
    }
    let next = index
        .passages
        .get(entry.passage + 1)
        .filter(|it| it.source == entry.source)?;
    let answer = next.entries.start;
    let text = case.entry_text(answer);
    let first = index.entries[answer].claim.words.first()?;
    let word = text[first.span.range()].to_ascii_lowercase();
    matches!(word.as_str(), "no" | "nope" | "nah" | "never").then_some(answer)
}

/// "I pushed it at 09:02, could that be it?": a statement with a question behind its last comma.
fn tags_on_a_question(text: &str) -> bool {
    let Some((statement, tag)) = text.rsplit_once(", ") else {
        return false;
    };
    let long_enough = statement.split_whitespace().count() >= 4;
    long_enough && tag.split_whitespace().count() <= 5 && !text.starts_with(|c: char| c.is_whitespace())
}

/// "I don't want it to be ten": a number that its unit denies.
pub(super) fn is_denied(case: &Case<'_>, heard: &Heard<'_>) -> bool {
    let claim = &case.judge.sources.index.entries[heard.entry].claim;
    if !claim.negated {
        return false;
    }
    let text = case.entry_text(heard.entry);
    let under = super::polarity::negated(text, claim);
    let before = text[..heard.amount.quantity.span.start]
        .trim_end()
        .to_ascii_lowercase();
    // "Not ten", "don't want it to be ten"; "no more than ten" and "not only ten" say ten.
    let bounds = [
        "than", "only", "just", "until", "before", "least", "most", "about",
    ]
    .iter()
    .any(|it| before.ends_with(it));
    let denied = claim
        .words
        .iter()
        .zip(&under)
        .any(|(it, flag)| *flag && heard.amount.quantity.number.overlaps(it.span));
    denied && !bounds && claim.amounts.len() == 1
}

/// Whether the draft's value is told soon after `at`: "So thirty of them." "I wrote down thirty-eight." "You're right."
pub(super) fn is_set_right(case: &Case<'_>, amount: &Amount, at: usize) -> bool {
    const SOON: usize = 2;
    let index = &case.judge.sources.index;
    let from = index.entries[at].passage;
    // What answers a question in between tells of that.
    let is_asked = |passage: usize| {
        let before = &index.passages[passage - 1].entries;
        before.end > before.start && index.entries[before.end - 1].is_question
    };
    let later = (from + 1..(from + 1 + SOON).min(index.passages.len()))
        .filter(|&it| !is_asked(it))
        .flat_map(|it| index.passages[it].entries.clone());
    later
        .filter(|&it| !index.entries[it].is_question && index.entries[it].source == index.entries[at].source)
        .any(|it| {
            let amounts = &index.entries[it].claim.amounts;
            let same_thing = |it: &Amount| it.heads.is_empty() || shared(&it.heads, &amount.heads) > 0;
            amounts.len() == 1
                && index.entries[it].length <= 4
                && same_thing(&amounts[0])
                && agrees(amount, &amounts[0])
        })
}
