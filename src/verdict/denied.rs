//! A plain `was not` of the draft against a plain `was` of the source, clause against clause.

use super::goes_on::goes_on;
use super::judge::Case;
use super::polarity::{denies_what_stands_before, first_word, is_unasserted};
use super::ruled_out::is_another_time_within;
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::language::polarity::{UNEQUAL, is_belief, is_certain, is_denial, is_hedge, is_negation};
use crate::language::words::Word;

/// The draft says `was not`, `did not`; the unit that carries it says the same without any word that could mean so.
pub(super) fn denied_outright(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let words = &case.claim.words;
    if !case.claim.negated || case.stance.hedged || case.stance.question {
        return None;
    }
    let token = |n: usize| case.text[words[n].span.range()].to_ascii_lowercase();
    const VERBS: &str = "was were is are had has have did does do could can will would am been be";
    let is_verb = |it: &str| VERBS.split_whitespace().any(|verb| verb == it);
    let negated_verb = (0..words.len()).find(|&n| {
        let it = token(n);
        let contracted = it
            .strip_suffix("n't")
            .or_else(|| it.strip_suffix("n’t"))
            .is_some_and(|it| is_verb(it) || it == "ca" || it == "wo");
        contracted || (it == "not" && n > 0 && is_verb(&token(n - 1)))
    })?;
    // What is denied: the words of its clause, of which some must stand behind the verb.
    let clause = clause_of(case.text, words, negated_verb);
    // One negation, and nothing else in its clause, or right behind it, that turns it: "not only", "not until", "wasn't … but".
    let reach = clause.start..(clause.end + 1).min(words.len());
    let turns_more = reach.into_iter().any(|n| {
        let it = token(n);
        n != negated_verb
            && (is_negation(&it)
                || matches!(
                    it.as_str(),
                    "only"
                        | "until"
                        | "before"
                        | "what"
                        | "but"
                        | "just"
                        | "all"
                        | "every"
                        | "always"
                        | "yet"
                        | "even"
                        | "any"
                        | "anyone"
                        | "anything"
                        | "ever"
                        | "either"
                ))
    });
    if turns_more || case.is_quoted(words[negated_verb].span) || case.stance.content < 2 {
        return None;
    }
    let plain_share = case.judge.limits.denial;
    let is_content = |n: &usize| !words[*n].stop && !case.is_quoted(words[*n].span);
    let content: Vec<usize> = clause.clone().filter(is_content).collect();
    let conditional = clause
        .clone()
        .any(|n| matches!(token(n).as_str(), "if" | "when" | "unless" | "whether"));
    let &(top, _) = case.ranked.first()?;
    let entry = &index.entries[top];
    let part = words[clause.start].span.cover(words[clause.end.max(1) - 1].span);
    if denies_what_stands_before(case.entry_text(top), &entry.claim) || goes_on(case, top, part) {
        return None;
    }
    let asked = entry.question.map(|it| &index.entries[it].claim);
    let says = |n: usize| entry.claim.has(words[n].stem) || asked.is_some_and(|it| it.has(words[n].stem));
    let weight = |n: &usize| index.weight(words[*n].stem);
    let total: f32 = content.iter().map(weight).sum();
    let carried: f32 = content.iter().filter(|n| says(**n)).map(weight).sum();
    let predicate = content.iter().any(|&n| n > negated_verb && says(n));
    // A single word is enough where the rest of the sentence is told there too.
    let one = content.len() == 1 && carried == total && shared_weight(case, top) >= plain_share;
    let plain = (content.len() >= 2 || one) && predicate && carried >= plain_share * total;
    // A denial in the part of the unit that says it; elsewhere it turns something else.
    let denies = |at: usize| {
        let text = case.entry_text(at);
        let theirs = &index.entries[at].claim.words;
        if UNEQUAL.iter().any(|it| text.contains(it)) {
            return true;
        }
        (0..theirs.len())
            .filter(|&n| is_denial(&text[theirs[n].span.range()]))
            .any(|n| {
                let near = clause_of(text, theirs, n);
                theirs[near]
                    .iter()
                    .any(|it| content.iter().any(|&n| words[n].stem == it.stem))
            })
    };
    // A unit next to the best one may say no: "There's no insurance in here."
    let others = case.ranked.iter().skip(1).take(2).map(|it| it.0);
    let others_deny = others
        .clone()
        .any(|at| shared_weight(case, at) >= plain_share && denies(at));
    let in_the_unit = || plain && !denies(top) && !others_deny && !entry.question.is_some_and(denies);
    // Or nobody says no in the whole turn that tells most of the clause.
    let turn = index.passages[entry.passage].entries.clone();
    let told = |n: usize| says(n) || turn.clone().any(|at| index.entries[at].claim.has(words[n].stem));
    let in_the_turn = || {
        let carried: f32 = content.iter().filter(|n| told(**n)).map(weight).sum();
        // What is denied stands behind the verb: one word of it that nobody says may be all that is denied.
        let mut behind = content.iter().filter(|n| **n > negated_verb).peekable();
        let firm = behind.peek().is_some() && behind.all(|&n| told(n));
        let is_rest = clause
            .clone()
            .any(|n| matches!(token(n).as_str(), "other" | "others" | "rest" | "remaining"));
        // "I was sure it was the cards": told as what somebody took to be so.
        let turns = |it: &str| is_denial(it) || is_belief(it) || is_certain(it) || is_hedge(it);
        let says_no = |at: usize| {
            let text = case.entry_text(at);
            let mut words = index.entries[at].claim.words.iter();
            index.entries[at].claim.negated || words.any(|it| turns(&text[it.span.range()]))
        };
        // "with the understanding that it wouldn't disrupt": what was expected, not what was.
        let expected = |n: usize| token(n).starts_with("would");
        let is_expected = expected(negated_verb) || negated_verb.checked_sub(1).is_some_and(expected);
        firm && carried >= plain_share * total
            && !is_rest
            && !is_expected
            && !turn.clone().any(says_no)
            && !entry.question.is_some_and(says_no)
    };
    let part = words[clause.start].span.cover(words[clause.end - 1].span);
    if conditional
        || is_unasserted(case, top)
        || is_another_time_within(case, top, part)
        || !(in_the_unit() || in_the_turn())
    {
        return None;
    }
    // Somebody else says no to it: "It's the parser." "No."
    let next = entry.passage + 1;
    let answered = index.passages.get(next).map(|it| it.entries.start);
    let says_no = answered.is_some_and(|at| {
        first_word(case.entry_text(at), &index.entries[at].claim).is_some_and(|it| is_negation(&it))
    });
    if says_no {
        return None;
    }
    Some(Issue {
        kind: IssueKind::ContradictedNegation,
        span: words[negated_verb].span,
        right: None,
        place: Some(case.place(top)),
        other: None,
    })
}

