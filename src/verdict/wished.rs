//! What the sources only wish, plan or ask for, and say that it did not come about, told as done.

use super::judge::Case;
use super::limits::FEW;
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::language::polarity::{Table, is_hedge, is_negation, is_past};
use crate::language::words::Word;
use crate::text::Span;

/// Share of the sentence that the wish must carry.
const CARRIES: f32 = 0.45;
/// What another unit must carry of that to be where it is told as done.
const AS_MUCH: f32 = 0.8;
/// Units behind a wish, itself included, that may tell what came of it.
const SOON: usize = 3;
/// Units behind that in which it may come about all the same.
const LATER: usize = 5;

/// Words of a wish, a plan or a request.
static WISHES: Table = Table::new(
    "wanted want wants like wish wished hope hoped hoping plan plans planned planning proposal proposed propose suggested suggest \
     asked ask asking idea could would need needs offered offer considered",
);
/// What a `not … yet` must speak of to leave a wish open.
static ANSWERS: Table =
    Table::new("answer yes word reply date approved approval agreed decision decided money budget funding");
/// What tells that nothing came of it, at the end of a clause.
const UNFULFILLED: [&str; 15] = [
    "said no",
    "says no",
    "no budget",
    "no answer",
    "never needed it",
    "never did",
    "never happened",
    "only a proposal",
    "only an idea",
    "only a plan",
    "turned it down",
    "turned us down",
    "still waiting",
    "came to nothing",
    "nothing came of it",
];
/// Verbs that any wish may be told as done with.
const LIGHT: [&str; 8] = ["got", "had", "gave", "let", "was", "were", "said", "went"];

/// "I wanted a free month for the subscribers, too. Ilse said no.", "I've asked them to drop it. I don't have an answer yet.":
/// what was wished for and has not come about, told as done.
pub(super) fn unfulfilled(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let stance = &case.stance;
    let token = |it: &Word| &case.text[it.span.range()];
    let wishes_too = |it: &Word| is_negation(token(it)) || is_hedge(token(it)) || WISHES.has(token(it));
    let tells_done = stance.past
        || case
            .claim
            .words
            .iter()
            .any(|it| matches!(token(it), "has" | "have"));
    if !tells_done || stance.hedged || stance.question || case.claim.words.iter().any(wishes_too) {
        return None;
    }
    let best = case.ranked.iter().take(3).map(|it| it.0);
    let mut told = best.filter(|&at| shared_weight(case, at) >= CARRIES && wishes(case, at));
    let (wish, proof) = told.find_map(|at| {
        let turn = &index.passages[index.entries[at].passage].entries;
        let mut near = at..(at + SOON).min(turn.end);
        let proof = near.find(|&it| is_unfulfilled(case.entry_text(it), &index.entries[it].claim))?;
        Some((at, proof))
    })?;
    let turn = &index.passages[index.entries[wish].passage].entries;
    let share = shared_weight(case, wish);
    let mut others = case.ranked.iter().take(6).filter(|it| !turn.contains(&it.0));
    let told_elsewhere = others.any(|it| shared_weight(case, it.0) >= AS_MUCH * share);
    let found = !told_elsewhere && is_of_the_wish(case, wish) && !comes_later(case, wish, proof);
    found.then(|| Issue {
        kind: IssueKind::OnlyWished,
        span: Span::new(0, case.text.len()),
        right: None,
        place: Some(case.place(proof)),
        other: (wish != proof).then(|| case.place(wish)),
    })
}

/// Whether a unit wishes, plans or asks, or says what has to be.
fn wishes(case: &Case<'_>, at: usize) -> bool {
    let text = case.entry_text(at);
    let words = &case.judge.sources.index.entries[at].claim.words;
    let has_to = words
        .windows(2)
        .any(|it| matches!(&text[it[0].span.range()], "has" | "have") && &text[it[1].span.range()] == "to");
    has_to || words.iter().any(|it| WISHES.has(&text[it.span.range()]))
}

/// Whether what the sentence tells as done is what was wished for: a verb of it in the past is the wish's, or may be any.
fn is_of_the_wish(case: &Case<'_>, wish: usize) -> bool {
    let entry = &case.judge.sources.index.entries[wish];
    let mut past = case
        .claim
        .words
        .iter()
        .filter(|it| is_past(&case.text[it.span.range()]))
        .peekable();
    past.peek().is_none()
        || past.any(|it| LIGHT.contains(&&case.text[it.span.range()]) || entry.claim.has(it.stem))
}

/// Whether words of the sentence which the wish lacks stand in a unit behind it: then the sentence tells what came later.
fn comes_later(case: &Case<'_>, wish: usize, proof: usize) -> bool {
    let index = &case.judge.sources.index;
    let entry = &index.entries[wish];
    // Names, numbers and days are said of many things.
    let is_anchor = |it: &Word| {
        let amounts = case.claim.amounts.iter().map(|it| it.quantity.span);
        let times = case.claim.times.iter().map(|it| it.span);
        let names = case.claim.names.iter().map(|it| it.span);
        amounts
            .chain(times)
            .chain(names)
            .any(|span| span.overlaps(it.span))
    };
    let turn = index.passages[entry.passage].entries.start..=wish;
    let is_told = |it: &Word| turn.clone().any(|at| index.entries[at].claim.has(it.stem));
    let is_telling = |it: &Word| !it.stop && index.weight(it.stem) >= index.rarity(FEW);
    let words = case.claim.words.iter();
    let mut more = words.filter(|it| is_telling(it) && !is_anchor(it) && !is_told(it));
    let from = if proof == wish { wish + 1 } else { proof };
    let later = || {
        (from..(from + LATER).min(index.entries.len())).filter(|&it| index.entries[it].source == entry.source)
    };
    more.any(|word| later().any(|it| index.entries[it].claim.has(word.stem)))
}

/// Whether a unit says that something did not come about, or not so far.
fn is_unfulfilled(text: &str, claim: &Claim) -> bool {
    let lower = text.to_lowercase();
    let ends = |phrase: &&str| {
        lower.match_indices(*phrase).any(|(at, _)| {
            let behind = &lower[at + phrase.len()..];
            let more = behind.trim_start().chars().next();
            more.is_none_or(|it| !it.is_alphanumeric())
                || [" for ", " yet", " to it"]
                    .iter()
                    .any(|it| behind.starts_with(it))
        })
    };
    let has = |is: &dyn Fn(&str) -> bool| claim.words.iter().any(|it| is(&text[it.span.range()]));
    let open = claim.negated && has(&|it| it == "yet") && has(&|it| ANSWERS.has(it));
    open || UNFULFILLED.iter().any(ends)
}
