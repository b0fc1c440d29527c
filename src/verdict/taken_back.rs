//! Values that somebody took back, or that were only asked for and turned down.

use super::judge::Case;
use super::number::{Heard, bare, close_to, is_telling};
use super::rival::{far_apart, replaceable, replacement};
use super::role::shared;
use super::support::shared_weight;
use super::told::refused_by;
use super::{Issue, IssueKind};
use crate::claim::{Amount, agrees, same_measure, same_time};
use crate::language::polarity::{Table, is_belief, is_certain, is_negation, is_past};
use crate::language::quantity::{Bound, Sort};
use crate::language::time::TimeMention;
use crate::language::words::{Stem, Word};

/// Share of the sentence that the units of a retraction must carry for its small number to be meant.
const RELATED: f32 = 0.15;

/// The speaker took the value back and gave another.
pub(super) fn retracted(case: &Case<'_>, amount: &Amount, at: usize) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let (wrong, by) = index
        .retractions
        .iter()
        .filter(|it| {
            let taken = &index.entries[it.entry].claim.amounts[it.amount];
            // "A bit over a thousand" may be any number.
            let (mine, theirs) = (amount.quantity.value(), taken.quantity.value());
            agrees(amount, taken) && (mine - theirs).abs() <= 0.2 * theirs.abs()
        })
        .map(|it| {
            (
                it,
                (
                    it.by_entry,
                    &index.entries[it.by_entry].claim.amounts[it.by_amount],
                ),
            )
        })
        .next()?;
    // Said again elsewhere without being taken back: then it stands.
    let corrected_in = index.entries[by.0].passage;
    let taken = &index.entries[wrong.entry].claim.amounts[wrong.amount];
    let stands = index.entries.iter().enumerate().any(|(n, entry)| {
        let is_before =
            n < wrong.by_entry && (n >= wrong.entry || entry.speaker == index.entries[wrong.entry].speaker);
        let is_taken_back = is_before || entry.passage == corrected_in;
        let same = |it: &Amount| agrees(amount, it) && close_to(it.quantity.value(), taken.quantity.value());
        !is_taken_back && entry.claim.amounts.iter().any(same)
    });
    let says_both = case.claim.amounts.iter().any(|it| agrees(it, by.1));
    // A small number stands in many places that have nothing to do with the one taken back.
    let is_related = || {
        is_telling(amount)
            || [wrong.entry, by.0]
                .iter()
                .any(|&it| shared_weight(case, it) >= RELATED)
    };
    let told_later = at > by.0 && index.entries[at].passage != corrected_in;
    if stands
        || says_both
        || told_later
        || is_told_again(case, amount, wrong.entry, by)
        || told_as_error(case, amount)
        || !is_related()
    {
        return None;
    }
    let heard = Heard {
        entry: by.0,
        amount: by.1,
        rank: 0,
    };
    Some(Issue {
        kind: IssueKind::RetractedClaim,
        span: replaceable(amount, by.1),
        right: Some(replacement(case, amount, &heard)),
        place: Some(case.place(by.0)),
        other: Some(case.place(wrong.entry)),
    })
}

/// Whether the sentence tells that the value was taken back, or says what else the unit tells of it behind the right one.
pub(super) fn is_told_as_taken_back(case: &Case<'_>, amount: &Amount) -> bool {
    let index = &case.judge.sources.index;
    index.retractions.iter().any(|it| {
        let taken = &index.entries[it.entry].claim.amounts[it.amount];
        let right = &index.entries[it.by_entry].claim.amounts[it.by_amount];
        let same = agrees(amount, taken) && close_to(amount.quantity.value(), taken.quantity.value());
        let goes_on =
            || it.entry == it.by_entry && says_more_of_what_follows(case, amount, it.by_entry, right);
        same && (tells_the_taking_back(case) || goes_on())
    })
}

