//! What the source denies, or the draft: negation under tight alignment, questions answered with no.

use super::judge::Case;
use super::support::{said_of, shared_weight};
use super::{Issue, IssueKind, denied, opposite, relation, ruled_out, sides};
use crate::claim::{Claim, agrees_in_unit};
use crate::draft::BlockKind;
use crate::language::polarity::{UNEQUAL, is_negation, is_past};
use crate::language::words::{self, Stem};

/// Content words that a negation reaches at most, and words of any kind.
const SCOPE: usize = 5;
const STRETCH: usize = 12;

/// Checks the sentence against the unit that it follows most closely.
/// `is_derived` tells that a number of it was proved: "31 percent passed" makes "69 percent failed", and
/// "14 of the 23 were" makes "nine were not".
pub(super) fn check(case: &Case<'_>, is_derived: bool, issues: &mut Vec<Issue>) {
    let is_wrong = |it: &Issue| super::judge::verdict_of(it.kind) == Some(super::Verdict::Contradicted);
    if case.piece.kind == BlockKind::TableRow || issues.iter().any(is_wrong) {
        return;
    }
    let found = relation::swapped_change(case)
        .or_else(|| denied(case))
        .or_else(|| relation::turned(case))
        .or_else(|| sides::contrast(case))
        .or_else(|| none_of_it(case))
        .or_else(|| none_such(case))
        .or_else(|| negation(case).filter(|_| !is_derived))
        .or_else(|| denied::denied_outright(case))
        .or_else(|| ruled_out::ruled_out(case))
        .or_else(|| ruled_out::unknown(case))
        .or_else(|| ruled_out::answered_no(case))
        .or_else(|| sides::swapped(case))
        .or_else(|| only_nearly(case))
        .or_else(|| opposite::opposite(case).filter(|_| !is_derived));
    issues.extend(found.filter(|it| !has_value_beside(case, it)));
}

/// Whether the words next to those that are held against the sentence, in the same turn, have a number of it: "there is no
/// batch call", "and they limit us to 50 calls a second".
fn has_value_beside(case: &Case<'_>, issue: &Issue) -> bool {
    let index = &case.judge.sources.index;
    let Some(place) = issue.place else { return false };
    let Some(at) = (0..index.entries.len()).find(|it| case.place(*it) == place) else {
        return false;
    };
    let turn = index.passages[index.entries[at].passage].entries.clone();
    let beside = at.saturating_sub(1)..at + 2;
    let mut others = beside.filter(|it| *it != at && turn.contains(it));
    others.any(|it| {
        let theirs = &index.entries[it].claim.amounts;
        let mut mine = case.claim.amounts.iter();
        mine.any(|mine| theirs.iter().any(|it| agrees_in_unit(mine, it)))
    })
}

/// Words that end what a negation reaches.
const ENDS: [&str; 14] = [
    "but", "and", "so", "because", "that", "when", "if", "while", "which", "who", "until", "unless", "since",
    "than",
];

/// Which words stand under a negation.
pub(super) fn negated(text: &str, claim: &Claim) -> Vec<bool> {
    let mut under = vec![false; claim.words.len()];
    for (n, word) in claim.words.iter().enumerate() {
        let token = &text[word.span.range()];
        // "replica != backup"
        let before = text[..word.span.start].trim_end();
        let behind_a_sign = claim.negated && UNEQUAL.iter().any(|it| before.ends_with(it));
        if behind_a_sign {
            under[n] = true;
        }
        if !(behind_a_sign || matches!(token, "off" | "un") || claim.negated && is_negation(token)) {
            continue;
        }
        // "We deleted nothing": the verb before is what did not happen.
        let is_object = matches!(
            &text[word.span.range()],
            "nothing" | "none" | "nobody" | "nowhere"
        );
        if let (true, Some(verb)) = (is_object, n.checked_sub(1)) {
            under[verb] = !claim.words[verb].stop;
        }
        let mut end = word.span.end;
        let mut left = SCOPE;
        for (reach, flag) in under.iter_mut().enumerate().skip(n + 1).take(STRETCH) {
            let next = claim.words[reach].span;
            if left == 0 {
                break;
            }
            left -= usize::from(!claim.words[reach].stop);
            let gap = &text[end..next.start];
            if gap.contains([',', ';', ':', '.', '!', '?', '(', ')', '—', '|'])
                || ENDS.contains(&&text[next.range()])
            {
                break;
            }
            *flag = true;
            end = next.end;
        }
    }
    under
}

