//! How many sentences got which verdict: what a run says of itself even when nothing is wrong.

use serde::Serialize;

use crate::analysis::Analysis;
use crate::verdict::Verdict;

/// Sentences by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::cli) struct Coverage {
    sentences: usize,
    supported: usize,
    derived: usize,
    weak: usize,
    unsupported: usize,
    contradicted: usize,
    misquoted: usize,
    misattributed: usize,
    attested: usize,
    not_a_claim: usize,
}

/// The verdict on a sentence; one that was not judged is no claim.
pub(in crate::cli) fn verdict(analysis: &Analysis, sentence: usize) -> Verdict {
    analysis
        .findings
        .get(sentence)
        .map_or(Verdict::NotAClaim, |it| it.verdict)
}

impl Coverage {
    pub(in crate::cli) fn of(analysis: &Analysis) -> Coverage {
        let mut res = Coverage::default();
        res.add(analysis);
        res
    }

    pub(super) fn add(&mut self, analysis: &Analysis) {
        for at in 0..analysis.draft.sentences.len() {
            self.sentences += 1;
            *self.count(verdict(analysis, at)) += 1;
        }
    }

    fn count(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Contradicted => &mut self.contradicted,
            Verdict::Misquoted => &mut self.misquoted,
            Verdict::Misattributed => &mut self.misattributed,
            Verdict::Unsupported => &mut self.unsupported,
            Verdict::Weak => &mut self.weak,
            Verdict::Attested => &mut self.attested,
            Verdict::Derived => &mut self.derived,
            Verdict::Supported => &mut self.supported,
            Verdict::NotAClaim => &mut self.not_a_claim,
        }
    }

    /// `81 sentences: 52 supported, 6 derived, …`, best first, without what there is none of.
    pub(in crate::cli) fn sentence(mut self) -> String {
        let noun = if self.sentences == 1 {
            "sentence"
        } else {
            "sentences"
        };
        let mut counts = Vec::new();
        for verdict in [
            Verdict::Supported,
            Verdict::Derived,
            Verdict::Attested,
            Verdict::Weak,
            Verdict::Unsupported,
            Verdict::Contradicted,
            Verdict::Misquoted,
            Verdict::Misattributed,
            Verdict::NotAClaim,
        ] {
            let count = *self.count(verdict);
            if count > 0 {
                counts.push(format!("{count} {}", verdict.name()));
            }
        }
        let colon = if counts.is_empty() { "" } else { ": " };
        format!("{} {noun}{colon}{}", self.sentences, counts.join(", "))
    }
}