/// Whether the time is one that a speaker of the evidence gave instead of another.
pub(super) fn is_corrected_time(case: &Case<'_>, time: &TimeMention) -> bool {
    let index = &case.judge.sources.index;
    index.retracted_times.iter().any(|it| {
        let right = &index.entries[it.by_entry].claim.times[it.by_time];
        let told = |at: usize| shared_weight(case, at) >= case.judge.limits.pair;
        same_time(time.value, right.value) && (told(it.by_entry) || told(it.entry))
    })
}

/// "16:20. No wait, let me look at the mail. 16:40.": the speaker took the time back and gave another.
pub(super) fn retracted_time(case: &Case<'_>, time: &TimeMention) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let entries = &index.entries;
    let told_with = |at: usize| {
        let turn = &index.passages[entries[at].passage].entries;
        turn.clone().map(|it| shared_weight(case, it)).fold(0.0, f32::max)
    };
    let found = index.retracted_times.iter().find(|it| {
        let wrong = &entries[it.entry].claim.times[it.time];
        same_time(time.value, wrong.value) && told_with(it.entry) >= case.judge.limits.pair
    })?;
    let right = &entries[found.by_entry].claim.times[found.by_time];
    let says_both = case.claim.times.iter().any(|it| same_time(it.value, right.value));
    // Told of something else as well, or said again behind the correction: then it may be that.
    let stands = (0..entries.len()).any(|at| {
        let tells = !(found.entry..=found.by_entry).contains(&at);
        tells
            && entries[at]
                .claim
                .times
                .iter()
                .any(|it| same_time(time.value, it.value))
            && shared_weight(case, at) >= shared_weight(case, found.entry)
    });
    (!says_both && !stands && !tells_the_taking_back(case)).then(|| Issue {
        kind: IssueKind::RetractedClaim,
        span: time.span,
        right: Some(case.entry_text(found.by_entry)[right.span.range()].to_owned()),
        place: Some(case.place(found.by_entry)),
        other: Some(case.place(found.entry)),
    })
}

/// "128, sorry, it was 64 in the old one", "1,800. 1,500 was Sunday.": behind the correction the turn goes on to tell what
/// else the value is of, and the sentence says that.
///
/// "62,000. No wait, sixty-two was what we wrote in the application.": before the right one it is told, too.
fn is_told_again(case: &Case<'_>, amount: &Amount, wrong: usize, (by, right): (usize, &Amount)) -> bool {
    const THOUSAND: f64 = 1000.0;
    let index = &case.judge.sources.index;
    let turn = index.passages[index.entries[by].passage].entries.clone();
    (turn.start.max(wrong + 1)..turn.end).any(|at| {
        let claim = &index.entries[at].claim;
        let text = case.entry_text(at);
        // "No wait, 14, not 40, the gateway sleeps": denied once more.
        let is_denied = |it: &Amount| text[..it.quantity.span.start].trim_end().ends_with("not");
        let is_behind = |it: &Amount| {
            let behind = at != by || it.quantity.span.start > right.quantity.span.start;
            behind && !is_denied(it)
        };
        let same = |it: &Amount| agrees(amount, it) || amount.face == THOUSAND * it.face;
        // "No wait, 23 orders, 31 lines": said again of something else.
        let of_other = |it: &Amount| {
            !it.heads.is_empty() && !amount.heads.is_empty() && shared(&it.heads, &amount.heads) == 0
        };
        let says_it = claim
            .amounts
            .iter()
            .any(|it| same(it) && is_behind(it) && !of_other(it));
        let is_number = |span| claim.amounts.iter().any(|it| it.quantity.span.overlaps(span));
        let mut words = claim.words.iter().filter(|it| !it.stop && !is_number(it.span));
        let mut times = claim.times.iter();
        let mut shares_time =
            || times.any(|it| case.claim.times.iter().any(|own| same_time(own.value, it.value)));
        says_it && (words.any(|it| case.claim.has(it.stem)) || shares_time())
    })
}