/// "We very nearly sold the deck" told as "they sold the deck".
fn only_nearly(case: &Case<'_>) -> Option<Issue> {
    const NEARLY: [&str; 2] = ["nearly", "almost"];
    let index = &case.judge.sources.index;
    let is = |it: &str, list: &[&str]| list.iter().any(|word| it.eq_ignore_ascii_case(word));
    let says = |text: &str, claim: &Claim, list: &[&str]| {
        let mut words = claim.words.iter();
        words.any(|it| is(&text[it.span.range()], list))
    };
    const LESS: [&str; 12] = [
        "nearly", "almost", "would", "could", "might", "tried", "close", "about", "not", "never", "danger",
        "risk",
    ];
    let &(at, _) = case.ranked.first()?;
    let (entry, text) = (&index.entries[at], case.entry_text(at));
    if case.claim.negated
        || is_unasserted(case, at)
        || !says(text, &entry.claim, &NEARLY)
        || says(case.text, case.claim, &LESS)
        || shared_weight(case, at) < case.judge.limits.denial
    {
        return None;
    }
    let theirs = &entry.claim.words;
    let mut past = case.claim.words.iter();
    let main = past.find(|it| is_past(&case.text[it.span.range()]))?;
    let verb = (0..theirs.len()).find_map(|n| {
        let nearly = is(&text[theirs[n].span.range()], &NEARLY);
        let verb = theirs
            .get(n + 1)
            .filter(|it| nearly && is_past(&text[it.span.range()]))?;
        (main.stem == verb.stem).then_some(main)
    })?;
    // "It almost closed. Then it did", "we nearly sold it, and then sold it": told as done as well, it was done in the end.
    let done = case.ranked.iter().skip(1).take(4).any(|it| {
        let claim = &index.entries[it.0].claim;
        claim.has(verb.stem) && !says(case.entry_text(it.0), claim, &NEARLY)
    });
    let again = theirs.iter().filter(|it| it.stem == verb.stem).count() > 1;
    let next = case
        .judge
        .sources
        .index
        .entries
        .get(at + 1)
        .filter(|it| it.passage == entry.passage);
    let did = next.is_some_and(|it| it.claim.words.iter().any(|it| it.stem == words::stem("did")));
    // "Nearly doubled" is how much, not whether.
    let of_degree = is_degree(&case.text[verb.span.range()]);
    (!(done || again || did || of_degree)).then(|| Issue {
        kind: IssueKind::OnlyNearly,
        span: verb.span,
        right: None,
        place: Some(case.place(at)),
        other: None,
    })
}

/// Whether a verb tells how much something grew or shrank.
fn is_degree(verb: &str) -> bool {
    matches!(
        verb,
        "doubled" | "tripled" | "trebled" | "quadrupled" | "halved" | "filled" | "reached"
    )
}

/// Whether a negation is turned back: "were not warned until noon" says that they were, "never come for nothing" that
/// they come. Such a text is of neither side.
fn turns_back(text: &str, claim: &Claim) -> bool {
    let mut words = claim.words.iter().map(|it| &text[it.span.range()]);
    // "Never talks to anything but an edge" says that it talks to an edge.
    let all_but = ["anything but", "anyone but", "anybody but", "anywhere but"]
        .iter()
        .any(|it| text.contains(it));
    claim.negated
        && (all_but || words.any(|it| matches!(it, "until" | "unless" | "without" | "nothing" | "before")))
}

/// "Flush it, which I couldn't do": a negation with nothing of its own denies what stands before it.
pub(super) fn denies_what_stands_before(text: &str, claim: &Claim) -> bool {
    const REACH: usize = 2;
    let words = &claim.words;
    (0..words.len()).any(|n| {
        let word = &text[words[n].span.range()];
        let relative = n
            .checked_sub(REACH)
            .is_some_and(|it| &text[words[it].span.range()] == "which");
        let follows = words
            .get(n + 1)
            .filter(|it| text[words[n].span.end..it.span.start].trim().is_empty());
        let does = follows.is_none_or(|it| &text[it.span.range()] == "do");
        is_negation(word) && relative && does
    })
}

