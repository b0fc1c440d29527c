//! Sources that say different things of what a sentence tells: shown, not decided.
//!
//! Each source is asked by itself. Where one backs the sentence, or is what it is held against, and another gives another
//! number or time in nearly the same words, the two disagree, and which is right is not for a checker to say.

use crate::claim::Claim;
use crate::evidence::{Evidence, Place, Role, Sources};
use crate::text::Span;
use crate::verdict::{Issue, IssueKind, Judge, Judged, Piece, Surroundings, Verdict};

/// Share of the sentence that the unit must carry that says otherwise: less is another matter.
const OF_SENTENCE: f32 = 0.3;

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
    let transcripts = judge.sources.list.iter().enumerate();
    let transcripts = transcripts
        .filter(|it| it.1.role == Role::Transcript)
        .map(|it| it.0);
    let around = Surroundings {
        people: None,
        images: None,
        ..around
    };
    let mut disputes = Vec::new();
    let mut has_backing = judged.verdict == Verdict::Contradicted;
    for (source, sources) in transcripts.zip(judge.sources.alone()) {
        let alone = Judge { sources, ..*judge };
        let answer = alone.judge(piece, around, before, &[]);
        has_backing |= matches!(answer.verdict, Verdict::Supported | Verdict::Derived);
        let found = answer
            .issues
            .iter()
            .find_map(|issue| otherwise(issue, piece.claim, sources, &answer));
        let Some((span, right, place)) = found else {
            continue;
        };
        let main = judged.issues.iter().find(|it| it.span.overlaps(span));
        let agrees = main.is_some_and(|it| it.right.as_ref() == Some(&right));
        let rests_on = main.and_then(|it| it.place).or_else(|| {
            let mut evidence = judged.evidence.iter().filter(|it| it.source != source);
            evidence.next().map(|it| place_of(judge.sources, it))
        });
        if let Some(place_there) = rests_on.filter(|it| !agrees && it.source != source) {
            disputes.push(Dispute {
                span,
                place: place_there,
                other: Place { source, ..place },
                right,
            });
        }
    }
    if has_backing { disputes } else { Vec::new() }
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
        let entry = entries.iter().find(|entry| entry.unit == it.unit);
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