/// "In nine boats, no wait, seven, two of the nine were only out of fuel": within one unit, too, the value is told again
/// behind the right one, and the sentence says more of what is told there than of what stands in front.
fn says_more_of_what_follows(case: &Case<'_>, amount: &Amount, by: usize, right: &Amount) -> bool {
    let claim = &case.judge.sources.index.entries[by].claim;
    let end = right.quantity.span.end;
    let is_behind = |it: &Amount| end <= it.quantity.span.start && agrees(amount, it);
    let is_number = |span| claim.amounts.iter().any(|it| it.quantity.span.overlaps(span));
    let words = claim.words.iter().filter(|it| !it.stop && !is_number(it.span));
    let shared = words.filter(|it| case.claim.has(it.stem));
    let (behind, before): (Vec<&Word>, Vec<&Word>) = shared.partition(|it| end <= it.span.start);
    claim.amounts.iter().any(is_behind) && before.len() < behind.len()
}

/// Words that say that something was no more than an idea, or was turned down.
static PROPOSALS: Table = Table::new(
    "floated considered discussed debated wondered idea question weighed contemplated proposed suggested asked raised offered \
     rejected refused declined dropped dismissed asks suggests proposes wanted hoped",
);

/// "Should we offer a credit? 5 bucks?" "No.": what was only proposed, and turned down; no issue where the sentence does
/// not tell it as done.
pub(super) fn only_asked(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Option<Issue>> {
    if case.claim.negated || case.stance.hedged || amount.quantity.value() <= 1.0 {
        return None;
    }
    // "A credit was floated and dropped" tells just that.
    let tells_so = |it: &str| is_negation(it) || PROPOSALS.has(it);
    if case
        .claim
        .words
        .iter()
        .any(|it| tells_so(&case.text[it.span.range()]))
    {
        return None;
    }
    let asked = near.iter().filter(|it| it.rank < 3 && agrees(amount, it.amount));
    let (heard, answer) = asked
        .filter_map(|it| Some((it, refused_by(case, it.entry)?)))
        .next()?;
    Some(tells_the_deed(case, heard.entry).then(|| Issue {
        kind: IssueKind::OnlyAsked,
        span: amount.quantity.span,
        right: None,
        place: Some(case.place(answer)),
        other: Some(case.place(heard.entry)),
    }))
}

/// Whether the sentence tells as done what the turn asks for: with its verb, or as given, paid or had. Whatever else is told
/// of a proposal, it was pitched, vetoed or fell through.
fn tells_the_deed(case: &Case<'_>, at: usize) -> bool {
    const HANDED: [&str; 17] = [
        "gave", "given", "giving", "paid", "paying", "got", "getting", "received", "issued", "issuing",
        "sent", "granted", "handed", "bought", "spent", "spending", "cost",
    ];
    let index = &case.judge.sources.index;
    let mut turn = index.passages[index.entries[at].passage].entries.clone();
    let asks = |word: &Word| turn.any(|it| index.entries[it].claim.has(word.stem));
    let mut words = case.claim.words.iter().filter(|it| !it.stop);
    let is_past = |it: &&Word| is_past(&case.text[it.span.range()]);
    let handed = |it: &Word| HANDED.contains(&&case.text[it.span.range()]);
    case.claim.words.iter().any(handed) || words.find(is_past).is_some_and(asks)
}

/// "Everything under two thousand?" "Fifteen hundred." told as "everything under two thousand".
pub(super) fn answered_otherwise(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Issue> {
    let says_it = |it: &&Heard<'_>| it.amount.face == amount.face;
    let is_question = |it: &Heard<'_>| case.judge.sources.index.entries[it.entry].is_question;
    if case.claim.negated || case.stance.hedged || near.iter().filter(says_it).any(|it| !is_question(it)) {
        return None;
    }
    let asked = near.iter().filter(|it| it.rank < 3).filter(says_it);
    let (heard, by) = asked
        .filter_map(|it| Some((it, answered_with(case, it)?)))
        .next()?;
    let says_both = case.claim.amounts.iter().any(|it| it.face == by.amount.face);
    // "I once had a list of twelve hundred": of the author's own life, the talk tells nothing.
    let is_own_life = case.stance.first_person && shared_weight(case, heard.entry) < RELATED;
    // "It stayed below two thousand": so it did. "Ole guessed two thousand": so he may have.
    let is_bound = case.stance.past && amount.quantity.bound != Bound::Exact && agrees(amount, by.amount);
    let only_told = case.claim.words.iter().any(|it| {
        let word = &case.text[it.span.range()];
        PROPOSALS.has(word) || is_belief(word)
    });
    (!says_both && !is_bound && !only_told && !is_own_life).then(|| Issue {
        kind: IssueKind::OnlyAsked,
        span: replaceable(amount, by.amount),
        right: Some(replacement(case, amount, &by)),
        place: Some(case.place(by.entry)),
        other: Some(case.place(heard.entry)),
    })
}

/// "Everything under two thousand?" "Fifteen hundred.": another number of that size is the whole answer.
fn answered_with<'a>(case: &Case<'a>, heard: &Heard<'_>) -> Option<Heard<'a>> {
    const SHORT: usize = 2;
    let index = &case.judge.sources.index;
    let asked = &index.entries[heard.entry];
    if !asked.is_question || asked.claim.amounts.len() > 2 {
        return None;
    }
    let next = index.passages.get(asked.passage + 1)?;
    let entry = next.entries.start;
    let answer = &index.entries[entry];
    let [amount] = &answer.claim.amounts[..] else {
        return None;
    };
    let alike = amount.quantity.sort == Sort::Amount
        && amount.quantity.dimension == heard.amount.quantity.dimension
        && amount.quantity.is_single()
        && heard.amount.face != amount.face
        && !far_apart(heard.amount, amount);
    let content = answer
        .claim
        .words
        .iter()
        .filter(|it| !it.stop && !amount.quantity.span.overlaps(it.span));
    (answer.source == asked.source && alike && content.count() < SHORT && !answer.is_question).then_some(
        Heard {
            entry,
            amount,
            rank: heard.rank,
        },
    )
}

/// "Product wanted five, finance said three. Three euros.": a number that somebody only wished for, where the same turn
/// gives another one.
pub(super) fn only_wanted(case: &Case<'_>, amount: &Amount, near: &[Heard<'_>]) -> Option<Issue> {
    const WISHES: [&str; 14] = [
        "wanted",
        "asked for",
        "proposed",
        "suggested",
        "hoped for",
        "aimed for",
        "budgeted",
        "expected",
        "estimated",
        "planned",
        "wished for",
        "quoted",
        "demanded",
        "offered",
    ];
    if case.claim.negated
        || case.stance.hedged
        || case
            .claim
            .words
            .iter()
            .any(|it| PROPOSALS.has(&case.text[it.span.range()]))
    {
        return None;
    }
    let entries = &case.judge.sources.index.entries;
    let is_wish = |it: &Heard<'_>| {
        let before = case.entry_text(it.entry)[..it.amount.quantity.span.start].trim_end();
        let before = before.strip_suffix("about").unwrap_or(before).trim_end();
        WISHES.iter().any(|wish| before.ends_with(wish))
    };
    let told: Vec<&Heard<'_>> = near.iter().filter(|it| agrees(amount, it.amount)).collect();
    let wish = told.first().filter(|_| told.iter().all(|it| is_wish(it)))?;
    let lower = case.text.to_lowercase();
    if WISHES.iter().any(|wish| lower.contains(wish)) {
        return None;
    }
    let passage = entries[wish.entry].passage;
    let right = near.iter().find(|it| {
        entries[it.entry].passage == passage
            && !is_wish(it)
            && !agrees(amount, it.amount)
            && same_measure(&amount.quantity, &it.amount.quantity)
            && it.amount.quantity.is_single()
            && !far_apart(amount, it.amount)
            && became_of(case, amount, wish, it)
    })?;
    Some(Issue {
        kind: IssueKind::OnlyAsked,
        span: replaceable(amount, right.amount),
        right: Some(replacement(case, amount, right)),
        place: Some(case.place(right.entry)),
        other: Some(case.place(wish.entry)),
    })
}