/// What was asked and answered with no: "Was it the clips?" "No." against "It was the clips."; and what a
/// speaker ruled out in so many words: "so it is not the template" against "The template was the cause."
fn denied(case: &Case<'_>) -> Option<Issue> {
    const BLAME: [&str; 12] = [
        "cause", "culprit", "problem", "reason", "fault", "bug", "issue", "trigger", "source", "guilty",
        "blame", "answer",
    ];
    let index = &case.judge.sources.index;
    if case.claim.negated || case.stance.hedged {
        return None;
    }
    let token = |n: usize| case.text[case.claim.words[n].span.range()].to_ascii_lowercase();
    let is_blame = |n: usize| BLAME.contains(&token(n).as_str());
    let was = (0..case.claim.words.len()).any(|n| matches!(token(n).as_str(), "was" | "is" | "were" | "are"));
    let all: Vec<usize> = (0..case.claim.words.len())
        .filter(|&n| !case.claim.words[n].stop)
        .collect();
    let named: Vec<usize> = all.iter().copied().filter(|&n| !is_blame(n)).collect();
    // "It was her fault." has nothing but the blame itself.
    let content = if named.is_empty() { all } else { named };
    if !was || content.is_empty() || content.len() > 3 {
        return None;
    }
    let all_in = |claim: &Claim| {
        content
            .iter()
            .all(|&n| crate::evidence::has_stem(claim, case.claim.words[n].stem))
    };
    let blames = (0..case.claim.words.len()).any(is_blame) || token(0) == "it";
    for (at, entry) in index.entries.iter().enumerate() {
        let text = case.entry_text(at);
        let says_no =
            || first_word(text, &entry.claim).is_some_and(|it| matches!(it.as_str(), "no" | "nope" | "nah"));
        let asked = entry.question.filter(|&n| {
            says_no() && all_in(&index.entries[n].claim) && index.entries[n].length <= content.len() + 2
        });
        let rules_out = blames && entry.length <= content.len() + 1 && all_in(&entry.claim) && {
            let under = negated(text, &entry.claim);
            let copula = entry
                .claim
                .words
                .iter()
                .any(|it| matches!(&text[it.span.range()], "is" | "was" | "isn't" | "wasn't"));
            copula
                && entry
                    .claim
                    .words
                    .iter()
                    .zip(&under)
                    .all(|(it, &flag)| it.stop || flag)
        };
        let of_then = |n: usize| ruled_out::is_another_time(case, n);
        if asked.is_some_and(|n| !of_then(n)) || asked.is_none() && rules_out {
            let first = case.claim.words[content[0]].span;
            let last = case.claim.words[content[content.len() - 1]].span;
            return Some(Issue {
                kind: IssueKind::ContradictedNegation,
                span: first.cover(last),
                right: None,
                place: Some(case.place(at)),
                other: asked.map(|n| case.place(n)),
            });
        }
    }
    None
}

/// "Two robots were damaged" for "No robots damaged": a number of what the source says there was none of.
fn none_of_it(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    for amount in case
        .claim
        .amounts
        .iter()
        .filter(|it| !it.heads.is_empty() && !case.is_quoted(it.quantity.span))
    {
        if amount.quantity.dimension != crate::language::quantity::Dimension::Count {
            continue;
        }
        for &(at, _) in case.ranked.iter().take(3) {
            let (entry, text) = (&index.entries[at], case.entry_text(at));
            let words = &entry.claim.words;
            let none = (0..words.len()).any(|n| {
                let says_no = text[words[n].span.range()].eq_ignore_ascii_case("no");
                let counted = words
                    .get(n + 1)
                    .into_iter()
                    .chain(words.get(n + 2))
                    .any(|it| amount.heads.contains(&it.stem));
                says_no && counted
            });
            let also = entry
                .claim
                .words
                .iter()
                .filter(|it| !it.stop && case.claim.has(it.stem))
                .count();
            if none && also >= 2 && entry.claim.amounts.is_empty() && !case.claim.negated {
                return Some(Issue {
                    kind: IssueKind::ContradictedNegation,
                    span: amount.quantity.span,
                    right: None,
                    place: Some(case.place(at)),
                    other: None,
                });
            }
        }
    }
    None
}