/// The words of the clause around word `n`, from the mark before it to the mark behind it.
fn clause_of(text: &str, words: &[Word], n: usize) -> std::ops::Range<usize> {
    let parts = |a: usize, b: usize| {
        let gap = &text[words[a].span.end..words[b].span.start];
        let joins = matches!(
            &text[words[b].span.range()],
            "and" | "but" | "because" | "so" | "while" | "which" | "who" | "that"
        );
        gap.contains([',', ';', ':', '(', ')', '—', '|']) || joins
    };
    let start = (1..=n).rev().find(|&at| parts(at - 1, at)).unwrap_or(0);
    let end = (n + 1..words.len())
        .find(|&at| parts(at - 1, at))
        .unwrap_or(words.len());
    start..end
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::analysis::{Analysis, Inputs, Memo};
    use crate::evidence::{Role, Source, Sources};
    use crate::transcript::Transcript;
    use crate::verdict::IssueKind;

    const SOURCE: &str = "\
MINA: The relay board was in the cellar, but nobody had a key for the gate.
OTTO: It was a bug in the old crane driver.
MINA: Every boat in the basin was warned before noon.
OTTO: The tugs weren't insured.
";

    fn is_denied(draft: &str) -> bool {
        let source = Source {
            path: "transcript.txt".to_owned(),
            role: Role::Transcript,
            transcript: Arc::new(Transcript::parse(SOURCE)),
        };
        let inputs = Inputs {
            path: "draft.md".to_owned(),
            sources: Arc::new(Sources::new(vec![source])),
            ..Inputs::default()
        };
        let analysis = Analysis::new(draft, Arc::new(inputs), &mut Memo::default());
        let mut issues = analysis.findings.iter().flat_map(|it| it.issues.iter());
        issues.any(|it| it.kind == IssueKind::ContradictedNegation)
    }

    #[test]
    fn a_denial_elsewhere_in_the_unit_licenses_nothing() {
        assert!(is_denied("The relay board was not in the cellar."));
        assert!(is_denied("In the crane driver, it was not a bug."));
    }

    #[test]
    fn what_turns_another_clause_does_not_excuse_this_one() {
        assert!(is_denied(
            "Only at noon did it rain, and the boats in the basin were not warned."
        ));
        assert!(!is_denied("The tugs were not insured."));
        assert!(!is_denied("The relay board was not only in the cellar."));
    }
}