/// Whether the second number is what came of the first, which somebody wished for, and what the sentence tells: it stands
/// alone in its unit and the sentence does not name who wished, or it counts the same and does what the sentence says.
fn became_of(case: &Case<'_>, amount: &Amount, wish: &Heard<'_>, right: &Heard<'_>) -> bool {
    let entry = &case.judge.sources.index.entries[right.entry];
    let mut content = entry.claim.words.iter().filter(|it| !it.stop);
    let alone = content.all(|it| right.amount.quantity.span.overlaps(it.span));
    let says = |of: &Heard<'_>, but: &[Stem]| {
        let mut about = amount.about.iter().filter(|it| !but.contains(it));
        about.any(|it| of.amount.about.contains(it))
    };
    let heads = &wish.amount.heads;
    // "The parish wanted ninety, we said sixty."
    let of_one = wish.entry == right.entry && heads.is_empty() && right.amount.heads.is_empty();
    if of_one && bare(wish.amount) {
        return true;
    }
    if alone {
        return !says(wish, heads);
    }
    shared(heads, &right.amount.heads) > 0 && says(right, heads)
}

/// `had to take it back`, `she corrected herself`, `began to say`, `first said nine`: the sentence tells that words were
/// said that did not stand.
fn tells_the_taking_back(case: &Case<'_>) -> bool {
    const REACH: usize = 4;
    let words: Vec<String> = case
        .claim
        .words
        .iter()
        .map(|it| case.text[it.span.range()].to_lowercase())
        .collect();
    let at = |n: usize| words.get(n).map_or("", String::as_str);
    let is_saying = |it: &str| {
        matches!(
            it,
            "say" | "said" | "saying" | "says" | "claim" | "claiming" | "claimed" | "told"
        )
    };
    (0..words.len()).any(|n| match at(n) {
        "take" | "takes" | "took" | "taken" | "taking" => {
            let object = words[n + 1..].iter().take(REACH).position(|it| it == "back");
            object.is_some_and(|it| words[n + 1..n + 1 + it].iter().all(|it| TAKEN.has(it)))
        }
        "retract" | "retracted" | "retracting" | "withdrew" | "withdrawn" | "misspoke" | "misspoken"
        | "miscounted" | "misremembered" | "misread" => true,
        "correct" | "corrected" | "correcting" | "corrects" => {
            matches!(
                at(n + 1),
                "myself"
                    | "himself"
                    | "herself"
                    | "itself"
                    | "themselves"
                    | "ourselves"
                    | "it"
                    | "that"
                    | "to"
            )
        }
        "began" | "begun" | "started" | "meant" | "wanted" | "about" => {
            at(n + 1) == "to" && is_saying(at(n + 2))
        }
        "first" | "initially" | "originally" => is_saying(at(n + 1)),
        "slip" => at(n + 1) == "of" && at(n + 3) == "tongue",
        _ => false,
    })
}

/// What is taken back: `it`, `the number`, `that at once`.
static TAKEN: Table = Table::new(
    "it that this them those all both the number figure word words claim part half again at once immediately straight \
     right count",
);

/// `he first took it for 421`, `which we thought was 14`: the sentence tells what somebody believed.
fn told_as_error(case: &Case<'_>, amount: &Amount) -> bool {
    let words = case.claim.words.iter();
    let mut others = words.filter(|it| !amount.quantity.span.overlaps(it.span));
    let text = case.text.to_ascii_lowercase();
    others.any(|it| is_belief(&case.text[it.span.range()]) || is_certain(&case.text[it.span.range()]))
        || [
            "at first",
            "to mean",
            "took it for",
            "took them for",
            "too high",
            "too low",
            "too many",
            "too few",
            "was wrong",
            "were wrong",
        ]
        .iter()
        .any(|it| text.contains(it))
}