/// "It did restart once" for "No OOM kill. No restart.": what the turn rules out in a breath of its own.
fn none_such(case: &Case<'_>) -> Option<Issue> {
    const BREATH: usize = 4;
    let index = &case.judge.sources.index;
    if case.stance.hedged || case.stance.question {
        return None;
    }
    let mine = negated(case.text, case.claim);
    for &(at, _) in case.ranked.iter().take(3) {
        let (entry, text) = (&index.entries[at], case.entry_text(at));
        // "No restart needed" rules out the restart; "the restart was not needed" says the same.
        let mut words = &entry.claim.words[..];
        if let [rest @ .., last] = words {
            let adds_nothing = matches!(
                &text[last.span.range()],
                "needed" | "required" | "necessary" | "involved"
            );
            if adds_nothing && case.claim.has(last.stem) {
                continue;
            }
            words = if adds_nothing && rest.len() > 1 {
                rest
            } else {
                words
            };
        }
        let rules_out = first_word(text, &entry.claim).is_some_and(|it| it == "no")
            && !text.trim_start_matches(char::is_alphabetic).starts_with(',')
            && (2..=BREATH).contains(&words.len())
            // "No updates this week" rules out updates, not the week.
            && words[1..].iter().all(|it| !it.stop)
            && entry.claim.times.is_empty()
            && !is_unasserted(case, at);
        if !rules_out {
            continue;
        }
        let turn = index.passages[entry.passage].entries.clone();
        let said = case.claim.words.iter().enumerate();
        for (n, word) in said.filter(|it| !it.1.stop && !case.is_quoted(it.1.span)) {
            let is_last = words.last().is_some_and(|it| it.stem == word.stem);
            let elsewhere = turn
                .clone()
                .filter(|&it| it != at)
                .any(|it| index.entries[it].claim.has(word.stem));
            // The turn must speak of the same thing: another word of the sentence stands in it.
            let same_thing = case.claim.words.iter().any(|it| {
                !it.stop
                    && it.stem != word.stem
                    && turn.clone().any(|at| index.entries[at].claim.has(it.stem))
            });
            if is_last && !mine[n] && !elsewhere && same_thing {
                return Some(Issue {
                    kind: IssueKind::ContradictedNegation,
                    span: word.span,
                    right: None,
                    place: Some(case.place(at)),
                    other: None,
                });
            }
        }
    }
    None
}

/// The first word of a unit, in small letters.
pub(super) fn first_word(text: &str, claim: &Claim) -> Option<String> {
    let word = claim.words.first()?;
    Some(text[word.span.range()].to_ascii_lowercase())
}

