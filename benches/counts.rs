//! What is counted when labelled drafts are checked: caught, false alarms, first lines.

#![allow(dead_code, reason = "each evaluation uses a part of it")]

use std::sync::Arc;

use backline::analysis::{Analysis, Inputs, Memo};
use backline::verdict::Verdict;

use crate::cases::{Case, Label};

/// What is counted over the labelled sentences of one or more drafts.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) wrong: usize,
    pub(crate) caught: usize,
    pub(crate) of_kind: usize,
    pub(crate) right: usize,
    pub(crate) alarms: usize,
    pub(crate) opinions: usize,
    pub(crate) opinion_alarms: usize,
    pub(crate) with_lines: usize,
    pub(crate) first: usize,
    pub(crate) first_three: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, other: Counts) {
        self.wrong += other.wrong;
        self.caught += other.caught;
        self.of_kind += other.of_kind;
        self.right += other.right;
        self.alarms += other.alarms;
        self.opinions += other.opinions;
        self.opinion_alarms += other.opinion_alarms;
        self.with_lines += other.with_lines;
        self.first += other.first;
        self.first_three += other.first_three;
    }

    pub(crate) fn row(&self, name: &str) -> String {
        let share = |part: usize, all: usize| {
            if all == 0 {
                "-".to_owned()
            } else {
                format!("{:.3}", part as f64 / all as f64)
            }
        };
        format!(
            "| {name} | {} | {} | {} | {} | {} | {} |",
            share(self.caught, self.wrong),
            share(self.alarms, self.right),
            share(self.opinion_alarms, self.opinions),
            share(self.of_kind, self.caught),
            share(self.first, self.with_lines),
            share(self.first_three, self.with_lines),
        )
    }
}

/// Checks a case and counts what its labels say of the outcome.
pub(crate) fn measure(case: &Case, inputs: Arc<Inputs>) -> Counts {
    let analysis = Analysis::new(&case.draft, inputs, &mut Memo::default());
    let mut counts = Counts::default();
    for label in &case.labels {
        counts.add(judge(&analysis, label));
    }
    counts
}

/// One label against the sentences that overlap it.
fn judge(analysis: &Analysis, label: &Label) -> Counts {
    let sentences = analysis.draft.sentences.iter().zip(analysis.findings.iter());
    let covered: Vec<_> = sentences
        .filter(|(it, _)| it.span.overlaps(label.span))
        .map(|it| it.1)
        .collect();
    let flagged = covered.iter().any(|it| it.verdict.is_wrong());
    let mut counts = Counts::default();
    match label.verdict.as_str() {
        "supported" | "derived" => (counts.right, counts.alarms) = (1, usize::from(flagged)),
        "opinion" => (counts.opinions, counts.opinion_alarms) = (1, usize::from(flagged)),
        gold => {
            let of_kind = |it: &Verdict| it.name() == gold;
            (counts.wrong, counts.caught) = (1, usize::from(flagged));
            counts.of_kind = usize::from(flagged && covered.iter().any(|it| of_kind(&it.verdict)));
        }
    }
    if !label.lines.is_empty() {
        let hits = |most: usize| {
            covered.iter().any(|finding| {
                finding.evidence.iter().take(most).any(|it| {
                    let transcript = &analysis.inputs.sources.list[it.source].transcript;
                    let (first, last) = transcript.unit_lines(it.unit);
                    label.lines.iter().any(|line| (first..=last).contains(line))
                })
            })
        };
        counts.with_lines = 1;
        counts.first = usize::from(hits(1));
        counts.first_three = usize::from(hits(3));
    }
    counts
}
