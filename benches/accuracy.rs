//! The accuracy evaluation: checks labelled drafts and counts what was caught, what was a false alarm, and how often
//! the right line came first. `cargo bench --bench accuracy` takes `fixtures/labelled`; `-- FOLDER…` other folders.
//!
//! A case is a folder with `draft.md`, `transcript.*` and `labels.json`: a list of
//! `{"sentence", "verdict", "lines", "wrong_span"}` in the order of the draft, `sentence` as it stands in the file.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an evaluation reads files and prints"
)]

mod cases;

use std::sync::Arc;

use backline::analysis::{Analysis, Memo};
use backline::verdict::Verdict;
use cases::{Case, Label};

/// What is counted over the labelled sentences of one or more drafts.
#[derive(Clone, Copy, Default)]
struct Counts {
    wrong: usize,
    caught: usize,
    of_kind: usize,
    right: usize,
    alarms: usize,
    opinions: usize,
    opinion_alarms: usize,
    with_lines: usize,
    first: usize,
    first_three: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
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

    fn row(&self, name: &str) -> String {
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

fn main() {
    println!("| draft | recall | false alarms | on opinion | kind | hit@1 | hit@3 |");
    println!("|---|---|---|---|---|---|---|");
    let mut all = Counts::default();
    for case in cases::cases() {
        let counts = measure(&case);
        println!("{}", counts.row(&case.name));
        all.add(counts);
    }
    println!("{}", all.row("all"));
}

fn measure(case: &Case) -> Counts {
    let inputs = cases::inputs(case);
    let analysis = Analysis::new(&case.draft, Arc::clone(&inputs), &mut Memo::default());
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