/// A word that the best passage always negates and the draft does not, or the other way round.
fn negation(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let &(top, _) = case.ranked.first()?;
    let passage = index.entries[top].passage;
    let turned = |at: usize| {
        let (text, claim) = (case.entry_text(at), &index.entries[at].claim);
        turns_back(text, claim) || denies_what_stands_before(text, claim)
    };
    if turns_back(case.text, case.claim) || ruled_out::is_another_time(case, top) {
        return None;
    }
    let mine = negated(case.text, case.claim);
    let passage_says: Vec<(usize, Vec<bool>)> = index.passages[passage]
        .entries
        .clone()
        .map(|at| (at, negated(case.entry_text(at), &index.entries[at].claim)))
        .collect();
    for (n, word) in case.claim.words.iter().enumerate().filter(|it| !it.1.stop) {
        if case.is_quoted(word.span) || index.weight(word.stem) < 1.0 {
            continue;
        }
        let mut polarities: Vec<(usize, bool)> = Vec::new();
        for (at, theirs) in &passage_says {
            let words = index.entries[*at].claim.words.iter();
            let same = words.zip(theirs).filter(|it| it.0.stem == word.stem);
            polarities.extend(same.map(|it| (*at, *it.1)));
        }
        let Some(&(at, theirs)) = polarities.first() else {
            continue;
        };
        let always = polarities.iter().all(|it| it.1 == theirs);
        let mine_elsewhere = case
            .claim
            .words
            .iter()
            .zip(&mine)
            .any(|(it, &flag)| it.stem == word.stem && flag == theirs);
        // Said the draft's way elsewhere, or asked and answered so: then the sources do not contradict it.
        let agrees_elsewhere = || {
            case.window.iter().any(|&near| {
                let entry = &index.entries[near];
                let under = negated(case.entry_text(near), &entry.claim);
                let mut here = entry.claim.words.iter().zip(&under);
                let says_so = here.any(|(it, &flag)| it.stem == word.stem && flag == mine[n]);
                let asked = entry.question.map(|q| &index.entries[q].claim);
                let answers_no = first_word(case.entry_text(near), &entry.claim).is_some_and(|it| it == "no")
                    && asked.is_some_and(|it| crate::evidence::has_stem(it, word.stem));
                (says_so && shared_weight(case, near) >= 0.5) || (mine[n] && answers_no)
            })
        };
        if !always
            || mine[n] == theirs
            || mine_elsewhere
            || turned(at)
            || is_unasserted(case, at)
            || agrees_elsewhere()
        {
            continue;
        }
        // "No sender ever asks" and "the sender never asks": both deny it.
        let both_deny = || {
            let words = &index.entries[at].claim.words;
            let under = negated(case.entry_text(at), &index.entries[at].claim);
            let denied = |stem: Stem| {
                words
                    .iter()
                    .zip(&under)
                    .any(|(it, flag)| *flag && it.stem == stem)
            };
            let mut own = case.claim.words.iter().zip(&mine);
            own.any(|(it, flag)| *flag && !it.stop && denied(it.stem))
        };
        if both_deny() {
            continue;
        }
        // A bare "No restart." is all about restarting; a longer sentence must be the same sentence.
        let verb = follows_do(case, n) || follows_not(case, n);
        let short = index.entries[at].length <= 2 && theirs && verb && said_of(case, at) > 0.99;
        let others = index.passages[passage]
            .entries
            .clone()
            .map(|it| shared_weight(case, it))
            .fold(0.0, f32::max);
        let long_enough = case.stance.content >= 3 && case.claim.words.len() <= 16;
        let same = case.judge.limits.same;
        let tight = verb && long_enough && shared_weight(case, at) >= same && said_of(case, at) >= same;
        if !(tight || (short && others >= 0.3)) {
            continue;
        }
        return Some(Issue {
            kind: IssueKind::ContradictedNegation,
            span: word.span,
            right: None,
            place: Some(case.place(at)),
            other: None,
        });
    }
    None
}

/// Whether the word is what is negated: `not restart`, `never crashed`.
fn follows_not(case: &Case<'_>, n: usize) -> bool {
    n.checked_sub(1)
        .is_some_and(|n| is_negation(&case.text[case.claim.words[n].span.range()]))
}

/// Whether the word is a verb of its sentence: `did restart`, `would crash`, `restarted`.
fn follows_do(case: &Case<'_>, n: usize) -> bool {
    let token = |n: usize| case.text[case.claim.words[n].span.range()].to_ascii_lowercase();
    let auxiliary = n.checked_sub(1).map(token);
    is_past(&token(n))
        || auxiliary.is_some_and(|it| matches!(it.as_str(), "did" | "does" | "do" | "would" | "will" | "to"))
}

/// Whether a unit only asks, or tells what would have been: "It would be insured, if we'd had an alarm."
pub(super) fn is_unasserted(case: &Case<'_>, at: usize) -> bool {
    let entry = &case.judge.sources.index.entries[at];
    let says = |list: &[&str]| {
        let text = case.entry_text(at);
        let mut words = entry.claim.words.iter();
        words.any(|it| {
            list.iter()
                .any(|word| text[it.span.range()].eq_ignore_ascii_case(word))
        })
    };
    entry.is_question || says(&["if"]) && says(&["would", "would've", "wouldn't", "it'd", "we'd"])
}
