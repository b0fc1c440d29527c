//! The phases of a telling: what happened comes before what was found, what was found before what was mended. Facts are
//! put into phases all at once, so that a sentence that could be either goes with those around it.

use super::kind::Kind;

/// A phase of a telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    /// What was seen, by whom, and whom it hit.
    Happened,
    /// What had been changed before.
    Changed,
    /// What it was taken for.
    Suspected,
    /// What it was.
    Found,
    /// What was done about it.
    Mended,
    /// What was done for what had been broken.
    Repaired,
    /// What is settled, planned or unknown.
    Open,
    /// What to take away.
    Learnt,
}

/// All of them, in order.
pub const PHASES: [Phase; 8] = [
    Phase::Happened,
    Phase::Changed,
    Phase::Suspected,
    Phase::Found,
    Phase::Mended,
    Phase::Repaired,
    Phase::Open,
    Phase::Learnt,
];

impl Kind {
    /// The phase that it belongs to; a number, a line and a picture may belong to any.
    pub fn phase(self) -> Option<Phase> {
        Some(match self {
            Kind::Impact | Kind::Detection | Kind::Symptom => Phase::Happened,
            Kind::Trigger => Phase::Changed,
            Kind::RejectedHypothesis => Phase::Suspected,
            Kind::RootCause | Kind::Mechanism => Phase::Found,
            Kind::Fix | Kind::Verification => Phase::Mended,
            Kind::DataRepair => Phase::Repaired,
            Kind::Decision | Kind::FollowUp | Kind::OpenQuestion => Phase::Open,
            Kind::Lesson => Phase::Learnt,
            Kind::Metric | Kind::Quote | Kind::Shown => return None,
        })
    }
}

/// What it costs a telling to go on to a later phase. It never goes back: who does tells of it again.
const ON: f32 = 0.5;
/// What one sentence says of its phase at most.
const LOUDEST: f32 = 2.0;

/// The phase of each of the facts, in their order, by how much speaks for each phase in each of them: the course with
/// the highest sum (Viterbi). Of equal courses the one that stays longer.
pub(super) fn course(scores: &[[f32; PHASES.len()]]) -> Vec<Phase> {
    const N: usize = PHASES.len();
    let mut sums = [0.0f32; N];
    let mut from: Vec<[usize; N]> = Vec::with_capacity(scores.len());
    for own in scores {
        let mut next = [f32::MIN; N];
        let mut back = [0; N];
        for to in 0..N {
            for (before, sum) in sums.iter().enumerate().take(to + 1) {
                let cost = if to == before { 0.0 } else { ON };
                let is_better = next[to] < sum - cost || (next[to] == sum - cost && to == before);
                if is_better {
                    next[to] = sum - cost;
                    back[to] = before;
                }
            }
            next[to] += own[to].min(LOUDEST);
        }
        sums = next;
        from.push(back);
    }
    let mut at = (0..N).fold(0, |best, it| if sums[best] < sums[it] { it } else { best });
    let mut res = vec![Phase::Happened; scores.len()];
    for (n, back) in from.iter().enumerate().rev() {
        res[n] = PHASES[at];
        at = back[at];
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaks(phase: Phase, weight: f32) -> [f32; 8] {
        let mut res = [0.0; 8];
        res[phase as usize] = weight;
        res
    }

    #[test]
    fn what_could_be_either_goes_with_what_stands_around_it() {
        let mut either = speaks(Phase::Mended, 1.2);
        either[Phase::Found as usize] = 1.1;
        let scores = [
            speaks(Phase::Happened, 2.0),
            speaks(Phase::Found, 2.0),
            either,
            speaks(Phase::Found, 2.0),
            speaks(Phase::Mended, 2.0),
        ];
        let found = course(&scores);
        assert_eq!(
            found,
            [
                Phase::Happened,
                Phase::Found,
                Phase::Found,
                Phase::Found,
                Phase::Mended
            ]
        );
    }

    #[test]
    fn a_telling_goes_on_and_never_back() {
        let scores = [
            speaks(Phase::Happened, 2.0),
            speaks(Phase::Mended, 2.0),
            speaks(Phase::Happened, 1.0),
            speaks(Phase::Mended, 2.0),
        ];
        assert_eq!(
            course(&scores),
            [Phase::Happened, Phase::Mended, Phase::Mended, Phase::Mended]
        );
        assert_eq!(course(&[]), []);
    }
}
