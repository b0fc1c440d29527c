//! Sources that say different things of what a sentence tells: shown, not decided.
//!
//! Each source is asked by itself. Where one backs the sentence, or is what it is held against, and another gives another
//! number or time in nearly the same words, the two disagree, and which is right is not for a checker to say.

use crate::claim::{Amount, Claim, agrees, same_time};
use crate::evidence::{Evidence, Place, Query, Role, Sources};
use crate::language::alias::Aliases;
use crate::language::time::TimeMention;
use crate::text::Span;
use crate::verdict::{Issue, IssueKind, Judge, Judged, Piece, Surroundings, Verdict};

/// Share of the sentence that the unit must carry that says otherwise: less is another matter.
const OF_SENTENCE: f32 = 0.3;

/// The same beside all other sources, whose words make those of the sentence less rare.
const OF_JOINT: f32 = 0.2;

/// Share of that unit's own words, values aside, that the sentence must have.
const OF_UNIT: f32 = 0.6;

/// A source that says otherwise than another.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// The words in dispute, bytes of the draft.
    pub span: Span,
    /// Where the other sources say as the draft does, or say what it is held against.
    pub place: Place,
    /// Where this one says otherwise.
    pub other: Place,
    /// What it says there.
    pub right: String,
}

/// The sources that say otherwise; spans are bytes of the sentence's view.
pub(super) fn find(
    judge: &Judge<'_>,
    piece: Piece<'_>,
    around: Surroundings<'_>,
    before: &[&Claim],
    judged: &Judged,
) -> Vec<Dispute> {
    let told = matches!(
        judged.verdict,
        Verdict::Supported | Verdict::Derived | Verdict::Contradicted
    );
    let has_value = !piece.claim.amounts.is_empty() || !piece.claim.times.is_empty();
    if !told || !has_value || judge.sources.alone().is_empty() {
        return Vec::new();
    }
    let around = Surroundings {
        people: None,
        images: None,
        ..around
    };
    let mut disputes: Vec<Dispute> = Vec::new();
    for (source, sources) in suspects(judge, piece) {
        let alone = Judge { sources, ..*judge };
        let answer = alone.judge(piece, around, before, &[]);
        let found = answer
            .issues
            .iter()
            .find_map(|issue| otherwise(issue, piece.claim, sources, &answer));
        let Some((span, right, place)) = found else {
            continue;
        };
        let main = judged.issues.iter().find(|it| it.span.overlaps(span));
        let told = main.and_then(|it| it.right.as_deref());
        let told = told
            .into_iter()
            .chain(disputes.iter().map(|it| it.right.as_str()));
        let is_told = told.into_iter().any(|it| is_same_value(it, &right));
        let rests_on = main.and_then(|it| it.place).or_else(|| {
            let mut evidence = judged.evidence.iter().filter(|it| it.source != source);
            evidence.next().map(|it| place_of(judge.sources, it))
        });
        if let Some(place_there) = rests_on.filter(|it| !is_told && it.source != source) {
            disputes.push(Dispute {
                span,
                place: place_there,
                other: Place { source, ..place },
                right,
            });
        }
    }
    disputes
}

/// The sources that are worth asking: those with a unit that has a good part of the sentence's words, and a number or a
/// time, and none of the sentence's.
fn suspects<'a>(judge: &Judge<'a>, piece: Piece<'_>) -> Vec<(usize, &'a Sources)> {
    let transcripts = judge.sources.list.iter().enumerate();
    let transcripts = transcripts.filter(|it| it.1.role == Role::Transcript);
    let query = Query {
        text: piece.view.text(),
        claim: piece.claim,
        extra: &[],
    };
    let index = &judge.sources.index;
    let shares = index.shares(&query);
    let says_otherwise = |source: usize| {
        let mut own = index
            .entries
            .iter()
            .zip(&shares)
            .filter(|it| it.0.source == source);
        own.any(|(entry, share)| OF_JOINT <= *share && has_other_value(&entry.claim, piece.claim))
    };
    let alone = transcripts.map(|it| it.0).zip(judge.sources.alone());
    alone.filter(|it| says_otherwise(it.0)).collect()
}

/// Whether `theirs` has a number or a time that `mine` has not.
fn has_other_value(theirs: &Claim, mine: &Claim) -> bool {
    let known_amount = |it: &Amount| mine.amounts.iter().any(|own| agrees(own, it));
    let known_time = |it: &TimeMention| mine.times.iter().any(|own| same_time(own.value, it.value));
    theirs.amounts.iter().any(|it| !known_amount(it)) || theirs.times.iter().any(|it| !known_time(it))
}

/// Whether two values as written are one: `14` and `fourteen`.
fn is_same_value(a: &str, b: &str) -> bool {
    let read = |it: &str| Claim::read(it, &[], &Aliases::default());
    let (one, other) = (read(a), read(b));
    a == b || !(has_other_value(&one, &other) || has_other_value(&other, &one))
}

/// The words that `issue` holds another number or time against, where the unit that has it tells the same: each has most of
/// the other's words, and there are two of them at least.
fn otherwise(
    issue: &Issue,
    claim: &Claim,
    sources: &Sources,
    answer: &Judged,
) -> Option<(Span, String, Place)> {
    let is_value = matches!(
        issue.kind,
        IssueKind::ContradictedNumber | IssueKind::ContradictedTime
    );
    let (place, right) = (issue.place?, issue.right.clone()?);
    let tells_it = |it: &Evidence| {
        let entries = &sources.index.entries;
        let entry = entries.get(entries.partition_point(|entry| entry.unit < it.unit));
        OF_SENTENCE <= it.score
            && place_of(sources, it).span.overlaps(place.span)
            && entry.is_some_and(|entry| OF_UNIT <= share(&entry.claim, claim))
    };
    let is_same = is_value && answer.evidence.iter().any(tells_it);
    is_same.then_some((issue.span, right, place))
}

/// The share of the content words of `theirs`, numbers and times aside, that `mine` has.
fn share(theirs: &Claim, mine: &Claim) -> f32 {
    let is_value = |span: Span| {
        let mut amounts = theirs.amounts.iter();
        amounts.any(|it| it.quantity.number.overlaps(span))
            || theirs.times.iter().any(|it| it.span.overlaps(span))
    };
    let words = theirs.words.iter().filter(|it| !it.stop && !is_value(it.span));
    const LEAST: f32 = 2.0;
    let (mut all, mut same) = (0.0, 0.0);
    for word in words {
        all += 1.0;
        same += f32::from(u8::from(mine.words.iter().any(|it| it.stem == word.stem)));
    }
    if LEAST <= all { same / all } else { 0.0 }
}

fn place_of(sources: &Sources, evidence: &Evidence) -> Place {
    let units = &sources.list[evidence.source].transcript.units;
    Place {
        source: evidence.source,
        span: units[evidence.unit].view.span(),
    }
}
